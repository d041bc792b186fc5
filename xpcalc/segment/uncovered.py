"""Dates in the text of jobs that no job covers -> findings: whatever form the jobs were told in, one of them is lost.

The other checks know what a lost job looks like; this one knows only that what stands among the jobs belongs to their
time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xpcalc.dates import Found
from xpcalc.language import Words
from xpcalc.model import DateRange, Finding, Line
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.headings import UNKNOWN
from xpcalc.segment.rows import Row, prose

# Unit: months without a job. Less may be the rounding of the dates, or a course.
_LOST = 6
# Unit: months looked at of a range that goes on; whether it lasts longer changes nothing.
_OPEN = 24
# Unit: months. Nobody works longer.
_LIFE = 12 * 80
# Unit: dates. One or two may be a prize or the opening of a house.
_SINGLES = 3
# Source: hand-made; kinds of sections in which somebody may tell of a job.
_TOLD_IN = frozenset(("experience", "summary", "", UNKNOWN))


class Dated(NamedTuple):
    """A section and the dates of its jobs; `anchors` is empty where none are looked for."""

    kind: str
    rows: Sequence[Row]
    anchors: Sequence[Anchor]


def uncovered(
    sections: Sequence[Dated], words: Words, languages: Sequence[str], told: Sequence[Finding]
) -> list[Finding]:
    """Return a warning for ranges of months, and for several single ones, in time that no job covers.

    `told`: the findings so far; what one of them tells is not told again.
    """
    jobs = [dates for each in sections for a in each.anchors for dates in (a.dates, *[more for _, more, _ in a.more])]
    covered = {month for dates in jobs for month in _months(dates, _LIFE)}
    if not covered:
        return []
    leaves = words.leaves(languages)
    found: list[Finding] = []
    singles: dict[int, Line] = {}
    known = {finding.span for finding in told}
    for kind, cell, date in _idle(sections):
        if cell.span in known:
            continue
        months = [month for month in _months(date.dates, _OPEN) if month not in covered]
        if not date.lasts:
            if months and kind == "experience" and not cell.bullet:
                singles.setdefault(months[0], cell)
            continue
        beside = (cell.text[: date.start].strip(" ,;:|·•-–—("), cell.text[date.stop :].strip(" ,;:|·•-–—)."))
        if len(months) >= _LOST and not any([text and leaves.tells(text, alone=True) for text in beside]):
            text = f"a range of dates stands where no position has its time: {cell.text[:60]}"
            found.append(Finding("W_DATE_LEFT", "warning", text, cell.span))
    # Why: one sentence may tell of the job that somebody has now ("I started there in June 2022").
    late = [month for month, cell in singles.items() if month > max(covered) and prose(cell)]
    if not found and late:
        first = singles[late[0]]
        text = f"a date after the end of all positions dates none: {first.text[:60]}"
        found.append(Finding("W_DATE_LEFT", "warning", text, first.span))
    if not found and len(singles) >= _SINGLES:
        first = next(iter(singles.values()))
        text = f"{len(singles)} dates stand where no position has its time: {first.text[:60]}"
        found.append(Finding("W_DATE_LEFT", "warning", text, first.span))
    return found[:3]


def _idle(sections: Iterable[Dated]) -> Iterator[tuple[str, Line, Found]]:
    """Yield the months that date nothing, with the kind of section and the cell."""
    for kind, rows, anchors in sections:
        if kind not in _TOLD_IN:
            continue
        used = {(a.row, a.cell) for a in anchors} | {key for a in anchors for key in a.used}
        for i, row in enumerate(rows):
            for j, cell in enumerate(row.cells):
                for found in row.found[j] if (i, j) not in used else ():
                    if found.dates.start is not None and found.dates.start.month:
                        yield kind, cell, found


def _months(dates: DateRange, most: int) -> range:
    """Return the months of a range, numbered from the year 0; of one that goes on so many."""
    if dates.start is None:
        return range(0)
    begin = dates.start.year * 12 + (dates.start.month or 1) - 1
    if dates.ongoing:
        return range(begin, begin + most)
    end = dates.end.year * 12 + (dates.end.month or 12) if dates.end else begin + 1
    return range(begin, end)


__all__ = ["Dated", "uncovered"]

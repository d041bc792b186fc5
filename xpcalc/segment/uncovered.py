"""Dates in the text of jobs that no job covers -> findings: whatever form the jobs were told in, one of them is lost.

The other checks know what a lost job looks like; this one knows only that what stands among the jobs belongs to their
time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from typing import NamedTuple

from xpcalc.dates import Found
from xpcalc.language import Words
from xpcalc.model import DateRange, Entry, Finding, Line
from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor, lies_in
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
# Unit: letters of a line that may name a job; parts of it that are looked at.
_NAMED, _NAMES = 110, 6
_TITLE = 0.5
# Unit: letters of a line that may be a date; heights of a line above it.
_DATE, _PARAGRAPH = 60, 0.6
_SIGN = regex(r"[,|·(\[:.]|\s[–—-]\s|(?=\b(?:1[89]|20)\d\d)")
_YEAR = regex(r"(?<![\d./-])(?:19|20)\d\d(?!\d)")


class Dated(NamedTuple):
    """A section and the dates of its jobs; `anchors` is empty where none are looked for."""

    kind: str
    rows: Sequence[Row]
    anchors: Sequence[Anchor]


def uncovered(
    sections: Sequence[Dated],
    entries: Sequence[Entry],
    words: Words,
    languages: Sequence[str],
    told: Sequence[Finding],
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
    for kind, cell, date, before in _idle(sections):
        if cell.span in known:
            continue
        months = [month for month in _months(date.dates, _OPEN) if month not in covered]
        if not date.lasts:
            if months and kind == "experience" and not cell.bullet:
                singles.setdefault(months[0], cell)
            continue
        if date.dates.ongoing and months and months[0] > _begin(date.dates) + 1:
            continue  # "Zendesk from January 2018" in a job that began before
        beside = (cell.text[before : date.start].strip(_EDGE), cell.text[date.stop :].strip(_EDGE))
        if len(months) >= _LOST and not any([text and leaves.tells(text, alone=True) for text in beside]):
            text = f"a range of dates stands where no position has its time: {cell.text[:60]}"
            found.append(Finding("W_DATE_LEFT", "warning", text, cell.span))
            known.add(cell.span)
    # Why: one sentence may tell of the job that somebody has now ("I started there in June 2022").
    late = [month for month, cell in singles.items() if month > max(covered) and prose(cell)]
    if not found and late:
        first = singles[late[0]]
        text = f"a date after the end of all positions dates none: {first.text[:60]}"
        found.append(Finding("W_DATE_LEFT", "warning", text, first.span))
        known.add(first.span)
    if not found and len(singles) >= _SINGLES:
        first = next(iter(singles.values()))
        text = f"{len(singles)} dates stand where no position has its time: {first.text[:60]}"
        found.append(Finding("W_DATE_LEFT", "warning", text, first.span))
        known.add(first.span)
    named = {piece.span.start for e in entries for piece in (e.title, e.employer) if piece is not None and piece.span}
    for cell, years in _titled(sections, covered, words, languages):
        # Why: houses bear years in their names ("Agent at Bakery 1910").
        housed = years == 1 and any([start in named for start in range(cell.span.start, cell.span.stop)])
        if cell.span not in known and not housed:
            text = f"a line among the jobs has a date where no position has its time: {cell.text[:60]}"
            found.append(Finding("W_DATE_LEFT", "warning", text, cell.span))
    return [*found[:3], *_posts_in_items(sections, words, languages)]


_EDGE = " ,;:|·•-–—()."


def _idle(sections: Iterable[Dated]) -> Iterator[tuple[str, Line, Found, int]]:
    """Yield the dates that date nothing: kind of section, cell, date, and where in the cell the date of the job ends.

    Years alone tell only beside the date of a job ("Agent 2019-2020, Lead 2020-2022, Head 2022-present").
    """
    for kind, rows, anchors in sections:
        if kind not in _TOLD_IN:
            continue
        dated = {(a.row, a.cell): a for a in anchors}
        used = {key for a in anchors for key in a.used}
        for i, row in enumerate(rows):
            for j, cell in enumerate(row.cells):
                job = dated.get((i, j))
                for found in row.found[j] if (i, j) not in used else ():
                    if job is not None and found.lasts and (found.start >= job.stop or found.stop <= job.start):
                        # Why: "Season 2013/14 (December 2013 - April 2014)" tells one time twice.
                        if found.kind == "since" or not lies_in(job.dates, found.dates):
                            yield kind, cell, found, job.stop if found.start >= job.stop else 0
                    elif job is None and found.dates.start is not None and found.dates.start.month:
                        yield kind, cell, found, 0


def _titled(
    sections: Iterable[Dated], covered: Set[int], words: Words, languages: Sequence[str]
) -> Iterator[tuple[Line, int]]:
    """Yield lines among the jobs that date none, name a title or are a date, and tell a year that no job covers.

    With each line how many years it tells.
    """
    score = partial(words.title_score, languages=languages)
    worked = {month // 12 for month in covered}
    for kind, rows, anchors in sections:
        if kind != "experience" or not anchors:
            continue
        dated = {a.row for a in anchors} | {i for a in anchors for i, _ in a.used}
        for i, row in enumerate(rows):
            if i in dated or row.bullet or row.kind == "body":
                continue
            for cell in row.cells:
                years = [int(hit.group()) for hit in _YEAR.finditer(cell.text)] if len(cell.text) <= _NAMED else []
                if not years or cell.bullet or worked.issuperset(years) or prose(cell):
                    continue
                # "Six months in 2019" below names, and over those of the next job
                below = i > 0 and i - 1 not in dated and len(cell.text) <= _DATE and row.gap < _PARAGRAPH
                below = below and not rows[i - 1].fields and _is_titled(rows[i - 1].text, score)
                if below or _is_titled(cell.text, score):
                    yield cell, len(years)


def _posts_in_items(sections: Iterable[Dated], words: Words, languages: Sequence[str]) -> Iterator[Finding]:
    """Yield a warning for jobs below which items name posts, each with its dates at its end: the posts are not read.

    "Temp, Jan 2015 - Dec 2016" over "- Receptionist, Bar Ltd (Jan-Apr 2015)" and "- Clerk, Foo Council (May-Dec 2015)".
    """
    score = partial(words.title_score, languages=languages)
    for kind, rows, anchors in sections:
        stops = [*[a.row for a in anchors[1:]], len(rows)]
        for a, stop in zip(anchors if kind == "experience" else (), stops, strict=False):
            posts = [row for row in rows[a.last_row + 1 : stop] if row.bullet and _ends_dated(row)]
            named = [row for row in posts if score(_SIGN.split(row.text, maxsplit=1)[0].strip(_EDGE)) >= _TITLE]
            if len(named) >= _POSTS and len(named) == len(posts):
                text = f"items below a job name posts of their own, which are not counted: {named[0].text[:60]}"
                yield Finding("W_DATE_LEFT", "warning", text, named[0].cells[0].span)


# Unit: items below one job.
_POSTS = 2


def _ends_dated(row: Row) -> bool:
    found = row.found[-1]
    return bool(found) and not row.cells[-1].text[found[-1].stop :].strip(_EDGE) and found[-1].start > 1


def _is_titled(text: str, score: Callable[[str], float]) -> bool:
    names = [name.strip(_EDGE) for name in _SIGN.split(text)[:_NAMES]]
    return any([name and score(name) >= _TITLE for name in names])


def _begin(dates: DateRange) -> int:
    return dates.start.year * 12 + (dates.start.month or 1) - 1 if dates.start is not None else 0


def _months(dates: DateRange, most: int) -> range:
    """Return the months of a range, numbered from the year 0; of one that goes on so many."""
    if dates.start is None:
        return range(0)
    begin = _begin(dates)
    if dates.ongoing:
        return range(begin, begin + most)
    end = dates.end.year * 12 + (dates.end.month or 12) if dates.end else begin + 1
    return range(begin, end)


__all__ = ["Dated", "uncovered"]

"""Cells of a form or a table that are a start, an end, or say that a job goes on -> one anchor.

To read start and end that stand otherwise: `labelled`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xpcalc.dates import Grammar
from xpcalc.model import Span
from xpcalc.segment.anchor import EDGE, Anchor, runs_back
from xpcalc.segment.forms import YES
from xpcalc.segment.rows import Row

# Unit: rows. In a form the end stands beside the start or a row or two below it.
_FORM = 3


def labelled(rows: Sequence[Row], i: int, j: int, grammar: Grammar) -> Anchor | None:
    """Put start and end of a form together: "Start date: 02/2017" and, after it, "End date: now"."""
    kind, at = rows[i].field(j)
    if kind != "start":
        return None
    cell = rows[i].cells[j]
    start, used = _value(rows, i, j, grammar)
    if grammar.parse_date(start) is None:
        return _run_together(rows[i], i, j, at, grammar)
    for n in range(i, min(i + 1 + _FORM, len(rows))):
        for k in range(j + 1 if n == i else 0, len(rows[n].cells)):
            kind = rows[n].field(k)[0]
            if kind == "start" and (n, k) not in used:
                return _current(rows, i, j, start, used, grammar)
            if kind != "end":
                continue
            end, more = _value(rows, n, k, grammar)
            written = f"{start} – {end}"
            dates = grammar.parse(written)
            if not end:
                return _current(rows, i, j, start, used | more, grammar)  # a dash, and "Current: Yes"
            if dates is None or not (dates.end or dates.ongoing) or runs_back(dates):
                return None
            span = Span(cell.span.start + at, rows[n].cells[k].span.stop)
            anchor = Anchor(i, j, written, dates, "range", span, at, len(cell.text), True, used | more)
            return anchor
    return _current(rows, i, j, start, used, grammar)


def _current(
    rows: Sequence[Row], i: int, j: int, start: str, used: set[tuple[int, int]], grammar: Grammar
) -> Anchor | None:
    """Read a start as open where the form says, near it, that the job goes on."""
    for n in (*range(i, min(i + _FORM + 1, len(rows))), *range(i - 1, max(i - _FORM, 0) - 1, -1)):
        for k, cell in enumerate(rows[n].cells):
            kind, at = rows[n].field(k)
            if kind == "current" and YES.fullmatch(cell.text, at):
                # English words count in every document.
                whole = grammar.parse(f"{start} – present")
                if whole is None or not whole.ongoing:
                    return None
                home = rows[i].cells[j]
                anchor = Anchor(i, j, whole.written, whole, "open", home.span, 0, len(home.text), True, used | {(n, k)})
                return anchor
    return None


def _value(rows: Sequence[Row], i: int, j: int, grammar: Grammar) -> tuple[str, set[tuple[int, int]]]:
    """Return a date of a form and the cells it stands in: a narrow column may break it ("outubro" / "2012")."""
    cell = rows[i].cells[j]
    kind, at = rows[i].field(j)
    text = cell.text[at:].strip(EDGE)
    found = rows[i].found[j]
    if rows[i].table and kind == "end" and found and found[0].start <= at and grammar.parse(text) is None:
        # Why: where columns nearly touch, the next one stands in the same cell ("31-12-2015 Full time").
        text = cell.text[found[0].start : found[0].stop]
    if rows[i].table and i + 1 < len(rows) and grammar.parse_date(text) is None:
        for k, below in enumerate(rows[i + 1].cells):
            both = f"{text} {below.text.strip(EDGE)}"
            if rows[i + 1].field(k)[0] == kind and grammar.parse_date(both) is not None:
                return both, {(i, j), (i + 1, k)}
    return text, {(i, j)}


def two_dates(row: Row) -> bool:
    """Say whether two cells side by side are a date each, and nothing else."""
    whole = [
        len(found) == 1 and found[0].stop - found[0].start >= len(cell.text) - 1
        for cell, found in zip(row.cells, row.found, strict=True)
    ]
    return any([one and two for one, two in pairwise(whole)])


def _run_together(row: Row, i: int, j: int, at: int, grammar: Grammar) -> Anchor | None:
    """Read start and end of narrow columns that touch: "01.09.2025 attuale", perhaps with the title of the next."""
    cell, found = row.cells[j], row.found[j]
    if not found or found[0].kind != "single" or cell.text[at : found[0].start].strip(EDGE):
        return None
    start, end = cell.text[at : found[0].stop].strip(EDGE), cell.text[found[0].stop :].strip(EDGE)
    whole = next(iter(grammar.find(f"{start} – {end}")), None) if end else None
    if whole is None or whole.kind != "range" or whole.start or runs_back(whole.dates):
        return None
    dates = whole.dates
    stop = cell.text.index(end, found[0].stop) + whole.stop - len(f"{start} – ")
    pure = not cell.text[stop:].strip(EDGE)
    span = Span(cell.span.start + at, cell.span.start + stop)
    anchor = Anchor(i, j, dates.written, dates, "range", span, at, stop, pure, {(i, j)} if pure else set())
    return anchor

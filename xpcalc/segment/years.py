"""Months below the heading of a year -> anchors: "2025" over "May – September: Lifeguard, Porth Sands".

To teach it another place where the months may stand in their line: `_places`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpcalc.dates import Grammar
from xpcalc.model import DateRange, Span
from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor, row_of
from xpcalc.segment.rows import Row

_YEAR = regex(r"(?:19|20)\d\d\s?:?")
# Unit: letters; of the months of a range in full.
_LONG = 40
_FROM = regex(r"(?:from|de|desde|du|von|vom|da|dal|van|entre|between)\s", re.IGNORECASE)
_TO = regex(
    r"\s?[-–—]\s?|\s(?:to|until|till|and|a|al|hasta|y|até|ao|e|à|au|jusqu'à|et|bis|und|fino a|tot|en|t/m)\s",
    re.IGNORECASE,
)


def lone_years(rows: Sequence[Row]) -> list[int]:
    """Return the rows that are a year and nothing else, from the top down."""
    return [i for i, row in enumerate(rows) if len(row.cells) == 1 and _YEAR.fullmatch(row.text)]


def with_years(rows: Sequence[Row], anchors: list[Anchor], grammar: Grammar) -> list[Anchor]:
    """Return the anchors of a section, those below headings of years among them, and no such heading.

    Why: a single year over a line with a month is a date beside a text; two of each are a list.
    """
    # Why: the year that ends a date over three lines is no heading of the next one.
    years = set(lone_years(rows)) - {row for a in anchors if not a.pure or len(a.used) > 1 for row, _ in a.used}
    below = list(_anchors(rows, years, grammar)) if len(years) > 1 else []
    if len(below) < 2:
        return anchors
    return sorted([a for a in (*anchors, *below) if a.row not in years], key=row_of)


def _anchors(rows: Sequence[Row], years: set[int], grammar: Grammar) -> Iterator[Anchor]:
    year = ""
    for i, row in enumerate(rows):
        if i in years:
            year = row.text[:4]
        elif year and not row.bullet and not any(row.found):
            found = next(_months(row, year, grammar), None)
            if found is not None:
                j, start, stop, dates = found
                cell = row.cells[j]
                pure = stop - start >= len(cell.text) - 1
                span = Span(cell.span.start + start, cell.span.start + stop)
                used = {(i, j)} if pure else set()
                anchor = Anchor(i, j, dates.written, dates, "range", span, start, stop, pure, used)
                yield anchor


def _months(row: Row, year: str, grammar: Grammar) -> Iterator[tuple[int, int, int, DateRange]]:
    """Yield the months of a row: cell, first and last offset in it, the range with its year."""
    for j, cell in enumerate(row.cells):
        for start, stop in _places(cell.text):
            months = cell.text[start:stop].strip(" )")
            dates = _range(months, year, grammar) if months and len(months) <= _LONG else None
            if dates is not None:
                yield j, start, stop, dates


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where months may stand: before a colon or alone in the cell, behind the last comma, dash or bracket."""
    colon = text.find(":")
    yield 0, colon if colon > 0 else len(text)
    last = max([text.rfind(sign) for sign in ",|(–—"])
    if last > 0:
        yield last + 1, len(text)


def _range(months: str, year: str, grammar: Grammar) -> DateRange | None:
    """Return the range of months of one year; None where it goes on into another, which year that is nobody can say."""
    bare = _FROM.sub("", months.strip(), count=1)
    written = " – ".join([f"{part} {year}" for part in _TO.split(bare, maxsplit=1)])
    dates = grammar.parse(written) if grammar.may_date(bare) else None
    if dates is None or dates.start is None or dates.start.month is None or dates.ongoing:
        return None
    end = dates.end or dates.start
    return dates if (end.year, end.month or 0) >= (dates.start.year, dates.start.month) else None

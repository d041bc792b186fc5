"""Lines of typed text -> two columns that stand side by side in them, parted by bars or blanks.

To know another sign between columns: `_BARS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from xpcalc.regex import regex

_BARS = "|│┃║¦"
# What may end at the left edge of a right column.
# Why (?<! ): blanks are looked at from the first on, not from each of them.
_GUTTER = regex(rf"(?<! ) +[{_BARS}](?= |$)|^[{_BARS}](?= )|(?<! ) {{3,}}(?=[^ ])")
_BLANK = _BARS + " "
_DATE = regex(r"\W?(?:\d{1,2}[./-]){0,2}\d{2,4}\s*(?:[-–—]|$)|\W?[^\W\d_]{3,10}\.?\s(?:19|20)\d\d\s*(?:[-–—]|$)")
# Unit: lines. Fewer are a table, not a page of two columns.
_LINES = 8
# Unit: lines below headings. A margin that holds headings alone belongs to the text beside it.
_TEXT = 5


class Columns(NamedTuple):
    """Lines `start` to `stop` (half-open) hold two columns; the right one begins at character `place`."""

    start: int
    stop: int
    place: int

    def cut(self, line: str) -> tuple[str, str]:
        """Return what a line says in the left and in the right column."""
        return line[: self.place].rstrip(_BLANK), line[self.place :].lstrip(_BARS)


def find_columns(lines: Sequence[str], section_of: Callable[[str], str | None]) -> Columns | None:
    """Return the first stretch of lines in which both sides of a gutter have headings and text of their own."""
    starts = Counter([match.end() for line in lines for match in _GUTTER.finditer(line)])
    for place, times in starts.most_common(3):
        if times < _LINES:
            break
        start = -1
        for at in range(len(lines) + 1):
            if at < len(lines) and not lines[at][max(place - 2, 0) : place].strip(_BLANK):
                start = at if start < 0 and lines[at][place:].strip() else start
                continue
            found = Columns(start, at, place)
            if start >= 0 and _two(found, lines[start:at], section_of):
                return found
            start = -1
    return None


def _two(found: Columns, lines: Sequence[str], section_of: Callable[[str], str | None]) -> bool:
    if len(lines) < _LINES:
        return False
    for side in reversed(list(zip(*map(found.cut, lines), strict=True))):
        texts = [text.strip() for text in side if text.strip()]
        kinds = [section_of(text) for text in texts]
        headings = sum([len(text) < 60 and kind is not None for text, kind in zip(texts, kinds, strict=True)])
        if not headings or len(texts) - headings < _TEXT:
            return False
        told = [text for text, kind in zip(texts, kinds, strict=True) if kind is None and any(map(str.isalnum, text))]
        # Why: a column of dates belongs to the jobs beside it.
        if 2 * sum([_DATE.match(text) is not None for text in told]) > len(told):
            return False
    return True

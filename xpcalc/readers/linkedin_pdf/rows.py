"""Words with boxes -> the visible lines of each column, and Pieces made of them.

To tell another kind of line that nobody should read: add its test to `_close`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.model import Line, Piece, Span
from xpcalc.regex import regex

if TYPE_CHECKING:
    from xpcalc.layout import Word

# Source: the sidebar starts at 21.6 pt, the main column at 223.6 pt, on every export measured.
GUTTER = 212.0

_FOOTER = regex(r"page\s?\d{1,3}(?:\s?of\s?\d{1,3})?$", re.IGNORECASE)
_MARKER = regex(r"[-–—*•·▪◦●○‣►➢✓]\s(?=\S)|[•▪●‣►](?=\S)")


class Row(NamedTuple):
    """One line of a column. Unit: points."""

    text: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    grey: float
    bold: bool
    first: float  # width of the first word: it would not have fitted on the line above if this one is a wrap
    bullet: bool = False
    side: bool = False
    span: Span = Span(0, 0)


def rows_of(pages: Sequence[Sequence[Word]], gutter: float = GUTTER) -> tuple[list[Row], list[Row]]:
    """Return the visible lines in reading order of each column, and the lines that nobody can see."""
    rows: list[Row] = []
    hidden: list[Row] = []
    for number, words in enumerate(pages, 1):
        for side in (False, True):
            group = [word for word in words if (word.x0 < gutter) == side and word.text.strip()]
            group.sort(key=lambda word: ((word.top + word.bottom) / 2, word.x0))
            line: list[Word] = []
            for word in group:
                if line and abs(_middle(word) - _middle(line[0])) > 0.4 * max(word.size, line[0].size, 6.0):
                    _close(line, number, side, rows, hidden)
                    line = []
                line.append(word)
            _close(line, number, side, rows, hidden)
    return rows, hidden


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _close(line: list[Word], page: int, side: bool, rows: list[Row], hidden: list[Row]) -> None:
    """Add a finished line to the rows, unless it is the footer."""
    if not line:
        return
    line.sort(key=lambda word: word.x0)
    widest = max(line, key=lambda word: len(word.text))
    text = " ".join(" ".join(word.text for word in line).split())
    marker = _MARKER.match(text) if abs(widest.size - 11.5) > 0.2 and not side else None
    row = Row(
        text=text[marker.end() :] if marker else text,
        page=page,
        x0=line[0].x0,
        top=min(word.top for word in line),
        x1=line[-1].x1,
        bottom=max(word.bottom for word in line),
        size=widest.size,
        grey=widest.grey,
        bold=widest.bold,
        first=line[0].x1 - line[0].x0,
        bullet=marker is not None,
        side=side,
    )
    if (widest.size <= 10 or row.top > 700) and _FOOTER.match(text):
        return
    # Why: white is the ink of the sidebar's dark panel; in the white main column it hides text.
    unseen = widest.mode == 3 or widest.size < 3 or (not side and widest.grey > 0.93)
    (hidden if unseen else rows).append(row)


def place(rows: Sequence[Row], hidden: Sequence[Row]) -> tuple[str, list[Row], tuple[Line, ...]]:
    """Return the text, the rows with their spans in it, and the lines; hidden rows stand at the end."""
    placed: list[Row] = []
    lines: list[Line] = []
    parts: list[str] = []
    at = 0
    counts: dict[int, int] = {}
    for index, row in enumerate([*rows, *hidden]):
        visible = index < len(rows)
        span = Span(at, at + len(row.text))
        at = span.stop + 1
        parts.append(row.text)
        number = counts[row.page] = counts.get(row.page, -1) + 1
        if visible:
            placed.append(row._replace(span=span))
        lines.append(
            Line(
                text=row.text,
                span=span,
                page=row.page,
                row=number,
                x0=row.x0,
                top=row.top,
                x1=row.x1,
                bottom=row.bottom,
                size=row.size,
                bold=row.bold,
                bullet=row.bullet,
                heading=_level(row),
                column=1 if row.side else 0,
                grey=row.grey,
                visible=visible,
            )
        )
    return "\n".join(parts), placed, tuple(lines)


def _level(row: Row) -> int:
    if row.side:
        return 2 if abs(row.size - 13) < 0.3 else 0
    return 1 if row.size > 18 else 2 if 14.5 <= row.size <= 17 else 0


def piece_of(rows: Sequence[Row]) -> Piece | None:
    """Return the rows as one Piece. Invariant: the text has the length of its span; line breaks read as blanks."""
    if not rows:
        return None
    return Piece(" ".join(row.text for row in rows), Span(rows[0].span.start, rows[-1].span.stop))


def edge_of(rows: Sequence[Row]) -> float:
    """Return how far to the right the lines of a column reach."""
    return max((row.x1 for row in rows), default=0.0)


def wraps(upper: Row, lower: Row, edge: float) -> bool:
    """Say whether the lower row goes on with the upper: its first word had no room up there."""
    return upper.x1 + 0.25 * upper.size + lower.first > edge - 0.5


def paragraphs(rows: Sequence[Row], edge: float, full: float = 0.0) -> tuple[Piece, ...]:
    """Return the rows as paragraphs: a wrapped line belongs to the one above, if that one reaches beyond `full`."""
    groups: list[list[Row]] = []
    for row in rows:
        if groups and not row.bullet and groups[-1][-1].x1 > full and wraps(groups[-1][-1], row, edge):
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(piece for group in groups if (piece := piece_of(group)))


def reach(rows: Sequence[Row]) -> Span:
    """Return where the rows stand, first to last."""
    return Span(rows[0].span.start, rows[-1].span.stop)

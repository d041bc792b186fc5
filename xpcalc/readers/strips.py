"""Blocks -> strips: pieces of text that stand side by side, in reading order, with their place from the left.

To place another kind of block, add it to `flow`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from xpcalc.layout import LEADER
from xpcalc.readers.blocks import CHARACTER, LEADING, MAX_GAP, TAB, Block, Paragraph, Run, Table
from xpcalc.readers.characters import clean
from xpcalc.record import dataclass
from xpcalc.regex import regex

# A cell with this many lines is a column of a layout, not the cell of a job ("2019 / 2021 / Madrid").
COLUMN_LINES = 6
# A text box this short is a heading or a date drawn into the text; a longer one is a sidebar.
INLINE_BOX_LINES = 2


# Why: who does not know of tabs moves dates to the right with blanks; after a list marker they are none.
_PADDING = regex(r"(?:(?<=\S\S)|(?<=\S\s\S)) {4,}|(?<![^\n]) {8,}(?=\S)")
_LED = regex(rf"(?<=[^\s.·_‥…]) ?(?:{LEADER.pattern}) {{0,3}}")
_BLANKS = regex(r" {2,}")
_WIDEST = 120  # blanks across a page
_BLANK = "\x1c"  # one blank of padding; `clean` leaves no such character in a text


def _padded(blanks: re.Match[str]) -> str:
    return "\t" + _BLANK * min(len(blanks.group()), _WIDEST)


@dataclass(slots=True)
class Piece:
    """One line to be: text of one cell on one row."""

    text: str
    x0: float
    size: float
    bold: bool
    italic: bool
    grey: float
    visible: bool
    heading: int
    bullet: bool
    runs: tuple[tuple[int, int, bool, bool], ...]
    first: bool  # opens its paragraph or cell: may carry a list marker


@dataclass(slots=True)
class Strip:
    """Pieces side by side, or (with `mark`) a change of column: open, next, close, or of page."""

    pieces: list[Piece]
    gap: float = 0.0
    mark: str = ""
    after: float = 0.0


def flow(blocks: Sequence[Block], x: float, width: float, deferred: list[list[Block]] | None) -> list[Strip]:
    """Return the strips of blocks one below the other; `deferred` collects long text boxes (None = inline)."""
    strips: list[Strip] = []
    gap = 0.0
    after = 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            found = _paragraph(block, x)
            if block.new_page:
                strips.append(Strip([], mark="page"))
                gap = after = 0.0
            if not found:
                size = block.runs[0].size if block.runs else 10.0
                gap = min(gap + size * LEADING, MAX_GAP)
                continue
            found[0].gap = min(max(gap + max(after, block.before), found[0].gap), MAX_GAP)
            gap, after = 0.0, block.after
            found[-1].after = after
            strips += found
        elif isinstance(block, Table):
            found = _table(block, x, width, deferred)
            if found:
                found[0].gap = min(max(gap + after, found[0].gap), MAX_GAP)
                gap, after = 0.0, found[-1].after
                strips += found
        else:
            found = flow(block.blocks, x, width, None)
            if deferred is None or len(found) <= INLINE_BOX_LINES:
                strips += found
            else:
                deferred.append(block.blocks)
    return strips


def _table(table: Table, x: float, width: float, deferred: list[list[Block]] | None) -> list[Strip]:
    strips: list[Strip] = []
    for number, row in enumerate(table.rows):
        shares = table.widths[number] if number < len(table.widths) else []
        if len(shares) != len(row) or sum(shares) <= 0:
            shares = [1.0] * len(row)
        total = sum(shares)
        left = x
        cells: list[list[Strip]] = []
        for cell, share in zip(row, shares, strict=True):
            cell_width = width * share / total
            found = flow(cell, left, cell_width, deferred)
            left += cell_width
            if found:
                cells.append(found)
        after = max((found[-1].after for found in cells), default=0.0)
        if _are_columns(cells):
            strips.append(Strip([], mark="open"))
            for found in cells:
                strips += [Strip([], mark="next"), *found]
            strips.append(Strip([], mark="close", after=after))
        elif cells:
            beside = _side_by_side(cells)
            if strips and beside:
                beside[0].gap = max(beside[0].gap, strips[-1].after)
            strips += beside
            if strips:
                strips[-1].after = after
    return strips


def _are_columns(cells: Sequence[Sequence[Strip]]) -> bool:
    """Say whether the cells of a row are columns to be read one after the other."""
    if len(cells) < 2:
        return False
    lengths = sorted((sum(bool(strip.pieces) for strip in cell) for cell in cells), reverse=True)
    if lengths[1] >= COLUMN_LINES:
        return True
    # Why: a short sidebar has headings of its own; a date cell has none.
    headed = sum(any(piece.heading for strip in cell for piece in strip.pieces) for cell in cells)
    return lengths[1] >= 3 and headed >= 2


def _side_by_side(cells: Sequence[Sequence[Strip]]) -> list[Strip]:
    rows = [[strip for strip in cell if strip.pieces] for cell in cells]
    strips: list[Strip] = []
    for at in range(max(map(len, rows), default=0)):
        here = [cell[at] for cell in rows if at < len(cell)]
        pieces = [piece for strip in here for piece in strip.pieces]
        # Why: the cells of one row share it, but a gap inside one cell does not open the others.
        gap = max(strip.gap for strip in here) if at == 0 else min(strip.gap for strip in here)
        hidden = [piece for piece in pieces if not piece.visible]
        shown = [piece for piece in pieces if piece.visible]
        strips += [Strip(part, gap) for part in (shown, hidden) if part]
    return strips


def _cleaned(runs: Sequence[Run]) -> list[Run]:
    whole = "".join(run.text for run in runs)
    if whole.isascii():
        return [run._replace(text=clean(run.text)) for run in runs]
    cleaned = [run._replace(text=clean(run.text)) for run in runs]
    # Why: a letter and its accent may stand in two runs; then styles give way to letters.
    return (
        cleaned
        if len(runs) < 2 or "".join(r.text for r in cleaned) == clean(whole)
        else [runs[0]._replace(text=clean(whole))]
    )


def _paragraph(paragraph: Paragraph, x: float) -> list[Strip]:
    rows: list[list[list[Run]]] = [[[]]]
    for run in _cleaned(paragraph.runs):
        # Why: dots that lead from a name to its date stand between two cells, as a tab does.
        text = _LED.sub("\t", run.text)
        if "    " in text:
            # Why: blanks may be a run of their own; after a mark alone they are no padding.
            before = "".join([r.text for r in rows[-1][-1]]).rstrip(" ")[-3:]
            text = _PADDING.sub(_padded, before + text)[len(before) :]
        for line_number, line in enumerate(text.split("\n")):
            if line_number:
                rows.append([[]])
            for cell_number, part in enumerate(line.split("\t")):
                if cell_number:
                    rows[-1].append([])
                if part:
                    rows[-1][-1].append(run._replace(text=part))
    strips: list[Strip] = []
    for row in rows:
        strips += _row(paragraph, row, x, first=not strips)
    return strips


def _row(paragraph: Paragraph, row: list[list[Run]], x: float, first: bool) -> list[Strip]:
    shown: list[Piece] = []
    hidden: list[Piece] = []
    at = x + paragraph.indent
    pending = False
    for number, runs in enumerate(row):
        padding = len(runs[0].text) - len(runs[0].text.lstrip(_BLANK)) if number and runs else 0
        if padding:
            # Why: in the font of the letters blanks are as wide as they are many; what is padded alike lines up.
            runs = [runs[0]._replace(text=runs[0].text[padding:]), *runs[1:]]
            at += padding * runs[0].size * CHARACTER
        else:
            pending = pending or number > 0
        for visible, target in ((True, shown), (False, hidden)):
            piece = _piece([run for run in runs if run.visible is visible], paragraph, first and not target)
            if piece is None:
                continue
            length = len(piece.text) * piece.size * CHARACTER
            if pending:
                at = _after_tab(at, length, paragraph, x, bool(shown))
                pending = False
            piece.x0 = at
            target.append(piece)
            if visible:
                at += length
        if number > 0 and not runs:
            at = _after_tab(at, 0.0, paragraph, x, bool(shown))
    return [Strip(pieces) for pieces in (shown, hidden) if pieces]


def _place_of(stop: tuple[float, str]) -> float:
    return stop[0]


def _after_tab(at: float, length: float, paragraph: Paragraph, x: float, spaced: bool) -> float:
    """Return where text of this length begins after a tab at `at`."""
    least = at + (5.0 if spaced else 0.0)
    number = bisect_right(paragraph.stops, at - x, key=_place_of)
    if number < len(paragraph.stops):
        place, kind = paragraph.stops[number]
        before = {"right": length, "center": length / 2}.get(kind, 0.0)
        return max(least, x + place - before)
    return max(least, x + ((at - x) // TAB + 1) * TAB)


def _piece(runs: list[Run], paragraph: Paragraph, first: bool) -> Piece | None:
    """Return the piece of these runs with the style that most of its letters have; x0 is set later."""
    parts: list[tuple[str, Run]] = []
    ends_blank = True
    for run in runs:
        text = _BLANKS.sub(" ", run.text) if "  " in run.text else run.text
        if ends_blank:
            text = text.lstrip(" ")
        if text:
            parts.append((text, run))
            ends_blank = text.endswith(" ")
    while parts:
        text, run = parts[-1]
        text = text.rstrip()
        if text:
            parts[-1] = (text, run)
            break
        parts.pop()
    if not parts:
        return None
    whole = "".join(text for text, _ in parts)
    if len(parts) == 1:
        run = parts[0][1]
        return Piece(
            whole,
            0.0,
            run.size,
            run.bold,
            run.italic,
            run.grey,
            run.visible,
            paragraph.heading,
            paragraph.bullet,
            (),
            first,
        )
    weights = [sum(map(str.isalnum, text)) or 0.01 for text, _ in parts]
    half = sum(weights) / 2
    sizes: Counter[tuple[float, float]] = Counter()
    for weight, (_, run) in zip(weights, parts, strict=True):
        sizes[(run.size, run.grey)] += weight  # type: ignore[assignment]
    size, grey = max(sizes, key=lambda key: sizes[key])
    return Piece(
        whole,
        0.0,
        size,
        sum(w for w, (_, run) in zip(weights, parts, strict=True) if run.bold) > half,
        sum(w for w, (_, run) in zip(weights, parts, strict=True) if run.italic) > half,
        grey,
        parts[0][1].visible,
        paragraph.heading,
        paragraph.bullet,
        _style_runs(parts),
        first,
    )


def _style_runs(parts: list[tuple[str, Run]]) -> tuple[tuple[int, int, bool, bool], ...]:
    """Return where the style changes inside a line; empty if it does not. Signs take the style before them."""
    spans: list[list[int | bool]] = []
    at = 0
    for text, run in parts:
        stop = at + len(text)
        if spans and (not any(map(str.isalnum, text)) or (spans[-1][2] == run.bold and spans[-1][3] == run.italic)):
            spans[-1][1] = stop
        else:
            spans.append([at, stop, run.bold, run.italic])
        at = stop
    if len(spans) < 2:
        return ()
    return tuple((int(start), int(stop), bool(bold), bool(italic)) for start, stop, bold, italic in spans)

"""Blocks of a flow format (paragraphs, tables, boxes) -> Lines with invented geometry and the text of the Document.

One segmenter works on all formats because what the eye would see is kept: a blank line is a gap, an indent is x0, text
after a tab is a line of its own on the same row, the cells of a table row stand side by side, the two columns of a
layout table come one after the other. To feed it from a new format, make Paragraph and Table values, call `document`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Finding, Line, Span

# Source: A4 with margins of 56 pt, 10 pt type on 12 pt lines, a character half as wide as high. Unit: points.
LEFT, RIGHT, TOP = 56.0, 539.0, 56.0
WIDTH = RIGHT - LEFT
LEADING = 1.2
CHARACTER = 0.5
TAB = 36.0
MAX_GAP = 36.0

# Source: Tika asks after 1 million characters; a CV of ten pages has 30,000.
TEXT_CHARS = 2_000_000
# A cell with this many lines is a column of a layout, not the cell of a job ("2019 / 2021 / Madrid").
COLUMN_LINES = 6
# A text box this short is a heading or a date drawn into the text; a longer one is a sidebar.
INLINE_BOX_LINES = 2


class Run(NamedTuple):
    """Text in one style. In `text` a tab parts cells, a line feed breaks the line."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 10.0
    grey: float = 0.0
    visible: bool = True


@dataclass(slots=True)
class Paragraph:
    """A paragraph. Unit: points; `stops` are tab stops (place, "left" | "right" | "center") from the left margin."""

    runs: list[Run]
    heading: int = 0
    bullet: bool = False
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    stops: tuple[tuple[float, str], ...] = ()
    new_page: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells of blocks. `widths` are the shares of the row that the cells take, where known."""

    rows: list[list[list[Block]]]
    widths: list[list[float]] = field(default_factory=list)


@dataclass(slots=True)
class Box:
    """A floating text box: short ones stand where they are anchored, long ones come after the main text."""

    blocks: list[Block]


Block: TypeAlias = "Paragraph | Table | Box"


@dataclass(slots=True)
class _Piece:
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
class _Strip:
    """Pieces side by side, or (with `mark`) a change of column: open, next, close, or of page."""

    pieces: list[_Piece]
    gap: float = 0.0
    mark: str = ""
    after: float = 0.0


def document(
    blocks: Sequence[Block],
    *,
    name: str,
    format: str,
    data: bytes,
    tail: Sequence[Sequence[Block]] = (),
    pages: int | None = None,
    findings: Sequence[Finding] = (),
) -> Document:
    """Return the Document of these blocks; each of `tail` (headers, footers) is a column of its own at the end.

    Raises: UnreadableDocument with E_EMPTY if there is no visible text, E_LIMIT_TEXT if there is far too much.
    """
    text, lines = arrange(blocks, tail)
    if not any(line.visible for line in lines):
        raise UnreadableDocument("E_EMPTY", "the document has no text", "if it is a picture of a CV, run OCR on it")
    found = list(findings)
    hidden = sum(len(line.text.split()) for line in lines if not line.visible)
    if hidden:
        found.append(Finding("W_HIDDEN_TEXT", "warning", f"{hidden} words are not visible and were not counted"))
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, format, digest, text, lines, pages=pages, findings=tuple(found))


def arrange(blocks: Sequence[Block], tail: Sequence[Sequence[Block]] = ()) -> tuple[str, tuple[Line, ...]]:
    """Return the text, one line of it per Line, and the Lines."""
    everything = [blocks, *tail]
    if _tabs_are_spaces(everything):
        for paragraph in _paragraphs(everything):
            paragraph.runs = [run._replace(text=run.text.replace("\t", " ")) for run in paragraph.runs]
    deferred: list[list[Block]] = []
    strips = _flow(blocks, LEFT, WIDTH, deferred)
    for extra in (*deferred, *tail):
        more = _flow(extra, LEFT, WIDTH, None)
        if more:
            strips += [_Strip([], mark="open"), _Strip([], mark="next"), *more, _Strip([], mark="close")]
    _strip_markers(strips)
    return _place(strips)


def _paragraphs(groups: Iterable[Sequence[Block]]) -> Iterator[Paragraph]:
    for blocks in groups:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield block
            elif isinstance(block, Table):
                for row in block.rows:
                    yield from _paragraphs(row)
            else:
                yield from _paragraphs([block.blocks])


def _tabs_are_spaces(groups: Sequence[Sequence[Block]]) -> bool:
    """Say whether tabs stand between all words (seen in documents converted from PDF), so that they part no cells."""
    tabs = blanks = 0
    for paragraph in _paragraphs(groups):
        for run in paragraph.runs:
            tabs += run.text.count("\t")
            blanks += run.text.count(" ")
    return tabs > 20 and tabs > blanks


# ---------------------------------------------------------------- blocks -> strips


def _flow(blocks: Sequence[Block], x: float, width: float, deferred: list[list[Block]] | None) -> list[_Strip]:
    """Return the strips of blocks one below the other; `deferred` collects long text boxes (None = inline)."""
    strips: list[_Strip] = []
    gap = 0.0
    after = 0.0
    for block in blocks:
        if isinstance(block, Paragraph):
            found = _paragraph(block, x, width)
            if block.new_page:
                strips.append(_Strip([], mark="page"))
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
            found = _flow(block.blocks, x, width, None)
            if deferred is None or len(found) <= INLINE_BOX_LINES:
                strips += found
            else:
                deferred.append(block.blocks)
    return strips


def _table(table: Table, x: float, width: float, deferred: list[list[Block]] | None) -> list[_Strip]:
    strips: list[_Strip] = []
    for number, row in enumerate(table.rows):
        shares = table.widths[number] if number < len(table.widths) else []
        if len(shares) != len(row) or sum(shares) <= 0:
            shares = [1.0] * len(row)
        total = sum(shares)
        left = x
        cells: list[list[_Strip]] = []
        for cell, share in zip(row, shares, strict=True):
            cell_width = width * share / total
            found = _flow(cell, left, cell_width, deferred)
            left += cell_width
            if found:
                cells.append(found)
        after = max((found[-1].after for found in cells), default=0.0)
        if _are_columns(cells):
            strips.append(_Strip([], mark="open"))
            for found in cells:
                strips += [_Strip([], mark="next"), *found]
            strips.append(_Strip([], mark="close", after=after))
        elif cells:
            beside = _side_by_side(cells)
            if strips and beside:
                beside[0].gap = max(beside[0].gap, strips[-1].after)
            strips += beside
            strips[-1].after = after
    return strips


def _are_columns(cells: Sequence[Sequence[_Strip]]) -> bool:
    """Say whether the cells of a row are columns to be read one after the other."""
    if len(cells) < 2:
        return False
    lengths = sorted((sum(bool(strip.pieces) for strip in cell) for cell in cells), reverse=True)
    if lengths[1] >= COLUMN_LINES:
        return True
    # Why: a short sidebar has headings of its own; a date cell has none.
    headed = sum(any(piece.heading for strip in cell for piece in strip.pieces) for cell in cells)
    return lengths[1] >= 3 and headed >= 2


def _side_by_side(cells: Sequence[Sequence[_Strip]]) -> list[_Strip]:
    rows = [[strip for strip in cell if strip.pieces] for cell in cells]
    strips: list[_Strip] = []
    for at in range(max(map(len, rows), default=0)):
        here = [cell[at] for cell in rows if at < len(cell)]
        pieces = [piece for strip in here for piece in strip.pieces]
        # Why: the cells of one row share it, but a gap inside one cell does not open the others.
        gap = max(strip.gap for strip in here) if at == 0 else min(strip.gap for strip in here)
        hidden = [piece for piece in pieces if not piece.visible]
        shown = [piece for piece in pieces if piece.visible]
        strips += [_Strip(part, gap) for part in (shown, hidden) if part]
    return strips


# ---------------------------------------------------------------- a paragraph -> strips

# Source: Unicode. Spaces of all widths; characters without width (joiners, marks of direction, BOM).
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffc"
_BREAKS = "\r\x0b\x0c\u2028\u2029\x85"
_FOLD: dict[int, str | None] = {ord(ch): " " for ch in _SPACES}
_FOLD |= dict.fromkeys(map(ord, _INVISIBLE))
_FOLD |= {ord(ch): "\n" for ch in _BREAKS}
_FOLD |= {code: None for code in (*range(9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0))}
_FOLD[0x2011] = "-"
_BLANKS = re.compile(r" {2,}")
_ICON = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SOFT = re.compile("(?<=[^\\W\\d_])\u00ad(?=[^\\W\\d_])")


def clean(text: str) -> str:
    """Return the text in NFC with plain spaces, without invisible characters and icon glyphs."""
    if text.isascii():
        return text if text.isprintable() else text.translate(_FOLD)
    text = unicodedata.normalize("NFC", _ICON.sub(" ", text.translate(_FOLD)))
    if "\u00ad" in text:
        # Why: a soft hyphen inside a word is no character; beside figures or blanks it stands for the dash of a range.
        text = _SOFT.sub("", text).replace("\u00ad", "-")
    if any(0xD800 <= ord(ch) < 0xE000 for ch in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


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


def _paragraph(paragraph: Paragraph, x: float, width: float) -> list[_Strip]:
    rows: list[list[list[Run]]] = [[[]]]
    for run in _cleaned(paragraph.runs):
        for line_number, line in enumerate(run.text.split("\n")):
            if line_number:
                rows.append([[]])
            for cell_number, part in enumerate(line.split("\t")):
                if cell_number:
                    rows[-1].append([])
                if part:
                    rows[-1][-1].append(run._replace(text=part))
    strips: list[_Strip] = []
    for row in rows:
        strips += _row(paragraph, row, x, width, first=not strips)
    return strips


def _row(paragraph: Paragraph, row: list[list[Run]], x: float, width: float, first: bool) -> list[_Strip]:
    shown: list[_Piece] = []
    hidden: list[_Piece] = []
    at = x + paragraph.indent
    pending = False
    for number, runs in enumerate(row):
        pending = pending or number > 0
        for visible, target in ((True, shown), (False, hidden)):
            piece = _piece([run for run in runs if run.visible is visible], paragraph, first and not target)
            if piece is None:
                continue
            length = len(piece.text) * piece.size * CHARACTER
            if pending:
                at = _after_tab(at, length, paragraph, x, width, bool(shown))
                pending = False
            piece.x0 = at
            target.append(piece)
            if visible:
                at += length
        if number > 0 and not runs:
            at = _after_tab(at, 0.0, paragraph, x, width, bool(shown))
    return [_Strip(pieces) for pieces in (shown, hidden) if pieces]


def _place_of(stop: tuple[float, str]) -> float:
    return stop[0]


def _after_tab(at: float, length: float, paragraph: Paragraph, x: float, width: float, spaced: bool) -> float:
    """Return where text of this length begins after a tab at `at`."""
    least = at + (5.0 if spaced else 0.0)
    number = bisect_right(paragraph.stops, at - x, key=_place_of)
    if number < len(paragraph.stops):
        place, kind = paragraph.stops[number]
        before = {"right": length, "center": length / 2}.get(kind, 0.0)
        return max(least, x + place - before)
    return max(least, x + ((at - x) // TAB + 1) * TAB)


def _piece(runs: list[Run], paragraph: Paragraph, first: bool) -> _Piece | None:
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
        return _Piece(
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
    return _Piece(
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


# ---------------------------------------------------------------- list markers typed as text

# Source: hand-made, seen in CVs and in the bullet menus of Word and LibreOffice.
_SURE = frozenset("•▪▫◦‣⁃●○■□►▶▸▹➢➣➤➔➜✓✔✦◆◇♦→»·∙❖⚫∎*")
_DASHES = frozenset("-\u2013\u2014\u2212")
_NUMBER = re.compile(r"(\d{1,2})[.)] {1,4}(?=[^\W\d])")
# "1. März 2020" and "2. de mayo de 2019" are dates.
_DAY_MONTH = re.compile(r"\d{1,2}\. {1,4}(?:de )?[^\W\d]{3,10}\.? (?:de )?\d{4}\b")


def _marker(text: str) -> tuple[str, int]:
    """Return which kind of list marker opens the text (sure, dash, o, number) and its length."""
    head = text[0]
    if head in _SURE:
        rest = text[1:2]
        # Why: "*Maria*" is emphasis that was not closed and "★★★" a rating; a marker is followed by a blank or a word.
        if rest == " " or (head != "*" and rest.isalnum()) or (rest == "" and head != "*"):
            return "sure", 1
    elif head in _DASHES and text[1:2] == " ":
        return "dash", 1
    elif head == "o" and text[1:2] == " " and text[2:3].isupper():
        return "o", 1
    elif head.isdigit():
        match = _NUMBER.match(text)
        if match and not _DAY_MONTH.match(text):
            return "number", match.end(0)
    return "", 0


def _strip_markers(strips: Sequence[_Strip]) -> None:
    """Take list markers off the pieces that open a paragraph and say that they are bullets."""
    found: list[tuple[_Strip, _Piece, str, int, str]] = []
    previous = ""
    for strip in strips:
        for at, piece in enumerate(strip.pieces):
            kind, length = _marker(piece.text) if piece.first or at == 0 else ("", 0)
            if kind:
                found.append((strip, piece, kind, length, previous))
        if strip.pieces:
            previous = strip.pieces[-1].text
    kinds = Counter(kind for _, _, kind, _, _ in found)
    numbers = {
        int(piece.text[: 2 if piece.text[1:2].isdigit() else 1]) for _, piece, kind, _, _ in found if kind == "number"
    }
    for strip, piece, kind, length, before in found:
        rest = piece.text[length:].lstrip()
        if kind == "o" and kinds["o"] < 2:
            continue
        if kind == "dash" and _closes_range(rest, before):
            continue
        if kind == "number":
            value = int(re.match(r"\d+", piece.text).group())  # type: ignore[union-attr]
            if not (value - 1 in numbers or (value == 1 and 2 in numbers)):
                continue
        if not rest:
            # "•" and a tab: the text is the next piece of the row.
            if len(strip.pieces) > 1 and strip.pieces[0] is piece:
                strip.pieces.pop(0)
                strip.pieces[0].bullet = not strip.pieces[0].heading
            continue
        cut = len(piece.text) - len(rest)
        piece.runs = tuple((max(a - cut, 0), b - cut, bold, italic) for a, b, bold, italic in piece.runs if b > cut)
        if len({run[2:] for run in piece.runs}) < 2:
            if piece.runs:
                piece.bold, piece.italic = piece.runs[0][2], piece.runs[0][3]
            piece.runs = ()
        piece.text = rest
        # Why: "1. WORK EXPERIENCE" is a heading with a number, no item of a list.
        piece.bullet = not piece.heading and not (kind == "number" and (piece.bold or rest.isupper()))


def _closes_range(rest: str, before: str) -> bool:
    """Say whether "– Present" or "- 2021" goes on from a line "2017" above it: then the dash is no marker."""
    words = rest.split()
    if not words or len(words) > 3 or not any(map(str.isdigit, before)):
        return False
    return len(before.split()) <= 4 and (rest[0].isdigit() or rest[-1].isdigit() or len(words) == 1)


# ---------------------------------------------------------------- strips -> Lines


def _place(strips: Sequence[_Strip]) -> tuple[str, tuple[Line, ...]]:
    lines: list[Line] = []
    texts: list[str] = []
    offset = 0
    page = 1
    row = -1
    column = newest = 0
    y = TOP
    # Why: columns may hold tables with columns, so the place to come back to is a stack.
    open_at: list[tuple[float, float]] = []
    for strip in strips:
        if strip.mark == "page":
            page += bool(lines)
            y = TOP
        elif strip.mark == "open":
            open_at.append((y, y))
        elif strip.mark == "next":
            start, lowest = open_at[-1]
            open_at[-1] = (start, max(lowest, y))
            y = start
            newest += 1
            column = newest
        elif strip.mark == "close":
            _, lowest = open_at.pop()
            y = max(lowest, y)
            newest += 1
            column = newest
        if not strip.pieces:
            continue
        row += 1
        y += strip.gap
        height = max(piece.size for piece in strip.pieces) * LEADING
        for piece in strip.pieces:
            length = len(piece.text)
            if offset + length > TEXT_CHARS:
                raise UnreadableDocument(
                    "E_LIMIT_TEXT", f"the document has more than {TEXT_CHARS:,} characters", "send the CV alone"
                )
            x1 = piece.x0 + length * piece.size * CHARACTER
            lines.append(
                Line(
                    piece.text,
                    Span(offset, offset + length),
                    page,
                    row,
                    round(piece.x0, 1),
                    round(y, 1),
                    round(min(x1, max(RIGHT, piece.x0 + 1)), 1),
                    round(y + height, 1),
                    piece.size,
                    piece.bold,
                    piece.italic,
                    piece.bullet,
                    piece.heading,
                    column,
                    piece.grey,
                    piece.visible,
                    piece.runs,
                )
            )
            texts.append(piece.text)
            offset += length + 1
        y += height
    return "\n".join(texts), tuple(lines)

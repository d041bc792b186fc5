"""Blocks of a flow format (paragraphs, tables, boxes) -> Lines with invented geometry and the text of the Document.

One segmenter works on all formats because what the eye would see is kept: a blank line is a gap, an indent is x0, text
after a tab is a line of its own on the same row, the cells of a table row stand side by side, the two columns of a
layout table come one after the other. To feed it from a new format, make Paragraph and Table values, call `document`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import in_force
from xpcalc.model import Document, Finding, Line, Span
from xpcalc.readers.blocks import CHARACTER, LEADING, LEFT, RIGHT, TOP, WIDTH, Block, Paragraph, Table
from xpcalc.readers.markers import strip_markers
from xpcalc.readers.strips import Strip, flow

# Unit: words.
_FEW = 12


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
    unseen = [line.text for line in lines if not line.visible]
    hidden = sum([len(each.split()) for each in unseen])
    if hidden:
        # Why: pages hide menus and symbols; a few words without a number in them hide no job.
        few = hidden < _FEW and not any([ch.isdigit() for each in unseen for ch in each])
        quoted = " ".join(" ".join(unseen).split()[:_FEW])[:60]
        told = f"{hidden} words are not visible, not counted: “{quoted}”"
        found.append(Finding("I_HIDDEN_TEXT", "info", told) if few else Finding("W_HIDDEN_TEXT", "warning", told))
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, format, digest, text, lines, pages=pages, findings=tuple(found))


def arrange(blocks: Sequence[Block], tail: Sequence[Sequence[Block]] = ()) -> tuple[str, tuple[Line, ...]]:
    """Return the text, one line of it per Line, and the Lines."""
    everything = [blocks, *tail]
    if _tabs_are_spaces(everything):
        for paragraph in _paragraphs(everything):
            paragraph.runs = [run._replace(text=run.text.replace("\t", " ")) for run in paragraph.runs]
    deferred: list[list[Block]] = []
    strips = flow(blocks, LEFT, WIDTH, deferred)
    for extra in (*deferred, *tail):
        more = flow(extra, LEFT, WIDTH, None)
        if more:
            strips += [Strip([], mark="open"), Strip([], mark="next"), *more, Strip([], mark="close")]
    strip_markers(strips)
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


def _place(strips: Sequence[Strip]) -> tuple[str, tuple[Line, ...]]:
    lines: list[Line] = []
    texts: list[str] = []
    offset = 0
    page = 1
    row = -1
    column = newest = 0
    y = TOP
    # Why: columns may hold tables with columns, so the place to come back to is a stack.
    open_at: list[tuple[float, float]] = []
    most = in_force().text_chars
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
            if offset + length > most:
                raise UnreadableDocument(
                    "E_LIMIT_TEXT", f"the document has more than {most:,} characters", "send the CV alone"
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

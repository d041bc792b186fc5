"""Document -> the same with lines that no pattern runs long on: each longer one becomes several, cut between words.

The words, their places and the text stay as they are; only a blank at which a line is cut becomes a line break.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpcalc.model import Document, Entry, Line, Piece, Span


def short_lines(document: Document, chars: int) -> Document:
    """Return the document with no line and no free text of an entry longer than `chars`.

    Invariant: the text keeps its length, so every span points to the same words.
    """
    long = any([len(line.text) > chars for line in document.lines])
    if not long and not any([len(piece.text) > chars for entry in document.entries or () for piece in entry.body]):
        return document
    text = document.text
    breaks: list[int] = []
    lines: list[Line] = []
    added = 0
    for line in document.lines:
        parts = list(_parts(line.text, chars))
        height = (line.bottom - line.top) / len(parts)
        for n, (start, stop) in enumerate(parts):
            added += n > 0
            if n and text[line.span.start + start - 1] == " ":
                breaks.append(line.span.start + start - 1)
            lines.append(
                replace(
                    line,
                    text=line.text[start:stop],
                    span=Span(line.span.start + start, line.span.start + stop),
                    row=line.row + added,
                    top=line.top + n * height,
                    bottom=line.top + (n + 1) * height,
                    bullet=line.bullet and n == 0,
                    runs=tuple([(max(s, start) - start, min(e, stop) - start, b, i)
                                for s, e, b, i in line.runs if s < stop and e > start]),
                )
            )  # fmt: skip
    letters = list(text)
    for at in breaks:
        letters[at] = "\n"
    entries = document.entries
    if entries is not None:
        entries = tuple([_entry(entry, chars) for entry in entries])
    return replace(document, text="".join(letters), lines=tuple(lines), entries=entries)


def _parts(text: str, chars: int) -> Iterator[tuple[int, int]]:
    """Yield where the pieces of a line begin and end."""
    start = 0
    while len(text) - start > chars:
        blank = text.rfind(" ", start + chars // 2, start + chars)
        stop = blank if blank > 0 else start + chars
        yield start, stop
        start = stop + (blank > 0)
    yield start, len(text)


def _entry(entry: Entry, chars: int) -> Entry:
    body: list[Piece] = []
    for piece in entry.body:
        for start, stop in _parts(piece.text, chars):
            span = piece.span and Span(piece.span.start + start, piece.span.start + stop)
            body.append(Piece(piece.text[start:stop], span))
    return replace(entry, body=tuple(body))


__all__ = ["short_lines"]

"""The text of a position -> its lines, each with its words folded and stemmed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from xpcalc.model import Position
from xpcalc.taxonomy import counted, fold, tokens

_APART = frozenset(",;|\n•·()[]{}!?→")
_LONGEST_LINE = 2000
LONGEST_TITLE = 300


class Text:
    """One line of text with its words, folded and stemmed."""

    __slots__ = ("folded", "starts", "stems", "stops", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.words, self.starts, self.stops = tokens(self.folded)
        self.stems = [counted(word) for word in self.words]

    def written(self, first: int, stop: int) -> str:
        return self.text[self.starts[first] : self.stops[stop - 1]]

    def signs(self) -> list[str]:
        """Return what stands between each word and the next, and behind the last."""
        return [
            self.text[stop:start] for stop, start in zip(self.stops, (*self.starts[1:], len(self.text)), strict=True)
        ]

    def together(self, first: int, stop: int) -> bool:
        """Say whether no comma or bracket stands between the words."""
        if stop - first == 1:
            return True
        return not any(char in _APART for char in self.text[self.starts[first] : self.stops[stop - 1]])


@lru_cache(maxsize=256)
def text_of(text: str) -> Text:
    """Return a line with its words; three passes over a document ask for the same lines."""
    return Text(text)


def pieces_of(position: Position) -> Iterator[tuple[int, int, str]]:
    """Return (piece, offset, line) of the title and the body."""
    if position.title:
        yield -1, 0, position.title[:LONGEST_TITLE].replace("\n", " ")
    for index, piece in enumerate(position.body):
        for at, line in lines_of(piece.text):
            yield index, at, line


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Return (offset, line); a line without end is cut at a space, for names are compared with all others of a line."""
    if len(text) <= _LONGEST_LINE and "\n" not in text:
        yield 0, text
        return
    at = 0
    for line in text.split("\n"):
        first = 0
        while len(line) - first > _LONGEST_LINE:
            cut = line.rfind(" ", first + 1, first + _LONGEST_LINE)
            stop = cut if cut > 0 else first + _LONGEST_LINE
            yield at + first, line[first:stop]
            first = stop
        if line[first:].strip():
            yield at + first, line[first:]
        at += len(line) + 1

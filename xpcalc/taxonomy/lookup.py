"""Phrases -> what they stand for; all of them are found in a list of words in one pass."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Lookup(Generic[T]):
    """Phrases -> values; finds every phrase in a list of words, the longest at each place first.

    A dictionary of whole phrases beside the lengths that begin with a word: building costs one insert a phrase,
    which an automaton cannot beat in a process that reads one CV.
    """

    __slots__ = ("_alone", "_lengths", "_values")

    def __init__(self) -> None:
        self._values: dict[str, list[T]] = {}
        self._alone: set[str] = set()  # words that are a phrase
        # Why two words: after "customer" a dozen phrases go on, after "customer" and "calls" one.
        self._lengths: dict[str, dict[str, tuple[int, ...]]] = {}

    def add(self, words: list[str], value: T) -> None:
        """Store a value under a phrase; one phrase may have several."""
        if not words:
            return
        # Why: thousands of phrases at every start; nearly all are new, and most are the first of their word.
        phrase, first, size = " ".join(words), words[0], len(words)
        values = self._values.get(phrase)
        if values is None:
            self._values[phrase] = [value]
        elif value not in values:
            values.append(value)
        after = self._lengths.get(first)
        if after is None:
            after = self._lengths[first] = {}
        if size == 1:
            self._alone.add(first)
            return
        lengths = after.get(words[1])
        if lengths is None:
            after[words[1]] = (size,)
        elif size not in lengths:
            after[words[1]] = tuple(sorted((*lengths, size), reverse=True))

    def find(self, words: list[str]) -> list[tuple[int, int, list[T]]]:
        """Return (first, stop, values) of all phrases, by place, longest first."""
        lengths, values, alone, size = self._lengths, self._values, self._alone, len(words)
        found: list[tuple[int, int, list[T]]] = []
        # Why: most lines hold no word that begins a phrase.
        if lengths.keys().isdisjoint(words):
            return found
        for index, word in enumerate(words):
            after = lengths.get(word)
            if after is None:
                continue
            if after and index + 1 < size:
                for length in after.get(words[index + 1], ()):
                    if index + length <= size:
                        hit = values.get(" ".join(words[index : index + length]))
                        if hit is not None:
                            found.append((index, index + length, hit))
            if word in alone:
                found.append((index, index + 1, values[word]))
        return found

    def __contains__(self, words: list[str]) -> bool:
        return " ".join(words) in self._values

    def __len__(self) -> int:
        return len(self._values)

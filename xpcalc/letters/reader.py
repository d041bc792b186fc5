"""Passages -> Finds: labels and tables first taken for what they are, then sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpcalc.letters.finds import LABEL, Find
from xpcalc.letters.passages import Passage
from xpcalc.letters.sentences import Sentences
from xpcalc.letters.tables import Tables
from xpcalc.record import dataclass


@dataclass(frozen=True, slots=True)
class Reader(Tables, Sentences):
    """Reads whole letters."""

    def finds(self, passages: Sequence[Passage]) -> tuple[Find, ...]:
        """Return every find, labels and tables first taken for what they are, then sentences."""
        found: list[Find] = []
        used = self._tables(passages, found)
        order = 0
        for number, passage in enumerate(passages):
            if number in used:
                continue
            if self._above(passages, number, order, found) or self._party(passages, number, order, found):
                used.add(number + 1)
                order += 1
                continue
            for start, stop in passage.sentences():
                order += 1
                for first, last in self._segments(passage, start, stop):
                    if not self._labelled(passage, number, first, last, order, found):
                        found += self._sentence(passage, number, first, last, order)
        about = self._sections(passages)
        if not any(f.slot == "person" and f.weight >= LABEL and about[f.passage] == "person" for f in found):
            return tuple(found)
        # Why: a form names who signs for the house under "Company" and the person under "Employee".
        return tuple(
            [
                replace(f, slot="not_person")
                if f.slot == "person" and f.weight >= LABEL and about[f.passage] == "employer"
                else f
                for f in found
            ]
        )


__all__ = ["Reader"]

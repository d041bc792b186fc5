"""A place in a letter -> the signs around it: words on both sides, the line, who is greeted.

To add a sign that names of houses and of people both ask for, add it to `Around`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from xpcalc.language import Words
from xpcalc.letters.finds import Find
from xpcalc.letters.names import Name
from xpcalc.letters.passages import Passage
from xpcalc.letters.reader import Reader
from xpcalc.letters.words import LetterWords, folded
from xpcalc.letters.zones import Zones
from xpcalc.model import Span
from xpcalc.record import dataclass

# Source: hand-made. Points beside those of finds.py (a label 8, a pattern 2 to 7, a legal form 3).
_LONGEST_PASSAGE, _MOST_PASSAGES = 3_000, 400  # characters, passages in which names are looked for
_REACH = 7  # words read on each side of a name


@dataclass(frozen=True, slots=True)
class Around:
    """One letter with its finds, as those ask who look for names in it."""

    finds: Sequence[Find]
    parts: Sequence[Passage]
    zones: Zones
    reader: Reader
    words: Words
    letter_words: LetterWords

    def _called(self) -> set[str]:
        """Return the words of the name in "Dear ...", none for other lines."""
        number = self.zones.salutation
        if number is None:
            return set()
        words = self.letter_words
        tokens = folded(self.parts[number].text[:80]).split()
        size = max((len(p) for p in words.addressed if tuple(tokens[: len(p)]) == p), default=0)
        return {t for t in tokens[size:] if t.isalpha() and len(t) > 1 and t not in words.honorifics}

    def _sides(self, find: Find) -> tuple[list[str], list[str]]:
        """Return the folded words in front of a find and behind it, in its passage."""
        passage = self.parts[find.passage]
        places = passage.places
        start, stop = bisect_left(places, find.span.start), bisect_left(places, find.span.stop)
        before = folded(passage.text[max(0, start - 70) : start]).split()[-_REACH:]
        behind = folded(passage.text[stop : stop + 90]).split()[:_REACH]
        return [w for w in before if w.isalnum()], [w for w in behind if w.isalnum() or w == "-"]

    def _says_what(self, shown: str, *, strictly: bool = False) -> bool:
        """Say whether a text in capitals is no name but a heading: "CONTRATO DE TRABAJO", "Human Resources"."""
        text = f"| {folded(shown)} "
        lone = text[2:-1]
        if lone in self.letter_words.titles:
            return True
        if any(each is not None and each.search(text) for each in (self.letter_words.furniture,)):
            return True
        if strictly:
            signs = (self.letter_words.work, self.letter_words.around["no_name"])
            return any(each is not None and each.search(text) for each in signs)
        # Why all of it: "HR Department" names nobody, "Department of Coastal Management" and "Tool Works" may.
        rest = lone + " "
        for each in (self.letter_words.around["no_name"], self.letter_words.work):
            if each is not None and each.search(f"| {rest}"):
                rest = each.sub("", rest)
        return not any(word.isalpha() and len(word) > 1 and not self._small(word) for word in rest.split())

    def _small(self, word: str) -> bool:
        return self.reader.names.is_small(word) or word in self.letter_words.employer_leads

    def _dated(self, passage: Passage) -> bool:
        return bool(self.reader.grammar.find(passage.text))

    def _dated_at(self, passage: Passage, name: Name) -> bool:
        return self._dated_span(passage.span(name.start, name.stop))

    def _dated_span(self, place: Span) -> bool:
        return any(
            f.slot not in ("person", "employer", "title", "not_person", "not_employer")
            and f.span.start < place.stop
            and place.start < f.span.stop
            for f in self.finds
        )

    def _short(self) -> Iterator[tuple[int, Passage]]:
        """Yield the passages that a letter may have; one that goes on for pages is none."""
        for number, passage in enumerate(self.parts[:_MOST_PASSAGES]):
            if len(passage.text) <= _LONGEST_PASSAGE:
                yield number, passage

    def _edges(self) -> Iterator[Passage]:
        """Yield the passages above and below the text."""
        yield from self.parts[: self.zones.top]
        yield from self.parts[self.zones.end :]


def hits(sign: re.Pattern[str] | None, words: Sequence[str]) -> bool:
    """Say whether a sign stands among folded words."""
    return sign is not None and bool(words) and sign.search(" ".join(words) + " ") is not None


def words_line(text: str) -> str:
    """Return the folded words of a line, as signs are looked up in it."""
    return folded(text) + " "


__all__ = ["Around", "hits", "words_line"]

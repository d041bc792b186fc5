"""Names -> the houses that may employ, each with points: legal form, letterhead, words around it, coming again.

To weigh a sign otherwise, change its constant; the words are `around` in rules/letters/<language>.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from xpcalc.letters.around import Around, hits, words_line
from xpcalc.letters.finds import LABEL, Find
from xpcalc.letters.ranking import Choice, key_of, ranked
from xpcalc.letters.words import folded
from xpcalc.letters.zones import SHORT_LINE
from xpcalc.model import Span
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: hand-made. Points beside those of finds.py (a label 8, a pattern 2 to 7, a legal form 3).
_FIRST, _SECOND, _HEADED = 2.8, 1.6, 0.8  # a line of the letterhead: the first, the second, another
_FORM = 1.0  # a legal form
_OF = ("of", "de", "do", "da", "du", "des", "d")
_SURE_TITLE = 2.0  # points of a title whose words are no house
_LAST = 0.6  # a line of the signature that nothing tells
_SIGNED_FOR, _AGAIN, _KIND_OF_HOUSE = 1.2, 0.9, 1.8
_WORD_BEFORE, _WORD_BEHIND, _AGAINST = 1.3, 2.0, 2.5
_ADDRESSEE = 2.5  # taken from an employer that the letter is sent to
_BODY = 0.6  # a name in a sentence
_MOST_FINDS = 60  # names of one slot that are weighed
_LIKE_A_HOUSE, _LIKE_A_TITLE, _LIKE_A_JOB, _A_PLACE = 0.5, 0.5, 0.7, 0.7
_SURELY = 0.8  # how much a line with a legal form reads like a house
_ONE_WORD = 2.2  # taken from a name of one word that stands in no letterhead
_LONGEST_PERSON, _LONGEST_HOUSE = 6, 9  # words
_BEGINS = regex(r"(?<![\w'’.-])(?=[A-ZÀ-ÖØ-Þ])")
# "Bea Thistlewood & Jonno Pryce" are two who sign.
_TWO = regex(r"^\w+ \w[\w.]* (?:&|and|y|e|et|und) \w+ \w+$")
_PARTY = regex(r"(?:^|[;:\s])\(?[1aAI]\)\s*$")  # "(1) TIDEWATER COUNCIL and (2) ..."
_CUT = regex(r"\s[|•·–]\s|\s{3,}|\t")


@dataclass(frozen=True, slots=True)
class Houses(Around):
    """Reads the houses of one letter."""

    def _houses(self) -> list[Choice]:
        """Return the houses that may employ, the likeliest first."""
        people = {key_of(f.value) for f in self.finds if f.slot in ("person", "not_person") and f.sure}
        seen = [f for f in self.finds if f.slot == "employer" and key_of(f.value) not in people]
        seen = [f for f in seen if f.weight >= LABEL or f.sure or not self._dated_span(f.span)]
        # Why: "Operador de Motoniveladora" names no house.
        jobs = [f.span for f in self.finds if f.slot == "title" and f.weight > _SURE_TITLE]
        seen = [f for f in seen if f.sure or f.weight >= LABEL or not self._of_title(f, jobs)]
        seen = [replace(f, weight=f.weight + self._house_context(f)) for f in seen[:_MOST_FINDS]]
        seen += self._letterhead(people)
        seen += islice(self._named_houses(people), _MOST_FINDS)
        seen = [f for f in seen if f.weight >= LABEL or f.sure or self._is_house(str(f.value))]
        # Why: "by Friday 1 September" names nobody.
        seen = [f for f in seen if f.weight >= LABEL or f.sure or not any(w.isdigit() for w in key_of(f.value))]
        if any(f.sure for f in seen):
            # Why: the house with its legal form is the employer, whatever place or brand stands where a name could.
            seen = [f if f.sure else replace(f, weight=f.weight / 2) for f in seen]
        denied = {key_of(f.value) for f in self.finds if f.slot == "not_employer"}
        # Why: no house of a letter is without any capital but one of a label.
        seen = [f for f in seen if f.weight >= LABEL or any(c.isupper() for c in str(f.value))]
        return ranked(seen, {key: -_AGAINST for key in denied})

    def _of_title(self, find: Find, jobs: Sequence[Span]) -> bool:
        """Say whether a name is the end of a job title: behind "of", without a word for houses."""
        inside = any(j.start <= find.span.start and find.span.stop <= j.stop for j in jobs)
        return inside and self._sides(find)[0][-1:] in ([word] for word in _OF)

    def _is_house(self, shown: str) -> bool:
        if self._says_what(shown) or len(shown) < 2 or self.words.place_score(shown) >= 1:
            return False
        house = self.words.employer_score(shown)
        # Why: "Stellung" and "Zukunft" are nouns, which German writes like names.
        known = house >= _LIKE_A_HOUSE
        return known or self.reader.names.title_weight(shown, ()) < _LIKE_A_JOB

    def _house_context(self, find: Find) -> float:
        points = self.words.employer_score(str(find.value)) * _KIND_OF_HOUSE * (not find.sure) + _FORM * find.sure
        before, behind = self._sides(find)
        points += _WORD_BEFORE * hits(self.letter_words.around["house_before"], before[-2:])
        points += _WORD_BEHIND * hits(self.letter_words.around["house_after"], behind[:4])
        points -= 2 * _AGAINST * hits(self.letter_words.around["not_house_before"], before[-3:])
        if self.zones.addressed(find.passage) and find.passage not in self.zones.subjects:
            points -= _ADDRESSEE
        if self.zones.signed(find.passage):
            points += _SIGNED_FOR
        alone = len(key_of(find.value)) < 2 and not find.sure
        if alone and not any(f" {folded(str(find.value))} " in f" {folded(p.text)} " for p in self._edges()):
            points -= _ONE_WORD
        if find.passage < self.zones.top and len(self.parts[find.passage].text) < 2 * len(str(find.value)):
            points += _FIRST if find.passage == 0 else _SECOND
        return points

    def _letterhead(self, people: set[tuple[str, ...]]) -> list[Find]:
        """Return the lines at the top and in the signature that may be the name of a house."""
        found = []
        below = [f" {folded(part.text)} " for part in self.parts]
        numbers = [*range(self.zones.top), *range(self.zones.end, len(self.parts))]
        for number in numbers:
            passage = self.parts[number]
            text = _CUT.split(passage.text.strip())[0].strip()
            text = re.sub(
                r"^(?:for|por|p\.? ?p\.?|pour|für|p/)[ :]+(?=[A-ZÀ-Þ])", "", text, flags=re.IGNORECASE
            ).strip()
            text = re.split(r", (?=\d)|, (?=[a-zà-ÿ])|\.$", text)[0].strip(" ,-–")
            name, _, rest = text.partition(", ")
            if rest and self.words.employer_score(name) >= _LIKE_A_HOUSE and not self.reader.names.houses(text):
                text = name  # "St Aldhelm's Primary School, Doulting"
            words = key_of(text)
            if not words or len(words) > _LONGEST_HOUSE or len(text) > SHORT_LINE or words in people:
                continue
            if any(c in text for c in ":@_/") or not text[:1].isupper():
                continue
            house = self.words.employer_score(text)
            address = self.letter_words.around["address"]
            if address is not None and self._is_address(text, address) and house < _SURELY:
                continue
            if self._says_what(text) or self.words.place_score(text) >= 1 or self._dated(passage):
                continue
            signer = number >= self.zones.end and house < _SURELY
            if (house < _LIKE_A_HOUSE or signer) and self.reader.names.title_weight(text, ()) >= _LIKE_A_TITLE:
                continue
            again = sum(f" {folded(text)} " in each for n, each in enumerate(below) if n != number)
            points = _FIRST if number == 0 else (_SECOND if number <= 2 else _HEADED)
            if number >= self.zones.end:
                # Why: who signs is named there too; a house shows by its words or by coming again.
                points = _SIGNED_FOR if house >= _LIKE_A_HOUSE else 0.0
                points = points or (_HEADED if again and len(words) > 1 else 0.0)
                # Why last of all: three words and more below the names of people may be where they work.
                points = points or (_LAST if len(words) > 2 and not _TWO.match(text) else 0.0)
            elif len(words) < 2 and not again and house < _LIKE_A_HOUSE:
                points /= 2
            if not points:
                continue
            points += house * _KIND_OF_HOUSE + _AGAIN * min(again, 3) * (len(words) > 1 or house > 0)
            if self._addressee_name(words):
                points -= _AGAINST
            place = passage.text.index(text)
            span = passage.span(place, place + len(text))
            sure = house >= _SURELY and bool(self.reader.names.houses(text))
            found.append(Find("employer", " ".join(text.split()), span, span, 0, points, number, sure=sure))
        return found

    @staticmethod
    def _is_address(text: str, address: re.Pattern[str]) -> bool:
        """Say whether a line is an address: a word for streets at either end, or beside a number or comma."""
        line = words_line(text)
        hit = address.search(line)
        coded = any(c.isdigit() for c in text)
        return (hit is not None and (hit.start() == 0 or hit.end() == len(line) or "," in text)) or coded

    def _addressee_name(self, words: tuple[str, ...]) -> bool:
        """Say whether these are the words of somebody whom the letter names: the salutation or a person find."""
        called = self._called()
        return bool(called & set(words)) or any(
            f.slot == "person" and f.weight > 3 and set(words) <= set(key_of(f.value)) for f in self.finds
        )

    def _named_houses(self, people: set[tuple[str, ...]]) -> Iterator[Find]:
        """Yield the names in capitals behind "at", "for", "join" ... in sentences."""
        sign = self.letter_words.around["house_before"]
        for number, passage in self._short():
            if number < self.zones.top or self.zones.addressed(number):
                continue
            for hit in _BEGINS.finditer(passage.text):
                before = folded(passage.text[max(0, hit.start() - 40) : hit.start()]).split()
                party = _PARTY.search(passage.text[: hit.start()])
                if not hits(sign, before[-2:]) and not party:
                    continue
                name = self.reader.names.employer(passage.text, hit.start())
                if name is None or name.start != hit.start() or name.sure:
                    continue
                shown = passage.text[name.start : name.stop]
                words = key_of(shown)
                if words in people or len(words) > _LONGEST_HOUSE or not self._is_house(shown):
                    continue
                if self.words.place_score(shown) >= _A_PLACE or self._dated_at(passage, name):
                    continue
                span = passage.span(name.start, name.stop)
                find = Find("employer", " ".join(shown.split()), span, span, 0, _BODY, number)
                if not party and not any(f" {folded(shown)} " in f" {folded(p.text)} " for p in self._edges()):
                    find = replace(find, weight=0.0)
                if party:
                    find = replace(find, weight=find.weight + _WORD_BEHIND)
                yield replace(find, weight=find.weight + self._house_context(find) - (len(words) < 2) * _BODY)


__all__ = ["Houses"]

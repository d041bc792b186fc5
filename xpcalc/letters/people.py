"""Names -> whom the letter may be about, each with points: subject, greeting, words around it; never who signs.

To weigh a sign otherwise, change its constant; the words are `around` in rules/letters/<language>.yaml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import islice

from xpcalc.letters.around import Around, hits
from xpcalc.letters.finds import LABEL, Find
from xpcalc.letters.names import Name
from xpcalc.letters.passages import Passage
from xpcalc.letters.ranking import Choice, inside, key_of, ranked
from xpcalc.letters.words import folded
from xpcalc.letters.zones import SHORT_LINE
from xpcalc.model import Span
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: hand-made. Points beside those of finds.py (a label 8, a pattern 2 to 7, a legal form 3).
_WORD_BEFORE, _WORD_BEHIND, _AGAINST = 1.3, 2.0, 2.5
_TO_YOU, _TO_OTHERS = 3.2, 1.4  # a person whom the letter addresses: an offer, a certificate
_SUBJECT, _TOLD, _ALONE, _OF_WORK = 2.4, 1.6, 0.8, 1.0
_BODY = 0.6  # a name in a sentence
_SIGNER = 4.0  # taken from who signs
_LEAST, _LEAST_PERSON = 0.5, 0.4  # points of a name that is taken
_CALLED = 3  # words of the name in a salutation
_MOST_FINDS = 60  # names of one slot that are weighed
_LIKE_A_HOUSE, _LIKE_A_TITLE, _LIKE_A_JOB, _A_PLACE = 0.5, 0.5, 0.7, 0.7
_ALL_A_TITLE = 1.0  # every word is one that titles have: "Managing Director"; "Tom Baker" has less
_TO_IT = 0.3  # share of the passages of a letter that speaks to the person itself
_LONGEST_PERSON, _LONGEST_HOUSE = 6, 9  # words
_DATED = frozenset(("start", "period", "end", "moved", "title"))
_BEGINS = regex(r"(?<![\w'’.-])(?=[A-ZÀ-ÖØ-Þ])")
_SAYS = regex(r"[^\W_]")
_WORD = regex(r"[^\W\d_][\w'’-]*")
_GIVEN = regex(r", ([A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?),")
_LINE = regex(r"^[^\W\d_][\w.'’-]*(?:[ ,:]+[^\W\d_][\w.'’-]*){0,5}[ ,:]*$")


@dataclass(frozen=True, slots=True)
class People(Around):
    """Reads the people of one letter."""

    _against: dict[tuple[str, ...], float] = field(default_factory=dict, compare=False, repr=False)  # who signs

    def _people(self, kind: str) -> list[Choice]:
        """Return whom the letter may be about, the likeliest first; never who signs."""
        agreed = kind in ("offer_letter", "contract") or self.speaks_to_it()
        houses = {key_of(f.value) for f in self.finds if f.slot == "employer" and f.sure}
        jobs = {key_of(f.value) for f in self.finds if f.slot == "title"}
        seen: list[Find] = []
        told = [f for f in self.finds if f.slot == "person"]
        for find in told[:_MOST_FINDS]:
            if find.slot == "person" and find.weight < LABEL:
                find = self._turned(find)
            if find.slot == "person" and (
                find.weight >= LABEL or self._is_name(str(find.value), jobs, find.sure, True)
            ):
                seen.append(replace(find, weight=find.weight + self._person_context(find, agreed)))
        for find in islice(self._names(jobs), _MOST_FINDS):
            points = find.weight + self._person_context(find, agreed)
            seen.append(replace(find, weight=points))
        greeted = self._greeted() if agreed else None
        if greeted is not None:
            seen.append(replace(greeted, weight=greeted.weight + self._person_context(greeted, agreed)))
        seen = [f for f in seen if key_of(f.value) not in houses and not inside(key_of(f.value), houses)]
        against = self._signers(seen, agreed)
        self._against.update(against)
        return ranked(seen, against, _LEAST_PERSON)

    def _greeted(self) -> Find | None:
        """Return the name of "Dear Nora,"; None for "Dear Candidate", "Dear Hiring Manager" and other lines."""
        number, called = self.zones.salutation, self._called()
        if number is None or not called:
            return None
        passage, names = self.parts[number], self.reader.names
        words = [hit for hit in _WORD.finditer(passage.text, 0, SHORT_LINE) if folded(hit[0]) in called]
        if not 0 < len(words) <= _CALLED or not all(hit[0][0].isupper() for hit in words):
            return None
        shown = passage.text[words[0].start() : words[-1].end()]
        if any(self.letter_words.label_of(hit[0]) or names.is_small(folded(hit[0])) for hit in words):
            return None
        if key_of(shown) != tuple(folded(hit[0]) for hit in words) or not self._is_name(shown, set(), False):
            return None
        span = passage.span(words[0].start(), words[-1].end())
        return Find("person", shown, span, span, 0, _BODY, number)

    def _signs_first(self, find: Find) -> bool:
        """Say whether no other name stands in front of a name behind the closing: who signs, not who accepts."""
        closing = self.zones.closing
        if closing is None or find.passage < closing:
            return False
        for passage in self.parts[closing : find.passage]:
            name = self.reader.names.person(passage.text, 0)
            if name is not None and self._is_name(passage.text[name.start : name.stop], set(), name.sure, True):
                return False
        return True

    def speaks_to_it(self) -> bool:
        """Say whether the letter tells the person itself of days or a title: "you start on ..."."""
        if self._greets_it():
            return True
        said = {f.passage for f in self.finds if f.slot in _DATED and f.weight < LABEL}
        sign = self.letter_words.around["to_you"]
        if said:
            return sum(hits(sign, folded(self.parts[n].text).split()) for n in said) * 2 >= len(said)
        body = [folded(part.text).split() for part in self.parts[self.zones.body : self.zones.end]]
        return sum(hits(sign, words) for words in body) >= max(2, _TO_IT * len(body))

    def _greets_it(self) -> bool:
        """Say whether the salutation names somebody whom the letter names in full, and its text nobody else."""
        called = self._called()
        if not called:
            return False
        named = [f for f in islice(self._names(set()), _MOST_FINDS) if not self.zones.signed(f.passage)]
        whole = any(called & set(key_of(f.value)) for f in named) or any(
            called & set(key_of(self.parts[n].text)) and len(key_of(self.parts[n].text)) <= _LONGEST_PERSON
            for n in (*range(min(self.zones.body, len(self.parts))), *range(self.zones.end, len(self.parts)))
            if n != self.zones.salutation and len(key_of(self.parts[n].text)) > 1
        )
        others = [
            f
            for f in named
            if f.passage > self.zones.body
            and not called & set(key_of(f.value))
            and not hits(self.letter_words.around["signs_before"], self._sides(f)[0][-4:])
        ]
        honoured = [f for f in self.finds if f.slot == "person" and f.sure and not called & set(key_of(f.value))]
        return whole and not others and not honoured

    def _names(self, jobs: set[tuple[str, ...]]) -> Iterator[Find]:
        """Yield every name of two words or more that may be that of a person."""
        for number, passage in self._short():
            stop = 0
            for hit in _BEGINS.finditer(passage.text):
                if hit.start() < stop:
                    continue
                name = self.reader.names.person(passage.text, hit.start())
                if name is None:
                    continue
                shown = passage.text[name.start : name.stop]
                words = key_of(shown)
                if not 1 < len(words) <= _LONGEST_PERSON:
                    continue
                if not self._is_name(shown, jobs, name.sure, self._is_expected(passage, name)):
                    continue
                if self._dated_at(passage, name) or any(c.isdigit() for c in shown):
                    continue
                if hit.start() and passage.text[hit.start() - 1] in '"“«„':
                    continue
                stop = name.stop
                span = passage.span(name.start, name.stop)
                alone = not _SAYS.search(passage.text[: hit.start()]) and not _SAYS.search(passage.text[stop:])
                opens = alone and passage.text.rstrip().endswith((":", ","))
                labelled = re.search(r"[:–-]\s*$", passage.text[: hit.start()]) and not _SAYS.search(
                    passage.text[stop:]
                )
                label = self.letter_words.label_of(passage.text[: hit.start()].strip(" :-–|")) if hit.start() else ""
                opens = opens or label == "person" or bool(labelled and len(passage.text) <= SHORT_LINE)
                weight = _BODY / 2 + _ALONE * (alone + opens) + name.sure
                yield self._turned(
                    Find("person", " ".join(shown.split()), span, span, 0, weight, number, sure=name.sure)
                )

    def _is_expected(self, passage: Passage, name: Name) -> bool:
        """Say whether the words on both sides are those around whom a letter is about: "that ... was"."""
        around = self.letter_words.around
        before, behind = folded(passage.text[: name.start]).split(), folded(passage.text[name.stop :]).split()
        return hits(around["person_before"], before[-2:]) and hits(around["person_after"], behind[:2])

    def named(self) -> tuple[str, ...]:
        """Return the names that stand where letters name people, whether or not one of them is taken; never signers."""
        houses = [set(key_of(f.value)) for f in self.finds if f.slot == "employer" and f.sure]
        found: dict[str, None] = {}
        for find in self.finds:
            words = key_of(find.value)
            if find.slot != "person" or self.zones.signed(find.passage) or words in self._against:
                continue
            # Why: "Sr. Director de Recursos Humanos de Almena S.L." is who certifies.
            held = any(house <= set(words) for house in houses)
            if not held and (find.sure or len(words) > 1) and self._is_name(str(find.value), set(), find.sure, True):
                found.setdefault(str(find.value))
        return tuple(found)

    def _turned(self, find: Find) -> Find:
        """Return a name with the given name first: "OKEMBA Jean-Baptiste", "Sr. Goicochea, Martín Ezequiel, ..."."""
        words = str(find.value).split()
        capitals = [word for word in words if word.isupper() and len(word) > 2]
        if 0 < len(capitals) < len(words) and words[: len(capitals)] == capitals:
            return replace(find, value=" ".join([*words[len(capitals) :], *capitals]))
        if find.sure and len(words) <= 2:
            passage = self.parts[find.passage]
            stop = bisect_left(passage.places, find.span.stop)
            behind = _GIVEN.match(passage.text, stop)
            if behind is not None and self._is_name(behind[1], set(), sure=False):
                span = Span(find.span.start, passage.places[behind.end(1) - 1] + 1)
                repeated = set(key_of(find.value)) & set(key_of(behind[1]))
                return find if repeated else replace(find, value=f"{behind[1]} {find.value}", span=span)
        return find

    def _person_context(self, find: Find, agreed: bool) -> float:
        if find.weight >= LABEL:
            return 0.0
        zones, around = self.zones, self.letter_words.around
        before, behind = self._sides(find)
        points = 0.0
        if find.passage in zones.subjects or (find.passage < zones.body and hits(around["person_before"], before[-3:])):
            points += _SUBJECT
        if hits(around["person_before"], before[-3:]):
            points += _TOLD
        if hits(around["person_after"], behind[:3]):
            points += _TOLD
        sent_to = agreed and find.passage < zones.body  # Why: "for the attention of" whom an offer is made
        if hits(around["signs_before"], before[-3:]) and not sent_to:
            points -= _AGAINST
        if behind[:1] == ["s"]:
            points += _TOLD  # Why: "Grace Achebe's manager" is somebody else
        elif hits(around["signs_after"], behind[:5]):
            points -= _AGAINST
        if zones.signed(find.passage):
            # Why: whoever is greeted by name accepts below; another name behind the closing is who offers.
            mine = self._called() & set(key_of(find.value))
            signs = not mine and (self._greeted() is not None or self._signs_first(find))
            points -= 0.5 if agreed and not signs else _SIGNER
        elif find.passage >= zones.body and any(f.passage == find.passage and f.slot in _DATED for f in self.finds):
            points += _OF_WORK
        words = set(key_of(find.value))
        called = self._called()
        if called & words:
            points += _TO_YOU if agreed else -_TO_OTHERS * (find.passage < zones.body)
        elif zones.addressed(find.passage) and find.passage not in zones.subjects:
            points += 0.5 if agreed and not called else -_TO_OTHERS
        elif agreed and not called and find.passage < zones.body and _LINE.match(self.parts[find.passage].text):
            points += _TO_YOU / 2  # Why: an offer without a salutation is sent to the first name above it
        return points

    def _signers(self, seen: Sequence[Find], agreed: bool) -> Mapping[tuple[str, ...], float]:
        """Return the points to take from names that sign the letter or stand in front of "certifies"."""
        against: dict[tuple[str, ...], float] = {
            key_of(f.value): -_SIGNER for f in self.finds if f.slot == "not_person"
        }
        if not agreed:
            for find in seen:
                if self.zones.signed(find.passage) and find.weight < LABEL:
                    told = any(key_of(f.value) == key_of(find.value) and f.weight > 5 for f in seen)
                    against.setdefault(key_of(find.value), -_AGAINST / (4 if told else 1))
        declares = self.letter_words.declares
        for number, passage in enumerate(self.parts):
            hit = declares.search(folded(passage.text) + " ") if declares is not None else None
            if hit is None:
                continue
            share = hit.start() / (len(folded(passage.text)) + 1)
            # Why by share: the folded text has other lengths; the place need not be exact.
            at = passage.places[min(len(passage.places) - 1, int(share * len(passage.text)))]
            first = passage.places[0]
            if any(f.span.start > at and f.passage <= number + 2 for f in seen):
                for find in seen:
                    near = find.span.start < at and (find.span.start >= first or find.passage >= number - 2)
                    if near and find.weight < LABEL and find.passage >= self.zones.body - 2:
                        against.setdefault(key_of(find.value), -_AGAINST)
            break
        return against

    def _is_name(self, shown: str, jobs: set[tuple[str, ...]], sure: bool, expected: bool = False) -> bool:
        """Say whether words in capitals are a name, neither a heading nor a title, a house or a place.

        `expected` = the words around it are those of a name. There, and with an honorific, only a title through and
        through is none.
        """
        words = key_of(shown)
        if not words or self._says_what(shown, strictly=True) or self.letter_words.label_of(shown):
            return False
        title = self.reader.names.title_weight(shown, ())
        if words in jobs and (title >= _ALL_A_TITLE or not (sure or expected)):
            return False
        if sure:
            return title < _ALL_A_TITLE or len(words) == 1
        if self.words.employer_score(shown) >= _LIKE_A_HOUSE or self.words.place_score(shown) >= 1:
            return False
        # Why: "Mr Tom Baker" and "Herrero Gil" are people whose surnames are jobs too.
        return title < (_ALL_A_TITLE if expected else _LIKE_A_TITLE)

    def _fuller(self, person: Find, against: Mapping[tuple[str, ...], float]) -> Find:
        """Return the whole name where another place gives it: "Mr Vance, Oliver Vance, joined ..."."""
        last = str(person.value)
        for number, passage in enumerate(self.parts):
            for hit in islice(re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", passage.text), _MOST_FINDS):
                name = self.reader.names.person_before(passage.text, hit.end())
                shown = passage.text[name.start : name.stop] if name is not None else ""
                if name is None or len(shown.split()) <= len(last.split()) or key_of(shown) in against:
                    continue
                if self._is_name(shown, set(), name.sure):
                    span = passage.span(name.start, name.stop)
                    return replace(person, value=" ".join(shown.split()), span=span, passage=number)
        # Why: "VALERIA QUINTANILLA RODAS" in a line of its own is the "Licenciada Quintanilla" of the salutation.
        for number, passage in enumerate(self.parts[: self.zones.body]):
            name = self.reader.names.person(passage.text, 0) if _LINE.match(passage.text) else None
            if name is None or name.start or passage.text[name.stop :].strip(" ,:."):
                continue
            shown = passage.text[: name.stop]
            words = key_of(shown)
            if set(key_of(last)) < set(words) and words not in against and self._is_name(shown, set(), name.sure):
                return replace(person, value=" ".join(shown.split()), span=passage.span(0, name.stop), passage=number)
        return person


__all__ = ["People"]

"""Finds and lines -> the employer and the person of a letter: every name is a candidate, many weak signs decide.

To weigh a sign otherwise, change its constant; words around names are `around` in rules/letters/<language>.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xpcalc.language import Words
from xpcalc.letters.finds import LABEL, Find, Reader
from xpcalc.letters.names import Name
from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded
from xpcalc.letters.zones import SHORT_LINE, Zones

# Source: hand-made. Points beside those of finds.py (a label 8, a pattern 2 to 7, a legal form 3).
_FIRST, _SECOND, _HEADED = 2.4, 1.4, 0.8  # a line of the letterhead: the first, the second, another
_SIGNED_FOR, _AGAIN, _KIND_OF_HOUSE = 1.2, 0.9, 1.8
_WORD_BEFORE, _WORD_BEHIND, _AGAINST = 1.3, 2.0, 2.5
_ADDRESSEE = 2.5  # taken from an employer that the letter is sent to
_TO_YOU, _TO_OTHERS = 3.2, 1.4  # a person whom the letter addresses: an offer, a certificate
_SUBJECT, _TOLD, _ALONE, _OF_WORK = 2.4, 1.6, 0.8, 1.0
_BODY = 0.6  # a name in a sentence
_SIGNER = 4.0  # taken from who signs
_OTHERS = 0.35  # share of the points of a name's other places
_MOST_PLACES = 4
_LEAST = 1.2  # points of a name that is taken
_REACH = 7  # words read on each side of a name
_LIKE_A_HOUSE, _LIKE_A_TITLE, _A_PLACE = 0.5, 0.5, 0.7
_LONGEST_PERSON, _LONGEST_HOUSE = 6, 9  # words
_DATED = frozenset(("start", "period", "end", "moved", "title"))
_BEGINS = re.compile(r"(?<![\w'’.-])(?=[A-ZÀ-ÖØ-Þ])")
_CUT = re.compile(r"\s[|•·–]\s|\s{3,}|\t")


@dataclass(frozen=True, slots=True)
class Choice:
    """The name taken and the next best. Shape: `lead` is by how many points it leads."""

    find: Find
    points: float
    other: str = ""
    lead: float = 99.0


def best_of(finds: Sequence[Find], slot: str) -> Find | None:
    """Return the surest find of a slot, of equals the first."""
    return max((f for f in finds if f.slot == slot), key=lambda f: (f.weight, -f.span.start), default=None)


def key_of(text: object) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(word for word in folded(str(text)).split() if word.isalnum())


@dataclass(frozen=True, slots=True)
class Who:
    """Reads the employer and the person of one letter."""

    finds: Sequence[Find]
    parts: Sequence[Passage]
    zones: Zones
    reader: Reader
    words: Words
    letter_words: LetterWords

    # ---------------------------------------------------------------- employer

    def employer(self) -> Choice | None:
        """Return the house that employs, as its fullest name is written."""
        people = {key_of(f.value) for f in self.finds if f.slot in ("person", "not_person") and f.sure}
        seen = [f for f in self.finds if f.slot == "employer" and key_of(f.value) not in people]
        seen = [replace(f, weight=f.weight + self._house_context(f)) for f in seen]
        seen += self._letterhead(people)
        seen += self._named_houses(people)
        seen = [f for f in seen if f.weight >= LABEL or f.sure or self._is_house(str(f.value))]
        denied = {key_of(f.value) for f in self.finds if f.slot == "not_employer"}
        # Why: no house of a letter is without any capital but one of a label.
        seen = [f for f in seen if f.weight >= LABEL or any(c.isupper() for c in str(f.value))]
        return _chosen(seen, {key: -_AGAINST for key in denied})

    def _is_house(self, shown: str) -> bool:
        return not self._says_what(shown) and self.reader.names.title_weight(shown, ()) < 0.9 and len(shown) > 1

    def _house_context(self, find: Find) -> float:
        points = self.words.employer_score(str(find.value)) * _KIND_OF_HOUSE * (not find.sure)
        before, behind = self._sides(find)
        points += _WORD_BEFORE * _hits(self.letter_words.around["house_before"], before[-2:])
        points += _WORD_BEHIND * _hits(self.letter_words.around["house_after"], behind[:4])
        points -= _AGAINST * _hits(self.letter_words.around["not_house_before"], before[-3:])
        if self.zones.addressed(find.passage) and find.passage not in self.zones.subjects:
            points -= _ADDRESSEE
        if self.zones.signed(find.passage):
            points += _SIGNED_FOR
        if find.passage < self.zones.top:
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
            text = re.sub(r"^(?:for|por|p\.? ?p\.?|pour|für|p/)[ :]+(?=[A-ZÀ-Þ])", "", text, flags=re.IGNORECASE).strip()
            text = re.split(r", (?=\d)|, (?=[a-zà-ÿ])|\.$", text)[0].strip(" ,-–")
            words = key_of(text)
            if not words or len(words) > _LONGEST_HOUSE or len(text) > SHORT_LINE or words in people:
                continue
            if any(c in text for c in ":@_/") or sum(c.isdigit() for c in text) > 2 or not text[:1].isupper():
                continue
            house = self.words.employer_score(text)
            if self._says_what(text) or self.words.place_score(text) >= 1 or self._dated(passage):
                continue
            if house < _LIKE_A_HOUSE and self.reader.names.title_weight(text, ()) >= _LIKE_A_TITLE:
                continue
            again = sum(f" {folded(text)} " in each for n, each in enumerate(below) if n != number)
            points = _FIRST if number == 0 else (_SECOND if number <= 2 else _HEADED)
            if number >= self.zones.end:
                # Why: who signs is named there too; a house shows by its words or by coming again.
                points = _SIGNED_FOR if house >= _LIKE_A_HOUSE else 0.0
                points = points or (_HEADED if again and len(words) > 1 else 0.0)
            elif len(words) < 2 and not again and house < _LIKE_A_HOUSE:
                points /= 2
            if not points:
                continue
            points += house * _KIND_OF_HOUSE + _AGAIN * min(again, 3) * (len(words) > 1 or house > 0)
            if self._addressee_name(words):
                points -= _AGAINST
            place = passage.text.index(text)
            span = passage.span(place, place + len(text))
            found.append(Find("employer", " ".join(text.split()), span, span, 0, points, number))
        return found

    def _addressee_name(self, words: tuple[str, ...]) -> bool:
        """Say whether these are the words of somebody whom the letter names: the salutation or a person find."""
        called = self._called()
        return bool(called & set(words)) or any(
            f.slot == "person" and f.weight > 3 and set(words) <= set(key_of(f.value)) for f in self.finds
        )

    def _named_houses(self, people: set[tuple[str, ...]]) -> Iterator[Find]:
        """Yield the names in capitals behind "at", "for", "join" ... in sentences."""
        sign = self.letter_words.around["house_before"]
        for number, passage in enumerate(self.parts):
            if number < self.zones.top or self.zones.addressed(number):
                continue
            for hit in _BEGINS.finditer(passage.text):
                before = folded(passage.text[max(0, hit.start() - 40) : hit.start()]).split()
                if not _hits(sign, before[-2:]):
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
                yield replace(find, weight=_BODY + self._house_context(find) - (len(words) < 2) * _BODY)

    # ---------------------------------------------------------------- person

    def person(self, kind: str, employer: Find | None) -> Choice | None:
        """Return whom the letter is about, by the fullest form of the name; never who signs."""
        agreed = kind in ("offer_letter", "contract")
        houses = {key_of(f.value) for f in self.finds if f.slot == "employer" and f.sure}
        if employer is not None:
            houses.add(key_of(employer.value))
        jobs = {key_of(f.value) for f in self.finds if f.slot == "title"}
        seen: list[Find] = []
        for find in self.finds:
            if find.slot == "person" and (find.weight >= LABEL or self._is_name(str(find.value), jobs, find.sure)):
                seen.append(replace(find, weight=find.weight + self._person_context(find, agreed)))
        for find in self._names(jobs):
            points = find.weight + self._person_context(find, agreed)
            seen.append(replace(find, weight=points))
        seen = [f for f in seen if key_of(f.value) not in houses and not _inside(key_of(f.value), houses)]
        against = self._signers(seen, agreed)
        best = _chosen(seen, against)
        return None if best is None else replace(best, find=self._fuller(best.find, against))

    def _names(self, jobs: set[tuple[str, ...]]) -> Iterator[Find]:
        """Yield every name of two words or more that may be that of a person."""
        for number, passage in enumerate(self.parts):
            stop = 0
            for hit in _BEGINS.finditer(passage.text):
                if hit.start() < stop:
                    continue
                name = self.reader.names.person(passage.text, hit.start())
                if name is None:
                    continue
                shown = passage.text[name.start : name.stop]
                words = key_of(shown)
                if not 1 < len(words) <= _LONGEST_PERSON or not self._is_name(shown, jobs, name.sure):
                    continue
                if self._dated_at(passage, name) or any(c.isdigit() for c in shown):
                    continue
                stop = name.stop
                span = passage.span(name.start, name.stop)
                alone = not re.search(r"\w", passage.text[: hit.start()]) and not re.search(r"\w", passage.text[stop:])
                weight = _BODY / 2 + _ALONE * alone + name.sure
                yield Find("person", " ".join(shown.split()), span, span, 0, weight, number, sure=name.sure)

    def _person_context(self, find: Find, agreed: bool) -> float:
        if find.weight >= LABEL:
            return 0.0
        zones, around = self.zones, self.letter_words.around
        before, behind = self._sides(find)
        points = 0.0
        if find.passage in zones.subjects or (find.passage < zones.body and _hits(around["person_before"], before[-3:])):
            points += _SUBJECT
        if _hits(around["person_before"], before[-3:]):
            points += _TOLD
        if _hits(around["person_after"], behind[:3]):
            points += _TOLD
        if _hits(around["signs_before"], before[-3:]):
            points -= _AGAINST
        if _hits(around["signs_after"], behind[:5]):
            points -= _AGAINST
        if zones.signed(find.passage):
            points -= 0.5 if agreed else _SIGNER
        elif find.passage >= zones.body and any(f.passage == find.passage and f.slot in _DATED for f in self.finds):
            points += _OF_WORK
        words = set(key_of(find.value))
        called = self._called()
        if called & words:
            points += _TO_YOU if agreed else -_TO_OTHERS * (find.passage < zones.body)
        elif zones.addressed(find.passage) and find.passage not in zones.subjects:
            points += 0.5 if agreed and not called else -_TO_OTHERS
        return points

    def _signers(self, seen: Sequence[Find], agreed: bool) -> Mapping[tuple[str, ...], float]:
        """Return the points to take from names that sign the letter or stand in front of "certifies"."""
        against: dict[tuple[str, ...], float] = {key_of(f.value): -_SIGNER for f in self.finds if f.slot == "not_person"}
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

    def _is_name(self, shown: str, jobs: set[tuple[str, ...]], sure: bool) -> bool:
        """Say whether words in capitals are a name, neither a heading nor a title, a house or a place."""
        words = key_of(shown)
        if not words or self._says_what(shown) or words in jobs or self.letter_words.label_of(shown):
            return False
        if sure:
            return self.reader.names.title_weight(shown, ()) < _LIKE_A_TITLE or len(words) == 1
        if self.words.employer_score(shown) >= _LIKE_A_HOUSE or self.words.place_score(shown) >= 1:
            return False
        return self.reader.names.title_weight(shown, ()) < _LIKE_A_TITLE

    def _fuller(self, person: Find, against: Mapping[tuple[str, ...], float]) -> Find:
        """Return the whole name where another place gives it: "Mr Vance, Oliver Vance, joined ..."."""
        last = str(person.value)
        for number, passage in enumerate(self.parts):
            for hit in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", passage.text):
                name = self.reader.names.person_before(passage.text, hit.end())
                shown = passage.text[name.start : name.stop] if name is not None else ""
                if name is None or len(shown.split()) <= len(last.split()) or key_of(shown) in against:
                    continue
                if self._is_name(shown, set(), name.sure):
                    span = passage.span(name.start, name.stop)
                    return replace(person, value=" ".join(shown.split()), span=span, passage=number)
        return person

    # ---------------------------------------------------------------- signs

    def _called(self) -> set[str]:
        """Return the words of the name in "Dear ...", none for other lines."""
        number = self.zones.salutation
        if number is None:
            return set()
        words = self.letter_words
        tokens = folded(self.parts[number].text[:80]).split()
        size = max((len(p) for p in words.addressed if tuple(tokens[: len(p)]) == p), default=1)
        return {t for t in tokens[size:] if t.isalpha() and len(t) > 1 and t not in words.honorifics}

    def _sides(self, find: Find) -> tuple[list[str], list[str]]:
        """Return the folded words in front of a find and behind it, in its passage."""
        passage = self.parts[find.passage]
        places = passage.places
        start = next((n for n, at in enumerate(places) if at >= find.span.start), 0)
        stop = next((n for n, at in enumerate(places) if at >= find.span.stop), len(places))
        before = folded(passage.text[max(0, start - 70) : start]).split()[-_REACH:]
        behind = folded(passage.text[stop : stop + 90]).split()[:_REACH]
        return [w for w in before if w.isalnum()], [w for w in behind if w.isalnum() or w == "-"]

    def _says_what(self, shown: str) -> bool:
        """Say whether a text in capitals is no name but a heading: "CONTRATO DE TRABAJO", "Human Resources"."""
        text = f"| {folded(shown)} "
        lone = text[2:-1]
        if lone in self.letter_words.titles:
            return True
        if any(each is not None and each.search(text) for each in (self.letter_words.furniture,)):
            return True
        no_name = self.letter_words.around["no_name"]
        if no_name is not None and no_name.match(lone + " "):
            return True
        work = self.letter_words.work
        return work is not None and self.words.employer_score(shown) < _LIKE_A_HOUSE and bool(work.search(text))

    def _dated(self, passage: Passage) -> bool:
        return bool(self.reader.grammar.find(passage.text))

    def _dated_at(self, passage: Passage, name: Name) -> bool:
        place = passage.span(name.start, name.stop)
        return any(
            f.slot not in ("person", "employer", "title", "not_person", "not_employer")
            and f.span.start < place.stop
            and place.start < f.span.stop
            for f in self.finds
        )


def _hits(sign: re.Pattern[str] | None, words: Sequence[str]) -> bool:
    return sign is not None and bool(words) and sign.search(" ".join(words) + " ") is not None


def _inside(words: tuple[str, ...], houses: set[tuple[str, ...]]) -> bool:
    """Say whether a name is a run of words inside the name of a house."""
    return any(
        house[at : at + len(words)] == words for house in houses for at in range(len(house) - len(words) + 1) if words
    )


def _chosen(finds: Sequence[Find], against: Mapping[tuple[str, ...], float]) -> Choice | None:
    """Return the name with the most points; a part of a fuller name speaks for the fuller one."""
    groups: dict[tuple[str, ...], list[Find]] = {}
    for find in finds:
        groups.setdefault(key_of(find.value), []).append(find)
    groups.pop((), None)
    points: dict[tuple[str, ...], float] = {}
    for words, group in groups.items():
        # Why one for each place: patterns and scans find the same place again.
        places: dict[int, float] = {}
        for find in group:
            places[find.span.start] = max(places.get(find.span.start, -9.0), find.weight)
        ranked = sorted(places.values(), reverse=True)
        points[words] = ranked[0] + _OTHERS * sum(max(each, 0.0) for each in ranked[1:_MOST_PLACES])
        points[words] += against.get(words, 0.0)
    for words in sorted(groups, key=len):
        fuller = [k for k in groups if k != words and len(k) > len(words) and set(words) <= set(k)]
        fuller = [k for k in fuller if points[k] >= 0.3 * points[words] and points[k] > 0]
        if fuller:
            other = max(fuller, key=lambda k: points[k])
            points[other] = max(points[other], points[words]) + _OTHERS * min(points[other], max(points[words], 0.0))
            points[words] = 0.0
    if not points:
        return None
    ranked_keys = sorted(points, key=lambda k: (-points[k], min(f.span.start for f in groups[k])))
    best = ranked_keys[0]
    if points[best] < _LEAST:
        return None
    find = max(groups[best], key=lambda f: (f.sure, f.weight))
    if len(ranked_keys) < 2:
        return Choice(find, points[best])
    other_key = ranked_keys[1]
    return Choice(find, points[best], str(groups[other_key][0].value), points[best] - points[other_key])


__all__ = ["Choice", "Who", "best_of", "key_of"]

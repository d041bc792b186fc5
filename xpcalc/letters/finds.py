"""Passages -> Finds: each date, name, title and number of a letter with what it is, where it stands and how sure.

To add a slot, name it in words.py, give it patterns or labels in rules/letters and read it in `_value`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from xpcalc.dates import Grammar
from xpcalc.letters.cues import Cue, Cues
from xpcalc.letters.names import Name, Names
from xpcalc.letters.near import LEAST, MARGIN, best_role
from xpcalc.letters.passages import Passage
from xpcalc.letters.tokens import DATE, HOUSE, NAME, PERIOD, Token, tokens
from xpcalc.letters.words import DATES, NAMES, NUMBERS, PERIODS, LetterWords, folded
from xpcalc.model import DateRange, PartialDate, Span

# Source: hand-made; how far a find is trusted. A label says what its value is; a pattern grows with its words.
LABEL, ALONE, LEGAL_FORM, BARE = 8.0, 3.0, 3.0, 1.0
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LABEL = re.compile(r"^\W{0,20}([^:：|]{2,45}?)\s{0,20}[:：]\s*(.*)$")
# "Bielan, Krzysztof": the family name first.
_TURNED = re.compile(r"([A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?), ([A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’.-]+)?)$")
_MOST_WORDS = 6  # of a label without a colon
_MOST_HEADS = 16  # words in the heading of a table
_LONGEST_VALUE = 90
_DIVIDES = frozenset((",", ";", ".", "|", PERIOD, DATE, HOUSE, NAME, "as", "como", "als", "comme", ":", "("))
_JOINTS = frozenset((":", "(", "-", "–", "—", ",", "|"))
_JOINS = frozenset(("and", "y", "e", "et", "und", "then", "luego"))
_LONGEST = 9  # tokens of a title beside its dates
_TITLE = 0.5  # how much a text must read like a title
# Source: hand-made; points of a pattern beside those of near.py, less for each word of its gaps, and of a word like
# "since" that the date grammar itself has read.
_PATTERN, _LOOSE, _SINCE = 4.0, 0.45, 2.0
_SPOKEN = MappingProxyType({"planned_end": "end"})


@dataclass(frozen=True, slots=True)
class Find:
    """One fact of a letter. Shape: `value` is a PartialDate, a DateRange, a Fraction or the text of a name."""

    slot: str
    value: PartialDate | DateRange | Fraction | str
    span: Span  # of the value
    sentence: Span
    order: int  # number of the sentence
    weight: float
    passage: int
    since: bool = False
    sure: bool = False  # a name with its legal form or honorific, or the value of a label


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading takes: tables of one set of languages."""

    words: LetterWords
    names: Names
    cues: Cues
    grammar: Grammar
    languages: tuple[str, ...]

    def finds(self, passages: Sequence[Passage]) -> tuple[Find, ...]:
        """Return every find, labels and tables first taken for what they are, then sentences."""
        found: list[Find] = []
        used = self._tables(passages, found)
        order = 0
        for number, passage in enumerate(passages):
            if number in used:
                continue
            for start, stop in passage.sentences():
                order += 1
                for first, last in self._segments(passage, start, stop):
                    if not self._labelled(passage, number, first, last, order, found):
                        found += self._sentence(passage, number, first, last, order)
        return tuple(found)

    # ---------------------------------------------------------------- labels and tables

    def _segments(self, passage: Passage, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a sentence between semicolons, if most of them begin with a label."""
        text = passage.text[start:stop]
        parts = [(hit.start(), hit.end()) for hit in re.finditer(r"[^;]+", text)]
        if len(parts) > 2 and sum(bool(self._prefix(text[a:b])) for a, b in parts) * 2 >= len(parts):
            for a, b in parts:
                yield start + a, start + b
        else:
            yield start, stop

    def _prefix(self, text: str) -> tuple[str, int]:
        """Return the slot of the label that a text begins with, and where the value begins; "" if there is none."""
        hit = _LABEL.match(text)
        if hit is not None:
            slot = self.words.label_of(hit[1])
            return (slot, hit.start(2)) if slot else ("", 0)
        words = list(re.finditer(r"\S+", text))
        for size in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            slot = self.words.labels.get(folded(text[: words[size - 1].end()]), "")
            if slot:
                return slot, words[size].start()
        return "", 0

    def _labelled(self, passage: Passage, number: int, start: int, stop: int, order: int, found: list[Find]) -> bool:
        """Add the value of "Label: value"; a value without a colon counts only between semicolons."""
        text = passage.text[start:stop]
        whole = start == 0 and stop == len(passage.text)
        if whole and ":" not in text and "：" not in text:
            return False
        slot, at = self._prefix(text)
        if not slot or (":" not in text[:at] and whole):
            return False
        value = text[at:].strip()
        if not value or len(value) > _LONGEST_VALUE:
            return False
        begin = start + at + len(text[at:]) - len(text[at:].lstrip())
        return self._value(slot, passage, number, begin, begin + len(value), Span(start, stop), order, found)

    def _value(
        self,
        slot: str,
        passage: Passage,
        number: int,
        begin: int,
        stop: int,
        whole: Span,
        order: int,
        found: list[Find],
    ) -> bool:
        text = passage.text[begin:stop]
        span = passage.span(begin, stop)
        sentence = passage.span(whole.start, whole.stop)

        def add(slot: str, value: PartialDate | DateRange | Fraction | str, place: Span) -> bool:
            found.append(Find(slot, value, place, sentence, order, LABEL, number, sure=True))
            return True

        if slot in NUMBERS:
            hit = _NUMBER.search(text)
            return hit is not None and add(slot, _fraction(hit[0]), span)
        if slot in DATES or slot == "period":
            for token in tokens(text, self.grammar, self.words):
                place = passage.span(begin + token.start, begin + token.stop)
                if token.range is not None:
                    return add("period" if slot in ("period", "start", "end") else "never", token.range, place)
                if token.date is not None:
                    return add("start" if slot == "period" else slot, token.date, place)
            return slot == "never"
        if slot == "person":
            turned = _TURNED.match(text)
            if turned is not None:
                return add(slot, _tidy(f"{turned[2]} {turned[1]}"), span)
            name = self.names.person(passage.text[:stop], begin)
            return (
                add(slot, _tidy(passage.text[name.start : name.stop]), passage.span(name.start, name.stop))
                if name
                else False
            )
        if slot == "employer":
            house = self.names.employer(passage.text[:stop], begin)
            end = house.stop if house is not None else stop
            return add(slot, _tidy(passage.text[begin:end]), passage.span(begin, end))
        if slot == "title" and any(token.date or token.range for token in tokens(text, self.grammar, self.words)):
            return False
        end = begin + len(re.split(r"[;(]|, (?=\d)", text)[0].rstrip(" .,"))
        return end > begin and add(slot, _tidy(passage.text[begin:end]), passage.span(begin, end))

    def _tables(self, passages: Sequence[Passage], found: list[Find]) -> set[int]:
        """Read rows whose cells are labels and values, side by side or under each other; return their passages."""
        rows: dict[tuple[int, int, int], list[int]] = {}
        for number, passage in enumerate(passages):
            cells = rows.setdefault(passage.row, [])
            cells.append(number)
        used: set[int] = set()
        heads: list[str] = []
        for at, cells in enumerate(rows.values()):
            parts = self._heads(passages, cells) or self._cells(passages, cells)
            shown = [passages[n].text[a:b].rstrip(" :") for n, a, b in parts]
            slots = [self.words.labels.get(folded(text), "") for text in shown]
            if len(parts) > 1 and sum(map(bool, slots)) * 2 > len(parts) and len(set(slots)) > 1:
                heads = slots
                used.update(cells)
                continue
            if heads and self._row(passages, parts, heads, 10_000 + at, found):
                used.update(cells)
                continue
            heads = []
            name = self.words.label_of(shown[0]) if len(parts) == 2 else ""
            if name:
                n, a, b = parts[1]
                if self._value(name, passages[n], n, a, b, Span(a, b), 0, found):
                    used.update(cells)
        return used

    def _heads(self, passages: Sequence[Passage], numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return the labels that a line holds if it holds nothing else: "Position From To"."""
        number = numbers[0]
        words = list(re.finditer(r"[^\s|]+", passages[number].text))
        if len(numbers) > 1 or not 2 <= len(words) <= _MOST_HEADS:
            return []
        found: list[tuple[int, int, int]] = []
        at = 0
        while at < len(words):
            for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                start, stop = words[at].start(), words[at + size - 1].end()
                if self.words.labels.get(folded(passages[number].text[start:stop])):
                    found.append((number, start, stop))
                    at += size
                    break
            else:
                return []
        return found if len(found) > 1 else []

    @staticmethod
    def _cells(passages: Sequence[Passage], numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return the cells of a row as (passage, start, stop): its passages, or the parts between bars of one."""
        if len(numbers) > 1:
            return [(n, 0, len(passages[n].text)) for n in numbers]
        number = numbers[0]
        text = passages[number].text
        return (
            [(number, hit.start(), hit.end()) for hit in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", text)]
            if "|" in text
            else [(number, 0, len(text))]
        )

    def _row(
        self,
        passages: Sequence[Passage],
        parts: list[tuple[int, int, int]],
        heads: Sequence[str],
        order: int,
        found: list[Find],
    ) -> bool:
        """Read one row under headings; a row that lost its cells is cut at its dates."""
        if len(parts) == 1:
            number, start, stop = parts[0]
            row = tokens(passages[number].text[start:stop], self.grammar, self.words)
            dated = [token for token in row if token.date is not None]
            wanted = [slot for slot in heads if slot in ("start", "end")]
            if len(dated) < len(wanted) or not wanted or not row:
                return False
            cells = [(number, start + token.start, start + token.stop) for token in dated]
            head = [slot for slot in heads if slot not in ("start", "end")]
            rest = (number, start, start + dated[0].start)
            parts = [rest if slot == head[0] else cells.pop(0) for slot in heads if slot in wanted or slot == head[0]]
            heads = [slot for slot in heads if slot in wanted or slot == head[0]]
        if len(parts) != len(heads):
            return False
        before = len(found)
        whole = Span(passages[parts[0][0]].places[parts[0][1]], passages[parts[-1][0]].places[parts[-1][2] - 1] + 1)
        for slot, (number, a, b) in zip(heads, parts, strict=True):
            text = passages[number].text[a:b].rstrip()
            if slot and text.strip():
                self._value(slot, passages[number], number, a, a + len(text), Span(a, b), order, found)
        found[before:] = [replace(f, sentence=whole, order=order) for f in found[before:]]
        return any(f.slot in ("start", "period") for f in found[before:])

    # ---------------------------------------------------------------- sentences

    def _sentence(self, passage: Passage, number: int, start: int, stop: int, order: int) -> list[Find]:
        text = passage.text[:stop]
        houses = self.names.houses(text, start)
        people = self.names.honoured(text, start)
        named = [(name.start - start, name.stop - start, HOUSE) for name in houses]
        named += [(name.start - start, name.stop - start, NAME) for name in people]
        said = [
            Token(t.text, t.start + start, t.stop + start, t.date, t.range, t.since)
            for t in tokens(text[start:], self.grammar, self.words, named)
        ]
        cues = self.cues.find(said)
        sentence = passage.span(start, stop)
        found: list[Find] = []
        roles = _roles(cues)
        shown = [token.text for token in said]
        for at, token in enumerate(said):
            value = token.date or token.range
            if value is not None:
                slot, weight = _judged(token, roles.get(at), self.words.near.of_date(shown, at))
                place = passage.span(token.start, token.stop)
                found.append(Find(slot, value, place, sentence, order, weight, number, token.since))
        for cue in cues:
            token = said[cue.at]
            place = passage.span(token.start, token.stop)
            if cue.slot in NUMBERS:
                amount = _fraction(passage.text[token.start : token.stop])
                found.append(Find(cue.slot, amount, place, sentence, order, float(cue.length), number))
            elif cue.slot in NAMES and not (cue.slot == "title" and _of_another(cue, cues)):
                found += self._name(cue, said, passage, text, sentence, order, number, houses)
        for house in houses:
            found.append(self._found("employer", house, LEGAL_FORM, passage, sentence, order, number))
        for name in people:
            person = self.names.person(text, name.start)
            if person is not None:
                alone = not text[start : name.start].strip() and not text[name.stop :].strip(" ,.:")
                found.append(self._found("person", person, ALONE if alone else BARE, passage, sentence, order, number))
        found += self._beside(passage, number, start, stop, said, sentence, order)
        return found

    def _beside(
        self,
        passage: Passage,
        number: int,
        start: int,
        stop: int,
        said: Sequence[Token],
        sentence: Span,
        order: int,
    ) -> list[Find]:
        """Return the titles right before or after a range of dates: "Agent: 2019 - 2020, Lead (2020 - 2021)"."""
        found = []
        for at, token in enumerate(said):
            if token.range is None:
                continue
            end = at
            while end and said[end - 1].text in _JOINTS:
                end -= 1
            first = end
            while first and said[first - 1].text not in _DIVIDES and end - first < _LONGEST:
                first -= 1
            while first < end and said[first].text in _JOINS:
                first += 1
            begin = at + 1
            while begin < len(said) and said[begin].text in _JOINTS:
                begin += 1
            last = begin
            while last < len(said) and said[last].text not in _DIVIDES and last - begin < _LONGEST:
                last += 1
            for one, two, here in ((first, end, True), (begin, last, last >= len(said) - 1)):
                if not here or one >= two:
                    continue
                shown = passage.text[said[one].start : said[two - 1].stop]
                bare = shown.strip(" :,.-–—()·•|\t")
                if self.names.title_weight(bare, self.languages) >= _TITLE:
                    place = said[one].start + shown.index(bare)
                    name = Name(place, place + len(bare))
                    found.append(self._found("title", name, LABEL / 2, passage, sentence, order, number))
                    break
        return found

    def _name(
        self,
        cue: Cue,
        said: Sequence[Token],
        passage: Passage,
        text: str,
        sentence: Span,
        order: int,
        number: int,
        houses: Sequence[Name],
    ) -> Iterator[Find]:
        token = said[cue.at]
        slot = cue.slot
        name: Name | None
        if slot == "title":
            name = self.names.title(text, said, cue.at)
        elif slot.endswith("person"):
            name = self.names.person_before(text, token.stop) if cue.backward else self.names.person(text, token.start)
        else:
            name = (
                self.names.employer_before(text, token.stop) if cue.backward else self.names.employer(text, token.start)
            )
        if name is not None and slot.endswith("employer"):
            # Why: "director de {employer}" also reads "Recursos Humanos de Almena S.L."; the house is known.
            name = next((h for h in houses if h.start < name.stop and name.start < h.stop), name)
        if name is None:
            return
        weight = 2.0 + min(cue.length, 6) * 0.5 + 2.0 * name.sure
        if slot == "title":
            shown = text[name.start : name.stop]
            likely = self.names.title_weight(shown, self.languages)
            if not likely and not shown[:1].isupper():
                return
            weight += 3 * likely
        yield self._found(slot, name, weight, passage, sentence, order, number)

    def _found(
        self, slot: str, name: Name, weight: float, passage: Passage, sentence: Span, order: int, number: int
    ) -> Find:
        shown = _tidy(passage.text[name.start : name.stop])
        place = passage.span(name.start, name.stop)
        return Find(slot, shown, place, sentence, order, weight, number, sure=name.sure)


def _roles(cues: Sequence[Cue]) -> dict[int, tuple[str, float]]:
    """Return what patterns say of each date and how much: the nearest decides, of two as near the longer.

    "never" goes before the others.
    """
    best: dict[int, tuple[int, int, int, str]] = {}
    for cue in cues:
        if cue.slot in DATES or cue.slot in PERIODS:
            words = max(cue.stop - cue.first - cue.length, 0)
            # Why: "valid until {never}" and "until {end}" are equally near; the longer pattern knows more.
            rank = (words, -cue.length, 0 if cue.slot in ("never", "not_period", "planned_end") else 1, cue.slot)
            if cue.at not in best or rank < best[cue.at]:
                best[cue.at] = rank
    return {at: (rank[3], _PATTERN - _LOOSE * rank[0]) for at, rank in best.items()}


def _judged(token: Token, said: tuple[str, float] | None, near: Mapping[str, float]) -> tuple[str, float]:
    """Return the slot of a date and its weight: what a pattern says, unless the words around say much more else."""
    points = dict(near)
    if token.since:
        points["start"] = max(points["start"], _SINCE)
    slot = said[0] if said is not None else ""
    if token.range is not None:
        against = max(points["pause"], points["never"])
        held = max(points["start"], points["end"])
        if slot == "not_period" or (against > held + MARGIN and slot != "period"):
            return "not_period", BARE
        return "period", BARE + min(2.0, held) / 2 + (slot == "period") - (against > 0)
    if said is not None:
        role = _SPOKEN.get(slot, slot)
        points[role] = points.get(role, 0.0) + said[1]
    points["never"] = max(points["never"], points.pop("pause"))
    best = best_role(points)
    if best.points < LEAST or best.lead < MARGIN:
        return "", BARE
    if said is not None and _SPOKEN.get(slot, slot) == best.name:
        return slot, BARE + 1 + best.points / 10
    return best.name, BARE + best.points / 10


def _of_another(cue: Cue, cues: Sequence[Cue]) -> bool:
    """Say whether the words before a title are those behind the name of whoever signs: "D. Luis Gil, como gerente"."""
    return any(
        other.slot == "not_person" and other.at < cue.at and other.first < cue.at and cue.first < other.stop
        for other in cues
    )


def _fraction(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def _tidy(text: str) -> str:
    return " ".join(text.split())


__all__ = ["LABEL", "Find", "Reader"]

"""Labels and their values -> Finds: "Start date: 3 May 2021", a label above its value, a value between semicolons.

To know another label, list it in rules/letters/<language>.yaml; labels that no list holds are told by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from xpcalc.letters.finds import LABEL, Find, Tools, fraction, hours_of, tidy
from xpcalc.letters.near import LEAST
from xpcalc.letters.passages import Passage
from xpcalc.letters.tokens import reading, tokens
from xpcalc.letters.words import DATES, NUMBERS, folded
from xpcalc.model import DateRange, PartialDate, Span
from xpcalc.record import dataclass
from xpcalc.regex import regex

_NUMBER = regex(r"\d+(?:[.,]\d+)?")
_LABEL = regex(r"^\W{0,20}([^:：|]{2,45}?)(?:\s{0,20}[:：]|\s+[-–—]\s|\s?\.{3,}|\s{3,}|\t)\s*(.*)$")
_SEPARATED = regex(r"[:：|\t]|\s[-–—]\s|\.{3,}|\s{3,}")
_NOTE = regex(r"\s?\(\w{1,2}\)")  # "EN CONCEPTO (1)"
_HOURS = regex(
    r"(\d{1,2}(?:[.,]\d{1,2})?)\s?-?\s?(?:h\b|hours?|hrs?|horas|hs\b|heures|std|stunden|wochenstunden)", re.IGNORECASE
)
_PERCENT = regex(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s?%")
_LABEL_POINTS = 2.4
_TOLD = frozenset(("start", "end", "issued"))  # what a label that is not listed may say
# "Bielan, Krzysztof": the family name first.
_TURNED = regex(r"([A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)?), ([A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’.-]+)?)$")
# 'nachfolgend "Arbeitgeber"' in the line below the name and address of a party to a contract.
_PARTY = regex(
    r"^\W*(?:im folgenden|nachfolgend|hereinafter|en adelante|en lo sucesivo|doravante|ci-après)\b[^\"„“«]{0,25}"
    r"[\"„“«](?P<party>[^\"”“»]{3,30})[\"”“»]\W*(?:und|and|y|e|et)?\W*$",
    re.IGNORECASE,
)
_MOST_WORDS = 6  # of a label without a colon
_LONGEST_VALUE = 90
_FEWEST = 3  # letters of a title
_BESIDE = 22  # characters beside the date that is the value of a label
_LONGEST = 9  # words of a value that is a name or title


@dataclass(frozen=True, slots=True)
class Labels(Tools):
    """Reads labels and their values."""

    def _sections(self, passages: Sequence[Passage]) -> list[str]:
        """Return for each passage whom the heading above it names: "employer", "person" or "" for neither."""
        about, now = [], ""
        for passage in passages:
            text = passage.text.strip()
            if len(text.split()) <= _MOST_WORDS and not _SEPARATED.search(text) and text[:1].isupper():
                slot = self.words.label_of(text)
                if slot in ("employer", "person") or (
                    text.isupper() and " " in text and text.replace(" ", "").isalpha()
                ):
                    now = slot
            about.append(now)
        return about

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
            slot = self._label(hit[1])
            return (slot, hit.start(2)) if slot else ("", 0)
        words = list(re.finditer(r"\S+", text))
        for size in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            slot = self.words.labels.get(folded(text[: words[size - 1].end()]), "")
            if slot:
                return slot, words[size].start()
        return "", 0

    def _label(self, text: str) -> str:
        """Return the slot of a label, "" for none; by the signs around dates where its words say nothing else."""
        label = _NOTE.sub("", text)
        parts = [part for part in re.split(r"[/\s]+", label.strip(" .:")) if part]
        if parts and all(folded(part.replace(".", "").replace("ª", "")) in self.words.honorifics for part in parts):
            return "person"  # "D./DÑA.:"
        slot = self.words.label_of(label)
        if slot or len(label.split()) > _MOST_WORDS:
            return slot
        role = self.words.near.of_words(folded(label))
        return role.name if role.name in _TOLD and role.points >= _LABEL_POINTS and role.lead >= LEAST else ""

    def _labelled(self, passage: Passage, number: int, start: int, stop: int, order: int, found: list[Find]) -> bool:
        """Add the value of "Label: value"; a value without a colon counts only between semicolons."""
        text = passage.text[start:stop]
        # Why: "From 3 May 2019 she ..." begins a sentence, "from 3 May 2019;" a part of a list.
        whole = stop == len(passage.text) or (passage.text[stop - 1] not in ";," and passage.text[stop] != ";")
        if whole and not _SEPARATED.search(text):
            return False
        slot, at = self._prefix(text)
        if not slot or (whole and not _SEPARATED.search(text[:at])):
            return False
        value = text[at:].strip()
        if not value or len(value) > _LONGEST_VALUE:
            return False
        begin = start + at + len(text[at:]) - len(text[at:].lstrip())
        return self._value(slot, passage, number, begin, begin + len(value), Span(start, stop), order, found)

    def _above(self, passages: Sequence[Passage], number: int, order: int, found: list[Find]) -> bool:
        """Read a line that is a label and the value in the line below it."""
        if number + 1 >= len(passages):
            return False
        label, below = passages[number], passages[number + 1]
        value = below.text.rstrip()
        if len(label.text.split()) > _MOST_WORDS or not 0 < len(value) <= _LONGEST_VALUE or value[-1] in ":;":
            return False
        bare = folded(label.text).rstrip(" :")
        slot = self.words.labels.get(bare, "")
        if not slot and label.text.rstrip().endswith((":", "?")):
            slot = self._label(label.text.rstrip(" :?"))
        if not slot or self._prefix(value)[0] or self.words.labels.get(folded(value)) or bare in self.words.titles:
            return False
        dated = self.grammar.find(reading(value, self.words))
        if slot in (*DATES, "period"):
            # Why: a heading "Start" stands above a sentence too, which is read as one.
            if not dated or len(value) - sum(each.stop - each.start for each in dated) > _BESIDE:
                return False
        elif dated or len(value.split()) > _LONGEST or value.endswith("."):
            return False
        if slot in NUMBERS and not _NUMBER.search(value):
            return False
        return self._value(slot, below, number + 1, 0, len(value), Span(0, len(value)), order, found)

    def _party(self, passages: Sequence[Passage], number: int, order: int, found: list[Find]) -> bool:
        """Read the name of a party to a contract with its address, where the line below says which party it is."""
        if number + 1 >= len(passages):
            return False
        said = _PARTY.match(passages[number + 1].text)
        slot = self.words.label_of(said["party"]) if said is not None else ""
        text = passages[number].text.rstrip(" ,")
        stop = text.find(", ") if ", " in text else len(text)
        if slot not in ("person", "employer") or not 0 < stop <= _LONGEST_VALUE:
            return False
        house = next(iter(self.names.houses(text)), None) if slot == "employer" else None
        start, stop = (house.start, house.stop) if house is not None else (0, stop)
        if not text[start].isupper() or self.names.is_small(folded(text[start:].split()[0])):
            return False  # Why: "zwischen Herrn ..." and "La société Vanel" are read as sentences
        if slot == "person":
            return self._value(slot, passages[number], number, start, stop, Span(start, stop), order, found)
        place = passages[number].span(start, stop)
        found.append(Find(slot, tidy(text[start:stop]), place, place, order, LABEL, number, sure=True))
        return True

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

        if slot == "hours" and (share := _share(text)) is not None:
            return add("percent", share, span)  # "Jornada: 50 %"
        if slot in NUMBERS:
            amounts = _NUMBER.findall(text)
            said = _HOURS.search(text) if slot == "hours" else None
            # Why: "Monday to Friday, 9 to 18" are hours of the day.
            if said is None and len(amounts) != 1 and not text[:1].isdigit():
                return False
            return bool(amounts) and add(slot, fraction(said[1] if said is not None else amounts[0]), span)
        if slot in DATES or slot == "period":
            for token in tokens(text, self.grammar, self.words):
                place = passage.span(begin + token.start, begin + token.stop)
                if token.range is not None:
                    return add("period" if slot in ("period", "start", "end") else "never", token.range, place)
                if token.date is not None:
                    return add("start" if slot == "period" else slot, token.date, place)
            return slot == "never"
        if slot == "person" and self.names.houses(text):
            return False
        if slot == "person":
            turned = _TURNED.match(text)
            if turned is not None:
                return add(slot, tidy(f"{turned[2]} {turned[1]}"), span)
            name = self.names.person(passage.text[:stop], begin)
            return (
                add(slot, tidy(passage.text[name.start : name.stop]), passage.span(name.start, name.stop))
                if name
                else False
            )
        if slot == "employer":
            house = self.names.employer(passage.text[:stop], begin)
            end = house.stop if house is not None else stop
            return add(slot, tidy(passage.text[begin:end]), passage.span(begin, end))
        if slot == "title" and any(token.date or token.range for token in tokens(text, self.grammar, self.words)):
            return False
        # Why: "(Level 3)" is a part of a title, "(exempt)" and ", grade 5" are not.
        end = begin + len(re.split(r";|\((?=[^()]*\)?\W*$)(?![A-ZÀ-Þ\d])|, (?=[\da-zà-ÿ])", text)[0].rstrip(" .,"))
        head = re.match(r"[a-zà-ÿ]{1,3}(?= [A-ZÀ-Þ])", passage.text[begin:end])
        if head is not None:
            begin += head.end() + 1  # "Promotion: to Clerk"
        if sum(c.isalpha() for c in passage.text[begin:end]) < _FEWEST:
            return False
        return end > begin and add(slot, tidy(passage.text[begin:end]), passage.span(begin, end))


def _share(text: str) -> Fraction | None:
    """Return the share of full time, in percent, that the value of a label about hours tells."""
    said = _PERCENT.search(text)
    if said is not None:
        return fraction(said[1])
    hours = hours_of(text)
    return 100 * hours[0] / hours[1] if hours is not None else None


__all__ = ["Labels"]

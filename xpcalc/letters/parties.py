"""Finds -> the employer and the person of a letter. To weigh the places where names stand otherwise, see finds.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xpcalc.language import Words
from xpcalc.letters.finds import Find, Reader
from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded

ADDRESSED, _HEADED = 4.0, 1.0  # weights, beside those of finds.py
LETTERHEAD = 60  # characters of a line that may be a letterhead or an address


def best_of(finds: Sequence[Find], slot: str) -> Find | None:
    """Return the surest find of a slot, of equals the first."""
    return max((f for f in finds if f.slot == slot), key=lambda f: (f.weight, -f.span.start), default=None)


def _key(text: object) -> tuple[str, ...]:
    return tuple(word for word in folded(str(text)).split() if word.isalnum())


def _gathered(finds: Iterable[Find]) -> list[tuple[float, Find]]:
    """Return one find for each name with its weight; a part of a fuller name speaks for the fuller one."""
    groups: dict[tuple[str, ...], list[Find]] = {}
    for find in finds:
        groups.setdefault(_key(find.value), []).append(find)
    groups.pop((), None)
    weights = {key: max(f.weight for f in group) + 0.3 * (len(group) - 1) for key, group in groups.items()}
    for key in sorted(groups, key=len):
        fuller = [k for k in groups if k != key and len(k) > len(key) and set(key) <= set(k)]
        if fuller:
            other = max(fuller, key=lambda k: weights[k])
            weights[other] = max(weights[other], weights[key]) + 0.3
            weights[key] = 0.0
    return [(weights[key], max(group, key=lambda f: f.weight)) for key, group in groups.items()]


def employer_of(finds: Sequence[Find], parts: Sequence[Passage], words: Words) -> Find | None:
    """Return the employer: what a label or pattern names, a legal form first, else what the letterhead reads like."""
    not_it = {_key(f.value) for f in finds if f.slot == "not_employer"}
    people = {_key(f.value) for f in finds if f.slot in ("person", "not_person")}
    houses = [f for f in finds if f.slot == "employer" and _key(f.value) not in not_it | people]
    if not houses:
        for number, passage in enumerate(parts[:4]):
            text = passage.text.strip()
            if len(text) <= LETTERHEAD and words.employer_score(text) >= 0.5:
                span = passage.span(0, len(passage.text))
                return Find("employer", text, span, span, 0, _HEADED, number)
        return None
    if any(f.sure for f in houses):
        # Why: the house with its legal form is the employer, whatever place or brand stands where a name could.
        houses = [f if f.sure else replace(f, weight=f.weight / 2) for f in houses]
    return max(_gathered(houses), key=lambda pair: (pair[0], -pair[1].span.start))[1]


def person_of(finds: Sequence[Find], parts: Sequence[Passage], reader: Reader, words: LetterWords) -> Find | None:
    """Return whom the letter is about, by the fullest form of the name; never who signs."""
    others = {_key(f.value) for f in finds if f.slot == "not_person"}
    houses = {_key(f.value) for f in finds if f.slot == "employer" and f.sure}
    people = [f for f in finds if f.slot == "person"]
    people += _addressed(parts, reader, words)
    people = [f for f in people if _key(f.value) not in others | houses]
    if not people:
        return None
    best = max(_gathered(people), key=lambda pair: (pair[0], -pair[1].span.start))[1]
    return _fuller(best, parts, reader)


def _fuller(person: Find, parts: Sequence[Passage], reader: Reader) -> Find:
    """Return the whole name where another place gives it: "Mr Vance, Oliver Vance, joined ..."."""
    last = str(person.value)
    for number, passage in enumerate(parts):
        for hit in re.finditer(rf"(?<!\w){re.escape(last)}(?!\w)", passage.text):
            name = reader.names.person_before(passage.text, hit.end())
            shown = passage.text[name.start : name.stop] if name is not None else ""
            if name is not None and len(shown.split()) > len(last.split()):
                span = passage.span(name.start, name.stop)
                return replace(person, value=shown, span=span, passage=number)
    return person


def _addressed(parts: Sequence[Passage], reader: Reader, words: LetterWords) -> list[Find]:
    """Return the names that stand alone in a line and share a word with "Dear ..."."""
    called: set[str] = set()
    found: list[Find] = []
    for number, passage in enumerate(parts):
        tokens = folded(passage.text[:80]).split()
        for phrase in words.addressed:
            if tuple(tokens[: len(phrase)]) != phrase:
                continue
            called |= {t for t in tokens[len(phrase) :] if t.isalpha() and t not in words.honorifics}
            at = [hit.end() for hit in re.finditer(r"\S+\s*", passage.text)][len(phrase) - 1]
            name = reader.names.person(passage.text, at)
            if name is not None and len(_key(passage.text[name.start : name.stop])) > 1:
                span = passage.span(name.start, name.stop)
                found.append(Find("person", passage.text[name.start : name.stop], span, span, 0, ADDRESSED, number))
    for number, passage in enumerate(parts):
        text = passage.text
        if len(text) > LETTERHEAD or not called:
            continue
        start = text.find(":") + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        name = reader.names.person(text, start)
        if name is None or name.stop < len(text.rstrip(" .,")) - 1:
            continue
        if called & set(_key(text[name.start : name.stop])):
            span = passage.span(name.start, name.stop)
            found.append(Find("person", text[name.start : name.stop], span, span, 0, ADDRESSED, number))
    return found


__all__ = ["ADDRESSED", "LETTERHEAD", "best_of", "employer_of", "person_of"]

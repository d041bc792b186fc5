"""Finds -> the employer and the person of a letter. To weigh the places where names stand otherwise, see finds.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xpcalc.language import Words
from xpcalc.letters.finds import LABEL, Find, Reader
from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded

# Weights, beside those of finds.py: of a person, then of a letterhead.
ADDRESSED, WRITTEN_TO = 4.0, 1.2
REPEATED, SIGNED, _HEADED = 3.5, 3.0, 1.0
_LONGEST_HEAD = 8  # words of a letterhead that nothing else tells
_TOP = 4  # passages in which a letterhead stands
_LIKE_A_HOUSE, _LIKE_A_TITLE = 0.5, 0.5
_LONGEST_PERSON = 6  # words
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


def employer_of(
    finds: Sequence[Find], parts: Sequence[Passage], words: Words, letter_words: LetterWords
) -> Find | None:
    """Return the employer: what a label or pattern names, a legal form first, else the letterhead."""
    not_it = {_key(f.value) for f in finds if f.slot == "not_employer"}
    people = {_key(f.value) for f in finds if f.slot in ("person", "not_person")}
    houses = [f for f in finds if f.slot == "employer" and _key(f.value) not in not_it | people]
    headed = _headed(parts, words, letter_words, people)
    if headed is not None and not any(f.sure for f in houses):
        houses.append(headed)
    if not houses:
        return None
    if any(f.sure for f in houses):
        # Why: the house with its legal form is the employer, whatever place or brand stands where a name could.
        houses = [f if f.sure else replace(f, weight=f.weight / 2) for f in houses]
    return max(_gathered(houses), key=lambda pair: (pair[0], -pair[1].span.start))[1]


def _headed(
    parts: Sequence[Passage], words: Words, letter_words: LetterWords, people: set[tuple[str, ...]]
) -> Find | None:
    """Return the letterhead: a line at the top that reads like a house, or whose words come again below."""
    closed = closing_of(parts, letter_words)
    below = [folded(passage.text) for passage in parts]
    for number, passage in enumerate(parts[:_TOP]):
        text = re.split(r"\s[|•·–]\s|\s{3,}", passage.text.strip())[0].strip()
        key = _key(text)
        if not key or len(text) > LETTERHEAD or key in people or folded(text) in letter_words.titles:
            continue
        if tuple(key[:1]) in letter_words.addressed or any(c in text for c in ":@") or not text[:1].isupper():
            continue
        again = [n for n, each in enumerate(below) if n > number and f" {folded(text)} " in f" {each} "]
        place = passage.text.index(text)
        span = passage.span(place, place + len(text))
        if again and len(key) > 1 and not any(char.isdigit() for char in text):
            signed = closed is not None and again[0] > closed
            return Find("employer", text, span, span, 0, SIGNED if signed else REPEATED, number, sure=False)
        if words.employer_score(text) >= _LIKE_A_HOUSE:
            return Find("employer", text, span, span, 0, _HEADED, number)
        # Why the first line only: what stands above all else in a letter is who writes it.
        signer = bool(again) and closed is not None and again[0] >= closed
        plain = 1 < len(key) <= _LONGEST_HEAD and not any(char.isdigit() for char in text)
        if number == 0 and plain and not signer and not _says_what(text, letter_words):
            return Find("employer", text, span, span, 0, _HEADED / 2, number)
    return None


def closing_of(parts: Sequence[Passage], words: LetterWords) -> int | None:
    """Return the passage that closes the letter: "Yours faithfully", "Atentamente"."""
    for number in range(len(parts) - 1, -1, -1):
        tokens = tuple(folded(parts[number].text[:60]).split())
        if len(parts[number].text) <= LETTERHEAD and any(tokens[: len(phrase)] == phrase for phrase in words.closings):
            return number
    return None


def person_of(
    finds: Sequence[Find], parts: Sequence[Passage], reader: Reader, words: LetterWords, kind: str
) -> Find | None:
    """Return whom the letter is about, by the fullest form of the name; never who signs."""
    others = {_key(f.value) for f in finds if f.slot == "not_person"}
    houses = {_key(f.value) for f in finds if f.slot == "employer" and f.sure}
    people = [f for f in finds if f.slot == "person"]
    # Why: an offer is sent to whom it is about, a certificate often to a bank.
    weight = ADDRESSED if kind in ("offer_letter", "contract") else WRITTEN_TO
    written = _addressed(parts, reader, words, weight)
    if weight == WRITTEN_TO:
        # Why: "Dear Ms Kaur" asked; whom she asked about is told, unless nobody else is named.
        called = {word for passage in parts for word in _called(passage, words)}
        people = [
            replace(f, weight=f.weight / 4) if called & set(_key(f.value)) and f.weight < LABEL else f for f in people
        ]
    people += written
    jobs = {_key(f.value) for f in finds if f.slot == "title"}
    people = [f for f in people if f.weight >= LABEL or f.sure or _is_name(str(f.value), jobs, reader, words)]
    people = [f for f in _behind(people, parts, words) if _key(f.value) not in others | houses]
    if not any(len(_key(f.value)) > 1 for f in people):
        people += [f for f in _told_of(finds, parts, reader, words) if _key(f.value) not in others | houses]
    if not people:
        return None
    best = max(_gathered(people), key=lambda pair: (pair[0], -pair[1].span.start))[1]
    return _fuller(best, parts, reader)


def _is_name(shown: str, jobs: set[tuple[str, ...]], reader: Reader, words: LetterWords) -> bool:
    """Say whether words in capitals are a name, neither a heading nor a title."""
    if _says_what(shown, words) or _key(shown) in jobs:
        return False
    return reader.names.title_weight(shown, reader.languages) < _LIKE_A_TITLE


def _says_what(shown: str, words: LetterWords) -> bool:
    """Say whether a text in capitals is no name but a heading: "CONTRATO DE TRABAJO", "Employment Verification"."""
    text = f"| {folded(shown)} "
    return text[2:-1] in words.titles or any(
        each is not None and each.search(text) for each in (words.work, words.furniture)
    )


def _behind(people: Sequence[Find], parts: Sequence[Passage], words: LetterWords) -> list[Find]:
    """Return the people with half the weight for who certifies: named in front of "CERTIFICA:", others behind it."""
    for number, passage in enumerate(parts):
        hit = words.declares.search(folded(passage.text) + " ") if words.declares is not None else None
        if hit is None:
            continue
        # Why by share: the folded text has other lengths; the place need not be exact.
        at = passage.places[
            min(len(passage.places) - 1, hit.start() * len(passage.text) // (len(folded(passage.text)) + 1))
        ]
        after = [f for f in people if f.span.start > at and f.passage <= number + 2 and (f.sure or f.weight > 1)]
        if after:
            return [f if f.span.start > at or f.weight >= LABEL else replace(f, weight=f.weight / 2) for f in people]
        return list(people)
    return list(people)


def _told_of(finds: Sequence[Find], parts: Sequence[Passage], reader: Reader, words: LetterWords) -> list[Find]:
    """Return the names of two words or more of which a word comes again in a sentence with days or a title."""
    closed = closing_of(parts, words)
    told = {f.passage for f in finds if f.slot in ("start", "period", "end", "title", "moved")}
    text = {number: set(_key(parts[number].text)) for number in told}
    found = []
    titles = {_key(f.value) for f in finds if f.slot == "title"}
    houses = {word for f in finds if f.slot == "employer" for word in _key(f.value)}
    for number, passage in enumerate(parts[:closed]):
        starts = [0, *(hit.end() for hit in re.finditer(r"[:–,\-]\s+|[.!?]\s+|\s(?=[A-ZÀ-Ý])", passage.text))]
        for start in starts:
            name = reader.names.person(passage.text, start)
            shown = passage.text[name.start : name.stop] if name is not None else ""
            key = _key(shown)
            if name is None or len(key) < 2 or len(key) > _LONGEST_PERSON or set(key) & houses:
                continue
            if words.label_of(shown) or key in titles or _says_what(shown, words):
                continue
            if reader.names.title_weight(shown, reader.languages) >= _LIKE_A_TITLE:
                continue
            named = max((sum(word in each for word in key if len(word) > 2) for n, each in text.items()), default=0)
            alone = name.start <= start + 1 and name.stop >= len(passage.text.rstrip(" .,")) - 1
            labelled = alone and start > 0 and passage.text[:start].rstrip().endswith((":", "-", "–"))
            if labelled or (named and (alone or number in told)):
                span = passage.span(name.start, name.stop)
                weight = WRITTEN_TO / 2 + 0.2 * named + 0.5 * alone
                found.append(Find("person", shown, span, span, 0, weight, number))
    return found


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


def _called(passage: Passage, words: LetterWords) -> set[str]:
    """Return the words of the name in "Dear ...", none for other lines."""
    tokens = folded(passage.text[:80]).split()
    for phrase in words.addressed:
        if len(passage.text) <= LETTERHEAD and len(phrase[0]) > 1 and tuple(tokens[: len(phrase)]) == phrase:
            return {t for t in tokens[len(phrase) :] if t.isalpha() and len(t) > 1 and t not in words.honorifics}
    return set()


def _addressed(parts: Sequence[Passage], reader: Reader, words: LetterWords, weight: float) -> list[Find]:
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
                found.append(Find("person", passage.text[name.start : name.stop], span, span, 0, weight, number))
    for number, passage in enumerate(parts):
        text = passage.text
        if len(text) > LETTERHEAD:
            continue
        alone = reader.names.person(text, 0) if text.rstrip().endswith((":", ",")) else None
        if alone is not None and alone.stop >= len(text.rstrip()) - 1 and number and not called:
            span = passage.span(alone.start, alone.stop)
            found.append(Find("person", text[alone.start : alone.stop], span, span, 0, weight, number))
        if not called:
            continue
        start = text.find(":") + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        name = reader.names.person(text, start)
        if name is None or name.stop < len(text.rstrip(" .,_")) - 1:
            continue
        if called & set(_key(text[name.start : name.stop])):
            span = passage.span(name.start, name.stop)
            found.append(Find("person", text[name.start : name.stop], span, span, 0, weight, number))
    return found


__all__ = ["ADDRESSED", "LETTERHEAD", "best_of", "closing_of", "employer_of", "person_of"]

"""Entry -> kind of employment and share of full time. To add a kind: words in rules/languages, `_KINDS`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from xpcalc.language import Language, Words, fold
from xpcalc.language.table import strip_accents
from xpcalc.model import Entry, Piece
from xpcalc.regex import regex

# Kinds told by words of the header, first hit wins.
_KINDS = ("apprenticeship", "internship", "volunteer", "freelance", "part_time", "temporary")

# Source: hand-made; after these words "intern" or "placement" is what the job deals with, not what it is.
_NOT_INTERN = frozenset(
    "coordinator coordinador coordinadora manager recruiter supervisor officer advisor programme program director lead "
    "koordinator koordinatorin betreuer betreuerin leiter leiterin responsable coordenador coordenadora coordinateur "
    "coordinatrice coordinatore audit auditor communications communication comms specialist consultant".split()
)
_OF = frozenset("of de des der für di van for do da du".split())
_TRAINED = ("internship", "apprenticeship")
# Unit: letters of a word that may end a compound ("Kochlehrling").
_COMPOUND = 8
_IN = frozenset("in en em im als como".split())
# Source: words that say internship in one language and something else in another.
_FALSE_ABROAD = {"placement": {"fr"}, "stage": {"en"}, "residente": {"es"}}
# "intern" is "internal" in German and Dutch: taken as a noun only where it stands first or in brackets.
_INTERN = regex(r"^Intern\b|\(Intern\b|[–—-]\s*Intern\b", re.IGNORECASE)
# Weak by themselves: an Implementation Consultant is an employee, a contract says nothing.
_WEAK = frozenset(
    "consultant consultor consultora consulente contractor contract pj mei pt ft mission extra vacation it 1099".split()
)
# "50 %", not the "100 %" of "80-100 %"
_PERCENT = regex(r"(?<![\d.,–-])(\d{1,3})\s?%(?!\s?[–-]\s?\d)")
# Unit: percent of full time; less than that is a stake, a commission.
_LEAST = 10
# Unit: hours of a full week; other numbers behind "10 of" are no weeks.
_FULL = range(30, 49)
# Unit: hours. Turns of watches are told in multiples of them: "12/36 h", "24/48 horas".
_WATCH = 12
# What a text in brackets, or between signs, holds.
_CHUNK = regex(r"\s?[,;:()\[\]|·•]\s?|\s[–—-]\s")
# Source: France's statutory week (Code du travail L3121-27), the shortest full week of the countries read here.
FULL_WEEK = 35
_DIGIT = regex(r"\d")
_LETTER = regex(r"[^\W\d_]")
# Unit: words of what is left of a header.
_LONGEST_HEADER = 8
# Unit: letters of an opening that are looked at.
_OPENING = 80
# What follows "internship" where it is what the job was: "Prácticas en oficina", "Internship rotating all departments".
_BEHIND = frozenset(
    "in en em im als como as at with bei chez presso dans within for rotating por nella nel al zur".split()
)
_MEMBER = frozenset("member miembro membro membre mitglied lid socio socia".split())
_PARTED = regex(r"\s?[,;:(|]\s?|\s[–—-]\s")
# Why: a CV in a foreign template ("Work Experience" over "Vendedor (Estagiário)") may pass for English as a whole.
_ABROAD = (*_TRAINED, "part_time")
# Unit: letters. Shorter words mean other things in other languages ("stage").
_CLEAR = 7


class Kinds:
    """What tells a kind of employment in some languages and English; the sure words of the others as well."""

    __slots__ = ("_after", "_ends", "_leaves", "_ratios", "_service", "_small", "_table", "_terms", "_week", "_words")

    def __init__(self, words: Words, languages: Sequence[str]) -> None:
        codes = tuple(dict.fromkeys([*languages, "en"]))
        hours = {fold(each) for language in words.languages.values() for each in language.employment.get("hours", ())}
        # "10 hours per week", "19.5h/week", "35 (h/Woche)", folded
        self._week = regex(rf"(?<!\S)(\d{{1,2}})(?: \d{{1,2}})? ?(?:{_any(hours)})(?!\S)")
        self._words = words
        self._terms: dict[str, list[tuple[tuple[str, ...], bool]]] | None = None  # see _only_told
        self._small: frozenset[str] = frozenset()
        self._ratios: tuple[re.Pattern[str], ...] = ()
        told = [words.languages[code] for code in codes if code in words.languages]
        self._leaves = words.leaves(languages)
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # first word -> (words, kind)
        self._after = tuple({fold(w) for x in words.languages.values() for w in x.employment.get("afterwards", ())})
        self._ends: list[tuple[str, str]] = []
        self._service: set[str] = set()
        for language in told:
            self._add(language, codes[0])
        # Why: what tells a leave is no word of another kind; leaves are told by whole names.
        for parts in self._leaves.phrases():
            self._table.setdefault(parts[0], []).append((parts, "leave"))
        for code, language in words.languages.items():
            for kind in _ABROAD if code not in codes else ():
                self._add_abroad(kind, language.employment.get(kind, ()))
        for rows in self._table.values():
            rows.sort(key=lambda row: -len(row[0]))

    def _add(self, language: Language, first: str) -> None:
        """Add the words of a language; `first` is the language of the document."""
        rows_of = self._table.setdefault
        for kind in _KINDS:
            for phrase in language.employment.get(kind, ()):
                parts = tuple(fold(phrase).split())
                if not parts or phrase in _WEAK or "%" in phrase:
                    continue
                if len(parts) == 1 and first in _FALSE_ABROAD.get(parts[0], ()):
                    continue
                rows_of(parts[0], []).append((parts, kind))
                if language.title_suffixes and len(parts) == 1 and len(phrase) >= _COMPOUND and kind in _TRAINED:
                    self._ends.append((parts[0], kind))
        for phrase in language.employment.get("internship_not", ()):
            parts = tuple(fold(phrase).split())
            if parts and parts != ("intern",):  # told apart by _INTERN
                rows_of(parts[0], []).append((parts, ""))
        self._service.update([fold(each) for each in language.leave.get("military", ())])

    def _add_abroad(self, kind: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            parts = tuple(fold(phrase).split())
            if not parts or parts[0] in _FALSE_ABROAD or (len(parts) == 1 and len(parts[0]) < _CLEAR):
                continue
            rows = self._table.setdefault(parts[0], [])
            if not any([row == parts for row, _ in rows]):
                rows.append((parts, kind))

    def of(self, entry: Entry) -> str:
        """Return the kind of employment of an entry of the jobs; "work" where nothing says otherwise."""
        title = entry.title.text if entry.title else ""
        names = [title] if title else []
        # Why: "Career break – caring for a parent" may be cut in two; the employer of a group stands above its entries.
        if (at := entry.employer) and (not title or (at.span and entry.span and at.span.start >= entry.span.start)):
            names.append(at.text)
        if any([self._leaves.tells(name, alone=len(names) == 1) for name in names]):
            return "leave"
        pieces = [title] + ([entry.employer.text] if entry.employer else [])
        # Why: what is left of a header says "(internship)" in a word or two; more is a line of the text.
        pieces += [
            p.text for p in entry.header if (size := len(p.text.split())) <= 3 and (size == 1 or p.text[-1] != ".")
        ]
        kinds: set[str] = set()
        for n, text in enumerate(pieces):
            kinds |= set(self._said(text, heading=n == 0, employer=n == 1 and entry.employer is not None))
        if self._hours(entry) < FULL_WEEK or self._stated_part(entry):
            kinds.add("part_time")
        for kind in _KINDS:
            if kind in kinds:
                return kind
        # Why: the first line of the text may have been taken for what is left of the header.
        lines = [piece.text for piece in (*entry.header[:1], *entry.body[:1])]
        return next(filter(None, map(self._said_in_text, lines)), "work")

    def _hours(self, entry: Entry) -> int:
        """Return the hours of a week that the header tells, or a line of its own below it; FULL_WEEK for none."""
        names = _names(entry)
        beside = [p.text for p in entry.header if len(p.text.split()) <= _LONGEST_HEADER]
        own = [p.text for p in entry.body[:2]]
        for texts, told in ((names, self._week.search), (beside, self._week.search), (own, self._week.fullmatch)):
            found = [told(fold(text)) for text in texts if _DIGIT.search(text)]
            hours = [int(hit[1]) for hit in found if hit is not None and int(hit[1])]
            if hours:
                return min(hours)
        return FULL_WEEK

    def share(self, entry: Entry) -> tuple[int, int] | None:
        """Return the stated share of full time of part-time work: (50, 100) for "50 %", (40, 80) for "20 of 40 h"."""
        if (stated := self._stated(entry)) is not None:
            return stated
        # Why: of work that its words call part-time, a percentage anywhere in the header is the share.
        found = [hit for text in (*_names(entry), *_texts(entry.header)) for hit in _PERCENT.finditer(text)]
        return next(((int(hit[1]), 100) for hit in found if 0 < int(hit[1]) <= 100), None)

    def goes_on(self, entry: Entry) -> str | None:
        """Return the words that tell an internship and then work in one: "(internship, 6 months, then permanent)"."""
        for text in (*_names(entry), *_texts(entry.header)):
            folded = f" {fold(text)} "
            tokens = folded.split()
            at = next((i for i, word in enumerate(tokens) if self._trains(tokens, i, word)), -1)
            behind = f" {' '.join(tokens[at + 1 :])} " if at >= 0 else ""
            if any([f" {phrase} " in behind for phrase in self._after]):
                return text
        return None

    def _trains(self, tokens: list[str], at: int, word: str) -> bool:
        return any(
            [
                kind in _TRAINED and tuple(tokens[at : at + len(parts)]) == parts
                for parts, kind in self._table.get(word, ())
            ]
        )

    def trained(self, entry: Entry) -> Iterable[str]:
        """Yield the texts of the header that say internship or apprenticeship."""
        for text in (*_names(entry), *_texts(entry.header)):
            tokens = fold(text).split()
            if any([self._trains(tokens, i, word) for i, word in enumerate(tokens)]):
                yield text

    def says_part(self, text: str) -> bool:
        """Say whether a text tells part-time work and nothing else."""
        return self._only_told(text) == "part_time" or self._percent(text) is not None

    def part_texts(self, entry: Entry) -> Iterable[str]:
        """Yield the texts that say part-time or a share of full time beside something else."""
        for text in (*_names(entry), *_texts((*entry.header, *entry.body[:2]))):
            if _DIGIT.search(text):
                tokens = fold(text).split()
                said = [
                    kind
                    for i, word in enumerate(tokens)
                    for parts, kind in self._table.get(word, ())
                    if tuple(tokens[i : i + len(parts)]) == parts
                ]
                if "part_time" in said or self._of_hours(text) or self._percent(text):
                    yield text

    def _stated(self, entry: Entry) -> tuple[int, int] | None:
        """Return the share that the entry states where it speaks of nothing else: "20 of 40 hours", "Pensum: 50 %"."""
        head = [*_names(entry), *_texts(entry.header)]
        head += [entry.location.text] if entry.location is not None else []
        for text in head:
            if _DIGIT.search(text) and (share := self._of_hours(text) or self._percent(text)) is not None:
                return share
        for text in _texts(entry.body[:2]):
            if _DIGIT.search(text) and self._only_told(text):
                # Why: "50 %" alone is a share beside dates and names; below them it may be anything.
                share = self._of_hours(text) or (self._percent(text) if _LETTER.search(text) else None)
                if share is not None:
                    return share
        return None

    def _stated_part(self, entry: Entry) -> bool:
        """Return whether the entry says part-time by a share, or in a line that says nothing else."""
        stated = self._stated(entry)
        if stated is not None:
            return stated[0] < stated[1]
        return any([self._only_told(text) == "part_time" for text in _texts((*entry.header, *entry.body[:2]))])

    def _percent(self, text: str) -> tuple[int, int] | None:
        for chunk in (text, *_CHUNK.split(text)):
            hit = _PERCENT.search(chunk)
            if hit is not None and _LEAST <= int(hit[1]) <= 100 and self._only_told(chunk):
                return int(hit[1]), 100
        return None

    def _of_hours(self, text: str) -> tuple[int, int] | None:
        self._known()
        plain = strip_accents(text.lower())
        for ratio in self._ratios:
            if (hit := ratio.search(plain)) is None:
                continue
            hours, whole = _number(hit[1]), _number(hit[3])
            if hit[2] == "/" and not hours % _WATCH and not whole % _WATCH:
                continue
            if 0 < hours <= whole and int(whole) in _FULL:
                parts = 2 if all(each.denominator <= 2 for each in (hours, whole)) else 100  # of an hour
                return int(hours * parts), int(whole * parts)
        return None

    def _only_told(self, text: str) -> str | None:
        """Return "part_time" or "told" for a text of words of contracts, numbers and small words; None for others."""
        tokens = fold(text).split()
        if not tokens or len(tokens) > _LONGEST_HEADER + 2:
            return None
        terms = self._known()
        kind: str | None = "told" if _DIGIT.search(text) else None
        at = 0
        while at < len(tokens):
            for parts, part_time in terms.get(tokens[at], ()):
                if tuple(tokens[at : at + len(parts)]) == parts:
                    kind = "part_time" if part_time or kind == "part_time" else "told"
                    at += len(parts)
                    break
            else:
                if not tokens[at].isdigit() and tokens[at] not in self._small:
                    return None
                at += 1
        return kind

    def _known(self) -> dict[str, list[tuple[tuple[str, ...], bool]]]:
        """Return the words about contracts and weeks of all languages by their first one, built when first needed."""
        if self._terms is not None:
            return self._terms
        terms: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        units: set[str] = set()
        of: set[str] = set()
        small: set[str] = set()
        for language in self._words.languages.values():
            said = language.employment
            for name in ("part_time", "contract_words", "hours"):
                for phrase in said.get(name, ()):
                    parts = tuple(fold(phrase).split())
                    terms.setdefault(parts[0], []).append((parts, name == "part_time"))
                    units |= {parts[0]} if name == "hours" else set()
            hour = {fold(each) for each in language.duration.get("hour", ())}
            for each in hour:
                terms.setdefault(each, []).append(((each,), False))
            units |= hour
            of |= {fold(each) for each in said.get("hours_of", ())}
            small |= {fold(each) for each in language.function_words}
        for rows in terms.values():
            rows.sort(key=lambda row: (-len(row[0]), not row[1]))
        unit = rf"[\s-]?(?:{_any(units)})(?![^\W\d_])"
        between = rf"\s?(/|\b(?:{_any(of)})(?=[\s\d]))\s?"
        number = r"(\d{1,2}(?:[.,]\d{1,2})?)"
        self._ratios = (
            # "10 of 40 hours", "19,25/38,5 Stunden"
            regex(rf"(?<![\d.,/]){number}{between}{number}{unit}"),
            # "20 h of 40 h", "18 hours per week of 36 hours"
            regex(rf"(?<![\d.,/]){number}{unit}(?:\W{{1,2}}[^\W\d_]+){{0,2}}?[\s(,]*{between}{number}(?![\d.,%]|\s%)"),
        )
        self._small = frozenset(small | of)
        self._terms = terms
        return terms

    def _said_in_text(self, opening: str) -> str | None:
        """Return the kind that the first line of the text opens with ("Full-time internship as ...")."""
        tokens = fold(opening[:_OPENING]).split()
        if " ".join(tokens) in self._service:
            return "leave"  # "Civil service" below the house where it was done
        # "Membre bénévole du club de robotique"
        told = tokens[1:2] if tokens[:1] and tokens[0] in _MEMBER else []
        if any(
            [kind == "volunteer" and parts == (word,) for word in told for parts, kind in self._table.get(word, ())]
        ):
            return "volunteer"
        at = 0
        for parts, kind in self._table.get(tokens[0], ()) if tokens else ():
            if kind in ("part_time", "full_time", "temporary") and tuple(tokens[: len(parts)]) == parts:
                at = len(parts)
                break
        at = at or (2 if tokens[:2] == ["full", "time"] else 0)
        for parts, kind in self._table.get(tokens[at], ()) if at < len(tokens) else ():
            if kind in _TRAINED and tuple(tokens[at : at + len(parts)]) == parts:
                following = tokens[at + len(parts) : at + len(parts) + 1]
                if not following or following[0] in _BEHIND:
                    return kind
        return None

    def _said(self, text: str, *, heading: bool, employer: bool) -> Iterable[str]:
        tokens = fold(text).split()
        i = 0
        while i < len(tokens):
            step = 1
            for parts, kind in self._table.get(tokens[i], ()):
                if tuple(tokens[i : i + len(parts)]) != parts:
                    continue
                step = len(parts)
                if not kind:
                    break
                if kind == "leave":
                    pass  # told by the whole entry
                elif kind in _TRAINED:
                    if parts == ("intern",) and not _INTERN.search(text) and len(tokens) - 1 != i:
                        continue
                    about = i > 1 and tokens[i - 1] in _OF and _NOT_INTERN & set(tokens[:i])
                    # "Internship Programme Manager", but "Stagiaire en communication"
                    behind = tokens[i + step : i + step + 2]
                    # "Becaria, Responsable del huerto" is none the less an intern.
                    if not i and len(fold(_PARTED.split(text, 1)[0]).split()) == step:
                        behind = []
                    if not employer and not about and (not _NOT_INTERN & set(behind) or behind[0] in _IN):
                        yield kind
                elif kind == "volunteer":
                    # "Volunteer, Red Cross", "Festival host - volunteer", not "Coordinator of volunteers"
                    last = i + step == len(tokens) and not employer and tokens[i - 1] not in _OF
                    first = i == 0 and not _NOT_INTERN & set(tokens[1:2])
                    if (heading and (first or last)) or (employer and len(parts) == len(tokens)):
                        yield kind
                elif (
                    (employer and kind in ("part_time", "temporary"))
                    or (kind == "temporary" and len(tokens) > 1 and i > 0 and heading and "(" not in text)
                    or (kind == "freelance" and employer and len(parts) < len(tokens) - 1)
                ):
                    pass
                else:
                    yield kind
                break
            else:
                # "Kochlehrling", "Rechtspraktikantin"
                ends = [kind for end, kind in self._ends if tokens[i].endswith(end)]
                if ends and not employer:
                    yield ends[0]
            i += step


def _names(entry: Entry) -> list[str]:
    return _texts([piece for piece in (entry.title, entry.employer) if piece is not None])


def _texts(pieces: Iterable[Piece]) -> list[str]:
    return [piece.text for piece in pieces]


def _any(words: Iterable[str]) -> str:
    """Return the text of a pattern that matches any of these words, the longest first; nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) or r"(?!)"


def _number(written: str) -> Fraction:
    return Fraction(written.replace(",", "."))

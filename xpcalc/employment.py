"""Entry -> kind of employment and share of full time. To add a kind: words in rules/languages, `_KINDS`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

from xpcalc.language import Language, Words, fold
from xpcalc.model import Entry
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
_SHARE = regex(r"(?<!\d)(\d{1,3})\s?%")
_UNIT = r"\s?(?:h|hrs?|hours?|horas?|heures?|std|stunden|ore|uur)"
_PARTS = r"(?:[.,]\d{1,2})?"
_HOURS = regex(rf"(?<![\d.,])(\d{{1,2}}{_PARTS}){_UNIT}\b", re.IGNORECASE)
_FULL_HOURS = regex(rf"(?:of|de|von|sur|su|van|di|/)\s?(\d{{2}}{_PARTS})(?:{_UNIT})?\b", re.IGNORECASE)
# "10 of 40 hours", "19,25/38,5 Stunden"
_HOURS_OF = regex(
    rf"(?<![\d.,])(\d{{1,2}}{_PARTS})\s?(?:of|out of|de|von|sur|su|van|di|/)\s?([34]\d{_PARTS}){_UNIT}\b",
    re.IGNORECASE,
)
# Source: France's statutory week (Code du travail L3121-27), the shortest full week of the countries read here.
FULL_WEEK = 35
_DIGIT = regex(r"\d")
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

    __slots__ = ("_ends", "_leaves", "_service", "_table", "_week")

    def __init__(self, words: Words, languages: Sequence[str]) -> None:
        codes = tuple(dict.fromkeys([*languages, "en"]))
        hours = {fold(each) for language in words.languages.values() for each in language.employment.get("hours", ())}
        # "10 hours per week", "19.5h/week", "35 (h/Woche)", folded
        self._week = re.compile(
            rf"(?<!\S)(\d{{1,2}})(?: \d{{1,2}})? ?(?:{'|'.join(map(re.escape, sorted(hours)))})(?!\S)"
            if hours
            else r"(?!)"
        )
        told = [words.languages[code] for code in codes if code in words.languages]
        self._leaves = words.leaves(languages)
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # first word -> (words, kind)
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
        if self._hours(entry) < FULL_WEEK:
            kinds.add("part_time")
        for kind in _KINDS:
            if kind in kinds:
                return kind
        # Why: the first line of the text may have been taken for what is left of the header.
        lines = [piece.text for piece in (*entry.header[:1], *entry.body[:1])]
        return next(filter(None, map(self._said_in_text, lines)), "work")

    def _hours(self, entry: Entry) -> int:
        """Return the hours of a week that the header tells, or a line of its own below it; FULL_WEEK for none."""
        names = [p.text for p in (entry.title, entry.employer) if p is not None]
        beside = [p.text for p in entry.header if len(p.text.split()) <= _LONGEST_HEADER]
        own = [p.text for p in entry.body[:2]]
        for texts, told in ((names, self._week.search), (beside, self._week.search), (own, self._week.fullmatch)):
            found = [told(fold(text)) for text in texts if _DIGIT.search(text)]
            hours = [int(hit[1]) for hit in found if hit is not None and int(hit[1])]
            if hours:
                return min(hours)
        return FULL_WEEK

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


def share_of(entry: Entry) -> tuple[int, int] | None:
    """Return the stated share of full time: "50 %", "20 h of 40 h"."""
    pieces = [p.text for p in (entry.title, entry.employer) if p is not None]
    pieces += [p.text for p in entry.header]
    for text in pieces:
        if (m := _SHARE.search(text)) and 0 < int(m.group(1)) <= 100:
            return int(m.group(1)), 100
        if (m := _HOURS_OF.search(text)) is not None:
            hours, whole = _number(m[1]), _number(m[2])
        elif (m := _HOURS.search(text)) and (full := _FULL_HOURS.search(text, m.end())):
            hours, whole = _number(m[1]), _number(full[1])
        else:
            continue
        if 0 < hours <= whole:
            parts = 2 if all(each.denominator <= 2 for each in (hours, whole)) else 100  # of an hour
            return int(hours * parts), int(whole * parts)
    return None


def _number(written: str) -> Fraction:
    return Fraction(written.replace(",", "."))

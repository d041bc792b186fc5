"""Entries -> Positions: dates parsed, kind of employment told. To add a kind: words in rules/languages, `_KINDS`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xpcalc.dates import Grammar
from xpcalc.language import Language, Words, fold
from xpcalc.model import DateRange, Document, Entry, Finding, PartialDate, Position

# Sections whose entries are positions, and what they are when nothing says otherwise.
_SECTIONS = {"experience": "work", "internships": "internship", "volunteering": "volunteer", "career_break": "leave"}

# Kinds told by words of the header, first hit wins.
_KINDS = ("apprenticeship", "internship", "volunteer", "freelance", "part_time", "temporary")

# Source: hand-made; after these words "intern" or "placement" is what the job deals with, not what it is.
_NOT_INTERN = frozenset(
    "coordinator coordinador coordinadora manager recruiter supervisor officer advisor programme program director lead "
    "koordinator koordinatorin betreuer betreuerin leiter leiterin responsable coordenador coordenadora coordinateur "
    "coordinatrice coordinatore audit auditor communications communication comms specialist consultant".split()
)
# Source: leave words that by themselves may be a job or a course of their own.
_LOOSE = frozenset("caregiver travelling it paro mili leva disponibilité mobilità redundancy unemployed".split())
_OF = frozenset("of de des der für di van for do da du".split())
# The row of words for military and civil service.
_SERVICE = "\0service"
# The row of words that end compounds, and how long they are at least.
_ENDS, _COMPOUND, _TRAINED = "\0ends", 8, ("internship", "apprenticeship")
_IN = frozenset("in en em im als como".split())
_AND = frozenset("and y e et und en &".split())
# Source: words that say internship in one language and something else in another.
_FALSE_ABROAD = {"placement": {"fr"}, "stage": {"en"}, "residente": {"es"}}
# "intern" is "internal" in German and Dutch: taken as a noun only where it stands first or in brackets.
_INTERN = re.compile(r"^Intern\b|\(Intern\b|[–—-]\s*Intern\b", re.IGNORECASE)
# Weak by themselves: an Implementation Consultant is an employee, a contract says nothing.
_WEAK = frozenset(
    "consultant consultor consultora consulente contractor contract pj mei pt ft mission extra vacation it 1099".split()
)
_DANGLING = re.compile(r"[-–—−\u00ad→][\s()\[\]]*$")
_SHARE = re.compile(r"(?<!\d)(\d{1,3})\s?%")
_HOURS = re.compile(
    r"(?<!\d)(\d{1,2}(?:[.,]5)?)\s?(?:h|hrs?|hours?|horas?|heures?|std|stunden|ore|uur)\b", re.IGNORECASE
)
_FULL_HOURS = re.compile(
    r"(?:of|de|von|sur|su|van|/)\s?(\d{2})\s?(?:h|hrs?|hours?|horas?|heures?|std|stunden|ore|uur)?\b", re.IGNORECASE
)


Phrases = dict[str, list[tuple[tuple[str, ...], str]]]  # first word -> (words, kind)


def positions_of(
    document: Document, entries: Sequence[Entry], tables: Phrases, grammar: Grammar
) -> tuple[tuple[Position, ...], tuple[Finding, ...]]:
    """Return the positions in the order of the document, and what was odd."""
    positions: list[Position] = []
    findings: list[Finding] = []
    linkedin = document.format.startswith("linkedin")
    held = [(entry, _dates(entry, grammar)) for entry in entries if entry.section in _SECTIONS]
    says_present = any([dates is not None and dates.ongoing for _, dates in held])
    for entry, dates in held:
        if (
            dates is not None
            and dates.start
            and dates.end is None
            and not dates.ongoing
            and _DANGLING.search(dates.written)
        ):
            # Why: themes print "2022 –" for a job that goes on; where others say "present", an end may have been lost.
            if says_present and entry.section == "experience":
                findings.append(
                    Finding(
                        "W_OPEN_END",
                        "warning",
                        f"{dates.written}: the end is not there; counted as going on",
                        dates.span,
                    )
                )
            dates = replace(dates, ongoing=True)
        kind = entry.employment or _SECTIONS[entry.section]
        if entry.section == "experience" and entry.employment is None:
            kind = _employment(entry, tables)
        header = tuple([p for p in (entry.title, entry.employer, entry.location, entry.dates) if p is not None])
        positions.append(
            Position(
                title=entry.title.text if entry.title else None,
                employer=entry.employer.text if entry.employer else None,
                location=entry.location.text if entry.location else None,
                dates=dates,
                employment=kind,
                section=entry.section,
                part_time=_part(entry) if kind == "part_time" else None,
                body=(*entry.header, *entry.body),
                header=header,
                span=entry.span,
                linkedin=linkedin,
            )
        )
    outlines = _outlines(positions)
    findings += [*_twice(positions, outlines), *_totals(entries, positions, grammar)]
    return tuple(_printed_once(positions, outlines)), tuple(findings)


def _printed_once(positions: Sequence[Position], outlines: set[int]) -> Iterable[Position]:
    """Yield the positions without copies: pages for the screen and for print, a table of jobs before their details."""
    seen: set[tuple[str | None, ...]] = set()
    for n, p in enumerate(positions):
        named = p.title is not None and p.employer is not None and p.dates is not None
        key = (p.title, p.employer, p.dates.written if p.dates else None, *[piece.text for piece in p.body])
        if named and (key in seen or n in outlines):
            continue
        seen.add(key)
        yield p


def _outlines(positions: Sequence[Position]) -> set[int]:
    """Return which positions are bare lines, to the year, of jobs that others tell of with months."""
    exact = {_years(p) for p in positions if p.dates is not None and _to_the_month(p.dates)}
    # Why: the last line of a list may hold the heading of what follows.
    bare = [n for n, p in enumerate(positions) if p.dates is not None and len(p.body) <= 1]
    return {n for n in bare if not _to_the_month(positions[n].dates) and _years(positions[n]) in exact}


def _to_the_month(dates: DateRange | None) -> bool:
    return dates is not None and all([d is None or d.month is not None for d in (dates.start, dates.end)])


def _years(p: Position) -> tuple[object, ...]:
    dates = p.dates
    ends = [d.year if d is not None else None for d in (dates.start, dates.end)] if dates is not None else []
    return fold(p.title or ""), fold(p.employer or ""), p.section, *ends, dates is not None and dates.ongoing


def _twice(positions: Sequence[Position], outlines: set[int]) -> Iterable[Finding]:
    """The same job named twice in one document: days count once, but the reader should know."""
    seen: set[tuple[str, str, str]] = set()
    for n, p in enumerate(positions):
        if p.dates is None or p.dates.start is None:
            continue
        what = ", ".join([x for x in (p.title, p.employer) if x])
        if what and n in outlines:
            yield Finding("I_SAME_POSITION", "info", f"{what}: named twice, once to the year; counted once", p.span)
        end = "present" if p.dates.ongoing else str(p.dates.end)
        key = (fold(p.title or ""), fold(p.employer or ""), f"{p.dates.start}/{end}")
        if key in seen and (key[0] or key[1]):
            yield Finding("I_SAME_POSITION", "info", f"{what}: named twice with the same dates, counted once", p.span)
        seen.add(key)


def _totals(entries: Sequence[Entry], positions: Sequence[Position], grammar: Grammar) -> Iterable[Finding]:
    """Company totals that LinkedIn prints ("5 yrs 2 mos") against the span of the positions under them."""
    by_span = {p.span: p for p in positions if p.span is not None}
    for n, entry in enumerate(entries):
        total = next((note[6:] for note in entry.notes if note.startswith("total:")), None)
        stated = grammar.stated(total) if total else None
        if stated is None or not stated.exact:
            continue
        group = [entry]
        for other in entries[n + 1 :]:
            mine, theirs = (e.employer.text if e.employer else None for e in (entry, other))
            if other.section != entry.section or mine is None or mine != theirs:
                break
            group.append(other)
        held = [by_span[e.span].dates for e in group if e.span in by_span]
        months = _months_spanned([d for d in held if d is not None])
        if months is not None and abs(months - stated.months) > 1:
            text = f"the employer's total {total} differs from the {months} months of the positions under it"
            yield Finding("W_COMPANY_TOTAL", "warning", text, entry.span)


def _months_spanned(dates: Sequence[DateRange]) -> int | None:
    """Months from the first start to the last end, both counted; None where one is not to the month or goes on."""
    if not dates or any([d.ongoing or d.start is None or d.end is None for d in dates]):
        return None
    starts = [d.start for d in dates if d.start is not None]
    ends = [d.end for d in dates if d.end is not None]
    if any([x.month is None for x in [*starts, *ends]]):
        return None
    first = min([x.year * 12 + (x.month or 0) for x in starts])
    last = max([x.year * 12 + (x.month or 0) for x in ends])
    return last - first + 1


def _dates(entry: Entry, grammar: Grammar) -> DateRange | None:
    if entry.dates is not None:
        parsed = grammar.parse(entry.dates.text)
        if parsed is None:
            found = grammar.find(entry.dates.text)
            parsed = found[0].dates if found else None
        if parsed is None:
            return None
        return DateRange(parsed.start, parsed.end, parsed.ongoing, entry.dates.text, entry.dates.span, parsed.stated)
    start = grammar.parse_date(entry.start.text) if entry.start else None
    end: PartialDate | None = None
    ongoing = entry.ongoing
    if entry.end is not None and entry.end.text.strip():
        end = grammar.parse_date(entry.end.text)
        if end is None:
            whole = grammar.parse(f"2000 - {entry.end.text}")
            ongoing = ongoing or bool(whole and whole.ongoing)
    if start is None and end is None and not (ongoing and entry.start):
        return None
    written = " – ".join([p.text for p in (entry.start, entry.end) if p is not None and p.text.strip()])
    piece = entry.start or entry.end
    return DateRange(start, end, ongoing and end is None, written, piece.span if piece else None)


# Why: a CV in a foreign template ("Work Experience" over "Vendedor (Estagiário)") may pass for English as a whole.
_ABROAD = (*_TRAINED, "part_time")
# Unit: letters. Shorter words mean other things in other languages ("stage").
_CLEAR = 7


def kinds_of(words: Words, languages: Sequence[str]) -> Phrases:
    """Return the phrases that tell a kind of employment in these languages and English, by their first word."""
    told = tuple(dict.fromkeys([*languages, "en"]))
    table: Phrases = {}
    for code in told:
        language: Language | None = words.languages.get(code)
        if language is None:
            continue
        for kind in _KINDS:
            for phrase in language.employment.get(kind, ()):
                parts = tuple(fold(phrase).split())
                if not parts or phrase in _WEAK or "%" in phrase:
                    continue
                if len(parts) == 1 and set(told[:1]) & _FALSE_ABROAD.get(parts[0], set()):
                    continue
                table.setdefault(parts[0], []).append((parts, kind))
                if language.title_suffixes and len(parts) == 1 and len(phrase) >= _COMPOUND and kind in _TRAINED:
                    table.setdefault(_ENDS, []).append((parts, kind))
        for phrase in language.employment.get("internship_not", ()):
            parts = tuple(fold(phrase).split())
            if parts and parts != ("intern",):  # told apart by _INTERN
                table.setdefault(parts[0], []).append((parts, ""))
        groups = [("leave", each) for each in (*language.leave.values(), language.sections.get("career_break", ()))]
        groups += [(kind, language.leave_care.get(kind, ())) for kind in ("heads", "kin")]
        for kind, phrases in groups:
            for phrase in phrases:
                parts = tuple(fold(phrase).split())
                if parts:
                    table.setdefault(parts[0], []).append((parts, kind))
        table.setdefault(_SERVICE, []).extend(
            [(tuple(fold(each).split()), "leave") for each in language.leave.get("military", ())]
        )
    for code, language in words.languages.items():
        for kind in _ABROAD if code not in told else ():
            for phrase in language.employment.get(kind, ()):
                parts = tuple(fold(phrase).split())
                known = parts and any([row == parts for row, _ in table.get(parts[0], ())])
                if (
                    parts
                    and not known
                    and (len(parts) > 1 or len(parts[0]) >= _CLEAR)
                    and parts[0] not in _FALSE_ABROAD
                ):
                    table.setdefault(parts[0], []).append((parts, kind))
    for rows in table.values():
        rows.sort(key=lambda row: -len(row[0]))
    return table


def _employment(entry: Entry, table: Phrases) -> str:
    kinds: set[str] = set()
    title = entry.title.text if entry.title else ""
    names = [title] if title else []
    # Why: "Career break – caring for a parent" may be cut in two; the employer of a group stands above its entries.
    if (at := entry.employer) and (not title or (at.span and entry.span and at.span.start >= entry.span.start)):
        names.append(at.text)
    # Why: "Caring for a parent" is a leave, with an employer of its own a job.
    own = len(names) > 1
    if any([_is_leave(name, table, caring=not own) for name in names]):
        return "leave"
    pieces = [title] + ([entry.employer.text] if entry.employer else [])
    # Why: what is left of a header says "(internship)" in a word or two; more is a line of the text.
    pieces += [p.text for p in entry.header if (size := len(p.text.split())) <= 3 and (size == 1 or p.text[-1] != ".")]
    for n, text in enumerate(pieces):
        kinds |= set(_kinds(text, table, heading=n == 0, employer=n == 1 and entry.employer is not None))
    for kind in _KINDS:
        if kind in kinds:
            return kind
    # Why: the first line of the text may have been taken for what is left of the header.
    lines = [piece.text for piece in (*entry.header[:1], *entry.body[:1])]
    told = [_told_in_text(line, table) for line in lines]
    return next(filter(None, told), "work")


def _told_in_text(opening: str, table: Phrases) -> str | None:
    """Return the kind that the first line of the text opens with ("Full-time internship as ...", "Civil service")."""
    tokens = fold(opening[:_OPENING]).split()
    if any([parts == tuple(tokens) for parts, _ in table.get(_SERVICE, ())]):
        return "leave"  # "Civil service" below the house where it was done
    # "Membre bénévole du club de robotique"
    told = tokens[1:2] if tokens[:1] and tokens[0] in _MEMBER else []
    if any([kind == "volunteer" and parts == (word,) for word in told for parts, kind in table.get(word, ())]):
        return "volunteer"
    at = 0
    for parts, kind in table.get(tokens[0], ()) if tokens else ():
        if kind in ("part_time", "full_time", "temporary") and tuple(tokens[: len(parts)]) == parts:
            at = len(parts)
            break
    at = at or (2 if tokens[:2] == ["full", "time"] else 0)
    for parts, kind in table.get(tokens[at], ()) if at < len(tokens) else ():
        if kind in _TRAINED and tuple(tokens[at : at + len(parts)]) == parts:
            following = tokens[at + len(parts) : at + len(parts) + 1]
            if not following or following[0] in _BEHIND:
                return kind
    return None


# Unit: letters of an opening that are looked at; words of a pause.
_OPENING, _FEW = 80, 4
# What follows "internship" where it is what the job was: "Prácticas en oficina", "Internship rotating all departments".
_BEHIND = frozenset(
    "in en em im als como as at with bei chez presso dans within for rotating por nella nel al zur".split()
)
_MEMBER = frozenset("member miembro membro membre mitglied lid socio socia".split())
_PARTED = re.compile(r"\s?[,;:(|]\s?|\s[–—-]\s")


# Words that say a pause whatever stands before them.
_PAUSES = frozenset("intermission sabbatical hiatus excedencia sabbatjahr auszeit".split())
# Source: hand-made; what forms print before the reason of a gap.
_GAPS = frozenset("gap break pause pausa lücke lacune lacuna hueco".split())
# Unit: words of an entry that begins so. Why: "Travelling Sales Agent" is a job.
_ROVING = {"travelling": 1, "traveling": 1, "auslandsaufenthalt": 3, "weltreise": 3}
# What stands before the countries of a time of travelling.
_THROUGH = frozenset("in through around por durch door".split())


def _is_leave(name: str, table: Phrases, *, caring: bool) -> bool:
    """Whether a whole entry is a leave: "Career break (family care)", "Caring for my father", not "Leave Manager"."""
    gap, colon, rest = name.partition(": ")
    if colon and gap.casefold() in _GAPS:
        return _is_leave(rest, table, caring=caring)  # "Gap: maternity"
    if " / " in name:
        return all([_is_leave(part, table, caring=caring) for part in name.split(" / ")])
    for text in (name, name.split("(")[0], name.split(" – ")[0], name.split(",")[0]):
        tokens = fold(text).split()
        at = 0
        beside = 0  # where something else begins behind the first "and"
        seen: set[str] = set()
        while at < len(tokens):
            for parts, kind in table.get(tokens[at], ()):
                # Why: "Pflege" alone is a ward, "Kind" a house.
                fits = kind == "leave" or (kind == "heads" and caring and not at) or (kind == "kin" and "heads" in seen)
                if fits and tuple(tokens[at : at + len(parts)]) == parts:
                    at += len(parts)
                    seen.add(kind)
                    break
            else:
                # "Maternity leave and family care"
                if not at or (tokens[at] not in _OF and (tokens[at] not in _AND or at + 1 == len(tokens))):
                    break
                at += 1
                beside = beside or (at if tokens[at - 1] in _AND else 0)
        if at and seen == {"leave"} and tokens[at - 1] in _THROUGH and at < len(tokens):
            return True  # "Travelling in Japan and Taiwan"
        if beside and seen & {"leave", "kin"} and _in_small(text, beside, "kin" in seen):
            return True  # "Maternity leave and a year abroad"
        if caring and 0 < len(tokens) <= _FEW and tokens[-1] in _PAUSES:
            return True  # "Covid-19 intermission", without an employer of its own
        if caring and tokens[:1] and len(tokens) <= _ROVING.get(tokens[0], 0):
            return True  # "travelling" or "Auslandsaufenthalt Neuseeland", without an employer of its own
        if at == len(tokens) and seen & {"leave", "kin"} and (len(tokens) > 1 or tokens[0] not in _LOOSE):
            return True
    return False


def _in_small(text: str, at: int, first: bool) -> bool:
    """Say whether the words behind so many others, or the first of them, are written small, so name nobody."""
    rest = [word for word in text.split()[at:] if word[:1].isalpha()]
    return bool(rest) and all([word[0].islower() for word in (rest[:1] if first else rest)])


def _kinds(text: str, table: Phrases, *, heading: bool, employer: bool) -> Iterable[str]:
    tokens = fold(text).split()
    i = 0
    while i < len(tokens):
        step = 1
        for parts, kind in table.get(tokens[i], ()):
            if tuple(tokens[i : i + len(parts)]) != parts:
                continue
            step = len(parts)
            if not kind:
                break
            if kind in ("leave", "heads", "kin"):
                pass  # told by the whole entry: _is_leave
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
            ends = [kind for (end,), kind in table.get(_ENDS, ()) if tokens[i].endswith(end)]
            if ends and not employer:
                yield ends[0]
        i += step


def _part(entry: Entry) -> tuple[int, int] | None:
    """Return the stated share of full time: "50 %", "20 h of 40 h"."""
    pieces = [p.text for p in (entry.title, entry.employer) if p is not None]
    pieces += [p.text for p in entry.header]
    for text in pieces:
        if (m := _SHARE.search(text)) and 0 < int(m.group(1)) <= 100:
            return int(m.group(1)), 100
        if (m := _HOURS.search(text)) and (full := _FULL_HOURS.search(text, m.end())):
            hours = int(float(m.group(1).replace(",", ".")) * 2)
            if 0 < hours <= 2 * int(full.group(1)):
                return hours, 2 * int(full.group(1))
    return None

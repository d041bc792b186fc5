"""Header cells of a job -> parts that may be names, and places.

To cut a cell at something else, add it in `_cut`; what all headers of a document say of one part: `move_places` and its
sisters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xpcalc.dates import Grammar
from xpcalc.language import TOWN
from xpcalc.model import Line
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.block import Block
from xpcalc.segment.forms import LABELLED
from xpcalc.segment.places import STREET, Places
from xpcalc.segment.rows import Row, in_capitals, like_text, look
from xpcalc.segment.separators import (
    AT,
    AT_HOUSE,
    COMMA,
    DASH,
    HOUSE,
    SHORTENED,
    SLASH,
    STOP,
    STRONG,
    TAIL,
    breaks_off,
    named_until,
    torn,
)

_TRIM = " \t,;:|·•∙–—−－-@~*_/"
# Pages of an employer.
_PAGES = regex(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
# "02/2023 – Present | Hours per week: 40", "Augsburg · Branche: Industrie · 201–500 Mitarbeiter"
_TOLD = regex(r"(?:(?<=[|·•;])\s|^)([^\W\d_][^|·•;:\d]{1,40}):\s[^|·•;]+")
_PAREN = regex(r"\(([^()]{2,60}(?:\([^()]{2,20}\))?)\)|\[([^\[\]]{2,60})\]")
# "Pakketdienst Snelpost te Nieuwegein", "Clinique des Lys à Vannes"
_IN_TOWN = regex(r"\s(te|à|in)\s+([A-ZÀ-Ý][^,;|()\d]{2,28})$")
# "Schichtleiterin im Café Sonne", "Cook in Hotel Bellevue"
IN_HOUSE = regex(
    r"\s(?:im|am|in der|in|en el|en la|dans le|nel|nella|in het|no|na) ([A-ZÀ-Ý][^\W\d_]{2,30}(?: [^,;:|(–]{2,40})?)"
)
_HELD = regex(r"([A-ZÀ-Ý][^,;()]{2,28}), (\d[^,;()]{1,20})$")
# "presso Acme" below a title
_AT_FIRST = regex(
    rf"(?:{'|'.join(AT_HOUSE)}|beim|for|en|en la|em|na|no|para|con|with|Presso|Bei)\s+{HOUSE}(?=[A-ZÀ-Ý0-9])"
    # Why: "Various assignments through Acme Recruitment" were held at Acme Recruitment.
    r"|(?:[^\W\d_]{4,14} )?(?:[Aa]ssignments|[Pp]lacements|[Mm]is(?:iones|sions|sioni)|[Ee]insätze|[Oo]pdrachten)"
    r" (?:through|via|vía|for|with|at|über|par|tramite|bei|chez|presso|bij) (?=[A-ZÀ-Ý0-9])"
)
# "4 years as Lead Buyer"
_LENGTH_AS = regex(
    r"\d{1,2}\+? (?:years?|yrs?|months?|años?|meses|anni|mesi|ans|mois|anos|Jahre|Monate|jaar|maanden)"
    r" (?:as an?|as|como|come|comme|als) (?=[^\W\d_])",
    re.IGNORECASE,
)
_OPENING = regex(r"(?<=[a-zà-ÿ)])\.\s+(?=[A-ZÀ-Ý])")
# "(3 anni 3", "mesi)": the printed length of a job, broken by a narrow column.
_HALF_LENGTH = regex(r"^(?:\(\d{1,2}\s[^\W\d_]+(?:\s\d{1,2})?|[^\W\d_]+\))$")
_LENGTH = regex(r"\s(\d{1,2}\s[^\W\d_].{1,30})$")
_WORDY = regex(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a header cell that may be a name; `strength` of the cut before: 3 cell, 2 bar, 1 dash, 0 comma."""

    text: str
    start: int  # offsets in the document's text
    stop: int
    slot: int  # -2 -1 rows above the date, 0 its row, 1 2 below
    cell: int
    order: int  # number within its cell
    strength: int
    look: tuple[float, bool, bool, bool]
    x0: float = 0.0
    x1: float = 0.0  # right edge of its cell, where the part ends it
    pitch: float = 0.0  # width of a letter of its cell, in points
    joint: str = " "  # what stands between the part before in its cell and this one
    wrapped: bool = False
    field: str = ""  # what a label says it is: title or employer; a contract behind a town
    task: bool = False  # its cell as a whole reads like a task

    def until(self, end: int) -> Part:
        """Return the part cut off after so many letters, and blanks before that."""
        text = self.text[:end].rstrip()
        return replace(self, text=text, stop=self.start + len(text))

    def behind(self, at: int) -> Part:
        """Return what stands behind so many letters of the part."""
        return replace(self, text=self.text[at:], start=self.start + at)


# What may be a name, and the places.
Header = tuple[list[Part], list[Part]]


def parts_of(rows: Sequence[Row], block: Block, place_of: Places, grammar: Grammar) -> Header:
    """Return what may be a name in the header of a job, and its places."""
    parts: list[Part] = []
    places: list[Part] = []
    anchor = block.anchor
    slots = [(i, n - len(block.above)) for n, i in enumerate(block.above)]
    slots += [(i, 0) for i in sorted({anchor.row} | {r for r, _ in anchor.used})]
    slots += [(i, n + 1) for n, i in enumerate(block.below)]
    for i, slot in slots:
        for j, cell in enumerate(rows[i].cells):
            if (i, j) in anchor.used or (i, j) in block.text_cells or (cell.bullet and slot != 0):
                continue
            text = cell.text
            label_kind, value = rows[i].field(j)
            here = i == anchor.row and j == anchor.cell
            # Why: where narrow columns touch, the title may stand behind the dates.
            behind = label_kind == "start" and here and not anchor.pure
            if label_kind in _NAMELESS and not behind:
                continue
            if not here and any([f.stop - f.start == len(text) for f in rows[i].found[j]]):
                continue  # a second date beside the first, which a scan has torn from it
            if label_kind and not behind:
                part = _part(cell, value, len(text), slot, j, 0, 3)
                if label_kind == "location":
                    places.append(part)
                elif part.text:
                    before = next((p for p in parts if p.field == label_kind and rows[i].table), None)
                    column = before is not None and abs(before.x0 - part.x0) < 6
                    # Why: "Girassol, Vila Formoso" goes on with the name above it, "Prato" does not.
                    if before is not None and place_of(part.text) >= (0.9 if column and "," in part.text else 0.5):
                        places.append(part)
                    elif before is not None and column and _stands_below(rows, i, cell, label_kind):
                        places.append(part)  # an address below its employer
                    elif before is not None and column:
                        # A cell of a table that takes several lines.
                        parts[parts.index(before)] = replace(before, text=_glue(before.text, part.text), stop=part.stop)
                    else:
                        parts.append(replace(part, field=label_kind))
                continue
            # Why: "Description: N/A" below the dates of a form is its text.
            if slot > 0 and (m := LABELLED.match(text)) and place_of.heads_tasks(m.group(1)):
                continue
            # Why: where no heading stands over the jobs, the first header reaches up to how the person is reached.
            if slot < 0 and i < _TOP and not rows[0].index and _E_MAIL.search(text):
                continue
            pieces = [(0, len(text))]
            if here:
                # "Inclusive dates: Mar 2023 - Present"
                pieces = [
                    (0, _until_label(text, anchor.start, place_of)),
                    (anchor.stop, named_until(text, anchor.stop)),
                ]
                if note := _ASIDE.match(text, anchor.stop):
                    pieces[1] = (note.end(), named_until(text, note.end()))
                remark = _REMARK.match(text, anchor.stop)
                told = remark is not None and not AT.match(text, remark.end() - 1)
                if anchor.start and (told or _TASKS.match(text, anchor.stop)):
                    pieces.pop()
            elif slot < 0 and (whole := next((f for f in rows[i].found[j] if f.lasts), None)) is not None:
                # "ACME, Leeds 2012 – 2020" over posts that have dates of their own, "ACME 2012 – 2020 · 3 positions"
                lone = not text[whole.stop :].strip(_TRIM + ")]")
                counted = _COUNTED.match(text, whole.stop) and _WORDY.search(text, 0, whole.start)
                pieces = [(0, whole.start)] if lone or counted else pieces
            if not here and (start := _carry_on(rows, i, j, anchor, parts, places, place_of)):
                pieces = [(start, len(text))]
            for start, stop in pieces:
                _cut(cell, start, stop, slot, j, place_of, grammar, parts, places)
    part_towns(parts, places, place_of)
    if not parts:
        _cut_opening(rows, block, place_of, grammar, parts, places)
    parts = [part for part in parts if not STREET.match(part.text)] or parts
    # Why: beside title and employer stands the address of its pages; alone it may be its name.
    named = [part for part in parts if not _PAGES.match(part.text)]
    return (named if len(named) > 1 else parts), places


def _until_label(text: str, start: int, place_of: Places) -> int:
    """Return where the names before a date end: before its label ("Clerk at Acme. Period: Mar 2023 - Present")."""
    if place_of.dates_label(text[:start]):
        return 0
    m = _LABELLED.search(text, 0, start)
    labelled = m is not None and place_of.dates_label(m[1])
    stop = m.start() if m is not None and labelled else start
    word = text[:stop].rstrip().rpartition(" ")[2]
    sentence = labelled or text[start : start + 1].isupper()
    # Why: the full stop before the date ends a sentence, unless it belongs to the name ("Acme S.L.").
    if sentence and word.endswith(".") and not place_of.legal(word) and "." not in word[:-1]:
        return text.rindex(".", 0, stop)
    return stop


# "· 3 positions", "(2 roles)" behind the dates of a line that sums up
_COUNTED = regex(r"\s{0,3}[|·•,;(–-]\s?\d{1,2}\s[^\W\d_]{3,14}\)?$")
# "Clerk at Acme (2019 - 2021): letters, files", "Clerk, Acme (2019 - 2021). Letters"
_TASKS = regex(r"\)?\s?:\s+[a-zà-ÿ]|[)\]]\.\s")
# "Porter, Weavers Arms (2010 - 2013), weekends"
_REMARK = regex(r"[)\]],\s(?=[a-zà-ÿ])")
# "2019 - 2021 (on Saturdays): Guide at Acme"
_ASIDE = regex(r"\s?\([a-zà-ÿ][^()\d]{2,40}\)\s?:\s")
# Unit of the bound: letters of a label.
_LABELLED = regex(r"(?:^|(?<=[.,;|·)–-]))\s*((?<![^\W\d_])[^\W\d_][^.,;:|·()\d–]{1,28}:)\s*$")


def _carry_on(
    rows: Sequence[Row], i: int, j: int, anchor: Anchor, parts: list[Part], places: list[Part], place_of: Places
) -> int:
    """Give a name or place that the line above breaks its rest; return where in the cell that ends, 0 where none does.

    Lines break behind "of" and "and", inside of words ("Acme Es-" over "tates, Leeds"), and behind "Agent, Acme"
    where a date at the right, or the margin, leaves no room for the next word.
    """
    cell = rows[i].cells[j]
    above = next((c for c in rows[i - 1].cells if abs(c.x0 - cell.x0) < 1.5), None) if i else None
    if above is None or above.bullet:
        return 0
    for found in (parts, places):
        at = max([n for n, p in enumerate(found) if above.span.start < p.stop <= above.span.stop], default=-1)
        last = found[at] if at >= 0 else None
        if last is None or last.look[1:3] != look(cell)[1:3]:
            continue
        # "Acme Hospital | Nurse," over "Intensive Care Unit", whatever its size in small capitals
        listed = bool(found is parts and last.order) and above.text[last.stop - above.span.start :].strip() == ","
        if not listed and last.look != look(cell):
            continue
        broken = torn(above.text[: last.stop - above.span.start + 1], cell.text)
        ends = [m.start() for pattern in (STRONG, DASH, COMMA, AT) if (m := pattern.search(cell.text))]
        stop = min(ends, default=len(cell.text))
        # Why the look: "Head, Northern Region" over "Acme Ltd" is dressed alike throughout.
        other = [p for p in found[max(at - last.order, 0) : at] if p.slot == last.slot and p.look != last.look]
        full = bool(found is parts and other) and (
            # Why: a date at the right that stands one blank behind the name has left no room.
            (anchor.row == i - 1 and 0 < above.span.start + anchor.start - last.stop <= _BLANKS)
            or (last.stop == above.span.stop and (_no_room(rows, i, above, cell) or _small(cell.text)))
        )
        # Why: below "Agent, Acme" may stand its town.
        town = place_of(cell.text[:stop].strip(_TRIM)) >= 0.5 or place_of(cell.text.strip(_TRIM)) >= 0.9
        full = full or (found is parts and _over_town(rows, i, above, last, parts, place_of))
        full = (full or listed) and not town
        if not broken and not breaks_off(last.text) and not full:
            continue
        text = f"{last.text}{'' if broken else ', ' if listed else ' '}{cell.text[:stop].strip(_TRIM)}"
        found[at] = replace(last, text=text, stop=cell.span.start + stop)
        return stop
    return 0


def _over_town(rows: Sequence[Row], i: int, above: Line, last: Part, parts: Sequence[Part], place_of: Places) -> bool:
    """Say whether a short line is the rest of a second name in a narrow column, which had no room, over its town."""
    row, below = rows[i], rows[i + 1] if i + 1 < len(rows) else None
    cell = row.cells[0]
    whole = not last.order and last.text == above.text and len(cell.text.split()) <= _REST and len(row.cells) == 1
    if below is None or not whole or abs(below.x0 - cell.x0) > _EDGE:
        return False
    if place_of(below.cells[0].text) < TOWN and not place_of.in_state(below.cells[0].text):
        return False
    behind = [c.x0 for c in rows[i - 1].cells if c.x0 > above.x1]
    word = (cell.x1 - cell.x0) / len(cell.text) * (len(cell.text.partition(" ")[0]) + 1)
    first = any([p.stop <= above.span.start and abs(p.x0 - last.x0) < _EDGE for p in parts])
    return first and bool(behind) and above.x1 + word > min(behind) - last.look[0]


# Unit: words.
_REST = 3
_BLANKS = 2
# Unit: lines that end at one edge, points. Fewer tell of no margin.
_LINES, _EDGE = 3, 2.0


def _small(text: str) -> bool:
    """Say whether a line is the rest of a name: few words in small letters ("Stagiaire" over "en librairie")."""
    return text[:1].islower() and len(text.split()) <= 3 and text[-1] not in ".;:,"


def _no_room(rows: Sequence[Row], i: int, above: Line, cell: Line) -> bool:
    """Say whether the first word of a line would not have fitted on the line above, before its date or the margin."""
    row = rows[i - 1]
    word = (cell.x1 - cell.x0) / max(len(cell.text), 1) * (len(cell.text.partition(" ")[0]) + 1)
    behind = [c.x0 for c in row.cells if c.x0 > above.x1]
    if behind:
        return above.x1 + word > min(behind) and len(rows[i].cells) == 1
    near = [c for r in rows[max(i - _NEAR, 0) : i + _NEAR] for c in r.cells if above.x0 - _EDGE < c.x0 < above.x1]
    edge = max([c.x1 for c in near])
    flush = sum([edge - c.x1 < _EDGE and abs(c.x0 - above.x0) < _EDGE for c in near])
    return (flush >= _LINES or len(near) >= _MANY) and above.x1 + word > edge


# Unit: rows of one column that show where it ends; lines in them of which the widest does.
_NEAR, _MANY = 30, 8


def _stands_below(rows: Sequence[Row], i: int, cell: Line, kind: str) -> bool:
    """Say whether a line below an employer in a table is its address, since it would have fitted beside it."""
    above = next((c for c in rows[i - 1].cells if abs(c.x0 - cell.x0) < 3), None) if i and kind == "employer" else None
    return above is not None and rows[i].had_room(above, cell)


def part_towns(parts: list[Part], places: list[Part], place_of: Places) -> None:
    """Cut the town off that stands behind a name of which a label says that it is the employer."""
    for n, part in enumerate(parts):
        if part.field == "title":
            parts[n] = _without_town(part, places, place_of)
        if part.field != "employer":
            continue
        # Why the first comma that will do: "Acme, Recife, PE".
        cuts = [(m.start(), part.text[m.end() :], m.end()) for m in COMMA.finditer(part.text)]
        # "Acme – Campinas - SP"
        cuts += [(m.start(), part.text[m.end() :], m.end()) for m in DASH.finditer(part.text)]
        stops = [(m.start(), part.text[m.end() :], m.end()) for m in _STOPPED.finditer(part.text)]
        stops = [cut for cut in stops if place_of(cut[1]) >= TOWN and _ends(part.text[: cut[0]], place_of)]
        cuts += stops
        if m := TAIL.match(part.text):
            cuts.append((m.end(1), m.group(2), m.start(2)))
        # "Acme (Campinas - SP)"
        if (m := _PAREN.search(part.text)) and m.end() == len(part.text) and m[1]:
            cuts.append((m.start(), m[1], m.start(1)))
        cuts.sort()
        towns = [cut for cut in cuts if cut in stops or place_of(cut[1]) >= 0.9 or place_of.in_state(cut[1])]
        # "Ceramiche Secchia S.p.A., Via Ghiarola 18, 41042 Fiorano": what has a number, and all before it but the name.
        street = [cut for cut in cuts if _NUMBER.search(cut[1]) and not place_of.legal(COMMA.split(cut[1], 1)[0])]
        towns = street if street and (not towns or street[0][0] < towns[0][0]) else towns
        if towns:
            stop, town, start = towns[0]
            at = part.stop - len(part.text)
            places.append(replace(part, text=town, start=at + start, stop=at + start + len(town), order=1))
            name = part.text[:stop].rstrip(_TRIM)
            parts[n] = replace(part, text=name, stop=at + len(name))


# "Banco Llano. Valencia", "Acme C.A. Valencia", "Acme C.A.. Valencia"
_STOPPED = regex(r"(?<=[^\W\d_]{2})\.\s+(?=[A-ZÀ-Ý])|(?<=\.[^\W\d_]\.)\.?\s+(?=[A-ZÀ-Ý])")
# Unit: letters. Shorter words before a full stop are rather shortened ("Mt. Apo", "Gral. Alvear").
_WHOLE = 5
# Unit: points of a place in brackets behind a title; some towns are words.
_IN_TITLE = 0.5


def _ends(name: str, place_of: Places) -> bool:
    """Say whether the full stop behind a name ends it: behind a whole word, or a legal form ("Acme LLC. Miami")."""
    word = name.rpartition(" ")[2]
    return len(word) >= _WHOLE or (len(name) > len(word) and place_of.legal(word))


def _without_town(title: Part, places: list[Part], place_of: Places) -> Part:
    """Return a title without the town in brackets behind it, which is a place: "Cargo: Promotora (Santiago)"."""
    m = _PAREN.search(title.text)
    if m is None or not m[1] or m.end() < len(title.text) or place_of(m[1]) < _IN_TITLE:
        return title
    places.append(replace(title, text=m[1], start=title.stop - len(m[1]) - 1, stop=title.stop - 1, order=1))
    return title.until(len(title.text[: m.start()].rstrip(_TRIM)))


_E_MAIL = regex(r"[\w.+-]{1,40}@[\w-]{1,40}\.\w")
# Unit: rows at the top of a document.
_TOP = 3
_COUNTRIES = ("United States", "USA", "Canada")
# The number of a house or a postcode in an address.
_NUMBER = regex(r"(?<![^\W\d_])\d{1,5}(?![^\W\d_])")
# Fields of a form that name nobody.
_NAMELESS = frozenset(("label", "body", "dates", "start", "end", "current", "other"))


def _glue(a: str, b: str) -> str:
    return a[:-1] + b if a[-1:] in "-\u2010" and b[:1].islower() else f"{a} {b}"


# Unit: letters of a word that may be shortened, with its full stop.
_SHORTENED = 4


def _cut_opening(
    rows: Sequence[Row], block: Block, place_of: Places, grammar: Grammar, parts: list[Part], places: list[Part]
) -> None:
    """Read the first sentence of the text where nothing else names the job ("Acme Ltd, Manager. Led a team of ...")."""
    for i in block.body[:1]:
        cell = rows[i].cells[0]
        end = _OPENING.search(cell.text)
        stop = end.start() + 1 if end else len(cell.text)
        word = cell.text[:stop].rpartition(" ")[2]
        # Why: the full stop of "S.L." and "Ltd." belongs to the name.
        stop -= bool(end) and len(word) > _SHORTENED and "." not in word[:-1] and not place_of.legal(word)
        if cell.bullet or stop > 90:
            return
        _cut(cell, 0, stop, 1, 0, place_of, grammar, parts, places)


def _cut(
    cell: Line,
    start: int,
    stop: int,
    slot: int,
    column: int,
    place_of: Places,
    grammar: Grammar,
    parts: list[Part],
    places: list[Part],
) -> None:
    """Cut one cell into parts; places and printed durations are taken out."""
    text = cell.text
    cuts: list[tuple[int, int, int]] = []  # start and stop of a separator, strength
    for m in STOP.finditer(text, start, stop):
        # "Stellv. Chefredakteurin" is one title; after a name and a comma a full stop ends the header.
        before = text[start : m.start()].strip()
        whole = " " in before or (len(before) > _WHOLE and place_of.is_title(before))  # "Educadora. Escuela Infantil"
        if whole and not before.casefold().endswith(SHORTENED):
            cuts.append((m.start(), m.end(), 2))
            if AT.search(text, start, m.start()):
                # Why: behind "Designer at Acme, Leeds." stands what was done.
                stop = m.start()
                break
    for m in STRONG.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), 2))
    # Why: a sign between two names ("/") is often set as neither of them.
    lettered = [run for run in cell.runs if len(_WORDY.findall(text[run[0] : run[1]])) >= 2]
    for run, following in pairwise(lettered):
        # Runs of one look that follow each other at once differ in size.
        other = run[2:] != following[2:] or following[0] - run[1] <= 1
        if start <= run[1] < stop and following[0] < stop and other:
            cuts.append((run[1], following[0], 2))
    for m in _TOLD.finditer(text, start, stop) if ":" in text else ():
        if place_of.beside(m.group(1)):
            cuts.append((m.start(), m.end(), 2))
    length = _LENGTH.search(text, start, stop)
    if length and grammar.stated(text[length.start(1) : stop]) is not None:
        cuts.append((length.start(), stop, 2))  # "Acme Ltd 8 years and 11 months"
    for m in DASH.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), 1))
    for m in COMMA.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), 0))
    for m in SLASH.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), -2))
    for m in AT.finditer(text, start, stop):
        word = m[0].strip().partition(" ")[0]
        # Why: names of houses have an "at" in them, none has a "bei".
        cuts.append((m.start(), m.end(), -1 if word not in AT_HOUSE else 1 if word == "at" else 2))
    for m in IN_HOUSE.finditer(text, start, stop):
        # Why: "Mitarbeiterin im Kundendienst bei Acme GmbH" is parted at "bei".
        if not AT.search(m[1]) and place_of.is_title(text[start : m.start()]) and place_of.house(m[1]):
            cuts.append((m.start(), m.start(1), 2))
    for m in _PAREN.finditer(text, start, stop):
        inner = (m.group(1) or m.group(2)).strip()
        if (town_held := _HELD.match(inner)) and place_of.contract(town_held[2]) and place_of(town_held[1]) >= TOWN:
            # "Acme (Leeds, 20 hours)"
            places.append(_part(cell, m.start() + 1, m.start() + 1 + town_held.end(1), slot, column, 1, 0))
            cuts.append((m.start(), m.end(), 2))
            continue
        town = place_of(inner) >= (0.7 if place_of.is_title(text[start : m.start()]) else TOWN)
        if town or place_of.in_state(inner):
            places.append(_part(cell, m.start() + 1, m.end() - 1, slot, column, 1, 0))
            cuts.append((m.start(), m.end(), 2))
        elif grammar.stated(inner) is not None:
            cuts.append((m.start(), m.end(), 2))
    if (behind := _IN_TOWN.search(text, start, stop)) and place_of(behind[2]) >= (0.9 if behind[1] == "in" else TOWN):
        places.append(_part(cell, behind.start(2), behind.end(2), slot, column, 1, 0))
        cuts.append((behind.start(), behind.end(), 2))
    cuts.sort()
    merged: list[tuple[int, int, int]] = []
    depth_free = [c for c in cuts if not _in_parens(text, c[0])]
    for c in depth_free:
        if merged and c[0] <= merged[-1][1]:
            last = merged[-1]
            merged[-1] = (last[0], max(last[1], c[1]), max(last[2], c[2]))
        else:
            merged.append(c)
    at, strength, order = start, 3, 0
    found: list[Part] = []
    for a, b, s in [*merged, (stop, stop, 3)]:
        if text[at:a].strip(_TRIM):
            found.append(_part(cell, at, a, slot, column, order, strength))
            order += 1
            strength = s
        else:
            strength = max(strength, s)
        at = b
    found = [p for p in found if _WORDY.search(p.text) and not _HALF_LENGTH.match(p.text)]
    found = [p for p in found if grammar.stated(p.text) is None]
    found[1:] = [
        replace(p, joint=_joint(text[before.stop - cell.span.start : p.start - cell.span.start]))
        for before, p in pairwise(found)
    ]
    found = _without_places(found, text, cell.span.start, place_of, places, len(parts))
    told = slot and text.endswith(".") and like_text(text)
    parts += [replace(p, task=True) for p in found] if told else found


def _joint(between: str) -> str:
    """Return what joins two parts, as it is written, with single blanks."""
    mark = between.strip()
    return f"{mark} " if mark in (",", ";", ":") else f" {mark} " if mark else " "


def _in_parens(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")") and ")" in text[at:]


def _part(cell: Line, start: int, stop: int, slot: int, column: int, order: int, strength: int) -> Part:
    text = cell.text
    # ". Acme Ltd" behind a title in bold
    while start < stop and (text[start] in _TRIM or text[start].isspace() or text[start : start + 2] == ". "):
        start += 1
    while stop > start and (text[stop - 1] in _TRIM or text[stop - 2 : stop] == " ."):
        stop -= 1
    if lead := _AT_FIRST.match(text, start, stop) or _LENGTH_AS.match(text, start, stop):
        start = lead.end()
    if text[start : start + 1] == "(" and text[stop - 1 : stop] == ")" and text.count("(", start, stop) == 1:
        start, stop = start + 1, stop - 1
    if text[start : start + 1] == "«" and text[stop - 1 : stop] == "»" and text.count("«", start, stop) == 1:
        start, stop = start + 1, stop - 1  # "chez « Acme »"
    # A bracket whose other half was cut away with the date.
    for first, last in ("()", "[]"):
        if text.count(first, start, stop) > text.count(last, start, stop) and text[stop - 1 : stop] == first:
            stop -= 1
        while stop > start and text[stop - 1] in _TRIM:
            stop -= 1
        if text.count(last, start, stop) > text.count(first, start, stop) and text[start : start + 1] == last:
            start += 1
        while start < stop and text[start].isspace():
            start += 1
        # "(April 2020 to May 2021: time off)"
        if text.count(last, start, stop) > text.count(first, start, stop) and text[stop - 1 : stop] == last:
            stop -= 1
    style = look(cell)
    for s, e, bold, italic in cell.runs:
        if s <= start < e:
            style = (style[0], bold, italic, in_capitals(text[start:stop]))
            break
    offset = cell.span.start
    x1 = cell.x1 if not text[stop:].strip(_TRIM) else 0.0
    pitch = (cell.x1 - cell.x0) / max(len(text), 1)
    places = offset + start, offset + stop
    return Part(text[start:stop], *places, slot, column, order, strength, style, cell.x0, x1, pitch)


# Strength of the cut at a bar or a dot in the middle.
_BAR = 2


def _without_places(
    found: list[Part], text: str, offset: int, place_of: Places, places: list[Part], named: int
) -> list[Part]:
    """Take trailing (or lone) places out; the longest run of parts that together are a place goes first.

    `named`: how many parts of other cells may be names.
    """
    if not found:
        return found
    held = len(found)
    # Why: below two names, or at the right of one, stands a place.
    second = named > (not found[0].cell)
    while held > 1 and place_of.contract(found[held - 1].text):
        held -= 1
    found, contracts = found[:held], found[held:]
    n = len(found)
    for start in range(n):
        if start == 0 and n == 1 and not named:
            continue
        joined = text[found[start].start - offset : found[-1].stop - offset]
        # Why: "Reading" is a town where it stands last of three, or in a cell of its own at the right.
        # "Teacher / Acme / Great Yarmouth"
        stroked = start == n - 1 > 1 and found[start].strength == -2
        last_of = start == n - 1 and (n >= 3 or (n == 1 and found[0].cell > 0 and not contracts))
        least = TOWN if stroked else 0.5 if last_of else 0.9
        # Why: "Agent, Acme, TX" has no town in it.
        apart = start and (start > 1 or found[1].strength >= 1 or not place_of.after_title(found[0].text))
        # "Silver Spring, MD United States" on a line of its own
        apart = apart or (not start and joined.endswith(_COUNTRIES)) or (not start and second)
        # "Acme, Sousse, Tunisia", but "Agent, Acme, Tunisia"
        apart_of = start > place_of.is_title(found[0].text) or (not start and second)
        pair = start == n - 2 and apart_of and not (start and found[start].strength) and not found[-1].strength
        if pair and place_of.abroad(found[start].text, found[-1].text):
            least = 0.0
        if place_of(joined) >= least or (apart and place_of.in_state(joined)):
            # Why: "Berlin / Hamburg" is one place, "Acme / Berlin" a house and its town.
            slashed = found[start].strength == -2 and place_of(found[start - 1].text) < 0.5
            if start and found[start].strength < 0 and not slashed:
                break
            first, last = found[start], found[-1]
            places.append(
                Part(joined, first.start, last.stop, first.slot, first.cell, first.order, first.strength, first.look)
            )
            return found[:start] + [replace(p, field="contract") for p in contracts]
    # A place in front of the rest or between ("Acme | Madrid | Agent").
    kept: list[Part] = []
    state = -1
    for k, p in enumerate(found):
        if k == state:
            continue
        # "Austin, TX · theatre with 210 seats" among the names of other lines
        leads = k == 0 < n - 2 and bool(named) and found[k + 1].strength == 0 and found[k + 2].strength >= _BAR
        if leads or (0 < k < n - 2 and found[k + 2].strength >= 1):
            # "Acme, Round Rock, TX — Agent", "Acme, Americana - SP - Agente"
            coded = f"{p.text}{' - ' if found[k + 1].strength == 1 else ', '}{found[k + 1].text}"
            if place_of.in_state(coded):
                places.append(replace(p, text=coded, stop=found[k + 1].stop))
                state = k + 1
                continue
        # "Acme, Halle (Saale) — Agent"
        between = 0 < k < n - 1 and p.strength == 0 and found[k + 1].strength >= 1
        # "Cafés Baltasar, Pamplona, Director comercial"
        within = 0 < k < n - 1 and p.strength >= 0 == found[k + 1].strength and place_of(p.text) >= 0.9
        # "Acme / Novara / Clerk", but "Torino / Novara / Clerk"
        stroked = 0 < k < n - 1 and p.strength == found[k + 1].strength == -2
        within = within or (stroked and place_of(p.text) >= TOWN > place_of(found[k - 1].text))
        if within or (n > 2 and place_of(p.text) >= (0.5 if between else 0.99) and (between or p.strength >= 2)):
            places.append(p)
        else:
            kept.append(p)
    return kept + contracts

"""Header cells of all blocks -> title, employer, place of each, decided jointly over the document.

Every reading of a header (which words are the title, which the employer) gets points for its words; the readings that
win most often over the document then lend weight to the same order, typography and place in the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from xpcalc.dates import Grammar
from xpcalc.language import TOWN, Words, fold
from xpcalc.model import Line, Piece, Span
from xpcalc.segment.entries import Block
from xpcalc.segment.rows import LONG, Row, label, look

_TRIM = " \t,;:|·•–—−-@~*_/"
_STRONG = re.compile(r"\s+[|•·▪‖¦⋅]\s+|\t|\s{3,}|\s+@\s+|\s+//\s+")
# Why (?<!\s): blanks are looked at from the first on, not from each of them.
_DASH = re.compile(r"(?<!\s)\s+[–—−-]+\s+|(?<!\s)\s+—\s*|—\s*")
_SLASH = re.compile(r"(?<!\s)\s+/\s+")
_COMMA = re.compile(r"(?<!\s)\s+[,;]\s+|[,;:]\s+")
# A full stop after a real word: what follows is the text ("Acme, Shop Manager. Led a team").
_STOP = re.compile(r"(?<=[a-zà-ÿ]{3})\.\s+(?=[A-ZÀ-Ý])")
_SHORTENED = ("hnos", "bros", "gebr", "f.lli", "depto", "dpto", "univ", "asoc", "assoc", "hosp", "inst")
# Source: words that join a title to its employer, seven languages.
_AT = re.compile(
    r"(?<!\s)\s+(?:at|for|bei|beim|chez|presso|bij|en|em|na|no|para|con|with|a la|para o)\s+"
    r"(?=(?:the |la |el |o |a )?[A-ZÀ-Ý0-9])"
)
_PAREN = re.compile(r"\(([^()]{2,60}(?:\([^()]{2,20}\))?)\)|\[([^\[\]]{2,60})\]")
# "Los Gatos, CA": no list has every town.
_TOWN = re.compile(r"^[A-ZÀ-Ý][^\W\d_]+(?:[ .'-]+[^\W\d_]+){0,3}, [A-Z]{2}(?:,? (?:USA?|Canada))?$")
_FIRST = re.compile(r"(?<![\s.](?:St|Dr))(?<=[^\s.]{2})\.\s+(?=[A-ZÀ-Ý])")
_NOTE = re.compile(r"(?<!\s)\s+\((?=[a-zà-ÿ\d])[^()]*\)$")
_OPENING = re.compile(r"(?<=[a-zà-ÿ)])\.\s+(?=[A-ZÀ-Ý])")
# "(3 anni 3", "mesi)": the printed length of a job, broken by a narrow column.
_HALF_LENGTH = re.compile(r"^(?:\(\d{1,2}\s[^\W\d_]+(?:\s\d{1,2})?|[^\W\d_]+\))$")
_WORDY = re.compile(r"[^\W\d_]")


# Unit: points of a reading. Source: measured; of the headers within it every fourth was the other way round.
_NEARLY = 0.8


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
    wrapped: bool = False
    field: str = ""  # what a label says it is: title or employer


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a header."""

    title: Part | None
    employer: Part | None
    score: float
    features: tuple[object, ...]
    whole: bool = True  # no part of the header is left over


@dataclass(frozen=True, slots=True)
class Names:
    """What a header says."""

    title: Piece | None
    employer: Piece | None
    location: Piece | None
    rest: tuple[Piece, ...] = ()
    unsure: bool = False  # title and employer could as well be the other way round


def name(
    rows: Sequence[Row],
    blocks: Sequence[Block],
    words: Words,
    languages: Sequence[str],
    grammar: Grammar,
) -> list[Names]:
    """Return the names of every block."""
    places_of = Places(words)
    places_of.learn(*_tails(rows, blocks), len(blocks), languages)
    headers = [_header(rows, block, places_of, grammar) for block in blocks]
    _move_places(headers)
    _give_back(headers)
    _drop_initials(headers, words, languages)
    seen: Counter[str] = Counter()
    for parts, _ in headers:
        seen.update({p.text.casefold() for way in _groups(parts) for p in way})
    scorer = _Scorer(words, languages, seen, places_of)
    readings = [_readings(parts, scorer) for parts, _ in headers]
    votes: Counter[object] = Counter()
    total = 0.0
    for options in readings:
        if not options:
            continue
        best = options[0]
        if best.title is None or best.employer is None:
            continue
        rival = next((o for o in options[1:] if o.features[0] != best.features[0]), None)
        margin = min(best.score - rival.score if rival else 1.0, 1.5) + 0.1
        total += margin
        for f in best.features:
            votes[f] += margin  # type: ignore[assignment]
    result: list[Names] = []
    employer: Piece | None = None
    for (_parts, places), options in zip(headers, readings, strict=True):
        chosen = _choose(options, votes, total)
        title = _piece(chosen.title) if chosen and chosen.title else None
        own = _piece(_undescribed(chosen.employer)) if chosen and chosen.employer else None
        used = {id(chosen.title), id(chosen.employer)} if chosen else set()
        rest = tuple([_piece(p) for p in _parts if chosen is None or not _within(p, chosen, used)])
        if own is None and title is not None:
            # Why: several positions under one employer; its name stands once, above the first.
            own = employer
        elif own is not None and words.section_of(own.text) != "career_break":
            employer = own
        unsure = chosen is not None and _turns(chosen, options, votes, total)
        result.append(Names(title, own, _piece(places[0]) if places else None, rest, unsure))
    return result


def _undescribed(part: Part) -> Part:
    """Return a name without the note behind it ("Strachan Electrical (sole trader)")."""
    m = _NOTE.search(part.text)
    return replace(part, text=part.text[: m.start()], stop=part.start + m.start()) if m else part


def _within(part: Part, chosen: Reading, used: set[int]) -> bool:
    if id(part) in used:
        return True
    return any(
        [x is not None and x.start <= part.start and part.stop <= x.stop for x in (chosen.title, chosen.employer)]
    )


def _piece(part: Part) -> Piece:
    return Piece(part.text, Span(part.start, part.stop))


def _choose(options: list[Reading], votes: Counter[object], total: float) -> Reading | None:
    if not options:
        return None
    if total <= 0:
        return options[0]
    return max(options, key=lambda o: _backed(o, votes, total))


def _backed(reading: Reading, votes: Counter[object], total: float) -> float:
    """Return the score of a reading with what the other headers of the document say for it."""
    if total <= 0:
        return reading.score
    # Why: a reading that leaves an employer over has fewer features to disagree in.
    count = max(len(reading.features), 2.7 if reading.whole else 3)
    return reading.score + 3.2 * sum([votes[f] for f in reading.features]) / total / count


def _turns(chosen: Reading, options: Sequence[Reading], votes: Counter[object], total: float) -> bool:
    """Say whether the reading with title and employer exchanged is nearly as good as the chosen one."""
    if chosen.title is None or chosen.employer is None:
        return False
    least = _backed(chosen, votes, total) - _NEARLY
    for other in options:
        if other.title is None or other.employer is None or _backed(other, votes, total) < least:
            continue
        if (other.title.start, other.employer.start) == (chosen.employer.start, chosen.title.start):
            return True
    return False


# ---------------------------------------------------------------- header -> parts


def _header(rows: Sequence[Row], block: Block, place_of: Places, grammar: Grammar) -> tuple[list[Part], list[Part]]:
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
            label_kind, value = rows[i].fields.get(j, ("", 0))
            if label_kind in ("label", "body", "dates", "other"):
                continue
            if label_kind:
                stop = len(text)
                if label_kind == "employer" and (m := _TAIL.match(text, value)) and place_of(m.group(2)) >= 0.9:
                    places.append(_part(cell, m.start(2), m.end(2), slot, j, 1, 0))
                    stop = m.end(1)
                part = _part(cell, value, stop, slot, j, 0, 3)
                if label_kind == "location":
                    places.append(part)
                elif part.text:
                    before = next((p for p in parts if p.field == label_kind and rows[i].table), None)
                    if before is not None and place_of(part.text) >= 0.5:
                        places.append(part)
                    elif before is not None and abs(before.x0 - part.x0) < 6:
                        # A cell of a table that takes several lines.
                        parts[parts.index(before)] = replace(before, text=_glue(before.text, part.text), stop=part.stop)
                    else:
                        parts.append(replace(part, field=label_kind))
                continue
            pieces = [(0, len(text))]
            if i == anchor.row and j == anchor.cell:
                pieces = [(0, anchor.start), (anchor.stop, _named_until(text, anchor.stop))]
            for start, stop in pieces:
                _cut(cell, start, stop, slot, j, place_of, grammar, parts, places)
    if not parts:
        _cut_opening(rows, block, place_of, grammar, parts, places)
    return parts, places


def _named_until(text: str, start: int) -> int:
    """Return where the names of a line end: a line that goes on with sentences names the job in the first."""
    end = _FIRST.search(text, start) if len(text) > start + LONG else None
    return end.start() if end else len(text)


_TAIL = re.compile(r"^(.*\S)\s*(?:[,;]|\s[–—|·•-]|\()\s*([A-ZÀ-Þ][^\d,;|]{1,28}?(?:\s\([^()]{2,14}\))?)\)?\s*$")


def _tails(rows: Sequence[Row], blocks: Sequence[Block]) -> tuple[list[tuple[str, str, bool]], list[str]]:
    """Return (what stands before, last part, after a comma) of header lines that end in a short part; the others."""
    tails: list[tuple[str, str, bool]] = []
    others: list[str] = []
    for block in blocks:
        anchor = block.anchor
        for i in sorted({*block.above, anchor.row, *(row for row, _ in anchor.used), *block.below}):
            for j, cell in enumerate(rows[i].cells):
                if (i, j) in anchor.used or cell.bullet:
                    continue
                text = cell.text
                if (i, j) == (anchor.row, anchor.cell):
                    text = text[: anchor.start] or text[anchor.stop : _named_until(text, anchor.stop)]
                text = text.rstrip(" ,;(|·-–—.")
                m = _TAIL.match(text)
                while text.endswith(")") and (base := _BRACKETED.sub("", text)) != text:
                    # "Hotel Bellevue, Orosei (NU) (summer season)"
                    text, m = base, _TAIL.match(base) or m
                if m:
                    before = _COMMA.split(_DASH.split(_STRONG.split(m.group(1))[-1])[-1])[-1]
                    tails.append((before, m.group(2).strip(), "," in text[m.end(1) : m.start(2)]))
                else:
                    others.append(text)
    return tails, others


def _move_places(headers: list[tuple[list[Part], list[Part]]]) -> None:
    """Where the same cell of other headers is a place, it is one here too, known or not."""
    known: Counter[object] = Counter()
    parts: Counter[object] = Counter()
    for found, places in headers:
        known.update([(p.slot, p.cell, p.look) for p in places if not p.order])
        alone = Counter([(p.slot, p.cell) for p in found])
        parts.update([(p.slot, p.cell, p.look) for p in found if alone[p.slot, p.cell] == 1])
    for found, places in headers:
        alone = Counter([(p.slot, p.cell) for p in found])
        for p in list(found):
            key = (p.slot, p.cell, p.look)
            if not p.field and alone[p.slot, p.cell] == 1 and known[key] > parts[key] and len(found) > 1 and not places:
                found.remove(p)
                places.append(p)


def _give_back(headers: list[tuple[list[Part], list[Part]]]) -> None:
    """Where the same cell of other headers begins with a name, it does here too, though a town is called so."""
    named = Counter([(p.slot, p.cell, p.look) for parts, _ in headers for p in parts if not p.order])
    towns = Counter([(p.slot, p.cell, p.look) for _, places in headers for p in places if not p.order])
    for parts, places in headers:
        for p in list(places):
            key = (p.slot, p.cell, p.look)
            if p.order or p.field or len(parts) != 1 or named[key] <= towns[key]:
                continue
            cut = _COMMA.search(p.text) or _DASH.search(p.text) or _STRONG.search(p.text)
            places.remove(p)
            if cut:
                parts.append(replace(p, text=p.text[: cut.start()], stop=p.start + cut.start()))
                places.append(replace(p, text=p.text[cut.end() :], start=p.start + cut.end(), order=1))
            else:
                parts.append(p)
            parts.sort(key=lambda part: part.start)


def _drop_initials(headers: list[tuple[list[Part], list[Part]]], words: Words, languages: Sequence[str]) -> None:
    """Take the letters away that stand for the sign of a house ("GA" beside "Gemeente Assen"), where that is usual."""
    signs: list[tuple[list[Part], Part]] = []
    for parts, _ in headers:
        for p in parts:
            alone = not any([q is not p and (q.slot, q.cell) == (p.slot, p.cell) for q in parts])
            if alone and not p.field and len(p.text) <= 3 and p.text.isupper() and len(parts) > 2:
                names = [q.text for q in parts if q is not p and words.title_score(q.text, languages) < 0.4]
                if any([_initials(name).startswith(p.text) for name in names]):
                    signs.append((parts, p))
    if 2 * len(signs) >= len(headers) > 1:
        for parts, p in signs:
            parts.remove(p)


def _initials(text: str) -> str:
    return "".join([word[0] for word in text.split() if word[0].isupper() or word[0].isdigit()])


def _glue(a: str, b: str) -> str:
    return a[:-1] + b if a[-1:] in "-\u2010" and b[:1].islower() else f"{a} {b}"


def _cut_opening(
    rows: Sequence[Row], block: Block, place_of: Places, grammar: Grammar, parts: list[Part], places: list[Part]
) -> None:
    """Read the first sentence of the text where nothing else names the job ("Acme Ltd, Manager. Led a team of ...")."""
    for i in block.body[:1]:
        cell = rows[i].cells[0]
        end = _OPENING.search(cell.text)
        stop = end.start() + 1 if end else len(cell.text)
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
    for m in _STRONG.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), 2))
    # Why: a sign between two names ("/") is often set as neither of them.
    lettered = [run for run in cell.runs if len(_WORDY.findall(text[run[0] : run[1]])) >= 2]
    for run, following in pairwise(lettered):
        if start <= run[1] < stop and following[0] < stop and run[2:] != following[2:]:
            cuts.append((run[1], following[0], 2))
    for m in _DASH.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), 1))
    for m in _COMMA.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), 0))
    for m in _SLASH.finditer(text, start, stop):
        cuts.append((m.start(), m.end(), -2))
    for m in _STOP.finditer(text, start, stop):
        # "Stellv. Chefredakteurin" is one title; after a name and a comma a full stop ends the header.
        before = text[start : m.start()].strip()
        if " " in before and not before.casefold().endswith(_SHORTENED):
            cuts.append((m.start(), m.end(), 2))
    for m in _AT.finditer(text, start, stop):
        cuts.append(
            (
                m.start(),
                m.end(),
                1 if text[m.start() : m.end()].strip().lower() in ("at", "bei", "chez", "presso", "bij") else -1,
            )
        )
    for m in _PAREN.finditer(text, start, stop):
        inner = m.group(1) or m.group(2)
        if place_of(inner) >= 0.7 or place_of.in_state(inner):
            places.append(_part(cell, m.start() + 1, m.end() - 1, slot, column, 0, 0))
            cuts.append((m.start(), m.end(), 2))
        elif grammar.stated(inner) is not None:
            cuts.append((m.start(), m.end(), 2))
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
    found = _without_places(found, text, cell.span.start, place_of, places, bool(parts) or len(found) > 1)
    parts += found


def _in_parens(text: str, at: int) -> bool:
    before = text[:at]
    return before.count("(") > before.count(")") and ")" in text[at:]


def _part(cell: Line, start: int, stop: int, slot: int, column: int, order: int, strength: int) -> Part:
    text = cell.text
    while start < stop and text[start] in _TRIM:
        start += 1
    while stop > start and text[stop - 1] in _TRIM:
        stop -= 1
    if text[start : start + 1] == "(" and text[stop - 1 : stop] == ")" and text.count("(", start, stop) == 1:
        start, stop = start + 1, stop - 1
    # A bracket whose other half was cut away with the date.
    for first, last in ("()", "[]"):
        if text.count(first, start, stop) > text.count(last, start, stop) and text[stop - 1 : stop] == first:
            stop -= 1
        while stop > start and text[stop - 1] in _TRIM:
            stop -= 1
        if text.count(last, start, stop) > text.count(first, start, stop) and text[start : start + 1] == last:
            start += 1
    style = look(cell)
    for s, e, bold, italic in cell.runs:
        if s <= start < e:
            style = (style[0], bold, italic, style[3])
            break
    offset = cell.span.start
    return Part(text[start:stop], offset + start, offset + stop, slot, column, order, strength, style, x0=cell.x0)


def _without_places(
    found: list[Part], text: str, offset: int, place_of: Places, places: list[Part], company: bool
) -> list[Part]:
    """Take trailing (or lone) places out; the longest run of parts that together are a place goes first."""
    if not found:
        return found
    n = len(found)
    for start in range(n):
        if start == 0 and not company:
            continue
        joined = text[found[start].start - offset : found[-1].stop - offset]
        # Why: "Reading" is a town where it stands last of three, or in a cell of its own at the right.
        least = 0.5 if start == n - 1 and (n >= 3 or (n == 1 and found[0].cell > 0)) else 0.9
        # Why: "Agent, Acme, TX" has no town in it.
        apart = start and (start > 1 or found[1].strength >= 1 or not place_of.after_title(found[0].text))
        if place_of(joined) >= least or (apart and place_of.in_state(joined)):
            if start and found[start].strength < 0:
                break
            first, last = found[start], found[-1]
            places.append(
                Part(joined, first.start, last.stop, first.slot, first.cell, first.order, first.strength, first.look)
            )
            return found[:start]
    # A place in front of the rest or between ("Acme | Madrid | Agent").
    kept: list[Part] = []
    for k, p in enumerate(found):
        # "Acme, Halle (Saale) — Agent"
        between = 0 < k < n - 1 and p.strength == 0 and found[k + 1].strength >= 1
        if n > 2 and place_of(p.text) >= (0.5 if between else 0.99) and (between or p.strength >= 2):
            places.append(p)
        else:
            kept.append(p)
    return kept


# ---------------------------------------------------------------- parts -> readings


_BRACKETED = re.compile(r"(?<!\s)\s+\([^()]{2,40}\)$|\([^()]{2,40}\)$")


class Places:
    """Place scores, remembered for one document: the same suffixes come up in many headers."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, float] = {}
        self._titles: set[str] = set()

    def __call__(self, text: str) -> float:
        known = self._known.get(text)
        if known is None:
            known = self._words.place_score(text)
            if known < 0.9 and text.endswith(")") and (base := _BRACKETED.sub("", text)) != text:
                # "Halle (Saale)", "Leeds (hybrid)"
                known = 0.95 if self(base) >= 0.5 else known
            if known >= 0.9 and self._governs(*text.partition(" ")[::2]):
                known = 0.5
            self._known[text] = known
        return known

    def _governs(self, head: str, place: str) -> bool:
        """Whether a place is the name of a public house ("Gemeente Zwolle")."""
        score = self._words.place_score
        return self._words.employer_score(head) >= 0.5 and score(head) < 0.5 and score(place) >= 0.9

    def in_state(self, text: str) -> bool:
        """Say whether a text is a town with its state, known or not: "Kerrville, TX"."""
        return _TOWN.match(text) is not None and self._words.is_state(text.partition(", ")[2][:2])

    def after_title(self, head: str) -> bool:
        """Say whether what follows this text follows a title, as far as `learn` has been told."""
        return head in self._titles

    def learn(
        self,
        tails: Sequence[tuple[str, str, bool]],
        others: Sequence[str],
        jobs: int,
        languages: Sequence[str],
    ) -> None:
        """Take as places the ends of lines that no list has, where they follow several names: "Acme, Sète"."""
        # Why: what titles end in elsewhere is a field of work ("Teacher of Mathematics").
        fields = {line.rpartition(" ")[2] for line in others if self._is_title(line, languages)}
        tails = [told for told in tails if told[1] not in fields]
        self._titles = {head for head, _, _ in tails if self._is_title(head, languages)}
        # Why: after a title the tail is a field of work or an employer ("Sous Chef, Banqueting"), unless the titles of
        # this document are followed by towns.
        for after in (False, True):
            told = [(h, tail) for h, tail, comma in tails if (h in self._titles) is after and (comma or not after)]
            self._learn(told, jobs, languages, titles=after)

    def _is_title(self, text: str, languages: Sequence[str]) -> bool:
        return self._words.title_score(text, languages) >= 0.4

    def _learn(self, tails: Sequence[tuple[str, str]], jobs: int, languages: Sequence[str], *, titles: bool) -> None:
        """Learn what follows the names, or the titles, of so many jobs."""
        words = self._words
        heads: dict[str, set[str]] = {}
        for head, tail in tails:
            heads.setdefault(tail, set()).add(head.casefold())
        scores = {tail: self(tail) for tail in heads}
        listed = sum([score >= (0.9 if titles else TOWN) for score in scores.values()])
        # Why: where most names of a document are followed by a town, what follows the others is one too.
        usual = listed >= 2 and 2 * listed >= len(scores)
        if not titles:
            few = len(scores) >= 2 and 3 * listed >= len(scores)
            usual = few or (len(scores) >= 3 and listed > 0 and 3 * sum(map(len, heads.values())) >= 2 * jobs)
        for tail, score in scores.items():
            # Why: "Wissen" after a title is rather knowledge than the town.
            if score >= (0.5 if titles else 0.9):
                continue
            named = words.title_score(tail, languages) >= 0.25 or words.employer_score(tail) >= 0.25
            again = not titles and (score >= TOWN or (listed and len(heads[tail]) >= 2))
            if score >= 0.5 or (not named and (usual or again)):
                self._known[tail] = 0.95


def _like_text(text: str) -> bool:
    """Whether a line reads like a task ("Planung von 3 Ausgaben im Jahr"), not like a name."""
    words = text.split()
    if text.endswith(".") and len(words[-1]) > 6 and "." not in words[-1][:-1]:
        return True
    return len(words) >= 4 and (
        "%" in text or any([w.isdigit() for w in words[1:]]) or sum([w[0].islower() for w in words]) >= 0.5 * len(words)
    )


class _Scorer:
    """Points of a text as title or employer, remembered."""

    def __init__(self, words: Words, languages: Sequence[str], seen: Counter[str], place_of: Places) -> None:
        self._words = words
        self._place_of = place_of
        self._languages = languages
        self._seen = seen
        self._known: dict[str, tuple[float, float]] = {}
        spoken = [words.languages[code].employment for code in languages if code in words.languages]
        self._trainees = {
            fold(phrase)
            for kinds in spoken
            for kind in ("internship", "apprenticeship")
            for phrase in kinds.get(kind, ())
            if " " not in phrase
        }
        self._contracts = {
            fold(phrase)
            for kinds in spoken
            for kind in ("full_time", "part_time", "temporary")
            for phrase in kinds.get(kind, ())
        }

    def __call__(self, text: str) -> tuple[float, float]:
        known = self._known.get(text)
        if known is None:
            title = self._words.title_score(text, self._languages)
            employer = self._words.employer_score(text)
            place = self._place_of(text)
            if place >= 0.9:
                employer -= 0.5
                title -= 0.3
            elif place >= TOWN:
                employer -= 0.2
            if _TOWN.match(text):
                employer -= 0.4
            if employer <= title and fold(text).partition(" ")[0] in self._trainees:
                # Why: "Stagiaire, Service juridique" is no house, and the months of an internship hang on it.
                title = max(title, 0.8) + 0.3
                employer -= 0.7
            if len(text) > 80:
                title -= 0.4
                employer -= 0.5
            if text[:1].islower():
                employer -= 0.3
            if _like_text(text):
                employer -= 0.6 if text.endswith(".") else 0.4
                title -= 0.2
            elif title < 0.1 and employer < 0.1 and text[:1].isupper():
                # Why: a proper name without any known word is rather an employer than a title.
                employer += 0.2
            known = self._known[text] = (title, employer)
        return known

    def beside(self, part: Part, following: Part | None) -> bool:
        """Whether a part is a contract beside the names, not one that begins a title ("Maternity cover, Teacher")."""
        if fold(part.text) not in self._contracts:  # "Full-time" and nothing else
            return False
        if following is None or (following.slot, following.cell, following.strength) != (part.slot, part.cell, 0):
            return True
        return self(following.text)[0] < 0.5

    def again(self, text: str) -> bool:
        """Whether the text stands as a part by itself elsewhere in the document."""
        return self._seen[text.casefold()] > 1

    def longer(self, part: Part, way: list[Part], at: int) -> bool:
        """Whether the part comes with the same next words each time it comes at all."""
        if (
            at + 1 >= len(way)
            or way[at + 1].strength >= 2
            or (way[at + 1].slot, way[at + 1].cell) != (part.slot, part.cell)
        ):
            return False
        following = way[at + 1]
        text = part.text + _SEPARATORS.get(following.strength, " ") + following.text
        # The following part may itself be joined with more: its first words decide.
        first = text.casefold()
        times = self._seen[part.text.casefold()]
        return times > 1 and any([self._seen[first[:n]] == times for n in self._cuts(first, len(part.text) + 2)])

    @staticmethod
    def _cuts(text: str, start: int) -> list[int]:
        return [m.start() for m in _COMMA.finditer(text, start)] + [len(text)]


_SEPARATORS = {0: ", ", 1: " – ", -1: " ", -2: " / "}
# Unit: points that a cut of this strength takes from a reading; cells and bars part names for sure.
_COSTS = {0: 0.28, 1: 0.15, -1: 0.4, -2: 0.3}


def _groups(parts: list[Part]) -> list[list[Part]]:
    """Return ways to join neighbours of one cell: a comma may stand inside a name ("VP, Customer Operations")."""
    ways: list[list[Part]] = [[]]
    by_cell: list[list[Part]] = []
    for p in parts:
        if (
            by_cell
            and (by_cell[-1][-1].slot, by_cell[-1][-1].cell) == (p.slot, p.cell)
            and p.start >= by_cell[-1][-1].stop
        ):
            by_cell[-1].append(p)
        else:
            by_cell.append([p])
    for cell in by_cell:
        options = _joins(cell)
        ways = [w + o for w in ways for o in options]
        if len(ways) > 60:
            ways = ways[:60]
    for n in range(len(by_cell)):
        chain = [n]
        while len(chain) < 3 and (below := _next_line(by_cell, chain[-1])) is not None:
            chain.append(below)
            lines = [by_cell[k][0] for k in chain]
            first = lines[0]
            joined = replace(
                first,
                text=" ".join([p.text for p in lines]),
                stop=lines[-1].stop,
                # Why: what begins with a bracket or a small letter cannot begin a name of its own.
                wrapped=not all([p.text[0] == "(" or p.text[0].islower() for p in lines[1:]]),
            )
            kept = [[joined] if k == n else cell for k, cell in enumerate(by_cell) if k not in chain[1:]]
            ways.append([p for cell in kept for p in cell])
    return ways


def _next_line(by_cell: Sequence[list[Part]], at: int) -> int | None:
    """Return the cell that goes on where this one breaks; text beside the column may stand between them."""
    if len(by_cell[at]) != 1:
        return None
    for k in range(at + 1, min(at + 4, len(by_cell))):
        if len(by_cell[k]) == 1 and _wraps(by_cell[at][0], by_cell[k][0]):
            return k
    return None


def _wraps(a: Part, b: Part) -> bool:
    """A name that a narrow cell breaks over two lines: same column, same look."""
    return b.slot == a.slot + 1 and a.look == b.look and abs(a.x0 - b.x0) < 1.5 and len(a.text) + len(b.text) < 70


def _joins(cell: list[Part]) -> list[list[Part]]:
    n = len(cell)
    if n == 1 or n > 6:
        return [cell]
    free = [k for k in range(1, n) if cell[k].strength < 2]
    ways: list[list[Part]] = []
    for mask in range(1 << len(free)):
        joined: list[Part] = [cell[0]]
        for k in range(1, n):
            if k in free and mask >> free.index(k) & 1:
                last = joined[-1]
                gap = cell[k].start - last.stop
                sep = _SEPARATORS.get(cell[k].strength, " ")
                text = last.text + (sep if gap else "") + cell[k].text
                # Why: "Staff Nurse, Trauma Ward at Acme" is not cut at the comma to be joined at the stronger word.
                if cell[k].strength == 1 and last.order and last.strength == 0:
                    break
                joined[-1] = replace(last, text=text, stop=cell[k].stop)
            else:
                joined.append(cell[k])
        else:
            ways.append(joined)
    return ways


def _readings(parts: list[Part], scorer: _Scorer) -> list[Reading]:
    scored: list[tuple[float, int, Part | None, Part | None, bool]] = []
    named = [p for p, following in pairwise([*parts, None]) if p is not None and not scorer.beside(p, following)]
    for way in _groups([p for p in named if not label(p.text)]):
        cuts = sum([_COSTS.get(p.strength, 0.0) for p in way if p.order])
        cuts += 0.3 * sum([p.wrapped for p in way])
        worth = [scorer(p.text) for p in way]
        n = len(way)
        lost = [0.25 * max(*worth[k], 0.0) + (0.12 if way[k].strength < 2 else 0.05) for k in range(n)]
        cuts += sum(lost)
        as_title = [_as_title(way, k, worth[k], scorer) + lost[k] for k in range(n)]
        as_employer = [_as_employer(way[k], k, worth[k], scorer) + lost[k] for k in range(n)]
        for t in range(-1, n):
            for e in range(-1, n):
                if t != e:
                    score = (as_title[t] if t >= 0 else 0.0) + (as_employer[e] if e >= 0 else 0.0) - cuts
                    if t >= 0 and e >= 0:
                        score += _together(way, t, e)
                    whole = n == (t >= 0) + (e >= 0)
                    names = way[t] if t >= 0 else None, way[e] if e >= 0 else None
                    # Why: what is as good comes in this order, whatever the last digit of a sum.
                    scored.append((round(score, 9), len(scored), *names, whole))
    scored.sort(key=lambda r: (-r[0], r[1]))
    return [Reading(t, e, score, _features(t, e), whole) for score, _, t, e, whole in scored[:24]]


def _as_title(way: list[Part], at: int, worth: tuple[float, float], scorer: _Scorer) -> float:
    """Points of reading a part as the title."""
    part = way[at]
    score = 1.1 * worth[0] - 0.7 * max(worth[1], 0.0)
    if scorer.again(part.text):
        score += 0.08
    if scorer.longer(part, way, at):
        # "VP" is always followed by "Customer Operations" in this document: one title.
        score -= 0.35
    return score + _said(part, "title") - _late(at)


def _as_employer(part: Part, at: int, worth: tuple[float, float], scorer: _Scorer) -> float:
    """Points of reading a part as the employer."""
    score = worth[1] - 0.8 * worth[0]
    if scorer.again(part.text):
        score += 0.15
    return score + _said(part, "employer") - _late(at)


def _said(part: Part, kind: str) -> float:
    """Points of what a label says."""
    if not part.field:
        return 0.0
    return 2.0 if part.field == kind else -2.0


def _late(at: int) -> float:
    """Points that a part loses that comes after two others."""
    return 0.04 * min(at, 3) if at >= 2 else 0.0


def _together(way: list[Part], t: int, e: int) -> float:
    """Points of part t as title with part e as employer."""
    # Names stand together; a third part between them makes the reading unlikely.
    score = 0.45 - 0.1 * (abs(t - e) - 1)
    if t < e and ", " in way[e].text and (way[t].slot, way[t].cell) == (way[e].slot, way[e].cell):
        # "Intern, Quality Control, Acme": what a comma parts is rather the field of the title.
        score -= 0.3
    return score


def _features(title: Part | None, employer: Part | None) -> tuple[object, ...]:
    """What this reading has in common with those of other headers: order, place and look of the two names."""
    features: list[object] = []
    if title is not None and employer is not None:
        order = "TE" if (title.slot, title.start) < (employer.slot, employer.start) else "ET"
        if title.slot == employer.slot and title.cell != employer.cell:
            order = "TE" if title.cell < employer.cell else "ET"
        features.append(("order", order))
        features.append(("slots", title.slot, employer.slot, title.cell == employer.cell))
    if title is not None:
        features.append(("title", title.look))
        features.append(("title at", title.slot, title.order == 0))
    if employer is not None:
        features.append(("employer", employer.look))
        features.append(("employer at", employer.slot, employer.order == 0))
    return tuple(features)

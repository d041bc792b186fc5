"""Positions -> Labels: functions, skills, industries. To add one, add a line to rules/functions or rules/skills.

Titles outrank duties: a title is what the employer called the job. Inside a title the higher rank wins, then the
longest words. Tools whose name is an ordinary word (Front, Go, Monday) need company: a list of tools, a neighbour,
a use cue.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from xpcalc.model import DateRange, Document, Label, Piece, Position, Span, Stated, Stint
from xpcalc.taxonomy import STOP, Cue, Form, Lookup, Tables, Taxonomy, counted, fold, stem, tokens

_AND = frozenset({"and", "or", "y", "e", "et", "ou", "und", "oder", "en", "of", "o", "u", "i", "plus"})
_APART = frozenset(",;|\n•·()[]{}!?→")
_ITEM = frozenset(",;|/•·()[]:&+→\t\n▪●◦‣*")
_NEAR = 6
_LONGEST_LINE = 2000
_LONGEST_TITLE = 300
# Source: hand-made; verbs of "moved", which need two tools: they are everyday words.
_MIGRA = ("migra", "migr", "gemigr", "umstieg", "ablosung", "overstap", "basculement")


class Grammar(Protocol):
    """What `stints` asks of the grammar of dates."""

    def find(self, text: str) -> Sequence[Dated]:
        """Return the dates and ranges of a text."""

    def durations(self, text: str) -> Sequence[tuple[int, int, Stated]]:
        """Return (start, stop, stated) of the lengths in a text."""


class Dated(Protocol):
    """A date or range found in a text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def stop(self) -> int:
        """After the last character."""

    @property
    def kind(self) -> str:
        """The value range, since, single, opened, closing or ongoing."""

    @property
    def dates(self) -> DateRange:
        """The range read."""


@dataclass(frozen=True, slots=True)
class _Mention:
    scheme: str
    code: str
    written: str
    piece: int  # index in the body, -1 = title, -2 = employer
    start: int
    stop: int


class _Text:
    """One line of text with its words, folded and stemmed."""

    __slots__ = ("folded", "starts", "stems", "stops", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.words, self.starts, self.stops = tokens(self.folded)
        self.stems = [counted(word) for word in self.words]

    def written(self, first: int, stop: int) -> str:
        return self.text[self.starts[first] : self.stops[stop - 1]]

    def together(self, first: int, stop: int) -> bool:
        """Say whether no comma or bracket stands between the words."""
        if stop - first == 1:
            return True
        return not any(char in _APART for char in self.text[self.starts[first] : self.stops[stop - 1]])


@lru_cache(maxsize=256)
def _text_of(text: str) -> _Text:
    """Return a line with its words; three passes over a document ask for the same lines."""
    return _Text(text)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A function that a title may mean: the higher rank, then the more letters, then the earlier."""

    code: str
    rank: int
    letters: int
    places: tuple[tuple[int, int], ...]


# --------------------------------------------------------------------------------------------------- functions


def _longest(hits: Iterable[tuple[int, int, list[Cue]]]) -> list[tuple[int, int, list[Cue]]]:
    """Leave out what lies inside a longer hit."""
    kept: list[tuple[int, int, list[Cue]]] = []
    for first, stop, values in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(a <= first and stop <= b and (a, b) != (first, stop) for a, b, _ in kept):
            kept.append((first, stop, values))
    return kept


def _scoped(hits: list[tuple[int, int, list[Cue]]], languages: frozenset[str]) -> list[tuple[int, int, list[Cue]]]:
    found = []
    for first, stop, cues in hits:
        mine = [cue for cue in cues if not languages or cue.language in languages]
        if mine:
            found.append((first, stop, mine))
    return found


def _vetoed(text: _Text, tables: Tables) -> frozenset[str]:
    return frozenset(code for _, _, codes in tables.vetoes.find([stem(word) for word in text.words]) for code in codes)


def _keys(lookup: Lookup[str], words: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for first, stop, keys in lookup.find(words):
        if not any(a <= first and stop <= b and (a, b) != (first, stop) for a, b, _ in found):
            found.extend((first, stop, key) for key in keys)
    return found


def _title_readings(text: _Text, tables: Tables, languages: frozenset[str]) -> list[_Reading]:
    kept = [index for index, word in enumerate(text.words) if word not in STOP]
    words = [stem(text.words[index]) for index in kept]
    vetoed = _vetoed(text, tables)
    hits = tables.titles.find(words)
    # Why: the title may be in another language than the document; only then do other languages speak.
    own = _scoped(hits, languages) or hits
    readings: list[_Reading] = []

    def letters(first: int, stop: int) -> int:
        return sum(text.stops[kept[index]] - text.starts[kept[index]] for index in range(first, stop))

    def place(first: int, stop: int) -> tuple[int, int]:
        return kept[first], kept[stop - 1] + 1

    for first, stop, cues in _longest(own):
        for cue in cues:
            if cue.function not in vetoed:
                readings.append(_Reading(cue.function, 0, letters(first, stop), (place(first, stop),)))
    heads = _keys(tables.heads, words)
    domains = _keys(tables.domains, words) if heads else []
    for head_first, head_stop, head in heads:
        for first, stop, domain in domains:
            if first < head_stop and head_first < stop:
                continue
            for combination in tables.combinations.get((head, domain), ()):
                if combination.function not in vetoed:
                    size = letters(head_first, head_stop) + letters(first, stop)
                    places = tuple(sorted((place(head_first, head_stop), place(first, stop))))
                    readings.append(_Reading(combination.function, combination.rank, size, places))
    readings.sort(
        key=lambda reading: (-reading.rank, -reading.letters, len(reading.places), reading.places[0][0], reading.code)
    )
    return readings


def _title_functions(text: _Text, tables: Tables, languages: frozenset[str]) -> list[_Reading]:
    """Return the title's main function first, then others that rest on other words of it."""
    chosen: list[_Reading] = []
    for reading in _title_readings(text, tables, languages):
        if reading.rank and chosen:
            continue
        taken = any(
            a < stop and first < b for other in chosen for a, b in other.places for first, stop in reading.places
        )
        if not taken and reading.code not in [other.code for other in chosen]:
            chosen.append(reading)
    return chosen


def _duty_hits(text: _Text, tables: Tables, languages: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    hits = tables.duties.find(text.stems)
    if not hits:
        return
    vetoed = _vetoed(text, tables)
    for first, stop, cues in _longest(_scoped(hits, languages)):
        if not text.together(first, stop):
            continue
        for code in dict.fromkeys(cue.function for cue in cues):
            if code not in vetoed:
                yield code, first, stop


# --------------------------------------------------------------------------------------------------- skills


def _before(text: _Text, index: int) -> str:
    """Return the nearest sign before a word: a letter of the word before, a separator, or "" at the start."""
    rest = text.text[: text.starts[index]].rstrip(" \u00a0\"'“‘«")
    return rest[-1:] if rest else ""


def _after(text: _Text, stop: int) -> str:
    rest = text.text[text.stops[stop - 1] :].lstrip(" \u00a0\"'”’»")
    return rest[:1] if rest else ""


def _is_item(text: _Text, first: int, stop: int, use: frozenset[str]) -> bool:
    """Say whether the words are a whole item of a list: separators or "and" on both sides."""
    left, right = _before(text, first), _after(text, stop)
    before = text.words[first - 1] if first else ""
    after = text.words[stop] if stop < len(text.words) else ""
    open_left = not left or left in _ITEM or (left in "-–—") or ((before in _AND or before in use) and left.isalnum())
    open_right = (
        not right
        or right in _ITEM
        or (right == "." and (stop == len(text.words)))
        or (after in _AND and right.isalnum())
    )
    return open_left and open_right


def _starts_sentence(text: _Text, first: int) -> bool:
    sign = _before(text, first)
    return not sign or sign in ".!?:•-–—*▪●◦‣"


def _written_as(text: _Text, first: int, stop: int, form: Form) -> bool:
    raw = text.written(first, stop)
    return raw == form.written or (form.case == "capital" and not form.ambiguous and raw[:1].isupper())


def _near(places: Sequence[tuple[int, int]], first: int, stop: int, reach: int = _NEAR) -> bool:
    return any(0 <= first - b < reach or 0 <= a - stop < reach for a, b in places)


def _skill_hits(text: _Text, tables: Tables, company: bool = False) -> list[tuple[str, int, int]]:
    """Return (skill, first, stop) of the tools of one line, left to right.

    `company`: the line stands in a list of tools, one a line.
    """
    raw_hits = tables.skills.find(text.words)
    if not raw_hits:
        return []
    hits = [hit for hit in raw_hits if text.together(hit[0], hit[1])]
    negated = [stop for _, stop, _ in tables.negations.find(text.words)]
    rejects = tables.rejects.find(text.words)
    sure: list[tuple[str, int, int]] = []
    weak: list[tuple[Form, int, int]] = []
    for first, stop, forms in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if any(a < stop and first < b for _, a, b in sure):
            continue
        words = text.words[first:stop]
        for form in forms:
            if any(
                form.skill in codes
                and ((a < stop and first < b) or (words[0] not in text.words[a:b] and _near([(a, b)], first, stop)))
                for a, b, codes in rejects
            ):
                continue
            if form.ambiguous:
                if _written_as(text, first, stop, form):
                    weak.append((form, first, stop))
            elif form.case == "any" or _written_as(text, first, stop, form):
                sure.append((form.skill, first, stop))
            elif form.case == "capital":
                weak.append((form, first, stop))
    if weak:
        _accept(text, tables, sure, weak, company)
    found = sorted(sure, key=lambda hit: (hit[1], hit[2], hit[0]))
    if negated:
        found = [
            hit
            for hit in found
            if not any(0 <= hit[1] - stop <= _NEAR and _same_clause(text, stop, hit[1]) for stop in negated)
        ]
    return found


def _same_clause(text: _Text, first: int, stop: int) -> bool:
    between = text.text[text.stops[first - 1] : text.starts[stop]]
    return not any(sign in between for sign in ".;!?|") and " but " not in between


def _accept(
    text: _Text, tables: Tables, sure: list[tuple[str, int, int]], weak: list[tuple[Form, int, int]], company: bool
) -> None:
    """Move the ambiguous names that stand in company from `weak` to `sure`."""
    weak = [item for item in weak if not any(a < item[2] and item[1] < b for _, a, b in sure)]
    places = [(first, stop) for _, first, stop in sure]
    items = [(form, first, stop) for form, first, stop in weak if _is_item(text, first, stop, tables.use)]
    neighbours = tables.neighbours.find(text.words)
    heads = [(first, stop) for first, stop, _ in tables.list_heads.find(text.words) if first == 0]
    listed = bool(heads) and _after(text, heads[0][1]) in (":", "-", "–")
    for form, first, stop in weak:
        item = (form, first, stop) in items
        shouted = len(text.written(first, stop)) > 2 and text.text.isupper() and not form.written.isupper()
        here = [(a, b) for a, b, codes in neighbours if form.skill in codes and not (a < stop and first < b)]
        in_list = item and (company or listed or _near(places, first, stop, 10))
        spaced_list = listed and not form.strict and _near(places, first, stop, 3)
        beside = any(
            other is not form and not other.strict and _near([(a, b)], first, stop, 2) for other, a, b in items
        )
        if in_list or spaced_list or (item and beside and not form.strict):
            sure.append((form.skill, first, stop))
            continue
        if shouted or (not form.ambiguous and form.case == "capital"):
            continue
        begins = _starts_sentence(text, first)
        if (here and _near(here, first, stop) and not (begins and form.strict and not item)) or (
            not form.strict
            and not begins
            and (_near(places, first, stop) or (first and text.words[first - 1] in tables.use))
        ):
            sure.append((form.skill, first, stop))


def _migration(
    text: _Text, tables: Tables, taxonomy: Taxonomy, hits: list[tuple[str, int, int]]
) -> tuple[int, int] | None:
    """Return the words that say that tools were changed: "migrated from Zendesk to Salesforce"."""
    moves = [index for index, word in enumerate(text.words) if word in tables.migration_words]
    wanted = set(taxonomy.context.migration_categories)
    tools = [(a, b) for code, a, b in hits if taxonomy.skills[code].category in wanted]
    if not moves or not tools:
        return None
    for move in moves:
        if text.words[move].startswith(_MIGRA):
            near = [(a, b) for a, b in tools if -4 <= a - move <= 10]
            if near:
                return min(move, near[0][0]), max(move + 1, near[-1][1])
        for (_, b), (c, d) in pairwise(tools):
            if b < c and c - b <= 3 and tables.migration_to & set(text.words[b:c]) and -2 <= c - move <= 14:
                return min(move, b - 1), d
    return None


# --------------------------------------------------------------------------------------------------- positions


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Return (offset, line); a line without end is cut at a space, for names are compared with all others of a line."""
    if len(text) <= _LONGEST_LINE and "\n" not in text:
        yield 0, text
        return
    at = 0
    for line in text.split("\n"):
        first = 0
        while len(line) - first > _LONGEST_LINE:
            cut = line.rfind(" ", first + 1, first + _LONGEST_LINE)
            stop = cut if cut > 0 else first + _LONGEST_LINE
            yield at + first, line[first:stop]
            first = stop
        if line[first:].strip():
            yield at + first, line[first:]
        at += len(line) + 1


def _pieces(position: Position) -> Iterator[tuple[int, int, str]]:
    """Return (piece, offset, line) of the title and the body."""
    if position.title:
        yield -1, 0, position.title[:_LONGEST_TITLE].replace("\n", " ")
    for index, piece in enumerate(position.body):
        for at, line in _lines(piece.text):
            yield index, at, line


def _read(position: Position, taxonomy: Taxonomy, languages: frozenset[str]) -> tuple[list[_Mention], str | None]:
    """Return all that a position's text says, and its main function."""
    tables = taxonomy.tables
    mentions: list[_Mention] = []
    duties: dict[str, dict[str, _Mention]] = {}
    extra: list[_Mention] = []
    titled: list[str] = []

    def mention(scheme: str, code: str, text: _Text, piece: int, at: int, first: int, stop: int) -> _Mention:
        return _Mention(
            scheme, code, text.written(first, stop), piece, at + text.starts[first], at + text.stops[stop - 1]
        )

    for piece, at, line in _pieces(position):
        text = _text_of(line)
        if piece == -1:
            for reading in _title_functions(text, tables, languages):
                titled.append(reading.code)
                for first, stop in reading.places:
                    mentions.append(mention("function", reading.code, text, piece, at, first, stop))
        else:
            for code, first, stop in _duty_hits(text, tables, languages):
                phrase = " ".join(text.stems[first:stop])
                duties.setdefault(code, {}).setdefault(phrase, mention("function", code, text, piece, at, first, stop))
        hits = _skill_hits(text, tables)
        for code, first, stop in hits:
            for one in (code, *taxonomy.ancestors(code)):
                mentions.append(mention("skill", one, text, piece, at, first, stop))
        moved = _migration(text, tables, taxonomy, hits) if hits else None
        if moved:
            extra.append(mention("function", taxonomy.context.migration_function, text, piece, at, *moved))
        for first, stop, codes in tables.industries.find(text.words):
            mentions.extend(mention("industry", code, text, piece, at, first, stop) for code in codes)
    if position.employer:
        text = _text_of(position.employer[:_LONGEST_TITLE])
        for first, stop, codes in tables.industries.find(text.words):
            mentions.extend(mention("industry", code, text, -2, 0, first, stop) for code in codes)
    weight = {code: sum(2 if " " in phrase else 1 for phrase in found) for code, found in duties.items()}
    primary = titled[0] if titled else None
    if primary is None:
        # Why: a title names the function of nearly every job; there are hundreds to put in order.
        order = {code: index for index, code in enumerate(taxonomy.functions)} if weight else {}
        best = sorted((code for code in weight if weight[code] >= 2), key=lambda code: (-weight[code], order[code]))
        primary = best[0] if best else (extra[0].code if extra else None)
    family = taxonomy.functions[primary].family if primary else ""
    for code, found in duties.items():
        function = taxonomy.functions[code]
        # Why: one phrase in passing is no second job; it needs the same field, people in charge, or more phrases.
        kin = function.family == family or function.people_management == "always"
        if code == primary or code in titled or weight[code] >= (2 if kin else 4):
            mentions.extend(found.values())
    mentions.extend(extra)
    return mentions, primary


def _span(mention: _Mention, position: Position, document: Document) -> Span | None:
    if mention.piece >= 0:
        piece = position.body[mention.piece]
        return _inside(piece, mention, document)
    wanted = position.title if mention.piece == -1 else position.employer
    for piece in position.header:
        at = piece.text.find(wanted) if wanted else -1
        if at >= 0 and piece.span is not None:
            moved = Span(piece.span.start + at, piece.span.start + at + len(wanted or ""))
            return _inside(Piece(wanted or "", moved), mention, document)
    if position.span is not None and wanted:
        at = document.text.find(wanted, position.span.start, position.span.stop)
        if at >= 0:
            return Span(at + mention.start, at + mention.stop)
    return position.span


def _inside(piece: Piece, mention: _Mention, document: Document) -> Span | None:
    if piece.span is None:
        return None
    start, stop = piece.span.start + mention.start, piece.span.start + mention.stop
    if document.text[start:stop] == mention.written:
        return Span(start, stop)
    # A bullet or a line break was taken out of the piece: look for the words inside its span.
    at = document.text.find(mention.written, piece.span.start, piece.span.stop)
    return Span(at, at + len(mention.written)) if at >= 0 else piece.span


def _scope(languages: Iterable[str]) -> frozenset[str]:
    known = frozenset(languages)
    return known | {"en"} if known else known


def classify(
    positions: Sequence[Position], document: Document, taxonomy: Taxonomy, languages: Iterable[str] = ()
) -> tuple[Label, ...]:
    """Return the functions, skills and industries of each position; one function of a position is primary.

    Invariant: ordered by position, scheme, first mention; deterministic; a position without a cue has no label.
    """
    scope = _scope(languages)
    labels: list[Label] = []
    for index, position in enumerate(positions):
        mentions, primary = _read(position, taxonomy, scope)
        grouped: dict[tuple[str, str], list[_Mention]] = {}
        for mention in mentions:
            grouped.setdefault((mention.scheme, mention.code), []).append(mention)
        rank = {"function": 0, "skill": 1, "industry": 2}
        for (scheme, code), found in sorted(
            grouped.items(), key=lambda item: (rank[item[0][0]], item[0] != ("function", primary))
        ):
            labels.append(
                Label(
                    position=index,
                    scheme=scheme,
                    code=code,
                    why=tuple(dict.fromkeys(mention.written for mention in found)),
                    primary=scheme == "function" and code == primary,
                    span=_span(found[0], position, document),
                )
            )
    return tuple(labels)


def listed_skills(document: Document, taxonomy: Taxonomy, labels: Iterable[Label] = ()) -> tuple[Label, ...]:
    """Return the skills named anywhere in the document (position -1), without those that `labels` hold already."""
    tables = taxonomy.tables
    have = {label.code for label in labels if label.scheme == "skill"}
    found: dict[str, list[tuple[int, str]]] = {}
    rows = [(at, _text_of(line)) for at, line in _lines(document.text)]
    alone = [len(text.words) <= 3 and bool(tables.skills.find(text.words)) for _, text in rows]
    heading = [
        len(text.words) <= 4 and any(first == 0 for first, _, _ in tables.list_heads.find(text.words))
        for _, text in rows
    ]
    for index, (at, text) in enumerate(rows):
        near = range(max(0, index - 2), min(len(rows), index + 3))
        under = any(heading[other] for other in range(max(0, index - 3), index)) and not text.text.rstrip().endswith(
            "."
        )
        company = under or (alone[index] and sum(alone[other] for other in near) > 1 and _sure_line(rows, near, tables))
        for code, first, stop in _skill_hits(text, tables, company):
            for one in (code, *taxonomy.ancestors(code)):
                if one not in have:
                    found.setdefault(one, []).append((at + text.starts[first], text.written(first, stop)))
    return tuple(
        Label(
            -1,
            "skill",
            code,
            tuple(dict.fromkeys(word for _, word in where)),
            False,
            Span(where[0][0], where[0][0] + len(where[0][1])),
        )
        for code, where in found.items()
    )


def _sure_line(rows: Sequence[tuple[int, _Text]], near: Iterable[int], tables: Tables) -> bool:
    return any(_skill_hits(rows[other][1], tables) for other in near)


# --------------------------------------------------------------------------------------------------- stints

# Source: hand-made; nouns and prepositions that make a length or range the time of the work itself.
_WORK = frozenset(
    (
        "project projects engagement assignment contract secondment pilot rollout migration implementation stint "
        "proyecto proyectos encargo asignacion piloto migracion implantacion implementacion "
        "projeto projetos alocacao migracao implantacao projet mission migration deploiement "
        "projekt einsatz auftrag progetto incarico migrazione project opdracht migratie"
    ).split()
)
_DURING = frozenset("for during over durante por pendant durant wahrend uber fur per gedurende lang".split())
_WITHIN = frozenset("in en em within dentro innerhalb entro binnen".split())
_OPENS = re.compile(r"^[\s•▪●◦‣*\-–—(\[]*$")
_CLOSES = re.compile(r"^[\s.)\]]*$")
_FROM = re.compile(
    r"(?:\b(?:from|between|de|desde|entre|von|zwischen|du|dal|da|tra|van|tussen)\s|\()\s?(?:el |o |le |il )?$"
)


def _dated_line(line: str, grammar: Grammar, moves: bool) -> tuple[DateRange | None, int | None, str] | None:
    """Return when the work of a line was done, if the line dates the work itself.

    A range counts at the start or the end of the line, in brackets, or after "from"; a length counts beside a word
    for work ("4-month project") or after "for". "CSAT from 68% in 2020 to 91%" dates a result, not the work.
    """
    if not any(map(str.isdigit, line)):
        return None
    folded = fold(line)
    for found in grammar.find(line):
        if found.kind != "range" or found.dates.start is None:
            continue
        before, after = folded[: found.start], folded[found.stop :]
        if _OPENS.match(before) or _CLOSES.match(after) or _FROM.search(before) or after[:1] == ")":
            return found.dates, None, line[found.start : found.stop]
    # Why: "4-month project": the hyphen ties the number to the unit.
    lengths = [each for each in grammar.durations(line.replace("-", " ")) if each[2].months > 0]
    words, starts, stops = tokens(folded) if lengths else ([], [], [])
    for start, stop, stated in lengths:
        first, last = bisect_left(starts, start), bisect_left(stops, stop)
        reach = 4 if "-" not in line[start:stop] else _NEAR + 1  # "4-month Zendesk to Salesforce project"
        around = words[max(0, first - 3) : first] + words[last + 1 : last + reach]
        before_word = words[first - 1] if first else ""
        if (
            _WORK & set(around)
            or before_word in _DURING
            or (first > 1 and words[first - 2] in _DURING)
            or (moves and before_word in _WITHIN)
        ):
            return None, stated.months, line[start:stop]
    return None


def stints(
    positions: Sequence[Position],
    labels: Sequence[Label],
    taxonomy: Taxonomy,
    grammar: Grammar,
    languages: Iterable[str] = (),
) -> tuple[Stint, ...]:
    """Return the labels that hold for part of their position only, as the bullets that name them say.

    Invariant: a label named in the title, or in any undated line, holds for the whole position and has no stint.
    """
    scope = _scope(languages)
    result: list[Stint] = []
    by_position: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        if label.position >= 0 and label.scheme != "industry":
            by_position.setdefault(label.position, []).append(index)
    for number, wanted in by_position.items():
        position = positions[number]
        mentions, _ = _read(position, taxonomy, scope)
        dated: dict[int, tuple[DateRange | None, int | None, str] | None] = {}
        moves = {mention.piece for mention in mentions if mention.code == taxonomy.context.migration_function}
        for index, piece in enumerate(position.body):
            dated[index] = _dated_line(piece.text, grammar, index in moves)
        if not any(dated.values()):
            continue
        for index in wanted:
            label = labels[index]
            where = {m.piece for m in mentions if (m.scheme, m.code) == (label.scheme, label.code)}
            if where and all(dated.get(piece) for piece in where):
                for piece_index in sorted(where):
                    when = dated[piece_index]
                    if when is not None:
                        result.append(Stint(index, *when))
    return tuple(result)


__all__ = ["Stint", "classify", "listed_skills", "stints"]

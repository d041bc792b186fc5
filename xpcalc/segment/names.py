"""Header cells of all blocks -> title, employer, place of each, decided jointly over the document.

Every reading of a header (which words are the title, which the employer) gets points for its words; the readings that
win most often over the document then lend weight to the same order, typography and place in the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from xpcalc.dates import Grammar
from xpcalc.language import Words, fold
from xpcalc.model import Piece, Span
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.segment.block import Block
from xpcalc.segment.clients import drop_clients
from xpcalc.segment.headers import (
    drop_initials,
    drop_joints,
    drop_sectors,
    drop_tasks,
    give_back,
    move_places,
    move_tails,
    move_thirds,
    move_towns,
    number_off,
    part_hyphened,
    part_in_houses,
    part_stroked,
    part_titled,
    part_unmarked,
)
from xpcalc.segment.openings import first_sentence, houses_of, titles_of
from xpcalc.segment.parts import Header, Part, parts_of
from xpcalc.segment.places import Places, tails_of
from xpcalc.segment.readings import Reading, groups, readings_of, right_edges
from xpcalc.segment.rows import Row
from xpcalc.segment.scorer import Scorer
from xpcalc.segment.told import told
from xpcalc.segment.totals import over_openings, sum_up, under_totals
from xpcalc.segment.towns import town_behind, town_dashed, town_legal

_NOTE = regex(r"(?<!\s)\s+\((?=\s?[a-zà-ÿ\d])[^()]*\)$")
_TITLE_BEHIND = regex(r"^([^()]{2,60}\S) \(([^()]{4,60})\)$")
# Unit: points of a reading. Source: measured; of the headers within it every fourth was the other way round.
_NEARLY = 0.8


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
    towns: Set[str] = frozenset(),
) -> list[Names]:
    """Return the names of every block; `towns` are those that the document tells elsewhere."""
    places_of = Places(words, languages, towns)
    places_of.learn(*tails_of(rows, blocks, places_of), len(blocks), languages)
    headers = [
        told(rows, block.anchor, words, languages, places_of) or parts_of(rows, block, places_of, grammar)
        for block in blocks
    ]
    _drop_headings(headers, words, languages)
    drop_joints(headers, words)
    drop_sectors(headers, words, languages)
    number_off(headers)
    drop_clients(headers, blocks, words, languages)
    part_hyphened(headers, places_of)
    part_unmarked(headers, places_of)
    part_stroked(headers, words, languages)
    part_titled(headers, words, languages)
    part_in_houses(headers, words, languages)
    move_places(headers, words, languages)
    move_towns(headers, places_of)
    move_tails(headers, words, languages, places_of)
    move_thirds(headers, words, languages)
    give_back(headers)
    drop_tasks(headers, words, languages)
    drop_initials(headers, words, languages)
    seen: Counter[str] = Counter()
    edges = right_edges(rows)
    for parts, _ in headers:
        seen.update({p.text.casefold() for way in groups(parts, edges) for p in way})
    scorer = Scorer(words, languages, seen, places_of)
    readings = [readings_of(parts, scorer, edges) for parts, _ in headers]
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
    picks = [_choose(options, votes, total) for options in readings]
    sum_up(picks, readings, blocks, scorer)
    under_totals(picks, readings, blocks, scorer)
    sentences = [first_sentence(rows, block) for block in blocks]
    over_openings(picks, readings, sentences, words, languages)
    untitled = [pick is None or pick.title is None for pick in picks]
    openings = titles_of(rows, blocks, sentences, untitled, words, languages) if any(untitled) else [None] * len(picks)
    homeless = [pick is not None and pick.title is not None and pick.employer is None for pick in picks]
    houses = houses_of(rows, blocks, sentences, homeless, words, languages)
    placed = sum([bool(places) for _, places in headers])
    for (_parts, places), options, picked, opening, home, block in zip(
        headers, readings, picks, openings, houses, blocks, strict=True
    ):
        chosen = _with_field(picked, _parts, scorer) if picked else None
        title = _piece(chosen.title) if chosen and chosen.title else opening
        house = _undescribed(chosen.employer) if chosen and chosen.employer else None
        if house is not None and title is not None:
            # Why: before a region stands its town ("Acme S.A., Ordizia (Gipuzkoa)").
            region = bool(places) and 0 <= places[0].start - house.stop <= _CLOSE
            usual = region or (not places and placed > 0)
            end = town_behind(house.text, places_of, words, usual=usual)
            end = end if end is not None else town_dashed(house.text, places_of, words, region=region)
            end = end if end is not None or places else town_legal(house.text, places_of)
            if end is not None:
                house = _cut_off(house, end, places)
        own = _piece(house) if house else home
        if (title is None) != (own is None) and (told_in := title or own) is not None:
            title, own = _title_behind(told_in, words, languages) or (title, own)
        used = {id(chosen.title), id(chosen.employer)} if chosen else set()
        rest = tuple([_piece(p) for p in _parts if chosen is None or not _within(p, chosen, used)])
        if own is not None and result and _is_same(own.text, words):
            own = result[-1].employer or own
        if own is None and title is not None:
            # Why: several positions under one employer; its name stands once, above the first. A leave may be nobody's.
            own = None if words.leaves(languages).tells(title.text, alone=True) else employer
        elif own is not None and words.section_of(own.text) != "career_break":
            # Why: an employer below the title is that of one job ("Support Agent" over "Foo Ltd, Leeds").
            employer = own if _leads(own, title, block, rows) else None
        unsure = chosen is not None and _turns(chosen, options, votes, total)
        result.append(Names(title, own, _piece(places[0]) if places else None, rest, unsure))
    return result


def _is_same(name: str, words: Words) -> bool:
    """Say whether a name points to the employer above ("same hotel", "la misma empresa"); "SAME Deutz" is a house."""
    said, _, noun = name.rpartition(" ")
    return bool(said) and noun.islower() and fold(said) in words.said_of_jobs("same")


def _with_field(chosen: Reading, parts: Sequence[Part], scorer: Scorer) -> Reading:
    """Return a reading whose title takes the field of work behind it, where something else is the employer.

    Why: "Lead Buyer, Elektronik" below "Acme Ltd": nothing else wants its last word.
    """
    title, employer = chosen.title, chosen.employer
    if title is None or employer is None or title.field:
        return chosen
    for before, part in pairwise(parts):
        if before.stop != title.stop or (before.slot, before.cell) != (part.slot, part.cell):
            continue
        free = not (employer.start <= part.start < employer.stop) and not part.field and not part.task
        if free and part.strength in _INSIDE and part.start >= title.stop and scorer(part.text)[1] < _HOUSE:
            text = f"{title.text}{part.joint}{part.text}"
            return replace(chosen, title=replace(title, text=text, stop=part.stop))
    return chosen


# Strengths of the cuts that may stand inside of a title: comma, dash, slash.
_INSIDE = (0, 1, -2)
# Unit: points of `Scorer`; a proper name that no list has gets 0.2.
_HOUSE = 0.3


def _title_behind(name: Piece, words: Words, languages: Sequence[str]) -> tuple[Piece, Piece] | None:
    """Return title and employer of a name that holds both: "Acme (Claims Handler)"."""
    both = _TITLE_BEHIND.match(name.text)
    if both is None or name.span is None or words.title_score(both[1], languages) >= 0.25:
        return None
    if words.title_score(both[2], languages) < 0.25:
        return None
    at = name.span.start
    house, title = (Span(at + both.start(n), at + both.end(n)) for n in (1, 2))
    return Piece(both[2], title), Piece(both[1], house)


def _drop_headings(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Leave out what heads a section or a part of one ("Description", "Skills") where something else is a name."""
    for parts, _ in headers:
        alone = Counter([(p.slot, p.cell) for p in parts])
        heads = [
            p
            for p in parts
            if p.slot
            and not p.field
            and alone[p.slot, p.cell] == 1
            and _heads_text(p.text, words, languages)
            and words.title_score(p.text, languages) < 0.25
        ]
        heads += [p for p, behind in pairwise(parts) if behind.joint == ": " and _heads_jobs(p, words, languages)]
        if len(heads) < len(parts):
            parts[:] = [p for p in parts if p not in heads]


def _heads_jobs(part: Part, words: Words, languages: Sequence[str]) -> bool:
    """Say whether a part stands before a job in its line: "Earlier career: Teller, Acme", "In parallel: Trainer"."""
    if fold(part.text) in words.said_of_jobs("alongside"):
        return True
    return not part.order and not part.field and words.section_of(part.text, languages) == "experience"


def _heads_text(text: str, words: Words, languages: Sequence[str]) -> bool:
    kind = words.section_of(text, languages)
    # Why: "Stage" and "Internship" head parts too, and are titles.
    return kind in _NO_NAMES or (kind is None and words.is_inner(text, languages) and not words.is_contract(text))


_NO_NAMES = frozenset(
    ("experience", "education", "skills", "languages", "interests", "references", "summary", "contact")
)


def _undescribed(part: Part) -> Part:
    """Return a name without the note behind it ("Strachan Electrical (sole trader)")."""
    m = _NOTE.search(part.text)
    return part.until(m.start()) if m else part


# Unit: letters between a town and its region.
_CLOSE = 3


def _cut_off(house: Part, end: int, places: list[Part]) -> Part:
    """Return a name that ends there; what follows it is its place."""
    town = house.text[end:].lstrip(" ,;:–—－-")
    places.insert(0, replace(house, text=town, start=house.stop - len(town)))
    return house.until(end)


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


def _leads(house: Piece, title: Piece | None, block: Block, rows: Sequence[Row]) -> bool:
    """Say whether the name of an employer may be that of the next jobs too: before the title, or in a table."""
    if title is None or title.span is None or house.span is None or house.span.start < title.span.start:
        return True
    return rows[block.anchor.row].table or len(rows[block.anchor.row].cells) > 1


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

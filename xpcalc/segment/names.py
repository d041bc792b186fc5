"""Header cells of all blocks -> title, employer, place of each, decided jointly over the document.

Every reading of a header (which words are the title, which the employer) gets points for its words; the readings that
win most often over the document then lend weight to the same order, typography and place in the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from xpcalc.dates import Grammar
from xpcalc.language import Words, fold
from xpcalc.model import DateRange, Piece, Span
from xpcalc.record import dataclass
from xpcalc.segment.anchor import lies_in
from xpcalc.segment.block import Block
from xpcalc.segment.clients import drop_clients
from xpcalc.segment.headers import (
    drop_initials,
    drop_tasks,
    give_back,
    move_places,
    move_tails,
    move_towns,
    part_hyphened,
    part_stroked,
    part_titled,
    part_unmarked,
)
from xpcalc.segment.parts import Header, Part, parts_of
from xpcalc.segment.places import Places, tails_of
from xpcalc.segment.rows import Row, label
from xpcalc.segment.scorer import Scorer
from xpcalc.segment.separators import SENTENCE, SHORTENED
from xpcalc.segment.told import told
from xpcalc.segment.towns import town_behind, town_dashed, town_legal

_NOTE = re.compile(r"(?<!\s)\s+\((?=\s?[a-zà-ÿ\d])[^()]*\)$")
_TITLE_BEHIND = re.compile(r"^([^()]{2,60}\S) \(([^()]{4,60})\)$")
# Unit: points of a reading. Source: measured; of the headers within it every fourth was the other way round.
_NEARLY = 0.8


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
    drop_clients(headers, blocks, words, languages)
    part_hyphened(headers, places_of)
    part_unmarked(headers, places_of)
    part_stroked(headers, words, languages)
    part_titled(headers, words, languages)
    move_places(headers, words, languages)
    move_towns(headers, places_of)
    move_tails(headers, words, languages, places_of)
    give_back(headers)
    drop_tasks(headers, words, languages)
    drop_initials(headers, words, languages)
    seen: Counter[str] = Counter()
    edges = _right_edges(rows)
    for parts, _ in headers:
        seen.update({p.text.casefold() for way in _groups(parts, edges) for p in way})
    scorer = Scorer(words, languages, seen, places_of)
    readings = [_readings(parts, scorer, edges) for parts, _ in headers]
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
    _sum_up(picks, readings, blocks, scorer)
    _under_totals(picks, readings, blocks, scorer)
    sentences = [_opening(rows, block) for block in blocks]
    _over_openings(picks, readings, sentences, words, languages)
    untitled = [pick is None or pick.title is None for pick in picks]
    openings = _openings(rows, blocks, sentences, untitled, words, languages) if any(untitled) else [None] * len(picks)
    placed = sum([bool(places) for _, places in headers])
    for (_parts, places), options, picked, opening in zip(headers, readings, picks, openings, strict=True):
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
        own = _piece(house) if house else None
        if (title is None) != (own is None) and (told_in := title or own) is not None:
            title, own = _title_behind(told_in, words, languages) or (title, own)
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


def _sum_up(
    picks: list[Reading | None], readings: Sequence[list[Reading]], blocks: Sequence[Block], scorer: Scorer
) -> None:
    """Read a lone name as the employer where its dates hold those of the titles below it.

    Why: "Acme – Leeds (2018 – 2023)" over "Team Manager | 2021 – 2023" and "Agent | 2018 – 2021".
    """
    for n, (whole, inner) in enumerate(pairwise(picks)):
        if whole is None or inner is None or whole.title is None or inner.title is None:
            continue
        if whole.employer is not None or inner.employer is not None or whole.title.field:
            continue
        house = scorer(whole.title.text)[0] < _INNER < scorer(inner.title.text)[0]
        if house and whole.whole and lies_in(blocks[n + 1].anchor.dates, blocks[n].anchor.dates):
            turned = [o for o in readings[n] if o.title is None and o.employer is not None]
            picks[n] = turned[0] if turned else whole


# Unit: points of a title.
_INNER = 0.4


def _under_totals(
    picks: list[Reading | None], readings: Sequence[list[Reading]], blocks: Sequence[Block], scorer: Scorer
) -> None:
    """Read a dated line without a title or a text as the employer of the posts below it, whose dates its own hold.

    Why: below "ACME, Leeds   2009 – 2016" stand "Team Lead, Technical Support (2012 – 2016)" and "Agent (2009 – 2012)";
    what follows their titles is a field of work.
    """
    for n, options in enumerate(readings):
        block = blocks[n]
        if block.body or block.below or any([o.title and scorer(o.title.text)[0] >= _INNER for o in options]):
            continue
        house = next((o for o in options if o.title is None and o.employer is not None), None)
        posts: dict[int, Reading] = {}
        for k in range(n + 1, len(blocks)):
            post = _post(readings[k], picks[k], scorer)
            if post is None or not lies_in(blocks[k].anchor.dates, block.anchor.dates):
                break
            posts[k] = post
        # Why: "Clerk, Acme" may be a job of its own in the years of another.
        filled = _fill([blocks[k].anchor.dates for k in posts], block.anchor.dates)
        own = any([pick.title and pick.employer for k in posts if (pick := picks[k])])
        if house is not None and posts and (filled or not own):
            picks[n] = house
            for k, post in posts.items():
                picks[k] = post


def _over_openings(
    picks: list[Reading | None],
    readings: Sequence[list[Reading]],
    openings: Sequence[Piece | None],
    words: Words,
    languages: Sequence[str],
) -> None:
    """Read a lone name as the employer where a title opens its text, as most others of the document are read.

    Why: "Óptica Sol (2012 – 2018)" over "Vendedora. Atención al público"; an "óptica" is a person as well.
    """
    titled = [o is not None and words.title_score(o.text, languages) >= _INNER for o in openings]
    lone = [
        n for n, pick in enumerate(picks) if titled[n] and pick and pick.whole and not (pick.title and pick.employer)
    ]
    seats = Counter([(p.employer.slot, p.employer.look) for n in lone if (p := picks[n]) and p.employer])
    names = [(n, p.title) for n in lone if (p := picks[n]) and p.title and not p.title.field]
    for n, name in names:
        if seats[name.slot, name.look] >= max(2, len(names)):
            turned = [o for o in readings[n] if o.title is None and o.employer and o.employer.start == name.start]
            picks[n] = turned[0] if turned else picks[n]


def _fill(posts: Sequence[DateRange], whole: DateRange) -> bool:
    """Say whether one of the posts begins when the whole does, and one ends when it does."""
    starts = any([post.start == whole.start for post in posts])
    return starts and any([post.ongoing if whole.ongoing else post.end == whole.end for post in posts])


def _post(options: Sequence[Reading], picked: Reading | None, scorer: Scorer) -> Reading | None:
    """Return the reading of a header that names a title and nobody's house; None where it names a house of its own."""
    alone = [o for o in options if o.title is not None and o.employer is None]
    titled = [o for o in alone if o.title and not o.title.field and scorer(o.title.text)[0] >= _INNER]
    if picked is None or not titled:
        return None
    title, house = picked.title, picked.employer
    if title is not None and house is not None:
        beside = (house.slot, house.cell) == (title.slot, title.cell) and house.start > title.start
        if not beside or house.field or scorer(house.text)[1] >= _OWN_HOUSE or house.strength > 1:
            return None
    return next((o for o in alone if o.whole), titled[0])


# Unit: points of a house. A legal form has more, "Device Development Group" has not.
_OWN_HOUSE = 0.75


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


def _openings(
    rows: Sequence[Row],
    blocks: Sequence[Block],
    sentences: Sequence[Piece | None],
    untitled: Sequence[bool],
    words: Words,
    languages: Sequence[str],
) -> list[Piece | None]:
    """Return the titles that texts of jobs open with, in one of their first sentences or on a line of their own.

    "2016 – 2021  Acme" over "Cashier. Kept the books", or over "• Cashier" and "• Kept the books".
    """
    result: list[Piece | None] = [None] * len(blocks)
    lines = [_first_line(rows, block) if bare else None for block, bare in zip(blocks, untitled, strict=True)]
    for pieces, alone in ((sentences, False), (lines, True)):
        found = [piece if bare else None for piece, bare in zip(pieces, untitled, strict=True)]
        titles = [piece is not None and words.title_score(piece.text, languages) >= 0.5 for piece in found]
        # Why: where most texts open so, what opens the others is a title that no list has.
        among = sum(untitled) if alone else len(titles)
        usual = sum(titles) >= 2 and 3 * sum(titles) >= 2 * among
        bare = [block for block, none in zip(blocks, untitled, strict=True) if none]
        usual = usual or (
            alone and len(bare) > 1 and any(titles) and all([_bold_over_plain(rows, block) for block in bare])
        )
        for n, (piece, title) in enumerate(zip(found, titles, strict=True)):
            # Why: a line of its own may be a task; a first sentence of few words hardly is.
            if result[n] is None and (usual if alone else title or usual):
                result[n] = piece
    return result


def _opening(rows: Sequence[Row], block: Block) -> Piece | None:
    """Return the short first sentence of the text of a job."""
    cell = rows[block.body[0]].cells[0] if block.body else None
    stop = SENTENCE.search(cell.text) if cell is not None and not cell.bullet else None
    if cell is None or stop is None or stop.start() > _TITLE:
        return None
    return Piece(cell.text[: stop.start()], Span(cell.span.start, cell.span.start + stop.start()))


def _bold_over_plain(rows: Sequence[Row], block: Block) -> bool:
    """Say whether the text of a job opens with a line in bold over one that is not."""
    first = [rows[i].cells[0] for i in block.body[:2]]
    return len(first) == 2 and first[0].bold and not first[1].bold


def _first_line(rows: Sequence[Row], block: Block) -> Piece | None:
    """Return the short first line of the text of a job, item of a list or not, without its full stop."""
    cell = rows[block.body[0]].cells[0] if len(block.body) > 1 else None
    text = cell.text.rstrip(" .") if cell is not None else ""
    if cell is None or not 2 < len(text) <= _TITLE or not text[0].isupper():
        return None
    # "Backoffice Dpto. Internacional"
    if any([not before.casefold().endswith(SHORTENED) for before in text.split(". ")[:-1]]):
        return None
    return Piece(text, Span(cell.span.start, cell.span.start + len(text)))


# Unit: characters. A longer sentence is a task.
_TITLE = 50


def _undescribed(part: Part) -> Part:
    """Return a name without the note behind it ("Strachan Electrical (sole trader)")."""
    m = _NOTE.search(part.text)
    return replace(part, text=part.text[: m.start()], stop=part.start + m.start()) if m else part


# Unit: letters between a town and its region.
_CLOSE = 3


def _cut_off(house: Part, end: int, places: list[Part]) -> Part:
    """Return a name that ends there; what follows it is its place."""
    town = house.text[end:].lstrip(" ,;:–—－-")
    places.insert(0, replace(house, text=town, start=house.stop - len(town)))
    return replace(house, text=house.text[:end], stop=house.start + end)


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


# Unit: points that a cut of this strength takes from a reading; cells and bars part names for sure.
_COSTS = {0: 0.28, 1: 0.15, -1: 0.4, -2: 0.3}


# Left edge of a column, in points -> how far its two longest lines reach.
Edges = Mapping[int, tuple[float, float]]


def _right_edges(rows: Sequence[Row]) -> Edges:
    """Return how far the columns of a section reach."""
    found: dict[int, list[float]] = {}
    for row in rows:
        for cell in row.cells:
            found.setdefault(round(cell.x0 / 2), []).append(cell.x1)
    return {edge: tuple(sorted(ends)[-2:]) for edge, ends in found.items() if len(ends) > 1}  # type: ignore[misc]


def _is_full(a: Part, b: Part, edges: Edges) -> bool:
    """Say whether the first word of part b had no room behind part a, as other lines of the column show."""
    if not a.x1:
        return False
    second, longest = edges.get(round(a.x0 / 2), (0.0, 0.0))
    right = longest if a.x1 < longest - 1 else second
    return a.x1 + b.pitch * (len(b.text.partition(" ")[0]) + 1) > right > a.x1 - 2


def _groups(parts: list[Part], edges: Edges) -> list[list[Part]]:
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
        while len(chain) < 3 and (below := _next_line(by_cell, chain[-1], edges)) is not None:
            chain.append(below)
            lines = [by_cell[k][-1] for k in chain]
            first = lines[0]
            joined = replace(
                first,
                text=" ".join([p.text for p in lines]),
                stop=lines[-1].stop,
                # Why: what begins with a bracket or a small letter cannot begin a name of its own.
                wrapped=not all(
                    [p.text[0] == "(" or p.text[0].islower() or _is_full(a, p, edges) for a, p in pairwise(lines)]
                ),
            )
            kept = [[*cell[:-1], joined] if k == n else cell for k, cell in enumerate(by_cell) if k not in chain[1:]]
            ways.append([p for cell in kept for p in cell])
    return ways


def _next_line(by_cell: Sequence[list[Part]], at: int, edges: Edges) -> int | None:
    """Return the cell that goes on where this one breaks; text beside the column may stand between them."""
    last = by_cell[at][-1]
    # Why: below "Agent, Acme" stands a name of its own, or a town; behind a bar or "at" a house may break.
    own = len(by_cell[at]) > 1 and last.strength in (0, -2)
    for k in range(at + 1, min(at + 4, len(by_cell))):
        if len(by_cell[k]) == 1 and _wraps(last, by_cell[k][0]):
            # Why: a name that breaks had no room for its next word.
            return None if own and not _is_full(last, by_cell[k][0], edges) else k
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
                text = last.text + (cell[k].joint if gap else "") + cell[k].text
                # Why: "Staff Nurse, Trauma Ward at Acme" is not cut at the comma to be joined at the stronger word.
                if cell[k].strength == 1 and last.order and last.strength == 0:
                    break
                joined[-1] = replace(last, text=text, stop=cell[k].stop)
            else:
                joined.append(cell[k])
        else:
            ways.append(joined)
    return ways


def _readings(parts: list[Part], scorer: Scorer, edges: Edges) -> list[Reading]:
    scored: list[tuple[float, int, Part | None, Part | None, bool]] = []
    named = [p for p, following in pairwise([*parts, None]) if p is not None and not scorer.beside(p, following)]
    for way in _groups([p for p in named if p.field != "contract" and not label(p.text)], edges):
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
                        score += _together(way, t, e) - 0.12 * _is_field(way, worth, t, e)
                    score -= 0.2 * (t >= 0 and _is_short(way, t, e))
                    whole = n == (t >= 0) + (e >= 0)
                    names = way[t] if t >= 0 else None, way[e] if e >= 0 else None
                    # Why: what is as good comes in this order, whatever the last digit of a sum.
                    scored.append((round(score, 9), len(scored), *names, whole))
    scored.sort(key=lambda r: (-r[0], r[1]))
    return [Reading(t, e, score, _features(t, e), whole) for score, _, t, e, whole in scored[:24]]


def _as_title(way: list[Part], at: int, worth: tuple[float, float], scorer: Scorer) -> float:
    """Points of reading a part as the title."""
    part = way[at]
    score = 1.1 * worth[0] - 0.7 * max(worth[1], 0.0)
    if scorer.again(part.text):
        score += 0.08
    if scorer.longer(part, way, at):
        # "VP" is always followed by "Customer Operations" in this document: one title.
        score -= 0.35
    return score + _said(part, "title") - _late(at) - 0.5 * part.task


def _as_employer(part: Part, at: int, worth: tuple[float, float], scorer: Scorer) -> float:
    """Points of reading a part as the employer."""
    score = worth[1] - 0.8 * worth[0]
    if scorer.again(part.text):
        score += 0.15
    return score + _said(part, "employer") - _late(at) - 0.5 * part.task


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


def _is_short(way: list[Part], t: int, e: int) -> bool:
    """Say whether a title leaves words over that only a comma parts from it ("Manager, North and South")."""
    if t + 1 >= len(way) or t + 1 == e:
        return False
    title, rest = way[t], way[t + 1]
    return not rest.strength and (title.slot, title.cell) == (rest.slot, rest.cell)


def _is_field(way: list[Part], worth: list[tuple[float, float]], t: int, e: int) -> bool:
    """Say whether part e is rather the field of a title behind a comma, since another part may be the employer.

    Why: "Regional Manager, North and Scotland" over "Acme".
    """
    title, field = way[t], way[e]
    if e != t + 1 or field.strength or (title.slot, title.cell) != (field.slot, field.cell):
        return False
    left = [k for k in range(len(way)) if k not in (t, e) and way[k].strength and way[k].text[-1] != "."]
    # Why: some houses write themselves small ("Manager, North and Scotland - eastfold").
    behind = (
        e + 1 in left and way[e + 1].strength > 0 and (way[e + 1].slot, way[e + 1].cell) == (field.slot, field.cell)
    )
    houses = [k for k in left if worth[k][1] >= worth[e][1] - 0.05 or (behind and k == e + 1)]
    return any([worth[k][0] < 0.3 for k in houses])


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

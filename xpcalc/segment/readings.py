"""The parts of one header -> the ways to read it: which part is the title, which the employer, and what speaks for it.

To weigh another sign of a reading: `_as_title`, `_as_employer` and `_together`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xpcalc.record import dataclass
from xpcalc.segment.parts import Part
from xpcalc.segment.rows import Row, label
from xpcalc.segment.scorer import Scorer


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a header."""

    title: Part | None
    employer: Part | None
    score: float
    features: tuple[object, ...]
    whole: bool = True  # no part of the header is left over


# Unit: points that a cut of this strength takes from a reading; cells and bars part names for sure.
_COSTS = {0: 0.28, 1: 0.15, -1: 0.4, -2: 0.3}


# Left edge of a column, in points -> how far its two longest lines reach.
Edges = Mapping[int, tuple[float, float]]


def right_edges(rows: Sequence[Row]) -> Edges:
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


def groups(parts: list[Part], edges: Edges) -> list[list[Part]]:
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


def readings_of(parts: list[Part], scorer: Scorer, edges: Edges) -> list[Reading]:
    """Return the best ways to read a header, the best first."""
    scored: list[tuple[float, int, Part | None, Part | None, bool]] = []
    named = [p for p, following in pairwise([*parts, None]) if p is not None and not scorer.beside(p, following)]
    for way in groups([p for p in named if p.field != "contract" and not label(p.text)], edges):
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

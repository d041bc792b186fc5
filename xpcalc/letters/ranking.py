"""Names with points -> the likeliest first; a part of a fuller name speaks for the fuller one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xpcalc.letters.finds import Find
from xpcalc.letters.words import folded
from xpcalc.record import dataclass

# Source: hand-made. Points beside those of finds.py (a label 8, a pattern 2 to 7, a legal form 3).
_OTHERS = 0.35  # share of the points of a name's other places
_MOST_PLACES = 4
_LEAST, _LEAST_PERSON = 0.5, 0.4  # points of a name that is taken


@dataclass(frozen=True, slots=True)
class Choice:
    """The name taken and the next best. Shape: `lead` is by how many points it leads."""

    find: Find
    points: float
    other: str = ""
    lead: float = 99.0


def best_of(finds: Sequence[Find], slot: str) -> Find | None:
    """Return the surest find of a slot, of equals the first."""
    return max((f for f in finds if f.slot == slot), key=lambda f: (f.weight, -f.span.start), default=None)


def key_of(text: object) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(word for word in folded(str(text)).split() if word.isalnum())


def inside(words: tuple[str, ...], houses: set[tuple[str, ...]]) -> bool:
    """Say whether a name is a run of words inside the name of a house."""
    return any(
        house[at : at + len(words)] == words for house in houses for at in range(len(house) - len(words) + 1) if words
    )


def same(one: Find, other: Find) -> bool:
    """Say whether two names are one, or one is a part of the other."""
    a, b = key_of(one.value), key_of(other.value)
    return a == b or inside(a, {b}) or inside(b, {a})


def led(ranked: Sequence[Choice], at: int, other: Find | None) -> Choice | None:
    """Return the choice with its rival: the best of the others that is not taken otherwise."""
    if at < 0:
        return None
    rivals = [c for n, c in enumerate(ranked) if n != at and (other is None or not same(c.find, other))]
    if not rivals:
        return ranked[at]
    return replace(ranked[at], other=str(rivals[0].find.value), lead=ranked[at].points - rivals[0].points)


def ranked(finds: Sequence[Find], against: Mapping[tuple[str, ...], float], least: float = _LEAST) -> list[Choice]:
    """Return each name with its points, the most first; a part of a fuller name speaks for the fuller one."""
    groups: dict[tuple[str, ...], list[Find]] = {}
    for find in finds:
        groups.setdefault(key_of(find.value), []).append(find)
    groups.pop((), None)
    points: dict[tuple[str, ...], float] = {}
    for words, group in groups.items():
        # Why one for each place: patterns and scans find the same place again.
        places: dict[int, float] = {}
        for find in group:
            places[find.span.start] = max(places.get(find.span.start, -9.0), find.weight)
        ranked = sorted(places.values(), reverse=True)
        points[words] = ranked[0] + _OTHERS * sum(max(each, 0.0) for each in ranked[1:_MOST_PLACES])
        points[words] += against.get(words, 0.0)
    for words in sorted(groups, key=len):
        fuller = [k for k in groups if k != words and len(k) > len(words) and set(words) <= set(k)]
        fuller = [k for k in fuller if points[k] >= 0.3 * points[words] and points[k] > 0]
        # Why: the first line of a letterhead is a name as it stands: "Cabinet vétérinaire des Tilleuls Sàrl".
        ends = [k for k in fuller if k[-len(words) :] == words]
        whole = any(f.sure and f.order == 0 and f.passage == 0 for k in ends for f in groups[k])
        if fuller and any(f.sure for f in groups[words]) and not whole:
            # Why: "Director of People, Tern Ltd" is no fuller name of Tern Ltd.
            rival = max(fuller, key=lambda k: points[k])
            if points[rival] < points[words] or not any(f.sure for f in groups[rival]):
                points[words] += _OTHERS * points[rival]
                points[rival] = 0.0
                continue
        if fuller:
            other = max(fuller, key=lambda k: points[k])
            points[other] = max(points[other], points[words]) + _OTHERS * min(points[other], max(points[words], 0.0))
            points[words] = 0.0
    order = sorted(points, key=lambda k: (-points[k], min(f.span.start for f in groups[k])))
    return [Choice(max(groups[k], key=lambda f: (f.sure, f.weight)), points[k]) for k in order if points[k] >= least]


__all__ = ["Choice", "best_of", "inside", "key_of", "led", "ranked", "same"]

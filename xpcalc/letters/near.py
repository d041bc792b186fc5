"""Words around a date -> what the date is: each word that stands near is a weak sign, the strongest sum decides.

To teach it a word, add it to `near` in rules/letters/<language>.yaml; to add a role, a weight in `_WEIGHTS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from xpcalc.language import strip_accents

# Source: hand-made. `since`, `until` and `by` speak only right in front of a date, the others on both sides of it.
_WEIGHTS = MappingProxyType(
    {
        "since": ("start", 2.6), "until": ("end", 2.8), "by": ("never", 2.6), "start": ("start", 3.0),
        "end": ("end", 3.0), "never": ("never", 3.8), "issued": ("issued", 2.2), "moved": ("moved", 3.4),
        "work": ("start", 1.0), "pause": ("pause", 3.0), "apart": ("never", 6.2),
    }
)  # fmt: skip
ROLES = frozenset(_WEIGHTS)
_CLOSE = frozenset(("since", "until", "by"))  # how these speak: see _WEIGHTS
_REACH = 2  # words between such a word and its date
_BEFORE, _BEHIND = 16, 12  # words read on each side
_FADES, _FADES_APART = 0.06, 0.16  # how much each word in between takes off: of "never" beside a range more
_RIGHT = 0.75  # a word behind a date says less than one in front of it
_OTHERS = 0.35  # ... a word that stands nearer to another date
_ALSO = 0.25  # share of the second sign of one kind
_LONG_LABEL = 0.99  # share at which words that need a date right behind them say nothing
_STOPS = frozenset((".", ";", "|", "!", "?"))
_CONJUNCTIONS = frozenset("and und y e et then luego puis ;".split())
LEAST, MARGIN = 1.0, 0.15  # points of a role, and how much more than those of any other


# Why not from tokens.py: it reads the words that these signs are a part of.
_RANGE = "{period}"
_DATED = frozenset(("{date}", _RANGE))


class Role(NamedTuple):
    """What a date is most likely: the role, its points and by how much it leads."""

    name: str
    points: float
    lead: float


class Near:
    """The signs of some languages, compiled once."""

    __slots__ = ("_signs",)

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._signs = tuple([(role, found) for role in _WEIGHTS if (found := search_of(phrases.get(role) or ()))])

    def of_words(self, text: str) -> Role:
        """Return what the date beside a label is; the label is folded."""
        points = dict.fromkeys((role for role, _ in _WEIGHTS.values()), 0.0)
        words = text.split()
        # Why: "Agente de Atención al Cliente" is no label of an end.
        self._add(points, words, 1.0 if len(words) <= _REACH else _LONG_LABEL, before=True)
        return best_role(points)

    def of_date(self, said: Sequence[str], at: int) -> Mapping[str, float]:
        """Return the points of each role for the date, or range of dates, at this token of a sentence."""
        points = dict.fromkeys((role for role, _ in _WEIGHTS.values()), 0.0)
        ranged = said[at] == _RANGE
        first = at
        while first and said[first - 1] not in _STOPS and at - first < _BEFORE:
            if said[first - 1] in _DATED:
                break
            first -= 1
        shared = first > 0 and said[first - 1] in _DATED
        own = first
        if shared:
            own = next((n + 1 for n in range(at - 1, first - 1, -1) if said[n] in _CONJUNCTIONS), first)
        self._add(points, said[own:at], 1.0, before=True, ranged=ranged)
        if own > first:
            self._add(points, said[first:own], _OTHERS, before=True, away=at - own, ranged=ranged)
        stop = at + 1
        while stop < len(said) and said[stop] not in _STOPS and stop - at <= _BEHIND:
            if said[stop] in _DATED:
                break
            stop += 1
        last = stop
        if stop < len(said) and said[stop] in _DATED:
            last = next((n for n in range(stop - 1, at, -1) if said[n] in _CONJUNCTIONS), at + 1)
        self._add(points, said[at + 1 : last], _RIGHT, before=False, ranged=ranged)
        if last < stop:
            self._add(points, said[last:stop], _OTHERS * _RIGHT, before=False, away=last - at - 1, ranged=ranged)
        return points

    def _add(
        self,
        points: dict[str, float],
        tokens: Sequence[str],
        share: float,
        *,
        before: bool,
        away: int = 0,
        ranged: bool = False,
    ) -> None:
        if not tokens:
            return
        text = " ".join(tokens) + " "
        for name, sign in self._signs:
            role, weight = _WEIGHTS[name]
            best = 0.0
            for hit in sign.finditer(text):
                distance = away + (text.count(" ", hit.end()) if before else text.count(" ", 0, hit.start()))
                if name == "pause" and not before:
                    continue
                if name in _CLOSE and (not before or distance > _REACH or share < 1):
                    continue
                fades = _FADES_APART if ranged and name in ("never", "apart") else _FADES
                best = max(best, weight * share * max(0.0 if ranged else 0.3, 1 - fades * distance))
            if best:
                points[role] = max(points[role], best) + _ALSO * min(points[role], best)


def best_role(points: Mapping[str, float]) -> Role:
    """Return the role with the most points."""
    name = max(points, key=lambda role: points[role])
    second = max((value for role, value in points.items() if role != name), default=0.0)
    return Role(name, points[name], points[name] - second)


def search_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return one search for phrases of folded words; "word*" begins, "*word" ends like it."""
    found = []
    for phrase in phrases:
        words = [
            ("[^\\W\\d_]*" if word.startswith("*") else "")
            + re.escape(strip_accents(word.strip("*").lower()))
            + ("[^\\W\\d_]*" if word.endswith("*") else "")
            for word in phrase.split()
        ]
        found.append(" ".join(words))
    return re.compile(rf"(?<!\S)(?:{'|'.join(found)}) ") if found else None


__all__ = ["LEAST", "MARGIN", "ROLES", "Near", "Role", "best_role", "search_of"]

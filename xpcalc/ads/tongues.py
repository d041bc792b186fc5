"""Text of a run -> languages with their levels. To add a level word: `languages` in rules/ads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from xpcalc.ads.words import AdWords
from xpcalc.criteria.language import LEVELS, NAMES, levels_in

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Tongue:
    """Languages of one list and the level they share; no level = the words name none."""

    codes: tuple[str, ...]
    any: bool
    level: str | None
    start: int
    stop: int


def tongues(text: str, folded: str, words: AdWords) -> tuple[Tongue, ...]:
    """Return the languages named, in lists, each with its level."""
    hits = [
        (hit.start(), hit.end(), NAMES[hit[0]])
        for hit in _WORD.finditer(folded)
        # Why: "polish" and "chino" are words too; English and German write languages with a capital.
        if hit[0] in NAMES
        and (text[hit.start()].isupper() or hit[0] not in ("polish", "polaco", "rus", "turc", "arab"))
    ]
    if not hits:
        return ()
    lists: list[list[tuple[int, int, str]]] = [[hits[0]]]
    for one, two in pairwise(hits):
        between = folded[one[1] : two[0]]
        if _only_list(between, words):
            lists[-1].append(two)
        else:
            lists.append([two])
    edges = [0, *(group[0][0] for group in lists[1:]), len(folded)]
    tails = [folded[group[-1][1] : edges[index + 1]] for index, group in enumerate(lists)]
    heads = [folded[0 : lists[0][0][0]], *tails[:-1]]
    last_has = _level(tails[-1], words) is not None
    first = _level(heads[0], words) is not None and not last_has
    found = []
    taken = False  # the text before a list is the level of the list before it
    for group, head, tail in zip(lists, heads, tails, strict=True):
        level = _level(head if first else tail, words)
        behind = level is not None and not first
        if level is None and (len(lists) == 1 or (not first and not taken)):
            level = _level(tail if first else head, words)
        taken = behind
        between = " ".join([folded[a[1] : b[0]] for a, b in pairwise(group)])
        both = bool(words.lists["and"].search(between)) or bool(words.levels["native"].search(head + tail))
        codes = tuple(dict.fromkeys(code for _, _, code in group))
        found.append(Tongue(codes, len(codes) == 1 or not both, level, group[0][0], group[-1][1]))
    return tuple(found)


def _only_list(between: str, words: AdWords) -> bool:
    for name in ("or", "and"):
        between = words.lists[name].sub(" ", between)
    return not re.search(r"[^\W_]", between)


def _level(text: str, words: AdWords) -> str | None:
    """Return the level that a text names; None for none, or for two that differ."""
    codes, spoken = levels_in(text)
    if codes:
        return LEVELS[min(codes) - 1]
    if words.levels["native"].search(text):
        spoken = spoken or [6]
    elif words.levels["fluent"].search(text):
        spoken = spoken or [5]
    return LEVELS[spoken[0] - 1] if spoken and len(set(spoken)) == 1 else None

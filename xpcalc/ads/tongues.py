"""Text of a run -> languages with their levels. To add a level word: `languages` in rules/ads."""

from __future__ import annotations

import re
from itertools import pairwise

from xpcalc.ads.words import AdWords
from xpcalc.criteria.language import LEVELS, NAMES, levels_in
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: hand-made; German words that a language is written together with.
_JOINED = regex(r"(?:kenntnissen?|niveau|sprachkenntnissen?)$")
_BRACKETS = regex(r"\([^()]*\)")
_WORD = regex(r"[^\W\d_]+")


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
        (hit.start(), hit.end(), NAMES[_name(hit[0])])
        for hit in _WORD.finditer(folded)
        # Why: "polish" and "chino" are words too; English and German write languages with a capital.
        if _name(hit[0]) in NAMES
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
    found = []
    head = folded[: lists[0][0][0]]
    for index, group in enumerate(lists):
        last = index + 1 == len(lists)
        gap = folded[group[-1][1] : len(folded) if last else lists[index + 1][0][0]]
        cut = len(gap) if last else _cut(gap, words)
        level = _own(head, gap[:cut], words)
        between = " ".join([folded[a[1] : b[0]] for a, b in pairwise(group)])
        both = bool(words.lists["and"].search(between)) or bool(words.levels["native"].search(head + gap[:cut]))
        codes = tuple(dict.fromkeys(code for _, _, code in group))
        before = _level(" ".join(head.split()[-2:]), words)
        if len(group) > 1 and level and before and before != level and levels_in(gap[:cut])[0]:
            # Why: "native Spanish and English (C1)": the word before the first is its own, the letters the last one's.
            first = group[0]
            found.append(Tongue((first[2],), True, before, first[0], first[1]))
            group, codes = group[1:], codes[1:]
        found.append(Tongue(codes, len(codes) == 1 or not both, level, group[0][0], group[-1][1]))
        head = gap[cut:]
    return tuple(found)


def _name(word: str) -> str:
    """Return a language without what German joins to it: "deutschkenntnisse"."""
    return _JOINED.sub("", word)


def _cut(gap: str, words: AdWords) -> int:
    """Return where the text between two lists stops to be about the first: at a sign or list word outside brackets."""
    brackets = [(hit.start(), hit.end()) for hit in _BRACKETS.finditer(gap)]
    marks = [hit.start() for hit in re.finditer(r"[,;.]|\s[-–]\s", gap)]
    marks += [hit.start() for name in ("and", "or") for hit in words.lists[name].finditer(gap)]
    # Why: in "English, written and spoken, and German" the last mark parts, but not the comma in front of "and".
    free = sorted(at for at in marks if not any(start < at < stop for start, stop in brackets))
    if not free:
        return brackets[0][1] if brackets else len(gap) if _level(gap, words) else 0
    tight = [at for at in free if not _WORD.search(words.lists["and"].sub(" ", gap[at : free[-1]]))]
    return tight[0]


def _own(head: str, tail: str, words: AdWords) -> str | None:
    """Return the level that the words around a list name: letters first, then what stands closer."""
    for text in (tail, head):
        if levels_in(text)[0]:
            return _level(text, words)
    near = " ".join(head.split()[-5:])
    praised = [hit.end() for hit in words.levels["bad_level"].finditer(near)]
    if _level(tail, words) is not None:
        return _level(tail, words)
    # Why: "fluent German and very good English": the words right before a language are its own.
    return (
        None
        if praised and _level(near[praised[0] :], words) is None and _level(near, words) is None
        else _level(head, words)
    )


def _only_list(between: str, words: AdWords) -> bool:
    for name in ("or", "and"):
        between = words.lists[name].sub(" ", between)
    return not re.search(r"[^\W_]", between)


def leveled(folded: str, words: AdWords) -> bool:
    """Tell whether a text names a level of a language."""
    return bool(levels_in(folded)[0]) or _level(folded, words) is not None


def _level(text: str, words: AdWords) -> str | None:
    """Return the level that a text names; None for none, or for two that differ."""
    codes, spoken = levels_in(text)
    if codes:
        return LEVELS[min(codes) - 1]
    spoken = list(spoken)
    for level, name in ((6, "native"), (5, "fluent"), (4, "upper"), (3, "middle"), (2, "basic")):
        if not spoken and name in words.levels and words.levels[name].search(text):
            spoken.append(level)
    return LEVELS[spoken[0] - 1] if spoken and len(set(spoken)) == 1 else None

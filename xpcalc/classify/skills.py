"""The words of a line -> the tools that it names, and whether it says that tools were changed.

Tools whose name is an ordinary word (Front, Go, Monday) need company: a list of tools, a neighbour, a use cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from xpcalc.classify.texts import Text
from xpcalc.taxonomy import Form, Tables, Taxonomy

_AND = frozenset({"and", "or", "y", "e", "et", "ou", "und", "oder", "en", "of", "o", "u", "i", "plus"})
_ITEM = frozenset(",;|/•·()[]:&+→\t\n▪●◦‣*")
_NEAR = 6
# Source: hand-made; verbs of "moved", which need two tools: they are everyday words.
_MIGRA = ("migra", "migr", "gemigr", "umstieg", "ablosung", "overstap", "basculement")


def skill_hits(text: Text, tables: Tables, company: bool = False) -> list[tuple[str, int, int]]:
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


def _accept(
    text: Text, tables: Tables, sure: list[tuple[str, int, int]], weak: list[tuple[Form, int, int]], company: bool
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


def _is_item(text: Text, first: int, stop: int, use: frozenset[str]) -> bool:
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


def _before(text: Text, index: int) -> str:
    """Return the nearest sign before a word: a letter of the word before, a separator, or "" at the start."""
    rest = text.text[: text.starts[index]].rstrip(" \u00a0\"'“‘«")
    return rest[-1:] if rest else ""


def _after(text: Text, stop: int) -> str:
    rest = text.text[text.stops[stop - 1] :].lstrip(" \u00a0\"'”’»")
    return rest[:1] if rest else ""


def _starts_sentence(text: Text, first: int) -> bool:
    sign = _before(text, first)
    return not sign or sign in ".!?:•-–—*▪●◦‣"


def _written_as(text: Text, first: int, stop: int, form: Form) -> bool:
    raw = text.written(first, stop)
    return raw == form.written or (form.case == "capital" and not form.ambiguous and raw[:1].isupper())


def _near(places: Sequence[tuple[int, int]], first: int, stop: int, reach: int = _NEAR) -> bool:
    return any(0 <= first - b < reach or 0 <= a - stop < reach for a, b in places)


def _same_clause(text: Text, first: int, stop: int) -> bool:
    between = text.text[text.stops[first - 1] : text.starts[stop]]
    return not any(sign in between for sign in ".;!?|") and " but " not in between


def migration(
    text: Text, tables: Tables, taxonomy: Taxonomy, hits: list[tuple[str, int, int]]
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

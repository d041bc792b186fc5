"""Text of a run -> the functions, tools, kinds of tools and sectors in it. To add a name: `names` in rules/ads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpcalc.ads.words import AdWords
from xpcalc.record import dataclass
from xpcalc.regex import regex

_NAME = r"[A-Z][\w.+-]*(?: [A-Z][\w.+-]*)?"
_OR = r"\b(?:or|and|o|y|e|u|ou|et|und|oder)\b"
_STRANGER = regex(rf"\s*(?:[,/]|{_OR})\s*({_NAME}(?:\s*(?:[,/]|{_OR})\s*{_NAME})*)\s*(?:[,/]\s*{_OR}|[,/]|{_OR})\s*")
_BEHIND = regex(rf"\s*(?:[,/]\s*{_OR}|[,/]|{_OR})\s*({_NAME})(?=\s*(?:$|[,/.;)]|{_OR}))")
_BEFORE = regex(rf"(?<![\w.])({_NAME})\s*(?:[,/]\s*{_OR}|[,/]|{_OR})\s*$")
# Source: hand-made; "programa Opera", "the software Front" in the five languages.
_KIND_BEFORE = regex(
    r"\b(?:programa|software|herramienta|sistema|plataforma|aplicacion|ferramenta|logiciel|outil|programm|system|tool"
    r"|platform)\s+$"
)
# Source: hand-made; what is used or known follows, in the five languages.
_USED_BEFORE = regex(
    r"\b(?:experience (?:with|in|of|using)|knowledge of|use of|used|using|familiarity with|proficiency in"
    r"|experiencia (?:con|en)|conocimientos? (?:de|en)|manejo de|uso de|dominio de|experiencia com"
    r"|conhecimentos? (?:de|em)"
    r"|connaissance (?:de|du)|maitrise de|erfahrung mit|kenntnisse in|umgang mit)\s+$"
)
# Source: hand-made; an ordinary word with a capital that stands alone between the signs of a list is a name.
_ALONE_BEFORE = regex(rf"(?:[,;/(]|{_OR})\s*$")
_ALONE_AFTER = regex(rf"\s*(?:$|[,;/).]|{_OR})")
# Source: hand-made; licences for vehicles have letters too: "carné C+E".
_LICENCE = regex(r"\b(?:carnet|carne|permiso|licencia|licen[cs]e|permis|fuhrerschein|carta|clase|class|tipo)\s+$")
SEPARATORS = regex(r"[\s,/&()+:]+")


@dataclass(frozen=True, slots=True)
class Item:
    """A thing named: scheme function, skill, category or industry; offsets in the run."""

    scheme: str
    code: str
    start: int
    stop: int


def items(text: str, folded: str, words: AdWords, listed: bool) -> tuple[Item, ...]:
    """Return the things named in a text, left to right, none overlapping; at one place the longest.

    `listed`: the text is a list item, so that a tool whose name is an ordinary word may stand alone.
    """
    found: list[tuple[int, int, int, Item]] = []

    def add(rank: int, item: Item) -> None:
        found.append((item.start, item.start - item.stop, rank, item))

    for hit in words.leading.finditer(folded):
        add(1, Item("function", "people_management", hit.start(), hit.end()))
    for pattern, code in words.names:
        for hit in pattern.finditer(folded):
            scheme, _, rest = code.rpartition(":")
            add(0, Item(scheme or "function", rest, hit.start(), hit.end()))
    for subject in words.subjects.find(text, folded):
        scheme, _, code = subject.about.partition(":")
        add(2, Item(scheme, code, subject.start, subject.stop))
    for pattern, code in words.categories:
        for hit in pattern.finditer(folded):
            # Why: "help desk" is a place of work, "another help desk" a tool.
            one = re.search(r"(?:another|other|any|a|otra|otro|un|una|algun|outra?|autre)\s$", folded[: hit.start()])
            add(1 if one else 3, Item("category", code, hit.start(), hit.end()))
    kept: list[Item] = []
    for _, _, _, item in sorted(found, key=lambda each: (each[1], each[2], each[0])):
        if not any(item.start < other.stop and other.start < item.stop for other in kept):
            kept.append(item)
    kept += _shortened(text, folded, kept, words)
    kept.sort(key=lambda each: each.start)
    kept = [item for at, item in enumerate(kept) if at == 0 or not _workplace(kept[at - 1], item, folded, words)]
    kept = [item for item, after in zip(kept, [*kept, None][1:], strict=True) if not _manner(item, after, folded)]
    kept = [_product(item, text, folded, kept, words) for item in kept]
    return tuple([item for item in kept if _meant(item, text, folded, kept, words, listed)])


def _shortened(text: str, folded: str, found: Sequence[Item], words: AdWords) -> list[Item]:
    """Return the tools that one word of their name stands for, in a list of their kind or after "experience with"."""
    skills = words.taxonomy.skills
    tools = [each for each in found if each.scheme == "skill"]
    more = []
    for hit in re.finditer(r"(?<![\w.])(?:[A-Z][a-z]{3,}|(?![ABC][12]\b)[A-Z]\d+)(?![\w])", text):
        if any(hit.start() < each.stop and each.start < hit.end() for each in found):
            continue
        place = Item("skill", "", hit.start(), hit.end())
        beside = [each for each in tools if _listed(folded, each, place, words) or _listed(folded, place, each, words)]
        kinds = {skills[each.code].category for each in beside}
        named = words.short.get(hit[0].lower(), ())
        codes = [code for code in named if beside and (skills[code].category in kinds or hit[0][-1].isdigit())]
        before = folded[: hit.start()]
        if not beside and (_KIND_BEFORE.search(before) or _USED_BEFORE.search(before)):
            # Why: "experience with Selene", "programa Opera": one word says which tool if no other has it.
            codes = list(named) if not re.match(r" [A-Z]", text[hit.end() :]) else []
        if len(codes) == 1:
            more.append(Item("skill", codes[0], hit.start(), hit.end()))
    return more


def _workplace(one: Item, two: Item, folded: str, words: AdWords) -> bool:
    """Tell whether a function says only where people are led: "managing teams in a contact centre"."""
    if one.code != "people_management" or two.scheme != "function" or two.code == one.code:
        return False
    between = folded[one.stop : two.start]
    lists = words.lists["and"].search(between) or words.lists["or"].search(between)
    return not lists and not re.search(r"[,;:(]|\d", between) and len(between.split()) <= 3


def _listed(folded: str, one: Item, two: Item, words: AdWords) -> bool:
    """Tell whether nothing but signs, "and" or "or" stands between two things."""
    between = folded[one.stop : two.start] if one.stop <= two.start else "x"
    for name in ("or", "and", "open_after"):
        between = words.lists[name].sub(" ", between)
    return not re.search(r"[^\W_]", between)


def _manner(one: Item, two: Item | None, folded: str) -> bool:
    """Tell whether "customer-facing" says only how another function is worked in: "customer-facing support role"."""
    if two is None or one.code != "customer_facing" or two.scheme != "function":
        return False
    return not folded[one.stop : two.start].strip()


def _product(item: Item, text: str, folded: str, all_: Sequence[Item], words: AdWords) -> Item:
    """Return the tool where a word that is a job as well stands in a list of tools: "Photoshop, Illustrator"."""
    if item.scheme != "function":
        return item
    code = words.products.get(text[item.start : item.stop])
    tools = [each for each in all_ if each.scheme == "skill"]
    if code is None or not any(joined(folded, a, b, words) for x in tools for a, b in ((x, item), (item, x))):
        return item
    return Item("skill", code, item.start, item.stop)


def _meant(item: Item, text: str, folded: str, all_: Sequence[Item], words: AdWords, listed: bool) -> bool:
    """Tell whether a tool is meant where its name is an ordinary word: in a list, or after "experience with"."""
    if item.scheme != "skill":
        return True
    skill = words.taxonomy.skills[item.code]
    written = text[item.start : item.stop]
    if " " in written and written.islower() and written not in {name.lower() for name in (skill.name, *skill.aliases)}:
        return False  # "a degree in design" is not about InDesign
    if len(written) == 1 and (_LICENCE.search(folded[: item.start]) or text[item.stop : item.stop + 1] == "+"):
        return False
    if text[item.start : item.stop] not in skill.ambiguous:
        return True
    others = [each for each in all_ if each is not item and each.scheme in ("skill", "category")]
    if any(joined(folded, each, item, words, text) or joined(folded, item, each, words, text) for each in others):
        return True
    before = folded[: item.start]
    if unknown := _BEFORE.search(text, 0, item.start):
        before = folded[: unknown.start(1)]
    return (listed and not before.strip(" (")) or bool(
        re.search(r"(?:with|of|in|using|con|de|en|con|avec|mit|knowledge|has|have)\s+$", before)
        or _KIND_BEFORE.search(before)
        or (listed and written[0].isupper() and _ALONE_BEFORE.search(before) and _ALONE_AFTER.match(folded, item.stop))
    )


def joined(folded: str, one: Item, two: Item, words: AdWords, text: str = "") -> bool:
    """Tell whether two things stand in one list: only list words and signs between them.

    With the text as written, one name that is not known here may stand between them, set apart by signs.
    """
    if one.stop > two.start:
        return False
    between = folded[one.stop : two.start]
    return not plain_words(between, words) or bool(text and stranger(text[one.stop : two.start]))


def stranger(between: str) -> str:
    """Return the unknown names in a list between two known ones: ", Sprout or "; "" for none."""
    hit = _STRANGER.fullmatch(between)
    return hit[1] if hit else ""


def strangers(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    """Yield the unknown names right before and behind a list, as a list goes on: "Foo, Zendesk or Bar"."""
    if before := _BEFORE.search(text, 0, start):
        yield before.start(1), before.end(1), before[1]
    while behind := _BEHIND.match(text, stop):
        yield behind.start(1), behind.end(1), behind[1]
        stop = behind.end()


def plain_words(between: str, words: AdWords) -> list[str]:
    """Return the words of a text that are no list words."""
    for name in ("or", "and", "open", "open_after"):
        between = words.lists[name].sub(" ", between)
    return [word for word in SEPARATORS.split(between) if re.search(r"[^\W_]", word) and word not in words.keep]


def groups(folded: str, found: Sequence[Item], words: AdWords) -> list[list[Item]]:
    """Return the things in lists: those that follow each other with list words only between them."""
    lists: list[list[Item]] = []
    for item in found:
        if lists and lists[-1][-1].scheme == item.scheme and joined(folded, lists[-1][-1], item, words):
            lists[-1].append(item)
        else:
            lists.append([item])
    return lists

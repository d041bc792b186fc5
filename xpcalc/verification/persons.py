"""Names of people -> whether two may be the same person's. To add a form of address: a word of `_ADDRESS`."""

from __future__ import annotations

from xpcalc.regex import regex
from xpcalc.taxonomy import fold

# Source: hand-made; forms of address, academic degrees and particles in seven languages.
_ADDRESS = frozenset(
    "mr mrs ms mx miss sir madam dr dra prof don dona d da sr sra srta senor senora herr frau monsieur madame m mme "
    "mlle sig sigra signor signora dhr mevr ing lic de del la las los el van von der den zu y e i di do dos das du "
    "le".split()
)
_WORD = regex(r"[^\W\d_ªº]+")
# Why: two pages; further down stand other people, such as references.
_HEAD_LINES = 120


def words_of(name: str) -> list[str]:
    """Return the folded words of a name without forms of address and particles."""
    found = [fold(word) for word in _WORD.findall(name.replace("'", "").replace("’", ""))]
    return [word for word in found if word not in _ADDRESS] or found


def same_person(one: str, other: str) -> bool:
    """Tell whether one name holds all words of the other, in any order, initials for words."""
    left, right = sorted((words_of(one), words_of(other)), key=len)
    if not left:
        return True
    return len(_shared(left, right)) == len(left)


def _shared(left: list[str], right: list[str]) -> list[str]:
    rest = list(right)
    found = []
    # Why: whole words first, so that an initial does not take the word of another.
    for word in sorted(left, key=lambda each: (-len(each), each)):
        match = next((other for other in rest if _same_word(word, other)), None)
        if match is not None:
            rest.remove(match)
            found.append(word)
    return found


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if min(len(one), len(other)) < 5:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) >= 88


def at_top(name: str, text: str) -> bool:
    """Tell whether the first pages of a document may show this name: first and last name on a line, or on two.

    Wide on purpose: a side column may come before the name, large type takes two lines, an address holds both words.
    """
    wanted = words_of(name)
    lines = [line for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    if not wanted or not lines:
        return True
    needed = min(2, len(wanted))
    before: list[str] = []
    for line in lines:
        words = [fold(word) for word in _WORD.findall(line[:200])]
        around = before + words
        if sum(any(len(x) > 1 and _same_word(word, x) for x in around) for word in wanted) >= needed:
            return True
        before = words
    return False


__all__ = ["at_top", "same_person", "words_of"]

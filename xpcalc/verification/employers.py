"""Two names of employers -> how much they may be the same, 0 to 1. To add a form of a name: a row of `_ASIDE`.

Legal forms, accents, points and case do not matter; a brand inside the legal name, initials, a former name and an
agency in between are the same house; a shared word beside two different ones is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import fold

# Source: hand-made, seen in CVs and registers: what stands between two names of one house, seven languages.
_ASIDE = regex(
    r"\b(?:formerly(?: known as)?|previously|f/?k/?a|now(?: called)?|d/?b/?a|t/?a|trading as|part of|a member of|via|"
    r"through|on behalf of|anteriormente|antes(?: llamada)?|actualmente|hoy|ahora|ex|a traves de|por medio de|"
    r"grupo al que pertenece|antiga|antigo|anciennement|ex-|desormais|filiale de|vormals|ehemals|fruher|heute|jetzt|"
    r"uber|eingesetzt bei|gia|ora|tramite|voorheen|nu)\b[:\s-]*",
)
_BRACKETS = regex(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_WORD = regex(r"[^\W_]+")
_DOTTED = regex(r"(?<![^\W_])((?:[^\W\d_]\.){2,})")
# Source: hand-made; words that stand in names of many houses: they neither make nor break a likeness.
_GENERIC = frozenset(
    "group grupo groupe gruppe gruppo holding holdings international internacional internationale global worldwide "
    "europe europa emea iberia iberica espana spain deutschland germany france portugal brasil brazil italia italy "
    "nederland netherlands uk usa us mexico argentina colombia chile peru latam services servicios services servicos "
    "service solutions soluciones solucoes losungen company compania companhia compagnie the ett empleo "
    "trabajo temporal division sucursal branch office oficina sede headquarters hq corporate operations".split()
)
# Source: articles and joints of names in seven languages.
_SMALL = frozenset(
    "a al and at d da das de dei del della der des di do dos du e el et for i in la las le les los of the und y "
    "van von zu & en".split()
)
# Source: hand-made; how words of names are shortened.
_SHORT: Mapping[str, str] = {
    "intl": "international",
    "int": "international",
    "tech": "technologies",
    "technology": "technologies",
    "tecnologia": "technologies",
    "tecnologias": "technologies",
    "mgmt": "management",
    "svcs": "services",
    "svc": "services",
    "serv": "services",
    "sys": "systems",
    "sist": "sistemas",
    "univ": "university",
    "universidad": "university",
    "universitat": "university",
    "hosp": "hospital",
    "dept": "department",
    "bros": "brothers",
    "mfg": "manufacturing",
    "comm": "communications",
    "telecom": "telecommunications",
    "ayto": "ayuntamiento",
    "cia": "compania",
    "co": "company",
    "hnos": "hermanos",
    "st": "saint",
}
_TYPO = 86.0
_SAME, _BRAND, _INITIALS, _LOOSE, _OTHER = 1.0, 0.92, 0.95, 0.8, 0.35


@dataclass(frozen=True, slots=True)
class Forms:
    """Legal forms (folded words without points, in order) and words for kinds of houses ("hotel", "bank")."""

    legal: frozenset[tuple[str, ...]]
    kinds: frozenset[str]

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Forms:
        """Build from rules/employers.yaml."""
        written = [form for group in data.get("legal_forms", {}).values() for form in group]
        written += data.get("legal_forms_in_capitals", ())
        legal = {tuple(_WORD.findall(fold(form.replace(".", "")))) for form in written}
        # Why: these are legal forms nowhere else than in Spain's register ("SOCIEDAD LIMITADA").
        legal |= {("sociedad", "limitada"), ("sociedad", "anonima"), ("sociedad", "limitada", "unipersonal")}
        kinds = {word for group in data.get("kinds", {}).values() for word in group if " " not in word}
        return cls(frozenset(form for form in legal if form), frozenset(map(fold, kinds)))


@lru_cache(maxsize=4096)
def names_of(text: str, forms: Forms) -> tuple[tuple[str, ...], ...]:
    """Return the names that a text holds, as words: the whole, the part in brackets, what follows "formerly"."""
    folded = _DOTTED.sub(lambda m: m[1].replace(".", "") + " ", fold(text))
    parts = [_BRACKETS.sub(" ", folded)]
    for first, second in _BRACKETS.findall(folded):
        parts.append(first or second)
    found: list[tuple[str, ...]] = []
    for part in parts:
        pieces = _ASIDE.split(part)
        # Why: "Uber" or "Now TV" begin with such a word and are names; it joins two names only between them.
        for piece in [part] if part is parts[0] and not pieces[0].strip() else pieces:
            words = _bare(tuple(_WORD.findall(piece.replace("'", ""))), forms)
            if words and words not in found and not (found and all(word in _GENERIC for word in words)):
                found.append(words)
    return tuple(found)


def _bare(words: tuple[str, ...], forms: Forms) -> tuple[str, ...]:
    """Return the words of a name without articles and, at its end, legal forms; never nothing."""
    kept = words
    cut = True
    while cut and len(kept) > 1:
        cut = False
        for size in range(min(5, len(kept) - 1), 0, -1):
            if kept[-size:] in forms.legal or ("".join(kept[-size:]),) in forms.legal:
                kept, cut = kept[:-size], True
                break
    kept = tuple(_SHORT.get(word, word) for word in kept if word not in _SMALL) or kept
    return kept or words


def alike(first: str | None, second: str | None, forms: Forms) -> float:
    """Return how much two names of employers may mean the same house; without a name on one side, one half."""
    if not first or not second:
        return 0.5
    return max(
        (_alike(a, b, forms) for a in names_of(first, forms) for b in names_of(second, forms)),
        default=0.5,
    )


@lru_cache(maxsize=16384)
def _alike(first: tuple[str, ...], second: tuple[str, ...], forms: Forms) -> float:
    if first == second or "".join(first) == "".join(second):
        return _SAME
    if _initials(first, second) or _initials(second, first):
        return _INITIALS
    left, right = list(first), list(second)
    shared: list[str] = []
    for word in first:
        match = next((other for other in right if _same_word(word, other)), None)
        if match is not None:
            shared.append(word)
            left.remove(word)
            right.remove(match)
    telling = [word for word in shared if word not in _GENERIC and word not in forms.kinds and len(word) > 1]
    if not shared:
        return _typo("".join(first), "".join(second))
    if not left and not right:
        return _SAME
    plain_left, plain_right = all(map(_GENERIC.__contains__, left)), all(map(_GENERIC.__contains__, right))
    if not left or not right:
        if plain_left and plain_right:
            return 0.97 if telling or len(shared) > 1 else 0.6
        # Why: "Hotel" may be any hotel; "Faro" inside "Faro Cloud" is a name.
        return _BRAND if telling else 0.45
    if plain_left and plain_right and telling:
        return _LOOSE
    if (plain_left or plain_right) and telling:
        return 0.7
    # Why: "Nova Logistics" and "Nova Analytics" share a word and are two houses.
    return max(_OTHER, _typo(" ".join(first), " ".join(second)))


def _same_word(first: str, second: str) -> bool:
    if first == second:
        return True
    if min(len(first), len(second)) < 5:
        return False
    from rapidfuzz.fuzz import ratio

    return ratio(first, second) >= _TYPO


def _typo(first: str, second: str) -> float:
    """Return a likeness for names that differ in a few letters, else little."""
    from rapidfuzz.fuzz import ratio

    score = ratio(first, second)
    return 0.9 if score >= 90 and min(len(first), len(second)) > 5 else min(score / 100, 0.5) * 0.8


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether a name of one word is made of the first letters of the other: IBM."""
    if len(short) != 1 or not 2 <= len(short[0]) <= 6 or len(long) < 2:
        return False
    return short[0] == "".join(word[0] for word in long)


def same_house(first: str | None, second: str | None, forms: Forms) -> bool:
    """Tell whether two names may stand for the same employer."""
    return alike(first, second, forms) >= _LOOSE


def group_of(names: Iterable[str | None], forms: Forms) -> list[int]:
    """Return a number for each name, the same for names of one house: the first that is alike gives it."""
    seen: list[str | None] = []
    found: list[int] = []
    for name in names:
        at = next((n for n, other in enumerate(seen) if name and other and same_house(name, other, forms)), None)
        if at is None:
            seen.append(name)
            at = len(seen) - 1
        found.append(at)
    return found


__all__ = ["Forms", "alike", "group_of", "names_of", "same_house"]

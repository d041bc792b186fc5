"""A line -> how much it reads like a job title, an employer or a place. To add a word, add it to its YAML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from xpcalc.language.folding import Fold, fold
from xpcalc.language.table import Language

_PLACE_MARKS = ",;()[]|/·•\u2013\u2014"
_PLACE = Fold(_PLACE_MARKS)
_APART = str.maketrans(dict.fromkeys(_PLACE_MARKS + ".", " "))
# Source: hand-made; what may follow the legal form of a name.
_BREAKS = frozenset(",()-|·/•\u2013\u2014")


class Titles:
    """The words of job titles in some languages."""

    __slots__ = ("_tables",)

    def __init__(self, languages: Sequence[Language]) -> None:
        heads: set[str] = set()
        modifiers: set[str] = set()
        phrases: set[str] = set()
        suffixes: set[str] = set()
        small = set("dmwfx")  # "(m/w/d)"
        for language in languages:
            heads.update(map(fold, language.title_words))
            modifiers.update(map(fold, language.title_modifiers))
            phrases.update(map(fold, language.title_phrases))
            suffixes.update(map(fold, language.title_suffixes))
            # Why short ones only: "of", "de", "für" neither make nor break a title, "responsible" does.
            small.update(word for word in map(fold, language.function_words) if len(word) <= 3)
        self._tables = (heads, modifiers, phrases, tuple(suffixes), small)

    def score(self, text: str) -> float:
        """Return how much a line reads like a job title: its head noun, and the share of words that titles use."""
        if not 1 < len(text) <= 120:
            return 0.0
        heads, modifiers, phrases, suffixes, small = self._tables
        words = fold(text).split()
        if len(words) > 14 or not words:
            return 0.0
        hits = [0] * len(words)  # 2 = head, 1 = modifier
        for i, word in enumerate(words):
            if word in heads or (len(word) > 6 and word.endswith(suffixes)):
                hits[i] = 2
            elif word in modifiers:
                hits[i] = 1
        for i in range(len(words) - 1):
            if f"{words[i]} {words[i + 1]}" in phrases:
                hits[i], hits[i + 1] = max(hits[i], 1), max(hits[i + 1], 1)
        if 2 not in hits:
            return 0.3 if len(words) > 1 and all(hits) else 0.0
        told = [hit for word, hit in zip(words, hits, strict=True) if hit or word not in small]
        share = sum(1 for hit in told if hit) / len(told)
        # Why: "Senior Account Manager" heads at its end, "Técnico de soporte" at its beginning.
        ends = told[0] == 2 or told[-1] == 2 or _heads_before(words, hits, small)
        score = 0.4 + 0.4 * share + (0.2 if ends else 0.0)
        if len(words) > 8:
            score *= 0.6
        elif len(words) > 5 and text.rstrip().endswith((".", ";")):
            score *= 0.5
        return score


class Employers:
    """Legal forms, kinds of houses, and words for working on own account."""

    __slots__ = ("_tables",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        forms = {form.replace(".", "") for group in (data.get("legal_forms") or {}).values() for form in group}
        cautious = {form.replace(".", "") for form in data.get("legal_forms_in_capitals") or ()}
        kinds = {fold(word) for group in (data.get("kinds") or {}).values() for word in group}
        weak = {fold(word) for word in data.get("weak_kinds") or ()}
        endings = tuple({fold(word) for word in data.get("kind_suffixes") or ()})
        own = {fold(word) for word in data.get("self_employed") or ()}
        self._tables = (forms | cautious, cautious, kinds, weak, endings, own)

    def score(self, text: str) -> float:
        """Return how much a line reads like the name of an employer: legal form, kind of house, or own account."""
        if not 1 < len(text) <= 120:
            return 0.0
        forms, cautious, kinds, weak, endings, own = self._tables
        folded = fold(text)
        if folded in own:
            return 1.0
        written = text.replace(",", " , ").replace("(", " ( ").replace(")", " ) ").split()
        bare = [word.replace(".", "").strip("()|·").lower() for word in written]
        count = len(bare)
        if count > 16:
            return 0.0
        score = 0.0
        for i in range(1, count):
            for size in (1, 2, 3, 4, 5):
                form = " ".join(bare[i : i + size])
                if form in forms and _is_form(written[i : i + size], form in cautious):
                    rest = bare[i + size : i + size + 1]
                    score = max(score, 1.0 if not rest or rest[0] in _BREAKS else 0.8)
        if score < 0.8:
            words = folded.split()
            for i, word in enumerate(words):
                if word in weak:
                    score = max(score, 0.4)
                elif word in kinds or (len(word) > 7 and word.endswith(endings)):
                    score = max(score, 0.7 if i in (0, len(words) - 1) else 0.5)
            for i in range(len(words) - 1):
                pair = f"{words[i]} {words[i + 1]}"
                if pair in kinds and pair not in weak:
                    score = max(score, 0.7)
        if count > 9 or (count > 4 and score < 0.8 and text.rstrip().endswith(".")):
            score *= 0.5
        return score


# Unit: points of a place. A town that only the long list names is less than half a proof: many are surnames as well.
TOWN = 0.45
# Codes of countries that are words of jobs and legal forms as well.
_NO_COUNTRY = frozenset("it hr qa ai pm am tv md cc sa ag se vc co ne as no is to".split())
# Unit: letters. Source: rules/towns, whose rows hold the towns that begin alike.
START = 2


class Places:
    """Countries, regions, cities and words for remote work; `towns` are the long lists of smaller places."""

    __slots__ = ("_tables", "_towns", "countries", "provinces", "states")

    def __init__(self, data: Mapping[str, Any], towns: Mapping[str, str] = MappingProxyType({})) -> None:
        self._towns = towns
        names: set[str] = set()
        for key in ("countries", "regions", "cities"):
            for group in (data.get(key) or {}).values():
                names.update(map(fold, group))
        names.update(map(fold, data.get("remote") or ()))
        names.update(map(fold, data.get("country_codes") or ()))
        self.countries = {fold(name) for group in (data.get("countries") or {}).values() for name in group}
        self.countries |= {code for code in data.get("countries") or () if code not in _NO_COUNTRY}
        regions = data.get("region_codes") or {}
        codes = {code for group in regions.values() for code in group}
        # Why: "Various, US" and "San Juan, PR" stand where a state does.
        self.states = {code.upper() for key in ("us", "ca") for code in regions.get(key) or ()} | {"PR", "US", "UK"}
        # Language -> codes that towns of its country are followed by.
        self.provinces = {
            language: frozenset([code.upper() for code in regions.get(country) or ()])
            for language, country in (("it", "it"), ("pt", "br"))
        }
        affixes = data.get("affixes") or {}
        # Longest first: "bay area" before "area".
        before = tuple(sorted((f"{fold(word)} " for word in affixes.get("before") or ()), key=len, reverse=True))
        after = tuple(sorted((f" {fold(word)}" for word in affixes.get("after") or ()), key=len, reverse=True))
        self._tables = (names, codes, set(map(fold, data.get("ambiguous") or ())), before, after)

    def score(self, text: str) -> float:
        """Return 1.0 where the whole text is a place ("Austin, TX", "Lisboa (remoto)"), less for a part of it."""
        if not 1 < len(text) <= 90:
            return 0.0
        names, codes, ambiguous, before, after = self._tables
        parts = [part for part in _split(text.translate(_PLACE)) if part]
        if not parts or len(parts) > 6:
            return 0.0
        upper = {word for word in text.translate(_APART).split() if word.isupper()}
        sure = doubtful = coded = missing = 0
        for i, part in enumerate(parts):
            name = _trim(part, names, before, after)
            if name in names:
                if name in ambiguous:
                    doubtful += 1
                else:
                    sure += 1
            elif i and part in codes and part.upper() in upper:
                coded += 1
            elif part.replace(" ", "").isdigit() and len(part) <= 8:
                continue  # a postcode
            else:
                missing += 1
        if not sure and not doubtful:
            # A code alone proves nothing: "Manager, IT".
            return TOWN if missing == 1 and self._in_towns(_trim(parts[0], names, before, after)) else 0.0
        if missing:
            # Why: "Villaquilambre, León" names a village that no list has; the last part tells.
            told = coded or _trim(parts[-1], names, before, after) in names
            likely = told and missing == 1 and len(parts[0].split()) <= 3 and text[:1].isupper()
            return 0.7 if likely and sure else 0.4 * (sure + doubtful) / len(parts)
        if not sure and len(parts) == 1:
            return 0.5
        return 1.0

    def _in_towns(self, name: str) -> bool:
        # Why: a set of 21,000 names takes longer to build than a page to read; a row of them is looked through.
        return f", {name}," in f", {self._towns.get(name[:START], '')},"


def _heads_before(words: list[str], hits: list[int], small: set[str]) -> bool:
    """Return whether a head stands before the first small word ("Director of Sales", "Head of IT")."""
    for i, word in enumerate(words):
        if i and word in small:
            return hits[i - 1] == 2
    return False


def _is_form(written: Sequence[str], cautious: bool) -> bool:
    """Return whether a legal form is written as one: capitalised, and in capitals or dotted if also a word."""
    joined = "".join(written)
    if cautious:
        letters = [c for c in joined if c.isalpha()]
        return sum(c.isupper() for c in letters) * 3 >= 2 * len(letters) or joined.count(".") > 1
    return any(c.isupper() for c in joined) or "." in joined


def _split(text: str) -> list[str]:
    """Return the parts of a folded place, cut at its marks."""
    parts: list[list[str]] = [[]]
    for token in text.split():
        if token in _PLACE_MARKS:
            parts.append([])
        else:
            parts[-1].append(token)
    return [" ".join(part) for part in parts]


def _trim(part: str, names: set[str], before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Return a place without "Greater", "Area", "y alrededores" and a postcode in front."""
    if part in names:
        return part
    head, _, rest = part.partition(" ")
    if rest and head.isdigit():
        part = rest
    if part.startswith(before):
        for prefix in before:
            if part.startswith(prefix):
                part = part[len(prefix) :]
                break
    for _ in range(2):
        if part not in names and part.endswith(after):
            for suffix in after:
                if part.endswith(suffix):
                    part = part[: -len(suffix)]
                    break
    return part

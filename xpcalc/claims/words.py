"""rules/claims.yaml and the language files -> the words around a length of time. To add a word, add it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any

from xpcalc.dates import fold as fold_signs
from xpcalc.dates.words import Vocabulary
from xpcalc.language import Language
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import fold as fold_letters

# Why apostrophes are no tokens: "d'expérience", "years' experience" and "l'assistenza" read as their words.
TOKEN = regex(r"\d+|[^\W\d_]+|[^\s\w']")
_LISTS = (
    "experience",
    "joins",
    "during",
    "since",
    "exact",
    "leads",
    "led",
    "led_one",
    "works",
    "less",
    "almost",
    "at_least",
    "never",
    "with",
    "company",
    "others",
    "things",
    "soft",
    "require",
    "not",
    "generic",
)
# Phrases that stand before a length, and what they make of it; where two are equally long the first wins.
_BEFORE = ("never", "less", "during", "since", "exact", "almost", "about", "at_least")
_OF = ("of", "de", "d", "di", "von", "van")


def plain(text: str) -> str:
    """Return the text lower-case, without accents, with plain signs, character by character (offsets hold)."""
    folded = fold_letters(fold_signs(text))
    return folded if len(folded) == len(text) else text.lower()[: len(text)].ljust(len(text))


def split(text: str) -> tuple[str, ...]:
    """Return the tokens of a phrase."""
    return tuple(TOKEN.findall(plain(text)))


def _pick(words: Iterable[str]) -> str:
    """Return a pattern of any of these words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of some languages, as tokens."""

    codes: tuple[str, ...]
    vocabulary: Vocabulary
    before: Mapping[tuple[str, ...], str]  # phrase -> its kind, one of `_BEFORE`
    after: frozenset[tuple[str, ...]]  # "or more"
    longest: int
    experience: frozenset[str]
    joins: frozenset[str]
    works: frozenset[tuple[str, ...]]
    leads: frozenset[str]  # "I led teams": the verbs, the nouns, and the nouns of one team
    led: frozenset[str]
    led_one: frozenset[str]
    soft: frozenset[str]
    generic: frozenset[str]
    nouns: Mapping[str, frozenset[str]]  # what {company} and the like stand for in a phrase
    refused: tuple[str, ...]
    quick: re.Pattern[str]  # a line without a hit has no length of time
    since_year: re.Pattern[str]  # "since 2010"
    unit: re.Pattern[str]  # the hyphen of "6-month" and "10-jährige"
    ends: Mapping[str, int]  # "jahrige" -> 12: adjectives that hold a length
    halves: frozenset[str]  # "half" of "half a decade"
    and_half: tuple[tuple[str, ...], ...]  # "and a half", the longest first


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The parsed rules/claims.yaml."""

    languages: Mapping[str, Mapping[str, tuple[str, ...]]]
    plain: frozenset[str]
    articles: frozenset[str]
    decades: Mapping[str, int]  # word -> months
    year_and_half: tuple[tuple[str, ...], ...]
    adjectives: Mapping[str, int]  # "decennale" -> months
    ends: Mapping[str, int]  # adjective end -> months
    compounds: tuple[str, ...]
    numbers: Mapping[str, int]
    widen: Mapping[str, str]
    subjects: Mapping[str, tuple[str, ...]]
    bare: Mapping[str, str]  # "support" -> the function that it names beside a sector or a word for experience
    _built: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_mapping(cls, raw: Mapping[str, Any]) -> ClaimWords:
        """Return the words of the parsed file. Raises: ValueError for keys that nothing reads."""
        problems = [
            f"claims: $.languages.{code}.{key}: unknown key; known are {', '.join(_LISTS)}"
            for code, lists in raw["languages"].items()
            for key in lists
            if key not in _LISTS
        ]
        if problems:
            raise ValueError("\n".join(problems))
        ends = {plain(word): 12 for word in raw["years_in_words"]} | {plain(word): 1 for word in raw["months_in_words"]}
        decades = {plain(word): 120 for word in raw["decades"]} | {plain(word): 60 for word in raw["five_years"]}
        return cls(
            languages=MappingProxyType(
                {code: {key: tuple(words) for key, words in lists.items()} for code, lists in raw["languages"].items()}
            ),
            plain=frozenset(token for word in raw["plain"] for token in split(word)),
            articles=frozenset(map(plain, raw["articles"])),
            decades=MappingProxyType(decades),
            year_and_half=tuple(map(split, raw["year_and_half"])),
            adjectives=MappingProxyType({plain(word): months for word, months in raw["lengths_in_words"].items()}),
            ends=MappingProxyType(ends),
            compounds=tuple(map(plain, raw["compounds"])),
            numbers=MappingProxyType(dict(raw["numbers"])),
            widen=MappingProxyType(dict(raw["widen"])),
            subjects=MappingProxyType({code: tuple(words) for code, words in raw["subjects"].items()}),
            bare=MappingProxyType({plain(word): code for code, words in raw["bare"].items() for word in words}),
        )

    def lexicon(self, languages: Sequence[Language]) -> Lexicon:
        """Return the words of these languages, compiled once."""
        codes = tuple(language.code for language in languages)
        key = ("lexicon", codes)
        if key not in self._built:
            self._built[key] = self._compile(codes, languages)
        found: Lexicon = self._built[key]
        return found

    def kept(self, key: Any, build: Any) -> Any:
        """Return what `build()` gives, made once for these words."""
        if key not in self._built:
            self._built[key] = build()
        return self._built[key]

    def _compile(self, codes: tuple[str, ...], languages: Sequence[Language]) -> Lexicon:
        mine = [self.languages[code] for code in codes if code in self.languages]

        def words(name: str) -> list[str]:
            return [word for lists in mine for word in lists.get(name, ())]

        def singles(name: str) -> frozenset[str]:
            return frozenset(tokens[0] for word in words(name) if len(tokens := split(word)) == 1)

        before: dict[tuple[str, ...], str] = {}
        approx = {
            "about": ("about",),
            "almost": ("almost",),
            "at_least": ("over", "at_least"),
            "less": ("up_to",),
        }
        for kind in _BEFORE:
            keys = approx.get(kind, ())
            for word in (
                *words(kind),
                *(word for each in languages for key in keys for word in each.approx.get(key, ())),
            ):
                tokens = split(word)
                if tokens and tokens != ("+",):
                    before.setdefault(tokens, kind)
        after = frozenset(split(word) for word in words("at_least"))
        experience = singles("experience") | {
            tokens[0] for language in languages for word in language.experience_words if len(tokens := split(word)) == 1
        }
        extra = Language("claims", numbers={word: number for word, number in self.numbers.items()})
        vocabulary = Vocabulary(languages, [extra])
        units = [plain(word) for word, *_ in _units(vocabulary)]
        halves = {plain(half) for language in languages for half in language.duration.get("half", ())}
        numbers = {plain(word) for language in (*languages, extra) for word in language.numbers}
        numbers |= {half for half in halves if " " not in half}
        ends = _pick(self.ends)
        things = singles("things")
        starts = _pick([plain(word) for each in languages for word in each.since])
        wordy = (*self.decades, *self.adjectives, *map(" ".join, self.year_and_half))
        quick = re.compile(
            rf"(?<!\w)(?:(?:\d{{1,2}}(?:[.,]\d{{1,2}})?|{_pick(numbers)}) ?[+½]?[ -]?(?:{_pick(halves)})? ?"
            rf"(?:{_pick(units)})(?!\w)"
            rf"|(?:{_pick(wordy)})(?!\w)|(?:\d{{1,2}}-?|{_pick(numbers)})(?:{ends})(?!\w))"
        )
        return Lexicon(
            codes=codes,
            vocabulary=vocabulary,
            before=MappingProxyType(before),
            after=after,
            longest=max(map(len, before), default=1),
            experience=frozenset(experience),
            joins=singles("joins"),
            works=frozenset(tokens for word in words("works") if (tokens := split(word))),
            leads=singles("leads"),
            led=singles("led"),
            led_one=singles("led_one"),
            soft=singles("soft"),
            generic=singles("generic"),
            nouns=MappingProxyType(
                {name: singles(name) for name in ("company", "others", "with")}
                | {"things": things | {f"{word}s" for word in things}}
            ),
            refused=(
                *words("not"),
                *(f"{word} ... {{n}}" for word in words("require")),
                *(f"{{n}} ... {word}" for word in words("require")),
                "{company} ... {with} {n}",
                "{company} {with} {n}",
                "{others} ... {with} {n}",
                "{others} {with} {n}",
                "{things} {n}",
                "{things} {with} {n}",
                *(f"{{things}} {of} {{n}}" for of in (*_OF, "for", "para", "per", "a", ":")),
                "{n} {things}",
                "{n} - {things}",
                *(f"{{n}} {of} {{things}}" for of in _OF),
            ),
            quick=quick,
            since_year=re.compile(rf"(?<!\w)(?:{starts}) ((?:19|20)\d\d)(?![\w/-]|\.\d)"),
            unit=re.compile(rf"-(?=(?:{_pick(units)}|{ends})(?!\w))"),
            ends=self.ends,
            halves=frozenset([half for half in halves if " " not in half]),
            and_half=tuple(sorted([split(half) for half in halves if " " in half], key=len, reverse=True)),
        )


def _units(vocabulary: Vocabulary) -> Iterable[tuple[str, ...]]:
    """Return the words for years and months, the only units of a claim."""
    for rows in vocabulary.lengths.values():
        for words, kind in rows:
            if kind <= 2:
                yield (" ".join(words),)

"""rules/ads/*.yaml and the word tables of the rulebook -> what an ad is read with. To add a word, write it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xpcalc.claims import ClaimWords
from xpcalc.claims.subjects import Subjects
from xpcalc.claims.words import plain
from xpcalc.errors import RulebookError
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.rulebook import Rulebook
from xpcalc.taxonomy import Taxonomy

# Source: rules/ads; the languages that job ads are read in.
LANGUAGES = ("en", "es", "pt", "fr", "de")
# Source: rules/ads/en.yaml; every language file holds these keys and no other.
KEYS = (
    "sections", "signs", "cues", "lengths", "lists", "experience", "vague", "languages", "education",
    "certificates", "people", "leading", "names", "categories", "unchecked", "standard",
)  # fmt: skip
Pattern = re.Pattern[str]
# Source: rules/ads/en.yaml, lengths.
_LENGTHS = (
    "year", "month", "half_after", "wholes", "join", "more", "last", "less", "about", "of_them", "of_late", "with",
    "spent", "not_work",
)  # fmt: skip
# Source: rules/ads/en.yaml, signs.
_SIGNS = (
    "must",
    "must_weak",
    "nice",
    "nice_weak",
    "other",
    "other_weak",
    "denied",
    "needless",
    "topics",
    "seeks",
    "calls",
    "gives",
    "does",
)
_JOINT = r"(?:or|and|o|y|e|u|ou|et|und|oder)\b"
_SHORTEST = 3  # letters of a word that is a unit of time or a number by itself
NEVER = regex(r"(?!)")


@dataclass(frozen=True, slots=True)
class AdWords:
    """The words of an ad's languages, compiled."""

    languages: tuple[str, ...]
    sections: Mapping[str, Pattern]
    signs: Mapping[str, Pattern]  # weak signs of what a heading or an item is
    cues: Mapping[str, Pattern]
    lengths: Mapping[str, Pattern]
    number: str  # form of a number, in figures or words
    length: Pattern  # a length of time
    part: Pattern  # a number without a unit: "4 of which"
    anywhere: Pattern  # a number and a unit of any language: a length, read or not
    numbers: Mapping[str, int]
    wholes: Mapping[str, int]
    lists: Mapping[str, Pattern]
    keep: frozenset[str]
    experience: Pattern
    vague: Mapping[str, int]
    vague_form: Pattern
    levels: Mapping[str, Pattern]
    education: Mapping[int, Pattern]
    no_education: Pattern
    students: Pattern  # who has no degree yet
    certificate: Pattern
    certificates_alone: Mapping[str, Pattern]
    certificates_named: Mapping[str, Pattern]
    held: frozenset[str]  # skills of the taxonomy that are certificates, and no licences to drive
    people: Mapping[str, Pattern]
    leading: Pattern
    names: tuple[tuple[Pattern, str], ...]
    categories: tuple[tuple[Pattern, str], ...]
    unchecked: Pattern
    products: Mapping[str, str]  # names of tools as written -> codes
    short: Mapping[str, tuple[str, ...]]  # a word in the names of a few tools -> their codes
    subjects: Subjects
    taxonomy: Taxonomy


def words_of(book: Rulebook, languages: Sequence[str]) -> AdWords:
    """Return the words for these languages and English, built once. Raises: RulebookError for unknown keys."""
    codes = tuple(code for code in dict.fromkeys((*languages, "en")) if code in LANGUAGES) or ("en",)
    return book.built(f"ads:{','.join(codes)}", lambda: _compile(book, codes))


def one_of(phrases: Iterable[str]) -> Pattern:
    """Return a form that finds any of the phrases, the longest first, in folded text."""
    found = form(phrases)
    return re.compile(found) if found else NEVER


def form(phrases: Iterable[str]) -> str:
    """Return the source of `one_of`, empty for no phrases; a star is any end of a word, dots are up to two words."""
    folded = sorted({plain(str(each)) for each in phrases}, key=lambda each: (-len(each), each))
    parts = []
    for each in folded:
        text = re.escape(each).replace(r"\ \.\.\.\ ", rf"(?:\s+(?!{_JOINT})[^\W\d_]+){{0,2}}\s+").replace(r"\ ", r"\s+")
        text = text.replace(r"\*\s+", r"[^\W_]*\s+").replace(r"\*(?:", r"[^\W_]*(?:")
        # Why: a phrase that ends in a sign ("e.g.") needs no end of a word behind it.
        head = r"(?<![^\W_])" if each[:1].isalnum() else ""
        if each.endswith("*"):
            text, tail = text.removesuffix(r"\*"), r"[^\W_]*"
        else:
            tail = r"(?![^\W_])" if each[-1:].isalnum() else ""
        parts.append(head + text + tail)
    return f"(?:{'|'.join(parts)})" if parts else ""


def _compile(book: Rulebook, codes: tuple[str, ...]) -> AdWords:
    raw: list[Mapping[str, Any]] = []
    for code in codes:
        data = book.raw[f"ads/{code}"]
        problems = _problems(code, data)
        if problems or not isinstance(data, dict):
            raise RulebookError(*problems)
        raw.append(data)
    certificates = book.raw["ads/certificates"]
    assert isinstance(certificates, dict)

    def gathered(*path: str) -> list[str]:
        found: list[str] = []
        for data in raw:
            part: Any = data
            for key in path:
                part = part.get(key, {}) if isinstance(part, Mapping) else {}
            found += [str(each) for each in part]
        return found

    def table(name: str) -> dict[str, Pattern]:
        keys = dict.fromkeys(key for data in raw for key in data.get(name, {}))
        return {key: one_of(gathered(name, key)) for key in keys}

    def pairs(name: str) -> tuple[tuple[Pattern, str], ...]:
        keys = dict.fromkeys(key for data in raw for key in data.get(name, {}))
        return tuple([(one_of(gathered(name, key)), key) for key in keys])

    claims = book.built("claims", lambda: ClaimWords.from_mapping(book.raw["claims"]))  # type: ignore[arg-type]
    taxonomy = book.taxonomy
    numbers = {plain(word): number for word, number in claims.numbers.items()}
    for code in codes:
        numbers.update({plain(word): number for word, number in book.languages[code].numbers.items()})
    numbers = {word: int(number) for word, number in numbers.items() if number == int(number)}
    wholes = {plain(word): months for data in raw for word, months in data["lengths"].get("wholes", {}).items()}
    vague = {plain(word): int(months) for data in raw for word, months in data["vague"].items()}
    skills = book.built("ads:subjects", lambda: Subjects(taxonomy, claims))
    number = rf"(?:\d{{1,4}}(?:[.,]5)?|{form(numbers)})"
    lengths = table("lengths") | {"wholes": one_of(wholes)}
    lists = table("lists")
    lists["open_after"] = _alike(lists)
    return AdWords(
        languages=codes,
        sections=table("sections"),
        signs=table("signs"),
        cues=_graded(table("cues"), table("signs")) | {"lacks": _lacks(table("cues"), gathered("experience"), claims)},
        lengths=lengths,
        number=number,
        length=_length(number, lengths, numbers, claims.ends),
        anywhere=_anywhere(book, numbers),
        part=re.compile(
            rf"(?<![\w.,])(?P<n>{number})\+?\s+{lengths['of_them'].pattern}(?!\s*\d)"
            rf"(?:\s+(?:(?P<year>{lengths['year'].pattern})|(?P<month>{lengths['month'].pattern})))?"
            rf"|{lengths['of_late'].pattern}\s+(?P<k>{number})(?=\s+{lengths['with'].pattern})"
            rf"|{lengths['of_them'].pattern},?\s+(?:{form(gathered('people', 'of_at_least'))}\s+)?(?P<m>{number})(?=\s)"
        ),
        numbers=numbers,
        wholes=wholes,
        lists=lists,
        keep=frozenset(plain(word) for word in gathered("lists", "keep")),
        experience=one_of(gathered("experience")),
        vague=vague,
        vague_form=one_of(vague),
        levels=table("languages"),
        education={level: one_of(gathered("education", f"eqf{level}")) for level in range(4, 9)},
        no_education=one_of(gathered("education", "not")),
        students=one_of(gathered("education", "students")),
        certificate=one_of(gathered("certificates")),
        certificates_alone={code: one_of(names) for code, names in certificates["alone"].items()},
        certificates_named={code: one_of(names) for code, names in certificates["named"].items()},
        held=frozenset(
            code for code, x in taxonomy.skills.items() if x.category == "certificate" and not code.endswith("_licence")
        ),
        people=table("people"),
        leading=_leading(gathered("leading"), gathered("people", "lead"), gathered("people", "teams")),
        names=pairs("names"),
        categories=pairs("categories"),
        unchecked=one_of(gathered("unchecked")),
        products={name: code for code, x in taxonomy.skills.items() for name in (x.name, *x.ambiguous)},
        short=_short(taxonomy),
        subjects=skills,
        taxonomy=taxonomy,
    )


def _graded(cues: dict[str, Pattern], signs: Mapping[str, Pattern]) -> dict[str, Pattern]:
    """Return the cues with those that are made of parts: "is a real plus", "would be lovely", "not essential"."""
    praise, be, mood = cues["praise"].pattern, cues["be"].pattern, cues["mood"].pattern
    person, refuse, though = cues["person"].pattern, cues["refuse"].pattern, cues["although"].pattern
    must, few = signs["denied"].pattern, r"(?:[^\W\d_]+\s+){0,2}?"
    denied = rf"(?:{though}\s+{few})?{refuse}\s+{few}{must}|{though}\s+{few}{refuse}\s+{few}{signs['must'].pattern}"
    # Why: in "(MBA preferred)" the word before is what is wished for, in "(a big plus)" it says how much.
    grade = rf"(?:{cues['grade'].pattern}\s+){{0,2}}"
    end = r"(?=\s*(?:[.,;:!)]|$))"
    made = {
        # Why: in the conditional only a thing is wished for; a person or a job in it is spoken of.
        "nice_mood": rf"(?<![^\W_]){mood}(?:\s+[^\W\d_]+){{0,4}}?{end}|{be}\s+{few}{praise}|{denied}",
        "nice_bare": rf"(?:(?<=[,(–-])|(?<=[,(–-] )){grade}{praise}{end}",
        "person": rf"{person}\s*$",
        "nice_opens": rf"(?:^|(?<=[,.:(] )){grade}{praise}(?:\s+[^\W\d_]+){{0,2}}?\s*(?::|for\b|if\b)",
    }
    return cues | {name: re.compile(form) for name, form in made.items()}


def _alike(lists: Mapping[str, Pattern]) -> Pattern:
    """Return the form of the end of an open list: a fixed phrase, or "or", a few words and one such as "similar"."""
    joint = rf"(?:{lists['or'].pattern}|{lists['and'].pattern})"
    few = rf"{joint}\s+(?:[^\W\d_]+\s+){{0,3}}?{lists['alike'].pattern}(?:\s+(?:it|one|ones|those|these))?"
    # Why: "a, b and a tool such as c": "such" opens a list of its own.
    return re.compile(rf"(?:{few}|{lists['open_after'].pattern})(?!\s+as\b)")


def _short(taxonomy: Taxonomy) -> dict[str, tuple[str, ...]]:
    """Return the words of the names of tools, with those that they may stand for."""
    held: dict[str, set[str]] = {}
    for code, skill in taxonomy.skills.items():
        for name in (skill.name, *skill.aliases):
            for word in re.findall(r"[a-z]{4,}|[a-z]\d+", name.lower()):
                held.setdefault(word, set()).add(code)
    return {word: tuple(sorted(codes)) for word, codes in held.items()}


def _problems(code: str, data: object) -> list[str]:
    """Return what is wrong with the shape of a language file."""
    place = f"rules/ads/{code}.yaml:1: $"
    if not isinstance(data, dict):
        return [f"{place}: expected keys such as {', '.join(KEYS[:4])}"]
    found = [f"{place}.{key}: unknown key; known are {', '.join(KEYS)}" for key in data if key not in KEYS]
    found += [f"{place}: {key} is missing" for key in KEYS if key not in data and key != "standard"]
    for key in ("sections", "signs", "cues", "lengths", "lists", "vague", "languages", "education", "people"):
        if key in data and not isinstance(data[key], dict):
            found.append(f"{place}.{key}: expected names with words")
    for key, parts in (("lengths", _LENGTHS), ("sections", ("must", "nice", "other", "whole")), ("signs", _SIGNS)):
        held = data.get(key)
        if isinstance(held, dict):
            found += [f"{place}.{key}: {part} is missing" for part in parts if part not in held]
    return found


def _lacks(cues: Mapping[str, Pattern], experience: Sequence[str], claims: ClaimWords) -> Pattern:
    """Return the form of a clause that begins with "no" and names what is not asked: "No management experience"."""
    compounds = "|".join(sorted(map(re.escape, claims.compounds)))
    what = rf"{form(experience)}|[^\W\d_]{{3,}}(?:{compounds})(?![^\W_])"
    few = rf"(?:(?!{cues['only'].pattern})[^\W\d_-]+\s+)"
    start = rf"(?:^\W*|(?<=[,;:(])\s*){cues['without'].pattern}\s+"
    needed = cues["must_after"].pattern
    return re.compile(rf"{start}(?:{few}{{1,6}}?{needed}|{few}{{0,4}}?(?:{what})(?:\s+{few}{{0,3}}?{needed})?)")


def _length(number: str, lengths: Mapping[str, Pattern], numbers: Iterable[str], ends: Mapping[str, int]) -> Pattern:
    """Return the form of a length: "3", "3+", "three or more", "2-4", "2 to 4" before its unit, or "half a year".

    `ends`: ends of adjectives that hold a length, "3-jährige", "dreijährige".
    """
    glued = rf"\d{{1,2}}\s?|{'|'.join(sorted(map(re.escape, numbers), key=lambda each: (-len(each), each)))}"
    yearly = form(each for each, months in ends.items() if months > 1).replace(r"(?<![^\W_])", "")
    monthly = form(each for each, months in ends.items() if months == 1).replace(r"(?<![^\W_])", "")
    year, month, more, join, half = [lengths[key].pattern for key in ("year", "month", "more", "join", "half_after")]
    unit = rf"(?:(?P<year>{year})|(?P<month>{month}))"
    more = rf"(?:\s*\(?{more}|\s?\+)"
    join = rf"(?:\s*[-–]\s*|\s+{join}\s+)"
    return re.compile(
        rf"(?P<plus>\+\s?)?(?<![\w.,])(?P<low>{number})(?:\s?\(\d+\))?(?P<lowunit>\s?(?:{year}|{month}))?"
        rf"(?:{join}(?P<high>{number}))?(?:{more}|-plus)?[\s-]*{unit}'?(?P<half>\s+{half})?(?:{more})?"
        rf"|(?P<whole>{lengths['wholes'].pattern})(?:{more})?"
        rf"|(?<![\w.,])(?P<glued>{glued})-?(?:(?P<years>{yearly})|(?P<months>{monthly}))"
    )


def _anywhere(book: Rulebook, numbers: Iterable[str]) -> Pattern:
    """Return the form of a number with years or months behind it in any language: "3 anni", "drie jaar"."""
    each_language = list(book.languages.values())
    units = [word for each in each_language for unit in ("year", "month") for word in each.duration.get(unit, ())]
    every = {plain(word) for each in each_language for word in each.numbers}
    many = form(sorted(word for word in {*numbers, *every} if len(word) > _SHORTEST - 1))
    return re.compile(
        rf"(?<![\w.,])(?:\d{{1,3}}\s?\+?|{many})[\s-]*{form(unit for unit in units if len(unit) >= _SHORTEST)}"
    )


def _leading(phrases: Sequence[str], verbs: Sequence[str], teams: Sequence[str]) -> Pattern:
    """Return the form of work that leads people: fixed phrases, or a verb near "teams" with what the teams do."""
    # Why: in "gestionando equipos de soporte" the support is what the team does, not the person.
    of = r"(?:\s+de\s+(?!al\b|mas\b|un\b)[^\W\d_]+(?:\s+al\s+cliente|\s+tecnico)?)?"
    named = [plain(team).removesuffix(" of").removesuffix(" de").removesuffix(" von") for team in teams]
    team = rf"{form(verbs)}(?:\s+[^\W\d_]+){{0,3}}?\s+{form(named)}{of}"
    return re.compile(rf"{team}|{form(phrases)}")

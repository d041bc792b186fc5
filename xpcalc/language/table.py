"""A parsed rules/languages file -> Language. To add a language, write its YAML file; nothing here changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any

from xpcalc.record import dataclass

# Source: ISO 8601-2 (EDTF) sub-year codes.
SEASON_CODES = MappingProxyType({"spring": 21, "summer": 22, "autumn": 23, "winter": 24})
PART_CODES = MappingProxyType({"early": 37, "mid": 38, "late": 39})
QUARTER_CODES = (33, 34, 35, 36)
HALF_CODES = (40, 41)


# Source: Latin-1 Supplement and Latin Extended-A letters, Unicode; combining marks vanish (decomposed umlauts).
_BARE = str.maketrans(
    dict(
        zip(
            "áàâäãåāăąçćčďđéèêëēėęěğíìîïīįıłľĺñńňóòôöõøōőŕřśšşșťţțúùûüūůűųýÿźžż",
            "aaaaaaaaacccddeeeeeeeegiiiiiiilllnnnoooooooorrsssstttuuuuuuuuyyzzz",
            strict=True,
        )
    )
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ŀ": "l"}
    | {chr(mark): "" for mark in range(0x300, 0x370)}
)


def strip_accents(text: str) -> str:
    """Return lower-case text without accents, letters that Unicode does not compose (ß, ł, ø) included."""
    return text if text.isascii() else text.translate(_BARE)


def forms(word: str) -> tuple[str, ...]:
    """Return the spellings under which a word is looked up: lower case, with and without accents."""
    lower = word.lower()
    if lower.isascii():
        return (lower,)
    bare = lower.translate(_BARE)
    return (lower, lower.replace("ß", "ss"), bare) if "ß" in lower else (lower, bare)


def _set(words: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if word.isascii():
            found.add(word)
        else:
            found.update(forms(word))
    return frozenset(found)


def _codes(pairs: Iterable[tuple[Iterable[str], int]]) -> Mapping[str, int]:
    return MappingProxyType({form: code for words, code in pairs for word in words for form in forms(word)})


def _sets(data: Mapping[str, Sequence[str]] | None) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({key: _set(words) for key, words in (data or {}).items()})


def _raw(data: Mapping[str, Sequence[str]] | None) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({key: frozenset(words) for key, words in (data or {}).items()})


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, in lower case.

    Words of dates, employment and leave stand with their accents and without; headings, title words and
    function words as they are written in the file (`Words` folds them when it builds its tables).
    """

    code: str
    date_order: str = "DMY"
    date_orders: Mapping[str, str] = field(default_factory=dict)  # by locale: en-US MDY
    months: Mapping[str, int] = field(default_factory=dict)  # 1 to 12
    month_glue: frozenset[str] = frozenset()
    weekdays: frozenset[str] = frozenset()
    date_leads: frozenset[str] = frozenset()  # what says nothing before the date of a field ("during", "employed here")
    renewed: frozenset[str] = frozenset()  # what says that a fixed term went on ("renewed", "then permanent")
    seasons: Mapping[str, int] = field(default_factory=dict)  # EDTF 21 to 24
    quarters: Mapping[str, int] = field(default_factory=dict)  # EDTF 33 to 36
    quarter_units: frozenset[str] = frozenset()
    halves: Mapping[str, int] = field(default_factory=dict)  # EDTF 40 and 41
    parts: Mapping[str, int] = field(default_factory=dict)  # EDTF 37 to 39
    range: frozenset[str] = frozenset()
    range_open: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    duration: Mapping[str, frozenset[str]] = field(default_factory=dict)
    approx: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    experience_words: frozenset[str] = frozenset()
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heading_joiners: frozenset[str] = frozenset()
    heading_continued: frozenset[str] = frozenset()
    heading_pairs: Mapping[str, frozenset[str]] = field(default_factory=dict)  # nouns, own; section -> adjectives
    inner_headings: frozenset[str] = frozenset()  # those that also stand inside one entry, or are its title
    field_labels: Mapping[str, frozenset[str]] = field(default_factory=dict)  # kind ("employer", "start") -> labels
    employment: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leave: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leave_care: Mapping[str, frozenset[str]] = field(default_factory=dict)  # heads ("caring for"), kin ("my father")
    schooling: Mapping[str, frozenset[str]] = field(default_factory=dict)  # courses, schools; as written
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # words of a job in a sentence, as written
    title_words: frozenset[str] = frozenset()  # nouns that can head a job title
    title_modifiers: frozenset[str] = frozenset()  # words that stand beside a head and say little alone
    title_phrases: frozenset[str] = frozenset()
    title_suffixes: tuple[str, ...] = ()  # ends of compounds (German, Dutch)
    function_words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()  # letters that (nearly) only this language writes

    @classmethod
    def from_mapping(cls, code: str, data: Mapping[str, Any]) -> Language:
        """Return the language of a parsed rules/languages file (keys of months and halves may be int or str)."""
        orders = dict(data.get("date_order") or {})
        quarters = dict(data.get("quarters") or {})
        units = quarters.pop("unit", ())
        return cls(
            code=code,
            date_order=orders.pop("default", "DMY"),
            date_orders=MappingProxyType(orders),
            months=_codes((words, int(month)) for month, words in (data.get("months") or {}).items()),
            month_glue=_set(data.get("month_glue") or ()),
            weekdays=_set(data.get("weekdays") or ()),
            date_leads=_set(data.get("date_leads") or ()),
            renewed=_set(data.get("renewed") or ()),
            seasons=_codes((words, SEASON_CODES[name]) for name, words in (data.get("seasons") or {}).items()),
            quarters=_codes((words, QUARTER_CODES[int(number) - 1]) for number, words in quarters.items()),
            quarter_units=_set(units),
            halves=_codes((words, HALF_CODES[int(half) - 1]) for half, words in (data.get("halves") or {}).items()),
            parts=_codes((words, PART_CODES[name]) for name, words in (data.get("parts") or {}).items()),
            range=_set(data.get("range") or ()),
            range_open=_set(data.get("range_open") or ()),
            since=_set(data.get("since") or ()),
            present=_set(data.get("present") or ()),
            duration=_sets(data.get("duration")),
            approx=_sets(data.get("approx")),
            numbers=_codes(((word,), int(number)) for word, number in (data.get("numbers") or {}).items()),
            experience_words=_set(data.get("experience_words") or ()),
            # Why not both forms: everything from here on is looked up folded.
            sections=_raw(data.get("sections")),
            heading_joiners=frozenset(data.get("heading_joiners") or ()),
            heading_continued=frozenset(data.get("heading_continued") or ()),
            heading_pairs=_raw(data.get("heading_pairs")),
            inner_headings=frozenset(data.get("inner_headings") or ()),
            field_labels=_raw(data.get("field_labels")),
            employment=_sets(data.get("employment")),
            leave=_sets(data.get("leave")),
            leave_care=_sets(data.get("leave_care")),
            schooling=_raw(data.get("schooling")),
            told=MappingProxyType({key: tuple(said) for key, said in (data.get("told") or {}).items()}),
            title_words=frozenset(data.get("title_words") or ()),
            title_modifiers=frozenset(data.get("title_modifiers") or ()),
            title_phrases=frozenset(data.get("title_phrases") or ()),
            title_suffixes=tuple(data.get("title_suffixes") or ()),
            function_words=frozenset(data.get("function_words") or ()),
            letters=frozenset(data.get("letters") or ()),
        )

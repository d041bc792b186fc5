"""The word files under rules/ hold what the loader expects: known keys, lower-case strings, one meaning each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from xpcalc.language import Language, Words, fold
from xpcalc.language.names import START

RULES = Path(__file__).parent.parent / "rules"
CODES = ("en", "es", "pt", "fr", "de", "it", "nl", "ca", "pl")
FILES = sorted(
    [*RULES.glob("languages/*.yaml"), RULES / "employers.yaml", RULES / "places.yaml", *RULES.glob("towns/*.yaml")]
)

SECTIONS = {
    "summary", "experience", "education", "skills", "certifications", "training", "languages", "projects",
    "volunteering", "publications", "awards", "references", "interests", "contact", "career_break", "internships",
    "other",
}  # fmt: skip
KEYS = {
    "date_order", "months", "month_glue", "weekdays", "date_leads", "renewed",
    "seasons", "quarters", "halves", "parts", "range", "range_open", "since",
    "present", "duration", "approx", "numbers", "experience_words", "sections", "heading_joiners",
    "heading_continued", "heading_pairs", "inner_headings", "field_labels", "employment", "leave", "leave_care",
    "schooling", "told",
    "title_words", "title_modifiers", "title_phrases", "title_suffixes", "function_words", "letters",
}  # fmt: skip
EMPLOYMENT = {
    "full_time", "part_time", "hours", "freelance", "freelance_weak", "temporary", "internship", "internship_not",
    "apprenticeship", "volunteer", "casual", "contract_words", "hours_of",
    "afterwards",
}  # fmt: skip
LEAVE = {"parental", "care", "sickness", "sabbatical", "military", "unemployed"}


@cache
def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def leaves(value: Any, path: str = "$") -> list[tuple[str, Any]]:
    """Return every word of a file with the place it stands at."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in leaves(item, f"{path}.{key}")]
    if isinstance(value, list):
        return [leaf for i, item in enumerate(value) for leaf in leaves(item, f"{path}[{i}]")]
    return [(path, value)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_names_its_source(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# Source: ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_are_lower_case_strings(path: Path) -> None:
    exempt = ("$.date_order", "$.numeric_forms")
    numbers = ("$.numbers", "$.seasons_", "$.parts_of_year")
    wrong = [
        (where, word)
        for where, word in leaves(load(path))
        if not where.startswith(exempt)
        and not (where.startswith(numbers) and type(word) is int)
        and not (type(word) is str and word == word.lower() and (word.strip() == word != "" or "separators" in where))
    ]
    assert wrong == []


@pytest.mark.parametrize("code", CODES)
def test_no_unknown_key(code: str) -> None:
    data = load(RULES / "languages" / f"{code}.yaml")
    assert set(data) <= KEYS
    assert set(data["sections"]) == SECTIONS
    assert set(data["employment"]) <= EMPLOYMENT
    assert set(data["leave"]) <= LEAVE
    assert sorted(int(month) for month in data["months"]) == list(range(1, 13))
    assert {"1", "2", "3", "4", "unit"} == {str(key) for key in data["quarters"]}


@pytest.mark.parametrize("code", CODES)
def test_a_spelling_names_one_month_in_all_languages(code: str) -> None:
    own = Language.from_mapping(code, load(RULES / "languages" / f"{code}.yaml")).months
    for other in CODES:
        months = Language.from_mapping(other, load(RULES / "languages" / f"{other}.yaml")).months
        assert {word for word in own.keys() & months.keys() if own[word] != months[word]} == set()


@pytest.mark.parametrize("code", CODES)
def test_a_heading_has_one_kind(code: str) -> None:
    seen: dict[str, str] = {}
    clashes = []
    for kind, headings in load(RULES / "languages" / f"{code}.yaml")["sections"].items():
        for heading in headings:
            if seen.setdefault(fold(heading), kind) != kind:
                clashes.append((heading, seen[fold(heading)], kind))
    assert clashes == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_twice_in_one_list(path: Path) -> None:
    def lists(value: Any, where: str) -> list[tuple[str, list[Any]]]:
        if isinstance(value, dict):
            return [found for key, item in value.items() for found in lists(item, f"{where}.{key}")]
        return [(where, value)] if isinstance(value, list) and all(isinstance(item, str) for item in value) else []

    twice = {where: [w for w in words if words.count(w) > 1] for where, words in lists(load(path), "$")}
    assert {where: words for where, words in twice.items() if words} == {}


@pytest.mark.parametrize("code", CODES)
def test_there_are_enough_titles(code: str) -> None:
    least = 150 if code in {"en", "es"} else 100
    assert len(load(RULES / "languages" / f"{code}.yaml")["title_words"]) >= least


@pytest.mark.parametrize("code", CODES)
def test_the_leave_words_that_misfire_are_gone(code: str) -> None:
    ordinary = {"travelling", "redundancy", "caregiver", "disponibilité", "mobilità", "leva", "it", "paro"}
    data = load(RULES / "languages" / f"{code}.yaml")
    assert ordinary.isdisjoint(word for words in data["leave"].values() for word in words)
    assert not any("%" in word or word.replace("/", "").isdigit() for word in data["employment"]["part_time"])
    assert {"consultant", "consultor", "consulente", "pj", "mei"}.isdisjoint(data["employment"]["freelance"])


@pytest.mark.parametrize("code", CODES)
def test_language_knows_words_without_their_accents(code: str) -> None:
    language = Language.from_mapping(code, load(RULES / "languages" / f"{code}.yaml"))
    examples = {"es": "dia de hoy", "fr": "fevrier", "de": "marz", "pt": "marco", "ca": "marc", "pl": "wrzesnia"}
    if code in examples:
        assert examples[code] in language.months or examples[code] in language.present
    assert all(word == word.lower() for word in (*language.months, *language.present, *language.range))


def test_every_ambiguous_place_is_a_place() -> None:
    data = load(RULES / "places.yaml")
    names = {fold(w) for key in ("countries", "regions", "cities") for group in data[key].values() for w in group}
    names.update(map(fold, data["remote"]))
    assert {word for word in data["ambiguous"] if fold(word) not in names} == set()
    assert len(data["countries"]) >= 200
    assert sum(map(len, data["cities"].values())) >= 700


def test_words_are_built_from_parsed_files() -> None:
    languages = {code: Language.from_mapping(code, load(RULES / "languages" / f"{code}.yaml")) for code in CODES}
    words = Words.from_mapping(load(RULES / "employers.yaml"), load(RULES / "places.yaml"), languages)
    assert tuple(words.languages) == CODES


def test_towns_stand_where_the_reading_looks_for_them() -> None:
    rows = {start: names for path in RULES.glob("towns/*.yaml") for start, names in load(path).items()}
    towns = [(start, town) for start, names in rows.items() for town in names.split(", ")]
    assert len(towns) > 20_000
    assert [town for start, town in towns if town != fold(town) or town[:START] != start] == []

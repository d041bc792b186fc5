"""rules/functions, rules/skills, rules/industries.yaml -> Taxonomy: every code exists, every word is a word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from xpcalc.taxonomy import Lookup, Taxonomy, fold, stem, title_words, tokens

RULES = Path(__file__).parents[1] / "rules"
FILES = sorted([*RULES.glob("functions/*.yaml"), *RULES.glob("skills/*.yaml"), RULES / "industries.yaml"])
RAW: dict[str, Any] = {
    file.relative_to(RULES).with_suffix("").as_posix(): yaml.safe_load(file.read_text(encoding="utf-8"))
    for file in FILES
}
TAXONOMY = Taxonomy.from_mapping(RAW)
# Source: the 31 functions of customer work that requirements and profiles may ask for.
CUSTOMER_WORK = (
    "support.tier1 support.general support.tier2 support.tier3 support.technical itsm.service_desk onboarding "
    "implementation migration.helpdesk customer_success account_management sales presales quality training wfm "
    "knowledge ops.support automation management.team_lead management.support cx.strategy cx.analytics "
    "ex.employee_experience ux.design_research mx.digital_channels community_social retention billing "
    "trust_safety back_office "
).split()


def strings(data: Any) -> list[Any]:
    """All leaves of lists."""
    if isinstance(data, Mapping):
        return [leaf for value in data.values() for leaf in strings(value)]
    if isinstance(data, list):
        return [leaf for value in data for leaf in (strings(value) if isinstance(value, (list, Mapping)) else [value])]
    return []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_file_names_its_source_and_holds_only_words(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# Source:")
    name = file.relative_to(RULES).with_suffix("").as_posix()
    assert [leaf for leaf in strings(RAW[name]) if not isinstance(leaf, str)] == []


def test_all_customer_functions_are_there_in_seven_languages() -> None:
    for code in CUSTOMER_WORK:
        function = TAXONOMY.functions[code]
        assert {"en", "es", "pt", "fr", "de", "it", "nl"} <= set(function.titles), code
        assert {"en", "es"} <= set(function.phrase), code
        assert function.pillars, code
        assert set(function.pillars) <= {"CX", "EX", "UX", "MX"}


def test_every_function_has_labels_and_codes() -> None:
    for function in TAXONOMY.functions.values():
        assert function.label["en"]
        assert function.label["es"]
        assert function.onet, function.code
        assert all(entry["isco"].isdigit() for entry in function.esco), function.code


def test_breadth_of_skills() -> None:
    assert len(TAXONOMY.skills) >= 600
    assert {"csat", "nps", "ces", "clv", "churn", "fcr", "aht"} <= {
        code for code, skill in TAXONOMY.skills.items() if skill.category == "metric"
    }


def test_no_title_cue_stands_in_two_functions_of_one_language() -> None:
    seen: dict[tuple[str, str], str] = {}
    clashes = []
    for function in TAXONOMY.functions.values():
        for language, cues in function.titles.items():
            for cue in cues:
                key = (language, " ".join(title_words(cue)))
                if seen.setdefault(key, function.code) != function.code:
                    clashes.append((key, seen[key], function.code))
    assert clashes == []


def test_no_sure_name_stands_in_two_skills() -> None:
    seen: dict[str, str] = {}
    clashes = []
    for skill in TAXONOMY.skills.values():
        for written in {skill.name, *skill.aliases} - set(skill.ambiguous):
            key = " ".join(tokens(fold(written))[0])
            if seen.setdefault(key, skill.code) != skill.code:
                clashes.append((key, seen[key], skill.code))
    assert clashes == []


def test_a_product_proves_its_parents_and_not_the_other_way() -> None:
    assert TAXONOMY.ancestors("salesforce_service") == ("salesforce",)
    assert TAXONOMY.ancestors("nextjs") == ("react", "javascript")
    assert "salesforce_service" not in TAXONOMY.ancestors("salesforce")


def test_groups_expand() -> None:
    assert ("support.tier1", False) in TAXONOMY.satisfies("support")
    assert ("support.tier3", False) in TAXONOMY.satisfies("customer_facing")
    assert ("cx.strategy", True) in TAXONOMY.satisfies("people_management")
    assert TAXONOMY.satisfies("onboarding") == (("onboarding", False),)
    assert TAXONOMY.satisfies("no_such_word") == ()


def test_problems_are_named_all_at_once() -> None:
    raw = {
        "functions/a": {"functions": {"x": {"label": {"en": "X"}, "family": "f"}}, "groups": {"g": ["gone"]}},
        "skills/a": {"category": "c", "skills": {"s": {"name": "S", "parents": ["nobody"]}}},
    }
    with pytest.raises(ValueError, match="unknown function 'gone'") as caught:
        Taxonomy.from_mapping(raw)
    assert "unknown skill 'nobody'" in str(caught.value)


@pytest.mark.parametrize("text", ["Zürich Ærø", "ﬁrst İstanbul", "ẞtraße", "Jefe\u00a0de équipe", "𝔘nicode", "plain"])
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("agentes", "agente"),
        ("asesora", "asesor"),
        ("coordinatrice", "coordinatore"),
        ("kundenberaterinnen", "kundenberater"),
        ("chargee", "charge"),
        ("vendeuse", "vendeur"),
        ("representatives", "representative"),
        ("jefa", "jefe"),
        ("addetta", "addetto"),
    ],
)
def test_stem_unites_number_and_gender(left: str, right: str) -> None:
    assert stem(left) == stem(right)


def test_stem_keeps_apart_what_is_apart() -> None:
    assert stem("accounting") != stem("account")
    assert stem("nurse") != stem("nursing")


def test_gender_endings_beside_a_word_are_skipped() -> None:
    assert tokens(fold("Supervisor/a de call center"))[0] == ["supervisor", "de", "call", "center"]
    assert tokens(fold("Kundenberater*in und C++, C#, .NET"))[0] == ["kundenberater", "und", "c++", "c#", ".net"]


def test_lookup_prefers_the_longest() -> None:
    lookup: Lookup[str] = Lookup()
    lookup.add(["customer", "support"], "short")
    lookup.add(["customer", "support", "manager"], "long")
    assert [values for _, _, values in lookup.find(["customer", "support", "manager"])] == [["long"], ["short"]]

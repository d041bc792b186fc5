from __future__ import annotations

import json
from dataclasses import replace

import pytest

from xpcalc.criteria.outcome import Check, Verdict
from xpcalc.disclosure import Disclosure, disclose
from xpcalc.model import CheckedClaim, Claim
from xpcalc.pipeline import assess
from xpcalc.reports import Options, candidate_text
from xpcalc.reports.disclosure import DISCLOSURE_REPORTS, render
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.rulecheck import load_rules

CV = (
    "Nora Vidal\n\nWork Experience\n\n"
    "Customer Support Agent\nFaro Cloud\n2019 - 2021\n- Answered tickets in Zendesk\n\n"
    "Marketing Intern\nTienda Norte\nJanuary 2018 - June 2018\n"
)


def made(policy: str = "default", lang: str = "en", *rules: str) -> Disclosure:
    book = load_rulebook()
    chosen = [rule for name in rules for rule in load_rules(name, book)]
    return disclose(book, book.policies[policy], chosen, lang, version="1.2.3")


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("policy", sorted(load_rulebook().policies))
def test_every_policy_is_explained_in_80_columns(policy: str, lang: str) -> None:
    d = made(policy, lang)
    keys = [parameter.key for parameter in d.parameters]
    for key in ("measure", "month_dates", "part_time", "leave", "ongoing", "counted"):
        assert key in keys
    assert all(parameter.meaning and "{" not in parameter.meaning for parameter in d.parameters)
    text = render(d, "text", Options(lang=lang, verbose=True))
    assert max(len(line) for line in text.splitlines()) <= 80


def test_the_policy_decides_the_words() -> None:
    assert "15 or more" in flat(render(made("default"), "text"))
    assert "Only complete months count; leftover days are dropped." in flat(render(made("public_sector"), "text"))
    assert "Part-time work counts by its stated share" in flat(render(made("prorated"), "text"))
    assert "Listed apart and not counted: apprenticeship, internship" in flat(render(made(), "text"))


def test_thresholds_of_a_named_rule_file_are_printed() -> None:
    text = flat(render(made("default", "en", "support"), "text"))
    assert "What is asked: Customer support (support)" in text
    assert "level mid: at least 12 months: support" in text
    assert "at least 24 months" in text
    assert "at least 24 months" not in flat(render(made(), "text"))


def test_what_is_not_used_is_said_in_both_languages() -> None:
    assert "No score and no ranking" in flat(render(made(), "text"))
    assert "Sin puntuación ni clasificación" in flat(render(made(lang="es"), "text", Options(lang="es")))


def test_every_function_and_rule_file_is_named_on_request(rulebook: Rulebook) -> None:
    text = flat(render(made(), "text", Options(verbose=True)))
    for code in rulebook.functions:
        assert f"({code})" in text
    for name in rulebook.raw:
        assert f"rules/{name}.yaml" in text
    assert rulebook.hash in text


def test_json_has_the_schema() -> None:
    data = json.loads(render(made("default", "en", "support"), "json"))
    assert data["schema"] == "xpcalc.disclosure/1"
    assert data["rules"][0]["id"] == "support"
    assert {"key": "threshold", "value": "15"}.items() <= next(
        p for p in data["parameters"] if p["key"] == "threshold"
    ).items()


@pytest.mark.parametrize("form", list(DISCLOSURE_REPORTS))
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    assert render(made("default", "es", "support"), form) == render(made("default", "es", "support"), form)


# ---------------------------------------------------------------- the letter to the candidate


def test_the_letter_says_what_was_read_counted_and_how_to_correct_it() -> None:
    text = candidate_text.render([assess(CV.encode(), name="cv.txt", as_of="2026-11-21")], Options())
    assert max(len(line) for line in text.splitlines()) <= 80
    words = flat(text)
    for head in (
        "What was read",
        "What was counted",
        "What was not counted, and why",
        "What was not used",
        "How to correct it",
    ):
        assert head in text.splitlines()
    assert "12–36 months: Customer Support Agent, Faro Cloud (2019 – 2021) (line " in words
    assert "Marketing (last" not in words
    assert "at least 12, at most 36 months" in words
    assert "Marketing Intern: listed apart from the total, because it is of this kind: internship" in words
    assert "You got no score and were not ranked." in words
    assert "add the months" in words


def test_the_letter_of_a_document_without_jobs() -> None:
    text = flat(
        candidate_text.render(
            [assess(b"Nora Vidal\n\nHobbies\nSailing\n", name="x.txt", as_of="2026-11-21")], Options()
        )
    )
    assert "No jobs with dates were found." in text
    assert "0 months of experience" in text


def test_the_letter_sets_statements_beside_the_dates() -> None:
    a = assess(CV.encode(), name="cv.txt", as_of="2026-11-21")
    claims = (
        CheckedClaim(Claim("skill:zendesk", 24, quote="2 years of Zendesk"), "overstated", 19, 19, 19, -5),
        CheckedClaim(Claim("total", 24, quote="2 years"), "undecided", 24, 12, 36, 0),
        CheckedClaim(Claim("skill:intercom", 12, quote="a year of Intercom"), "no_evidence"),
    )
    text = flat(candidate_text.render([replace(a, claims=claims)], Options()))
    assert "“2 years of Zendesk”: 24 months; the dates show 19 months" in text
    assert "“2 years”: 24 months; cannot be decided; the dates show 12–36 months" in text
    assert "“a year of Intercom”: 12 months; no job with dates names it" in text
    for word in ("false", "lie", "fraud", "fail"):
        assert f" {word}" not in text


def test_the_letter_says_what_would_settle_an_open_requirement() -> None:
    a = assess(CV.encode(), name="cv.txt", as_of="2026-11-21")
    check = Check(
        "x", "months", "undecided", "at least 24 months", "12 to 36 months", 24, 12, 36, would_settle="Which month?"
    )
    verdict = Verdict("r", "Support", "undecided", "default", "2026-11-21", level="mid", checks=(check,))
    text = flat(candidate_text.render([replace(a, verdicts=(verdict,))], Options()))
    assert "What was asked: Support" in text
    assert "at least 24 months: cannot be decided (12 to 36 months)" in text
    assert "This would settle it: Which month?" in text
    assert "Level by months of evidence: mid" in text

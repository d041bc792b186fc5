"""Ads in words that no table holds: headings by weak signs, wishes by form, who is asked; and an ad given as a CV."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xpcalc import assess
from xpcalc.ads import read_ad
from xpcalc.ads.ad import data_of
from xpcalc.ads.reasons import CODES, Reason
from xpcalc.ads.recognise import is_job_ad
from xpcalc.ads.write import to_json
from xpcalc.i18n import translator
from xpcalc.pipeline.stages import read_document
from xpcalc.rulebook import Rulebook

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ADS = Path(__file__).resolve().parent.parent / "benchmarks" / "ads" / "ads"
MUST = "Glimmer Ltd\n\nThe chosen one\n- 2 years of experience in sales\n- English C1\n"


def wanted(text: str, book: Rulebook) -> list[tuple[str, dict[str, Any]]]:
    return [(each.strength, data_of(each.node)) for each in read_ad(text, book).wanted]


def strengths(text: str, book: Rulebook) -> list[str]:
    return [strength for strength, _ in wanted(text, book)]


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize(
    "heading",
    [
        "Not must-haves, just sprinkles:",
        "A few things more",
        "And the sprinkles",
        "Kein Zwang, nur Zucker",
        "What would make our day",
        "Ningún imprescindible",
        "Lo que ya sería de traca",
    ],
)
def test_a_second_list_of_wishes_is_asked_less(heading: str, rulebook: Rulebook) -> None:
    assert strengths(f"{MUST}\n{heading}\n- Figma\n- HubSpot\n", rulebook) == ["must", "must", "nice", "nice"]


@pytest.mark.parametrize("heading", ["Technical things", "Idiomas y herramientas", "The tools of it"])
def test_a_second_list_about_something_else_is_asked_as_well(heading: str, rulebook: Rulebook) -> None:
    assert strengths(f"{MUST}\n{heading}\n- Figma\n- HubSpot\n", rulebook) == ["must"] * 4


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        ("Sprinkles from us", ["30 days of holiday", "12 months of paid training with HubSpot", "€40,000"]),
        ("Lo que ponemos en la mesa", ["28.000 € brutos", "Clases de inglés C1", "Seguro médico a los 6 meses"]),
        ("What you will not need", ["a degree", "2 years of experience in sales"]),
        ("Your Tuesdays", ["Answer tickets in Zendesk", "Write articles in Confluence", "Coach two colleagues"]),
    ],
)
def test_offers_duties_and_what_is_not_needed_ask_for_nothing(
    heading: str, items: list[str], rulebook: Rulebook
) -> None:
    lines = "\n".join([f"- {item}" for item in items])
    assert len(wanted(f"{MUST}\n{heading}\n{lines}\n", rulebook)) == 2


def test_the_only_list_of_an_ad_is_what_it_asks(rulebook: Rulebook) -> None:
    text = "Agent\n\nWho we'd love to hear from\n- 2 years of experience in sales\n- English C1\n"
    assert strengths(text, rulebook) == ["must", "must"]
    assert strengths(text.replace("Who we'd love to hear from", "Nice to have"), rulebook) == ["nice", "nice"]


@pytest.mark.parametrize("mark", ["+", "~", "✅", "👉", "[ ]", "(i)", "->"])
def test_any_mark_makes_a_list(mark: str, rulebook: Rulebook) -> None:
    text = f"Agent\n\nThe chosen one\n{mark} Zendesk\n{mark} 2 years of experience in sales\n"
    assert len(wanted(text, rulebook)) == 2


def test_a_sign_before_one_line_alone_makes_no_item_of_a_heading(rulebook: Rulebook) -> None:
    text = "Agent\n\n🧠 Requisitos excluyentes\n✔ Zendesk\n✔ Inglés C1\n\n⭐ Deseables\n✔ Kafka\n"
    assert strengths(text, rulebook) == ["must", "must", "nice"]


def test_a_question_opens_a_section_in_its_paragraph(rulebook: Rulebook) -> None:
    text = "Agente\n\n¿Qué te pedimos? Un par de años en ventas.\n\n¿Qué te damos? 2 años de formación en ventas.\n"
    assert wanted(text, rulebook) == [("must", {"months": {"function": "sales", "at_least": 24}})]


# ---------------------------------------------------------------- must or nice in a sentence


@pytest.mark.parametrize(
    "text",
    [
        "Zendesk would be a lovely surprise",
        "Zendesk is a genuine plus",
        "Zendesk (a big bonus)",
        "Zendesk, though not strictly required",
        "Zendesk? Lovely!",
        "If you have met Zendesk, so much the better for us both",
        "Zendesk gets you bonus points",
        "Don't worry if you have never touched Zendesk",
        "Zendesk sería la bomba",
        "Si controlas Zendesk, miel sobre hojuelas",
        "Zendesk es un claro plus",
        "Zendesk, aunque no es obligatorio",
    ],
)
def test_a_wish_on_top_is_known_by_its_form(text: str, rulebook: Rulebook) -> None:
    assert wanted(f"Job\n\nRequirements:\n- {text}\n", rulebook) == [("nice", {"skill": {"any_of": "zendesk"}})]


def test_as_is_says_the_same_once_more(rulebook: Rulebook) -> None:
    text = "Job\n\nRequirements:\n- Python is required, as is Spark\n- Jira would be a plus, as would Figma\n"
    assert strengths(text, rulebook) == ["must", "must", "nice", "nice"]


def test_an_easy_question_asks_for_nothing(rulebook: Rulebook) -> None:
    assert wanted("Job\n\nNo experience with Zendesk? No problem.\n", rulebook) == []


def test_what_is_said_about_the_company_is_no_wish(rulebook: Rulebook) -> None:
    text = "Puesto: Agente\n\nSobre nosotros:\nValoramos el talento joven con Zendesk y un buen ambiente.\n"
    assert wanted(text, rulebook) == []


# ---------------------------------------------------------------- what it is about


@pytest.mark.parametrize(
    ("text", "function", "months"),
    [
        ("You have supported players or customers for at least 18 months", "support", 18),
        ("People who've looked after customers for a year", "support", 12),
        ("Five-plus years of closing deals", "sales", 60),
        ("A couple of years in childcare", "childcare", 24),
        ("3 years of legal work", "legal", 36),
        ("Llevas un par de años atendiendo llamadas", "support", 24),
        ("3 años en prevención del fraude", "trust_safety", 36),
        ("Has conducido al menos 2 años profesionalmente", "driving", 24),
        ("You have spent the last three years in teaching", "teaching", 36),
    ],
)
def test_work_is_known_in_other_words(text: str, function: str, months: int, rulebook: Rulebook) -> None:
    asked = [("must", {"months": {"function": function, "at_least": months}})]
    assert wanted(f"Job\n\nRequirements:\n- {text}\n", rulebook) == asked


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8+ years of coding, the last 3 with React", [{"months": {"skill": "react", "at_least": 36}}]),
        ("4 years in retail, two of those years leading people", None),
        ("3 yrs Salesforce, Salesforce certification", [{"certificate": {"any_of": "salesforce"}}]),
        ("Programa Selene", [{"skill": {"any_of": "selene"}}]),
        ("Carné C+E", []),
        ("Student of engineering in the final years", []),
        ("Two or more of the following: Python, SQL, Excel", None),
    ],
)
def test_other_forms(text: str, expected: list[dict[str, Any]] | None, rulebook: Rulebook) -> None:
    found = [data for _, data in wanted(f"Job\n\nRequirements:\n- {text}\n", rulebook)]
    if expected is None:
        assert len(found) == (2 if "those" in text else 1)
        assert ("people_management" in str(found)) == ("those" in text)
    elif expected:
        assert expected[0] in found
    else:
        assert found == []


# ---------------------------------------------------------------- reasons


def test_every_reason_has_spanish_words() -> None:
    es, en = translator("es"), translator("en")
    for code in CODES:
        reason = Reason(code, "X", 3)
        assert reason.text(es) != reason.text(en)


def test_json_has_codes_and_words_of_the_language(rulebook: Rulebook) -> None:
    ad = read_ad("Requirements:\n- 2-4 years of sales\n- good English\n- a sunny smile\n", rulebook)
    data = json.loads(to_json(ad, rulebook, "es"))
    assert data["must"][0]["note_codes"] == ["most_left_out"]
    assert "48 meses" in data["must"][0]["notes"][0]
    assert [(each["code"], each["reason"]) for each in data["unclear"]] == [
        ("no_level", "un idioma sin nivel: diga de A1 a C2")
    ]
    assert [each["code"] for each in data["not_understood"]] == ["not_understood"]


# ---------------------------------------------------------------- an ad given as a CV


def test_an_ad_given_as_a_cv_says_so_and_claims_nothing() -> None:
    found = assess(EXAMPLES / "job_ad.txt")
    assert "W_JOB_AD" in [noted.code for noted in found.findings]
    assert found.claims == ()


@pytest.mark.parametrize("name", ["ana_ruiz.pdf", "lucia_fernandez.docx", "letter_ana_ruiz.txt"])
def test_a_cv_or_letter_is_no_ad(name: str, rulebook: Rulebook) -> None:
    assert not is_job_ad(read_document((EXAMPLES / name).read_bytes(), name, rulebook), rulebook)


def test_most_ads_are_known_as_such(rulebook: Rulebook) -> None:
    lots = sorted([*ADS.glob("d_*"), *ADS.glob("e_*")])
    known = [is_job_ad(read_document(path.read_bytes(), path.name, rulebook), rulebook) for path in lots]
    assert sum(known) >= 0.7 * len(lots)


def test_a_cv_without_dates_is_no_ad(rulebook: Rulebook) -> None:
    text = "Ana Ruiz\nana@example.org\n\nProfile\n5 years of experience in sales, English C1. I know Zendesk.\n"
    assert not is_job_ad(read_document(text.encode(), "cv.txt", rulebook), rulebook)

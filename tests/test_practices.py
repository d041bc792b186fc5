"""Five practices of recruiting, from a whole CV to the words that a person reads, in English and in Spanish.

To add one: a CV as text, the command that a person would type, and the answer worked out by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from careers import AS_OF
from click.testing import CliRunner

from xpcalc.cli import OK, cli

AT = ("--as-of", AS_OF)
LANGS = ("en", "es")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, without the settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CONFIG_HOME", "HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def run(cv: str, *args: str) -> str:
    """Return what a command prints about a CV; `CV` in the arguments is its file."""
    Path("cv.txt").write_text(cv, "utf-8")
    result = CliRunner().invoke(cli, ["cv.txt" if a == "CV" else a for a in args], prog_name="xpcalc")
    assert result.exit_code == OK, result.output
    return result.stdout


def data(cv: str, *args: str) -> dict[str, Any]:
    return dict(json.loads(run(cv, "CV", *AT, "--format", "json", *args)))


def words(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


# ---------------------------------------------------------------- a. "2 years of experience in Zendesk"

# March 2023 to September 2024 is 19 months: 5 short of 24.
ZENDESK = {
    "en": """\
Nora Whitcombe
nora.whitcombe@example.com

SUMMARY
2 years of experience in Zendesk.

WORK EXPERIENCE

Customer Support Agent
Quillfern Ltd, Leeds
Mar 2023 – Sep 2024
- Answered tickets in Zendesk

EDUCATION
BA History, University of Nowhere, 2018
""",
    "es": """\
Nora Vidal
nora.vidal@example.com

PERFIL
2 años de experiencia en Zendesk.

EXPERIENCIA LABORAL

Agente de soporte
Faro Nube, Madrid
marzo de 2023 – septiembre de 2024
- Respuesta a tickets con Zendesk

FORMACIÓN
Grado en Historia, Universidad de Ninguna Parte, 2018
""",
}
LADDER = """\
schema: xpcalc.rules/1
id: ladder
title: {en: Zendesk ladder, es: Escalera de Zendesk}
levels:
  order: [junior, mid, senior]
  default: junior
  mid: {months: {skill: zendesk, at_least: 12}}
  senior: {months: {skill: zendesk, at_least: 24}}
claims:
  - {id: stated, claim: {skill: zendesk}}
"""


@pytest.mark.parametrize("lang", LANGS)
def test_a_claim_of_two_years_and_dates_of_nineteen_months(lang: str) -> None:
    Path("ladder.yaml").write_text(LADDER, "utf-8")
    found = data(ZENDESK[lang], "--rules", "ladder.yaml")
    (claim,) = found["claims"]
    assert (claim["about"], claim["months"], claim["shown"]) == ("skill:zendesk", 24, 19)
    assert (claim["result"], claim["difference"], claim["evidence"]["line"]) == ("overstated", -5, 4)
    (verdict,) = found["verdicts"]
    assert (verdict["result"], verdict["level"], verdict["possible"]) == ("met", "mid", "mid")
    assert {check["id"]: check["result"] for check in verdict["checks"]} == {"mid": "met", "senior": "not_met"}
    assert [check["result"] for check in verdict["claims"]] == ["not_met"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "“2 years of experience in Zendesk”: 24 months; dates show 19 months: overstated by 5 months"),
        ("es", "“2 años de experiencia en Zendesk”: 24 meses; las fechas muestran 19 meses: sobran 5 meses"),
    ],
)
def test_the_claim_in_words(lang: str, expected: str) -> None:
    assert expected in words(run(ZENDESK[lang], "CV", *AT, "--lang", lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("end", "result", "level"), [("2025-02", "supported", "senior"), ("2024-01", "overstated", "junior")]
)
def test_the_ladder_follows_the_dates_and_not_the_claim(lang: str, end: str, result: str, level: str) -> None:
    Path("ladder.yaml").write_text(LADDER, "utf-8")
    cv = ZENDESK[lang].replace("Sep 2024", end).replace("septiembre de 2024", end)
    found = data(cv, "--rules", "ladder.yaml")
    assert (found["claims"][0]["result"], found["verdicts"][0]["level"]) == (result, level)


# ---------------------------------------------------------------- b. the requirement of a job ad

AD = """\
schema: xpcalc.rules/1
id: saas-support
source_text: >-
  at least 36 months of SaaS support experience, including direct use of tools such as Zendesk, Intercom or Freshdesk
must:
  - {id: months, months: {function: support, industry: saas, at_least: 36}}
  - id: tool
    skill: {any_of: [zendesk, intercom, freshdesk], open_list: true, category: helpdesk, evidence: [role_text]}
"""
HEADS = {"en": "Nora Whitcombe\n\nWORK EXPERIENCE\n\n", "es": "Nora Vidal\n\nEXPERIENCIA LABORAL\n\n"}
JOBS = {
    # January 2021 to December 2023 is 36 months, the last of them the one that counts.
    "en": "Customer Support Agent\nQuillfern Ltd\nJan 2021 – {end}\n- Answered {what}\n",
    "es": "Agente de soporte\nFaro Nube\nenero de 2021 – {end}\n- Respuesta a {what}\n",
}
DECEMBER = {"en": "Dec 2023", "es": "diciembre de 2023"}
NOVEMBER = {"en": "Nov 2023", "es": "noviembre de 2023"}
SAAS = {"en": "tickets of a SaaS product in Intercom", "es": "tickets de un producto SaaS con Intercom"}
NO_SECTOR = {"en": "tickets in Intercom", "es": "tickets con Intercom"}
NO_TOOL = {"en": "tickets of a SaaS product", "es": "tickets de un producto SaaS"}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("end", "what", "result", "checks"),
    [
        (DECEMBER, SAAS, "met", ("met", "met")),
        (NOVEMBER, SAAS, "not_met", ("not_met", "met")),
        (DECEMBER, NO_SECTOR, "undecided", ("undecided", "met")),
        (DECEMBER, NO_TOOL, "undecided", ("met", "undecided")),
        ({"en": "2023", "es": "2023"}, SAAS, "undecided", ("undecided", "met")),
    ],
    ids=["36 months", "35 months", "no sector", "no tool", "end to the year only"],
)
def test_the_requirement_of_an_ad(
    lang: str, end: dict[str, str], what: dict[str, str], result: str, checks: tuple[str, str]
) -> None:
    Path("ad.yaml").write_text(AD, "utf-8")
    cv = HEADS[lang] + JOBS[lang].format(end=end[lang], what=what[lang])
    (verdict,) = data(cv, "--rules", "ad.yaml")["verdicts"]
    assert (verdict["result"], tuple(check["result"] for check in verdict["checks"])) == (result, checks)
    # Whoever is undecided gets the question that settles it; the others do not.
    assert (verdict["would_settle"] is not None) == (result == "undecided")


# ---------------------------------------------------------------- c. one sentence about migrations

MIGRATIONS = {
    "en": (
        "Helpdesk Migration Consultant\nQuillfern Ltd\nJan 2023 – Aug 2023\n"
        "- 4-month Zendesk to Salesforce project for a client in the health sector\n"
        "- Trained the agents\n\n"
        "Customer Support Agent\nLumenfield\nJan 2020 – Dec 2022\n- Answered tickets\n"
    ),
    "es": (
        "Consultora de migraciones de helpdesk\nFaro Nube\nenero de 2023 – agosto de 2023\n"
        "- Proyecto de 4 meses de migración de Zendesk a Salesforce para un cliente del sector salud\n"
        "- Formación de los agentes\n\n"
        "Agente de soporte\nTienda Norte\nenero de 2020 – diciembre de 2022\n- Respuesta a tickets\n"
    ),
}
# The same with the project in a job of another kind: its four months and the four of the other job are eight.
APART = {
    "en": (
        "Support Team Lead\nLumenfield\nJan 2022 – Dec 2023\n"
        "- 4-month project: migrated tickets from Zendesk to Salesforce for a client in the health sector\n"
        "- Led the support queue\n\n"
        "Helpdesk Migration Specialist\nQuillfern Ltd\nMar 2021 – Jun 2021\n- Import of tickets\n"
    ),
    "es": (
        "Jefa de equipo de soporte\nTienda Norte\nenero de 2022 – diciembre de 2023\n"
        "- Proyecto de 4 meses: migración de tickets de Zendesk a Salesforce para un cliente del sector salud\n"
        "- Organización de la cola de soporte\n\n"
        "Especialista en migraciones de helpdesk\nFaro Nube\nmarzo de 2021 – junio de 2021\n- Importación de tickets\n"
    ),
}
SENTENCES = {
    "en": (
        "8 months of total experience in migrations, including a 4-month Zendesk to Salesforce project"
        " for a client in the health sector\n"
    ),
    "es": (
        "8 meses de experiencia total en migraciones, incluido un proyecto de 4 meses de Zendesk a Salesforce"
        " para un cliente del sector salud\n"
    ),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("jobs", [MIGRATIONS, APART], ids=["inside the job", "in another job"])
def test_migrations_in_one_sentence(lang: str, jobs: dict[str, str]) -> None:
    cv = HEADS[lang] + jobs[lang]
    assert run(cv, "profile", "CV", *AT, "--sentence", "migrations", "--lang", lang) == SENTENCES[lang]


@pytest.mark.parametrize("lang", LANGS)
def test_a_project_is_no_claim(lang: str) -> None:
    assert data(HEADS[lang] + MIGRATIONS[lang])["claims"] == []


# ---------------------------------------------------------------- d. one day more or less

DAYS = {
    "en": "Customer Support Agent\nQuillfern Ltd\n10 Mar 2021 – {day} Jan 2022\n- Answered tickets\n",
    "es": "Agente de soporte\nFaro Nube\n10 de marzo de 2021 – {day} de enero de 2022\n- Respuesta a tickets\n",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("day", "left_over", "months"), [(24, 15, 11), (23, 14, 10)])
def test_fifteen_days_left_over_make_a_month(lang: str, day: int, left_over: int, months: int) -> None:
    cv = HEADS[lang] + DAYS[lang].format(day=day)
    total = data(cv)["total"]
    assert (total["months"], total["days"], total["rounded"]) == (10, left_over, months)
    assert total["rounded_low"] == total["rounded_high"] == months
    unit = {"en": f"{months} months of experience", "es": f"{months} meses de experiencia"}[lang]
    assert unit in run(cv, "CV", *AT, "--lang", lang)


# ---------------------------------------------------------------- e. the growth profile

GROWTH = {
    "en": (
        "{title}\nBrightmoor Ltd\nJul 2021 – Jun 2022\n- Led a team of eight\n\n"
        "Customer Onboarding Specialist\nLumenfield\nJul 2019 – Jun 2021\n- Onboarded new customers\n\n"
        "Tier-1 Support Agent\nQuillfern Ltd\nJan 2018 – Jun 2019\n- Answered tickets\n"
    ),
    "es": (
        "{title}\nFaro Nube\njulio de 2021 – junio de 2022\n- Dirección de un equipo de ocho personas\n\n"
        "Especialista en onboarding de clientes\nTienda Norte\njulio de 2019 – junio de 2021\n- Alta de clientes\n\n"
        "Agente de soporte de primer nivel\nMar Azul\nenero de 2018 – junio de 2019\n- Respuesta a tickets\n"
    ),
}
STATEMENTS = {
    "en": (
        "Total experience: 54 months – 18 months of tier-1 support – 24 months of customer onboarding"
        " – 12 months managing a CX team"
    ),
    "es": (
        "Experiencia total: 54 meses – 18 meses de soporte de primer nivel – 24 meses de onboarding de clientes"
        " – 12 meses dirigiendo un equipo de CX"
    ),
}


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "CX Manager"),
        ("en", "CX Team Manager"),
        ("es", "Responsable de CX"),
        ("es", "Responsable de equipo de CX"),
        ("es", "Gerente de experiencia de cliente"),
    ],
)
def test_growth_profile(lang: str, title: str) -> None:
    cv = HEADS[lang] + GROWTH[lang].format(title=title)
    shown = run(cv, "profile", "CV", *AT, "--lang", lang)
    assert STATEMENTS[lang] in words(shown)
    assert max(map(len, shown.splitlines())) <= 80
    found = json.loads(run(cv, "profile", "CV", *AT, "--lang", lang, "--format", "json"))
    assert found["statement"] == STATEMENTS[lang]
    assert [part["rounded"] for part in found["parts"]] == [18, 24, 12]
    assert sum([part["total_days"] for part in found["parts"]]) == found["total"]["total_days"]

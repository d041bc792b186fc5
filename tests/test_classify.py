"""Positions -> Labels: the main function of hand-labelled titles, tools and the words that only look like tools."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from xpcalc.classify import classify, listed_skills, stints
from xpcalc.dates import Grammar
from xpcalc.language import Language
from xpcalc.model import Document, Label, Piece, Position, Span, Stint
from xpcalc.taxonomy import Taxonomy

ROOT = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


RAW = {
    file.relative_to(ROOT / "rules").with_suffix("").as_posix(): load(file)
    for file in [
        *ROOT.glob("rules/functions/*.yaml"),
        *ROOT.glob("rules/skills/*.yaml"),
        ROOT / "rules/industries.yaml",
    ]
}
TAXONOMY = Taxonomy.from_mapping(RAW)
FUNCTIONS = load(CASES / "functions.yaml")
HELD_OUT = load(CASES / "functions_held_out.yaml")
SKILLS = load(CASES / "skills.yaml")
NOWHERE = Document("cv.txt", "text", "", "")


def position(title: str | None, *body: str, employer: str | None = None) -> Position:
    return Position(title, employer, None, None, body=tuple(Piece(line) for line in body))


def labels(title: str | None, *body: str, languages: tuple[str, ...] = ("en",), **more: str) -> tuple[Label, ...]:
    return classify([position(title, *body, **more)], NOWHERE, TAXONOMY, languages)


def codes(found: tuple[Label, ...], scheme: str) -> set[str]:
    return {label.code for label in found if label.scheme == scheme}


def primary(found: tuple[Label, ...]) -> str | None:
    return next((label.code for label in found if label.primary), None)


def right(rows: list[list[Any]]) -> float:
    hits = [primary(labels(title, duty, languages=(language,))) == want for language, title, duty, want in rows]
    return sum(hits) / len(hits)


@pytest.mark.parametrize(
    ("language", "title", "want"),
    [
        ("pt", "Rececionista", "administration"),
        ("en", "Working student customer service", "support.tier1"),
        ("de", "Werkstudentin Kundenservice", "support.tier1"),
        ("es", "Servicio militar", None),
        ("pt", "Serviço militar", None),
    ],
)
def test_functions_of_ordinary_titles(language: str, title: str, want: str | None) -> None:
    assert primary(labels(title, languages=(language,))) == want


def test_the_table_is_broad() -> None:
    languages = [row[0] for row in FUNCTIONS]
    assert len(FUNCTIONS) >= 200
    assert languages.count("en") >= 60
    assert languages.count("es") >= 60
    assert set(languages) == {"en", "es", "pt", "fr", "de", "it", "nl"}
    assert {row[3] for row in FUNCTIONS + HELD_OUT} - {None} <= set(TAXONOMY.functions)


@pytest.mark.parametrize("row", FUNCTIONS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_main_function(row: list[Any]) -> None:
    language, title, duty, want = row
    assert primary(labels(title, duty, languages=(language,))) == want


def test_main_function_of_titles_not_tuned_on() -> None:
    assert right(HELD_OUT) >= 0.92


def test_one_position_has_at_most_one_main_function() -> None:
    rows = FUNCTIONS + HELD_OUT
    found = classify([position(row[1], row[2]) for row in rows], NOWHERE, TAXONOMY)
    for index in range(len(rows)):
        functions = [label for label in found if label.position == index and label.scheme == "function"]
        assert sum(label.primary for label in functions) == (1 if functions else 0)


@pytest.mark.parametrize(("text", "want"), SKILLS["found"], ids=lambda value: str(value)[:60])
def test_named_tools(text: str, want: list[str]) -> None:
    assert codes(labels(None, text), "skill") == set(want)


@pytest.mark.parametrize(("text", "unwanted"), SKILLS["not_found"], ids=lambda value: str(value)[:60])
def test_words_that_only_look_like_tools(text: str, unwanted: list[str]) -> None:
    assert not codes(labels(None, text), "skill") & set(unwanted)


@pytest.mark.parametrize("skill", [s for s in TAXONOMY.skills.values() if not s.ambiguous], ids=lambda s: s.code)
def test_every_plain_name_and_alias_is_found(skill: Any) -> None:
    for written in (skill.name, *skill.aliases):
        assert skill.code in codes(labels(None, f"Daily work: {written}, phone"), "skill"), written


@pytest.mark.parametrize("skill", [s for s in TAXONOMY.skills.values() if s.ambiguous], ids=lambda s: s.code)
def test_every_ambiguous_name_is_found_in_a_list_of_tools(skill: Any) -> None:
    for written in skill.ambiguous:
        assert skill.code in codes(labels(None, f"Tools: HubSpot, {written}, Zendesk"), "skill"), written


def test_the_employer_is_no_evidence() -> None:
    found = labels("Accountant", "Ledgers", employer="Zendesk Call Center Agents Ltd")
    assert codes(found, "skill") == set()
    assert codes(found, "function") == {"accounting"}


def test_the_sector_may_come_from_the_employer() -> None:
    assert codes(labels("Agent", employer="Norte SaaS S.L."), "industry") == {"saas"}


def test_labels_keep_the_words_as_written() -> None:
    found = labels("Gerente de ATENCIÓN al Cliente", "Implanté Zendesk", languages=("es",))
    assert [label.why for label in found if label.primary] == [("Gerente", "ATENCIÓN al Cliente")]
    assert [label.why for label in found if label.code == "zendesk"] == [("Zendesk",)]


def test_spans_point_into_the_document() -> None:
    text = "Support Agent\nAcme\nUsed Zendesk all day"
    body = Piece("Used Zendesk all day", Span(19, 39))
    job = Position("Support Agent", "Acme", None, None, body=(body,), header=(Piece("Support Agent", Span(0, 13)),))
    document = Document("cv.txt", "text", "", text)
    found = classify([job], document, TAXONOMY, ["en"])
    for label in found:
        assert label.span is not None
        assert text[label.span.start : label.span.stop] == label.why[0]
    assert {label.code for label in found} == {"support.tier1", "zendesk"}


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("Migrated from Zendesk to Salesforce", {"zendesk", "salesforce"}),
        ("Migración de Zendesk a Salesforce", {"zendesk", "salesforce"}),
        ("Led the Intercom to Zendesk migration", {"intercom", "zendesk"}),
        ("Moved 40 agents from Freshdesk to Gorgias", {"freshdesk", "gorgias"}),
        ("Umstieg von OTRS auf Zendesk", {"otrs", "zendesk"}),
        ("Migration de Zendesk vers Intercom", {"intercom", "zendesk"}),
    ],
)
def test_a_migration_credits_both_tools_and_the_function(text: str, tools: set[str]) -> None:
    found = labels("Support Agent", text, languages=("en", "es", "de", "fr"))
    assert codes(found, "skill") == tools
    assert "migration.helpdesk" in codes(found, "function")
    assert primary(found) == "support.tier1"


@pytest.mark.parametrize("text", ["Moved to Madrid and used Zendesk", "Migrated servers to the cloud"])
def test_other_moves_are_no_migration(text: str) -> None:
    assert "migration.helpdesk" not in codes(labels("Support Agent", text), "function")


def test_a_duty_in_passing_gives_no_second_function() -> None:
    assert codes(labels("Java Developer", "Fixed invoices; live chat plugin"), "function") == {"software_development"}


def test_people_in_charge_give_a_second_function() -> None:
    found = labels("Java Developer", "Led a team of 8")
    assert codes(found, "function") == {"software_development", "management.team_lead"}
    assert primary(found) == "software_development"


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "Support Agent", "Worked in a busy, friendly team of 9"),
        ("en", "Support Agent", "Member of a team of 8, reporting to the team lead"),
        ("en", "Support Agent", "Acted as deputy for a team of 4"),
        ("en", "Support Agent", "Assisted in managing a team of 9"),
        ("en", "Support Agent", "Managed tickets for a team of 40"),
        ("en", "Support Agent", "Led onboarding as part of a team of 4"),
        ("en", "Support Agent", "Team of 9 agents"),
        ("en", "Support Agent", "No direct reports; performance reviews by the manager"),
        ("en", "Account Manager", "Team of 9"),
        ("es", "Agente de soporte", "Gestión de incidencias dentro de un equipo de 9"),
        ("es", "Agente de soporte", "Apoyo a la coordinación de un equipo de 9"),
        ("fr", "Conseillère clientèle", "Gestion des appels au sein d'une équipe de 9 conseillers"),
        ("de", "Kundenberater", "Stellvertretende Leitung eines Teams von 4"),
        ("de", "Projektleiterin", "Team von 9 Personen"),
        ("de", "Kundenberater", "Arbeit in einem Team von 9 Mitarbeitern"),
        ("it", "Operatore call center", "All'interno di un team di 9 persone"),
        ("nl", "Medewerker klantenservice", "Werken in een team van 9 medewerkers"),
        ("pt", "Assistente de apoio ao cliente", "Integrada numa equipa de 9 pessoas"),
    ],
)
def test_work_in_a_team_does_not_lead_it(language: str, title: str, line: str) -> None:
    found = labels(title, line, languages=(language,))
    assert "management.team_lead" not in codes(found, "function")


@pytest.mark.parametrize(
    ("language", "title", "line"),
    [
        ("en", "Support Agent", "Led, coached and developed a team of 9"),
        ("en", "Support Agent", "Acting team lead from August to December, team of 6."),
        ("en", "Support Agent", "Worked in and managed a small team of six"),
        ("en", "Support Agent", "Team of 9 reporting to me"),
        ("en", "Store Manager", "Team of 9, weekly takings"),
        ("es", "Agente", "Un equipo de 9 personas a mi cargo"),
        ("es", "Jefa de sala", "80 cubiertos, equipo de 9"),
        ("fr", "Conseillère", "Encadrement d'une équipe de 9 conseillers"),
        ("de", "Sachbearbeiter", "Fachliche Leitung eines internationalen Teams von 9"),
        ("de", "Sachbearbeiter", "Ein Team von 9 Mitarbeitern geführt"),
        ("it", "Operatore", "Alla guida di una squadra di 9"),
        ("nl", "Magazijnchef", "Team van 11"),
        ("nl", "Medewerker", "Leiding gegeven aan een team van 9 medewerkers"),
        ("pt", "Assistente", "Gestão de uma equipa de 14 pessoas"),
    ],
)
def test_who_leads_a_team_is_told_beside_it(language: str, title: str, line: str) -> None:
    found = labels(title, line, languages=(language,))
    assert "management.team_lead" in codes(found, "function")


def test_a_position_without_a_cue_has_no_label() -> None:
    assert labels("Helper", "Various things") == ()
    assert labels(None) == ()


def test_order_of_positions_does_not_matter() -> None:
    jobs = [position("Nurse", "Epic and Cerner"), position("Support Agent", "Zendesk")]
    forth = classify(jobs, NOWHERE, TAXONOMY, ["en"])
    back = classify(jobs[::-1], NOWHERE, TAXONOMY, ["en"])
    assert {(label.position, label.code) for label in forth} == {(1 - label.position, label.code) for label in back}


def test_listed_skills_are_apart_from_those_of_positions() -> None:
    text = "Support Agent\nUsed Zendesk\n\nSkills\nFront\nSlack\nZendesk\nR"
    document = Document("cv.txt", "text", "", text)
    mine = classify([position("Support Agent", "Used Zendesk")], document, TAXONOMY, ["en"])
    listed = listed_skills(document, TAXONOMY, mine)
    assert {label.code for label in listed} == {"front", "slack", "r"}
    assert {label.position for label in listed} == {-1}
    for label in listed:
        assert label.span is not None
        assert text[label.span.start : label.span.stop] == label.why[0]


GRAMMAR = Grammar(
    [Language.from_mapping(code, load(ROOT / f"rules/languages/{code}.yaml")) for code in ("en", "es")], year_max=2030
)


def narrowed(*body: str) -> dict[str, tuple[str | None, int | None]]:
    jobs = [position("Support Agent", *body)]
    found = classify(jobs, NOWHERE, TAXONOMY, ["en", "es"])
    result: dict[str, tuple[str | None, int | None]] = {}
    for stint in stints(jobs, found, TAXONOMY, GRAMMAR, ["en", "es"]):
        assert isinstance(stint, Stint)
        when = f"{stint.dates.start}/{stint.dates.end}" if stint.dates else None
        result[found[stint.label].code] = (when, stint.months)
    return result


@pytest.mark.parametrize(
    ("text", "code", "want"),
    [
        ("4-month project migrating Zendesk to Salesforce", "zendesk", (None, 4)),
        ("4-month project migrating Zendesk to Salesforce", "migration.helpdesk", (None, 4)),
        ("Proyecto de 4 meses de migración de Zendesk a Salesforce", "salesforce", (None, 4)),
        ("2021–2022: administered Zendesk", "zendesk", ("2021/2022", None)),
        ("Used Freshdesk from March to June 2021", "freshdesk", ("2021-03/2021-06", None)),
        ("Administered Jira (Jan 2020 – Mar 2020)", "jira", ("2020-01/2020-03", None)),
        ("Used Zendesk for 6 months", "zendesk", (None, 6)),
        ("Zendesk from January 2018.", "zendesk", ("2018-01/None", None)),
        (
            "Acting team lead from August to December 2018, team of 6.",
            "management.team_lead",
            ("2018-08/2018-12", None),
        ),
    ],
)
def test_a_dated_bullet_narrows_its_labels(text: str, code: str, want: tuple[str | None, int | None]) -> None:
    assert narrowed(text)[code] == want


@pytest.mark.parametrize(
    "text",
    [
        "Raised CSAT from 68% in 2020 to 91% in 2025 with Zendesk",
        "Used Zendesk every day",
        "Raised CSAT to 91% with Zendesk since 2020",
        "Employee of the month in March 2021, Zendesk expert",
        "Cut response time by 3 months of backlog in Zendesk",
    ],
)
def test_a_dated_result_narrows_nothing(text: str) -> None:
    assert narrowed(text) == {}


def test_an_undated_mention_holds_for_the_whole_position() -> None:
    assert "zendesk" not in narrowed("2021–2022: administered Zendesk", "Answered tickets in Zendesk")


def test_the_title_is_never_narrowed() -> None:
    assert "support.tier1" not in narrowed("2021–2022: answered inbound calls")


@pytest.mark.parametrize("text", ["Go, " * 30_000, "Front " * 20_000, "agent support " * 10_000, "((((/a" * 20_000])
def test_long_lines_take_linear_time(text: str) -> None:
    started = time.process_time()
    labels(text, text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Customer Support Team Lead"),
        ("en", "Head of Customer Care"),
        ("es", "Responsable de atención al cliente"),
        ("de", "Teamleitung Kundenservice"),
    ],
)
def test_who_leads_support_works_in_support(language: str, title: str) -> None:
    found = labels(title, languages=(language,))
    assert "support.general" in codes(found, "function")
    assert (primary(found) or "").startswith("management.")


@pytest.mark.parametrize("title", ["Warehouse Team Lead", "Sales Team Leader", "Team Lead", "Customer Success Manager"])
def test_who_leads_others_does_not(title: str) -> None:
    assert "support.general" not in codes(labels(title), "function")

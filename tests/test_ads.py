"""Job ads -> rules: whole ads against what a person would write, and sentence by sentence what each says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.ads import score
from xpcalc.ads import Ad, read_ad
from xpcalc.ads.ad import data_of
from xpcalc.ads.blocks import passages
from xpcalc.ads.standard import WRITTEN
from xpcalc.ads.words import KEYS, LANGUAGES, words_of
from xpcalc.ads.write import to_json, to_text, to_yaml
from xpcalc.cli import OK, SOME_FAILED, USAGE, cli
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import check_rule, parse_rules

TRUTHS = sorted((score.HERE / "truth").glob("*.yaml"))
HTML = {path.name for path in (score.HERE / "ads").glob("*.html")}


def run(*args: object, text: str | bytes | None = None) -> Any:
    return CliRunner().invoke(cli, [str(arg) for arg in args], prog_name="xpcalc", input=text)


def asks(text: str, book: Rulebook, strength: str = "must") -> list[dict[str, Any]]:
    """Return what a list item under "Requirements" asks."""
    ad = read_ad(f"Job\n\nRequirements:\n- {text}\n", book)
    return [data_of(each.node) for each in ad.wanted if each.strength == strength]


# ---------------------------------------------------------------- whole ads


@pytest.fixture(scope="module")
def scores(rulebook: Rulebook) -> tuple[score.Score, score.Score]:
    return score.run(rulebook)


def test_there_are_eighty_ads_and_a_quarter_is_held_out() -> None:
    held = set((score.HERE / "held_out.txt").read_text("utf-8").split())
    names = {path.stem for path in TRUTHS}
    assert len(names) >= 80
    assert len(held) >= 25
    assert held < names
    assert sum(name.startswith("en") for name in names) >= 40
    assert sum(name.startswith("es") for name in names) >= 32


def test_the_gates_hold(scores: tuple[score.Score, score.Score]) -> None:
    seen, held = scores
    both_right, both_found = seen.right + held.right, seen.found + held.found
    assert both_right / both_found >= 0.93
    assert both_right / (seen.wanted + held.wanted) >= 0.90
    assert (seen.exact + held.exact) / (seen.months + held.months) >= 0.97
    assert held.precision >= 0.95
    assert held.recall >= 0.93
    assert seen.precision >= 0.98
    assert seen.recall >= 0.98
    assert seen.named >= 0.9 * seen.vague


def test_the_lot_that_nobody_worked_on_holds_too(rulebook: Rulebook) -> None:
    last = score.first_look(rulebook)
    assert last.precision >= 0.93
    assert last.recall >= 0.90


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_every_ad_gives_a_rule_that_passes_the_check(path: Path, rulebook: Rulebook) -> None:
    data, name = score.source(path.stem)
    ad = read_ad(data, rulebook, name=name)
    if not ad.wanted:
        return
    (rule,) = parse_rules(to_yaml(ad, rulebook), f"{path.stem}.yaml", rulebook)
    assert check_rule(rule, rulebook) == []
    made = ad.rule(rule.id)
    assert (rule.must, rule.nice) == (made.must, made.nice)


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_a_quote_stands_in_the_ad(path: Path, rulebook: Rulebook) -> None:
    if path.stem in (*score.DOCX, *score.PDF):
        pytest.skip("made on the fly")
    data, name = score.source(path.stem)
    text = read(data, name).text
    for each in read_ad(data, rulebook, name=name).wanted:
        if each.span is not None:
            assert " ".join(text[each.span.start : each.span.stop].split()) == each.quote


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_no_sentence_of_a_requirements_section_is_dropped(path: Path, rulebook: Rulebook) -> None:
    if path.stem in (*score.DOCX, *score.PDF) or path.with_suffix(".html").name in HTML:
        pytest.skip("made on the fly, or data of a page")
    data, name = score.source(path.stem)
    ad = read_ad(data, rulebook, name=name)
    quotes = {each.quote for each in (*ad.wanted, *ad.unclear, *ad.unread)}
    _, found = passages(read(data, name), words_of(rulebook, ad.languages), lambda text: False)
    for passage in found:
        if passage.section in ("must", "nice"):
            assert " ".join(passage.text.split()) in quotes


# ---------------------------------------------------------------- weak signs


def wanted(text: str, book: Rulebook) -> list[tuple[str, dict[str, Any]]]:
    return [(each.strength, data_of(each.node)) for each in read_ad(text, book).wanted]


@pytest.mark.parametrize("heading", ["Wibble wobble", "Stuff that counts around here", "Lo de siempre"])
def test_a_heading_that_no_table_knows_is_told_by_its_items(heading: str, rulebook: Rulebook) -> None:
    text = f"Sales agent\n\n{heading}\n- 2 years of experience in sales\n- English C1\n- HubSpot\n- good shoes\n"
    assert wanted(text, rulebook) == [
        ("must", {"months": {"function": "sales", "at_least": 24}}),
        ("must", {"language": {"any_of": "en", "level_at_least": "C1"}}),
        ("must", {"skill": {"any_of": "hubspot"}}),
    ]


@pytest.mark.parametrize("heading", ["Wibble wobble", "Your tasks", "What we offer"])
def test_duties_and_offers_are_no_wishes(heading: str, rulebook: Rulebook) -> None:
    text = (
        f"Sales agent\n\n{heading}\n- Keep our HubSpot tidy for a team of twelve people\n- 25 days of leave\n- Lunch\n"
    )
    assert wanted(text, rulebook) == []


def test_a_heading_in_the_conditional_is_nice(rulebook: Rulebook) -> None:
    for heading in ("What would make us jump for joy", "Cosas que nos harían saltar", "Das wäre der Knaller"):
        assert wanted(f"Job\n\n{heading}\n- SQL\n- English C1\n", rulebook) == [
            ("nice", {"skill": {"any_of": "sql"}}),
            ("nice", {"language": {"any_of": "en", "level_at_least": "C1"}}),
        ]


def test_a_sentence_goes_on_asking_in_its_paragraph(rulebook: Rulebook) -> None:
    text = "We look for 2 years of sales. You write English (C1) and have used HubSpot. We pay 3 months of leave.\n"
    assert wanted(f"Job\n\n{text}", rulebook) == [
        ("must", {"months": {"function": "sales", "at_least": 24}}),
        ("must", {"language": {"any_of": "en", "level_at_least": "C1"}}),
        ("must", {"skill": {"any_of": "hubspot"}}),
    ]


def test_unknown_tools_of_a_list_are_named_and_lose_nothing(rulebook: Rulebook) -> None:
    ad = read_ad("Job\n\nRequirements:\n- Knowledge of Foobarix, Zendesk, Quuxly or Intercom and Zorgle\n", rulebook)
    assert [data_of(each.node) for each in ad.wanted] == [{"skill": {"any_of": ["zendesk", "intercom"]}}]
    reasons = {each.reason.about for each in ad.unread if each.reason.code == "unknown_tool"}
    assert all(any(name in about for about in reasons) for name in ("Foobarix", "Quuxly", "Zorgle"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SAP and HubSpot are used here, so experience with one of them", [{"skill": {"any_of": ["sap", "hubspot"]}}]),
        ("An RF scanner is used daily; experience with one", [{"skill": {"any_of": "rf_scanner"}}]),
        ("Salesforce, Gainsight (or Planhat) and Looker",
         [{"skill": {"any_of": "salesforce"}}, {"skill": {"any_of": ["gainsight", "planhat"]}},
          {"skill": {"any_of": "looker"}}]),
        ("Salesforce, Dynamics or a comparable system",
         [{"skill": {"any_of": ["salesforce", "dynamics"], "open_list": True, "category": "crm"}}]),
        ("no less than 4 years of sales", [{"months": {"function": "sales", "at_least": 48}}]),
        ("3 years managing teams in a contact centre", [{"months": {"function": "people_management", "at_least": 36}}]),
        ("Business fluent German (C1) and very good English", [{"language": {"any_of": "de", "level_at_least": "C1"}}]),
        ("Deutschkenntnisse (B1)", [{"language": {"any_of": "de", "level_at_least": "B1"}}]),
    ],
)  # fmt: skip
def test_wordings(text: str, expected: list[dict[str, Any]], rulebook: Rulebook) -> None:
    assert asks(text, rulebook) == expected


def test_a_plus_behind_a_comma_is_about_the_last_wish(rulebook: Rulebook) -> None:
    for text in (
        "Fluent English, Spanish at B1 is a plus",
        "Fluent English and, if you also speak Spanish (B1), even better",
    ):
        assert wanted(f"Job\n\nRequirements:\n- {text}\n", rulebook) == [
            ("must", {"language": {"any_of": "en", "level_at_least": "C1"}}),
            ("nice", {"language": {"any_of": "es", "level_at_least": "B1"}}),
        ]


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("3+ years of customer support", 36),
        ("3 years+ in customer support", 36),
        ("at least 24 months of customer support", 24),
        ("two years of customer support", 24),
        ("2-4 years of customer support", 24),
        ("between two and four years in customer support", 24),
        ("a year and a half of customer support", 18),
        ("1.5 years of customer support", 18),
        ("half a year of customer support", 6),
        ("three or more years of customer support", 36),
        ("120 months of customer support", 120),
        ("Customer support: min. 2 years", 24),
        ("un año y medio de atención al cliente", 18),
        ("mínimo 18 meses de atención al cliente", 18),
        ("tres o más años en atención al cliente", 36),
        ("de 2 a 3 años en atención al cliente", 24),
    ],
)
def test_lengths(text: str, months: int, rulebook: Rulebook) -> None:
    assert asks(text, rulebook) == [{"months": {"function": "support", "at_least": months}}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zendesk, Intercom or Freshdesk", {"any_of": ["zendesk", "intercom", "freshdesk"]}),
        ("Zendesk/Freshdesk", {"any_of": ["zendesk", "freshdesk"]}),
        ("Zendesk and Jira", {"all_of": ["zendesk", "jira"]}),
        ("Zendesk, Jira", {"all_of": ["zendesk", "jira"]}),
        ("tools such as Zendesk and Intercom",
         {"any_of": ["zendesk", "intercom"], "open_list": True, "category": "helpdesk"}),
        ("Zendesk or similar", {"any_of": "zendesk", "open_list": True, "category": "helpdesk"}),
        ("a CRM (e.g. HubSpot)", {"any_of": "hubspot", "open_list": True, "category": "crm"}),
        ("a CRM", {"category": "crm"}),
        ("two of the following: Zendesk, Jira, Slack", {"any_of": ["zendesk", "jira", "slack"], "at_least": 2}),
        ("herramientas como Zendesk o Jira",
         {"any_of": ["zendesk", "jira"], "open_list": True, "category": ["helpdesk", "itsm"]}),
        ("Zendesk u otra herramienta de tickets", {"any_of": "zendesk", "open_list": True, "category": "helpdesk"}),
    ],
)  # fmt: skip
def test_lists_of_tools(text: str, expected: dict[str, Any], rulebook: Rulebook) -> None:
    assert asks(text, rulebook) == [{"skill": expected}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fluent English", {"any_of": "en", "level_at_least": "C1"}),
        ("English (B2) ", {"any_of": "en", "level_at_least": "B2"}),
        ("Fluent English (C2)", {"any_of": "en", "level_at_least": "C2"}),
        ("Spanish or Catalan: C1", {"any_of": ["es", "ca"], "level_at_least": "C1"}),
        ("English and German, both at B2", {"all_of": ["en", "de"], "level_at_least": "B2"}),
        ("inglés nivel intermedio alto", {"any_of": "en", "level_at_least": "B2"}),
        ("francés nativo", {"any_of": "fr", "level_at_least": "C2"}),
    ],
)
def test_languages(text: str, expected: dict[str, Any], rulebook: Rulebook) -> None:
    assert asks(text, rulebook) == [{"language": expected}]


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("Spanish B2 is a plus", "nice"),
        ("ideally, Spanish B2", "nice"),
        ("Spanish B2 (preferred)", "nice"),
        ("Se valorará español B2", "nice"),
        ("Spanish B2 is essential", "must"),
        ("español B2 imprescindible", "must"),
    ],
)
def test_words_say_how_much_is_asked(text: str, strength: str, rulebook: Rulebook) -> None:
    wanted = [{"language": {"any_of": "es", "level_at_least": "B2"}}]
    assert asks(text, rulebook, strength) == wanted
    assert asks(text, rulebook, "nice" if strength == "must" else "must") == []


@pytest.mark.parametrize(
    "text",
    [
        "We have been in business for 10 years and look forward to meeting you.",
        "About us\nOur 20-year history in customer support speaks for itself.",
        "Benefits\n- 401k after 1 year\n- 2 years of free Zendesk",
        "Responsibilities\n- Answer tickets in Zendesk\n- Train agents for 3 months",
        "Requirements\n- You do not need a degree\n- No experience in sales is required",
        "Requirements\n- a contract of 12 months",
        "Requisitos\n- mayor de 18 años",
        "Somos una empresa con 30 años de experiencia en soporte.",
    ],
)
def test_what_is_no_requirement(text: str, rulebook: Rulebook) -> None:
    assert read_ad(text, rulebook).wanted == ()


@pytest.mark.parametrize(
    ("text", "months", "about"),
    [
        ("2+ years", 24, "function:support"),
        ("some experience in sales", 6, "function:sales"),
        ("several years of accounting", 36, "function:accounting"),
        ("amplia experiencia en ventas", 60, "function:sales"),
        ("experience in beekeeping", 12, ""),
    ],
)
def test_a_vague_wording_is_named_with_a_proposal(text: str, months: int, about: str, rulebook: Rulebook) -> None:
    ad = read_ad(f"Customer Support Agent\n\nRequirements:\n- {text}\n", rulebook)
    assert ad.wanted == ()
    assert [(each.months, each.about, each.quote) for each in ad.unclear] == [(months, about, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Requirements\n- No prior management experience required",
        "Requirements\n- No Zendesk skills needed",
        "Ihr Profil\n- Keine Führungserfahrung erforderlich",
        "Requisitos\n- Sin experiencia previa en ventas",
    ],
)
def test_no_experience_asks_for_nothing(text: str, rulebook: Rulebook) -> None:
    ad = read_ad(f"Job\n\n{text}\n", rulebook, languages=("en", "es", "de"))
    assert (ad.wanted, ad.unclear) == ((), ())
    assert [each.reason.code for each in ad.unread] == ["asks_nothing"]


@pytest.mark.parametrize("text", ["No less than 3 years' experience in sales", "Not only sales: 36 months of sales"])
def test_no_less_asks_for_something(text: str, rulebook: Rulebook) -> None:
    assert {"months": {"function": "sales", "at_least": 36}} in asks(text, rulebook)


def test_what_follows_no_experience_is_asked(rulebook: Rulebook) -> None:
    text = "No previous experience in sales needed, but fluent English (C1)"
    assert asks(text, rulebook) == [{"language": {"any_of": "en", "level_at_least": "C1"}}]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("You have led teams of more than 10 people", 11),
        ("You have managed over 20 agents", 21),
        ("You have led a team of 8 or more", 8),
        ("You have led teams of at least 10 people", 10),
        ("Haber gestionado equipos de más de 10 personas", 11),
        ("Führung von Teams von über 10 Personen", 11),
    ],
)
def test_more_than_is_one_more(text: str, people: int, rulebook: Rulebook) -> None:
    ad = read_ad(f"Job\n\nRequirements:\n- {text}\n", rulebook, languages=("en", "es", "de"))
    assert [data_of(each.node) for each in ad.wanted] == [{"span": {"at_least": people}}]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mindestens dreijährige Berufserfahrung im Kundenservice", {"function": "support", "at_least": 36}),
        ("3-jährige Erfahrung im Vertrieb", {"function": "sales", "at_least": 36}),
        ("6-monatige Erfahrung mit Zendesk", {"skill": "zendesk", "at_least": 6}),
    ],
)
def test_a_length_in_an_adjective(text: str, wanted: dict[str, Any], rulebook: Rulebook) -> None:
    found = read_ad(f"Teamleitung\n\nIhr Profil\n- {text}, davon ein Jahr in einer Hauptrolle\n", rulebook)
    assert [data_of(each.node) for each in found.wanted] == [{"months": wanted}]
    assert [each.reason.code for each in found.unclear] == ["no_subject"]
    trained = read_ad("Teamleitung\n\nIhr Profil\n- dreijährige Ausbildung zum Kaufmann\n", rulebook)
    assert [next(iter(data_of(each.node))) for each in trained.wanted] == ["education"]
    assert trained.unclear == ()


def test_what_stands_in_front_of_an_unclear_part_is_told(rulebook: Rulebook) -> None:
    ad = read_ad("Job\n\nRequirements\n- Experience in sales, with one year of it abroad\n", rulebook)
    assert [(each.reason.code, each.about) for each in ad.unclear] == [
        ("no_subject", "function:"), ("no_months", "function:sales")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kierownik\n\nRequirements\n- 3 anni customer support experience", "3 anni"),
        ("Job\n\nRequirements\n- drie jaar experience in sales", "drie jaar"),
    ],
)
def test_a_length_in_a_language_that_is_not_read_is_named(text: str, said: str, rulebook: Rulebook) -> None:
    ad = read_ad(text, rulebook, languages=("en",))
    assert ad.wanted == ()
    assert [(each.reason.code, each.reason.about, each.months) for each in ad.unclear] == [
        ("length_unread", said, None)
    ]
    tool = read_ad("Job\n\nRequirements\n- 2 jaar experience with Zendesk", rulebook, languages=("en",))
    assert [(each.reason.code, each.reason.about) for each in tool.unread] == [("length_unread", "2 jaar")]


def test_nothing_is_dropped(rulebook: Rulebook) -> None:
    lines = ["3 years of sales", "Good English", "a portfolio", "a sunny smile", "no degree needed"]
    ad = read_ad("Job\n\nRequirements:\n" + "\n".join([f"- {line}" for line in lines]), rulebook)
    named = {each.quote for each in (*ad.wanted, *ad.unclear, *ad.unread)}
    assert named == set(lines)
    for written in (to_yaml(ad, rulebook), to_json(ad, rulebook), to_text(ad, rulebook)):
        assert all(line in written for line in lines)
    reasons = {each.quote: each.reason.code for each in ad.unread}
    assert reasons == {
        "a portfolio": "not_checked",
        "a sunny smile": "not_understood",
        "no degree needed": "asks_nothing",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Zendesk experience within the last year",
        "Haber usado Zendesk en el último año",
        "Erfahrung mit Zendesk im letzten Jahr",
        "Utilisation de Zendesk au cours de la dernière année",
    ],
)
def test_the_last_year_is_a_window_without_a_number(line: str, rulebook: Rulebook) -> None:
    (wanted,) = read_ad(f"Requirements:\n- {line}", rulebook, languages=("en", "es", "de", "fr")).wanted
    assert data_of(wanted.node) == {"recency": {"skill": "zendesk", "last_used_within": 12}}


def test_an_equivalent_certificate_is_noted(rulebook: Rulebook) -> None:
    one, other = read_ad("Requirements:\n- ITIL 4 Foundation or equivalent\n- PMP", rulebook).wanted
    assert ([note.code for note in one.notes], other.notes) == (["or_other"], ())


def test_the_subject_of_a_degree_and_the_name_of_the_post_are_no_experience(rulebook: Rulebook) -> None:
    text = "Buscamos Responsable de Atención al Cliente\n\nRequisitos:\n- Máster en dirección de equipos\n"
    ad = read_ad(text, rulebook)
    assert [data_of(each.node) for each in ad.wanted] == [{"education": {"level_at_least": "eqf7"}}]
    assert (ad.unclear, ad.unread) == ((), ())
    apart = read_ad("Requisitos:\n- Grado en ADE y dirección de equipos\n", rulebook)
    assert [each.about for each in apart.unclear] == ["function:people_management"]


def test_a_most_of_months_is_named_and_not_ruled(rulebook: Rulebook) -> None:
    ad = read_ad("Requirements:\n- 2-4 years of sales\n- up to 2 years of marketing", rulebook)
    (wanted,) = ad.wanted
    assert data_of(wanted.node) == {"months": {"function": "sales", "at_least": 24}}
    assert [(note.code, note.months) for note in wanted.notes] == [("most_left_out", 48)]
    assert [each.quote for each in ad.unread] == ["up to 2 years of marketing"]


def test_a_most_of_months_is_no_proposal_of_a_least(rulebook: Rulebook) -> None:
    ad = read_ad(
        "Requirements:\n- No more than 10 years of experience\n- up to 2 years of marketing experience", rulebook
    )
    assert (ad.wanted, ad.unclear) == ((), ())
    assert [each.reason.code for each in ad.unread] == ["a_most", "a_most"]


def test_or_similar_behind_tools_of_two_kinds_is_one_of_each(rulebook: Rulebook) -> None:
    assert asks("Proficiency in Salesforce and Gainsight (or similar)", rulebook) == [
        {"skill": {"any_of": "salesforce", "open_list": True, "category": "crm"}},
        {"skill": {"any_of": "gainsight", "open_list": True, "category": "success"}},
    ]
    (one,) = asks("Zendesk and Freshdesk or similar", rulebook)
    assert one == {"skill": {"any_of": ["zendesk", "freshdesk"], "open_list": True, "category": "helpdesk"}}


def test_brackets_hold_a_wish_of_their_own(rulebook: Rulebook) -> None:
    text = "Bachelor's degree (MBA preferred)"
    assert asks(text, rulebook) == [{"education": {"level_at_least": "eqf6"}}]
    assert asks(text, rulebook, "nice") == [{"education": {"level_at_least": "eqf7"}}]


def test_a_degree_or_years_is_one_requirement(rulebook: Rulebook) -> None:
    assert asks("A bachelor's degree or 4 years of support", rulebook) == [
        {"any": [{"education": {"level_at_least": "eqf6"}}, {"months": {"function": "support", "at_least": 48}}]}
    ]


# ---------------------------------------------------------------- the word tables


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_file_has_all_keys_and_its_source(code: str, rulebook: Rulebook) -> None:
    text = (Path("rules") / "ads" / f"{code}.yaml").read_text("utf-8")
    assert text.startswith("# Source: ")
    data = rulebook.raw[f"ads/{code}"]
    assert isinstance(data, dict)
    assert set(KEYS) - {"standard"} <= set(data) <= set(KEYS)
    assert ("standard" in data) == (code in WRITTEN)
    words = [word for part in data["sections"].values() for word in part]
    assert words == [word.lower() for word in words]
    twice = set(data["sections"]["must"]) & set(data["sections"]["other"])
    assert twice == set()


def test_the_codes_of_the_tables_exist(rulebook: Rulebook) -> None:
    taxonomy = rulebook.taxonomy
    kinds = {skill.category for skill in taxonomy.skills.values()}
    for code in LANGUAGES:
        data: Any = rulebook.raw[f"ads/{code}"]
        skills = {f"skill:{code}" for code in taxonomy.skills}
        sectors = {f"industry:{code}" for code in taxonomy.industries}
        assert set(data["names"]) <= {*taxonomy.functions, *taxonomy.groups, *skills, *sectors}
        assert set(data["categories"]) <= kinds


def test_an_own_table_with_a_wrong_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ads").mkdir()
    (tmp_path / "ads" / "en.yaml").write_text("sectoins: {}\n", "utf-8")
    result = run("ad", "We need 2 years of sales.", "--rulebook", tmp_path)
    assert result.exit_code == USAGE
    assert "rules/ads/en.yaml:1: $.sectoins: unknown key" in result.stderr


# ---------------------------------------------------------------- pages with data

PAGE = """<html><head><script type="application/ld+json">{data}</script></head>
<body><p>5 years of marketing required.</p></body></html>"""


def page(**data: object) -> bytes:
    return PAGE.replace(
        "{data}", json.dumps({"@type": "JobPosting", "title": "Customer Support Agent", **data})
    ).encode()


def test_months_of_a_page_come_from_its_data(rulebook: Rulebook) -> None:
    needs = {"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 30}
    ad = read_ad(page(experienceRequirements=needs), rulebook, name="ad.html")
    (wanted,) = ad.wanted
    assert data_of(wanted.node) == {"months": {"function": "support", "at_least": 30}}
    assert (wanted.quote, ad.fields) == ("monthsOfExperience: 30", ("monthsOfExperience",))


@pytest.mark.parametrize("months", [0, -3, "many", None, 10**9, 3.5, [1], True])
def test_months_that_are_no_number_are_no_requirement(months: object, rulebook: Rulebook) -> None:
    ad = read_ad(page(experienceRequirements={"monthsOfExperience": months}), rulebook, name="ad.html")
    assert [data_of(each.node) for each in ad.wanted] in ([], [{"months": {"function": "support", "at_least": 1}}])
    assert ad.wanted == () or months is True


@pytest.mark.parametrize(
    "data",
    ["{", "[" * 5000, '{"@graph": ' * 300 + "1" + "}" * 300, '"JobPosting"', '{"@type": 3}', "\x00", '{"@type": null}'],
)
def test_broken_data_leaves_the_page(data: str, rulebook: Rulebook) -> None:
    ad = read_ad(PAGE.replace("{data}", data).encode(), rulebook, name="ad.html")
    assert [data_of(each.node) for each in ad.wanted] == [{"months": {"function": "marketing", "at_least": 60}}]


# ---------------------------------------------------------------- the command


def test_the_command_writes_a_rule_that_judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ad.txt").write_text("Requirements:\n- 12 months of customer support\n- Good English\n", "utf-8")
    assert run("ad", "ad.txt", "-o", "ad.yaml").exit_code == OK
    written = Path("ad.yaml").read_text("utf-8")
    assert "# - “Good English”: a language without a level" in written
    assert "  # “12 months of customer support” (line 2)\n  - {months: {function: support, at_least: 12}}\n" in written
    assert run("rules", "check", "ad.yaml").exit_code == OK


def test_the_text_itself_and_standard_input() -> None:
    text = "We need 2 years of sales."
    for result in (run("ad", text), run("ad", "-", text=text)):
        assert result.exit_code == OK
        assert "- {months: {function: sales, at_least: 24}}" in result.stdout


def test_json_and_spanish_words() -> None:
    data = json.loads(run("ad", "Requisitos: 2 años de ventas; buen inglés", "--format", "json").stdout)
    assert data["schema"] == "xpcalc.ad/1"
    assert data["must"][0]["requirement"] == {"months": {"function": "sales", "at_least": 24}}
    assert data["must"][0]["sentence"] == "at least 24 months of experience in sales"
    shown = run("ad", "Requisitos: 2 años de ventas; buen inglés", "--format", "text", "--lang", "es").stdout
    assert "al menos 24 meses de experiencia en ventas" in shown
    assert "un idioma sin nivel: diga de A1 a C2" in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80


def test_an_ad_that_asks_for_nothing_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run("ad", "A lovely place to work.")
    assert (result.exit_code, "no requirement" in result.stderr) == (SOME_FAILED, True)
    assert all(line.startswith("#") for line in result.stdout.splitlines())
    missing = run("ad", tmp_path / "none.txt")
    assert (missing.exit_code, "E_NOT_FOUND" in missing.stderr) == (SOME_FAILED, True)


@pytest.mark.parametrize("text", ["", "\n\n", "•", "- - -", "(" * 500, "3 years " * 200, "Zendesk, " * 300, "a" * 5000])
def test_odd_texts_are_read_without_an_error(text: str, rulebook: Rulebook) -> None:
    assert isinstance(read_ad(text, rulebook), Ad)


def test_what_an_ad_says_cannot_break_out_of_the_file(rulebook: Rulebook) -> None:
    odd = 'Requirements:\n- 2 years of sales "#: {x}\x1b[31m\u2028must: []\n- 3 years of marketing'
    written = to_yaml(read_ad(odd, rulebook), rulebook)
    (rule,) = parse_rules(written, "ad.yaml", rulebook)
    assert len(rule.must) == 2
    assert "\x1b" not in written

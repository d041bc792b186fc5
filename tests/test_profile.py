from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readable import words_of

from xpcalc.assessment import Assessment, Failure
from xpcalc.errors import UnknownName
from xpcalc.pipeline import assess
from xpcalc.profile import Profile, profile, sentence
from xpcalc.reports import Options
from xpcalc.reports.profile import PROFILE_REPORTS, render
from xpcalc.rulebook import Rulebook, load_rulebook

AS_OF = "2026-11-21"
HEAD = "Nora Vidal\nnora.vidal@example.org\n\nWork Experience\n\n"

GROWTH = (
    "CX Manager\nFaro Cloud\nJuly 2021 - June 2022\n- Managed a team of 8 agents\n\n"
    "Onboarding Specialist\nFaro Cloud\nJuly 2019 - June 2021\n- Customer onboarding\n\n"
    "Customer Support Agent\nTienda Norte\nJanuary 2018 - June 2019\n- Answered tickets in Zendesk\n"
)
MIGRATIONS = (
    "Support Team Lead\nFaro Cloud\nJanuary 2022 - December 2023\n"
    "- 4-month project: migrated 12,000 tickets from Zendesk to Salesforce for a client in healthcare\n"
    "- Led the support queue\n\n"
    "Help Desk Migration Specialist\nTienda Norte\nMarch 2021 - June 2021\n- Ticket import\n"
)


def read(jobs: str, name: str = "cv.txt", policy: str = "default") -> Assessment:
    return assess((HEAD + jobs).encode(), name=name, as_of=AS_OF, policy=policy)


def made(jobs: str, lang: str = "en", policy: str = "default") -> Profile:
    return profile(read(jobs, policy=policy), load_rulebook().taxonomy, lang)


# ---------------------------------------------------------------- the two practices, word for word


def test_growth_in_english() -> None:
    assert made(GROWTH).statement == (
        "Total experience: 54 months – 18 months of tier-1 support – 24 months of customer onboarding"
        " – 12 months managing a CX team"
    )


def test_growth_in_spanish() -> None:
    assert made(GROWTH, "es").statement == (
        "Experiencia total: 54 meses – 18 meses de soporte de primer nivel – 24 meses de onboarding de clientes"
        " – 12 meses dirigiendo un equipo de CX"
    )


@pytest.mark.parametrize("about", ["migrations", "function:migrations", "migration.helpdesk"])
def test_migrations_in_english(about: str, rulebook: Rulebook) -> None:
    text = sentence(read(MIGRATIONS), about, taxonomy=rulebook.taxonomy)
    topic = "help-desk and CRM migration" if about == "migration.helpdesk" else "migrations"
    assert text == (
        f"8 months of total experience in {topic}, including a 4-month Zendesk to Salesforce project"
        " for a client in the health sector"
    )


def test_migrations_in_spanish(rulebook: Rulebook) -> None:
    assert sentence(read(MIGRATIONS), "migrations", "es", taxonomy=rulebook.taxonomy) == (
        "8 meses de experiencia total en migraciones, incluido un proyecto de 4 meses de Zendesk a Salesforce"
        " para un cliente del sector salud"
    )


# ---------------------------------------------------------------- one sentence about one thing


def _sentence(line: str, about: str = "migrations", lang: str = "en") -> str:
    jobs = f"Support Team Lead\nFaro Cloud\nJanuary 2022 - December 2023\n- {line}\n- Led the support queue\n"
    return sentence(read(jobs), about, lang, taxonomy=load_rulebook().taxonomy)


def test_the_article_follows_the_number() -> None:
    line = "8-month project: migrated tickets from Zendesk to Freshdesk"
    assert _sentence(line) == (
        "8 months of total experience in migrations, including an 8-month Zendesk to Freshdesk project"
    )


def test_a_line_that_names_no_project_is_none() -> None:
    said = _sentence("Salesforce for 6 months", "skill:salesforce")
    assert said == "6 months of total experience in Salesforce"
    assert _sentence("6-month project in Salesforce", "skill:salesforce").endswith("a 6-month Salesforce project")


def test_the_tool_that_was_left_comes_first() -> None:
    line = "6-month project: migrated to Salesforce from Zendesk all tickets"
    assert "Zendesk to Salesforce" in _sentence(line)


def test_a_sector_of_the_employer_is_no_client() -> None:
    line = "6-month project in e-commerce: migrated from Zendesk to Freshdesk"
    assert _sentence(line).endswith("Zendesk to Freshdesk project in the e-commerce sector")


def test_several_projects_are_joined() -> None:
    jobs = (
        "Support Team Lead\nFaro Cloud\nJanuary 2022 - December 2023\n"
        "- 3-month project: migrated from Zendesk to Freshdesk\n- 2-month project: migrated from Intercom to Zendesk\n"
    )
    taxonomy = load_rulebook().taxonomy
    text = sentence(read(jobs), "migrations", taxonomy=taxonomy)
    assert ", among them a 3-month Zendesk to Freshdesk project and a 2-month Intercom to Zendesk project" in text
    spanish = sentence(read(jobs), "migrations", "es", taxonomy=taxonomy)
    assert "entre ellos un proyecto de 3 meses de Zendesk a Freshdesk y un proyecto de 2 meses" in spanish


def test_nothing_of_the_kind_is_zero_months(rulebook: Rulebook) -> None:
    assert sentence(read(GROWTH), "migrations", taxonomy=rulebook.taxonomy) == (
        "0 months of total experience in migrations"
    )


def test_a_tool_and_the_whole(rulebook: Rulebook) -> None:
    a = read(GROWTH)
    assert sentence(a, "skill:zendesk", taxonomy=rulebook.taxonomy) == "18 months of total experience in Zendesk"
    assert sentence(a, "total", "es", taxonomy=rulebook.taxonomy) == "54 meses de experiencia total"


def test_years_only_stay_a_range(rulebook: Rulebook) -> None:
    a = read("Customer Support Agent\nFaro Cloud\n2019 - 2021\n- Answered tickets\n")
    assert sentence(a, "support", taxonomy=rulebook.taxonomy) == "12 to 36 months of total experience in support"
    assert profile(a, rulebook.taxonomy).statement == (
        "Total experience: 12 to 36 months – 12 to 36 months of tier-1 support"
    )


def test_an_unknown_topic_is_an_error(rulebook: Rulebook) -> None:
    with pytest.raises(UnknownName, match="juggling"):
        sentence(read(GROWTH), "juggling", taxonomy=rulebook.taxonomy)


# ---------------------------------------------------------------- the parts add up


def test_overlap_has_a_line_of_its_own() -> None:
    p = made(
        "Onboarding Specialist\nFaro Cloud\nJanuary 2020 - December 2021\n- Customer onboarding\n\n"
        "Customer Support Agent\nTienda Norte\nJuly 2021 - June 2022\n- Answered tickets\n"
    )
    assert [(part.kind, part.code, part.duration.rounded) for part in p.parts] == [
        ("function", "onboarding", 18),
        ("function", "support.tier1", 6),
        ("overlap", None, 6),
    ]
    assert p.total.rounded == 30
    assert p.statement.endswith("– 6 months in several functions at once")
    assert any("overlap" in note for note in p.notes)
    # The functions themselves stay whole.
    assert {f.code: f.duration.rounded for f in p.functions} == {"onboarding": 24, "support.tier1": 12}


def test_jobs_without_a_function_have_a_line_of_their_own() -> None:
    p = made(
        "Customer Support Agent\nTienda Norte\nJanuary 2020 - December 2020\n- Answered tickets\n\n"
        "Lighthouse Keeper\nFaro Cloud\nJanuary 2021 - June 2021\n- Kept the lamp\n"
    )
    assert [(part.kind, part.duration.rounded) for part in p.parts] == [("function", 12), ("unassigned", 6)]
    assert p.statement.endswith("– 6 months without a function found")


def test_rounded_parts_that_do_not_add_up_have_a_note() -> None:
    p = made(
        "Onboarding Specialist\nFaro Cloud\n17 June 2021 - 31 December 2021\n- Customer onboarding\n\n"
        "Customer Support Agent\nTienda Norte\n1 January 2021 - 16 June 2021\n- Answered tickets\n"
    )
    assert [part.duration.rounded for part in p.parts] == [6, 7]
    assert p.total.rounded == 12
    assert p.notes[0] == (
        "The parts print 13 months and the total 12 months: each is rounded by itself, the days are the same."
    )
    assert sum(part.duration.total_days for part in p.parts) == p.total.total_days


def test_parts_that_add_up_have_no_note() -> None:
    assert made(GROWTH).notes == ()


def test_what_does_not_count_is_no_part() -> None:
    p = made(
        "Customer Support Agent\nTienda Norte\nJanuary 2020 - December 2020\n- Answered tickets\n\n"
        "Onboarding Intern\nFaro Cloud\nJanuary 2019 - June 2019\n- Customer onboarding\n"
    )
    assert [(part.code, part.duration.rounded) for part in p.parts] == [("support.tier1", 12)]
    assert [(each.employment, each.duration.rounded) for each in p.not_counted] == [("internship", 6)]


TITLES = ("Customer Support Agent", "Onboarding Specialist", "CX Manager", "Lighthouse Keeper")
days = st.integers(0, 1500).map(lambda n: date(2018, 1, 1) + timedelta(days=n))
jobs = st.lists(st.tuples(st.sampled_from(TITLES), days, st.integers(1, 500), st.booleans()), min_size=1, max_size=5)


@settings(max_examples=40)
@given(jobs)
def test_every_day_of_the_total_is_in_one_part(made_up: list[tuple[str, date, int, bool]]) -> None:
    text = ""
    for number, (title, first, length, years) in enumerate(made_up):
        last = first + timedelta(days=length)
        dates = f"{first.year} - {last.year}" if years else f"{first.day} {first:%B %Y} - {last.day} {last:%B %Y}"
        text += f"{title}\nCompany {'ABCDE'[number]}\n{dates}\n- Kept the lamp\n\n"
    a = read(text)
    p = profile(a, load_rulebook().taxonomy)
    assert sum(part.duration.total_days for part in p.parts) == a.total.total_days
    for part in p.parts:
        assert part.duration.rounded_low <= part.duration.rounded <= part.duration.rounded_high


# ---------------------------------------------------------------- employers


def test_service_at_one_employer_with_a_break() -> None:
    p = made(
        "CX Manager\nFaro Cloud\nJanuary 2022 - December 2022\n\n"
        "Customer Support Agent\nTienda Norte\nJanuary 2021 - December 2021\n\n"
        "Onboarding Specialist\nFaro Cloud\nJanuary 2019 - December 2020\n"
    )
    services = {each.employer: each for each in p.employers}
    faro = services["Faro Cloud"]
    assert faro.duration.rounded == 36
    assert [(b.first, b.last, b.duration.rounded) for b in faro.breaks] == [("2021-01-01", "2021-12-31", 12)]
    assert services["Tienda Norte"].breaks == ()


def test_a_promotion_and_a_weekend_are_no_break() -> None:
    p = made(
        "CX Manager\nFaro Cloud\n4 January 2021 - 31 December 2021\n\n"
        "Customer Support Agent\nFaro Cloud\n1 January 2019 - 31 December 2020\n"
    )
    assert [len(each.breaks) for each in p.employers] == [0]


def test_years_only_make_no_sure_break() -> None:
    p = made("CX Manager\nFaro Cloud\n2021 - 2022\n\nCustomer Support Agent\nFaro Cloud\n2019 - 2020\n")
    assert [len(each.breaks) for each in p.employers] == [0]


# ---------------------------------------------------------------- reports


def test_json_has_the_schema_and_the_same_numbers() -> None:
    p = made(GROWTH)
    data = json.loads(render([p], "json"))
    assert data["schema"] == "xpcalc.profile/1"
    assert [part["rounded"] for part in data["parts"]] == [18, 24, 12]
    assert data["total"]["rounded"] == 54
    assert isinstance(json.loads(render([p, p], "json")), list)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("jobs", [GROWTH, MIGRATIONS])
def test_text_fits_80_columns_and_says_it_all(lang: str, jobs: str) -> None:
    text = render([made(jobs, lang)], "text", Options(lang=lang))
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "Zendesk" in text
    assert "Faro Cloud" in text


def test_last_use_is_printed() -> None:
    text = render([made(GROWTH)], "text")
    assert "Zendesk (last: Jun 2019)" in text
    assert "Zendesk (última vez: jun 2019)" in render([made(GROWTH, "es")], "text", Options(lang="es"))


def test_markdown_prints_words_as_they_are() -> None:
    p = replace(made(GROWTH), person="[x](https://evil.example) | <b> `c` www.evil.example")
    text = render([p], "md")
    assert "\\[x\\](https\\://evil.example) \\| \\<b\\> \\`c\\` www\\.evil.example" in text
    assert "| 18 months | Tier-1 support |" in text


@pytest.mark.parametrize("form", list(PROFILE_REPORTS))
def test_a_file_that_was_not_read_is_named(form: str) -> None:
    text = words_of(render([made(GROWTH), Failure("z.pdf", "E_EMPTY", "the file is empty", "send it again")], form))
    assert "E_EMPTY" in text or "E\\_EMPTY" in text


def test_the_same_input_gives_the_same_bytes() -> None:
    for form in PROFILE_REPORTS:
        assert render([made(GROWTH)], form) == render([made(GROWTH)], form)


def test_a_document_without_jobs() -> None:
    p = made("Hobbies\nSailing\n")
    assert p.statement == "Total experience: 0 months"
    assert p.parts == ()


@pytest.mark.parametrize(
    ("lang", "about", "expected"),
    [
        ("en", "support", "1 month of total experience in support"),
        ("es", "support", "1 mes de experiencia total en soporte"),
        ("en", "management.support", "0 months of total experience in support / CX team management"),
        ("es", "management.support", "0 meses de experiencia total en gestión de equipos de soporte / CX"),
    ],
)
def test_days_of_short_jobs_add_up_and_labels_stand_small_in_a_sentence(lang: str, about: str, expected: str) -> None:
    # 12 and 10 days: neither is a month, 22 days together round to one.
    jobs = (
        "Customer Support Agent\nQuillfern Ltd\n1 Mar 2020 – 12 Mar 2020\n- Answered tickets\n\n"
        "Customer Support Agent\nLumenfield\n1 May 2020 – 10 May 2020\n- Answered tickets\n"
    )
    assert sentence(read(jobs), about, lang, taxonomy=load_rulebook().taxonomy) == expected

"""Terms that were renewed, remarks behind the dates of a job, terms one below the other, jobs told past their dates."""

from __future__ import annotations

import pytest

from tests.readers.make_docx import docx, p, table
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import codes
from xpcalc import assess

LAST = "\n\nReceptionist, Bar Ltd, Leeds\n01/2014 - 02/2016\n"
HEADINGS = {
    "en": "Work Experience",
    "es": "Experiencia laboral",
    "de": "Berufserfahrung",
    "fr": "Expérience professionnelle",
    "it": "Esperienze lavorative",
    "nl": "Werkervaring",
    "pt": "Experiência profissional",
}


def work(text: str, language: str = "en", last: str = LAST) -> str:
    """Return a CV with these lines above a job that is read."""
    return f"Nora Quill\n\n{HEADINGS[language]}\n\n{text}{last}"


# ---------------------------------------------------------------- renewals


@pytest.mark.parametrize(
    ("language", "written", "end"),
    [
        ("en", "01/2018 - 06/2018, renewed until 12/2019", "2019-12"),
        ("en", "01/2018 - 06/2018 (6 months), extended to 12/2018", "2018-12"),
        ("en", "Jan 2018 - June 2018 (then extended to December)", "2018-12"),
        ("en", "Jan 2018 - June 2018, renewed four times until March 2020", "2020-03"),
        ("en", "Jan 2018 - Jun 2018, extended to May 2019, then extended to May 2020", "2020-05"),
        ("en", "Jan 2018 - Jun 2018, extended until present", "present"),
        ("en", "January 2018 (6 months), renewed until December 2019", "2019-12"),
        ("en", "01/2018 - 06/2018. Renewed until 12/2019.", "2019-12"),
        ("en", "01/2018 - 06/2018\nrenewed until 12/2019", "2019-12"),
        ("en", "01/2018 - 06/2018 (fixed term), then permanent until 12/2020", "2020-12"),
        ("es", "01/2018 - 06/2018, prorrogado hasta 12/2019", "2019-12"),
        ("de", "01/2018 - 06/2018, zweimal verlängert bis 12/2019", "2019-12"),
        ("fr", "de 02/2018 à 07/2018 (renouvelé jusqu'en août 2019)", "2019-08"),
        ("it", "dal 01/02/2018 al 31/07/2018, poi prorogato fino al 31/08/2019", "2019-08-31"),
        ("nl", "01/2018 - 06/2018, verlengd tot 12/2019", "2019-12"),
        ("pt", "de 02/2018 a 07/2018, renovado até 08/2019", "2019-08"),
    ],
)
def test_a_term_ends_when_its_renewal_does(language: str, written: str, end: str) -> None:
    found = read(work(f"Agent, Foo Ltd, Leeds\n{written}", language))
    assert dates(found)[0][1] == end
    assert "W_DURATION_MISMATCH" not in codes(found)


@pytest.mark.parametrize(
    "written",
    [
        "Jan 2018 - Jun 2021, extended the team to 12 people in 2022",
        "01/2018 - 06/2021, renewed until 12/2019",
    ],
)
def test_what_is_no_renewal_leaves_the_end(written: str) -> None:
    assert dates(read(work(f"Agent, Foo Ltd, Leeds\n{written}")))[0][1] == "2021-06"


def test_a_term_that_goes_on_without_an_end_is_told() -> None:
    assert "W_DATE_LEFT" in codes(read(work("Agent, Foo Ltd, Leeds\n01/2018 - 06/2018, then permanent")))
    assert "W_DATE_LEFT" in codes(read(work("Agent, Foo Ltd, Leeds\n3 months from June 2019, renewed 4 times")))
    assert "W_DATE_LEFT" in codes(read(work("Agent, Foo Ltd, Leeds\nfrom June 2019 (3 months, renewed 4 times)")))
    assert "W_DATE_LEFT" not in codes(read(work("Agent, Foo Ltd, Leeds\n01/2018 - 06/2019 (renewed twice)")))


def test_an_end_in_brackets_behind_its_reason() -> None:
    found = read(work("Agent, Foo Ltd, Leeds\nMarch 2019 until the end of the project (August 2021)"))
    assert dates(found)[0] == ("2019-03", "2021-08")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("es", "Coordinadora, Aldaba Redes, Valencia. A partir del 16 de julio de 2022."),
        ("fr", "Vendeuse, Hyper Vert, Lyon, à partir du 16 juillet 2022"),
    ],
)
def test_a_start_behind_as_of_the(language: str, written: str) -> None:
    assert dates(read(work(written, language)))[0] == ("2022-07-16", "present")


def test_a_start_with_a_length_that_was_renewed_is_told() -> None:
    found = read(work("Agent, Foo Ltd, Leeds (fixed term, 3 months, renewed 4 times) from June 2019"))
    assert "W_DATE_LEFT" in codes(found)


# ---------------------------------------------------------------- remarks behind the dates


@pytest.mark.parametrize(
    ("language", "written", "start", "end"),
    [
        ("en", "April 2019 - present (parental leave March 2021 - November 2021)", "2019-04", "present"),
        ("en", "April 2019 - present (on secondment to Baz Ltd January 2022 to June 2022)", "2019-04", "present"),
        ("en", "March 2019 - August 2021 (furlough May 2020 - July 2020)", "2019-03", "2021-08"),
        ("en", "March 2019 - now (currently on maternity leave)", "2019-03", "present"),
        ("en", "April 2019 - present (parental leave March 2021 - November 2021), Zendesk", "2019-04", "present"),
        ("de", "April 2020 bis heute (Elternzeit Januar 2022 bis Juni 2022)", "2020-04", "present"),
        ("nl", "maart 2021 - heden (ouderschapsverlof juni 2022 - november 2022)", "2021-03", "present"),
        ("fr", "depuis septembre 2021 (congé maternité de mars à août 2023)", "2021-09", "present"),
        ("it", "da maggio 2020 ad oggi (congedo parentale da gennaio a giugno 2022)", "2020-05", "present"),
        ("pt", "janeiro de 2022 até à data (licença parental de março a agosto de 2024)", "2022-01", "present"),
    ],
)
def test_dates_in_brackets_are_not_those_of_the_job(language: str, written: str, start: str, end: str) -> None:
    found = read(work(f"Agent, Foo Ltd, Leeds, {written}", language, "\n\nClerk, Bar Ltd, Leeds, 01/2014 - 02/2016\n"))
    assert dates(found) == [(start, end), ("2014-01", "2016-02")]
    assert names(found)[0] == ("Agent", "Foo Ltd")
    assert "W_DATE_LEFT" not in codes(found)


def test_dates_in_brackets_before_those_of_the_job() -> None:
    found = read(work("Team Lead, Foo Ltd (a house of Quill, 2010 - 2014), April 2019 - present"))
    assert dates(found)[0] == ("2019-04", "present")


@pytest.mark.parametrize(
    "written",
    [
        "Team Lead, Foo Ltd, Leeds\nsince 2019, before that since 2017 agent",
        "Team Lead | Foo Ltd | April 2019 - present (formerly Agent, 2016 - 2019)",
        "Agent 2016-2018, Senior Agent 2018-2020, Team Lead 2020-present",
        "Team Lead, Foo Ltd, Leeds\nSince 2019 (before: 2016 - 2019 agent)",
    ],
)
def test_a_former_post_beside_the_dates_of_the_job_is_told(written: str) -> None:
    assert "W_DATE_LEFT" in codes(read(work(written)))


def test_a_former_post_that_stands_for_itself_is_not_told_again() -> None:
    found = read(
        work(
            "Team Lead, Foo Ltd, April 2019 - present (formerly Agent, 2016 - 2019)\nAgent, Foo Ltd, 04/2016 - 03/2019"
        )
    )
    assert "W_DATE_LEFT" not in codes(found)


# ---------------------------------------------------------------- several terms


def test_terms_one_below_the_other_are_of_the_job_above() -> None:
    found = read(work("Agent, Foo Ltd, Leeds\n01/2022 - 06/2022\n01/2023 - 06/2023\n01/2024 - 06/2024"))
    assert names(found) == [("Agent", "Foo Ltd")] * 3 + [("Receptionist", "Bar Ltd")]
    assert codes(found) & {"W_NO_NAMES", "W_ORDER"} == set()


def test_numbered_terms_are_of_the_job_above() -> None:
    found = read(work("Agent, Foo Ltd, Leeds\nContract 1: 01/2022 - 06/2022\nContract 2: 01/2023 - 06/2023"))
    assert names(found)[:2] == [("Agent", "Foo Ltd")] * 2


def test_a_last_term_that_goes_on_is_counted() -> None:
    found = read(work("Agent, Foo Ltd\nMarch 2019 - August 2019; October 2019 - December 2020; from February 2021"))
    assert dates(found)[:3] == [("2019-03", "2019-08"), ("2019-10", "2020-12"), ("2021-02", "present")]


# ---------------------------------------------------------------- seasons


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Holiday temp, Harbour Shop, Leeds, summers of 2006, 2007 and 2008"),
        ("es", "Camarera. Bar El Rincón (Sevilla). Veranos de 2006, 2007 y 2008."),
        ("fr", "Hôtesse de caisse, Hyper Vert, Lyon\n2006-2008 (été)"),
        ("en", "Waitress, Foo Cafe, Leeds\nJune - September 2006, 2007, 2008"),
    ],
)
def test_seasons_of_several_years_are_told(language: str, written: str) -> None:
    assert "W_DATE_LEFT" in codes(read(work(written, language)))


@pytest.mark.parametrize(
    "written",
    [
        "Lift attendant, Ski Park, Gap\nWinter season 2013/14 (December 2013 - April 2014)",
        "Cook, Foo Ltd, Leeds\n03/2019 - 12/2020\nSailing (helper at the club in Hull, summers 2018 and 2013).",
    ],
)
def test_one_season_and_one_in_an_aside_are_not(written: str) -> None:
    assert "W_DATE_LEFT" not in codes(read(work(written, last="\n\nClerk, Bar Ltd, Leeds\n01/2011 - 12/2012\n")))


# ---------------------------------------------------------------- lines that name a job


@pytest.mark.parametrize(
    "written",
    [
        "Self-employed translator since 2006 (evenings, beside my job)",
        "WS 2007/08 - SS 2009: student assistant, University of York",
        "Receptionist, Bar Ltd: Christmas 2005 to Easter 2006",
    ],
)
def test_a_line_that_names_a_job_in_time_of_its_own_is_told(written: str) -> None:
    others = "\n\nAgent, Foo Ltd, Leeds, 01/2012 - 12/2013\nClerk, Bar Ltd, Leeds, 01/2014 - 02/2016\n"
    assert "W_DATE_LEFT" in codes(read(work(written, last=others)))


@pytest.mark.parametrize("written", ["Six months in 2009", "Joined 2009, made lead 2011, left 2013"])
def test_what_stands_below_names_and_tells_years_that_are_not_read_is_told(written: str) -> None:
    last = "\n\nReceptionist, Bar Ltd, Leeds, January 2014 - February 2016\n"
    assert "W_DATE_LEFT" in codes(read(work(f"Agent, Foo Ltd, Leeds\n{written}", last=last)))


def test_posts_in_the_items_of_a_job_are_told() -> None:
    posts = "- Receptionist, Bar Ltd (Jan - Apr 2015)\n- Data entry clerk, Foo Council (May - Dec 2015)\n"
    found = read(work(f"Temp, Adecco, Jan 2015 - Dec 2016\n{posts}", last="\nClerk, Baz Ltd, Jan 2013 - Dec 2014\n"))
    assert "W_DATE_LEFT" in codes(found)


def test_a_year_in_the_name_of_a_house_is_none() -> None:
    assert "W_DATE_LEFT" not in codes(read(work("Agent at Bakery 1910, Leeds\n01/2018 - 06/2019")))


def test_the_newest_of_two_jobs_with_one_date_is_told() -> None:
    found = read(work("Nov 2024 - Team Lead, Foo Ltd\nJan 2020 - Oct 2024 - Agent, Foo Ltd", last="\n"))
    assert "W_ONE_DATE" in codes(found)


# ---------------------------------------------------------------- leaves and texts between jobs

POSTS = (
    "Tidewell Ltd, Dublin\nTeam Lead, June 2022 to date\n- Lead a team of 9 agents\n"
    "Senior Agent, Feb 2020 to May 2022\n- Tier 2 tickets in Zendesk\n"
    "Agent, Sept 2017 to Jan 2020\n- Tier 1 phone and chat\n\n"
)


@pytest.mark.parametrize("last", ["", "\nBramble & Co, Cork\nShop Assistant, Oct 2014 to Aug 2017\n"])
def test_a_leave_in_a_line_of_its_own_moves_no_text(last: str) -> None:
    found = read(work(f"{POSTS}Maternity leave: March 2021 to November 2021\n", last=last))
    posts = [("Team Lead", "Tidewell Ltd"), ("Senior Agent", "Tidewell Ltd"), ("Agent", "Tidewell Ltd")]
    assert names(found)[:4] == [*posts, ("Maternity leave", None)]
    assert "W_ORDER" not in codes(found)


def test_a_leave_in_a_line_of_its_own_takes_no_names() -> None:
    found = read(
        work(
            "Coordinadora. Grupo Alcor, S.A. (Sevilla). De octubre de 2021 a la actualidad.\n\n"
            "Baja maternal: de mayo a septiembre de 2020.\n\nCamarera. Bar El Rincón (Sevilla). Dos veranos.\n",
            "es",
            "",
        )
    )
    assert names(found)[1] == ("Baja maternal", None)


def test_an_employer_heads_its_dates_where_others_have_none() -> None:
    found = page(
        "<h3>Foo Ltd</h3><h4>Agent</h4><p>Feb 2020 - present</p>"
        "<h3>Bar Ltd <span>2018 - 2020</span></h3><h4>Receptionist</h4><p>Front desk</p>"
    )
    assert names(found) == [("Agent", "Foo Ltd"), ("Receptionist", "Bar Ltd")]


def spaced(*texts: str) -> str:
    """Return the XML of a paragraph of a DOCX with these lines, and white space below it."""
    lines = "<w:r>" + "<w:br/>".join([f"<w:t>{text}</w:t>" for text in texts]) + "</w:r>"
    return p(lines, properties='<w:spacing w:after="200"/>')


def test_text_below_names_beside_their_date_is_of_the_job_above() -> None:
    rows = (
        ["06/2022 – present", spaced("Team Lead", "Foo Ltd, Leeds", "Team of 9")],
        ["02/2020 – 05/2022", spaced("Agent", "Foo Ltd, Leeds")],
        ["", spaced("Zendesk tickets")],
        ["01/2018 – 01/2020", spaced("Receptionist", "Bar Ltd")],
    )
    body = p("Nora Quill") + p("Work Experience", style="Heading1") + table(*rows)
    found = assess(docx(body), name="cv.docx", as_of="2026-11-21")
    assert names(found) == [("Team Lead", "Foo Ltd"), ("Agent", "Foo Ltd"), ("Receptionist", "Bar Ltd")]
    assert [skill.duration.rounded for skill in found.skills if skill.code == "zendesk"] == [28]


# ---------------------------------------------------------------- one finding a line


def test_a_line_is_told_once_under_one_code() -> None:
    found = read(work("Agent, Foo Ltd, Leeds\nApril 2019 - December"))
    spans = [f.finding.span for f in found.findings if f.code == "W_DATE_LEFT"]
    assert len(spans) == len(set(spans)) == 1

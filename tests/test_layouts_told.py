"""Dates told by a length or in words, studies told by what they name, tools below a job, forms with numbers."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import HEAD, PLAIN, codes

AGENT = "Support Agent, Foo Ltd, Leeds\nJan 2019 - Dec 2020\nAnswered tickets\n\n"
SALES = "Sales Assistant, Baz Ltd, York\nJan 2012 - Dec 2013\nSold shoes\n"


def between(written: str) -> str:
    """Return a CV with the dates so written for the job between two others."""
    return f"Ann Perry\n\nEXPERIENCE\n\n{AGENT}Clerk, Odd Ltd, Hull\n{written}\nFiled letters\n\n{SALES}"


# ---------------------------------------------------------------- lengths and words


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("from March 2015 until I left in August 2017", "2015-03", "2017-08"),
        ("3 years until December 2017", "2015-01", "2017-12"),
        ("3 years and 2 months (until December 2018)", "2015-11", "2018-12"),
        ("1 year, 2 months until May 2019", "2018-04", "2019-05"),
        ("2 years from March 2015", "2015-03", "2017-02"),
        ("Since 2015, for two years", "2015", "2017"),
        ("for 6 months in 2015", "2015", "2015"),
        ("July and August 2015", "2015-07", "2015-08"),
        ("June, July and August 2015", "2015-06", "2015-08"),
        ("2016 March until 2017 June", "2016-03", "2017-06"),
    ],
)
def test_a_job_whose_dates_are_told(written: str, start: str, end: str) -> None:
    assert dates(read(between(written)))[1] == (start, end)


def test_a_length_within_a_year_bounds_it() -> None:
    found = read(between("for 6 months in 2015"))
    assert (found.positions[1].duration.rounded_low, found.positions[1].duration.rounded_high) == (0, 6)


def test_a_month_that_is_a_word_before_a_job_that_goes_on() -> None:
    found = read(between("2022 March until present"))
    assert dates(found)[1] == ("2022-03", "present")


@pytest.mark.parametrize("written", ["desde hace 3 años", "Campaña de Navidad 2015", "January 1890 - December 1895"])
def test_what_stands_for_dates_and_cannot_be_read_is_told(written: str) -> None:
    assert "W_DATE_LEFT" in codes(read(between(written)))


def test_what_stands_for_dates_above_the_names_and_cannot_be_read_is_told() -> None:
    found = read(
        "Ffion\n\nEXPERIENCE\n\n2022 Wayzgoose until now\nParalegal\nTaff Solicitors, Cardiff\nOwn caseload\n\n"
        "2019 January until 2022 February\nSecretary\nTaff Solicitors, Cardiff\nAudio typing\n\n"
        "2016 July until 2018 December\nCourt Usher\nCardiff Court\nListing\n"
    )
    assert "W_DATE_LEFT" in codes(found)


def test_the_total_of_a_group_is_no_date_that_was_lost() -> None:
    lines = (
        "Pebble Outdoor\nFull-time · 3 yrs 6 mos\n\nManager\nSep 2018 - Feb 2020\nBend\n\n"
        "Assistant\nSep 2016 - Aug 2018\nBend\n\n"
    )
    assert "W_DATE_LEFT" not in codes(read(f"Ann Perry\n\nEXPERIENCE\n\n{lines}{SALES}"))


def test_ranges_of_years_one_behind_the_other_are_one_job_held_twice() -> None:
    assert dates(read(between("2015-2016 and 2017-2018")))[1:3] == [("2015", "2016"), ("2017", "2018")]


def test_months_of_several_years_are_told() -> None:
    assert "W_DATE_LEFT" in codes(read(between("Seasons 2015, 2016 and 2017 (June - September)")))


def test_a_day_that_its_month_has_not_is_told() -> None:
    found = read(between("16 January 2015 - 31 June 2017"))
    assert dates(found)[1] == ("2015-01-16", "2017-06-30")
    assert "W_NO_SUCH_DAY" in codes(found)


# ---------------------------------------------------------------- forms and prose


def test_an_application_form_that_numbers_its_parts() -> None:
    found = read(
        "== Applicant ==\nName: Tunde Aspinall\n\n"
        "== Employment 1 of 2 ==\nEmployer name: Kestrel Ltd\nPosition held: Supervisor\nDate from: 11/2021\n"
        "Date to: \nCurrently employed here: Yes\n\n"
        "== Employment 2 of 2 ==\nEmployer name: Old Mill Bakery\nPosition held: Driver\nDate from: 09/2017\n"
        "Date to: 04/2019\nCurrently employed here: No\n\n"
        "== Education 1 of 1 ==\nSchool: Barnsley Sixth Form College\nQualification: Level 3 Diploma, Business\n"
        "Date from: 09/2013\nDate to: 06/2015\n"
    )
    assert dates(found) == [("2021-11", "present"), ("2017-09", "2019-04")]


def test_labels_of_a_form_with_their_articles() -> None:
    found = read(
        "Wilmer Zambrano\n\nExperiencia laboral\n"
        "Empresa: Taller La Redoma\nCargo desempeñado: Mecánico de patio\n"
        "Desde el: 15 de marzo de 2012\nHasta el: 30 de noviembre de 2015\nFunciones: Cambio de aceite\n\n"
        "Empresa: Transporte Los Cardones\nCargo desempeñado: Jefe de taller\n"
        "Desde el: 10 de junio de 2019\nHasta: la presente fecha\nFunciones: Flota de 38 autobuses\n"
    )
    assert dates(found) == [("2012-03-15", "2015-11-30"), ("2019-06-10", "present")]


def test_jobs_of_an_e_mail_behind_now_and_before() -> None:
    found = read(
        "Hi Joanne,\n\nhere is my background.\n\n"
        "Current: I have been Transport Planner with Millbrook Haulage in Swindon since 06/2020. I plan 44 vehicles a "
        "day, deal with drivers' hours and keep the customer informed when the road stands still.\n\n"
        "Before that: Customer Service Adviser with Cotswold Parcels in Stroud, 10/2016 to 05/2020. Claims desk.\n\n"
        "Kind regards\nPhilippa\n"
    )
    assert names(found) == [
        ("Transport Planner", "Millbrook Haulage"),
        ("Customer Service Adviser", "Cotswold Parcels"),
    ]
    assert dates(found) == [("2020-06", "present"), ("2016-10", "2020-05")]


def test_cards_whose_last_line_has_town_date_and_hours() -> None:
    card = "<article><h3>{}</h3><div>{}</div><p>{}</p><footer>{} &nbsp; {} &nbsp; {} uur per week</footer></article>"
    body = "".join(
        [
            card.format("Zorggroep De Terp", "Verzorgende", "Zorg voor zes bewoners.", "Leeuwarden |",
                        "mei 2021 t/m heden", "28"),
            card.format("Thuiszorg Noorderlicht", "Verzorgende thuiszorg", "Avondroute met de fiets.", "Drachten |",
                        "augustus 2017 t/m april 2021", "24"),
        ]
    )  # fmt: skip
    found = page(body, "Werkervaring")
    assert names(found) == [
        ("Verzorgende", "Zorggroep De Terp"),
        ("Verzorgende thuiszorg", "Thuiszorg Noorderlicht"),
    ]
    assert dates(found) == [("2021-05", "present"), ("2017-08", "2021-04")]


# ---------------------------------------------------------------- studies


@pytest.mark.parametrize(
    "line",
    [
        "Extended Diploma Business, Franklin Grimsby College",
        "City College Norwich, NVQ Level 3 Electrical Installation",
        "BTEC Level 3, Hull Sixth Form",
    ],
)
def test_studies_among_the_jobs_are_told_by_what_they_name(line: str) -> None:
    found = read(f"Ana\n\nEXPERIENCE\n\n{AGENT}{line}\nSep 2010 - Jun 2012\n\n{SALES}")
    assert dates(found) == [("2019-01", "2020-12"), ("2012-01", "2013-12")]
    assert "I_SCHOOLING" in codes(found)


@pytest.mark.parametrize(
    "line",
    ["Técnico superior en Administración, IES Grisolía", "CFGM Servicios en Restauración, CIFP Carlos Oroza"],
)
def test_studies_among_the_jobs_in_spanish(line: str) -> None:
    found = read(
        f"Ana\n\nEXPERIENCIA\n\nCajera, Comercial Odd S.L., Lugo\nenero 2019 - diciembre 2020\nAtención en caja\n\n"
        f"{line}\nseptiembre 2010 - junio 2012\n"
    )
    assert dates(found) == [("2019-01", "2020-12")]


@pytest.mark.parametrize(
    "line", ["Diploma Coordinator, Franklin College", "Certificate Officer, University of Hull", "Clerk, Hull College"]
)
def test_jobs_at_schools_stay_jobs(line: str) -> None:
    found = read(f"Ana\n\nEXPERIENCE\n\n{AGENT}{line}\nSep 2010 - Jun 2012\n\n{SALES}")
    assert ("2010-09", "2012-06") in dates(found)


def test_headings_of_a_noun_and_what_it_is_about() -> None:
    found = read(
        "Amparo Belinchón\n\nCronología laboral\n\nCajera, Supermercado La Melgosa, Cuenca (06/2015 - 10/2017)\n\n"
        "Cronología académica\n\nCurso de nóminas, Cámara de Cuenca (01/2013 - 06/2013)\n"
    )
    assert dates(found) == [("2015-06", "2017-10")]


# ---------------------------------------------------------------- tools


def test_tools_below_a_job_name_neither_its_employer_nor_its_title() -> None:
    found = read(
        "Ann Perry\n\nEXPERIENCE\n\nSupport Agent, Alder, Leeds\nJan 2015 - Dec 2016\nJira, ServiceNow, Zendesk\n\n"
        "Support Technician, Levant, York\nJan 2013 - Dec 2014\nIntercom\n"
    )
    assert names(found) == [("Support Agent", "Alder"), ("Support Technician", "Levant")]
    assert {each.code: each.duration.rounded for each in found.skills} == {
        "jira": 24, "servicenow": 24, "zendesk": 24, "intercom": 24
    }  # fmt: skip


def test_tools_behind_the_names_in_their_line_belong_to_the_job() -> None:
    found = read(
        "Ann Perry\n\nEXPERIENCE\n\n2019/03 – 2022/11: Support Agent at Nubia Ltd.\n"
        "2022/12 – 2023/11: Customer Success Manager at Faro Cloud. Gainsight, HubSpot.\n"
    )
    assert {each.code: each.duration.rounded for each in found.skills} == {"gainsight": 12, "hubspot": 12}


@pytest.mark.parametrize(
    ("line", "months"),
    [
        ("Migrated 3 helpdesks from Freshdesk to Zendesk (5 months)", 5),
        ("Proyecto de migración de Freshdesk a Zendesk de 4 meses", 4),
        ("Migrated 3 helpdesks from Freshdesk to Zendesk", 24),
    ],
)
def test_a_length_at_the_end_of_a_line_is_that_of_its_work(line: str, months: int) -> None:
    found = read(f"Ann Perry\n\nEXPERIENCE\n\nSupport Agent, Foo Ltd, Leeds\nJan 2019 - Dec 2020\n- {line}\n")
    assert {each.code: each.duration.rounded for each in found.skills}["freshdesk"] == months


def test_an_e_mail_that_tells_of_jobs_is_no_letter_of_an_employer() -> None:
    found = read(
        "Guten Tag Frau Weber,\n\nanbei in Kürze mein Werdegang.\n\n"
        "Derzeit: Ich bin Teamleiterin im Kundenservice bei der Optikwerk AG in Jena, seit 04/2022. Acht Leute.\n\n"
        "Davor: Kundenberaterin bei Hainleite GmbH in Erfurt, 07/2018 bis 03/2022. Telefon und E-Mail.\n\n"
        "Mit freundlichen Grüßen\nInes Albrecht\n"
    )
    assert names(found) == [
        ("Teamleiterin im Kundenservice", "Optikwerk AG"),
        ("Kundenberaterin", "Hainleite GmbH"),
    ]


# ---------------------------------------------------------------- forms, paragraphs, margins


def test_a_heading_in_capitals_with_a_number_and_a_note() -> None:
    job = "Employer #{}\n  Employer name: {}\n  Position held: {}\n  From: {}\n  To: {}\n  Reason for leaving: pay\n\n"
    found = read(
        "APPLICATION #20881\n\n1. PERSONAL\nFirst name: Tadhg\nSurname: Ruddock\n\n"
        "2. EMPLOYMENT (most recent first)\n\n"
        + job.format(1, "Lee Valley Devices", "Production Planner", "04/2022", "(current)")
        + job.format(2, "Ballincollig Print", "Dispatch Coordinator", "11/2019", "02/2022")
        + "3. EDUCATION\nInstitution: Cork Institute\nFrom: 2018\nTo: 2020\n"
    )
    assert dates(found) == [("2022-04", "present"), ("2019-11", "2022-02")]


def test_a_label_of_the_title_below_the_employer() -> None:
    job = "{}\n{}, Guadalajara\nPuesto: {}\nAtiendo a cadenas regionales.\n\n"
    found = read(
        "Ximena Robles\n\nExperiencia laboral\n\n"
        + job.format("Enero de 2022 a la fecha", "Distribuidora Tapatía", "Ejecutiva de cuentas")
        + job.format("Marzo de 2019 a noviembre de 2021", "Lácteos Cumbre", "Promotora de ventas")
    )
    assert names(found) == [
        ("Ejecutiva de cuentas", "Distribuidora Tapatía"),
        ("Promotora de ventas", "Lácteos Cumbre"),
    ]


def test_labels_that_are_items_below_their_date() -> None:
    job = "- {}\n  - Empresa: {}\n  - Cargo: {}\n  - Logros: contrato anual.\n"
    found = read(
        "# Lautaro Cayul\n\n## Experiencia\n\n"
        + job.format("2022-03 / a la fecha", "Calefacción Araucanía SpA", "Supervisor de instalaciones")
        + job.format("2018-09 / 2022-02", "Gasfitería Hermanos", "Gásfiter certificado"),
        "cv.md",
    )
    assert names(found) == [
        ("Supervisor de instalaciones", "Calefacción Araucanía SpA"),
        ("Gásfiter certificado", "Gasfitería Hermanos"),
    ]


def test_an_employer_behind_chez_on_a_line_set_in() -> None:
    page = drawn(
        [
            (60, 60, "Expérience professionnelle", HEAD),
            (60, 90, "De septembre 2018 à janvier 2021 : Secrétaire du cabinet", PLAIN),
            (75, 104, "chez Mairie de Douarnenez, Douarnenez", PLAIN),
            (75, 118, "Courrier, élus, protocole, permanence du samedi.", PLAIN),
            (60, 144, "De mai 2015 à août 2018 : Secrétaire commerciale", PLAIN),
            (75, 158, "chez Armement Le Goff, Concarneau", PLAIN),
            (75, 172, "Commandes de criée, facturation, relances en anglais.", PLAIN),
        ]
    )
    assert [employer for _, employer in names(page)] == ["Mairie de Douarnenez", "Armement Le Goff"]


def test_a_paragraph_behind_names_in_bold_that_closes_with_its_dates() -> None:
    job = "**{}, {}.** {} *{}.*\n\n"
    found = read(
        "# Maëlys\n\n## Parcours\n\n"
        + job.format(
            "Conseillère grands comptes",
            "Alpes Sport Distribution",
            "Je suis 25 collectivités et clubs : appels d'offres, livraisons, litiges, et la formation des nouveaux.",
            "04/2022 à ce jour",
        )
        + job.format("Vendeuse", "Cimes Sport", "Conseil, essayage, encaissement.", "11/2016 à 09/2018"),
        "cv.md",
    )
    assert dates(found) == [("2022-04", "present"), ("2016-11", "2018-09")]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("Ago-19 / Ene-22", "2019-08", "2022-01"),
        ("del 1/9/2015 en adelante (continúa)", "2015-09-01", "present"),
    ],
)
def test_spanish_dates_that_lost_their_jobs(written: str, start: str, end: str) -> None:
    found = read(f"Ana\n\nExperiencia\n\nCajera, Comercial Odd S.L., Lugo\n{written}\nAtención en caja\n")
    assert dates(found) == [(start, end)]


def test_a_job_that_goes_on_as_its_last_column_says() -> None:
    assert dates(read(between("Aug 2021 - still there")))[1] == ("2021-08", "present")


def test_a_sentence_whose_date_stands_between_before_and_the_job() -> None:
    found = read(
        "Colm\n\nWork\n\nSince June 2022 I have been Support Specialist at Tidewater Software in Galway.\n\n"
        "Before that, from May 2016 to August 2017, I was Barista at The Copper Kettle, Ennis.\n"
    )
    assert names(found) == [("Support Specialist", "Tidewater Software"), ("Barista", "The Copper Kettle")]


def test_dates_right_aligned_in_a_margin_whose_names_touch_them() -> None:
    lines = [(60.0, 60.0, "Career record", HEAD)]
    for n, (date, left) in enumerate(
        [("Q2 2022 – present", 74), ("Q1 2019 – Q1 2022", 69), ("Q3 2015 – Q4 2018", 69), ("Q1 2013 – Q2 2014", 69)]
    ):
        top = 90.0 + 60 * n
        lines += [
            (left, top, f"{date} Marram {'ABCD'[n]} Ltd, London", PLAIN),
            (170, top + 14, "Service Manager", PLAIN),
            (190, top + 28, "Led the response to the winter", PLAIN),
        ]
    assert len(drawn(lines).positions) == 4


def test_the_mark_of_an_item_beside_the_end_of_a_range_is_no_dash_of_it() -> None:
    cells = [(60.0, 60.0, "Experiencia profesional", HEAD)]
    for n, (start, end) in enumerate([("02.04.2020", "15.02.2024"), ("01.05.2017", "31.03.2020")]):
        top = 90.0 + 90 * n
        cells += [
            (32, top, start, PLAIN), (86, top, "Gerente de cooperativa", PLAIN),
            (32, top + 14, "-", PLAIN), (94, top + 14, f"Editorial {'AB'[n]} S.L.", PLAIN),
            (32, top + 28, end, PLAIN), (94, top + 28, "–", PLAIN), (105, top + 28, "Certificación obtenida", PLAIN),
            (94, top + 42, "–", PLAIN), (105, top + 42, "Riego por goteo en 14 hectáreas", PLAIN),
        ]  # fmt: skip
    assert dates(drawn(cells)) == [("2020-04-02", "2024-02-15"), ("2017-05-01", "2020-03-31")]


def test_three_jobs_that_end_in_a_dash_are_told() -> None:
    jobs = "".join([f"Agent, Firm {n} Ltd, Leeds\nJan {2015 + n} –\nAnswered tickets\n\n" for n in range(3)])
    assert "W_OPEN_END" in codes(read(f"Ann Perry\n\nEXPERIENCE\n\n{jobs}"))


def test_a_start_over_two_lines_of_a_margin_ends_where_the_next_job_begins() -> None:
    cells = [(60.0, 60.0, "Berufspraxis", HEAD)]
    cells += [
        (32, 90, "1. März", PLAIN), (100, 90, "Industriemeister bei Atelier GmbH, Kassel", PLAIN),
        (32, 101, "2023–", PLAIN), (100, 101, "Rüsten von 10 Drehmaschinen.", PLAIN),
        (32, 122, "1. Februar", PLAIN), (100, 122, "Fertigungsplaner bei Juni GmbH, Ulm", PLAIN),
        (32, 133, "2022–20.", PLAIN), (100, 133, "Ausschuss um 42 % gesenkt.", PLAIN),
        (32, 144, "Februar", PLAIN), (100, 144, "Einfahren von 14 Drehmaschinen.", PLAIN),
        (32, 155, "2023", PLAIN),
    ]  # fmt: skip
    assert dates(drawn(cells)) == [("2023-03-01", "present"), ("2022-02-01", "2023-02-20")]

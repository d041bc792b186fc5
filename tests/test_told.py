"""Jobs told in sentences: the date stands before, inside or after; the sentence goes on in the next line."""

from __future__ import annotations

import pytest

from xpcalc import Assessment, assess


def read(heading: str, *told: str) -> Assessment:
    return assess("\n\n".join(["Nora Whitcombe", heading, *told]).encode(), name="cv.txt", as_of="2026-11-21")


@pytest.mark.parametrize(
    ("heading", "now", "then", "names"),
    [
        (
            "Work Experience",
            "Since May 2022 I have been Ward Manager, Renal Unit at Teesmouth Care in Leeds. Run 24 beds.",
            "From March 2018 to June 2020 I worked as a Bank Nurse for Fernlea in Hull. Nights.",
            [("Ward Manager, Renal Unit", "Teesmouth Care", "Leeds"), ("Bank Nurse", "Fernlea", "Hull")],
        ),
        (
            "Experiencia laboral",
            "Desde mayo de 2022 trabajo como Jefa de sala en Casa Murta en Sevilla. Equipo de 12.",
            "De marzo de 2018 a junio de 2020 trabajé como Camarera en Bar Pino en Huelva. Turnos de noche.",
            [("Jefa de sala", "Casa Murta", "Sevilla"), ("Camarera", "Bar Pino", "Huelva")],
        ),
        (
            "Experiência profissional",
            "Desde maio de 2022 trabalho como Gerente na empresa Araucária Sul, em Curitiba. Equipe de 5.",
            "De março de 2018 a junho de 2020 fui Vendedora na Loja Caramuru, em Ponta Grossa. Vitrine.",
            [("Gerente", "Araucária Sul", "Curitiba"), ("Vendedora", "Loja Caramuru", "Ponta Grossa")],
        ),
        (
            "Expérience professionnelle",
            "Depuis mai 2022, je travaille comme Cariste chez Armor Fret à Rennes. Quai frais.",
            "De mars 2018 à juin 2020, j’ai été Livreur à la Boulangerie Le Goff à Fougères. Tournée de 32 points.",
            [("Cariste", "Armor Fret", "Rennes"), ("Livreur", "Boulangerie Le Goff", "Fougères")],
        ),
        (
            "Berufserfahrung",
            "Seit Mai 2022 arbeite ich als Disponentin bei der Weserkontor GmbH in Bremen. 40 Touren am Tag.",
            "Von März 2018 bis Juni 2020 habe ich als Lageristin bei Dahlmeier in Emden gearbeitet. Schichten.",
            [("Disponentin", "Weserkontor GmbH", "Bremen"), ("Lageristin", "Dahlmeier", "Emden")],
        ),
        (
            "Esperienza lavorativa",
            "Da maggio 2022 lavoro come Cuoca presso la Trattoria da Nives a Modena. Cinquanta coperti.",
            "Da marzo 2018 a giugno 2020 sono stata Cameriera presso Hotel Belsito a Riccione. Colazioni.",
            [("Cuoca", "Trattoria da Nives", "Modena"), ("Cameriera", "Hotel Belsito", "Riccione")],
        ),
        (
            "Werkervaring",
            "Sinds mei 2022 werk ik als Teamleider bij Energiehuis Noord in Assen. Twaalf mensen.",
            "Van maart 2018 tot juni 2020 was ik Baliemedewerker bij Stadskantoor Wolderwijk in Zwolle. Loket.",
            [
                ("Teamleider", "Energiehuis Noord", "Assen"),
                ("Baliemedewerker", "Stadskantoor Wolderwijk", "Zwolle"),
            ],
        ),
    ],
    ids=["en", "es", "pt", "fr", "de", "it", "nl"],
)
def test_date_before_the_sentence(heading: str, now: str, then: str, names: list[tuple[str, str, str]]) -> None:
    found = read(heading, now, then)
    assert [(p.title, p.employer, p.location) for p in found.positions] == names
    assert [(p.start, p.end) for p in found.positions] == [("2022-05", "present"), ("2018-03", "2020-06")]


def test_sentence_goes_on_in_the_next_line() -> None:
    found = read(
        "Work Experience",
        "Since May 2022 I have been Ward Manager, Renal Unit at Teesmouth\n"
        "Foundation Trust in Middlesbrough. Run a unit with 22 staff; cut the\n"
        "spend by 31% between 2023 and 2025. Audited the access to all beds\n"
        "(2024, n=140).",
        "From February 2016 to August 2019 I was Bank Nurse at Fernlea in\nDurham. Nights.",
    )
    assert [(p.title, p.employer) for p in found.positions] == [
        ("Ward Manager, Renal Unit", "Teesmouth Foundation Trust"),
        ("Bank Nurse", "Fernlea"),
    ]


def test_the_lines_of_such_a_name_are_those_of_the_document() -> None:
    text = "Work Experience\n\nFrom May 2019 to June 2022 I was Bank Nurse at Fernlea\nDialysis in Durham. Nights."
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    (job,) = found.positions
    assert (job.title, job.employer, job.location) == ("Bank Nurse", "Fernlea Dialysis", "Durham")


def test_employer_before_the_title_and_dates_at_the_end() -> None:
    found = read(
        "Work Experience",
        "I joined Wye Valley Hospital in Hereford as Theatre Nurse in March 2014 and left in August 2017.",
        "I joined Bluebird Bank in Exeter as a Bank Nurse in October 2009 and left in December 2010.",
    )
    assert [(p.title, p.employer, p.location) for p in found.positions] == [
        ("Theatre Nurse", "Wye Valley Hospital", "Hereford"),
        ("Bank Nurse", "Bluebird Bank", "Exeter"),
    ]
    assert [(p.start, p.end) for p in found.positions] == [("2014-03", "2017-08"), ("2009-10", "2010-12")]


def test_time_at_home_is_a_leave() -> None:
    found = read(
        "Work Experience",
        "Since October 2024 I have worked as Practice Nurse at Stonebridge Surgery in Hereford.",
        "Between September 2017 and September 2024 I was at home full-time with our two boys.",
    )
    assert [p.employment for p in found.positions] == ["work", "leave"]
    assert found.total.rounded_low == 26


def test_a_sentence_that_names_no_employer_is_read_as_before() -> None:
    found = read("Work Experience", "Bank Nurse, Fernlea\nMay 2019 - June 2022\nI was there when the ward moved.")
    assert [(p.title, p.employer) for p in found.positions] == [("Bank Nurse", "Fernlea")]


def test_long_sentence_and_one_date_before_it() -> None:
    tasks = (
        "Answered tickets by telephone, chat and letter, wrote the articles of the help centre and taught new people. "
        * 2
    )
    found = read(
        "Work Experience",
        f"From March 2018 to June 2020 I worked as Support Agent at Quillfern in Leeds. {tasks}",
        f"In December 2015 I worked as Clerk at Bolt in Hull. {tasks}",
    )
    assert [(p.title, p.employer) for p in found.positions] == [("Support Agent", "Quillfern"), ("Clerk", "Bolt")]
    assert [p.start for p in found.positions] == ["2018-03", "2015-12"]


def test_a_date_in_a_sentence_about_the_work_is_no_job() -> None:
    found = read(
        "Work Experience",
        "Bank Nurse, Fernlea\nMay 2015 - June 2022\nI worked with Zendesk from 2017 to 2019 and taught the others.\n"
        "In 2020 I was ill for a month.",
    )
    assert [(p.title, p.start) for p in found.positions] == [("Bank Nurse", "2015-05")]


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("Work Experience", "Promoted to Senior Advisor in March 2021, and still there"),
        ("Experiencia laboral", "Ascenso a Jefe de turno en enero de 2023, puesto que ocupo en la actualidad"),
        ("Esperienza lavorativa", "Promozione a Responsabile a giugno 2021, ruolo che ricopro ancora oggi"),
    ],
)
def test_a_promotion_on_a_line_of_its_own_is_told(heading: str, line: str) -> None:
    found = read(
        heading, f"Agent\nBRIGHTLINE – Leeds\n10/2018 - 02/2021\n\n{line}\n\nClerk\nBOLT – Hull\n05/2016 - 09/2018"
    )
    assert [f.code for f in found.findings if "promotion" in f.message] == ["W_DATE_LEFT"]


def test_a_promotion_among_the_tasks_is_none() -> None:
    found = read("Work Experience", "Agent\nBRIGHTLINE – Leeds\n10/2018 - 02/2021\n- Promoted to Lead in March 2020")
    assert not [f for f in found.findings if "promotion" in f.message]

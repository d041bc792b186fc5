"""CVs as careers offices, employment services, portals and builders print them: forms, margins, towns, addresses."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import BOLD, HEAD, PLAIN, Cells, codes, width

# ---------------------------------------------------------------- dates


def test_month_that_nearly_touches_its_title() -> None:
    cells: Cells = [(111, 60, "Experience", HEAD)]
    jobs = (
        ("Apr.", "2025–Present", "", "Engineer", "Northlake Ltd"),
        ("Dec.", "2023–Feb.", "2024", "Developer", "Mapleleaf Ltd"),
        ("May", "2023–Nov.", "2023", "Analyst", "Riverbend Ltd"),
        ("Jul.", "2020–Mar.", "2023", "Clerk", "Harbour Ltd"),
    )
    for n, (month, second, third, title, employer) in enumerate(jobs):
        y = 90.0 + 48 * n
        for step, text in enumerate((month, second, third)):
            cells.append((105 - width(text, PLAIN), y + 13 * step, text, PLAIN))
        cells += [(111, y, title, BOLD), (111 + width(title + ", ", BOLD), y, f", {employer}", PLAIN)]
        cells += [(127, y + 13, "Moved sixty services to another house", "Helvetica@9")]
    found = drawn(cells)
    assert dates(found) == [
        ("2025-04", "present"),
        ("2023-12", "2024-02"),
        ("2023-05", "2023-11"),
        ("2020-07", "2023-03"),
    ]
    assert names(found)[1] == ("Developer", "Mapleleaf Ltd")


def test_letters_set_apart_in_a_date_of_few_letters() -> None:
    """As small capitals come: single letters, and years and small words in one piece."""
    cells: Cells = [(60, 60, "Experience", HEAD)]
    for n, (months, title) in enumerate(
        ((("mar", "2022", "to", "may", "2025"), "Agent"), (("jun", "2019", "to", "feb", "2022"), "Clerk"))
    ):
        x, y = 60.0, 90.0 + 50 * n
        for text in months:
            for piece in text if len(text) == 3 else [text]:
                cells.append((x, y, piece, PLAIN))
                x += width(piece, PLAIN) + 3
            x += 6
        cells += [(200, y, title, BOLD), (200, y + 13, f"Acme {'AB'[n]} Ltd", PLAIN)]
    assert dates(drawn(cells)) == [("2022-03", "2025-05"), ("2019-06", "2022-02")]


def test_date_of_the_last_job_beside_its_names_above_further_headings() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    jobs = (
        ("from June 2011 until September 2016", "Acme Ltd"),
        ("from October 2016 until May 2020", "Bolt Ltd"),
        ("since February 2021", "Cedar Ltd"),
    )
    for n, (when, employer) in enumerate(jobs):
        y = 90.0 + 56 * n
        cells += [(60, y, when, PLAIN), (max(190.0, 70 + width(when, PLAIN)), y, employer, BOLD)]
        cells += [(190, y + 13, "Driver of buses and of lorries with trailers", PLAIN)]
        cells += [(190, y + 26, "Routes at home and abroad, with the papers of the goods", PLAIN)]
        cells += [(190, y + 39, "and the training of new colleagues", PLAIN)]
    y = 90.0 + 56 * 3 + 10
    for heading, text in (("Languages", "Portuguese, spoken"), ("Computing", "Digital tachographs")):
        cells += [(60, y, heading, HEAD), (60, y + 18, text, PLAIN)]
        y += 40
    assert ("2021-02", "present") in dates(drawn(cells))


def test_open_date_outside_of_all_sections_is_told() -> None:
    text = "Nora Whitcombe\n\nExperience\n\nAgent, Acme Ltd\n02/2019 - 03/2021\n\nSkills\n\nZendesk\n\nsince 05/2021\n"
    assert "W_DATE_OUTSIDE" in codes(read(text))


def test_end_in_a_table_whose_next_column_nearly_touches() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    for x, head in ((60, "Employer"), (200, "Position"), (300, "Start date"), (370, "End date"), (440, "Contract")):
        cells.append((x, 85, head, BOLD))
    for n, (employer, title, begun, left) in enumerate(
        (("Acme Ltd", "Porter", "01-01-2019", "31-12-2021"), ("Bolt Ltd", "Driver", "01-06-2016", "31-12-2018"))
    ):
        y = 105.0 + 20 * n
        cells += [(60, y, employer, PLAIN), (200, y, title, PLAIN), (300, y, begun, PLAIN)]
        cells.append((370, y, f"{left} Full time", PLAIN))
    found = drawn(cells)
    assert dates(found) == [("2019-01-01", "2021-12-31"), ("2016-06-01", "2018-12-31")]


@pytest.mark.parametrize("employer", ["Nébula Software", "Bornholm Ferries", "Nees & Co"])
def test_names_that_begin_like_a_birth_are_jobs(employer: str) -> None:
    found = read(
        "Nora Whitcombe\n\nExperience\n\n"
        f"Developer - {employer}, Feb 2016 - May 2020\nDeveloper - Acme Ltd, Jun 2012 - Jan 2016\n"
    )
    assert dates(found) == [("2016-02", "2020-05"), ("2012-06", "2016-01")]
    born = read("Nora Whitcombe\nborn in Leeds, 3 Feb 1986\n\nExperience\n\nAgent, Acme Ltd, Jun 2012 - Jan 2016\n")
    assert dates(born) == [("2012-06", "2016-01")]


def test_open_date_before_a_text_with_numbers_in_a_web_page() -> None:
    job = '<div><span class="firm">{}</span> <span class="role">{}</span> <span class="when">{}</span> {}</div>'
    text = '<span class="text">{}</span>'
    found = page(
        job.format("Elsterbau GmbH", "Manager", "since 03/2021", text.format("Led 6 projects worth 14 million in all."))
        + job.format("Acme Ltd", "Engineer", "10/2016 – 12/2020", text.format("Measured and accepted works."))
    )
    assert dates(found) == [("2021-03", "present"), ("2016-10", "2020-12")]


# ---------------------------------------------------------------- forms


FORM = (
    (
        "Fechas",
        "Profesión o cargo desempeñado",
        "Funciones y responsabilidades/principales",
        "Nombre y dirección de la empresa o/empleador",
    ),
    (
        "Date",
        "Lavoro o posizione ricoperti",
        "Principali attività e/responsabilità",
        "Nome e indirizzo del datore di/lavoro",
    ),
)


@pytest.mark.parametrize("labels", FORM)
def test_labels_that_go_on_in_the_next_line(labels: tuple[str, ...]) -> None:
    heading = "Experiencia profesional" if labels[0] == "Fechas" else "Esperienza professionale"
    cells: Cells = [(60, 60, heading, HEAD)]
    jobs = (
        (
            "01/2019 - 03/2022",
            "Técnico",
            "Cursos de hornos y turnos de noche",
            "Hornos Xela, Via Ghiarola 18, 41042 Ripoll",
        ),
        (
            "02/2015 - 12/2018",
            "Agente",
            "Tres tornos y un taller con seis personas",
            "Tornos Mica, Polígono Sur, 20600 Eibar",
        ),
    )
    y = 84.0
    for values in jobs:
        for label, value in zip(labels, values, strict=True):
            first, _, rest = label.partition("/")
            cells += [(60, y, first, PLAIN), (260, y, value, PLAIN)]
            y += 13
            if rest:
                cells.append((60, y, rest, PLAIN))
                y += 13
    found = drawn(cells)
    assert [p.employer for p in found.positions] == ["Hornos Xela", "Tornos Mica"]
    assert [p.title for p in found.positions] == ["Técnico", "Agente"]


def test_label_that_no_list_knows_is_no_employer() -> None:
    text = "Nora Whitcombe\n\nWork experience\n\n"
    form = "Dates:\t{}\nPosition:\t{}\nEmployer:\t{}\n"
    assert names(read(text + form.format("01/2019 - 03/2022", "Agent", "Acme Ltd")))
    cells: Cells = [(60, 60, "Experience", HEAD)]
    y = 84.0
    for when, title, doing, employer in (
        ("01/2019 - 03/2022", "Agent", "Complaints and refunds", "Acme, Leeds"),
        ("02/2015 - 12/2018", "Clerk", "Post and telephones", "Bolt, York"),
    ):
        for label, value in (
            ("Dates", when),
            ("Position", title),
            ("What it was about", doing),
            ("Employer", employer),
        ):
            cells += [(60, y, label, PLAIN), (200, y, value, PLAIN)]
            y += 14
    assert names(drawn(cells)) == [("Agent", "Acme"), ("Clerk", "Bolt")]


def test_form_that_labels_the_title_alone() -> None:
    cells: Cells = [(60, 60, "Experiencia laboral", HEAD)]
    for n, (when, employer, title) in enumerate(
        (
            ("De 04/2011 a 12/2014", "Residencia Virgen de Gracia", "Auxiliar"),
            ("De 03/2015 a 09/2018", "Supermercados El Encinar, S.L.", "Cajera"),
        )
    ):
        y = 84.0 + 44 * n
        cells += [(60, y, when, PLAIN), (190, y, employer, BOLD), (190, y + 13, f"Puesto: {title}", PLAIN)]
        cells += [(190, y + 26, "Funciones: Cobro en caja y control de caducidades", PLAIN)]
    assert [p.title for p in drawn(cells).positions] == ["Auxiliar", "Cajera"]


def test_lines_of_a_federal_resume_are_no_names() -> None:
    text = "Nora Whitcombe\n\nWork Experience:\n\n"
    for title, when in (("Program Analyst", "11/2020 - Present"), ("Budget Clerk", "08/2017 - 10/2020")):
        text += (
            f"Bureau of Coastal Resources\n1305 Harbor Avenue\nSilver Spring, MD United States\n{when}\n"
            "Salary: $98,496.00 USD Per Year\nHours per week: 40\nSeries: 0343 Pay Plan: GS Grade: 12\n"
            f"{title} (This is a federal job)\nDuties, Accomplishments and Related Skills:\n"
            "Evaluated the performance of 14 programs with a combined budget of 12 million.\n"
            "Supervisor: Ellen Burch (301-555-0178)\nOkay to contact this Supervisor: Contact me first\n\n"
        )
    found = read(text)
    assert dates(found) == [("2020-11", "present"), ("2017-08", "2020-10")]
    assert {p.employer for p in found.positions} == {"Bureau of Coastal Resources"}
    assert all(["Okay" not in (p.title or "") and "Harbor" not in (p.title or "") for p in found.positions])


# ---------------------------------------------------------------- names


def test_towns_with_their_states_behind_dashes() -> None:
    text = "Rafaela Duarte\n\nExperiência profissional\n\n"
    for employer, when, title in (
        ("Orla Pagamentos - Recife - PE", "Maio 2022 até o momento", "Desenvolvedora"),
        ("Vinícola Colina - Caxias do Sul - RS", "Fevereiro 2019 até Abril 2022", "Vendedora"),
    ):
        text += f"{employer}\n{when}\n{title}\nTrabalho com clientes e fornecedores da região.\n\n"
    assert names(read(text)) == [("Desenvolvedora", "Orla Pagamentos"), ("Vendedora", "Vinícola Colina")]


def test_towns_between_employers_and_titles_are_learnt() -> None:
    text = "Clémence Barbotin\n\nExpérience professionnelle\n\n"
    for line, when in (
        ("Théâtre du Vieux Port, Nantes — Responsable communication", "septembre 2021 - aujourd'hui"),
        ("Festival Les Îles Sonores, Noirmoutier — Assistante de communication", "avril 2013 - septembre 2015"),
        ("Port de l'Estuaire, Saint-Nazaire — Stagiaire en communication", "septembre 2012 - février 2013"),
    ):
        text += f"{when}\n{line}\nRédaction de la lettre d'information\n\n"
    found = read(text)
    assert [p.employer for p in found.positions][1] == "Festival Les Îles Sonores"
    # Why: "communications intern" deals with interns nowhere; the house's communication is what it is about.
    assert [held.position.employment for held in found.positions] == ["work", "work", "internship"]


def test_town_between_commas() -> None:
    text = "Andrés Quintanilla\n\nExperiencia\n\n"
    for line in (
        "enero 2021 - marzo 2023\tCafés Baltasar, Pamplona, Director comercial. Formación de vendedores.",
        "mayo 2017 - diciembre 2020\tCervezas Lúpulo, Bilbao, Delegado de zona. Negociación de acuerdos.",
    ):
        text += f"{line}\n"
    assert [p.employer for p in read(text).positions] == ["Cafés Baltasar", "Cervezas Lúpulo"]


def test_towns_without_any_sign() -> None:
    jobs = "".join(
        [
            f"<p><b>{title}</b></p><p>{employer}</p><p>{when}</p><p>Pedidos y carga de furgonetas.</p>"
            for title, employer, when in (
                ("Jefe de almacén", "Frigoríficos Zadorra Vitoria-Gasteiz", "marzo 2020 – noviembre 2025"),
                ("Encargado", "Componentes Urkiola Durango", "junio 2015 – febrero 2020"),
                ("Mozo de almacén", "Mensajería Arga Pamplona", "enero 2012 – diciembre 2014"),
            )
        ]
    )
    found = page(jobs, "Experiencia")
    assert [p.employer for p in found.positions] == ["Frigoríficos Zadorra", "Componentes Urkiola", "Mensajería Arga"]
    lone = page(jobs.replace("Urkiola Durango", "Urkiola").replace("Arga Pamplona", "Arga"), "Experiencia")
    assert lone.positions[0].employer == "Frigoríficos Zadorra Vitoria-Gasteiz"


def test_hyphen_before_a_town_behind_names_with_hyphens() -> None:
    text = "Nora Whitcombe\n\nWork Experience\n\n"
    for title, employer, when in (
        ("Driver", "Mid-South Carriers-Memphis, TN", "May 2020 to Present"),
        ("Dock Worker", "Delta Freight-Nashville, TN", "March 2016 to April 2020"),
    ):
        text += f"{title}\n{employer}\n{when}\nHauled loads in 31 states\n\n"
    assert [p.employer for p in read(text).positions] == ["Mid-South Carriers", "Delta Freight"]


def test_employer_behind_a_bold_title_and_its_full_stop() -> None:
    job = "<p><b>{}</b>. {}. Zaragoza. {}.</p><p>Promociones y ventas.</p>"
    found = page(
        job.format("DELEGADA COMERCIAL", "Cafés Moncayo, S.A.", "abr. 2019 a hoy")
        + job.format("GESTORA DE VENTA", "Bebidas del Ebro", "nov. 2015 a mar. 2019"),
        "Experiencia",
    )
    assert [(p.employer or "").rstrip(".") for p in found.positions] == ["Cafés Moncayo, S.A", "Bebidas del Ebro"]


def test_icons_of_a_web_page_are_no_words() -> None:
    icon = '<i class="material-icons">{}</i>'
    job = "<div><b>{} " + icon.format("details") + " {}</b></div><div>{}</div><p>Ran the pass four nights a week.</p>"
    found = read(
        f"<html><body><h1>Nora Whitcombe</h1><h2>{icon.format('work')}Experience</h2>"
        + job.format("Sous Chef", "Copper Larder", "May 2022 – Present")
        + job.format("Line Cook", "Saltgrass Hotel", "April 2015 – October 2016")
        + f"<h2>{icon.format('school')}Education</h2><p>Culinary Institute, 2013 – 2015</p></body></html>",
        "cv.html",
    )
    assert names(found) == [("Sous Chef", "Copper Larder"), ("Line Cook", "Saltgrass Hotel")]


def test_line_that_ends_in_a_dash_heads_nothing() -> None:
    cells: Cells = [(60, 60, "EXPERIENCE", "Helvetica-Bold@11")]
    jobs = (
        ("BRABANT CARGO - Planner", "", "Nov 2020 – Present"),
        ("BLOEMENHUIS AALSVEER -", "Clerk", "Mar 2016 – Aug 2020"),
        ("BAKKERIJ DE KORENAAR -", "Shop assistant", "Sep 2013 – Feb 2016"),
    )
    y = 84.0
    for first, second, when in jobs:
        for text, font in (
            (first, "Helvetica-Bold@11"),
            (second, "Helvetica@11"),
            (when, PLAIN),
            ("Kept the till and the stock", PLAIN),
        ):
            if text:
                cells.append((60, y, text, font))
                y += 14
        y += 8
    cells += [(60, y, "EDUCATION", "Helvetica-Bold@11"), (60, y + 16, "University of Leeds, 2009 – 2013", PLAIN)]
    assert len(drawn(cells).positions) == 3


def test_employer_that_a_date_leaves_no_room_for() -> None:
    cells: Cells = [(60, 60, "Berufserfahrung", HEAD)]
    italic = "Helvetica-Oblique@10"
    for n, (title, first, rest, when) in enumerate(
        (
            ("Teamleiter im Vertriebsinnendienst der Region, ", "Möbelhaus", "Riedinger", "Oktober 2024 – Heute"),
            ("Sachbearbeiter im Einkauf der Region Süd, ", "Papierwerke", "Auental", "Juni 2021 – Juli 2022"),
        )
    ):
        y = 90.0 + 44 * n
        end = 60 + width(title, BOLD)
        cells += [(60, y, title, BOLD), (end, y, first, italic)]
        cells += [(end + width(first + " ", italic) + 1, y, when, BOLD), (60, y + 13, rest, italic)]
        cells += [(60 + width(rest, italic), y + 13, ", Nürnberg", PLAIN)]
        cells += [(72, y + 27, "• Betreuung von Messen in Hannover und Köln", PLAIN)]
    assert [p.employer for p in drawn(cells).positions] == ["Möbelhaus Riedinger", "Papierwerke Auental"]


def test_employers_with_the_marks_of_list_items() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    y = 86.0
    for employer, town, title, when in (
        ("Oradent Equipment", "Denver, CO", "Sales Manager", "Jan 2022 – Present"),
        ("Kestrel Surgical Supply", "Salt Lake City, UT", "Sales Associate", "Oct 2016 – Feb 2019"),
    ):
        cells += [(60, y, f"• {employer}", BOLD), (540 - width(town, PLAIN), y, town, PLAIN)]
        cells += [(72, y + 13, title, "Helvetica-Oblique@10"), (540 - width(when, PLAIN), y + 13, when, PLAIN)]
        cells += [
            (80, y + 28, "• Managed 180 accounts in three states", PLAIN),
            (80, y + 41, "• Trained two people", PLAIN),
        ]
        y += 62
    assert names(drawn(cells)) == [
        ("Sales Manager", "Oradent Equipment"),
        ("Sales Associate", "Kestrel Surgical Supply"),
    ]


def test_strokes_over_headings_in_the_margin() -> None:
    def row(left: str, right: str) -> str:
        return f"<tr><td>{left}</td><td>{right}</td></tr>"

    duty = "<ul><li>Onboarded small firms and hosted two webinars a month</li></ul>"
    found = read(
        "<html><body><h1>Nora Whitcombe</h1><table>"
        + row(
            "ㅡ<br><b>Experience</b>",
            f"<p><b>Tallysheet Ltd, Leeds — Associate</b></p><p>MARCH 2023 - PRESENT</p>{duty}",
        )
        + row("", f"<p><b>Loopmarker Ltd, York — Engineer</b></p><p>MAY 2020 - FEBRUARY 2023</p>{duty}")
        + row("ㅡ<br><b>Education</b>", "<p><b>University of Salford — PGCE</b></p><p>MAY 2016 - JULY 2018</p>")
        + row("ㅡ<br><b>Skills</b>", "<p>Intercom, HubSpot</p>")
        + "</table></body></html>",
        "cv.html",
    )
    assert names(found) == [("Associate", "Tallysheet Ltd"), ("Engineer", "Loopmarker Ltd")]


def test_dates_that_end_at_one_edge_nearly_touching_their_text() -> None:
    cells: Cells = [(60, 60, "Experiencia", HEAD)]
    for n, (when, text) in enumerate(
        (
            ("03/2017–Actual", "Profesor y jefe de departamento, Colegio Cerro Alegre"),
            ("03/2012–12/2016", "Profesor de matemáticas, Liceo Bicentenario"),
            ("04/2009–02/2012", "Profesor particular, Independiente"),
        )
    ):
        y = 86.0 + 40 * n
        cells += [(140 - width(when, PLAIN), y, f"{when} {text}", PLAIN)]
        cells += [(150, y + 14, "• Cursos de primero a cuarto y taller de robótica", PLAIN)]
    assert dates(drawn(cells)) == [("2017-03", "present"), ("2012-03", "2016-12"), ("2009-04", "2012-02")]


def test_town_and_state_behind_a_labelled_employer() -> None:
    form = "Empresa: {}\nCargo: {}\nPeríodo: {}\nAtividades: Atendimento de clientes e reclamações.\n\n"
    found = read(
        "Rafaela Duarte\n\nExperiência profissional\n\n"
        + form.format("Lojas Ipêmar – Campinas - SP", "Analista", "Janeiro/2022 até o momento")
        + form.format("Contato Vivace – Recife - PE", "Atendente", "Maio/2018 a Setembro/2019")
    )
    assert [p.employer for p in found.positions] == ["Lojas Ipêmar", "Contato Vivace"]


def test_range_that_opens_with_a_word_and_breaks_before_its_year() -> None:
    cells: Cells = [(45, 60, "Expérience professionnelle", HEAD)]
    for n, (first, second, title, employer) in enumerate(
        (
            ("De septembre 2017 à", "décembre 2019", "Secrétaire médicale", "Cabinet Saint-Melaine"),
            ("De mai 2015 à juillet", "2017", "Hôtesse de caisse", "Hypermarché Cap Vilaine"),
        )
    ):
        y = 86.0 + 50 * n
        cells += [
            (45, y, first, PLAIN),
            (45, y + 14, second, PLAIN),
            (164, y, title, BOLD),
            (164, y + 14, employer, PLAIN),
        ]
        cells += [(164, y + 28, "Accueil des patients et prise de rendez-vous", PLAIN)]
    assert dates(drawn(cells)) == [("2017-09", "2019-12"), ("2015-05", "2017-07")]

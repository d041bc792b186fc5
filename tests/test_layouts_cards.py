"""Columns that go on or stand in threes, forms of cards, names above what a house does, pages of notes."""

from __future__ import annotations

from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import codes

Cells = list[tuple[float, float, str, str]]
PLAIN, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"
HEAD = f"{BOLD}@13"


def at_right(x: float, y: float, text: str) -> tuple[float, float, str, str]:
    """Return a cell that ends at x."""
    return (x - stringWidth(text, PLAIN, 10), y, text, PLAIN)


# ---------------------------------------------------------------- columns


def test_jobs_that_go_on_in_the_right_column_above_two_headings_in_one_row() -> None:
    def job(x: float, y: float, title: str, house: str, when: str, text: str) -> Cells:
        head = [(x, y, title, f"{BOLD}@11"), (x, y + 14, house, f"{PLAIN}@11"), (x, y + 27, when, f"{ITALIC}@9")]
        return [*head, at_right(x + 210, y + 27, "Duluth, MN"), (x, y + 42, text, PLAIN)]

    cells: Cells = [(36, 40, "Hjalmar Ostrander", f"{BOLD}@22"), (36, 62, "Systems technician", PLAIN)]
    cells += [(36, 100, "hjalmar@mail.example", "Helvetica@9"), (320, 100, "Duluth, MN", "Helvetica@9")]
    cells += [(36, 130, "WORK EXPERIENCE", HEAD), (36, 330, "EDUCATION", HEAD), (320, 330, "CERTIFICATES", HEAD)]
    cells += job(36, 150, "Systems Technician", "Gitche Hospital", "02/2023 – Present", "Workstations for nine wards.")
    cells += job(36, 240, "Support Technician", "Pike Lake Schools", "08/2019 – 01/2023", "Laptops for six schools.")
    cells += job(320, 150, "Help Desk Agent", "Norsk Mutual", "06/2017 – 07/2019", "Passwords and new hires.")
    cells += job(320, 240, "Sales Associate", "Big Loon Stores", "10/2015 – 05/2017", "Returns and phone repairs.")
    cells += job(36, 350, "A.A.S. Networks", "Falls Technical College", "08/2013 – 05/2015", "Dean's list.")
    cells += [(320, 350, "CompTIA Network+ (03/2020)", PLAIN), (320, 364, "ITIL 4 Foundation (11/2021)", PLAIN)]
    found = drawn(cells)
    assert names(found) == [
        ("Systems Technician", "Gitche Hospital"),
        ("Support Technician", "Pike Lake Schools"),
        ("Help Desk Agent", "Norsk Mutual"),
        ("Sales Associate", "Big Loon Stores"),
    ]
    assert "W_DATE_OUTSIDE" not in codes(found)


def test_jobs_that_go_on_in_the_right_column_beside_the_first_of_the_left_one() -> None:
    """The headings below the jobs are not in one row; one job stands at the right."""

    def job(x: float, y: float, title: str, house: str, when: str, text: str) -> Cells:
        head = [(x, y, title, f"{BOLD}@11"), (x, y + 14, house, f"{PLAIN}@11"), (x, y + 27, when, f"{ITALIC}@9")]
        return [*head, at_right(x + 240, y + 27, "Lugo"), (x, y + 42, text, PLAIN)]

    cells: Cells = [(36, 40, "Xiana Rivadulla", f"{BOLD}@22"), (36, 100, "xiana@correo.example", PLAIN)]
    cells += [(320, 100, "Lugo", PLAIN), (36, 130, "EXPERIENCIA", HEAD), (36, 330, "FORMACIÓN", HEAD)]
    cells += job(36, 150, "Contable", "Gestoría Fontán", "03/2021 – Presente", "Modelos 303 y 111 de cuarenta clientes")
    cells += job(
        36, 240, "Auxiliar", "Talleres Vilamor", "06/2018 – 02/2021", "Atención telefónica y archivo de la casa"
    )
    cells += job(320, 150, "Recepcionista", "Hotel Muralla", "05/2016 – 05/2018", "Entradas y cobros de la noche")
    cells += [(36, 350, "CFGS Administración", f"{BOLD}@11"), (36, 364, "IES Lucus", PLAIN)]
    cells += [(36, 377, "09/2013 – 06/2015", f"{ITALIC}@9"), (320, 240, "IDIOMAS", HEAD), (320, 290, "APTITUDES", HEAD)]
    cells += [(320, 260, "Gallego, castellano, inglés B1", PLAIN), (320, 310, "ContaPlus, Excel, A3", PLAIN)]
    found = drawn(cells)
    assert [p.employer for p in found.positions] == ["Gestoría Fontán", "Talleres Vilamor", "Hotel Muralla"]
    assert "W_DATE_OUTSIDE" not in codes(found)


def test_the_date_of_the_last_job_above_two_columns_is_in_neither() -> None:
    cells: Cells = [(159, 50, "Feliciano Urrutia Lezama", f"{BOLD}@18"), (51, 100, "Experiencia docente", HEAD)]
    jobs = (
        ("IES Ribera Alta, Burgos", "septiembre 2020 – hasta la fecha", "Profesor de Historia",
         "Tutor de segundo de Bachillerato. Coordino el programa de intercambio y la biblioteca escolar del centro."),
        ("Colegio Santa Rufina, Palencia", "septiembre 2015 – agosto 2020", "Profesor de Sociales",
         "Clases en la ESO, jefe de departamento los dos últimos cursos, salidas y visitas con los alumnos mayores."),
        ("Academia Cálamo, Valladolid", "octubre 2013 – junio 2015", "Preparador de selectividad",
         "Grupos de tarde."),
    )  # fmt: skip
    for n, (house, when, title, text) in enumerate(jobs):
        y = 120 + 52 * n
        cells += [(51, y, house, f"{BOLD}@10"), at_right(540, y, when), (51, y + 14, title, f"{ITALIC}@10")]
        cells += [(51, y + 29, text, PLAIN)]
    cells += [(51, 300, "Formación", f"{BOLD}@10"), (316, 314, "Publicaciones", f"{BOLD}@10")]
    cells += [(51, 314, "Licenciatura en Historia, Universidad", PLAIN), (51, 328, "del Pisuerga (2007–2012)", PLAIN)]
    cells += [(316, 328, "Mapas mudos, cuaderno de aula, 2019", PLAIN), (51, 356, "Idiomas", f"{BOLD}@10")]
    cells += [(51, 370, "Francés C1, inglés B2", PLAIN), (316, 356, "Aficiones", f"{BOLD}@10")]
    cells += [(316, 370, "Senderismo, ajedrez", PLAIN)]
    found = drawn(cells)
    assert names(found) == [(job[2], job[0].partition(",")[0]) for job in jobs]
    assert dates(found)[2] == ("2013-10", "2015-06")


def test_three_columns_of_which_two_hold_jobs_under_headings_that_no_list_has() -> None:
    cells: Cells = [(40, 50, "Leocadia Brimble", f"{BOLD}@20"), (40, 72, "Pastry chef.", PLAIN)]
    heads = ((40, "Kitchens, lately"), (224, "Kitchens, before"), (408, "Training"))
    cells += [(x, 110, text, f"{BOLD}@11") for x, text in heads]
    jobs = (
        (40, 130, "NOV 2021 — NOW", "Head Pastry Chef", "The Marlowe Hotel, Savannah, GA", "Afternoon tea for 120."),
        (40, 220, "APR 2018 — OCT 2021", "Pastry Sous Chef", "Hotel Aldous, Charleston, SC", "Chocolate room."),
        (224, 130, "JUN 2015 — MAR 2018", "Baker", "Crumb & Cradle, Charleston, SC", "Sourdough from 2 a.m."),
        (224, 220, "MAY 2013 — APR 2015", "Commis Cook", "Blue Heron Ferries, Seattle, WA", "Desserts for 900."),
    )
    for x, y, when, title, house, text in jobs:
        cells += [(x, y, when, f"{PLAIN}@8"), (x, y + 13, title, f"{BOLD}@9")]
        cells += [(x, y + 25, house, f"{PLAIN}@9"), (x, y + 40, text, f"{PLAIN}@9"), (x, y + 52, text, f"{PLAIN}@9")]
    cells += [(408, 130, "Diploma, Baking", f"{BOLD}@9"), (408, 143, "Culinary Institute", f"{PLAIN}@9")]
    cells += [(408, 155, "2011 – 2013", f"{PLAIN}@8"), (408, 200, "Good at", f"{BOLD}@11")]
    cells += [(408, 220, "Sugar work", f"{PLAIN}@9"), (408, 233, "Costing", f"{PLAIN}@9")]
    found = drawn(cells)
    assert names(found) == [(job[3], job[4].partition(",")[0]) for job in jobs]


def three_columns(house: tuple[str, ...]) -> Cells:
    """Return jobs with dates in the margin, names, and text at their right; the last house takes these lines."""
    cells: Cells = [(43, 50, "Rosamund Pettigrew", f"{PLAIN}@24"), (43, 100, "Employment", f"{PLAIN}@13")]
    jobs = (
        ("Jan 2021–", "present", ("Litigation Paralegal", "Harwick Bloom LLP", "Portland, OR"),
         ("Prepares exhibits and trial binders for disputes; manages", "document productions of up to 400 pages in",
          "court e-filing.")),
        ("Aug 2017–", "Dec 2020", ("Legal Assistant", "Office of Sandra T. Quan", "Beaverton, OR"),
         ("Family law. Intake interviews, declarations, calendar of two", "attorneys, client calls with a line.")),
        ("Mar 2015–", "Jul 2017", ("Records Clerk", *house, "Tillamook, OR"),
         ("Counter service, microfilm requests, certified copies, jury", "mailing.")),
    )  # fmt: skip
    y = 120.0
    for start, end, left, right in jobs:
        cells += [(43, y, start, PLAIN), (43, y + 12, end, PLAIN)]
        cells += [(125, y + 12 * n, text, PLAIN) for n, text in enumerate(left)]
        cells += [(255, y + 12 * n, text, PLAIN) for n, text in enumerate(right)]
        y += 12 * len(left) + 16
    return [*cells, (43, y, "Study", f"{PLAIN}@13"), (43, y + 20, "2013", PLAIN), (125, y + 20, "Diploma", PLAIN)]


def test_text_in_a_third_column_names_no_employer() -> None:
    assert names(drawn(three_columns(("Tillamook Court",))))[1] == ("Legal Assistant", "Office of Sandra T. Quan")


def test_employer_that_a_narrow_column_breaks_above_its_town() -> None:
    found = drawn(three_columns(("Tillamook Creek County", "Courthouse")))
    assert names(found)[2] == ("Records Clerk", "Tillamook Creek County Courthouse")
    # What would have fitted beside the line above is a line of its own.
    assert names(drawn(three_columns(("Tillamook", "Courthouse"))))[2] != ("Records Clerk", "Tillamook Courthouse")


# ---------------------------------------------------------------- forms and cards


def test_a_label_of_a_form_that_heads_sections_elsewhere() -> None:
    cells: Cells = [(40, 50, "Nomvula Dlamini", f"{BOLD}@18"), (40, 90, "WHERE I HAVE TAUGHT", f"{BOLD}@11")]
    jobs = (
        ("Head of Mathematics", "Umhlanga Ridge College", "January 2022 to date"),
        ("Mathematics Teacher", "Inanda Secondary", "January 2016 to December 2021"),
        ("Science Teacher", "St Brendan's", "January 2013 to December 2015"),
    )
    for n, values in enumerate(jobs):
        for k, (label, value) in enumerate(zip(("Role", "School", "Period"), values, strict=True)):
            y = 115 + 60 * n + 14 * k
            cells += [(54, y, label, f"{PLAIN}@9"), (140, y, value, PLAIN)]
    found = drawn(cells)
    assert names(found) == [job[:2] for job in jobs]
    assert dates(found)[0] == ("2022-01", "present")


def test_a_label_beside_the_dates_does_not_begin_the_job_with_them() -> None:
    job = "<p><b>{}</b></p><p>{}</p><table><tr><td>Zeitraum: {}</td><td>Branche: {}</td></tr></table><p>{}</p>"
    found = page(
        job.format("Sales Manager", "Rheinblick GmbH, Köln", "01.07.2022 – heute", "IT", "Messen, Neukunden")
        + job.format("Vertriebsassistent", "Eifelglas AG, Euskirchen", "01.04.2018 – 30.06.2022", "Bau", "Angebote")
        + job.format("Verkaufsberater", "Küchen Pütz, Bonn", "15.01.2016 – 31.03.2018", "Handel", "Einbauküchen"),
        "Berufserfahrung",
    )
    assert names(found) == [
        ("Sales Manager", "Rheinblick GmbH"),
        ("Vertriebsassistent", "Eifelglas AG"),
        ("Verkaufsberater", "Küchen Pütz"),
    ]


def test_line_of_business_behind_a_bar_is_no_employer() -> None:
    job = "{}\n{}\nMedellín, Colombia\n{}\nMenú semanal y control de inventario, turnos de ocho personas.\n\n"
    found = read(
        "Yesenia Urrutia\n\nExperiencia profesional\n\n"
        + job.format("Jefe de cocina", "Casino Sabor Paisa S.A.S. | Hotelería y Turismo", "Julio 2023 - A la fecha")
        + job.format("Cocinera", "Restaurante La Leña Verde | Restaurantes", "Noviembre 2019 - Mayo 2023")
        + job.format("Auxiliar de cocina", "Panadería y Fonda Doña Rubi | Alimentos", "Abril 2017 - Octubre 2019")
    )
    assert [p.employer for p in found.positions] == [
        "Casino Sabor Paisa S.A.S.",
        "Restaurante La Leña Verde",
        "Panadería y Fonda Doña Rubi",
    ]


def test_employers_in_larger_type_over_what_they_do_and_their_posts() -> None:
    cells: Cells = [(45, 50, "Dorian Achterhuis", f"{BOLD}@22"), (45, 90, "Work", f"{PLAIN}@15")]
    lines = (
        (45, "Larkspur Analytics", 12.5),
        (63, "Toronto · retail demand forecasting, Series B", 10),
        (48, "Customer Success Manager Aug 2023 → now", 10),
        (76, "52 accounts and 118% net retention in 2025", 10),
        (48, "Support Associate Nov 2020 → Jul 2023", 10),
        (76, "First line of the queue; wrote the guide", 10),
        (45, "Quillby Tickets Inc.", 12.5),
        (63, "Hamilton, ON · event ticketing", 10),
        (48, "Guest Services Agent May 2018 → Mar 2020", 10),
        (76, "Refunds and box office relief at festivals", 10),
    )
    cells += [(x, 115 + 17 * n, text, f"{PLAIN}@{size}") for n, (x, text, size) in enumerate(lines)]
    cells += [(45, 310, "Learning", f"{PLAIN}@15"), (56, 330, "Diploma in Business, Mohawk College", PLAIN)]
    found = drawn(cells)
    assert names(found) == [
        ("Customer Success Manager", "Larkspur Analytics"),
        ("Support Associate", "Larkspur Analytics"),
        ("Guest Services Agent", "Quillby Tickets Inc."),
    ]


def test_employers_in_larger_type_over_a_sentence_and_titles_above_their_dates() -> None:
    lines = (
        ("Larkspur Analytics", f"{PLAIN}@12.5"),
        ("Retail demand forecasting for supermarkets.", PLAIN),
        ("Customer Success Manager", f"{BOLD}@10"),
        ("Aug 2023 → now", f"{PLAIN}@9"),
        ("52 accounts and 118% net retention in 2025", PLAIN),
        ("Support Associate", f"{BOLD}@10"),
        ("Nov 2020 → Jul 2023", f"{PLAIN}@9"),
        ("First line of the queue; wrote the guide", PLAIN),
        ("Quillby Tickets Inc.", f"{PLAIN}@12.5"),
        ("Event ticketing for theatres and stadiums.", PLAIN),
        ("Guest Services Agent", f"{BOLD}@10"),
        ("May 2018 → Mar 2020", f"{PLAIN}@9"),
        ("Refunds and box office relief at festivals", PLAIN),
    )
    cells: Cells = [(45, 50, "Dorian Achterhuis", f"{BOLD}@22"), (45, 90, "Experience", f"{PLAIN}@15")]
    cells += [(60 if n in (4, 7, 12) else 45, 115 + 17 * n, *line) for n, line in enumerate(lines)]
    assert names(drawn(cells)) == [
        ("Customer Success Manager", "Larkspur Analytics"),
        ("Support Associate", "Larkspur Analytics"),
        ("Guest Services Agent", "Quillby Tickets Inc."),
    ]


# ---------------------------------------------------------------- lines


def test_the_triangle_of_a_page_that_folds_is_no_part_of_a_title() -> None:
    found = read(
        "Dorian Achterhuis\n\nWork\n\nLarkspur Ltd\n▾ Success Manager Aug 2023 → now\n    52 accounts\n"
        "▾ Support Agent Nov 2020 → Jul 2023\n    The queue\n"
    )
    assert [p.title for p in found.positions] == ["Success Manager", "Support Agent"]


def test_a_short_sentence_below_a_date_is_not_the_next_employer() -> None:
    found = page(
        "<h3>Bluebonnet Live</h3><p>Austin, TX · conference and festival production</p>"
        "<p><b>Director of Events</b></p><p>October 2023 to now</p>"
        "<p>Three festivals, 40,000 guests, crew of 25 all the year.</p>"
        "<p><b>Event Manager</b></p><p>April 2021 to September 2023</p>"
        "<p>Reopened the spring festival; wrote the weather plan.</p>"
        "<p><b>Event Coordinator</b></p><p>July 2018 to March 2020</p><p>Badges, buses and volunteers.</p>"
        "<h3>Pecan Street Playhouse</h3><p>Austin, TX · 210-seat theatre</p>"
        "<p><b>Stage Manager</b></p><p>August 2015 to June 2018</p>"
        "<p>Fourteen productions, no missed cues worth mentioning.</p>",
        "Experience",
    )
    assert names(found)[2:] == [("Event Coordinator", "Bluebonnet Live"), ("Stage Manager", "Pecan Street Playhouse")]


def test_headings_that_say_when_and_nothing_else() -> None:
    found = read(
        "# Anders Brightwater\n\nEngineer in Manchester\n\n## Currently\n\n**Site Engineer, Pennine Payments**\n"
        "since 2022-11\n\n- Error budgets\n\n## Previously\n\n**Administrator, Cottonmill Hosting**\n"
        "2019-06 to 2022-10\n\n- Shared servers\n\n**Technician, Fixit Arcade**\n2015-10 to 2017-08\n\n- Screens\n\n"
        "## Education\n\nBSc Networks, University of Irwell, 2012-2015\n",
        "cv.md",
    )
    assert dates(found) == [("2022-11", "present"), ("2019-06", "2022-10"), ("2015-10", "2017-08")]
    assert "W_DATE_OUTSIDE" not in codes(found)


def test_long_paragraphs_with_names_and_dates_in_their_first_sentence() -> None:
    more = (
        "Negociación colectiva, expedientes de regulación y juicios en lo social, con cuarenta asuntos vivos a la vez."
    )
    found = read(
        "Eulalia Montcada\n\nTrayectoria\n\n"
        f"Abogada sénior en Bufete Roig Amposta (Barcelona), desde febrero de 2021. {more}\n\n"
        "Abogada en Asesoría Llobregat Laboral (Cornellà), entre marzo de 2016 y enero de 2021. Despidos.\n\n"
        "Estudios\n\nGrado en Derecho, 2009 a 2013.\n"
    )
    assert dates(found) == [("2021-02", "present"), ("2016-03", "2021-01")]


def test_the_date_of_the_page_at_its_foot_is_no_post() -> None:
    cells: Cells = [(65, 50, "Solène Kergoat", f"{BOLD}@18"), (65, 100, "Expérience", HEAD)]
    cells += [(65, 120, "Nov. 2021 – à ce jour", PLAIN), (200, 120, "Aide-soignante, EHPAD Ker Anna, Guingamp", PLAIN)]
    cells += [
        (65, 140, "Févr. 2017 – oct. 2021", PLAIN),
        (200, 140, "Aide-soignante, Clinique Blanche, Paimpol", PLAIN),
    ]
    cells += [(65, 190, "Bénévolat", HEAD), (65, 210, "Trésorière du club de gouren depuis 2018", PLAIN)]
    cells += [(65, 700, "Dernière mise à jour : février 2026", "Helvetica@8")]
    assert dates(drawn(cells)) == [("2021-11", "present"), ("2017-02", "2021-10")]


def test_cards_in_rows_below_a_heading_with_the_head_of_the_page_at_the_right() -> None:
    bold, plain = "Helvetica-Bold@10", "Helvetica@9"
    cells = [(447.0, 40.0, "saoirse@example.ca", plain), (51.0, 52.0, "Saoirse Lindqvist", "Helvetica-Bold@18")]
    cells += [(447.0, 55.0, "416 555 0118", plain), (51.0, 70.0, "Toronto", plain), (34.0, 100.0, "Roles", bold)]
    jobs = (
        ("Data Analyst II", "Northern Transit Authority", "10/2022 – present", "Forecasts ridership by stop and hour."),
        ("Data Analyst", "Maple & Pine Insurance", "03/2020 – 09/2022", "Claims triage model for the adjusters."),
        ("Reporting Specialist", "Humber Grocers Co-op", "06/2017 – 02/2020", "Weekly sales packs, planogram tests."),
        ("Library Assistant", "Etobicoke West Library", "09/2014 – 05/2017", "Front desk and the reading club."),
    )
    for n, job in enumerate(jobs):
        x, y = (48.0, 319.0)[n % 2], 125.0 + 80 * (n // 2)
        cells += [(x, y + 14 * line, text, plain if line else bold) for line, text in enumerate(job)]
    cells += [(34.0, 300.0, "Learning", bold), (48.0, 320.0, "BSc Statistics, Ontario Lakes University", plain)]
    found = drawn(cells)
    assert names(found) == [(title, house) for title, house, _, _ in jobs]
    assert [each.start for each in found.positions] == ["2022-10", "2020-03", "2017-06", "2014-09"]

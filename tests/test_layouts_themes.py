"""CVs as published themes and document classes print them: names and dates that lines break, jobs dated last."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from xpcalc import Assessment

PLAIN, BOLD, GREY = "Helvetica@10", "Helvetica-Bold@10", "Helvetica-Oblique@9"
HEAD = "Helvetica-Bold@13"
Cells = list[tuple[float, float, str, str]]


def width(text: str, font: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    name, _, size = font.partition("@")
    return float(stringWidth(text, name, float(size)))


def codes(found: Assessment) -> set[str]:
    return {finding.code for finding in found.findings}


# ---------------------------------------------------------------- dates


def test_days_whose_hyphens_are_followed_by_blanks() -> None:
    found = read(
        "Nora Whitcombe\n\nExperience\n\nAgent, Acme Ltd\n2021- 02- 15 to Present\n\n"
        "Clerk, Bolt Ltd\n2018- 09- 02 to 2021- 01- 31\n"
    )
    assert dates(found) == [("2021-02-15", "present"), ("2018-09-02", "2021-01-31")]


def test_first_line_of_a_broken_date_is_set_in() -> None:
    cells: Cells = [(54, 60, "Experience", HEAD)]
    jobs = (
        (92, "Mar", "2024–present", "Engineer", "Northlake Ltd, Toronto"),
        (62, "May 2021–Feb", "2024", "Developer", "Mapleleaf Ltd, Waterloo"),
        (65, "JAN 2013–APR", "2021", "Analyst", "Riverbend Ltd, Kingston"),
    )
    for n, (x, first, second, title, employer) in enumerate(jobs):
        y = 90.0 + 48 * n
        cells += [(x, y, first, PLAIN), (162, y, title, BOLD), (54, y + 13, second, PLAIN)]
        cells += [(162, y + 14, employer, PLAIN), (190, y + 28, "• Led the move of sixty services in a year", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2024-03", "present"), ("2021-05", "2024-02"), ("2013-01", "2021-04")]
    assert names(found)[1] == ("Developer", "Mapleleaf Ltd")


def test_month_torn_from_its_day_in_a_narrow_column() -> None:
    cells: Cells = [(50, 60, "Experience", HEAD)]
    for n, (title, employer) in enumerate((("Teacher", "Acme School"), ("Tutor", "Bolt School"))):
        y = 90.0 + 40 * n
        cells += [(50, y, "15 October 2010 to 31", PLAIN), (185 - width("May", PLAIN), y, "May", PLAIN)]
        cells += [(215, y, f"{title}, {employer}", BOLD), (185 - width("2011", PLAIN), y + 13, "2011", PLAIN)]
        cells += [(223, y + 17, "Conversation groups for ages 8 to 16.", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2010-10-15", "2011-05-31")] * 2
    assert names(found) == [("Teacher", "Acme School"), ("Tutor", "Bolt School")]


def test_full_line_that_goes_on_with_the_end_of_its_date() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    long = "University of Leeds, Institute of Mechanical Engineering and Drives in Leeds 2010-"
    right = 60 + width(long, BOLD)
    for n, (employer, when) in enumerate((("Acme Ltd", "2016-2020"), ("Bolt Ltd", "2012-2015"))):
        cells += [(60, 90 + 40 * n, employer, BOLD), (right - width(when, BOLD), 90 + 40 * n, when, BOLD)]
        cells += [(60, 103 + 40 * n, "Engineer", BOLD)]
    cells += [(60, 170, long, BOLD), (60, 183, "2012", BOLD), (60, 196, "Research Assistant", BOLD)]
    assert ("2010", "2012") in dates(drawn(cells))


def test_newest_job_without_an_end() -> None:
    jobs = "Lead, Acme Ltd\n{}\n\nAgent, Bolt Ltd\n2019-04 to 2022-08\n\nClerk, Cedar Ltd\n2017-01 to 2019-03\n"
    text = f"Nora Whitcombe\n\nExperience\n\n{jobs}"
    assert "W_ONE_DATE" in codes(read(text.format("2022-09")))
    assert "W_ONE_DATE" not in codes(read(text.format("2022-09 to 2023-09")))
    # Why: a month before others ended is a month.
    assert "W_ONE_DATE" not in codes(read(text.format("2018-09")))


# ---------------------------------------------------------------- names


def test_address_between_title_and_employer_is_no_name() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    for n, (title, house) in enumerate((("Infirmière coordinatrice", "Les Embruns"), ("Infirmière", "CHU de Brest"))):
        y = 90.0 + 40 * n
        cells += [(60, y, house, BOLD), (60 + width(house, BOLD) + 6, y, "∙ https://www.example.org/a", GREY)]
        cells += [(430, y, f"10/201{n} - 09/201{n + 1}", PLAIN), (60, y + 13, title, PLAIN)]
    assert names(drawn(cells)) == [("Infirmière coordinatrice", "Les Embruns"), ("Infirmière", "CHU de Brest")]


def test_slash_between_employer_and_town() -> None:
    found = page(
        "<h3>Engineer</h3><p>Quillstone Bank / Columbus, OH / Nov 2021 – Present</p><ul><li>Moved services</li></ul>"
        "<h3>Administrator</h3><p>Buckeye Bank / Leeds / Feb 2018 – Oct 2021</p><ul><li>Patched servers</li></ul>"
    )
    assert names(found) == [("Engineer", "Quillstone Bank"), ("Administrator", "Buckeye Bank")]
    assert [p.location for p in found.positions] == ["Columbus, OH", "Leeds"]


def test_title_that_a_line_breaks_behind_and() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    cells += [(60, 90, "Regional Manager, North of England and", BOLD), (60, 102, "Scotland", BOLD)]
    cells += [(60, 115, "Harrowgate Home", PLAIN), (430, 90, "09/2022 - Present", PLAIN)]
    cells += [(60, 145, "Visual Merchandiser", BOLD), (430, 145, "04/2019 - 08/2022", PLAIN)]
    cells += [(60, 158, "Harrowgate Home", PLAIN)]
    assert names(drawn(cells)) == [
        ("Regional Manager, North of England and Scotland", "Harrowgate Home"),
        ("Visual Merchandiser", "Harrowgate Home"),
    ]


def test_employer_that_a_line_breaks_inside_of_a_word() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    cells += [(60, 90, "Infirmière, Réseau Soins Es-", BOLD), (60, 102, "tuaire", BOLD), (400, 90, "2021 – 2024", BOLD)]
    cells += [(60, 130, "Aide-soignante, Clinique Talensac", BOLD), (400, 130, "2017 – 2020", BOLD)]
    assert names(drawn(cells)) == [("Infirmière", "Réseau Soins Estuaire"), ("Aide-soignante", "Clinique Talensac")]


def test_town_behind_a_dash_on_a_line_of_its_own() -> None:
    cells: Cells = [(60, 60, "Berufserfahrung", HEAD)]
    jobs = (
        ("Hasetal Landtechnik GmbH – Osnabrück", "", "Teamleiter"),
        ("Universität Paderborn, Lehrstuhl für Antriebstechnik", "– Paderborn", "Hilfskraft"),
        ("Ems Hydraulik AG – Lingen", "", "Konstrukteur"),
    )
    y = 90.0
    for n, (employer, town, title) in enumerate(jobs):
        cells += [(60, y, employer, BOLD), (430, y, f"0{n + 1}/201{8 - 2 * n} – 12/201{9 - 2 * n}", PLAIN)]
        if town:
            y += 13
            cells.append((60, y, town, BOLD))
        cells += [(60, y + 13, title, PLAIN), (72, y + 30, "• Baugruppen in SolidWorks und Zeichnungen", PLAIN)]
        y += 60
    assert [p.title for p in drawn(cells).positions] == ["Teamleiter", "Hilfskraft", "Konstrukteur"]


def test_house_that_breaks_at_the_end_of_a_full_line() -> None:
    font, text = "Helvetica@14", "Answered more than 1,400 letters of customers about their bills in a year"
    cells: Cells = [(60, 60, "Experience", HEAD)]
    jobs = (("Weekend Support Engineer at Tidewrack", "Consulting, Leeds"), ("IT Intern at Acme Ltd, Leeds", ""))
    y, right = 90.0, 60 + width(jobs[0][0], font) + 12
    text = text[: max(n for n in range(len(text)) if 60 + width(text[:n], PLAIN) < right)]
    for n, (first, second) in enumerate(jobs):
        cells.append((60, y, first, font))
        if second:
            y += 17
            cells.append((60, y, second, font))
        cells += [(60, y + 16, f"May 201{9 - n} – June 20{20 - n}", PLAIN), (60, y + 34, text, PLAIN)]
        y += 64
    assert names(drawn(cells))[0] == ("Weekend Support Engineer", "Tidewrack Consulting")


def test_long_title_in_the_dress_of_the_others() -> None:
    cells: Cells = [(60, 60, "Experiencia", HEAD)]
    titles = (
        "Responsable de almacén y expediciones para el norte de España",
        "Jefe de tráfico",
        "Mozo de almacén",
    )
    for n, title in enumerate(titles):
        y = 90.0 + 50 * n
        cells += [
            (60, y, f"Transportes Arabako {'ABC'[n]}", BOLD),
            (430, y, f"05/201{6 - 2 * n} - 04/201{8 - 2 * n}", PLAIN),
        ]
        cells += [(60, y + 13, title, GREY), (72, y + 30, "• Planificación diaria de 60 camiones.", PLAIN)]
    assert [p.title for p in drawn(cells).positions] == list(titles)


def test_field_of_a_title_above_the_employer() -> None:
    found = page(
        "<p><b>Regional Manager, North and Scotland</b><br>Harrowgate Home<br>September 2022 – Present</p>"
        "<ul><li>Looks after 38 stores</li></ul>"
        "<p><b>Merchandiser</b><br>Debrand & Sons<br>April 2019 – August 2022</p><ul><li>Opened 14 stores</li></ul>"
    )
    assert names(found) == [
        ("Regional Manager, North and Scotland", "Harrowgate Home"),
        ("Merchandiser", "Debrand & Sons"),
    ]


def test_texts_that_open_with_titles() -> None:
    found = read(
        "Nora Whitcombe\n\nExperience\n\n2019 – 2022  Acme Ltd, Leeds\nHead Teacher. Led 68 pupils of the sixth.\n\n"
        "2016 – 2019  Bolt Ltd, Leeds\nOnline Tutor. 15 pupils a week, most of them in the evening hours.\n\n"
        "2013 – 2016  Cedar Ltd, Leeds\nTeacher. Junior and senior cycle, and the chess club on Fridays.\n"
    )
    assert [p.title for p in found.positions] == ["Head Teacher", "Online Tutor", "Teacher"]


# ---------------------------------------------------------------- structure


def test_jobs_that_open_in_a_dress_and_end_in_their_date() -> None:
    cells: Cells = [(60, 60, "Career History", HEAD)]
    jobs = (
        (
            "Lead Engineer",
            "Own 410 models and the rota for five engineers.",
            "Castlegate Energy — Leeds — Feb 2023 – Current",
        ),
        ("Developer", "Wrote the data set that 1,200 people use.", "Brindle LLP — Glasgow — Jan 2018 – Oct 2020"),
        ("Data Intern", "Cleaned bird sightings.", "Records Office — Perth — Jun 2015 – Aug 2015"),
    )
    for n, (title, text, closing) in enumerate(jobs):
        y = 90.0 + 50 * n
        cells += [(60, y, title, "Helvetica-Bold@11"), (60, y + 13, text, PLAIN), (60, y + 27, closing, PLAIN)]
    found = drawn(cells)
    assert names(found) == [
        ("Lead Engineer", "Castlegate Energy"),
        ("Developer", "Brindle LLP"),
        ("Data Intern", "Records Office"),
    ]
    assert [p.employment for p in found.positions] == ["work", "work", "internship"]


def test_form_that_begins_with_its_dates() -> None:
    rows = []
    for employer, title, when in (
        ("Castlegate Energy", "Lead Engineer", "02/2023 to present"),
        ("Brindle LLP", "Developer", "01/2018 to 10/2020"),
    ):
        rows += [("Dates", when), ("Occupation or position held", title)]
        rows += [
            ("Main activities and responsibilities", "Own 410 models and the rota."),
            ("", "Moved reporting in 2024."),
        ]
        rows += [("Name and address of employer", f"{employer}, Leeds")]
    cells: Cells = [(60, 60, "Work Experience", HEAD)]
    for n, (label, value) in enumerate(rows):
        cells += [(60, 90.0 + 15 * n, label, PLAIN)] if label else []
        cells.append((240, 90.0 + 15 * n, value, PLAIN))
    assert names(drawn(cells)) == [("Lead Engineer", "Castlegate Energy"), ("Developer", "Brindle LLP")]


def test_employer_below_a_date_that_stands_alone() -> None:
    jobs = (("Jefe de tráfico", "Transportes Arabako, Miranda"), ("Mozo de almacén", "Eroski, Vitoria"))
    body = "".join(
        [
            f"<h3>{title}</h3><p>201{4 - 2 * n} - 201{6 - 2 * n}</p><p>{employer}</p>"
            "<p>Planificación diaria de 60 camiones y de sus rutas por el norte.</p>"
            for n, (title, employer) in enumerate([("Responsable", "Lanbide Componentes, Vitoria"), *jobs])
        ]
    )
    found = page(body, "Experiencia laboral")
    assert [p.employer for p in found.positions] == ["Lanbide Componentes", "Transportes Arabako", "Eroski"]


def test_heading_of_two_lines_set_to_the_right() -> None:
    cells: Cells = []
    for n, text in enumerate(("Expériences", "professionnelles")):
        cells.append((155 - width(text, "Helvetica@14"), 90.0 + 14 * n, text, "Helvetica@14"))
    cells += [(185, 90, "Infirmière, Réseau Soins", BOLD), (430, 90, "2021 – 2024", BOLD)]
    cells += [(185, 104, "Coordination de 18 libéraux.", PLAIN)]
    cells += [(185, 130, "Aide-soignante, Clinique Talensac", BOLD), (430, 130, "2017 – 2020", BOLD)]
    assert names(drawn(cells)) == [("Infirmière", "Réseau Soins"), ("Aide-soignante", "Clinique Talensac")]


def test_address_that_nearly_touches_the_jobs() -> None:
    mail = "nora.whitcombe@example.com"
    right = 57 + width(mail, BOLD) + 9
    cells: Cells = [(57, 88, "Nora", "Helvetica-Bold@18"), (57, 109, "Whitcombe", "Helvetica-Bold@18")]
    cells += [(57, y, text, BOLD) for y, text in ((130, "Leeds, UK"), (151, "+44 113 496 0139"), (173, mail))]
    cells += [
        (right, 80, "Education", HEAD),
        (right, 102, "BSc Computing", BOLD),
        (right, 117, "Leeds, 2008 – 2012", PLAIN),
    ]
    cells.append((right, 148, "Experience", HEAD))
    for n, (title, employer) in enumerate((("Engineer", "Acme Ltd, Leeds"), ("Developer", "Bolt Ltd, Leeds"))):
        y = 170.0 + 60 * n
        cells += [(right, y, title, BOLD), (right + 210, y, f"Mar 201{8 - 2 * n} – May 201{9 - 2 * n}", PLAIN)]
        cells += [(right, y + 14, employer, PLAIN), (right + 36, y + 37, "• Led the move of sixty services", PLAIN)]
    assert names(drawn(cells)) == [("Engineer", "Acme Ltd"), ("Developer", "Bolt Ltd")]


def test_heading_that_touches_the_first_name_beside_it() -> None:
    heading = "Helvetica-Oblique@14"
    cells: Cells = [(58, 60, "EXPERIENCE", heading), (194, 60, "Engineer at Acme Ltd", "Helvetica@14")]
    cells += [(194, 77, "May 2019 – June 2021", PLAIN), (194, 95, "Answered letters of customers", PLAIN)]
    x = 58 + width("CERTIFICATIONS", heading)
    cells += [(58, 150, "CERTIFICATIONS", heading), (x, 150, "Certified Administrator", "Helvetica@14")]
    cells += [(x, 167, "March 2022", PLAIN)]
    assert dates(drawn(cells)) == [("2019-05", "2021-06")]


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [("Konstrukteur", "Betreuung von Praktika.", "work"), ("Praktikum Konstruktion", "Baugruppen.", "internship")],
)
def test_a_sentence_in_the_header_is_no_kind_of_employment(title: str, text: str, kind: str) -> None:
    found = read(
        f"Jörg Wittenbrink\n\nBerufserfahrung\n\n01.2016 – 03.2020\n{title}, Hasetal GmbH\n{text}\n\n"
        "10.2012 – 12.2015\nHilfskraft, Ems AG\nBaugruppen.\n"
    )
    assert found.positions[0].employment == kind


def test_words_that_end_in_a_preposition_are_no_town() -> None:
    cells: Cells = [(60, 60, "Berufserfahrung", HEAD)]
    cells += [(60, 90, "Konstrukteur, Hasetal GmbH, Osnabrück", BOLD), (430, 90, "01/2018 – 12/2019", PLAIN)]
    cells += [(60, 120, "Entwickler, Ems AG, Lingen", BOLD), (430, 120, "01/2016 – 12/2017", PLAIN)]
    cells += [
        (60, 150, "Hilfskraft, Universität Paderborn, Lehrstuhl für", BOLD),
        (430, 150, "01/2014 – 12/2015", PLAIN),
    ]
    cells += [(60, 163, "Antriebstechnik, Paderborn", BOLD)]
    found = drawn(cells).positions[2]
    assert (found.title, found.location) == ("Hilfskraft", "Paderborn")
    assert "Universität Paderborn" in (found.employer or "")


def test_text_in_a_column_of_its_own_beside_names_and_dates() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    cells.append(
        (60, 40, "Head waiter and sommelier, from the bar to a team of twenty-four people in nine years", PLAIN)
    )
    jobs = (("Mar de Fondo", "2023-03 - Present", "Head Waiter"), ("Las Salinas", "2018-04 - 2020-03", "Sommelier"))
    for n, (employer, when, title) in enumerate(jobs):
        y = 90.0 + 60 * n
        cells += [(60, y, employer, BOLD), (60, y + 13, when, PLAIN), (60, y + 26, title, PLAIN)]
        cells += [(250, y, "Highlights", BOLD), (264, y + 19, "• Average bill from 38 to 47", PLAIN)]
        cells.append((272, y + 31, "euros", PLAIN))
    cells.append((60, 230, "Volunteering", HEAD))
    found = drawn(cells)
    assert names(found) == [("Head Waiter", "Mar de Fondo"), ("Sommelier", "Las Salinas")]
    text = {"Highlights", "Average bill from 38 to 47", "euros"}
    assert [{piece.text for piece in p.position.body} for p in found.positions] == [text, text]


def test_first_job_of_a_form_beside_other_parts_of_it() -> None:
    cells: Cells = [(46, 60, "2. FORMACIÓN ACADÉMICA", BOLD)]
    cells += [(46, 72, "TÍTULO OBTENIDO", PLAIN), (299, 72, "TERMINACIÓN", PLAIN)]
    cells += [(46, 84, "Licenciatura en Gastronomía", PLAIN), (299, 84, "06/2009", PLAIN)]
    cells.append((46, 110, "3. EXPERIENCIA LABORAL", BOLD))
    jobs = (
        ("Hotel Quinta Real", "Chef ejecutivo", "02/10/2020", "A LA FECHA"),
        ("Fiesta Americana", "Sous chef", "03/03/2015", "28/04/2020"),
        ("El Mural", "Cocinero", "03/01/2012", "28/02/2015"),
    )
    for n, (employer, title, start, end) in enumerate(jobs):
        rows = (("EMPRESA O ENTIDAD", "MUNICIPIO"), (employer, "Puebla"), ("CARGO O CONTRATO", "TIPO DE VINCULACIÓN"))
        rows += ((title, "Recorte"), ("FECHA DE INGRESO", "FECHA DE RETIRO"), (start, end))
        for k, (one, two) in enumerate(rows):
            cells += [(46, 124 + 112 * n + 12.0 * k, one, PLAIN), (299, 124 + 112 * n + 12.0 * k, two, PLAIN)]
        cells += [(46, 200 + 112 * n, "FUNCIONES", PLAIN)]
        cells.append((46, 212 + 112 * n, "Brigada de 19 cocineros y banquetes de hasta 600 personas", PLAIN))
    found = drawn(cells)
    assert names(found) == [(title, employer) for employer, title, *_ in jobs]
    assert dates(found)[0] == ("2020-10-02", "present")


def test_label_of_dates_before_a_month_in_small_letters() -> None:
    jobs = (("09/2021 - la fecha", "Asesora", "Ayuntamiento"), ("enero 2017 - julio 2021", "Abogada", "Tost & Arana"))
    lines = [f"Periodo {when}\nPuesto {title}\nEmpresa {employer}\n" for when, title, employer in jobs]
    found = read("Nora Quill\n\nExperiencia laboral\n\n" + "\n".join(lines))
    assert names(found) == [("Asesora", "Ayuntamiento"), ("Abogada", "Tost & Arana")]


# ---------------------------------------------------------------- templates of the web and of Overleaf


def test_english_headings_over_a_few_lines_in_another_language() -> None:
    found = read(
        "Femke van Rossum\n\nWork Experience\n\n"
        "Beweging, Amersfoort\nTeamcoördinator, Sep 2022 – Present\nRooster voor 23 medewerkers in drie wijken.\n\n"
        "Thuishulp, Utrecht\nVerpleegkundige, Mar 2015 – Dec 2017\nWondzorg en palliatieve zorg, routes per week.\n\n"
        "Meander, Amersfoort\nMonteur, Aug 2014 – Feb 2015\n\nOudeveld, Gent\nStagiaire, Feb 2013 – Jun 2013\n\n"
        "Education\n\nHBO Verpleegkunde, 2010 – 2014\n"
    )
    assert found.document.languages == ("en", "nl")
    assert names(found)[:2] == [("Teamcoördinator", "Beweging"), ("Verpleegkundige", "Thuishulp")]


def test_titles_that_are_items_below_their_employers() -> None:
    cells: Cells = [(60, 60, "Work Experience", HEAD)]
    jobs = (
        ("Saltmarket Press", "Managing Editor", "2022-11 – present"),
        ("Tern", "Production Editor", "2015-10 – 2022-09"),
    )
    for n, (employer, title, when) in enumerate(jobs):
        y = 90.0 + 50 * n
        cells += [(60, y, f"{employer}, Glasgow", BOLD), (66, y + 14, f"• {title}", PLAIN), (440, y + 14, when, PLAIN)]
        cells.append((84, y + 27, "• List of 48 titles a year, print budget of 610,000.", "Helvetica@9"))
    assert names(drawn(cells)) == [("Managing Editor", "Saltmarket Press"), ("Production Editor", "Tern")]


@pytest.mark.parametrize("name", ["Travelling in Japan and Taiwan", "Viaje por Perú y Bolivia", "Reise durch Kanada"])
def test_a_time_of_travelling_is_a_leave(name: str) -> None:
    heading = {"V": "Experiencia laboral", "R": "Berufserfahrung"}.get(name[0], "Work Experience")
    found = read(f"Nora Quill\n\n{heading}\n\nAgent, Acme Ltd\n09/2014 - 02/2016\n\n{name}\n10/2013 - 08/2014\n")
    assert [p.employment for p in found.positions] == ["work", "leave"]


def test_a_sign_between_title_and_employer() -> None:
    found = read(
        "Nora Quill\n\nExperiencia laboral\n\nTÉCNICA ▿ AMBULANCIAS RÍA SUR\nJun 2018 - Dic 2021\n- Soporte vital\n\n"
        "CAMARERA ▿ BAR O PEIRAO\nJul 2013 - Dic 2014\n- Terraza\n"
    )
    assert names(found) == [("TÉCNICA", "AMBULANCIAS RÍA SUR"), ("CAMARERA", "BAR O PEIRAO")]


def test_employer_and_dates_that_end_at_the_right_margin() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    jobs = (
        ("Producer", "Lantern · 2024 – Now"),
        ("Stage Manager", "Kestrel Theatre · 2022 – 2024"),
        ("Coordinator", "Harbourlight Arts Trust · 2018 – 2021"),
        ("Assistant", "Harbourlight Arts Trust · 2016 – 2018"),
        ("Runner", "Brine · 2014 – 2015"),
    )
    for n, (title, behind) in enumerate(jobs):
        y = 90.0 + 40 * n
        cells += [(60, y, title, BOLD), (535 - width(behind, PLAIN), y, behind, PLAIN)]
        cells.append((60, y + 14, "Set up shared templates, later taken over by the other sites.", PLAIN))
    assert names(drawn(cells)) == [(title, behind.partition(" ·")[0]) for title, behind in jobs]


def test_town_in_smaller_print_behind_the_employer() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    for n, (title, employer) in enumerate((("Archivist", "Eastfold"), ("Bookseller", "Wherryside Books"))):
        y = 90.0 + 50 * n
        cells += [(60, y, title, BOLD), (60, y + 14, employer, "Helvetica@10.5")]
        cells.append((62 + width(employer, "Helvetica@10.5"), y + 14, "Norwich, UK", "Helvetica@9"))
        cells += [(60, y + 28, f"May 201{8 - 2 * n} – June 201{9 - 2 * n}", PLAIN)]
    assert [p.employer for p in drawn(cells).positions] == ["Eastfold", "Wherryside Books"]


def test_a_bar_between_dates_one_below_the_other() -> None:
    cells: Cells = [(85, 60, "Experiences", HEAD)]
    jobs = (("Brewmaster", "Halfmoon Brewing", "2021", "present"), ("Lead Brewer", "Oxbow Mills", "2017", "2020"))
    for n, (title, employer, start, end) in enumerate(jobs):
        y = 90.0 + 70 * n
        cells += [
            (57 - width(text, "Helvetica@9"), y + dy, text, "Helvetica@9") for dy, text in ((0, start), (27, end))
        ]
        cells += [(46, y + 13, "|", "Helvetica@9"), (85, y, title, BOLD), (85, y + 17, employer, "Helvetica@9")]
        cells.append((92, y + 30, "• Took yearly output from 6,500 to 18,000 barrels.", PLAIN))
    found = drawn(cells)
    assert dates(found) == [("2021", "present"), ("2017", "2020")]
    assert names(found) == [("Brewmaster", "Halfmoon Brewing"), ("Lead Brewer", "Oxbow Mills")]


def test_start_and_end_in_cells_of_their_own_with_the_dash_behind_the_first() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    for n, title in enumerate(("Sous Chef", "Cook")):
        y = 90.0 + 40 * n
        cells += [(60, y, f"{title}, Acme Ltd", BOLD), (400, y, f"10/201{5 - 2 * n} -", PLAIN)]
        cells.append((470, y, f"01/201{6 - 2 * n}", PLAIN))
    assert dates(drawn(cells)) == [("2015-10", "2016-01"), ("2013-10", "2014-01")]


def test_names_beside_a_column_of_dates_and_towns() -> None:
    cells: Cells = [(60, 50, "General Information", HEAD)]
    cells += [(60, 66 + 14.0 * n, text, BOLD) for n, text in enumerate(("Full Name", "Email", "Phone", "Location"))]
    values = ("Baltasar Iriarte", "b.iriarte@correo.example", "+56 9 5555 0144", "Antofagasta")
    cells += [(200, 66 + 14.0 * n, text, PLAIN) for n, text in enumerate(values)]
    cells.append((60, 150, "Experiencia profesional", HEAD))
    jobs = (
        ("Superintendente", "Minera Cerro"),
        ("Geólogo senior", "Litio Andes"),
        ("Geólogo", "Geotek"),
        ("Practicante", "Codemar"),
    )
    for n, (title, employer) in enumerate(jobs):
        y = 180.0 + 60 * n
        cells += [
            (70, y, f"20{20 - 2 * n} - 20{22 - 2 * n}", "Helvetica-Bold@8"),
            (66, y + 12, "Calama, Chile", "Helvetica@8"),
        ]
        cells += [
            (180, y + 4, title, BOLD),
            (180, y + 20, employer, BOLD),
            (194, y + 36, "• Mapeo a escala y control", PLAIN),
        ]
    assert names(drawn(cells)) == list(jobs)


def test_field_of_work_behind_a_title_is_no_town() -> None:
    found = read(
        "Nora Quill\n\nExperiencia laboral\n\nMinera Cerro\nSuperintendente, Recursos y Reservas\nAntofagasta, Chile\n"
        "02/2020 - 03/2022\n\nLitio Andes\nGeólogo senior\nCalama, Chile\n02/2018 - 01/2020\n\n"
        "Geotek\nGeólogo\nLa Serena, Chile\n02/2016 - 01/2018\n"
    )
    assert found.positions[0].title == "Superintendente, Recursos y Reservas"


def test_house_written_small_behind_the_field_of_a_title() -> None:
    found = read(
        "Nora Quill\n\nExperience\n\nHead of Collections, Archives and Local Studies - eastfold\nMay 2022 – Jan 2024\n"
        "\nSenior Archivist - eastfold\nNov 2018 – Apr 2022\n\nBookseller - Wherryside Books\nJan 2015 – Oct 2018\n"
    )
    assert names(found)[0] == ("Head of Collections, Archives and Local Studies", "eastfold")


def test_digits_on_grounds_of_two_colours_are_what_they_read() -> None:
    import io

    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from xpcalc import assess

    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setFont("Vera", 14)
    canvas.drawString(60, 780, "Experience")
    half = canvas.stringWidth("20", "Vera", 14)
    canvas.rect(60, 736, half, 18, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(60, 740, "20")
    canvas.setFillGray(0)
    canvas.drawString(60 + half, 740, "19 - 2021 Agent, Acme Ltd")
    canvas.save()
    found = assess(buffer.getvalue(), name="cv.pdf", as_of="2026-11-21")
    assert "W_TEXT_MISMATCH" not in codes(found)
    assert dates(found) == [("2019", "2021")]


def test_hidden_words_of_a_page_leave_its_text_alone() -> None:
    body = (
        "<h3>Desarrolladora</h3><p>Inti Software, Lima</p><p>enero de 2019 - marzo de 2022</p>"
        "<ul><li>Migración de Zendesk para tres equipos</li></ul>"
    )
    plain = page(body, "Experiencia laboral")
    hidden = page(f'<p style="display:none">menu abrir cerrar</p>{body}', "Experiencia laboral")
    assert "I_HIDDEN_TEXT" in codes(hidden)
    assert hidden.document.languages == plain.document.languages == ("es",)
    assert [s.label for s in hidden.skills] == [s.label for s in plain.skills] == ["Zendesk"]
    span = hidden.positions[0].position.dates.span  # type: ignore[union-attr]
    assert span is not None
    assert hidden.document.text[span.start : span.stop] == "enero de 2019 - marzo de 2022"


def test_small_towns_in_the_cell_behind_their_employers() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    jobs = (
        ("Broadland Rescue", "Wroxham", "Nurse"),
        ("Pawsitive", "Norwich", "Head Nurse"),
        ("Fenwick", "Quillford", "Nurse"),
    )
    for n, (employer, town, title) in enumerate(jobs):
        y = 90.0 + 40 * n
        cells += [(60, y, employer, BOLD), (535 - width(town, BOLD), y, town, BOLD), (60, y + 13, title, PLAIN)]
        when = f"May 202{4 - 2 * n} – June 202{5 - 2 * n}"
        cells.append((535 - width(when, PLAIN), y + 13, when, PLAIN))
    assert names(drawn(cells)) == [(title, employer) for employer, _, title in jobs]


def test_a_leave_over_its_date_ends_no_section() -> None:
    found = read(
        "Nora Quill\n\nBeruflicher Werdegang\n\nMeister GmbH\nMechaniker\nDezember 2014 - Juni 2018\n\n"
        "Elternzeit\nAugust 2014 - November 2014\n\nBau AG\nPfleger\nNovember 2013 - Juli 2014\n\n"
        "Ausbildung\n\nGymnasium, 2004 - 2012\n"
    )
    assert [p.employment for p in found.positions] == ["work", "leave", "work"]
    assert names(found)[2] == ("Pfleger", "Bau AG")

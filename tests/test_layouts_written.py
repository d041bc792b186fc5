"""CVs as people write them: Markdown by hand, old LaTeX, lists of names, dates that break, headings in odd places."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read
from tests.test_layouts_themes import BOLD, HEAD, PLAIN, Cells, codes, width
from xpcalc import Assessment, assess


def kinds(found: Assessment) -> list[str]:
    return [held.position.employment for held in found.positions]


# ---------------------------------------------------------------- Markdown


def test_bold_item_of_a_list_is_no_heading() -> None:
    found = read(
        "# Nora Whitcombe\n\n## Work Experience\n\n### March 2019 – May 2021\n**Founder** | Acme Ltd, Leeds\n"
        "- Ran the firm\n- **Product development:**\n  - Series of ten\n- **Marketing & Sales:**\n  - Crowd funding\n\n"
        "### October 2018 – February 2019\n**Draughtsman** | Bolt Ltd, Leeds\n- Drew plans\n",
        "cv.md",
    )
    assert dates(found) == [("2019-03", "2021-05"), ("2018-10", "2019-02")]


def test_headings_without_a_blank_behind_their_signs() -> None:
    found = read(
        "#Lebenslauf#\n\n##Beruflicher Werdegang##\n\n"
        "###Entwickler, [Alpina GmbH](http://a.example) Juni 2016 - Mai 2019####\n\n"
        "* Support\n\n###Entwickler, Dauner Software GmbH März 2014 - Mai 2016###\n\n* Support\n\n"
        "##Ausbildung##\n\n2009-2012 Lehre\n",
        "cv.md",
    )
    assert dates(found) == [("2016-06", "2019-05"), ("2014-03", "2016-05")]
    assert names(found)[1] == ("Entwickler", "Dauner Software GmbH")


def test_names_of_pictures_before_headings() -> None:
    found = read(
        "# Kelly Nogueira\n\n## :gear: Experiência\n**Recepcionista** <br>\n@Hotel Serra Mar <br>\n"
        "02/2016 – 12/2017 <br>\n\n- Reservas\n\n## :books: Formação\n**Letras** <br>\n@Universidade Mista <br>\n"
        "01/2012 – 12/2015 <br>\n",
        "cv.md",
    )
    assert dates(found) == [("2016-02", "2017-12")]


def test_table_whose_head_holds_words_of_headings() -> None:
    head = "| **Zeitraum**           | **Position**                  | **Unternehmen / Projekt** |\n"
    found = read(
        "# Nora Weiß\n\n## Berufserfahrung\n\n"
        f"{head}| ---------------------- | ----------------------------- | ------------------------- |\n"
        "| März 2023 - April 2025 | Lead Entwickler (Fullstack)   | Orten Group / KDSA        |\n"
        "| Juli 2019 - März 2023  | Senior Consultant Java        | Orten Group / POL         |\n"
        "| Mai 2014 - Juni 2019   | IT-Techniker                  | Rechenzentrum der LV      |\n"
        "| Mai 2012 - April 2014  | IT-Assistent                  | Rechenzentrum der LV      |\n",
        "cv.md",
    )
    assert len(found.positions) == 4
    assert names(found)[0] == ("Lead Entwickler (Fullstack)", "Orten Group / KDSA")


def test_heading_in_another_language_than_the_text() -> None:
    text = "is a leading supplier of applications and of solutions for all of its customers in the country"
    found = read(
        f"# Work Experience\n\n## Driehoek, Helmond - Senior Engineer\n\n**05/2016 – Heden**\n\nDriehoek {text}.\n\n"
        f"## Capstone, Utrecht - Consultant\n\n**09/2013 – 02/2016**\n\nCapstone {text}.\n\n# Opleiding\n\n"
        "## Hogeschool De Peel - Informatica\n\n**09/2009 – 06/2013**\n",
        "cv.md",
    )
    assert dates(found) == [("2016-05", "present"), ("2013-09", "2016-02")]


# ---------------------------------------------------------------- names that are items of a list


def test_title_and_date_are_items_below_their_employer() -> None:
    found = read(
        "# Ivo\n\n### Experience ###\n\n**Acme Works**\n* **Safety Officer**\n* Feb 2019 - Mar 2021\n> Rounds.\n\n"
        "**Bolt Stores**\n* **Instructor**\n* Apr 2015 - Feb 2017\n> Courses.\n",
        "cv.md",
    )
    assert names(found) == [("Safety Officer", "Acme Works"), ("Instructor", "Bolt Stores")]


def test_employer_and_title_are_items_below_their_date() -> None:
    found = page(
        "<h3>2017 - 2020</h3><ul><li>Framestore Fixtures Corp.<ul><li>Machine programmer</li></ul></li></ul>"
        "<h3>2014 - 2016</h3><ul><li>Lakeshore Metal Works<ul><li>Press operator</li></ul></li></ul>"
    )
    assert names(found) == [
        ("Machine programmer", "Framestore Fixtures Corp."),
        ("Press operator", "Lakeshore Metal Works"),
    ]


def test_employer_is_the_first_item_below_date_and_title() -> None:
    found = read(
        "## Work Experience\n\n* 02/2023 - 05/2025: Data scientist\n  * Lakefront Imaging\n  * Duties: learn\n\n"
        "* 09/2020 - 01/2023: Research fellow\n  * University of Northern Lakes\n  * Duties: extract\n",
        "cv.md",
    )
    assert names(found) == [
        ("Data scientist", "Lakefront Imaging"),
        ("Research fellow", "University of Northern Lakes"),
    ]


# ---------------------------------------------------------------- dates


def test_months_of_one_year_and_month_behind_its_year() -> None:
    found = read(
        "Berufserfahrung\n\n8/2016 – 11/2017   Uhrwerk GbR, Chemnitz\n                   Helfer\n\n"
        "5 - 11/2014        Satellit GmbH, Chemnitz\n                   Ingenieur\n\n"
        "2.-3.2013          Werbeteam Pfau GmbH, Ulm\n                   Werber\n"
    )
    assert dates(found) == [("2016-08", "2017-11"), ("2014-05", "2014-11"), ("2013-02", "2013-03")]


def test_month_at_the_end_of_a_line_whose_year_opens_the_next() -> None:
    found = read(
        "Experiencia Laboral\n\nCoordinador, Consorcio Tres Raudales, Julio 2019 - Noviembre 2025\n"
        "• Parte del equipo\n\n"
        "Jefe de Unidad, Dirección de Obras de la Alcaldía, Enero\n2011 - Diciembre 2011\n• Estadísticas\n"
    )
    assert dates(found) == [("2019-07", "2025-11"), ("2011-01", "2011-12")]


def margin(*rows: tuple[float, str, str, str]) -> Cells:
    """Return rows of a margin that ends at 90, and of the text beside it."""
    cells: Cells = []
    for y, left, right, font in rows:
        if left:
            cells.append((90 - width(left, PLAIN), y, left, PLAIN))
        if right:
            cells.append((104, y, right, font))
    return cells


def test_dates_torn_over_a_narrow_margin_with_labels() -> None:
    """The class moderncv with a narrow margin: "Skills" is a label there, and no word alone is a date."""
    found = drawn(
        margin(
            (50, "", "Samir Belkacem", "Helvetica@20"),
            (100, "", "Formation", HEAD),
            (116, "2015–2016", "Diplôme d'aide-soignant, IFAS", PLAIN),
            (140, "", "Expériences professionnelles", HEAD),
            (160, "Avril 2021-", "Aide-soignant de nuit, EHPAD Les Glycines", PLAIN),
            (173, "Décembre", "CDI. 84 résidents, binôme.", PLAIN),
            (186, "2025", "", PLAIN),
            (202, "Juin-Août", "Aide-soignant, Clinique du Parc", PLAIN),
            (215, "2020", "Remplacements en médecine.", PLAIN),
            (232, "Sept.", "Aide-soignant, Clinique du Point du Jour", PLAIN),
            (245, "2016-Mai", "Chirurgie orthopédique.", PLAIN),
            (258, "2020", "", PLAIN),
            (280, "", "Divers", HEAD),
            (298, "Langues", "Français, arabe", PLAIN),
            (315, "Logiciels", "Osiris, Netsoins", PLAIN),
        )
    )
    assert dates(found) == [("2021-04", "2025-12"), ("2020-06", "2020-08"), ("2016-09", "2020-05")]


def test_length_that_breaks_behind_the_end_of_a_date() -> None:
    cells: Cells = [(40, 50, "Expérience professionnelle", HEAD)]
    for y, start, end, title in (
        (80, "mai 2022", "- mai 2024 (2", "Cadre"),
        (140, "mai 2019", "- mai 2021 (2", "Aide"),
    ):
        cells += [(40, y, start, PLAIN), (40, y + 12, end, PLAIN), (40, y + 24, "ans 1 mois)", PLAIN)]
        cells += [
            (140, y, f"{title} de santé, Clinique des Saisons", BOLD),
            (140, y + 12, "Accueil des patients", PLAIN),
        ]
    assert dates(drawn(cells)) == [("2022-05", "2024-05"), ("2019-05", "2021-05")]


def test_title_that_breaks_before_its_date() -> None:
    cells: Cells = [(40, 50, "Work Experience", HEAD)]
    rows = (
        (80, "Acme Ltd, Leeds | ", "Junior Copywriter", " |", "", "04/2017 – 04/2021"),
        (130, "Bolt NHS Trust, Leeds | ", "Campaign Manager", "", "(part-time)", " | 01/2022 – 05/2022"),
        (180, "Crumb Mills, Leeds | ", "Campaign Manager", " |", "", "06/2022 – 05/2026"),
    )
    for y, house, title, bar, more, when in rows:
        x = 40 + width(house, PLAIN)
        cells += [(40, y, house, PLAIN), (x, y, title, BOLD), (x + width(title, BOLD), y, bar, PLAIN)]
        cells += [(40, y + 12, more, BOLD)] if more else []
        cells += [(40 + width(more, BOLD), y + 12, when, PLAIN), (40, y + 24, "Planned campaigns.", PLAIN)]
    assert dates(drawn(cells)) == [("2017-04", "2021-04"), ("2022-01", "2022-05"), ("2022-06", "2026-05")]


def test_title_that_leaves_its_date_no_room() -> None:
    cells: Cells = [(230, 60, "Work Experience", HEAD)]
    rows = (
        (90, "Nurse", "Jan 2025–Aug 2026 (1 yr 8 mos)", ""),
        (150, "Team", "Jul 2022–Dec 2023 (1 yr 6 mos)", "leader"),
        (210, "Coordinating", "February 2021–January 2022 (1 yr)", "nurse"),
    )
    right = 230 + width("Coordinating ", BOLD) + width(rows[2][2], PLAIN)
    for y, title, when, more in rows:
        at = right - width(when, PLAIN)
        cells += [
            (230, y, "Saint Brannoc's Clinic, Leeds", PLAIN),
            (230, y + 13, title, BOLD),
            (at, y + 13, when, PLAIN),
        ]
        cells += [(230, y + 26, more, BOLD)] if more else []
        cells += [(240, y + 39, "Care for six residents", PLAIN)]
    assert dates(drawn(cells)) == [("2025-01", "2026-08"), ("2022-07", "2023-12"), ("2021-02", "2022-01")]


def test_line_that_ends_in_a_date_of_another_time_is_told() -> None:
    cells: Cells = [(40, 50, "Work Experience", HEAD)]
    for y, title, when in ((80, "Agent, Acme Ltd", "01/2019 – 12/2020"), (140, "Clerk, Bolt Ltd", "01/2016 – 12/2018")):
        cells += [(40, y, title, BOLD), (400, y, when, PLAIN), (60, y + 13, "Answered calls and wrote letters.", PLAIN)]
    cells += [(60, 166, "Porter at Crumb Mills, 05/2012 – 07/2013", PLAIN), (60, 179, "Carried and stored.", PLAIN)]
    found = drawn(cells)
    assert len(found.positions) == 2
    assert "W_DATE_LEFT" in codes(found)


# ---------------------------------------------------------------- headings


def test_headings_in_the_middle_over_short_lines() -> None:
    """Nothing crosses the middle of the page but a line of the address, and towns stand at the right edge."""

    def middle(text: str, y: float) -> tuple[float, float, str, str]:
        return ((595 - width(text, BOLD)) / 2, y, text, BOLD)

    cells: Cells = [
        (40, 48, "Juno de Winter", BOLD),
        (40, 62, "Kade 8, Leiden | +31 38 555 054 82 | juno@mail.example", PLAIN),
    ]
    cells += [middle("PROFIEL", 100), (40, 116, "Oog voor mensen.", PLAIN), middle("WERKERVARING", 140)]
    for n, (title, house, town) in enumerate(
        (
            ("Monteur", "Engineer AG", "Deventer"),
            ("Monteur", "Senior Groep", "Zwolle"),
            ("Voorman", "Meren B.V.", "Almere"),
        )
    ):
        y = 160 + 50 * n
        cells += [(40, y, title, BOLD), (40, y + 12, house, PLAIN), (555 - width(town, PLAIN), y + 12, town, PLAIN)]
        cells += [
            (40, y + 24, f"0{n + 1}/{2006 + 3 * n} - 12/{2008 + 3 * n}", PLAIN),
            (55, y + 36, "• Tekeningen", PLAIN),
        ]
    cells += [middle("OPLEIDING", 320), (40, 336, "VWO", BOLD), (40, 348, "09/2000 - 06/2005", PLAIN)]
    cells += [middle("TALEN", 370), (40, 386, "Nederlands", PLAIN)]
    assert dates(drawn(cells)) == [("2006-01", "2008-12"), ("2009-02", "2011-12"), ("2012-03", "2014-12")]


def test_headings_at_the_right_edge_over_jobs_side_by_side() -> None:
    cells: Cells = [(43, 43, "Tristan Molina", "Helvetica-Bold@18")]
    head, job = "Helvetica-Bold@13", "Helvetica-Bold@11"
    cells += [(569 - width(text, head), y, text, head) for text, y in (("Experience", 80), ("Education", 357))]
    jobs = (
        (
            50,
            99,
            "Core Designer",
            "The Studio for Visual Language",
            "January 2018 - Present",
            "Managing projects with teams,",
        ),
        (
            307,
            99,
            "Graphic Design Intern",
            "Universe Records Group",
            "June 2018 - August 2018",
            "Lyric videos, motion graphics.",
        ),
        (50, 231, "Graphic Artist", "Student Union", "June 2015 - September 2017", "Printed collateral such as"),
        (307, 231, "Sign Painter", "Harbour Signs Ltd", "March 2014 - May 2015", "Shop fronts, menus, vans."),
    )
    for x, y, title, house, when, text in jobs:
        cells += [(x, y, title, job), (x, y + 17, house, PLAIN), (x, y + 41, when, PLAIN), (x, y + 64, text, PLAIN)]
        cells += [(x, y + 77, "posters, banners and other", PLAIN), (x, y + 90, "items for clients.", PLAIN)]
    cells += [(50, 375, "B.A. in Art, minor in Marketing, at San Fermin State University", BOLD)]
    found = drawn(cells)
    assert names(found) == [
        ("Core Designer", "The Studio for Visual Language"),
        ("Graphic Design Intern", "Universe Records Group"),
        ("Graphic Artist", "Student Union"),
        ("Sign Painter", "Harbour Signs Ltd"),
    ]


def test_smaller_heading_of_volunteering_below_the_jobs() -> None:
    found = drawn(
        margin(
            (50, "", "Davide Perantoni", "Helvetica@20"),
            (100, "", "Esperienza", "Helvetica@15"),
            (120, "2019–2022", "Enologo, Cantina Edalba S.r.l.", BOLD),
            (133, "", "Vinificazione e imbottigliamento.", PLAIN),
            (150, "2016–2018", "Cantiniere, Sordano S.r.l.", BOLD),
            (163, "", "Travasi, filtrazioni, pulizie.", PLAIN),
            (185, "", "Volontariato", "Helvetica@12"),
            (203, "2012–2022", "Tecnico, Banda di Paese", BOLD),
            (216, "", "Suono per la banda.", PLAIN),
            (240, "", "Formazione", "Helvetica@15"),
            (258, "2012–2015", "Laurea in Enologia", BOLD),
        )
    )
    assert kinds(found) == ["work", "work", "volunteer"]


# ---------------------------------------------------------------- letters


def test_accents_that_stand_before_their_letters() -> None:
    """TeX's old fonts have no accented letters: an accent is set, moved back, and the letter set below it."""
    import io

    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)

    def show(x: float, y: float, text: str, font: str, size: float) -> None:
        line = canvas.beginText(x, 842 - y)
        line.setFont(font, size)
        pieces, at = [], 0
        for n, ch in enumerate(text):
            if ch in "\u00b4`":
                accent, letter = (width(each, f"{font}@1000") for each in text[n : n + 2])
                ahead = (letter - accent) / 2
                pieces += [f"({text[at:n]}) {-ahead:.0f} (\\{ord(ch):o}) {ahead + accent:.0f}"]
                at = n + 1
        line._code.append(f"[{' '.join(pieces)} ({text[at:]})] TJ")
        canvas.drawText(line)

    show(40, 50, "Exp\u00b4eriences", "Helvetica-Bold", 14)
    for y, names_, when in (
        (80, "M\u00b4etreur, Soci\u00b4et\u00b4e Orin", "D\u00b4ecembre 2016 `a mars 2019"),
        (120, "Aide, Soci\u00b4et\u00b4e Kerouan", "F\u00b4evrier 2014 `a novembre 2016"),
    ):
        show(40, y, names_, "Helvetica-Bold", 10)
        show(300, y, when, "Helvetica", 10)
        show(40, y + 14, "- R\u00b4eunions", "Helvetica", 10)
    canvas.save()
    found = assess(buffer.getvalue(), name="cv.pdf", as_of="2026-11-21")
    assert dates(found) == [("2016-12", "2019-03"), ("2014-02", "2016-11")]
    assert names(found)[0] == ("Métreur", "Société Orin")


def test_accent_typed_for_an_apostrophe_is_none() -> None:
    found = drawn(
        [
            (40, 50, "Experiència", "Helvetica-Bold@14"),
            (40, 80, "Cap de l\u00b4equip, Hotel d\u00b4Or", "Helvetica-Bold@10"),
            (300, 80, "02/2014 - 11/2016", "Helvetica@10"),
            (40, 94, "• Torns", "Helvetica@10"),
        ]
    )
    assert "l\u00b4equip" in found.document.text


def test_accent_that_is_raised_over_a_capital() -> None:
    x = 40 + width("Stage, ", BOLD)
    found = drawn(
        [
            (40, 50, "Experience", "Helvetica-Bold@14"),
            (40, 80, "Stage, Etudes Orin", BOLD),
            (x + 1.5, 77.5, "\u00b4", BOLD),
            (300, 80, "02/2014 - 11/2016", PLAIN),
            (40, 94, "• Devis", PLAIN),
        ]
    )
    assert "Études" in found.document.text


# ---------------------------------------------------------------- names


def test_field_behind_a_title_stays_in_it_where_another_line_names_the_employer() -> None:
    found = read(
        "Berufserfahrung\n\nLisbon Bridge Hotels, Ulm\nLead Buyer, Elektronik | 01.2019 - 12.2021\n- Verhandlungen\n\n"
        "Volksbank Fuldatal eG, Essen\nEinkäufer, Elektronik | 01.2016 - 12.2018\n- Verhandlungen\n"
    )
    assert names(found)[0] == ("Lead Buyer, Elektronik", "Lisbon Bridge Hotels")


def test_field_of_work_is_no_town_where_the_job_has_one() -> None:
    cells: Cells = [(40, 50, "Expérience professionnelle", HEAD)]
    jobs = (
        ("Acheteuse", "Senior Living Group", "Lausanne"),
        ("Responsable de rayon, Jeunesse", "Librairie Breton", "Tours"),
        ("Responsable de rayon, Jeunesse", "Present Time Media", "Sète"),
        ("Libraire", "Nice Voyages", "Namur"),
    )
    for n, (title, house, town) in enumerate(jobs):
        y = 80 + 50 * n
        cells += [(40, y, title, BOLD), (440, y, f"0{n + 1}/{2020 - 2 * n} - 12/{2021 - 2 * n}", PLAIN)]
        cells += [
            (40, y + 12, f"{house}, {town}", "Helvetica-Oblique@10"),
            (40, y + 24, "• Conseil aux clients", PLAIN),
        ]
    found = drawn(cells)
    assert names(found)[1] == ("Responsable de rayon, Jeunesse", "Librairie Breton")


def test_form_whose_employers_stand_above_the_labels() -> None:
    found = read(
        "HISTÓRICO PROFISSIONAL\n\n"
        "CHOCOLATES MONTE DOCE\n\nPeríodo: 10/2019 - 03/2024\nCargo: Auxiliar de Produção\n\n"
        "FERRAZ INDÚSTRIA METALÚRGICA\n\nPeríodo: 06/2016 - 07/2019\nCargo: Operadora de Prensa\n\n"
        "LABORATÓRIO SANTA BIOL\n\nPeríodo: 02/2008 - 04/2012\nCargo: Auxiliar de Limpeza\n"
    )
    assert names(found) == [
        ("Auxiliar de Produção", "CHOCOLATES MONTE DOCE"),
        ("Operadora de Prensa", "FERRAZ INDÚSTRIA METALÚRGICA"),
        ("Auxiliar de Limpeza", "LABORATÓRIO SANTA BIOL"),
    ]


def test_numbered_labels_of_a_form() -> None:
    found = read(
        "Werkervaring\n\nWerkgever 1: WebWerf Ontwerp\nPeriode: 01-06-2008 tot 30-04-2015\nFunctie: Webontwikkelaar\n\n"
        "Werkgever 2: Uitzendbureau Kenn\nPeriode: 01-09-2015 tot 31-12-2016\nFunctie: Beheerder\n"
    )
    assert names(found) == [("Webontwikkelaar", "WebWerf Ontwerp"), ("Beheerder", "Uitzendbureau Kenn")]


def test_text_above_white_space_belongs_to_the_job_before() -> None:
    rows: list[tuple[float, str, str, str]] = [(60, "", "Experiencia", HEAD)]
    for n, (title, more, house) in enumerate(
        (
            ("Supervisora", "Unidad de Pacientes", "Hospital Regional"),
            ("Enfermera", "Equipo de Noche", "Clínica Puerto Ulmo"),
            ("Enfermera", "Departamento de Niños", "Hospital de Castro"),
        )
    ):
        y = 90 + 62 * n
        rows += [
            (y, f"{2019 - 3 * n}–{2021 - 3 * n}", title, BOLD),
            (y + 12, "", more, PLAIN),
            (y + 24, "", house, PLAIN),
        ]
    found = [employer or "" for _, employer in names(drawn(margin(*rows)))]
    assert found[0].endswith("Hospital Regional")
    assert found[-1].endswith("Hospital de Castro")


def test_headings_inside_of_jobs_are_no_employers() -> None:
    found = read(
        "# Océane\n\n## Expériences\n### Organisatrice d'événements\n**Juin 2023 - Mai 2024 | France**\n\n"
        "#### Missions principales\n- Mariages\n\n### Réceptionniste\n"
        "**Hôtel du Pont - Mai 2021 - Mai 2022 | France**\n\n"
        "#### Missions principales\n- Accueil\n",
        "cv.md",
    )
    assert "Missions principales" not in [employer for _, employer in names(found)]


def test_title_in_brackets_behind_its_employer() -> None:
    found = read(
        "Work Experience\n\n01/2019 – 12/2021: Scheldezekering (Claims Handler)\n\n"
        "01/2016 – 12/2018: Scheldezekering (Site Manager)\n"
    )
    assert names(found) == [("Claims Handler", "Scheldezekering"), ("Site Manager", "Scheldezekering")]


@pytest.mark.parametrize(
    ("heading", "title", "kind"),
    [
        ("Experiencia laboral", "Residente de Obra", "work"),
        ("Experiencia laboral", "Coordinadora de Voluntariado", "work"),
        ("Work Experience", "Festival Host (volunteer)", "volunteer"),
        ("Work Experience", "Volunteer Coordinator", "work"),
        ("Expérience professionnelle", "Chargée d'accueil - Bénévolat", "volunteer"),
    ],
)
def test_kind_of_a_title(heading: str, title: str, kind: str) -> None:
    text = {
        "Experiencia laboral": "Trabajo con las familias y los vecinos del barrio",
        "Work Experience": "Worked with the families of the town",
        "Expérience professionnelle": "Travail avec les familles et les voisins du quartier",
    }
    found = read(f"{heading}\n\n{title}, Acme Ltd   01/2019 - 12/2021\n- {text[heading]}\n")
    assert kinds(found) == [kind]


def test_jobs_under_a_heading_of_ones_own_are_told() -> None:
    found = read(
        "# Julián\n\n## Experience\n\n### Buyer, Acme Ltd (Oct 2022 – May 2024)\n\n- Bought\n- Sold\n- Stored\n\n"
        "### Adviser, Bolt Ltd (Nov 2020 – Sep 2022)\n\n- Advised\n- Wrote\n\n## Before the farm\n\n"
        "- **Crumb Mills, Accounts Clerk** (2014 – 2016): Payroll\n\n## Skills\n\n- Buying\n",
        "cv.md",
    )
    assert len(found.positions) == 2
    assert "W_DATE_OUTSIDE" in codes(found)


def test_opener_alone_with_a_month_in_a_narrow_column() -> None:
    cells: Cells = [(40, 50, "Expérience professionnelle", HEAD)]
    rows = (
        (80, ("De juin", "2022 à", "octobre 2023"), "Barman, Camping du Lac"),
        (130, ("De novembre", "2018 à février", "2020"), "Serveur, Auberge du Port"),
    )
    for y, lines, title in rows:
        cells += [(40, y + 12 * n, line, PLAIN) for n, line in enumerate(lines)]
        cells += [(140, y, title, BOLD), (140, y + 12, "Accueil des clients", PLAIN)]
    assert dates(drawn(cells)) == [("2022-06", "2023-10"), ("2018-11", "2020-02")]


def test_second_range_in_a_line_is_told() -> None:
    found = read(
        "Work Experience\n\nReady Mix Ltd\nDepartment Lead\n"
        "March 2014 - September 2017 (again November 2018 - January 2020)\n- Led\n"
    )
    assert dates(found) == [("2014-03", "2017-09")]
    assert "W_DATE_LEFT" in codes(found)


def test_note_in_brackets_before_a_date_makes_no_sentence() -> None:
    found = read(
        "Experiência Profissional\n\nVendedor Externo, Bebidas Brasa – 12/2017 à 05/2019\nCarteira de bares.\n\n"
        "Supervisor de Vendas, Grupo MGD Alimentos ( 1 ano alocado no cliente Rede Bom Preço e atualmente na matriz ) "
        "10/2019 (Empresa Atual)\nEquipe de vendedores.\n"
    )
    assert dates(found) == [("2017-12", "2019-05"), ("2019-10", "present")]

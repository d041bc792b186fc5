"""Columns that nearly touch, columns of three cells a row, margins that are columns in nothing but their headings."""

from __future__ import annotations

from tests.drawn import drawn
from tests.test_layouts_people import dates, names
from tests.test_layouts_themes import BOLD, HEAD, PLAIN, Cells, codes, width

ITALIC = "Helvetica-Oblique@11"


def test_side_bar_beside_dates_employers_and_towns() -> None:
    """A row of three cells stands beside one line of the side bar (the class friggeri), and no label repeats."""
    bar = (
        (156, "contact", "Helvetica-Bold@14"),
        (166, "Tulsa, OK", PLAIN),
        (178, "918-555-0171", PLAIN),
        (189, "jp@roadmail.example", "Helvetica@8"),
        (216, "languages", "Helvetica-Bold@14"),
        (231, "English", PLAIN),
        (254, "skills", "Helvetica-Bold@14"),
        (264, "Reefer units", PLAIN),
        (281, "load securement", PLAIN),
        (300, "route planning", PLAIN),
    )
    cells: Cells = [(145 - width(text, font), y, text, font) for y, text, font in bar]
    cells += [(173, 158, "profile", "Helvetica-Bold@17"), (173, 209, "work experience", "Helvetica-Bold@17")]
    cells += [(173, 179, "Driver, a million miles without an accident.", PLAIN)]
    jobs = (
        (231, "2016–Present", "Redbud Freight Lines", "Long-haul Driver", "Loads between Oklahoma and California."),
        (281, "2011–2016", "Osage Flatbed", "Regional Driver", "Steel and lumber, securement and tarping."),
        (322, "2008–2011", "Sooner Bottling", "Delivery Driver", "14 to 18 stops a day with a pallet jack."),
    )
    for y, when, employer, title, text in jobs:
        cells += [(173, y, when, PLAIN), (244, y, employer, BOLD), (523, y, "Tulsa, OK", "Helvetica@8")]
        cells += [(244, y + 12, title, PLAIN), (244, y + 24, text, PLAIN)]
    cells += [(173, 383, "education", "Helvetica-Bold@17"), (173, 402, "2004–2008", PLAIN)]
    cells += [(244, 402, "High School Diploma", BOLD), (244, 413, "Muskogee East High School", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2016", "present"), ("2011", "2016"), ("2008", "2011")]
    assert names(found)[1] == ("Regional Driver", "Osage Flatbed")


def test_full_line_of_a_column_that_nearly_touches_the_next() -> None:
    """A name as wide as its column, in the type of the employer beside it, is no line across the page."""
    x = 35 + width("NORTHLAND STATE UNIVER-", BOLD) + 3.5
    bar = (
        (116, "EDUCATION", "Helvetica@16"),
        (132, "NORTHLAND STATE UNIVER-", BOLD),
        (145, "SITY", BOLD),
        (158, "BSN, Nursing", BOLD),
        (170, "Sep 2013 – May 2017", BOLD),
        (203, "SKILLS", "Helvetica@16"),
        (217, "Ventilator management", PLAIN),
        (229, "family communication", PLAIN),
        (262, "LANGUAGES", "Helvetica@16"),
        (276, "English", PLAIN),
        (288, "Spanish", PLAIN),
    )
    cells: Cells = [(148, 58, "Devon Achterberg", "Helvetica@40"), (x, 116, "WORK EXPERIENCE", "Helvetica@16")]
    cells += [(35, y, text, font) for y, text, font in bar]
    for y, ward, when in (
        (132, "Intensive Care Unit", "Jan 2020 – Current | Duluth, MN"),
        (218, "Surgery", "Aug 2017 – Dec 2019 | Duluth, MN"),
    ):
        cells += [(x, y, "SUPERIOR MEDICAL CENTER | Registered Nurse,", BOLD), (x, y + 13, ward, BOLD)]
        cells += [(x, y + 25, when, BOLD), (x + 15, y + 37, "• Care for one to two patients in a mixed unit", PLAIN)]
        cells += [(x + 15, y + 50, "• Member of the working group of the house", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2020-01", "present"), ("2017-08", "2019-12")]
    assert names(found)[0] == ("Registered Nurse, Intensive Care Unit", "SUPERIOR MEDICAL CENTER")


def test_heading_and_dates_in_the_margin_are_no_column() -> None:
    """The last line of the profile, a heading and a date stand left of a job that has none of these."""
    cells: Cells = [(118, 246, "Profile", HEAD), (118, 315, "Experience", HEAD)]
    cells += [(118, 271, "Nurse for the old, of late in charge of a ward at night and by day in the con-", PLAIN)]
    cells += [(118, 285, "valescent home.", PLAIN)]
    jobs = (
        (339, "04/2020–now", "Manager, Acme Hospital"),
        (416, "10/2015–03/2020", "Nurse, Bolt Hospital"),
        (465, "09/2012–09/2015", "Carer, Cedar Hospital"),
    )
    x = 132 + width("10/2015–03/2020", ITALIC) + 5
    for y, when, header in jobs:
        cells += [
            (132, y, when, ITALIC),
            (x, y, f"{header}, at the river in Olden-", BOLD),
            (x, y + 13, "burg.", PLAIN),
        ]
        cells.append((x, y + 26, "Served thirty people with two colleagues.", PLAIN))
        if y == jobs[0][0]:
            cells += [(x, y + 39, "Wrote the plans of the month and the", PLAIN), (x, y + 52, "reports.", PLAIN)]
    cells += [(118, 522, "Education", HEAD), (132, 547, "10/2009–08/2012", ITALIC), (x, 547, "Diploma", PLAIN)]
    found = drawn(cells)
    assert dates(found) == [("2020-04", "present"), ("2015-10", "2020-03"), ("2012-09", "2015-09")]
    assert names(found)[0] == ("Manager", "Acme Hospital")
    assert "W_DATE_OUTSIDE" not in codes(found)


def test_labels_that_end_where_values_nearly_begin() -> None:
    """The forms of Europe, as word processors print them: labels at the right of their column, one blank between."""
    cells: Cells = [(223 - width("EXPERIENCE", BOLD), 200, "EXPERIENCE", BOLD)]
    jobs = (("From 08/2022 to 09/2023", "Acme Ltd", "Engineer"), ("From 08/2021 to 07/2022", "Bolt Ltd", "Developer"))
    y = 220.0
    for when, employer, title in jobs:
        for label, value in (
            ("• Dates (from – to)", when),
            ("• Name and address of employer", employer),
            ("• Occupation or position held", title),
            ("• Main activities and", "Kept the network of the house and the servers in the cellar"),
            ("responsibilities", "and wrote the programs that print the bills of the month."),
        ):
            cells += [(223 - width(label, PLAIN), y, label, PLAIN), (229, y, value, PLAIN)]
            y += 13
        y += 14
    found = drawn(cells)
    assert names(found) == [("Engineer", "Acme Ltd"), ("Developer", "Bolt Ltd")]
    assert dates(found) == [("2022-08", "2023-09"), ("2021-08", "2022-07")]


def beside(heading: Cells, second: Cells) -> Cells:
    """Two jobs at the right of a margin, whose first lines do not stand at the height of the heading's."""
    cells: Cells = [*heading, *second]
    y = 210.0
    for employer, title, when in (
        ("Acme Ltd", "Buyer", "Jan. 2024–present"),
        ("Bolt Ltd", "Clerk", "May 2020–Dec. 2023"),
    ):
        cells += [(160, y, f"{title}, {employer}, Leeds", BOLD), (160, y + 15, when, "Helvetica@8")]
        cells.append((170, y + 28, "Kept the books of the house and paid the bills of the month", PLAIN))
        y += 62
    cells += [(160, y + 20, "Diploma, University of Leeds", BOLD), (160, y + 33, "2016–2020", "Helvetica@8")]
    return cells


def test_heading_of_two_lines_beside_text_at_other_heights() -> None:
    small = "Helvetica-Bold@8"
    found = drawn(
        beside(
            [(60, 204, "Professional", small), (60, 216, "experience", small)],
            [(60, 350, "Education and", small), (60, 361, "training", small)],
        )
    )
    assert names(found) == [("Buyer", "Acme Ltd"), ("Clerk", "Bolt Ltd")]


def test_stroke_over_a_heading_of_two_lines() -> None:
    """The stroke stands beside the first line of what the heading below it heads."""
    small = "Helvetica-Bold@8"
    found = drawn(
        beside(
            [(60, 203, "—", BOLD), (60, 217, "Professional", small), (60, 228, "experience", small)],
            [(60, 347, "—", BOLD), (60, 361, "Education", small)],
        )
    )
    assert names(found) == [("Buyer", "Acme Ltd"), ("Clerk", "Bolt Ltd")]


def test_address_in_the_margin_above_headings_alone() -> None:
    cells: Cells = [(260, 40, "Nora Whitcombe", "Helvetica-Bold@20"), (40, 70, "34 Village Street, Leeds", PLAIN)]
    cells += [(40, 84, "nora@example.org", PLAIN), (260, 84, "+44 20 7946 0100", PLAIN)]
    parts = {
        "Profile": [("Porter with an eye for people.", "")],
        "Education": [("BSc Biology", "2007-01 – 2009-10"), ("UNIVERSITY OF LEEDS", "")],
        "Experience": [("Grower", "2020-10 – 2021-02"), ("SHIPPING PLC", ""), ("Florist", "2016-10 – 2019-10")],
        "Volunteering": [("Volunteer", "2011-06 – 2013-09"), ("FOOD BANK", "")],
        "Skills": [("Priva, Revit", "")],
    }
    y = 120.0
    for heading, lines in parts.items():
        cells.append((40, y, heading, "Helvetica-Bold@12"))
        for text, when in lines:
            cells += (
                [(260, y, text, BOLD if when else PLAIN), (470, y, when, BOLD)] if when else [(260, y, text, PLAIN)]
            )
            y += 14
        y += 10
    found = drawn(cells)
    assert [start for start, _ in dates(found)] == ["2020-10", "2016-10", "2011-06"]
    assert "UNIVERSITY OF LEEDS" not in [employer for _, employer in names(found)]


def test_short_list_with_dates_below_its_names_is_a_column() -> None:
    cells: Cells = [(60, 60, "Training", HEAD), (230, 60, "Experience", HEAD)]
    cells += [
        (60, 78, "Lean Green Belt", BOLD),
        (60, 91, "2012", PLAIN),
        (60, 104, "First aid", BOLD),
        (60, 117, "2021", PLAIN),
    ]
    y = 78.0
    for employer, title, when in (
        ("Atelier 21", "Buyer", "Feb 2022 – present"),
        ("May & Sons", "Clerk", "Oct 2018 – Dec 2020"),
        ("Shipping plc", "Porter", "Dec 2014 – Sept 2018"),
    ):
        cells += [(230, y, f"{employer} | {title}", PLAIN), (530 - width(when, BOLD), y, when, BOLD)]
        cells += [(236, y + 13, "Bargained for frames and rails and kept the stock", PLAIN)]
        cells += [(236, y + 26, "Wrote the plans of the month and the reports", PLAIN)]
        y += 48
    found = drawn(cells)
    assert dates(found) == [("2022-02", "present"), ("2018-10", "2020-12"), ("2014-12", "2018-09")]
    assert names(found)[0] == ("Buyer", "Atelier 21")


def test_address_that_runs_over_the_gutter() -> None:
    cells: Cells = [(60, 60, "Paloma", HEAD), (200, 60, "Profile", HEAD), (200, 78, "Sells with an aim.", PLAIN)]
    cells += [(60, 140, "paloma.requena.diez@example.org", PLAIN), (60, 160, "+34 600 11 2908", PLAIN)]
    cells += [(60, 190, "Skills", HEAD), (60, 206, "Bargaining", PLAIN), (60, 219, "Teams", PLAIN)]
    cells += [(60, 250, "Languages", HEAD), (60, 266, "Spanish", PLAIN), (60, 279, "English", PLAIN)]
    cells.append((200, 110, "Experience", HEAD))
    y = 128.0
    for employer, title, when in (
        ("Vinos S.A.", "Sales Manager", "03/2022 - present"),
        ("Ópticas Mirabel", "Shop Manager", "11/2021 - 02/2022"),
        ("Muebles S.L.", "Salesman", "05/2020 - 10/2021"),
    ):
        cells += [(206, y, employer, BOLD), (480, y, when, PLAIN), (206, y + 20, title, "Helvetica@11")]
        cells += [(216, y + 34, "Bargained with houses and chains of hotels", PLAIN)]
        cells += [(216, y + 47, "and led a shop with nine people and its till.", PLAIN)]
        y += 70
    found = drawn(cells)
    assert names(found) == [
        ("Sales Manager", "Vinos S.A."),
        ("Shop Manager", "Ópticas Mirabel"),
        ("Salesman", "Muebles S.L."),
    ]


def test_open_date_at_the_right_that_nearly_touches_the_names() -> None:
    cells: Cells = [(60, 60, "Esperienza", HEAD)]
    y = 80.0
    for names_of, when in (
        ("Restauratore di dipinti e di mobili antichi | H2O Werke GmbH", "dal set 2021"),
        ("Guida museale | Maglificio 1958", "gen 2019–nov 2020"),
        ("Contabile | Trattoria Maggio", "ott 2015–apr 2018"),
        ("Sarta | Ferrovie del Golfo", "nov 2011–set 2015"),
    ):
        right = 60 + width("Restauratore di dipinti e di mobili antichi | H2O Werke GmbH", PLAIN) + 10
        right += width("dal set 2021", PLAIN)
        cells += [(60, y, names_of, PLAIN), (right - width(when, PLAIN), y, when, PLAIN)]
        cells.append((70, y + 13, "Visite per le scolaresche e restauro di tele", PLAIN))
        y += 36
    found = drawn(cells)
    assert dates(found)[0] == ("2021-09", "present")
    assert names(found)[0] == ("Restauratore di dipinti e di mobili antichi", "H2O Werke GmbH")


def test_dates_at_one_place_of_two_pages_are_no_footer() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    from xpcalc import assess

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    years = iter(("2021 - 2023", "2018 - 2021", "2016 - 2018"))
    for page in range(3):
        canvas.setFont("Helvetica", 10)
        if page:
            canvas.drawString(60, 800, next(years))
            canvas.drawString(60, 780, "Cared for eight people a shift and for their papers.")
        else:
            canvas.drawString(60, 780, "Experience")
        if page < 2:
            canvas.setFont("Helvetica-Bold", 10)
            canvas.drawString(60, 100, ("Ward Manager", "Nurse")[page])
            canvas.drawString(60, 86, ("Kestrel Agency", "Marden Hospital")[page])
        canvas.showPage()
    canvas.save()
    found = assess(buffer.getvalue(), name="cv.pdf", as_of="2026-11-21")
    assert dates(found) == [("2021", "2023"), ("2018", "2021")]


def test_end_of_a_list_item_that_reads_like_a_heading() -> None:
    cells: Cells = [(60, 60, "Experience", PLAIN)]
    y = 80.0
    for employer, when in (("Acme Ltd", "May 2025 – Dec 2025"), ("Bolt Ltd", "June 2021 – May 2024")):
        cells += [(60, y, employer, PLAIN), (420, y, when, PLAIN), (60, y + 13, "Head of Staff", PLAIN)]
        cells += [
            (70, y + 26, "Pays two hundred and forty people and reports to", PLAIN),
            (70, y + 39, "Contact.", PLAIN),
        ]
        cells += [(70, y + 52, "Writes the plan of trainings of the year", PLAIN)]
        y += 80
    cells += [(60, y, "Skills", PLAIN), (60, y + 16, "Labour law", PLAIN)]
    assert dates(drawn(cells)) == [("2025-05", "2025-12"), ("2021-06", "2024-05")]


def test_titles_in_the_dress_of_headings_beside_dates() -> None:
    """The headings begin where the dates do; the titles, in the same bold letters, begin further in."""
    cells: Cells = [(60, 60, "Experience", "Helvetica-Bold@11")]
    y = 80.0
    for n in range(6):
        cells += [(60, y, f"0{n + 1}/{2020 - 2 * n}–12/{2021 - 2 * n}", "Helvetica-Oblique@11")]
        cells += [(160, y, f"{'Acme Bolt Cedar Delta Elm Fir'.split()[n]} S.A., Leeds", "Helvetica-Oblique@11")]
        cells += [(160, y + 14, f"Overseer of Fields {'ABCDEF'[n]}", "Helvetica-Bold@11")]
        # Why: lines in that dress are looked at from the third dated one on.
        cells += [(60, y + 14, "(3 months)", "Helvetica-Oblique@11")] if n < 2 else []
        cells += [(170, y + 28, "- Watering of forty hectares of vines and olives", "Helvetica@11")]
        y += 50
    for heading, text in (("Education", "School of the Fields"), ("Skills", "QGIS")):
        cells += [(60, y, heading, "Helvetica-Bold@11"), (160, y + 16, text, "Helvetica-Oblique@11")]
        y += 40
    assert len(dates(drawn(cells))) == 6


def test_titles_in_the_dress_and_at_the_place_of_headings() -> None:
    cells: Cells = [(60, 60, "Experience", BOLD)]
    cells += [(60, 80, "Acme Ltd", PLAIN), (60, 94, "Chief Buyer", BOLD), (440, 94, "Feb 2022 – present", PLAIN)]
    cells += [(60, 112, "Buyer", BOLD), (440, 112, "Oct 2020 – Jan 2022", PLAIN)]
    cells.append((60, 126, "Bargained for frames and rails and kept the stock of the house", PLAIN))
    y = 144.0
    for title, employer, when in (
        ("Purchasing Manager", "Cedar Ltd, Leeds", "Dec 2016 – Sept 2020"),
        ("Office Assistant", "Delta Ltd, Leeds", "Sept 2010 – Sept 2012"),
    ):
        cells += [(60, y, title, BOLD), (60, y + 14, employer, PLAIN), (440, y + 14, when, PLAIN)]
        cells.append((60, y + 28, "Bargained for frames and rails and kept the stock of the house", PLAIN))
        y += 48
    cells += [(60, y, "Education", BOLD), (60, y + 14, "University of Leeds", PLAIN), (440, y + 14, "2007", PLAIN)]
    assert len(dates(drawn(cells))) == 4


def test_column_of_one_line_beside_a_heading() -> None:
    cells: Cells = [(60, 60, "Skills", HEAD), (60, 78, "TopSolid", PLAIN), (230, 60, "Experience", HEAD)]
    y = 78.0
    for title, when, employer in (
        ("Plant Manager", "May 2025 – Sept 2025", "Acme Ltd, Leeds"),
        ("Foreman", "Nov 2022 – May 2024", "Bolt Ltd, Leeds"),
        ("Planner", "Dec 2019 – Oct 2022", "Cedar Ltd, Leeds"),
    ):
        cells += [(230, y, title, BOLD), (230, y + 13, when, PLAIN), (230, y + 26, employer, PLAIN)]
        cells.append((230, y + 39, "• Kept the stock of the house and the papers", PLAIN))
        y += 58
    assert dates(drawn(cells)) == [("2025-05", "2025-09"), ("2022-11", "2024-05"), ("2019-12", "2022-10")]


def test_line_of_a_column_that_a_line_of_the_other_would_part() -> None:
    """The date and the title stand at one height, but for a point; a line of the side bar stands between them."""
    cells: Cells = [(60, 60, "Skills", HEAD), (200, 60, "Experience", HEAD)]
    cells += [(60, 81.5 + 15.5 * n, f"Skill {'ABCDEFGHIJ'[n]}", "Helvetica@9") for n in range(8)]
    y = 84.0
    for title, employer, begun, left in (
        ("Overseer", "Bodegas Abril", "04.07.2021", "21.07.2023"),
        ("Electrician", "Hotel Sur", "01.04.2018", "15.06.2021"),
        ("Fitter", "Hotel Norte", "11.04.2014", "27.02.2017"),
    ):
        cells += [
            (200, y - 1, begun, "Helvetica@8"),
            (200, y + 11, "-", "Helvetica@8"),
            (200, y + 24, left, "Helvetica@8"),
        ]
        cells += [(270, y + 2, title, "Helvetica-Oblique@11"), (270, y + 14, employer, PLAIN)]
        cells += [(276, y + 28, "Upkeep of seventeen lines that fill the bottles", PLAIN)]
        cells += [(276, y + 41, "and orders of work for three people.", PLAIN)]
        y += 62
    found = drawn(cells)
    assert dates(found)[0] == ("2021-07-04", "2023-07-21")
    assert [title for title, _ in names(found)] == ["Overseer", "Electrician", "Fitter"]


def test_open_date_whose_length_breaks() -> None:
    cells: Cells = [(60, 60, "Werkervaring", HEAD)]
    y = 80.0
    for lines, title in (
        (("03/2021– (4 jaar 2", "maanden)"), "Hoofd Techniek"),
        (("06/2019–02/2021", "(1 jaar 9", "maanden)"), "Bedrijfsleider"),
        (("10/2017–03/2019", "(1 jaar 6", "maanden)"), "Teeltspecialist"),
    ):
        cells += [(60, y + 12 * k, line, "Helvetica-Oblique@9") for k, line in enumerate(lines)]
        cells += [(160, y, title, BOLD), (160, y + 12, "Hotel Avril", PLAIN)]
        cells += [(170, y + 24, "Hield de boeken van het huis bij en schreef de plannen", PLAIN)]
        y += 50
    assert dates(drawn(cells))[0] == ("2021-03", "present")


def test_end_below_a_start_that_is_set_in() -> None:
    """The dash stands before the end, and the first line of each date is set in."""
    cells: Cells = [(60, 60, "Experience", HEAD)]
    y = 80.0
    for first, second, title in (
        ("September 2019", "- January 2022", "Senior Analyst"),
        ("August 2018 -", "August 2019", "Analyst"),
        ("September 2014", "- April 2018", "Technician"),
    ):
        cells += [
            (72, y, first, PLAIN),
            (60, y + 12, second, PLAIN),
            (170, y, title, BOLD),
            (170, y + 12, "Acme Ltd", PLAIN),
        ]
        cells.append((180, y + 25, "• Prepared the visit of the house and closed it without findings", PLAIN))
        y += 46
    assert dates(drawn(cells)) == [("2019-09", "2022-01"), ("2018-08", "2019-08"), ("2014-09", "2018-04")]


def test_sign_between_two_dates_that_a_scan_shows_as_letters() -> None:
    cells: Cells = [(60, 60, "Experience", HEAD)]
    for n, (begun, sign, left) in enumerate((("Oct 2019", "-", "Sep 2021"), ("Sep 2016", "wi", "May 2018"))):
        y = 80.0 + 46 * n
        cells += [(60, y, f"{'Acme Bolt'.split()[n]} Ltd", BOLD), (60, y + 13, "Developer", PLAIN)]
        if sign == "-":
            cells.append((400, y + 13, f"{begun} - {left}", PLAIN))
        else:
            cells += [(400, y + 13, begun, PLAIN), (468, y + 13, sign, PLAIN), (512, y + 13, left, PLAIN)]
        cells.append((70, y + 26, "• Kept the programs of the house", PLAIN))
    found = drawn(cells)
    assert dates(found) == [("2019-10", "2021-09"), ("2016-09", "2018-05")]
    assert names(found)[1] == ("Developer", "Bolt Ltd")

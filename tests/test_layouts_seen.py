"""Structures of other people's themes, each in the smallest document that shows it."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from xpcalc import Assessment, assess


def held(assessment: Assessment) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(p.title, p.employer, p.start, p.end) for p in assessment.positions]


def html(body: str) -> Assessment:
    page = f"<html><body><h1>Nora Whitcombe</h1><h2>Work Experience</h2>{body}</body></html>"
    return assess(page.encode(), name="cv.html", as_of="2026-11-21")


def test_pieces_of_a_line_that_only_style_sheets_set_apart() -> None:
    found = html(
        '<p><span class="position">Junior Developer</span> <span class="company">Novaluna LLC</span></p>'
        "<p>Dec 2017 — Mar 2025</p><ul><li>Wrote help articles</li></ul>"
    )
    assert held(found) == [("Junior Developer", "Novaluna LLC", "2017-12", "2025-03")]


def test_length_that_touches_its_range() -> None:
    found = html(
        "<p><strong>Agent</strong>, Acme Ltd</p>"
        '<p><small><span class="a">May, 2020 - May, 2022</span><span><i class="icon"></i>2 years</span></small></p>'
    )
    assert held(found) == [("Agent", "Acme Ltd", "2020-05", "2022-05")]


def test_list_items_that_are_fields() -> None:
    job = (
        '<div><h3>{}</h3><ul><li class="date">{}</li><li class="position">{}</li></ul>'
        "<ul><li>Trained new colleagues</li><li>Wrote help articles</li></ul></div>"
    )
    found = html(
        "<style>li.date, li.position {font-weight: bold}</style>"
        + job.format("Sunfield LLC", "January 2025 - March 2025", "CX Quality Analyst")
        + job.format("Ocelot Ltd", "February 2024 - September 2024", "Support Team Lead")
    )
    assert [p.title for p in found.positions] == ["CX Quality Analyst", "Support Team Lead"]


def test_heading_with_a_count_and_heading_with_a_slip() -> None:
    for heading in ("Work Experience (4)", "Work Experience(12)", "Expérience professionelle", "Work Experrience"):
        text = f"Nora Whitcombe\n\n{heading}\n\nAgent\nAcme Ltd\nJan 2020 - Dec 2021\n"
        assert assess(text.encode(), name="cv.txt", as_of="2026-11-21").total.months == 24


def test_section_printed_twice_word_for_word_is_read_once() -> None:
    job = "<h3>Acme Ltd</h3><p>Jan 2020 - Dec 2021</p><p><b>Agent</b></p><ul><li>Wrote articles</li></ul>"
    found = html(job + "<h2>Work Experience</h2>" + job)
    assert len(found.positions) == 1
    assert "I_SAME_POSITION" in {f.code for f in found.findings}


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("Agencia Mayo 2019-11 — 2023-05", "2019-11", "2023-05"),
        ("Acme Ltd 2021- 12 to 2024- 12", "2021-12", "2024-12"),
        ("Especialista de soporte nivel 2 Mar 2024 - Present", "2024-03", "present"),
    ],
)
def test_names_beside_dates(line: str, start: str, end: str) -> None:
    text = f"Nora Whitcombe\n\nWork Experience\n\nAgente de soporte\n{line}\n- Wrote help articles\n"
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert [(p.start, p.end) for p in found.positions] == [(start, end)]


def test_dates_at_the_right_of_a_column_beside_a_side_bar() -> None:
    cells = [(60.0, 60.0, "WORK EXPERIENCE", "Helvetica-Bold"), (470.0, 60.0, "Nora Whitcombe", "Helvetica")]
    jobs = [("Agent", "Acme Ltd", "2021 - Present"), ("Cashier", "Quillfern Ltd", "2014 - 2021")]
    jobs += [("Waiter", "Ironbark Ltd", "2013 - 2014"), ("Courier", "Sunfield Ltd", "2011 - 2013")]
    for n, (title, employer, dates) in enumerate(jobs):
        cells += [(60.0, 90.0 + 50 * n, title, "Helvetica"), (60.0, 103.0 + 50 * n, employer, "Helvetica-Oblique")]
        cells += [(370.0, 90.0 + 50 * n, dates, "Helvetica")]
    cells += [(470.0, 90.0, "Leeds", "Helvetica"), (470.0, 130.0, "nora@example.org", "Helvetica")]
    cells += [(470.0, 170.0, "EDUCATION", "Helvetica-Bold"), (470.0, 185.0, "BA in Linguistics", "Helvetica")]
    cells += [(470.0, 200.0, "University of Leeds", "Helvetica"), (470.0, 215.0, "2007 - 2010", "Helvetica")]
    cells += [(470.0, 250.0, "LANGUAGES", "Helvetica-Bold"), (470.0, 265.0, "English (native)", "Helvetica")]
    cells += [(470.0, 300.0, "INTERESTS", "Helvetica-Bold"), (470.0, 315.0, "Chess", "Helvetica")]
    found = drawn(cells)
    assert [(p.title, p.start) for p in found.positions] == [
        ("Agent", "2021"),
        ("Cashier", "2014"),
        ("Waiter", "2013"),
        ("Courier", "2011"),
    ]


def test_headings_and_dates_at_the_right_edge_are_no_column() -> None:
    cells = [(60.0, 60.0, "Nora Whitcombe", "Helvetica-Bold"), (480.0, 90.0, "Contact", "Helvetica-Bold")]
    for n, line in enumerate(("Email", "nora@example.org", "Phone", "+44 113 496 0000", "Leeds")):
        cells.append((60.0, 105.0 + 13 * n, line, "Helvetica"))
    cells += [(490.0, 190.0, "Work", "Helvetica-Bold")]
    for n, (employer, title, dates) in enumerate(
        [("Acme Ltd", "Support Agent", "2022-11 — 2023-07"), ("Ironbark Ltd", "Cashier", "2019-02 — 2021-04")]
    ):
        cells += [(60.0, 210.0 + 60 * n, employer, "Helvetica-Bold"), (450.0, 210.0 + 60 * n, dates, "Helvetica-Bold")]
        cells += [(60.0, 224.0 + 60 * n, title, "Helvetica"), (80.0, 240.0 + 60 * n, "Wrote articles", "Helvetica")]
    found = drawn(cells)
    assert held(found) == [
        ("Support Agent", "Acme Ltd", "2022-11", "2023-07"),
        ("Cashier", "Ironbark Ltd", "2019-02", "2021-04"),
    ]


def test_name_and_year_that_touch_are_two_words() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cells = [(60.0, 60.0, "Nora Whitcombe", "Helvetica-Bold"), (60.0, 90.0, "Work Experience", "Helvetica-Bold")]
    for n, (employer, dates) in enumerate([("Now Software", "2025 - 2026"), ("Ironbark Health", "2023 - 2024")]):
        y = 115.0 + 40 * n
        cells += [
            (60.0, y, employer, "Helvetica"),
            (60.0 + stringWidth(employer, "Helvetica", 10), y, dates, "Times-Roman"),
        ]
        cells += [(60.0, y + 14, "Call Center Agent", "Helvetica")]
    found = drawn(cells)
    assert [(p.employer, p.start, p.end) for p in found.positions] == [
        ("Now Software", "2025", "2026"),
        ("Ironbark Health", "2023", "2024"),
    ]


# ---------------------------------------------------------------- dates that the layout takes apart


def test_dates_over_each_other_in_the_middle_of_a_margin() -> None:
    """The last one is open: the dash under it must not run into the start of the job below."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cells = [(60.0, 100.0, "Work Experience", "Helvetica-Bold")]
    for top, stack, job, text in (
        (130, ("JUN 2021", "–"), "Support Lead, Brightmoor Ltd", "Led a team of six agents"),
        (170, ("OCT 2018", "–", "MAY 2021"), "Support Agent, Quillfern Ltd", "Answered sixty tickets a day"),
    ):
        for n, date in enumerate(stack):
            cells.append((93 - stringWidth(date, "Helvetica", 10) / 2, top + 12 * n, date, "Helvetica"))
        cells += [(150, top, job, "Helvetica-Bold"), (160, top + 12, text, "Helvetica")]
    found = drawn(cells)
    assert [(p.employer, p.start, p.end) for p in found.positions] == [
        ("Brightmoor Ltd", "2021-06", "present"),
        ("Quillfern Ltd", "2018-10", "2021-05"),
    ]


def test_dates_whose_dash_has_no_code_in_its_font() -> None:
    jobs = "Agent, Acme Ltd\nMar 2019 May 2021\n- Wrote articles\n\nClerk, Brightmoor Ltd\n01.2016 12.2018\n- Filed\n"
    text = f"Nora Whitcombe\n\nWork Experience\n\n{jobs}"
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert [(p.start, p.end) for p in found.positions] == [("2019-03", "2021-05"), ("2016-01", "2018-12")]


def test_start_and_end_in_cells_of_their_own() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    found = html(
        "<table>"
        + row.format("03/2019", "05/2021", "Agent, Acme Ltd")
        + row.format("01/2016", "12/2018", "Clerk, Brightmoor Ltd")
        + "</table>"
    )
    assert [(p.start, p.end) for p in found.positions] == [("2019-03", "2021-05"), ("2016-01", "2018-12")]


def test_dates_moved_to_the_right_with_blanks() -> None:
    blanks = "&nbsp;" * 30
    found = html(
        f"<p><b>Acme Ltd{blanks}03/2019 – 05/2021</b></p><p>Agent{blanks}Leeds</p><ul><li>Wrote articles</li></ul>"
        f"<p><b>Brightmoor Ltd{blanks}01/2016 – 12/2018</b></p><p>Clerk{blanks}York</p><ul><li>Filed</li></ul>"
    )
    assert held(found) == [
        ("Agent", "Acme Ltd", "2019-03", "2021-05"),
        ("Clerk", "Brightmoor Ltd", "2016-01", "2018-12"),
    ]


def test_heading_in_a_margin_that_takes_two_lines_beside_its_first_job() -> None:
    found = drawn(
        [
            (40, 100, "Professional", "Helvetica-Bold"),
            (150, 100, "Brightmoor Ltd", "Helvetica-Bold"),
            (420, 100, "Apr 2021 – Present", "Helvetica"),
            (40, 113, "Experience", "Helvetica-Bold"),
            (150, 113, "Support Lead", "Helvetica"),
            (160, 128, "• Led a team of six agents", "Helvetica"),
            (150, 150, "Quillfern Ltd", "Helvetica-Bold"),
            (420, 150, "Jan 2020 – Mar 2021", "Helvetica"),
            (150, 163, "Support Agent", "Helvetica"),
            (160, 178, "• Answered sixty tickets a day", "Helvetica"),
            (40, 205, "Education", "Helvetica-Bold"),
            (150, 205, "BA History, York", "Helvetica"),
        ]
    )
    assert [(p.title, p.employer) for p in found.positions] == [
        ("Support Lead", "Brightmoor Ltd"),
        ("Support Agent", "Quillfern Ltd"),
    ]


def test_jobs_that_are_items_of_a_list_beside_their_dates() -> None:
    cells = [(60.0, 100.0, "Work Experience", "Helvetica-Bold")]
    for n, (dates, job, text) in enumerate(
        (
            ("04/2021 – 05/2023", "• Support Lead, Brightmoor Ltd", "Planned shifts for six people"),
            ("01/2020 – 03/2021", "• Support Agent, Quillfern Ltd", "Answered tickets by mail"),
        )
    ):
        cells += [(60, 130 + 40 * n, dates, "Helvetica"), (190, 130 + 40 * n, job, "Helvetica")]
        cells += [(198, 143 + 40 * n, text, "Helvetica")]
    found = drawn(cells)
    assert [(p.title, p.employer) for p in found.positions] == [
        ("Support Lead", "Brightmoor Ltd"),
        ("Support Agent", "Quillfern Ltd"),
    ]


def test_a_heading_without_its_ligature_still_heads_its_section() -> None:
    work = "Beru icher Werdegang\n\nSachbearbeiterin, Acme GmbH\n03/2019 – 05/2021\n"
    text = f"Nora Whitcombe\n\n{work}\nEhrenamt\n\nHelferin, Tafel\n2017 – 2018\n"
    assert assess(text.encode(), name="cv.txt", as_of="2026-11-21").total.months == 27


def test_jobs_under_a_heading_that_nobody_knows_are_not_silently_left_out() -> None:
    text = (
        "Nora Whitcombe\n\nSkills\n\nExcel\n\nWhere the wind blew me\n\nAgent, Acme Ltd\n03/2019 – 05/2021\n\n"
        "Volunteering\n\nHelper, Food Bank\n2017 – 2018\n"
    )
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert "W_DATE_OUTSIDE" in {f.code for f in found.findings}


def test_pictures_beside_dates_and_place_part_them() -> None:
    jobs = [
        ("Agent", "Acme Ltd", "May 2020 – May 2022", "Leeds"),
        ("Cashier", "Quillfern", "May 2018 – May 2020", "York"),
    ]
    text = "\n".join(
        [f"### {title} @ {employer}\n📅 {dates} 📍 {place}\n\n- Sold" for title, employer, dates, place in jobs]
    )
    found = assess(f"# Nora\n\n## 💼 Work Experience\n\n{text}".encode(), name="cv.md", as_of="2026-11-21")
    assert held(found) == [("Agent", "Acme Ltd", "2020-05", "2022-05"), ("Cashier", "Quillfern", "2018-05", "2020-05")]
    assert [p.location for p in found.positions] == ["Leeds", "York"]


def test_column_of_a_table_for_the_title_and_its_text() -> None:
    rows = [
        ("May 2020 – May 2022", "Acme Ltd<br>Leeds", "<b>Support Agent</b><ul><li>Answered tickets</li></ul>"),
        ("May 2018 – April 2020", "Quillfern<br>York", "<b>Cashier</b><ul><li>Counted the till</li></ul>"),
    ]
    cells = "".join(["<tr>" + "".join([f"<td>{cell}</td>" for cell in row]) + "</tr>" for row in rows])
    head = "<tr><th>Period</th><th>Employer</th><th>Position / Duties</th></tr>"
    found = html(f"<table>{head}{cells}</table>")
    assert held(found) == [
        ("Support Agent", "Acme Ltd", "2020-05", "2022-05"),
        ("Cashier", "Quillfern", "2018-05", "2020-04"),
    ]


def test_title_set_in_below_employer_and_dates() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    jobs = [("ACME", "05/2020 - 05/2022", "Support Agent"), ("QUILLFERN", "01/2019 - 04/2020", "Cashier")]
    for n, (employer, dates, title) in enumerate(jobs):
        y = 90.0 + 60 * n
        cells += [
            (60, y, employer, "Helvetica-Bold"),
            (330, y, dates, "Helvetica-Bold"),
            (75, y + 14, title, "Helvetica"),
        ]
        cells += [(85, y + 28, "• Answered questions of customers", "Helvetica")]
    assert [(p.title, p.employer) for p in drawn(cells).positions] == [
        ("Support Agent", "ACME"),
        ("Cashier", "QUILLFERN"),
    ]


def test_letters_of_a_font_of_pictures_are_none() -> None:
    from readers.make_pdf import line, pdf

    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+FontAwesome5Free-Regular /Encoding /WinAnsiEncoding >>"
    rows = [("Support Agent", "Acme Ltd", "05/2020 - 05/2022"), ("Cashier", "Quillfern", "01/2019 - 04/2020")]
    page = line(60, 760, "Work Experience", 13, "F2")
    for n, (title, employer, dates) in enumerate(rows):
        y = 730 - 60 * n
        page += line(60, y, title, font="F2") + line(60, y - 14, employer)
        page += line(60, y - 28, "z", font="F3") + line(72, y - 28, dates)
    data = pdf(page, objects={10: font}, resources=b"")
    data = data.replace(b"/F2 6 0 R >>", b"/F2 6 0 R /F3 10 0 R >>")
    found = assess(data, name="cv.pdf", as_of="2026-11-21")
    assert "z" not in [cell.text for cell in found.document.lines]
    assert [(p.title, p.employer) for p in found.positions] == [("Support Agent", "Acme Ltd"), ("Cashier", "Quillfern")]


def test_type_of_its_own_sets_a_date_apart() -> None:
    jobs = (
        "- **Agent** @ Acme Ltd `since May 2022`\n  - Sold\n- **Clerk** @ Quillfern `May 2020 – May 2022`\n  - Wrote\n"
    )
    found = assess(f"# Nora\n\n## Work Experience\n\n{jobs}".encode(), name="cv.md", as_of="2026-11-21")
    assert held(found) == [("Agent", "Acme Ltd", "2022-05", "present"), ("Clerk", "Quillfern", "2020-05", "2022-05")]


def test_a_dot_between_names_is_not_catalan() -> None:
    text = (
        "Ana\n\nWERKERVARING\n\nVoorman · Heijmans · 09/2021-heden\n- Contracten en klachten\n\n"
        "Timmerman · BAM Wonen · 04/2017-08/2021\n- Contracten en klachten\n"
    )
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert [(p.start, p.end) for p in found.positions] == [("2021-09", "present"), ("2017-04", "2021-08")]


@pytest.mark.parametrize("dots", [" .................... ", "....................", " . . . . . . . ", " ________ "])
def test_dots_that_lead_from_a_name_to_its_date(dots: str) -> None:
    jobs = (("Acme Ltd, Leeds", "4/2019 – present", "Support Lead"), ("Quillfern Ltd", "5/2014 – 3/2019", "Cashier"))
    wanted = [("2019-04", "present"), ("2014-05", "2019-03")]
    lines = [f"{name}{dots}{dates}\n{title}\n- Wrote help articles\n" for name, dates, title in jobs]
    text = "Nora Whitcombe\n\nWork Experience\n\n" + "\n".join(lines)
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert [(p.start, p.end) for p in found.positions] == wanted
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    for n, (name, dates, title) in enumerate(jobs):
        cells += [(60.0, 80.0 + 60 * n, f"{name}{dots}{dates}", "Helvetica")]
        cells += [(74.0, 93.0 + 60 * n, title, "Helvetica-Oblique")]
        cells += [(84.0, 106.0 + 60 * n, "• Wrote help articles and answered tickets.", "Helvetica")]
    names = [("Support Lead", "Acme Ltd"), ("Cashier", "Quillfern Ltd")]
    assert held(drawn(cells)) == [(*both, *dates) for both, dates in zip(names, wanted, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        ("Taught Italian and Latin to the first two years, from afar since", "March 2020."),
        ("Three audits from outside, all passed; part of the plan for 2018-", "2020."),
        ("Kept the accounts of the fund that the city paid out in the years", "2022-2024."),
        ("Moved 3,200 Saved Replies to Freshdesk in Weeks (Sept–Oct 2022) with", "no downtime at all for anybody."),
        ("Moved the books to SAP, Project 03/2018 – 10/2018.",),
    ],
)
def test_dates_in_running_text_without_marks_are_no_jobs(text: tuple[str, ...]) -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    jobs = [("Agent", "Acme Ltd", "Jan 2021 – present"), ("Cashier", "Quillfern Ltd", "Jun 2014 – Nov 2020")]
    jobs += [("Waiter", "Ironbark Ltd", "May 2013 – May 2014")]
    for n, (title, employer, dates) in enumerate(jobs):
        rows = [(employer, "Helvetica"), (title, "Helvetica"), (dates, "Helvetica-Oblique")]
        rows += [(line, "Helvetica") for line in text if n == 1]
        rows += [("Answered letters, calls and chats of customers in two languages.", "Helvetica")]
        cells += [(60.0, 80.0 + 100 * n + 13 * k, line, font) for k, (line, font) in enumerate(rows)]
    assert [(p.start, p.end) for p in drawn(cells).positions] == [
        ("2021-01", "present"),
        ("2014-06", "2020-11"),
        ("2013-05", "2014-05"),
    ]


def test_labels_that_say_more_of_a_job_are_not_its_title() -> None:
    job = "{}\n{}\n{}\nCategoría: Atención a clientes\nPoblación: Murcia\nAtendía las llamadas de los clientes.\n\n"
    text = "Nora Campos\n\nExperiencia laboral\n\n"
    text += job.format("Coordinadora", "Arkea Moda, S.L.", "Mayo de 2021 – presente")
    text += job.format("Teleoperadora", "Konecta, S.A.", "Enero de 2017 – Abril de 2021")
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert [(p.title, p.start) for p in found.positions] == [("Coordinadora", "2021-05"), ("Teleoperadora", "2017-01")]


def test_jobs_on_cards_beside_a_break_over_small_headings() -> None:
    cells = [(40.0, 60.0, "Work Experience", "Helvetica-Bold")]
    jobs = [("Agent", "Acme Ltd", "Jan 2022 – present"), ("Parental leave", "", "Jan 2021 – Dec 2021")]
    jobs += [("Cashier", "Ironbark Ltd", "Jun 2014 – Nov 2020"), ("Waiter", "Quillfern Ltd", "May 2013 – May 2014")]
    for n, job in enumerate(jobs):
        rows = [part for part in job if part]
        rows += ["Answered letters and calls of customers.", "Kept the minutes of the weekly round."] if job[1] else []
        cells += [
            (50.0 + 270 * (n % 2), 90.0 + 110 * (n // 2) + 13 * k, row, "Helvetica") for k, row in enumerate(rows)
        ]
    boxes = (("Education", "BA in Linguistics", "2009 – 2013"), ("Courses", "Excel for all", "2018"))
    for n, (heading, *rows) in enumerate(boxes):
        cells += [(40.0 + 270 * n, 310.0, heading, "Helvetica-Bold@11")]
        cells += [(40.0 + 270 * n, 325.0 + 13 * k, row, "Helvetica") for k, row in enumerate(rows)]
    cells += [(40.0, 370.0, "Skills", "Helvetica-Bold@11"), (40.0, 385.0, "Zendesk, Excel", "Helvetica")]
    found = drawn(cells)
    assert [(p.start, p.end) for p in found.positions] == [
        ("2022-01", "present"),
        ("2021-01", "2021-12"),
        ("2014-06", "2020-11"),
        ("2013-05", "2014-05"),
    ]
    assert [(p.title, p.employer) for p in found.positions if "leave" not in str((p.title, p.employer))] == [
        ("Agent", "Acme Ltd"),
        ("Cashier", "Ironbark Ltd"),
        ("Waiter", "Quillfern Ltd"),
    ]


def test_length_in_brackets_that_goes_on_in_the_next_line() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    jobs = [("Agent", "March 2020 – present (6", "years)"), ("Cashier", "May 2016 – June 2019 (3 years 2", "months)")]
    for n, (title, dates, rest) in enumerate(jobs):
        cells += [(60.0, 80.0 + 60 * n, f"{title} | Acme Ltd | Leeds | {dates}", "Helvetica-Bold")]
        cells += [(60.0, 93.0 + 60 * n, rest, "Helvetica-Bold")]
        cells += [(70.0, 106.0 + 60 * n, "• Wrote help articles and answered tickets.", "Helvetica")]
    assert held(drawn(cells)) == [
        ("Agent", "Acme Ltd", "2020-03", "present"),
        ("Cashier", "Acme Ltd", "2016-05", "2019-06"),
    ]


def test_years_in_the_last_line_of_a_list_item_are_no_job() -> None:
    text = (
        "Nora Whitcombe\n\nWork Experience\n\nAgent, Acme Ltd, Leeds (May 2019 - June 2020)\n"
        "* Planned ten campaigns; managed a budget of 1.3 million from\n  2016 to 2017.\n\n"
        "Cashier, Quillfern Ltd, Leeds (May 2014 - June 2016)\n* Planned routes\n"
    )
    found = assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    assert [p.start for p in found.positions] == ["2019-05", "2014-05"]


def test_names_and_dates_in_the_middle_of_the_page() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cells: list[tuple[float, float, str, str]] = [(240.0, 60.0, "Work Experience", "Helvetica-Bold")]
    jobs = [
        ("SUPPORT LEAD", "Brightmoor Ltd | Leeds | Apr 2021 to Present"),
        ("CASHIER", "Ironbark | May 2015 to Dec 2017"),
    ]
    jobs += [("WAITER", "Cafe Sunfield Ltd | Bath | Jun 2013 to Apr 2015")]
    for n, (title, line) in enumerate(jobs):
        for k, row in enumerate((title, line, "Served eighty guests every evening in summer")):
            font = "Helvetica" if k else "Helvetica-Bold@10"
            width = stringWidth(row, font.partition("@")[0], 10)
            cells.append((297.0 - width / 2, 90.0 + 70 * n + 13 * k, row, font))
    assert [p.title for p in drawn(cells).positions] == ["SUPPORT LEAD", "CASHIER", "WAITER"]


def test_column_of_a_table_for_employer_and_title() -> None:
    head = "<tr><th>Period</th><th>Employer / Position</th><th>Tasks</th></tr>"
    jobs = [("05/2020 – 05/2022", "Acme Ltd", "Agent"), ("05/2018 – 04/2020", "Quillfern Ltd", "Cashier")]
    rows = [f"<tr><td>{d}</td><td><b>{e}</b><br>{t}</td><td>Helped people</td></tr>" for d, e, t in jobs]
    found = html(f"<table>{head}{''.join(rows)}</table>")
    assert [(p.title, p.employer) for p in found.positions] == [("Agent", "Acme Ltd"), ("Cashier", "Quillfern Ltd")]


def test_jobs_that_are_items_with_their_date_on_the_next_line() -> None:
    jobs = [("Agent", "Acme Ltd", "05/2020 – 05/2022"), ("Cashier", "Quillfern Ltd", "05/2018 – 04/2020")]
    items = [f"<li><b>{t}</b>, {e}<br>{d}<ul><li>Helped people of all ages</li></ul></li>" for t, e, d in jobs]
    found = html(f"<ol>{''.join(items)}</ol>")
    assert [(p.title, p.employer) for p in found.positions] == [("Agent", "Acme Ltd"), ("Cashier", "Quillfern Ltd")]


TITLES = [("Agent", "Acme Ltd"), ("Cashier", "Quillfern Ltd"), ("Waiter", "Ironbark Ltd")]


def test_dates_that_are_written_as_mentions() -> None:
    found = html("<h3>Agent</h3><p>Acme Ltd</p><p>@Mar 2021 → Apr 2022 · Leeds</p><ul><li>Helped people</li></ul>")
    assert held(found) == [("Agent", "Acme Ltd", "2021-03", "2022-04")]


@pytest.mark.parametrize(
    "dates",
    [
        [("Today", "March 2021"), ("Feb 2021", "July 2016"), ("June 2016", "Aug 2013")],
        [("Today", "2021"), ("2020", "2016"), ("2015", "2013")],
    ],
)
def test_end_of_a_range_above_its_start_in_a_margin(dates: list[tuple[str, str]]) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    for n, ((title, employer), pair) in enumerate(zip(TITLES, dates, strict=True)):
        top = 90.0 + 50 * n
        for k, date in enumerate(pair):
            cells.append((140 - stringWidth(date, "Helvetica", 10), top + 12 * k, date, "Helvetica"))
        cells += [(152.0, top, f"{title}, {employer}", "Helvetica-Bold@10"), (152.0, top + 12, "Leeds", "Helvetica")]
        cells += [(152.0, top + 24, "Wrote the help pages and trained the new colleagues.", "Helvetica@8")]
    found = drawn(cells)
    assert [(p.title, p.start and p.start[:4]) for p in found.positions] == [
        ("Agent", "2021"),
        ("Cashier", "2016"),
        ("Waiter", "2013"),
    ]
    assert found.positions[0].end == "present"
    assert "W_REVERSED" not in {f.code for f in found.findings}


@pytest.mark.parametrize("bar", ["| ", "│ ", "  "])
def test_columns_side_by_side_in_typed_text(bar: str) -> None:
    left = "CONTACT,Leeds,,SKILLS,Zendesk,Excel,Jira,,EDUCATION,BA English,Leeds,2010 – 2013,,,,".split(",")
    right = ["SUMMARY", "Eight years of help desks.", "", "WORK EXPERIENCE"]
    for (title, employer), dates in zip(TITLES, ("2021 – Present", "2017 – 2021", "2014 – 2017"), strict=True):
        right += [title, f"{employer}, Leeds", dates, "+ Wrote the help pages"]
    text = "".join([f"{a:24}{bar}{b}\n" for a, b in zip(left, right, strict=True)])
    found = assess(f"Nora Whitcombe\n\n{text}".encode(), name="cv.txt", as_of="2026-11-21")
    assert [(p.title, p.employer) for p in found.positions] == TITLES


def test_a_table_of_jobs_beside_their_dates_is_no_pair_of_columns() -> None:
    rows = [f"20{20 - n}-20{21 - n}   | {t}\n            | {e}\n" for n, (t, e) in enumerate(TITLES * 2)]
    found = assess(f"Nora Whitcombe\n\nWORK EXPERIENCE\n{''.join(rows)}".encode(), name="cv.txt", as_of="2026-11-21")
    assert len(found.positions) == 6


def test_years_alone_where_the_others_end_in_ranges() -> None:
    jobs = zip(TITLES, ("2017 – 2021", "2014 – 2016", "2011"), strict=True)
    found = html("".join([f"<h3>{e}</h3><p><i>{t} {d}</i></p><ul><li>Helped</li></ul>" for (t, e), d in jobs]))
    assert [(p.title, p.start) for p in found.positions] == [("Agent", "2017"), ("Cashier", "2014"), ("Waiter", "2011")]


def test_job_in_small_bold_type_is_no_text() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    for n, ((title, employer), dates) in enumerate(
        zip(TITLES, ("09/19 – Present", "03/15 – 08/19", "04/08 – 01/10"), strict=True)
    ):
        size = 8 if n == 2 else 10.5
        cells += [(66.0, 90.0 + 45 * n, f"{dates} {title}", f"Helvetica-Bold@{size}")]
        cells += [
            (60.0, 104.0 + 45 * n, employer, "Helvetica-Oblique"),
            (70.0, 118.0 + 45 * n, "• Helped", "Helvetica"),
        ]
    assert [p.title for p in drawn(cells).positions] == ["Agent", "Cashier", "Waiter"]


def test_jobs_abreast_under_their_dates() -> None:
    cells = [(30.0, 60.0, "Work Experience", "Helvetica-Bold")]
    told = ("Wrote the help pages and", "the macros for", "colleagues.")
    for n, ((title, employer), dates) in enumerate(zip(TITLES, ("2015", "2016 – 2018", "2018 – Now"), strict=True)):
        x = 30.0 + 160 * n
        cells += [(x + 6, 90.0, dates, "Helvetica-Bold@8"), (x, 105.0, title, "Helvetica-Bold@9")]
        cells += [(x, 117.0, employer, "Helvetica-Bold@9")]
        cells += [(x, 138.0 + 12 * k, line, "Helvetica@9") for k, line in enumerate(told[: 3 - n])]
    cells += [(30.0, 200.0, "Education", "Helvetica-Bold"), (30.0, 215.0, "BA in Linguistics", "Helvetica")]
    cells += [(230.0, 200.0, "Skills", "Helvetica-Bold"), (230.0, 215.0, "Zendesk", "Helvetica")]
    found = drawn(cells)
    assert [(p.title, p.employer, p.start) for p in found.positions] == [
        ("Agent", "Acme Ltd", "2015"),
        ("Cashier", "Quillfern Ltd", "2016"),
        ("Waiter", "Ironbark Ltd", "2018"),
    ]


def test_place_under_a_date_takes_no_line_of_the_names() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    for n, ((title, employer), dates) in enumerate(
        zip(TITLES, ("02/2022 – Present", "03/2019 – 01/2022", "03/2017 – 02/2019"), strict=True)
    ):
        top, aside = 90.0 + 60 * n, 6.0 if n == 0 else 14.0
        cells += [
            (60.0, top, employer, "Helvetica-Bold@10"),
            (530 - stringWidth(dates, "Helvetica-Bold", 8), top, dates, "Helvetica-Bold@8"),
        ]
        cells += [
            (60.0, top + 15, title, "Helvetica"),
            (530 - stringWidth("Leeds", "Helvetica", 8), top + aside + 1, "Leeds", "Helvetica@8"),
        ]
        cells += [(72.0, top + 30, "Wrote the help pages and trained colleagues.", "Helvetica")]
    assert [(p.title, p.employer) for p in drawn(cells).positions] == TITLES


def test_last_line_of_an_item_that_begins_under_its_mark() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    for n, ((title, employer), dates) in enumerate(
        zip(TITLES, ("Feb 2024 – Now", "Jun 2021 – Jan 2024", "Mar 2019 – May 2021"), strict=True)
    ):
        top = 90.0 + 70 * n
        cells += [(60.0, top, dates, "Helvetica"), (60.0, top + 14, f"{title} | {employer}", "Helvetica-Bold@11")]
        cells += [
            (60.0, top + 29, "•", "Helvetica"),
            (67.0, top + 29, "Built the ledger: 3 million entries", "Helvetica"),
        ]
        cells += [(221.0, top + 29, "since", "Helvetica"), (60.0, top + 43, "November 2022.", "Helvetica")]
    assert [p.title for p in drawn(cells).positions] == ["Agent", "Cashier", "Waiter"]

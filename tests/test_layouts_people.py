"""CVs as people type them: forms, tables with start and end, headings of their own, bold that is forgotten once."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from xpcalc import Assessment, assess

Names = list[tuple[str | None, str | None]]


def read(text: str, name: str = "cv.txt") -> Assessment:
    return assess(text.encode(), name=name, as_of="2026-11-21")


def page(body: str, heading: str = "Work Experience") -> Assessment:
    return read(f"<html><body><h1>Nora Whitcombe</h1><h2>{heading}</h2>{body}</body></html>", "cv.html")


def names(found: Assessment) -> Names:
    return [(p.title, p.employer) for p in found.positions]


def dates(found: Assessment) -> list[tuple[str | None, str | None]]:
    return [(p.start, p.end) for p in found.positions]


def table(rows: list[list[str]], heading: str = "Work Experience") -> Assessment:
    lines = ["".join([f"<td>{cell}</td>" for cell in row]) for row in rows]
    return page("<table>" + "".join([f"<tr>{line}</tr>" for line in lines]) + "</table>", heading)


# ---------------------------------------------------------------- forms and tables


@pytest.mark.parametrize(
    ("head", "employer", "title", "start", "end", "now"),
    [
        ("Work Experience", "Employer", "Position", "Start date", "End date", "present"),
        ("Experiencia laboral", "Empresa", "Puesto", "Fecha de inicio", "Fecha de fin", "actualidad"),
        ("Experiência profissional", "Empresa", "Cargo", "Data de início", "Data de fim", "atual"),
        ("Expérience professionnelle", "Entreprise", "Poste", "Date de début", "Date de fin", "aujourd'hui"),
        ("Berufserfahrung", "Firma", "Position", "Beginn", "Ende", "heute"),
        ("Esperienza lavorativa", "Azienda", "Posizione", "Dal", "Al", "oggi"),
        ("Werkervaring", "Werkgever", "Functie", "In dienst", "Uit dienst", "heden"),
    ],
)
def test_start_and_end_in_two_fields(head: str, employer: str, title: str, start: str, end: str, now: str) -> None:
    text = f"Nora Whitcombe\n\n{head}\n\n"
    for name, at, begun, left in (("Agent", "Acme Ltd", "02/2021", now), ("Clerk", "Quillfern", "01/2018", "12/2020")):
        text += f"{title}: {name}\n{employer}: {at}\n{start}: {begun}\n{end}: {left}\n\n"
    found = read(text)
    assert names(found) == [("Agent", "Acme Ltd"), ("Clerk", "Quillfern")]
    assert dates(found) == [("2021-02", "present"), ("2018-01", "2020-12")]


def test_start_without_an_end_takes_none_from_the_next_job() -> None:
    form = "Position: {}\nEmployer: Acme Ltd\nStart date: {}\n"
    jobs = form.format("Agent", "02/2021") + "\n" + form.format("Clerk", "01/2018") + "End date: 12/2020\n"
    found = read(f"Nora Whitcombe\n\nWork Experience\n\n{jobs}")
    assert ("2018-01", "2020-12") in dates(found)
    assert all([p.end != "2020-12" or p.title == "Clerk" for p in found.positions])


def test_form_without_colons() -> None:
    text = "Nora Whitcombe\n\nWork Experience\n\n"
    for title, employer, begun, left in (
        ("Agent", "Acme Ltd", "Feb 2021", "present"),
        ("Clerk", "Bolt", "1/2018", "2/2020"),
    ):
        text += f"Job title {title}\nEmployer {employer}\nFrom {begun}\nTo {left}\nMain duties - helped\n\n"
    found = read(text)
    assert names(found) == [("Agent", "Acme Ltd"), ("Clerk", "Bolt")]
    assert dates(found) == [("2021-02", "present"), ("2018-01", "2020-02")]


def test_sentences_that_begin_like_labels_make_no_form() -> None:
    found = read(
        "Nora Whitcombe\n\nWork Experience\n\nAgent, Acme Ltd\nJan 2020 - Dec 2021\nPosition Papers for the board\n"
        "Employer Branding with two agencies\n"
    )
    assert names(found) == [("Agent", "Acme Ltd")]


def test_table_with_columns_for_start_and_end() -> None:
    found = table(
        [
            ["Incarico", "Ente", "Sede", "Dal", "Al", "Orario"],
            ["Docente", "I.C. Montalcini", "Salerno", "01.09.2024", "attuale", "18 ore"],
            ["Tutor", "Liceo Alfano", "Salerno", "03.10.2022", "08.06.2023", "12 ore"],
        ],
        "Esperienza professionale",
    )
    assert names(found) == [("Docente", "I.C. Montalcini"), ("Tutor", "Liceo Alfano")]
    assert dates(found) == [("2024-09-01", "present"), ("2022-10-03", "2023-06-08")]


def test_column_that_no_list_knows_holds_the_name_that_is_lacking() -> None:
    found = table(
        [
            ["Unit or body", "Position", "From", "To"],
            ["Quillfern", "Agent", "02/2021", "present"],
            ["Rookery", "Clerk", "01/2018", "12/2020"],
        ]
    )
    assert names(found) == [("Agent", "Quillfern"), ("Clerk", "Rookery")]


def test_date_broken_by_its_column_and_two_that_touch() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold")]
    heads = ("Employer", "Position", "From", "To", "Tasks")
    cells += [(60.0 + 100 * n, 80.0, head, "Helvetica-Bold@9") for n, head in enumerate(heads)]
    rows = (("Acme Ltd", "Agent", "October", "June"), ("Bolt Ltd", "Clerk", "01/2015", "07/2017"))
    for n, row in enumerate(rows):
        cells += [(60.0 + 100 * k, 100.0 + 40 * n, text, "Helvetica@9") for k, text in enumerate((*row, "Helped"))]
    cells += [(260.0, 112.0, "2018", "Helvetica@9"), (360.0, 112.0, "2021", "Helvetica@9")]
    found = drawn(cells)
    assert names(found) == [("Agent", "Acme Ltd"), ("Clerk", "Bolt Ltd")]
    assert dates(found) == [("2018-10", "2021-06"), ("2015-01", "2017-07")]


def test_range_that_goes_on_in_the_next_line_with_its_length() -> None:
    found = read(
        "Wellington Tavares\n\nHistórico profissional\n\nSupervisor. Sementa Tecnologia. ago/2022 – atual (4 anos)\n"
        "Vendedor interno. Casa do Construtor Ltda. mai/2017 –\nfev/2020 (2 anos e 10 meses)\n"
    )
    assert dates(found)[1] == ("2017-05", "2020-02")


# ---------------------------------------------------------------- names and places


def test_towns_that_no_list_has_are_known_by_what_they_stand_behind() -> None:
    found = read(
        "Rosa Mora\n\nExperiencia laboral\n\nEncargada, Logival, Montejo\n01/2020 - 12/2022\n\n"
        "Moza, Cash Arenas, Montejo\n01/2018 - 12/2019\n\nCajera, Súper Lucía, Lara Alta\n01/2016 - 12/2017\n"
    )
    assert [p.employer for p in found.positions] == ["Logival", "Cash Arenas", "Súper Lucía"]


def test_titles_behind_employers_are_no_towns() -> None:
    found = page(
        "".join(
            [
                f"<p><b>{employer}, Lecce — {title}</b></p><p>01/20{n} - 12/20{n}</p>"
                for employer, title, n in (("Maglificio", "Guida museale", 20), ("Comune", "Tirocinio curriculare", 18))
            ]
        )
    )
    assert [p.title for p in found.positions] == ["Guida museale", "Tirocinio curriculare"]


def test_house_that_is_named_after_the_town_behind_it() -> None:
    jobs = (("Serpa", 2020), ("Moura", 2018), ("Ourique", 2016))
    lines = [f"Professora, AE de {town}, {town}.\n09/{year} – 08/{year + 1}\n" for town, year in jobs]
    found = read("Graça Lourenço\n\nExperiência profissional\n\n" + "\n".join(lines))
    assert names(found) == [("Professora", f"AE de {town}") for town, _ in jobs]


def test_names_before_a_full_stop_are_told_from_what_was_done() -> None:
    found = read(
        "Rosalind Achterberg\n\nCareer History\n\n"
        "- 2015 to 2018: Senior Designer at Moxie & Plum, Portland, OR. Led packaging for two accounts.\n"
        "- 2013 to 2015: Junior Designer at JKR, New York, NY. Production artwork and mock-ups.\n"
        "- 2011 to 2013: Junior Consultant at itelligence, Leeds. Customizing, testing and training.\n"
    )
    assert names(found) == [
        ("Senior Designer", "Moxie & Plum"),
        ("Junior Designer", "JKR"),
        ("Junior Consultant", "itelligence"),
    ]


def test_words_that_join_a_name_stay_in_it() -> None:
    found = read(
        "Imogen Fairhurst\n\nWork Experience\n\nOct 2014 - Aug 2017\n"
        "Research Fellow, UCD Centre for the History of Medicine, Dublin\n"
    )
    assert names(found) == [("Research Fellow", "UCD Centre for the History of Medicine")]


def test_what_goes_on_below_a_label_in_a_margin_is_no_name() -> None:
    cells = [(60.0, 60.0, "Parcours professionnel", "Helvetica-Bold")]
    jobs = (
        ("09/2021 – 08/2023", "Directrice", "Ville d'Angers"),
        ("01/2016 – 08/2021", "Gestionnaire", "Mairie de Mans"),
    )
    for n, (when, title, employer) in enumerate(jobs):
        top = 90.0 + 60 * n
        cells += [(60.0, top, when, "Helvetica"), (260.0, top, title, "Helvetica-Bold")]
        cells += [(60.0, top + 14, "Grade: attachée, cat. A,", "Helvetica"), (260.0, top + 14, employer, "Helvetica")]
        cells += [(60.0, top + 26, "8e échelon", "Helvetica"), (260.0, top + 26, "Angers", "Helvetica")]
    assert names(drawn(cells)) == [(title, employer) for _, title, employer in jobs]


# ---------------------------------------------------------------- headings, years, bold


def test_headings_that_no_list_has_end_the_jobs() -> None:
    job = "<p>Agent, Acme Ltd</p><p>01/20{} - 12/20{}</p><p>Helped people</p>"
    found = page(
        "".join([job.format(n, n) for n in (20, 18, 16)])
        + "<h2>Wool and wonder</h2><p>03/2014 - 05/2014</p><p>Wool Fair, Leeds</p><h2>Languages</h2><p>English</p>"
    )
    assert len(found.positions) == 3
    assert "W_DATE_OUTSIDE" in {f.code for f in found.findings}


def test_employers_in_the_dress_of_headings_are_no_headings() -> None:
    told = "Answered the telephone and helped people with their invoices."
    job = "<h2>{}</h2><p>Agent</p><p>01/20{} - 12/20{}</p><p>" + told + "</p>"
    found = page("".join([job.format(e, n, n) for e, n in (("Quillfern", 20), ("Rookery", 18), ("Ironbark", 16))]))
    assert [p.employer for p in found.positions] == ["Quillfern", "Rookery", "Ironbark"]


def test_first_section_without_a_known_heading_holds_the_jobs() -> None:
    found = read(
        "Nora Whitcombe\n\nThe road so far\n\nAgent, Acme Ltd\n01/2020 - 12/2021\n\nVolunteering\n\nHelper, Red Barn\n"
        "01/2018 - 12/2018\n"
    )
    assert found.total.months == 24


def test_months_below_the_heading_of_a_year() -> None:
    found = read(
        "Giulia Barbagallo\n\nEsperienze lavorative\n\n2025\nmaggio - ottobre: Cameriera, Hotel Stella Maris\n\n"
        "2024\ngiugno - settembre: Barista, Lido Azzurro\n\n2023\nBagnino, Lido Azzurro, luglio - agosto\n"
    )
    assert dates(found) == [("2025-05", "2025-10"), ("2024-06", "2024-09"), ("2023-07", "2023-08")]
    assert names(found)[:2] == [("Cameriera", "Hotel Stella Maris"), ("Barista", "Lido Azzurro")]


def test_months_that_go_on_into_another_year_are_told_not_guessed() -> None:
    found = read(
        "Giulia Barbagallo\n\nEsperienze lavorative\n\n2025\ndicembre - marzo: Cameriera, Rifugio Tre Croci\n\n"
        "2024\nnovembre - aprile: Barista, Albergo Edelweiss\n\n03/2020 - 05/2022\nCameriera, Hotel Maris\n"
    )
    assert not {("2025-12", "2026-03"), ("2024-12", "2025-03")} & set(dates(found))
    assert found.total.rounded_low == 27 < (found.total.rounded_high or 0)


def test_job_whose_bold_was_forgotten() -> None:
    job = "<p><b>{} ({})</b></p><p>Acme Ltd</p><ul><li>Helped people</li></ul>"
    plain = "<p>Clerk (02/2016 - 12/2017)</p><p>Bolt Ltd</p><ul><li>Helped people</li></ul>"
    found = page(
        job.format("Agent", "01/2020 - 12/2021")
        + job.format("Lead", "01/2018 - 12/2019")
        + plain
        + job.format("Intern", "01/2015 - 12/2015")
    )
    assert ("2016-02", "2017-12") in dates(found)


# ---------------------------------------------------------------- time off


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Work Experience", "Caring for my father"),
        ("Experiencia laboral", "Excedencia por cuidado de hijo"),
        ("Experiência profissional", "Cuidar da minha avó"),
        ("Expérience professionnelle", "Garde de mes enfants"),
        ("Berufserfahrung", "Pflege meiner Mutter"),
        ("Esperienza lavorativa", "Assistenza a un familiare"),
        ("Werkervaring", "Zorg voor mijn dochter"),
    ],
)
def test_care_in_words_of_ones_own_is_a_leave(heading: str, title: str) -> None:
    found = read(
        f"Nora Whitcombe\n\n{heading}\n\n01/2020 - 12/2021\nAgent, Acme Ltd\n\n09/2018 - 02/2019\n{title}\n\n"
        "01/2015 - 12/2016\nAgent, Bolt Ltd\n"
    )
    assert found.total.months == 48
    assert [p.counted for p in found.positions] == [True, False, True]


def test_wards_and_houses_are_no_leave() -> None:
    found = read("Nora Whitcombe\n\nBerufserfahrung\n\n01/2020 - 12/2021\nPflegehelferin, Pflege\n")
    assert found.total.months == 24


# ---------------------------------------------------------------- print-outs, e-mails, portals


def test_grid_of_labels_and_values() -> None:
    rows = []
    for title, employer, begun, left in (
        ("Agent", "Acme Ltd", "2021-02", "Present"),
        ("Clerk", "Bolt", "2018-01", "2020-12"),
    ):
        rows += [
            ["Employer", employer, "From", begun],
            ["Position", title, "To", left],
            ["Location", "Leeds", "ID", "7"],
        ]
    found = table(rows)
    assert names(found) == [("Agent", "Acme Ltd"), ("Clerk", "Bolt")]
    assert dates(found) == [("2021-02", "present"), ("2018-01", "2020-12")]


def test_jobs_that_are_items_beside_a_year_that_ends_a_line() -> None:
    found = read(
        "Nora Whitcombe\n\nEmployment history\n\n- From October 2015 to May 2019: Manager at Eason (Galway)\n"
        "  - Introduced click-and-collect\n- From November 2012 to September 2015: Assistant at Penneys (Limerick)\n"
        "  - Ladieswear and fitting rooms; Employee of the Month three times in\n    2014\n"
    )
    assert names(found) == [("Manager", "Eason"), ("Assistant", "Penneys")]


def test_typed_column_of_dates_belongs_to_the_jobs_beside_it() -> None:
    text = "SIOBHÁN RAFFERTY\n\nExperience\n----------\n\n"
    jobs = (
        ("09/22 - present", "Supervisor", "Dunnes Stores"),
        ("10/15 - 05/19", "Manager", "Eason"),
        ("11/12 - 09/15", "Assistant", "Penneys"),
        ("05/11 - 10/12", "Bar Staff", "Tigh Neachtain"),
    )
    for when, title, employer in jobs:
        text += f"{when:21}{title}\n{'':21}{employer}, Galway\n{'':21}- Opened and closed the shop in the season\n\n"
    text += f"Languages\n---------\n\n{'':21}English, Irish\n\nSkills\n------\n\n{'':21}Tills, stock takes\n"
    found = read(text)
    assert names(found) == [(title, employer) for _, title, employer in jobs]


def test_table_of_jobs_is_work_whatever_heads_it() -> None:
    text = "<h2>The road so far</h2><table><tr><td>Employer</td><td>Position</td><td>Period</td></tr>"
    text += "<tr><td>Acme Ltd</td><td>Agent</td><td>02/2020 - 01/2022</td></tr></table>"
    text += "<h2>Internships</h2><p>Trainee, Bolt Ltd</p><p>01/2018 - 06/2018</p>"
    found = read(f"<html><body><h1>Nora Whitcombe</h1><h2>Languages</h2><p>English</p>{text}</body></html>", "cv.html")
    assert found.total.months == 24


def test_what_a_label_says_beside_a_date_is_no_name() -> None:
    job = "{}\nLeeds\n{} | Hours per week: 40\n{}\n- Helped people\n\n"
    found = read(
        "Nora Whitcombe\n\nWork Experience\n\n"
        + job.format("Lumen & Oak", "02/2021 – Present", "Director of Support")
        + job.format("Typeloop", "01/2018 – 01/2021", "Support Manager")
    )
    assert names(found) == [("Director of Support", "Lumen & Oak"), ("Support Manager", "Typeloop")]


def test_dates_below_the_text_of_their_jobs() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold@12")]
    jobs = (
        ("Intern", "Acme Ltd", "January 2012 – June 2012"),
        ("Cook", "Bolt Ltd", "September 2012 – March 2014"),
        ("Chef", "Quillfern Ltd", "June 2014 – October 2016"),
    )
    for n, (title, employer, when) in enumerate(jobs):
        top = 90.0 + 80 * n
        cells += [(60.0, top, title, "Helvetica-Bold@10"), (60.0, top + 14, f"{employer}, Leeds", "Helvetica@10")]
        cells += [(74.0, top + 30, "Raw bar and sauté, busy on Saturdays", "Helvetica@10")]
        cells += [(400.0, top + 46, when, "Helvetica@10")]
    found = drawn(cells)
    assert [(p.title, p.employer, p.start) for p in found.positions] == [
        ("Intern", "Acme Ltd", "2012-01"),
        ("Cook", "Bolt Ltd", "2012-09"),
        ("Chef", "Quillfern Ltd", "2014-06"),
    ]


def test_summary_of_the_jobs_by_years_before_their_details() -> None:
    rows = [
        ["Years", "Employer", "Position"],
        ["2020 – 2022", "Acme Ltd", "Agent"],
        ["2015 – 2019", "Bolt Ltd", "Clerk"],
    ]
    lines = "".join(["<tr>" + "".join([f"<td>{cell}</td>" for cell in row]) + "</tr>" for row in rows])
    job = "<p><b>{}</b></p><p>{} ({})</p><ul><li>Helped people with their invoices</li></ul>"
    found = page(
        f"<table>{lines}</table><h2>Work experience in detail</h2>"
        + job.format("Acme Ltd", "Agent", "09/2020 – 08/2022")
        + job.format("Bolt Ltd", "Clerk", "10/2015 – 05/2019")
    )
    assert dates(found) == [("2020-09", "2022-08"), ("2015-10", "2019-05")]
    assert [f.code for f in found.findings].count("I_SAME_POSITION") == 2


def test_end_of_a_form_that_cannot_be_read_is_told() -> None:
    found = read(
        "Nora Whitcombe\n\nWork Experience\n\nPosition: Agent\nEmployer: Acme Ltd\nStart date: 02/2021\n"
        "End date: when the mill closed\n\nPosition: Clerk\nEmployer: Bolt\nStart date: 01/2018\nEnd date: 12/2020\n"
    )
    assert [f.code for f in found.findings if "could not be read" in f.message] == ["W_DATE_LEFT"]


def test_labels_above_their_values() -> None:
    jobs = (("Agent", "Acme Ltd", "Yes", "04/2022", ""), ("Clerk", "Bolt Ltd", "No", "09/2020", "03/2022"))
    rows = []
    for title, employer, now, begun, left in jobs:
        rows += [["Job Title*"], [title], ["Company*"], [employer], ["I currently work here"], [now]]
        rows += [["From*", "To*"], [begun, left]] if left else [["From*"], [begun]]
        rows += [["Role Description"], ["Answered letters and helped people with their invoices"]]
    found = table(rows)
    assert names(found) == [("Agent", "Acme Ltd"), ("Clerk", "Bolt Ltd")]
    assert dates(found) == [("2022-04", "present"), ("2020-09", "2022-03")]


def test_start_of_a_form_without_its_end_is_told() -> None:
    rows = []
    for title, begun, left in (("Agent", "04/2022", "05/2024"), ("Clerk", "09/2020", "")):
        rows += [["Employer", "Place"], ["Acme Ltd", "Leeds"], ["Position", "Level"], [title, "2"]]
        rows += [["From", "To"], [begun, left]] if left else [["From"], [begun]]
    found = table(rows)
    assert any(["without an end" in f.message for f in found.findings])


def test_jobs_under_an_odd_heading_beside_placements() -> None:
    job = "<p>{}, Bakkerij Stam</p><p>{}</p>"
    found = read(
        "<html><body><h1>Jip van Ommeren</h1><h2>Gekke klussen</h2>"
        + job.format("Verkoopmedewerker", "09/2023 - 08/2024")
        + job.format("Barhulp", "09/2021 - 08/2022")
        + f"<h2>Stages</h2>{job.format('Stage verkoop', '02/2021 - 06/2021')}<h2>Talen</h2><p>Engels</p></body></html>",
        "cv.html",
    )
    assert found.total.months == 24


def test_place_in_small_print_beside_its_employer() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold@12")]
    for n, (employer, width, title) in enumerate((("Pampa Pay", 79, "Support Lead"), ("Conectar Sur", 94, "Agent"))):
        top = 90.0 + 60 * n
        cells += [(60.0, top, employer, "Helvetica@15"), (60.0 + width, top, "Leeds", "Helvetica@9")]
        cells += [(60.0, top + 18, f"{title} (Jan {2020 - n} – Dec {2020 - n})", "Helvetica-Bold@10")]
        cells += [(90.0, top + 32, "Team of eleven agents, tickets by mail.", "Helvetica@10")]
    assert [p.employer for p in drawn(cells).positions] == ["Pampa Pay", "Conectar Sur"]


def test_second_position_whose_bold_was_forgotten() -> None:
    cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold@12")]
    told = "Answered tickets and calls from six countries."
    jobs = (("Lead", 2023, "-Bold"), ("Supervisor", 2021, "-Bold"), ("Analyst", 2019, ""), ("Agent", 2017, "-Bold"))
    for n, (title, year, bold) in enumerate(jobs):
        top = 90.0 + 32 * n + (12 if n else 0)
        if not n:
            cells.append((60.0, top, "Quillfern Ltd", "Helvetica-Bold@14"))
            top += 18
        cells += [(60.0, top, f"{title} (Jan {year} – Dec {year + 1})", f"Helvetica{bold}@10")]
        cells += [(90.0, top + 13, told, "Helvetica@10")]
    found = drawn(cells)
    assert [p.start for p in found.positions] == ["2023-01", "2021-01", "2019-01", "2017-01"]

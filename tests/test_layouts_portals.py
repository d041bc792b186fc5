"""CVs as job portals, applicant tracking systems and application forms print them, and structures of that kind."""

from __future__ import annotations

import pytest

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read, table
from xpcalc import load_rulebook

PLAIN, BOLD = "Helvetica@10", "Helvetica-Bold@10"
Cells = list[tuple[float, float, str, str]]


# ---------------------------------------------------------------- headings


def test_headings_with_the_name_of_the_person() -> None:
    found = read(
        "<html><body><h1>Annegret Lohmeyer</h1><h2>Berufserfahrung von Annegret Lohmeyer</h2>"
        "<p>6 Jahre und 5 Monate, seit Juli 2020<br>Personalreferentin<br>Dürkopp Technik</p>"
        "<h2>Ausbildung von Annegret Lohmeyer</h2>"
        "<p>1 Jahr und 9 Monate, Sep. 2016 - Mai 2018<br>Geprüfte Personalfachkauffrau<br>IHK Bielefeld</p>"
        "</body></html>",
        "cv.html",
    )
    assert names(found) == [("Personalreferentin", "Dürkopp Technik")]


def test_numbered_parts_of_a_form() -> None:
    rows = []
    for n, (title, employer, begun, left) in enumerate(
        (("Agent", "Acme Ltd", "04/2022", "05/2024"), ("Clerk", "Bolt Ltd", "09/2020", "03/2022")), start=1
    ):
        rows += [f"<h3>Work Experience {n}</h3>", f"<p>Job Title</p><p>{title}</p><p>Company</p><p>{employer}</p>"]
        rows += [f"<p>From</p><p>{begun}</p><p>To</p><p>{left}</p>"]
    for n, school in enumerate(("Leeds College", "Hull School"), start=1):
        rows += [f"<h3>Education {n}</h3><p>School or University</p><p>{school}</p><p>From</p><p>09/201{n}</p>"]
        rows += [f"<p>To</p><p>06/201{n + 3}</p>"]
    found = read(f"<html><body><h1>Nora Whitcombe</h1>{''.join(rows)}</body></html>", "cv.html")
    assert names(found) == [("Agent", "Acme Ltd"), ("Clerk", "Bolt Ltd")]


def test_sections_of_an_application_form() -> None:
    found = read(
        "<html><body><h1>Application</h1><h3>Section 2: Present or most recent employment</h3><table>"
        "<tr><td>Name of employer</td><td>Leeds City Council</td></tr>"
        "<tr><td>Job title</td><td>Housing Officer</td></tr>"
        "<tr><td>Date started</td><td>1/4/2021</td></tr>"
        "<tr><td>Date left (if applicable)</td><td>Still employed</td></tr></table>"
        "<h3>Section 3: Previous employment (most recent first)</h3><table>"
        "<tr><td>From</td><td>To</td><td>Name and address of employer</td>"
        "<td>Post held and duties</td><td>Reason for leaving</td></tr>"
        "<tr><td>1/10/2018</td><td>26/3/2021</td><td>Aireside Homes<br>Bradford</td>"
        "<td>Support Worker<br>Caseload of 35 people with complex needs</td><td>New post</td></tr>"
        "<tr><td>1/2/2017</td><td>21/9/2018</td><td>Horsforth Medical Practice<br>Leeds</td>"
        "<td>Clerk<br>Front desk</td><td>New post</td></tr></table></body></html>",
        "cv.html",
    )
    assert names(found) == [
        ("Housing Officer", "Leeds City Council"),
        ("Support Worker", "Aireside Homes"),
        ("Clerk", "Horsforth Medical Practice"),
    ]
    assert dates(found)[0] == ("2021-04-01", "present")


@pytest.mark.parametrize("heading", ["Parcours en bref", "Expérience professionnelle en détail", "Parcours (en bref)"])
def test_headings_that_say_how_long_they_are(heading: str) -> None:
    assert load_rulebook().words.section_of(heading, ("fr",)) == "experience"
    found = read(f"Nora Leroy\n\n{heading}\n\nAgente, Acme SARL\n04/2022 - 05/2024\n\nFormation\n\nBac, 2015 - 2018\n")
    assert names(found) == [("Agente", "Acme SARL")]


def test_a_selection_of_assignments_is_no_second_list_of_jobs() -> None:
    found = page(
        "<p>Adviseur, Twynstra BV</p><p>2013 - 2019</p><p>Klerk, Isala BV</p><p>2009 - 2013</p>"
        "<h2>Opdrachten (selectie)</h2>"
        "<p>Herinrichting wijkteams, Gemeente Hoorn</p><p>02/2016 - 11/2016</p><h2>Talen</h2><p>Engels</p>",
        "Werkervaring",
    )
    assert names(found) == [("Adviseur", "Twynstra BV"), ("Klerk", "Isala BV")]


def test_academic_career_beside_studies() -> None:
    found = read(
        "Ricardo Anzoátegui\n\nTrayectoria académica\n\nProfesor titular, El Colegio de Michoacán\n2019 - 2022\n\n"
        "Profesor asociado, UNAM\n2014 - 2019\n\nEstudios\n\nDoctorado en Historia, El Colegio de México\n2007 - 2011\n"
    )
    assert [p.title for p in found.positions] == ["Profesor titular", "Profesor asociado"]


def test_overview_of_an_agency_holds_the_jobs() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    found = page(
        "<table>"
        + row.format("Dates", "Company", "Job title")
        + row.format("Nov 2019 – Present", "The Lamb", "Head Chef")
        + row.format("Mar 2017 – Oct 2019", "Hotel Bryn", "Sous Chef")
        + "</table><h2>Career details</h2><p>The Lamb — Head Chef</p>"
        "<ul><li>Food cost held through 2022-2023</li></ul>",
        "Career overview",
    )
    assert names(found) == [("Head Chef", "The Lamb"), ("Sous Chef", "Hotel Bryn")]


# ---------------------------------------------------------------- tables and forms


def test_head_of_a_table_over_two_rows_and_a_column_for_now() -> None:
    jobs = (
        ("Telmar", "Ejecutiva de cuentas", "02/2023", "-", "Sí"),
        ("Entel", "Ejecutiva de ventas", "01/2020", "01/2023", "No"),
        ("La Polar", "Vendedora", "11/2017", "12/2019", "No"),
    )
    edges = (60.0, 185.0, 310.0, 390.0, 480.0)
    heads = ("Nombre de la empresa", "Título", "Fecha de", "Fecha de fin", "Cargo")
    cells: Cells = [(60.0, 60.0, "Empleo", "Helvetica-Bold@13")]
    cells += [(x, 84.0, text, BOLD) for x, text in zip(edges, heads, strict=True)]
    cells += [(310.0, 96.0, "inicio", BOLD), (480.0, 96.0, "actual", BOLD)]
    for n, job in enumerate(jobs):
        cells += [(x, 116.0 + 40 * n, text, PLAIN) for x, text in zip(edges, job, strict=True)]
        cells.append((60.0, 135.0 + 40 * n, "Cartera de 140 pymes y una campaña nueva cada trimestre del año", PLAIN))
    found = drawn(cells)
    assert names(found) == [(title, employer) for employer, title, *_ in jobs]
    assert dates(found) == [("2023-02", "present"), ("2020-01", "2023-01"), ("2017-11", "2019-12")]


def test_projects_of_one_job_in_a_table() -> None:
    cells: Cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold@13")]
    cells += [(60.0, 84.0, "Harrow Partners, Birmingham", BOLD), (420.0, 84.0, "January 2014 – Present", PLAIN)]
    cells += [(60.0, 97.0, "Principal Consultant", PLAIN), (60.0, 112.0, "Selected client engagements", PLAIN)]
    rows = (
        ("Period", "Client", "Project"),
        ("Apr 2023 – Feb 2025", "Midland rail operator", "Finance stream lead"),
        ("Sep 2020 – Mar 2023", "Dairy co-operative", "Chart of accounts"),
        ("Jun 2018 – Aug 2020", "Tyre manufacturer", "Month-end close"),
    )
    for n, row in enumerate(rows):
        font = BOLD if not n else PLAIN
        cells += [(x, 132.0 + 18 * n, text, font) for x, text in zip((60.0, 190.0, 330.0), row, strict=True)]
    cells += [(60.0, 220.0, "Corus Tubes, Corby", BOLD), (420.0, 220.0, "June 2010 – December 2013", PLAIN)]
    cells += [(60.0, 233.0, "Systems Analyst", PLAIN), (72.0, 247.0, "• Second-line support for 400 users.", PLAIN)]
    found = drawn(cells)
    assert names(found) == [("Principal Consultant", "Harrow Partners"), ("Systems Analyst", "Corus Tubes")]
    assert not [f for f in found.findings if f.code == "W_DATE_LEFT"]


def test_labels_of_a_form_without_colons_beside_their_values() -> None:
    jobs = (
        ("UMC Domstad", "Verpleegkundige", "mei 2017 – juni 2020"),
        ("Beweging", "Stagiaire", "mei 2015 – juni 2016"),
        ("Isala", "Wijkverpleegkundige", "juli 2020 – mei 2022"),
        ("Meander", "Regisseur", "juni 2022 – heden"),
    )
    cells: Cells = [(60.0, 60.0, "WERKERVARING", "Helvetica-Bold@13")]
    for n, (employer, title, when) in enumerate(jobs):
        pairs = (("Werkgever", employer), ("Afdeling", "Longen"), ("Functie", title), ("Periode", when))
        for k, (label, value) in enumerate((*pairs, ("Taken", "Wondzorg en begeleiding van leerlingen."))):
            top = 84.0 + 90 * n + 14 * k
            cells += [(60.0, top, label, BOLD), (240.0, top, value, PLAIN)]
    found = drawn(cells)
    assert names(found) == [(title, employer) for employer, title, _ in jobs]


def test_labels_above_their_values_in_two_columns() -> None:
    jobs = (
        ("Armor", "Cariste", "12/09/2023", "ce jour"),
        ("Tempora", "Livreur", "01/01/2021", "31/07/2023"),
        ("Le Goff", "Agent", "02/06/2018", "28/10/2020"),
    )
    cells: Cells = [(60.0, 60.0, "A. Expérience professionnelle", "Helvetica-Bold@13")]
    for n, (employer, title, begun, left) in enumerate(jobs):
        pairs = (("Employeur", "Lieu", employer, "Rennes"), ("Poste occupé", "Motif du départ", title, "départ"))
        for k, (one, two, first, second) in enumerate((*pairs, ("Du", "Au", begun, left))):
            top = 84.0 + 120 * n + 30 * k
            cells += [(60.0, top, one, BOLD), (320.0, top, two, BOLD)]
            cells += [(60.0, top + 12, first, PLAIN), (320.0, top + 12, second, PLAIN)]
        cells.append((60.0, 174.0 + 120 * n, "Missions principales", BOLD))
        cells.append((60.0, 186.0 + 120 * n, "Quai frais, 180 palettes par poste", PLAIN))
    found = drawn(cells)
    assert names(found) == [(title, employer) for employer, title, *_ in jobs]
    assert dates(found)[1] == ("2021-01-01", "2023-07-31")


def test_form_whose_title_stands_below_four_other_fields() -> None:
    form = (
        "Dates: {}\nEmployer: {}\nDepartment: Wards\nTown: Manchester\nPost held: {}\nDuties: Nights, two shifts.\n\n"
    )
    jobs = form.format("Jan 2022 to date", "Wythenbrook Hospital", "Ward Manager")
    jobs += form.format("Jun 2018 to Dec 2021", "Royal Infirmary", "Bank Nurse")
    assert names(read(f"Abi Fashola\n\nWORK EXPERIENCE\n{jobs}")) == [
        ("Ward Manager", "Wythenbrook Hospital"),
        ("Bank Nurse", "Royal Infirmary"),
    ]


# ---------------------------------------------------------------- dates


def test_dates_that_close_each_job_behind_a_town() -> None:
    job = "<h3>{}</h3><ul><li>Lead 14 agents over chat and mail</li><li>Moved three queues</li></ul><p>{}</p>"
    found = page(
        job.format("Team Lead at Parcelwise", "Dublin, May 2022 to date")
        + job.format("Support Agent at Quillfern", "Dublin, Feb. 2020 to April 2022")
        + job.format("Clerk at Bolt", "Cork, June 2016 to Aug. 2018")
    )
    assert names(found) == [("Team Lead", "Parcelwise"), ("Support Agent", "Quillfern"), ("Clerk", "Bolt")]


def test_period_as_the_last_field_of_each_job() -> None:
    rows = []
    for employer, title, when in (("Orovicenza", "Impiegata", "dal 01/05/2018 al 31/12/2020"),) * 1 + (
        ("Rifugio Campo", "Cameriera", "dal 01/05/2014 al 31/12/2015"),
    ):
        rows += [
            [employer],
            ["Qualifica:", title],
            ["Principali attività:", "70 chiamate al giorno"],
            ["Periodo:", when],
        ]
    found = table(rows, "Esperienze di lavoro")
    assert names(found) == [("Impiegata", "Orovicenza"), ("Cameriera", "Rifugio Campo")]


def test_open_date_before_a_comma() -> None:
    text = (
        "# Annegret Thalheim\n\n## Berufserfahrung\n\n### Pleiße AG\n\n**Sachbearbeiterin**  \n*09.2022–*, Leipzig\n\n"
    )
    text += "### Kanzlei Uhlig\n\n**Kauffrau**  \n*08.2016–12.2018*, Leipzig\n"
    found = read(text, "cv.md")
    assert dates(found) == [("2022-09", "present"), ("2016-08", "2018-12")]


def test_range_that_ends_a_sentence_in_brackets() -> None:
    found = read(
        "Marvin Kowalczyk\n\nBerufserfahrung\n\nSeit 03/2021: Obermonteur bei Elektro Brinkmann GmbH.\n"
        "   Baustellen mit bis zu elf Monteuren, darunter die Schule in Hörde\n   (2022–2023).\n"
        "   64 Anlagen seit 2022.\n\n"
        "04/2018 bis 02/2021: Elektroniker bei Stadtwerke Unna.\n   Störungsdienst.\n"
    )
    assert dates(found) == [("2021-03", "present"), ("2018-04", "2021-02")]


# ---------------------------------------------------------------- names


def test_town_behind_a_bare_hyphen() -> None:
    job = "<p><b>{}</b></p><p>{}</p><p>{}</p>"
    found = page(
        job.format("Team Lead", "Parcelwise-Dublin", "May 2022 to Present")
        + job.format("Agent", "Call-Fast Ltd-Newcastle upon Tyne", "February 2020 to April 2022")
        + job.format("Clerk", "Dunne & Sons-Leeds", "June 2016 to August 2018")
    )
    assert [(p.employer, p.location) for p in found.positions] == [
        ("Parcelwise", "Dublin"),
        ("Call-Fast Ltd", "Newcastle upon Tyne"),
        ("Dunne & Sons", "Leeds"),
    ]


def test_a_hyphen_inside_one_name_parts_nothing() -> None:
    job = "<p><b>{}</b></p><p>{}</p><p>{}</p>"
    found = page(
        job.format("Team Lead", "Rolls-Royce", "May 2022 to Present")
        + job.format("Agent", "Coca-Cola", "February 2020 to April 2022")
    )
    assert [p.employer for p in found.positions] == ["Rolls-Royce", "Coca-Cola"]


def test_length_beside_the_employer_of_a_group_and_text_without_marks() -> None:
    job = "<li><b>{}</b> ({})<br>{}</li>"
    found = page(
        "<h3>Boxford Packaging <small>8 years and 11 months</small></h3><ul style='list-style:none'>"
        + job.format("Key Account Manager", "09/2020 – Present", "Forecasts in Salesforce, new customers each year.")
        + job.format("Account Executive", "01/2018 – 08/2020", "34 new customers in the north of the country.")
        + "</ul>"
    )
    assert names(found) == [("Key Account Manager", "Boxford Packaging"), ("Account Executive", "Boxford Packaging")]


def test_text_in_the_dress_of_text_heads_no_job() -> None:
    cells: Cells = [(60.0, 60.0, "Work Experience", "Helvetica-Bold@13")]
    top = 86.0
    for employer, jobs in (
        ("Boxford Packaging", (("Manager", "09/2020 – 05/2024"), ("Executive", "01/2018 – 08/2020"))),
        ("Zesto Drinks", (("Field Agent", "03/2014 – 06/2015"),)),
    ):
        cells.append((60.0, top, employer, "Helvetica@12"))
        for title, when in jobs:
            cells += [(80.0, top + 15, title, BOLD), (300.0, top + 15, f"({when})", PLAIN)]
            cells.append((80.0, top + 27, "Looked after the eleven largest grocery accounts of the north west.", PLAIN))
            cells.append((80.0, top + 39, "Forecasts in Salesforce, accuracy within 4%", PLAIN))
            top += 38
        top += 20
    assert names(drawn(cells)) == [
        ("Manager", "Boxford Packaging"),
        ("Executive", "Boxford Packaging"),
        ("Field Agent", "Zesto Drinks"),
    ]


def test_town_with_its_state_before_a_title() -> None:
    found = page(
        "<p>Tillray, Round Rock, TX — Engineer</p><p>May 2022 - July 2024</p>"
        "<p>Quayside, Round Rock, TX — Tester</p><p>May 2020 - April 2022</p>"
    )
    assert [(p.title, p.employer, p.location) for p in found.positions] == [
        ("Engineer", "Tillray", "Round Rock, TX"),
        ("Tester", "Quayside", "Round Rock, TX"),
    ]


def test_town_that_is_half_known_behind_several_titles() -> None:
    job = "<p><b>{}</b>, Plymouth <span>{}</span></p><ul><li>Four lines, 24/5</li></ul>"
    found = page(
        "<h3>Tamar Foods plc</h3>"
        + job.format("Plant Manager", "Feb 2020 – Present")
        + job.format("Shift Manager", "Sept 2012 – Apr 2016")
    )
    assert names(found) == [("Plant Manager", "Tamar Foods plc"), ("Shift Manager", "Tamar Foods plc")]


def test_season_worker_is_a_title_where_nothing_else_is() -> None:
    found = read(
        "Solène Abadie\n\nExpérience professionnelle\n\nDe juin 2016 à mars 2019\nSecrétaire - Airbus - Toulouse\n\n"
        "2010\nSaisonnière - Camping Les Pins - Argelès\n"
    )
    assert names(found) == [("Secrétaire", "Airbus"), ("Saisonnière", "Camping Les Pins")]


def test_two_leaves_in_one_name_and_a_soldier_by_trade() -> None:
    leave = read(
        "Nora W\n\nWork Experience\n\nAgent, Acme\n2014 - 2016\n\nMaternity leave and family care\n2016 - 2017\n"
    )
    assert [p.employment for p in leave.positions] == ["work", "leave"]
    soldier = read("Holger B\n\nBerufserfahrung\n\nStabsunteroffizier, Bundeswehr\n07/2003 - 06/2007\n")
    assert [p.employment for p in soldier.positions] == ["work"]

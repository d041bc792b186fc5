"""CVs after the habits of countries, and of the builders of resumes."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.drawn import drawn
from tests.test_layouts_people import dates, names, page, read, table
from xpcalc import load_rulebook

PLAIN, BOLD = "Helvetica@10", "Helvetica-Bold@10"
Cells = list[tuple[float, float, str, str]]


@pytest.mark.parametrize(
    ("heading", "when", "employer", "title", "tasks"),
    [
        (
            "ESPERIENZA LAVORATIVA",
            "Date (da – a)",
            "Nome e indirizzo del datore di lavoro",
            "Tipo di impiego",
            "Principali mansioni e responsabilità",
        ),
        (
            "EXPERIENCIA LABORAL",
            "Fechas (de – a)",
            "Nombre y dirección del empleador",
            "Puesto o cargo ocupado",
            "Principales actividades y responsabilidades",
        ),
        (
            "EXPERIÊNCIA PROFISSIONAL",
            "Datas (de – até)",
            "Nome e endereço do empregador",
            "Função ou cargo ocupado",
            "Principais atividades e responsabilidades",
        ),
    ],
    ids=["it", "es", "pt"],
)
def test_the_old_european_form(heading: str, when: str, employer: str, title: str, tasks: str) -> None:
    rows = []
    for span, house, post in (("02/2016 – 08/2019", "Safilo, Padova", "Agente"), ("01/2012 – 01/2016", "OVS", "Clerk")):
        rows += [[f"• {when}", span], [f"• {employer}", house], [f"• {title}", post], [f"• {tasks}", "Ordini su SAP"]]
    found = table(rows, heading)
    assert names(found) == [("Agente", "Safilo"), ("Clerk", "OVS")]


def test_dates_of_joining_and_relieving_beside_projects() -> None:
    row = "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
    found = page(
        "<table>"
        + row.format("Organization", "Designation", "Date of Joining", "Date of Relieving")
        + row.format("Cognizant, Chennai", "Lead Engineer", "05-Jul-2021", "Till Date")
        + row.format("Hexaware, Chennai", "Test Engineer", "18-Aug-2014", "28-Feb-2017")
        + "</table><h2>Project Details</h2><table><tr><td>Title</td><td>Core banking upgrade</td></tr>"
        + "<tr><td>Client</td><td>Nordic bank</td></tr><tr><td>Duration</td><td>Aug 2021 to Dec 2023</td></tr></table>"
    )
    assert names(found) == [("Lead Engineer", "Cognizant"), ("Test Engineer", "Hexaware")]
    assert dates(found) == [("2021-07-05", "present"), ("2014-08-18", "2017-02-28")]


def test_day_month_and_year_as_a_form_asks_for_them() -> None:
    form = "EMPRESA O ENTIDAD: {}\nCARGO O CONTRATO: {}\nFECHA DE INGRESO: {}\nFECHA DE RETIRO: {}\n\n"
    text = form.format("Hacienda", "Profesional", "DÍA 01 MES 02 AÑO 2022", "A LA FECHA")
    text += form.format("Iron Mountain", "Auxiliar", "DÍA 16 MES 08 AÑO 2016", "DÍA 14 MES 12 AÑO 2018")
    found = read(f"Yuly Pinzón\n\nEXPERIENCIA LABORAL\n\n{text}")
    assert names(found) == [("Profesional", "Hacienda"), ("Auxiliar", "Iron Mountain")]
    assert dates(found) == [("2022-02-01", "present"), ("2016-08-16", "2018-12-14")]
    assert "DÍA 01 MES 02 AÑO 2022" in found.document.text  # the text of the document stays as it was


def test_town_below_its_employer_in_a_table() -> None:
    heads = ("Empresa", "Puesto", "Fecha de alta", "Fecha de baja", "Días")
    jobs = (
        ("XPO Logistics", "Jefe de turno", "16/05/2022", "en alta", "1.651", "Villanubla"),
        ("Olmo", "Repartidor", "06/02/2012", "31/10/2014", "999", "Aldealafuente"),
        ("DIA", "Carretillero", "01/03/2010", "31/07/2011", "500", "Villanubla"),
        ("Ayuntamiento de Laguna de Du", "Peón", "01/03/2008", "31/07/2009", "500", "Getafe"),
    )
    edges = (60.0, 220.0, 340.0, 420.0, 500.0)
    cells: Cells = [(60.0, 60.0, "Vida laboral", "Helvetica-Bold@13")]
    cells += [(x, 84.0, text, BOLD) for x, text in zip(edges, heads, strict=True)]
    for n, (*job, town) in enumerate(jobs):
        cells += [(x, 104.0 + 32 * n, text, PLAIN) for x, text in zip(edges, job, strict=True)]
        cells.append((60.0, 116.0 + 32 * n, town, PLAIN))
    found = drawn(cells)
    assert names(found) == [(title, employer) for employer, title, *_ in jobs]
    assert dates(found)[0] == ("2022-05-16", "present")


def test_a_contract_behind_the_town() -> None:
    job = "<p><b>{}</b> <span>{}</span></p><p>{}</p><ul><li>Paie de 420 salariés sous Silae</li></ul>"
    found = page(
        job.format("Gestionnaire paie", "09/2021 - 08/2023", "Kiabi, Hem – CDI")
        + job.format("Assistante RH", "09/2019 - 08/2021", "Manpower, Roubaix – CDD")
        + job.format("Assistante RH", "09/2015 - 08/2016", "Pomona, Lesquin – CDD"),
        "Expérience professionnelle",
    )
    assert [(p.employer, p.location) for p in found.positions] == [
        ("Kiabi", "Hem"),
        ("Manpower", "Roubaix"),
        ("Pomona", "Lesquin"),
    ]


def test_a_label_before_the_dates_names_nobody() -> None:
    found = read(
        "Jericho M\n\nWORK EXPERIENCE\n\nCONCENTRIX - Clark\n  Operations Supervisor\n"
        "  Inclusive dates: Mar 2023 - Present (3 years and 9 months)\n    - 18 agents\n\n"
        "ALORICA - Clark\n  Subject Matter Expert\n"
        "  Inclusive dates: Jun 2020 - Feb 2023 (2 years and 9 months)\n    - 350 articles\n"
    )
    assert [p.title for p in found.positions] == ["Operations Supervisor", "Subject Matter Expert"]
    assert not [p for p in found.positions if p.employer == "Inclusive dates"]


def test_title_that_opens_the_text_below_the_employer() -> None:
    found = read(
        "Mariela Sosa\n\nAntecedentes laborales\n\n2016 – 2021   Editorial Homo Sapiens, Rosario.\n"
        "              Autora de contenidos. Tres manuales de secundaria, el último para la escuela media.\n\n"
        "2008 – 2011   Instituto Politécnico, Rosario.\n"
        "              Profesora suplente. Análisis de los datos de las comisiones de cuarenta alumnos.\n"
    )
    assert [p.title for p in found.positions] == ["Autora de contenidos", "Profesora suplente"]


def test_odd_heading_of_earlier_work() -> None:
    found = page(
        "<p>HR Adviser, Leeds Council</p><p>Feb 2020 – Mar 2021</p><p>Clerk, Age UK</p><p>May 2012 – Aug 2014</p>"
        "<h2>Overseas employment</h2><p>Receptionist, Parkside</p><p>2009-2011</p><h2>Languages</h2><p>French</p>"
    )
    assert [p.title for p in found.positions] == ["HR Adviser", "Clerk", "Receptionist"]


@pytest.mark.parametrize("title", ["Kochlehrling", "Rechtspraktikantin", "Betriebspraktikum"])
def test_compounds_of_trainees(title: str) -> None:
    found = read(f"Jana Moser\n\nBerufserfahrung\n\n{title}\nGasthof Bärenwirt, Salzburg\n09/2008 - 08/2010\n")
    assert next(p.employment for p in found.positions) in ("internship", "apprenticeship")


def test_who_trains_them_is_none() -> None:
    found = read("Jana Moser\n\nBerufserfahrung\n\nLehrlingsbetreuer\nGasthof Bärenwirt, Salzburg\n09/2008 - 08/2010\n")
    assert [p.employment for p in found.positions] == ["work"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("VOLUNTAR IADO", "volunteering"), ("EXPE RIENCIA LA BORAL", "experience"), ("SALES FORCE", None)],
)
def test_headings_whose_gaps_were_closed_in_part(heading: str, kind: str | None) -> None:
    assert load_rulebook().words.section_of(heading, ("es",)) == kind


def test_range_that_breaks_beside_a_town_in_the_margin() -> None:
    cells: Cells = [(40.0, 60.0, "EXPERIENCIA LABORAL", "Helvetica-Bold@13")]
    jobs = (
        ("Solea Luz", "Sevilla", "Técnica de oficina", "abril de 2019 — actualidad", ""),
        ("Asesoría JMB", "Utrera", "Administrativa", "febrero de 2011 — septiembre de", "2014"),
        ("Óptica Triana", "Sevilla", "Recepcionista", "mayo de 2009 — enero de 2011", ""),
    )
    for n, (employer, town, title, when, rest) in enumerate(jobs):
        top = 84.0 + 60 * n
        cells += [
            (40.0, top, employer, BOLD),
            (150.0, top, title, BOLD),
            (153.0 + stringWidth(title, "Helvetica-Bold", 10), top, when, PLAIN),
        ]
        cells += [(40.0, top + 12, town, PLAIN)] + ([(150.0, top + 12, rest, PLAIN)] if rest else [])
        cells.append((162.0, top + 24, "Registro de entrada y atención en ventanilla a los clientes.", PLAIN))
    found = drawn(cells)
    assert dates(found) == [("2019-04", "present"), ("2011-02", "2014-09"), ("2009-05", "2011-01")]


def test_second_title_of_an_employer_in_the_margin() -> None:
    cells: Cells = [(40.0, 60.0, "Work Experience", "Helvetica-Bold@13")]
    jobs = (
        ("Mendip Energy", "Head of Service", "2019.01 – Present"),
        ("", "Team Manager", "2016.04 – 2018.12"),
        ("Go Wessex", "Officer", "2013.11 – 2016.03"),
    )
    for n, (employer, title, when) in enumerate(jobs):
        top = 84.0 + 50 * n
        cells += [(40.0, top, employer, BOLD)] if employer else []
        cells += [(150.0, top, title, BOLD), (153.0 + stringWidth(title, "Helvetica-Bold", 10), top, when, PLAIN)]
        cells.append((162.0, top + 13, "Lead advisers and team managers over phone and chat.", PLAIN))
    found = drawn(cells)
    assert names(found) == [
        ("Head of Service", "Mendip Energy"),
        ("Team Manager", "Mendip Energy"),
        ("Officer", "Go Wessex"),
    ]


def test_projects_with_dates_in_the_text_are_more_than_the_jobs() -> None:
    job = "<p><b>{} ({})</b></p><p>Studio 1984, Leeds</p><ul style='list-style:none'>{}</ul>"
    items = "<li>Renovation of the town hall, {}</li><li>Drawings in Stabicad</li>"
    found = page(
        job.format("Manager", "2019 to 2022", items.format("2020-2021"))
        + job.format("Planner", "2015 to 2019", items.format("2017-2018") + items.format("2016-2017"))
    )
    assert [p.title for p in found.positions] == ["Manager", "Planner"]


def test_region_behind_a_town() -> None:
    hyphened = page(
        "<p><b>Agent</b></p><p>Blue Kiln-Halifax, NS</p><p>May 2022 to Present</p>"
        "<p><b>Clerk</b></p><p>Quillfern-Toronto, ON</p><p>May 2019 to April 2022</p>"
    )
    assert [(p.employer, p.location) for p in hyphened.positions] == [
        ("Blue Kiln", "Halifax, NS"),
        ("Quillfern", "Toronto, ON"),
    ]
    rows = [["Employer:", "Axiom 9 Ltd, Tulsa, OK"], ["Position:", "Agent"], ["Dates:", "05/2020 - 06/2022"]]
    rows += [["Employer:", "Bolt Ltd, Leeds"], ["Position:", "Clerk"], ["Dates:", "05/2018 - 04/2020"]]
    assert [(p.employer, p.location) for p in table(rows).positions] == [
        ("Axiom 9 Ltd", "Tulsa, OK"),
        ("Bolt Ltd", "Leeds"),
    ]


def test_town_in_brackets_before_the_title() -> None:
    found = read(
        "Ana Reis\n\nExperiência profissional\n\n08/2022 - atual\nMercado Livre (Cajamirim): Líder de expedição\n\n"
        "03/2020 - 07/2022\nMagazine Luiza (Campinas): Conferente\n\n05/2017 - 01/2020\nBraspress (Santos): Ajudante\n"
    )
    assert names(found)[0] == ("Líder de expedição", "Mercado Livre")


def test_one_date_that_type_sets_apart_from_its_title() -> None:
    cells: Cells = [(40.0, 60.0, "Berufserfahrung", "Helvetica-Bold@13")]
    jobs = (
        ("Quillfern GmbH", "Leiterin", "9/2024 - (2 Jahre 3 Monate)"),
        ("Bolt GmbH", "Referentin", "9/2020 (1 Monat)"),
        ("Acme GmbH", "Beraterin", "3/2015 - 8/2020 (5 Jahre 6 Monate)"),
    )
    for n, (employer, title, when) in enumerate(jobs):
        top = 84.0 + 50 * n
        cells += [(40.0, top, employer, BOLD), (170.0, top, title, BOLD)]
        cells.append((173.0 + stringWidth(title, "Helvetica-Bold", 10), top, when, PLAIN))
        cells.append((182.0, top + 13, "Betreuung der Kunden am Telefon und mit Briefen.", PLAIN))
    assert [p.start for p in drawn(cells).positions] == ["2024-09", "2020-09", "2015-03"]


def test_employer_set_in_by_the_padding_of_a_table() -> None:
    cells: Cells = [(56.0, 60.0, "Work Experience", "Helvetica-Bold@13")]
    for n, (employer, title) in enumerate((("Wincanton", "Team Leader"), ("Tilley Roofing", "Labourer"))):
        top = 90.0 + 70 * n
        cells += [(56.0, top, employer, "Helvetica-Bold@11"), (50.1, top + 15, title, "Helvetica-Oblique@10")]
        cells += [(440.0, top + 15, f"Jun {2020 - n} – May {2021 - n}", PLAIN)]
        cells.append((70.0, top + 28, "• Put away and let down, up to eleven metres", PLAIN))
    assert names(drawn(cells)) == [("Team Leader", "Wincanton"), ("Labourer", "Tilley Roofing")]


def test_list_of_jobs_whose_marks_are_missing_in_part() -> None:
    found = read(
        "Rocío V\n\nExperiencia laboral\n\n"
        "1. **Abogada** @ Anaya *(Toluca)*  \n   09.2024 → Actualidad\n   - Asesoría a 17 pymes\n\n"
        "**Subgerente** @ Grupo Maizal *(Toluca)*  \n   02.2020 → 08.2024\n   - 340 juicios\n\n"
        "1. **Pasante** @ Notaría 88 *(Pachuca)*  \n   02.2014 → 11.2014\n   - Escrituras\n",
        "cv.md",
    )
    assert [p.employer for p in found.positions] == ["Anaya", "Grupo Maizal", "Notaría 88"]


def test_right_column_of_boxes_under_odd_headings_is_not_read_after_the_left_one() -> None:
    cells: Cells = [(40.0, 60.0, "EXPERIENCIA LABORAL", "Helvetica-Bold@12")]
    for n in range(5):
        top = 84.0 + 60 * n
        cells += [(40.0, top, f"Agente {n + 1}", BOLD), (40.0, top + 13, "Quillfern SL", PLAIN)]
        cells += [(52.0, top + 26, f"ene {2020 - 2 * n} – dic {2021 - 2 * n}", PLAIN)]
        cells.append((50.0, top + 39, "• Encuestas en cuarenta puntos de venta", PLAIN))
    boxes: tuple[str, ...] = (
        "MI LEMA",
        "El cliente renueva un resultado",
        "Mejor equipo de 2020",
        "COMPETENCIAS",
        "HubSpot, Excel",
    )
    boxes += ("FORMACIÓN", "Administración de Empresas", "Universidad EAFIT", "ene 2006 – dic 2010", "VOLUNTARIADO")
    boxes += ("Voluntario", "Banco de Alimentos", "mar 2017 – nov 2019")
    for n, text in enumerate(boxes):
        cells.append((380.0, 60.0 + 20 * n, text, "Helvetica-Bold@12" if text.isupper() else PLAIN))
    found = drawn(cells)
    assert [p.title for p in found.positions if p.employment == "work"] == [f"Agente {n + 1}" for n in range(5)]

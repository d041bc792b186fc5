"""Invented careers -> the same CV as PDF, DOCX, HTML and text; to add one, append it to CAREERS with its months.

Months are counted by hand from the written dates, by the default policy as of 21 November 2026.
"""

from __future__ import annotations

import html as markup
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

AS_OF = "2026-11-21"
# Two jobs and an internship as plain text, where it matters only that they are read.
THREE_JOBS = """\
Nora Whitcombe

WORK EXPERIENCE

Support Agent
Quillfern Ltd
Jan 2020 – Mar 2021
- Answered tickets in Zendesk

Support Lead
Brightmoor Ltd
Apr 2021 – Present

Support Intern
Lumenfield
Jun 2019 – Aug 2019
"""
# The same, with one job alone in support: who leads a support team works in support too.
ONE_IN_SUPPORT = THREE_JOBS.replace("Support Lead", "Team Lead")


@dataclass(frozen=True)
class Job:
    """One job as the CV prints it, and what a person reads: start, end, kind and rounded months."""

    title: str
    employer: str
    dates: str
    start: str
    end: str
    months: int
    duties: tuple[str, ...] = ()
    kind: str = "work"


@dataclass(frozen=True)
class Career:
    """One invented person; `total` is the number of months that the headline must show."""

    key: str
    name: str
    contact: str
    headings: tuple[str, str, str]  # experience, education, skills
    jobs: tuple[Job, ...]
    education: tuple[str, str, str]  # course, school, dates
    skills: str
    total: int


_EN = ("Work Experience", "Education", "Skills")
_ES = ("Experiencia laboral", "Formación", "Competencias")

CAREERS = (
    Career(
        "en_months",
        "Nora Whitcombe",
        "Leeds · nora.whitcombe@example.com",
        _EN,
        (
            Job(
                "Customer Support Lead",
                "Brightmoor Ltd",
                "Apr 2021 – Present",
                "2021-04",
                "present",
                68,  # 67 months and 21 days
                ("Led a team of six agents across two shifts", "Rebuilt the help centre from scratch"),
            ),
            Job(
                "Customer Support Agent",
                "Quillfern Ltd",
                "Jan 2020 – Mar 2021",
                "2020-01",
                "2021-03",
                15,
                ("Answered sixty tickets a day in Zendesk", "Wrote macros for the whole team"),
            ),
        ),
        ("BA in Linguistics", "University of Leeds", "2016 – 2019"),
        "Zendesk, Jira, Excel",
        83,  # 82 months and 21 days
    ),
    Career(
        "en_days",
        "Tomás O'Leary",
        "Cork · tomas.oleary@example.com",
        _EN,
        (
            Job(
                "Warehouse Operative",
                "Harrowgate Logistics",
                "1 February 2022 – 30 June 2023",
                "2022-02-01",
                "2023-06-30",
                17,
                ("Picked and packed orders for the night shift",),
            ),
            Job(
                "Delivery Driver",
                "Parcelwell",
                "10 March 2021 – 24 January 2022",
                "2021-03-10",
                "2022-01-24",
                11,  # 10 months and 15 days
                ("Drove a van on a rural route of ninety stops",),
            ),
        ),
        ("Leaving Certificate", "Cork Community College", "2020"),
        "Forklift licence, route planning",
        28,  # 27 months and 15 days
    ),
    Career(
        "en_years",
        "Grace Adebola",
        "Bristol · grace.adebola@example.com",
        _EN,
        (
            Job(
                "Senior Accountant",
                "Fenwright & Co",
                "2019 – 2021",
                "2019",
                "2021",
                24,
                ("Closed the books every month in four days",),
            ),
            Job(
                "Accountant",
                "Oldmere Foods",
                "2015 – 2018",
                "2015",
                "2018",
                36,
                ("Prepared the VAT returns of three companies",),
            ),
        ),
        ("BSc in Accounting", "University of Bristol", "2011 – 2014"),
        "Excel, SAP",
        60,
    ),
    Career(
        "en_internship",
        "Hannah Lindqvist",
        "Edinburgh · hannah.lindqvist@example.com",
        _EN,
        (
            Job(
                "Data Analyst",
                "Northbeck Insights",
                "September 2018 – December 2022",
                "2018-09",
                "2022-12",
                52,
                ("Built the weekly sales reports in SQL", "Checked the figures of four regions"),
            ),
            Job(
                "Data Analyst Intern",
                "Lumenfield",
                "June 2018 – August 2018",
                "2018-06",
                "2018-08",
                3,
                ("Cleaned survey data for the research team",),
                "internship",
            ),
        ),
        ("MSc in Statistics", "University of Edinburgh", "2017 – 2018"),
        "SQL, Python, Tableau",
        52,
    ),
    Career(
        "en_overlap",
        "Marcus Eddington",
        "Norwich · marcus.eddington@example.com",
        _EN,
        (
            Job(
                "Barista (part-time)",
                "Copperpot Coffee",
                "06/2020 – 05/2021",
                "2020-06",
                "2021-05",
                12,
                ("Opened the shop on weekends",),
                "part_time",
            ),
            Job(
                "Shop Assistant",
                "Tallow & Reed",
                "01/2019 – 12/2020",
                "2019-01",
                "2020-12",
                24,
                ("Served customers and kept the stock in order",),
            ),
        ),
        ("A Levels", "Norwich Sixth Form", "2018"),
        "Cash handling, stock control",
        29,  # January 2019 to May 2021, the overlap once
    ),
    Career(
        "en_same_employer",
        "Isla Fairbairn",
        "Glasgow · isla.fairbairn@example.com",
        _EN,
        (
            Job(
                "Product Manager",
                "Ravenshore Software",
                "March 2020 – October 2024",
                "2020-03",
                "2024-10",
                56,
                ("Owned the billing product and its roadmap",),
            ),
            Job(
                "Business Analyst",
                "Ravenshore Software",
                "July 2016 – February 2020",
                "2016-07",
                "2020-02",
                44,
                ("Wrote requirements with the finance department",),
            ),
        ),
        ("BA in Economics", "University of Glasgow", "2012 – 2016"),
        "SQL, Jira",
        100,
    ),
    Career(
        "es_months",
        "Ana Ruiz Cebrián",
        "Madrid · ana.ruiz@example.com",
        _ES,
        (
            Job(
                "Responsable de atención al cliente",
                "Almenara Servicios",
                "abril de 2021 – actualidad",
                "2021-04",
                "present",
                68,
                ("Coordinación de un equipo de ocho agentes", "Elaboración de los informes de calidad"),
            ),
            Job(
                "Agente de soporte",
                "Telares del Sur",
                "enero de 2020 – marzo de 2021",
                "2020-01",
                "2021-03",
                15,
                ("Resolución de incidencias por teléfono y correo",),
            ),
        ),
        ("Grado en Filología", "Universidad de Salamanca", "2015 – 2019"),
        "Zendesk, Excel",
        83,
    ),
    Career(
        "es_days",
        "Íñigo Olazábal Ruiz",
        "Bilbao · inigo.olazabal@example.com",
        _ES,
        (
            Job(
                "Técnico de mantenimiento",
                "Talleres Ibaizabal",
                "01/02/2022 – 31/12/2022",
                "2022-02-01",
                "2022-12-31",
                11,
                ("Mantenimiento preventivo de las líneas de montaje",),
            ),
            Job(
                "Mozo de almacén",
                "Logística Urdaibai",
                "10/03/2021 – 24/01/2022",
                "2021-03-10",
                "2022-01-24",
                11,  # 10 months and 15 days
                ("Preparación de pedidos con carretilla elevadora",),
            ),
        ),
        ("Ciclo formativo de electromecánica", "Instituto Zubiri", "2019 – 2021"),
        "Carretilla elevadora, prevención de riesgos",
        22,  # 21 months and 15 days
    ),
    Career(
        "es_years",
        "Begoña Muñiz Peláez",
        "Gijón · begona.muniz@example.com",
        _ES,
        (
            Job(
                "Jefa de cocina",
                "Restaurante La Marea",
                "2017 – 2020",
                "2017",
                "2020",
                36,
                ("Dirección de una cocina de seis personas",),
            ),
            Job(
                "Cocinera",
                "Hotel Peñaflor",
                "2012 – 2016",
                "2012",
                "2016",
                48,
                ("Elaboración de menús diarios y banquetes",),
            ),
        ),
        ("Grado medio en cocina", "Escuela de Hostelería de Gijón", "2010 – 2012"),
        "Menús, compras, alérgenos",
        84,
    ),
    Career(
        "es_internship",
        "Lucía Fernández Arce",
        "Valencia · lucia.fernandez@example.com",
        _ES,
        (
            Job(
                "Teleoperadora",
                "Contacta Levante",
                "sept. 2018 – dic. 2022",
                "2018-09",
                "2022-12",
                52,
                ("Atención de llamadas entrantes de clientes", "Venta de servicios adicionales"),
            ),
            Job(
                "Prácticas en atención al cliente",
                "Naranjos Digital",
                "jun. 2018 – ago. 2018",
                "2018-06",
                "2018-08",
                3,
                ("Apoyo al equipo de atención por chat",),
                "internship",
            ),
        ),
        ("Grado en Turismo", "Universidad de Valencia", "2014 – 2018"),
        "CRM, ofimática",
        52,
    ),
    Career(
        "es_same_employer",
        "Óscar Núñez Güell",
        "Sevilla · oscar.nunez@example.com",
        _ES,
        (
            Job(
                "Responsable de tienda",
                "Joyería Muñiz",
                "mayo 2019 – presente",
                "2019-05",
                "present",
                91,  # 90 months and 21 days
                ("Gestión de pedidos y del equipo de ventas",),
            ),
            Job(
                "Dependiente",
                "Joyería Muñiz",
                "febrero 2016 – abril 2019",
                "2016-02",
                "2019-04",
                39,
                ("Atención al público y arreglo de relojes",),
            ),
        ),
        ("Bachillerato", "Instituto Triana", "2013 – 2015"),
        "Ventas, caja",
        130,  # 129 months and 21 days
    ),
    Career(
        "es_overlap",
        "Paloma Giménez Soler",
        "Zaragoza · paloma.gimenez@example.com",
        _ES,
        (
            Job(
                "Recepcionista (media jornada)",
                "Hotel Brisamar",
                "06/2020 – 05/2021",
                "2020-06",
                "2021-05",
                12,
                ("Recepción de huéspedes en turno de tarde",),
                "part_time",
            ),
            Job(
                "Auxiliar administrativa",
                "Gestoría Moncayo",
                "01/2019 – 12/2020",
                "2019-01",
                "2020-12",
                24,
                ("Archivo de expedientes y atención telefónica",),
            ),
        ),
        ("Técnico en gestión administrativa", "Instituto Pignatelli", "2016 – 2018"),
        "Contaplus, ofimática",
        29,
    ),
)


def pdf(career: Career) -> bytes:
    """Return a page with the dates at the right margin, the employer below the title, and bullets."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(595, 842), invariant=1)
    page.setTitle(f"CV {career.name}")
    top = 790.0

    def line(text: str, font: str = "Helvetica", size: float = 10, x: float = 60, after: float = 15) -> None:
        nonlocal top
        page.setFont(font, size)
        page.drawString(x, top, text)
        top -= after

    def dated(text: str, dates: str, font: str) -> None:
        page.setFont("Helvetica", 10)
        page.drawRightString(535, top, dates)
        line(text, font)

    line(career.name, "Helvetica-Bold", 18, after=18)
    line(career.contact, after=30)
    line(career.headings[0], "Helvetica-Bold", 13, after=20)
    for job in career.jobs:
        dated(job.title, job.dates, "Helvetica-Bold")
        line(job.employer, "Helvetica-Oblique")
        for duty in job.duties:
            line(f"• {duty}", x=72, after=14)
        top -= 10
    top -= 8
    line(career.headings[1], "Helvetica-Bold", 13, after=20)
    course, school, dates = career.education
    dated(course, dates, "Helvetica-Bold")
    line(school, "Helvetica-Oblique", after=28)
    line(career.headings[2], "Helvetica-Bold", 13, after=20)
    line(career.skills)
    page.showPage()
    page.save()
    return buffer.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(career: Career) -> bytes:
    """Return paragraphs: title and dates with a tab between, the employer below, bullets."""

    def paragraph(text: str, run: str = "", properties: str = "") -> str:
        inner = '</w:t><w:tab/><w:t xml:space="preserve">'.join([markup.escape(part) for part in text.split("\t")])
        return (
            f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
            f'<w:t xml:space="preserve">{inner}</w:t></w:r></w:p>'
        )

    tab = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    parts = [paragraph(career.name, '<w:b/><w:sz w:val="36"/>'), paragraph(career.contact)]
    parts.append(paragraph(career.headings[0], '<w:b/><w:sz w:val="26"/>'))
    for job in career.jobs:
        parts.append(paragraph(f"{job.title}\t{job.dates}", "<w:b/>", tab))
        parts.append(paragraph(job.employer, "<w:i/>"))
        parts += [paragraph(f"• {duty}", properties='<w:ind w:left="360"/>') for duty in job.duties]
    course, school, dates = career.education
    parts.append(paragraph(career.headings[1], '<w:b/><w:sz w:val="26"/>'))
    parts += [paragraph(f"{course}\t{dates}", "<w:b/>", tab), paragraph(school, "<w:i/>")]
    parts += [paragraph(career.headings[2], '<w:b/><w:sz w:val="26"/>'), paragraph(career.skills)]
    body = f'<w:document xmlns:w="{_W}"><w:body>{"".join(parts)}</w:body></w:document>'
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELATIONS,
            "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>{body}',
        }
    )


def packed(files: dict[str, str]) -> bytes:
    """Return a ZIP of these texts, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 21, 0, 0, 0)), text.encode("utf-8"))
    return buffer.getvalue()


def html(career: Career) -> bytes:
    """Return a page with a heading for each job, employer and dates in a paragraph below, a list of duties."""
    e = markup.escape
    jobs = "".join(
        f"<article><h3>{e(job.title)}</h3><p>{e(job.employer)}</p><p><time>{e(job.dates)}</time></p><ul>"
        + "".join(f"<li>{e(duty)}</li>" for duty in job.duties)
        + "</ul></article>"
        for job in career.jobs
    )
    course, school, dates = map(e, career.education)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>CV</title></head><body><h1>{e(career.name)}</h1>'
        f"<p>{e(career.contact)}</p><h2>{e(career.headings[0])}</h2>{jobs}<h2>{e(career.headings[1])}</h2>"
        f"<h3>{course}</h3><p>{school}</p><p>{dates}</p>"
        f"<h2>{e(career.headings[2])}</h2><p>{e(career.skills)}</p></body></html>"
    ).encode()


def text(career: Career) -> bytes:
    """Return lines: title, employer and dates each on its own, a blank line between jobs."""
    lines = [career.name, career.contact, "", career.headings[0].upper(), ""]
    for job in career.jobs:
        lines += [job.title, job.employer, job.dates, *(f"- {duty}" for duty in job.duties), ""]
    lines += [career.headings[1].upper(), "", *career.education, "", career.headings[2].upper(), "", career.skills]
    return ("\n".join(lines) + "\n").encode()


FORMATS: dict[str, Callable[[Career], bytes]] = {"pdf": pdf, "docx": docx, "html": html, "txt": text}


def career(key: str) -> Career:
    """Return the career with this key."""
    return next(each for each in CAREERS if each.key == key)

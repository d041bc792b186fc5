"""Invented people -> example documents in this folder: python examples/make.py (needs reportlab, see the dev extra).

To add an example: a function that returns its bytes, and a row in EXAMPLES.
"""

from __future__ import annotations

import html
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def ana_ruiz() -> bytes:
    """Return a page of PDF: present, days, years only, an internship."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(595, 842), invariant=1)
    page.setTitle("Ana Ruiz")
    top = 785.0

    def line(text: str, font: str = "Helvetica", size: float = 10, x: float = 60, after: float = 15) -> None:
        nonlocal top
        page.setFont(font, size)
        page.drawString(x, top, text)
        top -= after

    def heading(text: str) -> None:
        nonlocal top
        top -= 12
        line(text, "Helvetica-Bold", 13, after=6)
        page.line(60, top, 535, top)
        top -= 18

    def dated(title: str, employer: str, dates: str, *duties: str) -> None:
        nonlocal top
        page.setFont("Helvetica", 10)
        page.drawRightString(535, top, dates)
        line(title, "Helvetica-Bold")
        line(employer, "Helvetica-Oblique")
        for duty in duties:
            line(f"• {duty}", x=72, after=14)
        top -= 8

    line("Ana Ruiz", "Helvetica-Bold", 20, after=20)
    line("Madrid · ana.ruiz@example.com · +34 600 000 000", after=16)
    heading("Profile")
    line("Customer support lead with 4 years of Zendesk. Spanish and English.")
    heading("Work Experience")
    dated(
        "Customer Support Team Lead",
        "Brightmoor Software, Madrid",
        "Mar 2022 – Present",
        "Lead eight agents across chat, e-mail and telephone",
        "Set up the Zendesk help centre and its macros",
    )
    dated(
        "Customer Support Agent",
        "Quillfern Travel, Madrid",
        "10 March 2021 – 24 January 2022",
        "Answered sixty tickets a day in Zendesk",
        "Trained new colleagues",
    )
    dated("Receptionist", "Hotel Brisamar, Valencia", "2018 – 2020", "Check-in, reservations and complaints")
    dated("Customer Service Intern", "Almenara Seguros, Valencia", "Jun 2017 – Aug 2017", "Sorted incoming mail")
    heading("Education")
    dated("BA in Tourism", "University of Valencia", "2013 – 2017")
    heading("Skills")
    line("Zendesk, Excel, Jira")
    page.showPage()
    page.save()
    return buffer.getvalue()


def ben_okafor() -> bytes:
    """Return a LinkedIn data archive: CSV files in a ZIP."""
    return _zip(
        {
            "Profile.csv": (
                "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,"
                "Twitter Handles,Websites,Instant Messengers\n"
                "Ben,Okafor,,,,Implementation Consultant,,Software,,Manchester,,,\n"
            ),
            "Positions.csv": (
                "Company Name,Title,Description,Location,Started On,Finished On\n"
                "Larkfield Systems,Implementation Consultant,Onboards customers and their data.,Manchester,Feb 2021,\n"
                "Tallow & Reed,Technical Support Engineer,Second line support for shops.,Leeds,Sep 2017,Jan 2021\n"
            ),
            "Education.csv": (
                "School Name,Start Date,End Date,Notes,Degree Name,Activities\n"
                "University of Salford,2014,2017,,BSc Computing,\n"
            ),
            "Skills.csv": "Name\nSQL\nJira\n",
        }
    )


def lucia_fernandez() -> bytes:
    """Return a Word document in Spanish."""

    def paragraph(text: str, run: str = "") -> str:
        inner = '</w:t><w:tab/><w:t xml:space="preserve">'.join([html.escape(part) for part in text.split("\t")])
        return f'<w:p><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r></w:p>'

    bold, large = "<w:b/>", '<w:b/><w:sz w:val="28"/>'
    body = [
        paragraph("Lucía Fernández Arce", '<w:b/><w:sz w:val="36"/>'),
        paragraph("Valencia · lucia.fernandez@example.com"),
        paragraph("Experiencia laboral", large),
        paragraph("Coordinadora de atención al cliente\tenero de 2023 – actualidad", bold),
        paragraph("Contacta Levante"),
        paragraph("• Coordinación de un equipo de diez agentes"),
        paragraph("Teleoperadora\tsept. 2018 – dic. 2022", bold),
        paragraph("Contacta Levante"),
        paragraph("• Atención de llamadas entrantes de clientes"),
        paragraph("Prácticas en atención al cliente\tjun. 2018 – ago. 2018", bold),
        paragraph("Naranjos Digital"),
        paragraph("• Apoyo al equipo de atención por chat"),
        paragraph("Formación", large),
        paragraph("Grado en Turismo\t2014 – 2018", bold),
        paragraph("Universidad de Valencia"),
    ]
    return _zip(
        {
            "[Content_Types].xml": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                'wordprocessingml.document.main+xml"/></Types>'
            ),
            "_rels/.rels": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="rId1" Target="word/document.xml" '
                'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
                "</Relationships>"
            ),
            "word/document.xml": (
                '<?xml version="1.0" encoding="UTF-8"?>'
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f"<w:body>{''.join(body)}</w:body></w:document>"
            ),
        }
    )


def mia_jansen() -> bytes:
    """Return a JSON Resume."""
    resume = {
        "basics": {"name": "Mia Jansen", "label": "Developer", "email": "mia.jansen@example.com"},
        "work": [
            {
                "name": "Ravenshore Software",
                "position": "Software Developer",
                "startDate": "2019-09",
                "summary": "Billing in Python and PostgreSQL.",
            },
            {
                "name": "Lumenfield",
                "position": "Junior Developer",
                "startDate": "2017-02-13",
                "endDate": "2019-08-31",
                "summary": "Web shops.",
            },
        ],
        "education": [{"institution": "Hogeschool Utrecht", "area": "Informatica", "endDate": "2016"}],
        "skills": [{"name": "Python"}, {"name": "PostgreSQL"}],
    }
    return (json.dumps(resume, ensure_ascii=False, indent=2) + "\n").encode()


def letter_ana_ruiz() -> bytes:
    """Return a certificate of employment whose start is a month after that of the CV."""
    return b"""\
Quillfern Travel S.L.
Calle de la Encina 12, 28004 Madrid

Madrid, 31 January 2022

CERTIFICATE OF EMPLOYMENT

To whom it may concern,

This is to certify that Ms Ana Ruiz was employed by Quillfern Travel S.L. as a Customer Support Agent
from 10 April 2021 to 24 January 2022. She worked full time, 40 hours a week.

We wish her all the best for the future.

Teresa Olmedo
Head of Human Resources
"""


def job_ad() -> bytes:
    """Return a job ad with clear requirements and a vague one."""
    return b"""\
Customer Support Specialist (Tier 1)
Fernmoor Apps, Madrid

About us
We have made booking software for small hotels for 12 years.

What you will do
- Answer customers by chat and e-mail
- Keep our help centre up to date

Requirements
- At least 2 years of experience in customer support
- 12 months with Zendesk or Intercom
- English at least B2
- Some experience in training colleagues

Nice to have
- Spanish at C1
"""


def _zip(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 21, 0, 0, 0)), text.encode())
    return buffer.getvalue()


EXAMPLES: dict[str, Callable[[], bytes]] = {
    "ana_ruiz.pdf": ana_ruiz,
    "ben_okafor_linkedin.zip": ben_okafor,
    "job_ad.txt": job_ad,
    "letter_ana_ruiz.txt": letter_ana_ruiz,
    "lucia_fernandez.docx": lucia_fernandez,
    "mia_jansen.json": mia_jansen,
}

if __name__ == "__main__":
    for name, make in EXAMPLES.items():
        (FOLDER / name).write_bytes(make())

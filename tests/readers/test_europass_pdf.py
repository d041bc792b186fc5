"""Europass PDFs carry their data along; it counts only where the pages show the same jobs."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2 as pdfium
import pytest

import xpcalc

reportlab = pytest.importorskip("reportlab.pdfgen.canvas", reason="draws the page")

XML = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><LearnerInfo><WorkExperienceList><WorkExperience>
<Period><From year="2019" month="--03"/><To year="2021" month="--06"/></Period>
<Position><Label>Support agent</Label></Position><Activities>Tickets</Activities>
<Employer><Name>Kestrel Foods Ltd</Name></Employer>
</WorkExperience></WorkExperienceList></LearnerInfo></SkillsPassport>"""


def pdf(line: str) -> bytes:
    out = io.BytesIO()
    page = reportlab.Canvas(out, invariant=1)
    for n, text in enumerate(("Ada Quill", "WORK EXPERIENCE", line, "Answered tickets every day")):
        page.drawString(72, 760 - 20 * n, text)
    page.save()
    document: Any = pdfium.PdfDocument(out.getvalue())
    document.new_attachment("cv.xml").set_data(XML.encode())
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_data_of_the_same_jobs_is_preferred() -> None:
    got = xpcalc.assess(pdf("Support agent, Kestrel Foods Ltd, 2019 - 2021"), name="cv.pdf", as_of="2026-11-21")
    assert got.document.format == "europass-pdf"
    assert [(p.start, p.end, p.employer) for p in got.positions] == [("2019-03", "2021-06", "Kestrel Foods Ltd")]
    assert "I_EMBEDDED_DATA" in {f.code for f in got.findings}


def test_data_that_the_pages_do_not_show_is_left_alone() -> None:
    got = xpcalc.assess(pdf("Cashier, Harbour Shop (Jan 2022 - Mar 2022)"), name="cv.pdf", as_of="2026-11-21")
    assert got.document.format == "pdf"
    assert [(p.start, p.end) for p in got.positions] == [("2022-01", "2022-03")]

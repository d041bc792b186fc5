"""Findings on what a reading leaves open: each is given where it should be, and not beside it."""

from __future__ import annotations

import io

import pytest

from xpcalc import Assessment, assess


def read(text: str, name: str = "cv.txt") -> Assessment:
    return assess(text.encode(), name=name, as_of="2026-11-21")


def codes(assessment: Assessment) -> set[str]:
    return {finding.code for finding in assessment.findings}


JOBS = [
    ("Support Agent", "Quillfern Ltd", "Jan 2022 - Dec 2024"),
    ("Support Agent", "Ironbark GmbH", "Jan 2019 - Dec 2021"),
    ("Cashier", "Tidewater Inc.", "Jan 2016 - Dec 2018"),
    ("Waiter", "Maplewood S.L.", "Jan 2013 - Dec 2015"),
    ("Courier", "Juniperus B.V.", "Jan 2010 - Dec 2012"),
]


def cv(jobs: list[tuple[str, str, str]]) -> str:
    return "Nora Whitcombe\n\nWork Experience\n\n" + "\n\n".join(
        f"{title}\n{employer}\n{dates}\n- Answered questions of customers" for title, employer, dates in jobs
    )


def test_positions_in_order_are_no_finding() -> None:
    assert "W_ORDER" not in codes(read(cv(JOBS)))
    assert "W_ORDER" not in codes(read(cv(JOBS[::-1])))


def test_one_position_years_out_of_order_is_a_warning() -> None:
    jobs = list(JOBS)
    jobs[2] = ("Cashier", "Tidewater Inc.", "Jan 2006 - Dec 2008")
    found = read(cv(jobs))
    assert [f.severity for f in found.findings if f.code == "W_ORDER"] == ["warning"]


def test_a_short_return_out_of_order_is_none() -> None:
    jobs = [*JOBS[:2], ("Tutor", "Zenitho Ltd", "Mar 2021 - May 2021"), *JOBS[2:]]
    assert "W_ORDER" not in codes(read(cv(jobs)))


def _pdf(pages: list[list[tuple[float, float, float, str, int]]]) -> bytes:
    """Write lines of (x, y, size, text, degrees)."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for lines in pages:
        for x, y, size, text, degrees in lines:
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(degrees)
            canvas.setFont("Helvetica-Bold" if size > 11 else "Helvetica", size)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


FIRST = [
    (60, 780, 18, "Nora Whitcombe", 0),
    (60, 740, 13, "Work Experience", 0),
    (60, 715, 10, "Support Agent, Quillfern Ltd", 0),
    (420, 715, 10, "Jan 2022 - Dec 2024", 0),
    (60, 700, 10, "Answered questions of customers by mail", 0),
]


@pytest.mark.parametrize(
    ("text", "code"), [("Cashier 2016 - 2018", "W_TEXT_TURNED"), ("Curriculum vitae", "I_TEXT_TURNED")]
)
def test_text_that_runs_upwards_is_named(text: str, code: str) -> None:
    found = assess(_pdf([[*FIRST, (30, 300, 10, text, 90)]]), name="cv.pdf", as_of="2026-11-21")
    assert code in codes(found)
    assert found.total.months == 36


def test_upright_text_is_no_finding() -> None:
    assert not codes(assess(_pdf([FIRST]), name="cv.pdf", as_of="2026-11-21")) & {"W_TEXT_TURNED", "I_TEXT_TURNED"}


def test_blank_pages_with_a_frame_are_no_scan() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for number in range(3):
        canvas.setFillGray(0.2)
        canvas.rect(0, 0, 40, 842, fill=1)
        if number == 0:
            canvas.setFillGray(0)
            for x, y, size, text, _ in FIRST:
                canvas.setFont("Helvetica-Bold" if size > 11 else "Helvetica", size)
                canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    found = assess(buffer.getvalue(), name="cv.pdf", as_of="2026-11-21")
    assert found.total.months == 36
    assert not codes(found) & {"I_OCR", "W_NEEDS_OCR", "W_OCR_CONFIDENCE"}

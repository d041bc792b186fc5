"""What stands on a page besides its words: icons between names, footers above the edge."""

from __future__ import annotations

from make_pdf import line, pdf

from xpcalc import assess

ICONS = {5: b"<< /Type /Font /Subtype /Type1 /BaseFont /FontAwesome /Encoding /WinAnsiEncoding >>"}
HEAD = line(72, 780, "Jane Roe", 20, "F2") + line(72, 750, "EXPERIENCE", 13, "F2")
JOBS = (
    ("SOUS CHEF", "COPPER LARDER", "May 2018 - Jun 2022", "Ran the pass four nights a week and priced each dish"),
    ("LINE COOK", "SALTGRASS HOTEL", "Apr 2015 - Apr 2018", "Sauces and fish for a dining room of 140 guests"),
)


def job(y: float, title: str, employer: str, when: str, text: str, icon: str) -> bytes:
    names = line(72, y, title, 11, "F2") + line(149, y, employer, 11, "F2")
    picture = line(139, y, icon, 7, "F1") if icon else b""
    return names + picture + line(72, y - 14, when, 10, "F2") + line(72, y - 28, text, 10, "F2")


def test_icon_between_two_names_parts_them() -> None:
    page = HEAD + b"".join([job(720 - 60 * n, *each, "z") for n, each in enumerate(JOBS)])
    found = assess(pdf(page, objects=ICONS), name="cv.pdf", as_of="2024-06-30")
    assert [(p.title, p.employer) for p in found.positions] == [each[:2] for each in JOBS]
    assert "····" not in found.document.text


def test_icon_before_a_line_leaves_no_trace() -> None:
    page = HEAD + b"".join([line(60, 720 - 60 * n, "z") + job(720 - 60 * n, *each, "") for n, each in enumerate(JOBS)])
    found = assess(pdf(page, objects=ICONS), name="cv.pdf", as_of="2024-06-30")
    assert "·" not in found.document.text


def test_footer_well_above_the_edge_is_no_name() -> None:
    pages = []
    for n, (title, employer, when, text) in enumerate(JOBS):
        body = HEAD if n == 0 else b""
        body += line(72, 720, f"{title}, {employer}", 11, "F2") + line(400, 720, when) + line(72, 706, text)
        body += b"".join([line(72, 690 - 14 * k, f"Task {k} of the kitchen, done with four people") for k in range(38)])
        pages.append(body + line(150, 100, f"Page {n + 1} - Curriculum vitae of", 8) + line(170, 90, "Roe, Jane", 8))
    found = assess(pdf(*pages), name="cv.pdf", as_of="2024-06-30")
    assert [(p.start, p.end) for p in found.positions] == [("2018-05", "2022-06"), ("2015-04", "2018-04")]
    assert [p.title for p in found.positions] == ["SOUS CHEF", "LINE COOK"]
    margins = [each.text for each in found.document.lines if each.column == -1]
    assert "Roe, Jane" in margins

"""Fonts whose text table lies: what is drawn is counted where OCR is installed, and doubted where it is not."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from make_lies import LIES, lied
from make_pdf import line, pdf

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, Word
from xpcalc.limits import Limits, using
from xpcalc.readers import drawn, ocr, scanned
from xpcalc.readers import pdf as reader
from xpcalc.readers.page_words import Found

needs_engine = pytest.mark.skipif(not ocr.available(), reason="no tesseract here")

TITLES = ("Support Agent", "Team Leader", "Billing Clerk", "Night Receptionist", "Warehouse Planner", "Junior Buyer")
DUTIES = (
    "Answered tickets by telephone and mail, and wrote the help centre",
    "Checked invoices of forty suppliers and kept the books of two branches",
    "Planned shifts, trained new colleagues and reported every week",
)
MONTHS = ("January", "March", "April", "June", "August", "October", "November", "December")
FACES = (("Vera", "VeraBd"), ("VeraIt", "VeraBI"), ("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"))


def cv(seed: int) -> bytes:
    """Return an invented CV of one page, in an embedded subset (Vera) or in one of the fonts that every viewer has."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    chance = random.Random(seed)
    plain, bold = FACES[seed % len(FACES)]
    for face in (plain, bold):
        if face.startswith("Vera") and face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(595, 842), invariant=1)
    y = 780.0

    def put(text: str, face: str, size: float) -> None:
        nonlocal y
        page.setFont(face, size)
        page.drawString(60, y, text)
        y -= size * 1.5

    put("Jane Roe", bold, 18)
    put("Work Experience", bold, 13)
    year = 2023
    for title in chance.sample(TITLES, 4):
        start = year - chance.choice((1, 2, 3))
        put(f"{title}, Quillfern {chance.choice('ABCDEF')} Ltd", bold, 10)
        put(f"{chance.choice(MONTHS)} {start} - {chance.choice(MONTHS)} {year}", plain, 10)
        for duty in chance.sample(DUTIES, 2):
            put(duty, plain, 10)
        year = start - 1
    page.save()
    return buffer.getvalue()


def doubts(data: bytes) -> list[str]:
    """Return the words that are doubted, whatever OCR would say."""
    return [word.text for _, words in reader._pages(data).doubted for word in words]


def numbers(data: bytes) -> set[str]:
    return {word.text for page in reader.words(data) for word in page.words if word.text.isdigit()}


def test_forged_digits_are_doubted() -> None:
    forged = [(seed, *lied(cv(seed), LIES["digits"], seed)) for seed in range(30)]
    told = [(seed, data, swap) for seed, data, swap in forged if numbers(data) != numbers(cv(seed))]
    missed = [(seed, swap) for seed, data, swap in told if not doubts(data)]
    assert len(told) >= 20
    assert len(missed) <= 0.1 * len(told), missed


def test_permuted_letters_are_doubted() -> None:
    missed = [seed for seed in range(20) if not doubts(lied(cv(seed), LIES["words"], seed)[0])]
    assert len(missed) <= 1, missed


@pytest.mark.parametrize("seed", range(8))
def test_honest_pages_are_not_doubted(seed: int) -> None:
    assert doubts(cv(seed)) == []


def test_honest_documents_of_many_makers_are_not_doubted() -> None:
    here = Path(__file__).parents[2]
    found: dict[str, list[str]] = {}
    for file in sorted([*(here / "tests/golden").glob("**/*.pdf"), *(here / "examples").glob("*.pdf")]):
        try:
            found[file.name] = doubts(file.read_bytes())
        except UnreadableDocument:
            continue
    assert found
    assert {name: words for name, words in found.items() if words} == {}


def twin(drawn_as: bytes, told_as: bytes) -> bytes:
    """Return a page with one year in a second font of the same name, whose text table calls one digit another."""
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
        b"1 beginbfrange <20> <7E> <0020> endbfrange 1 beginbfchar <%02X> <%04X> endbfchar endcmap"
    ) % (drawn_as[0], told_as[0])
    lying = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 11 0 R >>"
    page = (
        line(72, 780, "Jane Roe", 20, "F2")
        + line(72, 750, "EXPERIENCE", 13, "F2")
        + line(72, 730, "Software Engineer, Acme Ltd", 11, "F2")
        + line(350, 730, "January")
        + line(400, 730, "2019", font="F3")
        + line(430, 730, "- March 2021")
        + line(72, 714, "Built the billing service of four countries and answered the customers of nine partners")
        + line(72, 690, "Support Agent, Beta Ltd", 11, "F2")
        + line(350, 690, "January 2019 - March 2021")
    )
    stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(table), table)
    return pdf(page, objects={6: HEAVY, 10: lying, 11: stream}).replace(b"/F2 6 0 R", b"/F2 6 0 R /F3 10 0 R")


HEAVY = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"


def test_one_year_in_a_font_of_its_own_is_doubted() -> None:
    assert doubts(twin(b"1", b"0")) == ["2009"]
    assert doubts(twin(b"1", b"1")) == []


def slanted(page: bytes) -> bytes:
    """Return the page with its years slanted, as programs make italics of a font that has none."""
    upright, slant = b"11 Tf 400 730 Td (20", b"11 Tf 1 0 0.3 1 400 730 Tm (20"
    assert upright in page
    return page.replace(upright, slant)


def test_slanted_digits_are_looked_at_upright() -> None:
    assert doubts(slanted(twin(b"1", b"0"))) == ["2009"]
    for digit in b"0123456789":
        assert doubts(slanted(twin(b"1", b"1").replace(b"(2019) Tj", b"(20%c%c) Tj" % (digit, digit)))) == []


def test_a_digit_unlike_all_that_are_known_takes_more_to_be_doubted() -> None:
    shapes = drawn._alphabet().shapes
    digits = [kind for kind in shapes if kind.isdigit()]
    chance = random.Random(4)
    seen = set()
    for _ in range(4000):
        look = chance.choice(shapes["5"])
        for place in chance.sample(range(144), chance.randrange(40)):
            look ^= 1 << place
        far = {kind: drawn._distance(look, shapes[kind]) for kind in digits}
        own, other = far.pop("9"), min(far.values())
        if other > drawn.FAR and own > drawn.NEAR_DIGIT:
            gap = own - other
            seen.add(gap)
            assert drawn._doubtful("9", look) == (gap >= drawn.DOUBT_FAR)
    assert {drawn.DOUBT_DIGIT, drawn.DOUBT_FAR - 1, drawn.DOUBT_FAR} <= seen


def test_letters_that_ocr_takes_for_each_other_are_no_lie() -> None:
    assert scanned._plain("(C1),") == scanned._plain("(CI),") == scanned._plain("(cl)")
    assert scanned._plain("2019") != scanned._plain("2015")


def test_without_ocr_the_doubt_is_told_and_the_text_counts() -> None:
    with using(Limits(ocr_pages=0)):
        document = reader.read(twin(b"1", b"0"), "cv.pdf")
    assert [finding.code for finding in document.findings] == ["W_TEXT_DOUBTED"]
    assert "“2009”" in document.findings[0].message
    assert "January 2009 - March 2021" in document.text


@needs_engine
def test_with_ocr_what_is_drawn_is_read() -> None:
    document = reader.read(twin(b"1", b"0"), "cv.pdf")
    told = [finding for finding in document.findings if finding.code == "W_TEXT_MISMATCH"]
    assert len(told) == 1
    assert "“2009” in the file, “2019” drawn" in told[0].message
    assert "2009" not in document.text
    assert document.text.count("January 2019 - March 2021") == 2


@needs_engine
def test_a_doubt_that_ocr_does_not_share_changes_nothing() -> None:
    data = twin(b"1", b"1")
    pages = reader.words(data)
    word = next(word for word in pages[0].words if word.text == "2019")
    result, scan, findings = scanned.read_as_drawn(data, pages, [(1, [word])])
    assert (result, scan, findings) == (pages, None, ())


def test_words_at_odd_places_are_no_doubt() -> None:
    data = pdf(
        line(1e7, 700, "2019") + line(72, -9e8, "2019") + line(72, 700, "2019", 1e-7) + line(72, 600, "Jane Roe")
    )
    assert doubts(data) == []


def test_a_page_without_words_is_no_doubt() -> None:
    empty: list[Word] = []
    page = Page(1, 10.0, 10.0, empty)
    assert drawn.Drawings(b"/ToUnicode").doubted(None, None, Found([], [], [], "", [], set())) == []
    assert scanned.read_as_drawn(b"", [page], [(1, empty)]) == ([page], None, ())


def test_escaped_names_hide_no_table() -> None:
    lying = twin(b"1", b"0")
    assert doubts(lying.replace(b"/ToUnicode", b"/To#55nicode")) == ["2009"]


def test_a_lie_is_doubted_on_every_page() -> None:
    text = line(72, 700, "Work") + line(72, 680, "January 2009 - March 2019")
    table = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange "
    table += b"2 beginbfchar <30> <0031> <31> <0030> endbfchar"
    stream = b"<< /Length %d >>\nstream\n%b\nendstream" % (len(table), table)
    lying = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 10 0 R >>"
    data = pdf(text, text, text, objects={5: lying, 10: stream})
    assert [number for number, words in reader._pages(data).doubted if words] == [1, 2, 3]

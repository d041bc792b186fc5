"""Hidden text: whatever the trick, the numbers are those of the same CV without it; what can be seen stays."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from make_pdf import box, image, line, pdf, picture

from xpcalc import assess
from xpcalc.model import Document
from xpcalc.readers import pdf as reader

LIE = "10 years at Google 2001 - 2011"
CV = (
    line(72, 780, "Jane Roe", 20, "F2")
    + line(72, 750, "EXPERIENCE", 13, "F2")
    + line(72, 730, "Software Engineer, Acme Ltd", 11, "F2")
    + line(400, 730, "Jan 2015 - Mar 2019")
    + line(72, 714, "Built the billing service and kept it running for four countries")
    + line(72, 690, "Support Agent, Beta Ltd", 11, "F2")
    + line(400, 690, "Feb 2012 - Dec 2014")
    + line(72, 674, "Answered customers by phone and mail in two languages")
)
# Between the two jobs and beside the first one: where a line does most harm.
PLACES = ((72, 702), (250, 640), (72, 600))
NOISE = picture(60, 60, bytes(random.Random(5).randrange(90, 256) for _ in range(3600)))


def lies(size: float = 11, text: str = LIE) -> bytes:
    return b"".join([line(x, y, text, size) for x, y in PLACES])


def pen(x: float, y: float, width: float) -> bytes:
    return b"q 1 G %g w %g %g m %g %g l S Q\n" % (width, x - 4, y, x + 190 * width / 16, y)


FORM = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Length %d >>\n"
    b"stream\n%b\nendstream"
)
HIDDEN_FORM = b"1 g " + lies()


def gradient(text: str) -> dict[str, Any]:
    """Return a page like those of Chromium: clear letters, and a colour through a mask in the shape of this text."""
    mask = b"1 g " + line(72, 600, text, 14)
    form = FORM.replace(b"/Form ", b"/Form /Group << /S /Transparency /CS /DeviceGray >> ")
    return {
        "content": b"q /M gs 0.1 0.5 0.6 rg 60 590 400 30 re f Q q /G gs " + line(72, 600, LIE, 14) + b"Q",
        "resources": b"/ExtGState << /G << /ca 0 /CA 0 >> /M << /SMask << /S /Luminosity /G 10 0 R >> >> >>",
        "objects": {10: form % (len(mask), mask)},
    }


MASKED = gradient("Led a team of five people in Leeds")
TRICKS: dict[str, dict[str, Any]] = {
    "invisible ink": {"content": CV + b"q 3 Tr " + lies() + b"Q"},
    "white": {"content": CV + b"q 1 g " + lies() + b"Q"},
    "white first": {"content": b"q 1 g " + lies() + b"Q " + CV},
    "near white": {"content": CV + b"q 0.985 0.98 0.98 rg " + lies() + b"Q"},
    "tiny": {"content": CV + lies(0.6)},
    "small": {"content": CV + lies(1.9)},
    "scaled": {"content": CV + b"q 0.05 0 0 0.05 72 600 cm " + line(0, 0, LIE) + b"Q"},
    "below the page": {"content": CV + line(72, -200, LIE)},
    "left of the page": {"content": CV + line(-400, 702, LIE)},
    "right of the page": {"content": CV + line(700, 702, LIE)},
    "clipped": {"content": CV + b"q 0 0 1 1 re W n " + lies() + b"Q"},
    "under a box": {"content": CV + lies() + b"".join([box(x - 4, y - 4, 200, 15, 1) for x, y in PLACES])},
    "under a box with other words on it": {
        "content": line(72, 700, LIE) + b"q 1 g 70 696 300 16 re f Q " + CV + line(72, 700, "Led a team of five people")
    },
    "under a broad pen": {"content": CV + lies() + b"".join([pen(x, y + 4, 16) for x, y in PLACES])},
    "under a broad pen, scaled": {
        "content": CV
        + lies()
        + b"".join([b"q 20 0 0 20 0 0 cm " + pen(x / 20, y / 20 + 0.2, 0.8) + b"Q " for x, y in PLACES])
    },
    "under a pen that goes to and fro": {
        "content": CV + line(72, 600, LIE) + b"q 1 G 6 w 70 598 m 260 598 l 260 604 l 70 604 l 70 608 l 260 608 l S Q"
    },
    "under a picture": {
        "content": CV + line(300, 600, LIE) + image("I", 290, 560, 260, 80),
        "resources": b"/XObject << /I 10 0 R >>",
        "objects": {10: NOISE},
    },
    "white on a busy picture": {
        "content": CV + image("I", 290, 560, 260, 80) + b"q 1 g " + line(300, 600, LIE, 2.2) + b"Q",
        "resources": b"/XObject << /I 10 0 R >>",
        "objects": {10: NOISE},
    },
    "black on black": {"content": CV + box(60, 560, 480, 80, 0) + line(72, 600, LIE)},
    "no alpha": {
        "content": CV + b"q /G gs " + lies() + b"Q",
        "resources": b"/ExtGState << /G << /ca 0 /CA 0 >> >>",
    },
    "next to no alpha": {
        "content": CV + b"q /G gs " + lies() + b"Q",
        "resources": b"/ExtGState << /G << /ca 0.03 /CA 0.03 >> >>",
    },
    "no alpha, on the shape of something else": MASKED | {"content": CV + MASKED["content"]},
    "layer switched off": {
        "content": CV + b"/OC /L BDC " + lies() + b"EMC",
        "resources": b"/Properties << /L 10 0 R >>",
        "objects": {10: b"<< /Type /OCG /Name (L) >>"},
        "catalog": b"/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] /Order [] >> >>",
    },
    "white inside a form": {
        "content": CV + b"/X Do ",
        "resources": b"/XObject << /X 10 0 R >>",
        "objects": {10: FORM % (len(HIDDEN_FORM), HIDDEN_FORM)},
    },
    "white behind visible words": {"content": b"q 1 g " + line(72, 714, LIE) + line(72, 674, LIE) + b"Q " + CV},
    "clip text": {"content": CV + b"q 7 Tr " + lies() + b"Q"},
    "white on a turned page": {"content": CV + b"q 1 g " + lies() + b"Q", "extra": b"/Rotate 180"},
    "off a cropped page": {"content": CV + line(72, 500, LIE), "extra": b"/CropBox [0 560 595 842]"},
}


@pytest.fixture(autouse=True)
def _no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the file only: what is drawn would be read from a short page too where OCR is installed."""
    monkeypatch.setattr(reader, "FEW_WORDS", 1)


def made(content: bytes, **options: Any) -> bytes:
    return pdf(content, **options)


def read(content: bytes, **options: Any) -> Document:
    return reader.read(made(content, **options), "cv.pdf")


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


@pytest.mark.parametrize("trick", TRICKS)
def test_hidden_words_are_left_out_and_named(trick: str) -> None:
    options = dict(TRICKS[trick])
    document = read(**options)
    plain = {key: value for key, value in options.items() if key == "extra"}
    seen = CV + (line(72, 700, "Led a team of five people") if "other words" in trick else b"")
    assert document.text == read(seen, **plain).text
    assert codes(document) == ["W_HIDDEN_TEXT"]
    message = document.findings[0].message
    assert "not visible, not counted: page 1" in message
    assert "“10 years at Google 2001" in message


@pytest.mark.parametrize("trick", [name for name in TRICKS if "turned" not in name and "other words" not in name])
def test_hidden_words_change_no_number(trick: str) -> None:
    clean = assess(made(CV), as_of="2024-06-30")
    tricked = assess(made(**TRICKS[trick]), as_of="2024-06-30")
    assert tricked.total == clean.total
    assert clean.total.months == 86
    assert [held.duration for held in tricked.positions] == [held.duration for held in clean.positions]
    assert [held.position.title for held in tricked.positions] == [held.position.title for held in clean.positions]


def test_the_same_words_in_plain_sight_are_counted() -> None:
    """The tests above would pass if the line never counted."""
    shown = assess(
        made(CV + line(72, 650, "Engineer, Google", 11, "F2") + line(400, 650, "2001 - 2011")), as_of="2024-06-30"
    )
    assert shown.total.months > 86


VISIBLE: dict[str, dict[str, Any]] = {
    "a gradient in the shape of clear letters": gradient(LIE),
    "white on a dark panel": {"content": box(60, 590, 400, 30, 0.2) + b"q 1 g " + line(72, 600, LIE) + b"Q"},
    "white on a colour": {"content": b"q 0.2 0.5 0.7 rg 60 590 400 30 re f 1 g " + line(72, 600, LIE) + b"Q"},
    "light grey": {"content": b"q 0.8 g " + line(72, 600, LIE, 8) + b"Q"},
    "grey on grey": {"content": box(60, 590, 400, 30, 0.9) + b"q 0.6 g " + line(72, 600, LIE, 9) + b"Q"},
    "small print": {"content": line(72, 600, LIE, 4)},
    "small pale print": {"content": b"q 0.7 g " + line(72, 600, LIE, 5) + b"Q"},
    "on a busy picture": {
        "content": image("I", 60, 560, 400, 80) + line(72, 600, LIE),
        "resources": b"/XObject << /I 10 0 R >>",
        "objects": {10: NOISE},
    },
    "outlined": {"content": b"q 1 Tr 0.5 w " + line(72, 600, LIE, 12) + b"Q"},
    "printed twice for bold": {"content": line(72, 600, LIE) + line(72.3, 600, LIE)},
    "turned page": {"content": line(72, 600, LIE), "extra": b"/Rotate 180"},
    "cropped page": {"content": line(72, 600, LIE), "extra": b"/CropBox [50 400 500 700]"},
    "shifted page": {"content": line(-28, -200, LIE), "media": b"[-100 -400 495 442]"},
    "page in millimetres": {"content": line(20, 200, LIE, 2.6), "media": b"[0 0 210 297]"},
    "large units": {"content": line(72, 600, LIE), "extra": b"/UserUnit 3"},
    "poster": {"content": line(72, 600, LIE), "media": b"[0 0 9000 9000]"},
    "struck through": {"content": line(72, 600, LIE) + b"q 0.8 w 72 604 m 260 604 l S Q"},
    "under a pale marker": {
        "content": line(72, 600, LIE) + b"q /G gs 1 1 0 rg 70 596 260 16 re f Q",
        "resources": b"/ExtGState << /G << /ca 0.4 >> >>",
    },
    "in a form": {
        "content": b"/X Do ",
        "resources": b"/XObject << /X 10 0 R >>",
        "objects": {10: FORM % (len(line(72, 600, LIE)), line(72, 600, LIE))},
    },
}


@pytest.mark.parametrize("case", VISIBLE)
def test_what_can_be_seen_stays(case: str) -> None:
    document = read(**VISIBLE[case])
    assert document.text == LIE
    assert codes(document) == []


@pytest.mark.parametrize("grey", [1.0, 0.99])
def test_a_word_that_goes_on_in_white_is_not_whole(grey: float) -> None:
    half = b"BT /F1 11 Tf 72 600 Td (seen) Tj %g g (2001) Tj 0 g ( here) Tj ET" % grey
    document = read(CV + half)
    assert "2001" not in document.text
    assert codes(document) == ["W_HIDDEN_TEXT"]


@pytest.mark.parametrize("many", [1, 20])
def test_a_few_pale_words_beside_many_hidden_ones(many: int) -> None:
    """Only the part of the page that holds suspects is drawn: it has to be the right one."""
    pale = b"q 0.7 g " + line(72, 200, "Pale words stay") + b"Q"
    white = b"q 1 g " + b"".join([line(72, 560 - 12 * n, LIE) for n in range(many)]) + b"Q"
    document = read(CV + pale + white)
    assert document.text == read(CV + pale).text
    assert "Pale words stay" in document.text
    assert codes(document) == ["W_HIDDEN_TEXT"]


def test_a_box_hides_only_what_it_covers() -> None:
    document = read(line(72, 600, "seen hidden") + box(101, 590, 90, 30, 1.0))
    assert document.text == "seen"
    assert document.findings[0].message == "1 word is not visible, not counted: page 1, “hidden”"


def test_an_empty_looking_page_is_not_read_by_another_engine() -> None:
    """The second engine, asked where pdfium finds nothing, must not bring hidden words back."""
    from xpcalc.errors import UnreadableDocument

    with pytest.raises(UnreadableDocument):
        read(b"1 g " + lies())


def test_hidden_words_on_several_pages_are_one_finding() -> None:
    pages = CV, CV + b"q 3 Tr " + lies() + b"Q", b"3 Tr " + lies() + b"0 Tr " + CV
    [finding] = reader.read(pdf(*pages), "cv.pdf").findings
    assert finding.message.startswith("42 words are not visible, not counted: page 2 and 1 more, “10 years at Google")
    assert len(finding.message.split("“")[1]) <= 61


def test_a_page_too_large_to_draw_is_read_and_said_so() -> None:
    document = read(line(72, 600, LIE) + b"3 Tr " + line(72, 500, "Oracle 1990 - 2000"), media=b"[0 0 90000 90000]")
    assert document.text == LIE
    assert codes(document) == ["W_HIDDEN_TEXT", "W_NOT_DRAWN"]


def test_a_carpet_of_words_takes_no_time() -> None:
    carpet = b"".join([line(72 + n % 50, 600, f"word{n}") for n in range(3000)])
    start = time.process_time()
    read(carpet)
    assert time.process_time() - start < 5.0


# ---------------------------------------------------------------- text layers of scans

PAGE = (
    "Jane Roe",
    "Experience",
    "Engineer, Acme Ltd, Jan 2015 - Mar 2019",
    "Agent, Beta Ltd, Feb 2012 - Dec 2014",
)


def scan(ink: bool = True, stamp: bytes = b"") -> tuple[bytes, dict[str, Any]]:
    """Return a page that is one picture, dark where words stand, with the words in invisible ink on it."""
    rows = [[255] * 298 for _ in range(421)]
    if ink:
        noise = random.Random(3)
        for n in range(len(PAGE)):
            middle = (842 - (700 - 30 * n) - 4) // 2
            for y in range(middle - 3, middle + 3):
                rows[y][36:160] = [noise.choice((0, 255)) for _ in range(124)]
    layer = b"".join([line(72, 700 - 30 * n, text) for n, text in enumerate(PAGE)])
    content = image("I", 0, 0, 595, 842) + b"q 3 Tr " + layer + b"Q " + stamp
    return content, {
        "resources": b"/XObject << /I 10 0 R >>",
        "objects": {10: picture(298, 421, bytes([value for row in rows for value in row]))},
    }


def test_the_text_behind_a_scan_is_kept() -> None:
    content, options = scan(stamp=line(400, 30, "Scanned by Copy"))
    document = read(content, **options)
    assert codes(document) == ["I_OCR_LAYER"]
    for text in PAGE:
        assert text in document.text
    assert all(each.visible for each in document.lines)


def test_a_few_lines_on_a_scan_are_no_text_layer() -> None:
    noise = random.Random(4)
    rows = [[255] * 298 if y % 8 < 2 else [noise.choice((0, 255)) for _ in range(298)] for y in range(421)]
    grey = bytes([value for row in rows for value in row])
    content = image("I", 0, 0, 595, 842) + b"q 3 Tr " + lies() + b"Q"
    data = made(content, resources=b"/XObject << /I 10 0 R >>", objects={10: picture(298, 421, grey)})
    assert reader.words(data)[0].words == []


def test_words_cut_in_several_pieces_are_whole() -> None:
    """Kerned type comes as "W" and "ork"; hidden words upon it must not take the visible ones with them."""
    kerned = line(72, 700, "W", 20) + line(90, 700, "ork", 20) + line(128, 700, "done", 20)
    document = read(CV.replace(b"(EXPERIENCE)", b"(HISTORY)") + kerned + b"q 3 Tr " + line(72, 709, LIE) + b"Q")
    assert "Work done" in document.text
    assert "Google" not in document.text


def test_a_text_layer_needs_a_picture_of_words() -> None:
    content, options = scan(ink=False, stamp=CV)
    document = read(content, **options)
    assert codes(document) == ["W_HIDDEN_TEXT"]
    assert document.text == read(CV).text


def test_invisible_words_on_visible_ones_are_no_text_layer() -> None:
    extra = b"".join(
        [line(72, y, "Google Apple Oracle IBM Siemens SAP Bosch Daimler") for y in (730, 714, 690, 674, 750)]
    )
    document = read(CV + b"q 3 Tr " + extra * 2 + b"Q")
    assert codes(document) == ["W_HIDDEN_TEXT"]
    assert document.text == read(CV).text

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, Word
from xpcalc.limits import Limits, using
from xpcalc.model import Document, Line, Span
from xpcalc.readers import image, ocr, peek, read, scanned, sniff
from xpcalc.readers.ocr import engine
from xpcalc.readers.ocr.table import words_of

needs_engine = pytest.mark.skipif(not ocr.available(), reason="no tesseract here")

CAREER = (
    (22, "Ana Ruiz"),
    (16, "EXPERIENCE"),
    (11, "Customer Support Agent"),
    (11, "Northwind Example Ltd"),
    (11, "January 2019 - March 2021"),
    (11, "Answered tickets about invoices and refunds by mail and chat"),
    (11, "Trained four new agents in the use of the help centre"),
    (11, "Team Leader"),
    (11, "Lakeside Sample Inc"),
    (11, "April 2021 - December 2023"),
    (11, "Led a team of nine people in two countries and three languages"),
)


def drawn(rows: Sequence[tuple[int, str]] = CAREER, dpi: int = 200, paper: int = 250) -> Image.Image:
    picture = Image.new("L", (round(8.27 * dpi), round(11.69 * dpi)), paper)
    pen = ImageDraw.Draw(picture)
    y = dpi
    for points, text in rows:
        font = ImageFont.load_default(points * dpi / 72)
        pen.text((dpi, y), text, fill=20, font=font)
        y += round(points * dpi / 72 * 1.8)
    return picture


def packed(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def text_pdf(lines: Sequence[str]) -> bytes:
    """Return a PDF of one page with a text layer."""
    shown = "".join(f"({line}) Tj 0 -18 Td " for line in lines)
    stream = f"BT /F1 11 Tf 72 760 Td {shown}ET".encode("cp1252")
    return _pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        ]
    )


def _pdf(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )


def joined(*parts: bytes) -> bytes:
    import pypdfium2 as pdfium

    whole = pdfium.PdfDocument.new()
    for part in parts:
        whole.import_pages(pdfium.PdfDocument(part))
    buffer = io.BytesIO()
    whole.save(buffer)
    whole.close()
    return buffer.getvalue()


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def caught(data: bytes, name: str = "cv") -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as error:
        read(data, name)
    return error.value


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("installed", "library_data", "program"):
        getattr(engine, name).cache_clear()
    monkeypatch.setattr(engine, "library_data", lambda: None)
    monkeypatch.setattr(engine, "program", lambda: None)
    yield
    engine.installed.cache_clear()


# ---------------------------------------------------------------- without an engine


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "PDF"])
def test_without_an_engine_the_error_says_what_to_install(kind: str) -> None:
    error = caught(packed(drawn(), kind))
    assert error.code == "E_NEEDS_OCR"
    assert "pip install 'xpcalc[ocr]'" in error.hint
    assert "apt-get install tesseract-ocr" in error.hint
    assert not ocr.available()


@pytest.mark.usefixtures("no_engine")
def test_a_page_left_unread_in_a_mixed_pdf_is_a_warning() -> None:
    document = read(
        joined(text_pdf(["Team Leader, Lakeside Sample Inc", "April 2021 - present"] * 8), packed(drawn(), "PDF")),
        "cv.pdf",
    )
    assert codes(document) == ["W_NEEDS_OCR"]
    assert "page 2 " in document.findings[0].message
    assert "Lakeside" in document.text


def test_an_empty_page_is_no_picture() -> None:
    blank = packed(Image.new("L", (800, 1100), 255), "PDF")
    assert caught(blank).code == "E_EMPTY"
    document = read(joined(text_pdf(["Team Leader, 2019 - 2021"] * 9), blank), "cv.pdf")
    assert document.findings == ()


def test_a_pdf_with_text_never_touches_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: pytest.fail("asked for OCR"))
    assert "Lakeside" in read(text_pdf(["Team Leader, Lakeside Sample Inc"]), "cv.pdf").text


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_pictures_are_known_by_their_bytes(kind: str) -> None:
    assert peek(packed(Image.new("L", (9, 9))), "cv.pdf").kind == "image"
    assert peek(packed(Image.new("L", (9, 9)), kind), "cv.txt").kind == "image"


@pytest.mark.parametrize("head", [b"\0\0\0\x18ftypheic" + b"\0" * 50, b"GIF89a" + b"\0" * 50, b"BM\x00\x01\x02\0\0\0"])
def test_other_pictures_are_refused_with_a_way_out(head: bytes) -> None:
    with pytest.raises(UnreadableDocument) as error:
        sniff.peek(head, "cv")
    assert error.value.code == "E_NEEDS_OCR"
    assert "JPEG" in error.value.hint


def test_too_many_pixels_are_refused_before_they_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(Image.Image, "convert", lambda *_: pytest.fail("decoded"))
    huge = Image.new("1", (12_000, 9_000))
    for kind in ("PNG", "TIFF"):
        assert caught(packed(huge, kind)).code == "E_LIMIT_PIXELS"


def test_too_many_pixels_in_a_pdf() -> None:
    with using(Limits(image_pixels=1_000_000)):
        assert caught(packed(drawn(dpi=150), "PDF", resolution=150)).code == "E_LIMIT_PIXELS"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.4])
def test_half_a_picture_is_damaged(kind: str, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: True)
    data = packed(drawn(dpi=100), kind)
    assert caught(data[: max(40, int(len(data) * share))]).code == "E_DAMAGED"


# ---------------------------------------------------------------- findings and boxes, from tables made by hand


def table(*rows: tuple[int, int, int, int, int, float, str]) -> str:
    """Rows: line, left, top, width, height, confidence, text; one dot is one point."""
    lines = [f"5\t1\t1\t1\t{n}\t1\t{x}\t{y}\t{w}\t{h}\t{sure}\t{text}" for n, x, y, w, h, sure, text in rows]
    return "\n".join(["4\t1\t1\t1\t1\t0\t0\t0\t90\t12\t-1\t", *lines])


def test_words_of_a_line_share_size_and_baseline() -> None:
    seen = words_of(table((1, 10, 100, 40, 8, 95.0, "Team"), (1, 54, 100, 38, 10, 95.0, "Agency")), 1.0)
    assert [each.word.text for each in seen] == ["Team", "Agency"]
    assert len({(each.word.top, each.word.bottom, each.word.size) for each in seen}) == 1
    assert seen[0].word.size == pytest.approx(11, abs=0.8)


def test_a_date_at_the_margin_keeps_its_own_size() -> None:
    seen = words_of(table((1, 10, 100, 60, 14, 95.0, "NORTHWIND"), (1, 400, 104, 30, 7, 95.0, "2019")), 1.0)
    assert seen[0].word.size > 1.5 * seen[1].word.size


def test_a_word_read_twice_is_kept_once() -> None:
    rows = ((1, 10, 100, 30, 8, 96.0, "Sep"), (1, 44, 100, 28, 8, 93.0, "2016"), (2, 45, 101, 26, 8, 40.0, "2O16"))
    assert [each.word.text for each in words_of(table(*rows), 1.0)] == ["Sep", "2016"]


def test_small_marks_become_bullets_and_words_do_not() -> None:
    mark = table(
        (1, 10, 103, 3, 3, 40.0, "e"), (1, 22, 100, 60, 10, 96.0, "Handled"), (1, 86, 100, 40, 8, 96.0, "tickets")
    )
    word = table(
        (1, 10, 102, 5, 6, 90.0, "e"), (1, 18, 100, 60, 10, 96.0, "gestione"), (1, 86, 100, 40, 8, 96.0, "clienti")
    )
    assert words_of(mark, 1.0)[0].word.text == "•"
    assert words_of(word, 1.0)[0].word.text == "e"


def scan_of(*seen: tuple[str, float]) -> tuple[ocr.Scan, tuple[Line, ...]]:
    words = [
        ocr.Seen(Word(text, 50 + 60 * i, 100, 100 + 60 * i, 110, 10, False, False, 0.0, "ocr", 0), sure)
        for i, (text, sure) in enumerate(seen)
    ]
    text = " ".join([text for text, _ in seen])
    line = Line(text, Span(0, len(text)), 1, 0, 50, 100, 500, 110)
    return ocr.Scan(seen={1: words}, languages=("spa", "eng")), (line,)


def test_a_clear_scan_has_one_remark() -> None:
    found = ocr.remarks(*scan_of(("January", 96), ("2019", 95), ("-", 90), ("March", 96), ("2021", 93)))
    assert [(f.code, f.severity) for f in found] == [("I_OCR", "info")]
    assert "page 1 read by OCR (spa+eng)" in found[0].message


def test_a_doubtful_date_is_named_with_its_place() -> None:
    found = ocr.remarks(*scan_of(("January", 96), ("2019", 45), ("to", 90), ("March", 96), ("2021", 93)))
    assert [f.code for f in found] == ["I_OCR", "W_OCR_CONFIDENCE"]
    assert "'2019'" in found[1].message
    assert found[1].span == Span(8, 12)


def test_a_page_that_is_hard_to_read_is_a_warning() -> None:
    found = ocr.remarks(*scan_of(("Jamuery", 50), ("wqe", 40), ("Support", 80)))
    assert [(f.code, f.severity) for f in found] == [("I_OCR", "info"), ("W_OCR_CONFIDENCE", "warning")]


@pytest.mark.parametrize("text", ["2O19", "20l5", "l999", "2O2l", "I998", "2O19-2O21", "Z019", "05/2O19", "(2O19)"])
def test_letters_in_years_are_named(text: str) -> None:
    found = ocr.remarks(*scan_of(("Agent", 96), (text, 92)))
    assert [f.code for f in found] == [
        "I_OCR",
        *["W_SUSPECT_DIGIT"] * (2 if text.count("O") > 1 and "-" in text else 1),
    ]


@pytest.mark.parametrize(
    "text", ["2019", "SOLO", "OSLO", "IBOB", "I9", "20l5x", "A2O19", "12345", "lISO", "2Oth", "1OO0O"]
)
def test_ordinary_words_are_no_suspects(text: str) -> None:
    assert [f.code for f in ocr.remarks(*scan_of(("Agent", 96), (text, 92)))] == ["I_OCR"]


def test_pages_and_limits_in_words() -> None:
    assert [ocr.pages_shown(n) for n in ([2], [1, 2, 3], [1, 4])] == ["page 2", "pages 1-3", "pages 1, 4"]
    late = ocr.Scan(seen={1: []}, languages=("eng",), late=[1], unread=3)
    assert [f.code for f in ocr.remarks(late, ())][-2:] == ["W_OCR_TIMEOUT", "W_PAGES_TRUNCATED"]


# ---------------------------------------------------------------- with an engine


@needs_engine
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "PDF"])
def test_a_picture_of_a_career_reads_as_its_text(kind: str) -> None:
    options = {"resolution": 200} if kind == "PDF" else {"dpi": (200, 200)}
    document = read(packed(drawn(), kind, **options), "cv")
    assert document.text.split("\n") == [text for _, text in CAREER]
    assert codes(document) == ["I_OCR"]
    assert document.format == kind.lower()


@needs_engine
def test_sizes_and_places_are_near_the_truth() -> None:
    lines = read(packed(drawn(), dpi=(200, 200)), "cv").lines
    assert len({round(line.x0) for line in lines}) <= 2
    assert lines[0].x0 == pytest.approx(72, abs=3)
    body = {line.size for line in lines[2:]}
    assert len(body) == 1
    assert body.pop() == pytest.approx(11, rel=0.2)
    assert lines[0].size == pytest.approx(22, rel=0.2)
    assert not any(line.bold for line in lines)


@needs_engine
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_that_lie_on_a_side_or_on_the_head(angle: int) -> None:
    document = read(packed(drawn().rotate(angle, expand=True), "PDF", resolution=200), "cv")
    assert document.text.split("\n") == [text for _, text in CAREER]


@needs_engine
@pytest.mark.parametrize("angle", [-3.5, 1.2])
def test_pages_that_lie_askew(angle: float) -> None:
    crooked = drawn().rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=250)
    document = read(packed(crooked, dpi=(200, 200)), "cv")
    assert document.text.split("\n") == [text for _, text in CAREER]


@needs_engine
def test_only_the_pages_without_words_are_read_by_ocr() -> None:
    told: list[tuple[int, int]] = []
    data = joined(
        text_pdf(["Pedro Sol", *["Head of Support, Seaside Sample, 2017 - 2018"] * 9]),
        packed(drawn(), "PDF", resolution=200),
    )
    document = read(data, "cv.pdf", progress=lambda i, n: told.append((i, n)))
    assert told == [(1, 1)]
    assert "Pedro Sol" in document.text
    assert "April 2021 - December 2023" in document.text
    assert [f.message[:18] for f in document.findings] == ["page 2 read by OCR"]


@needs_engine
def test_frames_of_a_tiff_are_pages_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    second = drawn([(11, "Second page of the letter"), (11, "Support Agent 2016 - 2018")])
    data = packed(drawn(), "TIFF", save_all=True, append_images=[second], dpi=(200, 200))
    document = read(data, "cv.tiff", progress=lambda i, n: told.append((i, n)))
    assert (document.pages, told) == (2, [(1, 2), (2, 2)])
    assert {line.page for line in document.lines} == {1, 2}
    assert document.lines[-1].text == "Support Agent 2016 - 2018"


@needs_engine
def test_pages_beyond_the_limit_are_said() -> None:
    data = packed(drawn(), "PDF", save_all=True, append_images=[drawn()], resolution=200)
    with using(Limits(ocr_pages=1)):
        found = read(data, "cv.pdf").findings
    assert [f.code for f in found] == ["I_OCR", "W_PAGES_TRUNCATED"]
    assert "first 1 of 2" in found[1].message


@needs_engine
def test_a_phone_picture_turned_by_its_exif_and_without_resolution() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the page is at the right of the picture
    data = packed(drawn(dpi=250).rotate(90, expand=True), "JPEG", exif=exif, quality=90)
    document = read(data, "cv.jpg")
    assert document.text.split("\n") == [text for _, text in CAREER]


@needs_engine
def test_see_through_paper_is_white() -> None:
    grey = drawn()
    clear = Image.new("RGBA", grey.size, (0, 0, 0, 0))
    clear.putalpha(Image.eval(grey, lambda value: 255 - value if value < 200 else 0))
    assert "Customer Support Agent" in read(packed(clear, dpi=(200, 200)), "cv.png").text


@needs_engine
def test_a_blurred_scan_warns() -> None:
    document = read(packed(drawn(dpi=72).filter(ImageFilter.GaussianBlur(1.2)), dpi=(72, 72)), "cv.png")
    assert "W_OCR_CONFIDENCE" in codes(document)


@needs_engine
def test_a_picture_without_words_is_empty() -> None:
    assert caught(packed(Image.new("L", (900, 1200), 255))).code == "E_EMPTY"


@needs_engine
@pytest.mark.skipif("deu" not in engine.installed(), reason="no German data here")
def test_the_language_found_on_the_first_page_chooses_the_data() -> None:
    import pypdfium2 as pdfium

    page = text_pdf(
        [
            "Berufserfahrung und Ausbildung für die Zeit nach dem Studium",
            "Sachbearbeiterin für Rückfragen und Beschwerden der Kunden",
            "März 2019 bis Dezember 2021 bei der Müller Beispiel Gesellschaft",
            "Zuständig für die Schulung neuer Kräfte und über größere Aufträge",
            "Prüfung täglicher Meldungen, Führung von Gesprächen, Übergabe",
        ]
    )
    german = pdfium.PdfDocument(page)[0].render(scale=200 / 72, grayscale=True).to_pil()
    told: list[str] = []

    def detect(text: str) -> tuple[str, ...]:
        told.append(text)
        return ("de",)

    document = read(packed(german, dpi=(200, 200)), "cv.png", detect=detect)
    assert len(told) == 1
    assert "(deu+eng)" in document.findings[0].message
    assert "März 2019 bis Dezember 2021" in document.text
    assert "größere" in document.text


@needs_engine
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract program here")
def test_the_program_reads_as_the_library_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "library_data", lambda: None)
    engine.installed.cache_clear()
    try:
        words = ocr.ocr_page(drawn(), ("en",), 200)
    finally:
        engine.installed.cache_clear()
    assert " ".join([word.text for word in words]) == " ".join([text for _, text in CAREER])


@needs_engine
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="no tesseract program here")
def test_a_page_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    run = subprocess.run

    def expired(command: list[str], **how: Any) -> Any:
        if "tsv" not in command:
            return run(command, **how)
        assert how["timeout"] == Limits().ocr_page_seconds
        raise subprocess.TimeoutExpired("tesseract", how["timeout"])

    monkeypatch.setattr(engine, "library_data", lambda: None)
    monkeypatch.setattr(engine.subprocess, "run", expired)
    engine.installed.cache_clear()
    try:
        result = ocr.scan([ocr.Picture(1, lambda: (drawn(), 200.0))])
    finally:
        engine.installed.cache_clear()
    assert result.late == [1]
    assert "W_OCR_TIMEOUT" in [f.code for f in ocr.remarks(result, ())]


def test_resolution_comes_from_the_file_only_where_paper_has_that_size() -> None:
    page = Image.new("L", (1654, 2339))
    assert image._resolution({"dpi": (200, 200)}, page) == 200
    assert image._resolution({"dpi": (72, 72)}, page) == 72  # 23 inches: a poster, but paper
    for said in ({}, {"dpi": (1, 1)}, {"dpi": (2400, 2400)}, {"dpi": (0, 0)}, {"dpi": "x"}):
        assert image._resolution(said, page) == pytest.approx(200, abs=1)


def test_few_words_over_a_page_wide_picture_are_a_stamp() -> None:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(packed(drawn(), "PDF", resolution=200))
    stamp = [Word("Scanned", 10, 820, 60, 830, 8, False, False, 0.0, "", 0)]
    width, height = document[0].get_size()
    assert scanned._is_picture(document, Page(1, width, height, stamp))
    assert not scanned._is_picture(document, Page(1, width * 2, height * 2, stamp))

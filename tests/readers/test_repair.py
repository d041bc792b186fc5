"""Damaged PDFs are rebuilt from what is left; engines that disagree about a page are named."""

from __future__ import annotations

import random
import time
import zlib

import pytest
from make_pdf import FONTS, assembled, line, pdf, stream

from xpcalc import assess
from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, Word
from xpcalc.model import Document
from xpcalc.readers import engines, repair
from xpcalc.readers import pdf as reader

JOBS = (
    line(72, 780, "Jane Roe", 20, "F2")
    + line(72, 750, "EXPERIENCE", 13, "F2")
    + line(72, 730, "Software Engineer, Acme Ltd", 11, "F2")
    + line(400, 730, "Jan 2015 - Mar 2019")
    + line(72, 690, "Support Agent, Beta Ltd", 11, "F2")
    + line(400, 690, "Feb 2012 - Dec 2014")
)
REST = b"".join([line(72, 640 - 14 * n, f"Line {n} about hobbies, languages and the weather") for n in range(30)])


@pytest.fixture(autouse=True)
def _no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FEW_WORDS", 1)


def read(data: bytes) -> Document:
    return reader.read(data, "cv.pdf")


def codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def packed(*pages: bytes, late_tree: bool = False) -> bytes:
    """Return a PDF whose page objects lie in a compressed stream of objects, as most producers write them."""
    kids = b" ".join([b"%d 0 R" % (20 + n) for n in range(len(pages))])
    inner: dict[int, bytes] = {
        20 + n: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %b >> >>"
        % (40 + n, FONTS)
        for n in range(len(pages))
    }
    inner[5] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    inner[6] = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>"
    tree = {2: b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), kids), 1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    if not late_tree:
        inner |= tree
    index, body = b"", b""
    for number, text in inner.items():
        index += b"%d %d " % (number, len(body))
        body += text + b"\n"
    entries = b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(inner), len(index))
    bodies = {7: stream(zlib.compress(index + body), entries)}
    bodies |= {40 + n: stream(zlib.compress(page), b"/Filter /FlateDecode") for n, page in enumerate(pages)}
    if late_tree:
        bodies |= {100 + n: body for n, body in tree.items()}
    whole = assembled(bodies)
    return whole[: whole.rindex(b"xref\n0 ")]


@pytest.mark.parametrize("share", [90, 95, 99])
def test_a_cut_file_is_read_as_far_as_it_goes(share: int) -> None:
    whole = pdf(JOBS + REST)
    cut = whole[: len(whole) * share // 100]
    document = read(cut)
    assert codes(document) == ["W_REPAIRED"]
    assert document.findings[0].severity == "warning"
    assert set(read(whole).text.split("\n")[:8]) <= set(document.text.split("\n"))
    assert assess(cut, as_of="2024-06-30").total == assess(whole, as_of="2024-06-30").total


def test_the_digest_is_that_of_the_file_as_it_came() -> None:
    cut = pdf(JOBS + REST)[:-200]
    assert len(read(cut).sha256) == 64
    rebuilt = repair.rebuild(cut)
    assert rebuilt is not None
    assert read(cut).sha256 != read(rebuilt).sha256


def test_pages_keep_their_order() -> None:
    whole = pdf(JOBS, REST, line(72, 700, "third page"))
    start = whole.index(b"xref\n0 ")
    document = read(whole[:start])
    assert document.pages == 3
    assert [each.page for each in document.lines if each.text == "third page"] == [3]


def test_pages_in_a_compressed_stream_are_found() -> None:
    data = packed(JOBS, line(72, 700, "second page"))
    with pytest.raises(Exception, match="Failed to load document"):
        _opened(data)
    document = read(data)
    assert codes(document) == ["W_REPAIRED"]
    assert "Support Agent, Beta Ltd" in document.text
    assert document.lines[-1].text == "second page"
    assert document.pages == 2


def test_pages_without_any_tree_are_found() -> None:
    data = packed(JOBS, line(72, 700, "second page"), late_tree=True)
    document = read(data[: data.index(b"101 0 obj")])
    assert "Support Agent, Beta Ltd" in document.text
    assert document.pages == 2


def test_a_file_without_pages_in_its_tree() -> None:
    data = pdf(JOBS).replace(b"/Count 1 /Kids [100 0 R]", b"/Count 0 /Kids [       ]")
    assert "Support Agent, Beta Ltd" in read(data).text


def test_an_object_written_again_replaces_the_first() -> None:
    old = pdf(JOBS)
    new = old[: old.index(b"xref\n0 ")] + b"101 0 obj\n" + stream(line(72, 700, "the newer page")) + b"\nendobj\n"
    assert read(new).text == "the newer page"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", pdf(JOBS)[:120]])
def test_nothing_left_is_said(data: bytes) -> None:
    assert repair.rebuild(data) is None
    with pytest.raises(UnreadableDocument) as caught:
        read(data)
    assert caught.value.code == "E_DAMAGED"


def test_a_sound_file_has_no_such_finding() -> None:
    assert codes(read(pdf(JOBS))) == []


def test_a_page_that_cannot_be_opened_is_named() -> None:
    data = pdf(JOBS, REST).replace(b"102 0 obj\n<< /Type /Page ", b"102 0 obj\n[  /Type /Page ")
    document = read(data)
    assert "Support Agent, Beta Ltd" in document.text
    assert [(f.code, f.message) for f in document.findings] == [
        ("W_PAGES_UNREADABLE", "page 2 of 2 cannot be opened, not read")
    ]


def _bomb() -> bytes:
    """A stream of objects whose offsets ask for all of it 20,000 times over."""
    index = b" ".join([b"%d %d" % (n + 10, 0 if n % 2 else 9_000_000) for n in range(20_000)]) + b" "
    body = zlib.compress(index + b" " * 9_000_000)
    entries = b"/Type /ObjStm /N 20000 /First %d /Filter /FlateDecode" % len(index)
    return b"%PDF-1.7\n" + b"7 0 obj\n" + stream(body, entries) + b"\nendobj\n"


def test_lies_cost_no_time() -> None:
    chance = random.Random(1)
    files = [
        b"%PDF-1.7\n" + b"".join([b"%d 0 obj " % n for n in range(1, 100_000)]),
        b"%PDF-1.7\n" + b"1 0 obj " * 100_000,
        b"%PDF-1.7\n1 0 obj << /Type /Pages /Kids [" + b"1 0 R " * 100_000,
        b"%PDF-1.7\n1 0 obj " + b"<< /Type " * 100_000,
        b"%PDF-1.7\n" + b"".join([b"%d " % chance.randrange(10**7) for _ in range(100_000)]),
        _bomb(),
    ]
    for data in files:
        start = time.process_time()
        repair.rebuild(data)
        assert time.process_time() - start < 2.0


# ---------------------------------------------------------------- engines that disagree

NAMED = (
    b"/Span << /ActualText (Google, Jan 2001 - Dec 2011) >> BDC "
    + line(72, 650, "Acme, Mar 2019 - May 2019")
    + b"EMC\n"
)


def test_words_named_but_not_drawn_are_not_counted() -> None:
    document = read(pdf(JOBS + NAMED))
    assert "Acme, Mar 2019 - May 2019" in document.text
    assert "Google" not in document.text
    assert codes(document) == ["W_TEXT_MISMATCH"]
    assert "“Google, 2001 2011” in the file" in document.findings[0].message
    drawn = assess(pdf(JOBS + line(72, 650, "Acme, Mar 2019 - May 2019")), as_of="2024-06-30")
    assert assess(pdf(JOBS + NAMED), as_of="2024-06-30").total == drawn.total


def test_the_second_engine_brings_no_hidden_words_back() -> None:
    document = read(pdf(JOBS + NAMED + b"q 1 g " + line(72, 600, "Oracle 1990 - 2000") + b"Q"))
    assert "Oracle" not in document.text
    assert codes(document) == ["W_HIDDEN_TEXT", "W_TEXT_MISMATCH"]


def test_names_that_agree_with_the_drawing_are_no_finding() -> None:
    same = NAMED.replace(b"Google, Jan 2001 - Dec 2011", b"Acme, Mar 2019 - May 2019")
    assert codes(read(pdf(JOBS + same))) == []


SOUND = "Handled customer questions by phone, chat and mail, in two shifts, with Zendesk and Jira. " * 4
SHIFTED = "".join([chr((ord(ch) - 97 + 7) % 26 + 97) if "a" <= ch <= "z" else ch for ch in SOUND])


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        (SOUND, False),
        (SHIFTED, True),
        ("Rechtschreibprüfung, Schwerpunkt Schmuckschrift, Kundenbetreuung für Großstädte. " * 5, False),
        ("Atención al cliente, gestión de incidencias, formación de compañeros, inglés y francés. " * 5, False),
        ("2001 - 2004, +34 600 123 456, 12.5 %, 1,400 " * 20, False),
        ("\ue0b1 Madrid \ue0b2 ana@example.com \ue0b3 github.com/ana \uf08c linkedin.com/in/ana " * 4, False),
        ("H\ufffdll\ufffd w\ufffdrld \ufffd\ufffd\ufffd\ufffd\ufffd " * 9, True),
        ("\ue012\ue044\ue013\ue055\ue066 \ue012\ue044\ue013\ue055\ue066 " * 9, True),
        ("日本語の履歴書です。職歴、学歴、資格を書きます。" * 9, False),
        ("KPMG SQL HTTP XML", False),
    ],
)
def test_text_that_is_no_language_is_suspected(text: str, odd: bool) -> None:
    assert engines.suspicious(text) is odd


def words(text: str) -> list[Word]:
    return [
        Word(t, 72 + 40 * n, 100, 100 + 40 * n, 110, 10, False, False, 0, "", 0) for n, t in enumerate(text.split())
    ]


def test_the_engine_that_reads_a_language_is_taken() -> None:
    broken, sound = Page(1, 595, 842, words(SHIFTED)), Page(1, 595, 842, words(SOUND))
    pages, findings = engines.settle([broken], [sound], [1], [], {})
    assert pages == [sound]
    assert [finding.code for finding in findings] == ["W_TEXT_MISMATCH"]
    pages, findings = engines.settle([broken], [broken], [1], [], {})
    assert pages == [broken]
    assert findings == ()


def _opened(data: bytes) -> None:
    import pypdfium2

    pypdfium2.PdfDocument(data)

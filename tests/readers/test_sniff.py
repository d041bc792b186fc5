from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
import zlib

import pytest
from make_career import ALL, WORDS
from make_docx import docx, p, packed
from make_odt import odt

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import Limits
from xpcalc.readers import READERS, peek, read, reader_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def code_of(data: bytes, name: str = "cv", limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, name, limits=limits)
    assert "\n" not in caught.value.message
    assert caught.value.message
    return caught.value.code


@pytest.mark.parametrize("name", ALL)
def test_one_career_in_every_format_has_the_same_words(name: str) -> None:
    document = read(ALL[name](), name)
    assert document.text.split() == WORDS
    assert document.findings == ()


@pytest.mark.parametrize("name", ALL)
def test_the_name_of_the_file_decides_nothing(name: str) -> None:
    data = ALL[name]()
    true = read(data, name)
    for other in ("cv", "cv.pdf", "cv.doc", "CV.JSON", "résumé.tar.gz"):
        document = read(data, other)
        assert (document.format, document.text) in {
            (true.format, true.text),
            ("text", true.text),
            ("markdown", true.text),
        }
    assert [finding.code for finding in read(data, "cv.pdf").findings] == ["I_EXTENSION"]
    assert read(data, "cv").findings == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E_EMPTY"),
        (b" \r\n\t ", "E_EMPTY"),
        (b"\xef\xbb\xbf", "E_EMPTY"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "E_DAMAGED"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 50, "E_DAMAGED"),
        (b"II*\x00" + b"\0" * 50, "E_DAMAGED"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "E_NEEDS_OCR"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "E_DAMAGED"),
        (OLE + "WordDocument".encode("utf-16-le"), "E_OLD_WORD"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "E_ENCRYPTED"),
        (OLE + "__substg1.0_0037".encode("utf-16-le"), "E_UNKNOWN_TYPE"),
        (OLE + "Workbook".encode("utf-16-le"), "E_UNKNOWN_TYPE"),
        (b"\x7fELF" + b"\0" * 60, "E_UNKNOWN_TYPE"),
        (b"7z\xbc\xaf\x27\x1c" + b"\1" * 60, "E_UNKNOWN_TYPE"),
        (bytes(range(256)) * 8, "E_UNKNOWN_TYPE"),
        (b"PK\x03\x04" + b"\0" * 100, "E_DAMAGED"),
        (b"Received: from x\nMIME-Version: 1.0\nFrom: a@example.com\n\nhello", "E_UNKNOWN_TYPE"),
        (b'<?xml version="1.0"?><invoice><line/></invoice>', "E_UNKNOWN_TYPE"),
        (b'{"name": "x"', "E_JSON"),
        (b'{"colour": "blue"}', "E_UNKNOWN_TYPE"),
        (b'{"a":' * 100_000, "E_LIMIT_JSON"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str) -> None:
    assert code_of(data) == code


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "ppt/presentation.xml", "Index/Document.iwa", "META-INF/container.xml", "photo.jpg"]
)
def test_other_packages_are_refused(part: str) -> None:
    assert (
        code_of(packed({"[Content_Types].xml" if part.startswith("xl") else "a.txt": "x", part: "x"}))
        == "E_UNKNOWN_TYPE"
    )


@pytest.mark.parametrize(
    "opening", ["BMW Group, 2019", "MZ Consulting", "[Ana Ruiz]", "{Ana}", "<Ana Ruiz> Agent", "From: 2019"]
)
def test_texts_that_look_like_something_else(opening: str) -> None:
    assert read(f"{opening}\nAgent, Acme 2019".encode(), "cv.txt").text.startswith(opening)


@pytest.mark.parametrize(
    "opening", ['<h1 align="center">Ana</h1>', '<img src="a.png">', '<a href="b">Ana</a>', "<!-- a -->"]
)
def test_markdown_that_opens_with_a_tag_is_no_page(opening: str) -> None:
    written = f"{opening}\n\n## Experience\n\n### Agent, Acme\n2019 - 2021\n"
    assert read(written.encode(), "cv.txt").format == "markdown"
    assert read(f"<html><body><pre>{written}</pre></body></html>".encode(), "cv.md").format == "html"


def test_file_size_limit() -> None:
    assert code_of(b"x" * 2000, limits=Limits(file_bytes=1000)) == "E_LIMIT_FILE"


def test_too_many_entries_are_not_listed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"x/{number}", "")
    assert code_of(buffer.getvalue()) == "E_LIMIT_ENTRIES"


def test_duplicate_entries_are_ambiguous() -> None:
    buffer = io.BytesIO(docx(p("first")))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", "second")
    assert code_of(buffer.getvalue()) == "E_AMBIGUOUS"


def test_bomb_by_ratio() -> None:
    assert code_of(docx(p("x" + " " * 8_000_000))) == "E_BOMB"


def _forged(body: bytes, size: int) -> bytes:
    """Return a ZIP whose one part says that it has `size` bytes."""
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = deflater.compress(body) + deflater.flush()
    name = b"word/document.xml"
    crc = zlib.crc32(body)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(raw), size, len(name), 0) + name + raw
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(raw), size, len(name), 0, 0, 0, 0, 0, 0
    )
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central) + len(name), len(local), 0)
    return local + central + name + end


def test_lying_sizes() -> None:
    assert code_of(_forged(b" " * 40_000_000, 10)) == "E_BOMB"
    assert code_of(_forged(b"<w:document/>", 10)) == "E_DAMAGED"


def test_overlapping_entries() -> None:
    data = bytearray(packed({"word/document.xml": "x" * 100, "word/styles.xml": "y" * 100}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    assert code_of(bytes(data)) in {"E_BOMB", "E_DAMAGED"}


def test_encrypted_flag() -> None:
    data = bytearray(docx(p("x")))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    assert code_of(bytes(data)) == "E_ENCRYPTED"


@pytest.mark.parametrize("share", [10, 50, 90, 99])
def test_cut_files(share: int) -> None:
    data = docx(p("Agent"))
    assert code_of(data[: len(data) * share // 100]) == "E_DAMAGED"


def test_flipped_bits_never_escape() -> None:
    data = docx(p("Agent, Acme 2019") * 30)
    for at in range(0, len(data), 7):
        broken = bytearray(data)
        broken[at] ^= 0x55
        try:
            document = read(bytes(broken), "cv.docx")
        except UnreadableDocument:
            continue
        assert "Agent" in document.text


def test_names_that_point_elsewhere_are_not_followed() -> None:
    data = packed(
        {
            "../../evil.txt": "x",
            "/abs.txt": "x",
            "word/document.xml": zipfile.ZipFile(io.BytesIO(docx(p("Agent")))).read("word/document.xml"),
        }
    )
    assert read(data, "cv.docx").text == "Agent"


def test_every_kind_has_one_reader() -> None:
    for name, build in ALL.items():
        file = peek(build(), name)
        assert sum(row.accepts(file) for row in READERS) <= 1
        assert reader_of(file).name == {"txt": "text", "md": "text"}.get(
            name.rpartition(".")[2], name.rpartition(".")[2]
        )


def test_linkedin_table_is_no_plain_text() -> None:
    head = "Company Name,Title,Description,Location,Started On,Finished On\n"
    file = peek((head + "Quillfern Ltd,Agent,,Madrid,Jan 2020,\n").encode(), "x.txt")
    assert reader_of(file).name == "linkedin_zip"


def test_junk_before_the_header() -> None:
    assert reader_of(peek(b"junk\n" * 50 + b"%PDF-1.7\n", "cv.pdf")).name == "pdf"
    assert reader_of(peek(odt("<text:p>x</text:p>"), "cv.odt")).name == "odt"


def test_nothing_heavy_is_imported_for_text() -> None:
    code = (
        "import sys; from xpcalc.readers import read; read(b'Ana Ruiz\\nAgent 2019', 'cv.txt');"
        "print(sorted({'lxml', 'charset_normalizer', 'pypdfium2', 'pdfplumber', 'zipfile'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

"""One table of limits: every row is enforced, named and can be set otherwise."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest

from xpcalc import UnknownName, UnreadableDocument, XpcalcError, assess, intake
from xpcalc.errors import RulebookError
from xpcalc.limits import MIB, Limits, changed, in_force, rows, using
from xpcalc.readers import read
from xpcalc.rulebook import parse_yaml

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = (ROOT / "examples" / "ana_ruiz.pdf").read_bytes()
CV = b"Ana Ruiz\n\nEXPERIENCE\n\nAgent, Acme Ltd\nJanuary 2020 - March 2021\n"


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: bytes, **more: bytes) -> bytes:
    types = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/'
        b'document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
        b'"/></Types>'
    )
    space = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    text = b'<w:document xmlns:w="' + space + b'"><w:body>' + body + b"</w:body></w:document>"
    return packed({"[Content_Types].xml": types, "word/document.xml": text, **more})


def linkedin(rows_: int, columns: int = 6, title: str = "Agent") -> bytes:
    head = "Company Name,Title,Description,Location,Started On,Finished On" + ",x" * (columns - 6)
    line = f"Acme,{title},,Madrid,Jan 2020,Mar 2021" + "," * (columns - 6)
    return packed({"Positions.csv": "\n".join([head, *[line] * rows_]).encode()})


def resume(**more: object) -> bytes:
    work = [{"name": "Acme", "position": "Agent", "startDate": "2020-01", "endDate": "2021-03"}]
    return json.dumps({"basics": {"name": "Ana"}, "work": work, **more}).encode()


def nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


PARAGRAPH = b"<w:p><w:r><w:t>Agent</w:t></w:r></w:p>"
# A document, the limit that it breaks when it is set so, and what is said.
HITS: dict[str, tuple[Callable[[], bytes], int, str]] = {
    "file_bytes": (lambda: CV * 10, 100, "E_LIMIT_FILE"),
    "archive_bytes": (lambda: linkedin(3), 100, "E_LIMIT_FILE"),
    "zip_entries": (lambda: docx(PARAGRAPH, **{f"x{n}": b"" for n in range(9)}), 8, "E_LIMIT_ENTRIES"),
    "zip_part_bytes": (lambda: docx(PARAGRAPH * 100), 2000, "E_BOMB"),
    "zip_bytes": (lambda: docx(PARAGRAPH * 100), 2000, "E_BOMB"),
    "zip_ratio": (lambda: docx(PARAGRAPH + b"<w:p/>" * 300_000), 100, "E_BOMB"),
    "page_chars": (lambda: EXAMPLE, 100, "E_LIMIT_TEXT"),
    "text_chars": (lambda: CV, 20, "E_LIMIT_TEXT"),
    "json_bytes": (resume, 50, "E_LIMIT_JSON"),
    "json_depth": (lambda: resume(x=nested(20)), 10, "E_LIMIT_JSON"),
    "csv_bytes": (lambda: linkedin(20), 200, "E_LIMIT_CSV"),
    "csv_rows": (lambda: linkedin(20), 10, "E_LIMIT_CSV"),
    "csv_columns": (lambda: linkedin(2, 12), 10, "E_LIMIT_CSV"),
    "csv_field_chars": (lambda: linkedin(2, title="A" * 500), 400, "E_LIMIT_CSV"),
    "xml_depth": (lambda: b"<html><body>" + b"<div>" * 30 + b"Agent", 20, "E_LIMIT_XML"),
    "rtf_depth": (lambda: rb"{\rtf1 " + b"{" * 20 + b"Agent" + b"}" * 21, 10, "E_LIMIT_RTF"),
}
# Rows that are held elsewhere: by the tests of OCR and isolation, or below.
ELSEWHERE = frozenset(
    """pages line_chars columns repeats image_pixels render_pixels ocr_pages ocr_page_seconds yaml_bytes yaml_depth
    yaml_nodes wall_seconds stall_seconds ocr_wait_seconds ocr_seconds cpu_seconds ocr_cpu_seconds memory_bytes
    ocr_memory_bytes written_bytes open_files answer_bytes""".split()
)


def test_every_row_is_tested() -> None:
    assert set(HITS) | ELSEWHERE == {field.name for field in fields(Limits)}
    assert set(HITS) & ELSEWHERE == set()


@pytest.mark.parametrize("name", HITS)
def test_a_hit_is_named(name: str) -> None:
    make, value, code = HITS[name]
    data = make()
    assert code == next(row.code for row in rows(Limits()) if row.name == name)
    tight = replace(Limits(), **{name: value})
    with using(replace(Limits(), **{name: 10 * MIB if name != "zip_ratio" else 10_000})):
        read(data, "cv")
    with using(tight), pytest.raises(UnreadableDocument) as caught:
        read(data, "cv")
    assert caught.value.code == code
    assert caught.value.hint
    assert "\n" not in caught.value.message


def test_pages_beyond_the_limit_are_left_out_and_said() -> None:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    page = Canvas(buffer, invariant=1)
    for number in range(3):
        page.drawString(
            60, 700, f"Page number {number} of a document with several pages and some words on each of them"
        )
        page.showPage()
    page.save()
    with using(Limits(pages=2)):
        document = read(buffer.getvalue(), "cv.pdf")
    assert [f.code for f in document.findings] == ["W_PAGES_TRUNCATED"]
    assert "number 2" not in document.text


def test_long_lines_are_cut_between_words() -> None:
    with using(Limits(line_chars=40)):
        document = read(b"Ana Ruiz\n\n" + b"answered tickets of customers " * 40, "cv.txt")
    assert max(len(line.text) for line in document.lines) <= 40


@pytest.mark.parametrize(
    ("text", "limits", "message"),
    [
        ("a: " + "b" * 300, Limits(yaml_bytes=200), "larger than"),
        ("a: [[[[1]]]]", Limits(yaml_depth=3), "nested more than 3 deep"),
        ("a: [1, 2, 3, 4, 5]", Limits(yaml_nodes=4), "more than 4 values"),
        ("a: &x 1\nb: *x", Limits(), "anchor &x is not allowed"),
        ("a: !!python/object:os.system 1", Limits(), "tag tag:yaml.org,2002:python/object:os.system is not allowed"),
        ("a: {<<: {b: 1}}", Limits(), "merge key << is not allowed"),
        ("a: 1\na: 2", Limits(), "key stands twice"),
    ],
)
def test_yaml_that_can_explode_is_refused(text: str, limits: Limits, message: str) -> None:
    with using(limits), pytest.raises(RulebookError, match=message.replace("&", "[&]")):
        parse_yaml(text, "f.yaml")


# ---------------------------------------------------------------- what a user says


def test_limits_are_set_by_name() -> None:
    limits = changed(Limits(), ["pages=200", "file_bytes=50MiB", "answer-bytes=1_000_000", "memory_bytes = 2 GiB"])
    assert (limits.pages, limits.file_bytes) == (200, 50 << 20)
    assert (limits.answer_bytes, limits.memory_bytes) == (1_000_000, 2 << 30)
    assert changed(Limits(), {"pages": 7, "file_bytes": "1 KiB"}) == replace(Limits(), pages=7, file_bytes=1024)


@pytest.mark.parametrize(
    "said",
    [
        "pages",
        "pages=",
        "pages=0",
        "pages=-1",
        "pages=1.5",
        "pages=many",
        "pages=5MiB",
        "pages=1e9",
        f"pages={1 << 50}",
    ],
)
def test_values_that_are_none(said: str) -> None:
    with pytest.raises(XpcalcError, match="limit"):
        changed(Limits(), [said])


def test_an_unknown_limit_is_said() -> None:
    with pytest.raises(UnknownName, match="unknown limit 'page'"):
        changed(Limits(), ["page=2"])


def test_limits_hold_inside_their_block_only() -> None:
    with using(Limits(pages=1)):
        assert in_force().pages == 1
    assert in_force() == Limits()


def test_each_row_has_a_reason_and_shows_its_unit() -> None:
    shown = {row.name: row.shown for row in rows(Limits())}
    assert (shown["file_bytes"], shown["pages"], shown["yaml_bytes"]) == ("25 MiB", "100 pages", "256 KiB")
    assert all(row.why and not row.why.endswith(".") for row in rows(Limits()))


# ---------------------------------------------------------------- what is no file


def code_of(path: object, **how: bool) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        intake.load(path, **how)  # type: ignore[arg-type]
    assert caught.value.hint
    return caught.value.code


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    file = tmp_path / "cv.txt"
    file.write_bytes(CV)
    link, loop, fifo = tmp_path / "link.txt", tmp_path / "loop", tmp_path / "fifo"
    link.symlink_to(file)
    loop.symlink_to(loop)
    os.mkfifo(fifo)
    assert intake.load(file) == intake.load(link) == CV
    assert code_of(link, follow=False) == "E_NOT_REGULAR"
    found = {
        path: code_of(path) for path in (fifo, loop, tmp_path, tmp_path / "none", "/dev/zero", "/dev/null", "a\0b")
    }
    assert list(found.values()) == [
        "E_NOT_REGULAR",
        "E_NOT_REGULAR",
        "E_DIRECTORY",
        "E_NOT_FOUND",
        "E_NOT_REGULAR",
        "E_NOT_REGULAR",
        "E_NOT_FOUND",
    ]
    for path in ("/proc/self/environ", "/proc/self/mem", "/sys/kernel/uevent_seqnum"):
        if Path(path).exists():
            assert code_of(path) == "E_NOT_REGULAR"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.truncate(10 << 30)
    assert code_of(path) == "E_LIMIT_FILE"


def test_a_file_is_read_as_large_as_it_was_when_opened(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes(CV)
    fd = intake.opened(path)
    try:
        with path.open("ab") as file:
            file.write(b"more")
        assert intake.bytes_of(fd) in (CV, CV + b"more")
    finally:
        os.close(fd)


def test_isolated_results_equal_those_of_this_process() -> None:
    path = ROOT / "examples" / "ana_ruiz.pdf"
    for isolated in (True, False):
        a = assess(path, as_of="2026-11-21", rules=["support"], isolated=isolated)
        assert (a.total.months, a.document.name) == (91, "ana_ruiz.pdf")
    assert assess(path, as_of="2026-11-21", isolated=True) == assess(path, as_of="2026-11-21")
    with pytest.raises(UnreadableDocument) as caught:
        assess("/dev/null", isolated=True)
    assert caught.value.code == "E_NOT_REGULAR"
    with pytest.raises(UnknownName):
        assess(path, policy="nope", isolated=True)

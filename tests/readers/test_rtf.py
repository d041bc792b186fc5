from __future__ import annotations

import contextlib
import time

import pytest

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.readers import read


def of(body: str | bytes) -> Document:
    inner = body if isinstance(body, bytes) else body.encode("ascii")
    return read(b"{\\rtf1\\ansi\\ansicpg1252\\deff0 " + inner + b"}", "cv.rtf")


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.visible]


def test_paragraphs_escapes_and_code_page() -> None:
    assert texts(of("Jos\\'e9\\par M\\'fcnchen\\~2019\\line \\{x\\}\\\\\\par")) == ["José", "München 2019", "{x}\\"]


def test_unicode_with_fallback_characters() -> None:
    document = of(
        "2019 \\u8211? 2021\\par {\\uc2\\u8211\\'a8\\'43 x}\\par \\uc0\\u233 t\\par \\uc1\\u-10179?\\u-8704?\\par"
    )
    assert texts(document) == ["2019 – 2021", "– x", "ét", "\U0001f600"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("\\u2000000000? x", "\ufffd x"),
        ("\\u-99999? x", "\ufffd x"),
        ("\\'zz x", "\ufffdzz x"),
        ("a \\u56623? b", "a \ufffd b"),
    ],
)
def test_bad_escapes_become_the_replacement_character(body: str, expected: str) -> None:
    assert of(body).text == expected


def test_fonts_choose_the_code_page() -> None:
    assert of("{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset238 Arial CE;}}\\f1 Gda\\'f1sk\\f0  \\'f1").text == "Gdańsk ñ"


def test_styles_bold_and_headings() -> None:
    head, job = of(
        "{\\stylesheet{\\s0 Normal;}{\\s1\\b heading 1;}}\\pard\\s1{\\b\\fs32 Experience}\\par"
        "\\pard\\plain {\\b Agent}, Acme\\par"
    ).lines
    assert (head.heading, head.bold, head.size) == (1, True, 16.0)
    assert (job.heading, job.runs) == (0, ((0, 5, True, False), (5, 11, False, False)))


def test_lists_tabs_and_tables() -> None:
    document = of(
        "{\\listtext\\'b7\\tab}did things\\par\\pard\\tqr\\tx9000 Agent\\tab 2019\\par"
        "\\trowd\\cellx2000\\cellx9000\\pard\\intbl 2017\\cell Clerk\\par Bank\\cell\\row\\pard end\\par"
    )
    assert [(line.row, line.text) for line in document.lines] == [
        (0, "did things"),
        (1, "Agent"),
        (1, "2019"),
        (2, "2017"),
        (2, "Clerk"),
        (3, "Bank"),
        (4, "end"),
    ]
    assert document.lines[0].bullet
    assert document.lines[2].x0 > 400


def test_groups_that_hold_no_text_are_skipped() -> None:
    document = of(
        "{\\info{\\author Nobody 1999}}{\\*\\generator X;}{\\pict ffd8ff}{\\field{\\*\\fldinst HYPERLINK x}"
        "{\\fldrslt ana@example.com}}{\\footnote note}\\par{\\*\\unknown 1998}end"
    )
    assert texts(document) == ["ana@example.com", "end"]


def test_hidden_and_white_text() -> None:
    document = of(
        "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue0;}"
        "Agent\\par{\\v secret}\\par{\\cf1 white}\\par{\\cf2 black}\\par"
    )
    assert [line.text for line in document.lines] == ["Agent", "black"]
    assert "secret" not in document.text


def test_header_comes_last() -> None:
    assert texts(of("{\\header Irene\\par}Agent\\par")) == ["Agent", "Irene"]


def test_unclosed_and_binary() -> None:
    assert read(b"{\\rtf1 {\\b hi", "cv.rtf").text == "hi"
    assert of(b"a {\\pict\\bin5 }}}}}} b").text == "a b"


def test_depth_is_limited() -> None:
    with pytest.raises(UnreadableDocument) as caught:
        of("{" * 100_000)
    assert caught.value.code == "E_LIMIT_RTF"


@pytest.mark.parametrize("pump", [b"\\", b"a", b"\\'", b"\\u", b"{}", b"\\pard ", b"\\b"])
def test_time_is_linear(pump: bytes) -> None:
    start = time.process_time()
    with contextlib.suppress(UnreadableDocument):
        of(pump * (200_000 // len(pump)))
    assert time.process_time() - start < 5

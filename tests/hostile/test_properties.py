"""Generated values through what strangers feed: no exception but ours, places inside the text, time in proportion."""

from __future__ import annotations

import json
import struct
import sys
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import xpcalc
from xpcalc.dates.grammar import Grammar
from xpcalc.errors import RulebookError, UnreadableDocument
from xpcalc.limits import Limits, using
from xpcalc.model import Span
from xpcalc.pipeline.grammars import grammar_for
from xpcalc.readers import read
from xpcalc.readers.cutting import short_lines
from xpcalc.readers.package import Package
from xpcalc.readers.records import load_json
from xpcalc.reports import render
from xpcalc.rulebook import Rulebook, parse_yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # Why: benchmarks/ is not installed

from benchmarks.hostile import packages  # noqa: E402

# Pieces that dates, headings and jobs are made of, so that chance meets the grammar more often than with plain text.
PIECES = (
    "Jan ",
    "2015",
    " - ",
    "–",
    "present",
    "marzo de ",
    "Q1",
    "/",
    "03",
    "(",
    ")",
    "since ",
    "bis heute",
    "2 years",
    "\n",
    "\t",
    "Clerk",
    ", ",
    "WORK EXPERIENCE\n",
    "• ",
    "\u00ad",
    "\u202e",
    "２０１５",
    "20l5",
    "'",
    "19",
    "°",
    "a",
    "of ",
    "Zendesk",
)
dated = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)


@pytest.fixture(scope="module")
def grammar(rulebook: Rulebook) -> Grammar:
    return grammar_for(rulebook, tuple(rulebook.languages), "DMY", 2027)


@given(text=dated)
@settings(max_examples=150)
def test_dates_are_found_inside_the_text_and_in_order(text: str, grammar: Grammar) -> None:
    end = 0
    for found in grammar.find(text):
        assert end <= found.start < found.stop <= len(text)
        end = found.stop
    grammar.parse(text)
    grammar.stated(text)


@given(unit=dated.filter(bool))
@settings(max_examples=25)
def test_the_time_for_dates_grows_with_the_text(unit: str, grammar: Grammar) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        took = []
        for _ in range(3):
            began = time.process_time()
            grammar.find(text)
            took.append(time.process_time() - began)
        return min(took)

    # Why: 8 and 64 are far enough apart to be told on a machine that others use too.
    small, large = seconds(1_000), seconds(8_000)
    assert large < 0.1 or large <= 20 * small, (small, large)


@given(text=dated)
@settings(max_examples=60)
def test_any_text_is_assessed_or_refused(text: str, rulebook: Rulebook) -> None:
    data = text.encode("utf-8", "replace")
    try:
        answer = xpcalc.assess(data, name="cv.txt", rulebook=rulebook, as_of="2026-11-21")
    except UnreadableDocument as error:
        assert error.code in ("E_EMPTY", "E_UNKNOWN_TYPE", "E_AMBIGUOUS", "E_JSON"), error
        return
    document = answer.document
    for line in document.lines:
        assert document.text[line.span.start : line.span.stop] == line.text
    for held in answer.positions:
        span = held.position.span
        assert span is None or 0 <= span.start <= span.stop <= len(document.text)
    assert json.loads(render([answer], "json"))["total"]["rounded"] == answer.total.rounded
    shown = render([answer], "text")
    assert not [ch for ch in shown if (ch < " " and ch != "\n") or "\x7f" <= ch < "\xa0" or ch in "\u202e\u2066\u200b"]


@given(
    words=st.lists(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=30), max_size=30),
    most=st.integers(8, 60),
)
@settings(max_examples=80)
def test_cutting_long_lines_loses_no_word(words: list[str], most: int) -> None:
    text = " ".join(words)
    try:
        document = read(b"x " + text.encode(), "a.txt")
    except UnreadableDocument:
        return
    short = short_lines(document, most)
    assert len(short.text) == len(document.text)
    assert short.text.replace("\n", " ") == document.text.replace("\n", " ")
    assert all([len(line.text) <= most for line in short.lines])
    for line in short.lines:
        assert short.text[line.span.start : line.span.stop] == line.text
    assert "".join([line.text for line in short.lines]).replace(" ", "") == "".join(
        [line.text for line in document.lines]
    ).replace(" ", "")
    rows = [line.row for line in short.lines]
    assert rows == sorted(rows)
    assert isinstance(short.lines[0].span, Span)


# ---------------------------------------------------------------- archives with any central directory

numbers = st.one_of(st.integers(0, 70_000), st.sampled_from((0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, 0)))
name = st.sampled_from(
    (
        b"word/document.xml",
        b"[Content_Types].xml",
        b"_rels/.rels",
        b"content.xml",
        b"Positions.csv",
        b"../x",
        b"\xff",
        b"",
    )
)


@st.composite
def archives(draw: st.DrawFn) -> bytes:
    bodies = draw(st.lists(st.binary(max_size=60), max_size=4))
    out = b"".join(
        [
            struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 33, zlib.crc32(b), len(b), len(b), 1, 0) + b"n" + b
            for b in bodies
        ]
    )
    directory = b""
    rows = draw(st.integers(0, 5))
    for _ in range(rows):
        called = draw(name)
        half = [draw(numbers) & 0xFFFF for _ in range(3)]
        full = [draw(numbers) for _ in range(4)]
        directory += (
            struct.pack(
                "<4sHHHHHHIIIHHHHHII",
                b"PK\1\2",
                20,
                20,
                half[0] & 1,
                draw(st.sampled_from((0, 8, 9, 14, 99))),
                0,
                33,
                full[0],
                full[1],
                full[2],
                len(called),
                half[1] & 7,
                half[2] & 7,
                0,
                0,
                0,
                full[3],
            )
            + called
        )
    end = struct.pack(
        "<4sHHHHIIH",
        b"PK\5\6",
        0,
        0,
        rows,
        rows,
        draw(st.sampled_from((len(directory), 0, 0xFFFFFFFF))),
        draw(st.sampled_from((len(out), 0, 0xFFFFFFFF))),
        0,
    )
    return out + directory + end


@given(data=archives())
@settings(max_examples=150)
def test_any_archive_is_read_or_refused(data: bytes) -> None:
    try:
        package = Package(data)
        for part in package.names:
            package.part(part)
    except UnreadableDocument as error:
        assert error.code in ("E_DAMAGED", "E_ENCRYPTED", "E_AMBIGUOUS", "E_BOMB", "E_LIMIT_ENTRIES"), error


@given(
    xml=st.lists(
        st.sampled_from(
            (
                "<w:p>",
                "</w:p>",
                "<w:r>",
                "</w:r>",
                "<w:t>",
                "</w:t>",
                "<w:tbl>",
                "</w:tbl>",
                "<w:tr>",
                "<w:tc>",
                "</w:tc>",
                "</w:tr>",
                "text",
                "&amp;",
                "<w:sdt>",
                "<w:sdtContent>",
                '<w:gridSpan w:val="9"/>',
                "<w:tab/>",
                "<w:ins>",
                "</w:ins>",
            )
        ),
        max_size=40,
    )
)
@settings(max_examples=60)
def test_any_word_text_is_read_or_refused(xml: list[str]) -> None:
    try:
        read(packages.docx("".join(xml)), "cv.docx")
    except UnreadableDocument as error:
        assert error.code in ("E_DAMAGED", "E_EMPTY", "E_LIMIT_XML", "E_LIMIT_TEXT"), error


@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda t: f"{{\\rtf1 {t}}}".encode())))
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with using(Limits(ocr_pages=0)):
        for ending in ("pdf", "docx", "rtf", "html", "csv", "json", "xml", "txt"):
            try:
                read(data, f"cv.{ending}")
            except UnreadableDocument as error:
                assert error.message


values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
    max_leaves=12,
)


@given(value=values)
@settings(max_examples=80)
def test_json_is_what_was_written(value: object) -> None:
    assert load_json(json.dumps(value).encode()) == value


@given(basics=values, work=values, dates=values)
@settings(max_examples=60)
def test_any_json_resume_is_read_or_refused(basics: object, work: object, dates: object) -> None:
    root = {
        "basics": {"name": basics},
        "work": [work, {"name": work, "position": "Clerk", "startDate": dates, "endDate": dates}],
    }
    try:
        read(json.dumps(root).encode(), "cv.json")
    except UnreadableDocument as error:
        assert error.code in ("E_JSON", "E_EMPTY", "E_UNKNOWN_TYPE", "E_LIMIT_JSON"), error


@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                ("a: ", "- ", "&x ", "*x", "{", "}", "[", "]", "!!str ", "\n", "  ", "'", '"', "? ", "| ", "b")
            ),
            max_size=25,
        ).map("".join),
    )
)
@settings(max_examples=150)
def test_any_yaml_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        parse_yaml(text, "my.yaml")
    except RulebookError as error:
        assert error.problems
        assert all([problem.startswith("my.yaml:") and "\n" not in problem for problem in error.problems])

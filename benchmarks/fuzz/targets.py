"""Bytes -> one part of xpcalc that reads what strangers write. To add a target: a function and a row in TARGETS.

A target returns nothing and raises nothing but what it was told to: an XpcalcError is an answer, anything else a find.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from xpcalc.errors import XpcalcError


class Target(NamedTuple):
    """A function to feed, and the endings of the files of the hostile set that it begins with."""

    feed: Callable[[bytes], None]
    seeds: tuple[str, ...]


def _read(name: str) -> Callable[[bytes], None]:
    def feed(data: bytes) -> None:
        from xpcalc.limits import Limits, using
        from xpcalc.readers import read

        try:
            # Why no OCR: its engine takes seconds for a page and has fuzzers of its own.
            with using(Limits(ocr_pages=0)):
                document = read(data, name)
        except XpcalcError:
            return
        for line in document.lines:
            assert 0 <= line.span.start <= line.span.stop <= len(document.text), line

    return feed


def _package(kind: str) -> Callable[[bytes], None]:
    """Return a target that puts the bytes where the text of a package is: compressed bytes are seldom flipped well."""

    def feed(data: bytes) -> None:
        from benchmarks.hostile.packages import docx, odt

        text = data.decode("utf-8", "replace")
        _read(f"fuzz.{kind}")(docx(text) if kind == "docx" else odt(text))

    return feed


def rules_yaml(data: bytes) -> None:
    """Read a rule file."""
    from xpcalc.rulebook import parse_yaml

    try:
        parse_yaml(data.decode("utf-8", "surrogateescape"), "fuzz.yaml")
    except XpcalcError:
        return


def periods(data: bytes) -> None:
    """Look for dates in a line."""
    from xpcalc.pipeline.grammars import grammar_for
    from xpcalc.rulebook import load_rulebook

    book = load_rulebook()
    grammar = book.built("fuzz", lambda: grammar_for(book, tuple(book.languages), "DMY", 2027))
    text = data.decode("utf-8", "replace")[:2000]
    end = 0
    for found in grammar.find(text):
        assert end <= found.start < found.stop <= len(text), (text, found)
        end = found.stop
    grammar.parse(text)
    grammar.stated(text)


def whole(data: bytes) -> None:
    """Assess a text CV from the bytes to the JSON."""
    import json

    import xpcalc

    try:
        answer = xpcalc.assess(b"WORK EXPERIENCE\n" + data, name="fuzz.txt", as_of="2026-11-21")
    except XpcalcError:
        return
    json.dumps(answer.to_dict(), allow_nan=False)


TARGETS: dict[str, Target] = {
    "docx": Target(_package("docx"), (".docx",)),
    "odt": Target(_package("odt"), (".odt", ".fodt")),
    "zip": Target(_read("fuzz.zip"), (".zip", ".docx", ".odt")),
    "rtf": Target(_read("fuzz.rtf"), (".rtf",)),
    "html": Target(_read("fuzz.html"), (".html",)),
    "csv": Target(_read("fuzz.csv"), (".csv",)),
    "json": Target(_read("fuzz.json"), (".json",)),
    "europass": Target(_read("fuzz.xml"), (".xml",)),
    "pdf": Target(_read("fuzz.pdf"), (".pdf",)),
    "image": Target(_read("fuzz.png"), (".png", ".jpg", ".tiff", ".webp")),
    "rules_yaml": Target(rules_yaml, (".yaml",)),
    "periods": Target(periods, ()),
    "whole": Target(whole, (".txt",)),
}
DATES = (
    "Jan 2015 - Mar 2019",
    "desde marzo de 2020 hasta hoy",
    "01/2015–03/2019 (4 years 3 mos)",
    "Q1 2015",
    "2015/16",
    "seit 2019",
)

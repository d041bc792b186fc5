"""Hostile text through title, employer, place, duty, claim, person and file name into every sink: none of it lives."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from careers import AS_OF
from lxml import html as parser
from payloads import ALL, HTML

from xpcalc import Assessment, Failure, assess
from xpcalc.assessment import Noted
from xpcalc.comparison import Comparison, compare
from xpcalc.model import CheckedClaim, Claim, Finding, Span
from xpcalc.profile import profile
from xpcalc.reports import Options, render
from xpcalc.reports.comparison import render as render_comparison
from xpcalc.reports.html.environment import shown
from xpcalc.reports.profile import render as render_profile
from xpcalc.rulebook import Rulebook

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
CHROMIUM = "/usr/bin/chromium"


def hostile(payload: str, base: Assessment) -> Assessment:
    """Return an assessment in which every word of the document is the payload."""

    def put(value: Any) -> Any:
        return replace(value, quote=payload) if value is not None else None

    held = tuple(
        [
            replace(
                h,
                position=replace(
                    h.position,
                    title=payload,
                    employer=payload,
                    location=payload,
                    dates=replace(h.position.dates, written=payload) if h.position.dates else None,
                ),
                evidence=put(h.evidence),
                skills=tuple([replace(s, why=(payload,)) for s in h.skills]),
            )
            for h in base.positions
        ]
    )
    lines = tuple([replace(line, text=payload) for line in base.document.lines])
    claim = CheckedClaim(Claim("total", 24, quote=payload, span=Span(0, 5)), "overstated", 12, 12, 12, -12)
    finding = Finding("W_DATE_LEFT", "warning", payload, Span(0, 5))
    verdicts = tuple(
        [
            replace(
                v,
                title=payload,
                would_settle=payload,
                levels=tuple([replace(c, shown=payload, asked=payload, would_settle=payload) for c in v.levels]),
            )
            for v in base.verdicts
        ]
    )
    return replace(
        base,
        document=replace(base.document, name=payload, person=payload, lines=lines),
        positions=held,
        claims=(claim,),
        findings=(Noted(finding, put(base.positions[0].evidence)), *base.findings),
        verdicts=verdicts,
        functions=tuple([replace(f, label=payload) for f in base.functions]),
        skills=tuple([replace(s, label=payload) for s in base.skills]),
    )


@pytest.fixture(scope="module")
def base(rulebook: Rulebook) -> Assessment:
    cv = "Nora\n\nWORK EXPERIENCE\n\nSupport Agent\nAcme Ltd, Leeds\nJan 2020 – Mar 2021\n- Zendesk\n\n"
    cv += "Support Intern\nBeta Ltd\n2018\n\nSKILLS\nJira\n"
    return assess(cv.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook, rules=["support"])


def results(payload: str, base: Assessment) -> list[Assessment | Failure]:
    return [hostile(payload, base), Failure(payload, "E_DAMAGED", payload, payload)]


def table(payload: str, base: Assessment, rulebook: Rulebook) -> Comparison:
    made = compare(results(payload, base), taxonomy=rulebook.taxonomy)
    return replace(made, columns=tuple([replace(c, label=payload) for c in made.columns]))


def outputs(payload: str, base: Assessment, rulebook: Rulebook, name: str) -> Iterator[str | bytes]:
    """Yield the payload in the assessment, the comparison and the profile, where they have this form."""
    yield render(results(payload, base), name, Options(verbose=True))
    yield render_comparison(table(payload, base, rulebook), name)
    if name in ("html", "md", "text", "json"):
        yield render_profile([profile(hostile(payload, base), rulebook.taxonomy)], name)


def test_there_are_enough_of_them() -> None:
    assert len(set(ALL)) >= 60


# ---------------------------------------------------------------- HTML


def skeleton(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return tags with the names of their attributes, in order."""
    root = parser.document_fromstring(page.encode("utf-8", "replace"))
    return [(str(e.tag), tuple(e.attrib)) for e in root.iter()]


@pytest.fixture(scope="module")
def plain(base: Assessment, rulebook: Rulebook) -> list[list[tuple[str, tuple[str, ...]]]]:
    return [skeleton(str(page)) for page in outputs("plain words", base, rulebook, "html")]


@pytest.mark.parametrize("payload", ALL)
def test_html_has_no_other_element_or_attribute(
    payload: str, base: Assessment, rulebook: Rulebook, plain: list[list[tuple[str, tuple[str, ...]]]]
) -> None:
    for page, expected in zip(outputs(payload, base, rulebook, "html"), plain, strict=True):
        assert skeleton(str(page)) == expected
        assert not [ch for ch in str(page) if ch != "\n" and unicodedata.category(ch) == "Cc"]
        assert not set(str(page)) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")


@pytest.mark.parametrize("payload", ALL)
def test_html_shows_the_words_as_they_are(payload: str, base: Assessment) -> None:
    page = str(render([hostile(payload, base)], "html"))
    root = parser.document_fromstring(page.encode("utf-8", "replace"))
    (head,) = root.xpath("//h1")
    assert " ".join(head.text_content().split()) == " ".join(str(shown(payload)).split())


def test_joiners_of_words_stay_and_marks_of_direction_go() -> None:
    assert shown("می\u200cخواهم") == "می\u200cخواهم"
    assert shown("a\u202eb\x00c\u00adz") == "a�b�cz"


@pytest.mark.skipif(not os.path.exists(CHROMIUM), reason="no chromium here")
def test_a_browser_runs_nothing(base: Assessment, rulebook: Rulebook, tmp_path: Path) -> None:
    """All payloads on one page, opened by a browser with scripts allowed."""
    playwright = pytest.importorskip("playwright.sync_api")
    files = []
    many = [hostile(payload, base) for payload in ALL]
    for name, page in (
        ("assessment", render(many, "html")),
        ("comparison", render_comparison(compare(many, taxonomy=rulebook.taxonomy), "html")),
    ):
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(str(page), "utf-8", "replace")
    with playwright.sync_playwright() as p:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = p.chromium.launch(executable_path=CHROMIUM, args=flags)
        tab = browser.new_page()
        heard: list[str] = []
        tab.on("dialog", lambda dialog: (heard.append(f"dialog {dialog.message}"), dialog.dismiss()))
        tab.on("console", lambda message: heard.append(message.text))
        tab.on(
            "request",
            lambda request: heard.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        for file in files:
            tab.goto(file.as_uri())
            assert tab.evaluate("document.querySelectorAll('script, iframe, object, form, base').length") == 0
        browser.close()
    assert [each for each in heard if not each.startswith(("file:", "data:"))] == []


# ---------------------------------------------------------------- sheets


@pytest.mark.parametrize("payload", ALL)
def test_csv_runs_no_formula(payload: str, base: Assessment, rulebook: Rulebook) -> None:
    for made in outputs(payload, base, rulebook, "csv"):
        rows = list(csv.reader(io.StringIO(str(made), newline="")))
        assert len({len(row) for row in rows}) == 1
        for cell in [cell for row in rows for cell in row]:
            assert not cell.lstrip(" \u00a0\n").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), (
                cell
            )


@pytest.mark.parametrize("payload", ALL)
def test_workbook_holds_text_only(payload: str, base: Assessment, rulebook: Rulebook) -> None:
    for made in outputs(payload, base, rulebook, "xlsx"):
        assert isinstance(made, bytes)
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            for name in archive.namelist():
                part = archive.read(name).decode("utf-8")
                assert not re.search(r"<f[ >]|<hyperlink|externalLink|TargetMode", part), name
        book = openpyxl.load_workbook(io.BytesIO(made))
        assert {cell.data_type for page in book for row in page.iter_rows() for cell in row} <= {
            "s",
            "n",
            "d",
            "inlineStr",
        }
        assert book["Summary"]["A2"].value is not None


# ---------------------------------------------------------------- terminal, JSON, Markdown


@pytest.mark.parametrize("payload", ALL)
def test_terminal_obeys_nothing(payload: str, base: Assessment, rulebook: Rulebook) -> None:
    for made in outputs(payload, base, rulebook, "text"):
        assert [ch for ch in str(made) if ch != "\n" and unicodedata.category(ch) in ("Cc", "Cf")] == []


@pytest.mark.parametrize("payload", ALL)
def test_json_gives_the_words_back(payload: str, base: Assessment, rulebook: Rulebook) -> None:
    one, failed = json.loads(str(render(results(payload, base), "json")))
    assert one["document"]["name"] == one["positions"][0]["title"] == failed["message"] == payload
    lines = str(render(results(payload, base), "jsonl")).split("\n")
    assert [json.loads(line)["document"]["name"] for line in lines[:-1]] == [payload, payload]
    assert json.loads(str(render_comparison(table(payload, base, rulebook), "json")))["rows"]


@pytest.mark.parametrize("payload", ALL)
def test_markdown_makes_no_link_html_or_table_of_it(payload: str, base: Assessment, rulebook: Rulebook) -> None:
    for made in outputs(payload, base, rulebook, "md"):
        bare = re.sub(r"\\[\\`*_\[\]<>#!|~&:.]", "", str(made))
        assert not re.search(r"<[a-zA-Z/!]|\]\(|(?<![\\])!\[", bare)
        assert not re.search(r"(?:https?|javascript|mailto):(?://|\w+\()", bare.replace("javascript:alert(1)", "")), (
            bare
        )
        for line in str(made).splitlines():
            assert not line.startswith("#") or line.startswith(("## ", "### "))
        heights = [line.count("|") - line.count("\\|") for line in str(made).splitlines() if line.startswith("| ")]
        assert set(heights) <= {3, 4, 5}


def test_most_of_them_would_live_without_escaping() -> None:
    """The test of the test: put into a page as they are, the payloads change it."""
    calm = skeleton("<!doctype html><html><body><p title='x'>x</p></body></html>")
    live = [p for p in HTML if skeleton(f"<!doctype html><html><body><p title='{p}'>{p}</p></body></html>") != calm]
    assert len(live) >= 20

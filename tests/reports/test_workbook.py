"""Workbooks: sheets, types, frozen heads, and that nothing in them runs."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from careers import AS_OF, CAREERS, text

from xpcalc import Assessment, Failure, assess
from xpcalc.comparison import compare
from xpcalc.i18n import translator
from xpcalc.reports import Options, render
from xpcalc.reports.comparison import render as render_comparison
from xpcalc.reports.xlsx import CELL, Sheet, workbook
from xpcalc.rulebook import Rulebook

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "ana_ruiz.pdf"
FAILED = Failure("bad.pdf", "E_DAMAGED", "the PDF is damaged", "ask for the file again")


def opened(data: object) -> Any:
    assert isinstance(data, bytes)
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(page: Any) -> list[dict[str, Any]]:
    head, *body = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


@pytest.fixture(scope="module")
def example(rulebook: Rulebook) -> Assessment:
    return assess(EXAMPLE, as_of=AS_OF, rulebook=rulebook, rules=["support"])


def test_a_sheet_for_each_view(example: Assessment) -> None:
    book = opened(render([example, FAILED], "xlsx"))
    assert book.sheetnames == [
        "Summary", "Positions", "Functions", "Skills", "Claims", "Requirements", "Findings", "How it was counted",
    ]  # fmt: skip
    for page in book:
        assert page.freeze_panes == "B2"
        assert page.auto_filter.ref
        assert all(isinstance(cell.value, str) and cell.font.bold for cell in page[1])
    one, failed = rows(book["Summary"])
    assert (one["Months"], one["At least"], one["At most"]) == (91, 79, 103)
    assert one["As of"] == datetime(2026, 11, 21)
    assert failed["File"] == "bad.pdf"
    assert failed["Problem"].startswith("bad.pdf: E_DAMAGED")


def test_cells_have_types(example: Assessment) -> None:
    book = opened(render([example], "xlsx"))
    lead, agent, receptionist, intern = rows(book["Positions"])
    assert (agent["Start"], agent["End"]) == (datetime(2021, 3, 10), datetime(2022, 1, 24))
    assert (lead["Start"], lead["End"]) == ("2022-03", "present"), "a month is no day"
    assert (receptionist["Start"], receptionist["End"]) == ("2018", "2020")
    assert (receptionist["Months"], receptionist["At least"], receptionist["At most"]) == (24, 12, 36)
    assert intern["Counted"] == "no"
    assert (agent["Page"], agent["Line"]) == (1, 10)
    assert agent["Quote"].startswith("Customer Support Agent, 10 March 2021")
    (claim,) = rows(book["Claims"])
    assert (claim["Stated"], claim["Months stated"], claim["Months shown"], claim["Result"]) == (
        "4 years of Zendesk", 48, 67, "understated",
    )  # fmt: skip
    asked = rows(book["Requirements"])
    assert [row["Result"] for row in asked] == ["shown"] * 5
    assert asked[1]["Months needed"] == 12
    about = {row["What"]: row["Value"] for row in rows(book["How it was counted"])}
    assert about["sha256"] == example.document.sha256
    assert about["Rules"] == example.rulebook


def test_spanish_names(example: Assessment) -> None:
    book = opened(render([example], "xlsx", Options(lang="es")))
    assert book.sheetnames[:3] == ["Resumen", "Puestos", "Funciones"]
    assert rows(book["Resumen"])[0]["Meses"] == 91


def test_comparison_has_candidates_and_detail(example: Assessment, rulebook: Rulebook) -> None:
    others = [
        assess(text(c), name=f"{c.key}.txt", as_of=AS_OF, rulebook=rulebook, rules=["support"]) for c in CAREERS[:3]
    ]
    table = compare([example, *others, FAILED], taxonomy=rulebook.taxonomy)
    book = opened(render_comparison(table, "xlsx"))
    assert book.sheetnames[:3] == ["Candidates", "Summary", "Positions"]
    found = {row["File"]: row for row in rows(book["Candidates"])}
    assert found["ana_ruiz.pdf"]["Total: at most"] == 103
    assert found["bad.pdf"]["Problem"].startswith("bad.pdf: E_DAMAGED")
    assert {row["File"] for row in rows(book["Positions"])} == {row.document for row in table.rows if row.assessment}
    assert render_comparison(table, "xlsx") == render_comparison(table, "xlsx")


def test_a_cell_that_is_too_long_is_cut_and_says_so(rulebook: Rulebook) -> None:
    long = "Agent " + "x" * 40_000
    work = [{"position": long + "\x0b\ud800", "name": "Acme", "startDate": "2020-01", "endDate": "2021-03"}]
    data = json.dumps({"basics": {"name": "Nora"}, "work": work}).encode()
    a = assess(data, name="cv.json", as_of=AS_OF, rulebook=rulebook)
    for row in opened(render([a], "xlsx"))["Positions"].iter_rows(min_row=2, values_only=True):
        assert len(row[2]) <= CELL
    sheet = Sheet("One", ("What",), ((long,), ("a\x0b\x00\ud800b",)))
    (_, first, second) = opened(workbook([sheet], AS_OF, translator("en")))["One"]["A"]
    assert len(first.value) == CELL
    assert first.value.endswith("[W_CELL_CUT: text too long for a cell was cut]")
    assert second.value == "a���b"


def test_the_only_day_in_the_file_is_that_of_the_count(example: Assessment) -> None:
    data = render([example], "xlsx")
    assert isinstance(data, bytes)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2026-11-21T00:00:00Z") == 2

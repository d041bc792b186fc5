"""`xpcalc batch`, `compare FOLDER` and `purge` at the terminal: exit codes, lines, formats, settings."""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from people import cv, folder

from xpcalc.batch.engine import Progress
from xpcalc.batch.journal import Journal
from xpcalc.batch.render import FORMATS
from xpcalc.cli import ENVIRONMENT, OK, SOME_FAILED, USAGE, cli
from xpcalc.cli.progress import progress_text
from xpcalc.reports import REPORTS

# Why: read in this process, which the tests of isolation need not do again.
FAST = ("--no-sandbox", "--as-of", "2026-11-21")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


@pytest.fixture
def cvs() -> str:
    return str(folder(Path("cvs"), 5))


def run(*args: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in args], prog_name="xpcalc")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_batch_says_what_came_of_it(cvs: str) -> None:
    Path(cvs, "film.mp4").write_bytes(b"x")
    result = run("batch", cvs, "nothing.pdf", "-o", "out", *FAST)
    assert result.exit_code == SOME_FAILED
    assert result.stdout.splitlines() == [
        "6 documents, 1 failed, as of 2026-11-21",
        "out/results.jsonl",
        "out/results.csv",
        "passed over in folders: 1 .mp4",
    ]
    assert "xpcalc: nothing.pdf: E_NOT_FOUND: there is no such file" in result.stderr
    again = run("batch", cvs, "-o", "out", *FAST)
    assert again.exit_code == OK
    assert again.stdout.startswith("5 documents, 5 of them read before, 0 failed")
    assert run("batch", cvs, "-o", "out", "-q", *FAST).stdout == ""


def test_every_format_holds_every_document(cvs: str) -> None:
    Path(cvs, "none.pdf").write_bytes(b"")
    assert run("batch", cvs, "-o", "out", "--format", "jsonl,csv,parquet", *FAST).exit_code == SOME_FAILED
    lines = [json.loads(line) for line in Path("out/results.jsonl").read_text("utf-8").splitlines()]
    with open("out/results.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    rows = pq.read_table("out/results.parquet").to_pylist()
    names = [each["document"]["name"] for each in lines]
    assert len(names) == 6
    assert [row["file"] for row in table if row["row"] in ("total", "failure")] == names
    documents = [row for row in rows if row["row"] == "document"]
    assert [row["name"] for row in documents] == names
    assert [json.loads(row["json"]) for row in documents] == lines
    assert sum(row["row"] == "position" for row in rows) == sum(len(each.get("positions", ())) for each in lines)
    for row, line in zip(documents, lines, strict=True):
        assert row["rounded"] == line.get("total", {}).get("rounded")


@pytest.mark.skipif("xlsx" not in REPORTS, reason="no workbook in this version")
def test_the_workbook_is_that_of_the_assessments(cvs: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    assert run("batch", cvs, "-o", "out", "--format", "xlsx", *FAST).exit_code == OK
    book = openpyxl.load_workbook("out/results.xlsx", read_only=True)
    text = "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    book.close()
    assert "cv_0004.txt" in text


def test_blind_reports_hold_no_name(cvs: str) -> None:
    assert run("batch", cvs, "-o", "out", "--blind", *FAST).exit_code == OK
    assert "example.org" not in Path("out/results.jsonl").read_text("utf-8")


def test_comparing_a_folder_is_comparing_its_documents(cvs: str) -> None:
    run("batch", cvs, "-o", "out", *FAST)
    # Why by name: a batch keeps the way from its source, which sorts otherwise.
    files = sorted(Path(cvs).rglob("*.txt"))
    for more in ((), ("--rules", "support"), ("--skill", "zendesk"), ("--blind",)):
        fresh = json.loads(run("compare", *files, *FAST, *more, "--format", "json").stdout)
        stored = json.loads(run("compare", "out", *FAST[1:], *more, "--format", "json").stdout)
        for table in (fresh, stored):
            for row in table["rows"]:
                row["document"]["name"] = row["document"]["name"].rpartition("/")[2]
            table["rows"].sort(key=lambda row: row["document"]["name"])
        assert stored == fresh
        assert len(stored["rows"]) == 5


def test_a_stored_count_is_not_passed_off_as_another(cvs: str) -> None:
    run("batch", cvs, "-o", "out", *FAST)
    for more, word in (
        (("--as-of", "2025-01-01"), "counted up to 2026-11-21"),
        (("--policy", "strict"), "policy default, not strict"),
        (("--count", "internship"), "counted without internship"),
        (("--no-corrections",), "corrections"),
    ):
        result = run("compare", "out", *more)
        assert result.exit_code == USAGE
        assert word in result.stderr
    assert run("compare", "out").exit_code == OK
    assert run("compare", "out", cvs + "/part0/cv_0000.txt", "--no-sandbox").exit_code == OK


def test_what_stops_a_batch_has_its_code_and_one_line(cvs: str) -> None:
    assert run("batch", "empty*", "-o", "out", *FAST).exit_code == SOME_FAILED
    Path("nobody").mkdir()
    for args, code in (
        (("batch", "nobody", "-o", "out"), USAGE),
        (("batch", cvs, "-o", "out", "--format", "pdf"), USAGE),
        (("batch", cvs, "-o", "out", "--policy", "none"), USAGE),
        (("batch", cvs, "-o", "out", "--rules", "none"), USAGE),
        (("batch", cvs, "-o", "out", "--max-failures", "x"), USAGE),
        (("batch", cvs, "-o", "cvs/part0/cv_0000.txt"), ENVIRONMENT),
        (("batch", cvs, "none.pdf", "-o", "out", "--max-failures", "0"), SOME_FAILED),
        (("purge", "nobody"), USAGE),
    ):
        result = run(*args, *(FAST if args[0] == "batch" else ()))
        assert result.exit_code == code, (args, result.output)
        assert "Traceback" not in result.output
    assert "xpcalc: none.pdf: E_NOT_FOUND" in run("batch", "none.pdf", "-o", "out", "--max-failures", "0", *FAST).stderr
    with Journal("out"):
        pass


def test_settings_of_xpcalc_toml_hold_where_they_fit(cvs: str) -> None:
    Path("xpcalc.toml").write_text('format = "text"\nas_of = "2025-06-30"\n', encoding="utf-8")
    result = run("batch", cvs, "-o", "out", "--no-sandbox")
    assert result.exit_code == OK
    assert "as of 2025-06-30" in result.stdout
    assert "results.csv" in result.stdout


def test_purge_leaves_nothing(cvs: str) -> None:
    run("batch", cvs, "-o", "out", *FAST)
    assert run("purge", "out", "--older-than", "1").stdout.startswith("0 documents erased, 0 reports")
    assert run("purge", "out").stdout == "5 documents erased, 2 reports removed\n"
    assert list(Path("out").iterdir()) == []


def test_a_zip_of_cvs_is_read_like_its_folder(cvs: str) -> None:
    with zipfile.ZipFile("cvs.zip", "w") as archive:
        for number in range(3):
            archive.writestr(f"cv{number}.txt", cv(number))
        archive.writestr("locked/none.pdf", b"")
    result = run("batch", "cvs.zip", "-o", "out", *FAST)
    assert result.exit_code == SOME_FAILED
    assert "cvs.zip/locked/none.pdf: E_EMPTY" in result.stderr


def test_progress_is_one_line() -> None:
    assert progress_text(Progress(0, 1200, 0, 0), 0.1) == "0 of 1,200, 0 failed"
    assert progress_text(Progress(300, 1200, 2, 100), 10) == "300 of 1,200, 2 failed, 20.0/s, 45 s left"
    assert progress_text(Progress(200, 100_000, 0, 0), 10) == "200 of 100,000, 0 failed, 20.0/s, 1 h 23 min left"


def test_formats_of_the_command_are_those_of_the_writer() -> None:
    option = next(p for p in cli.commands["batch"].params if p.name == "formats")
    assert list(option.type.choices) == list(FORMATS)  # type: ignore[attr-defined]


def test_options_of_the_other_engine_are_refused(cvs: str) -> None:
    for more in (
        ("--master", "local[2]"),
        ("--engine", "spark", "--workers", "2"),
        ("--engine", "spark", "--no-sandbox"),
    ):
        result = run("batch", cvs, "-o", "out", *more)
        assert result.exit_code == USAGE
        assert "is for --engine" in result.stderr


@pytest.mark.skipif("xlsx" not in REPORTS, reason="no workbook in this version")
def test_the_workbook_speaks_the_language_and_programs_keep_english(cvs: str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    run("batch", cvs, "-o", "out", "--format", "xlsx,jsonl", "--lang", "es", *FAST)
    lines = [json.loads(line) for line in Path("out/results.jsonl").read_text("utf-8").splitlines()]
    labels = {function["label"] for line in lines for function in line["functions"]}
    book = openpyxl.load_workbook("out/results.xlsx", read_only=True)
    cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    book.close()
    assert "Nursing" in labels
    assert "Nursing" not in cells


def test_a_missing_library_is_said_before_the_work(cvs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    result = run("batch", cvs, "-o", "out", "--format", "jsonl,parquet", *FAST)
    assert result.exit_code == ENVIRONMENT
    assert "pip install 'xpcalc[parquet]'" in result.stderr
    assert not Path("out").exists()
    result = run("batch", cvs, "-o", "out", "--engine", "spark")
    assert result.exit_code == ENVIRONMENT
    assert "pip install 'xpcalc[spark]'" in result.stderr

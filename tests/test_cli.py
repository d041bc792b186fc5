"""The command line: exit codes, one line a problem, shapes of the output, standard input, xpcalc.toml."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pytest
from careers import AS_OF, FORMATS, career
from click.testing import CliRunner, Result
from readable import words_of

from xpcalc import __version__
from xpcalc.cli import ENVIRONMENT, OK, SOME_FAILED, USAGE, cli

ROOT = Path(__file__).resolve().parent.parent
LOCKED = Path(__file__).with_name("data") / "locked.pdf"
SEE = career("en_months")
AT = ("--as-of", AS_OF)
RULES = cli.commands["rules"]
assert isinstance(RULES, click.Group)
COMMANDS = [*[(name,) for name in cli.commands], *[("rules", name) for name in RULES.commands]]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, without the settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))


@pytest.fixture(autouse=True)
def _no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as on a machine without OCR, whatever is installed here."""
    monkeypatch.setattr("xpcalc.readers.ocr.available", lambda: False)


def run(*args: str | Path, data: bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, [str(a) for a in args], input=data, prog_name="xpcalc")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def program(*args: str | Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "xpcalc", *map(str, args)],
        input=data,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        check=False,
    )


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "cv.txt"
    path.write_bytes(FORMATS["txt"](SEE))
    return path


# ---------------------------------------------------------------- what can be read


@pytest.mark.parametrize("form", FORMATS)
def test_default_command(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"cv.{form}"
    path.write_bytes(FORMATS[form](SEE))
    result = run(path, *AT)
    assert result.exit_code == OK
    assert "83 months of experience as of 21 November 2026 (6 years 11 months)" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert result.stdout == run("assess", path, *AT).stdout


def test_options_may_stand_before_the_file(cv: Path) -> None:
    assert run(*AT, cv).stdout == run(cv, *AT).stdout


def test_standard_input(cv: Path) -> None:
    result = run("-", *AT, "--format", "json", data=cv.read_bytes())
    data = json.loads(result.stdout)
    assert (result.exit_code, data["document"]["name"], data["total"]["rounded"]) == (OK, "-", 83)
    assert run("-", data=b"").exit_code == SOME_FAILED


def test_same_bytes_twice_and_from_another_process(cv: Path) -> None:
    first = program(cv, *AT, "--format", "json")
    assert first.returncode == OK
    assert program(cv, *AT, "--format", "json").stdout == first.stdout
    assert run(cv, *AT, "--format", "json").stdout_bytes == first.stdout


def test_shapes_for_one_file_and_several(cv: Path) -> None:
    one = json.loads(run(cv, *AT, "--format", "json").stdout)
    several = json.loads(run(cv, cv, *AT, "--format", "json").stdout)
    assert several == [one, one]
    lines = run(cv, cv, *AT, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == [one, one]
    assert run(cv, cv, *AT, "--format", "csv").stdout.count("\n") == 1 + 2 * 3


def test_count_and_policy(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_bytes(FORMATS["txt"](career("en_internship")))

    def total(*args: str) -> tuple[int, int]:
        found = json.loads(run(path, *AT, "--format", "json", *args).stdout)["total"]
        return found["rounded_low"], found["rounded_high"]

    assert total() == (52, 52)
    assert total("--count", "internship") == (55, 55)
    assert total("--count", "internship,volunteer") == (55, 55)
    assert total("--policy", "strict") == (50, 52)


def test_no_jobs_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("Shopping list\n\nBread, oil, rice.\n")
    result = run(path, *AT)
    assert result.exit_code == OK
    assert "0 months of experience" in result.stdout
    assert "W_NO_POSITIONS" in result.stdout


def test_explain(cv: Path) -> None:
    shown = run("explain", cv, *AT)
    assert shown.exit_code == OK
    assert "82 months 21 days = 2517 days; rounded once: 83 months" in shown.stdout
    assert "Customer Support Agent" in shown.stdout


@pytest.mark.parametrize(("end", "months"), [("2022-01-24", 11), ("2022-01-23", 10), ("present", 68)])
def test_between(end: str, months: int) -> None:
    result = run("between", "2021-03-10" if end != "present" else "2021-04", end, *AT, "--format", "json")
    assert json.loads(result.stdout)["rounded"] == months


@pytest.mark.parametrize(
    ("start", "end", "bounds"),
    [
        ("03/05/2020", "Dec 2020", [8, 8, 10]),
        ("03/05/2020", "31/12/2020", [8, 8, 8]),
        ("12/31/2020", "01/15/2021", [1, 1, 1]),
    ],
)
def test_between_keeps_both_readings_of_a_date(start: str, end: str, bounds: list[int]) -> None:
    made = json.loads(run("between", start, end, *AT, "--format", "json").stdout)
    assert [made["rounded_low"], made["rounded"], made["rounded_high"]] == bounds
    assert ([each["code"] for each in made["findings"]] == ["W_TWO_READINGS"]) is (bounds[0] != bounds[2])
    assert ("day and month cannot be told apart" in made["why"]) is (bounds[0] != bounds[2])


def test_spanish_output(cv: Path) -> None:
    assert "83 meses" in run(cv, *AT, "--lang", "es").stdout


def test_version_and_help() -> None:
    assert run("--version").stdout == f"xpcalc {__version__}\n"
    for args in (["--help"], ["-h"], *[[*name, "--help"] for name in COMMANDS]):
        shown = run(*args)
        assert shown.exit_code == OK
        assert max(map(len, shown.stdout.splitlines())) <= 80
    assert run("--help").stdout.startswith("Usage: xpcalc FILE...")


# ---------------------------------------------------------------- what cannot be read


def image_only() -> bytes:
    """Return a PDF whose page is a picture, with no text layer."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    header = b"P5 8 8 255\n"
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(200, 200), invariant=1)
    page.drawImage(ImageReader(io.BytesIO(header + bytes(range(0, 256, 4)))), 20, 20, 160, 160)
    page.save()
    return buffer.getvalue()


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def damaged() -> bytes:
    return FORMATS["pdf"](SEE)[:60]


MAIL = b"From: nora@example.com\nTo: jobs@example.com\nSubject: CV\nMIME-Version: 1.0\n\nHello\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
UNREADABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "E_EMPTY"),
    "blank.txt": (lambda: b" \n\n \t", "E_EMPTY"),
    "scan.pdf": (image_only, "E_NEEDS_OCR"),
    "locked.pdf": (LOCKED.read_bytes, "E_ENCRYPTED"),
    "damaged.pdf": (damaged, "E_DAMAGED"),
    "cut.docx": (lambda: FORMATS["docx"](SEE)[:300], "E_DAMAGED"),
    "old.doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), "E_OLD_WORD"),
    "mail.msg": (lambda: OLE + "__substg1.0_".encode("utf-16-le"), "E_UNKNOWN_TYPE"),
    "mail.eml": (lambda: MAIL, "E_UNKNOWN_TYPE"),
    "cv.pages": (lambda: zipped("Index/Document.iwa", "preview.jpg"), "E_UNKNOWN_TYPE"),
    "table.xlsx": (lambda: zipped("xl/workbook.xml"), "E_UNKNOWN_TYPE"),
    "other.json": (lambda: b'{"hello": 1}', "E_UNKNOWN_TYPE"),
    "broken.json": (lambda: b'{"basics": ', "E_JSON"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_file(name: str, tmp_path: Path) -> None:
    make, code = UNREADABLE[name]
    path = tmp_path / name
    path.write_bytes(make())
    result = run(path, "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["code"]) == (SOME_FAILED, code)
    assert data["message"]
    assert data["hint"]
    (line,) = result.stderr.splitlines()
    assert line == f"xpcalc: {path}: {code}: {data['message']} – {data['hint']}"
    shown = run(path)
    assert shown.exit_code == SOME_FAILED
    assert code in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80


def test_a_scan_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(image_only())
    shown = " ".join(run("scan.pdf").stdout.split())
    assert "E_NEEDS_OCR" in shown
    assert "OCR" in shown.replace("E_NEEDS_OCR", "")


def test_missing_path_and_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "gone.pdf", "E_NOT_FOUND"), (tmp_path, "E_DIRECTORY")):
        result = run(path)
        assert result.exit_code == SOME_FAILED
        assert code in result.stdout


def test_other_files_are_read(cv: Path, tmp_path: Path) -> None:
    for name, (make, _) in UNREADABLE.items():
        (tmp_path / name).write_bytes(make())
    result = run(cv, *UNREADABLE, "gone.pdf", cv, *AT, "--format", "jsonl")
    assert result.exit_code == SOME_FAILED
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [d["schema"] for d in found] == [
        "xpcalc.assessment/1",
        *["xpcalc.failure/1"] * (len(UNREADABLE) + 1),
        "xpcalc.assessment/1",
    ]
    assert found[0] == found[-1]
    assert len(result.stderr.splitlines()) == len(UNREADABLE) + 1


def test_hostile_file_name(tmp_path: Path) -> None:
    path = tmp_path / "\x1b[31mred\u202e.txt"
    path.write_bytes(b"")
    for args in ([path], [path, "--format", "json"]):
        result = run(*args)
        assert "\x1b" not in result.stdout + result.stderr
        assert "\u202e" not in result.stderr


# ---------------------------------------------------------------- usage, rules, environment


def one_line(result: Result) -> str:
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("xpcalc: ")
    return line


def test_unknown_policy_and_kind(cv: Path) -> None:
    for args, expected in (
        (["--policy", "strickt"], "unknown policy 'strickt'"),
        (["--count", "holiday"], "unknown kind of employment 'holiday'"),
    ):
        result = run(cv, *args)
        assert result.exit_code == USAGE
        assert expected in one_line(result)


@pytest.mark.parametrize(
    "args",
    [["--as-of", "2026-13-01"], ["--as-of", "soon"], ["--format", "xls"], ["--lang", "xx"], ["--no-such-option"]],
)
def test_wrong_options(args: list[str], cv: Path) -> None:
    result = run(cv, *args)
    assert result.exit_code == USAGE
    assert args[-1] in result.stderr
    assert result.stdout == ""


def test_no_file_named() -> None:
    assert run("assess").exit_code == USAGE
    assert run("between", "2020-01").exit_code == USAGE


def test_what_is_no_date(cv: Path) -> None:
    result = run("between", "soon", "2020")
    assert result.exit_code == USAGE
    assert "'soon' is no date" in result.stderr


def test_broken_rules_folder(cv: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    (rules / "policies").mkdir(parents=True)
    (rules / "policies" / "ours.yaml").write_text("measure: floor\nthreshold: fifteen\ncolour: blue\n")
    result = run(cv, "--rulebook", rules)
    assert result.exit_code == USAGE
    assert result.stdout == ""
    assert result.stderr
    assert all(line.startswith("xpcalc: ") and "ours.yaml" in line for line in result.stderr.splitlines())
    missing = run(cv, "--rulebook", tmp_path / "gone")
    assert (missing.exit_code, missing.stdout) == (USAGE, "")


def test_output_file(cv: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = run(cv, *AT, "--format", "json", "-o", out)
    assert (result.exit_code, result.stdout) == (OK, "")
    assert out.read_bytes() == run(cv, *AT, "--format", "json").stdout_bytes
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cv.txt", "out.json"]


def test_output_that_cannot_be_written(cv: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "gone" / "out.json", cv / "out.json"):
        result = run(cv, "-o", out)
        assert result.exit_code == ENVIRONMENT
        assert "cannot be written" in one_line(result)
    assert [p.name for p in tmp_path.iterdir()] == ["cv.txt"]


# Every command that reads files and takes -o, CV for its document and RULE for a rule file.
WRITING = [
    ("CV", "--rules", "RULE"),
    ("explain", "CV", "--rule", "RULE"),
    ("compare", "CV", "--rules", "RULE"),
    ("profile", "CV", "--rules", "RULE"),
    ("profile", "CV", "--rules", "RULE", "--for-candidate"),
    ("verify", "OTHER", "--rules", "RULE", "--against", "CV"),
    ("verify", "CV", "--rules", "RULE", "--against", "OTHER"),
]


@pytest.mark.parametrize("command", [*WRITING, ("ad", "CV")], ids=" ".join)
def test_the_output_is_never_written_over_what_is_read(
    command: tuple[str, ...], cv: Path, ladder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(cv.read_bytes())
    aside = tmp_path / "cv.txt.xpcalc.yaml"
    aside.write_text("schema: xpcalc.corrections/1\n", "utf-8")
    (tmp_path / "soft").symlink_to(cv)
    (tmp_path / "hard").hardlink_to(cv)
    (tmp_path / "report").hardlink_to(other)
    (tmp_path / "cv").mkdir()
    before = {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
    names = {"CV": str(cv), "OTHER": str(other), "RULE": str(ladder)}
    args = [names.get(each, each) for each in command]
    targets = [cv, tmp_path / "soft", tmp_path / "hard", tmp_path / "cv" / ".." / "cv.txt", aside]
    targets += [ladder] if "RULE" in command else []
    targets += [other, tmp_path / "report"] if "OTHER" in command else []
    for out in targets:
        result = run(*args, "-o", out)
        assert (result.exit_code, result.stdout) == (USAGE, "")
        assert "the same file" in one_line(result)
    assert {p: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()} == before


def test_the_file_that_a_report_is_written_aside_to_is_no_document(cv: Path, tmp_path: Path) -> None:
    part = tmp_path / "out.part"
    part.write_bytes(cv.read_bytes())
    assert run(part, "-o", tmp_path / "out").exit_code == USAGE
    assert part.read_bytes() == cv.read_bytes()


def test_a_batch_spares_documents_that_are_called_like_its_reports(cv: Path, tmp_path: Path) -> None:
    named = tmp_path / "out" / "results.csv"
    named.parent.mkdir()
    named.write_bytes(cv.read_bytes())
    result = run("batch", named, "-o", named.parent)
    assert result.exit_code == USAGE
    assert "the same file" in one_line(result)
    assert named.read_bytes() == cv.read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk here")
@pytest.mark.parametrize(
    "command",
    [
        *WRITING,
        ("CV", "--format", "csv"),
        ("CV", "--format", "xlsx"),
        ("between", "2020-01", "2020-12"),
        ("rules", "list"),
        ("disclose",),
        ("doctor",),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_full_disk_is_one_line(command: tuple[str, ...], cv: Path, ladder: Path) -> None:
    names = {"CV": str(cv), "OTHER": str(cv), "RULE": str(ladder)}
    args = [sys.executable, "-m", "xpcalc", *[names.get(each, each) for each in command]]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(args, stdout=full, stderr=subprocess.PIPE, env=env, check=False)
    assert done.returncode == ENVIRONMENT
    assert done.stderr.decode() == "xpcalc: standard output: cannot be written (No space left on device)\n"


@pytest.mark.skipif(os.name == "nt", reason="streams of a shell")
def test_closed_streams(cv: Path, tmp_path: Path) -> None:
    def shell(rest: str) -> tuple[int, bytes]:
        code = f"{sys.executable} -m xpcalc {cv} --format json {rest}"
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(["bash", "-c", code], capture_output=True, env=env, check=False)
        return done.returncode, done.stderr

    code, said = shell(">&-")
    assert (code, said.count(b"\n"), b"cannot be written" in said) == (ENVIRONMENT, 1, True)
    assert shell("-o out.json >&- 2>&-")[0] == OK
    assert (tmp_path / "out.json").stat().st_size


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_output_to_what_is_no_file_writes_into_it(cv: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run(cv, *AT, "-o", pipe).exit_code == OK
        assert os.read(reader, 1 << 16) == run(cv, *AT).stdout_bytes
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="pipes of a shell")
def test_a_closed_pipe_is_no_error(cv: Path) -> None:
    code = f"{sys.executable} -m xpcalc {cv} {cv} --format json | head -c 1"
    shown = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {code}"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert shown.stderr == b""


def test_verify_reads_standard_input(cv: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(cv.read_bytes())
    data = cv.read_bytes()
    by_name = run("verify", cv, "--against", other, *AT)
    assert by_name.exit_code == OK
    for args in (("-", "--against", other), (cv, "--against", "-"), ("--against", "-", "--as-of", AS_OF, cv)):
        result = run("verify", *args, *AT, data=data)
        assert result.exit_code == OK
        names = result.stdout.replace("cv.txt", "-").replace("other.txt", "-")
        assert names == by_name.stdout.replace("cv.txt", "-").replace("other.txt", "-")
    twice = run("verify", "-", "--against", "-", data=data)
    assert twice.exit_code == USAGE
    assert "standard input" in twice.stderr


# ---------------------------------------------------------------- rules, comparison, profile

PERSON = """\
Quetzalina Wrobel Ibarrola
quetzalina.wrobel@example.org | +34 612 345 678

SUMMARY
Quetzalina has 2 years of experience in Zendesk.

WORK EXPERIENCE

Customer Support Agent
Wrobel Partners
Mar 2023 – Sep 2024
- Answered tickets in Zendesk

EDUCATION
BSc Marketing, University of Ibarrola, 2005 – 2009
"""
NAMES = ("quetzalina", "wrobel", "ibarrola", "612", "2009", "2005", "example.org")
LADDER = """\
schema: xpcalc.rules/1
id: ladder
levels:
  order: [junior, mid, senior]
  default: junior
  mid: {months: {skill: zendesk, at_least: 12}}
  senior: {months: {skill: zendesk, at_least: 24}}
"""
# Commands that read files and take the common options, each with what it takes besides.
READING = [(), ("explain",), ("compare",), ("profile",)]


@pytest.fixture
def person(tmp_path: Path) -> Path:
    path = tmp_path / "quetzalina_wrobel.txt"
    path.write_text(PERSON, "utf-8")
    return path


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    path = tmp_path / "ladder.yaml"
    path.write_text(LADDER, "utf-8")
    return path


def test_rules_by_name_and_by_file(person: Path, ladder: Path) -> None:
    result = run(person, *AT, "--rules", ladder, "--rules", "support", "--format", "json")
    assert result.exit_code == OK
    verdicts = json.loads(result.stdout)["verdicts"]
    assert [(v["rule"], v["level"]) for v in verdicts] == [("ladder", "mid"), ("support", "mid")]
    assert json.loads(run(person, *AT, "--format", "json").stdout)["verdicts"] == []
    shown = " ".join(run(person, *AT, "--rules", ladder).stdout.split())
    assert "level by months of evidence: mid" in shown
    assert "not shown: at least 24 months: with Zendesk – 19 months shown" in shown
    assert "“2 years of experience in Zendesk”: 24 months; dates show 19 months: overstated by 5 months" in shown


def test_rules_of_the_settings(person: Path, ladder: Path, tmp_path: Path) -> None:
    for text in ('rules = "ladder.yaml"', 'rules = ["ladder.yaml"]'):
        (tmp_path / "xpcalc.toml").write_text(text + "\n")
        assert "level by months of evidence: mid" in run(person, *AT).stdout


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--rules", "suport"], "suport:1: $: there is no such file or rule: did you mean support"),
        (["--rules", "gone.yaml"], "gone.yaml:1: $: there is no such file or rule"),
        (["explain", "--rule", "suport"], "suport:1: $: there is no such file or rule"),
        (["explain", "--function", "suport.tier1"], "unknown function 'suport.tier1': did you mean support.tier1"),
        (["explain", "--skill", "zendsk"], "unknown skill 'zendsk': did you mean zendesk"),
        (["compare", "--function", "supprt"], "unknown function 'supprt'"),
        (["compare", "--skill", "zendsk"], "unknown skill 'zendsk'"),
        (["compare", "--sort", "colour"], "unknown column 'colour': known are file, total"),
        (["compare", "--policy", "strickt"], "unknown policy 'strickt'"),
        (["profile", "--sentence", "cooking"], "unknown function, group or skill 'cooking'"),
        (["profile", "--count", "holiday"], "unknown kind of employment 'holiday'"),
    ],
)
def test_wrong_names_give_one_line(args: list[str], expected: str, person: Path) -> None:
    command, options = (args[:1], args[1:]) if args[0] in cli.commands else ([], args)
    result = run(*command, person, *options)
    assert result.exit_code == USAGE
    assert expected in one_line(result)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["rules", "show", "suport"], "suport:1: $: there is no such file or rule"),
        (["disclose", "--rules", "suport"], "suport:1: $: there is no such file or rule"),
        (["disclose", "--policy", "strickt"], "unknown policy 'strickt'"),
    ],
)
def test_wrong_names_of_commands_without_files(args: list[str], expected: str) -> None:
    result = run(*args)
    assert result.exit_code == USAGE
    assert expected in one_line(result)


@pytest.mark.parametrize("command", [("compare",), ("profile",), ("explain",), ("rules", "show")])
def test_commands_that_need_a_file_say_so(command: tuple[str, ...]) -> None:
    assert run(*command).exit_code == USAGE


# ---------------------------------------------------------------- blind output


@pytest.mark.parametrize("command", READING, ids=lambda c: " ".join(c) or "assess")
@pytest.mark.parametrize("lang", ["en", "es"])
def test_blind_output_holds_no_name(command: tuple[str, ...], lang: str, person: Path) -> None:
    name = command[0] if command else "assess"
    (form,) = [o for o in cli.commands[name].params if o.name == "form"] or [None]
    forms = list(form.type.choices) if form is not None and isinstance(form.type, click.Choice) else [None]
    # Why: a PDF is the HTML page printed, which takes seconds.
    for each in [form for form in forms if form != "pdf"]:
        extra = ("--format", each) if each else ("--rule", "support")
        rules = () if command == ("explain",) else ("--rules", "support")
        result = run(*command, person, *AT, *rules, *extra, "--lang", lang, "--blind-employers", "-v")
        assert result.exit_code == OK
        printed = words_of(result.stdout_bytes) if each == "xlsx" else result.stdout
        shown = (printed + result.stderr).casefold()
        assert [word for word in NAMES if word in shown] == []
        assert "19" in shown
    seen = run(*command, person, *AT).stdout.casefold()
    assert any(word in seen for word in NAMES)


@pytest.mark.parametrize("extra", [("--sentence", "support"), ("--for-candidate",)])
def test_blind_sentence_and_letter_hold_no_name(extra: tuple[str, ...], person: Path) -> None:
    shown = run("profile", person, *AT, *extra, "--blind-employers").stdout.casefold()
    assert "19" in shown
    assert [word for word in NAMES if word in shown] == []


def test_blind_keeps_employers_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(PERSON.replace("Wrobel Partners", "Quillfern Ltd"), "utf-8")
    assert "Quillfern Ltd" in run(path, *AT, "--blind").stdout
    assert "Quillfern" not in run(path, *AT, "--blind-employers").stdout
    assert "Employer A" in run(path, *AT, "--blind-employers").stdout


def test_blind_hides_the_name_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "quetzalina_wrobel.pdf"
    path.write_bytes(b"")
    for form in ("text", "json", "csv", "jsonl"):
        result = run(path, "--blind", "--format", form)
        assert result.exit_code == SOME_FAILED
        assert "quetzalina" not in (result.stdout + result.stderr).casefold()
        assert "E_EMPTY" in result.stdout


# ---------------------------------------------------------------- compare


def test_compare_counts_all_to_one_day(cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import xpcalc.pipeline.stages

    read = xpcalc.pipeline.stages.read
    # An export carries the day to which it is counted when it is assessed alone.
    monkeypatch.setattr(xpcalc.pipeline.stages, "read", lambda *a, **k: replace(read(*a, **k), dated="2022-12-31"))
    assert json.loads(run(cv, "--format", "json").stdout)["as_of"] == "2022-12-31"

    def table(*args: str | Path) -> tuple[str, list[int]]:
        found = json.loads(run("compare", cv, cv, "--format", "json", *args).stdout)
        return found["as_of"], [row["cells"]["total"]["months"] for row in found["rows"]]

    assert table(*AT) == (AS_OF, [83, 83])
    rule = tmp_path / "call.yaml"
    rule.write_text("schema: xpcalc.rules/1\npolicy: {as_of: 2022-12-31}\nmust:\n  - months: {at_least: 12}\n")
    assert table("--rules", rule) == ("2022-12-31", [36, 36])
    assert table("--rules", rule, *AT) == (AS_OF, [83, 83])
    assert abs((date.fromisoformat(table()[0]) - date.today()).days) <= 1


def test_compare_lists_failures_as_rows(cv: Path, person: Path) -> None:
    for form in ("text", "csv", "json"):
        result = run("compare", person, "gone.pdf", cv, *AT, "--rules", "support", "--format", form)
        assert result.exit_code == SOME_FAILED
        for name in ("cv.txt", "gone.pdf", "quetzalina_wrobel.txt", "E_NOT_FOUND"):
            assert name in result.stdout
    only = run("compare", "gone.pdf", *AT)
    assert (only.exit_code, "E_NOT_FOUND" in only.stdout) == (SOME_FAILED, True)


def test_compare_columns_and_order(cv: Path, person: Path) -> None:
    args = ("compare", cv, person, *AT, "--skill", "zendesk", "--function", "support.tier1")
    table = json.loads(run(*args, "--format", "json").stdout)
    assert len(table["columns"]) == 3
    first, second = run(*args).stdout.splitlines()[1:3]
    assert (first.split()[0], second.split()[0]) == ("cv.txt", "quetzalina_wrobel.txt")
    by_total = run(*args, "--sort", "total").stdout.splitlines()
    assert {by_total[1].split()[0], by_total[2].split()[0]} == {"cv.txt", "quetzalina_wrobel.txt"}
    assert max(map(len, by_total)) <= 80


# ---------------------------------------------------------------- profile, explain


def test_profile_forms(person: Path) -> None:
    shown = run("profile", person, *AT)
    assert (shown.exit_code, "Total experience: 19 months" in shown.stdout) == (OK, True)
    assert "Experiencia total: 19 meses" in run("profile", person, *AT, "--lang", "es").stdout
    assert json.loads(run("profile", person, *AT, "--format", "json").stdout)["schema"] == "xpcalc.profile/1"
    assert run("profile", person, *AT, "--format", "md").stdout.startswith("#")
    sentence = run("profile", person, *AT, "--sentence", "skill:zendesk")
    assert sentence.stdout == "19 months of total experience in Zendesk\n"
    letter = run("profile", person, *AT, "--for-candidate", "--lang", "es")
    assert (letter.exit_code, "Soporte de primer nivel" in letter.stdout) == (OK, True)


def test_profile_of_a_file_that_cannot_be_read(person: Path) -> None:
    for extra in ((), ("--sentence", "total"), ("--for-candidate",), ("--format", "json")):
        result = run("profile", person, "gone.pdf", *AT, *extra)
        assert result.exit_code == SOME_FAILED
        assert "E_NOT_FOUND" in result.stdout + result.stderr
        assert "19 months" in result.stdout


def test_explain_cites_the_line_that_names_a_skill(tmp_path: Path) -> None:
    cv = tmp_path / "cv.txt"
    cv.write_text(
        "Sara Lindqvist\n\nExperience\nSupport Agent, Tundra SaaS, Jan 2022 - Dec 2023\nTickets in Zendesk.\n\n"
        "Skills\nHubSpot\n",
        "utf-8",
    )
    used = run("explain", cv, *AT, "--skill", "zendesk").stdout
    assert "“Support Agent, Tundra SaaS, Jan 2022 - Dec 2023”" in used
    assert "“Tickets in Zendesk.”" in used
    listed = run("explain", cv, *AT, "--skill", "hubspot").stdout
    assert "named in a list only, in no job" in listed
    assert "“HubSpot”" in listed
    rule = tmp_path / "r.yaml"
    rule.write_text(
        "schema: xpcalc.rules/1\nid: r\nmust:\n  - skill: {any_of: [hubspot], evidence: [skills_section]}\n"
        "  - skill: {any_of: [hubspot]}\n",
        "utf-8",
    )
    assert run("explain", cv, *AT, "--rule", rule).stdout.count("“HubSpot”") == 2


def test_explain_a_function_a_skill_and_a_rule(person: Path, ladder: Path) -> None:
    function = run("explain", person, *AT, "--function", "support.tier1").stdout
    assert "Tier-1 support: 19 months" in function
    assert "words found: Customer Support Agent, Answered tickets" in function
    assert "2023-03-01 .. 2024-09-30" in function
    assert (
        "Soporte de primer nivel: 19 meses"
        in run("explain", person, *AT, "--function", "support.tier1", "--lang", "es").stdout
    )
    assert "Zendesk: 19 months" in run("explain", person, *AT, "--skill", "zendesk").stdout
    assert "nothing in this document names jira" in run("explain", person, *AT, "--skill", "jira").stdout
    rule = run("explain", person, *AT, "--rule", ladder).stdout
    assert "not shown: at least 24 months: with Zendesk" in rule
    assert "line 6: “Customer Support Agent, Wrobel Partners" in rule
    both = run("explain", person, *AT, "--total", "--rule", ladder).stdout
    assert "rounded once: 19 months" in both
    assert "level by months of evidence: mid" in both


# ---------------------------------------------------------------- rules, disclose, doctor


def test_rules_list_and_show(ladder: Path) -> None:
    names = [line.split("  ")[0] for line in run("rules", "list").stdout.splitlines()]
    assert "support" in names
    assert names == sorted(names)
    assert "Atención y soporte al cliente" in run("rules", "list", "--lang", "es").stdout
    assert run("rules", "show", "support").stdout == (ROOT / "rules" / "seniority" / "support.yaml").read_text("utf-8")
    assert run("rules", "show", ladder).stdout == LADDER
    spoken = run("rules", "show", "support", "--sentence", "--lang", "es").stdout
    assert spoken.startswith("Atención y soporte al cliente (support)\n")
    assert "Nivel mid: al menos 12 meses de experiencia en soporte.\n" in spoken


def test_rules_check(ladder: Path, tmp_path: Path) -> None:
    good = run("rules", "check", ladder)
    assert (good.exit_code, good.stdout) == (OK, "1 checked, 0 examples run, 0 problems\n")
    shipped = run("rules", "check")
    assert (shipped.exit_code, shipped.stderr) == (OK, "")
    broken = tmp_path / "broken.yaml"
    broken.write_text(LADDER.replace("skill: zendesk, at_least: 24", "skil: zendesk, at_least: 24"), "utf-8")
    result = run("rules", "check", broken, ladder)
    assert result.exit_code == USAGE
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{broken}:7: $.levels.senior.months.skil: unknown key")
    assert result.stdout == "2 checked, 0 examples run, 1 problem\n"


def test_rules_check_wonders_at_a_ladder_that_steps_down(tmp_path: Path) -> None:
    rule = tmp_path / "down.yaml"
    rule.write_text(
        "schema: xpcalc.rules/1\nlevels:\n  order: [junior, mid, senior]\n  default: junior\n"
        "  mid: {months: {function: support, at_least: 24}}\n"
        "  senior: {all: [{months: {function: support, at_least: 12}}, {months: {skill: zendesk, at_least: 6}}]}\n",
        "utf-8",
    )
    shown = run("rules", "check", rule)
    assert shown.exit_code == OK
    assert "$.levels.senior: asks for 12 months where mid below it asks for 24" in shown.stderr
    rule.write_text(rule.read_text("utf-8").replace("at_least: 12", "at_least: 36"), "utf-8")
    assert run("rules", "check", rule).stderr == ""


def test_rules_check_runs_the_examples(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    example = 'examples:\n  - {name: none, as_of: "2026-11-21", positions: [], expect: {level: senior}}\n'
    wrong.write_text(LADDER + example, "utf-8")
    result = run("rules", "check", wrong)
    assert result.exit_code == USAGE
    (line,) = result.stderr.splitlines()
    assert "wrong.yaml" in line
    assert "senior" in line


def test_a_broken_rule_stops_an_assessment(person: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text(LADDER.replace("zendesk, at_least: 24", "zendsk, at_least: 24"), "utf-8")
    for command in READING:
        line = one_line(run(*command, person, "--rules", broken))
        assert f"{broken}:7: $.levels.senior.months.skill: unknown skill 'zendsk'" in line


def test_rules_schema_is_json() -> None:
    schema = json.loads(run("rules", "schema").stdout)
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"must", "levels", "policy"} <= schema["properties"].keys()


def test_disclose(ladder: Path) -> None:
    shown = run("disclose", "--rules", ladder, "--policy", "strict")
    assert shown.exit_code == OK
    assert "policy strict" in shown.stdout
    assert "Zendesk" in shown.stdout
    assert max(map(len, shown.stdout.splitlines())) <= 80
    assert json.loads(run("disclose", "--format", "json").stdout)["schema"] == "xpcalc.disclosure/1"
    assert "política default" in run("disclose", "--lang", "es").stdout


def test_doctor() -> None:
    result = run("doctor")
    assert result.exit_code == OK
    assert result.stdout.startswith(f"xpcalc {__version__}, python ")
    assert "OCR: not installed: pip install 'xpcalc[ocr]'" in result.stdout
    assert "pdfplumber: installed" in result.stdout
    assert "output en, es" in result.stdout


# ---------------------------------------------------------------- xpcalc.toml


def total(cv: Path, *args: str) -> dict[str, object]:
    return dict(json.loads(run(cv, "--format", "json", *args).stdout))


def test_settings_of_the_working_folder(cv: Path, tmp_path: Path) -> None:
    (tmp_path / "xpcalc.toml").write_text(
        'as_of = 2026-11-21\npolicy = "strict"\ncount = ["internship"]\nlang = "es"\nformat = "csv"\n'
    )
    assert run(cv).stdout.startswith("file,row,")
    found = total(cv)
    assert (found["as_of"], found["policy"]) == (AS_OF, "strict")
    assert total(cv, "--policy", "default", "--as-of", "2026-01-01")["policy"] == "default"
    assert "meses" in run(cv, "--format", "text").stdout
    # A format that a command does not know is no default for it.
    assert "15 meses" in run("between", "2020-01", "2021-03").stdout


def test_settings_of_the_user(cv: Path, tmp_path: Path) -> None:
    import click

    folder = Path(click.get_app_dir("xpcalc"))
    assert tmp_path in folder.parents
    folder.mkdir(parents=True)
    (folder / "xpcalc.toml").write_text('policy = "strict"\nas_of = "2026-11-21"\n')
    assert total(cv)["policy"] == "strict"
    (tmp_path / "xpcalc.toml").write_text('count = "internship, volunteer"\n')
    assert total(cv)["policy"] == "default"


def test_rulebook_setting_is_relative_to_its_file(cv: Path, tmp_path: Path) -> None:
    (tmp_path / "mine" / "policies").mkdir(parents=True)
    (tmp_path / "mine" / "policies" / "ours.yaml").write_text(
        "# Source: invented for this test.\nsummary: ours\nmeasure: floor\nthreshold: 15\n"
        "month_dates: inclusive\npart_time: full\nleave: count\ncounted: [work]\nongoing: as_of\n"
    )
    (tmp_path / "xpcalc.toml").write_text('rulebook = "mine"\npolicy = "ours"\nas_of = "2026-11-21"\n')
    assert total(cv)["policy"] == "ours"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('polcy = "strict"', "unknown key 'polcy': known are as_of, count"),
        ('output = "x"', "unknown key 'output'"),
        ("policy = 3", "policy: 3 is no text"),
        ("count = [1]", "count: [1] is no text"),
        ('as_of = "2026-13-01"', "as_of: 2026-13-01 is no day"),
        ("as_of = 2026-11-21T10:00:00", "as_of: 2026-11-21 10:00:00 is no day"),
        ('format = "xls"', "format: unknown value 'xls': known are csv"),
        ('policy = "strickt"', "unknown policy 'strickt'"),
        ("policy = ", "cannot be used"),
        ("\ufeff\x00", "cannot be used"),
    ],
)
def test_wrong_settings(text: str, expected: str, cv: Path, tmp_path: Path) -> None:
    (tmp_path / "xpcalc.toml").write_text(text + "\n", "utf-8")
    result = run(cv)
    assert result.exit_code == USAGE
    assert expected in one_line(result)
    assert run("--help").exit_code == OK


def test_no_settings_no_toml(cv: Path) -> None:
    code = "import sys; import xpcalc.cli as c; from xpcalc.cli.shell import default_map; default_map(c.cli); "
    code += "assert 'tomllib' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 0

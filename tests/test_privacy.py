"""Nothing leaves the machine: no connection, no network module, no word of a CV in errors, journals or file names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # Why: benchmarks/ is not installed

from benchmarks.hostile import packages, pdf_parts  # noqa: E402

EXAMPLES = sorted(
    p
    for p in (ROOT / "examples").iterdir()
    if p.suffix in (".pdf", ".docx", ".html", ".txt", ".zip", ".json") and not p.name.startswith("letter_")
)
CV = "Ada Quill\n\nWORK EXPERIENCE\nSupport Engineer, Bramblewick Ltd\nJan 2015 - Mar 2019\n- 2 years of Zendesk\n"

# What a hook of the interpreter sees, whatever module does it; loading requests makes and binds a socket, no more.
WATCHED = """
import json, sys
seen = []
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg",
                 "urllib.Request", "ftplib.connect", "smtplib.connect", "webbrowser.open"):
        seen.append(event)
sys.addaudithook(hook)
from xpcalc.cli import cli
for arguments in json.loads(sys.argv[1]):
    try:
        cli(arguments, prog_name="xpcalc")
    except SystemExit as end:
        assert end.code in (0, None), (arguments, end.code)
sys.stderr.write(json.dumps({"seen": seen, "modules": sorted(sys.modules)}))
"""
NETWORK = {
    "socket",
    "_socket",
    "ssl",
    "_ssl",
    "http.client",
    "urllib.request",
    "requests",
    "urllib3",
    "httpx",
    "asyncio",
}


ALONE = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


class Watched(NamedTuple):
    """What a run of commands did."""

    seen: list[str]
    modules: set[str]


def watched(folder: Path, *commands: list[str]) -> Watched:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, json.dumps(commands)],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, **ALONE, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stderr[done.stderr.rindex('{"seen"') :])
    return Watched(told["seen"], set(told["modules"]))


@pytest.fixture
def cv(tmp_path: Path) -> str:
    (tmp_path / "cv.txt").write_text(CV, "utf-8")
    return "cv.txt"


def test_the_hook_sees_a_connection(tmp_path: Path) -> None:
    code = WATCHED.replace("from xpcalc.cli import cli", "import socket, contextlib").replace(
        "cli(arguments, prog_name=\"xpcalc\")",
        "with contextlib.suppress(OSError): socket.create_connection(('127.0.0.1', 9), 1)",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code, "[[]]"], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert "socket.connect" in json.loads(done.stderr)["seen"]


@pytest.mark.parametrize("sandbox", [[], ["--no-sandbox"]], ids=["in a process of its own", "inside the program"])
def test_no_command_opens_a_connection(cv: str, tmp_path: Path, sandbox: list[str]) -> None:
    (tmp_path / "other.txt").write_text(CV.replace("2015", "2016"), "utf-8")
    files = [str(path) for path in EXAMPLES]
    did = watched(
        tmp_path,
        [cv, *files, *sandbox],
        [cv, "--format", "json", "--rules", "support", *sandbox],
        [cv, "--format", "csv", "--blind", *sandbox],
        ["explain", cv, *sandbox],
        ["compare", cv, "other.txt", *sandbox],
        ["profile", cv, *sandbox],
        ["disclose"],
        ["between", "2020-01", "2021-03"],
        ["rules", "list"],
        ["rules", "show", "support", "--sentence"],
        ["rules", "schema"],
        ["doctor"],
        ["--help"],
    )
    assert did.seen == []


def test_reading_cvs_loads_nothing_that_could_connect(cv: str, tmp_path: Path) -> None:
    # Why --no-sandbox: the readers run in this process, so its modules are those that reading takes.
    (tmp_path / "plain.txt").write_text(CV.replace("- 2 years of Zendesk\n", ""), "utf-8")
    (tmp_path / "cv.docx").write_bytes(packages.docx())
    (tmp_path / "cv.odt").write_bytes(packages.odt())
    (tmp_path / "cv.pdf").write_bytes(pdf_parts.GOOD)
    did = watched(tmp_path, ["plain.txt", "cv.docx", "cv.odt", "cv.pdf", "--no-sandbox"])
    assert did.modules & NETWORK == set()
    assert "spacy" not in did.modules


def test_the_program_itself_loads_nothing_that_could_connect(cv: str, tmp_path: Path) -> None:
    did = watched(tmp_path, [cv, "--rules", "support", "--format", "json"])
    assert did.modules & NETWORK == set()
    assert not [name for name in did.modules if name.startswith("xpcalc.readers.")]


# ---------------------------------------------------------------- a canary through every failure

CANARY = ("Zebedee Quexworthy", "zebedee.quexworthy@example.org", "+44 7700 900977", "Quexworthy")
LINES = (*CANARY[:3], "WORK EXPERIENCE", "Clerk, Quexworthy and Daughters", "Jan 2015 - Mar 2019")
SAID = "\n".join(LINES)


def failing() -> dict[str, bytes]:
    """Return files that hold the canary and cannot be read, one a code."""
    body = "".join([packages.p(line) for line in LINES])
    good = packages.docx(body)
    text = SAID.replace("\n", "\\n")
    return {
        "cut.docx": good[: len(good) // 2],
        "dtd.docx": packages.docx(body, prologue="<!DOCTYPE Quexworthy [<!ENTITY Quexworthy 'x'>]>"),
        "xml.docx": packages.docx(body + "<w:Quexworthy>"),
        "entity.docx": packages.docx(body + "&Quexworthy;"),
        "deep.docx": packages.docx(body + "<w:p>" * 20_000 + "</w:p>" * 20_000),
        "twice.docx": packages.zipped([("word/Quexworthy.xml", "x"), ("word/Quexworthy.xml", "y")]),
        "cut.pdf": pdf_parts.written(pdf_parts.simple(pdf_parts.shown(LINES)))[:120],
        "locked.pdf": pdf_parts.written(pdf_parts.simple(pdf_parts.shown(LINES)), b"/Encrypt << /Filter /Odd /V 99 >>"),
        "key_twice.json": f'{{"basics": {{"name": "{text}"}}, "work": [], "Quexworthy": 1, "Quexworthy": 2}}'.encode(),
        "broken.json": f'{{"basics": {{"name": "{text}"}}, "work": [Quexworthy]}}'.encode(),
        "nan.json": f'{{"basics": {{"name": "{text}"}}, "work": [NaN]}}'.encode(),
        "unknown.json": f'{{"Quexworthy": "{text}"}}'.encode(),
        "unknown.xml": f"<?xml version='1.0'?><Quexworthy xmlns='u:x'>{SAID}</Quexworthy>".encode(),
        "broken.xml": f"<?xml version='1.0'?><SkillsPassport><Quexworthy>{SAID}</SkillsPassport>".encode(),
        "mail.txt": f"Received: Quexworthy\nFrom: {CANARY[1]}\nMime-Version: 1.0\n\n{SAID}".encode(),
        "much.txt": (SAID + " Quexworthy" * 250_000).encode(),
        "wide.csv": ("Company Name,Title,Started On\n" + "Quexworthy," * 5000).encode(),
        "deep.rtf": b"{\\rtf1 " + SAID.encode() + b"{Quexworthy" * 20_000,
        "deep.html": b"<html><body>" + SAID.encode() + b"<div Quexworthy>" * 20_000,
    }


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("failing")
    for name, data in failing().items():
        (folder / name).write_bytes(data)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "xpcalc", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, **ALONE, "TMPDIR": str(temporary)}, check=False,
    )  # fmt: skip


def told(text: str) -> list[str]:
    return [word for word in CANARY if word.casefold() in text.casefold()]


@pytest.mark.parametrize("extra", [[], ["--no-sandbox"], ["--verbose"]], ids=["sandbox", "inside", "verbose"])
@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_no_failure_tells_a_word_of_the_cv(failures: Path, form: str, extra: list[str]) -> None:
    names = sorted(failing())
    done = run(failures, *names, "--format", form, "--as-of", "2026-11-21", *extra)
    assert done.returncode == 3, done.stderr
    if form == "jsonl":
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        read = [row["document"]["name"] for row in rows if "code" not in row]
        assert read == []
    assert told(done.stdout) == []
    assert told(done.stderr) == []
    assert "Traceback" not in done.stderr


def test_no_temporary_file_is_left_and_none_is_named_after_the_person(failures: Path) -> None:
    run(failures, *sorted(failing()))
    assert list((failures / "tmp").rglob("*")) == []


def test_the_journal_of_a_batch_tells_no_word_of_what_failed(failures: Path, tmp_path: Path) -> None:
    done = run(failures, "batch", *sorted(failing()), "-o", str(tmp_path / "out"))
    assert done.returncode == 3, done.stderr
    assert told(done.stdout + done.stderr) == []
    kept = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert told(path.read_bytes().decode("latin-1")) == [], path.name

"""The command line reads every document in a process of its own, and says how."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xpcalc.cli import ENVIRONMENT, OK, SOME_FAILED, USAGE, cli
from xpcalc.isolation import Tier

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "ana_ruiz.pdf"
AT = ("--as-of", "2026-11-21")


def run(*args: object, **how: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], **how)  # type: ignore[arg-type]


def laughs() -> bytes:
    """Return a PDF of one page that draws a form of ten forms of ten forms ..., ten deep."""
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
        b"<< /Font << /F1 5 0 R >> /XObject << /X 10 0 R >> >> >>",
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }

    def stream(head: bytes, body: bytes) -> bytes:
        packed = zlib.compress(body)
        return b"<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (head, len(packed), packed)

    objects[4] = stream(b"", b"BT /F1 12 Tf 72 760 Td (Ana Ruiz) Tj ET /X Do")
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> %s >>"
    for number in range(10, 20):
        objects[number] = stream(form % (b"/XObject << /X %d 0 R >>" % (number + 1)), b"/X Do " * 10)
    objects[20] = stream(form % b"", b"BT /F1 9 Tf 10 10 Td (lol) Tj ET")
    data = b"%PDF-1.4\n"
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n" % 21
    data += b"".join(b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(21))
    return data + b"trailer << /Size 21 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    bad = tmp_path / "laughs.pdf"
    bad.write_bytes(laughs())
    result = run(EXAMPLE, bad, EXAMPLE, *AT, "--format", "jsonl", "--limit", "wall_seconds=15")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == SOME_FAILED
    assert [row["schema"] for row in rows] == ["xpcalc.assessment/1", "xpcalc.failure/1", "xpcalc.assessment/1"]
    assert rows[1]["code"] in ("E_CRASH", "E_MEMORY", "E_TIMEOUT")
    assert "laughs.pdf" in result.stderr


def test_the_result_is_that_of_the_unprotected_reading() -> None:
    safe, plain = (run(EXAMPLE, *AT, "--format", "json", *more) for more in ((), ("--no-sandbox",)))
    assert safe.exit_code == plain.exit_code == OK
    assert safe.stdout == plain.stdout
    assert safe.stderr == ""
    assert "can hang or crash" in plain.stderr


def test_standard_input_is_read_apart_too() -> None:
    result = run("-", *AT, "--format", "json", input=EXAMPLE.read_bytes())
    assert json.loads(result.stdout)["total"]["months"] == 91


@pytest.mark.parametrize("files", [[EXAMPLE], [EXAMPLE, EXAMPLE]], ids=["one", "two"])
def test_the_program_itself_loads_no_reader(files: list[Path]) -> None:
    script = (
        "import atexit, json, sys\n"
        "atexit.register(lambda: sys.stderr.write(json.dumps(sorted(sys.modules))))\n"
        "from xpcalc.__main__ import main\n"
        "sys.argv[0] = 'xpcalc'\n"
        "main()\n"
    )
    command = [sys.executable, "-c", script, *map(str, files), *AT, "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    modules = json.loads(done.stderr)
    readers = ("lxml", "pypdfium2", "pdfplumber", "pdfminer", "PIL", "spacy", "yaml", "charset_normalizer", "zipfile")
    found = [m for m in modules if m.split(".")[0] in readers or m.startswith("xpcalc.readers.")]
    assert [m for m in found if m != "zipfile"] == []
    assert not {"xpcalc.pipeline", "xpcalc.readers", "xpcalc.segment", "xpcalc.worker"} & set(modules)


def test_require_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    import xpcalc.sandbox

    monkeypatch.setattr(xpcalc.sandbox, "tier", lambda: Tier("fork", False, True, "not on this system"))
    result = run(EXAMPLE, "--require-sandbox")
    assert result.exit_code == ENVIRONMENT
    assert "--require-sandbox: not on this system" in result.stderr
    assert run(EXAMPLE, "--require-sandbox", "--no-sandbox").exit_code == USAGE


def test_limits_of_the_settings_and_of_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "xpcalc.toml").write_text('[limits]\nfile_bytes = "1 KiB"\npages = 3\n', "utf-8")
    assert "E_LIMIT_FILE" in run(EXAMPLE).stdout
    assert run(EXAMPLE, "--limit", "file_bytes=1MiB").exit_code == OK
    shown = run("doctor", "--limit", "pages=4").stdout
    assert "1 KiB" in shown
    assert "4 pages" in shown
    (tmp_path / "xpcalc.toml").write_text("[limits]\npage = 3\n", "utf-8")
    wrong = run(EXAMPLE)
    assert (wrong.exit_code, "unknown limit 'page'" in wrong.stderr) == (USAGE, True)


def test_doctor_names_the_tier() -> None:
    shown = run("doctor").stdout
    assert "sandbox: one process for each document" in shown
    assert "seccomp" in shown
    assert "E_TIMEOUT" in shown

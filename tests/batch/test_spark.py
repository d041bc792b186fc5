"""Spark: the rows of the local engine, also where a worker of an executor is killed; a second run reads nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import pytest
from kills import descendants
from people import cv, folder
from spark_rows import rows

from xpcalc.batch.spark import name_of

# Why both: Spark is a Java program; the stub that macOS has instead of Java starts and says that there is none.
JAVA = (
    shutil.which("java") is not None
    and not subprocess.run(["java", "-version"], capture_output=True, check=False).returncode
)
needs_spark = pytest.mark.skipif(
    not (JAVA and find_spec("pyspark") and find_spec("pandas")), reason="needs Java and xpcalc[spark]"
)
LIMIT = ("--limit", "file_bytes=100KiB", "--limit", "archive_bytes=110KiB")


def command(source: str, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "xpcalc", "batch", source, "-o", str(out), "--as-of", "2026-11-21", *LIMIT, *more]


def run(source: str, out: Path, *more: str) -> tuple[int, str]:
    """Run a batch to its end; return exit code and standard output."""
    done = subprocess.run(command(source, out, *more), capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode in (0, 3), done.stderr
    return done.returncode, done.stdout


def workers(pid: int) -> list[int]:
    """Return the Python processes in which Spark runs tasks: children of its daemon."""
    found = []
    for each in descendants(pid):
        try:
            parent = int((Path("/proc") / str(each) / "stat").read_text().rpartition(")")[2].split()[1])
            lines = [(Path("/proc") / str(n) / "cmdline").read_bytes() for n in (each, parent)]
        except (OSError, ValueError):
            continue
        if all(b"pyspark.daemon" in line for line in lines):
            found.append(each)
    return found


@needs_spark
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
def test_rows_are_those_of_the_local_engine_whatever_happens(tmp_path: Path) -> None:
    cvs = folder(tmp_path / "cvs", 150)
    (cvs / "empty.txt").write_bytes(b"")
    (cvs / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    (cvs / "large.txt").write_bytes(b"x" * 105_000)
    (cvs / "larger.txt").write_bytes(b"x" * 120_000)
    (cvs / "a b%20 [c] ñ.txt").write_text(cv(5), encoding="utf-8")
    (cvs / "film.mp4").write_bytes(b"x")
    spark = ("--engine", "spark", "--master", "local[2,4]")
    out = tmp_path / "spark"
    process = subprocess.Popen(
        command(str(cvs), out, *spark), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    while not (below := workers(process.pid)) and process.poll() is None:
        time.sleep(0.05)
    time.sleep(1.5)
    os.kill(below[0], signal.SIGKILL)
    said, errors = process.communicate(timeout=600)
    assert process.returncode == 3, errors
    assert said.startswith("155 documents, 4 failed, 0 read before")
    assert run(str(cvs), tmp_path / "local", "--format", "parquet")[0] == 3
    here, there = rows(tmp_path / "local" / "results.parquet"), rows(out / "assessments.parquet")
    assert there == here
    assert sum('"row": "document"' in row for row in here) == 155

    (cvs / "new.txt").write_text(cv(999), encoding="utf-8")
    assert run(str(cvs), out, *spark)[1].startswith("156 documents, 4 failed, 155 read before")
    assert len(rows(out / "assessments.parquet")) > len(here)
    assert [row for row in rows(out / "assessments.parquet") if "/new.txt" not in row] == here


def test_names_are_the_source_as_said_and_the_way_from_there() -> None:
    said = {"file:/home/a/cvs": "cvs", "s3a://bucket/in": "s3a://bucket/in/", "file:/home/a/x.pdf": "x.pdf"}
    assert name_of("file:/home/a/cvs/b/c.pdf", said) == "cvs/b/c.pdf"
    assert name_of("s3a://bucket/in/c d.pdf", said) == "s3a://bucket/in/c d.pdf"
    assert name_of("file:/home/a/x.pdf", said) == "x.pdf"
    assert name_of("file:/elsewhere/y.pdf", said) == "file:/elsewhere/y.pdf"

"""SIGKILL at random moments, Ctrl-C, a full disk: nothing lost, nothing doubled, the same bytes in the end."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from kills import descendants, done, finished, kill_at_random, started
from people import folder

from xpcalc.batch.journal import JOURNAL

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
REPORTS = ("results.jsonl", "results.csv")


def test_twenty_kills_change_nothing(tmp_path: Path) -> None:
    cvs = folder(tmp_path / "cvs", 200)
    code, _, said = finished(started(cvs, tmp_path / "whole", "--rules", "support"))
    assert code == 0, said
    killed = kill_at_random(cvs, tmp_path / "killed", 20, seed=1, more=("--rules", "support"))
    assert killed.code == 0
    assert killed.kills.total() == 20
    assert min(killed.kills.values()) > 2
    for report in REPORTS:
        assert (tmp_path / "killed" / report).read_bytes() == (tmp_path / "whole" / report).read_bytes()
    written = (tmp_path / "killed" / REPORTS[0]).read_text("utf-8").splitlines()
    names = [json.loads(line)["document"]["name"] for line in written]
    assert len(names) == len(set(names)) == 200
    assert not list((tmp_path / "killed").glob("*.part"))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_stops_within_three_seconds_and_leaves_no_process(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    cvs = folder(tmp_path / "cvs", 300)
    out = tmp_path / "out"
    run = started(cvs, out)
    while done(out) < 10:
        time.sleep(0.01)
    below = descendants(run.pid)
    began = time.monotonic()
    os.kill(run.pid, number)
    assert finished(run)[0] == code
    assert time.monotonic() - began < 3
    time.sleep(0.2)
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]
    with closing(sqlite3.connect(out / JOURNAL)) as base:
        assert base.execute("SELECT max(attempts) FROM work WHERE state = 1").fetchone()[0] in (None, 0)
    run = started(cvs, out)
    ended, said, _ = finished(run)
    assert ended == 0
    assert "of them read before" in said


def test_a_full_disk_is_one_line_and_loses_nothing(tmp_path: Path) -> None:
    cvs = folder(tmp_path / "cvs", 60)
    out = tmp_path / "out"
    assert finished(started(cvs, out))[0] == 0
    old = (out / REPORTS[0]).read_bytes()
    folder(tmp_path / "cvs", 160)
    program = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from xpcalc.__main__ import main
sys.argv = ['xpcalc', *sys.argv[2:]]
main()
"""
    size = (out / JOURNAL).stat().st_size
    command = [sys.executable, "-c", program, str(size + 100_000), "batch", str(cvs), "-o", str(out)]
    done_ = subprocess.run(
        [*command, "--as-of", "2026-11-21"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done_.returncode == 4, done_.stderr
    assert done_.stderr.count("\n") == 1
    assert "cannot be written" in done_.stderr
    assert "nothing is lost" in done_.stderr
    assert (out / REPORTS[0]).read_bytes() == old
    with closing(sqlite3.connect(out / JOURNAL)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    code, said, _ = finished(started(cvs, out))
    assert code == 0
    assert "of them read before" in said
    assert len((out / REPORTS[0]).read_text("utf-8").splitlines()) == 160

"""A batch and a number of kills -> what is left: supervisors and workers ended by SIGKILL at random moments."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from xpcalc.batch.journal import JOURNAL

# Why: the documents done between two kills; so all kills strike while there is work to do.
MOST_BETWEEN = 8


class Killed(NamedTuple):
    """What was done to a batch: kills by victim, runs that were started, the exit code of the last."""

    kills: Counter[str]
    runs: int
    code: int


def started(folder: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """Start a batch as a process of its own."""
    command = [sys.executable, "-m", "xpcalc", "batch", str(folder), "-o", str(out), "--as-of", "2026-11-21", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def finished(run: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Wait for a run; return exit code and what it said."""
    out, err = run.communicate(timeout=600)
    return run.returncode, out.decode(), err.decode()


def done(out: Path) -> int:
    """Return how many documents have a result on the disk; what cannot be seen now counts as none."""
    if not (out / JOURNAL).exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{out / JOURNAL}?mode=ro", uri=True, timeout=0.2)) as base:
            return int(base.execute("SELECT count(*) FROM work WHERE state = 2").fetchone()[0])
    except sqlite3.Error:
        return 0


def descendants(pid: int) -> list[int]:
    """Return all processes below one, as the system knows them now."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def kill_at_random(folder: Path, out: Path, kills: int, seed: int, more: Sequence[str] = ()) -> Killed:
    """Run a batch, kill its processes so many times, let it finish."""
    draw = random.Random(seed)
    hit: Counter[str] = Counter()
    runs = 0
    run: subprocess.Popen[bytes] | None = None
    while hit.total() < kills:
        if run is None or run.poll() is not None:
            if run is not None:
                run.communicate()
            run = started(folder, out, *more)
            runs += 1
        goal = done(out) + draw.randint(1, MOST_BETWEEN)
        while run.poll() is None and done(out) < goal:
            time.sleep(0.002)
        time.sleep(draw.random() * 0.02)
        if run.poll() is not None:
            continue
        below = descendants(run.pid)
        victim = draw.choice(below) if below and draw.random() < 0.5 else run.pid
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            continue
        hit["supervisor" if victim == run.pid else "worker"] += 1
        if victim == run.pid:
            run.communicate()
    assert run is not None
    code, _, _ = finished(run) if run.poll() is None else (run.returncode, "", "")
    while code < 0:
        code, _, _ = finished(started(folder, out, *more))
        runs += 1
    return Killed(hit, runs, code)

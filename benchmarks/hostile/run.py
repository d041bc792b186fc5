"""Run the hostile set through the command line: python -m benchmarks.hostile.run [--all | --slow] [--only REGEX] [--jobs N].

Prints what went wrong with each file and a table of the whole: it ends with 1 if any number that must be 0 is not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.hostile.case import MIB, Case
from benchmarks.hostile.make import CASES

ROOT = Path(__file__).resolve().parents[2]
# Unit: seconds. Source: `wall_seconds` and `ocr_seconds` of xpcalc/limits.py, and one second to end the process.
LIMIT, OCR_LIMIT, GRACE = 20.0, 120.0, 1.0
# Unit: seconds. Start of the interpreter, loading of the rules and the readers, which the limit does not cover.
START = 4.0
HANG = 180.0
WORKER_BYTES, OCR_WORKER_BYTES, SUPERVISOR_BYTES = 1024 * MIB, 2048 * MIB, 150 * MIB
EXACT_SHARE = 0.98


class Answer(NamedTuple):
    """What came of one file. Unit: seconds, bytes."""

    case: Case
    exit: int
    codes: tuple[str, ...]
    months: int | None
    seconds: float
    supervisor: int
    worker: int
    odd: tuple[str, ...]  # what must never be: a traceback, no verdict, a leak, a wrong total

    @property
    def exact(self) -> bool:
        return self.case.expect in self.codes

    @property
    def listed(self) -> bool:
        return any([code in self.codes for code in self.case.also])


def command(case: Case, path: Path) -> list[str]:
    """Return the command of a person who reads this file."""
    if case.row == "H1":
        return [sys.executable, "-m", "xpcalc", "rules", "check", str(path)]
    return [sys.executable, "-m", "xpcalc", str(path), "--format", "jsonl", "--as-of", "2026-11-21"]


def measured(case: Case, folder: Path) -> Answer:
    """Run one file and return what came of it."""
    import psutil

    path = folder / case.name
    path.write_bytes(case.make())
    # Why: a pipe that nobody reads fills up and stops the program; files do not.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.monotonic()
        process = subprocess.Popen(command(case, path), cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        supervisor = worker = 0
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            if time.monotonic() - began > HANG:
                process.kill()
            try:
                supervisor = max(supervisor, watched.memory_info().rss)
                for child in watched.children(recursive=True):
                    worker = max(worker, child.memory_info().rss)
            except psutil.Error:
                pass
            time.sleep(0.02)
        seconds = time.monotonic() - began
        out.seek(0)
        err.seek(0)
        said, complained = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace")
    path.unlink()
    codes, months, odd = judged(case, process.returncode, said, complained)
    # Why E_EMPTY: a PDF without words is drawn and read once more by character recognition, with its own limit.
    scanned = any(["OCR" in code for code in codes]) or (case.name.endswith(".pdf") and "E_EMPTY" in codes)
    limit = OCR_LIMIT if scanned or case.row == "D2" else LIMIT
    if seconds > limit + GRACE + START:
        odd = (*odd, "above its time")
    if worker > (OCR_WORKER_BYTES if limit == OCR_LIMIT else WORKER_BYTES):
        odd = (*odd, "worker above its memory")
    return Answer(case, process.returncode, codes, months, seconds, supervisor, worker, odd)


def judged(case: Case, code: int, said: str, complained: str) -> tuple[tuple[str, ...], int | None, tuple[str, ...]]:
    """Return the codes of the answer, its months, and what must never be."""
    odd: list[str] = []
    if "Traceback" in complained or "Error:" in complained:
        odd.append("traceback")
    if any([ch < " " and ch not in "\n\t" for ch in said + complained]):
        odd.append("control characters")
    odd += [f"leaks {word}" for word in case.absent if word in said + complained]
    if case.row == "H1":
        if code not in (0, 2):
            odd.append(f"no verdict (exit {code})")
        return (("E_RULES",) if code == 2 else ("read",)), None, tuple(odd)
    try:
        (line,) = said.splitlines()
        answer: dict[str, Any] = json.loads(line)
    except ValueError:
        return (), None, (*odd, f"no verdict (exit {code})")
    if answer["schema"].startswith("xpcalc.failure/"):
        if code != 3:
            odd.append(f"exit {code} for a failure")
        if len(complained.splitlines()) != 1:
            odd.append("not one line")
        return (str(answer["code"]),), None, tuple(odd)
    months = int(answer["total"]["rounded"])
    if code != 0:
        odd.append(f"exit {code} for a reading")
    if case.months is not None and months != case.months:
        odd.append(f"{months} months, not {case.months}")
    return ("read", *[f["code"] for f in answer["findings"]]), months, tuple(odd)


def answers(cases: list[Case], jobs: int) -> Iterator[Answer]:
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda case: measured(case, Path(name)), cases)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="with the files that take seconds")
    parser.add_argument("--slow", action="store_true", help="those alone")
    parser.add_argument("--only", default="", metavar="REGEX")
    parser.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) // 2))
    arguments = parser.parse_args()
    wanted = [c for c in CASES if (arguments.all or c.slow == arguments.slow)]
    cases = [c for c in wanted if re.search(arguments.only, c.name)]
    done: list[Answer] = []
    began = time.monotonic()
    for answer in answers(cases, arguments.jobs):
        done.append(answer)
        if answer.odd or not answer.exact:
            what = "; ".join(answer.odd) or ("listed" if answer.listed else "NOT LISTED")
            codes = " ".join(dict.fromkeys(answer.codes)) or f"exit {answer.exit}"
            print(f"{answer.case.row} {answer.case.name}: {what}: {codes}, expected {answer.case.expect}", flush=True)
    zero = {
        "crashes of the program": [a for a in done if a.exit not in (0, 2, 3)],
        "files without a verdict": [a for a in done if any([o.startswith("no verdict") for o in a.odd])],
        "tracebacks": [a for a in done if "traceback" in a.odd],
        "above their time": [a for a in done if "above its time" in a.odd],
        "workers above their memory": [a for a in done if "worker above its memory" in a.odd],
        "supervisors above 150 MiB": [a for a in done if a.supervisor > SUPERVISOR_BYTES],
        "other things that must not be": [a for a in done if a.odd and a.exit in (0, 2, 3)],
        "codes neither expected nor listed": [a for a in done if not a.exact and not a.listed],
    }
    share = sum([a.exact for a in done]) / max(len(done), 1)
    worst = max(done, key=lambda a: a.seconds)
    fattest = max(done, key=lambda a: a.worker)
    print(f"\n{len(done)} files of {len(CASES)} in {time.monotonic() - began:.0f} s")
    for name, those in zero.items():
        print(f"{len(those):>6}  {name}" + (": " + ", ".join([a.case.name for a in those[:6]]) if those else ""))
    print(f"{share:>6.1%}  with the expected code (at least {EXACT_SHARE:.0%})")
    print(f"{worst.seconds:>5.1f} s  the slowest, {worst.case.name}")
    print(f"{fattest.worker // MIB:>4} MiB  the largest worker, {fattest.case.name}")
    largest = max(done, key=lambda a: a.supervisor)
    print(f"{largest.supervisor // MIB:>4} MiB  the largest supervisor, {largest.case.name}")
    sys.exit(1 if any(zero.values()) or share < EXACT_SHARE else 0)


if __name__ == "__main__":
    main()

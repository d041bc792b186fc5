"""This machine -> figures of the batch: python benchmarks/batch.py throughput|kills|spark [--files N].

throughput: one-page PDFs, a plain loop beside one and two workers; kills: SIGKILL at random moments against an unkilled
run; spark: the same rows as the local engine. To add a measure: a function, and a row in MEASURES.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "batch")]

from kills import descendants, finished, kill_at_random, started  # noqa: E402 - the tests' own tools
from people import cv, folder  # noqa: E402

DAY = "2026-11-21"
LOOP = """
import sys
from pathlib import Path
from xpcalc import assess_many, load_rulebook
from xpcalc.reports import render
book = load_rulebook()
paths = sorted(Path(sys.argv[1]).rglob("*.pdf"))
with open(sys.argv[2], "w", encoding="utf-8") as file:
    for result in assess_many(paths, rulebook=book, as_of=sys.argv[3]):
        file.write(render([result], "jsonl"))
"""


def pages(root: Path, count: int) -> Path:
    """Write so many one-page PDFs, each of another invented person; return the folder."""
    from reportlab.pdfgen.canvas import Canvas

    root.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        page = Canvas(str(root / f"cv_{number:05d}.pdf"), pagesize=(595, 842), invariant=1)
        top = 800
        for line in cv(number).splitlines():
            top -= 14
            page.setFont("Helvetica-Bold" if line == "Work Experience" else "Helvetica", 11)
            page.drawString(60, top, line)
        page.save()
    return root


class Watched:
    """Time of a program, and the most memory that it and its processes held at once. Unit: seconds, MiB."""

    def __init__(self, *command: str) -> None:
        import psutil

        began = time.monotonic()
        self.run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT)
        self.alone = self.whole = 0.0
        over = threading.Event()

        def look() -> None:
            # Why: to add up the memory of a process takes milliseconds in which it cannot fork.
            while not over.wait(0.5):
                held = []
                for pid in (self.run.pid, *descendants(self.run.pid)):
                    try:
                        process = psutil.Process(pid)
                        # Why PSS: forked processes share most of their pages.
                        held.append(process.memory_full_info().pss / 2**20)
                    except psutil.Error:
                        continue
                self.alone = max([self.alone, *held[:1]])
                self.whole = max(self.whole, sum(held))

        thread = threading.Thread(target=look)
        thread.start()
        self.said = self.run.communicate()[0].decode()
        over.set()
        thread.join()
        self.seconds = time.monotonic() - began
        if self.run.returncode:
            raise SystemExit(self.said)


def throughput(work: Path, files: int, runs: int) -> None:
    """Print documents a second of a plain loop, one worker and two, in turn, and the ratios of the best times."""
    cvs = pages(work / "cvs", files)
    best: dict[str, Watched] = {}
    for turn in range(runs):
        ways: dict[str, list[str]] = {"plain loop": ["-c", LOOP, str(cvs), str(work / "loop.jsonl"), DAY]}
        for name, workers in (("one core", 1), ("1 worker", 1), ("2 workers", 2)):
            out = str(work / f"out_{len(ways)}_{turn}")
            batch = ["-m", "xpcalc", "batch", str(cvs), "-o", out, "--as-of", DAY, "--workers", str(workers)]
            ways[name] = [*batch, "--format", "jsonl"]
        for name, command in ways.items():
            # Why: one worker uses a second core too, for what the run writes down and for ending processes.
            before = ["taskset", "-c", "0"] if name == "one core" and shutil.which("taskset") else []
            taken = Watched(*before, sys.executable, *command)
            if name not in best or taken.seconds < best[name].seconds:
                best[name] = taken
    print(f"{files} one-page PDFs, {os.cpu_count()} cores, best of {runs}")
    print(f"{'':12} {'seconds':>8} {'a second':>9} {'ms each':>8} {'main MiB':>9} {'all MiB':>8}")
    for name, taken in best.items():
        rate, each = files / taken.seconds, taken.seconds / files * 1000
        print(f"{name:12} {taken.seconds:8.1f} {rate:9.1f} {each:8.1f} {taken.alone:9.0f} {taken.whole:8.0f}")
    alone, both = loops(cvs, work, 1), loops(cvs, work, 2)
    core, one, two, loop = (best[name].seconds for name in ("one core", "1 worker", "2 workers", "plain loop"))
    print(
        f"two cores over one: {core / two:.2f}x (target 1.8x); two workers over one: {one / two:.2f}x; "
        f"over the plain loop: {loop / two:.2f}x; this machine by itself, two plain loops at once over one: "
        f"{2 * alone / both:.2f}x"
    )


def loops(cvs: Path, work: Path, count: int) -> float:
    """Return the time of so many plain loops over the same files at once. Unit: seconds."""
    began = time.monotonic()
    running = [
        subprocess.Popen([sys.executable, "-c", LOOP, str(cvs), str(work / f"loop{n}.jsonl"), DAY], cwd=ROOT)
        for n in range(count)
    ]
    if any([each.wait() for each in running]):
        raise SystemExit("a plain loop failed")
    return time.monotonic() - began


def kills(work: Path, files: int, runs: int) -> None:
    """Print what many kills changed: nothing lost, nothing doubled, the same bytes."""
    cvs = folder(work / "cvs", files)
    code, _, said = finished(started(cvs, work / "whole"))
    if code:
        raise SystemExit(said)
    for seed in range(runs):
        began = time.monotonic()
        out = work / f"killed{seed}"
        killed = kill_at_random(cvs, out, files // 10, seed)
        lines = (out / "results.jsonl").read_bytes().splitlines()
        same = all(
            (out / name).read_bytes() == (work / "whole" / name).read_bytes()
            for name in os.listdir(work / "whole")
            if name.startswith("results.")
        )
        print(
            f"{killed.kills.total()} kills ({dict(killed.kills)}) over {files} files, {killed.runs} runs, "
            f"{time.monotonic() - began:.0f} s: exit {killed.code}, {len(lines)} rows, "
            f"{len(lines) - len(set(lines))} doubled, bytes {'the same' if same else 'DIFFER'}"
        )


def spark(work: Path, files: int, runs: int) -> None:
    """Print times of both engines over the same PDFs, and whether their rows agree."""
    from spark_rows import rows

    cvs = pages(work / "cvs", files)
    for turn in range(runs):
        here, there = work / f"local{turn}", work / f"spark{turn}"
        common = (sys.executable, "-m", "xpcalc", "batch", str(cvs), "--as-of", DAY)
        local = Watched(*common, "-o", str(here), "--format", "parquet", "--workers", "2")
        cluster = Watched(*common, "-o", str(there), "--engine", "spark", "--master", "local[2,4]")
        same = rows(here / "results.parquet") == rows(there / "assessments.parquet")
        print(
            f"{files} one-page PDFs: local {local.seconds:.1f} s, spark local[2,4] {cluster.seconds:.1f} s "
            f"({cluster.seconds / files * 1000:.1f} ms each); rows {'the same' if same else 'DIFFER'}"
        )


# What is measured by its name, and how often by default.
MEASURES: dict[str, tuple[Callable[[Path, int, int], None], int]] = {
    "throughput": (throughput, 2),
    "kills": (kills, 1),
    "spark": (spark, 1),
}


def main() -> None:
    """Run what is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=list(MEASURES))
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--runs", type=int)
    said = parser.parse_args()
    measure, usual = MEASURES[said.measure]
    with tempfile.TemporaryDirectory() as work:
        measure(Path(work), said.files, said.runs or usual)


if __name__ == "__main__":
    main()

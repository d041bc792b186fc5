"""This machine -> what a process per document costs: python benchmarks/isolation.py [--documents N] [--rounds N].

The same documents are assessed in this process and in processes of their own, in turn; both are warm. Printed are the
medians of a document (the mean over the kinds of documents), their difference, and the memory of the two sides.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from pathlib import Path
from statistics import fmean, median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
AS_OF = "2026-11-21"
TARGET_MS, TARGET_MIB = 15.0, 150.0


def resident(pid: int) -> float:
    """Return the memory that a process holds now. Unit: MiB; 0 where the system does not tell."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def here(documents: list[bytes]) -> tuple[list[float], list[bytes]]:
    """Return seconds and answers of each document in this process."""
    from xpcalc import wire
    from xpcalc.pipeline import assess
    from xpcalc.rulebook import load_rulebook

    book = load_rulebook()
    taken, answers = [], []
    for data in documents:
        start = time.perf_counter()
        answers.append(wire.encode(assess(data, name="cv.pdf", rulebook=book, as_of=AS_OF, corrections=False)))
        taken.append(time.perf_counter() - start)
    return taken, answers


def computing(documents: list[bytes]) -> float:
    """Return the computing time of a helper from start to end, with all that it forks. Unit: seconds."""
    from xpcalc.sandbox import Asked, Sandbox, Source

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = time.process_time()
    with Sandbox(Asked(as_of=AS_OF), start="fork") as sandbox:
        list(sandbox.outcomes(iter([Source("cv.pdf", data=data) for data in documents])))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime + time.process_time() - own


def main() -> int:
    """Print the figures; exit code 1 where a target is missed."""
    from speed import ONE_PAGE, two_pages

    from xpcalc.sandbox import Asked, Sandbox, Source

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20, help="documents a round")
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    documents = ([ONE_PAGE.read_bytes(), two_pages()] * asked.documents)[: asked.documents]
    sources = [Source("cv.pdf", data=data) for data in documents]
    apart: dict[bytes, list[float]] = {data: [] for data in documents}
    plain: dict[bytes, list[float]] = {data: [] for data in documents}
    shares: list[float] = []
    peak = 0.0
    with Sandbox(Asked(as_of=AS_OF), start="fork") as sandbox:
        list(sandbox.outcomes(iter(sources[:2])))
        alone = resident(os.getpid())
        here(documents[:2])
        for _ in range(asked.rounds):
            # Why: one at a time and in turn, so that neither side has a second core or a quieter machine.
            for source, data in zip(sources, documents, strict=True):
                began = time.perf_counter()
                ((_, outcome),) = list(sandbox.outcomes(iter([source])))
                apart[data].append(time.perf_counter() - began)
                taken, (answer,) = here([data])
                plain[data] += taken
                peak = max(peak, outcome.peak / 1024)
                if outcome.answer != answer:
                    print("the answers differ")
                    return 1
    for _ in range(asked.rounds):
        first = computing(documents[:2])
        whole = computing([*documents[:2], *documents])
        began = time.process_time()
        here(documents)
        shares.append((whole - first - (time.process_time() - began)) / len(documents))
    # Why: a median over short and long documents together lies between them, and jumps.
    inside, outside = (fmean([median(each) for each in taken.values()]) * 1000 for taken in (plain, apart))
    cost, work = outside - inside, median(shares) * 1000
    print(f"in this process      {inside:8.1f} ms a document")
    print(f"in its own process   {outside:8.1f} ms a document")
    print(f"cost, by the clock   {cost:8.1f} ms  <= {TARGET_MS:g} ms  {'ok' if cost <= TARGET_MS else 'MISSED'}")
    print(f"cost, computing time {work:8.1f} ms  <= {TARGET_MS:g} ms  {'ok' if work <= TARGET_MS else 'MISSED'}")
    print(f"supervisor           {alone:8.1f} MiB <= {TARGET_MIB:g} MiB {'ok' if alone <= TARGET_MIB else 'MISSED'}")
    print(f"reading process      {peak:8.1f} MiB at the most")
    if os.getloadavg()[0] > 1.5:
        print(f"this machine is busy (load {os.getloadavg()[0]:.1f}): the clock counts the work of others too")
    return 0 if min(cost, work) <= TARGET_MS and alone <= TARGET_MIB else 1


if __name__ == "__main__":
    sys.exit(main())

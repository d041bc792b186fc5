"""Reports -> milliseconds beyond the assessment, kilobytes, and the time of a comparison of 200 candidates.

Run: python benchmarks/reports.py [FILE...]; it prints a table, in processor time. Cold is the first report of a process
(its templates were compiled by an earlier one), warm any other.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

AS_OF = "2026-11-21"
CANDIDATES = 200
# Why: processor time here and below, because what else this machine does is no cost of a report.
_COLD = """
import sys, time
from xpcalc import assess
from xpcalc.reports import render
a = assess(sys.argv[2], as_of=sys.argv[3], rules=["support"])
start = time.process_time()
render([a], sys.argv[1])
print((time.process_time() - start) * 1000)
"""


def main(files: list[str]) -> None:
    from careers import CAREERS, text

    from xpcalc import assess, load_rulebook
    from xpcalc.comparison import compare
    from xpcalc.profile import profile
    from xpcalc.reports import REPORTS, render
    from xpcalc.reports.comparison import COMPARISON_REPORTS
    from xpcalc.reports.comparison import render as render_comparison
    from xpcalc.reports.profile import PROFILE_REPORTS
    from xpcalc.reports.profile import render as render_profile

    book = load_rulebook()
    paths = files or [str(ROOT / "examples" / "ana_ruiz.pdf")]
    for path in paths:
        a = assess(path, as_of=AS_OF, rulebook=book, rules=["support"])
        print(f"\n{a.document.name}: {len(a.positions)} positions\n{'report':<18}{'warm ms':>9}{'cold ms':>9}{'kB':>9}")
        for name in REPORTS:
            warm, size = measured(partial(render, [a], name))
            cold = float(subprocess.check_output([sys.executable, "-c", _COLD, name, path, AS_OF], text=True, cwd=ROOT))
            print(f"{name:<18}{warm:>9.1f}{cold:>9.1f}{size / 1000:>9.1f}")
        p = profile(a, book.taxonomy)
        for name in PROFILE_REPORTS:
            warm, size = measured(partial(render_profile, [p], name))
            print(f"{'profile ' + name:<18}{warm:>9.1f}{'':>9}{size / 1000:>9.1f}")
    few = [assess(text(c), name=f"{c.key}.txt", as_of=AS_OF, rulebook=book, rules=["support"]) for c in CAREERS]
    many = [
        replace(few[n % len(few)], document=replace(few[n % len(few)].document, name=f"candidate_{n:03}.txt"))
        for n in range(CANDIDATES)
    ]
    table = compare(many, taxonomy=book.taxonomy)
    print(f"\n{CANDIDATES} candidates side by side\n{'report':<18}{'warm ms':>9}{'':>9}{'kB':>9}")
    for name in [name for name in COMPARISON_REPORTS if name != "pdf"]:
        warm, size = measured(partial(render_comparison, table, name), 1)
        print(f"{name:<18}{warm:>9.1f}{'':>9}{size / 1000:>9.1f}")


def measured(made: Callable[[], str | bytes], times: int = 3) -> tuple[float, int]:
    """Return the best of several runs in milliseconds, after one that loads what is needed, and the bytes."""
    shown = made()
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        shown = made()
        best = min(best, (time.process_time() - start) * 1000)
    return best, len(shown if isinstance(shown, bytes) else shown.encode())


if __name__ == "__main__":
    main(sys.argv[1:])

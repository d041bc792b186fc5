"""This machine -> ratios of time and memory beside their targets: python benchmarks/speed.py [--runs N].

Ratios, not seconds: both sides of each run on the same machine, in turn, and their medians are compared.
To add a measure: a function that returns a `Measure`, and a row in MEASURES.
"""

from __future__ import annotations

import argparse
import ctypes
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ONE_PAGE = ROOT / "examples" / "ana_ruiz.pdf"
_BYTECODE = tempfile.TemporaryDirectory(prefix="speed-bytecode-")


class Measure(NamedTuple):
    """One figure and what it should not exceed."""

    name: str
    value: float
    target: float
    unit: str
    detail: str

    @property
    def met(self) -> bool:
        return self.value <= self.target


def two_pages() -> bytes:
    """Return an invented CV of two full pages with eight jobs."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(595, 842), invariant=1)
    top = 0.0

    def line(text: str, font: str = "Helvetica", size: float = 10, x: float = 60, right: str = "") -> None:
        nonlocal top
        if top < 70:
            if top:
                page.showPage()
            top = 790.0
        page.setFont(font, size)
        page.drawString(x, top, text)
        page.drawRightString(535, top, right)
        top -= 15

    top = 790.0
    line("Nora Whitcombe", "Helvetica-Bold", 18)
    line("Leeds · nora.whitcombe@example.com")
    line("Work Experience", "Helvetica-Bold", 13)
    duty = "Answered tickets by telephone, chat and e-mail, and wrote the articles of the help centre"
    for n in range(8):
        year = 2024 - 2 * n
        line("Customer Support Agent", "Helvetica-Bold", right=f"Jan {year} – Nov {year + 1}")
        line(f"Quillfern {'ABCDEFGH'[n]} Ltd, Leeds", "Helvetica-Oblique")
        for _ in range(8):
            line(f"• {duty}", x=72)
    line("Education", "Helvetica-Bold", 13)
    line("BA in Linguistics", "Helvetica-Bold", right="2005 – 2009")
    line("University of Leeds", "Helvetica-Oblique")
    page.save()
    return buffer.getvalue()


# ---------------------------------------------------------------- whole processes


def _process(*command: str) -> float:
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *command], capture_output=True, env=_environment(), cwd=ROOT, check=False)
    taken = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr.decode("utf-8", "replace"))
    return taken


def _environment() -> dict[str, str]:
    # Why: an installed package has its bytecode; a checkout that may write none (PYTHONDONTWRITEBYTECODE, a folder of
    # somebody else) would be compiled again in each run. Both sides get a place for it, filled by the run before.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": _BYTECODE.name}


def _in_turn(ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> tuple[float, float]:
    """Return the medians; one run of each before that fills the caches."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return median([a for a, _ in pairs]), median([b for _, b in pairs])


def _ratio(name: str, target: float, ours: Callable[[], float], theirs: Callable[[], float], runs: int) -> Measure:
    a, b = _in_turn(ours, theirs, runs)
    return Measure(name, a / b, target, "x", f"{a * 1000:.1f} ms against {b * 1000:.1f} ms")


def help_page(runs: int) -> Measure:
    """Whole process: `xpcalc --help` against importing click."""
    ours = ("-m", "xpcalc", "--help")
    theirs = ("-c", "import click")
    return _ratio("xpcalc --help", 1.6, lambda: _process(*ours), lambda: _process(*theirs), runs)


def one_page(runs: int) -> Measure:
    """Whole process: a PDF of one page against importing the libraries that it needs."""
    ours = ("-m", "xpcalc", str(ONE_PAGE), "--as-of", "2026-11-21")
    theirs = ("-c", "import click, pypdfium2, yaml")
    # Why: a confined process writes nothing; what it loads has its bytecode from the installation, here from this run.
    _process(*ours, "--no-sandbox")
    return _ratio("xpcalc one page", 3.0, lambda: _process(*ours), lambda: _process(*theirs), runs)


# ---------------------------------------------------------------- one document after the other


def words_with_boxes(data: bytes) -> int:
    """The yardstick: every word of a PDF with its box, by pypdfium2, and nothing else."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    found = 0
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    at = [ctypes.byref(x) for x in (left, right, bottom, top)]
    document = pdfium.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
        boxes = []
        start = None
        for i, ch in enumerate([*text, " "]):
            if not ch.isspace():
                start = i if start is None else start
            elif start is not None:
                c.FPDFText_GetCharBox(text_page.raw, start, *at)
                x0, y1 = left.value, top.value
                c.FPDFText_GetCharBox(text_page.raw, i - 1, *at)
                boxes.append((text[start:i], x0, y1, right.value, bottom.value))
                start = None
        found += len(boxes)
        text_page.close()
        page.close()
    document.close()
    return found


def warm(runs: int) -> Measure:
    """CPU time of a document when the program is running, against the yardstick."""
    from xpcalc import assess, load_rulebook

    book = load_rulebook()
    documents = [ONE_PAGE.read_bytes(), two_pages()]

    def timed(function: Callable[[bytes], object]) -> float:
        start = time.process_time()
        for data in documents:
            function(data)
        return (time.process_time() - start) / len(documents)

    def ours(data: bytes) -> object:
        return assess(data, name="cv.pdf", rulebook=book, as_of="2026-11-21")

    return _ratio("warm, a document", 2.5, lambda: timed(ours), lambda: timed(words_with_boxes), 3 * runs)


# ---------------------------------------------------------------- memory

# Why: the high-water mark of Linux belongs to the program alone; that of getrusage may hold the parent's.
_PEAK = """
import atexit, sys
def peak():
    import resource
    unit = 1024 if sys.platform == "darwin" else 1
    try:
        rows = open("/proc/self/status").read().split("VmHWM:")[1].split()
        kib = int(rows[0])
    except (OSError, IndexError):
        kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
    # Why: the document is read in a process of its own, whose peak counts as much.
    kib += resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // unit
    sys.stderr.write(f"peak {kib}")
atexit.register(peak)
from xpcalc.__main__ import main
sys.argv[0] = "xpcalc"
main()
"""


def memory(_runs: int) -> Measure:
    """Peak memory of both processes on a PDF of two pages, added up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cv.pdf"
        path.write_bytes(two_pages())
        command = [sys.executable, "-c", _PEAK, str(path), "--as-of", "2026-11-21"]
        done = subprocess.run(command, capture_output=True, text=True, env=_environment(), cwd=ROOT, check=True)
    mib = int(done.stderr.split("peak ")[1]) / 1024
    return Measure("peak memory, two pages", mib, 90.0, " MiB", "resident sets of both processes")


MEASURES = (help_page, one_page, warm, memory)


def main() -> int:
    """Print each figure beside its target; exit code 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="repetitions of each process")
    runs = parser.parse_args().runs
    missed = 0
    for measure in MEASURES:
        m = measure(runs)
        missed += not m.met
        shown, target = f"{m.value:.2f}{m.unit}", f"<= {m.target:g}{m.unit}"
        print(f"{m.name:<24} {shown:>11}  {target:<10}  {'ok' if m.met else 'MISSED':<6}  {m.detail}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())

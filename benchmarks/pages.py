"""PDF files -> computing time of each look at their pages: python benchmarks/pages.py FILE|FOLDER ... [--runs N].

Warm, in one process. The time of a document stands beside that of taking every word with its box out of it
(`words_with_boxes` in speed.py); the looks for hidden words and for lying fonts stand by themselves, a page. Files that
need character recognition are left out. To time another look, add a row to LOOKS.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from speed import words_with_boxes  # noqa: E402

AS_OF = "2026-11-21"
# Unit: milliseconds a page, for both looks together.
TARGET = 4.0
# Unit: seconds. Character recognition takes longer, everything else is far quicker.
LONGEST = 0.5
# name -> module, class or "", function
LOOKS = {
    "hidden words": ("xpcalc.readers.visibility", "", "sift"),
    "lying fonts": ("xpcalc.readers.drawn", "Drawings", "doubted"),
}


class Times(NamedTuple):
    """What was measured. Unit: seconds of computing; `ratios` of each file to its yardstick."""

    files: int
    pages: int
    whole: float
    ratios: list[float]
    looks: dict[str, float]


@contextmanager
def timed(looks: dict[str, float]) -> Iterator[Callable[[], int]]:
    """Add up the time of each look while it lasts; gives a function that tells how many pages were looked at."""
    from importlib import import_module

    pages = 0
    put_back = []

    def wrapped(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            nonlocal pages
            pages += name == "hidden words"
            began = time.process_time()
            try:
                return function(*args)
            finally:
                looks[name] += time.process_time() - began

        return run

    for name, (module, owner, function) in LOOKS.items():
        place = getattr(import_module(module), owner) if owner else import_module(module)
        old = getattr(place, function)
        put_back.append((place, function, old))
        looks[name] = 0.0
        setattr(place, function, wrapped(name, old))
    try:
        yield lambda: pages
    finally:
        for place, function, old in put_back:
            setattr(place, function, old)


def measure(paths: Sequence[Path], runs: int) -> Times:
    """Return the times of the files that can be read without character recognition."""
    from xpcalc import assess, load_rulebook
    from xpcalc.errors import UnreadableDocument

    book = load_rulebook()

    def ours(data: bytes) -> object:
        return assess(data, name="cv.pdf", rulebook=book, as_of=AS_OF)

    def once(function: Callable[[bytes], object], data: bytes) -> float:
        began = time.process_time()
        function(data)
        return time.process_time() - began

    kept = []
    for path in paths:
        data = path.read_bytes()
        if b"%PDF-" not in data[:1024]:
            continue
        try:
            once(ours, data)  # the first run builds the tables of its languages
            if once(ours, data) < LONGEST:
                kept.append(data)
        except UnreadableDocument:
            continue
    both = [[(once(ours, data), once(words_with_boxes, data)) for _ in range(runs)] for data in kept]
    looks: dict[str, float] = {}
    with timed(looks) as looked:
        for _ in range(runs):
            for data in kept:
                ours(data)
        pages = looked()
    whole = sum([median([one for one, _ in pairs]) for pairs in both])
    # Why: a yardstick below the clock's resolution would be no yardstick.
    ratios = [median([one / max(other, 1e-6) for one, other in pairs]) for pairs in both]
    return Times(len(kept), pages // runs, whole, ratios, {name: spent / runs for name, spent in looks.items()})


def main() -> int:
    """Print the figures; exit code 1 where the looks take longer than they should."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    paths = [each for path in asked.paths for each in (sorted(path.rglob("*.pdf")) if path.is_dir() else [path])]
    found = measure(paths, asked.runs)
    if not found.pages:
        print("no PDF with text here")
        return 2
    print(f"{found.files} files, {found.pages} pages, {len(paths) - found.files} left out")
    print(f"{found.whole / found.files * 1000:6.1f} ms a document, {found.whole / found.pages * 1000:.1f} ms a page")
    print(
        f"{median(found.ratios):6.2f} times its words with boxes"
        f" (median; {min(found.ratios):.2f} to {max(found.ratios):.2f})"
    )
    for name, spent in found.looks.items():
        print(f"{spent / found.pages * 1000:6.2f} ms a page: {name}")
    both = sum(found.looks.values()) / found.pages * 1000
    print(f"{both:6.2f} ms a page: both  <= {TARGET:g} ms  {'ok' if both <= TARGET else 'MISSED'}")
    return 0 if both <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())

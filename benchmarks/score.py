"""A folder of CVs with their truth -> figures of how well xpcalc reads them: `python benchmarks/score.py DIR`.

Shape: DIR/docs/<file> and DIR/truth/<id>.json, as `python -m benchmarks.corpus.make DIR` writes them.
To add a figure, count it in `compare` and name it in FIGURES.

F1      positions whose start and end are those printed, at the precision printed, one to one
employer, title   of those, the share that agrees
full    as F1, right in dates, employer and title
kind    of those right in dates, the share whose internships are internships and whose jobs are not
total   documents whose months (internships apart) are exact; where dates are coarse: both bounds within one month
silent  documents off by more than one month that carry no warning
alarm   documents within one month that carry a warning
failed  documents that gave no assessment
"""

from __future__ import annotations

import argparse
import datetime as dt
import difflib
import fnmatch
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Truth = Mapping[str, Any]

# Why: the headline holds none of these, so a reader that lists them as such did nothing wrong.
NO_JOBS = {"volunteer", "leave", "other", "education"}
INTERNSHIPS = {"internship", "apprenticeship"}
# How alike two names must be; a lost "Ltd" in a long name passes, a lost word does not.
ALIKE = 0.85


def plain(text: str | None) -> str:
    """Return a name without case, punctuation and marks that differ between files of the same page."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    return " ".join(re.findall(r"[\w&/+]+", folded))


def alike(wanted: str | None, found: str | None) -> bool:
    """Tell whether two names are the same; a trailing bracket, "(part-time)" or "(m/w/d)", may be absent."""

    def close(one: str, other: str) -> bool:
        if not one or not other:
            return False
        pairs = ((one, other), (one.replace(" ", ""), other.replace(" ", "")))
        return max(difflib.SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in pairs) >= ALIKE

    bare = re.sub(r"\s*\([^()]*\)\s*$", "", wanted or "")
    return close(plain(wanted), plain(found)) or close(plain(bare), plain(found))


def same_date(wanted: str, found: Any) -> bool:
    """Tell whether two dates are the same text; EDTF ".." is the present."""
    text = str(found or "")
    return wanted == ("present" if text == ".." else text)


def match(roles: Sequence[Truth], found: Sequence[Truth]) -> list[tuple[int, int, bool, bool]]:
    """Pair roles with positions of the same dates, the best named first: (role, position, employer, title)."""
    pairs = []
    for i, role in enumerate(roles):
        for j, position in enumerate(found):
            if same_date(role["start"], position.get("start")) and same_date(role["end"], position.get("end")):
                employer = alike(role["employer"], position.get("employer"))
                title = alike(role["title"], position.get("title"))
                pairs.append((-(employer + title), i, j, employer, title))
    taken_roles: set[int] = set()
    taken: set[int] = set()
    chosen = []
    for _, i, j, employer, title in sorted(pairs):
        if i not in taken_roles and j not in taken:
            taken_roles.add(i)
            taken.add(j)
            chosen.append((i, j, employer, title))
    return chosen


def compare(truth: Truth, got: Truth) -> tuple[Counter[str], list[str]]:
    """Return the counts of one document and what went wrong in words."""
    count: Counter[str] = Counter(documents=1)
    roles = truth["roles"]
    count["wanted"] = len(roles)
    if "positions" not in got:
        count["failed"] = 1
        return count, [f"failed: {got.get('message')}"]
    found = [position for position in got["positions"] if position.get("employment", "work") not in NO_JOBS]
    count["found"] = len(found)
    chosen = match(roles, found)
    notes = []
    for i, j, employer, title in chosen:
        role, position = roles[i], found[j]
        count["dates"] += 1
        count["employer"] += employer
        count["title"] += title
        count["full"] += employer and title
        count["kind"] += (role["kind"] == "internship") == (position.get("employment") in INTERNSHIPS)
        if not (employer and title):
            wanted = f"{role['title']!r} at {role['employer']!r}"
            notes.append(f"name: wanted {wanted}, got {position.get('title')!r} at {position.get('employer')!r}")
    seen = {i for i, *_ in chosen}, {j for _, j, *_ in chosen}
    for label, rows, used in (("missed", roles, seen[0]), ("extra", found, seen[1])):
        for number, row in enumerate(rows):
            if number not in used:
                dates = f"{row.get('start')}..{row.get('end')}"
                notes.append(f"{label}: {row.get('title')!r} at {row.get('employer')!r} {dates}")
    _compare_total(truth, got, count, notes)
    return count, notes


def _compare_total(truth: Truth, got: Truth, count: Counter[str], notes: list[str]) -> None:
    total = got.get("total") or {}
    exact = truth["total_months_without_internships"]
    low, high = truth["total_min_without_internships"], truth["total_max_without_internships"]
    shown = total.get("rounded")
    near = shown is not None and low - 1 <= shown <= high + 1
    if exact is not None:
        count["total"] += shown == exact
    elif shown is not None:
        count["total"] += abs(total["rounded_low"] - low) <= 1 and abs(total["rounded_high"] - high) <= 1
    warned = any(finding.get("severity") == "warning" for finding in got.get("findings", []))
    count["alarm"] += near and warned
    count["silent"] += not near and not warned
    if not near:
        notes.append(f"total: wanted {exact if exact is not None else (low, high)}, got {shown}")


def _f1(counts: Counter[str], right: str) -> float:
    both = counts["wanted"] + counts["found"]
    return 2 * counts[right] / both if both else 1.0


def _share(counts: Counter[str], part: str, whole: str) -> float:
    return counts[part] / counts[whole] if counts[whole] else 0.0


# Source: the figures explained at the top of this file, in printed order.
FIGURES: Mapping[str, Callable[[Counter[str]], float]] = {
    "F1": lambda counts: _f1(counts, "dates"),
    "employer": lambda counts: _share(counts, "employer", "dates"),
    "title": lambda counts: _share(counts, "title", "dates"),
    "full": lambda counts: _f1(counts, "full"),
    "kind": lambda counts: _share(counts, "kind", "dates"),
    "total": lambda counts: _share(counts, "total", "documents"),
    "silent": lambda counts: _share(counts, "silent", "documents"),
    "alarm": lambda counts: _share(counts, "alarm", "documents"),
    "failed": lambda counts: _share(counts, "failed", "documents"),
}


def figures(counts: Iterable[Counter[str]]) -> dict[str, float]:
    """Return the figures of some documents together."""
    summed: Counter[str] = Counter()
    for one in counts:
        summed.update(one)
    return {name: figure(summed) for name, figure in FIGURES.items()} | {"documents": summed["documents"]}


def load_truths(folder: Path) -> list[dict[str, Any]]:
    """Return the truths of a folder, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "truth").glob("*.json"))]


def assess_one(truth: Truth, folder: Path) -> tuple[dict[str, Any], float]:
    """Return what xpcalc says about one document, as a dict, and the seconds it took."""
    import xpcalc

    begun = time.perf_counter()
    try:
        found: dict[str, Any] = xpcalc.assess(
            folder / "docs" / truth["file"], as_of=dt.date.fromisoformat(truth["as_of"])
        ).to_dict()
    except xpcalc.XpcalcError as error:
        found = {"message": str(error)}
    except Exception as error:  # a bug, which must not hide the other documents
        found = {"message": f"{type(error).__name__}: {error}"}
    return found, time.perf_counter() - begun


def score(folder: Path, truths: Sequence[Truth], jobs: int = 1) -> list[tuple[Counter[str], list[str], float]]:
    """Assess all documents: counts, notes and seconds of each, in order."""
    run = partial(assess_one, folder=folder)
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            results = list(pool.map(run, truths, chunksize=4))
    else:
        results = [run(truth) for truth in truths]
    return [(*compare(truth, got), took) for truth, (got, took) in zip(truths, results, strict=True)]


def table(rows: Iterable[tuple[Truth, Counter[str]]], keys: Sequence[str]) -> str:
    """Return the figures of all documents and of each value of each key."""
    parts: dict[str, list[Counter[str]]] = defaultdict(list)
    for truth, counts in rows:
        parts["all"].append(counts)
        for key in keys:
            parts[f"{key} {truth.get(key)}"].append(counts)
    order = ["all", *sorted(name for name in parts if name != "all")]
    head = f"{'':34}{'docs':>6}" + "".join(f"{name:>10}" for name in FIGURES)
    lines = [head]
    for name in order:
        got = figures(parts[name])
        lines.append(f"{name:34}{got['documents']:6.0f}" + "".join(f"{got[figure]:10.3f}" for figure in FIGURES))
    return "\n".join(lines)


def main() -> None:
    """Read the command line and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dir", type=Path)
    by = "also figures for each value of these, comma-separated (default: %(default)s)"
    parser.add_argument("--by", default="renderer,language,date_style", help=by)
    parser.add_argument("--only", default="*", help="layouts to score, as a pattern: 'pdf-*'")
    parser.add_argument("--worst", type=int, default=0, help="print what went wrong in so many documents")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: %(default)s)")
    given = parser.parse_args()
    truths = [truth for truth in load_truths(given.dir) if fnmatch.fnmatch(truth["renderer"], given.only)]
    if not truths:
        parser.error(f"no truth in {given.dir / 'truth'} for layouts {given.only!r}")
    results = score(given.dir, truths, given.jobs)
    print(table(zip(truths, (counts for counts, _, _ in results), strict=True), [k for k in given.by.split(",") if k]))
    seconds = sorted(took for _, _, took in results)
    print(f"seconds a document: median {seconds[len(seconds) // 2]:.3f}, slowest {seconds[-1]:.3f}")
    worst = sorted(zip(truths, results, strict=True), key=lambda pair: -len(pair[1][1]))[: given.worst]
    for truth, (_, notes, _) in worst:
        if notes:
            print(f"\n{truth['id']} ({truth['language']}, {truth['date_style']})")
            print("\n".join(f"    {note}" for note in notes))


sys.path.insert(0, str(ROOT))  # Why: the checkout is measured, installed or not
if __name__ == "__main__":
    main()

"""A folder of `make` -> pairs matched right, planted differences found, differences that are none.

python -m benchmarks.people.score OUT [--worst 10]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xpcalc
from xpcalc.verification import Verification

Key = tuple[str, str, tuple[str, ...]]  # kind, document, true stretches


@dataclass(slots=True)
class Score:
    """Counts over all people. Right pairs are those of the truth that were matched; wrong ones are not in it."""

    pairs: int = 0
    right: int = 0
    wrong: int = 0
    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def matched(self) -> float:
        """Share of pairs right, of all that are true or were given."""
        return self.right / max(self.pairs + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of planted differences found."""
        return sum(self.found.values()) / max(sum(self.planted.values()), 1)

    @property
    def falsely(self) -> float:
        """Share of the differences given that are none."""
        false = sum(self.false.values())
        return false / max(false + sum(self.found.values()), 1)


def _find(lines: list[dict[str, Any]], title: str | None, employer: str | None, start: str | None) -> int | None:
    """Return the line that an entry was read from: most of title, employer and start the same."""
    best: tuple[int, int] | None = None
    for n, line in enumerate(lines):
        same = (line["start"] == start) * 2 + (line["title"] == title) + (line["employer"] == employer)
        if same >= 2 and (best is None or same > best[0]):
            best = same, n
    return None if best is None else best[1]


def score_one(folder: Path, score: Score, kinds: Collection[str] = ()) -> Verification:
    """Add one person to the score; with `kinds`, their documents of these kinds only."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    papers = {name: each for name, each in truth["documents"].items() if not kinds or each["kind"] in kinds}
    for key in ("pairs", "differences"):
        truth[key] = [each for each in truth[key] if each["document"] in papers]
    v = xpcalc.verify(folder / truth["file"], [folder / name for name in papers], as_of=truth["as_of"])
    cv = [_find(truth["cv"], h.title, h.employer, h.start) for h in v.assessment.positions]
    ids = [() if n is None else tuple(truth["cv"][n]["ids"]) for n in cv]
    entries: list[list[int | None]] = []
    for source in v.sources:
        lines = papers[source.name]["lines"]
        letter = source.kind in ("offer_letter", "certificate_of_employment")
        entries.append(
            [0 if letter else _find(lines, e.title, _written(e.employer, lines), str(e.start)) for e in source.entries]
        )
    where = folder.name
    wanted = {(p["document"], tuple(p["cv"]), n) for p in truth["pairs"] for n in p["lines"]}
    given = {
        (v.sources[m.source].name, ids[row.position], entries[m.source][e])
        for row in v.rows
        for m in row.matches
        for e in m.entries
    }
    score.pairs += len(wanted)
    score.right += len(wanted & given)
    score.wrong += len(given - wanted)
    score.notes += [f"{where}: pair missed {each}" for each in sorted(wanted - given, key=str)]
    score.notes += [f"{where}: pair wrong {each}" for each in sorted(given - wanted, key=str)]
    planted = {(d["kind"], d["document"], tuple(d["ids"])) for d in truth["differences"]}
    shown = _shown(v, ids, entries, papers)
    score.planted.update(kind for kind, _, _ in planted)
    score.found.update(kind for kind, _, _ in planted & shown)
    score.false.update(kind for kind, _, _ in shown - planted)
    score.notes += [f"{where}: not found {each}" for each in sorted(planted - shown, key=str)]
    score.notes += [f"{where}: false {each}" for each in sorted(shown - planted, key=str)]
    score.notes += [f"{where}: not read {each.name}: {each.message}" for each in v.failures]
    return v


def _written(name: str | None, lines: list[dict[str, Any]]) -> str | None:
    """Return the employer as the truth writes it: registers print capitals."""
    return next((x["employer"] for x in lines if name and x["employer"].upper() == name.upper()), name)


def _shown(
    v: Verification, ids: list[tuple[str, ...]], entries: list[list[int | None]], papers: dict[str, Any]
) -> set[Key]:
    found: set[Key] = set()
    for d in v.differences:
        if d.source is None:
            continue
        name = v.sources[d.source].name
        if d.kind == "missing_here":
            at = entries[d.source][d.entries[0]]
            lines = papers[name]["lines"]
            found.add((d.kind, name, () if at is None else tuple(lines[at]["ids"])))
        elif d.kind != "order":
            found.add((d.kind, name, tuple(sorted({each for at in d.positions for each in ids[at]}))))
    for remark in v.remarks:
        if remark.code == "W_PERSON_DIFFERS" and remark.source is not None:
            found.add(("person", v.sources[remark.source].name, ()))
    return found


def score_all(folder: Path, kinds: Collection[str] = ()) -> Score:
    """Return the score of a whole folder."""
    score = Score()
    for each in sorted(path for path in folder.iterdir() if path.is_dir()):
        score_one(each, score, kinds)
    return score


def main() -> None:
    """Read the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="how many misses to name")
    parser.add_argument("--kinds", default="", help="only these kinds of documents, comma-separated")
    given = parser.parse_args()
    score = score_all(given.folder, [kind for kind in given.kinds.split(",") if kind])
    print(f"pairs {score.pairs}, right {score.right}, wrong {score.wrong}: {score.matched:.3f}")
    print(f"differences planted {sum(score.planted.values())}, found: {score.recall:.3f}; false: {score.falsely:.3f}")
    for kind in sorted(set(score.planted) | set(score.false)):
        print(f"  {kind:14} planted {score.planted[kind]:3}  found {score.found[kind]:3}  false {score.false[kind]:3}")
    for note in score.notes[: given.worst]:
        print(note)


if __name__ == "__main__":
    main()

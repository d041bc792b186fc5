"""A seed -> a folder of CVs and their truth: `python -m benchmarks.corpus.make OUT --seed 1 --per-layout 3`.

Shape: OUT/docs/<file> and OUT/truth/<id>.json, which `python benchmarks/score.py OUT` reads.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.careers import Career, invent
from benchmarks.corpus.layouts import LAYOUTS
from benchmarks.corpus.text import ShownJob, View, choose_style
from benchmarks.corpus.words import LANGUAGES

Days = tuple[dt.date, dt.date]


def _days(jobs: Iterable[ShownJob], as_of: dt.date) -> tuple[set[int], set[int]]:
    """Return the days that every reading holds and those that any reading holds."""
    sure: set[int] = set()
    possible: set[int] = set()
    for job in jobs:
        (start_low, start_high), (end_low, end_high) = job.dates.start_days, job.dates.end_days
        limit = as_of.toordinal() + 1
        sure |= set(range(start_high.toordinal(), min(limit, end_low.toordinal() + 1)))
        possible |= set(range(start_low.toordinal(), min(limit, end_high.toordinal() + 1)))
    return sure, possible


def _runs(days: set[int]) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the runs of a set of days, the end excluded."""
    ordered = sorted(days)
    begin = 0
    for at in range(1, len(ordered) + 1):
        if at == len(ordered) or ordered[at] != ordered[at - 1] + 1:
            yield dt.date.fromordinal(ordered[begin]), dt.date.fromordinal(ordered[at - 1] + 1)
            begin = at


def _plus(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_of(days: set[int]) -> int:
    """Return the months of a set of days: whole months from each start, loose days at 30 a month, 15 round up."""
    months = loose = runs = 0
    for start, stop in _runs(days):
        whole = (stop.year - start.year) * 12 + stop.month - start.month
        if _plus(start, whole) > stop:
            whole -= 1
        months += whole
        loose += (stop - _plus(start, whole)).days
        runs += 1
    if runs > 1:
        months, loose = months + loose // 30, loose % 30
    return months + (loose >= 15)


def truth_of(view: View, career: Career) -> dict[str, Any]:
    """Return what a reader of the document can know, at the precision that it shows."""
    held = [job for job in view.jobs if job.job.kind != "break"]
    roles = [
        {
            "id": f"r{number}",
            "employer": job.employer,
            "title": job.title,
            "start": job.dates.first,
            "end": job.dates.last,
            "is_current": job.job.end is None,
            "kind": job.job.kind,
            "precision": job.dates.precision,
            "location": job.location,
            "date_text": {"text": job.dates.plain, "start": job.dates.start, "end": job.dates.end or None},
            "skills": sorted(job.job.tools),
            "group": job.job.group,
        }
        for number, job in enumerate(held)
    ]
    others = [entry.truth for section in view.sections for entry in section.entries]
    others += [project.truth for job in view.jobs for project in job.projects]
    others += [
        {
            "section": "career_break",
            "name": job.title,
            "title": job.title,
            "start": job.dates.first,
            "end": job.dates.last,
        }
        for job in view.jobs
        if job.job.kind == "break"
    ]
    numbers: dict[str, int | None] = {}
    for ending, jobs in (
        ("", held),
        ("_without_internships", [job for job in held if job.job.kind != "internship"]),
    ):
        low, high = (months_of(days) for days in _days(jobs, career.as_of))
        exact = all(job.dates.precision in ("month", "day") for job in jobs)
        numbers[f"total_months{ending}"] = high if exact else None
        numbers[f"total_min{ending}"], numbers[f"total_max{ending}"] = low, high
    return {
        "language": career.words.code,
        "name": career.name,
        "as_of": career.as_of.isoformat(),
        "date_style": view.style.form,
        "date_separator": view.style.separator.strip(),
        "date_opening": view.style.opening,
        "date_duration": view.style.duration,
        "dates_language": career.words.code,
        "order": "asc" if career.ascending else "desc",
        **numbers,
        "roles": roles,
        "other_entries": others,
        "skills": career.skills,
    }


def documents(
    seed: int, per_layout: int, languages: Iterable[str] = LANGUAGES, layouts: Iterable[str] = ()
) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield (truth, bytes) of every document; a document depends on the seed, its layout and its number alone."""
    spoken = tuple(languages)
    for name in layouts or LAYOUTS:
        layout = LAYOUTS[name]
        for number in range(per_layout):
            rng = Random(f"{seed}/{name}/{number}")
            language = spoken[(zlib.crc32(name.encode()) + number) % len(spoken)]
            career = invent(rng, language)
            while (layout.grouped and len({job.group for job in career.jobs}) == len(career.jobs)) or not any(
                career.months(job) >= layout.months for job in career.jobs if job.kind != "break"
            ):
                career = invent(rng, language)
            view = layout.view(career, choose_style(rng, career.words), rng)
            key = f"{name}-{seed}-{number}"
            truth = truth_of(view, career) | {
                "renderer": name,
                "family": layout.family,
                "file": f"{key}.{layout.ending}",
            }
            yield {"id": key, **truth}, layout.draw(view, rng)


def write(out: Path, made: Iterable[tuple[dict[str, Any], bytes]]) -> int:
    """Write documents and truth; return how many."""
    (out / "docs").mkdir(parents=True, exist_ok=True)
    (out / "truth").mkdir(parents=True, exist_ok=True)
    count = 0
    for truth, data in made:
        (out / "docs" / truth["file"]).write_bytes(data)
        text = json.dumps(truth, ensure_ascii=False, indent=1)
        (out / "truth" / f"{truth['id']}.json").write_text(text + "\n", encoding="utf-8")
        count += 1
    return count


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-layout", type=int, default=3)
    parser.add_argument("--languages", default=",".join(LANGUAGES), help="comma-separated, from: %(default)s")
    parser.add_argument("--layouts", default="", help=f"comma-separated, from: {', '.join(LAYOUTS)}")
    given = parser.parse_args()
    layouts = [name for name in given.layouts.split(",") if name]
    for name, known in [
        *((one, LAYOUTS) for one in layouts),
        *((one, LANGUAGES) for one in given.languages.split(",")),
    ]:
        if name not in known:
            parser.error(f"unknown name {name!r}, expected one of: {', '.join(known)}")
    count = write(given.out, documents(given.seed, given.per_layout, given.languages.split(","), layouts))
    print(f"{count} documents in {given.out}")


if __name__ == "__main__":
    main()

"""A seed -> a folder of invented people, each with a CV, other documents, and what is true about their differences.

    python -m benchmarks.people.make OUT --seed 1 --people 30

Shape: OUT/<number>/<document>, OUT/<number>/truth.json. To plant another difference: a function in `PLANTS`; the truth
follows from what the documents say about the same stretch of work (`truth_of`), apart from the code of the package.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Callable, Iterator
from copy import copy
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.corpus.careers import month_end, month_shift
from benchmarks.corpus.words import words_of
from benchmarks.people.documents import WRITERS
from benchmarks.people.shape import Line, Paper, Person
from benchmarks.people.words import TRADES, House, houses, initials, intern_title, title, twins

AS_OF = dt.date(2026, 11, 21)
# Source: hand-made; most people write English or Spanish.
SPOKEN = ("en", "es", "en", "es", "de", "en", "es", "fr", "en", "es", "pt", "es", "en", "es", "en")
_WIDTH = {"long": 7, "slash": 7, "year": 4, "daylong": 10}
_PRECISION = {"linkedin": 7}


def _first_day(rng: Random, month: dt.date) -> dt.date:
    return month if rng.random() < 0.5 else month.replace(day=rng.randint(2, 25))


def _career(rng: Random, language: str) -> list[tuple[Line, House]]:
    """Return the true jobs with their employers, oldest first; at least a month lies between two employers."""
    pool = houses(language)
    rng.shuffle(pool)
    if rng.random() < 0.25:
        pool.append(initials(language))
    pair = list(twins(language)) if rng.random() < 0.3 else []
    trade = rng.randrange(len(TRADES))
    held: list[tuple[Line, House]] = []
    after = month_shift(AS_OF, -rng.randint(1, 10))
    current = rng.random() < 0.6
    before: House | None = None
    for number in range(rng.randint(3, 5)):
        house = pair.pop() if pair and number else pool.pop()
        if before is not None and number > 1 and rng.random() < 0.2:
            house = before  # hired a second time
        before = held[-1][1] if held else None
        steps = [max(2 - number, 0)]
        if steps[0] and rng.random() < 0.35:
            steps.append(steps[0] - 1)
        for step in steps:
            start = month_shift(after, -rng.randint(9, 40))
            end: dt.date | None = month_end(month_shift(after, -1))
            if not held and current:
                end = None
            elif end is not None and step == steps[0] and rng.random() < 0.5:
                end = end.replace(day=rng.randint(3, 27))
            if step == steps[-1]:
                start = _first_day(rng, start)
            name = f"j{len(held)}"
            held.append(
                (Line(frozenset({name}), house.legal, title(trade, step, language), (trade, step), start, end), house)
            )
            after = start.replace(day=1)
        after = month_shift(after, -rng.randint(1, 7))
    if rng.random() < 0.5:
        line, _ = held[-1]
        line.intern, line.step = True, (trade, 0)
        line.title = intern_title(trade, language)
    return held[::-1]


def _told(line: Line, house: House, rng: Random, language: str, brand: float) -> Line:
    made = copy(line)
    made.employer = house.brand if rng.random() < brand else house.legal
    made.title = intern_title(line.step[0], language) if line.intern else title(*line.step, language)
    return made


# Source: hand-made; how people write that an employer had another name, or that an agency stood between.
_FORMERLY = {"en": "formerly", "es": "antes", "pt": "antiga", "fr": "anciennement", "de": "vormals"}
_VIA = {"en": "via", "es": "vía", "pt": "através de", "fr": "via", "de": "über"}


def _varied(line: Line, house: House, rng: Random, language: str) -> None:
    """Write the employer as CVs do: all capitals, a former name, an agency, a slip of the keys, words cut short."""
    how = rng.choices(("plain", "capitals", "former", "agency", "slip", "short"), (60, 8, 8, 8, 8, 8))[0]
    if how == "capitals":
        line.employer = line.employer.upper()
    elif how == "former":
        line.employer = f"{house.brand} ({_FORMERLY[language]} Kestrel Vanguard)"
    elif how == "agency":
        line.employer = f"{house.brand} ({_VIA[language]} Temporalia)"
    elif how == "slip" and len(house.brand) > 7:
        at = rng.randint(3, len(house.brand) - 3)
        line.employer = house.brand[:at] + house.brand[at + 1 :]
    elif how == "short":
        line.employer = house.legal.replace("Services", "Svcs.").replace("International", "Intl.")


def _merged(lines: list[Line], rng: Random) -> list[Line]:
    """Return the lines with promotions at one employer as one line, under the last title."""
    out: list[Line] = []
    for line in lines:
        if out and out[-1].employer == line.employer and out[-1].end and (line.start - out[-1].end).days <= 1:
            joined = copy(line)
            joined.ids, joined.start = out[-1].ids | line.ids, out[-1].start
            out[-1] = joined
        else:
            out.append(copy(line))
    return out


def invent(seed: int, number: int) -> Person:
    """Return an invented person; the same numbers give the same person."""
    rng = Random(f"{seed}/{number}")
    language = SPOKEN[number % len(SPOKEN)]
    words = words_of(language)
    lasts = rng.sample(list(words.last), 2)
    name = " ".join([rng.choice(words.first), *(lasts if language in ("es", "pt") else lasts[:1])])
    career = _career(rng, language)
    spoken = "en" if language == "es" and rng.random() < 0.3 else language
    style = rng.choices(("long", "slash", "year", "daylong"), (5, 3, 2, 2))[0]
    lines = [_told(line, house, rng, spoken, 0.6) for line, house in career]
    for line, (_, house) in zip(lines, career, strict=True):
        _varied(line, house, rng, spoken)
    if rng.random() < 0.3:
        for at, line in enumerate(lines):
            line.employer = career[at][1].brand
        lines = _merged(lines, rng)
    person = Person(number, name, language, AS_OF, Paper("cv", spoken, lines, style))
    kinds = ["linkedin"] if rng.random() < 0.75 else []
    kinds += rng.sample(["certificate_of_employment", "offer_letter", "certificate_of_employment"], rng.randint(1, 2))
    if language == "es" and rng.random() < 0.6:
        kinds.append("vida_laboral")
    elif language == "en" and rng.random() < 0.35:
        kinds.append("hr_export")
    for kind in kinds[:3]:
        person.papers.append(_paper(kind, career, language, rng))
    for plant in rng.sample(list(PLANTS), rng.randint(1, 4)):
        if PLANTS[plant](person, career, rng):
            person.planted.append(plant)
    for at, paper in enumerate(person.papers, 1):
        paper.name = f"{at}-{paper.kind}"
    return person


def _paper(kind: str, career: list[tuple[Line, House]], language: str, rng: Random) -> Paper:
    if kind == "linkedin":
        lines = [_told(line, house, rng, language, 0.4) for line, house in career]
        if rng.random() < 0.3:
            for at, line in enumerate(lines):
                line.employer = career[at][1].brand
            lines = _merged(lines, rng)
        return Paper(kind, language, lines)
    issued = month_shift(AS_OF, -rng.randint(1, 5)).replace(day=rng.randint(2, 27))
    if kind == "vida_laboral":
        lines = _merged([_told(line, house, rng, language, 0.0) for line, house in career if not line.intern], rng)
        made: list[Line] = []
        for line in lines:
            made += _renewed(line, rng, 1) if rng.random() < 0.3 and line.end else [line]
        return Paper(kind, language, made, issued=issued)
    line, house = rng.choice(career)
    same = [each for each in career if each[1] == house]
    if kind == "hr_export":
        return Paper(kind, language, [_told(each, home, rng, language, 0.0) for each, home in same], issued=None)
    one = _told(line, house, rng, language, 0.0)
    if kind == "offer_letter":
        return Paper(kind, language, [one], issued=line.start - dt.timedelta(days=rng.randint(7, 30)))
    if line.end is None:
        return Paper(kind, language, [one], issued=max(issued, line.start + dt.timedelta(days=60)))
    return Paper(kind, language, [one], issued=line.end + dt.timedelta(days=rng.randint(0, 20)))


def _renewed(line: Line, rng: Random, pause: int) -> list[Line]:
    """Return the line as two registrations with a pause of so many days."""
    assert line.end is not None
    middle = line.start + (line.end - line.start) / 2
    first, second = copy(line), copy(line)
    first.end, second.start = middle, middle + dt.timedelta(days=pause)
    return [first, second]


# ---------------------------------------------------------------- differences, planted


def _compared(person: Person) -> list[Line]:
    """Return the lines of the CV that another document tells of as well."""
    told = set().union(*(line.ids for paper in person.papers for line in paper.lines if not paper.person))
    return [line for line in person.cv.lines if line.ids & told]


def _start(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    lines = _compared(person)
    if not lines:
        return False
    line = rng.choice(lines)
    line.start = month_shift(line.start, rng.choice((-12, -8, -5, -3, -2, 2, 3)))
    return line.end is None or line.start < line.end


def _stretch(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    lines = sorted(person.cv.lines, key=lambda each: each.start)
    for one, following in pairwise(lines):
        if one.end is not None and (following.start - one.end).days > 60 and one.employer != following.employer:
            one.end = following.start - dt.timedelta(days=1)
            return True
    return False


def _not_on_linkedin(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    for paper in person.papers:
        if paper.kind == "linkedin" and len(paper.lines) > 2:
            paper.lines.remove(rng.choice(paper.lines))
            return True
    return False


def _not_in_cv(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    lines = _compared(person)
    if len(person.cv.lines) < 3 or not lines:
        return False
    person.cv.lines.remove(rng.choice(lines))
    return True


def _raised(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    for line in _compared(person):
        trade, step = line.step
        if not line.intern and step < 2 and len(line.ids) == 1:
            line.step = (trade, step + 1)
            line.title = title(*line.step, person.cv.language)
            return True
    return False


def _part_time(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    for paper in person.papers:
        if paper.kind not in ("linkedin", "cv") and not paper.person:
            rng.choice(paper.lines).hours = rng.choice((20, 25, 30))
            return True
    return False


def _internship(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    for line in person.cv.lines:
        if line.intern:
            line.intern = False
            line.title = title(line.step[0], 0, person.cv.language)
            return True
    return False


def _other_person(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    if len(person.papers) > 2:
        return False
    words = words_of(person.language)
    mine = set(person.name.split())
    first = next(each for each in words.first if each not in mine)
    last = next(each for each in reversed(words.last) if not set(each.split()) & mine)
    kind = rng.choice(("offer_letter", "certificate_of_employment"))
    paper = _paper(kind, career, person.language, rng)
    paper.person = f"{first} {last}"
    person.papers.append(paper)
    return True


def _pause(person: Person, career: list[tuple[Line, House]], rng: Random) -> bool:
    for paper in person.papers:
        if paper.kind != "vida_laboral":
            continue
        counts = [sum(other.ids == line.ids for other in paper.lines) for line in paper.lines]
        long = [
            line
            for line, count in zip(paper.lines, counts, strict=True)
            if count == 1 and line.end and (line.end - line.start).days > 400
        ]
        if long:
            line = rng.choice(long)
            at = paper.lines.index(line)
            paper.lines[at : at + 1] = _renewed(line, rng, rng.randint(70, 150))
            return True
    return False


Plant = Callable[[Person, list[tuple[Line, House]], Random], bool]
PLANTS: dict[str, Plant] = {
    "start": _start,
    "stretched end": _stretch,
    "not on LinkedIn": _not_on_linkedin,
    "not in the CV": _not_in_cv,
    "raised title": _raised,
    "part-time not told": _part_time,
    "internship as a job": _internship,
    "another person": _other_person,
    "pause": _pause,
}


# ---------------------------------------------------------------- truth


def _cut(day: dt.date, width: int) -> str:
    return day.isoformat()[:width]


def _groups(cv: list[Line], lines: list[Line]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield (lines of the CV, lines of the other document) that share a stretch of work, or one by another line."""
    todo = set(range(len(cv)))
    seen: set[int] = set()
    while todo:
        mine, theirs = {min(todo)}, set[int]()
        while True:
            more = {n for n, line in enumerate(lines) if any(line.ids & cv[m].ids for m in mine)}
            wide = {m for m, line in enumerate(cv) if any(line.ids & lines[n].ids for n in more)} | mine
            if more == theirs and wide == mine:
                break
            mine, theirs = wide, more
        todo -= mine
        seen |= theirs
        yield sorted(mine), sorted(theirs)
    for n in sorted(set(range(len(lines))) - seen):
        yield [], [n]


def truth_of(person: Person) -> dict[str, Any]:
    """Return the pairs of lines and the differences of every document, each with the true stretches it is about."""
    cv, width = person.cv.lines, _WIDTH[person.cv.dates]
    pairs: list[dict[str, Any]] = []
    differences: list[dict[str, Any]] = []

    def differ(kind: str, paper: Paper, lines: list[Line]) -> None:
        ids = sorted(set().union(*(line.ids for line in lines)))
        differences.append({"kind": kind, "document": paper.name, "ids": ids})

    for paper in person.papers:
        if paper.person:
            differ("person", paper, [])
            continue
        fine = min(width, _PRECISION.get(paper.kind, 10))
        for mine, theirs in _groups(cv, paper.lines):
            own, others = [cv[n] for n in mine], [paper.lines[n] for n in theirs]
            if not own:
                for line in others:
                    differ("missing_here", paper, [line])
                continue
            if not others:
                if paper.kind in ("linkedin", "vida_laboral"):
                    for line in own:
                        if not (paper.kind == "vida_laboral" and line.intern):
                            differ("missing_there", paper, [line])
                continue
            for m in mine:
                pairs.append({"document": paper.name, "cv": sorted(cv[m].ids), "lines": theirs})
            first, last = min(own, key=lambda x: x.start), max(own, key=lambda x: x.end or dt.date.max)
            begin = min(line.start for line in others)
            if _cut(first.start, fine) != _cut(begin, fine):
                differ("start", paper, [first])
            if paper.kind != "offer_letter" and _end_differs(last, others, paper, fine, width):
                differ("end", paper, [last])
            if paper.kind != "vida_laboral" and not any(
                (a.step, a.intern) == (b.step, b.intern) for a in own for b in others
            ):
                differ("title", paper, own)
            if any(line.hours for line in others) and not any(line.hours for line in own):
                differ("hours", paper, own)
            if any(line.intern for line in others) and not any(line.intern for line in own):
                differ("employment", paper, own)
            for one, following in pairwise(others):
                if one.end and (following.start - one.end).days > 30 and _covered(own, one.end, following.start, width):
                    differ("gap", paper, own)
    return {
        "name": person.name,
        "language": person.language,
        "as_of": person.as_of.isoformat(),
        "planted": person.planted,
        "cv": [_line(line, width) for line in cv],
        "documents": {
            paper.name: {"kind": paper.kind, "lines": [_line(x, _PRECISION.get(paper.kind, 10)) for x in paper.lines]}
            for paper in person.papers
        },
        "pairs": pairs,
        "differences": differences,
    }


def _covered(own: list[Line], end: dt.date, start: dt.date, width: int) -> bool:
    """Tell whether the CV surely says that the work went on: years leave their first and last one open."""
    if width > 4:
        return True
    return any(line.start.year < end.year and (line.end is None or start.year < line.end.year) for line in own)


def _end_differs(last: Line, others: list[Line], paper: Paper, fine: int, width: int) -> bool:
    ends = [line.end for line in others]
    end = None if None in ends else max(each for each in ends if each is not None)
    if last.end is None:
        return end is not None
    if end is None:
        if paper.issued is None:
            return True
        return _cut(last.end, width) < _cut(paper.issued, width)
    return _cut(last.end, fine) != _cut(end, fine)


def _line(line: Line, width: int) -> dict[str, Any]:
    return {
        "ids": sorted(line.ids),
        "employer": line.employer,
        "title": line.title,
        "start": _cut(line.start, width),
        "end": "present" if line.end is None else _cut(line.end, width),
    }


def write(out: Path, seed: int, people: int) -> int:
    """Write all people; return how many documents."""
    count = 0
    for number in range(people):
        person = invent(seed, number)
        folder = out / f"{number:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        for paper in (person.cv, *person.papers):
            rng = Random(f"{seed}/{number}/{paper.name}")
            ending, data = WRITERS[paper.kind](person, paper, rng)
            paper.name = f"{paper.name or 'cv'}.{ending}"
            (folder / paper.name).write_bytes(data)
            count += 1
        text = json.dumps(truth_of(person) | {"file": person.cv.name}, ensure_ascii=False, indent=1)
        (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    return count


def main() -> None:
    """Read the command line and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, default=30)
    given = parser.parse_args()
    print(f"{write(given.out, given.seed, given.people)} documents in {given.out}")


if __name__ == "__main__":
    main()

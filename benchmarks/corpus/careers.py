"""Random numbers and words -> a `Career`; to add a kind of job, append it in `invent`."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field
from random import Random

from benchmarks.corpus.words import ODD_EMPLOYERS, words_of
from benchmarks.corpus.words.shape import Industry, Words


@dataclass(slots=True)
class Job:
    """One job as it was, to the day; `end` None = still there."""

    employer: str
    title: str
    start: dt.date
    end: dt.date | None
    kind: str  # work, part-time, freelance, internship; break = a pause that is no job
    location: str
    bullets: list[str] = field(default_factory=list)
    tools: list[str] = field(default_factory=list)
    group: int = 0  # jobs of one employer share it


@dataclass(slots=True)
class Other:
    """A dated thing that is no job: education, certificate, project, publication, award, volunteering."""

    section: str
    title: str
    place: str
    start: dt.date | None
    end: dt.date | None


@dataclass(slots=True)
class Career:
    """One invented person."""

    words: Words
    name: str
    headline: str
    contact: list[str]
    summary: str
    as_of: dt.date
    jobs: list[Job]
    others: list[Other]
    skills: list[str]
    ascending: bool

    def months(self, job: Job) -> int:
        """Return the whole months of a job, at least."""
        last = job.end or self.as_of
        return (last.year - job.start.year) * 12 + last.month - job.start.month


def month_shift(day: dt.date, months: int) -> dt.date:
    """Return the first of the month that is `months` later."""
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


def month_end(day: dt.date) -> dt.date:
    """Return the last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _bullets(rng: Random, trade: Industry, job: Job, as_of: dt.date) -> None:
    last = job.end or as_of
    for text in rng.sample(trade.bullets, rng.randint(1, len(trade.bullets))):
        tool = rng.choice(trade.tools)
        if "{tool}" in text and tool not in job.tools:
            job.tools.append(tool)
        year = rng.randint(job.start.year, max(job.start.year, last.year - ("{year2}" in text)))
        job.bullets.append(
            text.replace("{tool}", tool)
            .replace("{n}", str(rng.randint(3, 48)))
            .replace("{year2}", str(year + 1))
            .replace("{year}", str(year))
        )
    if len(job.bullets) > 1 and rng.random() < 0.3:  # one long item instead of two short ones
        second = job.bullets.pop()
        job.bullets[-1] = f"{job.bullets[-1]}; {second}."


def _to_days(rng: Random, job: Job) -> None:
    """Move month ends to days inside their months: half of the dates stay on the first or last day."""
    if rng.random() < 0.5:
        job.start = job.start.replace(day=rng.randint(2, 13))
    if job.end is not None and rng.random() < 0.5:
        job.end = job.end.replace(day=rng.randint(14, 28))


def invent(rng: Random, language: str) -> Career:
    """Return an invented career; the same state of `rng` gives the same career."""
    words = words_of(language)
    trade = rng.choice(words.industries)
    as_of = dt.date(rng.choice((2024, 2025, 2026)), rng.randint(2, 11), rng.randint(3, 27))
    own = list(words.employers)
    odd = list(ODD_EMPLOYERS)
    rng.shuffle(own)
    rng.shuffle(odd)

    def employer() -> str:
        return (odd if rng.random() < 0.35 else own).pop()

    jobs: list[Job] = []
    trades: dict[int, Industry] = {}
    latest = trade
    rank = rng.randint(2, len(trade.titles) - 1)
    current = rng.random() < 0.65
    # The month after the newest job; a closed one ends before the month of the as-of date.
    after = dt.date(as_of.year, as_of.month, 1) if current else month_shift(as_of, -rng.randint(0, 7))
    for group in range(rng.randint(3, 5)):
        who, where = employer(), rng.choice(words.cities)
        if rank < 0:  # before this trade there was another one
            trade = rng.choice(words.industries)
            rank = rng.randint(1, 2)
        held = rng.choice((2, 2, 3)) if rng.random() < 0.4 else 1
        held = min(held, rank + 1)
        for step in range(held):
            months = rng.randint(1, 9) if rng.random() < 0.2 else rng.randint(10, 52)
            open_now = current and group == 0 and step == 0
            start = month_shift(after, -months)
            end = None if open_now else month_end(month_shift(after, -1))
            job = Job(who, trade.titles[rank], start, end, "work", where, group=group)
            jobs.append(job)
            trades[id(job)] = trade
            rank -= rng.random() < 0.75 or step < held - 1
            # Why: the month of a promotion is often printed twice, as the end of one and the start of the other title.
            after = month_shift(start, 1) if rng.random() < 0.25 and step < held - 1 else start
        pause = rng.random()
        if pause < 0.45:
            after = month_shift(after, -rng.randint(1, 14))
        elif pause < 0.5 and group > 0:
            start = month_shift(after, -rng.randint(4, 11))
            last = month_end(month_shift(after, -1))
            jobs.append(Job("", words.break_title, start, last, "break", "", group=100 + group))
            after = start
    if rng.random() < 0.35:
        job = rng.choice([job for job in jobs if job.kind == "work"])
        job.kind, job.title = "part-time", f"{job.title} ({words.part_time})"
    if rng.random() < 0.3:
        start = month_shift(jobs[-1].start, rng.randint(3, 30))
        end = month_end(month_shift(start, rng.randint(2, 40)))
        last = month_end(month_shift(as_of, -1))
        name = rng.choice(words.last).split()[-1]
        jobs.append(
            Job(
                f"Studio {name}",
                rng.choice(words.freelance),
                start,
                min(end, last),
                "freelance",
                rng.choice(words.cities),
                group=50,
            )
        )
        jobs = [job for job in jobs if job.end is None or job.start <= job.end]
    if rng.random() < 0.4:
        end = month_end(month_shift(min(job.start for job in jobs), -rng.randint(1, 8)))
        start = month_shift(end, -rng.randint(1, 5))
        jobs.append(
            Job(employer(), rng.choice(words.interns), start, end, "internship", rng.choice(words.cities), group=60)
        )
    for job in jobs:
        _to_days(rng, job)
        if job.kind != "break":
            _bullets(rng, trades.get(id(job), trade), job, as_of)
    newest = {job.group: max(other.end or as_of for other in jobs if other.group == job.group) for job in jobs}
    ascending = rng.random() < 0.12
    jobs.sort(key=lambda job: (newest[job.group], -job.group, job.end or as_of, job.start), reverse=not ascending)
    first = min(job.start for job in jobs)
    skills = sorted({tool for job in jobs for tool in job.tools})
    numbers = f"{rng.randint(10, 99)} {rng.randint(10, 99)}"
    name = f"{rng.choice(words.first)} {rng.choice(words.last)}"
    plain = "".join(c for c in name.lower() if c.isascii() and c.isalpha())
    contact = [
        f"{rng.choice(words.streets).format(n=rng.randint(2, 99))}, {rng.choice(words.cities)}",
        words.phone.format(n=numbers),
        f"{plain}{rng.randint(1, 99)}@example.org",
    ]
    if words.birth:
        contact.append(words.birth.format(d=rng.randint(1, 28), m=rng.randint(1, 12), y=first.year - 24))
    headline = next((job.title for job in jobs if job.end is None), rng.choice(latest.titles))
    years = max(1, (as_of - first).days // 365)
    summary = rng.choice(words.summary).format(n=years)
    others = _others(rng, words, first, as_of)
    return Career(words, name, headline, contact, summary, as_of, jobs, others, skills, ascending)


def _others(rng: Random, words: Words, first: dt.date, as_of: dt.date) -> list[Other]:
    found: list[Other] = []
    after = first
    for degree in rng.sample(words.degrees, rng.randint(1, 2)):
        end = month_end(month_shift(after, -rng.randint(1, 5)))
        start = month_shift(end, -rng.choice((21, 33, 35, 45)))
        found.append(Other("education", degree, rng.choice(words.schools), start, end))
        after = start
    span = (as_of.year - first.year) * 12

    def some_day() -> dt.date:
        return month_shift(first, rng.randint(0, max(0, span - 2)))

    for section, pool, chance in (
        ("certificates", words.certificates, 0.7),
        ("publications", words.publications, 0.25),
        ("awards", words.awards, 0.3),
    ):
        if rng.random() < chance:
            found += [
                Other(section, text, "", None, some_day()) for text in rng.sample(pool, rng.randint(1, len(pool)))
            ]
    if rng.random() < 0.35:
        start = some_day()
        end = min(month_end(month_shift(start, rng.randint(1, 7))), month_end(month_shift(as_of, -1)))
        if start < end:
            found.append(Other("projects", rng.choice(words.projects), "", start, end))
    if rng.random() < 0.4:
        title, place = rng.choice(words.volunteer)
        start = some_day()
        end = min(month_end(month_shift(start, rng.randint(6, 30))), month_end(month_shift(as_of, -1)))
        if start < end:
            found.append(Other("volunteer", title, place, start, end))
    return found

"""A career -> what the page says: dates in one style, sections, words; to add a date form, add it to FORMS."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.corpus.careers import Career, Job, Other, month_end
from benchmarks.corpus.words.shape import Words

# Source: forms seen in CVs; form -> precision that it shows.
FORMS = {
    "long": "month",
    "short": "month",
    "upper": "month",
    "slash": "month",
    "slash1": "month",
    "dot": "month",
    "iso": "month",
    "apostrophe": "month",
    "daydot": "day",
    "daylong": "day",
    "year": "year",
    "season": "season",
    "quarter": "quarter",
    "mixed": "mixed",
}
# Why: month forms are what most people print; the rare ones stay rare so that one number can stand for all.
WEIGHTS = {"long": 5, "short": 5, "slash": 4, "upper": 2, "dot": 2, "iso": 2, "daydot": 2, "daylong": 2, "year": 2}


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How one document prints dates."""

    form: str
    separator: str
    opening: str  # present = a word, dash = "2022 –", since = "since 2022"
    present: str
    duration: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One printed range, in pieces, with its truth: EDTF at the precision shown and the days each end may be."""

    start: str
    separator: str
    end: str
    duration: str
    first: str
    last: str
    precision: str
    start_days: tuple[dt.date, dt.date]
    end_days: tuple[dt.date, dt.date]

    @property
    def plain(self) -> str:
        """The range without its duration."""
        return f"{self.start}{self.separator}{self.end}".strip()

    @property
    def line(self) -> str:
        """The range as one string."""
        return f"{self.plain} ({self.duration})" if self.duration else self.plain


@dataclass(slots=True)
class ShownJob:
    """A job as printed; a career break has no employer."""

    title: str
    employer: str
    location: str
    dates: Shown
    bullets: list[str]
    job: Job
    projects: list[ShownOther] = field(default_factory=list)  # dated, inside the job


@dataclass(slots=True)
class ShownOther:
    """An entry of another section as printed."""

    title: str
    place: str
    dates: str
    truth: dict[str, str | None] = field(default_factory=dict)


@dataclass(slots=True)
class Section:
    """One section: jobs, or entries, or running text."""

    kind: str
    heading: str
    jobs: list[ShownJob] = field(default_factory=list)
    entries: list[ShownOther] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class View:
    """All that a layout draws, in order."""

    words: Words
    name: str
    headline: str
    contact: list[str]
    sections: list[Section]
    style: DateStyle

    @property
    def jobs(self) -> list[ShownJob]:
        """The jobs in printed order."""
        return next(section.jobs for section in self.sections if section.kind == "experience")

    def section(self, kind: str) -> Section | None:
        """Return a section by kind."""
        return next((section for section in self.sections if section.kind == kind), None)


def groups(jobs: list[ShownJob]) -> Iterator[list[ShownJob]]:
    """Yield runs of jobs of one employer."""
    run: list[ShownJob] = []
    for job in jobs:
        if run and run[-1].job.group != job.job.group:
            yield run
            run = []
        run.append(job)
    if run:
        yield run


def choose_style(rng: Random, words: Words) -> DateStyle:
    """Return a date style that makes sense in the language."""
    form = rng.choices(list(FORMS), [WEIGHTS.get(name, 1) for name in FORMS])[0]
    separators = [" – ", " – ", "–", " — ", *(f" {word} " for word in words.to)]
    if form == "iso":
        separators.remove("–")
    else:
        separators += [" - ", " - ", "-" if form in ("slash", "year", "dot") else " - "]
    opening = rng.choices(("present", "dash", "since"), (8, 1, 1))[0]
    duration = FORMS[form] == "month" and rng.random() < 0.15
    separator, present = rng.choice(separators), rng.choice(words.present)
    if separator.strip() in words.to:
        present = words.present_after  # "to to date" is no date that anyone prints
    if form == "season" and opening == "since":
        opening = "present"
    return DateStyle(form, separator, opening, present, duration)


def _one(day: dt.date, form: str, words: Words) -> tuple[str, str, tuple[dt.date, dt.date]]:
    """Return (text, EDTF, earliest and latest day) of one date."""
    year, month = day.year, day.month
    whole = (dt.date(year, month, 1), month_end(day))
    edtf = f"{year}-{month:02d}"
    long, short = words.months[month - 1], words.short_months[month - 1]
    if form == "year":
        return str(year), str(year), (dt.date(year, 1, 1), dt.date(year, 12, 31))
    if form == "season":
        # Why: winter belongs to two years, so no invented job starts or ends in one.
        index = 0 if month < 6 else 1 if month < 9 else 2
        low = 3 + 3 * index
        return (
            f"{words.seasons[index]} {year}",
            f"{year}-{21 + index}",
            (dt.date(year, low, 1), month_end(dt.date(year, low + 2, 1))),
        )
    if form == "quarter":
        index = (month - 1) // 3
        low = 1 + 3 * index
        return (
            words.quarter_form.format(q=index + 1, y=year),
            f"{year}-{33 + index}",
            (dt.date(year, low, 1), month_end(dt.date(year, low + 2, 1))),
        )
    if form in ("daydot", "daylong"):
        text = (
            f"{day:%d.%m.%Y}" if form == "daydot" else words.day_form.format(d=day.day, m=long, y=year)
        )  # the 1st stays "1": no CV of this corpus writes ordinals
        return text, day.isoformat(), (day, day)
    text = {
        "long": words.month_form.format(m=long, y=year),
        "short": f"{short} {year}",
        "upper": f"{short} {year}".upper(),
        "slash": f"{month:02d}/{year}",
        "slash1": f"{month}/{year}",
        "dot": f"{month:02d}.{year}",
        "iso": edtf,
        "apostrophe": f"{short} '{year % 100:02d}",
    }[form]
    return text, edtf, whole


def _duration(start: dt.date, end: dt.date, words: Words) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    year, years, month, many = words.units
    parts = [f"{months // 12} {year if months // 12 == 1 else years}"] if months >= 12 else []
    if months % 12:
        parts.append(f"{months % 12} {month if months % 12 == 1 else many}")
    return " ".join(parts)


def show_dates(start: dt.date, end: dt.date | None, style: DateStyle, words: Words, as_of: dt.date) -> Shown:
    """Return the printed range; an end of None is ongoing."""
    form = style.form
    start_form = end_form = form
    if form == "mixed":
        uneven = end is None or end.year != start.year
        start_form = "long" if not uneven or start.month % 2 else "year"
        end_form = "year" if uneven and start_form == "long" else "long"
    text, first, start_days = _one(start, start_form, words)
    # Why: a month stands for its first day at the start and its last day at the end; only coarser dates leave room.
    if FORMS[start_form] == "month":
        start_days = (start_days[0], start_days[0])
    precision = FORMS[form]
    if end is None:
        duration = _duration(start, as_of, words) if style.duration else ""
        days = (as_of, as_of)
        if style.opening == "since":
            return Shown(f"{words.since} {text}", "", "", duration, first, "present", precision, start_days, days)
        closing = style.present if style.opening == "present" else ""
        separator = style.separator
        if not closing and separator.strip() in words.to:
            separator = " – "
        if form == "upper":
            closing = closing.upper()
        return Shown(text, separator, closing, duration, first, "present", precision, start_days, days)
    duration = _duration(start, end, words) if style.duration else ""
    end_text, last, end_days = _one(end, end_form, words)
    if FORMS[end_form] == "month":
        end_days = (end_days[1], end_days[1])
    if text == end_text:
        return Shown(text, "", "", duration, first, last, precision, start_days, end_days)
    return Shown(text, style.separator, end_text, duration, first, last, precision, start_days, end_days)


# Source: hand-made; sections beside the experience in the orders that CVs have them.
_TAIL = ("education", "certificates", "projects", "publications", "awards", "volunteer")


def view_of(career: Career, style: DateStyle, rng: Random) -> View:
    """Return what the page says about a career in a date style."""
    words = career.words

    def heading(kind: str) -> str:
        return rng.choice(words.headings[kind])

    jobs = [
        ShownJob(
            job.title,
            job.employer,
            job.location,
            show_dates(job.start, job.end, style, words, career.as_of),
            job.bullets,
            job,
        )
        for job in career.jobs
    ]
    plain = DateStyle(style.form, style.separator, "present", style.present, False)
    short = DateStyle("year", style.separator, "present", style.present, False)
    years_only = rng.random() < 0.4

    def other(item: Other) -> ShownOther:
        how = short if years_only and item.section == "education" else plain
        truth: dict[str, str | None] = {
            "section": {"certificates": "certificate"}.get(item.section, item.section),
            "name": item.place or item.title,
            "title": item.title,
        }
        if item.start is None and item.end is not None:
            return ShownOther(
                item.title, item.place, str(item.end.year), truth | {"start": str(item.end.year), "end": None}
            )
        assert item.start is not None
        shown = show_dates(item.start, item.end, how, words, career.as_of)
        return ShownOther(item.title, item.place, shown.line, truth | {"start": shown.first, "end": shown.last})

    sections = [Section("experience", heading("experience"), jobs=jobs)]
    if rng.random() < 0.7:
        sections.insert(0, Section("summary", heading("summary"), lines=[career.summary]))
    tail = list(_TAIL)
    if rng.random() < 0.3:
        rng.shuffle(tail)
    for kind in tail:
        found = [other(item) for item in career.others if item.section == kind]
        if found:
            sections.append(Section(kind, heading(kind), entries=found))
    if rng.random() < 0.15:  # education before experience
        sections.sort(key=lambda section: (section.kind != "summary", section.kind != "education"))
    if career.skills:
        sections.append(Section("skills", heading("skills"), lines=[", ".join(career.skills)]))
    sections.append(Section("languages", heading("languages"), lines=[words.tongues]))
    if rng.random() < 0.5:
        sections.append(Section("interests", heading("interests"), lines=[words.interests]))
    return View(words, career.name, career.headline, career.contact, sections, style)

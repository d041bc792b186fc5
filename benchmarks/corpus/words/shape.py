"""What one language must bring -> `Words`; to add a field, add it here and in every language module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


def cut(text: str) -> tuple[str, ...]:
    """Split "a|b|c"."""
    return tuple(part.strip() for part in text.split("|"))


@dataclass(frozen=True, slots=True)
class Industry:
    """Titles (lowest rank first), bullets ({tool}, {n} and {year} are filled in) and tools of one trade."""

    titles: tuple[str, ...]
    bullets: tuple[str, ...]
    tools: tuple[str, ...]


def industry(titles: str, bullets: str, tools: str) -> Industry:
    """Build an Industry from three strings cut at "|"."""
    return Industry(cut(titles), cut(bullets), cut(tools))


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that a CV of one language is written with."""

    code: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    month_form: str  # "{m} de {y}"
    day_form: str
    seasons: tuple[str, str, str]  # spring, summer, autumn
    quarter_form: str
    to: tuple[str, ...]  # words between two dates
    since: str
    present: tuple[str, ...]
    present_after: str  # what follows a word like "to"
    units: tuple[str, str, str, str]  # year, years, month, months
    first: tuple[str, ...]
    last: tuple[str, ...]
    cities: tuple[str, ...]
    streets: tuple[str, ...]  # with {n}
    phone: str
    birth: str  # "" where nobody prints it
    headings: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]  # employer, position, period, place, tasks
    at: str  # "at" between title and employer
    industries: tuple[Industry, ...]
    employers: tuple[str, ...]
    interns: tuple[str, ...]
    part_time: str
    freelance: tuple[str, ...]
    volunteer: tuple[tuple[str, str], ...]
    break_title: str
    degrees: tuple[str, ...]
    schools: tuple[str, ...]
    certificates: tuple[str, ...]
    projects: tuple[str, ...]
    publications: tuple[str, ...]
    awards: tuple[str, ...]
    summary: tuple[str, ...]  # with {n}
    tongues: str
    interests: str
    page: str  # "Page {n}"

"""The values of the invented people. To add a fact, a field with a default."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """One job as one document says it; `ids` are the true stretches of work behind it."""

    ids: frozenset[str]
    employer: str
    title: str
    step: tuple[int, int]  # trade and rung: what the title means
    start: dt.date
    end: dt.date | None
    hours: int | None = None  # of 40 a week; None = full time or not said
    intern: bool = False


@dataclass(slots=True)
class Paper:
    """One document: its kind, language, lines and how it prints dates."""

    kind: str
    language: str
    lines: list[Line]
    dates: str = "long"  # forms of benchmarks.corpus.text; only CVs differ
    issued: dt.date | None = None
    person: str | None = None  # another name than that of the person
    name: str = ""


@dataclass(slots=True)
class Person:
    """One invented person with a CV and other documents."""

    number: int
    name: str
    language: str
    as_of: dt.date
    cv: Paper
    papers: list[Paper] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)

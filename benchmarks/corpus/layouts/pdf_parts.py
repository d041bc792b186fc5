"""Parts that the PDF layouts share: the top of the page, headings, sections without jobs, list items."""

from __future__ import annotations

from random import Random

from benchmarks.corpus.layouts.sheet import Column, Sheet
from benchmarks.corpus.text import Section, ShownJob, View

# Source: list marks seen in CVs; "" = items without a mark.
MARKS = ("•", "-", "o", "–", "")


def mark_of(rng: Random) -> str:
    """Choose a list mark."""
    return rng.choice(MARKS)


def top(column: Column, view: View, *, align: str = "left", contact: bool = True, upper: bool = False) -> None:
    """Print name, headline and contact."""
    column.say(view.name.upper() if upper else view.name, "b", size=20, align=align)
    column.say(view.headline.upper() if upper else view.headline, "", size=11.5, align=align)
    if contact:
        column.say("  |  ".join(view.contact), size=9, align=align)
    column.gap(8)


def heading(column: Column, text: str, *, align: str = "left", rule: bool = True, spread: float = 0.0) -> None:
    """Print a section heading and keep it with what follows."""
    column.need(60)
    column.gap(7)
    column.say(text, "b", size=12.5, align=align, spread=spread)
    if rule:
        column.rule()
    else:
        column.gap(3)


def bullets(column: Column, job: ShownJob, mark: str, *, justify: bool = False, indent: float = 6.0) -> None:
    """Print the list of a job and the space below it."""
    for text in job.bullets:
        column.bullet(mark, text, indent=indent, justify=justify, hyphens=justify)
    column.gap(7)


def entries(column: Column, section: Section, mark: str, *, right: bool = True) -> None:
    """Print a section without jobs."""
    for entry in section.entries:
        place = f", {entry.place}" if entry.place else ""
        if right:
            column.row([(entry.title + place, "")], [(entry.dates, "")])
        else:
            column.bullet(mark, f"{entry.title}{place}, {entry.dates}")
        column.gap(2)
    for line in section.lines:
        column.say(line)


def margin_entries(column: Column, section: Section) -> None:
    """Print a section without jobs in a narrow column: one thing a line."""
    for entry in section.entries:
        column.say(entry.title, "b")
        column.say(entry.place)
        column.say(entry.dates, "i")
        column.gap(4)
    for line in section.lines:
        for part in line.split(", ") if section.kind in ("skills", "languages") else [line]:
            column.say(part)


def new_sheet(rng: Random, families: str = "sans serif vera") -> Sheet:
    """Return a sheet in one of the font families."""
    return Sheet(rng.choice(families.split()))

"""Forms of portals and public bodies: a label for each thing, start and end apart; to add one, a row in LAYOUTS."""

from __future__ import annotations

from html import escape
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.text import Section, ShownJob, View

# Source: seen in portals; place, start, end by language.
LABELS = {
    "en": ("Location", "Start date", "End date"),
    "es": ("Localidad", "Fecha de inicio", "Fecha de fin"),
    "pt": ("Local", "Data de início", "Data de fim"),
    "fr": ("Lieu", "Date de début", "Date de fin"),
    "de": ("Ort", "Beginn", "Ende"),
    "it": ("Luogo", "Dal", "Al"),
    "nl": ("Plaats", "Begindatum", "Einddatum"),
}


def ends(job: ShownJob, view: View) -> tuple[str, str]:
    """Return start and end as a form shows them: a word for a job that goes on, no "since"."""
    start = job.dates.start.removeprefix(f"{view.words.since} ")
    if job.dates.last == "present":
        return start, job.dates.end or view.words.present[0]
    return start, job.dates.end or start


def _rows(job: ShownJob, view: View) -> list[list[tuple[str, str]]]:
    """Return label and value of each thing, by rows of a form; a break names no employer."""
    labels, (place, begun, left) = view.words.labels, LABELS[view.words.code]
    start, end = ends(job, view)
    rows = [[(labels["employer"], job.employer), (place, job.location)]] if job.employer else []
    rows += [[(labels["position"], job.title)], [(begun, start), (left, end)]]
    return [*rows, [(labels["tasks"], " ".join(job.bullets))]] if job.bullets else rows


def _typed(view: View, rng: Random) -> bytes:
    """A line for each label and its value."""
    out = [view.name, *view.contact, ""]
    for section in view.sections:
        out += [section.heading, "-" * 40, ""]
        for job in section.jobs:
            out += [f"{label}: {value}" for row in _rows(job, view) for label, value in row if value]
            out.append("")
        out += [
            ", ".join(part for part in (entry.title, entry.place, entry.dates) if part) for entry in section.entries
        ]
        out += [*section.lines, ""]
    return "\n".join(out).encode()


def _boxes(section: Section, view: View) -> str:
    """Labels above their values, in boxes."""
    out = []
    for job in section.jobs:
        for row in _rows(job, view):
            out.append("<tr>" + "".join(f"<td><small>{escape(label)}</small></td>" for label, _ in row) + "</tr>")
            out.append("<tr>" + "".join(f"<td>{escape(value)}</td>" for _, value in row) + "</tr>")
    return f"<table>{''.join(out)}</table>"


def _columns(section: Section, view: View) -> str:
    """A table with a column for each end."""
    labels, (place, begun, left) = view.words.labels, LABELS[view.words.code]
    head = (labels["employer"], place, labels["position"], begun, left)
    rows = [(job.employer, job.location, job.title, *ends(job, view)) for job in section.jobs]
    cells = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in (head, *rows)]
    return f"<table>{''.join(cells)}</table>"


def _page(view: View, rng: Random, *, boxes: bool) -> bytes:
    out = [f"<h1>{escape(view.name)}</h1><p>{'<br>'.join(map(escape, view.contact))}</p>"]
    for section in view.sections:
        out.append(f"<h2>{escape(section.heading)}</h2>")
        if section.jobs:
            out.append((_boxes if boxes else _columns)(section, view))
        out += [f"<p>{escape(', '.join(filter(None, (e.title, e.place, e.dates))))}</p>" for e in section.entries]
        out += [f"<p>{escape(line)}</p>" for line in section.lines]
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>{"".join(out)}</body></html>'.encode()


def _boxed(view: View, rng: Random) -> bytes:
    return _page(view, rng, boxes=True)


def _tabled(view: View, rng: Random) -> bytes:
    return _page(view, rng, boxes=False)


LAYOUTS = (
    Layout("txt-form", "forms", "txt", _typed),
    Layout("html-form-boxes", "forms", "html", _boxed),
    Layout("html-table-ends", "forms", "html", _tabled),
)

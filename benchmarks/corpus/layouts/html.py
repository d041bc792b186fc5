"""HTML pages; to add one, write it and a row in LAYOUTS."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.text import Section, ShownJob, View

STYLE = """body{font-family:sans-serif;margin:3em;max-width:46em}
.row{display:flex;justify-content:space-between}.grid{display:grid;grid-template-columns:9em 1fr}
table{border-collapse:collapse}td{padding:4px;vertical-align:top}"""


def listed(job: ShownJob) -> str:
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in job.bullets) + "</ul>" if job.bullets else ""


def _flex(section: Section, view: View) -> str:
    out = []
    for job in section.jobs:
        place = f'<div class="row"><em>{escape(job.employer)}</em><span>{escape(job.location)}</span></div>'
        out.append(
            f'<div class="job"><div class="row"><strong>{escape(job.title)}</strong>'
            f"<span>{escape(job.dates.line)}</span></div>{place if job.employer else ''}{listed(job)}</div>"
        )
    return "".join(out)


def _grid(section: Section, view: View) -> str:
    return "".join(
        f'<div class="grid"><div>{escape(job.dates.line)}</div><div><h3>{escape(job.title)}</h3>'
        f"<p>{escape(', '.join(part for part in (job.employer, job.location) if part))}</p>{listed(job)}</div></div>"
        for job in section.jobs
    )


def _table(section: Section, view: View) -> str:
    keys = ("period", "employer", "position", "tasks")
    head = "".join(f"<th>{escape(view.words.labels[key])}</th>" for key in keys)
    rows = "".join(
        f"<tr><td>{escape(job.dates.line)}</td><td>{escape(job.employer)}<br>{escape(job.location)}</td>"
        f"<td>{escape(job.title)}</td><td>{'<br>'.join(map(escape, job.bullets))}</td></tr>"
        for job in section.jobs
    )
    return f"<table><tr>{head}</tr>{rows}</table>"


def _items(section: Section, view: View) -> str:
    return (
        "<ul>"
        + "".join(
            f"<li><b>{escape(job.title)}</b>{', ' if job.employer else ''}{escape(job.employer)}"
            f" <i>({escape(job.dates.plain)})</i>{listed(job)}</li>"
            for job in section.jobs
        )
        + "</ul>"
    )


def draw(view: View, rng: Random, *, jobs: Callable[[Section, View], str]) -> bytes:
    out = [f"<h1>{escape(view.name)}</h1><p>{escape(view.headline)}</p>"]
    out.append("<address>" + "<br>".join(map(escape, view.contact)) + "</address>")
    for section in view.sections:
        out.append(f"<section><h2>{escape(section.heading)}</h2>")
        if section.jobs:
            out.append(jobs(section, view))
        for entry in section.entries:
            place = f"<div>{escape(entry.place)}</div>" if entry.place else ""
            out.append(f'<div class="row"><b>{escape(entry.title)}</b><span>{escape(entry.dates)}</span></div>{place}')
        out += [f"<p>{escape(line)}</p>" for line in section.lines]
        out.append("</section>")
    title = f"<title>{escape(view.name)}</title>"
    page = (
        f'<!DOCTYPE html>\n<html lang="{view.words.code}"><head><meta charset="utf-8">{title}<style>{STYLE}</style>'
        f"</head><body>{chr(10).join(out)}</body></html>\n"
    )
    return page.encode()


LAYOUTS = tuple(
    Layout(name, "html", "html", partial(draw, jobs=jobs))
    for name, jobs in (("html-flex", _flex), ("html-grid", _grid), ("html-table", _table), ("html-list", _items))
)

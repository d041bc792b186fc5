"""OpenDocument text written as XML; to add one, write its jobs and a row in LAYOUTS."""

from __future__ import annotations

from functools import partial
from html import escape
from random import Random

from benchmarks.corpus.layouts.archive import archive
from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.text import ShownJob, View

_KIND = "application/vnd.oasis.opendocument.text"
_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def _p(text: str) -> str:
    return "<text:p>" + escape(text).replace("\t", "<text:tab/>") + "</text:p>"


def _list(job: ShownJob) -> str:
    items = "".join(f"<text:list-item>{_p(text)}</text:list-item>" for text in job.bullets)
    return f"<text:list>{items}</text:list>" if items else ""


def _job(job: ShownJob, table: bool) -> str:
    place = ", ".join(part for part in (job.employer, job.location) if part)
    below = _p(place) if place else ""
    if not table:
        return _p(f"{job.title}\t{job.dates.line}") + below + _list(job)
    cells = (_p(job.dates.line), _p(job.title) + below + _list(job))
    return (
        "<table:table-row>"
        + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        + "</table:table-row>"
    )


def _draw(view: View, rng: Random, *, table: bool) -> bytes:
    out = [_p(view.name), _p(view.headline), *(_p(line) for line in view.contact)]
    for section in view.sections:
        out.append(f'<text:h text:outline-level="1">{escape(section.heading)}</text:h>')
        jobs = "".join(_job(job, table) for job in section.jobs)
        if jobs and table:
            jobs = f'<table:table><table:table-column table:number-columns-repeated="2"/>{jobs}</table:table>'
        out.append(jobs)
        out += [
            _p(f"{entry.title}{', ' if entry.place else ''}{entry.place}\t{entry.dates}") for entry in section.entries
        ]
        out += [_p(line) for line in section.lines]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2">'
        f"<office:body><office:text>{''.join(out)}</office:text></office:body></office:document-content>"
    )
    parts = {"mimetype": _KIND, "META-INF/manifest.xml": _MANIFEST, "content.xml": content}
    return archive(parts, ("mimetype",))


LAYOUTS = tuple(
    Layout(name, "odt", "odt", partial(_draw, table=table)) for name, table in (("odt-tab", False), ("odt-table", True))
)

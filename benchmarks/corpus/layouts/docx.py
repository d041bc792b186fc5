"""Word files written as XML; to add one, write its jobs and a row in LAYOUTS."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from random import Random

from benchmarks.corpus.layouts.archive import archive
from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.text import Section, ShownJob, View

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
)
_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style></w:styles>'
)


def _run(text: str, bold: bool = False) -> str:
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{pieces}</w:r>"


def paragraph(text: str, bold: bool = False, style: str = "", tabs: str = "") -> str:
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + tabs
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{_run(text, bold)}</w:p>"


_RIGHT = '<w:tabs><w:tab w:val="right" w:pos="9600"/></w:tabs>'
_LEFT = '<w:tabs><w:tab w:val="left" w:pos="2400"/></w:tabs><w:ind w:left="2400" w:hanging="2400"/>'


def place(job: ShownJob) -> str:
    return ", ".join(part for part in (job.employer, job.location) if part)


def _bullets(job: ShownJob, mark: str) -> str:
    return "".join(paragraph(f"{mark} {text}") for text in job.bullets)


def cell(width: int, *paragraphs: str) -> str:
    inside = "".join(paragraphs) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def ruled(rows: Iterable[Iterable[str]], widths: tuple[int, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl><w:p/>"


def _tab_right(section: Section, view: View) -> str:
    return "".join(
        paragraph(f"{job.title}\t{job.dates.line}", True, tabs=_RIGHT)
        + (paragraph(place(job)) if job.employer else "")
        + _bullets(job, "•")
        for job in section.jobs
    )


def _tab_left(section: Section, view: View) -> str:
    return "".join(
        paragraph(f"{job.dates.line}\t{job.employer or job.title}", tabs=_LEFT)
        + (paragraph(f"\t{job.title}", True, tabs=_LEFT) if job.employer else "")
        + "".join(paragraph(f"\t{text}", tabs=_LEFT) for text in job.bullets)
        for job in section.jobs
    )


def _table(section: Section, view: View) -> str:
    keys = ("period", "employer", "position", "tasks")
    widths = (1800, 2300, 2300, 3200)
    head = [cell(width, paragraph(view.words.labels[key], True)) for key, width in zip(keys, widths, strict=True)]
    rows = [
        [
            cell(widths[0], paragraph(job.dates.line)),
            cell(widths[1], *(paragraph(part) for part in (job.employer, job.location) if part)),
            cell(widths[2], paragraph(job.title)),
            cell(widths[3], *(paragraph(text) for text in job.bullets)),
        ]
        for job in section.jobs
    ]
    return ruled([head, *rows], widths)


def _date_table(section: Section, view: View) -> str:
    rows = [
        [
            cell(2200, paragraph(job.dates.line)),
            cell(
                7400, paragraph(job.title, True), *([paragraph(place(job))] if job.employer else []), _bullets(job, "-")
            ),
        ]
        for job in section.jobs
    ]
    return ruled(rows, (2200, 7400))


def _stacked(section: Section, view: View) -> str:
    return "".join(
        (paragraph(place(job), True) if job.employer else "")
        + paragraph(job.title)
        + paragraph(job.dates.line)
        + _bullets(job, "o")
        for job in section.jobs
    )


def _section(section: Section, view: View, jobs: Callable[[Section, View], str], styled: bool) -> str:
    out = paragraph(section.heading, not styled, "Heading1" if styled else "")
    if section.jobs:
        out += jobs(section, view)
    for entry in section.entries:
        out += paragraph(f"{entry.title}{', ' if entry.place else ''}{entry.place}\t{entry.dates}", tabs=_RIGHT)
    return out + "".join(paragraph(line) for line in section.lines)


def _box(inside: str) -> str:
    return (
        '<w:p><w:r><w:pict><v:shape style="position:absolute;margin-left:360pt;margin-top:0;width:140pt;height:300pt">'
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def draw(view: View, rng: Random, *, jobs: Callable[[Section, View], str], form: str = "") -> bytes:
    styled = rng.random() < 0.6
    side = ("education", "certificates", "skills", "languages", "interests") if form else ()
    head = paragraph(view.name, True) + paragraph(view.headline)
    contact = "".join(paragraph(line) for line in view.contact)
    narrow = contact + "".join(_section(part, view, jobs, styled) for part in view.sections if part.kind in side)
    wide = "".join(_section(part, view, jobs, styled) for part in view.sections if part.kind not in side)
    if form == "columns":
        pair = [cell(3000, narrow), cell(6600, wide)]
        body = head + ruled([pair], (3000, 6600))
    elif form == "box":
        body = head + _box(narrow) + wide
    else:
        body = head + narrow + wide
    margins = " ".join(f'w:{side}="1100"' for side in ("top", "right", "bottom", "left"))
    page = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/></w:sectPr>'
    document = (
        f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}{page}</w:body>'
        "</w:document>"
    )
    return archive(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _RELS,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _DOCUMENT_RELS,
            "word/styles.xml": _STYLES,
        }
    )


LAYOUTS = tuple(
    Layout(name, "docx", "docx", partial(draw, jobs=jobs, form=form))
    for name, jobs, form in (
        ("docx-tab-right", _tab_right, ""),
        ("docx-tab-left", _tab_left, ""),
        ("docx-table", _table, ""),
        ("docx-date-table", _date_table, ""),
        ("docx-stacked", _stacked, ""),
        ("docx-columns", _stacked, "columns"),
        ("docx-text-box", _tab_right, "box"),
    )
)

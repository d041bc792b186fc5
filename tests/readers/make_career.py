"""One invented career in every flow format, for the round trip."""

from __future__ import annotations

from make_docx import docx, p, run, table
from make_odt import odt, style

NAME = "Irene Vallés Ortuño"
CONTACT = "Zaragoza · irene.valles@example.com"
SKILLS = ["Skills", "Zendesk", "Excel", "Jira", "Spanish, native", "English, fluent"]
JOBS = [
    (
        "Customer Support Agent",
        "Quillfern Ltd",
        "Jan 2020 – Mar 2021",
        ["Answered 60 tickets a day", "Wrote macros in Zendesk"],
    ),
    ("Receptionist", "Hotel Brisamar", "2017 – 2019", ["Ran the front desk", "Trained 3 colleagues"]),
]
WORDS = " ".join(
    [NAME, CONTACT, *SKILLS, "Experience", *(" ".join([t, e, d, *duties]) for t, e, d, duties in JOBS)]
).split()


def docx_plain() -> bytes:
    """Return every line as a paragraph, jobs as title, employer and dates on lines of their own."""
    jobs = "".join(
        p(run(t, "<w:b/>")) + p(e) + p(d) + "".join(p(x, style="Dots") for x in duties) for t, e, d, duties in JOBS
    )
    return docx(p(NAME) + p(CONTACT) + "".join(map(p, SKILLS)) + p("Experience", style="berschrift1") + jobs)


def docx_tab() -> bytes:
    """Return jobs as one line with the dates at a right tab."""
    stops = '<w:tabs><w:tab w:val="right" w:pos="9000"/></w:tabs>'
    jobs = "".join(
        p(run(t, "<w:b/>"), f" {e}\t{d}", properties=stops) + "".join(p(f"• {x}") for x in duties)
        for t, e, d, duties in JOBS
    )
    return docx(p(NAME) + p(CONTACT) + "".join(map(p, SKILLS)) + p("Experience", style="berschrift1") + jobs)


def docx_table() -> bytes:
    """Return jobs as rows of a table: title and employer, dates, and the duties below."""
    rows = [[f"{t} {e}", d] for t, e, d, _ in JOBS]
    parts = [table(row) + "".join(p(x, style="Dots") for x in job[3]) for row, job in zip(rows, JOBS, strict=True)]
    return docx(p(NAME) + p(CONTACT) + "".join(map(p, SKILLS)) + p("Experience") + "".join(parts))


def docx_columns() -> bytes:
    """Return a layout table: sidebar with contact and skills, main column with jobs."""
    side = p(NAME) + p(CONTACT) + "".join(map(p, SKILLS))
    main = p("Experience") + "".join(
        p(run(t, "<w:b/>")) + p(e) + p(d) + "".join(p(f"- {x}") for x in duties) for t, e, d, duties in JOBS
    )
    return docx(table([side, main]))


def odt_plain() -> bytes:
    """Return the career as ODT with lists and tabs."""
    jobs = "".join(
        f'<text:p><text:span text:style-name="B">{t}</text:span> {e}<text:tab/>{d}</text:p><text:list>'
        + "".join(f"<text:list-item><text:p>{x}</text:p></text:list-item>" for x in duties)
        + "</text:list>"
        for t, e, d, duties in JOBS
    )
    body = "".join(f"<text:p>{line}</text:p>" for line in [NAME, CONTACT, *SKILLS])
    bold = style("B", '<style:text-properties fo:font-weight="bold"/>')
    return odt(f'{body}<text:h text:outline-level="1">Experience</text:h>{jobs}', automatic=bold)


def html() -> bytes:
    """Return the career as a page."""
    jobs = "".join(
        f"<div><b>{t}</b> <span>{e}</span> <time>{d}</time></div><ul>"
        + "".join(f"<li>{x}</li>" for x in duties)
        + "</ul>"
        for t, e, d, duties in JOBS
    )
    body = "".join(f"<p>{line}</p>" for line in [CONTACT, *SKILLS])
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>CV</title></head><body><h1>{NAME}</h1>{body}'
        f"<h2>Experience</h2>{jobs}</body></html>"
    ).encode()


def rtf() -> bytes:
    """Return the career as RTF."""

    def escaped(text: str) -> str:
        return "".join(ch if ch.isascii() else f"\\u{ord(ch)}?" for ch in text)

    lines = [*map(escaped, [NAME, CONTACT, *SKILLS]), "{\\b Experience}"]
    for t, e, d, duties in JOBS:
        lines += [f"{{\\b {t}}} {e}\\tab {escaped(d)}"]
        lines += [f"{{\\listtext\\'b7\\tab}}{x}" for x in duties]
    return ("{\\rtf1\\ansi\\ansicpg1252 " + "".join(f"\\pard {line}\\par\r\n" for line in lines) + "}").encode("ascii")


def text() -> bytes:
    """Return the career as plain text."""
    lines = [NAME, CONTACT, *SKILLS, "", "Experience", ""]
    for t, e, d, duties in JOBS:
        lines += [f"{t} {e}      {d}", *(f"• {x}" for x in duties), ""]
    return "\r\n".join(lines).encode("utf-8")


def markdown() -> bytes:
    """Return the career as Markdown."""
    lines = [f"# {NAME}", CONTACT, "", *(f"- {skill}" for skill in SKILLS), "", "## Experience", ""]
    for t, e, d, duties in JOBS:
        lines += [f"### *{t}* {e} {d}", "", *(f"  * {x}" for x in duties), ""]
    return "\n".join(lines).encode("utf-8")


ALL = {
    "plain.docx": docx_plain,
    "tab.docx": docx_tab,
    "table.docx": docx_table,
    "columns.docx": docx_columns,
    "cv.odt": odt_plain,
    "cv.html": html,
    "cv.rtf": rtf,
    "cv.txt": text,
    "cv.md": markdown,
}

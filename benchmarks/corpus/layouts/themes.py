"""Jobs as published themes and document classes print them; to add one, write its jobs and a row in LAYOUTS."""

from __future__ import annotations

from functools import partial
from html import escape
from random import Random

from benchmarks.corpus.layouts import html, pdf_blocks
from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.pdf_parts import bullets, mark_of, new_sheet
from benchmarks.corpus.layouts.sheet import WIDTH, Column, pages
from benchmarks.corpus.text import Section, View

LEFT = pdf_blocks.LEFT
INNER = WIDTH - 2 * LEFT


def _dated_last(view: View, rng: Random) -> bytes:
    """The title in larger type, the text below it, and a last line with employer, town and dates."""
    sheet = new_sheet(rng)
    whole = Column(sheet, pages())
    sign = rng.choice((" — ", " · ", " | "))

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(60)
            whole.say(job.title, "b", size=11.5)
            for text in job.bullets:
                whole.say(f"{text.rstrip('.')}.")
            whole.say(sign.join(part for part in (job.employer, job.location, job.dates.line) if part), size=9)
            whole.gap(9)

    pdf_blocks.body(whole, view, mark_of(rng), jobs)
    return sheet.bytes()


def _set_in(view: View, rng: Random) -> bytes:
    """Dates in a narrow margin that wraps them, their first line set in as that of a paragraph is."""
    sheet = new_sheet(rng)
    whole, wide, inset = Column(sheet, pages()), 84.0, 8.0
    mark = mark_of(rng)

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(64)
            main = Column(sheet, pages(LEFT + wide + 18, INNER - wide - 18))
            pdf_blocks.abreast(whole, main)
            first, rest = "", job.dates.line.split(" ")
            while rest and sheet.width(f"{first} {rest[0]}".strip(), "", 9.5) <= wide - inset:
                first = f"{first} {rest.pop(0)}".strip()
            dates = Column(sheet, pages(LEFT + inset, wide - inset), size=9.5)
            pdf_blocks.abreast(whole, dates)
            dates.say(first)
            below = Column(sheet, pages(LEFT, wide), size=9.5)
            pdf_blocks.abreast(dates, below)
            if rest:
                below.say(" ".join(rest))
            main.say(job.title, "b")
            main.say(", ".join(part for part in (job.employer, job.location) if part))
            bullets(main, job, mark)
            whole.index, whole.y = max((main.index, main.y), (below.index, below.y + 7))

    pdf_blocks.body(whole, view, mark, jobs)
    return sheet.bytes()


def _text_column(view: View, rng: Random) -> bytes:
    """Employer, dates and title in a column of their own, the text beside them on lines of its own."""
    sheet = new_sheet(rng)
    whole, wide = Column(sheet, pages()), 190.0
    mark = mark_of(rng)

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(80)
            names = Column(sheet, pages(LEFT, wide))
            text = Column(sheet, pages(LEFT + wide + 16, INNER - wide - 16), size=9.0)
            pdf_blocks.abreast(whole, names)
            pdf_blocks.abreast(whole, text)
            for part, style in ((job.employer, "b"), (job.location, ""), (job.dates.line, ""), (job.title, "i")):
                if part:
                    names.say(part, style)
            text.gap(4)
            bullets(text, job, mark)
            whole.index, whole.y = max((names.index, names.y + 9), (text.index, text.y + 4))

    pdf_blocks.body(whole, view, mark, jobs)
    return sheet.bytes()


def _address(section: Section, _: View, *, sign: str) -> str:
    """Title over employer and the address of its pages, or employer and address over the title."""
    out = []
    for number, job in enumerate(section.jobs):
        house = f"{escape(job.employer)}{sign}https://www.example.org/{number}" if job.employer else ""
        where = f"{sign}{escape(job.location)}" if job.location else ""
        out.append(
            f"<h3>{escape(job.title)}</h3><p>{house}</p><p>{escape(job.dates.line)}{where}</p>{html.listed(job)}"
        )
    return "".join(out)


LAYOUTS = (
    Layout("pdf-dated-last", "pdf-blocks", "pdf", _dated_last),
    Layout("pdf-dates-set-in", "pdf-blocks", "pdf", _set_in),
    Layout("pdf-text-column", "pdf-blocks", "pdf", _text_column),
    Layout("html-addresses", "html", "html", partial(html.draw, jobs=partial(_address, sign=" ∙ "))),
)

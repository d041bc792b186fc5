"""PDFs whose jobs are blocks (date columns, labels, tables, timelines); to add one, write it and a row in LAYOUTS."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.pdf_parts import bullets, entries, heading, mark_of, new_sheet, top
from benchmarks.corpus.layouts.sheet import HEIGHT, WIDTH, Column, pages
from benchmarks.corpus.text import Section, View

LEFT, RIGHT = 54.0, WIDTH - 54.0


def body(column: Column, view: View, mark: str, jobs: Callable[[Section], None], *, titled: bool = True) -> None:
    top(column, view)
    for section in view.sections:
        if titled:
            heading(column, section.heading)
        if section.kind == "experience":
            jobs(section)
        else:
            entries(column, section, mark)


def abreast(main: Column, side: Column) -> None:
    """Start the side column where the main one stands."""
    side.index, side.y = main.index, main.y


def _date_left(view: View, rng: Random, *, wide: float, employer_first: bool = False) -> bytes:
    """Dates in a column at the left; a narrow one wraps "3/2024 – present" in two or three lines."""
    sheet = new_sheet(rng)
    whole = Column(sheet, pages())
    mark = mark_of(rng)

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(64)
            dates = Column(sheet, pages(LEFT, wide), size=9.5)
            main = Column(sheet, pages(LEFT + wide + 14, RIGHT - LEFT - wide - 14))
            abreast(whole, dates)
            abreast(whole, main)
            dates.say(job.dates.line)
            place = ", ".join(part for part in (job.employer, job.location) if part)
            first, second = (place, job.title) if employer_first and job.employer else (job.title, place)
            main.say(first, "b")
            main.say(second, "i")
            bullets(main, job, mark)
            late = max((main.index, main.y), (dates.index, dates.y + 7))
            whole.index, whole.y = late

    body(whole, view, mark, jobs)
    return sheet.bytes()


def _stacked(view: View, rng: Random) -> bytes:
    """The two ends one under the other in the left column, the dash alone or behind the first."""
    sheet = new_sheet(rng)
    whole = Column(sheet, pages())
    mark = mark_of(rng)

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(64)
            dates = Column(sheet, pages(LEFT, 92), size=9.5)
            main = Column(sheet, pages(LEFT + 106, RIGHT - LEFT - 106))
            abreast(whole, dates)
            abreast(whole, main)
            dates.say(f"{job.dates.start}{job.dates.separator.rstrip()}")
            dates.say(job.dates.end)
            main.say(job.title, "b")
            main.say(" | ".join(part for part in (job.employer, job.location) if part))
            bullets(main, job, mark)
            whole.index, whole.y = max((main.index, main.y), (dates.index, dates.y + 7))

    body(whole, view, mark, jobs)
    return sheet.bytes()


def _margin(view: View, rng: Random) -> bytes:
    """Section headings in the left margin, everything else at the right."""
    sheet = new_sheet(rng)
    main = Column(sheet, pages(LEFT + 120, RIGHT - LEFT - 120))
    mark = mark_of(rng)
    top(main, view)
    for section in view.sections:
        main.need(56)
        main.gap(8)
        side = Column(sheet, pages(LEFT, 108), size=10.5)
        abreast(main, side)
        side.say(section.heading, "b")
        for job in section.jobs:
            main.need(44)
            main.row([(job.employer or job.title, "b")], [(job.dates.line, "")])
            if job.employer:
                main.say(f"{job.title} · {job.location}", "i")
            bullets(main, job, mark)
        entries(main, section, mark)
    return sheet.bytes()


def _labels(view: View, rng: Random, *, columns: bool) -> bytes:
    """Label and value: "Employer: ..." on one line, or labels in a column of their own."""
    sheet = new_sheet(rng)
    whole = Column(sheet, pages())
    mark = mark_of(rng)
    labels = view.words.labels
    order = rng.choice(
        ("period employer position place", "employer position period place", "position employer place period")
    )

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(70)
            values = {
                "period": job.dates.line,
                "employer": job.employer,
                "position": job.title,
                "place": job.location,
                "tasks": "; ".join(job.bullets),
            }
            for key in [*order.split(), "tasks"]:
                if not values[key]:
                    continue
                if columns:
                    whole.need(30)
                    side = Column(sheet, pages(LEFT, 100))
                    main = Column(sheet, pages(LEFT + 110, RIGHT - LEFT - 110))
                    abreast(whole, side)
                    abreast(whole, main)
                    side.say(labels[key], "b")
                    main.say(values[key])
                    whole.index, whole.y = main.index, main.y
                elif key == "tasks":
                    whole.say(f"{labels[key]}:", "b")
                    for text in job.bullets:
                        whole.bullet(mark, text)
                else:
                    whole.row([(f"{labels[key]}:", "b"), (values[key], "")])
            whole.gap(9)

    body(whole, view, mark, jobs)
    return sheet.bytes()


def _table(view: View, rng: Random, *, ruled: bool) -> bytes:
    """One row a job: Period | Employer | Position | Tasks."""
    sheet = new_sheet(rng, "sans serif")
    whole = Column(sheet, pages(40, WIDTH - 80))
    mark = mark_of(rng)
    labels = view.words.labels
    order = rng.choice(("period employer position tasks", "position employer period tasks"))
    widths = {"period": 84.0, "employer": 112.0, "position": 118.0, "tasks": WIDTH - 80 - 84 - 112 - 118}

    def cells(texts: dict[str, list[str]], style: str) -> None:
        probe = [Column(sheet, pages(0, widths[key] - 8), size=9) for key in order.split()]
        lines = max(
            sum(len(one.wrap([(text, style)], one.wide, 9)) for text in texts[key])
            for key, one in zip(order.split(), probe, strict=True)
        )
        height = lines * 9 * 1.3 + 6
        before = whole.index
        whole.need(height)
        if ruled and (style == "b" or whole.index != before):
            sheet.line(whole.page, 40, whole.y, WIDTH - 40, whole.y)
        x = 40.0
        for key in order.split():
            cell = Column(sheet, pages(x + 4, widths[key] - 8), size=9)
            cell.index, cell.y = whole.index, whole.y + 3
            for text in texts[key]:
                cell.say(text, style)
            if ruled:
                sheet.line(whole.page, x, whole.y, x, whole.y + height)
            x += widths[key]
        if ruled:
            sheet.line(whole.page, x, whole.y, x, whole.y + height)
            sheet.line(whole.page, 40, whole.y + height, WIDTH - 40, whole.y + height)
        whole.y += height

    def jobs(section: Section) -> None:
        cells({key: [labels[key]] for key in order.split()}, "b")
        for job in section.jobs:
            employer = [part for part in (job.employer, job.location) if part]
            cells({"period": [job.dates.line], "employer": employer, "position": [job.title], "tasks": job.bullets}, "")

    body(whole, view, mark, jobs)
    return sheet.bytes()


def _timeline(view: View, rng: Random) -> bytes:
    """A line with dots; dates to its left or above the title."""
    sheet = new_sheet(rng)
    beside = rng.random() < 0.5
    axis = LEFT + (104 if beside else 8)
    whole = Column(sheet, pages(axis + 16, RIGHT - axis - 16))
    mark = mark_of(rng)

    def jobs(section: Section) -> None:
        for job in section.jobs:
            whole.need(60)
            page, start = whole.page, whole.y
            sheet.dot(page, axis, start + 7)
            if beside:
                dates = Column(sheet, pages(LEFT, 92), size=9)
                abreast(whole, dates)
                dates.say(job.dates.line, align="right")
            else:
                whole.say(job.dates.line, size=9)
            whole.say(job.title, "b")
            whole.say(" – ".join(part for part in (job.employer, job.location) if part))
            bullets(whole, job, mark)
            sheet.line(page, axis, start, axis, whole.y if whole.page == page else HEIGHT - 50)

    body(whole, view, mark, jobs)
    return sheet.bytes()


LAYOUTS = (
    Layout("pdf-date-left", "pdf-blocks", "pdf", partial(_date_left, wide=104)),
    Layout("pdf-date-left-employer", "pdf-blocks", "pdf", partial(_date_left, wide=118, employer_first=True)),
    Layout("pdf-date-left-narrow", "pdf-blocks", "pdf", partial(_date_left, wide=54)),
    Layout("pdf-date-stacked", "pdf-blocks", "pdf", _stacked),
    Layout("pdf-margin-headings", "pdf-blocks", "pdf", _margin),
    Layout("pdf-labels", "pdf-blocks", "pdf", partial(_labels, columns=False)),
    Layout("pdf-label-columns", "pdf-blocks", "pdf", partial(_labels, columns=True)),
    Layout("pdf-table-ruled", "pdf-blocks", "pdf", partial(_table, ruled=True)),
    Layout("pdf-table-open", "pdf-blocks", "pdf", partial(_table, ruled=False)),
    Layout("pdf-timeline", "pdf-blocks", "pdf", _timeline),
)

"""PDFs with side columns: left, right, three, and text that goes on at the top of the next column."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.pdf_parts import bullets, entries, heading, margin_entries, mark_of, new_sheet, top
from benchmarks.corpus.layouts.sheet import HEIGHT, WIDTH, Column, Frame, pages
from benchmarks.corpus.text import Section, View

SIDE_KINDS = ("education", "certificates", "skills", "languages", "interests", "awards")


def _jobs(column: Column, section: Section, mark: str, rng: Random) -> None:
    date_first = rng.random() < 0.4
    for job in section.jobs:
        column.need(56)
        if date_first:
            column.say(job.dates.line, size=9)
        column.say(job.title, "b")
        column.say(" | ".join(part for part in (job.employer, job.location) if part))
        if not date_first:
            column.say(job.dates.line, "i", size=9)
        bullets(column, job, mark, indent=2)


def _main(column: Column, view: View, mark: str, rng: Random, without: tuple[str, ...]) -> None:
    for section in view.sections:
        if section.kind in without:
            continue
        heading(column, section.heading)
        if section.kind == "experience":
            _jobs(column, section, mark, rng)
        else:
            entries(column, section, mark, right=False)


def _side(column: Column, view: View, kinds: tuple[str, ...], *, contact: bool = True) -> None:
    if contact:
        heading(column, view.words.headings["contact"][0], rule=False)
        for line in view.contact:
            wide = column.sheet.width(line, "", column.size)
            # Why: an address of letters without spaces cannot wrap; it shrinks instead of running into the jobs.
            column.say(line, size=column.size * min(1.0, column.wide / wide) if "@" in line else None)
    for section in view.sections:
        if section.kind in kinds:
            heading(column, section.heading, rule=False)
            margin_entries(column, section)


def _sidebar(view: View, rng: Random, *, left: bool, long: bool = False) -> bytes:
    """A narrow column beside the jobs; a long one runs on to the second page."""
    sheet = new_sheet(rng)
    narrow = 150.0
    side_x = 36.0 if left else WIDTH - 36 - narrow
    main_x = 36 + narrow + 22 if left else 36.0
    mark = mark_of(rng)
    head = 130.0

    def main_frame(index: int) -> Frame:
        return index, main_x, WIDTH - 72 - narrow - 22, head if index == 0 and not long else 48.0, 46.0

    def side_frame(index: int) -> Frame:
        return index, side_x, narrow, 48.0 if long else head, 46.0

    for page in range(2):
        if long:
            sheet.shade(page, side_x - 8, 0, narrow + 16, HEIGHT)
    side = Column(sheet, side_frame, size=9)
    main = Column(sheet, main_frame, size=9.5)
    if long:
        top(main, view, contact=False)
        side.gap(rng.choice((0.0, 250.0, 380.0)))  # a photo
    else:
        top(Column(sheet, pages(36, WIDTH - 72)), view, contact=False)
    turns: list[Callable[[], None]] = [
        lambda: _side(side, view, SIDE_KINDS),
        lambda: _main(main, view, mark, rng, SIDE_KINDS),
    ]
    # Why: the order of the pieces in the file is not the order of reading, in either direction.
    for turn in turns if rng.random() < 0.6 else reversed(turns):
        turn()
    return sheet.bytes()


def _three(view: View, rng: Random) -> bytes:
    """Contact and skills at the left, jobs in the middle, education and the rest at the right."""
    sheet = new_sheet(rng, "sans serif")
    top(Column(sheet, pages(36, WIDTH - 72)), view, contact=False)
    mark = mark_of(rng)

    def frames(x: float, width: float) -> Callable[[int], Frame]:
        return lambda index: (index, x, width, 110.0 if index == 0 else 48.0, 46.0)

    left = Column(sheet, frames(36, 112), size=8.5)
    middle = Column(sheet, frames(164, 262), size=9)
    right = Column(sheet, frames(442, 117), size=8.5)
    right_kinds = ("education", "certificates", "awards", "volunteer", "projects", "publications")
    _side(left, view, ("skills", "languages", "interests"))
    _main(middle, view, mark, rng, ("skills", "languages", "interests", *right_kinds))
    _side(right, view, right_kinds, contact=False)
    return sheet.bytes()


def _snake(view: View, rng: Random) -> bytes:
    """Two equal columns; the jobs go on at the top of the right one."""
    sheet = new_sheet(rng, "sans serif")
    top(Column(sheet, pages(40, WIDTH - 80)), view)
    half = (WIDTH - 80 - 26) / 2

    def frame(index: int) -> Frame:
        page, right = divmod(index, 2)
        return page, 40 + right * (half + 26), half, 118.0 if page == 0 else 48.0, 250.0 if page == 0 else 46.0

    column = Column(sheet, frame, size=10.5)
    _main(column, view, mark_of(rng), rng, ())
    return sheet.bytes()


LAYOUTS = (
    Layout("pdf-sidebar-left", "pdf-columns", "pdf", partial(_sidebar, left=True)),
    Layout("pdf-sidebar-left-long", "pdf-columns", "pdf", partial(_sidebar, left=True, long=True)),
    Layout("pdf-sidebar-right", "pdf-columns", "pdf", partial(_sidebar, left=False)),
    Layout("pdf-three-columns", "pdf-columns", "pdf", _three),
    Layout("pdf-snake", "pdf-columns", "pdf", _snake),
)

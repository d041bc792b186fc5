"""Single-column PDFs that differ in the lines above the bullets; to add one, write a head and a row in LAYOUTS."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.pdf_parts import bullets, entries, heading, mark_of, new_sheet, top
from benchmarks.corpus.layouts.sheet import HEIGHT, WIDTH, Column, Sheet, pages
from benchmarks.corpus.text import ShownJob, View, groups

Head = Callable[[Column, ShownJob, str], None]
# Source: separators seen between title and employer; "at" stands for the word of the language.
SEPARATORS = (", ", " | ", " – ", " at ", " · ", " @ ")


def _spread(text: str) -> str:
    """Letter-space a text with real spaces, as typewriter headings do."""
    return "   ".join(" ".join(word) for word in text.split())


def _title_right(column: Column, job: ShownJob, _: str) -> None:
    column.row([(job.title, "b")], [(job.dates.line, "")])
    if job.employer:
        column.row([(f"{job.employer}, {job.location}", "i")])


def _employer_right(column: Column, job: ShownJob, _: str) -> None:
    column.row([(job.employer or job.title, "b")], [(job.location or job.dates.line, "")])
    if job.employer:
        column.row([(job.title, "i")], [(job.dates.line, "i")])


def _parens(column: Column, job: ShownJob, _: str) -> None:
    column.row([(f"{job.title} ({job.dates.plain})", "b")])
    if job.employer:
        column.say(f"{job.employer}, {job.location}")


def _inline(column: Column, job: ShownJob, separator: str) -> None:
    joined = f"{job.title}{separator}{job.employer}" if job.employer else job.title
    column.row([(joined, "b")], [(job.dates.line, "")])


def _inline_employer(column: Column, job: ShownJob, separator: str) -> None:
    if " at " in separator or "@" in separator:
        separator = " | "
    joined = f"{job.employer}{separator}{job.title}" if job.employer else job.title
    column.row([(joined, "b")])
    column.row([(" · ".join(part for part in (job.location, job.dates.line) if part), "i")])


def _pipes(column: Column, job: ShownJob, _: str) -> None:
    column.say(" | ".join(part for part in (job.title, job.employer, job.location, job.dates.line) if part), "b")


def _above(column: Column, job: ShownJob, _: str) -> None:
    column.say(job.dates.line, "i", size=9)
    column.say(job.title, "b")
    column.say(" – ".join(part for part in (job.employer, job.location) if part))


def _below(column: Column, job: ShownJob, _: str) -> None:
    column.say(job.employer, "b")
    column.say(job.title)
    column.say(" · ".join(part for part in (job.dates.line, job.location) if part), size=9)


def _upper(column: Column, job: ShownJob, _: str) -> None:
    column.row([(job.employer.upper() or job.title.upper(), "b")], [(job.dates.line.upper(), "")])
    if job.employer:
        column.say(f"{job.title}, {job.location}".upper(), size=9)


def _spaced(column: Column, job: ShownJob, _: str) -> None:
    column.row([(job.dates.plain, "")], spread=1.6, size=9)
    column.say(job.title, "b")
    column.say(", ".join(part for part in (job.employer, job.location) if part))


def _last(column: Column, job: ShownJob, _: str) -> None:
    column.say(job.title, "b")
    column.say(", ".join(part for part in (job.employer, job.location) if part), "i")


def _two_lines(column: Column, job: ShownJob, _: str) -> None:
    column.say(job.title, "b")
    column.say(", ".join(part for part in (job.employer, job.location) if part))
    column.say(f"{job.dates.start}{job.dates.separator.rstrip()}")
    column.say(job.dates.end)


def _finish(column: Column, view: View, after: bool, mark: str, head: Callable[[str], None]) -> None:
    at = next(i for i, section in enumerate(view.sections) if section.kind == "experience")
    for section in view.sections[at + 1 :] if after else view.sections[:at]:
        head(section.heading)
        entries(column, section, mark)


def draw(view: View, rng: Random, *, head: Head, style: str = "", align: str = "left") -> bytes:
    sheet = new_sheet(rng)
    place = pages(110, WIDTH - 220) if style == "justified" else pages()
    column = Column(sheet, place, size=10.0 if sheet.family != "vera" else 9.0)
    mark, separator = mark_of(rng), rng.choice(SEPARATORS)
    if separator == " at ":
        separator = f" {view.words.at} "
    upper = style == "upper"

    def headed(text: str) -> None:
        if style == "spaced":
            heading(column, text.upper(), spread=3.0)
        elif style == "typed":
            heading(column, _spread(text.upper()))
        else:
            heading(column, text.upper() if upper else text, align=align, rule=rng.random() < 0.7)

    if style == "running":
        number = view.words.page

        def running(on: Sheet, page: int) -> None:
            if page:
                on.text(page, 54, 30, f"{view.name}, {view.headline}", "", 8)
            on.text(page, WIDTH - 110, HEIGHT - 24, number.format(n=f"{page + 1} / {len(on.pages)}"), "", 8)

        sheet.on_page = running
    top(column, view, align=align, upper=upper)
    _finish(column, view, False, mark, headed)
    headed(view.section("experience").heading)  # type: ignore[union-attr]
    half = len(view.jobs) // 2
    for number_of_job, job in enumerate(view.jobs):
        column.need(44)
        if style == "running" and number_of_job == half:
            # Why: the head of this job stands at the foot of the page and its list at the top of the next.
            column.y = max(column.y, HEIGHT - 50 - 3 * column.size * column.lead - 4)
        if align == "centre":
            for text, how in ((job.title, "b"), (job.employer, ""), (job.dates.line, "i")):
                column.say(text, how, align="centre")
        else:
            head(column, job, separator)
        if head is _last:
            for text in job.bullets:
                column.bullet(mark, text)
            column.say(job.dates.line, "i")
            column.gap(8)
        else:
            if style == "justified":
                column.row(
                    [(". ".join(text.rstrip(".") for text in job.bullets) + ".", "")], justify=True, hyphens=True
                )
                column.gap(8)
            else:
                bullets(column, job, mark)
    _finish(column, view, True, mark, headed)
    return sheet.bytes()


def _grouped(view: View, rng: Random, *, total: bool = False, titles_only: bool = False) -> bytes:
    """Draw employers with their positions below them."""
    sheet = new_sheet(rng)
    column = Column(sheet, pages())
    mark = mark_of(rng)
    top(column, view)

    def headed(text: str) -> None:
        heading(column, text)

    _finish(column, view, False, mark, headed)
    headed(view.section("experience").heading)  # type: ignore[union-attr]
    for run in groups(view.jobs):
        column.need(70)
        employer, location = run[0].employer, run[0].location
        if not employer:
            column.row([(run[0].title, "b")], [(run[0].dates.line, "")])
            column.gap(7)
            continue
        whole = ""
        if total and len(run) > 1:
            oldest = min(run, key=lambda job: job.job.start).dates
            newest = max(run, key=lambda job: (job.job.end is None, job.job.end or job.job.start)).dates
            closing = newest.end or (newest.start if newest.last != "present" else "")
            whole = f"{oldest.start}{newest.separator or ' – '}{closing}".strip()
            if newest.last == "present" and not newest.end:
                whole = newest.plain.replace(newest.start, oldest.start)
        column.row([(employer, "b")], [(whole or location, "")])
        for job in run:
            column.row([(job.title, "i")], [(job.dates.line, "")], indent=0 if titles_only else 8)
            if not titles_only:
                for text in job.bullets:
                    column.bullet(mark, text, indent=14)
        if titles_only:
            for job in run:
                for text in job.bullets[:2]:
                    column.bullet(mark, text)
        column.gap(8)
    _finish(column, view, True, mark, headed)
    return sheet.bytes()


def _layout(name: str, head: Head, style: str = "", align: str = "left") -> Layout:
    return Layout(name, "pdf-lines", "pdf", partial(draw, head=head, style=style, align=align))


LAYOUTS = (
    _layout("pdf-title-right", _title_right),
    _layout("pdf-employer-right", _employer_right),
    _layout("pdf-parentheses", _parens),
    _layout("pdf-inline", _inline),
    _layout("pdf-inline-employer", _inline_employer),
    _layout("pdf-pipes", _pipes),
    _layout("pdf-date-above", _above),
    _layout("pdf-date-below", _below),
    _layout("pdf-upper", _upper, "upper"),
    _layout("pdf-spaced", _spaced, "spaced"),
    _layout("pdf-typed-headings", _title_right, "typed"),
    _layout("pdf-dates-last", _last),
    _layout("pdf-two-line-dates", _two_lines),
    _layout("pdf-centred", _below, "", "centre"),
    _layout("pdf-justified", _employer_right, "justified"),
    _layout("pdf-running", _title_right, "running"),
    Layout("pdf-grouped", "pdf-lines", "pdf", _grouped, grouped=True),
    Layout("pdf-grouped-total", "pdf-lines", "pdf", partial(_grouped, total=True), grouped=True),
    Layout("pdf-titles-of-employer", "pdf-lines", "pdf", partial(_grouped, titles_only=True), grouped=True),
)

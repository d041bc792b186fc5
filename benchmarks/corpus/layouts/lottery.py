"""Pages whose design is drawn by lot: columns, places of dates, orders and dresses of names, headings, gaps.

Each choice is one that published designs make; together they are designs that nobody has seen. To add a choice, add a
field to `Design`, its lots in `draw_lots` and what it does where it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from random import Random

from benchmarks.corpus.layouts.layout import Layout
from benchmarks.corpus.layouts.sheet import HEIGHT, WIDTH, Column, Frame, Run, Sheet, pages
from benchmarks.corpus.text import Section, ShownJob, ShownOther, View, groups

BAR_KINDS = ("skills", "languages", "interests", "certificates", "education", "awards")


@dataclass(frozen=True, slots=True)
class Design:
    """One way to print a CV. Unit of lengths: points."""

    fonts: str
    size: float
    lead: float
    margin: float
    shape: str  # one, bar left, bar right, headings in the margin
    bar: float
    gutter: float
    bar_align: str
    bar_kinds: tuple[str, ...]
    contact: str  # line, lines, bar, pair
    head_align: str
    head_size: float
    heading_size: float
    heading_style: str
    heading_caps: bool
    heading_rule: str  # none, over, under
    heading_spread: float
    heading_align: str
    dates: str  # right, right below, margin, above, below, behind, between
    margin_dates: float
    two_ends: bool  # the end of a margin date on a line of its own
    names: str  # title, employer, title one line, employer one line
    town: str  # with employer, right, below, brackets, none
    sign: str
    styles: tuple[str, str, str]  # title, employer, dates
    employer_caps: bool
    grouped: bool
    mark: str
    indent: float
    justify: bool
    prose: bool
    job_gap: float
    nodes: bool
    footer: bool


def draw_lots(rng: Random) -> Design:
    """Return a design; the same state of `rng` gives the same one."""
    shape = rng.choices(("one", "bar left", "bar right", "headings"), (5, 3, 2, 1))[0]
    barred = shape.startswith("bar")
    narrow = barred or shape == "headings"
    names = rng.choices(("title", "employer", "title one line", "employer one line"), (4, 3, 2, 2))[0]
    line = names.endswith("line")
    dates = rng.choices(
        ("right", "right below", "margin", "above", "below", "behind", "between"), (5, 2, 3, 2, 2, 1, 1)
    )[0]
    if line and dates in ("between", "right below"):
        dates = "right"
    town = rng.choices(("with employer", "right", "below", "brackets", "none"), (4, 1, 1, 1, 2))[0]
    if town == "right" and (dates in ("right", "right below") or line):
        town = "with employer"
    title = rng.choice(("b", "b", "b", "", "i"))
    employer = rng.choice([style for style in ("", "", "i", "b") if style != title or not style])
    size = rng.choice((8.5, 9.0, 9.5, 10.0, 10.5, 11.0))
    kinds = [kind for kind in BAR_KINDS if rng.random() < 0.6] or ["skills"]
    return Design(
        fonts=rng.choice(("sans", "sans", "serif", "vera")),
        size=size,
        lead=rng.choice((1.15, 1.2, 1.3, 1.4, 1.5)),
        margin=rng.choice((32.0, 40.0, 54.0, 68.0)),
        shape=shape,
        bar=rng.choice((120.0, 140.0, 160.0, 185.0)),
        gutter=rng.choice((10.0, 16.0, 24.0, 36.0)),
        bar_align=rng.choices(("left", "right"), (5, 1))[0] if shape == "bar left" else "left",
        bar_kinds=tuple(kinds),
        contact=rng.choice(("line", "lines", "bar", "bar", "pair"))
        if barred
        else rng.choice(("line", "lines", "pair")),
        head_align=rng.choice(("left", "left", "centre", "right")),
        head_size=rng.choice((16.0, 20.0, 26.0, 34.0)),
        heading_size=size + rng.choice((0.0, 1.0, 2.0, 3.0, 5.0)),
        heading_style=rng.choice(("b", "b", "b", "")),
        heading_caps=rng.random() < 0.45,
        heading_rule=rng.choice(("none", "none", "over", "under", "under")),
        heading_spread=rng.choice((0.0, 0.0, 0.0, 0.8, 2.0)),
        heading_align=rng.choices(("left", "centre"), (6, 1))[0],
        dates=dates,
        margin_dates=rng.choice((52.0, 62.0, 78.0) if narrow else (52.0, 70.0, 90.0, 112.0)),
        two_ends=rng.random() < 0.25,
        names=names,
        town=town,
        sign=rng.choice((", ", ", ", " | ", " – ", " · ", " — ", " at ")),
        styles=(title, employer, rng.choice(("", "", "i", "b"))),
        employer_caps=rng.random() < 0.15,
        grouped=rng.random() < 0.3,
        mark=rng.choice(("•", "•", "-", "–", "▪", "")),
        indent=rng.choice((0.0, 4.0, 10.0, 18.0)),
        justify=rng.random() < 0.25,
        prose=rng.random() < 0.15,
        job_gap=rng.choice((2.0, 5.0, 8.0, 12.0)),
        nodes=rng.random() < 0.15,
        footer=rng.random() < 0.3,
    )


@dataclass(slots=True)
class Item:
    """What a job or another entry prints, in the roles of its design."""

    title: str
    employer: str
    town: str
    dates: str
    ends: tuple[str, ...]
    text: Sequence[str]


def _of_job(job: ShownJob) -> Item:
    dates = job.dates
    ends = (f"{dates.start}{dates.separator}".rstrip(), dates.end) if dates.end else (dates.plain,)
    return Item(job.title, job.employer, job.location, dates.line, ends, job.bullets)


def _of_other(entry: ShownOther) -> Item:
    return Item(entry.title, entry.place, "", entry.dates, (entry.dates,), ())


def _draw(view: View, rng: Random) -> bytes:
    design = draw_lots(rng)
    sheet = Sheet(design.fonts)
    return _Page(view, design, sheet).bytes()


class _Page:
    """A view on its way through a design."""

    def __init__(self, view: View, design: Design, sheet: Sheet) -> None:
        self.view, self.design, self.sheet = view, design, sheet
        self.at = f" {view.words.at} " if design.sign == " at " else design.sign
        wide = WIDTH - 2 * design.margin
        self.head = Column(sheet, pages(design.margin, wide), design.size, design.lead)
        barred = design.shape.startswith("bar")
        self.kinds = design.bar_kinds if barred else ()
        inner = wide - design.bar - design.gutter
        left = design.shape in ("bar left", "headings")
        self.x = design.margin + (design.bar + design.gutter if left else 0.0)
        self.wide = wide if design.shape == "one" else inner
        self.bar_x = design.margin if left else design.margin + inner + design.gutter

    def bytes(self) -> bytes:
        self._top()
        start = self.head.y + 8

        def frames(x: float, wide: float) -> Callable[[int], Frame]:
            return lambda index: (index, x, wide, start if index == 0 else 46.0, 48.0)

        main = Column(self.sheet, frames(self.x, self.wide), self.design.size, self.design.lead)
        bar = Column(self.sheet, frames(self.bar_x, self.design.bar), self.design.size - 0.5, self.design.lead)
        if self.kinds:
            self._bar(bar)
        for section in self.view.sections:
            if section.kind not in self.kinds:
                self._section(main, bar, section)
        if self.design.footer:
            self.sheet.on_page = self._footer
        return self.sheet.bytes()

    def _footer(self, sheet: Sheet, page: int) -> None:
        text = f"{self.view.name} · {self.view.words.page.format(n=page + 1)}"
        sheet.text(page, WIDTH - self.design.margin - sheet.width(text, "", 8), HEIGHT - 24, text, "", 8)

    def _top(self) -> None:
        d, head = self.design, self.head
        head.say(self.view.name, "b", size=d.head_size, align=d.head_align)
        head.say(self.view.headline, size=d.size + 1.5, align=d.head_align)
        if d.contact == "line":
            head.say("  |  ".join(self.view.contact), size=d.size - 0.5, align=d.head_align)
        elif d.contact == "lines":
            for line in self.view.contact:
                head.say(line, size=d.size - 0.5, align=d.head_align)
        elif d.contact == "pair":
            for one, two in zip_longest(self.view.contact[::2], self.view.contact[1::2], fillvalue=""):
                head.row([(one, "")], [(two, "")] if two else ())

    def _bar(self, bar: Column) -> None:
        d = self.design
        if d.contact == "bar":
            self._heading(bar, self.view.words.headings["contact"][0], d.bar_align)
            for line in self.view.contact:
                # Why: an address of letters without spaces cannot wrap; it shrinks.
                wide = self.sheet.width(line, "", bar.size)
                bar.say(line, size=bar.size * min(1.0, bar.wide / wide) if "@" in line else None, align=d.bar_align)
        for section in self.view.sections:
            if section.kind not in self.kinds:
                continue
            self._heading(bar, section.heading, d.bar_align)
            for entry in section.entries:
                bar.say(entry.title, "b", align=d.bar_align)
                bar.say(entry.place, align=d.bar_align)
                bar.say(entry.dates, align=d.bar_align)
                bar.gap(3)
            for line in section.lines:
                for part in line.split(", ") if section.kind != "interests" else [line]:
                    bar.say(part, align=d.bar_align)

    def _heading(self, column: Column, text: str, align: str) -> None:
        d = self.design
        column.need(70)
        column.gap(8)
        if d.heading_rule == "over":
            column.rule()
        text = text.upper() if d.heading_caps else text
        fits = self.sheet.width(text, d.heading_style, d.heading_size, d.heading_spread) <= column.wide
        spread = d.heading_spread if fits else 0.0
        column.say(text, d.heading_style, size=d.heading_size, align=align, spread=spread)
        if d.heading_rule == "under":
            column.rule()
        column.gap(3)

    def _section(self, main: Column, bar: Column, section: Section) -> None:
        d = self.design
        if d.shape == "headings":
            main.need(60)
            main.gap(8)
            bar.index, bar.y = main.index, main.y
            text = section.heading.upper() if d.heading_caps else section.heading
            bar.say(text, d.heading_style, size=min(d.heading_size, d.size + 2))
        else:
            self._heading(main, section.heading, d.heading_align)
        if section.kind == "experience":
            for run in groups(section.jobs):
                self._jobs(main, run)
        for entry in section.entries:
            self._item(main, _of_other(entry), alone=False)
        for line in section.lines:
            main.say(line, justify=d.justify)

    def _jobs(self, main: Column, run: list[ShownJob]) -> None:
        if not (self.design.grouped and len(run) > 1):
            for job in run:
                self._item(main, _of_job(job), alone=False)
            return
        main.need(80)
        first = run[0]
        main.row([(self._employer(first.employer), self.design.styles[1])])
        if self.design.town != "none" and first.location:
            main.say(first.location, size=self.design.size - 0.5)
        for job in run:
            self._item(main, _of_job(job), alone=True)

    def _wide(self, runs: list[Run]) -> float:
        return sum([self.sheet.width(text, style, self.design.size) for text, style in runs])

    def _employer(self, text: str) -> str:
        return text.upper() if self.design.employer_caps else text

    def _rows(self, item: Item, alone: bool) -> list[tuple[list[Run], str]]:
        """Return the lines of names with what stands at their right."""
        d = self.design
        title, firm, _ = d.styles
        town = item.town if not alone and d.town != "none" else ""
        employer = "" if alone else self._employer(item.employer)
        right = ""
        below: list[tuple[list[Run], str]] = []
        if town and d.town == "right":
            right = town
        elif town and d.town == "below":
            below = [([(town, "")], "")]
        elif town and employer:
            employer += f" ({town})" if d.town == "brackets" else f", {town}"
        one: list[Run] = [(item.title, title)]
        two: list[Run] = [(employer, firm)] if employer else []
        if d.names.startswith("employer"):
            one, two = two, one
        if d.names.endswith("line") and one and two:
            # Why: a title with a comma, and an employer behind another, cannot be told apart by anybody.
            sign = self.at if "," not in item.title and d.names == "title one line" else " | "
            sign = " | " if sign == ", " and d.town == "with employer" else sign
            text, style = one[0]
            glued = sign if sign[0] == " " else f"{sign.strip()} "
            return [([(f"{text}{glued}".rstrip(), style), *two], right), *below]
        return [(runs, right if n else "") for n, runs in enumerate([r for r in (one, two) if r])] + below

    def _item(self, main: Column, item: Item, *, alone: bool) -> None:
        d = self.design
        main.need(d.size * d.lead * 4.2)
        rows = self._rows(item, alone)
        style = d.styles[2]
        body, begun = main, main.y
        if d.nodes:
            self.sheet.dot(main.page, main.x - 6, main.y + d.size * 0.65, 1.8)
        if d.dates == "margin":
            frame = main.frames(main.index)
            index = main.index
            margin = Column(self.sheet, lambda i: (i, frame[1], d.margin_dates, 46.0, 20.0), d.size - 0.5, d.lead)
            shift = d.margin_dates + 10

            def shifted(i: int) -> Frame:
                page, x, wide, top, bottom = main.frames(i)
                return page, x + shift, wide - shift, top, bottom

            body = Column(self.sheet, shifted, d.size, d.lead)
            margin.index = body.index = index
            margin.y = body.y = begun
            for part in item.ends if d.two_ends else (item.dates,):
                margin.say(part, style)
        elif d.dates == "above":
            main.say(item.dates, style)
        for n, (runs, right) in enumerate(rows):
            at_right: list[Run] = [(right, "")] if right else []
            if (d.dates == "right" and n == 0) or (d.dates == "right below" and n == min(1, len(rows) - 1)):
                at_right = [(item.dates, style)]
            if n == 0 and at_right and body.wide - self._wide(at_right) < 0.5 * body.wide:
                # Why: beside so wide a date names would be cut into words.
                body.row(at_right, align="right")
                at_right = []
            if d.dates == "behind" and n == len(rows) - 1:
                runs = (
                    [*runs, (f"({item.dates})", style)] if d.sign == ", " else [*runs, ("|", ""), (item.dates, style)]
                )
            body.row(runs, at_right)
            if d.dates == "between" and n == 0 and len(rows) > 1:
                body.say(item.dates, style)
        if d.dates == "below" or (d.dates == "between" and len(rows) < 2):
            body.say(item.dates, style)
        if d.prose and item.text:
            body.say(". ".join(text.rstrip(".") for text in item.text) + ".", justify=d.justify, hyphens=d.justify)
        for text in () if d.prose else item.text:
            body.bullet(d.mark, text, indent=d.indent, justify=d.justify, hyphens=d.justify)
        body.gap(d.job_gap)
        if d.dates == "margin":
            low = margin.y + d.job_gap if body.index == index else 0.0
            main.index, main.y = body.index, max(body.y, low)


LAYOUTS = (Layout("pdf-lottery", "pdf-lottery", "pdf", _draw),)

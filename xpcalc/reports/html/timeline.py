"""Positions -> a drawing: bars on one time axis, in per cent of its width, so that it fits any page.

To draw one more thing, give it a field here and a line in `_timeline.html`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.dayset import DaySet
from xpcalc.reports.html.palette import NONE, Group, groups, main_function
from xpcalc.reports.text import dates, span

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Held
    from xpcalc.i18n import Translator
    from xpcalc.model import Coverage

# Why: what goes on needs room for its mark behind the as-of line.
_ROOM = 97.0
_LETTER = 4.0  # narrower bars carry no letter; unit: per cent
_MOST_TICKS = 9
_MOST_LANES = 4
_MINIMUM = 0.6  # a job of a few days must be seen; unit: per cent
# Why: what is free above and below a bar shows where positions overlap; among candidates nothing is shown there.
LANE, EDGE, THIN = 18, 8, 3  # height of a lane, and what is free around it; unit: pixels


class Tick(NamedTuple):
    """A year on the axis. Unit of x: per cent."""

    x: str
    label: str


class Bar(NamedTuple):
    """A stretch of days. Kinds: certain, possible (no more than that), apart (not in the total)."""

    x: str
    width: str
    y: int
    kind: str
    group: Group
    letter: str
    title: str
    whole: bool = False  # of the total, not of a position


class Row(NamedTuple):
    """One line of the drawing: bars in lanes, and the text beside them."""

    label: str
    detail: str
    dates: str
    months: str
    group: Group
    height: int
    bars: tuple[Bar, ...]
    note: str = ""
    anchor: str = ""
    ongoing: tuple[tuple[str, int], ...] = ()  # where a bar goes on: x and y of its mark


class Timeline(NamedTuple):
    """A drawing: axis, rows, stretches that overlap, and the legend."""

    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    overlaps: tuple[tuple[str, str], ...]
    as_of: str
    as_of_x: str
    legend: tuple[Group, ...]
    has_possible: bool
    has_apart: bool


class _Axis(NamedTuple):
    start: int
    stop: int

    def at(self, day: int) -> float:
        return _ROOM * (day - self.start) / max(self.stop - self.start, 1)


def timeline(a: Assessment, t: Translator, anchor: str, table: Mapping[str, Group]) -> Timeline | None:
    """Return the drawing of one document, a row a position, the total first; None where nothing has a date."""
    return _drawn([a], t, table, lambda axis: _rows(a, axis, table, t, anchor))


def together(
    assessments: Sequence[Assessment], names: Sequence[str], t: Translator, table: Mapping[str, Group]
) -> Timeline | None:
    """Return the drawing of several documents on one axis, a row a document."""
    numbered = list(enumerate(zip(assessments, names, strict=True), 1))
    return _drawn(
        assessments, t, table, lambda axis: [_packed(a, name, f"c{n}", axis, table, t) for n, (a, name) in numbered]
    )


def group_table(assessments: Sequence[Assessment], t: Translator) -> Mapping[str, Group]:
    """Return letter and colour of the main functions of all positions, those with most days first."""
    days: dict[str, int] = {}
    labels: dict[str, str] = {}
    for a in assessments:
        for amount in a.functions:
            days[amount.code] = days.get(amount.code, 0) + amount.duration.total_days
            labels[amount.code] = amount.label
        for held in a.positions:
            code = main_function(held)
            if code is not None:
                days.setdefault(code, 0)
    used = {code for a in assessments for held in a.positions if (code := main_function(held)) is not None}
    return groups([(code, labels.get(code, code)) for code in sorted(used, key=lambda c: (-days[c], c))])


def _drawn(
    assessments: Sequence[Assessment],
    t: Translator,
    table: Mapping[str, Group],
    rows_of: Callable[[_Axis], Sequence[Row]],
) -> Timeline | None:
    covers = [cover for a in assessments for cover in a.experience.by_position if cover.possible]
    if not covers:
        return None
    as_of = max([date.fromisoformat(a.as_of) for a in assessments]).toordinal() + 1
    first = date.fromordinal(min([cover.possible.runs[0][0] for cover in covers]))
    axis = _Axis(date(first.year, 1, 1).toordinal(), max(as_of, *[c.possible.runs[-1][1] for c in covers]))
    rows = tuple(rows_of(axis))
    kinds = {bar.kind for row in rows for bar in row.bars}
    used = {bar.group for row in rows for bar in row.bars if not bar.whole}
    legend = [group for group in table.values() if group in used]
    if NONE in used:
        legend.append(Group("", 0, t("no function found")))
    return Timeline(
        ticks=_ticks(axis),
        rows=rows,
        overlaps=_bands(assessments[0], axis) if len(assessments) == 1 else (),
        as_of=t.date(assessments[0].as_of),
        as_of_x=_per_cent(axis.at(as_of)),
        legend=tuple(legend),
        has_possible="possible" in kinds,
        has_apart="apart" in kinds,
    )


def _rows(a: Assessment, axis: _Axis, table: Mapping[str, Group], t: Translator, anchor: str) -> list[Row]:
    rows: list[Row] = [_total(a, axis, t)] if sum([held.counted for held in a.positions]) > 1 else []
    for number, (held, cover) in enumerate(zip(a.positions, a.experience.by_position, strict=True), 1):
        group = table.get(main_function(held) or "", NONE)
        detail = ", ".join([x for x in (held.employer, held.location) if x])
        rows.append(
            Row(
                label=held.title or t("(no title)"),
                detail=detail,
                dates=dates(held, t),
                months=span(held.duration),
                group=group,
                height=LANE + 2 * EDGE,
                bars=tuple(_bars(held, cover, axis, table, EDGE, t)),
                note="" if cover.possible else t("no dates to draw"),
                anchor=f"{anchor}p{number}",
                ongoing=_ongoing(held, cover, axis, EDGE),
            )
        )
    return rows


def _total(a: Assessment, axis: _Axis, t: Translator) -> Row:
    """Return the days that count, each once."""
    cover = a.experience.total
    label = t("The total, each day once")
    title = f"{label}: {span(a.total)} {t('months')}"
    bars = _stretches(cover.possible - cover.certain, "possible", NONE, title, axis, EDGE)
    bars += _stretches(cover.certain, "certain", NONE, title, axis, EDGE)
    return Row(label, "", "", span(a.total), NONE, LANE + 2 * EDGE, tuple([bar._replace(whole=True) for bar in bars]))


def _packed(a: Assessment, name: str, anchor: str, axis: _Axis, table: Mapping[str, Group], t: Translator) -> Row:
    """Return all positions of a document on one row, those at the same time in lanes of their own."""
    ends: list[int] = []
    bars: list[Bar] = []
    marks: list[tuple[str, int]] = []
    held_covers = [x for x in zip(a.positions, a.experience.by_position, strict=True) if x[1].possible]
    for held, cover in sorted(held_covers, key=lambda x: x[1].possible.runs[0][0]):
        start, stop = cover.possible.runs[0][0], cover.possible.runs[-1][1]
        lane = next((n for n, end in enumerate(ends) if end <= start), len(ends))
        if lane >= _MOST_LANES:
            lane = _MOST_LANES - 1
        elif lane == len(ends):
            ends.append(stop)
        ends[lane] = max(ends[lane], stop)
        y = THIN + lane * (LANE + 2)
        bars += _bars(held, cover, axis, table, y, t)
        marks += _ongoing(held, cover, axis, y)
    lanes = max(len(ends), 1)
    return Row(
        label=name,
        detail="",
        dates="",
        months=span(a.total),
        group=NONE,
        height=lanes * (LANE + 2) + 2 * THIN - 2,
        bars=tuple(bars),
        note="" if bars else t("no dates to draw"),
        anchor=anchor,
        ongoing=tuple(marks),
    )


def _bars(held: Held, cover: Coverage, axis: _Axis, table: Mapping[str, Group], y: int, t: Translator) -> list[Bar]:
    group = table.get(main_function(held) or "", NONE)
    what = ", ".join([x for x in (held.title or t("(no title)"), held.employer) if x])
    title = f"{what}: {dates(held, t)}, {span(held.duration)} {t('months')}"
    if group.label:
        title += f" · {group.label}"
    if not held.counted:
        kind = t(held.employment.replace("_", " "))
        return _stretches(cover.possible, "apart", group, title + f" [{kind}]", axis, y)
    open_ = cover.possible - cover.certain
    bars = _stretches(open_, "possible", group, t("not certain: {what}").format(what=title), axis, y)
    return bars + _stretches(cover.certain, "certain", group, title, axis, y)


def _stretches(days: DaySet, kind: str, group: Group, title: str, axis: _Axis, y: int) -> list[Bar]:
    bars = []
    for start, stop in days.runs:
        x = axis.at(start)
        width = axis.at(stop) - x
        if kind != "possible":
            width = max(width, _MINIMUM)
        letter = group.letter if kind != "possible" and width >= _LETTER else ""
        bars.append(Bar(_per_cent(x), _per_cent(width), y, kind, group, letter, title))
    return bars


def _ongoing(held: Held, cover: Coverage, axis: _Axis, y: int) -> tuple[tuple[str, int], ...]:
    if held.position.dates is None or not held.position.dates.ongoing or not cover.possible:
        return ()
    return ((_per_cent(axis.at(cover.possible.runs[-1][1])), y),)


def _bands(a: Assessment, axis: _Axis) -> tuple[tuple[str, str], ...]:
    """Return the stretches on which two positions of the total lie."""
    seen, both = DaySet(), DaySet()
    for held, cover in zip(a.positions, a.experience.by_position, strict=True):
        if held.counted:
            both |= seen & cover.likely
            seen |= cover.likely
    return tuple([(_per_cent(axis.at(start)), _per_cent(axis.at(stop) - axis.at(start))) for start, stop in both.runs])


def _ticks(axis: _Axis) -> tuple[Tick, ...]:
    first = date.fromordinal(axis.start).year
    last = (date.fromordinal(axis.stop) - timedelta(days=1)).year
    years = last - first + 1
    step = next((n for n in (1, 2, 5, 10, 20) if years / n <= _MOST_TICKS), 50)
    marked = range(first + -first % step, last + 1, step)
    return tuple([Tick(_per_cent(axis.at(date(year, 1, 1).toordinal())), str(year)) for year in marked])


def _per_cent(value: float) -> str:
    return f"{round(value, 2):g}%"


__all__ = ["Bar", "Row", "Tick", "Timeline", "group_table", "timeline", "together"]

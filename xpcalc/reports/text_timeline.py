"""Positions -> rows of blocks on an axis of years. To draw one more thing: a row in both tables of marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.reports.terminal import paint
from xpcalc.reports.text import cells, clean, cut, wrap

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Held
    from xpcalc.i18n import Translator
    from xpcalc.model import Coverage
    from xpcalc.reports import Options

# Source: Unicode "Block Elements", full to light; in ASCII the heavier sign for the surer days.
BLOCKS: Mapping[str, str] = MappingProxyType(
    {"certain": "█", "apart": "▒", "possible": "░", "guide": "·", "empty": " ", "ongoing": ">"}
)
SIGNS: Mapping[str, str] = MappingProxyType(
    {"certain": "#", "apart": "=", "possible": "-", "guide": ".", "empty": " ", "ongoing": ">"}
)
_COLOURS: Mapping[str, str] = MappingProxyType({"certain": "bar", "possible": "bar", "guide": "faint"})
_WIDEST = 60  # columns of the axis: more of them show no more
_YEAR = 6  # columns that a year on the axis takes: four digits and two blanks
_STEPS = (1, 2, 5, 10, 20, 50)


class _Axis(NamedTuple):
    """Days on columns. Unit: `date.toordinal()`, half-open."""

    start: int
    stop: int
    columns: int

    def at(self, day: int) -> int:
        """Return the edge between columns that is nearest to the beginning of a day."""
        return (2 * (day - self.start) * self.columns + self.stop - self.start) // (2 * (self.stop - self.start))


def timeline(a: Assessment, options: Options, t: Translator) -> list[str]:
    """Return the drawing with its head and legend, a row a position in the order of the tables above it.

    Nothing for fewer than two positions with dates: there is nothing to see beside each other.
    """
    both = [each for each in zip(a.positions, a.experience.by_position, strict=True) if each[1].possible]
    if len(both) < 2:
        return []
    rows = [each for each in both if each[0].counted] + [each for each in both if not each[0].counted]
    marks = BLOCKS if options.blocks else SIGNS
    names = _labels([held for held, _ in rows], options.width * 3 // 10, t)
    label = max([cells(name) for name in names])
    axis = _axis([cover for _, cover in rows], a.as_of, min(options.width - label - 5, _WIDEST))
    years = _years(axis)
    lines = ["", paint(t("Timeline"), "strong", options.colour)]
    lines.append(" " * (label + 4) + _ruler(years, axis))
    used: set[str] = set()
    for name, (held, cover) in zip(names, rows, strict=True):
        kinds = _row(held, cover, axis, [column for column, _ in years])
        used |= set(kinds)
        drawn = _drawn(kinds, marks, options.colour)
        lines.append(f"  {name}{' ' * (label - cells(name))}  {drawn}".rstrip())
    return lines + _legend(used, marks, options, t)


def _labels(held: Sequence[Held], width: int, t: Translator) -> list[str]:
    """Return a short name for each position: its title, or the employer where employers tell more of them apart."""
    titles = [cut(clean(h.title or h.employer or t("(no title)")), width) for h in held]
    employers = [cut(clean(h.employer or h.title or t("(no title)")), width) for h in held]
    return employers if len(set(employers)) > len(set(titles)) else titles


def _axis(covers: Sequence[Coverage], as_of: str, columns: int) -> _Axis:
    first = date.fromordinal(min([cover.possible.runs[0][0] for cover in covers]))
    stop = max(date.fromisoformat(as_of).toordinal() + 1, *[cover.possible.runs[-1][1] for cover in covers])
    return _Axis(date(first.year, 1, 1).toordinal(), stop, columns)


def _years(axis: _Axis) -> list[tuple[int, str]]:
    """Return the years on the axis with the columns where they begin, as many as have room."""
    first, last = date.fromordinal(axis.start).year, date.fromordinal(axis.stop - 1).year
    step = next((n for n in _STEPS if axis.columns * n >= _YEAR * (last - first + 1)), 100)
    marked = [year for year in range(first, last + 1) if year % step == 0]
    found = [(axis.at(date(year, 1, 1).toordinal()), f"{year:04d}") for year in marked]
    return [(column, year) for column, year in found if column + len(year) <= axis.columns + 1]


def _ruler(years: Sequence[tuple[int, str]], axis: _Axis) -> str:
    line = [" "] * (axis.columns + len("2000"))
    for column, year in years:
        line[column : column + len(year)] = year
    return "".join(line).rstrip()


def _row(held: Held, cover: Coverage, axis: _Axis, guides: Sequence[int]) -> list[str]:
    """Return the kind of each column, and behind the last day of a job that goes on its mark."""
    kinds = ["empty"] * (axis.columns + 1)
    for column in guides:
        kinds[column] = "guide"
    sure = "certain" if held.counted else "apart"
    for kind, days, least in (("possible", cover.possible, True), (sure, cover.certain, False)):
        for run in days.runs:
            start, stop = axis.at(run[0]), axis.at(run[1])
            # Why: a job of a few days must be seen; a sure part of a few days is not all of its column.
            if start == stop and (least or run in cover.possible.runs):
                start = min(start, axis.columns - 1)
                stop = start + 1
            kinds[start:stop] = [kind] * (stop - start)
    if held.position.dates is not None and held.position.dates.ongoing:
        kinds[max(axis.at(cover.possible.runs[-1][1]), 1)] = "ongoing"
    return kinds


def _drawn(kinds: Sequence[str], marks: Mapping[str, str], colour: bool) -> str:
    parts = []
    for kind, same in groupby(kinds):
        text = marks[kind] * len(list(same))
        parts.append(paint(text, _COLOURS[kind], colour) if kind in _COLOURS else text)
    return "".join(parts)


def _legend(used: set[str], marks: Mapping[str, str], options: Options, t: Translator) -> list[str]:
    """Return what the marks mean; nothing where all days are sure and count."""
    meaning = {
        "certain": t("sure"),
        "possible": t("possible (dates not precise)"),
        "apart": t("not in the total"),
        "ongoing": t("goes on"),
    }
    if not used & {"possible", "apart"}:
        del meaning["certain"]
    parts = [f"{marks[kind]} {words}" for kind, words in meaning.items() if kind in used]
    if not parts:
        return []
    rows = ["   ".join(parts)] if cells("   ".join(parts)) + 2 <= options.width else parts
    return [line for row in rows for line in wrap(row, options.width, "  ", "    ")]


__all__ = ["BLOCKS", "SIGNS", "timeline"]

"""Finds -> Periods: from when to when somebody was employed, each with its title; a promotion parts one in two.

To add a way in which dates hang together, extend `periods_of`; what a date is was decided before, in finds.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from xpcalc.dates import first_day
from xpcalc.letters.finds import Find
from xpcalc.model import DateRange, PartialDate
from xpcalc.record import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, before it has a title."""

    start: Find | None = None
    end: Find | None = None
    range: Find | None = None
    title: Find | None = None

    @property
    def at(self) -> int:
        return min(find.span.start for find in (self.start, self.end, self.range) if find is not None)

    @property
    def order(self) -> int:
        return next(find.order for find in (self.range, self.start, self.end) if find is not None)


def periods_of(finds: Sequence[Find], agreed: bool) -> list[Period]:
    """Return the employments that the dates make, in the order of the text."""
    found: list[Period] = []
    pending: Find | None = None
    for find in sorted(finds, key=lambda f: (f.span.start, f.span.stop)):
        if find.slot == "period" and isinstance(find.value, DateRange):
            same = [p for p in found if p.range is not None and p.range.value == find.value]
            if not any(_dates(p.range) == _dates(find) for p in same or found if p.range is not None):
                found.append(Period(range=find))
        elif find.slot == "start":
            if any(first_of(p) == find.value for p in found):
                continue
            opened = [p for p in found if p.start is not None and p.order == find.order]
            if opened and find.order < 10_000:
                continue
            found.append(Period(start=find, end=pending))
            pending = None
        elif find.slot == "end" and not agreed:
            at = next((n for n, p in enumerate(found) if p.end is None and p.range is None), None)
            if find.order >= 10_000:
                at = next((n for n, p in enumerate(found) if p.order == find.order and p.end is None), at)
            if at is not None:
                found[at] = replace(found[at], end=find)
            elif not found:
                pending = pending or find
    if pending is not None:
        found.append(Period(end=pending))
    return _chosen(_parted(found, finds), agreed, any(find.slot == "moved" for find in finds))


def _parted(found: list[Period], finds: Sequence[Find]) -> list[Period]:
    """Return two periods that begin as one, the shorter up to the day before a promotion, as the longer alone."""
    if len(found) != 2 or first_of(found[0]) != first_of(found[1]):
        return found
    eves = {_before(f.value) for f in finds if f.slot == "moved"}
    # Why: "from 2013 to 2016 as Assistant; on 1 January 2017 she became Manager" parts the whole time in two.
    kept = [p for p in found if last_of(p) is None or last_of(p) not in eves]
    return kept if len(kept) == 1 else found


def _chosen(found: list[Period], agreed: bool, moved: bool) -> list[Period]:
    """Return the periods without those that repeat, sum up, or stand beside a whole one half said."""
    if agreed:
        found = sorted(found, key=lambda p: -(p.start or p.range or p.end).weight)[:1] if found else []  # type: ignore[union-attr]
    whole = [p for p in found if p.range is not None or (p.start is not None and p.end is not None)]
    if whole and len(whole) < len(found):
        found = [p for p in found if p in whole or _goes_on(p, whole)]
    elif len(found) > 1 and not whole:
        best = max(p.start.weight for p in found if p.start is not None) if any(p.start for p in found) else 0
        found = [p for p in found if p.start is not None and p.start.weight == best][:1] or found[:1]
    if len(found) > 2 or (len(found) == 2 and moved):
        for period in found:
            rest = [p for p in found if p is not period]
            first, last = first_of(period), last_of(period)
            if first is not None and {first} <= {first_of(p) for p in rest} and last in {last_of(p) for p in rest}:
                return rest
    return found


def _goes_on(period: Period, whole: Sequence[Period]) -> bool:
    """Say whether a start follows what ended: "from March 2020 to June 2022 as Agent, since July 2022 as Lead"."""
    start = first_of(period)
    ends = [last for p in whole if (last := last_of(p)) is not None]
    told = any(p.order == period.order for p in whole) and len(ends) == len(whole)
    return told and start is not None and all(first_day(start) > first_day(end) for end in ends)


def _dates(find: Find | None) -> tuple[PartialDate | None, PartialDate | None, bool] | None:
    if find is None or not isinstance(find.value, DateRange):
        return None
    return find.value.start, find.value.end, find.value.ongoing


def first_of(period: Period) -> PartialDate | None:
    """Return the date on which a period begins."""
    if period.range is not None and isinstance(period.range.value, DateRange):
        return period.range.value.start
    return period.start.value if period.start is not None and isinstance(period.start.value, PartialDate) else None


def last_of(period: Period) -> PartialDate | None:
    """Return the date on which a period ends."""
    if period.range is not None and isinstance(period.range.value, DateRange):
        return period.range.value.end
    return period.end.value if period.end is not None and isinstance(period.end.value, PartialDate) else None


def titled(periods: list[Period], finds: Sequence[Find], agreed: bool) -> list[Period]:
    """Return the periods with their titles; a promotion parts one in two."""
    titles = _spots([f for f in finds if f.slot == "title"])
    moves = [f for f in finds if f.slot == "moved" and isinstance(f.value, PartialDate)]
    if len(periods) == 1 and moves and not agreed:
        return _promoted(periods[0], moves, titles)
    if len(periods) == 1:
        best = max(titles, key=lambda f: (f.weight, -f.span.start), default=None)
        return [replace(periods[0], title=best)]
    rows = {f.order: f for f in titles if f.order >= 10_000}
    done = []
    free = [f for f in titles if f.order < 10_000]
    before = bool(free) and bool(periods) and free[0].span.start < periods[0].at
    for number, period in enumerate(periods):
        title = rows.get(period.order)
        if title is None and free:
            last = periods[number - 1].at if number else -1
            following = periods[number + 1].at if number + 1 < len(periods) else 1 << 60
            alone = sum(p.order == period.order for p in periods) == 1
            own = [f for f in free if alone and f.order == period.order]
            near = own or [
                f for f in free if (last < f.span.start < period.at if before else period.at < f.span.start < following)
            ]
            title = max(near, key=lambda f: (f.weight, f.span.start if before else -f.span.start), default=None)
        done.append(replace(period, title=title))
    return done


def _promoted(period: Period, moves: Sequence[Find], titles: Sequence[Find]) -> list[Period]:
    """Return one period for each post that somebody held, in the order of the promotions."""
    start, end = first_of(period), last_of(period)
    days = [move for move in moves if isinstance(move.value, PartialDate)]
    days = [
        m for m in days if isinstance(m.value, PartialDate) and (start is None or first_day(m.value) > first_day(start))
    ]
    if start is not None and start.month is not None:
        # Why: "in 2015 we gave her the team" tells no day on which one job ends.
        days = [m for m in days if isinstance(m.value, PartialDate) and m.value.month is not None]
    if not days:
        return [replace(period, title=max(titles, key=lambda f: f.weight, default=None))]
    same = [f for f in titles if f.order == days[0].order]
    if len(same) > len(days):
        names: list[Find | None] = [*same[: len(days) + 1]]
    else:
        others = [f for f in titles if f not in same]
        names = [max(others, key=lambda f: f.weight, default=None), *same[: len(days)]]
    names += [None] * (len(days) + 1 - len(names))
    anchor = period.range or period.start or period.end
    assert anchor is not None
    parts = []
    for number in range(len(days) + 1):
        first = start if number == 0 else days[number - 1].value
        last = end if number == len(days) else _before(days[number].value)
        place = anchor if number == 0 else days[number - 1]
        open_ = number == len(days) and end is None
        still = open_ and isinstance(anchor.value, DateRange) and anchor.value.ongoing
        dates = DateRange(first if isinstance(first, PartialDate) else None, last, still)
        parts.append(Period(range=replace(place, slot="period", value=dates), title=names[number]))
    return parts


def _before(value: object) -> PartialDate | None:
    """Return the day, month or year before."""
    if not isinstance(value, PartialDate):
        return None
    day = first_day(value) - dt.timedelta(1)
    return PartialDate(day.year, day.month if value.month else None, day.day if value.day else None)


def _spots(titles: Iterable[Find]) -> list[Find]:
    """Return one find for each place, the surest reading of it, in the order of the text."""
    best: dict[int, Find] = {}
    for find in titles:
        # Why by its end too: "as Head of Sales" and "Head of Sales" may begin at different words of one name.
        at = next(
            (
                key
                for key, known in best.items()
                if known.span.start < find.span.stop and find.span.start < known.span.stop
            ),
            find.span.start,
        )
        if at not in best or find.weight > best[at].weight:
            best[at] = find
    return sorted(best.values(), key=lambda f: f.span.start)


__all__ = ["Period", "first_of", "last_of", "periods_of", "titled"]

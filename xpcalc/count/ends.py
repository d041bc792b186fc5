"""PartialDate -> first and last days. To add an EDTF code: a row of PART_MONTHS, a case in tests/test_count.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from xpcalc.dayset import DaySet
from xpcalc.model import (
    PART_MONTHS,
    DateRange,
    PartialDate,
    Policy,
)
from xpcalc.months import (
    add_months,
    month_end,
)
from xpcalc.record import dataclass

_WINTER = 24
# Source: hand-made; the longest career that a missing start may hide. Wide on purpose: a missing date is a question.
CAREER_MONTHS = 600


def bounds(when: PartialDate) -> tuple[date, date]:
    """Return the earliest first day and the latest last day that the date can mean."""
    spans = readings(when)
    return date.fromordinal(min(each[0] for each in spans)), date.fromordinal(max(each[1] for each in spans))


def readings(when: PartialDate) -> list[tuple[int, int]]:
    """Return first and last day (ordinals) of each reading, the likeliest first."""
    year = min(max(when.year, 2), 9997)
    if when.part == _WINTER:
        spans = [_month_span(year - 1, 12, year, 2), _month_span(year, 12, year + 1, 2)]
    elif when.part is not None:
        first, last = PART_MONTHS[when.part]
        spans = [_month_span(year, first, year, last)]
    elif when.month is None:
        spans = [_month_span(year, 1, year, 12)]
    elif when.day is None:
        spans = [_month_span(year, when.month, year, when.month)]
    else:
        day = date(year, when.month, min(when.day, month_end(year, when.month))).toordinal()
        spans = [(day, day)]
    if when.approximate:
        # Why: nothing says how far "about" reaches. One unit of what was written, on either side; days by a month.
        reach = 12 if when.month is None and when.part is None else 3 if when.part is not None else 1
        spans = [(add_months(first, -reach), add_months(last + 1, reach) - 1) for first, last in spans]
    return spans + readings(when.other) if when.other is not None else spans


def _month_span(year: int, month: int, last_year: int, last_month: int) -> tuple[int, int]:
    last = date(last_year, last_month, month_end(last_year, last_month))
    return date(year, month, 1).toordinal(), last.toordinal()


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a range can start and end. Unit: ordinals; `likely` is None where no guess is made."""

    start_low: int
    start_high: int
    start_likely: int | None
    end_low: int
    end_high: int
    end_likely: int | None


def precise(when: PartialDate, strict: bool) -> bool:
    """Tell whether the date has one first and one last day: a day, or a month unless months are read strictly."""
    if when.approximate or when.other is not None or when.part is not None or when.month is None:
        return False
    return when.day is not None or not strict


def coarse(when: PartialDate | None) -> bool:
    """Tell whether a printed duration says more than the date: year, part of a year, about, unknown."""
    return when is None or not precise(when, strict=False)


def _start(when: PartialDate, strict: bool) -> tuple[int, int, int]:
    spans = readings(when)
    if precise(when, strict):
        return spans[0][0], spans[0][0], spans[0][0]
    plain = readings(replace(when, approximate=False))
    likely = plain[0][0]
    if when.month is None and when.part is None:
        likely = date.fromordinal(likely).replace(month=7).toordinal()
    highs = [span[0] if _month_like(when, strict) else span[1] for span in spans]
    return min(span[0] for span in spans), max(highs), likely


def _end(when: PartialDate, strict: bool) -> tuple[int, int, int]:
    spans = readings(when)
    if precise(when, strict):
        return spans[0][1], spans[0][1], spans[0][1]
    plain = readings(replace(when, approximate=False))
    likely = plain[0][1]
    if when.month is None and when.part is None:
        likely = date.fromordinal(likely).replace(month=6, day=30).toordinal()
    lows = [span[1] if _month_like(when, strict) else span[0] for span in spans]
    return min(lows), max(span[1] for span in spans), likely


def _month_like(when: PartialDate, strict: bool) -> bool:
    """Tell whether each reading stands for its own first (as a start) and last (as an end) day."""
    return not strict and not when.approximate and when.part is None and when.month is not None


def is_moment(dates: DateRange) -> bool:
    """Tell whether the range is one date written once: a year, a season."""
    return dates.start is not None and dates.start == dates.end and not dates.ongoing


def ends_of(dates: DateRange, as_of: date, policy: Policy, latest_mention: date | None) -> Ends | None:
    """Return the bounds of both ends, not yet cut at as_of; None if neither end is known."""
    strict, today = policy.month_dates == "strict", as_of.toordinal()
    if dates.start is None and dates.end is None and not dates.ongoing:
        return None
    end: tuple[int, int, int | None]
    start: tuple[int, int, int | None]
    if dates.ongoing:
        low = today
        if policy.ongoing == "latest_mention" and latest_mention is not None:
            low = min(today, latest_mention.toordinal())
        end = (low, today, today)
    elif dates.end is not None:
        end = _end(dates.end, strict)
    else:
        end = (0, 0, None)
    if dates.start is not None:
        start = _start(dates.start, strict)
        if dates.ongoing and start[0] <= today:
            start = (start[0], min(start[1], today), start[2])
    else:
        start = (max(add_months(end[1], -CAREER_MONTHS), 1), end[1], None)
    if dates.end is None and not dates.ongoing:
        end = (start[0], max(today, start[0]), None)
    return Ends(*start, *end)


def stretch(first: int, last: int) -> DaySet:
    """Return the days from first to last, both included, as ordinals."""
    return DaySet(((first, last + 1),))

"""Position -> Coverage and findings. To add a finding: a code that was never used, and a case in the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from xpcalc.count.ends import CAREER_MONTHS, Ends, bounds, coarse, ends_of, is_moment, precise, readings, stretch
from xpcalc.dayset import DaySet
from xpcalc.model import (
    Coverage,
    DateRange,
    Finding,
    Parts,
    Policy,
    Position,
    Severity,
    Shares,
    Undated,
)
from xpcalc.months import (
    add_months,
)

_NONE = DaySet()
EMPTY = Coverage(_NONE, _NONE, _NONE, pieces=0)


class _Notes:
    """Findings about one position, gathered."""

    __slots__ = ("found", "span", "written")

    def __init__(self, position: Position) -> None:
        dates = position.dates
        self.written = dates.written if dates is not None else ""
        self.span = dates.span if dates is not None and dates.span is not None else position.span
        self.found: list[Finding] = []

    def add(self, code: str, what: str, severity: Severity = "info") -> None:
        self.found.append(Finding(code, severity, f"{self.written}: {what}" if self.written else what, self.span))


def coverage(
    position: Position, as_of: date, policy: Policy, latest_mention: date | None = None
) -> tuple[Coverage, tuple[Finding, ...]]:
    """Return the days that a position covers up to as_of, and what is odd about its dates."""
    notes = _Notes(position)
    found = _covered(position, as_of, policy, latest_mention, notes)
    return _part_time(position, found, policy, notes), tuple(notes.found)


def _covered(position: Position, as_of: date, policy: Policy, latest_mention: date | None, notes: _Notes) -> Coverage:
    dates, today = position.dates, as_of.toordinal()
    if dates is None:
        notes.add("I_NO_DATES", f"{position.title or position.employer or 'a position'} has no dates: 0 months counted")
        return EMPTY
    ends = ends_of(dates, as_of, policy, latest_mention)
    if ends is None:
        return _unplaced(dates, today, notes)
    _note_precision(dates, notes)
    if ends.end_high < ends.start_low and not (dates.ongoing and ends.start_low > today):
        # Why: never swapped silently. Nothing is sure or shown; the swapped reading stays possible.
        notes.add("W_REVERSED", "ends before it starts: 0 months counted, more if the two dates are swapped", "warning")
        wide = ends_of(replace(dates, start=dates.end, end=dates.start, ongoing=False), as_of, policy, None) or ends
        return Coverage(_NONE, _NONE, stretch(wide.start_low, min(wide.end_high, today)))
    if ends.start_low > today:
        notes.add("I_NOT_STARTED", f"starts after {as_of.isoformat()}: 0 months counted")
        return EMPTY
    planned = dates.end is not None and not dates.ongoing and bounds(dates.end)[0] > as_of
    if planned:
        notes.add("I_PLANNED_END", f"ends after {as_of.isoformat()}: counted up to that day")
    _check_stated(position, dates, ends, notes)
    if not planned and not position.linkedin:
        narrowed = _narrowed(dates, ends, today, notes)
        if narrowed is not None:
            return narrowed
    return _plain(dates, ends, today)


def _note_precision(dates: DateRange, notes: _Notes) -> None:
    both = [each for each in (dates.start, dates.end) if each is not None]
    if any(each.month is None and each.part is None for each in both):
        notes.add("I_YEAR_ONLY", "dates to the year only")
    if any(each.approximate for each in both):
        notes.add("I_APPROXIMATE", "dates marked as approximate")
    # Why: only the last days of a month are written wrongly; of day and month either may be the month.
    unreal = [each for each in both if each.other is not None and (each.day or 0) > 12]
    if any(each.other is not None and each not in unreal for each in both):
        notes.add("W_TWO_READINGS", "day and month cannot be told apart: both readings are kept", "warning")
    if unreal:
        said = "a day that its month does not have: the last of it and the first of the next are both kept"
        notes.add("W_NO_SUCH_DAY", said, "warning")
    if dates.start is None:
        notes.add("I_NO_START", "start unknown: the result is a range")
    if dates.end is None and not dates.ongoing:
        notes.add("I_NO_END", "end unknown: the result is a range")


def _unplaced(dates: DateRange, today: int, notes: _Notes) -> Coverage:
    """Return the coverage of a range without any date: at most what is stated, on days unknown."""
    if dates.stated is None or not 1 <= dates.stated.months <= CAREER_MONTHS:
        notes.add("I_NO_DATES", "no dates: 0 months counted")
        return EMPTY
    notes.add("I_UNDATED", f"{dates.stated.months} months stated without dates: possible, none counted")
    window = stretch(add_months(today, -CAREER_MONTHS), today)
    return Coverage(_NONE, _NONE, window, (Undated(dates.stated.months, window, 0),), _NONE)


def _plain(dates: DateRange, ends: Ends, today: int) -> Coverage:
    """Return the coverage by the two ends alone."""
    possible, certain, likely = stretch(ends.start_low, ends.end_high), stretch(ends.start_high, ends.end_low), _NONE
    if ends.start_likely is None or ends.end_likely is None:
        certain = _NONE
    elif is_moment(dates) and dates.start is not None:
        possible = DaySet(tuple((first, last + 1) for first, last in readings(dates.start)))
        first, last = readings(replace(dates.start, approximate=False))[0]
        if dates.start.month is None and dates.start.part is None:
            year = date.fromordinal(first)
            first, last = year.replace(month=4).toordinal(), year.replace(month=9, day=30).toordinal()
        likely = stretch(first, last)
    elif ends.start_likely <= ends.end_likely:
        likely = stretch(ends.start_likely, ends.end_likely)
    else:
        # Why: "Sep 2019 - 2019": the usual middles cross. An ongoing job takes the later half, another the middle one.
        low, high = ends.start_low, min(ends.end_high, today)
        quarter = (high - low + 1) // 4
        likely = stretch(low + 2 * quarter, high) if dates.ongoing else stretch(low + quarter, high - quarter)
    past = stretch(1, today)
    possible = possible & past
    certain = certain & possible
    return Coverage(certain, (likely | certain) & possible, possible)


def _first_start(stop: int, months: int) -> int:
    """Return the earliest start whose so many months reach stop."""
    start = max(add_months(stop, -months) - 3, 1)
    while add_months(start, months) < stop:
        start += 1
    return start


def _last_start(stop: int, months: int) -> int:
    """Return the latest start whose so many months do not pass stop."""
    start = add_months(stop, -months) + 3
    while start > 1 and add_months(start, months) > stop:
        start -= 1
    return start


def _narrowed(dates: DateRange, ends: Ends, today: int, notes: _Notes) -> Coverage | None:
    """Return the coverage of imprecise dates with a printed duration; None if it says nothing or does not fit."""
    stated = dates.stated
    if stated is None or not stated.exact or dates.ongoing or not 1 <= stated.months <= CAREER_MONTHS:
        return None
    if not (coarse(dates.start) or coarse(dates.end)):
        return None
    months, end_high = stated.months, min(ends.end_high, today)
    low = max(ends.start_low, _first_start(ends.end_low + 1, months))
    high = min(ends.start_high, _last_start(end_high + 1, months))
    if low > high:
        return None
    middle = ends.start_likely if ends.start_likely is not None and not is_moment(dates) else (low + high) // 2
    start = min(max(middle, low), high)
    core = stretch(high, add_months(low, months) - 1)
    likely = stretch(start, add_months(start, months) - 1)
    window = stretch(low, add_months(high, months) - 1)
    if low == high:
        return Coverage(core, likely, window)
    sure = None
    if is_moment(dates):
        # Why: a duration beside one year is no range; nothing says that all of it was work in that year.
        notes.add("I_UNDATED", f"{months} months stated, the place within the dates unknown")
        sure = 0
    return Coverage(core, likely, window, (Undated(months, window, sure),), _NONE)


def _check_stated(position: Position, dates: DateRange, ends: Ends, notes: _Notes) -> None:
    """Hold the printed duration against the dates, at the precision of months."""
    stated = dates.stated
    if stated is None or ends.start_likely is None or ends.end_likely is None or dates.start is None:
        return
    if is_moment(dates) and not precise(dates.start, strict=False):
        low, high = 0, _index(ends.end_high) - _index(ends.start_low) + 1
    else:
        low = max(_index(ends.end_low) - _index(ends.start_high) + 1, 0)
        high = _index(ends.end_high) - _index(ends.start_low) + 1
    years = [each for each in (dates.start, dates.end) if each is not None and each.month is None and each.part is None]
    if position.linkedin and len(years) == 2:
        # Source: LinkedIn prints the plain difference for ranges of years: 2019 - 2021 (2 yrs).
        low = high = 12 * (years[1].year - years[0].year)
    # Why: "2 years" may be cut off (up to 11 months less) or rounded (6 more); "2 yrs 3 mos" may be one off either way.
    below, above = (1, 1) if stated.exact else (12, 7)
    # Why: for an ongoing job the print is as old as the document; it may be short of as_of, never beyond it.
    if stated.months > high + above or (not dates.ongoing and stated.months < low - below):
        shown = f"{low}" if low == high else f"{low} to {high}"
        notes.add(
            "W_DURATION_MISMATCH",
            f"{stated.written or stated.months} is printed ({stated.months} months), the dates make {shown} months",
            "warning",
        )


def _index(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month


def _part_time(position: Position, found: Coverage, policy: Policy, notes: _Notes) -> Coverage:
    if policy.part_time != "prorate" or not found.possible:
        return found
    part = position.part_time
    if part is None and position.employment != "part_time":
        return found
    loose = tuple(replace(each, months_low=0) for each in found.undated)
    widest, narrowest = _part_time_days(position.part_time_in, policy, found)
    if part is None or part[0] <= 0 or part[1] <= 0:
        notes.add("I_HOURS_UNKNOWN", "part-time without hours: anything from 0 to the full time")
        return replace(found, certain=found.certain - widest, undated=loose)
    share = Fraction(*part)
    if share >= 1:
        return found

    def parts(days: DaySet, inside: DaySet) -> Parts:
        both = ((days - inside, Fraction(1)), (days & inside, share))
        return tuple([each for each in both if each[0]])

    shares = Shares(parts(found.certain, widest), parts(found.likely, widest), parts(found.possible, narrowest))
    return replace(found, undated=loose, shares=shares)


def _part_time_days(when: DateRange | None, policy: Policy, found: Coverage) -> tuple[DaySet, DaySet]:
    """Return the most and the fewest days of a job that are part-time."""
    if when is None:
        return found.possible, found.possible
    if when.start is None:
        return found.possible, _NONE
    strict = policy.month_dates == "strict"
    last = max(found.possible.last or date.max, date.min).toordinal()
    first, late = [each.toordinal() for each in bounds(when.start)]
    early_end, late_end = [each.toordinal() for each in bounds(when.end)] if when.end is not None else (last, last)
    if precise(when.start, strict):
        late = first
    if when.end is not None and precise(when.end, strict):
        early_end = late_end
    widest = stretch(first, late_end) if first <= late_end else _NONE
    return widest, stretch(late, early_end) if late <= early_end else _NONE

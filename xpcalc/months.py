"""DaySet -> Tenure: months and days. To add a measure: a function, a row in MEASURES, a column in the case table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from xpcalc.dayset import DaySet
from xpcalc.record import dataclass

# Source: Spanish and Italian practice: leftovers of separate stretches add up, 30 days make a month (docs/counting.md).
DAYS_PER_MONTH = 30
# Source: Gregorian calendar.
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_AFTER_EVER = date.max.toordinal() + 2


@dataclass(frozen=True, slots=True)
class Tenure:
    """Months and leftover days of a set of days. Unit: `total_days` is the plain count of days."""

    months: int = 0
    days: int = 0
    total_days: int = 0

    def rounded(self, threshold: int | None = 15) -> int:
        """Return whole months: one more if at least `threshold` days are left over; None rounds down."""
        return self.months + (threshold is not None and self.days >= threshold)


def month_end(year: int, month: int) -> int:
    """Return the last day number of a month."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


def add_months(ordinal: int, months: int) -> int:
    """Return the ordinal of the same day so many months later, day 31 clamped to the month's last day."""
    # Why: always from the original start. 31 Jan + 1 + 1 month is 28 Mar, 31 Jan + 2 months is 31 Mar.
    # Own arithmetic on ordinals instead of dateutil.relativedelta because importing that takes longer (16 ms) than
    # reading a CV; a property test holds the two equal, and `count.between` uses relativedelta itself.
    start = date.fromordinal(ordinal)
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        return _AFTER_EVER if year > 1 else 1
    return date(year, month, min(start.day, month_end(year, month))).toordinal()


def _stretch(start: int, stop: int) -> tuple[int, int]:
    first, last = date.fromordinal(start), date.fromordinal(stop - 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    while (reached := add_months(start, months)) > stop:
        months -= 1
    return months, stop - reached


def anniversary(days: DaySet) -> Tenure:
    """Return complete months from each stretch's own first day; leftovers of several stretches carry at 30 days."""
    pairs = [_stretch(start, stop) for start, stop in days]
    months, left = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    # Why: a single stretch never carries, so that 30 leftover days of a 31-day month agree with a calendar.
    if len(pairs) > 1:
        months, left = months + left // DAYS_PER_MONTH, left % DAYS_PER_MONTH
    return Tenure(months, left, days.days)


def calendar_days(days: DaySet) -> dict[int, int]:
    """Return the covered days of each calendar month touched, keyed by year * 12 + month - 1."""
    covered: dict[int, int] = {}
    for start, stop in days:
        while start < stop:
            day = date.fromordinal(start)
            step = min(stop - start, month_end(day.year, day.month) - day.day + 1)
            index = day.year * 12 + day.month - 1
            covered[index] = covered.get(index, 0) + step
            start += step
    return covered


def calendar(days: DaySet, threshold: int = 15) -> Tenure:
    """Return calendar months with at least `threshold` covered days; nothing is left over."""
    return Tenure(sum(count >= threshold for count in calendar_days(days).values()), 0, days.days)


def touched(days: DaySet) -> Tenure:
    """Return calendar months with at least one covered day; nothing is left over."""
    return Tenure(len(calendar_days(days)), 0, days.days)


def thirty(days: DaySet) -> Tenure:
    """Return the days divided by 30."""
    return Tenure(*divmod(days.days, DAYS_PER_MONTH), days.days)


# Source: docs/counting.md, "The default rule" and "Policies"; how leftover days become a whole month or not.
ROUNDINGS: Mapping[str, Callable[[Tenure, int], int]] = MappingProxyType(
    {
        "threshold": lambda tenure, threshold: tenure.rounded(threshold),
        "floor": lambda tenure, threshold: tenure.rounded(None),
    }
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One way to turn a set of days into months. Called with a DaySet it gives the Tenure in its own units."""

    tenure: Callable[[DaySet], Tenure]
    rounding: str
    summary: str
    # Measures that see the threshold inside each calendar month, not at the end.
    by_month: Callable[[DaySet, int], Tenure] | None = None
    # Whether part-time shares can be multiplied in: true where months are a plain sum over stretches.
    shares: bool = True
    # Fewest and most days (30 to the month) that one stretch of so many months can measure, wherever it lies.
    stretch: Callable[[int], tuple[int, int]] = lambda months: (months * DAYS_PER_MONTH, months * DAYS_PER_MONTH)
    # Most days that one gap can add, for measures that start anew after a gap (found by trying every cut).
    gap_gain: int = 2
    # Most days by which a stretch measured apart and together with its neighbours can differ.
    seam: int = 3

    def __call__(self, days: DaySet) -> Tenure:
        """Return the Tenure of the days."""
        return self.tenure(days)

    def rounded(self, days: DaySet, threshold: int = 15) -> int:
        """Return the whole months that this measure counts."""
        tenure = self.by_month(days, threshold) if self.by_month is not None else self.tenure(days)
        return ROUNDINGS[self.rounding](tenure, threshold)


# Source: docs/counting.md (LinkedIn, Italian civil code 2120, Spanish and Italian merit tables, Excel DATEDIF).
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "anniversary15": Measure(
            anniversary, "threshold", "months from the first day on, one more if 15 or more days are left over"
        ),
        "calendar15": Measure(
            calendar,
            "threshold",
            "calendar months with 15 or more days of work",
            by_month=calendar,
            shares=False,
            stretch=lambda months: ((months - 1) * DAYS_PER_MONTH, (months + 1) * DAYS_PER_MONTH),
            gap_gain=0,
            seam=2 * DAYS_PER_MONTH,
        ),
        "floor": Measure(anniversary, "floor", "complete months from the first day on, leftover days dropped"),
        "linkedin": Measure(
            touched,
            "floor",
            "every calendar month touched, as LinkedIn counts",
            shares=False,
            stretch=lambda months: (months * DAYS_PER_MONTH, (months + 1) * DAYS_PER_MONTH),
            gap_gain=0,
            seam=2 * DAYS_PER_MONTH,
        ),
        "days30": Measure(
            thirty,
            "floor",
            "all days together divided by 30, remainder dropped",
            stretch=lambda months: (months * 365 // 12 - 3, (months * 366 + 11) // 12 + 3),
            gap_gain=0,
            seam=0,
        ),
    }
)


def weighted(parts: Iterable[tuple[DaySet, Fraction]], measure: Callable[[DaySet], Tenure]) -> Fraction:
    """Return months, not rounded, where each part counts by its share: the sum of (months + days / 30) x share."""
    total = Fraction(0)
    for days, share in parts:
        tenure = measure(days)
        total += (tenure.months + Fraction(tenure.days, DAYS_PER_MONTH)) * share
    return total

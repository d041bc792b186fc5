"""Two dates -> whether they agree within the coarser precision, and how many months lie between them.

To add a side's answer: `SIDES`, and a sentence in docs/verify.md.
"""

from __future__ import annotations

from calendar import monthrange

from xpcalc.dates import first_day, last_day
from xpcalc.model import DateRange, PartialDate
from xpcalc.record import dataclass

# Source: docs/verify.md, "Agreement".
SIDES = ("agrees", "differs", "not_shown", "inside", "open")
# Source: docs/counting.md, "Dates that are not precise": how far "about" reaches, in days.
_REACH_YEAR, _REACH_PART, _REACH_MONTH = 366, 92, 31


def interval(when: PartialDate) -> tuple[int, int]:
    """Return the first and last day (ordinals, both included) that the date can mean."""
    first, last = first_day(when).toordinal(), last_day(when).toordinal()
    if when.approximate:
        reach = _REACH_PART if when.part is not None else _REACH_YEAR if when.month is None else _REACH_MONTH
        return first - reach, last + reach
    return first, last


def agree(one: PartialDate, other: PartialDate) -> bool:
    """Tell whether two dates can mean the same day."""
    (first, last), (begin, stop) = interval(one), interval(other)
    return first <= stop and begin <= last


def finer(one: PartialDate, other: PartialDate) -> PartialDate:
    """Return the date that says more; the first where both say as much."""
    (first, last), (begin, stop) = interval(one), interval(other)
    return other if stop - begin < last - first else one


def apart(one: PartialDate, other: PartialDate) -> tuple[int, int, int | None]:
    """Return the fewest and the most months from `other` to `one`, and the days where both are to the day."""
    days = None
    if one.day is not None and other.day is not None and one.other is None and other.other is None:
        days = first_day(one).toordinal() - first_day(other).toordinal()
        months = _months(one, other)
        return months, months, days
    (first, last), (begin, stop) = _month_numbers(one), _month_numbers(other)
    return first - stop, last - begin, days


def _months(one: PartialDate, other: PartialDate) -> int:
    """Return whole months between two days, 15 leftover days and more as a month, with a sign."""
    left, right = (one.year, one.month or 1, one.day or 1), (other.year, other.month or 1, other.day or 1)
    sign = 1
    if left < right:
        left, right, sign = right, left, -1
    months = (left[0] - right[0]) * 12 + left[1] - right[1]
    days = left[2] - right[2]
    if days < 0:
        months -= 1
        days += monthrange(right[0], right[1])[1]
    return sign * (months + (days >= 15))


def _month_numbers(when: PartialDate) -> tuple[int, int]:
    first, last = first_day(when), last_day(when)
    return first.year * 12 + first.month, last.year * 12 + last.month


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when something lasted, as a document says it. `told` = the document can show an end."""

    start: PartialDate | None
    end: PartialDate | None
    ongoing: bool = False
    told: bool = True

    def days(self, today: int) -> tuple[int, int] | None:
        """Return the widest run of days (ordinals, both included), None without a start or an end."""
        if self.start is None:
            return None
        first = interval(self.start)[0]
        if self.ongoing:
            return first, max(today, first)
        return None if self.end is None else (first, max(interval(self.end)[1], first))


def stretch_of(dates: DateRange | None) -> Stretch:
    """Return the stretch of a position."""
    return Stretch(None, None) if dates is None else Stretch(dates.start, dates.end, dates.ongoing)


def start_side(cv: PartialDate | None, other: PartialDate | None) -> str:
    """Return what the source says about the start."""
    if cv is None or other is None:
        return "not_shown"
    return "agrees" if agree(cv, other) else "differs"


def end_side(cv: Stretch, other: Stretch, spoken: int | None, sure: bool, today: int) -> str:
    """Return what the source says about the end.

    `spoken`: the last day that the source can speak of; `sure`: an undated source speaks of today (a live profile).
    """
    if not other.told or (cv.end is None and not cv.ongoing):
        return "not_shown"
    if cv.ongoing:
        if other.ongoing:
            return "agrees" if spoken is None else "open"
        if other.end is None:
            return "not_shown"
        # Why: a planned end after the as-of date contradicts nothing.
        return "agrees" if interval(other.end)[1] >= today else "differs"
    assert cv.end is not None
    if other.ongoing:
        last = interval(cv.end)[1]
        if spoken is None:
            return "differs" if sure and last < today else "not_shown"
        return "differs" if last < spoken else "open"
    if other.end is None:
        return "not_shown"
    return "agrees" if agree(cv.end, other.end) else "differs"


__all__ = ["SIDES", "Stretch", "agree", "apart", "end_side", "finer", "interval", "start_side", "stretch_of"]

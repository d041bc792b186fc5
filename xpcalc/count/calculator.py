"""Two dates and policies -> what each policy says. To add a measure, a line of `_why`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from xpcalc.count.covering import coverage
from xpcalc.count.ends import bounds
from xpcalc.count.numbers import duration
from xpcalc.model import (
    Coverage,
    DateRange,
    Duration,
    Finding,
    PartialDate,
    Policy,
    Position,
)
from xpcalc.record import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What one policy says about two dates, and why in a short sentence. Unit: months."""

    policy: str
    rounded: int
    rounded_low: int
    rounded_high: int
    why: str


@dataclass(frozen=True, slots=True)
class Between:
    """The months between two dates: under the chosen policy, then what the others say.

    Shape: `first` and `last` are the likely days counted, None if there are none; `years` and `months_of_year` are the
    same months in years; `complete_on` is the day on which the next month is complete.
    """

    start: PartialDate
    end: PartialDate | None
    as_of: date
    first: date | None
    last: date | None
    policy: str
    why: str
    duration: Duration
    years: int
    months_of_year: int
    complete_on: date | None
    others: tuple[Answer, ...]
    findings: tuple[Finding, ...]


def between(start: PartialDate, end: PartialDate | None, as_of: date, policies: Sequence[Policy]) -> Between:
    """Return the months from start to end, both included, under the first policy, and what each other one says.

    An end of None is the present, as_of. An end that is given counts in full, also beyond as_of.
    """
    # Why here and not in months.py: loading dateutil costs more than reading a CV, and only the calculator needs it.
    from dateutil.relativedelta import relativedelta

    position = Position(None, None, None, DateRange(start, end, ongoing=end is None))
    reach = as_of if end is None else max(as_of, bounds(end)[1], bounds(start)[1])
    chosen = policies[0]
    cover, findings = coverage(position, reach, chosen)
    made = duration(cover, chosen)
    first, last = cover.likely.first, cover.likely.last
    complete_on, years, rest = None, 0, 0
    if first is not None and last is not None and last.year < 9990:
        spent = relativedelta(last + timedelta(days=1), first)
        years, rest = spent.years, spent.months
        complete_on = first + relativedelta(months=12 * years + rest + 1) - timedelta(days=1)
    others = []
    for policy in policies:
        other, odd = coverage(position, reach, policy)
        said = duration(other, policy)
        doubt = next((_DOUBTS[each.code] for each in odd if each.code in _DOUBTS), "")
        text = _why(other, said, policy, doubt)
        others.append(Answer(policy.name, said.rounded, said.rounded_low, said.rounded_high, text))
    return Between(
        start,
        end,
        as_of,
        first,
        last,
        chosen.name,
        others[0].why,
        made,
        years,
        rest,
        complete_on,
        tuple(others[1:]),
        findings,
    )


# Why a result has bounds, by the finding that tells it.
_DOUBTS = {
    "W_NO_SUCH_DAY": "a month does not have the day",
    "W_REVERSED": "the two dates may be swapped",
    "W_TWO_READINGS": "day and month cannot be told apart",
}


def _why(cover: Coverage, made: Duration, policy: Policy, doubt: str) -> str:
    """Return why the policy says what it says, in one short sentence; `doubt`: why it may be another number."""
    threshold, days = policy.threshold, _count(made.days, "leftover day")
    if policy.measure == "linkedin":
        text = f"touches {_count(made.rounded, 'calendar month')}; each counts whole"
    elif policy.measure == "calendar15":
        text = f"{_count(made.rounded, 'calendar month')} with {threshold} or more days"
    elif policy.measure == "days30":
        text = f"{_count(made.total_days, 'day')} / 30, remainder dropped"
    elif made.days == 0:
        text = f"{_count(made.months, 'complete month')}, no days left over"
    elif policy.measure == "floor":
        text = f"{days} dropped: complete months only"
    elif made.days >= threshold:
        text = f"{days}: {threshold} or more make one more month"
    else:
        text = f"{days}: fewer than {threshold} are dropped"
    if made.rounded_low != made.rounded_high:
        ends = doubt or (
            "a month may mean its first or its last day"
            if policy.month_dates == "strict"
            else "the dates are not precise"
        )
        text += f"; {made.rounded_low} to {made.rounded_high} because {ends}"
    return text


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")

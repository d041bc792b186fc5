"""Coverage -> Duration: months and their bounds. Measures and their tolerances are rows of months.MEASURES."""

from __future__ import annotations

from collections.abc import Callable

from xpcalc.count.algebra import cut, whole
from xpcalc.count.ends import stretch
from xpcalc.dayset import DaySet
from xpcalc.model import (
    Coverage,
    Duration,
    Parts,
    Policy,
    Shares,
)
from xpcalc.months import (
    DAYS_PER_MONTH,
    MEASURES,
    ROUNDINGS,
    Measure,
    Tenure,
    anniversary,
    weighted,
)

_NONE = DaySet()


def duration(cover: Coverage, policy: Policy) -> Duration:
    """Return months and days of the likely days, the whole months under the policy, and the bounds of these."""
    measure = MEASURES[policy.measure]
    shares = cover.shares or Shares()
    shown = _tenure(cover.likely, shares.likely, anniversary)
    rounded = _rounded(cover.likely, shares.likely, measure, policy.threshold)
    if cover.certain == cover.possible and not cover.undated and shares.certain == shares.possible:
        return Duration(shown.months, shown.days, cover.likely.days, rounded, rounded, rounded)
    low = min(_lowest(cover, shares.certain, measure, policy.threshold), rounded)
    high = max(_highest(cover, shares.possible, measure, policy.threshold), rounded)
    return Duration(shown.months, shown.days, cover.likely.days, rounded, low, high)


def _tenure(days: DaySet, parts: Parts, measure: Measure | Callable[[DaySet], Tenure]) -> Tenure:
    if not parts:
        return measure(days)
    total = weighted(whole(days, parts), measure)
    months = total.numerator // total.denominator
    return Tenure(months, int((total - months) * DAYS_PER_MONTH), days.days)


def _rounded(days: DaySet, parts: Parts, measure: Measure, threshold: int) -> int:
    if not parts:
        return measure.rounded(days, threshold)
    return ROUNDINGS[measure.rounding](_tenure(days, parts, measure), threshold)


def _units(days: DaySet, parts: Parts, measure: Measure, threshold: int) -> int:
    """Return months x 30 + days under a measure."""
    if not parts and measure.by_month is not None:
        return measure.by_month(days, threshold).months * DAYS_PER_MONTH
    tenure = _tenure(days, parts, measure)
    return tenure.months * DAYS_PER_MONTH + tenure.days


def _whole_months(units: int, measure: Measure, threshold: int) -> int:
    if measure.by_month is not None:
        return units // DAYS_PER_MONTH
    return ROUNDINGS[measure.rounding](Tenure(*divmod(max(units, 0), DAYS_PER_MONTH)), threshold)


def _lowest(cover: Coverage, parts: Parts, measure: Measure, threshold: int) -> int:
    # Why: a gap that the real dates fill can take away days (months start anew after a gap, 30 loose days make one).
    joins = sum(stretch(start, stop - 1) <= cover.possible for start, stop in cover.certain.gaps())
    slack = joins * measure.gap_gain
    # Why: stretches whose windows meet may be the same days, so only the longest of such a group adds anything.
    group, best, more = _NONE, 0, 0
    for each in sorted(cover.undated, key=lambda each: each.window.runs):
        if not each.window & group:
            more, best, group = more + best, 0, _NONE
        group = group | each.window
        sure = each.months if each.months_low is None else each.months_low
        if sure:
            held = _units(each.window & cover.certain, cut(parts, each.window), measure, threshold)
            best = max(best, measure.stretch(sure)[0] - held - (measure.seam if cover.pieces > 1 else 0))
    more += best - slack
    if not more:
        return _rounded(cover.certain, parts, measure, threshold)
    return max(_whole_months(_units(cover.certain, parts, measure, threshold) + more, measure, threshold), 0)


def _highest(cover: Coverage, parts: Parts, measure: Measure, threshold: int) -> int:
    zones = len((cover.possible - cover.certain).runs)
    slack = min(max(cover.pieces - 1, 0), zones) * measure.gap_gain
    every = _rounded(cover.possible, parts, measure, threshold)
    if not slack and not cover.undated:
        return every
    whole = _units(cover.possible, parts, measure, threshold)
    units = whole
    if cover.undated:
        firm = cover.firm if cover.firm is not None else cover.possible
        units = _units(firm, cut(parts, firm), measure, threshold)
        for each in cover.undated:
            free = each.window - firm
            units += min(measure.stretch(each.months)[1], _units(free, (), measure, threshold))
            units += measure.seam * len(free.runs) if cover.pieces > 1 else 0
    return _whole_months(min(units, whole) + slack, measure, threshold)

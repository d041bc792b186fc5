"""Months: the case table for every measure, and what is true of all dates."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from xpcalc.dayset import DaySet
from xpcalc.months import MEASURES, ROUNDINGS, Tenure, add_months, anniversary, calendar_days, weighted

TABLE = yaml.safe_load((Path(__file__).parent / "cases" / "counting.yaml").read_text(encoding="utf-8"))
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
LENGTHS = st.integers(0, 9000)
COLUMNS = {
    "anniversary15": "months",
    "floor": "floor",
    "linkedin": "linkedin_touched",
    "calendar15": "calendar15",
    "days30": "days30_floor",
}


def held(case: dict[str, Any]) -> DaySet:
    pairs = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in case["intervals"]]
    return DaySet.union(DaySet.between(first, last) for first, last in pairs)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: f"case-{case['id']}")
def test_case(case: dict[str, Any]) -> None:
    days = held(case)
    tenure = anniversary(days)
    assert [tenure.months, tenure.days] == case["months_days"]
    assert tenure.total_days == case["days"]
    assert {name: MEASURES[name].rounded(days) for name in COLUMNS} == {
        name: case[key] for name, key in COLUMNS.items()
    }


def test_every_measure_has_a_column() -> None:
    assert set(MEASURES) == set(COLUMNS)
    assert {measure.rounding for measure in MEASURES.values()} == set(ROUNDINGS)


@pytest.mark.parametrize(
    ("left", "threshold", "months"), [(14, 15, 3), (15, 15, 4), (15, 16, 3), (16, 16, 4), (30, None, 3)]
)
def test_rounding(left: int, threshold: int | None, months: int) -> None:
    assert Tenure(3, left, 0).rounded(threshold) == months


def test_threshold_inside_the_calendar_month() -> None:
    days = DaySet.between(date(2022, 1, 1), date(2022, 1, 15))
    assert MEASURES["calendar15"].rounded(days, 15) == 1
    assert MEASURES["calendar15"].rounded(days, 16) == 0


@given(DAYS, st.integers(0, 1200))
def test_add_months_is_relativedelta(start: date, months: int) -> None:
    assert add_months(start.toordinal(), months) == (start + relativedelta(months=months)).toordinal()
    assert add_months(start.toordinal(), -months) == (start - relativedelta(months=months)).toordinal()


@pytest.mark.parametrize("measure", MEASURES)
def test_end_of_the_calendar(measure: str) -> None:
    days = DaySet.between(date(9999, 1, 31), date.max)
    assert MEASURES[measure].rounded(days) in (11, 12)
    assert add_months(date.max.toordinal(), 1) > date.max.toordinal()
    assert add_months(1, -1) == 1


@given(DAYS, LENGTHS)
def test_one_stretch_is_relativedelta(start: date, length: int) -> None:
    stop = start + timedelta(days=length + 1)
    spent = relativedelta(stop, start)
    tenure = anniversary(DaySet.between(start, stop - timedelta(days=1)))
    assert (tenure.months, tenure.days) == (spent.years * 12 + spent.months, spent.days)


@pytest.mark.parametrize("measure", MEASURES)
@given(start=DAYS, length=LENGTHS, before=st.integers(0, 40), after=st.integers(0, 40))
def test_lengthening_one_stretch_never_lowers(measure: str, start: date, length: int, before: int, after: int) -> None:
    # Only for one stretch: filling a gap can lower the months by one, so that is not asserted.
    end = start + timedelta(days=length)
    short = MEASURES[measure].rounded(DaySet.between(start, end))
    longer = MEASURES[measure].rounded(DaySet.between(start - timedelta(days=before), end + timedelta(days=after)))
    assert short <= longer


@given(DAYS, LENGTHS)
def test_calendar_days_add_up(start: date, length: int) -> None:
    days = DaySet.between(start, start + timedelta(days=length))
    covered = calendar_days(days)
    assert sum(covered.values()) == length + 1
    assert all(1 <= count <= 31 for count in covered.values())


@given(DAYS, LENGTHS)
def test_java_month_arithmetic_rounds_alike(start: date, length: int) -> None:
    # Not clamped, as java.time.Period: a month is complete when its day number is reached.
    stop = start + timedelta(days=length + 1)
    months = (stop.year - start.year) * 12 + stop.month - start.month
    months -= stop.day < start.day
    back = start + relativedelta(months=months)
    left = (stop - back).days
    assert MEASURES["anniversary15"].rounded(DaySet.between(start, stop - timedelta(days=1))) == months + (left >= 15)


def test_weighted_sums_shares() -> None:
    half = DaySet.between(date(2020, 1, 1), date(2021, 3, 31))
    assert weighted([(half, Fraction(1, 2))], anniversary) == Fraction(15, 2)
    more = DaySet.between(date(2022, 1, 1), date(2022, 1, 10))
    assert weighted([(half, Fraction(1, 2)), (more, Fraction(1))], anniversary) == Fraction(15, 2) + Fraction(1, 3)

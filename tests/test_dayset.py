"""DaySet against `set[int]`."""

from __future__ import annotations

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xpcalc.dayset import DaySet

RUNS = st.lists(st.tuples(st.integers(1, 80), st.integers(1, 80)), max_size=8)


def plain(runs: list[tuple[int, int]]) -> set[int]:
    return {day for start, stop in runs for day in range(start, stop)}


def days(each: DaySet) -> set[int]:
    return plain(list(each.runs))


@given(RUNS)
def test_canonical(runs: list[tuple[int, int]]) -> None:
    found = DaySet(tuple(runs))
    assert days(found) == plain(runs)
    assert found.days == len(plain(runs))
    assert all(start < stop for start, stop in found.runs)
    assert all(left[1] < right[0] for left, right in zip(found.runs, found.runs[1:], strict=False))
    assert bool(found) == bool(plain(runs))
    assert DaySet(found.runs) == found


@given(RUNS, RUNS)
def test_operations(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> None:
    a, b = DaySet(tuple(left)), DaySet(tuple(right))
    assert days(a | b) == plain(left) | plain(right)
    assert days(a & b) == plain(left) & plain(right)
    assert days(a - b) == plain(left) - plain(right)
    assert (a <= b) == (plain(left) <= plain(right))
    assert (a == b) == (plain(left) == plain(right))
    assert a != b or hash(a) == hash(b)
    assert DaySet.union([a, b]) == a | b


@given(RUNS)
def test_gaps(runs: list[tuple[int, int]]) -> None:
    held = plain(runs)
    inside = set(range(min(held), max(held) + 1)) - held if held else set()
    assert days(DaySet(tuple(runs)).gaps()) == inside


@given(RUNS, st.integers(1, 80), st.integers(1, 80))
def test_clip(runs: list[tuple[int, int]], first: int, last: int) -> None:
    low, high = date.fromordinal(first), date.fromordinal(last)
    each = DaySet(tuple(runs))
    assert days(each.clip(low, high)) == {day for day in plain(runs) if first <= day <= last}
    assert days(each.clip(first=low)) == {day for day in plain(runs) if first <= day}
    assert days(each.clip(last=high)) == {day for day in plain(runs) if day <= last}
    assert (low in each) == (first in plain(runs))


def test_ends_are_both_included() -> None:
    each = DaySet.between(date(2022, 1, 1), date(2022, 12, 31))
    assert each.days == 365
    assert (each.first, each.last) == (date(2022, 1, 1), date(2022, 12, 31))
    assert list(each) == [(date(2022, 1, 1).toordinal(), date(2023, 1, 1).toordinal())]


def test_reversed_and_empty_hold_nothing() -> None:
    each = DaySet.between(date(2022, 1, 2), date(2022, 1, 1))
    assert each == DaySet()
    assert not each
    assert each.first is None
    assert each.last is None
    assert each.gaps() == DaySet()


def test_last_day_of_the_calendar() -> None:
    each = DaySet.between(date.max, date.max)
    assert each.days == 1
    assert each.last == date.max
    assert each.clip(date.min) == each


def test_frozen_and_picklable() -> None:
    each = DaySet(((1, 3),))
    with pytest.raises(AttributeError):
        each.runs = ()  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(each)) == each

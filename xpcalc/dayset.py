"""Days -> sets of days with `|`, `&`, `-` and gaps. To add one, hold it equal to `set[int]` in its tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from xpcalc.record import dataclass

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DaySet:
    """A set of days.

    Shape: `runs` of `date.toordinal()`, half-open. Invariant: sorted, not empty, not touching, so equal sets are
    equal tuples; any other iterable of runs is brought into this form.
    """

    runs: tuple[Run, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "runs", _canonical(self.runs))

    @classmethod
    def between(cls, first: date, last: date) -> DaySet:
        """Return the days from first to last, both included; none if last is before first."""
        return cls(((first.toordinal(), last.toordinal() + 1),))

    @classmethod
    def union(cls, sets: Iterable[DaySet]) -> DaySet:
        """Return the days that are in any of the sets."""
        return cls(tuple(run for each in sets for run in each.runs))

    @property
    def days(self) -> int:
        """Return how many days the set holds."""
        return sum(stop - start for start, stop in self.runs)

    @property
    def first(self) -> date | None:
        """Return the earliest day, None if there is none."""
        return date.fromordinal(self.runs[0][0]) if self.runs else None

    @property
    def last(self) -> date | None:
        """Return the latest day, None if there is none."""
        return date.fromordinal(self.runs[-1][1] - 1) if self.runs else None

    def gaps(self) -> DaySet:
        """Return the days that lie between the runs."""
        return DaySet(tuple((left[1], right[0]) for left, right in pairwise(self.runs)))

    def clip(self, first: date | None = None, last: date | None = None) -> DaySet:
        """Return the days from first to last, both included; None leaves that side open."""
        low = first.toordinal() if first is not None else 1
        high = last.toordinal() + 1 if last is not None else date.max.toordinal() + 1
        return self & DaySet(((low, high),))

    def __bool__(self) -> bool:
        return bool(self.runs)

    def __iter__(self) -> Iterator[Run]:
        return iter(self.runs)

    def __contains__(self, day: date | int) -> bool:
        ordinal = day if isinstance(day, int) else day.toordinal()
        return any(start <= ordinal < stop for start, stop in self.runs)

    def __or__(self, other: DaySet) -> DaySet:
        if not other.runs:
            return self
        if not self.runs:
            return other
        return DaySet(self.runs + other.runs)

    def __and__(self, other: DaySet) -> DaySet:
        left, right, found = self.runs, other.runs, []
        i = j = 0
        while i < len(left) and j < len(right):
            start, stop = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
            if start < stop:
                found.append((start, stop))
            if left[i][1] < right[j][1]:
                i += 1
            else:
                j += 1
        return DaySet(tuple(found))

    def __sub__(self, other: DaySet) -> DaySet:
        right, found = other.runs, []
        j = 0
        for start, stop in self.runs:
            while j < len(right) and right[j][1] <= start:
                j += 1
            k = j
            while k < len(right) and right[k][0] < stop:
                if start < right[k][0]:
                    found.append((start, right[k][0]))
                start = max(start, right[k][1])
                k += 1
            if start < stop:
                found.append((start, stop))
        return DaySet(tuple(found))

    def __le__(self, other: DaySet) -> bool:
        return not self - other


def _canonical(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    # Why: most sets have one run or come out of an operation already in order; do not sort those again.
    if all(start < stop for start, stop in runs) and all(a[1] < b[0] for a, b in pairwise(runs)):
        return runs if isinstance(runs, tuple) else tuple(runs)
    merged: list[Run] = []
    for start, stop in sorted(runs):
        if start >= stop:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], stop))
        else:
            merged.append((start, stop))
    return tuple(merged)

"""Coverage and Coverage -> Coverage. To add an operation, keep certain <= likely <= possible and the shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from xpcalc.dayset import DaySet
from xpcalc.model import (
    Coverage,
    Parts,
    Shares,
    Undated,
)
from xpcalc.months import add_months, anniversary

_NONE = DaySet()
_ONE = Fraction(1)


def unite(coverages: Iterable[Coverage]) -> Coverage:
    """Return the days of any of the coverages; shares of the same day add up to one at most."""
    parts = tuple(coverages)
    if len(parts) == 1:
        return parts[0]
    certain = DaySet.union(each.certain for each in parts)
    likely = DaySet.union(each.likely for each in parts)
    possible = DaySet.union(each.possible for each in parts)
    undated = tuple(piece for each in parts for piece in each.undated)
    firm = DaySet.union(each.possible if each.firm is None else each.firm for each in parts) if undated else None
    shares = None
    if any(each.shares is not None for each in parts):
        kept = [each.shares or Shares() for each in parts]
        shares = Shares(
            _added([(part.certain, share.certain) for part, share in zip(parts, kept, strict=True)]),
            _added([(part.likely, share.likely) for part, share in zip(parts, kept, strict=True)]),
            _added([(part.possible, share.possible) for part, share in zip(parts, kept, strict=True)]),
        )
    return Coverage(certain, likely, possible, undated, firm, sum(each.pieces for each in parts), shares)


def whole(days: DaySet, parts: Parts) -> Parts:
    """Return all the days with their shares, those that count whole first."""
    full = days - DaySet.union(part for part, _ in parts)
    return ((full, _ONE), *parts) if full else parts


def _added(pairs: Sequence[tuple[DaySet, Parts]]) -> Parts:
    """Return the days whose shares add up to less than one, by share."""
    steps: dict[int, Fraction] = {}
    for days, parts in pairs:
        for part, share in whole(days, parts):
            for start, stop in part:
                steps[start] = steps.get(start, Fraction(0)) + share
                steps[stop] = steps.get(stop, Fraction(0)) - share
    runs: dict[Fraction, list[tuple[int, int]]] = {}
    level, since = Fraction(0), 0
    for day in sorted(steps):
        if 0 < level < 1:
            runs.setdefault(level, []).append((since, day))
        level, since = level + steps[day], day
    return tuple((DaySet(tuple(found)), share) for share, found in sorted(runs.items()))


def restrict(cover: Coverage, days: DaySet) -> Coverage:
    """Return the part of a coverage that lies within the days ("in the last 24 months")."""
    undated = []
    for each in cover.undated:
        outside = each.window - days
        inside = each.window & days
        if not inside:
            continue
        sure = each.months if each.months_low is None else each.months_low
        lost = anniversary(outside)
        sure = max(sure - lost.months - (lost.days > 0), 0)
        undated.append(Undated(each.months, inside, sure if outside else each.months_low))
    shares = None
    if cover.shares is not None:
        kept = cover.shares
        shares = Shares(cut(kept.certain, days), cut(kept.likely, days), cut(kept.possible, days))
    firm = None if cover.firm is None or not undated else cover.firm & days
    pieces = cover.pieces + max(len(days.runs) - 1, 0)
    return Coverage(
        cover.certain & days, cover.likely & days, cover.possible & days, tuple(undated), firm, pieces, shares
    )


def cut(parts: Parts, days: DaySet) -> Parts:
    """Return the shares of the days that lie within `days`."""
    return tuple((part & days, share) for part, share in parts if part & days)


def intersect(left: Coverage, right: Coverage) -> Coverage:
    """Return the days that both coverages hold (function and industry); a day counts by the smaller share."""

    def common(a: DaySet, b: DaySet, first: Parts, second: Parts) -> Parts:
        if not first and not second:
            return ()
        runs: dict[Fraction, DaySet] = {}
        for days, share in whole(a, first):
            for others, other in whole(b, second):
                smaller = min(share, other)
                if smaller < 1 and days & others:
                    runs[smaller] = runs.get(smaller, _NONE) | (days & others)
        return tuple((days, share) for share, days in sorted(runs.items()))

    shares = None
    if left.shares is not None or right.shares is not None:
        a, b = left.shares or Shares(), right.shares or Shares()
        shares = Shares(
            common(left.certain, right.certain, a.certain, b.certain),
            common(left.likely, right.likely, a.likely, b.likely),
            common(left.possible, right.possible, a.possible, b.possible),
        )
    return Coverage(
        left.certain & right.certain,
        left.likely & right.likely,
        left.possible & right.possible,
        pieces=left.pieces + right.pieces,
        shares=shares,
    )


def within(cover: Coverage, months: int) -> Coverage:
    """Return a stretch of so many months at an unknown place inside a coverage, never more than the coverage itself."""
    if months < 1 or not cover.possible:
        return Coverage(_NONE, _NONE, _NONE, pieces=0)
    sure = anniversary(cover.certain)
    if anniversary(cover.possible).months < months:
        return cover
    core: list[tuple[int, int]] = []
    runs = cover.certain.runs
    if len(runs) == 1 and runs == cover.possible.runs:
        start, stop = runs[0]
        # Days that every place of the stretch covers.
        core = [(max(add_months(stop, -months), start), min(add_months(start, months), stop))]
    window = cover.possible
    likely = _first_months(cover.likely or window, months)
    certain = DaySet(tuple((a, b) for a, b in core if a < b))
    low = None if sure.months >= months else sure.months
    return Coverage(certain, likely | certain, window, (Undated(months, window, low),), _NONE)


def _first_months(days: DaySet, months: int) -> DaySet:
    """Return the first so many months of the days."""
    left, taken = months, []
    for start, stop in days.runs:
        end = min(add_months(start, left), stop)
        taken.append((start, end))
        left -= anniversary(DaySet(((start, end),))).months
        if left < 1:
            break
    return DaySet(tuple(taken))


def without(cover: Coverage, leave: Coverage) -> Coverage:
    """Return the coverage less a leave."""
    shares = None
    if cover.shares is not None:
        kept, past = cover.shares, cover.possible
        shares = Shares(
            cut(kept.certain, past - leave.possible),
            cut(kept.likely, past - leave.likely),
            cut(kept.possible, past - leave.certain),
        )
    return Coverage(
        cover.certain - leave.possible,
        cover.likely - leave.likely,
        cover.possible - leave.certain,
        tuple(replace(each, months_low=0) for each in cover.undated),
        None if cover.firm is None else cover.firm - leave.certain,
        cover.pieces + leave.pieces,
        shares,
    )

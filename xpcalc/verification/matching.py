"""Positions of the CV and entries of one source -> groups that tell of the same stretch of work.

One to one first, globally best; then what is left joins a stretch at the same employer that covers it: one certificate
beside two titles, three registrations beside one job. To weigh something else: `_likeness`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.record import dataclass
from xpcalc.verification import titles
from xpcalc.verification.agreement import Stretch, interval
from xpcalc.verification.assignment import assign
from xpcalc.verification.employers import Forms, alike, same_house
from xpcalc.verification.values import Entry, Kind

# Source: hand-made, tuned on seeds 1 to 3 of benchmarks/people.
_EMPLOYER, _TITLE, _DATES = 0.45, 0.20, 0.35
_ENOUGH = 0.48
_SAME_NAME, _MAYBE_NAME = 0.8, 0.6
# A stretch goes on over a pause of so many days: weekends, holidays, the days between two contracts.
_PAUSE = 45
_HAND_OVER = 45
_DAY = 30.44


@dataclass(frozen=True, slots=True)
class Group:
    """Positions of the CV and entries of the source (indexes) that tell of one stretch."""

    positions: tuple[int, ...]
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One entry, or several that follow each other at one employer."""

    items: tuple[int, ...]
    entries: tuple[Entry, ...]
    stretch: Stretch


def match(
    cv: Sequence[Entry | None], source: Sequence[Entry], kind: Kind, forms: Forms, today: int, spoken: int
) -> list[Group]:
    """Return the groups of one source; `cv` has None for positions that take no part; `spoken`: its day of issue.

    Invariant: every index stands in one group at most.
    """
    held: dict[int, Entry] = {n: each for n, each in enumerate(cv) if each is not None}
    theirs = dict(enumerate(source))
    groups: list[tuple[list[int], list[int]]] = []
    while True:
        # Why more than one round: what a group lets go may find a counterpart of its own.
        left = _units(held, [n for n in held if not any(n in a for a, _ in groups)], kind, forms, today)
        right = _units(theirs, [n for n in theirs if not any(n in b for _, b in groups)], kind, forms, today)
        gains = [[_likeness(a, b, kind, forms, today) for b in right] for a in left]
        found = [(list(left[i].items), list(right[j].items)) for i, j in assign(gains)]
        if not found:
            break
        _release(found, held, theirs, kind, today)
        groups += found
        _join(groups, held, theirs, kind, forms, today, spoken)
    return sorted(
        (Group(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups), key=lambda g: (g.positions, g.entries)
    )


def _stretch(entry: Entry, kind: Kind) -> Stretch:
    return Stretch(entry.start, entry.end, entry.ongoing, kind.ends)


def _units(entries: dict[int, Entry], order: list[int], kind: Kind, forms: Forms, today: int) -> list[_Unit]:
    """Return the units: entry by entry, or, where the source has no titles, stretches at one employer."""
    if kind.titles:
        return [_Unit((n,), (entries[n],), _stretch(entries[n], kind)) for n in order]
    dated = sorted(order, key=lambda n: (_stretch(entries[n], kind).days(today) or (today, today), n))
    units: list[list[int]] = []
    for n in dated:
        run = _stretch(entries[n], kind).days(today)
        home = None
        for unit in units:
            before = [r for r in (_stretch(entries[m], kind).days(today) for m in unit) if r is not None]
            if run is None or not before or not same_house(entries[unit[0]].employer, entries[n].employer, forms):
                continue
            if run[0] <= max(stop for _, stop in before) + _PAUSE:
                home = unit
        if home is None:
            units.append([n])
        else:
            home.append(n)
    return [_Unit(tuple(u), tuple(entries[n] for n in u), joined([entries[n] for n in u], kind, today)) for u in units]


def joined(entries: Sequence[Entry], kind: Kind, today: int) -> Stretch:
    """Return the stretch from the first start to the last end of some entries."""
    starts = [each.start for each in entries if each.start is not None]
    start = min(starts, key=lambda when: (interval(when)[0], interval(when)[1])) if starts else None
    ongoing = any(each.ongoing for each in entries)
    ends = [each.end for each in entries if each.end is not None]
    end = max(ends, key=lambda when: (interval(when)[1], interval(when)[0])) if ends and not ongoing else None
    return Stretch(start, end, ongoing, kind.ends)


def _likeness(a: _Unit, b: _Unit, kind: Kind, forms: Forms, today: int) -> int:
    """Return a gain, 0 where the two cannot be the same."""
    employer = max(alike(x.employer, y.employer, forms) for x in a.entries for y in b.entries)
    title = max(titles.alike(x, y) for x in a.entries for y in b.entries)
    dates, exact = _dates(a.stretch, b.stretch, today)
    if not _touch(a.stretch, b.stretch, today) and not _slipped(a.stretch, b.stretch, title, kind, today):
        # Why: another stretch at the same employer, unless title and length say that one of the years is wrong.
        return 0
    unnamed = not any(x.employer for x in a.entries) or not any(y.employer for y in b.entries)
    if unnamed:
        if dates < 0.6:
            return 0
    elif employer < _MAYBE_NAME:
        # Why: a brand and its owner may share no word; then everything else has to agree, or they stay apart.
        if not exact or dates < 0.95 or (kind.titles and title < 0.7):
            return 0
    elif employer < _SAME_NAME and dates < 0.75:
        return 0
    score = _EMPLOYER * employer + _TITLE * title + _DATES * dates
    return round(1000 * score) if score >= _ENOUGH or unnamed else 0


def _dates(a: Stretch, b: Stretch, today: int) -> tuple[float, bool]:
    """Return how near two stretches are, -0.5 to 1, and whether both ends agree to the month."""
    near: list[tuple[float, float]] = []
    exact = True
    if a.start is not None and b.start is not None:
        months = _distance(interval(a.start), interval(b.start))
        near.append((0.35 if b.told else 0.75, max(0.0, 1 - months / 12)))
        exact = months == 0 and a.start.month is not None and b.start.month is not None
    else:
        exact = False
    if b.told:
        ends = [(today, today) if each.ongoing else interval(each.end) if each.end else None for each in (a, b)]
        if ends[0] is not None and ends[1] is not None:
            months = _distance(ends[0], ends[1])
            near.append((0.25, max(0.0, 1 - months / 12)))
            exact = exact and months == 0
        else:
            exact = False
    one, other = a.days(today), b.days(today)
    penalty = 0.0
    if one is not None and other is not None:
        shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
        whole = max(one[1], other[1]) - min(one[0], other[0]) + 1
        near.append((0.4, max(shared, 0) / whole))
        if shared <= 0:
            penalty = min(1.0, -shared / _DAY / 24) * 0.5
    elif one is not None and b.start is not None and not one[0] - 62 <= interval(b.start)[0] <= one[1] + 62:
        penalty = 0.5
    if not near:
        return 0.3, False
    total = sum(weight for weight, _ in near)
    return sum(weight * value for weight, value in near) / total - penalty, exact


def _touch(a: Stretch, b: Stretch, today: int) -> bool:
    """Tell whether two stretches share more than a hand-over; a lone start lies in the other or in the year before."""
    one, other = _likely(a, today), _likely(b, today)
    if one is not None and other is not None:
        shared = min(one[1], other[1]) - max(one[0], other[0]) + 1
        # Why: jobs hand over in the same month, and the middle of a year is a guess.
        return shared > _HAND_OVER or 2 * shared > min(one[1] - one[0], other[1] - other[0]) + 1
    if one is not None and b.start is not None:
        return one[0] - 366 <= interval(b.start)[1] and interval(b.start)[0] <= one[1]
    return True


def _slipped(a: Stretch, b: Stretch, title: float, kind: Kind, today: int) -> bool:
    """Tell whether the two may be one stretch with another year written: the same title, as long, not both open."""
    one, other = _likely(a, today), _likely(b, today)
    if one is None or other is None or not kind.titles or title < 1:
        return False
    return abs((one[1] - one[0]) - (other[1] - other[0])) <= _HAND_OVER


def _likely(stretch: Stretch, today: int) -> tuple[int, int] | None:
    """Return the days of a stretch, a year read as its middle."""
    run = stretch.days(today)
    if run is None or stretch.start is None:
        return run
    first, last = interval(stretch.start)
    start = first if last - first < 32 else (first + last) // 2
    end = run[1]
    if not stretch.ongoing and stretch.end is not None:
        first, last = interval(stretch.end)
        end = last if last - first < 32 else (first + last) // 2
    return start, max(start, end)


def _distance(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the months between two intervals, 0 where they touch."""
    return max(one[0] - other[1], other[0] - one[1], 0) / _DAY


def _overlap(one: Stretch, other: Stretch, today: int) -> float:
    """Return the share of the first stretch that lies within the second."""
    mine, theirs = one.days(today), other.days(today)
    if mine is None or theirs is None:
        return 0.0
    shared = min(mine[1], theirs[1]) - max(mine[0], theirs[0]) + 1
    return max(shared, 0) / (mine[1] - mine[0] + 1)


def _release(
    groups: list[tuple[list[int], list[int]]], held: dict[int, Entry], theirs: dict[int, Entry], kind: Kind, today: int
) -> None:
    """Take out of a group what shares no day with the other side, as long as something stays."""
    for mine, other in groups:
        for side, entries, against in (
            (mine, held, [theirs[n] for n in other]),
            (other, theirs, [held[n] for n in mine]),
        ):
            whole = joined(against, kind, today)
            apart = [n for n in side if whole.days(today) and not _overlap(_stretch(entries[n], kind), whole, today)]
            if len(apart) < len(side):
                side[:] = [n for n in side if n not in apart]


def _join(
    groups: list[tuple[list[int], list[int]]],
    held: dict[int, Entry],
    theirs: dict[int, Entry],
    kind: Kind,
    forms: Forms,
    today: int,
    spoken: int,
) -> None:
    """Give what is left to the group at the same employer that covers most of it, if that is half or more."""
    if not kind.ends:
        return
    # Why: "works here" is said up to the day of issue; what came later is not in the document.
    for own, others, at, last in ((theirs, held, 1, spoken), (held, theirs, 0, today)):
        taken = {n for group in groups for n in group[at]}
        for n in own:
            if n in taken or not own[n].employer:
                continue
            best: tuple[float, int] | None = None
            for number, group in enumerate(groups):
                named = [others[m] for m in group[1 - at]]
                if not any(same_house(own[n].employer, each.employer, forms) for each in named):
                    continue
                share = max(_overlap(_stretch(own[n], kind), _stretch(each, kind), last) for each in named)
                if share >= 0.5 and (best is None or share > best[0]):
                    best = share, number
            if best is not None:
                groups[best[1]][at].append(n)


__all__ = ["Group", "joined", "match"]

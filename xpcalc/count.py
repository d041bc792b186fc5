"""Positions + Policy + as_of -> Experience, the only place where dates become days. To add a choice: a field of Policy,
a row of `_CHOICES`, and cases in tests/cases/counting.yaml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from xpcalc.dayset import DaySet
from xpcalc.errors import RulebookError
from xpcalc.model import (
    EMPLOYMENTS,
    Coverage,
    DateRange,
    Duration,
    Experience,
    Finding,
    Label,
    PartialDate,
    Parts,
    Policy,
    Position,
    Severity,
    Shares,
    Undated,
)
from xpcalc.months import (
    DAYS_PER_MONTH,
    MEASURES,
    ROUNDINGS,
    Measure,
    Tenure,
    add_months,
    anniversary,
    month_end,
    weighted,
)

_NONE = DaySet()
_ONE = Fraction(1)
EMPTY = Coverage(_NONE, _NONE, _NONE, pieces=0)

# Source: ISO 8601-2 sub-year codes as first and last month, northern seasons; 37-39 as Jan-Apr, May-Aug, Sep-Dec.
# Winter is not here: it lies on either side of the year.
_PARTS: Mapping[int, tuple[int, int]] = MappingProxyType(
    {
        21: (3, 5),
        22: (6, 8),
        23: (9, 11),
        33: (1, 3),
        34: (4, 6),
        35: (7, 9),
        36: (10, 12),
        37: (1, 4),
        38: (5, 8),
        39: (9, 12),
        40: (1, 6),
        41: (7, 12),
    }
)
_WINTER = 24
# Source: hand-made; the longest career that a missing start may hide. Wide on purpose: a missing date is a question.
_CAREER_MONTHS = 600
# Source: contract.md; a document that mentions nothing of the last year may be old.
_OLD_MONTHS = 12
# Source: found by trying every cut: two touching stretches measured apart and together differ by no more days.
_SEAM = 3
# Source: hand-made; handing over between two jobs is no overlap worth a word.
_OVERLAP_DAYS = 31

# Source: counting.md, 3 and 6: the choices that a policy has, and the values each may take.
_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "measure": tuple(MEASURES),
        "month_dates": ("inclusive", "strict"),
        "part_time": ("full", "prorate"),
        "leave": ("count", "subtract"),
        "ongoing": ("as_of", "latest_mention"),
    }
)


def policy_from_mapping(name: str, data: Mapping[str, object], base: Policy | None = None) -> Policy:
    """Return the policy that a mapping describes, on top of `base`.

    Raises: RulebookError with every problem of the mapping at once.
    """
    start = replace(base or Policy(), name=name)
    known = [each.name for each in fields(Policy) if each.name != "name"]
    problems: list[str] = []
    values: dict[str, object] = {}
    for key, value in data.items():
        if key not in known:
            problems.append(f"$.{key}: unknown key: known are {', '.join(known)}")
        elif key in _CHOICES and value not in _CHOICES[key]:
            problems.append(f"$.{key}: {value!r} is not one of {', '.join(_CHOICES[key])}")
        elif key == "threshold" and (type(value) is not int or not 1 <= value <= 31):
            problems.append(f"$.{key}: {value!r} is not a number of days from 1 to 31")
        elif key in ("summary", "legal_basis") and not isinstance(value, str):
            problems.append(f"$.{key}: {value!r} is not text")
        elif key == "counted":
            kinds = tuple(value) if isinstance(value, (list, tuple)) else None
            wrong = [kind for kind in kinds or () if kind not in EMPLOYMENTS]
            if kinds is None or wrong:
                given = ", ".join(map(repr, wrong)) or repr(value)
                problems.append(f"$.{key}: {given} is not a list of {', '.join(EMPLOYMENTS)}")
            else:
                values[key] = kinds
        else:
            values[key] = value
    if problems:
        raise RulebookError(*(f"policies/{name}: {each}" for each in problems))
    policy = replace(start, **values)  # type: ignore[arg-type]
    if policy.part_time == "prorate" and not MEASURES[policy.measure].shares:
        able = ", ".join(key for key, row in MEASURES.items() if row.shares)
        problems.append(f"$.part_time: prorate has no meaning for measure {policy.measure}: use one of {able}")
    if policy.leave == "subtract" and not policy.legal_basis.strip():
        problems.append("$.leave: subtract needs legal_basis: the rule or law that allows it, in words")
    if problems:
        raise RulebookError(*(f"policies/{name}: {each}" for each in problems))
    return policy


# --- dates -> bounds -------------------------------------------------------------------------------------------------


def bounds(when: PartialDate) -> tuple[date, date]:
    """Return the earliest first day and the latest last day that the date can mean."""
    spans = _readings(when)
    return date.fromordinal(min(each[0] for each in spans)), date.fromordinal(max(each[1] for each in spans))


def _readings(when: PartialDate) -> list[tuple[int, int]]:
    """Return first and last day (ordinals) of each reading, the likeliest first."""
    year = min(max(when.year, 2), 9997)
    if when.part == _WINTER:
        spans = [_month_span(year - 1, 12, year, 2), _month_span(year, 12, year + 1, 2)]
    elif when.part is not None:
        first, last = _PARTS[when.part]
        spans = [_month_span(year, first, year, last)]
    elif when.month is None:
        spans = [_month_span(year, 1, year, 12)]
    elif when.day is None:
        spans = [_month_span(year, when.month, year, when.month)]
    else:
        day = date(year, when.month, min(when.day, month_end(year, when.month))).toordinal()
        spans = [(day, day)]
    if when.approximate:
        # Why: nothing says how far "about" reaches. One unit of what was written, on either side; days by a month.
        reach = 12 if when.month is None and when.part is None else 3 if when.part is not None else 1
        spans = [(add_months(first, -reach), add_months(last + 1, reach) - 1) for first, last in spans]
    return spans + _readings(when.other) if when.other is not None else spans


def _month_span(year: int, month: int, last_year: int, last_month: int) -> tuple[int, int]:
    last = date(last_year, last_month, month_end(last_year, last_month))
    return date(year, month, 1).toordinal(), last.toordinal()


@dataclass(frozen=True, slots=True)
class _Ends:
    """Where a range can start and end. Unit: ordinals; `likely` is None where no guess is made."""

    start_low: int
    start_high: int
    start_likely: int | None
    end_low: int
    end_high: int
    end_likely: int | None


def _precise(when: PartialDate, strict: bool) -> bool:
    if when.approximate or when.other is not None or when.part is not None or when.month is None:
        return False
    return when.day is not None or not strict


def _coarse(when: PartialDate | None) -> bool:
    """Tell whether a printed duration says more than the date: year, part of a year, about, unknown."""
    return when is None or not _precise(when, strict=False)


def _start(when: PartialDate, strict: bool) -> tuple[int, int, int]:
    spans = _readings(when)
    if _precise(when, strict):
        return spans[0][0], spans[0][0], spans[0][0]
    plain = _readings(replace(when, approximate=False))
    likely = plain[0][0]
    if when.month is None and when.part is None:
        likely = date.fromordinal(likely).replace(month=7).toordinal()
    highs = [span[0] if _month_like(when, strict) else span[1] for span in spans]
    return min(span[0] for span in spans), max(highs), likely


def _end(when: PartialDate, strict: bool) -> tuple[int, int, int]:
    spans = _readings(when)
    if _precise(when, strict):
        return spans[0][1], spans[0][1], spans[0][1]
    plain = _readings(replace(when, approximate=False))
    likely = plain[0][1]
    if when.month is None and when.part is None:
        likely = date.fromordinal(likely).replace(month=6, day=30).toordinal()
    lows = [span[1] if _month_like(when, strict) else span[0] for span in spans]
    return min(lows), max(span[1] for span in spans), likely


def _month_like(when: PartialDate, strict: bool) -> bool:
    """Tell whether each reading stands for its own first (as a start) and last (as an end) day."""
    return not strict and not when.approximate and when.part is None and when.month is not None


def _moment(dates: DateRange) -> bool:
    """Tell whether the range is one date written once: a year, a season."""
    return dates.start is not None and dates.start == dates.end and not dates.ongoing


def _ends(dates: DateRange, as_of: date, policy: Policy, latest_mention: date | None) -> _Ends | None:
    """Return the bounds of both ends, not yet cut at as_of; None if neither end is known."""
    strict, today = policy.month_dates == "strict", as_of.toordinal()
    if dates.start is None and dates.end is None and not dates.ongoing:
        return None
    end: tuple[int, int, int | None]
    start: tuple[int, int, int | None]
    if dates.ongoing:
        low = today
        if policy.ongoing == "latest_mention" and latest_mention is not None:
            low = min(today, latest_mention.toordinal())
        end = (low, today, today)
    elif dates.end is not None:
        end = _end(dates.end, strict)
    else:
        end = (0, 0, None)
    if dates.start is not None:
        start = _start(dates.start, strict)
        if dates.ongoing and start[0] <= today:
            start = (start[0], min(start[1], today), start[2])
    else:
        start = (max(add_months(end[1], -_CAREER_MONTHS), 1), end[1], None)
    if dates.end is None and not dates.ongoing:
        end = (start[0], max(today, start[0]), None)
    return _Ends(*start, *end)


# --- one position -> coverage ----------------------------------------------------------------------------------------


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
    ends = _ends(dates, as_of, policy, latest_mention)
    if ends is None:
        return _unplaced(dates, today, notes)
    _note_precision(dates, notes)
    if ends.end_high < ends.start_low and not (dates.ongoing and ends.start_low > today):
        # Why: never swapped silently. Nothing is sure or shown; the swapped reading stays possible.
        notes.add("W_REVERSED", "ends before it starts: 0 months counted, more if the two dates are swapped", "warning")
        wide = _ends(replace(dates, start=dates.end, end=dates.start, ongoing=False), as_of, policy, None) or ends
        return Coverage(_NONE, _NONE, _run(wide.start_low, min(wide.end_high, today)))
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


def _run(first: int, last: int) -> DaySet:
    return DaySet(((first, last + 1),))


def _note_precision(dates: DateRange, notes: _Notes) -> None:
    both = [each for each in (dates.start, dates.end) if each is not None]
    if any(each.month is None and each.part is None for each in both):
        notes.add("I_YEAR_ONLY", "dates to the year only")
    if any(each.approximate for each in both):
        notes.add("I_APPROXIMATE", "dates marked as approximate")
    if any(each.other is not None for each in both):
        notes.add("W_TWO_READINGS", "day and month cannot be told apart: both readings are kept", "warning")
    if dates.start is None:
        notes.add("I_NO_START", "start unknown: the result is a range")
    if dates.end is None and not dates.ongoing:
        notes.add("I_NO_END", "end unknown: the result is a range")


def _unplaced(dates: DateRange, today: int, notes: _Notes) -> Coverage:
    """Return the coverage of a range without any date: at most what is stated, on days unknown."""
    if dates.stated is None or not 1 <= dates.stated.months <= _CAREER_MONTHS:
        notes.add("I_NO_DATES", "no dates: 0 months counted")
        return EMPTY
    notes.add("I_UNDATED", f"{dates.stated.months} months stated without dates: possible, none counted")
    window = _run(add_months(today, -_CAREER_MONTHS), today)
    return Coverage(_NONE, _NONE, window, (Undated(dates.stated.months, window, 0),), _NONE)


def _plain(dates: DateRange, ends: _Ends, today: int) -> Coverage:
    """Return the coverage by the two ends alone."""
    possible, certain, likely = _run(ends.start_low, ends.end_high), _run(ends.start_high, ends.end_low), _NONE
    if ends.start_likely is None or ends.end_likely is None:
        certain = _NONE
    elif _moment(dates) and dates.start is not None:
        possible = DaySet(tuple((first, last + 1) for first, last in _readings(dates.start)))
        first, last = _readings(replace(dates.start, approximate=False))[0]
        if dates.start.month is None and dates.start.part is None:
            year = date.fromordinal(first)
            first, last = year.replace(month=4).toordinal(), year.replace(month=9, day=30).toordinal()
        likely = _run(first, last)
    elif ends.start_likely <= ends.end_likely:
        likely = _run(ends.start_likely, ends.end_likely)
    else:
        # Why: "Sep 2019 - 2019": the usual middles cross. An ongoing job takes the later half, another the middle one.
        low, high = ends.start_low, min(ends.end_high, today)
        quarter = (high - low + 1) // 4
        likely = _run(low + 2 * quarter, high) if dates.ongoing else _run(low + quarter, high - quarter)
    past = _run(1, today)
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


def _narrowed(dates: DateRange, ends: _Ends, today: int, notes: _Notes) -> Coverage | None:
    """Return the coverage of imprecise dates with a printed duration; None if it says nothing or does not fit."""
    stated = dates.stated
    if stated is None or not stated.exact or dates.ongoing or not 1 <= stated.months <= _CAREER_MONTHS:
        return None
    if not (_coarse(dates.start) or _coarse(dates.end)):
        return None
    months, end_high = stated.months, min(ends.end_high, today)
    low = max(ends.start_low, _first_start(ends.end_low + 1, months))
    high = min(ends.start_high, _last_start(end_high + 1, months))
    if low > high:
        return None
    middle = ends.start_likely if ends.start_likely is not None and not _moment(dates) else (low + high) // 2
    start = min(max(middle, low), high)
    core = _run(high, add_months(low, months) - 1)
    likely = _run(start, add_months(start, months) - 1)
    window = _run(low, add_months(high, months) - 1)
    if low == high:
        return Coverage(core, likely, window)
    sure = None
    if _moment(dates):
        # Why: a duration beside one year is no range; nothing says that all of it was work in that year.
        notes.add("I_UNDATED", f"{months} months stated, the place within the dates unknown")
        sure = 0
    return Coverage(core, likely, window, (Undated(months, window, sure),), _NONE)


def _check_stated(position: Position, dates: DateRange, ends: _Ends, notes: _Notes) -> None:
    """Hold the printed duration against the dates, at the precision of months."""
    stated = dates.stated
    if stated is None or ends.start_likely is None or ends.end_likely is None or dates.start is None:
        return
    if _moment(dates) and not _precise(dates.start, strict=False):
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
    if part is None or part[0] <= 0 or part[1] <= 0:
        notes.add("I_HOURS_UNKNOWN", "part-time without hours: anything from 0 to the full time")
        return replace(found, certain=_NONE, undated=loose)
    share = Fraction(*part)
    if share >= 1:
        return found

    def parts(days: DaySet) -> Parts:
        return ((days, share),) if days else ()

    shares = Shares(parts(found.certain), parts(found.likely), parts(found.possible))
    return replace(found, undated=loose, shares=shares)


# --- coverage and coverage -> coverage -------------------------------------------------------------------------------


def unite(coverages: Iterable[Coverage]) -> Coverage:
    """Return the days of any of the coverages; shares of the same day add up to one at most."""
    parts = tuple(coverages)
    if len(parts) == 1:
        return parts[0]
    certain = DaySet.union(each.certain for each in parts)
    likely = DaySet.union(each.likely for each in parts)
    possible = DaySet.union(each.possible for each in parts)
    undated = tuple(stretch for each in parts for stretch in each.undated)
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


def _whole(days: DaySet, parts: Parts) -> Parts:
    """Return all the days with their shares, those that count whole first."""
    full = days - DaySet.union(part for part, _ in parts)
    return ((full, _ONE), *parts) if full else parts


def _added(pairs: Sequence[tuple[DaySet, Parts]]) -> Parts:
    """Return the days whose shares add up to less than one, by share."""
    steps: dict[int, Fraction] = {}
    for days, parts in pairs:
        for part, share in _whole(days, parts):
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
        shares = Shares(_cut(kept.certain, days), _cut(kept.likely, days), _cut(kept.possible, days))
    firm = None if cover.firm is None or not undated else cover.firm & days
    pieces = cover.pieces + max(len(days.runs) - 1, 0)
    return Coverage(
        cover.certain & days, cover.likely & days, cover.possible & days, tuple(undated), firm, pieces, shares
    )


def _cut(parts: Parts, days: DaySet) -> Parts:
    return tuple((part & days, share) for part, share in parts if part & days)


def intersect(left: Coverage, right: Coverage) -> Coverage:
    """Return the days that both coverages hold (function and industry); a day counts by the smaller share."""

    def common(a: DaySet, b: DaySet, first: Parts, second: Parts) -> Parts:
        if not first and not second:
            return ()
        runs: dict[Fraction, DaySet] = {}
        for days, share in _whole(a, first):
            for others, other in _whole(b, second):
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


def _without(cover: Coverage, leave: Coverage) -> Coverage:
    """Return the coverage less a leave."""
    shares = None
    if cover.shares is not None:
        kept, past = cover.shares, cover.possible
        shares = Shares(
            _cut(kept.certain, past - leave.possible),
            _cut(kept.likely, past - leave.likely),
            _cut(kept.possible, past - leave.certain),
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


# --- coverage -> months ----------------------------------------------------------------------------------------------


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
    total = weighted(_whole(days, parts), measure)
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
    joins = sum(_run(start, stop - 1) <= cover.possible for start, stop in cover.certain.gaps())
    slack = joins * measure.gap_gain
    if not slack and not cover.undated:
        return _rounded(cover.certain, parts, measure, threshold)
    units = _units(cover.certain, parts, measure, threshold) - slack
    # Why: stretches whose windows meet may be the same days, so only the longest of such a group adds anything.
    group, best = _NONE, 0
    for each in sorted(cover.undated, key=lambda stretch: stretch.window.runs):
        if not each.window & group:
            units, best, group = units + best, 0, _NONE
        group = group | each.window
        sure = each.months if each.months_low is None else each.months_low
        if sure:
            held = _units(each.window & cover.certain, _cut(parts, each.window), measure, threshold)
            best = max(best, measure.stretch(sure)[0] - held - (_SEAM if cover.pieces > 1 else 0))
    return max(_whole_months(units + best, measure, threshold), 0)


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
        units = _units(firm, _cut(parts, firm), measure, threshold)
        for each in cover.undated:
            free = _units(each.window - firm, (), measure, threshold)
            units += min(measure.stretch(each.months)[1], free) + (_SEAM if cover.pieces > 1 else 0)
    return _whole_months(min(units, whole) + slack, measure, threshold)


# --- all positions -> experience -------------------------------------------------------------------------------------


def count(
    positions: Sequence[Position],
    labels: Sequence[Label],
    policy: Policy,
    as_of: date,
    latest_mention: date | None = None,
) -> Experience:
    """Return the days of all counted positions, of each position, kind of employment and label, and the findings."""
    covers: list[Coverage] = []
    findings: list[Finding] = []
    for position in positions:
        found, odd = coverage(position, as_of, policy, latest_mention)
        covers.append(found)
        findings.extend(odd)
    if policy.leave == "subtract":
        _subtract_leave(positions, covers, findings)
    counted = [index for index, position in enumerate(positions) if position.employment in policy.counted]
    findings.extend(_overlaps(positions, covers, counted))
    findings.extend(_old(positions, as_of, latest_mention))
    kinds: dict[str, list[Coverage]] = {}
    for position, cover in zip(positions, covers, strict=True):
        kinds.setdefault(position.employment, []).append(cover)
    # Why: a position that carries a label twice counts once, or its part-time share would double.
    marked: dict[str, set[int]] = {}
    for label in labels:
        held = marked.setdefault(f"{label.scheme}:{label.code}", set())
        if 0 <= label.position < len(positions) and positions[label.position].employment in policy.counted:
            held.add(label.position)
    return Experience(
        as_of=as_of.isoformat(),
        total=unite(covers[index] for index in counted),
        by_position=tuple(covers),
        by_employment={kind: unite(held) for kind, held in sorted(kinds.items())},
        by_label={code: unite(covers[index] for index in sorted(held)) for code, held in sorted(marked.items())},
        findings=tuple(findings),
    )


def _subtract_leave(positions: Sequence[Position], covers: list[Coverage], findings: list[Finding]) -> None:
    """Take leaves off the job they belong to: that of the same employer, or any if none is named."""
    names = [(position.employer or "").strip().casefold() for position in positions]
    for index, leave in enumerate(positions):
        if leave.employment != "leave" or not covers[index].possible:
            continue
        jobs = [each for each, position in enumerate(positions) if position.employment != "leave"]
        same = [each for each in jobs if names[index] and names[each] == names[index]]
        for each in same or jobs:
            if covers[each].possible & covers[index].possible:
                covers[each] = _without(covers[each], covers[index])
                what = f"leave subtracted: {leave.title or 'leave'}"
                findings.append(Finding("I_LEAVE_SUBTRACTED", "info", what, positions[each].span))


def _overlaps(positions: Sequence[Position], covers: Sequence[Coverage], counted: Sequence[int]) -> list[Finding]:
    """Note each counted position that shares more than a month with one that began before it."""
    found: list[Finding] = []
    longest: int | None = None
    for index in sorted((each for each in counted if covers[each].likely), key=lambda each: covers[each].likely.runs):
        likely = covers[index].likely
        if longest is not None:
            # Why: all earlier ones begin no later, so the one that ends last shares the most.
            shared = covers[longest].likely & likely
            if shared.days > _OVERLAP_DAYS:
                what = f"{_named(positions[index])} and {_named(positions[longest])} overlap by {shared.days} days"
                found.append(Finding("I_OVERLAP", "info", f"{what}: counted once in the total", positions[index].span))
        if longest is None or likely.runs[-1][1] > covers[longest].likely.runs[-1][1]:
            longest = index
    return found


def _named(position: Position) -> str:
    text = ", ".join(each for each in (position.title, position.employer) if each)
    return text or (position.dates.written if position.dates is not None else "") or "a position"


def _old(positions: Sequence[Position], as_of: date, latest_mention: date | None) -> list[Finding]:
    if latest_mention is None or not any(each.dates is not None and each.dates.ongoing for each in positions):
        return []
    if add_months(latest_mention.toordinal(), _OLD_MONTHS) >= as_of.toordinal():
        return []
    what = f"the newest date mentioned is {latest_mention.isoformat()}; ongoing positions count to {as_of.isoformat()}"
    return [Finding("I_OLD_DOCUMENT", "info", what)]


# --- two dates -> months, the calculator -----------------------------------------------------------------------------


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
        other, _ = coverage(position, reach, policy)
        said = duration(other, policy)
        others.append(Answer(policy.name, said.rounded, said.rounded_low, said.rounded_high, _why(other, said, policy)))
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


def _why(cover: Coverage, made: Duration, policy: Policy) -> str:
    """Return why the policy says what it says, in one short sentence."""
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
        ends = (
            "a month may mean its first or its last day"
            if policy.month_dates == "strict"
            else "the dates are not precise"
        )
        text += f"; {made.rounded_low} to {made.rounded_high} because {ends}"
    return text


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


__all__ = [
    "EMPTY",
    "Answer",
    "Between",
    "between",
    "bounds",
    "count",
    "coverage",
    "duration",
    "intersect",
    "policy_from_mapping",
    "restrict",
    "unite",
]

"""One group of one source -> what it says about each position, and the differences. To add one: `differences_of`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from xpcalc.dates import last_day
from xpcalc.employment import FULL_WEEK
from xpcalc.model import PartialDate
from xpcalc.verification import titles
from xpcalc.verification.agreement import Stretch, apart, end_side, interval, start_side
from xpcalc.verification.employers import Forms, alike
from xpcalc.verification.matching import Group, joined
from xpcalc.verification.values import KINDS, Difference, Entry, Match, Source, Week

# Source: hand-made; a pause that the rounding rule can turn into a month.
GAP_DAYS = 15
# Unit: days. Why: two stretches that are told by month share no more where one follows the other.
_COARSE = 32
# Source: hand-made; names less alike than this are shown as a difference.
_OTHER_NAME = 0.6
# Source: hand-made; a share of full time written as 50 % in one place and 19.5 of 38.5 hours in another.
_SHARE = Fraction(1, 20)
# Unit: hours. Why: "20 h" is 50 % of any full week between these; which one it is, is not said.
_FULL = (30, 48)
# Source: docs/verify.md; kinds of employment that documents tell apart. Part-time and temporary work is work.
_KINDS = {
    "work": "work",
    "part_time": "work",
    "temporary": "work",
    "freelance": "freelance",
    "apprenticeship": "training",
    "internship": "training",
    "volunteer": "volunteer",
}


def matches_of(number: int, source: Source, group: Group, cv: Sequence[Entry], today: int) -> list[Match]:
    """Return what the group says about each of its positions."""
    kind = KINDS[source.kind]
    entries = [source.entries[n] for n in group.entries]
    other = joined(entries, kind, today)
    first, last = _outer(group.positions, cv, today)
    covered = len(group.positions) > 1 or len(group.entries) > 1
    found = []
    for at in group.positions:
        mine = Stretch(cv[at].start, cv[at].end, cv[at].ongoing)
        start = start_side(mine.start, other.start) if at == first else _inside(mine.start, other, today)
        end = _end(source, mine, other, today) if at == last else _inside(mine.end, other, today)
        if not other.told and at != first:
            start = "not_shown"
        if not other.told:
            end = "not_shown"
        found.append(
            Match(
                source=number,
                entries=group.entries,
                positions=group.positions,
                start=start,
                end=end,
                status=_status(kind.proof, start, end),
                until=str(source.issued) if end == "open" and source.issued else None,
                covered=covered,
                first=other.start,
                last=other.end,
                ongoing=other.ongoing,
            )
        )
    return found


def _outer(positions: Sequence[int], cv: Sequence[Entry], today: int) -> tuple[int, int]:
    """Return the position that begins first and the one that ends last."""
    runs = {n: Stretch(cv[n].start, cv[n].end, cv[n].ongoing).days(today) or (today, 0) for n in positions}
    return min(positions, key=lambda n: (runs[n][0], n)), max(positions, key=lambda n: (runs[n][1], -n))


def _inside(when: PartialDate | None, other: Stretch, today: int) -> str:
    run = other.days(today)
    if when is None or run is None:
        return "not_shown"
    first, last = interval(when)
    return "inside" if first <= run[1] and run[0] <= last else "differs"


def _end(source: Source, mine: Stretch, other: Stretch, today: int) -> str:
    spoken = None if source.issued is None else last_day(source.issued).toordinal()
    return end_side(mine, other, spoken, source.kind in ("linkedin", "cv"), today)


def _status(proof: bool, start: str, end: str) -> str:
    fine = ("agrees", "inside")
    if "differs" in (start, end):
        return "differs"
    if not proof:
        return "consistent" if start in fine or end in (*fine, "open") else "not_shown"
    if start in fine:
        return "confirmed" if end in fine else "confirmed_until" if end == "open" else "start_confirmed"
    return "not_shown"


def differences_of(
    number: int, source: Source, group: Group, found: Sequence[Match], cv: Sequence[Entry], forms: Forms, today: int
) -> list[Difference]:
    """Return what the CV and one source say differently about one stretch of work."""
    kind = KINDS[source.kind]
    entries = [source.entries[n] for n in group.entries]
    other = joined(entries, kind, today)
    made: list[Difference] = []

    def add(
        what: str,
        mine: str | None,
        theirs: str | None,
        positions: tuple[int, ...] = group.positions,
        span: tuple[int, int, int | None] = (0, 0, None),
        dated: bool = False,
        told_by: tuple[int, ...] = group.entries,
    ) -> None:
        low, high, days = span
        made.append(
            Difference(
                what,
                mine,
                theirs,
                number,
                positions,
                told_by,
                low if dated else None,
                high if dated else None,
                days if dated else None,
            )
        )

    for at, each in zip(group.positions, found, strict=True):
        entry = cv[at]
        if each.start == "differs" and entry.start is not None and other.start is not None:
            add("start", str(entry.start), str(other.start), (at,), apart(entry.start, other.start), True)
        if each.end == "differs":
            add("end", _end_text(entry), _end_text(other), (at,), _end_span(entry, other, source, today), True)
    made += _gaps(number, source, group, cv, today)
    if kind.titles:
        mine = [cv[n] for n in group.positions if cv[n].title]
        theirs = [each for each in entries if each.title]
        if mine and theirs and not any(titles.same(a, b) for a in mine for b in theirs):
            add("title", mine[0].title, theirs[0].title)
        elif len(mine) == len(group.positions) == 1 and kind.proof:
            # Why: of one job that a certificate shows under two titles, the CV may tell the later from the first day.
            for n in group.entries:
                shown = source.entries[n]
                if shown.title and not titles.same(mine[0], shown):
                    add("title", mine[0].title, shown.title, told_by=(n,))
    named = [(cv[n].employer, each.employer) for n in group.positions for each in entries]
    if all(a and b and alike(a, b, forms) < _OTHER_NAME for a, b in named):
        add("employer", named[0][0], named[0][1])
    for told_by, positions in _by_hours(group, source, cv, today):
        add_hours = _hours([cv[n] for n in positions], [source.entries[n] for n in told_by])
        if add_hours is not None:
            add("hours", *add_hours, positions=positions, told_by=told_by)
    add_kind = _employment([cv[n] for n in group.positions], entries)
    if add_kind is not None:
        add("employment", *add_kind)
    return made


def _end_text(value: Entry | Stretch) -> str | None:
    return "present" if value.ongoing else None if value.end is None else str(value.end)


def _day(ordinal: int) -> PartialDate:
    from datetime import date

    day = date.fromordinal(ordinal)
    return PartialDate(day.year, day.month, day.day)


def _end_span(entry: Entry, other: Stretch, source: Source, today: int) -> tuple[int, int, int | None]:
    # Why: "still there" is said on the day of issue, or today.
    mine = _day(today) if entry.ongoing else entry.end
    theirs = (source.issued or _day(today)) if other.ongoing else other.end
    if mine is None or theirs is None:
        return 0, 0, None
    low, high, days = apart(mine, theirs)
    return low, high, None if entry.ongoing or other.ongoing else days


def _gaps(number: int, source: Source, group: Group, cv: Sequence[Entry], today: int) -> list[Difference]:
    """Return the pauses between entries that the positions of the CV cover whole."""
    kind = KINDS[source.kind]
    found = []
    for first, last in pauses([source.entries[n] for n in group.entries], today) if kind.ends else ():
        covering = [n for n in group.positions if _covers(cv[n], first, last, today)]
        if covering:
            one, other = _day(first), _day(last + 1)
            months, _, _ = apart(other, one)
            text = f"{_day(first)}/{_day(last)}"
            found.append(
                Difference("gap", None, text, number, (covering[0],), group.entries, months, months, last - first + 1)
            )
    return found


def pauses(entries: Sequence[Entry], today: int) -> list[tuple[int, int]]:
    """Return the runs of days (ordinals, both included) between entries that no entry can cover."""
    runs = sorted(run for run in (Stretch(e.start, e.end, e.ongoing).days(today) for e in entries) if run is not None)
    found = []
    reach = runs[0][1] if runs else 0
    for first, last in runs[1:]:
        if first - reach - 1 >= GAP_DAYS:
            found.append((reach + 1, first - 1))
        reach = max(reach, last)
    return found


def _covers(entry: Entry, first: int, last: int, today: int) -> bool:
    if entry.start is None:
        return False
    end = today if entry.ongoing else interval(entry.end)[0] if entry.end else 0
    return interval(entry.start)[1] <= first and last <= end


def week_of(entry: Entry) -> Week:
    """Return how much of a full week an entry tells of."""
    if entry.share is not None:
        return Week(entry.share < 1, entry.share if entry.share < 1 else None, True)
    hours = entry.weekly_hours
    return Week(hours is not None and hours < FULL_WEEK, None, hours is not None)


def weeks_of(entries: Sequence[Entry], today: int) -> list[tuple[int, Week]]:
    """Return from which day on (ordinal) which week was worked, in order; two contracts at once add up."""
    runs = [(run, week_of(e)) for e in entries if (run := Stretch(e.start, e.end, e.ongoing).days(today)) is not None]
    found: list[tuple[int, Week]] = []
    for day in sorted({first for (first, _), _ in runs} | {last + 1 for (_, last), _ in runs}):
        held = [(run, week) for run, week in runs if run[0] <= day <= run[1]]
        latest = max((run[0] for run, _ in held), default=0)
        # Why: "until June" and "from June" share a coarse month, no contracts.
        held = [(run, week) for run, week in held if run[0] == latest or run[1] - latest >= _COARSE]
        if held:
            week = _together([week for _, week in held])
            if not found or found[-1][1] != week:
                found.append((day, week))
    return found


def _together(weeks: Sequence[Week]) -> Week:
    whole = [week for week in weeks if not week.part]
    if len(weeks) == 1 or whole:
        return max(whole or weeks, key=lambda week: week.told)
    shares = [week.share for week in weeks if week.share is not None]
    if len(shares) < len(weeks):
        return Week(True, None, True)
    return Week(sum(shares) < 1, sum(shares, Fraction()) if sum(shares) < 1 else None, True)


def _by_hours(
    group: Group, source: Source, cv: Sequence[Entry], today: int
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the entries with one share of full time each, and the positions whose days they share."""
    kinds: dict[Week, list[int]] = {}
    for n in group.entries:
        kinds.setdefault(week_of(source.entries[n]), []).append(n)
    if len(kinds) < 2:
        return [(group.entries, group.positions)]
    found = []
    for week, told_by in kinds.items():
        shared = {at: sum(_shared(cv[at], source.entries[n], today) for n in told_by) for at in group.positions}
        least = min(_COARSE, max(shared.values()))
        positions = tuple(at for at in group.positions if shared[at] >= max(1, least)) or group.positions
        # Why: a whole week differs from nothing but a share that the CV tells for all of these days.
        if week.part or (week.told and all(cv[at].share is not None for at in positions)):
            found.append((tuple(told_by), positions))
    return found


def _shared(one: Entry, other: Entry, today: int) -> int:
    """Return how many days two entries share."""
    a, b = (Stretch(e.start, e.end, e.ongoing).days(today) for e in (one, other))
    return max(0, min(a[1], b[1]) - max(a[0], b[0]) + 1) if a and b else 0


def _hours(mine: Sequence[Entry], theirs: Sequence[Entry]) -> tuple[str | None, str | None] | None:
    """Return the hours as the CV and the source give them, where they differ: a share of full time, or a week's."""
    told = [each.share for each in mine if each.share is not None]
    part = any(each.employment == "part_time" for each in mine)
    shares = [each.share for each in theirs if each.share is not None]
    weeks = [each.weekly_hours for each in theirs if each.weekly_hours is not None and each.share is None]
    if shares:
        low = min(shares)
        if told:
            return (
                None if any(abs(a - b) <= _SHARE for a in told for b in shares) else (_percent(told[0]), _percent(low))
            )
        if part:
            # Why: "part-time" without a number agrees with any share but the whole.
            return ("part_time", _percent(low)) if low > 1 - _SHARE else None
        return None if max(shares) > 1 - _SHARE else (None, _percent(low))
    if weeks and told and not any(_FULL[0] <= hours / share <= _FULL[1] for hours in weeks for share in told if share):
        return _percent(told[0]), f"{float(min(weeks)):g} h"
    if weeks and max(weeks) < FULL_WEEK and not told and not part:
        return None, f"{float(min(weeks)):g} h"
    return None


def _percent(share: Fraction) -> str:
    return f"{round(float(share * 100), 1):g} %"


def _employment(mine: Sequence[Entry], theirs: Sequence[Entry]) -> tuple[str | None, str | None] | None:
    """Return the kinds of employment where both are known and belong to different groups."""
    # Why: a table has no words around a title, which may say it alone ("Accountant Intern").
    told = [each.employment or ("internship" if titles.is_training(each) else None) for each in theirs]
    said = [kind for kind in told if kind in _KINDS]
    # Why: the kind is told by the words of the title; without one nothing is told.
    own = [each.employment for each in mine if each.employment in _KINDS and each.title]
    if not said or not own or {_KINDS[x] for x in own if x} & {_KINDS[y] for y in said if y}:
        return None
    return own[0], said[0]


__all__ = ["GAP_DAYS", "differences_of", "matches_of", "pauses", "week_of", "weeks_of"]

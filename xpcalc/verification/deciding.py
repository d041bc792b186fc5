"""What sources say about a position, and the policy's order of documents -> the dates that count. Nothing to add here.

The first document of the order that shows an end of the job decides it; one that agrees and is more precise refines it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpcalc.model import DateRange, PartialDate, Position
from xpcalc.verification.agreement import agree, finer, interval
from xpcalc.verification.aspects import pauses, week_of, weeks_of
from xpcalc.verification.values import KINDS, Decided, Difference, Match, Source, Week

# Source: docs/verify.md, "Status", in the order in which one end of a job is told.
_FINE = ("agrees", "inside")


def rank(kind: str, decides: Sequence[str]) -> int:
    """Return the place of a kind of document in the order; what the order does not name comes last."""
    return decides.index(kind) if kind in decides else len(decides)


def decided(
    position: Position, matches: Sequence[Match], sources: Sequence[Source], decides: Sequence[str], today: int
) -> Decided:
    """Return the dates that count for one position, and which kinds of documents they come from."""
    own = position.dates
    if own is None:
        return Decided(None)
    ordered = sorted(matches, key=lambda m: (rank(sources[m.source].kind, decides), m.source))
    start, start_by = _start(own, ordered, sources, decides)
    end, ongoing, end_by = _end(own, ordered, sources, decides)
    changed = (start, end, ongoing) != (own.start, own.end, own.ongoing)
    # Why: a printed length belongs to the dates beside it.
    dates = replace(own, start=start, end=end, ongoing=ongoing, stated=None) if changed else own
    pieces = _pieces(dates, ordered, sources, decides, today)
    return Decided(dates, start_by, end_by, pieces)


def _start(
    own: DateRange, ordered: Sequence[Match], sources: Sequence[Source], decides: Sequence[str]
) -> tuple[PartialDate | None, str]:
    said: list[tuple[int, str, PartialDate | None]] = [
        (rank(kind, decides), kind, m.first)
        for m in ordered
        if m.start in ("agrees", "differs") and m.first is not None and (kind := sources[m.source].kind)
    ]
    return _chosen(own.start, said, decides)


def _chosen(
    own: PartialDate | None, said: list[tuple[int, str, PartialDate | None]], decides: Sequence[str]
) -> tuple[PartialDate | None, str]:
    known = [(place, kind, when) for place, kind, when in (*said, (rank("cv", decides), "cv", own)) if when is not None]
    if not known:
        return None, "cv"
    known.sort(key=lambda each: (each[0], _width(each[2]), str(each[2])))
    _, by, best = known[0]
    for _, _, when in known[1:]:
        if agree(best, when):
            best = finer(best, when)
    return best, by


def _width(when: PartialDate) -> int:
    first, last = interval(when)
    return last - first


def _end(
    own: DateRange, ordered: Sequence[Match], sources: Sequence[Source], decides: Sequence[str]
) -> tuple[PartialDate | None, bool, str]:
    said: list[tuple[int, str, PartialDate | None]] = []
    for m in ordered:
        source = sources[m.source]
        if m.end not in ("agrees", "differs"):
            continue
        place = rank(source.kind, decides)
        if m.ongoing:
            if place < rank("cv", decides) and m.end == "differs" and not any(p <= place for p, _, _ in said):
                # Why: a letter speaks up to its day of issue; a profile is kept up to date.
                if KINDS[source.kind].proof and source.issued is not None:
                    said.append((place, source.kind, source.issued))
                else:
                    return None, True, source.kind
        elif m.last is not None:
            said.append((place, source.kind, m.last))
    if own.ongoing:
        stronger = [each for each in said if each[0] < rank("cv", decides)]
        agreeing = [m for m in ordered if m.end == "agrees" and not m.ongoing]
        if not stronger or (agreeing and not any(m.end == "differs" for m in ordered)):
            return None, True, _ongoing_by(ordered, sources)
        when, by = _chosen(None, stronger, decides)
        return when, False, by
    when, by = _chosen(own.end, said, decides)
    return when, False, by


def _ongoing_by(ordered: Sequence[Match], sources: Sequence[Source]) -> str:
    return next((sources[m.source].kind for m in ordered if m.end == "agrees"), "cv")


def _pieces(
    dates: DateRange, ordered: Sequence[Match], sources: Sequence[Source], decides: Sequence[str], today: int
) -> tuple[DateRange, ...]:
    """Return the parts of a job that the deciding document shows with pauses, nothing where it shows none."""
    for m in ordered:
        source = sources[m.source]
        if not KINDS[source.kind].ends or rank(source.kind, decides) >= rank("cv", decides):
            continue
        gaps = pauses([source.entries[n] for n in m.entries], today) if len(m.entries) > 1 else []
        made: list[DateRange] = []
        rest = dates
        for first, last in gaps:
            if rest.start is None or interval(rest.start)[1] > first:
                continue
            end = today if rest.ongoing else interval(rest.end)[0] if rest.end else 0
            if last > end:
                continue
            made.append(replace(rest, end=_day(first - 1), ongoing=False, stated=None))
            rest = replace(rest, start=_day(last + 1), stated=None)
        return (*made, rest) if made else ()
    return ()


def _day(ordinal: int) -> PartialDate:
    from datetime import date

    day = date.fromordinal(ordinal)
    return PartialDate(day.year, day.month, day.day)


def status_of(
    matches: Sequence[Match], differences: Sequence[Difference], sources: Sequence[Source], decides: Sequence[str]
) -> tuple[str, str | None]:
    """Return the status of a position, and the day of "confirmed_until"; the strongest that tells an aspect decides."""
    if not matches:
        return "only_here", None
    ordered = sorted(matches, key=lambda m: (rank(sources[m.source].kind, decides), m.source))
    start = next((m for m in ordered if m.start != "not_shown"), None)
    end = next((m for m in ordered if m.end != "not_shown"), None)
    if (start and start.start == "differs") or (end and end.end == "differs"):
        return "differs", None
    for what in ("gap", "title", "employer", "hours", "employment"):
        if _strongest_differs(what, ordered, differences, sources):
            return "differs", None
    proof = [m for m in ordered if KINDS[sources[m.source].kind].proof]
    start = next((m for m in proof if m.start in _FINE), None)
    end = next((m for m in proof if m.end in _FINE), None)
    open_ = [m for m in proof if m.end == "open"]
    if start and end:
        return "confirmed", None
    if start and open_:
        return "confirmed_until", max((m.until for m in open_ if m.until), default=None)
    if start:
        return "start_confirmed", None
    if any(m.status == "consistent" for m in ordered):
        return "consistent", None
    return "not_shown", None


def _strongest_differs(
    what: str, ordered: Sequence[Match], differences: Sequence[Difference], sources: Sequence[Source]
) -> bool:
    """Tell whether the strongest source that tells an aspect differs in it."""
    differing = {each.source for each in differences if each.kind == what}
    for m in ordered:
        entries = [sources[m.source].entries[n] for n in m.entries]
        tells = {
            "gap": KINDS[sources[m.source].kind].ends,
            "title": any(each.title for each in entries),
            "employer": any(each.employer for each in entries),
            "hours": any(each.share is not None or each.weekly_hours is not None for each in entries),
            "employment": any(each.employment for each in entries),
        }
        if tells[what]:
            return m.source in differing
    return False


def shares_of(
    matches: Sequence[Match],
    differences: Sequence[Difference],
    sources: Sequence[Source],
    decides: Sequence[str],
    today: int,
) -> tuple[str | None, tuple[tuple[int, Week], ...]]:
    """Return the kind of employment, and from which days on which week, that a document stronger than the CV gives."""
    ordered = sorted(matches, key=lambda m: (rank(sources[m.source].kind, decides), m.source))
    employment: str | None = None
    weeks: tuple[tuple[int, Week], ...] = ()
    for m in ordered:
        if rank(sources[m.source].kind, decides) >= rank("cv", decides):
            continue
        mine = [each for each in differences if each.source == m.source]
        if employment is None and any(each.kind == "employment" for each in mine):
            employment = next(each.other for each in mine if each.kind == "employment")
        if not weeks and any(each.kind == "hours" for each in mine):
            entries = [sources[m.source].entries[n] for n in m.entries]
            weeks = tuple(weeks_of(entries, today))
            if not weeks:  # Why: hours without a day hold for all of the job, the fewest of several.
                parts = [week_of(each) for each in entries]
                weeks = ((0, min(parts, key=lambda w: (not w.part, w.share is None, w.share or 0))),)
    return employment, weeks


def cut(dates: DateRange, weeks: Sequence[tuple[int, Week]], today: int) -> list[tuple[DateRange, Week | None]]:
    """Return the parts of a stretch in each of which one share of full time holds."""
    rest, week = dates, weeks[0][1] if weeks else None
    found: list[tuple[DateRange, Week | None]] = []
    for day, after in weeks[1:]:
        first = interval(rest.start)[1] if rest.start is not None else day
        last = today if rest.ongoing else interval(rest.end)[0] if rest.end else 0
        if day <= first:
            week = after
        elif day <= last:
            found.append((replace(rest, end=_day(day - 1), ongoing=False, stated=None), week))
            rest, week = replace(rest, start=_day(day), stated=None), after
    return [*found, (rest, week)]


__all__ = ["cut", "decided", "rank", "shares_of", "status_of"]

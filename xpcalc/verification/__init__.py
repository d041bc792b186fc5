"""One person's documents -> Verification: positions beside what letters, certificates, registers and profiles say.

To add a kind of document: a row of `values.KINDS`, its place in rules/policies, and how it becomes a `Source`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xpcalc.assessment import Assessment, Failure
from xpcalc.dates import last_day
from xpcalc.dayset import DaySet
from xpcalc.model import Coverage, Duration, Experience, Policy, Position
from xpcalc.verification.agreement import interval
from xpcalc.verification.aspects import differences_of, matches_of
from xpcalc.verification.deciding import cut, decided, rank, shares_of, status_of
from xpcalc.verification.employers import Forms
from xpcalc.verification.matching import match
from xpcalc.verification.persons import at_top, same_person
from xpcalc.verification.sources import Said, cv_entries, source_of_assessment, source_of_letter
from xpcalc.verification.values import (
    DIFFERENCES,
    KINDS,
    SCHEMA,
    STATUSES,
    Decided,
    Difference,
    Entry,
    Lone,
    Match,
    Remark,
    Row,
    Source,
    Verification,
    Week,
)

if TYPE_CHECKING:
    from xpcalc.verdict import Verdict

# Source: docs/verify.md; kinds of employment that a profile or register is expected to list.
_LISTED = ("work", "freelance", "part_time", "temporary", "apprenticeship", "internship")
_REGISTERED = ("work", "freelance", "part_time", "temporary", "apprenticeship")

Marks = Mapping[str, frozenset[int]]
Shown = Mapping[str, Mapping[int, DaySet]]


class Recounted(NamedTuple):
    """The days of the CV counted again, and what its rules say then."""

    experience: Experience
    verdicts: tuple[Verdict, ...] = ()


class Recount(Protocol):
    """Counts the CV again with other positions; the pipeline passes it in."""

    def __call__(
        self,
        positions: tuple[Position, ...],
        origins: tuple[int, ...],
        confirmed: Marks,
        contradicted: Marks,
        shown: Shown,
    ) -> Recounted:
        """Return the same document counted with these positions; `origins` are the positions that they stand for."""


class Counting(Protocol):
    """What verification needs of counting; the module `xpcalc.count` has it."""

    def unite(self, coverages: Iterable[Coverage]) -> Coverage:
        """Return the days of any."""

    def duration(self, cover: Coverage, policy: Policy) -> Duration:
        """Return the months of a coverage."""


def verify(
    assessment: Assessment,
    sources: Sequence[Source],
    *,
    forms: Forms,
    functions: Callable[[str], frozenset[str]],
    recount: Recount,
    counting: Counting,
    failures: Sequence[Failure] = (),
    same_name: bool = False,
) -> Verification:
    """Return the CV beside its sources; `same_name` compares documents in other names too.

    Invariant: the order of sources changes nothing.
    """
    policy = assessment.policy
    decides = policy.decides
    today = date.fromisoformat(assessment.as_of).toordinal()
    ordered = sorted(sources, key=lambda s: (rank(s.kind, decides), s.name, s.sha256, str(s.issued)))
    checked, remarks = _persons(assessment, ordered, same_name)
    held = cv_entries(assessment, functions)
    # Why: a break is no job; nobody certifies it.
    entries = [None if h.employment == "leave" else each for h, each in zip(assessment.positions, held, strict=True)]
    matches: dict[int, list[Match]] = {n: [] for n in range(len(held))}
    differences: dict[int, list[Difference]] = {n: [] for n in range(len(held))}
    lone: list[Lone] = []
    loose: list[Difference] = []
    for number, source in enumerate(checked):
        if source.aside:
            continue
        spoken = min(today, last_day(source.issued).toordinal()) if source.issued is not None else today
        groups = match(entries, source.entries, KINDS[source.kind], forms, today, spoken)
        for group in groups:
            found = matches_of(number, source, group, held, today)
            for at, each in zip(group.positions, found, strict=True):
                matches[at].append(each)
            for difference in differences_of(number, source, group, found, held, forms, today):
                differences[difference.positions[0]].append(difference)
        taken = {n for group in groups for n in group.entries}
        for n, entry in enumerate(source.entries):
            if n not in taken:
                lone.append(Lone(number, n))
                if entry.employment is None or entry.employment in _LISTED:
                    loose.append(Difference("missing_here", None, _named(entry), number, (), (n,)))
        for at in _missing(assessment, held, source, {n for group in groups for n in group.positions}):
            differences[at].append(Difference("missing_there", _named(held[at]), None, number, (at,)))
        loose += _order(number, matches, held)
    rows = _rows(assessment, matches, differences, checked, decides, today)
    again, rows = _recounted(assessment, rows, checked, recount, counting, today)
    return Verification(
        assessment=assessment,
        sources=tuple(checked),
        rows=rows,
        only_there=tuple(lone),
        differences=tuple(sorted([d for row in rows for d in row.differences] + loose, key=_place)),
        decides=decides,
        total=assessment.total,
        recounted=counting.duration(again.experience.total, policy),
        verdicts=assessment.verdicts,
        decided_verdicts=again.verdicts,
        failures=tuple(sorted(failures, key=lambda each: (each.name, each.code))),
        remarks=tuple(remarks),
    )


def _place(difference: Difference) -> tuple[object, ...]:
    first = difference.positions[0] if difference.positions else 10**6
    entry = difference.entries[0] if difference.entries else -1
    return first, DIFFERENCES.index(difference.kind), difference.source or 0, entry


def _named(entry: Entry) -> str:
    return ", ".join(part for part in (entry.title, entry.employer) if part) or entry.written


# ---------------------------------------------------------------- whose documents


def _persons(a: Assessment, sources: Sequence[Source], same_name: bool) -> tuple[list[Source], list[Remark]]:
    """Return the sources with those in another name set aside, and what is to be said about it."""
    checked: list[Source] = []
    remarks: list[Remark] = []
    for number, source in enumerate(sources):
        remarks += [replace(each, source=number) for each in source.remarks]
        if source.person is None:
            what = f"{source.name} names no person: taken as about the same one"
            remarks.append(Remark("I_NO_PERSON", "info", what, number))
        elif not _same(a, source.person):
            cv = f"the CV says {a.document.person}" if a.document.person else "the CV does not show this name"
            done = "compared all the same, as asked" if same_name else "not compared"
            what = f"{source.name} is in the name of {source.person}; {cv}: {done}"
            remarks.append(Remark("W_PERSON_DIFFERS", "warning", what, number))
            source = replace(source, aside=not same_name)
        checked.append(source)
    return checked, remarks


def _same(a: Assessment, person: str) -> bool:
    if a.document.person:
        return same_person(a.document.person, person)
    return at_top(person, a.document.text)


# ---------------------------------------------------------------- what is missing, and in which order


def _missing(a: Assessment, held: Sequence[Entry], source: Source, taken: set[int]) -> list[int]:
    """Return the positions that a complete document should list and does not."""
    if not KINDS[source.kind].complete:
        return []
    kinds = _REGISTERED if source.kind == "vida_laboral" else _LISTED
    newest = max((interval(each.start)[1] for each in source.entries if each.start is not None), default=0)
    limit = last_day(source.issued).toordinal() if source.issued else None
    found = []
    for at, entry in enumerate(held):
        if at in taken or a.positions[at].employment not in kinds:
            continue
        start = interval(entry.start)[0] if entry.start is not None else None
        if start is not None and limit is not None and start > limit:
            continue
        if start is not None and limit is None and source.kind == "cv" and start > newest:
            continue  # Why: an older CV cannot know of a later job.
        found.append(at)
    return found


def _order(number: int, matches: Mapping[int, Sequence[Match]], held: Sequence[Entry]) -> list[Difference]:
    """Return the pairs of jobs that surely begin in one order in the CV and in the other in the source."""
    alone = [
        (at, m)
        for at, found in matches.items()
        for m in found
        if m.source == number and len(m.positions) == 1 and m.first is not None and held[at].start is not None
    ]
    made = []
    for n, (at, one) in enumerate(alone):
        for other_at, other in alone[n + 1 :]:
            mine, theirs = held[at].start, held[other_at].start
            if mine is None or theirs is None or one.first is None or other.first is None:
                continue
            a, b, c, d = interval(mine), interval(theirs), interval(one.first), interval(other.first)
            if (a[1] < b[0] and c[0] > d[1]) or (a[0] > b[1] and c[1] < d[0]):
                text = f"{_named(held[at])} / {_named(held[other_at])}"
                entries = (*one.entries, *other.entries)
                made.append(Difference("order", text, None, number, (at, other_at), entries))
    return made


# ---------------------------------------------------------------- what counts


def _rows(
    a: Assessment,
    matches: Mapping[int, Sequence[Match]],
    differences: Mapping[int, Sequence[Difference]],
    sources: Sequence[Source],
    decides: Sequence[str],
    today: int,
) -> tuple[Row, ...]:
    rows = []
    for at, each in enumerate(a.positions):
        found = matches[at]
        touching = [d for n in sorted(differences) for d in differences[n] if at in d.positions]
        status, until = status_of(found, touching, sources, decides)
        what = decided(each.position, found, sources, decides, today)
        employment, weeks = shares_of(found, touching, sources, decides, today)
        rows.append(
            Row(
                position=at,
                status=status,
                matches=tuple(found),
                differences=tuple(sorted(differences[at], key=_place)),
                decided=replace(what, employment=employment, weeks=weeks),
                until=until,
                shown=each.duration,
            )
        )
    return tuple(rows)


def _recounted(
    a: Assessment,
    rows: Sequence[Row],
    sources: Sequence[Source],
    recount: Recount,
    counting: Counting,
    today: int,
) -> tuple[Recounted, tuple[Row, ...]]:
    """Return the CV counted under the decided dates, and the rows with their months."""
    positions: list[Position] = []
    extra: list[Position] = []
    origins: list[int] = []
    homes: dict[int, list[int]] = {}
    for row, each in zip(rows, a.positions, strict=True):
        made = _position(each.position, row.decided, today)
        homes[row.position] = [len(positions)]
        positions.append(made[0])
        for piece in made[1:]:
            homes[row.position].append(len(a.positions) + len(extra))
            extra.append(piece)
            origins.append(row.position)
    confirmed, contradicted = _marks(rows, sources)
    shown = _shown(rows, sources, today)
    spread = {kind: frozenset(n for at in found for n in homes[at]) for kind, found in confirmed.items()}
    against = {kind: frozenset(n for at in found for n in homes[at]) for kind, found in contradicted.items()}
    days = {kind: {n: run for at, run in found.items() for n in homes[at]} for kind, found in shown.items()}
    again = recount((*positions, *extra), (*range(len(a.positions)), *origins), spread, against, days)
    covers = again.experience.by_position
    counted = [
        replace(
            row,
            recounted=counting.duration(counting.unite(covers[n] for n in homes[row.position]), a.policy),
        )
        for row in rows
    ]
    return again, tuple(counted)


def _position(position: Position, what: Decided, today: int) -> list[Position]:
    """Return the position under the decided dates, one a piece."""
    if what.employment is not None:
        position = replace(position, employment=what.employment)
    pieces = [
        part
        for dates in what.pieces or (what.dates,)
        for part in (cut(dates, what.weeks, today) if dates is not None else [(None, None)])
    ]
    return [_worked(replace(position, dates=dates), week) for dates, week in pieces]


def _worked(position: Position, week: Week | None) -> Position:
    """Return a position with the share of full time that a document tells; nothing told changes nothing."""
    if week is None or not week.told or position.employment not in ("work", "part_time"):
        return replace(position, part_time=None) if week is not None and week.told else position
    share = (week.share.numerator, week.share.denominator) if week.share is not None else None
    return replace(position, employment="part_time" if week.part else "work", part_time=share)


def _marks(rows: Sequence[Row], sources: Sequence[Source]) -> tuple[Marks, Marks]:
    """Return, for each kind of document, the positions whose dates it confirms and those whose dates differ."""
    confirmed: dict[str, set[int]] = {}
    contradicted: dict[str, set[int]] = {}
    for row in rows:
        for m in row.matches:
            kind = sources[m.source].kind
            if m.status == "differs":
                contradicted.setdefault(kind, set()).add(row.position)
            elif _confirms(row, m, sources):
                confirmed.setdefault(kind, set()).add(row.position)
    for kind, found in contradicted.items():
        confirmed.get(kind, set()).difference_update(found)
    return (
        {kind: frozenset(found) for kind, found in sorted(confirmed.items())},
        {kind: frozenset(found) for kind, found in sorted(contradicted.items())},
    )


def _confirms(row: Row, m: Match, sources: Sequence[Source]) -> bool:
    """Tell whether a source shows the job: both ends, or all that a document of its kind can show."""
    if any(d.source == m.source and d.kind in ("employer", "employment") for d in row.differences):
        return False
    if m.status in ("confirmed", "start_confirmed"):
        return m.status == "confirmed" or not KINDS[sources[m.source].kind].ends
    # Why: "works here" on the day of issue is all that a document can show of a job that goes on.
    going = row.decided.dates is not None and row.decided.dates.ongoing
    return (m.status == "confirmed_until" and going) or (m.status == "consistent" and sources[m.source].kind != "cv")


def _shown(rows: Sequence[Row], sources: Sequence[Source], today: int) -> Shown:
    """Return the days that each kind of document shows of each position, up to its date of issue."""
    found: dict[str, dict[int, DaySet]] = {}
    for row in rows:
        for m in row.matches:
            source = sources[m.source]
            if not KINDS[source.kind].ends:
                continue
            limit = min(today, last_day(source.issued).toordinal()) if source.issued else today
            runs = []
            for n in m.entries:
                entry = source.entries[n]
                if entry.start is None or (entry.end is None and not entry.ongoing):
                    continue
                last = limit if entry.ongoing or entry.end is None else interval(entry.end)[1]
                first = interval(entry.start)[0]
                if first <= last:
                    runs.append(DaySet(((first, last + 1),)))
            days = found.setdefault(source.kind, {})
            days[row.position] = DaySet.union([*runs, days.get(row.position, DaySet())])
    return found


__all__ = [
    "DIFFERENCES",
    "KINDS",
    "SCHEMA",
    "STATUSES",
    "Decided",
    "Difference",
    "Entry",
    "Forms",
    "Lone",
    "Match",
    "Recounted",
    "Remark",
    "Row",
    "Said",
    "Source",
    "Verification",
    "source_of_assessment",
    "source_of_letter",
    "verify",
]

"""Positions -> Experience. To add a bucket: a field of model.Experience and a union here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from xpcalc.count.algebra import intersect, unite, within, without
from xpcalc.count.covering import coverage
from xpcalc.count.ends import bounds
from xpcalc.model import (
    Coverage,
    DateRange,
    Experience,
    Finding,
    Label,
    Policy,
    Position,
)
from xpcalc.months import (
    add_months,
)

# Source: hand-made; a document that mentions nothing of the last year may be old.
_OLD_MONTHS = 12
# Source: hand-made; handing over between two jobs is no overlap worth a word.
_OVERLAP_DAYS = 31


class DatedPart(Protocol):
    """A label that holds for part of its position only: `model.Stint`. Unit: months; one of the last two is set."""

    @property
    def label(self) -> int:
        """Index into the labels."""

    @property
    def dates(self) -> DateRange | None:
        """The dates that the line gives."""

    @property
    def months(self) -> int | None:
        """The length that the line gives, its place unknown."""


def count(
    positions: Sequence[Position],
    labels: Sequence[Label],
    policy: Policy,
    as_of: date,
    latest_mention: date | None = None,
    stints: Sequence[DatedPart] = (),
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
    narrowed = _narrowed_labels(positions, labels, covers, policy, as_of, stints)
    marked: dict[str, dict[int, Coverage]] = {}
    for index, label in enumerate(labels):
        held = marked.setdefault(f"{label.scheme}:{label.code}", {})
        if 0 <= label.position < len(positions) and positions[label.position].employment in policy.counted:
            held[label.position] = narrowed.get(index, covers[label.position])
    return Experience(
        as_of=as_of.isoformat(),
        total=unite(covers[index] for index in counted),
        by_position=tuple(covers),
        by_employment={kind: unite(held) for kind, held in sorted(kinds.items())},
        by_label={code: unite(held[index] for index in sorted(held)) for code, held in sorted(marked.items())},
        findings=tuple(findings),
    )


def _narrowed_labels(
    positions: Sequence[Position],
    labels: Sequence[Label],
    covers: Sequence[Coverage],
    policy: Policy,
    as_of: date,
    stints: Sequence[DatedPart],
) -> dict[int, Coverage]:
    """Return the coverage of labels whose lines date the work itself ("4-month project", "2021 - 2022: ...")."""
    found: dict[int, list[Coverage]] = {}
    for stint in stints:
        cover = covers[labels[stint.label].position]
        if stint.dates is not None:
            inner, _ = coverage(Position(None, None, None, stint.dates), as_of, policy)
            part = intersect(cover, inner)
        else:
            part = within(cover, stint.months or 0)
        found.setdefault(stint.label, []).append(part)
    return {label: unite(parts) for label, parts in found.items()}


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
                covers[each] = without(covers[each], covers[index])
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
    dated = [each.dates for each in positions if each.dates is not None]
    begun = [each for each in dated if each.start is None or bounds(each.start)[0] <= as_of]
    # Why: a document that tells of a job after that day is newer than it.
    if latest_mention is None or len(begun) < len(dated) or not any(each.ongoing for each in begun):
        return []
    if add_months(latest_mention.toordinal(), _OLD_MONTHS) >= as_of.toordinal():
        return []
    planned = any(each.end is not None and bounds(each.end)[0] > as_of for each in dated)
    newest = "the newest date mentioned, planned ones apart, is" if planned else "the newest date mentioned is"
    what = f"{newest} {latest_mention.isoformat()}; ongoing positions count to {as_of.isoformat()}"
    return [Finding("I_OLD_DOCUMENT", "info", what)]

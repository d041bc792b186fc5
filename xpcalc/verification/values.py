"""What verification takes and gives: frozen values. To add a kind of difference: `DIFFERENCES`, and `aspects`.

Words are neutral on purpose: a document shows something, does not show it, or differs; nothing here says who is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from xpcalc.assessment import Assessment, Evidence, Failure
from xpcalc.model import DateRange, Duration, PartialDate
from xpcalc.record import dataclass

if TYPE_CHECKING:
    from xpcalc.verdict import Verdict

SCHEMA = "xpcalc.verification/1"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of document can show.

    `proof`: made by somebody else than the person. `complete`: lists all jobs, so that a missing one says something.
    `ends`: shows the end of a job, not only its start.
    """

    proof: bool
    complete: bool
    ends: bool
    titles: bool = True


# Source: docs/verify.md, "Which document decides"; kinds as in `Policy.decides` and in rules (`verified`).
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "certificate_of_employment": Kind(proof=True, complete=False, ends=True),
        "vida_laboral": Kind(proof=True, complete=True, ends=True, titles=False),
        "hr_export": Kind(proof=True, complete=False, ends=True),
        "contract": Kind(proof=True, complete=False, ends=False),
        "offer_letter": Kind(proof=True, complete=False, ends=False),
        "linkedin": Kind(proof=False, complete=True, ends=True),
        "cv": Kind(proof=False, complete=True, ends=True),
    }
)

# Source: docs/verify.md, "Differences"; in the order in which reports show them.
DIFFERENCES = (
    "start",
    "end",
    "gap",
    "title",
    "employer",
    "hours",
    "employment",
    "missing_there",
    "missing_here",
    "order",
)
# Source: docs/verify.md, "Status".
STATUSES = ("confirmed", "confirmed_until", "start_confirmed", "consistent", "differs", "not_shown", "only_here")


@dataclass(frozen=True, slots=True)
class Entry:
    """One job as a document states it; None = the document does not say."""

    employer: str | None = None
    title: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    ongoing: bool = False
    planned_end: PartialDate | None = None
    employment: str | None = None
    share: Fraction | None = None  # of full time
    weekly_hours: Fraction | None = None
    functions: frozenset[str] = frozenset()  # codes of the title alone
    language: str | None = None  # of the document
    written: str = ""
    evidence: Evidence | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "employer": self.employer,
            "title": self.title,
            "start": _text(self.start),
            "end": "present" if self.ongoing else _text(self.end),
            "planned_end": _text(self.planned_end),
            "employment": self.employment,
            "share": None if self.share is None else str(self.share),
            "weekly_hours": None if self.weekly_hours is None else float(self.weekly_hours),
            "written": self.written,
            "evidence": None if self.evidence is None else self.evidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Source:
    """One document beside the CV. `aside` = about somebody else by its name: read, shown, and not compared."""

    name: str
    kind: str
    person: str | None = None
    issued: PartialDate | None = None
    entries: tuple[Entry, ...] = ()
    remarks: tuple[Remark, ...] = ()  # what was odd in reading it
    sha256: str = ""
    format: str = ""
    aside: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "name": self.name,
            "kind": self.kind,
            "format": self.format,
            "sha256": self.sha256,
            "person": self.person,
            "issued": _text(self.issued),
            "compared": not self.aside,
            "entries": [each.to_dict() for each in self.entries],
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two documents say differently. Unit: months and days, CV minus source.

    Bounds where dates are coarse; `days` only where both are to the day. `source`, `entries`, `positions`: indexes.
    """

    kind: str
    cv: str | None
    other: str | None
    source: int | None = None
    positions: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    months_low: int | None = None
    months_high: int | None = None
    days: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "kind": self.kind,
            "cv": self.cv,
            "other": self.other,
            "source": self.source,
            "positions": list(self.positions),
            "entries": list(self.entries),
            "months_low": self.months_low,
            "months_high": self.months_high,
            "days": self.days,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """What one source says about one position. Sides: agrees, differs, not_shown, inside (a part of a longer stint)
    or open (the source was written before that day).

    `covered` = several positions stand beside one entry, or several entries beside one position.
    """

    source: int
    entries: tuple[int, ...]
    positions: tuple[int, ...]
    start: str
    end: str
    status: str
    until: str | None = None  # the day up to which the source can speak: its date of issue
    covered: bool = False
    first: PartialDate | None = None  # the ends of what the entries say together
    last: PartialDate | None = None
    ongoing: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "source": self.source,
            "entries": list(self.entries),
            "positions": list(self.positions),
            "start": self.start,
            "end": self.end,
            "status": self.status,
            "until": self.until,
            "covered": self.covered,
        }


@dataclass(frozen=True, slots=True)
class Week:
    """How much of a full week somebody worked. `share` None: the whole, or unknown where `part`; `told`: it is said."""

    part: bool
    share: Fraction | None
    told: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """The dates that the policy's order of documents leads to. `start_by` and `end_by` are kinds of documents."""

    dates: DateRange | None
    start_by: str = "cv"
    end_by: str = "cv"
    pieces: tuple[DateRange, ...] = ()  # two or more where the source shows the job with interruptions
    employment: str | None = None
    weeks: tuple[tuple[int, Week], ...] = ()  # from which day on (ordinal) which week was worked, as a document tells


@dataclass(frozen=True, slots=True)
class Row:
    """One position of the CV beside every source. `position` is its index."""

    position: int
    status: str
    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]
    decided: Decided
    until: str | None = None
    shown: Duration | None = None  # by the CV
    recounted: Duration | None = None  # under the decided dates


@dataclass(frozen=True, slots=True)
class Lone:
    """A job that a source states and the CV does not."""

    source: int
    entry: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about the documents taken together, or about one of them (`source`; None = all)."""

    code: str
    severity: str
    message: str
    source: int | None = None
    evidence: Evidence | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "source": self.source,
            "evidence": None if self.evidence is None else self.evidence.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """One person's documents side by side.

    Invariant: every position of `assessment` has one row, in the same order; the order of sources changes nothing but
    their indexes.
    """

    assessment: Assessment
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]
    only_there: tuple[Lone, ...]
    differences: tuple[Difference, ...]
    decides: tuple[str, ...]
    total: Duration  # by the CV
    recounted: Duration  # under the decided dates
    verdicts: tuple[Verdict, ...] = ()  # by the CV
    decided_verdicts: tuple[Verdict, ...] = ()
    failures: tuple[Failure, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema xpcalc.verification/1)."""
        a = self.assessment
        after = {each.rule: each for each in self.decided_verdicts}
        return {
            "schema": SCHEMA,
            "xpcalc": a.version,
            "rulebook": a.rulebook,
            "as_of": a.as_of,
            "as_of_source": a.as_of_source,
            "policy": a.policy.name,
            "decides": list(self.decides),
            "document": {"name": a.document.name, "format": a.document.format, "sha256": a.document.sha256},
            "person": {"name": a.document.person},
            "sources": [each.to_dict() for each in self.sources],
            "positions": [self._row(row) for row in self.rows],
            "only_there": [
                {"source": each.source, "entry": each.entry, **self._entry(each)} for each in self.only_there
            ],
            "differences": [each.to_dict() for each in self.differences],
            "total": {
                "shown": self.total.to_dict(),
                "decided": self.recounted.to_dict(),
                "difference": self.recounted.rounded - self.total.rounded,
            },
            "verdicts": [
                {
                    "rule": each.rule,
                    "title": each.title,
                    "shown": {"result": each.result, "level": each.level, "possible": each.possible},
                    "decided": {
                        "result": after[each.rule].result,
                        "level": after[each.rule].level,
                        "possible": after[each.rule].possible,
                    },
                    "statement": after[each.rule].statement,
                    "checks": [
                        {
                            "id": one.id,
                            "asked": one.asked,
                            "shown": {"result": one.result, "shown": one.shown},
                            "decided": {"result": other.result, "shown": other.shown},
                        }
                        for one, other in zip(
                            (*each.checks, *each.levels),
                            (*after[each.rule].checks, *after[each.rule].levels),
                            strict=True,
                        )
                    ],
                }
                for each in self.verdicts
            ],
            "failures": [each.to_dict() for each in self.failures],
            "findings": [each.to_dict() for each in self.remarks],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        held = self.assessment.positions[row.position]
        dates = row.decided.dates
        return {
            "employer": held.employer,
            "title": held.title,
            "start": held.start,
            "end": held.end,
            "written": held.written,
            "employment": held.employment,
            "counted": held.counted,
            "evidence": None if held.evidence is None else held.evidence.to_dict(),
            "status": row.status,
            "until": row.until,
            "matches": [each.to_dict() for each in row.matches],
            "decided": {
                "start": None if dates is None else _text(dates.start),
                "end": None if dates is None else "present" if dates.ongoing else _text(dates.end),
                "start_by": row.decided.start_by,
                "end_by": row.decided.end_by,
            },
            "months": {
                "shown": None if row.shown is None else row.shown.to_dict(),
                "decided": None if row.recounted is None else row.recounted.to_dict(),
            },
        }

    def _entry(self, lone: Lone) -> dict[str, Any]:
        entry = self.sources[lone.source].entries[lone.entry]
        return {key: value for key, value in entry.to_dict().items() if key in ("employer", "title", "start", "end")}


def _text(value: PartialDate | None) -> str | None:
    return None if value is None else str(value)


__all__ = [
    "DIFFERENCES",
    "KINDS",
    "SCHEMA",
    "STATUSES",
    "Decided",
    "Difference",
    "Entry",
    "Kind",
    "Lone",
    "Match",
    "Remark",
    "Row",
    "Source",
    "Verification",
    "Week",
]

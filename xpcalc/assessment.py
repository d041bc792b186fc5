"""What one document says, counted: all that a report needs. Values only; `to_dict` is the JSON of docs/json.md."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xpcalc.model import (
    CheckedClaim,
    Correction,
    Coverage,
    DateRange,
    Document,
    Duration,
    Experience,
    Finding,
    Label,
    PartialDate,
    Policy,
    Position,
    Span,
    Stint,
)
from xpcalc.record import dataclass

if TYPE_CHECKING:
    from xpcalc.verdict import Verdict

SCHEMA = "xpcalc.assessment/1"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something stands: page and line from 1 (page None in formats without pages), and the words."""

    page: int | None
    line: int
    quote: str

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"page": self.page, "line": self.line, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class Held:
    """A position with its months."""

    position: Position
    counted: bool
    duration: Duration
    evidence: Evidence | None = None
    functions: tuple[Label, ...] = ()
    skills: tuple[Label, ...] = ()
    number: int = 0  # among the positions as read, from 1; 0 = added by hand
    corrections: tuple[Correction, ...] = ()  # what a person put right here; `was` keeps the reading

    @property
    def title(self) -> str | None:
        """The title as written."""
        return self.position.title

    @property
    def employer(self) -> str | None:
        """The employer as written."""
        return self.position.employer

    @property
    def location(self) -> str | None:
        """The place as written."""
        return self.position.location

    @property
    def employment(self) -> str:
        """The kind of employment."""
        return self.position.employment

    @property
    def start(self) -> str | None:
        """The start at the precision written."""
        return date_text(self.position.dates, "start")

    @property
    def end(self) -> str | None:
        """The end at the precision written; "present" while it goes on."""
        return date_text(self.position.dates, "end")

    @property
    def written(self) -> str:
        """The dates as the document writes them."""
        return self.position.dates.written if self.position.dates else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "employer": self.employer,
            "title": self.title,
            "location": self.location,
            "start": self.start,
            "end": self.end,
            "written": self.written,
            "employment": self.employment,
            "counted": self.counted,
            **{k: v for k, v in self.duration.to_dict().items() if k != "total_days"},
            "total_days": self.duration.total_days,
            "functions": [{"code": f.code, "primary": f.primary, "why": list(f.why)} for f in self.functions],
            "skills": [{"code": s.code, "why": list(s.why)} for s in self.skills],
            "evidence": self.evidence.to_dict() if self.evidence else None,
            "corrections": [correction.to_dict() for correction in self.corrections],
        }


@dataclass(frozen=True, slots=True)
class Apart:
    """Months of one kind of employment that the headline leaves out."""

    employment: str
    duration: Duration


@dataclass(frozen=True, slots=True)
class Amount:
    """Months of one function or skill. `evidence`: position, or listed (named in a list only: no months shown)."""

    code: str
    label: str
    duration: Duration
    last: str | None  # YYYY-MM, YYYY or "present"
    evidence: str = "position"

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "code": self.code,
            "label": self.label,
            **self.duration.to_dict(),
            "last": self.last,
            "evidence": self.evidence,
        }


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with the place it is about."""

    finding: Finding
    evidence: Evidence | None

    @property
    def code(self) -> str:
        """The stable code."""
        return self.finding.code

    @property
    def severity(self) -> str:
        """Info or warning."""
        return self.finding.severity

    @property
    def message(self) -> str:
        """One sentence."""
        return self.finding.message

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "evidence": self.evidence.to_dict() if self.evidence else None,
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer for one document at one date under one policy."""

    version: str
    rulebook: str
    as_of: str
    as_of_source: str  # said, rules, document, today
    policy: Policy
    document: Document
    positions: tuple[Held, ...]
    total: Duration
    not_counted: tuple[Apart, ...]
    findings: tuple[Noted, ...]
    experience: Experience
    labels: tuple[Label, ...] = ()
    functions: tuple[Amount, ...] = ()
    skills: tuple[Amount, ...] = ()
    stints: tuple[Stint, ...] = ()  # labels that hold for part of their position
    claims: tuple[CheckedClaim, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    dropped: tuple[Correction, ...] = ()  # positions that a person took out

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What a person put right, in the order of the positions; dropped positions last."""
        return tuple([c for held in self.positions for c in held.corrections]) + self.dropped

    @property
    def unread(self) -> bool:
        """Whether the document may have jobs that could not be read, see `jobs_unread`."""
        return jobs_unread(self.document, self.positions, [n.finding for n in self.findings], bool(self.dropped))

    def cited_pages(self) -> tuple[int, ...]:
        """Return the pages that positions, claims and findings stand on, in order."""
        places = [held.evidence for held in self.positions] + [noted.evidence for noted in self.findings]
        where = Places(self.document)
        places += [where.evidence(c.claim.span) for c in self.claims]
        return tuple(sorted({e.page for e in places if e is not None and e.page}))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema xpcalc.assessment/1)."""
        document = self.document
        where = Places(document)
        return {
            "schema": SCHEMA,
            "xpcalc": self.version,
            "rulebook": self.rulebook,
            "as_of": self.as_of,
            "as_of_source": self.as_of_source,
            "policy": self.policy.name,
            "document": {
                "name": document.name,
                "format": document.format,
                "sha256": document.sha256,
                "pages": document.pages,
                "language": document.language,
                "dated": document.dated,
            },
            "person": {"name": document.person},
            "positions": [held.to_dict() for held in self.positions],
            "total": {**self.total.to_dict(), "statement": statement(self.total, self.as_of)},
            "not_counted": [{"employment": a.employment, **a.duration.to_dict()} for a in self.not_counted],
            "functions": [amount.to_dict() for amount in self.functions],
            "skills": [amount.to_dict() for amount in self.skills],
            "claims": [{**c.to_dict(), "evidence": _dict(where.evidence(c.claim.span))} for c in self.claims],
            "verdicts": [verdict.to_dict() for verdict in self.verdicts],
            "findings": [noted.to_dict() for noted in self.findings],
            "corrections": [correction.to_dict() for correction in self.corrections],
        }


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a document as a picture, for reports that show where a line stands. Unit of the size: points."""

    page: int
    width: float
    height: float
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pages of one document as pictures."""

    pages: tuple[PagePicture, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that could not be read; the others go on."""

    name: str
    code: str
    message: str
    hint: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema xpcalc.failure/1)."""
        return {
            "schema": "xpcalc.failure/1",
            "document": {"name": self.name},
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
        }


def _dict(evidence: Evidence | None) -> dict[str, Any] | None:
    return evidence.to_dict() if evidence else None


# Source: English month names, for the statement of the JSON, which does not change with the language of the output.
_MONTHS = "January February March April May June July August September October November December".split()


def statement(total: Duration, as_of: str) -> str:
    """Return the total as an English sentence part."""
    year, month, day = as_of.split("-")
    months = f"{total.rounded} month" + ("" if total.rounded == 1 else "s")
    if total.rounded_low != total.rounded_high:
        months += f" ({total.rounded_low} to {total.rounded_high})"
    return f"{months} of experience as of {int(day)} {_MONTHS[int(month) - 1]} {year}"


def date_text(dates: DateRange | None, side: str) -> str | None:
    """Return one end of a range as the JSON writes it."""
    if dates is None:
        return None
    if side == "end" and dates.ongoing:
        return "present"
    value: PartialDate | None = dates.start if side == "start" else dates.end
    return None if value is None else str(value).rstrip("~")


def evidence_of(document: Document, span: Span | None) -> Evidence | None:
    """Return page, line and quote of a span; the line number counts rows of its page from the top of the reading."""
    return Places(document).evidence(span)


class Places:
    """Where each span of a document stands; made once for all spans of it, as a long document has many."""

    __slots__ = ("_document", "_numbers", "_reach")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers: list[int] = []
        self._reach: list[int] = []  # how far the lines up to this one go; never falls
        row_number, reach, page = 0, 0, -1
        last: tuple[int, int, int] | None = None
        for line in document.lines:
            key = (line.page, line.column, line.row)
            if line.page != page:
                page, row_number = line.page, 0
            if key != last:
                row_number += 1
                last = key
            reach = max(reach, line.span.stop)
            self._numbers.append(line.number or row_number)
            self._reach.append(reach)

    def evidence(self, span: Span | None) -> Evidence | None:
        """Return page, line and quote of a span; None where it stands in no line."""
        if span is None:
            return None
        at = bisect_right(self._reach, span.start)
        if at == len(self._reach):
            return None
        quote = self._document.text[span.start : span.stop].replace("\n", ", ")
        return self._at(at, quote)

    def line(self, span: Span | None) -> Evidence | None:
        """Return page, line and quote of the whole line that a span begins in."""
        at = bisect_right(self._reach, span.start) if span is not None else len(self._reach)
        return self._at(at, self._document.lines[at].text.strip()) if at < len(self._reach) else None

    def _at(self, at: int, quote: str) -> Evidence:
        document = self._document
        return Evidence(document.lines[at].page if document.pages else None, self._numbers[at], quote)


def jobs_unread(document: Document, positions: Sequence[object], findings: Sequence[Finding], dropped: bool) -> bool:
    """Tell whether a document may have jobs that could not be read, so that nothing is known to be absent.

    Without any position that is so, unless a person took them out (`dropped`), or the format has fields and says in
    them that there was no work.
    """
    codes = {each.code for each in findings if each.severity == "warning"}
    if "W_NO_DATES_READ" in codes:
        return True
    if positions or dropped:
        return False
    return not document.entries or bool(codes - {"W_NO_POSITIONS"})


__all__ = [
    "Amount",
    "Apart",
    "Assessment",
    "Coverage",
    "Evidence",
    "Failure",
    "Held",
    "Noted",
    "PagePicture",
    "Pictures",
    "Places",
    "date_text",
    "evidence_of",
    "statement",
]

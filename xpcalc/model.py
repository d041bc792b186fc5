"""The nouns: frozen values, no policy, no I/O. To add a field, give it a default and a line in docs/design.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from xpcalc.dayset import DaySet
from xpcalc.months import Tenure
from xpcalc.record import dataclass

Severity = Literal["info", "warning"]

# Source: contract.md, "JSON"; work kinds that the headline counts unless a policy says otherwise.
EMPLOYMENTS = (
    "work",
    "freelance",
    "part_time",
    "temporary",
    "apprenticeship",
    "internship",
    "volunteer",
    "leave",
    "other",
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into `Document.text`."""

    start: int
    stop: int


def blanked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with blanks in these places. Invariant: it keeps its length, so every other span holds."""
    pieces: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda span: span.start):
        start, stop = max(at, span.start), max(at, span.stop)
        pieces += (text[at:start], " " * (stop - start))
        at = stop
    return "".join([*pieces, text[at:]])


@dataclass(frozen=True, slots=True)
class Line:
    """One run of text that stands together: a whole line, or one cell of a line with columns.

    Unit: points, origin at the top left of the page. Flow formats (DOCX, HTML, text) have invented
    geometry that keeps what the eye sees: blank lines are gaps, indents are x0, tabs and table cells share a row.
    """

    text: str
    span: Span
    page: int  # from 1; 1 for formats without pages
    row: int  # lines with the same (page, row) stand side by side, left to right
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 10.0
    bold: bool = False
    italic: bool = False
    bullet: bool = False  # a list item: its marker is taken off `text`
    heading: int = 0  # marked up as a heading of this level (HTML h1, Word style, Markdown #); 0 = not
    column: int = 0  # number of the column or block that the line belongs to, in reading order
    grey: float = 0.0  # lightness of the ink, 0 black to 1 white
    visible: bool = True
    runs: tuple[tuple[int, int, bool, bool], ...] = ()  # (start, stop, bold, italic) where a line mixes styles
    number: int = 0  # which line of its file a row of a table is; 0 = lines are counted as they stand here


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the place it comes from (None where the source has no running text, as a JSON field)."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A job (or course, project ...) found in a document: strings with places, nothing understood yet."""

    section: (
        str  # experience, education, volunteering, projects, certifications, awards, publications, career_break ...
    )
    title: Piece | None = None
    employer: Piece | None = None
    location: Piece | None = None
    dates: Piece | None = None  # a range as written ("Jan 2020 - Mar 2021 (1 yr 3 mos)") ...
    start: Piece | None = None  # ... or, in formats with fields, its two ends apart
    end: Piece | None = None
    ongoing: bool = False  # formats with fields: no end means still there
    employment: str | None = None  # where the format itself says it (LinkedIn Volunteering.csv)
    header: tuple[Piece, ...] = ()  # what else stands in the header: "full-time", a department
    body: tuple[Piece, ...] = ()
    span: Span | None = None  # from the first to the last character of the entry
    notes: tuple[str, ...] = ()  # finding codes that the reader or segmenter raises about this entry


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd in a document. Data, never raised.

    `warning` = the numbers may be wrong because of how the document was read; `info` = a fact about the dates.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read: its text in reading order with the lines that make it up."""

    name: str
    format: str
    sha256: str
    text: str
    lines: tuple[Line, ...] = ()
    pages: int | None = None
    language: str | None = None
    languages: tuple[str, ...] = ()  # those whose words the grammar may use, most likely first
    dated: str | None = None  # ISO date that the document itself carries with certainty (export date)
    person: str | None = None
    entries: tuple[Entry, ...] | None = None  # None = free text, to be segmented
    findings: tuple[Finding, ...] = ()


# Source: ISO 8601-2 sub-year codes as first and last month, northern seasons; 37-39 as Jan-Apr, May-Aug, Sep-Dec.
# Winter (24) is not here: it lies on either side of the year.
PART_MONTHS: Mapping[int, tuple[int, int]] = MappingProxyType(
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


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date at the precision written; `str()` is EDTF (`2019`, `2019-03`, `2019-03-05`, `2019-21`, `2019~`).

    Source: ISO 8601-2. `part` is the EDTF sub-year code: 21-24 spring to winter, 33-36 quarters, 40-41 halves,
    37-39 thirds of the year (early, mid, late).
    """

    year: int
    month: int | None = None
    day: int | None = None
    part: int | None = None
    approximate: bool = False
    other: PartialDate | None = None  # the second reading where DD/MM and MM/DD cannot be told apart

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.part is not None:
            text += f"-{self.part:02d}"
        elif self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text + ("~" if self.approximate else "")


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed duration ("2 yrs 3 mos", "less than a year"). Unit: whole months; `exact` = it has a months part."""

    months: int
    exact: bool
    written: str


@dataclass(frozen=True, slots=True)
class DateRange:
    """From start to end, both included. `ongoing` = EDTF `..`; end None and not ongoing = unknown."""

    start: PartialDate | None
    end: PartialDate | None
    ongoing: bool = False
    written: str = ""
    span: Span | None = None
    stated: Stated | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One job held."""

    title: str | None
    employer: str | None
    location: str | None
    dates: DateRange | None
    employment: str = "work"
    section: str = "experience"
    part_time: tuple[int, int] | None = None  # stated share of full time as a fraction, (1, 2) = 50 %
    body: tuple[Piece, ...] = ()
    header: tuple[Piece, ...] = ()
    span: Span | None = None
    linkedin: bool = False  # from a LinkedIn export: printed durations of year-only ranges do not narrow
    # The days of the job that are part-time, None for all; without start and end it is not known which.
    part_time_in: DateRange | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put right by hand: `was` is what was read, `value` what holds instead; docs/corrections.md."""

    position: str  # its number and what was read there: "3: Title | Employer | dates"; empty for `add`
    field: str
    was: str
    value: str
    reason: str
    by: str = ""
    at: str = ""

    def to_dict(self) -> dict[str, str]:
        """Return the JSON form, the same as in a file of corrections."""
        return {
            "position": self.position,
            "field": self.field,
            "was": self.was,
            "value": self.value,
            "reason": self.reason,
            "by": self.by,
            "at": self.at,
        }


@dataclass(frozen=True, slots=True)
class Label:
    """What a position is about: scheme function, skill, industry; `why` are the words found."""

    position: int
    scheme: str
    code: str
    why: tuple[str, ...] = ()
    primary: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Stint:
    """A label that holds for part of its position only. Unit: months; exactly one of `dates` and `months` is set."""

    label: int
    dates: DateRange | None
    months: int | None
    written: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a person says about the length of their experience ("2 years of Zendesk"); it never feeds a total."""

    # "total", "skill:zendesk", "industry:saas", "function:<code or group>"; "function:onboarding|support" is either,
    # "function:support industry:saas" both in the same job.
    about: str
    months: int
    unit: str = "years"  # years or months, as written; a length with a months part is written in months
    comparison: str = "exact"  # exact, at_least, about or almost
    quote: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim beside the months that the dates show. Unit: months; without evidence all four figures are None."""

    claim: Claim
    result: str  # supported, supported_within_rounding, overstated, understated, undecided or no_evidence
    shown: int | None = None
    shown_low: int | None = None
    shown_high: int | None = None
    difference: int | None = None

    def to_dict(self) -> dict[str, str | int | None]:
        """Return the JSON form, without the evidence (page and line of `claim.span`)."""
        return {
            "quote": self.claim.quote,
            "about": self.claim.about,
            "months": self.claim.months,
            "shown": self.shown,
            "shown_low": self.shown_low,
            "shown_high": self.shown_high,
            "difference": self.difference,
            "result": self.result,
        }


@dataclass(frozen=True, slots=True)
class Undated:
    """A stretch of known length (months) somewhere inside a window of days."""

    months: int
    window: DaySet
    months_low: int | None = None  # how much of it is sure; None = all of it


Parts = tuple[tuple[DaySet, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Days that count by less than one (part-time under `prorate`), for each set of a Coverage; others count whole."""

    certain: Parts = ()
    likely: Parts = ()
    possible: Parts = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """certain <= likely <= possible, as sets of days."""

    certain: DaySet
    likely: DaySet
    possible: DaySet
    # Stretches of known length. The three sets hold them already (core, a likely place, whole window); these narrow
    # the numbers: the days that are possible only through a window count no more than its months.
    undated: tuple[Undated, ...] = ()
    firm: DaySet | None = None  # the possible days that need no undated stretch; None = all of them
    pieces: int = 1  # how many stretches were united: each may leave one gap more than the possible set shows
    shares: Shares | None = None


# Source: docs/verify.md, "Which document decides"; documents of others before what the person wrote.
DECIDES = (
    "certificate_of_employment",
    "vida_laboral",
    "hr_export",
    "contract",
    "offer_letter",
    "linkedin",
    "cv",
)


@dataclass(frozen=True, slots=True)
class Policy:
    """How days become months. One bundle of choices, named; rules/policies/*.yaml."""

    name: str = "default"
    measure: str = "anniversary15"
    threshold: int = 15
    month_dates: str = "inclusive"  # inclusive (first to last day) or strict (bounds 31 Jan .. 1 Mar)
    part_time: str = "full"  # full or prorate
    leave: str = "count"  # count or subtract
    counted: tuple[str, ...] = ("work", "freelance", "part_time", "temporary")
    ongoing: str = "as_of"  # as_of, or latest_mention: the newest date in the document is the lower bound
    summary: str = ""
    legal_basis: str = ""  # what allows leave to be subtracted; `leave: subtract` needs it
    decides: tuple[str, ...] = DECIDES  # kinds of documents, the one whose dates count first; used by verification


@dataclass(frozen=True, slots=True)
class Duration:
    """Months of one Coverage under one policy: the six keys of every duration in the JSON."""

    months: int
    days: int
    total_days: int
    rounded: int
    rounded_low: int
    rounded_high: int

    def to_dict(self) -> dict[str, int]:
        """Return the six keys in contract order."""
        return {
            "months": self.months,
            "days": self.days,
            "total_days": self.total_days,
            "rounded": self.rounded,
            "rounded_low": self.rounded_low,
            "rounded_high": self.rounded_high,
        }


@dataclass(frozen=True, slots=True)
class Experience:
    """Sets of days, not numbers: the whole, by kind of employment, by position (index), by label (code)."""

    as_of: str
    total: Coverage
    by_position: tuple[Coverage, ...] = ()
    by_employment: Mapping[str, Coverage] = field(default_factory=dict)
    by_label: Mapping[str, Coverage] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


__all__ = [
    "DECIDES",
    "EMPLOYMENTS",
    "CheckedClaim",
    "Claim",
    "Correction",
    "Coverage",
    "DateRange",
    "DaySet",
    "Document",
    "Duration",
    "Entry",
    "Experience",
    "Finding",
    "Label",
    "Line",
    "PartialDate",
    "Piece",
    "Policy",
    "Position",
    "Severity",
    "Shares",
    "Span",
    "Stated",
    "Stint",
    "Tenure",
    "Undated",
]

"""What letters, certificates and registers say about jobs held: frozen values, no policy, no I/O.

To add a fact that letters state, give it a field here with a default and read it in xpcalc/letters.
"""

from __future__ import annotations

from fractions import Fraction

from xpcalc.model import Finding, PartialDate, Span
from xpcalc.record import dataclass

# Source: hand-made; the documents beside a CV that say from when to when somebody was employed.
LETTER_KINDS = ("offer_letter", "contract", "certificate_of_employment", "vida_laboral", "hr_export")


@dataclass(frozen=True, slots=True)
class Statement:
    """One job as one document states it; None = the document does not say.

    Invariant: an offer letter or contract has no `end`: what it agrees on is `planned_end`.
    """

    employer: str | None = None
    title: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    ongoing: bool = False  # still employed there when the document was issued
    planned_end: PartialDate | None = None  # the end of a fixed term, agreed but not shown
    weekly_hours: Fraction | None = None
    part_time: Fraction | None = None  # share of full time, 1/2 = 50 %; None = full time or not said
    employment: str | None = None  # one of EMPLOYMENTS where the document says it, else None
    person: str | None = None
    work: bool = True  # False: a registration that is no work (unemployment benefit, holidays paid out)
    written: str = ""  # the dates as written
    span: Span | None = None  # the sentence or line that says so, in Document.text: for evidence_of
    spans: tuple[tuple[str, Span], ...] = ()  # where each field stands: ("employer", Span), ("start", Span) ...

    def where(self, field: str) -> Span | None:
        """Return where a field stands, the whole sentence where its own place is not known."""
        return next((span for name, span in self.spans if name == field), self.span)


@dataclass(frozen=True, slots=True)
class Letter:
    """One document beside a CV, read: what kind it is, about whom, and what it states."""

    kind: str  # one of LETTER_KINDS
    person: str | None = None
    statements: tuple[Statement, ...] = ()
    issued: PartialDate | None = None
    interim: bool = False  # written during the employment (Zwischenzeugnis): no end is to be expected
    total_days: int | None = None  # days in all that an informe de vida laboral prints
    findings: tuple[Finding, ...] = ()
    named: tuple[str, ...] = ()  # names that stand where letters name people, where none is taken as `person`


__all__ = ["LETTER_KINDS", "Letter", "Statement"]

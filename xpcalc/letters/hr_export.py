"""Export of an HR system (format hr-csv) -> Letter: a statement for each row. To read another field, see `_fields`."""

from __future__ import annotations

from fractions import Fraction

from xpcalc.dates import Grammar, first_day, last_day
from xpcalc.model import Document, Entry, Finding, PartialDate, Piece, Span
from xpcalc.regex import regex
from xpcalc.statement import Letter, Statement

_NUMBER = regex(r"\d+(?:[.,]\d+)?")


def read_export(document: Document, grammar: Grammar) -> Letter:
    """Return what the rows of the export state; an empty end is a job that goes on."""
    statements = []
    findings: list[Finding] = []
    for entry in document.entries or ():
        statement = _statement(entry, grammar)
        statements.append(statement)
        if statement.start is None:
            findings.append(Finding("W_LETTER_START", "warning", "the row has no start that can be read", entry.span))
        if entry.end is not None and statement.end is None:
            findings.append(Finding("W_LETTER_END", "warning", "the row has an end that cannot be read", entry.span))
        elif statement.start and statement.end and last_day(statement.end) < first_day(statement.start):
            findings.append(Finding("W_LETTER_DATES", "warning", "the end lies before the start", entry.span))
        if statement.employer is None:
            findings.append(Finding("W_LETTER_EMPLOYER", "warning", "the row names no employer", entry.span))
    return Letter("hr_export", document.person, tuple(statements), findings=tuple(findings))


def _statement(entry: Entry, grammar: Grammar) -> Statement:
    fields = _fields(entry)
    weekly = _amount(fields.get("weekly_hours"))
    full = _amount(fields.get("full_time_hours"))
    share = weekly / full if weekly and full and weekly < full else None
    person = fields.get("person")
    named = (
        ("employer", entry.employer),
        ("title", entry.title),
        ("start", entry.start),
        ("end", entry.end),
        ("person", person),
    )
    spans: list[tuple[str, Span]] = [(name, p.span) for name, p in named if p is not None and p.span is not None]
    return Statement(
        employer=entry.employer.text if entry.employer else None,
        title=entry.title.text if entry.title else None,
        start=_date(entry.start, grammar),
        end=_date(entry.end, grammar),
        ongoing=entry.ongoing,
        weekly_hours=weekly,
        part_time=share,
        employment=entry.employment or ("part_time" if share is not None else None),
        person=person.text if person else None,
        written=" – ".join(piece.text for piece in (entry.start, entry.end) if piece is not None),
        span=entry.span,
        spans=tuple(spans),
    )


def _fields(entry: Entry) -> dict[str, Piece]:
    """Return the values of "label: value" in the body by label."""
    found = {}
    for piece in entry.body:
        label, colon, value = piece.text.partition(": ")
        if colon:
            span = piece.span
            place = Span(span.start + len(label) + 2, span.stop) if span is not None else None
            found[label] = Piece(value, place)
    return found


def _amount(piece: Piece | None) -> Fraction | None:
    hit = _NUMBER.search(piece.text) if piece is not None else None
    return Fraction(hit[0].replace(",", ".")) if hit else None


def _date(piece: Piece | None, grammar: Grammar) -> PartialDate | None:
    return grammar.parse_date(piece.text) if piece is not None else None


__all__ = ["read_export"]

"""Verification -> CSV: a row a position and document, the jobs that the CV does not show, the total, and failures."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from xpcalc.reports.csv import safe as escaped

if TYPE_CHECKING:
    from xpcalc.reports import Options
    from xpcalc.verification import Entry, Match, Row, Source, Verification

COLUMNS = (
    "row",
    "employer",
    "title",
    "start",
    "end",
    "months",
    "months_decided",
    "status",
    "document",
    "kind",
    "document_employer",
    "document_title",
    "document_start",
    "document_end",
    "start_side",
    "end_side",
    "document_status",
    "differences",
    "months_low",
    "months_high",
    "page",
    "line",
    "quote",
    "as_of",
    "policy",
    "problem",
)


def safe(value: object) -> str:
    """Return a cell; numbers stay numbers, below zero as well."""
    return str(value) if isinstance(value, int) else escaped(value)


def render(v: Verification, options: Options) -> str:
    """Return the table with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    common = {"as_of": v.assessment.as_of, "policy": v.assessment.policy.name}
    for values in (*_positions(v), *_lone(v), _total(v)):
        writer.writerow({key: safe(value) for key, value in {**values, **common}.items()})
    for remark in v.remarks:
        about = {} if remark.source is None else _document(v.sources[remark.source])
        values = {"row": "finding", **about, "problem": f"{remark.code}: {remark.message}".removesuffix(": ")}
        writer.writerow({key: safe(value) for key, value in {**values, **common}.items()})
    for failure in v.failures:
        values = {"row": "failure", "document": failure.name, "problem": f"{failure.code}: {failure.message}"}
        writer.writerow({key: safe(value) for key, value in values.items()})
    return out.getvalue()


def _positions(v: Verification) -> list[dict[str, Any]]:
    made = []
    for row in v.rows:
        held = v.assessment.positions[row.position]
        first = {
            "row": "position",
            "employer": held.employer,
            "title": held.title,
            "start": held.start,
            "end": held.end,
            "months": None if row.shown is None else row.shown.rounded,
            "months_decided": None if row.recounted is None else row.recounted.rounded,
            "status": row.status,
        }
        missing = [d.source for d in row.differences if d.kind == "missing_there" and d.source is not None]
        made += [{**first, **_match(v, row, m)} for m in row.matches]
        made += [
            {**first, **_document(v.sources[n]), "document_status": "not_shown", "differences": "missing_there"}
            for n in missing
        ]
        if not row.matches and not missing:
            made.append(first)
    return made


def _document(source: Source) -> dict[str, Any]:
    return {"document": source.name, "kind": source.kind}


def _match(v: Verification, row: Row, m: Match) -> dict[str, Any]:
    source = v.sources[m.source]
    found = [d for d in row.differences if d.source == m.source]
    dated = next((d for d in found if d.months_low is not None), None)
    entry = source.entries[m.entries[0]]
    return {
        **_document(source),
        "document_employer": entry.employer,
        "document_title": entry.title,
        "document_start": m.first,
        "document_end": "present" if m.ongoing else m.last,
        "start_side": m.start,
        "end_side": m.end,
        "document_status": m.status,
        "differences": " ".join(dict.fromkeys(d.kind for d in found)),
        "months_low": None if dated is None else dated.months_low,
        "months_high": None if dated is None else dated.months_high,
        **_place(entry),
    }


def _place(entry: Entry) -> dict[str, Any]:
    if entry.evidence is None:
        return {}
    return {"page": entry.evidence.page, "line": entry.evidence.line, "quote": entry.evidence.quote}


def _lone(v: Verification) -> list[dict[str, Any]]:
    made = []
    for lone in v.only_there:
        source = v.sources[lone.source]
        entry = source.entries[lone.entry]
        made.append(
            {
                "row": "only_there",
                **_document(source),
                "document_employer": entry.employer,
                "document_title": entry.title,
                "document_start": entry.start,
                "document_end": "present" if entry.ongoing else entry.end,
                "differences": "missing_here",
                **_place(entry),
            }
        )
    return made


def _total(v: Verification) -> dict[str, Any]:
    return {
        "row": "total",
        "months": v.total.rounded,
        "months_decided": v.recounted.rounded,
        "months_low": v.recounted.rounded_low,
        "months_high": v.recounted.rounded_high,
    }

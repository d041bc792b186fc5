"""Results -> CSV: one row a position, and one with the total a file. A file that could not be read is a row too."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import translator
from xpcalc.reports.corrected import corrected, lines_of

if TYPE_CHECKING:
    from xpcalc.reports import Options, Result

COLUMNS = (
    "file",
    "row",
    "employer",
    "title",
    "location",
    "start",
    "end",
    "written",
    "employment",
    "counted",
    "months",
    "days",
    "rounded",
    "rounded_low",
    "rounded_high",
    "as_of",
    "policy",
    "page",
    "line",
    "problem",
    "corrected",
)
# Why: a cell that starts so is run as a formula by spreadsheets; the apostrophe makes it text.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def safe(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    # Why: a carriage return alone ends a row for readers, and the writer puts no quotes around it.
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip(" \u00a0\n").startswith(_RISKY) or text.startswith(_RISKY):
        return "'" + text
    return text


def render(results: Sequence[Result], options: Options) -> str:
    """Return the table with a header."""
    out = io.StringIO()
    t = translator("en")  # Why: a table is for programs; its words do not change with the language of the output.
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for result in results:
        if isinstance(result, Failure):
            row = {"file": result.name, "row": "failure", "problem": f"{result.code}: {result.message}"}
            writer.writerow({k: safe(v) for k, v in row.items()})
            continue
        common = {"file": result.document.name, "as_of": result.as_of, "policy": result.policy.name}
        for held in result.positions:
            place = held.evidence
            row = {
                **common,
                "row": "position",
                "employer": held.employer or "",
                "title": held.title or "",
                "location": held.location or "",
                "start": held.start or "",
                "end": held.end or "",
                "written": held.written,
                "employment": held.employment,
                "counted": "yes" if held.counted else "no",
                "page": str(place.page) if place and place.page else "",
                "line": str(place.line) if place else "",
                "corrected": "; ".join([corrected(c, t) for c in held.corrections]),
                **{k: str(v) for k, v in held.duration.to_dict().items() if k != "total_days"},
            }
            writer.writerow({k: safe(v) for k, v in row.items()})
        total = {k: str(v) for k, v in result.total.to_dict().items() if k != "total_days"}
        dropped = "; ".join([text for text in lines_of(result, t)][len(result.corrections) - len(result.dropped) :])
        problem = "; ".join([n.code for n in result.findings if n.severity == "warning"])
        writer.writerow(
            {
                k: safe(v)
                for k, v in {**common, "row": "total", **total, "problem": problem, "corrected": dropped}.items()
            }
        )
    return out.getvalue()

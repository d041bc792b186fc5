"""Assessment or Failure -> rows of one table, the same from every engine. To add a column: a row in COLUMNS, a value.

One row a document (`row` = "document", also where it could not be read) and one a position (`row` = "position").
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.assessment import Assessment, Failure

if TYPE_CHECKING:
    import pyarrow


class Column(NamedTuple):
    """A column: its kind is text, whole, flag or texts (a list)."""

    name: str
    kind: str


# Source: docs/json.md; the columns have the names of the JSON, with `document_` and `evidence_` values laid flat.
COLUMNS: tuple[Column, ...] = (
    Column("row", "text"),
    Column("name", "text"),
    Column("sha256", "text"),
    Column("status", "text"),  # read or failed
    Column("code", "text"),
    Column("message", "text"),
    Column("hint", "text"),
    Column("person", "text"),
    Column("format", "text"),
    Column("pages", "whole"),
    Column("language", "text"),
    Column("dated", "text"),
    Column("as_of", "text"),
    Column("policy", "text"),
    Column("position", "whole"),
    Column("employer", "text"),
    Column("title", "text"),
    Column("location", "text"),
    Column("start", "text"),
    Column("end", "text"),
    Column("written", "text"),
    Column("employment", "text"),
    Column("counted", "flag"),
    Column("months", "whole"),
    Column("days", "whole"),
    Column("total_days", "whole"),
    Column("rounded", "whole"),
    Column("rounded_low", "whole"),
    Column("rounded_high", "whole"),
    Column("functions", "texts"),
    Column("skills", "texts"),
    Column("evidence_page", "whole"),
    Column("evidence_line", "whole"),
    Column("evidence_quote", "text"),
    Column("findings", "texts"),
    Column("verdicts", "texts"),  # rule=result
    Column("json", "text"),  # the whole, of a document
    Column("xpcalc", "text"),
    Column("rulebook", "text"),
)


def rows_of(result: Assessment | Failure, sha256: str) -> list[dict[str, Any]]:
    """Return the row of a document and those of its positions."""
    blank: dict[str, Any] = dict.fromkeys([c.name for c in COLUMNS])
    whole = json.dumps(result.to_dict(), ensure_ascii=False, separators=(",", ":"))
    if isinstance(result, Failure):
        return [
            {
                **blank,
                "row": "document",
                "name": result.name,
                "sha256": sha256 or None,
                "status": "failed",
                "code": result.code,
                "message": result.message,
                "hint": result.hint,
                "json": whole,
            }
        ]
    document = result.document
    common = {
        **blank,
        "name": document.name,
        "sha256": document.sha256,
        "status": "read",
        "person": document.person,
        "format": document.format,
        "pages": document.pages,
        "language": document.language,
        "dated": document.dated,
        "as_of": result.as_of,
        "policy": result.policy.name,
        "xpcalc": result.version,
        "rulebook": result.rulebook,
    }
    rows = [
        {
            **common,
            **result.total.to_dict(),
            "row": "document",
            "functions": [amount.code for amount in result.functions],
            "skills": [amount.code for amount in result.skills],
            "findings": [noted.code for noted in result.findings],
            "verdicts": [f"{verdict.rule}={verdict.result}" for verdict in result.verdicts],
            "json": whole,
        }
    ]
    for number, held in enumerate(result.positions, 1):
        place = held.evidence
        rows.append(
            {
                **common,
                **held.duration.to_dict(),
                "row": "position",
                "position": number,
                "employer": held.employer,
                "title": held.title,
                "location": held.location,
                "start": held.start,
                "end": held.end,
                "written": held.written,
                "employment": held.employment,
                "counted": held.counted,
                "functions": [label.code for label in held.functions],
                "skills": [label.code for label in held.skills],
                "evidence_page": place.page if place else None,
                "evidence_line": place.line if place else None,
                "evidence_quote": place.quote if place else None,
            }
        )
    return rows


def schema(columns: Sequence[Column] = COLUMNS) -> pyarrow.Schema:
    """Return the columns for Parquet. Raises: MissingExtra."""
    try:
        import pyarrow as pa
    except ImportError:
        from xpcalc.errors import MissingExtra

        raise MissingExtra("pyarrow", "parquet") from None
    kinds = {"text": pa.string(), "whole": pa.int32(), "flag": pa.bool_(), "texts": pa.list_(pa.string())}
    return pa.schema([pa.field(column.name, kinds[column.kind]) for column in columns])

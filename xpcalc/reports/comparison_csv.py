"""Comparison -> CSV: a row a candidate, a column and its bounds each; a file that could not be read is a row too."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from xpcalc.reports.csv import safe

if TYPE_CHECKING:
    from xpcalc.comparison import Cell, Column, Comparison
    from xpcalc.reports import Options


def render(comparison: Comparison, options: Options) -> str:
    """Return the table with a header."""
    head = ["file", "person", "as_of", "policy"]
    for column in comparison.columns:
        head += _names(column)
    head += ["warnings", "problem"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([safe(each) for each in head])
    for row in comparison.rows:
        values: list[object] = [row.document, row.person, comparison.as_of, comparison.policy]
        if row.failure is not None:
            values += [""] * (len(head) - 5)
            values.append(f"{row.failure.code}: {row.failure.message}")
        else:
            for column, cell in zip(comparison.columns, row.cells, strict=True):
                values += _values(column, cell)
            values += [" ".join(row.warnings), ""]
        writer.writerow([safe(each) for each in values])
    return out.getvalue()


def _names(column: Column) -> list[str]:
    key = column.key
    if column.kind == "level":
        return [key, f"{key}_possible"]
    if column.kind == "check":
        return [key, f"{key}_{column.unit}", f"{key}_low", f"{key}_high", f"{key}_needed"]
    return [key, f"{key}_low", f"{key}_high"]


def _values(column: Column, cell: Cell) -> list[object]:
    if column.kind == "level":
        return [cell.level, cell.possible]
    if column.kind == "check":
        return [cell.result, cell.months, cell.months_low, cell.months_high, column.needed]
    return [cell.months, cell.months_low, cell.months_high]

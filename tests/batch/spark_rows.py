"""A Parquet table of assessments -> its rows, in an order that no engine decides."""

from __future__ import annotations

import json
from pathlib import Path

from xpcalc.batch.rows import COLUMNS


def rows(table: Path) -> list[str]:
    """Return the rows as JSON, without the columns that only one engine has."""
    import pyarrow.dataset as data

    found = data.dataset(table, partitioning="hive").to_table(columns=[column.name for column in COLUMNS]).to_pylist()
    found.sort(key=lambda row: (row["name"], row["row"], row["position"] or 0))
    return [json.dumps(row, ensure_ascii=False) for row in found]

"""Tables with a column for each job -> rows of one job below those of the other.

To read another kind of such a table: `_tables`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xpcalc.language import Words
from xpcalc.segment.rows import Row, numbered

# Unit: cells of a row, its label among them; points between two cells of one column.
_CELLS, _EDGE = 3, 3.0
# Unit: rows: the employers, the titles and the dates.
_ROWS = 3


def by_job(stream: list[Row], words: Words) -> list[Row]:
    """Return the rows with those of tables that have a column for each job put one job below the other.

    Why: "Employer | Acme | Bolt" over "Position | Clerk | Agent" and "Time | 2019 - 2021 | 2017 - 2019".
    """
    tables = list(_tables(stream, words))
    if not tables:
        return stream
    kept: list[Row] = []
    at = 0
    for start, stop in tables:
        kept += [*stream[at:start], *_turned(stream[start:stop], words)]
        at = stop
    return numbered([*kept, *stream[at:]])


def _tables(stream: list[Row], words: Words) -> Iterator[tuple[int, int]]:
    """Yield where the tables begin and end whose first column names employer and title, and that have dates."""
    at = 0
    while at < len(stream):
        stop = at + 1
        while stop < len(stream) and _same(stream[at], stream[stop]):
            stop += 1
        # Why: nearly every row of a page stands alone, and is asked for nothing.
        kinds = [_kind(row, words) for row in stream[at:stop]] if stop - at >= _ROWS else []
        if {"employer", "title"} <= set(kinds) and kinds.count("dates") == 1:
            first = min([kinds.index(kind) for kind in ("dates", "employer", "title")])
            yield at + first, stop
        at = stop


def _same(row: Row, other: Row) -> bool:
    """Say whether two rows have their cells in the same columns."""
    if not _CELLS <= len(row.cells) == len(other.cells) or row.page != other.page:
        return False
    return all([abs(a.x0 - b.x0) <= _EDGE for a, b in zip(row.cells, other.cells, strict=True)])


def _kind(row: Row, words: Words) -> str:
    """Return what the first cell of a row says that the others hold: dates where each of them is a range."""
    lasting = [any([f.lasts for f in found]) for found in row.found]
    if lasting and not lasting[0] and all(lasting[1:]):
        return "dates"
    kind = None if any(lasting) else words.field_of(row.cells[0].text.strip(" :"))
    return kind if kind in ("employer", "title", "location", "body") else "other"


def _turned(table: list[Row], words: Words) -> Iterator[Row]:
    """Yield the rows of each job, one cell each, below one another."""
    for j in range(1, len(table[0].cells)):
        for n, row in enumerate(table):
            width = row.cells[j].x1 - row.cells[j].x0
            cell = replace(row.cells[j], x0=row.cells[1].x0, x1=row.cells[1].x0 + width)
            turned = Row([cell], row.index)
            turned.found = [row.found[j]]
            turned.fields = {0: (_kind(row, words), 0)}
            turned.gap = 0.0 if n else 1.0
            yield turned

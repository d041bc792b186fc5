"""The text of a CSV -> its rows, each with its number and the line of the file that it begins in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield number, line of the file (both from 1) and cells of each row. Raises: csv.Error."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    below = 0  # lines of the rows before this one
    for number, cells in enumerate(reader, 1):
        line, below = below + 1, reader.line_num
        yield number, line, cells


__all__ = ["rows_of"]

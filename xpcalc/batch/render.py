"""Journal -> report files, in the order of the list. To add a format: a function and a row in FORMATS.

A report is written beside its place, brought to the disk and renamed, so that the old one stays whole until the new one
is; it holds nothing but results, so that a run that was killed gives the same bytes as one that was not.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import IO, TYPE_CHECKING, NamedTuple

from xpcalc.assessment import Assessment, Failure
from xpcalc.batch.folder import plain_errors
from xpcalc.batch.journal import Row
from xpcalc.reports import REPORTS, Options, render
from xpcalc.wire import decode

if TYPE_CHECKING:
    from xpcalc.reports import Result

# How many results are in memory at a time.
AT_ONCE = 200


class Pair(NamedTuple):
    """A result with the hash of its document, which a failure does not carry."""

    result: Assessment | Failure
    sha256: str


class Format(NamedTuple):
    """One row of FORMATS. `write`: results, options -> file."""

    name: str
    file: str
    write: Callable[[Iterable[Pair], Options, IO[bytes]], None]


def results_of(rows: Iterable[Row], change: Callable[[Result], Result] = lambda result: result) -> Iterator[Pair]:
    """Yield the results of journal rows under the names of the list; rows without a result are left out."""
    for row in rows:
        if row.result is None:
            continue
        result = decode(row.result)
        if isinstance(result, Failure):
            result = replace(result, name=row.name)
        elif result.document.name != row.name:
            result = replace(result, document=replace(result.document, name=row.name))
        yield Pair(change(result), row.sha256)


def for_people(form: str) -> bool:
    """Say whether a report speaks the language of the output; the others keep English names for programs."""
    return form in REPORTS and REPORTS[form].for_people


def check(form: str) -> None:
    """Raise MissingExtra where a report needs a library that is not there: before the work, not after it."""
    FORMATS[form].write([], Options(), io.BytesIO())


def write_report(folder: str, form: str, pairs: Iterable[Pair], options: Options) -> str:
    """Write a report into the folder whole or not at all; return the name of its file. Raises: BatchError."""
    row = FORMATS[form]
    path = os.path.join(folder, row.file)
    part = f"{path}.part"
    with plain_errors(folder):
        try:
            with open(part, "wb", opener=_private) as file:
                row.write(pairs, options, file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise
        _settle(folder)
    return row.file


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _settle(folder: str) -> None:
    """Bring the renaming itself to the disk, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


# ---------------------------------------------------------------- formats


def _jsonl(pairs: Iterable[Pair], options: Options, file: IO[bytes]) -> None:
    for pair in pairs:
        file.write(_bytes(render([pair.result], "jsonl", options)))


def _csv(pairs: Iterable[Pair], options: Options, file: IO[bytes]) -> None:
    header = _bytes(render([], "csv", options))
    file.write(header)
    for pair in pairs:
        file.write(_bytes(render([pair.result], "csv", options)).removeprefix(header))


def _xlsx(pairs: Iterable[Pair], options: Options, file: IO[bytes]) -> None:
    # Why all at once: a workbook is written sheet by sheet. A sheet ends at a million rows in any case.
    file.write(_bytes(render([pair.result for pair in pairs], "xlsx", options)))


def _parquet(pairs: Iterable[Pair], options: Options, file: IO[bytes]) -> None:
    from xpcalc.batch.rows import rows_of, schema

    columns = schema()
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetWriter(file, columns, compression="zstd") as writer:
        found = iter(pairs)
        while some := list(islice(found, AT_ONCE)):
            rows = [row for pair in some for row in rows_of(pair.result, pair.sha256)]
            writer.write_table(pa.Table.from_pylist(rows, schema=columns))


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace")


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl", "results.jsonl", _jsonl),
    "csv": Format("csv", "results.csv", _csv),
    "xlsx": Format("xlsx", "results.xlsx", _xlsx),
    "parquet": Format("parquet", "results.parquet", _parquet),
}

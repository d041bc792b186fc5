"""What a document may cost -> one table: value, unit, reason and the code that names a hit.

To add a limit: a field of `Limits` with `_row`, then `in_force().NAME` where it is enforced, and a test that hits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field, fields, replace
from typing import Any, NamedTuple

from xpcalc.errors import UnknownName, XpcalcError
from xpcalc.record import dataclass
from xpcalc.regex import regex

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30


def _row(value: int, unit: str, code: str, why: str, least: int = 1) -> Any:
    """Return a row of the table; `least` is the smallest value that makes sense."""
    return field(default=value, metadata={"unit": unit, "code": code, "why": why, "least": least})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one run. Unit: as each row says; bytes are plain bytes, times are seconds."""

    # Source: hand-made after the limits of Tika, ClamAV, PDFium, Pillow, OCRmyPDF and libxml2 and the largest of
    # 5,000 CVs; each stays far above what any CV needs.
    # Why: the names are what `--limit` and xpcalc.toml use; a renamed row breaks the settings of users.
    file_bytes: int = _row(25 * MIB, "bytes", "E_LIMIT_FILE", "a CV with photos is under 10 MiB")
    archive_bytes: int = _row(200 * MIB, "bytes", "E_LIMIT_FILE", "a complete LinkedIn archive holds pictures too")
    zip_entries: int = _row(10_000, "files", "E_LIMIT_ENTRIES", "a document has under 100 parts")
    zip_part_bytes: int = _row(32 * MIB, "bytes", "E_BOMB", "one part, unpacked: the text of a CV is under 1 MiB")
    zip_bytes: int = _row(64 * MIB, "bytes", "E_BOMB", "all parts read, unpacked")
    zip_ratio: int = _row(100, "to 1", "E_BOMB", "above 1 MiB; XML of a CV packs about 10 to 1")
    pages: int = _row(100, "pages", "W_PAGES_TRUNCATED", "3 of 4,842 CVs have more; the rest is left out")
    page_chars: int = _row(200_000, "characters", "E_LIMIT_TEXT", "a dense page has 6,000")
    text_chars: int = _row(2_000_000, "characters", "E_LIMIT_TEXT", "a CV of 100 pages has 400,000")
    line_chars: int = _row(2_000, "characters", "", "longer lines are searched in part, so that no pattern runs long")
    json_bytes: int = _row(5 * MIB, "bytes", "E_LIMIT_JSON", "a JSON Resume with a photo is under 1 MiB")
    json_depth: int = _row(64, "levels", "E_LIMIT_JSON", "JSON Resume nests four deep")
    csv_bytes: int = _row(20 * MIB, "bytes", "E_LIMIT_CSV", "one table of an export")
    csv_rows: int = _row(100_000, "rows", "E_LIMIT_CSV", "connections and messages of many years")
    csv_columns: int = _row(200, "columns", "E_LIMIT_CSV", "LinkedIn writes under 30")
    csv_field_chars: int = _row(128 * KIB, "characters", "E_LIMIT_CSV", "a description has at most 2,000")
    xml_depth: int = _row(200, "levels", "E_LIMIT_XML", "Word nests under 60 deep; libxml2 itself stops at 256")
    rtf_depth: int = _row(1_000, "levels", "E_LIMIT_RTF", "Word nests under 30 deep")
    columns: int = _row(63, "columns", "", "a wider span is taken as this: Word has no more columns")
    repeats: int = _row(1_000, "times", "", "more blanks or cells than this are taken as this many")
    image_pixels: int = _row(50_000_000, "dots", "E_LIMIT_PIXELS", "A4 at 600 dots per inch has 35 million")
    render_pixels: int = _row(20_000_000, "dots", "E_LIMIT_PIXELS", "A2 at 250 dots per inch; larger is drawn coarser")
    ocr_pages: int = _row(20, "pages", "W_PAGES_TRUNCATED", "character recognition of more is no CV; 0 = none", least=0)
    ocr_page_seconds: int = _row(20, "seconds", "W_OCR_TIMEOUT", "a page takes one to two")
    yaml_bytes: int = _row(256 * KIB, "bytes", "E_RULES", "the largest shipped rule file has 60 KiB")
    yaml_depth: int = _row(20, "levels", "E_RULES", "rules nest under 10 deep")
    yaml_nodes: int = _row(20_000, "values", "E_RULES", "the largest shipped rule file has 4,000")
    wall_seconds: int = _row(20, "seconds", "E_TIMEOUT", "the slowest of 5,000 CVs took 1")
    stall_seconds: int = _row(10, "seconds", "E_TIMEOUT", "without any sign of progress")
    ocr_wait_seconds: int = _row(10, "seconds", "E_TIMEOUT", "more time for each page of character recognition")
    ocr_seconds: int = _row(120, "seconds", "E_TIMEOUT", "at the most, with character recognition")
    cpu_seconds: int = _row(20, "seconds", "E_TIMEOUT", "computing time")
    ocr_cpu_seconds: int = _row(130, "seconds", "E_TIMEOUT", "computing time with character recognition")
    memory_bytes: int = _row(1 * GIB, "bytes", "E_MEMORY", "CVs give the same answer with a third of it")
    ocr_memory_bytes: int = _row(2 * GIB, "bytes", "E_MEMORY", "pictures of pages are large")
    written_bytes: int = _row(16 * MIB, "bytes", "E_CRASH", "reading a document writes no file")
    open_files: int = _row(64, "files", "E_CRASH", "reading needs under 20 at once")
    answer_bytes: int = _row(8 * MIB, "bytes", "E_LIMIT_ANSWER", "the answer for a two-page CV has 40 KiB")


class Row(NamedTuple):
    """One limit, as it is shown."""

    name: str
    value: int
    unit: str
    code: str
    why: str

    @property
    def shown(self) -> str:
        """The value with its unit, bytes as MiB."""
        if self.unit == "bytes":
            for size, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
                if self.value >= size and self.value % size == 0:
                    return f"{self.value // size} {name}"
        return f"{self.value:,} {self.unit}"


def rows(limits: Limits) -> tuple[Row, ...]:
    """Return all limits in the order of the table."""
    return tuple(
        Row(f.name, getattr(limits, f.name), f.metadata["unit"], f.metadata["code"], f.metadata["why"])
        for f in fields(limits)
    )


# ---------------------------------------------------------------- which are in force

# Why: limits are asked for deep inside the readers. A context variable reaches there without a parameter on every
# call between, each thread and each worker process has its own, and nothing can be left changed behind.
_IN_FORCE: ContextVar[Limits | None] = ContextVar("xpcalc_limits", default=None)
_DEFAULT = Limits()


def in_force() -> Limits:
    """Return the limits that hold here and now."""
    return _IN_FORCE.get() or _DEFAULT


@contextmanager
def using(limits: Limits) -> Iterator[None]:
    """Hold these limits inside a `with` block."""
    token = _IN_FORCE.set(limits)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


# ---------------------------------------------------------------- what a user says

_AMOUNT = regex(r"([0-9][0-9_,]{0,18})\s*(KiB|MiB|GiB)?", re.IGNORECASE)
_SIZES: Mapping[str, int] = {"": 1, "kib": KIB, "mib": MIB, "gib": GIB}


def changed(limits: Limits, said: Iterable[str] | Mapping[str, object]) -> Limits:
    """Return the limits with some set otherwise: `pages=200`, `file_bytes=50MiB`, or the table of xpcalc.toml.

    Raises: UnknownName for a limit that there is not, XpcalcError for a value that is none.
    """
    pairs = said.items() if isinstance(said, Mapping) else [_pair(each) for each in said]
    table = {f.name: f.metadata for f in fields(Limits)}
    changes: dict[str, int] = {}
    for name, value in pairs:
        name = name.strip().replace("-", "_")
        if name not in table:
            raise UnknownName("limit", name, tuple(table))
        changes[name] = _amount(name, value, table[name])
    return replace(limits, **changes)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise XpcalcError(f"limit {text!r}: write it as name=value, for example pages=200")
    return name, value


def _amount(name: str, value: object, row: Mapping[str, Any]) -> int:
    found = _AMOUNT.fullmatch(str(value).strip())
    if found is None or isinstance(value, (bool, float)):
        raise XpcalcError(f"limit {name}: {value!s} is no whole number: write {name}=200 or, for bytes, {name}=50MiB")
    size = (found[2] or "").lower()
    if size and row["unit"] != "bytes":
        raise XpcalcError(f"limit {name}: it counts {row['unit']}, not bytes")
    number = int(re.sub("[_,]", "", found[1])) * _SIZES[size]
    if not row["least"] <= number <= 1 << 40:
        raise XpcalcError(f"limit {name}: {value!s} is outside of {row['least']} to {1 << 40}")
    return number


__all__ = ["GIB", "KIB", "MIB", "Limits", "Row", "changed", "in_force", "rows", "using"]

"""CSV of an HR system (a row a job held, with a header) -> Document with entries. To know another header, add it below.

The header is documented in docs/verify.md; the fields beside title, employer and dates stand in the body as
"label: value", with the labels of `FIELDS`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from xpcalc.errors import UnreadableDocument
from xpcalc.language import strip_accents
from xpcalc.model import EMPLOYMENTS, Document, Piece
from xpcalc.readers.csv_rows import rows_of
from xpcalc.readers.records import Records, clean, is_ongoing
from xpcalc.regex import regex

FORMAT = "hr-csv"
# Why: an export of one house has thousands of rows, not hundreds of thousands.
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_CSV_BYTES = 10 * 1024 * 1024
_DELIMITERS = (",", ";", "\t")

# Source: hand-made, after exports of HR systems in English and Spanish; letters and digits only, no accents.
_NAMES = {
    "person": """person name employee employeename fullname worker workername staffname persona nombre empleado
        trabajador nombreyapellidos nombrecompleto apellidosynombre empleada trabajadora""",
    "employer": """employer company companyname legalentity entity organisation organization employername empresa
        razonsocial empleador compania entidad sociedad centro nombreempresa""",
    "title": """title jobtitle position positiontitle role job post puesto cargo categoria puestodetrabajo
        ocupacion""",
    "start": """start startdate hiredate hired joined datejoined from startedon dateofhire fechaalta fechadealta inicio
        fechainicio fechadeinicio alta desde fechaincorporacion fechadeincorporacion fechaingreso fechadeingreso""",
    "end": """end enddate termination terminationdate leavingdate dateleft left to until endedon fechabaja fechadebaja
        fin fechafin fechadefin baja hasta fechacese fechadecese""",
    "weekly_hours": "weeklyhours hours hoursperweek contracthours horas horassemanales jornadasemanal",
    "full_time_hours": """fulltimehours standardhours fulltimeweeklyhours horasjornadacompleta jornadacompleta
        horascompletas""",
    "employment": "employment employmenttype contracttype type kind tipo tipocontrato tipodecontrato contrato",
    "evidence": "evidence source document reference evidencia fuente documento referencia",
}
FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({key: tuple(names.split()) for key, names in _NAMES.items()})
_BELOW = ("person", "weekly_hours", "full_time_hours", "employment", "evidence")
_NOT_WORD = regex(r"[^a-z0-9]+")


def accepts_csv(head: bytes) -> bool:
    """Say whether the first kilobytes of a file are a CSV whose header names an employer and a start."""
    if head[:4] == b"PK\x03\x04" or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<"):
        return False
    return _header(_text(head)) is not None


def read(data: bytes, name: str) -> Document:
    """Return the export as a Document.

    Raises: UnreadableDocument with E_LIMIT_CSV.
    """
    if len(data) > MAX_CSV_BYTES:
        raise _limit(f"is larger than {MAX_CSV_BYTES // 1024**2} MiB")
    text = _text(data).lstrip("\ufeff")
    found = _header(text)
    if found is None:
        raise UnreadableDocument(
            "E_UNKNOWN_TYPE", "the CSV has no header that is known", "name the columns employer, title, start, end"
        )
    delimiter, columns = found
    records = Records()
    records.head("row 1", *columns, number=1)
    people: dict[str, None] = {}
    for number, line, cells in _rows(text, delimiter):
        values = {field: clean(cells[at]) for field, at in columns.items() if at < len(cells)}
        if number > 1 and any(values.values()):
            _row(records, number, line, values)
            if values.get("person"):
                people.setdefault(values["person"])
    if len(people) > 1:
        records.finding("W_SEVERAL_PEOPLE", f"the export holds rows of {len(people)} people: keep those of one")
    return records.document(name, FORMAT, data, person=next(iter(people)) if len(people) == 1 else None)


def _row(records: Records, number: int, line: int, values: Mapping[str, str]) -> None:
    order = ("employer", "title", "start", "end")
    below = [f"{field}: {values[field]}" for field in _BELOW if values.get(field)]
    employer, title, start, end, *more = records.head(
        f"row {number}", *(values.get(field, "") for field in order), *below, number=line
    )
    body: tuple[Piece, ...] = tuple([piece for piece in more if piece is not None])
    said = _NOT_WORD.sub("_", strip_accents(values.get("employment", "").lower())).strip("_")
    ongoing = (bool(values.get("start")) and not values.get("end")) or is_ongoing(values.get("end", ""))
    records.entry(
        "experience",
        title=title,
        employer=employer,
        start=start,
        end=None if ongoing else end,
        ongoing=ongoing,
        employment=said if said in EMPLOYMENTS else None,
        body=body,
    )


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        # Why: a head may end inside a character; a whole file that is no UTF-8 was saved by a spreadsheet.
        if encoding == "utf-16":
            return data.decode(encoding, "replace")
        cut = error.start >= len(data) - 3
        return data[: error.start].decode(encoding) if cut else data.decode("cp1252", "replace")


def _header(text: str) -> tuple[str, dict[str, int]] | None:
    """Return the delimiter and the column of each field, or None where the first line is no such header."""
    line = text.lstrip("\ufeff").split("\n", 1)[0].strip("\r")
    for delimiter in _DELIMITERS:
        if delimiter not in line or len(line) > 4096:
            continue
        try:
            cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            continue
        names = [_NOT_WORD.sub("", strip_accents(cell.lower())) for cell in cells]
        # Why: those of a LinkedIn archive have a reader of their own.
        if {"companyname", "title"} <= set(names) or {"companyname", "role"} <= set(names):
            return None
        columns: dict[str, int] = {}
        for field, known in FIELDS.items():
            at = next((names.index(each) for each in known if each in names), None)
            if at is not None:
                columns[field] = at
        if {"employer", "start"} <= set(columns) and len(columns) >= 3 and len(set(columns.values())) == len(columns):
            return delimiter, columns
    return None


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield number, line of the file and cells of each row."""
    try:
        for number, line, cells in rows_of(text, delimiter):
            if number > MAX_ROWS:
                raise _limit(f"has more than {MAX_ROWS} rows")
            if len(cells) > MAX_COLUMNS:
                raise _limit(f"has more than {MAX_COLUMNS} columns in row {number}")
            yield number, line, cells
    except csv.Error:
        raise _limit("has a field of more than 128 KiB, or an unclosed quotation mark") from None


def _limit(what: str) -> UnreadableDocument:
    return UnreadableDocument("E_LIMIT_CSV", f"the CSV {what}", "export the rows of one person")


__all__ = ["FIELDS", "FORMAT", "accepts_csv", "read"]

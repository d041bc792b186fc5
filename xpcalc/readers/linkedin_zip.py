"""LinkedIn data archive (ZIP of CSV files, or Positions.csv alone) -> Document with entries.

To read another file of the archive: add a row to `TABLES` with its section and the columns of each field.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force
from xpcalc.model import Document, Piece
from xpcalc.readers.csv_rows import rows_of
from xpcalc.readers.records import Records, clean, graded, is_ongoing, lines_within
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Why: an archive of thirty years of work has under 300 positions.
# Why: "Notes:" blocks before the header have under ten lines; a header further down belongs to something else.
MAX_PREAMBLE = 30


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV of the archive: its section and, for each field of an Entry, the folded column names that hold it."""

    member: str
    section: str
    title: tuple[str, ...] = ()
    employer: tuple[str, ...] = ()
    location: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # the columns by which the table is known when its file name is not
    level: tuple[str, ...] = ()  # of a listed word
    listed: bool = False  # one word a row: shown as one line
    open_ended: bool = False  # no end means still there


_START = ("startedon", "startdate", "start")
_END = ("finishedon", "enddate", "endedon", "end")

# Source: LinkedIn archives of 2015 to 2024, both generations of headers ("Started On" and "Start Date").
TABLES = (
    Table(
        "positions",
        "experience",
        title=("title", "positiontitle"),
        employer=("companyname", "company"),
        location=("location",),
        start=_START,
        end=_END,
        body=("description",),
        needs=("companyname", "title"),
        open_ended=True,
    ),
    Table(
        "volunteering",
        "volunteering",
        title=("role",),
        employer=("companyname", "organization", "company"),
        start=_START,
        end=_END,
        body=("cause", "description"),
        needs=("companyname", "role"),
        open_ended=True,
    ),
    Table(
        "education",
        "education",
        title=("degreename", "degree"),
        employer=("schoolname",),
        start=_START,
        end=_END,
        body=("notes", "activities"),
        needs=("schoolname",),
    ),
    Table(
        "certifications",
        "certifications",
        title=("name",),
        employer=("authority",),
        start=_START,
        end=_END,
        needs=("name", "authority"),
    ),
    Table(
        "projects",
        "projects",
        title=("title",),
        start=_START,
        end=_END,
        body=("description",),
        needs=("title", "url"),
        open_ended=True,
    ),
    Table(
        "honors", "awards", title=("title",), dates=("issuedon",), body=("description",), needs=("title", "issuedon")
    ),
    Table(
        "publications",
        "publications",
        title=("name",),
        employer=("publisher",),
        dates=("publishedon",),
        body=("description",),
        needs=("name", "publishedon"),
    ),
    Table(
        "organizations",
        "organizations",
        title=("position",),
        employer=("name",),
        start=_START,
        end=_END,
        body=("description",),
        needs=("name", "position"),
    ),
    Table("courses", "courses", title=("name",), needs=("name", "number")),
    Table(
        "patents",
        "patents",
        title=("title",),
        dates=("issuedon", "filedon"),
        body=("description",),
        needs=("applicationnumber",),
    ),
    Table("skills", "skills", title=("name",), listed=True),
    Table(
        "languages", "languages", title=("name",), level=("proficiency",), listed=True, needs=("name", "proficiency")
    ),
)
_BY_MEMBER = {table.member: table for table in TABLES}
_EMPLOYMENT = {"volunteering": "volunteer"}

_NOT_WORD = regex(r"[^a-z0-9]+")
_LEAVE = regex(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its number in the file (the header is row 1), its cells by folded column name, their lines."""

    number: int
    line: int  # of the file that it begins in, from 1
    cells: dict[str, str]
    lines: dict[str, int]
    short: bool
    long: bool


def accepts(names: Sequence[str]) -> bool:
    """Say whether the member names of a ZIP are those of a LinkedIn archive."""
    found = set(_members(names))
    return "positions" in found or ("profile" in found and bool(found & set(_BY_MEMBER)))


def accepts_csv(head: bytes) -> bool:
    """Say whether the first kilobytes of a file are a CSV with the header of one of the archive's tables."""
    if head[:4] == b"PK\x03\x04" or head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[", b"<"):
        return False
    return _recognise(_text(head[:8192])) is not None


def read(data: bytes, name: str) -> Document:
    """Return the archive, or the one CSV, as a Document.

    Raises: UnreadableDocument with E_LIMIT_CSV, E_DAMAGED, and what `Package` raises.
    """
    records = Records()
    person = None
    if data[:2] == b"PK":
        from xpcalc.readers.package import Package

        package = Package(data)
        members = _members(package.names)
        kind = "linkedin-zip"
        if "profile" in members:
            person = _profile(records, package.part(members["profile"]), members["profile"])
        files = [(table, members[table.member]) for table in TABLES if table.member in members]
        for table, member in files:
            _table(records, table, _base(member), package.part(member))
        if "positions" not in members:
            records.finding("W_NO_POSITIONS_FILE", "the archive holds no Positions.csv: ask for the larger archive")
    else:
        kind = "linkedin-csv"
        found = _recognise(_text(data[:65536]))
        if found is None:
            raise UnreadableDocument(
                "E_UNKNOWN_TYPE",
                "the CSV has none of the headers of a LinkedIn archive",
                "send Positions.csv or the ZIP",
            )
        _table(records, found, _base(name) or "Positions.csv", data)
    return records.document(name, kind, data, person=person)


def _base(member: str) -> str:
    return clean(member.replace("\\", "/").rpartition("/")[2])


def _members(names: Iterable[str]) -> dict[str, str]:
    """Return the known files by folded name; the one nearest to the root wins."""
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        base = _base(name)
        # Why: macOS adds "__MACOSX/._Positions.csv", which holds no CSV.
        if base.startswith(".") or "__MACOSX" in name or not base.lower().endswith(".csv"):
            continue
        key = _fold(base[:-4])
        depth = name.replace("\\", "/").count("/")
        if (key in _BY_MEMBER or key == "profile") and (key not in found or (depth, name) < found[key]):
            found[key] = (depth, name)
    return {key: name for key, (_, name) in found.items()}


def _fold(header: str) -> str:
    return _NOT_WORD.sub("", header.casefold())


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # Why: a head may end inside a character; a whole file that is no UTF-8 was saved again by a spreadsheet.
            cut = error.start >= len(data) - 3
            text = data[: error.start].decode("utf-8-sig") if cut else data.decode("cp1252", "replace")
    return text.replace("\x00", "")


def _recognise(text: str) -> Table | None:
    """Return the table whose header stands in the text."""
    for row in _rows(text):
        columns = {_fold(cell) for cell in row}
        for table in TABLES:
            dated = not table.start or columns & {*table.start, *table.end}
            if table.needs and columns.issuperset(table.needs) and dated and table.section != "languages":
                return table
    return None


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the first rows of the text as cells, under each of the usual delimiters."""
    lines = text.lstrip("\ufeff").splitlines()[:MAX_PREAMBLE]
    for line in lines:
        for delimiter in (",", ";", "\t"):
            if delimiter in line:
                try:
                    yield next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
                except csv.Error:
                    continue


def _parse(data: bytes, member: str, needs: Sequence[str]) -> tuple[list[Row], bool]:
    """Return the records below the header, and whether the quotation marks pair up.

    Raises: UnreadableDocument E_LIMIT_CSV.
    """
    limits = in_force()
    if len(data) > limits.csv_bytes:
        raise _limit(member, f"is larger than {limits.csv_bytes // MIB} MiB")
    text = _text(data).lstrip("\ufeff")
    delimiter = _delimiter(text, needs)
    result: list[Row] = []
    header: list[str] = []
    try:
        for number, line, cells in rows_of(text, delimiter):
            if number > limits.csv_rows:
                raise _limit(member, f"has more than {limits.csv_rows} rows")
            if len(cells) > limits.csv_columns:
                raise _limit(member, f"has more than {limits.csv_columns} columns in row {number}")
            if any([len(cell) > limits.csv_field_chars for cell in cells]):
                raise _limit(member, f"has a field of more than {limits.csv_field_chars} characters in row {number}")
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                folded = [_fold(cell) for cell in cells]
                if set(needs) <= set(folded):
                    header = folded
                elif number > MAX_PREAMBLE:
                    break
                continue
            pairs = dict(zip(header, [cell.strip() for cell in cells], strict=False))
            starts = dict(zip(header, _starts(cells, line), strict=False))
            result.append(Row(number, line, pairs, starts, len(cells) < len(header), len(cells) > len(header)))
    except csv.Error:
        raise _limit(member, "has a field that is far too long, or an unclosed quotation mark") from None
    return result, text.count('"') % 2 == 0


def _starts(cells: Sequence[str], line: int) -> Iterator[int]:
    """Yield the line of the file in which the text of each cell begins."""
    for cell in cells:
        text = cell.lstrip()
        yield line + lines_within(cell[: len(cell) - len(text)])
        line += lines_within(cell)


def _delimiter(text: str, needs: Sequence[str]) -> str:
    if len(needs) < 2:
        head = text[:4096]
        return max((",", ";", "\t"), key=head.count) if needs else ","
    for line in text.splitlines()[:MAX_PREAMBLE]:
        for delimiter in (",", ";", "\t"):
            if set(needs) <= {_fold(cell) for cell in line.split(delimiter)}:
                return delimiter
    return ","


def _limit(member: str, what: str) -> UnreadableDocument:
    return UnreadableDocument("E_LIMIT_CSV", f"{member} {what}", "send the archive as LinkedIn made it")


def _profile(records: Records, data: bytes, member: str) -> str | None:
    rows, _ = _parse(data, member, ("firstname", "lastname"))
    if not rows:
        return None
    cells = rows[0].cells
    person = clean(f"{cells.get('firstname', '')} {cells.get('lastname', '')}")
    headline = clean(cells.get("headline", ""))
    place = clean(cells.get("geolocation", "") or cells.get("location", ""))
    records.head(_base(member), person, headline, place, bold=True, number=rows[0].line)
    summary = records.cell(cells.get("summary", ""), rows[0].lines.get("summary", 0))
    if summary:
        records.entry("summary", body=summary)
    return person or None


def _table(records: Records, table: Table, member: str, data: bytes) -> None:
    needs = table.needs or ("name",)
    rows, paired = _parse(data, member, needs)
    if not paired:
        records.finding("W_CSV_QUOTES", f"{member}: a quotation mark is not closed, so rows may run into each other")
    if table.listed:
        words: dict[str, int] = {}
        for row in rows:
            if word := graded(clean(_cell(row, table.title)), clean(_cell(row, table.level))):
                words.setdefault(word, row.line)
        pieces = records.listed(table.member.capitalize(), words.items())
        if pieces:
            records.entry(table.section, body=pieces)
        return
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        _row(records, table, member, row, seen)


def _cell(row: Row, columns: Sequence[str]) -> str:
    for column in columns:
        if row.cells.get(column):
            return row.cells[column]
    return ""


def _row(records: Records, table: Table, member: str, row: Row, seen: dict[tuple[str, ...], int]) -> None:
    title, employer, location, start, end, dates = (
        clean(_cell(row, columns))
        for columns in (table.title, table.employer, table.location, table.start, table.end, table.dates)
    )
    if not (title or employer or start or end or dates):
        return
    where = f"{member} row {row.number}"
    pieces = records.head(where, employer, title, location, start, end, dates, number=row.line)
    key = tuple(_LEAVE.sub(" ", text.casefold()).strip() for text in (employer, title, start, end, dates))
    if key in seen:
        records.finding("I_DUPLICATE_ROW", f"{where} repeats row {seen[key]} and counts once", records.span)
        return
    seen[key] = row.number
    if row.short and not end:
        records.finding("W_SHORT_ROW", f"{where} has too few cells: its last ones were read as empty", records.span)
    if row.long:
        records.finding(
            "W_LONG_ROW", f"{where} has more cells than the header: its fields may be shifted", records.span
        )
    employer_at, title_at, location_at, start_at, end_at, dates_at = pieces
    body: list[Piece] = []
    for column in table.body:
        body += records.cell(row.cells.get(column, ""), row.lines.get(column, row.line))
    records.entry(
        table.section,
        title=title_at,
        employer=employer_at,
        location=location_at,
        start=start_at,
        end=end_at,
        dates=dates_at,
        ongoing=is_ongoing(end) or (table.open_ended and bool(start) and not end),
        employment=_EMPLOYMENT.get(table.section),
        body=tuple(body),
    )

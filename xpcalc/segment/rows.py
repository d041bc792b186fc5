"""Lines -> rows with the dates, heading and look of each; everything later asks rows, not lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from xpcalc.dates import Found, Grammar
from xpcalc.language import TOWN, Words
from xpcalc.layout import ABREAST, CARDS, NEXT_COLUMN
from xpcalc.model import DateRange, Line, Span
from xpcalc.regex import regex
from xpcalc.segment.anchor import runs_back

# A row is a sentence of running text when it is long; measured on CVs: titles with employer stay under this.
LONG = 95
# Unit: line heights. The white space that a card would have above it if it stood below the one before.
_CARD_GAP = 3.0
_SENTENCE = regex(r"[a-zà-ÿß]{2}[.;:]$")
_BARS = regex(r"\s[|–—·•@-]\s")
_ASIDE = regex(r"\s\([^()]{2,40}\)$")
_WORD = regex(r"[^\W\d_]{2,}")
# Source: labels inside a position, seen in CVs and themes; they head its text and are no job.
_LABELS = frozenset(
    "highlights achievements responsibilities duties tasks technologies keywords tools stack logros funciones tareas "
    "responsabilidades tecnologías herramientas realizações responsabilidades atividades missions réalisations tâches "
    "aufgaben erfolge tätigkeiten mansioni attività risultati taken verantwoordelijkheden resultaten "
    # of a profile of LinkedIn, over its next job
    "skills aptitudes compétences competenze competências kenntnisse vaardigheden".split()
)


class Row:
    """One visual row of a stream: its cells from left to right, and what can be said of it by itself."""

    __slots__ = (
        "bold",
        "bullet",
        "cells",
        "column",
        "fields",
        "found",
        "gap",
        "heading",
        "index",
        "kind",
        "opens",
        "page",
        "place",
        "promoted",
        "table",
        "tail",
        "task",
        "text",
        "titled",
        "told",
        "tools",
        "widest",
    )

    def __init__(self, cells: list[Line], index: int) -> None:
        self.index = index
        self.take(cells)
        self.found: list[list[Found]] = []
        self.fields: dict[int, tuple[str, int]] = {}  # cell -> field that a label announces, offset of its value
        self.table = False  # under the head of a table that names its columns
        self.widest: Mapping[int, float] = {}  # in a table: left edge of a column, in points -> the furthest right edge
        self.heading: str | None = None
        self.opens = ""  # the section that begins in this row, behind its name ("Studies: ...")
        self.tail = False  # its first cell is the rest of the heading in the row above
        self.gap = 0.0  # white space above, in line heights; 0 at the top of a page
        self.task = False  # tells tasks behind a label ("Achievements: 200 calls a day in 2024")
        self.tools = False  # lists tools and nothing else
        self.told = False  # opens a sentence that tells a job
        self.place = False  # says where and nothing else
        self.titled = False  # says that what follows is the title ("con la mansione di Cuoco")
        self.promoted = False  # begins with a promotion, dated
        self.kind = ""  # body, head; set inside a section

    def take(self, cells: list[Line]) -> None:
        """Put other cells in place of those at hand; what was found in them stays."""
        self.cells = cells
        self.page = cells[0].page
        self.column = cells[0].column
        self.text = cells[0].text if len(cells) == 1 else "\t".join([c.text for c in cells])
        self.bullet = cells[0].bullet
        self.bold = cells[0].bold

    def rest(self) -> Row:
        """Return the row without its first cell, which heads what stands beside it."""
        row = Row(self.cells[1:], self.index)
        row.found = self.found[1:]
        row.fields = {j - 1: mark for j, mark in self.fields.items() if j}
        row.gap = self.gap
        return row

    def field(self, j: int) -> tuple[str, int]:
        """Return what a label says that a cell holds, and where in it the value begins; ("", 0) where none does."""
        return self.fields.get(j, ("", 0))

    def is_text(self, j: int) -> bool:
        """Say whether a cell of a table holds text of a job, such as its projects, and names no job of its own."""
        return self.table and self.field(j)[0] == "body"

    def had_room(self, above: Line, cell: Line) -> bool:
        """Say whether a line of a column had room for the first word of the next one, which then does not go on."""
        edge = round(cell.x0)
        right = max([self.widest.get(edge + d, 0.0) for d in (-2, -1, 0, 1, 2)])
        word = (cell.x1 - cell.x0) * (len(cell.text.partition(" ")[0]) + 1) / len(cell.text)
        return above.x1 + word < right

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def size(self) -> float:
        return self.cells[0].size


def rows_of(lines: Sequence[Line]) -> Iterator[list[Row]]:
    """Yield the rows of each stream (column of the document), running heads left out."""
    stream: list[Row] = []
    for row in _grouped(_under_one_another(lines) if any([line.row >= ABREAST for line in lines]) else lines):
        if stream and row.column != stream[-1].column:
            yield stream
            stream = []
        if stream:
            last = stream[-1]
            if last.page == row.page:
                above = max([c.bottom for c in last.cells])
                height = max(row.cells[0].bottom - row.cells[0].top, 1.0)
                row.gap = (min([c.top for c in row.cells]) - above) / height
                turned = row.cells[0].row // NEXT_COLUMN - last.cells[0].row // NEXT_COLUMN
                if turned > 0:
                    # Why: a column that goes on tells nothing, a card is a new beginning.
                    row.gap = _CARD_GAP if row.cells[0].row >= CARDS else 0.0
        row.index = len(stream)
        stream.append(row)
    if stream:
        yield stream


# Source: forms in e-mails: "Periode: 09-2023 t/m nu; Werkgever: Acme; Functie: Kok; Taken: ...".
_PAIR = regex(r"(?:^|;\s|\s\|\s)([^\W\d_][^;:|\d]{1,30}):\s")
# Labels in one line that make it a form.
_LABELLED = 3


def parted(stream: Sequence[Row], words: Words) -> None:
    """Cut lines that hold a form, label by label, into cells."""
    for row in stream:
        text = row.text
        if len(row.cells) > 1 or text.count(":") < _LABELLED:
            continue
        found = list(_PAIR.finditer(text))
        kinds = [words.field_of(m[1]) for m in found]
        if len([kind for kind in kinds if kind]) < _LABELLED or not {"dates", "start"} & set(kinds):
            continue
        cell = row.cells[0]
        starts = [m.start(1) for m in found]
        stops = [*[m.start() for m in found[1:]], len(text)]
        pieces = [piece_of(cell, start, stop) for start, stop in zip(starts, stops, strict=True)]
        row.take([replace(piece, bullet=False, runs=()) for piece in pieces])


def piece_of(cell: Line, start: int, stop: int) -> Line:
    """Return a stretch of a line as a line of its own; where its letters begin and end is about right."""
    span = Span(cell.span.start + start, cell.span.start + stop)
    pitch = (cell.x1 - cell.x0) / max(len(cell.text), 1)
    runs = [(max(a, start) - start, min(b, stop) - start, x, y) for a, b, x, y in cell.runs if a < stop and b > start]
    edges = cell.x0 + pitch * start, cell.x0 + pitch * stop
    return replace(cell, text=cell.text[start:stop], span=span, x0=edges[0], x1=edges[1], runs=tuple(runs))


# Unit: pairs of rows. Fewer are no page that prints its names twice.
_TWICE = 4


def without_repeats(stream: list[Row]) -> list[Row]:
    """Return the rows without those that say again what stands right above them, where a page does so throughout.

    Why: who copies a profile of LinkedIn copies each name twice, once for those who hear the page.
    """
    again = {id(below) for row, below in pairwise(stream) if _repeats(row, below)}
    if len(again) < _TWICE:
        return stream
    return numbered([row for row in stream if id(row) not in again])


def numbered(rows: list[Row]) -> list[Row]:
    """Return the rows, each with its place among them."""
    for index, row in enumerate(rows):
        row.index = index
    return rows


def _repeats(row: Row, below: Row) -> bool:
    return len(row.cells) == len(below.cells) == 1 and row.text == below.text and any(map(str.isalpha, row.text))


def _under_one_another(lines: Sequence[Line]) -> list[Line]:
    """Move jobs that stand side by side to the left edge of the first, as if they stood in one column."""
    edges: dict[tuple[int, int, int], float] = {}
    for line in lines:
        card = line.page, line.column, line.row // NEXT_COLUMN
        edges[card] = min(edges.get(card, line.x0), line.x0)
    moved = []
    for line in lines:
        if line.row >= ABREAST:
            card = line.page, line.column, line.row // NEXT_COLUMN
            aside = edges[card] - edges.get((line.page, line.column, ABREAST // NEXT_COLUMN), edges[card])
            line = replace(line, x0=line.x0 - aside, x1=line.x1 - aside)
        moved.append(line)
    return moved


# Source: forms of Colombia print a date so, in one line or in cells: "DÍA 01 MES 02 AÑO 2022".
_DAY_MONTH_YEAR = regex(
    r"\bD[IÍ]A\s{0,3}(\d{1,2})\s{0,3}M[EÊ]S\s{0,3}(\d{1,2})\s{0,3}A[NÑ]O\s{0,3}(\d{4})\b", re.IGNORECASE
)
# The same without numbers, for a job that goes on: "DÍA -- MES -- AÑO ---- (ACTUAL)".
_NO_DATE = regex(r"\bD[IÍ]A[\s_.-]{0,6}M[EÊ]S[\s_.-]{0,6}A[NÑ]O[\s_.-]{0,8}(?=\(?\s?[AV])", re.IGNORECASE)
# Source: Unicode, miscellaneous symbols, the triangles of what folds open, dingbats but for arrows (they stand in
# ranges), pictographs.
_PICTURE = regex("[\u2300-\u23ff\u25a3-\u25a9\u25bc-\u25bf\u2600-\u2793\U0001f000-\U0001faff\ufe0f]")
# Source: Notion writes a date as it mentions a person ("@Mar 2021 → present", "@15 januari 2021").
_MENTION = regex(r"@(?=(?:[^\W\d_]{3,10}\.?\s)?\d)")


def _grouped(lines: Sequence[Line]) -> Iterator[Row]:
    cells: list[Line] = []
    for line in lines:
        if line.column < 0 or not line.visible:
            continue
        if not line.text.isascii() and _PICTURE.search(line.text):
            # Why: a calendar before the dates and a pin before the place part them as bars do; offsets hold.
            line = replace(line, text=_PICTURE.sub("|", line.text))
        elif line.text[:1] == "@" and _MENTION.match(line.text):
            line = replace(line, text=" " + line.text[1:])
        if _DAY_MONTH_YEAR.search(line.text):
            line = replace(line, text=_DAY_MONTH_YEAR.sub(_as_date, line.text))
        elif _NO_DATE.match(line.text):
            line = replace(line, text=_NO_DATE.sub(lambda m: "–".ljust(len(m[0])), line.text))
        if cells and (line.row, line.page, line.column) != (cells[0].row, cells[0].page, cells[0].column):
            yield Row(cells, 0)
            cells = []
        cells.append(line)
    if cells:
        yield Row(cells, 0)


def _as_date(m: re.Match[str]) -> str:
    """Return a day, month and year as one date, as long as they were: offsets hold."""
    return "/".join(m.groups()).ljust(len(m[0]))


def look(line: Line) -> tuple[float, bool, bool, bool]:
    """The typography of a line, to be compared with that of others."""
    bold, italic = line.bold, line.italic
    if line.runs:
        bold, italic = line.runs[0][2], line.runs[0][3]
    return (round(line.size * 2) / 2, bold, italic, in_capitals(line.text[:40]))


def in_capitals(text: str) -> bool:
    """Say whether a text has no small letters, and some letters."""
    return text.isupper() and sum(map(str.isalpha, text)) > 2


# A full stop behind a word or a bracket, and another sentence.
_NEXT = regex(r"(?:(?<=[^\W\d_]{3})|(?<=\d\)))\.\s+(?=[A-ZÀ-Ý])")


def sentence(text: str) -> bool:
    """Say whether a text reads as running prose and not as a header."""
    if len(text) > LONG:
        return True
    # Why: what stands in brackets at the end says how a job is held ("(media jornada)"), in small letters.
    words = _WORD.findall(_ASIDE.sub("", text))
    count = len(words)
    if count < 6:
        return False
    # "Lieferantenbewertung in Jaggaer aufgebaut. Reduktion der Lagerdauer um 17 Tage."
    if (end := _NEXT.search(text)) and like_text(_ASIDE.sub("", text[: end.start()])):
        return True
    lower = sum([w[0].islower() for w in words]) / count
    if text.rstrip()[-1:] in ".;!" and lower >= 0.5:
        return True
    # Bars and dashes between names are the mark of a header ("Asesor de servicio al cliente – Acme").
    return count >= 7 and lower >= (0.9 if _BARS.search(text) else 0.74)


def like_text(text: str) -> bool:
    """Whether a line reads like a task ("Planung von 3 Ausgaben im Jahr"), not like a name."""
    words = text.split()
    if text.endswith(".") and len(words[-1]) > 6 and "." not in words[-1][:-1]:
        return True
    return len(words) >= 4 and (
        "%" in text or any([w.isdigit() for w in words[1:]]) or sum([w[0].islower() for w in words]) >= 0.5 * len(words)
    )


def prose(cell: Line) -> bool:
    """As `sentence`, but a line that begins in bold is a header."""
    if cell.bold or (cell.runs and cell.runs[0][2]):
        return len(cell.text) > 1.6 * LONG
    return sentence(cell.text)


def label(text: str) -> bool:
    """Say whether a row only names what follows inside a position ("Highlights", "Technologies: Jira, SQL")."""
    head = text.split(":", 1)[0].strip(" :•").casefold()
    return head in _LABELS


def mark_dates(rows: Sequence[Row], grammar: Grammar) -> None:
    """Find the dates of every cell once."""
    for row in rows:
        row.found = [grammar.find(cell.text) for cell in row.cells]
        for j, cell in enumerate(row.cells):
            if row.found[j] and " · " in cell.text and len(cell.text) <= _DATES:
                row.found[j] = _dotted(cell.text, row.found[j], grammar)
    _mark_commas(rows)


# Unit: letters of a line that holds two dates and nothing else.
_DATES = 48
_DOT = regex(r"(?<=\S) · (?=\S)")


def _dotted(text: str, found: list[Found], grammar: Grammar) -> list[Found]:
    """Return two dates that a dot parts, and nothing else on their line, as a range: "MAR 2023 · HOY"."""
    if found[0].kind != "single" or found[0].start > 1 or not _DOT.match(text, found[0].stop):
        return found
    whole = grammar.find(_DOT.sub(" – ", text, count=1))
    if len(whole) != 1 or whole[0].kind != "range" or whole[0].stop < len(text.rstrip(" )")):
        return found
    return found if whole[0].dates.start is None or runs_back(whole[0].dates) else whole


_ENDS = regex(r"\s*(?:$|[|·•])")


def _mark_commas(rows: Sequence[Row]) -> None:
    """Join two dates that a comma parts where a document writes all ranges so: "Agosto 2022, Julho 2023 | Recife"."""
    pairs: list[tuple[Row, int, Found, Found]] = []
    for row in rows:
        for j, found in enumerate(row.found):
            if any([f.lasts and f.dates.start is not None and f.dates.start.month for f in found]):
                return
            if len(found) != 2 or found[0].start > 1 or row.bullet:
                continue
            one, two = found
            text = row.cells[j].text
            between = text[one.stop : two.start] == ", " and _ENDS.match(text, two.stop)
            start, end = one.dates.start, two.dates.start
            if not between or start is None or end is None or {one.kind, two.kind} != {"single"}:
                continue
            if start.month and end.month and (start.year, start.month) < (end.year, end.month):
                pairs.append((row, j, one, two))
    for row, j, one, two in pairs if len(pairs) > 1 else ():
        written = f"{one.dates.written} – {two.dates.written}"
        dates = DateRange(one.dates.start, two.dates.start, written=written)
        row.found[j] = [Found(one.start, two.stop, "range", dates)]


# Unit: letters of a place that has a line of its own.
_PLACE = 40


def mark_places(rows: Sequence[Row], words: Words) -> None:
    """Mark the rows that say where and nothing else ("Leeds", "Da remoto")."""
    for row in rows:
        short = len(row.cells) == 1 and len(row.text) < _PLACE and not row.bullet and not row.found[0]
        score = words.place_score(row.text) if short else 0.0
        # Why not between: a part of the line is a place ("Klinikum Breisgau").
        row.place = (score >= 0.9 or score == TOWN) and words.employer_score(row.text) < 0.5


def mark_titled(rows: Sequence[Row], words: Words) -> None:
    """Mark the rows that say of what follows that it is the title, however many small words it has."""
    for row in rows:
        end = words.held_as(row.text) if len(row.cells) == 1 and not row.bullet else 0
        row.titled = bool(end) and len(row.text) <= LONG and row.text[end : end + 1].isupper() and row.text[-1] != "."


def unmark_names(rows: Sequence[Row]) -> None:
    """Take the marks of list items off employers beside their towns, where the dated title below has none.

    Why: "• Acme Ltd ..... Leeds" over "Agent ..... 2019 – 2021"; what was done there has the same marks.
    """
    named = [
        row
        for row, below in pairwise(rows)
        if row.bullet
        and len(row.cells) == 2
        and len(row.text) < LONG
        and not (any(row.found) or below.bullet or prose(row.cells[0]))
        and any([f.lasts for found in below.found for f in found])
    ]
    for row in named if len(named) > 1 else ():
        row.take([replace(row.cells[0], bullet=False), *row.cells[1:]])

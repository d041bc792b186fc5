"""Rows of forms and tables -> the field that each of their cells holds.

A label may stand before its value, in the cell beside it or above it, or head a column. To know another label: the
`field_labels` of rules/languages; another place for labels: a function that yields marks, called in `mark_fields`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from xpcalc.language import Words
from xpcalc.model import Line
from xpcalc.regex import regex
from xpcalc.segment.rows import Row, look, numbered, sentence

_AND = regex(r"[/|,;&+]|\s(?:and|y|e|et|und|en)\s")
# Columns for two things: the title and, below it, the text of the job; both names in any order.
_TITLE_FIRST, _NAMES = "title, body", "names"


def _column(head: str, words: Words) -> str | None:
    """Return what the head of a column announces; two things ("Position / Duties") are told apart further down."""
    kind = words.field_of(head)
    if kind is None:
        told = {words.field_of(part.strip()) for part in _AND.split(head)} - {None, "other"}
        told -= {"location"} if len(told) > 1 else set()  # "Employer and town"
        if len(told) == 1:
            kind = told.pop()  # "Agency / company"
        elif len(told) == 2:
            kind = _TITLE_FIRST if told == {"title", "body"} else _NAMES if told == {"title", "employer"} else None
    return kind


def _heads_text(row: Row, cell: Line, above: Line | None) -> bool:
    """Say whether a cell in a column for title and text is the title: beside a date, or going on from one above."""
    if cell.bullet or sentence(cell.text):
        return False
    if above is not None:
        return look(cell) == look(above) and not row.had_room(above, cell)
    return any([found for c, found in zip(row.cells, row.found, strict=True) if c is not cell])


def _leaves(row: Row, columns: Sequence[tuple[float, str]], spacing: float) -> bool:
    """Say whether a row is none of the table: apart from it, across it, or words where its dates are."""
    cell = row.cells[0]
    fitting = [n for n, (x, _) in enumerate(columns) if x <= cell.x0 + 6]
    kind = columns[fitting[-1]][1] if fitting else ""
    words = kind in ("dates", "start", "end") and not row.found[0] and len(cell.text) > 12
    if len(row.cells) > 1:
        # "Acme, Leeds ..... 2015 – 2019" below the projects of the job before
        return words and len(row.cells) < len(columns) and any(row.found)
    # Why: what goes on in a cell stands closer to it than the next row does.
    if not fitting or row.gap > max(1.2, 1.5 * spacing) or row.gap > 0.8 * spacing > 0.4:
        return True
    beyond = columns[fitting[-1] + 1][0] if fitting[-1] + 1 < len(columns) else cell.x1
    return cell.x1 > beyond + 6 or (words and not any(row.found))


def _head_below(head: Row, below: Row) -> dict[int, str]:
    """Return what the heads of columns go on with in the next row ("Start" over "date"), by cell."""
    rest: dict[int, str] = {}
    for cell in below.cells:
        at = next((j for j, c in enumerate(head.cells) if abs(c.x0 - cell.x0) <= 3 and look(c) == look(cell)), None)
        if at is None or len(cell.text) > 20:
            return {}
        rest[at] = cell.text
    # Why: "Current" is a word of dates.
    dated = any([f.kind != "ongoing" for found in below.found for f in found])
    return rest if len(rest) < len(head.cells) and not dated and below.gap < 0.6 else {}


def _fits(row: Row, columns: Sequence[tuple[float, str]]) -> bool:
    """Say whether each cell of a row stands at the edge of a column."""
    return all([any([abs(x - cell.x0) <= 3 for x, _ in columns]) for cell in row.cells])


# Unit: points between two lines of one column.
_EDGE = 3.0
# Unit: rows. No table of jobs is longer.
_TABLE = 400


def _widest(rows: Iterable[Row], words: Words) -> dict[int, float]:
    """Return how far to the right the cells of a table reach that begin at each edge, in points.

    Lines of text across it are no cells, and the next heading ends it.
    """
    reach: dict[int, float] = {}
    for row in rows:
        if len(row.cells) == 1 and words.section_of(row.text) is not None:
            break
        for cell in row.cells if len(row.cells) > 1 else ():
            edge = round(cell.x0)
            reach[edge] = max(reach.get(edge, 0.0), cell.x1)
    return reach


def _mark_tables(stream: Sequence[Row], words: Words) -> None:
    """Let the head of a table ("Period | Employer | Position | Tasks") say what stands in its columns."""
    columns: list[tuple[float, str]] = []
    left: list[tuple[float, str]] = []  # those of a table that text across it may have broken
    widest: dict[int, float] = {}
    title: Line | None = None
    spacing = 0.0  # white space between the rows of the table
    told_in: float | None = None  # left edge of the cell whose lower lines tell tasks
    for row in stream:
        above, title = title, None
        if row.fields.get(0) == ("label", 0) and row.table:
            continue  # the second row of a head
        if len(row.cells) >= 3:
            below = stream[row.index + 1] if row.index + 1 < len(stream) else None
            rest = _head_below(row, below) if below is not None else {}
            kinds = [_column(f"{c.text} {rest[j]}" if j in rest else c.text, words) for j, c in enumerate(row.cells)]
            told = {k for k in kinds if k}
            if (
                told & {"dates", "start"}
                and told & {"employer", "title", _TITLE_FIRST, _NAMES}
                and [k is None and len(c.text) > 3 for c, k in zip(row.cells, kinds, strict=True)].count(True)
                <= (1 if len(told) < 4 else 2)
            ):
                # Why: the name that no column is said to hold stands in the one that says something else.
                lacking = set() if _NAMES in told else {"employer", "title"} - told
                if _TITLE_FIRST in told:
                    lacking.discard("title")
                other = _NAMES if len(lacking) == 2 else lacking.pop() if lacking else "body"
                columns = [(c.x0, k or other) for c, k in zip(row.cells, kinds, strict=True)]
                widest = _widest(stream[row.index : row.index + _TABLE], words)
                for part in (row, below) if rest and below is not None else (row,):
                    part.fields = {j: ("label", 0) for j in range(len(part.cells))}
                    part.table = True
                spacing = 0.0
                continue
        if not columns and len(row.cells) >= 3 and _fits(row, left):
            columns = left
        if not columns:
            continue
        heading = len(row.cells) == 1 and words.section_of(row.text) is not None
        if heading or _leaves(row, columns, spacing):
            left = [] if heading or len(row.cells) > 1 else columns
            columns = []
            continue
        if len(row.cells) > 2:
            spacing = max(spacing, row.gap)
        row.widest = widest
        for j, cell in enumerate(row.cells):
            fitting = [(x, kind) for x, kind in columns if x <= cell.x0 + 6]
            if fitting:
                kind = fitting[-1][1]
                if kind == _TITLE_FIRST:
                    kind = "title" if _heads_text(row, cell, above) else "body"
                    title = cell if kind == "title" else title
                if kind == "current" and not YES_OR_NO.fullmatch(cell.text):
                    kind = "body"
                if kind in ("title", "employer"):
                    if (m := LABELLED.match(cell.text)) and words.field_of(m.group(1)) == "body":
                        told_in = cell.x0
                    elif any(row.found):
                        told_in = None
                    if told_in is not None and abs(told_in - cell.x0) <= _EDGE:
                        kind = "body"  # "Tasks: tills, stock" below a title, and what it goes on with
                # Why: columns may touch ("A.B. 03-APR-2022 18-JAN-2023" in that of ranks).
                touching = kind in ("title", "employer", "other") and len(row.found[j]) == 2
                if kind != _NAMES and not touching:
                    row.fields[j] = (kind, 0)
                row.table = True


# Unit: rows of labels. Fewer are no form.
_PAIRS = 4


def unstacked(stream: list[Row], words: Words) -> list[Row]:
    """Return the rows without those of labels that stand above their values ("From   To" over "2019   2021").

    The values are marked; of a document without such a form all rows are returned.
    """
    labels = [_bare(row, words) for row in stream]
    for above, row in pairwise(stream):
        if labels[above.index] == ["end"] and row.found[0] and not row.text.endswith(":"):
            labels[row.index] = []  # "Current job" below "End date" is its value
    pairs: list[tuple[int, dict[int, str]]] = []
    for i, kinds in enumerate(labels[:-1]):
        if kinds and not labels[i + 1] and (values := _below(stream[i], kinds, stream[i + 1])):
            pairs.append((i, values))
    told = {kind for _, values in pairs for kind in values.values()}
    if len(pairs) < _PAIRS or len(told) < 3 or not (told & {"employer", "title"} and told & {"dates", "start"}):
        return stream
    for i, values in pairs:
        stream[i + 1].fields |= {j: (kind, 0) for j, kind in values.items()}
    heads = {i for i, _ in pairs}
    return numbered([row for i, row in enumerate(stream) if i not in heads])


def _bare(row: Row, words: Words) -> list[str]:
    """Return what each cell of a row announces where all are labels and nothing else."""
    # Why: "Poste actuel" is a label, though it says now.
    if row.bullet or any([f.kind != "ongoing" for found in row.found for f in found]):
        return []
    kinds = [words.field_of(cell.text.strip(" *:")) if len(cell.text) < 50 else None for cell in row.cells]
    return [kind for kind in kinds if kind] if all(kinds) else []


# Unit: points.
_SET_IN = 60


def _below(row: Row, kinds: Sequence[str], below: Row) -> dict[int, str]:
    """Return which cell below holds which value; none where one stands under no label."""
    found: dict[int, str] = {}
    for j, cell in enumerate(below.cells):
        fitting = [kind for kind, head in zip(kinds, row.cells, strict=True) if abs(head.x0 - cell.x0) <= 6]
        if not fitting and len(row.cells) == len(below.cells) == 1 and 0 < cell.x0 - row.x0 <= _SET_IN:
            fitting = [kinds[0]]  # lists of definitions set their values further in
        if not fitting or cell.page != row.page:
            return {}
        found[j] = fitting[0]
    return found


# Source: hand-made, seven languages: "I currently work here: Yes".
YES = regex(r"\W{0,3}(?:yes|sí|si|sì|sim|oui|ja|true|x|[✓✔☑☒])\W{0,3}", re.IGNORECASE)
YES_OR_NO = regex(rf"{YES.pattern}|\W{{0,3}}(?:(?:no|não|non|nein|nee|false)\W{{0,3}})?", re.IGNORECASE)

# Unit: characters. Source: "Voornaamste werkzaamheden en verantwoordelijkheden" is 50.
_LABEL_LENGTH = 52

_BLANK = regex(r" ")
_NUMBER = regex(r"\(?\d{1,2}(?:\.\d{1,2})?[.)]?")
LABELLED = regex(r"^([^\W\d_][^:\d]{1,45}?(?:\s\d{1,2})?)\s?:(?=\s|$)")


def mark_fields(stream: Sequence[Row], words: Words) -> None:
    """Note the labels of forms: "Employer: Acme" in one cell, or "Employer" in a cell before its value."""
    marks: list[tuple[Row, int, str, int]] = []
    for row in stream:
        if len(row.cells) > 2 and _NUMBER.fullmatch(row.cells[0].text) and _names(row.cells[1], words):
            found = row.found[1:]
            row.take(row.cells[1:])  # "1.   Employer   : Acme"
            row.found = found
        for j, cell in enumerate(row.cells):
            if m := LABELLED.match(cell.text):
                kind = words.field_of(m.group(1))
                row.task = kind == "body" and not j and m.end() < len(cell.text)
                if kind is not None:
                    marks.append((row, j, kind, m.end()))
                    if j == 0 and m.end() == len(cell.text) and len(row.cells) == 2:
                        marks.append((row, 1, kind, 0))
            elif (kind := _colon_behind(row, j, words)) is not None:
                at = j + 1
                bare = at + 1 < len(row.cells) and row.cells[at].text == ":"
                marks += [(row, j, "label", 0), *([(row, at, "label", 0)] if bare else [])]
                marks.append((row, at + bare, kind, 0 if bare else 1))
            elif not j and (whole := _broken_label(stream, row, words)) is not None:
                rest = stream[row.index + 1]
                marks += [(row, 0, "label", 0), (row, 1, whole, 0), (rest, 0, "label", 0)]
                # Why: a value may go on beside the rest of its label.
                marks += [(rest, 1, whole, 0)] if len(rest.cells) == 2 and whole != "body" else []
            elif j % 2 == 0 and len(row.cells) in (2, 4) and len(cell.text) < _LABEL_LENGTH:
                kind = words.field_of(cell.text)
                if kind is not None and words.field_of(row.cells[j + 1].text) is None:
                    marks.append((row, j, "label", 0))
                    marks.append((row, j + 1, kind, 0))
    marks = marks or _unmarked(stream, words)
    _mark_tables(stream, words)
    kinds = {kind for _, _, kind, _ in marks}
    # Why: one "Date:" or "Tasks:" makes no form; a form names the employer or the position again and again, or it
    # says more than one thing beside them ("Category", "Level", "Town").
    beside = Counter([kind for _, _, kind, _ in marks if kind in ("other", "location")])
    named = kinds & {"employer", "title"} and len(kinds - {"label", "body"}) >= 2
    titles = [row for row, _, kind, _ in marks if kind == "title"]
    if {"title"} <= kinds - {"label"} <= {"title", "body"} and len(titles) > 1:
        # "03/2015 - 09/2018   Acme (Leeds)" over "Position: Cashier" and "Duties: ...", or over the position alone
        # Why two rows: the employer may stand between the date and "Position: ...".
        named = all([any([any(above.found) for above in stream[max(row.index - 2, 0) : row.index]]) for row in titles])
    if kinds - {"label", "body"} == {"employer"} and len([mark for mark in marks if mark[2] == "employer"]) > 1:
        named = {"employer"}  # "Clerk" over "Employer: Acme Ltd"
    if named:
        marks += _more_labels(stream, marks)
    if not named and not (len(beside) == 2 and min(beside.values()) >= 2):
        # "Grade: B2" below each date says nothing of the names, and is none.
        marks = [mark for mark in marks if mark[2] == "other"] if beside["other"] >= 2 else []
    if not kinds & {"employer", "dates", "start"} and _details(stream, [m[0] for m in marks if m[2] == "title"]):
        for row, j, _, _ in marks:
            row.fields[j] = ("body", 0)
        return
    for row, j, kind, at in marks:
        if kind == "current" and at < len(row.cells[j].text) and not YES_OR_NO.fullmatch(row.cells[j].text, at):
            # "Current role: Agent", "Current employer: Acme"
            said = {words.field_of(word) for word in row.cells[j].text[:at].strip(" :").split()}
            kind = "employer" if "employer" in said else "title"
        if kind != "body" or at == len(row.cells[j].text) or (at == 0 < j):
            row.fields[j] = (kind, at)
            if kind in ("label", "employer", "title") and not j and row.bullet:
                # Why: the marks of a form ("• Nome del datore di lavoro") are none of tasks, nor is that of its date.
                above = stream[row.index - 1] if row.index else row
                for each in (row, above) if above.bullet and any(above.found) else (row,):
                    each.cells[0] = replace(each.cells[0], bullet=False)
                    each.bullet = False
            if kind == "label" or at == len(row.cells[j].text):
                row.fields[j] = ("label" if kind != "body" else "body", at)
            if kind == "other" and len(row.cells) > 1 and (below := _goes_on_below(stream, row, j)) is not None:
                below[0].fields.setdefault(below[1], ("other", 0))


def _names(cell: Line, words: Words) -> bool:
    """Say whether a cell is the label of an employer or a title."""
    return len(cell.text) < _LABEL_LENGTH and words.field_of(cell.text.strip(" :")) in ("employer", "title")


def _colon_behind(row: Row, j: int, words: Words) -> str | None:
    """Return what a label announces whose colon stands behind a tab: "Employer   : Acme", "Employer   :   Acme"."""
    behind = row.cells[j + 1].text if j + 1 < len(row.cells) else ""
    return words.field_of(row.cells[j].text) if behind[:1] == ":" and len(row.cells[j].text) < _LABEL_LENGTH else None


def _broken_label(stream: Sequence[Row], row: Row, words: Words) -> str | None:
    """Return what a label announces that goes on in the next line ("Nome e indirizzo del datore di" over "lavoro")."""
    below = stream[row.index + 1] if row.index + 1 < len(stream) else None
    if len(row.cells) != 2 or below is None or len(below.cells) > 2 or len(row.text) >= 2 * _LABEL_LENGTH:
        return None
    cell, rest = row.cells[0], below.cells[0]
    # Why: the rest stands below the label, or below the mark before it.
    under_mark = cell.bullet and 0 < cell.x0 - rest.x0 < 2 * (cell.bottom - cell.top)
    flush = abs(rest.x0 - cell.x0) <= 2 or abs(rest.x1 - cell.x1) <= 2 or under_mark
    if not (flush and rest.text[:1].islower() and rest.page == cell.page and rest.x1 < row.cells[1].x0):
        return None
    if below.gap > 0.8 or look(rest) != look(cell) or row.found[0]:
        return None
    return words.field_of(f"{cell.text} {rest.text}")


def _more_labels(stream: Sequence[Row], marks: Sequence[tuple[Row, int, str, int]]) -> list[tuple[Row, int, str, int]]:
    """Return the labels of a form that no list knows: what stands again and again among those that one knows."""
    edges = {(round(row.cells[0].x0), look(row.cells[0])) for row, j, kind, _ in marks if not j and kind == "label"}
    known = {id(row) for row, j, _, _ in marks if not j}
    beside = [
        row
        for row in stream
        if len(row.cells) == 2
        and id(row) not in known
        and not (row.bullet or row.found[0])
        and len(row.cells[0].text) < _LABEL_LENGTH
        and (round(row.cells[0].x0), look(row.cells[0])) in edges
    ]
    often = Counter([row.cells[0].text for row in beside])
    again = [row for row in beside if often[row.cells[0].text] > 1]
    labels = [(row, 0, "label", 0) for row in again]
    # Why: where the form names both, what stands behind another label is neither.
    both = {"employer", "title"} <= {kind for _, _, kind, _ in marks}
    dated = {row.cells[0].text for row in again if row.found[1]}  # "Date from", which no list knows
    return labels + [(row, 1, "other", 0) for row in again if both and row.cells[0].text not in dated]


def _unmarked(stream: Sequence[Row], words: Words) -> list[tuple[Row, int, str, int]]:
    """Return the labels of a form without colons ("Job title Branch Manager" over "Employer Tooley's"), if any."""
    marks: list[tuple[Row, int, str, int]] = []
    for row in stream:
        if len(row.cells) > 1 or row.bullet:
            continue
        ends = [m.start() for m in itertools.islice(_BLANK.finditer(row.text), 4)]
        for at in reversed(ends):
            kind = words.field_of(row.text[:at])
            if kind is None:
                continue
            dated = kind == "dates" and row.found[0] and row.found[0][0].start <= at + 1  # "Periodo enero 2017"
            if kind in ("body", "start", "end") or dated or not row.text[at + 1 :][:1].islower():
                marks.append((row, 0, kind, at))
                break
    told = Counter([kind for _, _, kind, _ in marks])
    return marks if min(told["employer"], told["title"]) >= 2 else []


def _goes_on_below(stream: Sequence[Row], row: Row, j: int) -> tuple[Row, int] | None:
    """Return where the value of a label in a margin goes on ("Grade: attachée principale," / "8e échelon")."""
    below = stream[row.index + 1] if row.index + 1 < len(stream) else None
    if below is None or len(below.cells) < 2:
        return None
    cell = row.cells[j]
    for k, other in enumerate(below.cells):
        close = other.top - cell.bottom < 0.8 * (cell.bottom - cell.top) and other.page == cell.page
        if close and abs(other.x0 - cell.x0) < 2 and look(other) == look(cell) and not LABELLED.match(other.text):
            return below, k
    return None


def _details(stream: Sequence[Row], titles: Sequence[Row]) -> bool:
    """Say whether the labels say more of jobs that have two names above their dates: "Category: Sales", no title."""
    told = 0
    for row in titles:
        at = next((i for i in range(row.index - 1, max(row.index - 6, 1), -1) if any(stream[i].found)), 0)
        bare = at > 1 and len(stream[at].cells) == 1 and _undated(stream[at]) < _A_NAME
        above = [stream[i] for i in (at - 1, at - 2)] if bare else []
        plain = [r for r in above if len(r.cells) == 1 and r not in titles]
        named = [r for r in plain if not (r.bullet or any(r.found) or sentence(r.text))]
        told += len(named) == 2
    return 2 * told > len(titles)


# Unit: letters beside a date that may be a name.
_A_NAME = 15


def _undated(row: Row) -> int:
    """Return how many letters of a row stand outside of its dates."""
    return len(row.text) - sum([f.stop - f.start for f in row.found[0]])

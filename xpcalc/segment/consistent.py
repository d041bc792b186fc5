"""Anchors of a section -> those that date its jobs: dates of list items and texts do not stand where the others do.

To tell text from jobs by another sign: `consistent`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from xpcalc.model import Line
from xpcalc.segment.anchor import Anchor, by_year, centred, ends_line
from xpcalc.segment.rows import Row, look


def _place(anchor: Anchor, rows: Sequence[Row]) -> tuple[str, int]:
    """Where on the page an anchor stands: its left or right edge, or after the words of its line."""
    cell = rows[anchor.row].cells[anchor.cell]
    if rows[anchor.row].field(anchor.cell)[0] in ("dates", "start"):
        return ("field", 0)
    if not anchor.pure:
        return ("inline", 0 if anchor.start == 0 else 1)
    return ("cell", round(cell.x0 / 4))


def consistent(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Drop dates in list items and lone years that do not stand where the ranges stand."""
    plain = [a for a in anchors if not rows[a.row].cells[a.cell].bullet]
    items = [a for a in anchors if rows[a.row].cells[a.cell].bullet]
    ranges = [a for a in items if a.kind != "single" and a.start <= 1]
    # Why: below a list of jobs a break may be told in a line of its own.
    if any([a.kind != "single" for a in plain]) and not (len(ranges) == len(items) > 2 * len(plain)):
        anchors = plain
    elif len(items) > max(1, len(plain)) and all([a.kind != "single" for a in items]) and _seated(items, rows):
        # "- From May 2011 to October 2012: Bar Staff at Tigh Neachtain"; a lone year ends one of their texts.
        anchors = items
    elif plain and any([a.kind == "single" for a in anchors]):
        anchors = plain
    anchors = _outside_text(anchors, rows)
    labelled = [a for a in anchors if _place(a, rows)[0] == "field"]
    # Why: where columns of a table touch, a date may stand in that of another field.
    touching = [a for a in anchors if a.kind == "range" and rows[a.row].table and not rows[a.row].field(a.cell)[0]]
    if len(labelled) + len(touching) >= 2 and labelled:
        if not all([rows[a.row].table for a in labelled]):
            return labelled
        labelled = sorted([*labelled, *touching], key=lambda a: (a.row, a.cell))
        # Why: below a table of jobs they may be told again, at length.
        below = [a for a in anchors if a.row > labelled[-1].row and not rows[a.row].table]
        return labelled + (consistent(below, rows) if below else [])
    sure = [a for a in anchors if a.kind != "single"]
    if not sure:
        return anchors
    # Why: where dates stand in cells of their own, a date at the end of an indented line is part of a text.
    cells = [a for a in sure if a.pure]
    if len(cells) >= 0.5 * len(sure):
        edges = {round(rows[a.row].cells[0].x0) for a in cells}
        # Why: where the first job begins with its date, the line above a date is the text of the job before.
        above = [rows[a.row - 1].cells[0] for a in cells if a.row and len(rows[a.row].cells) == 1 and cells[0].row]
        edges |= {round(c.x0) for c in above}
        edges = {e + d for e in edges for d in (-2, -1, 0, 1, 2)}
        looks = {look(c) for a in cells for c in rows[a.row].cells}
        # Why: a title that breaks may begin the line of its date, in its own type.
        looks |= {own for c in above for own in (look(c), *_looks_of_runs(c))}
        # Why: where jobs have months, "Town hall renovated, 2012-2013" is a line of their text.
        months = sum([a.dates.start is not None and a.dates.start.month is not None for a in cells])
        if len(cells) > 2 and months > 0.8 * len(cells):
            anchors = [a for a in anchors if a.pure or not _years_only(a) or rows[a.row].cells[a.cell].bold]
        anchors = [a for a in anchors if a.pure or _fits(a, rows[a.row].cells[a.cell], edges, looks)]
    else:
        anchors = _same_dress(anchors, rows)
    sure = [a for a in anchors if a.kind != "single"]
    places = Counter([_place(a, rows) for a in sure])
    rights = [max([rows[a.row].cells[j].x1 for i, j in a.used if i == a.row]) for a in sure if a.pure]
    middles = [rows[a.row].cells[0] for a in sure if a.pure and len(rows[a.row].cells) == 1]
    seats = Counter([(a.cell, len(rows[a.row].cells)) for a in sure if a.pure])
    kept: list[Anchor] = []
    for a in anchors:
        if a.kind == "single":
            place = _place(a, rows)
            cell = rows[a.row].cells[a.cell]
            # Why: dates that share their left edge end anywhere, one of them where this one ends.
            aligned = a.pure and 0 < len(rights) <= 2 * sum([abs(cell.x1 - x) <= 3 for x in rights])
            # After a tab the same cell of the row may stand anywhere.
            aligned = aligned or (a.pure and a.cell > 0 and seats[a.cell, len(rows[a.row].cells)] >= 0.5 * len(sure))
            near = any([(place[0], place[1] + d) in places for d in (-1, 0, 1)])
            near = near or (a.pure and any([centred(cell, other) for other in middles]))
            if not near and not aligned:
                continue
            if place[0] == "inline" and a.dates.start is not None and _inside_other(a, sure, rows):
                continue
        kept.append(a)
    return kept


def _seated(items: Sequence[Anchor], rows: Sequence[Row]) -> bool:
    """Say whether the ranges of list items all begin them, or all end them and have months."""
    begin = all([a.start <= 1 for a in items])
    return begin or all([ends_line(rows[a.row].cells[a.cell].text, a) and not by_year(a.dates) for a in items])


def _fits(a: Anchor, cell: Line, edges: Set[int], looks: Set[tuple[float, bool, bool, bool]]) -> bool:
    """Say whether a line with more than its dates stands where the others do, in a type of theirs."""
    # Why: posts of one employer may be set further in than other jobs ("May 2013 – July 2017 · Leeds").
    outer = a.start <= 1 and a.kind != "single" and round(cell.x0) <= max(edges)
    # "Acme (2014 – 2016)" over titles that are set in.
    over = a.kind != "single" and round(cell.x0) < min(edges) and not cell.text[a.stop :].strip(" )]")
    # "Acme 2018 – 2020" as a heading over its title, where others head theirs without dates.
    size, bold, *_ = look(cell)
    heads = (
        bold and a.kind != "single" and size > max([each[0] for each in looks]) and not cell.text[a.stop :].strip(" )]")
    )
    return (outer or over or round(cell.x0) in edges) and (look(cell) in looks or heads)


def _looks_of_runs(cell: Line) -> list[tuple[float, bool, bool, bool]]:
    """Return the looks of the parts of a cell."""
    size, _, _, caps = look(cell)
    return [(size, bold, italic, caps) for _, _, bold, italic in cell.runs]


def _outside_text(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Leave out dates in running text: where most dates stand in cells of their own, and rests of list items."""
    pure = [a for a in anchors if a.pure and a.kind != "single"]
    if len(pure) < 2 or 2 * len(pure) < len([a for a in anchors if a.kind != "single"]):
        return [a for a in anchors if not (a.pure and _rest_of_item(rows, a.row))]
    dress = Counter([look(rows[a.row].cells[a.cell]) for a in pure]).most_common(1)[0][0]
    stops = [a for a in pure if rows[a.row].cells[a.cell].text.endswith(".")]
    edges = {round(rows[a.row].cells[a.cell].x0) for a in pure}
    rights = {round(rows[a.row].cells[a.cell].x1) for a in pure if a.cell}
    kept: list[Anchor] = []
    for a in anchors:
        row, cell = rows[a.row], rows[a.row].cells[a.cell]
        if round(cell.x1) in rights and any([run[0] == a.start for run in cell.runs]):
            # Why: a title in a type of its own may leave its date no room ("Nurse 02/2024–12/2024" over "coordinator").
            kept.append(a)
            continue
        ends = cell.text.endswith(".") and 2 * len(stops) < len(pure)
        # Why: a long date runs into the text beside the column of dates ("2012 – Actualidad Acme, Rosario.").
        begins = a.start <= 1 and not a.pure and a.kind != "single" and round(cell.x0) in edges
        if len(row.cells) > 1 or (cell.bold and not a.pure) or begins:
            kept.append(a)
        elif a.pure:
            if not (ends or look(cell) != dress) or not goes_on(rows, a.row):
                kept.append(a)
        elif not ends and not (a.row + 1 < len(rows) and goes_on(rows, a.row + 1, lower=True)):
            kept.append(a)
    return kept


# Unit: rows. Enough of them to tell how wide their column is.
_NEAR = 30


def _rest_of_item(rows: Sequence[Row], i: int) -> bool:
    """Say whether a row is the last line of a list item: below it, full stop and all, and no colon before it."""
    above = rows[i - 1]
    ends = rows[i].cells[-1].text.endswith(".") and not above.cells[-1].text.endswith(":")
    return ends and above.bullet and goes_on(rows, i)


def goes_on(rows: Sequence[Row], i: int, lower: bool = False) -> bool:
    """Say whether a row goes on with the sentence of the full row above it, in the same type."""
    if i == 0 or len(rows[i].cells) > 1 or rows[i].gap > 1.2:
        return False
    cell, above = rows[i].cells[0], rows[i - 1].cells[-1]
    # Why: boxes drawn close around their letters leave more white space between lines.
    if cell.top - above.bottom > 0.6 * max(cell.bottom - cell.top, cell.size):
        return False
    if above.page != cell.page or look(above) != look(cell) or (lower and not cell.text[0].islower()):
        return False
    if not (abs(above.x0 - cell.x0) < 2 or centred(above, cell) or (above.bullet and -16 < cell.x0 - above.x0 < 24)):
        return False
    near = rows[max(i - _NEAR, 0) : i + _NEAR]
    right = max([c.x1 for row in near for c in row.cells if c.x0 < above.x1 and c.x1 > above.x0])
    return above.x1 > right - 0.15 * (right - above.x0)


def _years_only(anchor: Anchor) -> bool:
    dates = anchor.dates
    return not dates.ongoing and all([d is None or d.month is None for d in (dates.start, dates.end)])


def _same_dress(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Of dates inside lines, keep those in lines dressed like most: a year in the text of a job is set further in."""
    inline = [a for a in anchors if not a.pure]
    lines = [rows[a.row].cells[0] for a in inline]
    if len(lines) > 1 and all([centred(lines[0], line) for line in lines]):
        # Why: lines in the middle of the page begin anywhere.
        return anchors
    dress = Counter([_dress(a, rows) for a in inline if a.kind != "single"])
    if len(dress) < 2:
        return anchors
    top, times = dress.most_common(1)[0]
    for other, n in dress.items():
        # Why: the dates in the texts of jobs may be more than the jobs; these are bold and begin further left.
        if other[0] < top[0] and other[1][1] and not top[1][1] and 2 * n >= times > 1:
            top, times = other, n
    gaps = sorted([rows[a.row].gap for a in inline if _dress(a, rows) == top and rows[a.row].gap])
    usual = gaps[len(gaps) // 2] if gaps else 0.0
    ends = {_edges(a, rows) for a in inline if _dress(a, rows) == top}
    undated = {_dressed(row.cells[0]) for row in rows if not row.bullet and not any(row.found)}
    # Why: beside a title, employer and date may end at the right margin; then they begin anywhere.
    rights = Counter([round(rows[a.row].cells[a.cell].x1 / 3) for a in inline if a.cell and a.kind != "single"])
    behind = [_behind(a, rows) for a in inline if a.start <= 1 and _dress(a, rows) == top]
    titles = _titles(inline, rows, top)
    kept = []
    for a in anchors:
        mine = _dress(a, rows)
        # Why: where some employers stand once for several titles, a title has the date that elsewhere an employer has.
        titled = a.row > 0 and _plain_row(rows[a.row - 1]) and _dressed(rows[a.row - 1].cells[0]) == top
        if a.kind != "single" and (mine in titles or (titled and all(_edges(a, rows)))):
            kept.append(a)
            continue
        # Why: dates that end at one edge begin anywhere; what they date begins at one edge.
        first = bool(behind) and a.start <= 1 and not a.pure and mine[1] == top[1]
        if first and any([abs(_behind(a, rows) - x) <= _FLUSH for x in behind]):
            kept.append(a)
            continue
        if a.cell and not a.pure and rights[round(rows[a.row].cells[a.cell].x1 / 3)] > 1 and all(_edges(a, rows)):
            kept.append(a)
            continue
        # Why: bold is forgotten now and then; white space above, as above its sisters, still sets the job apart, and so
        # does a place where no other line of its look begins.
        alike = _edges(a, rows) in ends and mine[0] == top[0]
        apart = rows[a.row].gap >= 0.8 * usual > 0.25 or mine not in undated
        if alike and a.kind != "single" and mine[1][0] == top[1][0] and apart:
            kept.append(a)
            continue
        # Why: a bold line that is mostly date, in the smaller type of dates, heads a job as its sisters do.
        small = mine[1][0] < top[1][0] - 0.4 and not mine[1][1]
        plainer = mine[0] > top[0] + 1 or (top[1][1] and not mine[1][1]) or small
        if a.pure or mine == top or not (plainer and dress[mine] <= 2 * times):
            kept.append(a)
    return kept


def _titles(
    inline: Sequence[Anchor], rows: Sequence[Row], top: tuple[int, tuple[float, bool, bool, bool]]
) -> set[tuple[int, tuple[float, bool, bool, bool]]]:
    """Return how the lines right above the dated ones in the usual dress are dressed, unless the text below is so."""
    usual = [a.row for a in inline if _dress(a, rows) == top]
    above = {_dressed(rows[i - 1].cells[0]) for i in usual if i and _plain_row(rows[i - 1])}
    return above - {_dressed(rows[i + 1].cells[0]) for i in usual if i + 1 < len(rows)} - {top}


def _plain_row(row: Row) -> bool:
    """Say whether a row is one cell without date or mark."""
    return len(row.cells) == 1 and not row.found[0] and not row.bullet


# Unit: points, by which letters of one width may be wrong about where a word begins.
_FLUSH = 8


def _behind(a: Anchor, rows: Sequence[Row]) -> float:
    """Return about where what follows a date in its cell begins. Unit: points."""
    cell = rows[a.row].cells[a.cell]
    return cell.x0 + (cell.x1 - cell.x0) * a.stop / max(len(cell.text), 1)


def _edges(a: Anchor, rows: Sequence[Row]) -> tuple[bool, bool]:
    """Say whether something stands before a date in its cell, and whether it ends the cell."""
    return a.start > 0, a.stop >= len(rows[a.row].cells[a.cell].text) - 1


def _dress(a: Anchor, rows: Sequence[Row]) -> tuple[int, tuple[float, bool, bool, bool]]:
    # Why: beside a title with its date may stand its employer, once for all titles there.
    return _dressed(rows[a.row].cells[0 if a.pure else a.cell])


def _dressed(cell: Line) -> tuple[int, tuple[float, bool, bool, bool]]:
    return round(cell.x0 / 3), look(cell)


def _inside_other(a: Anchor, sure: list[Anchor], rows: Sequence[Row]) -> bool:
    """A line with a year that follows a dated header line at once and looks like its text is part of that entry."""
    cell = rows[a.row].cells[a.cell]
    heads = {round(rows[s.row].cells[k].x0) for s in sure for k in (0, 0 if s.pure else s.cell)}
    return round(cell.x0) not in heads and round(cell.x0) - 1 not in heads and round(cell.x0) + 1 not in heads

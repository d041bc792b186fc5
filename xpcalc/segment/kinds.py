"""Rows of a section -> which of them head a job, and which are its text; where the header text begins.

To know another sign of a header that looks like text: a function beside `_second`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xpcalc.model import Line
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.rows import LONG, Row, label, look, prose
from xpcalc.segment.separators import AT_LINE


def mark_body(
    rows: Sequence[Row],
    anchors: Sequence[Anchor],
    used: set[tuple[int, int]],
    anchored: set[int],
    opens: Sequence[int] = (),
) -> None:
    """Set the kind of each row: head or body; `opens` are those that open jobs, set in by the marks before them."""
    edges = head_edges(rows, anchors, used)
    centre = _centre(rows, anchors)
    second = _second(rows, anchors, used, edges)
    second |= {i for a in anchors if (i := a.last_row + 1) < len(rows) and under(rows, i, a)}
    second |= {i for a in anchors if (i := a.last_row + 1) < len(rows) and _names_house(rows[i])}
    second |= _long_names(rows, anchors, used, anchored) | set(opens)
    right = max([c.x1 for row in rows for c in row.cells], default=0.0)
    previous: Row | None = None
    for i, row in enumerate(rows):
        cell = content(row, i, used)
        # Why: a date in a margin may stand beside a list item; the row is then body all the same.
        if i in anchored and (cell is None or not cell.bullet):
            row.kind = "head"
            previous = row
            continue
        row.kind = "head" if i in second or row.titled else _kind(row, cell, previous, edges, right)
        if row.kind == "body" and centre is not None and cell is not None and not (cell.bullet or prose(cell)):
            row.kind = "head" if abs((cell.x0 + cell.x1) / 2 - centre) < 4 and not label(cell.text) else "body"
        if row.table:
            kinds = [row.field(j)[0] for j in range(len(row.cells))]
            row.kind = "body" if set(kinds) == {"body"} else "head"
        elif row.fields:
            row.kind = "body" if any([kind == "body" for kind, _ in row.fields.values()]) else "head"
        if row.tools:
            row.kind = "body"
        if i in anchored:
            row.kind = "head"
        previous = row


def _names_house(row: Row) -> bool:
    """Say whether a line says at whom a job was and nothing else: "chez Conserveries du Steïr, Quimper"."""
    text = row.cells[0].text
    return len(row.cells) == 1 and AT_LINE.match(text) is not None and len(text) <= LONG and text[-1] not in ".;:"


def content(row: Row, index: int, used: set[tuple[int, int]]) -> Line | None:
    """The first cell of a row that is not a date."""
    for j, cell in enumerate(row.cells):
        if (index, j) not in used:
            return cell
    return None


def under(rows: Sequence[Row], i: int, anchor: Anchor) -> bool:
    """Say whether a row holds nothing but what stands under a date at the right, right-aligned with it."""
    date, cell = rows[anchor.row].cells[anchor.cell], rows[i].cells[0]
    at_right = anchor.cell and rows[anchor.row].cells[anchor.cell - 1].x1 < min(date.x0, cell.x0)
    return bool(at_right) and len(rows[i].cells) == 1 and abs(cell.x1 - date.x1) <= 2 and date.page == cell.page


def _second(rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]], edges: list[float]) -> set[int]:
    """The rows right below dated names that are set in as if they were text, and are dressed alike and not as text is.

    Why: "Acme Ltd, Leeds ..... 2019 – 2021" over "Agent", further in and in italics, over list items.
    """
    found: dict[int, tuple[tuple[float, bool, bool, bool], int]] = {}
    beside = [a for a in anchors if content(rows[a.row], a.row, used) is not None]
    for a in beside:
        i = a.last_row + 1
        cell = rows[i].cells[0] if i < len(rows) and len(rows[i].cells) == 1 else None
        if cell is None or cell.bullet or label(cell.text) or prose(cell) or not edges or cell.x0 <= max(edges) + 5:
            continue
        found[i] = _dress(cell)
    if len(found) < 2 or 2 * len(found) < len(beside):
        return set()
    top, times = Counter(found.values()).most_common(1)[0]
    others = [cell for i, row in enumerate(rows) if i not in found for cell in row.cells]
    text = {look(c) for c in others if c.bullet or prose(c)}
    return {i for i, dress in found.items() if dress == top} if times > 1 and text and top[0] not in text else set()


def _long_names(
    rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]], anchored: set[int]
) -> set[int]:
    """The rows beside a date that read like sentences, but are dressed as names are there, and as no text is."""
    found: set[int] = set()
    for step in (-1, 1):
        beside = [a.row - 1 if step < 0 else a.last_row + 1 for a in anchors]
        cells = {i: content(rows[i], i, used) for i in beside if 0 <= i < len(rows) and i not in anchored}
        named = {i: c for i, c in cells.items() if c is not None and not c.bullet and not label(c.text)}
        times = Counter([_dress(c) for c in named.values() if not prose(c)])
        long = [i for i, c in named.items() if prose(c) and len(c.text) <= LONG and c.text[-1] not in ".;:"]
        text = {_dress(c) for i, row in enumerate(rows) if i not in named and i not in anchored for c in row.cells}
        usual = {dress for dress, n in times.items() if n > 1 and 2 * n >= len(named) and dress not in text}
        found |= {i for i in long if _dress(named[i]) in usual}
    return found


def _dress(cell: Line) -> tuple[tuple[float, bool, bool, bool], int]:
    return look(cell), round(cell.x0 / 2)


def _centre(rows: Sequence[Row], anchors: Sequence[Anchor]) -> float | None:
    """The axis of centred headers: dates that stand alone on their rows with one middle and many left edges."""
    alone = [rows[a.row].cells[0] for a in anchors if len(rows[a.row].cells) == 1]
    if len(alone) < 2 or 2 * len(alone) < len(anchors):
        return None
    middles = sorted([(c.x0 + c.x1) / 2 for c in alone])
    middle = middles[len(middles) // 2]
    spread = max([c.x0 for c in alone]) - min([c.x0 for c in alone])
    above = [rows[a.row - 1].cells[0] for a in anchors if a.row]
    agree = [c for c in above if abs((c.x0 + c.x1) / 2 - middle) < 4]
    if max(middles) - min(middles) < 6 and (spread > 6 or len({round(c.x0) for c in agree}) > 1):
        return middle if 2 * len(agree) >= len(above) else None
    return None


def _kind(row: Row, cell: Line | None, previous: Row | None, edges: list[float], right: float) -> str:
    if cell is None:
        return "head"
    if cell.bullet or label(cell.text) or prose(cell):
        return "body"
    # Why: the padding of a table's cells (5.4 points in Word) sets its text apart from the lines around it.
    indented = bool(edges) and cell.x0 > max(edges) + (9 if cell.bold else 5)
    if indented:
        return "body"
    if previous is not None and previous.kind == "body" and row.gap < 0.6 and previous.page == row.page:
        before = previous.cells[0]
        same = (cell.size, cell.bold) == (before.size, before.bold)
        full = before.x1 > right - 0.12 * max(right - before.x0, 1.0)
        first = cell.text[:1]
        if same and (first.islower() or (full and not cell.bold and cell.x0 > min(edges, default=0) + 2)):
            return "body"
        if (
            same
            and full
            and before.bullet
            and abs(cell.x0 - before.x0) < 1.5
            and len(edges) > 0
            and cell.x0 > min(edges) + 2
        ):
            return "body"
    return "head"


def head_edges(rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]]) -> list[float]:
    """Left edges of the header text: beside the dates, or of the rows around dates that stand alone."""
    votes: Counter[float] = Counter()
    for a in anchors:
        around = [a.row] if content(rows[a.row], a.row, used) is not None else []
        if not around:
            around = [i for i in (a.row - 1, a.last_row + 1) if 0 <= i < len(rows)]
        for i in around:
            cell = content(rows[i], i, used)
            if cell is not None and not cell.bullet and not prose(cell):
                votes[round(cell.x0)] += 1
                date = rows[a.row].cells[0]
                below = rows[around[-1]].cells[0]
                # Why: the row above names the job; the one below may be text, set further in, unless it is set as
                # the date is.
                if len(around) == 2 and not (date.bold and below.bold and abs(below.x0 - date.x0) < 2):
                    break
    need = max(1, len(anchors) * 0.25)
    edges = [float(x) for x, n in votes.items() if n >= need] or [float(x) for x in votes]
    return edges + _second_edge(rows, anchors, edges)


def _second_edge(rows: Sequence[Row], anchors: Sequence[Anchor], edges: Sequence[float]) -> list[float]:
    """Return the edge at which one line stands below each date, set in, and nothing else: the second line of a header.

    Why: "ACME  2019 - 2021" may stand over an indented title; text of several lines would stand there more than once.
    """
    below = [i for a in anchors if (i := a.last_row + 1) < len(rows)]
    seconds = [rows[i].cells[0] for i in below if not any([a.row == i for a in anchors])]
    seconds = [c for c in seconds if not (c.bullet or prose(c) or label(c.text))]
    if len(seconds) < max(2, 0.8 * len(anchors)) or not edges:
        return []
    edge = seconds[0].x0
    if edge <= max(edges) + 5 or any([abs(c.x0 - edge) > 2 for c in seconds]):
        return []
    there = sum([abs(row.cells[0].x0 - edge) <= 2 and not row.cells[0].bullet for row in rows])
    return [float(round(edge))] if there == len(seconds) else []

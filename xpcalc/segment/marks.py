"""Marks of list items that stand before names -> rows without them.

To know another place where a mark opens a name: a function here, asked in `entries`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpcalc.segment.anchor import Anchor
from xpcalc.segment.rows import Row


def bulleted(rows: Sequence[Row], anchors: Sequence[Anchor]) -> bool:
    """Say whether jobs are items of a list with their dates in the margin, and take their marks away."""
    items = []
    for a in anchors:
        row = rows[a.row]
        if a.pure and a.cell + 1 < len(row.cells) and row.cells[a.cell + 1].bullet and not row.cells[a.cell].bullet:
            items.append((row, a.cell + 1))
    # Why: where names stand above a date, what a mark sets beside it is its place.
    if anchors[0].row or len(items) < 2 or len(items) < 0.8 * len(anchors):
        return False
    for row, j in items:
        row.cells[j] = replace(row.cells[j], bullet=False)
    return True


def unmark(rows: Sequence[Row], anchors: Sequence[Anchor]) -> None:
    """Take the marks away that open each job above its date ("▸ Agent | Acme"), and nothing else at that edge."""
    edge = rows[0].cells[0].x0
    dated = {a.row for a in anchors}
    at_edge = [i for i, row in enumerate(rows) if abs(row.cells[0].x0 - edge) <= 2 and i not in dated]
    marked = [i for i in at_edge if rows[i].bullet]
    # Why: where each job is an item of a list, marks may be missing.
    opens = at_edge if marked and len(at_edge) == len(anchors) else marked
    if len(anchors) < 2 or opens[:1] != [0] or len(opens) != len(anchors):
        return
    order = [i for mark, a in zip(opens, anchors, strict=True) for i in (mark, a.row)]
    if order == sorted(order):
        for i in order:
            _take_mark(rows[i])


def unmark_titles(rows: Sequence[Row], anchors: Sequence[Anchor]) -> None:
    """Take the marks away that stand before most titles with dates at the right ("• Agent     2019 – 2021").

    Why: employers head them, and the text below has marks of its own, further in.
    """
    marked = [a for a in anchors if a.pure and a.cell == 1 and rows[a.row].cells[0].bullet]
    edges = {round(rows[a.row].x0) for a in marked}
    if len(marked) < 2 or 3 * len(marked) < 2 * len(anchors) or max(edges) - min(edges) > 2:
        return
    alone = [i for i, r in enumerate(rows) if r.bullet and len(r.cells) == 1 and abs(r.x0 - min(edges)) <= 2]
    # Why: the date of a long title stands beside its second line.
    plain = {a.row for a in anchors if not rows[a.row].bullet}
    if not {i + 1 for i in alone} <= plain:
        return
    for i in (*[a.row for a in marked], *alone):
        _take_mark(rows[i])


def _take_mark(row: Row) -> None:
    row.bullet = False
    row.cells[0] = replace(row.cells[0], bullet=False)

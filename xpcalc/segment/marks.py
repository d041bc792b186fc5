"""Marks of list items that stand before names -> rows without them.

To know another place where a mark opens a name: a function here, asked in `entries`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.rows import Row, like_text, piece_of
from xpcalc.segment.separators import AT, COMMA, DASH, STRONG


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


def give_back_marks(stream: Sequence[Row]) -> None:
    """Take the mark of a list item off the date in the margin beside it, which then would go on until today.

    Invariant: the text beside it begins where that of items does, and a dash of its own stands above the date.
    """
    items = {round(row.cells[0].x0) for row in stream if row.bullet}
    for n, row in enumerate(stream):
        date = row.cells[0]
        if not n or len(row.cells) < 2 or row.bullet or not (ends := _DATE_AND_MARK.fullmatch(date.text)):
            continue
        above = stream[n - 1]
        if not _DASHED.search(above.cells[0].text):
            continue
        if ends[2] is not None and round(row.cells[1].x0) in items:
            row.cells[0] = piece_of(date, 0, ends.end(1))
            row.cells[1] = replace(row.cells[1], bullet=True)
        if ends[2] is None or row.cells[1].bullet:
            _part_start(stream[n - 2] if n > 1 else above, above)


def _part_start(row: Row, below: Row) -> None:
    """Cut a start off the name that touches it, where the next line has its name in a cell beside the dash."""
    cell = row.cells[0]
    if len(below.cells) > 1 and (date := _DATE.match(cell.text)):
        name = replace(piece_of(cell, date.end(), len(cell.text)), x0=below.cells[1].x0)
        row.take([piece_of(cell, 0, date.end(1)), name, *row.cells[1:]])


_DATE = regex(r"(\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?)\s(?=[^\W\d_])")
_DATE_AND_MARK = regex(r"(\d[\d./-]{2,8}\d)(\s[–—•▪-])?")
_DASHED = regex(r"(?:^|\s)[–—-]$")


def unmark(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[int]:
    """Take the marks away that open each job above its date ("▸ Agent | Acme"), and nothing else at that edge.

    Return the rows that open the jobs.
    """
    edge = rows[0].cells[0].x0
    dated = {a.row for a in anchors}
    at_edge = [i for i, row in enumerate(rows) if abs(row.cells[0].x0 - edge) <= 2 and i not in dated]
    marked = [i for i in at_edge if rows[i].bullet]
    # Why: where each job is an item of a list, marks may be missing.
    # Why the first: below names with their date in one line the only item of each job is its text.
    first = rows[0].bullet or all([a.pure for a in anchors])
    opens = at_edge if marked and first and len(at_edge) == len(anchors) else marked
    if len(opens) != len(anchors):
        # Why: what was done may have marks at the same edge, but is not bold throughout, as the names are.
        opens = [i for i, row in enumerate(rows) if row.bullet and row.bold and i not in dated]
    # "• Clerk, Acme, Leeds:" over the date of the only job.
    alone = len(anchors) == 1 and len(opens) == 1 and opens[0] + 1 == anchors[0].row and rows[0].text[-1] == ":"
    if (len(anchors) < 2 and not alone) or opens[:1] != [0] or len(opens) != len(anchors):
        return []
    order = [i for mark, a in zip(opens, anchors, strict=True) for i in (mark, a.row)]
    if order != sorted(order):
        return []
    for mark, a in zip(opens, anchors, strict=True):
        # Why: the items between a title and its date are its employer and what it was about.
        for i in range(mark, a.row + 1):
            if i == mark or abs(rows[i].x0 - rows[a.row].x0) <= 2:
                _take_mark(rows[i])
    return opens


def unmark_listed(rows: Sequence[Row], anchors: Sequence[Anchor]) -> None:
    """Take the marks away from names that are items of a list beside their date, where all jobs are so.

    "Acme" over "• Agent" and "• 2019 – 2021"; "2019 – 2021" over "• Acme" and, further in, "• Agent"; "• 2019 – 2021:
    Agent" over "  • Acme".
    """
    if len(anchors) < 2:
        return
    stops = [a.row for a in anchors[1:]] + [len(rows)]
    for find in (_above_date, _below_date, _first_inside):
        names = [find(rows, a.row, a, stop) for a, stop in zip(anchors, stops, strict=True)]
        # Why: some names have many small words ("Institute for the dynamics of matter").
        told = [find is not _first_inside or not like_text(rows[found[-1]].text) for found in names if found]
        if all(names) and 3 * sum(told) >= 2 * len(names):
            for i in sorted({i for found in names for i in found}):
                _take_mark(rows[i])
            return


def _above_date(rows: Sequence[Row], at: int, anchor: Anchor, _stop: int) -> list[int]:
    """Return the items from the one below a plain line down to a date that is an item too."""
    first = at
    while first and rows[first - 1].bullet and abs(rows[first - 1].x0 - rows[at].x0) <= 2:
        first -= 1
    few = 0 < at - first <= _FEW and first > 0 and not rows[first - 1].bullet and not any(rows[first - 1].found)
    return list(range(first, at + 1)) if rows[at].bullet and anchor.pure and few else []


def _below_date(rows: Sequence[Row], at: int, anchor: Anchor, stop: int) -> list[int]:
    """Return the first two items below a date that stands alone, the second of them further in."""
    alone = anchor.pure and len(rows[at].cells) == 1 and not rows[at].bullet and at + 2 < stop
    if not alone or not all([row.bullet for row in rows[at + 1 : at + 3]]) or (at and not rows[at - 1].bullet):
        return []
    return [at + 1, at + 2] if rows[at + 2].x0 > rows[at + 1].x0 + _FURTHER else []


def _first_inside(rows: Sequence[Row], at: int, anchor: Anchor, stop: int) -> list[int]:
    """Return the item of one name behind its date, and the first item set further in, if it may be a name."""
    row = rows[at]
    title = row.text[anchor.stop :].strip(" :–—-")
    plain = row.bullet and not anchor.pure and anchor.start <= 1 and bool(title) and at + 1 < stop
    if not plain or any([sign.search(title) for sign in (STRONG, DASH, COMMA, AT)]):
        return []
    below = rows[at + 1]
    name = below.bullet and below.x0 > row.x0 + _FURTHER and len(below.text) <= _NAME
    return [at, at + 1] if name and below.text[0].isupper() and not below.text.endswith((".", ":")) else []


# Unit: items; points; letters.
_FEW, _FURTHER, _NAME = 2, 5, 60


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

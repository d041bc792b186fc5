"""Rows and anchors of jobs whose dates stand below their text -> blocks.

To know another sign that a date closes its job: `dates_last`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.segment.anchor import Anchor, ends_line
from xpcalc.segment.block import Block
from xpcalc.segment.rows import Row, look

# ---------------------------------------------------------------- dates printed after their text


def dates_last(rows: Sequence[Row], anchors: Sequence[Anchor], anchored: set[int]) -> list[Block]:
    """Return one block a job where each date closes its job, else none."""
    if closing := _closing(rows, anchors):
        # Why: in lines of text without marks, some look like names; as many lines name a job as in the others.
        return _blocks(rows, closing, min(_names(rows, closing)))
    if _all_last(rows, anchors, anchored):
        return _blocks(rows, anchors, len(rows))
    start = _opening(rows, anchors)
    return _blocks(rows, anchors, len(rows), start) if start else []


def _opening(rows: Sequence[Row], anchors: Sequence[Anchor]) -> int:
    """Return the row that opens the first job below other lines, where each date closes its job; 0 where none does.

    Why: "At Acme, as Clerk" in bold, a line of text, "May 2022 to date", then white space and "At ..." again.
    """
    dates, below = [rows[a.row] for a in anchors], [rows[a.last_row + 1] for a in anchors[:-1]]
    alone = all([a.pure and len(row.cells) == 1 for a, row in zip(anchors, dates, strict=True)])
    if not below or not alone or anchors[-1].last_row < len(rows) - 1:
        return 0
    dress = _dress(below[0])
    spaced = all(
        [row.gap > _WHITE + max(date.gap, 0.0) for date, row in zip(dates[:-1], below, strict=True) if row.gap]
    )
    if not spaced or not any([row.gap for row in below]) or dress in [_dress(row) for row in dates]:
        return 0
    if any([_dress(row) != dress or row.kind != "head" for row in below]):
        return 0
    opens = [i for i in range(anchors[0].row) if _dress(rows[i]) == dress]
    worn = sum([_dress(row) == dress for row in rows[opens[-1] :]]) if opens else 0
    # Why: with a line of text between them only, or else names may stand above and below a date.
    return opens[-1] if worn == len(anchors) and anchors[0].row - opens[-1] > 1 else 0


def _dress(row: Row) -> tuple[tuple[float, bool, bool, bool], bool]:
    """Return how a row is dressed, first and for the most part."""
    return look(row.cells[0]), row.cells[0].bold


# Unit: heights of a line.
_WHITE = 0.4


def _all_last(rows: Sequence[Row], anchors: Sequence[Anchor], anchored: set[int]) -> bool:
    """Say whether each date closes its entry: list items stand right above every date, headers right below."""
    alone = all([a.pure and len(rows[a.row].cells) == 1 for a in anchors])
    if not alone and not all([_closes(rows[a.row], a) for a in anchors]):
        return False
    after_text = [a.row > 0 and rows[a.row - 1].kind == "body" for a in anchors]
    if alone and sum(after_text) < 0.7 * len(anchors) and not _apart_below(rows, anchors):
        return False
    # Why: what a date shares its line with may name a job of its own, unless each job has text above that line.
    if not alone and not (all(after_text) and all([rows[a.last_row + 1].kind == "head" for a in anchors[:-1]])):
        return False
    first = next((i for i, row in enumerate(rows) if row.kind == "head"), 0)
    if first in anchored or first >= anchors[0].row or (first and alone):
        return False
    return anchors[-1].last_row >= len(rows) - 2


def _closing(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Anchor]:
    """Return the dates that close jobs which open with a line in a dress of its own; none where they do not.

    Why: dates of the text between are no jobs then ("Renovation of the town hall, 2013-2014.").
    """
    first = look(rows[0].cells[0])
    opens = [i for i, row in enumerate(rows) if look(row.cells[0]) == first]
    last = {a.last_row: a for a in anchors}
    found = [last.get(i - 1) for i in (*opens[1:], len(rows))]
    closing = [a for a in found if a is not None and len(rows[a.row].cells) == 1]
    if len(opens) < 2 or len(closing) < len(opens) or 2 * sum([a.pure for a in closing]) >= len(opens):
        return []
    ends = [ends_line(rows[a.row].cells[a.cell].text, a) for a in closing]
    # Why: without text between them the name above a date is all the same.
    texts = [any([_is_text(rows[k]) for k in range(i, a.row)]) for i, a in zip(opens, closing, strict=True)]
    return closing if all(ends) and 2 * sum(texts) > len(texts) else []


def _is_text(row: Row) -> bool:
    return row.kind == "body" or (row.text.endswith(".") and " " in row.text)


def _closes(row: Row, anchor: Anchor) -> bool:
    """Say whether a date ends its line behind a town or its label ("Dublin, May 2022 to date", "Period: 2019")."""
    cell = row.cells[anchor.cell]
    if len(row.cells) > 1:
        # "Dates employed: May 2008 to August 2010" beside "Reason for leaving: company sold"
        beside = anchor.cell == 0 and row.field(1)[0] == "other"
        return len(row.cells) == 2 and row.field(anchor.cell)[0] == "dates" and (anchor.cell == 1 or beside)
    return not cell.bullet and ends_line(cell.text, anchor) and anchor.start <= _TOWN


# Unit: characters of what may stand before a date that closes a job.
_TOWN = 40


def _apart_below(rows: Sequence[Row], anchors: Sequence[Anchor]) -> bool:
    """Say whether there is more white space below each date than above it, and then a row like the very first."""
    pairs = [(rows[a.row], rows[a.last_row + 1]) for a in anchors if a.last_row + 1 < len(rows)]
    first = look(rows[0].cells[0])
    if len(pairs) < 2 or not all([look(below.cells[0]) == first != look(date.cells[0]) for date, below in pairs]):
        return False
    shown = [(date.gap, below.gap) for date, below in pairs if below.gap]  # none at the top of a page
    return len(shown) > 1 and all([below > 1.8 * date for date, below in shown])


def _blocks(rows: Sequence[Row], anchors: Sequence[Anchor], most: int, start: int = 0) -> list[Block]:
    """Return one block an anchor, with so many lines of names at most; the first one begins at `start`."""
    blocks: list[Block] = []
    for a in anchors:
        block = Block(a)
        text = False  # below the names
        for i in range(start, a.row):
            if rows[i].kind == "head" and not text:
                block.above.append(i)
                text = len(block.above) >= most
            else:
                block.body.append(i)
                text = bool(block.above)
        blocks.append(block)
        start = a.last_row + 1
    return blocks


def _names(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[int]:
    """Return how many lines of names each job begins with."""
    starts = [0, *[a.last_row + 1 for a in anchors[:-1]]]
    return [
        next((i - start for i in range(start, a.row) if _is_text(rows[i])), a.row - start)
        for start, a in zip(starts, anchors, strict=True)
    ]

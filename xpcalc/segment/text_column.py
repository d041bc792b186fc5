"""Rows of jobs whose text stands in a column of its own, beside names and dates -> which rows are that text.

Why: the lines of the two columns follow no common rows, so that those of the text fall between the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.block import Block
from xpcalc.segment.rows import Row

_LENGTH = regex(r"\(?\d{1,2}\s[^\W\d_]")
# Unit: line heights. Rows that overlap by more are no lines of one column.
_OVERLAP = -0.05


def text_column(rows: Sequence[Row], anchors: Sequence[Anchor]) -> set[int]:
    """Return the rows that stand right of all names and dates, where those have a column of their own; else none."""
    edge = rows[anchors[0].row].x0
    if len(anchors) < 2 or any([not a.pure or a.cell or abs(rows[a.row].x0 - edge) > 2 for a in anchors]):
        return set()
    left = [i for i, row in enumerate(rows) if abs(row.x0 - edge) <= 2]
    dated = {a.row for a in anchors} | {row for a in anchors for row, _ in a.used}
    named = [i for i in left if i not in dated and not rows[i].bullet and not _LENGTH.match(rows[i].text)]
    right = max([rows[i].cells[0].x1 for i in left])
    text = {i for i, row in enumerate(rows) if row.x0 > right and i not in dated}
    between = [i for i in text if rows[i].gap < _OVERLAP or (i + 1 < len(rows) and rows[i + 1].gap < _OVERLAP)]
    # Why: title and employer of each job; a margin that holds one line beside each date may be a town.
    own = len(named) >= 2 * len(anchors) and len(left) + len(text) == len(rows)
    return text if own and 2 * len(between) >= len(anchors) else set()


def without(
    text: set[int], rows: Sequence[Row], anchors: Sequence[Anchor]
) -> tuple[list[Row], list[Anchor], list[int]]:
    """Return rows and anchors as if that text were not there, and the number that each row had."""
    kept = [i for i in range(len(rows)) if i not in text]
    place = {i: k for k, i in enumerate(kept)}
    moved = [replace(a, row=place[a.row], used={(place[i], j) for i, j in a.used}) for a in anchors]
    return [rows[i] for i in kept], moved, kept


def put_back(
    blocks: Sequence[Block], rows: Sequence[Row], anchors: Sequence[Anchor], text: set[int], kept: Sequence[int]
) -> list[Block]:
    """Return blocks of rows without that text as blocks of all rows: what stands beside a job is its text."""
    for i in text:
        rows[i].kind = "body"
    result: list[Block] = []
    starts = [kept[min([*b.above, b.anchor.row])] for b in blocks]
    for block, anchor, start, stop in zip(blocks, anchors, starts, [*starts[1:], None], strict=True):
        own = {i for i in text if i >= start and (stop is None or i < stop)}
        whole = Block(anchor, above=[kept[i] for i in block.above])
        whole.below = [kept[i] for i in block.below]
        whole.body = sorted({*[kept[i] for i in block.body], *own})
        whole.text_cells = {(kept[i], j) for i, j in block.text_cells}
        beside = [i for i in (*whole.above, *whole.below, anchor.row) if len(rows[i].cells) > 1]
        whole.text_cells |= {(i, j) for i in beside for j in range(1, len(rows[i].cells))} - anchor.used
        result.append(whole)
    return result

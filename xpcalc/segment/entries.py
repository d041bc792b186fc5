"""Rows and anchors of one section -> blocks: which rows head a job, which are its text.

The hard part is where one entry ends and the next begins. Clear cases (list items between two dates) teach how many
header rows stand above and below a date in this document; unclear ones follow them, white space and typography.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from xpcalc.model import Line
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.block import Block
from xpcalc.segment.dates_last import blocks_dates_last, dates_last
from xpcalc.segment.rows import LONG, Row, label, look, prose
from xpcalc.segment.separators import goes_on, torn
from xpcalc.segment.text_column import put_back, text_column, without


def split(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Block]:
    """Return one block an anchor, in order."""
    if not anchors:
        return []
    if text := text_column(rows, anchors):
        names, moved, kept = without(text, rows, anchors)
        return put_back(_split(names, moved), rows, anchors, text, kept)
    return _split(rows, anchors)


def _split(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Block]:
    used = set[tuple[int, int]]().union(*[a.used for a in anchors])
    anchored = _anchored(anchors)
    _unmark(rows, anchors)
    _unmark_titles(rows, anchors)
    if _bulleted(rows, anchors):
        for i, row in enumerate(rows):
            row.kind = "head" if i in anchored else "body"
    else:
        _mark_body(rows, anchors, used, anchored)
    if dates_last(rows, anchors, anchored):
        return blocks_dates_last(rows, anchors)
    blocks = _blocks(rows, anchors, used)
    _text_beside_dates(rows, blocks, _head_edges(rows, anchors, used))
    return blocks


def _bulleted(rows: Sequence[Row], anchors: Sequence[Anchor]) -> bool:
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


def _unmark(rows: Sequence[Row], anchors: Sequence[Anchor]) -> None:
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
            rows[i].bullet = False
            rows[i].cells[0] = replace(rows[i].cells[0], bullet=False)


def _unmark_titles(rows: Sequence[Row], anchors: Sequence[Anchor]) -> None:
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
        row = rows[i]
        row.bullet = False
        row.cells[0] = replace(row.cells[0], bullet=False)


def _text_beside_dates(rows: Sequence[Row], blocks: Sequence[Block], edges: list[float]) -> None:
    """Mark cells that stand beside a date by chance: list items next to the second line of a date in the margin."""
    lowest = min(edges, default=0.0)
    for block in blocks:
        anchor = block.anchor
        for i in block.below:
            if rows[i].table:
                block.text_cells |= {(i, j) for j, (kind, _) in rows[i].fields.items() if kind == "body"}
            elif len(rows[i].cells) > 1:
                block.text_cells |= {(i, j) for j in range(1, len(rows[i].cells)) if _set_in(rows, i, j, anchor)}
        for i in {anchor.row} | {r for r, _ in anchor.used}:
            for j, cell in enumerate(rows[i].cells):
                if (i, j) in anchor.used or (i, j) == (anchor.row, anchor.cell):
                    continue
                later = i != anchor.row or bool(block.above)
                if rows[i].field(j)[0] == "body":
                    block.text_cells.add((i, j))
                    continue
                if (
                    cell.bullet
                    or (later and prose(cell))
                    or (later and cell.x0 > lowest + 12 and len(edges) > 1 and _plain(cell, rows, block))
                ):
                    block.text_cells.add((i, j))


def _set_in(rows: Sequence[Row], i: int, j: int, anchor: Anchor) -> bool:
    """Whether a cell below the date is set further in than the bold name that heads its column, and lighter."""
    cell = rows[i].cells[j]
    heads = [c for c in rows[anchor.row].cells if c.x0 <= cell.x0 + 2]
    return bool(heads) and heads[-1].bold and not cell.bold and cell.x0 > heads[-1].x0 + 5


def _plain(cell: Line, rows: Sequence[Row], block: Block) -> bool:
    """Whether a cell is set in lighter type than the header above it and further in."""
    if not block.above:
        return False
    head = rows[block.above[0]].cells[0]
    return head.bold and not cell.bold and cell.x0 > head.x0 + 12 and cell.page == head.page


def _anchored(anchors: Sequence[Anchor]) -> set[int]:
    found: set[int] = set()
    for a in anchors:
        found.add(a.row)
        found |= {r for r, _ in a.used}
    return found


def content(row: Row, index: int, used: set[tuple[int, int]]) -> Line | None:
    """The first cell of a row that is not a date."""
    for j, cell in enumerate(row.cells):
        if (index, j) not in used:
            return cell
    return None


def _mark_body(rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]], anchored: set[int]) -> None:
    edges = _head_edges(rows, anchors, used)
    centre = _centre(rows, anchors)
    second = _second(rows, anchors, used, edges)
    second |= {i for a in anchors if (i := a.last_row + 1) < len(rows) and _under(rows, i, a)}
    second |= _long_names(rows, anchors, used, anchored)
    right = max([c.x1 for row in rows for c in row.cells], default=0.0)
    previous: Row | None = None
    for i, row in enumerate(rows):
        cell = content(row, i, used)
        # Why: a date in a margin may stand beside a list item; the row is then body all the same.
        if i in anchored and (cell is None or not cell.bullet):
            row.kind = "head"
            previous = row
            continue
        row.kind = "head" if i in second else _kind(row, cell, previous, edges, right)
        if row.kind == "body" and centre is not None and cell is not None and not (cell.bullet or prose(cell)):
            row.kind = "head" if abs((cell.x0 + cell.x1) / 2 - centre) < 4 and not label(cell.text) else "body"
        if row.table:
            kinds = [row.field(j)[0] for j in range(len(row.cells))]
            row.kind = "body" if set(kinds) == {"body"} else "head"
        elif row.fields:
            row.kind = "body" if any([kind == "body" for kind, _ in row.fields.values()]) else "head"
        if i in anchored:
            row.kind = "head"
        previous = row


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
        found[i] = look(cell), round(cell.x0 / 2)
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


def _head_edges(rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]]) -> list[float]:
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


# A sign that begins a line parts what follows from the line above: "– Leeds".
_PARTED = re.compile(r"[–—|/,·]\s?(?=[A-ZÀ-Ý])")


def _carries_on(rows: Sequence[Row], i: int, used: set[tuple[int, int]]) -> bool:
    """Say whether a row is the rest of the line above it, which breaks behind "of", a comma or inside of a word."""
    cell, above = content(rows[i], i, used), content(rows[i - 1], i - 1, used)
    if cell is None or above is None or len(rows[i].cells) > 1:
        return False
    if _PARTED.match(cell.text):
        return True
    broken = goes_on(above.text) or above.text.rstrip().endswith(",") or torn(above.text, cell.text)
    return broken and abs(above.x0 - cell.x0) < 2 and look(above) == look(cell)


# ---------------------------------------------------------------- dates above or beside their text


def _blocks(rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]]) -> list[Block]:
    suffixes: list[list[int]] = []  # header rows that stand right above each anchor
    clear: list[bool] = []
    # Why: in a form whose first label is that of the dates, what is above belongs to the job before.
    opening = anchors[0].row == 0 and all([rows[a.row].fields for a in anchors])
    for n, a in enumerate(anchors):
        floor = anchors[n - 1].last_row if n else -1
        run: list[int] = []
        i = a.row - 1
        # Why: in a table with a head each job begins in the row of its date; what is above belongs to the one before.
        while i > floor and rows[i].kind == "head" and not (rows[a.row].table or opening):
            run.insert(0, i)
            i -= 1
        suffixes.append(run)
        clear.append(n == 0 or i > floor)
    _leave_text(rows, anchors, suffixes, clear, used)
    usual_above = _usual([len(s) for s, c in zip(suffixes, clear, strict=True) if c])
    heads_below = [
        _heads_below(rows, a.last_row, anchors[n + 1].row if n + 1 < len(anchors) else len(rows))
        for n, a in enumerate(anchors)
    ]
    # Why: a place under a date in the right margin may take a row of its own; it is no line of the names.
    asides = [
        [i for i in below if _under(rows, i, a) or _carries_on(rows, i, used)]
        for a, below in zip(anchors, heads_below, strict=True)
    ]
    followed = [
        len(h) - len(asides[n])
        for n, h in enumerate(heads_below)
        if (n + 1 < len(anchors) and clear[n + 1]) or (n + 1 == len(anchors))
    ]
    usual_below = _usual(followed)
    first_looks = Counter([_row_look(rows[s[0]], s[0], used) for s, c in zip(suffixes, clear, strict=True) if c and s])
    blocks: list[Block] = []
    for n, a in enumerate(anchors):
        start = _start(rows, suffixes[n], clear[n], usual_above, usual_below, first_looks, used, n == 0)
        blocks.append(Block(a, above=suffixes[n][start:]))
    for n, block in enumerate(blocks):
        stop = _first_row(blocks[n + 1]) if n + 1 < len(blocks) else len(rows)
        below = [i for i in heads_below[n] if i < stop]
        bare = content(rows[block.anchor.row], block.anchor.row, used) is None and block.anchor.pure
        allowed = max(usual_below, 2 if bare and not block.above else 1)
        if rows[block.anchor.row].table:
            allowed = 3
        allowed += len(asides[n])
        while allowed < len(below) and rows[below[allowed]].fields and rows[below[allowed - 1]].fields:
            allowed += 1  # a form has as many rows as it has labels
        block.below = below[:allowed]
        inside = set(block.below) | {block.anchor.row} | {r for r, _ in block.anchor.used}
        block.body = [i for i in range(block.anchor.row + 1, stop) if i not in inside]
    return blocks


def _leave_text(
    rows: Sequence[Row],
    anchors: Sequence[Anchor],
    suffixes: Sequence[list[int]],
    clear: Sequence[bool],
    used: set[tuple[int, int]],
) -> None:
    """Make rows text that are dressed as the text of the jobs, where the names above the dates are not.

    Why: "Shift Manager  2019 – 2021" may follow on text that no mark begins; its employer stands further up.
    """
    texts = {_row_look(row, i, used) for i, row in enumerate(rows) if row.kind == "body" and not row.bullet}
    named = [bool(run) and _row_look(rows[run[-1]], run[-1], used) not in texts for run in suffixes]
    if not texts or not named[0]:
        return
    most = 2 * sum(named) >= len(named)
    stops = [*[a.row for a in anchors[1:]], len(rows)]
    kept = -1
    for a, run, after_text, stop in zip(anchors, suffixes, clear, stops, strict=True):
        first = 1 if run[:1] == [kept] else 0
        while (after_text or most) and run[first:] and _row_look(rows[run[first]], run[first], used) in texts:
            rows[run.pop(first)].kind = "body"
        # Why: below a date that stands alone may follow the employer, dressed as the text is.
        alone = a.pure and len(rows[a.row].cells) == 1
        kept = a.last_row + 1 if alone else -1
        if most and not alone and content(rows[a.row], a.row, used) is not None:
            for i in _heads_below(rows, a.last_row, stop):
                if _row_look(rows[i], i, used) not in texts:
                    break
                rows[i].kind = "body"


def _under(rows: Sequence[Row], i: int, anchor: Anchor) -> bool:
    """Say whether a row holds nothing but what stands under a date at the right, right-aligned with it."""
    date, cell = rows[anchor.row].cells[anchor.cell], rows[i].cells[0]
    at_right = anchor.cell and rows[anchor.row].cells[anchor.cell - 1].x1 < min(date.x0, cell.x0)
    return bool(at_right) and len(rows[i].cells) == 1 and abs(cell.x1 - date.x1) <= 2 and date.page == cell.page


def _first_row(block: Block) -> int:
    return block.above[0] if block.above else block.anchor.row


def _usual(counts: Sequence[int]) -> int:
    if not counts:
        return 0
    votes = Counter(counts)
    return max(votes, key=lambda k: (votes[k], k))


def _heads_below(rows: Sequence[Row], last: int, stop: int) -> list[int]:
    run: list[int] = []
    for i in range(last + 1, stop):
        if rows[i].kind == "body" and run and rows[run[-1]].fields and any([rows[k].fields for k in range(i, stop)]):
            continue  # the text of a form, between its labels
        if rows[i].kind != "head" or (len(run) >= 3 and not rows[i].fields):
            break
        run.append(i)
    return run


def _row_look(row: Row, index: int, used: set[tuple[int, int]]) -> tuple[float, bool, bool, bool, int]:
    cell = content(row, index, used) or row.cells[0]
    return (*look(cell), round(cell.x0 / 3))


def _start(
    rows: Sequence[Row],
    run: list[int],
    clear: bool,
    usual_above: int,
    usual_below: int,
    first_looks: Counter[tuple[float, bool, bool, bool, int]],
    used: set[tuple[int, int]],
    first: bool,
) -> int:
    """Return at which of the header rows above an anchor its entry begins."""
    n = len(run)
    if n == 0:
        return 0
    gaps = [rows[i].gap for i in run]
    best, best_score = n, -1e9
    total = sum(first_looks.values()) or 1
    for k in range(n + 1):
        above = n - k
        if above > 4:
            continue
        extra = 0.4 if clear else 1.0
        score = -extra * (above - usual_above) if above > usual_above else -0.7 * (usual_above - above)
        if clear:
            # What is left over would be text of the entry before; header rows seldom are.
            score -= 1.6 * k if not first else 1.0 * k
        else:
            score -= 0.6 * abs(k - usual_below)
        if k < n:
            others = [g for m, g in enumerate(gaps) if m != k]
            widest = max(others, default=0.0)
            if gaps[k] > widest + 0.25:
                score += 1.2
            elif gaps[k] < widest - 0.25:
                score -= 0.6
            score += 0.8 * first_looks[_row_look(rows[run[k]], run[k], used)] / total
        else:
            anchor_row = run[-1] + 1
            if anchor_row < len(rows) and gaps and rows[anchor_row].gap > max(gaps) + 0.25:
                score += 1.2
        if score > best_score:
            best, best_score = k, score
    return best

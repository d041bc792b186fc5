"""Cells of a page -> its columns, and blocks in reading order.

To tell columns from a margin beside its text: `_independent`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from xpcalc.layout.cards import abreast, are_cards, from_top, grid, in_turns, mostly_dates, opens_section, row_by_row
from xpcalc.layout.words import (
    NEXT_COLUMN,
    Cell,
    SectionOf,
)
from xpcalc.regex import regex

_RANGE = regex(r"\d\d.{1,18}?(?:\d\d|[^\W\d_]{3})")


def blocks_of(
    cells: list[Cell], width: float, section_of: SectionOf, gutters: list[float]
) -> list[tuple[str, list[Cell]]]:
    """Return (stream, cells) in reading order; `gutters` found on earlier pages are tried first and new ones noted."""
    if (parted := abreast(cells, section_of)) is not None:
        above, jobs, below = parted
        before, after = [blocks_of(part, width, section_of, gutters) if part else [] for part in (above, below)]
        return [*before, ("main", jobs), *after]
    if (headed := _headed(cells, section_of)) is not None:
        over, columns = headed
        before = blocks_of(over, width, section_of, gutters) if over else []
        # Why: the main column is the one with dates that last.
        ranges = [sum([_lasts(c) for c in column]) for column in columns]
        main = ranges.index(max(ranges))
        # Why: "Kitchens, lately" may stand beside "Kitchens, before".
        working = sorted({main} | {n for n, column in enumerate(columns) if not column[0].heads(section_of)})
        for place, n in enumerate(working):
            for cell in columns[n]:
                cell.row += NEXT_COLUMN * place
        return before + [("main" if n in working else f"column-{n}", column) for n, column in enumerate(columns)]
    bands = _split(cells, section_of, gutters)
    if bands is None:
        return [("main", cells)]
    blocks: list[tuple[str, list[Cell]]] = []
    for full, left, right in bands:
        _level(left)
        _level(right)
        if full:
            blocks.append(("main", full))
        if not left and not right:
            continue
        weigh = [sum([len(c.text) for c in side]) for side in (left, right)]
        if are_cards(left, right, section_of):
            blocks.append(("main", row_by_row(left, right)))
            continue
        # Why: the main column is the one with dated rows; where both or none have them, the one with more text.
        dates = [sum([c.dated() for c in side]) for side in (left, right)]
        main = 0 if (dates[0] > 1, weigh[0]) >= (dates[1] > 1, weigh[1]) else 1
        # Why: a right column whose first range of dates stands under no heading goes on where the left one ended.
        ordered = sorted(right, key=from_top)
        opening = next((c for c in ordered if c.heads(section_of) or _lasts(c)), None)
        flows = all(dates) and opening is not None and not opening.heads(section_of)
        # Why: jobs that begin in the right column do not go on from the left one; its first line is a name.
        flows = flows and not any([section_of(c.text) == "experience" for c in right])
        parts = [(0, left), (1, right)]
        if flows and (halves := _halved(left, right, section_of)):
            parts = halves
        elif flows := flows and min(dates) > 1:
            for cell in right:
                cell.row += NEXT_COLUMN
        for at, part in parts:
            inner = _split(part, section_of, [])
            stream = "main" if at == main or flows else ("left", "right")[at]
            if inner is None:
                blocks.append((stream, part))
                continue
            for full_part, one, two in inner:
                blocks.append((stream, full_part))
                if one and two and are_cards(one, two, section_of):
                    blocks.append((stream, row_by_row(one, two)))
                    continue
                heavier = 0 if sum([len(c.text) for c in one]) >= sum([len(c.text) for c in two]) else 1
                for n, piece in enumerate((one, two)):
                    blocks.append((stream if n == heavier else f"{stream}-{n}", piece))
    return [(stream, block) for stream, block in blocks if block]


def _halved(left: list[Cell], right: list[Cell], section_of: SectionOf) -> list[tuple[int, list[Cell]]]:
    """Return (side, cells) of a section whose halves stand side by side, after what is above it, before what is below.

    Nothing where it goes on at the top of the right column instead, beside its heading or above. Sides: left 0.
    """
    heads = [c for c in left if opens_section(c, section_of)]
    level = next((c for c in right if opens_section(c, section_of)), None)
    over = next((c for c in heads if section_of(c.text) == "experience"), None)
    if over is None:
        return []
    first, beside = [next((c for c in side if c.top >= over.bottom), None) for side in (left, right)]
    if first is None or beside is None or beside.dated() or mostly_dates(right):
        return []
    if any([c.dated() or c.dress() == over.dress() for c in right if c.top < beside.top]):
        return []  # another section begins higher up at the right
    # Why: below both halves may stand the headings of two other sections in one row.
    paired = level is not None and any([c.row == level.row and c.dress() == level.dress() for c in heads])
    begun = first.row == beside.row and first.dress() == beside.dress()
    if not (paired or begun) or any([c.row == over.row for c in right]):
        return []
    stops = [min([c.top for c in heads if c.top > over.top], default=_FOOT), level.top if level else _FOOT]
    for cell in right:
        if cell.top > over.top:
            cell.row += NEXT_COLUMN
    parts = [(n, [c for c in side if c.top < over.top]) for n, side in enumerate((left, right))]
    parts += [(n, [c for c in side if over.top <= c.top < stops[n]]) for n, side in enumerate((left, right))]
    parts += [(n, [c for c in side if c.top >= stops[n]]) for n, side in enumerate((left, right))]
    return [(side, part) for side, part in parts if part]


# Unit: points, below every page.
_FOOT = float("inf")


def _lasts(cell: Cell) -> bool:
    return cell.dated() and _RANGE.search(cell.text) is not None


def _headed(cells: list[Cell], section_of: SectionOf) -> tuple[list[Cell], list[list[Cell]]] | None:
    """Return what stands over a row of three headings or more, and the columns below them, each with its heading."""
    rows: dict[int, list[Cell]] = {}
    known: dict[int, set[str | None]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
        if cell.heads(section_of):
            known.setdefault(cell.row, set()).add(section_of(cell.text))
    for at, kinds in known.items():
        heads = sorted(rows[at], key=lambda c: c.x0)
        told = sum([c.heads(section_of) for c in heads])
        if len(heads) < _ABREAST or len(kinds) < told or (told < _ABREAST and len({c.dress() for c in heads}) > 1):
            continue
        top = min([c.top for c in heads])
        edges = [c.x0 - _LEFT for c in heads[1:]]
        below = [c for c in cells if c.top >= top]
        if any([c.x0 < edge < c.x1 for c in below for edge in edges]):
            if told == len(heads):
                return None
            continue
        columns = [[c for c in below if sum([c.x0 >= edge for edge in edges]) == n] for n in range(len(heads))]
        if all([c.heads(section_of) or _holds_jobs(column) for c, column in zip(heads, columns, strict=True)]):
            return [c for c in cells if c.top < top], columns
    return None


def _holds_jobs(column: list[Cell]) -> bool:
    """Say whether below the first cell of a column ranges of dates begin at its edge, with names and text below each.

    Why: in a table dates stand beside their names, in a column of their own.
    """
    head = column[0]
    dates = [c for c in column[1:] if _lasts(c)]
    plain = len(column) - 1 - len(dates)
    return bool(dates) and all([abs(c.x0 - head.x0) < _LEFT for c in dates]) and plain >= 2 * len(dates)


# Unit: headings of one row; points that text may begin left of its heading.
_ABREAST, _LEFT = 3, 6.0


def _level(cells: list[Cell]) -> None:
    """Give one row to cells of a column that stand at one height: lines of the other column may have parted them."""
    ordered = sorted(cells, key=from_top)
    for n, cell in enumerate(ordered):
        for other in ordered[max(n - 2, 0) : n]:
            apart = other.x1 <= cell.x0 or cell.x1 <= other.x0
            off = abs(cell.top + cell.bottom - other.top - other.bottom) / 2
            if cell.row != other.row and apart and off < _OFF * min(cell.bottom - cell.top, other.bottom - other.top):
                cell.row = other.row = min(cell.row, other.row)


# Unit: heights of a line.
_OFF = 0.35


def _split(
    cells: list[Cell], section_of: SectionOf, gutters: list[float]
) -> list[tuple[list[Cell], list[Cell], list[Cell]]] | None:
    """Return bands (full width, left, right) from the top down, or None where the cells are one column."""
    if len(cells) < 8:
        return None
    best: tuple[int, float, list[tuple[list[Cell], list[Cell], list[Cell]]]] | None = None
    ordered = sorted(cells, key=from_top)
    if not gutters and not any([c.heads(section_of) for c in cells]):
        return None
    beside = _beside_dates(cells)
    central = _central(cells, section_of)
    for x, known in [(g, True) for g in gutters] + [(g, False) for g in _candidates(cells)]:
        crossing = sum([c.x0 < x - 1 and c.x1 > x + 1 for c in cells])
        if crossing > 0.7 * len(cells):
            continue
        bands, gain = _bands(ordered, x, section_of, known, central)
        # Why: the gap between titles and a column of their dates may be wider than the gutter to the side bar.
        gain = gain and max(gain - 4 * sum([low < x < high for low, high in beside]), 1)
        if gain and (best is None or gain > best[0]):
            best = (gain, x, bands)
    if best is None:
        return None
    if all(abs(best[1] - g) > 6 for g in gutters):
        gutters.append(best[1])
    return best[2]


def _central(cells: Sequence[Cell], section_of: SectionOf) -> set[int]:
    """Return the rows of headings that stand alone in the middle of the page or at its right edge, where several do."""
    times = Counter([c.row for c in cells])
    left, right = min([c.x0 for c in cells]), max([c.x1 for c in cells])
    alone = [c for c in cells if times[c.row] == 1 and c.heads(section_of)]
    found = [c for c in alone if abs(c.x0 + c.x1 - left - right) < _AMID]
    # Why: headings of a column begin at one edge, and some end where the middle of the page lies between.
    rows = {c.row for c in found} if len({round(c.x0 / 4) for c in found}) > 2 else set()
    edge = [c for c in alone if right - c.x1 < _AT_EDGE and c.x0 > (left + right) / 2]
    others = [c for c in cells if right - c.x1 < _AT_EDGE and c.x0 > (left + right) / 2 and c not in edge]
    if len({round(c.x0 / 4) for c in edge}) > 1 and not others:
        rows |= {c.row for c in edge}
    return rows


# Unit: points.
_AT_EDGE = 3.0
# Unit: points, twice how far a heading may be from the middle.
_AMID = 12.0


def _beside_dates(cells: Sequence[Cell]) -> list[tuple[float, float]]:
    """Return the gaps between dates and the text on their row, on the side where more of them have text."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    before: list[tuple[float, float]] = []
    after: list[tuple[float, float]] = []
    # Why: a date that begins where text begins stands in a column with it, not beside one.
    # Why no short text: it may be the middle of a date that takes three lines ("trimestre de").
    edges = Counter([round(c.x0 / 2) for c in cells if not c.dated() and len(c.text) > _PIECE])
    for row in rows.values():
        dates = [c for c in row if len(c.text) < 30 and c.dated()] if len(row) > 1 else ()
        dates = [c for c in dates if sum([edges[round(c.x0 / 2) + d] for d in (-1, 0, 1)]) < 3]
        for date in dates:
            ends = [c.x1 for c in row if c.x1 <= date.x0 and not c.dated()]
            starts = [c.x0 for c in row if c.x0 >= date.x1 and not c.dated()]
            if ends:
                before.append((max(ends), date.x0))
            if starts:
                after.append((date.x1, min(starts)))
    return before if len(before) > len(after) else after if len(after) > len(before) else []


# Unit: letters, of "1.º trimestre de".
_PIECE = 16


def _candidates(cells: list[Cell]) -> list[float]:
    """Return middles of the vertical strips that few cells cross, the likeliest gutters first."""
    left = int(min([c.x0 for c in cells]))
    steps = int(max([c.x1 for c in cells])) - left + 2
    if steps < 60:
        return []
    change = [0] * (steps + 2)
    for c in cells:
        change[int(c.x0) - left] += 1
        change[int(c.x1) - left + 1] -= 1
    starts = Counter([int(c.x0) - left for c in cells])
    limit = max(2, len(cells) // 4)
    found: list[tuple[int, float]] = []
    level = at = 0
    start, low = -1, 0
    for at in range(steps):
        step = change[at]
        if step or start < 0:
            if start >= 0 and low <= limit and start > 6 and at < steps - 6:
                # A strip is the likelier a gutter the more cells start at its right.
                beside = sum([starts[k] for k in range(at - 1, at + 3)])
                found.append((at - start + 4 * beside, left + (start + at) / 2))
            level += step
            start, low = at, level
    found.sort(reverse=True)
    return [x for _, x in found[:10]]


def _bands(
    cells: list[Cell], x: float, section_of: SectionOf, known: bool, central: set[int]
) -> tuple[list[tuple[list[Cell], list[Cell], list[Cell]]], int]:
    """Cut cells (from the top down) at gutter x; a band without columns is full width. Gain: cells in true columns.

    `central`: rows of headings that stand over both sides, wherever they begin.
    """
    bands: list[tuple[list[Cell], list[Cell], list[Cell]]] = []
    gain = 0
    full: list[Cell] = []
    left: list[Cell] = []
    right: list[Cell] = []

    form: bool | None = None

    def in_form() -> bool:
        # Why: the first job of a form may stand in a band with other parts of it, where no label repeats.
        nonlocal form
        if form is None:
            form = _form([c for c in cells if c.x1 <= x + 1], [c for c in cells if c.x0 >= x - 1])
        return form

    def close() -> None:
        nonlocal gain, full, left, right
        paired = False
        if full and left and right:
            full, left, right = _with_dates(full, left, right, section_of)
        if left and right and (turns := in_turns(left, right, section_of)):
            full, left, right = full + turns[0], turns[1], turns[2]
        if left and right and (parted := grid(full, left, right, section_of)):
            above, cards, (left, right) = parted
            gain += len(cards[0]) + len(cards[1])
            bands.append((full + above, *cards))
            full = []
            paired = bool(left and right) and left[0].row == right[0].row
        if left and right and (paired or _independent(left, right, section_of, known)) and not in_form():
            gain += len(left) + len(right)
            bands.append((full, left, right))
            full = []
        else:
            full = full + left + right
        left, right = [], []

    starts = Counter([round(c.x0) for c in cells if x - 2 < c.x0 < x + 18])
    edge = max(starts, key=lambda k: (starts[k], -k)) if starts else 0
    for n, cell in enumerate(cells):
        if cell.row in central:
            close()
            full.append(cell)
        elif cell.x0 < x - 1 and cell.x1 > x + 1:
            halves = None
            if starts and starts[edge] >= 4:
                halves = _halves(cell, edge, _between_columns(cells, n, edge))
            if halves:
                left.append(halves[0])
                right.append(halves[1])
            elif _runs_over(cell, x):
                left.append(cell)
            else:
                close()
                full.append(cell)
        elif cell.x1 <= x + 1:
            left.append(cell)
        else:
            right.append(cell)
    close()
    if full:
        bands.append((full, [], []))
    return bands, gain


def _with_dates(
    full: list[Cell], left: list[Cell], right: list[Cell], section_of: SectionOf
) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """Return the same with the last jobs above the columns in full width, whose dates stand at the right edge.

    Why: below the last long line of the jobs nothing crosses the gutter; their dates begin no column.
    """
    edge = min([c.x0 for c in right])
    dates = list(itertools.takewhile(lambda c: c.dated() and c.x0 > edge + _LEFT, right))
    if not dates or len(dates) == len(right):
        return full, left, right
    names = {c.row: c for c in (*full, *left) if not c.dated()}
    above = [(names[c.row].dress(), c) for c in full if c.row in names and c.dated()]
    for date in dates:
        name = names.get(date.row)
        ends = [c for dress, c in above if name and dress == name.dress() and c.dress() == date.dress()]
        if not any([abs(c.x1 - date.x1) < _AT_EDGE for c in ends]):
            return full, left, right
    stop = min([right[len(dates)].top, *[c.top for c in left if c.heads(section_of)]])
    if dates[-1].top >= stop:
        return full, left, right
    own = [c for c in left if c.top < stop]
    return full + sorted([*own, *dates], key=from_top), left[len(own) :], right[len(dates) :]


def _runs_over(cell: Cell, x: float) -> bool:
    """Say whether a cell of a narrow column runs a little over its edge, as e-mail addresses do, which cannot break."""
    over = (cell.x1 - x) / (cell.x1 - cell.x0)
    return (cell.x1 - x < 9 and over < 0.2) or (over < 0.4 and len(cell.words) == 1 and "@" in cell.text)


def _halves(cell: Cell, edge: float, between: bool) -> tuple[Cell, Cell] | None:
    """Cut a cell where a word stands at the left edge of the right column: two columns that nearly touch."""
    first = cell.words[0]
    for i in range(1, len(cell.words)):
        word = cell.words[i]
        if abs(word.x0 - edge) <= 1.5 and (between or word.font != first.font or word.size != first.size):
            return Cell(cell.words[:i], cell.page, cell.row), Cell(cell.words[i:], cell.page, cell.row)
    return None


def _between_columns(cells: Sequence[Cell], n: int, edge: float) -> bool:
    """Say whether the rows above and below a cell (of cells from the top down) begin at its edge and at another."""
    cell = cells[n]
    high = cell.bottom - cell.top
    near: list[set[float]] = []
    for others in (cells[max(n - 4, 0) : n], cells[n + 1 : n + 5]):
        beside = [c for c in others if c.row != cell.row and abs(c.top - cell.top) < _NEAR * high]
        near.append({place for c in beside for place in (cell.x0, edge) if abs(c.x0 - place) <= 1.5})
    return all([len(places) == 2 for places in near])


# Unit: heights of a line.
_NEAR = 2.5


def _independent(left: list[Cell], right: list[Cell], section_of: SectionOf, known: bool) -> bool:
    """Say whether two sides of a gutter are columns, not a margin (dates, labels, headings) beside its text."""
    if len(left) < 2 or len(right) < 2:
        return known and not (mostly_dates(left) or mostly_dates(right))
    # Why: "Employer  Period  Duties" is the head of a table, where each word alone may head a section.
    in_row = Counter([c.row for c in (*left, *right) if len(c.text) < 25 and not c.dated()])
    in_row.subtract([c.row for c in _names_of_people(left, right, section_of)])
    # Why [:-1]: what nothing follows heads nothing ("Placement" as the last title of a table).
    heads_left = sum([opens_section(c, section_of) for c in left[:-1] if in_row[c.row] < 3])
    heads_right = sum([opens_section(c, section_of) for c in right[:-1] if in_row[c.row] < 3])
    if bool(heads_left) != bool(heads_right):
        sisters = _sisters(*((right, left) if heads_right else (left, right)), section_of)
        heads_left, heads_right = heads_left or sisters, heads_right or sisters
    full_sides = (
        heads_left
        and heads_right
        and all([sum([not c.heads(section_of) and not c.dated() for c in side]) >= 4 for side in (left, right)])
    )
    rows_left = {c.row for c in left}
    rows_right = {c.row for c in right}
    above = [c for c in left if c.row <= max(rows_right)]
    if len(above) == 1 and above[0].dated() and above[0].row in rows_right:
        return False  # the date of the last job; what follows below stands beside nothing
    for side, rows in ((left, rows_right), (right, rows_left)):
        if not mostly_dates(side) or _named(side, section_of):
            continue
        # Why: dates that begin rows of the other side, nearly all of them, are the first column of a table.
        dates = [c.row in rows for c in side if c.dated()]
        if not full_sides or (len(dates) > 3 and sum(dates) > 0.8 * len(dates)):
            return False
    if _form(left, right) or (_flush(left, right) and _are_labels(left, rows_right, section_of)):
        return False
    shared = len(rows_left & rows_right) / min(len(rows_left), len(rows_right))
    if shared > 0.5 and _table_head(left, right, section_of):
        return False
    if any([_nothing_below(side, section_of) for side in (left, right)]):
        return False
    if heads_left and heads_right:
        # Why: a margin that holds nothing but headings and dates belongs to the text beside it.
        plain = [c for c in left if not c.heads(section_of) and not c.dated()]
        other = [c for c in right if not c.heads(section_of) and not c.dated()]
        if len(other) < 2 and any([c.dated() and c.row in rows_left for c in right]):
            return False
        # Why: a heading and one line are a column where they stand beside a heading in the same type.
        return len(other) >= 1 and (len(plain) >= 2 or (len(plain) == 1 and _side_by_side(left, right, section_of)))
    if known:
        return True
    if not heads_left and not heads_right:
        return are_cards(left, right, section_of)
    if any([all([c.heads(section_of) or c.dated() for c in side]) for side in (left, right)]):
        return False
    if _both_full(left, right):
        return True
    # A side without headings is a column only if it is a block of its own, as an address is, without dates.
    bare = left if not heads_left else right
    if bare is right and (_only_dates(left, section_of) or _heads_dates(left, rows_right, section_of)):
        return False
    # Why: the lines of an address stand beside two headings by chance.
    heads = heads_left + heads_right + _heads_of_its_own(bare)
    most = 0.5 if not _address(bare) else 1.1 if heads > 1 else 0.7
    return shared < most and len({c.row for c in bare}) >= 5 and not any([c.dated() and len(c.text) > 10 for c in bare])


def _names_of_people(left: list[Cell], right: list[Cell], section_of: SectionOf) -> list[Cell]:
    """Return the largest cell of the page, if it is short and stands beside smaller ones and heads nothing.

    Why: beside the headings of two columns may stand the name of the person, who is no head of a table.
    """
    largest = max((*left, *right), key=lambda c: c.size)
    beside = [c.size for c in (*left, *right) if c.row == largest.row and c is not largest]
    named = len(largest.text) < 25 and not largest.heads(section_of) and not largest.dated()
    return [largest] if named and beside and largest.size > _MUCH * max(beside) else []


# By how much the name of a person is larger than headings.
_MUCH = 1.2


def _heads_of_its_own(cells: list[Cell]) -> int:
    """Return over how many lines a larger line in bold stands, whatever it says ("Get in touch", "What I can do")."""
    ordered = sorted(cells, key=from_top)
    pairs = [(a, b) for a, b in pairwise(ordered) if a.words[0].bold and not a.dated()]
    return sum([not b.words[0].bold and a.size > b.size + _LARGER for a, b in pairs])


# Unit: points.
_LARGER = 0.5


def _sisters(headed: list[Cell], bare: list[Cell], section_of: SectionOf) -> int:
    """Take cells of a bare side for headings that wear the dress of those of the other one; return how many.

    Why: people call their sections what they like ("LO QUE HAGO"), and set them all in one type.
    """
    times = Counter([c.dress() for c in (*headed, *bare)])
    usual = times.most_common(1)[0][0]
    dress = {c.dress() for c in headed if opens_section(c, section_of)} - {usual}
    found = [
        n
        for n, c in enumerate(bare[:-1])
        if c.dress() in dress and len(c.text) <= _HEADING and not any([ch.isdigit() for ch in c.text])
    ]
    # Why: labels stand beside their values; what stands over nothing heads nothing, and a name in two lines is none.
    rows = {c.row for c in headed if not (c.dress() in dress and c.heads(section_of))}
    if not found or any([b == a + 1 for a, b in pairwise(found)]) or any([bare[n].row in rows for n in found]):
        return 0
    for n in found:
        bare[n].is_heading()
    return len(found)


# Unit: letters.
_HEADING = 30


def _flush(left: list[Cell], right: list[Cell]) -> bool:
    """Say whether a narrow left side ends at one edge, as labels and dates do that break over lines, and no address."""
    edge = max([c.x1 for c in left])
    ends = sum([edge - c.x1 < _FLUSH for c in left])
    narrow = edge - min([c.x0 for c in left]) < 0.4 * (max([c.x1 for c in right]) - min([c.x0 for c in right]))
    ragged = len({round(c.x0 / 4) for c in left}) > 2
    return narrow and ragged and ends >= 0.9 * len(left) and not any(["@" in c.text for c in left])


def _are_labels(cells: list[Cell], rows: set[int], section_of: SectionOf) -> bool:
    """Say whether what may head sections here are labels: beside text in these rows, in the type of all others."""
    types = Counter([(c.size, c.words[0].bold) for c in cells])
    heads = [c for c in cells if c.heads(section_of)]
    return all([c.row in rows and 2 * types[c.size, c.words[0].bold] > len(cells) for c in heads])


# Unit: points, by which the ends of right-aligned lines differ.
_FLUSH = 4.0


def _side_by_side(left: list[Cell], right: list[Cell], section_of: SectionOf) -> bool:
    """Say whether a heading stands at each side of the gutter, in one row and one type."""
    heads = {(c.row, c.size, c.words[0].font) for c in left if c.heads(section_of)}
    return any([(c.row, c.size, c.words[0].font) in heads for c in right if c.heads(section_of)])


def _named(cells: list[Cell], section_of: SectionOf) -> bool:
    """Say whether each date stands below a name of its own side, under a heading: a short list, and no margin."""
    ordered = sorted(cells, key=from_top)
    dates = [n for n, c in enumerate(ordered) if c.dated()]
    own = [n for n in dates if n and not ordered[n - 1].dated() and not ordered[n - 1].heads(section_of)]
    return own == dates and ordered[0].heads(section_of)


def _nothing_below(cells: list[Cell], section_of: SectionOf) -> bool:
    """Say whether several headings stand over nothing but each other: they head what is beside them."""
    ordered = sorted(cells, key=from_top)
    first = next((n for n, c in enumerate(ordered) if c.heads(section_of)), len(ordered))
    heads = sum([c.heads(section_of) for c in ordered[first:]])
    return heads > 1 and heads >= 0.8 * (len(ordered) - first)


def _by_heading(cells: list[Cell], section_of: SectionOf) -> list[list[Cell]]:
    """Part cells at their headings, which are left out; the first part stands above all of them."""
    parts: list[list[Cell]] = [[]]
    for cell in sorted(cells, key=from_top):
        if cell.heads(section_of):
            parts.append([])
        else:
            parts[-1].append(cell)
    return parts


def _only_dates(cells: list[Cell], section_of: SectionOf) -> bool:
    """Say whether a part between headings is little but dates, whose names stand in the other column then."""
    return any(
        [
            sum([c.dated() for c in part]) >= 3 and mostly_dates(part) and all([len(c.text) < 40 for c in part])
            for part in _by_heading(cells, section_of)
        ]
    )


def _heads_dates(cells: list[Cell], rows: set[int], section_of: SectionOf) -> bool:
    """Say whether a heading stands over dates alone, each of them beside text in these rows."""
    parts = _by_heading(cells, section_of)[1:]
    return any([part and all([c.dated() and c.row in rows for c in part]) for part in parts])


def _address(cells: list[Cell]) -> bool:
    """Say whether cells with one left edge hold an e-mail address: how to reach the person, in a column of its own."""
    edge = min([c.x0 for c in cells])
    return any(["@" in c.text for c in cells]) and all([c.x0 - edge < 2 for c in cells])


def _form(left: list[Cell], right: list[Cell]) -> bool:
    """Say whether the sides are a form: "Period:" beside its value, or "From" beside "To" again and again."""
    rows = {c.row: c.text for c in left}
    beside = [(rows[c.row], c.text) for c in right if c.row in rows]
    # Why: a job of three cells (dates, employer, town) stands beside a label once.
    labelled = [rows[row] for row in {c.row for c in right} & rows.keys()]
    labels = sum([label[-1] == ":" for label in labelled])
    if labels >= _REPEATED and 2 * labels >= len({c.row for c in right}):
        return True
    times = Counter(labelled)
    again = [n for label, n in times.items() if n >= _REPEATED and not any([ch.isdigit() for ch in label])]
    if len(again) > 1 and 2 * sum(again) >= len(left):
        return True  # "Employer", "Town", "Duties" of each job
    pairs = [n for pair, n in Counter(beside).items() if n > 1 and not any([ch.isdigit() for ch in "".join(pair)])]
    return max(pairs, default=0) >= _REPEATED or len(pairs) > 1


# Unit: rows. Labels that stand beside each other so often are no chance.
_REPEATED = 3


def _table_head(left: list[Cell], right: list[Cell], section_of: SectionOf) -> bool:
    """Say whether a row of three or more short bold cells, in one size, stands over both sides.

    Why: where most of them head sections, they stand over columns of the page, not of a table.
    """
    rows: dict[int, list[tuple[int, Cell]]] = {}
    for side, cells in enumerate((left, right)):
        for cell in cells:
            rows.setdefault(cell.row, []).append((side, cell))
    for row in rows.values():
        first = [cell.words[0] for _, cell in row]
        if (
            len(row) >= 3
            and {side for side, _ in row} == {0, 1}
            and all([word.bold for word in first])
            and len({word.size for word in first}) == 1
            and all([len(cell.text) < 25 and not cell.dated() for _, cell in row])
            and sum([cell.heads(section_of) for _, cell in row]) < 2
        ):
            return True
    return False


def _both_full(left: list[Cell], right: list[Cell]) -> bool:
    """Say whether jobs run on from the foot of the left side to the top of the right one, which has no heading."""
    dated: list[set[int]] = []
    widths: list[float] = []
    for side in (left, right):
        margin = min([c.x0 for c in side])
        dated.append({c.row for c in side if c.x0 <= margin + 3 and c.dated()})
        widths.append(max([c.x1 for c in side]) - margin)
        if len(dated[-1]) < 2 or sum([len(c.text) > 25 for c in side]) < 6:
            return False
    # Why: starts and ends in two columns of a table share their rows.
    return len(dated[0] & dated[1]) < 0.5 * min(map(len, dated)) and min(widths) > 0.6 * max(widths)

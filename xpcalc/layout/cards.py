"""Cells beside each other -> cards, jobs abreast and jobs in turns about a line of time, in the order they are read.

To know another way in which jobs stand side by side: a function here, asked in `columns`.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right

from xpcalc.layout.words import (
    ABREAST,
    CARDS,
    NEXT_COLUMN,
    Cell,
    SectionOf,
)
from xpcalc.regex import regex

# Unit: points, about a line of type.
_LINE = 12.0
# Unit: dates in one row. Two may be a start and an end, or the dates of two columns.
_DATES_ABREAST = 3
# Unit: points. A date in a box stands a little further in than the text under it.
_PADDING = 10.0
# Unit: heights of a line. White space between cards, not between the lines of one.
_APART = 1.8


def abreast(cells: list[Cell], section_of: SectionOf) -> tuple[list[Cell], list[Cell], list[Cell]] | None:
    """Return (above, jobs, below) where three jobs or more stand side by side, each under its date.

    Why: a line of time that runs across the page has a row of dates, and under each date the text of one job.
    """
    dates: dict[int, list[Cell]] = {}
    for cell in cells:
        dates.setdefault(cell.row, []).append(cell)
    row = next(
        (r for r, found in dates.items() if len(found) >= _DATES_ABREAST and all([c.dated() for c in found])), None
    )
    if row is None:
        return None
    edges = sorted([c.x0 for c in dates[row]])
    columns: list[list[Cell]] = [[] for _ in edges]
    top = min([c.top for c in dates[row]])
    ordered = sorted(cells, key=from_top)
    above = [c for c in ordered if c.row != row and c.top < top]
    below = [c for c in ordered if c.row == row or c.top >= top]
    stop = 0
    for cell in below:
        at = bisect_right(edges, cell.x0 + _PADDING) - 1
        fits = at >= 0 and (at + 1 == len(edges) or cell.x1 < edges[at + 1])
        again = len(dates[cell.row]) >= _DATES_ABREAST and all([c.dated() for c in dates[cell.row]])
        if not fits or (again and cell.row != row) or opens_section(cell, section_of):
            break
        columns[at].append(cell)
        stop += 1
    if min(map(len, columns)) < 3:
        return None
    for at, column in enumerate(columns):
        for cell in column:
            cell.row += ABREAST + NEXT_COLUMN * at
    return above, below[:stop], below[stop:]


def from_top(cell: Cell) -> tuple[float, float]:
    """Return what sorts cells from the top down."""
    return cell.top, cell.x0


def in_turns(
    left: list[Cell], right: list[Cell], section_of: SectionOf
) -> tuple[list[Cell], list[Cell], list[Cell]] | None:
    """Return (jobs, left, right) where jobs stand left and right of a line of time in turns, down to the next heading.

    Why: beside each is white space, so they are read from the top down, not side after side.
    """
    if not all([any([c.dated() for c in side]) for side in (left, right)]):
        return None
    ordered = sorted([*left, *right], key=from_top)
    start = int(opens_section(ordered[0], section_of))
    stop = next((n for n, c in enumerate(ordered) if n >= start and opens_section(c, section_of)), len(ordered))
    while stop and stop < len(ordered) and ordered[stop - 1].row == ordered[stop].row:
        stop -= 1
    ids = {id(c) for c in left}
    runs = [list(run) for _, run in itertools.groupby(ordered[start:stop], lambda c: id(c) in ids)]
    if len(runs) < 3 or not all([any([c.dated() for c in run]) for run in runs]):
        return None
    if any([two[0].top < max([c.bottom for c in one]) - 1 for one, two in itertools.pairwise(runs)]):
        return None
    jobs = {id(c) for c in ordered[:stop]}
    left, right = ([c for c in side if id(c) not in jobs] for side in (left, right))
    return ordered[:stop], left, right


def grid(
    full: list[Cell], left: list[Cell], right: list[Cell], section_of: SectionOf
) -> tuple[list[Cell], tuple[list[Cell], list[Cell]], tuple[list[Cell], list[Cell]]] | None:
    """Return (heading, cards, what follows) where both sides begin with cards under a heading that is that of both.

    Why: in a column that goes on, what the right side begins with belongs to the last heading of the left one.
    """
    top = _top(left, right, section_of)
    above = sorted([c for c in (*left, *right) if c.bottom <= top], key=from_top)
    if not any([c.heads(section_of) for c in (*full[-2:], *above)]):
        return None
    cut: list[tuple[list[Cell], list[Cell]]] = []
    for side in (left, right):
        cells = [c for c in side if c.bottom > top]
        at = next((n for n, c in enumerate(cells) if opens_section(c, section_of)), len(cells))
        cut.append((cells[:at], cells[at:]))
    (one, rest), (two, other) = _level_cut(cut[0], cut[1])
    if not are_cards(one, two, section_of):
        return None
    # Why: text of a column may go on at the top of the next one only where the headings between are higher up.
    lowest = max([c.bottom for c in (*one, *two)])
    if not _steps(one, two) and any([c.top < lowest for c in (*rest, *other)]):
        return None
    return above, (one, two), (rest, other)


def _top(left: list[Cell], right: list[Cell], section_of: SectionOf) -> float:
    """Return where cards may begin: at the first line that has cells on both sides, or below the heading of the work.

    Why: at the head of a page the name stands at the left, and how to reach the person at the right.
    """
    for at, cell in enumerate(left[:-1]):
        if opens_section(cell, section_of):
            beside = next((c for c in right if c.bottom > cell.top), None)
            first = at and section_of(cell.text) == "experience" and beside is not None
            if first and beside is not None and beside.row == left[at + 1].row and right[0] is not beside:
                return max(cell.bottom, left[at + 1].top)
            break
    return max(left[0].top, right[0].top)


Cut = tuple[list[Cell], list[Cell]]  # of one side: cards, and what follows from the next heading on


def _level_cut(left: Cut, right: Cut) -> tuple[Cut, Cut]:
    """Cut the side without a further heading where the other one has one, if cards follow it on both sides.

    Why: a heading over two cards stands over the left one ("Studies" over "Law | 2012" and "Cisco | 2024").
    """
    if bool(left[1]) == bool(right[1]):
        return left, right
    headed, bare = (left, right) if left[1] else (right, left)
    heading = headed[1][0]
    below = next((c for c in headed[1] if c.top >= heading.bottom), None)
    at = next((n for n, c in enumerate(bare[0]) if c.bottom > heading.top), len(bare[0]))
    if below is None or not 0 < at < len(bare[0]) or bare[0][at].row != below.row:
        return left, right
    bare = bare[0][:at], bare[0][at:]
    return (headed, bare) if left[1] else (bare, headed)


def opens_section(cell: Cell, section_of: SectionOf) -> bool:
    """Say whether a cell heads a section, and not the card of a break between two jobs ("Parental leave")."""
    return cell.heads(section_of) and section_of(cell.text) != "career_break"


def are_cards(left: list[Cell], right: list[Cell], section_of: SectionOf) -> bool:
    """Say whether both sides hold dated things with text under no heading, about as wide as each other."""
    sides = (left, right)
    if any([sum([c.dated() for c in side]) < 2 or mostly_dates(side) for side in sides]):
        return False
    if any([opens_section(c, section_of) for c in (*left, *right)]):
        return False
    # Why: on a time line with jobs at its left and right in turn, white space stands beside each.
    lines = [{round(c.top / _LINE) for c in side} for side in sides]
    few, many = sorted(lines, key=len)
    if sum([not many.isdisjoint((n - 1, n, n + 1)) for n in few]) < 0.7 * len(few):
        return False
    full = [sum([len(c.text) > 25 and not c.dated() for c in side]) for side in sides]
    widths = [max([c.x1 for c in side]) - min([c.x0 for c in side]) for side in sides]
    return min(full) >= 1 and sum(full) >= 5 and min(widths) > 0.6 * max(widths)


def _steps(left: list[Cell], right: list[Cell]) -> list[int]:
    """Return the rows at which cards begin on both sides, below white space; none where most begin on one alone."""
    begun: list[set[int]] = []
    for side in (left, right):
        rows: set[int] = set()
        bottom = side[0].bottom
        for cell in side:
            if cell.top - bottom > _APART * (cell.bottom - cell.top):
                rows.add(cell.row)
            bottom = max(bottom, cell.bottom)
        begun.append(rows)
    both = begun[0] & begun[1]
    return sorted(both) if 2 * len(both) >= max(map(len, begun)) else []


def row_by_row(left: list[Cell], right: list[Cell]) -> list[Cell]:
    """Number the rows of cards so that those side by side are read one after the other."""
    steps = _steps(left, right)
    for n, side in enumerate((left, right)):
        for cell in side:
            at = 2 * sum([cell.row >= step for step in steps]) + n
            cell.row += NEXT_COLUMN * at + (CARDS if steps else 0)
    return [*left, *right]


_LENGTH = regex(r"\(?\d{1,2}\s[^\W\d_]{2,7}\.?(?:\s(?:[a-z]\s)?\d{1,2}\s[^\W\d_]{2,7}\.?)?\)?$")


def mostly_dates(cells: list[Cell]) -> bool:
    """Say whether many of the cells are dates."""
    dates = sum([c.dated() for c in cells])
    # Why: below each date may stand how long that was ("3 mois").
    return dates >= 0.4 * (len(cells) - min(sum([_LENGTH.match(c.text) is not None for c in cells]), dates))

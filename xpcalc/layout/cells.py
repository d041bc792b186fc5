"""Words of a page -> rows -> cells: words that stand together, parted by white space.

To part words at another gap: `_wide` and `_at_edge`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from xpcalc.layout.words import (
    DATED,
    LEADER,
    MARKS,
    STROKES,
    Cell,
    Page,
    SectionOf,
    Word,
)

# What a line of time runs through, between dates and jobs.
_NODES = frozenset("●○•◦■□▪▫◆◇⬤⚫◉")
# Unit: ems. Gaps within a cell are narrower.
_NARROW = 1.5
_LEADING = frozenset(".·_‥…")
# Unit: ems. The gap that a leader fills, however narrow, parts a name from its date.
_LED = 99.0
# Unit: ems. A dash further from the text at its right stands between two dates in a margin.
_MARK_GAP = 4.5


def cells_of(page: Page) -> list[Cell]:
    """Return the cells of a page from the top down, those of a row from left to right."""
    rows = _lowered(_rows(page.words))
    gaps = [_unled(row) or _gaps(row) for row in rows]
    cut = [
        [gap >= _NARROW and _wide(row, row_gaps, i) for i, gap in enumerate(row_gaps)]
        for row, row_gaps in zip(rows, gaps, strict=True)
    ]
    for number, i in _seams(rows, gaps):
        cut[number][i] = True
    _part_right(rows, gaps, cut)
    _part_small(rows, gaps, cut)
    edges, margins = _edges(rows, cut), _margins(rows)
    cells: list[Cell] = []
    for number, (row, row_gaps, row_cut) in enumerate(zip(rows, gaps, cut, strict=True)):
        start = 0
        for i, gap in enumerate(row_gaps):
            # Why: nearly every gap is an ordinary one between words of one size.
            if row_cut[i] or (
                (gap > 0.35 or (gap > 0.15 and start == 0 and row[i + 1].size - row[i].size > 1.5))
                and _at_edge(row, row_gaps, row_cut, start, i, edges, margins)
            ):
                cells.append(Cell(row[start : i + 1], page.number, number))
                start = i + 1
        cells.append(Cell(row[start:], page.number, number))
    return _join_marks(cells)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Group runs of words whose middles agree; no row drifts, for each run is held against the row's first ones."""
    rows: list[list[Word]] = []
    middle, height, n = -1e9, 0.0, 0
    runs = _runs(words)
    first = {id(run[0]) for _, _, run in runs}
    for m, h, run in sorted(runs, key=_by_middle):
        mark = len(run) == 1 and run[0].text in MARKS
        tolerance = 0.55 * max(h, height) if mark else max(0.45 * min(h, height), 0.3 * max(h, height))
        if rows and m - middle <= max(tolerance, 1.0) and not _overprints(run, rows[-1]):
            rows[-1] += run
            n += 1
            if n < 4:
                middle += (m - middle) / n
        else:
            rows.append(list(run))
            middle, height, n = m, h, 1
    for row in rows:
        row.sort(key=_left)
        _drop_doubles(row)
    _close_up(rows, first)
    return rows


def _lowered(rows: list[list[Word]]) -> list[list[Word]]:
    """Put dates of a margin on the line beside them, where all are set higher than it by the same bit.

    Why: LaTeX sets notes in the margin so, in smaller type; read above its line, a date belongs to the text before.
    """
    found: dict[tuple[int, int], list[int]] = {}
    for n, (date, line) in enumerate(itertools.pairwise(rows)):
        a, b = date[-1], line[0]
        overlap = a.bottom - b.top
        beside = a.x1 < b.x0 and overlap > _PART * max(a.bottom - a.top, 1.0) and len(date) <= _FEW
        if beside and any([DATED.search(word.text) for word in date]):
            found.setdefault((round(2 * overlap), round(b.x0)), []).append(n)
    moved = {n for places in found.values() if len(places) >= _IN_MARGIN for n in places}
    moved -= {n + 1 for n in moved}
    if not moved:
        return rows
    return [rows[n - 1] + row if n - 1 in moved else row for n, row in enumerate(rows) if n not in moved]


# Of the height of a date; words of a date.
_PART, _FEW = 0.4, 6


def _runs(words: Iterable[Word]) -> list[tuple[float, float, list[Word]]]:
    """Return (middle, height, words) of words that follow each other in the file and on the line.

    Why: the order of the file keeps small print on its line ("Nov 2024 to Apr 2025" with a tiny "to") where
    the heights of its neighbours, or of another column, would pull it apart.
    """
    runs: list[tuple[float, float, list[Word]]] = []
    last: Word | None = None
    for word in words:
        top, bottom = word.top, word.bottom
        if last is not None:
            tall = max(bottom - top, last.bottom - last.top)
            off = abs(top + bottom - last.top - last.bottom) / 2
            gap = word.x0 - last.x1
            if off <= 0.28 * tall and -1.0 <= gap <= 0.6 * (word.size if word.size > last.size else last.size):
                runs[-1][2].append(word)
                if tall > runs[-1][1]:
                    runs[-1] = ((top + bottom) / 2 if bottom - top >= tall else runs[-1][0], tall, runs[-1][2])
                last = word
                continue
        runs.append(((top + bottom) / 2, bottom - top, [word]))
        last = word
    return runs


def _overprints(run: list[Word], row: list[Word]) -> bool:
    """Say whether a run is printed over words of the row: then it is another line, pushed there by a page break."""
    x0, x1 = run[0].x0 + 2, run[-1].x1 - 2
    hit = [w for w in row if w.x0 < x1 and w.x1 > x0]
    return bool(hit) and not all([w.text == v.text for w, v in zip(hit, run, strict=False)])


def _by_middle(run: tuple[float, float, list[Word]]) -> float:
    return run[0]


def _left(word: Word) -> float:
    return word.x0


def _drop_doubles(row: list[Word]) -> None:
    """Take out words printed twice at the same place (imitated bold)."""
    i = 1
    while i < len(row):
        a, b = row[i - 1], row[i]
        if b.x0 - a.x0 < 1.0 and a.text == b.text and abs(a.x1 - b.x1) < 1.0:
            del row[i]
        else:
            i += 1


def _close_up(rows: list[list[Word]], first: set[int]) -> None:
    """Join the pieces of words that touch, where other words stand between them in the file, or where many do.

    `first`: ids of words that do not follow the one at their left in the file.

    Why: Chromium draws what a ligature ends as a piece of its own ("Técn" and "ico"); groff sets kerned letters so far
    apart that they read as words ("Networ k"). Why many: a letter that leans over may leave no blank behind it.
    """
    parts: list[tuple[list[Word], int, bool]] = []
    for row in rows:
        for i in range(len(row) - 1, 0, -1):
            a, b = row[i - 1], row[i]
            touch = -_TOUCH * a.size < b.x0 - a.x1 < _TOUCH * a.size and a[5:9] == b[5:9]
            if touch and a.text[-1:].isalpha() and b.text[:1].islower():
                parts.append((row, i, id(b) in first))
    ends = [row[i - 1].text[-1] for row, i, apart in parts if not apart]
    kerned = len(ends) >= _KERNED and len(set(ends)) > 1
    for row, i, apart in parts:
        if apart or kerned:
            a, b = row[i - 1 : i + 1]
            row[i - 1 : i + 1] = [a._replace(text=a.text + b.text, x1=b.x1)]


# Unit: ems. Source: measured; pieces of one word are 0.00 apart, kerned letters 0.03. Pieces of one page.
_TOUCH, _KERNED = 0.03, 4


def _gaps(row: list[Word]) -> list[float]:
    """Unit: ems of the larger neighbour."""
    return [(b.x0 - a.x1) / ((a.size if a.size > b.size else b.size) or 10.0) for a, b in itertools.pairwise(row)]


def _unled(row: list[Word]) -> list[float] | None:
    """Take the leaders out of a row that has words as well; return its gaps, those that were led being wide."""
    if not any([w.text[0] in _LEADING for w in row]):
        return None
    led: set[int] = set()
    for char, group in itertools.groupby(range(len(row)), lambda i: _leading(row[i].text)):
        places = list(group)
        if char and LEADER.fullmatch("".join([row[i].text for i in places])):
            led.update(places)
    if not led or len(led) == len(row):
        return None
    kept = [i for i in range(len(row)) if i not in led]
    words = [row[i] for i in kept]
    gaps = [_LED if b - a > 1 else gap for gap, (a, b) in zip(_gaps(words), itertools.pairwise(kept), strict=True)]
    row[:] = words
    return gaps


def _leading(text: str) -> str:
    """The one character of which a piece of a leader is made, "" for another word."""
    return text[0] if text[0] in _LEADING and not text.strip(text[0]) else ""


def _usual(gaps: list[float], i: int) -> float:
    """The smaller of the gaps beside gap i; a justified line has wide gaps everywhere."""
    beside = gaps[max(i - 2, 0) : i] + gaps[i + 1 : i + 3]
    return min(beside) if beside else 0.25


def _wide(row: list[Word], gaps: list[float], i: int) -> bool:
    """Say whether a gap that is not narrow parts two cells."""
    gap = gaps[i]
    if row[i].text in MARKS and i == 0 and gap < _MARK_GAP:
        return False
    # Why: a justified date in a narrow column ("January   2025   –   March") has equal gaps and is one cell.
    dated = any([ch.isdigit() for word in row[max(i - 1, 0) : i + 3] for ch in word.text])
    for j in (i - 1, i + 1):
        if dated and 0 <= j < len(gaps) and gap < 4.5 and gaps[j] > 0.45 and abs(gaps[j] - gap) < 0.12 * gap:
            return False
    return gap >= 2.0 or gap > 3 * _usual(gaps, i)


def _edges(rows: list[list[Word]], cut: list[list[bool]]) -> list[float]:
    """Return the left edges that at least three cells share."""
    votes: Counter[int] = Counter()
    for row, row_cut in zip(rows, cut, strict=True):
        votes[round(row[0].x0)] += 1
        for i, wide in enumerate(row_cut):
            if wide:
                votes[round(row[i + 1].x0)] += 1
    return [x for x, n in votes.items() if n + votes[x - 1] + votes[x + 1] >= 3]


# Unit: rows that have the two edges of a seam, and places where they begin.
_SEWN, _RAGGED = 5, 3


def _seams(rows: list[list[Word]], gaps: list[list[float]]) -> list[tuple[int, int]]:
    """Return (row, gap) where labels that end at one place nearly touch values that begin at another.

    Why three beginnings: labels that end alike because they are alike are no column of their own.
    """
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for number, (row, row_gaps) in enumerate(zip(rows, gaps, strict=True)):
        for i, gap in enumerate(row_gaps):
            if _SEAM < gap < _NARROW and row[i].text not in MARKS and not _ends_date(row, i):
                found.setdefault((round(row[i].x1), round(row[i + 1].x0)), []).append((number, i))
    return [
        place
        for places in found.values()
        if len(places) >= _SEWN and len({round(rows[number][0].x0) for number, _ in places}) >= _RAGGED
        for place in places
    ]


# Unit: ems, more than a blank.
_SEAM = 0.4


def _ends_date(row: list[Word], i: int) -> bool:
    """Say whether a year behind a month ends the date that stands before it: "May 2021–Oct. 2023" in a margin.

    Why: LaTeX sets a wide blank behind a full stop, and dates in a margin all end at one place.
    """
    year = row[i + 1].text
    begun = any([ch.isdigit() for word in row[: i + 1] for ch in word.text])
    return len(year) == _YEAR and year.isdigit() and not row[i].text[-1].isdigit() and begun


# Unit: digits.
_YEAR = 4


def _part_right(rows: list[list[Word]], gaps: list[list[float]], cut: list[list[bool]]) -> None:
    """Cut dates off that end where the dates of other rows do, and leave names little room ("Acme Ltd  May 2021")."""
    ends: Counter[int] = Counter()
    for row, row_cut in zip(rows, cut, strict=True):
        if any(row_cut):
            ends[round(row[-1].x1)] += 1
    if not ends or max(ends.values()) < _IN_MARGIN:
        return
    for row, row_gaps, row_cut in zip(rows, gaps, cut, strict=True):
        end = round(row[-1].x1)
        if any(row_cut) or len(row) < 3 or sum([ends[end + d] for d in (-1, 0, 1)]) < _IN_MARGIN:
            continue
        i = max(range(len(row_gaps)), key=row_gaps.__getitem__)
        others = max([gap for n, gap in enumerate(row_gaps) if n != i])
        dated = any([ch.isdigit() for word in row[i + 1 :] for ch in word.text])
        if row_gaps[i] > _CLEAR and row_gaps[i] > 1.8 * others and dated:
            row_cut[i] = True


def _part_small(rows: list[list[Word]], gaps: list[list[float]], cut: list[list[bool]]) -> None:
    """Cut dates in small print off names that leave them little room, where other dates end at the same place.

    Why: dates stand at the right of boxes beside each other ("Agent  May 2021 | Clerk      Apr 2019").
    """
    led = [
        (row, row_gaps, row_cut, _stretches(row_cut)) for row, row_gaps, row_cut in zip(rows, gaps, cut, strict=True)
    ]
    ends = Counter([round(row[last].x1) for row, _, _, found in led for n, (_, last) in enumerate(found) if n])
    for row, row_gaps, row_cut, found in led if ends else ():
        for n, (first, last) in enumerate(found):
            # Why: most lines are in one size.
            if last - first < 2 or row[first].size - row[last].size < _SMALLER:
                continue
            i = max(range(first, last), key=row_gaps.__getitem__)
            others = max([gap for k, gap in enumerate(row_gaps[first:last], first) if k != i])
            size, end = row[last].size, round(row[last].x1)
            small = all([word.size == size for word in row[i + 1 : last + 1]]) and row[i].size > size
            dated = any([ch.isdigit() for word in row[i + 1 : last + 1] for ch in word.text])
            level = sum([ends[end + d] for d in (-1, 0, 1)]) > (n > 0)
            if small and dated and level and row_gaps[i] > _CLEAR and row_gaps[i] > 1.8 * others:
                row_cut[i] = True


def _stretches(row_cut: list[bool]) -> list[tuple[int, int]]:
    """Return the first and last words of the cells of a row."""
    stops = [i for i, wide in enumerate(row_cut) if wide]
    return list(zip([0, *[i + 1 for i in stops]], [*stops, len(row_cut)], strict=True))


# Unit: points.
_SMALLER = 1.4

# Unit: ems, wider than the blanks of a line that is not justified.
_CLEAR = 0.6

# Unit: points, within which the words of a margin end.
_FLUSH = 4


def _margins(rows: list[list[Word]]) -> Counter[tuple[int, int]]:
    """Count the rows by where their first word ends and their second begins."""
    return Counter([(round(row[0].x1 / _FLUSH), round(row[1].x0)) for row in rows if len(row) > 1])


def _at_edge(
    row: list[Word],
    gaps: list[float],
    cut: list[bool],
    start: int,
    i: int,
    edges: list[float],
    margins: Counter[tuple[int, int]],
) -> bool:
    """Say whether a narrow gap ends a cell: the next word stands where others start, and looks like a new beginning."""
    a, b = row[i], row[i + 1]
    x, gap = b.x0, gaps[i]
    larger = start == 0 and b.size - a.size > 1.5 and a.font != b.font
    if gap <= 0.35 and not larger:
        return False
    if start == 0 == i and gap > 0.5 and len(a.text) <= _MONTH and a.text[0].isalpha() and a.font != b.font:
        # The month of a date in a margin: "avr." before a bold title, the year on the line below.
        end, begin = round(a.x1 / _FLUSH), round(x)
        if sum([margins[end + m, begin + n] for m in (-1, 0, 1) for n in (-1, 0, 1)]) >= _IN_MARGIN:
            return True
    if not any([abs(x - edge) <= 1.5 for edge in edges]):
        return False
    # Why: the gutter to the next column tells nothing of the blanks of this one.
    stop = next((k for k in range(i + 1, len(cut)) if cut[k]), len(gaps))
    usual = _usual(gaps[start:stop], i - start)
    if gap > 0.7 and gap > 1.6 * usual:
        return True
    if gap > 0.35 and gap > 1.3 * usual and i - start < 5:
        left = " ".join([w.text for w in row[start : i + 1]])
        # A date in a margin that nearly touches its text. Why not a number: a full line may set a year apart.
        return len(left) <= 25 and any([ch.isdigit() for ch in left]) and not b.text[0].isdigit()
    return larger


# Unit: letters, of "september" or "settembre"; rows, which as many words of a margin begin.
_MONTH, _IN_MARGIN = 10, 3


def _join_marks(cells: list[Cell]) -> list[Cell]:
    """Give a list marker that stands alone to the text at its right; take the nodes of a line of time out."""
    nodes = _nodes(cells)
    joined: list[Cell] = []
    for cell in cells:
        last = joined[-1] if joined and joined[-1].row == cell.row else None
        signs = [w.text in _NODES for w in last.words[-2:]] if last else []
        if last and signs == [False, True]:
            # Why: several signs in a row are a rating.
            joined[-1] = last = Cell(last.words[:-1], last.page, last.row)
        elif last and signs == [True] and joined[-2:-1] and joined[-2].row == cell.row and _near(last.x0, nodes):
            last = None
            joined.pop()
        if last and len(last.words) == 1 and last.words[0].text in MARKS and cell.x0 - last.x1 < 45:
            joined[-1] = Cell(last.words + cell.words, cell.page, cell.row)
        else:
            joined.append(cell)
    return joined


# Unit: letters of half a heading; heights of a line between its two.
_HALF, _LEADING_OF = 24, 1.1


def join_headings(cells: list[Cell], section_of: SectionOf) -> list[Cell]:
    """Join headings that take two lines in a margin, beside text whose lines may stand at other heights."""
    gone: set[int] = set()
    joined: dict[int, Cell] = {}
    for n, cell in enumerate(cells):
        first = cell.words[0]
        if len(cell.words) > 3 or n in gone or first.text in MARKS or cell.dated() or len(cell.text) > _HALF:
            continue
        high = cell.bottom - cell.top
        for k in range(n + 1, len(cells)):
            other = cells[k]
            if other.top - cell.bottom > _LEADING_OF * high:
                break
            second = other.words[0]
            level = abs(other.x0 - cell.x0) < 2 or abs(other.x1 - cell.x1) < 2
            if not level or other.row == cell.row or (second.font, second.size) != (first.font, first.size):
                continue
            if len(other.text) <= _HALF and _beside(cell, other, cells) and _one_heading(cell, other, section_of):
                joined[n] = _glued(cell, other)
                gone.add(k)
            break
    if joined:
        cells = [joined.get(n, cell) for n, cell in enumerate(cells) if n not in gone]
    return _lifted(cells, section_of) if any([_is_stroke(c) for c in cells]) else cells


def _lifted(cells: list[Cell], section_of: SectionOf) -> list[Cell]:
    """Put a heading in a margin in the place of the stroke above it, beside the first line of what it heads."""
    gone: set[int] = set()
    for n, cell in enumerate(cells):
        below = range(n + 1, len(cells)) if _is_stroke(cell) else ()
        k = next((k for k in below if abs(cells[k].x0 - cell.x0) < 3), None)
        if k is None or cells[k].top - cell.bottom > 2 * (cell.bottom - cell.top):
            continue
        if section_of(cells[k].text) is not None and _beside(cell, cells[k], cells):
            cells[k].row = cell.row
            gone.add(n)
    return sorted([c for n, c in enumerate(cells) if n not in gone], key=lambda c: (c.row, c.x0)) if gone else cells


def _is_stroke(cell: Cell) -> bool:
    return cell.words[0].text in STROKES and len(cell.words) == 1


def _beside(one: Cell, two: Cell, cells: list[Cell]) -> bool:
    """Say whether text stands at the right of two lines, at the height of one of them or between."""
    right = max(one.x1, two.x1)
    return any([c.x0 > right and c.top < two.bottom and c.bottom > one.top for c in cells])


def _one_heading(one: Cell, two: Cell, section_of: SectionOf) -> bool:
    kind = section_of(_glued(one, two).text)
    halves = {section_of(one.text), section_of(two.text)} - {None}
    return kind is not None and len(halves) < 2


def _glued(one: Cell, two: Cell) -> Cell:
    words = [*one.words, *two.words]
    last, rest = one.words[-1], two.words[0]
    if len(last.text) > 2 and last.text[-1] in _HYPHENS and rest.text[0].islower():
        words = [*one.words[:-1], last._replace(text=last.text[:-1] + rest.text), *two.words[1:]]
    return Cell(words, one.page, one.row)


_HYPHENS = "-\u2010\u00ad"


def _near(x: float, places: list[float]) -> bool:
    return any([abs(x - place) <= 2 for place in places])


def _nodes(cells: list[Cell]) -> list[float]:
    """Return where signs stand between a date and bold text: on a line of time, and no markers of lists."""
    found: list[float] = []
    date: Cell | None = None
    for cell, following in itertools.pairwise(cells):
        sign = cell.words[-1]
        if len(cell.words) > 1 or sign.text not in _NODES:
            date = cell
        if sign.text in _NODES and following.words[0].bold and date and date.row == cell.row == following.row:
            found += [sign.x0] if date.dated() else []
    return found

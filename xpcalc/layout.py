"""Words with boxes -> lines in reading order: rows, cells, columns, running heads.

To teach it a structure: rows and cells are cut in `_cells`, columns decided in `_independent`, order set in `arrange`.
Two rules carry most of it. A wide gap in a row makes two *cells* that stay side by side (a date beside its job).
Only where both sides of a gutter live lives of their own are they *columns*, read one after the other.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from xpcalc.model import Line, Span

SectionOf = Callable[[str], str | None]


class Word(NamedTuple):
    """A word and where it stands. Unit: points from the top left of the page; grey 0 black to 1 white."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    italic: bool
    grey: float
    font: str
    mode: int  # PDF text render mode; 3 = invisible


class Page(NamedTuple):
    """One page of words, in the order of the file."""

    number: int
    width: float
    height: float
    words: list[Word]


# Source: list markers seen in CVs and their themes; dashes are markers only before running text.
# \x88 is the bullet of TeX's text symbols where a bitmap font names no letters.
_MARKS = frozenset("\x88•●▪■◦○‣⁃∙·►▸▶➢➤✓✔❖◆◇*▫□–—-−»>✦★→⮞o‒+".replace("o", ""))
_DASHES = frozenset("–—-−‒")
# What a line of time runs through, between dates and jobs.
_NODES = frozenset("●○•◦■□▪▫◆◇⬤⚫◉")
_DATED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)|(?<!\d)\d{1,2}[/.]\d{2}(?!\d)")
_FOLIO = re.compile(
    r"^\W*(?:(?:page|página|pagina|seite|p\.?|pág\.?)\s*)?\d{1,3}\s*(?:(?:of|de|di|von|van|sur|/|-|–)\s*\d{1,3})?\W*$",
    re.IGNORECASE,
)
# The end of a date on a line of its own: "– 25 de noviembre", "– 3 May 2021", "– marzo de 2017".
_DAY = re.compile(
    r"\s*\d{1,2}(?:\.|º|er|st|nd|rd|th)?\s(?:de |of |d')?[^\W\d_]{3,10}\.?(?:,?\s(?:de |del )?(?:19|20)\d\d)?$"
    r"|\s*[^\W\d_]{3,10}\.?,?\s(?:de |del )?(?:19|20)\d\d$"
)
_DIGITS = re.compile(r"\d+")
# Unit: ems. Gaps within a cell are narrower.
_NARROW = 1.5
_LEADING = frozenset(".·_‥…")
# Unit: ems. The gap that a leader fills, however narrow, parts a name from its date.
_LED = 99.0
# Unit: ems. A dash further from the text at its right stands between two dates in a margin.
_MARK_GAP = 4.5


# Source: hand-made; what leads the eye from a name to its date ("Acme Ltd ........ 2019 – 2021").
# Why no hyphens: "--- ---" fills the empty cells of a table.
LEADER = re.compile(r"([.·_‥…])(?: ?\1){3,}|…{2,}")

# Unit: points, about a line of type.
_LINE = 12.0
# Unit: dates in one row. Two may be a start and an end, or the dates of two columns.
_DATES_ABREAST = 3
# Unit: points. A date in a box stands a little further in than the text under it.
_PADDING = 10.0
# Unit: heights of a line. White space between cards, not between the lines of one.
_APART = 1.8
# Rows of a column that continues another are numbered after its rows; a card begins at a multiple, from CARDS on.
NEXT_COLUMN = 100_000
CARDS = 2 * NEXT_COLUMN
# From here on they are jobs that stand side by side, each in a column of its own.
ABREAST = 50 * NEXT_COLUMN


class Cell:
    """Words of one row that stand together; mutable while a page is being arranged."""

    __slots__ = ("_dated", "_head", "_text", "bottom", "page", "row", "size", "top", "words", "x0", "x1")

    def __init__(self, words: list[Word], page: int, row: int) -> None:
        self.words = words
        self.page = page
        self.row = row
        self.x0 = min([w.x0 for w in words])
        self.x1 = max([w.x1 for w in words])
        self.top = min([w.top for w in words])
        self.bottom = max([w.bottom for w in words])
        self.size = words[0].size
        self._text: str | None = None
        self._dated: bool | None = None
        self._head: bool | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            text = " ".join([w.text for w in self.words])
            if text.isupper() and len(self.words) > 1 and len(text) < 80:
                # Why: a heading set with wide letters would be none, and its column none of its own.
                text = " ".join([w.text for w in _unspace(self.words)])
            self._text = text
        return self._text

    def dated(self) -> bool:
        """Say whether the cell is a date or a piece of one: short, with a year."""
        if self._dated is None:
            text = self.text
            digits = sum([ch.isdigit() for ch in text])
            self._dated = len(text) <= 48 and digits >= 0.13 * len(text) and _DATED.search(text) is not None
        return self._dated

    def heads(self, section_of: SectionOf) -> bool:
        """Say whether the cell is the heading of a section."""
        if self._head is None:
            self._head = section_of(self.text) is not None
        return self._head


def arrange(pages: Sequence[Page], section_of: SectionOf) -> tuple[str, tuple[Line, ...]]:
    """Return the text in reading order and its lines."""
    by_page = [_cells(page) for page in pages]
    marginal = _running(by_page, pages)
    streams: dict[str, list[list[Cell]]] = {"main": []}
    gutters: list[float] = []
    for cells, page in zip(by_page, pages, strict=True):
        body = [c for c in cells if id(c) not in marginal]
        for stream, block in _blocks(body, page.width, section_of, gutters):
            streams.setdefault(stream, []).append(block)
    streams["margin"] = [[c for cells in by_page for c in cells if id(c) in marginal]]
    texts: list[str] = []
    lines: list[Line] = []
    offset = 0
    # Why: a sidebar never stands between two pages of the main column, or it would cut a position in two.
    for column, (stream, blocks) in enumerate(streams.items()):
        for block in blocks:
            for cell in sorted(block, key=lambda c: (c.page, c.row, c.x0)):
                line = _line(cell, -1 if stream == "margin" else column, offset)
                if line is None:
                    continue
                lines.append(line)
                texts.append(line.text)
                offset = line.span.stop + 1
    return "\n".join(texts), tuple(lines)


# ---------------------------------------------------------------- words -> rows -> cells


def _cells(page: Page) -> list[Cell]:
    rows = _rows(page.words)
    gaps = [_unled(row) or _gaps(row) for row in rows]
    cut = [
        [gap >= _NARROW and _wide(row, row_gaps, i) for i, gap in enumerate(row_gaps)]
        for row, row_gaps in zip(rows, gaps, strict=True)
    ]
    edges = _edges(rows, cut)
    cells: list[Cell] = []
    for number, (row, row_gaps, row_cut) in enumerate(zip(rows, gaps, cut, strict=True)):
        start = 0
        for i, gap in enumerate(row_gaps):
            # Why: nearly every gap is an ordinary one between words of one size.
            if row_cut[i] or (
                (gap > 0.35 or (gap > 0.15 and start == 0 and row[i + 1].size - row[i].size > 1.5))
                and _at_edge(row, row_gaps, start, i, edges)
            ):
                cells.append(Cell(row[start : i + 1], page.number, number))
                start = i + 1
        cells.append(Cell(row[start:], page.number, number))
    return _join_marks(cells)


def _rows(words: Iterable[Word]) -> list[list[Word]]:
    """Group runs of words whose middles agree; no row drifts, for each run is held against the row's first ones."""
    rows: list[list[Word]] = []
    middle, height, n = -1e9, 0.0, 0
    for m, h, run in sorted(_runs(words), key=_by_middle):
        mark = len(run) == 1 and run[0].text in _MARKS
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
    return rows


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
    if row[i].text in _MARKS and i == 0 and gap < _MARK_GAP:
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


def _at_edge(row: list[Word], gaps: list[float], start: int, i: int, edges: list[float]) -> bool:
    """Say whether a narrow gap ends a cell: the next word stands where others start, and looks like a new beginning."""
    a, b = row[i], row[i + 1]
    x, gap = b.x0, gaps[i]
    larger = start == 0 and b.size - a.size > 1.5 and a.font != b.font
    if gap <= 0.35 and not larger:
        return False
    if not any([abs(x - edge) <= 1.5 for edge in edges]):
        return False
    usual = _usual(gaps, i)
    if gap > 0.7 and gap > 1.6 * usual:
        return True
    if gap > 0.35 and gap > 1.3 * usual and i - start < 5:
        # A date in a margin that nearly touches its text.
        left = " ".join([w.text for w in row[start : i + 1]])
        return len(left) <= 25 and any([ch.isdigit() for ch in left])
    return larger


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
        if last and len(last.words) == 1 and last.words[0].text in _MARKS and cell.x0 - last.x1 < 45:
            joined[-1] = Cell(last.words + cell.words, cell.page, cell.row)
        else:
            joined.append(cell)
    return joined


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


# ---------------------------------------------------------------- cells -> columns


def _blocks(
    cells: list[Cell], width: float, section_of: SectionOf, gutters: list[float]
) -> list[tuple[str, list[Cell]]]:
    """Return (stream, cells) in reading order; `gutters` found on earlier pages are tried first and new ones noted."""
    if abreast := _abreast(cells, section_of):
        above, jobs, below = abreast
        before, after = [_blocks(part, width, section_of, gutters) if part else [] for part in (above, below)]
        return [*before, ("main", jobs), *after]
    bands = _split(cells, section_of, gutters)
    if bands is None:
        return [("main", cells)]
    blocks: list[tuple[str, list[Cell]]] = []
    for full, left, right in bands:
        if full:
            blocks.append(("main", full))
        if not left and not right:
            continue
        weigh = [sum([len(c.text) for c in side]) for side in (left, right)]
        if _cards(left, right, section_of):
            blocks.append(("main", _row_by_row(left, right)))
            continue
        # Why: the main column is the one with dated rows; where both or none have them, the one with more text.
        dates = [sum([c.dated() for c in side]) for side in (left, right)]
        main = 0 if (dates[0] > 1, weigh[0]) >= (dates[1] > 1, weigh[1]) else 1
        # Why: a right column that opens without a heading and has dates goes on where the left one ended.
        flows = dates[0] > 1 and dates[1] > 1 and not min(right, key=_from_top).heads(section_of)
        # Why: jobs that begin in the right column do not go on from the left one; its first line is a name.
        flows = flows and not any([section_of(c.text) == "experience" for c in right])
        if flows:
            for cell in right:
                cell.row += NEXT_COLUMN
        for side, part in enumerate((left, right)):
            inner = _split(part, section_of, [])
            stream = "main" if side == main or flows else ("left", "right")[side]
            if inner is None:
                blocks.append((stream, part))
                continue
            for full_part, one, two in inner:
                blocks.append((stream, full_part))
                if one and two and _cards(one, two, section_of):
                    blocks.append((stream, _row_by_row(one, two)))
                    continue
                heavier = 0 if sum([len(c.text) for c in one]) >= sum([len(c.text) for c in two]) else 1
                for n, piece in enumerate((one, two)):
                    blocks.append((stream if n == heavier else f"{stream}-{n}", piece))
    return [(stream, block) for stream, block in blocks if block]


def _abreast(cells: list[Cell], section_of: SectionOf) -> tuple[list[Cell], list[Cell], list[Cell]] | None:
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
    ordered = sorted(cells, key=_from_top)
    above = [c for c in ordered if c.row != row and c.top < top]
    below = [c for c in ordered if c.row == row or c.top >= top]
    stop = 0
    for cell in below:
        at = bisect_right(edges, cell.x0 + _PADDING) - 1
        fits = at >= 0 and (at + 1 == len(edges) or cell.x1 < edges[at + 1])
        again = len(dates[cell.row]) >= _DATES_ABREAST and all([c.dated() for c in dates[cell.row]])
        if not fits or (again and cell.row != row) or _parts(cell, section_of):
            break
        columns[at].append(cell)
        stop += 1
    if min(map(len, columns)) < 3:
        return None
    for at, column in enumerate(columns):
        for cell in column:
            cell.row += ABREAST + NEXT_COLUMN * at
    return above, below[:stop], below[stop:]


def _split(
    cells: list[Cell], section_of: SectionOf, gutters: list[float]
) -> list[tuple[list[Cell], list[Cell], list[Cell]]] | None:
    """Return bands (full width, left, right) from the top down, or None where the cells are one column."""
    if len(cells) < 8:
        return None
    best: tuple[int, float, list[tuple[list[Cell], list[Cell], list[Cell]]]] | None = None
    ordered = sorted(cells, key=_from_top)
    if not gutters and not any([c.heads(section_of) for c in cells]):
        return None
    beside = _beside_dates(cells)
    for x, known in [(g, True) for g in gutters] + [(g, False) for g in _candidates(cells)]:
        crossing = sum([c.x0 < x - 1 and c.x1 > x + 1 for c in cells])
        if crossing > 0.7 * len(cells):
            continue
        bands, gain = _bands(ordered, x, section_of, known)
        # Why: the gap between titles and a column of their dates may be wider than the gutter to the side bar.
        gain = gain and max(gain - 4 * sum([low < x < high for low, high in beside]), 1)
        if gain and (best is None or gain > best[0]):
            best = (gain, x, bands)
    if best is None:
        return None
    if all(abs(best[1] - g) > 6 for g in gutters):
        gutters.append(best[1])
    return best[2]


def _beside_dates(cells: Sequence[Cell]) -> list[tuple[float, float]]:
    """Return the gaps between dates and the text on their row, on the side where more of them have text."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    before: list[tuple[float, float]] = []
    after: list[tuple[float, float]] = []
    # Why: a date that begins where text begins stands in a column with it, not beside one.
    edges = Counter([round(c.x0 / 2) for c in cells if not c.dated()])
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


def _from_top(cell: Cell) -> tuple[float, float]:
    return cell.top, cell.x0


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
    cells: list[Cell], x: float, section_of: SectionOf, known: bool
) -> tuple[list[tuple[list[Cell], list[Cell], list[Cell]]], int]:
    """Cut cells (from the top down) at gutter x; a band without columns is full width. Gain: cells in true columns."""
    bands: list[tuple[list[Cell], list[Cell], list[Cell]]] = []
    gain = 0
    full: list[Cell] = []
    left: list[Cell] = []
    right: list[Cell] = []

    def close() -> None:
        nonlocal gain, full, left, right
        paired = False
        if left and right and (turns := _in_turns(left, right, section_of)):
            full, left, right = full + turns[0], turns[1], turns[2]
        if left and right and (grid := _grid(full, left, right, section_of)):
            above, cards, (left, right) = grid
            gain += len(cards[0]) + len(cards[1])
            bands.append((full + above, *cards))
            full = []
            paired = bool(left and right) and left[0].row == right[0].row
        if left and right and (paired or _independent(left, right, section_of, known)):
            gain += len(left) + len(right)
            bands.append((full, left, right))
            full = []
        else:
            full = full + left + right
        left, right = [], []

    starts = Counter([round(c.x0) for c in cells if x - 2 < c.x0 < x + 18])
    edge = max(starts, key=lambda k: (starts[k], -k)) if starts else 0
    for cell in cells:
        if cell.x0 < x - 1 and cell.x1 > x + 1:
            halves = _halves(cell, edge) if starts and starts[edge] >= 4 else None
            if halves:
                left.append(halves[0])
                right.append(halves[1])
            elif cell.x1 - x < 9 and cell.x1 - x < 0.2 * (cell.x1 - cell.x0):
                # An e-mail address that runs a little over its narrow column.
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


def _in_turns(
    left: list[Cell], right: list[Cell], section_of: SectionOf
) -> tuple[list[Cell], list[Cell], list[Cell]] | None:
    """Return (jobs, left, right) where jobs stand left and right of a line of time in turns, down to the next heading.

    Why: beside each is white space, so they are read from the top down, not side after side.
    """
    if not all([any([c.dated() for c in side]) for side in (left, right)]):
        return None
    ordered = sorted([*left, *right], key=_from_top)
    start = int(_parts(ordered[0], section_of))
    stop = next((n for n, c in enumerate(ordered) if n >= start and _parts(c, section_of)), len(ordered))
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


def _grid(
    full: list[Cell], left: list[Cell], right: list[Cell], section_of: SectionOf
) -> tuple[list[Cell], tuple[list[Cell], list[Cell]], tuple[list[Cell], list[Cell]]] | None:
    """Return (heading, cards, what follows) where both sides begin with cards under a heading that is that of both.

    Why: in a column that goes on, what the right side begins with belongs to the last heading of the left one.
    """
    top = max(left[0].top, right[0].top)
    above = [c for c in (*left, *right) if c.bottom <= top]
    if not any([c.heads(section_of) for c in (*full[-2:], *above)]):
        return None
    cut: list[tuple[list[Cell], list[Cell]]] = []
    for side in (left, right):
        cells = [c for c in side if c.bottom > top]
        at = next((n for n, c in enumerate(cells) if _parts(c, section_of)), len(cells))
        cut.append((cells[:at], cells[at:]))
    (one, rest), (two, other) = cut
    if not _cards(one, two, section_of):
        return None
    # Why: text of a column may go on at the top of the next one only where the headings between are higher up.
    lowest = max([c.bottom for c in (*one, *two)])
    if not _steps(one, two) and any([c.top < lowest for c in (*rest, *other)]):
        return None
    return above, (one, two), (rest, other)


def _parts(cell: Cell, section_of: SectionOf) -> bool:
    """Say whether a cell heads a section, and not the card of a break between two jobs ("Parental leave")."""
    return cell.heads(section_of) and section_of(cell.text) != "career_break"


def _cards(left: list[Cell], right: list[Cell], section_of: SectionOf) -> bool:
    """Say whether both sides hold dated things with text under no heading, about as wide as each other."""
    sides = (left, right)
    if any([sum([c.dated() for c in side]) < 2 or _mostly_dates(side) for side in sides]):
        return False
    if any([_parts(c, section_of) for c in (*left, *right)]):
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


def _row_by_row(left: list[Cell], right: list[Cell]) -> list[Cell]:
    """Number the rows of cards so that those side by side are read one after the other."""
    steps = _steps(left, right)
    for n, side in enumerate((left, right)):
        for cell in side:
            at = 2 * sum([cell.row >= step for step in steps]) + n
            cell.row += NEXT_COLUMN * at + (CARDS if steps else 0)
    return [*left, *right]


def _halves(cell: Cell, edge: float) -> tuple[Cell, Cell] | None:
    """Cut a cell where a word stands at the left edge of the right column: two columns that nearly touch."""
    for i in range(1, len(cell.words)):
        word = cell.words[i]
        if abs(word.x0 - edge) <= 1.5 and (word.font != cell.words[0].font or word.size != cell.words[0].size):
            return Cell(cell.words[:i], cell.page, cell.row), Cell(cell.words[i:], cell.page, cell.row)
    return None


def _independent(left: list[Cell], right: list[Cell], section_of: SectionOf, known: bool) -> bool:
    """Say whether two sides of a gutter are columns, not a margin (dates, labels, headings) beside its text."""
    if len(left) < 2 or len(right) < 2:
        return known and not (_mostly_dates(left) or _mostly_dates(right))
    # Why: "Employer  Period  Duties" is the head of a table, where each word alone may head a section.
    in_row = Counter([c.row for c in (*left, *right) if len(c.text) < 25 and not c.dated()])
    heads_left = sum([_parts(c, section_of) for c in left if in_row[c.row] < 3])
    heads_right = sum([_parts(c, section_of) for c in right if in_row[c.row] < 3])
    full_sides = (
        heads_left
        and heads_right
        and all([sum([not c.heads(section_of) and not c.dated() for c in side]) >= 4 for side in (left, right)])
    )
    rows_left = {c.row for c in left}
    rows_right = {c.row for c in right}
    for side, rows in ((left, rows_right), (right, rows_left)):
        if not _mostly_dates(side):
            continue
        # Why: dates that begin rows of the other side, nearly all of them, are the first column of a table.
        dates = [c.row in rows for c in side if c.dated()]
        if not full_sides or (len(dates) > 3 and sum(dates) > 0.8 * len(dates)):
            return False
    shared = len(rows_left & rows_right) / min(len(rows_left), len(rows_right))
    if shared > 0.5 and _table_head(left, right, section_of):
        return False
    if heads_left and heads_right:
        # Why: a margin that holds nothing but headings and dates belongs to the text beside it.
        plain = [c for c in left if not c.heads(section_of) and not c.dated()]
        other = [c for c in right if not c.heads(section_of) and not c.dated()]
        if len(other) < 2 and any([c.dated() and c.row in rows_left for c in right]):
            return False
        return len(plain) >= 2 and len(other) >= 1
    if known:
        return True
    if not heads_left and not heads_right:
        return _cards(left, right, section_of)
    if any([all([c.heads(section_of) or c.dated() for c in side]) for side in (left, right)]):
        return False
    if _both_full(left, right):
        return True
    # A side without headings is a column only if it is a block of its own, as an address is, without dates.
    bare = left if not heads_left else right
    return shared < 0.5 and len({c.row for c in bare}) >= 5 and not any([c.dated() and len(c.text) > 10 for c in bare])


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


def _mostly_dates(cells: list[Cell]) -> bool:
    return sum([c.dated() for c in cells]) >= 0.4 * len(cells)


# ---------------------------------------------------------------- running heads and folios


def _running(by_page: list[list[Cell]], pages: Sequence[Page]) -> set[int]:
    """Return ids of cells that repeat at the edge of pages, and of page numbers."""
    marginal: set[int] = set()
    seen: Counter[str] = Counter()
    edge: list[tuple[str, Cell]] = []
    for cells, page in zip(by_page, pages, strict=True):
        if not cells:
            continue
        for cell in cells:
            low = cell.bottom > page.height * 0.92
            if cell.top < page.height * 0.07 or low:
                # Why: the same place on each page; two dates at the ends of pages are no footer.
                key = f"{_DIGITS.sub('#', cell.text)}@{round(cell.top / 3)}"
                if low and _FOLIO.match(cell.text) and len(cell.text) < 20 and not _DATED.search(cell.text):
                    marginal.add(id(cell))
                edge.append((key, cell))
        seen.update({key for key, cell in edge if cell.page == page.number})
    for key, cell in edge:
        if seen[key] >= 2 and len(pages) > 1 and len(cell.text) > 3:
            marginal.add(id(cell))
    return marginal


# ---------------------------------------------------------------- cell -> line


def _line(cell: Cell, column: int, offset: int) -> Line | None:
    words = cell.words
    bullet = False
    first = words[0].text
    if first in _MARKS:
        # Why: "– Present" is the end of a date on the line above, "– Trained agents on ..." is a list item.
        if len(words) == 1:
            if first not in _DASHES:
                return None
        elif first not in _DASHES or (len(words) >= 4 and not _DAY.match(cell.text[len(first) :])):
            bullet, words = True, words[1:]
    elif first[0] in _MARKS and first[0] not in _DASHES and first[0] not in "+*>" and len(first) > 1:
        bullet = True
        words = [words[0]._replace(text=first[1:]), *words[1:]]
    elif first == "o" and len(words) > 2 and words[1].text[0].isupper() and words[1].x0 - words[0].x1 > 0.3 * cell.size:
        # The letter o for a bullet, as old word processors print it.
        bullet, words = True, words[1:]
    words = _unspace(words)
    text = " ".join([w.text for w in words])
    size, bold, italic, grey, runs = _look(words)
    return Line(
        text=text,
        span=Span(offset, offset + len(text)),
        page=cell.page,
        row=cell.row,
        x0=words[0].x0,
        top=cell.top,
        x1=cell.x1,
        bottom=cell.bottom,
        size=size,
        bold=bold,
        italic=italic,
        bullet=bullet,
        column=column,
        grey=grey,
        visible=any([w.mode not in (3, 7) for w in words]),
        runs=runs,
    )


def _look(words: list[Word]) -> tuple[float, bool, bool, float, tuple[tuple[int, int, bool, bool], ...]]:
    """Return size, bold, italic and grey of most letters, and the runs of bold and italic where they change."""
    # Why: most lines have one look.
    one = words[0][5:9]
    if all([w[5:9] == one for w in words]):
        return words[0].size, words[0].bold, words[0].italic, words[0].grey, ()
    bold = italic = total = 0
    grey = 0.0
    sizes: dict[float, int] = {}
    for w in words:
        n = len(w.text)
        total += n
        bold += n if w.bold else 0
        italic += n if w.italic else 0
        grey += n * w.grey
        sizes[w.size] = sizes.get(w.size, 0) + n
    total = total or 1
    runs: list[tuple[int, int, bool, bool]] = []
    if 0 < bold < total or 0 < italic < total:
        at = 0
        for w in words:
            stop = at + len(w.text)
            if runs and runs[-1][2] == w.bold and runs[-1][3] == w.italic:
                runs[-1] = (runs[-1][0], stop, w.bold, w.italic)
            else:
                runs.append((at, stop, w.bold, w.italic))
            at = stop + 1
    # Why: in small capitals the size is that of the first letters, as in a heading of one word.
    size = (
        max(sizes) if len(sizes) == 2 and all([w.text.isupper() for w in words]) else max(sizes, key=sizes.__getitem__)
    )
    return size, 2 * bold > total, 2 * italic > total, grey / total, tuple(runs)


def _unspace(words: list[Word]) -> list[Word]:
    """Join letter-spaced text ("f e v 2025", "E X P E R I E N C E") and capitals cut off by kerning ("W ork")."""
    if len(words) < 2:
        return words
    singles = sum([len(w.text) == 1 for w in words])
    if singles == 0 and not (len(words[0].text) < 4 and words[0].text.isupper()):
        return words
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(words)]
    joined = [words[0]]
    spaced = singles >= 3 and singles >= 0.6 * len(words)
    near = sorted(gaps)[len(gaps) // 2] * 1.45 if spaced else _tracked(words, gaps)
    spaced = near > 0
    for gap, word in zip(gaps, words[1:], strict=True):
        last = joined[-1]
        em = word.size or 10.0
        # Why: a small letter alone is a word, however near the next one begins ("à juin", "y jefe").
        kerned = len(last.text) == 1 and last.text.isupper() and word.text[0].islower() and gap < 0.13 * em
        if (spaced and gap <= near and last.text[-1].isalnum() and word.text[0].isalnum()) or kerned:
            joined[-1] = last._replace(text=last.text + word.text, x1=word.x1)
        else:
            joined.append(word)
    return joined


# Unit: ems. Source: measured; a blank is 0.25 and more in text faces, letters set apart by up to 0.2 are no words.
_BLANK = 0.22


def _tracked(words: list[Word], gaps: list[float]) -> float:
    """Return up to which gap (points) capitals set apart were cut into pieces ("FOR M AT ION"), 0 where none were."""
    em = words[0].size or 10.0
    narrow = [i for i, gap in enumerate(gaps) if gap < _BLANK * em]
    if not narrow or not all([w.text.isupper() or not w.text.isalnum() for w in words]):
        return 0.0
    wide = [gap for gap in gaps if gap >= _BLANK * em]
    near = max([gaps[i] for i in narrow])
    pieces = {i for n in narrow for i in (n, n + 1)}
    short = sum([len(words[i].text) <= 2 for i in pieces])
    if short < 0.4 * len(pieces) or (wide and min(wide) < near + 0.2 * em):
        return 0.0
    return near + 0.01

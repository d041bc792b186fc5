"""Tesseract's table (TSV) -> words with even boxes; to know another list mark, add it to `_MARK_LIKE`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xpcalc.layout import Word
from xpcalc.regex import regex

# Unit: points; print smaller than this is no print.
_SPECK = 4.5
# Unit: percent. A line less sure than this, inside a better one, is its ghost.
_GHOST = 60.0


class Seen(NamedTuple):
    """A word and how sure the engine is of it. Unit: percent."""

    word: Word
    confidence: float


class _Row(NamedTuple):
    """A word of the table. Unit: points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    line: int


# Source: proportions of common text faces: x-height .52 em, capitals and ascenders .72, descenders .21.
_TALL = regex(r"[A-Z0-9bdfhklßtÀ-ÖØ-Þà-öù-ÿ/()\[\]|&%$#@!?{}]")
# Why: the accent of a capital stands above it.
_ACCENTED = regex(r"[À-ÅÈ-ÏÑ-ÖÙ-Ý]")
_DEEP = regex(r"[gjpqyçQ,;()\[\]|/{}@$]")
LETTER = regex(r"[^\W_]")
# Source: what tesseract makes of list marks, seen in scans of CV themes.
_MARK_LIKE = frozenset("e o © ® ° ¢ = « » * + ~ - ¢ « * . , · ' ‘ ’ ¥ § > ¬ a @ s m 8".split())


def words_of(table: str, scale: float) -> list[Seen]:
    """Return the words of a table; `scale` is points per dot."""
    result: list[Seen] = []
    for line in _apart(list(_rows(table, scale))):
        for run in _runs(_barless(line)):
            size, base = _size(run)
            if len(run) == 1 and len(run[0].text) <= 2 and _is_speck(run[0], size):
                continue
            for i, row in enumerate(run):
                text = row.text
                if i == 0 and len(run) > 1 and _is_mark(row, run[1], size, base):
                    text = "•"
                word = Word(
                    text, row.x0, base - 0.8 * size, row.x1, base + 0.2 * size, size, False, False, 0.0, "ocr", 0
                )
                result.append(Seen(word, row.confidence))
    return result


def _is_speck(row: _Row, size: float) -> bool:
    """Say whether a word of one or two characters that stands alone is dirt, the corner of a frame or an icon."""
    return size < _SPECK or row.bottom - row.top < 0.5 * _SPECK or (row.confidence < 40 and not row.text.isdigit())


def _apart(rows: list[_Row]) -> list[list[_Row]]:
    """Return the words by line without those printed over a surer one.

    Why: where two lines are hard to tell apart tesseract reads some words twice, once in each.
    """
    kept: list[list[_Row]] = []
    rows = _without_ghosts(rows)
    wide = sorted(rows, key=lambda row: row.x0)
    over: set[int] = set()
    for i, one in enumerate(wide):
        for two in wide[i + 1 :]:
            if two.x0 >= one.x1:
                break
            across = min(one.x1, two.x1) - two.x0
            down = min(one.bottom, two.bottom) - max(one.top, two.top)
            worse = min(one, two, key=lambda row: (row.confidence // 20, row.x1 - row.x0))
            if across > 0.5 * (worse.x1 - worse.x0) and down > 0.5 * (worse.bottom - worse.top):
                over.add(id(worse))
    last = -1
    for row in rows:
        if row.line != last:
            kept.append([])
            last = row.line
        if id(row) not in over:
            kept[-1].append(row)
    return [line for line in kept if line]


def _without_ghosts(rows: list[_Row]) -> list[_Row]:
    """Return the words without doubtful lines that lie inside a better one."""
    lines: dict[int, list[_Row]] = {}
    for row in rows:
        lines.setdefault(row.line, []).append(row)
    boxes = {
        number: (
            min([row.x0 for row in line]),
            max([row.x1 for row in line]),
            sum([row.top + row.bottom for row in line]) / len(line) / 2,
            sum([row.confidence for row in line]) / len(line),
            max([row.bottom - row.top for row in line]),
        )
        for number, line in lines.items()
    }
    ghosts = set()
    for number, (x0, x1, middle, sure, _) in boxes.items():
        for other, (left, right, level, surer, height) in boxes.items():
            inside = left <= x0 and x1 <= right and abs(middle - level) < 0.5 * height
            if other != number and sure < _GHOST and sure < surer and inside:
                ghosts.add(number)
    return [row for row in rows if row.line not in ghosts]


def _rows(table: str, scale: float) -> Iterator[_Row]:
    """Yield the words of the table, each with the number of its line."""
    key: list[str] = []
    number = 0
    for raw in table.splitlines():
        cells = raw.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = [int(cell) * scale for cell in cells[6:10]]
        if cells[1:5] != key:
            key, number = cells[1:5], number + 1
        confidence = float(cells[10])
        text = cells[11].strip()
        # Why: rules, frames and photographs come as dashes and bars of odd sizes.
        if not LETTER.search(text) and (height > 40 or width > 150 or (confidence < 20 and len(text) > 2)):
            continue
        yield _Row(text, left, top, left + width, top + height, confidence, number)


def _barless(line: list[_Row]) -> list[_Row]:
    """Return a line without the rules between its cells, and with the digit 1 where it came as a bar.

    Why: the box of a true bar is a hair; that of a rule is taller than the text, that of a digit has its width.
    """
    heights = sorted([row.bottom - row.top for row in line])
    tall = 1.2 * heights[len(heights) // 2]
    kept: list[_Row] = []
    for row, following in zip(line, [*line[1:], None], strict=True):
        height = row.bottom - row.top
        if row.text == "|" and len(line) > 1 and row.x1 - row.x0 > 0.2 * height:
            if height > tall:
                continue
            # "(3 ans | mois)"
            if following is not None and following.text.endswith(")") and kept and kept[-1].text.isalpha():
                row = row._replace(text="1")
        kept.append(row)
    return kept


def _runs(line: list[_Row]) -> Iterator[list[_Row]]:
    """Yield the words of a line that stand together: a date at the margin may have another size than the job."""
    heights = sorted([row.bottom - row.top for row in line])
    wide = 1.6 * heights[len(heights) // 2]
    start = 0
    for i in range(1, len(line)):
        if line[i].x0 - line[i - 1].x1 > wide:
            yield line[start:i]
            start = i
    yield line[start:]


def _share(text: str) -> float:
    """Return the height of a word in ems."""
    above = 0.92 if _ACCENTED.search(text) else 0.72 if _TALL.search(text) else 0.54
    return above + (0.21 if _DEEP.search(text) else 0.0)


def _size(run: list[_Row]) -> tuple[float, float]:
    """Return size and baseline of a run: the medians of what its words show."""
    lettered = [row for row in run if LETTER.search(row.text) and len(row.text) > 1] or run
    sizes = sorted([(row.bottom - row.top) / _share(row.text) for row in lettered for _ in row.text[:12]])
    size = min(max(sizes[len(sizes) // 2], 4.0), 60.0)
    bases = sorted([row.bottom - (0.21 * size if _DEEP.search(row.text) else 0.0) for row in lettered])
    return size, bases[len(bases) // 2]


def _is_mark(row: _Row, following: _Row, size: float, base: float) -> bool:
    """Say whether the first word of a line is a list mark: small, off the baseline, apart from the text."""
    if len(row.text) > 2 or following.x0 - row.x1 < 0.3 * size:
        return False
    height, width = row.bottom - row.top, row.x1 - row.x0
    small = height < 0.5 * size and width < 0.6 * size
    return (small and base - row.bottom > 0.04 * size) or (
        row.text in _MARK_LIKE and following.x0 - row.x1 > 0.55 * size and height < 0.62 * size
    )

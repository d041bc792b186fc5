"""Words with boxes -> lines in reading order: rows, cells, columns, running heads.

To teach it a structure: rows and cells are cut in `cells`, columns decided in `columns`, order set in `arrange`.
Two rules carry most of it. A wide gap in a row makes two *cells* that stay side by side (a date beside its job).
Only where both sides of a gutter live lives of their own are they *columns*, read one after the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from xpcalc.layout.cells import cells_of, join_headings
from xpcalc.layout.columns import blocks_of
from xpcalc.layout.words import (
    ABREAST,
    CARDS,
    DATED,
    LEADER,
    MARKS,
    NEXT_COLUMN,
    STROKES,
    Cell,
    Page,
    SectionOf,
    Word,
    look_of,
    unspaced,
)
from xpcalc.model import Line, Span
from xpcalc.regex import regex

_DASHES = frozenset("–—-−‒")
_FOLIO = regex(
    r"^\W*(?:(?:page|página|pagina|seite|p\.?|pág\.?)\s*)?\d{1,3}\s*(?:(?:of|de|di|von|van|sur|/|-|–)\s*\d{1,3})?\W*$",
    re.IGNORECASE,
)
# The end of a date on a line of its own: "– 25 de noviembre", "– 3 May 2021", "– marzo de 2017 (2 años".
_DAY = regex(
    r"\s*(?:\d{1,2}(?:\.|º|er|st|nd|rd|th)?\s(?:de |of |d')?[^\W\d_]{3,10}\.?(?:,?\s(?:de |del )?(?:19|20)\d\d)?"
    r"|[^\W\d_]{3,10}\.?,?\s(?:de |del )?(?:19|20)\d\d)(?:\s\(\d[^()]{0,14}\)?)?$"
)
_DIGITS = regex(r"\d+")


def arrange(pages: Sequence[Page], section_of: SectionOf) -> tuple[str, tuple[Line, ...]]:
    """Return the text in reading order and its lines."""
    by_page = [join_headings(cells_of(page), section_of) for page in pages]
    marginal = _running(by_page, pages)
    streams: dict[str, list[list[Cell]]] = {"main": []}
    gutters: list[float] = []
    for cells, page in zip(by_page, pages, strict=True):
        body = [c for c in cells if id(c) not in marginal]
        for stream, block in blocks_of(body, page.width, section_of, gutters):
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


# Unit: points, from the first line of a footer to the foot of its last.
_FOOTER = 30


def _running(by_page: list[list[Cell]], pages: Sequence[Page]) -> set[int]:
    """Return ids of cells that repeat at the edge of pages, and of page numbers."""
    marginal: set[int] = set()
    seen: Counter[str] = Counter()
    edge: list[tuple[str, Cell]] = []
    for cells, page in zip(by_page, pages, strict=True):
        if not cells:
            continue
        # Why: some footers stand well above the edge; they are the last rows all the same.
        last = max([c.bottom for c in cells]) - _FOOTER
        for cell in cells:
            low = cell.bottom > page.height * 0.92
            foot = cell.top > max(page.height * 0.8, last) and not DATED.search(cell.text) and len(cell.text) > 6
            if cell.top < page.height * 0.07 or low or foot:
                # Why: the same place on each page; two dates at the ends of pages are no footer.
                key = f"{_unnumbered(cell.text)}@{round(cell.top / 3)}"
                if low and _FOLIO.match(cell.text) and len(cell.text) < 20 and not DATED.search(cell.text):
                    marginal.add(id(cell))
                edge.append((key, cell))
        seen.update({key for key, cell in edge if cell.page == page.number})
    for key, cell in edge:
        if seen[key] >= 2 and len(pages) > 1 and len(cell.text) > 3:
            marginal.add(id(cell))
    return marginal


def _unnumbered(text: str) -> str:
    """Return a text with a sign for each number that is no part of a date."""
    dates = [m[0] for m in DATED.finditer(text)]
    return "".join([f"{_DIGITS.sub('#', t)}{d}" for t, d in zip(DATED.split(text), [*dates, ""], strict=True)])


def _line(cell: Cell, column: int, offset: int) -> Line | None:
    words = cell.words
    bullet = False
    first = words[0].text
    if first in MARKS:
        # Why: "– Present" is the end of a date on the line above, "– Trained agents on ..." is a list item.
        if len(words) == 1:
            if first not in _DASHES:
                return None
        elif first not in _DASHES or (len(words) >= 4 and not _DAY.match(cell.text[len(first) :])):
            bullet, words = True, words[1:]
    elif first[0] in MARKS and first[0] not in _DASHES and first[0] not in "+*>" and len(first) > 1:
        bullet = True
        words = [words[0]._replace(text=first[1:]), *words[1:]]
    elif first == "o" and len(words) > 2 and words[1].text[0].isupper() and words[1].x0 - words[0].x1 > 0.3 * cell.size:
        # The letter o for a bullet, as old word processors print it.
        bullet, words = True, words[1:]
    words = unspaced(words)
    text = " ".join([w.text for w in words])
    size, bold, italic, grey, runs = look_of(words)
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


__all__ = ["ABREAST", "CARDS", "LEADER", "NEXT_COLUMN", "STROKES", "Page", "SectionOf", "Word", "arrange"]

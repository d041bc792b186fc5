"""Words of a page and the cells that they make: what all rooms of the layout share."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import NamedTuple

from xpcalc.regex import regex

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
MARKS = frozenset("\x88•●▪■◦○‣›⁃∙·►▸▶➢➤✓✔❖◆◇*▫□–—-−»>✦★→⮞o‒+".replace("o", ""))
# Strokes that templates set over a heading.
STROKES = frozenset("ㅡ—–_")
DATED = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)|(?<!\d)\d{1,2}[/.]\d{2}(?!\d)")
# Source: hand-made; what leads the eye from a name to its date ("Acme Ltd ........ 2019 – 2021").
# Why no hyphens: "--- ---" fills the empty cells of a table.
LEADER = regex(r"([.·_‥…])(?: ?\1){3,}|…{2,}")
# Rows of a column that continues another are numbered after its rows; a card begins at a multiple, from CARDS on.
NEXT_COLUMN = 100_000
CARDS = 2 * NEXT_COLUMN
# From here on they are jobs that stand side by side, each in a column of its own.
ABREAST = 50 * NEXT_COLUMN


class Cell:
    """Words of one row that stand together; mutable while a page is being arranged."""

    __slots__ = ("_dated", "_dress", "_head", "_text", "bottom", "page", "row", "size", "top", "words", "x0", "x1")

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
        self._dress: tuple[float, bool, bool, bool, float] | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            text = " ".join([w.text for w in self.words])
            if text.isupper() and len(self.words) > 1 and len(text) < 80:
                # Why: a heading set with wide letters would be none, and its column none of its own.
                text = " ".join([w.text for w in unspaced(self.words)])
            self._text = text
        return self._text

    def dated(self) -> bool:
        """Say whether the cell is a date or a piece of one: short, with a year."""
        if self._dated is None:
            text = self.text
            digits = sum([ch.isdigit() for ch in text])
            self._dated = len(text) <= 48 and digits >= 0.13 * len(text) and DATED.search(text) is not None
        return self._dated

    def dress(self) -> tuple[float, bool, bool, bool, float]:
        """Return size, bold, italic, capitals and grey, to be compared with those of others."""
        if self._dress is None:
            size, bold, italic, grey, _ = look_of(self.words)
            self._dress = round(size, 1), bold, italic, self.text.isupper(), round(grey, 1)
        return self._dress

    def is_heading(self) -> None:
        """Take the cell for the heading of a section, whatever it says."""
        self._head = True

    def heads(self, section_of: SectionOf) -> bool:
        """Say whether the cell is the heading of a section."""
        if self._head is None:
            self._head = section_of(self.text) is not None
        return self._head


# Unit: points. A name beside its place in small print differs by more, letters of one name by less.
_OTHER_SIZE = 1.4


def look_of(words: list[Word]) -> tuple[float, bool, bool, float, tuple[tuple[int, int, bool, bool], ...]]:
    """Return size, bold, italic and grey of most letters, and the runs where type or, once, size changes."""
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
    smaller = [n for n, (a, b) in enumerate(itertools.pairwise(words), start=1) if abs(a.size - b.size) >= _OTHER_SIZE]
    parted = smaller if len(smaller) == 1 else []
    if parted or 0 < bold < total or 0 < italic < total:
        at = 0
        for n, w in enumerate(words):
            stop = at + len(w.text)
            if runs and n not in parted and runs[-1][2] == w.bold and runs[-1][3] == w.italic:
                runs[-1] = (runs[-1][0], stop, w.bold, w.italic)
            else:
                runs.append((at, stop, w.bold, w.italic))
            at = stop + 1
    # Why: in small capitals the size is that of the first letters, as in a heading of one word.
    capitals = len(sizes) == 2 and (all([w.text.isupper() for w in words]) or _small_capitals(words, sizes))
    size = max(sizes) if capitals else max(sizes, key=sizes.__getitem__)
    return size, 2 * bold > total, 2 * italic > total, grey / total, tuple(runs)


def _small_capitals(words: list[Word], sizes: Iterable[float]) -> bool:
    """Say whether words in two sizes are small capitals that the file writes small: "Istruzione e formazione"."""
    small, large = sorted(sizes)
    if not 0.65 * large < small < 0.86 * large or words[0].size != large:
        return False
    return all([w.text[:1].isupper() == (w.size == large) for w in words if w.text[:1].isalpha()])


def unspaced(words: list[Word]) -> list[Word]:
    """Join letter-spaced text ("f e v 2025", "E X P E R I E N C E") and capitals cut off by kerning ("W ork")."""
    if len(words) < 2:
        return words
    singles = sum([len(w.text) == 1 for w in words])
    if singles == 0 and not (len(words[0].text) < 4 and words[0].text.isupper()):
        return words
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(words)]
    joined = [words[0]]
    spaced = singles >= 3 and singles >= 0.6 * len(words)
    # Why: in "a b r 2022 to m a r 2025" half of the gaps part words.
    pairs = [
        gap for gap, (a, b) in zip(gaps, itertools.pairwise(words), strict=True) if len(a.text) == len(b.text) == 1
    ]
    letters = sorted(pairs if len(pairs) > 1 else gaps)
    near = letters[len(letters) // 2] * 1.45 if spaced else _tracked(words, gaps)
    spaced = near > 0
    small: dict[float, float] = {}  # size of small capitals -> of the capitals before them
    for gap, word in zip(gaps, words[1:], strict=True):
        last = joined[-1]
        em = word.size or 10.0
        # Why: a small letter alone is a word, however near the next one begins ("à juin", "y jefe").
        kerned = len(last.text) == 1 and last.text.isupper() and word.text[0].islower() and gap < 0.13 * em
        if (spaced and gap <= near and last.text[-1].isalnum() and word.text[0].isalnum()) or kerned:
            joined[-1] = last._replace(text=last.text + word.text, x1=word.x1)
            if kerned and word.size < 0.9 * last.size:
                small[word.size] = last.size
        else:
            joined.append(word)
    # Why: "TITOLI di STUDIO" in small capitals is as large as its first letter.
    return [w._replace(size=small[w.size]) if w.size in small else w for w in joined] if small else joined


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

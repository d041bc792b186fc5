"""Words of a page -> those whose letters are drawn as other letters than the text layer of the PDF names.

A font tells the text of its letters in a table of its own (ToUnicode), and that table can say "2009" where "2019" is
drawn. So digits and some letters are drawn small and compared with `shapes`, what each looks like in ordinary fonts:
the digits of years once for each font and wherever their box is another, and a few letters of the fonts that years
stand in or that share their name with another. What looks much more like another letter, twice, is a doubt; the page
is then read by OCR (`scanned`). To let another look be right, install its font and run tests/readers/make_shapes.py.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from xpcalc.layout import Word
from xpcalc.readers import raw
from xpcalc.readers.page_words import Found
from xpcalc.regex import regex

# Unit: levels of `shapes`, of 144. Source: measured on 245 honest PDFs, a third of their fonts not among those of
# `shapes`: how much nearer another letter may be than the one that the text names.
DOUBT_DIGIT = 5
DOUBT_LETTER = 16
# Source: the same, and 324 CVs in 116 other layouts: in fonts unlike all of `shapes` each digit is far from every one.
FAR, DOUBT_FAR = 24, 11
# Why: a letter that is as near as this to its own kind is not compared with all others.
NEAR, NEAR_DIGIT = 24, 8
# Why: looking at all letters of a font costs more than reading the page; permuted ones show in the first long word.
LETTERS = 4
# Unit: dots; the height of the tallest letter as it is drawn, at first and for the second look.
HEIGHT = 15.0
HEIGHT_AGAIN = 37.0
# Unit: cells of a drawing, as in `shapes`.
COLUMNS, ROWS = 6, 8
# Why: letters of a hundredth of the height are lines, and a word of forty thousand dots is no word.
LEAST_WIDE, LEAST_HIGH = 2.0, 6.0
MOST_DOTS = 40_000
# Unit: of the height. Source: programs slant by 0.2 to 0.33 where a font has no italics; more is no writing.
MOST_LEAN = 0.5
FAINT = 40

# Why: a year whose first digits are forged is still a number of four.
_YEAR = regex(r"(?<!\d)\d{4}(?!\d)")
# Why: pdfium gives the letters of one glyph the same box, or parts of it that hold other ink.
_JOINED = regex(r"f[bfhijklt]+|[Tt]h|[cst]t|ti|tt")
# Unit: share of the height of a digit. Source: measured; one digit of a font and size has one box to the thousandth.
_SAME_BOX = 0.012

# Source: ISO 32000: what tells the text of a font (9.10.3), what draws it (9.6.4, 9.9), what may pack both (7.5.7).
_LYING = (b"/ToUnicode", b"/FontFile", b"/CharProcs", b"/ObjStm", b"/Encrypt")
# Source: ISO 32000, 7.3.5: a name may write any letter as # and its number.
_ESCAPED = regex(rb"#([0-9A-Fa-f]{2})")

Box = tuple[float, float, float, float]  # left, right, bottom, top; points from the bottom left


class Drawings:
    """What is known of the fonts of one document; pages are given to `doubted` one after the other."""

    __slots__ = ("_boxes", "_false", "_honest", "_known", "_named")

    def __init__(self, data: bytes) -> None:
        # Why: without a table of its own and without own drawings, a font is one of those that every viewer has.
        self._honest = not _may_lie(data)
        self._false: set[tuple[int, str]] = set()
        self._named: dict[str, set[int]] = {}
        self._known: dict[int, set[str]] = {}  # letters looked at, by font; only fonts that are looked at
        self._boxes: dict[tuple[int, str], float] = {}  # width by height of digits looked at

    def doubted(self, page: Any, text_page: Any, found: Found) -> list[Word]:
        """Return the words of a page that are drawn otherwise than they read.

        Invariant: has to come before the text of the page is switched off.
        """
        if self._honest or not found.words:
            return []
        for font, name in {(font, word.font) for font, word in zip(found.fonts, found.words, strict=True)}:
            self._note(font, name)
        known_of, year_in = self._known, _YEAR.search
        rows: list[tuple[Word, int, int, bool]] = []
        for word, place, font in zip(found.words, found.places, found.fonts, strict=True):
            if not font or word.mode == 3:
                continue
            dated = year_in(word.text) is not None
            if dated and font not in known_of:
                known_of[font] = set()
            rows.append((word, place, font, dated))
        view = View(page, text_page)
        text = found.text
        doubted: list[Word] = []
        for word, place, font, dated in rows:
            known = known_of.get(font)
            if known is None:
                continue
            # Why: a letter is looked at once; what was false on one page is false on the next.
            if self._false and not doubted and any([(font, letter) in self._false for letter in word.text]):
                doubted.append(word)
                continue
            fresh = not known and len(word.text) > LETTERS
            if not fresh and not dated:
                continue
            token = text[place : place + len(word.text)]
            chosen = self._digits(view, font, token, place) if dated else []
            if fresh:
                chosen += _letters(view, known, token, place)
            wrong = view.wrong(chosen, font, view.lean(place)) if chosen else ""
            if wrong:
                self._false.add((font, wrong))
                doubted.append(word)
        return doubted

    def _note(self, font: int, name: str) -> None:
        """Note a font; the letters of those that share a name are looked at."""
        # Why: the name of a subset begins with six letters of its own.
        plain = name[7:] if name[6:7] == "+" else name
        if font and plain:
            same = self._named.setdefault(plain, set())
            same.add(font)
            if len(same) > 1:
                for each in same:
                    self._known.setdefault(each, set())

    def _digits(self, view: View, font: int, token: str, place: int) -> list[tuple[str, Box]]:
        """Return the digits of years that are new in this font, or whose box is not that of the ones before."""
        chosen: list[tuple[str, Box]] = []
        for found in _YEAR.finditer(token):
            for i in range(found.start(), found.end()):
                box = view.box(place + i)
                # Why: a font is used in several sizes; the form of the box stays, and is another for most digits.
                form = (box[1] - box[0]) / ((box[3] - box[2]) or 1.0)
                if abs(form - self._boxes.get((font, token[i]), 0.0)) > _SAME_BOX:
                    self._boxes[font, token[i]] = form
                    chosen.append((token[i], box))
        return chosen


def _may_lie(data: bytes) -> bool:
    """Say whether a PDF may hold a font that is not one of those that every viewer has."""
    if any([name in data for name in _LYING]):
        return True
    plain = _ESCAPED.sub(_unescaped, data)
    return any([name in plain for name in _LYING])


def _unescaped(code: re.Match[bytes]) -> bytes:
    return bytes([int(code[1], 16)])


def _letters(view: View, known: set[str], token: str, place: int) -> list[tuple[str, Box]]:
    """Return some letters of a word, and add them to the known ones."""
    joined = {i for found in _JOINED.finditer(token) for i in range(*found.span())}
    chosen: list[tuple[str, Box]] = []
    kinds = _alphabet().kinds
    for i, letter in enumerate(token):
        if len(known) < LETTERS and letter in kinds and letter not in known and i not in joined:
            chosen.append((letter, view.box(place + i)))
            known.add(letter)
    return chosen


class View:
    """A page, to be drawn in small pieces."""

    __slots__ = (
        "_at",
        "_box",
        "_corners",
        "_page",
        "_scales",
        "_text",
        "_turn",
        "height",
        "left",
        "top",
        "width",
    )

    def __init__(self, page: Any, text_page: Any) -> None:
        import pypdfium2.raw as c

        rect = c.FS_RECTF()
        c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect))
        self.left, self.top = rect.left, rect.top
        self.width, self.height = rect.right - rect.left, rect.top - rect.bottom
        self._page = page.raw
        self._scales: dict[int, float] = {}
        # Why: boxes are those of the page before it is turned.
        self._turn = (4 - page.get_rotation() // 90) % 4
        self._text = raw.address(text_page)
        self._corners, self._at = raw.four(ctypes.c_double)
        self._box = raw.functions().FPDFText_GetCharBox

    def box(self, index: int) -> Box:
        """Return the box around the ink of a character."""
        self._box(self._text, index, *self._at)
        left, right, bottom, top = self._corners
        return left, right, bottom, top

    def lean(self, index: int) -> float:
        """Return by how much of their height letters lean to the right, where upright ones are slanted for italics."""
        matrix = (ctypes.c_float * 6)()
        raw.functions().FPDFText_GetMatrix(self._text, index, ctypes.addressof(matrix))
        _, turned, slanted, high, _, _ = matrix
        lean = slanted / high if high and not turned else 0.0
        return lean if 0.0 < lean < MOST_LEAN else 0.0

    def wrong(self, letters: Sequence[tuple[str, Box]], font: int, lean: float = 0.0) -> str:
        """Return the first of these letters of a word that is drawn as another, at both looks; empty if none is."""
        looks = self.looks([box for _, box in letters], HEIGHT, font, lean)
        for (letter, box), look in zip(letters, looks, strict=True):
            if look is None or not _doubtful(letter, look):
                continue
            again = self.looks([box], HEIGHT_AGAIN, lean=lean)[0]
            if again is not None and _doubtful(letter, again):
                return letter
        return ""

    def looks(self, boxes: Sequence[Box], height: float, font: int = 0, lean: float = 0.0) -> list[int | None]:
        """Return what stands in each box, as levels of ink in ROWS x COLUMNS; None where that cannot be told."""
        nothing: list[int | None] = [None] * len(boxes)
        x0, x1 = min([box[0] for box in boxes]), max([box[1] for box in boxes])
        y0, y1 = min([box[2] for box in boxes]), max([box[3] for box in boxes])
        high = max([box[3] - box[2] for box in boxes])
        if not (high > 0 and x1 > x0 and self.width >= 1 <= self.height):
            return nothing
        # Why: pages are drawn in whole dots; the scale that this gives is another across than down.
        scale = self._scales.get(font, 0.0)
        if not (font and 0.6 * height < scale * high < 1.7 * height):
            # Why: a letter once drawn in a font and size is drawn again in a tenth of the time.
            scale = self._scales[font] = height / high
        across, down = round(self.width * scale), round(self.height * scale)
        if not (0 < across < 1 << 24 and 0 < down < 1 << 24):
            return nothing
        sx, sy = across / self.width, down / self.height
        left, top = (x0 - self.left) * sx, (self.top - y1) * sy
        margin = int(height / 4)
        width, tall = int((x1 - x0) * sx) + 2 * margin, int((y1 - y0) * sy) + 2 * margin
        if width * tall > MOST_DOTS or not -1e6 < left < 1 << 24 or not -1e6 < top < 1 << 24:
            return nothing
        start, above = margin - round(left), margin - round(top)
        dots = self._draw(width, tall, start, above, across, down)
        # Why: above and below the letters there is ground; between bold ones there is more ink.
        edge = dots[:width] + dots[-width:]
        ground = 255 if edge.count(255) > width else Counter(edge).most_common(1)[0][0]
        left, top = left + start, top + above
        result: list[int | None] = []
        for a, b, d, e in boxes:
            wide, high = (b - a) * sx, (e - d) * sy
            if wide < LEAST_WIDE or high < LEAST_HIGH:
                result.append(None)
                continue
            start = (a - x0) * sx + left
            own = _ground(dots, width, int(start), int(start + wide), ground)
            result.append(_levels(dots, width, start, (y1 - e) * sy + top, wide, high, own, lean))
        return result

    def _draw(self, width: int, height: int, left: int, top: int, across: int, down: int) -> bytearray:
        import pypdfium2.raw as c

        dots = bytearray(width * height)
        buffer = (ctypes.c_char * len(dots)).from_buffer(dots)
        bitmap = c.FPDFBitmap_CreateEx(width, height, c.FPDFBitmap_Gray, buffer, width)
        c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, self._page, left, top, across, down, self._turn, 0)
        c.FPDFBitmap_Destroy(bitmap)
        return dots


def _ground(dots: bytearray, stride: int, left: int, right: int, ground: int) -> int:
    """Return the ground of one letter: a box behind a part of the word gives its letters another one."""
    first, last = max(left, 0), min(right, stride)
    own = dots[first:last] + dots[len(dots) - stride + first : len(dots) - stride + last]
    if not own or 2 * own.count(ground) >= len(own):
        return ground
    most, times = Counter(own).most_common(1)[0]
    return most if 4 * times > 3 * len(own) else ground


def _levels(
    dots: bytearray, stride: int, left: float, top: float, wide: float, high: float, ground: int, lean: float
) -> int | None:
    """Return the ink of each cell of a box: two dots of it, in four levels, written as `shapes` are."""
    wide -= lean * high
    across = [int(left + (k + 0.5) * wide / (2 * COLUMNS)) for k in range(2 * COLUMNS)]
    # Why: a slanted letter is read as if it stood upright; each row begins where its place above the foot moved it.
    moved = [int(lean * high * (1 - (k + 0.5) / ROWS)) for k in range(ROWS)]
    down = [int(top + (k + 0.5) * high / ROWS) * stride + moved[k] for k in range(ROWS)]
    if wide < LEAST_WIDE or across[0] < 0 or down[0] < 0 or across[-1] + moved[0] >= stride:
        return None
    if down[-1] + stride > len(dots):
        return None
    columns = itemgetter(*across)
    cells: list[int] = []
    for start in down:
        a, b, c, d, e, f, g, h, i, j, k, m = columns(dots[start : start + stride])
        cells += (a + b, c + d, e + f, g + h, i + j, k + m)
    ground *= 2
    ink = [abs(cell - ground) for cell in cells]
    most = max(ink)
    if most < 2 * FAINT:
        return None
    one_fifth, half, most_of = 0.2 * most, 0.5 * most, 0.8 * most
    return int(bytes([55 if v > most_of else 51 if v > half else 49 if v > one_fifth else 48 for v in ink]), 8)


def _doubtful(letter: str, look: int) -> bool:
    """Say whether a look is much more like another letter than like the one it is said to be."""
    shapes, kinds = _alphabet()
    kind = kinds[letter]
    own = _distance(look, shapes[kind])
    least = DOUBT_DIGIT if letter.isdigit() else DOUBT_LETTER
    if own <= (NEAR_DIGIT if letter.isdigit() else NEAR):
        return False
    nearest = min(
        [
            _distance(look, known)
            for other, known in shapes.items()
            if other != kind and other.isdigit() == letter.isdigit()
        ]
    )
    if letter.isdigit() and nearest > FAR:
        least = DOUBT_FAR
    return nearest <= own - least


def _distance(look: int, shapes: Iterable[int]) -> int:
    return min([(look ^ shape).bit_count() for shape in shapes])


class _Alphabet(NamedTuple):
    """What letters look like, as `looks` gives it, by kind; and the kind of each letter."""

    shapes: dict[str, tuple[int, ...]]
    kinds: dict[str, str]


@lru_cache(maxsize=1)
def _alphabet() -> _Alphabet:
    # Why: a large table, which most files do not need.
    from xpcalc.readers.shapes import SHAPES

    shapes = {kind: tuple([int(shape, 8) for shape in known]) for kind, known in SHAPES.items()}
    # Why: both cases of a letter are one kind (small capitals are named as small letters), and I, i, l too.
    return _Alphabet(
        shapes, {letter: kind for kind in SHAPES for letter in (kind, kind.upper())} | {"i": "l", "I": "l"}
    )


__all__ = ["HEIGHT", "Drawings", "View"]

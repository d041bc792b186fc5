"""Words of a page -> those whose letters are drawn as other letters than the text layer of the PDF names.

A font tells the text of its letters in a table of its own (ToUnicode), and that table can say "2009" where "2019" is
drawn. So letters and digits are drawn small and compared with `shapes`, what each looks like in ordinary fonts: every
letter of every font once, and the digits of all years. A letter that looks much more like another is a doubt; what is
drawn is then read by OCR (`scanned`). To let another look be right, add its font to `tests/readers/make_shapes.py`.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from xpcalc.layout import Word
from xpcalc.readers.shapes import COLUMNS, ROWS, SHAPES

# Unit: levels of `shapes`, of 144. Source: measured on 11,000 letters and digits of 80 fonts: how much nearer another
# letter may be than the one that the text names. Digits are alike in fewer ways than letters.
DOUBT_DIGIT = 10
DOUBT_LETTER = 18
# Why: a letter that is as near as this to its own kind is not compared with all others.
NEAR = 16
# Why: looking at every letter of every font costs more than reading the page; a font that is there for one lie is
# seen whole, a permuted one by its first letters.
LETTERS = 0
# Unit: dots; the height of the tallest letter as it is drawn, at first and for the second look.
HEIGHT = 24.0
HEIGHT_AGAIN = 37.0
# Why: letters of a hundredth of the height are lines, and a word of forty thousand dots is no word.
LEAST_WIDE, LEAST_HIGH = 2.0, 6.0
MOST_DOTS = 40_000
FAINT = 40

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Why: pdfium gives the letters of one glyph the same box, or parts of it that hold other ink.
_JOINED = re.compile(r"f[bfhijklt]+|[Tt]h|[cst]t|ti|tt")
# Source: fpdf_text.h; with addresses for arguments a call takes half as long.
_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)
_OWNER = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
# Unit: share of the height of a digit. Source: measured; one digit of a font and size has one box to the thousandth.
_SAME_BOX = 0.012

Box = tuple[float, float, float, float]  # left, right, bottom, top; points from the bottom left


class Drawings:
    """What is known of the fonts of one document; pages are given to `doubted` one after the other."""

    __slots__ = ("_boxes", "_known")

    def __init__(self) -> None:
        self._known: dict[int, set[str]] = {}
        self._boxes: dict[tuple[int, str], tuple[float, float]] = {}

    def doubted(
        self, c: Any, page: Any, text_page: Any, text: str, words: Sequence[Word], places: Sequence[int]
    ) -> list[Word]:
        """Return the words of a page that are drawn otherwise than they read; `places` are their first characters.

        Invariant: has to come before the text of the page is switched off.
        """
        view = _View(c, page, text_page)
        fonts: dict[int, int] = {}
        doubted: list[Word] = []
        for word, place in zip(words, places, strict=True):
            owner = view.owner(place)
            font = fonts.get(owner)
            if font is None:
                font = fonts[owner] = _font(c, text_page, place)
            known = self._known.get(font)
            if known is None:
                known = self._known[font] = set()
            token = word.text
            fresh = len(known) < LETTERS and not known.issuperset(token)
            if (not fresh and not _may_be_year(token)) or word.mode == 3:
                continue
            which = self._chosen(view, font, known, text, place, len(token))
            if which and view.wrong(which, font):
                doubted.append(word)
        return doubted

    def _chosen(
        self, view: _View, font: int, known: set[str], text: str, place: int, length: int
    ) -> list[tuple[str, Box]]:
        """Return letters not yet seen in this font, and digits of years that are new or have another box."""
        token = text[place : place + length]
        chosen: list[tuple[str, Box]] = []
        joined = {i for found in _JOINED.finditer(token) for i in range(*found.span())} if not token.isdigit() else ()
        years = {i for found in _YEAR.finditer(token) for i in range(*found.span())}
        for i, letter in enumerate(token):
            if letter not in SHAPES_OF or i in joined:
                continue
            if i in years:
                box = view.box(place + i)
                high = box[3] - box[2]
                size = (box[1] - box[0], high)
                before = self._boxes.get((font, letter))
                same = before is not None and high > 0 and before[1] > 0
                if same and before is not None:
                    # Why: one font is used in several sizes; the form of the box stays.
                    same = abs(size[0] / high - before[0] / before[1]) < _SAME_BOX
                if not same:
                    self._boxes[font, letter] = size
                    chosen.append((letter, box))
            elif letter not in known and len(known) < LETTERS:
                chosen.append((letter, view.box(place + i)))
                known.add(letter)
        return chosen


class _View:
    """A page, to be drawn in small pieces."""

    __slots__ = ("_at", "_box", "_c", "_corners", "_owner", "_page", "_scales", "_text", "_turn", "height", "left", "top", "width")

    def __init__(self, c: Any, page: Any, text_page: Any) -> None:
        rect = c.FS_RECTF()
        c.FPDF_GetPageBoundingBox(page.raw, ctypes.byref(rect))
        self.left, self.top = rect.left, rect.top
        self.width, self.height = rect.right - rect.left, rect.top - rect.bottom
        self._c, self._page = c, page.raw
        self._scales: dict[int, float] = {}
        # Why: boxes are those of the page before it is turned.
        self._turn = (4 - page.get_rotation() // 90) % 4
        self._text = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        self._corners = (ctypes.c_double * 4)()
        at = ctypes.addressof(self._corners)
        self._at = (at, at + 8, at + 16, at + 24)
        self._box = _BOX(ctypes.cast(c.FPDFText_GetCharBox, ctypes.c_void_p).value or 0)
        self._owner = _OWNER(ctypes.cast(c.FPDFText_GetTextObject, ctypes.c_void_p).value or 0)

    def owner(self, index: int) -> int:
        """Return the address of the text object that a character stands in."""
        return self._owner(self._text, index) or 0

    def box(self, index: int) -> Box:
        """Return the box around the ink of a character."""
        self._box(self._text, index, *self._at)
        left, right, bottom, top = self._corners
        return left, right, bottom, top

    def wrong(self, letters: Sequence[tuple[str, Box]], font: int) -> bool:
        """Say whether one of these letters of a word is drawn as another, at a first and at a second look."""
        looks = self.looks([box for _, box in letters], HEIGHT, font)
        for (letter, box), look in zip(letters, looks, strict=True):
            if look is None or not _doubtful(letter, look):
                continue
            again = self.looks([box], HEIGHT_AGAIN)[0]
            if again is not None and _doubtful(letter, again):
                return True
        return False

    def looks(self, boxes: Sequence[Box], height: float, font: int = 0) -> list[int | None]:
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
        width, tall = int((x1 - x0) * sx) + 3, int((y1 - y0) * sy) + 3
        if width * tall > MOST_DOTS or not -1e6 < left < 1 << 24 or not -1e6 < top < 1 << 24:
            return nothing
        dots = self._draw(width, tall, 1 - round(left), 1 - round(top), across, down)
        ground = 255 if 2 * dots.count(255) > len(dots) else Counter(dots).most_common(1)[0][0]
        left, top = left + 1 - round(left), top + 1 - round(top)
        result: list[int | None] = []
        for a, b, d, e in boxes:
            wide, high = (b - a) * sx, (e - d) * sy
            if wide < LEAST_WIDE or high < LEAST_HIGH:
                result.append(None)
                continue
            result.append(_levels(dots, width, (a - x0) * sx + left, (y1 - e) * sy + top, wide, high, ground))
        return result

    def _draw(self, width: int, height: int, left: int, top: int, across: int, down: int) -> bytearray:
        c = self._c
        dots = bytearray(width * height)
        buffer = (ctypes.c_char * len(dots)).from_buffer(dots)
        bitmap = c.FPDFBitmap_CreateEx(width, height, c.FPDFBitmap_Gray, buffer, width)
        c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, self._page, left, top, across, down, self._turn, 0)
        c.FPDFBitmap_Destroy(bitmap)
        return dots


def _font(c: Any, text_page: Any, index: int) -> int:
    """Return what tells the font of a character from others."""
    item = c.FPDFText_GetTextObject(text_page, index)
    font = c.FPDFTextObj_GetFont(item) if item else None
    return ctypes.addressof(font.contents) if font else 0


def _may_be_year(token: str) -> bool:
    return len(token) > 3 and ("20" in token or "19" in token)


def _levels(
    dots: bytearray, stride: int, left: float, top: float, wide: float, high: float, ground: int
) -> int | None:
    """Return the ink of each cell of a box: two dots of it, in four levels, written as `shapes` are."""
    across = [int(left + (k + 0.5) * wide / (2 * COLUMNS)) for k in range(2 * COLUMNS)]
    down = [int(top + (k + 0.5) * high / ROWS) * stride for k in range(ROWS)]
    if across[0] < 0 or down[0] < 0 or across[-1] >= stride or down[-1] + stride > len(dots):
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
    return int.from_bytes([55 if v > most_of else 51 if v > half else 49 if v > one_fifth else 48 for v in ink])


def _doubtful(letter: str, look: int) -> bool:
    """Say whether a look is much more like another letter than like the one it is said to be."""
    shapes = _shapes()
    kind = SHAPES_OF[letter]
    own = _distance(look, shapes[kind])
    least = DOUBT_DIGIT if letter.isdigit() else DOUBT_LETTER
    if own < least or (own <= NEAR and not letter.isdigit()):
        return False
    for other, known in shapes.items():
        if other != kind and other.isdigit() == letter.isdigit() and own - _distance(look, known) >= least:
            return True
    return False


def _distance(look: int, shapes: Iterable[int]) -> int:
    return min([(look ^ shape).bit_count() for shape in shapes])


@lru_cache(maxsize=1)
def _shapes() -> dict[str, tuple[int, ...]]:
    return {kind: tuple([int.from_bytes(shape.encode()) for shape in known]) for kind, known in SHAPES.items()}


# Source: hand-made; both cases of a letter are one kind (small capitals are named as small letters), and I, i, l too.
SHAPES_OF = {letter: kind for kind in SHAPES for letter in (kind, kind.upper())} | {"i": "l", "I": "l"}

__all__ = ["Drawings"]

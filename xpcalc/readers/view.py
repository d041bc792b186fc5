"""A page, drawn in grey, whole or in part, with and without its text; and where its words are in the picture."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from typing import Any, NamedTuple

from xpcalc.layout import Word

# Source: the picture is at most this large, decided before it is made. Unit: pixels.
PIXELS = 8_000_000
# Why: a page of text has 160 objects; forms inside forms may claim to have 10 to the power of 10.
OBJECTS = 1_000_000
DEPTH = 8

Pixels = bytes | bytearray
Box = tuple[float, float, float, float]


class Picture(NamedTuple):
    """A page or a part of it, one byte a pixel. `left`, `top`: where the part begins. Unit: pixels; pixels a point."""

    pixels: Pixels
    width: int
    height: int
    left: int = 0
    top: int = 0
    scale: float = 1.0


class View:
    """How words map to the pixels of a drawn page, and the drawing itself."""

    __slots__ = ("height", "map", "page", "scale", "width")

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.page = page
        self.width = width
        self.height = height
        self.scale = min(1.0, (PIXELS / (width * height)) ** 0.5)
        self.map = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    @classmethod
    def of(cls, page: Any, left: float, top: float) -> View | None:
        """Return the view of a page, or None if it has no size to draw."""
        import pypdfium2.raw as c

        width, height = page.get_size()
        # Why: on a page that must shrink to less than a quarter, print of 10 points is two pixels high.
        if not (width >= 1.0 and height >= 1.0 and width * height <= 16 * PIXELS):
            return None
        view = cls(page, width, height)
        # Why: pdfium alone knows how crop box, rotation and user unit act together; three points show it.
        fine = min(64.0, 1e9 / max(width, height))
        x, y = ctypes.c_int(), ctypes.c_int()
        points: list[tuple[float, float]] = []
        for dx, dy in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
            size = (round(width * fine), round(height * fine))
            if not c.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, left + dx, top - dy, ctypes.byref(x), ctypes.byref(y)):
                return None
            points.append((x.value / fine, y.value / fine))
        (ox, oy), (ax, ay), (bx, by) = points
        view.map = ((ax - ox) / 100, (bx - ox) / 100, ox, (ay - oy) / 100, (by - oy) / 100, oy)
        return view

    def box(self, word: Word) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom on the page as it is shown. Unit: points."""
        a, b, e, d, g, f = self.map
        if not b and not d and a > 0 < g:
            return a * word.x0 + e, g * word.top + f, a * word.x1 + e, g * word.bottom + f
        x0, x1 = a * word.x0 + b * word.top + e, a * word.x1 + b * word.bottom + e
        y0, y1 = d * word.x0 + g * word.top + f, d * word.x1 + g * word.bottom + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def around(self, words: Iterable[Word]) -> Box:
        """Return the part of the page that holds these words. Unit: points."""
        boxes = [self.box(word) for word in words]
        return (
            min([box[0] for box in boxes]),
            min([box[1] for box in boxes]),
            max([box[2] for box in boxes]),
            max([box[3] for box in boxes]),
        )

    def draw(self, zoom: float, part: Box | None = None) -> Picture:
        """Return the page or a part of it in grey, `zoom` pixels a point if the limit allows it for the whole page."""
        import pypdfium2.raw as c

        scale = self.scale if zoom == 1.0 else min(zoom, (PIXELS / (self.width * self.height)) ** 0.5)
        across, down = max(round(self.width * scale), 1), max(round(self.height * scale), 1)
        left, top, right, bottom = 0, 0, across, down
        scale = across / self.width
        if part is not None:
            left, top = max(int(part[0] * scale) - 1, 0), max(int(part[1] * scale) - 1, 0)
            right, bottom = min(int(part[2] * scale) + 2, across), min(int(part[3] * scale) + 2, down)
        width, height = right - left, bottom - top
        pixels = bytearray(max(width, 0) * max(height, 0))
        nothing = Picture(b"", 0, 0)
        if not pixels:
            return nothing
        buffer = (ctypes.c_char * len(pixels)).from_buffer(pixels)
        bitmap = c.FPDFBitmap_CreateEx(width, height, c.FPDFBitmap_Gray, buffer, width)
        if not bitmap:
            return nothing
        c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, self.page.raw, -left, -top, across, down, 0, c.FPDF_ANNOT)
        c.FPDFBitmap_Destroy(bitmap)
        return Picture(pixels, width, height, left, top, scale)


def texts_of(f: Any, sheet: int) -> list[int] | None:
    """Return the text objects of a page, those inside forms too; None if there are too many to look at."""
    import pypdfium2.raw as c

    texts: list[int] = []
    looked = 0
    kind_of, text, form = f.FPDFPageObj_GetType, c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_FORM
    stack = [(f.FPDFPage_CountObjects(sheet), f.FPDFPage_GetObject, sheet, 0)]
    while stack:
        count, get, owner, depth = stack.pop()
        looked += max(count, 0)
        if looked > OBJECTS:
            return None
        for i in range(count):
            item = get(owner, i)
            kind = kind_of(item)
            if kind == text:
                texts.append(item)
            elif kind == form and depth < DEPTH:
                stack.append((f.FPDFFormObj_CountObjects(item), f.FPDFFormObj_GetObject, item, depth + 1))
    return texts


def switch(f: Any, texts: Iterable[int], on: bool) -> None:
    """Have text objects drawn from now on, or left out."""
    set_active = f.FPDFPageObj_SetIsActive
    for text in texts:
        set_active(text, on)


__all__ = ["Box", "Picture", "Pixels", "View", "switch", "texts_of"]

"""The objects of a page -> the words that some means of hiding might have touched: most pages have none.

To look for another means, add a test to `suspects_of`; what it finds is then drawn (`visibility`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from xpcalc.readers import raw
from xpcalc.readers.page_words import Found
from xpcalc.readers.view import Box

# Unit: points. Smaller print is read by machines only.
SMALLEST = 3.0
# Unit: share of white. Ink below it stands out on any light ground.
_DARK_INK = 0.6
_LIGHT_GROUND = 0.75
# Unit: points. Rules and underlines are thinner, and hide no word.
_THIN = 2.5
_OPEN_OBJECTS = 3000


def suspects_of(f: Any, sheet: int, marks: Marks, found: Found, left: float, top: float) -> set[int] | None:
    """Return the words that some means of hiding might have touched; None where that can be any word.

    Open to the eye is dark, opaque, large enough text, inside its clip, in no layer and without other words behind it
    (ActualText), which no picture, shade or dark box touches and nothing is painted on top of.
    Why: on most CVs that is nearly all, and looking at the objects costs a tenth of drawing the page twice.
    """
    import pypdfium2.raw as c

    words, opaque = found.words, found.opaque
    count = f.FPDFPage_CountObjects(sheet)
    if count > _OPEN_OBJECTS:
        return None
    text, path, image = c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE
    get, kind_of, bounds_of = f.FPDFPage_GetObject, f.FPDFPageObj_GetType, f.FPDFPageObj_GetBounds
    count_of, clip_of, clips = f.FPDFPageObj_CountMarks, f.FPDFPageObj_GetClipPath, f.FPDFClipPath_CountPaths
    bounds, ink = _Bounds(), _Ink()
    lettered = False
    over: list[Box] = []
    for i in range(count):
        item = get(sheet, i)
        kind = kind_of(item)
        if kind == text:
            lettered = True
            marked = count_of(item)
            layer, actual = marks.of(item, marked) if marked > 0 else (False, 0)
            if actual:
                return None
            clip = clip_of(item)
            clipped = clip and clips(clip) > 0
            # Why: the words of an object are as grey as its first, which is looked at below.
            if not layer and not clipped and item in opaque:
                continue
            if not bounds_of(item, *bounds.at):
                return None
            shown = ink.dark(f, item) and f.FPDFTextObj_GetTextRenderMode(item) in (0, 2)
            if shown and not layer and (not clipped or _inside_clip(f, clip, bounds.box)):
                continue
        elif not bounds_of(item, *bounds.at):
            return None
        elif kind == path:
            filled = _filled(f, item)
            if filled is None:
                return None
            x0, y0, x1, y1 = bounds.box
            if x1 - x0 < _THIN or y1 - y0 < _THIN or not filled:
                continue
            if not lettered and ink.light(f, item):
                continue
        elif kind != image:
            lettered = True  # a form, which may hold text; that is within its bounds
        over.append(bounds.box)
    if not lettered:
        return None
    suspects = {i for i, w in enumerate(words) if w.grey > _DARK_INK or (w.mode and w.mode != 2) or w.size < SMALLEST}
    if over:
        boxes = [(word.x0 + left, top - word.bottom, word.x1 + left, top - word.top) for word in words]
        for x0, y0, x1, y1 in over:
            suspects |= {i for i, (a, b, d, e) in enumerate(boxes) if a < x1 and b < y1 and d > x0 and e > y0}
    return suspects


class _Bounds:
    """Where pdfium writes the edges of an object: left, bottom, right, top."""

    __slots__ = ("_room", "at")

    def __init__(self) -> None:
        self._room, self.at = raw.four(ctypes.c_float)

    @property
    def box(self) -> Box:
        a, b, c, d = self._room
        return a, b, c, d


class _Ink:
    """Where pdfium writes the colour of an object."""

    __slots__ = ("_at", "_room")

    def __init__(self) -> None:
        self._room, self._at = raw.four(ctypes.c_uint)

    def _grey(self) -> float:
        red, green, blue, _ = self._room
        return float(0.299 * red + 0.587 * green + 0.114 * blue) / 255

    def dark(self, f: Any, item: int) -> bool:
        """Say whether an object has dark ink that covers the ground."""
        return bool(f.FPDFPageObj_GetFillColor(item, *self._at)) and self._room[3] == 255 and self._grey() <= _DARK_INK

    def light(self, f: Any, item: int) -> bool:
        """Say whether an object is known to be light."""
        return bool(f.FPDFPageObj_GetFillColor(item, *self._at)) and self._grey() > _LIGHT_GROUND


def _filled(f: Any, item: int) -> bool | None:
    """Say whether a path paints an area, with its fill or with a broad pen; None where that cannot be told."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not f.FPDFPath_GetDrawMode(item, ctypes.addressof(fill), ctypes.addressof(stroke)):
        return None
    if fill.value or not stroke.value:
        return bool(fill.value)
    pen, matrix = ctypes.c_float(), (ctypes.c_float * 6)()
    if not f.FPDFPageObj_GetStrokeWidth(item, ctypes.addressof(pen)):
        return None
    if not f.FPDFPageObj_GetMatrix(item, ctypes.addressof(matrix)):
        return None
    return pen.value * max(map(abs, matrix[:4])) >= _THIN


class Marks:
    """What the marks of objects tell: a layer (OC), and how long the words are that stand in for those drawn."""

    __slots__ = ("_at", "_f", "_known", "_length", "_name", "_told")

    def __init__(self, f: Any) -> None:
        self._f = f
        self._name, self._length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
        self._at, self._told = ctypes.addressof(self._name), ctypes.addressof(self._length)
        # Why: objects that stand in one part of a page have one mark.
        self._known: dict[int | None, tuple[bool, int]] = {}

    def of(self, item: int, count: int) -> tuple[bool, int]:
        """Return whether one of the marks may be a layer, and the length of ActualText; 0 = none. Unit: bytes."""
        f, known = self._f, self._known
        layer, actual = False, 0
        for i in range(count):
            mark = f.FPDFPageObj_GetMark(item, i)
            found = known.get(mark)
            if found is None:
                found = known[mark] = self._read(mark)
            layer, actual = layer or found[0], max(actual, found[1])
        return layer, actual

    def _read(self, mark: int | None) -> tuple[bool, int]:
        f, name, length = self._f, self._name, self._length
        if not mark or not f.FPDFPageObjMark_GetName(mark, self._at, 32, self._told):
            return True, 0
        layer = length.value <= 6 and name[0] == ord("O") and name[1] == ord("C")
        told = f.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, self._told)
        return layer, length.value if told else 0


def _inside_clip(f: Any, clip: int, bounds: Sequence[float]) -> bool:
    """Say whether a text object lies within its clip, as far as clips are single rectangles."""
    point_of = f.FPDFPathSegment_GetPoint
    x, y = ctypes.c_float(), ctypes.c_float()
    at = ctypes.addressof(x), ctypes.addressof(y)
    for path in range(f.FPDFClipPath_CountPaths(clip)):
        segments = f.FPDFClipPath_CountPathSegments(clip, path)
        if not 4 <= segments <= 5:
            return False
        xs, ys = [], []
        for number in range(segments):
            point = f.FPDFClipPath_GetPathSegment(clip, path, number)
            if not point or not point_of(point, *at):
                return False
            xs.append(x.value)
            ys.append(y.value)
        if bounds[0] < min(xs) - 2 or bounds[1] < min(ys) - 2 or bounds[2] > max(xs) + 2 or bounds[3] > max(ys) + 2:
            return False
    return True


__all__ = ["SMALLEST", "Marks", "suspects_of"]

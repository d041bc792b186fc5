"""A page of words -> the words that a reader sees, and those that nobody can see.

The test is the one of the eye: draw the page, take its text away, draw it again. Where the two pictures are the same,
the text there was not to be seen, whatever the trick: ink in the colour of the ground, no ink, a box on top, a clip, a
layer switched off. Only words too small to read or outside the page need a test of their own. To add one: `_outside`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from operator import sub
from typing import Any, NamedTuple

from xpcalc.layout import Word
from xpcalc.model import Finding
from xpcalc.readers import raw
from xpcalc.readers.raw import Found

# Source: measured. Hidden words change the picture by 0 to 5 levels of 255, ink of 0.99 included; the lightest grey
# that templates print (#ddd) changes it by 25 and more once it is drawn large enough.
SEEN = 20
# Why: thin small letters lose half of their ink at one pixel a point; a word below this is drawn again, larger.
PLAIN = 28
# Unit: points. Smaller print is read by machines only.
SMALLEST = 3.0
ZOOM = 3.0
# Source: the picture is at most this large, decided before it is made. Unit: pixels.
PIXELS = 8_000_000
# Why: a page of text has 160 objects; forms inside forms may claim to have 10 to the power of 10.
OBJECTS = 1_000_000
DEPTH = 8
# Unit: points; neighbours on a line may touch by as much, in italics and with kerning.
TOUCH = 1.5
# Why: a carpet of thousands of words in one place would be looked at pair by pair for ever.
LOOKS = 300_000
QUOTE = 60
# Unit: pixels; levels. Why: in bands of this height a page of print is ink nearly from top to bottom.
BAND = 8
DARK = 128

# Unit: share of white. Ink below it stands out on any light ground.
_DARK_INK = 0.6
_LIGHT_GROUND = 0.75
# Unit: points. Rules and underlines are thinner, and hide no word.
_THIN = 2.5
_OPEN_OBJECTS = 3000
# Unit: bytes. Why: one to three letters of UTF-16 stand for a ligature, a hyphen or a bullet.
_LIGATURE = 2 * 3 + 2

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


class Sifted(NamedTuple):
    """The words of one page, in order, apart by whether they can be seen."""

    words: list[Word]
    hidden: tuple[Word, ...] = ()
    layer: int = 0  # how many of `words` are the invisible text behind a picture of them
    checked: bool = True  # False: the page could not be drawn, or is too large to look at
    actual: bool = False  # the file gives other words than those drawn (ActualText)


def sift(page: Any, text_page: Any, found: Found, left: float, top: float) -> Sifted:
    """Return the words of a page apart; (left, top) is their origin on it.

    Invariant: the page is not to be drawn again afterwards: its text is switched off.
    """
    words = found.words
    if not words:
        return Sifted(words)
    view = _View.of(page, left, top)
    if view is None:
        gone = {i for i, word in enumerate(words) if word.mode == 3 or word.size < SMALLEST > word.bottom - word.top}
        return _apart(words, gone)._replace(checked=False)
    f, sheet = raw.functions(), raw.address(page.raw)
    gone = _outside(words, view)
    marks = _Marks(f)
    suspects = None if gone else _suspects(f, sheet, marks, found, left, top)
    if suspects is not None and not suspects:
        return Sifted(words)
    texts = _texts(f, sheet)
    if texts is None:
        return _apart(words, gone | {i for i, word in enumerate(words) if word.mode == 3})._replace(checked=False)
    count_of = f.FPDFPageObj_CountMarks
    actual = any([marks.of(text, count)[1] > _LIGATURE for text in texts if (count := count_of(text)) > 0])
    pairs, checked = _overprinted(words, gone)
    # Why: a few light headings need no picture of the page; the layer of a scan is most of its words.
    if suspects is None or pairs or 2 * len(suspects) > len(words):
        which: Iterable[int] = range(len(words))
        part = None
    else:
        which = sorted(suspects)
        part = view.around([words[i] for i in which])
    full = view.draw(1.0, part)
    covered = _covered(f, view, text_page, full, found, pairs) if pairs else set()
    _switch(f, texts, False)
    bare = view.draw(1.0, part)
    faint = _same(words, view, full, bare, PLAIN, which)
    faint -= gone
    if faint:
        part = view.around([words[i] for i in faint])
        near_bare = view.draw(ZOOM, part)
        _switch(f, texts, True)
        faint = _same(words, view, view.draw(ZOOM, part), near_bare, SEEN, faint)
    unseen = (faint | covered | {i for i, word in enumerate(words) if word.mode == 3}) - gone
    if _is_layer(words, unseen, gone, view, bare):
        kept = [word._replace(mode=0) if i in unseen else word for i, word in enumerate(words)]
        sifted = _apart(kept, gone)
        return sifted._replace(layer=len(unseen), actual=actual, checked=checked)
    return _apart(words, gone | unseen)._replace(actual=actual, checked=checked)


def findings(pages: Iterable[tuple[int, Sifted]]) -> tuple[Finding, ...]:
    """Return what is to be said about the hidden words and the text layers of these numbered pages."""
    found: list[Finding] = []
    hidden: list[tuple[int, Sequence[Word]]] = []
    layers: list[int] = []
    dark: list[int] = []
    for number, sifted in pages:
        if sifted.hidden:
            hidden.append((number, sifted.hidden))
        if sifted.layer:
            layers.append(number)
        if not sifted.checked:
            dark.append(number)
    if hidden:
        count = sum(len(words) for _, words in hidden)
        number, first = hidden[0]
        more = f" and {len(hidden) - 1} more" if len(hidden) > 1 else ""
        noun = "1 word is" if count == 1 else f"{count} words are"
        text = f"{noun} not visible, not counted: page {number}{more}, “{quote(first)}”"
        found.append(Finding("W_HIDDEN_TEXT", "warning", text))
    if layers:
        text = f"{numbered(layers)}: a picture with its text behind it; the text was read, the picture was not"
        found.append(Finding("I_OCR_LAYER", "info", text))
    if dark:
        text = f"{numbered(dark)} cannot be drawn: words that nobody can see may have been counted"
        found.append(Finding("W_NOT_DRAWN", "warning", text))
    return tuple(found)


def quote(words: Iterable[Word]) -> str:
    """Return the first of the words, cut at a word. Unit: 60 characters."""
    text = ""
    for word in words:
        longer = f"{text} {word.text}" if text else word.text
        if len(longer) > QUOTE - 2:
            return f"{text or longer[: QUOTE - 2]} …"
        text = longer
    return text


def numbered(pages: Sequence[int]) -> str:
    """Return "page 1" or "pages 1, 2"."""
    shown = ", ".join(map(str, pages[:5])) + (" …" if len(pages) > 5 else "")
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"


def _apart(words: list[Word], gone: set[int]) -> Sifted:
    if not gone:
        return Sifted(words)
    kept = [word for i, word in enumerate(words) if i not in gone]
    return Sifted(kept, tuple([words[i] for i in sorted(gone)]))


# ---------------------------------------------------------------- drawing


class _View:
    """How words map to the pixels of a drawn page, and the drawing itself."""

    __slots__ = ("height", "map", "page", "scale", "width")

    def __init__(self, page: Any, width: float, height: float) -> None:
        self.page = page
        self.width = width
        self.height = height
        self.scale = min(1.0, (PIXELS / (width * height)) ** 0.5)
        self.map = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    @classmethod
    def of(cls, page: Any, left: float, top: float) -> _View | None:
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


def _texts(f: Any, sheet: int) -> list[int] | None:
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


def _switch(f: Any, texts: Iterable[int], on: bool) -> None:
    switch = f.FPDFPageObj_SetIsActive
    for text in texts:
        switch(text, on)


# ---------------------------------------------------------------- pages on which little can hide


def _suspects(f: Any, sheet: int, marks: _Marks, found: Found, left: float, top: float) -> set[int] | None:
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
        self._room = (ctypes.c_float * 4)()
        at = ctypes.addressof(self._room)
        self.at = (at, at + 4, at + 8, at + 12)

    @property
    def box(self) -> Box:
        a, b, c, d = self._room
        return a, b, c, d


class _Ink:
    """Where pdfium writes the colour of an object."""

    __slots__ = ("_at", "_room")

    def __init__(self) -> None:
        self._room = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self._room)
        self._at = (at, at + 4, at + 8, at + 12)

    def _grey(self) -> float:
        red, green, blue, _ = self._room
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

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


class _Marks:
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


# ---------------------------------------------------------------- tests


def _outside(words: Sequence[Word], view: _View) -> set[int]:
    """Return the words that are too small to read or lie off the page."""
    # Why: on a page of a few hundred units (a CV drawn in millimetres) print of 3 units is large.
    smallest = SMALLEST * min(1.0, max(view.width, view.height) / 792)
    gone: set[int] = set()
    width, height = view.width, view.height
    a, b, e, d, g, f = view.map
    upright = not b and not d and a > 0 < g
    for i, word in enumerate(words):
        if word.size < smallest and word.bottom - word.top < smallest:
            gone.add(i)
            continue
        if upright:
            x, y = (a * word.x0 + e) + (a * word.x1 + e), (g * word.top + f) + (g * word.bottom + f)
        else:
            x0, y0, x1, y1 = view.box(word)
            x, y = x0 + x1, y0 + y1
        if not (0 <= x / 2 <= width and 0 <= y / 2 <= height):
            gone.add(i)
    return gone


def _same(
    words: Sequence[Word], view: _View, one: Picture, other: Picture, least: int, which: Iterable[int]
) -> set[int]:
    """Return the words where no pixel differs by `least` levels between two pictures of the page."""
    full, width, height, left, top, scale = one
    bare = other.pixels
    same: set[int] = set()
    if not width or not bare:
        return same
    for i in which:
        word = words[i]
        x0, y0, x1, y1 = view.box(word)
        start, stop = int(x0 * scale) - left, int(x1 * scale) + 1 - left
        first, last = int(y0 * scale) - top, int(y1 * scale) + 1 - top
        # Why: the edges of a box hold ink of its neighbours; a mark may have all of its own ink there.
        if stop - start > 3:
            start, stop = start + 1, stop - 1
        if word.text.isalnum():
            edge = (last - first) // 5
            first, last = first + edge, last - edge
        start, stop, first, last = max(start, 0), min(stop, width), max(first, 0), min(last, height)
        # Why: a box that leaves a sliver of a word hides it; both halves of a longer word have ink.
        middle = (start + stop) // 2 if len(word.text) > 3 else stop
        # The row through the middle of the letters decides nearly always, and the ground there is of one colour.
        row = (first + last) // 2 * width
        ground = bare[row + start : row + stop]
        if first < last and ground and ground.count(ground[0]) == len(ground):
            darkest, lightest = ground[0] - least, ground[0] + least
            one_half, other_half = full[row + start : row + middle], full[row + middle : row + stop]
            if (min(one_half, default=0) <= darkest or max(one_half, default=255) >= lightest) and (
                not other_half or min(other_half) <= darkest or max(other_half) >= lightest
            ):
                continue
        if not _differs(full, bare, width, start, middle, first, last, least) or (
            middle < stop and not _differs(full, bare, width, middle, stop, first, last, least)
        ):
            same.add(i)
    return same


def _differs(full: Pixels, bare: Pixels, width: int, start: int, stop: int, first: int, last: int, least: int) -> bool:
    if start >= stop or first >= last:
        return False
    middle = (first + last) // 2
    for step in range(last - first):
        # From the middle outwards: there the letters have ink, and one row decides.
        row = middle + (step + 1) // 2 * (1 if step % 2 else -1)
        if not first <= row < last:
            continue
        at = row * width
        a, b = full[at + start : at + stop], bare[at + start : at + stop]
        if a == b:
            continue
        ground = b[0]
        if b.count(ground) == len(b):
            if ground - min(a) >= least or max(a) - ground >= least:
                return True
        elif max(map(abs, map(sub, a, b))) >= least:
            return True
    return False


class _Run(NamedTuple):
    """Words that follow one another on a line; their letters stand between `high` and `low`."""

    high: float
    low: float
    x0: float
    x1: float
    first: int
    last: int


def _overprinted(words: Sequence[Word], gone: set[int]) -> tuple[list[tuple[int, int]], bool]:
    """Return pairs of different words in one place, the one drawn first in front, and whether all were looked at."""
    runs = sorted(_runs(words))
    pairs: set[tuple[int, int]] = set()
    looks = 0
    for k, run in enumerate(runs):
        for at in range(k + 1, len(runs)):
            other = runs[at]
            if other.high >= run.low:
                break
            looks += 1
            if other.x0 < run.x1 - TOUCH and run.x0 < other.x1 - TOUCH:
                looks += _pair(words, gone, run, other, pairs)
            if looks > LOOKS:
                return sorted(pairs), False
    return sorted(pairs), True


def _runs(words: Sequence[Word]) -> list[_Run]:
    runs: list[_Run] = []
    top = bottom = x1 = start = 0.0
    first = -1
    for i, word in enumerate(words):
        if first < 0 or word.top != top or word.bottom != bottom or word.x0 < x1 - TOUCH:
            if first >= 0:
                runs.append(_Run(top + 0.1 * (bottom - top), bottom - 0.1 * (bottom - top), start, x1, first, i))
            first, start, top, bottom = i, word.x0, word.top, word.bottom
        x1 = word.x1
    if first >= 0:
        runs.append(_Run(top + 0.1 * (bottom - top), bottom - 0.1 * (bottom - top), start, x1, first, len(words)))
    return runs


def _pair(words: Sequence[Word], gone: set[int], one: _Run, other: _Run, pairs: set[tuple[int, int]]) -> int:
    """Add the words of two runs that stand in one place; return how many were looked at."""
    looks = 0
    for i in range(one.first, one.last):
        a = words[i]
        if i in gone or a.x1 - TOUCH <= other.x0 or a.x0 >= other.x1 - TOUCH:
            continue
        for j in range(other.first, other.last):
            b = words[j]
            looks += 1
            # Why: the same word twice in one place is the bold of producers without a bold font.
            if b.x0 < a.x1 - TOUCH and a.x0 < b.x1 - TOUCH and a.text != b.text and j not in gone:
                pairs.add((min(i, j), max(i, j)))
    return looks


def _covered(
    f: Any,
    view: _View,
    text_page: Any,
    full: Picture,
    found: Found,
    pairs: Sequence[tuple[int, int]],
) -> set[int]:
    """Return the words in overprinted text objects that the picture does not need: first those below, then above."""
    # Why: kerned type is cut in many objects ("W", "ork"); a word is gone when all of its objects are.
    words = found.words
    owner_of, at = f.FPDFText_GetTextObject, raw.address(text_page)
    owners: list[set[int]] = []
    for word, place in zip(words, found.places, strict=True):
        owners.append({owner_of(at, place + n) for n in range(len(word.text))} - {None})
    covered: set[int] = set()
    for side in (0, 1):
        chosen: set[int] = set()
        for pair in pairs:
            if pair[0] not in covered and pair[1] not in covered:
                chosen |= owners[pair[side]]
        if not chosen:
            continue
        _switch(f, chosen, False)
        which = [i for i, items in enumerate(owners) if items and items <= chosen]
        same = _same(words, view, full, view.draw(1.0), SEEN, which)
        _switch(f, chosen, True)
        # Why: a dash is looked at from top to bottom, where lines above and below may have ink; it goes with its words.
        seen = {key for i in which if i not in same and words[i].text.isalnum() for key in owners[i]}
        unseen = {key for i in same for key in owners[i]} - seen
        covered |= same | {i for i in which if owners[i] <= unseen}
    return covered


def _is_layer(words: Sequence[Word], unseen: set[int], gone: set[int], view: _View, bare: Picture) -> bool:
    """Say whether the unseen words are the text layer of a picture: most of the page, each on ink that is no text."""
    if not unseen or 2 * len(unseen) <= len(words) - len(gone):
        return False
    blank = bare._replace(pixels=b"\xff" * len(bare.pixels))
    on_paper = _same(words, view, bare, blank, 2 * SEEN, unseen)
    if len(on_paper) > 0.3 * len(unseen):
        return False
    # Why: a few invisible lines put on a scan are no layer of it: where the picture has ink, it has words.
    picture, width, height, _, _, scale = bare
    if not width:
        return False
    worded = bytearray(height // BAND + 1)
    for i in unseen:
        _, y0, _, y1 = view.box(words[i])
        for band in range(max(int(y0 * scale) // BAND, 0), min(int(y1 * scale) // BAND, len(worded) - 1) + 1):
            worded[band] = 1
    inked = [n for n in range(height // BAND) if min(picture[n * BAND * width : (n + 1) * BAND * width]) < DARK]
    return 2 * sum([worded[n] for n in inked]) >= len(inked)

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
# Unit: points. Rules and underlines are thinner, and hide no word.
_THIN = 2.5
_OPEN_OBJECTS = 3000

Pixels = bytes | bytearray
Picture = tuple[Pixels, int, int]  # a picture: one byte a pixel, width, height


class Sifted(NamedTuple):
    """The words of one page, in order, apart by whether they can be seen."""

    words: list[Word]
    hidden: tuple[Word, ...] = ()
    layer: int = 0  # how many of `words` are the invisible text behind a picture of them
    checked: bool = True  # False: the page could not be drawn, or is too large to look at
    actual: bool = False  # the file gives other words than those drawn (ActualText)


def sift(
    c: Any, page: Any, text_page: Any, words: list[Word], places: Sequence[int], left: float, top: float
) -> Sifted:
    """Return the words apart; `places` are their first characters, (left, top) is their origin on the page.

    Invariant: the page is not to be drawn again afterwards: its text is switched off.
    """
    if not words:
        return Sifted(words)
    view = _View.of(c, page, left, top)
    if view is None:
        gone = {i for i, word in enumerate(words) if word.mode == 3 or word.size < SMALLEST > word.bottom - word.top}
        return _apart(words, gone)._replace(checked=False)
    gone = _outside(words, view)
    if not gone and _open_page(c, page, words, left, top):
        return Sifted(words)
    texts = _texts(c, page)
    if texts is None:
        return _apart(words, gone | {i for i, word in enumerate(words) if word.mode == 3})._replace(checked=False)
    actual = any([_renamed(c, text) for text in texts if c.FPDFPageObj_CountMarks(text) > 0])
    full = view.draw(1.0)
    pairs, checked = _overprinted(words, gone)
    covered = _covered(c, view, text_page, full, words, places, pairs) if pairs else set()
    _switch(c, texts, False)
    bare = view.draw(1.0)
    faint = _same(words, view, full, bare, PLAIN, range(len(words)))
    faint -= gone
    if faint:
        near_bare = view.draw(ZOOM)
        _switch(c, texts, True)
        faint = _same(words, view, view.draw(ZOOM), near_bare, SEEN, faint)
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

    __slots__ = ("c", "height", "map", "page", "scale", "width")

    def __init__(self, c: Any, page: Any, width: float, height: float) -> None:
        self.c = c
        self.page = page
        self.width = width
        self.height = height
        self.scale = min(1.0, (PIXELS / (width * height)) ** 0.5)
        self.map = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)

    @classmethod
    def of(cls, c: Any, page: Any, left: float, top: float) -> _View | None:
        """Return the view of a page, or None if it has no size to draw."""
        width, height = page.get_size()
        # Why: on a page that must shrink to less than a quarter, print of 10 points is two pixels high.
        if not (width >= 1.0 and height >= 1.0 and width * height <= 16 * PIXELS):
            return None
        view = cls(c, page, width, height)
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

    def draw(self, zoom: float) -> Picture:
        """Return the page in grey, `zoom` pixels a point if the limit allows it."""
        c = self.c
        scale = self.scale if zoom == 1.0 else min(zoom, (PIXELS / (self.width * self.height)) ** 0.5)
        width, height = max(round(self.width * scale), 1), max(round(self.height * scale), 1)
        pixels = bytearray(width * height)
        buffer = (ctypes.c_char * len(pixels)).from_buffer(pixels)
        bitmap = c.FPDFBitmap_CreateEx(width, height, c.FPDFBitmap_Gray, buffer, width)
        if not bitmap:
            return b"", 0, 0
        c.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, self.page.raw, 0, 0, width, height, 0, c.FPDF_ANNOT)
        c.FPDFBitmap_Destroy(bitmap)
        return pixels, width, height


def _texts(c: Any, page: Any) -> list[Any] | None:
    """Return the text objects of a page, those inside forms too; None if there are too many to look at."""
    texts: list[Any] = []
    looked = 0
    kind_of, text, form = c.FPDFPageObj_GetType, c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_FORM
    stack = [(c.FPDFPage_CountObjects(page.raw), c.FPDFPage_GetObject, page.raw, 0)]
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
                stack.append((c.FPDFFormObj_CountObjects(item), c.FPDFFormObj_GetObject, item, depth + 1))
    return texts


def _switch(c: Any, texts: Iterable[Any], on: bool) -> None:
    switch = c.FPDFPageObj_SetIsActive
    for text in texts:
        switch(text, on)


# ---------------------------------------------------------------- pages on which nothing can hide


def _open_page(c: Any, page: Any, words: Sequence[Word], left: float, top: float) -> bool:
    """Say whether no means of hiding is on the page: then it need not be drawn.

    Open is a page of dark, opaque, large enough text, inside its clips, in no layer and without other words behind it
    (ActualText), where no picture, form, shade or dark box touches a word and nothing is painted on top of one.
    Why: most CVs are so, and looking at the objects costs a tenth of drawing the page twice.
    """
    # Why: a page has a few looks in hundreds of words.
    looks = {(word.mode, word.grey, word.size) for word in words}
    if any([mode not in (0, 2) or grey > _DARK_INK or size < SMALLEST for mode, grey, size in looks]):
        return False
    boxes: list[tuple[float, float, float, float]] = []
    x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
    edges = (ctypes.byref(x0), ctypes.byref(y0), ctypes.byref(x1), ctypes.byref(y1))
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ink = (ctypes.byref(red), ctypes.byref(green), ctypes.byref(blue), ctypes.byref(alpha))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    lettered = False
    count = c.FPDFPage_CountObjects(page.raw)
    if count > _OPEN_OBJECTS:
        return False
    for i in range(count):
        item = c.FPDFPage_GetObject(page.raw, i)
        kind = c.FPDFPageObj_GetType(item)
        if kind not in (c.FPDF_PAGEOBJ_TEXT, c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE):
            return False
        if not c.FPDFPageObj_GetBounds(item, *edges):
            return False
        bounds = (x0.value, y0.value, x1.value, y1.value)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            lettered = True
            if c.FPDFPageObj_CountMarks(item) and not _plain_marks(c, item):
                return False
            if not c.FPDFPageObj_GetFillColor(item, *ink) or alpha.value < 255:
                return False
            if not _inside_clip(c, item, bounds):
                return False
            continue
        if kind == c.FPDF_PAGEOBJ_PATH:
            if not c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)):
                return False
            thin = min(bounds[2] - bounds[0], bounds[3] - bounds[1]) < _THIN
            if thin or not fill.value:
                continue
            known = c.FPDFPageObj_GetFillColor(item, *ink)
            light = known and 0.299 * red.value + 0.587 * green.value + 0.114 * blue.value > 0.75 * 255
            if light and not lettered:
                continue
        boxes = boxes or [(word.x0 + left, top - word.bottom, word.x1 + left, top - word.top) for word in words]
        if any([a < bounds[2] and b < bounds[3] and d > bounds[0] and e > bounds[1] for a, b, d, e in boxes]):
            return False
    return lettered


def _plain_marks(c: Any, item: Any) -> bool:
    """Say whether the marks of a text object name its role only: no layer (OC), no other words (ActualText)."""
    name = (ctypes.c_ushort * 16)()
    length = ctypes.c_ulong()
    for i in range(c.FPDFPageObj_CountMarks(item)):
        mark = c.FPDFPageObj_GetMark(item, i)
        if not mark or not c.FPDFPageObjMark_GetName(mark, name, 32, ctypes.byref(length)):
            return False
        if length.value <= 6 and name[0] == ord("O") and name[1] == ord("C"):
            return False
        if c.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, ctypes.byref(length)):
            return False
    return True


def _inside_clip(c: Any, item: Any, bounds: tuple[float, float, float, float]) -> bool:
    """Say whether a text object lies within its clip, as far as clips are single rectangles."""
    clip = c.FPDFPageObj_GetClipPath(item)
    paths = c.FPDFClipPath_CountPaths(clip) if clip else 0
    if paths <= 0:
        return True
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(paths):
        segments = c.FPDFClipPath_CountPathSegments(clip, path)
        if not 4 <= segments <= 5:
            return False
        xs, ys = [], []
        for number in range(segments):
            point = c.FPDFClipPath_GetPathSegment(clip, path, number)
            if not point or not c.FPDFPathSegment_GetPoint(point, ctypes.byref(x), ctypes.byref(y)):
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
    full, width, height = one
    bare = other[0]
    same: set[int] = set()
    if not width or not bare:
        return same
    scale = width / view.width
    for i in which:
        word = words[i]
        x0, y0, x1, y1 = view.box(word)
        start, stop = int(x0 * scale), int(x1 * scale) + 1
        first, last = int(y0 * scale), int(y1 * scale) + 1
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
    c: Any,
    view: _View,
    text_page: Any,
    full: Picture,
    words: Sequence[Word],
    places: Sequence[int],
    pairs: Sequence[tuple[int, int]],
) -> set[int]:
    """Return the words in overprinted text objects that the picture does not need: first those below, then above."""
    # Why: kerned type is cut in many objects ("W", "ork"); a word is gone when all of its objects are.
    owners: list[dict[int, Any]] = []
    for word, place in zip(words, places, strict=True):
        found = [c.FPDFText_GetTextObject(text_page, place + n) for n in range(len(word.text))]
        owners.append({key: item for item in found if item and (key := ctypes.cast(item, ctypes.c_void_p).value)})
    covered: set[int] = set()
    for side in (0, 1):
        chosen: dict[int, Any] = {}
        for pair in pairs:
            if pair[0] not in covered and pair[1] not in covered:
                chosen |= owners[pair[side]]
        if not chosen:
            continue
        _switch(c, chosen.values(), False)
        which = [i for i, items in enumerate(owners) if items and items.keys() <= chosen.keys()]
        same = _same(words, view, full, view.draw(1.0), SEEN, which)
        _switch(c, chosen.values(), True)
        # Why: a dash is looked at from top to bottom, where lines above and below may have ink; it goes with its words.
        seen = {key for i in which if i not in same and words[i].text.isalnum() for key in owners[i]}
        unseen = {key for i in same for key in owners[i]} - seen
        covered |= same | {i for i in which if owners[i].keys() <= unseen}
    return covered


def _is_layer(words: Sequence[Word], unseen: set[int], gone: set[int], view: _View, bare: Picture) -> bool:
    """Say whether the unseen words are the text layer of a picture: most of the page, each on ink that is no text."""
    if not unseen or 2 * len(unseen) <= len(words) - len(gone):
        return False
    blank = b"\xff" * len(bare[0]), bare[1], bare[2]
    on_paper = _same(words, view, bare, blank, 2 * SEEN, unseen)
    if len(on_paper) > 0.3 * len(unseen):
        return False
    # Why: a few invisible lines put on a scan are no layer of it: where the picture has ink, it has words.
    picture, width, height = bare
    if not width:
        return False
    scale = width / view.width
    worded = bytearray(height // BAND + 1)
    for i in unseen:
        _, y0, _, y1 = view.box(words[i])
        for band in range(max(int(y0 * scale) // BAND, 0), min(int(y1 * scale) // BAND, len(worded) - 1) + 1):
            worded[band] = 1
    inked = [n for n in range(height // BAND) if min(picture[n * BAND * width : (n + 1) * BAND * width]) < DARK]
    return 2 * sum([worded[n] for n in inked]) >= len(inked)


def _renamed(c: Any, text: Any) -> bool:
    """Say whether a text object carries ActualText of some length: words that stand in for the drawn ones."""
    length = ctypes.c_ulong()
    for i in range(c.FPDFPageObj_CountMarks(text)):
        mark = c.FPDFPageObj_GetMark(text, i)
        known = mark and c.FPDFPageObjMark_GetParamStringValue(mark, b"ActualText", None, 0, ctypes.byref(length))
        # Why: one to three letters of UTF-16 stand for a ligature, a hyphen or a bullet.
        if known and length.value > 2 * 3 + 2:
            return True
    return False

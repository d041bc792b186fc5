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
from xpcalc.readers.page_words import Found
from xpcalc.readers.suspects import SMALLEST, Marks, suspects_of
from xpcalc.readers.view import Box, Picture, Pixels, View, switch, texts_of

# Source: measured. Hidden words change the picture by 0 to 5 levels of 255, ink of 0.99 included; the lightest grey
# that templates print (#ddd) changes it by 25 and more once it is drawn large enough.
SEEN = 20
# Why: thin small letters lose half of their ink at one pixel a point; a word below this is drawn again, larger.
PLAIN = 28
ZOOM = 3.0
# Unit: points; neighbours on a line may touch by as much, in italics and with kerning.
TOUCH = 1.5
# Why: a carpet of thousands of words in one place would be looked at pair by pair for ever.
LOOKS = 300_000
QUOTE = 60
# Unit: pixels; levels. Why: in bands of this height a page of print is ink nearly from top to bottom.
BAND = 8
DARK = 128

# Unit: bytes. Why: one to three letters of UTF-16 stand for a ligature, a hyphen or a bullet.
_LIGATURE = 2 * 3 + 2


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
    view = View.of(page, left, top)
    if view is None:
        gone = {i for i, word in enumerate(words) if word.mode == 3 or word.size < SMALLEST > word.bottom - word.top}
        return _apart(words, gone)._replace(checked=False)
    f, sheet = raw.functions(), raw.address(page.raw)
    gone = _outside(words, view)
    marks = Marks(f)
    suspects = None if gone else suspects_of(f, sheet, marks, found, left, top)
    if suspects is not None and not suspects:
        return Sifted(words)
    texts = texts_of(f, sheet)
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
    switch(f, texts, False)
    bare = view.draw(1.0, part)
    faint = _same(words, view, full, bare, PLAIN, which)
    faint -= gone
    if faint:
        part = view.around([words[i] for i in faint])
        near_bare = view.draw(ZOOM, part)
        switch(f, texts, True)
        faint = _same(words, view, view.draw(ZOOM, part), near_bare, SEEN, faint)
        faint -= _painted(f, view, text_page, found, texts, faint)
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


# ---------------------------------------------------------------- tests


def _outside(words: Sequence[Word], view: View) -> set[int]:
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
    words: Sequence[Word], view: View, one: Picture, other: Picture, least: int, which: Iterable[int]
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


def _owners(f: Any, text_page: Any, word: Word, place: int) -> set[int]:
    """Return the text objects that draw a word, whose first character has this index."""
    owner_of, at = f.FPDFText_GetTextObject, raw.address(text_page)
    return {owner_of(at, place + n) for n in range(len(word.text))} - {None}


def _covered(
    f: Any,
    view: View,
    text_page: Any,
    full: Picture,
    found: Found,
    pairs: Sequence[tuple[int, int]],
) -> set[int]:
    """Return the words in overprinted text objects that the picture does not need: first those below, then above."""
    # Why: kerned type is cut in many objects ("W", "ork"); a word is gone when all of its objects are.
    words = found.words
    owners = [_owners(f, text_page, word, place) for word, place in zip(words, found.places, strict=True)]
    covered: set[int] = set()
    for side in (0, 1):
        chosen: set[int] = set()
        for pair in pairs:
            if pair[0] not in covered and pair[1] not in covered:
                chosen |= owners[pair[side]]
        if not chosen:
            continue
        switch(f, chosen, False)
        which = [i for i, items in enumerate(owners) if items and items <= chosen]
        same = _same(words, view, full, view.draw(1.0), SEEN, which)
        switch(f, chosen, True)
        # Why: a dash is looked at from top to bottom, where lines above and below may have ink; it goes with its words.
        seen = {key for i in which if i not in same and words[i].text.isalnum() for key in owners[i]}
        unseen = {key for i in same for key in owners[i]} - seen
        covered |= same | {i for i in which if owners[i] <= unseen}
    return covered


def _painted(f: Any, view: View, text_page: Any, found: Found, texts: Sequence[int], faint: set[int]) -> set[int]:
    """Return those of the faint words whose letters are there all the same, drawn by something else in their shape.

    Why: for headings filled with a gradient Chromium prints clear letters, and the gradient through a clip of letters.
    """
    ink, where = raw.four(ctypes.c_uint)
    clear: dict[int, tuple[int, int, int]] = {}
    chosen: set[int] = set()
    for i in faint:
        owners = _owners(f, text_page, found.words[i], found.places[i])
        colours = {item: tuple(ink[:3]) for item in owners if f.FPDFPageObj_GetFillColor(item, *where) and not ink[3]}
        if owners and len(colours) == len(owners):
            chosen.add(i)
            clear |= colours
    if not chosen:
        return chosen
    part = view.around([found.words[i] for i in chosen])
    switch(f, texts, False)
    shown = view.draw(ZOOM, part)
    switch(f, clear, True)
    pictures: list[Picture] = []
    for level in (0, 255):
        for item in clear:
            f.FPDFPageObj_SetFillColor(item, level, level, level, 255)
        pictures.append(view.draw(ZOOM, part))
    for item, colour in clear.items():
        f.FPDFPageObj_SetFillColor(item, *colour, 0)
    switch(f, texts, True)
    return {i for i in chosen if _shaped(view.box(found.words[i]), shown, *pictures)}


def _shaped(box: Box, shown: Picture, black: Picture, white: Picture) -> bool:
    """Say whether what is shown in a box has the shape of the letters that are drawn there black and white."""
    pixels, width, height, left, top, scale = shown
    start, stop = max(int(box[0] * scale) - left, 0), min(int(box[2] * scale) + 1 - left, width)
    rows = [
        slice(y * width + start, y * width + stop)
        for y in range(max(int(box[1] * scale) - top, 0), min(int(box[3] * scale) + 1 - top, height))
    ]
    if start >= stop or not rows or not len(pixels) == len(black.pixels) == len(white.pixels):
        return False
    seen = b"".join([pixels[row] for row in rows])
    ground = max(set(seen), key=seen.count)
    letters = map(sub, b"".join([white.pixels[row] for row in rows]), b"".join([black.pixels[row] for row in rows]))
    pairs = [(abs(level - ground) >= SEEN, letter > 128) for level, letter in zip(seen, letters, strict=True)]
    both, either = pairs.count((True, True)), len(pairs) - pairs.count((False, False))
    return 2 * both > either


def _is_layer(words: Sequence[Word], unseen: set[int], gone: set[int], view: View, bare: Picture) -> bool:
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

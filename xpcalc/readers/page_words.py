"""One page of a PDF as pdfium has it -> its words, each with its box and its look.

To add an attribute of a word: read it in `_styles` (once per text object) and give `layout.Word` a field.
"""

from __future__ import annotations

import ctypes
import math
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import LEADER, Word
from xpcalc.limits import in_force
from xpcalc.readers import raw
from xpcalc.regex import regex

YEAR = regex(r"(?:19|20)\d\d")
# Where a capital begins a word inside of one: "UnionColumbus", "CERTIFICATIONSCertified".
_INNER = regex(r"(?:(?<=[a-zà-ÿ]{2})|(?<=[A-ZÀ-Ý]{4}))(?=[A-ZÀ-Ý][a-zà-ÿ])")
# Unit: of the size of the type.
_APART = 0.1
# Why: Python takes the codes of ligatures in TeX's fonts for blanks.
_RUN = regex(r"[\S\x1c-\x1f]+")
HEAVY = regex(r"bold|black|heavy|semibold|demi|medi(?!um?ital)", re.IGNORECASE)
SLANTED = regex(r"ital|obli|slanted|slant", re.IGNORECASE)
# Source: fi and fl ligatures and the soft line-end hyphen as pdfium gives them (U+FFFE inside the joined word).
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
# Source: the T1 (Cork) encoding; pdfium hands out its codes where a bitmap font of TeX names no characters.
_TEX = {
    "\x10": "“",
    "\x11": "”",
    "\x12": "„",
    "\x15": "–",
    "\x16": "—",
    "\x1b": "ff",
    "\x1c": "fi",
    "\x1d": "fl",
    "\x1e": "ffi",
    "\x1f": "ffl",
}
_FOLD = str.maketrans({**_LIGATURES, **_TEX, "\u00a0": " ", "\ufffe": "-", "\x02": "-", "\x00": " "})
_RECT, _MATRIX, _COLOUR = struct.Struct("4f"), struct.Struct("6f"), struct.Struct("4I")
# Icons: private use areas, and the replacement character that stands for a glyph without a code.
_ICON = regex("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]+")
# Source: names of icon fonts. TeX gives their glyphs letters ("z" for a calendar), the web whole words ("event").
_ICONS = regex(r"awesome|fontello|icomoon|academicons|glyphicon|material-?(?:icon|symbol)|-icons\b", re.IGNORECASE)


class Found(NamedTuple):
    """The words of a page as they are in the file, and what the other looks at the page need to know of them."""

    words: list[Word]
    places: list[int]  # of each word: index of its first character
    fonts: list[int]  # of each word: handle of its font
    text: str  # one character per index of pdfium
    aside: list[str]  # words that run up, down or upside down; they are not read with the others
    opaque: set[int]  # text objects whose ink is known to cover the ground


def _text(f: Any, page: int, count: int) -> str:
    """Return one character per pdfium index, so that offsets in it are indices. Raises: UnreadableDocument."""
    if count > in_force().page_chars:
        shown = f"a page holds {count:,} characters, more than {in_force().page_chars:,}"
        raise UnreadableDocument("E_LIMIT_TEXT", shown, "send the CV alone")
    buffer = (ctypes.c_ushort * (count + 1))()
    got = f.FPDFText_GetText(page, 0, count, ctypes.addressof(buffer))
    text = bytes(buffer)[: 2 * max(got - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    # Why: surrogates and dropped characters shift the offsets; then each character is asked for by its index.
    codes = (f.FPDFText_GetUnicode(page, i) for i in range(count))
    return "".join(chr(u) if 0 < u < 0x110000 and not 0xD800 <= u < 0xE000 else ("\ufffd" if u else " ") for u in codes)


class _Style(NamedTuple):
    """What the words of one text object share."""

    look: tuple[float, bool, bool, float, str, int]  # size (points), bold, italic, grey (0 black), font, render mode
    upright: bool  # the text runs from left to right
    font: int
    opaque: bool
    icon: bool  # the font holds pictures, whatever letters stand for them


def words_of(text_page: Any, left: float, top: float) -> Found:
    """Return the words of a page; (left, top) is where its shown part begins."""
    f, page = raw.functions(), raw.address(text_page)
    count = f.FPDFText_CountChars(page)
    found = Found([], [], [], _text(f, page, count) if count > 0 else "", [], set())
    rect = (ctypes.c_float * 4)()
    at_rect, corners = ctypes.addressof(rect), _RECT.unpack_from
    loose, owner = f.FPDFText_GetLooseCharBox, f.FPDFText_GetTextObject
    styles: dict[int | None, _Style] = {}
    style_of = _styles(f, page)
    word_of = tuple.__new__
    picture: tuple[Word, int] | None = None
    accents: list[Word] = []
    words, places, fonts, text = found.words, found.places, found.fonts, found.text

    def parted(at: int) -> bool:
        one, two = owner(page, at - 1), owner(page, at)
        return bool(one and two) and one != two

    def dressed(at: int) -> bool:
        # Why: "PowerPoint" may be two objects where letters are kerned; they look alike and touch.
        if not parted(at):
            return False
        one, two = style_of(owner(page, at - 1), at - 1), style_of(owner(page, at), at)
        if one.look != two.look or not (loose(page, at - 1, at_rect) and one.upright):
            return one.look != two.look
        x1 = corners(rect)[2]
        return bool(loose(page, at, at_rect)) and corners(rect)[0] - x1 > _APART * one.look[0]

    def over(at: int) -> bool:
        # An accent is set back over its letter; a sign that is typed stands before it.
        if not loose(page, at, at_rect):
            return False
        x0, _, x1, _ = corners(rect)
        return bool(loose(page, at + 1, at_rect)) and corners(rect)[0] < (x0 + x1) / 2

    for first, last in _stretches(text, parted, dressed):
        if not loose(page, first, at_rect):
            continue
        x0, y1, x1, y0 = corners(rect)
        if last > first and loose(page, last, at_rect):
            a, b, e, d = corners(rect)
            x0, x1 = a if a < x0 else x0, e if e > x1 else x1
            y0, y1 = d if d < y0 else y0, b if b > y1 else y1
        key = owner(page, first)
        style = styles.get(key)
        if style is None:
            style = styles[key] = style_of(key, first)
            if key and style.opaque:
                found.opaque.add(key)
        look, upright, font, _, icon = style
        token = text[first : last + 1]
        if icon or "`" in token or not token.isascii():
            if _ACCENT.search(token):
                token = _with_accents(token, first, over)
            token = "" if icon else clean(token)
            if not token:
                picture = word_of(Word, (_APART_SIGN, x0 - left, top - y1, x1 - left, top - y0, *look)), first
                continue
        elif not token.isprintable():
            token = "".join([ch for ch in token.translate(_FOLD) if ch.isprintable()])
            if not token:
                continue
        if not upright:
            found.aside.append(token)
            continue
        if token in _ACCENTS:
            accents.append(word_of(Word, (token, x0 - left, top - y1, x1 - left, top - y0, *look)))
            continue
        word = word_of(Word, (token, x0 - left, top - y1, x1 - left, top - y0, *look))
        if picture is not None:
            if words and _between(words[-1], picture[0], word):
                words.append(picture[0])
                places.append(picture[1])
                fonts.append(0)
            picture = None
        words.append(word)
        places.append(first)
        fonts.append(font)
    for mark in accents:
        _set_accent(words, mark)
    return found


# A leader, which parts what stands before it from what follows.
_APART_SIGN = "····"
# Unit: of the size of the type. An icon further from its neighbours parts nothing that is not parted anyway.
_NEAR_ICON = 3.0


def _between(before: Word, icon: Word, after: Word) -> bool:
    """Say whether an icon stands between two words of a line: between title and employer, or name and date."""
    middle, reach = (icon.top + icon.bottom) / 2, _NEAR_ICON * after.size
    level = all([word.top < middle < word.bottom for word in (before, after)])
    return level and 0 <= icon.x0 - before.x1 < reach and 0 <= after.x0 - icon.x1 < reach


def _stretches(text: str, parted: Callable[[int], bool], dressed: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each word; one hyphenated over two lines is two, the first with its hyphen.

    Name and year that touch ("Acme Ltd2019 – 2021", "May 2024Skills") are two words where they are drawn apart;
    the dots that lead from a name to its date are a word of their own. So are a heading and the name beside it.
    """
    touching = _touching(text)
    inner = {found.start() for found in _INNER.finditer(text)}
    led = {at for match in LEADER.finditer(text) for at in match.span()}
    for match in _RUN.finditer(text):
        start, stop = match.span()
        if touching or led or inner:
            for at in range(start + 1, stop):
                if at in led or (at in touching and parted(at)) or (at in inner and dressed(at)):
                    yield start, at - 1
                    start = at
        # Why: pdfium joins "Septem-" and "ber" with U+FFFE, and one box around both would cover two lines.
        while (at := text.find("\ufffe", start, stop - 1)) > start:
            yield start, at
            start = at + 1
        yield start, stop - 1


def _touching(text: str) -> set[int]:
    """Return where a year follows two letters, or four letters follow a year, without a blank between."""
    found: set[int] = set()
    for year in YEAR.finditer(text):
        start, stop = year.span()
        before, after = text[max(start - 2, 0) : start], text[stop : stop + 4]
        if len(before) == 2 and before.isalpha() and not after[:1].isdigit():
            found.add(start)
        if len(after) == 4 and after.isalpha():
            found.add(stop)
    return found


def clean(token: str) -> str:
    """Return a word without icons and with its ligatures as letters; empty where nothing is left."""
    token = _ICON.sub("", token.translate(_FOLD))
    return unicodedata.normalize("NFC", token).strip()


# Source: TeX's old text fonts (OT1) have no accented letters: an accent is set, and the letter below it.
_ACCENTS = {
    "`": "\u0300", "\u00b4": "\u0301", "\u02c6": "\u0302", "\u02dc": "\u0303", "\u00a8": "\u0308",
    "\u02da": "\u030a", "\u02c7": "\u030c", "\u00b8": "\u0327",
}  # fmt: skip
_ACCENT = regex(f"([{''.join(_ACCENTS)}])([A-Za-z\u0131])")
_LETTERS = frozenset("aeiouyncsAEIOUYNCS\u0131")


def _set_accent(words: list[Word], accent: Word) -> None:
    """Set a raised accent, which stands apart in the file, on the letter below it."""
    at, height = (accent.x0 + accent.x1) / 2, (accent.top + accent.bottom) / 2
    below = [
        (abs((word.top + word.bottom) / 2 - height), n)
        for n, word in enumerate(words)
        if word.x0 <= at <= word.x1 and abs((word.top + word.bottom) / 2 - height) < _RAISED * word.size
    ]
    if not below:
        return
    n = min(below)[1]
    text, width = words[n].text, words[n].x1 - words[n].x0
    share = (at - words[n].x0) / max(width, 0.1) * len(text) - 0.5
    spots = [(abs(k - share), k) for k, letter in enumerate(text) if letter in _LETTERS]
    off, k = min(spots, default=(_OFF, 0))
    if off < _OFF and len(letter := _accented(accent.text, text[k])) == 1:
        words[n] = words[n]._replace(text=text[:k] + letter + text[k + 1 :])


# Unit: of the size of the type; letters.
_RAISED, _OFF = 0.6, 1.5


def _with_accents(token: str, start: int, over: Callable[[int], bool]) -> str:
    """Return a word that begins at this index with each accent that is drawn over the letter behind it on that letter.

    Why: "l´Hospitalet" has an apostrophe of its own.
    """
    return _ACCENT.sub(lambda found: _accented(found[1], found[2]) if over(start + found.start()) else found[0], token)


def _accented(accent: str, letter: str) -> str:
    """Return a letter with its accent, or both where there is no such letter."""
    whole = unicodedata.normalize("NFC", ("i" if letter == "\u0131" else letter) + _ACCENTS[accent])
    return whole if len(whole) == 1 else accent + letter


def _styles(f: Any, page: int) -> Callable[[int | None, int], _Style]:
    """Return what tells the style of a text object, by its handle and the index of a character in it."""
    size, matrix = ctypes.c_float(), (ctypes.c_float * 6)()
    at_size, at_matrix = ctypes.addressof(size), ctypes.addressof(matrix)
    colour, ink = raw.four(ctypes.c_uint)
    size_of, matrix_of, font_of = f.FPDFTextObj_GetFontSize, f.FPDFText_GetMatrix, f.FPDFTextObj_GetFont
    fill_of, mode_of = f.FPDFPageObj_GetFillColor, f.FPDFTextObj_GetTextRenderMode
    fonts: dict[int | None, tuple[str, bool, bool, bool]] = {}

    def style_of(owner: int | None, index: int) -> _Style:
        if not owner:
            return _Style((0.0, False, False, 0.0, "", 0), True, 0, False, False)
        size_of(owner, at_size)
        matrix_of(page, index, at_matrix)
        a, b, c, d, _, _ = _MATRIX.unpack_from(matrix)
        # Why: the font size counts only after the text matrix; many producers write size 1 and scale.
        points = size.value * math.hypot(c, d)
        font = font_of(owner)
        known = fonts.get(font)
        if known is None:
            known = fonts[font] = _font(font)
        name, bold, italic, icon = known
        grey, opaque = 0.0, False
        if fill_of(owner, *ink):
            red, green, blue, alpha = _COLOUR.unpack_from(colour)
            grey = round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)
            opaque = alpha == 255
        italic = italic or abs(c) > 0.15 * abs(d)
        upright = abs(b) <= abs(a) and a >= 0
        look = round(points, 2), bold, italic, grey, name, mode_of(owner)
        return _Style(look, upright, font or 0, opaque, icon)

    return style_of


def _font(handle: int | None) -> tuple[str, bool, bool, bool]:
    """Return the name of a font, and whether it is bold, italic, and one of pictures."""
    import pypdfium2.raw as c

    if not handle:
        return "", False, False, False
    font = ctypes.cast(handle, c.FPDF_FONT)
    length = c.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    c.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    flags = c.FPDFFont_GetFlags(font)
    flags = max(flags, 0)
    weight = c.FPDFFont_GetWeight(font)
    bold = bool(HEAVY.search(name)) or bool(flags & (1 << 18)) or weight >= 600
    # Source: Computer Modern's names carry the weight as BX ("CMBX12", "SFBX1095").
    bold = bold or "CMBX" in name or "SFBX" in name or ("LMRoman" in name and "bold" in name.lower())
    italic = bool(flags & 64) or bool(SLANTED.search(name)) or "CMTI" in name
    return name, bold, italic, _ICONS.search(name) is not None


__all__ = ["HEAVY", "SLANTED", "YEAR", "Found", "clean", "words_of"]

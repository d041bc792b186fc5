"""PDF bytes -> Document: words with boxes from pdfium, lines and columns from layout.

To add an attribute of a word: read it in `_attributes` (once per text object) and give `layout.Word` a field.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
import re
import struct
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, Word, arrange
from xpcalc.limits import in_force
from xpcalc.model import Document, Finding
from xpcalc.pulse import beat
from xpcalc.readers import active, drawn, engines, raw, visibility
from xpcalc.readers.budget import seconds
from xpcalc.readers.raw import Found

if TYPE_CHECKING:
    from xpcalc.readers import ocr

# Why: a page with fewer words may be a scan whose program stamped its name on it.
FEW_WORDS = 15
MAX_ATTACHMENTS = 10
# Why: pdfplumber follows a reference to itself for ever; on whole files it takes under a second.
_SECOND_SECONDS = 3.0
MAX_ATTACHED = 5 * 2**20

# Why: Python takes the codes of ligatures in TeX's fonts for blanks.
_RUN = re.compile(r"[\S\x1c-\x1f]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAVY = re.compile(r"bold|black|heavy|semibold|demi|medi(?!um?ital)", re.IGNORECASE)
_SLANTED = re.compile(r"ital|obli|slanted|slant", re.IGNORECASE)
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
_ICON = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]+")


def accepts(head: bytes) -> bool:
    """Say whether the bytes are a PDF: the header may follow up to 1 kB of junk."""
    return b"%PDF-" in head[:1024]


def read(
    data: bytes,
    name: str,
    section_of: Callable[[str], str | None] | None = None,
    detect: Callable[[str], Sequence[str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the document in reading order; pages that are pictures go through OCR where it is installed.

    Raises: UnreadableDocument with E_ENCRYPTED, E_DAMAGED, E_EMPTY, E_NEEDS_OCR, E_LIMIT_PIXELS.
    """
    sha = hashlib.sha256(data).hexdigest()
    reading = _pages(data)
    pages, meta, total, data, notes = _checked(reading)
    if reading.attached is not None and (known := _embedded(reading.attached, name, pages)) is not None:
        said = Finding(
            "I_EMBEDDED_DATA", "info", "read from the Europass data inside the PDF; its pages show the same jobs"
        )
        return replace(known, format="europass-pdf", sha256=sha, pages=total, findings=(*notes, *known.findings, said))
    findings: tuple[Finding, ...] = ()
    scan: ocr.Scan | None = None
    if any(len(page.words) < FEW_WORDS for page in pages):
        from xpcalc.readers import scanned

        pages, scan, findings = scanned.read_pictures(data, pages, detect, progress, section_of)
    again: ocr.Scan | None = None
    if reading.doubted:
        from xpcalc.readers import scanned

        pages, again, told = scanned.read_as_drawn(data, pages, reading.doubted, detect, progress, section_of)
        notes += told
    findings += notes
    if total > len(pages):
        findings += (
            Finding("W_PAGES_TRUNCATED", "warning", f"only the first {len(pages)} of {total} pages were read"),
        )
    from xpcalc.readers import linkedin_pdf

    if linkedin_pdf.looks_like(meta, pages):
        known = linkedin_pdf.read_pages([page.words for page in pages], name, sha, meta)
        if known is not None:
            return replace(known, findings=findings + known.findings)
    text, lines = arrange(pages, section_of or (lambda _: None))
    for each in (scan, again):
        if each is not None:
            from xpcalc.readers.ocr import remarks

            findings += remarks(each, lines)
    return Document(name, "pdf", sha, text, lines, pages=total, findings=findings)


def words(data: bytes) -> list[Page]:
    """Return the pages with the words that can be seen, as pdfium gives them, in the order of the file."""
    return _pages(data).pages


class _Reading(NamedTuple):
    """What pdfium gives: visible words, and what is to be known about the others."""

    pages: list[Page]
    meta: dict[str, str]
    total: int
    data: bytes  # rebuilt where the file was damaged
    sifted: list[tuple[int, visibility.Sifted]]  # by page number
    odd: list[int]  # pages whose text looks like no language
    lost: list[int]  # pages that cannot be opened
    turned: list[tuple[int, list[str]]]  # words that do not run from left to right, by page number
    drawings: drawn.Drawings
    doubted: list[tuple[int, list[Word]]]  # words drawn otherwise than they read, by page number
    repaired: bool
    attached: bytes | None = None  # Europass data that the PDF carries along
    active: tuple[Finding, ...] = ()


def _attached(document: Any) -> bytes | None:
    """Return the Europass XML that a PDF carries as an attachment."""
    import pypdfium2 as pdfium

    from xpcalc.readers import europass

    for index in range(min(document.count_attachments(), MAX_ATTACHMENTS)):
        try:
            data = bytes(document.get_attachment(index).get_data())
        except pdfium.PdfiumError:
            continue  # a name without a file behind it
        if len(data) <= MAX_ATTACHED and europass.accepts_xml(data[:8192]):
            return data
    return None


def _embedded(data: bytes, name: str, pages: Sequence[Page]) -> Document | None:
    """Return the document of the attached data, where the pages show the same employers; else the pages are read.

    Why: a reader of the page must be able to check what was counted; data that says more than the page is not used.
    """
    from xpcalc.readers import europass

    try:
        known = europass.read(data, name)
    except UnreadableDocument:
        return None
    shown = "".join([word.text for page in pages for word in page.words]).casefold()
    named = [e.employer.text for e in known.entries or () if e.section == "experience" and e.employer]
    if not named or not all(["".join(employer.split()).casefold() in shown for employer in named]):
        return None
    return known


def opened(data: bytes) -> tuple[Any, bytes]:
    """Return the document of pdfium and the bytes it was opened from: rebuilt ones where the file is damaged.

    Raises: UnreadableDocument with E_ENCRYPTED, E_DAMAGED.
    """
    import pypdfium2 as pdfium

    for attempt in (data, None):
        source = attempt or _rebuilt(data)
        if source is None:
            break
        try:
            document = pdfium.PdfDocument(source)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise UnreadableDocument(
                    "E_ENCRYPTED", "the PDF asks for a password", "save a copy without a password and try again"
                ) from None
            continue
        if len(document):
            return document, source
        document.close()
    raise UnreadableDocument(
        "E_DAMAGED", "the PDF is damaged: its pages cannot be found", "ask for the file again, or print it to a new PDF"
    )


def _rebuilt(data: bytes) -> bytes | None:
    from xpcalc.readers import repair

    return repair.rebuild(data)


def _pages(data: bytes) -> _Reading:
    document, source = opened(data)
    try:
        total = len(document)
        meta = {str(k): str(v) for k, v in document.get_metadata_dict(skip_empty=True).items()}
        attached = _attached(document) if document.count_attachments() > 0 else None
        reading = _Reading(
            [],
            meta,
            total,
            source,
            [],
            [],
            [],
            [],
            drawn.Drawings(source),
            [],
            source is not data,
            attached,
            active.in_pdf(data, document),
        )
        for index in range(min(total, in_force().pages)):
            beat()
            reading.pages.append(_page(document, index, reading))
        return reading
    finally:
        document.close()


def _checked(reading: _Reading) -> tuple[list[Page], dict[str, str], int, bytes, tuple[Finding, ...]]:
    """Return pages, metadata, page count, bytes and findings, after a second engine where the first is in doubt."""
    pages, sifted = reading.pages, reading.sifted
    notes = visibility.findings(sifted) + reading.active
    actual = [number for number, page in sifted if page.actual]
    if reading.odd or actual:
        hidden = {number: page.hidden for number, page in sifted}
        pages, differ = engines.settle(pages, _second_opinion(reading.data), reading.odd, actual, hidden)
        notes += differ
    elif not any([page.words or page.hidden for _, page in sifted]):
        pages = _second_opinion(reading.data) or pages
    if reading.lost:
        shown = visibility.numbered(reading.lost)
        notes += (Finding("W_PAGES_UNREADABLE", "warning", f"{shown} of {reading.total} cannot be opened, not read"),)
    notes += _turned(reading.turned)
    if reading.repaired:
        from xpcalc.readers import repair

        notes += (repair.repaired(reading.total),)
    return pages, reading.meta, reading.total, reading.data, notes


def _turned(pages: Sequence[tuple[int, list[str]]]) -> tuple[Finding, ...]:
    """Return what is to be said of words that run upwards: a warning only where they hold a year."""
    if not pages:
        return ()
    words = [word for _, found in pages for word in found]
    dated = any([_YEAR.fullmatch(word.strip("()-–,.")) for word in words])
    shown = visibility.numbered([number for number, _ in pages])
    text = f"{shown}: {len(words)} words do not run from left to right and were not read: “{' '.join(words[:6])}”"
    return (Finding("W_TEXT_TURNED" if dated else "I_TEXT_TURNED", "warning" if dated else "info", text[:200]),)


def _page(document: Any, index: int, reading: _Reading) -> Page:
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    try:
        page = document[index]
    except pdfium.PdfiumError:
        reading.lost.append(index + 1)
        return Page(index + 1, 0.0, 0.0, [])
    width, height = page.get_size()
    left, bottom = 0.0, 0.0
    box = page.get_mediabox(fallback_ok=True)
    if page.get_rotation() == 0 and box:
        crop = page.get_cropbox(fallback_ok=True) or box
        left, bottom = crop[0], crop[1]
    text_page = c.FPDFText_LoadPage(page.raw)
    try:
        found = _words(text_page, left, bottom + height) if text_page else Found([], [], [], "", [], set())
        doubted = reading.drawings.doubted(page, text_page, found)
        seen = visibility.sift(page, text_page, found, left, bottom + height)
    finally:
        if text_page:
            c.FPDFText_ClosePage(text_page)
        page.close()
    reading.sifted.append((index + 1, seen))
    # Why: other words given for a picture or a ligature (ActualText) are settled by the second engine.
    if doubted and not seen.actual:
        reading.doubted.append((index + 1, [word for word in doubted if word not in seen.hidden]))
    if found.aside:
        reading.turned.append((index + 1, found.aside))
    if engines.suspicious(found.text):
        reading.odd.append(index + 1)
    return Page(index + 1, width, height, seen.words)


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


def _words(text_page: Any, left: float, top: float) -> Found:
    """Return the words of a page; (left, top) is where its shown part begins."""
    f, page = raw.functions(), raw.address(text_page)
    count = f.FPDFText_CountChars(page)
    found = Found([], [], [], _text(f, page, count) if count > 0 else "", [], set())
    rect = (ctypes.c_float * 4)()
    at, corners = ctypes.addressof(rect), _RECT.unpack_from
    loose, owner = f.FPDFText_GetLooseCharBox, f.FPDFText_GetTextObject
    styles: dict[int | None, _Style] = {}
    style_of = _styles(f, page)
    word_of = tuple.__new__
    words, places, fonts, text = found.words, found.places, found.fonts, found.text

    def parted(at: int) -> bool:
        one, two = owner(page, at - 1), owner(page, at)
        return bool(one and two) and one != two

    for first, last in _stretches(text, parted):
        if not loose(page, first, at):
            continue
        x0, y1, x1, y0 = corners(rect)
        if last > first and loose(page, last, at):
            a, b, e, d = corners(rect)
            x0, x1 = a if a < x0 else x0, e if e > x1 else x1
            y0, y1 = d if d < y0 else y0, b if b > y1 else y1
        key = owner(page, first)
        style = styles.get(key)
        if style is None:
            style = styles[key] = style_of(key, first)
            if key and style.opaque:
                found.opaque.add(key)
        look, upright, font, _ = style
        token = text[first : last + 1]
        if not token.isascii():
            token = _clean(token)
            if not token:
                continue
        elif not token.isprintable():
            token = "".join([ch for ch in token.translate(_FOLD) if ch.isprintable()])
            if not token:
                continue
        if not upright:
            found.aside.append(token)
            continue
        words.append(word_of(Word, (token, x0 - left, top - y1, x1 - left, top - y0, *look)))
        places.append(first)
        fonts.append(font)
    return found


def _stretches(text: str, parted: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each word; one hyphenated over two lines is two, the first with its hyphen.

    Name and year that touch ("Acme Ltd2019 – 2021", "May 2024Skills") are two words where they are drawn apart.
    """
    touching = _touching(text)
    for match in _RUN.finditer(text):
        start, stop = match.span()
        if touching:
            for at in range(start + 1, stop):
                if at in touching and parted(at):
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
    for year in _YEAR.finditer(text):
        start, stop = year.span()
        before, after = text[max(start - 2, 0) : start], text[stop : stop + 4]
        if len(before) == 2 and before.isalpha() and not after[:1].isdigit():
            found.add(start)
        if len(after) == 4 and after.isalpha():
            found.add(stop)
    return found


def _clean(token: str) -> str:
    token = _ICON.sub("", token.translate(_FOLD))
    return unicodedata.normalize("NFC", token).strip()


def _styles(f: Any, page: int) -> Callable[[int | None, int], _Style]:
    """Return what tells the style of a text object, by its handle and the index of a character in it."""
    size, matrix, colour = ctypes.c_float(), (ctypes.c_float * 6)(), (ctypes.c_uint * 4)()
    at_size, at_matrix, at = ctypes.addressof(size), ctypes.addressof(matrix), ctypes.addressof(colour)
    ink = (at, at + 4, at + 8, at + 12)
    size_of, matrix_of, font_of = f.FPDFTextObj_GetFontSize, f.FPDFText_GetMatrix, f.FPDFTextObj_GetFont
    fill_of, mode_of = f.FPDFPageObj_GetFillColor, f.FPDFTextObj_GetTextRenderMode
    fonts: dict[int | None, tuple[str, bool, bool]] = {}

    def style_of(owner: int | None, index: int) -> _Style:
        if not owner:
            return _Style((0.0, False, False, 0.0, "", 0), True, 0, False)
        size_of(owner, at_size)
        matrix_of(page, index, at_matrix)
        a, b, c, d, _, _ = _MATRIX.unpack_from(matrix)
        # Why: the font size counts only after the text matrix; many producers write size 1 and scale.
        points = size.value * math.hypot(c, d)
        font = font_of(owner)
        known = fonts.get(font)
        if known is None:
            known = fonts[font] = _font(font)
        name, bold, italic = known
        grey, opaque = 0.0, False
        if fill_of(owner, *ink):
            red, green, blue, alpha = _COLOUR.unpack_from(colour)
            grey = round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)
            opaque = alpha == 255
        italic = italic or abs(c) > 0.15 * abs(d)
        upright = abs(b) <= abs(a) and a >= 0
        return _Style((round(points, 2), bold, italic, grey, name, mode_of(owner)), upright, font or 0, opaque)

    return style_of


def _font(handle: int | None) -> tuple[str, bool, bool]:
    """Return the name of a font, and whether it is bold and italic."""
    import pypdfium2.raw as c

    if not handle:
        return "", False, False
    font = ctypes.cast(handle, c.FPDF_FONT)
    length = c.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    c.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    flags = c.FPDFFont_GetFlags(font)
    flags = max(flags, 0)
    weight = c.FPDFFont_GetWeight(font)
    bold = bool(_HEAVY.search(name)) or bool(flags & (1 << 18)) or weight >= 600
    # Source: Computer Modern's names carry the weight as BX ("CMBX12", "SFBX1095").
    bold = bold or "CMBX" in name or "SFBX" in name or ("LMRoman" in name and "bold" in name.lower())
    return name, bold, bool(flags & 64) or bool(_SLANTED.search(name)) or "CMTI" in name


def _second_opinion(data: bytes) -> list[Page]:
    """Return pages as pdfplumber reads them; used where pdfium finds no text."""
    import io

    import pdfplumber

    pages: list[Page] = []
    try:
        with seconds(_SECOND_SECONDS), pdfplumber.open(io.BytesIO(data)) as document:
            for number, page in enumerate(document.pages[: in_force().pages], 1):
                beat()
                found = [
                    Word(
                        _clean(w["text"]),
                        float(w["x0"]),
                        float(w["top"]),
                        float(w["x1"]),
                        float(w["bottom"]),
                        float(w.get("size") or 10.0),
                        bool(_HEAVY.search(w.get("fontname") or "")),
                        bool(_SLANTED.search(w.get("fontname") or "")),
                        0.0,
                        w.get("fontname") or "",
                        0,
                    )
                    for w in page.extract_words(extra_attrs=["size", "fontname"])
                ]
                pages.append(Page(number, float(page.width), float(page.height), [w for w in found if w.text]))
    except Exception:  # pdfminer raises bare errors of many kinds on odd files; the caller then says E_NEEDS_OCR
        return []
    return pages

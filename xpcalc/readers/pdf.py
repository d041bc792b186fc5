"""PDF bytes -> Document: words with boxes from pdfium, lines and columns from layout.

How a page's words are taken out stands in `page_words`; to look at pages in another way as well, add it to `_page`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, Word, arrange
from xpcalc.limits import in_force
from xpcalc.model import Document, Finding
from xpcalc.pulse import beat
from xpcalc.readers import active, drawn, engines, visibility
from xpcalc.readers.page_words import YEAR, Found, words_of

if TYPE_CHECKING:
    from xpcalc.readers import ocr

# Why: a page with fewer words may be a scan whose program stamped its name on it.
FEW_WORDS = 15
MAX_ATTACHMENTS = 10
MAX_ATTACHED = 5 * 2**20


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
        pages, differ = engines.settle(pages, engines.second_opinion(reading.data), reading.odd, actual, hidden)
        notes += differ
    elif not any([page.words or page.hidden for _, page in sifted]):
        pages = engines.second_opinion(reading.data) or pages
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
    dated = any([YEAR.fullmatch(word.strip("()-–,.")) for word in words])
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
        found = words_of(text_page, left, bottom + height) if text_page else Found([], [], [], "", [], set())
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

"""PDF pages that are pictures, or draw other words than they name -> words, by OCR.

To call another kind of page a picture, change `_is_picture`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, SectionOf, Word
from xpcalc.limits import in_force
from xpcalc.model import Finding
from xpcalc.readers import engines, ocr
from xpcalc.readers.pdf import FEW_WORDS
from xpcalc.readers.visibility import quote

if TYPE_CHECKING:
    from PIL.Image import Image

# Why: a page with few words over a page-wide picture is a scan whose program stamped its name or a number on it.
_PAGE_WIDE = 0.6
_LEAST_DPI = 72.0
# Why: a side bar or a frame has some corners, a line of text turned into curves has hundreds.
_LETTERING = 200
_ALIKE = str.maketrans("oils|", "01151")


def read_pictures(
    data: bytes,
    pages: Sequence[Page],
    detect: ocr.Detect | None = None,
    progress: ocr.Progress | None = None,
    section_of: SectionOf | None = None,
) -> tuple[list[Page], ocr.Scan | None, tuple[Finding, ...]]:
    """Return the pages with words where there were only pictures, what OCR did, and what was left unread.

    Raises: UnreadableDocument with E_NEEDS_OCR, E_EMPTY, E_LIMIT_PIXELS.
    """
    import pypdfium2 as pdfium

    has_words = any([page.words for page in pages])
    document = pdfium.PdfDocument(data)
    try:
        bare = [page for page in pages if len(page.words) < FEW_WORDS and _is_picture(document, page)]
        if not bare:
            if has_words:
                return list(pages), None, ()
            raise UnreadableDocument("E_EMPTY", "the pages are empty", "send the file again, or the original")
        numbers = [page.number for page in bare]
        if not ocr.available():
            if not has_words:
                raise ocr.needs_ocr("the pages are pictures without a text layer")
            message = f"{ocr.pages_shown(numbers)} not read: a picture without a text layer; {ocr.INSTALL}"
            return list(pages), None, (Finding("W_NEEDS_OCR", "warning", message),)
        chosen = [ocr.Picture(page.number, _loader(document, page)) for page in bare]
        scan = ocr.scan(chosen, detect, progress, section_of)
    finally:
        document.close()
    read = {page.number: page for page in scan.pages if page.words}
    merged = [read.get(page.number, page) for page in pages]
    if not any([page.words for page in merged]):
        raise UnreadableDocument(
            "E_EMPTY", "no words were found in the pictures", "scan the pages again, upright and at 300 dpi"
        )
    return merged, scan, ()


def read_as_drawn(
    data: bytes,
    pages: Sequence[Page],
    doubted: Sequence[tuple[int, Sequence[Word]]],
    detect: ocr.Detect | None = None,
    progress: ocr.Progress | None = None,
    section_of: SectionOf | None = None,
) -> tuple[list[Page], ocr.Scan | None, tuple[Finding, ...]]:
    """Return the pages, those whose text is not what they draw as OCR reads them, what OCR did, and what to say of it.

    `doubted` are the words, by page number, whose letters look like others; where OCR reads them as they stand in the
    file, the page stays as it is.
    """
    import pypdfium2 as pdfium

    result = list(pages)
    places = {page.number: place for place, page in enumerate(pages)}
    doubts = [(number, words) for number, words in doubted if words and number in places]
    if not doubts:
        return result, None, ()
    if not ocr.available():
        return result, None, (_doubt(doubts, ocr.INSTALL),)
    document = pdfium.PdfDocument(data)
    try:
        chosen = [ocr.Picture(number, _loader(document, pages[places[number]])) for number, _ in doubts]
        scan = ocr.scan(chosen, detect, progress, section_of)
    finally:
        document.close()
    read = {page.number: page for page in scan.pages if page.words}
    unclear: list[tuple[int, Sequence[Word]]] = []
    differ: list[tuple[int, str, str]] = []
    for number, words in doubts:
        pairs = [(word.text, _read_at(word, read[number].words) if number in read else "") for word in words]
        false = [pair for pair in pairs if pair[1] and _plain(pair[0]) != _plain(pair[1])]
        if false:
            result[places[number]] = read[number]
            differ.append((number, *false[0]))
        elif not all([text for _, text in pairs]):
            unclear.append((number, words))
    findings: tuple[Finding, ...] = ()
    if differ:
        findings += (engines.not_as_drawn(differ),)
    if unclear:
        findings += (_doubt(unclear, "and OCR cannot read it"),)
    kept = {number for number, _, _ in differ}
    scan.pages = [page for page in scan.pages if page.number in kept]
    scan.seen = {number: seen for number, seen in scan.seen.items() if number in kept}
    return result, scan if kept else None, findings


def _doubt(doubts: Sequence[tuple[int, Sequence[Word]]], more: str) -> Finding:
    """Return the finding that some words may be drawn otherwise than they read."""
    number, words = doubts[0]
    shown = f"page {number}" + (f" and {len(doubts) - 1} more" if len(doubts) > 1 else "")
    text = f"{shown}: the letters drawn look like others than the text of the file: “{quote(words)}”; {more}"
    return Finding("W_TEXT_DOUBTED", "warning", text)


def _read_at(word: Word, words: Sequence[Word]) -> str:
    """Return what OCR reads where a word stands, empty if nothing."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    line = [w for w in words if w.top < y < w.bottom and w.x0 < word.x1 and word.x0 < w.x1]
    # Why: OCR cuts words in other places; a neighbour that only touches the box belongs to the next word.
    inside = [w for w in line if word.x0 < (w.x0 + w.x1) / 2 < word.x1 or w.x0 < x < w.x1]
    return " ".join([w.text for w in inside])


def _plain(text: str) -> str:
    # Why: OCR says "(CI)" for "(C1)"; letters that look alike are none that a font lies about.
    return "".join([ch for ch in text.casefold().translate(_ALIKE) if ch.isalnum()])


def _is_picture(document: Any, page: Page) -> bool:
    """Say whether a page with few or no words shows something that may be text."""
    import pypdfium2 as pdfium

    try:
        drawn = document[page.number - 1]
    except pdfium.PdfiumError:
        return False
    wide, dots = 0.0, 0
    for width, height, x, y in _images(drawn):
        wide = max(wide, width * height / max(page.width * page.height, 1.0))
        dots = max(dots, x * y)
    if dots > in_force().image_pixels:
        raise ocr.too_many_pixels()
    if page.words:
        return wide >= _PAGE_WIDE
    if not dots and _strokes(drawn) < _LETTERING:
        return False
    return _has_ink(drawn.render(scale=min(0.5, 700 / max(page.width, page.height, 1.0)), grayscale=True).to_pil())


def _images(drawn: Any) -> Iterator[tuple[float, float, int, int]]:
    """Yield width and height of the pictures of a page, in points and in dots."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    for item in drawn.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        try:
            left, bottom, right, top = item.get_bounds()
            x, y = item.get_px_size()
        except pdfium.PdfiumError:
            continue
        yield abs(right - left), abs(top - bottom), x, y


def _strokes(drawn: Any) -> int:
    """Return how many pieces the paths of a page have, as far as it takes to tell lettering from a frame."""
    import pypdfium2.raw as c

    strokes = 0
    for item in drawn.get_objects(max_depth=3):
        strokes += c.FPDFPath_CountSegments(item.raw) if item.type == c.FPDF_PAGEOBJ_PATH else _LETTERING
        if strokes >= _LETTERING:
            break
    return strokes


def _scanned_dpi(drawn: Any) -> float:
    """Return the resolution of the largest picture of a page; text turned into curves has none and is drawn fine."""
    largest = max(_images(drawn), key=lambda image: image[0] * image[1], default=None)
    if largest is None or min(largest[0], largest[1]) <= 0:
        return float(ocr.MOST_DPI)
    width, height, x, y = largest
    return math.sqrt(x * y / (width * height)) * 72


def _has_ink(image: Image) -> bool:
    """Say whether one dot in two thousand differs from the paper."""
    histogram = image.convert("L").histogram()
    paper = histogram.index(max(histogram))
    other = sum(histogram[: max(paper - 40, 0)]) + sum(histogram[paper + 41 :])
    return other * 2000 > sum(histogram)


def _loader(document: Any, page: Page) -> Callable[[], tuple[Image, float]]:
    def load() -> tuple[Image, float]:
        drawn = document[page.number - 1]
        area = page.width * page.height / 72**2
        finest = math.sqrt(in_force().render_pixels / max(area, 1e-6))
        dpi = min(max(_scanned_dpi(drawn), ocr.LEAST_DPI), ocr.MOST_DPI, finest)
        if dpi < _LEAST_DPI:
            raise ocr.too_many_pixels()
        picture: Image = drawn.render(scale=dpi / 72, grayscale=True).to_pil()
        return picture, dpi

    return load

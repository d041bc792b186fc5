"""PDF bytes -> pictures of its pages, for reports that show where a line stands. To draw other formats: a row here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from xpcalc.assessment import PagePicture
from xpcalc.errors import UnreadableDocument
from xpcalc.readers import elsewhere, pdf

# Why: the pages of these are what was read; those of a Europass PDF are not (the data inside is).
FORMATS = ("pdf", "linkedin-pdf")
_DPI = 100
# Why: small print stays readable in few colours, and a page takes some 40 kB.
_COLOURS = 32
_MOST_POINTS = 2400.0  # a page wider or higher is drawn coarser; unit: points


def draw(data: bytes, pages: Sequence[int]) -> tuple[PagePicture, ...]:
    """Return these pages (from 1) as PNG; pages that cannot be drawn are left out."""
    other = elsewhere.who()
    if other is not None:
        return other.pictures(data, pages)
    import pypdfium2 as pdfium

    try:
        document, _ = pdf.opened(data)
    except UnreadableDocument:
        return ()
    try:
        found = []
        for number in pages:
            if not 1 <= number <= len(document):
                continue
            try:
                found.append(_picture(document[number - 1], number))
            except pdfium.PdfiumError:
                continue
        return tuple(found)
    finally:
        document.close()


def _picture(page: Any, number: int) -> PagePicture:
    from PIL import Image

    width, height = page.get_size()
    scale = _DPI / 72 * min(1.0, _MOST_POINTS / max(width, height, 1.0))
    image = page.render(scale=scale).to_pil().convert("RGB")
    image = image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return PagePicture(number, round(width, 2), round(height, 2), "image/png", out.getvalue())


__all__ = ["FORMATS", "draw"]

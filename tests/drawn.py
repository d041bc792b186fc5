"""Cells at places -> a PDF of one page, assessed: the smallest document that shows a layout."""

from __future__ import annotations

import io

from xpcalc import Assessment, assess


def drawn(cells: list[tuple[float, float, str, str]]) -> Assessment:
    """Write cells of (x, y from the top, text, font or font@size); a fount of its own is a text object of its own."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for x, y, text, font in cells:
        font, _, size = font.partition("@")
        usual = 13 if font.endswith("Bold") and text.istitle() and len(text) < 24 else 10
        canvas.setFont(font, float(size or usual))
        canvas.drawString(x, 842 - y, text)
    canvas.save()
    return assess(buffer.getvalue(), name="cv.pdf", as_of="2026-11-21")

"""A report of any form -> its words, those of workbooks and PDF included."""

from __future__ import annotations

import io
import zipfile


def words_of(made: str | bytes) -> str:
    """Return all text of a report: of a workbook all parts, of a PDF the pages and what it says of itself."""
    if isinstance(made, str):
        return made
    if made.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(made)) as archive:
            return "\n".join([archive.read(name).decode("utf-8") for name in archive.namelist()])
    import pypdfium2 as pdfium

    assert made.startswith(b"%PDF-")
    document = pdfium.PdfDocument(made)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
        return "\n".join([*pages, *document.get_metadata_dict().values()])
    finally:
        document.close()

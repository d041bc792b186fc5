"""Results -> PDF: the HTML page on paper, through WeasyPrint. To print another page, give its HTML to `paper`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xpcalc.errors import MissingExtra

if TYPE_CHECKING:
    from xpcalc.reports import Options, Result


def render(results: Sequence[Result], options: Options) -> bytes:
    """Return the report of the documents as PDF. Raises: MissingExtra without WeasyPrint."""
    from xpcalc.reports.html.assessment import render as html

    return paper(html(results, options, unfolded=True))


def paper(html: str) -> bytes:
    """Return a page of ours as PDF; the same page gives the same bytes. Raises: MissingExtra."""
    try:
        import weasyprint
        from PIL import ImageFile
    except ImportError:
        raise MissingExtra("WeasyPrint, which prints PDF,", "pdf") from None
    except OSError:
        # Why: it looks for the text libraries of the system when it is imported.
        raise MissingExtra("Pango, which WeasyPrint needs (apt-get install libpangoft2-1.0-0),", "pdf") from None
    # Why: WeasyPrint lets every picture of this process be half a file; a scan that is cut must stay an error.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Why: a page holds its pictures; nothing else is ever loaded, not even from this computer.
    inside = weasyprint.URLFetcher(allowed_protocols=("data",))
    page: Any = weasyprint.HTML(string=html, url_fetcher=inside)
    # Why: the identifier is random unless given; there is no other date or chance in the file.
    made = page.write_pdf(pdf_identifier=hashlib.sha256(html.encode("utf-8", "replace")).digest()[:16])
    assert isinstance(made, bytes)
    return made


__all__ = ["paper", "render"]

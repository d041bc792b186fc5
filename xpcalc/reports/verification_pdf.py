"""Verification -> PDF: the HTML page on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpcalc.reports.pdf import paper

if TYPE_CHECKING:
    from xpcalc.reports import Options
    from xpcalc.verification import Verification


def render(verification: Verification, options: Options) -> bytes:
    """Return the verification as PDF. Raises: MissingExtra without WeasyPrint."""
    from xpcalc.reports.html.verification import render as html

    return paper(html(verification, options, unfolded=True))

"""Comparison -> PDF: the HTML page on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpcalc.reports.pdf import paper

if TYPE_CHECKING:
    from xpcalc.comparison import Comparison
    from xpcalc.reports import Options


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the comparison as PDF. Raises: MissingExtra without WeasyPrint."""
    from xpcalc.reports.html.comparison import render as html

    return paper(html(comparison, options, unfolded=True))

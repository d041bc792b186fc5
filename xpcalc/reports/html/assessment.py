"""Results -> an HTML page: one sheet a document, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import translator
from xpcalc.reports.html.environment import page
from xpcalc.reports.html.sheet import sheet

if TYPE_CHECKING:
    from xpcalc.reports import Options, Result


def render(results: Sequence[Result], options: Options, unfolded: bool = False) -> str:
    """Return the page; with `unfolded`, everything that folds is open, as on paper."""
    t = translator(options.lang)
    read = [r for r in results if not isinstance(r, Failure)]
    sheets = [sheet(a, t, f"d{n}", options.pages.get(a.document.sha256, ())) for n, a in enumerate(read, 1)]
    failures = [r for r in results if isinstance(r, Failure)]
    return page(
        "assessment.html", options.lang, sheets=sheets, failures=failures, unfolded=unfolded, quiet=options.quiet
    )

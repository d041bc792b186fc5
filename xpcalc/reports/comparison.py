"""Comparison -> bytes. To add a form: a module with `render(comparison, options)` and a row in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from xpcalc.reports import Options, Report

if TYPE_CHECKING:
    from xpcalc.comparison import Comparison

# Light on purpose: the command line reads its choices here.
COMPARISON_REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.comparison_text", "for reading in a terminal", for_people=True),
    "csv": Report("xpcalc.reports.comparison_csv", "one row a candidate, for spreadsheets"),
    "json": Report("xpcalc.reports.comparison_json", "schema xpcalc.comparison/1"),
    "html": Report("xpcalc.reports.html.comparison", "one page: table, time axis, each candidate", for_people=True),
    "md": Report("xpcalc.reports.comparison_md", "Markdown tables, for a wiki or a ticket", for_people=True),
    "xlsx": Report("xpcalc.reports.comparison_xlsx", "a workbook: candidates, then the detail", True, True),
    "pdf": Report("xpcalc.reports.comparison_pdf", "the page on paper; needs xpcalc[pdf]", True, True),
}


def render(comparison: Comparison, name: str, options: Options | None = None) -> str | bytes:
    """Return the comparison in the named form: text, or bytes for a binary one."""
    made = import_module(COMPARISON_REPORTS[name].module).render(comparison, options or Options())
    assert isinstance(made, bytes if COMPARISON_REPORTS[name].binary else str)
    return made

"""Comparison -> bytes. To add a form: a module with `render(comparison, options) -> str` and a row in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from xpcalc.reports import Options, Report

if TYPE_CHECKING:
    from xpcalc.comparison import Comparison

# Light on purpose: the command line reads its choices here.
COMPARISON_REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.comparison_text", "for reading in a terminal"),
    "csv": Report("xpcalc.reports.comparison_csv", "one row a candidate, for spreadsheets"),
    "json": Report("xpcalc.reports.comparison_json", "schema xpcalc.comparison/1"),
}


def render(comparison: Comparison, name: str, options: Options | None = None) -> str:
    """Return the comparison as text in the named form."""
    made = import_module(COMPARISON_REPORTS[name].module).render(comparison, options or Options())
    assert isinstance(made, str)
    return made

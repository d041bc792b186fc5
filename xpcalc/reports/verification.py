"""Verification -> bytes. To add a form: a module with `render(verification, options)` and a row in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from xpcalc.reports import Options, Report

if TYPE_CHECKING:
    from xpcalc.verification import Verification

# Light on purpose: the command line reads its choices here.
VERIFICATION_REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.verification_text", "for reading in a terminal", for_people=True),
    "csv": Report("xpcalc.reports.verification_csv", "one row a position and document, for spreadsheets"),
    "json": Report("xpcalc.reports.verification_json", "schema xpcalc.verification/1"),
    "html": Report("xpcalc.reports.html.verification", "one page, for reading and printing", for_people=True),
    "pdf": Report("xpcalc.reports.verification_pdf", "the page on paper; needs xpcalc[pdf]", True, True),
}


def render(verification: Verification, name: str, options: Options | None = None) -> str | bytes:
    """Return the verification in the named form: text, or bytes for a binary one."""
    made = import_module(VERIFICATION_REPORTS[name].module).render(verification, options or Options())
    assert isinstance(made, bytes if VERIFICATION_REPORTS[name].binary else str)
    return made

"""Disclosure -> bytes. To add a form: a module with `render(disclosure, options) -> str` and a row in the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from xpcalc.reports import Options, Report

if TYPE_CHECKING:
    from xpcalc.disclosure import Disclosure

# Light on purpose: the command line reads its choices here.
DISCLOSURE_REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.disclosure_text", "plain words for candidates, works councils and auditors"),
    "json": Report("xpcalc.reports.disclosure_json", "schema xpcalc.disclosure/1"),
}


def render(disclosure: Disclosure, name: str, options: Options | None = None) -> str:
    """Return the disclosure as text in the named form."""
    made = import_module(DISCLOSURE_REPORTS[name].module).render(disclosure, options or Options())
    assert isinstance(made, str)
    return made

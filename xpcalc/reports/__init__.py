"""Assessments -> bytes. To add a report: a module with `render(results, options) -> str` and a row in REPORTS."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Failure

    Result = Assessment | Failure


class Options(NamedTuple):
    """How a report is to look. Unit of width: characters."""

    width: int = 80
    lang: str = "en"
    colour: bool = False
    verbose: bool = False
    quiet: bool = False


class Report(NamedTuple):
    """One row of REPORTS; the module is imported when the report is asked for."""

    module: str
    summary: str


# Light on purpose: the command line reads its choices here.
REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.text", "for reading in a terminal"),
    "json": Report("xpcalc.reports.json", "one object for one file, an array for several"),
    "jsonl": Report("xpcalc.reports.jsonl", "one line of JSON a file"),
    "csv": Report("xpcalc.reports.csv", "one row a position, for spreadsheets"),
}


def render(results: Sequence[Result], name: str, options: Options | None = None) -> str:
    """Return the report as text."""
    made = import_module(REPORTS[name].module).render(results, options or Options())
    assert isinstance(made, str)
    return made

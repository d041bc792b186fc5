"""Assessments -> bytes. To add a report: a module with `render(results, options)` and a row in REPORTS.

`render` returns text, or bytes where the row says `binary`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Failure, PagePicture

    Result = Assessment | Failure


_NO_PAGES: Mapping[str, tuple[PagePicture, ...]] = MappingProxyType({})


class Options(NamedTuple):
    """How a report is to look. Unit of width: characters. `pages`: drawn pages by the sha256 of their document.

    `colour`: the output is a terminal that shows colours. `blocks`: its encoding has block characters.
    """

    width: int = 80
    lang: str = "en"
    colour: bool = False
    blocks: bool = True
    verbose: bool = False
    quiet: bool = False
    pages: Mapping[str, tuple[PagePicture, ...]] = _NO_PAGES


class Report(NamedTuple):
    """One row of REPORTS; the module is imported when the report is asked for."""

    module: str
    summary: str
    binary: bool = False  # bytes that no terminal can show
    for_people: bool = False  # words in the language of the output; the others keep English names for programs


# Light on purpose: the command line reads its choices here.
REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.text", "for reading in a terminal", for_people=True),
    "json": Report("xpcalc.reports.json", "one object for one file, an array for several"),
    "jsonl": Report("xpcalc.reports.jsonl", "one line of JSON a file"),
    "csv": Report("xpcalc.reports.csv", "one row a position, for spreadsheets"),
    "html": Report(
        "xpcalc.reports.html.assessment", "one page with all inside, for reading and printing", for_people=True
    ),
    "md": Report("xpcalc.reports.md", "Markdown, for a wiki or a ticket", for_people=True),
    "xlsx": Report("xpcalc.reports.xlsx", "a workbook with a sheet for each view", True, True),
    "pdf": Report("xpcalc.reports.pdf", "the page on paper; needs xpcalc[pdf]", True, True),
}


def render(results: Sequence[Result], name: str, options: Options | None = None) -> str | bytes:
    """Return the report as text, or as bytes for a binary form."""
    made = import_module(REPORTS[name].module).render(results, options or Options())
    assert isinstance(made, bytes if REPORTS[name].binary else str)
    return made

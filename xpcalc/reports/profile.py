"""Profile -> bytes. To add a form: a module with `render(profiles, options)` and a row in the table."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from xpcalc.reports import Options, Report

if TYPE_CHECKING:
    from xpcalc.assessment import Failure
    from xpcalc.profile import Profile

# Light on purpose: the command line reads its choices here.
PROFILE_REPORTS: dict[str, Report] = {
    "text": Report("xpcalc.reports.profile_text", "for reading in a terminal, ready to paste"),
    "md": Report("xpcalc.reports.profile_md", "Markdown, for a wiki or an internal profile page"),
    "json": Report("xpcalc.reports.profile_json", "schema xpcalc.profile/1; one object for one file, else an array"),
    "html": Report(
        "xpcalc.reports.html.profile", "one page for each person, for reading and printing", for_people=True
    ),
    "pdf": Report("xpcalc.reports.profile_pdf", "the page on paper; needs xpcalc[pdf]", True, True),
}


def render(profiles: Sequence[Profile | Failure], name: str, options: Options | None = None) -> str | bytes:
    """Return the profiles in the named form: text, or bytes for a binary one."""
    made = import_module(PROFILE_REPORTS[name].module).render(profiles, options or Options())
    assert isinstance(made, bytes if PROFILE_REPORTS[name].binary else str)
    return made

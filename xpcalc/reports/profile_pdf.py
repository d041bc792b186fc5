"""Profiles -> PDF: the HTML page on paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.reports.pdf import paper

if TYPE_CHECKING:
    from xpcalc.assessment import Failure
    from xpcalc.profile import Profile
    from xpcalc.reports import Options


def render(profiles: Sequence[Profile | Failure], options: Options) -> bytes:
    """Return the profiles as PDF. Raises: MissingExtra without WeasyPrint."""
    from xpcalc.reports.html.profile import render as html

    return paper(html(profiles, options))

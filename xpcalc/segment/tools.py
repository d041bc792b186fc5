"""Rows -> those that list tools ("Jira, ServiceNow, Zendesk"), which name neither an employer nor a title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xpcalc.regex import regex
from xpcalc.segment.rows import Row

_PARTS = regex(r"\s?[,;|·•/]\s?|\s[–—-]\s")
# Unit: letters of the name of a tool, with what some write behind it ("Excel (advanced)").
_LONGEST = 30


def mark_tools(rows: Sequence[Row], is_skill: Callable[[str], bool]) -> None:
    """Set `tools` on rows of one cell that list two tools or more, of which one may be unknown among three."""
    alone: list[Row] = []
    listed = False
    for row, above in zip(rows, [None, *rows], strict=False):
        if len(row.cells) > 1 or any(row.found) or row.fields:
            continue
        parts = _PARTS.split(row.cells[0].text.strip(" ."))
        if not all([0 < len(part) <= _LONGEST for part in parts]):
            continue
        dated = above is not None and any(above.found)
        if len(parts) > 1:
            known = sum([is_skill(part.strip()) for part in parts])
            row.tools = known > 1 and known >= len(parts) - 1
            listed |= row.tools and dated
        elif dated and not row.cells[0].bullet:
            alone.append(row)
    # Why: "Intercom" below a date may be an employer, unless other dates have their tools there.
    for row in alone if listed else ():
        row.tools = is_skill(row.cells[0].text)


__all__ = ["mark_tools"]

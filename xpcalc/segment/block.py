"""The rows of one job: its date, its header above and below, its text."""

from __future__ import annotations

from dataclasses import field

from xpcalc.record import dataclass
from xpcalc.segment.anchor import Anchor


@dataclass(slots=True)
class Block:
    """One entry: its date, the rows of its header above (negative) and below the date, and its text."""

    anchor: Anchor
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    body: list[int] = field(default_factory=list)
    text_cells: set[tuple[int, int]] = field(default_factory=set)  # cells beside the date that belong to the text

"""What a flow format is made of: runs in paragraphs, tables and boxes; the geometry that is invented for them.

To add an attribute of a paragraph: give it a default here and read it in `strips`.
"""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple, TypeAlias

from xpcalc.record import dataclass

# Source: A4 with margins of 56 pt, 10 pt type on 12 pt lines, a character half as wide as high. Unit: points.
LEFT, RIGHT, TOP = 56.0, 539.0, 56.0
WIDTH = RIGHT - LEFT
LEADING = 1.2
CHARACTER = 0.5
TAB = 36.0
MAX_GAP = 36.0


class Run(NamedTuple):
    """Text in one style. In `text` a tab parts cells, a line feed breaks the line."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 10.0
    grey: float = 0.0
    visible: bool = True


@dataclass(slots=True)
class Paragraph:
    """A paragraph. Unit: points; `stops` are tab stops (place, "left" | "right" | "center") from the left margin."""

    runs: list[Run]
    heading: int = 0
    bullet: bool = False
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    stops: tuple[tuple[float, str], ...] = ()
    new_page: bool = False


@dataclass(slots=True)
class Table:
    """Rows of cells of blocks. `widths` are the shares of the row that the cells take, where known."""

    rows: list[list[list[Block]]]
    widths: list[list[float]] = field(default_factory=list)


@dataclass(slots=True)
class Box:
    """A floating text box: short ones stand where they are anchored, long ones come after the main text."""

    blocks: list[Block]


Block: TypeAlias = "Paragraph | Table | Box"

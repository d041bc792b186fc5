"""Cells of a table -> lines with rules and colours for a terminal, drawn by rich. To add a style: a row in STYLES.

Why only here: rich and its first table take 20 to 35 ms, which one CV shall not cost; a comparison has read several.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.reports.text import clean

if TYPE_CHECKING:
    from xpcalc.reports import Options

# Source: `STYLES` of xpcalc/reports/terminal.py, in the words of rich.
_STYLES = {"met": "green", "not_met": "bold", "undecided": "yellow", "": ""}


def table(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    styles: Sequence[Sequence[str]],
    sizes: Sequence[int],
    numeric: Sequence[bool],
    options: Options,
) -> list[str]:
    """Return the lines of a table. Unit of sizes: columns, with two blanks between.

    Invariant: cells are plain text for rich, never its markup, and hold nothing that a terminal obeys.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rules = box.SIMPLE_HEAD if options.blocks else box.ASCII2
    drawn = Table(box=rules, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for head, size, right in zip(heads, sizes, numeric, strict=True):
        drawn.add_column(Text(clean(head)), width=size, justify="right" if right else "left", overflow="fold")
    for row, kinds in zip(rows, styles, strict=True):
        drawn.add_row(*[Text(clean(text), _STYLES[kind]) for text, kind in zip(row, kinds, strict=True)])
    out = io.StringIO()
    # Why: all that rich would find out by itself is said, so that the same table gives the same bytes everywhere.
    console = Console(
        file=out,
        width=options.width,
        height=25,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        force_jupyter=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(drawn)
    return [line.rstrip() for line in out.getvalue().splitlines()]


__all__ = ["table"]

"""LAYOUTS: name -> how a view becomes bytes; to add a layout, write a function and a row in its module's table."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.corpus.layouts import (
    docx,
    forms,
    html,
    lottery,
    odt,
    pdf_blocks,
    pdf_columns,
    pdf_lines,
    plain,
    portals,
    themes,
)
from benchmarks.corpus.layouts.layout import Layout

LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for module in (pdf_lines, pdf_blocks, pdf_columns, docx, odt, html, plain, forms, portals, themes, lottery)
    for layout in module.LAYOUTS
}

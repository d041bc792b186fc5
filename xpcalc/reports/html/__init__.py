"""Values -> one self-contained HTML page: style and pictures inside, no script, nothing from elsewhere.

To add a page: a module with `render`, a template that extends base.html, and a row in the table of its reports.
The pieces (`_timeline.html`, `_positions.html` ...) are macros, which the local page uses as well.
"""

from __future__ import annotations

from xpcalc.reports.html.assessment import render

__all__ = ["render"]

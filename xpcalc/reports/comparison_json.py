"""Comparison -> JSON, schema xpcalc.comparison/1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xpcalc.comparison import Comparison
    from xpcalc.reports import Options


def render(comparison: Comparison, options: Options) -> str:
    """Return one object with columns and rows."""
    return json.dumps(comparison.to_dict(), ensure_ascii=False, indent=2) + "\n"

"""Verification -> JSON, schema xpcalc.verification/1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xpcalc.reports import Options
    from xpcalc.verification import Verification


def render(verification: Verification, options: Options) -> str:
    """Return one object with sources, positions and differences."""
    return json.dumps(verification.to_dict(), ensure_ascii=False, indent=2) + "\n"

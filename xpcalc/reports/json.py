"""Results -> JSON: the schema of contract.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xpcalc.reports import Options, Result


def render(results: Sequence[Result], options: Options) -> str:
    """Return one object for one result, an array for several."""
    data = [r.to_dict() for r in results]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2) + "\n"

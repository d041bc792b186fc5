"""Results -> JSON lines, one a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xpcalc.reports import Options, Result


def render(results: Sequence[Result], options: Options) -> str:
    """Return one line a result."""
    return "".join([json.dumps(r.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n" for r in results])

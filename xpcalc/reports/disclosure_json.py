"""Disclosure -> JSON, schema xpcalc.disclosure/1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xpcalc.disclosure import Disclosure
    from xpcalc.reports import Options


def render(disclosure: Disclosure, options: Options) -> str:
    """Return one object."""
    return json.dumps(disclosure.to_dict(), ensure_ascii=False, indent=2) + "\n"

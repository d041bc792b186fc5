"""Profiles -> JSON, schema xpcalc.profile/1."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xpcalc.assessment import Failure
    from xpcalc.profile import Profile
    from xpcalc.reports import Options


def render(profiles: Sequence[Profile | Failure], options: Options) -> str:
    """Return one object for one profile, an array for several."""
    data = [each.to_dict() for each in profiles]
    return json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2) + "\n"

"""Mapping -> Policy. To add a choice: a field of model.Policy, a row of `_CHOICES`, and cases in the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from xpcalc.errors import RulebookError
from xpcalc.model import (
    DECIDES,
    EMPLOYMENTS,
    Policy,
)
from xpcalc.months import (
    MEASURES,
)

# Source: docs/counting.md, "Policies": the choices that a policy has, and the values each may take.
_CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "measure": tuple(MEASURES),
        "month_dates": ("inclusive", "strict"),
        "part_time": ("full", "prorate"),
        "leave": ("count", "subtract"),
        "ongoing": ("as_of", "latest_mention"),
    }
)


def policy_from_mapping(name: str, data: Mapping[str, object], base: Policy | None = None) -> Policy:
    """Return the policy that a mapping describes, on top of `base`.

    Raises: RulebookError with every problem of the mapping at once.
    """
    start = replace(base or Policy(), name=name)
    known = [each.name for each in fields(Policy) if each.name != "name"]
    problems: list[str] = []
    values: dict[str, object] = {}
    for key, value in data.items():
        if key not in known:
            problems.append(f"$.{key}: unknown key: known are {', '.join(known)}")
        elif key in _CHOICES and value not in _CHOICES[key]:
            problems.append(f"$.{key}: {value!r} is not one of {', '.join(_CHOICES[key])}")
        elif key == "threshold" and (type(value) is not int or not 1 <= value <= 31):
            problems.append(f"$.{key}: {value!r} is not a number of days from 1 to 31")
        elif key in ("summary", "legal_basis") and not isinstance(value, str):
            problems.append(f"$.{key}: {value!r} is not text")
        elif key == "decides":
            order = tuple(value) if isinstance(value, (list, tuple)) else ()
            # Why: all of them, so that no document is forgotten in silence.
            if sorted(map(str, order)) != sorted(DECIDES):
                problems.append(f"$.{key}: expected each of these once, the strongest first: {', '.join(DECIDES)}")
            else:
                values[key] = order
        elif key == "counted":
            kinds = tuple(value) if isinstance(value, (list, tuple)) else None
            wrong = [kind for kind in kinds or () if kind not in EMPLOYMENTS]
            if kinds is None or wrong:
                given = ", ".join(map(repr, wrong)) or repr(value)
                problems.append(f"$.{key}: {given} is not a list of {', '.join(EMPLOYMENTS)}")
            else:
                values[key] = kinds
        else:
            values[key] = value
    if problems:
        raise RulebookError(*(f"policies/{name}: {each}" for each in problems))
    policy = replace(start, **values)  # type: ignore[arg-type]
    if policy.part_time == "prorate" and not MEASURES[policy.measure].shares:
        able = ", ".join(key for key, row in MEASURES.items() if row.shares)
        problems.append(f"$.part_time: prorate has no meaning for measure {policy.measure}: use one of {able}")
    if policy.leave == "subtract" and not policy.legal_basis.strip():
        problems.append("$.leave: subtract needs legal_basis: the rule or law that allows it, in words")
    if problems:
        raise RulebookError(*(f"policies/{name}: {each}" for each in problems))
    return policy

"""What a caller names -> policy, rules and day; no document is read here.

To add a choice, a function that takes what the command line or the API says and raises UnknownName for what is not.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from xpcalc.errors import UnknownName
from xpcalc.model import EMPLOYMENTS, Policy
from xpcalc.rulebook import Rulebook

if TYPE_CHECKING:
    from xpcalc.rulefile import Rule

AsOf = date | str | None


def day_of(value: AsOf) -> date | None:
    """Return a day given as a date or as ISO text, with or without where it comes from."""
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(value.rpartition(":")[2])


def source_of(value: AsOf) -> str:
    """Return where a day comes from: "today:2026-11-21" is no day that anybody said."""
    return (value.rpartition(":")[0] if isinstance(value, str) else "") or "said"


def one_day(as_of: AsOf, rules: Sequence[Rule]) -> str:
    """Return the day for documents that stand side by side, whatever days they carry themselves.

    Shape: ISO text, with "rules:" or "today:" before it where nobody said it.
    """
    if (said := day_of(as_of)) is not None:
        return said.isoformat()
    ruled = next((rule.as_of for rule in rules if rule.as_of is not None), None)
    return f"rules:{ruled.isoformat()}" if ruled else f"today:{date.today().isoformat()}"


def rules_named(rules: Sequence[str | os.PathLike[str] | Rule], book: Rulebook) -> tuple[Rule, ...]:
    """Return rules by name or file. Raises: UnknownName, RulebookError."""
    found: list[Rule] = []
    for rule in rules:
        if isinstance(rule, (str, os.PathLike)):
            from xpcalc.rulecheck import load_rules

            found += load_rules(rule, book)
        else:
            found.append(rule)
    return tuple(found)


def policy_named(policy: str | Policy, book: Rulebook, count: Sequence[str]) -> Policy:
    """Return a policy by name with further kinds of employment counted. Raises: UnknownName."""
    if isinstance(policy, str):
        if policy not in book.policies:
            raise UnknownName("policy", policy, tuple(sorted(book.policies)))
        policy = book.policies[policy]
    for kind in count:
        if kind not in EMPLOYMENTS:
            raise UnknownName("kind of employment", kind, EMPLOYMENTS)
    extra = tuple([k for k in count if k not in policy.counted])
    return replace(policy, counted=policy.counted + extra) if extra else policy


__all__ = ["AsOf", "day_of", "one_day", "policy_named", "rules_named", "source_of"]

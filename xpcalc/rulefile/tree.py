"""A rule, typed: requirements as a tree of criteria, levels, claims. To add a combinator: `HOWS`, build, judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from xpcalc.criteria import Criterion
from xpcalc.errors import RulebookError
from xpcalc.model import Policy
from xpcalc.months import MEASURES
from xpcalc.record import dataclass

SCHEMA = "xpcalc.rules/1"
# Source: docs/rules.md, "Putting requirements together".
HOWS = ("all", "any", "not", "at_least")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a rule says about counting: a named policy or None for that of the run, and changes to it."""

    base: Policy | None = None
    changes: Mapping[str, object] = field(default_factory=dict)
    add: tuple[str, ...] = ()  # kinds of employment that count as well
    drop: tuple[str, ...] = ()  # kinds that do not
    absence: str = "undecided"  # a bare fact that the document does not name: undecided or not_met
    skill_credit: str = "role"  # a tool named in a job: role (the whole job) or dated_only
    full_time_hours: int | None = None

    def policy(self, run: Policy) -> Policy:
        """Return the policy that the rule is judged under. Raises: RulebookError."""
        start = self.base or run
        counted = tuple(kind for kind in start.counted if kind not in self.drop)
        counted += tuple(kind for kind in self.add if kind not in counted)
        changes: dict[str, Any] = {key: value for key, value in self.changes.items() if getattr(start, key) != value}
        said = [f"{key} {value}" for key, value in changes.items() if key not in ("legal_basis", "summary", "counted")]
        if counted != start.counted:
            said.append(f"counting {', '.join(counted)}")
            changes["counted"] = counted
        if not changes:
            return start
        policy = replace(start, name=f"{start.name} with {', '.join(said)}" if said else start.name, **changes)
        if policy.part_time == "prorate" and not MEASURES[policy.measure].shares:
            able = ", ".join(key for key, row in MEASURES.items() if row.shares)
            what = f"part_time: prorate has no meaning for measure {policy.measure}: name a base with one of {able}"
            raise RulebookError(f"rules:1: $.policy: {what}")
        return policy


@dataclass(frozen=True, slots=True)
class Node:
    """One requirement: a criterion, or several under `how` (with `count` for at_least)."""

    id: str
    kind: str  # name of the criterion, or all, any, not, at_least
    criterion: Criterion | None = None
    parts: tuple[Node, ...] = ()
    count: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Levels:
    """A ladder, lowest first; a level without a requirement is the default, which everybody has."""

    order: tuple[str, ...]
    needs: Mapping[str, Node]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One set of requirements for one post or ladder."""

    id: str
    title: Mapping[str, str] = field(default_factory=dict)
    source_text: str = ""
    choices: Choices = field(default_factory=Choices)
    as_of: date | None = None
    must: tuple[Node, ...] = ()
    nice: tuple[Node, ...] = ()
    levels: Levels | None = None
    claims: tuple[Node, ...] = ()
    hints: tuple[str, ...] = ()
    examples: tuple[Mapping[str, object], ...] = ()

    def name(self, language: str = "en") -> str:
        """Return the title in a language, else in English, else any, else the id."""
        return self.title.get(language) or self.title.get("en") or next(iter(self.title.values()), self.id)


EMPTY: Mapping[str, str] = MappingProxyType({})

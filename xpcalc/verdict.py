"""What rules say about a document: verdicts and checks with their JSON. To add a field, give it a default."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from xpcalc.assessment import Evidence
from xpcalc.model import Duration
from xpcalc.record import dataclass

Result = Literal["met", "not_met", "undecided"]

# Source: Kleene's strong logic: `all` takes the worst, `any` the best, in this order.
ORDER: tuple[Result, ...] = ("not_met", "undecided", "met")
# Source: docs/rules.md; a document shows something or it does not, it never fails.
WORDS: Mapping[Result, str] = MappingProxyType(
    {"met": "shown", "not_met": "not shown", "undecided": "cannot be decided"}
)


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement with its result, or several under all, any, not, at_least (`parts`)."""

    id: str
    kind: str
    result: Result
    asked: str
    shown: str
    needed: int | None = None
    shown_low: int | None = None
    shown_high: int | None = None
    duration: Duration | None = None
    flags: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    would_settle: str | None = None
    sensitivity: tuple[str, ...] = ()
    parts: tuple[Check, ...] = ()

    @property
    def words(self) -> str:
        """The result in words for people."""
        return WORDS[self.result]

    @property
    def unit(self) -> str:
        """What `needed` and the bounds count: months or people."""
        return "people" if self.kind == "span" else "months"

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "id": self.id,
            "kind": self.kind,
            "result": self.result,
            "asked": self.asked,
            "shown": self.shown,
            "needed": self.needed,
            "shown_low": self.shown_low,
            "shown_high": self.shown_high,
            "duration": self.duration.to_dict() if self.duration else None,
            "flags": list(self.flags),
            "positions": list(self.positions),
            "evidence": [each.to_dict() for each in self.evidence],
            "would_settle": self.would_settle,
            "sensitivity": list(self.sensitivity),
            "parts": [each.to_dict() for each in self.parts],
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule says about one document, check by check. No score, no order of people."""

    rule: str
    title: str
    result: Result
    policy: str
    as_of: str
    level: str | None = None
    possible: str | None = None
    checks: tuple[Check, ...] = ()
    nice: tuple[Check, ...] = ()
    levels: tuple[Check, ...] = ()
    claims: tuple[Check, ...] = ()
    sensitivity: tuple[str, ...] = ()
    would_settle: str | None = None
    hints: tuple[str, ...] = ()
    source_text: str = ""
    statement: str = ""

    @property
    def words(self) -> str:
        """The result in words for people."""
        return WORDS[self.result]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form; `level` and `possible` are there only for a rule with levels."""
        ladder = {"level": self.level, "possible": self.possible} if self.levels or self.level else {}
        return {
            "rule": self.rule,
            "title": self.title,
            "result": self.result,
            **ladder,
            "policy": self.policy,
            "as_of": self.as_of,
            "statement": self.statement,
            "checks": [each.to_dict() for each in (*self.checks, *self.levels)],
            "nice": [each.to_dict() for each in self.nice],
            "claims": [each.to_dict() for each in self.claims],
            "would_settle": self.would_settle,
            "sensitivity": list(self.sensitivity),
            "hints": list(self.hints),
        }

"""What a job ad asks, as values. To let a criterion carry more, add a field here and a line in write.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

from xpcalc.ads.reasons import Reason
from xpcalc.model import Span
from xpcalc.record import dataclass
from xpcalc.rulefile import Node, Rule

SCHEMA = "xpcalc.ad/1"
Strength = Literal["must", "nice"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One requirement with the sentence that asks for it. `span` is in the text of the ad, None for a data field."""

    strength: Strength
    node: Node
    quote: str
    span: Span | None = None
    line: int = 0
    notes: tuple[Reason, ...] = ()  # what the sentence says and the rule does not hold: "4 years at most"


@dataclass(frozen=True, slots=True)
class Unclear:
    """A wording that has no number or level, with a proposal. Unit: months; None = no number would help."""

    quote: str
    what: str
    reason: Reason
    months: int | None = None
    about: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A sentence that asks for something that is no criterion, or that was not understood."""

    quote: str
    reason: Reason
    line: int = 0


@dataclass(frozen=True, slots=True)
class Ad:
    """A job ad: what it asks, what is unclear in it, what was not understood."""

    name: str
    title: str
    languages: tuple[str, ...]
    wanted: tuple[Wanted, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    unread: tuple[Unread, ...] = ()
    fields: tuple[str, ...] = ()  # data fields of a page that were read

    def of(self, strength: Strength) -> tuple[Wanted, ...]:
        """Return the requirements of one strength, in the order of the ad."""
        return tuple([each for each in self.wanted if each.strength == strength])

    def rule(self, id_: str = "ad") -> Rule:
        """Return the rule; its requirements have ids of their kind, numbered where they repeat."""
        used: dict[str, int] = {}
        return Rule(
            id=id_,
            title=MappingProxyType({self.languages[0] if self.languages else "en": self.title} if self.title else {}),
            source_text="; ".join(dict.fromkeys([" ".join(each.quote.split()) for each in self.wanted])),
            must=tuple([numbered(each.node, used) for each in self.of("must")]),
            nice=tuple([numbered(each.node, used) for each in self.of("nice")]),
        )


def numbered(node: Node, used: dict[str, int], label: str = "") -> Node:
    """Return the requirement with ids as a rule file without ids would give."""
    stem = label or ("of" if node.kind == "at_least" else node.kind)
    used[stem] = used.get(stem, 0) + 1
    id_ = stem if used[stem] == 1 else f"{stem}-{used[stem]}"
    parts = tuple([numbered(part, used, f"{id_}.{number}") for number, part in enumerate(node.parts, 1)])
    return replace(node, id=id_, parts=parts)


def data_of(node: Node) -> dict[str, Any]:
    """Return the requirement as the data of a rule file, without its id."""
    if node.criterion is None:
        inner = [data_of(part) for part in node.parts]
        if node.kind == "not":
            return {"not": inner[0]}
        return {"at_least": node.count, "of": inner} if node.kind == "at_least" else {node.kind: inner}
    keys: Mapping[str, Any] = node.criterion.KEYS
    blank = _blank(type(node.criterion))
    found: dict[str, Any] = {}
    for key in keys:
        value = getattr(node.criterion, key)
        if value != blank.get(key) or keys[key].required:
            found[key] = (value[0] if len(value) == 1 else list(value)) if isinstance(value, tuple) else value
    return {node.kind: found}


def _blank(type_: type[Any]) -> dict[str, Any]:
    """Return the values that the keys of a criterion have unless said."""
    return {name: getattr(type_(), name) for name in type_.KEYS}


__all__ = ["SCHEMA", "Ad", "Strength", "Unclear", "Unread", "Wanted", "data_of", "numbered"]

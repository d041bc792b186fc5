"""Rule -> sentences that a person can check. To word a combinator: `_JOINED`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xpcalc.rulefile.tree import Node, Rule
from xpcalc.taxonomy import Taxonomy

# Source: docs/rules.md, "Putting requirements together".
_JOINED: Mapping[str, str] = MappingProxyType({"all": "all of", "any": "any of", "not": "not", "at_least": "of"})


def asked(node: Node, taxonomy: Taxonomy) -> str:
    """Return a requirement in words."""
    if node.text:
        return node.text
    if node.criterion is not None:
        return node.criterion.sentence(taxonomy)
    inner = "; ".join(asked(part, taxonomy) for part in node.parts)
    if len(node.parts) == 1 and node.kind in ("all", "any"):
        return inner
    head = f"at least {node.count} of" if node.kind == "at_least" else _JOINED[node.kind]
    return f"{head} ({inner})"


def sentences(rule: Rule, taxonomy: Taxonomy, lang: str = "en") -> tuple[str, ...]:
    """Return the whole rule, one sentence a requirement; the title is in the language, the rest in English."""
    lines = [f"{rule.name(lang)} ({rule.id})"]
    lines += [f"must: {asked(node, taxonomy)}" for node in rule.must]
    lines += [f"nice to have: {asked(node, taxonomy)}" for node in rule.nice]
    if rule.levels is not None:
        for level in reversed(rule.levels.order):
            node = rule.levels.needs.get(level)
            lines.append(f"level {level}: {asked(node, taxonomy) if node else 'everybody else'}")
    lines += [f"stated: {asked(node, taxonomy)}" for node in rule.claims]
    hours = rule.choices.full_time_hours
    if hours is not None:
        lines.append(f"a full week has {hours} hours")
    return tuple(lines)

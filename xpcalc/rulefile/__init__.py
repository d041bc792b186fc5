"""YAML data -> Rule: what a post or a ladder asks. To add a criterion, see `xpcalc.criteria`; it needs no line here."""

from __future__ import annotations

from xpcalc.rulefile.build import rule_from_mapping
from xpcalc.rulefile.schema import schema
from xpcalc.rulefile.tree import SCHEMA, Choices, Levels, Node, Rule
from xpcalc.rulefile.vocabulary import Vocabulary
from xpcalc.rulefile.words import asked, sentences

__all__ = [
    "SCHEMA",
    "Choices",
    "Levels",
    "Node",
    "Rule",
    "Vocabulary",
    "asked",
    "rule_from_mapping",
    "schema",
    "sentences",
]

"""The table CRITERIA -> JSON Schema of a rule file, for editors. New criteria and keys appear by themselves."""

from __future__ import annotations

from typing import Any

from xpcalc.criteria import CRITERIA, Key
from xpcalc.criteria.keys import LARGEST
from xpcalc.model import EMPLOYMENTS
from xpcalc.months import MEASURES
from xpcalc.rulefile.build import RULE_KEYS
from xpcalc.rulefile.tree import SCHEMA
from xpcalc.rulefile.vocabulary import Vocabulary

_REF = {"$ref": "#/$defs/requirement"}


def schema(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """Return JSON Schema (2020-12) of one rule; with a vocabulary, editors complete functions and tools as well."""
    defs = {name: _criterion(type_.ABOUT, type_.KEYS, vocabulary) for name, type_ in CRITERIA.items()}
    several = {"type": "array", "items": _REF, "minItems": 1}
    extra = {"id": {"type": "string"}, "text": {"type": "string"}}
    forms: list[dict[str, Any]] = [_object({**extra, name: {"$ref": f"#/$defs/{name}"}}, [name]) for name in CRITERIA]
    forms += [_object({**extra, name: several}, [name]) for name in ("all", "any")]
    forms.append(_object({**extra, "not": _REF}, ["not"]))
    forms.append(_object({**extra, "at_least": {"type": "integer", "minimum": 1}, "of": several}, ["at_least", "of"]))
    properties: dict[str, Any] = {
        "schema": {"const": SCHEMA},
        "id": {"type": "string", "pattern": "^[a-z0-9][a-z0-9._-]*$"},
        "title": {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]},
        "source_text": {"type": "string"},
        "note": {"type": "string"},
        "policy": _policy(vocabulary),
        "must": several,
        "nice": several,
        "levels": {
            "type": "object",
            "properties": {
                "order": {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True},
                "default": {"type": "string"},
            },
            "required": ["order"],
            "additionalProperties": _REF,
        },
        "claims": {
            "type": "array",
            "minItems": 1,
            "items": _object({**extra, "claim": {"$ref": "#/$defs/claim"}}, ["claim"]),
        },
        "examples": {"type": "array", "items": {"type": "object"}},
    }
    for name, about in RULE_KEYS.items():
        properties[name] = {"description": about, **properties[name]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **_object(properties, ["schema"]),
        "$defs": {**defs, "requirement": {"oneOf": forms}},
    }


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _criterion(about: str, keys: Any, vocabulary: Vocabulary | None) -> dict[str, Any]:
    properties = {name: {"description": key.about, **_shape(key, vocabulary)} for name, key in keys.items()}
    required = [name for name, key in keys.items() if key.required]
    return {"description": about, **_object(properties, required)}


def _shape(key: Key, vocabulary: Vocabulary | None) -> dict[str, Any]:
    if key.shape == "count":
        return {"type": "integer", "minimum": 1, "maximum": LARGEST}
    if key.shape == "number":
        return {"type": "integer", "minimum": 0, "maximum": LARGEST}
    if key.shape == "flag":
        return {"type": "boolean"}
    if key.shape == "choice":
        return {"enum": list(key.values)}
    one: dict[str, Any] = {"type": "string", "minLength": 1}
    if key.shape == "text":
        return {"type": "string"}
    if key.shape == "choices":
        one = {"enum": list(key.values)}
    elif key.shape == "codes" and vocabulary is not None:
        one = {"enum": list(vocabulary.known(key.names))}
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _policy(vocabulary: Vocabulary | None) -> dict[str, Any]:
    base: dict[str, Any] = {"type": "string"}
    if vocabulary is not None and vocabulary.policies:
        base = {"enum": list(vocabulary.known("policy"))}
    properties: dict[str, Any] = {
        "base": base,
        "measure": {"enum": list(MEASURES)},
        "threshold": {"type": "integer", "minimum": 1, "maximum": 31},
        "month_dates": {"enum": ["inclusive", "strict"]},
        "overlap": {"const": "union"},
        "part_time": {"enum": ["calendar", "full", "prorate"]},
        "full_time_hours": {"type": "integer", "minimum": 1, "maximum": 80},
        "internships": {"enum": ["include", "paid_only", "exclude"]},
        "volunteering": {"enum": ["include", "exclude"]},
        "self_employed": {"enum": ["include", "exclude"]},
        "leave": {"enum": ["count", "subtract"]},
        "legal_basis": {"type": "string"},
        "ongoing": {"enum": ["as_of", "latest_mention"]},
        "counted": {"type": "array", "items": {"enum": list(EMPLOYMENTS)}},
        "skill_credit": {"enum": ["role", "dated_only"]},
        "absence": {"enum": ["undecided", "not_met"]},
        "as_of": {"type": "string", "format": "date"},
    }
    return {"anyOf": [base, _object(properties, [])]}

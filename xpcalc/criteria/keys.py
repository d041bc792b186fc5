"""YAML keys of a criterion -> their shapes, for checking and for the schema. To add a shape: a row in `SHAPES`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xpcalc.record import dataclass

# Source: docs/rules.md, "Criteria"; what each shape asks of a value, in words for the message.
SHAPES: Mapping[str, str] = MappingProxyType(
    {
        "codes": "a word of the rulebook, or a list of them",
        "count": "a whole number from 1 to 1200",
        "number": "a whole number from 0 to 1200",
        "text": "text",
        "texts": "text, or a list of texts",
        "flag": "true or false",
        "choice": "one of a few words",
        "choices": "a list of a few words",
    }
)
LARGEST = 1200


@dataclass(frozen=True, slots=True)
class Key:
    """What one YAML key may hold. `names` is the vocabulary of codes, `values` the words of a choice."""

    shape: str
    about: str
    required: bool = False
    names: str = ""
    values: tuple[str, ...] = ()


Keys = Mapping[str, Key]

"""CV in, defensible months of experience out: the public names, each loaded when first used.

To add a public name, give it a line in `_HOME`, in the imports for type checkers, and in `__all__`.
"""

from __future__ import annotations

# Why: type checkers take any name TYPE_CHECKING as true; this way `import xpcalc` need not load typing.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Evidence, Failure, Held
    from xpcalc.errors import MissingExtra, RulebookError, UnknownName, UnreadableDocument, XpcalcError
    from xpcalc.model import (
        Coverage,
        DateRange,
        DaySet,
        Document,
        Duration,
        Entry,
        Experience,
        Finding,
        Label,
        Line,
        PartialDate,
        Policy,
        Position,
        Span,
        Tenure,
    )
    from xpcalc.pipeline import assess, assess_many, compare, months_between
    from xpcalc.pipeline.verifying import verify
    from xpcalc.rulebook import Rulebook, load_rulebook

__version__ = "0.1.0"

# Source: the modules of this package; public name -> module that holds it.
_HOME = {
    name: module
    for module, names in {
        "assessment": "Assessment Evidence Failure Held",
        "errors": "MissingExtra RulebookError UnknownName UnreadableDocument XpcalcError",
        "model": "Coverage DateRange DaySet Document Duration Entry Experience Finding Label Line PartialDate Policy "
        "Position Span Tenure",
        "pipeline": "assess assess_many compare months_between",
        "pipeline.verifying": "verify",
        "rulebook": "Rulebook load_rulebook",
    }.items()
    for name in names.split()
}

__all__ = [
    "Assessment",
    "Coverage",
    "DateRange",
    "DaySet",
    "Document",
    "Duration",
    "Entry",
    "Evidence",
    "Experience",
    "Failure",
    "Finding",
    "Held",
    "Label",
    "Line",
    "MissingExtra",
    "PartialDate",
    "Policy",
    "Position",
    "Rulebook",
    "RulebookError",
    "Span",
    "Tenure",
    "UnknownName",
    "UnreadableDocument",
    "XpcalcError",
    "__version__",
    "assess",
    "assess_many",
    "compare",
    "load_rulebook",
    "months_between",
    "verify",
]


def __getattr__(name: str) -> object:
    """Return a public name, loading its module now."""
    if name not in _HOME:
        raise AttributeError(f"module 'xpcalc' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"xpcalc.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)

"""Positions + Policy + as_of -> Experience, the only place where dates become days.

To add a choice: a field of model.Policy, a row in policies.py, and cases in tests/cases/counting.yaml.
"""

from __future__ import annotations

from xpcalc.count.algebra import intersect, restrict, unite
from xpcalc.count.calculator import Answer, Between, between
from xpcalc.count.career import count
from xpcalc.count.covering import EMPTY, coverage
from xpcalc.count.ends import bounds
from xpcalc.count.numbers import duration
from xpcalc.count.policies import policy_from_mapping

__all__ = [
    "EMPTY",
    "Answer",
    "Between",
    "between",
    "bounds",
    "count",
    "coverage",
    "duration",
    "intersect",
    "policy_from_mapping",
    "restrict",
    "unite",
]

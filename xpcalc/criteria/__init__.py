"""What a rule may ask: the table CRITERIA, one frozen type a row; its fields are the YAML keys.

To add a criterion: a module with one type (KEYS, ABOUT, problems, sentence, check), a row here, a section in
docs/rules.md and a case in tests/test_criteria.py. The loader and the schema read the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Protocol

from xpcalc.criteria.case import Case, Where
from xpcalc.criteria.certificate import Certificate
from xpcalc.criteria.claim import Claim
from xpcalc.criteria.education import STUDIES, Education
from xpcalc.criteria.facts import Arithmetic, Claimed, Counted, Facts, Passage, passages
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.language import LANGUAGES, Language
from xpcalc.criteria.months import Months
from xpcalc.criteria.outcome import FLAGS, ORDER, WORDS, Check, Outcome, Result, Verdict
from xpcalc.criteria.recency import Recency
from xpcalc.criteria.skill import Skill
from xpcalc.criteria.span import Reports
from xpcalc.criteria.verified import Verified
from xpcalc.taxonomy import Taxonomy

__all__ = [
    "CRITERIA",
    "FLAGS",
    "LANGUAGES",
    "ORDER",
    "STUDIES",
    "WORDS",
    "Arithmetic",
    "Case",
    "Check",
    "Claimed",
    "Counted",
    "Criterion",
    "Facts",
    "Key",
    "Months",
    "Outcome",
    "Passage",
    "Result",
    "Verdict",
    "Where",
    "passages",
]


class Criterion(Protocol):
    """One thing that a rule asks."""

    ABOUT: ClassVar[str]
    KEYS: ClassVar[Keys]

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield (key, what) for keys that do not go together."""

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words of a language."""

    def check(self, case: Case) -> Outcome:
        """Return what the document shows."""


# Source: docs/rules.md; the name of a criterion is its key in YAML.
CRITERIA: Mapping[str, type[Any]] = MappingProxyType(
    {
        "months": Months,
        "skill": Skill,
        "recency": Recency,
        "claim": Claim,
        "certificate": Certificate,
        "education": Education,
        "language": Language,
        "span": Reports,
        "verified": Verified,
    }
)

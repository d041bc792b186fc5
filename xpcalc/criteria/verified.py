"""`verified:` whether another document of the same person confirms the jobs. What was not compared is undecided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, Where, either
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome
from xpcalc.taxonomy import Taxonomy

# Source: kinds of documents that verification tells apart, strongest first.
DOCUMENTS = ("vida_laboral", "certificate_of_employment", "contract", "offer_letter", "linkedin")


@dataclass(frozen=True, slots=True)
class Verified(Where):
    """All jobs of a kind (all that count, without selectors) are confirmed by one of the documents."""

    by: tuple[str, ...] = ()

    ABOUT: ClassVar[str] = "jobs confirmed by another document"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {**Where.WHERE, "by": Key("choices", "kinds of documents, one is enough", required=True, values=DOCUMENTS)}
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        return iter(())

    def sentence(self, taxonomy: Taxonomy) -> str:
        """Return the requirement in words."""
        return f"{self.phrase(taxonomy)} confirmed by {either([each.replace('_', ' ') for each in self.by])}"

    def check(self, case: Case) -> Outcome:
        """Return whether each job is confirmed."""
        facts = case.facts
        documents = either([each.replace("_", " ") for each in self.by])
        ask = f"A {documents} that shows the jobs and their dates."
        if facts.ready is not None:
            given = facts.ready.get("verified")
            confirmed_by = set(given) if isinstance(given, (list, tuple)) else set()
            if confirmed_by & set(self.by):
                return Outcome("met", f"confirmed by {either(sorted(confirmed_by & set(self.by)))}")
            return Outcome("undecided", f"not compared with a {documents}", would_settle=ask)
        found = case.find(self)
        confirmed = frozenset().union(*(facts.confirmed.get(each, frozenset()) for each in self.by))
        against = frozenset().union(*(facts.contradicted.get(each, frozenset()) for each in self.by))
        open_ = [index for index in found.positions if index not in confirmed]
        lines = facts.lines_of(found.positions)
        count = f"{len(found.positions) - len(open_)} of {len(found.positions)} jobs confirmed"
        differing = [index for index in open_ if index in against]
        if differing:
            name = facts.name_of(differing[0])
            return Outcome(
                "undecided",
                f"{count}; dates of {name} differ",
                positions=found.positions,
                lines=lines,
                would_settle=f"Which dates of {name} are right?",
            )
        if found.positions and not open_:
            return Outcome("met", count, positions=found.positions, lines=lines)
        return Outcome("undecided", count, positions=found.positions, lines=lines, would_settle=ask)

"""`claim:` what a person says about their months, held against the dates. Never a word about honesty: two figures.

With `months` the claim stands in the rule; without, the claims found in the document about the same thing are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, Where
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.months import marks, question, ready_months
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Claim(Where):
    """A number of months that somebody names, with a tolerance in months."""

    months: int | None = None
    tolerance: int | None = None
    text: str = ""

    ABOUT: ClassVar[str] = "a statement about months, against the dates"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            **Where.WHERE,
            "months": Key("count", "the months stated"),
            "tolerance": Key("number", "months that the dates may fall short: 1 for whole years unless said, else 0"),
            "text": Key("text", "the statement as written"),
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if self.months is None and not self.selectors():
            yield "", "name what is stated: months, and a function or skill"
        if self.months is None and self.tolerance is not None:
            yield "tolerance", "tolerance goes with months"
        elif self.months is not None and (self.tolerance or 0) >= self.months:
            yield "tolerance", "the tolerance takes the whole statement"

    def sentence(self, taxonomy: Taxonomy) -> str:
        """Return the statement in words."""
        number = f"{self.months} months" if self.months is not None else "the document's own statement"
        said = f' ("{self.text}")' if self.text else ""
        return f"{number} stated: {self.phrase(taxonomy)}{said}"

    def check(self, case: Case) -> Outcome:
        """Return the statement beside what the dates show."""
        if self.months is None:
            return self._own(case)
        if case.facts.ready is not None:
            low, _, high = ready_months(case.facts.ready, self.key())
            return self._result(low, high, None)
        found = case.find(self)
        assert case.facts.arithmetic is not None
        duration = case.facts.arithmetic.duration(found.cover, case.policy)
        outcome = self._result(duration.rounded_low, duration.rounded_high, question(case, found))
        return Outcome(
            outcome.result,
            outcome.shown,
            outcome.needed,
            outcome.shown_low,
            outcome.shown_high,
            duration,
            marks(case, found),
            found.positions,
            case.facts.lines_of(found.positions),
            outcome.would_settle,
        )

    def _result(self, low: int, high: int, ask: str | None) -> Outcome:
        stated = self.months or 0
        # Source: counting rules for claims: "2 years" may be 23 months, "24 months" may not.
        slack = self.tolerance if self.tolerance is not None else 1 if stated % 12 == 0 else 0
        shown = f"{low}" if low == high else f"{low} to {high}"
        result: Result
        if low >= stated:
            result, text = "met", f"{shown} months shown, {stated} stated: supported"
        elif low >= stated - slack:
            result, text = "met", f"{shown} months shown, {stated} stated: supported within rounding"
        elif high < stated - slack:
            gap = f"{stated - high} more stated than shown"
            result, text = "not_met", f"{shown} months shown, {stated} stated: {gap}" if high else "no dated use shown"
        else:
            result, text = "undecided", f"{shown} months shown, {stated} stated"
        settle = (ask or f"the dates behind: {self.key()}") if result == "undecided" else None
        return Outcome(result, text, stated, low, high, would_settle=settle)

    def _own(self, case: Case) -> Outcome:
        about = {f"{name}:{code}" for name, codes in self.selectors() for code in codes}
        claims = [each for each in case.facts.claims if each.about in about]
        if not claims:
            return Outcome("undecided", "nothing stated", would_settle="How long, in the person's own words?")
        lines = tuple(each.evidence for each in claims if each.evidence is not None)
        quotes = "; ".join(f'"{each.quote}": {each.result.replace("_", " ")}' for each in claims)
        results = {each.result for each in claims}
        if results & {"overstated", "no_evidence"}:
            return Outcome("not_met", quotes, lines=lines)
        if "undecided" in results:
            return Outcome("undecided", quotes, lines=lines, would_settle="the dates behind the statement")
        return Outcome("met", quotes, lines=lines)

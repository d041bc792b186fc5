"""`claim:` what a person says about their months, held against the dates. Never a word about honesty: two figures.

With `months` the claim stands in the rule; without, the claims found in the document about the same thing are asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, Where
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.months import marks, question, ready_months, unread
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import Translator, translator
from xpcalc.record import dataclass
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

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the statement in words."""
        t = translator(lang)
        said = f' ("{self.text}")' if self.text else ""
        what = self.phrase(taxonomy, lang)
        if self.months is None:
            return t("what the document itself states: {what}").format(what=what) + said
        return t("{number} months stated: {what}").format(number=self.months, what=what) + said

    def check(self, case: Case) -> Outcome:
        """Return the statement beside what the dates show."""
        if self.months is None:
            return self._own(case)
        if case.facts.ready is not None:
            low, _, high = ready_months(case.facts.ready, self.key())
            return self._result(case, low, high, None)
        found = case.find(self)
        assert case.facts.arithmetic is not None
        duration = case.facts.arithmetic.duration(found.cover, case.policy)
        outcome = self._result(case, duration.rounded_low, duration.rounded_high, question(case, found))
        if case.facts.unread and outcome.result == "not_met":
            return unread(case, found, self.months)
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

    def _result(self, case: Case, low: int, high: int, ask: str | None) -> Outcome:
        stated, t = self.months or 0, case.t
        # Source: counting rules for claims: "2 years" may be 23 months, "24 months" may not.
        slack = self.tolerance if self.tolerance is not None else 1 if stated % 12 == 0 else 0
        shown = t("{shown} months shown, {stated} stated").format(
            shown=f"{low}" if low == high else t("{low} to {high}").format(low=low, high=high), stated=stated
        )
        result: Result
        if low >= stated:
            result, text = "met", t("{figures}: supported").format(figures=shown)
        elif low >= stated - slack:
            result, text = "met", t("{figures}: supported within rounding").format(figures=shown)
        elif high < stated - slack:
            gap = t("{figures}: {number} more stated than shown").format(figures=shown, number=stated - high)
            result, text = "not_met", gap if high else t("no dated use shown")
        else:
            result, text = "undecided", shown
        settle = (ask or t("the dates behind: {what}").format(what=self.key())) if result == "undecided" else None
        return Outcome(result, text, stated, low, high, would_settle=settle)

    def _own(self, case: Case) -> Outcome:
        t = case.t
        about = {f"{name}:{code}" for name, codes in self.selectors() for code in codes}
        about.add(" ".join(f"{name}:{'|'.join(sorted(codes))}" for name, codes in self.selectors()))
        claims = [each for each in case.facts.claims if each.about in about]
        if not claims:
            return Outcome("undecided", t("nothing stated"), would_settle=t("How long, in the person's own words?"))
        lines = tuple(each.evidence for each in claims if each.evidence is not None)
        quotes = "; ".join(f'"{each.quote}": {_told(each.result, t)}' for each in claims)
        results = {each.result for each in claims}
        if results & {"overstated", "no_evidence"}:
            return Outcome("not_met", quotes, lines=lines)
        if "undecided" in results:
            return Outcome("undecided", quotes, lines=lines, would_settle=t("the dates behind the statement"))
        return Outcome("met", quotes, lines=lines)


def _told(result: str, t: Translator) -> str:
    """Return the result of a claim in words."""
    # Source: docs/json.md, claims.
    words = {
        "supported": t("supported"),
        "supported_within_rounding": t("supported within rounding"),
        "overstated": t("overstated"),
        "understated": t("understated"),
        "no_evidence": t("no evidence"),
        "undecided": t("undecided"),
    }
    return words.get(result, result.replace("_", " "))

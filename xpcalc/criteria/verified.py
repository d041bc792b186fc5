"""`verified:` whether another document of the same person confirms the jobs, or how many months it shows.

What was not compared is undecided. Start-only documents confirm a job and show no month.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, Found, Where, either
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.months import at_least, unread
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.dayset import DaySet
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy

# Source: kinds of documents that verification tells apart, strongest first.
DOCUMENTS = ("vida_laboral", "certificate_of_employment", "hr_export", "contract", "offer_letter", "linkedin")
# Source: docs/verify.md; these show a start only, so that no month rests on them.
_STARTS = frozenset({"contract", "offer_letter"})


@dataclass(frozen=True, slots=True)
class Verified(Where):
    """All jobs of a kind (all that count, without selectors) are confirmed by one of the documents.

    With `at_least`, so many months of them lie in days that the documents show.
    """

    by: tuple[str, ...] = ()
    at_least: int | None = None

    ABOUT: ClassVar[str] = "jobs confirmed by another document"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            **Where.WHERE,
            "by": Key("choices", "kinds of documents, one is enough", required=True, values=DOCUMENTS),
            "at_least": Key("count", "the fewest months that the documents must show"),
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if self.at_least is not None and self.by and set(self.by) <= _STARTS:
            yield "at_least", "offer letters and contracts show a start only: name a document that shows months"

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        t = translator(lang)
        what = self.phrase(taxonomy, lang)
        if self.at_least is not None:
            what = at_least(self.at_least, what, lang)
        return t("{what} confirmed by {documents}").format(what=what, documents=documents_of(self.by, lang))

    def check(self, case: Case) -> Outcome:
        """Return whether each job is confirmed."""
        facts = case.facts
        t = case.t
        documents = documents_of(self.by, facts.lang)
        ask = t("A {documents} that shows the jobs and their dates.").format(documents=documents)
        if facts.ready is not None:
            given = facts.ready.get("verified")
            confirmed_by = set(given) if isinstance(given, (list, tuple)) else set()
            if confirmed_by & set(self.by):
                named = either(sorted(confirmed_by & set(self.by)), facts.lang)
                return Outcome("met", t("confirmed by {documents}").format(documents=named))
            text = t("not compared with a {documents}").format(documents=documents)
            return Outcome("undecided", text, would_settle=ask)
        found = case.find(self)
        if self.at_least is not None:
            return self._months(case, found, ask)
        confirmed = frozenset().union(*(facts.confirmed.get(each, frozenset()) for each in self.by))
        against = frozenset().union(*(facts.contradicted.get(each, frozenset()) for each in self.by))
        open_ = [index for index in found.positions if index not in confirmed]
        lines = facts.lines_of(found.positions)
        number = len(found.positions) - len(open_)
        count = t("{number} of {total} jobs confirmed").format(number=number, total=len(found.positions))
        differing = [index for index in open_ if index in against]
        if differing:
            name = facts.name_of(differing[0])
            return Outcome(
                "undecided",
                t("{count}; dates of {name} differ").format(count=count, name=name),
                positions=found.positions,
                lines=lines,
                would_settle=t("Which dates of {name} are right?").format(name=name),
            )
        if found.positions and not open_:
            return Outcome("met", count, positions=found.positions, lines=lines)
        return Outcome("undecided", count, positions=found.positions, lines=lines, would_settle=ask)

    def _months(self, case: Case, found: Found, ask: str) -> Outcome:
        """Return the months of the jobs within the days that the documents show."""
        t = case.t
        facts, arithmetic = case.facts, case.facts.arithmetic
        assert arithmetic is not None
        assert self.at_least is not None
        covers = case.days(case.policy).by_position
        kept = []
        positions = []
        for index in found.sure:
            days = [facts.documented.get(each, {}).get(index) for each in self.by if each not in _STARTS]
            shown = DaySet.union([each for each in days if each is not None])
            if shown:
                positions.append(index)
                kept.append(arithmetic.restrict(covers[index], shown))
        duration = arithmetic.duration(arithmetic.unite(kept), case.policy)
        whole = arithmetic.duration(found.cover, case.policy)
        low, high = duration.rounded_low, duration.rounded_high
        # Why: more documents may show more; what the CV itself does not show, none of them confirms.
        result: Result = (
            "met" if low >= self.at_least else "not_met" if whole.rounded_high < self.at_least else "undecided"
        )
        if facts.unread and result == "not_met":
            return unread(case, found, self.at_least)
        months = case.t.count("month", high)
        if low != high:
            months = t("{low} to {months}").format(low=low, months=months)
        return Outcome(
            result=result,
            shown=t("{months} confirmed").format(months=months),
            needed=self.at_least,
            shown_low=low,
            shown_high=high,
            duration=duration,
            positions=tuple(positions),
            lines=facts.lines_of(positions),
            would_settle=ask if result == "undecided" else None,
        )


def documents_of(kinds: Sequence[str], lang: str = "en") -> str:
    """Return kinds of documents in words, with "or"."""
    t = translator(lang)
    names = {
        "certificate_of_employment": t("certificate of employment"),
        "contract": t("contract"),
        "offer_letter": t("offer letter"),
    }
    return either([names.get(each, each.replace("_", " ")) for each in kinds], lang)

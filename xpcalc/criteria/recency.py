"""`recency:` whether something was done lately. One sure day inside the window is enough."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, Where
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.months import marks, question, unread
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Recency(Where):
    """Done at least on one day of the last so many months."""

    last_used_within: int = 0

    ABOUT: ClassVar[str] = "done lately"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {**Where.WHERE, "last_used_within": Key("count", "months before the as-of date", required=True)}
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if not self.selectors():
            yield "", f"say what was done: {', '.join(self.WHERE)}"

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        t = translator(lang)
        what = self.phrase(taxonomy, lang)
        return t("{what} in the last {number} months").format(what=what, number=self.last_used_within)

    def check(self, case: Case) -> Outcome:
        """Return whether a day of the window is covered."""
        within, t = self.last_used_within, case.t
        if case.facts.ready is not None:
            given = case.facts.ready.get(f"last {self.key()}")
            if not isinstance(given, (list, tuple)):
                return Outcome("not_met", t("no dated use shown"), needed=within)
            low, high = int(given[0]), int(given[1])
            known: Result = "met" if high <= within else "not_met" if low > within else "undecided"
            ask = t("the last use of {what}").format(what=self.key()) if known == "undecided" else None
            text = t("last used {low} to {high} months ago").format(low=low, high=high)
            return Outcome(known, text, needed=within, would_settle=ask)
        found, window = case.find(self), case.window(within)
        last = found.cover.possible.last
        result: Result = "undecided"
        if found.cover.certain & window:
            result = "met"
        elif not found.cover.possible & window:
            result = "not_met"
        if case.facts.unread and result == "not_met":
            return unread(case, found, within)
        if last is None:
            text = t("no dated use shown")
        elif found.cover.certain.last == last:
            text = t("last shown {day}").format(day=last.isoformat())
        else:
            text = t("last shown {day} at the latest").format(day=last.isoformat())
        if result != "not_met":
            found = found.within(window)  # Why: what is out of time bears out only that it is
        return Outcome(
            result,
            text,
            needed=within,
            flags=marks(case, found),
            positions=found.positions,
            lines=case.facts.lines_of(found.positions),
            would_settle=question(case, found, window) if result == "undecided" else None,
        )

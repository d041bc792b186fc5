"""`months:` how long: dated experience of a kind, held against a number. Selectors: `case.Where`.

Bounds decide: met where the fewest possible months reach the number, not met where the most possible do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, Found, Where
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.dayset import DaySet
from xpcalc.i18n import translator
from xpcalc.model import Coverage, Duration, Policy
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Months(Where):
    """At least (or, with a justification, at most) so many months."""

    at_least: int | None = None
    at_most: int | None = None
    within_last: int | None = None
    justification: str = ""

    ABOUT: ClassVar[str] = "months of dated experience"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            **Where.WHERE,
            "at_least": Key("count", "the fewest months"),
            "at_most": Key("number", "the most months; needs a justification"),
            "within_last": Key("count", "only the days of the last so many months count"),
            "justification": Key("text", "why more experience must be held against a person (at_most)"),
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if (self.at_least is None) == (self.at_most is None):
            yield "", "give at_least or at_most, one of the two"
        if self.at_most is not None and not self.justification.strip():
            yield "at_most", "a cap on experience tends to exclude by age: it needs justification: the reason, in words"
        if self.within_last is not None and (self.at_least or 0) > self.within_last:
            yield "at_least", f"{self.at_least} months cannot lie within the last {self.within_last}"

    def hints(self) -> Iterator[str]:
        """Yield advice about a rule that is allowed but coarse."""
        if not self.selectors():
            yield "months of any work at all: a number for the function or tool that the post needs says more"

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        t = translator(lang)
        what = self.phrase(taxonomy, lang)
        if self.at_least is not None:
            text = at_least(self.at_least, what, lang)
        else:
            months = t.count("month", self.at_most or 0)
            text = t("at most {months}: {what}").format(months=months, what=what)
        if not self.within_last:
            return text
        last = t(", in the last month") if self.within_last == 1 else t(", in the last {number} months")
        return text + last.format(number=self.within_last)

    def check(self, case: Case) -> Outcome:
        """Return the months shown against the months needed."""
        if case.facts.ready is not None:
            return self._ready(case, case.facts.ready)
        found = case.find(self).within(self.window_of(case))
        cover = self._within(case, found.cover)
        duration = _duration(case, cover, case.policy)
        result = self._result(duration.rounded_low, duration.rounded_high)
        if case.facts.unread and result == ("not_met" if self.at_least is not None else "met"):
            return unread(case, found, self.at_least if self.at_least is not None else self.at_most)
        return Outcome(
            result=result,
            shown=_shown(case, duration),
            needed=self.at_least if self.at_least is not None else self.at_most,
            shown_low=duration.rounded_low,
            shown_high=duration.rounded_high,
            duration=duration,
            flags=self._flags(case, found, cover, result),
            positions=found.positions,
            lines=case.facts.lines_of(found.positions),
            would_settle=question(case, found, self.window_of(case)) if result == "undecided" else None,
        )

    def window_of(self, case: Case) -> DaySet | None:
        """Return the days that count, None for all."""
        return case.window(self.within_last) if self.within_last else None

    def _within(self, case: Case, cover: Coverage) -> Coverage:
        window, arithmetic = self.window_of(case), case.facts.arithmetic
        return cover if window is None or arithmetic is None else arithmetic.restrict(cover, window)

    def _result(self, low: int, high: int) -> Result:
        if self.at_least is not None:
            return "met" if low >= self.at_least else "not_met" if high < self.at_least else "undecided"
        most = self.at_most or 0
        return "met" if high <= most else "not_met" if low > most else "undecided"

    def _ready(self, case: Case, ready: Mapping[str, object]) -> Outcome:
        t = case.t
        low, likely, high = ready_months(ready, self.key(), self.within_last)
        result = self._result(low, high)
        shown = _range(case, low, high)
        what = self.key() or t("all work")
        ask = t("the dates behind: {what}").format(what=what) if result == "undecided" else None
        needed = self.at_least if self.at_least is not None else self.at_most
        return Outcome(result, shown, needed, low, high, Duration(likely, 0, 0, likely, low, high), would_settle=ask)

    def _flags(self, case: Case, found: Found, cover: Coverage, result: Result) -> tuple[str, ...]:
        flags = []
        if result == "met" and self.at_least is not None:
            # Why: "by rounding" is what complete months alone would not have reached.
            bare = _duration(case, cover, replace(case.policy, measure="floor"))
            if bare.rounded_low < self.at_least:
                flags.append("by_rounding")
        if result != "undecided" and case.policy.month_dates != "strict":
            strict = replace(case.policy, month_dates="strict")
            if _month_dates(case, found):
                again = _duration(case, self._within(case, case.find(self, strict).cover), strict)
                if self._result(again.rounded_low, again.rounded_high) != result:
                    flags.append("month_precision")
        return (*flags, *marks(case, found))


def unread(case: Case, found: Found, needed: int | None) -> Outcome:
    """Return the outcome where jobs may have gone unread: what was read is no upper bound of what there is."""
    facts, t = case.facts, case.t
    text = t("some jobs of this document could not be read") if facts.positions else t("no job could be read")
    ask = t("Which jobs, and from when to when?")
    return Outcome(
        "undecided", text, needed, positions=found.positions, lines=facts.lines_of(found.positions), would_settle=ask
    )


def at_least(number: int, what: str, lang: str) -> str:
    """Return "at least 24 months: support"."""
    t = translator(lang)
    return t("at least {months}: {what}").format(months=t.count("month", number), what=what)


def _duration(case: Case, cover: Coverage, policy: Policy) -> Duration:
    assert case.facts.arithmetic is not None
    return case.facts.arithmetic.duration(cover, policy)


def span_of(case: Case, low: int, high: int) -> str:
    """Return "24 months", "12 to 24 months"."""
    t = case.t
    months = case.t.count("month", high)
    return months if low == high else t("{low} to {months}").format(low=low, months=months)


def _range(case: Case, low: int, high: int) -> str:
    t = case.t
    return t("{months} shown").format(months=span_of(case, low, high))


def _shown(case: Case, duration: Duration) -> str:
    t = case.t
    text = _range(case, duration.rounded_low, duration.rounded_high)
    if duration.rounded_low == duration.rounded_high and duration.days:
        months, days = t.count("month", duration.months), t.count("day", duration.days)
        text += t(" ({months} {days})").format(months=months, days=days)
    return text


def ready_months(ready: Mapping[str, object], key: str, within: int | None = None) -> tuple[int, int, int]:
    """Return low, likely and high months of ready-made facts; silence is 0, as months need dated evidence.

    Ready months without a window are taken to lie inside it.
    """
    name = f"months {key}".strip()
    given = ready.get(f"{name} within_last={within}", ready.get(name, 0)) if within else ready.get(name, 0)
    if isinstance(given, int):
        return given, given, given
    assert isinstance(given, (list, tuple))
    low, likely, high = given
    return int(low), int(likely), int(high)


def _month_dates(case: Case, found: Found) -> bool:
    for index in found.positions:
        dates = case.facts.positions[index].dates
        for each in (dates.start, dates.end) if dates else ():
            if each is not None and each.month is not None and each.day is None:
                return True
    return False


def marks(case: Case, found: Found) -> tuple[str, ...]:
    """Return the flags that the positions behind a number call for."""
    facts = case.facts
    flags = []
    held = [facts.positions[index] for index in found.positions]
    ends = [each for position in held if position.dates for each in (position.dates.start, position.dates.end) if each]
    if any(each.month is None and each.part is None for each in ends):
        flags.append("year_only")
    if found.whole_job:
        flags.append("role_credited")
    if found.listed:
        flags.append("listed_only")
    if facts.as_of_source == "today" and any(position.dates and position.dates.ongoing for position in held):
        flags.append("as_of_assumed")
    warned = [each.span for each in facts.findings if each.severity == "warning" and each.span is not None]
    spans = [position.span for position in held if position.span is not None]
    if any(a.start < b.stop and b.start < a.stop for a in warned for b in spans):
        flags.append("reading_warning")
    return tuple(flags)


def question(case: Case, found: Found, window: DaySet | None = None) -> str | None:
    """Return the one question whose answer takes away most of the doubt."""
    facts, counted, t = case.facts, case.days(case.policy), case.t
    best: tuple[int, str] | None = None
    asked = {doubt.position: doubt for doubt in found.doubts}
    if found.listed and any(doubt.kind == "listed" for doubt in found.doubts):
        what = next(doubt.what for doubt in found.doubts if doubt.kind == "listed")
        return t("In which job, and from when to when, was {what} used?").format(what=what)
    for index in found.positions:
        cover = counted.by_position[index]
        possible = cover.possible if window is None else cover.possible & window
        certain = cover.certain if window is None else cover.certain & window
        doubt = asked.get(index)
        days = possible.days if doubt else possible.days - certain.days
        if days and (best is None or days > best[0]):
            best = days, _ask(case, index, doubt.kind if doubt else "dates", doubt.what if doubt else "")
    if best is None and facts.positions and found.positions:
        # Why: every day is sure and still the bounds differ: shares of part-time work.
        return t("How many hours a week did {name} have?").format(name=facts.name_of(found.positions[0]))
    return best[1] if best else None


def _ask(case: Case, index: int, kind: str, what: str) -> str:
    facts, t = case.facts, case.t
    name, position = facts.name_of(index), facts.positions[index]
    employer = position.employer or t("the employer")
    if kind == "industry":
        return t("Is {employer} in {what}?").format(employer=employer, what=what)
    if kind == "people":
        return t("Did {name} include people in charge?").format(name=name)
    if kind == "family":
        return t("Which product of {what} was used in {name}?").format(what=what, name=name)
    if kind == "undated_use":
        return t("From when to when was {what} used in {name}?").format(what=what, name=name)
    if position.employment == "part_time" and position.part_time is None and case.policy.part_time == "prorate":
        return t("How many hours a week did {name} have?").format(name=name)
    dates = position.dates
    if dates is not None and (dates.ongoing or (dates.end is not None and dates.end.month is not None)):
        return t("In which month did {name} begin?").format(name=name)
    if dates is not None and dates.start is not None and dates.start.month is not None:
        return t("In which month did {name} end?").format(name=name)
    return t("In which months did {name} begin and end?").format(name=name)

"""Verdicts: practice rules, three-valued logic, levels, other policies; a decided verdict never flips."""

from __future__ import annotations

import itertools
import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_criteria import AS_OF, SUPPORT, facts, job

from xpcalc.count import bounds
from xpcalc.criteria import FLAGS, ORDER, Outcome, Verdict
from xpcalc.judge import Facts, judge
from xpcalc.model import DateRange, PartialDate, Position
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import load_rules, parse_rules
from xpcalc.rulefile import Node, Rule

PRACTICE = """
schema: xpcalc.rules/1
id: practice
source_text: "2 years of experience in Zendesk"
levels:
  order: [junior, mid, senior]
  default: junior
  mid: {months: {skill: zendesk, at_least: 12}}
  senior: {months: {skill: zendesk, at_least: 24}}
claims:
  - {id: two-years, claim: {skill: zendesk, months: 24, text: "2 years of experience in Zendesk"}}
"""
SAAS = """
schema: xpcalc.rules/1
id: saas
source_text: >-
  at least 36 months of SaaS support experience, including direct use of tools such as Zendesk, Intercom or Freshdesk
must:
  - {id: saas-support, months: {function: support, industry: saas, at_least: 36}}
  - {id: tool, skill: {any_of: [zendesk, intercom, freshdesk], open_list: true, category: helpdesk}}
"""


def one(text: str, book: Rulebook) -> Rule:
    (rule,) = parse_rules(text, "a.yaml", book)
    return rule


# ---------------------------------------------------------------- practice


def test_two_years_of_zendesk_that_are_nineteen_months(rulebook: Rulebook) -> None:
    """ "2 years of experience in Zendesk" with dates that show 19 months: the candidate goes to the mid level."""
    career = facts(rulebook, [job("2023-03/2024-09", "Support agent")], [SUPPORT, "0 skill:zendesk"])
    verdict = judge(career, one(PRACTICE, rulebook))
    assert (verdict.result, verdict.level, verdict.possible) == ("met", "mid", "mid")
    (claim,) = verdict.claims
    assert (claim.result, claim.needed, claim.shown_low, claim.shown_high) == ("not_met", 24, 19, 19)
    assert claim.shown == "19 months shown, 24 stated: 5 more stated than shown"
    assert claim.asked == '24 months stated: with Zendesk ("2 years of experience in Zendesk")'
    assert verdict.statement == "level by months of evidence: mid"
    senior = verdict.levels[-1]
    assert (senior.words, senior.shown, senior.positions) == ("not shown", "19 months shown", (0,))


def test_at_least_36_months_of_saas_support(rulebook: Rulebook) -> None:
    """ "at least 36 months of SaaS support experience, including direct use of tools such as Zendesk, ..."."""
    rule = one(SAAS, rulebook)
    labels = [SUPPORT, "0 industry:saas"]
    full = judge(facts(rulebook, [job("2021-01/2023-12")], [*labels, "0 skill:intercom"]), rule)
    assert (full.result, full.statement) == ("met", "a: shown".replace("a", "saas"))
    other = judge(facts(rulebook, [job("2021-01/2023-12")], [*labels, "0 skill:gorgias"]), rule)
    assert (other.result, other.checks[1].flags) == ("met", ("equivalent_tool",))
    short = judge(facts(rulebook, [job("2021-01/2023-11")], [*labels, "0 skill:zendesk"]), rule)
    assert (short.result, short.checks[0].shown) == ("not_met", "35 months shown")
    assert short.statement == "saas: not shown (at least 36 months: support, in SaaS)"
    silent = judge(facts(rulebook, [job("2021-01/2023-12")], labels), rule)
    assert (silent.result, silent.would_settle) == (
        "undecided",
        "Was Zendesk, Intercom or Freshdesk used, and in which job?",
    )
    years = judge(facts(rulebook, [job("2020/2023")], [*labels, "0 skill:zendesk"]), rule)
    assert (years.result, years.checks[0].shown) == ("undecided", "24 to 48 months shown")


# ---------------------------------------------------------------- logic


class Fixed:
    """A criterion that gives the outcome it is told."""

    ABOUT = ""
    KEYS: dict[str, Any] = {}  # noqa: RUF012

    def __init__(self, result: Any) -> None:
        self.result = result

    def problems(self) -> Any:
        return iter(())

    def sentence(self, taxonomy: object, lang: str = "en") -> str:
        return self.result

    def check(self, case: object) -> Outcome:
        return Outcome(self.result, self.result, would_settle="?" if self.result == "undecided" else None)


def leaf(result: str) -> Node:
    return Node(result, "months", Fixed(result))


def outcome(node: Node, book: Rulebook) -> Verdict:
    return judge(facts(book, []), Rule("a", must=(node,)))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_logic_is_kleenes(count: int, rulebook: Rulebook) -> None:
    """all, any, not and at_least agree with trying out every way in which the open parts can turn out."""
    for results in itertools.product(ORDER, repeat=count):
        parts = tuple(leaf(result) for result in results)
        ways = list(itertools.product(*[(True, False) if r == "undecided" else (r == "met",) for r in results]))
        asked = {
            "all": (all, Node("x", "all", parts=parts)),
            "any": (any, Node("x", "any", parts=parts)),
            "not": (lambda way: not way[0], Node("x", "not", parts=parts[:1])),
            **{
                f"{least}": (lambda way, n=least: sum(way) >= n, Node("x", "at_least", parts=parts, count=least))
                for least in range(1, count + 1)
            },
        }
        for test, node in asked.values():
            ends = {bool(test(way)) for way in ways}
            expected = "undecided" if len(ends) == 2 else "met" if ends == {True} else "not_met"
            verdict = outcome(node, rulebook)
            assert verdict.result == expected, (node, results)
            assert (verdict.would_settle is not None) == (expected == "undecided")


@pytest.mark.parametrize(
    ("mid", "senior", "level", "possible", "result"),
    [
        ("met", "met", "senior", "senior", "met"),
        ("met", "not_met", "mid", "mid", "met"),
        ("met", "undecided", "mid", "senior", "undecided"),
        ("undecided", "not_met", "junior", "mid", "undecided"),
        ("not_met", "undecided", "junior", "senior", "undecided"),
        ("not_met", "not_met", "junior", "junior", "met"),
        ("not_met", "met", "senior", "senior", "met"),
    ],
)
def test_levels(mid: str, senior: str, level: str, possible: str, result: str, rulebook: Rulebook) -> None:
    from xpcalc.rulefile import Levels

    levels = Levels(("junior", "mid", "senior"), {"mid": leaf(mid), "senior": leaf(senior)}, "junior")
    verdict = judge(facts(rulebook, []), Rule("a", levels=levels))
    assert (verdict.level, verdict.possible, verdict.result) == (level, possible, result)


def test_nice_to_have_and_claims_do_not_touch_the_result(rulebook: Rulebook) -> None:
    rule = Rule("a", must=(leaf("met"),), nice=(leaf("not_met"),), claims=(leaf("undecided"),))
    verdict = judge(facts(rulebook, []), rule)
    assert (verdict.result, verdict.nice[0].result, verdict.claims[0].result) == ("met", "not_met", "undecided")


# ---------------------------------------------------------------- policies


def test_another_policy_that_changes_the_verdict_is_named(rulebook: Rulebook) -> None:
    rule = one("schema: xpcalc.rules/1\nmust: [{id: m, months: {function: support, at_least: 36}}]", rulebook)
    verdict = judge(facts(rulebook, [job("2020-06-15/2023-05-29")], [SUPPORT]), rule)
    assert (verdict.result, verdict.policy) == ("met", "default")
    assert verdict.sensitivity == ("under days30, public_sector: not shown",)
    assert verdict.checks[0].sensitivity == (
        "under days30, public_sector: not shown (35 months shown (35 months 15 days))",
    )
    assert judge(facts(rulebook, [job("2010-01/2023-05")], [SUPPORT]), rule).sensitivity == ()


def test_a_ladder_names_the_other_level(rulebook: Rulebook) -> None:
    career = facts(rulebook, [job("2023-01/2024-12")], ["0 skill:zendesk"])
    assert judge(career, one(PRACTICE, rulebook)).sensitivity == ("under strict: level mid, possibly senior",)


def test_a_rule_with_its_own_policy_is_judged_by_it(rulebook: Rulebook) -> None:
    text = "schema: xpcalc.rules/1\npolicy: public_sector\nmust: [{months: {function: support, at_least: 36}}]"
    verdict = judge(facts(rulebook, [job("2020-06-15/2023-05-29")], [SUPPORT]), one(text, rulebook))
    assert (verdict.result, verdict.policy) == ("not_met", "public_sector")


# ---------------------------------------------------------------- forms


def test_a_verdict_is_json(rulebook: Rulebook) -> None:
    verdict = judge(facts(rulebook, [job("2019/2021")], ["0 skill:zendesk"]), one(PRACTICE, rulebook))
    data = json.loads(json.dumps(verdict.to_dict()))
    assert {"rule", "result", "level", "possible", "checks", "policy", "as_of"} <= set(data)
    assert (data["level"], data["possible"], data["result"], data["as_of"]) == (
        "mid",
        "senior",
        "undecided",
        "2026-11-21",
    )
    keys = {"id", "result", "needed", "shown_low", "shown_high", "flags", "evidence", "would_settle"}
    assert all(keys <= set(each) for each in data["checks"] + data["claims"])
    plain = judge(facts(rulebook, []), Rule("a", must=(leaf("met"),))).to_dict()
    assert "level" not in plain


def test_words_are_never_harsh(rulebook: Rulebook) -> None:
    rules = [one(PRACTICE, rulebook), one(SAAS, rulebook), *load_rules("cx_management", rulebook)]
    for dates in ("2023-03/2024-09", "2019/2021", "2026-01/.."):
        for rule in rules:
            text = json.dumps(
                judge(facts(rulebook, [job(dates)], [SUPPORT, "0 skill:zendesk"]), rule).to_dict()
            ).lower()
            assert not any(word in text for word in ('"fail', "false", "reject", "lie", "fraud", "score"))


def test_flags_are_known(rulebook: Rulebook) -> None:
    career = facts(rulebook, [job("2019/..")], [SUPPORT, "0 skill:zendesk"], as_of_source="today")
    verdict = judge(career, one(PRACTICE, rulebook))
    flags = {flag for check in (*verdict.levels, *verdict.claims) for flag in check.flags}
    assert flags == {"year_only", "role_credited", "as_of_assumed"}
    assert flags <= set(FLAGS)


# ---------------------------------------------------------------- soundness

LABELS = ("function:support.tier1", "function:onboarding", "skill:zendesk", "industry:saas", "industry:health")
ASKED = (
    "months: {{function: support, at_least: {n}}}",
    "months: {{skill: zendesk, at_least: {n}}}",
    "months: {{function: support, industry: saas, at_least: {n}}}",
    "months: {{function: [support, onboarding], at_least: {n}, within_last: 60}}",
    "months: {{at_least: {n}}}",
    "months: {{function: support, at_most: {n}, justification: by law}}",
    "recency: {{function: support, last_used_within: {n}}}",
    "claim: {{skill: zendesk, months: {n}, tolerance: 1}}",
    "any: [{{months: {{function: support, at_least: {n}}}}}, {{recency: {{skill: zendesk, last_used_within: {n}}}}}]",
    "at_least: 2\n    of: [{{months: {{at_least: {n}}}}}, {{months: {{skill: zendesk, at_least: {n}}}}}, "
    "{{not: {{recency: {{function: onboarding, last_used_within: {n}}}}}}}]",
)


@st.composite
def ends(draw: st.DrawFn) -> PartialDate:
    year = draw(st.integers(2016, 2025))
    kind = draw(st.sampled_from(["year", "year", "month", "day", "part"]))
    if kind == "year":
        return PartialDate(year)
    if kind == "part":
        return PartialDate(year, part=draw(st.sampled_from([21, 22, 33, 36, 37, 40])))
    month = draw(st.integers(1, 12))
    return PartialDate(year, month, draw(st.integers(1, 28)) if kind == "day" else None)


def key(when: PartialDate) -> tuple[date, date]:
    return bounds(when)


@st.composite
def careers(draw: st.DrawFn) -> tuple[list[Position], list[str]]:
    jobs, labels = [], []
    for index in range(draw(st.integers(1, 3))):
        start, end = sorted([draw(ends()), draw(ends())], key=key)
        ongoing = draw(st.integers(0, 4)) == 0
        jobs.append(Position("Agent", f"E{index}", None, DateRange(start, None if ongoing else end, ongoing)))
        labels += [f"{index} {code}" for code in LABELS if draw(st.booleans())]
    return jobs, labels


def reading(position: Position, draw: st.DrawFn) -> Position | None:
    """Return the position with one day for each end that was imprecise; None where the draw makes no range."""

    def day(when: PartialDate, last: bool) -> date:
        first, stop = bounds(when)
        if when.month is not None:
            return stop if last else first
        edge = draw(st.sampled_from(["first", "last", "any"]))
        if edge == "any":
            return first + timedelta(days=draw(st.integers(0, (stop - first).days)))
        return first if edge == "first" else stop

    assert position.dates is not None
    assert position.dates.start is not None
    start = day(position.dates.start, False)
    end = AS_OF if position.dates.end is None else day(position.dates.end, True)
    if start > end:
        return None
    exact = [PartialDate(each.year, each.month, each.day) for each in (start, end)]
    return Position(position.title, position.employer, None, DateRange(exact[0], exact[1]))


@settings(max_examples=400)
@given(data=st.data(), career=careers(), n=st.integers(2, 60), form=st.sampled_from(ASKED))
def test_a_decided_verdict_never_flips(data: st.DataObject, career: Any, n: int, form: str, rulebook: Rulebook) -> None:
    jobs, labels = career
    (rule,) = parse_rules(f"schema: xpcalc.rules/1\nmust:\n  - {form.format(n=n)}\n", "a.yaml", rulebook)
    policy = data.draw(st.sampled_from(["default", "public_sector", "linkedin", "calendar15", "days30"]))
    verdict = judge(quiet(facts(rulebook, jobs, labels, policy)), rule)
    if verdict.result == "undecided":
        return
    for _ in range(6):
        exact = [reading(each, data.draw) for each in jobs]
        if any(each is None for each in exact):
            continue
        there = judge(quiet(facts(rulebook, [each for each in exact if each], labels, policy)), rule)
        assert there.result in (verdict.result, "undecided"), (verdict.checks, there.checks)


def quiet(given_: Facts) -> Facts:
    """Leave the other policies out: they cost time and are not what is tested."""
    from dataclasses import replace

    return replace(given_, policies={})

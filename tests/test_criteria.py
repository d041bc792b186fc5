"""Criteria one by one: bounds, doubts, flags, questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import xpcalc
import xpcalc.count as counting
from xpcalc.assessment import Evidence
from xpcalc.criteria import STUDIES, Case, Claimed, Facts, Outcome, Passage
from xpcalc.criteria.case import Case as _Case
from xpcalc.criteria.span import people
from xpcalc.dates import bounds
from xpcalc.judge import counter
from xpcalc.model import DateRange, Document, Entry, Finding, Label, Line, PartialDate, Piece, Position, Span, Stint
from xpcalc.pipeline.grammars import grammar_for
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import parse_rules

AS_OF = date(2026, 11, 21)


def partial(text: str) -> PartialDate:
    return PartialDate(*[int(part) for part in text.split("-")])


def job(dates: str, title: str = "Agent", employer: str = "Faro Cloud", text: str = "", **more: Any) -> Position:
    start, _, end = dates.partition("/")
    span = DateRange(partial(start), None if end == ".." else partial(end), end == "..", dates)
    body = (Piece(text),) if text else ()
    return Position(title, employer, None, span, body=body, **more)


def facts(
    book: Rulebook, jobs: Iterable[Position], labels: Iterable[str] = (), policy: str = "default", **more: Any
) -> Facts:
    """Labels are "0 function:support.tier1"; listed skills are given as `listed`."""
    held = []
    for each in labels:
        index, _, code = each.partition(" ")
        scheme, _, code = code.partition(":")
        held.append(Label(int(index), scheme, code))
    listed = tuple(Label(-1, "skill", code) for code in more.pop("listed", ()))
    stints = more.pop("stints", ())
    positions = tuple(jobs)
    return Facts(
        AS_OF,
        book.policies[policy],
        book.taxonomy,
        arithmetic=counting,
        count=counter(counting, positions, held, AS_OF, None, stints),
        policies=book.policies,
        positions=positions,
        labels=tuple(held),
        listed=listed,
        dated=lambda text: bounds([each.dates for each in grammar_for(book, tuple(book.languages), "DMY").find(text)]),
        schooling={kind: book.words.schooling(kind, ()) for kind in STUDIES},
        **more,
    )


def ask(given: Facts, requirement: str, book: Rulebook, **choices: str) -> Outcome:
    (rule,) = parse_rules(f"schema: xpcalc.rules/1\nmust:\n  - {requirement}\n", "a.yaml", book)
    criterion = rule.must[0].criterion
    assert criterion is not None
    return criterion.check(Case(given, given.policy, **choices))


SUPPORT = "0 function:support.tier1"


# ---------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("dates", "needed", "result"),
    [
        ("2023-03/2024-09", 24, "not_met"),
        ("2023-03/2024-09", 19, "met"),
        ("2023-03/2024-09", 20, "not_met"),
        ("2019/2021", 12, "met"),
        ("2019/2021", 13, "undecided"),
        ("2019/2021", 36, "undecided"),
        ("2019/2021", 37, "not_met"),
        ("2024-01/..", 35, "met"),
        ("2024-01/..", 36, "not_met"),
    ],
)
def test_bounds_decide_months(dates: str, needed: int, result: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [job(dates)], [SUPPORT])
    found = ask(given, f"months: {{function: support, at_least: {needed}}}", rulebook)
    assert found.result == result
    assert (found.would_settle is not None) == (result == "undecided")
    assert found.needed == needed


def test_what_is_not_there_is_nought(rulebook: Rulebook) -> None:
    found = ask(facts(rulebook, [job("2015-01/2024-12")]), "months: {function: support, at_least: 1}", rulebook)
    assert (found.result, found.shown, found.shown_high) == ("not_met", "0 months shown", 0)


def test_selectors_meet_in_the_same_job(rulebook: Rulebook) -> None:
    jobs = [job("2020-01/2021-12"), job("2020-01/2021-12", "Engineer", "Brezo")]
    labels = [SUPPORT, "0 industry:health", "1 function:software_development", "1 industry:saas"]
    rule = "months: {function: support, industry: saas, at_least: 1}"
    assert ask(facts(rulebook, jobs, labels), rule, rulebook).result == "not_met"


def test_an_unknown_sector_is_open_and_asked_for(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12")], [SUPPORT])
    rule = "months: {function: support, industry: saas, at_least: 24}"
    found = ask(given, rule, rulebook)
    assert (found.result, found.shown_low, found.shown_high) == ("undecided", 0, 36)
    assert found.would_settle == "Is Faro Cloud in SaaS?"
    assert ask(given, rule, rulebook, absence="not_met").result == "not_met"


def test_the_question_is_about_the_job_with_most_doubt(rulebook: Rulebook) -> None:
    jobs = [job("2019/2021", employer="Uno"), job("2010/2011", employer="Dos")]
    found = ask(
        facts(rulebook, jobs, [SUPPORT, "1 function:support.tier1"]),
        "months: {function: support, at_least: 40}",
        rulebook,
    )
    assert found.would_settle == "In which months did Agent, Uno (2019/2021) begin and end?"
    jobs = [job("2019/..", employer="Uno")]
    found = ask(facts(rulebook, jobs, [SUPPORT]), "months: {function: support, at_least: 90}", rulebook)
    assert found.would_settle == "In which month did Agent, Uno (2019/..) begin?"


def test_people_in_charge_only_where_said(rulebook: Rulebook) -> None:
    rule = "months: {function: people_management, at_least: 12}"
    open_ = ask(facts(rulebook, [job("2020-01/2022-12")], ["0 function:cx.strategy"]), rule, rulebook)
    assert (open_.result, open_.would_settle) == (
        "undecided",
        "Did Agent, Faro Cloud (2020-01/2022-12) include people in charge?",
    )
    labels = ["0 function:cx.strategy", "0 function:management.team_lead"]
    assert ask(facts(rulebook, [job("2020-01/2022-12")], labels), rule, rulebook).result == "met"


def test_a_listed_tool_leaves_months_open(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12")], [SUPPORT], listed=["zendesk"])
    found = ask(given, "months: {skill: zendesk, at_least: 24}", rulebook)
    assert (found.result, found.shown_low, found.shown_high) == ("undecided", 0, 36)
    assert found.flags == ("listed_only",)
    assert found.would_settle == "In which job, and from when to when, was Zendesk used?"
    assert ask(given, "months: {skill: zendesk, at_least: 37}", rulebook).result == "not_met"
    assert ask(given, "months: {skill: intercom, at_least: 1}", rulebook).result == "not_met"


def test_a_tool_is_credited_with_the_whole_job_unless_dated(rulebook: Rulebook) -> None:
    labels = [SUPPORT, "0 skill:zendesk"]
    rule = "months: {skill: zendesk, at_least: 24}"
    whole = facts(rulebook, [job("2020-01/2022-12")], labels)
    assert ask(whole, rule, rulebook).flags == ("role_credited",)
    assert ask(whole, rule, rulebook, skill_credit="dated_only").result == "undecided"
    dates = DateRange(PartialDate(2020, 1), PartialDate(2020, 12))
    part = facts(rulebook, [job("2020-01/2022-12")], labels, stints=[Stint(1, dates, None, "2020")])
    found = ask(part, rule, rulebook)
    assert (found.result, found.shown_low, found.shown_high, found.flags) == ("not_met", 12, 12, ())
    assert ask(part, "months: {skill: zendesk, at_least: 12}", rulebook, skill_credit="dated_only").result == "met"
    length = facts(rulebook, [job("2020-01/2022-12")], labels, stints=[Stint(1, None, 6, "6-month project")])
    found = ask(length, rule, rulebook)
    assert (found.result, found.shown_high) == ("not_met", 6)


def test_only_the_last_months_count(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2010-01/2024-11")], [SUPPORT])
    assert ask(given, "months: {function: support, at_least: 13, within_last: 36}", rulebook).result == "not_met"
    assert ask(given, "months: {function: support, at_least: 12, within_last: 36}", rulebook).result == "met"


def test_kinds_that_do_not_count_do_not_count(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12", employment="internship")], [SUPPORT])
    rule = "months: {function: support, at_least: 12}"
    assert ask(given, rule, rulebook).result == "not_met"
    more = replace(given.policy, counted=(*given.policy.counted, "internship"))
    assert ask(replace(given, policy=more), rule, rulebook).result == "met"


def test_an_employer_a_pillar_a_kind_of_tool(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12", employer="Fáro Cloud S.L.")], [SUPPORT, "0 skill:gorgias"])
    assert ask(given, "months: {employer: faro cloud, at_least: 36}", rulebook).result == "met"
    assert ask(given, "months: {employer: brezo, at_least: 1}", rulebook).result == "not_met"
    assert ask(given, "months: {pillar: CX, at_least: 36}", rulebook).result == "met"
    assert ask(given, "months: {category: helpdesk, at_least: 36}", rulebook).result == "met"
    assert ask(given, "months: {category: telephony, at_least: 1}", rulebook).result == "not_met"


def test_at_most_is_judged_from_the_other_side(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2019/2021")], [SUPPORT])
    found = [
        ask(given, f"months: {{function: support, at_most: {most}, justification: by law}}", rulebook).result
        for most in (36, 35, 12, 11)
    ]
    assert found == ["met", "undecided", "undecided", "not_met"]


# ---------------------------------------------------------------- flags


def test_rounding_is_flagged(rulebook: Rulebook) -> None:
    rule = "months: {function: support, at_least: 36}"
    by_days = facts(rulebook, [job("2020-06-15/2023-05-29")], [SUPPORT])
    assert ask(by_days, rule, rulebook).flags == ("by_rounding",)
    full = facts(rulebook, [job("2020-06-15/2023-06-14")], [SUPPORT])
    assert ask(full, rule, rulebook).flags == ()
    assert (
        ask(facts(rulebook, [job("2020-06-15/2023-05-29")], [SUPPORT], "public_sector"), rule, rulebook).result
        == "not_met"
    )


def test_month_dates_are_flagged_where_they_decide(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12")], [SUPPORT])
    assert ask(given, "months: {function: support, at_least: 36}", rulebook).flags == ("month_precision",)
    assert ask(given, "months: {function: support, at_least: 34}", rulebook).flags == ()


def test_year_only_and_assumed_dates_are_flagged(rulebook: Rulebook) -> None:
    rule = "months: {function: support, at_least: 12}"
    given = facts(rulebook, [job("2019/..")], [SUPPORT], as_of_source="today")
    assert ask(given, rule, rulebook).flags == ("year_only", "as_of_assumed")
    assert ask(replace(given, as_of_source="said"), rule, rulebook).flags == ("year_only",)


def test_a_warning_about_the_lines_is_flagged(rulebook: Rulebook) -> None:
    position = job("2019-01/2022-12", span=Span(10, 90))
    near = Finding("W_LEFT_OVER", "warning", "a date was not understood", Span(50, 60))
    far = replace(near, span=Span(100, 120))
    for finding, flags in ((near, ("reading_warning",)), (far, ())):
        given = facts(rulebook, [position], [SUPPORT], findings=(finding,))
        assert ask(given, "months: {function: support, at_least: 12}", rulebook).flags == flags


# ---------------------------------------------------------------- skill, recency, claim


def test_tools_in_a_job_in_a_list_and_nowhere(rulebook: Rulebook) -> None:
    rule = "skill: {any_of: [zendesk, intercom]}"
    jobs = [job("2020-01/2022-12")]
    assert ask(facts(rulebook, jobs, ["0 skill:intercom"]), rule, rulebook).result == "met"
    listed = ask(facts(rulebook, jobs, listed=["zendesk"]), rule, rulebook)
    assert (listed.result, listed.flags, listed.would_settle) == (
        "undecided", ("listed_only",), "In which job was Zendesk used?"
    )  # fmt: skip
    nowhere = ask(facts(rulebook, jobs, ["0 skill:gorgias"]), rule, rulebook)
    assert (nowhere.result, nowhere.shown) == ("undecided", "not mentioned")
    assert ask(facts(rulebook, jobs), rule, rulebook, absence="not_met").result == "not_met"
    in_list = "skill: {any_of: [zendesk], evidence: [role_text, skills_section]}"
    assert ask(facts(rulebook, jobs, listed=["zendesk"]), in_list, rulebook).result == "met"


def test_a_tool_of_a_job_that_a_list_was_asked_for(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2022-01/2022-12")], ["0 skill:zendesk"])
    found = ask(given, "skill: {any_of: [zendesk], evidence: [skills_section]}", rulebook)
    assert (found.result, found.shown) == ("undecided", "Zendesk named in a job, not in a list of skills")
    assert (found.flags, found.positions) == ((), (0,))
    assert found.would_settle == "Does a list of skills name Zendesk?"


def test_an_open_list_takes_tools_of_the_same_kind(rulebook: Rulebook) -> None:
    rule = "skill: {any_of: [zendesk], open_list: true, category: helpdesk}"
    equal = ask(facts(rulebook, [job("2020-01/2022-12")], ["0 skill:gorgias"]), rule, rulebook)
    assert (equal.result, equal.flags) == ("met", ("equivalent_tool",))
    own = ask(facts(rulebook, [job("2020-01/2022-12")], ["0 skill:zendesk", "0 skill:gorgias"]), rule, rulebook)
    assert (own.result, own.flags) == ("met", ())
    other = ask(facts(rulebook, [job("2020-01/2022-12")], ["0 skill:salesforce"]), rule, rulebook)
    assert other.result == "undecided"


def test_a_suite_does_not_say_which_product(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12")], ["0 skill:freshworks"])
    assert ask(given, "skill: {any_of: [freshdesk]}", rulebook).would_settle == "Which product of Freshworks was used?"
    assert ask(given, "months: {skill: freshdesk, at_least: 12}", rulebook).result == "undecided"


def test_all_and_several_tools(rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12")], ["0 skill:zendesk", "0 skill:intercom"])
    assert ask(given, "skill: {all_of: [zendesk, intercom]}", rulebook).result == "met"
    assert ask(given, "skill: {all_of: [zendesk, gorgias]}", rulebook).result == "undecided"
    assert ask(given, "skill: {category: helpdesk, at_least: 2}", rulebook).result == "met"
    assert ask(given, "skill: {any_of: [zendesk, intercom, gorgias], at_least: 3}", rulebook).result == "undecided"


@pytest.mark.parametrize(
    ("dates", "result"),
    [
        ("2020-01/2024-11", "met"),
        ("2020-01/2024-10", "not_met"),
        ("2020/2024", "undecided"),
        ("2020/2025", "met"),
        ("2020/..", "met"),
    ],
)
def test_recency(dates: str, result: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [job(dates)], [SUPPORT])
    assert ask(given, "recency: {function: support, last_used_within: 24}", rulebook).result == result


@pytest.mark.parametrize(
    ("dates", "result", "words"),
    [
        ("2022-01/2024-06", "met", "supported"),
        ("2022-01/2023-11", "met", "supported within rounding"),
        ("2023-03/2024-09", "not_met", "19 months shown, 24 stated: 5 more stated than shown"),
        ("2021/2023", "undecided", "12 to 36 months shown, 24 stated"),
    ],
)
def test_statements_stand_beside_the_dates(dates: str, result: str, words: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [job(dates)], ["0 skill:zendesk"])
    found = ask(given, "claim: {skill: zendesk, months: 24}", rulebook)
    assert (found.result, found.shown.endswith(words)) == (result, True)


def test_the_documents_own_statements(rulebook: Rulebook) -> None:
    over = Claimed("skill:zendesk", 24, "overstated", "2 years of Zendesk")
    held = Claimed("skill:zendesk", 12, "supported", "1 year of Zendesk")
    rule = "claim: {skill: zendesk}"
    results = [ask(facts(rulebook, [], claims=given), rule, rulebook).result for given in ((held,), (held, over), ())]
    assert results == ["met", "not_met", "undecided"]


# ---------------------------------------------------------------- bare facts


def test_lines_outside_the_window_bear_out_nothing(rulebook: Rulebook) -> None:
    jobs = [job("2023-03/..", text="Tickets in Zendesk"), job("2015-01/2020-02", text="Zendesk")]
    labels = [SUPPORT, "1 function:support.tier1", "0 skill:zendesk", "1 skill:zendesk"]
    given = facts(rulebook, jobs, labels)
    asked = {
        "months: {function: support, at_least: 12, within_last: 36}": (0,),
        "months: {function: support, at_least: 12, within_last: 120}": (0, 1),
        "months: {function: support, at_least: 12}": (0, 1),
        "recency: {skill: zendesk, last_used_within: 24}": (0,),
    }
    assert {each: ask(given, each, rulebook).positions for each in asked} == asked
    gone = facts(rulebook, jobs[1:], ["0 skill:zendesk"])
    assert ask(gone, "recency: {skill: zendesk, last_used_within: 24}", rulebook).positions == (0,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Led a team of 8 agents", 8),
        ("managed 12 people across two sites", 12),
        ("6 direct reports", 6),
        ("Coordiné un equipo de seis agentes", 6),
        ("Leitung eines Teams von 15 Mitarbeitern", 15),
        ("a company of 500 employees", 0),
        ("managed 300 tickets a week", 0),
        ("team of 20% women", 0),
        ("Worked in a team of 9", 0),
        ("Part of a team of 12 agents, led by the manager", 0),
        ("Mitglied eines Teams von 9 Mitarbeitern", 0),
        ("led a team of 2.5 FTE", 0),
    ],
)
def test_people_in_charge_are_read(text: str, number: int, rulebook: Rulebook) -> None:
    given = facts(rulebook, [job("2020-01/2022-12", text=text)])
    assert people(_Case(given, given.policy), 0) == number


def test_the_span_of_leading_jobs_only(rulebook: Rulebook) -> None:
    position, rule = job("2020-01/2022-12", text="a team of 8"), "span: {at_least: 5}"
    lead = "0 function:management.team_lead"
    assert ask(facts(rulebook, [position], [lead]), rule, rulebook).result == "met"
    assert ask(facts(rulebook, [position], [SUPPORT]), rule, rulebook).result == "undecided"
    small = job("2020-01/2022-12", text="a team of 3")
    assert ask(facts(rulebook, [small], [lead]), rule, rulebook).result == "not_met"
    inside = job("2020-01/2022-12", title="Team Lead", text="Worked in a team of 30 with 4 direct reports")
    assert ask(facts(rulebook, [inside], [lead]), rule, rulebook).result == "not_met"
    silent = job("2015-01/2016-12")
    both = facts(rulebook, [small, silent], [lead, "1 function:management.team_lead"])
    assert ask(both, rule, rulebook).result == "undecided"


@pytest.mark.parametrize(
    ("line", "needed", "result"),
    [
        ("Bachelor of Arts, University of Vega, 2012", "eqf6", "met"),
        ("Grado en Turismo, 2010 - 2014", "eqf6", "met"),
        ("Máster en Marketing, 2016", "eqf7", "met"),
        ("Scrum Master course", "eqf7", "undecided"),
        ("Grado en Turismo (en curso)", "eqf6", "undecided"),
        ("Graduado en Educación Secundaria", "eqf6", "undecided"),
        ("Bachillerato, 2008", "eqf6", "undecided"),
        ("Licenciatura en Historia, 2005", "eqf7", "undecided"),
        ("Licenciatura en Historia, 2005", "eqf6", "met"),
        ("Driving licence B", "eqf6", "undecided"),
        ("Universidad de Vega", "eqf6", "undecided"),
        ("BA in Modern Languages, University of Vega, 2015 - 2018", "eqf6", "met"),
        ("BA (Hons) History, University of Vega", "eqf6", "met"),
        ("2015 - 2018 BA Modern Languages", "eqf6", "met"),
        ("University of Vega: BA, 2018", "eqf6", "met"),
        ("BBA, Vega College, 2014", "eqf6", "met"),
        ("B.Com, Vega College, 2014", "eqf6", "met"),
        ("LLB Law, 2011", "eqf6", "met"),
        ("MA in History, 2011", "eqf7", "met"),
        ("MA (Hons) History, 2011", "eqf6", "met"),
        ("MA (Hons) History, 2011", "eqf7", "undecided"),
        ("BS, Biology, Vega College", "eqf6", "met"),
        ("MS Office course, 2019", "eqf6", "undecided"),
        ("Vega College, Boston, MA", "eqf6", "undecided"),
        ("Ingeniería Informática, Universidad de Vega, 2008", "eqf6", "met"),
        ("Ingeniería Informática, Universidad de Vega, 2008", "eqf7", "undecided"),
        ("Ingeniería Técnica Industrial, 2008", "eqf6", "met"),
        ("Escuela Técnica Superior de Ingeniería, 2008", "eqf6", "undecided"),
        ("BA in History (en curso)", "eqf6", "undecided"),
        ("Graduada en Enfermería, Universidad de Vega (2014-2018)", "eqf6", "met"),
        ("Graduado en ADE", "eqf6", "met"),
        ("CFGS Administración y Finanzas", "eqf5", "met"),
        ("CFGM Gestión Administrativa", "eqf4", "met"),
        ("Bachiller", "eqf4", "met"),
        ("Bachiller en Ciencias", "eqf4", "met"),
        ("Arquitecta, Universidad de Vega", "eqf6", "met"),
        ("Arquitecta, Universidad de Vega", "eqf7", "undecided"),
        ("Arquitecta técnica, Universidad de Vega", "eqf6", "met"),
        ("FP II", "eqf4", "met"),
        ("FP II", "eqf5", "undecided"),
        ("Diplom-Kauffrau (FH), 2008", "eqf6", "met"),
        ("Diplom-Kauffrau (FH), 2008", "eqf7", "undecided"),
        ("Diplom-Kauffrau, Universität Vega, 2008", "eqf7", "met"),
        ("BA English, University of Vega, 2021 - June 2026", "eqf6", "met"),
    ],
)
def test_degrees(line: str, needed: str, result: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [], education=(Passage(line),))
    assert ask(given, f"education: {{level_at_least: {needed}}}", rulebook).result == result
    if result == "undecided" and "curso" not in line and needed == "eqf6":
        assert ask(given, f"education: {{level_at_least: {needed}}}", rulebook, absence="not_met").result == "not_met"


UNFINISHED = (
    "Grado en Historia (sin finalizar), 2010-2012",
    "Grado en Historia (incompleto)",
    "Grado en Historia, falta TFG",
    "Licenciatura en Derecho (no concluida)",
    "Licenciatura en Derecho (trunca)",
    "Grado en Historia (pendiente TFG)",
    "Grado en Historia, 2 cursos aprobados",
    "BSc Physics, dropped out in 2012",
    "Bachelor of Arts in Geschichte, ohne Abschluss",
    "Licence en droit, non terminée",
    "Laurea in Storia, interrotta",
    "Bachiller en Ciencias",
    "BA English, University of Vega, 2024 - 2027",
    "BA English, University of Vega, 2024 - now",
    "BA English, University of Vega, graduation in December 2026",
    "BA English (withdrew after second year)",
    "Bachelor of Arts, two years completed",
    "HBO propedeuse Communicatie",
    "Licenciatura em Línguas (frequência)",
)


@pytest.mark.parametrize("line", UNFINISHED)
def test_studies_that_may_not_be_finished(line: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [], education=(Passage(line),))
    assert ask(given, "education: {level_at_least: eqf6}", rulebook, absence="not_met").result == "undecided"


def test_what_is_not_finished_bears_out_nothing(rulebook: Rulebook) -> None:
    lines = ("BA (Hons) English, University of Vega, 2017", "Diploma in Management, in progress")
    quoted = [Evidence(page=1, line=4 + at, quote=text) for at, text in enumerate(lines)]
    given = facts(rulebook, [], education=tuple(map(Passage, lines, quoted)))
    found = ask(given, "education: {level_at_least: eqf6}", rulebook)
    assert (found.result, found.lines) == ("met", (quoted[0],))


@pytest.mark.parametrize("line", ["Universidade de Vega, Salvador, BA, 2014", "Degree in Modern Languages, 2014"])
def test_a_course_of_unclear_level_is_shown(line: str, rulebook: Rulebook) -> None:
    quoted = Evidence(page=1, line=4, quote=line)
    found = ask(facts(rulebook, [], education=(Passage(line, quoted),)), "education: {level_at_least: eqf6}", rulebook)
    assert (found.result, found.lines) == ("undecided", (quoted,))
    assert found.shown == "a degree that may not be finished or not of that level"


@pytest.mark.parametrize(
    ("lines", "result"),
    [
        (["Spanish C1"], "met"),
        (["English C2, Spanish B2"], "not_met"),
        (["Español: nativo"], "met"),
        (["Spanish (Native or Bilingual)"], "met"),
        (["Spanish", "(Native or Bilingual)"], "met"),
        (["Spanish (Professional Working)"], "undecided"),
        (["Spanish (Elementary)"], "not_met"),
        (["Spanish"], "undecided"),
        (["French C2"], "undecided"),
        (["Native: Spanish. C1: English"], "met"),
        (["Native: English. B1: Spanish"], "not_met"),
        (["Spanish: currently studying for C1"], "undecided"),
        (["Spanish: professional working proficiency"], "undecided"),
        (["Spanish: limited working proficiency"], "not_met"),
        (["Spanish B1, working towards C1"], "not_met"),
        (["Spanish C1 (in progress)"], "undecided"),
        (["Spanish B2, C1 in progress"], "not_met"),
        (["Spanish B1, studying for C1"], "not_met"),
        (["Spanish C1, still learning"], "met"),
        (["Currently learning Spanish (C1)"], "undecided"),
        (["Español: preparando el C1"], "undecided"),
        (["Spanisch, C1 angestrebt", "Spanisch B1"], "not_met"),
        (["English C2", "Spanish: learning"], "undecided"),
        (["Spanisch verhandlungssicher, Deutsch Muttersprache"], "met"),
        (["Spanish: C1 in progress"], "undecided"),
        (["Español (cursando C1)"], "undecided"),
        (["Spanish B1 (C1 expected 2027)"], "not_met"),
        (["Spanish C1, studying for C2"], "met"),
        (["Spanish C1, German: studying for B1"], "met"),
        ([], "undecided"),
    ],
)
def test_languages(lines: list[str], result: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [], languages=tuple(map(Passage, lines)))
    assert ask(given, "language: {any_of: [es], level_at_least: C1}", rulebook).result == result


def test_a_level_that_is_aimed_for_is_not_reached(rulebook: Rulebook) -> None:
    given = facts(rulebook, [], languages=(Passage("German: currently studying for B2"),))
    found = ask(given, "language: {any_of: [de], level_at_least: B2}", rulebook)
    assert (found.result, found.shown) == ("undecided", "German is being learned; no level is said to be reached")


@pytest.mark.parametrize(
    ("line", "code", "results"),
    [
        # what is asked: B1, B2, C1, C2
        ("English: Reading C1, Writing B2, Speaking B1", "en", "met undecided undecided not_met"),
        ("Inglés: escrito C1, hablado A2", "en", "undecided undecided undecided not_met"),
        ("German: B1-B2", "de", "met undecided not_met not_met"),
        ("German: aiming for C1, currently B1", "de", "met not_met not_met not_met"),
        ("German: studying for B2/C1", "de", "undecided undecided undecided undecided"),
        ("Inglés – B2 (en preparación C1)", "en", "met met not_met not_met"),
        ("German: C1 (in progress), B2 (2019)", "de", "met met not_met not_met"),
        ("Inglés intermedio-alto", "en", "met met undecided not_met"),
        ("Inglés: nivel alto", "en", "met met undecided not_met"),
        ("Inglés: nivel bajo", "en", "undecided not_met not_met not_met"),
        ("English: fluent, written intermediate", "en", "met undecided undecided undecided"),
        ("English, Spanish (both native)", "en", "met met met met"),
        ("Bilingüe español-inglés", "en", "met met met met"),
    ],
)
def test_levels_of_languages(line: str, code: str, results: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [], languages=(Passage(line),))
    found = [
        ask(given, f"language: {{any_of: [{code}], level_at_least: {level}}}", rulebook, absence="not_met").result
        for level in ("B1", "B2", "C1", "C2")
    ]
    assert " ".join(found) == results


def test_a_level_for_each_skill_below_the_language(rulebook: Rulebook) -> None:
    lines = ("English", "Reading: C1", "Writing: B2", "German A2")
    found = ask(
        facts(rulebook, [], languages=tuple(map(Passage, lines))),
        "language: {any_of: [en], level_at_least: C1}",
        rulebook,
    )
    assert (found.result, found.shown) == ("undecided", "English B2 to C1 shown")


@pytest.mark.parametrize("field", ["elsewhere", "certificates", "education"])
def test_a_language_named_in_passing_decides_nothing_but_is_shown(field: str, rulebook: Rulebook) -> None:
    quoted = Evidence(page=1, line=4, quote="Taught Spanish up to C1")
    given = facts(rulebook, [], **{field: (Passage("Taught Spanish up to C1", quoted), Passage("English A1"))})
    for absence in ("undecided", "not_met"):
        found = ask(given, "language: {any_of: [es], level_at_least: C1}", rulebook, absence=absence)
        assert (found.result, found.lines) == ("undecided", (quoted,))
        assert "named" in found.shown
    nowhere = ask(given, "language: {any_of: [fr], level_at_least: C1}", rulebook, absence="not_met")
    assert (nowhere.result, nowhere.lines) == ("not_met", ())


@pytest.mark.parametrize(
    ("field", "line", "result"),
    [
        ("certificates", "ITIL® 4 Foundation, 2022", "met"),
        ("certificates", "ITIL v4 Foundation", "undecided"),
        ("certificates", "ITIL4", "met"),
        ("certificates", "ITIL 4 (in progress)", "undecided"),
        ("certificates", "ITIL 4 Foundation - exam booked for January 2027", "undecided"),
        ("certificates", "ITIL 4 Foundation, January 2027", "undecided"),
        ("certificates", "ITIL 4 Foundation - exam in 03/2028", "undecided"),
        ("certificates", "ITIL 4 Foundation (not passed)", "undecided"),
        ("certificates", "ITIL 4, course attended, no exam", "undecided"),
        ("certificates", "ITIL 4 (lapsed 2022)", "undecided"),
        ("certificates", "ITIL 4 (valid until 2024)", "undecided"),
        ("certificates", "ITIL 4 (gültig bis 03/2026)", "undecided"),
        ("certificates", "ITIL 4 (examen pendiente)", "undecided"),
        ("certificates", "ITIL 4 (voraussichtlich 2027)", "undecided"),
        ("certificates", "ITIL 4 (valid until 2028)", "met"),
        ("certificates", "ITIL 4, 2023 - 2027", "met"),
        ("certificates", "ITIL 4, October 2026", "met"),
        ("elsewhere", "Worked by ITIL 4 processes", "undecided"),
        ("certificates", "CITIL 45", "undecided"),
    ],
)
def test_certificates(field: str, line: str, result: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [], **{field: (Passage(line),)})
    found = ask(given, "certificate: {any_of: [itil4]}", rulebook)
    assert found.result == result
    if line == "ITIL v4 Foundation":
        assert ask(given, "certificate: {any_of: [itil4], written: [ITIL v4]}", rulebook).result == "met"


def test_a_certificate_renewed_is_held(rulebook: Rulebook) -> None:
    given = facts(rulebook, [], certificates=(Passage("ITIL 4 (expired 2022)"), Passage("ITIL 4, renewed 2025")))
    assert ask(given, "certificate: {any_of: [itil4]}", rulebook).result == "met"


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("HDI Support Center Manager, 2023", "met"),
        ("HDI Support Center Manager (expired 2023)", "undecided"),
        ("HDI Customer Service Representative", "not_met"),
    ],
)
def test_the_letters_of_a_certificate_written_out(line: str, result: str, rulebook: Rulebook) -> None:
    given = facts(rulebook, [], certificates=(Passage(line),))
    assert ask(given, "certificate: {any_of: [hdi_scm]}", rulebook, absence="not_met").result == result


def test_confirmed_by_other_documents(rulebook: Rulebook) -> None:
    jobs, rule = (
        [job("2020-01/2021-12"), job("2022-01/2023-12", employer="Brezo")],
        "verified: {by: [linkedin, offer_letter]}",
    )
    none = ask(facts(rulebook, jobs), rule, rulebook)
    assert (none.result, none.shown) == ("undecided", "0 of 2 jobs confirmed")
    half = facts(rulebook, jobs, confirmed={"linkedin": frozenset({0})}, contradicted={"linkedin": frozenset({1})})
    assert ask(half, rule, rulebook).would_settle == "Which dates of Agent, Brezo (2022-01/2023-12) are right?"
    full = facts(rulebook, jobs, confirmed={"linkedin": frozenset({0}), "offer_letter": frozenset({1})})
    assert ask(full, rule, rulebook).result == "met"
    assert ask(full, "verified: {by: [vida_laboral]}", rulebook).result == "undecided"


# ---------------------------------------------------------------- passages


def test_lines_go_to_their_sections() -> None:
    from xpcalc.criteria import passages

    texts = [
        "Agent, Faro Cloud",
        "Education",
        "Grado en Turismo",
        "Certifications",
        "ITIL 4",
        "Languages",
        "Spanish C1",
    ]
    lines, at = [], 0
    for row, text in enumerate(texts):
        lines.append(Line(text, Span(at, at + len(text)), 1, row, 0, row, 100, row + 1))
        at += len(text) + 1
    entry = Entry("certifications", title=Piece("CCXP"))
    document = Document("a", "text", "", "\n".join(texts), tuple(lines), entries=(entry,))
    found = passages(
        document, lambda text: text.lower() if text in ("Education", "Certifications", "Languages") else None
    )
    assert {name: [each.text for each in held] for name, held in found.items()} == {
        "certificates": ["ITIL 4", "CCXP"],
        "education": ["Grado en Turismo"],
        "languages": ["Spanish C1"],
        "elsewhere": ["Agent, Faro Cloud"],
    }
    place = found["education"][0].evidence
    assert place is not None
    assert place.line == 3


@pytest.mark.parametrize(
    ("level", "result", "shown"),
    [
        ("fluent", "met", "English C1 shown, read from a word"),
        ("intermediate", "undecided", "English B1 shown, read from a word"),
        ("C1", "met", "English C1 shown"),
        ("A2", "not_met", "English A2 shown"),
    ],
)
def test_a_level_read_from_a_word_is_told_so(level: str, result: str, shown: str, tmp_path: Path) -> None:
    rule = tmp_path / "post.yaml"
    rule.write_text(
        "schema: xpcalc.rules/1\nid: post\nmust:\n  - language: {any_of: [en], level_at_least: "
        f"{'C1' if result == 'met' else 'B2'}}}\n",
        "utf-8",
    )
    text = f"Ann Perry\n\nEXPERIENCE\n\nAgent, Faro Ltd\nJan 2020 - Dec 2022\n\nLANGUAGES\nEnglish: {level}\n"
    (verdict,) = xpcalc.assess(text.encode(), name="cv.txt", as_of="2026-11-21", rules=[str(rule)]).verdicts
    assert (verdict.checks[0].result, verdict.checks[0].shown) == (result, shown)

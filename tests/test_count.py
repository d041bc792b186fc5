"""Counting: the case tables, the calculator, and what is true of all careers."""

from __future__ import annotations

import itertools
import pickle
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from xpcalc.count import (
    between,
    bounds,
    count,
    coverage,
    duration,
    intersect,
    policy_from_mapping,
    restrict,
)
from xpcalc.dayset import DaySet
from xpcalc.errors import RulebookError
from xpcalc.model import DateRange, Label, PartialDate, Policy, Position, Stated
from xpcalc.months import MEASURES

HERE = Path(__file__).parent
TABLE = yaml.safe_load((HERE / "cases" / "counting.yaml").read_text(encoding="utf-8"))
POLICIES = {
    path.stem: policy_from_mapping(path.stem, yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in sorted((HERE.parent / "rules" / "policies").glob("*.yaml"))
}
DEFAULT, STRICT = POLICIES["default"], POLICIES["strict"]
AS_OF = date.fromisoformat(TABLE["as_of"])


def partial(text: str) -> PartialDate:
    text, _, other = text.partition("|")
    numbers = [int(each) for each in text.rstrip("~").split("-")]
    part = numbers[1] if len(numbers) > 1 and numbers[1] > 12 else None
    return PartialDate(
        year=numbers[0],
        month=numbers[1] if len(numbers) > 1 and part is None else None,
        day=numbers[2] if len(numbers) > 2 else None,
        part=part,
        approximate=text.endswith("~"),
        other=partial(other) if other else None,
    )


def dates(edtf: str, written: str = "") -> DateRange:
    edtf, _, printed = edtf.partition(" ")
    start, _, end = edtf.partition("/")
    stated = Stated(int(printed.rstrip("y")), not printed.endswith("y"), printed) if printed else None
    return DateRange(
        start=None if start == "?" else partial(start),
        end=None if end in ("?", "..") else partial(end),
        ongoing=end == "..",
        written=written,
        stated=stated,
    )


def position(edtf: str | None, employment: str = "work", **more: Any) -> Position:
    if "part_time" in more:
        more["part_time"] = tuple(more["part_time"])
    return Position(None, None, None, None if edtf is None else dates(edtf), employment, **more)


def careers(case: dict[str, Any]) -> list[Position]:
    return [position(each) for each in case["edtf"]]


def policy_of(case: dict[str, Any]) -> Policy:
    given = case.get("policy", "default")
    return POLICIES[given] if isinstance(given, str) else policy_from_mapping("case", given, DEFAULT)


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: f"case-{case['id']}")
def test_case(case: dict[str, Any]) -> None:
    as_of = date.fromisoformat(case.get("as_of", TABLE["as_of"]))
    held = count(careers(case), (), DEFAULT, as_of)
    days = DaySet.union(
        DaySet.between(date.fromisoformat(first), date.fromisoformat(last)) for first, last in case["intervals"]
    )
    assert held.total.likely == days
    made = duration(held.total, DEFAULT)
    assert [made.months, made.days] == case["months_days"]
    assert made.total_days == case["days"]
    low, high = case.get("min_months", case["months"]), case.get("max_months", case["months"])
    assert (made.rounded_low, made.rounded, made.rounded_high) == (low, case["months"], high)


@pytest.mark.parametrize(
    "case", [case for case in TABLE["cases"] if "strict_min_months" in case], ids=lambda case: f"case-{case['id']}"
)
def test_case_strict(case: dict[str, Any]) -> None:
    made = duration(count(careers(case), (), STRICT, AS_OF).total, STRICT)
    assert (made.rounded_low, made.rounded, made.rounded_high) == (
        case["strict_min_months"],
        case["months"],
        case["months"],
    )


@pytest.mark.parametrize("case", TABLE["positions"], ids=lambda case: f"case-{case['id']}")
def test_positions_case(case: dict[str, Any]) -> None:
    policy = policy_of(case)
    mention = case.get("latest_mention")
    held = count(
        [position(**each) for each in case["positions"]],
        (),
        policy,
        AS_OF,
        date.fromisoformat(mention) if mention else None,
    )
    cover = held.by_employment[case["of"]] if "of" in case else held.total
    made = duration(cover, policy)
    assert [made.rounded_low, made.rounded, made.rounded_high] == case["rounded"]
    assert sorted({each.code for each in held.findings}) == sorted(case.get("findings", []))
    if "months_days" in case:
        assert [made.months, made.days] == case["months_days"]
    if "total_days" in case:
        assert made.total_days == case["total_days"]
    if "certain_days" in case:
        assert cover.certain.days == case["certain_days"]
    assert all((each.severity == "warning") == each.code.startswith("W_") for each in held.findings)


# --- dates to bounds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-02-10", "2020-02-10", "2020-02-10"),
        ("2020-21", "2020-03-01", "2020-05-31"),
        ("2020-22", "2020-06-01", "2020-08-31"),
        ("2020-23", "2020-09-01", "2020-11-30"),
        ("2020-24", "2019-12-01", "2021-02-28"),
        ("2020-33", "2020-01-01", "2020-03-31"),
        ("2020-34", "2020-04-01", "2020-06-30"),
        ("2020-35", "2020-07-01", "2020-09-30"),
        ("2020-36", "2020-10-01", "2020-12-31"),
        ("2020-37", "2020-01-01", "2020-04-30"),
        ("2020-38", "2020-05-01", "2020-08-31"),
        ("2020-39", "2020-09-01", "2020-12-31"),
        ("2020-40", "2020-01-01", "2020-06-30"),
        ("2020-41", "2020-07-01", "2020-12-31"),
        ("2020~", "2019-01-01", "2021-12-31"),
        ("2020-03~", "2020-02-01", "2020-04-30"),
        ("2020-33~", "2019-10-01", "2020-06-30"),
        ("2020-05-03|2020-03-05", "2020-03-05", "2020-05-03"),
    ],
)
def test_bounds(edtf: str, first: str, last: str) -> None:
    assert bounds(partial(edtf)) == (date.fromisoformat(first), date.fromisoformat(last))


# --- experience ------------------------------------------------------------------------------------------------------


def test_buckets_of_a_career() -> None:
    positions = [
        position("2018-01/2019-06"),
        position("2019-07/2021-06"),
        position("2021-07/2022-06"),
        position("2017-01/2017-06", "internship"),
        position("2016-01/2016-12", "volunteer"),
    ]
    labels = [
        Label(0, "function", "support.tier1"),
        Label(1, "function", "onboarding"),
        Label(2, "function", "cx_management"),
        Label(0, "skill", "zendesk"),
        Label(1, "skill", "zendesk"),
        Label(1, "skill", "zendesk"),
        Label(3, "skill", "intercom"),
        Label(99, "skill", "nobody"),
    ]
    held = count(positions, labels, DEFAULT, AS_OF)
    assert held.as_of == "2026-11-21"
    assert duration(held.total, DEFAULT).rounded == 54
    assert {code: duration(cover, DEFAULT).rounded for code, cover in held.by_label.items()} == {
        "function:support.tier1": 18,
        "function:onboarding": 24,
        "function:cx_management": 12,
        "skill:zendesk": 42,
        "skill:intercom": 0,
        "skill:nobody": 0,
    }
    assert {kind: duration(cover, DEFAULT).rounded for kind, cover in held.by_employment.items()} == {
        "work": 54,
        "internship": 6,
        "volunteer": 12,
    }
    assert [duration(cover, DEFAULT).rounded for cover in held.by_position] == [18, 24, 12, 6, 12]
    assert held.findings == ()
    assert pickle.loads(pickle.dumps(held)) == held


def test_nothing_at_all() -> None:
    held = count([], [], DEFAULT, AS_OF)
    assert duration(held.total, DEFAULT).to_dict() == dict.fromkeys(
        ["months", "days", "total_days", "rounded", "rounded_low", "rounded_high"], 0
    )
    assert not held.by_label
    assert not held.by_employment


def test_overlap_names_both_and_the_days() -> None:
    positions = [
        Position("Agent", "Acme", None, dates("2020-01/2021-12")),
        Position("Trainer", "Nortel", None, dates("2021-07/2022-06")),
    ]
    held = count(positions, (), DEFAULT, AS_OF)
    assert [each.message for each in held.findings] == [
        "Trainer, Nortel and Agent, Acme overlap by 184 days: counted once in the total"
    ]


def test_handing_over_is_no_overlap() -> None:
    positions = [position("2020-01/2021-03"), position("2021-03/2022-12")]
    assert count(positions, (), DEFAULT, AS_OF).findings == ()


def test_leave_belongs_to_its_employer() -> None:
    policy = policy_from_mapping("case", {"leave": "subtract", "legal_basis": "article 12"}, DEFAULT)
    positions = [
        Position(None, "Acme", None, dates("2020-01/2022-12")),
        Position(None, "Nortel", None, dates("2020-01/2022-12")),
        Position("Parental leave", "ACME ", None, dates("2021-03/2021-08"), "leave"),
    ]
    held = count(positions, (), policy, AS_OF)
    assert [duration(cover, policy).rounded for cover in held.by_position] == [30, 36, 6]
    assert duration(held.total, policy).rounded == 36


def test_part_time_adds_up_to_one_job_a_day() -> None:
    policy = POLICIES["prorated"]
    positions = [
        position("2020-01/2020-12", part_time=(1, 2)),
        position("2020-07/2021-06", part_time=(3, 10)),
        position("2021-01/2021-06", part_time=(9, 10)),
    ]
    # Jan-Jun 2020 at 5/10, Jul-Dec at 8/10, Jan-Jun 2021 at 12/10 -> 1: 3 + 4.8 + 6 months.
    made = duration(count(positions, (), policy, AS_OF).total, policy)
    assert (made.months, made.days, made.rounded) == (13, 24, 14)


def test_restrict_to_the_last_months() -> None:
    cover, _ = coverage(position("2019/2021 27"), AS_OF, DEFAULT)
    assert duration(cover, DEFAULT).rounded_low == 27
    made = duration(restrict(cover, DaySet.between(date(2021, 1, 1), AS_OF)), DEFAULT)
    assert (made.rounded_low, made.rounded_high) == (3, 12)
    half, _ = coverage(position("2020-01/2020-12", part_time=(1, 2)), AS_OF, POLICIES["prorated"])
    part = restrict(half, DaySet.between(date(2020, 7, 1), AS_OF))
    assert duration(part, POLICIES["prorated"]).rounded == 3


def test_intersect_takes_the_smaller_share() -> None:
    policy = POLICIES["prorated"]
    half, _ = coverage(position("2020-01/2020-12", part_time=(1, 2)), AS_OF, policy)
    whole, _ = coverage(position("2020-07/2021-06"), AS_OF, policy)
    assert duration(intersect(half, whole), policy).rounded == 3
    assert duration(intersect(whole, whole), policy).rounded == 12


# --- policies --------------------------------------------------------------------------------------------------------


def test_shipped_policies() -> None:
    assert {"default", "strict", "public_sector", "linkedin", "calendar15", "days30"} <= set(POLICIES)
    assert {policy.measure for policy in POLICIES.values()} == set(MEASURES)
    for name, policy in POLICIES.items():
        assert policy.name == name
        assert len(policy.summary) > 40
    assert policy_from_mapping("default", {"summary": DEFAULT.summary}) == DEFAULT


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"measure": "feet"}, r"\$\.measure: 'feet' is not one of anniversary15"),
        ({"threshold": 0}, r"\$\.threshold: 0 is not a number of days"),
        ({"threshold": True}, r"\$\.threshold: True is not"),
        ({"rounding": 15}, r"\$\.rounding: unknown key: known are measure"),
        ({"counted": ["work", "play"]}, r"\$\.counted: 'play' is not"),
        ({"counted": "work"}, r"\$\.counted: 'work' is not a list"),
        ({"counted": [["work"]]}, r"\$\.counted: \['work'\] is not"),
        ({"measure": ["floor"]}, r"\$\.measure: \['floor'\] is not one of"),
        ({"summary": 7}, r"\$\.summary: 7 is not text"),
        ({"leave": "subtract"}, r"\$\.leave: subtract needs legal_basis"),
        (
            {"part_time": "prorate", "measure": "linkedin"},
            r"\$\.part_time: prorate has no meaning for measure linkedin",
        ),
    ],
)
def test_policy_refused(data: dict[str, object], problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        policy_from_mapping("mine", data)


def test_policy_names_every_problem() -> None:
    with pytest.raises(RulebookError) as caught:
        policy_from_mapping("mine", {"measure": "feet", "threshold": 99, "leave": "maybe"})
    assert len(caught.value.problems) == 3


def test_policy_on_top_of_another() -> None:
    mine = policy_from_mapping("mine", {"threshold": 16}, POLICIES["strict"])
    assert (mine.name, mine.threshold, mine.month_dates) == ("mine", 16, "strict")


# --- the calculator --------------------------------------------------------------------------------------------------


def test_between_says_what_others_say() -> None:
    others = [DEFAULT, *(policy for name, policy in POLICIES.items() if name != "default")]
    said = between(partial("2021-03-10"), partial("2022-01-24"), AS_OF, others)
    assert (said.duration.months, said.duration.days, said.duration.total_days, said.duration.rounded) == (
        10,
        15,
        321,
        11,
    )
    assert (said.years, said.months_of_year) == (0, 10)
    assert (said.first, said.last, said.complete_on) == (date(2021, 3, 10), date(2022, 1, 24), date(2022, 2, 9))
    assert said.policy == "default"
    assert said.why == "15 leftover days: 15 or more make one more month"
    assert {each.policy: (each.rounded, each.why) for each in said.others} == {
        "calendar15": (11, "11 calendar months with 15 or more days"),
        "days30": (10, "321 days / 30, remainder dropped"),
        "linkedin": (11, "touches 11 calendar months; each counts whole"),
        "prorated": (11, "15 leftover days: 15 or more make one more month"),
        "public_sector": (10, "15 leftover days dropped: complete months only"),
        "strict": (11, "15 leftover days: 15 or more make one more month"),
    }


def test_between_present() -> None:
    said = between(partial("2020-03-15"), None, AS_OF, [DEFAULT])
    assert (said.duration.months, said.duration.days) == (80, 7)
    assert (said.years, said.months_of_year) == (6, 8)
    assert said.last == AS_OF


def test_between_strict_gives_a_range() -> None:
    said = between(partial("2023-03"), partial("2024-09"), AS_OF, [STRICT])
    assert (said.duration.rounded_low, said.duration.rounded_high) == (17, 19)
    assert said.why.endswith("17 to 19 because a month may mean its first or its last day")


def test_between_counts_the_future() -> None:
    said = between(partial("2027-01"), partial("2030-12"), AS_OF, [DEFAULT])
    assert said.duration.rounded == 48
    assert said.findings == ()


def test_between_reversed() -> None:
    said = between(partial("2022-12"), partial("2021-01"), AS_OF, [DEFAULT])
    assert said.duration.rounded == 0
    assert [each.code for each in said.findings] == ["W_REVERSED"]
    assert said.first is None
    assert said.why.endswith("0 to 24 because the two dates may be swapped")


@pytest.mark.parametrize("end", ["9999-12-31", "9998"])
def test_between_end_of_the_calendar(end: str) -> None:
    assert between(partial("9000"), partial(end), AS_OF, [DEFAULT]).duration.rounded_high > 11_000


# --- what is true of all careers -------------------------------------------------------------------------------------

SMALL = [
    f"{year}{rest}"
    for year in (2018, 2019, 2020)
    for rest in ("", "-02", "-07", "-11", "-01-31", "-06-15", "-21", "-24", "-34", "-39", "-40", "~", "-02~")
]
ENDS = st.sampled_from(SMALL)
PRINTED = st.one_of(st.just(""), st.integers(1, 30).map(lambda months: f" {months}"))
RANGES = st.builds(lambda a, b, c: f"{a}/{b}{c}", ENDS, st.one_of(ENDS, st.just(".."), st.just("?")), PRINTED)
POSITIONS = st.builds(
    position,
    RANGES,
    st.sampled_from(["work", "work", "part_time", "internship", "leave"]),
    part_time=st.sampled_from([(1, 2), (4, 5), (1, 1)]),
)
ANY_POLICY = st.sampled_from(
    [*POLICIES.values(), policy_from_mapping("leave", {"leave": "subtract", "legal_basis": "article 12"}, DEFAULT)]
)
TODAYS = st.dates(date(2019, 6, 1), date(2022, 3, 31))


@settings(max_examples=300)
@given(st.lists(POSITIONS, max_size=5), ANY_POLICY, TODAYS, st.dates(date(2019, 1, 1), date(2023, 1, 1)))
def test_nested_bounded_and_past(positions: list[Position], policy: Policy, as_of: date, since: date) -> None:
    held = count(positions, [Label(index, "skill", "x") for index in range(len(positions))], policy, as_of)
    recent = DaySet.between(since, date(2023, 1, 1))
    everything = [held.total, *held.by_position, *held.by_employment.values(), *held.by_label.values()]
    for cover in [*everything, *(restrict(each, recent) for each in everything), intersect(held.total, held.total)]:
        assert cover.certain <= cover.likely <= cover.possible
        assert cover.possible.last is None or cover.possible.last <= as_of
        made = duration(cover, policy)
        assert 0 <= made.rounded_low <= made.rounded <= made.rounded_high
        assert made.total_days == cover.likely.days
        for shares, days in (
            (cover.shares and cover.shares.certain, cover.certain),
            (cover.shares and cover.shares.possible, cover.possible),
        ):
            assert all(part <= days and 0 < share < 1 for part, share in shares or ())


@settings(max_examples=150)
@given(st.lists(POSITIONS, max_size=5), ANY_POLICY, st.randoms())
def test_shuffling_changes_nothing(positions: list[Position], policy: Policy, chance: Any) -> None:
    mixed = positions[:]
    chance.shuffle(mixed)
    one, other = count(positions, (), policy, AS_OF).total, count(mixed, (), policy, AS_OF).total
    assert (one.certain, one.likely, one.possible, one.shares) == (
        other.certain,
        other.likely,
        other.possible,
        other.shares,
    )
    assert duration(one, policy) == duration(other, policy)


@given(st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.integers(2, 900), st.data())
def test_cutting_a_position_changes_nothing(first: date, length: int, data: st.DataObject) -> None:
    last = first + timedelta(days=length)
    cut = first + timedelta(days=data.draw(st.integers(0, length - 1)))
    one = position(f"{first}/{last}")
    two = [position(f"{first}/{cut}"), position(f"{cut + timedelta(days=1)}/{last}")]
    whole, parts = count([one], (), DEFAULT, AS_OF).total, count(two, (), DEFAULT, AS_OF).total
    assert whole.likely == parts.likely
    assert duration(whole, DEFAULT) == duration(parts, DEFAULT)


# --- soundness: no reading of imprecise dates falls outside the bounds -----------------------------------------------


def readings(edtf: str, as_of: date, strict: bool) -> list[DaySet]:
    """Return the days under each reading of the dates, written without the code under test (ends at sampled days)."""
    written = dates(edtf)

    def sample(when: PartialDate | None, last: bool) -> list[date]:
        if when is None:
            return [as_of]
        low, high = bounds(when)
        if when.day is not None and not when.approximate:
            return [low]
        if when.month is not None and not when.approximate and not strict:
            return [high if last else low]
        step = max((high - low).days // 4, 1)
        return sorted({low, high, *(low + timedelta(days=step * index) for index in range(4))})

    found = []
    for start, end in itertools.product(sample(written.start, False), sample(written.end, True)):
        if start <= end:
            found.append(DaySet.between(start, min(end, as_of)))
    if written.stated is not None:
        from dateutil.relativedelta import relativedelta

        assert written.start is not None
        assert written.end is not None
        low, high = bounds(written.start)
        first, last = bounds(written.end)
        if written.start.month is not None and not strict:
            high = low
        if written.end.month is not None and not strict:
            first = last
        found = []
        for offset in range((high - low).days + 1):
            start = low + timedelta(days=offset)
            end = start + relativedelta(months=written.stated.months) - timedelta(days=1)
            if first <= end <= min(last, as_of):
                found.append(DaySet.between(start, end))
    return found


CAREERS = [
    ["2019/2021"],
    ["2019/2019"],
    ["2019/.."],
    ["2018/2021-03"],
    ["2019/2021 27"],
    ["2019/2020 13"],
    ["2018-37/2019-39"],
    ["2020-33/2020-35"],
    ["2020-24/2021-06"],
    ["2019~/2020"],
    ["2018/2019", "2019/2020"],
    ["2018/2018", "2018/2018"],
    ["2018/2019-02-13", "2019-02-15/2020"],
    ["2018-01-31/2018-07", "2018/2019"],
    ["2018/2018", "2019-22/2019-22", "2018-06-15/2019-02-14"],
    ["2019/2021 27", "2019-01/2020-12"],
    ["2018/2020 14", "2019/2021 17"],
    ["2018-06/2018-12", "2019/2020 13"],
    ["2018-01/2018-03", "2018-04/2018-09"],
    ["2018-03-15/2019", "2019/2020-02-14"],
]


@pytest.mark.parametrize("name", ["default", "strict", "public_sector", "linkedin", "calendar15", "days30"])
@pytest.mark.parametrize("career", CAREERS, ids=" + ".join)
def test_sound(career: list[str], name: str) -> None:
    policy, as_of = POLICIES[name], date(2022, 1, 14)
    strict = policy.month_dates == "strict"
    held = count([position(each) for each in career], (), policy, as_of).total
    made = duration(held, policy)
    measure = MEASURES[policy.measure]
    tried = 0
    choices = [readings(each, as_of, strict) for each in career]
    assert all(choices)
    for reading in itertools.islice(itertools.product(*choices), 6000):
        days = DaySet.union(reading)
        tried += 1
        assert held.certain <= days
        assert days <= held.possible
        assert made.rounded_low <= measure.rounded(days, policy.threshold) <= made.rounded_high
    assert tried


def test_bounds_are_reached() -> None:
    """Bounds that nothing reaches would leave everything undecided."""
    for career in (["2019/2021"], ["2018/2019", "2020/2021"], ["2018/2021-03"]):
        made = duration(count([position(each) for each in career], (), DEFAULT, AS_OF).total, DEFAULT)
        seen = {
            MEASURES["anniversary15"].rounded(DaySet.union(reading))
            for reading in itertools.product(*(readings(each, AS_OF, False) for each in career))
        }
        assert (made.rounded_low, made.rounded_high) == (min(seen), max(seen))


def test_hostile_sizes_stay_quick() -> None:
    import time

    begun = time.process_time()
    positions = [position(f"{1960 + index % 60}/{1961 + index % 60} {1 + index % 9}") for index in range(2000)]
    held = count(positions, [Label(index, "skill", "x") for index in range(2000)], DEFAULT, AS_OF)
    duration(held.total, DEFAULT)
    assert time.process_time() - begun < 3


def test_documented() -> None:
    text = (HERE.parent / "docs" / "counting.md").read_text(encoding="utf-8")
    raised = {
        code
        for path in (HERE.parent / "xpcalc" / "count").glob("*.py")
        for code in re.findall(r'"([IW]_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 10
    assert {code for code in raised if f"`{code}`" not in text} == set()
    assert {name for name in [*POLICIES, *MEASURES] if f"`{name}`" not in text} == set()

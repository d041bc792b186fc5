"""Paths -> Assessments: golden inputs, the as-of date, policies, errors as values, the same answer twice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from careers import AS_OF, career, text
from golden.__main__ import expected_of, inputs, result

import xpcalc
from xpcalc import Assessment, Failure, UnknownName, UnreadableDocument, assess, assess_many
from xpcalc.rulebook import Rulebook


def cv(*jobs: str) -> bytes:
    return ("Nora Whitcombe\n\nWORK EXPERIENCE\n\n" + "\n\n".join(jobs) + "\n").encode()


AGENT = "Support Agent\nQuillfern Ltd\nJan 2020 – Mar 2021"
PRESENT = "Support Lead\nBrightmoor Ltd\nApr 2021 – Present"
INTERN = "Support Intern\nLumenfield\nJun 2019 – Aug 2019"


# ---------------------------------------------------------------- golden


@pytest.mark.parametrize("path", inputs(), ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    expected = json.loads(expected_of(path).read_text("utf-8"))
    assert result(path) == expected, "if the new result is right: python -m tests.golden"


def test_golden_has_no_leftovers() -> None:
    folder = inputs()[0].parent
    assert {p.name for p in folder.glob("*.json")} == {expected_of(p).name for p in inputs()}


# ---------------------------------------------------------------- the JSON of the contract


def test_keys_of_the_contract(rulebook: Rulebook) -> None:
    data = assess(cv(PRESENT, INTERN), name="cv.txt", as_of=AS_OF, rulebook=rulebook).to_dict()
    durations = {"months", "days", "total_days", "rounded", "rounded_low", "rounded_high"}
    assert data["schema"] == "xpcalc.assessment/1"
    assert data["xpcalc"] == xpcalc.__version__
    assert data["rulebook"] == rulebook.hash
    assert (data["as_of"], data["policy"]) == (AS_OF, "default")
    assert {"name", "format", "sha256", "pages", "language", "dated"} <= data["document"].keys()
    assert {"functions", "skills", "claims", "verdicts", "findings", "person"} <= data.keys()
    assert durations | {"statement"} <= data["total"].keys()
    assert durations | {"employment"} <= data["not_counted"][0].keys()
    position = data["positions"][0]
    assert {"employer", "title", "location", "start", "end", "written", "employment", "counted"} <= position.keys()
    assert (position["start"], position["end"], position["counted"]) == ("2021-04", "present", True)
    assert position["evidence"] == {
        "page": None,
        "line": 3,
        "quote": "Support Lead, Brightmoor Ltd, Apr 2021 – Present",
    }
    assert data["total"]["statement"] == "68 months of experience as of 21 November 2026"
    assert json.loads(json.dumps(data)) == data


def test_numbers_of_the_contract(rulebook: Rulebook) -> None:
    total = assess(cv(PRESENT, AGENT), name="cv.txt", as_of=AS_OF, rulebook=rulebook).total
    assert total.to_dict() == {
        "months": 82,
        "days": 21,
        "total_days": 2517,  # 1 January 2020 to 21 November 2026
        "rounded": 83,
        "rounded_low": 83,
        "rounded_high": 83,
    }
    assert (date(2026, 11, 21) - date(2020, 1, 1)).days + 1 == total.total_days


def test_same_input_same_answer(rulebook: Rulebook) -> None:
    data = text(career("en_overlap"))
    first = json.dumps(assess(data, name="a.txt", as_of=AS_OF, rulebook=rulebook).to_dict())
    assert json.dumps(assess(data, name="a.txt", as_of=AS_OF).to_dict()) == first


def test_order_of_positions_does_not_change_the_months(rulebook: Rulebook) -> None:
    jobs = [AGENT, PRESENT, "Clerk\nTallow & Reed\n2016 – 2018"]
    totals = [assess(cv(*order), name="cv.txt", as_of=AS_OF, rulebook=rulebook).total for order in (jobs, jobs[::-1])]
    assert totals[0] == totals[1]


# ---------------------------------------------------------------- as-of


def test_as_of_said(rulebook: Rulebook) -> None:
    a = assess(cv(PRESENT), name="cv.txt", as_of=date(2021, 4, 30), rulebook=rulebook)
    assert (a.as_of, a.as_of_source, a.total.rounded) == ("2021-04-30", "said", 1)


def test_as_of_is_today_where_nobody_says(rulebook: Rulebook) -> None:
    before = date.today().isoformat()
    a = assess(cv(PRESENT), name="cv.txt", rulebook=rulebook)
    assert before <= a.as_of <= date.today().isoformat()
    assert a.as_of_source == "today"


def test_a_day_that_nobody_said_is_today_or_that_of_a_rule(tmp_path: Path) -> None:
    cv, rule = tmp_path / "cv.txt", tmp_path / "r.yaml"
    cv.write_text("Nora Whitcombe\n\nEXPERIENCE\nSupport Agent, Tern Ltd, Jan 2020 - Dec 2020\n", "utf-8")
    rule.write_text("schema: xpcalc.rules/1\npolicy: {as_of: 2022-12-31}\nmust:\n  - months: {at_least: 12}\n", "utf-8")
    asked: tuple[tuple[dict[str, Any], str], ...] = (
        ({}, "today"),
        ({"rules": [rule]}, "rules"),
        ({"as_of": "2023-01-01"}, "said"),
    )
    for more, source in asked:
        assert xpcalc.verify(cv, [cv], **more).assessment.as_of_source == source
        (row,) = xpcalc.compare([cv], **more).rows
        assert row.assessment is not None
        assert row.assessment.as_of_source == source


def test_as_of_as_text_and_as_date_agree(rulebook: Rulebook) -> None:
    both = [assess(cv(PRESENT), name="c.txt", as_of=d, rulebook=rulebook).total for d in (AS_OF, date(2026, 11, 21))]
    assert both[0] == both[1]


def test_old_document_is_said(rulebook: Rulebook) -> None:
    codes = [f.code for f in assess(cv(PRESENT), name="cv.txt", as_of=AS_OF, rulebook=rulebook).findings]
    assert "I_OLD_DOCUMENT" in codes
    codes = [f.code for f in assess(cv(PRESENT), name="cv.txt", as_of="2021-12-01", rulebook=rulebook).findings]
    assert "I_OLD_DOCUMENT" not in codes


@pytest.mark.parametrize(
    ("jobs", "said"),
    [
        ((PRESENT,), "the newest date mentioned is 2021-04-30; ongoing"),
        ((AGENT, "Support Lead\nBrightmoor Ltd\nFeb 2027 – Present"), None),
        ((PRESENT, "Support Lead\nBrightmoor Ltd\nFeb 2027 – Mar 2027"), None),
        (
            (PRESENT, "Board Clerk\nTern Ltd\nJan 2020 – Dec 2030"),
            "the newest date mentioned, planned ones apart, is 2021",
        ),
    ],
)
def test_a_document_is_old_only_where_a_job_goes_on_and_none_is_newer(jobs: tuple[str, ...], said: str | None) -> None:
    found = [n.finding.message for n in assess(cv(*jobs), name="cv.txt", as_of="2026-11-21").findings]
    old = [message for message in found if "newest date" in message]
    assert len(old) == (said is not None)
    assert said is None or old[0].startswith(said)


# ---------------------------------------------------------------- policy and count


def test_internship_stands_apart_until_asked_for(rulebook: Rulebook) -> None:
    alone = assess(cv(AGENT, INTERN), name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    assert alone.total.rounded == 15
    assert [(a.employment, a.duration.rounded) for a in alone.not_counted] == [("internship", 3)]
    asked = assess(cv(AGENT, INTERN), name="cv.txt", as_of=AS_OF, count=["internship"], rulebook=rulebook)
    assert asked.total.rounded == 18
    assert asked.not_counted == ()
    assert [h.counted for h in asked.positions] == [True, True]


def test_strict_gives_bounds(rulebook: Rulebook) -> None:
    a = assess(cv(AGENT), name="cv.txt", as_of=AS_OF, policy="strict", rulebook=rulebook)
    # 31 January 2020 to 1 March 2021 is 13 months and a day.
    assert (a.total.rounded_low, a.total.rounded, a.total.rounded_high) == (13, 15, 15)
    assert a.policy.name == a.to_dict()["policy"] == "strict"


def test_unknown_names_say_what_is_known(rulebook: Rulebook) -> None:
    with pytest.raises(UnknownName, match=r"unknown policy 'strickt'.*public_sector.*strict"):
        assess(cv(AGENT), policy="strickt", rulebook=rulebook)
    with pytest.raises(UnknownName, match=r"unknown kind of employment 'holiday'.*internship"):
        assess(cv(AGENT), count=["holiday"], rulebook=rulebook)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2021-03-10", "2022-01-24", 11),
        ("2021-03-10", "2022-01-23", 10),
        ("10 Mar 2021", "24 Jan 2022", 11),
        ("2020-01", "2021-03", 15),
        ("enero de 2020", "marzo de 2021", 15),
        ("2020-01", "present", 83),
    ],
)
def test_calculator(start: str, end: str, months: int) -> None:
    assert xpcalc.months_between(start, end, as_of=AS_OF).rounded == months


def test_calculator_refuses_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="'soon' is no date"):
        xpcalc.months_between("2020-01", "soon")
    with pytest.raises(ValueError, match="'once' is no date"):
        xpcalc.months_between("once", "2020-01")


# ---------------------------------------------------------------- what cannot be read


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path, rulebook: Rulebook) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.pdf"
    good.write_bytes(cv(AGENT))
    bad.write_bytes(b"%PDF-1.7\nnothing of a PDF follows")
    paths = [good, bad, tmp_path / "gone.pdf", tmp_path, good]
    found = list(assess_many(paths, as_of=AS_OF, rulebook=rulebook))
    assert [type(r) for r in found] == [Assessment, Failure, Failure, Failure, Assessment]
    assert [r.code for r in found if isinstance(r, Failure)] == ["E_DAMAGED", "E_NOT_FOUND", "E_DIRECTORY"]
    assert all(r.message and r.hint for r in found if isinstance(r, Failure))
    assert found[0] == found[4]


def test_failure_as_json(tmp_path: Path, rulebook: Rulebook) -> None:
    (failure,) = assess_many([tmp_path / "gone.pdf"], rulebook=rulebook)
    data = failure.to_dict()
    assert data["schema"] == "xpcalc.failure/1"
    assert data["document"] == {"name": str(tmp_path / "gone.pdf")}
    assert (data["code"], bool(data["message"]), bool(data["hint"])) == ("E_NOT_FOUND", True, True)


def test_assess_raises_for_one_file(tmp_path: Path, rulebook: Rulebook) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        assess(tmp_path / "gone.pdf", rulebook=rulebook)
    assert caught.value.code == "E_NOT_FOUND"


def test_no_jobs_is_an_answer(rulebook: Rulebook) -> None:
    a = assess(b"Shopping list\n\nBread, oil, rice.\n", name="list.txt", as_of=AS_OF, rulebook=rulebook)
    assert (a.total.rounded, a.positions) == (0, ())
    assert [(f.code, f.severity) for f in a.findings] == [("W_NO_POSITIONS", "warning")]
    assert a.to_dict()["total"]["statement"] == "0 months of experience as of 21 November 2026"


def test_education_is_no_experience(rulebook: Rulebook) -> None:
    data = cv(AGENT) + b"\nEDUCATION\n\nBA in Linguistics\nUniversity of Leeds\n2010 - 2019\n"
    a = assess(data, name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    assert [h.employer for h in a.positions] == ["Quillfern Ltd"]
    assert a.total.rounded_high == 15


def test_every_position_shows_where_it_stands(rulebook: Rulebook) -> None:
    a = assess(text(career("en_same_employer")), name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    lines = a.document.text.splitlines()
    for held in a.positions:
        assert held.evidence is not None
        assert lines[held.evidence.line - 1] == held.title
        assert held.written in held.evidence.quote

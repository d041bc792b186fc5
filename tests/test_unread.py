"""Documents whose jobs could not be read: nothing is known to be absent, so no requirement is "not shown"."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xpcalc import assess, compare
from xpcalc.reports import Options
from xpcalc.reports.comparison import render
from xpcalc.rulebook import Rulebook
from xpcalc.wire import decode, encode

AS_OF = "2026-11-21"
UNDATED = """Ana Holm

SUMMARY
5 years of experience in customer support.

EXPERIENCE

Support agent at Foo Ltd for 3 years
Tickets in Zendesk

Team lead at Bar Ltd, 18 months

EDUCATION
BSc Biology, 2012
"""
WAITER = "Ana Holm\n\nEXPERIENCE\nWaiter, Casa Bar, Leeds, January 2020 - December 2022\n"
RULE = """schema: xpcalc.rules/1
id: asked
must:
  - {id: most, months: {at_most: 24, justification: a trainee post}}
  - {id: months, months: {function: support, at_least: 12}}
  - {id: lately, recency: {function: support, last_used_within: 24}}
  - {id: stated, claim: {function: support, months: 24}}
"""


@pytest.mark.parametrize("text", [UNDATED, "Shopping list\n\nBread, oil, rice.\n", "a;b\n1;2\n"])
def test_what_was_not_read_decides_nothing(rulebook: Rulebook, text: str, tmp_path: Path) -> None:
    rule = tmp_path / "asked.yaml"
    rule.write_text(RULE, encoding="utf-8")
    (asked, support) = assess(
        text.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook, rules=[rule, "support"]
    ).verdicts
    assert {check.id: check.result for check in asked.checks} == dict.fromkeys(
        ("most", "months", "lately", "stated"), "undecided"
    )
    assert all(check.shown_high is None and check.would_settle for check in asked.checks)
    assert (support.result, support.level, support.possible) == ("undecided", None, "senior")
    assert "junior" not in support.statement


def test_claims_of_what_was_not_read_are_open(rulebook: Rulebook) -> None:
    (claim,) = assess(UNDATED.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook).claims
    assert (claim.result, claim.shown) == ("undecided", None)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("cv.txt", WAITER),
        # The form has a field for work, and nothing in it.
        ("cv.json", json.dumps({"basics": {"name": "Ana Holm"}, "work": [], "education": [{"institution": "York"}]})),
    ],
)
def test_a_document_that_was_read_and_names_no_such_work_shows_none(rulebook: Rulebook, name: str, text: str) -> None:
    a = assess(text.encode(), name=name, as_of=AS_OF, rulebook=rulebook, rules=["support"])
    (verdict,) = a.verdicts
    assert (verdict.result, verdict.level, verdict.levels[0].result) == ("met", "junior", "not_met")
    assert decode(encode(a)).unread is a.unread is False  # type: ignore[union-attr]


def test_compare_gives_no_level_and_no_months_to_what_is_no_cv(rulebook: Rulebook, tmp_path: Path) -> None:
    for name, text in (("cv.txt", WAITER), ("junk.csv", "a;b\n1;2\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = compare(
        [tmp_path / "junk.csv", tmp_path / "cv.txt"],
        rules=["support"],
        functions=["support.tier1"],
        sort="support:level",
        rulebook=rulebook,
        as_of=AS_OF,
    )
    assert [(row.document, row.cells[0].level, row.cells[1].months) for row in found.rows] == [
        ("cv.txt", "junior", 36),
        ("junk.csv", None, None),
    ]
    (row,) = [line for line in str(render(found, "text", Options())).splitlines() if line.startswith("junk.csv ")]
    assert "cannot be decided" in row
    assert "0" not in row

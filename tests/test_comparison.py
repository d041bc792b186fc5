from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from xpcalc.assessment import Assessment, Failure
from xpcalc.comparison import Comparison, compare
from xpcalc.criteria.outcome import Check, Result, Verdict
from xpcalc.errors import UnknownName, XpcalcError
from xpcalc.model import Duration
from xpcalc.pipeline import assess
from xpcalc.reports import Options
from xpcalc.reports.comparison import COMPARISON_REPORTS, render
from xpcalc.rulebook import load_rulebook

AS_OF = "2026-11-21"
BROKEN = Failure("zeta.pdf", "E_ENCRYPTED", "the file needs a password", "save it without a password")


def read(
    name: str, dates: str, title: str = "Customer Support Agent", as_of: str = AS_OF, policy: str = "default"
) -> Assessment:
    text = f"Work Experience\n\n{title}\nFaro Cloud\n{dates}\n- Answered tickets in Zendesk\n"
    return assess(text.encode(), name=name, as_of=as_of, policy=policy)


def judged(a: Assessment, level: str, possible: str, *checks: tuple[str, Result, int, int, int]) -> Assessment:
    """Return the assessment with a verdict: level, and (id, result, low, high, needed) of each requirement."""
    steps = tuple(Check(each, "months", "met", each, "") for each in ("mid", "senior"))
    must = tuple(
        Check(
            id_,
            "months",
            result,
            f"at least {needed} months of {id_}",
            f"{low}",
            needed,
            low,
            high,
            Duration(low, 0, 0, low, low, high),
        )
        for id_, result, low, high, needed in checks
    )
    bare = Check("tool", "skill", "undecided", "Zendesk or Intercom", "not mentioned")
    verdict = Verdict("support", "Support", "undecided", "default", AS_OF, level, possible, must, (bare,), steps)
    return replace(a, verdicts=(verdict,))


def three() -> list[Assessment | Failure]:
    return [
        BROKEN,
        judged(read("Beta.txt", "January 2020 - December 2021"), "mid", "mid", ("months", "not_met", 24, 24, 36)),
        judged(read("alfa.txt", "2019 - 2021"), "mid", "senior", ("months", "undecided", 12, 36, 36)),
        judged(read("gama.txt", "January 2016 - December 2019"), "senior", "senior", ("months", "met", 48, 48, 36)),
    ]


def made(sort: str = "file", **more: object) -> Comparison:
    return compare(three(), sort=sort, taxonomy=load_rulebook().taxonomy, **more)  # type: ignore[arg-type]


def names(c: Comparison) -> list[str]:
    return [row.document for row in c.rows]


# ---------------------------------------------------------------- order


def test_rows_stand_by_file_name_whatever_the_order_given() -> None:
    assert names(made()) == ["alfa.txt", "Beta.txt", "gama.txt", "zeta.pdf"]
    assert compare(list(reversed(three()))).rows == compare(three()).rows


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("total", ["gama.txt", "alfa.txt", "Beta.txt"]),
        ("support:level", ["gama.txt", "alfa.txt", "Beta.txt"]),
        ("support:months", ["gama.txt", "alfa.txt", "Beta.txt"]),
        ("support:tool", ["alfa.txt", "Beta.txt", "gama.txt"]),
    ],
)
def test_rows_stand_by_a_column_on_request_and_failures_last(column: str, expected: list[str]) -> None:
    assert names(made(column)) == [*expected, "zeta.pdf"]


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(UnknownName, match=r"beauty.*known are file, support:level"):
        made("beauty")


def test_an_unknown_function_is_an_error() -> None:
    with pytest.raises(UnknownName, match="juggling"):
        made(functions=["juggling"])


# ---------------------------------------------------------------- one as-of date, one policy


def test_two_days_are_refused() -> None:
    both = [read("a.txt", "May 2020 - present"), read("b.txt", "May 2020 - present", as_of="2025-01-31")]
    with pytest.raises(XpcalcError, match="2025-01-31, 2026-11-21"):
        compare(both)


def test_two_policies_are_refused() -> None:
    both = [read("a.txt", "May 2020 - present"), read("b.txt", "May 2020 - present", policy="linkedin")]
    with pytest.raises(XpcalcError, match="default, linkedin"):
        compare(both)


def test_failures_alone_make_a_table() -> None:
    c = compare([BROKEN])
    assert names(c) == ["zeta.pdf"]
    assert "E_ENCRYPTED" in render(c, "text")


# ---------------------------------------------------------------- cells


def test_columns_are_level_requirements_total_and_what_is_asked() -> None:
    c = made(functions=["support.tier1", "onboarding"], skills=["zendesk"])
    assert [column.key for column in c.columns] == [
        "support:level",
        "support:must",
        "support:months",
        "support:tool",
        "total",
        "function:support.tier1",
        "function:onboarding",
        "skill:zendesk",
    ]
    alfa = dict(zip([column.key for column in c.columns], c.rows[0].cells, strict=True))
    assert (alfa["total"].months_low, alfa["total"].months_high) == (12, 36)
    assert (alfa["support:level"].level, alfa["support:level"].possible) == ("mid", "senior")
    assert (alfa["support:must"].result, alfa["support:must"].months) == ("undecided", None)
    assert alfa["support:months"].result == "undecided"
    assert alfa["function:support.tier1"].months_low == 12
    assert alfa["function:onboarding"].months == 0
    assert alfa["skill:zendesk"].months_high == 36


def test_no_score_anywhere() -> None:
    data = json.loads(render(made(), "json"))
    keys = {key for row in data["rows"] for key in row} | {key for row in data["rows"] for key in row.get("cells", {})}
    assert not [key for key in keys if "score" in key or "rank" in key or "position" in key]


# ---------------------------------------------------------------- reports


def test_candidates_are_rows_where_they_fit() -> None:
    both = [read("Beta.txt", "January 2020 - December 2021"), read("alfa.txt", "2019 - 2021"), BROKEN]
    lines = render(compare(both, skills=["zendesk"], taxonomy=load_rulebook().taxonomy), "text").splitlines()
    assert lines[:3] == [
        "File      Total  Zendesk",
        "alfa.txt  12–36  12–36",
        "Beta.txt  24     24",
    ]


def test_what_was_asked_stands_below_its_number() -> None:
    lines = render(made(), "text", Options(width=120)).splitlines()
    assert lines[0].split() == ["File", "Level", "1.", "2.", "3.", "Total"]
    assert "  1. all that is required" in lines
    assert "  2. at least 36 months of months" in lines
    assert "  3. Zendesk or Intercom (nice to have)" in lines


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_text_fits_and_names_every_candidate_and_requirement(width: int, lang: str) -> None:
    c = compare(three(), functions=["support.tier1"], taxonomy=load_rulebook().taxonomy, lang=lang)
    text = render(c, "text", Options(width=width, lang=lang))
    assert max(len(line) for line in text.splitlines()) <= width
    flat = " ".join(text.split())
    for each in ("alfa.txt", "Beta.txt", "gama.txt", "zeta.pdf", "36", "12–36"):
        assert each in flat
    assert ("no score and no ranking" if lang == "en" else "sin puntuación ni clasificación") in flat


def test_requirements_are_rows_where_candidates_do_not_fit() -> None:
    lines = render(made(), "text", Options(width=60)).splitlines()
    assert lines[0].split()[0] == "alfa.txt"
    assert any(line.startswith("Level by months") for line in lines)


def test_many_candidates_stand_in_blocks() -> None:
    many = [
        replace(a, document=replace(a.document, name=f"c{n:02}.txt"))
        for n in range(30)
        for a in three()[1:2]
        if isinstance(a, Assessment)
    ]
    text = render(compare(many), "text", Options(width=60))
    assert max(len(line) for line in text.splitlines()) <= 60
    assert all(f"c{n:02}.txt" in text for n in range(30))


def test_undecided_is_never_worded_as_a_no() -> None:
    alone = compare([each for each in three() if isinstance(each, Assessment) and each.document.name == "alfa.txt"])
    words = " ".join(render(alone, "text").split())
    assert "cannot be decided 12–36/36" in words
    assert "not shown" not in words
    spanish = " ".join(render(alone, "text", Options(lang="es")).split())
    assert "no se puede decidir 12–36/36" in spanish
    assert "no consta" not in spanish


def test_a_level_that_everybody_has_stands_below_the_others() -> None:
    base = judged(read("a.txt", "May 2020 - May 2021"), "junior", "junior")
    others = [judged(read(f"{level}.txt", "May 2020 - May 2021"), level, level) for level in ("mid", "senior")]
    c = compare([base, *others], sort="support:level")
    assert names(c) == ["senior.txt", "mid.txt", "a.txt"]


def test_warnings_are_named() -> None:
    reversed_ = read("odd.txt", "May 2022 - March 2020")
    assert "W_REVERSED" in render(compare([reversed_]), "text")


def test_csv_has_a_row_a_candidate_with_bounds() -> None:
    rows = list(csv.DictReader(io.StringIO(render(made(), "csv"))))
    assert [row["file"] for row in rows] == ["alfa.txt", "Beta.txt", "gama.txt", "zeta.pdf"]
    assert (rows[0]["total"], rows[0]["total_low"], rows[0]["total_high"]) == ("24", "12", "36")
    assert (rows[0]["support:level"], rows[0]["support:level_possible"]) == ("mid", "senior")
    assert (rows[2]["support:months"], rows[2]["support:months_needed"]) == ("met", "36")
    assert rows[3]["problem"] == "E_ENCRYPTED: the file needs a password"
    assert rows[3]["total"] == ""


def test_csv_cells_are_no_formulas() -> None:
    a = read("a.txt", "May 2020 - May 2021")
    text = render(compare([replace(a, document=replace(a.document, name="=1+1.txt", person="@x"))]), "csv")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert row[:2] == ["'=1+1.txt", "'@x"]


def test_json_has_the_schema() -> None:
    data = json.loads(render(made(), "json"))
    assert data["schema"] == "xpcalc.comparison/1"
    assert (data["as_of"], data["policy"], data["sort"]) == (AS_OF, "default", "file")
    assert data["rows"][3]["failure"]["code"] == "E_ENCRYPTED"
    assert data["rows"][0]["cells"]["support:months"] == {
        "months": 12,
        "months_low": 12,
        "months_high": 36,
        "result": "undecided",
    }


@pytest.mark.parametrize("form", list(COMPARISON_REPORTS))
def test_the_same_input_gives_the_same_bytes(form: str) -> None:
    assert render(made(), form) == render(made(), form)


def test_control_characters_do_not_reach_the_terminal() -> None:
    a = read("a.txt", "May 2020 - May 2021")
    text = render(compare([replace(a, document=replace(a.document, name="a\x1b[31m.txt"))]), "text")
    assert "\x1b" not in text


def test_a_number_of_people_is_no_number_of_months(tmp_path: Path) -> None:
    post = tmp_path / "post.yaml"
    post.write_text(
        "schema: xpcalc.rules/1\nid: post\ntitle: {en: Lead, es: Responsable}\n"
        "must:\n  - id: reports\n    span: {at_least: 10}\n",
        encoding="utf-8",
    )
    text = (
        "Work Experience\n\nCustomer Support Team Lead\nFaro Cloud\nJanuary 2020 - December 2021\n"
        "- Managed a team of 15 agents\n"
    )
    a = assess(text.encode(), name="lead.txt", as_of=AS_OF, rules=[str(post)])
    made = compare([a])
    cell = made.rows[0].cells[0]
    assert (cell.months, cell.months_low, cell.months_high, made.columns[0].unit) == (15, 15, 15, "people")
    assert "shown 15/10" in str(render(made, "text"))
    for lang, people, months in (("en", "15 people", "15 months"), ("es", "15 personas", "15 meses")):
        page = render(made, "html", Options(lang=lang))
        assert isinstance(page, str)
        assert people in page
        assert months not in page
    (row,) = csv.DictReader(io.StringIO(str(render(made, "csv"))))
    assert (row["post:reports_people"], row["post:reports_needed"]) == ("15", "10")
    assert "post:reports_months" not in row
    assert json.loads(str(render(made, "json")))["columns"][0]["unit"] == "people"

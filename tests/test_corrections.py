"""Corrections by hand: the file beside a document, what fits and what does not, every output says so."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from careers import AS_OF
from careers import THREE_JOBS as CV
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from xpcalc.assessment import Assessment
from xpcalc.blind import blind
from xpcalc.cli import cli
from xpcalc.corrections import FIELDS, SUFFIX, Corrections, day_of, key_of, merged, of_data, read_as, written
from xpcalc.errors import UnreadableDocument
from xpcalc.model import Correction
from xpcalc.pipeline import assess
from xpcalc.reports import Options, render
from xpcalc.reports.explain import render as explain
from xpcalc.rulebook import Rulebook
from xpcalc.rulebook.parse import parse_yaml


@pytest.fixture(scope="module")
def read(rulebook: Rulebook) -> Assessment:
    return assess(CV.encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)


def item(
    a: Assessment, at: int, field: str, value: str, was: str | None = None, reason: str = "a letter"
) -> Correction:
    position = a.positions[at].position
    return Correction(key_of(at + 1, position), field, read_as(position, field) if was is None else was, value, reason)


def again(a: Assessment, *items: Correction, cv: str = CV, digest: str | None = None, **options: object) -> Assessment:
    made = Corrections(f"sha256:{digest or a.document.sha256}", items)
    return assess(cv.encode(), name="cv.txt", as_of=AS_OF, corrections=made, **options)  # type: ignore[arg-type]


def codes(a: Assessment) -> list[str]:
    return [n.code for n in a.findings]


# ---------------------------------------------------------------- what a correction does


def test_a_start_changes_the_months_and_keeps_the_reading(read: Assessment) -> None:
    b = again(read, item(read, 0, "start", "2020-05"))
    assert (read.positions[0].duration.rounded, b.positions[0].duration.rounded) == (15, 11)
    assert read.total.rounded - b.total.rounded == 4
    assert b.positions[0].start == "2020-05"
    assert b.positions[0].written == read.positions[0].written
    assert b.positions[0].evidence == read.positions[0].evidence
    assert b.positions[0].corrections[0].was == "2020-01"
    assert codes(b).count("I_CORRECTED") == 1


@pytest.mark.parametrize(
    ("at", "field", "value", "total"),
    [
        (0, "end", "2021-02", -1),
        (1, "end", "2021-04", -67),
        (0, "dates", "2020-01/2020-12", -3),
        (0, "dates", "2020-01 – present", 0),
        (2, "employment", "work", +3),
        (0, "employment", "internship", -15),
        (0, "title", "Zookeeper", 0),
        (0, "employer", "Another Ltd", 0),
        (0, "location", "Leeds", 0),
    ],
)
def test_each_field(read: Assessment, at: int, field: str, value: str, total: int) -> None:
    b = again(read, item(read, at, field, value))
    assert b.total.rounded - read.total.rounded == total
    assert len(b.corrections) == 1
    if field in ("title", "employer", "location", "employment"):
        assert getattr(b.positions[at], field) == value
    others = [n for n in range(3) if n != at]
    assert [b.positions[n].duration for n in others] == [read.positions[n].duration for n in others]


def test_what_is_odd_about_corrected_dates_quotes_them(read: Assessment) -> None:
    b = again(read, item(read, 0, "dates", "2022-03/2021-01"))
    (odd,) = [n.finding for n in b.findings if n.code == "W_REVERSED"]
    assert odd.message.startswith("2022-03 – 2021-01: ends before it starts")


def test_a_new_title_is_classified_anew(read: Assessment) -> None:
    b = again(read, item(read, 0, "title", "Recruiter"))
    assert [f.code for f in b.positions[0].functions] != [f.code for f in read.positions[0].functions]


def test_a_function_replaces_what_was_read_and_moves_its_months(read: Assessment) -> None:
    was = read.positions[0].functions[0].code
    b = again(read, item(read, 0, "function", "onboarding", was))
    assert [(f.code, f.primary) for f in b.positions[0].functions] == [("onboarding", True)]
    assert {x.code: x.duration.rounded for x in b.functions}["onboarding"] == 15
    assert again(read, item(read, 0, "function", "", was)).positions[0].functions == ()


def test_drop_and_add(read: Assessment) -> None:
    b = again(read, item(read, 0, "drop", ""), Correction("", "add", "", "Agent | Foo | 2018-01/2018-06", "told us"))
    assert [h.title for h in b.positions] == ["Support Lead", "Support Intern", "Agent"]
    assert [h.number for h in b.positions] == [2, 3, 0]
    assert b.total.rounded == read.total.rounded - 15 + 6
    assert [c.field for c in b.corrections] == ["add", "drop"]
    assert b.dropped[0].position.endswith("Support Agent | Quillfern Ltd | Jan 2020 – Mar 2021")


def test_verdicts_follow(read: Assessment, rulebook: Rulebook) -> None:
    plain = assess(CV.encode(), name="cv.txt", as_of=AS_OF, rules=["support"])
    b = again(read, item(read, 0, "drop", ""), item(read, 1, "end", "2021-05"), rules=["support"])
    assert [v.level for v in plain.verdicts] != [v.level for v in b.verdicts]


def test_no_corrections_is_the_plain_reading(read: Assessment) -> None:
    assert again(read).to_dict() == read.to_dict()


# ---------------------------------------------------------------- what does not fit


def test_another_file_gets_nothing(read: Assessment) -> None:
    b = again(read, item(read, 0, "start", "2020-05"), digest="0" * 64)
    assert b.total == read.total
    assert b.corrections == ()
    assert "W_CORRECTIONS_OTHER_FILE" in codes(b)
    assert "I_CORRECTED" not in codes(b)


@pytest.mark.parametrize(
    "broken",
    [
        {"was": "2020-02"},
        {"position": "1: Support Agent | Quillfern Ltd | Jan 2019 – Mar 2021"},
        {"position": "9: Somebody | Elsewhere | 2020"},
        {"position": "9"},
        {"position": "0"},
        {"position": "2"},
        {"field": "function", "was": "onboarding", "value": "support.tier2"},
    ],
)
def test_what_no_longer_fits_is_a_finding_and_applied_nowhere(read: Assessment, broken: dict[str, str]) -> None:
    b = again(read, replace(item(read, 0, "start", "2020-05"), **broken))
    assert b.total == read.total
    assert [h.position for h in b.positions] == [h.position for h in read.positions]
    assert [h.functions for h in b.positions] == [h.functions for h in read.positions]
    assert "W_CORRECTION_UNUSED" in codes(b)
    assert "I_CORRECTED" not in codes(b)


def test_a_position_is_found_again_under_another_number(read: Assessment) -> None:
    moved = replace(item(read, 0, "start", "2020-05"), position="2: " + item(read, 0, "start", "x").position[3:])
    b = again(read, moved)
    assert b.positions[0].start == "2020-05"


def test_of_two_alike_only_the_numbered_one_is_changed() -> None:
    twice = CV + "\nSupport Agent\nQuillfern Ltd\nJan 2020 – Mar 2021\n"
    a = assess(twice.encode(), name="cv.txt", as_of=AS_OF)
    b = again(a, item(a, 3, "start", "2019-01"), cv=twice)
    assert [h.start for h in b.positions] == ["2020-01", "2021-04", "2019-06", "2019-01"]
    lost = again(
        a, replace(item(a, 3, "start", "2019-01"), position="7" + item(a, 3, "start", "").position[1:]), cv=twice
    )
    assert "W_CORRECTION_UNUSED" in codes(lost)


def test_what_a_person_settled_is_no_longer_odd() -> None:
    cv = CV.replace("Jan 2020 – Mar 2021", "Jan 2020 –")
    a = assess(cv.encode(), name="cv.txt", as_of=AS_OF)
    assert "W_OPEN_END" in codes(a)
    assert "W_OPEN_END" not in codes(again(a, item(a, 0, "end", "2021-03"), cv=cv))
    assert "W_OPEN_END" in codes(again(a, item(a, 1, "end", "2021-09"), cv=cv))


# ---------------------------------------------------------------- the file


TEXT = st.text(max_size=40)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4))
def test_what_is_written_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    def line(text: str) -> str:
        return " ".join("".join("�" if "\ud800" <= ch < "\ue000" else ch for ch in text).split())

    items = tuple(
        [
            Correction(
                line(f"{n + 1}: {a} x"), "title", line(b), line(b), line(c) or "why", line(a), "2026-11-21T10:00:00Z"
            )
            for n, (a, b, c) in enumerate(rows)
        ]
    )
    made = Corrections("sha256:" + "a" * 64, items)
    plain, _ = parse_yaml(written(made), "x")
    assert of_data(plain, frozenset()) == (made, ())


GOOD = {"position": "1: a | b | c", "field": "title", "was": "a", "value": "z", "reason": "r"}


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"field": "salary"}, ".field"),
        ({"field": "start", "value": "03/2020"}, ".value"),
        ({"field": "start", "value": "2020-13"}, ".value"),
        ({"field": "start", "value": "present"}, ".value"),
        ({"field": "end", "value": "2020-02-30"}, ".value"),
        ({"field": "dates", "value": "2020"}, ".value"),
        ({"field": "employment", "value": "boss"}, ".value"),
        ({"field": "function", "value": "no.such"}, ".value"),
        ({"field": "add", "value": "Agent | 2020"}, ".value"),
        ({"field": "add", "value": " |  | 2020/2021"}, ".value"),
        ({"field": "drop", "position": "1"}, ".position"),
        ({"position": "first"}, ".position"),
        ({"reason": ""}, ".reason"),
        ({"reason": None}, ".reason"),
        ({"value": "x" * 1001}, ".value"),
        ({"value": ["x"]}, ".value"),
        ({"value": True}, ".value"),
        ({"colour": "red"}, ".colour"),
    ],
)
def test_problems_are_named_with_their_place(change: dict[str, object], path: str) -> None:
    data = {"schema": "xpcalc.corrections/1", "document": "sha256:" + "a" * 64, "corrections": [{**GOOD, **change}]}
    _, problems = of_data(data, frozenset({"onboarding"}))
    assert any(p.startswith(f"$.corrections[0]{path}: ") for p in problems), problems
    assert of_data({**data, "corrections": [GOOD]}, frozenset())[1] == ()


def test_the_same_field_twice_is_a_problem() -> None:
    data = {"schema": "xpcalc.corrections/1", "document": "sha256:" + "a" * 64, "corrections": [GOOD, GOOD]}
    assert "corrected twice" in of_data(data, frozenset())[1][0]
    dates = {**GOOD, "field": "dates", "value": "2020/2021"}
    data["corrections"] = [dates, {**GOOD, "field": "end", "value": "2020"}]
    assert "corrected twice" in of_data(data, frozenset())[1][0]


def test_a_new_correction_replaces_the_one_of_the_same_place() -> None:
    first, second, other = (
        Correction("1: a | b | c", f, "", v, "r") for f, v in (("start", "2020"), ("start", "2021"), ("end", "2022"))
    )
    assert merged([first, other], second) == (other, second)
    whole = Correction("1: a | b | c", "dates", "", "2020/2021", "r")
    assert merged([first, other], whole) == (whole,)


@pytest.mark.parametrize("text", ["2020", "2020-02", "2020-02-29"])
def test_days(text: str) -> None:
    assert str(day_of(text)) == text


# ---------------------------------------------------------------- at the command line


@pytest.fixture
def folder(tmp_path: Path, read: Assessment) -> Path:
    (tmp_path / "cv.txt").write_text(CV, "utf-8", newline="\n")
    made = Corrections(
        f"sha256:{read.document.sha256}",
        (item(read, 0, "start", "2020-05", reason="=letter of Quillfern"), item(read, 2, "drop", "")),
    )
    (tmp_path / f"cv.txt{SUFFIX}").write_text(written(made), "utf-8")
    return tmp_path


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, [*args, "--as-of", AS_OF])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_line_honours_the_file_and_can_leave_it_out(folder: Path) -> None:
    cv = str(folder / "cv.txt")
    assert json.loads(run("assess", cv, "--format", "json"))["total"]["rounded"] == 79
    assert json.loads(run("assess", cv, "--format", "json", "--no-corrections"))["total"]["rounded"] == 83
    assert json.loads(run("assess", cv, cv + SUFFIX, "--format", "json"))["total"]["rounded"] == 79


def test_every_output_shows_them(folder: Path) -> None:
    cv = str(folder / "cv.txt")
    data = json.loads(run("assess", cv, "--format", "json"))
    assert data["positions"][0]["corrections"][0] | {"at": ""} == {
        "position": "1: Support Agent | Quillfern Ltd | Jan 2020 – Mar 2021",
        "field": "start",
        "was": "2020-01",
        "value": "2020-05",
        "reason": "=letter of Quillfern",
        "by": "",
        "at": "",
    }
    assert [c["field"] for c in data["corrections"]] == ["start", "drop"]
    for text in (run("assess", cv), run("assess", cv, "-q"), run("explain", cv)):
        shown = " ".join(text.split())
        assert "start corrected: 2020-01 → 2020-05" in shown
        assert "left out by hand" in shown
    assert "inicio" in run("assess", cv, "--lang", "es")
    rows = list(csv.DictReader(io.StringIO(run("assess", cv, "--format", "csv"))))
    assert "2020-01 → 2020-05" in rows[0]["corrected"]
    assert "left out by hand" in rows[-1]["corrected"]


def test_a_broken_file_is_a_failure_of_that_document_alone(folder: Path) -> None:
    (folder / "other.txt").write_text(CV, "utf-8")
    (folder / f"cv.txt{SUFFIX}").write_text("schema: xpcalc.corrections/1\ncorrections: no\n", "utf-8")
    result = CliRunner().invoke(cli, ["assess", str(folder / "cv.txt"), str(folder / "other.txt"), "--format", "json"])
    assert result.exit_code == 3
    data = json.loads(result.stdout)
    assert data[0]["code"] == "E_CORRECTIONS"
    assert f"cv.txt{SUFFIX}:2:" in data[0]["message"]
    assert data[1]["total"]["months"]


def test_the_file_itself_is_no_document(folder: Path) -> None:
    with pytest.raises(UnreadableDocument, match="corrections"):
        assess(folder / f"cv.txt{SUFFIX}")


def test_blind_output_has_no_employer_of_a_correction(read: Assessment) -> None:
    b = again(
        read,
        item(read, 0, "employer", "Zanzibarco"),
        item(read, 1, "drop", "", reason="Nora said so"),
        Correction("", "add", "", "Agent | Kakaduco | 2018-01/2018-06", "r", "Nora Whitcombe"),
    )
    shown = blind(b, employers=True)
    for text in (json.dumps(shown.to_dict()), render([shown], "text"), explain([shown], Options())):
        for word in ("Quillfern", "Zanzibarco", "Brightmoor", "Kakaduco", "Nora", "Whitcombe"):
            assert word not in text


def test_fields_are_documented() -> None:
    text = (Path(__file__).parent.parent / "docs" / "corrections.md").read_text("utf-8")
    for field in FIELDS:
        assert f"`{field}`" in text

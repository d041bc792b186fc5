"""What belongs to which: checks to levels, verdicts to policies, ladders to rules, rows to files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from xpcalc import compare
from xpcalc.cli import cli
from xpcalc.intake import told_apart
from xpcalc.rulebook import Rulebook

AS_OF = "2026-11-21"
CV = "Lars Holm\n\nEXPERIENCE\nSupport Agent, Foo Ltd, 1 Jan 2020 - 20 Dec 2021\n"
BY_PUBLIC_SECTOR = """schema: xpcalc.rules/1
id: pol
policy: public_sector
must:
  - months: {function: support, at_least: 24}
nice:
  - skill: {any_of: [zendesk]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for each in ("a", "b"):
        (tmp_path / each).mkdir()
        (tmp_path / each / "cv.txt").write_text(CV, encoding="utf-8")
    (tmp_path / "pol.yaml").write_text(BY_PUBLIC_SECTOR, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, [*args, "--as-of", AS_OF, "--no-sandbox"])


def words(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_checks_of_a_ladder_name_their_level_and_their_parts(folder: Path) -> None:
    for shown in (words(run("a/cv.txt", "--rules", "support")), words(run("explain", "a/cv.txt", "--rule", "support"))):
        assert "level mid, shown: at least 12 months: support" in shown
        # The one that is not shown does not hide the one that is.
        assert "level senior, not shown: all of shown: at least 24 months: support" in shown
        assert "not shown: at least 24 months: support, with tools for customer help desks" in shown
    assert "level senior, not shown: all of" in run("a/cv.txt", "--rules", "support", "--format", "md").stdout
    assert "level mid, at least 12 months: support: shown" in words(
        run("profile", "a/cv.txt", "--rules", "support", "--for-candidate")
    )


def test_verdicts_name_their_policy(folder: Path) -> None:
    assert "Counted by policy public_sector." in words(run("a/cv.txt", "--rules", "pol.yaml"))
    assert r"Counted by policy public\_sector." in run("a/cv.txt", "--rules", "pol.yaml", "--format", "md").stdout
    explained = words(run("explain", "a/cv.txt", "--rule", "pol.yaml"))
    assert "Counted by policy public_sector." in explained
    assert "nice to have, cannot be decided: use of Zendesk" in explained
    assert "Counted by policy default." not in words(run("a/cv.txt", "--rules", "support"))


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_table_says_which_rule_counts_by_which_policy(folder: Path, form: str) -> None:
    shown = run("compare", "a/cv.txt", "--rules", "pol.yaml", "--format", form, "-o", "out").output
    shown = " ".join((folder / "out").read_text("utf-8").split())
    assert "counted by policy default; rule pol by policy public" in shown
    assert "all counted by" not in shown


def test_columns_say_the_policy(rulebook: Rulebook, folder: Path) -> None:
    table = compare(["a/cv.txt"], rules=["pol.yaml"], rulebook=rulebook, as_of=AS_OF).to_dict()
    assert [(each["kind"], each["policy"]) for each in table["columns"]] == [
        ("check", "public_sector"),
        ("check", "public_sector"),
        ("months", None),
    ]


def test_ladders_side_by_side_are_named(folder: Path) -> None:
    shown = run("compare", "a/cv.txt", "--rules", "support", "--rules", "onboarding").stdout
    assert "Level: support" in shown
    assert "Level: onboarding" in shown
    head = run("compare", "a/cv.txt", "--rules", "support", "--rules", "onboarding", "--format", "md").stdout
    assert "Customer support: Level by months" in head
    assert "Level: support" not in run("compare", "a/cv.txt", "--rules", "support").stdout


def test_files_of_one_name(folder: Path) -> None:
    shown = run("compare", "a/cv.txt", "b/cv.txt", "b/gone.txt").stdout
    assert [line.split()[0] for line in shown.splitlines()[1:3]] == ["a/cv.txt", "b/cv.txt"]
    assert "b/gone.txt: E_NOT_FOUND" in run("compare", "b/gone.txt", "--format", "json").stderr
    for form in ("csv", "json"):
        made = run("compare", "a/cv.txt", "b/cv.txt", "b/gone.txt", "--format", form).stdout
        rows = [line.split(",")[0] for line in made.splitlines()[1:]]
        found = rows if form == "csv" else [row["document"]["name"] for row in json.loads(made)["rows"]]
        assert found == ["a/cv.txt", "b/cv.txt", "gone.txt"]
    table = compare(["a/cv.txt", "b/cv.txt", "b/gone.txt"], as_of=AS_OF)
    assert [row.document for row in table.rows] == ["a/cv.txt", "b/cv.txt", "gone.txt"]


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["x/a.txt", "y/b.txt"], ["a.txt", "b.txt"]),
        (["x/a.txt", "y/a.txt", "c.txt"], ["x/a.txt", "y/a.txt", "c.txt"]),
        (["/t/x/in/a.txt", "/t/y/in/a.txt"], ["x/in/a.txt", "y/in/a.txt"]),
        (["a.txt", "x/a.txt"], ["a.txt", "x/a.txt"]),
        (["a.txt", "a.txt"], ["a.txt", "a.txt"]),
        (["-", "x/a.txt"], ["-", "a.txt"]),
    ],
)
def test_names_of_paths(paths: list[str], names: list[str]) -> None:
    assert told_apart(paths) == names


def test_a_name_is_cut_only_where_there_is_no_room(folder: Path) -> None:
    name = "a_very_long_name_of_one_document_indeed.txt"
    (folder / name).write_text(CV, encoding="utf-8")
    assert name in run("compare", name).stdout


def test_a_group_is_named_like_a_function_and_a_column_without_its_scheme(folder: Path) -> None:
    columns = ("--function", "support", "--function", "support.tier1")
    shown = run("compare", "a/cv.txt", *columns, "--sort", "support").stdout
    assert [line.split() for line in shown.splitlines()[:2]] == [
        ["File", "Total", "Support", "Tier-1", "support"],
        ["cv.txt", "24", "24", "24"],
    ]
    assert "Sorted by function:support, most first" in " ".join(shown.split())
    explained = run("explain", "a/cv.txt", "--function", "support").stdout
    assert "Support: 24 months" in explained
    assert "“Support Agent, Foo Ltd" in explained
    assert "2020-01-01 .. 2021-12-20" in explained
    wrong = run("explain", "a/cv.txt", "--function", "suport")
    assert "did you mean support, " in wrong.output
    assert run("compare", "a/cv.txt", "--sort", "nothing").exit_code != 0


def test_what_stands_outside_of_the_total_has_no_row_of_nought_months(folder: Path) -> None:
    later = "\nBilling Specialist, Bar Ltd, Leeds, January 2027 - present\n\nINTERNSHIPS\nMarketing intern, Baz, 2018\n"
    (folder / "cv.txt").write_text(CV + later, encoding="utf-8")
    shown = words(run("cv.txt"))
    functions = shown[shown.index("Functions (") : shown.index("Findings")]
    assert "Only in positions outside of the total: Billing / payments support / collections, Marketing" in functions
    assert " 0 " not in functions

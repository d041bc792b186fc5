"""Assessments -> text, JSON, JSON lines, CSV and the trace; hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence

import pytest
from careers import AS_OF, CAREERS, text

from xpcalc import Assessment, Failure, assess
from xpcalc.reports import REPORTS, Options, explain, render
from xpcalc.rulebook import Rulebook

# What a terminal obeys: colours, titles, links, bells, cursor; and marks that turn the reading direction.
HOSTILE = "\x1b[31mred\x1b]0;title\x07\x1b]8;;http://example.com\x1b\\ \x9b2J\u202eevil\u2066\r\x08"
FORMULAS = ["=HYPERLINK(0)", "+1", "-1+2", "@SUM(A1)", "\t=1", " =1", "＝1"]


def resume(title: str, employer: str, rulebook: Rulebook, name: str = "cv.json") -> Assessment:
    work = [{"position": title, "name": employer, "startDate": "2020-01", "endDate": "2021-03"}]
    data = json.dumps({"basics": {"name": "Nora"}, "work": work}).encode()
    return assess(data, name=name, as_of=AS_OF, rulebook=rulebook)


def plain(rulebook: Rulebook) -> Assessment:
    return resume("Support Agent", "Quillfern Ltd", rulebook)


FAILED = Failure("bad.pdf", "E_DAMAGED", "the PDF is damaged", "ask for the file again")


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(ch) in "WF" else 1 for ch in line if not unicodedata.combining(ch))


def live(shown: str) -> list[str]:
    """Return the characters that would do something on a terminal."""
    return [ch for ch in shown if ch != "\n" and unicodedata.category(ch) in ("Cc", "Cf")]


# ---------------------------------------------------------------- text


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("lang", ["en", "es"])
def test_text_fits_the_width(width: int, lang: str, rulebook: Rulebook) -> None:
    long = "Senior Customer Support Engineer for Very Long Names of Products and " + "x" * 120
    results: list[Assessment | Failure] = [resume(long, "東京" * 30, rulebook), FAILED]
    results += [assess(text(c), name=f"{c.key}.txt", as_of=AS_OF, rulebook=rulebook) for c in CAREERS]
    claim = "3 years of experience in Zendesk\n\nEXPERIENCE\n\nAgent, Faro Ltd\nJan 2020 - Dec 2022\n- Zendesk\n"
    results.append(assess(claim.encode(), name="claim.txt", as_of=AS_OF, rulebook=rulebook))
    options = Options(width=width, lang=lang, verbose=True)
    # The trace keeps each stretch of days on one line, which takes 60 columns.
    for shown in (render(results, "text", options), explain.render(results, options) if width >= 60 else ""):
        assert [line for line in shown.splitlines() if columns(line) > width] == []


def test_text_says_total_positions_and_policy(rulebook: Rulebook) -> None:
    shown = render([plain(rulebook)], "text")
    assert "15 months of experience as of 21 November 2026 (1 year 3 months)" in shown
    assert "Jan 2020 – Mar 2021  Support Agent" in shown
    assert "Counted by policy default" in shown


def test_text_says_why_parts_do_not_add_up(rulebook: Rulebook) -> None:
    overlap = next(c for c in CAREERS if c.key == "en_overlap")
    shown = render([assess(text(overlap), name="cv.txt", as_of=AS_OF, rulebook=rulebook)], "text")
    # June to December 2020 are 214 days.
    assert "Positions add up to 36 months; 214 days that overlap count once" in " ".join(shown.split())


def test_text_in_spanish(rulebook: Rulebook) -> None:
    shown = render([plain(rulebook)], "text", Options(lang="es"))
    assert "15 meses" in shown
    assert "ene 2020 – mar 2021" in shown


def test_quiet_leaves_findings_out_and_verbose_shows_all(rulebook: Rulebook) -> None:
    years = "\n\n".join([f"Clerk\nFirm {n} Ltd\n{2000 + 2 * n} – {2001 + 2 * n}" for n in range(4)])
    a = assess(f"Nora\n\nWORK EXPERIENCE\n\n{years}\n".encode(), name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    counts = [
        render([a], "text", options).count("I_YEAR_ONLY")
        for options in (Options(quiet=True), Options(), Options(verbose=True))
    ]
    assert counts == [0, 2, 4]


@pytest.mark.parametrize("report", ["text", "explain"])
def test_terminal_codes_are_not_live(report: str, rulebook: Rulebook) -> None:
    results: list[Assessment | Failure] = [
        resume(f"Agent {HOSTILE}", f"Acme {HOSTILE}", rulebook, name=f"cv{HOSTILE}.json"),
        Failure(f"bad{HOSTILE}.pdf", "E_DAMAGED", "the PDF is damaged", "ask again"),
    ]
    shown = explain.render(results, Options()) if report == "explain" else render(results, report)
    assert live(shown) == []
    assert "red" in shown


def test_terminal_codes_in_running_text_are_not_live(rulebook: Rulebook) -> None:
    data = "Nora\n\nWORK EXPERIENCE\n\nAgent \x1b[31mred\u202e\nAcme Ltd\nJan 2020 – Mar 2021\n".encode()
    a = assess(data, name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    assert a.total.rounded == 15
    assert live(render([a], "text")) == []
    assert live(explain.render([a], Options())) == []


# ---------------------------------------------------------------- JSON


def test_json_is_one_object_for_one_file_and_an_array_for_several(rulebook: Rulebook) -> None:
    one, two = plain(rulebook), FAILED
    assert json.loads(render([one], "json")) == one.to_dict()
    assert json.loads(render([two], "json")) == two.to_dict()
    assert json.loads(render([one, two], "json")) == [one.to_dict(), two.to_dict()]


def test_json_lines_is_a_line_a_file(rulebook: Rulebook) -> None:
    one = resume("Agent\u2028\x85 with odd line ends", "Acme", rulebook)
    shown = render([one, FAILED], "jsonl")
    assert [json.loads(line) for line in shown.split("\n")[:-1]] == [one.to_dict(), FAILED.to_dict()]
    assert shown.endswith("\n")


# ---------------------------------------------------------------- CSV


def rows(results: Sequence[Assessment | Failure]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(results, "csv"), newline="")))


def test_csv_has_a_row_a_position_and_one_for_the_total(rulebook: Rulebook) -> None:
    position, total, failure = rows([plain(rulebook), FAILED])
    assert (position["row"], position["title"], position["employer"]) == ("position", "Support Agent", "Quillfern Ltd")
    assert (position["start"], position["end"], position["rounded"]) == ("2020-01", "2021-03", "15")
    assert (position["employment"], position["counted"]) == ("work", "yes")
    assert (total["row"], total["rounded"], total["rounded_low"], total["as_of"]) == ("total", "15", "15", AS_OF)
    assert (failure["row"], failure["file"]) == ("failure", "bad.pdf")
    assert failure["problem"].startswith("E_DAMAGED: ")


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_runs_no_formula(formula: str, rulebook: Rulebook) -> None:
    a = resume(formula, formula, rulebook, name=f"{formula}.json")
    failed = Failure(formula, "E_DAMAGED", formula)
    for row in rows([a, failed]):
        for cell in row.values():
            assert not cell.strip().startswith(("=", "+", "-", "@", "＝")), cell


def test_csv_keeps_quotes_commas_and_line_ends_in_their_cell(rulebook: Rulebook) -> None:
    title = 'Agent, "night", shift'
    position, _ = rows([resume(title, "Tallow\n& Reed", rulebook)])
    assert position["title"] == title
    assert position["row"] == "position"


# ---------------------------------------------------------------- all


@pytest.mark.parametrize("name", REPORTS)
def test_same_result_same_bytes(name: str, rulebook: Rulebook) -> None:
    results = [plain(rulebook), FAILED]
    made = render(results, name)
    assert made == render(results, name)
    assert isinstance(made, bytes) or made.endswith("\n")


def test_trace_shows_lines_days_union_and_rounding(rulebook: Rulebook) -> None:
    career = next(c for c in CAREERS if c.key == "en_days")
    a = assess(text(career), name="cv.txt", as_of=AS_OF, rulebook=rulebook)
    shown = explain.render([a], Options())
    for expected in (
        "“Delivery Driver, Parcelwell, 10 March 2021 – 24 January 2022”",
        "2021-03-10 .. 2022-01-24  321 days",
        "10 months 15 days · 321 days",
        "27 months 15 days = 836 days; rounded once: 28 months",
        f"sha256 {a.document.sha256}",
    ):
        assert " ".join(expected.split()) in " ".join(shown.split())

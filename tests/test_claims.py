"""Claims: what people say about the length of their experience, and how it compares with what the dates show."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from xpcalc import assess
from xpcalc.claims import Bounds, ClaimWords, check_claim, check_claims, find_claims
from xpcalc.model import Claim, DateRange, Document, Line, Piece, Position, Span
from xpcalc.rulebook import Rulebook

ROOT = Path(__file__).parents[1]
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "claims.yaml").read_text(encoding="utf-8"))
SEEN = [*CASES["claims"], *CASES["not_claims"], *CASES["second"]]


def words_of(book: Rulebook) -> ClaimWords:
    return book.built("claims", lambda: ClaimWords.from_mapping(book.raw["claims"]))


def claims(
    book: Rulebook, text: str, *codes: str, positions: tuple[Position, ...] = (), lines: tuple[Line, ...] = ()
) -> tuple[Claim, ...]:
    document = Document("cv.txt", "text", "", text, lines)
    languages = [book.languages[code] for code in dict.fromkeys((*(codes or ("en",)), "en"))]
    return find_claims(document, positions, book.taxonomy, languages, words_of(book))


def said(found: tuple[Claim, ...]) -> set[tuple[str, int, str]]:
    return {(claim.about, claim.months, claim.comparison) for claim in found}


# --------------------------------------------------------------------------------------------------- sentences


def figures(book: Rulebook, rows: list[Any]) -> tuple[float, float, list[str]]:
    """Return precision, recall and what differs."""
    hits = extra = missed = 0
    notes: list[str] = []
    for language, text, *want in rows:
        expected = {tuple(one) for one in want}
        found = said(claims(book, text, language))
        hits += len(found & expected)
        extra += len(found - expected)
        missed += len(expected - found)
        if found != expected:
            notes.append(f"{language} {text!r}: wanted {sorted(expected - found)}, got {sorted(found - expected)}")
    return hits / (hits + extra), hits / (hits + missed), notes


def test_precision_and_recall(rulebook: Rulebook) -> None:
    precision, recall, notes = figures(rulebook, SEEN)
    print(f"claims, {len(SEEN)} sentences: precision {precision:.3f}, recall {recall:.3f}", *notes, sep="\n")
    assert precision >= 0.95, notes
    assert recall >= 0.92, notes


def test_precision_and_recall_of_sentences_held_out(rulebook: Rulebook) -> None:
    rows = CASES["held_out"]
    precision, recall, notes = figures(rulebook, rows)
    print(f"claims held out, {len(rows)} sentences: precision {precision:.3f}, recall {recall:.3f}", *notes, sep="\n")
    assert precision >= 0.90, notes
    assert recall >= 0.90, notes


def test_the_set_is_as_large_as_it_says() -> None:
    rows = [*CASES["claims"], *CASES["not_claims"]]
    by_language = {code: sum(row[0] == code for row in rows) for code in ("en", "es", "pt", "fr", "de", "it", "nl")}
    assert len(rows) >= 160
    assert len(CASES["not_claims"]) >= 40
    assert by_language["en"] >= 50
    assert by_language["es"] >= 40
    assert min(by_language.values()) >= 10
    everything = [row[1] for part in CASES.values() for row in part]
    assert len(everything) == len(set(everything))


def test_quotes_are_the_text_at_their_span(rulebook: Rulebook) -> None:
    for language, text, *_ in [*SEEN, *CASES["held_out"]]:
        whole = f"Ana\n\n{text}\n"
        for claim in claims(rulebook, whole, language):
            assert claim.span is not None
            assert whole[claim.span.start : claim.span.stop] == claim.quote
            assert claim.quote.strip() == claim.quote


@pytest.mark.parametrize(
    ("text", "quote", "unit"),
    [
        ("I have 2 years of Zendesk, all told", "2 years of Zendesk", "years"),
        (
            "I have more than 18 months of experience with Jira.",
            "more than 18 months of experience with Jira",
            "months",
        ),
        ("Skills: Zendesk (3 years), Jira", "Zendesk (3 years)", "years"),
        ("A total of 2 years and 6 months of experience", "2 years and 6 months of experience", "months"),
        ("I offer 3-5 years of Zendesk", "3-5 years of Zendesk", "years"),
        ("I have 3 years customer support experience", "3 years customer support experience", "years"),
        ("4 years in the SaaS industry.", "4 years in the SaaS industry", "years"),
    ],
)
def test_quote_and_unit(rulebook: Rulebook, text: str, quote: str, unit: str) -> None:
    (claim,) = claims(rulebook, text)
    assert claim.quote == quote
    assert claim.unit == unit


# --------------------------------------------------------------------------------------------------- places


def test_a_claim_that_wraps_is_read_across_its_lines(rulebook: Rulebook) -> None:
    text = "PERFIL\nProfesional con más de 10\naños de experiencia en atención al cliente. Hablo\ncuatro lenguas."
    (claim,) = claims(rulebook, text, "es")
    assert (claim.about, claim.months, claim.comparison) == ("function:support", 120, "at_least")
    assert claim.quote == "más de 10\naños de experiencia en atención al cliente"


def test_items_of_a_list_do_not_run_together(rulebook: Rulebook) -> None:
    text = "SKILLS\nZendesk 3 years\nSalesforce 2 years\n\n• Jira, 1 year\n• Excel\t5 years"
    assert said(claims(rulebook, text)) == {
        ("skill:zendesk", 36, "exact"),
        ("skill:salesforce", 24, "exact"),
        ("skill:jira", 12, "exact"),
        ("skill:excel", 60, "exact"),
    }


def test_cells_of_one_row_belong_together(rulebook: Rulebook) -> None:
    text = "Zendesk\n3 years\nExcel\n5 years"
    spans = ((0, 7), (8, 15), (16, 21), (22, 29))
    lines = tuple(
        Line(
            text[a:b], Span(a, b), 1, index // 2, 200.0 * (index % 2), 14.0 * (index // 2), 0, 14.0 * (index // 2) + 10
        )
        for index, (a, b) in enumerate(spans)
    )
    assert said(claims(rulebook, text, lines=lines)) == {("skill:zendesk", 36, "exact"), ("skill:excel", 60, "exact")}


def test_education_and_references_claim_nothing(rulebook: Rulebook) -> None:
    line = "4 years of experience in accounting"
    assert claims(rulebook, f"EDUCATION\n{line}\n\nREFERENCES\n{line}") == ()
    assert len(claims(rulebook, f"EDUCATION\nBSc\n\nSUMMARY\n{line}")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Jan 2019 - Mar 2021 (2 yrs 3 mos)",
        "Zendesk · Jan 2019 - Present · 7 years",
        "4 years 2 months",
        "enero de 2019 - actualidad (5 años)",
        "Salesforce, 2019 – 2021 (2 years)",
    ],
)
def test_printed_durations_are_no_claims(rulebook: Rulebook, line: str) -> None:
    assert claims(rulebook, f"Ana\n\n{line}\n", "es") == ()


def test_titles_and_dates_of_positions_are_no_claims(rulebook: Rulebook) -> None:
    text = "Support agent (2 years of Zendesk)\n"
    header = Piece(text.strip(), Span(0, len(text) - 1))
    dates = DateRange(None, None)
    assert len(claims(rulebook, text)) == 1
    assert claims(rulebook, text, positions=(Position("x", "y", None, dates, header=(header,)),)) == ()


def test_an_employer_is_no_tool(rulebook: Rulebook) -> None:
    text = "After 3 years with HubSpot I moved on. I spent 2 years with HubSpot in Dublin."
    employed = (Position("Agent", "HubSpot, Inc.", None, None),)
    assert {claim.about for claim in claims(rulebook, text)} == {"skill:hubspot"}
    assert claims(rulebook, text, positions=employed) == ()
    assert len(claims(rulebook, "2 years of experience with HubSpot", positions=employed)) == 1


def test_each_claim_is_found_once_in_order(rulebook: Rulebook) -> None:
    text = (
        "I am a professional with 5 years of experience in sales and with\n2 years of Zendesk, "
        "who has worked in many lands\nfor a long time."
    )
    found = claims(rulebook, text)
    assert [claim.about for claim in found] == ["function:sales", "skill:zendesk"]


def test_a_language_without_claim_words_reads_the_english_ones(rulebook: Rulebook) -> None:
    for code in ("ca", "pl"):
        assert said(claims(rulebook, "2 years of Zendesk", code)) == {("skill:zendesk", 24, "exact")}


def test_no_languages_and_no_text_give_no_claims(rulebook: Rulebook) -> None:
    document = Document("cv.txt", "text", "", "2 years of Zendesk")
    assert find_claims(document, (), rulebook.taxonomy, (), words_of(rulebook)) == ()
    assert claims(rulebook, "") == ()


# --------------------------------------------------------------------------------------------------- cost

PLAIN_CV = """Ana Example
Customer Support Lead

SUMMARY
Curious professional who has worked in several countries of Europe.

EXPERIENCE
Support Agent, Acme Ltd
Jan 2019 - Mar 2021 (2 yrs 3 mos)
- Ran a 6-month pilot of Five9
- Improved CSAT to 96% in 2 years
- Reduced the backlog in the last 2 years by 40%
- Temporary contract, 6 months
- Kept a QA score of 98% for 18 months
Acme Group
4 years 2 months
Senior Agent
Apr 2021 - Present · 5 yrs 8 mos
- Managed 12-month contract renewals and wrote the 3-year roadmap

EDUCATION
BSc, University of Nowhere, 4 years
"""


@pytest.mark.parametrize(
    ("extra", "loaded", "months"),
    [
        ("EDUCATION", False, []),
        ("SKILLS\n2 years of Zendesk", False, [24]),
        ("SUMMARY\nJoined a company with 20 years of experience in customer support", True, []),
    ],
)
def test_spacy_is_loaded_only_where_a_phrase_may_take_a_length_back(
    extra: str, loaded: bool, months: list[int]
) -> None:
    script = f"""
import sys
from xpcalc.claims import ClaimWords, find_claims
from xpcalc.model import Document
from xpcalc.rulebook import load_rulebook
book = load_rulebook()
words = ClaimWords.from_mapping(book.raw["claims"])
text = {PLAIN_CV.replace("EDUCATION", extra)!r}
found = find_claims(Document("cv.txt", "text", "", text), (), book.taxonomy, [book.languages["en"]], words)
print("spacy" in sys.modules, [claim.months for claim in found])
"""
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == f"{loaded} {months}"


@pytest.mark.parametrize(
    "text",
    [
        "5 years " * 4000,
        "5 years of Zendesk " * 1500,
        "over " * 10000 + "5 years of Zendesk",
        "customer support with " * 2000 + "5 years of Zendesk",
        "company " * 3000 + "with 5 years of experience in sales",
        "a" * 100_000 + " 5 years of Zendesk",
        "5-" * 20000 + "years",
        "Zendesk 2 years of experience, and some more words\n" * 500,
        "2019 - " * 5000 + "5 years",
    ],
    ids=lambda text: text[:12],
)
def test_odd_texts_take_no_long_time(rulebook: Rulebook, text: str) -> None:
    claims(rulebook, "2 years of Zendesk")  # loads what is loaded once
    start = time.process_time()
    claims(rulebook, text)
    assert time.process_time() - start < 5


# --------------------------------------------------------------------------------------------------- rules


def test_every_code_is_known(rulebook: Rulebook) -> None:
    words = words_of(rulebook)
    codes = (*words.subjects, *words.widen, *words.widen.values())
    known = {*rulebook.taxonomy.functions, *rulebook.taxonomy.groups}
    assert [code for code in codes if code not in known] == []


def test_every_function_has_a_name_that_claims_use(rulebook: Rulebook) -> None:
    taxonomy = rulebook.taxonomy
    for code, function in taxonomy.functions.items():
        name = function.phrase["en"].removeprefix("of ").removeprefix("in ")
        if "," in name:
            continue  # "hotels, tables and travel": nobody writes so
        about = {
            one
            for each in claims(rulebook, f"2 years of experience in {name}.")
            for one in re.split("[:|]", each.about)
        }
        wider = {group for group in taxonomy.groups if code in {one for one, _ in taxonomy.satisfies(group)}}
        assert about & {code, *wider}, (code, name, about)


def test_words_are_lower_case_strings_and_lists_have_no_word_twice(rulebook: Rulebook) -> None:
    raw: Any = rulebook.raw["claims"]
    lists = [
        *((f"{code}.{key}", words) for code, kinds in raw["languages"].items() for key, words in kinds.items()),
        *raw["subjects"].items(),
    ]
    for name, words in lists:
        assert [word for word in words if not isinstance(word, str) or word != word.lower()] == [], name
    phrases = [phrase for words in raw["subjects"].values() for phrase in words]
    assert sorted({phrase for phrase in phrases if phrases.count(phrase) > 1}) == []


def test_every_language_has_every_list(rulebook: Rulebook) -> None:
    raw: Any = rulebook.raw["claims"]
    assert set(raw["languages"]) == {"en", "es", "pt", "fr", "de", "it", "nl"}
    for code, lists in raw["languages"].items():
        assert set(raw["languages"]["en"]) - set(lists) == set(), code


def test_an_unknown_key_is_named(rulebook: Rulebook) -> None:
    raw: Any = rulebook.raw["claims"]
    raw["languages"]["en"]["nevr"] = ["never"]
    with pytest.raises(ValueError, match=r"claims: \$\.languages\.en\.nevr: unknown key"):
        ClaimWords.from_mapping(raw)


# --------------------------------------------------------------------------------------------------- evidence


def claim(months: int, comparison: str = "exact", unit: str = "years") -> Claim:
    return Claim("skill:zendesk", months, unit, comparison, "2 years of Zendesk")


@pytest.mark.parametrize(
    ("said", "bounds", "result", "difference"),
    [
        (claim(24), (24, 24, 24), "supported", 0),
        (claim(24), (23, 23, 23), "supported_within_rounding", -1),
        (claim(24), (22, 22, 22), "overstated", -2),
        (claim(24), (19, 19, 19), "overstated", -5),
        (claim(24), (17, 19, 21), "overstated", -3),
        (claim(24), (12, 24, 36), "undecided", 0),
        (claim(24), (22, 23, 23), "undecided", -1),
        (claim(24), (23, 24, 36), "supported_within_rounding", 0),
        (claim(24), (29, 29, 29), "supported", 5),
        (claim(24), (30, 30, 30), "understated", 6),
        (claim(24, "at_least"), (30, 30, 30), "supported", 6),
        (claim(24, "at_least"), (23, 23, 23), "overstated", -1),
        (claim(24, "almost"), (21, 21, 21), "supported", -3),
        (claim(24, "almost"), (20, 20, 20), "overstated", -4),
        (claim(24, "almost"), (40, 40, 40), "supported", 16),
        (claim(24, "about"), (21, 21, 21), "supported", -3),
        (claim(24, "about"), (20, 20, 20), "overstated", -4),
        (claim(24, "about"), (20, 22, 24), "undecided", -2),
        (claim(18, unit="months"), (17, 17, 17), "overstated", -1),
        (claim(18, unit="months"), (18, 18, 18), "supported", 0),
        (claim(18, unit="months"), (40, 40, 40), "supported", 22),
        (claim(24), (0, 0, 80), "undecided", -24),
        (claim(24), (0, 0, 12), "overstated", -12),
    ],
)
def test_results(said: Claim, bounds: Bounds, result: str, difference: int) -> None:
    checked = check_claim(said, *bounds)
    assert (checked.result, checked.difference) == (result, difference)
    assert (checked.shown_low, checked.shown, checked.shown_high) == bounds


def test_no_evidence_and_json() -> None:
    zendesk, jira = claim(24), Claim("skill:jira", 12, quote="1 year of Jira")
    first, second = check_claims([zendesk, jira], {"skill:zendesk": (19, 19, 19)})
    assert first.to_dict() == {
        "quote": "2 years of Zendesk",
        "about": "skill:zendesk",
        "months": 24,
        "shown": 19,
        "shown_low": 19,
        "shown_high": 19,
        "difference": -5,
        "result": "overstated",
    }
    assert second.result == "no_evidence"
    assert second.shown is None
    assert second.difference is None


def test_tolerance_is_a_choice() -> None:
    (checked,) = check_claims([claim(24)], {"skill:zendesk": (23, 23, 23)}, tolerance=0)
    assert checked.result == "overstated"


CLAIMS = st.builds(
    claim,
    st.integers(0, 480),
    st.sampled_from(["exact", "at_least", "about", "almost"]),
    st.sampled_from(["years", "months"]),
)
BOUNDS = st.lists(st.integers(0, 500), min_size=3, max_size=3).map(sorted)
GOOD = {"supported", "supported_within_rounding", "understated"}


@given(CLAIMS, BOUNDS)
def test_a_decided_result_holds_for_every_length_between(said: Claim, bounds: list[int]) -> None:
    low, likely, high = bounds
    result = check_claim(said, low, likely, high).result
    for months in {low, likely, high, (low + high) // 2}:
        exact = check_claim(said, months, months, months).result
        assert exact in GOOD | {"overstated"}
        if result in GOOD:
            assert exact in GOOD
        elif result == "overstated":
            assert exact == "overstated"


@given(CLAIMS, BOUNDS)
def test_undecided_means_that_both_ends_disagree(said: Claim, bounds: list[int]) -> None:
    low, likely, high = bounds
    if check_claim(said, low, likely, high).result == "undecided":
        assert check_claim(said, low, low, low).result == "overstated"
        assert check_claim(said, high, high, high).result in GOOD


@given(CLAIMS, st.integers(0, 480))
def test_more_months_never_make_a_claim_worse(said: Claim, months: int) -> None:
    order = ["overstated", "supported_within_rounding", "supported", "understated"]
    results = [check_claim(said, m, m, m).result for m in (months, months + 1)]
    assert order.index(results[0]) <= order.index(results[1])


@given(CLAIMS, BOUNDS)
def test_an_overstated_claim_is_more_than_the_dates_can_show(said: Claim, bounds: list[int]) -> None:
    checked = check_claim(said, *bounds)
    if checked.result == "overstated":
        assert checked.difference is not None
        assert checked.difference == bounds[2] - said.months < 0


# --------------------------------------------------------------------------------------------------- in a document

CAREER = """Sara Holm

Summary
{summary}

Experience
Support Agent, Tundra Ltd, Jan 2022 - Dec 2023
Tickets in Zendesk.

Onboarding Specialist, Tundra Ltd, Jan 2024 - Nov 2025
"""


@pytest.mark.parametrize(
    ("summary", "result", "low", "high"),
    [
        ("4 years in customer support and onboarding.", "supported_within_rounding", 47, 47),
        ("6 years in customer support and onboarding.", "overstated", 47, 47),
        ("2 years of experience in onboarding.", "supported_within_rounding", 23, 23),
        # The CV names no sector, so that each month of support may be one of SaaS support.
        ("2 years of experience in SaaS support.", "undecided", 0, 24),
        ("3 years of experience in SaaS support.", "overstated", 0, 24),
        ("10 years of SAP.", "no_evidence", None, None),
        ("10 years of experience in nursing and teaching.", "no_evidence", None, None),
    ],
)
def test_claims_beside_the_dates(rulebook: Rulebook, summary: str, result: str, low: int, high: int) -> None:
    data = CAREER.format(summary=summary).encode()
    (one,) = assess(data, name="cv.txt", as_of="2026-11-21", rulebook=rulebook).claims
    assert (one.result, one.shown_low, one.shown_high) == (result, low, high)


def test_a_list_that_names_a_tool_leaves_its_claim_open(rulebook: Rulebook) -> None:
    listed = CAREER.format(summary="10 years of SAP.") + "\nSkills\nSAP, Excel\n"
    assert [each.result for each in assess(listed.encode(), name="cv.txt", rulebook=rulebook).claims] == ["overstated"]
    in_list = CAREER.format(summary="I like work.") + "\nSkills\nSAP (3 years), Excel\n"
    assert [each.result for each in assess(in_list.encode(), name="cv.txt", rulebook=rulebook).claims] == ["undecided"]


@pytest.mark.parametrize(
    ("code", "line", "want"),
    [
        ("en", "In customer service since 2010.", "In customer service since 2010"),
        ("en", "I have worked in customer service since 2010", "customer service since 2010"),
        ("es", "En atención al cliente desde 2010.", "En atención al cliente desde 2010"),
        ("de", "Seit 2010 im Kundenservice tätig.", "Seit 2010 im Kundenservice"),
        ("en", "Volunteer trainer since 2010 and support agent", None),
        ("en", "Customer support for families who fled since 2010", None),
        ("en", "Customer support, brand on the market since 2010", None),
    ],
)
def test_a_start_that_is_said_is_a_claim(code: str, line: str, want: str | None, rulebook: Rulebook) -> None:
    document = Document("cv.txt", "text", "", line)
    languages = [rulebook.languages[each] for each in dict.fromkeys((code, "en"))]
    day = date(2026, 11, 21)
    found = find_claims(document, (), rulebook.taxonomy, languages, words_of(rulebook), as_of=day)
    # From any day of 2010 to November 2026 it is 191 months at least.
    assert [(each.about, each.months, each.comparison) for each in found] == (
        [("function:support", 191, "at_least")] if want else []
    )
    assert all(each.quote in line and "2010" in each.quote for each in found)

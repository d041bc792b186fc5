"""Assessments and failures cross as JSON: nothing that a report shows is lost, nothing of another type comes in."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from careers import AS_OF, CAREERS, text

from xpcalc import Assessment, Coverage, DaySet, Failure, assess, wire
from xpcalc.assessment import Evidence
from xpcalc.blind import blind
from xpcalc.comparison import compare
from xpcalc.model import Shares, Stint, Undated
from xpcalc.profile import profile
from xpcalc.reports import REPORTS, Options, candidate_text, explain, render
from xpcalc.reports import comparison as comparison_reports
from xpcalc.reports import profile as profile_reports
from xpcalc.rulebook import Rulebook

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FILES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".pdf", ".docx", ".zip", ".json"))
FAILED = Failure("bad.pdf", "E_DAMAGED", "the PDF is damaged", "ask for the file again")


@pytest.fixture(scope="module")
def assessed(rulebook: Rulebook) -> list[Assessment]:
    rules = rulebook.names("seniority")
    found = [assess(path, rulebook=rulebook, as_of=AS_OF, rules=rules) for path in FILES]
    found += [
        assess(text(c), name=f"{c.key}.txt", rulebook=rulebook, as_of=AS_OF, rules=["support"], policy="strict")
        for c in CAREERS[:4]
    ]
    return found


def test_what_arrives_equals_what_was_sent(assessed: list[Assessment]) -> None:
    for sent in assessed:
        assert wire.decode(wire.encode(sent)) == sent
    assert wire.decode(wire.encode(FAILED)) == FAILED


def test_every_report_gives_the_same_bytes(assessed: list[Assessment], rulebook: Rulebook) -> None:
    sent: list[Assessment | Failure] = [*assessed[:3], assessed[-1], FAILED]
    got = [wire.decode(wire.encode(each)) for each in sent]
    options = Options(width=80, lang="es", verbose=True)

    def all_reports(results: list[Assessment | Failure]) -> Iterator[object]:
        # Why: PDF and XLSX are made of what the page and the tables show, and take seconds.
        for form in [name for name, row in REPORTS.items() if not row.binary]:
            yield render(results, form, options)
        yield explain.render(results, options)
        yield explain.render_rules(results, options)
        yield candidate_text.render(results, options)
        made = [profile(r, rulebook.taxonomy, "es") if isinstance(r, Assessment) else r for r in results]
        for form in profile_reports.PROFILE_REPORTS:
            yield profile_reports.render(made, form, options)
        # Why: only assessments of one set of rules stand side by side.
        ruled = [r for r in results if isinstance(r, Assessment) and r.policy.name == "strict"]
        table = compare(ruled, functions=(), skills=(), sort="file", taxonomy=rulebook.taxonomy, lang="es")
        for form in comparison_reports.COMPARISON_REPORTS:
            yield comparison_reports.render(table, form, options)
        yield render([blind(r, employers=True) for r in results], "json", options)

    for left, right in zip(all_reports(sent), all_reports(got), strict=True):
        assert left == right


def test_rare_values_arrive(assessed: list[Assessment]) -> None:
    days = DaySet(((737_000, 737_100), (737_200, 737_300)))
    cover = Coverage(
        days,
        days,
        days,
        undated=(Undated(4, days, None), Undated(3, days, 1)),
        firm=days,
        pieces=2,
        shares=Shares(((days, Fraction(1, 3)),)),
    )
    first = assessed[0]
    experience = replace(first.experience, total=cover, by_label={"skill:zendesk": cover}, by_position=(cover,))
    sent = replace(first, experience=experience, stints=(Stint(0, first.positions[0].position.dates, None, "2020"),))
    got = wire.decode(wire.encode(sent))
    assert isinstance(got, Assessment)
    assert got == sent
    assert got.experience.total.shares == Shares(((days, Fraction(1, 3)),))


def test_nothing_of_a_wrong_class_is_sent(assessed: list[Assessment]) -> None:
    wrong: Any = replace(assessed[0], total=("a tuple",))
    with pytest.raises(TypeError, match="Duration"):
        wire.encode(wrong)
    other: Any = Evidence(1, 1, "")
    with pytest.raises(wire.WireError, match="Evidence"):
        wire.encode(other)


# ---------------------------------------------------------------- what comes from a worker that was taken over


def reached(data: bytes, change: Callable[[Any], Any]) -> bytes:
    message = json.loads(data)
    return json.dumps(change(message), ensure_ascii=False).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'["xpcalc.wire/1"]',
        b'["xpcalc.wire/2","0","failure",["a","b","c","d"]]',
        b"[" * 100_000,
        b"\x80\x04\x95",  # a pickle
        b'["xpcalc.wire/1","0","failure",[NaN,Infinity]]',
    ],
    ids=lambda data: repr(data[:12]),
)
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(data)


def test_wrong_types_are_refused() -> None:
    good = wire.encode(FAILED)
    for row in (
        ["a", "b", "c"],
        ["a", "b", "c", "d", "e"],
        ["a", "b", "c", 1],
        ["a", None, "c", "d"],
        {},
        None,
        "abcd",
    ):
        with pytest.raises(wire.WireError):
            wire.decode(reached(good, lambda m, row=row: [*m[:3], row]))  # type: ignore[misc]
    for kind in ("Failure", "os.system", "verdict", None, 1, [], {}):
        with pytest.raises(wire.WireError):
            wire.decode(reached(good, lambda m, kind=kind: [*m[:2], kind, m[3]]))  # type: ignore[misc]


def test_another_shape_is_refused() -> None:
    with pytest.raises(wire.WireError, match="another version"):
        wire.decode(reached(wire.encode(FAILED), lambda m: [m[0], "0" * 16, *m[2:]]))


def test_a_long_answer_is_refused_unread() -> None:
    data = wire.encode(replace(FAILED, message="x" * 1000))
    assert wire.decode(data, limit=len(data))
    with pytest.raises(wire.WireError, match="bytes"):
        wire.decode(data, limit=len(data) - 1)


def test_deep_nesting_is_refused(assessed: list[Assessment]) -> None:
    body = json.loads(wire.encode(assessed[0]))
    names = [f.name for f in fields(Assessment)]
    verdict = body[3][names.index("verdicts")][0]
    at = [f.name for f in fields(type(assessed[0].verdicts[0]))].index("checks")
    check = verdict[at][0] if verdict[at] else json.loads(json.dumps(verdict[at + 2][0]))
    for _ in range(5_000):
        check = [*check[:-1], [check]]
    verdict[at] = [check]
    with pytest.raises((wire.WireError, RecursionError)):
        # Why: the encoder of JSON itself may give up first; then such an answer cannot be written this way at all.
        wire.decode(json.dumps(body).encode())


def test_large_numbers_are_refused(assessed: list[Assessment]) -> None:
    data = wire.encode(assessed[0])
    names = [f.name for f in fields(Assessment)]
    for number in (10**16, -(10**30)):
        message = json.loads(data)
        message[3][names.index("total")][0] = number
        with pytest.raises(wire.WireError):
            wire.decode(json.dumps(message, separators=(",", ":")).encode())


def test_any_changed_value_is_refused_or_gives_the_right_types(assessed: list[Assessment]) -> None:
    """Whatever stands anywhere in an answer, `decode` gives values of the declared types or refuses."""
    random_ = random.Random(20261122)
    data = wire.encode(assessed[0])
    odd = (None, True, 7, -1, 1.5, "x", [], {}, [1, 2], ["Acme"], {"a": 1})
    refused = 0
    for _ in range(300):
        message = json.loads(data)
        place, key = random_.choice(list(places(message[3])))
        place[key] = random_.choice(odd)
        try:
            got = wire.decode(json.dumps(message, ensure_ascii=False).encode())
        except wire.WireError:
            refused += 1
            continue
        check_types(got)
    assert refused > 140


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield value, key
        yield from places(each)


def check_types(value: Any) -> None:
    """Fail where a field holds a list, a dict or a value of no plain type."""
    if is_dataclass(value):
        for field in fields(value):
            each = getattr(value, field.name)
            hint = str(field.type)
            if hint == "str":
                assert type(each) is str
            elif hint == "int":
                assert type(each) is int
            elif hint == "bool":
                assert type(each) is bool
            check_types(each)
    elif isinstance(value, tuple):
        for each in value:
            check_types(each)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            assert type(key) is str
            check_types(each)
    else:
        assert value is None or type(value) in (str, int, float, bool, Fraction)


# ---------------------------------------------------------------- text


def test_half_characters_and_controls_become_marks() -> None:
    sent = replace(FAILED, name="a\udc80b\x00c\x1b[2J\x07\x08\x0cd", message='tab\tline\nback\\u0041 "quoted" \\b é 東')
    got = wire.decode(wire.encode(sent))
    assert isinstance(got, Failure)
    assert got.name == "a�b�c�[2J���d"
    assert got.message == sent.message


def test_escaped_characters_are_refused() -> None:
    good = wire.encode(replace(FAILED, name="NAME"))
    for escape in (b"\\u0000", b"\\ud800", b"\\u001b[2J", b"\\b", b"\\f", b"\\u0041"):
        with pytest.raises(wire.WireError):
            wire.decode(good.replace(b"NAME", escape))
    assert wire.decode(good.replace(b"NAME", b"a\\\\u0041"))


def test_the_message_of_a_refusal_holds_no_text_of_the_document() -> None:
    data = reached(wire.encode(FAILED), lambda m: [*m[:3], ["name", "code", ["secret canary"], "hint"]])
    with pytest.raises(wire.WireError) as caught:
        wire.decode(data)
    assert "canary" not in str(caught.value)


def test_the_shape_names_every_class_that_travels(monkeypatch: pytest.MonkeyPatch) -> None:
    described = "\n".join(wire._described(Assessment, set()))
    for name in ("Document(", "Line(", "Coverage(", "DaySet(", "Check(", "Verdict(", "CheckedClaim(", "PartialDate("):
        assert name in described
    assert "total:Duration" in described

"""The quick files of the hostile set, each read as the command line reads it: a right answer by name, in time.

The slow ones and the memory of the processes are measured by benchmarks/hostile/run.py.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

import xpcalc
from xpcalc.assessment import Failure
from xpcalc.limits import Limits
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import check_file

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # Why: benchmarks/ is not installed

from benchmarks.hostile import make, markup, packages, pdf_content, pdf_structure, pictures, plain, rulefiles  # noqa: E402
from benchmarks.hostile.case import Case  # noqa: E402

pytestmark = pytest.mark.hostile

KINDS = (pdf_structure, pdf_content, packages, markup, plain)
EXACT_SHARE = 0.98
# Unit: seconds; the limit of a document, one more to end its process, and what a busy machine takes to start one.
IN_TIME = Limits().wall_seconds + 1 + 5


def quick(cases: tuple[Case, ...]) -> list[Case]:
    return [case for case in cases if not case.slow]


def problem(case: Case, result: object, seconds: float) -> str | None:
    """Return what is wrong with an answer, or None."""
    if isinstance(result, Failure):
        codes: tuple[str, ...] = (result.code,)
        shown = f"{result.message} {result.hint}"
        if "\n" in result.message or not result.message:
            return f"{case.name}: not one line: {result.message!r}"
    else:
        assert isinstance(result, xpcalc.Assessment)
        codes = ("read", *[noted.code for noted in result.findings])
        shown = str(result.to_dict())
        if case.months is not None and result.total.rounded != case.months:
            return f"{case.name}: {result.total.rounded} months, not {case.months}"
    if not {case.expect, *case.also} & set(codes):
        return f"{case.name}: {' '.join(codes)}, expected {case.expect}"
    leaks = [word for word in case.absent if word in shown]
    if leaks:
        return f"{case.name}: shows {leaks}"
    most = IN_TIME if case.row != "D2" else Limits().ocr_seconds
    return f"{case.name}: {seconds:.0f} s" if seconds > most else None


def exact(case: Case, result: object) -> bool:
    if isinstance(result, Failure):
        return result.code == case.expect
    assert isinstance(result, xpcalc.Assessment)
    return case.expect in ("read", *[noted.code for noted in result.findings])


def test_every_threat_has_its_files() -> None:
    rows = {case.row for case in make.CASES}
    wanted = (
        "A1 A2 A3 A4 A5 B1 B2 B3 B4 B5 B6 B7 C1 C2 C3 C4 C5 C6 C7 C8 C9 D1 D2 D3 D4 D5 D6 E1 E2 E3 E4 F1 F2 F3 F4 H1 H2"
    )
    assert set(wanted.split()) <= rows
    assert len(make.CASES) >= 235
    assert len({case.name for case in make.CASES}) == len(make.CASES)


def test_the_files_are_the_same_each_time() -> None:
    for case in make.CASES[::25]:
        if not case.slow:
            assert case.make() == case.make()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__.rpartition(".")[2])
def test_each_file_has_its_answer(kind: ModuleType, tmp_path: Path) -> None:
    cases = quick(kind.CASES)
    paths = [tmp_path / case.name for case in cases]
    for case, path in zip(cases, paths, strict=True):
        path.write_bytes(case.make())
    problems: list[str] = []
    other: list[str] = []
    began = time.monotonic()
    answers = xpcalc.assess_many(paths, as_of="2026-11-21", isolated=True)
    for case, result in zip(cases, answers, strict=True):
        now = time.monotonic()
        wrong = problem(case, result, now - began)
        problems += [wrong] if wrong else []
        other += [] if exact(case, result) else [f"{case.name}: {getattr(result, 'code', 'read')}"]
        began = now
    assert problems == []
    assert len(other) <= (1 - EXACT_SHARE) * len(cases), other


@pytest.mark.parametrize("case", quick(pictures.CASES), ids=lambda case: case.name)
def test_each_picture_has_its_answer(case: Case) -> None:
    began = time.monotonic()
    result: object
    try:
        result = xpcalc.assess(case.make(), name=case.name, as_of="2026-11-21", isolated=True)
    except xpcalc.XpcalcError as error:
        result = Failure(case.name, error.code, str(error), "")
    assert problem(case, result, time.monotonic() - began) is None


@pytest.mark.parametrize("case", rulefiles.CASES, ids=lambda case: case.name)
def test_each_rule_file_has_its_answer(case: Case, tmp_path: Path, rulebook: Rulebook) -> None:
    path = tmp_path / case.name
    path.write_bytes(case.make())
    began = time.process_time()
    try:
        problems = check_file(str(path), rulebook)
    except xpcalc.RulebookError as error:
        problems = list(error.problems)
    assert bool(problems) == (case.expect == "E_RULES"), problems
    assert all([text.startswith(str(path)) and "\n" not in text for text in problems]), problems
    assert time.process_time() - began < 3

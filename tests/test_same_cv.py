"""One CV in four formats gives the same positions and the same months."""

from __future__ import annotations

import pytest
from careers import AS_OF, CAREERS, FORMATS, Career

from xpcalc import Assessment, assess
from xpcalc.rulebook import Rulebook


def read(career: Career, form: str, rulebook: Rulebook) -> Assessment:
    data = FORMATS[form](career)
    return assess(data, name=f"{career.key}.{form}", as_of=AS_OF, rulebook=rulebook)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("career", CAREERS, ids=lambda career: career.key)
def test_positions_and_months(career: Career, form: str, rulebook: Rulebook) -> None:
    a = read(career, form, rulebook)
    expected = [(j.title, j.employer, j.start, j.end, j.kind, j.months) for j in career.jobs]
    found = [(h.title, h.employer, h.start, h.end, h.employment, h.duration.rounded) for h in a.positions]
    assert found == expected
    assert a.total.rounded == career.total
    assert a.document.language == career.key[:2]
    assert [h.written for h in a.positions] == [j.dates for j in career.jobs]


def test_there_are_ten_careers_in_two_languages() -> None:
    keys = [career.key for career in CAREERS]
    assert len(set(keys)) == len(keys)
    assert min(sum(key.startswith(code) for key in keys) for code in ("en_", "es_")) >= 5


@pytest.mark.parametrize("career", CAREERS, ids=lambda career: career.key)
def test_numbers_do_not_hang_on_the_format(career: Career, rulebook: Rulebook) -> None:
    totals = {form: read(career, form, rulebook).to_dict()["total"] for form in FORMATS}
    assert [totals[form] for form in FORMATS] == [totals["txt"]] * len(FORMATS)

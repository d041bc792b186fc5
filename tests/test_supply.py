"""What xpcalc is built from: the lock fits pyproject.toml, the bill fits the lock, and neither names an index."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".ci"))

import lock  # noqa: E402
import sbom  # noqa: E402


def test_the_lock_fits_the_project() -> None:
    assert lock.problems(lock.LOCK.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (r"(?m)^click==.*", "clack==1.0 \\\\", "click: asked for"),
        (r"(?m)^lxml==.*", "lxml==4.9 \\\\", "lxml: 4.9 is below"),
        (r"(?s)(click==\S+ ).*?(?=\n\w)", r"\1", "click: no hash"),
    ],
)
def test_a_lock_that_does_not_fit_is_found(old: str, new: str, expected: str) -> None:
    text = re.sub(old, new, lock.LOCK.read_text("utf-8"), count=1)
    assert any([problem.startswith(expected) for problem in lock.problems(text)])


def test_the_bill_is_made_from_the_lock() -> None:
    assert sbom.SBOM.read_text("utf-8") == sbom.bill()
    bill = json.loads(sbom.bill())
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {each["name"] for each in bill["components"]} == set(lock.locked(lock.LOCK.read_text("utf-8")))


def test_neither_names_an_index() -> None:
    for path in (lock.LOCK, sbom.SBOM):
        assert not re.search(r"index-url|trusted-host|find-links|https?://", path.read_text("utf-8")), path.name

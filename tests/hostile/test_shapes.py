"""100 kB of text that is made to be slow: through the whole pipeline in about a second of computing time.

The exact target stands in benchmarks/hostile/shapes.py; here it is three times that, for busy machines.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import xpcalc

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # Why: benchmarks/ is not installed

from benchmarks.hostile import shapes
from benchmarks.hostile.case import CV

pytestmark = pytest.mark.speed


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    for text in (CV, CV + "a company with 20 years of experience in support\n"):
        xpcalc.assess(text.encode(), name="cv.txt")


@pytest.mark.parametrize("shape", shapes.SHAPES[::3], ids=repr)
def test_text(shape: str) -> None:
    assert shapes.seconds(shape) < 3 * shapes.TARGET


@pytest.mark.parametrize("shape", shapes.LINES, ids=repr)
def test_lines(shape: str) -> None:
    assert shapes.seconds(shape) < 3 * shapes.MANY_LINES_TARGET

"""Start-up, time and memory within generous bounds, so that a slow machine passes and a heavy import does not.

The exact targets stand in benchmarks/speed.py. Without these tests: pytest -m "not speed".
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.speed


@pytest.fixture(scope="module")
def speed() -> ModuleType:
    path = Path(__file__).resolve().parent.parent / "benchmarks" / "speed.py"
    spec = importlib.util.spec_from_file_location("speed", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["speed"] = module
    sys.path.append(str(path.parent))
    spec.loader.exec_module(module)
    return module


def test_the_yardstick_finds_the_words(speed: ModuleType) -> None:
    assert speed.words_with_boxes(speed.ONE_PAGE.read_bytes()) > 100
    assert speed.words_with_boxes(speed.two_pages()) > 1000


# Why: three times what benchmarks/speed.py asks for; tests run beside each other on busy machines.
@pytest.mark.parametrize("name", ["help_page", "one_page", "warm"])
def test_times(name: str, speed: ModuleType) -> None:
    measure = getattr(speed, name)(3)
    assert measure.value <= 3 * measure.target, measure


def test_looks_at_pages_are_timed(speed: ModuleType, tmp_path: Path) -> None:
    import pages

    from xpcalc.readers import visibility

    before = visibility.sift
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\n")
    found = pages.measure([speed.ONE_PAGE, broken, speed.ROOT / "README.md"], 2)
    assert visibility.sift is before
    assert (found.files, found.pages, len(found.ratios)) == (1, 1, 1)
    assert 0 < found.looks["hidden words"] < found.whole


def test_memory(speed: ModuleType) -> None:
    measure = speed.memory(1)
    assert 10 < measure.value <= 1.5 * measure.target, measure

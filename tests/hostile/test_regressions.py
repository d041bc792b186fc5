"""Files that have once shown a weakness: each gets an answer, or a refusal by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xpcalc
from xpcalc.rulebook import Rulebook

FOLDER = Path(__file__).resolve().parent / "regressions"
FILES = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_has_an_answer(path: Path, rulebook: Rulebook) -> None:
    try:
        xpcalc.assess(path, rulebook=rulebook, as_of="2026-11-21").to_dict()
    except xpcalc.UnreadableDocument as error:
        assert re.fullmatch(r"E_[A-Z_]+", error.code)
        assert error.message
        assert "\n" not in error.message


def test_each_file_has_its_story() -> None:
    told = re.findall(r"^- `([^`]+)` – \S", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(told) == [path.name for path in FILES]

"""Compiled templates: kept where only their owner can write, and never trusted where others can."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from xpcalc.reports.html import environment as pages
from xpcalc.reports.html.compiled import cache

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files here")


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    pages.environment.cache_clear()
    yield
    pages.environment.cache_clear()


def made() -> str:
    pages.environment.cache_clear()
    return pages.page("assessment.html", "en", sheets=[], failures=[], unfolded=False, quiet=False)


def test_the_second_run_reads_what_the_first_kept(tmp_path: Path) -> None:
    first = made()
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "xpcalc" / "pages").iterdir()}
    assert len(kept) > 5
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert made() == first
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_damage_costs_time_only(tmp_path: Path) -> None:
    first = made()
    for path in (tmp_path / "xpcalc" / "pages").iterdir():
        path.write_bytes(path.read_bytes()[:200])
    assert made() == first


def test_a_folder_that_others_can_write_to_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "xpcalc" / "pages"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert cache() is None
    assert made()
    assert list(folder.iterdir()) == []
    folder.rmdir()
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    assert cache() is None


def test_no_folder_is_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocker))
    assert cache() is None
    assert made()

"""Patterns that are compiled when they are first used: they work as those of `re` do, and cost nothing before."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from xpcalc.regex import regex, settle


def test_a_pattern_works_as_one_of_re_does() -> None:
    text, mine, theirs = "Jan 2015 - Mar 2019", regex(r"(?P<year>\d{4})", re.IGNORECASE), re.compile(r"(?P<year>\d{4})")
    assert [found["year"] for found in mine.finditer(text)] == ["2015", "2019"]
    assert mine.sub("Y", text) == theirs.sub("Y", text)
    assert mine.split(text) == theirs.split(text)
    assert mine.findall(text) == theirs.findall(text)
    assert (mine.search(text), mine.match(text), mine.fullmatch("2015")) != (None, None, None)
    assert mine.match(text) is None
    assert (mine.pattern, mine.groups, dict(mine.groupindex)) == (theirs.pattern, 1, {"year": 1})
    assert mine.flags == theirs.flags | re.IGNORECASE
    assert regex(rb"\d+").sub(b"", b"a1") == b"a"


def test_nothing_is_compiled_before_it_is_used() -> None:
    wrong = regex("(")
    assert repr(wrong) == "regex('(')"
    with pytest.raises(re.error):
        wrong.search("")
    with pytest.raises(AttributeError):
        regex("a").nothing  # type: ignore[attr-defined]  # noqa: B018


def test_all_that_wait_are_compiled_at_once() -> None:
    waits = regex(r"(a)(b)")
    settle()
    assert object.__getattribute__(waits, "groups") == 2


def test_loading_the_stages_compiles_few_patterns() -> None:
    count = (
        "import re, re._compiler as c; made = []; real = c.compile\n"
        "c.compile = lambda *a: (made.append(a), real(*a))[1]\n"
        "import xpcalc.worker; print(len(made))"
    )
    done = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True)
    # Why: those of the standard library; before patterns waited for their use there were over two hundred.
    assert int(done.stdout) < 60

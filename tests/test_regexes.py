"""Every pattern of the package, and those built from the rules, is linear in the length of the text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

import patterns
import pytest

ROOT = Path(__file__).resolve().parent.parent
SIZES = (500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000)
# Growth from one size to the next (twice as long) and over three (eight times); seconds of computing time.
GROWTH, GROWTH_OF_EIGHT, QUICK, ENOUGH = 2.5, 20, 0.003, 0.5

CVS = (
    "Ada\n\nWORK EXPERIENCE\nSupport, ACME\nJan 2015 - Mar 2019\n- 2 years of Zendesk at a company with 9 years\n",
    "Ada\n\nEXPERIENCIA LABORAL\nSoporte, ACME\nenero de 2015 - marzo de 2019\n- más de 2 años en Zendesk\n",
    "Ada\n\nBERUFSERFAHRUNG\nSupport, ACME\nJanuar 2015 - März 2019\n- 2 Jahre Erfahrung mit Zendesk\n",
    "Ada\n\nEXPÉRIENCE PROFESSIONNELLE\nSupport, ACME\njanvier 2015 - mars 2019\n- 2 ans d'expérience avec Zendesk\n",
    "Ada\n\nESPERIENZA\nSupporto, ACME\ngennaio 2015 - marzo 2019\n- 2 anni di esperienza con Zendesk\n",
    "Ada\n\nEXPERIÊNCIA\nSuporte, ACME\njaneiro de 2015 - março de 2019\n- 2 anos de experiência com Zendesk\n",
    "Ada\n\nWERKERVARING\nSupport, ACME\njanuari 2015 - maart 2019\n- 2 jaar ervaring met Zendesk\n",
)


class Compiled(NamedTuple):
    text: str
    flags: int
    raw: bool
    where: str


@cache
def compiled() -> tuple[Compiled, ...]:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "patterns.py"), *CVS],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return tuple(Compiled(*row) for row in json.loads(done.stdout))


def seconds(pattern: re.Pattern[str], text: str, method: str) -> float:
    began = time.process_time()
    getattr(pattern, method)(text)
    return time.process_time() - began


def squared(pattern: re.Pattern[str], method: str, pump: tuple[str, str, str], size: int) -> bool:
    """Say whether a text costs far more than eight times what an eighth of it does: the best of five each.

    Why: another program may have had the processor; beside that, 2 and 4 are too near to tell, 8 and 64 are not.
    """
    before, unit, end = pump
    short, long = (before + unit * (n // len(unit)) + end for n in (size // 8, size))
    few = min([seconds(pattern, short, method) for _ in range(5)])
    return min([seconds(pattern, long, method) for _ in range(5)]) > GROWTH_OF_EIGHT * few


def slow_on(pattern: re.Pattern[str], method: str = "search") -> str | None:
    """Return the pump on which the time grows faster than the text, or None."""
    for before, unit, end in patterns.pumps(pattern.pattern, pattern.flags):
        last = 0.0
        for size in SIZES:
            text = before + unit * (size // len(unit)) + end
            took = seconds(pattern, text, method)
            # Why: eight million steps of a quadratic search take far longer than this.
            if size == 4_000 and took < QUICK:
                break
            if took > ENOUGH:
                return f"{method} on {before[:20]!r} + {unit!r} * n + {end!r}: {took:.3f} s for {size} characters"
            if took > QUICK and last and took > GROWTH * last and squared(pattern, method, (before, unit, end), size):
                return f"{method} on {before[:20]!r} + {unit!r} * n + {end!r}: {took:.3f} s for {size} characters"
            last = took
    return None


@cache
def source(path: Path) -> str:
    return path.read_text("utf-8")


def method_of(where: str) -> str:
    """Return "match" for a pattern that its module only ever holds against the start of a text, else "search"."""
    module, _, number = where.partition(":")
    path = ROOT.joinpath(*module.split("."))
    path = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
    lines = source(path).splitlines()
    for line in reversed(lines[: int(number)]):
        named = re.match(r"(_?[A-Z][A-Z_0-9]*)\b[^=]*= (?:(?:re\.compile|regex)\(|\($)", line)
        if named:
            # Why: a pattern with an underscore is private, so its module tells how it is used.
            uses = set(re.findall(rf"\b{named[1]}\.(\w+)", "\n".join(lines)))
            return "match" if named[1][0] == "_" and uses and uses <= {"match", "fullmatch"} else "search"
        if re.match(r"\S", line) and not line.startswith((")", 'r"', "#")):
            break
    return "search"


def test_the_patterns_are_found() -> None:
    modules = {each.where.partition(":")[0] for each in compiled()}
    assert len(compiled()) > 150
    assert {"xpcalc.dates.text", "xpcalc.segment.anchors", "xpcalc.readers.rtf", "xpcalc.claims.find"} <= modules


def test_a_slow_pattern_would_be_found() -> None:
    assert slow_on(re.compile(r"\s+$")) is not None
    assert slow_on(re.compile(r"<a[^>]*>b")) is not None
    assert slow_on(re.compile(r"\d{4}-\d{2}")) is None
    assert list(patterns.nested(patterns.parser.parse(r"(?:a+)+b")))
    assert list(patterns.nested(patterns.parser.parse(r"(x|(?:\s*)*)y")))
    assert not list(patterns.nested(patterns.parser.parse(r"(?:a+,)+b")))


def test_no_endless_repeat_of_an_endless_repeat() -> None:
    bad = [(each.where, each.text) for each in compiled() if list(patterns.nested(patterns.parser.parse(each.text)))]
    assert bad == []


# Why: the parts are tested apart, so that two processors share them.
PACKAGES = sorted(
    {path.relative_to(ROOT / "xpcalc").parts[0].removesuffix(".py") for path in (ROOT / "xpcalc").rglob("*.py")}
)


@pytest.mark.parametrize("package", PACKAGES)
def test_patterns_are_linear(package: str) -> None:
    slow = []
    for each in compiled():
        if each.where.partition(":")[0].split(".")[1:2] == [package]:
            found = slow_on(re.compile(each.text, each.flags & ~re.DEBUG), method_of(each.where))
            if found:
                slow.append(f"{each.where} {each.text[:60]!r}: {found}")
    assert slow == []

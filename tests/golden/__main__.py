"""Inputs in this folder -> `<input>.json` beside them; outputs and figures of README.md: python -m tests.golden.

To add one: put an invented CV here, run the command, and read the difference before you keep it.
"""

from __future__ import annotations

import contextlib
import json
import re
import shlex
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from xpcalc import Assessment, assess
from xpcalc.cli import cli
from xpcalc.reports import render

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
AS_OF = "2026-11-21"
SAMPLE = re.compile(r"(^<!-- sample: xpcalc (\S+) --as-of (\S+) -->\n+```text\n)(.*?)(^```)", re.MULTILINE | re.DOTALL)


# "<!-- output [Total experience]: xpcalc profile ... -->": the paragraphs that begin so; without [...] all of them.
OUTPUT = re.compile(
    r"(^<!-- output(?: \[([^\]\n]+)\])?: xpcalc ([^\n]+) -->\n+```text\n)(.*?)(^```)", re.MULTILINE | re.DOTALL
)


# The table of README.md, and its rows in docs/accuracy.md: name, documents, positions, total, silent.
FIGURES = re.compile(r"(^<!-- figures: [^\n]*\n\|[^\n]*\n\|[^\n]*\n)((?:\|[^\n]*\n)+)", re.MULTILINE)
_FAMILY = re.compile(
    r"^\| ((?:[A-Z]{3,4}|text|forms)[^|]*) \| (\d+) \| (\S+) \| \S+ \| (\S+) \| (\S+) \|$", re.MULTILINE
)
_ALL = re.compile(r"^\| own corpus[^|]* \| (\d+) \| (\S+) \|(?: \S+ \|){3} (\S+) \| (\S+) \| \S+ \|$", re.MULTILINE)


def inputs() -> list[Path]:
    """Return the input files in order of their names."""
    return sorted([p for p in FOLDER.iterdir() if p.is_file() and p.suffix not in (".py", ".json", ".pyc")])


def result(path: Path) -> dict[str, Any]:
    """Return what is kept of an assessment: all but what names the version of the program and of the rules."""
    data = assess(path, as_of=AS_OF).to_dict()
    return {key: value for key, value in data.items() if key not in ("xpcalc", "rulebook")}


def expected_of(path: Path) -> Path:
    """Return the file that holds the expected result of an input."""
    return path.with_name(f"{path.name}.json")


def with_outputs(readme: str) -> str:
    """Return the README with the output of each command as the program prints it now."""

    def printed(match: re.Match[str]) -> str:
        head, start, command, _, tail = match.groups()
        with contextlib.chdir(ROOT):
            shown = CliRunner().invoke(cli, shlex.split(command), prog_name="xpcalc")
        assert shown.exit_code == 0, shown.output
        paragraphs = [each for each in shown.stdout.strip("\n").split("\n\n") if each.startswith(start or "")]
        assert paragraphs, f"{command}: no paragraph begins with {start}"
        return head + "\n\n".join(paragraphs) + "\n" + tail

    return OUTPUT.sub(printed, readme)


def with_figures(readme: str) -> str:
    """Return the README with the figures of docs/accuracy.md in its table, as percentages."""
    page = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    found = [*_FAMILY.findall(page), *[("**all**", *row) for row in _ALL.findall(page)]]
    rows = [[name, documents, *[f"{100 * float(each):.1f} %" for each in rest]] for name, documents, *rest in found]
    return FIGURES.sub(lambda match: match[1] + "".join([f"| {' | '.join(row)} |\n" for row in rows]), readme)


def with_sample(readme: str) -> str:
    """Return the README with its sample output as the program prints it now."""

    def printed(match: re.Match[str]) -> str:
        found: Assessment = assess(ROOT / match.group(2), as_of=match.group(3))
        return match.group(1) + render([found], "text") + match.group(5)

    return SAMPLE.sub(printed, readme)


if __name__ == "__main__":
    for each in inputs():
        text = json.dumps(result(each), ensure_ascii=False, indent=2) + "\n"
        expected_of(each).write_text(text, "utf-8")
    page = ROOT / "README.md"
    page.write_text(with_figures(with_outputs(with_sample(page.read_text("utf-8")))), "utf-8")

"""Documents say what the program does: codes, fields, options, examples, the sample of the README."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
import shutil
import tomllib
from glob import glob
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from careers import AS_OF
from click.testing import CliRunner
from golden.__main__ import FIGURES, OUTPUT, SAMPLE, inputs, with_figures, with_outputs, with_sample

import xpcalc
from xpcalc import Failure, UnreadableDocument, assess
from xpcalc.cli import cli
from xpcalc.cli.shell import SETTINGS
from xpcalc.readers import READERS
from xpcalc.reports import REPORTS
from xpcalc.reports.comparison import COMPARISON_REPORTS
from xpcalc.reports.profile import PROFILE_REPORTS
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import parse_rules

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
CODE = re.compile(r"\b[EWI]_[A-Z][A-Z0-9_]+\b")


def raised() -> set[str]:
    """Return the codes that stand in the code."""
    return {code for path in (ROOT / "xpcalc").rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}


def documented() -> list[str]:
    return re.findall(r"^\| `([EWI]_[A-Z0-9_]+)` \|", (DOCS / "findings.md").read_text("utf-8"), re.MULTILINE)


def test_every_code_is_documented_and_no_other() -> None:
    assert raised() - set(documented()) == set(), "add these to docs/findings.md"
    assert set(documented()) - raised() == set(), "no code raises these"


def test_codes_stand_once_in_order_of_their_section() -> None:
    found = documented()
    assert len(found) == len(set(found))
    sections = (DOCS / "findings.md").read_text("utf-8").split("\n## ")[1:]
    for section in sections:
        codes = re.findall(r"^\| `([EWI]_[A-Z0-9_]+)` \|", section, re.MULTILINE)
        assert codes == sorted(codes)
        assert len({code[0] for code in codes}) == 1


def test_severity_is_the_first_letter() -> None:
    pattern = re.compile(r'Finding\(\s*"([WI])_\w+",\s*"(\w+)"')
    found = [m for path in (ROOT / "xpcalc").rglob("*.py") for m in pattern.findall(path.read_text("utf-8"))]
    assert len(found) > 5
    assert {(letter, severity) for letter, severity in found} <= {("W", "warning"), ("I", "info")}


# ---------------------------------------------------------------- docs/json.md


def keys(data: Any, path: str = "") -> set[str]:
    """Return the paths of all keys; the items of a list share theirs."""
    if isinstance(data, dict):
        return {f"{path}.{k}" for k in data} | {p for k, v in data.items() for p in keys(v, f"{path}.{k}")}
    if isinstance(data, list):
        return {p for item in data for p in keys(item, f"{path}[]")}
    return set()


def examples_of(name: str) -> list[Any]:
    text = (DOCS / name).read_text("utf-8")
    return [json.loads(block) for block in re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


# Source: hand-made; a rule whose verdict has every key: must, levels, and a requirement in parts.
RULE = """\
schema: xpcalc.rules/1
id: every_key
must:
  - all: [{months: {function: support, at_least: 12}}, {skill: {any_of: [zendesk]}}]
nice:
  - months: {skill: zendesk, at_least: 12}
claims:
  - claim: {skill: zendesk}
levels:
  order: [low, high]
  default: low
  high: {months: {at_least: 24}}
"""


def same_shape(path: str) -> str:
    """Return the key of a check under `checks`: parts are checks again, `nice` and `claims` hold checks too."""
    path = re.sub(r"^(\.verdicts\[\])\.(?:nice|claims)\[\](?=\.)", r"\1.checks[]", path)
    return re.sub(r"(?:\.parts\[\])+(?=\.)", "", path)


def test_every_field_is_documented(rulebook: Rulebook) -> None:
    assessment, failure, *_ = examples_of("json.md")
    real: set[str] = set()
    for path in [*inputs(), *sorted((ROOT / "examples").glob("*.*"))]:
        if path.suffix != ".py" and not path.name.startswith("letter_"):
            found = assess(path, as_of=AS_OF, rulebook=rulebook, rules=parse_rules(RULE, "every_key", rulebook))
            real |= {same_shape(each) for each in keys(found.to_dict())}
    assert {".verdicts[].level", ".verdicts[].checks[].duration.rounded", ".claims[].difference"} <= real
    assert real - keys(assessment) == set(), "add these to docs/json.md"
    assert keys(failure) == keys(Failure("cv.pdf", "E_X", "m", "h").to_dict())
    assert assessment["schema"] == "xpcalc.assessment/1"


# ---------------------------------------------------------------- README


def test_sample_is_what_the_program_prints() -> None:
    text = README.read_text("utf-8")
    assert len(SAMPLE.findall(text)) == 1
    assert with_sample(text) == text, "python -m tests.golden writes the sample anew"
    assert text.index("<!-- sample") < 200


def test_outputs_are_what_the_program_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    text = README.read_text("utf-8")
    commands = [match.group(3) for match in OUTPUT.finditer(text)]
    assert {"compare", "profile"} <= {command.split()[0] for command in commands}
    assert any("--rules" in command for command in commands)
    assert with_outputs(text) == text, "python -m tests.golden writes the outputs anew"


def test_sample_fits_a_terminal() -> None:
    text = README.read_text("utf-8")
    for match in [*SAMPLE.finditer(text), *OUTPUT.finditer(text)]:
        assert max(map(len, match.group(4).splitlines())) <= 80


def test_worked_example_of_the_readme() -> None:
    text = README.read_text("utf-8")
    assert "10 March 2021 – 24 January 2022" in text
    assert xpcalc.months_between("10 March 2021", "24 January 2022").rounded == 11
    assert xpcalc.months_between("10 March 2021", "23 January 2022").rounded == 10
    assert xpcalc.months_between("Mar 2021", "Jan 2022").rounded == 11


def test_readme_names_policies_formats_and_settings(rulebook: Rulebook) -> None:
    text = README.read_text("utf-8")
    assert [name for name in rulebook.policies if name != "default" and name not in text] == []
    known = {"pdf": "PDF", "linkedin_zip": "LinkedIn data archive", "json_resume": "JSON Resume"}
    known |= {"reactive_resume": "Reactive Resume", "europass": "Europass", "hr_export": "HR export"}
    for reader in READERS:
        assert known.get(reader.name, reader.name.upper()) in text or reader.name == "image"
    options = {max(o.opts, key=len)[2:].replace("-", "_") for c in cli.commands.values() for o in c.params}
    assert [key for key in SETTINGS if key in options and f"`{key}`" not in text] == []


def test_commands_and_options_named_in_the_readme_exist() -> None:
    text = README.read_text("utf-8")
    commands = [*cli.commands.values(), *getattr(cli.commands["rules"], "commands", {}).values()]
    options = {"--help"} | {opt for command in commands for o in command.params for opt in o.opts}
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", OUTPUT.sub("", SAMPLE.sub("", text))))
    assert len(used) >= 5
    assert used - options == set()
    named = set(re.findall(r"(?:^|`)xpcalc ([a-z]+)(?= )", text, re.MULTILINE))
    assert named == set(cli.commands) - {"assess"}, "the README shows every command, and no other"
    assert set(re.findall(r"--format (\w+)", text)) <= {*REPORTS, *PROFILE_REPORTS, *COMPARISON_REPORTS}


def commands_on_examples() -> list[str]:
    """Return the commands of the README that can be tried with the examples, in their order."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("xpcalc ")]
    return [line for line in lines if not line.startswith("xpcalc serve ") and "my-rules" not in line]


def test_commands_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    commands = commands_on_examples()
    assert len(commands) > 12
    for command in commands:
        words = [word for each in shlex.split(command, comments=True)[1:] for word in sorted(glob(each)) or [each]]
        done = CliRunner().invoke(cli, words, prog_name="xpcalc")
        assert (done.exit_code, command) == (0, command), done.output
    assert {path.name for path in tmp_path.iterdir()} >= {"ana.html", "table.csv", "job_ad.yaml", "results"}


def test_figures_of_the_readme_are_those_of_the_page_about_accuracy() -> None:
    text = README.read_text("utf-8")
    (table,) = [match[2] for match in FIGURES.finditer(text)]
    rows = [line.split(" | ") for line in table.splitlines()]
    assert [len(row) for row in rows] == [5] * len(rows)
    assert len(rows) > 5
    families, whole = [int(row[1]) for row in rows[:-1]], int(rows[-1][1])
    assert sum(families) == whole
    assert with_figures(text) == text, "python -m tests.golden writes the figures anew"


def test_picture_of_the_readme_is_small() -> None:
    picture = (DOCS / "report.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= 150_000


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_python_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = re.findall(r"^```python\n(.*?)^```", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("91 79 103\n")


# ---------------------------------------------------------------- docs/design.md


def test_design_shows_the_layers_and_every_module() -> None:
    text = (DOCS / "design.md").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (layers,) = [c["layers"] for c in project["tool"]["importlinter"]["contracts"] if c["id"] == "layers"]
    (shown,) = re.findall(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert [line.split() for line in shown.splitlines()] == [re.findall(r"\w+", layer) for layer in layers]
    table = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    named = set(re.findall(r"`(\w+)`", " ".join(table) + text[text.index("## Modules") : text.index("## Who")]))
    modules = {path.stem for path in (ROOT / "xpcalc").glob("*.py")} | {
        path.parent.name for path in (ROOT / "xpcalc").glob("*/__init__.py")
    }
    assert modules - {"__init__", "__main__"} - named == set(), "add these to the table of docs/design.md"


# ---------------------------------------------------------------- examples


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "examples" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_examples_are_those_that_the_script_makes(maker: ModuleType, rulebook: Rulebook) -> None:
    folder = ROOT / "examples"
    assert {p.name for p in folder.iterdir() if p.is_file()} == {*maker.EXAMPLES, "make.py"}
    for name, make in maker.EXAMPLES.items():
        if name.startswith("letter_"):
            assert make() == (folder / name).read_bytes()
            with pytest.raises(UnreadableDocument, match="letter of an employer"):
                assess(folder / name, as_of=AS_OF, rulebook=rulebook)
            continue
        # Why: other versions of zlib pack the same content into other bytes.
        kept = assess(folder / name, as_of=AS_OF, rulebook=rulebook)
        made = assess(make(), name=name, as_of=AS_OF, rulebook=rulebook)
        assert (made.document.text, made.positions) == (kept.document.text, kept.positions)


# Source: counted by hand. Months in the total, its bounds, and months of internships apart.
MONTHS = {
    "ana_ruiz.pdf": (91, 79, 103, 3),
    "ben_okafor_linkedin.zip": (111, 111, 111, 0),
    "lucia_fernandez.docx": (99, 99, 99, 3),
    "mia_jansen.json": (117, 117, 117, 0),
}


@pytest.mark.parametrize("name", MONTHS)
def test_examples_give_the_months_counted_by_hand(name: str, rulebook: Rulebook) -> None:
    a = assess(ROOT / "examples" / name, as_of=AS_OF, rulebook=rulebook)
    total = a.total
    apart = sum([each.duration.rounded for each in a.not_counted])
    assert (total.rounded, total.rounded_low, total.rounded_high, apart) == MONTHS[name]

"""Architecture: who imports whom, and how little a start loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import click
import pytest

import xpcalc
from xpcalc.cli import cli

RULES = cli.commands["rules"]
assert isinstance(RULES, click.Group)
COMMANDS = [*[(name,) for name in cli.commands], *[("rules", name) for name in RULES.commands]]
ROOT = Path(__file__).resolve().parent.parent

NETWORK = {"socket", "ssl", "_ssl", "http.client", "urllib.request", "requests", "httpx"}
HEAVY = {
    "ahocorasick_rs",
    "charset_normalizer",
    "dateutil",
    "jinja2",
    "lxml",
    "numpy",
    "pdfminer",
    "pdfplumber",
    "pikepdf",
    "pypdfium2",
    "spacy",
    "xlsxwriter",
    "yaml",
}


def modules_after(*code: str) -> set[str]:
    """Return the modules that a fresh interpreter has loaded after running the code."""
    script = "\n".join([*code, "import sys", "sys.stderr.write('\\n' + ' '.join(sys.modules))"])
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert result.returncode == 0, result.stderr
    return set(result.stderr.rsplit("\n", 1)[1].split())


def run_main(*arguments: str) -> tuple[str, ...]:
    """Return code that runs `python -m xpcalc` with these arguments and goes on when it exits with 0."""
    return (
        "import runpy, sys",
        f"sys.argv = ['xpcalc', {', '.join(map(repr, arguments))}]",
        "try:",
        "    runpy.run_module('xpcalc', run_name='__main__')",
        "except SystemExit as end:",
        "    assert not end.code, end.code",
    )


def test_import_loads_nothing_but_itself() -> None:
    added = modules_after("import xpcalc") - modules_after("pass")
    assert {name for name in added if not name.startswith("__")} == {"xpcalc"}


@pytest.mark.parametrize(
    "arguments", [("--help",), ("--version",), *[(*name, "--help") for name in COMMANDS]], ids=" ".join
)
def test_help_is_light(arguments: tuple[str, ...]) -> None:
    loaded = modules_after(*run_main(*arguments))
    assert not loaded & (NETWORK | HEAVY | {"dataclasses", "xpcalc.model", "xpcalc.pipeline", "importlib.metadata"})


@pytest.mark.parametrize("name", ["readers", "rulebook", "segment", "dates", "classify", "count", "language", "layout"])
def test_stages_load_their_libraries_when_they_run(name: str) -> None:
    assert not modules_after(f"import xpcalc.{name}") & (NETWORK | HEAVY)


def test_the_rulebook_of_a_warm_start_does_not_load_yaml() -> None:
    load = "from xpcalc import load_rulebook; load_rulebook().words"
    modules_after(load)  # fills the cache of compiled rules, if it is empty
    assert not modules_after(load) & (NETWORK | HEAVY)


def test_every_public_name_is_there() -> None:
    for name in xpcalc.__all__:
        assert getattr(xpcalc, name) is not None
    assert dir(xpcalc) == sorted(xpcalc.__all__)


def test_names_for_type_checkers_and_at_run_time_are_the_same() -> None:
    tree = ast.parse((ROOT / "xpcalc" / "__init__.py").read_text("utf-8"))
    typed = {
        (alias.name, str(node.module))
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("xpcalc.")
        for alias in node.names
    }
    assert typed == {(name, f"xpcalc.{module}") for name, module in xpcalc._HOME.items()}
    assert {name for name, _ in typed} | {"__version__"} == set(xpcalc.__all__)


def test_no_module_hides_a_public_name() -> None:
    # Importing a submodule sets it as an attribute of the package, over a function of the same name.
    modules = {path.stem for path in (ROOT / "xpcalc").iterdir()}
    assert not modules & set(xpcalc.__all__)


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'xpcalc' has no attribute 'nothing'"):
        _ = xpcalc.nothing


def test_import_contracts() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    result = subprocess.run(
        [*command, "--no-cache"], capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def sources() -> list[Path]:
    return sorted((ROOT / "xpcalc").rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_says_what_it_does_and_how_to_add_one(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "no docstring"
    assert len(docstring.splitlines()[0]) > 15


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_heavy_libraries_stand_inside_functions(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    assert not names & (HEAVY | {"requests", "socket", "ssl"})


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_clock_below_the_pipeline(path: Path) -> None:
    relative = path.relative_to(ROOT / "xpcalc").as_posix()
    if relative.partition("/")[0].removesuffix(".py") in ("pipeline", "choices", "cli", "web", "batch"):
        return
    calls = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "localtime", "gmtime")
    }
    assert not calls

"""Packaging: what the wheel carries, that it runs by itself, and that README and CI say what is true."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from readme_blocks import README, blocks

import xpcalc
from xpcalc.rulebook import Rulebook, compile_folder, parse_yaml

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"


def run(*command: str, **variables: str) -> str:
    result = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def build(target: str, folder: Path) -> Path:
    code = f"import hatchling.build as b; b.build_{target}({str(folder)!r})"
    run(sys.executable, "-c", code)
    (built,) = [path for path in folder.iterdir() if path.suffix in (".whl", ".gz")]
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_wheel_holds_the_package_and_the_rules_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert len(names) == len(set(names))
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"xpcalc", f"xpcalc-{xpcalc.__version__}.dist-info"}
    packed = {name for name in names if name.startswith("xpcalc/rules/")}
    expected = {f"xpcalc/rules/{path.relative_to(RULES).as_posix()}" for path in RULES.rglob("*") if path.is_file()}
    assert packed == expected | {"xpcalc/rules/compiled.json"}
    assert "xpcalc/py.typed" in names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not [name for name in names if "__pycache__" in name or "test" in name.rpartition("/")[2]]


def test_compiled_rules_equal_the_yaml(unpacked: Path, rulebook: Rulebook) -> None:
    text = (unpacked / "xpcalc" / "rules" / "compiled.json").read_text("utf-8")
    assert text == compile_folder(RULES)
    files = json.loads(text)["files"]
    assert sorted(files) == sorted(rulebook.raw)
    for name, entry in files.items():
        source = (RULES / f"{name}.yaml").read_text("utf-8")
        assert json.loads(entry["json"]) == parse_yaml(source, name)[0]


def test_installed_rules_need_no_yaml_and_have_the_same_hash(unpacked: Path, rulebook: Rulebook) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(unpacked)!r})\n"
        "import xpcalc; book = xpcalc.load_rulebook(); book.words, book.policies\n"
        f"assert xpcalc.__file__.startswith({str(unpacked)!r}), xpcalc.__file__\n"
        "assert 'yaml' not in sys.modules\n"
        "print(book.hash, len(book.raw))\n"
    )
    home = unpacked / "home"
    output = run(sys.executable, "-I", "-c", code, XDG_CACHE_HOME=str(home))
    assert output.split() == [rulebook.hash, str(len(rulebook.raw))]
    assert not home.exists()


def test_own_folder_over_installed_rules_gives_the_same_hash(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "ours.yaml").write_text("category: ours\nskills: {ours_desk: Our Desk}\n")
    load = f"import xpcalc; print(xpcalc.load_rulebook({str(tmp_path)!r}).hash)"
    installed = run(sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(unpacked)!r}); {load}")
    checkout = run(sys.executable, "-c", load)
    assert installed == checkout


def test_two_builds_are_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert build("wheel", tmp_path).read_bytes() == wheel.read_bytes()


def test_editable_install_reads_the_checkout(tmp_path: Path) -> None:
    with zipfile.ZipFile(build("editable", tmp_path)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("xpcalc/")]


def test_source_archive_can_build_the_wheel(tmp_path: Path, wheel: Path) -> None:
    import tarfile

    with tarfile.open(build("sdist", tmp_path / "sdist")) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / f"xpcalc-{xpcalc.__version__}"
    code = f"import os, hatchling.build as b; os.chdir({str(source)!r}); b.build_wheel({str(tmp_path / 'again')!r})"
    run(sys.executable, "-c", code)
    (again,) = (tmp_path / "again").iterdir()
    assert again.read_bytes() == wheel.read_bytes()


def test_version_stands_in_the_changelog() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(rf"^## {re.escape(xpcalc.__version__)}\b", text, re.MULTILINE)


def test_every_third_party_import_is_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [name for names in project["optional-dependencies"].values() for name in names]
    declared = {
        re.split(r"[<>=~\[ ]", name)[0].lower().replace("-", "_") for name in [*project["dependencies"], *extras]
    }
    # Source: the names under which these distributions are imported.
    declared |= {"yaml", "dateutil", "pdfminer"}
    # Why: pyspark brings py4j, and which version fits is its own affair.
    declared |= {"py4j"}
    used: dict[str, str] = {}
    for path in (ROOT / "xpcalc").rglob("*.py"):
        pattern = r"^[ \t]*(?:import|from) ([a-z_0-9]+)"
        for name in re.findall(pattern, path.read_text("utf-8"), re.MULTILINE):
            used.setdefault(name, path.name)
    strangers = {name: path for name, path in used.items() if name not in {*sys.stdlib_module_names, "xpcalc"}}
    assert {name: path for name, path in strangers.items() if name not in declared} == {}


# ---------------------------------------------------------------- README and CI


def test_readme_has_its_two_commands() -> None:
    first, second = blocks(README.read_text("utf-8"))
    assert "pip install ." in first
    assert "xpcalc examples/" in first
    assert "pip install -e '.[dev]'" in second
    assert "pytest" in second


def test_readme_command_runs_as_written() -> None:
    commands = [line for line in blocks(README.read_text("utf-8"))[0].splitlines() if line.startswith("xpcalc ")]
    assert commands
    for command in commands:
        assert run(sys.executable, "-m", *command.split()).strip()


def test_blocks_are_only_the_marked_ones() -> None:
    text = "```sh\nno\n```\n<!-- run -->\n```sh\n$ one\ntwo $ x\n```\n\n<!-- run -->\n\n```\nthree\n```\n"
    assert blocks(text) == ["one\ntwo $ x\n", "three\n"]


@pytest.mark.parametrize("name", [".ci/run", "check"])
@pytest.mark.skipif(os.name == "nt", reason="shell scripts")
def test_scripts_can_run_and_parse(name: str) -> None:
    assert os.access(ROOT / name, os.X_OK)
    run("bash", "-n", str(ROOT / name))


def test_ci_names_no_index() -> None:
    for name in (".ci/run", "check", "pyproject.toml"):
        text = (ROOT / name).read_text("utf-8")
        assert not re.search(r"index-url|find-links|https?://", text)

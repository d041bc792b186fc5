"""pyproject.toml -> requirements.lock: python .ci/lock.py [--check]. Needs pip-tools to write, nothing to check.

Names and hashes come from whatever index pip is configured for; no index is named in the lock.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
EXTRAS = ("ocr",)  # what most people add; the others pull in whole platforms of their own
HEAD = (
    "# Every library that xpcalc[ocr] brings, with hashes; made by `python .ci/lock.py`, not by hand.\n"
    "# pip install --require-hashes --only-binary :all: -r requirements.lock\n"
)


def asked() -> list[str]:
    """Return the requirements of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [text for extra in EXTRAS for text in project["optional-dependencies"][extra]]
    return [*project["dependencies"], *extras]


def normal(name: str) -> str:
    """Return a name as indexes compare it. Source: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, tuple[str, list[str]]]:
    """Return version and hashes by name."""
    rows: dict[str, tuple[str, list[str]]] = {}
    for block in re.split(r"\n(?=\S)", text):
        head = re.match(r"([A-Za-z0-9._-]+)==(\S+)", block)
        if head:
            rows[normal(head[1])] = (head[2], re.findall(r"--hash=(sha256:[0-9a-f]{64})", block))
    return rows


def numbers(version: str) -> tuple[int, ...]:
    """Return the parts of a version that can be compared."""
    return tuple([int(part) for part in re.findall(r"\d+", version.partition("+")[0])])


def problems(text: str) -> list[str]:
    """Return what does not fit: a library without a row, below its floor, or without hashes."""
    rows = locked(text)
    found = [f"{name}: no hash" for name, (_, hashes) in rows.items() if not hashes]
    for requirement in asked():
        name, floor = re.match(r"([A-Za-z0-9._-]+)\s*(?:>=\s*([0-9.]+))?", requirement).groups()  # type: ignore[union-attr]
        key = normal(name)
        if key not in rows:
            found.append(f"{name}: asked for by pyproject.toml, not in the lock")
        elif floor and numbers(rows[key][0]) < numbers(floor):
            found.append(f"{name}: {rows[key][0]} is below {floor}")
    return found


def main() -> None:
    """Check the lock, or make it."""
    if "--check" in sys.argv:
        said = problems(LOCK.read_text("utf-8"))
        print("\n".join(said) or f"{LOCK.name} fits pyproject.toml")
        sys.exit(1 if said else 0)
    with tempfile.TemporaryDirectory() as name:
        wanted, made = Path(name) / "wanted.in", Path(name) / "made.txt"
        wanted.write_text("\n".join(asked()) + "\n", "utf-8")
        options = (
            "--quiet --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links"
            " --no-header --no-annotate --strip-extras"
        )
        command = [sys.executable, "-m", "piptools", "compile", *options.split(), "-o", str(made), str(wanted)]
        subprocess.run(command, check=True)
        rows = [line for line in made.read_text("utf-8").splitlines() if line and not line.startswith(("#", "--"))]
        LOCK.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main()

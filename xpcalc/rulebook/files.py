"""Folder of rule files -> their data as JSON, from compiled.json (wheel), the user's cache, or the YAML itself.

To change what the same YAML means, raise `_FORMAT`; nothing else remembers old data.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from xpcalc.errors import RulebookError
from xpcalc.limits import in_force
from xpcalc.places import cache_folder
from xpcalc.regex import regex
from xpcalc.rulebook.parse import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILES = 500
COMPILED = "compiled.json"
SCHEMA = "xpcalc.compiled/1"
# Why: part of every cache key. Raise it when the same YAML shall give other data, so that old caches are not read.
_FORMAT = b"xpcalc rules 1\n"
_NAME = regex(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


class RuleFile:
    """One rule file: its name (`languages/en`), the path to show and to open, its digest, its data as JSON."""

    __slots__ = ("digest", "json", "name", "path", "shown", "text")

    def __init__(self, name: str, path: str, shown: str, digest: str, text: str | None, data: str | None) -> None:
        self.name = name
        self.path = path
        self.shown = shown
        self.digest = digest
        self.text = text
        self.json = data

    def compiled(self, cached: bool = True) -> str:
        """Return the data as JSON text. Raises: RulebookError."""
        if self.json is None:
            data = _cache_read(self.digest) if cached else None
            if data is None:
                data = json.dumps(parse_yaml(self.text or "", self.shown)[0], ensure_ascii=False, separators=(",", ":"))
                if cached:
                    _cache_write(self.digest, data)
            self.json = data
        return self.json

    def positions(self) -> Mapping[str, int]:
        try:
            if self.text is None:
                with open(self.path, encoding="utf-8") as file:
                    self.text = file.read()
            return parse_yaml(self.text, self.shown)[1]
        except (OSError, ValueError):
            return {}


def _cache_folder() -> str | None:
    """Return the folder of this user's cache, or None if there is no such place."""
    return cache_folder("rules")


def _cache_name(digest: str) -> str:
    return hashlib.sha256(_FORMAT + digest.encode()).hexdigest()[:40] + ".json"


def _cache_read(digest: str) -> str | None:
    folder = _cache_folder()
    if folder is None:
        return None
    try:
        with open(os.path.join(folder, _cache_name(digest)), "rb") as file:
            head, _, body = file.read(16 * in_force().yaml_bytes).partition(b"\n")
        return body.decode() if head.decode() == hashlib.sha256(body).hexdigest() else None
    except (OSError, UnicodeDecodeError):
        return None


def _cache_write(digest: str, data: str) -> None:
    """Keep the JSON for the next process; a place that cannot be written costs time only."""
    folder = _cache_folder()
    if folder is None:
        return
    body = data.encode()
    target = os.path.join(folder, _cache_name(digest))
    part = f"{target}.{os.getpid()}.{threading.get_ident()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        _cache_prune(folder)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(part, target)
        except OSError:
            os.unlink(part)
    except OSError:
        return


def _cache_prune(folder: str) -> None:
    """Drop the older half of a cache that has grown past what a few rulebooks need."""
    with os.scandir(folder) as entries:
        files = sorted((entry.stat().st_mtime, entry.path) for entry in entries)
    if len(files) > MAX_FILES:
        for _, path in files[: len(files) // 2]:
            os.unlink(path)


def _digest(data: bytes) -> str:
    # Why: a checkout with Windows line ends holds the same rules.
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def scan(folder: str) -> list[tuple[str, str, int, int]]:
    """Return (name, path, mtime, size) of every rule file below, sorted by name."""
    found: list[tuple[str, str, int, int]] = []
    todo = [(folder, "")]
    while todo:
        place, prefix = todo.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                stem, suffix = os.path.splitext(entry.name)
                if entry.name.startswith(".") or not _NAME.fullmatch(stem):
                    continue
                if entry.is_dir():
                    if prefix.count("/") < 2:
                        todo.append((entry.path, f"{prefix}{entry.name}/"))
                elif suffix in (".yaml", ".yml"):
                    stat = entry.stat()
                    found.append((prefix + stem, entry.path, stat.st_mtime_ns, stat.st_size))
    return sorted(found)


def read(listing: Iterable[tuple[str, str, int, int]], folder: str, shown: str) -> list[RuleFile]:
    """Return the files of a listing with their text. Raises: RulebookError."""
    files: list[RuleFile] = []
    problems: list[str] = []
    for name, path, _, size in listing:
        label = os.path.join(shown, os.path.relpath(path, folder)).replace(os.sep, "/")
        if size > in_force().yaml_bytes:
            problems.append(f"{label}:1: $: larger than {in_force().yaml_bytes >> 10} KiB: split the file")
            continue
        if files and files[-1].name == name:
            problems.append(f"{label}:1: $: same rules as {files[-1].shown}: keep one of .yaml and .yml")
            continue
        with open(path, "rb") as file:
            data = file.read(in_force().yaml_bytes + 1)
        try:
            text = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problems.append(f"{label}:{line}: $: byte 0x{data[error.start]:02X} is not UTF-8: save the file as UTF-8")
            continue
        files.append(RuleFile(name, path, label, _digest(data), text, None))
    if problems:
        raise RulebookError(*problems)
    return files


def compile_folder(folder: str | Path) -> str:
    """Return all rule files of a folder as the text of compiled.json.

    Raises: RulebookError with the problems of every file.
    """
    data: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for file in read(scan(str(folder)), str(folder), "rules"):
        try:
            data[file.name] = {"sha256": file.digest, "json": file.compiled(cached=False)}
        except RulebookError as error:
            problems += error.problems
    if problems:
        raise RulebookError(*problems)
    return json.dumps({"schema": SCHEMA, "files": data}, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def shipped() -> tuple[str, bool]:
    """Return the folder of the shipped rules, and whether it holds compiled.json (a wheel does, no checkout does)."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    packed = os.path.join(package, "rules")
    if os.path.isfile(os.path.join(packed, COMPILED)):
        return packed, True
    return os.path.join(os.path.dirname(package), "rules"), False


def unpack(folder: str) -> list[RuleFile]:
    """Return the files of compiled.json."""
    with open(os.path.join(folder, COMPILED), encoding="utf-8") as file:
        data = json.load(file)
    files = []
    for name, entry in data["files"].items():
        path = os.path.join(folder, *name.split("/")) + ".yaml"
        files.append(RuleFile(name, path, f"rules/{name}.yaml", entry["sha256"], None, entry["json"]))
    return files

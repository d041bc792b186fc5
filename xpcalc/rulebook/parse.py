"""YAML text -> plain data and the line of every path; what can explode or be read in two ways is refused.

To refuse one more construct, add a `problem` to `_Builder` and a row to tests/test_rulebook.py.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from xpcalc.errors import RulebookError
from xpcalc.limits import in_force
from xpcalc.regex import regex

MAX_PROBLEMS = 50

# Source: YAML 1.1 boolean words (https://yaml.org/type/bool.html) but for lower-case true and false.
_UNCLEAR = frozenset(
    form for word in ("yes", "no", "on", "off", "true", "false") for form in (word, word.title(), word.upper())
) - {"true", "false"}
# Source: YAML 1.1 null words (https://yaml.org/type/null.html).
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_INTEGER = regex(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = regex(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_PLAIN_KEY = regex(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_LAST_STEP = regex(r"(?:\.[A-Za-z0-9_-]+|\[[0-9]+\]|\[\"[^\"]*\"\])$")


class _Stop(Exception):
    """The file cannot be read further; its problems are on the list."""


class _Frame:
    """One open mapping or list."""

    __slots__ = ("container", "key", "key_path", "path")

    def __init__(self, container: dict[str, object] | list[object], path: str) -> None:
        self.container = container
        self.path = path
        self.key: str | None = None
        self.key_path = path


class _Builder:
    """YAML events -> data and positions in one pass; refuses what can explode or be read in two ways."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self.documents: list[tuple[object, dict[str, int]]] = []
        self.limits = in_force()
        self.values = 0
        self.start(1)

    def start(self, line: int) -> None:
        self.stack: list[_Frame] = []
        self.root: object = None
        self.positions: dict[str, int] = {"$": line}

    def problem(self, line: int, path: str, what: str) -> None:
        self.problems.append(f"{self.name}:{line}: {path}: {what}")
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop

    def here(self) -> str:
        """Return the path of the value that comes next."""
        if not self.stack:
            return "$"
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            return f"{frame.path}[{len(frame.container)}]"
        return frame.key_path if frame.key is not None else frame.path

    def put(self, value: object, line: int) -> None:
        """Place a finished scalar or a container just opened."""
        self.values += 1
        if self.values > self.limits.yaml_nodes:
            self.problem(line, self.here(), f"more than {self.limits.yaml_nodes:,} values: split the file")
            raise _Stop
        if not self.stack:
            self.root = value
            return
        frame = self.stack[-1]
        if isinstance(frame.container, list):
            self.positions[f"{frame.path}[{len(frame.container)}]"] = line
            frame.container.append(value)
        elif frame.key is not None:
            frame.container[frame.key] = value
            frame.key = None

    def at_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].container, dict) and self.stack[-1].key is None

    def decorated(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            self.problem(line, self.here(), f"anchor &{event.anchor} is not allowed: write the value out")
        if event.tag is not None:
            self.problem(line, self.here(), f"tag {event.tag} is not allowed: write plain text, numbers, lists, keys")

    def open(self, event: Any, container: dict[str, object] | list[object], line: int) -> None:
        self.decorated(event, line)
        if self.at_key():
            self.problem(line, self.here(), "a key must be a word, not a list or a mapping")
            raise _Stop
        if len(self.stack) >= self.limits.yaml_depth:
            self.problem(line, self.here(), f"nested more than {self.limits.yaml_depth} deep")
            raise _Stop
        path = self.here()
        self.put(container, line)
        self.stack.append(_Frame(container, path))

    def scalar(self, event: Any, line: int) -> None:
        if event.anchor is not None or event.tag is not None:
            self.decorated(event, line)
        text: str = event.value
        plain: bool = event.implicit[0]
        if plain and text in _UNCLEAR:
            self.problem(line, self.here(), f"{text} can be read as a word or as true/false: quote the word ('{text}')")
        elif not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            self.problem(line, self.here(), "half a character (a lone surrogate): write the character itself")
            text = ""
        if self.at_key():
            self.key(text, plain, line)
            return
        value = _resolve(text) if plain else text
        if (value is None or isinstance(value, bool)) and self.stack and isinstance(self.stack[-1].container, list):
            what = "empty list item" if value is None else f"{text} as a list item: quote the word ('{text}')"
            self.problem(line, self.here(), what)
        self.put(value, line)

    def key(self, text: str, plain: bool, line: int) -> None:
        frame = self.stack[-1]
        if plain and text == "<<":
            self.problem(line, frame.path, "merge key << is not allowed: write the keys out")
        elif plain and text in _NULL:
            self.problem(line, frame.path, "empty key")
        elif plain and text in ("true", "false"):
            self.problem(line, frame.path, f"{text} as a key: quote the word ('{text}')")
        step = f".{text}" if _PLAIN_KEY.fullmatch(text) else f"[{json.dumps(text)}]"
        path = frame.path + step
        if text in frame.container:
            self.problem(line, path, f"key stands twice, first in line {self.positions[path]}")
        frame.key, frame.key_path = text, path
        self.positions.setdefault(path, line)

    def feed(self, event: Any, kind: str) -> None:
        line = event.start_mark.line + 1
        if kind == "ScalarEvent":
            self.scalar(event, line)
        elif kind == "MappingStartEvent":
            self.open(event, {}, line)
        elif kind == "SequenceStartEvent":
            self.open(event, [], line)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()
        elif kind == "AliasEvent":
            self.problem(line, self.here(), f"alias *{event.anchor} is not allowed: write the value out")
            if self.at_key():
                raise _Stop
            self.put(None, line)
        elif kind == "DocumentStartEvent":
            self.start(line)
            if event.tags:
                self.problem(line, "$", "%TAG is not allowed")
        elif kind == "DocumentEndEvent":
            self.documents.append((self.root, self.positions))


def _resolve(text: str) -> object:
    """Return what unquoted text means: only true, false, nothing, whole and decimal numbers are not words."""
    if text in _NULL:
        return None
    if text == "true" or text == "false":
        return text == "true"
    first = text[0]
    if first.isdecimal() or first in "+-":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return float(text)
    return text


def parse_documents(text: str, name: str) -> list[tuple[object, Mapping[str, int]]]:
    """Return data and positions of every YAML document (`---`) in the text; keys are always str.

    Raises: RulebookError with all problems of the text.
    """
    import yaml

    most = in_force().yaml_bytes
    if len(text) > most or len(text.encode("utf-8", "replace")) > most:
        raise RulebookError(f"{name}:1: $: larger than {most >> 10} KiB: split the file")
    builder = _Builder(name)
    try:
        # Why: the pure Python loader; the one in C crashes on 100 kB of "[".
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            builder.feed(event, type(event).__name__)
    except _Stop:
        pass
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        builder.problems.append(f"{name}:{line}: $: character U+{ord(text[error.position]):04X} is not allowed")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = " ".join(str(part) for part in (error.problem, error.context) if part)
        builder.problems.append(f"{name}:{line}: {builder.here()}: not valid YAML: {what}")
    if builder.problems:
        raise RulebookError(*builder.problems)
    return list(builder.documents)


def parse_yaml(text: str, name: str) -> tuple[object, Mapping[str, int]]:
    """Return the data of a file with one document, and the line of each path (`$.must[0].months` -> 7).

    Raises: RulebookError with all problems of the text, each `file:line: $.path: what`.
    """
    documents = parse_documents(text, name)
    if len(documents) > 1:
        raise RulebookError(f"{name}:{documents[1][1]['$']}: $: a second document (---): one file holds one")
    if not documents or documents[0][0] is None:
        raise RulebookError(f"{name}:1: $: the file is empty")
    return documents[0]


def locate(problem: str, name: str, positions: Mapping[str, int]) -> str:
    """Return `$.path: what` as `file:line: $.path: what`, with the line of the nearest path that is known."""
    if not problem.startswith("$"):
        problem = f"$: {problem}"
    path = problem.partition(": ")[0]
    while path not in positions:
        shorter = _LAST_STEP.sub("", path)
        if shorter == path:
            break
        path = shorter
    return f"{name}:{positions.get(path, 1)}: {problem}"

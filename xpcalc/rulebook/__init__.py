"""Folder of YAML rules -> Rulebook of typed tables. The only package that reads YAML.

To add a kind of rule file: put its folder into `KINDS` and give `Rulebook` a property that builds its type.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast

from xpcalc.errors import RulebookError
from xpcalc.rulebook.files import COMPILED, MAX_FILES, RuleFile, compile_folder, read, scan, shipped, unpack
from xpcalc.rulebook.parse import MAX_PROBLEMS, locate, parse_documents, parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from xpcalc.language import Language, Words
    from xpcalc.model import Policy
    from xpcalc.taxonomy import Function, Skill, Taxonomy

__all__ = [
    "KINDS",
    "RawFiles",
    "Rulebook",
    "compile_folder",
    "load_rulebook",
    "locate",
    "parse_documents",
    "parse_yaml",
    "revive",
]

T = TypeVar("T")

# Source: hand-made; the folders that a rules folder may have, each holds one file a thing.
KINDS = ("ads", "functions", "languages", "letters", "policies", "rules", "seniority", "skills")


class RawFiles(Mapping[str, object]):
    """The data of every rule file by its path without suffix; each look-up gives a fresh copy, free to change."""

    __slots__ = ("_files",)

    def __init__(self, files: Mapping[str, RuleFile]) -> None:
        self._files = files

    def __getitem__(self, name: str) -> object:
        return json.loads(self._files[name].compiled())

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


class Rulebook:
    """All rules at hand, frozen: typed tables, built when first asked for.

    Invariant: equal hashes are equal rules, whatever folder they come from.
    """

    __slots__ = ("_built", "_files", "hash", "raw")

    hash: str
    raw: RawFiles
    _files: Mapping[str, RuleFile]
    _built: dict[str, Any]

    def __init__(self, files: Iterable[RuleFile]) -> None:
        # Why: `set_` goes around the frozen __setattr__, as a frozen dataclass does.
        set_ = object.__setattr__
        by_name = MappingProxyType({file.name: file for file in sorted(files, key=lambda file: file.name)})
        lines = "".join(f"{name} {file.digest}\n" for name, file in by_name.items())
        set_(self, "_files", by_name)
        set_(self, "_built", {})
        set_(self, "raw", RawFiles(by_name))
        set_(self, "hash", "sha256:" + hashlib.sha256(lines.encode()).hexdigest())

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Rulebook is frozen: cannot set {name}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Rulebook is frozen: cannot delete {name}")

    def __repr__(self) -> str:
        return f"<Rulebook {self.hash[:19]} of {len(self._files)} files>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rulebook) and self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __reduce__(self) -> tuple[Callable[..., Rulebook], tuple[object, ...]]:
        return revive, (self.hash, self.rows())

    def rows(self) -> list[tuple[str, str, str, str, str]]:
        """Return the rules as plain text, from which `revive` makes the same rulebook in another process."""
        return [(file.name, file.path, file.shown, file.digest, file.compiled()) for file in self._files.values()]

    def names(self, kind: str) -> tuple[str, ...]:
        """Return the names of one kind of rule file: `names("languages")` -> ("ca", "common", "de", ...)."""
        start = f"{kind}/"
        return tuple(name[len(start) :] for name in self._files if name.startswith(start))

    def section(self, kind: str) -> Mapping[str, object]:
        """Return the raw data of one kind of rule file by name."""
        return {name: self.raw[f"{kind}/{name}"] for name in self.names(kind)}

    def checked(self) -> Rulebook:
        """Return this rulebook after building all of it. Raises: RulebookError with the problems of every file."""
        problems: list[str] = []
        for file in self._files.values():
            try:
                file.compiled()
            except RulebookError as error:
                problems += error.problems
        if not problems:
            for name in ("languages", "words", "policies", "taxonomy", "letters"):
                try:
                    getattr(self, name)
                except RulebookError as error:
                    problems += [problem for problem in error.problems if problem not in problems]
        if problems:
            raise RulebookError(*problems)
        return self

    @property
    def languages(self) -> Mapping[str, Language]:
        """Word tables by language code."""

        def build() -> Mapping[str, Language]:
            from xpcalc.language import Language

            codes = [code for code in self.names("languages") if code != "common"]
            return self._each("languages", codes, Language.from_mapping)

        return self.built("languages", build)

    @property
    def words(self) -> Words:
        """What tells titles, employers, places, headings and languages apart."""

        def build() -> Words:
            from xpcalc.language import Words

            towns: dict[str, str] = {}
            for name in self.names("towns"):
                towns |= self._dict(f"towns/{name}")
            return Words.from_mapping(self._dict("employers"), self._dict("places"), self.languages, towns)

        return self.built("words", build)

    @property
    def policies(self) -> Mapping[str, Policy]:
        """Named bundles of counting choices."""

        def build() -> Mapping[str, Policy]:
            from xpcalc.count import policy_from_mapping

            return self._each("policies", self.names("policies"), policy_from_mapping)

        return self.built("policies", build)

    @property
    def taxonomy(self) -> Taxonomy:
        """Functions, skills and industries, with the words by which they are known."""

        def build() -> Taxonomy:
            from xpcalc.taxonomy import Taxonomy

            names = [name for name in self._files if name == "industries" or name.startswith(("functions/", "skills/"))]
            data = {name: self._dict(name) for name in names}
            try:
                return Taxonomy.from_mapping(data)
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                problems = str(error).splitlines() if isinstance(error, ValueError) else []
                if not problems:
                    # Why: such an error names no file; the one that fails alone with the same error is to blame.
                    guilty = [name for name in names if _fails(Taxonomy.from_mapping, {name: data[name]}, error)]
                    problems = [f"{guilty[0] if guilty else 'skills'}: $: not understood: {error!r}"]
                raise RulebookError(*map(self._placed, problems)) from error

        return self.built("taxonomy", build)

    @property
    def functions(self) -> Mapping[str, Function]:
        """Functions by code."""
        return self.taxonomy.functions

    @property
    def skills(self) -> Mapping[str, Skill]:
        """Skills by code."""
        return self.taxonomy.skills

    @property
    def letters(self) -> Mapping[str, Mapping[str, Any]]:
        """Parsed rules/letters by language, checked: what LetterWords are made of."""

        def build() -> Mapping[str, Mapping[str, Any]]:
            from xpcalc.letters import LetterWords

            def checked(name: str, data: dict[str, Any]) -> Mapping[str, Any]:
                LetterWords.from_mapping({name: data})
                return MappingProxyType(data)

            return self._each("letters", self.names("letters"), checked)

        return self.built("letters", build)

    @property
    def seniority(self) -> Mapping[str, object]:
        """Raw data of rules/seniority by file name."""
        return self.built("seniority", lambda: MappingProxyType(self.section("seniority")))

    def built(self, key: str, build: Callable[[], T]) -> T:
        """Return what `build` gives, made once for this rulebook: for tables that other stages derive from it."""
        # Why: two threads may both build; the first result stays, so that everybody holds the same object.
        if key not in self._built:
            self._built.setdefault(key, build())
        return cast(T, self._built[key])

    def built_names(self) -> tuple[str, ...]:
        """Return the keys of what has been built so far."""
        return tuple(self._built)

    def _dict(self, name: str) -> dict[str, Any]:
        """Return the data of one file, which must be a mapping. Raises: RulebookError."""
        if name not in self._files:
            raise RulebookError(f"rules/{name}.yaml:1: $: the file is missing")
        data = self.raw[name]
        if not isinstance(data, dict):
            raise RulebookError(f"{self._files[name].shown}:1: $: expected keys with values, found a list or one word")
        return data

    def _placed(self, problem: str) -> str:
        """Return `languages/en: $.path: what` with the file and line in front."""
        name, _, rest = problem.partition(": ")
        file = self._files.get(name)
        if file is not None:
            return locate(rest, file.shown, file.positions())
        return locate(rest, f"rules/{name}", {}) if rest.startswith("$") else locate(problem, "rules", {})

    def _each(self, kind: str, names: Sequence[str], make: Callable[[str, dict[str, Any]], T]) -> Mapping[str, T]:
        """Return one typed value a file. Raises: RulebookError with the problems of all files, each with its line."""
        values: dict[str, T] = {}
        problems: list[str] = []
        for name in names:
            file = self._files[f"{kind}/{name}"]
            try:
                values[name] = make(name, self._dict(file.name))
            except RulebookError as error:
                positions = file.positions()
                start = f"{file.name}: "  # what a stage calls the thing, as it does not know the file
                problems += [
                    what if what.startswith(file.shown) else locate(what.removeprefix(start), file.shown, positions)
                    for what in error.problems
                ]
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                problems.append(f"{file.shown}:1: $: not understood as one of {kind}: {error!r}")
        if problems:
            raise RulebookError(*problems)
        return MappingProxyType(values)


def _fails(make: Callable[[Any], object], data: object, error: Exception) -> bool:
    try:
        make(data)
    except Exception as other:
        return type(other) is type(error) and str(other) == str(error)
    return False


_lock = threading.RLock()
_seen: dict[str, tuple[object, list[RuleFile]]] = {}  # folder -> its listing, its files
_books: dict[str, Rulebook] = {}  # hash -> rulebook


def revive(hash_: str, rows: Iterable[Sequence[str]]) -> Rulebook:
    """Return the rulebook of another process, the same object if this one has it already."""
    return _books.get(hash_) or _known([RuleFile(row[0], row[1], row[2], row[3], None, row[4]) for row in rows])


def _known(files: Iterable[RuleFile]) -> Rulebook:
    book = Rulebook(files)
    with _lock:
        if len(_books) >= 16:
            del _books[next(iter(_books))]
        return _books.setdefault(book.hash, book)


def _files_of(folder: str, shown: str, packed: bool) -> list[RuleFile]:
    """Return the files of a folder; nothing is read again while names, sizes and times are the same."""
    state: object
    if packed:
        stat = os.stat(os.path.join(folder, COMPILED))
        state = (stat.st_mtime_ns, stat.st_size)
    else:
        state = scan(folder)
    known = _seen.get(folder)
    if known is None or known[0] != state:
        files = unpack(folder) if packed else read(cast("list[tuple[str, str, int, int]]", state), folder, shown)
        known = _seen[folder] = (state, files)
    return known[1]


def load_rulebook(path: str | Path | None = None) -> Rulebook:
    """Return the shipped rules; with a folder, its files replace those of the same path and add the others.

    Raises: RulebookError naming every problem in the given folder.
    """
    with _lock:
        folder, packed = shipped()
        files = {file.name: file for file in _files_of(folder, "rules", packed)}
        if path is None:
            return _known(files.values())
        own = os.path.abspath(path)
        if not os.path.isdir(own):
            what = "is a file" if os.path.exists(own) else "does not exist"
            raise RulebookError(f"{path}:1: $: {what}; expected a folder laid out like the shipped rules/")
        mine = _files_of(own, str(path), False)
        _refuse_strangers(mine, files, str(path))
        book = _known({**files, **{file.name: file for file in mine}}.values())
    return book.built("checked", book.checked)


def _refuse_strangers(mine: Sequence[RuleFile], shipped: Mapping[str, RuleFile], shown: str) -> None:
    """Raise RulebookError for files that nothing would ever read: a misspelt folder must not pass in silence."""
    kinds = sorted({*KINDS, *(name.rpartition("/")[0] for name in shipped if "/" in name)})
    alone = sorted(name for name in shipped if "/" not in name)
    problems = [
        f"{file.shown}:1: $: nothing reads this file; folders are {', '.join(kinds)}; files are {', '.join(alone)}"
        for file in mine
        if file.name not in shipped and file.name.partition("/")[0] not in kinds
    ]
    if not mine:
        problems.append(f"{shown}:1: $: no .yaml file in this folder; folders are {', '.join(kinds)}")
    if len(mine) > MAX_FILES:
        problems.append(f"{shown}:1: $: {len(mine)} files, more than {MAX_FILES}")
    if problems:
        raise RulebookError(*problems[:MAX_PROBLEMS])

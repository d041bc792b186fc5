"""Rules: what the loader reads, refuses, caches and overlays."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import shutil
import stat
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import xpcalc.rulebook.files as rule_files
from xpcalc.errors import RulebookError
from xpcalc.rulebook import Rulebook, compile_folder, load_rulebook, locate, parse_documents, parse_yaml

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "rules"


def problems(text: str) -> tuple[str, ...]:
    with pytest.raises(RulebookError) as caught:
        parse_documents(text, "f.yaml")
    return caught.value.problems


# ---------------------------------------------------------------- YAML


def test_plain_values() -> None:
    text = "a: 1\nb: 2.5\nc: true\nd: false\ne:\nf: ~\ng: -3\nh: text\ni: 'no'\n"
    expected = {"a": 1, "b": 2.5, "c": True, "d": False, "e": None, "f": None, "g": -3, "h": "text", "i": "no"}
    assert parse_yaml(text, "f.yaml")[0] == expected


@pytest.mark.parametrize(
    "text", ["2026-11-21", "12:30", "010", "0x1F", "1_000", ".inf", ".nan", "1e3", "y", "n", "N", "+", "-x", "٣"]
)
def test_what_other_loaders_turn_into_something_stays_text(text: str) -> None:
    assert parse_yaml(f"a: {text}\nb: [{text}]\n", "f.yaml")[0] == {"a": text, "b": [text]}


def test_keys_are_text_as_written() -> None:
    assert parse_yaml("1: a\n02: b\n2026-01-01: c\n", "f.yaml")[0] == {"1": "a", "02": "b", "2026-01-01": "c"}


def test_positions() -> None:
    data, positions = parse_yaml(
        "# Source: x\nmust:\n  - id: a\n    months: 3\n  -\n    'two words': [b,\n      c]\n", "f"
    )
    assert data == {"must": [{"id": "a", "months": 3}, {"two words": ["b", "c"]}]}
    assert positions == {
        "$": 2,
        "$.must": 2,
        "$.must[0]": 3,
        "$.must[0].id": 3,
        "$.must[0].months": 4,
        "$.must[1]": 6,
        '$.must[1]["two words"]': 6,
        '$.must[1]["two words"][0]': 6,
        '$.must[1]["two words"][1]': 7,
    }


def test_several_documents_have_lines_of_the_file() -> None:
    first, second = parse_documents("a: 1\n---\nb: 2\n", "f.yaml")
    assert first == ({"a": 1}, {"$": 1, "$.a": 1})
    assert second == ({"b": 2}, {"$": 2, "$.b": 3})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1", "f.yaml:1: $.a: anchor &x is not allowed: write the value out"),
        ("a: 1\nb: *x", "f.yaml:2: $.b: alias *x is not allowed: write the value out"),
        ("a:\n  <<: {b: 1}", "f.yaml:2: $.a: merge key << is not allowed: write the keys out"),
        (
            "a: !!str 1",
            "f.yaml:1: $.a: tag tag:yaml.org,2002:str is not allowed: write plain text, numbers, lists, keys",
        ),
        ("a: ! 1", "f.yaml:1: $.a: tag ! is not allowed: write plain text, numbers, lists, keys"),
        (
            "- !!set {}",
            "f.yaml:1: $[0]: tag tag:yaml.org,2002:set is not allowed: write plain text, numbers, lists, keys",
        ),
        ("a: 1\n\na: 2", "f.yaml:3: $.a: key stands twice, first in line 1"),
        ("a: {b: 1, b: 1}", "f.yaml:1: $.a.b: key stands twice, first in line 1"),
        ("[a]: 1", "f.yaml:1: $: a key must be a word, not a list or a mapping"),
        ("{? {a: 1} : 2}", "f.yaml:1: $: a key must be a word, not a list or a mapping"),
        ("~: 1", "f.yaml:1: $: empty key"),
        ("? \n: 1", "f.yaml:1: $: empty key"),
        ("true: 1", "f.yaml:1: $: true as a key: quote the word ('true')"),
        ("a: [true]", "f.yaml:1: $.a[0]: true as a list item: quote the word ('true')"),
        ("a:\n  - b\n  -\n", "f.yaml:3: $.a[1]: empty list item"),
        ('a: "\\ud800"', "f.yaml:1: $.a: half a character (a lone surrogate): write the character itself"),
        ("a: b\n\x07", "f.yaml:2: $: character U+0007 is not allowed"),
        ("%TAG ! tag:x,2002:\n---\na: 1", "f.yaml:1: $: %TAG is not allowed"),
    ],
)
def test_refused(text: str, expected: str) -> None:
    assert problems(text) == (expected,)


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "No", "NO", "Yes", "ON", "True", "FALSE"])
@pytest.mark.parametrize("form", ["{}: 1", "a: {}", "a: [{}]", "- {}"])
def test_norway(word: str, form: str) -> None:
    (problem,) = problems(form.format(word))
    assert problem.endswith(f": {word} can be read as a word or as true/false: quote the word ('{word}')")
    quoted = form.format(f"'{word}'")
    assert word in str(parse_documents(quoted, "f.yaml")[0][0])


def test_all_problems_at_once() -> None:
    lines = [problem.split(":")[1] for problem in problems("a: yes\nb: &x 1\nc: [no, ok, off]\na: 2\n")]
    assert lines == ["1", "2", "3", "3", "4"]


def test_problems_are_capped() -> None:
    assert len(problems("- no\n" * 1000)) == 50


def test_syntax_error_names_the_line() -> None:
    (problem,) = problems("a: 1\nb: [1, 2\nc: 3\n")
    assert problem.startswith("f.yaml:3: $.b[2]: not valid YAML: ")


def test_depth() -> None:
    assert parse_yaml("[" * 20 + "a" + "]" * 20, "f")[0]
    (problem,) = problems("[" * 21 + "a" + "]" * 21)
    assert problem.endswith("nested more than 20 deep")


@pytest.mark.parametrize("pump", ["[" * 100_000, "{" * 100_000, "a: " * 50_000, "- " * 100_000, "&a " * 30_000])
def test_hostile_text_ends_soon(pump: str) -> None:
    start = time.process_time()
    assert problems(pump)
    assert time.process_time() - start < 5


def test_size() -> None:
    assert problems("a: " + "b" * (1 << 20)) == ("f.yaml:1: $: larger than 256 KiB: split the file",)
    assert problems("a: " + "é" * (1 << 19)) == ("f.yaml:1: $: larger than 256 KiB: split the file",)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n"])
def test_empty(text: str) -> None:
    with pytest.raises(RulebookError, match=r"f:1: \$: the file is empty"):
        parse_yaml(text, "f")


def test_one_document_where_one_is_meant() -> None:
    with pytest.raises(RulebookError, match=r"f:2: \$: a second document"):
        parse_yaml("a: 1\n---\nb: 2\n", "f")


@given(st.text(alphabet="ab01:-[]{},'\"#&*!|>%@? \n\t<~.éß\x00\u2028", max_size=60))
def test_any_text_gives_data_or_rulebook_error(text: str) -> None:
    documents: list[tuple[object, Mapping[str, int]]] = []
    found: tuple[str, ...] = ()
    try:
        documents = parse_documents(text, "f")
    except RulebookError as error:
        found = error.problems
    assert all(problem.startswith("f:") and ": $" in problem for problem in found)
    for data, positions in documents:
        assert json.loads(json.dumps(data)) == data
        assert all(1 <= line <= len(text.splitlines()) + 1 for line in positions.values())


VALUES = st.recursive(
    st.one_of(st.integers(-(10**9), 10**9), st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "Z"]))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé no", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_reads_what_a_yaml_writer_writes(value: object) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"' if isinstance(value, str) else None)
    # A writer of numbers with a quoted style adds !!int; only whole documents of text are written so.
    assert parse_documents(text, "f")[0][0] == value


def test_locate_takes_the_nearest_known_path() -> None:
    positions = {"$": 1, "$.must": 3, "$.must[0]": 4, '$.must[0]["two words"]': 5}
    assert locate("$.must[0].months.at_least: too low", "f", positions) == "f:4: $.must[0].months.at_least: too low"
    assert locate('$.must[0]["two words"][3]: x', "f", positions) == 'f:5: $.must[0]["two words"][3]: x'
    assert locate("$.elsewhere: x", "f", positions) == "f:1: $.elsewhere: x"
    assert locate("no path", "f", positions) == "f:1: $: no path"


# ---------------------------------------------------------------- shipped rules


def shipped_yaml() -> list[Path]:
    return sorted(RULES.rglob("*.yaml"))


def test_every_shipped_file_is_in_the_rulebook(rulebook: Rulebook) -> None:
    assert sorted(rulebook.raw) == sorted(path.relative_to(RULES).with_suffix("").as_posix() for path in shipped_yaml())
    assert len(rulebook.raw) > 5


@pytest.mark.parametrize("path", shipped_yaml(), ids=lambda path: path.stem)
def test_shipped_file_reads_as_any_yaml_reader_would(path: Path, rulebook: Rulebook) -> None:
    def keys_as_text(value: object) -> object:
        if isinstance(value, dict):
            return {str(key): keys_as_text(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [keys_as_text(inner) for inner in value]
        return value

    name = path.relative_to(RULES).with_suffix("").as_posix()
    assert rulebook.raw[name] == keys_as_text(yaml.safe_load(path.read_text("utf-8")))


def test_typed_tables(rulebook: Rulebook) -> None:
    assert {"en", "es", "pt", "fr", "de", "it", "nl"} <= set(rulebook.languages)
    assert "common" not in rulebook.languages
    assert rulebook.languages["es"].code == "es"
    assert rulebook.words.languages == rulebook.languages
    assert {"default", "strict", "public_sector", "linkedin"} <= set(rulebook.policies)
    assert rulebook.policies["default"].name == "default"


def test_tables_are_built_once(rulebook: Rulebook) -> None:
    assert rulebook.languages is rulebook.languages
    assert rulebook.policies is rulebook.policies
    assert load_rulebook() is rulebook


def test_nothing_is_built_before_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    book = Rulebook(rule_files.read(rule_files.scan(str(folder)), str(folder), "rules"))
    assert not (tmp_path / "xpcalc").exists()
    assert book.raw["languages/en"]
    assert len(list((tmp_path / "xpcalc" / "rules").iterdir())) == 1


def test_frozen(rulebook: Rulebook) -> None:
    with pytest.raises(AttributeError, match="frozen"):
        rulebook.hash = "x"
    with pytest.raises(AttributeError, match="frozen"):
        del rulebook.raw
    with pytest.raises(TypeError):
        rulebook.languages["xx"] = rulebook.languages["en"]  # type: ignore[index]


def test_raw_data_of_one_reader_cannot_spoil_that_of_another(rulebook: Rulebook) -> None:
    data = rulebook.raw["languages/en"]
    assert isinstance(data, dict)
    data.clear()
    assert rulebook.raw["languages/en"]


def test_pickle_keeps_the_object_in_the_process(rulebook: Rulebook) -> None:
    assert pickle.loads(pickle.dumps(rulebook)) is rulebook


def test_pickle_into_another_process(rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pickle.dumps(rulebook)
    monkeypatch.setattr("xpcalc.rulebook._books", {})
    copy = pickle.loads(data)
    assert copy is not rulebook
    assert copy == rulebook
    assert copy.hash == rulebook.hash
    assert dict(copy.raw) == dict(rulebook.raw)


def test_hash_is_that_of_the_bytes(rulebook: Rulebook) -> None:
    lines = ""
    for path in sorted(shipped_yaml(), key=lambda path: path.relative_to(RULES).with_suffix("").as_posix()):
        name = path.relative_to(RULES).with_suffix("").as_posix()
        lines += f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
    assert rulebook.hash == "sha256:" + hashlib.sha256(lines.encode()).hexdigest()


def test_loading_again_is_cheap(rulebook: Rulebook) -> None:
    best = min(_seconds(load_rulebook) for _ in range(20))
    assert best < 0.005


def test_reading_the_source_folder_is_cheap() -> None:
    listing = rule_files.scan(str(RULES))
    best = min(_seconds(lambda: rule_files.read(listing, str(RULES), "rules")) for _ in range(20))
    assert best < 0.005 * max(1, len(listing) / 30)


def _seconds(call: object) -> float:
    start = time.process_time()
    call()  # type: ignore[operator]
    return time.process_time() - start


# ---------------------------------------------------------------- cache


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "xpcalc" / "rules"


def one_file(tmp_path: Path, text: str = "a: [1, é]\n") -> rule_files.RuleFile:
    folder = tmp_path / "source"
    folder.mkdir(exist_ok=True)
    (folder / "f.yaml").write_text(text, "utf-8")
    (file,) = rule_files.read(rule_files.scan(str(folder)), str(folder), "source")
    return file


def test_cache_is_private_and_used(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert one_file(tmp_path).compiled() == '{"a":[1,"é"]}'
    (entry,) = home.iterdir()
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600 or os.name == "nt"
    monkeypatch.setattr(rule_files, "parse_yaml", None)  # a second parse would fail
    assert one_file(tmp_path).compiled() == '{"a":[1,"é"]}'


def test_cache_follows_the_content(tmp_path: Path, home: Path) -> None:
    assert one_file(tmp_path, "a: 1\n").compiled() == '{"a":1}'
    assert one_file(tmp_path, "a: 2\n").compiled() == '{"a":2}'
    assert one_file(tmp_path, "a: 1\n").compiled() == '{"a":1}'
    assert len(list(home.iterdir())) == 2


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe\n{}", b"0" * 64 + b'\n{"a":9}'])
def test_damaged_cache_is_written_again(tmp_path: Path, home: Path, damage: bytes) -> None:
    one_file(tmp_path).compiled()
    (entry,) = home.iterdir()
    good = entry.read_bytes()
    for bad in (damage, good[:-1], good.replace(b"1", b"7")):
        entry.write_bytes(bad)
        assert one_file(tmp_path).compiled() == '{"a":[1,"é"]}'
        assert entry.read_bytes() == good
    assert list(home.iterdir()) == [entry]


def test_home_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocker))  # makedirs below a file fails for every user, root too
    assert one_file(tmp_path).compiled() == '{"a":[1,"é"]}'


def test_disk_full_leaves_no_part(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(rule_files.os, "replace", fail)
    assert one_file(tmp_path).compiled() == '{"a":[1,"é"]}'
    assert list(home.iterdir()) == []


def test_cache_does_not_grow_for_ever(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_files, "MAX_FILES", 10)
    for number in range(40):
        one_file(tmp_path, f"a: {number}\n").compiled()
    assert len(list(home.iterdir())) <= 11


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/xpcalc/rules"),
        ("linux", {"XDG_CACHE_HOME": "relative", "HOME": "/h"}, "/h/.cache/xpcalc/rules"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Caches/xpcalc/rules"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/xpcalc/rules"),
        ("win32", {"LOCALAPPDATA": ""}, None),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of the other systems")
def test_cache_folder(
    platform: str, variables: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.platform", platform)
    assert rule_files._cache_folder() == expected


# ---------------------------------------------------------------- a folder of one's own


def own(tmp_path: Path, files: dict[str, str]) -> Path:
    folder = tmp_path / "mine"
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def ours(code: str, name: str) -> str:
    return f"category: ours\nskills: {{{code}: {name}}}\n"


def test_own_folder_replaces_and_adds(tmp_path: Path, rulebook: Rulebook) -> None:
    english = (RULES / "languages" / "en.yaml").read_text("utf-8")
    folder = own(
        tmp_path, {"languages/en.yaml": english + "# ours\n", "skills/ours.yaml": ours("ours_desk", "Our Desk")}
    )
    book = load_rulebook(folder)
    assert book.hash != rulebook.hash
    assert book.raw["skills/ours"] == {"category": "ours", "skills": {"ours_desk": "Our Desk"}}
    assert book.skills["ours_desk"].name == "Our Desk"
    assert "ours_desk" not in rulebook.skills
    assert set(book.raw) == {*rulebook.raw, "skills/ours"}
    assert book.raw["languages/es"] == rulebook.raw["languages/es"]
    assert load_rulebook(str(folder)) is book


def test_own_folder_is_read_again_after_a_change(tmp_path: Path) -> None:
    first = load_rulebook(own(tmp_path, {"skills/ours.yaml": ours("ours_desk", "Desk")}))
    second = load_rulebook(own(tmp_path, {"skills/ours.yaml": ours("ours_desk", "Our Desk")}))
    assert (first.skills["ours_desk"].name, second.skills["ours_desk"].name) == ("Desk", "Our Desk")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ours("zendesk", "Zendesk"), "{}/skills/ours.yaml:2: $.skills.zendesk: "),
        ("# Source: x\nskills:\n  a: A\n", "{}/skills/ours.yaml:2: $: not understood: KeyError('category')"),
        ("category: x\nskills: {a: {name: A, parents: [nothing]}}\n", "rules/skills:1: $.a: unknown skill 'nothing'"),
    ],
)
def test_problems_of_the_taxonomy_name_the_file(tmp_path: Path, text: str, expected: str) -> None:
    folder = own(tmp_path, {"skills/ours.yaml": text})
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    (problem,) = caught.value.problems
    assert problem.startswith(expected.format(folder))


def test_copy_of_the_shipped_rules_is_the_same_rulebook(tmp_path: Path, rulebook: Rulebook) -> None:
    shutil.copytree(RULES, tmp_path / "mine")
    assert load_rulebook(tmp_path / "mine") is rulebook


def test_windows_line_ends_are_the_same_rules(tmp_path: Path, rulebook: Rulebook) -> None:
    folder = tmp_path / "mine" / "languages"
    folder.mkdir(parents=True)
    text = (RULES / "languages" / "en.yaml").read_bytes()
    (folder / "en.yaml").write_bytes(text.replace(b"\n", b"\r\n"))
    assert load_rulebook(tmp_path / "mine").hash == rulebook.hash


def test_problems_of_all_files_with_their_lines(tmp_path: Path) -> None:
    folder = own(tmp_path, {"skills/a.yaml": "x: 1\ny: yes\n", "skills/b.yaml": "z: [no]\nz: 2\n"})
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    assert [problem.partition(" ")[0] for problem in caught.value.problems] == [
        f"{folder}/skills/a.yaml:2:",
        f"{folder}/skills/b.yaml:1:",
        f"{folder}/skills/b.yaml:2:",
    ]


def test_a_policy_that_makes_no_sense_is_named_with_its_line(tmp_path: Path) -> None:
    folder = own(tmp_path, {"policies/ours.yaml": "# Source: ours\nsummary: ours\nmeasure: moon_phases\n"})
    with pytest.raises(RulebookError) as caught:
        load_rulebook(folder)
    assert f"{folder}/policies/ours.yaml:3: $.measure: " in str(caught.value)


@pytest.mark.parametrize("text", ["- a\n", "word\n", "months: 3\n", "date_order: [x]\n", "halves: {x: [a]}\n"])
def test_a_language_that_is_none_is_a_rulebook_error(tmp_path: Path, text: str) -> None:
    folder = own(tmp_path, {"languages/en.yaml": text})
    with pytest.raises(RulebookError, match=r"languages/en\.yaml:1: "):
        load_rulebook(folder)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"languges/en.yaml": "a: 1\n"},
            "languges/en.yaml:1: $: nothing reads this file; folders are ads, functions, ",
        ),
        ({"notes.yaml": "a: 1\n"}, "notes.yaml:1: $: nothing reads this file; folders are ads, functions, "),
        ({"README.md": "text"}, "mine:1: $: no .yaml file in this folder; folders are ads, functions, "),
        ({"skills/a.yaml": "a: 1\n", "skills/a.yml": "a: 1\n"}, "a.yml:1: $: same rules as "),
        ({"skills/a.yaml": "a: " + "b" * (1 << 20)}, "a.yaml:1: $: larger than 256 KiB"),
    ],
)
def test_folders_that_cannot_be_meant(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(RulebookError) as caught:
        load_rulebook(own(tmp_path, files))
    assert message in str(caught.value)


def test_not_utf8(tmp_path: Path) -> None:
    folder = own(tmp_path, {"skills/a.yaml": "x: 1\n"})
    (folder / "skills" / "a.yaml").write_bytes("x: 1\ny: año\n".encode("cp1252"))
    with pytest.raises(RulebookError, match=r"a\.yaml:2: \$: byte 0xF1 is not UTF-8: save the file as UTF-8"):
        load_rulebook(folder)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="does not exist; expected a folder"):
        load_rulebook(tmp_path / "nothing")
    (tmp_path / "a.yaml").write_text("a: 1\n")
    with pytest.raises(RulebookError, match="is a file; expected a folder"):
        load_rulebook(tmp_path / "a.yaml")


def test_a_build_names_the_problems_of_all_files(tmp_path: Path) -> None:
    folder = own(tmp_path, {"skills/a.yaml": "x: [on]\n", "skills/b.yaml": "y: 1\ny: 2\n"})
    with pytest.raises(RulebookError) as caught:
        compile_folder(folder)
    starts = [problem.partition(" ")[0] for problem in caught.value.problems]
    assert starts == ["rules/skills/a.yaml:1:", "rules/skills/b.yaml:2:"]


def test_compiled_text_is_the_same_every_time() -> None:
    text = compile_folder(RULES)
    assert compile_folder(RULES) == text
    assert json.loads(text)["schema"] == "xpcalc.compiled/1"

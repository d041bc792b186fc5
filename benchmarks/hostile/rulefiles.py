"""Cases: rule files that explode, hide a type, or can be read in two ways; every one is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from benchmarks.hostile.case import Case

_GOOD = "schema: xpcalc.rules/1\nid: mine\ntitle: {en: Mine}\nmust:\n  - {id: a, months: {function: support, at_least: 12}}\n"


def _case(name: str, make: str | Callable[[], str], expect: str = "E_RULES") -> Case:
    def made() -> bytes:
        text = make if isinstance(make, str) else make()
        return text.encode("utf-8", "surrogatepass")

    return Case(f"rules_{name}.yaml", "H1", made, expect)


def _laughs() -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(rows) + "\n"


def _merges() -> str:
    rows = ["m0: &m0 {a: 1}", *[f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 25)]]
    return "\n".join(rows) + "\n"


CASES: tuple[Case, ...] = (
    _case("good", _GOOD, "read"),
    _case("aliases", _laughs),
    _case("merges", _merges),
    _case("alias_of_itself", "a: &a [*a]\n"),
    _case("python_object", "!!python/object/apply:os.system ['echo owned']\n"),
    _case("python_name", "a: !!python/name:os.system\n"),
    _case("tag_binary", "a: !!binary R0lGODlh\n"),
    _case("tag_own", "%TAG ! tag:example.org,2000:\n---\na: !x 1\n"),
    _case("set", "a: !!set {x, y}\n"),
    _case("deep_lists", partial(str.__mul__, "[", 100_000)),
    _case("deep_maps", lambda: "a:\n" + "".join([" " * n + "b:\n" for n in range(1, 200)])),
    _case("deep_flow_maps", lambda: "{a: " * 5_000),
    _case("deep_dashes", lambda: "- " * 5_000 + "x\n"),
    _case("key_twice", _GOOD + "id: other\n"),
    _case("key_is_a_list", "? [a, b]\n: c\n"),
    _case("key_is_empty", "? \n: c\n"),
    _case("norway", _GOOD.replace("mine", "no")),
    _case("yes", _GOOD.replace("en: Mine", "en: yes")),
    _case("two_documents", _GOOD + "---\n" + _GOOD),
    _case("empty", ""),
    _case("a_word", "hello\n"),
    _case("tab", "a:\n\tb: 1\n"),
    _case("nul", "a: \0\n"),
    _case("bell", "a: \x07\n"),
    _case("half_a_character", "a: \ud800\n"),
    _case("escape_half", 'a: "\\ud800"\n'),
    _case("quote_open", 'a: "' + "x" * 5000),
    _case("large", lambda: _GOOD + "# " + "x" * (2 << 20) + "\n"),
    _case("keys_20k", lambda: "".join([f"k{n}: 1\n" for n in range(20_000)])),
    _case("number_long", _GOOD.replace("12", "9" * 5_000)),
    _case("number_minus", _GOOD.replace("12", "-12")),
    _case("number_float", _GOOD.replace("12", "12.5")),
    _case("number_infinite", _GOOD.replace("12", ".inf")),
    _case("number_octal", _GOOD.replace("12", "0o14")),
    _case("number_sexagesimal", _GOOD.replace("12", "1:30")),
    _case("unknown_key", _GOOD + "run: rm -rf /\n"),
    _case("unknown_function", _GOOD.replace("support", "../../etc/passwd")),
    _case("pattern", _GOOD.replace("function: support", "title: '(a+)+$'")),
    _case("cut", _GOOD[:-9]),
)

"""Rule files -> Rules, and their examples -> problems. To let an example say more, add a key to `_POSITION_KEYS`.

Stands above the rulebook because an example runs the whole line: dates as text, labels, days, verdict.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xpcalc.count as counting
from xpcalc.classify import classify
from xpcalc.criteria import STUDIES, Check, Verdict
from xpcalc.dates import Grammar, bounds
from xpcalc.errors import RulebookError
from xpcalc.judge import Facts, counter, judge
from xpcalc.model import EMPLOYMENTS, Document, Label, Piece, Policy, Position
from xpcalc.rulebook import Rulebook, load_rulebook, locate, parse_documents
from xpcalc.rulefile import Rule, Vocabulary, rule_from_mapping
from xpcalc.rulefile.vocabulary import near

# Source: docs/rules.md, "Examples".
_EXAMPLE_KEYS = (
    "name",
    "as_of",
    "policy",
    "facts",
    "positions",
    "listed",
    "expect",
    "certificates",
    "education",
    "languages",
)
_POSITION_KEYS = ("title", "employer", "dates", "text", "skills", "function", "industry", "employment", "part_time")
_EXPECT_KEYS = ("result", "level", "possible", "checks")
_RESULTS = ("met", "not_met", "undecided")


def vocabulary(book: Rulebook) -> Vocabulary:
    """Return the words that rules may use with this rulebook."""

    def make(name: str, data: Mapping[str, object], base: Policy) -> Policy:
        return counting.policy_from_mapping(name, data, base)

    return Vocabulary(book.taxonomy, book.policies, make)


def parse_rules(text: str, name: str, book: Rulebook | None = None) -> tuple[Rule, ...]:
    """Return the rules of a text, one a YAML document.

    Raises: RulebookError with all problems, each `file:line: $.path: what`.
    """
    words = vocabulary(book or load_rulebook())
    rules: list[Rule] = []
    problems: list[str] = []
    stem = _stem(name)
    for data, positions in parse_documents(text, name):
        if data is None:
            continue
        try:
            rules.append(rule_from_mapping(stem, data, words))
        except RulebookError as error:
            problems += [locate(each, name, positions) for each in error.problems]
    if not rules and not problems:
        problems.append(f"{name}:1: $: no rule in this file")
    twice = [rule.id for at, rule in enumerate(rules) if rule.id in [other.id for other in rules[:at]]]
    problems += [f"{name}:1: $.id: two rules are called {id_}" for id_ in twice]
    if problems:
        raise RulebookError(*problems)
    return tuple(rules)


def load_rules(name: str | os.PathLike[str], book: Rulebook | None = None) -> tuple[Rule, ...]:
    """Return the rules of a file, or those shipped under a name ("support").

    Raises: RulebookError.
    """
    book = book or load_rulebook()
    text = os.fspath(name)
    known = book.names("seniority")
    if text in known:
        return (_shipped(text, book),)
    if not os.path.isfile(text):
        looks_like_file = text.endswith((".yaml", ".yml")) or os.sep in text
        hint = "" if looks_like_file else near(text, known)
        raise RulebookError(f"{text}:1: $: there is no such file or rule{hint}")
    return parse_rules(_read(text), text, book)


def _shipped(name: str, book: Rulebook) -> Rule:
    def build() -> Rule:
        try:
            return rule_from_mapping(name, book.seniority[name], vocabulary(book))
        except RulebookError as error:
            # Why: a shipped or own rulebook keeps no lines once compiled; the path says where.
            raise RulebookError(*(f"rules/seniority/{name}.yaml:1: {each}" for each in error.problems)) from error

    return book.built(f"rule:{name}", build)


def _stem(name: str) -> str:
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in Path(name).stem.lower())
    return kept.strip("-") or "rule"


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise RulebookError(f"{path}:1: $: not UTF-8: save the file as UTF-8") from None
    except OSError as error:
        raise RulebookError(f"{path}:1: $: cannot be read ({error.strerror})") from None


# ---------------------------------------------------------------- examples


def check_file(path: str | os.PathLike[str], book: Rulebook | None = None) -> list[str]:
    """Return the problems of a rule file: what cannot be read, then examples whose outcome is another."""
    book = book or load_rulebook()
    name = os.fspath(path)
    try:
        text = _read(name)
        rules = parse_rules(text, name, book)
    except RulebookError as error:
        return list(error.problems)
    places = [positions for data, positions in parse_documents(text, name) if data is not None]
    problems: list[str] = []
    for rule, positions in zip(rules, places, strict=True):
        problems += [locate(each, name, positions) for each in check_rule(rule, book)]
    return problems


def check_rule(rule: Rule, book: Rulebook) -> list[str]:
    """Return the problems of a rule's examples, each `$.path: what`."""
    problems: list[str] = []
    for index, example in enumerate(rule.examples):
        path = f"$.examples[{index}]"
        runner = _Runner(rule, book, path)
        problems += runner.run(dict(example))
    return problems


class _Runner:
    """Runs one example and gathers what is wrong with it."""

    def __init__(self, rule: Rule, book: Rulebook, path: str) -> None:
        self.rule = rule
        self.book = book
        self.path = path
        self.problems: list[str] = []

    def problem(self, key: str, what: str) -> None:
        self.problems.append(f"{self.path}{key}: {what}")

    def run(self, example: dict[str, Any]) -> list[str]:
        self._keys("", example, _EXAMPLE_KEYS)
        expect = example.get("expect")
        if not isinstance(expect, dict) or not expect:
            self.problem("", "expect is missing: the result, level or checks that this example has")
            return self.problems
        self._keys(".expect", expect, _EXPECT_KEYS)
        if ("facts" in example) == ("positions" in example):
            self.problem("", "give positions (title, employer, dates ...) or ready-made facts, one of the two")
        facts = self.facts(example)
        if self.problems or facts is None:
            return self.problems
        self.compare(judge(facts, self.rule), expect)
        return self.problems

    def _keys(self, key: str, data: Mapping[str, object], known: Sequence[str]) -> None:
        for each in data:
            if each not in known:
                hint = near(each, tuple(known)) or f": known are {', '.join(known)}"
                self.problem(f"{key}.{each}", f"unknown key{hint}")

    def compare(self, verdict: Verdict, expect: Mapping[str, Any]) -> None:
        for key in ("result", "level", "possible"):
            if key in expect and getattr(verdict, key) != expect[key]:
                said = f"expected {expect[key]}, the rule says {getattr(verdict, key)}"
                self.problem(f".expect.{key}", f"{said}: {_why(verdict)}")
        found = {check.id: check for check in _every(verdict)}
        for id_, result in (expect.get("checks") or {}).items():
            if id_ not in found:
                self.problem(f".expect.checks.{id_}", f"no such check{near(id_, tuple(found))}")
            elif result not in _RESULTS:
                self.problem(f".expect.checks.{id_}", f"{result!r} is not one of {', '.join(_RESULTS)}")
            elif found[id_].result != result:
                check = found[id_]
                self.problem(f".expect.checks.{id_}", f"expected {result}, the rule says {check.result}: {check.shown}")

    # ------------------------------------------------------------ facts

    def facts(self, example: Mapping[str, Any]) -> Facts | None:
        as_of = self._day(example.get("as_of")) or self.rule.as_of
        if as_of is None:
            self.problem("", "as_of is missing: the day up to which ongoing jobs count (2026-11-21)")
            return None
        name = example.get("policy", "default")
        if name not in self.book.policies:
            self.problem(".policy", f"unknown policy {name!r}{near(str(name), tuple(self.book.policies))}")
            return None
        policy, taxonomy = self.book.policies[name], self.book.taxonomy
        if "facts" in example:
            return Facts(as_of, policy, taxonomy, ready=self._ready(example["facts"]))
        positions, labels = self._positions(example.get("positions"), as_of)
        listed = tuple(Label(-1, "skill", code) for code in self._codes(".listed", example.get("listed"), "skill"))
        if self.problems:
            return None
        lines = {key: _lines(example.get(key)) for key in ("certificates", "education", "languages")}
        return Facts(
            as_of,
            policy,
            taxonomy,
            arithmetic=counting,
            count=counter(counting, positions, labels, as_of),
            policies=self.book.policies,
            positions=positions,
            labels=labels,
            listed=listed,
            dated=lambda text: bounds([found.dates for found in _grammar(self.book, as_of).find(text)]),
            schooling={kind: self.book.words.schooling(kind, ()) for kind in STUDIES},
            **lines,
        )

    def _ready(self, data: object) -> Mapping[str, object]:
        if not isinstance(data, dict):
            self.problem(".facts", 'expected facts such as "months skill=zendesk": [19, 19, 19]')
            return {}
        for key, value in data.items():
            head = key.partition(" ")[0]
            if head not in ("months", "skill", "language", "certificate", "education", "span", "last", "verified"):
                self.problem(f'.facts["{key}"]', "unknown fact: months, skill, language, certificate, education, span")
            elif head == "months" and not _three(value):
                self.problem(f'.facts["{key}"]', f"{value!r} is not [fewest, likely, most] months")
        return data

    def _positions(self, data: object, as_of: date) -> tuple[tuple[Position, ...], tuple[Label, ...]]:
        if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
            self.problem(".positions", "expected a list of positions: {title: ..., employer: ..., dates: ...}")
            return (), ()
        grammar = _grammar(self.book, as_of)
        positions: list[Position] = []
        labels: list[Label] = []
        for index, each in enumerate(data):
            key = f".positions[{index}]"
            self._keys(key, each, _POSITION_KEYS)
            written = str(each.get("dates", ""))
            dates = grammar.parse(written) if written else None
            if written and dates is None:
                self.problem(f"{key}.dates", f"{written!r} is not read as dates: try March 2020 - June 2022")
            employment = each.get("employment", "work")
            if employment not in EMPLOYMENTS:
                self.problem(f"{key}.employment", f"{employment!r} is not one of {', '.join(EMPLOYMENTS)}")
            share = each.get("part_time")
            if share is not None and (type(share) is not int or not 1 <= share <= 100):
                self.problem(f"{key}.part_time", f"{share!r} is not a share of full time in per cent")
                share = None
            text = str(each.get("text", ""))
            position = Position(
                title=each.get("title"),
                employer=each.get("employer"),
                location=None,
                dates=dates,
                employment=employment,
                part_time=None if share is None else (share, 100),
                body=(Piece(text),) if text else (),
            )
            positions.append(position)
            labels += self._labels(key, index, each, position)
        return tuple(positions), tuple(labels)

    def _labels(self, key: str, index: int, data: Mapping[str, Any], position: Position) -> list[Label]:
        """Return the labels that the example gives; a scheme that it does not give is read from title and text."""
        taxonomy = self.book.taxonomy
        given = {"function": data.get("function"), "skill": data.get("skills"), "industry": data.get("industry")}
        read = classify([position], Document("", "", "", ""), taxonomy, tuple(self.book.languages))
        labels = []
        for scheme, codes in given.items():
            if codes is None:
                labels += [
                    Label(index, label.scheme, label.code, label.why, label.primary)
                    for label in read
                    if label.scheme == scheme
                ]
                continue
            place = f"{key}.{'skills' if scheme == 'skill' else scheme}"
            for number, code in enumerate(self._codes(place, codes, scheme)):
                labels.append(Label(index, scheme, code, (), scheme == "function" and number == 0))
                if scheme == "skill":
                    labels += [Label(index, "skill", parent) for parent in taxonomy.ancestors(code)]
        return labels

    def _codes(self, key: str, value: object, scheme: str) -> list[str]:
        taxonomy = self.book.taxonomy
        tables: Mapping[str, Mapping[str, object]] = {
            "function": taxonomy.functions,
            "skill": taxonomy.skills,
            "industry": taxonomy.industries,
        }
        codes: list[Any] = [] if value is None else value if isinstance(value, list) else [value]
        for code in codes:
            if code not in tables[scheme]:
                self.problem(key, f"unknown {scheme} {code!r}{near(str(code), tuple(tables[scheme]))}")
        return [code for code in codes if code in tables[scheme]]

    def _day(self, value: object) -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.problem(".as_of", f"{value!r} is no day: write it as 2026-11-21")
            return None


def _lines(value: object) -> Any:
    from xpcalc.criteria import Passage

    items = [] if value is None else value if isinstance(value, list) else [value]
    return tuple(Passage(str(each)) for each in items)


def _three(value: object) -> bool:
    if type(value) is int:
        return value >= 0
    return (
        isinstance(value, list)
        and len(value) == 3
        and all(type(each) is int and each >= 0 for each in value)
        and value == sorted(value)
    )


def _every(verdict: Verdict) -> list[Check]:
    todo = [*verdict.checks, *verdict.nice, *verdict.levels, *verdict.claims]
    found = []
    while todo:
        check = todo.pop(0)
        found.append(check)
        todo += check.parts
    return found


def _why(verdict: Verdict) -> str:
    return "; ".join(f"{each.id} {each.words} ({each.shown})" for each in (*verdict.checks, *verdict.levels))


def _grammar(book: Rulebook, as_of: date) -> Grammar:
    """Return a grammar of all languages: an example is short and says its dates plainly."""
    languages = tuple(book.languages.values())
    return book.built(
        f"examples:{as_of.year}", lambda: Grammar(languages, order="DMY", year_max=as_of.year + 1, others=languages)
    )

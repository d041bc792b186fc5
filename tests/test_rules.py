"""Rule files: what is refused and in which words, the schema for editors, the shipped rules and their examples."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from xpcalc.criteria import CRITERIA
from xpcalc.errors import RulebookError
from xpcalc.model import EMPLOYMENTS
from xpcalc.rulebook import Rulebook
from xpcalc.rulecheck import check_file, load_rules, parse_rules, vocabulary
from xpcalc.rulefile import Rule, schema, sentences
from xpcalc.rulefile.build import POLICY_KEYS, RULE_KEYS

HERE = Path(__file__).parent
ROOT = HERE.parent
SHIPPED = sorted((ROOT / "rules" / "seniority").glob("*.yaml"))
CASES = sorted(path for path in (HERE / "cases" / "rules").glob("*.yaml") if path.stem != "problems")
PROBLEMS = yaml.safe_load((HERE / "cases" / "rules" / "problems.yaml").read_text(encoding="utf-8"))


def one(text: str, book: Rulebook) -> Rule:
    (rule,) = parse_rules(f"schema: xpcalc.rules/1\n{text}", "a.yaml", book)
    return rule


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case["says"][0][:60])
def test_a_mistake_gets_its_words(case: dict[str, Any], rulebook: Rulebook) -> None:
    with pytest.raises(RulebookError) as caught:
        parse_rules(case["rule"], "a.yaml", rulebook)
    problems = caught.value.problems
    assert len(problems) == len(case["says"]), problems
    for expected in case["says"]:
        assert any(each.startswith(expected) for each in problems), problems


def test_all_problems_of_all_documents_come_at_once(rulebook: Rulebook) -> None:
    text = (
        "schema: xpcalc.rules/1\nmust:\n  - months: {function: suport, at_least: 0}\n---\n"
        "schema: xpcalc.rules/1\nid: b\nmust:\n  - span: {}\n"
    )
    with pytest.raises(RulebookError) as caught:
        parse_rules(text, "two.yaml", rulebook)
    assert [each.split(" ")[0] for each in caught.value.problems] == ["two.yaml:3:", "two.yaml:3:", "two.yaml:8:"]


def test_two_rules_in_one_file_need_two_names(rulebook: Rulebook) -> None:
    rule = "schema: xpcalc.rules/1\nmust:\n  - span: {at_least: 5}\n"
    with pytest.raises(RulebookError, match="two rules are called a"):
        parse_rules(f"{rule}---\n{rule}", "a.yaml", rulebook)
    assert [each.id for each in parse_rules(f"{rule}---\nid: b\n{rule}", "a.yaml", rulebook)] == ["a", "b"]


def test_a_name_that_is_no_rule_is_told_the_near_ones(rulebook: Rulebook) -> None:
    with pytest.raises(RulebookError, match="did you mean onboarding"):
        load_rules("onbording", rulebook)
    with pytest.raises(RulebookError, match=r"there is no such file or rule$"):
        load_rules("gone.yaml", rulebook)


@pytest.mark.parametrize(
    ("must", "said"),
    [
        ("months: {function: customer_service, at_least: 24}", "did you mean support?"),
        ("months: {function: team_leader, at_least: 24}", "did you mean management.team_lead?"),
        ("months: {function: suport, at_least: 24}", "did you mean support"),
        ('months: {employer: "", at_least: 24}', "an empty text asks for nothing"),
        ("span: {at_least: five}", r"'five' is not a whole number from 1 to 1200 \(in digits\)"),
    ],
)
def test_a_wrong_word_is_told_what_it_means(must: str, said: str, rulebook: Rulebook) -> None:
    with pytest.raises(RulebookError, match=said):
        parse_rules(f"schema: xpcalc.rules/1\nid: a\nmust:\n  - {must}\n", "a.yaml", rulebook)


def test_a_total_of_any_work_is_allowed_with_a_hint(rulebook: Rulebook) -> None:
    assert one("must: [{months: {at_least: 36}}]", rulebook).hints != ()
    assert one("must: [{months: {function: support, at_least: 36}}]", rulebook).hints == ()


def test_a_cap_with_a_reason_is_allowed(rulebook: Rulebook) -> None:
    cap = "must: [{months: {function: support, at_most: 24, justification: training post set by law}}]"
    assert one(cap, rulebook).must[0].kind == "months"


# ---------------------------------------------------------------- the tree


def test_words_and_lists_of_one_word_are_the_same(rulebook: Rulebook) -> None:
    single = one("must: [{months: {function: support, at_least: 36}}]", rulebook)
    listed = one("must: [{months: {function: [support], at_least: 36}}]", rulebook)
    assert single == listed


def test_requirements_without_a_name_get_one(rulebook: Rulebook) -> None:
    rule = one("must: [{span: {at_least: 2}}, {span: {at_least: 5}}, {all: [{span: {at_least: 3}}]}]", rulebook)
    assert [node.id for node in rule.must] == ["span", "span-2", "all"]
    assert rule.must[2].parts[0].id == "all.1"


def test_choices_change_the_policy_of_the_run_or_a_named_one(rulebook: Rulebook) -> None:
    policies = rulebook.policies
    plain = one("must: [{span: {at_least: 2}}]", rulebook)
    assert plain.choices.policy(policies["linkedin"]) == policies["linkedin"]
    named = one("policy: {base: public_sector, internships: paid_only}\nmust: [{span: {at_least: 2}}]", rulebook)
    made = named.choices.policy(policies["linkedin"])
    assert (made.measure, made.counted[-1]) == ("floor", "apprenticeship")
    assert "public_sector with counting" in made.name
    less = one("policy: {self_employed: exclude, threshold: 16}\nmust: [{span: {at_least: 2}}]", rulebook)
    made = less.choices.policy(policies["default"])
    assert "freelance" not in made.counted
    assert (made.threshold, made.name.startswith("default with threshold 16")) == (16, True)


def test_a_choice_that_the_policy_of_the_run_cannot_take_is_refused(rulebook: Rulebook) -> None:
    rule = one("policy: {part_time: prorate}\nmust: [{span: {at_least: 2}}]", rulebook)
    with pytest.raises(RulebookError, match="prorate has no meaning for measure linkedin"):
        rule.choices.policy(rulebook.policies["linkedin"])


def test_a_rule_reads_as_sentences(rulebook: Rulebook) -> None:
    (rule,) = load_rules(CASES[0], rulebook)
    assert sentences(rule, rulebook.taxonomy) == (
        "Senior support specialist (ad-2026-014)",
        "must: at least 36 months: support, in SaaS",
        "must: use of tools such as Zendesk, Intercom or Freshdesk (customer help desks)",
        "nice to have: Spanish at C1 or higher",
    )


# ---------------------------------------------------------------- the schema


def valid(data: Any, form: dict[str, Any], root: dict[str, Any]) -> bool:
    """A checker for the part of JSON Schema that `schema` uses; anything else fails loudly."""
    known = {
        "$schema", "title", "description", "$defs", "$ref", "const", "enum", "type", "pattern", "minLength", "minimum",
        "maximum", "items", "minItems", "uniqueItems", "properties", "required", "additionalProperties", "anyOf",
        "oneOf", "format",
    }  # fmt: skip
    assert set(form) <= known, set(form) - known
    if "$ref" in form:
        return valid(data, root["$defs"][form["$ref"].rpartition("/")[2]], root)
    kinds = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    if "const" in form and data != form["const"]:
        return False
    if "enum" in form and data not in form["enum"]:
        return False
    if "type" in form and type(data) is not kinds[form["type"]]:
        return False
    if isinstance(data, str) and ("pattern" in form and not re.search(form["pattern"], data)):
        return False
    if type(data) is int and not form.get("minimum", data) <= data <= form.get("maximum", data):
        return False
    if isinstance(data, list):
        if len(data) < form.get("minItems", 0):
            return False
        if "items" in form and not all(valid(each, form["items"], root) for each in data):
            return False
    if isinstance(data, dict) and "properties" in form:
        rest = form.get("additionalProperties", True)
        for key, value in data.items():
            inner = form["properties"].get(key, rest)
            if inner is False or (inner is not True and not valid(value, inner, root)):
                return False
        if not set(form.get("required", ())) <= set(data):
            return False
    if "anyOf" in form and not any(valid(data, each, root) for each in form["anyOf"]):
        return False
    return "oneOf" not in form or sum(valid(data, each, root) for each in form["oneOf"]) == 1


@pytest.mark.parametrize("path", [*SHIPPED, *CASES], ids=lambda path: path.stem)
def test_every_rule_fits_the_schema(path: Path, rulebook: Rulebook) -> None:
    form = schema(vocabulary(rulebook))
    data = yaml.safe_load(re.sub(r"(as_of: )([0-9-]+)", r"\1'\2'", path.read_text(encoding="utf-8")))
    assert valid(data, form, form)
    assert valid(data, schema(), schema())
    data["must"] = [{"months": {"function": "no_such_function", "at_least": 12}}]
    assert not valid(data, form, form)
    data["must"] = [{"months": {"at_least": 12}, "span": {"at_least": 5}}]
    assert not valid(data, schema(), schema())


def test_the_schema_holds_every_criterion_and_key() -> None:
    form = schema()
    assert set(form["properties"]) == set(RULE_KEYS)
    assert set(form["properties"]["policy"]["anyOf"][1]["properties"]) == set(POLICY_KEYS)
    for name, type_ in CRITERIA.items():
        assert set(form["$defs"][name]["properties"]) == set(type_.KEYS)
        assert set(type_.KEYS) <= set(type_.__dataclass_fields__)
    assert form["properties"]["policy"]["anyOf"][1]["properties"]["counted"]["items"]["enum"] == list(EMPLOYMENTS)


# ---------------------------------------------------------------- examples


@pytest.mark.parametrize("path", [*SHIPPED, *CASES], ids=lambda path: path.stem)
def test_examples_have_the_outcome_they_say(path: Path, rulebook: Rulebook) -> None:
    assert check_file(path, rulebook) == []
    assert all(rule.examples for rule in load_rules(path, rulebook))


@pytest.mark.parametrize("path", [*SHIPPED, *CASES], ids=lambda path: path.stem)
def test_every_file_names_its_source(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# Source: ")


@pytest.mark.parametrize("path", [*SHIPPED, *CASES], ids=lambda path: path.stem)
def test_another_expectation_is_noticed(path: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    """Every expected level, result and check is really compared: turn each one round and it must be reported."""
    turned = {"met": "not_met", "not_met": "undecided", "undecided": "met"}
    count = 0

    def turn(match: re.Match[str]) -> str:
        nonlocal count
        head, body = match[1], match[2]
        words = re.findall(r"\b(?:met|not_met|undecided)\b", body)
        levels = len(re.findall(r"(?:level|possible): ", body))
        count += len(words) + levels
        body = re.sub(r"\b(not_met|undecided|met)\b", lambda word: turned[word[0]], body)
        return head + re.sub(r"((?:level|possible): )\w+", r"\1other", body)

    own = tmp_path / path.name
    own.write_text(re.sub(r"(expect: )(.*)", turn, path.read_text(encoding="utf-8")), encoding="utf-8")
    problems = check_file(own, rulebook)
    assert len(problems) == count > 0
    assert all(re.match(rf"{re.escape(str(own))}:[0-9]+: \$\.examples\[[0-9]+\]\.expect\.", each) for each in problems)


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ("{facts: {}, expect: {level: mid}}", "as_of is missing"),
        ("{as_of: 2026-11-21, facts: {}}", "expect is missing"),
        ("{as_of: 2026-11-21, expect: {result: met}}", "give positions"),
        ("{as_of: 2026-11-21, facts: {month skill=x: 3}, expect: {result: met}}", "unknown fact"),
        ("{as_of: 2026-11-21, facts: {months: [3, 2, 1]}, expect: {result: met}}", "is not [fewest, likely, most]"),
        (
            "{as_of: 2026-11-21, positions: [{dates: whenever}], expect: {result: met}}",
            "'whenever' is not read as dates",
        ),
        ("{as_of: 2026-11-21, positions: [{skills: zendes}], expect: {result: met}}", "did you mean zendesk"),
        (
            "{as_of: 2026-11-21, positions: [{job: x}], expect: {result: met}}",
            "$.examples[0].positions[0].job: unknown",
        ),
        ("{as_of: today, facts: {}, expect: {result: met}}", "'today' is no day"),
        ("{as_of: 2026-11-21, facts: {}, expect: {checks: {spam: met}}}", "no such check: did you mean span?"),
    ],
)
def test_a_mistake_in_an_example_gets_its_words(example: str, says: str, rulebook: Rulebook, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(f"schema: xpcalc.rules/1\nmust:\n  - span: {{at_least: 5}}\nexamples:\n  - {example}\n")
    problems = check_file(own, rulebook)
    assert any(says in each for each in problems), problems
    assert all(each.startswith(f"{own}:5: $.examples[0]") for each in problems)


def test_a_file_that_is_no_rule_is_a_problem_not_a_crash(rulebook: Rulebook, tmp_path: Path) -> None:
    for name, data in {
        "empty.yaml": b"",
        "list.yaml": b"- a\n",
        "bytes.yaml": b"\xff\xfe",
        "bad.yaml": b"a: [\n",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert len(check_file(tmp_path / name, rulebook)) >= 1
    assert len(check_file(tmp_path / "gone.yaml", rulebook)) == 1


def test_shipped_rules_are_found_by_name(rulebook: Rulebook) -> None:
    assert [path.stem for path in SHIPPED] == [rule.id for path in SHIPPED for rule in load_rules(path.stem, rulebook)]
    assert len(SHIPPED) == 6


def test_the_guides_hold_rules_that_work(rulebook: Rulebook, tmp_path: Path) -> None:
    """Every complete rule in the two guides loads, and its examples come out."""
    seen = 0
    for guide in (ROOT / "rules" / "README.md", ROOT / "docs" / "rules.md"):
        for block in re.findall(r"^```yaml\n(.*?)^```", guide.read_text(encoding="utf-8"), re.M | re.S):
            if "schema: xpcalc.rules/1" in block:
                own = tmp_path / "guide.yaml"
                own.write_text(block, encoding="utf-8")
                assert check_file(own, rulebook) == []
                seen += 1
    assert seen >= 2


def test_every_criterion_key_and_choice_is_documented() -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    names = {*CRITERIA, *RULE_KEYS, *POLICY_KEYS, *(key for type_ in CRITERIA.values() for key in type_.KEYS)}
    assert [name for name in sorted(names) if f"`{name}`" not in text and f"`{name}:" not in text] == []

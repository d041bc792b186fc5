"""YAML data -> Rule. All problems of a rule at once, each `$.path: what`; the file and line come from the caller.

To add a key: `_RULE_KEYS`, a reader here, a line in schema.py and in docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from xpcalc.criteria import CRITERIA, Key, Months
from xpcalc.criteria.keys import LARGEST, SHAPES
from xpcalc.errors import RulebookError
from xpcalc.model import EMPLOYMENTS, Policy
from xpcalc.regex import regex
from xpcalc.rulefile.tree import SCHEMA, Choices, Levels, Node, Rule
from xpcalc.rulefile.vocabulary import Vocabulary, near

# Source: docs/rules.md, "The file".
RULE_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "schema": f"the format: {SCHEMA}",
        "id": "a short name in small letters, numbers and dashes",
        "title": "the name of the post or ladder: text, or one text a language",
        "source_text": "the sentence of the job ad behind the rule",
        "note": "remarks for whoever reads the file",
        "policy": "how months are counted",
        "must": "requirements that all have to be shown",
        "nice": "requirements that are shown beside, without effect on the result",
        "levels": "a ladder: order, default and one requirement a level",
        "claims": "statements about months, held against the dates",
        "examples": "careers with the expected result",
    }
)
# Source: docs/rules.md, "Counting"; the kinds of employment behind a word.
_KINDS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "internships": {"include": ("internship", "apprenticeship"), "paid_only": ("apprenticeship",), "exclude": ()},
        "volunteering": {"include": ("volunteer",), "exclude": ()},
        "self_employed": {"include": ("freelance",), "exclude": ()},
    }
)
_DROPPED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"internships": ("internship", "apprenticeship"), "volunteering": ("volunteer",), "self_employed": ("freelance",)}
)
_NATIVE = ("measure", "threshold", "month_dates", "leave", "legal_basis", "ongoing")
POLICY_KEYS = (
    "base", "measure", "threshold", "month_dates", "overlap", "part_time", "full_time_hours", "internships",
    "volunteering", "self_employed", "leave", "legal_basis", "ongoing", "counted", "skill_credit", "absence", "as_of",
)  # fmt: skip
_ID = regex(r"[a-z0-9][a-z0-9._-]{0,79}")
_LEVEL = regex(r"[a-z0-9][a-z0-9_-]{0,39}")
_CODE_PATH = regex(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_EXTRA = ("id", "text")


def rule_from_mapping(name: str, data: object, vocabulary: Vocabulary) -> Rule:
    """Return the rule that the data of one YAML document describes.

    Raises: RulebookError with every problem, each `$.path: what`.
    """
    reader = _Reader(vocabulary)
    rule = reader.rule(name, data)
    if reader.problems or rule is None:
        raise RulebookError(*reader.problems)
    return rule


class _Reader:
    """Walks the data, gathers problems and hints."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[str] = []
        self.hints: list[str] = []
        self.ids: set[str] = set()

    def problem(self, path: str, what: str) -> None:
        if len(self.problems) < 50:
            self.problems.append(f"{path}: {what}")

    # ------------------------------------------------------------ the whole

    def rule(self, name: str, data: object) -> Rule | None:
        if not isinstance(data, dict):
            self.problem("$", "expected a rule: keys such as schema, id, must")
            return None
        self._keys("$", data, tuple(RULE_KEYS))
        if data.get("schema") != SCHEMA:
            what = "is missing" if "schema" not in data else f"{data['schema']!r} is not known"
            self.problem("$.schema" if "schema" in data else "$", f"schema {what}: write schema: {SCHEMA}")
        id_ = data.get("id", name)
        if not isinstance(id_, str) or not _ID.fullmatch(id_):
            self.problem("$.id", f"{id_!r} is not a short name of small letters, numbers and dashes")
            id_ = name
        choices, as_of = self._choices(data.get("policy"))
        must = self._nodes("$.must", data.get("must"))
        nice = self._nodes("$.nice", data.get("nice"))
        levels = self._levels(data.get("levels"))
        claims = self._claims(data.get("claims"))
        if not (must or nice or claims or levels) and not self.problems:
            self.problem("$", "the rule asks for nothing: give must, nice, levels or claims")
        examples = data.get("examples", [])
        if not isinstance(examples, list) or not all(isinstance(each, dict) for each in examples):
            self.problem("$.examples", "expected a list of examples, each with facts or positions, and expect")
            examples = []
        return Rule(
            id=id_,
            title=self._title(data.get("title")),
            source_text=self._text("$.source_text", data.get("source_text")),
            choices=choices,
            as_of=as_of,
            must=must,
            nice=nice,
            levels=levels,
            claims=claims,
            hints=tuple(dict.fromkeys(self.hints)),
            examples=tuple(MappingProxyType(dict(each)) for each in examples),
        )

    def _keys(self, path: str, data: Mapping[str, object], known: tuple[str, ...]) -> None:
        for key in data:
            if key not in known:
                self.problem(_step(path, key), f"unknown key{near(key, known) or ': known are ' + ', '.join(known)}")

    def _text(self, path: str, value: object) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            self.problem(path, f"{value!r} is not text: put it in quotes")
            return ""
        return value

    def _title(self, value: object) -> Mapping[str, str]:
        if isinstance(value, dict):
            texts = {key: self._text(f"$.title.{key}", text) for key, text in value.items()}
            return MappingProxyType(texts)
        text = self._text("$.title", value)
        return MappingProxyType({"en": text} if text else {})

    # ------------------------------------------------------------ counting

    def _choices(self, data: object) -> tuple[Choices, date | None]:
        path = "$.policy"
        if data is None:
            return Choices(), None
        if isinstance(data, str):
            data = {"base": data}
        if not isinstance(data, dict):
            self.problem(path, "expected keys such as base, measure, part_time")
            return Choices(), None
        self._keys(path, data, POLICY_KEYS)
        known = self.vocabulary.known("policy")
        base: Policy | None = None
        if "base" in data:
            if data["base"] in known:
                base = self.vocabulary.policies[data["base"]]
            else:
                self.problem(f"{path}.base", f"unknown policy {data['base']!r}{near(str(data['base']), known)}")
        native = {key: data[key] for key in _NATIVE if key in data}
        if "part_time" in data:
            named = {"calendar": "full", "full": "full", "prorate": "prorate"}
            native["part_time"] = self._word(f"{path}.part_time", data["part_time"], tuple(named)) or "full"
            native["part_time"] = named[str(native["part_time"])]
        if "counted" in data:
            native["counted"] = data["counted"]
        add: list[str] = []
        drop: list[str] = []
        for key, words in _KINDS.items():
            if key in data:
                word = self._word(f"{path}.{key}", data[key], tuple(words))
                if word is not None:
                    add += words[word]
                    drop += [kind for kind in _DROPPED[key] if kind not in words[word]]
        if "overlap" in data and data["overlap"] != "union":
            what = "a day counts once: write overlap: union, or leave it out"
            self.problem(f"{path}.overlap", f"{data['overlap']!r} is not known: {what}")
        hours = data.get("full_time_hours")
        if hours is not None and (type(hours) is not int or not 1 <= hours <= 80):
            self.problem(f"{path}.full_time_hours", f"{hours!r} is not a number of hours a week")
            hours = None
        absence = self._word(f"{path}.absence", data.get("absence", "undecided"), ("undecided", "not_met"))
        credit = self._word(f"{path}.skill_credit", data.get("skill_credit", "role"), ("role", "dated_only"))
        native = self._checked(path, native, base)
        return (
            Choices(
                base,
                MappingProxyType(native),
                tuple(add),
                tuple(drop),
                absence or "undecided",
                credit or "role",
                hours,
            ),
            self._day(f"{path}.as_of", data.get("as_of")),
        )

    def _checked(self, path: str, native: dict[str, object], base: Policy | None) -> dict[str, object]:
        """Return the choices as a policy holds them; what the policy refuses is a problem."""
        make = self.vocabulary.make_policy
        if make is None or not native:
            return native
        try:
            made = make("rule", native, base or Policy())
        except RulebookError as error:
            for each in error.problems:
                place, _, what = each.removeprefix("policies/rule: ").partition(": ")
                self.problem(path + place[1:], what)
            return {}
        return {key: getattr(made, key) for key in native}

    def _word(self, path: str, value: object, words: tuple[str, ...]) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        self.problem(path, f"{value!r} is not one of {', '.join(words)}")
        return None

    def _day(self, path: str, value: object) -> date | None:
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.problem(path, f"{value!r} is no day: write it as 2026-11-21")
            return None

    # ------------------------------------------------------------ requirements

    def _nodes(self, path: str, data: object) -> tuple[Node, ...]:
        if data is None:
            return ()
        if not isinstance(data, list) or not data:
            self.problem(path, "expected a list of requirements, each beginning with a dash")
            return ()
        nodes = [self._node(f"{path}[{index}]", each, False) for index, each in enumerate(data)]
        return tuple(node for node in nodes if node is not None)

    def _node(self, path: str, data: object, turned: bool, label: str = "") -> Node | None:
        """Return one requirement; `turned` = under an odd number of `not`."""
        if not isinstance(data, dict):
            self.problem(path, f"expected a requirement, such as months: {{...}}; found {_short(data)}")
            return None
        combinators = ("all", "any", "not", "of")
        kinds = [key for key in data if key in CRITERIA or key in combinators]
        known = (*CRITERIA, "all", "any", "not", "at_least", "of", *_EXTRA)
        self._keys(path, data, known)
        if len(kinds) != 1:
            if kinds:
                self.problem(path, f"{' and '.join(kinds)} in one requirement: write two, or put them under all")
            elif not any(key not in known for key in data):
                self.problem(path, f"no criterion: give one of {', '.join(CRITERIA)}, all, any, not, at_least")
            return None
        kind = kinds[0]
        if "at_least" in data and kind != "of":
            self.problem(f"{path}.at_least", f"at_least stands inside {kind}, or beside of: [...]")
        id_ = self._id(path, data.get("id"), label or kind)
        text = self._text(f"{path}.text", data.get("text"))
        if kind in CRITERIA:
            criterion = self._criterion(kind, f"{path}.{kind}", data[kind], turned)
            return None if criterion is None else Node(id_, kind, criterion, text=text)
        if kind == "not":
            part = self._node(f"{path}.not", data["not"], not turned, f"{id_}.1")
            return None if part is None else Node(id_, "not", parts=(part,), text=text)
        items = data[kind]
        if not isinstance(items, list) or not items:
            self.problem(f"{path}.{kind}", "expected a list of requirements")
            return None
        found = [
            self._node(f"{path}.{kind}[{index}]", each, turned, f"{id_}.{index + 1}")
            for index, each in enumerate(items)
        ]
        parts = tuple(node for node in found if node is not None)
        if kind != "of":
            return Node(id_, kind, parts=parts, text=text)
        count = data.get("at_least")
        if type(count) is not int or not 1 <= count <= len(items):
            self.problem(f"{path}.at_least" if "at_least" in data else path, f"of needs at_least: 1 to {len(items)}")
            return None
        return Node(id_, "at_least", parts=parts, count=count, text=text)

    def _id(self, path: str, value: object, label: str) -> str:
        if value is None:
            number, id_ = 1, label
            while id_ in self.ids:
                number += 1
                id_ = f"{label}-{number}"
        elif not isinstance(value, str) or not _ID.fullmatch(value):
            self.problem(f"{path}.id", f"{value!r} is not a short name of small letters, numbers and dashes")
            return label
        else:
            id_ = value
            if id_ in self.ids:
                self.problem(f"{path}.id", f"{id_} stands twice in this rule")
        self.ids.add(id_)
        return id_

    def _criterion(self, kind: str, path: str, data: object, turned: bool) -> Any:
        if not isinstance(data, dict):
            self.problem(path, f"expected keys of {kind}; found {_short(data)}")
            return None
        type_ = CRITERIA[kind]
        keys: Mapping[str, Key] = type_.KEYS
        before = len(self.problems)
        self._keys(path, data, tuple(keys))
        values: dict[str, object] = {}
        for name, key in keys.items():
            if name not in data:
                if key.required:
                    self.problem(path, f"{name} is missing: {key.about}")
                continue
            values[name] = self._value(f"{path}.{name}", data[name], key)
        if len(self.problems) > before:
            return None
        criterion = type_(**values)
        for name, what in criterion.problems():
            self.problem(f"{path}.{name}" if name else path, what)
        if turned and kind == "months" and not values.get("justification") and values.get("at_least") is not None:
            # Why: `not: months at_least` is a cap on experience by another name.
            self.problem(path, "not at_least is a cap on experience: it needs justification: the reason, in words")
        if hasattr(criterion, "hints"):
            self.hints += [f"{path}: {hint}" for hint in criterion.hints()]
        return criterion

    def _value(self, path: str, value: object, key: Key) -> object:
        """Return a value of the right shape; anything else is a problem."""
        shape = key.shape
        if shape in ("codes", "texts", "choices"):
            items = value if isinstance(value, list) else [value]
            if not items:
                self.problem(path, "an empty list asks for nothing")
            for index, item in enumerate(items):
                place = f"{path}[{index}]" if isinstance(value, list) else path
                if isinstance(item, str) and not item.strip():
                    self.problem(place, "an empty text asks for nothing: leave the key out, or say what is meant")
                elif not isinstance(item, str):
                    self.problem(place, f"{item!r} is not text: put it in quotes")
                elif shape == "codes" and not self.vocabulary.has(key.names, item):
                    self.problem(place, f"unknown {key.names} {item!r}{self.vocabulary.hint(key.names, item)}")
                elif shape == "choices" and item not in key.values:
                    self.problem(place, f"{item!r} is not one of {', '.join(key.values)}")
            return tuple(items)
        if shape in ("count", "number"):
            low = 1 if shape == "count" else 0
            if type(value) is not int or not low <= value <= LARGEST:
                digits = " (in digits)" if isinstance(value, str) else ""
                self.problem(path, f"{value!r} is not {SHAPES[shape]}{digits}")
        elif shape == "flag":
            if not isinstance(value, bool):
                self.problem(path, f"{value!r} is neither true nor false")
        elif shape == "choice":
            self._word(path, value, key.values)
        elif not isinstance(value, str):
            self.problem(path, f"{value!r} is not text: put it in quotes")
        return value

    # ------------------------------------------------------------ levels and claims

    def _levels(self, data: object) -> Levels | None:
        if data is None:
            return None
        path = "$.levels"
        if not isinstance(data, dict):
            self.problem(path, "expected order: [...], default: and one requirement a level")
            return None
        order = data.get("order")
        if not isinstance(order, list) or not order or not all(isinstance(each, str) for each in order):
            self.problem(f"{path}.order" if "order" in data else path, "order: the levels, lowest first, in brackets")
            return None
        for index, level in enumerate(order):
            if not _LEVEL.fullmatch(level) or level in ("order", "default"):
                self.problem(f"{path}.order[{index}]", f"{level!r} is not a short word in small letters")
            if level in order[:index]:
                self.problem(f"{path}.order[{index}]", f"{level} stands twice")
        self._keys(path, data, ("order", "default", *order))
        default = data.get("default")
        if default is not None and default not in order:
            self.problem(f"{path}.default", f"{default!r} is not in order{near(str(default), tuple(order))}")
        needs: dict[str, Node] = {}
        for level in order:
            if level in data:
                node = self._node(f"{path}.{level}", data[level], False, level)
                if node is not None:
                    needs[level] = node
            elif level != default:
                self.problem(path, f"level {level} has no requirement: give one, or make it the default")
        self.hints += _steps_down(order, needs)
        return Levels(tuple(order), MappingProxyType(needs), default if isinstance(default, str) else None)

    def _claims(self, data: object) -> tuple[Node, ...]:
        nodes = self._nodes("$.claims", data)
        for index, node in enumerate(nodes):
            if node.kind != "claim":
                self.problem(
                    f"$.claims[{index}]", f"only claim stands here, not {node.kind}: put it under must or nice"
                )
        return nodes


def _steps_down(order: Sequence[str], needs: Mapping[str, Node]) -> Iterator[str]:
    """Yield a hint for each level that asks for fewer months of the same than a lower one."""
    asked: dict[str, tuple[int, str]] = {}
    for level in (each for each in order if each in needs):
        node = needs[level]
        for part in node.parts if node.kind == "all" else (node,):
            if not isinstance(part.criterion, Months) or part.criterion.at_least is None:
                continue
            key = f"{part.criterion.key()} {part.criterion.within_last}"
            most, lower = asked.get(key, (0, ""))
            if part.criterion.at_least < most:
                months = f"{part.criterion.at_least} months where {lower} below it asks for {most}"
                yield f"$.levels.{level}: asks for {months} of the same: is the order lowest first?"
            else:
                asked[key] = part.criterion.at_least, level


def _step(path: str, key: str) -> str:
    import json

    return f"{path}.{key}" if _CODE_PATH.fullmatch(key) else f"{path}[{json.dumps(key)}]"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


__all__ = ["EMPLOYMENTS", "POLICY_KEYS", "RULE_KEYS", "rule_from_mapping"]

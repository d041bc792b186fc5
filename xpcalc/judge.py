"""Facts + Rule -> Verdict: met, not met or undecided, check by check. Never a score, never an order of people.

To add a criterion: `xpcalc.criteria`. To add a combinator: `_combined`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from xpcalc.criteria import ORDER, WORDS, Case, Check, Counted, Facts, Result, Verdict
from xpcalc.model import Experience, Label, Policy, Position
from xpcalc.rulefile import Node, Rule, asked

__all__ = ["Facts", "counter", "judge"]


def judge(facts: Facts, rule: Rule) -> Verdict:
    """Return what a rule says about one document.

    Raises: RulebookError where the rule's choices do not go with the policy of the run.
    """
    policy = rule.choices.policy(facts.policy)
    case = Case(facts, policy, rule.choices.absence, rule.choices.skill_credit, {})
    verdict = _decided(case, rule)
    return _with_sensitivity(verdict, case, rule)


# ---------------------------------------------------------------- one policy


def _decided(case: Case, rule: Rule) -> Verdict:
    checks = tuple(_check(node, case) for node in rule.must)
    nice = tuple(_check(node, case) for node in rule.nice)
    claims = tuple(_check(node, case) for node in rule.claims)
    level = possible = None
    steps: tuple[Check, ...] = ()
    if rule.levels is not None:
        steps = tuple(_check(rule.levels.needs[each], case) for each in rule.levels.order if each in rule.levels.needs)
        results = dict(zip((each for each in rule.levels.order if each in rule.levels.needs), steps, strict=True))
        level = _highest(rule, results, ("met",))
        if case.facts.unread and level == rule.levels.default and any(each.result == "undecided" for each in steps):
            level = None  # Why: everybody has the lowest level, but a document that was not read shows nothing.
        possible = _highest(rule, results, ("met", "undecided"))
    result = _worst(checks)
    if rule.levels is not None and not checks:
        # Why: a ladder asks where somebody stands; that is known when no higher level is open.
        result = "met" if level == possible else "undecided"
    settle = next((each.would_settle for each in (*checks, *_open_steps(steps)) if each.would_settle), None)
    return Verdict(
        rule=rule.id,
        title=rule.name(case.facts.lang),
        result=result,
        policy=case.policy.name,
        as_of=case.facts.as_of.isoformat(),
        level=level,
        possible=possible,
        checks=checks,
        nice=nice,
        levels=steps,
        claims=claims,
        would_settle=settle if result == "undecided" else None,
        hints=rule.hints,
        source_text=rule.source_text,
        statement=_statement(case, rule, result, level, possible, checks),
    )


def _worst(checks: Sequence[Check]) -> Result:
    return min((each.result for each in checks), key=ORDER.index, default="met")


def _open_steps(steps: Sequence[Check]) -> Iterator[Check]:
    """Yield the undecided levels, the highest first: its question decides most."""
    return (each for each in reversed(steps) if each.result == "undecided")


def _highest(rule: Rule, results: Mapping[str, Check], wanted: tuple[Result, ...]) -> str | None:
    """Return the highest level whose result is one of those wanted, else the default."""
    assert rule.levels is not None
    for level in reversed(rule.levels.order):
        if level == rule.levels.default or (level in results and results[level].result in wanted):
            return level
    return None


def _statement(
    case: Case, rule: Rule, result: Result, level: str | None, possible: str | None, checks: Sequence[Check]
) -> str:
    """Return the verdict as one sentence for people."""
    parts = []
    lang, t = case.facts.lang, case.t
    name = rule.name(lang)
    if checks:
        parts.append(f"{name}: {t(WORDS[result])}")
        pairs = zip(checks, rule.must, strict=True)
        open_ = [asked(node, case.facts.taxonomy, lang) for each, node in pairs if each.result == result != "met"]
        if open_:
            parts[-1] += f" ({'; '.join(open_)})"
    if rule.levels is not None:
        shown = level or t("none of the ladder")
        if level is None and case.facts.unread:
            parts.append(t("level by months of evidence: cannot be decided"))
        elif level == possible:
            parts.append(t("level by months of evidence: {level}").format(level=shown))
        else:
            text = t("level by months of evidence: {level}, possibly {possible}")
            parts.append(text.format(level=shown, possible=possible))
    return "; ".join(parts) or name


def _check(node: Node, case: Case) -> Check:
    taxonomy = case.facts.taxonomy
    if node.criterion is None:
        return _combined(node, case)
    found = node.criterion.check(case)
    return Check(
        id=node.id,
        kind=node.kind,
        result=found.result,
        asked=asked(node, taxonomy, case.facts.lang),
        shown=found.shown,
        needed=found.needed,
        shown_low=found.shown_low,
        shown_high=found.shown_high,
        duration=found.duration,
        flags=found.flags,
        positions=found.positions,
        evidence=found.lines,
        would_settle=found.would_settle,
    )


def _combined(node: Node, case: Case) -> Check:
    """Return all, any, not or at_least of its parts (Kleene logic), with what the deciding parts carry."""
    parts = tuple(_check(part, case) for part in node.parts)
    met = sum(part.result == "met" for part in parts)
    open_ = sum(part.result == "undecided" for part in parts)
    result: Result
    if node.kind == "all":
        result = _worst(parts)
    elif node.kind == "any":
        result = max((part.result for part in parts), key=ORDER.index)
    elif node.kind == "not":
        result = ORDER[2 - ORDER.index(parts[0].result)]
    else:
        result = "met" if met >= node.count else "not_met" if met + open_ < node.count else "undecided"
    # Why: under `not` the part behind the result has the opposite one.
    deciding = parts if node.kind == "not" else tuple(part for part in parts if part.result == result)
    indexes = tuple(sorted({index for part in deciding for index in part.positions}))
    return Check(
        id=node.id,
        kind=node.kind,
        result=result,
        asked=asked(node, case.facts.taxonomy, case.facts.lang),
        shown="; ".join(dict.fromkeys(part.shown for part in deciding)),
        flags=tuple(dict.fromkeys(flag for part in deciding for flag in part.flags)),
        positions=indexes,
        evidence=tuple(dict.fromkeys(line for part in deciding for line in part.evidence)),
        would_settle=next((part.would_settle for part in parts if part.result == "undecided"), None)
        if result == "undecided"
        else None,
        parts=parts,
    )


# ---------------------------------------------------------------- other policies


def _with_sensitivity(verdict: Verdict, case: Case, rule: Rule) -> Verdict:
    """Return the verdict with a line wherever another named policy gives another result."""
    facts = case.facts
    if facts.count is None or not facts.policies:
        return verdict
    own = case.policy
    overall: dict[str, list[str]] = {}
    by_check: dict[str, dict[str, list[str]]] = {}
    for name, other in sorted(facts.policies.items()):
        # Why: which work counts is what the rule asks for; how it is measured is what policies differ in.
        tried = replace(other, counted=own.counted, leave=own.leave, legal_basis=own.legal_basis)
        if replace(tried, name=own.name, summary=own.summary) == own:
            continue
        there = _decided(replace(case, policy=tried), rule)
        if (there.result, there.level, there.possible) != (verdict.result, verdict.level, verdict.possible):
            overall.setdefault(_said(there), []).append(name)
        for mine, theirs in zip(_all(verdict), _all(there), strict=True):
            if mine.result != theirs.result:
                text = f"{WORDS[theirs.result]} ({theirs.shown})"
                by_check.setdefault(mine.id, {}).setdefault(text, []).append(name)

    def marked(check: Check) -> Check:
        lines = _lines(by_check.get(check.id, {}))
        return replace(check, sensitivity=lines, parts=tuple(marked(part) for part in check.parts))

    return replace(
        verdict,
        checks=tuple(marked(each) for each in verdict.checks),
        nice=tuple(marked(each) for each in verdict.nice),
        levels=tuple(marked(each) for each in verdict.levels),
        claims=tuple(marked(each) for each in verdict.claims),
        sensitivity=_lines(overall),
    )


def _all(verdict: Verdict) -> Iterator[Check]:
    def walk(checks: Sequence[Check]) -> Iterator[Check]:
        for each in checks:
            yield each
            yield from walk(each.parts)

    return walk((*verdict.checks, *verdict.nice, *verdict.levels, *verdict.claims))


def _said(verdict: Verdict) -> str:
    if verdict.level is None and verdict.possible is None:
        return WORDS[verdict.result]
    level = f"level {verdict.level or 'none'}"
    text = level if verdict.level == verdict.possible else f"{level}, possibly {verdict.possible}"
    return f"{WORDS[verdict.result]}, {text}" if verdict.checks else text


def _lines(found: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    return tuple(f"under {', '.join(names)}: {text}" for text, names in found.items())


# ---------------------------------------------------------------- wiring


class Counting(Protocol):
    """What `counter` needs of counting; the module `xpcalc.count` has it."""

    @property
    def count(self) -> Callable[..., Experience]:
        """Count positions under a policy."""


def counter(
    counting: Counting,
    positions: Sequence[Position],
    labels: Sequence[Label],
    as_of: date,
    latest_mention: date | None = None,
    stints: Sequence[Any] = (),
) -> Callable[[Policy], Counted]:
    """Return what `Facts.count` holds: the days of each position, and of labels that hold for a part of theirs."""

    def counted(policy: Policy) -> Counted:
        whole = counting.count(positions, labels, policy, as_of, latest_mention)
        narrowed = {}
        for index in sorted({labels[stint.label].position for stint in stints}):
            mine = [at for at, label in enumerate(labels) if label.position == index]
            own = [replace(labels[at], position=0) for at in mine]
            parts = [replace(stint, label=mine.index(stint.label)) for stint in stints if stint.label in mine]
            alone = counting.count([positions[index]], own, policy, as_of, latest_mention, parts)
            for part in parts:
                code = f"{own[part.label].scheme}:{own[part.label].code}"
                narrowed[index, code] = alone.by_label[code]
        return Counted(whole.by_position, narrowed)

    return counted

"""Assessments -> Comparison: candidates side by side at one as-of date. To add a column, a row of `_columns`.

Rows stand by file name, or by one column that was asked for; there is no score and no rank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from xpcalc.assessment import Assessment, Failure
from xpcalc.criteria.case import group_name
from xpcalc.errors import UnknownName, XpcalcError
from xpcalc.i18n import Translator, translator
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy, fold

if TYPE_CHECKING:
    from xpcalc.model import Duration
    from xpcalc.verdict import Check, Verdict

    GroupMonths = Callable[[Assessment, str, Taxonomy], tuple[Duration, Any]]

SCHEMA = "xpcalc.comparison/1"
FILE = "file"
# The column that says whether all of a ladder's `must` is shown; a check of that name stands in its place.
MUST = "must"
# Source: Kleene's order; what is shown first, what cannot be decided before what is not shown.
_RESULTS = {"met": 0, "undecided": 1, "not_met": 2}


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `key` names it on the command line, in CSV and JSON. Kinds: months, level, check."""

    key: str
    kind: str
    label: str
    needed: int | None = None
    nice: bool = False
    policy: str | None = None  # of the rule that asks; None for months, which the policy of the run counts
    unit: str = "months"  # of `needed` and the cells: months or people

    @property
    def rule(self) -> str:
        """The rule that asks, "" for months."""
        return self.key.partition(":")[0] if self.kind in ("level", "check") else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "key": self.key,
            "kind": self.kind,
            "label": self.label,
            "needed": self.needed,
            "nice": self.nice,
            "policy": self.policy,
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document shows for a column. Unit: that of the column, with bounds; level and check have a result."""

    months: int | None = None
    months_low: int | None = None
    months_high: int | None = None
    result: str | None = None
    level: str | None = None
    possible: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form: the fields that hold something."""
        names = ("months", "months_low", "months_high", "result", "level", "possible")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}


@dataclass(frozen=True, slots=True)
class Row:
    """One document: a cell for each column, or why it could not be read."""

    document: str
    person: str | None
    cells: tuple[Cell, ...] = ()
    failure: Failure | None = None
    warnings: tuple[str, ...] = ()
    assessment: Assessment | None = None  # for reports that open a candidate; not in the JSON


@dataclass(frozen=True, slots=True)
class Comparison:
    """Candidates side by side. Invariant: every row was counted up to `as_of` under `policy`, or that of a column."""

    as_of: str
    policy: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sort: str = FILE

    @property
    def other_policies(self) -> dict[str, str]:
        """The rules that are counted under another policy than `policy`, with theirs."""
        return {c.rule: c.policy for c in self.columns if c.policy is not None and c.policy != self.policy}

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema xpcalc.comparison/1)."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of,
            "policy": self.policy,
            "sort": self.sort,
            "columns": [column.to_dict() for column in self.columns],
            "rows": [self._row(row) for row in self.rows],
        }

    def _row(self, row: Row) -> dict[str, Any]:
        if row.failure is not None:
            return {"document": {"name": row.document}, "failure": row.failure.to_dict()}
        return {
            "document": {"name": row.document},
            "person": {"name": row.person},
            "cells": {c.key: cell.to_dict() for c, cell in zip(self.columns, row.cells, strict=True)},
            "warnings": list(row.warnings),
        }


def compare(
    results: Sequence[Assessment | Failure],
    *,
    functions: Sequence[str] = (),
    skills: Sequence[str] = (),
    sort: str = FILE,
    taxonomy: Taxonomy | None = None,
    lang: str = "en",
    group_months: GroupMonths | None = None,
) -> Comparison:
    """Return the documents side by side: level and checks of their rules, months in all, and of what is asked.

    `functions` may hold groups where `group_months` counts them. `sort`: "file" or the key of a column, without its
    scheme where that is clear. Raises: XpcalcError where as-of dates or policies differ; UnknownName.
    """
    t = translator(lang)
    read = [each for each in results if isinstance(each, Assessment)]
    dates = sorted({each.as_of for each in read})
    if len(dates) > 1:
        raise XpcalcError(f"these were counted up to different days ({', '.join(dates)}): assess all with one as_of")
    policies = sorted({each.policy.name for each in read})
    if len(policies) > 1:
        raise XpcalcError(f"these were counted under different policies ({', '.join(policies)}): assess all with one")
    groups = [] if taxonomy is None or group_months is None else [x for x in functions if x in taxonomy.groups]
    columns = _columns(read, functions, skills, taxonomy, groups, t)
    sort = _column_named(sort, [column.key for column in columns])

    def in_groups(a: Assessment) -> dict[str, Duration]:
        assert taxonomy is not None or not groups
        return {g: group_months(a, g, taxonomy)[0] for g in groups} if group_months and taxonomy else {}

    rows = [_row(each, columns, in_groups(each) if isinstance(each, Assessment) else {}) for each in results]
    return Comparison(
        as_of=dates[0] if dates else "",
        policy=policies[0] if policies else "",
        columns=columns,
        rows=_sorted(rows, columns, sort, read),
        sort=sort,
    )


def _columns(
    read: Sequence[Assessment],
    functions: Sequence[str],
    skills: Sequence[str],
    taxonomy: Taxonomy | None,
    groups: Sequence[str],
    t: Translator,
) -> tuple[Column, ...]:
    found: dict[str, Column] = {}
    ladders = len({v.rule for each in read for v in each.verdicts if v.level is not None or v.levels})
    for assessment in read:
        for verdict in assessment.verdicts:
            rule = verdict.rule
            if verdict.level is not None or verdict.levels:
                key = f"{rule}:level"
                label = t("Level by months of evidence")
                label = t("{title}: {what}").format(title=verdict.title, what=label) if ladders > 1 else label
                found.setdefault(key, Column(key, "level", label, policy=verdict.policy))
                if verdict.checks:
                    # Why: a level says nothing of what the post requires besides.
                    label = t("all that is required")
                    label = t("{title}: {what}").format(title=verdict.title, what=label) if ladders > 1 else label
                    key = f"{rule}:{MUST}"
                    found.setdefault(key, Column(key, "check", label, policy=verdict.policy))
            for check, nice in _checks(verdict):
                key = f"{rule}:{check.id}"
                label = check.asked or check.id
                found.setdefault(key, Column(key, "check", label, check.needed, nice, verdict.policy, check.unit))
    found["total"] = Column("total", "months", t("Total"))
    for code in functions:
        name = group_name(code, t).capitalize() if code in groups else _named("function", code, taxonomy, t)
        found.setdefault(f"function:{code}", Column(f"function:{code}", "months", name))
    for code in skills:
        found.setdefault(f"skill:{code}", Column(f"skill:{code}", "months", _named("skill", code, taxonomy, t)))
    return tuple(found.values())


def _named(scheme: str, code: str, taxonomy: Taxonomy | None, t: Translator) -> str:
    """Return the name of a function or skill. Raises: UnknownName."""
    if taxonomy is None:
        return code
    if scheme == "function":
        if code not in taxonomy.functions:
            raise UnknownName("function", code, tuple(sorted(taxonomy.functions)))
        names = taxonomy.functions[code].label
        return names.get(t.lang) or names.get("en") or code
    if code not in taxonomy.skills:
        raise UnknownName("skill", code)
    return taxonomy.skills[code].name


def _checks(verdict: Verdict) -> list[tuple[Check, bool]]:
    return [(each, False) for each in verdict.checks] + [(each, True) for each in verdict.nice]


def _row(result: Assessment | Failure, columns: Sequence[Column], groups: Mapping[str, Duration]) -> Row:
    if isinstance(result, Failure):
        return Row(result.name, None, failure=result)
    # Why: 0 months of a document in which no job was found would read like a fact about a person.
    nothing = Cell() if result.unread and not result.positions else Cell(0, 0, 0)
    cells = {"total": nothing if nothing.months is None else _amount(result.total)}
    for verdict in result.verdicts:
        cells[f"{verdict.rule}:level"] = Cell(result=verdict.result, level=verdict.level, possible=verdict.possible)
        if verdict.checks:
            cells[f"{verdict.rule}:{MUST}"] = Cell(result=verdict.result)
        for check, _ in _checks(verdict):
            likely = None if check.duration is None else check.duration.rounded
            if check.unit == "people" and check.shown_low == check.shown_high:
                likely = check.shown_low
            cells[f"{verdict.rule}:{check.id}"] = Cell(likely, check.shown_low, check.shown_high, check.result)
    for scheme, amounts in (("function", result.functions), ("skill", result.skills)):
        for amount in amounts:
            cells[f"{scheme}:{amount.code}"] = _amount(amount.duration)
    if nothing.months is not None:
        cells |= {f"function:{code}": _amount(amount) for code, amount in groups.items()}
    return Row(
        document=result.document.name,
        person=result.document.person,
        cells=tuple([cells.get(c.key) or nothing if c.kind == "months" else cells.get(c.key, Cell()) for c in columns]),
        warnings=tuple(dict.fromkeys([each.code for each in result.findings if each.severity == "warning"])),
        assessment=result,
    )


def _amount(d: Duration) -> Cell:
    return Cell(d.rounded, d.rounded_low, d.rounded_high)


def _column_named(sort: str, keys: Sequence[str]) -> str:
    """Return the key of the column that is meant: "zendesk" is "skill:zendesk" where no other ends so."""
    if sort in (FILE, *keys):
        return sort
    ends = [key for key in keys if key.partition(":")[2] == sort]
    if len(ends) == 1:
        return ends[0]
    raise UnknownName("column", sort, (FILE, *keys))


def _sorted(rows: Sequence[Row], columns: Sequence[Column], sort: str, read: Sequence[Assessment]) -> tuple[Row, ...]:
    """Return the rows by file name, or by a column: most months, highest level, shown first; unread files last."""
    by_name = sorted(rows, key=lambda row: (fold(row.document), row.document))
    if sort == FILE:
        return tuple(by_name)
    keys = [column.key for column in columns]
    at = keys.index(sort)
    column = columns[at]
    ladder = _ladder(read, sort) if column.kind == "level" else ()

    def place(row: Row) -> tuple[int, int, int]:
        if row.failure is not None:
            return 1, 0, 0
        cell = row.cells[at]
        months = -(cell.months if cell.months is not None else -1)
        if column.kind == "level":
            return 0, -ladder.index(cell.level) if cell.level is not None and cell.level in ladder else 1, 0
        return 0, _RESULTS.get(cell.result, 3) if cell.result else 0, months

    return tuple(sorted(by_name, key=place))


def _ladder(read: Sequence[Assessment], key: str) -> tuple[str | None, ...]:
    """Return the levels of a rule, lowest first; the one that asks for nothing is no check, and stands first."""
    steps: dict[str | None, None] = {}
    held: dict[str | None, None] = {}
    for assessment in read:
        for verdict in assessment.verdicts:
            if f"{verdict.rule}:level" == key:
                steps |= dict.fromkeys([each.id for each in verdict.levels])
                held |= dict.fromkeys([verdict.level, verdict.possible])
    return tuple([each for each in held if each not in steps and each is not None] + list(steps))


__all__ = ["FILE", "SCHEMA", "Cell", "Column", "Comparison", "Row", "compare"]

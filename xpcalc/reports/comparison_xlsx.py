"""Comparison -> a workbook: a row a candidate on the first sheet, then the sheets of all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import N_, failed
from xpcalc.reports.xlsx import Sheet, Value, detail, workbook

if TYPE_CHECKING:
    from xpcalc.comparison import Cell, Column, Comparison
    from xpcalc.reports import Options

_UNITS = {"months": (N_("months"), N_("months needed")), "people": (N_("people"), N_("people needed"))}


def render(comparison: Comparison, options: Options) -> bytes:
    """Return the workbook. Invariant: the same comparison gives the same bytes."""
    t = translator(options.lang)
    results = [row.assessment or row.failure for row in comparison.rows]
    sheets = detail([each for each in results if each is not None], t)
    return workbook([_candidates(comparison, t), *sheets], comparison.as_of or "1980-01-01", t)


def _candidates(comparison: Comparison, t: Translator) -> Sheet:
    head = [t("File"), t("Person")]
    for column in comparison.columns:
        head += _heads(column, t)
    head += [t("Warnings"), t("Problem")]
    rows: list[tuple[Value, ...]] = []
    for row in comparison.rows:
        if row.failure is not None:
            rows.append((row.document, None, *[None] * (len(head) - 3), failed(row.failure, t)))
            continue
        values: list[Value] = [row.document, row.person]
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            values += _values(column, cell, t)
        rows.append((*values, ", ".join(row.warnings) or None, None))
    return Sheet(t("Candidates"), tuple(head), tuple(rows))


def _heads(column: Column, t: Translator) -> list[str]:
    label = column.label + (f" ({t('nice to have')})" if column.nice else "")
    if column.kind == "level":
        return [label, f"{label}: {t('possible')}"]
    low, high = f"{label}: {t('at least')}", f"{label}: {t('at most')}"
    if column.kind == "check":
        unit, needed = _UNITS[column.unit]
        return [label, f"{label}: {t(unit)}", low, high, f"{label}: {t(needed)}"]
    return [f"{label}: {t('months')}", low, high]


def _values(column: Column, cell: Cell, t: Translator) -> list[Value]:
    if column.kind == "level":
        return [cell.level, cell.possible]
    if column.kind == "check":
        words = {"met": t("shown"), "not_met": t("not shown"), "undecided": t("cannot be decided")}
        return [words.get(cell.result or ""), cell.months, cell.months_low, cell.months_high, column.needed]
    return [cell.months, cell.months_low, cell.months_high]

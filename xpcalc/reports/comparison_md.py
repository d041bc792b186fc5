"""Comparison -> Markdown: one table, a row a candidate; what is long stands below, by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed
from xpcalc.reports.comparison_text import counted_by
from xpcalc.reports.md import table
from xpcalc.reports.profile_md import escape

if TYPE_CHECKING:
    from xpcalc.comparison import Cell, Column, Comparison
    from xpcalc.reports import Options


def render(comparison: Comparison, options: Options) -> str:
    """Return the table, what its columns ask, and how it was counted."""
    t = translator(options.lang)
    asked = [column for column in comparison.columns if column.kind == "check"]
    numbers = {column.key: n for n, column in enumerate(asked, 1)}
    head = [t("Candidate")]
    head += [f"{numbers[c.key]}." if c.key in numbers else escape(c.label) for c in comparison.columns]
    rows = []
    for row in comparison.rows:
        if row.failure is None:
            name = escape(row.person or row.document) + (" **!**" if row.warnings else "")
            cells = [_cell(c, cell, t) for c, cell in zip(comparison.columns, row.cells, strict=True)]
            rows.append([name, *cells])
    months = [n for n, c in enumerate(comparison.columns, 1) if c.kind == "months"]
    lines = table(head, rows, months) if rows else []
    if asked:
        lines += ["", f"### {t('What was asked')}", ""]
        lines += [f"{numbers[c.key]}. {escape(c.label)}" + (f" ({t('nice to have')})" if c.nice else "") for c in asked]
    unread = [row.failure for row in comparison.rows if row.failure is not None]
    if unread:
        lines += ["", f"### {t('Not read')}", "", *[f"- {escape(failed(each, t))}" for each in unread]]
    marked = [row for row in comparison.rows if row.warnings]
    if marked:
        lines.append("")
    for row in marked:
        text = t("{file}: look again, the numbers may be wrong: {codes}").format(
            file=row.document, codes=", ".join(row.warnings)
        )
        lines.append(f"- **!** {escape(text)}")
    if comparison.as_of:
        lines += ["", escape(counted_by(comparison, t))]
    by = t("file name") if comparison.sort == "file" else t("{column}, most first").format(column=comparison.sort)
    lines += ["", escape(t("Sorted by {column}; no score and no ranking: a person decides.").format(column=by))]
    return "\n".join(lines).lstrip("\n") + "\n"


def _cell(column: Column, cell: Cell, t: Translator) -> str:
    number = ""
    if cell.months_low is not None and cell.months_high is not None:
        low, high = cell.months_low, cell.months_high
        number = str(low) if low == high else f"{low}–{high}"
    if column.kind == "level":
        if cell.level is None:
            return t("cannot be decided") if cell.result == "undecided" else "–"
        if cell.possible and cell.possible != cell.level:
            return escape(t("{level} (possible: {possible})").format(level=cell.level, possible=cell.possible))
        return escape(cell.level)
    if column.kind == "check":
        word = {"met": t("shown"), "not_met": t("not shown"), "undecided": t("cannot be decided")}.get(
            cell.result or "", "–"
        )
        if not number:
            return word
        return f"{word} {number}/{column.needed}" if column.needed is not None else f"{word} {number}"
    return number or "–"

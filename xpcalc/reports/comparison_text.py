"""Comparison -> text that fits a terminal: a row a candidate, or, where that is too wide, a row a requirement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed
from xpcalc.reports.text import cells, clean, wrap

if TYPE_CHECKING:
    from xpcalc.comparison import Cell, Column, Comparison, Row
    from xpcalc.reports import Options

_GAP = 2
_NAME_WIDTH = 28
_LABEL_WIDTH = 34


def render(comparison: Comparison, options: Options) -> str:
    """Return the table, what its columns ask, and how it was counted."""
    t = translator(options.lang)
    width = options.width
    read = [row for row in comparison.rows if row.failure is None]
    lines: list[str] = []
    if read:
        lines += _candidates(comparison, read, width, t) or _requirements(comparison, read, width, t)
    unread = [row for row in comparison.rows if row.failure is not None]
    if unread:
        lines += ["", t("Not read")] if lines else [t("Not read")]
        for row in unread:
            assert row.failure is not None
            lines += wrap(failed(row.failure, t), width, "  ", "    ")
    lines += ["", *_how(comparison, read, width, t)]
    return "\n".join(lines) + "\n"


def _candidates(c: Comparison, rows: Sequence[Row], width: int, t: Translator) -> list[str]:
    """Return the table with a row a candidate, nothing if it is wider than the terminal."""
    numbers = {column.key: n for n, column in enumerate([x for x in c.columns if x.kind == "check"], 1)}
    heads = [_head(column, numbers, t) for column in c.columns]
    body = [[_cell(column, cell, t) for column, cell in zip(c.columns, row.cells, strict=True)] for row in rows]
    names = [_short(row.document, _NAME_WIDTH) for row in rows]
    first = max([cells(x) for x in [*names, t("File")]])
    sizes = [max([cells(heads[n]), *[cells(line[n]) for line in body]]) for n in range(len(heads))]
    if first + sum([size + _GAP for size in sizes]) > width:
        return []
    lines = [_line([t("File"), *heads], [first, *sizes])]
    lines += [_line([name, *line], [first, *sizes]) for name, line in zip(names, body, strict=True)]
    if numbers:
        lines += ["", t("What was asked")]
        for column in c.columns:
            if column.key in numbers:
                lines += _asked(f"  {numbers[column.key]}. ", column, width, t)
    return lines


def _requirements(c: Comparison, rows: Sequence[Row], width: int, t: Translator) -> list[str]:
    """Return blocks of as many candidates as fit, a row a requirement."""
    label = min(max([cells(_what(column, t)) for column in c.columns] + [12]), _LABEL_WIDTH, width // 2)
    room = width - label
    lines: list[str] = []
    at = 0
    while at < len(rows):
        block: list[Row] = []
        sizes: list[int] = []
        while at + len(block) < len(rows):
            row = rows[at + len(block)]
            texts = [_cell(column, cell, t) for column, cell in zip(c.columns, row.cells, strict=True)]
            size = max([cells(x) for x in texts] + [min(cells(clean(row.document)), 20)])
            if block and sum(sizes) + size + _GAP * (len(sizes) + 1) > room:
                break
            block.append(row)
            sizes.append(min(size, room - _GAP))
        if lines:
            lines.append("")
        names = [_short(row.document, size) for row, size in zip(block, sizes, strict=True)]
        lines.append(_line(["", *names], [label, *sizes]))
        for n, column in enumerate(c.columns):
            values = [wrap(_cell(column, row.cells[n], t), size) for row, size in zip(block, sizes, strict=True)]
            what = wrap(_what(column, t), label)
            for k in range(max([len(what), *[len(value) for value in values]])):
                parts = [what[k] if k < len(what) else ""] + [value[k] if k < len(value) else "" for value in values]
                lines.append(_line(parts, [label, *sizes]))
        at += len(block)
    return lines


def _line(parts: Sequence[str], sizes: Sequence[int]) -> str:
    padded = [part + " " * max(size - cells(part), 0) for part, size in zip(parts, sizes, strict=True)]
    return (" " * _GAP).join(padded).rstrip()


def _short(name: str, width: int) -> str:
    """Return a file name cut in the middle, so that its end stays."""
    name = clean(name)
    if cells(name) <= width:
        return name
    end = width // 3
    return f"{name[: width - end - 1]}…{name[-end:]}" if end else name[:width]


def _head(column: Column, numbers: dict[str, int], t: Translator) -> str:
    if column.kind == "level":
        return t("Level")
    return f"{numbers[column.key]}." if column.key in numbers else clean(column.label)


def _what(column: Column, t: Translator) -> str:
    return clean(column.label) + (f" ({t('nice to have')})" if column.nice else "")


def _asked(start: str, column: Column, width: int, t: Translator) -> list[str]:
    return wrap(_what(column, t), width, start, " " * len(start))


def _cell(column: Column, cell: Cell, t: Translator) -> str:
    if column.kind == "level":
        if cell.level is None:
            return "–"
        if cell.possible and cell.possible != cell.level:
            return clean(t("{level} (possible: {possible})").format(level=cell.level, possible=cell.possible))
        return clean(cell.level)
    if column.kind == "check":
        words = {"met": t("shown"), "not_met": t("not shown"), "undecided": t("cannot be decided")}
        word = words.get(cell.result or "", "–")
        number = _span(cell.months_low, cell.months_high)
        if not number:
            return word
        return f"{word} {number}/{column.needed}" if column.needed is not None else f"{word} {number}"
    return _months(cell)


def _months(cell: Cell) -> str:
    if cell.months_low == cell.months_high:
        return "–" if cell.months is None else str(cell.months)
    return f"{cell.months_low}–{cell.months_high}"


def _span(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return ""
    return str(low) if low == high else f"{low}–{high}"


def _how(c: Comparison, rows: Sequence[Row], width: int, t: Translator) -> list[str]:
    lines: list[str] = []
    marked = [row for row in rows if row.warnings]
    for row in marked:
        text = t("{file}: look again, the numbers may be wrong: {codes}").format(
            file=_short(row.document, _NAME_WIDTH), codes=", ".join(row.warnings)
        )
        lines += wrap(text, width, hang="  ")
    if c.as_of:
        lines += wrap(
            t("Months as of {date}, all counted by policy {policy}.").format(date=t.date(c.as_of), policy=c.policy),
            width,
        )
    by = t("file name") if c.sort == "file" else t("{column}, most first").format(column=c.sort)
    lines += wrap(t("Sorted by {column}; no score and no ranking: a person decides.").format(column=by), width)
    return lines

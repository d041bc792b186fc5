"""Comparison -> text that fits a terminal: a row a candidate, or, where that is too wide, a row a requirement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed
from xpcalc.reports.terminal import paint, painted
from xpcalc.reports.text import cells, clean, wrap

if TYPE_CHECKING:
    from xpcalc.comparison import Cell, Column, Comparison, Row
    from xpcalc.reports import Options

_GAP = 2
_NAME_WIDTH = 28
_LABEL_WIDTH = 34
_VALUE_WIDTH = 20  # so that two candidates fit a terminal; longer values go on below


def render(comparison: Comparison, options: Options) -> str:
    """Return the table, what its columns ask, and how it was counted."""
    t = translator(options.lang)
    width = options.width
    read = [row for row in comparison.rows if row.failure is None]
    lines: list[str] = []
    if read:
        lines += _candidates(comparison, read, options, t) or _requirements(comparison, read, options, t)
    unread = [row for row in comparison.rows if row.failure is not None]
    if unread:
        head = paint(t("Not read"), "strong", options.colour)
        lines += ["", head] if lines else [head]
        for row in unread:
            assert row.failure is not None
            lines += painted(wrap(failed(row.failure, t), width, "  ", "    "), "failed", options.colour)
    lines += ["", *_how(comparison, read, options, t)]
    return "\n".join(lines) + "\n"


def _candidates(c: Comparison, rows: Sequence[Row], options: Options, t: Translator) -> list[str]:
    """Return the table with a row a candidate, nothing if it is wider than the terminal."""
    width = options.width
    numbers = {column.key: n for n, column in enumerate([x for x in c.columns if x.kind == "check"], 1)}
    alone = sum(column.kind == "level" for column in c.columns) == 1
    heads = [_head(column, numbers, alone, t) for column in c.columns]
    body = [[_cell(column, cell, t) for column, cell in zip(c.columns, row.cells, strict=True)] for row in rows]
    sizes = [max([cells(heads[n]), *[cells(line[n]) for line in body]]) for n in range(len(heads))]
    room = width - sum([size + _GAP for size in sizes])
    names = [_short(row.document, max(room, _NAME_WIDTH)) for row in rows]
    first = max([cells(x) for x in [*names, t("File")]])
    if first + sum([size + _GAP for size in sizes]) > width:
        return []
    sizes = [first, *sizes]
    table = [[name, *line] for name, line in zip(names, body, strict=True)]
    styles = [["", *[_style(*each) for each in zip(c.columns, row.cells, strict=True)]] for row in rows]
    numeric = [False, *[column.kind not in ("level", "check") for column in c.columns]]
    lines = _drawn(_Table([t("File"), *heads], table, styles, sizes, numeric), options)
    if numbers:
        lines += ["", paint(t("What was asked"), "strong", options.colour)]
        for column in c.columns:
            if column.key in numbers:
                lines += _asked(f"  {numbers[column.key]}. ", column, width, t)
    return lines


def _requirements(c: Comparison, rows: Sequence[Row], options: Options, t: Translator) -> list[str]:
    """Return blocks of as many candidates as fit, a row a requirement."""
    width = options.width
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
            size = min(max([cells(x) for x in [*texts, clean(row.document)]]), _VALUE_WIDTH)
            if block and sum(sizes) + size + _GAP * (len(sizes) + 1) > room:
                break
            block.append(row)
            sizes.append(min(size, room - _GAP))
        if lines:
            lines.append("")
        names = [_short(row.document, size) for row, size in zip(block, sizes, strict=True)]
        table = [
            [_what(column, t), *[_cell(column, row.cells[n], t) for row in block]] for n, column in enumerate(c.columns)
        ]
        styles = [["", *[_style(column, row.cells[n]) for row in block]] for n, column in enumerate(c.columns)]
        lines += _drawn(_Table(["", *names], table, styles, [label, *sizes], [False] * (len(block) + 1)), options)
        at += len(block)
    return lines


def _style(column: Column, cell: Cell) -> str:
    """Return the style of a cell: only of what is said in words there as well."""
    return cell.result or "" if column.kind == "check" else ""


class _Table(NamedTuple):
    """Cells, with what each tells. Unit of sizes: columns of the terminal."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    styles: Sequence[Sequence[str]]
    sizes: Sequence[int]
    numeric: Sequence[bool]


def _drawn(table: _Table, options: Options) -> list[str]:
    """Return a table, with its colours on a terminal; a cell that is too long goes on below."""
    if options.colour:
        from xpcalc.reports import terminal_table

        return terminal_table.table(*table, options)
    lines = [_line(table.heads, table.sizes)]
    for row in table.rows:
        parts = [wrap(text, size) for text, size in zip(row, table.sizes, strict=True)]
        for n in range(max([len(part) for part in parts])):
            lines.append(_line([part[n] if n < len(part) else "" for part in parts], table.sizes))
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


def _head(column: Column, numbers: dict[str, int], alone: bool, t: Translator) -> str:
    if column.kind == "level":
        return t("Level") if alone else t("Level: {rule}").format(rule=column.rule)
    return f"{numbers[column.key]}." if column.key in numbers else clean(column.label)


def _what(column: Column, t: Translator) -> str:
    return clean(column.label) + (f" ({t('nice to have')})" if column.nice else "")


def _asked(start: str, column: Column, width: int, t: Translator) -> list[str]:
    return wrap(_what(column, t), width, start, " " * len(start))


def _cell(column: Column, cell: Cell, t: Translator) -> str:
    if column.kind == "level":
        if cell.level is None:
            return t("cannot be decided") if cell.result == "undecided" else "–"
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


def counted_by(c: Comparison, t: Translator) -> str:
    """Return up to when and under which policies the months were counted."""
    day = t.date(c.as_of)
    others = c.other_policies
    if not others:
        return t("Months as of {date}, all counted by policy {policy}.").format(date=day, policy=c.policy)
    each = [t("rule {rule} by policy {policy}").format(rule=rule, policy=policy) for rule, policy in others.items()]
    text = t("Months as of {date}, counted by policy {policy}; {others}.")
    return text.format(date=day, policy=c.policy, others=", ".join(each))


def _how(c: Comparison, rows: Sequence[Row], options: Options, t: Translator) -> list[str]:
    width = options.width
    lines: list[str] = []
    marked = [row for row in rows if row.warnings]
    for row in marked:
        text = t("{file}: look again, the numbers may be wrong: {codes}").format(
            file=_short(row.document, _NAME_WIDTH), codes=", ".join(row.warnings)
        )
        lines += painted(wrap(text, width, hang="  "), "warning", options.colour)
    if c.as_of:
        lines += wrap(counted_by(c, t), width)
    by = t("file name") if c.sort == "file" else t("{column}, most first").format(column=c.sort)
    lines += wrap(t("Sorted by {column}; no score and no ranking: a person decides.").format(column=by), width)
    return lines

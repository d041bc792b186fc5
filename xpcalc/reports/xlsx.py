"""Results -> a workbook: a sheet for each view, numbers as numbers, days as days, all words as text.

To add a sheet: a function that yields rows, and a line in `_SHEETS`. The workbook itself is made in `workbook`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.assessment import Failure, evidence_of
from xpcalc.i18n import Translator, translator
from xpcalc.regex import regex
from xpcalc.reports.codes import FINDINGS, N_, failed, found
from xpcalc.reports.corrected import lines_of
from xpcalc.reports.text import claim_words, quoted

if TYPE_CHECKING:
    from xpcalc.assessment import Amount, Assessment, Evidence
    from xpcalc.model import Duration, PartialDate
    from xpcalc.reports import Options, Result
    from xpcalc.verdict import Check

# Source: ECMA-376 part 1, 18.3.1.4; a cell holds no more characters than this.
CELL = 32_767
CUT = "W_CELL_CUT"
# Source: XML 1.0, "Characters"; what no cell may hold, with the marks that turn the reading direction.
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_WIDTHS = (8, 48)  # the narrowest and the widest column; unit: characters

Value = str | int | date | None


class Sheet(NamedTuple):
    """One sheet: its name, its head, its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def render(results: Sequence[Result], options: Options) -> bytes:
    """Return the workbook. Invariant: the same results give the same bytes."""
    t = translator(options.lang)
    days = [r.as_of for r in results if not isinstance(r, Failure)]
    return workbook(detail(results, t), max(days, default="1980-01-01"), t)


def detail(results: Sequence[Result], t: Translator) -> list[Sheet]:
    """Return the sheets of these documents."""
    read = [r for r in results if not isinstance(r, Failure)]
    sheets = [_summary(results, t)]
    for name, head, rows in _SHEETS:
        body = tuple([row for a in read for row in rows(a, t)])
        sheets.append(Sheet(t(name), tuple([t(each) for each in head]), body))
    return sheets


def workbook(sheets: Iterable[Sheet], created: str, t: Translator) -> bytes:
    """Return a workbook of typed cells with frozen heads and filters; `created` is the only date in it."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"created": datetime.fromisoformat(created), "title": "xpcalc"})
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    number = book.add_format({"valign": "top", "num_format": "0"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name[:31])
        page.freeze_panes(1, 1)
        page.hide_gridlines(0)
        for column, head in enumerate(sheet.head):
            page.write_string(0, column, head, bold)
        for at, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(at, column, text(value, t), plain)
                elif isinstance(value, date):
                    page.write_datetime(at, column, datetime(value.year, value.month, value.day), day)
                elif value is not None:
                    page.write_number(at, column, value, number)
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.head) - 1)
        for column, width in enumerate(_widths(sheet)):
            page.set_column(column, column, width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    book.close()
    return out.getvalue()


def text(value: str, t: Translator) -> str:
    """Return what a cell can hold: no illegal character, cut with a note where it is too long."""
    value = _ILLEGAL.sub("�", value)
    if len(value) <= CELL:
        return value
    note = f" … [{CUT}: {t(FINDINGS[CUT])}]"
    return value[: CELL - len(note)] + note


def _widths(sheet: Sheet) -> list[int]:
    low, high = _WIDTHS
    found = []
    for column, head in enumerate(sheet.head):
        longest = max([len(str(row[column])) for row in sheet.rows if row[column] is not None], default=0)
        found.append(min(max(longest + 2, min(len(head) + 4, 16), low), high))
    return found


# ---------------------------------------------------------------- the sheets


def _summary(results: Sequence[Result], t: Translator) -> Sheet:
    head = (
        t("File"), t("Person"), t("Months"), t("At least"), t("At most"), t("As of"), t("Policy"), t("Positions"),
        t("Warnings"), t("Problem"),
    )  # fmt: skip
    rows: list[tuple[Value, ...]] = []
    for r in results:
        if isinstance(r, Failure):
            rows.append((r.name, None, None, None, None, None, None, None, None, failed(r, t)))
            continue
        warnings = ", ".join(dict.fromkeys([n.code for n in r.findings if n.severity == "warning"]))
        facts = (r.policy.name, len(r.positions), warnings or None, None)
        rows.append((r.document.name, r.document.person, *_three(r.total), date.fromisoformat(r.as_of), *facts))
    return Sheet(t("Summary"), head, tuple(rows))


def _positions(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    for number, held in enumerate(a.positions, 1):
        dates = held.position.dates
        yield (
            a.document.name, number, held.title, held.employer, held.location,
            day_of(dates.start if dates else None),
            t("present") if dates and dates.ongoing else day_of(dates.end if dates else None),
            held.written or None, t(held.employment.replace("_", " ")), t("yes") if held.counted else t("no"),
            *_three(held.duration), held.duration.total_days,
            ", ".join([_named(a.functions, label.code) for label in held.functions]) or None,
            ", ".join([_named(a.skills, label.code) for label in held.skills]) or None,
            *_place(held.evidence),
        )  # fmt: skip


def _functions(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    for each in a.functions:
        yield (a.document.name, each.label, each.code, *_three(each.duration), each.duration.total_days, _last(each, t))


def _skills(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    for each in a.skills:
        where = t("only listed, no dates") if each.evidence == "listed" else t("named in positions")
        yield (
            a.document.name, each.label, each.code, *_three(each.duration), each.duration.total_days, _last(each, t),
            where,
        )  # fmt: skip


def _claims(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    for each in a.claims:
        page, line, _ = _place(evidence_of(a.document, each.claim.span))
        yield (
            a.document.name, each.claim.quote or None, each.claim.about, each.claim.months, each.shown,
            each.shown_low, each.shown_high, claim_words(each, t), page, line,
        )  # fmt: skip


def _requirements(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    for verdict in a.verdicts:
        start = (a.document.name, verdict.title)
        yield (*start, None, t(verdict.words), verdict.statement or None, None, verdict.level, *[None] * 5)
        groups = (verdict.checks, verdict.levels, verdict.claims, verdict.nice)
        for check, nice in [(c, group is verdict.nice) for group in groups for c in group]:
            yield from _check(check, start, nice, 0, t)


def _check(check: Check, start: tuple[str, str], nice: bool, depth: int, t: Translator) -> Iterator[tuple[Value, ...]]:
    lines = "; ".join([quoted(e, t) for e in check.evidence])
    asked = "  " * depth + check.asked + (f" ({t('nice to have')})" if nice else "")
    # Why: the columns are of months; a number of people stands in the words.
    months = (check.needed, check.shown_low, check.shown_high) if check.unit == "months" else (None, None, None)
    yield (
        *start, check.id, t(check.words), asked, check.shown, None, *months, lines or None, check.would_settle,
    )  # fmt: skip
    for part in check.parts:
        yield from _check(part, start, nice, depth + 1, t)


def _findings(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    for each in a.findings:
        kind = t("warning") if each.severity == "warning" else t("fact")
        yield (a.document.name, each.code, kind, found(each.finding, t), *_place(each.evidence))


def _about(a: Assessment, t: Translator) -> Iterator[tuple[Value, ...]]:
    d = a.total
    rounded = t("{months} {days} = {total} days; rounded once: {rounded}").format(
        months=t.count("month", d.months),
        days=t.count("day", d.days),
        total=d.total_days,
        rounded=t.count("month", d.rounded),
    )
    facts: list[tuple[str, Value]] = [
        (t("Counted by policy"), a.policy.name),
        (t("How it was counted"), t(a.policy.summary) if a.policy.summary else None),
        (t("Total"), rounded),
        (t("As of"), date.fromisoformat(a.as_of)),
        (t("Rules"), a.rulebook),
        ("xpcalc", a.version),
        ("sha256", a.document.sha256),
        (t("Format"), t.format_name(a.document.format)),
    ]
    facts += [(t("Corrected by hand"), line) for line in lines_of(a, t)]
    facts.append((t("What this is not"), t("No score and no ranking: a person decides.")))
    for name, value in facts:
        yield (a.document.name, name, value)


Rows = Callable[[Any, Translator], Iterator[tuple[Value, ...]]]
_MONTHS = (N_("Months"), N_("At least"), N_("At most"))
_SHEETS: tuple[tuple[str, tuple[str, ...], Rows], ...] = (
    (
        N_("Positions"),
        (
            N_("File"), N_("Number"), N_("Title"), N_("Employer"), N_("Place"), N_("Start"), N_("End"),
            N_("Dates as written"), N_("Kind"), N_("Counted"), *_MONTHS, N_("Days"), N_("Functions"), N_("Skills"),
            N_("Page"), N_("Line"), N_("Quote"),
        ),
        _positions,
    ),
    (N_("Functions"), (N_("File"), N_("Function"), N_("Code"), *_MONTHS, N_("Days"), N_("Last used")), _functions),
    (
        N_("Skills"),
        (N_("File"), N_("Skill"), N_("Code"), *_MONTHS, N_("Days"), N_("Last used"), N_("Shown by")),
        _skills,
    ),
    (
        N_("Claims"),
        (
            N_("File"), N_("Stated"), N_("About"), N_("Months stated"), N_("Months shown"), N_("At least"),
            N_("At most"), N_("Result"), N_("Page"), N_("Line"),
        ),
        _claims,
    ),
    (
        N_("Requirements"),
        (
            N_("File"), N_("Rule"), N_("Requirement"), N_("Result"), N_("Asked"), N_("Shown"), N_("Level"),
            N_("Months needed"), N_("At least"), N_("At most"), N_("Lines"), N_("What would settle it"),
        ),
        _requirements,
    ),
    (
        N_("Findings"),
        (N_("File"), N_("Code"), N_("Kind"), N_("Finding"), N_("Page"), N_("Line"), N_("Quote")),
        _findings,
    ),
    (N_("How it was counted"), (N_("File"), N_("What"), N_("Value")), _about),
)  # fmt: skip


def day_of(value: PartialDate | None) -> Value:
    """Return a date at day precision as a day, any other as its text."""
    if value is None:
        return None
    if value.day is not None and value.month is not None and not value.approximate:
        return date(value.year, value.month, value.day)
    return str(value)


def _three(d: Duration) -> tuple[int, int, int]:
    return d.rounded, d.rounded_low, d.rounded_high


def _named(amounts: Iterable[Amount], code: str) -> str:
    return next((each.label for each in amounts if each.code == code), code)


def _last(each: Amount, t: Translator) -> Value:
    return t("present") if each.last == "present" else each.last


def _place(e: Evidence | None) -> tuple[Value, Value, Value]:
    return (None, None, None) if e is None else (e.page, e.line, e.quote or None)


__all__ = ["CELL", "Sheet", "day_of", "detail", "render", "text", "workbook"]

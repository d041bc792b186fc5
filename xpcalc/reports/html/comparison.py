"""Comparison -> an HTML page: requirements as columns, all candidates on one time axis, each to open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xpcalc.i18n import translator
from xpcalc.reports.html.environment import page
from xpcalc.reports.html.sheet import Sheet, sheet
from xpcalc.reports.html.timeline import Timeline, group_table, together

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Failure
    from xpcalc.comparison import Comparison, Row
    from xpcalc.i18n import Translator
    from xpcalc.reports import Options


class Candidate(NamedTuple):
    """One row with the sheet that opens it, and the months in all."""

    row: Row
    sheet: Sheet


class Board(NamedTuple):
    """A comparison with everything that its template shows."""

    comparison: Comparison
    heads: tuple[str, ...]  # of the columns
    candidates: tuple[Candidate, ...]
    failures: tuple[Failure, ...]
    timeline: Timeline | None
    by: str  # what the rows are sorted by, in words


def board(comparison: Comparison, t: Translator) -> Board:
    """Return the board of a comparison, its candidates in the order of the rows."""
    read: list[tuple[Row, Assessment]] = [(r, r.assessment) for r in comparison.rows if r.assessment is not None]
    table = group_table([a for _, a in read], t)
    candidates = [Candidate(row, sheet(a, t, f"c{number}", table=table)) for number, (row, a) in enumerate(read, 1)]
    titles = {f"{v.rule}:level": v.title for _, a in read for v in a.verdicts}
    labels = {c.key: titles.get(c.key, c.label) for c in comparison.columns}
    by = t("file name")
    if comparison.sort != "file":
        by = t("{column}, most first").format(column=labels.get(comparison.sort, comparison.sort))
    return Board(
        comparison,
        tuple(labels.values()),
        tuple(candidates),
        tuple([row.failure for row in comparison.rows if row.failure is not None]),
        together([a for _, a in read], [each.sheet.name for each in candidates], t, table),
        by,
    )


def render(comparison: Comparison, options: Options, unfolded: bool = False) -> str:
    """Return the page; with `unfolded`, everything that folds is open, as on paper."""
    made = board(comparison, translator(options.lang))
    return page("comparison.html", options.lang, board=made, unfolded=unfolded, quiet=options.quiet)

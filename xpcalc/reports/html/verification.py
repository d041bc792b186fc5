"""Verification -> an HTML page: the CV's months, each position beside what the documents say, what is only there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from xpcalc.i18n import translator
from xpcalc.reports import verification_words as words
from xpcalc.reports.codes import found
from xpcalc.reports.html.environment import page
from xpcalc.reports.text import dates, span

if TYPE_CHECKING:
    from xpcalc.assessment import Evidence, Held
    from xpcalc.i18n import Translator
    from xpcalc.model import Duration
    from xpcalc.reports import Options
    from xpcalc.verdict import Verdict
    from xpcalc.verification import Row, Verification

# Source: docs/verify.md, "Status"; the sign beside the word: full, half, empty, and one of its own for a difference.
_SIGNS = {
    "confirmed": "met",
    "confirmed_until": "undecided",
    "start_confirmed": "undecided",
    "consistent": "undecided",
    "not_shown": "not_met",
    "only_here": "not_met",
    "differs": "differs",
}


class Paper(NamedTuple):
    """One document of the list at the top."""

    number: int
    name: str
    kind: str
    detail: str
    aside: bool


class Side(NamedTuple):
    """What one document says about a position."""

    document: str
    dates: str
    title: str
    evidence: tuple[Evidence, ...]


class Beside(NamedTuple):
    """One position with its sides."""

    number: int
    held: Held
    status: str
    sign: str
    sides: tuple[Side, ...]
    differences: tuple[str, ...]
    shown: str
    decided: str


class Lone(NamedTuple):
    """A job that the CV does not show."""

    document: str
    name: str
    dates: str
    evidence: Evidence | None


class Board(NamedTuple):
    """A verification with everything that its template shows."""

    v: Verification
    name: str
    papers: tuple[Paper, ...]
    counts: tuple[tuple[str, str, int], ...]  # sign, status, how many positions
    rows: tuple[Beside, ...]
    lone: tuple[Lone, ...]
    total: Duration
    recounted: Duration
    change: int
    pairs: tuple[tuple[Verdict, Verdict], ...]
    remarks: tuple[tuple[str, str, str], ...]  # severity, text, code
    order: str


def board(v: Verification, t: Translator) -> Board:
    """Return the board of a verification, positions in the order of the CV."""
    rows = tuple([_beside(v, row, t) for row in v.rows])
    counts: dict[tuple[str, str], int] = {}
    for row in v.rows:
        key = _SIGNS[row.status], t(words.STATUSES[row.status]).format(date=t("a day"))
        counts[key] = counts.get(key, 0) + 1
    remarks = [(r.severity, words.remark(r, t), r.code) for r in v.remarks]
    remarks += [
        (n.severity, f"{t('CV')}: {found(n.finding, t)}", n.code)
        for n in v.assessment.findings
        if n.severity == "warning"
    ]
    return Board(
        v=v,
        name=v.assessment.document.person or v.assessment.document.name,
        papers=tuple([_paper(v, number, t) for number in range(len(v.sources))]),
        counts=tuple([(sign, status, number) for (sign, status), number in counts.items()]),
        rows=rows,
        lone=tuple([_lone(v, n, t) for n in range(len(v.only_there))]),
        total=v.total,
        recounted=v.recounted,
        change=v.recounted.rounded - v.total.rounded,
        pairs=tuple(zip(v.verdicts, v.decided_verdicts, strict=True)),
        remarks=tuple(sorted(remarks, key=lambda r: r[0] != "warning")),
        order=" > ".join([t(words.KINDS[kind]) for kind in v.decides]),
    )


def _paper(v: Verification, number: int, t: Translator) -> Paper:
    source = v.sources[number]
    issued = t("of {date}").format(date=t.partial(source.issued)) if source.issued else ""
    detail = " · ".join([x for x in (source.person, issued) if x])
    return Paper(number + 1, source.name, t(words.KINDS[source.kind]), detail, source.aside)


def _beside(v: Verification, row: Row, t: Translator) -> Beside:
    held = v.assessment.positions[row.position]
    own = ", ".join([x for x in (held.title, held.employer) if x])
    sides = [Side(t("CV"), dates(held, t), own, (held.evidence,) if held.evidence else ())]
    for m in row.matches:
        source = v.sources[m.source]
        entries = [source.entries[n] for n in m.entries]
        named = dict.fromkeys([", ".join([x for x in (e.title, e.employer) if x]) for e in entries])
        sides.append(
            Side(
                words.source_name(v, m.source, t).replace(" [", "\u00a0["),
                words.said(m, source, t),
                "; ".join(named),
                tuple([e.evidence for e in entries if e.evidence is not None]),
            )
        )
    return Beside(
        number=row.position + 1,
        held=held,
        status=words.status(row, t),
        sign=_SIGNS[row.status],
        sides=tuple(sides),
        differences=tuple([words.difference(d, v, t) for d in row.differences]),
        shown=span(row.shown) if row.shown else "",
        decided=span(row.recounted) if row.recounted else "",
    )


def _lone(v: Verification, number: int, t: Translator) -> Lone:
    each = v.only_there[number]
    source = v.sources[each.source]
    entry = source.entries[each.entry]
    name = ", ".join([x for x in (entry.title, entry.employer) if x]) or entry.written
    return Lone(words.source_name(v, each.source, t), name, words.entry_dates(entry, source, t), entry.evidence)


def render(v: Verification, options: Options, unfolded: bool = False) -> str:
    """Return the page; with `unfolded`, everything that folds is open, as on paper."""
    made = board(v, translator(options.lang))
    return page("verification.html", options.lang, board=made, unfolded=unfolded, quiet=options.quiet)

"""Evidence -> the lines of the document that it stands on: as text with their neighbours, and as marks on a page."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.assessment import evidence_of
from xpcalc.model import Document, Line, Piece, Span
from xpcalc.reports.html.palette import NONE, Group, main_function

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Evidence, PagePicture
    from xpcalc.i18n import Translator

# Why: one line above and below tell a reader where in the document the marked ones stand.
_AROUND = 1
_PAD = 2.0  # room around a marked line; unit: points


class SourceLine(NamedTuple):
    """A row of the document as it is read; `marked` = it is what the number stands on."""

    number: int
    text: str
    marked: bool


class Cited(NamedTuple):
    """What one position or claim stands on."""

    anchor: str
    label: str
    group: Group
    evidence: Evidence
    lines: tuple[SourceLine, ...]


class Mark(NamedTuple):
    """A box on a page. Unit: points, from the top left."""

    x: float
    y: float
    width: float
    height: float
    group: Group
    title: str


class Picture(NamedTuple):
    """A page as an image inside the report, with the lines marked that something stands on."""

    page: int
    width: float
    height: float
    uri: str
    marks: tuple[Mark, ...]


class _Row(NamedTuple):
    page: int
    number: int
    lines: tuple[Line, ...]


def cited(a: Assessment, t: Translator) -> tuple[Cited, ...]:
    """Return the lines behind each position and claim, in the order of the document's positions."""
    rows = _rows(a.document)
    found: list[Cited] = []
    for anchor, label, group, span in _spans(a, t, {}):
        evidence = evidence_of(a.document, span)
        if evidence is not None:
            found.append(Cited(anchor, label, group, evidence, _around(rows, span)))
    return tuple(found)


def pictures(
    a: Assessment, drawn: Sequence[PagePicture], table: Mapping[str, Group], t: Translator
) -> tuple[Picture, ...]:
    """Return the drawn pages with a mark on each line that a position or claim stands on."""
    if not drawn:
        return ()
    spans = _spans(a, t, table)
    made = []
    for each in drawn:
        marks = [
            _mark(line, group, label)
            for _, label, group, span in spans
            for line in a.document.lines
            if line.page == each.page and line.span.start < span.stop and line.span.stop > span.start
        ]
        data = base64.b64encode(each.data).decode("ascii")
        made.append(Picture(each.page, each.width, each.height, f"data:{each.media_type};base64,{data}", tuple(marks)))
    return tuple(made)


def _mark(line: Line, group: Group, title: str) -> Mark:
    return Mark(
        round(line.x0 - _PAD, 1),
        round(line.top - _PAD / 2, 1),
        round(line.x1 - line.x0 + 2 * _PAD, 1),
        round(line.bottom - line.top + _PAD, 1),
        group,
        title,
    )


def _spans(a: Assessment, t: Translator, table: Mapping[str, Group]) -> list[tuple[str, str, Group, Span]]:
    """Return anchor, words, group and place of everything that has a place in the document."""
    found: list[tuple[str, str, Group, Span]] = []
    for number, held in enumerate(a.positions, 1):
        p = held.position
        pieces = [x.span for x in p.header if isinstance(x, Piece) and x.span is not None]
        span = Span(min([x.start for x in pieces]), max([x.stop for x in pieces])) if pieces else p.span
        if span is not None:
            label = ", ".join([x for x in (held.title or t("(no title)"), held.employer) if x])
            found.append((f"p{number}", label, table.get(main_function(held) or "", NONE), span))
    for number, claim in enumerate(a.claims, 1):
        if claim.claim.span is not None:
            found.append((f"c{number}", t("claim: {quote}").format(quote=claim.claim.quote), NONE, claim.claim.span))
    return found


def _rows(document: Document) -> list[_Row]:
    """Return the rows of a document, numbered as evidence numbers them."""
    rows: list[_Row] = []
    last: tuple[int, int, int] | None = None
    for line in document.lines:
        key = (line.page, line.column, line.row)
        if rows and key == last:
            rows[-1] = rows[-1]._replace(lines=(*rows[-1].lines, line))
        else:
            number = rows[-1].number + 1 if rows and rows[-1].page == line.page else 1
            rows.append(_Row(line.page, line.number or number, (line,)))
        last = key
    return rows


def _around(rows: Sequence[_Row], span: Span) -> tuple[SourceLine, ...]:
    """Return the rows of a span with their neighbours on the same page."""
    hits = [
        n
        for n, row in enumerate(rows)
        if any([line.span.start < span.stop and line.span.stop > span.start for line in row.lines])
    ]
    if not hits:
        return ()
    page = rows[hits[0]].page
    found = []
    for n in range(max(hits[0] - _AROUND, 0), min(hits[-1] + _AROUND + 1, len(rows))):
        row = rows[n]
        if row.page == page or n in hits:
            found.append(SourceLine(row.number, "   ".join([line.text for line in row.lines]), n in hits))
    return tuple(found)


__all__ = ["Cited", "Mark", "Picture", "SourceLine", "cited", "pictures"]

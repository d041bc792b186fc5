"""Document of free text -> Entries: where each job is, what is title, employer, place, dates, text.

Rows get dates (`rows`) and headings (`headings`), dated rows become anchors (`anchors`), anchors get their header and
text (`entries`), headers are read as names (`names`). To treat a new kind of section: `POSITIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import replace

from xpcalc.dates import Grammar
from xpcalc.language import Words
from xpcalc.model import Document, Entry, Finding, Line, Piece, Span
from xpcalc.regex import regex
from xpcalc.segment.anchor import EDGE, Anchor, lies_in
from xpcalc.segment.anchors import find_anchors
from xpcalc.segment.block import Block
from xpcalc.segment.checks import checks, several, suspects, unplaced
from xpcalc.segment.doubts import names_open, out_of_order, unread_pages, untitled
from xpcalc.segment.entries import split
from xpcalc.segment.form_dates import two_dates
from xpcalc.segment.forms import mark_fields, unstacked
from xpcalc.segment.headings import UNKNOWN, mark_headings, mark_run_in
from xpcalc.segment.marks import give_back_marks
from xpcalc.segment.names import Names, name
from xpcalc.segment.rows import (
    Row,
    mark_dates,
    mark_places,
    mark_titled,
    parted,
    rows_of,
    unmark_names,
    without_repeats,
)
from xpcalc.segment.schooling import schooling
from xpcalc.segment.separators import AT
from xpcalc.segment.told import mark_told
from xpcalc.segment.tools import mark_tools
from xpcalc.segment.towns import told_towns
from xpcalc.segment.transposed import by_job
from xpcalc.segment.uncovered import Dated, uncovered
from xpcalc.segment.years import with_years

# Sections whose dated entries are positions of some kind.
POSITIONS = ("experience", "internships", "volunteering", "career_break")


def segment(
    document: Document,
    words: Words,
    languages: Sequence[str],
    grammar: Grammar,
    is_skill: Callable[[str], bool] = lambda _: False,
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Return the entries of all sections in reading order, and what was odd; `is_skill` knows the names of tools."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    sections: list[tuple[str, list[Row]]] = []
    for stream in map(without_repeats, rows_of(document.lines)):
        parted(stream, words)
        give_back_marks(stream)
        mark_dates(stream, grammar)
        unmark_names(stream)
        mark_told(stream, words, languages)
        stream = unstacked(by_job(stream, words), words)
        mark_fields(stream, words)
        mark_headings(stream, words, languages)
        mark_run_in(stream, words, languages)
        mark_tools(stream, is_skill)
        sections += _sections(stream)
    headed = sections
    sections = _guessed(sections, words, languages)
    findings += _taken_for_work(headed, sections)
    towns = told_towns(sections, words)
    dated: list[Dated] = []
    for kind, rows in sections:
        found, odd, anchors = _entries(kind, rows, words, languages, grammar, document, towns)
        entries += found
        findings += odd
        dated.append(Dated(kind, rows, anchors))
    findings += uncovered(dated, entries, words, languages, findings)
    findings += unplaced(sections, entries, lambda text: words.title_score(text, languages) >= 0.5)
    findings += several(document, sections)
    findings += suspects(document)
    findings += unread_pages(document, sections)
    return tuple(entries), tuple(findings)


def _guessed(
    sections: list[tuple[str, list[Row]]], words: Words, languages: Sequence[str]
) -> list[tuple[str, list[Row]]]:
    """Where no heading says work, what an odd heading stands over may be it, and what stands before the first heading.

    Under an odd heading ranges of dates tell: one, or two where there are placements. A form or a table that names
    employers and positions, with their dates, is work whatever its heading.
    """
    kinds = {kind for kind, _ in sections}
    odd = ("", UNKNOWN) if "experience" in kinds else ("", "summary", UNKNOWN)
    chosen = [kind in odd and _names_jobs(rows) for kind, rows in sections]
    if "experience" in kinds:
        # Why: "Other experience" may head the early jobs only, and nothing the others, right below the name.
        chosen = [
            yes or (kind in odd and _all_titled(rows, words, languages))
            for yes, (kind, rows) in zip(chosen, sections, strict=True)
        ]
    if "experience" not in kinds and not any(chosen):
        placed = "internships" in kinds
        chosen = [kind == UNKNOWN and _ranges(rows) > placed for kind, rows in sections]
        if not any(chosen):
            chosen = _taught(sections, words, languages)
        if not placed and not any(chosen):
            chosen = [kind in ("", "summary", UNKNOWN) for kind, _ in sections]
            # Why: of columns without a heading the one with the jobs is work, not the one that tells an address.
            if any([yes and _ranges(rows) for yes, (_, rows) in zip(chosen, sections, strict=True)]):
                chosen = [
                    yes and (n == 0 or any([_tells_when(row) for row in rows]))
                    for n, (yes, (_, rows)) in enumerate(zip(chosen, sections, strict=True))
                ]
    return [("experience" if yes else kind, rows) for yes, (kind, rows) in zip(chosen, sections, strict=True)]


def _taken_for_work(before: list[tuple[str, list[Row]]], after: list[tuple[str, list[Row]]]) -> list[Finding]:
    """Return a warning for each section that was taken for work under a heading that no list has, beside known work."""
    if "experience" not in {kind for kind, _ in before}:
        return []
    taken = [
        rows
        for (kind, rows), (now, _) in zip(before, after, strict=True)
        if kind == UNKNOWN and now == "experience" and not _names_jobs(rows)
    ]
    text = "jobs under a heading that is not known, counted as work: {}"
    return [
        Finding("W_DATE_OUTSIDE", "warning", text.format(rows[0].text[:60]), rows[0].cells[0].span) for rows in taken
    ]


def _taught(sections: list[tuple[str, list[Row]]], words: Words, languages: Sequence[str]) -> list[bool]:
    """Say which sections of education hold jobs: "Academic career" over titles, with "Studies" further down."""
    shares = [_titled(rows, words, languages) if kind == "education" else None for kind, rows in sections]
    known = [share for share in shares if share is not None]
    if len(known) < 2 or min(known) >= 0.5:
        return [False] * len(sections)
    return [share is not None and share >= 0.5 for share in shares]


def _titled(rows: list[Row], words: Words, languages: Sequence[str]) -> float | None:
    """Return the share of ranges of dates that stand beside, or right above, the title of a job; None without any."""
    titled: list[bool] = []
    for i, row in enumerate(rows):
        if any([f.lasts for found in row.found for f in found]) and not row.bullet:
            near = [cell.text for each in rows[i : i + 2] for cell in each.cells]
            titled.append(any([words.title_score(_first_name(text), languages) >= 0.5 for text in near]))
    return sum(titled) / len(titled) if titled else None


def _first_name(text: str) -> str:
    """Return what stands before the first sign or "at" of a line: "Analyst at Severn Foods [Oct 2012 to Dec 2015]"."""
    name = _SIGN.split(text, 1)[0]
    at = AT.search(name)
    return name[: at.start()] if at else name


_SIGN = regex(r"[,|·(\[:]|\s[–—-]\s")


def _all_titled(rows: list[Row], words: Words, languages: Sequence[str]) -> bool:
    """Say whether two or more ranges of dates stand with titles of jobs, as most of them do."""
    if _ranges(rows) >= 2:
        return (_titled(rows, words, languages) or 0.0) >= 0.5
    # Why: in a narrow margin the range breaks over two lines ("Sep 2017 to Aug" over "2021").
    beside = [row.cells[1].text for row in rows if len(row.cells) > 1 and row.found[0] and row.found[0][0].start <= 1]
    titled = [words.title_score(text.partition(",")[0], languages) >= 0.5 for text in beside]
    return sum(titled) >= 2 and 2 * sum(titled) >= len(titled)


def _names_jobs(rows: list[Row]) -> bool:
    told = {field for row in rows for field, _ in row.fields.values()}
    return bool(told & {"dates", "start"}) and {"employer", "title"} <= told


def _ranges(rows: list[Row]) -> int:
    """Return how many rows hold a range of dates, in one cell or in two."""
    lasting = [any([f.lasts for found in row.found for f in found]) for row in rows]
    return sum(lasting) + sum(map(two_dates, rows))


def _tells_when(row: Row) -> bool:
    """Say whether a row holds a date, or a year that no date was read from."""
    return any(row.found) or _YEAR.search(row.text) is not None


_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)")


def _sections(stream: list[Row]) -> list[tuple[str, list[Row]]]:
    sections: list[tuple[str, list[Row]]] = [("", [])]
    for n, row in enumerate(stream):
        if row.heading is not None:
            sections.append((row.heading, []))
        elif row.opens:
            sections.append((row.opens, []))
        tail = row.tail and n > 0 and stream[n - 1].heading is not None
        if row.heading is None and not tail:
            sections[-1][1].append(row)
        elif len(row.cells) > 1:
            sections[-1][1].append(row.rest())
    return [(kind, rows) for kind, rows in sections if rows]


def _entries(
    kind: str,
    rows: list[Row],
    words: Words,
    languages: Sequence[str],
    grammar: Grammar,
    document: Document,
    towns: Set[str],
) -> tuple[list[Entry], list[Finding], Sequence[Anchor]]:
    if kind not in POSITIONS:
        body = tuple([Piece(c.text, c.span) for row in rows for c in row.cells])
        span = Span(rows[0].cells[0].span.start, rows[-1].cells[-1].span.stop)
        return [Entry(kind or "top", body=body, span=span)], [], ()
    anchors = with_years(rows, find_anchors(rows, grammar), grammar)
    mark_places(rows, words)
    mark_titled(rows, words)
    blocks = split(rows, anchors)
    _alone(rows, blocks, words, languages)
    named = name(rows, blocks, words, languages, grammar, towns)
    entries = [_entry(kind, rows, block, names) for block, names in zip(blocks, named, strict=True)]
    folded = _one_below_the_other(_fold_groups(entries, blocks))
    jobs = [each for entry, block in folded for each in _held_again(entry, block)]
    kept, courses = schooling([entry for entry, _ in jobs], words, languages)
    scanned = any([finding.code == "I_OCR" for finding in document.findings])
    odd = checks(rows, anchors, kept, [b.anchor for b in blocks], grammar, scanned) if kind == "experience" else []
    odd += names_open(entries, named, words, languages)
    odd += untitled(kept, words, languages) if kind == "experience" else []
    odd += out_of_order(kept, [block.anchor for _, block in jobs], words, languages)
    return kept, odd + courses, anchors


def _alone(rows: list[Row], blocks: Sequence[Block], words: Words, languages: Sequence[str]) -> None:
    """Leave no names to leaves that stand in one line with their dates: "Maternity leave: March 2021 to May 2021".

    What stands above such a line belongs to the job before, what stands below it is text.
    """
    leaves = words.leaves(languages)
    before: Block | None = None
    for block in blocks:
        a = block.anchor
        cell = rows[a.row].cells[a.cell]
        said = (cell.text[: a.start].strip(EDGE) or cell.text[a.stop :].strip(EDGE)) if not a.pure else ""
        if said and len(rows[a.row].cells) == 1 and leaves.tells(said, alone=True):
            if before is not None and block.above and block.above[0] > before.anchor.row:
                before.body = sorted([*before.body, *block.above])
                block.above = []
            block.body, block.below = sorted([*block.below, *block.body]), []
        before = block


def _entry(kind: str, rows: list[Row], block: Block, names: Names) -> Entry:
    anchor = block.anchor
    beside = sorted(block.text_cells)
    body = [Piece(rows[i].cells[j].text, rows[i].cells[j].span) for i, j in beside]
    body += _behind_names([c for i in (*block.above, anchor.row, *block.below) for c in rows[i].cells], names, anchor)
    body += [Piece(c.text, c.span) for i in block.body for c in rows[i].cells]
    indices = [*block.above, anchor.row, *block.below, *block.body]
    spans = [c.span for i in indices for c in rows[i].cells]
    span = Span(min([s.start for s in spans]), max([s.stop for s in spans]))
    start_only = anchor.kind == "single" and rows[anchor.row].field(anchor.cell)[0] == "start"
    # Why: a form that tells when a job began and not when it ended leaves its end unknown; one day it was not.
    began = rows[anchor.row].cells[anchor.cell].text[anchor.start : anchor.stop]
    return Entry(
        kind,
        title=names.title,
        employer=names.employer,
        location=names.location,
        dates=None if start_only else Piece(anchor.text, anchor.span),
        start=Piece(began, anchor.span) if start_only else None,
        header=names.rest,
        body=tuple(body),
        span=span,
    )


def _behind_names(cells: Sequence[Line], names: Names, anchor: Anchor) -> list[Piece]:
    """Return the sentences behind the names of a job in their own line: "Agent at Acme, Leeds. Zendesk, HubSpot."."""
    named = [piece.span for piece in (names.title, names.employer, names.location, *names.rest) if piece is not None]
    spans = [span for span in (*named, anchor.span) if span is not None]
    found: list[Piece] = []
    for cell in cells:
        stops = [span.stop for span in spans if cell.span.start <= span.start < cell.span.stop]
        end = _SENTENCE.match(cell.text, max(stops) - cell.span.start) if stops else None
        if end is not None:
            start = cell.span.start + end.end()
            found.append(Piece(cell.text[end.end() :], Span(start, cell.span.stop)))
    return found


_SENTENCE = regex(r"\)?\.?\)?\s+(?<=[.)]\s)(?=[^\W\d_].{2})")


def _one_below_the_other(jobs: list[tuple[Entry, Block]]) -> list[tuple[Entry, Block]]:
    """Return the jobs, those without names right below the dates of another as that one held again.

    "Agent, Acme, Leeds" over "01/2022 - 06/2022", "01/2023 - 06/2023" and "01/2024 - 06/2024".
    """
    found: list[tuple[Entry, Block]] = []
    at = 0
    while at < len(jobs):
        stop = at + 1
        while stop < len(jobs) and jobs[stop][1].anchor.row == jobs[stop - 1][1].anchor.last_row + 1:
            stop += 1
        first = jobs[at][0]
        # Why all: names below the last of several dates are those of one column beside the dates of another.
        terms = first.title is not None and all([_bare(*job) for job in jobs[at + 1 : stop]])
        found.append(jobs[at])
        for entry, block in jobs[at + 1 : stop]:
            named = replace(entry, title=first.title, employer=first.employer, location=first.location)
            found.append((named if terms else entry, block))
        at = stop
    return found


def _bare(entry: Entry, block: Block) -> bool:
    """Say whether a job is a range of dates and at most a word or two: "Contract 2: 01/2023 - 06/2023"."""
    said = sum([len(piece.text) for piece in (*entry.header, entry.location) if piece is not None])
    nameless = entry.title is None and entry.employer is None
    return nameless and not (block.above or block.below) and block.anchor.kind == "range" and said <= _WORDS


# Unit: letters.
_WORDS = 16


def _held_again(entry: Entry, block: Block) -> list[tuple[Entry, Block]]:
    """Return the entry, and itself once more for each further range of dates beside its first."""
    again = [replace(entry, dates=Piece(text, span), body=()) for text, _, span in block.anchor.more]
    return [(each, block) for each in (entry, *again)]


def _fold_groups(entries: list[Entry], blocks: list[Block]) -> list[tuple[Entry, Block]]:
    """Drop the line that sums up several positions at one employer ("Acme, 2015 - 2021" over dated titles)."""
    kept: list[tuple[Entry, Block]] = []
    for n, entry in enumerate(entries):
        anchor: Anchor = blocks[n].anchor
        if entry.title is None and entry.employer is not None and not entry.body and n + 1 < len(entries):
            inner = [
                b.anchor for b, e in zip(blocks[n + 1 :], entries[n + 1 :], strict=True) if e.employer == entry.employer
            ]
            if inner and all([lies_in(a.dates, anchor.dates) for a in inner]):
                continue
        kept.append((entry, blocks[n]))
    return kept

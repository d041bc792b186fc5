"""Entries and sections -> findings on what the reading left open, so that a person looks at the right lines.

A doubt names what may be wrong and leaves the numbers as they are. To add one: a function here, called in `doubts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from xpcalc.language import Words
from xpcalc.model import Document, Entry, Finding, PartialDate, Piece
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.names import Names
from xpcalc.segment.rows import Row

# Unit: positions. Fewer have no order that one of them could break.
_ORDERED = 4
# Unit: positions. Of fewer, one without a title is no exception.
_ALIKE = 3
# Unit: years. Parallel jobs and short returns stand out of order by less.
_FAR = 4
# Unit: words. A page with less (a signature, a note) is no lost page.
_PAGE_WORDS = 40


def names_open(
    entries: Sequence[Entry], named: Sequence[Names], words: Words, languages: Sequence[str]
) -> list[Finding]:
    """Return what the document leaves open about titles and employers."""
    found: list[Finding] = []
    for entry, names in zip(entries, named, strict=True):
        title, employer = entry.title, entry.employer
        if title is None or employer is None:
            continue
        if names.unsure:
            text = f"title and employer could be the other way round: {title.text} / {employer.text}"
            found.append(Finding("I_NAMES_UNSURE", "info", text, employer.span))
        elif (
            words.title_score(employer.text, languages) >= 0.8
            and words.employer_score(employer.text) <= 0.0
            and words.title_score(title.text, languages) < 0.5
        ):
            text = f"the employer looks like a job title: {employer.text}"
            found.append(Finding("I_EMPLOYER_TITLE", "info", text, employer.span))
    return found


def untitled(entries: Sequence[Entry], words: Words, languages: Sequence[str]) -> Iterator[Finding]:
    """Yield the one entry without a title where all others have one: a break in words of one's own, a torn-off line."""
    lone = [(entry, entry.employer) for entry in entries if entry.title is None and entry.employer is not None]
    if len(lone) != 1 or len(entries) < _ALIKE:
        return
    entry, name = lone[0]
    if not words.leaves(languages).tells(name.text, alone=True):
        text = f"a position without a title, where all others have one, may be no job: {name.text}"
        yield Finding("W_NO_NAMES", "warning", text, entry.dates.span if entry.dates else entry.span)


def out_of_order(
    entries: Sequence[Entry], anchors: Sequence[Anchor], words: Words, languages: Sequence[str]
) -> Iterator[Finding]:
    """Yield the positions that break an order which all others keep: a year may be misread or mistyped."""
    held: list[tuple[Entry, PartialDate]] = []
    names: tuple[Piece | None, Piece | None] = None, None
    for entry, anchor in zip(entries, anchors, strict=True):
        # Why: the terms of one job may be told in another order than the jobs.
        again = names == (entry.title, entry.employer) != (None, None)
        names = entry.title, entry.employer
        if anchor.dates.start is not None and not again:
            held.append((entry, anchor.dates.start))
    if len(held) < _ORDERED:
        return
    starts = [start for _, start in held]
    falls = sum([_before(b, a) for a, b in pairwise(starts)])
    rises = sum([_before(a, b) for a, b in pairwise(starts)])
    if min(falls, rises) != 1 or max(falls, rises) < _ORDERED - 2:
        return
    for at in range(1, len(held)):
        a, b = starts[at - 1], starts[at]
        broken = _before(a, b) if falls > rises else _before(b, a)
        if broken and abs(a.year - b.year) >= _FAR:
            entry = held[at][0]
            # Why: leaves, and what goes on beside the jobs ("Freelance, 1/2019 to present"), are often told last.
            called = [piece.text for piece in (entry.title, entry.employer) if piece]
            leave = any([words.leaves(languages).tells(name, alone=len(called) == 1) for name in called])
            if leave or (at == len(held) - 1 and anchors[-1].dates.ongoing):
                continue
            name = ", ".join(called)
            text = f"the positions are in order of time but for one: {name or 'without a name'}, {_written(entry)}"
            yield Finding("W_ORDER", "warning", text, entry.dates.span if entry.dates else entry.span)


def _before(a: PartialDate, b: PartialDate) -> bool:
    return (a.year, a.month or 6) < (b.year, b.month or 6)


def _written(entry: Entry) -> str:
    return entry.dates.text if entry.dates else ""


def unread_pages(document: Document, sections: Sequence[tuple[str, Sequence[Row]]]) -> Iterator[Finding]:
    """Yield pages whose text stands in no section that is known, though sections are known on other pages."""
    if document.pages is None or document.pages < 2 or not any([kind for kind, _ in sections]):
        return
    known = {cell.page for kind, rows in sections if kind for row in rows for cell in row.cells}
    loose: dict[int, int] = {}
    for kind, rows in sections:
        for cell in [] if kind else [cell for row in rows for cell in row.cells]:
            loose[cell.page] = loose.get(cell.page, 0) + len(cell.text.split())
    for page, count in sorted(loose.items()):
        if page > 1 and page not in known and count >= _PAGE_WORDS:
            text = f"page {page}: {count} words stand under no heading that is known, nothing was read from them"
            first = next(line for line in document.lines if line.page == page)
            yield Finding("W_TEXT_UNREAD", "warning", text, first.span)

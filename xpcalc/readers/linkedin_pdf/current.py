"""Lines of the current layout (two columns) -> entries.

To read another section of the main column: add its headings to `words.HEADINGS`; of the sidebar: to `words.SIDEBAR`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.model import Entry, Piece, Span
from xpcalc.readers.linkedin_pdf.rows import Row, edge_of, paragraphs, piece_of, reach, wraps
from xpcalc.readers.linkedin_pdf.words import DATES, FOREIGN_DATES, MAIN, SIDE
from xpcalc.regex import regex

# Source: right end of the sidebar's text on the exports measured. Unit: points.
SIDEBAR_EDGE = 187.0

_EDUCATION_DATES = regex(r"(?:·\s?)?\(([^()]{0,60}(?:19|20)\d\d[^()]{0,60})\)")
_CAREER_BREAK = "career break"


class Job:
    """One position while its lines come in."""

    def __init__(self, employer: list[Row], *, opens: bool = True) -> None:
        self.employer = employer
        self.opens = opens  # the first position below its employer's line
        self.title: list[Row] = []
        self.dates: list[Row] = []
        self.place: list[Row] = []
        self.body: list[Row] = []

    @property
    def bare(self) -> bool:
        """Whether nothing but the title has come so far."""
        return not (self.dates or self.place or self.body)

    def takes_dates(self, text: str) -> bool:
        """Say whether a line below the title is its dates, or the rest of a range that broke over the line."""
        if self.bare:
            return bool(DATES.match(text) or FOREIGN_DATES.match(text))
        written = " ".join(row.text for row in self.dates)
        broken = written.count("(") > written.count(")")
        return broken and text.endswith(")") and not (self.place or self.body)

    def entry(self, section: str, total: list[Row], edge: float) -> Entry:
        own = [*(self.employer if self.opens else ()), *self.title, *self.dates, *self.place, *self.body]
        employer = piece_of(self.employer)
        if employer and employer.text.casefold() == _CAREER_BREAK:
            section = "career_break"
        return Entry(
            section=section,
            title=piece_of(self.title),
            employer=employer,
            location=piece_of(self.place),
            dates=piece_of(self.dates),
            employment="volunteer" if section == "volunteering" else None,
            body=paragraphs(self.body, edge),
            span=Span(own[0].span.start, own[-1].span.stop) if own else None,
            notes=tuple(f"total:{piece.text}" for piece in [piece_of(total)] if piece),
        )


def main_column(rows: Sequence[Row]) -> list[Entry]:
    """Return the entries of the main column of the current layout."""
    sections: list[tuple[str, list[Row]]] = [("head", [])]
    for row in rows:
        if 14.5 <= row.size <= 17 and row.grey < 0.5:
            sections.append((MAIN.get(row.text.casefold().strip(), ""), []))
        else:
            sections[-1][1].append(row)
    edge = edge_of([row for row in rows if row.size < 12.5])
    entries: list[Entry] = []
    for section, found in sections[1:]:
        # Why: in a locale not listed, only positions have lines of 11.5 pt, and only schools 12 above 10.5.
        if not section:
            sizes = {round(row.size, 1) for row in found}
            section = "experience" if 11.5 in sizes else "education" if {12.0, 10.5} <= sizes else "summary"
        if section in ("experience", "volunteering"):
            entries += _jobs(found, section, edge)
        elif section == "summary" and found:
            entries.append(Entry(section=section, body=paragraphs(found, edge), span=reach(found)))
        elif found:
            entries += _blocks(found, section, edge)
    return entries


def _jobs(rows: Sequence[Row], section: str, edge: float) -> list[Entry]:
    entries: list[Entry] = []
    employer: list[Row] = []
    total: list[Row] = []
    opens = True
    job: Job | None = None

    def close() -> None:
        nonlocal job, total, opens
        if job is not None and (job.title or job.dates):
            entries.append(job.entry(section, total, edge))
            total, opens = [], False
        job = None

    for row in rows:
        small = row.size < 11.2
        if row.size >= 11.8 and row.grey < 0.5:
            if job is not None or total:
                close()
                employer, total, opens = [], [], True
            employer = [*employer, row]
        elif not small and row.grey < 0.5:
            wrapped = job is not None and job.title and job.bare and wraps(job.title[-1], row, edge)
            if not wrapped:
                close()
                job = Job(employer, opens=opens)
            assert job is not None
            job.title.append(row)
        elif row.grey >= 0.5:
            if job is not None and not job.body:
                job.place.append(row)
            elif job is not None:
                job.body.append(row)
        elif job is None:
            # Why: below the company stands the total of its positions, or, without a title, the dates themselves.
            if DATES.match(row.text):
                job = Job(employer, opens=opens)
                job.dates.append(row)
            else:
                total.append(row)
        elif job.takes_dates(row.text):
            job.dates.append(row)
        else:
            job.body.append(row)
    close()
    return entries


def _blocks(rows: Sequence[Row], section: str, edge: float) -> list[Entry]:
    """Return the entries of a section whose blocks begin with a line of 12 pt (a school) and go on in 10.5 pt."""
    blocks: list[tuple[list[Row], list[Row]]] = []
    for row in rows:
        if row.size >= 11.3 and row.grey < 0.5:
            if blocks and not blocks[-1][1] and wraps(blocks[-1][0][-1], row, edge):
                blocks[-1][0].append(row)
            else:
                blocks.append(([row], []))
        elif blocks:
            blocks[-1][1].append(row)
        else:
            blocks.append(([], [row]))
    entries = []
    for head, below in blocks:
        text = piece_of(below)
        dates = title = None
        if text is not None and text.span is not None:
            # Why: a degree may hold a year of its own ("BSc (class of 2019)"); the range of the export stands last.
            match = next(reversed(list(_EDUCATION_DATES.finditer(text.text))), None)
            stop = len(text.text)
            if match:
                start = text.span.start
                dates = Piece(match.group(1), Span(start + match.start(1), start + match.end(1)))
                stop = match.start()
            words = text.text[:stop].rstrip(" ·")
            title = Piece(words, Span(text.span.start, text.span.start + len(words))) if words else None
        named = piece_of(head)
        school = section == "education"
        entries.append(
            Entry(
                section=section,
                title=title if school else named,
                employer=named if school else None,
                dates=dates,
                body=() if school or title is None else (title,),
                span=reach([*head, *below]),
            )
        )
    return entries


def sidebar(rows: Sequence[Row]) -> list[Entry]:
    """Return skills, languages, certificates and the like; the contact block gives none."""
    sections: list[tuple[str, list[Row]]] = []
    for row in rows:
        if abs(row.size - 13) < 0.4:
            known = SIDE.get(row.text.casefold().strip(), "")
            # Why: the block of skills is the only one whose heading changes with the language besides the contact.
            sections.append((known or ("skills" if len(sections) == 1 else "other"), []))
        elif sections:
            sections[-1][1].append(row)
    edge = max(edge_of(rows), SIDEBAR_EDGE)
    entries: list[Entry] = []
    for section, found in sections:
        if not found or section in ("contact", "other"):
            continue
        # Why: the column is narrow, so many whole entries leave no room for the next word; only full lines wrap.
        pieces = paragraphs(found, edge, full=0.9 * edge)
        if section in ("skills", "languages"):
            entries.append(Entry(section=section, body=pieces, span=reach(found)))
        else:
            entries += [Entry(section=section, title=piece, span=piece.span) for piece in pieces]
    return entries

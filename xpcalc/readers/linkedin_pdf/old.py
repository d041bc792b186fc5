"""Lines of the layout of 2014 to 2017 (one column, `Title at Company`) -> entries.

To read another section: add its headings to `words.HEADINGS`.
Source: described from a few exports: Times, name 20 pt, headings 16 pt, below them 13 and 12 pt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpcalc.model import Entry, Piece, Span
from xpcalc.readers.linkedin_pdf.current import Job
from xpcalc.readers.linkedin_pdf.rows import Row, edge_of, paragraphs, piece_of, reach, wraps
from xpcalc.readers.linkedin_pdf.words import DATES, MAIN
from xpcalc.regex import regex

# Source: the word between title and company on one line in the exports of 2014 to 2017, by heading of the experience.
_AT = {
    "experience": " at ",
    "experiencia": " en ",
    "expérience": " chez ",
    "experiência": " na empresa ",
    "berufserfahrung": " bei ",
    "esperienza": " presso ",
    "ervaring": " bij ",
}
_CLOSING = regex(r"contact .{1,80} on linkedin$", re.IGNORECASE)


def old_layout(rows: Sequence[Row]) -> list[Entry]:
    """Return the entries of the layout of 2014 to 2017: one column, `Title at Company`, then dates, then text."""
    entries: list[Entry] = []
    section, at, edge = "", " at ", edge_of(rows)
    head: list[Row] = []
    job: Job | None = None
    summary: list[Row] = []

    def close() -> None:
        nonlocal job, head
        if job is not None:
            entries.append(_split(job.entry(section, [], edge), at))
        elif head and section in ("education", "certifications", "skills", "languages"):
            entries.extend(Entry(section=section, title=piece_of([row]), span=row.span) for row in head)
        job, head = None, []

    for row in rows:
        if _CLOSING.search(row.text):
            continue
        word = row.text.casefold().strip()
        if 14.5 <= row.size <= 17.5 or (row.bold and word in MAIN and row.size >= 13):
            close()
            section = MAIN.get(word, "other")
            at = _AT.get(word, at)
        elif section == "summary":
            summary.append(row)
        elif section in ("", "other") or row.size > 18:
            continue
        elif section == "education":
            entries += _school(row, entries)
        elif DATES.match(row.text) and head and job is None:
            job = Job([])
            job.title, job.dates, head = head, [row], []
        elif DATES.match(row.text) and job is not None and job.body and at in job.body[-1].text:
            # Why: some exports do not embolden the title; the line above a date line is one all the same.
            title = job.body.pop()
            close()
            job = Job([])
            job.title, job.dates = [title], [row]
        elif row.bold or row.size >= 12.8:
            if head and job is None and wraps(head[-1], row, edge):
                head.append(row)
            else:
                close()
                head = [row]
        elif job is not None:
            job.body.append(row)
        elif head and section in ("experience", "volunteering", "projects", "organizations"):
            head = [row]
        else:
            head.append(row)
    close()
    if summary:
        entries.insert(0, Entry(section="summary", body=paragraphs(summary, edge), span=reach(summary)))
    return entries


def _school(row: Row, entries: list[Entry]) -> list[Entry]:
    """Return a new entry for a bold line; any other line goes into the last school: its degree and years."""
    last = entries[-1] if entries and entries[-1].section == "education" else None
    if row.bold or last is None:
        return [Entry(section="education", employer=piece_of([row]), span=row.span)]
    entries.pop()
    match = re.search(r"(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|[^\W\d_]{2,14}))?$", row.text)
    words = row.text[: match.start()].rstrip(" ,(") if match else row.text
    start = row.span.start
    title = last.title or (Piece(words, Span(start, start + len(words))) if words else None)
    dates = last.dates or (Piece(match.group(), Span(start + match.start(), start + match.end())) if match else None)
    span = Span(last.span.start, row.span.stop) if last.span else row.span
    return [Entry(section="education", title=title, employer=last.employer, dates=dates, span=span)]


def _split(entry: Entry, at: str) -> Entry:
    """Return the entry with `Title at Company` parted at the last such word."""
    title = entry.title
    if title is None or title.span is None or at not in title.text:
        return entry
    cut = title.text.rindex(at)
    start, after = title.span.start, cut + len(at)
    return Entry(
        section=entry.section,
        title=Piece(title.text[:cut], Span(start, start + cut)),
        employer=Piece(title.text[after:], Span(start + after, title.span.stop)),
        dates=entry.dates,
        employment=entry.employment,
        body=entry.body,
        span=entry.span,
        notes=entry.notes,
    )

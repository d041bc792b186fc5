"""Entries -> Positions: dates parsed, kind of employment told; to add a kind, see `employment`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from xpcalc.dates import Grammar
from xpcalc.employment import Kinds
from xpcalc.language import fold
from xpcalc.model import DateRange, Document, Entry, Finding, PartialDate, Piece, Position, Span
from xpcalc.regex import regex

# Sections whose entries are positions, and what they are when nothing says otherwise.
_SECTIONS = {"experience": "work", "internships": "internship", "volunteering": "volunteer", "career_break": "leave"}

# A number that ends a line behind a sign: " · 50 %", " | 20 of 40 hours"
_AMOUNT = regex(r"[^\S\n]*[·•|,;–—-][^\S\n]*(\d[^\n,;|·•]{1,30})(?=\n|\Z)")
_TRAINED = ("internship", "apprenticeship")
# Jobs that go on at the same time.
_SEVERAL = 3
_DANGLING = regex(r"[-–—−\u00ad→][\s()\[\]]*$")


def positions_of(
    document: Document, entries: Sequence[Entry], kinds: Kinds, grammar: Grammar
) -> tuple[tuple[Position, ...], tuple[Finding, ...]]:
    """Return the positions in the order of the document, and what was odd."""
    positions: list[Position] = []
    findings: list[Finding] = []
    linkedin = document.format.startswith("linkedin")
    held = [(entry, _dates(entry, grammar)) for entry in entries if entry.section in _SECTIONS]
    says_present = any([dates is not None and dates.ongoing for _, dates in held])
    several = sum([dates is not None and _dangles(dates) for _, dates in held]) >= _SEVERAL
    for entry, dates in held:
        if dates is not None and _dangles(dates):
            # Why: themes print "2022 –" for a job that goes on; where others say "present", an end may have been lost,
            # and so it may where several go on.
            if (says_present or several) and entry.section == "experience":
                findings.append(
                    Finding(
                        "W_OPEN_END",
                        "warning",
                        f"{dates.written}: the end is not there; counted as going on",
                        dates.span,
                    )
                )
            dates = replace(dates, ongoing=True)
        kind = entry.employment or _SECTIONS[entry.section]
        told = replace(entry, header=(*entry.header, *_beside(document, entry)))
        if entry.section == "experience" and entry.employment is None:
            kind = kinds.of(told)
            if kind in _TRAINED and dates is not None and (said := _and_work(told, dates, kinds, grammar)):
                # Why: how long each of the two was is not told by the dates; the work would be lost.
                kind = "work"
                text = f"{said}: an internship and the work after it in one line; all of it is counted as work"
                findings.append(Finding("W_INTERNSHIP_THEN_WORK", "warning", text, entry.span))
            if kind == "work" and dates is not None and _part_later(told, kinds, grammar):
                kind = "part_time"
        header = tuple([p for p in (entry.title, entry.employer, entry.location, entry.dates) if p is not None])
        positions.append(
            Position(
                title=entry.title.text if entry.title else None,
                employer=entry.employer.text if entry.employer else None,
                location=entry.location.text if entry.location else None,
                dates=dates,
                employment=kind,
                section=entry.section,
                part_time=kinds.share(told) if kind == "part_time" else None,
                part_time_in=_partly(told, dates, kinds, grammar) if kind == "part_time" and dates else None,
                body=(*entry.header, *entry.body),
                header=header,
                span=entry.span,
                linkedin=linkedin,
            )
        )
    outlines = _outlines(positions)
    findings += [*_twice(positions, outlines), *_totals(entries, positions, grammar)]
    return tuple(_printed_once(positions, outlines)), tuple(findings)


def _and_work(entry: Entry, dates: DateRange, kinds: Kinds, grammar: Grammar) -> str | None:
    """Return the words that tell that an internship was the beginning of the job only."""
    if (said := kinds.goes_on(entry)) is not None:
        return said
    # "Support Agent (6-month internship)" over four years
    if dates.start is None or dates.start.year == (dates.end or dates.start).year:
        return None
    months = _months_spanned([dates])
    for text in kinds.trained(entry) if months is not None else ():
        for _, _, stated in grammar.durations(text.replace("-", " ")):
            if months is not None and 0 < stated.months <= months // 2:
                return text
    return None


def _partly(entry: Entry, dates: DateRange, kinds: Kinds, grammar: Grammar) -> DateRange | None:
    """Return the days of a job that are part-time where it says so: "since 1 July 2023 part-time, 80 %"."""
    for text in kinds.part_texts(entry):
        if entry.dates is not None and text in entry.dates.text:
            continue
        for found in grammar.find(text):
            held = found.dates
            if held.start is None:
                # "until 06/2023 full-time, then 80 %": which of the two it is, is not sure
                return DateRange(None, None, written=held.written)
            if held.start == dates.start and (held.end == dates.end or found.kind == "single"):
                return None
            if dates.start is not None and held.start.year < dates.start.year:
                return None
            end = None if found.kind == "single" or held.ongoing else held.end
            return DateRange(held.start, end, end is None, held.written)
    return None


def _part_later(entry: Entry, kinds: Kinds, grammar: Grammar) -> bool:
    """Say whether a line says part-time with dates of its own and nothing else: "part-time since July 2022"."""
    for text in kinds.part_texts(entry):
        for found in grammar.find(text)[:1]:
            if found.kind != "single" and kinds.says_part(f"{text[: found.start]} {text[found.stop :]}"):
                return True
    return False


def _beside(document: Document, entry: Entry) -> Iterable[Piece]:
    """Yield what stands behind the last piece of a line of the header and is none: the "50 %" of "Jan - May · 50 %"."""
    held = [p.span for p in (entry.title, entry.employer, entry.location, entry.dates) if p is not None and p.span]
    taken = [*held, *[p.span for p in (*entry.header, *entry.body) if p.span]]
    for span in held:
        hit = _AMOUNT.match(document.text, span.stop)
        if hit is not None and not any([other.start < hit.end() and other.stop > span.stop for other in taken]):
            yield Piece(hit[1], Span(hit.start(1), hit.end(1)))


def _dangles(dates: DateRange) -> bool:
    """Say whether a start is followed by a dash and nothing else."""
    return bool(dates.start and dates.end is None and not dates.ongoing and _DANGLING.search(dates.written))


def _printed_once(positions: Sequence[Position], outlines: set[int]) -> Iterable[Position]:
    """Yield the positions without copies: pages for the screen and for print, a table of jobs before their details."""
    seen: set[tuple[str | None, ...]] = set()
    for n, p in enumerate(positions):
        named = p.title is not None and p.employer is not None and p.dates is not None
        key = (p.title, p.employer, p.dates.written if p.dates else None, *[piece.text for piece in p.body])
        if named and (key in seen or n in outlines):
            continue
        seen.add(key)
        yield p


def _outlines(positions: Sequence[Position]) -> set[int]:
    """Return which positions are bare lines, to the year, of jobs that others tell of with months."""
    exact = {_years(p) for p in positions if p.dates is not None and _to_the_month(p.dates)}
    # Why: the last line of a list may hold the heading of what follows.
    bare = [n for n, p in enumerate(positions) if p.dates is not None and len(p.body) <= 1]
    return {n for n in bare if not _to_the_month(positions[n].dates) and _years(positions[n]) in exact}


def _to_the_month(dates: DateRange | None) -> bool:
    return dates is not None and all([d is None or d.month is not None for d in (dates.start, dates.end)])


def _years(p: Position) -> tuple[object, ...]:
    dates = p.dates
    ends = [d.year if d is not None else None for d in (dates.start, dates.end)] if dates is not None else []
    return fold(p.title or ""), fold(p.employer or ""), p.section, *ends, dates is not None and dates.ongoing


def _twice(positions: Sequence[Position], outlines: set[int]) -> Iterable[Finding]:
    """The same job named twice in one document: days count once, but the reader should know."""
    seen: set[tuple[str, str, str]] = set()
    for n, p in enumerate(positions):
        if p.dates is None or p.dates.start is None:
            continue
        what = ", ".join([x for x in (p.title, p.employer) if x])
        if what and n in outlines:
            yield Finding("I_SAME_POSITION", "info", f"{what}: named twice, once to the year; counted once", p.span)
        end = "present" if p.dates.ongoing else str(p.dates.end)
        key = (fold(p.title or ""), fold(p.employer or ""), f"{p.dates.start}/{end}")
        if key in seen and (key[0] or key[1]):
            yield Finding("I_SAME_POSITION", "info", f"{what}: named twice with the same dates, counted once", p.span)
        seen.add(key)


def _totals(entries: Sequence[Entry], positions: Sequence[Position], grammar: Grammar) -> Iterable[Finding]:
    """Company totals that LinkedIn prints ("5 yrs 2 mos") against the span of the positions under them."""
    by_span = {p.span: p for p in positions if p.span is not None}
    for n, entry in enumerate(entries):
        total = next((note[6:] for note in entry.notes if note.startswith("total:")), None)
        stated = grammar.stated(total) if total else None
        if stated is None or not stated.exact:
            continue
        group = [entry]
        for other in entries[n + 1 :]:
            mine, theirs = (e.employer.text if e.employer else None for e in (entry, other))
            if other.section != entry.section or mine is None or mine != theirs:
                break
            group.append(other)
        held = [by_span[e.span].dates for e in group if e.span in by_span]
        months = _months_spanned([d for d in held if d is not None])
        if months is not None and abs(months - stated.months) > 1:
            text = f"the employer's total {total} differs from the {months} months of the positions under it"
            yield Finding("W_COMPANY_TOTAL", "warning", text, entry.span)


def _months_spanned(dates: Sequence[DateRange]) -> int | None:
    """Months from the first start to the last end, both counted; None where one is not to the month or goes on."""
    if not dates or any([d.ongoing or d.start is None or d.end is None for d in dates]):
        return None
    starts = [d.start for d in dates if d.start is not None]
    ends = [d.end for d in dates if d.end is not None]
    if any([x.month is None for x in [*starts, *ends]]):
        return None
    first = min([x.year * 12 + (x.month or 0) for x in starts])
    last = max([x.year * 12 + (x.month or 0) for x in ends])
    return last - first + 1


def _dates(entry: Entry, grammar: Grammar) -> DateRange | None:
    if entry.dates is not None:
        parsed = grammar.parse(entry.dates.text)
        if parsed is None:
            found = grammar.find(entry.dates.text)
            parsed = found[0].dates if found else None
        if parsed is None:
            return None
        return DateRange(parsed.start, parsed.end, parsed.ongoing, entry.dates.text, entry.dates.span, parsed.stated)
    start = grammar.parse_date(entry.start.text) if entry.start else None
    end: PartialDate | None = None
    ongoing = entry.ongoing
    if entry.end is not None and entry.end.text.strip():
        end = grammar.parse_date(entry.end.text)
        if end is None:
            whole = grammar.parse(f"2000 - {entry.end.text}")
            ongoing = ongoing or bool(whole and whole.ongoing)
    if start is None and end is None and not (ongoing and entry.start):
        return None
    written = " – ".join([p.text for p in (entry.start, entry.end) if p is not None and p.text.strip()])
    piece = entry.start or entry.end
    return DateRange(start, end, ongoing and end is None, written, piece.span if piece else None)

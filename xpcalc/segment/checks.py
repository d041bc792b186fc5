"""Rows, anchors and entries -> findings that say where the reading may be wrong, so that a wrong total is not silent.

A check looks for what a right reading leaves behind. To add one: a function that yields Findings, called in `checks`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import pairwise

from xpcalc.dates import Found, Grammar
from xpcalc.model import DateRange, Document, Entry, Finding, Line, PartialDate, Span
from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor, by_year, lies_in
from xpcalc.segment.anchors import set_off
from xpcalc.segment.consistent import goes_on
from xpcalc.segment.headings import UNKNOWN
from xpcalc.segment.rows import Row, prose
from xpcalc.segment.spread import joins
from xpcalc.segment.years import lone_years


def checks(
    rows: Sequence[Row],
    anchors: Sequence[Anchor],
    entries: Sequence[Entry],
    all_anchors: Sequence[Anchor],
    grammar: Grammar,
    scanned: bool = False,
) -> list[Finding]:
    """Return the warnings for one section of work; `scanned` = what OCR reads is doubted sooner."""
    found = [
        *(_misread(rows, anchors) if scanned else ()),
        *_left_over(rows, anchors),
        *_promotions(rows, anchors),
        *_halves(rows, anchors),
        *_endless(rows, anchors, grammar),
        *_alone(rows, anchors),
        *_unended(rows, anchors, grammar),
        *_unread(rows, anchors),
        *_of_another_time(rows, anchors),
        *_second_ranges(rows, anchors),
        *_unread_ends(rows, anchors),
        *_seasons(rows),
        *_several_years(rows, anchors),
        *_instead_of_dates(rows, anchors, entries, grammar),
        *_years_apart(rows, anchors),
        *_nameless(entries),
        *_lone_dates(entries, all_anchors, _only_begun(rows, anchors)),
    ]
    found = _told_once(found)
    if not anchors and len(rows) >= 3:
        found.append(
            Finding(
                "W_NO_DATES_READ",
                "warning",
                "a section of work experience without dates that could be read",
                _span(rows[0]),
            )
        )
    return found


def _told_once(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings without those that tell of a line, under the same code, what an earlier one told of it."""
    first = {(finding.code, finding.span): finding for finding in reversed(found)}
    return [finding for finding in found if first[finding.code, finding.span] is finding]


def _only_begun(rows: Sequence[Row], anchors: Sequence[Anchor]) -> set[Span]:
    """Return where forms tell the start of a job and no end."""
    return {a.span for a in anchors if a.kind == "single" and rows[a.row].field(a.cell)[0] == "start"}


def _span(row: Row) -> Span:
    return row.cells[0].span


def _used(anchors: Sequence[Anchor]) -> set[tuple[int, int]]:
    """Return the cells that date a position, as (row, cell)."""
    return {(a.row, a.cell) for a in anchors} | {key for a in anchors for key in a.used}


def _promotions(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Lines of their own that date a promotion ("Promoted to Lead in March 2021, and still there") and nothing else."""
    used = _used(anchors)
    for i, row in enumerate(rows):
        if row.promoted and (i, 0) not in used:
            text = f"a promotion became no position of its own: {row.text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", text, _span(row))


def _left_over(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Dated lines that became no position, though they look like those that did."""
    used = _used(anchors)
    edge = min([rows[a.row].cells[0].x0 for a in anchors], default=0.0)
    bold = [a for a in anchors if rows[a.row].cells[0].bold]
    items = [rows[a.row].cells[a.cell] for a in anchors if rows[a.row].cells[a.cell].bullet and not by_year(a.dates)]
    listed = 2 * len(items) > len(anchors)
    odd: list[Line] = []
    for i, row in enumerate(rows):
        if any([(i, j) in used for j in range(len(row.cells))]):
            continue
        for j, cell in enumerate(row.cells):
            if row.is_text(j):
                continue
            ranges = [f for f in row.found[j] if f.lasts]
            within = prose(cell) and bool(ranges) and ranges[0].start > 1
            if listed and ranges and _like(cell, items[0]) and not by_year(ranges[-1].dates) and not within:
                yield Finding("W_DATE_LEFT", "warning", f"a dated item became no position: {cell.text[:60]}", cell.span)
                break
            if not ranges or cell.bullet or prose(cell) or (row.kind == "body" and not cell.bold):
                continue
            first = ranges[0]
            # Why: where most jobs are bold, other dates are text, unless they end a line that begins where jobs do.
            ends = first.stop >= len(cell.text.rstrip(" )]")) and cell.x0 <= edge + 1
            if 2 * len(bold) > len(anchors) and not cell.bold and not ends:
                continue
            rest = cell.text[: first.start].strip(" ,;:|·•-–—(")
            inside = cell.x0 > edge + 4 or cell.text.rstrip().endswith(".") or any([ch.isdigit() for ch in rest])
            if not set_off(cell.text, first):
                odd.append(cell)
                continue
            if first.kind != "range" or inside or rest[:1].islower():
                continue
            yield Finding("W_DATE_LEFT", "warning", f"a dated line became no position: {cell.text[:60]}", cell.span)
            break
    if len(odd) > max(2, len(anchors)):
        # Why: an unknown sign stands beside the dates of all jobs, and a year in some text was taken for one.
        text = f"{len(odd)} dated lines, more than positions, could not be read: {odd[0].text[:60]}"
        yield Finding("W_DATE_LEFT", "warning", text, odd[0].span)


def _like(cell: Line, item: Line) -> bool:
    return cell.bullet and abs(cell.x0 - item.x0) <= 2


def _halves(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Dates that begin their cells and date nothing, more of them than positions: starts or ends of lost ranges."""
    used = _used(anchors)
    left: list[Span] = []
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            found = row.found[j]
            if (i, j) in used or cell.bullet or len(found) != 1 or found[0].kind != "single" or found[0].start > 1:
                continue
            if found[0].dates.start is not None and found[0].dates.start.month and len(cell.text) < _HALF:
                left.append(cell.span)
    if len(left) > max(2, len(anchors)):
        yield Finding("W_DATE_LEFT", "warning", f"{len(left)} dates stand alone and became no position", left[0])


def _alone(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Jobs with one date each: starts and ends that stand too far apart, or two dates joined by an unknown word."""
    single = [a for a in anchors if a.kind == "single" and a.dates.start is not None and a.dates.start.month]
    if len(single) > max(2, len(anchors) // 2):
        text = f"{len(single)} positions have one date each: starts and ends may stand apart"
        yield Finding("W_DATE_LEFT", "warning", text, _span(rows[single[0].row]))
    for a in anchors:
        cell, found = rows[a.row].cells[a.cell], rows[a.row].found[a.cell]
        if a.kind != "single" or len(found) < 2 or {f.kind for f in found} != {"single"}:
            continue
        if len(found) > 2 and not prose(cell):
            # "Joined 2019, promoted to Team Lead 2021, left 2023"
            text = f"{len(found)} dates in one line, of which one was counted: {cell.text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", text, cell.span)
            continue
        between = cell.text[found[0].stop : found[1].start]
        if len(between) < _JOINT and between.strip(" ,;/&+()|·•"):
            text = f"two dates were not read as a start and an end: {cell.text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", text, cell.span)


def _unended(rows: Sequence[Row], anchors: Sequence[Anchor], grammar: Grammar) -> Iterator[Finding]:
    """Terms that went on in another way, nobody knows how long: "01/2018 - 06/2018, then permanent"."""
    for a in anchors:
        text = rows[a.row].cells[a.cell].text
        said = grammar.renewals(text[a.stop :]) if a.kind != "single" and len(text) > a.stop + 5 else 0
        # Why: "renewed twice" behind years tells how the term came to be so long.
        ended = said > 1 or _is_brief(a.dates) if a.kind == "range" and not a.dates.ongoing else False
        # "from June 2019 (3 months, renewed 4 times)"
        if said and (ended or (a.kind == "open" and grammar.durations(text[a.stop :]))):
            left = f"the end of a job that went on could not be read: {text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", left, rows[a.row].cells[a.cell].span)


def _is_brief(dates: DateRange) -> bool:
    """Say whether a range is known to the month and lasts a year at most."""
    start, end = dates.start, dates.end
    if start is None or end is None or not (start.month and end.month):
        return False
    return (end.year - start.year) * 12 + end.month - start.month < _YEAR


# Unit: months.
_YEAR = 12


def _unread(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Cells that are two dates and little else, and date nothing: written in a way that is not known."""
    used = _used(anchors)
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            if row.is_text(j):
                continue
            unread = _TWO_YEARS.fullmatch(cell.text) and not any([f.lasts for f in row.found[j]])
            if (i, j) in used or cell.bullet or not (unread or _TWO_DATES.match(cell.text)):
                continue
            if not goes_on(rows, i):
                text = f"a date that could not be read became no position: {cell.text}"
                yield Finding("W_DATE_LEFT", "warning", text, cell.span)


def _of_another_time(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Lines that end in months from one to another, at another time than the job that they stand under."""
    used = _used(anchors)
    if not anchors:
        return
    at = [a.row for a in anchors]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            ranges = [f for f in row.found[j] if f.kind in ("range", "since")]
            if (i, j) in used or row.is_text(j) or cell.bullet or len(ranges) != 1 or prose(cell):
                continue
            found = ranges[0]
            if found.start > _NAME or by_year(found.dates) or _LENGTH_BEHIND.fullmatch(cell.text, found.stop) is None:
                continue
            job = anchors[max(bisect_right(at, i) - 1, 0)]
            if not lies_in(found.dates, job.dates):
                text = f"a line that ends in a date became no position: {cell.text[:60]}"
                yield Finding("W_DATE_LEFT", "warning", text, cell.span)


# Unit: characters. What is longer than a name is text.
_NAME = 45
_LENGTH_BEHIND = regex(r"[\s)\]]*(?:\([^()]{2,30}\))?\s*")


def _second_ranges(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Lines with two ranges of months, one behind the other, of which one alone dates the job."""
    for a in anchors:
        cell = rows[a.row].cells[a.cell]
        ranges = [f for f in rows[a.row].found[a.cell] if f.kind == "range" and not by_year(f.dates)]
        apart = [f for f in ranges[1 + len(a.more) :] if not lies_in(f.dates, a.dates)]
        if len(ranges) > 1 and apart and len(ranges) == len(rows[a.row].found[a.cell]) and not prose(cell):
            text = f"a second range of dates in one line was not counted: {cell.text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", text, cell.span)


def _unread_ends(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Cells at the edge of those that date jobs, with a date and what nobody can read: a word for its end, a number."""
    used = _used(anchors)
    edges = [(cell.x0, cell.x1) for a in anchors if a.pure for cell in (rows[a.row].cells[a.cell],)]
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            found = row.found[j]
            if (i, j) in used or cell.bullet or len(found) != 1 or found[0].kind != "single":
                continue
            near = any([abs(cell.x0 - x0) <= _FLUSH or abs(cell.x1 - x1) <= _FLUSH for x0, x1 in edges])
            word = not found[0].start and _WORD_END.fullmatch(cell.text, found[0].stop)
            number = len(row.cells) > 1 and _NUMBER_BEFORE.fullmatch(cell.text, 0, found[0].start)
            if near and (word or number):
                yield Finding("W_DATE_LEFT", "warning", f"a range could not be read: {cell.text}", cell.span)


# Unit: points.
_FLUSH = 3
_NUMBER_BEFORE = regex(r"\d{1,2}\s?[/–—-]\s?(?:\d{1,2}\s)?")
_WORD_END = regex(r"\s?[-–—−]\s?[^\W\d_]{2,14}\.?")


def _years_apart(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Years that stand alone above lines and date nothing: their months may stand in the lines, unread."""
    used = _used(anchors)
    dated = sorted([a.row for a in anchors])
    idle = []
    for i, following in pairwise([*lone_years(rows), len(rows)]):
        if (i, 0) not in used and following > i + 1 and bisect_right(dated, i) == bisect_left(dated, following):
            idle.append(rows[i])
    if len(idle) >= 2:
        text = f"{len(idle)} years stand alone and date no position: {', '.join([row.text for row in idle[:4]])}"
        yield Finding("W_DATE_LEFT", "warning", text, _span(idle[0]))


def _several_years(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Years beside the months of a job: "2015, 2016 and 2017 (June - September)", "June - September 2016, 2017"."""
    for a in anchors:
        cell = rows[a.row].cells[a.cell]
        years = [f for f in rows[a.row].found[a.cell] if f.kind == "single" and by_year(f.dates)]
        if a.kind != "range" or by_year(a.dates) or not years:
            continue
        before = years[0].stop <= a.start and _YEARS_LISTED.fullmatch(cell.text, years[0].stop, a.start)
        behind = years[-1].start >= a.stop and _YEARS_LISTED.fullmatch(cell.text, a.stop, years[-1].stop)
        if before or behind:
            text = f"months of several years in one line, of which one year was counted: {cell.text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", text, cell.span)


_YEARS_LISTED = regex(r"(?:[\s,;/&+]|\d{4}|\b[^\W\d_]{1,3}\b)*")


def _instead_of_dates(
    rows: Sequence[Row], anchors: Sequence[Anchor], entries: Sequence[Entry], grammar: Grammar
) -> Iterator[Finding]:
    """Lines with a year or a length where other jobs have their dates, by their names: "desde hace 3 años"."""
    used = _used(anchors)
    pure = [a for a in anchors if a.pure and not rows[a.row].cells[a.cell].bullet]
    opening = {i for i, (row, after) in enumerate(pairwise(rows)) if not i or row.gap > after.gap + _PARAGRAPH}
    named = {piece.span for e in entries for piece in (e.title, e.employer, e.location) if piece is not None}
    for above in (0, 1):
        placed = [a for a in pure if a.row - above in opening]
        if not placed or 2 * len(placed) <= len(anchors):
            continue
        like = rows[placed[0].row].cells[placed[0].cell]
        for i, row in enumerate(rows):
            cell = row.cells[0]
            if len(row.cells) > 1 or i - above not in opening or (i, 0) in used or (i - above, 0) in used:
                continue
            if cell.bullet or prose(cell) or len(cell.text) > _NAME or row.kind == "body" or cell.span in named:
                continue
            if abs(cell.x0 - like.x0) > 2 or cell.bold != like.bold:
                continue
            # Why: "Full-time · 6 yrs 1 mo" sums up the jobs below it; where names stand first, many hold a year.
            length = above and not _SIGNS.search(cell.text) and grammar.durations(cell.text)
            if length or (_YEAR_ALONE.search(cell.text) if above else _YEAR_ALONE.match(cell.text)):
                text = f"a line that stands where dates stand could not be read: {cell.text}"
                yield Finding("W_DATE_LEFT", "warning", text, cell.span)


# Unit: heights of a line.
_PARAGRAPH = 0.2
_SIGNS = regex(r"[·•|(]")
_YEAR_ALONE = regex(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def _seasons(rows: Sequence[Row]) -> Iterator[Finding]:
    """Seasons of several years in one line ("Summer seasons 2015–2018"): nobody can say how many months they are."""
    for row in rows:
        for j, cell in enumerate(row.cells):
            if not row.found[j]:
                continue
            hit = _SEASONS.search(cell.text) or _SEASON_BEHIND.search(cell.text)
            # "sailing (helper at a club in Hull, summers 2018 and 2023)"
            aside = hit is not None and "(" in cell.text[: max(hit.start() - _HALF, 0)].rpartition(")")[2]
            if hit is not None and not aside and not prose(cell):
                text = f"seasons of several years cannot be counted in months: {cell.text[:60]}"
                yield Finding("W_DATE_LEFT", "warning", text, cell.span)


# Source: hand-made, seven languages; a word for seasons just before a range of years.
_SEASONS = regex(
    r"(?:seasons?|saisons?|temporadas?|stagion[ei]|seizoen(?:en)?|saisonen|épocas?|summers|winters|veranos|inviernos"
    r"|étés|hivers|estati|inverni|verões|sommer|zomers?)(?:\s[^\W\d_]{1,3}['’])?(?:\s?[^\W\d_]{1,12}){0,2}"
    r"\s(?:19|20)\d\d\s?(?:[-–—]|(?:to|al?|à|bis|tot|até)\b|(?:[,&]|(?:and|y|et?|und|en)\b)\s?(?:19|20)\d\d)",
    re.IGNORECASE,
)
# Source: hand-made, seven languages; a season in brackets behind years: "2016-2018 (été)".
_SEASON_BEHIND = regex(
    r"(?:19|20)\d\d\s?[-–—,/]\s?(?:19|20)\d\d\s?[(\[][^()\[\]\d]{0,16}\b(?:seasonal|summers?|winters?|veranos?|inviernos?"
    r"|étés?|hivers?|estat[ei]|invern[oi]|verão|verões|sommers?|zomers?|saisonal|saisonnier|saisonnière|estacional"
    r"|seizoen|stagionale|sazonal|saison|season)\b[^()\[\]\d]{0,16}[)\]]",
    re.IGNORECASE,
)
# Source: hand-made; two years, a month before each or none ("De ene. 2019", "01 2019"), a word or two between them.
_TWO_DATES = regex(
    r"[^\w%]{0,3}(?:(?:del?|du|dal?|from|v[oa]n|vom|desde|depuis|entre|between) )?(?:[^\W\d]{1,10}[ .,/-]{1,2})?"
    r"(?:de )?(?:\d{1,2}[ ./-]{1,2}){0,2}(?:19|20)\d\d(?!\d)[^%]{1,24}(?<!\d)(?:19|20)\d\d[\s)\]]{0,3}$",
    re.IGNORECASE,
)
# Two years with what nobody can read beside them, and nothing else: "m1/2019 - m3/2020", "1st/2019 - 3rd/2020".
_TWO_YEARS = regex(r"[^%]{0,6}(?:19|20)\d\d(?!\d)[^%]{1,16}(?<!\d)(?:19|20)\d\d[\s)\].]{0,3}")
# Unit: letters. What joins two dates to a range is shorter.
_JOINT = 14


def _misread(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Iterator[Finding]:
    """Dates in a scan that are neither a position nor text: their other half, or the sign between, may be misread."""
    used = _used(anchors)
    ranges = [a for a in anchors if a.kind != "single"]
    places = {edge for a in ranges for cell in [rows[a.row].cells[a.cell]] for edge in (cell.x0, cell.x1)}
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            dated = [f for f in row.found[j] if f.dates.start is None or f.dates.start.month or f.kind == "range"]
            if (i, j) in used or not dated or len(cell.text) > 2 * _HALF or cell.text.endswith((".", ";")):
                continue
            aligned = any([abs(edge - place) <= 4 for edge in (cell.x0, cell.x1) for place in places])
            alone = sum([f.stop - f.start for f in dated]) > 0.8 * len(cell.text)
            if alone if cell.bullet else aligned or not places:
                yield Finding("W_DATE_LEFT", "warning", f"a dated line became no position: {cell.text}", cell.span)
    if anchors and not ranges and len(rows) > 4:
        text = "no range of dates was read among the positions: the scan may show more"
        yield Finding("W_DATE_LEFT", "warning", text, _span(rows[0]))
    for a in anchors:
        text = rows[a.row].cells[a.cell].text
        cut = len(rows[a.row].found[a.cell]) > 1 or any([ch.isdigit() for ch in text[: a.start] + text[a.stop :]])
        if ranges and a.kind == "single" and a.dates.start is not None and a.dates.start.month and cut:
            yield Finding(
                "W_DATE_LEFT", "warning", f"only one date of a line was read: {text[:60]}", _span(rows[a.row])
            )


# Unit: letters. A cell with half of a range, "since" or "until" beside it, is shorter.
_HALF = 24
_AFTER = regex(r"\s*([-–—−/]\s?|[^\W\d_]{1,8}\s)\s?([^\W\d_])")


def _month(date: PartialDate) -> tuple[int, int]:
    return date.year, date.month or 0


def _endless(rows: Sequence[Row], anchors: Sequence[Anchor], grammar: Grammar) -> Iterator[Finding]:
    """Single dates that a dash or a word for "until" follows, and then words that are no date: "2022 até sempre"."""
    dated = {(a.row, a.cell) for a in anchors if a.kind != "single"} | {key for a in anchors for key in a.used}
    for a in anchors:
        if a.kind == "single" and rows[a.row].field(a.cell)[0] == "start":
            text = f"a start without an end: {rows[a.row].text[:60]}"
            yield Finding("W_DATE_LEFT", "warning", text, _span(rows[a.row]))
    newest = max([_month(a.dates.start) for a in anchors if a.dates.start is not None], default=(0, 0))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row.cells):
            kind, at = row.field(j)
            if kind == "end" and (i, j) not in dated and cell.text[at:].strip(" :-–—"):
                yield Finding("W_DATE_LEFT", "warning", f"the end of a job could not be read: {cell.text}", cell.span)
                continue
            if len(row.found[j]) != 1 or row.found[j][0].kind != "single" or (i, j) in dated or cell.bullet:
                continue
            found = row.found[j][0]
            if found.start > 1 and found.dates.start is not None and found.dates.start.day:
                continue  # "Printed on 09/03/2026 – Page 2"
            # Why: "2019 – Agent", "juillet 2019 à Lyon"; what says that a job goes on is written small, or is newest.
            if len(cell.text) - found.stop > _HALF or (m := _AFTER.match(cell.text, found.stop)) is None or prose(cell):
                continue
            open_end = m.group(2).islower() or (found.dates.start and _month(found.dates.start) >= newest)
            if open_end and (not m.group(1)[0].isalpha() or joins(m.group(1).strip(), grammar)):
                text = f"the end of a range could not be read: {cell.text[:60]}"
                yield Finding("W_DATE_LEFT", "warning", text, cell.span)


def _nameless(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Positions that have neither title nor employer, or a fragment for a title."""
    for entry in entries:
        span = entry.dates.span if entry.dates else entry.span
        if entry.title is None and entry.employer is None:
            yield Finding(
                "W_NO_NAMES", "warning", "a position without title and employer: the line may be no job", span
            )
        elif entry.title is not None and len(entry.title.text.strip()) <= 2 and entry.title.text.upper() not in _SHORT:
            text = f"the title {entry.title.text!r} looks like a fragment"
            yield Finding("W_NO_NAMES", "warning", text, span)


_SHORT = frozenset(("VP", "PM", "HR", "QA", "PA", "CX", "UX", "PO", "RN", "GP", "DJ", "TA"))


def _lone_dates(entries: Sequence[Entry], anchors: Sequence[Anchor], begun: Set[Span]) -> Iterator[Finding]:
    """One date where all other positions have two: the other may have been lost; some print no end of the newest."""
    single = [a for a in anchors if a.kind == "single" and a.span not in begun]
    if not single or len(single) > max(1, len(anchors) // 4) or len(anchors) < 2:
        return
    for a in single:
        if len(anchors) == 2 and by_year(a.dates):
            return
        if _is_newest(a, anchors):
            text = f"{a.text}: one date only, the other jobs have two; counted for that time alone, it may go on"
            yield Finding("W_ONE_DATE", "warning", text, a.span)
            continue
        if (a.dates.start is not None and a.dates.start.month is None) or len(anchors) == 2:
            continue
        span = next((e.dates.span for e in entries if e.dates is not None and e.dates.text == a.text), None)
        if span is not None:
            yield Finding("I_ONE_DATE", "info", f"{a.text}: one date only, the others have two", span)


def _is_newest(single: Anchor, anchors: Sequence[Anchor]) -> bool:
    """Say whether a job with one date begins when all others have ended, or later."""
    start = single.dates.start
    if start is None:
        return False
    newest = start.year, start.month or 12
    others = [a.dates for a in anchors if a is not single]
    ends = [(d.end.year, d.end.month or 1) for d in others if d.end is not None]
    return len(ends) == len(others) and not any([d.ongoing for d in others]) and max(ends) <= newest


_MAIL = regex(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")


def several(document: Document, sections: Sequence[tuple[str, Sequence[Row]]]) -> list[Finding]:
    """Return a warning where one file seems to hold the CVs of several people: other addresses, work told again."""
    pages = {row.page for kind, rows in sections if kind == "experience" for row in rows[:1]}
    mails: dict[str, Span] = {}
    where: dict[str, int] = {}
    for line in document.lines:
        if "@" in line.text and (m := _MAIL.search(line.text)):
            mails.setdefault(m.group().casefold(), line.span)
            where.setdefault(m.group().casefold(), line.page)
    if len(pages) < 2 or len(set(where.values()) & pages) < 2:
        return []
    second = list(mails)[1]
    text = "two addresses and two sections of work: the file may hold several CVs, counted here as one"
    return [Finding("W_SEVERAL_CVS", "warning", text, mails[second])]


# Source: hand-made; letters of three alphabets that look like 0 or 1. Wider than this, codes of products would match.
_SUSPECT = regex(
    r"(?<!\w)(?=[^\W_]{0,3}[0-9])(?=[0-9]{0,3}[OolI|\u039f\u03bf\u041e\u043e\u0406\u04cf])"
    r"[12lI|\u0406\u04cf][09Oo\u039f\u03bf\u041e\u043e][0-9OolI|\u039f\u03bf\u041e\u043e\u0406\u04cf]{2}(?!\w)"
)


def suspects(document: Document) -> list[Finding]:
    """Return a warning for each year with a letter in it (20l5, 2O15): not guessed at, so a job may be missing."""
    if any([finding.code == "W_SUSPECT_DIGIT" for finding in document.findings]):
        return []  # a scan, whose words were looked at one by one
    found = []
    for line in document.lines:
        for match in _SUSPECT.finditer(line.text) if line.visible else ():
            text = f"{match.group()!r} looks like a year with a letter in it; it was not read as a date"
            start = line.span.start + match.start()
            found.append(Finding("W_SUSPECT_DIGIT", "warning", text, Span(start, start + len(match.group()))))
    return found[:5]


# Source: hand-made; kinds of sections whose lines are not dated from one month to another.
_DATELESS = frozenset(("", UNKNOWN, "summary", "contact", "skills", "languages", "interests"))
_LISTED = frozenset(("skills", "languages", "interests"))


def _bare(text: str, found: Found) -> bool:
    return len(text) - (found.stop - found.start) <= 2


def _is_short(dates: DateRange) -> bool:
    """Say whether a range is some days of one month: a course, not a job ("June 14-16, 2022")."""
    start, end = dates.start, dates.end
    if start is None or end is None or not (start.day and end.day):
        return False
    return (start.year, start.month) == (end.year, end.month)


def unplaced(
    sections: Sequence[tuple[str, Sequence[Row]]], entries: Sequence[Entry], is_title: Callable[[str], bool]
) -> list[Finding]:
    """Return a warning where ranges of dates stand outside of any section that is known, or where none belong.

    Why: a heading that is not understood leaves its jobs to the section above it, and the total would be short of them.
    """
    worked = any([e.section == "experience" for e in entries])
    found: list[Finding] = []
    for kind, rows in sections:
        if kind not in _DATELESS or (kind == "" and not worked):
            continue
        for row in rows:
            for j, cell in enumerate(row.cells):
                # Why: courses and projects are items too; under a heading of its own a list may hold jobs all the same.
                own = cell.bullet and kind == UNKNOWN and worked and bool(row.found[j])
                item = own and is_title(cell.text[: row.found[j][0].start])
                if (cell.bullet or prose(cell) or "©" in cell.text) and not item:
                    continue
                # "since 2019" in a line may be anything; alone it is the date of a job.
                ranges = [f for f in row.found[j] if f.kind == "range" or (f.lasts and _bare(cell.text, f))]
                if kind in _LISTED:
                    # Why: "Zendesk (2018 – 2021)" is a skill with its years, a line of dates alone is a job's.
                    ranges = [f for f in ranges if _bare(cell.text, f)]
                if any([not _is_short(f.dates) for f in ranges]):
                    text = f"a dated line stands outside of all sections: {cell.text[:60]}"
                    found.append(Finding("W_DATE_OUTSIDE", "warning", text, cell.span))
    return found[:3]

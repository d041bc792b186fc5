"""Rows of one section -> anchors: the dates that date a job, and not a bullet.

An anchor is a cell (or the end or start of one) that is nothing but a date; dates over several cells: `spread`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from xpcalc.dates import Found, Grammar
from xpcalc.model import DateRange, Line, Span
from xpcalc.regex import regex
from xpcalc.segment.anchor import BREAK_BEFORE, EDGE, HOURS_AFTER, Anchor, by_year, lies_in, row_of
from xpcalc.segment.consistent import consistent
from xpcalc.segment.rows import Row, look, prose, sentence
from xpcalc.segment.spread import LENGTH_OPEN, begun, spread, undashed

_BETWEEN = regex(
    r"(?:between|from|entre|desde|zwischen|von|tra|fra|da|dal|tussen|van|depuis|de|du|seit|since|in)\b", re.IGNORECASE
)
_BIRTH = regex(
    # Why: "Nébula" and "Bornholm" are names.
    r"\b(?:born\b|birth|nacimiento|nacid[oa]|nascimento|naissance|née?\b|geburt|geboren|geb\.|nascita|nat[oa] il"
    r"|geboorte)",
    re.IGNORECASE,
)
_OPEN_LENGTH = regex(
    # Why the last: a narrow column breaks the length ("03/2021– (4 jaar 2" over "maanden)").
    r"(\s*[-–—−])\s*(?:\([^()]{2,30}\)\s*$|[|·•]|[,;]\s|\(\d{1,2}\s[^\W\d_]{1,8}\.?(?:\s\d{1,2})?$|[*†‡]$)"
)
_LENGTH_AFTER = regex(r"\s*\([^()]{2,30}\)\s*$")
_BREAK_AFTER = regex(r"^\s*(?:$|[)\]|·•,;:–—\-/\t*.~]|\s{2,})")
_DURATION_REST = regex(r"^[\s()\[\]·•|,◔⏱⌚~:-]*$")


def find_anchors(rows: Sequence[Row], grammar: Grammar) -> list[Anchor]:
    """Return the anchors from the top down; single dates only where they stand as the ranges do."""
    taken: set[tuple[int, int]] = set()
    anchors: list[Anchor] = []
    listed = _listed(rows) or _between(rows) or _paragraphs(rows)
    for i, row in enumerate(rows):
        for j in range(len(row.cells)):
            if (i, j) in taken:
                continue
            anchor = _anchor(rows, i, j, grammar, taken, i in listed)
            if anchor is not None:
                anchors.append(anchor)
                taken |= anchor.used
    if anchors and _dates_page(anchors[-1], rows):
        anchors.pop()
    anchors = _like_ranges(_still_open(_exact(anchors), rows), rows, taken)
    return consistent(_without_projects(anchors, rows), rows)


def _dates_page(last: Anchor, rows: Sequence[Row]) -> bool:
    """Say whether the last date stands far below all else, behind a label: "Last updated: May 2024" at the foot."""
    row = rows[last.row]
    if last.kind != "single" or last.row < len(rows) - 1 or len(row.cells) > 1 or row.gap < _FAR or row.fields:
        return False
    return row.text[: last.start].rstrip().endswith(":") and not row.text[last.stop :].strip(EDGE)


# Unit: heights of a line.
_FAR = 4.0


def _exact(anchors: list[Anchor]) -> list[Anchor]:
    """Drop years and seasons beside the months of the same row ("Hiver 2025-2026" before "déc. 2025 → avril 2026")."""
    exact = {a.row for a in anchors if a.kind == "range" and a.dates.start is not None and a.dates.start.month}
    return [
        a
        for a in anchors
        if a.row not in exact or a.dates.start is None or (a.dates.start.month and a.dates.start.part is None)
    ]


def _listed(rows: Sequence[Row]) -> set[int]:
    """Return the items of a list of jobs, each a line that begins or ends with its dates.

    "• Clerk at Acme, from June 2014 to May 2016;", "• from 02/2021 to 03/2023 Clerk at Acme"
    """
    plain = sum([any([f.lasts for found in row.found for f in found]) for row in rows if not row.bullet])
    items = [i for i, row in enumerate(rows) if row.bullet]
    # Why: where items are set further in, they tell what was done in the one above.
    edge = min([rows[i].cells[0].x0 for i in items], default=0.0) + _INNER
    outer = [i for i in items if rows[i].cells[0].x0 <= edge]
    # Why: employers may be items too, each above its posts with their dates in brackets.
    for fits, among, share in (
        (_ends_in_range, outer, 0.8),
        (_begins_with_range, outer, 0.8),
        (_brackets_range, items, 0.5),
    ):
        dated = {i for i in among if len(rows[i].cells) == 1 and fits(rows[i])}
        # Why: below the list a break may be told in a line of its own.
        if len(dated) >= 2 and len(dated) >= share * len(among) and 2 * plain < len(dated):
            return dated
    return set()


def _between(rows: Sequence[Row]) -> set[int]:
    """Return the lines that open paragraphs with a name, months and more, where no date of the section is set off.

    "Staff Accountant 01/2022 to 03/2024 Palm Lane Properties Tampa, FL", over the tasks.
    """
    dated: set[int] = set()
    for i, row in enumerate(rows):
        for found, cell in zip(row.found, row.cells, strict=True):
            months = [f for f in found if f.lasts and f.dates.start is not None and f.dates.start.month]
            if any([_bounded(cell.text, f, False) for f in months]) or (months and len(row.cells) > 1):
                return set()
            if months and 3 < months[0].start <= _NAME and (row.gap >= _PARAGRAPH or not i) and not row.bullet:
                dated.add(i)
    return dated if len(dated) >= 2 else set()


def _paragraphs(rows: Sequence[Row]) -> set[int]:
    """Return the rows that hold a job each, names and dates in their first sentence, where all dated rows do.

    "Lawyer at Acme (Leeds), since May 2021. Contracts, claims, ...", "Lawyer, Acme (2021 - 2024). Contracts", "May 2021
    to June 2024, Acme, lawyer. Contracts", however long the paragraph goes on.
    """
    if not any([len(row.text) > _LONG for row in rows]):
        return set()
    dated = {i for i, row in enumerate(rows) if any([f.lasts for found in row.found for f in found])}
    fits = (_ends_sentence, _opens_paragraph)
    return dated if len(dated) >= 2 and any([all([fit(rows[i]) for i in dated]) for fit in fits]) else set()


def _ends_sentence(row: Row) -> bool:
    """Say whether the only range of a row is set off from the names before it and ends the first sentence."""
    lasting = [f for f in row.found[0] if f.lasts]
    if len(lasting) != 1 or len(row.cells) > 1 or row.bullet or not 3 < lasting[0].start <= _OPENING:
        return False
    f = lasting[0]
    first = _FIRST.search(row.text, 0, f.start + 1)
    # "Joiner at Acme, Leeds. March 2017 - May 2019. Doors"
    ends = _FULL_STOP.match(row.text, f.stop) is not None and (first is None or first.end() == f.start)
    return ends and (first is not None or BREAK_BEFORE.search(row.text[: f.start]) is not None)


def _opens_paragraph(row: Row) -> bool:
    """Say whether a row begins with its only range, set off from the names behind it: "2015 - 2020, Acme, cuoco"."""
    lasting = [f for f in row.found[0] if f.lasts]
    if len(lasting) != 1 or len(row.cells) > 1 or row.bullet or lasting[0].start > 1:
        return False
    return row.text[lasting[0].stop : lasting[0].stop + 2] in (", ", ": ")


# Unit: letters of a line, and of what stands before its dates.
_LONG, _OPENING = 150, 120
# The end of a sentence.
_FIRST = regex(r"[a-zß-ÿ)]{4}\.\s+(?=[A-ZÀ-Ý])")
# Unit: letters of a title or an employer before its dates; line heights; points.
_NAME, _PARAGRAPH, _INNER = 60, 0.6, 5.0


def _ends_in_range(row: Row) -> bool:
    found = row.found[0]
    if not found or not found[0].lasts or found[0].start > 2 * _NAME:
        return False
    # Why: behind the dates may stand, after a full stop, what the job was.
    ends = len(found) == 1 and not row.text[found[0].stop :].strip(" .;,)")
    if not ends and not _FULL_STOP.match(row.text, found[0].stop):
        return False
    start = found[0].start
    return start > 1 and (BREAK_BEFORE.search(row.text[:start]) or _BETWEEN.match(row.text, start)) is not None


_FULL_STOP = regex(r"[)\]]?\.\s(?=[A-ZÀ-Þ\d])")


def _begins_with_range(row: Row) -> bool:
    found = row.found[0]
    return bool(found) and found[0].lasts and found[0].start <= 1 and found[0].stop < len(row.text)


def _brackets_range(row: Row) -> bool:
    """Say whether a range stands in brackets behind a name: "Técnico [2016-11 / 2020-03]. Mesa de ayuda"."""
    f = row.found[0][0] if row.found[0] else None
    if f is None or not f.lasts or not 3 < f.start <= _NAME:
        return False
    return row.text[f.start - 1] in "[(" and row.text[f.stop : f.stop + 1] in ("]", ")")


def _without_projects(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Drop the dates of a table of clients or projects below a job that lasted longer, and mark it as text."""
    kept: list[Anchor] = []
    for table, group in itertools.groupby(anchors, key=lambda a: rows[a.row].table):
        inner = list(group)
        top = _table_top(rows, inner[0].row)
        if not (table and kept and 0 < top - kept[-1].row <= _HEAD_ROWS and _in_one_job(kept[-1], inner, rows)):
            kept += inner
            continue
        for row in itertools.takewhile(lambda r: r.table, itertools.islice(rows, top, None)):
            row.fields = dict.fromkeys(range(len(row.cells)), ("body", 0))
    return kept


# Unit: rows between the date of a job and the head of a table below it: its title, a line, a heading.
_HEAD_ROWS = 4


def _table_top(rows: Sequence[Row], at: int) -> int:
    while at and rows[at - 1].table:
        at -= 1
    return at


def _in_one_job(job: Anchor, inner: Sequence[Anchor], rows: Sequence[Row]) -> bool:
    """Say whether a table tells what was done in one job: for clients, within its time."""
    named = any([("employer", 0) in rows[a.row].fields.values() for a in inner])
    return named and len(inner) > 1 and job.kind != "single" and all([lies_in(a.dates, job.dates) for a in inner])


def _like_ranges(anchors: list[Anchor], rows: Sequence[Row], taken: set[tuple[int, int]]) -> list[Anchor]:
    """Add lines that end in one date with nothing before it but a blank, where the others end so in ranges.

    Why: "Night nurse 2013 – 2014" over "Care assistant 2011"; the line above each names an employer in one type.
    """
    like = [a for a in anchors if a.kind != "single" and a.start and a.row and _ends_line(rows[a.row], a.stop)]
    dress = {(look(rows[a.row].cells[0]), look(rows[a.row - 1].cells[0]), round(rows[a.row].x0)) for a in like}
    if len(like) < 2 or len(dress) > 1 or len(like) < sum([a.kind != "single" for a in anchors]):
        return anchors
    held = {a.row for a in anchors}
    added = []
    for i, row in enumerate(rows[1:], start=1):
        found = row.found[0]
        if i in held or (i, 0) in taken or len(found) != 1 or found[0].kind != "single" or row.bullet or row.task:
            continue
        f, cell = found[0], row.cells[0]
        if (look(cell), look(rows[i - 1].cells[0]), round(row.x0)) in dress and _ends_line(row, f.stop) and f.start:
            span = Span(cell.span.start + f.start, cell.span.start + f.stop)
            added.append(Anchor(i, 0, cell.text[f.start : f.stop], f.dates, "single", span, f.start, f.stop))
    return sorted([*anchors, *added], key=row_of) if added else anchors


def _ends_line(row: Row, stop: int) -> bool:
    return len(row.cells) == 1 and stop == len(row.text)


_DASHED = regex(r"\s?[-–—−]\s")


def _still_open(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Take "April 2024 – Leeds" as open where the other jobs have ranges at that place, and none is newer or open."""
    ranges = [a for a in anchors if a.kind == "range"]
    if len(ranges) < 2 or any([a.dates.ongoing or a.kind == "open" for a in anchors]):
        return anchors
    newest = max([(a.dates.start.year, a.dates.start.month or 0) for a in ranges if a.dates.start is not None])
    for n, a in enumerate(anchors):
        text = rows[a.row].cells[a.cell].text
        if a.kind != "single" or a.pure or a.dates.start is None or not (m := _DASHED.match(text, a.stop)):
            continue
        alike = [b for b in ranges if b.start == a.start and not b.pure]
        if len(alike) >= 2 and (a.dates.start.year, a.dates.start.month or 0) >= newest:
            dates = DateRange(a.dates.start, None, False, text[a.start : m.end()].strip())
            opened = replace(a, kind="open", dates=dates, text=dates.written, stop=m.end())
            return [*anchors[:n], opened, *anchors[n + 1 :]]
    return anchors


def _anchor(
    rows: Sequence[Row], i: int, j: int, grammar: Grammar, taken: set[tuple[int, int]], listed: bool
) -> Anchor | None:
    row = rows[i]
    cell = row.cells[j]
    text = cell.text
    found = row.found[j]
    parted = spread(rows, i, j, grammar, taken)
    if parted is not None:
        return parted
    found = _without_remarks(text, found)
    whole = undashed(text, found, grammar, row.table)
    joined, found = whole is not found, whole
    if not found:
        return None
    ends = found[-1].kind == "range" and text.rstrip().endswith(")") and found[-1].stop >= len(text.rstrip()) - 1
    leads = _leads(text, found[0]) or row.told or listed or _ends_labelled(text, found[-1])
    if cell.bullet and not leads and (len(text) > 160 if ends else len(text) > 110 or sentence(text)):
        return None
    types = [run[0] for run in cell.runs]  # where the type changes, something else begins
    best: Found | None = None
    opened = False
    # Why: the columns of a table may touch.
    loose = (joined and row.table) or (listed and not cell.bullet) or row.told
    for f in found:
        if not f.lasts or best is not None:
            continue
        if loose or _bounded(text, f, f.start in types) or _begins_two(text, found, f) or _remarked(cell, f, grammar):
            best = f
    if row.told and found[0].kind == "single":
        best = found[0]  # "In December 2021 I worked as ..."
    if best is None:
        for f in found:
            if f.kind == "single" and _bounded(text, f, f.start in types):
                best = f  # the last one: "ISO 9001 auditor, 2019"
    if best is None and len(found) == 1 and found[0].kind == "single" and not cell.bullet and not prose(cell):
        last = grammar.until(text, found[0])  # "Agent, Acme, Leeds, until Dec 2021"
        if last.kind == "closing" and set_off(text, last) and not text[last.stop :].strip(EDGE):
            best = last
    if best is None:
        return None
    if best.kind == "single" and (m := _OPEN_LENGTH.match(text, best.stop)):
        # "11/2021 – (3 years 4 months)", "09.2022–, Leipzig"
        open_dates = DateRange(best.dates.start, None, False, text[best.start : m.end(1)])
        best = Found(best.start, m.end(1), "opened", open_dates)
        opened = True
    elif best.kind == "opened" and _LENGTH_AFTER.match(text, best.stop):
        opened = True
    if _BIRTH.search(text):
        return None
    if row.told and best.kind == "since" and (whole_range := _over_break(rows, i, best, grammar)) is not None:
        best, joined = whole_range, True
    if (best.kind == "since" or text[0] == "(") and _goes_on(rows, i, j, best):
        return None
    typed = best.start in types
    # "Agent, Acme, Leeds. Since July 2022.", "Clerk, Acme. Desde octubre de 2020 hasta ..."
    begins = text[best.start].isupper() and text[: best.start].endswith(". ")
    bound = typed or row.told or BREAK_BEFORE.search(text[: best.start]) is not None
    bound = bound or (begins and not text[best.stop :].strip(" .)"))
    if best.kind == "since" and best.start and not bound:
        # "Sales up 35 % since 2013"
        return None
    label_kind, value = row.field(j)
    if label_kind in ("employer", "title", "body") or (row.task and best.kind != "range"):
        return None
    further = _further(text, found, best)
    written = text[best.start : best.stop]
    if further:
        best = Found(best.start, further[-1].stop, best.kind, best.dates)
    rest = text[value : best.start].strip(EDGE) + text[best.stop :].strip(EDGE)
    pure = not rest or grammar.stated(rest) is not None or _DURATION_REST.match(rest) is not None
    more = begun(rows, i, j, text[best.stop :].strip(EDGE), grammar) if not pure else None
    pure = pure or (more is not None and best.start <= 1)
    bold = cell.bold or bool(cell.runs and cell.runs[0][2])
    # Why: "Agent, Acme ( one year at a client and now at its seat ) 10/2019 – 12/2021" is no sentence but for its note.
    # Why: a paragraph may tell a job behind its names in bold, and close with its dates.
    longest = 300 if bold and best.lasts and best.stop >= len(text.rstrip(" .)")) else _LONG
    if not pure and not leads and (len(text) > longest or (not bold and sentence(_before(text, best)))):
        return None
    if not (pure or row.told) and best.stop < len(text) and sentence(text[best.stop :]) and best.kind == "single":
        return None
    if not pure and best.kind == "opened" and not opened and text.rstrip(" )]")[-1:] not in "-–—−":
        return None
    between = best.start and not typed and _BETWEEN.match(text, best.start)
    if not pure and between and not (begins or listed or row.told) and not BREAK_BEFORE.search(text[: best.start]):
        # "Cut backlog by 60 % between 2019 and 2021"
        return None
    kind = {"range": "range", "since": "open", "opened": "open"}.get(best.kind, "single")
    dates = best.dates
    # Why: what only a blank, a dot or a comma parts is written with a dash to be read again.
    joined = joined or (best.kind == "range" and " – " in dates.written and " – " not in written)
    anchor = Anchor(
        i,
        j,
        best.dates.written if joined else written if opened or further or not pure else text.strip(),
        dates,
        kind,
        Span(cell.span.start + best.start, cell.span.start + best.stop),
        best.start,
        best.stop,
        pure,
        more=tuple(
            [
                (text[f.start : f.stop], f.dates, Span(cell.span.start + f.start, cell.span.start + f.stop))
                for f in further
            ]
        ),
    )
    anchor.used = ({(i, j)} if pure else set()) | (more or set())
    return (_renewed_below(rows, anchor, grammar) or anchor) if pure and kind == "range" else anchor


def _renewed_below(rows: Sequence[Row], anchor: Anchor, grammar: Grammar) -> Anchor | None:
    """Return a term with the end that the line below gives it: "01/2018 - 06/2018" over "renewed until 12/2019"."""
    i = anchor.row + 1
    if i >= len(rows) or len(rows[anchor.row].cells) > 1 or len(rows[i].cells) > 1 or len(rows[i].text) > _NAME:
        return None
    if [f.kind for f in rows[i].found[0]] not in (["single"], ["closing"]) or rows[i].text[:1].isdigit():
        return None
    written = f"{anchor.dates.written}, {rows[i].text}"
    dates = grammar.parse(written)
    if dates is None or dates.start != anchor.dates.start or dates.end == anchor.dates.end:
        return None
    return replace(anchor, text=written, dates=dates, used=anchor.used | {(i, 0)})


def _further(text: str, found: Sequence[Found], first: Found) -> list[Found]:
    """Return the ranges right behind a range that nothing but a comma or "and" parts from it: a job held twice."""
    further: list[Found] = []
    stop = first.stop
    for f in found:
        last = f.kind == "since" and not text[f.stop :].strip(" .)")
        alike = first.kind == "range" and (f.kind == "range" or last) and by_year(f.dates) is by_year(first.dates)
        if f.start >= stop and alike and _AND.fullmatch(text, stop, f.start):
            further.append(f)
            stop = f.stop
    return further


def _begins_two(text: str, found: Sequence[Found], first: Found) -> bool:
    """Say whether a range that is set off goes on in another ("Jan 2020 - Dec 2021 and Mar 2023 - present")."""
    return BREAK_BEFORE.search(text[: first.start]) is not None and bool(_further(text, found, first))


def _remarked(cell: Line, f: Found, grammar: Grammar) -> bool:
    """Say whether a remark in brackets is all that follows a date that is set off: "(parental leave 2021 - 2022)"."""
    before = cell.text[: f.start]
    off = BREAK_BEFORE.search(before) is not None or before.endswith(". ")
    remark = _REMARK.match(cell.text, f.stop) if off and not (cell.bullet or sentence(before)) else None
    # Why: "from June 2019 (3 months, renewed twice)" does not go on until today.
    return remark is not None and not (f.kind == "since" and grammar.durations(remark.group()))


# Unit: letters of a remark.
_REMARK = regex(r"\s?[(\[][^()\[\]]{2,90}[)\]](?:[\s.]*$|[,;:|·]\s|\.\s|\s[–—-]\s)")


def _without_remarks(text: str, found: list[Found]) -> list[Found]:
    """Return the dates without those behind words in brackets, where another stands outside of any."""
    if len(found) < 2 or not ("(" in text or "[" in text):
        return found
    outside = [f for f in found if not _IN_REMARK.search(text[: f.start])]
    return outside if any([f.lasts for f in outside]) else found


_IN_REMARK = regex(r"[(\[][^()\[\]\d]{0,90}[^\W\d_]{3}[^()\[\]]*$")
_AND = regex(r"\s?(?:[,;/&+]|\s(?:and|y|e|et|und|en))\s?")
_NOTE = regex(r"\([^()]{1,90}\)")


def _before(text: str, date: Found) -> str:
    """Return what stands before a date, without notes in brackets and the full stop before a range that ends it."""
    before = _NOTE.sub("", text[: date.start]).rstrip()
    ends = date.kind == "range" and not text[date.stop :].strip(" .)")
    return before[:-1] if ends and before.endswith(".") else before


def _leads(text: str, first: Found) -> bool:
    """Say whether a line opens with a range and a colon: a job, however long ("2015 to 2018: Agent at ...")."""
    return first.start <= 1 and first.lasts and _COLON.match(text, first.stop) is not None


_COLON = regex(r"\)?\s?:\s+(?=[^\W\d_])")


def _ends_labelled(text: str, last: Found) -> bool:
    """Say whether a text that tells a job ends in its labelled dates ("... as clerk. Period: May 2019 - June 2021")."""
    return last.lasts and not text[last.stop :].strip(" .") and _LABELLED_DATES.search(text[: last.start]) is not None


# Source: hand-made, seven languages.
_LABELLED_DATES = regex(
    r"[.;]\s+(?:tiempo|per[ií]odo|fechas?|duraci[oó]n|dates?|period|duration|time|datas?|dura[cç][aã]o|p[eé]riode"
    r"|dur[eé]e|zeitraum|dauer|durata|duur)\s?:\s*$",
    re.IGNORECASE,
)


def _over_break(rows: Sequence[Row], i: int, found: Found, grammar: Grammar) -> Found | None:
    """Return the range that a sentence opens with the last words of a line: "from May 2018" over "until June 2022."."""
    text = rows[i].text
    below = rows[i + 1] if i + 1 < len(rows) else None
    if below is None or text[found.stop :].strip() or len(below.cells) > 1 or below.bullet or below.gap > _PARAGRAPH:
        return None
    both = next((f for f in grammar.find(f"{text} {below.text}") if f.start == found.start), None)
    if both is None or both.kind != "range" or both.stop <= len(text):
        return None
    return Found(both.start, len(text), both.kind, both.dates)


def _goes_on(rows: Sequence[Row], i: int, j: int, found: Found) -> bool:
    """Say whether a line that begins "since 2019" or "(2019, twice)." is the rest of the full line above it."""
    cell = rows[i].cells[j]
    opens = cell.text[0] == "(" and cell.text[found.stop :] not in (")", "")
    if found.start != opens or not (opens or cell.text[0].islower()) or i == 0 or rows[i].gap > 0.6:
        return False
    above = rows[i - 1].cells[-1]
    if found.stop == len(cell.text) and not above.bullet and not prose(above):
        return False  # "desde 06.12.2023" below a title
    right = max([row.cells[-1].x1 for row in rows])
    full = above.x1 > right - 0.15 * (right - above.x0)
    return full and above.page == cell.page and abs(above.x0 - cell.x0) < 2 and look(above) == look(cell)


def set_off(text: str, f: Found) -> bool:
    """Say whether a date stands apart from the words before it: by a comma, a bar, a bracket, or a line of its own."""
    return BREAK_BEFORE.search(text[: f.start]) is not None and not (f.start and _BETWEEN.match(text, f.start))


def _bounded(text: str, f: Found, typed: bool) -> bool:
    """Say whether a date is set off from the words of its line, and so dates the line as a whole."""
    before, after = text[: f.start], text[f.stop :]
    if f.kind == "single" and before.strip(EDGE) and after.strip(EDGE):
        if _OPEN_LENGTH.match(after) and (typed or BREAK_BEFORE.search(before)):
            return True  # "Leeds · Apr 2022 – (2 years 5 months)"
        if typed and _LENGTH_AFTER.match(after):
            return True  # "Agent 9/2020 (1 month)"
        # In the middle of a line a lone year is only taken between brackets.
        return before.rstrip()[-1:] in "([" and after.lstrip()[:1] in ")]"
    # "Acme, Fresno, CA. 3/2012 – 8/2014 – Clerk"
    left = typed or BREAK_BEFORE.search(before) is not None or before.endswith(". ")
    right = any([m.match(after) is not None for m in (_BREAK_AFTER, LENGTH_OPEN, HOURS_AFTER)])
    if f.lasts:
        return (
            (left and right)
            or (not before.strip() and right)
            or (not after.strip(" .)") and len(_NOTE.sub("", before)) < 110)
            or (not before.strip())
        )
    return (left and right) or not before.strip(EDGE)

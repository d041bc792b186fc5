"""Rows of one section -> anchors: the dates that date a job, and not a bullet.

An anchor is a cell (or the end or start of one) that is nothing but a date. To teach it a way of writing dates
over several lines: `_wrapped`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xpcalc.dates import Found, Grammar
from xpcalc.model import DateRange, Line
from xpcalc.segment.rows import Row, look, sentence

_EDGE = " \t,;:|·•()[]{}<>-–—−/\\~*_."
_BETWEEN = re.compile(
    r"(?:between|from|entre|desde|zwischen|von|tra|fra|da|dal|tussen|van|depuis|de|du|seit|since|in)\b", re.IGNORECASE
)
_BIRTH = re.compile(
    r"\b(?:born|birth|nacimiento|nacid[oa]|nascimento|naissance|née?|geburt|geboren|geb\.|nascita|nat[oa] il|geboorte)",
    re.IGNORECASE,
)
_OPEN_LENGTH = re.compile(r"(\s*[-–—−])\s*(?:\([^()]{2,30}\)\s*$|[|·•])")
_LENGTH_AFTER = re.compile(r"\s*\([^()]{2,30}\)\s*$")
_HYPHEN = re.compile(r"[a-zà-ÿ][-‐\u00ad]$")
# What may stand between a date and the rest of its line.
# Why at most 20 blanks at the end: two of them are enough, and without a bound each blank would look at all others.
_BREAK_BEFORE = re.compile(r"(?:^|[(\[|·•,;:–—\-/\t*]|\s\s)\s{0,20}$")
_BREAK_AFTER = re.compile(r"^\s*(?:$|[)\]|·•,;:–—\-/\t*.]|\s{2,})")
_DURATION_REST = re.compile(r"^[\s()\[\]·•|,◔⏱⌚~:-]*$")


@dataclass(slots=True)
class Anchor:
    """A date that dates an entry, and where it stands."""

    row: int  # index in the section's rows
    cell: int
    text: str  # as written, joined where it wraps
    dates: DateRange
    kind: str  # range, open, single
    start: int = 0  # offsets of the date in the cell's text
    stop: int = 0
    pure: bool = False  # the cell holds nothing else
    used: set[tuple[int, int]] = field(default_factory=set)  # (row, cell) that hold the date and nothing else
    span_start: int = 0  # offsets in the document's text
    span_stop: int = 0

    @property
    def last_row(self) -> int:
        return max([r for r, _ in self.used], default=self.row)


def find_anchors(rows: Sequence[Row], grammar: Grammar) -> list[Anchor]:
    """Return the anchors from the top down; single dates only where they stand as the ranges do."""
    taken: set[tuple[int, int]] = set()
    anchors: list[Anchor] = []
    for i, row in enumerate(rows):
        for j in range(len(row.cells)):
            if (i, j) in taken:
                continue
            anchor = _anchor(rows, i, j, grammar, taken)
            if anchor is not None:
                anchors.append(anchor)
                taken |= anchor.used
    anchors = _like_ranges(_still_open(anchors, rows), rows, taken)
    return _consistent(anchors, rows)


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
        if i in held or (i, 0) in taken or len(found) != 1 or found[0].kind != "single" or row.bullet:
            continue
        f, cell = found[0], row.cells[0]
        if (look(cell), look(rows[i - 1].cells[0]), round(row.x0)) in dress and _ends_line(row, f.stop) and f.start:
            anchor = Anchor(i, 0, cell.text[f.start : f.stop], f.dates, "single", f.start, f.stop)
            anchor.span_start, anchor.span_stop = cell.span.start + f.start, cell.span.start + f.stop
            added.append(anchor)
    return sorted([*anchors, *added], key=_row_of) if added else anchors


def _row_of(anchor: Anchor) -> int:
    return anchor.row


def _ends_line(row: Row, stop: int) -> bool:
    return len(row.cells) == 1 and stop == len(row.text)


_DASHED = re.compile(r"\s?[-–—−]\s")


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


def _anchor(rows: Sequence[Row], i: int, j: int, grammar: Grammar, taken: set[tuple[int, int]]) -> Anchor | None:
    row = rows[i]
    cell = row.cells[j]
    text = cell.text
    found = row.found[j]
    parted = (
        _wrapped(rows, i, j, grammar, taken)
        or _overflowing(rows, i, j, grammar)
        or _cut(row, i, j, grammar)
        or _beside(row, i, j)
    )
    if parted is not None:
        return parted
    undashed = _undashed(text, found, grammar)
    joined, found = undashed is not found, undashed
    if not found:
        return None
    ends = found[-1].kind == "range" and text.rstrip().endswith(")") and found[-1].stop >= len(text.rstrip()) - 1
    leads = _leads(text, found[0])
    if cell.bullet and not leads and (len(text) > 160 if ends else len(text) > 110 or sentence(text)):
        return None
    best: Found | None = None
    opened = False
    for f in found:
        if f.kind in ("range", "since", "opened") and _bounded(text, f) and best is None:
            best = f
    if best is None:
        for f in found:
            if f.kind == "single" and _bounded(text, f):
                best = f  # the last one: "ISO 9001 auditor, 2019"
    if best is None:
        return None
    if best.kind == "single" and (m := _OPEN_LENGTH.match(text, best.stop)):
        # "11/2021 – (3 years 4 months)": open, with its length so far.
        open_dates = DateRange(best.dates.start, None, False, text[best.start : m.end(1)])
        best = Found(best.start, m.end(1), "opened", open_dates)
        opened = True
    elif best.kind == "opened" and _LENGTH_AFTER.match(text, best.stop):
        opened = True
    if _BIRTH.search(text):
        return None
    if best.kind == "since" and _goes_on(rows, i, j, best.start):
        return None
    typed = best.start in [run[0] for run in cell.runs]  # where the type changes, something else begins
    if best.kind == "since" and best.start and not typed and not _BREAK_BEFORE.search(text[: best.start]):
        # "Sales up 35 % since 2013"
        return None
    label_kind, value = row.fields.get(j, ("", 0))
    if label_kind in ("employer", "title", "body"):
        return None
    rest = text[value : best.start].strip(_EDGE) + text[best.stop :].strip(_EDGE)
    pure = not rest or grammar.stated(rest) is not None or _DURATION_REST.match(rest) is not None
    begun = _begun(rows, i, j, text[best.stop :].strip(_EDGE), grammar) if not pure else None
    pure = pure or (begun is not None and best.start <= 1)
    bold = cell.bold or bool(cell.runs and cell.runs[0][2])
    if not pure and not leads and (len(text) > 150 or (not bold and sentence(text[: best.start]))):
        return None
    if not pure and best.stop < len(text) and sentence(text[best.stop :]) and best.kind == "single":
        return None
    if not pure and best.kind == "opened" and not opened and text.rstrip(" )]")[-1:] not in "-–—−":
        return None
    between = best.start and not typed and _BETWEEN.match(text, best.start)
    if not pure and between and not _BREAK_BEFORE.search(text[: best.start]):
        # "Cut backlog by 60 % between 2019 and 2021"
        return None
    kind = {"range": "range", "since": "open", "opened": "open"}.get(best.kind, "single")
    dates = best.dates
    anchor = Anchor(
        i,
        j,
        best.dates.written if joined else text[best.start : best.stop] if opened or not pure else text.strip(),
        dates,
        kind,
        best.start,
        best.stop,
        pure,
    )
    anchor.used = ({(i, j)} if pure else set()) | (begun or set())
    anchor.span_start = cell.span.start + best.start
    anchor.span_stop = cell.span.start + best.stop
    return anchor


def _leads(text: str, first: Found) -> bool:
    """Say whether a line opens with a range and a colon: a job, however long ("2015 to 2018: Agent at ...")."""
    return (
        first.start <= 1 and first.kind in ("range", "since", "opened") and _COLON.match(text, first.stop) is not None
    )


_COLON = re.compile(r"\)?\s?:\s+(?=[A-ZÀ-Ý])")


# Source: seen in scans; what comes for a dash or an arrow between two dates.
_SIGN = re.compile(r"\s{1,3}((?:[-–—»«>~=_*¬^<]\s?){1,3}|[^\W\d_]{2,5})\s{1,3}(?=\S)")


def _misjoined(text: str, found: list[Found], grammar: Grammar) -> list[Found]:
    """Return a date and what follows it as one range where the sign between them is misread ("2012 ro 2014")."""
    if not found or found[0].kind not in ("single", "opened"):
        return found
    one = found[0]
    at = one.start + len(one.dates.written.rstrip(" -–—>"))
    sign = _SIGN.match(text, at)
    if sign is None or (sign[1].isalpha() and not grammar.nearly_joins(sign[1])):
        return found
    joined = f"{text[:at]} – {text[sign.end() :]}"
    whole = grammar.find(joined)
    if len(whole) != 1 or whole[0].kind != "range" or whole[0].start != one.start:
        return found
    if joined[whole[0].stop :].strip(_EDGE) or _reversed(whole[0].dates):
        return found
    return [replace(whole[0], stop=len(text))]


def _undashed(text: str, found: list[Found], grammar: Grammar) -> list[Found]:
    """Return the finds with two dates that only a blank parts as one range: a font without a code for its dash."""
    found = _misjoined(text, found, grammar)
    if len(found) < 2 or found[0].kind != "single" or found[1].kind != "single":
        return found
    one, two = found[:2]
    if text[one.stop : two.start].strip() or not _follows(one.dates, two.dates):
        return found
    if one.start > 1 and text[two.stop :].strip(_EDGE):
        return found
    written = f"{text[one.start : one.stop]} – {text[two.start : two.stop]}"
    dates = DateRange(one.dates.start, two.dates.start, written=written)
    return [Found(one.start, two.stop, "range", dates)]


def _beside(row: Row, i: int, j: int) -> Anchor | None:
    """Two cells that are dates and nothing else, side by side, are a start and an end."""
    if j + 1 >= len(row.cells) or [len(row.found[k]) for k in (j, j + 1)] != [1, 1]:
        return None
    cell, other = row.cells[j], row.cells[j + 1]
    one, two = row.found[j][0], row.found[j + 1][0]
    if (
        one.kind != "single"
        or two.kind not in ("single", "ongoing", "closing")
        or len(cell.text) + len(other.text) > 60
    ):
        return None
    for text, f in ((cell.text, one), (other.text, two)):
        if (text[: f.start] + text[f.stop :]).strip(_EDGE):
            return None
    if two.kind == "single" and not _follows(one.dates, two.dates):
        return None
    end = two.dates.start if two.kind == "single" else two.dates.end
    shown = f"{cell.text} – {other.text}" if two.kind != "closing" else f"{cell.text} {other.text}"
    dates = DateRange(one.dates.start, end, two.dates.ongoing, shown)
    anchor = Anchor(i, j, shown, dates, "range", 0, len(cell.text), True, {(i, j), (i, j + 1)})
    anchor.span_start, anchor.span_stop = cell.span.start, other.span.stop
    return anchor


def _cut(row: Row, i: int, j: int, grammar: Grammar) -> Anchor | None:
    """A range whose end says that it is one, in the next cell: "De marzo de 2011" beside "a noviembre de 2011"."""
    if j + 1 >= len(row.cells) or not row.found[j] or [f.kind for f in row.found[j + 1]] != ["closing"]:
        return None
    cell, other = row.cells[j], row.cells[j + 1]
    if other.x0 - cell.x1 > cell.size or len(cell.text) + len(other.text) > 60:
        return None
    dates = grammar.parse(f"{cell.text} {other.text}")
    if dates is None or dates.start is None or not (dates.end or dates.ongoing) or _reversed(dates):
        return None
    anchor = Anchor(i, j, dates.written, dates, "range", 0, len(cell.text), True, {(i, j), (i, j + 1)})
    anchor.span_start, anchor.span_stop = cell.span.start, other.span.stop
    return anchor


def _follows(one: DateRange, two: DateRange) -> bool:
    """Say whether two single dates, written as exactly as each other, can be a start and its end."""
    start, end = one.start, two.start
    if start is None or end is None or (start.month is None) != (end.month is None):
        return False
    return (start.year, start.month or 0, start.day or 0) < (end.year, end.month or 0, end.day or 0)


def _goes_on(rows: Sequence[Row], i: int, j: int, start: int) -> bool:
    """Say whether a line that begins "since 2019" is the rest of the full line above it."""
    cell = rows[i].cells[j]
    if start or not cell.text[:1].islower() or i == 0 or rows[i].gap > 0.6:
        return False
    above = rows[i - 1].cells[-1]
    right = max([row.cells[-1].x1 for row in rows])
    full = above.x1 > right - 0.15 * (right - above.x0)
    return full and above.page == cell.page and abs(above.x0 - cell.x0) < 2 and look(above) == look(cell)


_LENGTH_BEGUN = re.compile(r"^\d{1,2}(?:\s?[^\W\d_]{1,7}[-.]?){0,3}(?:\s\d{1,2})?$")
# The same in its bracket, which the next line closes.
_LENGTH_OPEN = re.compile(rf"^\s?\({_LENGTH_BEGUN.pattern[1:]}")


def _begun(rows: Sequence[Row], i: int, j: int, rest: str, grammar: Grammar) -> set[tuple[int, int]] | None:
    """Where a printed duration wraps ("mar 2021 - mar 2025 (4" / "años 1 mes)"), return the cells it goes on in."""
    if not _LENGTH_BEGUN.match(rest) or i + 1 >= len(rows):
        return None
    cell = rows[i].cells[j]
    for k, other in enumerate(rows[i + 1].cells):
        if len(other.text) < 24 and (abs(other.x1 - cell.x1) <= 4 or abs(other.x0 - cell.x0) <= 4):
            tail = other.text.strip(_EDGE)
            if grammar.stated(f"{rest} {tail}") or grammar.stated(rest.rstrip("-") + tail):
                return {(i + 1, k)}
    return None


def set_off(text: str, f: Found) -> bool:
    """Say whether a date stands apart from the words before it: by a comma, a bar, a bracket, or a line of its own."""
    return _BREAK_BEFORE.search(text[: f.start]) is not None and not (f.start and _BETWEEN.match(text, f.start))


def _bounded(text: str, f: Found) -> bool:
    """Say whether a date is set off from the words of its line, and so dates the line as a whole."""
    before, after = text[: f.start], text[f.stop :]
    if f.kind == "single" and before.strip(_EDGE) and after.strip(_EDGE):
        if _OPEN_LENGTH.match(after) and _BREAK_BEFORE.search(before):
            return True  # "Leeds · Apr 2022 – (2 years 5 months)"
        # In the middle of a line a lone year is only taken between brackets.
        return before.rstrip()[-1:] in "([" and after.lstrip()[:1] in ")]"
    left = _BREAK_BEFORE.search(before) is not None
    right = _BREAK_AFTER.match(after) is not None or _LENGTH_OPEN.match(after) is not None
    if f.kind in ("range", "since", "opened"):
        return (
            (left and right)
            or (not before.strip() and right)
            or (not after.strip(" .)") and len(before) < 110)
            or (not before.strip())
        )
    return (left and right) or not before.strip(_EDGE)


_PIECE = re.compile(r"\d|^\W+$")


# A day whose month stands on the next line ("9 de", "31."), what goes on with one, and an end that may be a day.
_DAY_ONLY = re.compile(r"^(?:[0-2]?\d|3[01])(?:\.|º|er|st|nd|rd|th)?(?:\s(?:de|d'|of))?$", re.IGNORECASE)
_GOES_ON = re.compile(r"^(?:de|d'|of)(?:\s|$)|^[^\W\d]{3,}\s(?:de\s)?\d{4}$", re.IGNORECASE)
_SHORT_END = re.compile(r"(?<!\d)\d{1,2}$")


def _wrapped(rows: Sequence[Row], i: int, j: int, grammar: Grammar, taken: set[tuple[int, int]]) -> Anchor | None:
    """Put together a date that a narrow column wraps: "3/2024 –" / "present", "January 2025 – March" / "2025"."""
    cell = rows[i].cells[j]
    text = cell.text
    if len(text) > 34 or cell.bullet:
        return None
    found = rows[i].found[j]
    if found and any([f.kind in ("range", "since") for f in found]) and not _HYPHEN.search(text):
        return None
    dangling = text.rstrip()[-1:] in "-–—−\u00ad"
    if found:
        if not dangling and found[0].start > 1:
            return None
    elif not (len(rows[i].cells) > 1 and (_DAY_ONLY.match(text) or _since(text, grammar))) and not _fragment(
        text, grammar
    ):
        return None
    if rows[i].fields.get(j, ("dates",))[0] not in ("dates", "label"):
        return None
    joined = text
    used = {(i, j)}
    bottom = cell
    best: Anchor | None = None
    for step in range(1, 8):
        if i + step >= len(rows):
            break
        below = rows[i + step]
        match = None
        for k, other in enumerate(below.cells):
            if (i + step, k) in taken or len(other.text) > 30:
                continue
            near = abs(other.x0 - cell.x0) <= 4 or abs(other.x1 - cell.x1) <= 4 or _centred(other, cell)
            if other.bullet and any([f.kind in ("closing", "ongoing") for f in below.found[k]]):
                # "– até o momento": the dash of the range was taken for the mark of an item.
                near = near or 0 < other.x0 - cell.x0 < 16
            # Rows follow each other, so the next page begins with this one.
            turned = other.page == bottom.page + 1
            if near and (turned or other.top - bottom.bottom < 1.2 * (bottom.bottom - bottom.top)):
                match = (k, other)
                break
        if match is None:
            break
        k, other = match
        if best is not None and not (_fragment(other.text, grammar) or _GOES_ON.match(other.text)):
            break
        glued = joined[:-1] + other.text if _HYPHEN.search(joined) else joined + " " + other.text
        whole = grammar.parse(glued)
        if whole is not None and _reversed(whole):
            # Why: an end that is left open ("June 2021 –") stands above the start of the job before.
            break
        used = used | {(i + step, k)}
        joined, bottom = glued, other
        if whole is not None and (whole.ongoing or whole.end is not None) and whole.start is not None:
            single_to_single = whole.end == whole.start and not whole.ongoing
            if not single_to_single:
                best = Anchor(i, j, joined, whole, "range", 0, len(text), True, set(used))
                best.span_start, best.span_stop = cell.span.start, cell.span.stop
                # Why: "2023 hasta 20" may be a range, until "de agosto" and "de 2024" follow.
                if not _SHORT_END.search(joined):
                    break
        elif not (
            _PIECE.search(other.text)
            or _GOES_ON.match(other.text)
            or _fragment(other.text, grammar)
            or joins(other.text, grammar)
        ):
            break
    if best is None and len(used) > 1 and joined[-1:] in "-–—−":
        opened = grammar.find(joined)
        if len(opened) == 1 and opened[0].kind == "opened":
            best = Anchor(i, j, joined, opened[0].dates, "open", 0, len(text), True, used)
            best.span_start, best.span_stop = cell.span.start, cell.span.stop
            return best
    if best is None and found and len(found) == 1 and found[0].kind in ("single", "ongoing"):
        return _stacked(rows, i, j, grammar, taken)
    return best


def _reversed(dates: DateRange) -> bool:
    """Say whether a range ends before it starts."""
    start, end = dates.start, dates.end
    if start is None or end is None:
        return False
    return (start.year, start.month or 1) > (end.year, end.month or 12)


def _centred(one: Line, two: Line) -> bool:
    """Say whether the shorter of two cells stands over or under the middle of the other."""
    return abs(one.x0 + one.x1 - two.x0 - two.x1) <= 4


_UNFINISHED = re.compile(
    r"[(\[][^)\]]{3,40}$|[-–—−]\s*(?:[^\W\d_]{3,10}\.?)?$|"
    r"\d\s(?:to|until|hasta|a|al|até|à|au|bis|fino a|tot|jusqu'à)(?:\s[^\W\d_]{3,10}\.?)?\s*$",
    re.IGNORECASE,
)


def _overflowing(rows: Sequence[Row], i: int, j: int, grammar: Grammar) -> Anchor | None:
    """A date at the end of a line that goes on at the start of the next: "Agent, Acme (02/2021 until" / "now)"."""
    row = rows[i]
    cell = row.cells[j]
    text = cell.text
    if j != len(row.cells) - 1 or i + 1 >= len(rows):
        return None
    found_here, following = row.found[j], rows[i + 1]
    bracket = text.rfind("(") if text.rfind("(") > text.rfind(")") else -1
    if not found_here and bracket < 0:
        return None
    other = following.cells[0]
    after = following.found[0]
    closes = bool(after) and after[0].kind == "closing" and after[0].start < 2
    if found_here and (found_here[-1].kind == "range" or not (closes or bracket >= 0 or _UNFINISHED.search(text))):
        return None
    # Why: in text that is cut at a width, "- 30.04.2021)" looks like an item of a list.
    closing = other.bullet and bracket >= 0 and len(other.text) < 30 and other.text.rstrip().endswith(")")
    if len(following.cells) > 1 or (other.bullet and not closing) or other.page != cell.page or len(other.text) > 40:
        return None
    last = found_here[-1].start if found_here else bracket + 1
    if (abs(other.x0 - row.cells[0].x0) > 12 and not closing) or other.top - cell.bottom > 0.9 * (
        cell.bottom - cell.top
    ):
        return None
    joined = f"{text} - {other.text}" if closing else f"{text} {other.text}"
    for found in grammar.find(joined):
        if found.kind not in ("range", "since") or not (found.start <= last + 1 and found.stop > len(text) + 1):
            continue
        if joined[found.stop :].strip(_EDGE) or (found.start and not _BREAK_BEFORE.search(joined[: found.start])):
            continue
        pure = not text[: found.start].strip(_EDGE)
        anchor = Anchor(
            i, j, joined[found.start : found.stop], found.dates, "range", found.start, len(text), pure, {(i + 1, 0)}
        )
        if pure:
            anchor.used.add((i, j))
        anchor.span_start, anchor.span_stop = cell.span.start + found.start, cell.span.stop
        return anchor
    return None


def _fragment(text: str, grammar: Grammar) -> bool:
    """A piece of a date without its year: "septembre", "mars –", "– abril de"."""
    words = text.strip(_EDGE)
    if not words or len(words) > 24 or words.count(" ") > 4 or not grammar.may_date(words):
        return False
    # Why: a month without its year is no date to the grammar; with any year after it, it is.
    for tail in ("2020", "de 2020", "de 03/2020"):
        completed = grammar.parse_date(f"{words} {tail}")
        if completed is not None and completed.month is not None:
            return True
    # "desde abril" / "2024"
    whole = f"{words} 2020"
    since = grammar.find(whole)
    if not since or since[0].kind not in ("since", "closing") or since[0].stop != len(whole):
        return False
    date = since[0].dates.start or since[0].dates.end
    return date is not None and date.month is not None


def _since(text: str, grammar: Grammar) -> bool:
    """A word that a narrow column parts from the date after it: "depuis" over "13.08.2025"."""
    if len(text) > 12 or not grammar.may_date(text):
        return False
    found = grammar.find(f"{text} 2020")
    return len(found) == 1 and found[0].kind == "since" and found[0].start == 0


def joins(text: str, grammar: Grammar) -> bool:
    """Say whether a word stands between two dates ("hasta"), as on a line of its own in a narrow column."""
    if len(text) > 12 or any([ch.isdigit() for ch in text]):
        return False
    found = grammar.find(f"03/2010 {text} 04/2012")
    return len(found) == 1 and found[0].kind == "range"


def _stacked(rows: Sequence[Row], i: int, j: int, grammar: Grammar, taken: set[tuple[int, int]]) -> Anchor | None:
    """Two dates one under the other, with nothing else in their cells, are a start and an end, in any order."""
    cell = rows[i].cells[j]
    one = grammar.parse(cell.text)
    open_end = rows[i].found[j][0].kind == "ongoing"
    if (
        (one is None and not open_end)
        or i + 1 >= len(rows)
        or (len(rows[i].cells) < 2 and j == 0 and len(rows[i + 1].cells) < 2)
    ):
        return None
    for k, other in enumerate(rows[i + 1].cells):
        aligned = abs(other.x0 - cell.x0) <= 2 or abs(other.x1 - cell.x1) <= 2
        if (i + 1, k) in taken or not aligned or other.page != cell.page:
            continue
        if other.top - cell.bottom > 0.8 * (cell.bottom - cell.top):
            continue
        beside, below = [[c for m, c in enumerate(rows[n].cells) if m != at] for n, at in ((i, j), (i + 1, k))]
        two = grammar.parse(other.text)
        if two is None or two.start is None or two.ongoing or two.start != two.end:
            continue
        if (
            beside
            and below
            and look(beside[0]) == look(below[0])
            and abs(beside[0].x0 - below[0].x0) < 3
            and (one is None or two.start.month is None or not _follows(one, two))
        ):
            # Two titles of the same look, each with its year.
            continue
        first, last = (cell.text, other.text) if one is not None and _before(one, two) else (other.text, cell.text)
        written = f"{first} – {last}"
        dates = grammar.parse(written)
        if dates is None or dates.start is None or dates.start == dates.end:
            continue
        anchor = Anchor(i, j, written, dates, "range", 0, len(cell.text), True, {(i, j), (i + 1, k)})
        anchor.span_start, anchor.span_stop = cell.span.start, cell.span.stop
        return anchor
    return None


def _before(one: DateRange, two: DateRange) -> bool:
    start, end = one.start, two.start
    return start is not None and end is not None and (start.year, start.month or 0) < (end.year, end.month or 0)


def _place(anchor: Anchor, rows: Sequence[Row]) -> tuple[str, int]:
    """Where on the page an anchor stands: its left or right edge, or after the words of its line."""
    cell = rows[anchor.row].cells[anchor.cell]
    if rows[anchor.row].fields.get(anchor.cell, ("",))[0] == "dates":
        return ("field", 0)
    if not anchor.pure:
        return ("inline", 0 if anchor.start == 0 else 1)
    return ("cell", round(cell.x0 / 4))


def _consistent(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Drop dates in list items and lone years that do not stand where the ranges stand."""
    plain = [a for a in anchors if not rows[a.row].cells[a.cell].bullet]
    if any([a.kind != "single" for a in plain]) or (plain and any([a.kind == "single" for a in anchors])):
        anchors = plain
    anchors = _outside_text(anchors, rows)
    labelled = [a for a in anchors if _place(a, rows)[0] == "field"]
    if len(labelled) >= 2:
        return labelled
    sure = [a for a in anchors if a.kind != "single"]
    if not sure:
        return anchors
    # Why: where dates stand in cells of their own, a date at the end of an indented line is part of a text.
    cells = [a for a in sure if a.pure]
    if len(cells) >= 0.5 * len(sure):
        edges = {round(rows[a.row].cells[0].x0) for a in cells}
        # Why: where the first job begins with its date, the line above a date is the text of the job before.
        above = [rows[a.row - 1].cells[0] for a in cells if a.row and len(rows[a.row].cells) == 1 and cells[0].row]
        edges |= {round(c.x0) for c in above}
        edges = {e + d for e in edges for d in (-2, -1, 0, 1, 2)}
        looks = {look(c) for a in cells for c in rows[a.row].cells}
        looks |= {look(c) for c in above}
        # Why: where jobs have months, "Town hall renovated, 2012-2013" is a line of their text.
        months = sum([a.dates.start is not None and a.dates.start.month is not None for a in cells])
        if len(cells) > 2 and months > 0.8 * len(cells):
            anchors = [a for a in anchors if a.pure or not _years_only(a) or rows[a.row].cells[a.cell].bold]
        anchors = [
            a
            for a in anchors
            if a.pure or (round(rows[a.row].cells[a.cell].x0) in edges and look(rows[a.row].cells[a.cell]) in looks)
        ]
    else:
        anchors = _same_dress(anchors, rows)
    sure = [a for a in anchors if a.kind != "single"]
    places = Counter([_place(a, rows) for a in sure])
    rights = [max([rows[a.row].cells[j].x1 for i, j in a.used if i == a.row]) for a in sure if a.pure]
    middles = [rows[a.row].cells[0] for a in sure if a.pure and len(rows[a.row].cells) == 1]
    seats = Counter([(a.cell, len(rows[a.row].cells)) for a in sure if a.pure])
    kept: list[Anchor] = []
    for a in anchors:
        if a.kind == "single":
            place = _place(a, rows)
            cell = rows[a.row].cells[a.cell]
            # Why: dates that share their left edge end anywhere, one of them where this one ends.
            aligned = a.pure and 0 < len(rights) <= 2 * sum([abs(cell.x1 - x) <= 3 for x in rights])
            # After a tab the same cell of the row may stand anywhere.
            aligned = aligned or (a.pure and a.cell > 0 and seats[a.cell, len(rows[a.row].cells)] >= 0.5 * len(sure))
            near = any([(place[0], place[1] + d) in places for d in (-1, 0, 1)])
            near = near or (a.pure and any([_centred(cell, other) for other in middles]))
            if not near and not aligned:
                continue
            if place[0] == "inline" and a.dates.start is not None and _inside_other(a, sure, rows):
                continue
        kept.append(a)
    return kept


def _outside_text(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Leave out dates in running text: where most dates stand in cells of their own, and rests of list items."""
    pure = [a for a in anchors if a.pure and a.kind != "single"]
    if len(pure) < 2 or 2 * len(pure) < len([a for a in anchors if a.kind != "single"]):
        return [a for a in anchors if not (a.pure and _rest_of_item(rows, a.row))]
    dress = Counter([look(rows[a.row].cells[a.cell]) for a in pure]).most_common(1)[0][0]
    stops = [a for a in pure if rows[a.row].cells[a.cell].text.endswith(".")]
    kept: list[Anchor] = []
    for a in anchors:
        row, cell = rows[a.row], rows[a.row].cells[a.cell]
        ends = cell.text.endswith(".") and 2 * len(stops) < len(pure)
        if len(row.cells) > 1 or (cell.bold and not a.pure):
            kept.append(a)
        elif a.pure:
            if not (ends or look(cell) != dress) or not goes_on(rows, a.row):
                kept.append(a)
        elif not ends and not (a.row + 1 < len(rows) and goes_on(rows, a.row + 1, lower=True)):
            kept.append(a)
    return kept


# Unit: rows. Enough of them to tell how wide their column is.
_NEAR = 30


def _rest_of_item(rows: Sequence[Row], i: int) -> bool:
    """Say whether a row is the last line of a list item: below it, full stop and all."""
    return rows[i].cells[-1].text.endswith(".") and rows[i - 1].bullet and goes_on(rows, i)


def goes_on(rows: Sequence[Row], i: int, lower: bool = False) -> bool:
    """Say whether a row goes on with the sentence of the full row above it, in the same type."""
    if i == 0 or len(rows[i].cells) > 1 or rows[i].gap > 1.2:
        return False
    cell, above = rows[i].cells[0], rows[i - 1].cells[-1]
    # Why: boxes drawn close around their letters leave more white space between lines.
    if cell.top - above.bottom > 0.6 * max(cell.bottom - cell.top, cell.size):
        return False
    if above.page != cell.page or look(above) != look(cell) or (lower and not cell.text[0].islower()):
        return False
    if not (abs(above.x0 - cell.x0) < 2 or _centred(above, cell) or (above.bullet and -16 < cell.x0 - above.x0 < 24)):
        return False
    near = rows[max(i - _NEAR, 0) : i + _NEAR]
    right = max([c.x1 for row in near for c in row.cells if c.x0 < above.x1 and c.x1 > above.x0])
    return above.x1 > right - 0.15 * (right - above.x0)


def _years_only(anchor: Anchor) -> bool:
    dates = anchor.dates
    return not dates.ongoing and all([d is None or d.month is None for d in (dates.start, dates.end)])


def _same_dress(anchors: list[Anchor], rows: Sequence[Row]) -> list[Anchor]:
    """Of dates inside lines, keep those in lines dressed like most: a year in the text of a job is set further in."""
    inline = [a for a in anchors if not a.pure]
    lines = [rows[a.row].cells[0] for a in inline]
    if len(lines) > 1 and all([_centred(lines[0], line) for line in lines]):
        # Why: lines in the middle of the page begin anywhere.
        return anchors
    dress = Counter([_dress(a, rows) for a in inline if a.kind != "single"])
    if len(dress) < 2:
        return anchors
    top, times = dress.most_common(1)[0]
    kept = []
    for a in anchors:
        mine = _dress(a, rows)
        # Why: a bold line that is mostly date, in the smaller type of dates, heads a job as its sisters do.
        small = mine[1][0] < top[1][0] - 0.4 and not mine[1][1]
        plainer = mine[0] > top[0] + 1 or (top[1][1] and not mine[1][1]) or small
        if a.pure or mine == top or not (plainer and dress[mine] <= times):
            kept.append(a)
    return kept


def _dress(a: Anchor, rows: Sequence[Row]) -> tuple[int, tuple[float, bool, bool, bool]]:
    cell = rows[a.row].cells[0]
    return round(cell.x0 / 3), look(cell)


def _inside_other(a: Anchor, sure: list[Anchor], rows: Sequence[Row]) -> bool:
    """A line with a year that follows a dated header line at once and looks like its text is part of that entry."""
    cell = rows[a.row].cells[a.cell]
    heads = {round(rows[s.row].cells[0].x0) for s in sure}
    return round(cell.x0) not in heads and round(cell.x0) - 1 not in heads and round(cell.x0) + 1 not in heads

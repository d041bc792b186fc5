"""Dates that a line, a column or a lost sign parts -> one anchor, or one find.

To teach it a way of writing dates over several lines: `_wrapped`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpcalc.dates import Found, Grammar
from xpcalc.model import DateRange, Line, Span
from xpcalc.regex import regex
from xpcalc.segment.anchor import BREAK_BEFORE, EDGE, Anchor, centred, follows, runs_back
from xpcalc.segment.form_dates import labelled, two_dates
from xpcalc.segment.rows import Row, look


def spread(rows: Sequence[Row], i: int, j: int, grammar: Grammar, taken: set[tuple[int, int]]) -> Anchor | None:
    """Return the anchor of a date that begins in a cell and goes on in others."""
    return (
        labelled(rows, i, j, grammar)
        or _dash_lost(rows, i, j, grammar)
        or _one_above(rows, i, j, grammar)
        or _wrapped(rows, i, j, grammar, taken)
        or _overflowing(rows, i, j, grammar)
        or _cut(rows[i], i, j, grammar)
        or _beside(rows[i], i, j)
    )


_HYPHEN = regex(r"[a-zà-ÿ][-‐\u00ad]$")
# Source: seen in scans; what comes for a dash or an arrow between two dates.
_SIGN = regex(r"\s{1,3}((?:[-–—»«>~=_*¬^<]\s?){1,3}|[^\W\d_]{2,5})\s{1,3}(?=\S)")


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
    if joined[whole[0].stop :].strip(EDGE) or runs_back(whole[0].dates):
        return found
    return [replace(whole[0], stop=len(text))]


def undashed(text: str, found: list[Found], grammar: Grammar, table: bool = False) -> list[Found]:
    """Return the finds with two dates that only a blank parts as one range: a font without a code for its dash.

    `table`: the line is a row of a table, whose columns may touch ("Clerk 14-FEB-2022 03-MAY-2023 Resigned").
    """
    found = _misjoined(text, found, grammar)
    if len(found) < 2 or found[0].kind != "single" or found[1].kind != "single":
        return found
    one, two = found[:2]
    if text[one.stop : two.start].strip() or not follows(one.dates, two.dates):
        return found
    if one.start > 1 and text[two.stop :].strip(EDGE) and not table:
        return found
    written = f"{text[one.start : one.stop]} – {text[two.start : two.stop]}"
    dates = DateRange(one.dates.start, two.dates.start, written=written)
    return [Found(one.start, two.stop, "range", dates)]


def _beside(row: Row, i: int, j: int) -> Anchor | None:
    """Two cells that are dates and nothing else, side by side, are a start and an end."""
    # Why: a scan may show the dash between them as a letter or two.
    k = j + 2 if j + 2 < len(row.cells) and not row.found[j + 1] and len(row.cells[j + 1].text) <= _MISREAD else j + 1
    if k >= len(row.cells) or [len(row.found[n]) for n in (j, k)] != [1, 1]:
        return None
    cell, other = row.cells[j], row.cells[k]
    one, two = row.found[j][0], row.found[k][0]
    if (
        one.kind not in ("single", "opened")
        or two.kind not in ("single", "ongoing", "closing")
        or len(cell.text) + len(other.text) > 60
    ):
        return None
    for text, f in ((cell.text, one), (other.text, two)):
        if (text[: f.start] + text[f.stop :]).strip(EDGE):
            return None
    if two.kind == "single" and not follows(one.dates, two.dates):
        return None
    end = two.dates.start if two.kind == "single" else two.dates.end
    dashed = two.kind == "closing" or one.kind == "opened"
    shown = f"{cell.text} {other.text}" if dashed else f"{cell.text} – {other.text}"
    dates = DateRange(one.dates.start, end, two.dates.ongoing, shown)
    span = Span(cell.span.start, other.span.stop)
    used = {(i, n) for n in range(j, k + 1)}
    return Anchor(i, j, shown, dates, "range", span, 0, len(cell.text), True, used)


# Unit: letters.
_MISREAD = 2


def _cut(row: Row, i: int, j: int, grammar: Grammar) -> Anchor | None:
    """A range whose end says that it is one, in the next cell: "De marzo de 2011" beside "a noviembre de 2011"."""
    if j + 1 >= len(row.cells) or not row.found[j] or [f.kind for f in row.found[j + 1]] != ["closing"]:
        return None
    cell, other = row.cells[j], row.cells[j + 1]
    if other.x0 - cell.x1 > cell.size or len(cell.text) + len(other.text) > 60:
        return None
    dates = grammar.parse(f"{cell.text} {other.text}")
    if dates is None or dates.start is None or not (dates.end or dates.ongoing) or runs_back(dates):
        return None
    span = Span(cell.span.start, other.span.stop)
    anchor = Anchor(i, j, dates.written, dates, "range", span, 0, len(cell.text), True, {(i, j), (i, j + 1)})
    return anchor


_LENGTH_BEGUN = regex(r"^\d{1,2}(?:\s?[^\W\d_]{1,7}[-.]?){0,3}(?:\s\d{1,2})?$")
# The same in its bracket, which the next line closes.
LENGTH_OPEN = regex(rf"^\s?\({_LENGTH_BEGUN.pattern[1:]}")


def begun(rows: Sequence[Row], i: int, j: int, rest: str, grammar: Grammar) -> set[tuple[int, int]] | None:
    """Where a printed duration wraps ("mar 2021 - mar 2025 (4" / "años 1 mes)"), return the cells it goes on in."""
    if not _LENGTH_BEGUN.match(rest) or i + 1 >= len(rows):
        return None
    cell = rows[i].cells[j]
    for k, other in enumerate(rows[i + 1].cells):
        if len(other.text) < 24 and (abs(other.x1 - cell.x1) <= 4 or abs(other.x0 - cell.x0) <= 4):
            tail = other.text.strip(EDGE)
            if grammar.stated(f"{rest} {tail}") or grammar.stated(rest.rstrip("-") + tail):
                return {(i + 1, k)}
    return None


# Unit: letters, of "desde".
_FROM = 5
_BARS = frozenset("|¦│↓↑")
_PIECE = regex(r"\d|^\W+$")
# A day whose month stands on the next line ("9 de", "31."), what goes on with one, and an end that may be a day.
_DAY_ONLY = regex(r"^(?:[0-2]?\d|3[01])(?:\.|º|er|st|nd|rd|th)?(?:\s(?:de|d'|of))?$", re.IGNORECASE)
_GOES_ON = regex(r"^(?:de|d'|of)(?:\s|$)|^[^\W\d]{3,}\s(?:de\s)?\d{4}$", re.IGNORECASE)
_SHORT_END = regex(r"(?<!\d)\d{1,2}$")


def _dash_lost(rows: Sequence[Row], i: int, j: int, grammar: Grammar) -> Anchor | None:
    """Put two dates of a margin together whose dash, on the line between, was taken for the mark of what stands there.

    "Apr 2021  Agent", "–  Acme, Leeds", "Feb 2023  Letters and calls"
    """
    if j or i + 2 >= len(rows) or not rows[i + 1].bullet or len(rows[i + 1].cells) > 1 or len(rows[i].cells) < 2:
        return None
    cell, middle, other = rows[i].cells[0], rows[i + 1].cells[0], rows[i + 2].cells[0]
    beside = cell.x0 < other.x1 <= middle.x0 + 2 and other.x0 < cell.x1 < middle.x0 and other.page == cell.page
    if not beside or rows[i + 1].found[0] or not _starts_and_ends(rows[i], rows[i + 2]):
        return None
    written = f"{cell.text} – {other.text}"
    dates = grammar.parse(written)
    if dates is None or dates.start is None or dates.start.month is None:
        return None
    rows[i + 1].take([replace(middle, bullet=False)])
    return Anchor(i, 0, written, dates, "range", cell.span, 0, len(cell.text), True, {(i, 0), (i + 2, 0)})


def _one_above(rows: Sequence[Row], i: int, j: int, grammar: Grammar) -> Anchor | None:
    """Put a start and an end together that stand one over the other without a sign, where other jobs have them so too.

    "January 2022" over "September 2024"
    """
    if j or not _is_pair(rows, i) or any([f.lasts for row in rows for found in row.found for f in found]):
        return None
    if sum([_is_pair(rows, k) for k in range(len(rows) - 1)]) < 2:
        return None
    cell, other = rows[i].cells[0], rows[i + 1].cells[0]
    written = f"{cell.text} – {other.text}"
    dates = grammar.parse(written)
    if dates is None or dates.start is None or not (dates.end or dates.ongoing) or runs_back(dates):
        return None
    return Anchor(i, 0, written, dates, "range", cell.span, 0, len(cell.text), True, {(i, 0), (i + 1, 0)})


def _is_pair(rows: Sequence[Row], i: int) -> bool:
    """Say whether a row is one date to the month, and the next one a later date or a word for now, in one type."""
    if i + 1 >= len(rows) or len(rows[i].cells) > 1 or len(rows[i + 1].cells) > 1:
        return False
    cell, other = rows[i].cells[0], rows[i + 1].cells[0]
    if cell.bullet or other.bullet or not _starts_and_ends(rows[i], rows[i + 1]):
        return False
    start = rows[i].found[0][0].dates.start
    level = abs(cell.x0 - other.x0) <= 2 and look(cell) == look(other) and cell.page == other.page
    return level and start is not None and start.month is not None


def _starts_and_ends(row: Row, below: Row) -> bool:
    """Say whether the first cells of two rows are one date each and no more, the second later or a word for now."""
    if len(row.found[0]) != 1 or len(below.found[0]) != 1:
        return False
    one, two = row.found[0][0], below.found[0][0]
    whole = [f.stop - f.start == len(each.cells[0].text) for f, each in ((one, row), (two, below))]
    if one.kind != "single" or not all(whole):
        return False
    return two.kind == "ongoing" or (two.kind == "single" and follows(one.dates, two.dates))


def _until_below(rows: Sequence[Row], i: int, j: int, grammar: Grammar) -> Anchor | None:
    """Put "Desde el 04/09/2015" over "hasta el 28/02/2020" together, and "dal 09/2010" over "al 02/2014"."""
    cell = rows[i].cells[j]
    if i + 1 >= len(rows) or rows[i].found[j][0].start > 1:
        return None
    for k, other in enumerate(rows[i + 1].cells):
        near = abs(other.x0 - cell.x0) <= 4 or abs(other.x1 - cell.x1) <= 4
        if not near or len(other.text) > _UNTIL or other.text[:1] in "-–—" or look(other)[:2] != look(cell)[:2]:
            continue
        whole = grammar.parse(f"{cell.text} {other.text}")
        if whole is None or whole.start is None or runs_back(whole) or not (whole.end or whole.ongoing):
            continue
        # Why: "since 2019" over "2015" are two dates; over "until 2015" one.
        if whole.end == whole.start or (grammar.parse_date(other.text) is not None and not other.text[0].isalpha()):
            continue
        joined = f"{cell.text} {other.text}"
        return Anchor(i, j, joined, whole, "range", cell.span, 0, len(cell.text), True, {(i, j), (i + 1, k)})
    return None


# Unit: letters.
_UNTIL = 34


def _wrapped(rows: Sequence[Row], i: int, j: int, grammar: Grammar, taken: set[tuple[int, int]]) -> Anchor | None:
    """Put together a date that a narrow column wraps: "3/2024 –" / "present", "January 2025 – March" / "2025"."""
    cell = rows[i].cells[j]
    text = cell.text
    if len(text) > 34 or cell.bullet:
        return None
    found = rows[i].found[j]
    if not found and len(rows[i].cells) > 2 and i + 1 < len(rows) and two_dates(rows[i + 1]):
        return None  # "Dal" and "Al" head two columns of dates
    # Why: "De mai 2015 à juillet" is no "since".
    closed = [f.kind == "range" or (f.kind == "since" and not _UNFINISHED.search(text)) for f in found]
    if any(closed) and not _HYPHEN.search(text):
        return _until_below(rows, i, j, grammar) if found[0].kind == "since" else None
    dangling = text.rstrip()[-1:] in "-–—−\u00ad"
    if found:
        before = text[: found[0].start].strip()
        # "De mai 2015 à juillet" over "2017"
        begun_so = before.isalpha() and len(before) <= _FROM and _UNFINISHED.search(text) is not None
        if not dangling and found[0].start > 1 and not begun_so:
            return None
    elif not (len(rows[i].cells) > 1 and (_DAY_ONLY.match(text) or _since(text, grammar))) and not _fragment(
        text, grammar
    ):
        return None
    kind = rows[i].field(j)[0]
    if kind not in ("", "dates", "label") or (kind == "label" and rows[i].table):
        return None
    joined, right = text, cell.x1
    used = {(i, j)}
    if (beside := _torn(rows[i], j, grammar)) is not None:
        # Why: a narrow column that is set full tears its words apart: "15 October 2010 to 31" beside "May".
        joined, used, right = f"{text} {beside}", {(i, j), (i, j + 1)}, rows[i].cells[j + 1].x1
    bottom = cell
    loose = bool(_UNFINISHED.search(joined)) or not found
    best: Anchor | None = None
    for step in range(1, 8):
        if i + step >= len(rows):
            break
        below = rows[i + step]
        if len(used) > 1 and joined[-1:] in "-–—−" and below.gap > rows[i + 1].gap + _APART:
            break  # "1. März" over "2023–", and white space before the next job
        match = None
        for k, other in enumerate(below.cells):
            if (i + step, k) in taken or len(other.text) > 30:
                continue
            near = abs(other.x0 - cell.x0) <= 4 or abs(other.x1 - right) <= 4 or centred(other, cell)
            # Why: the first line of a date may be set in, or be centred alone.
            over = k == 0 == j and other.x0 < cell.x1 and other.x1 > cell.x0 and look(other)[:3] == look(cell)[:3]
            near = near or ((loose or other.text[0] in "-–—−") and over)
            near = near or (other.text.strip() in _BARS and cell.x0 < other.x0 < cell.x1)
            if other.bullet and any([f.kind in ("closing", "ongoing") for f in below.found[k]]):
                # "– até o momento": the dash of the range was taken for the mark of an item.
                near = near or 0 < other.x0 - cell.x0 < 16
            # Rows follow each other, so the next page begins with this one.
            turned = other.page == bottom.page + 1
            if near and (turned or other.top - bottom.bottom < 1.2 * (bottom.bottom - bottom.top)):
                match = (k, other)
                break
        if match is None:
            if below.gap < _BETWEEN_LINES and below.page == bottom.page:
                continue  # a line of the text beside it
            break
        k, other = match
        if best is not None and not (_fragment(other.text, grammar) or _GOES_ON.match(other.text)):
            break
        # Why: between two dates one below the other a bar stands for the dash.
        piece = "–" if other.text.strip() in _BARS else other.text
        glued = joined[:-1] + piece if _HYPHEN.search(joined) else joined + " " + piece
        whole = grammar.parse(glued)
        if whole is not None and runs_back(whole):
            # Why: an end that is left open ("June 2021 –") stands above the start of the job before.
            break
        used = used | {(i + step, k)}
        joined, bottom = glued, other
        if whole is not None and (whole.ongoing or whole.end is not None) and whole.start is not None:
            single_to_single = whole.end == whole.start and not whole.ongoing
            if not single_to_single:
                best = Anchor(i, j, joined, whole, "range", cell.span, 0, len(text), True, set(used))
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
            best = Anchor(i, j, joined, opened[0].dates, "open", cell.span, 0, len(text), True, used)
            return best
    if best is None and found and len(found) == 1 and found[0].kind in ("single", "ongoing"):
        return _stacked(rows, i, j, grammar, taken)
    return best


# Unit: line heights, by which the white space above a job is more than that between the lines of a date.
_APART = 0.4
# Unit: line heights. Rows that overlap by more stand beside each other.
_BETWEEN_LINES = -0.1


def _torn(row: Row, j: int, grammar: Grammar) -> str | None:
    """Return the rest of a date that stands in the next cell, torn from it: a month behind its day."""
    if j + 1 >= len(row.cells) or not _TO_DAY.search(row.cells[j].text):
        return None
    cell, other = row.cells[j], row.cells[j + 1]
    torn = other.x0 - cell.x1 < 5 * cell.size and len(other.text) <= 12 and look(cell) == look(other)
    return other.text if torn and _fragment(other.text, grammar) else None


_TO_DAY = regex(r"\s(?:[0-2]?\d|3[01])$")


_UNFINISHED = regex(
    r"[(\[][^)\]]{3,40}$|[-–—−]\s*(?:[^\W\d_]{3,10}\.?(?:\s(?:de|del|of))?)?$|"
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
    month = None if found_here or bracket >= 0 else _MONTH_LAST.search(text)
    if not found_here and bracket < 0 and (month is None or not _fragment(month[1], grammar)):
        return None
    # Why: beside the end of the date may stand the town of an employer in a margin.
    k = next((k for k, c in enumerate(following.cells) if k and abs(c.x0 - cell.x0) <= 3), 0) if j else 0
    other = following.cells[k]
    after = following.found[k]
    closes = bool(after) and after[0].kind == "closing" and after[0].start < 2
    if month is not None and not (after and after[0].kind == "range" and not after[0].start):
        return None
    if found_here and (found_here[-1].kind == "range" or not (closes or bracket >= 0 or _UNFINISHED.search(text))):
        return None
    # Why: in text that is cut at a width, "- 30.04.2021)" looks like an item of a list.
    closing = other.bullet and bracket >= 0 and len(other.text) < 30 and other.text.rstrip().endswith(")")
    if (
        len(following.cells) > k + 1
        or (other.bullet and not closing)
        or other.page != cell.page
        or len(other.text) > 40
    ):
        return None
    last = found_here[-1].start if found_here else month.start(1) if month else bracket + 1
    edge = cell.x0 if k else row.cells[0].x0
    if (abs(other.x0 - edge) > 12 and not closing) or other.top - cell.bottom > 0.9 * (cell.bottom - cell.top):
        return None
    joined = f"{text} - {other.text}" if closing else f"{text} {other.text}"
    for found in grammar.find(joined):
        if found.kind not in ("range", "since") or not (found.start <= last + 1 and found.stop > len(text) + 1):
            continue
        rest = joined[found.stop :].strip(EDGE)
        before = joined[: found.start].rstrip()
        typed = found.start in [run[0] for run in cell.runs]
        apart = not before or typed or before.endswith(".") or BREAK_BEFORE.search(joined[: found.start]) is not None
        # Why: a line that is full and goes on with the end of its date alone has no room for a sign before it.
        apart = apart or (
            not rest and found.stop == len(joined) and cell.x1 > max([row.cells[-1].x1 for row in rows]) - 6
        )
        # "Worked as a driver at Acme, Leeds from 02/2018 to" over "03/2021."
        apart = apart or (not rest and _OPENS.match(joined, found.start) is not None)
        if (rest and grammar.stated(rest) is None) or not apart:
            continue
        pure = not text[: found.start].strip(EDGE)
        span, written = Span(cell.span.start + found.start, cell.span.stop), joined[found.start : found.stop]
        anchor = Anchor(i, j, written, found.dates, "range", span, found.start, len(text), pure, {(i + 1, k)})
        if pure:
            anchor.used.add((i, j))
        return anchor
    return None


_OPENS = regex(r"(?:from|desde|von|vom|dal|dall'|depuis|van|vanaf)\s", re.IGNORECASE)
# "Agent, Acme, January" over "2011 - December 2011"
_MONTH_LAST = regex(r"[,;(|·•:–—-]\s?([^\W\d_]{3,12}\.?)$")


def _fragment(text: str, grammar: Grammar) -> bool:
    """A piece of a date without its year: "septembre", "mars –", "– abril de"."""
    words = text.strip(EDGE)
    if not words or len(words) > 24 or words.count(" ") > 4 or not grammar.may_date(words):
        return False
    # Why: a month without its year is no date to the grammar; with any year after it, it is.
    for tail in ("2020", "de 2020", "de 03/2020"):
        completed = grammar.parse(f"{words} {tail}")
        # "June" and "June-August" alike
        if completed is not None and completed.end is not None and completed.end.month is not None:
            return True
    head, _, rest = words.partition(" ")
    if rest and len(head) <= _FROM:
        opened = grammar.find(f"{head} 03/2010 – 04/2012")
        if opened and opened[0].kind == "range" and not opened[0].start:
            return _fragment(rest, grammar)  # "De novembre" / "2018 à février" / "2020"
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
    under = i + 1
    if open_end and len(rows[i].cells) > 1 and i + 2 < len(rows) and not _beneath(rows[under], cell):
        under = i + 2  # the names beside "Current" take two lines
    for k, other in enumerate(rows[under].cells):
        aligned = abs(other.x0 - cell.x0) <= 2 or abs(other.x1 - cell.x1) <= 2
        if (under, k) in taken or not aligned or other.page != cell.page:
            continue
        if other.top - cell.bottom > (0.8 if under == i + 1 else 2.2) * (cell.bottom - cell.top):
            continue
        beside, below = [[c for m, c in enumerate(rows[n].cells) if m != at] for n, at in ((i, j), (under, k))]
        two = grammar.parse(other.text)
        if two is None or two.start is None or two.ongoing or two.start != two.end:
            continue
        if (
            beside
            and below
            and look(beside[0]) == look(below[0])
            and abs(beside[0].x0 - below[0].x0) < 3
            # Why: "Current" alone has no start but the month below it.
            and (two.start.month is None or not (open_end or (one is not None and follows(one, two))))
        ):
            # Two titles of the same look, each with its year.
            continue
        first, last = (cell.text, other.text) if one is not None and _before(one, two) else (other.text, cell.text)
        written = f"{first} – {last}"
        dates = grammar.parse(written)
        if dates is None or dates.start is None or dates.start == dates.end:
            continue
        anchor = Anchor(i, j, written, dates, "range", cell.span, 0, len(cell.text), True, {(i, j), (under, k)})
        return anchor
    return None


def _beneath(row: Row, cell: Line) -> bool:
    """Say whether a row has a cell that begins or ends where this one does."""
    return any([abs(c.x0 - cell.x0) <= 2 or abs(c.x1 - cell.x1) <= 2 for c in row.cells])


def _before(one: DateRange, two: DateRange) -> bool:
    start, end = one.start, two.start
    return start is not None and end is not None and (start.year, start.month or 0) < (end.year, end.month or 0)

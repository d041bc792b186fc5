"""The date of a job: what an anchor is, and what its rooms share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import islice

from xpcalc.model import DateRange, Line, PartialDate, Span
from xpcalc.record import dataclass
from xpcalc.regex import regex

EDGE = " \t,;:|·•()[]{}<>-–—−/\\~*_."
# What may stand between a date and the rest of its line.
# Why at most 20 blanks at the end: two of them are enough, and without a bound each blank would look at all others.
BREAK_BEFORE = regex(r"(?:^|[(\[|·•,;:–—\-/\t*~]|\s\s)\s{0,20}$")
# How hours are written in a header: the alternatives of a pattern.
HOURS = "h|hrs?|hours?|horas?|heures?|ore|uur|std|stunden"
# "Drachten | augustus 2017 t/m april 2021 24 uur per week"
HOURS_AFTER = regex(rf"\s\d{{1,2}}(?:[.,]\d{{1,2}})?\s?(?:{HOURS}|uren|u)\b[^|·•]{{0,20}}$", re.IGNORECASE)


@dataclass(slots=True)
class Anchor:
    """A date that dates an entry, and where it stands."""

    row: int  # index in the section's rows
    cell: int
    text: str  # as written, joined where it wraps
    dates: DateRange
    kind: str  # range, open, single
    span: Span  # in the text of the document
    start: int = 0  # offsets of the date in the cell's text
    stop: int = 0
    pure: bool = False  # the cell holds nothing else
    used: set[tuple[int, int]] = field(default_factory=set)  # (row, cell) that hold the date and nothing else

    # Further ranges of the same job ("May 2021 – August 2021, December 2021 – January 2022"): text, dates, span.
    more: tuple[tuple[str, DateRange, Span], ...] = ()

    @property
    def last_row(self) -> int:
        return max([r for r, _ in self.used], default=self.row)


def by_year(dates: DateRange) -> bool:
    """Say whether a range begins in a year and no more is told."""
    return dates.start is None or dates.start.month is None


def ends_line(text: str, anchor: Anchor) -> bool:
    """Say whether nothing follows a date in its line but a full stop or the hours of a week."""
    return anchor.stop >= len(text.rstrip(" .)")) or HOURS_AFTER.match(text, anchor.stop) is not None


def row_of(anchor: Anchor) -> int:
    """Return what sorts anchors from the top down."""
    return anchor.row


def follows(one: DateRange, two: DateRange) -> bool:
    """Say whether two single dates, written as exactly as each other, can be a start and its end."""
    start, end = one.start, two.start
    if start is None or end is None or (start.month is None) != (end.month is None):
        return False
    return (start.year, start.month or 0, start.day or 0) < (end.year, end.month or 0, end.day or 0)


def runs_back(dates: DateRange) -> bool:
    """Say whether a range ends before it starts."""
    start, end = dates.start, dates.end
    if start is None or end is None:
        return False
    return (start.year, start.month or 1) > (end.year, end.month or 12)


def lies_in(a: DateRange, b: DateRange) -> bool:
    """Say whether a range lies in the years of another."""
    if a.start is None or b.start is None or a.start.year < b.start.year:
        return False
    return b.ongoing or (a.end is not None and b.end is not None and a.end.year <= b.end.year)


def centred(one: Line, two: Line) -> bool:
    """Say whether the shorter of two cells stands over or under the middle of the other."""
    return abs(one.x0 + one.x1 - two.x0 - two.x1) <= 4


def filled_by(whole: DateRange, posts: Sequence[DateRange], by_years: bool = False) -> bool:
    """Say whether one of the posts begins when the whole does, and one ends when it does.

    `by_years`: years are enough for the whole: "Acme 2020 – present" over "Feb 2020 – May 2022" and another.
    """
    starts = any([_agrees(post.start, whole.start, by_years) for post in posts])
    return starts and any([post.ongoing if whole.ongoing else _agrees(post.end, whole.end, by_years) for post in posts])


def _agrees(date: PartialDate | None, whole: PartialDate | None, by_years: bool) -> bool:
    """Say whether two dates are the same, `by_years` as far as the second tells."""
    if not by_years or date is None or whole is None or whole.month is not None:
        return date == whole
    return whole.part is None and date.year == whole.year


def totals(anchors: Sequence[Anchor]) -> set[int]:
    """Return the indices of anchors that date a name over its posts: two or more right below fill its time.

    Why: "Globex (2017 – Present)" stands over "Head of CX, 2022 – Present" and "Agent, 2017 – 2022".
    """
    found: set[int] = set()
    for n, whole in enumerate(anchors):
        if whole.pure or whole.kind == "single":
            continue
        posts: list[DateRange] = []
        for a in islice(anchors, n + 1, None):
            if not lies_in(a.dates, whole.dates):
                break
            posts.append(a.dates)
        # Why: a stage of a life ("2022 – now: Back in Leeds") stands over jobs, too, and is no employer of theirs.
        named = whole.start > 1
        shorter = not any([filled_by(whole.dates, [post], named) for post in posts])
        if len(posts) >= _POSTS and shorter and filled_by(whole.dates, posts, named):
            found.add(n)
    return found


_POSTS = 2

"""Dates as written -> their earliest and latest day, and a document's order of day and month.

To add a part of the year, add its EDTF code to `model.PART_MONTHS`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from xpcalc.dates.text import fold
from xpcalc.language import Language
from xpcalc.model import PART_MONTHS, DateRange, PartialDate
from xpcalc.regex import regex

# Why: a winter may lie before or after its year (months 0 and 14).
_PARTS = {**PART_MONTHS, 24: (0, 14)}


def _months(written: PartialDate) -> tuple[int, int]:
    if written.part is not None:
        return _PARTS[written.part]
    return (written.month, written.month) if written.month else (1, 12)


def _first(written: PartialDate) -> date:
    month, _ = _months(written)
    year, month = (written.year - 1, 12) if month == 0 else (written.year, month)
    return date(year, month, written.day or 1)


def _last(written: PartialDate) -> date:
    _, month = _months(written)
    year, month = (written.year + 1, month - 12) if month > 12 else (written.year, month)
    return date(year, month, written.day or monthrange(year, month)[1])


def first_day(written: PartialDate) -> date:
    """Return the earliest day that the date can mean, in either reading of day and month."""
    first = _first(written)
    return min(first, _first(written.other)) if written.other else first


def last_day(written: PartialDate) -> date:
    """Return the latest day that the date can mean, in either reading of day and month."""
    last = _last(written)
    return max(last, _last(written.other)) if written.other else last


def days(written: PartialDate) -> tuple[date, date]:
    """Return the earliest and the latest day, both included."""
    return first_day(written), last_day(written)


def bounds(ranges: Iterable[DateRange]) -> tuple[tuple[date | None, date | None], ...]:
    """Return the earliest and the latest day of each date or range; no latest day where it goes on."""
    found: list[tuple[date | None, date | None]] = []
    for each in ranges:
        last = each.end or each.start
        first = first_day(each.start) if each.start else None
        found.append((first, None if each.ongoing or last is None else last_day(last)))
    return tuple(found)


_DAY_DATE = regex(r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/-])")


def day_order(texts: Iterable[str], languages: Sequence[Language] = ()) -> str:
    """Return "DMY", "MDY" or "both" for a document: a part above 12 decides, then its languages if they agree."""
    day_first = month_first = False
    for text in texts:
        if "/" not in text and "-" not in (text := fold(text)):
            continue
        for first, _, second in _DAY_DATE.findall(fold(text)):
            day_first |= int(first) > 12 >= int(second)
            month_first |= int(second) > 12 >= int(first)
    if day_first != month_first:
        return "DMY" if day_first else "MDY"
    orders = {order for language in languages for order in (language.date_order, *language.date_orders.values())}
    if not day_first and len(orders) == 1 and (order := orders.pop()) in ("DMY", "MDY"):
        return order
    return "both"


def edtf(dates: DateRange) -> str:
    """Return the range as EDTF: `2020-01/2021-03`, `2020-01/..` while ongoing, `2020-01/` where the end is unknown."""
    if dates.start is not None and dates.start == dates.end:
        return str(dates.start)
    end = ".." if dates.ongoing else "" if dates.end is None else str(dates.end)
    return f"{dates.start or ''}/{end}"

"""Tokens -> two months of one year that is written once: "5 – 11/2014", "2013 (enero a diciembre)", "2012: Apr to Nov".

To add a way to write them, add a function here and call it in grammar.py where its first token is recognised.
"""

from __future__ import annotations

from typing import NamedTuple

from xpcalc.dates.parts import WHOLE, Part, PartReader
from xpcalc.dates.text import CLOSERS, DASH, NUMBER, OPENERS, Tokens
from xpcalc.dates.words import Vocabulary
from xpcalc.model import PartialDate


class Months(NamedTuple):
    """Two months of one year, and the token after them."""

    start: PartialDate
    end: PartialDate
    stop: int


def year_last(t: Tokens, at: int, parts: PartReader) -> Months | None:
    """Read "5 - 11/2014", "5.-11.2014", "03 – 12 2016" and "07/08 2010" where they begin a text."""
    month = int(t.texts[at])
    dash = at + 2 if t.texts[at + 1] == "." else at + 1
    slash = t.texts[dash] == "/" and t.glued(dash) and t.glued(dash + 1) and not t.glued(dash + 2)
    sign = t.kinds[dash] == DASH or slash
    if not 1 <= month <= 12 or not sign or t.kinds[dash + 1] != NUMBER or len(t.texts[dash + 1]) > 2:
        return None
    # Why: "01-02-2019" is one day.
    blank = t.kinds[dash + 2] == NUMBER and (slash or not t.glued(dash))
    blank = blank and len(t.texts[at]) == len(t.texts[dash + 1]) == 2
    if not (blank or (not slash and t.texts[dash + 2] in ("/", "."))) or not _begins(t, at):
        return None
    end = parts.read(t, dash + 1, joined=True)
    date = end.date() if end is not None and end.form == WHOLE else None
    if end is None or date is None or date.month is None or date.day is not None or date.month < month:
        return None
    return Months(PartialDate(date.year, month), date, end.stop)


def year_first(t: Tokens, at: int, part: Part, words: Vocabulary) -> Months | None:
    """Read what follows the year at a token: "(enero a diciembre)", ": April to November", ") Sept – Dec"."""
    if part.form != WHOLE or part.month or part.day:
        return None
    sign = t.texts[part.stop]
    if sign == "(":
        found = _pair(t, part.stop + 1, part.year, words)
        return found._replace(stop=found.stop + 1) if found and t.texts[found.stop] == ")" else None
    # Why: before a colon or in brackets a year stands over more than dates, unless months are all that follows.
    bracket = sign == ")" and at > 0 and t.texts[at - 1] == "("
    if not (bracket or sign == ":") or not _begins(t, at):
        return None
    found = _pair(t, part.stop + 1, part.year, words)
    return found if found and all([text in CLOSERS for text in t.texts[found.stop : t.count]]) else None


def _pair(t: Tokens, at: int, year: int, words: Vocabulary) -> Months | None:
    """Read two months with what joins them, the earlier first."""
    months: list[int] = []
    for joined in (False, True):
        if joined:
            if not (t.kinds[at] == DASH or t.texts[at] in words.joins):
                return None
            at += 1
        month = words.months.get(t.texts[at])
        if month is None:
            return None
        months.append(month)
        at += 1 + (t.texts[at + 1] == ".")
    if months[0] > months[1]:
        return None
    return Months(PartialDate(year, months[0]), PartialDate(year, months[1]), at)


def _begins(t: Tokens, at: int) -> bool:
    return all([text in OPENERS for text in t.texts[:at]])

"""Tokens -> dates that are told rather than written: by a length beside one date, or with words between two.

"for 6 months in 2015", "3 years until December 2017", "from March 2015 until I left in August 2017", "July and August
2015". To add a way to tell one, add a function here and call it in grammar.py where its first token is recognised.
"""

from __future__ import annotations

from typing import NamedTuple

from xpcalc.dates.durations import Length, read_length
from xpcalc.dates.parts import MONTH_YEAR, OPEN, WEAK, WHOLE, Part, PartReader
from xpcalc.dates.text import CLOSERS, NUMBER, WORD, Tokens
from xpcalc.dates.words import Vocabulary, match
from xpcalc.model import PartialDate

# Source: hand-made; words for "until" that, unlike "a" or "to", say it wherever they begin a text. Unit: letters.
SHORT_JOINS = 3
# Unit: words between "until" and its date ("hasta el cierre de la tienda en agosto de 2017").
_REASON = 8
_MOST_MONTHS = 12
# Unit: words before "renewed" ("then twice renewed"), and between it and "until" ("renewed four times until").
_BEFORE_RENEWED, _TIMES = 3, 5
_IN = frozenset("in en em im nel nell' du da del do".split())


class Told(NamedTuple):
    """Two dates, the token after them, and the length that was told with its first token."""

    start: PartialDate
    end: PartialDate
    stop: int
    length: tuple[Length, int] | None = None


class Renewed(NamedTuple):
    """The later end of a term, None where it goes on, and the token after it."""

    end: PartialDate | None
    stop: int


def after_length(t: Tokens, at: int, words: Vocabulary, parts: PartReader) -> Told | None:
    """Read a length and the one date behind it: "3 years until December 2017", "6 months in 2015"."""
    length = read_length(words, t, at)
    if length is None or not length.months:
        return None
    stop = length.stop
    bracket = t.texts[stop] == "("
    stop += bracket
    join = match(words.joins, t.texts, stop)
    if join is not None and not join[1] and len(t.texts[stop]) >= SHORT_JOINS:
        end = _date(t, join[0], parts)
        if end is None or (bracket and t.texts[end.stop] != ")"):
            return None
        start = _months_on(end.date(), 1 - length.months, length)
        return Told(start, end.date(), end.stop + bracket) if start is not None else None
    if bracket:
        return None
    if since := match(words.since, t.texts, stop):
        begun = _date(t, since[0], parts)
        if begun is None or begun.code or not _all_said(t, begun.stop):
            return None
        return _lasting(begun, length, begun.stop)
    if t.texts[stop] not in _IN:
        return None
    moment = _date(t, stop + 1, parts)
    # Why: "2 years in March 2015" is no length of a job, "6 months in 2015" is one; "6 months in 2015 – 2017" is more.
    if moment is None or moment.month or moment.code or length.months > _MOST_MONTHS or not _all_said(t, moment.stop):
        return None
    return Told(moment.date(), moment.date(), moment.stop, (length, at))


def before_length(t: Tokens, part: Part, words: Vocabulary) -> Told | None:
    """Read a start and how long it went on: "March 2019 for 18 months", "desde marzo de 2019 durante 2 años"."""
    lasting = match(words.lasting, t.texts, part.stop + (t.texts[part.stop] == ","))
    length = read_length(words, t, lasting[0]) if lasting is not None else None
    if length is None or part.form != WHOLE or part.code or not length.months:
        return None
    return _lasting(part, length, length.stop)


def _lasting(part: Part, length: Length, stop: int) -> Told | None:
    start = part.date()
    if not part.month:
        # Why: of "since 2015, for two years" nobody knows the months; both ends are years.
        return Told(start, PartialDate(part.year + length.months // 12), stop) if length.months % 12 == 0 else None
    end = _months_on(start, length.months - (not part.day or part.day == 1), length)
    return Told(start, end, stop) if end is not None else None


def until_words(t: Tokens, part: Part, words: Vocabulary, parts: PartReader) -> Part | None:
    """Return the end behind a word for "until" and a few words of why: "until I left in August 2017"."""
    join = match(words.joins, t.texts, part.stop)
    if join is None or join[1] or part.form != WHOLE or len(t.texts[part.stop]) < SHORT_JOINS:
        return None
    at = join[0]
    for _ in range(_REASON):
        end = parts.read(t, at) if t.kinds[at] == NUMBER or t.texts[at] in words.months else None
        if end is not None:
            return end if end.form == WHOLE and bool(end.month) == bool(part.month) else None
        if t.texts[at] == "(":
            # "until the end of the project (August 2021)"
            end = parts.read(t, at + 1)
            if end is None or t.texts[end.stop] != ")":
                return None
            end.stop += 1
            return end if end.form == WHOLE and bool(end.month) == bool(part.month) else None
        if t.kinds[at] != WORD and t.texts[at] not in ("'", ","):
            return None
        at += 1
    return None


def renewed(t: Tokens, at: int, end: PartialDate, words: Vocabulary, parts: PartReader) -> Renewed | None:
    """Read the later end of a term behind its first: ", renewed until 12/2023", "(zweimal verlängert bis heute)"."""
    found = _renewal(t, at, end, words, parts)
    return found or (_renewal(t, behind, end, words, parts) if (behind := _behind_remark(t, at)) != at else None)


def _renewal(t: Tokens, at: int, end: PartialDate, words: Vocabulary, parts: PartReader) -> Renewed | None:
    bracket = t.texts[at] in ("(", "[")
    if t.texts[at] in (",", ";", ".", "(", "[", "-", "·", "|", "/"):
        at += 1
    stop = at + _BEFORE_RENEWED
    while (said := match(words.renewed, t.texts, at)) is None:
        if at == stop or t.kinds[at] != WORD:
            return None
        at += 1
    at = said[0]
    for _ in range(_TIMES):
        if (until := match(words.until_now, t.texts, at)) is not None:
            return _closed(t, Renewed(None, until[0]), bracket)
        join = match(words.joins, t.texts, at)
        # Why: "and" and the like join two dates, and tell no end.
        if join is not None and not join[1]:
            if (now := match(words.present, t.texts, join[0])) is not None:
                return _closed(t, Renewed(None, now[0]), bracket)
            part = parts.read_behind(t, join[0], 3)[1]
            date = _later_end(part, end) if part is not None else None
            return _closed(t, Renewed(date, part.stop), bracket) if part is not None and date is not None else None
        if t.kinds[at] not in (WORD, NUMBER) and t.texts[at] not in ("'", "."):
            return None
        at += 1
    return None


def _behind_remark(t: Tokens, at: int) -> int:
    """Return the token behind a remark in brackets of a few words: "(fixed term), then permanent until 12/2020"."""
    stop = at + 1
    while t.kinds[stop] == WORD and stop < at + _BEFORE_RENEWED + 2:
        stop += 1
    return stop + 1 if t.texts[at] == "(" and t.texts[stop] == ")" else at


def _later_end(part: Part, end: PartialDate) -> PartialDate | None:
    """Return the end of a renewal if it is later than the first; "extended to December" is in its year or the next."""
    if part.form == OPEN and part.month and not part.code:
        part.year = end.year + (end.month is not None and part.month <= end.month)
    if part.form not in (OPEN, WHOLE, WEAK, MONTH_YEAR) or not part.year:
        return None
    date = part.date()
    later = (date.year, date.month or 12, date.day or 31) > (end.year, end.month or 12, end.day or 0)
    return date if later or (date.month is None and date.year == end.year) else None


def _closed(t: Tokens, found: Renewed, bracket: bool) -> Renewed:
    return found._replace(stop=found.stop + 1) if bracket and t.texts[found.stop] in (")", "]") else found


def months_in_a_row(t: Tokens, part: Part, words: Vocabulary, parts: PartReader) -> Told | None:
    """Read months that follow one another, with the year behind the last: "June, July and August 2015"."""
    if part.form != OPEN or part.day is not None or not part.month:
        return None
    last, at = part.month, part.stop
    while t.texts[at] in words.ands:
        end = parts.read(t, at + 1 + (t.texts[at] == "," and t.texts[at + 1] in words.ands))
        if end is None or end.day is not None or end.month != last + 1 or end.code:
            return None
        if end.form == WHOLE:
            return Told(PartialDate(end.year, part.month), end.date(), end.stop)
        if end.form != OPEN:
            return None
        last, at = end.month, end.stop
    return None


def _date(t: Tokens, at: int, parts: PartReader) -> Part | None:
    """Return the whole date here, small words before it skipped."""
    part = parts.read_behind(t, at, 3)[1]
    return part if part is not None and part.form == WHOLE else None


def _months_on(date: PartialDate, months: int, length: Length) -> PartialDate | None:
    """Return the month so many months on; "2 years" may leave months unsaid, so it is about then."""
    if date.month is None:
        return None
    month = date.year * 12 + date.month - 1 + months
    return PartialDate(month // 12, month % 12 + 1, approximate=not length.exact)


def _all_said(t: Tokens, at: int) -> bool:
    return at >= t.count or t.texts[at] in CLOSERS or t.texts[at] in (",", ".", ";", ":", "(")


__all__ = ["SHORT_JOINS", "Told", "after_length", "before_length", "months_in_a_row", "renewed", "until_words"]

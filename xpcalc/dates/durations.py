"""Tokens -> printed durations ("2 yrs 3 mos", "3a 2m"). To add a unit or a number word, write it in rules/languages."""

from __future__ import annotations

from xpcalc.dates.text import NUMBER, Tokens
from xpcalc.dates.words import MONTHS, WEEKS, YEARS, Vocabulary, match

_MOST_DIGITS = 4


class Length:
    """A duration read: whole months, whether it has a months part, and the token after it."""

    __slots__ = ("exact", "months", "stop")

    def __init__(self, months: int, exact: bool, stop: int) -> None:
        self.months = months
        self.exact = exact
        self.stop = stop


def read_length(words: Vocabulary, t: Tokens, at: int) -> Length | None:
    """Return the duration that begins at this token, or None."""
    if less := match(words.less, t.texts, at):
        return _less_than(words, t, less[0])
    months = days = 0
    exact = False
    last = 0  # the smallest unit so far: units come in falling order
    parts = letters = 0
    stop = at
    while True:
        begin = stop
        if parts and t.texts[begin] in words.ands:
            begin += 1
        found = _amount(words, t, begin)
        if found is None:
            break
        twelfths, after = found
        known = match(words.lengths, t.texts, after)
        if known is not None:
            after, unit = known
        else:
            unit = words.letters.get(t.texts[after], 0)
            if not unit or t.kinds[begin] != NUMBER:
                break
            letters += 1
            after += 1
        if unit <= last:
            break
        parts += 1
        last = unit
        stop = after
        if t.texts[stop] == "." and t.glued(stop):
            stop += 1
        if unit == YEARS:
            months += twelfths
            half = match(words.halves, t.texts, stop)
            if half is not None and half[0] - stop > 1 and not half[1]:
                months += 6
                stop = half[0]
        elif unit == MONTHS:
            months += twelfths // 12
            exact = True
        else:
            days += twelfths // 12 * (7 if unit == WEEKS else 1)
    # Why: a letter is a unit only in company ("3a 2m"); "2 m users" and "3 a 5" are no durations.
    if not parts or (letters and letters < 2):
        return None
    if not exact:
        months += days // 30
    return Length(months, exact, stop)


def _less_than(words: Vocabulary, t: Tokens, at: int) -> Length | None:
    if t.texts[at] == "1" and t.kinds[at] == NUMBER:
        at += 1
    elif number := match(words.numbers, t.texts, at):
        at = number[0]
    unit = match(words.lengths, t.texts, at)
    return Length(0, False, unit[0]) if unit is not None and unit[1] in (YEARS, MONTHS) else None


def _amount(words: Vocabulary, t: Tokens, at: int) -> tuple[int, int] | None:
    """Return a number in twelfths (whole numbers times twelve) and the token after it, which should be the unit."""
    if t.kinds[at] == NUMBER:
        digits = t.texts[at]
        if len(digits) > _MOST_DIGITS or (t.glued(at) and t.texts[at - 1] not in "([·|,;:-"):
            return None
        stop = at + 1
        twelfths = int(digits) * 12
        decimals = t.texts[at + 2]
        if t.texts[stop] in (".", ",") and t.kinds[at + 2] == NUMBER and t.glued(stop) and t.glued(at + 2):
            if len(decimals) > 2:
                return None
            scale = 10 ** len(decimals)
            twelfths += (2 * int(decimals) * 12 + scale) // (2 * scale)
            stop = at + 3
        elif t.texts[stop] == "½":
            twelfths += 6
            stop += 1
    elif number := match(words.numbers, t.texts, at):
        stop, value = number
        twelfths = value * 12
    elif half := match(words.halves, t.texts, at):
        stop, more = half
        article = match(words.numbers, t.texts, stop)  # "half a year"
        if article is not None and article[1] == 1:
            stop = article[0]
        return 6 + 12 * more, stop
    elif t.texts[at] == "½":
        return 6, at + 1
    else:
        return None
    half = match(words.halves, t.texts, stop)  # "two and a half years", "un demi an", "2 y medio años"
    if half is not None and (unit := match(words.lengths, t.texts, half[0])) and unit[1] == YEARS:
        return (6 if twelfths == 12 and half[0] == stop + 1 else twelfths + 6), half[0]
    return twelfths, stop

"""Tokens -> one date at the precision written, or a part of one that its other side may complete.

To add a form, write a method that returns a `Part`, and call it where its first token is recognised.
"""

from __future__ import annotations

from calendar import monthrange

from xpcalc.dates.text import DASH, NUMBER, WORD, Tokens
from xpcalc.dates.words import EXPECTED, FILLERS, ROMAN, TIERS, Vocabulary, match
from xpcalc.model import PartialDate

# What a part is: a whole date; a whole date that counts only in a range or alone in a field; a month, a part of the
# year or a day that needs the year (and month) of its other side; MM/YY; "Mar 20" (day or year).
WHOLE, WEAK, OPEN, DAY, MONTH_YEAR, MONTH_NUMBER, TWO_DAYS = range(7)

EARLIEST_YEAR = 1940  # Why: nobody who hands in a CV worked before; lower numbers are counts and codes

_ORDINALS = frozenset(
    {"st", "nd", "rd", "th", "er", "ere", "re", "e", "eme", "o", "a", "ro", "do", "to", "ste", "de", "r", "n", "t"}
)
_MONEY = frozenset({"%", "€", "$", "£", "¥", "eur", "euro", "euros", "usd", "gbp", "dollars"})
_BEFORE = frozenset("@_#$€£¥=&\\+")
_AFTER = frozenset("%+$€£@_#=&\\")


class Part:
    """One date, or what could become one; `stop` is the token after it."""

    __slots__ = ("approximate", "code", "day", "form", "month", "number", "other", "slashed", "stop", "year")

    def __init__(
        self,
        form: int,
        stop: int,
        year: int = 0,
        month: int | None = None,
        day: int | None = None,
        code: int | None = None,
        number: int = 0,
        other: tuple[int, int] | None = None,
    ) -> None:
        self.form = form
        self.stop = stop
        self.year = year
        self.month = month
        self.day = day
        self.code = code
        self.number = number
        self.other = other  # month and day in the other order
        self.approximate = False
        self.slashed = False  # MM/YY, not MM.YY

    def date(self) -> PartialDate:
        """Return the value; the form must be whole or completed. Of a day that its month has not, both neighbours."""
        month, day, other = self.month, self.day, self.other
        if month is not None and day is not None and day > 28 and (last := monthrange(self.year, month)[1]) < day:
            # Why: "31 April" was meant as the last of the month or as the first of the next; other days mean the same.
            day, other = last, (month + 1, 1)
        second = PartialDate(self.year, *other, None, self.approximate) if other is not None else None
        return PartialDate(self.year, month, day, self.code, self.approximate, second)


class PartReader:
    """Reads the date that begins at a token."""

    def __init__(self, words: Vocabulary, order: str, year_max: int) -> None:
        self.words = words
        self.order = order
        self.year_max = year_max
        self.year_limit = year_max + 10
        self.years = {f"{year:04d}": year for year in range(EARLIEST_YEAR, self.year_limit + 1)}

    def short_year(self, digits: str) -> int:
        """Return the latest year up to `year_max` that ends in these two digits; 0 if too early."""
        year = self.year_max - (self.year_max - int(digits)) % 100
        return year if year >= EARLIEST_YEAR else 0

    def read(self, t: Tokens, at: int, joined: bool = False) -> Part | None:
        """Return the date at this token, or None; `joined` = after the dash of a range, so digits may stand before."""
        kind = t.kinds[at]
        if kind == NUMBER:
            part = self._from_number(t, at) if joined or self.starts_clear(t, at) else None
            if part is not None and part.form == WHOLE and self._tilde(t, part.stop):
                part.stop += 1
                part.approximate = True
            return part
        text = t.texts[at]
        if kind == WORD:
            if text in self.words.months and (part := self._from_month(t, at)):
                return part
            if text in self.words.symbols and (part := self._from_symbol(t, at)):
                return part
            if named := match(self.words.named, t.texts, at):
                return self._from_named(t, *named)
            if day := match(self.words.weekdays, t.texts, at):
                return self._weekday(t, day[0])
            if text in ROMAN and (part := self._roman(t, at)):
                return part
            if text in EXPECTED:
                skip = at + 2 if t.texts[at + 1] == "." else at + 1
                return self.read(t, skip) if t.texts[skip] not in EXPECTED else None
            if (about := match(self.words.about, t.texts, at)) and not self._is_state(t, at):
                return self._about(t, about[0])
            if text == "c" and t.texts[at + 1] == ".":
                return self._about(t, at + 1)
            return None
        if text == "'":
            return self._short(t, at)
        if kind == DASH and t.kinds[at + 1] == NUMBER and t.glued(at + 1) and t.char(at) == "~":
            return self._about(t, at + 1)
        return None

    def read_behind(self, t: Tokens, at: int, most: int) -> tuple[int, Part | None]:
        """Return the date at this token, so many small words before it skipped, and where it begins."""
        for _ in range(most):
            part = self.read(t, at)
            if part is not None or t.texts[at] not in FILLERS:
                return at, part
            at += 1
        return at, None

    @staticmethod
    def _tilde(t: Tokens, at: int) -> bool:
        """Say whether an EDTF "2019~" ends here; "2019~2021" and "2019 ~ 2021" are ranges."""
        return t.kinds[at] == DASH and t.glued(at) and not t.glued(at + 1) and t.char(at) == "~"

    @staticmethod
    def _is_state(t: Tokens, at: int) -> bool:
        """Say whether "CA" is California: in capitals behind a comma ("Fresno, CA. 3/2012")."""
        return t.texts[at] == "ca" and at > 0 and t.texts[at - 1] == "," and t.written(at, at + 1) == "CA"

    def _about(self, t: Tokens, at: int) -> Part | None:
        at += t.texts[at] == "."
        if t.kinds[at] == WORD and t.texts[at] not in self.words.months and t.texts[at] not in self.words.named:
            return None
        part = self.read(t, at)
        if part is not None:
            part.approximate = True
        return part

    def _weekday(self, t: Tokens, at: int) -> Part | None:
        """Read the day behind "Monday", "Mon,", "lun."."""
        while t.texts[at] in (".", ","):
            at += 1
        # Why: "Sat" and "mar" are other words as well.
        if t.kinds[at] != NUMBER and t.texts[at] not in self.words.months and t.texts[at] not in self.words.glue:
            return None
        while t.texts[at] in self.words.glue:
            at += 1
        part = self.read(t, at)
        return part if part is not None and (part.day or part.form == DAY) else None

    def _roman(self, t: Tokens, at: int) -> Part | None:
        """Read "III/2019" and "III trimestre 2019"; in capitals alone."""
        value = ROMAN[t.texts[at]]
        if not t.written(at, at + 1).isupper():
            return None
        unit = self.words.units.get(t.texts[at + 1])
        if unit is not None and 1 <= value <= unit[1]:
            return self._named_year(t, at + 2, unit[0] + value)
        year = self.years.get(t.texts[at + 2], 0)
        sign = t.texts[at + 1]
        if not year or sign not in ("/", ".", "-") or not t.glued(at + 1) or not t.glued(at + 2):
            return None
        return Part(WHOLE, at + 3, year, value) if self.ends_clear(t, at + 3) else None

    def _short(self, t: Tokens, at: int) -> Part | None:
        """Read '19."""
        digits = t.texts[at + 1]
        if t.kinds[at + 1] != NUMBER or len(digits) != 2 or not t.glued(at + 1) or not self.ends_clear(t, at + 2):
            return None
        if t.glued(at) and t.kinds[at - 1] in (NUMBER, WORD):
            return None
        year = self.short_year(digits)
        return Part(WEAK, at + 2, year) if year else None

    def ends_clear(self, t: Tokens, at: int, bare: bool = False) -> bool:
        """Say whether the number before this token ends there: no unit, no further digits, no part of a code."""
        text = t.texts[at]
        if not t.glued(at):
            return not (bare and text in _MONEY)
        kind = t.kinds[at]
        if kind == WORD:
            return text in self.words.months or t.char(at).isupper() or text in self.words.joins
        if text in _AFTER:
            return False
        if t.kinds[at + 1] == NUMBER and t.glued(at + 1):
            digits = t.texts[at + 1]
            if text in (".", ",", ":"):
                return False
            if text in ("/", "-"):
                return len(digits) <= 2 or len(digits) in (6, 8) or digits in self.years
        return True

    def starts_clear(self, t: Tokens, at: int) -> bool:
        """Say whether the number at this token begins there: not inside a code, a sum, a telephone number, a URL."""
        if at == 0:
            return True
        before = t.texts[at - 1]
        if not t.glued(at):
            return before not in ("€", "$", "£", "#")
        kind = t.kinds[at - 1]
        if kind == WORD and t.glued(at - 1) and t.kinds[at - 2] == NUMBER:
            return before in self.words.joins  # "08.02.2020TO30.12.2021"
        if kind == WORD or before in _BEFORE:
            return False
        if t.glued(at - 1):
            second = t.kinds[at - 2]
            if second == NUMBER and before in ("-", ".", ",", ":", "/", "'"):
                return False
            if second == WORD and before in ("-", "/", "."):
                return not self._in_address(t, at)
        return True

    @staticmethod
    def _in_address(t: Tokens, at: int) -> bool:
        stop = t.starts[at] if t.places is None else t.places[t.starts[at]]
        chunk = t.source[max(0, stop - 80) : stop].rsplit(None, 1)[-1].lower()
        return "@" in chunk or "://" in chunk or "www." in chunk or ".com" in chunk

    # ---------------------------------------------------------------- years after something

    def _year_after(self, t: Tokens, at: int) -> tuple[int, int, int] | None:
        """Return (year, form, stop) of the year after a month or part of the year, small words between skipped."""
        texts, kinds = t.texts, t.kinds
        for _ in range(5):
            text = texts[at]
            kind = kinds[at]
            if kind == NUMBER:
                if len(text) == 4:
                    year = self.years.get(text, 0)
                    # Why: in "Agencia Mayo 2019-11 – 2023-05" the month stands in the number; the word is a name.
                    named = t.texts[at + 1] == "-" and len(texts[at + 2]) == 2 and self._later(t, at + 3)
                    if named and self._year_month(t, at, year, "-"):
                        return None
                    return (year, WHOLE, at + 1) if year and self.ends_clear(t, at + 1) else None
                if len(text) == 2 and self.ends_clear(t, at + 1):
                    before = texts[at - 1]
                    if t.glued(at) and before in ("'", "-", "/") and (year := self.short_year(text)):
                        return year, WHOLE if before == "'" else WEAK, at + 1
                return None
            if kind == DASH:
                # "ene-2020" and "Marzo - 2019", but not "March –2020".
                if text != "-" or t.glued(at) != t.glued(at + 1) or kinds[at + 1] != NUMBER:
                    return None
                if not t.glued(at) and len(texts[at + 1]) != 4:
                    return None
            elif text == "'":
                if kinds[at + 1] == NUMBER and not t.glued(at + 1):
                    return None
            elif text == "(":
                # "March (2016)"
                year = self.years.get(texts[at + 1], 0)
                return (year, WHOLE, at + 3) if year and texts[at + 2] == ")" else None
            elif text not in self.words.glue and text not in (".", ",", "/"):
                return None
            at += 1
        return None

    def _dated(self, t: Tokens, stop: int, month: int | None, day: int | None, code: int | None) -> Part | None:
        """Return a month, day or part of the year with the year after it, if there is one."""
        found = self._year_after(t, stop)
        if found is None:
            return None
        year, form, stop = found
        if day is not None and month is not None and not _possible(month, day):
            return None
        return Part(form, stop, year, month, day, code)

    # ---------------------------------------------------------------- what begins with a word

    def _from_month(self, t: Tokens, at: int) -> Part | None:
        text = t.texts[at]
        month = self.words.months[text]
        stop = at + 1
        if t.texts[stop] == "." and t.glued(stop):
            stop += 1
        elif text == "en":  # Why: "en 2019" is a preposition; only "en. 2019" is January
            return None
        part = self._dated(t, stop, month, None, None)
        if part is None:
            part = self._month_day(t, stop, month)
        elif part.month and t.texts[part.stop] == "/" and self._academic(t, part.stop, part.year):
            part.stop += 2
        if part is None:
            part = Part(OPEN, stop, 0, month)
        if text in self.words.foreign and part.form == WHOLE and not (stop > at + 1 or t.texts[stop] in ("/", "-")):
            part.form = WEAK
        return part

    @staticmethod
    def _academic(t: Tokens, at: int, year: int) -> bool:
        digits = t.texts[at + 1]
        return t.glued(at) and t.glued(at + 1) and digits.isdigit() and digits == f"{(year + 1) % 100:02d}"

    def _month_day(self, t: Tokens, at: int, month: int) -> Part | None:
        """Read what follows a month: "5, 2021", "1st, 2020", "5-20, 2021", or a number that is a day or a year."""
        digits = t.texts[at]
        if t.kinds[at] != NUMBER or len(digits) > 2 or not (day := int(digits)) <= 99:
            return None
        stop = at + 1
        if t.kinds[stop] == WORD and t.glued(stop):
            if t.texts[stop] not in _ORDINALS:
                return None
            stop += 1
        if day and day <= 31:
            if t.kinds[stop] == DASH and t.kinds[stop + 1] == NUMBER and len(t.texts[stop + 1]) <= 2:
                last = int(t.texts[stop + 1])
                end = self._dated(t, stop + 2, month, last, None) if day < last <= 31 else None
                if end is not None and end.form == WHOLE:
                    end.form, end.number = TWO_DAYS, day
                    return end
            whole = self._dated(t, stop, month, day, None)
            if whole is not None and whole.form == WHOLE:
                return whole
        if stop == at + 1 and len(digits) == 2 and self.ends_clear(t, stop):
            return Part(MONTH_NUMBER, stop, 0, month, None, None, int(digits))
        return Part(OPEN, stop, 0, month, day) if day and day <= 31 else None

    def _from_symbol(self, t: Tokens, at: int) -> Part | None:
        """Read Q1 2021, T1 2021, H2'19."""
        code = self._symbol(t, at)
        if not code or (t.glued(at) and t.kinds[at - 1] in (NUMBER, WORD)):
            return None
        return self._named_year(t, at + 2, code)

    def _symbol(self, t: Tokens, at: int) -> int:
        """Return the EDTF code of "Q1"; 0 if it is none, or the tier of a support desk."""
        text = t.texts[at]
        base, last = self.words.symbols[text]
        digits = t.texts[at + 1]
        if len(digits) != 1 or not digits.isdigit() or not t.glued(at + 1) or not 1 <= int(digits) <= last:
            return 0
        if text in ("t", "s") and at and t.texts[at - 1] in TIERS:
            return 0
        return base + int(digits)

    def _from_named(self, t: Tokens, at: int, code: int) -> Part | None:
        """Read what follows "summer", "first quarter", "finales de", "mid-"."""
        if 37 <= code <= 39:
            if t.texts[at] == "-" and t.glued(at) and t.texts[at + 1] not in self.words.named:
                at += 1  # "mid-2019", "mid-June 2019"
            month_at = at
            while t.texts[month_at] in self.words.glue and month_at < at + 3:
                month_at += 1
            if t.texts[month_at] in self.words.months:
                part = self._from_month(t, month_at)
                return part if part is None or part.form != MONTH_NUMBER else None
            if (named := match(self.words.named, t.texts, month_at)) and not 37 <= named[1] <= 39:
                return self._from_named(t, *named)
        return self._named_year(t, at, code)

    def _named_year(self, t: Tokens, at: int, code: int) -> Part | None:
        part = self._dated(t, at, None, None, code)
        if part is None:
            return Part(OPEN, at, 0, None, None, code)
        month = self.words.months.get(t.texts[part.stop + 1]) if t.texts[part.stop] == "(" else None
        if month is not None and t.texts[part.stop + 2] == ")":
            return Part(part.form, part.stop + 3, part.year, month)  # "Q1 2022 (Jan)"
        if t.texts[part.stop] == "/" and (
            self._academic(t, part.stop, part.year)
            or (code == 24 and t.texts[part.stop + 1] == str(part.year + 1) and t.glued(part.stop))
        ):
            part.stop += 2
        return part

    # ---------------------------------------------------------------- what begins with a number

    def _from_number(self, t: Tokens, at: int) -> Part | None:
        digits = t.texts[at]
        size = len(digits)
        if size == 4:
            year = self.years.get(digits, 0)
            return self._from_year(t, at, year) if year else None
        if size <= 2:
            return self._from_small(t, at, digits)
        if size in (6, 8):
            return self._packed(t, at, digits)
        return None

    def _packed(self, t: Tokens, at: int, digits: str) -> Part | None:
        """Read 20200301 and 202003."""
        year, month = self.years.get(digits[:4], 0), int(digits[4:6])
        day = int(digits[6:]) if len(digits) == 8 else None
        # Why: of eight digits that are no day, nobody meant a neighbour of one.
        if not year or not _possible(month, 1) or (day is not None and not 1 <= day <= monthrange(year, month)[1]):
            return None
        return Part(WEAK, at + 1, year, month, day) if self.ends_clear(t, at + 1) else None

    def _from_year(self, t: Tokens, at: int, year: int) -> Part | None:
        texts, kinds = t.texts, t.kinds
        sign = texts[at + 1]
        stop = at + 1
        if sign in ("-", "/", ".") and t.glued(stop) and t.glued(stop + 1):
            digits = texts[stop + 1]
            if kinds[stop + 1] == NUMBER and len(digits) <= 2:
                part = self._year_month(t, at, year, sign)
                if part is not None:
                    return part
                if sign == ".":
                    return None
            elif kinds[stop + 1] == WORD and sign != "." and (part := self._month_last(t, stop + 1, year)):
                return part
        elif kinds[stop] == WORD and not t.glued(stop) and (part := self._month_last(t, stop, year)):  # noqa: SIM114 - two ways to write it
            return part
        elif sign == "-" and t.glued(stop) and (part := self._broken(t, at, year)):
            return part
        elif (
            sign == ","
            and kinds[stop + 1] == WORD
            and (not at or self._years_first(t))
            and (part := self._month_last(t, stop + 1, year))
        ):
            return part  # "2019, June" at the start of a text; elsewhere the month begins a date of its own
        if not self.ends_clear(t, stop, bare=True):
            return None
        return Part(WHOLE, stop, year)

    def _years_first(self, t: Tokens) -> bool:
        """Say whether a text begins with a month behind its year: "2018, Feb. – 2019, April"."""
        year = self.years.get(t.texts[0], 0)
        return bool(year) and t.texts[1] == "," and t.kinds[2] == WORD and self._month_last(t, 2, year) is not None

    def _year_month(self, t: Tokens, at: int, year: int, sign: str) -> Part | None:
        """Read 2019-07, 2019/07/05, 2019.07; not 2019-21, nor 2009–10 with a long dash (a range of years)."""
        digits = t.texts[at + 2]
        month = int(digits)
        if not 1 <= month <= 12 or (sign == "." and len(digits) < 2):
            return None
        stop = at + 3
        if t.texts[stop] == sign and t.kinds[stop + 1] == NUMBER and t.glued(stop) and t.glued(stop + 1):
            day = t.texts[stop + 1]
            if len(day) <= 2 and _possible(month, int(day)):
                stop += 2
                if t.texts[stop] == "t" and t.glued(stop):  # the time of a timestamp
                    while t.glued(stop) and t.texts[stop] not in (")", ",", ";") and t.kinds[stop]:
                        stop += 1
                    return Part(WHOLE, stop, year, month, int(day))
                return Part(WHOLE, stop, year, month, int(day)) if self.ends_clear(t, stop) else None
            if len(day) <= 2:
                return None
        if sign == "-" and (len(digits) != 2 or t.char(at + 1) != "-") and not self._later(t, stop):
            return None
        return Part(WHOLE, stop, year, month) if self.ends_clear(t, stop) else None

    def _broken(self, t: Tokens, at: int, year: int) -> Part | None:
        """Read "2025- 01": year and month that a justified line pulls apart, where a range goes on or all ends."""
        digits = t.texts[at + 2]
        if t.kinds[at + 2] != NUMBER or len(digits) != 2 or not 1 <= int(digits) <= 12:
            return None
        stop = at + 3
        ends = stop >= t.count or t.texts[stop] in self.words.joins or t.kinds[stop] == DASH
        return Part(WHOLE, stop, year, int(digits)) if ends else None

    def _later(self, t: Tokens, at: int) -> bool:
        """Say whether a range with another year goes on here ("2019–07 – 2021–03")."""
        return t.kinds[at] == DASH and len(t.texts[at + 1]) == 4 and t.texts[at + 1] in self.years

    def _month_last(self, t: Tokens, at: int, year: int) -> Part | None:
        """Read what follows a year: "2020 March", "2020-Mar", "2021 Q3"."""
        word = t.texts[at]
        stop = at + 1
        if word in self.words.months:
            if t.texts[stop] == "." and t.glued(stop):
                stop += 1
            spaced = t.kinds[stop] == DASH and not t.glued(stop)
            if not spaced and (self._year_after(t, stop) or (t.kinds[stop] == NUMBER and not t.glued(stop))):
                return None
            if t.glued(stop) and t.texts[stop] in ("-", "/") and t.kinds[stop + 1] == NUMBER:
                digits = t.texts[stop + 1]
                month = self.words.months[word]
                if len(digits) <= 2 and _possible(month, int(digits)) and t.glued(stop + 1):
                    return Part(WHOLE, stop + 2, year, month, int(digits))
                return None
            ended = stop >= t.count or t.kinds[stop] == DASH or match(self.words.joins, t.texts, stop) is not None
            if word in _SHORT_WORDS and not (t.glued(at) or ended):
                return None
            return Part(WHOLE, stop, year, self.words.months[word])
        if word in self.words.symbols:
            code, stop = self._symbol(t, at), at + 2
            spaced = t.kinds[stop] == DASH and not t.glued(stop)
            if code and (spaced or self._year_after(t, stop) is None):
                return Part(WHOLE, stop, year, None, None, code)
        named = match(self.words.named, t.texts, at)
        if named is not None and named[1] < 37 and self._year_after(t, named[0]) is None and named[0] >= t.count:
            return Part(WHOLE, named[0], year, None, None, named[1])
        return None

    def _from_small(self, t: Tokens, at: int, digits: str) -> Part | None:
        texts, kinds = t.texts, t.kinds
        value = int(digits)
        sign = texts[at + 1]
        stop = at + 1
        if kinds[stop] == WORD and sign not in self.words.after_day and not t.glued(stop):
            return None
        if kinds[stop] == NUMBER and len(digits) == 2 and (part := self._apart(t, at, value)) is not None:
            return part
        if sign in ("/", ".", "-") and kinds[stop + 1] == NUMBER:
            part = self._numeric(t, at, value, sign)
            if part is not None:
                return part
        if (
            sign in ("/", ".", "-")
            and texts[stop + 1] == "'"
            and 1 <= value <= 12
            and t.glued(stop)
            and t.glued(at + 2)
        ):
            year = self._short(t, at + 2)  # "03/'21"
            if year is not None:
                return Part(WHOLE, year.stop, year.year, value)
        if kinds[stop] == WORD and t.glued(stop) and len(digits) == 1 and texts[stop] in ("q", "t", "h", "s"):
            symbol = self.words.symbols.get(texts[stop])
            if symbol and 1 <= value <= symbol[1]:
                named = self._named_year(t, stop + 1, symbol[0] + value)
                if named is not None and named.form != OPEN:
                    return named
        # "1st", "1º", "1er", "1.", "2.º"
        for _ in range(2):
            if texts[stop] in (".", "°") or (kinds[stop] == WORD and t.glued(stop) and texts[stop] in _ORDINALS):
                stop += 1
        unit = self.words.units.get(texts[stop])
        if unit is not None and 1 <= value <= unit[1]:
            return self._named_year(t, stop + (2 if texts[stop + 1] == "." else 1), unit[0] + value)
        if not 1 <= value <= 31:
            return None
        at_month = stop
        for _ in range(3):
            if texts[at_month] == "en" and texts[at_month + 1] == ".":
                break
            if texts[at_month] in self.words.glue or (
                texts[at_month] in ("-", "/", ".") and t.glued(at_month) and t.glued(at_month + 1)
            ):
                at_month += 1
        if texts[at_month] in self.words.months:
            # Why: in "Soporte nivel 2 Mar 2024" the number belongs to the title.
            if at and len(texts[at - 1]) > 1 and texts[at - 1] in TIERS and not t.glued(at):
                return None
            return self._day_month(t, at_month, value)
        return Part(DAY, stop, number=value)

    def _apart(self, t: Tokens, at: int, month: int) -> Part | None:
        """Read "09 2019", at the start of a text or behind a dash; behind a word the number belongs to the word."""
        year = self.years.get(t.texts[at + 1], 0)
        opens = at == 0 or t.kinds[at - 1] == DASH or t.texts[at - 1] in ("(", "/")
        if not year or not opens or not 1 <= month <= 12 or t.glued(at + 1) or not self.ends_clear(t, at + 2):
            return None
        return Part(WHOLE, at + 2, year, month)

    def _day_month(self, t: Tokens, at: int, day: int) -> Part | None:
        month = self.words.months[t.texts[at]]
        stop = at + 1
        if t.texts[stop] == "." and t.glued(stop):
            stop += 1
        part = self._dated(t, stop, month, day, None)
        if part is not None:
            return part
        if t.kinds[stop] == NUMBER and len(t.texts[stop]) == 2 and not t.glued(stop) and self.ends_clear(t, stop + 1):
            year = self.short_year(t.texts[stop])  # "1st Jul 15 to 17th Feb 17"
            if year and _possible(month, day):
                return Part(WEAK, stop + 1, year, month, day)
        return Part(OPEN, stop, 0, month, day) if _possible(month, day) else None

    def _numeric(self, t: Tokens, at: int, first: int, sign: str) -> Part | None:
        """Read 3/2020, 03.2020, 03-2020, 1/3/2020, 01.03.20, 03/20, 01.03."""
        texts, kinds = t.texts, t.kinds
        near = t.glued(at + 1) and t.glued(at + 2)
        if not near and sign == "-":
            return None
        second = texts[at + 2]
        if len(second) == 4:
            year = self.years.get(second, 0)
            if not year or not 1 <= first <= 12 or not self.ends_clear(t, at + 3):
                return None
            if sign == "-" and t.char(at + 1) != "-" and len(texts[at]) < 2:
                return None
            return Part(WHOLE, at + 3, year, first)
        if len(second) > 2:
            return None
        value = int(second)
        if texts[at + 3] == sign and kinds[at + 4] == NUMBER and len(texts[at + 4]) in (2, 4):
            third = texts[at + 4]
            if len(third) == 4 and (near or not t.glued(at + 1) or sign == "."):
                year = self.years.get(third, 0)
                form = WHOLE
            else:
                year = self.short_year(third) if near and t.glued(at + 3) and t.glued(at + 4) else 0
                form = WHOLE if sign == "/" and len(texts[at]) == len(second) == 2 else WEAK
            if year and self.ends_clear(t, at + 5):
                return self._day_date(form, at + 5, year, first, value, sign)
            return None
        if sign == "." and texts[at + 3] == "." and t.glued(at + 3) and _possible(value, first):
            return Part(OPEN, at + 4, 0, value, first)
        if near and len(second) == 2 and 1 <= first <= 12 and self.ends_clear(t, at + 3):
            year = self.short_year(second)
            month_at = at + 3
            while texts[month_at] in self.words.glue and month_at < at + 5:
                month_at += 1
            if not year or texts[month_at] in self.words.months:  # "5-20 March"
                return None
            part = Part(MONTH_YEAR, at + 3, year, first)
            part.slashed = sign == "/"
            return part
        return None

    def _day_date(self, form: int, stop: int, year: int, first: int, second: int, sign: str) -> Part | None:
        day_first = _possible(second, first)
        month_first = sign != "." and _possible(first, second)
        if day_first and month_first and first != second:
            if self.order == "MDY":
                return Part(form, stop, year, first, second)
            other = (first, second) if self.order == "both" else None
            return Part(form, stop, year, second, first, other=other)
        if day_first:
            return Part(form, stop, year, second, first)
        return Part(form, stop, year, first, second) if month_first else None


# Source: hand-made; month names that are ordinary words: after a year they need a sign ("2019-May", "2019 May – ").
_SHORT_WORDS = frozenset(
    {"may", "mar", "march", "set", "out", "ago", "en", "mai", "sept", "gen", "ag", "mei", "lis", "maj"}
)


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31

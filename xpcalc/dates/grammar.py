"""Text -> the dates and ranges of dates in it, with their places.

To add a way to join two dates, extend `_joint` or `_pair`; forms of one date are in parts.py, words in rules/languages.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.dates.durations import Length, read_length
from xpcalc.dates.leads import end_label, lead, mend_months
from xpcalc.dates.one_year import year_first, year_last
from xpcalc.dates.parts import (
    DAY,
    MONTH_NUMBER,
    MONTH_YEAR,
    OPEN,
    TWO_DAYS,
    WEAK,
    WHOLE,
    Part,
    PartReader,
)
from xpcalc.dates.text import CLOSERS, DASH, NUMBER, OPENERS, WORD, Tokens, plain
from xpcalc.dates.told import SHORT_JOINS, Told, after_length, before_length, months_in_a_row, renewed, until_words
from xpcalc.dates.words import BETWEEN_ONLY, FILLERS, Vocabulary, match
from xpcalc.language import Language
from xpcalc.model import DateRange, PartialDate, Stated
from xpcalc.record import dataclass
from xpcalc.regex import regex


@dataclass(frozen=True, slots=True)
class Found:
    """A date or range in a text.

    Shape: `kind` is range, since, single, opened ("2017 –"), closing ("– Present") or ongoing ("Present" alone).
    """

    start: int
    stop: int
    kind: str
    dates: DateRange

    @property
    def lasts(self) -> bool:
        """Say whether it tells a time that lasts, not a day or a lone end."""
        return self.kind in ("range", "since", "opened")


# Why: most lines of a CV hold no date; these two searches are all that such a line costs.
_DIGIT = regex(r"\d")
_DATED = regex(r"(?:19|20)\d\d|\d[./-] ?\d\d|['‘’‛`´′]\d\d")
_MONTH_NUMBER = regex(r"(?<![^\W\d_])([^\W\d_]+)\.?[ /-]\d\d(?!\d)")

# Unit: words of a remark before "renewed" ("fixed term, 3 months, renewed").
_BEFORE = 6
_LONGEST_ALONE = 48  # characters of "hasta la actualidad" and the like, standing alone
_LONGEST_ALONE_DATED = 90  # with a printed duration

# Source: hand-made; what stands before a date in a field of its own.
_LABELS = frozenset(
    [
        "date",
        "dates",
        "period",
        "time",
        "when",
        "employed",
        "start",
        "end",
        "started",
        "ended",
        "tenure",
        "from",
        "fecha",
        "fechas",
        "periodo",
        "inicio",
        "fin",
        "data",
        "datas",
        "zeitraum",
        "datum",
        "periode",
        "duree",
        "duration",
    ]
)


class _Draft:
    """A find in the making; dates as they will stand in DateRange, tokens from first to stop."""

    __slots__ = ("end", "first", "kind", "length", "ongoing", "start", "stop", "weak")

    def __init__(
        self,
        kind: str,
        first: int,
        stop: int,
        start: PartialDate | None,
        end: PartialDate | None,
        ongoing: bool = False,
        weak: bool = False,
    ) -> None:
        self.kind = kind
        self.first = first
        self.stop = stop
        self.start = start
        self.end = end
        self.ongoing = ongoing
        self.weak = weak
        self.length: tuple[Length, int] | None = None

    def same(self, other: _Draft) -> bool:
        return (self.start, self.end, self.ongoing) == (other.start, other.end, other.ongoing)


class Grammar:
    """Reads dates in the words of some languages.

    `languages` lend all their words (English is added if `others` has it), `others` only month names and units.
    `year_max` is the last year that two digits can mean; `order` what 03/04/2020 is: DMY, MDY or both.
    """

    def __init__(
        self,
        languages: Sequence[Language],
        *,
        order: str = "DMY",
        year_max: int,
        others: Sequence[Language] = (),
    ) -> None:
        own = list(languages)
        if all(language.code != "en" for language in own):
            own += [language for language in others if language.code == "en"]
        self.order = order
        self.year_max = year_max
        self._words = Vocabulary(own, others)
        self._parts = PartReader(self._words, order, year_max)
        self._until = frozenset(word for word in self._words.joins if word not in BETWEEN_ONLY)
        self._alone = self._words.present.keys() | self._until

    # ---------------------------------------------------------------- the face

    def find(self, text: str) -> list[Found]:
        """Return what is dated in `text`, left to right, none overlapping, the longest reading first."""
        if not _DIGIT.search(text):
            if len(text) > _LONGEST_ALONE:
                return []
        else:
            body, places = plain(text)
            if _DATED.search(body) or any(word.lower() in self._words.months for word in _MONTH_NUMBER.findall(body)):
                return self._finish(t := Tokens(text, body, places), self._scan(t, lenient=False))
            if len(text) > _LONGEST_ALONE_DATED:
                return []
        return self._undated(text)

    def parse(self, text: str) -> DateRange | None:
        """Return the date or range that is the whole of a field (brackets, bullets and labels aside), or None."""
        t = Tokens(text)
        drafts = self._scan(t, lenient=True)
        if len(drafts) != 1:
            return None
        draft = drafts[0]
        before, after = t.texts[: draft.first], t.texts[draft.stop : t.count]
        if not all(text in OPENERS or text in _LABELS or text == "-" for text in before):
            return None
        if not all(text in CLOSERS for text in after):
            return None
        return self._finish(t, [draft])[0].dates

    def parse_date(self, text: str) -> PartialDate | None:
        """Return the one date that is the whole of a field, or None."""
        dates = self.parse(text)
        if dates is None or dates.ongoing or dates.start is None or dates.start != dates.end:
            return None
        return dates.start

    def may_date(self, text: str) -> bool:
        """Say whether any token could be part of a date; where none could, nothing below needs to be tried."""
        t = Tokens(text)
        starters = self._words.starters
        return any([kind == NUMBER or word in starters for kind, word in zip(t.kinds, t.texts, strict=True)])

    def nearly_joins(self, word: str) -> bool:
        """Say whether a word differs by one letter from one that stands between two dates ("ro" for "to")."""
        word = word.lower()
        if word in BETWEEN_ONLY or len(word) < 2:
            return False
        alike = [known for known in self._until if len(known) == len(word)]
        return any([sum([a != b for a, b in zip(known, word, strict=True)]) <= 1 for known in alike])

    def renewals(self, text: str) -> int:
        """Return how many words behind a term say that it went on: 2 of ", then permanent", 1 of "(renewed twice)"."""
        t = Tokens(text)
        at = next((at for at in range(min(t.count, 3)) if t.kinds[at] == WORD), t.count)
        for first in range(at, at + _BEFORE):
            if (said := match(self._words.renewed, t.texts, first)) is not None:
                return said[0] - first
            if t.kinds[first] not in (WORD, NUMBER) and t.texts[first] != ",":
                break
        return 0

    def until(self, text: str, found: Found) -> Found:
        """Return a single date with the word for "until" before it as an end whose start is not told; else itself."""
        t = Tokens(text[: found.start])
        for at in range(max(t.count - 3, 0), t.count):
            join = match(self._words.joins, t.texts, at)
            if join is not None and join[0] == t.count and not join[1] and len(t.texts[at]) >= SHORT_JOINS:
                start = t.span(at, at + 1)[0]
                dates = DateRange(None, found.dates.end, False, text[start : found.stop])
                return Found(start, found.stop, "closing", dates)
        return found

    def join(self, first: Found, second: Found) -> DateRange:
        """Return the range that begins in one find and ends in the next ("2017 –" / "Present")."""
        start = first.dates.start
        end = second.dates.end
        written = f"{first.dates.written.strip()} {second.dates.written.strip()}"
        return DateRange(start, end, second.dates.ongoing, written, None, second.dates.stated or first.dates.stated)

    def stated(self, text: str) -> Stated | None:
        """Return the printed duration that is the whole of a text, or None."""
        if len(text) > _LONGEST_ALONE_DATED:
            return None
        t = Tokens(text)
        at = 0
        while t.texts[at] in ("(", "[", "·", "•", "|", "-"):
            at += 1
        length = read_length(self._words, t, at)
        if length is None or not all(text in CLOSERS for text in t.texts[length.stop : t.count]):
            return None
        start, stop = t.span(at, length.stop)
        return Stated(length.months, length.exact, text[start:stop])

    def durations(self, text: str) -> list[tuple[int, int, Stated]]:
        """Return every duration in a text with its offsets."""
        t = Tokens(text)
        found = []
        at = 0
        while at < t.count:
            length = read_length(self._words, t, at) if t.kinds[at] == NUMBER or t.kinds[at] == WORD else None
            if length is None:
                at += 1
                continue
            start, stop = t.span(at, length.stop)
            found.append((start, stop, Stated(length.months, length.exact, text[start:stop])))
            at = length.stop
        return found

    # ---------------------------------------------------------------- scanning

    def _finish(self, t: Tokens, drafts: list[_Draft]) -> list[Found]:
        found = []
        for draft in drafts:
            start, stop = t.span(draft.first, draft.stop)
            stated = None
            if draft.length is not None:
                length, at = draft.length
                stated = Stated(length.months, length.exact, t.written(at, length.stop))
            dates = DateRange(draft.start, draft.end, draft.ongoing, t.source[start:stop], None, stated)
            found.append(Found(start, stop, draft.kind, dates))
        return found

    def _undated(self, text: str) -> list[Found]:
        """Find "Present" or "– Present · 2 yrs" as the whole text."""
        # Why: this runs for every short line; only one whose first word can begin "present" or "until" is tokenised.
        bare = text.strip(" \t\r\n-–—()[]·•|.,→\u00a0\u00ad\u2011").split(None, 1)
        if not bare or not (self._alone_first(bare[0])):
            return []
        t = Tokens(text)
        draft = self._alone_draft(t)
        return self._finish(t, [draft]) if draft is not None else []

    def _alone_first(self, word: str) -> bool:
        word = word.strip(".,;:)]·\u00a0").lower()
        if not word.isascii() or "'" in word or "-" in word or "/" in word:
            return True
        return word in self._alone

    def _alone_draft(self, t: Tokens) -> _Draft | None:
        texts = t.texts
        at = 0
        while texts[at] and texts[at] in OPENERS:
            at += 1
        first = at
        closing = t.kinds[at] == DASH
        at += closing
        if texts[at] not in self._alone:
            return None
        present = match(self._words.present, texts, at)
        if present is None or not self._rest_is_closed(t, present[0]):
            join = match(self._words.joins, texts, at)
            if join is None or join[1]:
                return None
            closing = True
            present = match(self._words.present, texts, join[0])
            if present is None:
                return None
        elif match(self._words.until_now, texts, at) == present:
            closing = True
        draft = _Draft("closing" if closing else "ongoing", first, present[0], None, None, ongoing=True)
        self._attach(t, draft)
        return draft if self._only_closers(t, draft.stop) else None

    def _rest_is_closed(self, t: Tokens, at: int) -> bool:
        return at >= t.count or t.texts[at] in CLOSERS or t.texts[at] in "([" or t.kinds[at] == NUMBER

    def _only_closers(self, t: Tokens, at: int) -> bool:
        texts = t.texts
        while at < t.count:
            if texts[at] not in CLOSERS:
                return False
            at += 1
        return True

    def _scan(self, t: Tokens, *, lenient: bool) -> list[_Draft]:
        drafts: list[_Draft] = []
        at = 0
        mend_months(t, self._words)
        closing = self._closing(t)
        if closing is not None:
            if closing.length is None:
                self._attach(t, closing)
            drafts.append(closing)
            at = closing.stop
        starters = self._words.starters
        kinds, texts, count = t.kinds, t.texts, t.count
        while at < count:
            kind = kinds[at]
            if kind != NUMBER and texts[at] not in starters and texts[at] != "-":
                at += 1
                continue
            if texts[at] == "-" and t.char(at) != "~":
                at += 1
                continue
            draft = self._unit(t, at)
            if draft is None or (draft.weak and not lenient and not self._is_all(t, draft)):
                at += 1
                continue
            if draft.length is None:
                self._attach(t, draft)
            if draft.end is not None and (draft.kind == "range" or (draft.kind == "single" and draft.length)):
                self._renew(t, draft, draft.end)
            last = drafts[-1] if drafts else None
            if last is not None and last.stop == draft.first and t.glued(draft.first) and last.same(draft):
                last.stop = draft.stop  # pasted from a web page: the same again for screen readers
                last.length = last.length or draft.length
            else:
                drafts.append(draft)
            at = draft.stop
        if not drafts and (alone := self._alone_draft(t)) is not None:
            drafts.append(alone)
        if drafts:
            drafts[0].first = lead(t, drafts[0].first, self._words)
        return drafts

    def _is_all(self, t: Tokens, draft: _Draft) -> bool:
        """Say whether a weak reading is all that the text says (one that only a field may hold is not enough)."""
        return (
            draft.start is not None
            and draft.start.month is not None
            and not any(text not in OPENERS for text in t.texts[: draft.first])
            and self._only_closers(t, draft.stop)
            and t.kinds[draft.first] == WORD
        )

    # ---------------------------------------------------------------- one range, or one date

    def _unit(self, t: Tokens, at: int) -> _Draft | None:
        words = self._words
        texts = t.texts
        if t.kinds[at] == WORD and (texts[at] in words.since or texts[at] in words.opens):
            since = match(words.since, texts, at)
            opened = match(words.opens, texts, at)
            after = max(since[0] if since else 0, opened[0] if opened else 0)
            if after and (t.kinds[after] == NUMBER or texts[after] in words.after_opener):
                begin, part = self._after_word(t, after)
                if part is not None:
                    return self._with_end(t, at, begin, part, since, opened is not None and opened[1] == 1)
        if t.kinds[at] == NUMBER and len(texts[at]) <= 2 and (months := year_last(t, at, self._parts)):
            return _Draft("range", at, months.stop, months.start, months.end)
        # The word may also be the head of a date ("de" is none, "fin 2019" is one).
        part = self._parts.read(t, at)
        draft = self._with_end(t, at, at, part, None, False) if part is not None else None
        if draft is not None:
            return draft
        told = after_length(t, at, words, self._parts) if t.kinds[at] == NUMBER and t.kinds[at + 1] == WORD else None
        return self._told(t, at, told) if told is not None else None

    def _told(self, t: Tokens, at: int, told: Told) -> _Draft:
        """Return the draft of dates that a length or words tell; "for" before the length belongs to it."""
        for first in range(max(at - 3, 0), at):
            lasting = match(self._words.lasting, t.texts, first)
            if lasting is not None and lasting[0] == at:
                at = first
                break
        draft = _Draft("single" if told.length else "range", at, told.stop, told.start, told.end)
        draft.length = told.length
        return draft

    def _after_word(self, t: Tokens, at: int) -> tuple[int, Part | None]:
        """Return the date after a word for since, from or until, small words between skipped."""
        return self._parts.read_behind(t, at, 5)

    def _with_end(
        self, t: Tokens, first: int, begin: int, part: Part, since: tuple[int, int] | None, between: bool
    ) -> _Draft | None:
        """Return the range that goes on after its first date, or what that date is alone."""
        if part.form == TWO_DAYS:
            return _Draft("range", first, part.stop, PartialDate(part.year, part.month, part.number), part.date())
        ended = self._end(t, first, part, between)
        if ended is not None:
            return ended
        words = self._words
        if told := months_in_a_row(t, part, words, self._parts) or before_length(t, part, words):
            return _Draft("range", first, told.stop, told.start, told.end)
        if (end := until_words(t, part, words, self._parts)) and (pair := self._pair(part, end, _WORD)) is not None:
            return _Draft("range", first, end.stop, *pair)
        if part.form == MONTH_NUMBER and since is not None:
            part.year = self._parts.short_year(f"{part.number:02d}")
        if since is not None and part.year:
            return _Draft("since", first, part.stop, part.date(), None, ongoing=True)
        if part.form in (OPEN, DAY, MONTH_NUMBER) or not part.year:
            return None
        date = part.date()
        return _Draft("single", begin, part.stop, date, date, weak=part.form != WHOLE)

    def _end(self, t: Tokens, first: int, part: Part, between: bool) -> _Draft | None:
        texts, words = t.texts, self._words
        at = part.stop
        # "2019 to date", "seit 2019 bis heute", "2022 (current)", "Sept 2021 actualidad" at the end of the text
        if self._able(part):
            until = match(words.until_now, texts, at)
            if until is not None:
                return self._ongoing(first, part, until[0])
            if texts[at] == "(" and (now := match(words.present, texts, at + 1)) and texts[now[0]] == ")":
                return self._ongoing(first, part, now[0] + 1)
            now = match(words.present, texts, at)
            if now is not None:
                # "del 1/9/2023 en adelante (continúa)"
                again = match(words.present, texts, now[0] + 1) if texts[now[0]] == "(" else None
                stop = again[0] + 1 if again is not None and texts[again[0]] == ")" else now[0]
                if self._only_closers(t, stop):
                    return self._ongoing(first, part, stop)
        if texts[at] in ("(", ")", ":") and (months := year_first(t, part.stop - 1, part, words)):
            return _Draft("range", first, months.stop, months.start, months.end)
        labelled = end_label(t, first, at, words)  # "Start: 04/2014; end: 01/2015"
        joint = (labelled, _WORD) if labelled else self._joint(t, at, between)
        if joint is None:
            return None
        after, strength = joint
        join = match(words.joins, texts, after) if strength == _SYMBOL else None
        if join and not join[1] and (self._parts.read(t, join[0]) or match(words.present, texts, join[0])):
            after, strength = join[0], _WORD  # "– hasta hoy"
        if self._able(part):
            now = match(words.present, texts, after)
            if now is None and texts[after] in FILLERS:
                now = match(words.present, texts, after + 1)
            if now is None and strength == _SYMBOL:
                now = match(words.present_lent, texts, after)
                now = now if now is not None and self._only_closers(t, now[0]) else None
            # Why: "05/2020 / heden", not "2020 / current affairs".
            if now is not None and (strength != _SLASH or t.kinds[now[0]] not in (WORD, NUMBER)):
                return self._ongoing(first, part, now[0])
        if strength == _SYMBOL and part.form == WHOLE:
            unknown = self._unknown_end(t, after)
            if unknown:
                return _Draft("range", first, unknown, part.date(), None)
        end = self._after_word(t, after)[1] if strength == _WORD else self._parts.read(t, after, joined=True)
        if end is None and strength == _SYMBOL and texts[after] in FILLERS and t.kinds[after + 1] == NUMBER:
            end = self._parts.read(t, after + 1)  # "– the 18th of July 2013"
        if end is not None and (pair := self._pair(part, end, strength)) is not None:
            return _Draft("range", first, end.stop, *pair)
        short = self._short_end(t, part, after, strength)
        if short is not None:
            return _Draft("range", first, after + 1, part.date(), short)
        if part.form == WHOLE and strength in (_SYMBOL, _WORD) and self._only_closers(t, after) and not between:
            stop = after
            return _Draft("opened", first, stop, part.date(), None)
        return None

    @staticmethod
    def _able(part: Part) -> bool:
        """Say whether a part can begin a range that is still going on."""
        return part.form in (WHOLE, WEAK, MONTH_NUMBER) or (part.form == MONTH_YEAR and part.year > 0)

    def _ongoing(self, first: int, part: Part, stop: int) -> _Draft | None:
        if part.form == MONTH_NUMBER:
            part.year = self._parts.short_year(f"{part.number:02d}")
        return _Draft("range", first, stop, part.date(), None, ongoing=True) if part.year else None

    def _joint(self, t: Tokens, at: int, between: bool) -> tuple[int, int] | None:
        """Return the token after what joins two dates and how firmly it does."""
        texts = t.texts
        if texts[at] == "*" and t.glued(at):  # the mark of a footnote
            at += 1
        if texts[at] == "." and texts[at + 1] != "." and t.kinds[at + 1] != NUMBER:
            at += 1
        text = texts[at]
        if t.kinds[at] == DASH:
            return at + 1, _SYMBOL
        if text == "/":
            return at + 1, _SLASH
        if text == "…":
            return at + 1, _DOTS
        if text == "." and texts[at + 1] == ".":
            return at + (3 if texts[at + 2] == "." else 2), _DOTS
        join = match(self._words.joins, texts, at)
        if join is None or (join[1] and not between):
            return None
        # "05-03-2012 t.e.m. 30-05-2014"
        return join[0] + (texts[join[0]] == "." and t.glued(join[0]) and texts[join[0] - 2] == "."), _WORD

    @staticmethod
    def _unknown_end(t: Tokens, at: int) -> int:
        """Return the token after "..." or "?" where an end should stand, 0 if there is none."""
        stop = at
        while t.texts[stop] in ("?", ".", "…") and stop < at + 4:
            stop += 1
        return 0 if stop == at or t.texts[at:stop] == ["."] or t.kinds[stop] == NUMBER else stop

    def _pair(self, start: Part, end: Part, strength: int) -> tuple[PartialDate, PartialDate] | None:
        """Return both dates, each completed by the other; None if they cannot be one range."""
        # "Ago-19 / Ene-22"
        months = strength == _SLASH and start.form == end.form == WEAK and start.month and end.month
        if strength in (_SLASH, _DOTS) and not (start.form == end.form == WHOLE or (months and not start.day)):
            return None
        if start.form == DAY:
            if end.form != WHOLE or not end.day or not end.month or not start.number < end.day or end.other:
                return None
            start.year, start.month, start.day = end.year, end.month, start.number
            return start.date(), end.date()
        if end.form == TWO_DAYS or end.form == DAY:
            return None
        self._share(start, end)
        if not start.year or not end.year:
            return None
        if MONTH_YEAR in (start.form, end.form) and not self._months_agree(start, end):
            return None
        if MONTH_NUMBER in (start.form, end.form) and (start.year, start.month or 0) > (end.year, end.month or 99):
            return None
        return start.date(), end.date()

    def _share(self, start: Part, end: Part) -> None:
        """Give each side the year that only the other has."""
        if end.form == MONTH_NUMBER:
            if start.form in (WHOLE, WEAK, MONTH_NUMBER):
                end.year = self._parts.short_year(f"{end.number:02d}")
            elif start.form == OPEN and start.month and not start.day:
                end.year = self._parts.short_year(f"{end.number:02d}") if end.number > 31 else 0
        if start.form == MONTH_NUMBER:
            if end.day and end.form in (WHOLE, WEAK):
                start.day, start.year = start.number, end.year
            else:
                start.year = self._parts.short_year(f"{start.number:02d}")
        elif start.form == OPEN and end.year and (end.month or end.code) and (not start.code or end.code):
            start.year = end.year
            if start.month and end.month and (start.month, start.day or 0) > (end.month, end.day or 31):
                start.year -= 1

    @staticmethod
    def _months_agree(start: Part, end: Part) -> bool:
        """Say whether 03/20 and 05/21 are months and not counts or the time of day."""
        if MONTH_YEAR == start.form == end.form:
            clock = not start.slashed and start.year % 100 in (0, 15, 30, 45) and end.year % 100 in (0, 15, 30, 45)
            if clock:
                return False
        return bool(end.month) and (start.year, start.month or 0) <= (end.year, end.month or 0)

    def _short_end(self, t: Tokens, part: Part, at: int, strength: int) -> PartialDate | None:
        """Return the year of the two digits in "2019-21" or "2019/20"."""
        digits = t.texts[at]
        if part.form != WHOLE or part.month or part.code or strength not in (_SYMBOL, _SLASH) or len(digits) != 2:
            return None
        if t.kinds[at] != NUMBER or not self._parts.ends_clear(t, at + 1):
            return None
        compact = t.glued(at) and t.glued(at - 1)
        year = part.year - part.year % 100 + int(digits)
        if year <= part.year:
            year += 100
        if year - part.year > 50 or year > self._parts.year_limit or (strength == _SLASH and not compact):
            return None
        if not compact and not (at + 1 >= t.count or t.texts[at + 1] in CLOSERS or t.texts[at + 1] == "("):
            return None
        return PartialDate(year)

    # ---------------------------------------------------------------- what begins a text, what follows a range

    def _closing(self, t: Tokens) -> _Draft | None:
        """Return "– Present", "hasta 2021", "until May 2021" or "Present – 2019" at the beginning of a text."""
        texts = t.texts
        at = 0
        while texts[at] and texts[at] in OPENERS and at < 4:
            at += 1
        first = at
        now = match(self._words.present, texts, at)
        if now is not None and t.kinds[now[0]] == DASH:
            part = self._parts.read(t, now[0] + 1, joined=True)  # "Present – May 2019", the newest first
            if part is not None and part.form == WHOLE and not self._joins_on(t, part):
                return self._ongoing(first, part, part.stop)
        if t.kinds[at] == DASH and t.char(at) != "~":
            after, firm = at + 1, False
            join = match(self._words.joins, texts, after)
            if join is not None and not join[1]:
                after = join[0]
        else:
            join = match(self._words.joins, texts, at)
            if join is None or join[1] or match(self._words.named, texts, at):
                return None
            after = join[0]
            firm = len(texts[at]) >= SHORT_JOINS
        now = match(self._words.present, texts, after) or match(self._words.present, texts, at)
        if now is not None and self._rest_is_closed(t, now[0]):
            return _Draft("closing", first, now[0], None, None, ongoing=True)
        part = self._after_word(t, after)[1]
        if part is None or part.form != WHOLE or self._joins_on(t, part):
            return None
        draft = _Draft("closing", first, part.stop, None, part.date())
        self._attach(t, draft)
        if firm or draft.stop >= t.count or texts[draft.stop] in ")]|·•(":
            return draft
        return None

    def _joins_on(self, t: Tokens, part: Part) -> bool:
        return self._end(t, 0, part, False) is not None

    def _attach(self, t: Tokens, draft: _Draft) -> None:
        """Take in the printed duration after a range: "(2 yrs 3 mos)", "· 2 anos 9 meses", ", 2 years"."""
        texts = t.texts
        at = draft.stop
        if draft.kind in ("single", "opened") and texts[at] not in ("(", "·", "["):
            return
        if texts[at] in (")", "]") and texts[at + 1] in ("(", "[", "·", "•", "|"):
            at += 1
        sign = texts[at]
        if sign in ("(", "[", "·", "•", "|", ",", ":", "=", "-"):
            at += 1
        elif t.kinds[at] not in (NUMBER, WORD):
            return
        length = read_length(self._words, t, at)
        if length is None:
            return
        stop = length.stop
        if sign in ("(", "["):
            if texts[stop] not in (")", "]"):
                return
            stop += 1
        elif not (stop >= t.count or texts[stop] in CLOSERS or texts[stop] in "([-" or t.glued(stop)):
            return  # "2019 – 2021, 2 years of Zendesk" is a claim
        draft.length = length, at
        draft.stop = stop

    def _renew(self, t: Tokens, draft: _Draft, end: PartialDate) -> None:
        """Take the end of a renewal for that of the range: "01/2022 - 06/2022 (6 months), extended to 12/2022"."""
        # Why twice: a term may be renewed again.
        for _ in range(2):
            later = renewed(t, draft.stop, end, self._words, self._parts)
            if later is None:
                return
            draft.end, draft.ongoing, draft.stop = later.end, later.end is None, later.stop
            draft.kind = "range"
            # Why: a length that is printed before is that of the first term.
            draft.length = None
            self._attach(t, draft)
            if later.end is None:
                return
            end = later.end


_SYMBOL, _WORD, _SLASH, _DOTS = range(4)

__all__ = ["Found", "Grammar"]

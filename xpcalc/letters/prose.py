"""Finds of one letter -> Letter: dates become employments, each with its title, the employer and the person.

What no find says stays None and is named by a finding; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from xpcalc.dates import first_day, last_day
from xpcalc.language import Words
from xpcalc.letters.finds import LABEL, Find, Reader
from xpcalc.letters.kinds import REFUSED, kind_of, looks_like_letter, speaks_of_work
from xpcalc.letters.passages import Passage, passages
from xpcalc.letters.periods import Period, first_of, last_of, periods_of, titled
from xpcalc.letters.who import Who, best_of
from xpcalc.letters.words import LetterWords, folded
from xpcalc.letters.zones import SHORT_LINE, zones_of
from xpcalc.model import DateRange, Document, Finding, PartialDate, Span
from xpcalc.statement import Letter, Statement

_DATELINE = 45  # characters beside the date in the line that says where and when a letter was written
_SHORT = 6_000  # characters of a letter that does not say what it is
_MOST_JOBS = 3  # in a letter that does not say what it is
_MOST_WHO = 3
_BACKDATED = 30  # days by which an offer may come after the first day
_FORM = 2  # strength of a form that does not say what it is
_LONGEST = 120_000  # characters of a letter or contract: forty pages
# Why: a pattern says what a number is, a statement what it means.
_FIELDS = MappingProxyType({"hours": "weekly_hours", "percent": "part_time"})


def read_prose(document: Document, reader: Reader, words: Words, letter_words: LetterWords) -> Letter | None:
    """Return the letter, or None for what is no letter or certificate."""
    if len(document.text) > _LONGEST:
        return None
    parts = passages(document)
    told = kind_of(parts, words, letter_words, reader.languages)
    if told.strength == REFUSED or (told.strength < _FORM and len(document.text) > _SHORT):
        return None
    finds = _precise(reader.finds(parts))
    kind = told.name
    agreed = kind in ("offer_letter", "contract")
    periods = periods_of(finds, agreed)
    issued = _issued(finds, parts)
    who = Who(finds, parts, zones_of(parts, letter_words), reader, words, letter_words)
    house = who.employer()
    employer = house.find if house is not None else None
    about = who.person(kind, employer)
    person = about.find if about is not None else None
    if told.strength < _FORM and not _is_form(finds):
        signs = _Signs(
            letter=looks_like_letter(parts, letter_words) or _is_form(finds, whole=False),
            work=speaks_of_work(parts, letter_words),
            date=bool(periods),
            person=person is not None,
            employer=employer is not None,
            title=any(find.slot == "title" for find in finds),
            phrase=told.strength > 0,
            house=employer is not None and employer.sure,
        )
        if not signs.enough(len(periods)):
            return None
    if not told.titled:
        kind = _by_facts(kind, periods, issued)
        agreed = kind in ("offer_letter", "contract")
        periods = periods_of(finds, agreed)
    house_words = set(folded(str(employer.value)).split()) if employer is not None else set()
    # Why: "representante legal de la Cooperativa Lechera" is who signs, or where; no title holds the whole employer.
    finds = tuple(
        [
            f
            for f in finds
            if f.slot != "title" or len(house_words) < 2 or not house_words <= set(folded(str(f.value)).split())
        ]
    )
    text = folded(document.text) + " "
    interim = letter_words.interim is not None and letter_words.interim.search(text) is not None
    ongoing = interim or (letter_words.ongoing is not None and letter_words.ongoing.search(text) is not None)
    hours = best_of(finds, "hours")
    percent = best_of(finds, "percent")
    planned = best_of(finds, "planned_end") or (best_of(finds, "end") if agreed else None)
    said = _said(parts, finds, kind, letter_words)
    statements = []
    for period in titled(periods, finds, agreed):
        statement = _statement(period, agreed, ongoing, planned)
        own = [f for f in finds if f.slot == "employer" and f.order == period.order and f.order >= 10_000]
        place = own[0] if own else employer
        statement = replace(
            statement,
            employer=str(place.value) if place is not None else None,
            person=str(person.value) if person is not None else None,
            weekly_hours=hours.value if hours is not None and isinstance(hours.value, Fraction) else None,
            part_time=percent.value / 100 if percent is not None and isinstance(percent.value, Fraction) else None,
            employment=said,
            spans=(
                *statement.spans,
                *[(_FIELDS.get(f.slot, f.slot), f.span) for f in (place, person, hours, percent) if f is not None],
            ),
        )
        statements.append(statement)
    return Letter(
        kind,
        str(person.value) if person is not None else None,
        tuple(statements),
        issued,
        interim,
        findings=_findings(statements, kind, employer),
    )


def _precise(finds: Sequence[Find]) -> tuple[Find, ...]:
    """Return the finds without starts that are bare years, where days or months are told ("since 1978")."""
    dated = [f for f in finds if f.slot in ("start", "period")]

    def coarse(find: Find) -> bool:
        return find.weight < LABEL and isinstance(find.value, PartialDate) and find.value.month is None

    if all(map(coarse, dated)):
        return tuple(finds)
    return tuple([f for f in finds if f.slot != "start" or not coarse(f)])


def _is_form(finds: Sequence[Find], whole: bool = True) -> bool:
    """Say whether labels name a person, an employer, a title and days, each once: a filled-in form about one job.

    `whole` = all of them; else days and one more.
    """
    slots = [f.slot for f in finds if f.weight >= LABEL]
    dated = slots.count("start") + slots.count("period") == 1
    if not whole:
        return dated and any(slots.count(slot) == 1 for slot in ("person", "employer", "title"))
    return dated and all(slots.count(slot) == 1 for slot in ("person", "employer", "title"))


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a text has that does not say which letter it is. No sign alone is enough."""

    letter: bool
    work: bool
    date: bool
    person: bool
    employer: bool
    title: bool
    phrase: bool  # one phrase of a kind of letter
    house: bool  # the employer has its legal form

    def enough(self, jobs: int) -> bool:
        """Say whether this is a letter about one person's job: how it is written, when, and who, where or as what."""
        who = self.person + self.employer + self.title
        written = self.letter or (who == _MOST_WHO and self.work and (self.phrase or self.house))
        return written and (self.work or self.title) and self.date and who >= _MOST_WHO - 1 and jobs <= _MOST_JOBS


def _by_facts(kind: str, periods: Sequence[Period], issued: PartialDate | None) -> str:
    """Return the kind of a letter that has no heading: what began before it was written is no offer."""
    start = first_of(periods[0]) if periods else None
    if start is None or issued is None:
        return kind or "certificate_of_employment"
    ahead = last_day(start) >= first_day(issued)
    if not kind:
        return "offer_letter" if ahead else "certificate_of_employment"
    if kind == "offer_letter" and (first_day(issued) - last_day(start)).days > _BACKDATED:
        return "certificate_of_employment"
    if kind == "certificate_of_employment" and ahead and last_of(periods[0]) is None:
        return "offer_letter"
    return kind


def _statement(period: Period, agreed: bool, ongoing: bool, planned: Find | None) -> Statement:
    anchor = period.range or period.start or period.end
    assert anchor is not None
    start, end = first_of(period), last_of(period)
    open_ = period.range is not None and isinstance(period.range.value, DateRange) and period.range.value.ongoing
    spans: list[tuple[str, Span]] = []
    if period.range is not None:
        spans += [("start", period.range.span), ("end", period.range.span)]
    spans += [(name, f.span) for name, f in (("start", period.start), ("end", period.end)) if f is not None]
    planned_end = planned.value if planned is not None and isinstance(planned.value, PartialDate) else None
    if agreed:
        planned_end, end, open_ = planned_end or end, None, False
        if planned_end is not None and start is not None and last_day(planned_end) < first_day(start):
            planned_end = None  # Why: a day before the first is one to answer by
    else:
        planned_end = None
        open_ = (open_ or ongoing) and end is None and start is not None
    if planned is not None and planned_end is planned.value:
        spans.append(("planned_end", planned.span))
    title = period.title
    if title is not None:
        spans.append(("title", title.span))
    return Statement(
        title=str(title.value) if title is not None else None,
        start=start,
        end=end,
        ongoing=open_,
        planned_end=planned_end,
        span=anchor.sentence,
        spans=tuple(spans),
    )


# ---------------------------------------------------------------- the rest


def _issued(finds: Sequence[Find], parts: Sequence[Passage]) -> PartialDate | None:
    """Return the date that the letter carries: said, or alone in a line but for a place."""
    said = best_of(finds, "issued")
    if said is not None and isinstance(said.value, PartialDate):
        return said.value
    for find in finds:
        if find.slot == "" and isinstance(find.value, PartialDate):
            beside = len(parts[find.passage].text) - (find.span.stop - find.span.start)
            if beside <= _DATELINE:
                return find.value
    return None


def _said(parts: Sequence[Passage], finds: Sequence[Find], kind: str, words: LetterWords) -> str | None:
    """Return the kind of employment that the heading or a sentence with facts names."""
    told = {f.passage for f in finds if f.slot in ("start", "period", "title", "planned_end", "percent", "hours")}
    text = " | ".join(
        folded(part.text) for number, part in enumerate(parts) if number in told or len(part.text) <= SHORT_LINE
    )
    if words.not_employment is not None:
        text = words.not_employment.sub("| ", text + " ")
    return next((name for name, phrases in words.employment if phrases.search(text + " ")), None)


def _findings(statements: Sequence[Statement], kind: str, employer: Find | None) -> tuple[Finding, ...]:
    found = []
    if not any(s.start is not None for s in statements):
        found.append(Finding("W_LETTER_START", "warning", "no start of employment was found in this letter"))
    if employer is None:
        found.append(Finding("W_LETTER_EMPLOYER", "warning", "no employer was found in this letter"))
    for s in statements:
        if kind == "certificate_of_employment" and s.end is None and not s.ongoing:
            found.append(
                Finding("W_LETTER_END", "warning", "the letter says neither an end nor that the job goes on", s.span)
            )
        if s.start is not None and s.end is not None and last_day(s.end) < first_day(s.start):
            found.append(Finding("W_LETTER_DATES", "warning", "the end lies before the start", s.span))
    return tuple(found)


__all__ = ["read_prose"]

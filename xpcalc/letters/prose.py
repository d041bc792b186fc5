"""Finds of one letter -> Letter: dates become employments, each with its title, the employer and the person.

What no find says stays None and is named by a finding; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from xpcalc.dates import first_day, last_day
from xpcalc.language import Words
from xpcalc.letters.finds import LABEL, Find, Reader
from xpcalc.letters.kinds import REFUSED, kind_of
from xpcalc.letters.parties import ADDRESSED, LETTERHEAD, best_of, employer_of, person_of
from xpcalc.letters.passages import Passage, passages
from xpcalc.letters.periods import Period, first_of, last_of, periods_of, titled
from xpcalc.letters.words import LetterWords, folded
from xpcalc.model import DateRange, Document, Finding, PartialDate, Span
from xpcalc.statement import Letter, Statement

_DATELINE = 45  # characters beside the date in the line that says where and when a letter was written
_SHORT = 6_000  # characters of a letter that does not say what it is
_MOST_JOBS = 2
_FORM = 2  # strength of a form that does not say what it is
_LONGEST = 120_000  # characters of a letter or contract: forty pages
# Why: a pattern says what a number is, a statement what it means.
_FIELDS = MappingProxyType({"hours": "weekly_hours", "percent": "part_time"})


def read_prose(document: Document, reader: Reader, words: Words, letter_words: LetterWords) -> Letter | None:
    """Return the letter, or None for what is no letter or certificate."""
    if len(document.text) > _LONGEST:
        return None
    parts = passages(document)
    kind, strength = kind_of(parts, words, letter_words, reader.languages)
    if strength == REFUSED or (strength < _FORM and len(document.text) > _SHORT):
        return None
    finds = reader.finds(parts)
    if _is_form(finds):
        strength = max(strength, _FORM)
    agreed = kind in ("offer_letter", "contract")
    periods = periods_of(finds, agreed)
    issued = _issued(finds, parts)
    if strength < _FORM:
        if not _speaks_of_a_job(periods, finds):
            return None
        ahead = issued is not None and periods and (start := first_of(periods[0])) is not None
        planned_ahead = ahead and issued is not None and start is not None and first_day(start) > last_day(issued)
        kind = kind or ("offer_letter" if planned_ahead else "certificate_of_employment")
        agreed = kind in ("offer_letter", "contract")
        periods = periods_of(finds, agreed)
    text = folded(document.text) + " "
    interim = letter_words.interim is not None and letter_words.interim.search(text) is not None
    ongoing = interim or (letter_words.ongoing is not None and letter_words.ongoing.search(text) is not None)
    employer = employer_of(finds, parts, words)
    person = person_of(finds, parts, reader, letter_words)
    hours = best_of(finds, "hours")
    percent = best_of(finds, "percent")
    planned = best_of(finds, "planned_end") or (best_of(finds, "end") if agreed else None)
    said = _said(parts, finds, kind, letter_words)
    statements = []
    for period in titled(periods, finds, agreed):
        statement = _statement(period, agreed, ongoing, planned)
        own = [f for f in finds if f.slot == "employer" and f.order == period.order and f.order >= 10_000]
        house = own[0] if own else employer
        statement = replace(
            statement,
            employer=str(house.value) if house is not None else None,
            person=str(person.value) if person is not None else None,
            weekly_hours=hours.value if hours is not None and isinstance(hours.value, Fraction) else None,
            part_time=percent.value / 100 if percent is not None and isinstance(percent.value, Fraction) else None,
            employment=said,
            spans=(
                *statement.spans,
                *[(_FIELDS.get(f.slot, f.slot), f.span) for f in (house, person, hours, percent) if f is not None],
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


def _is_form(finds: Sequence[Find]) -> bool:
    """Say whether labels name a person, an employer, a title and days, each once: a filled-in form about one job."""
    slots = [f.slot for f in finds if f.weight >= LABEL]
    dated = slots.count("start") + slots.count("period") == 1
    return dated and all(slots.count(slot) == 1 for slot in ("person", "employer", "title"))


def _speaks_of_a_job(periods: Sequence[Period], finds: Sequence[Find]) -> bool:
    """Say whether a text that does not say what it is tells of one job of one person in so many words."""
    told = any(f.slot == "person" and (f.sure or f.weight >= ADDRESSED - 1) for f in finds)
    housed = any(f.slot == "employer" and f.sure for f in finds)
    titled = any(f.slot == "title" for f in finds)
    return told and housed and titled and 1 <= len(periods) <= _MOST_JOBS


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
        folded(part.text) for number, part in enumerate(parts) if number in told or len(part.text) <= LETTERHEAD
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

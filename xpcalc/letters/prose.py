"""Finds of one letter -> Letter: dates become employments, each with its title, the employer and the person.

What no find says stays None and is named by a finding; nothing is filled in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from xpcalc.dates import first_day, last_day
from xpcalc.language import Words
from xpcalc.letters.finds import LABEL, TABLED, Find
from xpcalc.letters.kinds import REFUSED, has_heading_of_cv, kind_of, looks_like_letter, speaks_of_work
from xpcalc.letters.passages import Passage, passages
from xpcalc.letters.periods import Period, first_of, last_of, periods_of, titled
from xpcalc.letters.ranking import best_of
from xpcalc.letters.reader import Reader
from xpcalc.letters.who import Who
from xpcalc.letters.words import LetterWords, folded
from xpcalc.letters.zones import SHORT_LINE, Zones, zones_of
from xpcalc.model import DateRange, Document, Finding, PartialDate, Span
from xpcalc.record import dataclass
from xpcalc.statement import Letter, Statement

_DATELINE = 45  # characters beside the date in the line that says where and when a letter was written
_SHORT = 6_000  # characters of a letter that does not say what it is
_MOST_JOBS = 3  # in a letter that does not say what it is
_MOST_WHO = 3
_LEAD = 0.05  # points by which a name has to lead the next one to be taken
_SENTENCE = 9  # words of a sentence that tells of employment
_BESIDE = 4  # words between a date and the title that begins there: "since July 2022 she has been the Lead"
_FORESEEN = 370  # days behind a certificate in which a job may end that it tells of
_BACKDATED = 30  # days by which an offer may come after the first day
_WHOLE = Fraction(100)  # percent of a job that is not part-time
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
    finds = tuple(reader.finds(parts))
    if told.name not in ("offer_letter", "contract"):
        finds = _later_posts(finds, document.text)
    finds = _precise(finds)
    issued = _issued(finds, parts)
    kind = told.name
    if kind == "certificate_of_employment":
        finds = _known_by(finds, issued)
    if kind not in ("offer_letter", "contract") and not any(f.slot in ("end", "period") for f in finds):
        # Why: "Expiration of contract" of a letter written afterwards is an end that came.
        finds = tuple([replace(f, slot="end") if _is_past(f, issued) else f for f in finds])
    agreed = kind in ("offer_letter", "contract")
    zones = zones_of(parts, letter_words)
    to_you = Who(finds, parts, zones, reader, words, letter_words).speaks_to_it()
    finds = _left_over(finds, zones, parts, issued, agreed or (to_you and not told.titled))
    periods = periods_of(finds, agreed)
    finds = tuple([f for f in finds if f.slot != "title" or f.weight >= LABEL or not _of_signer(f, zones)])
    if any(f.slot == "title" and f.passage >= zones.body for f in finds):
        # Why: "To the Principal" above the text is whom the letter goes to.
        finds = tuple(
            [
                f
                for f in finds
                if f.slot != "title" or f.weight >= LABEL or f.passage >= zones.body or f.passage in zones.subjects
            ]
        )
    who = Who(finds, parts, zones, reader, words, letter_words)
    house, about = who.both(kind)
    doubtful = [choice for choice in (house, about) if choice is not None and choice.lead < _LEAD]
    employer = house.find if house is not None and house not in doubtful else None
    person = about.find if about is not None and about not in doubtful else None
    if told.strength < _FORM and not _is_form(finds):
        signs = _Signs(
            letter=looks_like_letter(parts, letter_words) or _is_form(finds, whole=False),
            work=speaks_of_work(parts, letter_words),
            date=bool(periods),
            person=person is not None,
            employer=employer is not None,
            title=any(find.slot == "title" for find in finds),
            phrase=told.strength > 0,
            prose=any(_in_prose(document.text[f.sentence.start : f.sentence.stop]) for f in dated_of(finds)),
            house=employer is not None and employer.sure,
            # Why in all languages: that of a document of few words may not be known.
            headed=has_heading_of_cv(parts, words, ()),
        )
        if not signs.enough(len(periods)):
            return None
    if not told.titled:
        kind = _by_facts(kind, periods, issued, to_you)
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
    leaving = (
        _find_issued(finds, parts) if letter_words.same_day is not None and letter_words.same_day.search(text) else None
    )
    interim = letter_words.interim is not None and letter_words.interim.search(text) is not None
    ongoing = interim or (letter_words.ongoing is not None and letter_words.ongoing.search(text) is not None)
    # Why: a certificate that tells a start, no end and nothing that is over speaks of somebody who is there.
    ongoing = ongoing or letter_words.past is None or letter_words.past.search(text) is None
    hours = best_of(finds, "hours")
    percent = best_of([f for f in finds if f.value != _WHOLE], "percent")
    planned = best_of(finds, "planned_end") or (best_of(finds, "end") if agreed else None)
    said = _said(parts, finds, kind, letter_words)
    statements = []
    for period in titled(periods, finds, agreed):
        statement = _statement(period, agreed, ongoing, planned)
        if leaving is not None and not agreed and statement.end is None and statement.start is not None:
            end = leaving.value if isinstance(leaving.value, PartialDate) else None
            statement = replace(statement, end=end, ongoing=False, spans=(*statement.spans, ("end", leaving.span)))
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
        findings=_findings(statements, kind, employer, bool(doubtful)),
        named=who.named() if person is None else (),
    )


def _of_signer(find: Find, zones: Zones) -> bool:
    """Say whether a title stands where letters name who signs or to whom they go."""
    return zones.signed(find.passage) or (zones.addressed(find.passage) and find.passage not in zones.subjects)


def _left_over(
    finds: Sequence[Find], zones: Zones, parts: Sequence[Passage], issued: PartialDate | None, ahead: bool
) -> tuple[Find, ...]:
    """Return the finds with the dates that no sign tells as what only they can be: first the start, then the end.

    `ahead`: the letter is an offer or speaks to the person, so that the job begins behind its date.
    """
    if any(f.slot in ("start", "period") for f in finds):
        return tuple(finds)

    def may_be(find: Find) -> bool:
        value = find.value
        if find.slot not in ("", "end" if ahead else "") or not isinstance(value, PartialDate) or value.month is None:
            return False
        text = parts[find.passage].text
        line = len(text) - (find.span.stop - find.span.start) + _DATELINE * (":" in text)
        if zones.signed(find.passage) or find.passage < zones.top or line <= _DATELINE:
            return False
        return issued is None or (last_day(value) >= first_day(issued)) == ahead

    free = [f for f in finds if may_be(f)]
    values = sorted({first_day(f.value) for f in free if isinstance(f.value, PartialDate)})
    if not values or len(values) > (1 if ahead else 2):
        return tuple(finds)
    ends = {} if ahead else {values[-1]: "end"} if len(values) > 1 else {}
    roles = {values[0]: "start", **ends}
    known = {id(f): roles[first_day(f.value)] for f in free if isinstance(f.value, PartialDate)}
    return tuple([replace(f, slot=known[id(f)]) if id(f) in known else f for f in finds])


def _precise(finds: Sequence[Find]) -> tuple[Find, ...]:
    """Return the finds without starts that are bare years, where days or months are told ("since 1978")."""
    finds = _single(finds)
    moved = [f for f in finds if f.slot == "moved"]
    if moved and not any(f.slot in ("start", "period") for f in finds):
        # Why: "was appointed on ..." tells a promotion only of somebody who was there before.
        first = min(moved, key=lambda f: f.span.start)
        finds = [replace(f, slot="start") if f is first else f for f in finds]
    dated = [f for f in finds if f.slot in ("start", "period")]

    def coarse(find: Find) -> bool:
        return find.weight < LABEL and isinstance(find.value, PartialDate) and find.value.month is None

    if all(map(coarse, dated)):
        return tuple(finds)
    return tuple([f for f in finds if f.slot != "start" or not coarse(f)])


def _later_posts(finds: Sequence[Find], text: str) -> tuple[Find, ...]:
    """Return the finds with later starts beside a title of their own as promotions: "..., since July 2022 as Lead"."""
    people = {f.order for f in finds if f.slot == "person"}
    starts = [f for f in finds if f.slot == "start" and f.weight < LABEL and isinstance(f.value, PartialDate)]
    titles = [f for f in finds if f.slot == "title" and f.weight < LABEL]
    ranges = [f for f in finds if f.slot == "period" and f.weight < LABEL and isinstance(f.value, DateRange)]
    begun: list[tuple[Find, PartialDate, PartialDate | None]] = [
        (f, f.value, None) for f in starts if isinstance(f.value, PartialDate)
    ]
    begun += [
        (f, f.value.start, f.value.end) for f in ranges if isinstance(f.value, DateRange) and f.value.start is not None
    ]
    moved = set()
    for find in starts:
        assert isinstance(find.value, PartialDate)
        # Why the person: "the house is at the market since 2001" is no employment.
        earlier = any(
            last_day(when) < first_day(find.value)
            and (end is None or first_day(find.value) <= last_day(end))
            and (first.order == find.order or first.order in people)
            for first, when, end in begun
        )
        if earlier and any(_stands_beside(title.span, find.span, text, finds) for title in titles):
            moved.add(id(find))
    return tuple([replace(f, slot="moved") if id(f) in moved else f for f in finds])


def _stands_beside(title: Span, date: Span, text: str, finds: Sequence[Find]) -> bool:
    """Say whether few words and no other date or title stand between a title and a date."""
    first, last = sorted((title, date), key=lambda span: span.start)
    between = text[first.stop : last.start]
    words = folded(between).split()
    if len(words) > _BESIDE or not all(word.isalpha() for word in words):
        return False
    kinds = ("start", "end", "period", "title", "moved")
    return not any(f.slot in kinds and first.stop <= f.span.start and f.span.stop <= last.start for f in finds)


def _single(finds: Sequence[Find]) -> Sequence[Find]:
    """Return the finds with one start where labels tell it, or where several stand beside one end, and so for ends."""
    told = {f.order: 0.0 for f in finds}
    for find in finds:
        told[find.order] += {
            "start": 0.2,
            "end": 0.3,
            "period": 0.3,
            "title": 0.15,
            "person": 0.1,
            "employer": 0.1,
        }.get(find.slot, 0.0)
    dropped: set[int] = set()
    for slot, other in (("start", "end"), ("end", "start")):
        own = [f for f in finds if f.slot == slot and f.order < TABLED]
        values = {str(f.value) for f in own}
        others = {str(f.value) for f in finds if f.slot == other and f.order < TABLED}
        labelled = any(f.weight >= LABEL for f in finds if f.slot in (slot, "period"))
        if labelled:
            dropped |= {id(f) for f in own if f.weight < LABEL}
        elif len(values) > 1 and len(others) <= 1 and not any(f.slot in ("moved", "period") for f in finds):
            best = max(own, key=lambda f: (f.weight + told[f.order], -f.span.start))
            dropped |= {id(f) for f in own if str(f.value) != str(best.value)}
    if all(any(f.slot == slot and f.weight >= LABEL for f in finds) for slot in ("start", "end")):
        # Why: "Project: Ras Laffan, 2013-2016" in a form says when something else was.
        dropped |= {id(f) for f in finds if f.slot == "period" and f.weight < LABEL}
    if any(f.order >= TABLED and f.slot in ("start", "period") for f in finds):
        dropped |= {id(f) for f in finds if f.slot in ("start", "end", "period") and f.weight < LABEL}
    return [f for f in finds if id(f) not in dropped]


def _is_form(finds: Sequence[Find], whole: bool = True) -> bool:
    """Say whether labels name a person, an employer, a title and days, each once: a filled-in form about one job.

    `whole` = all of them; else days and one more.
    """
    slots = [f.slot for f in finds if f.weight >= LABEL]
    rows = {f.order for f in finds if f.order >= TABLED and f.slot in ("start", "period")}
    dated = slots.count("start") + slots.count("period") - len(rows) + bool(rows) == 1
    if not whole:
        return dated and any(slots.count(slot) == 1 for slot in ("person", "employer", "title"))
    return dated and all(slots.count(slot) == 1 for slot in ("person", "employer", "title"))


def dated_of(finds: Sequence[Find]) -> list[Find]:
    """Return the finds that tell days of employment."""
    return [f for f in finds if f.slot in ("start", "end", "period")]


def _in_prose(text: str) -> bool:
    """Say whether a sentence is running text: long enough, with small words, and not about "me"."""
    words = [word.strip(",.;:()").lower() for word in text.split()]
    small = sum(word.isalpha() and word == each.strip(",.;:()") for word, each in zip(words, text.split(), strict=True))
    return len(words) >= _SENTENCE and small * 3 >= len(words) and text.rstrip().endswith((".", ":", ";"))


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
    prose: bool  # a date of employment stands in a sentence
    headed: bool  # a line is the heading of a section of a CV

    def enough(self, jobs: int) -> bool:
        """Say whether this is a letter about one person's job: how it is written, when, and who, where or as what."""
        who = self.person + self.employer + self.title
        told = self.prose or (self.work and (self.phrase or self.house))
        # Why: below "Work experience" a person, a house, a title and days are a job of a CV.
        written = self.letter or (who == _MOST_WHO and told and not self.headed)
        return written and (self.work or self.title) and self.date and who >= _MOST_WHO - 1 and jobs <= _MOST_JOBS


def _by_facts(kind: str, periods: Sequence[Period], issued: PartialDate | None, to_you: bool) -> str:
    """Return the kind of a letter that has no heading: what began before it was written is no offer."""
    start = first_of(periods[0]) if periods else None
    if start is None or issued is None:
        # Why: who is still to come is spoken to, who was there is spoken of.
        open_ = bool(periods) and last_of(periods[0]) is None
        if to_you and open_ and kind != "contract":
            return "offer_letter"
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


def _find_issued(finds: Sequence[Find], parts: Sequence[Passage]) -> Find | None:
    """Return the date that the letter carries: said, or alone in a line but for a place."""
    said = best_of(finds, "issued")
    if said is not None and isinstance(said.value, PartialDate):
        return said
    for find in finds:
        if find.slot == "" and isinstance(find.value, PartialDate):
            beside = len(parts[find.passage].text) - (find.span.stop - find.span.start)
            if beside <= _DATELINE:
                return find
    return None


def _issued(finds: Sequence[Find], parts: Sequence[Passage]) -> PartialDate | None:
    found = _find_issued(finds, parts)
    return found.value if found is not None and isinstance(found.value, PartialDate) else None


def _is_past(find: Find, issued: PartialDate | None) -> bool:
    value = find.value
    past = isinstance(value, PartialDate) and issued is not None and last_day(value) <= last_day(issued)
    return find.slot == "planned_end" and past


def _known_by(finds: Sequence[Find], issued: PartialDate | None) -> tuple[Find, ...]:
    """Return the finds without ends that lie years behind the letter: a card is valid until then, no job was."""
    if issued is None:
        return tuple(finds)
    last = last_day(issued) + dt.timedelta(_FORESEEN)
    return tuple(
        [
            f
            for f in finds
            if f.slot != "end"
            or f.weight >= LABEL
            or not isinstance(f.value, PartialDate)
            or first_day(f.value) <= last
        ]
    )


def _said(parts: Sequence[Passage], finds: Sequence[Find], kind: str, words: LetterWords) -> str | None:
    """Return the kind of employment that the heading or a sentence with facts names."""
    told = {f.passage for f in finds if f.slot in ("start", "period", "title", "planned_end", "percent", "hours")}
    text = " | ".join(
        folded(part.text) for number, part in enumerate(parts) if number in told or len(part.text) <= SHORT_LINE
    )
    if words.not_employment is not None:
        text = words.not_employment.sub("| ", text + " ")
    return next((name for name, phrases in words.employment if phrases.search(text + " ")), None)


def _findings(statements: Sequence[Statement], kind: str, employer: Find | None, doubtful: bool) -> tuple[Finding, ...]:
    found = []
    if doubtful:
        said = "two names of this letter are equally likely: neither is taken"
        found.append(Finding("W_LETTER_UNDECIDED", "warning", said))
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

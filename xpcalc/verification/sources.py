"""Assessments and letters -> Sources. To read another kind of document beside a CV: a function that gives a Source."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from xpcalc.assessment import Assessment, evidence_of
from xpcalc.model import Document, PartialDate, Position
from xpcalc.statement import Letter, Statement
from xpcalc.verification.persons import at_top, same_person
from xpcalc.verification.values import Entry, Remark, Source

Said = Callable[[str], frozenset[str]]  # title -> codes of functions


def cv_entries(a: Assessment, functions: Said) -> tuple[Entry, ...]:
    """Return the positions of the CV as entries, in order."""
    return tuple(
        Entry(
            employer=held.employer,
            title=held.title,
            start=held.position.dates.start if held.position.dates else None,
            end=held.position.dates.end if held.position.dates else None,
            ongoing=bool(held.position.dates and held.position.dates.ongoing),
            employment=held.employment,
            share=_share(held.position),
            functions=functions(held.title) if held.title else frozenset(),
            language=a.document.language,
            written=held.written,
            evidence=held.evidence,
        )
        for held in a.positions
    )


def _share(position: Position) -> Fraction | None:
    return Fraction(*position.part_time) if position.part_time else None


def source_of_assessment(a: Assessment, functions: Said) -> Source:
    """Return a profile or another CV as a source."""
    linkedin = a.document.format.startswith("linkedin")
    entries = []
    for entry in cv_entries(a, functions):
        if entry.employment == "leave":
            continue
        # Why: "work" is what an entry is when nothing says otherwise.
        said = None if entry.employment == "work" else entry.employment
        entries.append(_with_kind(entry, said))
    return Source(
        name=a.document.name,
        kind="linkedin" if linkedin else "cv",
        person=a.document.person,
        issued=_day(a.document.dated),
        entries=tuple(entries),
        remarks=tuple(
            Remark(n.code, n.severity, n.message, None, n.evidence) for n in a.findings if n.severity == "warning"
        ),
        sha256=a.document.sha256,
        format=a.document.format,
    )


def _with_kind(entry: Entry, kind: str | None) -> Entry:
    from dataclasses import replace

    return replace(entry, employment=kind)


def _day(iso: str | None) -> PartialDate | None:
    if iso is None:
        return None
    day = date.fromisoformat(iso)
    return PartialDate(day.year, day.month, day.day)


def source_of_letter(letter: Letter, document: Document, cv: Document, functions: Said) -> Source:
    """Return a letter, certificate, register or HR export as a source.

    Rows of other people (an HR export of many) are left out where some are about the person of the CV.
    """
    stated = [each for each in letter.statements if each.work]
    people = {each.person for each in stated if each.person}
    mine = [each for each in stated if each.person is None or _about(each.person, cv)]
    person = letter.person
    if person is None and letter.named and not any(_about(each, cv) for each in letter.named):
        # Why: whichever of them it is about, it is not the person of the CV.
        person = letter.named[0]
    remarks = [Remark(f.code, f.severity, f.message, None, evidence_of(document, f.span)) for f in letter.findings]
    if letter.person is None and people:
        if mine:
            person = next((each.person for each in mine if each.person), None)
            if len(mine) < len(stated):
                what = f"{document.name}: {len(stated) - len(mine)} rows about other people were left out"
                # Why: the reading warns of several people; here it is known which rows count.
                remarks = [each for each in remarks if each.code != "W_SEVERAL_PEOPLE"]
                remarks.append(Remark("I_OTHER_PERSONS", "info", what))
            stated = mine
        else:
            person = min(people)
    return Source(
        name=document.name,
        kind=letter.kind,
        person=person,
        issued=letter.issued,
        entries=tuple(_entry(each, document, functions) for each in stated),
        remarks=tuple(remarks),
        sha256=document.sha256,
        format=document.format,
    )


def _about(person: str, cv: Document) -> bool:
    return same_person(cv.person, person) if cv.person else at_top(person, cv.text)


def _entry(each: Statement, document: Document, functions: Said) -> Entry:
    share = each.part_time
    return Entry(
        employer=each.employer,
        title=each.title,
        start=each.start,
        end=each.end,
        ongoing=each.ongoing,
        planned_end=each.planned_end,
        employment=each.employment,
        share=share,
        weekly_hours=each.weekly_hours,
        functions=functions(each.title) if each.title else frozenset(),
        language=document.language,
        written=each.written,
        evidence=evidence_of(document, each.span),
    )


__all__ = ["Said", "cv_entries", "source_of_assessment", "source_of_letter"]

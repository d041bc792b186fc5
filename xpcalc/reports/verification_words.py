"""Statuses, kinds and differences of a verification -> neutral sentences. To add a difference: a row of `_SENTENCES`.

A document shows something, does not show it, or differs; no sentence says who is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from xpcalc.reports.codes import N_, told

if TYPE_CHECKING:
    from xpcalc.i18n import Translator
    from xpcalc.model import PartialDate
    from xpcalc.verification import Difference, Entry, Match, Remark, Row, Source, Verification

# Source: docs/verify.md, "Status".
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "confirmed": N_("confirmed"),
        "confirmed_until": N_("confirmed up to {date}"),
        "start_confirmed": N_("start confirmed"),
        "consistent": N_("consistent"),
        "differs": N_("differs"),
        "not_shown": N_("named, dates not shown"),
        "only_here": N_("only in the CV"),
    }
)
# Source: docs/verify.md, "Which document decides".
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "certificate_of_employment": N_("certificate"),
        "vida_laboral": N_("vida laboral"),
        "hr_export": N_("HR export"),
        "contract": N_("contract"),
        "offer_letter": N_("offer letter"),
        "linkedin": N_("LinkedIn"),
        "cv": N_("CV"),
    }
)
# Source: docs/verify.md, "Differences".
_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "start": N_("start: {cv} in the CV, {other} in {source}{span}"),
        "end": N_("end: {cv} in the CV, {other} in {source}{span}"),
        "gap": N_("pause shown in {source}, not in the CV: {other}{span}"),
        "title": N_("title: “{cv}” in the CV, “{other}” in {source}"),
        "employer": N_("employer: “{cv}” in the CV, “{other}” in {source}"),
        "hours": N_("hours: {cv} in the CV, {other} in {source}"),
        "employment": N_("kind of work: {cv} in the CV, {other} in {source}"),
        "missing_there": N_("not shown in {source}"),
        "missing_here": N_("{other} in {source}, not shown in the CV"),
        "order": N_("the other order in {source}: {cv}"),
    }
)


def status(row: Row, t: Translator) -> str:
    """Return the status of a position in words."""
    words = t(STATUSES[row.status])
    return words.format(date=day(row.until, t) if row.until else t("its date"))


def source_name(v: Verification, number: int, t: Translator) -> str:
    """Return "certificate [1]", the number as in the list of documents."""
    return f"{t(KINDS[v.sources[number].kind])} [{number + 1}]"


def day(iso: str, t: Translator) -> str:
    """Return a date of JSON in words: 2021-03-05, 2021-03, 2021."""
    parts = iso.rstrip("~").split("-")
    if iso == "present":
        return t("present")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        return t.date("-".join(parts))
    if len(parts) == 2 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
        return t.month(iso.rstrip("~"))
    return iso


def ends(start: PartialDate | None, end: PartialDate | None, ongoing: bool, t: Translator) -> str:
    """Return "Mar 2020 – present"; a question mark for what is not said."""
    first = t.partial(start) if start else "?"
    last = t("present") if ongoing else t.partial(end) if end else "?"
    return first if first == last else f"{first} – {last}"


def said(match: Match, source: Source, t: Translator) -> str:
    """Return the dates that a source states for a position."""
    if source.kind in ("offer_letter", "contract"):
        return _from(match.first, next((source.entries[n].planned_end for n in match.entries), None), t)
    return ends(match.first, match.last, match.ongoing, t)


def _from(start: PartialDate | None, planned: PartialDate | None, t: Translator) -> str:
    """Return "from 1 March 2021", with the agreed end of a fixed term, which shows no end."""
    shown = t("from {date}").format(date=t.partial(start)) if start else "?"
    return shown + t(", agreed until {date}").format(date=t.partial(planned)) if planned else shown


def entry_dates(entry: Entry, source: Source, t: Translator) -> str:
    """Return the dates of one entry of a source."""
    if source.kind in ("offer_letter", "contract"):
        return _from(entry.start, entry.planned_end, t)
    return ends(entry.start, entry.end, entry.ongoing, t)


def difference(d: Difference, v: Verification, t: Translator) -> str:
    """Return what differs, as one sentence."""
    source = source_name(v, d.source, t) if d.source is not None else ""
    mine, theirs = _value(d.kind, d.cv, t), _value(d.kind, d.other, t)
    if d.kind in ("title", "hours") and d.source is not None and _is_part(d, v):
        entry = v.sources[d.source].entries[d.entries[0]]
        theirs = f"{theirs} ({entry_dates(entry, v.sources[d.source], t)})"
    return t(_SENTENCES[d.kind]).format(cv=mine, other=theirs, source=source, span=_span(d, t))


def _is_part(d: Difference, v: Verification) -> bool:
    """Say whether a difference is about some of the entries that a source has for a position."""
    held = [m for row in v.rows if row.position in d.positions for m in row.matches if m.source == d.source]
    return any(len(d.entries) < len(m.entries) for m in held)


def _value(kind: str, text: str | None, t: Translator) -> str:
    if text is None:
        return t("not told")
    if kind == "gap":
        first, _, last = text.partition("/")
        return f"{day(first, t)} – {day(last, t)}"
    if kind in ("start", "end"):
        return day(text, t)
    return t(text.replace("_", " ")) if kind in ("employment", "hours") else text


def _span(d: Difference, t: Translator) -> str:
    """Return how far apart two dates are: ": 3 months later in the CV"."""
    if d.months_low is None or d.months_high is None:
        return ""
    low, high = sorted((d.months_low, d.months_high), key=abs)
    if d.days is not None and low == high and abs(d.days) < 31:
        text, sign = t.count("day", abs(d.days)), d.days
    elif low == high or low * high <= 0:
        text, sign = t.count("month", abs(high)), high
    else:
        text, sign = t("{low} to {high} months").format(low=abs(low), high=abs(high)), high
    if d.kind == "gap":
        return f" ({text})"
    if not sign:
        return ""
    words = t("{span} earlier in the CV") if sign < 0 else t("{span} later in the CV")
    return f" ({words.format(span=text)})"


def remark(r: Remark, t: Translator) -> str:
    """Return what a finding says: its own message in English, in other languages the same or what its code means."""
    return told(r.code, r.message, t)


__all__ = ["KINDS", "STATUSES", "day", "difference", "ends", "entry_dates", "remark", "said", "source_name", "status"]

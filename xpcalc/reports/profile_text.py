"""Profiles -> text ready to paste: the sentence first, then parts, positions, functions, skills and employers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed
from xpcalc.reports.terminal import painted
from xpcalc.reports.text import cells, span, wrap

if TYPE_CHECKING:
    from xpcalc.assessment import Amount, Held
    from xpcalc.model import Duration
    from xpcalc.profile import Profile, Service
    from xpcalc.reports import Options

_LISTED_SHOWN = 12


def render(profiles: Sequence[Profile | Failure], options: Options) -> str:
    """Return one block a person, a blank line between."""
    t = translator(options.lang)
    blocks = []
    for each in profiles:
        if isinstance(each, Failure):
            lines = painted(wrap(failed(each, t), options.width, hang="  "), "failed", options.colour)
        else:
            lines = _block(each, options, t)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _block(p: Profile, options: Options, t: Translator) -> list[str]:
    width, colour = options.width, options.colour
    lines = wrap(" · ".join([x for x in (p.person, p.document) if x]), width)
    lines += ["", *painted(wrap(p.statement, width), "strong", colour)]
    if len(p.parts) > 1:
        lines.append("")
        parts = [(amount(part.duration, t), part.label) for part in p.parts]
        rows = _rows([*parts, (amount(p.total, t), t("total"))], width)
        lines += [*rows[:-1], *painted(rows[-1:], "strong", colour)]
    if not options.quiet:
        for note in p.notes:
            lines += wrap(note, width, "  ")
    for title, table in sections(p, t):
        lines += ["", *painted(wrap(title, width), "strong", colour), *_rows(table, width)]
    lines += ["", *wrap(how(p, t), width)]
    return lines


def _rows(rows: Sequence[tuple[str, str]], width: int) -> list[str]:
    size = max([cells(first) for first, _ in rows] + [9])
    lines = []
    for first, second in rows:
        start = "  " + " " * (size - cells(first)) + first + "  "
        lines += wrap(second, width, start, " " * (size + 4))
    return lines


def sections(p: Profile, t: Translator) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the tables of a profile: a title, then the months and the words of each row."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    if p.positions:
        found.append((t("Time in each position"), [(amount(h.duration, t), position(h, t)) for h in p.positions]))
    held = [a for a in p.functions if a.duration.rounded_high]
    if held:
        found.append((t("Time in each function"), [(amount(a.duration, t), used(a, t)) for a in held]))
    if p.employers:
        found.append((t("Time at each employer"), [(amount(s.duration, t), service(s, t)) for s in p.employers]))
    shown = [a for a in p.skills if a.evidence != "listed" and a.duration.rounded_high]
    if shown:
        found.append(
            (
                t("Skills, each credited with the jobs that name it"),
                [(amount(a.duration, t), used(a, t)) for a in shown],
            )
        )
    listed = [a.label for a in p.skills if a.evidence == "listed"]
    if listed:
        more = len(listed) - _LISTED_SHOWN
        names = ", ".join(listed[:_LISTED_SHOWN])
        if more > 0:
            names = t("{names} and {number} more").format(names=names, number=more)
        found.append((t("Skills named without a job"), [("–", names)]))
    if p.not_counted:
        rows = [(amount(each.duration, t), t(each.employment.replace("_", " "))) for each in p.not_counted]
        found.append((t("Not counted in the total"), rows))
    return found


def amount(d: Duration, t: Translator) -> str:
    """Return "18 months", with bounds where the dates are not precise."""
    return t.count("month", d.rounded) if d.rounded_low == d.rounded_high else f"{span(d)} {t('months')}"


def position(held: Held, t: Translator) -> str:
    """Return title, employer and dates of a position."""
    what = ", ".join([x for x in (held.title or t("(no title)"), held.employer) if x])
    dates = held.position.dates
    if dates is None:
        return what
    start = t.partial(dates.start) if dates.start else "?"
    end = t("present") if dates.ongoing else t.partial(dates.end) if dates.end else "?"
    text = f"{what} ({start} – {end})" if start != end else f"{what} ({start})"
    return text if held.counted else text + " [" + t(held.employment.replace("_", " ")) + "]"


def used(a: Amount, t: Translator) -> str:
    """Return a function or skill with its last use."""
    if a.last is None:
        return a.label
    return t("{what} (last: {when})").format(
        what=a.label, when=t("present") if a.last == "present" else when(a.last, t)
    )


def when(iso: str, t: Translator) -> str:
    """Return "2024-09" in words: "Sep 2024"."""
    from xpcalc.model import PartialDate

    year, _, month = iso.partition("-")
    return t.partial(PartialDate(int(year), int(month[:2]) if month else None))


def service(s: Service, t: Translator) -> str:
    """Return an employer with the number of jobs and the breaks between them."""
    text = s.employer
    if len(s.positions) > 1:
        text += " · " + t("{number} positions").format(number=len(s.positions))
    for each in s.breaks:
        text += " · " + t("away {first} – {last} ({length})").format(
            first=t.date(each.first), last=t.date(each.last), length=_length(each.duration, t)
        )
    return text


def _length(d: Duration, t: Translator) -> str:
    return t.count("month", d.rounded) if d.months else t.count("day", d.total_days)


def how(p: Profile, t: Translator) -> str:
    """Return how the months were counted."""
    return t(
        "Counted up to {date} by policy {policy}; each day is in one part of the total only, rounded at the end."
    ).format(date=t.date(date.fromisoformat(p.as_of).isoformat()), policy=p.policy.name)

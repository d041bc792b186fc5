"""Assessment -> what its page shows beyond the values themselves: drawing, bars, lines of the document, day counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.reports.html.palette import NONE, Group, main_function
from xpcalc.reports.html.source import Cited, Picture, cited, pictures
from xpcalc.reports.html.timeline import Timeline, group_table, timeline

if TYPE_CHECKING:
    from xpcalc.assessment import Amount, Assessment, Held, Noted, PagePicture
    from xpcalc.criteria.outcome import Check
    from xpcalc.i18n import Translator
    from xpcalc.model import DaySet


class Meter(NamedTuple):
    """Months as a bar: sure part, possible part behind it, and where the threshold stands. Unit: per cent."""

    low: str
    high: str
    needed: str = ""


class Used(NamedTuple):
    """One function or skill with its bar."""

    amount: Amount
    meter: Meter
    group: Group


class Line(NamedTuple):
    """One position with its number in the document and the group of its main function."""

    number: int
    held: Held
    group: Group


class Days(NamedTuple):
    """How one position became days: stretches of the likely reading, and the bounds."""

    number: int
    label: str
    runs: tuple[tuple[str, str, int], ...]
    sure: int
    possible: int


class Sheet(NamedTuple):
    """One assessment with everything that its templates show. `key` begins the anchors of this document."""

    key: str
    a: Assessment
    name: str
    timeline: Timeline | None
    counted: tuple[Line, ...]
    apart: tuple[Line, ...]
    functions: tuple[Used, ...]
    skills: tuple[Used, ...]
    listed: tuple[str, ...]
    warnings: tuple[Noted, ...]
    infos: tuple[Noted, ...]
    cited: tuple[Cited, ...]
    pictures: tuple[Picture, ...]
    days: tuple[Days, ...]
    union: tuple[tuple[str, str, int], ...]
    added: int  # months of the positions, added up
    overlap: int  # days that count once though two positions hold them


def sheet(
    a: Assessment,
    t: Translator,
    key: str = "a",
    drawn: Sequence[PagePicture] = (),
    table: Mapping[str, Group] | None = None,
) -> Sheet:
    """Return the sheet of one document; `table`: letters and colours of functions, where others share them."""
    table = table or group_table([a], t)
    lines = [Line(n, held, table.get(main_function(held) or "", NONE)) for n, held in enumerate(a.positions, 1)]
    counted = [held for held in a.positions if held.counted]
    return Sheet(
        key=key,
        a=a,
        name=a.document.person or a.document.name,
        timeline=timeline(a, t, key, table),
        counted=tuple([line for line in lines if line.held.counted]),
        apart=tuple([line for line in lines if not line.held.counted]),
        functions=used(a.functions, table),
        skills=used(a.skills, {}),
        listed=tuple([x.label for x in a.skills if x.evidence == "listed"]),
        warnings=tuple([n for n in a.findings if n.severity == "warning"]),
        infos=tuple([n for n in a.findings if n.severity != "warning"]),
        cited=cited(a, t),
        pictures=pictures(a, drawn, table, t),
        days=_days(a, t),
        union=_runs(a.experience.total.likely),
        added=sum([held.duration.rounded for held in counted]),
        overlap=max(sum([held.duration.total_days for held in counted]) - a.total.total_days, 0),
    )


def used(amounts: Sequence[Amount], table: Mapping[str, Group]) -> tuple[Used, ...]:
    """Return functions or skills with their bars, as wide as the months of the longest."""
    dated = [x for x in amounts if x.evidence != "listed"]
    most = max([x.duration.rounded_high for x in dated], default=0)
    return tuple(
        [Used(x, _meter(x.duration.rounded_low, x.duration.rounded_high, most), table.get(x.code, NONE)) for x in dated]
    )


def meter_of(check: Check) -> Meter | None:
    """Return the bar of a requirement of months; None where it asks for something else."""
    if check.needed is None or check.shown_low is None or check.shown_high is None:
        return None
    most = max(check.needed * 1.25, check.shown_high, 1)
    made = _meter(check.shown_low, check.shown_high, most)
    return made._replace(needed=_per_cent(check.needed / most))


def _meter(low: int, high: int, most: float) -> Meter:
    return Meter(_per_cent(low / max(most, 1)), _per_cent(high / max(most, 1)))


def _days(a: Assessment, t: Translator) -> tuple[Days, ...]:
    return tuple(
        [
            Days(
                number,
                ", ".join([x for x in (held.title, held.employer) if x]) or t("(no title)"),
                _runs(cover.likely),
                cover.certain.days,
                cover.possible.days,
            )
            for number, (held, cover) in enumerate(zip(a.positions, a.experience.by_position, strict=True), 1)
        ]
    )


def _runs(days: DaySet) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        [
            (
                date.fromordinal(start).isoformat(),
                (date.fromordinal(stop) - timedelta(days=1)).isoformat(),
                stop - start,
            )
            for start, stop in days.runs
        ]
    )


def _per_cent(part: float) -> str:
    return f"{round(100 * part, 2):g}%"


__all__ = ["Days", "Line", "Meter", "Sheet", "Used", "meter_of", "sheet", "used"]

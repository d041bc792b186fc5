"""Profiles -> an HTML page: the sentence, the parts of the total as one bar, then the time in each thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.assessment import Failure
from xpcalc.i18n import translator
from xpcalc.reports.html.environment import page
from xpcalc.reports.html.palette import Group, groups
from xpcalc.reports.html.sheet import Used, used
from xpcalc.reports.profile_text import how

if TYPE_CHECKING:
    from xpcalc.i18n import Translator
    from xpcalc.profile import Part, Profile
    from xpcalc.reports import Options


class Slice(NamedTuple):
    """One part of the total in the bar. Unit of x and width: per cent."""

    part: Part
    group: Group
    x: str
    width: str
    letter: str


class Card(NamedTuple):
    """One profile with everything that its template shows."""

    key: str
    p: Profile
    name: str
    slices: tuple[Slice, ...]
    functions: tuple[Used, ...]
    skills: tuple[Used, ...]
    listed: tuple[str, ...]
    how: str


def card(p: Profile, t: Translator, key: str = "p1") -> Card:
    """Return the card of one profile."""
    slices = _slices(p)
    table = {s.part.code: s.group for s in slices if s.part.code is not None}
    return Card(
        key,
        p,
        p.person or p.document,
        slices,
        used([a for a in p.functions if a.duration.rounded_high], table),
        used([a for a in p.skills if a.duration.rounded_high], {}),
        tuple([a.label for a in p.skills if a.evidence == "listed"]),
        how(p, t),
    )


def _slices(p: Profile) -> tuple[Slice, ...]:
    """Return the parts side by side, as wide as their likely days."""
    whole = max(sum([part.duration.total_days for part in p.parts]), 1)
    table = groups([(part.code, part.label) for part in p.parts if part.kind == "function" and part.code is not None])
    made: list[Slice] = []
    at = 0.0
    for part in p.parts:
        group = table.get(part.code or "", Group("", 0, part.label))
        width = 100 * part.duration.total_days / whole
        made.append(
            Slice(part, group, f"{round(at, 2):g}%", f"{round(width, 2):g}%", group.letter if width >= 4 else "")
        )
        at += width
    return tuple(made)


def render(profiles: Sequence[Profile | Failure], options: Options) -> str:
    """Return the page, one sheet a person."""
    t = translator(options.lang)
    cards = [card(p, t, f"p{n}") for n, p in enumerate(profiles, 1) if not isinstance(p, Failure)]
    failures = [p for p in profiles if isinstance(p, Failure)]
    return page("profile.html", options.lang, cards=cards, failures=failures, quiet=options.quiet)

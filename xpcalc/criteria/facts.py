"""What criteria may ask about a document, as one frozen value. To let a rule ask more, add a field with a default.

Counting stands above criteria, so its functions come in with the facts: `arithmetic` is the module `xpcalc.count`,
`count` gives the days under any policy (a rule may name its own, and each verdict tries the others).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Protocol

from xpcalc.assessment import Evidence, Places
from xpcalc.dayset import DaySet
from xpcalc.i18n import translator
from xpcalc.model import Coverage, Document, Duration, Finding, Label, Policy, Position, Span
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy


class Arithmetic(Protocol):
    """What criteria need of counting; the module `xpcalc.count` has it."""

    def duration(self, cover: Coverage, policy: Policy) -> Duration:
        """Return the months of a coverage with their bounds."""

    def unite(self, coverages: Iterable[Coverage]) -> Coverage:
        """Return the days of any."""

    def intersect(self, left: Coverage, right: Coverage) -> Coverage:
        """Return the days of both."""

    def restrict(self, cover: Coverage, days: DaySet) -> Coverage:
        """Return the part of a coverage within the days."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The days of each position under one policy; `narrowed` where a label holds for a part of its position only.

    Shape: `narrowed` has (position, "skill:zendesk") as keys.
    """

    by_position: tuple[Coverage, ...] = ()
    narrowed: Mapping[tuple[int, str], Coverage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of text with its place."""

    text: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """What the document says about its own months, held against its dates: `about` is "skill:zendesk" or "total"."""

    about: str
    months: int
    result: str
    quote: str
    evidence: Evidence | None = None


def _undated(text: str) -> Sequence[tuple[date | None, date | None]]:
    """Return no dates: nobody reads them."""
    return ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a rule may ask about one document.

    `ready` replaces the document by ready-made facts (examples in rule files): "months skill=zendesk" -> [12, 24, 36].
    """

    as_of: date
    policy: Policy
    taxonomy: Taxonomy
    arithmetic: Arithmetic | None = None
    count: Callable[[Policy], Counted] | None = None
    as_of_source: str = "said"
    policies: Mapping[str, Policy] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    labels: tuple[Label, ...] = ()
    listed: tuple[Label, ...] = ()  # skills named, but in no position
    listed_at: tuple[Evidence | None, ...] = ()  # the line of each of them
    evidence: tuple[Evidence | None, ...] = ()  # of each position
    certificates: tuple[Passage, ...] = ()
    education: tuple[Passage, ...] = ()
    languages: tuple[Passage, ...] = ()
    elsewhere: tuple[Passage, ...] = ()  # all other lines
    claims: tuple[Claimed, ...] = ()
    confirmed: Mapping[str, frozenset[int]] = field(default_factory=dict)  # kind of document -> positions it confirms
    contradicted: Mapping[str, frozenset[int]] = field(default_factory=dict)
    documented: Mapping[str, Mapping[int, DaySet]] = field(default_factory=dict)  # the days that each kind shows
    findings: tuple[Finding, ...] = ()
    unread: bool = False  # there may be jobs that could not be read, so that nothing is known to be absent
    schooling: Mapping[str, frozenset[str]] = field(default_factory=dict)  # folded words of levels of studies
    # The first and the last day of each date or range in a line; no last day where it goes on.
    dated: Callable[[str], Sequence[tuple[date | None, date | None]]] = _undated
    ready: Mapping[str, object] | None = None
    lang: str = "en"  # of the words that outcomes are told in

    def name_of(self, index: int) -> str:
        """Return what a person calls a position: title and employer."""
        position = self.positions[index]
        named = ", ".join(part for part in (position.title, position.employer) if part)
        written = position.dates.written if position.dates else ""
        t = translator(self.lang)
        return (named or t("the position")) + (f" ({written})" if written else "")

    def lines_of(self, indexes: Iterable[int]) -> tuple[Evidence, ...]:
        """Return the lines of some positions."""
        found = [self.evidence[index] for index in indexes if index < len(self.evidence)]
        return tuple(each for each in found if each is not None)

    def lines_listing(self, codes: Iterable[str]) -> tuple[Evidence, ...]:
        """Return the lines that name some skills beside all positions."""
        wanted = set(codes)
        found = [at for each, at in zip(self.listed, self.listed_at, strict=False) if each.code in wanted]
        return tuple([each for each in dict.fromkeys(found) if each is not None])


# Source: section names of the language files (rules/languages), those that criteria read.
_SECTIONS = {
    "certifications": "certificates",
    "training": "certificates",
    "education": "education",
    "languages": "languages",
}


def passages(
    document: Document, section_of: Callable[[str], str | None], taken: Sequence[Span] = ()
) -> dict[str, tuple[Passage, ...]]:
    """Return the lines of a document as the fields certificates, education, languages and elsewhere of `Facts`.

    `section_of` tells the kind of a heading, None for other lines; `taken` are spans of positions, which are elsewhere.
    """
    found: dict[str, list[Passage]] = {"certificates": [], "education": [], "languages": [], "elsewhere": []}
    kind = "elsewhere"
    places = Places(document)
    for line in document.lines:
        heading = section_of(line.text) if len(line.text) <= 60 else None
        if heading is not None:
            kind = _SECTIONS.get(heading, "elsewhere")
            continue
        inside = any(span.start <= line.span.start < span.stop for span in taken)
        found["elsewhere" if inside else kind].append(Passage(line.text, places.evidence(line.span)))
    for entry in document.entries or ():
        # Why: formats with fields may have no running text; their entries say what they are.
        target = _SECTIONS.get(entry.section)
        if target is None:
            continue
        if target == "languages" and entry.title is None:
            # Why: an archive has a line for each language, and the one that is meant is to be cited.
            found[target] += [Passage(piece.text, places.line(piece.span)) for piece in entry.body]
            continue
        pieces = (entry.title, entry.employer, entry.dates, *entry.body)
        text = " ".join(piece.text for piece in pieces if piece is not None)
        found[target].append(Passage(text, places.evidence(entry.span)))
    return {name: tuple(lines) for name, lines in found.items()}

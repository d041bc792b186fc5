"""A position -> all that its text mentions, and its main function.

Titles outrank duties: a title is what the employer called the job. Inside a title the higher rank wins, then the
longest words.
"""

from __future__ import annotations

from collections.abc import Iterable

from xpcalc.classify.functions import duty_hits, leading_title, title_functions, wider_functions
from xpcalc.classify.skills import migration, skill_hits
from xpcalc.classify.texts import LONGEST_TITLE, Text, pieces_of, text_of
from xpcalc.model import Position
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a position that stand for a function, skill or industry."""

    scheme: str
    code: str
    written: str
    piece: int  # index in the body, -1 = title, -2 = employer
    start: int
    stop: int


def scope_of(languages: Iterable[str]) -> frozenset[str]:
    """Return the languages whose cues count in a document: its own and English; empty for all."""
    known = frozenset(languages)
    return known | {"en"} if known else known


def read(position: Position, taxonomy: Taxonomy, languages: frozenset[str]) -> tuple[list[Mention], str | None]:
    """Return all that a position's text says, and its main function."""
    tables = taxonomy.tables
    mentions: list[Mention] = []
    duties: dict[str, dict[str, Mention]] = {}
    extra: list[Mention] = []
    titled: list[str] = []
    titled_lead = False

    def mention(scheme: str, code: str, text: Text, piece: int, at: int, first: int, stop: int) -> Mention:
        return Mention(
            scheme, code, text.written(first, stop), piece, at + text.starts[first], at + text.stops[stop - 1]
        )

    for piece, at, line in pieces_of(position):
        text = text_of(line)
        if piece == -1:
            for reading in title_functions(text, tables, languages):
                titled.append(reading.code)
                for first, stop in reading.places:
                    mentions.append(mention("function", reading.code, text, piece, at, first, stop))
            titled_lead = leading_title(text, tables) or any([_leads(code, taxonomy) for code in titled])
            for code, first, stop in wider_functions(text, titled, taxonomy) if titled else ():
                mentions.append(mention("function", code, text, piece, at, first, stop))
        else:
            for code, first, stop in duty_hits(text, tables, languages, titled=titled_lead):
                phrase = " ".join(text.stems[first:stop])
                duties.setdefault(code, {}).setdefault(phrase, mention("function", code, text, piece, at, first, stop))
        hits = skill_hits(text, tables)
        for code, first, stop in hits:
            for one in (code, *taxonomy.ancestors(code)):
                mentions.append(mention("skill", one, text, piece, at, first, stop))
        moved = migration(text, tables, taxonomy, hits) if hits else None
        if moved:
            extra.append(mention("function", taxonomy.context.migration_function, text, piece, at, *moved))
        for first, stop, codes in tables.industries.find(text.words):
            mentions.extend(mention("industry", code, text, piece, at, first, stop) for code in codes)
    if position.employer:
        text = text_of(position.employer[:LONGEST_TITLE])
        for first, stop, codes in tables.industries.find(text.words):
            mentions.extend(mention("industry", code, text, -2, 0, first, stop) for code in codes)
    weight = {code: sum(2 if " " in phrase else 1 for phrase in found) for code, found in duties.items()}
    primary = titled[0] if titled else None
    if primary is None:
        # Why: a title names the function of nearly every job; there are hundreds to put in order.
        order = {code: index for index, code in enumerate(taxonomy.functions)} if weight else {}
        best = sorted((code for code in weight if weight[code] >= 2), key=lambda code: (-weight[code], order[code]))
        primary = best[0] if best else (extra[0].code if extra else None)
    family = taxonomy.functions[primary].family if primary else ""
    for code, found in duties.items():
        function = taxonomy.functions[code]
        # Why: one phrase in passing is no second job; it needs the same field, people in charge, or more phrases.
        kin = function.family == family or function.people_management == "always"
        if code == primary or code in titled or weight[code] >= (2 if kin else 4):
            mentions.extend(found.values())
    mentions.extend(extra)
    return mentions, primary


def _leads(code: str, taxonomy: Taxonomy) -> bool:
    return taxonomy.functions[code].people_management != "no"

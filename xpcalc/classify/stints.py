"""The dated lines of a position -> which labels hold for a part of it only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

from xpcalc.classify.mentions import read, scope_of
from xpcalc.model import DateRange, Label, Position, Stated, Stint
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy, fold, tokens

# Unit: words.
_NEAR = 6
# Source: hand-made; nouns and prepositions that make a length or range the time of the work itself.
_WORK = frozenset(
    (
        "project projects engagement assignment contract secondment pilot rollout migration implementation stint "
        "proyecto proyectos encargo asignacion piloto migracion implantacion implementacion "
        "projeto projetos alocacao migracao implantacao projet mission migration deploiement "
        "projekt einsatz auftrag progetto incarico migrazione project opdracht migratie"
    ).split()
)
_DURING = frozenset("for during over durante por pendant durant wahrend uber fur per gedurende lang".split())
_OF = frozenset("of de di da do von van".split())
_WITHIN = frozenset("in en em within dentro innerhalb entro binnen".split())
_OPENS = regex(r"^[\s•▪●◦‣*\-–—(\[]*$")
_CLOSES = regex(r"^[\s.)\]]*$")
_FROM = regex(
    r"(?:\b(?:from|between|de|desde|entre|von|zwischen|du|dal|da|tra|van|tussen)\s|\()\s?(?:el |o |le |il )?$"
)
# The grammar may take the word into the range: "from August to December 2018", "since 2018".
_OPENS_FROM = regex(r"(?:from|between|desde|entre|von|zwischen|du|dal|dalla|tra|van|tussen)\s")
# Unit: words before "from January 2018"; a longer line tells what was reached since.
_SHORT = 6


class Grammar(Protocol):
    """What `stints` asks of the grammar of dates."""

    def find(self, text: str) -> Sequence[Dated]:
        """Return the dates and ranges of a text."""

    def durations(self, text: str) -> Sequence[tuple[int, int, Stated]]:
        """Return (start, stop, stated) of the lengths in a text."""


class Dated(Protocol):
    """A date or range found in a text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def stop(self) -> int:
        """After the last character."""

    @property
    def kind(self) -> str:
        """The value range, since, single, opened, closing or ongoing."""

    @property
    def dates(self) -> DateRange:
        """The range read."""


def stints(
    positions: Sequence[Position],
    labels: Sequence[Label],
    taxonomy: Taxonomy,
    grammar: Grammar,
    languages: Iterable[str] = (),
) -> tuple[Stint, ...]:
    """Return the labels that hold for part of their position only, as the bullets that name them say.

    Invariant: a label named in the title, or in any undated line, holds for the whole position and has no stint.
    """
    scope = scope_of(languages)
    result: list[Stint] = []
    by_position: dict[int, list[int]] = {}
    for index, label in enumerate(labels):
        if label.position >= 0 and label.scheme != "industry":
            by_position.setdefault(label.position, []).append(index)
    for number, wanted in by_position.items():
        position = positions[number]
        # Why: reading what a position mentions costs most; few have a dated line.
        likely = [_dated_line(piece.text, grammar, moves=True) for piece in position.body]
        if not any(likely):
            continue
        mentions, _ = read(position, taxonomy, scope)
        dated: dict[int, tuple[DateRange | None, int | None, str] | None] = {}
        moves = {mention.piece for mention in mentions if mention.code == taxonomy.context.migration_function}
        for index, (piece, when) in enumerate(zip(position.body, likely, strict=True)):
            again = when is not None and index not in moves
            dated[index] = _dated_line(piece.text, grammar, moves=False) if again else when
        if not any(dated.values()):
            continue
        for index in wanted:
            label = labels[index]
            where = {m.piece for m in mentions if (m.scheme, m.code) == (label.scheme, label.code)}
            if where and all(dated.get(piece) for piece in where):
                for piece_index in sorted(where):
                    when = dated[piece_index]
                    if when is not None:
                        result.append(Stint(index, *when))
    return tuple(result)


def names_work(line: str) -> bool:
    """Return whether a line calls what it tells of a project, a migration, an assignment."""
    return not _WORK.isdisjoint(fold(line).split())


def _dated_line(line: str, grammar: Grammar, moves: bool) -> tuple[DateRange | None, int | None, str] | None:
    """Return when the work of a line was done, if the line dates the work itself.

    A range counts at the start or the end of the line, in brackets, or after "from"; a start ("from January 2018") at
    the end of a short line; a length beside a word for work ("4-month project"), after "for", or in brackets that end
    the line ("(5 months)"). "CSAT from 68% in 2020 to 91%" dates a result, not the work.
    """
    if not any(map(str.isdigit, line)):
        return None
    folded = fold(line)
    for found in grammar.find(line):
        before, after = folded[: found.start], folded[found.stop :]
        if found.kind == "since" and found.dates.start is not None:
            # "Zendesk from January 2018.", not "CSAT up to 91 % since 2018"
            if _CLOSES.match(after) and len(before.split()) <= _SHORT and not any(map(str.isdigit, before)):
                return found.dates, None, line[found.start : found.stop]
            continue
        if found.kind != "range" or found.dates.start is None:
            continue
        if (
            _OPENS_FROM.match(folded, found.start)
            or _OPENS.match(before)
            or _CLOSES.match(after)
            or _FROM.search(before)
            or after[:1] == ")"
        ):
            return found.dates, None, line[found.start : found.stop]
    # Why: "4-month project": the hyphen ties the number to the unit.
    lengths = [each for each in grammar.durations(line.replace("-", " ")) if each[2].months > 0]
    words, starts, stops = tokens(folded) if lengths else ([], [], [])
    for start, stop, stated in lengths:
        first, last = bisect_left(starts, start), bisect_left(stops, stop)
        reach = 4 if "-" not in line[start:stop] else _NEAR + 1  # "4-month Zendesk to Salesforce project"
        around = words[max(0, first - 3) : first] + words[last + 1 : last + reach]
        before_word = words[first - 1] if first else ""
        bracketed = folded[:start].endswith("(") and folded[stop : stop + 1] == ")"
        if (
            _WORK & set(around)
            or (bracketed and _CLOSES.match(folded[stop:]))
            or (before_word in _OF and not _WORK.isdisjoint(words[:first]) and _CLOSES.match(folded[stop:]))
            or before_word in _DURING
            or (first > 1 and words[first - 2] in _DURING)
            or (moves and before_word in _WITHIN)
        ):
            return None, stated.months, line[start:stop]
    return None

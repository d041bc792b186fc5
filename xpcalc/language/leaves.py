"""Names of entries -> whether they tell a leave, and no job: "Career break (family care)", "Caring for my father".

To add a word: `leave` and `leave_care` in rules/languages/<language>.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xpcalc.language.folding import fold
from xpcalc.language.table import Language
from xpcalc.regex import regex

# Source: hand-made; words that join the parts of a leave in all languages, folded.
_OF = frozenset("of de des der fur di van for do da du".split())
_AND = frozenset("and y e et und en &".split())
# "Voyage puis congé parental"
_PARTED = regex(r" / |\s(?:puis|then|luego|después|dann|danach|poi|daarna|depois)\s")
# Unit: words of a pause in words of one's own ("Covid-19 intermission"); of a time away ("Auslandsaufenthalt Peru").
_FEW, _AWAY = 4, 3


class Leaves:
    """How leaves are told in the languages of a document; single nouns, and how forms label a gap, in all languages."""

    __slots__ = ("_alone", "_away", "_labels", "_nouns", "_table", "_through")

    def __init__(self, told: Sequence[Language], known: Iterable[Language]) -> None:
        self._table: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # first word -> (words, kind)
        for language in told:
            for parts, kind in _phrases_of(language):
                self._table.setdefault(parts[0], []).append((parts, kind))
        for rows in self._table.values():
            rows.sort(key=lambda row: -len(row[0]))
        said = [language.leave_care for language in known]
        self._labels, self._nouns, self._alone, self._away, self._through = (
            frozenset([fold(word) for each in said for word in each.get(kind, ())])
            for kind in ("labels", "nouns", "alone", "away", "through")
        )

    def phrases(self) -> Iterator[tuple[str, ...]]:
        """Yield the words of each phrase that tells a leave, or a part of one, folded."""
        for rows in self._table.values():
            for parts, _ in rows:
                yield parts

    def tells(self, name: str, *, alone: bool) -> bool:
        """Say whether the name of an entry is a leave; `alone`: it stands for the whole entry, without an employer.

        "Caring for a parent" is a leave where it stands alone, and a job at an employer.
        """
        gap, colon, rest = name.partition(": ")
        if colon and fold(gap) in self._labels:
            return self.tells(rest, alone=alone)  # "Gap: maternity"
        parts = _PARTED.split(name)
        if len(parts) > 1:
            return all([self.tells(part, alone=alone) for part in parts])
        openings = (name, name.split("(")[0], name.split(" – ")[0], name.split(",")[0])
        return any([self._is_leave(text, alone) for text in dict.fromkeys(openings)])

    def _is_leave(self, text: str, alone: bool) -> bool:
        tokens = fold(text).split()
        if not tokens:
            return False
        at = 0
        beside = 0  # where something else begins behind the first "and"
        seen: set[str] = set()
        while at < len(tokens):
            for parts, kind in self._table.get(tokens[at], ()):
                # Why: "Pflege" alone is a ward, "Kind" a house.
                fits = kind == "leave" or (kind == "heads" and alone and not at) or (kind == "kin" and "heads" in seen)
                if fits and tuple(tokens[at : at + len(parts)]) == parts:
                    at += len(parts)
                    seen.add(kind)
                    break
            else:
                # "Maternity leave and family care"
                if not at or (tokens[at] not in _OF and (tokens[at] not in _AND or at + 1 == len(tokens))):
                    break
                at += 1
                beside = beside or (at if tokens[at - 1] in _AND else 0)
        if at and seen == {"leave"} and tokens[at - 1] in self._through and at < len(tokens):
            return True  # "Travelling in Japan and Taiwan"
        if beside and seen & {"leave", "kin"} and _in_small(text, beside, "kin" in seen):
            return True  # "Maternity leave and a year abroad"
        if alone and len(tokens) <= _FEW and tokens[-1] in self._nouns:
            return True  # "Covid-19 intermission"
        # Why: "Travelling Sales Agent" is a job.
        if alone and (
            (len(tokens) == 1 and tokens[0] in self._alone) or (tokens[0] in self._away and len(tokens) <= _AWAY)
        ):
            return True
        return at == len(tokens) and bool(seen & {"leave", "kin"})


def _phrases_of(language: Language) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the words of each phrase, folded, and what it is: a "leave", or the "heads" or "kin" of one."""
    groups = [("leave", each) for each in (*language.leave.values(), language.sections.get("career_break", ()))]
    groups += [(kind, language.leave_care.get(kind, ())) for kind in ("heads", "kin")]
    for kind, phrases in groups:
        for phrase in phrases:
            parts = tuple(fold(phrase).split())
            if parts:
                yield parts, kind


def _in_small(text: str, at: int, first: bool) -> bool:
    """Say whether the words behind so many others, or the first of them, are written small, so name nobody."""
    rest = [word for word in text.split()[at:] if word[:1].isalpha()]
    return bool(rest) and all([word[0].islower() for word in (rest[:1] if first else rest)])

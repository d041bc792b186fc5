"""Sentence -> Finds: its dates, names, titles and numbers, each judged by patterns and by the words around it.

To weigh patterns against words otherwise, change the constants; what the words say is near.py.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from xpcalc.letters.cues import Cue
from xpcalc.letters.finds import ALONE, BARE, LABEL, LEGAL_FORM, Find, fraction, hours_of
from xpcalc.letters.names import Name
from xpcalc.letters.near import LEAST, MARGIN, best_role
from xpcalc.letters.passages import Passage
from xpcalc.letters.posts import Posts
from xpcalc.letters.tokens import HOUSE, NAME, NUMBER, Token, tokens
from xpcalc.letters.words import DATES, NAMES, NUMBERS, PERIODS
from xpcalc.model import Span
from xpcalc.record import dataclass

_WEEK = ("week", "seman", "hebdo", "woche")  # how the words for it begin in these languages
_HOUR = frozenset("h hours hour hrs horas hora hs heures heure stunden std wochenstunden".split())
_FEWEST_HOURS, _MOST_HOURS = 4, 60  # of a week
_OF = frozenset("of de do da d des der".split())
_PERCENT = frozenset(("%", "percent", "prozent", "fte", "vzä"))
_LEAST_SHARE, _WHOLE = 10, 100  # percent of full time
_SAYS_TITLE, _SHORT_TITLE = 3, 4  # words of a pattern after which a title is written small, and of that title
# Source: hand-made; points of a pattern beside those of near.py, less for each word of its gaps, and of a word like
# "since" that the date grammar itself has read.
_PATTERNS, _LOOSE, _SINCE = (0.5, 0.5, 2.2, 3.6), 0.3, 2.0  # of a pattern of one, two, three, four or more words
_SPOKEN = MappingProxyType({"planned_end": "end"})


@dataclass(frozen=True, slots=True)
class Sentences(Posts):
    """Reads sentences."""

    def _sentence(self, passage: Passage, number: int, start: int, stop: int, order: int) -> list[Find]:
        text = passage.text[:stop]
        houses = self.names.houses(text, start)
        people = self.names.honoured(text, start)
        named = [(name.start - start, name.stop - start, HOUSE) for name in houses]
        named += [(name.start - start, name.stop - start, NAME) for name in people]
        said = [
            Token(t.text, t.start + start, t.stop + start, t.date, t.range, t.since)
            for t in tokens(text[start:], self.grammar, self.words, named)
        ]
        cues = self.cues.find(said)
        sentence = passage.span(start, stop)
        found: list[Find] = []
        roles = _roles(cues)
        posts = list(self._posts(passage, number, said, sentence, order))
        # Why: "Medical Secretary" and "Training Officer" say nothing about the dates beside them.
        covered = _covered([f.span for f in posts], passage, said)
        shown = ["_" if n in covered else token.text for n, token in enumerate(said)]
        for at, token in enumerate(said):
            value = token.date or token.range
            if value is not None:
                slot, weight = _judged(token, roles.get(at), self.words.near.of_date(shown, at))
                place = passage.span(token.start, token.stop)
                found.append(Find(slot, value, place, sentence, order, weight, number, token.since))
        found += self._shares(passage, number, said, sentence, order)
        found += self._hours(passage, number, said, sentence, order)
        for cue in cues:
            token = said[cue.at]
            place = passage.span(token.start, token.stop)
            if cue.slot in NUMBERS:
                amount = fraction(passage.text[token.start : token.stop])
                found.append(Find(cue.slot, amount, place, sentence, order, float(cue.length), number))
            elif cue.slot in NAMES and not (cue.slot == "title" and _of_another(cue, cues)):
                found += self._name(cue, said, passage, text, sentence, order, number, houses)
        for house in houses:
            found.append(self._found("employer", house, LEGAL_FORM, passage, sentence, order, number))
        for name in people:
            person = self.names.person(text, name.start)
            if person is not None:
                alone = not text[start : name.start].strip() and not text[name.stop :].strip(" ,.:")
                found.append(self._found("person", person, ALONE if alone else BARE, passage, sentence, order, number))
        found += posts
        found += self._beside(passage, number, start, stop, said, sentence, order)
        return found

    def _shares(
        self, passage: Passage, number: int, said: Sequence[Token], sentence: Span, order: int
    ) -> Iterator[Find]:
        """Yield the percentages beside words about part-time work."""
        sign = self.words.around["share"]
        for at, token in enumerate(said[:-1]):
            if token.text != NUMBER or said[at + 1].text not in _PERCENT or sign is None:
                continue
            around = " ".join([t.text for t in said[max(0, at - 5) : at + 6]]) + " "
            amount = fraction(passage.text[token.start : token.stop])
            amount *= _WHOLE if said[at + 1].text == "fte" and amount < 1 else 1
            if sign.search(around) and _LEAST_SHARE <= amount < _WHOLE:
                place = passage.span(token.start, token.stop)
                yield Find("percent", amount, place, sentence, order, BARE, number)
        if said and (hours := hours_of(passage.text[said[0].start : said[-1].stop])) is not None:
            # "20 of 40 hours a week"
            part, whole, first, last = hours
            share, start = _WHOLE * part / whole, said[0].start
            if _LEAST_SHARE <= share < _WHOLE:
                place = passage.span(start + first, start + last)
                yield Find("percent", share, place, sentence, order, BARE, number)
                yield Find("hours", part, place, sentence, order, LABEL, number)

    def _hours(
        self, passage: Passage, number: int, said: Sequence[Token], sentence: Span, order: int
    ) -> Iterator[Find]:
        """Yield the numbers of hours in a sentence that speaks of the week."""
        if not any(t.text.startswith(_WEEK) for t in said):
            return
        for token, after in itertools.pairwise(said):
            if token.text == NUMBER and after.text in _HOUR:
                amount = fraction(passage.text[token.start : token.stop])
                if _FEWEST_HOURS <= amount <= _MOST_HOURS:
                    place = passage.span(token.start, token.stop)
                    yield Find("hours", amount, place, sentence, order, BARE, number)

    def _name(
        self,
        cue: Cue,
        said: Sequence[Token],
        passage: Passage,
        text: str,
        sentence: Span,
        order: int,
        number: int,
        houses: Sequence[Name],
    ) -> Iterator[Find]:
        token = said[cue.at]
        slot = cue.slot
        name: Name | None
        if slot == "title":
            name = self.names.title(text, said, cue.at)
        elif slot.endswith("person"):
            name = self.names.person_before(text, token.stop) if cue.backward else self.names.person(text, token.start)
        else:
            name = (
                self.names.employer_before(text, token.stop) if cue.backward else self.names.employer(text, token.start)
            )
        if name is not None and slot.endswith("employer"):
            # Why: "director de {employer}" also reads "Recursos Humanos de Almena S.L."; the house is known.
            name = next((h for h in houses if h.start < name.stop and name.start < h.stop), name)
        if name is None:
            return
        weight = 2.0 + min(cue.length, 6) * 0.5 + 2.0 * name.sure
        if slot == "title":
            shown = text[name.start : name.stop]
            likely = self.names.title_weight(shown, self.languages)
            if not likely and not shown[:1].isupper():
                # Why: "she was a pleasure" is no title, "funciones de higienista dental" is one.
                of = cue.at > 0 and said[cue.at - 1].text in _OF
                if not of or cue.length < _SAYS_TITLE or len(shown.split()) > _SHORT_TITLE or len(shown) < _SHORT_TITLE:
                    return
                weight -= 1.5
            weight += 3 * likely
        yield self._found(slot, name, weight, passage, sentence, order, number)


def _roles(cues: Sequence[Cue]) -> dict[int, tuple[str, float]]:
    """Return what patterns say of each date and how much: the nearest decides, of two as near the longer.

    "never" goes before the others.
    """
    best: dict[int, tuple[int, int, int, str]] = {}
    for cue in cues:
        if cue.slot in DATES or cue.slot in PERIODS:
            words = max(cue.stop - cue.first - cue.length, 0)
            # Why: "valid until {never}" and "until {end}" are equally near; the longer pattern knows more.
            rank = (words, -cue.length, 0 if cue.slot in ("never", "not_period", "planned_end") else 1, cue.slot)
            if cue.at not in best or rank < best[cue.at]:
                best[cue.at] = rank
    return {
        at: (rank[3], _PATTERNS[min(-rank[1], len(_PATTERNS)) - 1] - _LOOSE * min(rank[0], 4))
        for at, rank in best.items()
    }


def _judged(token: Token, said: tuple[str, float] | None, near: Mapping[str, float]) -> tuple[str, float]:
    """Return the slot of a date and its weight: what a pattern says, unless the words around say much more else."""
    points = dict(near)
    if token.since:
        points["start"] = max(points["start"], _SINCE)
    slot = said[0] if said is not None else ""
    if token.range is not None:
        against = max(points["pause"], points["never"])
        held = max(points["start"], points["end"])
        if slot == "not_period" or (against > held + MARGIN and slot != "period"):
            return "not_period", BARE
        return "period", BARE + min(2.0, held) / 2 + (slot == "period") - (against > 0)
    if said is not None:
        role = _SPOKEN.get(slot, slot)
        points[role] = points.get(role, 0.0) + said[1]
    points["never"] = max(points["never"], points.pop("pause"))
    best = best_role(points)
    if best.points < LEAST or best.lead < MARGIN:
        return "", BARE
    if said is not None and _SPOKEN.get(slot, slot) == best.name:
        return slot, BARE + 1 + best.points / 10
    return best.name, BARE + best.points / 10


def _of_another(cue: Cue, cues: Sequence[Cue]) -> bool:
    """Say whether the words before a title are those behind the name of whoever signs: "D. Luis Gil, como gerente"."""
    return any(
        other.slot == "not_person" and other.at < cue.at and other.first < cue.at and cue.first < other.stop
        for other in cues
    )


def _covered(spans: Sequence[Span], passage: Passage, said: Sequence[Token]) -> set[int]:
    """Return the numbers of the tokens inside spans; both are in the order of the text."""
    found: set[int] = set()
    at = 0
    for number, token in enumerate(said):
        while at < len(spans) and spans[at].stop <= passage.places[token.start]:
            at += 1
        if at < len(spans) and spans[at].start <= passage.places[token.start]:
            found.add(number)
    return found


__all__ = ["Sentences"]

"""A text of a header -> how much it reads like a title, and like an employer, in this document.

To weigh another sign of one text by itself: `Scorer.__call__`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from xpcalc.language import TOWN, Words, fold
from xpcalc.regex import regex
from xpcalc.segment.parts import Part
from xpcalc.segment.places import TOWN_IN_STATE, Places
from xpcalc.segment.rows import like_text
from xpcalc.segment.separators import AT_HOUSE, COMMA, breaks_off

_HOUSE = regex(rf"\s(?:{'|'.join(AT_HOUSE)})\s[A-ZÀ-Ý0-9]")
# "210-seat theatre", "40-bed ward" say what a house is, and name none.
_MEASURED = regex(r"\d{1,5}-[a-zß-ÿ]{2}")


class Scorer:
    """Points of a text as title or employer, remembered."""

    def __init__(self, words: Words, languages: Sequence[str], seen: Counter[str], place_of: Places) -> None:
        self._words = words
        self._place_of = place_of
        self._languages = languages
        self._seen = seen
        self._known: dict[str, tuple[float, float]] = {}
        spoken = [words.languages[code].employment for code in languages if code in words.languages]
        self._trainees = words.trainees(languages)
        self._temporary = {fold(phrase) for kinds in spoken for phrase in kinds.get("temporary", ())}
        self._unpaid = {fold(phrase) for kinds in spoken for phrase in kinds.get("volunteer", ())}
        self._contracts = self._temporary | {
            fold(phrase) for kinds in spoken for kind in ("full_time", "part_time") for phrase in kinds.get(kind, ())
        }

    def __call__(self, text: str) -> tuple[float, float]:
        known = self._known.get(text)
        if known is None:
            title = self._words.title_score(text, self._languages)
            employer = self._words.employer_score(text)
            place = self._place_of(text)
            if place >= 0.9:
                employer -= 0.5
                title -= 0.3
            elif place >= TOWN:
                employer -= 0.2
            if TOWN_IN_STATE.match(text):
                employer -= 0.4
            if employer <= title and fold(text).partition(" ")[0] in self._trainees:
                # Why: "Stagiaire, Service juridique" is no house, and the months of an internship hang on it.
                title = max(title, 0.8) + 0.3
                employer -= 0.7
            if fold(text) in self._unpaid:
                employer -= 0.7  # "Stagehand - Volunteer" is no house either
            if text in self._place_of.houses:
                # "AE de Serpa, Serpa": no account executive
                employer += 0.5
                title -= 0.5
            if _HOUSE.search(text):
                # "Junior Designer at JKR"; the name of a house may have such a word ("University of Texas at Austin").
                title -= 0.6
            if len(text) > 80:
                title -= 0.4
                employer -= 0.5
            if text[:1].islower():
                employer -= 0.3
            elif _MEASURED.match(text):
                employer -= 0.7
            if breaks_off(text):
                # "Permanent job in" before a house in bold
                title = min(title, 0.0)
                employer -= 1.0
            if like_text(text):
                employer -= 0.6 if text.endswith(".") else 0.4
                title -= 0.2
            elif title < 0.1 and employer < 0.1 and text[:1].isupper():
                # Why: a proper name without any known word is rather an employer than a title.
                employer += 0.2
            known = self._known[text] = (title, employer)
        return known

    def beside(self, part: Part, following: Part | None) -> bool:
        """Whether a part is a contract beside the names, not one that begins a title ("Maternity cover, Teacher")."""
        if fold(part.text) not in self._contracts:  # "Full-time" and nothing else
            return False
        if following is None or (following.slot, following.cell) != (part.slot, part.cell):
            return True
        if fold(part.text) in self._temporary:
            return False  # "Saisonnière - Camping Les Pins" has no other title
        return following.strength != 0 or self(following.text)[0] < 0.5

    def again(self, text: str) -> bool:
        """Whether the text stands as a part by itself elsewhere in the document."""
        return self._seen[text.casefold()] > 1

    def longer(self, part: Part, way: list[Part], at: int) -> bool:
        """Whether the part comes with the same next words each time it comes at all."""
        if (
            at + 1 >= len(way)
            or way[at + 1].strength >= 2
            or (way[at + 1].slot, way[at + 1].cell) != (part.slot, part.cell)
        ):
            return False
        following = way[at + 1]
        text = part.text + following.joint + following.text
        # The following part may itself be joined with more: its first words decide.
        first = text.casefold()
        times = self._seen[part.text.casefold()]
        return times > 1 and any([self._seen[first[:n]] == times for n in self._cuts(first, len(part.text) + 2)])

    @staticmethod
    def _cuts(text: str, start: int) -> list[int]:
        return [m.start() for m in COMMA.finditer(text, start)] + [len(text)]

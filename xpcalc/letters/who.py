"""Houses and people -> the employer and the person: of all pairs of different names the one with the most points.

To weigh the signs of one of them otherwise, see houses.py and people.py.
"""

from __future__ import annotations

from dataclasses import replace

from xpcalc.letters.houses import Houses
from xpcalc.letters.people import People
from xpcalc.letters.ranking import Choice, led, same
from xpcalc.record import dataclass

# Source: hand-made. Points beside those of finds.py (a label 8, a pattern 2 to 7, a legal form 3).
_MOST_RIVALS = 5


@dataclass(frozen=True, slots=True)
class Who(Houses, People):
    """Reads the employer and the person of one letter."""

    def both(self, kind: str) -> tuple[Choice | None, Choice | None]:
        """Return the employer and the person: of all pairs of different names the one with the most points."""
        houses, people = self._houses(), self._people(kind)
        best: tuple[float, int, int] = (0.0, -1, -1)
        for at, house in enumerate((None, *houses[:_MOST_RIVALS])):
            for to, person in enumerate((None, *people[:_MOST_RIVALS])):
                if house is not None and person is not None and same(house.find, person.find):
                    continue
                points = (house.points if house else 0.0) + (person.points if person else 0.0)
                if points > best[0]:
                    best = (points, at - 1, to - 1)
        _, at, to = best
        employer = led(houses, at, people[to].find if to >= 0 else None)
        about = led(people, to, houses[at].find if at >= 0 else None)
        if about is not None:
            about = replace(about, find=self._fuller(about.find, self._against))
        return employer, about


__all__ = ["Who"]

"""Functions -> colours with letters, so that colour never is the only carrier. To add a colour: a row in `COLOURS`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xpcalc.assessment import Held


class Colour(NamedTuple):
    """Fill, edge and ink of a bar; edge and ink hold a contrast of 3 and 4.5 to what they stand on."""

    fill: str
    edge: str
    ink: str


# Source: Okabe and Ito, "Color Universal Design" (2008), seven colours; grey for what has none.
COLOURS: tuple[Colour, ...] = (
    Colour("#8b929c", "#5d646e", "#000000"),
    Colour("#0072b2", "#00517f", "#ffffff"),
    Colour("#e69f00", "#8f6300", "#000000"),
    Colour("#009e73", "#006b4e", "#000000"),
    Colour("#cc79a7", "#8f4a6f", "#000000"),
    Colour("#56b4e9", "#22729f", "#000000"),
    Colour("#d55e00", "#8f3f00", "#000000"),
    Colour("#f0e442", "#7d7600", "#000000"),
)


class Group(NamedTuple):
    """One entry of the legend: a function with its letter and the number of its colour; letter "" = no function."""

    letter: str
    colour: int
    label: str


NONE = Group("", 0, "")


def groups(functions: Iterable[tuple[str, str]]) -> Mapping[str, Group]:
    """Return a group for each function, given as code and label; those past the palette share grey, not letters."""
    found: dict[str, Group] = {}
    for number, (code, label) in enumerate(functions, 1):
        letter = chr(ord("A") + number - 1) if number <= 26 else "…"
        found[code] = Group(letter, number if number < len(COLOURS) else 0, label)
    return found


def main_function(held: Held) -> str | None:
    """Return the code of the main function of a position."""
    return next((label.code for label in held.functions if label.primary), None)


__all__ = ["COLOURS", "NONE", "Colour", "Group", "groups", "main_function"]

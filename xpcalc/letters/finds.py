"""What reading a letter gives, place by place: Finds, and the tables with which all of them are read.

To add a slot, name it in words.py, give it patterns or labels in rules/letters and read it in labels.py, sentences.py.
"""

from __future__ import annotations

from fractions import Fraction

from xpcalc.dates import Grammar
from xpcalc.letters.cues import Cues
from xpcalc.letters.names import Names
from xpcalc.letters.words import LetterWords
from xpcalc.model import DateRange, PartialDate, Span
from xpcalc.record import dataclass

# Source: hand-made; how far a find is trusted. A label says what its value is; a pattern grows with its words.
LABEL, ALONE, LEGAL_FORM, BARE = 8.0, 3.0, 3.0, 1.0
LIKE_A_TITLE = 0.5  # how much a text must read like a title
TABLED = 10_000  # finds of rows of tables are numbered from here on


@dataclass(frozen=True, slots=True)
class Find:
    """One fact of a letter. Shape: `value` is a PartialDate, a DateRange, a Fraction or the text of a name."""

    slot: str
    value: PartialDate | DateRange | Fraction | str
    span: Span  # of the value
    sentence: Span
    order: int  # number of the sentence
    weight: float
    passage: int
    since: bool = False
    sure: bool = False  # a name with its legal form or honorific, or the value of a label


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading takes: tables of one set of languages."""

    words: LetterWords
    names: Names
    cues: Cues
    grammar: Grammar
    languages: tuple[str, ...]


def fraction(text: str) -> Fraction:
    """Return the number that a text writes with a point or comma."""
    return Fraction(text.replace(",", "."))


def tidy(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


__all__ = ["ALONE", "BARE", "LABEL", "LEGAL_FORM", "LIKE_A_TITLE", "TABLED", "Find", "Tools", "fraction", "tidy"]

"""What reading a letter gives, place by place: Finds, and the tables with which all of them are read.

To add a slot, name it in words.py, give it patterns or labels in rules/letters and read it in labels.py, sentences.py.
"""

from __future__ import annotations

import re
from fractions import Fraction

from xpcalc.dates import Grammar
from xpcalc.letters.cues import Cues
from xpcalc.letters.names import Names
from xpcalc.letters.words import LetterWords
from xpcalc.model import DateRange, PartialDate, Span
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: hand-made; how far a find is trusted. A label says what its value is; a pattern grows with its words.
LABEL, ALONE, LEGAL_FORM, BARE = 8.0, 3.0, 3.0, 1.0
LIKE_A_TITLE = 0.5  # how much a text must read like a title
TABLED = 10_000  # finds of rows of tables are numbered from here on


_UNIT = r"\s?-?\s?(?:h|hrs?|hours?|horas?|heures?|std|stunden|ore|uur)\b"
_HOUR = regex(rf"\d{_UNIT}", re.IGNORECASE)
_AMOUNT = r"(\d{1,2}(?:[.,]\d{1,2})?)"
# "20 of 40 hours a week", "20 horas semanales de 40", "19,25/38,5 Stunden": hours, and those of a full week
_HOURS_OF = regex(
    rf"(?<![\d.,]){_AMOUNT}(?:{_UNIT}(?:\s(?:a|per|por|la|par|pro)?\s?[a-zà-ÿ]{{3,14}})?)?"
    rf"\s?(?:of|out of|de(?: las)?|von|sur|su|van|di|/)\s?(?=[34]\d){_AMOUNT}(?:{_UNIT}|(?=[\s.,;)]|$))",
    re.IGNORECASE,
)


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


def hours_of(text: str) -> tuple[Fraction, Fraction, int, int] | None:
    """Return the hours and the full hours that a text tells ("20 of 40 hours"), and where they begin and stop."""
    hit = _HOURS_OF.search(text)
    if hit is None or not _HOUR.search(hit[0]):
        return None  # "5/31" may be a day
    hours, whole = fraction(hit[1]), fraction(hit[2])
    return (hours, whole, hit.start(), hit.end()) if 0 < hours <= whole else None


def tidy(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


__all__ = [
    "ALONE",
    "BARE",
    "LABEL",
    "LEGAL_FORM",
    "LIKE_A_TITLE",
    "TABLED",
    "Find",
    "Tools",
    "fraction",
    "hours_of",
    "tidy",
]

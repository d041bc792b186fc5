"""Sentence -> tokens in which each date, each range of dates and each number is one token.

To let the date grammar understand a phrase, add it to `reads_as` in rules/letters/<language>.yaml.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.dates import Found, Grammar
from xpcalc.language import strip_accents
from xpcalc.letters.words import TOKEN, LetterWords
from xpcalc.model import DateRange, PartialDate
from xpcalc.record import dataclass
from xpcalc.regex import regex

# "como (3) Ajustador": the number of a note in a form.
_FOOTNOTE = regex(r"(?<=[a-zà-ÿ] )\(\d\)(?= )")
DATE, PERIOD, NUMBER = "{date}", "{period}", "{number}"
HOUSE, NAME = "{house}", "{name}"  # an employer with its legal form, a person with an honorific


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign, number, date or range of dates; offsets are those of the text around it."""

    text: str  # as looked up: lower case, no accents; a date is "{date}"
    start: int
    stop: int
    date: PartialDate | None = None
    range: DateRange | None = None
    since: bool = False  # the grammar itself read "since" or "from" in front of the date


def reading(text: str, words: LetterWords) -> str:
    """Return the text as the date grammar reads it. Invariant: same length, so that offsets hold."""
    text = words.spelled.figures(text)
    for what, instead in words.reads_as:
        text = what.sub(lambda hit, to=instead: to.ljust(len(hit[0]))[: len(hit[0])], text)  # type: ignore[misc]
    return text


def tokens(
    text: str, grammar: Grammar, words: LetterWords, named: Sequence[tuple[int, int, str]] = ()
) -> tuple[Token, ...]:
    """Return the tokens of a text; `named` are places that are one token, each with its text."""
    text = _FOOTNOTE.sub(lambda hit: " " * len(hit[0]), text)
    read = reading(text, words)
    found = [_dated(read, each, grammar) for each in grammar.find(read) if each.dates.start or each.dates.end]
    taken = [(token.start, token.stop) for token in found]
    found += [
        Token(kind, start, stop)
        for start, stop, kind in named
        if not any(start < last and first < stop for first, last in taken)
    ]
    result: list[Token] = []
    at = 0
    for token in sorted(found, key=lambda token: token.start):
        if token.start < at:
            continue
        result += _words(text, at, token.start)
        result.append(token)
        at = token.stop
    result += _words(text, at, len(text))
    return tuple(result)


def _dated(text: str, found: Found, grammar: Grammar) -> Token:
    dates = found.dates
    if found.kind == "range" and dates.start is not None:
        return Token(PERIOD, found.start, found.stop, range=dates)
    start = found.start
    if found.kind in ("since", "closing"):
        # Why: "since" is a word that patterns may ask for; only the date behind it is one token.
        for hit in TOKEN.finditer(text, found.start, found.stop):
            alone = grammar.find(text[hit.start() : found.stop])
            if len(alone) == 1 and alone[0].kind == "single":
                start = hit.start() + alone[0].start
                break
    elif not text[start].isdigit():
        # Why: so are "du" and "from:", which lead to a date and change nothing of it.
        for hit in [*TOKEN.finditer(text, found.start, found.stop)][1:]:
            alone = grammar.find(text[hit.start() : found.stop])
            if len(alone) != 1 or alone[0].kind != "single" or alone[0].dates.start != dates.start:
                break
            start = hit.start() + alone[0].start
    return Token(DATE, start, found.stop, date=dates.start or dates.end, since=found.kind == "since")


def _words(text: str, start: int, stop: int) -> Sequence[Token]:
    return [
        Token(NUMBER if hit[0][0].isdigit() else strip_accents(hit[0].lower()), start + hit.start(), start + hit.end())
        for hit in TOKEN.finditer(text[start:stop])
    ]


__all__ = ["DATE", "HOUSE", "NAME", "NUMBER", "PERIOD", "Token", "reading", "tokens"]

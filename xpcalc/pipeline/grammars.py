"""Documents -> the grammar that reads their dates, and the latest day that they mention."""

from __future__ import annotations

from datetime import date

from xpcalc.dates import Grammar, day_order, first_day, last_day
from xpcalc.model import Document
from xpcalc.regex import regex
from xpcalc.rulebook import Rulebook

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def grammar_for(book: Rulebook, languages: tuple[str, ...], order: str, year_max: int = 0) -> Grammar:
    """Return the grammar of these languages, built once for the rulebook."""
    key = f"grammar:{','.join(languages)}:{order}:{year_max}"
    return book.built(
        key,
        lambda: Grammar(
            [book.languages[code] for code in languages if code in book.languages],
            order=order,
            year_max=year_max or date.today().year + 1,
            others=tuple(book.languages.values()),
        ),
    )


def grammar_of(document: Document, book: Rulebook, languages: tuple[str, ...], as_of: date) -> Grammar:
    """Return the grammar of these languages, with the order of day and month that the document shows."""
    spoken = [book.languages[code] for code in languages if code in book.languages]
    order = day_order([line.text for line in document.lines], spoken)
    return grammar_for(book, languages, order, as_of.year + 1)


def latest_day(document: Document, grammar: Grammar, as_of: date) -> date | None:
    """Return the latest day that the document mentions, up to as_of."""
    years = sorted({int(y) for y in _YEAR.findall(document.text)}, reverse=True)
    for year in years:
        if year > as_of.year:
            continue
        latest: date | None = None
        shown = str(year)
        for line in document.lines:
            if shown not in line.text:
                continue
            for found in grammar.find(line.text):
                for end in (found.dates.start, found.dates.end):
                    if end is not None and end.year <= as_of.year and first_day(end) <= as_of:
                        last = min(last_day(end), as_of)
                        latest = last if latest is None else max(latest, last)
        if latest is not None:
            return latest
    return None

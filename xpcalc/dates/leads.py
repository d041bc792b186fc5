"""Tokens -> what stands around dates and says how they are meant: labels of forms, "employed here", misspelt months.

To add a label, write it in `field_labels`, a lead in `date_leads` of rules/languages/<code>.yaml.
"""

from __future__ import annotations

from xpcalc.dates.text import DASH, NUMBER, OPENERS, WORD, Tokens
from xpcalc.dates.words import Vocabulary, match

_BETWEEN = frozenset(";,|/.·•-")
# Unit: words of a lead.
_WORDS = 8
# Unit: signs between a date and the label of the next ("04/2014 | End date: 01/2015", "15 May 2017. End: ...").
_SIGNS = 2


def lead(t: Tokens, first: int, words: Vocabulary) -> int:
    """Return the token where what leads to the date at `first` begins, from the start of the text or of a bracket.

    "Start date: 04/2014", "Año 2017", "I have worked here since June 2012", "the 15th of June 2012"
    """
    at = first - 1
    while at >= 0 and at >= first - _WORDS and (t.kinds[at] == WORD or t.texts[at] in ("'", ":", ".")):
        at -= 1
    at += 1
    # Why: behind a comma "in" and "the year" are words of a sentence.
    if at == first or t.kinds[at] != WORD or (at and t.texts[at - 1] not in OPENERS - {",", "."}):
        return first
    for table in (words.starts, words.leads):
        found = match(table, t.texts, at)
        if found is not None and found[0] + (t.texts[found[0]] in (":", ".")) == first:
            return at
    return first


def end_label(t: Tokens, first: int, at: int, words: Vocabulary) -> int:
    """Return the token after the label of an end that follows a date, 0 if there is none.

    Without a label of its own before the date at `first`, the label of the end needs a colon.
    """
    stop = at
    while stop < at + _SIGNS and t.texts[stop] in _BETWEEN:
        stop += 1
    found = match(words.ends, t.texts, stop) if t.kinds[stop] == WORD else None
    if found is None:
        return 0
    after = found[0]
    if t.texts[after] == ":":
        return after + 1
    return after if t.kinds[after] in (NUMBER, WORD, DASH) and lead(t, first, words) < first else 0


def mend_months(t: Tokens, words: Vocabulary) -> None:
    """Write misspelt months before years as they should be ("Febero 2018", "septimbre de 2014")."""
    for year in range(1, t.count):
        if t.kinds[year] != NUMBER or len(t.texts[year]) != 4:
            continue
        at = year - 1
        while at and at > year - 3 and (t.texts[at] in words.glue or t.texts[at] in (".", ",")):
            at -= 1
        if t.kinds[at] == WORD and (month := words.nearly_month(t.texts[at])):
            t.texts[at] = month

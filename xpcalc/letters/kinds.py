"""Passages -> what kind of letter this is, or that it is none; the words are in rules/letters, `kinds`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple

from xpcalc.language import Words
from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded
from xpcalc.regex import regex

REFUSED = -1
_TITLE = 3  # points of a line that is the name of the kind of letter
_BEGINS = 2  # ... of a line that begins with it: "Certificate of employment for Ana Ruiz"
_TOP_LINES = 7  # passages at the top in which a heading stands
_HEADING = 8  # words of a line that names the kind by one of its nouns
_MOST_PHRASES = 3
_LONGEST_TITLE = 12  # words of such a line
_SHORT = 3_000  # characters of a text that is longer only where it has headings
_TOP = 12  # passages among which the kind of a letter is named
_SHORTEST_GREETING, _SHORTEST_CLOSING = 2, 5  # letters of a word that is more than "to" or "best"
_SPACED = regex(r"^(?:[^\W\d_] ){4,}[^\W\d_]$")
_SUBJECT = regex(r"^(?:subject|re|ref|asunto|objet|objeto|assunto|betreff|betr) ?[:.] ")
# Why: a CV has sections for at least two of these, a letter for none.
_OF_ONESELF = frozenset(
    ("education", "skills", "projects", "internships", "languages", "volunteering", "publications", "interests")
)
# Sections whose names are titles of letters as well: "Employment history", "Referencias laborales", "Certificado".
_BOTH = frozenset(("experience", "references", "certifications"))
_CV_SECTIONS = _OF_ONESELF | {"experience", "summary", "certifications"}


class Kind(NamedTuple):
    """What kind of letter, and how strongly it shows: 1 = one phrase, 3 = its title."""

    name: str
    strength: int
    titled: bool = False


def kind_of(found: Sequence[Passage], words: Words, letter_words: LetterWords, languages: Sequence[str]) -> Kind:
    """Return the kind that words tell; its strength is REFUSED for a CV or application."""
    if is_cv(found, words, languages, letter_words.titles):
        return Kind("", REFUSED)
    lines = [folded(passage.text) for passage in found]
    whole = " | ".join(lines)
    if letter_words.refused is not None and letter_words.refused.search(f"{whole} "):
        return Kind("", REFUSED)
    scores: dict[str, int] = {}
    titled = {kind: 0 for kind in letter_words.phrases}
    for line, passage in zip(lines, found, strict=True):
        kind, points = _title(line, letter_words.titles)
        if points == _TITLE and words.section_of(passage.text, languages) in _BOTH:
            points = 1  # Why: a section of a CV says so little as a phrase
        if points > titled.get(kind, 0):
            titled[kind] = points
    headed = _headed(found, lines, letter_words) if not any(titled.values()) else ""
    if headed:
        titled[headed] = _BEGINS
    for kind, phrases in letter_words.phrases.items():
        said = sum(1 for phrase in phrases if phrase.search(f"{whole} "))
        scores[kind] = titled[kind] + min(_MOST_PHRASES, said)
    best = max(scores, key=lambda kind: (scores[kind], titled[kind]), default="")
    if not best or not scores[best]:
        return Kind("", 0)
    return Kind(best, scores[best], bool(titled[best]))


def looks_like_letter(found: Sequence[Passage], letter_words: LetterWords) -> bool:
    """Say whether a text has what letters have and CVs do not: a form of address, of closing, "hereby" ..."""
    return _has(found, letter_words.furniture)


def has_form_of_letter(found: Sequence[Passage], letter_words: LetterWords) -> bool:
    """Say whether a line addresses somebody, closes a letter or names its kind, or a sentence certifies something."""
    opening = [phrase for phrase in letter_words.addressed if len(phrase[0]) > _SHORTEST_GREETING]
    closing = [phrase for phrase in letter_words.closings if len(phrase) > 1 or len(phrase[0]) > _SHORTEST_CLOSING]
    for number, passage in enumerate(found):
        line = folded(passage.text)
        tokens = tuple(line.split())
        if number < _TOP and line.rstrip(" :") in letter_words.titles:
            return True
        if len(tokens) <= _LONGEST_TITLE and any(tokens[: len(phrase)] == phrase for phrase in (*opening, *closing)):
            return True
        if letter_words.declares is not None and letter_words.declares.search(line + " "):
            return True
    return False


def speaks_of_work(found: Sequence[Passage], letter_words: LetterWords) -> bool:
    """Say whether a text has words about somebody's employment."""
    return _has(found, letter_words.work)


def _has(found: Sequence[Passage], signs: re.Pattern[str] | None) -> bool:
    # Why the bar: a phrase may ask to begin a line, "| dear".
    whole = "| " + " | ".join(folded(passage.text) for passage in found) + " "
    return signs is not None and signs.search(whole) is not None


def is_cv(
    found: Sequence[Passage], words: Words, languages: Sequence[str], titles: Mapping[str, str] = MappingProxyType({})
) -> bool:
    """Say whether the headings are those of a CV. `titles`: lines that may name the kind of a letter as well."""
    plain = [each for each in found if folded(each.text) not in titles]
    sections = _sections(plain, words, languages)
    if len(sections) >= 2:
        return True
    if not sections or len(plain) == len(found):
        return False
    # Why: "Employment history" is the title of some certificates. Below a profile, or beside the languages and studies
    # of a person, it is a section of a CV.
    before = [*takewhile(lambda each: folded(each.text) not in titles, found)]
    if _sections(before, words, languages):
        both = (words.section_of(each.text, languages) for each in found if folded(each.text) in titles)
        return not _BOTH.isdisjoint(filter(None, both))
    return bool(sections & _OF_ONESELF) and "experience" in _sections(found, words, languages) - sections


def has_heading_of_cv(found: Sequence[Passage], words: Words, languages: Sequence[str]) -> bool:
    """Say whether a line is the heading of a section that CVs have."""
    return bool(_sections(found, words, languages))


def is_no_cv(found: Sequence[Passage], words: Words, languages: Sequence[str]) -> bool:
    """Say whether a short text has no heading of a CV at all: it is not to be read as one."""
    return sum(len(passage.text) for passage in found) <= _SHORT and not _sections(found, words, languages)


def _sections(found: Sequence[Passage], words: Words, languages: Sequence[str]) -> frozenset[str]:
    sections = {words.section_of(passage.text, languages) for passage in found if len(passage.text) < 60}
    return frozenset([name for name in sections if name is not None and name in _CV_SECTIONS])


def _headed(found: Sequence[Passage], lines: Sequence[str], letter_words: LetterWords) -> str:
    """Return the kind whose noun stands in a short line at the top: "CONTRAT VENDANGES", "HOJA DE SERVICIOS"."""
    for passage, line in list(zip(found, lines, strict=True))[:_TOP_LINES]:
        text = _SUBJECT.sub("", folded(passage.text) + " ").strip()
        line = text.split(" ( ")[0]
        if len(line.split()) > _HEADING or any(c.isdigit() or c in ":@|" for c in line):
            continue
        if letter_words.label_of(line) == "never":
            continue  # Why: "Tipo de contrato" is a label of a form
        for kind, nouns in letter_words.nouns.items():
            if nouns.search(line + " "):
                return kind
    return ""


def _title(line: str, titles: Mapping[str, str]) -> tuple[str, int]:
    line = _SUBJECT.sub("", line).strip(" .:,-–|")
    if _SPACED.match(line):
        line = "".join(part.replace(" ", "") for part in line.split())  # "D E C L A R A Ç Ã O"
    if line in titles:
        return titles[line], _TITLE
    words = line.split()
    # Why: "Principal statement of employment", "Certificate of employment for Ana Ruiz"; one word says too little.
    starts = range(len(words)) if len(words) <= _LONGEST_TITLE else range(1)
    for start in starts:
        for size in range(min(len(words) - start, 10), 1, -1):
            kind = titles.get(" ".join(words[start : start + size]))
            if kind is not None:
                return kind, _BEGINS
    return "", 0


__all__ = [
    "REFUSED",
    "Kind",
    "has_form_of_letter",
    "has_heading_of_cv",
    "is_cv",
    "is_no_cv",
    "kind_of",
    "looks_like_letter",
    "speaks_of_work",
]

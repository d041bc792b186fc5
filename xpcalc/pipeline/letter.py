"""A document -> what it states if it is no CV but the letter, certificate or register of an employer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.pipeline.grammars import grammar_of
from xpcalc.pipeline.words import letter_words
from xpcalc.rulebook import Rulebook

if TYPE_CHECKING:
    from xpcalc.statement import Letter

# Source: hand-made; characters of two pages of a letter.
_LETTER_LENGTH = 6_000
_HEADING_LENGTH = 60


def letter_in(document: Document, book: Rulebook, day: date) -> Letter | None:
    """Return what a letter, certificate, register or HR export states, None for any other document.

    Raises: UnreadableDocument for what has the form of a letter and says nothing that can be read.
    """
    from xpcalc.letters import has_sections_of_cv, is_unread_letter, letter_of

    known = book.names("letters")
    own = tuple([code for code in dict.fromkeys((*document.languages, "en")) if code in known])
    # Why: a letter of few lines, mostly names, may be taken for another language; a CV is longer.
    tried = (own, known) if len(document.text) <= _LETTER_LENGTH and own != known else (own,)
    unread = False
    for spoken in tried:
        words = letter_words(book, spoken)
        grammar = grammar_of(document, book, tuple(dict.fromkeys((*document.languages, *spoken))), day)
        letter = letter_of(document, book.words, spoken, words, grammar)
        if letter is not None:
            return letter
        if has_sections_of_cv(document, book.words, spoken, words):
            return None  # Why: in another language one of the headings may mean something else ("Profile")
        unread = unread or is_unread_letter(document, book.words, spoken, words)
    if unread:
        raise UnreadableDocument(
            "E_LETTER", "not recognised as a letter: nothing read", "compare it by eye, or send a CV or a certificate"
        )
    return None


def refuse_letter(document: Document, book: Rulebook, day: date) -> None:
    """Raise UnreadableDocument for what is surely a letter of an employer; one heading of a CV is enough."""
    if document.entries is not None or len(document.text) > _LETTER_LENGTH:
        return
    section_of, languages = book.words.section_of, document.languages
    short = (line.text for line in document.lines if len(line.text) < _HEADING_LENGTH)
    if any(section_of(text, languages) is not None for text in short):
        return
    # Why: who tells of two jobs one after the other in an e-mail tells of their own ("Now: ...", "Before that: ...").
    tales = book.words.tales(languages)
    if sum([any([tale.opens(line.text) or tale.goes_on(line.text) for tale in tales]) for line in document.lines]) > 1:
        return
    from xpcalc.letters import has_form, is_sure

    if not has_form(document, letter_words(book, book.names("letters"))):
        return
    try:
        letter = letter_in(document, book, day)
    except UnreadableDocument:
        return
    if letter is not None and is_sure(letter):
        raise UnreadableDocument(
            "E_EMPLOYER_LETTER",
            "this looks like a letter of an employer, not a CV",
            "use xpcalc verify CV --against FILE",
        )

"""Document -> Letter: what offers, contracts, certificates, registers and HR exports say about somebody's employment.

To add a way to say it, write a pattern, label or title in rules/letters/<language>.yaml and a wording in
benchmarks/letters/wordings. To add a kind with a layout of its own, write a module and call it in `letter_of`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.letters.words import LetterWords

if TYPE_CHECKING:
    from xpcalc.dates import Grammar
    from xpcalc.language import Words
    from xpcalc.model import Document
    from xpcalc.statement import Letter


def letter_of(
    document: Document, words: Words, languages: Sequence[str], letter_words: LetterWords, grammar: Grammar
) -> Letter | None:
    """Return what the document states about employment, or None where it is none of the kinds of letters.

    Shape: `letter_words` and `grammar` are those of `languages`; spans are offsets into `document.text`.
    """
    if document.format == "hr-csv":
        from xpcalc.letters.hr_export import read_export

        return read_export(document, grammar)
    if document.entries is not None:
        return None
    from xpcalc.letters.names import Names
    from xpcalc.letters.register import is_register, read_register

    kept = letter_words.kept
    names = kept.get("names") or kept.setdefault("names", Names(words, letter_words))
    if letter_words.register and is_register(document):
        return read_register(document, grammar, names, letter_words)
    from xpcalc.letters.cues import Cues
    from xpcalc.letters.prose import read_prose
    from xpcalc.letters.reader import Reader

    cues = kept.get("cues") or kept.setdefault("cues", Cues(letter_words))
    reader = Reader(letter_words, names, cues, grammar, tuple(languages))
    return read_prose(document, reader, words, letter_words)


def has_sections_of_cv(document: Document, words: Words, languages: Sequence[str], letter_words: LetterWords) -> bool:
    """Say whether a document has at least two headings of a CV."""
    if document.entries is not None:
        return True
    from xpcalc.letters.kinds import is_cv
    from xpcalc.letters.passages import passages

    return is_cv(passages(document), words, languages, letter_words.titles)


def is_unread_letter(document: Document, words: Words, languages: Sequence[str], letter_words: LetterWords) -> bool:
    """Say whether a document of which `letter_of` read nothing is no CV: the form of a letter, or no heading."""
    if document.entries is not None:
        return False
    from xpcalc.letters.kinds import has_form_of_letter, is_cv, is_no_cv
    from xpcalc.letters.passages import passages

    parts = passages(document)
    if is_no_cv(parts, words, languages):
        return True
    # Why: "Employment history" is a title of letters and a heading of CVs.
    told = [part for part in parts if words.section_of(part.text, languages) != "experience"]
    return has_form_of_letter(told, letter_words) and not is_cv(parts, words, languages)


def has_form(document: Document, letter_words: LetterWords) -> bool:
    """Say whether a document addresses somebody, closes like a letter, names its kind or certifies something."""
    from xpcalc.letters.kinds import has_form_of_letter
    from xpcalc.letters.passages import passages

    return has_form_of_letter(passages(document), letter_words)


def is_sure(letter: Letter) -> bool:
    """Say whether a letter surely is one: it says whom, where, as what and since when somebody is employed."""
    whole = [s for s in letter.statements if s.employer and s.start is not None and (s.title or s.end or s.ongoing)]
    return bool(whole) and letter.person is not None and letter.kind not in ("hr_export", "")


__all__ = ["LetterWords", "has_form", "has_sections_of_cv", "is_sure", "is_unread_letter", "letter_of"]

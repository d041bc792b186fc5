"""A rulebook -> the words that single stages ask for, each built once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from xpcalc.employment import Kinds
from xpcalc.model import Document
from xpcalc.rulebook import Rulebook

if TYPE_CHECKING:
    from xpcalc.claims import ClaimWords
    from xpcalc.language import Language
    from xpcalc.letters import LetterWords


def languages_of(book: Rulebook, languages: Sequence[str]) -> list[Language]:
    """Return the languages of a document and English."""
    return [book.languages[code] for code in dict.fromkeys((*languages, "en")) if code in book.languages]


def kinds_for(book: Rulebook, languages: tuple[str, ...]) -> Kinds:
    """Return the words of these languages that say what kind of employment a job is, built once for the rulebook."""
    return book.built(f"kinds:{','.join(languages)}", lambda: Kinds(book.words, languages))


def claim_words(book: Rulebook) -> ClaimWords:
    """Return the words in which claims are told."""
    from xpcalc.claims import ClaimWords

    return book.built("claims", lambda: ClaimWords.from_mapping(cast("Mapping[str, Any]", book.raw["claims"])))


def letter_words(book: Rulebook, spoken: tuple[str, ...]) -> LetterWords:
    """Return the words of letters and certificates in these languages."""
    from xpcalc.letters import LetterWords

    return book.built(
        f"letters:{','.join(spoken)}",
        lambda: LetterWords.from_mapping(
            {code: cast("Mapping[str, Any]", book.raw[f"letters/{code}"]) for code in spoken}
        ),
    )


def prepare(book: Rulebook, languages: tuple[str, ...]) -> None:
    """Build what documents in these languages ask for, so that a process forked from this one finds it."""
    from xpcalc.claims import find_claims

    kinds_for(book, languages)
    book.words.prepare(languages)
    sentence = Document("", "text", "", "2 years of experience", language="en", languages=languages)
    find_claims(sentence, (), book.taxonomy, languages_of(book, languages), claim_words(book))

"""Passages -> where things stand in a letter: letterhead, address, subject, salutation, body, signature.

To tell another zone, give it a place in `Zones` and find it in `zones_of`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded
from xpcalc.record import dataclass
from xpcalc.regex import regex

SHORT_LINE = 60  # characters of a line that may be a letterhead, an address or a name
_TOP = 5  # passages in which a letterhead stands
_CALLED = 3  # words of a salutation that is a name alone
_TAIL = 8  # passages at the end in which a letter without a closing is signed
_SENTENCE = 70  # characters of a line that is a sentence
_YEAR = regex(r"(?:19|20)\d\d")
_TO_SIGN = regex(r"[._…]{4,}|^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\W*$")  # "I accept: ......"
_SUBJECT = regex(
    r"^\W*(?:subject|re|ref|regarding|asunto|objet|objeto|assunto|betreff|betr|referencia|referência)\s?[.:]", re.I
)


@dataclass(frozen=True, slots=True)
class Zones:
    """The numbers of the passages with which parts of a letter begin; None = not there."""

    top: int  # first passage below the letterhead
    body: int  # first passage of the text itself
    salutation: int | None
    closing: int | None
    end: int  # first passage of the signature; the number of passages where there is none
    subjects: frozenset[int]

    def signed(self, number: int) -> bool:
        """Say whether a passage belongs to the signature."""
        return number >= self.end

    def addressed(self, number: int) -> bool:
        """Say whether a passage stands between letterhead and salutation."""
        return self.salutation is not None and self.top <= number < self.salutation


def zones_of(parts: Sequence[Passage], words: LetterWords) -> Zones:
    """Return where the parts of a letter begin."""
    lines = [folded(part.text[:120]) for part in parts]
    subjects = frozenset(
        n for n, part in enumerate(parts) if _SUBJECT.match(part.text) and len(part.text) < 2 * SHORT_LINE
    )
    salutation = None
    for number, line in enumerate(lines):
        tokens = tuple(line.split())
        if len(parts[number].text) <= SHORT_LINE and any(
            len(phrase[0]) > 2 and tokens[: len(phrase)] == phrase for phrase in words.addressed
        ):
            salutation = number
            break
    if salutation is None:
        # "Teodor," alone in a line, whose word stands in another line above it.
        for number, part in enumerate(parts[: _TOP * 2]):
            words_of = part.text.strip(" ,:").split()
            called = part.text.rstrip().endswith((",", ":")) and 0 < len(words_of) <= _CALLED
            if called and number and all(word[:1].isupper() for word in words_of):
                above = {word for line in lines[:number] for word in line.split()}
                if set(folded(part.text.strip(" ,:")).split()) <= above:
                    salutation = number
                    break
    body = salutation if salutation is not None else _first_sentence(parts)
    closing = closing_of(parts, words)
    top = next(
        (
            n
            for n, part in enumerate(parts[:_TOP])
            if n in subjects or len(part.text) > SHORT_LINE or n == salutation or lines[n].rstrip(" :.") in words.titles
        ),
        min(_TOP, len(parts)),
    )
    end = closing if closing is not None and closing > body else _signature(parts, body)
    return Zones(top, body, salutation, closing, end, subjects)


def _first_sentence(parts: Sequence[Passage]) -> int:
    return next((n for n, part in enumerate(parts) if len(part.text) > _SENTENCE), 0)


def _signature(parts: Sequence[Passage], body: int) -> int:
    """Return where the short lines behind the last sentence begin, without a closing."""
    for number in range(len(parts) - 1, max(body, len(parts) - 1 - _TAIL), -1):
        text = parts[number].text.rstrip()
        if _TO_SIGN.search(text):
            continue
        if (
            len(_YEAR.findall(text)) > 1
            or len(text) > _SENTENCE
            or (text.endswith(".") and len(text.split()) > 4)
            or ":" in text
            or "|" in text
        ):
            return number + 1
    # Why: a form without any sentence has no text above a signature.
    return max(body + 1, len(parts) - _TAIL) if len(parts[body].text) > _SENTENCE else len(parts)


def closing_of(parts: Sequence[Passage], words: LetterWords) -> int | None:
    """Return the passage that closes the letter: "Yours faithfully", "Atentamente"."""
    for number in range(len(parts) - 1, -1, -1):
        tokens = tuple(folded(parts[number].text[:60]).split())
        if len(parts[number].text) <= SHORT_LINE and any(tokens[: len(phrase)] == phrase for phrase in words.closings):
            return number
    return None


__all__ = ["SHORT_LINE", "Zones", "closing_of", "zones_of"]

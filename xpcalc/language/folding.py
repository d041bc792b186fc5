"""Text as written -> text as looked up: lower case, no accents, marks as spaces or as words of their own."""

from __future__ import annotations

from xpcalc.language.table import strip_accents


class Fold(dict[int, str]):
    """Table for str.translate, filled as letters are seen: letters lose case and accents, the rest becomes a space."""

    def __init__(self, kept: str) -> None:
        super().__init__({ord(mark): f" {mark} " for mark in kept})
        for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):  # soft hyphen, zero-width marks
            self[code] = ""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        value = strip_accents(letter.lower()) if letter.isalnum() or 0x300 <= code < 0x370 else " "
        self[code] = value
        return value


_WORDS = Fold("")


def fold(text: str) -> str:
    """Return the words of a text, lower case and without accents or marks, with single spaces between them."""
    return " ".join(text.translate(_WORDS).split())

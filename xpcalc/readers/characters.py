"""Text of any source -> tidy text: NFC, plain spaces, no invisible characters. To fold another, add it to `_FOLD`."""

from __future__ import annotations

import unicodedata

from xpcalc.regex import regex

# Source: Unicode. Spaces of all widths; characters without width (joiners, marks of direction, BOM).
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\ufffc"
_BREAKS = "\r\x0b\x0c\u2028\u2029\x85"
_FOLD: dict[int, str | None] = {ord(ch): " " for ch in _SPACES}
_FOLD |= dict.fromkeys(map(ord, _INVISIBLE))
_FOLD |= {ord(ch): "\n" for ch in _BREAKS}
_FOLD |= {code: None for code in (*range(9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0))}
_FOLD[0x2011] = "-"
_ICON = regex("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SOFT = regex("(?<=[^\\W\\d_])\u00ad(?=[^\\W\\d_])")


def clean(text: str) -> str:
    """Return the text in NFC with plain spaces, without invisible characters and icon glyphs."""
    if text.isascii():
        return text if text.isprintable() else text.translate(_FOLD)
    text = unicodedata.normalize("NFC", _ICON.sub(" ", text.translate(_FOLD)))
    if "\u00ad" in text:
        # Why: a soft hyphen inside a word is no character; beside figures or blanks it stands for the dash of a range.
        text = _SOFT.sub("", text).replace("\u00ad", "-")
    if any(0xD800 <= ord(ch) < 0xE000 for ch in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text

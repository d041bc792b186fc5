"""Text as printed -> folded text of the same length, and its tokens. To add a sign, add it to a string below."""

from __future__ import annotations

import re
import unicodedata

from xpcalc.regex import regex

# Source: Unicode 15.1, general category Pd and the signs seen between dates in CVs (÷ in Italian ones).
_DASHES = "‐‑‒–—―−⁃﹘﹣－⸺⸻÷"
_TILDES = "∼〜～˜"
_ARROWS = "→➔➜➝➞⇒⟶▶►"
_QUOTES = "‘’‚‛`´′ʹʼˈ＇"
_DOUBLE_QUOTES = "“”„‟″＂«"

# Source: Unicode, combining diacritical marks, and characters of no width that PDF and web text leave in words.
_UNSEEN = regex("[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]")
# Why: letters set apart put a blank behind each hyphen: "2018- 09- 02".
_SET_APART = regex(r"(?<!\d)\d{4}- \d\d- \d\d(?!\d)")
# Why: a soft hyphen inside or after a word is a place to break it; anywhere else somebody meant a dash.
_SOFT_DASH = regex("(?<![^\\W\\d_])\u00ad")
_ODD = regex("[^\x21-\x7e ]")

_SINGLE = (
    {dash: "-" for dash in _DASHES}
    | {tilde: "~" for tilde in _TILDES}
    | {arrow: "→" for arrow in _ARROWS}
    | {quote: "'" for quote in _QUOTES}
    | {quote: '"' for quote in _DOUBLE_QUOTES}
    | {"\u00ad": "\u00ad"}
)


class _Folds(dict[str, str]):
    """One character -> one character, filled as they are met: letters keep case and accents."""

    def __missing__(self, char: str) -> str:
        category = unicodedata.category(char)
        value = char
        if category == "Nd":
            value = str(unicodedata.decimal(char))
        elif category in ("Zs", "Zl", "Zp", "Cc"):
            value = " "
        elif "\uff01" <= char <= "\uff5e":
            value = chr(ord(char) - 0xFEE0)
        self[char] = value
        return value


class _Bases(dict[str, str]):
    """One character -> the character that word tables are read with: folded, accent stripped, case kept."""

    def __missing__(self, char: str) -> str:
        value = _FOLDS[char]
        if value.isalpha():
            base = unicodedata.normalize("NFD", value)[0]
            value = base if base.isalpha() else value
        elif unicodedata.category(value) == "No" and value not in "½¼¾":
            value = "*"  # Why: a superscript is a footnote mark, never a digit of the year before it
        self[char] = value
        return value


_FOLDS = _Folds(_SINGLE)
_BASES = _Bases(_SINGLE | {"º": "°", "ª": "°", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O"})


def fold(text: str) -> str:
    """Return `text` lower-cased with plain spaces, dashes, quotes and digits, character by character.

    Invariant: same length as `text`, so that offsets hold. Never NFKC: "2019²" must not become "20192".
    """
    if text.isascii():
        lower = text.lower()
        return _ODD.sub(" ", lower) if not lower.isprintable() else lower
    if "\u00ad" in text:
        text = _SOFT_DASH.sub("-", text)
    text = _ODD.sub(lambda hit: _FOLDS[hit[0]], text)
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def plain(text: str) -> tuple[str, list[int] | None]:
    """Return `text` as the tokeniser reads it, and where each of its characters stood (None = in the same place)."""
    apart = [hit.start() for hit in _SET_APART.finditer(text)] if "- " in text else []
    if text.isascii() and not apart:
        return text, None
    if "\u00ad" in text:
        text = _SOFT_DASH.sub("-", text)
    if not apart and not _UNSEEN.search(text):
        return _ODD.sub(lambda hit: _BASES[hit[0]], text), None
    blanks = {start + at for start in apart for at in (5, 9)}
    places = [place for place, char in enumerate(text) if place not in blanks and not _UNSEEN.match(char)]
    kept = "".join(text[place] for place in places)
    return _ODD.sub(lambda hit: _BASES[hit[0]], kept), [*places, len(text)]


NUMBER, WORD, DASH, SIGN = 1, 2, 3, 4

# Signs that may stand before and after the dates of a field.
OPENERS = frozenset('([{"·•|*,;:→»')
CLOSERS = frozenset(')]}"|,.;·•:')

# Why: a capital after a small letter begins a word ("9 mesesDe jun de 2022", text pasted from a web page).
_TOKEN = regex(r"(\d+)|([A-Z]*[^\W\d_A-Z]+|[A-Z]+)|(-+>?|=>|[~→»>›])|(\S)", re.ASCII)
_TOKEN_WIDE = regex(_TOKEN.pattern)
_PAST_THE_END = 6


class Tokens:
    """The tokens of one text, as parallel lists with a few empty ones past the end, so that looking ahead is safe."""

    __slots__ = ("count", "kinds", "places", "source", "starts", "stops", "texts")

    def __init__(self, source: str, text: str | None = None, places: list[int] | None = None) -> None:
        if text is None:
            text, places = plain(source)
        self.source = source
        self.places = places
        hits = list((_TOKEN if text.isascii() else _TOKEN_WIDE).finditer(text))
        kinds = [hit.lastindex or SIGN for hit in hits]
        texts = "\n".join([hit[0] for hit in hits]).lower().split("\n") if hits else []
        if DASH in kinds:
            texts = ["-" if kind == DASH else word for kind, word in zip(kinds, texts, strict=True)]
        starts = [hit.start() for hit in hits]
        stops = [hit.end() for hit in hits]
        self.count = len(kinds)
        end = len(text)
        kinds += [0] * _PAST_THE_END
        texts += [""] * _PAST_THE_END
        starts += [end + 2] * _PAST_THE_END
        stops += [end + 3] * _PAST_THE_END
        self.kinds, self.texts, self.starts, self.stops = kinds, texts, starts, stops

    def glued(self, index: int) -> bool:
        """Say whether this token touches the one before it."""
        return index > 0 and self.stops[index - 1] == self.starts[index]

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Return the offsets in the source of the tokens from `first` up to but without `stop`."""
        start, end = self.starts[first], self.stops[stop - 1]
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1 if end else 0

    def written(self, first: int, stop: int) -> str:
        """Return the tokens from `first` up to but without `stop` as they stand in the source."""
        return self.source[slice(*self.span(first, stop))]

    def char(self, index: int) -> str:
        """Return the first character of this token as it stands in the source."""
        start = self.starts[index]
        return self.source[start if self.places is None else self.places[start]]


def words_of(phrase: str) -> list[str]:
    """Return the token texts of a phrase of a word table."""
    # Why: a thousand phrases at every start, nearly all of them plain words.
    if phrase.isascii() and phrase.islower() and phrase.replace(" ", "x").isalpha():
        return phrase.split()
    tokens = Tokens(phrase)
    return tokens.texts[: tokens.count]

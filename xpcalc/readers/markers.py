"""Strips with typed list markers -> strips with bullets. To know another marker, add it to `_SURE`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from xpcalc.readers.strips import Piece, Strip
from xpcalc.regex import regex

# Source: hand-made, seen in CVs and in the bullet menus of Word and LibreOffice.
_SURE = frozenset("•▪▫◦‣›⁃●○■□►▶▸▹➢➣➤➔➜✓✔✦◆◇♦→»·∙❖⚫∎*")
# What marks a list only where it does so again and again; alone it is a letter or a sign.
_AGAIN = frozenset("o+>")
_DASHES = frozenset("-\u2013\u2014\u2212")
_NUMBER = regex(r"(\d{1,2})[.)] {1,4}(?=[^\W\d]|\d{1,2}[/.-]\d|\d{4}\b)")
# "1. März 2020" and "2. de mayo de 2019" are dates.
_DAY_MONTH = regex(r"\d{1,2}\. {1,4}(?:de )?[^\W\d]{3,10}\.? (?:de )?\d{4}\b")


def _marker(text: str) -> tuple[str, int]:
    """Return which kind of list marker opens the text (sure, dash, number, or the sign itself) and its length."""
    head = text[0]
    if head in _SURE:
        rest = text[1:2]
        # Why: "*Maria*" is emphasis that was not closed and "★★★" a rating; a marker is followed by a blank or a word.
        if rest == " " or (head != "*" and rest.isalnum()) or (rest == "" and head != "*"):
            return "sure", 1
    elif head in _DASHES and text[1:2] in ("", " "):
        return "dash", 1
    elif head in _AGAIN and text[1:2] == " " and (text[2:3].isupper() or (head != "o" and text[2:3].isalpha())):
        return head, 1
    elif head.isdigit():
        match = _NUMBER.match(text)
        if match and not _DAY_MONTH.match(text):
            return "number", match.end(0)
    return "", 0


def strip_markers(strips: Sequence[Strip]) -> None:
    """Take list markers off the pieces that open a paragraph and say that they are bullets."""
    found: list[tuple[Strip, Piece, str, int, str]] = []
    previous = ""
    for strip in strips:
        for at, piece in enumerate(strip.pieces):
            kind, length = _marker(piece.text) if piece.first or at == 0 else ("", 0)
            if kind:
                found.append((strip, piece, kind, length, previous))
        if strip.pieces:
            previous = strip.pieces[-1].text
    kinds = Counter(kind for _, _, kind, _, _ in found)
    numbers = {
        int(piece.text[: 2 if piece.text[1:2].isdigit() else 1]) for _, piece, kind, _, _ in found if kind == "number"
    }
    for strip, piece, kind, length, before in found:
        rest = piece.text[length:].lstrip()
        # Why: where most lines begin with it, ">" quotes a message.
        if kind in _AGAIN and not 2 <= kinds[kind] <= max(len(strips) // 2, 2):
            continue
        if kind == "dash" and _closes_range(rest, before):
            continue
        if kind == "number":
            value = int(re.match(r"\d+", piece.text).group())  # type: ignore[union-attr]
            if not (value - 1 in numbers or (value == 1 and 2 in numbers)):
                continue
        if not rest:
            # "•" and a tab: the text is the next piece of the row.
            if len(strip.pieces) > 1 and strip.pieces[0] is piece:
                strip.pieces.pop(0)
                strip.pieces[0].bullet = not strip.pieces[0].heading
            continue
        cut = len(piece.text) - len(rest)
        piece.runs = tuple((max(a - cut, 0), b - cut, bold, italic) for a, b, bold, italic in piece.runs if b > cut)
        if len({run[2:] for run in piece.runs}) < 2:
            if piece.runs:
                piece.bold, piece.italic = piece.runs[0][2], piece.runs[0][3]
            piece.runs = ()
        piece.text = rest
        # Why: "1. WORK EXPERIENCE" is a heading with a number, no item of a list.
        shouted = piece.bold or rest.partition(" (")[0].isupper()
        piece.bullet = not piece.heading and not (kind == "number" and shouted)


def _closes_range(rest: str, before: str) -> bool:
    """Say whether "– Present" or "- 2021" goes on from a line "2017" above it: then the dash is no marker."""
    words = rest.split()
    if not words or len(words) > 3 or not any(map(str.isdigit, before)):
        return False
    return len(before.split()) <= 4 and (rest[0].isdigit() or rest[-1].isdigit() or len(words) == 1)

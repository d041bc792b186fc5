"""Text that a page may not show -> the words of the second engine, where the first is in doubt.

`suspicious` asks whether text looks like a language at all. To tell another kind of doubt, give its pages to `settle`.
"""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from xpcalc.layout import Page, Word
from xpcalc.limits import in_force
from xpcalc.model import Finding
from xpcalc.pulse import beat
from xpcalc.readers.budget import seconds
from xpcalc.readers.page_words import HEAVY, SLANTED, clean
from xpcalc.regex import regex

# Source: share of these letters on 229 pages of CVs in seven languages: 0.56 and more; with the alphabet shifted by 1
# to 25 places, as fonts with a wrong table do, below 0.5 in 99.9 %.
COMMON = b"eaoinrst"
COMMON_SHARE = 0.5
# Unit: points. Source: hand-made; a stripe is a line or two, and no page that can be seen is longer than `_FAR`.
_STRIPE = 20.0
_FAR = 20_000.0

_CODELESS = regex("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_CODED = regex(r"[^\W_]{2,}")
_BROKEN = regex("[^\\W_][\ue000-\uf8ff\ufffd]|[\ue000-\uf8ff\ufffd][^\\W_]|[\ue000-\uf8ff\ufffd]{4}")
_LETTERS = string.ascii_lowercase.encode()
_DIGITS = regex(r"[0-9]{2,}")
# Why: pdfplumber follows a reference to itself for ever; on whole files it takes under a second.
_SECOND_SECONDS = 3.0


def suspicious(text: str) -> bool:
    """Say whether the text of a page looks as if its fonts named the wrong letters, or none."""
    if len(text) < 40:
        return False
    if not text.isascii():
        codeless = len(_CODELESS.findall(text))
        # Why: icons stand alone; a font without codes has such characters inside or instead of its words.
        if codeless > 12 and len(_BROKEN.findall(text)) > 0.02 * len(text):
            return True
        if len(text.encode("ascii", "ignore")) < 0.85 * len(text):
            return False
    folded = text.lower().encode("ascii", "ignore")
    letters = len(folded) - len(folded.translate(None, _LETTERS))
    common = len(folded) - len(folded.translate(None, COMMON))
    # Why: a page of numbers, or of a few acronyms, is no sample of a language.
    return letters >= 150 and common < COMMON_SHARE * letters


def settle(
    pages: Sequence[Page],
    second: Sequence[Page],
    odd: Sequence[int],
    actual: Sequence[int],
    hidden: Mapping[int, Sequence[Word]],
) -> tuple[list[Page], tuple[Finding, ...]]:
    """Return the pages with those of the second engine where the first is not to be trusted, and what to say of it.

    `odd` are numbers of pages that look wrong; `actual` of pages where the file names other words than it draws;
    `hidden` are words, by page, that nobody can see: they stay out whichever engine reads them.
    """
    result = list(pages)
    differ: list[tuple[int, str, str]] = []
    for place, page in enumerate(pages):
        if page.number not in (*odd, *actual) or place >= len(second):
            continue
        dark = hidden.get(page.number, ())
        within = _Boxes(dark)
        other = second[place]._replace(words=[w for w in second[place].words if not within.holds(w)])
        if not other.words:
            continue
        one, two = _first_difference(page.words, other.words)
        if not one and not two:
            continue
        # Why: what is drawn is what a reader sees, and the second engine reads only that.
        if page.number in actual or not suspicious(_joined(other.words)):
            result[place] = other
            differ.append((page.number, one, two))
    return result, (not_as_drawn(differ),) if differ else ()


def not_as_drawn(differ: Sequence[tuple[int, str, str]]) -> Finding:
    """Return the finding for pages whose text differs: their numbers, words of the file and words drawn."""
    number, one, two = differ[0]
    more = f" and {len(differ) - 1} more" if len(differ) > 1 else ""
    shown = f"“{one or '–'}” in the file, “{two or '–'}” drawn"
    text = f"the text in the file is not the text drawn, page {number}{more}: {shown}; what is drawn was counted"
    return Finding("W_TEXT_MISMATCH", "warning", text)


class _Boxes:
    """Boxes of words, by the stripes of the page that they reach into: a forged page has tens of thousands."""

    __slots__ = ("_stripes",)

    def __init__(self, boxes: Sequence[Word]) -> None:
        self._stripes: dict[int, list[Word]] = {}
        for box in boxes:
            if not box.top <= box.bottom:
                continue
            first, last = int(max(box.top, -_FAR) // _STRIPE), int(min(box.bottom, _FAR) // _STRIPE)
            for stripe in range(first, last + 1):
                self._stripes.setdefault(stripe, []).append(box)

    def holds(self, word: Word) -> bool:
        """Say whether the middle of a word stands in any box."""
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if not -_FAR < y < _FAR:
            return False
        return any(
            [box.x0 <= x <= box.x1 and box.top <= y <= box.bottom for box in self._stripes.get(int(y // _STRIPE), ())]
        )


def _joined(words: Sequence[Word]) -> str:
    return " ".join([w.text for w in words])


def _first_difference(one: Sequence[Word], two: Sequence[Word]) -> tuple[str, str]:
    """Return the first words with numbers, or many words, that only one of the engines reads; empty if they agree."""
    first, second = [w.text for w in one], [w.text for w in two]
    apart = _only(first, second), _only(second, first)
    many = len(apart[0]) + len(apart[1]) > max(2, 0.1 * (len(first) + len(second)))
    if many or _only(first, second, digits=True) or _only(second, first, digits=True):
        return " ".join(apart[0][:4]), " ".join(apart[1][:4])
    return "", ""


def _only(these: Sequence[str], those: Sequence[str], digits: bool = False) -> list[str]:
    # Why: the engines cut words in other places, so letters and digits are compared, not words.
    pattern = _DIGITS if digits else _CODED
    known = set(pattern.findall(" ".join(those)))
    return [word for word in these if any([part not in known for part in pattern.findall(word)])]


def second_opinion(data: bytes) -> list[Page]:
    """Return pages as pdfplumber reads them; used where pdfium finds no text."""
    import io

    import pdfplumber

    pages: list[Page] = []
    try:
        with seconds(_SECOND_SECONDS), pdfplumber.open(io.BytesIO(data)) as document:
            for number, page in enumerate(document.pages[: in_force().pages], 1):
                beat()
                found = [
                    Word(
                        clean(w["text"]),
                        float(w["x0"]),
                        float(w["top"]),
                        float(w["x1"]),
                        float(w["bottom"]),
                        float(w.get("size") or 10.0),
                        bool(HEAVY.search(w.get("fontname") or "")),
                        bool(SLANTED.search(w.get("fontname") or "")),
                        0.0,
                        w.get("fontname") or "",
                        0,
                    )
                    for w in page.extract_words(extra_attrs=["size", "fontname"])
                ]
                pages.append(Page(number, float(page.width), float(page.height), [w for w in found if w.text]))
    except Exception:  # pdfminer raises bare errors of many kinds on odd files; the caller then says E_NEEDS_OCR
        return []
    return pages

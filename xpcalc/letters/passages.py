"""Document -> Passages: text whose wrapped lines are joined again, each character with its place in the document.

To join lines that are kept apart, or part lines that are joined, change `_goes_on`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xpcalc.model import Document, Line, Span
from xpcalc.record import dataclass
from xpcalc.regex import regex

_FLOWING = frozenset(("docx", "odt", "html", "rtf"))
_FULL = 0.9  # lines at least this long, as a share of the longest, are wrapped ones
_LONG = 58  # characters of a line that may be as wide as the page
_SHORTEST = 40  # characters of a line that is wrapped before a capital
_INDENT = 0.3  # share of its width by which a line of running text is set in
_RUNNING = 0.6  # share of the full width at which a line that goes on in small letters was wrapped
_PROSE = 2  # small words among the first ten of a line of running text
_CLOSES = (".", ":", "!", "?")
_HYPHENS = "-\u00ad\u2010"
# Why: "S.L. con", "D. Juan", "Sr. Gil", "No. 5", "5. Februar": a full stop after these ends no sentence.
_SHORT = regex(
    r"(?:^|[\s(/])(?:\d{1,2}|[^\W\d_]|[^\W\d_]\.ª|(?:[^\W\d_]\.)+[^\W\d_]?|mr|mrs|ms|dr|dra|sr|sra|srta|dña|mme|mlle|no|nr|núm|num|"
    r"art|co|inc|ltd|lda|ltda|corp|st|avda|av|ing|lic|coop|exmo|exma|geb|pvt|pte|pty|cía|cia|dipl|prof|emp|ref|mons|arq|sres|srs|hnos|bros|dept|soc|srl|mag|inh|lcdo|lcda|mtro|mtra|dpto|nº|n\.º|hon|rev|messrs|resp|eng|exmos|str|tel|approx|p|pp)$",
    re.IGNORECASE,
)
_FIELD = regex(r"\s*[^\W\d_][^:.,;]{1,40}\s?[:：](?:\s|$)")  # "Start date: ..." begins a line of its own
# Why: "1 February 2020 to" and "enero de 2017 -" wait for the date that the next line begins with.
_OPEN_RANGE = regex(r"(?:\d{4}|[./-]\d{2})[.,]?(?:\s[a-zà-ÿ]{1,7}(?:\s[a-zà-ÿ]{1,4})?|\s?[-–—])\s*$")
_BEGINS_DATED = regex(r"[^.;:\d]{0,12}(?:\d{1,2}\b[^.;:\d]{1,18})?(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_STOP = regex(r"(?<!\.)[.!?](?=[\s\"”»)]|$)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a line or a cell as one text.

    Invariant: `places[i]` is where character i stands in `Document.text`; a joint between lines has the place of its
    line end.
    """

    text: str
    places: Sequence[int]
    row: tuple[int, int, int] = (0, 0, 0)  # page, column, row of the first line
    x0: float = 0.0

    def span(self, start: int, stop: int) -> Span:
        """Return where a part of the text stands in the document."""
        return Span(self.places[start], self.places[stop - 1] + 1)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the offsets of each sentence."""
        start = 0
        for hit in _STOP.finditer(self.text):
            before, after = self.text[start : hit.start()], self.text[hit.end() :].lstrip('"”») ')
            if hit[0] == "." and (_SHORT.search(before[-12:]) or not after or after[0].islower()):
                continue
            yield start, hit.end()
            start = hit.end() + len(self.text[hit.end() :]) - len(self.text[hit.end() :].lstrip())
        if start < len(self.text):
            yield start, len(self.text)


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the paragraphs of a document in reading order; cells of one row stay apart."""
    lines = [line for line in document.lines if line.visible and line.text.strip()]
    if not lines:
        return ()
    beside = _beside(lines)
    found: list[list[Line]] = []
    # Why: paragraphs of these formats are lines already, however long.
    wraps = document.format not in _FLOWING
    widest = _widest(lines) if wraps else {}
    for number, line in enumerate(lines):
        last = found[-1][-1] if found else None
        if (
            last is not None
            and not beside[number]
            and not beside[number - 1]
            and (_goes_on(last, line, widest) if wraps else _waits(last, line))
        ):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple([_passage(group) for group in found])


def _beside(lines: Sequence[Line]) -> list[bool]:
    """Say of each line whether it shares its row with another."""
    rows: dict[tuple[int, int, int], int] = {}
    for line in lines:
        key = (line.page, line.column, line.row)
        rows[key] = rows.get(key, 0) + 1
    return [rows[line.page, line.column, line.row] > 1 for line in lines]


def _widest(lines: Sequence[Line]) -> dict[int, float]:
    """Return the right edge of wrapped text by column; columns whose lines do not wrap have none."""
    edges: dict[int, list[float]] = {}
    left: dict[int, float] = {}
    for line in lines:
        left[line.column] = min(left.get(line.column, line.x0), line.x0)
    for line in lines:
        # Why: a date set to the right is no line as wide as the text.
        if line.x0 - left[line.column] <= _INDENT * (line.x1 - left[line.column]):
            edges.setdefault(line.column, []).append(line.x1)
    return {
        column: max(found) for column, found in edges.items() if sum(edge >= _FULL * max(found) for edge in found) > 1
    }


def _goes_on(line: Line, after: Line, widest: dict[int, float]) -> bool:
    """Say whether a line was broken only because the next word found no room on it."""
    if _waits(line, after):
        return True
    if after.bullet or after.heading or line.heading or after.column != line.column:
        return False
    if _FIELD.match(line.text) and len(line.text) < _LONG:
        return False  # Why: a short field is not wrapped; what comes next is another
    # Why: "the following\nposts:" is the end of a sentence, "Start date: ..." a field.
    if _FIELD.match(after.text) and not (after.text[:1].islower() and after.text.rstrip().endswith(":")):
        return False
    if after.page == line.page and after.top - line.bottom > 0.75 * max(line.size, after.size):
        return False
    if len(line.text.strip()) < _SHORTEST and not after.text.lstrip()[:1].islower():
        return False  # Why: lines of a letterhead or an address, each as wide as the next
    words = line.text.rstrip().split()
    if len(line.text.strip()) >= _SHORTEST and words[-1].isalpha() and words[-1].islower() and _runs(line.text):
        return True
    if line.column not in widest:
        # Why: in a short letter one line alone may be as wide as the page; then the words must run on.
        prose = sum(word.strip(",.;:").isalpha() and word.islower() for word in after.text.split()[:10]) >= _PROSE
        return len(line.text) >= _LONG and prose and not line.text.rstrip().endswith(_CLOSES)
    parted = line.text.rstrip()[-1:] in _HYPHENS and after.text[:1].islower()
    if after.page != line.page and line.text.rstrip().endswith(_CLOSES):
        return False
    if after.text.lstrip()[:1].islower() and line.x1 - line.x0 >= _RUNNING * (widest[line.column] - line.x0):
        return not line.text.rstrip().endswith(_CLOSES) or parted
    letter = (line.x1 - line.x0) / max(1, len(line.text))
    room = widest[line.column] - line.x1
    head = after.text.lstrip().split(" ", 1)[0]
    # Why 0.5: a letter is wider or narrower than the mean; a word that just fits was still not set there.
    return parted or (len(head) + 0.5) * letter > room


def _runs(text: str) -> bool:
    """Say whether a line is running text: small words among its first."""
    return sum(word.strip(",.;:").isalpha() and word.islower() for word in text.split()[:10]) > _PROSE


def _waits(line: Line, after: Line) -> bool:
    """Say whether a range of dates is open at the end of a line and the next begins with a date."""
    return bool(_OPEN_RANGE.search(line.text) and _BEGINS_DATED.match(after.text.lstrip()))


def _passage(lines: Sequence[Line]) -> Passage:
    text = ""
    places: list[int] = []
    for number, line in enumerate(lines):
        body = line.text.rstrip()
        start = line.span.start
        if number:
            begins = body.lstrip()[:1]
            if text[-1:] in _HYPHENS and len(text) > 1 and text[-2].isalpha() and begins.islower():
                text, places = text[:-1], places[:-1]
            else:
                text += " "
                places.append(start - 1)
        text += body
        places += range(start, start + len(body))
    first = lines[0]
    return Passage(text, tuple(places), (first.page, first.column, first.row), first.x0)


__all__ = ["Passage", "passages"]

"""A PDF that pdfium cannot open, or reads as nonsense -> bytes that it can open, or words of the second engine.

`rebuild` looks for objects that are whole and writes a new page tree and cross-reference table behind them.
To teach it a kind of damage: find the pages in `_Found`; what is missing may be left out, readers bear that.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from xpcalc.layout import Page, Word
from xpcalc.model import Finding

# Unit: bytes. Why: a stream of objects inflates by a factor of 10; more is an attack.
INFLATED = 64 * 1024 * 1024
OBJECTS = 200_000
# Why: an object's dictionary stands at its start; what follows is its stream.
HEAD = 65_536
# Source: share of these letters on 229 pages of CVs in seven languages: 0.56 and more; with the alphabet shifted by 1
# to 25 places, as fonts with a wrong table do, below 0.5 in 99.9 %.
COMMON = "eaoinrst"
COMMON_SHARE = 0.5

_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,7})[ \t\r\n]{1,4}([0-9]{1,5})[ \t\r\n]{1,4}obj(?![a-z])")
_PAGE = re.compile(rb"/Type\s{0,4}/Page(?![A-Za-z])")
_PAGES = re.compile(rb"/Type\s{0,4}/Pages(?![A-Za-z])")
_CATALOG = re.compile(rb"/Type\s{0,4}/Catalog(?![A-Za-z])")
_PACKED = re.compile(rb"/Type\s{0,4}/ObjStm(?![A-Za-z])")
_PARENT = re.compile(rb"/Parent\s{1,4}([0-9]{1,7})\s{1,4}[0-9]{1,5}\s{1,4}R")
_KIDS = re.compile(rb"/Kids\s{0,4}\[([^\]]*)")
_REFERENCE = re.compile(rb"([0-9]{1,7})\s{1,4}[0-9]{1,5}\s{1,4}R")
_FIRST = re.compile(rb"/First\s{1,4}([0-9]{1,9})(?!\s{1,4}[0-9]{1,5}\s{1,4}R)")
_NUMBER = re.compile(rb"[0-9]{1,9}")
_STREAM = re.compile(rb"stream\r?\n")
_CODELESS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_CODED = re.compile(r"[^\W_]{2,}")
_BROKEN = re.compile("[^\\W_][\ue000-\uf8ff\ufffd]|[\ue000-\uf8ff\ufffd][^\\W_]|[\ue000-\uf8ff\ufffd]{4}")
_LETTER = re.compile("[a-z]")
_DIGITS = re.compile(r"[0-9]{2,}")


def rebuild(data: bytes) -> bytes | None:
    """Return the PDF with a new page tree over the pages that are left, or None if there are none.

    Invariant: the objects stay as they are; only what points to them is written anew, behind them.
    """
    found = _Found(data)
    pages = found.pages()
    if not pages:
        return None
    # Why: a cut stream has no end; pdfium looks for one where the length is wrong.
    out = bytearray(data + b"\nendstream\nendobj\n")
    at = dict(found.starts)

    def write(number: int, body: bytes) -> None:
        at[number] = len(out)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    for number, body in found.packed.items():
        write(number, body)
    root = max(at) + 1
    tree = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), b" ".join(b"%d 0 R" % n for n in pages))
    lost = {n for page in pages if (n := found.parent(page)) is not None and n not in at}
    for number in sorted(lost):
        write(number, tree)
    write(root, tree)
    write(root + 1, b"<< /Type /Catalog /Pages %d 0 R >>" % root)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for run in _runs(sorted(at)):
        out += b"%d %d\n" % (run[0], len(run))
        for number in run:
            out += b"%010d %05d n \n" % (at[number], found.generations.get(number, 0) if number in found.starts else 0)
    out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (root + 2, root + 1, start)
    return bytes(out)


def repaired(pages: int) -> Finding:
    """Return the finding of a rebuilt file."""
    what = "1 page was" if pages == 1 else f"{pages} pages were"
    return Finding("W_REPAIRED", "warning", f"the PDF is damaged: {what} found again, some text may be missing")


class _Found:
    """The objects of a damaged file: where they start, and those that lay packed in streams of objects."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.starts: dict[int, int] = {}
        self.generations: dict[int, int] = {}
        self.packed: dict[int, bytes] = {}
        for n, match in enumerate(_OBJECT.finditer(data)):
            number = int(match[1])
            if n >= OBJECTS or not number:
                continue
            # Why: an object written again further down replaces the first.
            self.starts[number] = match.start()
            self.generations[number] = int(match[2])
        order = sorted(self.starts.values())
        self.stops = dict(zip(order, [*order[1:], len(data)], strict=False))
        left = INFLATED
        for start in order:
            head = self._head(start)
            if _PACKED.search(head):
                for number, body in _unpack(data[start + len(head) : self.stops[start]], head, left):
                    left -= len(body)
                    if number not in self.starts:
                        self.packed[number] = body

    def _head(self, start: int) -> bytes:
        # Why: an object reaches to the next one at most, so that all heads together are no longer than the file.
        part = self.data[start : min(start + HEAD, self.stops[start])]
        ends = [i for i in (part.find(b"stream"), part.find(b"endobj")) if i >= 0]
        return part[: min(ends)] if ends else part

    def body(self, number: int) -> bytes:
        """Return the dictionary of an object, empty if the file does not hold it."""
        if number in self.packed:
            return self.packed[number]
        return self._head(self.starts[number]) if number in self.starts else b""

    def parent(self, number: int) -> int | None:
        """Return the number of the node above a page."""
        match = _PARENT.search(self.body(number))
        return int(match[1]) if match else None

    def pages(self) -> list[int]:
        """Return the numbers of the pages, in the order of the trees that are left, then of the file."""
        order = [*sorted(self.starts, key=self.starts.__getitem__), *self.packed]
        pages: list[int] = []
        nodes: list[int] = []
        for number in order:
            body = self.body(number)
            if _PAGE.search(body):
                pages.append(number)
            elif _PAGES.search(body):
                nodes.append(number)
        known, nested = set(pages), set(nodes)
        told: dict[int, None] = {}
        # Why: a node without a parent is a root; a root that is lost leaves its children as roots.
        stack = [n for n in reversed(nodes) if self.parent(n) not in nested]
        seen: set[int] = set()
        while stack:
            number = stack.pop()
            if number in known:
                told.setdefault(number)
            elif number in nested and number not in seen:
                seen.add(number)
                kids = _KIDS.search(self.body(number))
                stack += reversed([int(m[1]) for m in _REFERENCE.finditer(kids[1])] if kids else [])
        return [*told, *[n for n in pages if n not in told]]


def _unpack(rest: bytes, head: bytes, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield the numbered objects of a stream of objects; a cut stream gives those before the cut."""
    first = _FIRST.search(head)
    stream = _STREAM.match(rest)
    if not first or not stream or limit <= 0:
        return
    plain = rest[stream.end() :]
    if b"FlateDecode" in head:
        try:
            plain = zlib.decompressobj().decompress(plain, limit)
        except zlib.error:
            return
    begin = min(int(first[1]), len(plain))
    numbers = [int(match[0]) for match in islice(_NUMBER.finditer(plain, 0, begin), 2 * OBJECTS)]
    places = list(zip(numbers[::2], numbers[1::2], strict=False))
    for (number, offset), (_, stop) in zip(places, [*places[1:], (0, len(plain) - begin)], strict=True):
        # Why: offsets that lie may ask for the whole stream many times over.
        limit -= max(stop - offset, 0)
        if limit < 0:
            return
        body = plain[begin + offset : begin + stop]
        if number and body:
            yield number, body


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


# ---------------------------------------------------------------- engines that disagree


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
    folded = text.lower()
    letters = len(_LETTER.findall(folded))
    # Why: a page of numbers, or of a few acronyms, is no sample of a language.
    return letters >= 150 and sum([folded.count(letter) for letter in COMMON]) < COMMON_SHARE * letters


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


# Unit: points. Source: hand-made; a stripe is a line or two, and no page that can be seen is longer than `_FAR`.
_STRIPE = 20.0
_FAR = 20_000.0


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

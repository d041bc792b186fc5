"""A PDF that pdfium cannot open -> bytes that it can open.

`rebuild` looks for objects that are whole and writes a new page tree and cross-reference table behind them.
To teach it a kind of damage: find the pages in `_Found`; what is missing may be left out, readers bear that.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

from xpcalc.model import Finding
from xpcalc.regex import regex

# Unit: bytes. Why: a stream of objects inflates by a factor of 10; more is an attack.
INFLATED = 64 * 1024 * 1024
OBJECTS = 200_000
# Why: an object's dictionary stands at its start; what follows is its stream.
HEAD = 65_536

_OBJECT = regex(rb"(?<![0-9])([0-9]{1,7})[ \t\r\n]{1,4}([0-9]{1,5})[ \t\r\n]{1,4}obj(?![a-z])")
_PAGE = regex(rb"/Type\s{0,4}/Page(?![A-Za-z])")
_PAGES = regex(rb"/Type\s{0,4}/Pages(?![A-Za-z])")
_CATALOG = regex(rb"/Type\s{0,4}/Catalog(?![A-Za-z])")
_PACKED = regex(rb"/Type\s{0,4}/ObjStm(?![A-Za-z])")
_PARENT = regex(rb"/Parent\s{1,4}([0-9]{1,7})\s{1,4}[0-9]{1,5}\s{1,4}R")
_KIDS = regex(rb"/Kids\s{0,4}\[([^\]]*)")
_REFERENCE = regex(rb"([0-9]{1,7})\s{1,4}[0-9]{1,5}\s{1,4}R")
_FIRST = regex(rb"/First\s{1,4}([0-9]{1,9})(?!\s{1,4}[0-9]{1,5}\s{1,4}R)")
_NUMBER = regex(rb"[0-9]{1,9}")
_STREAM = regex(rb"stream\r?\n")


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

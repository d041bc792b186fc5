"""Objects -> PDF bytes, with nothing checked: what a well-behaved library refuses to write."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from benchmarks.hostile.case import LINES

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
Objects = dict[int, bytes]


def shown(lines: tuple[str, ...] = LINES, x: float = 72, y: float = 760, size: float = 11, before: bytes = b"") -> bytes:
    """Return the operators that show lines below each other."""
    body = b" ".join([b"(%b) Tj 0 -18 Td" % line.encode("cp1252") for line in lines])
    return b"BT %b /F1 %g Tf %g %g Td %b ET\n" % (before, size, x, y, body)


CONTENT = shown()


def stream(data: bytes, entries: bytes = b"", length: bytes | None = None) -> bytes:
    """Return a stream object, with a length that may lie."""
    size = b"%d" % len(data) if length is None else length
    return b"<< /Length %b %b >>\nstream\n%b\nendstream" % (size, entries, data)


def page(
    *,
    box: bytes = b"/MediaBox [0 0 595 842]",
    contents: bytes = b"4 0 R",
    resources: bytes = b"",
    extra: bytes = b"",
) -> bytes:
    """Return a page object; its parent is object 2, its font object 5."""
    return b"<< /Type /Page /Parent 2 0 R %b /Contents %b /Resources << /Font << /F1 5 0 R >> %b >> %b >>" % (
        box,
        contents,
        resources,
        extra,
    )


def simple(content: bytes = CONTENT, entries: bytes = b"", **page_parts: bytes) -> Objects:
    """Return the objects of a file with one page."""
    return {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: page(**page_parts),
        4: stream(content, entries),
        5: FONT,
    }


def written(objects: Mapping[int, bytes], trailer: bytes = b"", start: bytes | None = None) -> bytes:
    """Return the file of these objects; `start` overrides what stands after startxref."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, objects[number])
    table = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        place = places.get(number)
        out += b"0000000000 65535 f \n" if place is None else b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%b\n%%%%EOF\n" % (
        size,
        trailer.replace(b"SELF", b"%d" % table),
        b"%d" % table if start is None else start,
    )
    return bytes(out)


def packed(data: bytes) -> tuple[bytes, bytes]:
    """Return deflated data and the stream entries that say so."""
    return zlib.compress(data, 9), b"/Filter /FlateDecode"


GOOD = written(simple(*packed(CONTENT)))


def changed(**parts: bytes) -> bytes:
    """Return the one-page file with objects replaced or added: `o6=...` is object 6."""
    return written(simple() | {int(key[1:]): value for key, value in parts.items()})


__all__ = ["CONTENT", "FONT", "GOOD", "Objects", "changed", "packed", "page", "shown", "simple", "stream", "written"]

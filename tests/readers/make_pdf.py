"""Drawing operators -> PDF bytes, written by hand so that a test says exactly what stands in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BOX = b"[0 0 595 842]"
FONTS = b"/Font << /F1 5 0 R /F2 6 0 R >>"


def line(x: float, y: float, text: str, size: float = 11, font: str = "F1") -> bytes:
    """Return the operators that show one line of text."""
    shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return b"BT /%b %g Tf %g %g Td (%b) Tj ET\n" % (font.encode(), size, x, y, shown)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), entries, data)


def picture(width: int, height: int, grey: bytes) -> bytes:
    """Return a grey picture as an object; a page shows it with `image`."""
    entries = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
    return stream(grey, entries % (width, height))


def image(name: str, x: float, y: float, width: float, height: float) -> bytes:
    """Return the operators that show a picture."""
    return b"q %g 0 0 %g %g %g cm /%b Do Q\n" % (width, height, x, y, name.encode())


def box(x: float, y: float, width: float, height: float, grey: float) -> bytes:
    """Return the operators that fill a rectangle."""
    return b"q %g g %g %g %g %g re f Q\n" % (grey, x, y, width, height)


def pdf(
    *pages: bytes,
    resources: bytes = b"",
    extra: bytes = b"",
    objects: Mapping[int, bytes] | None = None,
    catalog: bytes = b"",
    media: bytes = BOX,
) -> bytes:
    """Return a PDF of these pages: Helvetica is F1, bold F2; further objects take numbers from 10 to 99."""
    bodies: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        6: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
        **(objects or {}),
    }
    kids = []
    for n, content in enumerate(pages):
        number = 100 + 2 * n
        kids.append(b"%d 0 R" % number)
        bodies[number] = b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents %d 0 R /Resources << %b %b >> %b >>" % (
            media,
            number + 1,
            FONTS,
            resources,
            extra,
        )
        bodies[number + 1] = stream(content)
    bodies[2] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(pages), b" ".join(kids))
    return assembled(bodies)


def assembled(bodies: Mapping[int, bytes], order: Sequence[int] = ()) -> bytes:
    """Return a file of these objects, in the order given or by number."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    starts: dict[int, int] = {}
    for number in order or sorted(bodies):
        starts[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, bodies[number])
    start = len(out)
    size = max(bodies) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % starts[number] if number in starts else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)

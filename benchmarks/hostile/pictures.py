"""Cases: pictures that lie about their size, their chunks or their kind; with and without OCR installed."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from functools import partial

from benchmarks.hostile.case import Case, deflated


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, pixels: bytes | None = None, *more: bytes) -> bytes:
    """Return a grey PNG whose header says these dimensions."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = zlib.compress((b"\0" + b"\xff" * width) * height) if pixels is None else pixels
    parts = (_chunk(b"IHDR", head), *more, _chunk(b"IDAT", data), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def tiff(entries: list[tuple[int, int, int, int]], following: int = 0, tail: bytes = b"") -> bytes:
    """Return a TIFF of one directory: (tag, type, count, value), then where the next directory is said to be."""
    rows = b"".join([struct.pack("<HHII", *entry) for entry in entries])
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + rows + struct.pack("<I", following) + tail


def _frame(width: int, height: int, strips: int = 1) -> list[tuple[int, int, int, int]]:
    return [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, strips, 200), (278, 4, 1, height), (279, 4, strips, 64)]  # fmt: skip


def _text_chunk(mebibytes: int) -> bytes:
    return _chunk(b"zTXt", b"Comment\0\0" + b"\x78\xda" + deflated(mebibytes) + b"\0\0\0\1")


def _case(name: str, make: Callable[[], bytes], expect: str, *also: str, row: str = "D2", slow: bool = False) -> Case:
    # Why: a machine without OCR says so before it looks at a pixel.
    return Case(f"picture_{name}", row, make, expect, ("E_NEEDS_OCR", *also), slow=slow)


_JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
_SIZE = b"\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00"

CASES: tuple[Case, ...] = (
    _case("60000.png", lambda: png(60_000, 60_000, b"\x78\xda" + deflated(16)), "E_LIMIT_PIXELS"),
    _case("2e9.png", lambda: png(2_000_000_000, 2_000_000_000, b""), "E_LIMIT_PIXELS", "E_DAMAGED"),
    _case("zero.png", lambda: png(0, 0, b""), "E_DAMAGED", "E_EMPTY"),
    _case("10000.png", lambda: png(10_000, 10_000, b"\x78\xda" + deflated(96, b"\xff" * (1 << 20))), "E_LIMIT_PIXELS", slow=True),
    _case("short_data.png", lambda: png(500, 500, zlib.compress(b"\0" * 10)), "E_DAMAGED", "E_EMPTY"),
    _case("bad_data.png", lambda: png(500, 500, random.Random(1).randbytes(900)), "E_DAMAGED", "E_EMPTY"),
    _case("text_bomb.png", lambda: png(8, 8, None, _text_chunk(64)), "E_DAMAGED", "E_EMPTY"),
    _case("profile_bomb.png", lambda: png(8, 8, None, _chunk(b"iCCP", b"x\0\0\x78\xda" + deflated(64))), "E_DAMAGED", "E_EMPTY"),
    _case("palette_none.png", lambda: png(8, 8, None, _chunk(b"PLTE", b"")), "E_EMPTY", "E_DAMAGED"),
    _case("header_only.png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "E_DAMAGED"),
    _case("blank.png", partial(png, 40, 40), "E_EMPTY"),
    _case("one_row_5000.png", lambda: png(5_000, 1), "E_EMPTY", "E_DAMAGED"),
    _case("named.pdf", partial(png, 40, 40), "E_EMPTY", row="D1"),
    _case("65535.jpg", lambda: _JPEG + _SIZE + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + bytes(200), "E_LIMIT_PIXELS", "E_DAMAGED"),
    _case("cut.jpg", lambda: _JPEG, "E_DAMAGED"),
    _case("markers.jpg", lambda: _JPEG + b"\xff\xe1\0\2" * 2000, "E_DAMAGED"),
    _case("exif_junk.jpg", lambda: b"\xff\xd8\xff\xe1\x0f\xa0Exif\0\0II*\0" + random.Random(3).randbytes(4000), "E_DAMAGED"),
    _case("next_is_itself.tiff", lambda: tiff(_frame(8, 8), 8, bytes(300)), "E_EMPTY", "E_DAMAGED", "E_TIMEOUT"),
    _case("60000.tiff", lambda: tiff(_frame(60_000, 60_000), 0, bytes(300)), "E_LIMIT_PIXELS", "E_DAMAGED"),
    _case("strips_2e9.tiff", lambda: tiff(_frame(8, 8, 2_000_000_000), 0, bytes(300)), "E_DAMAGED", "E_EMPTY"),
    _case("entries_of_nothing.tiff", lambda: tiff([], 0), "E_DAMAGED"),
    _case("tag_2e9.tiff", lambda: tiff([*_frame(8, 8), (270, 2, 2_000_000_000, 8)], 0, bytes(300)), "E_EMPTY", "E_DAMAGED"),
    _case("directory_beyond.tiff", lambda: b"II*\0\xff\xff\xff\x7f", "E_DAMAGED"),
    _case("riff.webp", lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8L\xff\xff\xff\xff\x2f" + b"\xff" * 200, "E_LIMIT_PIXELS", "E_DAMAGED"),
    _case("extended.webp", lambda: b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X\n\0\0\0\0\0\0\0" + b"\xff" * 6, "E_LIMIT_PIXELS", "E_DAMAGED"),
    _case("gif.gif", lambda: b"GIF89a" + b"\xff\xff\xff\xff\0\0\0" + bytes(99), "E_NEEDS_OCR"),
    _case("bmp.bmp", lambda: b"BM" + bytes(40) + struct.pack("<ii", 2_000_000_000, 2_000_000_000), "E_NEEDS_OCR", "E_UNKNOWN_TYPE"),
    _case("heif.heic", lambda: b"\0\0\0\x18ftypheic" + bytes(99), "E_NEEDS_OCR"),
)  # fmt: skip

"""Messages between processes: one letter, a length, that many bytes; the only shape that crosses a border.

To send another kind of message, give it a letter here and both ends a branch. What is inside is JSON or bytes that the
receiver checks itself; never a pickle.
"""

from __future__ import annotations

import json
import os
import struct
from typing import Any

from xpcalc.errors import XpcalcError

# From a worker.
READY, PROGRESS, ANSWER, FAILED, MORE, LEARNT = b"r", b"p", b"a", b"f", b"m", b"l"
# Between supervisor and keeper, besides these.
JOB, SETUP, BROKEN = b"j", b"s", b"b"

_HEAD = struct.Struct(">cI")
# Why: room for the largest document handed over as bytes, with its header.
LARGEST = 1 << 30


class Garbage(XpcalcError, ValueError):
    """Bytes that are no message, or a longer one than allowed."""

    code = "E_ANSWER"


def framed(kind: bytes, body: bytes = b"") -> bytes:
    """Return a message as bytes."""
    return _HEAD.pack(kind, len(body)) + body


def headed(header: dict[str, Any], body: bytes = b"") -> bytes:
    """Return a body with a line of JSON before it."""
    return json.dumps(header, separators=(",", ":")).encode("ascii") + b"\n" + body


def split(body: bytes) -> tuple[dict[str, Any], bytes]:
    """Return header and rest of a body. Raises: Garbage."""
    line, _, rest = body.partition(b"\n")
    try:
        header = json.loads(line)
    except ValueError:
        raise Garbage("a message without a header") from None
    if type(header) is not dict:
        raise Garbage("a message without a header")
    return header, rest


class Frames:
    """Bytes as they come in -> whole messages."""

    __slots__ = ("_allowed", "_buffer", "_limit")

    def __init__(self, allowed: bytes, limit: int) -> None:
        self._allowed = allowed
        self._limit = limit
        self._buffer = bytearray()

    def __bool__(self) -> bool:
        """Say whether part of a message is waiting for its rest."""
        return bool(self._buffer)

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """Return the messages that are complete now. Raises: Garbage."""
        self._buffer += data
        found = []
        while len(self._buffer) >= _HEAD.size:
            kind, size = _HEAD.unpack_from(self._buffer)
            if kind not in self._allowed or size > self._limit:
                raise Garbage(f"a message of {size} bytes" if kind in self._allowed else "bytes that are no message")
            stop = _HEAD.size + size
            if len(self._buffer) < stop:
                break
            found.append((kind, bytes(self._buffer[_HEAD.size : stop])))
            del self._buffer[:stop]
        return found


def write_all(fd: int, data: bytes) -> None:
    """Write all of it to a blocking descriptor."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


__all__ = [
    "ANSWER",
    "BROKEN",
    "FAILED",
    "JOB",
    "LARGEST",
    "LEARNT",
    "MORE",
    "PROGRESS",
    "READY",
    "SETUP",
    "Frames",
    "Garbage",
    "framed",
    "headed",
    "split",
    "write_all",
]

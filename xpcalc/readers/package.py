"""ZIP bytes -> named parts, every inflated byte counted; XML bytes -> tree without DTD. For the readers of packages.

To read another packaged format: open a `Package`, look at `names`, ask `part(name)` for the few parts you need.
Nothing is ever written to disk and no part is opened that a reader did not name.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force

if TYPE_CHECKING:
    from zipfile import ZipInfo

_DAMAGED = "open it in the program that made it and save it again"


class Package:
    """A ZIP archive in memory whose parts are inflated under the limits in force.

    Raises: UnreadableDocument with E_DAMAGED, E_ENCRYPTED, E_AMBIGUOUS, E_BOMB, E_LIMIT_ENTRIES.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._inflated = 0
        self._parts = _directory(data)
        self.names: tuple[str, ...] = tuple(self._parts)

    def __contains__(self, name: object) -> bool:
        return name in self._parts

    def part(self, name: str) -> bytes:
        """Return the bytes of one part; KeyError if there is none of that name."""
        info = self._parts[name]
        if info.flag_bits & 0x1:
            raise UnreadableDocument(
                "E_ENCRYPTED", "the file needs a password", "save it without a password and try again"
            )
        start = self._offset(info)
        packed = memoryview(self._data)[start : start + info.compress_size]
        if len(packed) < info.compress_size:
            raise UnreadableDocument("E_DAMAGED", f"the file is cut short inside {name}", _DAMAGED)
        if info.compress_type == 0:
            content = bytes(packed)
            self._count(len(content), len(content), name)
        elif info.compress_type == 8:
            content = self._inflate(packed, name)
        else:
            raise UnreadableDocument("E_DAMAGED", f"{name} is packed in an unusual way", _DAMAGED)
        if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
            raise UnreadableDocument("E_DAMAGED", f"{name} inside the file is damaged", _DAMAGED)
        return content

    def _offset(self, info: ZipInfo) -> int:
        head = self._data[info.header_offset : info.header_offset + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise UnreadableDocument("E_DAMAGED", "the file is damaged before one of its parts", _DAMAGED)
        name_bytes, extra_bytes = struct.unpack("<HH", head[26:30])
        return int(info.header_offset + 30 + name_bytes + extra_bytes)

    def _inflate(self, packed: memoryview, name: str) -> bytes:
        # Why: the size in the header may lie, so bytes are counted as they come out.
        inflater = zlib.decompressobj(-15)
        chunks: list[bytes] = []
        size = 0
        feed: Any = packed
        try:
            while True:
                chunk = inflater.decompress(feed, MIB)
                size += len(chunk)
                self._check(size, len(packed), name)
                chunks.append(chunk)
                feed = inflater.unconsumed_tail
                if inflater.eof or (not feed and len(chunk) < MIB):
                    break
        except zlib.error:
            raise UnreadableDocument("E_DAMAGED", f"{name} inside the file is damaged", _DAMAGED) from None
        self._inflated += size
        return b"".join(chunks)

    def _count(self, size: int, packed: int, name: str) -> None:
        self._check(size, packed, name)
        self._inflated += size

    def _check(self, size: int, packed: int, name: str) -> None:
        total, limits = self._inflated + size, in_force()
        # Why: below 1 MiB a ratio says nothing: 20 kB of blanks are harmless.
        dense = size > MIB and size > limits.zip_ratio * max(packed, 1)
        if size > limits.zip_part_bytes or total > limits.zip_bytes or dense:
            raise UnreadableDocument(
                "E_BOMB",
                f"{name} unpacks to far more than a document holds ({size // MIB} MiB from {packed} bytes)",
                "this is no usual document; ask for another copy",
            )


def _directory(data: bytes) -> dict[str, ZipInfo]:
    """Return the central directory by name, after the checks that need no inflating."""
    # Why: zipfile would build an object for each of 60,000 entries; the end record tells the count at once.
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) - end < 22:
        raise UnreadableDocument("E_DAMAGED", "the file is cut short: its list of parts is missing", _DAMAGED)
    count = struct.unpack("<H", data[end + 10 : end + 12])[0]
    most = in_force().zip_entries
    if count > most:
        raise UnreadableDocument(
            "E_LIMIT_ENTRIES", f"the archive holds {count} files, more than {most}", "send the document alone"
        )
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, EOFError, OverflowError):
        raise UnreadableDocument("E_DAMAGED", "the list of parts inside the file is damaged", _DAMAGED) from None
    if len(infos) > most:
        raise UnreadableDocument(
            "E_LIMIT_ENTRIES", f"the archive holds {len(infos)} files, more than {most}", "send the document alone"
        )
    parts: dict[str, ZipInfo] = {}
    for info in infos:
        if not info.filename:
            raise UnreadableDocument("E_DAMAGED", "a part inside the file has no name", _DAMAGED)
        if info.filename.endswith("/"):
            continue
        if info.filename in parts:
            raise UnreadableDocument(
                "E_AMBIGUOUS",
                "the file holds two parts of one name: programs would show different texts",
                _DAMAGED,
            )
        parts[info.filename] = info
    # Why: overlapping parts let a small archive unpack to petabytes (Python < 3.11.8 does not refuse them).
    stop = 0
    for info in sorted(parts.values(), key=lambda part: part.header_offset):
        if info.header_offset < stop:
            raise UnreadableDocument(
                "E_BOMB", "parts of the archive lie over each other", "this is no usual document; ask for another copy"
            )
        stop = info.header_offset + 30 + info.compress_size
    return parts


def parse_xml(data: bytes, what: str) -> Any:
    """Return the root element (lxml) of XML without a DTD; comments and processing instructions are dropped.

    Raises: UnreadableDocument with E_XML_DTD, E_LIMIT_XML, E_DAMAGED.
    """
    from lxml import etree

    # Why: in UTF-16 every other byte is NUL; the check must see the DOCTYPE there too.
    head = data[:4096].replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!DOCTYPE" in data:
        raise UnreadableDocument("E_XML_DTD", f"{what} declares a DOCTYPE, which no such document has", _DAMAGED)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        reason = str(error)
        if any(word in reason for word in ("depth", "limit", "too long", "huge")):
            raise UnreadableDocument(
                "E_LIMIT_XML", f"{what} is nested too deep or too large for a document", _DAMAGED
            ) from None
        raise UnreadableDocument("E_DAMAGED", f"{what} is not well-formed XML", _DAMAGED) from None
    except (ValueError, LookupError):
        raise UnreadableDocument("E_DAMAGED", f"{what} is not well-formed XML", _DAMAGED) from None
    if root is None:
        raise UnreadableDocument("E_DAMAGED", f"{what} is empty", _DAMAGED)
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument("E_XML_DTD", f"{what} declares a DOCTYPE, which no such document has", _DAMAGED)
    return root


def too_deep(what: str) -> UnreadableDocument:
    """Return the error of a walker that has gone below the limit."""
    return UnreadableDocument("E_LIMIT_XML", f"{what} is nested too deep for a document", _DAMAGED)

"""ZIP of documents -> their bytes, one at a time, within limits; nothing is written to disk.

To read another archive format: the same two functions, `contents` and `Archives.part`.
"""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
import zlib
from typing import IO

from xpcalc import intake
from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force
from xpcalc.readers.linkedin_zip import accepts as is_linkedin

RATIO_FROM = MIB  # below this a ratio says nothing: 20 kB of blanks are harmless
NAME_BYTES = 1_000  # of the directory, for each entry: keeps the list of names in memory small
DEPTH = 2  # a ZIP in a ZIP, no further

# Source: part names that only packaged documents have; a ZIP with one of them is a document, not a folder.
_PARTS = frozenset(("[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "META-INF/container.xml"))
_AGAIN = "pack the documents again, or name the folder instead"


def is_zip(path: str) -> bool:
    """Say whether a regular file begins like a ZIP."""
    try:
        with _opened(path) as file:
            return file.read(4) == b"PK\x03\x04"
    except (OSError, UnreadableDocument):
        return False


def contents(path: str) -> list[tuple[str, ...]]:
    """Return the ways to the files inside an archive, sorted; empty for a ZIP that is itself a document.

    Raises: UnreadableDocument with E_LIMIT_FILE, E_LIMIT_ENTRIES, E_AMBIGUOUS, E_BOMB, E_DAMAGED.
    """
    with _opened(path) as file:
        found = _listing(file, (), os.fstat(file.fileno()).st_size)
    if len(found) > in_force().zip_entries:
        raise _too_many(len(found))
    return sorted(found, key=lambda members: [name.encode("utf-8", "surrogatepass") for name in members])


class Archives:
    """Gives files out of archives; the last archive stays open, as its documents follow each other."""

    def __init__(self) -> None:
        self._way: tuple[str, ...] = ()
        self._zip: zipfile.ZipFile | None = None
        self._file: IO[bytes] | None = None

    def part(self, path: str, members: tuple[str, ...], limit: int) -> bytes:
        """Return the bytes of a file inside an archive, at most `limit`. Raises: UnreadableDocument."""
        way = (path, *members[:-1])
        if way != self._way:
            self.close()
            self._file = _opened(path)
            self._zip = _zip_of(self._file)
            for member in members[:-1]:
                self._zip = _zip_of(io.BytesIO(_inflated(self._zip, member, in_force().zip_part_bytes)))
            self._way = way
        assert self._zip is not None
        return _inflated(self._zip, members[-1], limit)

    def close(self) -> None:
        """Close what is open."""
        if self._file is not None:
            self._file.close()
        self._way, self._zip, self._file = (), None, None


def _opened(path: str) -> IO[bytes]:
    return os.fdopen(intake.opened(path), "rb")


def _listing(file: IO[bytes], way: tuple[str, ...], size: int) -> list[tuple[str, ...]]:
    infos = _checked(file, size)
    if infos is None:
        return []
    names = [info.filename for info in infos]
    if _PARTS & set(names) or is_linkedin(names):
        return [way] if way else []
    found: list[tuple[str, ...]] = []
    for info in infos:
        base = info.filename.rpartition("/")[2]
        if info.filename.startswith("__MACOSX/") or base.startswith((".", "~$")):
            continue
        if stat.S_ISLNK(info.external_attr >> 16):
            continue
        inner = (*way, info.filename)
        if base.lower().endswith(".zip") and len(inner) < DEPTH and not info.flag_bits & 1:
            try:
                data = _inflated(_zip_of(file), info.filename, in_force().zip_part_bytes)
                deeper = _listing(io.BytesIO(data), inner, len(data))
            except UnreadableDocument:
                # Why: it stands in the list as a document of its own and fails there by its name.
                deeper = []
            found += deeper or [inner]
        else:
            found.append(inner)
    return found


def _checked(file: IO[bytes], size: int) -> list[zipfile.ZipInfo] | None:
    """Return the entries of an archive that keeps the limits; None for what is no readable ZIP."""
    end = _end_of(file, size)
    if end is None:
        return None
    entries, directory = end
    if entries > in_force().zip_entries or directory > in_force().zip_entries * NAME_BYTES:
        raise _too_many(entries)
    try:
        infos = [info for info in _zip_of(file).infolist() if not info.is_dir()]
    except UnreadableDocument:
        return None
    names = [info.filename for info in infos]
    if size > in_force().archive_bytes:
        most = in_force().archive_bytes // MIB
        raise UnreadableDocument(
            "E_LIMIT_FILE", f"the archive has {size // MIB} MiB, more than {most}", "unpack it and name the folder"
        )
    if len(set(names)) < len(names):
        raise UnreadableDocument("E_AMBIGUOUS", "two files in the archive have the same name", _AGAIN)
    stop = 0
    for info in sorted(infos, key=lambda each: each.header_offset):
        if info.header_offset < stop:
            raise UnreadableDocument("E_BOMB", "parts of the archive lie over each other", _AGAIN)
        stop = info.header_offset + 30 + info.compress_size
    return infos


def _end_of(file: IO[bytes], size: int) -> tuple[int, int] | None:
    """Return what the end of a ZIP says: how many entries, and the bytes of their list.

    Why before opening it: the list is read whole, and a few hundred megabytes may stand there.
    """
    tail_bytes = min(size, 22 + 65_535)
    file.seek(size - tail_bytes)
    tail = file.read(tail_bytes)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22:
        return None
    entries, directory = struct.unpack("<10xHL", tail[at : at + 16])
    if entries != 0xFFFF and directory != 0xFFFFFFFF:
        return entries, directory
    if at < 20 or tail[at - 20 : at - 16] != b"PK\x06\x07":
        return entries, directory
    (where,) = struct.unpack("<8xQ", tail[at - 20 : at - 4])
    file.seek(min(where, size))
    record = file.read(56)
    if len(record) < 56 or record[:4] != b"PK\x06\x06":
        return None
    entries, directory = struct.unpack("<32xQQ", record[:48])
    return entries, directory


def _zip_of(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        file.seek(0)
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise UnreadableDocument("E_DAMAGED", "the archive is damaged", _AGAIN) from None


def _inflated(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return one file of an archive; its bytes are counted as they come out, whatever its header says."""
    try:
        info = archive.getinfo(name)
        if info.flag_bits & 1:
            raise UnreadableDocument(
                "E_ENCRYPTED", "the archive needs a password", "unpack it with the password and name the folder"
            )
        bound = max(RATIO_FROM, in_force().zip_ratio * max(info.compress_size, 1))
        with archive.open(info) as part:
            data = part.read(min(limit, bound) + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument("E_DAMAGED", "the file is damaged inside its archive", _AGAIN) from None
    if len(data) > bound:
        raise UnreadableDocument("E_BOMB", "the file is packed far too densely", "send the document alone")
    if len(data) > limit:
        raise UnreadableDocument(
            "E_LIMIT_FILE", f"the file has more than {limit // MIB} MiB", "save it without pictures"
        )
    return data


def _too_many(count: int) -> UnreadableDocument:
    most = in_force().zip_entries
    return UnreadableDocument(
        "E_LIMIT_ENTRIES", f"the archive holds {count} files, more than {most}", "unpack it and name the folder"
    )

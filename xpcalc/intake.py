"""Path -> bytes of a regular file, read once; what is no file of a disk is refused before a byte is read.

To refuse another kind of thing, add a test to `opened`. Nothing here waits: a pipe without a writer, a terminal or a
device is told from a file before it is read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force

# Source: Linux; file systems whose files are made up by the kernel as they are read.
_MADE_UP = ("/proc", "/sys")
# Why: Windows has neither; there a binary descriptor must be asked for.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NOCTTY = getattr(os, "O_NOCTTY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def told_apart(paths: Sequence[str | os.PathLike[str]]) -> list[str]:
    """Return what each path is called in a report: its file name, with folders before it where others share it."""
    texts = [os.fspath(path) for path in paths]
    names = [os.path.basename(text) for text in texts]
    if len(set(names)) == len(set(texts)):
        return names
    ways = {text: text.replace(os.sep, "/").rstrip("/").split("/") for text in texts}
    held: dict[str, set[str]] = {}
    for text, name in zip(texts, names, strict=True):
        held.setdefault(name, set()).add(text)
    found: list[str] = []
    for text, name in zip(texts, names, strict=True):
        others = [ways[other] for other in held[name] if other != text]
        mine = ways[text]
        size = next((n for n in range(1, len(mine)) if all(other[-n:] != mine[-n:] for other in others)), len(mine))
        found.append("/".join(mine[-size:]) if others else name)
    return found


def opened(path: str | os.PathLike[str], *, follow: bool = True) -> int:
    """Return a descriptor of a regular file of allowed size.

    `follow` = a symbolic link that was named is followed; folders that are walked through do not follow any.
    Raises: UnreadableDocument with E_NOT_FOUND, E_DIRECTORY, E_NOT_REGULAR, E_NOT_ALLOWED, E_NOT_READ, E_LIMIT_FILE.
    """
    if "\0" in os.fsdecode(path):
        raise UnreadableDocument("E_NOT_FOUND", "there is no such file", "check the name and the folder")
    try:
        # Why: opening a device can do something (rewind a tape); so it is looked at first, and again once open,
        # in case it was exchanged in between.
        _checked(os.stat(path, follow_symlinks=follow))
        fd = os.open(path, _FLAGS | _NOCTTY | (0 if follow else _NOFOLLOW))
    except OSError as error:
        raise _refused(error) from None
    try:
        _checked(os.fstat(fd))
    except BaseException:
        os.close(fd)
        raise
    return fd


def bytes_of(fd: int) -> bytes:
    """Return what an open file holds, read once; it is not closed. Raises: UnreadableDocument."""
    try:
        return _bytes_of(fd)
    except OSError as error:
        raise _refused(error) from None


def load(path: str | os.PathLike[str], *, follow: bool = True) -> bytes:
    """Return the bytes of a file. Raises: UnreadableDocument that says what to do."""
    fd = opened(path, follow=follow)
    try:
        return bytes_of(fd)
    finally:
        os.close(fd)


def _bytes_of(fd: int) -> bytes:
    size = os.fstat(fd).st_size
    if size == 0:
        # Why: files of the kernel (/proc) say 0 and hold something; a file of a disk with 0 bytes holds none.
        if os.read(fd, 1):
            raise not_regular()
        return b""
    chunks: list[bytes] = []
    # Why: the size is that of the moment it was opened; a file that grows while it is read is cut there, and the
    # hash names the bytes that were read.
    left = size
    while left > 0:
        chunk = os.read(fd, min(left, 4 * MIB))
        if not chunk:
            break
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _checked(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableDocument("E_DIRECTORY", "this is a folder", "name the files in it, for example folder/*.pdf")
    if not stat.S_ISREG(status.st_mode) or status.st_dev in _made_up():
        raise not_regular()
    check_size(status.st_size)


def check_size(size: int) -> None:
    """Raise for more bytes than any document or archive may have: UnreadableDocument with E_LIMIT_FILE."""
    most = max(in_force().file_bytes, in_force().archive_bytes)
    if size > most:
        raise UnreadableDocument(
            "E_LIMIT_FILE",
            f"the file has {size / MIB:,.0f} MiB, more than {most // MIB}",
            "save it without pictures, or send the CV alone",
        )


def not_regular() -> UnreadableDocument:
    """Return the error for a pipe, a device, a socket or a file of the system."""
    return UnreadableDocument(
        "E_NOT_REGULAR", "this is no file but a pipe, a device or a link", "copy the document into a file of its own"
    )


def _made_up() -> frozenset[int]:
    found = []
    for path in _MADE_UP:
        try:
            found.append(os.stat(path).st_dev)
        except OSError:
            continue
    return frozenset(found)


def _refused(error: OSError) -> UnreadableDocument:
    import errno

    if isinstance(error, FileNotFoundError) or error.errno in (errno.ENOTDIR, errno.ENAMETOOLONG):
        return UnreadableDocument("E_NOT_FOUND", "there is no such file", "check the name and the folder")
    if isinstance(error, PermissionError):
        return UnreadableDocument("E_NOT_ALLOWED", "the file may not be read", "check its permissions")
    if error.errno in (errno.ELOOP, errno.ENXIO, errno.ENODEV):
        return not_regular()
    return UnreadableDocument("E_NOT_READ", f"the file cannot be read ({error.strerror})", "copy it and try again")


__all__ = ["bytes_of", "check_size", "load", "not_regular", "opened"]

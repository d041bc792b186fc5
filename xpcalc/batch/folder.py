"""An output folder -> its lock; what a disk can do -> one line. To name another fault, a branch in `plain_errors`."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from xpcalc.errors import XpcalcError

LOCK = "journal.lock"


class BatchError(XpcalcError):
    """The output folder cannot be used or written: a lock, a full disk, a foreign journal."""

    code = "E_OUTPUT"


@contextmanager
def plain_errors(folder: str) -> Iterator[None]:
    """Turn what a disk can do into one line. Raises: BatchError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # Why: SQLite says "disk I/O error" where a limit on file size is met, and "full" where the disk is.
        if isinstance(error, sqlite3.OperationalError):
            raise BatchError(_disk(folder, str(error))) from error
        raise BatchError(f"{folder}: the journal is damaged ({error}): use another folder with -o") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM):
            raise BatchError(_disk(folder, error.strerror or str(error))) from error
        raise


def _disk(folder: str, what: str) -> str:
    return f"{folder}: cannot be written ({what}): make room and run the same command again, nothing is lost"


def locked(folder: str) -> IO[str]:
    """Return the open lock file. Raises: BatchError that names who holds it."""
    file = open(os.path.join(folder, LOCK), "a+", encoding="utf-8")  # noqa: SIM115 - held until the journal is closed
    try:
        _take(file)
    except OSError:
        file.seek(0)
        holder = file.read().strip() or "unknown"
        file.close()
        raise BatchError(f"{folder}: in use by pid {holder}: wait for it, or name another folder with -o") from None
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def _take(file: IO[str]) -> None:
    # Why not flock: its lock goes on to forked children, and would outlive a killed parent by their last moment.
    try:
        import fcntl
    except ImportError:
        import msvcrt

        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

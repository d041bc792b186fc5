"""Templates -> their compiled form, kept in this user's cache: compiling them takes longer than filling them."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from xpcalc import __version__
from xpcalc.places import cache_folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket


class Compiled:
    """A cache that costs time, never a report: what cannot be read or written is compiled again.

    Shape: the two methods that Jinja calls of its BytecodeCache, which may not be imported here.
    Invariant: only a folder that nobody else can write to is read, because code comes out of it.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return what was kept for a template; the bucket checks the version of Python and Jinja, and the text."""
        from jinja2.bccache import Bucket

        key = hashlib.sha256(f"{__version__}|{name}|{filename}".encode("utf-8", "replace")).hexdigest()[:40]
        bucket = Bucket(environment, key, hashlib.sha256(source.encode()).hexdigest())
        with suppress(OSError), open(self._path(bucket), "rb") as file:
            bucket.load_bytecode(file)
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        """Keep what the bucket holds, written aside and renamed."""
        path = self._path(bucket)
        part = f"{path}.{os.getpid()}"
        with suppress(OSError):
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(handle, "wb") as file:
                    bucket.write_bytecode(file)
                os.replace(part, path)
            except OSError:
                os.unlink(part)

    def _path(self, bucket: Bucket) -> str:
        return os.path.join(self._folder, f"{bucket.key}.bin")


def cache() -> Compiled | None:
    """Return the cache of this user, None where there is no folder that is theirs alone."""
    folder = cache_folder("pages")
    if folder is None or not hasattr(os, "getuid"):
        return None
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        found = os.lstat(folder)
    except OSError:
        return None
    ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
    return Compiled(folder) if ours else None


__all__ = ["Compiled", "cache"]

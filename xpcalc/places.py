"""Environment -> folders of this user. To keep one more thing between runs, give it a name of its own."""

from __future__ import annotations

import os


def cache_folder(name: str) -> str | None:
    """Return the folder of this user's cache for one kind of thing, or None if there is no such place."""
    import sys

    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA", "")
        else:
            base = os.path.expanduser("~/Library/Caches" if sys.platform == "darwin" else "~/.cache")
    return os.path.join(base, "xpcalc", name) if os.path.isabs(base) else None


__all__ = ["cache_folder"]

"""Environment and documents -> where things of this program lie. To keep one more thing, give it a name here."""

from __future__ import annotations

import os

# The ending of the file of corrections beside a document: cv.pdf.xpcalc.yaml.
ASIDE = ".xpcalc.yaml"


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


__all__ = ["ASIDE", "cache_folder"]

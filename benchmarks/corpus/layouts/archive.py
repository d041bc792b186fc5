"""Named parts -> a zip archive with the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def archive(parts: Mapping[str, str], stored: tuple[str, ...] = ()) -> bytes:
    """Return the zip; names in `stored` are not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            zipped.writestr(info, text.encode())
    return out.getvalue()

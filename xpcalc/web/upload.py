"""Body of an upload -> names and bytes, in memory only and within limits; everything else is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

if TYPE_CHECKING:
    from starlette.requests import Request

# Source: docs/serve.md, "Limits".
FILE_BYTES, FILES, FIELD_BYTES = 25 << 20, 50, 16 << 10
_NAME = 200


class _TooLarge(MultiPartException):
    """A single file is larger than a document may be."""


class _Parser(MultiPartParser):
    # Why: never on disk; what a person drops stays in memory until they keep it somewhere.
    spool_max_size = FILE_BYTES + 1

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        file = self._current_part.file
        if file is not None:
            size = getattr(file, "_seen", 0) + end - start
            file._seen = size  # type: ignore[attr-defined]
            if size > FILE_BYTES:
                raise _TooLarge("a file is too large")
        super().on_part_data(data, start, end)


async def files_of(request: Request) -> list[tuple[str, bytes]]:
    """Return names and bytes of the files of a form. Raises: HTTPException 400, 413, 415."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(415)
    parser = _Parser(request.headers, request.stream(), max_files=FILES, max_fields=10, max_part_size=FIELD_BYTES)
    try:
        form = await parser.parse()
    except _TooLarge:
        raise HTTPException(413) from None
    except MultiPartException as error:
        raise HTTPException(413 if error.message.startswith("Too many files") else 400) from None
    found: list[tuple[str, bytes]] = []
    try:
        for _, value in form.multi_items():
            if isinstance(value, UploadFile) and value.filename:
                found.append((clean_name(value.filename), await value.read()))
    finally:
        await form.close()
    return found


def clean_name(name: str) -> str:
    """Return the name that a document is shown by: never a path of this computer, nothing that cannot be seen."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    text = "/".join(["".join([ch if ch.isprintable() else "�" for ch in part]) for part in parts])
    return text[-_NAME:] or "document"

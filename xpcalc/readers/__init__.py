"""Bytes -> Document. To add a format: write `readers/NAME.py` with `read(data, name)`, add a row to READERS and a test.

A row names the container kinds that it looks at (see `sniff.Peek`), each with the function of its module that says
whether it takes the file. That function gets what a kind is judged by: the part names of a ZIP, the parsed root of
JSON, the first kilobytes (bytes) of the rest. Exactly one reader takes a file, by what is in it, never by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import Limits, in_force, using
from xpcalc.model import Document, Finding
from xpcalc.readers import elsewhere
from xpcalc.readers.cutting import short_lines
from xpcalc.readers.hidden import without_hidden
from xpcalc.readers.sniff import Peek, check_size, peek
from xpcalc.record import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """One row of READERS: names only, so that nothing heavy is imported before it is needed."""

    name: str
    module: str
    kinds: tuple[tuple[str, str], ...]  # kind and the function that decides; "" = takes every file of the kind
    formats: tuple[str, ...]  # values of Document.format that it makes
    extensions: tuple[str, ...]
    takes: tuple[str, ...] = ()  # arguments of its `read` after data and name: peek, section_of, detect, progress

    def accepts(self, file: Peek) -> bool:
        """Say whether this reader takes the file."""
        for kind, function in self.kinds:
            if kind == file.kind:
                return not function or bool(getattr(import_module(self.module), function)(file.fact))
        return False


READERS: tuple[Reader, ...] = (
    Reader(
        "pdf",
        "xpcalc.readers.pdf",
        (("pdf", ""),),
        ("pdf", "linkedin-pdf", "europass-pdf"),
        ("pdf",),
        ("section_of", "detect", "progress"),
    ),
    Reader(
        "image",
        "xpcalc.readers.image",
        (("image", ""),),
        ("png", "jpeg", "tiff", "webp"),
        ("png", "jpg", "jpeg", "jpe", "tif", "tiff", "webp"),
        ("section_of", "detect", "progress"),
    ),
    Reader(
        "docx",
        "xpcalc.readers.docx",
        (("zip", "accepts"),),
        ("docx",),
        ("docx", "docm", "dotx", "dotm"),
        ("peek",),
    ),
    Reader(
        "odt",
        "xpcalc.readers.odt",
        (("zip", "accepts"), ("xml", "accepts_xml")),
        ("odt",),
        ("odt", "ott", "fodt"),
        ("peek",),
    ),
    Reader("rtf", "xpcalc.readers.rtf", (("rtf", ""),), ("rtf",), ("rtf",), ("peek",)),
    Reader("html", "xpcalc.readers.html", (("html", ""),), ("html",), ("html", "htm", "xhtml"), ("peek",)),
    Reader(
        "linkedin_zip",
        "xpcalc.readers.linkedin_zip",
        (("zip", "accepts"), ("text", "accepts_csv")),
        ("linkedin-zip", "linkedin-csv"),
        ("zip", "csv"),
    ),
    Reader("hr_export", "xpcalc.readers.hr_export", (("text", "accepts_csv"),), ("hr-csv",), ("csv",)),
    Reader("json_resume", "xpcalc.readers.json_resume", (("json", "accepts"),), ("json-resume",), ("json",)),
    Reader(
        "reactive_resume",
        "xpcalc.readers.reactive_resume",
        (("json", "accepts"),),
        ("reactive-resume",),
        ("json",),
        ("section_of",),
    ),
    Reader(
        "europass",
        "xpcalc.readers.europass",
        (("xml", "accepts_xml"), ("json", "accepts")),
        ("europass",),
        ("xml", "json"),
    ),
)
# Takes text that no other reader claims: a CSV with LinkedIn's header is text too.
PLAIN = Reader(
    "text",
    "xpcalc.readers.text",
    (("text", ""),),
    ("text", "markdown"),
    ("txt", "text", "md", "markdown", "mkd", "rst", "tex", "asc"),
    ("peek", "section_of"),
)

# Source: the readers whose files are archives of many documents.
_ARCHIVES = frozenset({"linkedin_zip"})
_KNOWN = frozenset(extension for row in (*READERS, PLAIN) for extension in row.extensions) | {"doc"}


def read(
    data: bytes,
    name: str,
    *,
    limits: Limits | None = None,
    section_of: Callable[[str], str | None] | None = None,
    detect: Callable[[str], Sequence[str]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Return the document that the bytes hold; `section_of` tells layout readers which lines are section headings.

    `detect` names the languages of a text, so that scans are read with the right letters; `progress` is told which
    page of how many OCR reads.

    Raises: UnreadableDocument with a stable code and a hint.
    """
    other = elsewhere.who()
    if other is not None:
        return other.document(data, name, progress)
    with using(limits or in_force()):
        try:
            return _read(data, name, section_of, detect, progress)
        except RecursionError:
            # Why: the limits of depth end before this one of Python; a user may have set them higher.
            raise UnreadableDocument("E_LIMIT_XML", "the document is nested far too deep", "save it again") from None


def _read(data: bytes, name: str, section_of: Any, detect: Any, progress: Any) -> Document:
    file = peek(data, name)
    row = reader_of(file)
    if row.name not in _ARCHIVES:
        # Why: a LinkedIn archive holds pictures and messages that are never unpacked; a document is read whole.
        check_size(len(data), in_force().file_bytes)
    known = (("peek", file), ("section_of", section_of), ("detect", detect), ("progress", progress))
    extra = {key: value for key, value in known if key in row.takes}
    function = cast("Callable[..., Any]", import_module(row.module).read)
    document = cast(Document, function(data, name, **extra))
    if file.extension in _KNOWN and file.extension not in row.extensions:
        finding = Finding(
            "I_EXTENSION", "info", f"the name ends in .{file.extension}, the content is {document.format}"
        )
        document = replace(document, findings=(*document.findings, finding))
    most = in_force().text_chars
    if len(document.text) > most:
        raise UnreadableDocument("E_LIMIT_TEXT", f"the document has more than {most:,} characters", "send the CV alone")
    return short_lines(without_hidden(document), in_force().line_chars)


def reader_of(file: Peek) -> Reader:
    """Return the one row that takes the file.

    Raises: UnreadableDocument with E_UNKNOWN_TYPE, or E_AMBIGUOUS if two formats claim it.
    """
    rows = [row for row in READERS if row.accepts(file)]
    if not rows and PLAIN.accepts(file):
        return PLAIN
    if not rows:
        what = {
            "zip": "an archive without a document that can be read",
            "json": "JSON that is no known CV format",
            "xml": "XML that is no known CV format",
        }.get(file.kind, "no document that can be read")
        hint = "unpack it and send the CV" if file.kind == "zip" else "send the CV as PDF, DOCX, ODT, HTML or text"
        raise UnreadableDocument("E_UNKNOWN_TYPE", what, hint)
    if len(rows) > 1:
        raise UnreadableDocument(
            "E_AMBIGUOUS",
            f"two formats claim the file: {', '.join(row.name for row in rows)}",
            "export it again in one format",
        )
    return rows[0]


__all__ = ["PLAIN", "READERS", "Limits", "Peek", "Reader", "peek", "read", "reader_of"]

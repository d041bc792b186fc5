"""Bytes -> Peek: what kind of file this is, by content, with the cheap facts that readers decide on.

To recognise another container: add its first bytes to `_MAGIC`, or a test to `_text_kind`; to refuse one by name with
a hint, add a line to `_REFUSED_ZIP`, `_REFUSED_OLE` or `_MAGIC_REFUSED`.
"""

from __future__ import annotations

import json
import re
from dataclasses import field
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force
from xpcalc.readers.package import Package
from xpcalc.record import dataclass
from xpcalc.regex import regex

HEAD = 4096

_SAVE_AS = "save it as PDF or DOCX and try again"

# Source: file signatures of the formats' own specifications.
_MAGIC = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"))
_IMAGES = (b"GIF8", b"BM", b"\x00\x00\x01\x00")
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_MAGIC_REFUSED = (
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\x7fELF", "a program", "send the CV itself"),
    (b"MZ", "a program", "send the CV itself"),
    (b"%!PS", "PostScript", "save it as PDF and try again"),
    (b"\x04%!PS", "PostScript", "save it as PDF and try again"),
    (b"\xdb\xa5-\x00", "an old Word document", _SAVE_AS),
)
# Source: part names that the programs write; searched in the list of parts of a ZIP.
_REFUSED_ZIP = (
    ("xl/workbook.xml", "a spreadsheet (XLSX)"),
    ("xl/workbook.bin", "a spreadsheet (XLSB)"),
    ("ppt/presentation.xml", "a presentation (PPTX)"),
    ("Index/Document.iwa", "an Apple Pages, Numbers or Keynote document"),
    ("Index.zip", "an Apple Pages, Numbers or Keynote document"),
    ("index.apxl", "an Apple Keynote document"),
    ("index.xml", "an old Apple Pages document"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
)
# Source: [MS-CFB] stream names, UTF-16 in the directory of the compound file.
_REFUSED_OLE = (
    ("EncryptedPackage", "E_ENCRYPTED", "the file needs a password", "save it without a password and try again"),
    (
        "WordDocument",
        "E_OLD_WORD",
        "an old Word document (.doc)",
        "open it in Word or LibreOffice, save as DOCX or PDF",
    ),
    ("__substg1.0_", "E_UNKNOWN_TYPE", "an Outlook message (.msg)", "save the attached CV and send that"),
    ("Workbook", "E_UNKNOWN_TYPE", "an old spreadsheet (.xls)", _SAVE_AS),
    ("PowerPoint Document", "E_UNKNOWN_TYPE", "an old presentation (.ppt)", _SAVE_AS),
)
# Source: RFC 5322 header fields that open a saved message.
_MAIL = regex(r"(?:received|return-path|delivered-to|message-id|mime-version|x-[a-z-]{2,30}|from):", re.IGNORECASE)
_ROOT = regex(r"<(?:[\w.-]{1,64}:)?([A-Za-z_][\w.-]{0,80})")
# Why: a README is Markdown that opens with "<h1 align=center>" or a picture.
_PAGE = regex(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_ATX = regex(r"^#{1,6} \S", re.MULTILINE)
_HTML_TAGS = frozenset(
    "html head body div p h1 h2 h3 h4 table ul ol section article main header span style meta title b strong br".split()
)


@dataclass(slots=True)
class Peek:
    """What is known of a file before a reader takes it.

    Shape: kind is pdf, zip, image, rtf, xml, html, json or text; `root` is the local name of the first element.
    """

    data: bytes = field(repr=False)
    name: str
    kind: str
    head: str = ""  # the first kilobytes, decoded, of the textual kinds
    root: str = ""
    package: Package | None = None
    json: Any = None

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts of a ZIP; empty for other kinds."""
        return self.package.names if self.package else ()

    @property
    def fact(self) -> Any:
        """What a file of this kind is judged by: part names of a ZIP, root of JSON, first kilobytes of the rest."""
        if self.kind == "zip":
            return self.names
        return self.json if self.kind == "json" else self.data[: 2 * HEAD]

    @property
    def extension(self) -> str:
        """Last suffix of the name, lower case, without the dot."""
        _, dot, tail = self.name.rpartition(".")
        return tail.lower() if dot else ""


def peek(data: bytes, name: str) -> Peek:
    """Return what kind of file this is.

    Raises: UnreadableDocument for what no reader can take, with a hint what to do instead.
    """
    if not data:
        raise UnreadableDocument("E_EMPTY", "the file is empty (0 bytes)", "send the file again")
    limits = in_force()
    check_size(len(data), limits.archive_bytes if data.startswith(b"PK\x03\x04") else limits.file_bytes)
    head = data[:HEAD]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _container(data, name, kind)
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Peek(data, name, "image")
    _refuse_binary(head)
    # Why: mailers and download pages put junk before the header of a PDF; its readers look through 1 kB.
    if b"%PDF-" in head[:1024]:
        return Peek(data, name, "pdf")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n\0").startswith(b"{\\rtf"):
        return Peek(data, name, "rtf")
    text = _decode_head(head)
    if text is None:
        if b"PK\x03\x04" in head[:1024]:
            return _container(data, name, "zip")
        raise UnreadableDocument(
            "E_UNKNOWN_TYPE", "the file is no document that can be read", "send the CV as PDF, DOCX, ODT, HTML or text"
        )
    if not text.strip() and not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x0b\x0c\0"):
        raise UnreadableDocument("E_EMPTY", "the file holds nothing but white space", "send the file again")
    return _textual(data, name, text)


def check_size(size: int, most: int) -> None:
    """Raise for a file of more bytes than `most`: UnreadableDocument with E_LIMIT_FILE."""
    if size > most:
        shown = f"the file has {size / MIB:,.1f} MiB, more than {most / MIB:,.0f}"
        raise UnreadableDocument("E_LIMIT_FILE", shown, "save it without pictures")


def _container(data: bytes, name: str, kind: str) -> Peek:
    if kind == "ole":
        for stream, code, what, hint in _REFUSED_OLE:
            if stream.encode("utf-16-le") in data:
                raise UnreadableDocument(code, what, hint)
        raise UnreadableDocument(
            "E_OLD_WORD", "an old Office document", "open it in Word or LibreOffice, save as DOCX or PDF"
        )
    if kind != "zip":
        return Peek(data, name, kind)
    package = Package(data)
    for part, what in _REFUSED_ZIP:
        if part in package:
            raise UnreadableDocument("E_UNKNOWN_TYPE", what, _SAVE_AS)
    if "encrypted-package" in package:
        raise UnreadableDocument("E_ENCRYPTED", "the file needs a password", "save it without a password and try again")
    if "mimetype" in package:
        mime = package.part("mimetype")[:200].decode("ascii", "replace").strip()
        if mime.startswith("application/vnd.oasis.opendocument.") and ".text" not in mime:
            raise UnreadableDocument("E_UNKNOWN_TYPE", f"an OpenDocument {mime.rsplit('.', 1)[1]}", _SAVE_AS)
    return Peek(data, name, kind, package=package)


def _refuse_binary(head: bytes) -> None:
    is_heif = head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"avif", b"heif"}
    # Why: "BM" and "MZ" may open a text ("BMW ..."); a picture or program has control bytes near the start.
    binary = any(byte < 9 for byte in head[:64])
    if is_heif or (head.startswith(_IMAGES) and binary) or head.startswith(b"GIF8"):
        raise UnreadableDocument(
            "E_NEEDS_OCR",
            "the file is a picture without text",
            "save it as JPEG, PNG or PDF, or ask for the original as PDF or DOCX",
        )
    for magic, what, hint in _MAGIC_REFUSED:
        if head.startswith(magic) and (binary or not magic.isalpha()):
            raise UnreadableDocument("E_UNKNOWN_TYPE", what, hint)


def encoding_of(head: bytes) -> str | None:
    """Return the encoding that a byte order mark or the pattern of NUL bytes shows; None = neither."""
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = head[:512]
    if len(sample) >= 4 and b"\0" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd * 3 > len(sample) and even * 20 < len(sample):
            return "utf-16-le"
        if even * 3 > len(sample) and odd * 20 < len(sample):
            return "utf-16-be"
    return None


def _decode_head(head: bytes) -> str | None:
    """Return the head as text for looking at, or None if it is binary."""
    encoding = encoding_of(head)
    text = head.decode(encoding or "utf-8", "replace") if encoding else head.decode("latin-1")
    if encoding is None:
        try:
            text = head.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start >= len(head) - 4:
                text = head.decode("utf-8", "ignore")
    controls = sum(ch < " " and ch not in "\t\n\r\x0b\x0c\x1b\x1a" for ch in text)
    # Why: a stray NUL or two happen in exports; one control character in twenty is no text.
    return None if controls * 20 > len(text) else text


def _textual(data: bytes, name: str, text: str) -> Peek:
    start = text.lstrip("\ufeff \t\r\n\0")
    if start.startswith(("{", "[")):
        parsed = _json(data, name, start)
        if parsed is not None:
            return Peek(data, name, "json", text, json=parsed)
    if start.startswith("<") and not _is_marked_up(start):
        root = _root(start)
        lower = start[:1024].lower()
        if root.lower() in _HTML_TAGS or "<!doctype html" in lower or "<html" in lower:
            return Peek(data, name, "html", text, root=root)
        if root and (start.startswith(("<?xml", "<!DOCTYPE", "<!--")) or f"</{root}" in text or "xmlns" in text):
            return Peek(data, name, "xml", text, root=root)
    if "<html" in start[:2048].lower() and "<body" in text.lower():
        return Peek(data, name, "html", text, root="html")
    lines = start[:2000].splitlines()
    if len(lines) > 2 and _MAIL.match(lines[0]) and sum(bool(_MAIL.match(line)) for line in lines[:30]) >= 2:
        raise UnreadableDocument("E_UNKNOWN_TYPE", "a saved e-mail", "save the attached CV and send that")
    return Peek(data, name, "text", text)


def _is_marked_up(text: str) -> bool:
    """Say whether a text that opens with a tag is Markdown all the same: no page of HTML, but headings with #."""
    if text.startswith(("<?", "<!DOCTYPE")) or _PAGE.search(text) is not None:
        return False
    return len(_ATX.findall(text)) >= 2


def _root(text: str) -> str:
    """Return the local name of the first element, past declaration, comments and DOCTYPE."""
    at = 0
    for _ in range(50):
        at = text.find("<", at)
        if at < 0:
            return ""
        if text.startswith("<!--", at):
            stop = text.find("-->", at)
        elif text.startswith(("<?", "<!"), at):
            stop = text.find(">", at)
        else:
            match = _ROOT.match(text, at)
            return match.group(1) if match else ""
        if stop < 0:
            return ""
        at = stop + 1
    return ""


def _json(data: bytes, name: str, start: str) -> Any:
    """Return the parsed object or list, or None where the text only begins like one."""
    looks_sure = name.lower().endswith(".json") or re.match(r'\{\s{0,200}"', start) is not None
    most = in_force().json_bytes
    if len(data) > most:
        if looks_sure:
            shown = f"the JSON file is larger than {most // MIB} MiB"
            raise UnreadableDocument("E_LIMIT_JSON", shown, "send the CV alone")
        return None
    encoding = encoding_of(data[:HEAD]) or "utf-8-sig"
    try:
        parsed = json.loads(data.decode(encoding, "replace"))
    except RecursionError:
        raise UnreadableDocument("E_LIMIT_JSON", "the JSON file is nested too deep", "send the CV alone") from None
    except ValueError as error:
        if not looks_sure:
            return None
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableDocument("E_JSON", f"the file is not valid JSON{where}", "export it again") from None
    return parsed if isinstance(parsed, dict | list) else None

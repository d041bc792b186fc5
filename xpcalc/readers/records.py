"""Records with fields -> a Document with lines that a person can look up.

Used by the readers of known fields (LinkedIn archive, JSON Resume, Europass, Reactive Resume). To add a kind of
record: call `Records.head` once for its fields, `Records.body` for its free text, and `Records.entry` to close it.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force
from xpcalc.model import Document, Entry, Finding, Line, Piece, Span
from xpcalc.regex import regex

# Why: a field is shown and searched; longer ones are attacks, and the words of a career fit many times over.
MAX_FIELD_CHARS = 100_000

# Source: words for "no end yet" that fields of known formats hold instead of a date; always English there.
ONGOING_WORDS = frozenset({"present", "current", "now", "ongoing", "to date", "till date", "today"})

_CONTROL = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_SURROGATE = regex("[\ud800-\udfff]")
_LINE_BREAK = regex("\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_FILE_BREAK = regex("\r\n?|\n")  # what ends a line of a file, for editors and for the module csv
_SPACES = regex(r"\s+")
_BULLET = regex(r"[-*•·‣▪▫■□●○◦–—➢➤►✓✔]\s+|[•‣▪●◦➢➤►](?=\S)")
# Source: HTML that the editors of Europass, Reactive Resume and JSON Resume write; anything else is kept as text.
_HTML = regex(
    r"</?(?:p|ul|ol|li|br|div|span|strong|em|b|i|u|s|a|h[1-6]|blockquote|table|tr|td|script|style|pre|code)\b[^<>]*>",
    re.IGNORECASE,
)
_DROPPED = regex(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_TAG = regex(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<!--")
_BLOCKS = frozenset({"p", "br", "div", "ul", "ol", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})


def clean(value: object) -> str:
    """Return a field as one line of tidy text; numbers become text, anything that is not text becomes empty."""
    return _SPACES.sub(" ", _tidy(value)).strip()


def lines_within(text: str) -> int:
    """Return how many lines of a file end inside a text."""
    return sum(1 for _ in _FILE_BREAK.finditer(text))


def prose(value: object) -> list[tuple[str, bool]]:
    """Return free text (plain, or HTML as editors write it) as lines, each with whether it was a list item."""
    text = _tidy(value)
    if _HTML.search(text):
        text = _without_tags(text)
    elif "&" in text:
        text = html.unescape(text)
    lines = []
    for raw in _LINE_BREAK.split(text):
        line = _SPACES.sub(" ", raw).strip()
        marker = _BULLET.match(line)
        if marker:
            line = line[marker.end() :].strip()
        if line:
            lines.append((line, marker is not None))
    return lines


def is_ongoing(text: str) -> bool:
    """Say whether a field holds a word for "no end yet" instead of a date."""
    return text.casefold().strip(" .") in ONGOING_WORDS


def _tidy(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, (int, float)):
        return str(value)
    if not isinstance(value, str):
        return ""
    text = value[:MAX_FIELD_CHARS]
    text = _SURROGATE.sub("\ufffd", text)
    text = _LINE_BREAK.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def _without_tags(text: str) -> str:
    parts: list[str] = []
    at = 0
    while match := _TAG.search(text, at):
        parts.append(text[at : match.start()])
        at = match.end()
        tag = (match.group(2) or "").lower()
        if match.group() == "<!--":
            end = text.find("-->", at)
            at = len(text) if end < 0 else end + 3
        elif tag in ("script", "style") and not match.group(1):
            # Why: find() on the lowered rest would be quadratic; one closing tag per opening one is enough.
            close = re.compile(f"</{tag}", re.IGNORECASE).search(text, at)
            at = len(text) if close is None else close.start()
        elif tag == "li":
            parts.append("\n" if match.group(1) else "\n• ")
        elif tag in _BLOCKS:
            # Why: <li><p>text</p></li> is one item; the break must not part the marker from its text.
            if not (parts and _ends_with_marker(parts)):
                parts.append("\n")
        elif tag == "td":
            parts.append(" ")
    parts.append(text[at:])
    return html.unescape("".join(parts))


def _ends_with_marker(parts: Sequence[str]) -> bool:
    for part in reversed(parts[-3:]):
        if part.strip(" \n\t"):
            return part.endswith("• ")
    return False


def load_json(data: bytes) -> Any:
    """Return the value of a JSON file.

    Raises: UnreadableDocument E_JSON where it is no JSON, names a key twice, holds NaN or nests too deep.
    """
    hint = "export the file again from the program that made it"
    limits = in_force()
    if len(data) > limits.json_bytes:
        raise UnreadableDocument("E_LIMIT_JSON", f"the JSON file is larger than {limits.json_bytes // MIB} MiB", hint)
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError as error:
        raise UnreadableDocument("E_JSON", f"the JSON file is no valid text: {error.reason}", hint) from None
    if _depth(text) > limits.json_depth:
        raise UnreadableDocument("E_LIMIT_JSON", f"the JSON nests deeper than {limits.json_depth} levels", hint)
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument("E_JSON", f"the file is no valid JSON: {str(error)[:200]}", hint) from None


# Why: the closing quote is optional so that an endless string is one match, not one for each quote in it.
_STRING_OR_BRACKET = regex(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        first = match.group()[0]
        if first in "[{":
            depth += 1
            if depth > deepest:
                deepest = depth
        elif first in "]}":
            depth -= 1
    return deepest


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no JSON number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                # Why: a key is the person's own words too; errors name none of them.
                raise ValueError("a key stands twice in one object")
            seen.add(key)
    return result


def mapping(value: object) -> dict[str, Any]:
    """Return the value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Any]:
    """Return the value as a list: itself, the one object by itself, or nothing."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, (dict, str)) and value else []


def first(record: dict[str, Any], *keys: str) -> str:
    """Return the first field that holds text, as one line."""
    for key in keys:
        text = clean(record.get(key))
        if text:
            return text
    return ""


def graded(name: str, *levels: str) -> str:
    """Return a language with its levels as a CV writes them: "English (C1)", "Spanish (Native or bilingual)"."""
    told = ", ".join(filter(None, levels))
    return f"{name} ({told})" if name and told else name


class Records:
    """Builds `Document.text`, its lines and entries, record by record. Unit: points, one line every 12."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._entries: list[Entry] = []
        self._findings: list[Finding] = []
        self._top = 0.0
        self._start = 0  # where the open record begins

    def head(self, where: str, *fields: str, bold: bool = False, number: int = 0) -> tuple[Piece | None, ...]:
        """Add the line of a record, `where: field | field`, and return a Piece for each field (None = empty).

        `number`: which line of the file it is, where a person can count them.
        Invariant: a new record begins here; `entry` spans from here to the last line added.
        """
        self._top += 6.0
        start = self._start = self._length + (1 if self._parts else 0)
        text = f"{where}: " if where else ""
        pieces: list[Piece | None] = []
        for field in fields:
            if not field:
                pieces.append(None)
                continue
            if pieces and any(pieces):
                text += " | "
            at = start + len(text)
            text += field
            pieces.append(Piece(field, Span(at, at + len(field))))
        self._add(text.rstrip(), bold=bold, number=number)
        return tuple(pieces)

    def listing(self, where: str, words: Iterable[str]) -> tuple[Piece, ...]:
        """Add one line `where: a, b, c` as a record of its own and return a Piece for each word."""
        self._top += 6.0
        self._start = self._length + (1 if self._parts else 0)
        return self.listing_below(where, words, indent=0.0)

    def listed(self, where: str, words: Iterable[tuple[str, int]]) -> tuple[Piece, ...]:
        """Add a line `where: word` for each word with its line of the file, all one record; return their Pieces."""
        self._top += 6.0
        self._start = self._length + (1 if self._parts else 0)
        pieces = []
        for word, number in words:
            line = self._add(f"{where}: {word}", number=number)
            assert line.span is not None
            pieces.append(Piece(word, Span(line.span.stop - len(word), line.span.stop)))
        return tuple(pieces)

    def listing_below(self, where: str, words: Iterable[str], indent: float = 12.0) -> tuple[Piece, ...]:
        """Add one line `where: a, b, c` to the open record and return a Piece for each word; no word, no line."""
        start = self._length + (1 if self._parts else 0)
        text = f"{where}: "
        pieces: list[Piece] = []
        for word in words:
            if not word:
                continue
            text += ", " if pieces else ""
            at = start + len(text)
            text += word
            pieces.append(Piece(word, Span(at, at + len(word))))
        if pieces:
            self._add(text, indent=indent)
        return tuple(pieces)

    def body(self, *values: object) -> tuple[Piece, ...]:
        """Add free text below the head, a line for each of its lines."""
        return tuple(self._add(text, bullet=bullet, indent=12.0) for value in values for text, bullet in prose(value))

    def cell(self, value: str, number: int) -> tuple[Piece, ...]:
        """Add the free text of a cell of a table, which begins in this line of the file."""
        # Why: elements of HTML may go over several lines.
        parts = [value] if _HTML.search(value) else _FILE_BREAK.split(value[:MAX_FIELD_CHARS])
        return tuple(
            [
                self._add(text, bullet=bullet, indent=12.0, number=number + n)
                for n, part in enumerate(parts)
                for text, bullet in prose(part)
            ]
        )

    def bullets(self, values: Iterable[object]) -> tuple[Piece, ...]:
        """Add list items below the head."""
        return tuple(self._add(text, bullet=True, indent=12.0) for value in values for text, _ in prose(value))

    def entry(self, section: str, **fields: Any) -> None:
        """Close the open record as an Entry; the keywords are the fields of `Entry`."""
        self._entries.append(Entry(section=section, span=Span(self._start, self._length), **fields))

    def finding(self, code: str, message: str, span: Span | None = None) -> None:
        """Note what is odd; the severity follows from the code."""
        self._findings.append(Finding(code, "warning" if code.startswith("W_") else "info", message, span))

    @property
    def span(self) -> Span:
        """Where the open record stands so far."""
        return Span(self._start, self._length)

    def _add(
        self, text: str, *, bullet: bool = False, bold: bool = False, indent: float = 0.0, number: int = 0
    ) -> Piece:
        start = self._length + (1 if self._parts else 0)
        self._parts.append(text)
        self._length = start + len(text)
        span = Span(start, self._length)
        row = len(self._lines)
        self._lines.append(
            Line(
                text=text,
                span=span,
                page=1,
                row=row,
                x0=indent,
                top=self._top,
                x1=indent + 5.0 * len(text),
                bottom=self._top + 10.0,
                bullet=bullet,
                bold=bold,
                number=number,
            )
        )
        self._top += 12.0
        return Piece(text, span)

    def document(self, name: str, kind: str, data: bytes, **fields: Any) -> Document:
        """Return the finished Document; the keywords are further fields of `Document`."""
        return Document(
            name=name,
            format=kind,
            sha256=hashlib.sha256(data).hexdigest(),
            text="\n".join(self._parts),
            lines=tuple(self._lines),
            entries=tuple(self._entries),
            findings=tuple(self._findings),
            **fields,
        )

"""ODT bytes (zipped or flat) -> Document, from the XML. To honour another element, add it to `blocks` or `_inline`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import in_force
from xpcalc.model import Document, Finding
from xpcalc.readers.active import in_parts
from xpcalc.readers.blocks import Block, Box, Paragraph, Run, Table
from xpcalc.readers.lines import document
from xpcalc.readers.package import Package, parse_xml
from xpcalc.readers.sniff import Peek
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Why: a count of two billion blanks or rows is an attack; what is repeated here is empty or a copy.
MAX_STYLE_STEPS = 20

# Source: OpenDocument 1.3 part 3: namespaces of the elements and attributes used here.
_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW = f"{{{_NS}text:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}drawing:1.0}}"
_OFFICE, _STYLE = f"{{{_NS}office:1.0}}", f"{{{_NS}style:1.0}}"
_FO = f"{{{_NS}xsl-fo-compatible:1.0}}"

_THROUGH = frozenset(
    {
        f"{_TEXT}{name}"
        for name in ("section", "index-body", "alphabetical-index", "table-of-content", "numbered-paragraph")
    }
    | {f"{_OFFICE}text", f"{_STYLE}header", f"{_STYLE}footer"}
)
_DROPPED = frozenset(
    {f"{_TEXT}{name}" for name in ("tracked-changes", "note", "sequence-decls", "variable-decls", "user-field-decls")}
    | {f"{_TEXT}{name}" for name in ("index-title-template", "table-of-content-source", "ruby-text", "hidden-text")}
    | {f"{_OFFICE}{name}" for name in ("annotation", "annotation-end", "forms")}
)
_ROW_GROUPS = frozenset(f"{_TABLE}{name}" for name in ("table-row-group", "table-header-rows", "table-rows"))
_COLUMN_GROUPS = frozenset(
    f"{_TABLE}{name}" for name in ("table-column-group", "table-header-columns", "table-columns")
)
# Source: OpenDocument 1.3, 18.3.18 "length".
_LENGTH = regex(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)$")
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_FLAT_ROOT = regex(rb"<(?:[\w.-]{1,40}:)?document[\s>]")


@dataclass(frozen=True, slots=True)
class _Look:
    bold: bool = False
    italic: bool = False
    size: float = 10.0
    grey: float = 0.0
    ground: bool = False
    hidden: bool = False
    heading: int = 0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    stops: tuple[tuple[float, str], ...] = ()
    in_list: bool = False


def accepts(names: Sequence[str]) -> bool:
    """Say whether the part names of a ZIP are those of an OpenDocument file."""
    return "content.xml" in names and ("mimetype" in names or "META-INF/manifest.xml" in names or "styles.xml" in names)


def accepts_xml(head: bytes) -> bool:
    """Say whether the first kilobytes are those of a flat OpenDocument text (.fodt)."""
    return b"opendocument:xmlns:office" in head and _FLAT_ROOT.search(head) is not None


def read(data: bytes, name: str, *, peek: Peek | None = None) -> Document:
    """Return the document in reading order, headers and footers as columns at the end.

    Raises: UnreadableDocument with what `Package` and `parse_xml` raise, E_DAMAGED if there is no text.
    """
    if data[:2] == b"PK":
        package = peek.package if peek and peek.package else Package(data)
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.part("META-INF/manifest.xml"):
            raise UnreadableDocument(
                "E_ENCRYPTED", "the file needs a password", "save it without a password and try again"
            )
        content = parse_xml(package.part("content.xml"), "content.xml")
        styles = parse_xml(package.part("styles.xml"), "styles.xml") if "styles.xml" in package else None
    else:
        content = parse_xml(data, "the file")
        styles = content
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableDocument(
            "E_DAMAGED", "the file holds no text of a document", "open it in LibreOffice and save it again"
        )
    reader = _Reader([styles, content] if styles is not None and styles is not content else [content])
    blocks = reader.blocks(body)
    tail = reader.margins(styles) if styles is not None else []
    findings = [*in_parts(peek.names if peek else ())]
    if reader.tracked:
        findings.append(
            Finding("W_TRACKED", "warning", "the document holds tracked changes: insertions were read, deletions not")
        )
    return document(blocks, name=name, format="odt", data=data, tail=tail, findings=findings)


def _points(value: str | None) -> float | None:
    match = _LENGTH.match(value or "")
    return float(match.group(1)) * _POINTS[match.group(2)] if match else None


def _count(value: str | None, most: int) -> int:
    if value and value.isdecimal():
        return min(max(int(value[:12]), 1), most)
    return 1


class _Reader:
    """Walks content; remembers styles and whether it saw tracked changes."""

    def __init__(self, roots: Sequence[Any]) -> None:
        self.tracked = False
        self._styles: dict[tuple[str, str], Any] = {}
        self._looks: dict[tuple[str, str], _Look] = {}
        self._base = _Look()
        for root in roots:
            for group in (f"{_OFFICE}styles", f"{_OFFICE}automatic-styles"):
                for style in root.find(group) if root.find(group) is not None else ():
                    family = style.get(f"{_STYLE}family", "")
                    if style.tag == f"{_STYLE}style":
                        self._styles[(family, style.get(f"{_STYLE}name", ""))] = style
                    elif style.tag == f"{_STYLE}default-style" and family == "paragraph":
                        self._base = self._properties(style, self._base)

    def look(self, family: str, name: str | None, base: _Look) -> _Look:
        """Return the look of a style applied to a base (the defaults for paragraphs, the paragraph for spans)."""
        if not name:
            return base
        if family == "paragraph" and (found := self._looks.get((family, name))) is not None:
            return found
        chain: list[Any] = []
        step: str | None = name
        while step and (family, step) in self._styles and len(chain) < MAX_STYLE_STEPS:
            style = self._styles[(family, step)]
            if style in chain:
                break
            chain.append(style)
            step = style.get(f"{_STYLE}parent-style-name")
        look = base
        for style in reversed(chain):
            shown = style.get(f"{_STYLE}display-name") or style.get(f"{_STYLE}name", "")
            if family == "paragraph" and shown == "Title":
                look = replace(look, heading=1)
            level = style.get(f"{_STYLE}default-outline-level", "")
            if level.isdecimal() and level != "0":
                look = replace(look, heading=min(int(level[:3]), 9))
            if style.get(f"{_STYLE}list-style-name"):
                look = replace(look, in_list=True)
            look = self._properties(style, look)
        if family == "paragraph":
            self._looks[(family, name)] = look
        return look

    def _properties(self, style: Any, look: _Look) -> _Look:
        changes: dict[str, Any] = {}
        for part in style:
            get = part.get
            if part.tag == f"{_STYLE}text-properties":
                weight = get(f"{_FO}font-weight")
                if weight:
                    changes["bold"] = weight == "bold" or (
                        weight.isdecimal() and len(weight) < 5 and int(weight) >= 600
                    )
                if get(f"{_FO}font-style"):
                    changes["italic"] = get(f"{_FO}font-style") in {"italic", "oblique"}
                size = get(f"{_FO}font-size", "")
                points = _points(size)
                if points is None and size.endswith("%") and size[:-1].isdecimal() and len(size) < 6:
                    points = look.size * int(size[:-1]) / 100
                if points is not None:
                    changes["size"] = min(max(points, 0.5), 200.0)
                if get(f"{_FO}color"):
                    changes["grey"] = _grey(get(f"{_FO}color"))
                if get(f"{_FO}background-color"):
                    changes["ground"] = _grey(get(f"{_FO}background-color"), 1.0) < 0.9
                if get(f"{_TEXT}display"):
                    changes["hidden"] = get(f"{_TEXT}display") == "none"
            elif part.tag == f"{_STYLE}paragraph-properties":
                for side, field in (("left", "left"), ("top", "before"), ("bottom", "after")):
                    points = _points(get(f"{_FO}margin-{side}") or get(f"{_FO}margin"))
                    if points is not None:
                        changes[field] = min(max(points, 0.0), 300.0 if field == "left" else 24.0)
                if get(f"{_FO}background-color"):
                    changes["ground"] = _grey(get(f"{_FO}background-color"), 1.0) < 0.9
                tabs = part.find(f"{_STYLE}tab-stops")
                if tabs is not None:
                    changes["stops"] = tuple(sorted(_stops(tabs)))
        return replace(look, **changes) if changes else look

    # ------------------------------------------------------------ blocks

    def blocks(self, parent: Any, level: int = 0, sheltered: bool = False) -> list[Block]:
        """Return the blocks below an element; level counts lists around it."""
        found: list[Block] = []
        for child in parent:
            tag = child.tag
            if tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                found += self._paragraph(child, level, sheltered)
            elif tag == f"{_TEXT}list":
                for item in child:
                    if item.tag in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
                        found += self._item(item, level + 1, sheltered)
            elif tag == f"{_TABLE}table":
                table = self._table(child, sheltered)
                if table.rows:
                    found.append(table)
            elif tag == f"{_DRAW}frame" or tag.startswith(_DRAW):
                found += self._boxes(child)
            elif tag in _THROUGH:
                if child.get(f"{_TEXT}display") != "none":
                    found += self.blocks(child, level, sheltered)
            elif tag == f"{_TEXT}tracked-changes":
                self.tracked = self.tracked or len(child) > 0
        return found

    def _item(self, item: Any, level: int, sheltered: bool) -> list[Block]:
        found = self.blocks(item, level, sheltered)
        for block in found:
            if isinstance(block, Paragraph):
                # Why: only the first paragraph of an item has the bullet before it; inner items set their own.
                block.bullet = block.bullet or (item.tag == f"{_TEXT}list-item" and not block.heading)
                break
        return found

    def _paragraph(self, element: Any, level: int, sheltered: bool) -> list[Block]:
        look = self.look("paragraph", element.get(f"{_TEXT}style-name"), self._base)
        heading = look.heading
        if element.tag == f"{_TEXT}h":
            heading = _count(element.get(f"{_TEXT}outline-level"), 9)
        runs: list[Run] = []
        boxes: list[Box] = []
        self._inline(element, look, runs, boxes, sheltered)
        indent = min(look.left + 18.0 * level, 300.0)
        return [*boxes, Paragraph(runs, heading, False, indent, look.before, look.after, look.stops)]

    def _inline(self, element: Any, look: _Look, runs: list[Run], boxes: list[Box], sheltered: bool) -> None:
        def write(text: str | None) -> None:
            if text:
                white = look.grey > 0.95 and not (look.ground or sheltered)
                visible = not (look.hidden or white or look.size < 3.0)
                runs.append(Run(text, look.bold, look.italic, look.size, look.grey, visible))

        write(_collapsed(element.text))
        for child in element:
            tag = child.tag
            if tag == f"{_TEXT}tab":
                write("\t")
            elif tag == f"{_TEXT}s":
                write(" " * _count(child.get(f"{_TEXT}c"), in_force().repeats))
            elif tag == f"{_TEXT}line-break":
                write("\n")
            elif tag in {f"{_TEXT}span", f"{_TEXT}a"}:
                self._inline(child, self.look("text", child.get(f"{_TEXT}style-name"), look), runs, boxes, sheltered)
            elif tag.startswith(_DRAW):
                boxes += self._boxes(child)
            elif tag not in _DROPPED:
                self._inline(child, look, runs, boxes, sheltered)
            write(_collapsed(child.tail))

    def _boxes(self, element: Any) -> Iterator[Box]:
        if element.tag == f"{_DRAW}text-box":
            yield Box(self.blocks(element, sheltered=True))
            return
        if element.tag not in {f"{_DRAW}frame", f"{_DRAW}a"}:
            paragraphs = [child for child in element if child.tag in {f"{_TEXT}p", f"{_TEXT}h", f"{_TEXT}list"}]
            if paragraphs:
                yield Box(self.blocks(element, sheltered=True))
                return
        for child in element:
            if child.tag.startswith(_DRAW):
                yield from self._boxes(child)

    # ------------------------------------------------------------ tables

    def _table(self, element: Any, sheltered: bool) -> Table:
        columns: list[float] = []
        for column in _children(element, f"{_TABLE}table-column", _COLUMN_GROUPS):
            style = self._styles.get(("table-column", column.get(f"{_TABLE}style-name", "")))
            width = None
            for part in style if style is not None else ():
                width = _points(part.get(f"{_STYLE}column-width")) or width
            columns += [width or 0.0] * _count(column.get(f"{_TABLE}number-columns-repeated"), in_force().columns)
        table = Table([])
        for row in _children(element, f"{_TABLE}table-row", _ROW_GROUPS):
            cells: list[list[Block]] = []
            shares: list[float] = []
            at = 0
            for cell in row:
                if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
                    continue
                repeated = _count(cell.get(f"{_TABLE}number-columns-repeated"), in_force().columns)
                if cell.tag == f"{_TABLE}table-cell":
                    span = _count(cell.get(f"{_TABLE}number-columns-spanned"), in_force().columns)
                    cells.append(self.blocks(cell, sheltered=sheltered or self._is_dark(cell)))
                    shares.append(sum(columns[at : at + span]) or float(span))
                at += repeated
            if cells:
                table.rows.append(cells)
                table.widths.append(shares)
        return table

    def _is_dark(self, cell: Any) -> bool:
        style = self._styles.get(("table-cell", cell.get(f"{_TABLE}style-name", "")))
        grounds = (part.get(f"{_FO}background-color") for part in style) if style is not None else ()
        return any(_grey(ground, 1.0) < 0.9 for ground in grounds if ground)

    def margins(self, styles: Any) -> list[list[Block]]:
        """Return headers, then footers, of the page styles, each text once."""
        found: list[list[Block]] = []
        seen: set[str] = set()
        for part in ("header", "footer"):
            for element in styles.iterfind(f"{_OFFICE}master-styles/{_STYLE}master-page/{_STYLE}{part}"):
                blocks = self.blocks(element, sheltered=True)
                text = "".join(element.itertext())
                if text.strip() and text not in seen:
                    seen.add(text)
                    found.append(blocks)
        return found


def _collapsed(text: str | None) -> str:
    """Return text with white space as OpenDocument reads it: any run of it is one blank."""
    if not text:
        return ""
    if "\n" in text or "\t" in text or "  " in text:
        return (
            " ".join([*([""] if text[0].isspace() else []), *text.split(), *([""] if text[-1].isspace() else [])])
            or " "
        )
    return text


def _children(parent: Any, wanted: str, through: frozenset[str]) -> Iterator[Any]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in through:
            yield from _children(child, wanted, through)


def _stops(tabs: Any) -> Iterator[tuple[float, str]]:
    for stop in tabs:
        place = _points(stop.get(f"{_STYLE}position"))
        if place is not None and 0 < place < 2000:
            kind = stop.get(f"{_STYLE}type", "left")
            yield place, kind if kind in {"right", "center"} else "left"


def _grey(color: str, unset: float = 0.0) -> float:
    """Return the lightness of "#rrggbb", 0 black to 1 white."""
    if len(color) != 7 or color[0] != "#":
        return unset
    try:
        red, green, blue = bytes.fromhex(color[1:])
    except ValueError:
        return unset
    return round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)

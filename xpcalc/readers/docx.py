"""DOCX bytes -> Document, from the XML itself. To honour another element, add it to `_blocks`, `_inline` or `_run`.

python-docx is not used: it hangs on a forged gridSpan and misses content controls, insertions and nested tables,
all common in CV templates. What Word would print is kept: insertions, fields' results, text boxes once; not deletions.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Finding
from xpcalc.readers.lines import WIDTH, Block, Box, Paragraph, Run, Table, document
from xpcalc.readers.package import Package, parse_xml
from xpcalc.readers.sniff import Peek

# Why: Word's tables have at most 63 columns; a forged gridSpan of two billion makes others allocate that many cells.
MAX_SPAN = 63
# Why: Word itself follows eleven steps of basedOn.
MAX_STYLE_STEPS = 20
# A merged cell with this many paragraphs is a sidebar beside the rows that it spans.
SIDEBAR_PARAGRAPHS = 6

# Source: ECMA-376 part 1, 17: containers whose children are read as if they stood outside.
_THROUGH = frozenset(
    {"hyperlink", "smartTag", "ins", "moveTo", "customXml", "fldSimple", "bdo", "dir", "sdtContent", "rubyBase"}
)
_DROPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "footnoteReference", "endnoteReference"}
)
_OFF = frozenset({"0", "false", "off", "none"})
# Source: the symbols of Symbol and Wingdings that CVs use, as Word writes them (private area F000 + code).
_SYMBOLS = {0xF02D: "-", 0xF0BE: "\u2014", 0xF0E0: "\u2192", 0xF0A0: " ", 0xF0AE: "\u2192"}
_SYMBOLS |= dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF06C, 0xF06E, 0xF0A8, 0xF071, 0xF0B2), "\u2022")
# Source: w:name of the built-in styles is English in every edition; ids are translated and stripped of accents.
_HEADING_NAME = re.compile(r"heading ([1-9])$")
_HEADING_ID = re.compile(r"(?:heading|titre|t[ií]?tulo|[uü]?berschrift|kop|titolo)_?([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Look:
    """What styles and direct formatting say of a run and its paragraph."""

    bold: bool = False
    italic: bool = False
    size: float = 10.0
    grey: float = 0.0
    shaded: bool = False
    hidden: bool = False
    heading: int = 0
    list_id: str = ""
    level: int = 0
    left: float | None = None
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    close: bool = False  # no space between paragraphs of one style
    stops: tuple[tuple[float, str], ...] = ()


def accepts(names: Sequence[str]) -> bool:
    """Say whether the part names of a ZIP are those of a word processor's Office Open XML file."""
    return "[Content_Types].xml" in names or any(name.startswith("word/") for name in names)


def read(data: bytes, name: str, *, peek: Peek | None = None) -> Document:
    """Return the document in reading order, headers and footers as columns at the end.

    Raises: UnreadableDocument with what `Package` and `parse_xml` raise, E_DAMAGED if the main part is missing.
    """
    package = peek.package if peek and peek.package else Package(data)
    main = _main_part(package)
    folder = posixpath.dirname(main)
    root = parse_xml(package.part(main), main)
    body = next((child for child in root if _local(child.tag) == "body"), None)
    if body is None:
        raise UnreadableDocument(
            "E_DAMAGED", "the file holds no text of a document", "open it in Word and save it again"
        )
    reader = _Reader(root, package, folder)
    blocks = reader.blocks(body, _Look(), False)
    tail = reader.margins(main)
    findings = []
    if reader.tracked:
        findings.append(
            Finding("W_TRACKED", "warning", "the document holds tracked changes: insertions were read, deletions not")
        )
    return document(blocks, name=name, format="docx", data=data, tail=tail, findings=findings)


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for relation in parse_xml(package.part("_rels/.rels"), "_rels/.rels"):
            target = relation.get("Target", "")
            if relation.get("Type", "").endswith("/officeDocument") and relation.get("TargetMode") != "External":
                path: str = posixpath.normpath(target.lstrip("/"))
                if path in package:
                    return path
    for path in ("word/document.xml", "word/document2.xml"):
        if path in package:
            return path
    raise UnreadableDocument("E_DAMAGED", "the file holds no text of a document", "open it in Word and save it again")


@cache
def _local(tag: str) -> str:
    name: str = tag[tag.rfind("}") + 1 :]
    return name


def _points(value: str | None, per_point: float) -> float | None:
    """Return a length in points; None if it is absent or no number. Strict files may write "12pt"."""
    if not value:
        return None
    try:
        return float(value.removesuffix("pt")) / (1.0 if value.endswith("pt") else per_point)
    except ValueError:
        return None


class _Reader:
    """Walks the parts of one file; remembers its styles and whether it saw tracked changes."""

    def __init__(self, root: Any, package: Package, folder: str) -> None:
        self.w = root.tag[: root.tag.rfind("}") + 1]
        self.val = self.w + "val"
        self.package = package
        self.folder = folder
        self.tracked = False
        self._styles: dict[str, Any] = {}
        self._looks: dict[tuple[str, str], _Look] = {}
        self._base = _Look()
        self._formats: dict[str, dict[int, str]] | None = None
        self._plain_table: bool = True
        self._dark_page = any(_local(child.tag) == "background" for child in root)
        styles = self._part("styles.xml")
        if styles is not None:
            self._load_styles(styles)
        self._looks[("", "")] = self._base

    def _part(self, name: str) -> Any:
        path = posixpath.join(self.folder, name)
        return parse_xml(self.package.part(path), path) if path in self.package else None

    # ------------------------------------------------------------ styles

    def _load_styles(self, root: Any) -> None:
        w = self.w
        for child in root:
            local = _local(child.tag)
            if local == "style":
                self._styles[child.get(w + "styleId", "")] = child
                if child.get(w + "default") in {"1", "true"} and child.get(w + "type") == "paragraph":
                    self._default_style = child.get(w + "styleId", "")
            elif local == "docDefaults":
                for part in child.iter(w + "rPr"):
                    self._base = self._run_look(part, self._base)
                for part in child.iter(w + "pPr"):
                    self._base = self._paragraph_look(part, self._base)

    _default_style = ""

    def _style(self, style_id: str, base: _Look, kind: str = "paragraph") -> _Look:
        """Return the look of a style: its basedOn chain applied to the defaults, or to the run for characters."""
        if kind == "paragraph" and (found := self._looks.get((kind, style_id))) is not None:
            return found
        chain: list[Any] = []
        step: str | None = style_id
        while step in self._styles and len(chain) < MAX_STYLE_STEPS:
            element = self._styles[step]
            if element in chain:
                break
            chain.append(element)
            parent = element.find(self.w + "basedOn")
            step = parent.get(self.val) if parent is not None else None
        look = base
        for element in reversed(chain):
            for child in element:
                local = _local(child.tag)
                if local == "name" and kind == "paragraph":
                    look = _named(child.get(self.val, "").lower(), look)
                elif local == "rPr":
                    look = self._run_look(child, look)
                elif local == "pPr":
                    look = self._paragraph_look(child, look)
        if kind == "paragraph":
            if not chain and (match := _HEADING_ID.search(style_id)):
                look = replace(look, heading=int(match.group(1)))
            self._looks[(kind, style_id)] = look
        return look

    def _run_look(self, properties: Any, look: _Look) -> _Look:
        changes: dict[str, Any] = {}
        for child in properties:
            local = _local(child.tag)
            value = child.get(self.val)
            if local == "rStyle":
                look = self._style(value or "", look, "character")
            elif local == "b":
                changes["bold"] = value not in _OFF
            elif local == "i":
                changes["italic"] = value not in _OFF
            elif local == "sz":
                size = _points(value, 2.0)
                if size is not None:
                    changes["size"] = min(max(size, 0.5), 200.0)
            elif local == "vanish":
                changes["hidden"] = value not in _OFF
            elif local == "color":
                changes["grey"] = _grey(value)
            elif local == "shd":
                changes["shaded"] = _grey(child.get(self.w + "fill"), 1.0) < 0.9
            elif local == "highlight":
                changes["shaded"] = value not in {"none", "white", None}
        return replace(look, **changes) if changes else look

    def _paragraph_look(self, properties: Any, look: _Look) -> _Look:
        changes: dict[str, Any] = {}
        w = self.w
        for child in properties:
            local = _local(child.tag)
            if local == "outlineLvl":
                level = child.get(self.val, "9")
                changes["heading"] = int(level) + 1 if level in "012345678" and level else 0
            elif local == "numPr":
                for part in child:
                    if _local(part.tag) == "numId":
                        changes["list_id"] = part.get(self.val, "")
                    elif _local(part.tag) == "ilvl":
                        level = part.get(self.val, "0")
                        changes["level"] = int(level) if level in "012345678" and level else 0
            elif local == "ind":
                left = _points(child.get(w + "left") or child.get(w + "start"), 20.0)
                if left is not None:
                    changes["left"] = min(max(left, 0.0), 400.0)
                hanging = child.get(w + "hanging")
                first = _points(child.get(w + "firstLine"), 20.0)
                changes["first"] = min(max(first, 0.0), 100.0) if first and not hanging else 0.0
            elif local == "spacing":
                for side in ("before", "after"):
                    space = _points(child.get(w + side), 20.0)
                    if child.get(f"{w}{side}Autospacing") in {"1", "true", "on"}:
                        space = 6.0
                    if space is not None:
                        changes[side] = min(max(space, 0.0), 24.0)
            elif local == "contextualSpacing":
                changes["close"] = child.get(self.val) not in _OFF
            elif local == "tabs":
                changes["stops"] = self._stops(child, look.stops)
            elif local == "shd":
                changes["shaded"] = _grey(child.get(w + "fill"), 1.0) < 0.9
        return replace(look, **changes) if changes else look

    def _stops(self, tabs: Any, inherited: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
        stops = dict(inherited)
        for tab in tabs:
            place = _points(tab.get(self.w + "pos"), 20.0)
            kind = {"right": "right", "end": "right", "center": "center"}.get(tab.get(self.val, ""), "left")
            if place is None or not 0 < place < 2000:
                continue
            if tab.get(self.val) == "clear":
                stops.pop(place, None)
            elif tab.get(self.val) != "bar":
                stops[place] = kind
        return tuple(sorted(stops.items()))

    def _is_bullet(self, look: _Look) -> bool:
        if look.heading or look.list_id in {"", "0"}:
            return False
        if self._formats is None:
            self._formats = self._list_formats()
        levels = self._formats.get(look.list_id)
        return levels is None or levels.get(look.level, "bullet") != "none"

    def _list_formats(self) -> dict[str, dict[int, str]]:
        root = self._part("numbering.xml")
        abstract: dict[str, dict[int, str]] = {}
        formats: dict[str, dict[int, str]] = {}
        w = self.w
        for child in root if root is not None else ():
            local = _local(child.tag)
            if local == "abstractNum":
                levels: dict[int, str] = {}
                for level in child.findall(w + "lvl"):
                    kind = level.find(w + "numFmt")
                    number = level.get(w + "ilvl", "0")
                    if kind is not None and number.isdigit() and len(number) < 3:
                        levels[int(number)] = kind.get(self.val, "")
                abstract[child.get(w + "abstractNumId", "")] = levels
            elif local == "num":
                target = child.find(w + "abstractNumId")
                if target is not None:
                    formats[child.get(w + "numId", "")] = abstract.get(target.get(self.val, ""), {})
        return formats

    # ------------------------------------------------------------ blocks

    def blocks(self, parent: Any, around: _Look, sheltered: bool) -> list[Block]:
        """Return the blocks below an element; `sheltered` = white ink may stand on a dark ground there."""
        found: list[Block] = []
        for child in parent:
            local = _local(child.tag)
            if local == "p":
                found += self._paragraph(child, sheltered)
            elif local == "tbl":
                table = self._table(child, around, sheltered)
                if table.rows:
                    found.append(table)
            elif local == "sdt":
                for content in child:
                    if _local(content.tag) == "sdtContent":
                        found += self.blocks(content, around, sheltered)
            elif local in _THROUGH:
                self.tracked = self.tracked or local in {"ins", "moveTo"}
                found += self.blocks(child, around, sheltered)
            elif local in _DROPPED:
                self.tracked = True
            elif local == "AlternateContent":
                branch = _branch(child)
                if branch is not None:
                    found += self.blocks(branch, around, sheltered)
        return found

    def _paragraph(self, element: Any, sheltered: bool) -> list[Block]:
        properties = element.find(self.w + "pPr")
        style = properties.find(self.w + "pStyle") if properties is not None else None
        style_id = style.get(self.val, "") if style is not None else self._default_style
        look = self._style(style_id, self._base)
        if properties is not None:
            look = self._paragraph_look(properties, look)
        runs: list[Run] = []
        boxes: list[Box] = []
        far: list[bool] = []
        self._inline(element, look, runs, boxes, far, sheltered)
        bullet = self._is_bullet(look)
        indent = look.left if look.left is not None else (18.0 * (look.level + 1) if bullet else 0.0)
        close = look.close and bullet
        paragraph = Paragraph(
            runs,
            look.heading,
            bullet,
            min(indent + look.first, 300.0),
            0.0 if close else look.before,
            0.0 if close else look.after,
            (*look.stops, (WIDTH, "right")) if far else look.stops,
        )
        return [*boxes, paragraph]

    def _inline(
        self, parent: Any, look: _Look, runs: list[Run], boxes: list[Box], far: list[bool], sheltered: bool
    ) -> None:
        for child in parent:
            local = _local(child.tag)
            if local == "r":
                self._run(child, look, runs, boxes, far, sheltered)
            elif local in _THROUGH:
                self.tracked = self.tracked or local in {"ins", "moveTo"}
                self._inline(child, look, runs, boxes, far, sheltered)
            elif local == "sdt":
                for content in child:
                    if _local(content.tag) == "sdtContent":
                        self._inline(content, look, runs, boxes, far, sheltered)
            elif local in {"del", "moveFrom"}:
                self.tracked = True
            elif local == "AlternateContent":
                branch = _branch(child)
                if branch is not None:
                    self._inline(branch, look, runs, boxes, far, sheltered)
            elif local in {"oMath", "oMathPara"}:
                runs.append(Run("".join(part.text or "" for part in child.iter() if _local(part.tag) == "t")))

    def _run(
        self, element: Any, look: _Look, runs: list[Run], boxes: list[Box], far: list[bool], sheltered: bool
    ) -> None:
        text: list[str] = []
        for child in element:
            local = _local(child.tag)
            if local == "t":
                text.append((child.text or "").replace("\n", " ").replace("\t", " "))
            elif local == "rPr":
                look = self._run_look(child, look)
            elif local == "tab":
                text.append("\t")
            elif local in {"br", "cr"}:
                text.append("\n")
            elif local == "noBreakHyphen":
                text.append("-")
            elif local == "softHyphen":
                text.append("\u00ad")
            elif local == "ptab":
                far.append(child.get(self.w + "alignment") == "right")
                text.append("\t")
            elif local == "sym":
                text.append(_symbol(child.get(self.w + "char", "")))
            elif local in {"drawing", "pict", "object", "AlternateContent"}:
                boxes += self._boxes(child)
            elif local == "ruby":
                self._inline(child, look, runs, boxes, far, sheltered)
        if text:
            white = look.grey > 0.95 and not (look.shaded or sheltered or self._dark_page)
            visible = not (look.hidden or white or look.size < 3.0)
            runs.append(Run("".join(text), look.bold, look.italic, look.size, look.grey, visible))

    def _boxes(self, element: Any) -> Iterator[Box]:
        """Yield the text boxes inside a drawing, each once: Choice stands for Fallback."""
        if _local(element.tag) == "txbxContent":
            yield Box(self.blocks(element, self._base, True))
            return
        if _local(element.tag) == "AlternateContent":
            branch = _branch(element)
            element = branch if branch is not None else ()
        for child in element:
            yield from self._boxes(child)

    # ------------------------------------------------------------ tables

    def _table(self, element: Any, around: _Look, sheltered: bool) -> Table:
        w = self.w
        style = element.find(f"{w}tblPr/{w}tblStyle")
        # Why: banded styles print white letters on dark rows; the plain ones have no ground.
        sheltered = sheltered or (style is not None and style.get(self.val, "") not in {"TableGrid", "TableNormal"})
        grid = [_points(column.get(w + "w"), 20.0) or 0.0 for column in element.findall(f"{w}tblGrid/{w}gridCol")]
        rows: list[list[list[Block]]] = []
        widths: list[list[float]] = []
        merges: list[dict[int, str]] = []
        for row in self._children(element, "tr"):
            if row.find(f"{w}trPr/{w}del") is not None:
                self.tracked = True
                continue
            cells: list[list[Block]] = []
            shares: list[float] = []
            merged: dict[int, str] = {}
            column = 0
            for cell in self._children(row, "tc"):
                properties = cell.find(w + "tcPr")
                span, share, merge, dark = 1, None, "", False
                for part in properties if properties is not None else ():
                    local = _local(part.tag)
                    if local == "gridSpan":
                        value = part.get(self.val, "1")
                        span = min(max(int(value), 1), MAX_SPAN) if value.isdecimal() and len(value) < 12 else 1
                    elif local == "tcW" and part.get(w + "type", "dxa") == "dxa":
                        share = _points(part.get(w + "w"), 20.0)
                    elif local == "vMerge":
                        merge = part.get(self.val, "continue")
                    elif local == "shd":
                        dark = _grey(part.get(w + "fill"), 1.0) < 0.9
                shares.append(share or sum(grid[column : column + span]) or WIDTH * span / max(len(grid), 1))
                if merge:
                    merged[len(cells)] = merge
                cells.append(self.blocks(cell, around, sheltered or dark))
                column += span
            if cells:
                rows.append(cells)
                widths.append([min(max(share, 1.0), 2000.0) for share in shares])
                merges.append(merged)
        return _with_sidebar(rows, widths, merges)

    def _children(self, parent: Any, wanted: str) -> Iterator[Any]:
        for child in parent:
            local = _local(child.tag)
            if local == wanted:
                yield child
            elif local in _THROUGH or local == "sdt":
                yield from self._children(child, wanted)

    # ------------------------------------------------------------ headers and footers

    def margins(self, main: str) -> list[list[Block]]:
        """Return headers, then footers, each text once; first-page and even-page copies repeat it."""
        folder, base = posixpath.split(main)
        path = posixpath.join(folder, "_rels", base + ".rels")
        if path not in self.package:
            return []
        found: dict[str, list[tuple[str, list[Block]]]] = {"header": [], "footer": []}
        for relation in parse_xml(self.package.part(path), path):
            kind = relation.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
            if kind in found and relation.get("TargetMode") != "External" and target in self.package:
                blocks = self.blocks(parse_xml(self.package.part(target), target), self._base, True)
                text = "".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
                if blocks and all(text != other or not text for other, _ in found[kind]):
                    found[kind].append((text, blocks))
        return [blocks for kind in ("header", "footer") for _, blocks in found[kind]]


def _named(name: str, look: _Look) -> _Look:
    match = _HEADING_NAME.match(name)
    if match:
        return replace(look, heading=int(match.group(1)))
    return replace(look, heading=1) if name == "title" else look


def _branch(alternate: Any) -> Any:
    """Return the first Choice, else the Fallback."""
    fallback = None
    for child in alternate:
        if _local(child.tag) == "Choice":
            return child
        fallback = child
    return fallback


def _grey(color: str | None, unset: float = 0.0) -> float:
    """Return the lightness of "RRGGBB", 0 black to 1 white; `unset` for auto."""
    if not color or len(color) != 6:
        return unset
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return unset
    return round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)


def _symbol(code: str) -> str:
    try:
        number = int(code, 16)
    except ValueError:
        return " "
    if 0xF000 <= number <= 0xF0FF:
        return _SYMBOLS.get(number, " ")
    return chr(number) if 0x20 <= number < 0xD800 else " "


def _with_sidebar(rows: list[list[list[Block]]], widths: list[list[float]], merges: list[dict[int, str]]) -> Table:
    """Return the table; a long cell merged over several rows becomes one cell beside a table of those rows."""
    out = Table([])
    at = 0
    while at < len(rows):
        side = next(
            (
                number
                for number, merge in merges[at].items()
                if merge == "restart"
                and number in {0, len(rows[at]) - 1}
                and len(rows[at][number]) >= SIDEBAR_PARAGRAPHS
            ),
            None,
        )
        stop = at + 1
        if side is not None:
            last = side > 0
            while stop < len(rows) and merges[stop].get(len(rows[stop]) - 1 if last else 0) == "continue":
                stop += 1
        if side is None or stop - at < 2 or len(rows[at]) < 2:
            out.rows.append(rows[at])
            out.widths.append(widths[at])
            at += 1
            continue
        cut = slice(0, -1) if side else slice(1, None)
        inner = Table([row[cut] for row in rows[at:stop]], [shares[cut] for shares in widths[at:stop]])
        share, rest = widths[at][side], sum(widths[at][cut])
        out.rows.append([[inner], rows[at][side]] if side else [rows[at][side], [inner]])
        out.widths.append([rest, share] if side else [share, rest])
        at = stop
    return out

"""DOCX bytes -> Document, from the XML itself. To honour another element, add it to `_blocks`, `_inline` or `_run`.

python-docx is not used: it hangs on a forged gridSpan and misses content controls, insertions and nested tables,
all common in CV templates. What Word would print is kept: insertions, fields' results, text boxes once; not deletions.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import in_force
from xpcalc.model import Document, Finding
from xpcalc.readers.active import in_parts
from xpcalc.readers.blocks import WIDTH, Block, Box, Paragraph, Run, Table
from xpcalc.readers.docx_styles import Look, Styles, grey_of, local_name, points
from xpcalc.readers.lines import document
from xpcalc.readers.package import Package, parse_xml
from xpcalc.readers.sniff import Peek

# A merged cell with this many paragraphs is a sidebar beside the rows that it spans.
SIDEBAR_PARAGRAPHS = 6

# Source: ECMA-376 part 1, 17: containers whose children are read as if they stood outside.
_THROUGH = frozenset(
    {"hyperlink", "smartTag", "ins", "moveTo", "customXml", "fldSimple", "bdo", "dir", "sdtContent", "rubyBase"}
)
_DROPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "footnoteReference", "endnoteReference"}
)
# Source: the symbols of Symbol and Wingdings that CVs use, as Word writes them (private area F000 + code).
_SYMBOLS = {0xF02D: "-", 0xF0BE: "\u2014", 0xF0E0: "\u2192", 0xF0A0: " ", 0xF0AE: "\u2192"}
_SYMBOLS |= dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF06C, 0xF06E, 0xF0A8, 0xF071, 0xF0B2), "\u2022")


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
    body = next((child for child in root if local_name(child.tag) == "body"), None)
    if body is None:
        raise UnreadableDocument(
            "E_DAMAGED", "the file holds no text of a document", "open it in Word and save it again"
        )
    reader = _Reader(root, package, folder)
    blocks = reader.blocks(body, Look(), False)
    tail = reader.margins(main)
    findings = [*in_parts(package.names)]
    if reader.unread:
        parts = "a part" if reader.unread == 1 else f"{reader.unread} parts"
        findings.append(
            Finding("W_PART_UNREAD", "warning", f"{parts} of another format inside the document was not read")
        )
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


class _Reader(Styles):
    """Walks the parts of one file; remembers whether it saw tracked changes."""

    def __init__(self, root: Any, package: Package, folder: str) -> None:
        super().__init__(root, package, folder)
        self.tracked = False
        self.unread = 0  # parts of another format that Word would put in when it opens the file
        self._dark_page = any(local_name(child.tag) == "background" for child in root)

    # ------------------------------------------------------------ blocks

    def blocks(self, parent: Any, around: Look, sheltered: bool) -> list[Block]:
        """Return the blocks below an element; `sheltered` = white ink may stand on a dark ground there."""
        found: list[Block] = []
        for child in parent:
            local = local_name(child.tag)
            if local == "p":
                found += self._paragraph(child, sheltered)
            elif local == "tbl":
                table = self._table(child, around, sheltered)
                if table.rows:
                    found.append(table)
            elif local == "sdt":
                for content in child:
                    if local_name(content.tag) == "sdtContent":
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
            elif local == "altChunk":
                self.unread += 1
        return found

    def _paragraph(self, element: Any, sheltered: bool) -> list[Block]:
        properties = element.find(self.w + "pPr")
        style = properties.find(self.w + "pStyle") if properties is not None else None
        style_id = style.get(self.val, "") if style is not None else self.default_style
        look = self.style(style_id, self.base)
        if properties is not None:
            look = self.paragraph_look(properties, look)
        runs: list[Run] = []
        boxes: list[Box] = []
        far: list[bool] = []
        self._inline(element, look, runs, boxes, far, sheltered)
        bullet = self.is_bullet(look)
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
        self, parent: Any, look: Look, runs: list[Run], boxes: list[Box], far: list[bool], sheltered: bool
    ) -> None:
        for child in parent:
            local = local_name(child.tag)
            if local == "r":
                self._run(child, look, runs, boxes, far, sheltered)
            elif local in _THROUGH:
                self.tracked = self.tracked or local in {"ins", "moveTo"}
                self._inline(child, look, runs, boxes, far, sheltered)
            elif local == "sdt":
                for content in child:
                    if local_name(content.tag) == "sdtContent":
                        self._inline(content, look, runs, boxes, far, sheltered)
            elif local in {"del", "moveFrom"}:
                self.tracked = True
            elif local == "AlternateContent":
                branch = _branch(child)
                if branch is not None:
                    self._inline(branch, look, runs, boxes, far, sheltered)
            elif local in {"oMath", "oMathPara"}:
                runs.append(Run("".join(part.text or "" for part in child.iter() if local_name(part.tag) == "t")))

    def _run(
        self, element: Any, look: Look, runs: list[Run], boxes: list[Box], far: list[bool], sheltered: bool
    ) -> None:
        text: list[str] = []
        for child in element:
            local = local_name(child.tag)
            if local == "t":
                text.append((child.text or "").replace("\n", " ").replace("\t", " "))
            elif local == "rPr":
                look = self.run_look(child, look)
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
        if local_name(element.tag) == "txbxContent":
            yield Box(self.blocks(element, self.base, True))
            return
        if local_name(element.tag) == "AlternateContent":
            branch = _branch(element)
            element = branch if branch is not None else ()
        for child in element:
            yield from self._boxes(child)

    # ------------------------------------------------------------ tables

    def _table(self, element: Any, around: Look, sheltered: bool) -> Table:
        w = self.w
        style = element.find(f"{w}tblPr/{w}tblStyle")
        # Why: banded styles print white letters on dark rows; the plain ones have no ground.
        sheltered = sheltered or (style is not None and style.get(self.val, "") not in {"TableGrid", "TableNormal"})
        grid = [points(column.get(w + "w"), 20.0) or 0.0 for column in element.findall(f"{w}tblGrid/{w}gridCol")]
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
                    local = local_name(part.tag)
                    if local == "gridSpan":
                        value = part.get(self.val, "1")
                        said = int(value) if value.isdecimal() and len(value) < 12 else 1
                        span = min(max(said, 1), in_force().columns)
                    elif local == "tcW" and part.get(w + "type", "dxa") == "dxa":
                        share = points(part.get(w + "w"), 20.0)
                    elif local == "vMerge":
                        merge = part.get(self.val, "continue")
                    elif local == "shd":
                        dark = grey_of(part.get(w + "fill"), 1.0) < 0.9
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
            local = local_name(child.tag)
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
                blocks = self.blocks(parse_xml(self.package.part(target), target), self.base, True)
                text = "".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
                if blocks and all(text != other or not text for other, _ in found[kind]):
                    found[kind].append((text, blocks))
        return [blocks for kind in ("header", "footer") for _, blocks in found[kind]]


def _branch(alternate: Any) -> Any:
    """Return the first Choice, else the Fallback."""
    fallback = None
    for child in alternate:
        if local_name(child.tag) == "Choice":
            return child
        fallback = child
    return fallback


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

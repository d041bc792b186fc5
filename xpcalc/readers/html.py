"""HTML bytes -> Document, with what a browser would show. To honour another property of CSS, add it to `_styled`.

Nothing is fetched; scripts are not run. Style sheets inside the page are read for plain selectors (tag, .class, #id).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import in_force
from xpcalc.model import Document
from xpcalc.readers.blocks import WIDTH, Block, Paragraph, Run, Table
from xpcalc.readers.lines import document
from xpcalc.readers.package import too_deep
from xpcalc.readers.sniff import HEAD, Peek, encoding_of
from xpcalc.readers.text import decode
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: HTML Living Standard, 15.3 (rendering): which elements are blocks, what is bold, what is not shown.
_DROPPED = frozenset(
    "head script style template noscript svg math iframe object audio video canvas map datalist select option "
    "textarea progress meter".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup html hr legend li main menu nav ol optgroup p pre search section summary ul "
    "caption tbody thead tfoot tr td th".split()
)
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC = frozenset({"i", "em", "cite", "dfn", "var", "address"})
_SIZES = {"h1": 20.0, "h2": 15.0, "h3": 12.0, "h4": 10.0, "h5": 9.0, "h6": 8.0, "small": 8.5, "big": 12.0}
# Unit: points of space above and below.
_MARGINS = {"p": 6.0, "ul": 3.0, "ol": 3.0, "dl": 6.0, "section": 9.0, "article": 16.0, "hr": 12.0, "header": 6.0}
_MARGINS |= {
    "blockquote": 6.0,
    "pre": 6.0,
    "table": 6.0,
    "h1": 10.0,
    "h2": 12.0,
    "h3": 10.0,
    "h4": 9.0,
    "h5": 6.0,
    "h6": 6.0,
}
_INDENTS = {"ul": 18.0, "ol": 18.0, "dd": 30.0, "blockquote": 30.0}

_CHARSET = regex(rb"charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE)
_LENGTH = regex(r"(-?\d{1,6}(?:\.\d{1,4})?|-?\.\d{1,4})\s?(px|pt|em|rem|%|)")
_COLOR = regex(
    r"#([0-9a-f]{6}|[0-9a-f]{3})\b|rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})(?:\s*,\s*([\d.]{1,6}))?"
)
_SELECTOR = regex(r"([a-z][a-z0-9]*)?([.#][\w-]+)?$", re.IGNORECASE)
_NAMED = {"white": 1.0, "snow": 0.99, "ivory": 0.99, "black": 0.0, "transparent": -1.0, "inherit": -2.0}
# Elements that name a piece of a line, and a length of time beside a range ("Jan 2026 – May 2026" "4 months").
_LABELS = frozenset("span a strong b em i small time cite u".split())
_SPELL = regex(r"\d{1,2}\s?[^\W\d]{2,}")
_SPACE = regex(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    italic: bool = False
    size: float = 10.0
    grey: float = 0.0
    visible: bool = True
    shown: bool = True  # display and place; a child cannot undo it, unlike visibility
    ground: bool = False  # stands on a background that is not white
    heading: int = 0
    indent: float = 0.0
    pre: bool = False


def read(data: bytes, name: str, *, peek: Peek | None = None) -> Document:
    """Return the page as a browser without scripts shows it; what is hidden is kept with visible=False.

    Raises: UnreadableDocument with E_DAMAGED, E_LIMIT_XML.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_decode(data).replace("\x00", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableDocument("E_DAMAGED", "the page cannot be read as HTML", "print it to PDF and send that")
    walker = _Walker(root)
    walker.visit(root, _Style(), 0)
    walker.flush()
    return document(walker.blocks, name=name, format="html", data=data)


def _decode(data: bytes) -> str:
    declared = _CHARSET.search(data[: 2 * HEAD]) if encoding_of(data[:HEAD]) is None else None
    if declared:
        try:
            # Source: WHATWG Encoding; pages that say Latin-1 mean Windows-1252.
            encoding = declared.group(1).decode("ascii").lower()
            return data.decode("cp1252" if encoding in {"iso-8859-1", "latin1", "us-ascii"} else encoding, "strict")
        except (LookupError, ValueError):
            pass
    return decode(data)


class _Walker:
    """Collects blocks; `runs` is the line being written."""

    def __init__(self, root: Any, rules: _Rules | None = None) -> None:
        self.rules = rules or _Rules(root)
        self.depth = in_force().xml_depth
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.look = _Style()
        self.gap = 0.0
        self.right = False

    def flush(self) -> None:
        """End the line being written."""
        if self._begun():
            stops = ((WIDTH, "right"),) if self.right else ()
            look = self.look
            self.blocks.append(
                Paragraph(self.runs, look.heading, False, look.indent, before=min(self.gap, 24.0), stops=stops)
            )
            self.gap = 0.0
        self.runs = []
        self.right = False

    def write(self, text: str | None, style: _Style) -> None:
        """Add text to the line being written."""
        if not text:
            return
        text = text.replace("\t", "    ") if style.pre else _SPACE.sub(" ", text)
        if not self._begun():
            if not text.strip():
                return
            self.look = style
        visible = style.visible and style.shown
        if style.grey > 0.95 and not style.ground and not self.rules.has_grounds:
            visible = False
        self.runs.append(Run(text, style.bold, style.italic, style.size, style.grey, visible))

    def _begun(self) -> bool:
        """Say whether the line that is being written has text."""
        return any(run.text.strip() for run in self.runs)

    def visit(self, element: Any, style: _Style, depth: int) -> None:
        """Write an element and what is in it, without its tail."""
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if not tag or tag in _DROPPED:
            return
        if depth > self.depth:
            raise too_deep("the page")
        if tag == "br":
            self.runs.append(Run("\n"))
            return
        if _ICON.search(element.get("class") or "") and len("".join(element.itertext()).split()) < 2:
            # Why: such fonts draw a picture for a word ("work"); between two names it is a sign that parts them.
            if self._begun():
                self.runs.append(Run("\t"))
            return
        declared = self.rules.of(element, tag)
        style = _styled(style, tag, element, declared)
        display = declared.get("display", "")
        block = (tag in _BLOCKS and not display.startswith("inline")) or display in {
            "block",
            "flex",
            "grid",
            "list-item",
        }
        floats = "right" in declared.get("float", "") and self._begun()
        if floats:
            self.runs.append(Run("\t"))
            self.right = True
        elif block:
            self.flush()
            self.gap = max(self.gap, _MARGINS.get(tag, 0.0))
        if tag == "table":
            self._table(element, style, depth)
        elif tag == "li":
            self._item(element, style, depth, declared)
        else:
            flex = display == "flex" and "column" not in declared.get("flex-direction", "")
            self._inside(element, style, depth, flex)
        if block and not floats:
            self.flush()
            self.gap = max(self.gap, _MARGINS.get(tag, 0.0))

    def _inside(self, element: Any, style: _Style, depth: int, flex: bool = False) -> None:
        if flex and (cells := self._flex(element, style, depth)):
            self.blocks.append(Table([cells]))
            return
        self.write(element.text, style)
        parted = _holds_labels(element)
        previous: Any = None
        for child in element:
            if previous is not None and parted and _apart(previous, child):
                self.runs.append(Run("\t"))
            elif previous is not None and not previous.tail:
                self._part_words(previous, child)
            self.visit(child, style, depth + 1)
            self.write(child.tail, style)
            previous = child

    def _part_words(self, previous: Any, child: Any) -> None:
        """Put a blank between neighbours that style sheets hold apart: "Engineer" "2019", not "H" "2"."""
        if not self.runs or not isinstance(child.tag, str) or child.tag in {"sub", "sup", "br", "wbr"}:
            return
        left = self.runs[-1].text[-1:]
        right = "".join(child.itertext())[:1]
        if previous.tag in {"sub", "sup", "br", "wbr"} or not left or not right:
            return
        if (
            (left.isalpha() and right.isdigit())
            or (left.isdigit() and right.isalpha())
            or (left.islower() and right.isupper())
        ):
            self.runs.append(Run(" "))

    def _flex(self, element: Any, style: _Style, depth: int) -> list[list[Block]]:
        """Return the items of a flex row as cells; empty if there is text between them, or one item only."""
        items = [child for child in element if isinstance(child.tag, str) and child.tag.lower() not in _DROPPED]
        if len(items) < 2 or (element.text or "").strip() or any((child.tail or "").strip() for child in items):
            return []
        cells = [self._cell([child], style, depth) for child in items]
        return [cell for cell in cells if cell]

    def _cell(self, elements: Iterable[Any], style: _Style, depth: int) -> list[Block]:
        inner = _Walker(None, self.rules)
        for element in elements:
            inner.visit(element, style, depth + 1)
        inner.flush()
        return inner.blocks

    def _item(self, element: Any, style: _Style, depth: int, declared: dict[str, str]) -> None:
        at = len(self.blocks)
        self._inside(element, style, depth)
        self.flush()
        own = [block for block in self.blocks[at:] if isinstance(block, Paragraph) and not block.bullet]
        # Why: an item of several paragraphs is a job in a list of jobs, not a bullet.
        if (
            len(own) == 1
            and not own[0].heading
            and not _breaks(own[0])
            and not _is_field(element)
            and not any(isinstance(block, Table) for block in self.blocks[at:])
        ):
            own[0].bullet = True

    def _table(self, element: Any, style: _Style, depth: int) -> None:
        rows: list[list[list[Block]]] = []
        widths: list[list[float]] = []
        for part in element:
            tag = part.tag.lower() if isinstance(part.tag, str) else ""
            if tag == "caption":
                self.visit(part, style, depth + 1)
            for row in [part] if tag == "tr" else part if tag in {"tbody", "thead", "tfoot"} else []:
                if not isinstance(row.tag, str) or row.tag.lower() != "tr":
                    continue
                inner = _styled(style, "tr", row, self.rules.of(row, "tr"))
                cells = [cell for cell in row if isinstance(cell.tag, str) and cell.tag.lower() in {"td", "th"}]
                rows.append([self._cell([cell], inner, depth + 2) for cell in cells])
                widths.append([_share(cell) for cell in cells])
        self.flush()
        if rows:
            if self.gap:
                self.blocks.append(Paragraph([Run("", size=self.gap / 2)]))
                self.gap = 0.0
            self.blocks.append(Table(rows, widths))


def _breaks(paragraph: Paragraph) -> bool:
    """Say whether a paragraph is a job of several lines, the first of them bold."""
    lines = sum(["\n" in run.text for run in paragraph.runs])
    first = next((run for run in paragraph.runs if run.text.strip()), None)
    return lines > 1 and first is not None and first.bold and not paragraph.runs[-1].bold


def _is_field(item: Any) -> bool:
    """Say whether a list item is a field of its own class ("date", "position"), not one of several alike."""
    mine = item.get("class")
    parent = item.getparent()
    if not mine or parent is None:
        return False
    classes = [other.get("class") for other in parent if other.tag == "li"]
    return len(classes) > 1 and len(set(classes)) == len(classes)


def _holds_labels(element: Any) -> bool:
    """Say whether an element holds several named pieces and no text of its own: title, employer and place of a job.

    Why: style sheets set such pieces apart, by floats, borders or colours that are not followed here.
    """
    pieces = [child for child in element if isinstance(child.tag, str)]
    if len(pieces) < 2 or (element.text or "").strip() or any([(child.tail or "").strip() for child in pieces]):
        return False
    return any([child.get("class") or child.get("itemprop") for child in pieces])


# Source: the classes that icon fonts ask for, whose elements hold a word or nothing.
_ICON = regex(r"\b(?:material-icons|material-symbols|fa[srbl]?\s+fa-|bi\s+bi-|glyphicon|icon-[a-z]+\b)")
# Unit: characters, of a date with its day in words.
_DATE = 24


def _apart(left: Any, right: Any) -> bool:
    """Say whether two neighbours are pieces of their own, not a word cut in two or the ends of one range."""
    if not (left.tag in _LABELS and right.tag in _LABELS):
        return False
    one, two = ("".join(each.itertext()).strip() for each in (left, right))
    if len(one) < 3 or len(two) < 3 or not (any(map(str.isalpha, one)) or any(map(str.isalpha, two))):
        return False
    numbered = all([any([ch.isdigit() for ch in text]) for text in (one, two)])
    # Why: a text behind a date may hold numbers; the end of a range is short.
    if numbered and len(two) <= _DATE and not _SPELL.match(two):
        return False
    if one[-1] in ",;:|–—-·(&/" or two[0] in ",;:|–—-·)&/":
        return False
    spaced = (left.tail or "") != ""
    return (left.get("class"), left.tag) != (right.get("class"), right.tag) or (spaced and bool(right.get("itemprop")))


def _share(cell: Any) -> float:
    width = (cell.get("width") or "").rstrip("%px ")
    span = cell.get("colspan") or "1"
    if width.isdecimal() and 0 < len(width) < 5:
        return float(width) or 1.0
    return float(min(max(int(span), 1), 63)) if span.isdecimal() and len(span) < 6 else 1.0


class _Rules:
    """The plain rules of a page's own style sheets, by tag, .class and #id."""

    def __init__(self, root: Any) -> None:
        self.plain: dict[str, dict[str, str]] = {}
        sheets = ["".join(style.itertext()) for style in root.iter("style")] if root is not None else []
        linked = root is not None and any("stylesheet" in (link.get("rel") or "") for link in root.iter("link"))
        # Why: where grounds are painted by rules that are not followed, white ink proves nothing.
        self.has_grounds = linked or any("background" in sheet for sheet in sheets)
        for sheet in sheets:
            self._load(sheet[:200_000])

    def _load(self, sheet: str) -> None:
        for rule in _outer_rules(sheet):
            selectors, _, body = rule.partition("{")
            declared = _declarations(body)
            if not declared:
                continue
            for selector in selectors.split(","):
                match = _SELECTOR.match(selector.strip())
                if match and selector.strip():
                    self.plain.setdefault(match.group().lower(), {}).update(declared)

    def of(self, element: Any, tag: str) -> dict[str, str]:
        """Return the declarations that hold for an element, inline style last."""
        inline = element.get("style")
        if not self.plain:
            return _declarations(inline) if inline else {}
        found = dict(self.plain.get(tag, ()))
        for name in (element.get("class") or "").lower().split():
            found |= self.plain.get(f".{name}", {})
            found |= self.plain.get(f"{tag}.{name}", {})
        if element.get("id"):
            found |= self.plain.get(f"#{element.get('id').lower()}", {})
        return found | _declarations(inline) if inline else found


def _outer_rules(sheet: str) -> Iterable[str]:
    """Yield "selectors{declarations" of the rules outside @media and the like."""
    parts = []
    for number, part in enumerate(sheet.split("/*")):
        parts.append(part if number == 0 else part.partition("*/")[2])
    depth = 0
    for part in re.split(r"(?<=[{}])", "".join(parts)):
        if part.endswith("{"):
            depth += 1
            opened = part if depth == 1 else ""
        elif part.endswith("}"):
            if depth == 1 and not opened.lstrip().startswith("@"):
                yield opened + part[:-1]
            depth = max(depth - 1, 0)
            opened = ""


def _declarations(body: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in body.lower().split(";"):
        key, colon, value = part.partition(":")
        if colon:
            found[key.strip()] = value.replace("!important", "").strip()
    return found


def _styled(style: _Style, tag: str, element: Any, declared: dict[str, str]) -> _Style:
    """Return the style inside an element."""
    changes: dict[str, Any] = {}
    if tag in _BOLD:
        changes["bold"] = True
    if tag in _ITALIC:
        changes["italic"] = True
    if tag in _SIZES:
        changes["size"] = _SIZES[tag]
    if tag in _INDENTS:
        changes["indent"] = min(style.indent + _INDENTS[tag], 300.0)
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        changes["heading"] = int(tag[1])
    if tag == "pre":
        changes["pre"] = True
    if element.get("hidden") is not None or (tag == "dialog" and element.get("open") is None):
        changes["shown"] = False
    if element.get("bgcolor"):
        changes["ground"] = _lightness(element.get("bgcolor").lower()) < 0.9
    if tag == "font" and element.get("color"):
        changes["grey"] = max(_lightness(element.get("color").lower()), 0.0)
    if declared:
        _apply(changes, style, declared)
    return replace(style, **changes) if changes else style


def _apply(changes: dict[str, Any], style: _Style, declared: dict[str, str]) -> None:
    get = declared.get
    weight = get("font-weight", "")
    if weight:
        changes["bold"] = weight in {"bold", "bolder"} or (
            weight.isdecimal() and len(weight) < 5 and int(weight) >= 600
        )
    if "font-style" in declared:
        changes["italic"] = get("font-style", "") in {"italic", "oblique"}
    if (size := _points(get("font-size", ""), changes.get("size", style.size))) is not None:
        changes["size"] = size = min(max(size, 0.1), 200.0)
        if size < 3.0:
            changes["shown"] = False
    if get("display") == "none" or get("opacity", "1").strip("0.%") == "" or get("content-visibility") == "hidden":
        changes["shown"] = False
    if "visibility" in declared:
        changes["visible"] = get("visibility") not in {"hidden", "collapse"}
    if any(
        (place := _points(get(side, ""), 10.0)) is not None and place < -200 for side in ("left", "top", "text-indent")
    ):
        changes["shown"] = False
    color = _lightness(get("color", ""))
    if color >= 0:
        changes["grey"] = color
    if (alpha := _COLOR.search(get("color", ""))) and alpha.group(5) and alpha.group(5).strip("0.") == "":
        changes["shown"] = False
    ground = get("background-color", "") or get("background", "") or get("background-image", "")
    if ground and ground not in {"none", "transparent", "inherit", "initial", "unset"}:
        changes["ground"] = _lightness(ground) < 0.9
    margin = _points(get("margin-left", "") or get("padding-left", ""), 10.0)
    if margin is not None and 0 < margin < 300:
        changes["indent"] = min(changes.get("indent", style.indent) + margin, 300.0)


def _points(value: str, size: float) -> float | None:
    """Return a CSS length in points; None if there is none."""
    match = _LENGTH.match(value)
    if not match:
        return None
    number = float(match.group(1))
    scale = {"px": 0.75, "pt": 1.0, "em": size, "rem": 10.0, "%": size / 100, "": 0.75}
    return number * scale[match.group(2)]


def _lightness(color: str) -> float:
    """Return how light a colour is, 0 black to 1 white; -1 = none or unknown."""
    match = _COLOR.search(color)
    if not match:
        # Why: letters without ink show no more than white ones.
        if color == "transparent":
            return 1.0
        return next((value for word, value in _NAMED.items() if color == word or color.startswith(word + " ")), -1.0)
    if digits := match.group(1):
        digits = digits if len(digits) == 6 else "".join(ch + ch for ch in digits)
        red, green, blue = bytes.fromhex(digits)
    else:
        red, green, blue = (min(int(part), 255) for part in match.groups()[1:4])
    return round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)

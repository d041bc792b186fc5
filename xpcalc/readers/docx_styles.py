"""styles.xml and numbering.xml of a DOCX -> Looks. To honour a property, add it to `run_look` or `paragraph_look`."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from functools import cache
from typing import Any

from xpcalc.readers.package import Package, parse_xml
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Why: Word itself follows eleven steps of basedOn.
MAX_STYLE_STEPS = 20
_OFF = frozenset({"0", "false", "off", "none"})
# Source: w:name of the built-in styles is English in every edition; ids are translated and stripped of accents.
_HEADING_NAME = regex(r"heading ([1-9])$")
_HEADING_ID = regex(r"(?:heading|titre|t[ií]?tulo|[uü]?berschrift|kop|titolo)_?([1-9])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
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


@cache
def local_name(tag: str) -> str:
    """Return a tag without its namespace."""
    name: str = tag[tag.rfind("}") + 1 :]
    return name


def points(value: str | None, per_point: float) -> float | None:
    """Return a length in points; None if it is absent or no number. Strict files may write "12pt"."""
    if not value:
        return None
    try:
        return float(value.removesuffix("pt")) / (1.0 if value.endswith("pt") else per_point)
    except ValueError:
        return None


class Styles:
    """The styles of one file: what a run or paragraph looks like under them and direct formatting."""

    def __init__(self, root: Any, package: Package, folder: str) -> None:
        self.w = root.tag[: root.tag.rfind("}") + 1]
        self.val = self.w + "val"
        self.package = package
        self.folder = folder
        self._styles: dict[str, Any] = {}
        self._looks: dict[tuple[str, str], Look] = {}
        self.base = Look()
        self._formats: dict[str, dict[int, str]] | None = None
        styles = self._part("styles.xml")
        if styles is not None:
            self._load_styles(styles)
        self._looks[("", "")] = self.base

    def _part(self, name: str) -> Any:
        path = posixpath.join(self.folder, name)
        return parse_xml(self.package.part(path), path) if path in self.package else None

    # ------------------------------------------------------------ styles

    def _load_styles(self, root: Any) -> None:
        w = self.w
        for child in root:
            local = local_name(child.tag)
            if local == "style":
                self._styles[child.get(w + "styleId", "")] = child
                if child.get(w + "default") in {"1", "true"} and child.get(w + "type") == "paragraph":
                    self.default_style = child.get(w + "styleId", "")
            elif local == "docDefaults":
                for part in child.iter(w + "rPr"):
                    self.base = self.run_look(part, self.base)
                for part in child.iter(w + "pPr"):
                    self.base = self.paragraph_look(part, self.base)

    default_style = ""

    def style(self, style_id: str, base: Look, kind: str = "paragraph") -> Look:
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
                local = local_name(child.tag)
                if local == "name" and kind == "paragraph":
                    look = _named(child.get(self.val, "").lower(), look)
                elif local == "rPr":
                    look = self.run_look(child, look)
                elif local == "pPr":
                    look = self.paragraph_look(child, look)
        if kind == "paragraph":
            if not chain and (match := _HEADING_ID.search(style_id)):
                look = replace(look, heading=int(match.group(1)))
            self._looks[(kind, style_id)] = look
        return look

    def run_look(self, properties: Any, look: Look) -> Look:
        changes: dict[str, Any] = {}
        for child in properties:
            local = local_name(child.tag)
            value = child.get(self.val)
            if local == "rStyle":
                look = self.style(value or "", look, "character")
            elif local == "b":
                changes["bold"] = value not in _OFF
            elif local == "i":
                changes["italic"] = value not in _OFF
            elif local == "sz":
                size = points(value, 2.0)
                if size is not None:
                    changes["size"] = min(max(size, 0.5), 200.0)
            elif local == "vanish":
                changes["hidden"] = value not in _OFF
            elif local == "color":
                changes["grey"] = grey_of(value)
            elif local == "shd":
                changes["shaded"] = grey_of(child.get(self.w + "fill"), 1.0) < 0.9
            elif local == "highlight":
                changes["shaded"] = value not in {"none", "white", None}
        return replace(look, **changes) if changes else look

    def paragraph_look(self, properties: Any, look: Look) -> Look:
        changes: dict[str, Any] = {}
        w = self.w
        for child in properties:
            local = local_name(child.tag)
            if local == "outlineLvl":
                level = child.get(self.val, "9")
                changes["heading"] = int(level) + 1 if level in "012345678" and level else 0
            elif local == "numPr":
                for part in child:
                    if local_name(part.tag) == "numId":
                        changes["list_id"] = part.get(self.val, "")
                    elif local_name(part.tag) == "ilvl":
                        level = part.get(self.val, "0")
                        changes["level"] = int(level) if level in "012345678" and level else 0
            elif local == "ind":
                left = points(child.get(w + "left") or child.get(w + "start"), 20.0)
                if left is not None:
                    changes["left"] = min(max(left, 0.0), 400.0)
                hanging = child.get(w + "hanging")
                first = points(child.get(w + "firstLine"), 20.0)
                changes["first"] = min(max(first, 0.0), 100.0) if first and not hanging else 0.0
            elif local == "spacing":
                for side in ("before", "after"):
                    space = points(child.get(w + side), 20.0)
                    if child.get(f"{w}{side}Autospacing") in {"1", "true", "on"}:
                        space = 6.0
                    if space is not None:
                        changes[side] = min(max(space, 0.0), 24.0)
            elif local == "contextualSpacing":
                changes["close"] = child.get(self.val) not in _OFF
            elif local == "tabs":
                changes["stops"] = self._stops(child, look.stops)
            elif local == "shd":
                changes["shaded"] = grey_of(child.get(w + "fill"), 1.0) < 0.9
        return replace(look, **changes) if changes else look

    def _stops(self, tabs: Any, inherited: tuple[tuple[float, str], ...]) -> tuple[tuple[float, str], ...]:
        stops = dict(inherited)
        for tab in tabs:
            place = points(tab.get(self.w + "pos"), 20.0)
            kind = {"right": "right", "end": "right", "center": "center"}.get(tab.get(self.val, ""), "left")
            if place is None or not 0 < place < 2000:
                continue
            if tab.get(self.val) == "clear":
                stops.pop(place, None)
            elif tab.get(self.val) != "bar":
                stops[place] = kind
        return tuple(sorted(stops.items()))

    def is_bullet(self, look: Look) -> bool:
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
            local = local_name(child.tag)
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


def _named(name: str, look: Look) -> Look:
    match = _HEADING_NAME.match(name)
    if match:
        return replace(look, heading=int(match.group(1)))
    return replace(look, heading=1) if name == "title" else look


def grey_of(color: str | None, unset: float = 0.0) -> float:
    """Return the lightness of "RRGGBB", 0 black to 1 white; `unset` for auto."""
    if not color or len(color) != 6:
        return unset
    try:
        red, green, blue = bytes.fromhex(color)
    except ValueError:
        return unset
    return round((0.299 * red + 0.587 * green + 0.114 * blue) / 255, 3)

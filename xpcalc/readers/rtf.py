"""RTF bytes -> Document. To honour another control word, add it to `_apply`; to skip a group, to `_SKIPPED`.

One pass of a linear tokeniser with an explicit stack: groups nest without recursion.
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import in_force
from xpcalc.model import Document
from xpcalc.readers.active import in_rtf
from xpcalc.readers.blocks import Block, Paragraph, Run, Table
from xpcalc.readers.lines import document
from xpcalc.readers.sniff import Peek
from xpcalc.record import dataclass
from xpcalc.regex import regex

_TOKEN = regex(rb"\\([a-zA-Z]{1,32})(-?\d{1,12})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\")
# Source: Rich Text Format Specification 1.9.1: destinations that hold no text of the document.
_SKIPPED = frozenset(
    b"info pict object themedata colorschememapping latentstyles datastore fldinst footnote annotation atnid atnauthor "
    b"listtable listoverridetable rsidtbl generator filetbl revtbl xmlnstbl mmathPr nonshppict xe tc private bkmkstart "
    b"bkmkend ftnsep ftnsepc aftnsep aftnsepc pgptbl operator panose falt sp shpinst shprslt".split()
)
_KEPT_STARRED = frozenset({b"shpinst", b"shptxt", b"shppict"})
_MARGINS = frozenset(b"header footer headerl headerr headerf footerl footerr footerf".split())
_CHARACTERS = {
    b"emdash": "\u2014",
    b"endash": "\u2013",
    b"bullet": "\u2022",
    b"lquote": "\u2018",
    b"rquote": "\u2019",
    b"ldblquote": "\u201c",
    b"rdblquote": "\u201d",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
}
# Source: the same specification, \fcharsetN and the Windows code pages that they stand for.
_CHARSETS = {
    0: "cp1252",
    128: "cp932",
    129: "cp949",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
}
_CHARSETS |= {177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 77: "mac_roman"}
_HEADING = regex(r"(?:heading|titre|t[ií]tulo|überschrift|kop|titolo) ?([1-9])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _State:
    bold: bool = False
    italic: bool = False
    size: float = 12.0
    hidden: bool = False
    color: int = 0
    ground: bool = False
    codec: str = "cp1252"
    skip_after_unicode: int = 1
    into: str = ""  # what the text of this group is: "" text, "skip", "fonts", "colors", "styles", "marker"
    heading: int = 0
    bullet: bool = False
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    stops: tuple[tuple[float, str], ...] = ()
    in_table: bool = False


@dataclass(slots=True)
class _Flow:
    """Where paragraphs go: the body, or a header or footer."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    row: list[list[Block]] = field(default_factory=list)
    rows: list[list[list[Block]]] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    widths: list[list[float]] = field(default_factory=list)
    bullet: bool = False


def read(data: bytes, name: str, *, peek: Peek | None = None) -> Document:
    """Return the document in reading order; broken escapes become U+FFFD.

    Raises: UnreadableDocument with E_LIMIT_RTF.
    """
    reader = _Reader()
    reader.feed(data)
    body, *margins = reader.finished()
    return document(
        body, name=name, format="rtf", data=data, tail=[blocks for blocks in margins if blocks], findings=in_rtf(data)
    )


class _Reader:
    def __init__(self) -> None:
        self.state = _State()
        self.stack: list[tuple[_State, _Flow]] = []
        self.flow = _Flow()
        self.flows = [self.flow]
        self.codec = "cp1252"
        self.codecs: dict[int, str] = {}
        self.colors: list[float] = []
        self.color = [0, 0, 0]
        self.headings: dict[int, int] = {}
        self.number = 0  # of the font or style being defined
        self.label: list[str] = []
        self.bytes = bytearray()
        self.to_skip = 0
        self.stop_kind = "left"
        self.high = 0  # first half of a surrogate pair
        self.limits = in_force()
        self.room = self.limits.text_chars

    def feed(self, data: bytes) -> None:
        """Read all tokens."""
        at, end = 0, len(data)
        starred = False
        while at < end:
            token = _TOKEN.match(data, at)
            if token is None:
                break
            at = token.end()
            word, number, byte, sign, brace, text = token.groups()
            if text is not None:
                if self.to_skip:
                    cut = min(self.to_skip, len(text))
                    self.to_skip -= cut
                    text = text[cut:]
                self.bytes += text
            elif byte is not None:
                if self.to_skip:
                    self.to_skip -= 1
                else:
                    self.bytes.append(int(byte, 16))
            elif brace == b"{":
                self.spill()
                if len(self.stack) >= self.limits.rtf_depth:
                    raise UnreadableDocument(
                        "E_LIMIT_RTF", "the file is nested too deep for a document", "save it again"
                    )
                self.stack.append((self.state, self.flow))
                self.to_skip = 0
                starred = False
                continue
            elif brace == b"}":
                self.spill()
                self.to_skip = 0
                if self.stack:
                    self.state, self.flow = self.stack.pop()
            elif word is not None:
                self.spill()
                value = int(number) if number else None
                if word == b"bin":
                    at += max(value or 0, 0)
                elif starred and word not in _KEPT_STARRED:
                    self.state = replace(self.state, into="skip")
                elif self.to_skip and word in _CHARACTERS:
                    self.to_skip -= 1
                else:
                    self.word(word, value)
            elif sign is not None and sign in b"\\{}" and not self.to_skip:
                self.bytes += sign
            elif sign is not None:
                self.spill()
                if sign == b"*":
                    starred = True
                    continue
                self.sign(sign)
            starred = False
        self.spill()

    def sign(self, sign: bytes) -> None:
        """Apply a control symbol."""
        if sign in b"\r\n":
            self.paragraph()
        elif sign in b"\\{}":
            self.text(sign.decode())
        elif sign == b"~":
            self.text(" ")
        elif sign == b"_":
            self.text("-")
        elif sign == b"-":
            self.text("\u00ad")
        elif sign == b"'":
            self.text("\ufffd")

    def spill(self) -> None:
        """Turn the bytes gathered so far into text of the current font's encoding."""
        if self.bytes:
            data = bytes(self.bytes)
            self.bytes.clear()
            try:
                text = data.decode("ascii") if data.isascii() else data.decode(self.state.codec, "replace")
            except LookupError:
                text = data.decode("cp1252", "replace")
            self.text(text)

    def text(self, text: str) -> None:
        """Put text where the current group belongs."""
        state = self.state
        if state.into:
            if state.into in {"fonts", "styles"}:
                self.label.append(text)
                if ";" in text:
                    self.define()
            elif state.into == "colors":
                for _ in range(text.count(";")):
                    red, green, blue = self.color
                    self.colors.append((0.299 * red + 0.587 * green + 0.114 * blue) / 255)
                    self.color = [0, 0, 0]
            return
        self.room -= len(text)
        if self.room < 0:
            raise UnreadableDocument(
                "E_LIMIT_TEXT", f"the document has more than {self.limits.text_chars:,} characters", "send the CV alone"
            )
        grey = self.colors[state.color] if 0 < state.color < len(self.colors) else 0.0
        white = grey > 0.95 and not state.ground
        visible = not (state.hidden or white or state.size < 3.0)
        self.flow.runs.append(Run(text, state.bold, state.italic, state.size, round(grey, 3), visible))

    def define(self) -> None:
        """End a definition in the style sheet: its name says whether it is a heading."""
        label = "".join(self.label)
        self.label.clear()
        if self.state.into == "styles" and (match := _HEADING.search(label)):
            self.headings[self.number] = int(match.group(1))
        elif self.state.into == "styles" and label.strip(" ;").lower() == "title":
            self.headings[self.number] = 1

    def word(self, word: bytes, value: int | None) -> None:
        """Apply a control word."""
        state = self.state
        if word in _MARGINS and not state.into:
            self.flow = _Flow()
            self.flows.append(self.flow)
            self.state = replace(state, into="")
        elif word in {b"fonttbl", b"colortbl", b"stylesheet"}:
            self.label.clear()
            self.number = 0
            self.state = replace(state, into={b"f": "fonts", b"c": "colors", b"s": "styles"}[word[:1]])
        elif word in {b"listtext", b"pntext"}:
            self.flow.bullet = True
            self.state = replace(state, into="marker")
        elif word == b"shptxt":
            self.state = replace(state, into="")
        elif word in _SKIPPED:
            self.state = replace(state, into="skip")
        elif state.into:
            self._define_word(word, value)
        elif word == b"u":
            self._unicode(value or 0)
        elif word in _CHARACTERS:
            self.text(_CHARACTERS[word])
        elif word in {b"par", b"sect", b"page"}:
            self.paragraph()
        elif word in {b"cell", b"nestcell"}:
            self.paragraph(end_cell=word == b"cell")
        elif word == b"row":
            self._row()
        elif word == b"trowd":
            self.flow.rights = []
        elif word == b"cellx":
            if len(self.flow.rights) < in_force().columns:
                self.flow.rights.append((value or 0) / 20)
        else:
            self._apply(word, value)

    def _define_word(self, word: bytes, value: int | None) -> None:
        into = self.state.into
        if into == "fonts":
            if word == b"f":
                self.number = value or 0
            elif word == b"fcharset":
                self.codecs[self.number] = _CHARSETS.get(value or 0, self.codec) if value else self.codec
        elif into == "colors" and word in {b"red", b"green", b"blue"}:
            self.color[(b"red", b"green", b"blue").index(word)] = min(max(value or 0, 0), 255)
        elif into == "styles":
            if word == b"s":
                self.number = value or 0
                self.label.clear()
            elif word == b"outlinelevel" and value is not None and 0 <= value < 9:
                self.headings[self.number] = value + 1

    def _unicode(self, value: int) -> None:
        code = value + 65536 if value < 0 else value
        self.to_skip = self.state.skip_after_unicode
        if 0xD800 <= code < 0xDC00:
            self.high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self.high - 0xD800) << 10) + code - 0xDC00 if self.high else 0xFFFD
        self.high = 0
        # Why: Symbol's bullet comes as U+F0B7 of the private area.
        if code in {0xF0B7, 0xF0A7}:
            code = 0x2022
        self.text(chr(code) if 0 < code < 0x110000 else "\ufffd")

    def _apply(self, word: bytes, value: int | None) -> None:
        """Apply formatting."""
        state = self.state
        on = value != 0
        points = (value or 0) / 20
        if word == b"b":
            state = replace(state, bold=on)
        elif word == b"i":
            state = replace(state, italic=on)
        elif word in {b"v", b"deleted"}:
            state = replace(state, hidden=on)
        elif word == b"fs":
            state = replace(state, size=min(max((value or 24) / 2, 0.5), 200.0))
        elif word == b"cf":
            state = replace(state, color=value or 0)
        elif word in {b"highlight", b"cb", b"chcbpat", b"cbpat", b"clcbpat"}:
            state = replace(state, ground=bool(value))
        elif word == b"f":
            state = replace(state, codec=self.codecs.get(value or 0, self.codec))
        elif word == b"uc":
            state = replace(state, skip_after_unicode=min(max(value or 0, 0), 10))
        elif word == b"plain":
            state = replace(state, bold=False, italic=False, size=12.0, hidden=False, color=0, ground=False)
        elif word == b"pard":
            state = replace(
                state, heading=0, bullet=False, left=0.0, before=0.0, after=0.0, stops=(), in_table=False, ground=False
            )
        elif word == b"s":
            state = replace(state, heading=self.headings.get(value or 0, 0))
        elif word == b"outlinelevel":
            state = replace(state, heading=(value or 0) + 1 if 0 <= (value or 0) < 9 else 0)
        elif word == b"ls":
            state = replace(state, bullet=bool(value))
        elif word == b"li":
            state = replace(state, left=min(max(points, 0.0), 300.0))
        elif word == b"sb":
            state = replace(state, before=min(max(points, 0.0), 24.0))
        elif word == b"sa":
            state = replace(state, after=min(max(points, 0.0), 24.0))
        elif word == b"intbl":
            state = replace(state, in_table=True)
        elif word in {b"tqr", b"tqc"}:
            self.stop_kind = "right" if word == b"tqr" else "center"
        elif word == b"tx":
            if len(state.stops) < 50 and 0 < points < 2000:
                state = replace(state, stops=tuple(sorted({*state.stops, (points, self.stop_kind)})))
            self.stop_kind = "left"
        elif word == b"ansicpg" and value:
            self.codec = f"cp{value}" if value != 65001 else "utf-8"
            state = replace(state, codec=self.codec)
        elif word == b"mac":
            self.codec = "mac_roman"
            state = replace(state, codec=self.codec)
        self.state = state

    def paragraph(self, end_cell: bool = False) -> None:
        """End the paragraph being written."""
        state, flow = self.state, self.flow
        if state.into:
            return
        bullet = (flow.bullet or state.bullet) and not state.heading
        paragraph = Paragraph(flow.runs, state.heading, bullet, state.left, state.before, state.after, state.stops)
        flow.runs, flow.bullet = [], False
        if end_cell:
            if paragraph.runs:
                flow.cell.append(paragraph)
            # Why: no row has more cells; what is forged goes into the last one.
            if len(flow.row) < in_force().columns:
                flow.row.append(flow.cell)
            else:
                flow.row[-1].extend(flow.cell)
            flow.cell = []
        elif state.in_table:
            flow.cell.append(paragraph)
        else:
            _close_table(flow)
            flow.blocks.append(paragraph)

    def _row(self) -> None:
        flow = self.flow
        if flow.row:
            lefts = [0.0, *flow.rights]
            flow.rows.append(flow.row)
            flow.widths.append([max(right - left, 1.0) for left, right in zip(lefts, flow.rights, strict=False)])
        flow.row = []

    def finished(self) -> list[list[Block]]:
        """Return the blocks of the body, then of each header and footer."""
        for flow in self.flows:
            if flow.runs:
                flow.cell.append(Paragraph(flow.runs))
            if flow.row or flow.rows:
                if flow.cell:
                    flow.row.append(flow.cell)
                if flow.row:
                    flow.rows.append(flow.row)
                _close_table(flow)
            else:
                flow.blocks += flow.cell
        return [flow.blocks for flow in self.flows]


def _close_table(flow: _Flow) -> None:
    if flow.rows:
        flow.blocks.append(Table(flow.rows, flow.widths))
        flow.rows, flow.widths = [], []

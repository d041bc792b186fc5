"""Plain text or Markdown bytes -> Document. To read another mark-up of headings, add it to `_heading`.

Lines stay lines: tabs and runs of three or more spaces part cells, indents and blank lines are kept as geometry,
form feeds begin pages. Columns side by side (`gutters`) come one after the other.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from xpcalc.model import Document
from xpcalc.readers.blocks import CHARACTER, Block, Paragraph, Run, Table
from xpcalc.readers.gutters import find_columns
from xpcalc.readers.lines import document
from xpcalc.readers.sniff import HEAD, Peek, encoding_of
from xpcalc.regex import regex

# Unit: points of one typed column.
_COLUMN = 10.0 * CHARACTER
_TAB_COLUMNS = 4
# Why a bound: each stretch of columns makes the lines below it be looked at again.
_STRETCHES = 12
# Source: hand-made; letters and signs that CVs in western languages write in Windows-1252.
_WESTERN = frozenset("áéíóúàèìòùâêîôûäëïöüãõñçÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÕÑÇßåÅøØæÆœŒ¿¡ºª°·•–—…‘’“”«»€£©®™´¨½§ \u00ad")
_RULE = frozenset("-=_*~#+.·–—─━═•")
_GAP = regex(r" {3,}")
# "## Experience", and "##Experience##" as old parsers took it.
_ATX = regex(r"(#{1,6})[ \t]+(?=\S)|(#{2,6})(?=[^#\s])|(#)(?=[^#\s][^#]{0,80}#+\s*$)")
# ":books: Education"
_EMOJI = regex(r"(?<!\S):[a-z][a-z0-9_+-]{1,30}:(?:\s|$)")
_ITEM = regex(r"[-*+]\s")
# What generators of sites are told above the text: "---", "layout: page", "---"; a rule with words below it is none.
_FRONT = regex(
    r"\ufeff?---[ \t]*\n(?:[\w-]{1,40}:.{0,400}\n|[ \t]+.{0,400}\n|- .{0,400}\n|#.{0,400}\n|\n){1,60}---[ \t]*\n"
)
_LISTED = regex(r"^[ \t-][^-].*(?:19|20)\d\d", re.MULTILINE)
# What they are told beside it: "{: .no_toc }", "{% include cv.html %}".
_DRESS = regex(r"\{:[^{}]{0,200}\}|\{%[^{}]{0,200}%\}")
_TAG = regex(
    r"</?(?:br|b|i|u|p|div|span|strong|em|sub|sup|small|center|hr|details|summary|a|img|picture|source|h[1-6])"
    r"\b[^<>]{0,400}>|<!--[^<>]{0,400}-->",
    re.IGNORECASE,
)
_TAGGED = regex(r"<h([1-6])\b[^<>]{0,400}>")
_CODE = regex(r"(?<=\s)`([^`*_\s](?:[^`*_]{0,60}[^`*_\s])?)`")
_ENTITY = regex(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
_ESCAPE = regex(r"\\([\\`*_{}\[\]()#+\-.!|<>~'\"@$])")
_MARKDOWN_EXTENSIONS = frozenset({"md", "markdown", "mkd"})


def read(
    data: bytes, name: str, *, peek: Peek | None = None, section_of: Callable[[str], str | None] | None = None
) -> Document:
    """Return the document line by line; `section_of` tells which lines head columns of their own.

    Raises: UnreadableDocument with E_EMPTY, E_LIMIT_TEXT.
    """
    text = decode(data)
    extension = peek.extension if peek else name.rpartition(".")[2].lower()
    markdown = extension in _MARKDOWN_EXTENSIONS or _is_markdown(text)
    return document(_read(text, markdown, section_of), name=name, format="markdown" if markdown else "text", data=data)


def decode(data: bytes) -> str:
    """Return the text in the encoding that its bytes show: marks, UTF-8, UTF-16, Windows-1252, then a guess."""
    encoding = encoding_of(data[:HEAD])
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    western = data.decode("cp1252", "replace")
    high = [ch for ch in western if ch > "\x7f"]
    if sum(ch in _WESTERN for ch in high) >= 0.9 * len(high) and not _is_utf8_in_part(data):
        return western
    if _is_utf8_in_part(data):
        return data.decode("utf-8", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536]).best()
    if best is None:
        return western
    return data.decode(best.encoding, "replace")


def _is_utf8_in_part(data: bytes) -> bool:
    """Say whether most bytes above 127 form UTF-8 letters: a few broken ones do not make another encoding."""
    high = sum(byte > 0x7F for byte in data[:65536])
    broken = data[:65536].decode("utf-8", "replace").count("\ufffd")
    return broken * 5 < high


def _is_markdown(text: str) -> bool:
    head = text[:20000]
    return (
        head.startswith("# ")
        or "\n# " in head
        or "\n## " in head
        or "\n### " in head
        or head.count("**") >= 4
        or ("](http" in head and "[" in head)
    )


def _read(text: str, markdown: bool, section_of: Callable[[str], str | None] | None) -> list[Block]:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    # Why: some generators of sites keep the jobs themselves above the text.
    if markdown and (front := _FRONT.match(text)) and not _LISTED.search(front[0]):
        text = text[front.end() :]
    lines = [(page, line) for page, part in enumerate(text.split("\f")) for line in part.split("\n")]
    blocks: list[Block] = []
    for _ in range(_STRETCHES):
        found = find_columns([line for _, line in lines], section_of) if section_of else None
        if found is None:
            break
        # Why: the columns of a table are cut at its strokes.
        if markdown and any([line.lstrip().startswith("|") for _, line in lines[found.start : found.stop]]):
            break
        # Why: columns that go on over pages are one.
        sides = zip(*[found.cut(line) for _, line in lines[found.start : found.stop]], strict=True)
        blocks += _blocks(lines[: found.start], markdown)
        blocks.append(Table([[_blocks([(0, line) for line in side], markdown) for side in sides]]))
        lines = lines[found.stop :]
    return blocks + _blocks(lines, markdown)


def _blocks(lines: Sequence[tuple[int, str]], markdown: bool) -> list[Block]:
    blocks: list[Block] = []
    page = lines[0][0] if lines else 0
    at = 0
    while at < len(lines):
        here, line = lines[at]
        new_page, page = here != page, here
        if markdown and at and lines[at - 1][1].strip() and (defined := _DEFINED.match(line)):
            line = line[defined.end() :]
            term = lines[at - 1][1].strip()
            if len(term) <= _TERM and not any(map(str.isdigit, term)) and not _DEFINED.match(f"{term} "):
                # "Puesto" over ":   Cajera" is a label and its value.
                blocks[-1] = _paragraph(line, f"{term}: {line.strip()}", 0, markdown, False)
                at += 1
                continue
        bare = line.strip()
        after = lines[at + 1][1] if at + 1 < len(lines) else ""
        if not bare:
            blocks.append(Paragraph([], new_page=new_page))
        elif _is_table(bare, after):
            stop = at
            while stop < len(lines) and "|" in lines[stop][1]:
                stop += 1
            blocks.append(_table([row for _, row in lines[at:stop]], markdown))
            at = stop
            continue
        elif _is_rule(bare):
            blocks.append(Paragraph([], new_page=new_page))
        elif markdown and (bare.startswith(("```", "~~~")) or _DRESS.fullmatch(bare)):
            pass
        else:
            before = lines[at - 1][1] if at else ""
            level, words = _heading(bare, before, after, markdown)
            blocks.append(_paragraph(line, words, level, markdown, new_page))
        at += 1
    return blocks


# Why: pandoc writes a list of definitions so: "2014 - 2018" over ":   Acme Ltd".
_DEFINED = regex(r" {0,3}:\s+(?=\S)")
# Unit: letters.
_TERM = 40


def _is_rule(bare: str) -> bool:
    """Say whether a line is drawn, not written."""
    return len(bare) >= 3 and set(bare) <= _RULE | {" "} and len(bare.replace(" ", "")) >= 3


def _heading(bare: str, before: str, after: str, markdown: bool) -> tuple[int, str]:
    """Return the level (0 = none) and the words of a line that may be a heading."""
    if markdown and (match := _ATX.match(bare)):
        return match.end(match.lastindex or 1), bare[match.end() :].rstrip("#").rstrip()
    if markdown and bare.startswith("<h") and (match := _TAGGED.match(bare)):
        return int(match.group(1)), bare
    under = after.strip()
    if (
        len(under) >= 3
        and (set(under) in ({"="}, {"-"}))
        and not before.strip()
        and len(bare) <= 80
        and (markdown or len(under) <= 2 * len(bare) + 2 or _is_short(bare))
    ):
        return (1 if under[0] == "=" else 2), bare
    # "EMPLOYMENT ---------" and "=== Experience ===" keep their words.
    # Why: in Markdown "- **Tools:**" is an item of a list in bold.
    words = bare.strip("-=~#─━═–— " if markdown else "-=_*~#─━═–— ")
    drawn = 0 if markdown and _ITEM.match(bare) else len(bare) - len(words)
    if drawn >= 6 and 2 <= len(words) <= 60 and not any(map(str.isdigit, words)):
        return 2, words
    return 0, bare


def _is_short(bare: str) -> bool:
    """Say whether a line reads like a heading, so that even a rule across the page underlines it."""
    return len(bare) <= 40 and not bare.endswith((".", ":", ";", ",")) and not any(map(str.isdigit, bare))


def _paragraph(line: str, words: str, level: int, markdown: bool, new_page: bool) -> Paragraph:
    expanded = line.expandtabs(_TAB_COLUMNS)
    indent = len(expanded) - len(expanded.lstrip())
    size = {1: 16.0, 2: 13.0, 3: 11.0}.get(level, 10.0)
    if level:
        runs = _inline(words, markdown, size, bold=True)
        return Paragraph(runs, heading=level, new_page=new_page)
    stops: list[tuple[float, str]] = []
    if "\t" in words or "   " in words:
        words, stops = _cells(line)
    if markdown:
        words = words.removeprefix(">").lstrip() if words.startswith("> ") else words
        for box in ("- [ ] ", "- [x] ", "- [X] "):
            if words.startswith(box):
                words = "- " + words[len(box) :]
    runs = _inline(words, markdown, size)
    return Paragraph(runs, indent=indent * _COLUMN, stops=tuple(stops), new_page=new_page)


def _cells(line: str) -> tuple[str, list[tuple[float, str]]]:
    """Return the line with one tab between its cells, and where each cell begins."""
    # Why: a tab parts cells even where it is only one column wide, so it must stay wider than two spaces.
    columns: list[str] = []
    width = 0
    for part in line.split("\t"):
        if columns:
            columns.append(" " * (3 + -(width + 3) % _TAB_COLUMNS))
            width += len(columns[-1])
        columns.append(part)
        width += len(part)
    expanded = "".join(columns)
    body = expanded.lstrip()
    lead = len(expanded) - len(body)
    body = body.rstrip()
    stops = [((lead + match.end()) * _COLUMN, "left") for match in _GAP.finditer(body)]
    return _GAP.sub("\t", body), stops


def _is_table(bare: str, after: str) -> bool:
    if bare.startswith("|") and bare.endswith("|") and bare.count("|") >= 3:
        return True
    return "|" in bare and _is_table_rule(after)


def _is_table_rule(line: str) -> bool:
    """Say whether a line is the rule under a table's head: |---|:--:|."""
    return "|" in line and "--" in line and set(line.strip()) <= set("|-: ")


def _table(rows: list[str], markdown: bool) -> Table:
    cells: list[list[list[Block]]] = []
    for row in rows:
        if _is_table_rule(row):
            continue
        parts = row.strip().removeprefix("|").removesuffix("|").split("|")
        # Source: Markdown tables write a line break inside a cell as <br>.
        cells.append([[Paragraph(_inline(part.strip(), markdown, 10.0))] for part in parts])
    return Table(cells)


# "***Work***" is bold and in italics.
_BOTH = regex(r"(?<!\*)\*{3}(?=[^\s*])([^*\n]{1,200})(?<=\S)\*{3}(?!\*)")


def _inline(text: str, markdown: bool, size: float, bold: bool = False) -> list[Run]:
    """Return the runs of a line: emphasis becomes style, links and images their words."""
    if markdown and ("<" in text or "&" in text):
        text = _TAG.sub(lambda tag: "\n" if tag.group().lower().startswith("<br") else "", text)
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)
    if markdown and ":" in text:
        text = _EMOJI.sub("", text)
    if markdown and "](" in text:
        text = _links(text)
    if markdown and "`" in text:
        # Why: typewriter is another type, as italics are ("Agent at Acme `since 2019`").
        text = _CODE.sub(r"*\1*", text).replace("`", "")
    if markdown and "<" in text and ">" in text:
        text = re.sub(r"<((?:https?://|mailto:)[^<>\s]{1,500}|[^<>\s@]{1,64}@[^<>\s@]{1,200})>", r"\1", text)
    # Why: an escaped star is a star; it is parked in the private area while emphasis is looked for.
    if markdown and "\\" in text:
        text = _ESCAPE.sub(lambda match: chr(0xF0000 + ord(match.group(1))), text)
    if "*" not in text and "_" not in text:
        return [Run(_unpark(text), bold, False, size)]
    text = _BOTH.sub(r"**_\1_**" if markdown else r"**\1**", text)
    runs: list[Run] = []
    for part, strong in _split(text, ("**", "__")):
        pieces = _split(part, ("*", "_")) if markdown else [(part, False)]
        runs += [Run(_unpark(piece), bold or strong, slanted, size) for piece, slanted in pieces if piece]
    return runs or [Run("", bold, False, size)]


def _unpark(text: str) -> str:
    if text.isascii():
        return text
    return "".join(chr(ord(ch) - 0xF0000) if 0xF0000 < ord(ch) < 0xF0080 else ch for ch in text)


def _links(text: str) -> str:
    """Return the text with `[words](target)` as its words and without images."""
    out: list[str] = []
    at = 0
    while (middle := text.find("](", at)) >= 0:
        start = text.rfind("[", at, middle)
        stop = text.find(")", middle)
        if stop < 0:
            break
        if start < 0:
            out.append(text[at:stop])
            at = stop
            continue
        if start > at and text[start - 1] == "!":
            out.append(text[at : start - 1])
        else:
            out += [text[at:start], text[start + 1 : middle]]
        at = stop + 1
    out.append(text[at:])
    return "".join(out)


def _split(text: str, marks: tuple[str, ...]) -> list[tuple[str, bool]]:
    """Return the stretches of a text, those between a pair of marks with True; a mark without a partner stays."""
    for mark in marks:
        width = len(mark)
        first = text.find(mark)
        if first < 0:
            continue
        parts: list[tuple[str, bool]] = []
        at = 0
        while first >= 0:
            last = text.find(mark, first + width)
            if last < 0:
                break
            inner = text[first + width : last]
            opens = first == 0 or not text[first - 1].isalnum() or mark == "**"
            closes = last + width >= len(text) or not text[last + width].isalnum() or mark == "**"
            if inner.strip() and inner == inner.strip() and opens and closes:
                parts += [(text[at:first], False), (inner, True)]
                at = last + width
                first = text.find(mark, at)
            else:
                first = last
        parts.append((text[at:], False))
        return [part for part in parts if part[0]]
    return [(text, False)]

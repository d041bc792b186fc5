"""Rows of a job told in a sentence -> its names: "From May 2016 to June 2019 I was Cook at Bell's in Leeds."

How a language tells one: `xpcalc.language.tales`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from xpcalc.dates import Found
from xpcalc.language import Tales, Words
from xpcalc.model import Line
from xpcalc.segment.anchor import Anchor
from xpcalc.segment.parts import Header, Part, part_towns
from xpcalc.segment.places import Places
from xpcalc.segment.rows import Row, look

# Unit: lines that such a sentence goes on in, and their white space in line heights.
_LINES = 3
_GAP = 0.9
# Unit: characters before the date of such a sentence ("In December 2021 I ...", "Before that, from May 2016 ...").
_BEFORE = 24
# Unit: characters of a name before the date in the second line of such a sentence ("Kerala from 2015 to 2017").
_REST = 40


def mark_told(rows: Sequence[Row], words: Words, languages: Sequence[str]) -> None:
    """Note the rows that open a sentence about a job, or end one: those are dated, however long they are."""
    tales = words.tales(languages)
    for n, row in enumerate(rows):
        if row.found[0] and len(row.cells) == 1 and not row.bullet:
            row.told = any([_tells(each, row.text, row.found[0][0]) for each in tales])
            row.told = row.told or (n > 0 and any([_goes_on(each, rows[n - 1], row) for each in tales]))
            row.promoted = any([each.promotes(row.text) for each in tales])


def _goes_on(tales: Tales, above: Row, row: Row) -> bool:
    """Say whether a line ends the sentence about a job that the line above it opens, with its dates."""
    date = row.found[0][0]
    near = (
        len(above.cells) == 1
        and not any(above.found)
        and row.gap <= _GAP
        and look(above.cells[0]) == look(row.cells[0])
    )
    ends = date.lasts and 0 < date.start <= _REST and not row.text[date.stop :].strip(" .;")
    return near and ends and tales.opens(above.text)


def _tells(tales: Tales, text: str, date: Found) -> bool:
    if date.start <= _BEFORE and tales.opens(text[date.stop :]):
        # Why: one date may be that of a promotion or a prize.
        return date.lasts or bool(tales.read(text, date.stop, len(text)))
    return date.lasts and tales.opens(text) and bool(tales.read(text, 0, date.start))


def told(
    rows: Sequence[Row], anchor: Anchor, words: Words, languages: Sequence[str], place_of: Places
) -> Header | None:
    """Return the names and places of the sentence around or before a date, as if labels said what they are."""
    cell = rows[anchor.row].cells[anchor.cell]
    lines = [cell, *_next_lines(rows, anchor)]
    text = " ".join([line.text for line in lines])
    before = rows[anchor.row - 1] if anchor.row and (rows[anchor.row].told or not anchor.start) else None
    above = before.cells[0] if before is not None and not any(before.found) else None
    for tales in words.tales(languages):
        if above is not None and tales.opens(above.text):
            both = f"{above.text} {cell.text[: anchor.start]}"
            if found := tales.read(both, 0, len(both)):
                return _names(found, both, [above, cell], anchor.cell, place_of)
        behind = anchor.start <= _BEFORE and tales.opens(text[anchor.stop :])
        start, stop = (anchor.stop, len(text)) if behind else (0, anchor.start)
        if (behind or tales.opens(text)) and (found := tales.read(text, start, stop)):
            return _names(found, text, lines, anchor.cell, place_of)
    return None


def _names(
    found: Mapping[str, tuple[int, int]], text: str, lines: Sequence[Line], column: int, place_of: Places
) -> Header:
    parts = [_part(kind, text[a:b], lines, a, n, column) for n, (kind, (a, b)) in enumerate(found.items())]
    parts = [_without_open(p) for p in parts]
    names = [p for p in parts if p.field != "location"]
    places = [p for p in parts if p.field == "location"]
    part_towns(names, places, place_of)
    return names, places


def _without_open(part: Part) -> Part:
    """Return a name without the bracket that opens in it and closes behind it ("clerk (part-time, as a student)")."""
    at = part.text.rfind(" (")
    if at < 0 or ")" in part.text[at:]:
        return part
    return replace(part, text=part.text[:at], stop=part.stop - len(part.text) + at)


def _part(kind: str, text: str, lines: Sequence[Line], at: int, order: int, column: int) -> Part:
    start, stop = _offset(lines, at), _offset(lines, at + len(text) - 1) + 1
    return Part(text, start, stop, 0, column, order, 2, look(lines[0]), lines[0].x0, field=kind)


def _next_lines(rows: Sequence[Row], anchor: Anchor) -> list[Line]:
    """Return the lines that go on with the one of a date: in its column and dress, no white space between."""
    cell = rows[anchor.row].cells[anchor.cell]
    found: list[Line] = []
    for row in rows[anchor.row + 1 : anchor.row + 1 + _LINES]:
        line = row.cells[0]
        if len(row.cells) > 1 or row.gap > _GAP or line.bullet or look(line) != look(cell) or line.page != cell.page:
            break
        found.append(line)
    return found


def _offset(lines: Sequence[Line], at: int) -> int:
    """Return where a character of the joined lines stands in the document."""
    for line in lines:
        if at < len(line.text):
            return line.span.start + at
        at -= len(line.text) + 1
    return lines[-1].span.stop

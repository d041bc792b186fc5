"""Fonts of this machine -> xpcalc/readers/shapes.py: python -m tests.readers.make_shapes [--add FOLDER ...].

Without arguments the table is made anew from the fonts that fontconfig lists; the same fonts give the same file.
`--add` keeps it and adds drawings of those letters in the fonts of these folders that it would take for others.
"""

from __future__ import annotations

import ctypes
import string
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from xpcalc.readers.drawn import HEIGHT, HEIGHT_AGAIN, View, _doubtful
from xpcalc.readers.shapes import SHAPES

LETTERS = string.digits + string.ascii_letters
TARGET = Path(__file__).resolve().parents[2] / "xpcalc" / "readers" / "shapes.py"
# Source: names in fontconfig of fonts without ordinary letters, or with lines too thin to be drawn small.
LEFT_OUT = ("Math", "Dunhill", "LM Mono Caps", "Symbol", "Hairline")
# Unit: levels. Each drawing of a font is as near as this to one of those that are kept.
NEAR_DIGIT, NEAR_LETTER = 24, 19
# Unit: points.
SIZES = (7.85, 7.97, 8, 9, 9.96, 10, 10.91, 12, 22)
HEAD = '''"""Letters and digits -> what they look like in ordinary fonts, a few small drawings each.

A drawing is eight rows of six cells; a cell without ink is 0, then 1, 3 and 7: the bits that differ between two
drawings are how far they are apart. To add fonts: `python -m tests.readers.make_shapes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Source: made by tests/readers/make_shapes.py from free fonts (DejaVu, Liberation, Lato, Roboto, Open Sans, Carlito,
# Caladea, Latin Modern, Charter, Utopia, Courier; a few letters of Source, Montserrat, Raleway, Plex, Noto, Josefin,
# Chivo, Kurier, Iwona, Alegreya); I, i and l are one kind, both cases of a letter are one.
SHAPES: Mapping[str, tuple[str, ...]] = MappingProxyType(
'''


def looks(file: str, size: float = 12, height: float = HEIGHT) -> dict[str, int]:
    """Return what the letters of a font look like."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as c

    data = Path(file).read_bytes()
    document = pdfium.PdfDocument.new()
    held = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    old = file.endswith(".pfb")
    font = c.FPDFText_LoadFont(
        document.raw, held, len(data), c.FPDF_FONT_TYPE1 if old else c.FPDF_FONT_TRUETYPE, not old
    )
    if not font:
        return {}
    page = document.new_page(700, 100)
    for n, letter in enumerate(LETTERS):
        item = c.FPDFPageObj_CreateTextObj(document.raw, font, ctypes.c_float(size))
        c.FPDFText_SetText(item, (ctypes.c_ushort * 2)(ord(letter), 0))
        c.FPDFPageObj_Transform(item, 1, 0, 0, 1, 10 + n % 31 * 22, 60 - n // 31 * 40)
        c.FPDFPage_InsertObject(page.raw, item)
    c.FPDFPage_GenerateContent(page.raw)
    text_page = c.FPDFText_LoadPage(page.raw)
    view = View(page, text_page)
    found: dict[str, int] = {}
    for index in range(c.FPDFText_CountChars(text_page)):
        letter = chr(c.FPDFText_GetUnicode(text_page, index))
        look = view.looks([view.box(index)], height)[0] if letter in LETTERS else None
        if look is not None:
            found[letter] = look
    return found


def few(drawings: Sequence[int], near: int) -> list[int]:
    """Return drawings that all others are near to; one that stands alone is left out when there are six."""
    left, kept = list(drawings), []
    while left:
        best = max(drawings, key=lambda each: sum([(each ^ other).bit_count() <= near for other in left]))
        rest = [other for other in left if (best ^ other).bit_count() > near]
        if len(rest) == len(left) or (len(left) - len(rest) < 2 and len(kept) >= 6):
            break
        kept.append(best)
        left = rest
    return kept


def kind_of(letter: str) -> str:
    """Return the kind of a letter: both cases are one, and so are I, i and l."""
    return {"i": "l"}.get(letter.lower(), letter.lower())


def added(folders: Sequence[str]) -> dict[str, list[int]]:
    """Return the table with drawings of what is taken for another letter in the fonts of these folders."""
    table = {kind: [int(look, 8) for look in known] for kind, known in SHAPES.items()}
    new: dict[str, list[int]] = {}
    files = sorted([file for folder in folders for file in Path(folder).glob("*.[ot]tf")])
    for file in files:
        # Why: where the dots of a letter fall depends on its size and on that of the page.
        for size in SIZES:
            left_out = any([word in file.name for word in LEFT_OUT])
            found = {} if left_out else looks(str(file), size, HEIGHT_AGAIN if size == 10 else HEIGHT)
            for letter, look in found.items() if len(found) > 50 else ():
                if _doubtful(letter, look):
                    new.setdefault(kind_of(letter), []).append(look)
    for kind, drawings in new.items():
        table[kind] += few(drawings, NEAR_DIGIT if kind.isdigit() else NEAR_LETTER)
    return table


def written(table: Mapping[str, Sequence[int]]) -> None:
    """Write the table."""
    lines = ["    {"]
    for kind in sorted(table):
        lines.append(f'        "{kind}": (')
        lines += [f'            "{look:048o}",' for look in table[kind]]
        lines.append("        ),")
    TARGET.write_text(HEAD + "\n".join(lines) + "\n    }\n)\n", encoding="utf-8")


def main() -> None:
    """Write the table."""
    if sys.argv[1:2] == ["--add"]:
        written(added(sys.argv[2:]))
        return
    command = ["fc-list", ":", "file", "family", "style"]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    by_kind: dict[str, list[int]] = {}
    for row in sorted(listed):
        file, _, name = row.partition(":")
        found = {} if any([word in name for word in LEFT_OUT]) else looks(file)
        if len(found) > 50:
            for letter, look in found.items():
                by_kind.setdefault(kind_of(letter), []).append(look)
    written({kind: few(found, NEAR_DIGIT if kind.isdigit() else NEAR_LETTER) for kind, found in by_kind.items()})


if __name__ == "__main__":
    main()

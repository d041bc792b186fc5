"""PDF bytes -> the same pages with fonts that tell other letters than they draw (ToUnicode rewritten).

To add a lie: a function from the letters that a font is used for to what they shall be called, and a row in LIES.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pikepdf

_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^\]]*\])")
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def _two(known: Sequence[str], chance: random.Random) -> dict[str, str]:
    """Return two of these letters, each for the other; nothing where there are not two."""
    if len(known) < 2:
        return {}
    one, two = chance.sample(known, 2)
    return {one: two, two: one}


def digits(told: str, chance: random.Random) -> dict[str, str]:
    """Two digits change places: those that the last two places of a year can have."""
    return _two([ch for ch in "0123456789" if ch in told], chance)


def letter(told: str, chance: random.Random) -> dict[str, str]:
    """Two small letters change places."""
    return _two(sorted({ch for ch in told if "a" <= ch <= "z"}), chance)


def words(told: str, chance: random.Random) -> dict[str, str]:
    """All small letters change places."""
    known = sorted({ch for ch in told if "a" <= ch <= "z"})
    other = known[:]
    chance.shuffle(other)
    return dict(zip(known, other, strict=True)) if known != other else {}


Lie = Callable[[str, random.Random], dict[str, str]]
LIES: Mapping[str, Lie] = MappingProxyType({"digits": digits, "letter": letter, "words": words})


def lied(data: bytes, lie: Lie, seed: int) -> tuple[bytes, dict[str, str]]:
    """Return the PDF with one lie in all of its fonts, and which letters it calls by which others."""
    chance = random.Random(seed)
    with pikepdf.open(io.BytesIO(data)) as file:
        fonts = [each for each in file.objects if _is_font(each)]
        tables = [(font, _table(font)) for font in fonts]
        told = "".join(sorted({text for _, table in tables for text in table.values() if len(text) == 1}))
        swap = lie(told, chance)
        for font, table in tables:
            if table:
                font.ToUnicode = file.make_stream(_written(table, swap, wide=font.Subtype == "/Type0"))
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
    return out.getvalue(), swap


def _is_font(each: Any) -> bool:
    if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
        return False
    return each.get("/Subtype") in ("/Type0", "/TrueType", "/Type1")


def _table(font: Any) -> dict[int, str]:
    """Return what a font calls its codes: by its table, else by the Latin encoding of Windows."""
    if "/ToUnicode" not in font:
        if font.Subtype == "/Type0":
            return {}
        codes = [*range(32, 127), *range(161, 256)]
        return {code: bytes([code]).decode("cp1252") for code in codes}
    text = font.ToUnicode.read_bytes()
    table: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, called in _CHAR.findall(part):
            table[int(code, 16)] = _decoded(called)
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, called in _RANGE.findall(part):
            names = _HEX.findall(called)
            for n, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                if called.startswith(b"["):
                    table[code] = _decoded(names[n])
                else:
                    base = _decoded(names[0])
                    table[code] = base[:-1] + chr(ord(base[-1]) + n)
    return table


def _decoded(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _written(table: Mapping[int, str], swap: Mapping[str, str], wide: bool) -> bytes:
    size, most = (4, b"FFFF") if wide else (2, b"FF")
    rows: list[bytes] = []
    for code, text in sorted(table.items()):
        called = "".join([swap.get(ch, ch) for ch in text]).encode("utf-16-be").hex().encode()
        rows.append(b"<%0*X> <%b>" % (size, code, called))
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    body = b"\n".join([b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks])
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<%b> <%b>\nendcodespacerange\n%b\nendcmap\nend\nend" % (b"0" * size, most, body)
    )

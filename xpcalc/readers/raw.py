"""pdfium's functions by address: what is asked for each word or object of a page takes a third of the time.

The binding checks and makes a pointer object for every argument and answer; here all are plain numbers, 0 or None for
nothing. To call another function so, add a row to `_FUNCTIONS`: its name, what it answers, what it takes.
"""

from __future__ import annotations

import ctypes
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

_INT, _SIZE, _AT, _NAME = ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_char_p

# Source: fpdf_text.h, fpdf_edit.h, fpdf_transformpage.h. `_AT` = a handle of pdfium, or where it shall write.
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "FPDFText_CountChars": (_INT, _AT),
    "FPDFText_GetText": (_INT, _AT, _INT, _INT, _AT),
    "FPDFText_GetUnicode": (ctypes.c_uint, _AT, _INT),
    "FPDFText_GetLooseCharBox": (_INT, _AT, _INT, _AT),
    "FPDFText_GetCharBox": (_INT, _AT, _INT, _AT, _AT, _AT, _AT),
    "FPDFText_GetTextObject": (_AT, _AT, _INT),
    "FPDFText_GetMatrix": (_INT, _AT, _INT, _AT),
    "FPDFTextObj_GetFont": (_AT, _AT),
    "FPDFTextObj_GetFontSize": (_INT, _AT, _AT),
    "FPDFTextObj_GetTextRenderMode": (_INT, _AT),
    "FPDFPage_CountObjects": (_INT, _AT),
    "FPDFPage_GetObject": (_AT, _AT, _INT),
    "FPDFFormObj_CountObjects": (_INT, _AT),
    "FPDFFormObj_GetObject": (_AT, _AT, _SIZE),
    "FPDFPageObj_GetType": (_INT, _AT),
    "FPDFPageObj_GetBounds": (_INT, _AT, _AT, _AT, _AT, _AT),
    "FPDFPageObj_GetFillColor": (_INT, _AT, _AT, _AT, _AT, _AT),
    "FPDFPageObj_SetFillColor": (_INT, _AT, *4 * (ctypes.c_uint,)),
    "FPDFPageObj_SetIsActive": (_INT, _AT, _INT),
    "FPDFPageObj_CountMarks": (_INT, _AT),
    "FPDFPageObj_GetMark": (_AT, _AT, _SIZE),
    "FPDFPageObjMark_GetName": (_INT, _AT, _AT, _SIZE, _AT),
    "FPDFPageObjMark_GetParamStringValue": (_INT, _AT, _NAME, _AT, _SIZE, _AT),
    "FPDFPageObj_GetClipPath": (_AT, _AT),
    "FPDFClipPath_CountPaths": (_INT, _AT),
    "FPDFClipPath_CountPathSegments": (_INT, _AT, _INT),
    "FPDFClipPath_GetPathSegment": (_AT, _AT, _INT, _INT),
    "FPDFPathSegment_GetPoint": (_INT, _AT, _AT, _AT),
    "FPDFPageObj_GetStrokeWidth": (_INT, _AT, _AT),
    "FPDFPageObj_GetMatrix": (_INT, _AT, _AT),
    "FPDFPath_GetDrawMode": (_INT, _AT, _AT, _AT),
}


def address(pointer: Any) -> int:
    """Return the address that a pointer of the binding holds, 0 for none."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def four(kind: Any) -> tuple[Any, tuple[int, int, int, int]]:
    """Return room for four numbers, where a function writes edges or a colour, and the address of each."""
    room = (kind * 4)()
    at, size = ctypes.addressof(room), ctypes.sizeof(kind)
    return room, (at, at + size, at + 2 * size, at + 3 * size)


@lru_cache(maxsize=1)
def functions() -> Any:
    """Return an object with each of the functions under its name."""
    import pypdfium2.raw as c

    return SimpleNamespace(
        **{name: ctypes.CFUNCTYPE(*kinds)(address(getattr(c, name))) for name, kinds in _FUNCTIONS.items()}
    )


__all__ = ["address", "four", "functions"]

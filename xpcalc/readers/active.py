"""What a file would like to run -> one warning; nothing of it is ever run. To look for more, add a row to a table.

Why it is said at all: a CV needs no program, and whoever opens the file in another viewer should know.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from xpcalc.model import Finding
from xpcalc.regex import regex

# Source: ISO 32000-2, 12.6.4: actions that run or send something; embedded files and links are ordinary.
_ACTIONS = {"JavaScript": "JavaScript", "Launch": "a program to start", "SubmitForm": "a form that sends itself",
            "ImportData": "data to fetch", "XFA": "an XFA form"}  # fmt: skip
_ACTION = regex(rb"/S[ \t\r\n]{0,9}/([A-Za-z0-9#]{2,40})|/(XFA|X#46A)\b")
_ESCAPED = regex(rb"#([0-9A-Fa-f]{2})")
# Source: ECMA-376 and OpenDocument 1.3: parts that hold programs.
_PARTS = (
    (regex(r"(?:^|/)vbaProject\.bin$"), "macros"),
    (regex(r"(?:^|/)activeX/"), "ActiveX controls"),
    (regex(r"(?:^|/)embeddings/oleObject[^/]*$"), "embedded objects"),
    (regex(r"^(?:Scripts/.|Basic/(?!script-l[bc]\.xml|[^/]+/script-l[bc]\.xml).+\.xml$)"), "macros"),
)


def in_pdf(data: bytes, document: Any = None) -> tuple[Finding, ...]:
    """Return the warning for a PDF; what stands in packed objects is known only as far as pdfium tells."""
    kinds = set()
    for match in _ACTION.finditer(data):
        name = match[1] or b"XFA"
        if b"#" in name:
            name = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name)
        kinds.add(_ACTIONS.get(name.decode("latin-1"), ""))
    if document is not None:
        import pypdfium2.raw as c

        if c.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
            kinds.add(_ACTIONS["JavaScript"])
        if c.FPDF_GetFormType(document.raw) in (c.FORMTYPE_XFA_FULL, c.FORMTYPE_XFA_FOREGROUND):
            kinds.add(_ACTIONS["XFA"])
    return _finding(kinds)


def in_parts(names: Iterable[str]) -> tuple[Finding, ...]:
    """Return the warning for a package with these parts."""
    return _finding({kind for name in names for pattern, kind in _PARTS if pattern.search(name)})


def in_rtf(data: bytes) -> tuple[Finding, ...]:
    """Return the warning for RTF."""
    return _finding({"embedded objects"} if b"\\objdata" in data else set())


def _finding(kinds: set[str]) -> tuple[Finding, ...]:
    named = sorted(kinds - {""})
    if not named:
        return ()
    text = f"the file holds {', '.join(named)}: not run here; open it with care elsewhere"
    return (Finding("W_ACTIVE_CONTENT", "warning", text),)

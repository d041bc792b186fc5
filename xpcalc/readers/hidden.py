"""Document with lines that nobody can see -> the same without their words; every other word keeps its place.

Why here: what a reader of the page cannot see may reach no count, no claim and no requirement, whoever asks for it.
"""

from __future__ import annotations

from dataclasses import replace

from xpcalc.model import Document, blanked


def without_hidden(document: Document) -> Document:
    """Return the document with blanks for its hidden words. Invariant: the text keeps its length, spans hold."""
    hidden = [line.span for line in document.lines if not line.visible]
    if not hidden:
        return document
    shown = tuple([line for line in document.lines if line.visible])
    return replace(document, text=blanked(document.text, hidden), lines=shown)

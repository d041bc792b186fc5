"""Words of a LinkedIn "Save to PDF" -> Document with entries: size and grey tell what a line is.

To read another section: see `current`; another interface language: see `words`; lines are made in `rows`.
Source: geometry measured on 22 exports in five locales (US Letter, one font, no bold).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from xpcalc.model import Document, Finding
from xpcalc.readers.linkedin_pdf.current import main_column, sidebar
from xpcalc.readers.linkedin_pdf.old import old_layout
from xpcalc.readers.linkedin_pdf.rows import place, rows_of
from xpcalc.regex import regex

if TYPE_CHECKING:
    from xpcalc.layout import Page, Word

_CREATED = regex(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def looks_like(meta: Mapping[str, str], pages: Sequence[Page]) -> bool:
    """Say whether the PDF is such an export: by its own words, by its geometry, or (2014 to 2017) by its last page."""
    if meta.get("Title") == "Resume" and meta.get("Producer", "").startswith("Apache FOP"):
        return True
    words = pages[0].words if pages else []
    sizes = {round(word.size, 1) for word in words if 222.1 < word.x0 < 225.1}
    if {26.0, 15.8} & sizes and {11.5, 10.5} & sizes and any([20.1 < word.x0 < 23.1 for word in words]):
        return True
    last = " ".join(word.text for page in pages[-1:] for word in page.words[-40:])
    return "on LinkedIn" in last and "Contact " in last


def read_pages(pages: Sequence[Sequence[Word]], name: str, sha256: str, meta: Mapping[str, str]) -> Document | None:
    """Return the export as a Document, or None if its lines are not those of an export."""
    rows, hidden = rows_of(pages)
    main = [row for row in rows if not row.side]
    current = any(14.5 <= row.size <= 17 and not row.bold for row in main) and any(row.side for row in rows)
    if not current:
        # Why: the old layout is one column whose left margin lies where the sidebar would be.
        rows, hidden = rows_of(pages, gutter=0.0)
        main = rows
    ordered = main + [row for row in rows if row.side]
    text, placed, lines = place(ordered, hidden)
    main, side = placed[: len(main)], placed[len(main) :]
    entries = main_column(main) + sidebar(side) if current else old_layout(main)
    names = [row.text for row in main if row.size > (20 if current else 18)]
    # Why: "Contact me on LinkedIn" may end any CV; without positions of the old shape it is read as free layout.
    if not (entries or names if current else any(entry.section == "experience" for entry in entries)):
        return None
    findings: tuple[Finding, ...] = ()
    if hidden:
        count = sum(len(row.text.split()) for row in hidden)
        findings = (Finding("W_HIDDEN_TEXT", "warning", f"{count} words that nobody can see were left out"),)
    return Document(
        name=name,
        format="linkedin-pdf",
        sha256=sha256,
        text=text,
        lines=lines,
        pages=len(pages),
        dated=_dated(meta),
        person=" ".join(names[:2]) or None,
        entries=tuple(entries),
        findings=findings,
    )


def _dated(meta: Mapping[str, str]) -> str | None:
    """Return the day of the export; only the exporter's own file has it for certain."""
    match = _CREATED.match(meta.get("CreationDate", ""))
    if not match or "Apache FOP" not in meta.get("Producer", ""):
        return None
    year, month, day = match.groups()
    return f"{year}-{month}-{day}" if year >= "2010" and "01" <= month <= "12" and "01" <= day <= "31" else None

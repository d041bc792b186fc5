"""Profiles -> Markdown, for a wiki or an internal profile page. Words of the document are escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import Translator, translator
from xpcalc.regex import regex
from xpcalc.reports.codes import failed
from xpcalc.reports.profile_text import amount, how, sections
from xpcalc.reports.text import clean

if TYPE_CHECKING:
    from xpcalc.profile import Profile
    from xpcalc.reports import Options

# Source: CommonMark, "Backslash escapes", and GFM, "Autolinks"; what can begin a link, HTML, emphasis or a table cell.
_SPECIAL = regex(r"([\\`*_\[\]<>#!|~&]|:(?=//)|(?<=www)\.)")


def render(profiles: Sequence[Profile | Failure], options: Options) -> str:
    """Return one document with a heading a person."""
    t = translator(options.lang)
    blocks = [escape(failed(p, t)) if isinstance(p, Failure) else _block(p, options, t) for p in profiles]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return text that Markdown prints as it is."""
    return _SPECIAL.sub(r"\\\1", clean(" ".join(text.split())))


def _block(p: Profile, options: Options, t: Translator) -> str:
    lines = [f"## {escape(p.person or p.document)}", "", escape(p.statement)]
    if len(p.parts) > 1:
        lines += ["", f"| {t('Months')} | {t('What')} |", "| ---: | --- |"]
        lines += [f"| {amount(part.duration, t)} | {escape(part.label)} |" for part in p.parts]
        lines.append(f"| **{amount(p.total, t)}** | **{t('total')}** |")
    if not options.quiet:
        for note in p.notes:
            lines += ["", escape(note)]
    for title, rows in sections(p, t):
        lines += ["", f"### {title}", "", f"| {t('Months')} | {t('What')} |", "| ---: | --- |"]
        lines += [f"| {first} | {escape(second)} |" for first, second in rows]
    lines += ["", escape(how(p, t))]
    return "\n".join(lines)

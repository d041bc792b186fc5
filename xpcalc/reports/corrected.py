"""Corrections -> sentences: what was read, what holds, why. To add a field: a row of `_FIELDS`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from xpcalc.reports.codes import N_

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment
    from xpcalc.i18n import Translator
    from xpcalc.model import Correction

# Source: docs/corrections.md; what a field is called in a sentence.
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": N_("title"),
        "employer": N_("employer"),
        "location": N_("place"),
        "dates": N_("dates"),
        "start": N_("start"),
        "end": N_("end"),
        "employment": N_("kind of employment"),
        "function": N_("function"),
    }
)


def change(item: Correction, t: Translator) -> str:
    """Return what was changed: "start corrected: 2019-03 → 2019-05"."""
    if item.field == "add":
        return t("added by hand")
    if item.field == "drop":
        return t("left out by hand")
    return t("{field} corrected: {was} → {value}").format(
        field=t(_FIELDS[item.field]), was=_shown(item, item.was, t), value=_shown(item, item.value, t)
    )


def why(item: Correction) -> str:
    """Return the reason, and who gave it on which day, as far as the correction says."""
    signed = ", ".join([x for x in (item.by, item.at[:10]) if x])
    return f"{item.reason} ({signed})" if signed else item.reason


def corrected(item: Correction, t: Translator) -> str:
    """Return the change with its reason."""
    reason = why(item)
    return change(item, t) + (f"; {reason}" if reason else "")


def subject(item: Correction) -> str:
    """Return the position that the correction names, without its number."""
    text = item.value if item.field == "add" else item.position.partition(": ")[2]
    return ", ".join([part for part in text.split(" | ") if part.strip(" –")])


def lines_of(a: Assessment, t: Translator) -> Iterator[str]:
    """Yield a line for each correction of a document, with the position that it is about."""
    for item in a.corrections:
        about = subject(item)
        yield f"{about}: {corrected(item, t)}" if about else corrected(item, t)


def _shown(item: Correction, text: str, t: Translator) -> str:
    if item.field == "employment" or text == "present":
        return t(text.replace("_", " "))
    return text or t("nothing")


__all__ = ["change", "corrected", "lines_of", "subject", "why"]

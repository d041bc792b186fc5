"""Desk -> HTML, with the pieces of the reports. To add a page: a template here, and what it shows as a NamedTuple.

A template of this folder stands before one of the same name of the reports: `_positions.html` is theirs with buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.assessment import Assessment, Failure
from xpcalc.corrections import FIELDS, key_of, read_as
from xpcalc.i18n import Translator, translator
from xpcalc.model import EMPLOYMENTS
from xpcalc.profile import localized
from xpcalc.reports.codes import N_, failed
from xpcalc.reports.corrected import change, corrected, subject, why
from xpcalc.reports.html.environment import TEMPLATES as REPORT_TEMPLATES
from xpcalc.reports.html.environment import environment as report_environment
from xpcalc.reports.html.sheet import Sheet, sheet

if TYPE_CHECKING:
    from jinja2 import Environment

    from xpcalc.assessment import Held
    from xpcalc.model import Correction
    from xpcalc.rulebook import Rulebook
    from xpcalc.web.desk import Desk, Item, Settings

OWN = Path(__file__).with_name("templates")

# Source: docs/corrections.md; what the dialog asks for each field.
QUESTIONS: Mapping[str, str] = {
    "title": N_("Correct the title"),
    "employer": N_("Correct the employer"),
    "location": N_("Correct the place"),
    "start": N_("Correct the start"),
    "end": N_("Correct the end"),
    "dates": N_("Correct the dates"),
    "employment": N_("Correct the kind of employment"),
    "function": N_("Correct the function"),
    "drop": N_("Leave this position out"),
    "add": N_("Add a position that was missed"),
}
EDITABLE = tuple([field for field in FIELDS if field != "dates"])


class Choice(NamedTuple):
    """One option of a form."""

    value: str
    label: str
    detail: str = ""


class Fix(NamedTuple):
    """The dialog for one field of one position."""

    item: Item
    field: str
    position: str
    number: int
    about: str
    was: str
    was_shown: str
    value: str
    quote: str
    place: Any
    reason: str = ""
    by: str = ""
    problem: str = ""
    parts: Mapping[str, str] = {}  # the fields of a position to add
    choices: tuple[Choice, ...] = ()


@lru_cache(maxsize=4)
def environment(lang: str) -> Environment:
    """Return the environment of the reports with the templates and words of the page."""
    import jinja2

    env = report_environment(lang).overlay(loader=jinja2.FileSystemLoader([OWN, REPORT_TEMPLATES]))
    t = translator(lang)
    env.globals = {
        **env.globals,
        "editable": EDITABLE,
        "corrected": lambda item: corrected(item, t),
        "change": lambda item: change(item, t),
        "why": why,
        "subject": subject,
        "failed_words": lambda failure: failed(failure, t).partition(f"{failure.code}: ")[2],
    }
    return env


def render(template: str, lang: str, **values: Any) -> str:
    """Return a page or a part of one."""
    return environment(lang).get_template(template).render(**values)


# ---------------------------------------------------------------- what templates show


def shown_of(item: Item, settings: Settings, book: Rulebook) -> Assessment | Failure | None:
    """Return the answer in the language of the page, without names where that is set."""
    result = item.shown
    if result is None:
        return None
    if settings.blind:
        from xpcalc.blind import blind

        result = blind(result, lang=settings.lang)
    return localized(result, book.taxonomy, settings.lang) if isinstance(result, Assessment) else result


def sheet_of(item: Item, settings: Settings, book: Rulebook) -> Sheet | None:
    """Return the sheet of a document that was read; its key is the document's, so that buttons find their way."""
    shown = shown_of(item, settings, book)
    return sheet(shown, translator(settings.lang), item.id) if isinstance(shown, Assessment) else None


def choices_of(book: Rulebook, own: tuple[str, ...], lang: str) -> dict[str, tuple[Choice, ...]]:
    """Return what the settings offer: rules, policies, kinds of employment to count as well."""
    t = translator(lang)
    return {
        "rules": tuple([Choice(name, title) for name, title in _rules(book, own, lang)]),
        "policies": tuple([Choice(p.name, p.name, t(p.summary) if p.summary else "") for p in book.policies.values()]),
        "kinds": tuple([Choice(kind, t(kind)) for kind in ("internship", "apprenticeship", "volunteer")]),
    }


def _rules(book: Rulebook, own: tuple[str, ...], lang: str) -> tuple[tuple[str, str], ...]:
    def made() -> tuple[tuple[str, str], ...]:
        from xpcalc.rulecheck import load_rules

        names = (*book.names("seniority"), *own)
        return tuple([(name, ", ".join([rule.name(lang) for rule in load_rules(name, book)])) for name in names])

    return book.built(f"web:rules:{lang}:{','.join(own)}", made)


def functions_of(book: Rulebook, lang: str) -> tuple[Choice, ...]:
    """Return every function with its name, by name."""
    rows = [Choice(code, f.label.get(lang) or f.label["en"]) for code, f in book.taxonomy.functions.items()]
    return tuple(sorted(rows, key=lambda choice: choice.label.casefold()))


def fix_of(item: Item, number: int, field: str, settings: Settings, book: Rulebook) -> Fix | None:
    """Return the dialog for a field; None where there is no such position. `number` is as read, from 1."""
    t = translator(settings.lang)
    plain, shown = item.plain, item.shown
    if not isinstance(plain, Assessment) or not isinstance(shown, Assessment) or field not in EDITABLE:
        return None
    if field == "add":
        return Fix(item, field, "", 0, "", "", "", "", "", None, by=settings.by, choices=_kinds(t))
    if not 1 <= number <= len(plain.positions):
        return None
    held = plain.positions[number - 1]
    now = next((h for h in shown.positions if h.number == number), held)
    about = ", ".join([x for x in (held.title, held.employer) if x]) or t("(no title)")
    was, value = _field(held, field), _field(now, field)
    choices: tuple[Choice, ...] = ()
    if field == "employment":
        choices = _kinds(t)
    elif field == "function":
        choices = functions_of(book, settings.lang)
    names = {choice.value: choice.label for choice in choices}
    shown_was = names.get(was, t("present") if was == "present" else was)
    evidence = held.evidence
    return Fix(
        item,
        field,
        key_of(number, held.position),
        number,
        about,
        was,
        shown_was,
        value,
        evidence.quote if evidence else "",
        evidence,
        by=settings.by,
        choices=choices,
    )


def _kinds(t: Translator) -> tuple[Choice, ...]:
    return tuple([Choice(kind, t(kind.replace("_", " "))) for kind in EMPLOYMENTS])


def _field(held: Held, field: str) -> str:
    if field == "function":
        primary = [label.code for label in held.functions if label.primary]
        return primary[0] if primary else held.functions[0].code if held.functions else ""
    return read_as(held.position, field)


# ---------------------------------------------------------------- what a correction changed


def changes(before: Assessment | Failure | None, after: Assessment | Failure | None, t: Translator) -> tuple[str, ...]:
    """Return what is different now, a line each: the total, each verdict and requirement."""
    if not isinstance(before, Assessment) or not isinstance(after, Assessment):
        return ()
    lines = []
    old, new = before.total, after.total
    pairs = [(d.rounded_low, d.rounded_high) for d in (old, new)]
    spans = [t.count("month", high) if low == high else f"{low}–{t.count('month', high)}" for low, high in pairs]
    lines.append(
        t("Total: {was} → {now}").format(was=spans[0], now=spans[1])
        if spans[0] != spans[1]
        else t("Total: still {now}").format(now=spans[1])
    )
    for was, now in zip(before.verdicts, after.verdicts, strict=False):
        first, second = (v.level or t(v.words) for v in (was, now))
        if first != second:
            lines.append(t("{rule}: {was} → {now}").format(rule=now.title, was=first, now=second))
        for a, b in zip(was.checks, now.checks, strict=False):
            if a.result != b.result:
                lines.append(t("{rule}: {was} → {now}").format(rule=b.asked, was=t(a.words), now=t(b.words)))
    return tuple(lines)


def history(item: Item) -> tuple[tuple[str, str, str, Correction], ...]:
    """Return the changes by hand, newest first."""
    return tuple([(e.at, e.by, e.what, e.correction) for e in reversed(item.events)])


def today() -> str:
    """Return the day that "present" means when none is set."""
    return date.today().isoformat()


def glance(desk: Desk, book: Rulebook) -> list[tuple[Item, Assessment | Failure | None]]:
    """Return the documents with their answers, by name."""
    return [(item, shown_of(item, desk.settings, book)) for item in desk.sorted()]


__all__ = [
    "EDITABLE",
    "QUESTIONS",
    "Choice",
    "Fix",
    "changes",
    "choices_of",
    "environment",
    "fix_of",
    "functions_of",
    "glance",
    "history",
    "render",
    "sheet_of",
    "shown_of",
    "today",
]

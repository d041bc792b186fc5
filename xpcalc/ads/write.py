"""Ad -> YAML of a rule, JSON, text. To add a form: a function here and a row in `FORMS`.

What is unclear and what was not understood stands in every form, so that nothing of an ad is dropped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from xpcalc.ads.ad import SCHEMA, Ad, Unclear, Unread, Wanted, data_of
from xpcalc.ads.standard import requirement_text
from xpcalc.i18n import Translator, translator
from xpcalc.regex import regex
from xpcalc.rulebook import Rulebook
from xpcalc.rulefile import SCHEMA as RULES

_WIDTH = 118
# A plain YAML scalar that no tool reads as anything but text.
_PLAIN = regex(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9_.]*")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def to_yaml(ad: Ad, book: Rulebook, lang: str = "en") -> str:
    """Return a rule file: each requirement under the sentence that asks for it, the rest as comments.

    An ad without requirements gives comments only, as a rule that asks for nothing is none.
    """
    t = translator(lang)
    lines = _comment(t("Written by xpcalc ad from {name}. Read it before you use it.").format(name=ad.name))
    if ad.fields:
        lines += _comment(t("Data fields of the page that were read: {fields}.").format(fields=", ".join(ad.fields)))
    if ad.unclear:
        lines += ["#", *_comment(t("Unclear in the ad, so no requirement. Proposals:"))]
        lines += [line for each in ad.unclear for line in _comment(f"“{each.what}”: {_unclear(each, t)}", "- ")]
    if ad.unread:
        lines += ["#", *_comment(t("Not in this rule:"))]
        lines += [line for each in ad.unread for line in _comment(f"“{each.quote}”: {each.reason.text(t)}", "- ")]
    if not ad.wanted:
        return "\n".join([*lines, "#", *_comment(t("No requirement that a rule can hold was found."))]) + "\n"
    rule = ad.rule(stem(ad.name))
    lines += [f"schema: {RULES}", f"id: {rule.id}"]
    if ad.title:
        lines.append(f"title: {_scalar(ad.title)}")
    lines.append(f"source_text: {_scalar(rule.source_text)}")
    for strength in ("must", "nice"):
        wanted = [each for each in ad.wanted if each.strength == strength]
        if wanted:
            lines.append(f"{strength}:")
        quote = ""
        for each in wanted:
            if each.quote != quote:
                quote = each.quote
                where = " " + t("(line {line})").format(line=each.line) if each.line else ""
                lines += _comment(f"“{quote}”{where}", indent="  ")
            lines += [line for note in each.notes for line in _comment(note.text(t), indent="  ")]
            lines.append(f"  - {_flow(data_of(each.node))}")
    return "\n".join(lines) + "\n"


def to_json(ad: Ad, book: Rulebook, lang: str = "en") -> str:
    """Return the ad as JSON (schema xpcalc.ad/1); codes are stable, `reason` and `notes` are in the language."""
    t = translator(lang)
    data = {
        "schema": SCHEMA,
        "document": {"name": ad.name},
        "title": ad.title,
        "languages": list(ad.languages),
        "fields": list(ad.fields),
        "must": [_wanted(each, book, lang) for each in ad.of("must")],
        "nice": [_wanted(each, book, lang) for each in ad.of("nice")],
        "unclear": [
            {
                "quote": each.quote,
                "what": each.what,
                "code": each.reason.code,
                "reason": each.reason.text(t),
                "about": each.about or None,
                "proposed_months": each.months,
                "line": each.line or None,
            }
            for each in ad.unclear
        ],
        "not_understood": [
            {
                "quote": each.quote,
                "code": each.reason.code,
                "reason": each.reason.text(t),
                "line": each.line or None,
            }
            for each in ad.unread
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def to_text(ad: Ad, book: Rulebook, lang: str = "en", width: int = 80) -> str:
    """Return the ad in words for people."""
    from xpcalc.reports.text import wrap

    t = translator(lang)
    lines = wrap(ad.title or ad.name, width)
    for strength, head in (("must", t("Required")), ("nice", t("Nice to have"))):
        wanted = [each for each in ad.wanted if each.strength == strength]
        if wanted:
            lines += ["", head]
        for index, each in enumerate(wanted):
            lines += wrap(requirement_text(each.node, book, lang), width, "  ", "    ")
            # Why: one sentence may ask for several things; it is quoted once, under the last of them.
            if index + 1 == len(wanted) or wanted[index + 1].quote != each.quote:
                lines += wrap(f"“{each.quote}”", width, "      ")
    if ad.unclear:
        lines += ["", *wrap(t("Unclear in the ad, so no requirement. Proposals:"), width)]
        lines += [
            line for each in ad.unclear for line in wrap(f"“{each.what}”: {_unclear(each, t)}", width, "  ", "    ")
        ]
    if ad.unread:
        lines += ["", t("Not in this rule:")]
        lines += [
            line for each in ad.unread for line in wrap(f"“{each.quote}”: {each.reason.text(t)}", width, "  ", "    ")
        ]
    if not ad.wanted:
        lines += ["", *wrap(t("No requirement that a rule can hold was found."), width)]
    return "\n".join(lines) + "\n"


FORMS: Mapping[str, Callable[[Ad, Rulebook, str], str]] = MappingProxyType(
    {"yaml": to_yaml, "json": to_json, "text": to_text}
)


def stem(name: str) -> str:
    """Return the id of a rule for a file name."""
    kept = re.sub(r"[^a-z0-9]+", "-", name.lower().rpartition(".")[0] or name.lower())
    return kept.strip("-")[:60].strip("-") or "ad"


def _unclear(each: Unclear, t: Translator) -> str:
    text = each.reason.text(t)
    if each.months is None:
        return text
    scheme, _, code = each.about.partition(":")
    selector = f"{scheme}: {code}, " if code else ""
    return f"{text}; months: {{{selector}at_least: {each.months}}}"


def _wanted(each: Wanted, book: Rulebook, lang: str) -> dict[str, Any]:
    return {
        "requirement": data_of(each.node),
        "sentence": requirement_text(each.node, book, lang),
        "quote": each.quote,
        "line": each.line or None,
        "notes": [note.text(translator(lang)) for note in each.notes],
        "note_codes": [note.code for note in each.notes],
    }


def _comment(text: str, mark: str = "", indent: str = "") -> list[str]:
    """Return a text as YAML comments; what cannot be printed goes, as a file may be opened anywhere."""
    import textwrap

    kept = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    first = f"{indent}# {mark}"
    hang = f"{indent}# {' ' * len(mark)}"
    return textwrap.wrap(kept, _WIDTH, initial_indent=first, subsequent_indent=hang) or [first.rstrip()]


def _scalar(text: str) -> str:
    """Return a text as a YAML scalar in double quotes, which JSON's are too."""
    kept = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return json.dumps(kept, ensure_ascii=False)


def _flow(value: Any) -> str:
    """Return data as YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join([f"{key}: {_flow(inner)}" for key, inner in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([_flow(inner) for inner in value]) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


__all__ = ["FORMS", "Unread", "stem", "to_json", "to_text", "to_yaml"]

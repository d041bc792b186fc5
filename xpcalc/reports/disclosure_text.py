"""Disclosure -> text in plain words, section by section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xpcalc.i18n import translator
from xpcalc.reports.text import wrap

if TYPE_CHECKING:
    from xpcalc.disclosure import Disclosure
    from xpcalc.reports import Options


def render(disclosure: Disclosure, options: Options) -> str:
    """Return what is read, how it is counted, what is asked, what is not used; `verbose` lists functions and files."""
    t = translator(options.lang)
    d, width = disclosure, options.width
    lines = wrap(t("How xpcalc counts, and what it does not do"), width)
    lines += ["", t("What is read from a document"), *_list(d.read, width)]
    lines += ["", *wrap(t("How days become months: policy {policy}").format(policy=d.policy.name), width)]
    lines += wrap(d.summary, width, "  ")
    for each in d.parameters:
        lines += wrap(f"· {each.meaning} ({each.key}: {each.value})", width, "  ", "    ")
    lines += ["", t("How a result comes about"), *_list(d.decided, width)]
    for rule in d.rules:
        lines += ["", *wrap(t("What is asked: {title} ({id})").format(title=rule.title, id=rule.id), width)]
        if rule.source_text:
            lines += wrap(f"“{rule.source_text}”", width, "  ")
        lines += _list(rule.sentences, width)
        lines += wrap(t("Counted by policy {policy}.").format(policy=rule.policy), width, "  ")
        for hint in rule.hints:
            lines += wrap(t("Note: {hint}").format(hint=hint), width, "  ")
    lines += ["", t("What is not used"), *_list(d.not_used, width)]
    lines += ["", t("Functions and tools")]
    text = t("{functions} functions and {skills} tools are known by published lists of words.").format(
        functions=len(d.functions), skills=d.skills
    )
    lines += wrap(text, width, "  ")
    if options.verbose:
        for code, label, words in d.functions:
            lines += wrap(
                t("{label}: {words} words ({code})").format(label=label, words=words, code=code), width, "  · ", "    "
            )
        lines += ["", t("Rule files"), *_list([f"rules/{name}.yaml" for name in d.files], width)]
    else:
        lines += wrap(", ".join([label for _, label, _ in d.functions]), width, "  ")
    lines += ["", *wrap(f"xpcalc {d.version}, {d.rulebook}", width)]
    return "\n".join(lines) + "\n"


def _list(items: Iterable[str], width: int) -> list[str]:
    return [line for item in items for line in wrap(f"· {item}", width, "  ", "    ")]

"""Rule -> sentences that a person can check. To word a combinator: a line in `asked`."""

from __future__ import annotations

from xpcalc.i18n import translator
from xpcalc.rulefile.tree import Node, Rule
from xpcalc.taxonomy import Taxonomy


def asked(node: Node, taxonomy: Taxonomy, lang: str = "en") -> str:
    """Return a requirement in words of a language."""
    if node.text:
        return node.text
    if node.criterion is not None:
        return node.criterion.sentence(taxonomy, lang)
    inner = "; ".join(asked(part, taxonomy, lang) for part in node.parts)
    if len(node.parts) == 1 and node.kind in ("all", "any"):
        return inner
    t = translator(lang)
    heads = {"all": t("all of ({parts})"), "any": t("any of ({parts})"), "not": t("not ({parts})")}
    head = heads.get(node.kind) or t("at least {number} of ({parts})")
    return head.format(number=node.count, parts=inner)


def sentences(rule: Rule, taxonomy: Taxonomy, lang: str = "en") -> tuple[str, ...]:
    """Return the whole rule, one sentence a requirement, in the language."""
    t = translator(lang)
    lines = [f"{rule.name(lang)} ({rule.id})"]
    lines += [t("must: {what}").format(what=asked(node, taxonomy, lang)) for node in rule.must]
    lines += [t("nice to have: {what}").format(what=asked(node, taxonomy, lang)) for node in rule.nice]
    if rule.levels is not None:
        for level in reversed(rule.levels.order):
            node = rule.levels.needs.get(level)
            what = asked(node, taxonomy, lang) if node else t("everybody else")
            lines.append(t("level {level}: {what}").format(level=level, what=what))
    lines += [t("stated: {what}").format(what=asked(node, taxonomy, lang)) for node in rule.claims]
    hours = rule.choices.full_time_hours
    if hours is not None:
        lines.append(t("a full week has {hours} hours").format(hours=hours))
    return tuple(lines)

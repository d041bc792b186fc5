"""Results -> a letter to the person: what was read, what was counted, how to correct it, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed, found
from xpcalc.reports.profile_text import amount, position, used
from xpcalc.reports.text import place_of, wrap

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Evidence, Held
    from xpcalc.reports import Options, Result


def render(results: Sequence[Result], options: Options) -> str:
    """Return one letter a document, a blank line between."""
    t = translator(options.lang)
    blocks = []
    for result in results:
        lines = (
            wrap(failed(result, t), options.width, hang="  ")
            if isinstance(result, Failure)
            else _letter(result, options, t)
        )
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _letter(a: Assessment, options: Options, t: Translator) -> list[str]:
    width = options.width
    lines = wrap(t("About your document {name}").format(name=a.document.name), width)
    lines += ["", t("What was read")]
    lines += wrap(
        t(
            "A program read the jobs in your document: titles, employers, dates and the lines about the "
            "work. It works with fixed rules on one computer; nothing was sent anywhere."
        ),
        width,
        "  ",
    )
    for held in a.positions:
        lines += wrap(f"· {amount(held.duration, t)}: {position(held, t)}{_place(held, t)}", width, "  ", "    ")
    if not a.positions:
        lines += wrap(t("· No jobs with dates were found."), width, "  ")
    lines += ["", t("What was counted")]
    lines += wrap(_total(a, t), width, "  ")
    for each in a.functions:
        if not each.duration.rounded_high:
            continue
        lines += wrap(f"· {amount(each.duration, t)}: {used(each, t)}", width, "  ", "    ")
    lines += wrap(t(a.policy.summary), width, "  ") if a.policy.summary else []
    apart = [held for held in a.positions if not held.counted]
    if apart:
        lines += ["", t("What was not counted, and why")]
        for held in apart:
            kind = t(held.employment.replace("_", " "))
            why = t("listed apart from the total, because it is of this kind: {kind}").format(kind=kind)
            lines += wrap(f"· {held.title or t('(no title)')}: {why}", width, "  ", "    ")
    lines += _stated(a, width, t)
    lines += _asked(a, width, t)
    odd = list(dict.fromkeys([f"{found(n.finding, t)}{_where(n.evidence, t)}" for n in a.findings]))
    if odd and not options.quiet:
        lines += ["", t("What was not clear")]
        for text in odd:
            lines += wrap(f"· {text}", width, "  ", "    ")
    lines += ["", t("What was not used")]
    lines += wrap(
        t(
            "Your name, age, photo, sex, nationality, address, health and family had no part in this; nor "
            "had gaps between jobs. You got no score and were not ranked."
        ),
        width,
        "  ",
    )
    lines += ["", t("How to correct it")]
    for text in (
        t(
            "If a job is missing, or a title, an employer or a date is wrong, send a corrected document or "
            "name the line."
        ),
        t("If you wrote years only, add the months: that makes the number exact."),
        t("If a tool or a task is missing, say in which job you used it, and from when to when."),
        t("A person decides, not this program. You may ask that person to look again and to explain the decision."),
    ):
        lines += wrap(f"· {text}", width, "  ", "    ")
    return lines


def _total(a: Assessment, t: Translator) -> str:
    text = t("{months} of experience as of {date}").format(months=amount(a.total, t), date=t.date(a.as_of))
    if a.total.rounded_low != a.total.rounded_high:
        text += ". " + t(
            "It is a range because some dates are not precise: at least {low}, at most {high} months."
        ).format(low=a.total.rounded_low, high=a.total.rounded_high)
    return text


def _stated(a: Assessment, width: int, t: Translator) -> list[str]:
    """Set each statement of length beside the months that the dates show."""
    if not a.claims:
        return []
    words = {
        "supported": t("the dates show it"),
        "supported_within_rounding": t("the dates show it, within rounding"),
        "overstated": t("the dates show {shown} months"),
        "understated": t("the dates show more: {shown} months"),
        "undecided": t("cannot be decided; the dates show {shown} months"),
        "no_evidence": t("no job with dates names it"),
    }
    lines = ["", t("What you state about lengths of time")]
    for each in a.claims:
        low, high = each.shown_low, each.shown_high
        shown = "0" if low is None else str(low) if low == high else f"{low}–{high}"
        quote = f"“{each.claim.quote}”: " if each.claim.quote else ""
        said = t("cannot be decided") if low is None and each.result == "undecided" else words[each.result]
        text = f"{quote}{t.count('month', each.claim.months)}; {said.format(shown=shown)}"
        lines += wrap(f"· {text}", width, "  ", "    ")
    return lines


def _asked(a: Assessment, width: int, t: Translator) -> list[str]:
    """Say what each requirement asks, what the document shows and what would settle an open one."""
    lines: list[str] = []
    words = {"met": t("shown"), "not_met": t("not shown"), "undecided": t("cannot be decided")}
    for verdict in a.verdicts:
        lines += ["", *wrap(t("What was asked: {title}").format(title=verdict.title), width)]
        steps = {id(check): t("level {level}").format(level=check.id) + ", " for check in verdict.levels}
        for check in (*verdict.checks, *verdict.levels, *verdict.nice):
            step = steps.get(id(check), "")
            lines += wrap(f"· {step}{check.asked}: {words[check.result]} ({check.shown})", width, "  ", "    ")
            if check.would_settle and check.result == "undecided":
                lines += wrap(t("This would settle it: {question}").format(question=check.would_settle), width, "    ")
        if verdict.level is not None:
            lines += wrap(t("Level by months of evidence: {level}").format(level=verdict.level), width, "  ")
    return lines


def _place(held: Held, t: Translator) -> str:
    return _where(held.evidence, t)


def _where(e: Evidence | None, t: Translator) -> str:
    return f" ({place_of(e, t)})" if e is not None else ""

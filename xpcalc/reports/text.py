"""Results -> text that fits a terminal: the total, each position with its months, what was left out, what is odd."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import N_, failed, found
from xpcalc.reports.corrected import lines_of
from xpcalc.reports.terminal import led, paint, painted

if TYPE_CHECKING:
    from xpcalc.assessment import Amount, Assessment, Evidence, Held, Noted
    from xpcalc.model import CheckedClaim, Duration
    from xpcalc.reports import Options, Result
    from xpcalc.verdict import Check, Verdict

_INDENT = "  "
# Source: docs/json.md, `claims`; what is said of a claim beside the dates.
_RESULTS = {
    "supported": N_("supported"),
    "supported_within_rounding": N_("supported within rounding"),
    "overstated": N_("overstated by {months}"),
    "understated": N_("understated"),
    "undecided": N_("cannot be decided"),
    "no_evidence": N_("no evidence"),
}
_FILLER = "\ue000"  # of the private use area, which `clean` takes out of any text


def render(results: Sequence[Result], options: Options) -> str:
    """Return one block a result, a blank line between."""
    t = translator(options.lang)
    blocks = []
    for result in results:
        lines = _failure(result, options, t) if isinstance(result, Failure) else _block(result, options, t)
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def clean(text: str) -> str:
    """Return text that cannot move the cursor, colour the screen or turn the reading direction."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        [
            ch if ch.isprintable() and unicodedata.category(ch) != "Cf" else ("" if ch == "\u00ad" else "�")
            for ch in text
        ]
    )


def cells(text: str) -> int:
    """Return the columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum([unicodedata.east_asian_width(ch) in "WF" for ch in text])
    return len(text) + wide - sum([unicodedata.combining(ch) != 0 for ch in text])


def cut(text: str, width: int) -> str:
    """Return a clean text that takes no more than these columns, with a mark where its end is left out."""
    if cells(text) <= width:
        return text
    text = text[: width - 1]
    while cells(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(text: str, width: int, indent: str = "", hang: str | None = None) -> list[str]:
    """Return the lines of a text that fit the width."""
    text = clean(text)
    if not text.isascii() and any([unicodedata.east_asian_width(ch) in "WF" for ch in text]):
        # Why: textwrap counts characters; a filler behind each wide one makes it count columns.
        text = "".join([ch + _FILLER if unicodedata.east_asian_width(ch) in "WF" else ch for ch in text])
        width -= 1
    lines = textwrap.wrap(
        text,
        max(width, 12),
        initial_indent=indent,
        subsequent_indent=indent if hang is None else hang,
        break_long_words=True,
        break_on_hyphens=False,
    )
    return [line.replace(_FILLER, "") for line in lines] or [indent.rstrip()]


def span(duration: Duration) -> str:
    """Return the months, with the bounds where dates are not precise: "24 (12-36)"."""
    if duration.rounded_low == duration.rounded_high:
        return str(duration.rounded)
    return f"{duration.rounded_low}–{duration.rounded_high}"


def _failure(failure: Failure, options: Options, t: Translator) -> list[str]:
    return painted(wrap(failed(failure, t), options.width, hang=_INDENT), "failed", options.colour)


def _block(a: Assessment, options: Options, t: Translator) -> list[str]:
    width, colour = options.width, options.colour
    lines = wrap(_head(a, t), width)
    lines.append("")
    total = a.total
    headline = t("{months} of experience as of {date}").format(
        months=t.count("month", total.rounded), date=t.date(a.as_of)
    )
    if total.rounded_low != total.rounded_high:
        headline += " " + t("(between {low} and {high})").format(low=total.rounded_low, high=total.rounded_high)
    elif total.rounded >= 12:
        headline += f" ({t.years(total.rounded)})"
    lines += painted(wrap(headline, width, _INDENT), "strong", colour)
    lines.append("")
    counted = [h for h in a.positions if h.counted]
    apart = [h for h in a.positions if not h.counted]
    if counted:
        lines += _table(counted, t, width)
        lines += _sum(counted, total, t, width)
    if apart:
        lines += ["", paint(t("Not counted in the total"), "strong", colour)]
        lines += _table(apart, t, width, kinds=True)
    if len(a.positions) > 1 and not options.quiet:
        from xpcalc.reports.text_timeline import timeline

        lines += timeline(a, options, t)
    corrections = list(lines_of(a, t))
    if corrections:
        # Why: shown even when quiet; a number that a person changed never stands there as if it had been read.
        lines += ["", paint(t("Corrected by hand"), "strong", colour)]
        for text in corrections:
            lines += wrap(text, width, _INDENT, _INDENT + "  ")
    lines += _labels(t("Functions (each in full; they may overlap)"), a.functions, t, options)
    lines += _labels(t("Skills (months of the positions that name them)"), a.skills, t, options)
    lines += _claims(a, t, options)
    lines += _verdicts(a, t, options)
    shown = _findings(a, options)
    if shown:
        lines += ["", paint(t("Findings"), "strong", colour)]
        for noted in shown:
            mark = "!" if noted.severity == "warning" else "·"
            said = wrap(f"{mark} {_found(noted, t)}", width, _INDENT, _INDENT + "  ")
            lines += painted(said, "warning", colour) if noted.severity == "warning" else said
    lines += ["", *_how(a, t, width)]
    return lines


def _head(a: Assessment, t: Translator) -> str:
    d = a.document
    parts = [d.name, t.format_name(d.format)]
    if d.pages:
        parts.append(t.count("page", d.pages))
    if d.language:
        parts.append(t.language_name(d.language))
    return " · ".join(parts)


def _table(held: Sequence[Held], t: Translator, width: int, kinds: bool = False) -> list[str]:
    lines = []
    months = max([cells(span(h.duration)) for h in held] + [6])
    column = min(max([cells(dates(h, t)) for h in held] + [5]), 25 if width >= 60 else 13)
    left = len(_INDENT) + months + 2 + column + 2
    head = f"{_INDENT}{_pad(t('Months'), months, right=True)}  {_pad(t('Dates'), column)}  {t('Position')}"
    lines.append(head.rstrip())
    for h in held:
        what = h.title or t("(no title)")
        if kinds:
            what += f" [{t(h.employment.replace('_', ' '))}]"
        where = ", ".join([x for x in (h.employer, h.location) if x])
        body = wrap(what, width - left) + (wrap(where, width - left) if where else [])
        date_lines = textwrap.wrap(clean(dates(h, t)), column) or [""]
        for n in range(max(len(body), len(date_lines))):
            first = span(h.duration) if n == 0 else ""
            second = date_lines[n] if n < len(date_lines) else ""
            third = body[n] if n < len(body) else ""
            lines.append(f"{_INDENT}{_pad(first, months, right=True)}  {_pad(second, column)}  {third}".rstrip())
    return lines


def _claims(a: Assessment, t: Translator, options: Options) -> list[str]:
    """What the document says of its own experience, beside what its dates show."""
    lines: list[str] = []
    for c in a.claims:
        if c.shown_low is None or c.shown_high is None:
            shown = t("nothing dated shows it")
        elif c.shown_low == c.shown_high:
            shown = t("dates show {months}").format(months=t.count("month", c.shown_high))
        else:
            shown = t("dates show {low} to {high} months").format(low=c.shown_low, high=c.shown_high)
        result = claim_words(c, t)
        # Why: blind output has no quotes; the code of the thing stands for it.
        said = f"“{c.claim.quote}”" if c.claim.quote else c.claim.about
        text = f"{said}: {t.count('month', c.claim.months)}; {shown}: {result}"
        lines += wrap(text, options.width, _INDENT, _INDENT + "  ")
    head = painted(wrap(t("Claims beside the dates"), options.width), "strong", options.colour)
    return ["", *head, *lines] if lines else []


def claim_words(c: CheckedClaim, t: Translator) -> str:
    """Return what is said of a claim beside the dates: "overstated by 5 months"."""
    return t(_RESULTS[c.result]).format(months=t.count("month", abs(c.difference or 0)))


def _verdicts(a: Assessment, t: Translator, options: Options) -> list[str]:
    """What each rule asks, and whether the document shows it."""
    width, colour = options.width, options.colour
    lines: list[str] = []
    for verdict in a.verdicts:
        said = verdict.statement.removeprefix(f"{verdict.title}: ") or t(verdict.words)
        lead = clean(f"{verdict.title} ({verdict.rule})")
        lines += ["", *led(wrap(f"{lead}: {said}", width), lead, "strong", colour)]
        for lead, check in checks_of(verdict, t):
            lines += _check(check, lead, t, options, 1)
        if verdict.policy != a.policy.name:
            lines += wrap(t("Counted by policy {policy}.").format(policy=verdict.policy), width, _INDENT)
        if verdict.would_settle:
            lines += wrap(t("to settle it: {question}").format(question=verdict.would_settle), width, _INDENT)
    return lines


def checks_of(verdict: Verdict, t: Translator) -> list[tuple[str, Check]]:
    """Return the checks of a verdict, each with what it is for and its result: "level mid, shown"."""
    found = [(t(check.words), check) for check in verdict.checks]
    for check in verdict.levels:
        found.append((t("level {level}, {result}").format(level=check.id, result=t(check.words)), check))
    found += [(t(check.words), check) for check in verdict.claims]
    return found + [(f"{t('nice to have')}, {t(check.words)}", check) for check in verdict.nice]


def head_of(check: Check) -> str:
    """Return what a check asks; where its parts stand below, how they go together: "all of"."""
    whole = check.asked.endswith(")") and all(part.asked in check.asked for part in check.parts)
    return check.asked.partition(" (")[0] if check.kind != "not" and parts_of(check) and whole else check.asked


def parts_of(check: Check) -> tuple[Check, ...]:
    """Return the checks that stand below a check; a single one that asks the same says it all by itself."""
    return () if [part.asked for part in check.parts] == [check.asked] else check.parts


def _check(check: Check, lead: str, t: Translator, options: Options, depth: int) -> list[str]:
    """Return a check with its parts below it, as what they show together would hide what one of them shows."""
    indent = _INDENT * depth
    text = f"{lead}: {head_of(check)}" if parts_of(check) else f"{lead}: {check.asked} – {check.shown}"
    lines = led(wrap(text, options.width, indent, indent + "  "), lead, check.result, options.colour)
    for part in parts_of(check):
        lines += _check(part, t(part.words), t, options, depth + 1)
    return lines


def _labels(head: str, amounts: Sequence[Amount], t: Translator, options: Options) -> list[str]:
    """One line a function or skill with months and last use; those only in a list on one line, without months."""
    dated = [x for x in amounts if x.evidence != "listed" and x.duration.rounded_high]
    # Why: an internship, or a job that has not begun; "0 months, present" would read like a fault.
    outside = [x.label for x in amounts if x.evidence != "listed" and not x.duration.rounded_high]
    listed = [x.label for x in amounts if x.evidence == "listed"]
    if not amounts:
        return []
    width = options.width
    lines = ["", *painted(wrap(head, width), "strong", options.colour)]
    if dated:
        months = max([cells(span(x.duration)) for x in dated] + [6])
        names = min(max([cells(x.label) for x in dated]), width - months - 24)
        for x in dated:
            name = cut(clean(x.label), names)
            last = t("until {date}").format(date=t.month(x.last)) if x.last and x.last != "present" else t("present")
            lines.append(f"{_INDENT}{_pad(span(x.duration), months, right=True)}  {_pad(name, names)}  {last}".rstrip())
    if outside:
        text = t("Only in positions outside of the total: {names}").format(names=", ".join(outside))
        lines += wrap(text, width, _INDENT, _INDENT + "  ")
    if listed:
        lines += wrap(
            t("Only listed, no dates: {names}").format(names=", ".join(listed)), width, _INDENT, _INDENT + "  "
        )
    return lines


def _pad(text: str, width: int, right: bool = False) -> str:
    fill = " " * max(width - cells(text), 0)
    return fill + text if right else text + fill


def dates(h: Held, t: Translator) -> str:
    """Return the dates of a position: "Mar 2022 – present"."""
    start = t.partial(h.position.dates.start) if h.position.dates and h.position.dates.start else "?"
    if h.position.dates is None:
        return t("no dates")
    end = t("present") if h.position.dates.ongoing else "?"
    if h.position.dates.end is not None:
        end = t.partial(h.position.dates.end)
        if h.position.dates.end == h.position.dates.start:
            return start
    return f"{start} – {end}"


def _sum(held: Sequence[Held], total: Duration, t: Translator, width: int) -> list[str]:
    """Say why the positions do not add up to the total, where they do not."""
    added = sum([h.duration.rounded for h in held])
    if len(held) < 2 or added == total.rounded:
        return []
    overlap = sum([h.duration.total_days for h in held]) - total.total_days
    if overlap > 0:
        text = t(
            "Positions add up to {added} months; {days} days that overlap count once, and the total is rounded once."
        ).format(added=added, days=overlap)
    else:
        text = t("Positions add up to {added} months; the total is rounded once, at the end.").format(added=added)
    return ["", *wrap(text, width, _INDENT)]


def _findings(a: Assessment, options: Options) -> list[Noted]:
    """Warnings first; facts about the dates after them, like ones taken together unless all are asked for."""
    if options.quiet:
        return []
    warnings = [n for n in a.findings if n.severity == "warning"]
    rest = [n for n in a.findings if n.severity != "warning"]
    if not options.verbose:
        seen: dict[str, int] = {}
        few = []
        for noted in rest:
            seen[noted.code] = seen.get(noted.code, 0) + 1
            if seen[noted.code] <= 2:
                few.append(noted)
        rest = few
    return warnings + rest


def _found(noted: Noted, t: Translator) -> str:
    place = f" ({place_of(noted.evidence, t)})" if noted.evidence else ""
    return f"{found(noted.finding, t)}{place}  {noted.code}"


def place_of(e: Evidence, t: Translator) -> str:
    """Return where something stands: "page 1, line 12"."""
    if e.page:
        return t("page {page}, line {line}").format(page=e.page, line=e.line)
    return t("line {line}").format(line=e.line)


def quoted(e: Evidence, t: Translator) -> str:
    """Return where something stands and what it says there."""
    place = place_of(e, t)
    return f"{place}: “{e.quote}”" if e.quote else place


def _how(a: Assessment, t: Translator, width: int) -> list[str]:
    summary = t(a.policy.summary) if a.policy.summary else ""
    source = {
        "said": t("as you said"),
        "document": t("the date of the document"),
        "rules": t("the date of the rule"),
        "today": t("today"),
    }.get(a.as_of_source, a.as_of_source)
    text = t("Counted by policy {policy}: {summary}").format(policy=a.policy.name, summary=summary)
    as_of = t("As of {date}: {source}. Lines behind a number: xpcalc explain FILE").format(
        date=t.date(a.as_of), source=source
    )
    return wrap(text.strip(), width) + wrap(as_of, width)

"""Results -> Markdown, for a wiki, a ticket or a merge request. Words of the document are escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed, found
from xpcalc.reports.corrected import lines_of
from xpcalc.reports.profile_md import escape
from xpcalc.reports.text import checks_of, claim_words, dates, place_of, span

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Held
    from xpcalc.reports import Options, Result
    from xpcalc.verdict import Check


def render(results: Sequence[Result], options: Options) -> str:
    """Return one document with a heading for each result."""
    t = translator(options.lang)
    blocks = [escape(failed(r, t)) if isinstance(r, Failure) else "\n".join(_block(r, options, t)) for r in results]
    return "\n\n".join(blocks) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = (0,)) -> list[str]:
    """Return a table whose cells are escaped already; `numbers` are the columns that stand on the right."""
    marks = ["---:" if n in numbers else "---" for n in range(len(head))]
    return ["| " + " | ".join(row) + " |" for row in (head, marks, *rows)]


def _block(a: Assessment, options: Options, t: Translator) -> Iterator[str]:
    yield f"## {escape(a.document.person or a.document.name)}"
    yield ""
    yield escape(_headline(a, t))
    corrections = list(lines_of(a, t))
    if corrections:
        yield from ["", f"### {t('Corrected by hand')}", "", *[f"- {escape(line)}" for line in corrections]]
    for verdict in a.verdicts:
        said = (
            t("Level by months of evidence: {level}").format(level=verdict.level) if verdict.level else t(verdict.words)
        )
        yield from ["", f"### {escape(verdict.title)}", "", escape(said), ""]
        for lead, check in checks_of(verdict, t):
            yield from _check(check, lead, t)
        if verdict.policy != a.policy.name:
            yield f"- {escape(t('Counted by policy {policy}.').format(policy=verdict.policy))}"
        if verdict.would_settle:
            yield f"- {escape(t('To settle it: {question}').format(question=verdict.would_settle))}"
    for title, held in (
        (t("Positions"), [h for h in a.positions if h.counted]),
        (t("Not counted in the total"), [h for h in a.positions if not h.counted]),
    ):
        if held:
            head = [t("Months"), t("Dates"), t("Position"), t("Evidence")]
            yield from ["", f"### {title}", "", *table(head, [_position(h, t) for h in held])]
    for title, amounts in (
        (t("Functions"), a.functions),
        (t("Skills"), [x for x in a.skills if x.evidence != "listed"]),
    ):
        if amounts:
            rows = [(span(x.duration), escape(x.label), _until(x.last, t)) for x in amounts]
            yield from ["", f"### {title}", "", *table([t("Months"), t("What"), t("Last used")], rows)]
    listed = [x.label for x in a.skills if x.evidence == "listed"]
    if listed:
        yield from ["", escape(t("Only listed, no dates: {names}").format(names=", ".join(listed)))]
    if a.claims:
        head = [t("Stated"), t("Months stated"), t("Months shown"), t("Result")]
        stated = [
            (
                escape(c.claim.quote or c.claim.about),
                str(c.claim.months),
                _between(c.shown_low, c.shown_high),
                claim_words(c, t),
            )
            for c in a.claims
        ]
        yield from ["", f"### {t('Claims beside the dates')}", "", *table(head, stated, (1, 2))]
    findings = [] if options.quiet else sorted(a.findings, key=lambda n: n.severity != "warning")
    if findings:
        yield from ["", f"### {t('Findings')}", ""]
        for noted in findings:
            place = f" ({place_of(noted.evidence, t)})" if noted.evidence else ""
            mark = "**!** " if noted.severity == "warning" else ""
            yield f"- {mark}{escape(found(noted.finding, t) + place)} `{noted.code}`"
    summary = t(a.policy.summary) if a.policy.summary else ""
    yield from ["", escape(t("Counted by policy {policy}: {summary}").format(policy=a.policy.name, summary=summary))]
    yield from ["", f"xpcalc {a.version} · {escape(a.rulebook)} · sha256 `{a.document.sha256}`"]


def _headline(a: Assessment, t: Translator) -> str:
    total = a.total
    text = t("{months} of experience as of {date}").format(months=t.count("month", total.rounded), date=t.date(a.as_of))
    if total.rounded_low != total.rounded_high:
        text += " " + t("(between {low} and {high})").format(low=total.rounded_low, high=total.rounded_high)
    return text


def _check(check: Check, lead: str, t: Translator, depth: int = 0) -> Iterator[str]:
    lines = "; ".join([place_of(e, t) for e in check.evidence])
    text = f"{lead}: {check.asked} – {check.shown}" + (f" ({lines})" if lines else "")
    yield "  " * depth + f"- {escape(text)}"
    for part in check.parts:
        yield from _check(part, t(part.words), t, depth + 1)


def _position(h: Held, t: Translator) -> tuple[str, str, str, str]:
    what = ", ".join([x for x in (h.title or t("(no title)"), h.employer, h.location) if x])
    if not h.counted:
        what += f" [{t(h.employment.replace('_', ' '))}]"
    return span(h.duration), escape(dates(h, t)), escape(what), place_of(h.evidence, t) if h.evidence else ""


def _until(last: str | None, t: Translator) -> str:
    return "" if last is None else t("present") if last == "present" else t.month(last)


def _between(low: int | None, high: int | None) -> str:
    return "–" if low is None or high is None else str(low) if low == high else f"{low}–{high}"


__all__ = ["render", "table"]

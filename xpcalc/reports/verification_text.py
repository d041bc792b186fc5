"""Verification -> text that fits a terminal: totals, each position with what the documents say, what is only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xpcalc.i18n import Translator, translator
from xpcalc.reports import verification_words as words
from xpcalc.reports.codes import N_, failed, found
from xpcalc.reports.terminal import paint, painted
from xpcalc.reports.text import cells, clean, place_of, span, wrap

if TYPE_CHECKING:
    from xpcalc.assessment import Evidence, Held
    from xpcalc.reports import Options
    from xpcalc.verification import Row, Verification

_IN = "  "
# Formats whose lines are those of the file, which has a line for each row.
_TABLES = ("linkedin-zip", "linkedin-csv", "hr-csv")
# Source: docs/verify.md, "Status"; what the words that are used mean, below the table.
_MEANING = {
    "consistent": N_("Consistent: the person's own documents agree, which is no proof."),
    "start_confirmed": N_("Start confirmed: a document of the employer shows the start, none shows the end."),
    "confirmed_until": N_("Confirmed up to a day: the document was written while the job went on."),
}


def render(v: Verification, options: Options) -> str:
    """Return the verification as lines."""
    t = translator(options.lang)
    width = options.width
    lines = [*_documents(v, options, t), "", *painted(_totals(v, width, t), "strong", options.colour)]
    for row in v.rows:
        lines += ["", *_position(v, row, options, t)]
    lines += _lone(v, options, t)
    lines += _verdicts(v, options, t)
    lines += _remarks(v, options, t)
    lines += ["", *_how(v, width, t)]
    return "\n".join(lines) + "\n"


def _documents(v: Verification, options: Options, t: Translator) -> list[str]:
    a, width = v.assessment, options.width
    head = [a.document.name, t.format_name(a.document.format)]
    if a.document.person:
        head.append(a.document.person)
    lines = wrap(" · ".join(head), width)
    for number, source in enumerate(v.sources):
        parts = [source.name, t(words.KINDS[source.kind])]
        if source.person:
            parts.append(source.person)
        if source.issued:
            parts.append(t("of {date}").format(date=t.partial(source.issued)))
        if source.aside:
            parts.append(t("not compared: another name"))
        lines += wrap(" · ".join(parts), width, f"{_IN}[{number + 1}] ", _IN + "    ")
    for failure in v.failures:
        lines += painted(wrap(failed(failure, t), width, f"{_IN}[–] ", _IN + "    "), "failed", options.colour)
    return lines


def _totals(v: Verification, width: int, t: Translator) -> list[str]:
    shown = t("{months} of experience by the CV as of {date}").format(
        months=_months(v.total.rounded, span(v.total), t), date=t.date(v.assessment.as_of)
    )
    lines = wrap(shown, width, _IN)
    again = t("{months} under the dates that the documents show").format(
        months=_months(v.recounted.rounded, span(v.recounted), t)
    )
    change = v.recounted.rounded - v.total.rounded
    return lines + wrap(f"{again} ({change:+d})" if change else again, width, _IN)


def _months(number: int, text: str, t: Translator) -> str:
    return t.count("month", number) if text == str(number) else t("{low} months").format(low=text)


def _position(v: Verification, row: Row, options: Options, t: Translator) -> list[str]:
    width = options.width
    held = v.assessment.positions[row.position]
    state = words.status(row, t)
    name = ", ".join(x for x in (held.title or t("(no title)"), held.employer) if x)
    lines = wrap(name, width - cells(state) - 2)
    lines[0] = lines[0] + " " * max(width - cells(lines[0]) - cells(state), 2) + state
    lines = painted(lines, "strong", options.colour)
    rows = [(t(words.KINDS["cv"]), _dates(held, t), _evidence(held.evidence, t), "")]
    for m in row.matches:
        source = v.sources[m.source]
        place = _evidence(source.entries[m.entries[0]].evidence, t)
        note = t("together with other lines") if m.covered else ""
        rows.append((words.source_name(v, m.source, t), words.said(m, source, t), place, note))
    left = max(cells(clean(x[0])) for x in rows)
    middle = max(cells(x[1]) for x in rows)
    for name, dates, place, note in rows:
        rest = ", ".join(x for x in (place, note) if x)
        text = f"{_IN}{_pad(name, left)}  {_pad(dates, middle)}  {rest}".rstrip()
        # Why: a table while it fits; on a narrow terminal the parts stand below each other.
        fits = cells(text) <= width
        lines += [text] if fits else wrap(f"{name}: {dates} {rest}", width, _IN, _IN + "  ")
    for d in row.differences:
        lines += wrap(words.difference(d, v, t), width, f"{_IN}· ", _IN + "  ")
    if row.shown is not None and row.recounted is not None and span(row.shown) != span(row.recounted):
        by = row.decided.start_by if row.decided.end_by == "cv" else row.decided.end_by
        text = t("{cv} months by the CV, {decided} by {kind}").format(
            cv=span(row.shown), decided=span(row.recounted), kind=t(words.KINDS[by])
        )
        lines += wrap(text, width, f"{_IN}= ", _IN + "  ")
    return lines


def _pad(text: str, width: int) -> str:
    text = clean(text)
    return text + " " * max(width - cells(text), 0)


def _dates(held: Held, t: Translator) -> str:
    dates = held.position.dates
    return t("no dates") if dates is None else words.ends(dates.start, dates.end, dates.ongoing, t)


def _evidence(e: Evidence | None, t: Translator) -> str:
    return place_of(e, t) if e is not None else ""


def _lone(v: Verification, options: Options, t: Translator) -> list[str]:
    lines: list[str] = []
    for each in v.only_there:
        source = v.sources[each.source]
        entry = source.entries[each.entry]
        name = ", ".join(x for x in (entry.title, entry.employer) if x) or entry.written
        text = f"{words.source_name(v, each.source, t)}: {name}, {words.entry_dates(entry, source, t)}"
        place = _evidence(entry.evidence, t)
        lines += wrap(f"{text} ({place})" if place else text, options.width, f"{_IN}· ", _IN + "  ")
    return ["", paint(t("Not shown in the CV"), "strong", options.colour), *lines] if lines else []


def _verdicts(v: Verification, options: Options, t: Translator) -> list[str]:
    width = options.width
    lines: list[str] = []
    for before, after in zip(v.verdicts, v.decided_verdicts, strict=True):
        lines += ["", *painted(wrap(f"{before.title} ({before.rule})", width), "strong", options.colour)]
        one, other = (
            _said(before.level, before.possible, t(before.words)),
            _said(after.level, after.possible, t(after.words)),
        )
        lines += wrap(t("by the CV: {result}").format(result=one), width, _IN)
        lines += wrap(t("under the dates that the documents show: {result}").format(result=other), width, _IN)
        pairs = zip((*before.checks, *before.levels), (*after.checks, *after.levels), strict=True)
        for mine, theirs in pairs:
            if (mine.result, mine.shown) != (theirs.result, theirs.shown):
                text = f"{mine.asked}: {t(mine.words)} ({mine.shown}) → {t(theirs.words)} ({theirs.shown})"
                lines += wrap(text, width, _IN, _IN + "  ")
        if after.would_settle:
            lines += wrap(t("to settle it: {question}").format(question=after.would_settle), width, _IN)
    return lines


def _said(level: str | None, possible: str | None, result: str) -> str:
    if level is None:
        return result
    return f"{result}, {level}" if possible in (None, level) else f"{result}, {level} – {possible}"


def _remarks(v: Verification, options: Options, t: Translator) -> list[str]:
    """Return what is odd about the documents, and what may be wrong in reading the CV; warnings first."""
    if options.quiet:
        return []
    said = [(r.severity, words.remark(r, t), r.code) for r in v.remarks]
    odd = [n for n in v.assessment.findings if n.severity == "warning"]
    said += [(n.severity, f"{t('CV')}: {found(n.finding, t)}", n.code) for n in odd]
    lines: list[str] = []
    for severity, text, code in sorted(said, key=lambda each: each[0] != "warning"):
        mark = "!" if severity == "warning" else "·"
        row = wrap(f"{mark} {text}  {code}", options.width, _IN, _IN + "  ")
        lines += painted(row, "warning", options.colour) if severity == "warning" else row
    return ["", paint(t("Findings"), "strong", options.colour), *lines] if lines else []


def _how(v: Verification, width: int, t: Translator) -> list[str]:
    order = " > ".join(t(words.KINDS[kind]) for kind in v.decides)
    text = t("Which document decides (policy {policy}): {order}.").format(policy=v.assessment.policy.name, order=order)
    lines = wrap(text, width)
    held = {row.status for row in v.rows}
    for status, meaning in _MEANING.items():
        if status in held:
            lines += wrap(t(meaning), width)
    lines += wrap(t("Documents are compared to the coarser of two dates; a person decides what it means."), width)
    shown = [(source.format in _TABLES, e.evidence) for source in v.sources for e in source.entries]
    shown += [(v.assessment.document.format in _TABLES, held.evidence) for held in v.assessment.positions]
    ways = {table for table, each in shown if each is not None and each.page is None}
    if ways == {False}:
        lines += wrap(t("Lines are counted without blank ones."), width)
    elif ways == {False, True}:
        lines += wrap(t("Lines are counted without blank ones; lines of tables are those of the file."), width)
    return lines

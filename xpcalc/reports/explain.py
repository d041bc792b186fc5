"""Results -> how the total came about: each position with its line, dates, days, then the union and the rounding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.assessment import Failure, Places
from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed
from xpcalc.reports.corrected import corrected, lines_of
from xpcalc.reports.terminal import led, painted
from xpcalc.reports.text import checks_of, clean, head_of, parts_of, quoted, span, wrap

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Evidence, Held
    from xpcalc.criteria import Check
    from xpcalc.model import Coverage, DaySet, Duration
    from xpcalc.reports import Options, Result


def render(results: Sequence[Result], options: Options) -> str:
    """Return one trace a result."""
    t = translator(options.lang)
    blocks: list[str] = []
    for result in results:
        if isinstance(result, Failure):
            blocks.append("\n".join(wrap(failed(result, t), options.width, "", "  ")))
        else:
            blocks.append("\n".join(_trace(result, options, t)))
    return "\n\n".join(blocks) + "\n"


def _trace(a: Assessment, options: Options, t: Translator) -> list[str]:
    width, colour = options.width, options.colour
    d = a.total
    lines = [clean(a.document.name), ""]
    lines += painted(wrap(t("1. Positions and the lines they come from"), width), "strong", colour)
    coverages = a.experience.by_position
    for number, (held, cover) in enumerate(zip(a.positions, coverages, strict=True), 1):
        lines += _position(number, held, t, width)
        lines += [line for row in _runs(cover.likely, t) for line in wrap(row, width, " " * 7, " " * 9)]
        sure, wide = cover.certain.days, cover.possible.days
        if sure != wide:
            lines += wrap(
                t("sure {low} days, possible {high} days: {bounds} months").format(
                    low=sure, high=wide, bounds=span(held.duration)
                ),
                width,
                "       ",
            )
        lines += wrap(_amount(held, t), width, "       ")
    for text in list(lines_of(a, t))[len(a.corrections) - len(a.dropped) :]:
        lines += wrap(text, width, "  –  ", "     ")
    head = wrap(t("2. Days counted once (union of the positions that count)"), width)
    lines += ["", *painted(head, "strong", colour)]
    lines += [line for row in _runs(a.experience.total.likely, t) for line in wrap(row, width, " " * 5, " " * 7)]
    head = wrap(t("3. Months by policy {policy}").format(policy=a.policy.name), width)
    lines += ["", *painted(head, "strong", colour)]
    lines += wrap(
        t("{months} {days} = {total} days; rounded once: {rounded}").format(
            months=t.count("month", d.months),
            days=t.count("day", d.days),
            total=d.total_days,
            rounded=t.count("month", d.rounded),
        ),
        width,
        "     ",
    )
    if d.rounded_low != d.rounded_high:
        lines += wrap(
            t("dates are not all precise: at least {low}, at most {high} months").format(
                low=d.rounded_low, high=d.rounded_high
            ),
            width,
            "     ",
        )
    lines += wrap(t(a.policy.summary), width, "     ")
    lines += ["", *_counted(a, t, width)]
    lines += wrap(f"xpcalc {a.version}, {a.rulebook}, sha256 {a.document.sha256}", width)
    return lines


def _position(number: int, held: Held, t: Translator, width: int) -> list[str]:
    what = ", ".join([x for x in (held.title, held.employer) if x]) or t("(no title)")
    lines = wrap(f"{number:>3}. {what}", width, "", "     ")
    if held.evidence is not None:
        lines += wrap(quoted(held.evidence, t), width, "       ", "         ")
    for item in held.corrections:
        lines += wrap(corrected(item, t), width, "       ", "         ")
    return lines


def _the_same(at: Evidence, above: Evidence, numbered: bool) -> bool:
    """Return whether two places are one line; `numbered`: a cell of a table goes on in the line of its file."""
    return (at.page, at.line) == (above.page, above.line) and (not numbered or above.quote in at.quote)


def _counted(a: Assessment, t: Translator, width: int) -> list[str]:
    """Return how lines are counted, where a reader may count them in an editor."""
    if a.document.pages or any([line.number for line in a.document.lines]):
        return []
    return wrap(t("Lines are counted without blank ones."), width)


def _amount(held: Held, t: Translator) -> str:
    d = held.duration
    text = f"{t.count('month', d.months)} {t.count('day', d.days)} · {t.count('day', d.total_days)}"
    if not held.counted:
        text += " · " + t("not in the total: {kind}").format(kind=t(held.employment.replace("_", " ")))
    return text


def _runs(days: DaySet, t: Translator) -> list[str]:
    rows = []
    for start, stop in days.runs:
        first, last = date.fromordinal(start), date.fromordinal(stop) - timedelta(days=1)
        rows.append(f"{first.isoformat()} .. {last.isoformat()}  {t.count('day', stop - start)}")
    return rows or [t("no days")]


class Group(NamedTuple):
    """A group of functions: its name, what it stands for, and the months and days of a result."""

    name: str
    codes: tuple[str, ...]
    months: Callable[[Assessment], tuple[Duration, Coverage]]


def render_label(
    results: Sequence[Result], options: Options, scheme: str, code: str, group: Group | None = None
) -> str:
    """Return how the months of one function, group or skill came about: positions, words found, days."""
    codes = (code,) if group is None else group.codes
    t = translator(options.lang)
    blocks: list[str] = []
    for result in results:
        if isinstance(result, Failure):
            blocks.append("\n".join(wrap(f"{result.name}: {result.code}: {result.message}", options.width, "", "  ")))
            continue
        amounts = result.functions if scheme == "function" else result.skills
        amount = next((a for a in amounts if a.code in codes), None)
        lines = [clean(result.document.name), ""]
        if amount is None:
            lines += wrap(t("nothing in this document names {code}").format(code=code), options.width)
            blocks.append("\n".join(lines))
            continue
        cover = result.experience.by_label.get(f"{scheme}:{code}")
        name, shown = amount.label, amount.duration
        if group is not None:
            name, (shown, cover) = group.name, group.months(result)
        head = wrap(f"{name}: {span(shown)} " + t("months"), options.width)
        lines += painted(head, "strong", options.colour)
        places = Places(result.document)
        if amount.evidence == "listed":
            lines += wrap(t("named in a list only, in no job"), options.width, "  ", "    ")
            named = [x for x in result.labels if x.position < 0 and x.scheme == scheme and x.code == code]
            for e in [each for x in named if (each := places.line(x.span)) is not None]:
                lines += wrap(quoted(e, t), options.width, "       ", "         ")
        for number, held in enumerate(result.positions):
            labels = [x for x in (held.functions if scheme == "function" else held.skills) if x.code in codes]
            if not labels:
                continue
            lines += _position(number + 1, held, t, options.width)
            words = ", ".join(dict.fromkeys([w for x in labels for w in x.why]))
            if words:
                lines += wrap(t("words found: {words}").format(words=words), options.width, "       ", "         ")
            above = held.evidence
            numbered = any([line.number for line in result.document.lines])
            for at in dict.fromkeys([places.line(x.span) for x in labels]):
                if at is not None and (above is None or not _the_same(at, above, numbered)):
                    lines += wrap(quoted(at, t), options.width, "       ", "         ")
            for stint in result.stints:
                label = result.labels[stint.label]
                if label.position == number and label.code in codes:
                    lines += wrap(t("only for: {written}").format(written=stint.written), options.width, "       ")
            lines += wrap(_amount(held, t), options.width, "       ")
        if cover is not None:
            lines += ["", *wrap(t("Days counted once"), options.width)]
            lines += [line for row in _runs(cover.likely, t) for line in wrap(row, options.width, " " * 5, " " * 7)]
        if note := _counted(result, t, options.width):
            lines += ["", *note]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def render_rules(results: Sequence[Result], options: Options) -> str:
    """Return each check of each rule with its lines, what would settle it, and what other policies would say."""
    t = translator(options.lang)
    blocks: list[str] = []
    for result in results:
        if isinstance(result, Failure):
            continue
        lines = [clean(result.document.name)]
        for verdict in result.verdicts:
            said = verdict.statement.removeprefix(f"{verdict.title}: ") or t(verdict.words)
            head = wrap(f"{verdict.title}: {said}", options.width)
            lines += ["", *painted(head, "strong", options.colour)]
            for lead, check in checks_of(verdict, t):
                lines += _check(check, lead, options, t, 1)
            lines += wrap(t("Counted by policy {policy}.").format(policy=verdict.policy), options.width, "  ")
        if note := _counted(result, t, options.width):
            lines += ["", *note]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _check(check: Check, lead: str, options: Options, t: Translator, depth: int) -> list[str]:
    width, indent = options.width, "  " * depth
    lines = wrap(f"{lead}: {head_of(check)}", width, indent, indent + "  ")
    lines = led(lines, lead, check.result, options.colour)
    # Why: the parts stand below, each with what it shows and its lines.
    parts = parts_of(check)
    lines += [] if parts else wrap(check.shown, width, indent + "    ")
    for e in () if parts else check.evidence:
        lines += wrap(quoted(e, t), width, indent + "    ", indent + "      ")
    if check.would_settle:
        lines += wrap(t("to settle it: {question}").format(question=check.would_settle), width, indent + "    ")
    for other in check.sensitivity:
        lines += wrap(other, width, indent + "    ")
    for part in parts:
        lines += _check(part, t(part.words), options, t, depth + 1)
    return lines

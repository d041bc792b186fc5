"""Results -> how the total came about: each position with its line, dates, days, then the union and the rounding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from xpcalc.assessment import Failure
from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed
from xpcalc.reports.text import clean, span, wrap

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Held
    from xpcalc.model import DaySet
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
    width = options.width
    d = a.total
    lines = [clean(a.document.name), ""]
    lines += wrap(t("1. Positions and the lines they come from"), width)
    coverages = a.experience.by_position
    for number, (held, cover) in enumerate(zip(a.positions, coverages, strict=True), 1):
        lines += _position(number, held, t, width)
        lines += [f"       {row}" for row in _runs(cover.likely, t)]
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
    lines += ["", *wrap(t("2. Days counted once (union of the positions that count)"), width)]
    lines += [f"     {row}" for row in _runs(a.experience.total.likely, t)]
    lines += ["", *wrap(t("3. Months by policy {policy}").format(policy=a.policy.name), width)]
    lines += wrap(
        t("{months} {days} = {total} days; rounded once: {rounded}").format(
            months=t.count("month", d.months), days=t.count("day", d.days), total=d.total_days, rounded=t.count("month", d.rounded)
        ),
        width,
        "     ",
    )
    if d.rounded_low != d.rounded_high:
        lines += wrap(
            t("dates are not all precise: at least {low}, at most {high} months").format(low=d.rounded_low, high=d.rounded_high),
            width,
            "     ",
        )
    lines += wrap(t(a.policy.summary), width, "     ")
    lines += ["", *wrap(f"xpcalc {a.version}, {a.rulebook}, sha256 {a.document.sha256}", width)]
    return lines


def _position(number: int, held: Held, t: Translator, width: int) -> list[str]:
    what = ", ".join([x for x in (held.title, held.employer) if x]) or t("(no title)")
    lines = wrap(f"{number:>3}. {what}", width, "", "     ")
    if held.evidence is not None:
        e = held.evidence
        place = t("page {page}, line {line}").format(page=e.page, line=e.line) if e.page else t("line {line}").format(line=e.line)
        lines += wrap(f"{place}: “{e.quote}”" if e.quote else place, width, "       ", "         ")
    return lines


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

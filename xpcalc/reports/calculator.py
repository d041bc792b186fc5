"""Between -> text or JSON: the calculator by itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from xpcalc.i18n import Translator, translator
from xpcalc.regex import regex
from xpcalc.reports.codes import N_, found
from xpcalc.reports.text import span, wrap

if TYPE_CHECKING:
    from xpcalc.count import Between


# Source: the sentences of count.calculator, which are English; {count} becomes a number with its unit.
_WHYS = (
    (
        re.compile(r"touches (?P<number>\d+) calendar months?; each counts whole"),
        "month",
        N_("calendar months touched, each counts whole: {count}"),
    ),
    (
        re.compile(r"(?P<number>\d{1,9}) calendar months? with (?P<threshold>\d+) or more days"),
        "month",
        N_("calendar months with {threshold} or more days: {count}"),
    ),
    (
        re.compile(r"(?P<number>\d{1,9}) days? / 30, remainder dropped"),
        "day",
        N_("{count} / 30, the remainder is dropped"),
    ),
    (
        re.compile(r"(?P<number>\d{1,9}) complete months?, no days left over"),
        "month",
        N_("no days left over; complete: {count}"),
    ),
    (
        re.compile(r"(?P<number>\d{1,9}) leftover days? dropped: complete months only"),
        "day",
        N_("left over and dropped: {count}; complete months only"),
    ),
    (
        re.compile(r"(?P<number>\d{1,9}) leftover days?: (?P<threshold>\d+) or more make one more month"),
        "day",
        N_("left over: {count}; {threshold} or more make one more month"),
    ),
    (
        re.compile(r"(?P<number>\d{1,9}) leftover days?: fewer than (?P<threshold>\d+) are dropped"),
        "day",
        N_("left over: {count}; fewer than {threshold} are dropped"),
    ),
)
_RANGE = regex(r"(?P<low>\d+) to (?P<high>\d+) because (?P<reason>.+)")
_REASONS = (
    N_("a month may mean its first or its last day"),
    N_("the dates are not precise"),
    N_("the two dates may be swapped"),
    N_("day and month cannot be told apart"),
    N_("a month does not have the day"),
)


def why(text: str, t: Translator) -> str:
    """Return why a policy says what it says, in the language; as it is where no sentence fits."""
    if t.lang == "en":
        return text
    first, _, last = text.rpartition("; ")
    span_ = _RANGE.fullmatch(last)
    if span_ is not None and first:
        reason = t(span_["reason"]) if span_["reason"] in _REASONS else span_["reason"]
        more = t("{low} to {high} because {reason}").format(low=span_["low"], high=span_["high"], reason=reason)
        return f"{why(first, t)}; {more}"
    for pattern, unit, template in _WHYS:
        match = pattern.fullmatch(text)
        if match is not None:
            values = match.groupdict()
            return t(template).format(count=t.count(unit, int(values.pop("number"))), **values)
    return text


def render(answer: Between, form: str, lang: str = "en", width: int = 80) -> str:
    """Return the answer of the chosen policy and what the others would say and why."""
    if form == "json":
        return json.dumps(_data(answer), ensure_ascii=False, indent=2) + "\n"
    t = translator(lang)
    d = answer.duration
    end = t("present") if answer.end is None else t.partial(answer.end)
    lines = [f"{t.partial(answer.start)} – {end}"]
    if answer.end is None:
        lines[0] += f" ({t.date(answer.as_of.isoformat())})"
    head = t.count("month", d.rounded)
    if d.rounded_low != d.rounded_high:
        head += " " + t("(between {low} and {high})").format(low=d.rounded_low, high=d.rounded_high)
    elif d.rounded >= 12:
        head += f" ({t.years(d.rounded)})"
    lines += ["", f"  {head}"]
    exact = f"{t.count('month', d.months)} {t.count('day', d.days)}"
    lines.append(f"  {exact} · {t.count('day', d.total_days)}")
    lines += wrap(t("policy {policy}: {why}").format(policy=answer.policy, why=why(answer.why, t)), width, "  ")
    if answer.complete_on is not None and answer.duration.days:
        lines += wrap(
            t("the next month is complete on {date}").format(date=t.date(answer.complete_on.isoformat())), width, "  "
        )
    lines += ["", t("Other policies")]
    name_width = max([len(o.policy) for o in answer.others] + [4])
    for other in answer.others:
        bounds = (
            str(other.rounded)
            if other.rounded_low == other.rounded_high
            else f"{other.rounded_low}–{other.rounded_high}"
        )
        first = f"  {other.policy:<{name_width}}  {bounds:>6}  "
        lines += wrap(why(other.why, t), width, first, " " * len(first))
    for finding in answer.findings:
        lines += wrap(
            f"{found(finding, t)}  {finding.code}", width, "  ! " if finding.severity == "warning" else "  · ", "    "
        )
    return "\n".join(lines) + "\n"


def _data(answer: Between) -> dict[str, object]:
    return {
        "schema": "xpcalc.between/1",
        "start": str(answer.start),
        "end": "present" if answer.end is None else str(answer.end),
        "as_of": answer.as_of.isoformat(),
        "policy": answer.policy,
        **answer.duration.to_dict(),
        "why": answer.why,
        "other_policies": [
            {
                "policy": o.policy,
                "rounded": o.rounded,
                "rounded_low": o.rounded_low,
                "rounded_high": o.rounded_high,
                "why": o.why,
            }
            for o in answer.others
        ],
        "findings": [{"code": f.code, "severity": f.severity, "message": f.message} for f in answer.findings],
    }


__all__ = ["render", "span"]

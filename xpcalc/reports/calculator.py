"""Between -> text or JSON: the calculator by itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from xpcalc.i18n import translator
from xpcalc.reports.text import span, wrap

if TYPE_CHECKING:
    from xpcalc.count import Between


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
    lines += wrap(t("policy {policy}: {why}").format(policy=answer.policy, why=answer.why), width, "  ")
    if answer.complete_on is not None and answer.duration.days:
        lines += wrap(t("the next month is complete on {date}").format(date=t.date(answer.complete_on.isoformat())), width, "  ")
    lines += ["", t("Other policies")]
    name_width = max([len(o.policy) for o in answer.others] + [4])
    for other in answer.others:
        bounds = str(other.rounded) if other.rounded_low == other.rounded_high else f"{other.rounded_low}–{other.rounded_high}"
        first = f"  {other.policy:<{name_width}}  {bounds:>6}  "
        lines += wrap(other.why, width, first, " " * len(first))
    for finding in answer.findings:
        lines += wrap(f"{finding.message}  {finding.code}", width, "  ! " if finding.severity == "warning" else "  · ", "    ")
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

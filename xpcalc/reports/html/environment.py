"""Language -> the environment that turns templates into HTML. To add a word for templates, a row in `_words`.

Escaping happens in one place, here: autoescape is always on, and no template marks data as safe.
"""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from xpcalc.i18n import Translator, translator
from xpcalc.reports.codes import failed, found
from xpcalc.reports.comparison_text import counted_by
from xpcalc.reports.corrected import corrected, subject
from xpcalc.reports.html.palette import COLOURS
from xpcalc.reports.html.sheet import meter_of
from xpcalc.reports.profile_text import service as employer_of
from xpcalc.reports.text import claim_words, dates, place_of, span

if TYPE_CHECKING:
    from jinja2 import Environment

    from xpcalc.assessment import Evidence
    from xpcalc.model import Duration
    from xpcalc.profile import Service

TEMPLATES = Path(__file__).with_name("templates")
# Why: joiners are part of words in Persian or Hindi; everything else of this kind is invisible or turns the line.
_KEPT = "\n\u200c\u200d"


@lru_cache(maxsize=4)
def environment(lang: str) -> Environment:
    """Return the environment for a language: `t` and the words of `_words` are known in every template and macro."""
    import jinja2

    from xpcalc.reports.html.compiled import cache

    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([TEMPLATES, TEMPLATES.parent]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
        auto_reload=False,
        bytecode_cache=cast("Any", cache()),
    )
    env.globals.update(_words(translator(lang)))
    return env


def shown(value: Any) -> Any:
    """Return a value for a page: text without control characters and marks that turn the reading direction."""
    if value is None:
        return ""
    # Why: markup of our own is a subclass of str and went through here before.
    if type(value) is not str or (value.isascii() and value.isprintable()):
        return value
    return "".join([ch if _visible(ch) else ("" if ch == "\u00ad" else "�") for ch in value])


def _visible(ch: str) -> bool:
    return ch in _KEPT or (ch.isprintable() and unicodedata.category(ch) != "Cf") or unicodedata.category(ch) == "Zs"


@lru_cache(maxsize=1)
def css() -> str:
    """Return the style sheet of all pages, which a report carries inside and a server gives as a file."""
    return _dense(Path(__file__).with_name("report.css").read_text("utf-8"))


@lru_cache(maxsize=1)
def policy_of_content() -> str:
    """Return the content security policy of a self-contained report: no script, no request, this style sheet only."""
    digest = base64.b64encode(hashlib.sha256(css().encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def page(template: str, lang: str, **values: Any) -> str:
    """Return a whole report: one HTML document with its style inside."""
    made = environment(lang).get_template(template).render(content_policy=policy_of_content(), **values)
    return _dense(made) + "\n"


def _dense(text: str) -> str:
    """Return a text without empty lines, which templates leave behind."""
    return "\n".join([line.rstrip() for line in text.split("\n") if line.strip()])


def _words(t: Translator) -> Mapping[str, Any]:
    """Return what templates may call."""

    def months(d: Duration) -> str:
        if d.rounded_low == d.rounded_high:
            return t.count("month", d.rounded)
        return t("{low} to {months}").format(low=d.rounded_low, months=t.count("month", d.rounded_high))

    def between(low: int | None, high: int | None) -> str:
        return "" if low is None or high is None else str(low) if low == high else f"{low}–{high}"

    def place(e: Evidence) -> str:
        return place_of(e, t)

    # Why: a page without requirements need not load what judges them.
    def word(result: str) -> str:
        from xpcalc.verdict import WORDS

        return t(WORDS[result])  # type: ignore[index]

    def flag(code: str) -> str:
        from xpcalc.criteria.outcome import FLAGS

        return t(FLAGS[code]) if code in FLAGS else code

    def until(last: str | None) -> str:
        return "" if last is None else t("present") if last == "present" else t.month(last)

    def service(s: Service) -> str:
        return employer_of(s, t)

    def source(name: str) -> str:
        return {
            "said": t("as you said"),
            "document": t("the date of the document"),
            "rules": t("the date of the rule"),
            "today": t("today"),
        }.get(name, name)

    return {
        "t": t,
        "months": months,
        "span": span,
        "between": between,
        "place": place,
        "until": until,
        "source_of_day": source,
        "service": service,
        "dates": lambda held: dates(held, t),
        "kind": lambda name: t(name.replace("_", " ")),
        "word": word,
        "flag": flag,
        "found": lambda finding: found(finding, t),
        "corrected": lambda item: corrected(item, t),
        "subject": subject,
        "counted_by": lambda comparison: counted_by(comparison, t),
        "claim_words": lambda claim: claim_words(claim, t),
        "colours": COLOURS,
        "meter_of": meter_of,
        "failed": lambda failure: failed(failure, t),
    }


__all__ = ["TEMPLATES", "css", "environment", "page", "policy_of_content", "shown"]

"""Code -> why something of an ad is no requirement, or what a requirement leaves out. To add a code: `_texts`.

Codes are stable and stand in the JSON beside the words, which are those of the output language.
"""

from __future__ import annotations

from xpcalc.i18n import Translator, translator
from xpcalc.record import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why; `about` and `months` are what its words name."""

    code: str
    about: str = ""
    months: int | None = None

    def text(self, t: Translator) -> str:
        """Return the reason in the language of `t`. Raises: KeyError for a code that is none."""
        return _texts(t)[self.code].format(about=self.about, months=self.months)


def _texts(t: Translator) -> dict[str, str]:
    # Source: the codes that find.py, held.py, tools.py and read.py give.
    return {
        "no_subject": t("a number of months without what they are about"),
        "instead_of_degree": t("experience in place of a degree, without a number"),
        "no_level": t("a language without a level: say A1 to C2"),
        "about": t("about: taken as the fewest months"),
        "no_months": t("experience without a number"),
        "no_months_unknown": t("experience without a number, in something that the rules do not know"),
        "length_unread": t("a length of time that was not understood: {about}"),
        "asked_before": t("asked before"),
        "asks_nothing": t("asks for nothing"),
        "not_checked": t("no criterion for this: not checked"),
        "not_understood": t("not understood"),
        "a_most": t("a most of months is no requirement: more experience is not held against anybody"),
        "window_without_subject": t("a stretch of time without what it is about"),
        "unknown_tool": t("{about}: no tool that the rules know"),
        "most_left_out": t("the ad names a most of {months} months, which is no requirement here"),
        "or_other": t("“or equivalent” is not checked: only what is named"),
        "named_before": t("the ad names them before: {about}"),
    }


CODES = tuple(_texts(translator("en")))

__all__ = ["CODES", "Reason"]

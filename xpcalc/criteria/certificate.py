"""`certificate:` whether a certificate is named among the certificates. Codes are its words: itil4, hdi_scm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, either
from xpcalc.criteria.facts import Passage
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy, fold

_PIECES = regex(r"[0-9]+|[^\W\d_]+")
# Source: hand-made; words of certificates that are not there yet, or no longer (folded).
_PENDING = regex(
    r"\b(?:in progress|en curso|em curso|en cours|in corso|laufend|pending|expected|previsto|prevista|preparing|"
    r"preparando|candidate|expired|caducado|caducada|scaduto|abgelaufen|verlopen|planned|lopend)\b"
)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Certificates of which any or all are held; `written` are other ways to write them."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    ABOUT: ClassVar[str] = "a certificate that is held"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "any_of": Key("texts", "one of these is enough: its letters and numbers, as itil4 or hdi_scm"),
            "all_of": Key("texts", "all of these"),
            "written": Key("texts", "the same certificate in other words, for a single any_of"),
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if bool(self.any_of) == bool(self.all_of):
            yield "", "give any_of or all_of, one of the two"
        if self.written and len(self.any_of) != 1:
            yield "written", "other words belong to one certificate: any_of with a single name"
        for name in (*self.any_of, *self.all_of, *self.written):
            if not _PIECES.search(name):
                yield "any_of", f"{name!r} has no letter or number"

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        names = [name.replace("_", " ").upper() if name.islower() else name for name in self.any_of or self.all_of]
        what = either(names, lang) if self.any_of else ", ".join(names)
        t = translator(lang)
        return t("certificate {what}").format(what=what)

    def check(self, case: Case) -> Outcome:
        """Return whether the certificates are named, and where."""
        if self.any_of:
            found = [_one(case, (name, *self.written)) for name in self.any_of]
            return max(found, key=lambda each: ("not_met", "undecided", "met").index(each.result))
        found = [_one(case, (name,)) for name in self.all_of]
        return min(found, key=lambda each: ("not_met", "undecided", "met").index(each.result))


def _words(text: str) -> str:
    return f" {' '.join(_PIECES.findall(fold(text)))} "


def _named(lines: tuple[Passage, ...], wanted: list[str]) -> Passage | None:
    return next((line for line in lines if any(each in _words(line.text) for each in wanted)), None)


def _one(case: Case, names: tuple[str, ...]) -> Outcome:
    shown = names[0].replace("_", " ")
    t = case.t
    ask = t("Is a valid {name} certificate held? Ask for a copy.").format(name=shown)
    if case.facts.ready is not None:
        return _ready(case, case.facts.ready, names[0], ask)
    wanted = [_words(name) for name in names]
    line = _named(case.facts.certificates, wanted)
    if line is not None:
        lines = (line.evidence,) if line.evidence else ()
        if _PENDING.search(fold(line.text)):
            text = t("{name} named as not finished or expired").format(name=shown)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        return Outcome("met", t("{name} named among the certificates").format(name=shown), lines=lines)
    line = _named(case.facts.education + case.facts.elsewhere, wanted)
    if line is not None:
        # Why: "worked by ITIL 4 processes" is no certificate, and "ITIL 4 certified" may be one.
        lines = (line.evidence,) if line.evidence else ()
        text = t("{name} named outside the certificates").format(name=shown)
        return Outcome("undecided", text, lines=lines, would_settle=ask)
    return _absent(case, ask)


def _absent(case: Case, ask: str) -> Outcome:
    t = case.t
    result: Result = "not_met" if case.absence == "not_met" else "undecided"
    return Outcome(result, t("not mentioned"), would_settle=ask if result == "undecided" else None)


def _ready(case: Case, ready: Mapping[str, object], name: str, ask: str) -> Outcome:
    t = case.t
    given = ready.get(f"certificate {name}")
    if given is None:
        return _absent(case, ask)
    if given == "valid":
        return Outcome("met", t("{what} shown").format(what=name))
    return Outcome("undecided", f"{name}: {given}", would_settle=ask)

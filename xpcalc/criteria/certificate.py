"""`certificate:` whether a certificate is named among the certificates. Codes are its words: itil4, hdi_scm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, either
from xpcalc.criteria.education import YEAR, one_of
from xpcalc.criteria.facts import Facts
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy, fold

_PIECES = regex(r"[0-9]+|[^\W\d_]+")
# "2022 - 2027": how long it holds.
_TERM = regex(r"(?:19|20)\d\d\s?(?:[-–—/]|[^\W\d_]{1,5}\s)\s?(?:[^\W\d_]{3,10}\s|\d\d?/)?20\d\d(?!\d)")
# Unit: letters of a part of a name that may stand for as many words ("hdi_scm": HDI Support Center Manager).
_INITIALS = 3


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


def _names(text: str, names: list[list[str]]) -> bool:
    words = _words(text)
    return any(f" {' '.join(name)} " in words or _by_initials(words.split(), name) for name in names)


def _by_initials(words: list[str], name: list[str]) -> bool:
    """Say whether a name of several parts stands there with its last part written out: "HDI Support Center Manager"."""
    *said, short = name
    if not said or len(short) < _INITIALS or not short.isalpha():
        return False
    size = len(said)
    for at in range(len(words) - size - len(short) + 1):
        if words[at : at + size] == said:
            rest = words[at + size : at + size + len(short)]
            if all([word[0] == letter for word, letter in zip(rest, short, strict=True)]):
                return True
    return False


def _held(facts: Facts, text: str) -> bool:
    """Say whether a line names a certificate that is there and holds: no exam to come, no end gone by."""
    folded, schooling = fold(text), facts.schooling
    if one_of(tuple(schooling.get("pending", ()))).search(folded):
        return False
    spans = facts.dated(text)
    ends = [last for _, last in spans if last is not None]
    if one_of(tuple(schooling.get("valid_until", ()))).search(folded):
        # "valid until 2024"
        years = [int(year) for year in YEAR.findall(text)]
        return not (ends and max(ends) < facts.as_of and max(years, default=0) <= facts.as_of.year)
    if _TERM.search(text):
        return True
    ahead = any(int(year) > facts.as_of.year for year in YEAR.findall(text))
    return not ahead and not any(first is not None and first > facts.as_of for first, _ in spans)


def _one(case: Case, names: tuple[str, ...]) -> Outcome:
    shown = names[0].replace("_", " ")
    t = case.t
    ask = t("Is a valid {name} certificate held? Ask for a copy.").format(name=shown)
    if case.facts.ready is not None:
        return _ready(case, case.facts.ready, names[0], ask)
    wanted = [_words(name).split() for name in names]
    found = [line for line in case.facts.certificates if _names(line.text, wanted)]
    if found:
        # Why: "ITIL 4 (expired 2019)" above "ITIL 4, renewed 2024".
        line = next((each for each in found if _held(case.facts, each.text)), None)
        at = (line or found[0]).evidence
        lines = (at,) if at else ()
        if line is None:
            text = t("{name} named as not finished or expired").format(name=shown)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        return Outcome("met", t("{name} named among the certificates").format(name=shown), lines=lines)
    line = next((each for each in case.facts.education + case.facts.elsewhere if _names(each.text, wanted)), None)
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

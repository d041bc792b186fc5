"""`skill:` whether a tool or method is named in a job. An open list ("such as") takes others of the same kind too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.case import Case, either, label
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy

_SHOWN = ("role_text", "role_skills")
_PLACES = (*_SHOWN, "skills_section")


@dataclass(frozen=True, slots=True)
class Skill:
    """Tools of which any, all, or a number must be shown."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    at_least: int | None = None
    open_list: bool = False
    category: tuple[str, ...] = ()
    evidence: tuple[str, ...] = _SHOWN

    ABOUT: ClassVar[str] = "a tool or method that was used"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "any_of": Key("codes", "one of these is enough", names="skill"),
            "all_of": Key("codes", "all of these", names="skill"),
            "at_least": Key("count", "so many of any_of"),
            "open_list": Key("flag", "any_of are examples: another tool of the category counts as well"),
            "category": Key("codes", "the kind of tool", names="category"),
            "evidence": Key("choices", "where it must stand", values=_PLACES),
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if not (self.any_of or self.all_of or self.category):
            yield "", "name tools: any_of, all_of or category"
        if self.any_of and self.all_of:
            yield "all_of", "any_of and all_of in one skill: write two checks"
        if self.open_list and not self.category:
            yield "open_list", "an open list needs category: which other tools count"
        if self.all_of and (self.open_list or self.category or self.at_least is not None):
            yield "all_of", "open_list, category and at_least go with any_of, not with all_of"
        if self.category and self.any_of and not self.open_list:
            yield "category", "category beside any_of needs open_list: true"
        if self.at_least is not None and self.any_of and self.at_least > len(self.any_of) and not self.open_list:
            yield "at_least", f"{self.at_least} of {len(self.any_of)} tools"

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        t = translator(lang)
        names = [label(taxonomy, "skill", code) for code in self.any_of or self.all_of]
        kinds = (
            either([label(taxonomy, "category", code, lang) for code in self.category], lang) if self.category else ""
        )
        if self.all_of:
            return t("use of {what}").format(what=", ".join(names))
        what = either(names, lang) if names else t("any tool for {kinds}").format(kinds=kinds)
        if self.any_of and self.open_list:
            what = t("tools such as {names} ({kinds})").format(names=what, kinds=kinds)
        if self.at_least is not None and self.at_least > 1:
            return t("use of at least {number} of {what}").format(number=self.at_least, what=what)
        return t("use of {what}").format(what=what)

    def check(self, case: Case) -> Outcome:
        """Return whether the tools are shown in a job."""
        where = places(case)
        if self.all_of:
            found = [self._one((code,), (), where, case) for code in self.all_of]
            worst = min(found, key=lambda each: ("not_met", "undecided", "met").index(each.result))
            return worst if worst.result != "met" else _joined(found)
        return self._one(self.any_of, self.category, where, case)

    def _one(self, named: tuple[str, ...], kinds: tuple[str, ...], where: Mapping[str, str], case: Case) -> Outcome:
        taxonomy, needed, t = case.facts.taxonomy, self.at_least or 1, case.t
        kin = tuple(code for code in where if code not in named and code in taxonomy.skills) if kinds else ()
        others = tuple(code for code in kin if taxonomy.skills[code].category in kinds)
        shown = [code for code in named if where.get(code) in self.evidence]
        equal = [code for code in others if where[code] in self.evidence]
        weak = [code for code in (*named, *others) if code in where and where[code] not in self.evidence]
        hits = [*shown, *equal][: max(needed, len(shown))]
        indexes = tuple(sorted({e.position for e in case.facts.labels if e.scheme == "skill" and e.code in hits}))
        if len(hits) >= needed:
            flags = ("equivalent_tool",) if named and len(shown) < needed else ()
            names = ", ".join(label(taxonomy, "skill", code) for code in hits)
            return Outcome(
                "met",
                t("{what} shown").format(what=names),
                flags=flags,
                positions=indexes,
                lines=(*case.facts.lines_of(indexes), *case.facts.lines_listing(hits)),
            )
        missing = [code for code in named if code not in shown]
        ask = t("such a tool")
        if missing:
            ask = either([label(taxonomy, "skill", code) for code in missing], case.facts.lang)
        if weak:
            # Why: a list of skills has no dates and no use; neither a yes nor a no follows from it.
            name = label(taxonomy, "skill", weak[0])
            if where[weak[0]] != "skills_section":
                at = tuple(sorted({e.position for e in case.facts.labels if (e.scheme, e.code) == ("skill", weak[0])}))
                text = t("{name} named in a job, not in a list of skills").format(name=name)
                settle = t("Does a list of skills name {name}?").format(name=name)
                return Outcome("undecided", text, positions=at, lines=case.facts.lines_of(at), would_settle=settle)
            text = t("{name} named in a list only").format(name=name)
            settle = t("In which job was {name} used?").format(name=name)
            lines = case.facts.lines_listing(weak)
            return Outcome("undecided", text, flags=("listed_only",), lines=lines, would_settle=settle)
        family = [
            code
            for code in where
            if code in taxonomy.skills and set(taxonomy.skills[code].family_of) & set(missing or others)
        ]
        if family:
            name = label(taxonomy, "skill", family[0])
            settle = t("Which product of {name} was used?").format(name=name)
            return Outcome("undecided", t("{name} named, not which product").format(name=name), would_settle=settle)
        text = t("{number} of {needed} shown").format(number=len(hits), needed=needed) if hits else t("not mentioned")
        result: Result = "not_met" if case.absence == "not_met" else "undecided"
        return Outcome(
            result,
            text,
            positions=indexes,
            lines=case.facts.lines_of(indexes),
            would_settle=t("Was {what} used, and in which job?").format(what=ask) if result == "undecided" else None,
        )


def _joined(found: list[Outcome]) -> Outcome:
    indexes = tuple(sorted({index for each in found for index in each.positions}))
    lines = tuple(dict.fromkeys(line for each in found for line in each.lines))
    return Outcome("met", "; ".join(each.shown for each in found), positions=indexes, lines=lines)


def places(case: Case) -> dict[str, str]:
    """Return where each skill stands: role_text, role_skills or skills_section."""
    facts = case.facts
    if facts.ready is not None:
        return {key[6:]: str(value) for key, value in facts.ready.items() if key.startswith("skill ")}
    found = {each.code: "skills_section" for each in facts.listed}
    found.update({each.code: "role_text" for each in facts.labels if each.scheme == "skill"})
    return found

"""Facts and a policy -> the days that a selector covers. To add a selector: a field of `Where`, lines of `_state`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import ClassVar

from xpcalc.criteria.facts import Counted, Facts
from xpcalc.criteria.keys import Key, Keys
from xpcalc.dayset import DaySet
from xpcalc.i18n import Translator, translator
from xpcalc.model import Coverage, Policy, Shares
from xpcalc.months import add_months
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy, fold

_NONE = DaySet()
YES, MAYBE, NO = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Where:
    """What experience is meant: keys intersect (in the same job), the items of one key are united."""

    function: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    pillar: tuple[str, ...] = ()
    employer: tuple[str, ...] = ()

    WHERE: ClassVar[Keys] = MappingProxyType(
        {
            "function": Key("codes", "what the job was about: a function or a group of them", names="function"),
            "skill": Key("codes", "a tool or method named in the job", names="skill"),
            "category": Key("codes", "any tool of a kind, named in the job", names="category"),
            "industry": Key("codes", "the sector of the employer", names="industry"),
            "pillar": Key("codes", "the pillar that the function mainly belongs to", names="pillar"),
            "employer": Key("texts", "part of the employer's name"),
        }
    )

    def selectors(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the keys that are given, in the order of the fields."""
        pairs = [(name, getattr(self, name)) for name in self.WHERE]
        return tuple((name, values) for name, values in pairs if values)

    def key(self) -> str:
        """Return the name of the months among ready-made facts: "function=support|cx_management industry=saas"."""
        return " ".join(f"{name}={'|'.join(values)}" for name, values in self.selectors())

    def phrase(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the selectors in words: "support or billing, with Zendesk, in SaaS"."""
        t = translator(lang)
        words = {
            "skill": t("with {what}"),
            "category": t("with tools for {what}"),
            "industry": t("in {what}"),
            "employer": t("at {what}"),
            "pillar": t("in {what}"),
        }
        parts = [
            words.get(name, "{what}").format(what=either([label(taxonomy, name, each, lang) for each in values], lang))
            for name, values in self.selectors()
        ]
        return ", ".join(parts) or t("work in total")


def either(items: Iterable[str], lang: str = "en") -> str:
    """Return the items joined with "or"."""
    given = list(items)
    if len(given) == 1:
        return given[0]
    t = translator(lang)
    return t("{first} or {last}").format(first=", ".join(given[:-1]), last=given[-1])


def label(taxonomy: Taxonomy, scheme: str, code: str, lang: str = "en") -> str:
    """Return the name of a code in a language, else in English; the code itself, spaced, where there is none."""
    names: Mapping[str, str] = {}
    if scheme == "function" and code in taxonomy.functions:
        names = taxonomy.functions[code].label
    elif scheme == "skill" and code in taxonomy.skills:
        return taxonomy.skills[code].name
    elif scheme == "category":
        names = taxonomy.categories.get(code, {})
    elif scheme == "industry" and code in taxonomy.industries:
        names = taxonomy.industries[code].get("label", {})
    elif scheme == "pillar":
        names = taxonomy.pillars.get(code, {})
    if lang in names or "en" in names:
        return names.get(lang) or names["en"]
    if scheme == "function" and lang != "en":
        return group_name(code, translator(lang))
    return code if scheme == "employer" else code.replace("_", " ")


def group_name(code: str, t: Translator) -> str:
    """Return the name of a group of functions that is shipped; another group is named by its code."""
    # Source: rules/functions/groups.yaml.
    names = {
        "support": t("support"),
        "technical_support": t("technical support"),
        "customer_facing": t("work with customers"),
        "people_management": t("people management"),
        "cx_management": t("CX management"),
        "migrations": t("migrations"),
    }
    return names.get(code, code.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a position may count or not: its index, the kind of doubt, what it is about."""

    position: int
    kind: str  # industry, people, listed, family, undated_use
    what: str


@dataclass(frozen=True, slots=True)
class Found:
    """The days of a selector, with the positions behind them."""

    cover: Coverage
    sure: tuple[int, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    whole_job: bool = False  # a tool is credited with a whole job
    listed: bool = False  # a tool is named in a list only
    covers: tuple[tuple[int, Coverage], ...] = ()  # the days of each position that count or may count

    @property
    def positions(self) -> tuple[int, ...]:
        """All positions that count or may count, in order."""
        return tuple(sorted({*self.sure, *(doubt.position for doubt in self.doubts)}))

    def within(self, window: DaySet | None) -> Found:
        """Return the same with the positions only that may have days in a window; None is all time."""
        if window is None:
            return self
        # Why: "6 months in 2015", told without days, may lie anywhere.
        held = {index for index, cover in self.covers if cover.possible & window or cover.undated}
        sure = tuple([index for index in self.sure if index in held])
        return replace(self, sure=sure, doubts=tuple([doubt for doubt in self.doubts if doubt.position in held]))


@dataclass(frozen=True, slots=True)
class Case:
    """Facts, the policy that a rule is judged under, and its choices about silence."""

    facts: Facts
    policy: Policy
    absence: str = "undecided"
    skill_credit: str = "role"
    # Why: a memo of one judgement; the days under a policy are asked for by every check.
    counted: dict[Policy, Counted] | None = None

    @property
    def t(self) -> Translator:
        """The words of the outcome's language."""
        return translator(self.facts.lang)

    def days(self, policy: Policy) -> Counted:
        """Return the days of each position under a policy, worked out once."""
        if self.facts.count is None:
            return Counted()
        if self.counted is None:
            return self.facts.count(policy)
        if policy not in self.counted:
            self.counted[policy] = self.facts.count(policy)
        return self.counted[policy]

    def labels(self, scheme: str) -> Mapping[int, frozenset[str]]:
        """Return the codes of each position in one scheme."""
        held: dict[int, set[str]] = {}
        for each in self.facts.labels:
            if each.scheme == scheme:
                held.setdefault(each.position, set()).add(each.code)
        return {index: frozenset(codes) for index, codes in held.items()}

    def leads(self, index: int, functions: frozenset[str]) -> bool:
        """Tell whether a position surely had people in charge."""
        known = self.facts.taxonomy.functions
        return any(code in known and known[code].people_management == "always" for code in functions)

    def find(self, where: Where, policy: Policy | None = None) -> Found:
        """Return the days that the selectors cover under the policy."""
        facts = self.facts
        arithmetic = facts.arithmetic
        if arithmetic is None:
            return Found(Coverage(_NONE, _NONE, _NONE, pieces=0))
        chosen = policy or self.policy
        counted = self.days(chosen)
        held = {scheme: self.labels(scheme) for scheme in ("function", "skill", "industry")}
        skills = wanted_skills(facts.taxonomy, where)
        named = any(skills & held["skill"].get(index, frozenset()) for index in range(len(facts.positions)))
        listed = bool(skills) and not named and any(each.code in skills for each in facts.listed)
        covers: list[tuple[int, Coverage]] = []
        sure: list[int] = []
        doubts: list[Doubt] = []
        whole_job = False
        for index, position in enumerate(facts.positions):
            if position.employment not in chosen.counted or index >= len(counted.by_position):
                continue
            state, reasons, parts, whole = self._state(where, index, held, counted, listed)
            if state == NO:
                continue
            cover = counted.by_position[index]
            for part in parts:
                # Why: a part inside its job already keeps what is known of its length; an intersection forgets that.
                inside = part.possible <= cover.possible and part.certain <= cover.certain
                cover = part if inside else arithmetic.intersect(cover, part)
            if state == MAYBE:
                cover = hollow(cover)
                doubts += reasons
            else:
                sure.append(index)
                whole_job = whole_job or whole
            covers.append((index, cover))
        days = arithmetic.unite([cover for _, cover in covers])
        return Found(days, tuple(sure), tuple(doubts), whole_job, listed, tuple(covers))

    def _state(
        self,
        where: Where,
        index: int,
        held: Mapping[str, Mapping[int, frozenset[str]]],
        counted: Counted,
        listed: bool,
    ) -> tuple[int, list[Doubt], list[Coverage], bool]:
        """Return how sure the position counts, why it may not, its parts that count, whether a tool gets all of it."""
        facts, taxonomy = self.facts, self.facts.taxonomy
        functions = held["function"].get(index, frozenset())
        skills = held["skill"].get(index, frozenset())
        reasons: list[Doubt] = []
        parts: list[Coverage] = []
        whole = False
        if where.function:
            firm: set[str] = set()
            loose: set[str] = set()
            for each in where.function:
                for code, with_people in taxonomy.satisfies(each):
                    if code in functions:
                        (loose if with_people and not self.leads(index, functions) else firm).add(code)
            if not firm and not loose:
                return NO, [], [], False
            if not firm:
                reasons.append(Doubt(index, "people", ""))
            part, _ = self._narrowed(index, "function", firm or loose, counted)
            parts += part
        if where.pillar and not any(
            taxonomy.functions[code].pillars.get(pillar) == "primary"
            for code in functions
            if code in taxonomy.functions
            for pillar in where.pillar
        ):
            return NO, [], [], False
        if where.skill or where.category:
            wanted = wanted_skills(taxonomy, where)
            hits = wanted & skills
            if hits:
                part, all_of_it = self._narrowed(index, "skill", hits, counted)
                parts += part
                whole = all_of_it
                if all_of_it and self.skill_credit == "dated_only":
                    reasons.append(Doubt(index, "undated_use", ", ".join(_names(taxonomy, hits))))
            else:
                kin = [code for code in sorted(skills) if wanted & set(taxonomy.skills[code].family_of)]
                if kin:
                    reasons.append(Doubt(index, "family", taxonomy.skills[kin[0]].name))
                elif listed:
                    reasons.append(Doubt(index, "listed", ", ".join(_names(taxonomy, wanted & self._listed()))))
                else:
                    return NO, [], [], False
        if where.employer:
            name = fold(facts.positions[index].employer or "")
            if not any(fold(each) in name for each in where.employer):
                return NO, [], [], False
        if where.industry:
            industries = held["industry"].get(index, frozenset())
            if not industries & set(where.industry):
                # Why: a document that says nothing about the sector of an employer does not say that it is another.
                if industries or self.absence == "not_met":
                    return NO, [], [], False
                lang = facts.lang
                sector = either([label(taxonomy, "industry", each, lang) for each in where.industry], lang)
                reasons.append(Doubt(index, "industry", sector))
        return (MAYBE if reasons else YES), reasons, parts, whole

    def _narrowed(self, index: int, scheme: str, codes: Iterable[str], counted: Counted) -> tuple[list[Coverage], bool]:
        """Return the part of the position that the codes cover, and whether that is all of it."""
        found = [counted.narrowed.get((index, f"{scheme}:{code}")) for code in sorted(codes)]
        known = [each for each in found if each is not None]
        if len(known) < len(found) or self.facts.arithmetic is None:
            return [], True
        return [self.facts.arithmetic.unite(known)], False

    def _listed(self) -> frozenset[str]:
        return frozenset(each.code for each in self.facts.listed)

    def window(self, months: int) -> DaySet:
        """Return the days of the last so many months, the as-of date included."""
        last = self.facts.as_of.toordinal()
        return DaySet(((max(add_months(last + 1, -months), 1), last + 1),))


def wanted_skills(taxonomy: Taxonomy, where: Where) -> frozenset[str]:
    """Return the skills that the selectors `skill` and `category` leave: those of both if both are given."""
    named = frozenset(where.skill)
    if not where.category:
        return named
    kinds = frozenset(code for code, each in taxonomy.skills.items() if each.category in where.category)
    return named & kinds if named else kinds


def _names(taxonomy: Taxonomy, codes: Iterable[str]) -> list[str]:
    return [label(taxonomy, "skill", code) for code in sorted(codes)]


def hollow(cover: Coverage) -> Coverage:
    """Return a coverage of which nothing is sure."""
    shares = None if cover.shares is None else Shares((), (), cover.shares.possible)
    loose = tuple(replace(each, months_low=0) for each in cover.undated)
    return replace(cover, certain=_NONE, likely=_NONE, undated=loose, shares=shares)

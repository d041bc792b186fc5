"""Raw rule mappings -> Taxonomy: what jobs are about, which tools exist. To add one, add a line of YAML.

How words are compared: `words`; how phrases are found: `lookup`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any

from xpcalc.record import dataclass
from xpcalc.taxonomy.leading import Leading
from xpcalc.taxonomy.lookup import Lookup
from xpcalc.taxonomy.words import STOP, counted, duty_words, fold, name_words, stem, title_words, tokens


@dataclass(frozen=True, slots=True)
class Function:
    """What a job is about: its names, the words that give it away, its codes in public classifications."""

    code: str
    label: Mapping[str, str]
    phrase: Mapping[str, str]  # what follows "18 months" ("of tier-1 support", "managing a CX team")
    family: str
    pillars: Mapping[str, str] = field(default_factory=dict)
    people_management: str = "no"  # no, likely, always
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vetoes: tuple[str, ...] = ()
    esco: tuple[Mapping[str, str], ...] = ()
    onet: tuple[str, ...] = ()

    @classmethod
    def from_mapping(cls, code: str, raw: Mapping[str, Any]) -> Function:
        """Build one from its YAML mapping."""
        label = dict(raw["label"])
        return cls(
            code=code,
            label=label,
            phrase=dict(raw.get("phrase") or {key: f"of {text}" for key, text in label.items() if key == "en"}),
            family=raw["family"],
            pillars=dict(raw.get("pillars", {})),
            people_management=raw.get("people_management", "no"),
            titles={key: tuple(words) for key, words in raw.get("titles", {}).items()},
            duties={key: tuple(words) for key, words in raw.get("duties", {}).items()},
            vetoes=tuple(raw.get("not", ())),
            esco=tuple(raw.get("esco", ())),
            onet=tuple(raw.get("onet", ())),
        )


@dataclass(frozen=True, slots=True)
class Skill:
    """A tool, method, metric or certificate that a CV may name."""

    code: str
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    family_of: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()  # forms that are ordinary words: they need company
    strict: bool = False  # "with X" is not company enough: only a list or a neighbour
    case: str = "any"  # any, capital, exact
    neighbours: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    since: int | None = None
    region: str | None = None

    @classmethod
    def from_mapping(cls, code: str, raw: Mapping[str, Any] | str, category: str) -> Skill:
        """Build one from its YAML mapping, or from its name alone."""
        if isinstance(raw, str):
            return cls(code=code, name=raw, category=category)
        ambiguous = raw.get("ambiguous", ())
        return cls(
            code=code,
            name=raw["name"],
            category=raw.get("category", category),
            aliases=tuple(raw.get("aliases", ())),
            parents=tuple(raw.get("parents", ())),
            family_of=tuple(raw.get("family_of", ())),
            ambiguous=(raw["name"],) if ambiguous is True else tuple(ambiguous or ()),
            strict=raw.get("strict", False),
            case=raw.get("case", "any"),
            neighbours=tuple(raw.get("neighbours", ())),
            reject=tuple(raw.get("reject", ())),
            since=raw.get("since"),
            region=raw.get("region"),
        )


@dataclass(frozen=True, slots=True)
class Combination:
    """A head word and a domain phrase of one title -> function; the higher rank wins."""

    head: str
    domain: str
    function: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Within:
    """Functions whose work is also that of another where their title names one of these domains."""

    functions: tuple[str, ...]
    domains: tuple[str, ...]
    function: str


@dataclass(frozen=True, slots=True)
class Context:
    """Words around a tool's name: what makes it a tool, takes it back, or says it was left for another."""

    use: tuple[str, ...] = ()
    list_heads: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    migration_words: tuple[str, ...] = ()
    migration_from: tuple[str, ...] = ()
    migration_to: tuple[str, ...] = ()
    migration_function: str = ""
    migration_categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a skill."""

    skill: str
    written: str
    ambiguous: bool = False
    case: str = "any"
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase of a function in one language ("" = any)."""

    function: str
    language: str
    team: bool = False  # names a team, and not who leads it


@dataclass(slots=True)
class Tables:
    """What matching looks up, built once per taxonomy."""

    titles: Lookup[Cue]
    duties: Lookup[Cue]
    vetoes: Lookup[str]
    heads: Lookup[str]
    domains: Lookup[str]
    skills: Lookup[Form]
    rejects: Lookup[str]
    neighbours: Lookup[str]
    negations: Lookup[str]
    list_heads: Lookup[str]
    industries: Lookup[str]
    combinations: Mapping[tuple[str, str], tuple[Combination, ...]]
    use: frozenset[str]
    migration_words: frozenset[str]
    migration_from: frozenset[str]
    migration_to: frozenset[str]
    leading: Leading


def _tuple(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@dataclass(frozen=True)
class Taxonomy:
    """All functions, skills, groups and industries; `tables` are built on first use."""

    functions: Mapping[str, Function]
    skills: Mapping[str, Skill]
    categories: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    industries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    pillars: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    domains: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    combinations: tuple[Combination, ...] = ()
    context: Context = field(default_factory=Context)
    within: tuple[Within, ...] = ()
    leading: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, raw: Mapping[str, Any]) -> Taxonomy:
        """Build from the rule files by path ("functions/support", "skills/crm", "industries"); others are ignored.

        Raises: ValueError with one line a problem (same code twice, unknown code).
        """
        functions: dict[str, Function] = {}
        skills: dict[str, Skill] = {}
        categories: dict[str, Mapping[str, str]] = {}
        groups: dict[str, tuple[str, ...]] = {}
        pillars: dict[str, Mapping[str, str]] = {}
        heads: dict[str, tuple[str, ...]] = {}
        domains: dict[str, tuple[str, ...]] = {}
        combinations: list[Combination] = []
        within: list[Within] = []
        context = Context()
        leading: dict[str, Any] = {}
        problems: list[str] = []
        for path in sorted(raw):
            data = raw[path]
            if path.startswith("functions/"):
                for code, item in data.get("functions", {}).items():
                    if code in functions:
                        problems.append(f"{path}: $.functions.{code}: this code is in another file too")
                    functions[code] = Function.from_mapping(code, item)
                groups.update({key: tuple(codes) for key, codes in data.get("groups", {}).items()})
                pillars.update(data.get("pillars", {}))
                heads.update({key: tuple(words) for key, words in data.get("heads", {}).items()})
                domains.update({key: tuple(words) for key, words in data.get("domains", {}).items()})
                leading.update(data.get("leading", {}))
                for item in data.get("combine", ()):
                    combinations.extend(
                        Combination(head, domain, item["function"], item.get("rank", 0))
                        for head in _tuple(item["head"])
                        for domain in _tuple(item["domain"])
                    )
                within += [
                    Within(_tuple(item["functions"]), _tuple(item["domain"]), item["function"])
                    for item in data.get("within", ())
                ]
            elif path == "skills/context":
                moves = data["migration"]
                context = Context(
                    use=tuple(data["use"]),
                    list_heads=tuple(data["list_heads"]),
                    negations=tuple(data["negations"]),
                    migration_words=tuple(moves["words"]),
                    migration_from=tuple(moves["from"]),
                    migration_to=tuple(moves["to"]),
                    migration_function=moves["function"],
                    migration_categories=tuple(moves["categories"]),
                )
            elif path.startswith("skills/"):
                category = data["category"]
                categories.setdefault(category, dict(data.get("label", {})))
                for code, item in data["skills"].items():
                    if code in skills:
                        problems.append(f"{path}: $.skills.{code}: this code is in another file too")
                    skills[code] = Skill.from_mapping(code, item, category)
        for combination in combinations:
            if combination.head not in heads:
                problems.append(f"functions: $.combine: unknown head {combination.head!r}")
            if combination.domain not in domains:
                problems.append(f"functions: $.combine: unknown domain {combination.domain!r}")
            if combination.function not in functions:
                problems.append(f"functions: $.combine: unknown function {combination.function!r}")
        for each in within:
            unknown = [code for code in (*each.functions, each.function) if code not in functions]
            unknown += [domain for domain in each.domains if domain not in domains]
            problems += [f"functions: $.within: unknown function or domain {name!r}" for name in unknown]
        if leading and leading["function"] not in functions:
            problems.append(f"functions: $.leading: unknown function {leading['function']!r}")
        for key, codes in groups.items():
            for code in codes:
                bare = code.rstrip("?")
                known = any(name.startswith(bare[:-1]) for name in functions) if bare[-1:] == "*" else bare in functions
                if not known:
                    problems.append(f"functions: $.groups.{key}: unknown function {code!r}")
        for skill in skills.values():
            for code in (*skill.parents, *skill.family_of):
                if code not in skills:
                    problems.append(f"skills: $.{skill.code}: unknown skill {code!r}")
        if problems:
            raise ValueError("\n".join(problems))
        industries = dict(raw.get("industries", {}).get("industries", {}))
        return cls(
            functions,
            skills,
            categories,
            groups,
            industries,
            pillars,
            heads,
            domains,
            tuple(combinations),
            context,
            tuple(within),
            leading,
        )

    def satisfies(self, group: str) -> tuple[tuple[str, bool], ...]:
        """Return the functions that count as a function code or group, each with "only with people in charge"."""
        found: list[tuple[str, bool]] = []
        for code in self.groups.get(group, (group,)):
            bare = code.rstrip("?")
            if bare.endswith("*"):
                found.extend((name, False) for name in self.functions if name.startswith(bare[:-1]))
            elif bare in self.functions:
                found.append((bare, bare != code))
        return tuple(dict(found).items())

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Return the skills that this one proves as well: Service Cloud proves Salesforce."""
        found: list[str] = []
        waiting = list(self.skills[code].parents)
        while waiting:
            parent = waiting.pop(0)
            if parent not in found and parent != code:
                found.append(parent)
                waiting.extend(self.skills[parent].parents)
        return tuple(found)

    def names_skill(self, text: str) -> bool:
        """Say whether a text is the name of a skill and nothing else."""
        return name_words(text) in self.tables.skills

    @cached_property
    def tables(self) -> Tables:
        """The dictionaries of matching."""
        return _tables(self)


def _tables(taxonomy: Taxonomy) -> Tables:
    titles: Lookup[Cue] = Lookup()
    duties: Lookup[Cue] = Lookup()
    vetoes: Lookup[str] = Lookup()
    for function in taxonomy.functions.values():
        for language, cues in function.titles.items():
            cue = Cue(function.code, language)
            for text in cues:
                titles.add(title_words(text), cue)
        for language, cues in function.duties.items():
            cue = Cue(function.code, language)
            for text in cues:
                duties.add(duty_words(text), cue)
        for text in function.vetoes:
            vetoes.add([stem(word) for word in name_words(text)], function.code)
    for language, cues in taxonomy.leading.get("teams", {}).items():
        for text in cues:
            duties.add(duty_words(text), Cue(taxonomy.leading["function"], language, team=True))
    heads: Lookup[str] = Lookup()
    domains: Lookup[str] = Lookup()
    for table, source in ((heads, taxonomy.heads), (domains, taxonomy.domains)):
        for key, cues in source.items():
            for text in cues:
                table.add(title_words(text), key)
    skills: Lookup[Form] = Lookup()
    rejects: Lookup[str] = Lookup()
    neighbours: Lookup[str] = Lookup()
    for skill in taxonomy.skills.values():
        weak = set(skill.ambiguous)
        for written in dict.fromkeys((skill.name, *skill.aliases, *skill.ambiguous)):
            words = name_words(written)
            # A phrase of several words is no ordinary word, and may be written in any case.
            case = skill.case if len(words) == 1 else "any"
            skills.add(words, Form(skill.code, written, written in weak, case, skill.strict))
        for text in skill.reject:
            rejects.add(name_words(text), skill.code)
        for text in skill.neighbours:
            neighbours.add(name_words(text), skill.code)
    negations: Lookup[str] = Lookup()
    for text in taxonomy.context.negations:
        negations.add(name_words(text), text)
    list_heads: Lookup[str] = Lookup()
    for text in taxonomy.context.list_heads:
        list_heads.add(name_words(text), text)
    industries: Lookup[str] = Lookup()
    for code, item in taxonomy.industries.items():
        for text in item["cues"]:
            industries.add(name_words(text), code)
    combinations: dict[tuple[str, str], tuple[Combination, ...]] = {}
    for combination in taxonomy.combinations:
        pair = (combination.head, combination.domain)
        combinations[pair] = (*combinations.get(pair, ()), combination)
    context = taxonomy.context
    return Tables(
        titles=titles,
        duties=duties,
        vetoes=vetoes,
        heads=heads,
        domains=domains,
        skills=skills,
        rejects=rejects,
        neighbours=neighbours,
        negations=negations,
        list_heads=list_heads,
        industries=industries,
        combinations=combinations,
        use=frozenset(fold(word) for word in context.use),
        migration_words=frozenset(fold(word) for word in context.migration_words),
        migration_from=frozenset(fold(word) for word in context.migration_from),
        migration_to=frozenset(fold(word) for word in context.migration_to),
        leading=Leading(taxonomy.leading),
    )


__all__ = [
    "STOP",
    "Combination",
    "Context",
    "Cue",
    "Form",
    "Function",
    "Leading",
    "Lookup",
    "Skill",
    "Tables",
    "Taxonomy",
    "counted",
    "fold",
    "name_words",
    "stem",
    "title_words",
    "tokens",
]

"""Raw rule mappings -> Taxonomy: what jobs are about, which tools exist. To add one, add a line of YAML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Generic, TypeVar

# A gender ending written beside a word ("agente/a", "Berater(in)", "Lehrer*in", "employé·e") is skipped,
# so that "supervisor/a de call center" reads like "supervisor de call center".
_TOKEN = re.compile(
    r"(?:[/*·:_]|\((?=[a-z]{1,5}\)))(?:innen|in|as|os|ora|ra|ne|se|trice|euse|rice|a|o|e)\)?(?![^\W_])"
    r"|(\.net(?![^\W_])|[^\W_]+(?:\+\+|\#(?![^\W_]))?)"
)
# Source: articles and prepositions of the seven languages; titles are compared without them ("Jefe del servicio").
STOP = frozenset(
    (
        "a al aan aux au con da dal das de del dell della delle dei degli den der des di die do dos du d e el en "
        "em et for het i il im in la las le les los l la nella of om or para per pour s sur the to und und van "
        "voor von y zu zum zur "
    ).split()
)
_NUMBERS = frozenset(
    (
        "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty dos tres cuatro cinco "
        "seis siete ocho nueve diez once doce quince veinte treinta dois duas quatro sete oito nove dez doze deux "
        "trois quatre cinq six sept huit neuf dix douze quinze vingt zwei drei vier funf sechs sieben acht neun "
        "zehn zwolf zwanzig due tre quattro cinque sei sette otto nove dieci dodici venti twee drie vijf zes zeven "
        "negen tien twaalf twintig "
    ).split()
)


class _Folded(dict[int, str]):
    """Letters -> their casefolded base letter, worked out when first met; always one character for one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0]
        low = base.casefold()
        self[code] = low = low if len(low) == 1 else base.lower()[:1] or char
        return low


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the text casefolded and without accents, character by character (offsets hold)."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the word without plural and gender endings: agentes, agente, agenti, agent -> agent."""
    size = len(word)
    if size < 5:
        return "jefe" if word == "jefa" else word
    if word.endswith("erinnen"):
        return word[:-5]
    if size > 6 and word.endswith("erin"):
        return word[:-2]
    if word[-1] == "s" and word[-2] not in "siu":
        word = word[:-1]
    # Why: every word of every cue comes by at each start; few end in the last letters of these endings.
    if word[-1] in "er":
        for ending, common in (("trice", "tor"), ("teur", "tor"), ("euse", "eur"), ("tore", "tor"), ("enne", "en")):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word[: -len(ending)] + common
    if len(word) > 7 and word.endswith("en"):
        word = word[:-2]
    if len(word) > 6 and word.endswith("ee"):  # French feminine: chargée beside chargé
        return word[:-2]
    return word[:-1] if len(word) > 4 and word[-1] in "aeio" else word


@lru_cache(maxsize=16384)
def counted(word: str) -> str:
    """Return the stem of a word of running text: tenses fall together, every number is "{n}"."""
    if word.isdigit() or word in _NUMBERS:
        return "{n}"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return stem(word[: -len(ending)] + "e")
    return stem(word)


def tokens(folded: str) -> tuple[list[str], list[int], list[int]]:
    """Return the words of a folded text with their starts and stops."""
    words: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    for match in _TOKEN.finditer(folded):
        word = match[1]
        if word is not None:
            words.append(word)
            starts.append(match.start(1))
            stops.append(match.end(1))
    return words, starts, stops


T = TypeVar("T")


class Lookup(Generic[T]):
    """Phrases -> values; finds every phrase in a list of words, the longest at each place first.

    A dictionary of whole phrases beside the lengths that begin with a word: building costs one insert a phrase,
    which an automaton cannot beat in a process that reads one CV.
    """

    __slots__ = ("_alone", "_lengths", "_values")

    def __init__(self) -> None:
        self._values: dict[str, list[T]] = {}
        self._alone: set[str] = set()  # words that are a phrase
        # Why two words: after "customer" a dozen phrases go on, after "customer" and "calls" one.
        self._lengths: dict[str, dict[str, tuple[int, ...]]] = {}

    def add(self, words: list[str], value: T) -> None:
        """Store a value under a phrase; one phrase may have several."""
        if not words:
            return
        # Why: thousands of phrases at every start; nearly all are new, and most are the first of their word.
        phrase, first, size = " ".join(words), words[0], len(words)
        values = self._values.get(phrase)
        if values is None:
            self._values[phrase] = [value]
        elif value not in values:
            values.append(value)
        after = self._lengths.get(first)
        if after is None:
            after = self._lengths[first] = {}
        if size == 1:
            self._alone.add(first)
            return
        lengths = after.get(words[1])
        if lengths is None:
            after[words[1]] = (size,)
        elif size not in lengths:
            after[words[1]] = tuple(sorted((*lengths, size), reverse=True))

    def find(self, words: list[str]) -> list[tuple[int, int, list[T]]]:
        """Return (first, stop, values) of all phrases, by place, longest first."""
        lengths, values, alone, size = self._lengths, self._values, self._alone, len(words)
        found: list[tuple[int, int, list[T]]] = []
        # Why: most lines hold no word that begins a phrase.
        if lengths.keys().isdisjoint(words):
            return found
        for index, word in enumerate(words):
            after = lengths.get(word)
            if after is None:
                continue
            if after and index + 1 < size:
                for length in after.get(words[index + 1], ()):
                    if index + length <= size:
                        hit = values.get(" ".join(words[index : index + length]))
                        if hit is not None:
                            found.append((index, index + length, hit))
            if word in alone:
                found.append((index, index + 1, values[word]))
        return found

    def __len__(self) -> int:
        return len(self._values)


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


def name_words(text: str) -> list[str]:
    """Return the folded words of a name, not stemmed: names do not inflect."""
    folded = fold(text)
    # Why: most cues are plain words, and thousands of them are read at every start.
    if folded.isalnum():
        return [folded]
    return folded.split(" ") if folded.replace(" ", "x").isalnum() and "  " not in folded else tokens(folded)[0]


def title_words(text: str) -> list[str]:
    """Return the stems of a title cue without articles and prepositions."""
    return [stem(word) for word in name_words(text) if word not in STOP]


def duty_words(text: str) -> list[str]:
    """Return the stems of a duty cue; "{n}" stands for any number."""
    return [counted(word) for word in name_words(text.replace("{n}", "2"))]


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
        context = Context()
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
                for item in data.get("combine", ()):
                    combinations.extend(
                        Combination(head, domain, item["function"], item.get("rank", 0))
                        for head in _tuple(item["head"])
                        for domain in _tuple(item["domain"])
                    )
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
            functions, skills, categories, groups, industries, pillars, heads, domains, tuple(combinations), context
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
    )

"""The words that a rule may use, by kind. To add a kind: a line in `known`, and its name in a criterion's KEYS."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field

from xpcalc.criteria import LANGUAGES
from xpcalc.model import Policy
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy, title_words

# How a mapping of choices becomes a policy: `xpcalc.count.policy_from_mapping`, which stands above this package.
MakePolicy = Callable[[str, Mapping[str, object], Policy], Policy]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Functions, skills, industries and policies of a rulebook."""

    taxonomy: Taxonomy
    policies: Mapping[str, Policy] = field(default_factory=dict)
    make_policy: MakePolicy | None = None

    def known(self, kind: str) -> tuple[str, ...]:
        """Return all words of one kind, sorted."""
        return tuple(sorted({word for table in self._tables(kind) for word in table}))

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a word is known."""
        return any(word in table for table in self._tables(kind))

    def hint(self, kind: str, word: str) -> str:
        """Return ": did you mean ...?": what the word means among functions, else the words that look like it."""
        if kind == "function":
            # Why: "customer_service" looks like customer_success, and means support.
            words = title_words(word.replace("_", " "))
            named = [
                key for key, cues in self.taxonomy.domains.items() if any(title_words(cue) == words for cue in cues)
            ]
            named += [
                cue.function
                for _, stop, cues in self.taxonomy.tables.titles.find(words)[:1]
                for cue in cues[:1]
                if stop == len(words)
            ]
            found = next((each for each in named if self.has(kind, each)), None)
            if found is not None:
                return f": did you mean {found}?"
        return near(word, self.known(kind))

    def _tables(self, kind: str) -> tuple[Collection[str], ...]:
        taxonomy = self.taxonomy
        if kind == "category":
            return ({skill.category for skill in taxonomy.skills.values()},)
        tables: Mapping[str, tuple[Collection[str], ...]] = {
            "function": (taxonomy.functions, taxonomy.groups),
            "skill": (taxonomy.skills,),
            "industry": (taxonomy.industries,),
            "pillar": (taxonomy.pillars,),
            "language": (LANGUAGES,),
            "policy": (self.policies,),
        }
        return tables[kind]


def near(word: str, known: tuple[str, ...]) -> str:
    """Return ": did you mean ...?", or the known words where none is near and they are few."""
    import difflib

    folded = word.lower().replace(" ", "_").replace("-", "_")
    found = difflib.get_close_matches(folded, known, n=3, cutoff=0.6)
    if not found:
        found = [each for each in known if each.rpartition(".")[2] == folded or each.startswith(f"{folded}.")][:3]
    if found:
        return f": did you mean {' or '.join(found)}?"
    return f": known are {', '.join(known)}" if 0 < len(known) <= 12 else ""

"""Text -> what it is about: a function or group, a skill, an industry. To add a name, write it in rules/claims.yaml.

Titles, skills and industries come from the taxonomy, and so does the phrase that each function is told by; `subjects`
of rules/claims.yaml adds what only claims say. Names that are about one thing together ("SaaS support", "support and
onboarding") are joined in compounds.py.
"""

from __future__ import annotations

from xpcalc.claims.words import ClaimWords
from xpcalc.record import dataclass
from xpcalc.taxonomy import STOP, Form, Lookup, Taxonomy, stem, title_words, tokens

_APART = frozenset(",;:|()[]{}!?\n\t•·")


@dataclass(frozen=True, slots=True)
class Subject:
    """A name found, or several that are about one thing: `about` as in a claim, offsets in the text."""

    about: str
    start: int
    stop: int


class Subjects:
    """Finds what a text is about."""

    __slots__ = ("_compounds", "_functions", "_taxonomy", "_widen")

    def __init__(self, taxonomy: Taxonomy, words: ClaimWords) -> None:
        self._taxonomy = taxonomy
        self._widen = words.widen
        self._compounds = words.compounds
        self._functions: Lookup[str] = Lookup()
        for code, phrases in words.subjects.items():
            for phrase in phrases:
                self._functions.add(title_words(phrase), code)
        for code, function in taxonomy.functions.items():
            for phrase in function.phrase.values():
                self._functions.add(title_words(phrase), words.widen.get(code, code))

    def find(self, text: str, folded: str) -> list[Subject]:
        """Return the names in a text, left to right, none overlapping; at one place the longest."""
        words, starts, stops = tokens(folded)
        found: list[tuple[int, int, int, str]] = []  # start, -stop, rank, about
        kept = [index for index, word in enumerate(words) if word not in STOP]
        stems = [stem(words[index]) for index in kept]

        def place(first: int, stop: int) -> tuple[int, int]:
            return starts[kept[first]], stops[kept[stop - 1]]

        for first, stop, codes in self._functions.find(stems):
            found.append((*self._key(*place(first, stop)), 0, f"function:{codes[0]}"))
        for first, stop, cues in self._taxonomy.tables.titles.find(stems):
            code = cues[0].function
            begin, end = place(first, stop)
            # Why: "tier 2 support" says the level, "customer support agent" does not.
            levelled = any(char.isdigit() for char in folded[begin:end])
            code = code if levelled else self._widen.get(code, code)
            found.append((*self._key(begin, end), 1, f"function:{code}"))
        for index, word in enumerate(words):
            for ending in self._compounds:
                if word.endswith(ending) and len(word) > len(ending) + 3:
                    hits = self._functions.find([stem(word[: -len(ending)])])
                    found += [(*self._key(starts[index], stops[index]), 2, f"function:{hit[2][0]}") for hit in hits]
        for first, stop, forms in self._taxonomy.tables.skills.find(words):
            begin, end = starts[first], stops[stop - 1]
            skills = [form.skill for form in forms if _written(form, text[begin:end])]
            if skills:
                found.append((*self._key(begin, end), 3, f"skill:{skills[0]}"))
        for first, stop, codes in self._taxonomy.tables.industries.find(words):
            found.append((*self._key(starts[first], stops[stop - 1]), 4, f"industry:{codes[0]}"))
        subjects: list[Subject] = []
        for begin, minus, _, about in sorted(found):
            if (subjects and begin < subjects[-1].stop) or any(char in _APART for char in text[begin:-minus]):
                continue
            subjects.append(Subject(about, begin, -minus))
        return subjects

    @staticmethod
    def _key(start: int, stop: int) -> tuple[int, int]:
        return start, -stop


def _written(form: Form, written: str) -> bool:
    """Say whether a name that is an ordinary word is written as a name ("Front", "Go")."""
    if form.ambiguous:
        return written == form.written
    return form.case == "any" or written == form.written or (form.case == "capital" and written[:1].isupper())

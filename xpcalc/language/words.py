"""Word tables of a rulebook -> which section, which language, and is this a title, an employer, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any, TypeVar

from xpcalc.language.detection import Detector
from xpcalc.language.folding import fold
from xpcalc.language.headings import Headings
from xpcalc.language.leaves import Leaves
from xpcalc.language.names import Employers, Places, Titles
from xpcalc.language.table import Language
from xpcalc.language.tales import NEEDED, Tales
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Languages in which what describes a noun stands behind it.
_NOUNS_FIRST = ("es", "pt", "fr", "it", "ca")
# Words of employment that are no contract, or rather a title.
_NO_CONTRACT = ("hours", "hours_of", "internship", "internship_not", "apprenticeship", "volunteer", "contract_words")
# Unit: letters, of "desempeñando el puesto de" and the like.
_HELD_AS = 40
# Kinds of employment whose words begin titles.
_TRAINED = ("internship", "apprenticeship")
# Source: hand-made; what stands before work where it is left out.
_BESIDE = frozenset(
    "away outside beyond besides apart off fuera aparte ausser ausserhalb neben hors dehors buiten naast fuori "
    "fora alem".split()
)
_NUMBER = regex(r"\s\d{1,2}(?=\W*$)")
_IN = regex(r"\sin\s", re.IGNORECASE)
_BOTH = regex(r"\s(?:&|and|y|e|et|und|en)\s|\s?[/+]\s?")


Built = TypeVar("Built")


@dataclass(frozen=True, slots=True)
class Words:
    """The word tables of a rulebook. Every score is 0 to 1 by dictionary look-ups alone; nothing is fuzzy.

    Headings and titles count in the languages given and in English; without languages, in all.
    """

    languages: Mapping[str, Language]
    employers: Mapping[str, Any]
    places: Mapping[str, Any]
    towns: Mapping[str, str] = field(default_factory=dict)
    # Why: most runs need few of the tables, so each is built when it is first asked for.
    _tables: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_mapping(
        cls,
        employers: Mapping[str, Any],
        places: Mapping[str, Any],
        languages: Mapping[str, Language],
        towns: Mapping[str, str] = MappingProxyType({}),
    ) -> Words:
        """Return the words of the parsed rules/employers, rules/places, rules/languages and rules/towns files."""
        return cls(languages=languages, employers=employers, places=places, towns=towns)

    def section_of(self, heading: str, languages: Sequence[str] = ()) -> str | None:
        """Return the kind of section that a line heads ("experience", "education"), or None."""
        return self._headings(languages).section_of(heading)

    def section_meant(self, heading: str, languages: Sequence[str] = ()) -> str | None:
        """Return the kind of section that a line with one slip of the keyboard heads ("Edcuation"), or None."""
        return self._headings(languages).meant(heading)

    def is_work(self, heading: str, languages: Sequence[str] = ()) -> bool:
        """Return whether a line that is a heading by its dress says work in its noun ("Earlier employment")."""
        if heading.count(" ") > 2 or not _BESIDE.isdisjoint(fold(heading).split()):
            return False  # "Periods without any employment", "Away from work"
        heading = _IN.split(heading, maxsplit=1)[0]  # "EXPERIENCE IN GULF"
        nouns_first = languages[:1] and languages[0] in _NOUNS_FIRST
        noun = heading.strip(" :").partition(" ")[0] if nouns_first else heading.strip(" :").rpartition(" ")[2]
        return self.section_of(noun, languages) == "experience"

    def is_inner(self, heading: str, languages: Sequence[str] = ()) -> bool:
        """Return whether a heading also stands inside one entry ("Achievements:", "Stage"), so is weak evidence."""
        return self._headings(languages).is_inner(heading)

    def field_of(self, label: str) -> str | None:
        """Return what a label announces: employer, title, dates, start, end, current, location, other, body, None."""
        table: dict[str, str] | None = self._tables.get("fields")
        if table is None:
            table = self._tables["fields"] = {}
            for language in self.languages.values():
                for kind, labels in language.field_labels.items():
                    for each in labels:
                        table.setdefault(fold(each), kind)
        if len(label) > 60:
            return None
        found = table.get(fold(label)) or table.get(fold(_NUMBER.sub("", label)))  # "Employer 2"
        if found is None and (both := _BOTH.split(label, maxsplit=1))[1:]:
            # "Duties & Responsibilities"
            kinds = {table.get(fold(part)) for part in both}
            found = kinds.pop() if len(kinds) == 1 else None
        # "Date left (if applicable)"
        return table.get(fold(label[: label.rindex("(")])) if found is None and "(" in label[1:] else found

    def title_score(self, text: str, languages: Sequence[str] = ()) -> float:
        """Return how much a line reads like a job title: its head noun, and the share of words that titles use."""
        key = ("titles", *languages)
        table: Titles | None = self._tables.get(key)
        if table is None:
            table = self._tables[key] = Titles(self._scope(languages))
        return table.score(text)

    def employer_score(self, text: str) -> float:
        """Return how much a line reads like the name of an employer: legal form, kind of house, or own account."""
        table: Employers | None = self._tables.get("employers")
        if table is None:
            table = self._tables["employers"] = Employers(self.employers)
        return table.score(text)

    def place_score(self, text: str) -> float:
        """Return 1.0 where the whole text is a place ("Austin, TX", "Lisboa (remoto)"), less for a part of it."""
        return self._place_table().score(text)

    def is_state(self, code: str, languages: Sequence[str] = ()) -> bool:
        """Return whether two capitals are a state or province that stands behind towns.

        Those of North America; in documents whose language is told, those of Italy or Brazil instead.
        """
        table = self._place_table()
        return code in (table.provinces.get(languages[0], ()) if languages else table.states)

    def is_short_region(self, text: str) -> bool:
        """Return whether a text is a state shortened as people write it behind towns ("N.L."), its last stop or not."""
        return f"{text.removesuffix('.')}.".lower() in (self.places.get("short_regions") or ())

    def is_country(self, text: str) -> bool:
        """Return whether a text is a country, by its name or its code in capitals ("IT")."""
        return (len(text) > 2 or text.isupper()) and fold(text) in self._place_table().countries

    def is_contract(self, text: str) -> bool:
        """Return whether a text says how a job is held and nothing else ("CDI", "part-time", "autónomo")."""
        table: set[str] | None = self._tables.get("contracts")
        if table is None:
            held = [kinds for language in self.languages.values() for kinds in language.employment.items()]
            table = {fold(each) for kind, said in held if kind not in _NO_CONTRACT for each in said}
            self._tables["contracts"] = table
        return fold(text) in table

    def said_of_jobs(self, kind: str, of: str = "") -> tuple[str, ...]:
        """Return the words of rules/employers.yaml for what stands beside the names, folded ("clients", "before")."""
        key = ("beside", kind, of)
        table: tuple[str, ...] | None = self._tables.get(key)
        if table is None:
            said = self.employers.get(kind) or ()
            table = self._tables[key] = tuple([fold(word) for word in (said.get(of) or () if of and said else said)])
        return table

    def trainees(self, languages: Sequence[str]) -> frozenset[str]:
        """Return the single words, folded, that these languages begin titles of internships and trainings with."""

        def build() -> frozenset[str]:
            spoken = [self.languages[code].employment for code in languages if code in self.languages]
            said = [each for held in spoken for kind in _TRAINED for each in held.get(kind, ()) if " " not in each]
            return frozenset([fold(each) for each in said])

        return self._built(("trainees", *languages), build)

    def leaves(self, languages: Sequence[str] = ()) -> Leaves:
        """Return how leaves are told in these languages and in English."""
        return self._built(("leaves", *languages), lambda: Leaves(self._scope(languages), self.languages.values()))

    def joints(self) -> frozenset[str]:
        """Return what stands between a job and its title in sentences of all languages: "as", "come", "als"."""
        return self._built(
            "joints",
            lambda: (
                frozenset([each for known in self.languages.values() for each in known.told.get("as", ())]) - {"de"}
            ),
        )

    def held_as(self, text: str) -> int:
        """Return where the title begins behind what says that it is one ("con la mansione di Cuoco"); 0 without it."""
        phrases: tuple[str, ...] = self._built(
            "held as",
            lambda: tuple([f"{each} ".casefold() for each in sorted(self.joints(), key=len) if " " in each]),
        )
        opening = text[:_HELD_AS].casefold()
        # Why: every line and every part of a header is asked, hardly one begins so.
        if not opening.startswith(phrases):
            return 0
        # Why the longest: "in der Funktion als" may go on from "in der Funktion".
        return max([len(phrase) for phrase in phrases if opening.startswith(phrase)], default=0)

    def schooling(self, kind: str, languages: Sequence[str]) -> frozenset[str]:
        """Return words of schools and courses, folded.

        Kinds: "courses" (how their names begin), "jobs" (names that begin so and are none), "schools" (of children),
        "qualifications" and "institutions", which tell of studies where both are named, "unfinished" (what is said of
        studies without a degree), "eqf6" (what is said of a degree of that level).
        """
        return self._built(
            ("schooling", kind, *languages),
            lambda: frozenset([fold(w) for each in self._scope(languages) for w in each.schooling.get(kind, ())]),
        )

    def tales(self, languages: Sequence[str] = ()) -> list[Tales]:
        """Return how these languages tell a job in a sentence."""
        return self._built(
            ("tales", *languages),
            lambda: [Tales(each) for each in self._scope(languages) if each.told.keys() >= NEEDED],
        )

    def detect(self, text: str, languages: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the languages of a document, most likely first; only those with evidence, so perhaps none."""
        chosen = tuple(self.languages if languages is None else languages)
        key = ("detect", *chosen)
        table: Detector | None = self._tables.get(key)
        if table is None:
            table = self._tables[key] = Detector([self.languages[code] for code in chosen])
        return table.detect(text)

    def prepare(self, languages: Sequence[str] = ()) -> None:
        """Build what documents in these languages ask for, so that a process forked from this one finds it."""
        self.section_of("Experience", languages)
        self.title_score("Agent", languages)
        self.employer_score("Ltd")
        self.place_score("Leeds")
        self.field_of("Name")

    def _place_table(self) -> Places:
        # Why not `_built`: this is asked for every name.
        table: Places | None = self._tables.get("places")
        if table is None:
            table = self._tables["places"] = Places(self.places, self.towns)
        return table

    def _built(self, key: Any, build: Callable[[], Built]) -> Built:
        """Return a table, built when it is first asked for."""
        table: Built | None = self._tables.get(key)
        if table is None:
            table = self._tables[key] = build()
        return table

    def _headings(self, languages: Sequence[str]) -> Headings:
        table: Headings | None = self._tables.get(("headings", *languages))
        if table is None:
            # Why: ("es",) and ("es", "en") ask for one table, and building it takes as long as reading a page.
            scope = self._scope(languages)
            key = ("headings of", *[language.code for language in scope])
            table = self._tables.get(key) or Headings(scope)
            self._tables[key] = self._tables["headings", *languages] = table
        return table

    def _scope(self, languages: Sequence[str]) -> list[Language]:
        codes = (*languages, "en") if languages else self.languages
        return [self.languages[code] for code in dict.fromkeys(codes) if code in self.languages]

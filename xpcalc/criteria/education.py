"""`education:` the level of a finished course of study, by the European framework.

To add a word: `schooling` in rules/languages, "eqf4" for a level and "eqf4_5" for one of two, "unfinished" for studies
without a degree; one that takes a pattern: `_WORDS`; letters that stand for a degree: `_LETTERS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import ClassVar

from xpcalc.assessment import Evidence
from xpcalc.criteria.case import Case
from xpcalc.criteria.facts import Facts
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy, fold

# Source: European Qualifications Framework, levels 1 to 8 (Council Recommendation 2017/C 189/03).
LEVELS = tuple(f"eqf{number}" for number in range(1, 9))
# Source: rules/languages, `schooling`: words of a level, of one of two levels, and of studies without a degree.
LEVELLED = ("eqf4", "eqf4_5", "eqf4_6", "eqf5", "eqf6", "eqf6_7", "eqf7", "eqf8")
# ... and of certificates that are not held, and how long they hold.
STUDIES = (*LEVELLED, "unfinished", "pending", "valid_until")
# Source: national frameworks referenced to EQF (en, es, pt, fr, de, it, nl), folded; hand-made, common names only.
_WORDS: Mapping[int, str] = MappingProxyType(
    {
        8: r"ph\.?\s?d|doctorate|doctorado|doctora?|doutorado|doutoramento|doctorat|dottorato|doctoraat",
        7: r"(?<!scrum )master(?:'?s)?(?! class)|msc|m\.sc|mba|m\.a|meng|maitrise|"
        r"diplom-? ?(?:ingenieur|kauf|betriebswirt|volkswirt|wirtschafts|informatik|psycholog|"
        r"physik|chemik|biolog|mathematik|soziolog|padagog|sozialpadagog|okonom|jurist|geograph|geolog|designer|"
        r"ubersetzer|dolmetscher)\w*|"
        r"dipl\.-? ?(?:ing|kfm|kff|inf|psych|phys)|staatsexamen|diplome d'ingenieur|"
        r"magister|mestrado|laurea magistrale|licenciatura|licenciad[oa]|mestre|maestria",
        6: r"bachelor(?:'?s)?|bsc|b\.sc|b\.a|beng|(?:doble )?grado en|graduad[oa] en(?! educacion secundaria| eso)|"
        r"diplomatura|diplomad[oa] en|(?:honours|undergraduate) degree|ingenier(?:ia|[oa]) tecnic[oa]|"
        r"bacharel(?:ado)?|licence (?:en|de|pro|professionnelle)|laurea|hbo",
        5: r"higher national diploma|hnd|foundation degree|tecnic[oa] superior|grado superior|bts|dut|"
        r"associate(?:'?s)? degree",
        4: r"bachillerato|a-levels?|abitur|baccalaureat|maturita|high school diploma|ensino medio|vwo|havo|"
        r"grado medio|tecnic[oa] en|ausbildung|mbo",
    }
)
# Source: degrees of British, Irish, Indian and American universities as they are abbreviated there; hand-made.
_LETTERS: Mapping[int, str] = MappingProxyType(
    {
        8: r"D\.?Phil|EdD|Ed\.D|PharmD|DBA",
        7: r"LL\.?M|M\.?FA|M\.?Ed|M\.?Phil|MRes|MPA|MPH|MSW|M\.?Tech|MCA|M\.?Com|MArch|MMus|M\.Eng|M\.S",
        6: r"LL\.?B|B\.?B\.?A|B\.?Ed|B\.?FA|B\.?Com{1,2}|BMus|BArch|B\.?Tech|BCA|BSN|BSW|BHM|B\.Eng|B\.S|B\.E",
    }
)
_PAIRS = MappingProxyType({"MA": 7, "MS": 7, "BA": 6, "BS": 6, "BE": 6})
# "BA (Hons)", "MA in History", "BA, 2014" and "2015 - 2018 BA Modern Languages", not "Boston, MA" and "MS Office"
_PAIR = regex(
    r"(?<![\w.])(?:(MA|MS|BA|BS|BE)(?=\s*\(?[Hh]on(?:s|ours)\b|\s(?:in|of|degree)\b)"
    r"|(?:(?:^|(?<=[:|–—-]\s)|(?<=\d\s))(?:(MA|BA)(?=\s\(?[A-Z]|\s?[,(|–—-]|$)|(MS|BS|BE)(?=\s?[,|–—-]|$))))(?![\w.])"
)
_LONE = regex(r"(?<![\w.])BA(?![\w.])|(?<![\w.])(?<!, )MA(?![\w.])")
_SHORT = tuple((level, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")) for level, words in _LETTERS.items())
# Why: five years in Spain before Bologna, four elsewhere; "Escuela de Ingeniería" is a school.
_ENGINEER = regex(r"(?:^|[,;:|–—-] |\d )(?:ingenier(?:ia|[oa])|engenharia|engenheir[oa]) (?!tecnic[oa]\b)[a-z]")
YEAR = regex(r"(?<![\d.,])(?:19|20)\d\d(?!\d)")
# A course of study whose level is not told.
_NAMED = regex(r"(?<![^\W_])(?:degree in|graduated? (?:of|in|from)|diploma in|titulad[oa] en|diplome en)(?![^\W_])")
_FORMS = tuple((level, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")) for level, words in _WORDS.items())
# Source: "licenciatura" was EQF 7 in Spain before Bologna and is EQF 6 in Portugal: only the lower one is sure.
# A German "Diplom (FH)" or "(BA)" is EQF 6 (Deutscher Qualifikationsrahmen), that of a university EQF 7.
_UNSURE = regex(
    r"(?<![^\W_])(?:licenciatura|licenciad[oa]|maestria|ma \(?hon(?:s|ours)|diplom-? ?betriebswirt\w*)(?![^\W_])"
    r"|(?<![^\W_])dipl.*[ (](?:fh|fachhochschule|\(ba|\(dh)(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Education:
    """A finished degree of at least a level."""

    level_at_least: str = "eqf6"

    ABOUT: ClassVar[str] = "a finished degree"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "level_at_least": Key(
                "choice", "the lowest level: eqf4 school, eqf5 short, eqf6 bachelor, eqf7 master", True, values=LEVELS
            )
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        return iter(())

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        level = self.level_at_least.upper()
        t = translator(lang)
        return t("a finished degree of level {level} or higher").format(level=level)

    def check(self, case: Case) -> Outcome:
        """Return the highest finished level against the level needed."""
        needed, t = int(self.level_at_least[3:]), case.t
        ask = t("Is a degree of level {level} finished? Ask for a copy.").format(level=self.level_at_least.upper())
        if case.facts.ready is not None:
            given = case.facts.ready.get("education")
            if isinstance(given, str) and given in LEVELS:
                return _compared(case, needed, int(given[3:]), given, ask)
            return _silent(case, ask)
        sure, unsure = 0, 0
        lines: list[tuple[int, Evidence]] = []  # the level that each line surely shows
        open_ = one_of(tuple(case.facts.schooling.get("unfinished", ())))
        for passage in case.facts.education:
            low, level = _level(passage.text, case.facts.schooling)
            unfinished = open_.search(fold(passage.text)) is not None or lies_ahead(case.facts, passage.text)
            if not level or (level < needed and not low and not unfinished):
                continue
            if unfinished:
                low = 0
            sure, unsure = max(sure, low), max(unsure, level)
            if level >= needed and passage.evidence is not None:
                lines.append((low, passage.evidence))
        if sure < needed <= unsure:
            text = t("a degree that may not be finished or not of that level")
            return Outcome("undecided", text, lines=tuple([each for _, each in lines]), would_settle=ask)
        if not sure and not unsure:
            return _silent(case, ask)
        shown = t("level EQF{level}").format(level=sure) if sure else t("a degree not finished")
        # Why: what is not finished, or of an unclear level, bears out nothing beside a degree that does.
        return _compared(case, needed, sure, shown, ask, *[each for low, each in lines if low >= needed])


def lies_ahead(facts: Facts, text: str) -> bool:
    """Say whether the dates of a course end after the as-of date, or not at all: "2024 - 2027", "2024 - present"."""
    if any(int(year) > facts.as_of.year for year in YEAR.findall(text)):
        return True
    return any(last is None or last > facts.as_of for _, last in facts.dated(text))


@lru_cache(maxsize=8)
def one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of some folded words, the longer before the shorter."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered)) or '(?!)'})(?![^\W_])")


def _told(text: str, schooling: Mapping[str, frozenset[str]]) -> tuple[int, int]:
    """Return the lowest and the highest level of the words of rules/languages in a folded text; 0 = none."""
    kinds = {word: kind for kind in LEVELLED for word in schooling.get(kind, ())}
    levels = [kinds[hit[0]].removeprefix("eqf").split("_") for hit in one_of(tuple(kinds)).finditer(text)]
    return max((int(each[0]) for each in levels), default=0), max((int(each[-1]) for each in levels), default=0)


def _level(written: str, schooling: Mapping[str, frozenset[str]] = MappingProxyType({})) -> tuple[int, int]:
    """Return the level that a line surely names and the highest that it may name; 0 = none."""
    text = fold(written)
    low, high = _told(text, schooling)
    sure, level = _level_of_patterns(written, text)
    return max(low, sure), max(high, level)


def _level_of_patterns(written: str, text: str) -> tuple[int, int]:
    level = max(
        next((level for level, form in _FORMS if form.search(text)), 0),
        next((level for level, form in _SHORT if form.search(written)), 0),
        max((_PAIRS[hit[1] or hit[2] or hit[3]] for hit in _PAIR.finditer(written)), default=0),
    )
    if level:
        # Why: these words stand for two levels, so only the lower one is sure.
        return min(level, 6) if _UNSURE.search(text) else level, level
    if _ENGINEER.search(text):
        return 6, 7
    lone = _LONE.search(written)
    if lone is not None:
        return 0, _PAIRS[lone[0]]
    return 0, 7 if _NAMED.search(text) else 0


def _compared(case: Case, needed: int, level: int, shown: str, ask: str, *lines: Evidence) -> Outcome:
    t = case.t
    if level >= needed:
        return Outcome("met", t("{what} shown").format(what=shown), lines=lines)
    result: Result = "not_met" if case.absence == "not_met" else "undecided"
    text = t("{what} shown, nothing higher").format(what=shown)
    return Outcome(result, text, would_settle=ask if result == "undecided" else None)


def _silent(case: Case, ask: str) -> Outcome:
    t = case.t
    result: Result = "not_met" if case.absence == "not_met" else "undecided"
    return Outcome(result, t("not mentioned"), would_settle=ask if result == "undecided" else None)

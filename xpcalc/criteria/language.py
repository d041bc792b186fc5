"""`language:` a language at a level of the European framework (CEFR). To add a language: a row in `LANGUAGES`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import ClassVar

from xpcalc.assessment import Evidence
from xpcalc.criteria.case import Case, either
from xpcalc.criteria.facts import Facts, Passage
from xpcalc.criteria.keys import Key, Keys
from xpcalc.criteria.outcome import Outcome, Result
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy, fold

# Source: Common European Framework of Reference for Languages (Council of Europe).
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
# Source: ISO 639-1 codes; names in en, es, pt, fr, de, it, nl, ca, pl, folded (CLDR language names).
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "arabic arabe arabisch arabo arab arabski",
        "ca": "catalan catala catalao katalanisch catalano catalaans katalonski valenciano valencian",
        "da": "danish danes dinamarques danois danisch danese deens dunski",
        "de": "german aleman alemao allemand deutsch tedesco duits alemany niemiecki",
        "en": "english ingles anglais englisch inglese engels angles angielski",
        "es": "spanish espanol castellano espanhol castelhano espagnol spanisch spagnolo spaans "
        "espanyol castella hiszpanski",
        "eu": "basque euskera euskara vasco basco basque baskisch",
        "fi": "finnish fines finlandes finnois finnisch finlandese fins finski",
        "fr": "french frances francais franzosisch francese frans francuski",
        "gl": "galician gallego galego galicien galicisch galiziano",
        "it": "italian italiano italien italienisch italiaans italia wloski",
        "ja": "japanese japones japonais japanisch giapponese japans japonski",
        "nl": "dutch holandes neerlandes neerlandais niederlandisch hollandisch olandese nederlands "
        "holandski niderlandzki",
        "no": "norwegian noruego noruegues norvegien norwegisch norvegese noors norweski",
        "pl": "polish polaco polones polonais polnisch polacco pools polski",
        "pt": "portuguese portugues portugais portugiesisch portoghese portugees portuguesa portugalski",
        "ro": "romanian rumano romeno roumain rumanisch rumeno roemeens rumunski",
        "ru": "russian ruso russo russe russisch rus rosyjski",
        "sv": "swedish sueco suedois schwedisch svedese zweeds szwedzki",
        "tr": "turkish turco turc turkisch turks turecki",
        "uk": "ukrainian ucraniano ucrainien ukrainisch ucraino oekraiens ukrainski",
        "zh": "chinese mandarin chino mandarin chines chinois chinesisch cinese chinees chinski",
    }
)
NAMES = {name: code for code, names in LANGUAGES.items() for name in names.split()}
# Source: Unicode CLDR, names of languages in Spanish.
_SPANISH: Mapping[str, str] = MappingProxyType(
    {
        "ar": "árabe", "ca": "catalán", "da": "danés", "de": "alemán", "en": "inglés", "es": "español", "eu": "euskera",
        "fi": "finés", "fr": "francés", "gl": "gallego", "it": "italiano", "ja": "japonés", "nl": "neerlandés",
        "no": "noruego", "pl": "polaco", "pt": "portugués", "ro": "rumano", "ru": "ruso", "sv": "sueco", "tr": "turco",
        "uk": "ucraniano", "zh": "chino",
    }
)  # fmt: skip
_WORD = regex(r"[^\W\d_]+")
_CODE = regex(r"(?<![^\W_])([abc][12])(?![^\W_])")
# Source: LinkedIn's five steps against CEFR, and words of the seven languages, folded; the cautious reading of each.
_SPOKEN: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])"))
    for level, words in (
        (6, r"native|mother tongue|bilingual|nativ[oa]|lengua materna|bilingue|lingua materna|langue maternelle|"
            r"muttersprache|muttersprachlich|zweisprachig|madrelingua|moedertaal|moedertaalspreker|"
            r"ojczysty|llengua materna"),
        (3, r"limited working|competencia basica limitada|capacite professionnelle limitee"),
        (5, r"full professional|fluent|fluently|advanced|proficient|fluid[oa]|avanzad[oa]|fluente|avancad[oa]|courant|"
            r"couramment|avance|fliessend|verhandlungssicher|fluente|avanzato|vloeiend|gevorderd|"
            r"competencia profesional completa"),
        (4, r"professional working|upper intermediate|intermedi[oa] alto|medio alto|competencia basica profesional|"
            r"capacite professionnelle|bonne maitrise|(?:nivel |muy )?alt[oa]|livello alto|alto livello|niveau eleve|"
            r"hohes niveau|sehr gute kenntnisse|hoog niveau|nivell alt"),
        (2, r"intermedi[oa] baj[oa]|medio baj[oa]|lower intermediate|pre intermediate"),
        (3, r"intermediate|intermedi[oa]|intermediaire|mittelstufe|gute kenntnisse|medio|gemiddeld"),
        (2, r"elementary|basic|basics|basic[oa]|elemental|notions|grundkenntnisse|base|elementare|basis|"
            r"beginner|principiante|(?:nivel |muy )?baj[oa]|nivel inicial|livello basso|basso livello|nivell baix"),
    )
)  # fmt: skip

# Source: hand-made, folded; what stands before a level that is not reached yet, and what stands behind one.
_TOWARDS = regex(
    r"(?<![^\W_])(?:(?:currently |now |still )?(?:studying|learning|preparing|aiming|working towards?)(?: for| to)?"
    r"|target|goal|estudiando|aprendiendo|cursando|preparando(?:me)?|objetivo|estudando|aprendendo|a estudar|"
    r"a aprender|j'apprends|prepare|en apprentissage|objectif|lerne|lernend|vorbereitung auf|ziel|studiando|"
    r"imparando|obiettivo|lerend|bezig met|doel)(?![^\W_])"
)
_LEARNING = regex(_TOWARDS.pattern + r"\W*$")
_MOST_BELOW = 5  # lines below a language: listening, reading, two of speaking, writing
_NOT_YET = regex(
    r"(?<![^\W_])(?:in progress|ongoing|planned|expected|not yet|en curso|en preparacion|previst[oa]|em curso|"
    r"em preparacao|en cours|en preparation|prevue?|laufend|in vorbereitung|angestrebt|geplant|in corso|"
    r"in preparazione|in voorbereiding|gepland)(?![^\W_])"
)
# "C1", "B2/C1": a level or a run of levels
_RUN = regex(r"(?<![^\W_])[abc][12](?:\s*[-–—/+]\s*[abc][12])*(?![^\W_])")
_NEXT = regex(
    r"[^\w,;.)\]]{0,4}(?:[a-z]{1,12}\s{1,3}){0,2}(?=[abc][12](?![^\W_]))"
)  # "in preparation for C1", not "..., C1"
# Source: hand-made, folded; said of several languages at once, and what stands between two of them.
_BOTH = regex(
    r"(?<![^\W_])(?:both|all|ambos|ambas|los dos|las dos|ambdos|tous les deux|les deux|toutes|beide|alle|entramb[ei]|"
    r"tutt[ei]|oba|obydwa)(?![^\W_])"
)
_JOINED = regex(r"\s*(?:[-–—/&+]|and|y|e|i|et|und|en|o|or)?\s*")


@dataclass(frozen=True, slots=True)
class Level:
    """The lowest and the highest level that are said of a language, 1 to 6; `by_word` = none is said by its code."""

    low: int
    high: int
    by_word: bool = False


NONE, LEARNED = Level(0, 0), Level(-1, -1)


@dataclass(frozen=True, slots=True)
class Language:
    """Languages of which any or all are spoken at a level."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    level_at_least: str = "A1"

    ABOUT: ClassVar[str] = "a language at a level"
    KEYS: ClassVar[Keys] = MappingProxyType(
        {
            "any_of": Key("codes", "one of these is enough", names="language"),
            "all_of": Key("codes", "all of these", names="language"),
            "level_at_least": Key("choice", "the lowest level", values=LEVELS),
        }
    )

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the keys taken together."""
        if bool(self.any_of) == bool(self.all_of):
            yield "", "give any_of or all_of, one of the two"

    def sentence(self, taxonomy: Taxonomy, lang: str = "en") -> str:
        """Return the requirement in words."""
        names = [language_name(code, lang) for code in self.any_of or self.all_of]
        what = either(names, lang) if self.any_of else ", ".join(names)
        t = translator(lang)
        return t("{what} at {level} or higher").format(what=what, level=self.level_at_least)

    def check(self, case: Case) -> Outcome:
        """Return whether the languages are stated at the level."""
        found = [self._one(case, code) for code in self.any_of or self.all_of]
        choose = max if self.any_of else min
        return choose(found, key=lambda each: ("not_met", "undecided", "met").index(each.result))

    def _one(self, case: Case, code: str) -> Outcome:
        name, needed = language_name(code, case.facts.lang), LEVELS.index(self.level_at_least) + 1
        ready = case.facts.ready
        if ready is not None:
            given = ready.get(f"language {code}")
            known = LEVELS.index(given) + 1 if isinstance(given, str) and given in LEVELS else 0
            stated = [Level(known, known)] if known else []
            return _said(case, name, needed, stated, f"language {code}" in ready, ())
        found = _levels(case.facts.languages, code)
        lines = tuple(passage.evidence for passage, _ in found if passage.evidence is not None)
        if not found and (passing := _in_passing(case.facts, code)):
            # Why undecided: "taught English, up to C1" in a job says nothing about the level of the person.
            t = case.t
            ask = t("At which level is {name} spoken?").format(name=name)
            text = t("{name} named, but in no list of languages").format(name=name)
            return Outcome("undecided", text, lines=passing, would_settle=ask)
        stated = [level for _, level in found if level.low > 0]
        if not stated and any(level == LEARNED for _, level in found):
            t = case.t
            text = t("{name} is being learned; no level is said to be reached").format(name=name)
            ask = t("At which level is {name} spoken?").format(name=name)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        return _said(case, name, needed, stated, bool(found), lines)


def _said(case: Case, name: str, needed: int, stated: list[Level], named: bool, lines: tuple[Evidence, ...]) -> Outcome:
    """Return the outcome of the levels stated for one language."""
    t = case.t
    ask = t("At which level is {name} spoken?").format(name=name)
    if not stated:
        if named:
            text = t("{name} named without a level").format(name=name)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        result: Result = "not_met" if case.absence == "not_met" else "undecided"
        return Outcome(result, t("not mentioned"), lines=lines, would_settle=ask if result == "undecided" else None)
    level = max(stated, key=lambda each: (each.low, each.high, each.by_word))
    flags = ("level_by_word",) if level.by_word else ()
    what = f"{name} {LEVELS[level.low - 1]}"
    if level.low < level.high:
        what = t("{what} to {level}").format(what=what, level=LEVELS[level.high - 1])
    text = t("{what} shown").format(what=what)
    if level.by_word:
        text = t("{what}, read from a word").format(what=text)
    if level.low >= needed:
        return Outcome("met", text, flags=flags, lines=lines)
    if level.by_word and level.high >= needed - 1:
        # Why: "fluent" is no level; one step is within what the word can mean.
        return Outcome("undecided", text, flags=flags, lines=lines, would_settle=ask)
    if level.high >= needed:
        # Why: "reading C1, speaking B1" and "B1-B2" do not say which of them is meant.
        return Outcome("undecided", text, flags=flags, lines=lines, would_settle=ask)
    return Outcome("not_met", text, flags=flags, lines=lines)


def _in_passing(facts: Facts, code: str) -> tuple[Evidence, ...]:
    """Return the first lines outside a list of languages that name one."""
    told = facts.elsewhere + facts.certificates + facts.education
    named = (each for each in told if any(NAMES.get(word) == code for word in _WORD.findall(fold(each.text))))
    return tuple(each.evidence for each in islice(named, 3) if each.evidence is not None)


def _level(text: str) -> Level:
    """Return the level in a folded text: NONE where there is none, LEARNED where it is not reached yet."""
    reached = _reached(text)
    level = _written(reached)
    if not level.low and reached != text and _written(text).low:
        return LEARNED
    return level


def _reached(text: str) -> str:
    """Return a folded text without the levels that somebody works towards."""
    if towards := _TOWARDS.search(text):
        # "aiming for C1, currently B1"
        aim = _RUN.search(text, towards.end())
        text = text[: towards.start()] + (text[aim.end() :] if aim is not None else "")
    if not_yet := _NOT_YET.search(text):
        behind = _NEXT.match(text, not_yet.end())
        aim = _RUN.match(text, behind.end()) if behind is not None else None
        if aim is not None:  # "B2 (in preparation: C1)"
            return text[: not_yet.start()] + text[aim.end() :]
        before = [hit.start() for hit in _RUN.finditer(text, 0, not_yet.start())]
        text = (text[: before[-1]] if before else "") + text[not_yet.end() :]
    return text


def _written(text: str) -> Level:
    codes, spoken = levels_in(text)
    levels = codes or spoken
    return Level(min(levels), max(levels), by_word=not codes) if levels else NONE


def language_name(code: str, lang: str = "en") -> str:
    """Return the name of a language in a language of the output."""
    english = LANGUAGES[code].split()[0].capitalize()
    return _SPANISH.get(code, english) if lang == "es" else english


def levels_in(text: str) -> tuple[list[int], list[int]]:
    """Return the levels, 1 to 6, that a folded text names: by code, and by words, each word read once."""
    codes = [LEVELS.index(hit[1].upper()) + 1 for hit in _CODE.finditer(text)]
    rest, spoken = text.replace("-", " "), []
    for level, form in _SPOKEN:
        spoken += [(hit.start(), level) for hit in form.finditer(rest)]
        rest = form.sub(lambda hit: "." * len(hit[0]), rest)
    return codes, [level for _, level in sorted(spoken)]


def _levels(lines: Sequence[Passage], code: str) -> list[tuple[Passage, Level]]:
    """Return the level after (or before) each mention of a language; NONE where none is stated."""
    found = []
    for index, passage in enumerate(lines):
        text = fold(passage.text)
        names = [match for match in _WORD.finditer(text) if match[0] in NAMES]
        gaps = [text[one.end() : two.start()] for one, two in itertools.pairwise(names)]
        # Why: "Native: Spanish. C1: English" puts the level first throughout the line.
        first = bool(names) and not _level(text[names[-1].end() :]).low and _level(text[: names[0].start()]).low > 0
        for place, match in enumerate(names):
            if NAMES[match[0]] != code:
                continue
            stop = names[place + 1].start() if place + 1 < len(names) else len(text)
            level = _level(text[match.end() : stop])
            if _LEARNING.search(gaps[place - 1] if place else text[: match.start()]) and level.low:
                level = LEARNED  # "Currently learning German (B1)"
            if first:
                # "Bilingual Spanish-English"
                begin = place
                while begin and _JOINED.fullmatch(gaps[begin - 1]):
                    begin -= 1
                level = _level(gaps[begin - 1] if begin else text[: names[0].start()])
            elif not level.low and _BOTH.search(text, names[-1].end()):
                level = _level(text[names[-1].end() :])  # "English, Spanish (both native)"
            if not level.low and len(names) == 1:
                level = _level(_below(lines, index))
            found.append((passage, level))
    return found


def _below(lines: Sequence[Passage], index: int) -> str:
    """Return the folded lines below that of a language that tell of it: "Reading: C1" over "Writing: B2"."""
    told: list[str] = []
    for passage in islice(lines, index + 1, index + 1 + _MOST_BELOW):
        text = fold(passage.text)
        if any(word in NAMES for word in _WORD.findall(text)) or (told and not _level(text).low):
            break
        told.append(text)
    return " | ".join(told)

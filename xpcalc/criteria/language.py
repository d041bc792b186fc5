"""`language:` a language at a level of the European framework (CEFR). To add a language: a row in `LANGUAGES`."""

from __future__ import annotations

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
            r"capacite professionnelle|bonne maitrise"),
        (3, r"intermediate|intermedi[oa]|intermediaire|mittelstufe|gute kenntnisse|medio|gemiddeld"),
        (2, r"elementary|basic|basics|basic[oa]|elemental|notions|grundkenntnisse|base|elementare|basis|"
            r"beginner|principiante"),
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
_LEARNED = -1
_NOT_YET = regex(
    r"(?<![^\W_])(?:in progress|ongoing|planned|expected|not yet|en curso|en preparacion|previst[oa]|em curso|"
    r"em preparacao|en cours|en preparation|prevue?|laufend|in vorbereitung|angestrebt|geplant|in corso|"
    r"in preparazione|in voorbereiding|gepland)(?![^\W_])"
)


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
            stated = [(LEVELS.index(given) + 1, False)] if isinstance(given, str) and given in LEVELS else []
            return _said(case, name, needed, stated, f"language {code}" in ready, ())
        found = _levels(case.facts.languages, code)
        lines = tuple(passage.evidence for passage, _, _ in found if passage.evidence is not None)
        if not found and (passing := _in_passing(case.facts, code)):
            # Why undecided: "taught English, up to C1" in a job says nothing about the level of the person.
            t = case.t
            ask = t("At which level is {name} spoken?").format(name=name)
            text = t("{name} named, but in no list of languages").format(name=name)
            return Outcome("undecided", text, lines=passing, would_settle=ask)
        stated = [(level, word) for _, level, word in found if level > 0]
        if not stated and any(level == _LEARNED for _, level, _ in found):
            t = case.t
            text = t("{name} is being learned; no level is said to be reached").format(name=name)
            ask = t("At which level is {name} spoken?").format(name=name)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        return _said(case, name, needed, stated, bool(found), lines)


def _said(
    case: Case, name: str, needed: int, stated: list[tuple[int, bool]], named: bool, lines: tuple[Evidence, ...]
) -> Outcome:
    """Return the outcome of the levels stated for one language, each with whether it is read from a word."""
    t = case.t
    ask = t("At which level is {name} spoken?").format(name=name)
    if not stated:
        if named:
            text = t("{name} named without a level").format(name=name)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        result: Result = "not_met" if case.absence == "not_met" else "undecided"
        return Outcome(result, t("not mentioned"), lines=lines, would_settle=ask if result == "undecided" else None)
    level, by_word = max(stated)
    flags = ("level_by_word",) if by_word else ()
    text = t("{what} shown").format(what=f"{name} {LEVELS[level - 1]}")
    if by_word:
        text = t("{what}, read from a word").format(what=text)
    if level >= needed:
        return Outcome("met", text, flags=flags, lines=lines)
    if by_word and level >= needed - 1:
        # Why: "fluent" is no level; one step is within what the word can mean.
        return Outcome("undecided", text, flags=flags, lines=lines, would_settle=ask)
    return Outcome("not_met", text, flags=flags, lines=lines)


def _in_passing(facts: Facts, code: str) -> tuple[Evidence, ...]:
    """Return the first lines outside a list of languages that name one."""
    told = facts.elsewhere + facts.certificates + facts.education
    named = (each for each in told if any(NAMES.get(word) == code for word in _WORD.findall(fold(each.text))))
    return tuple(each.evidence for each in islice(named, 3) if each.evidence is not None)


def _level(text: str) -> tuple[int, bool]:
    """Return the level in a folded text and whether it is read from a word; 0 = none, _LEARNED = not reached yet."""
    reached = _reached(text)
    level, by_word = _written(reached)
    return (_LEARNED if reached != text and _written(text)[0] else 0, False) if not level else (level, by_word)


def _reached(text: str) -> str:
    """Return a folded text without the levels that somebody works towards."""
    if towards := _TOWARDS.search(text):
        text = text[: towards.start()]
    if not_yet := _NOT_YET.search(text):
        before = [hit.start() for hit in _CODE.finditer(text, 0, not_yet.start())]
        text = text[: before[-1]] if before else ""
    return text


def _written(text: str) -> tuple[int, bool]:
    code = _CODE.search(text)
    if code is not None:
        return LEVELS.index(code[1].upper()) + 1, False
    return next((level for level, form in _SPOKEN if form.search(text)), 0), True


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


def _levels(lines: Sequence[Passage], code: str) -> list[tuple[Passage, int, bool]]:
    """Return the level after (or before) each mention of a language; 0 where none is stated."""
    found = []
    for index, passage in enumerate(lines):
        text = fold(passage.text)
        names = [match for match in _WORD.finditer(text) if match[0] in NAMES]
        # Why: "Native: Spanish. C1: English" puts the level first throughout the line.
        first = bool(names) and not _level(text[names[-1].end() :])[0] and _level(text[: names[0].start()])[0] > 0
        for place, match in enumerate(names):
            if NAMES[match[0]] != code:
                continue
            stop = names[place + 1].start() if place + 1 < len(names) else len(text)
            level, by_word = _level(text[match.end() : stop])
            if _LEARNING.search(text[names[place - 1].end() if place else 0 : match.start()]) and level:
                level, by_word = _LEARNED, False  # "Currently learning German (B1)"
            if first:
                level, by_word = _level(text[names[place - 1].end() if place else 0 : match.start()])
            if not level and len(names) == 1 and index + 1 < len(lines):
                below = fold(lines[index + 1].text)
                if not any(word in NAMES for word in _WORD.findall(below)):
                    level, by_word = _level(below)
            found.append((passage, level, by_word))
    return found

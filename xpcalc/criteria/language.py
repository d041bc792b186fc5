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
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"(?<![^\W_])([abc][12])(?![^\W_])")
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

# Source: hand-made; words before and behind a level that is not reached yet, folded ("studying for B2", "B2 expected").
_AIMS = re.compile(
    r"(?<![^\W_])(?:studying|learning|preparing|working towards?|aiming|estudiando|aprendiendo|preparando|cursando|"
    r"estudando|aprendendo|en preparation|en cours|in vorbereitung|lerne|studiando|in preparazione|in corso|bezig met)"
    r"(?![^\W_])"
)
_PENDING = re.compile(
    r"(?<![^\W_])(?:in progress|expected|pending|planned|en curso|en proceso|previsto|prevista|pendiente|em curso|"
    r"prevu|laufend|angestrebt|verwacht|lopend)(?![^\W_])"
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
        if found and not any(level for _, level, _ in found) and any(_open(fold(each.text)) for each, _, _ in found):
            t = case.t
            ask = t("At which level is {name} spoken?").format(name=name)
            text = t("{name} named, a level not reached yet").format(name=name)
            return Outcome("undecided", text, lines=lines, would_settle=ask)
        return _said(case, name, needed, [(level, word) for _, level, word in found if level], bool(found), lines)


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
    if level >= needed:
        return Outcome("met", text, flags=flags, lines=lines)
    if by_word and level >= needed - 1:
        # Why: "fluent" is no level; one step is within what the word can mean.
        text = t("{what}, read from a word").format(what=text)
        return Outcome("undecided", text, flags=flags, lines=lines, would_settle=ask)
    return Outcome("not_met", text, flags=flags, lines=lines)


def _in_passing(facts: Facts, code: str) -> tuple[Evidence, ...]:
    """Return the first lines outside a list of languages that name one."""
    told = facts.elsewhere + facts.certificates + facts.education
    named = (each for each in told if any(NAMES.get(word) == code for word in _WORD.findall(fold(each.text))))
    return tuple(each.evidence for each in islice(named, 3) if each.evidence is not None)


def _level(text: str) -> tuple[int, bool]:
    """Return the level in a folded text and whether it is read from a word; 0 = none."""
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


def _open(text: str) -> bool:
    """Say whether a folded text speaks of a level that is not reached yet."""
    return bool(_AIMS.search(text) or _PENDING.search(text))


def _reached(text: str) -> str:
    """Return what a folded text says before a level that is not reached yet: "b1, studying for b2" -> "b1, "."""
    if aims := _AIMS.search(text):
        # "en cours : B2" leads, "B2 en cours" follows a level.
        text = text[: aims.start()] if _CODE.search(text, aims.end()) else text.replace(aims[0], "in progress")
    if pending := _PENDING.search(text):
        codes = list(_CODE.finditer(text, 0, pending.start()))
        text = text[: codes[-1].start()] if codes else ""
    return text


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
            level, by_word = _level(_reached(text[match.end() : stop]))
            if first:
                level, by_word = _level(text[names[place - 1].end() if place else 0 : match.start()])
            if not level and not _open(text) and len(names) == 1 and index + 1 < len(lines):
                below = fold(lines[index + 1].text)
                if not any(word in NAMES for word in _WORD.findall(below)):
                    level, by_word = _level(_reached(below))
            found.append((passage, level, by_word))
    return found

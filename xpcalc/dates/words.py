"""Languages -> the word tables of the date grammar. To add a word, write it in rules/languages/<code>.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xpcalc.dates.text import words_of
from xpcalc.language import Language

Phrases = dict[str, list[tuple[list[str], int]]]

# Source: hand-made; conjunctions join two dates only after a word for "between".
BETWEEN = frozenset({"between", "entre", "zwischen", "tra", "fra", "tussen", "miedzy"})
BETWEEN_ONLY = frozenset({"and", "y", "e", "et", "und", "en", "i"})

# Source: hand-made, seen in CVs: a planned end ("Exp. Jun. 2017").
EXPECTED = frozenset(
    [
        "exp",
        "expected",
        "anticipated",
        "planned",
        "est",
        "estimated",
        "previsto",
        "prevista",
        "prevu",
        "prevue",
        "voraussichtlich",
        "verwacht",
    ]
)

# Source: hand-made; words that may stand between since/until and the date ("desde el mes de", "depuis le").
FILLERS = frozenset(
    [
        "the",
        "el",
        "la",
        "le",
        "lo",
        "il",
        "o",
        "os",
        "l",
        "'",
        "den",
        "dem",
        "zum",
        "het",
        "de",
        "del",
        "di",
        "do",
        "d",
        "des",
        "dell",
        "der",
        "im",
        "in",
        "en",
        "ano",
        "year",
        "annee",
        "jahr",
        "jahre",
        "anno",
        "jaar",
        "any",
        "rok",
        "mes",
        "mese",
        "mois",
        "month",
        "monat",
        "maand",
    ]
)

# Source: hand-made from common.yaml, ambiguous_tokens: month names that are ordinary words of another language.
ORDINARY = frozenset(
    [
        "out",
        "set",
        "ago",
        "gen",
        "ag",
        "mar",
        "may",
        "mei",
        "maj",
        "maja",
        "lis",
        "sett",
        "sept",
        "jui",
        "mag",
        "lut",
        "sie",
        "cze",
        "do",
        "des",
    ]
)

# Source: hand-made; after or before these, T1 to T4 is a tier of support, not a quarter (trimestre).
TIERS = frozenset(
    [
        "support",
        "soporte",
        "suporte",
        "supporto",
        "tier",
        "level",
        "nivel",
        "niveau",
        "livello",
        "nivell",
        "l",
        "n",
    ]
)

# Months and quarters as people number them ("III/2019", "I trimestre 2021").
ROMAN = {text: value for value, text in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}

# Source: hand-made; names of people and months of other languages that are a letter away from the name of a month.
_NAMES = frozenset({"javier", "gennaro", "augusto", "augusta", "auguste", "octavio", "julliet"})

# Source: ISO 8601-2 (EDTF) sub-year codes, and the letters that stand for them; T and S only in some languages.
QUARTER, HALF = 32, 39
SYMBOLS: Mapping[str, tuple[int, int, frozenset[str]]] = {
    "q": (QUARTER, 4, frozenset()),
    "h": (HALF, 2, frozenset()),
    "t": (QUARTER, 4, frozenset({"es", "fr", "it", "pt"})),
    "s": (HALF, 2, frozenset({"es", "fr", "it", "pt"})),
    "k": (QUARTER, 4, frozenset({"nl", "pl"})),
}

# Source: hand-made; every way to write "of" at the end of "principios de", "finales del", "fin d'".
_OF = ("de", "del", "do", "da", "d'", "di", "dell'", "des", "of", "of the", "van")

# Source: CLDR unit names; the letters that count only inside "3a 2m".
YEARS, MONTHS, WEEKS, DAYS = 1, 2, 3, 4


def table(rows: Iterable[tuple[str, int]]) -> Phrases:
    """Return phrases by their first token, longest first."""
    found: Phrases = {}
    for phrase, value in rows:
        words = words_of(phrase)
        if words and (words, value) not in (known := found.setdefault(words[0], [])):
            known.append((words, value))
    for known in found.values():
        known.sort(key=lambda row: -len(row[0]))
    return found


def match(phrases: Phrases, texts: list[str], at: int) -> tuple[int, int] | None:
    """Return the token after the longest phrase that begins here and its value, or None."""
    rows = phrases.get(texts[at])
    if rows is None:
        return None
    for words, value in rows:
        stop = at + len(words)
        if stop == at + 1 or texts[at:stop] == words:
            return stop, value
    return None


class Vocabulary:
    """What the words of some languages mean in and around dates.

    Month names and duration units come from `languages` and `others`, all other words from `languages` alone.
    """

    def __init__(self, languages: Sequence[Language], others: Sequence[Language]) -> None:
        lent = [language for language in others if language.code not in {own.code for own in languages}]
        everyone = [*languages, *lent]
        self.codes = frozenset(language.code for language in languages)
        self.months: dict[str, int] = {}
        own: set[str] = set()
        for language in everyone:
            for word, month in language.months.items():
                key = "".join(words_of(word))
                self.months.setdefault(key, month)
                if language in languages:
                    own.add(key)
        self.foreign = ORDINARY - own
        # Why: short names are a letter away from many words.
        self._names = [word for word in self.months if word in own and len(word) >= _FULL]
        self._nearly: dict[str, str] = {}
        self.glue = frozenset(
            word for language in everyone for phrase in language.month_glue for word in words_of(phrase)
        ) | {"of", "ano", "year", "anno", "'"}
        self.symbols = {
            letter: (base, last) for letter, (base, last, codes) in SYMBOLS.items() if not codes or codes & self.codes
        }
        self.units: dict[str, tuple[int, int]] = {}
        named: list[tuple[str, int]] = []
        for language in languages:
            named += language.seasons.items()
            named += language.quarters.items()
            named += language.halves.items()
            self.units |= {unit: (QUARTER, 4) for phrase in language.quarter_units for unit in words_of(phrase)}
            self.units |= {words_of(phrase)[-1]: (HALF, 2) for phrase in language.halves}
            for phrase, code in language.parts.items():
                head, _, last = phrase.rpartition(" ")
                named += [(f"{head} {of}", code) for of in _OF] if head and last in _OF else []
                named.append((phrase, code))
        self.named = table(named)
        self.since = table((phrase, 0) for language in languages for phrase in language.since)
        self.opens = table((phrase, int(phrase in BETWEEN)) for language in languages for phrase in language.range_open)
        for word in BETWEEN & self.opens.keys():
            self.opens[word] = [(words, 1) for words, _ in self.opens[word]]
        self.joins = table((phrase, int(phrase in BETWEEN_ONLY)) for language in languages for phrase in language.range)
        present = {"present"}.union(*(language.present for language in languages))
        self.present = table((phrase, 0) for phrase in present)
        # Why: under English headings people still write "05/2020 – heden"; short words mean something else elsewhere.
        foreign = {phrase for language in lent for phrase in language.present if len(phrase) >= _LENT}
        foreign.add("date")  # "Oct 2020 – date"
        self.present_lent = table((phrase, 0) for phrase in foreign)
        # Phrases that bring their own "until": "to date", "hasta la fecha", "à ce jour".
        self.until_now = table(
            (phrase, 0) for phrase in present if len(words := words_of(phrase)) > 1 and words[0] in self.joins
        )
        self.weekdays = table((phrase, 0) for language in everyone for phrase in language.weekdays)
        self.lasting = table((phrase, 0) for language in languages for phrase in language.duration.get("lasting", ()))
        self.leads = table((phrase, 0) for language in languages for phrase in language.date_leads)
        self.renewed = table((phrase, 0) for language in languages for phrase in language.renewed)
        self.starts, self.ends = (
            table((phrase, 0) for language in languages for phrase in language.field_labels.get(kind, ()))
            for kind in ("start", "end")
        )
        about = {phrase for language in languages for phrase in language.approx.get("about", ())} - {"some", "c", "~"}
        self.about = table((phrase, 0) for phrase in about)
        self.starters = (
            frozenset(self.months)
            | self.symbols.keys()
            | self.named.keys()
            | self.since.keys()
            | self.opens.keys()
            | self.about.keys()
            | self.weekdays.keys()
            | ROMAN.keys()
            | EXPECTED
            | {"'", "c"}
        )
        self.after_day = frozenset(self.months) | self.glue | self.units.keys() | self.joins.keys()
        # Why: most words for since, from or until stand before no date; one look ahead tells.
        self.after_opener = self.starters | FILLERS
        self._durations(languages, everyone)

    def nearly_month(self, word: str) -> str:
        """Return the month whose name differs from a word by one letter too many, too few, wrong or swapped; or ""."""
        if len(word) < _FULL - 1 or word in self.months or word in _NAMES:
            return ""
        known = self._nearly.get(word)
        if known is None:
            near = {self.months[name]: name for name in self._names if _one_off(word, name)}
            known = self._nearly[word] = near.popitem()[1] if len(near) == 1 else ""
        return known

    def _durations(self, languages: Sequence[Language], everyone: Sequence[Language]) -> None:
        lengths: dict[str, int] = {}
        self.letters: dict[str, int] = {}
        halves: set[str] = set()
        self.ands = {",", "&"}
        numbers: dict[str, int] = {}
        less: set[str] = set()
        for language in everyone:
            for key, kind in (("day", DAYS), ("week", WEEKS), ("month", MONTHS), ("year", YEARS)):
                for unit in language.duration.get(key, ()):
                    if len(unit) > 2 or (len(unit) == 2 and unit not in ("aa", "mm", "gg")):
                        if language in languages or kind in (YEARS, MONTHS):
                            lengths.setdefault(unit, kind)
                    elif language in languages and kind in (YEARS, MONTHS):
                        self.letters[unit] = kind
            self.ands |= {word for word in language.duration.get("and", ()) if word != "+"}
            numbers |= {word: value for word, value in language.numbers.items() if word not in numbers}
            halves |= language.duration.get("half", frozenset())
            less |= language.duration.get("less_than_month", frozenset())
        self.lengths = table(lengths.items())
        self.numbers = table(numbers.items())
        self.halves = table((phrase, int(phrase in _ONE_AND_A_HALF)) for phrase in halves)
        # "less than a month" -> "less than": what stands before the number and the unit.
        known = {word for rows in self.numbers.values() for words, _ in rows for word in words} | {"1"}
        heads = (" ".join(words_of(phrase)[:-1]) for phrase in less)
        self.less = table(
            (" ".join(words[:-1] if words[-1] in known else words), 0) for head in heads if (words := head.split())
        )


# Unit: letters, of "heden", "heute" and "obecnie".
_LENT = 5
# Unit: letters, of "agosto" and "august".
_FULL = 6


def _one_off(word: str, name: str) -> bool:
    """Say whether two words that begin alike differ by one letter: too many, too few, wrong or swapped."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    at = 0
    while at < min(len(word), len(name)) and word[at] == name[at]:
        at += 1
    swapped = word[at : at + 2] == name[at : at + 2][::-1] and word[at + 2 :] == name[at + 2 :]
    if len(word) == len(name):
        return swapped or word[at + 1 :] == name[at + 1 :]
    longer, shorter = (word, name) if len(word) > len(name) else (name, word)
    return longer[at + 1 :] == shorter[at:]


# Source: hand-made; words that mean one and a half, before the unit.
_ONE_AND_A_HALF = frozenset({"eineinhalb", "einhalb", "anderthalb", "anderhalf"})

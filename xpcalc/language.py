"""Word tables of rules/ -> typed values: which language, which section, and is this a title, an employer, a place.

To add a language, write rules/languages/<code>.yaml with the keys of an existing one; nothing here changes.
No file is read here: the rulebook hands over parsed mappings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

# Source: ISO 8601-2 (EDTF) sub-year codes.
SEASON_CODES = MappingProxyType({"spring": 21, "summer": 22, "autumn": 23, "winter": 24})
PART_CODES = MappingProxyType({"early": 37, "mid": 38, "late": 39})
QUARTER_CODES = (33, 34, 35, 36)
HALF_CODES = (40, 41)


# Source: Latin-1 Supplement and Latin Extended-A letters, Unicode; combining marks vanish (decomposed umlauts).
_BARE = str.maketrans(
    dict(
        zip(
            "áàâäãåāăąçćčďđéèêëēėęěğíìîïīįıłľĺñńňóòôöõøōőŕřśšşșťţțúùûüūůűųýÿźžż",
            "aaaaaaaaacccddeeeeeeeegiiiiiiilllnnnoooooooorrsssstttuuuuuuuuyyzzz",
            strict=True,
        )
    )
    | {"ß": "ss", "æ": "ae", "œ": "oe", "ŀ": "l"}
    | {chr(mark): "" for mark in range(0x300, 0x370)}
)


def strip_accents(text: str) -> str:
    """Return lower-case text without accents, letters that Unicode does not compose (ß, ł, ø) included."""
    return text if text.isascii() else text.translate(_BARE)


def forms(word: str) -> tuple[str, ...]:
    """Return the spellings under which a word is looked up: lower case, with and without accents."""
    lower = word.lower()
    if lower.isascii():
        return (lower,)
    bare = lower.translate(_BARE)
    return (lower, lower.replace("ß", "ss"), bare) if "ß" in lower else (lower, bare)


def _set(words: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if word.isascii():
            found.add(word)
        else:
            found.update(forms(word))
    return frozenset(found)


def _codes(pairs: Iterable[tuple[Iterable[str], int]]) -> Mapping[str, int]:
    return MappingProxyType({form: code for words, code in pairs for word in words for form in forms(word)})


def _sets(data: Mapping[str, Sequence[str]] | None) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({key: _set(words) for key, words in (data or {}).items()})


def _raw(data: Mapping[str, Sequence[str]] | None) -> Mapping[str, frozenset[str]]:
    return MappingProxyType({key: frozenset(words) for key, words in (data or {}).items()})


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language, in lower case.

    Words of dates, employment and leave stand with their accents and without; headings, title words and
    function words as they are written in the file (`Words` folds them when it builds its tables).
    """

    code: str
    date_order: str = "DMY"
    date_orders: Mapping[str, str] = field(default_factory=dict)  # by locale: en-US MDY
    months: Mapping[str, int] = field(default_factory=dict)  # 1 to 12
    month_glue: frozenset[str] = frozenset()
    seasons: Mapping[str, int] = field(default_factory=dict)  # EDTF 21 to 24
    quarters: Mapping[str, int] = field(default_factory=dict)  # EDTF 33 to 36
    quarter_units: frozenset[str] = frozenset()
    halves: Mapping[str, int] = field(default_factory=dict)  # EDTF 40 and 41
    parts: Mapping[str, int] = field(default_factory=dict)  # EDTF 37 to 39
    range: frozenset[str] = frozenset()
    range_open: frozenset[str] = frozenset()
    since: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    duration: Mapping[str, frozenset[str]] = field(default_factory=dict)
    approx: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    experience_words: frozenset[str] = frozenset()
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    heading_joiners: frozenset[str] = frozenset()
    heading_continued: frozenset[str] = frozenset()
    inner_headings: frozenset[str] = frozenset()  # those that also stand inside one entry, or are its title
    employment: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leave: Mapping[str, frozenset[str]] = field(default_factory=dict)
    title_words: frozenset[str] = frozenset()  # nouns that can head a job title
    title_modifiers: frozenset[str] = frozenset()  # words that stand beside a head and say little alone
    title_phrases: frozenset[str] = frozenset()
    title_suffixes: tuple[str, ...] = ()  # ends of compounds (German, Dutch)
    function_words: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()  # letters that (nearly) only this language writes

    @classmethod
    def from_mapping(cls, code: str, data: Mapping[str, Any]) -> Language:
        """Return the language of a parsed rules/languages file (keys of months and halves may be int or str)."""
        orders = dict(data.get("date_order") or {})
        quarters = dict(data.get("quarters") or {})
        units = quarters.pop("unit", ())
        return cls(
            code=code,
            date_order=orders.pop("default", "DMY"),
            date_orders=MappingProxyType(orders),
            months=_codes((words, int(month)) for month, words in (data.get("months") or {}).items()),
            month_glue=_set(data.get("month_glue") or ()),
            seasons=_codes((words, SEASON_CODES[name]) for name, words in (data.get("seasons") or {}).items()),
            quarters=_codes((words, QUARTER_CODES[int(number) - 1]) for number, words in quarters.items()),
            quarter_units=_set(units),
            halves=_codes((words, HALF_CODES[int(half) - 1]) for half, words in (data.get("halves") or {}).items()),
            parts=_codes((words, PART_CODES[name]) for name, words in (data.get("parts") or {}).items()),
            range=_set(data.get("range") or ()),
            range_open=_set(data.get("range_open") or ()),
            since=_set(data.get("since") or ()),
            present=_set(data.get("present") or ()),
            duration=_sets(data.get("duration")),
            approx=_sets(data.get("approx")),
            numbers=_codes(((word,), int(number)) for word, number in (data.get("numbers") or {}).items()),
            experience_words=_set(data.get("experience_words") or ()),
            # Why not both forms: everything from here on is looked up folded.
            sections=_raw(data.get("sections")),
            heading_joiners=frozenset(data.get("heading_joiners") or ()),
            heading_continued=frozenset(data.get("heading_continued") or ()),
            inner_headings=frozenset(data.get("inner_headings") or ()),
            employment=_sets(data.get("employment")),
            leave=_sets(data.get("leave")),
            title_words=frozenset(data.get("title_words") or ()),
            title_modifiers=frozenset(data.get("title_modifiers") or ()),
            title_phrases=frozenset(data.get("title_phrases") or ()),
            title_suffixes=tuple(data.get("title_suffixes") or ()),
            function_words=frozenset(data.get("function_words") or ()),
            letters=frozenset(data.get("letters") or ()),
        )


class _Fold(dict[int, str]):
    """Table for str.translate, filled as letters are seen: letters lose case and accents, the rest becomes a space."""

    def __init__(self, kept: str) -> None:
        super().__init__({ord(mark): f" {mark} " for mark in kept})
        for code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF):  # soft hyphen, zero-width marks
            self[code] = ""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        value = strip_accents(letter.lower()) if letter.isalnum() or 0x300 <= code < 0x370 else " "
        self[code] = value
        return value


_WORDS = _Fold("")
_HEADING_MARKS = "&+/|,;·•"
_HEADING = _Fold(_HEADING_MARKS)
_PLACE_MARKS = ",;()[]|/·•\u2013\u2014"
_PLACE = _Fold(_PLACE_MARKS)

# Sections that stand for time at work: of a heading that joins two, the one of these wins, else the first.
WORK_SECTIONS = ("experience", "internships", "volunteering", "career_break")

# Source: hand-made; numbers of sections besides digits.
_NUMERALS = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", *"abcdefgh"))
_HEADING_LENGTH = 60
_HEADING_WORDS = 9


def fold(text: str) -> str:
    """Return the words of a text, lower case and without accents or marks, with single spaces between them."""
    return " ".join(text.translate(_WORDS).split())


@dataclass(frozen=True, slots=True)
class Words:
    """The word tables of a rulebook. Every score is 0 to 1 by dictionary look-ups alone; nothing is fuzzy."""

    languages: Mapping[str, Language]
    employers: Mapping[str, Any]
    places: Mapping[str, Any]
    _tables: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # built when first asked for

    @classmethod
    def from_mapping(
        cls, employers: Mapping[str, Any], places: Mapping[str, Any], languages: Mapping[str, Language]
    ) -> Words:
        """Return the words of the parsed rules/employers, rules/places and rules/languages files."""
        return cls(languages=languages, employers=employers, places=places)

    def _scope(self, languages: Sequence[str]) -> tuple[str, ...]:
        """Return the languages to look in: those given and English, or all."""
        return tuple(dict.fromkeys((*languages, "en"))) if languages else tuple(self.languages)

    # ------------------------------------------------------------------ sections

    def section_of(self, heading: str, languages: Sequence[str] = ()) -> str | None:
        """Return the kind of section that a line heads, or None.

        Headings of these languages and of English count; without languages, those of all.
        """
        # Why: letter-spaced headings ("E X P E R I E N C E") are twice as long as their words.
        spaced = heading[1:2] == " "
        if len(heading) > (2 * _HEADING_LENGTH if spaced else _HEADING_LENGTH):
            return None
        key = "sections:" + ",".join(languages)
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = self._headings(languages)
        known, firsts, joiners, continued = table
        tokens = heading.translate(_HEADING).split()
        if not tokens or (len(tokens) > _HEADING_WORDS and not spaced):
            return None
        # Why: nearly every line of a CV ends here, since no heading begins with its first word.
        first = tokens[0]
        if first not in firsts and len(first) > 1 and not (len(tokens) > 1 and (first.isdigit() or first in _NUMERALS)):
            return None
        found: str | None = known.get(" ".join(tokens))
        return found or _section(tokens, known, joiners, continued)

    def _headings(self, languages: Sequence[str]) -> tuple[dict[str, str], set[str], set[str], set[str]]:
        """Return folded heading -> kind, the first language that knows one wins; first words, joiners, "continued"."""
        known: dict[str, str] = {}
        joiners = set(_HEADING_MARKS)
        continued: set[str] = set()
        for code in self._scope(languages):
            language = self.languages.get(code)
            if language is None:
                continue
            joiners.update(language.heading_joiners)
            continued.update(map(fold, language.heading_continued))
            for kind, headings in language.sections.items():
                for heading in headings:
                    words = " ".join(heading.translate(_HEADING).split())
                    known.setdefault(words, kind)
                    # Letter-spaced and small-capital headings come in pieces: found again without their spaces.
                    known.setdefault(words.replace(" ", "") + "\0", kind)
        return known, {heading.partition(" ")[0] for heading in known}, joiners, continued

    def is_inner(self, heading: str, languages: Sequence[str] = ()) -> bool:
        """Return whether a heading also stands inside one entry ("Achievements:", "Stage"), so is weak evidence."""
        key = "inner:" + ",".join(languages)
        known = self._tables.get(key)
        if known is None:
            codes = [code for code in self._scope(languages) if code in self.languages]
            known = {fold(word) for code in codes for word in self.languages[code].inner_headings}
            self._tables[key] = known
        return len(heading) <= _HEADING_LENGTH and fold(heading) in known

    # ------------------------------------------------------------------ titles

    def title_score(self, text: str, languages: Sequence[str] = ()) -> float:
        """Return how much a line reads like a job title: its head noun, and the share of words that titles use."""
        if not 1 < len(text) <= 120:
            return 0.0
        key = "titles:" + ",".join(languages)
        known = self._tables.get(key)
        if known is None:
            known = self._tables[key] = self._titles(languages)
        heads, modifiers, phrases, suffixes, small = known
        words = fold(text).split()
        if len(words) > 14 or not words:
            return 0.0
        hits = [0] * len(words)  # 2 = head, 1 = modifier
        for i, word in enumerate(words):
            if word in heads or (len(word) > 6 and word.endswith(suffixes)):
                hits[i] = 2
            elif word in modifiers:
                hits[i] = 1
        for i in range(len(words) - 1):
            if f"{words[i]} {words[i + 1]}" in phrases:
                hits[i], hits[i + 1] = max(hits[i], 1), max(hits[i + 1], 1)
        if 2 not in hits:
            return 0.3 if len(words) > 1 and all(hits) else 0.0
        told = [hit for word, hit in zip(words, hits, strict=True) if hit or word not in small]
        share = sum(1 for hit in told if hit) / len(told)
        # Why: "Senior Account Manager" heads at its end, "Técnico de soporte" at its beginning.
        ends = told[0] == 2 or told[-1] == 2 or _heads_before(words, hits, small)
        score = 0.4 + 0.4 * share + (0.2 if ends else 0.0)
        if len(words) > 8:
            score *= 0.6
        elif len(words) > 5 and text.rstrip().endswith((".", ";")):
            score *= 0.5
        return score

    def _titles(self, languages: Sequence[str]) -> tuple[set[str], set[str], set[str], tuple[str, ...], set[str]]:
        heads: set[str] = set()
        modifiers: set[str] = set()
        phrases: set[str] = set()
        suffixes: set[str] = set()
        small = set("dmwfx")  # "(m/w/d)"
        for code in self._scope(languages):
            language = self.languages.get(code)
            if language is not None:
                heads.update(map(fold, language.title_words))
                modifiers.update(map(fold, language.title_modifiers))
                phrases.update(map(fold, language.title_phrases))
                suffixes.update(map(fold, language.title_suffixes))
                # Why short ones only: "of", "de", "für" neither make nor break a title, "responsible" does.
                small.update(word for word in map(fold, language.function_words) if len(word) <= 3)
        return heads, modifiers, phrases, tuple(suffixes), small

    # ------------------------------------------------------------------ employers

    def employer_score(self, text: str) -> float:
        """Return how much a line reads like the name of an employer: legal form, kind of house, or own account."""
        if not 1 < len(text) <= 120:
            return 0.0
        known = self._tables.get("employers")
        if known is None:
            known = self._tables["employers"] = self._employers()
        forms_, cautious, kinds, endings, own = known
        folded = fold(text)
        if folded in own:
            return 1.0
        written = text.replace(",", " , ").replace("(", " ( ").replace(")", " ) ").split()
        bare = [word.replace(".", "").strip("()|·").lower() for word in written]
        count = len(bare)
        if count > 16:
            return 0.0
        score = 0.0
        for i in range(1, count):
            for size in (1, 2, 3, 4, 5):
                form = " ".join(bare[i : i + size])
                if form in forms_ and _is_form(written[i : i + size], form in cautious):
                    rest = bare[i + size : i + size + 1]
                    score = max(score, 1.0 if not rest or rest[0] in _BREAKS else 0.8)
        if score < 0.8:
            words = folded.split()
            for i, word in enumerate(words):
                if word in kinds or (len(word) > 7 and word.endswith(endings)):
                    score = max(score, 0.7 if i in (0, len(words) - 1) else 0.5)
            for i in range(len(words) - 1):
                if f"{words[i]} {words[i + 1]}" in kinds:
                    score = max(score, 0.7)
        if count > 9 or (count > 4 and score < 0.8 and text.rstrip().endswith(".")):
            score *= 0.5
        return score

    def _employers(self) -> tuple[set[str], set[str], set[str], tuple[str, ...], set[str]]:
        data = self.employers
        forms_ = {form.replace(".", "") for group in (data.get("legal_forms") or {}).values() for form in group}
        cautious = {form.replace(".", "") for form in data.get("legal_forms_in_capitals") or ()}
        kinds = {fold(word) for group in (data.get("kinds") or {}).values() for word in group}
        endings = tuple({fold(word) for word in data.get("kind_suffixes") or ()})
        own = {fold(word) for word in data.get("self_employed") or ()}
        return forms_ | cautious, cautious, kinds, endings, own

    # ------------------------------------------------------------------ places

    def place_score(self, text: str) -> float:
        """Return 1.0 where the whole text is a place ("Austin, TX", "Lisboa (remoto)"), less for a part of it."""
        if not 1 < len(text) <= 90:
            return 0.0
        known = self._tables.get("places")
        if known is None:
            known = self._tables["places"] = self._places()
        names, codes, ambiguous, before, after = known
        parts = [part for part in _split(text.translate(_PLACE)) if part]
        if not parts or len(parts) > 6:
            return 0.0
        upper = {word for word in text.replace(",", " ").replace("(", " ").replace(")", " ").split() if word.isupper()}
        sure = doubtful = coded = missing = 0
        for i, part in enumerate(parts):
            name = _trim(part, names, before, after)
            if name in names:
                if name in ambiguous:
                    doubtful += 1
                else:
                    sure += 1
            elif i and part in codes and part.upper() in upper:
                coded += 1
            elif part.replace(" ", "").isdigit() and len(part) <= 8:
                continue  # a postcode
            else:
                missing += 1
        if not sure and not doubtful:
            return 0.0  # a code alone proves nothing: "Manager, IT"
        if missing:
            # Why: "Villaquilambre, León" names a village that no list has; the last part tells.
            told = coded or _trim(parts[-1], names, before, after) in names
            likely = told and missing == 1 and len(parts[0].split()) <= 3 and text[:1].isupper()
            return 0.7 if likely and sure else 0.4 * (sure + doubtful) / len(parts)
        if not sure and len(parts) == 1:
            return 0.5
        return 1.0

    def _places(self) -> tuple[set[str], set[str], set[str], tuple[str, ...], tuple[str, ...]]:
        data = self.places
        names: set[str] = set()
        for key in ("countries", "regions", "cities"):
            for group in (data.get(key) or {}).values():
                names.update(map(fold, group))
        names.update(map(fold, data.get("remote") or ()))
        names.update(map(fold, data.get("country_codes") or ()))
        codes = {code for group in (data.get("region_codes") or {}).values() for code in group}
        affixes = data.get("affixes") or {}
        # Longest first: "bay area" before "area".
        before = tuple(sorted((f"{fold(word)} " for word in affixes.get("before") or ()), key=len, reverse=True))
        after = tuple(sorted((f" {fold(word)}" for word in affixes.get("after") or ()), key=len, reverse=True))
        return names, codes, set(map(fold, data.get("ambiguous") or ())), before, after

    # ------------------------------------------------------------------ detection

    def detect(self, text: str, languages: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return the languages of a document, most likely first; only those with evidence, so perhaps none."""
        from collections import Counter

        chosen = tuple(self.languages if languages is None else languages)
        key = "detect:" + ",".join(chosen)
        known = self._tables.get(key)
        if known is None:
            known = self._tables[key] = self._evidence(chosen)
        weights, headings, letters = known
        text = text[:_DETECT_LENGTH].lower()
        scores = dict.fromkeys(chosen, 0.0)
        seen: list[Mapping[str, float]] = []
        for word, count in Counter(text.translate(_PLAIN).split()).items():
            table = weights.get(word)
            if table is not None:
                seen.append(table)
                # Why: a word of three languages tells little about each; the tenth "de" no more than the sixth.
                share = min(count, 6) / len(table) ** 2
                for code, weight in table.items():
                    scores[code] += weight * share
        heads: list[tuple[str, ...]] = []
        for line in text.split("\n")[:_DETECT_LINES]:
            if 3 < len(line) <= 40:
                line = line.strip(" :-\t\r")
                codes = headings.get(line) or (headings.get(strip_accents(line)) if not line.isascii() else None)
                if codes:
                    heads.append(codes)
                    for code in codes:
                        scores[code] += 1.5 / len(codes)
        for letter, codes in letters.items():
            if letter in text:
                for code in codes:
                    scores[code] += min(text.count(letter), 6) / len(codes) ** 2
        return _rank(scores, seen, heads)

    def _evidence(
        self, chosen: Sequence[str]
    ) -> tuple[dict[str, dict[str, float]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        weights: dict[str, dict[str, float]] = {}
        headings: dict[str, tuple[str, ...]] = {}
        letters: dict[str, tuple[str, ...]] = {}
        for code in chosen:
            language = self.languages[code]
            for words, weight in (
                (language.title_words, 0.5),
                (language.title_modifiers, 0.4),
                (language.months, 0.6),
                (language.function_words, _FUNCTION),
            ):
                for word in words:
                    weights.setdefault(word, {})[code] = weight
            for group in language.sections.values():
                for heading in group:
                    headings[heading] = (*headings.get(heading, ()), code)
                    if not heading.isascii():
                        bare = strip_accents(heading)
                        headings[bare] = (*headings.get(bare, ()), code)
            for letter in language.letters:
                letters[letter] = (*letters.get(letter, ()), code)
        return weights, headings, letters


# ---------------------------------------------------------------------- details

_DETECT_LENGTH = 20_000
_DETECT_LINES = 400
_FUNCTION = 1.0  # weight of a function word; title words and months weigh less
# Source: hand-made; what may follow the legal form of a name.
_BREAKS = frozenset(",()-|·/•\u2013\u2014")


class _Plain(dict[int, str]):
    """Table for str.translate: letters stay as they are, everything else becomes a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        value = letter if letter.isalpha() or 0x300 <= code < 0x370 else " "
        self[code] = value
        return value


_PLAIN = _Plain()


def _section(tokens: list[str], known: Mapping[str, str], joiners: set[str], continued: set[str]) -> str | None:
    """Return the kind of a heading that is not in the table as it stands: marked, numbered, spaced out or joined."""
    while tokens and tokens[0] in _HEADING_MARKS:
        tokens = tokens[1:]
    while tokens and (tokens[-1] in _HEADING_MARKS or tokens[-1] in continued):
        tokens = tokens[:-1]
    if not tokens:
        return None
    numbered = len(tokens) > 1 and len(tokens[0]) <= 4 and (tokens[0].isdigit() or tokens[0] in _NUMERALS)
    found = known.get(" ".join(tokens)) or (known.get(" ".join(tokens[1:])) if numbered else None)
    if found:
        return found
    if any(len(token) == 1 for token in tokens):
        found = known.get("".join(tokens) + "\0")
        if found:
            return found
    if len(tokens) > _HEADING_WORDS or joiners.isdisjoint(tokens):
        return None
    kinds: list[str] = []
    part: list[str] = []
    for token in (*tokens, "&"):
        if token not in joiners:
            part.append(token)
            continue
        if part:
            kind = known.get(" ".join(part))
            if kind is None:
                return None
            kinds.append(kind)
            part = []
    return next((kind for kind in kinds if kind in WORK_SECTIONS), kinds[0] if kinds else None)


def _heads_before(words: list[str], hits: list[int], small: set[str]) -> bool:
    """Return whether a head stands before the first small word ("Director of Sales", "Head of IT")."""
    for i, word in enumerate(words):
        if i and word in small:
            return hits[i - 1] == 2
    return False


def _is_form(written: Sequence[str], cautious: bool) -> bool:
    """Return whether a legal form is written as one: capitalised, and in capitals or dotted if also a word."""
    joined = "".join(written)
    if cautious:
        letters = [c for c in joined if c.isalpha()]
        return sum(c.isupper() for c in letters) * 3 >= 2 * len(letters) or joined.count(".") > 1
    return any(c.isupper() for c in joined) or "." in joined


def _split(text: str) -> list[str]:
    """Return the parts of a folded place, cut at its marks."""
    parts: list[list[str]] = [[]]
    for token in text.split():
        if token in _PLACE_MARKS:
            parts.append([])
        else:
            parts[-1].append(token)
    return [" ".join(part) for part in parts]


def _trim(part: str, names: set[str], before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Return a place without "Greater", "Area", "y alrededores" and a postcode in front."""
    if part in names:
        return part
    head, _, rest = part.partition(" ")
    if rest and head.isdigit():
        part = rest
    for prefix in before:
        if part.startswith(prefix):
            part = part[len(prefix) :]
            break
    for _ in range(2):
        if part not in names:
            for suffix in after:
                if part.endswith(suffix):
                    part = part[: -len(suffix)]
                    break
    return part


def _rank(
    scores: Mapping[str, float], seen: Iterable[Mapping[str, float]], heads: Iterable[tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the languages whose evidence stands out, best first."""
    ranked = sorted(scores, key=lambda code: -scores[code])
    if not ranked or scores[ranked[0]] < 0.8:
        return ()
    first = ranked[0]
    # Why: neighbours share words and titles are often English, so a second language needs headings or running
    # text that the first does not explain.
    own = dict.fromkeys(ranked, 0.0)
    for table in seen:
        if first not in table:
            for code, weight in table.items():
                if weight == _FUNCTION:
                    own[code] += 1 / len(table)
    headed = dict.fromkeys(ranked, 0.0)
    for codes in heads:
        if first not in codes:
            for code in codes:
                headed[code] += 1 / len(codes)
    words = sum(1 for table in seen if table.get(first) == _FUNCTION)
    return (first, *(code for code in ranked[1:] if headed[code] >= 2 or own[code] >= max(5, 0.3 * words)))

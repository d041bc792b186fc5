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


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. Every word stands with its accents and without, in lower case."""

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
            sections=_sets(data.get("sections")),
            employment=_sets(data.get("employment")),
            leave=_sets(data.get("leave")),
            title_words=_set(data.get("title_words") or ()),
            title_modifiers=_set(data.get("title_modifiers") or ()),
            title_phrases=_set(data.get("title_phrases") or ()),
            title_suffixes=tuple(sorted(_set(data.get("title_suffixes") or ()))),
            function_words=_set(data.get("function_words") or ()),
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
_HEADING = _Fold("&+/|,;·•")
_PLACE = _Fold(",;()[]|/·•–—")

# Sections that stand for time at work: of a heading that joins two, the one of these wins, else the first.
WORK_SECTIONS = ("experience", "internships", "volunteering", "career_break")

# Source: hand-made; the words that join two headings ("Education and Training", "Formación y cursos").
_JOINERS = frozenset("& + / | , ; · • and y e et i und en ed ou o of oraz plus".split())
# Source: hand-made; what follows a heading that goes on after a page break.
_CONTINUED = frozenset("continued cont contd continuacion continua suite fortsetzung segue vervolg continuacao".split())
_NUMERALS = frozenset("i ii iii iv v vi vii viii ix x a b c d e f g h".split())
_HEADING_LENGTH = 60
_HEADING_WORDS = 9

# Source: hand-made; small words inside titles and names that neither make nor break them.
_SMALL = frozenset(
    "of and the for to in at a an de del la el los las y e en do da dos das em para du des le les et d l der die das und "
    "für fur im am von di della dei delle il lo per van het voor op een i of ds m w f x h".split()
)


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

    # ------------------------------------------------------------------ sections

    def section_of(self, heading: str, languages: Sequence[str] = ()) -> str | None:
        """Return the kind of section that a line heads, or None; English headings count in every document."""
        if len(heading) > _HEADING_LENGTH:
            # Letter-spaced headings are twice as long as their words.
            if len(heading) > 2 * _HEADING_LENGTH or heading[1:2] != " ":
                return None
        key = "sections:" + ",".join(languages)
        known = self._tables.get(key)
        if known is None:
            known = self._tables[key] = self._headings(languages)
        tokens = heading.translate(_HEADING).split()
        if not tokens or len(tokens) > 2 * _HEADING_WORDS and len(tokens[0]) > 1:
            return None
        found: str | None = known.get(" ".join(tokens))
        return found or _section(tokens, heading, known)

    def _headings(self, languages: Sequence[str]) -> dict[str, str]:
        """Return folded heading -> kind for these languages and English; the first language that knows one wins."""
        known: dict[str, str] = {}
        for code in dict.fromkeys((*languages, "en")):
            language = self.languages.get(code)
            for kind, headings in language.sections.items() if language else ():
                for heading in headings:
                    words = " ".join(heading.translate(_HEADING).split())
                    known.setdefault(words, kind)
                    # Letter-spaced and small-capital headings come in pieces: found again without their spaces.
                    known.setdefault(words.replace(" ", "") + "\0", kind)
        return known

    # ------------------------------------------------------------------ titles

    def title_score(self, text: str, languages: Sequence[str] = ()) -> float:
        """Return how much a line reads like a job title: its head noun, and the share of words that titles use."""
        if not 1 < len(text) <= 120:
            return 0.0
        key = "titles:" + ",".join(languages)
        known = self._tables.get(key)
        if known is None:
            known = self._tables[key] = self._titles(languages)
        heads, modifiers, phrases, suffixes = known
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
        told = [hit for word, hit in zip(words, hits, strict=True) if hit or word not in _SMALL]
        share = sum(1 for hit in told if hit) / len(told)
        # Why: "Senior Account Manager" heads at its end, "Técnico de soporte" at its beginning.
        ends = told[0] == 2 or told[-1] == 2 or 2 in _before_of(words, hits)
        score = 0.4 + 0.4 * share + (0.2 if ends else 0.0)
        if len(words) > 8:
            score *= 0.6
        elif len(words) > 5 and text.rstrip().endswith((".", ";")):
            score *= 0.5
        return score

    def _titles(self, languages: Sequence[str]) -> tuple[set[str], set[str], set[str], tuple[str, ...]]:
        heads: set[str] = set()
        modifiers: set[str] = set()
        phrases: set[str] = set()
        suffixes: set[str] = set()
        for code in dict.fromkeys((*languages, "en")):
            language = self.languages.get(code)
            if language is not None:
                heads.update(map(fold, language.title_words))
                modifiers.update(map(fold, language.title_modifiers))
                phrases.update(map(fold, language.title_phrases))
                suffixes.update(map(fold, language.title_suffixes))
        return heads, modifiers, phrases, tuple(suffixes)

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
        sure = doubtful = missing = 0
        for i, part in enumerate(parts):
            name = _trim(part, names, before, after)
            if name in names:
                if name in ambiguous:
                    doubtful += 1
                else:
                    sure += 1
            elif i and part in codes and part.upper() in upper:
                sure += 1
            elif part.replace(" ", "").isdigit() and len(part) <= 8:
                continue  # a postcode
            else:
                missing += 1
        if not sure and not doubtful:
            return 0.0
        if missing:
            # Why: "Villaquilambre, León" names a village that no list has; the last part tells.
            first_missing = _trim(parts[-1], names, before, after) in names or parts[-1] in codes
            likely = first_missing and missing == 1 and len(parts[0].split()) <= 3 and text[:1].isupper()
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
        before = tuple(f"{fold(word)} " for word in affixes.get("before") or ())
        after = tuple(f" {fold(word)}" for word in affixes.get("after") or ())
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
        text = text[:_DETECT_LENGTH]
        scores = dict.fromkeys(chosen, 0.0)
        heads = dict.fromkeys(chosen, 0.0)
        for word, count in Counter(text.lower().translate(_PLAIN).split()).items():
            for code, weight in weights.get(word, ()):
                scores[code] += weight * min(count, 12)
        for line in text.split("\n")[:400]:
            if 3 < len(line) <= 40 and (found := headings.get(fold(line))):
                for code in found:
                    heads[code] += 1 / len(found)
        for letter, codes in letters.items():
            if count := text.count(letter):
                for code in codes:
                    scores[code] += min(count, 10) * 0.7 / len(codes)
        return _rank(scores, heads)

    def _evidence(
        self, chosen: Sequence[str]
    ) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
        tables: dict[str, dict[str, float]] = {}
        headings: dict[str, list[str]] = {}
        letters: dict[str, list[str]] = {}
        for code in chosen:
            language = self.languages[code]
            for words, weight in (
                (language.title_words, 0.5),
                (language.title_modifiers, 0.4),
                (language.months, 0.6),
                (language.function_words, 1.0),
            ):
                for word in words:
                    # Why: "a", "e", "may" and the like are in too many languages to tell much.
                    if len(word) > 2 or weight == 1.0:
                        table = tables.setdefault(word, {})
                        table[code] = max(table.get(code, 0.0), weight)
            for group in language.sections.values():
                for heading in group:
                    codes = headings.setdefault(fold(heading), [])
                    if code not in codes:
                        codes.append(code)
            for letter in language.letters:
                letters.setdefault(letter, []).append(code)
        weights = {
            word: tuple((code, weight / len(table) ** 2) for code, weight in table.items())
            for word, table in tables.items()
            if len(table) < len(chosen)
        }
        return (
            weights,
            {heading: tuple(codes) for heading, codes in headings.items()},
            {letter: tuple(codes) for letter, codes in letters.items()},
        )


# ---------------------------------------------------------------------- details

_DETECT_LENGTH = 20_000
_BREAKS = frozenset(", ( ) - – — | · / •".split())


class _Plain(dict[int, str]):
    """Table for str.translate: letters stay as they are, everything else becomes a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        value = letter if letter.isalpha() or 0x300 <= code < 0x370 else " "
        self[code] = value
        return value


_PLAIN = _Plain()


def _section(tokens: list[str], heading: str, known: Mapping[str, str]) -> str | None:
    """Return the kind of a heading that is not in the table as it stands: marked, numbered, spaced out or joined."""
    marks = "&+/|,;·•"
    while tokens and tokens[0] in marks:
        tokens = tokens[1:]
    while tokens and (tokens[-1] in marks or tokens[-1] in _CONTINUED):
        tokens = tokens[:-1]
    if not tokens:
        return None
    if len(tokens[0]) <= 4 and len(tokens) > 1 and (tokens[0].isdigit() or tokens[0] in _NUMERALS):
        found = known.get(" ".join(tokens[1:]))
        if found:
            return found
    found = known.get(" ".join(tokens))
    if found:
        return found
    if any(len(token) == 1 for token in tokens):
        found = known.get("".join(tokens) + "\0")
        if found:
            return found
    if len(tokens) > _HEADING_WORDS:
        return None
    kinds: list[str] = []
    part: list[str] = []
    for token in (*tokens, "&"):
        if token not in _JOINERS:
            part.append(token)
            continue
        if part:
            kind = known.get(" ".join(part))
            if kind is None:
                return None
            kinds.append(kind)
            part = []
    return next((kind for kind in kinds if kind in WORK_SECTIONS), kinds[0] if kinds else None)


def _before_of(words: list[str], hits: list[int]) -> list[int]:
    """Return the hit of the word before the first small word: the head of "Director of Sales", "Head of IT"."""
    for i, word in enumerate(words):
        if i and word in _SMALL:
            return [hits[i - 1]]
    return []


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
        if token in ",;()[]|/·•–—":
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


def _rank(scores: Mapping[str, float], heads: Mapping[str, float]) -> tuple[str, ...]:
    """Return the languages whose evidence stands out, best first."""
    total = {code: scores[code] + 1.5 * heads[code] for code in scores}
    best = max(total.values(), default=0.0)
    if best < 1.0:
        return ()
    ranked = sorted(total, key=lambda code: -total[code])
    first = ranked[0]
    kept = [first]
    for code in ranked[1:]:
        # Why: neighbours share words, so a second language needs headings of its own or much running text.
        if (heads[code] >= 2.5 and total[code] >= 2.0) or (scores[code] >= 6.0 and scores[code] >= 0.45 * best):
            kept.append(code)
    return tuple(kept)

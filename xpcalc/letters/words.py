"""rules/letters/<language>.yaml -> LetterWords. To add a language, write its file; to add a slot, a name in `SLOTS`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from xpcalc.errors import RulebookError
from xpcalc.language import strip_accents
from xpcalc.letters.near import ROLES, Near, search_of
from xpcalc.letters.spelled import Spelled
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: rules/letters/en.yaml, first comment; what a pattern may find, and which token stands there.
DATES = ("start", "end", "planned_end", "issued", "moved", "never")
PERIODS = ("period", "not_period")
NAMES = ("person", "not_person", "employer", "not_employer", "title")
NUMBERS = ("hours", "percent")
SLOTS = (*DATES, *PERIODS, *NAMES, *NUMBERS)
# Words in front of and behind names, and lines that are none.
AROUND = (
    "person_before",
    "person_after",
    "signs_before",
    "signs_after",
    "house_before",
    "house_after",
    "not_house_before",
    "no_name",
    "title_before",
    "to_you",
    "address",
    "share",
)
LABELS = ("person", "employer", "title", "start", "end", "planned_end", "period", "hours", "percent", "issued", "never")
GAPS = MappingProxyType({"...": 5, "....": 12})  # words that may stand in between
# Why this order: "date of birth of the employee" is no name, "end date of employment" no start.
_LABEL_ORDER = (
    "never",
    "issued",
    "planned_end",
    "hours",
    "percent",
    "period",
    "end",
    "start",
    "title",
    "employer",
    "person",
)
_KINDS = ("certificate_of_employment", "offer_letter", "contract")
_KEYS = frozenset(
    (
        "kinds refused interim ongoing reads_as patterns labels honorifics titled title_ends employer_leads "
        "title_leads addressed employment not_employment register numbers signs closings label_words "
        "title_keeps declares near around same_day title_nouns past nouns_capital"
    ).split()
)

# Why quotation marks and apostrophes are no tokens: "d'embauche", 'the "Employer"' and "l'entreprise" read as words.
TOKEN = regex(r"\{\w+\}|\d+(?:[.,]\d+)?|[^\W\d_]+|[^\s\w'’‘´`\"“”„«»]")
_BREAKS = ".;:?!|{"
_NUMBERED = regex(r"^(?:\d{1,2}|[a-z]) [.)] ")  # "3. Employed to"
_LONGEST_LABEL = 8  # words


def folded(text: str) -> str:
    """Return a text as it is looked up: lower case, no accents, single spaces between its tokens."""
    return " ".join(token[0] for token in TOKEN.finditer(strip_accents(text.lower())))


def _expression(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return one search for all phrases over folded text; "a/b", "word*", "word?" and "..." as in patterns."""
    found = []
    for phrase in phrases:
        parts = []
        for word in phrase.split():
            if word in GAPS:
                parts.append(rf"(?:[^\s{_BREAKS}]+ ){{0,{GAPS[word]}}}")
                continue
            optional = word.endswith("?")
            either = "|".join(
                re.escape(folded(part.rstrip("*"))) + (r"[^\W\d_]*" if part.endswith("*") else "")
                for part in word.rstrip("?").split("/")
            )
            parts.append(f"(?:(?:{either}) )?" if optional else f"(?:{either}) ")
        found.append("".join(parts))
    return re.compile(rf"(?<!\S)(?:{'|'.join(found)})") if found else None


def _folded_set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(folded, words))


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The words of letters in some languages."""

    titles: Mapping[str, str]  # folded heading -> kind
    phrases: Mapping[str, tuple[re.Pattern[str], ...]]  # kind -> searches over folded text
    refused: re.Pattern[str] | None
    interim: re.Pattern[str] | None
    ongoing: re.Pattern[str] | None
    reads_as: tuple[tuple[re.Pattern[str], str], ...]
    patterns: tuple[str, ...]
    labels: Mapping[str, str]  # folded label -> slot
    label_words: tuple[tuple[str, re.Pattern[str]], ...]  # slot -> words by which a label nobody listed is told
    honorifics: frozenset[str]
    titled: re.Pattern[str]
    title_ends: tuple[tuple[str, ...], ...]
    title_keeps: frozenset[tuple[str, ...]]  # what looks like the end of a title and is not: "por cobrar"
    employer_leads: frozenset[str]
    title_leads: frozenset[str]
    nouns_capital: frozenset[str]  # words behind which a title has only nouns with capitals
    title_nouns: frozenset[str]  # "labores de Auxiliar": no part of the title before "of"
    addressed: frozenset[tuple[str, ...]]
    employment: tuple[tuple[str, re.Pattern[str]], ...]
    not_employment: re.Pattern[str] | None
    register: Mapping[str, Any]  # words of the informe de vida laboral
    spelled: Spelled
    furniture: re.Pattern[str] | None  # what stands in letters: forms of address and of closing, "re:", "signed"
    work: re.Pattern[str] | None  # what is said about employment
    declares: re.Pattern[str] | None  # "certifica": whoever stands in front of it certifies
    past: re.Pattern[str] | None  # who is spoken of like this works there no more
    nouns: Mapping[str, re.Pattern[str]]  # kind -> words of a heading that names it
    same_day: re.Pattern[str] | None  # "leaves us today": the end is the day on which the letter was written
    near: Near  # weak signs around dates
    around: Mapping[str, re.Pattern[str] | None]  # weak signs around names, one of AROUND
    closings: frozenset[tuple[str, ...]]  # the first words of the line before a signature
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # built when first asked for

    def label_of(self, text: str) -> str:
        """Return the slot that a label names, "" for none: a listed label, else by its words."""
        label = _NUMBERED.sub("", folded(text))
        known = self.labels.get(label)
        if known is not None or not 0 < len(label.split()) <= _LONGEST_LABEL or any(map(str.isdigit, label)):
            return known or ""
        return next((slot for slot, words in self.label_words if words.search(f"{label} ")), "")

    @classmethod
    def from_mapping(cls, files: Mapping[str, Mapping[str, Any]]) -> LetterWords:
        """Return the words of parsed files by language, the first counts most.

        Raises: RulebookError with a line for each key or slot that nothing reads.
        """
        problems = [
            f"letters/{code}: $.{key}: unknown key; known are {', '.join(sorted(_KEYS))}"
            for code, data in files.items()
            for key in data
            if key not in _KEYS
        ]
        problems += [
            f"letters/{code}: $.patterns: unknown slot {{{slot}}}; known are {', '.join(SLOTS)}"
            for code, data in files.items()
            for pattern in data.get("patterns") or ()
            for slot in re.findall(r"\{(\w+)\}", pattern)
            if slot not in SLOTS
        ]
        problems += [
            f"letters/{code}: $.near.{role}: unknown role; known are {', '.join(sorted(ROLES))}"
            for code, data in files.items()
            for role in data.get("near") or ()
            if role not in ROLES
        ]
        problems += [
            f"letters/{code}: $.around.{key}: unknown key; known are {', '.join(AROUND)}"
            for code, data in files.items()
            for key in data.get("around") or ()
            if key not in AROUND
        ]
        if problems:
            raise RulebookError(*problems)
        every = list(files.values())

        def words(key: str) -> list[str]:
            return [word for data in every for word in data.get(key) or ()]

        def under(key: str, name: str) -> list[str]:
            return [word for data in every for word in (data.get(key) or {}).get(name) or ()]

        def signs(key: str) -> re.Pattern[str] | None:
            return _expression(under("signs", key))

        def by_name(key: str, names: Iterable[str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
            return tuple([(name, found) for name in names if (found := _expression(under(key, name)))])

        def of_kind(kind: str, key: str) -> list[str]:
            return [word for data in every for word in ((data.get("kinds") or {}).get(kind) or {}).get(key) or ()]

        titles: dict[str, str] = {}
        labels: dict[str, str] = {}
        phrases = {
            kind: tuple([found for word in of_kind(kind, "phrases") if (found := _expression([word]))])
            for kind in _KINDS
        }
        for kind in _KINDS:
            for word in of_kind(kind, "titles"):
                titles.setdefault(folded(word), kind)
        for data in every:
            for slot, names in (data.get("labels") or {}).items():
                for name in names:
                    labels.setdefault(folded(name), slot)
        reads = [pair for data in every for pair in (data.get("reads_as") or {}).items()]
        titled = "|".join(sorted({re.escape(word) for word in words("titled")}, key=len, reverse=True))
        kinds = dict.fromkeys(kind for data in every for kind in data.get("employment") or {})
        return cls(
            titles=MappingProxyType(titles),
            phrases=MappingProxyType(phrases),
            refused=_expression(words("refused")),
            interim=_expression(words("interim")),
            ongoing=_expression(words("ongoing")),
            reads_as=tuple(
                [(re.compile(rf"(?<!\w){re.escape(what)}(?!\w)", re.IGNORECASE), as_) for what, as_ in reads]
            ),
            patterns=tuple(dict.fromkeys(words("patterns"))),
            labels=MappingProxyType(labels),
            label_words=by_name("label_words", _LABEL_ORDER),
            honorifics=_folded_set(words("honorifics")),
            titled=re.compile(rf"(?<!\w)(?:{titled})\.?\s+(?=[^\W\d_])", re.IGNORECASE),
            title_ends=tuple(
                sorted({tuple(folded(word).split()) for word in words("title_ends")}, key=len, reverse=True)
            ),
            title_keeps=frozenset(tuple(folded(word).split()) for word in words("title_keeps")),
            employer_leads=_folded_set(words("employer_leads")),
            title_leads=_folded_set(words("title_leads")),
            nouns_capital=_folded_set(words("nouns_capital")),
            title_nouns=_folded_set(words("title_nouns")),
            addressed=frozenset(tuple(folded(word).split()) for word in words("addressed")),
            employment=by_name("employment", kinds),
            not_employment=_expression(words("not_employment")),
            spelled=Spelled(
                {folded(word): value for data in every for word, value in (data.get("numbers") or {}).items()}
            ),
            past=search_of(words("past")),
            nouns=MappingProxyType({k: found for k in _KINDS if (found := search_of(of_kind(k, "nouns")))}),
            same_day=search_of(words("same_day")),
            near=Near({role: under("near", role) for role in sorted(ROLES)}),
            around=MappingProxyType({key: search_of(under("around", key)) for key in AROUND}),
            declares=_expression(words("declares")),
            furniture=signs("furniture"),
            work=signs("work"),
            closings=frozenset(tuple(folded(word).split()) for word in words("closings")),
            register=MappingProxyType(next((dict(data["register"]) for data in every if "register" in data), {})),
        )


__all__ = ["DATES", "GAPS", "LABELS", "NAMES", "NUMBERS", "PERIODS", "SLOTS", "TOKEN", "LetterWords", "folded"]

"""Assessment -> the same without who it is about. To take out another kind of thing: a row of `_PATTERNS`.

Every string is looked at, whatever its place, so that a new field of a new report is blind from its first day; quotes,
evidence and the text of findings lose their words and keep page and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from string import ascii_uppercase
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from xpcalc.assessment import Assessment, Evidence, Failure, Held
from xpcalc.i18n import translator
from xpcalc.model import (
    Claim,
    Correction,
    Coverage,
    DateRange,
    Document,
    Duration,
    Finding,
    Label,
    Policy,
    Position,
    Span,
)
from xpcalc.regex import regex
from xpcalc.taxonomy import fold

if TYPE_CHECKING:
    from xpcalc.verification import Verification

GAP = "[…]"

# Source: hand-made; ways to reach a person, and whole days written out, which in a title can only be a birthday.
_PATTERNS = (
    regex(r"[^\s@<>()\[\],;:]{1,64}@[^\s@<>()\[\],;:]{1,255}"),
    regex(r"(?:https?://|www\.)[^\s<>()]{1,2000}", re.IGNORECASE),
    regex(
        r"\b[a-z0-9-]{1,63}\.(?:com|org|net|io|me|dev|es|mx|ar|co|br|fr|de|it|nl|pt|eu|pl|uk)\b(?:/[^\s<>()]{0,2000})?",
        re.I,
    ),
    regex(r"(?<!\w)@\w{2,40}"),
    regex(r"(?<![\w.])\(?\+?\d(?:[ \u00a0().-]?\d){8,14}(?!\w)"),
    regex(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)(?!\d)"),
)
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Source: the fields of the value types that hold words of ours or of the rules, never words of the document.
_OURS = frozenset(
    "as_of as_of_source code comparison decides difference employment end end_by evidence_kind flags format id "
    "kind language languages last level measure policy possible primary result rule rulebook scheme section "
    "severity sha256 start start_by status summary unit until version".split()
)
# Source: criteria whose finding quotes a certificate or a degree with its year.
_DATED_FACTS = frozenset({"education", "certificate"})
# Source: hand-made; particles that are part of many names and of all other text.
_PARTICLES = frozenset("da das de del della den der di do dos du el la las le los san the van vom von zu".split())

T = TypeVar("T")


@overload
def blind(result: Assessment, employers: bool = False, lang: str = "en") -> Assessment: ...


@overload
def blind(result: Failure, employers: bool = False, lang: str = "en") -> Failure: ...


def blind(result: Assessment | Failure, employers: bool = False, lang: str = "en") -> Assessment | Failure:
    """Return the result without names, contacts, days of birth and years of study; with `employers`, without these too.

    Invariant: no number, code, page or line changes. The label of a file is made of its content, so that it is the
    same in every run.
    """
    if isinstance(result, Failure):
        return replace(
            result, name=label_of(sha256(result.name.encode("utf-8", "replace")).hexdigest()), message=_bare(result)
        )
    names = _employers(result, lang) if employers else {}
    return _Mask(result, names).assessment(result)


V = TypeVar("V", bound="Verification")


def blind_verification(v: V, employers: bool = False, lang: str = "en") -> V:
    """Return the verification without names and contacts, in any of its documents.

    Invariant: as that of `blind`; one employer has one letter in all documents.
    """
    names: dict[str, str] = _employers(v.assessment, lang) if employers else {}
    if employers:
        t = translator(lang)
        letters = len(set(names.values()))
        for row in v.rows:
            own = v.assessment.positions[row.position].employer
            for m in row.matches:
                for each in [v.sources[m.source].entries[n].employer for n in m.entries]:
                    if each and own:
                        names.setdefault(each, names[own])
        for each in sorted({e.employer for source in v.sources for e in source.entries if e.employer}):
            if each not in names:
                names[each] = t("Employer {letter}").format(letter=_letter(letters))
                letters += 1
    people = [person for source in v.sources if (person := source.person)]
    files = {source.name: label_of(source.sha256) for source in v.sources}
    mask = _Mask(v.assessment, names, people, files)
    # Why: the dates as typed may hold more than dates.
    bare = [replace(s, entries=tuple([replace(e, written="") for e in s.entries])) for s in v.sources]
    sources = tuple([replace(mask.value(s), name=files[s.name], person=None) for s in bare])
    made = mask.value(replace(v, sources=(), failures=()))
    failures = tuple([blind(failure, employers, lang) for failure in v.failures])
    assert isinstance(made, type(v))
    return replace(made, sources=sources, failures=failures)


def label_of(digest: str) -> str:
    """Return the name that stands for a file: "candidate-3f2a9c1b"."""
    return f"candidate-{digest.removeprefix('sha256:')[:8]}"


def _bare(failure: Failure) -> str:
    """Return the message of a failure unless it repeats a part of the file's name."""
    words = {word for word in re.split(r"[\W_]+", fold(failure.name)) if len(word) > 2}
    return failure.message if not words & set(re.split(r"[\W_]+", fold(failure.message))) else failure.code


def _employers(a: Assessment, lang: str) -> dict[str, str]:
    """Return a letter for each employer, in the order of the document."""
    t = translator(lang)
    found: dict[str, str] = {}
    letters: dict[str, str] = {}
    for held in a.positions:
        if held.employer and held.employer not in found:
            key = " ".join(fold(held.employer).split())
            if key not in letters:
                letters[key] = t("Employer {letter}").format(letter=_letter(len(letters)))
            found[held.employer] = letters[key]
    return found


def _letter(number: int) -> str:
    first, rest = divmod(number, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[rest]


class _Mask:
    """Takes the words that name a person, and employers if asked, out of any value.

    `people` are further names; `files` the names of further files with what stands for them.
    """

    def __init__(
        self,
        a: Assessment,
        employers: Mapping[str, str],
        people: Sequence[str] = (),
        files: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        known = [*_names(a), *[each for name in people for each in (name, *_words(name))]]
        self._names = [_pattern(words) for words in sorted(dict.fromkeys(known), key=lambda x: (-len(x), x))]
        self._files = sorted(files.items(), key=lambda x: -len(x[0]))
        self._employers = [
            (_pattern(name), label) for name, label in sorted(employers.items(), key=lambda x: -len(x[0]))
        ]
        self._hide_places = bool(employers)
        self._label = label_of(a.document.sha256)
        self._file = a.document.name

    def assessment(self, a: Assessment) -> Assessment:
        """Return the assessment with every string masked."""
        masked = self.value(a)
        assert isinstance(masked, Assessment)
        return masked

    def value(self, value: Any, field: str = "") -> Any:
        """Return a value of the same shape; what has an own rule below is not gone into."""
        if isinstance(value, str):
            return value if field in _OURS else self.text(value)
        if isinstance(value, tuple):
            items = [self.value(each, field) for each in value]
            return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
        if isinstance(value, (Coverage, Duration, Policy, Span)):
            return value  # numbers, and words of ours
        if isinstance(value, Mapping):
            return {key: self.value(each, field) for key, each in value.items()}
        if isinstance(value, Document):
            return replace(
                value,
                name=self._label,
                text="",
                lines=(),
                person=None,
                entries=None,
                findings=(),
                languages=value.languages,
            )
        if is_dataclass(value) and not isinstance(value, type):
            return self._fields(value)
        return value

    def _fields(self, value: Any) -> Any:
        changed = {each.name: self.value(getattr(value, each.name), each.name) for each in fields(value) if each.init}
        if isinstance(value, Evidence):
            changed["quote"] = ""
        elif isinstance(value, Finding):
            # Why: messages repeat names, dates and whole lines of the document; the code says what it is about.
            changed["message"] = ""
        elif isinstance(value, Claim):
            changed["quote"] = ""
        elif "message" in changed and "severity" in changed:
            changed["message"] = ""  # a finding about several documents
        elif isinstance(value, Correction):
            # Why: reasons are free text, and the name of a position holds its employer.
            named = self._hide_places and value.field in ("employer", "location")
            whole = value.field in ("add", "drop")
            changed.update(position=value.position.partition(":")[0], reason="", by="", field=value.field)
            if named or whole:
                changed.update(was="", value="")
        elif isinstance(value, Label):
            changed["why"] = tuple([word for word in changed["why"] if GAP not in word])
        elif isinstance(value, DateRange):
            changed["written"] = _written(value)
        elif isinstance(value, Position):
            changed.update(body=(), header=())
            if self._hide_places:
                changed["location"] = None
        elif isinstance(value, Held):
            changed["evidence"] = self.value(value.evidence)
        if "kind" in changed and changed["kind"] in _DATED_FACTS:
            # Why: the year of a degree gives the age away.
            for name, each in changed.items():
                if isinstance(each, str) and name not in _OURS:
                    changed[name] = _YEAR.sub(GAP, each)
        return replace(value, **changed)

    def text(self, text: str) -> str:
        """Return a string without names and contacts."""
        if not text:
            return text
        text = text.replace(self._file, self._label) if self._file else text
        for name, label in self._files:
            text = text.replace(name, label)
        for pattern, label in self._employers:
            text = pattern.sub(lambda _, label=label: label, text)  # type: ignore[misc]
        for pattern in (*_PATTERNS, *self._names):
            text = pattern.sub(GAP, text)
        while f"{GAP} {GAP}" in text:
            text = text.replace(f"{GAP} {GAP}", GAP)
        return text


def _written(dates: DateRange) -> str:
    """Return a range in ISO form: what the person typed may hold more than the dates."""
    ends = [str(dates.start) if dates.start else "?", ".." if dates.ongoing else str(dates.end) if dates.end else "?"]
    return " – ".join(ends) if dates.written else ""


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern for a name: any case, any accents, any white space between its words."""
    return re.compile(rf"(?<!\w){_loose(words)}(?!\w)", re.IGNORECASE)


# Source: letters with accents that the seven languages write; a name may come with or without them.
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "a": "aáàâäãåą",
        "c": "cçć",
        "e": "eéèêëę",
        "i": "iíìîï",
        "l": "lł",
        "n": "nñń",
        "o": "oóòôöõø",
        "s": "sśš",
        "u": "uúùûü",
        "y": "yýÿ",
        "z": "zźżž",
    }
)


def _loose(words: str) -> str:
    made = []
    for part in words.split():
        made.append("".join([f"[{_ACCENTS[ch]}]\u0301?" if ch in _ACCENTS else re.escape(ch) for ch in fold(part)]))
    return r"[\s\u00a0.,-]{1,3}".join(made)


def _names(a: Assessment) -> Iterator[str]:
    """Yield the names of the person: whole, then word by word, longest first."""
    document = a.document
    found: list[str] = []
    if document.person:
        found += [document.person, *_words(document.person)]
    # Why: the words of job titles and tools are no names, and a name stands above the jobs or nowhere near the top.
    cues = {word for label in a.labels for why in label.why for word in re.split(r"\W+", fold(why))}
    handles = _handles(document, cues)
    starts = [held.position.span.start for held in a.positions if held.position.span is not None]
    head = document.text[: min(starts, default=len(document.text))]
    above = [line.strip() for line in head.split("\n")[:40] if line.strip()][:3]
    lines = [line.strip() for line in document.text.split("\n")[:40] if line.strip()][:12]
    guessed = False
    for number, line in enumerate(lines):
        words = _words(line)
        held = [word for word in words if any([_same(fold(word), handle) for handle in handles])]
        plain = [word for word in words if fold(word) not in cues and fold(word) not in _COMMON]
        found += held
        if not _like_a_name(line) or len(plain) < len(words):
            found += [line, *plain] if len(held) > 1 and _like_a_name(line) else []
        elif held or (not guessed and number < len(above)):
            found += [line, *words]
            guessed = True
    yield from sorted(dict.fromkeys(found), key=lambda each: (-len(each), each))


def _same(word: str, handle: str) -> bool:
    return word == handle or (len(word) > 3 and word in handle)


def _like_a_name(line: str) -> bool:
    """Tell whether a line near the top is two to five capitalised words, as a name is."""
    words = line[:200].split()
    plain = not any([ch.isdigit() or ch in "@/|:;()•·&" for ch in line])
    return (
        len(line) <= 80
        and plain
        and 1 < len(words) < 6
        and all([word[0].isupper() or fold(word) in _PARTICLES for word in words])
    )


def _words(text: str) -> list[str]:
    words = [word for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[:300]) if len(word) > 2]
    return [word for word in words if fold(word) not in _PARTICLES]


def _handles(document: Document, cues: set[str]) -> frozenset[str]:
    """Return the words of e-mail addresses, profile links and the file's name, which mostly hold the person's name."""
    head = document.text[:4000]
    links = [
        *re.findall(r"([^\s@<>()\[\],;:]{1,64})@", head),
        *re.findall(r"(?:linkedin\.com/in|github\.com)/([\w%.-]{1,100})", head, re.IGNORECASE),
    ]
    found = {word for link in links for word in _parts(link)}
    # Why: "cv-onboarding.pdf" names a job; an address does so far less often.
    return frozenset(found | {word for word in _parts(document.name.rpartition(".")[0]) if word not in cues})


def _parts(text: str) -> list[str]:
    return [word for word in re.split(r"[\W\d_]+", fold(text)) if len(word) > 2 and word not in _COMMON]


# Source: hand-made; words of file names and addresses that name no person.
_COMMON = frozenset(
    "cv resume curriculum vitae lebenslauf profile perfil linkedin export info contact contacto mail email support "
    "soporte hello hola office team work senior junior manager agent agente customer cliente final new web eng esp "
    "experience experiencia services service consulting data developer engineer".split()
)

__all__ = ["GAP", "blind", "blind_verification", "label_of"]

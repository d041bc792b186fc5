"""Paths -> Assessments: the only place where stages meet. A new stage is one more line in `_assess`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from xpcalc import __version__, intake, sandbox
from xpcalc.assessment import Amount, Apart, Assessment, Failure, Held, Noted, PagePicture, Places, evidence_of
from xpcalc.choices import AsOf, day_of, one_day, policy_named, rules_named
from xpcalc.classify import classify, listed_skills, stints
from xpcalc.collector import unhurried
from xpcalc.corrections import SUFFIX, Corrections, apply, counted, of_data, relabel, written
from xpcalc.count import EMPTY, count, duration, unite
from xpcalc.dates import Grammar, day_order, first_day, last_day
from xpcalc.dayset import DaySet
from xpcalc.errors import RulebookError, UnreadableDocument
from xpcalc.model import (
    CheckedClaim,
    Document,
    Duration,
    Entry,
    Experience,
    Finding,
    Label,
    Piece,
    Policy,
    Position,
    Span,
)
from xpcalc.positions import Phrases, kinds_of, positions_of
from xpcalc.pulse import beat
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.segment import segment

if TYPE_CHECKING:
    from xpcalc.claims import ClaimWords
    from xpcalc.comparison import Comparison
    from xpcalc.count import Between
    from xpcalc.language import Language
    from xpcalc.letters import LetterWords
    from xpcalc.rulefile import Rule
    from xpcalc.statement import Letter
    from xpcalc.verdict import Verdict
    from xpcalc.verification import Recounted, Source, Verification

Progress = Callable[[int, int], None]


class Given(NamedTuple):
    """A document by its bytes and the name to show."""

    data: bytes
    name: str


# Source: hand-made; characters of two pages of a letter.
_LETTER_LENGTH = 6_000
_HEADING_LENGTH = 60
Drawn = Mapping[str, tuple[PagePicture, ...]]


def assess(
    path: str | os.PathLike[str] | bytes,
    *,
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
    rules: Sequence[str | os.PathLike[str] | Rule] = (),
    name: str | None = None,
    progress: Progress | None = None,
    corrections: bool | bytes | Corrections = True,
    isolated: bool = False,
) -> Assessment:
    """Return the assessment of one document; `count` names kinds of employment to take into the headline.

    `rules`: names of shipped rules ("support") or rule files; each gives a verdict. `progress` hears of slow pages
    (OCR): page, of how many. `corrections`: True for the file beside the document (cv.pdf.xpcalc.yaml), False for
    none, or the corrections themselves (their values, or the bytes of such a file). `isolated`: read it in a process
    of its own that can do nothing else, so that no file can hang or crash this program.
    Raises: UnreadableDocument, UnknownName, RulebookError.
    """
    if isolated:
        if isinstance(corrections, Corrections):
            corrections = written(corrections).encode("utf-8")
        if isinstance(path, bytes):
            source = sandbox.Source(name or "-", None, path, corrections=corrections)
        else:
            source = sandbox.Source(name or Path(path).name, os.fspath(path), corrections=corrections)
        (result,) = _isolated([source], rulebook, as_of, policy, count, rules, progress)
        if isinstance(result, Failure):
            raise UnreadableDocument(result.code, result.message, result.hint)
        return result
    book = rulebook or load_rulebook()
    chosen = policy_named(policy, book, count)
    asked = rules_named(rules, book)
    if isinstance(path, bytes):
        data, shown = path, name or "-"
    else:
        data, shown = load(path), name or Path(path).name
        if corrections is True:
            corrections = beside(path) or False
    if isinstance(corrections, bytes):
        corrections = corrections_in(corrections, f"{shown}{SUFFIX}", book)
    said = corrections if isinstance(corrections, Corrections) else None
    return _assess(data, shown, book, day_of(as_of), chosen, asked, progress, said)


def assess_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
    rules: Sequence[str | os.PathLike[str] | Rule] = (),
    corrections: bool = True,
    isolated: bool = False,
) -> Iterator[Assessment | Failure]:
    """Yield an Assessment or a Failure for each path, in order; `isolated`: each read in a process of its own."""
    if isolated:
        named = [os.fspath(path) for path in paths]
        sources = [sandbox.Source(os.path.basename(path), path, corrections=corrections) for path in named]
        for shown, result in zip(named, _isolated(sources, rulebook, as_of, policy, count, rules), strict=True):
            yield replace(result, name=shown) if isinstance(result, Failure) else result
        return
    book = rulebook or load_rulebook()
    chosen = policy_named(policy, book, count)
    asked = rules_named(rules, book)
    for path in paths:
        try:
            yield assess(path, rulebook=book, as_of=as_of, policy=chosen, rules=asked, corrections=corrections)
        except UnreadableDocument as error:
            yield Failure(str(path), error.code, error.message, error.hint)


def _isolated(
    sources: Sequence[sandbox.Source],
    rulebook: Rulebook | None,
    as_of: AsOf,
    policy: str | Policy,
    count: Sequence[str],
    rules: Sequence[str | os.PathLike[str] | Rule],
    progress: Progress | None = None,
) -> Iterator[Assessment | Failure]:
    """Yield what comes of each source, read in a fresh process that shares no memory with this one."""
    names = [os.fspath(rule) for rule in rules if isinstance(rule, (str, os.PathLike))]
    if len(names) < len(rules):
        raise ValueError("isolated=True takes rules by name or file, not as values")
    day = day_of(as_of)
    asked = sandbox.Asked(rulebook, policy, tuple(count), tuple(names), day.isoformat() if day else None)
    with sandbox.Sandbox(asked, start="fresh") as box:
        yield from box.assess(sources, progress=progress)


def months_between(start: str, end: str, *, as_of: AsOf = None, policy: str | Policy = "default") -> Duration:
    """Return the months from one date to another, both included; `end` may be "present"."""
    book = load_rulebook()
    return between(start, end, book, as_of=as_of, policy=policy).duration


def between(start: str, end: str, book: Rulebook, *, as_of: AsOf = None, policy: str | Policy = "default") -> Between:
    """Return what every policy says about two dates, the named policy first.

    Raises: ValueError for text that is no date.
    """
    from xpcalc.count import between as compute

    grammar = grammar_for(book, tuple(book.languages), "DMY")
    first = grammar.parse_date(start)
    if first is None:
        raise ValueError(f"{start!r} is no date: write 2020-03-15, 2020-03, 2020 or March 2020")
    ongoing = grammar.parse(f"{first} - {end}")
    last = grammar.parse_date(end)
    if last is None and not (ongoing and ongoing.ongoing):
        raise ValueError(f"{end!r} is no date: write 2020-03-15, 2020-03, 2020, March 2020 or present")
    chosen = policy_named(policy, book, ())
    others = [p for p in book.policies.values() if p.name != chosen.name]
    return compute(first, last, day_of(as_of) or date.today(), [chosen, *others])


def compare(
    paths: Iterable[str | os.PathLike[str]],
    *,
    rules: Sequence[str | os.PathLike[str] | Rule] = (),
    functions: Sequence[str] = (),
    skills: Sequence[str] = (),
    sort: str = "file",
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
    lang: str = "en",
) -> Comparison:
    """Return the documents side by side, all counted up to one day: as said, else that of a rule, else today.

    Raises: UnknownName for a column, function or rule that does not exist.
    """
    from xpcalc.comparison import compare as lay

    book = rulebook or load_rulebook()
    asked = rules_named(rules, book)
    day = one_day(as_of, asked)
    results = list(assess_many(paths, rulebook=book, as_of=day, policy=policy, count=count, rules=asked))
    return lay(results, functions=functions, skills=skills, sort=sort, taxonomy=book.taxonomy, lang=lang)


def verify(
    cv: str | os.PathLike[str] | Given,
    against: Iterable[str | os.PathLike[str] | Given],
    *,
    rules: Sequence[str | os.PathLike[str] | Rule] = (),
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
    same_person: bool = False,
    corrections: bool | bytes = True,
    progress: Progress | None = None,
) -> Verification:
    """Return a CV beside other documents of the same person, all counted up to one day.

    A document that cannot be read is one of `failures`; one in another name is not compared unless `same_person`.
    Raises: UnreadableDocument for the CV itself, UnknownName, RulebookError.
    """
    import xpcalc.count as counting
    from xpcalc.verification import Forms
    from xpcalc.verification import verify as lay

    book = rulebook or load_rulebook()
    asked = rules_named(rules, book)
    chosen = policy_named(policy, book, count)
    day = one_day(as_of, asked)
    data, name = (cv.data, cv.name) if isinstance(cv, Given) else (cv, None)
    a = assess(
        data,
        name=name,
        rulebook=book,
        as_of=day,
        policy=chosen,
        rules=asked,
        corrections=corrections,
        progress=progress,
    )
    sources: list[Source] = []
    failures: list[Failure] = []
    for path in against:
        try:
            sources.append(_source(path, a, book, day, chosen, progress))
        except UnreadableDocument as error:
            shown = path.name if isinstance(path, Given) else os.path.basename(path)
            failures.append(Failure(shown, error.code, error.message, error.hint))
    return lay(
        a,
        sources,
        forms=book.built("forms", lambda: Forms.from_mapping(cast("Mapping[str, Any]", book.raw["employers"]))),
        functions=lambda title: functions_of(title, book),
        recount=lambda *args: _recount(a, asked, book, *args),
        counting=counting,
        failures=failures,
        same_name=same_person,
    )


def _letter(document: Document, book: Rulebook, day: date) -> Letter | None:
    """Return what a letter, certificate, register or HR export states, None for any other document.

    Raises: UnreadableDocument for what has the form of a letter and says nothing that can be read.
    """
    from xpcalc.letters import is_unread_letter, letter_of

    known = book.names("letters")
    own = tuple([code for code in dict.fromkeys((*document.languages, "en")) if code in known])
    # Why: a letter of few lines, mostly names, may be taken for another language; a CV is longer.
    tried = (own, known) if len(document.text) <= _LETTER_LENGTH and own != known else (own,)
    unread = False
    for spoken in tried:
        words = _letter_words(book, spoken)
        grammar = _grammar(document, book, tuple(dict.fromkeys((*document.languages, *spoken))), day)
        letter = letter_of(document, book.words, spoken, words, grammar)
        if letter is not None:
            return letter
        unread = unread or is_unread_letter(document, book.words, spoken, words)
    if unread:
        raise UnreadableDocument(
            "E_LETTER", "not recognised as a letter: nothing read", "compare it by eye, or send a CV or a certificate"
        )
    return None


def _letter_words(book: Rulebook, spoken: tuple[str, ...]) -> LetterWords:
    from xpcalc.letters import LetterWords

    return book.built(
        f"letters:{','.join(spoken)}",
        lambda: LetterWords.from_mapping(
            {code: cast("Mapping[str, Any]", book.raw[f"letters/{code}"]) for code in spoken}
        ),
    )


def _refuse_letter(document: Document, book: Rulebook, day: date) -> None:
    """Raise UnreadableDocument for what is surely a letter of an employer; one heading of a CV is enough."""
    if document.entries is not None or len(document.text) > _LETTER_LENGTH:
        return
    section_of, languages = book.words.section_of, document.languages
    short = (line.text for line in document.lines if len(line.text) < _HEADING_LENGTH)
    if any(section_of(text, languages) is not None for text in short):
        return
    from xpcalc.letters import has_form, is_sure

    if not has_form(document, _letter_words(book, book.names("letters"))):
        return
    try:
        letter = _letter(document, book, day)
    except UnreadableDocument:
        return
    if letter is not None and is_sure(letter):
        raise UnreadableDocument(
            "E_EMPLOYER_LETTER",
            "this looks like a letter of an employer, not a CV",
            "use xpcalc verify CV --against FILE",
        )


def functions_of(title: str, book: Rulebook) -> frozenset[str]:
    """Return the functions that a title names by itself, in any language."""
    seen: dict[str, frozenset[str]] = book.built("functions of titles", dict)
    if title not in seen:
        found = classify([Position(title, None, None, None)], Document("", "", "", ""), book.taxonomy)
        if len(seen) > 10_000:
            seen.clear()
        seen[title] = frozenset([x.code for x in found if x.scheme == "function"])
    return seen[title]


def _source(
    path: str | os.PathLike[str] | Given,
    a: Assessment,
    book: Rulebook,
    day: date,
    policy: Policy,
    progress: Progress | None,
) -> Source:
    """Return what a document beside the CV says: a letter, certificate or register, else a profile or another CV."""
    from xpcalc.verification import source_of_assessment, source_of_letter

    data, name = path if isinstance(path, Given) else (load(path), os.path.basename(path))

    def titled(title: str) -> frozenset[str]:
        return functions_of(title, book)

    document = read_document(data, name, book, progress)
    letter = _letter(document, book, day)
    if letter is not None:
        return source_of_letter(letter, document, a.document, titled)
    return source_of_assessment(_assess(data, name, book, day, policy, (), progress, None), titled)


def _recount(
    a: Assessment,
    rules: Sequence[Rule],
    book: Rulebook,
    positions: tuple[Position, ...],
    origins: tuple[int, ...],
    confirmed: Mapping[str, frozenset[int]],
    contradicted: Mapping[str, frozenset[int]],
    documented: Mapping[str, Mapping[int, DaySet]],
) -> Recounted:
    """Return the CV counted with other positions, and what the rules say then."""
    from xpcalc.verification import Recounted

    day = date.fromisoformat(a.as_of)
    held = [x for x in a.labels if x.position >= 0]
    labels, parts = list(held), list(a.stints)
    for number in range(len(a.positions), len(positions)):
        # Why: a job with a pause counts as two that are about the same.
        for at, label in enumerate(held):
            if label.position == origins[number]:
                parts += [replace(each, label=len(labels)) for each in a.stints if each.label == at]
                labels.append(replace(label, position=number))
    grammar = _grammar(a.document, book, a.document.languages, day)
    latest = _latest(a.document, grammar, day)
    experience = count(positions, labels, a.policy, day, latest_mention=latest, stints=parts)
    if not rules:
        return Recounted(experience)
    again = replace(
        a,
        positions=tuple(
            [
                replace(a.positions[at], position=p, counted=p.employment in a.policy.counted)
                for p, at in zip(positions, origins, strict=True)
            ]
        ),
        labels=(*labels, *[x for x in a.labels if x.position < 0]),
        stints=tuple(parts),
    )
    return Recounted(experience, rejudge(again, rules, book, confirmed, contradicted, documented).verdicts)


# ---------------------------------------------------------------- inputs


def load(path: str | os.PathLike[str], *, aside: bool = False) -> bytes:
    """Return the bytes of a document, or of what stands `aside` of one. Raises: UnreadableDocument, what to do."""
    if os.fspath(path).endswith(SUFFIX) and not aside and not os.path.isdir(path):
        raise UnreadableDocument(
            "E_UNKNOWN_TYPE", "this holds corrections, it is no document", "name the document beside it"
        )
    return intake.load(path)


def page_pictures(paths: Iterable[str | os.PathLike[str]], results: Iterable[Assessment | Failure]) -> Drawn:
    """Return the pages that evidence stands on as pictures, by the sha256 of their document.

    Only PDF has pages to draw. A file that changed since it was read, or that is gone, gives no picture.
    """
    from xpcalc.readers.pictures import FORMATS, draw

    wanted = {
        r.document.sha256: r.cited_pages()
        for r in results
        if isinstance(r, Assessment) and r.document.format in FORMATS
    }
    found: dict[str, tuple[PagePicture, ...]] = {}
    for path in paths:
        try:
            data = load(path)
        except UnreadableDocument:
            continue
        digest = sha256(data).hexdigest()
        if digest in wanted and digest not in found:
            found[digest] = draw(data, wanted[digest])
    return found


def beside(path: str | os.PathLike[str]) -> bytes | None:
    """Return the bytes of the file of corrections next to a document, None where there is none."""
    aside = f"{os.fspath(path)}{SUFFIX}"
    return load(aside, aside=True) if os.path.isfile(aside) else None


def corrections_in(data: bytes, name: str, book: Rulebook) -> Corrections:
    """Return the corrections of a file. Raises: UnreadableDocument with the first of its problems."""
    from xpcalc.rulebook.parse import locate, parse_yaml

    try:
        plain, places = parse_yaml(data.decode("utf-8-sig"), name)
        corrections, problems = of_data(plain, frozenset(book.taxonomy.functions))
        if not problems:
            return corrections
        problems = tuple([locate(problem, name, places) for problem in problems])
    except UnicodeDecodeError:
        problems = (f"{name}:1: $: not UTF-8 text",)
    except RulebookError as error:
        problems = error.problems
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    raise UnreadableDocument(
        "E_CORRECTIONS", f"its corrections cannot be used: {problems[0]}{more}", "correct that file, or leave it out"
    )


def grammar_for(book: Rulebook, languages: tuple[str, ...], order: str, year_max: int = 0) -> Grammar:
    """Return the grammar of these languages, built once for the rulebook."""
    key = f"grammar:{','.join(languages)}:{order}:{year_max}"
    return book.built(
        key,
        lambda: Grammar(
            [book.languages[code] for code in languages if code in book.languages],
            order=order,
            year_max=year_max or date.today().year + 1,
            others=tuple(book.languages.values()),
        ),
    )


def kinds_for(book: Rulebook, languages: tuple[str, ...]) -> Phrases:
    """Return the words of these languages that say what kind of employment a job is, built once for the rulebook."""
    return book.built(f"kinds:{','.join(languages)}", lambda: kinds_of(book.words, languages))


def prepare(book: Rulebook, languages: tuple[str, ...]) -> None:
    """Build what documents in these languages ask for, so that a process forked from this one finds it."""
    from xpcalc.claims import find_claims

    kinds_for(book, languages)
    book.words.prepare(languages)
    sentence = Document("", "text", "", "2 years of experience", language="en", languages=languages)
    find_claims(sentence, (), book.taxonomy, _spoken(book, languages), _claim_words(book))


def _claim_words(book: Rulebook) -> ClaimWords:
    from xpcalc.claims import ClaimWords

    return book.built("claims", lambda: ClaimWords.from_mapping(cast("Mapping[str, Any]", book.raw["claims"])))


def _spoken(book: Rulebook, languages: Sequence[str]) -> list[Language]:
    """Return the languages of a document and English."""
    return [book.languages[code] for code in dict.fromkeys((*languages, "en")) if code in book.languages]


# ---------------------------------------------------------------- the line of stages


@unhurried()
def _assess(
    data: bytes,
    name: str,
    book: Rulebook,
    said: date | None,
    policy: Policy,
    rules: Sequence[Rule],
    progress: Progress | None,
    corrections: Corrections | None,
) -> Assessment:
    words = book.words
    document = read_document(data, name, book, progress)
    languages = document.languages
    source = "said" if said else "today"
    as_of = said or date.today()
    ruled = next((rule.as_of for rule in rules if rule.as_of is not None), None)
    if said is None and ruled is not None:
        as_of, source = ruled, "rules"
    elif said is None and document.dated:
        as_of, source = date.fromisoformat(document.dated), "document"
    grammar = _grammar(document, book, languages, as_of)
    findings: tuple[Finding, ...] = ()
    beat()
    _refuse_letter(document, book, as_of)
    entries: tuple[Entry, ...] = document.entries or ()
    if document.entries is None:
        entries, odd = segment(document, words, languages, grammar)
        findings += odd
    kinds = kinds_for(book, languages)
    positions, odd = positions_of(document, entries, kinds, grammar)
    right = apply(positions, corrections, document.sha256, findings + odd)
    positions = right.positions
    taxonomy = book.taxonomy
    beat()
    labels, right = relabel(classify(positions, document, taxonomy, languages), right)
    findings = (*counted(right), *right.findings)
    parts = stints(positions, labels, taxonomy, grammar, languages)
    latest = _latest(document, grammar, as_of)
    experience = count(positions, labels, policy, as_of, latest_mention=latest, stints=parts)
    listed = listed_skills(document, taxonomy, labels)
    labels += listed
    findings += tuple(experience.findings)
    if not positions:
        findings += (Finding("W_NO_POSITIONS", "warning", "no positions with dates were found in this document"),)
        findings += _job_ad(document, book)
    places = Places(document)
    by_position: dict[int, list[Label]] = {}
    for label in labels:
        by_position.setdefault(label.position, []).append(label)
    held = tuple(
        [
            Held(
                p,
                p.employment in policy.counted,
                duration(c, policy),
                places.evidence(_quoted(p)),
                tuple([x for x in by_position.get(n, ()) if x.scheme == "function"]),
                tuple([x for x in by_position.get(n, ()) if x.scheme == "skill"]),
                right.numbers[n],
                right.made[n],
            )
            for n, (p, c) in enumerate(zip(positions, experience.by_position, strict=True))
        ]
    )
    apart = tuple(
        [
            Apart(kind, duration(c, policy))
            for kind, c in experience.by_employment.items()
            if kind not in policy.counted and any([p.employment == kind for p in positions])
        ]
    )
    everything = document.findings + findings
    noted = tuple([Noted(f, places.evidence(f.span)) for f in everything])
    # Why: what a job ad asks for would read like claims of a person.
    asked = any(f.code == "W_JOB_AD" for f in findings)
    checked = () if asked else _claims(document, positions, book, languages, experience, listed, policy)
    answer = Assessment(
        version=__version__,
        rulebook=book.hash,
        as_of=as_of.isoformat(),
        as_of_source=source,
        policy=policy,
        document=document,
        positions=held,
        total=duration(experience.total, policy),
        not_counted=apart,
        findings=noted,
        experience=experience,
        labels=labels,
        functions=_amounts(
            "function", labels, positions, experience, policy, lambda code: taxonomy.functions[code].label["en"]
        ),
        skills=_amounts("skill", labels, positions, experience, policy, lambda code: taxonomy.skills[code].name),
        stints=parts,
        claims=checked,
        dropped=right.dropped,
    )
    return rejudge(answer, rules, book) if rules else answer


def _job_ad(document: Document, book: Rulebook) -> tuple[Finding, ...]:
    """Return the finding of a document that is surely a job ad; it is asked only where no position was found."""
    from xpcalc.ads.recognise import is_job_ad

    if document.entries is not None or not is_job_ad(document, book):
        return ()
    message = "this is a job ad, not a CV: `xpcalc ad FILE` turns it into a rule"
    return (Finding("W_JOB_AD", "warning", message),)


def read_document(data: bytes, name: str, book: Rulebook, progress: Progress | None = None) -> Document:
    """Return a file as a document with its languages. Raises: UnreadableDocument."""
    words, every = book.words, tuple(book.languages)
    document = read(
        data, name, section_of=lambda text: words.section_of(text, every), detect=words.detect, progress=progress
    )
    languages = words.detect(document.text) or ("en",)
    return replace(document, language=document.language or languages[0], languages=languages)


def rejudge(
    assessment: Assessment,
    rules: Sequence[Rule],
    book: Rulebook,
    confirmed: Mapping[str, frozenset[int]] | None = None,
    contradicted: Mapping[str, frozenset[int]] | None = None,
    documented: Mapping[str, Mapping[int, DaySet]] | None = None,
    lang: str = "en",
) -> Assessment:
    """Return the assessment with the verdicts of these rules alone, as if it had been made with them.

    Confirmed, contradicted and documented: which positions other documents confirm, contradict and for which days
    (`verify`). `lang`: the language that the verdicts are told in.
    Invariant: needs nothing but the assessment, so that a stored one is judged like a fresh one.
    """
    import xpcalc.count as counting
    from xpcalc.criteria import Claimed, Facts, passages
    from xpcalc.judge import counter, judge

    document, words, every = assessment.document, book.words, tuple(book.languages)
    as_of = date.fromisoformat(assessment.as_of)
    positions = tuple([h.position for h in assessment.positions])
    held_labels = tuple([x for x in assessment.labels if x.position >= 0])
    latest = _latest(document, _grammar(document, book, document.languages, as_of), as_of)
    told = passages(document, lambda text: words.section_of(text, every), [p.span for p in positions if p.span])
    facts = Facts(
        as_of,
        assessment.policy,
        book.taxonomy,
        arithmetic=counting,
        count=counter(counting, positions, held_labels, as_of, latest, assessment.stints),
        as_of_source=assessment.as_of_source,
        policies=book.policies,
        positions=positions,
        labels=held_labels,
        listed=tuple([x for x in assessment.labels if x.position < 0]),
        evidence=tuple([h.evidence for h in assessment.positions]),
        confirmed=confirmed or {},
        contradicted=contradicted or {},
        documented=documented or {},
        findings=tuple([n.finding for n in assessment.findings]),
        claims=tuple(
            [
                Claimed(c.claim.about, c.claim.months, c.result, c.claim.quote, evidence_of(document, c.claim.span))
                for c in assessment.claims
            ]
        ),
        certificates=told["certificates"],
        education=told["education"],
        languages=told["languages"],
        elsewhere=told["elsewhere"],
        lang=lang,
    )
    return replace(assessment, verdicts=tuple([judge(facts, rule) for rule in rules]))


def retold(assessment: Assessment, rules: Sequence[Rule], book: Rulebook, lang: str) -> Assessment:
    """Return the assessment with its verdicts in the words of a language; not one result is another.

    Where the results would differ, as a blind copy lacks what they rest on, the words stay as they are.
    """
    if lang == "en" or not rules or not assessment.verdicts:
        return assessment
    told = rejudge(assessment, rules, book, lang=lang)
    if [_outcomes(each) for each in told.verdicts] != [_outcomes(each) for each in assessment.verdicts]:
        return assessment
    return told


def _outcomes(verdict: Verdict) -> list[object]:
    """Return all that a verdict decides, without its words."""
    found: list[object] = [verdict.rule, verdict.result, verdict.level, verdict.possible]
    todo = [*verdict.checks, *verdict.nice, *verdict.levels, *verdict.claims]
    while todo:
        check = todo.pop(0)
        found.append((check.id, check.result, check.needed, check.shown_low, check.shown_high))
        todo += check.parts
    return found


def _claims(
    document: Document,
    positions: Sequence[Position],
    book: Rulebook,
    languages: Sequence[str],
    experience: Experience,
    listed: Sequence[Label],
    policy: Policy,
) -> tuple[CheckedClaim, ...]:
    """Return what the document claims in words, held against what its dates show. Claims never feed a total."""
    from xpcalc.claims import check_claims, find_claims

    claims = find_claims(document, positions, book.taxonomy, _spoken(book, languages), _claim_words(book), book.words)
    if not claims:
        return ()
    total = duration(experience.total, policy)
    names = {f"skill:{label.code}" for label in listed}
    bounds: dict[str, tuple[int, int, int]] = {}
    for claim in claims:
        scheme, _, code = claim.about.partition(":")
        covers = [experience.by_label[claim.about]] if claim.about in experience.by_label else []
        if claim.about == "total":
            covers = [experience.total]
        elif scheme == "function":
            codes = [f"function:{each}" for each, _ in book.taxonomy.satisfies(code)]
            covers = [experience.by_label[each] for each in codes if each in experience.by_label]
        if covers:
            shown = duration(unite(covers), policy)
            bounds[claim.about] = (shown.rounded_low, shown.rounded, shown.rounded_high)
        elif claim.about in names:
            # Named in a list only: anything from nothing to the whole career.
            bounds[claim.about] = (0, 0, total.rounded_high)
    return check_claims(claims, bounds)


def _amounts(
    scheme: str,
    labels: Sequence[Label],
    positions: Sequence[Position],
    experience: Experience,
    policy: Policy,
    name_of: Callable[[str], str],
) -> tuple[Amount, ...]:
    """Return the months of each function or skill, most first; those only listed come last, with no months."""
    held: dict[str, list[int]] = {}
    for label in labels:
        if label.scheme == scheme:
            held.setdefault(label.code, []).append(label.position)
    amounts: list[Amount] = []
    for code, where in held.items():
        cover = experience.by_label.get(f"{scheme}:{code}", EMPTY)
        at = [positions[n] for n in where if n >= 0]
        evidence = "position" if at else "listed"
        amounts.append(Amount(code, name_of(code), duration(cover, policy), _last(at), evidence))
    amounts.sort(key=lambda a: (a.evidence == "listed", -a.duration.total_days, a.label.casefold()))
    return tuple(amounts)


def _last(positions: Sequence[Position]) -> str | None:
    """Return when the last of the positions ended: YYYY-MM or YYYY, "present" while one goes on."""
    if any([p.dates is not None and p.dates.ongoing for p in positions]):
        return "present"
    ends = [p.dates.end for p in positions if p.dates is not None and p.dates.end is not None]
    if not ends:
        return None
    last = max(ends, key=lambda end: last_day(end))
    return f"{last.year:04d}-{last.month:02d}" if last.month else f"{last.year:04d}"


def _grammar(document: Document, book: Rulebook, languages: tuple[str, ...], as_of: date) -> Grammar:
    spoken = [book.languages[code] for code in languages if code in book.languages]
    order = day_order([line.text for line in document.lines], spoken)
    return grammar_for(book, languages, order, as_of.year + 1)


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _latest(document: Document, grammar: Grammar, as_of: date) -> date | None:
    """Return the latest day that the document mentions, up to as_of."""
    years = sorted({int(y) for y in _YEAR.findall(document.text)}, reverse=True)
    for year in years:
        if year > as_of.year:
            continue
        latest: date | None = None
        shown = str(year)
        for line in document.lines:
            if shown not in line.text:
                continue
            for found in grammar.find(line.text):
                for end in (found.dates.start, found.dates.end):
                    if end is not None and end.year <= as_of.year and first_day(end) <= as_of:
                        last = min(last_day(end), as_of)
                        latest = last if latest is None else max(latest, last)
        if latest is not None:
            return latest
    return None


def _quoted(position: Position) -> Span | None:
    """The span of the header: from its first to its last name or date."""
    spans = [p.span for p in position.header if isinstance(p, Piece) and p.span is not None]
    if not spans:
        return position.span
    return Span(min([s.start for s in spans]), max([s.stop for s in spans]))

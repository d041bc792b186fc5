"""The bytes of one document -> its assessment: the only place where stages meet.

A new stage is one more line in `assessed`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from xpcalc import __version__
from xpcalc.assessment import Amount, Apart, Assessment, Held, Noted, Places, jobs_unread
from xpcalc.classify import classify, listed_skills, stints
from xpcalc.collector import unhurried
from xpcalc.corrections import Corrections, apply, counted, relabel, requoted
from xpcalc.count import EMPTY, count, duration
from xpcalc.dates import last_day
from xpcalc.model import CheckedClaim, Document, Entry, Experience, Finding, Label, Piece, Policy, Position, Span
from xpcalc.pipeline.claiming import claims_of
from xpcalc.pipeline.grammars import grammar_of, latest_day
from xpcalc.pipeline.inputs import Progress
from xpcalc.pipeline.judging import rejudge
from xpcalc.pipeline.letter import refuse_letter
from xpcalc.pipeline.words import kinds_for
from xpcalc.positions import positions_of
from xpcalc.pulse import beat
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook
from xpcalc.segment import segment

if TYPE_CHECKING:
    from xpcalc.rulefile import Rule


@unhurried()
def assessed(
    data: bytes,
    name: str,
    book: Rulebook,
    said: date | None,
    policy: Policy,
    rules: Sequence[Rule],
    progress: Progress | None,
    corrections: Corrections | None,
    source: str = "said",
) -> Assessment:
    """Return the assessment of one document, with the verdicts of these rules.

    `said`: the as-of date asked for; without it, that of a rule, else of the document, else today. `source`: where it
    comes from.
    Raises: UnreadableDocument.
    """
    words = book.words
    document = read_document(data, name, book, progress)
    languages = document.languages
    source = source if said else "today"
    as_of = said or date.today()
    ruled = next((rule.as_of for rule in rules if rule.as_of is not None), None)
    if said is None and ruled is not None:
        as_of, source = ruled, "rules"
    elif said is None and document.dated:
        as_of, source = date.fromisoformat(document.dated), "document"
    grammar = grammar_of(document, book, languages, as_of)
    findings: tuple[Finding, ...] = ()
    beat()
    refuse_letter(document, book, as_of)
    entries: tuple[Entry, ...] = document.entries or ()
    if document.entries is None:
        entries, odd = segment(document, words, languages, grammar, lambda name: book.taxonomy.names_skill(name))
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
    latest = latest_day(document, grammar, as_of)
    experience = count(positions, labels, policy, as_of, latest_mention=latest, stints=parts)
    listed = listed_skills(document, taxonomy, labels)
    labels += listed
    findings += tuple(requoted(experience.findings, right))
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
    checked: tuple[CheckedClaim, ...] = ()
    if not asked:
        named = labels[: len(labels) - len(listed)]
        partly = jobs_unread(document, positions, everything, bool(right.dropped))
        checked = claims_of(document, book, policy, as_of, latest, positions, named, listed, parts, experience, partly)
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


def read_document(data: bytes, name: str, book: Rulebook, progress: Progress | None = None) -> Document:
    """Return a file as a document with its languages. Raises: UnreadableDocument."""
    words, every = book.words, tuple(book.languages)
    document = read(
        data, name, section_of=lambda text: words.section_of(text, every), detect=words.detect, progress=progress
    )
    languages = words.detect(document.text) or ("en",)
    return replace(document, language=document.language or languages[0], languages=languages)


def _job_ad(document: Document, book: Rulebook) -> tuple[Finding, ...]:
    """Return the finding of a document that is surely a job ad; it is asked only where no position was found."""
    from xpcalc.ads.recognise import is_job_ad

    if document.entries is not None or not is_job_ad(document, book):
        return ()
    message = "this is a job ad, not a CV: `xpcalc ad FILE` turns it into a rule"
    return (Finding("W_JOB_AD", "warning", message),)


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


def _quoted(position: Position) -> Span | None:
    """The span of the header: from its first to its last name or date."""
    spans = [p.span for p in position.header if isinstance(p, Piece) and p.span is not None]
    if not spans:
        return position.span
    return Span(min([s.start for s in spans]), max([s.stop for s in spans]))

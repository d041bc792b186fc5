"""Paths -> Assessments: the only place where stages meet. A new stage is one more line in `_assess`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xpcalc import __version__
from xpcalc.assessment import Amount, Apart, Assessment, Failure, Held, Noted, evidence_of
from xpcalc.classify import classify, listed_skills, stints
from xpcalc.count import EMPTY, count, duration
from xpcalc.dates import Grammar, day_order, first_day, last_day
from xpcalc.errors import UnknownName, UnreadableDocument
from xpcalc.model import Document, Duration, Entry, Experience, Finding, Label, Piece, Policy, Position, Span
from xpcalc.positions import kinds_of, positions_of
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.segment import segment

if TYPE_CHECKING:
    from xpcalc.count import Between

AsOf = date | str | None


def assess(
    path: str | os.PathLike[str] | bytes,
    *,
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
    name: str | None = None,
) -> Assessment:
    """Return the assessment of one document; `count` names kinds of employment to take into the headline.

    Raises: UnreadableDocument, UnknownName.
    """
    book = rulebook or load_rulebook()
    chosen = policy_named(policy, book, count)
    if isinstance(path, bytes):
        data, shown = path, name or "-"
    else:
        data, shown = load(path), name or Path(path).name
    return _assess(data, shown, book, _date(as_of), chosen)


def assess_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
) -> Iterator[Assessment | Failure]:
    """Yield an Assessment or a Failure for each path, in order."""
    book = rulebook or load_rulebook()
    chosen = policy_named(policy, book, count)
    for path in paths:
        try:
            yield assess(path, rulebook=book, as_of=as_of, policy=chosen)
        except UnreadableDocument as error:
            yield Failure(str(path), error.code, error.message, error.hint)


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
    return compute(first, last, _date(as_of) or date.today(), [chosen, *others])


def compare(*_args: object, **_kwargs: object) -> None:
    """Lay candidates side by side. Raises: NotImplementedError until comparison lands."""
    raise NotImplementedError("comparison is not part of this version")


def verify(*_args: object, **_kwargs: object) -> None:
    """Lay one person's documents side by side. Raises: NotImplementedError until verification lands."""
    raise NotImplementedError("verification is not part of this version")


# ---------------------------------------------------------------- inputs


def load(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file. Raises: UnreadableDocument that says what to do."""
    try:
        if os.path.isdir(path):
            raise UnreadableDocument("E_DIRECTORY", "this is a folder", "name the files in it, for example folder/*.pdf")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise UnreadableDocument("E_NOT_FOUND", "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise UnreadableDocument("E_NOT_ALLOWED", "the file may not be read", "check its permissions") from None
    except OSError as error:
        raise UnreadableDocument("E_NOT_READ", f"the file cannot be read ({error.strerror})", "copy it and try again") from None


def policy_named(policy: str | Policy, book: Rulebook, count: Sequence[str]) -> Policy:
    """Return a policy by name with further kinds of employment counted. Raises: UnknownName."""
    from xpcalc.model import EMPLOYMENTS

    if isinstance(policy, str):
        if policy not in book.policies:
            raise UnknownName("policy", policy, tuple(sorted(book.policies)))
        policy = book.policies[policy]
    for kind in count:
        if kind not in EMPLOYMENTS:
            raise UnknownName("kind of employment", kind, EMPLOYMENTS)
    extra = tuple([k for k in count if k not in policy.counted])
    return replace(policy, counted=policy.counted + extra) if extra else policy


def _date(value: AsOf) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(value)


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


# ---------------------------------------------------------------- the line of stages


def _assess(data: bytes, name: str, book: Rulebook, said: date | None, policy: Policy) -> Assessment:
    words = book.words
    every = tuple(book.languages)
    document = read(data, name, section_of=lambda text: words.section_of(text, every))
    languages = words.detect(document.text) or ("en",)
    document = replace(document, language=document.language or languages[0], languages=languages)
    source = "said" if said else "today"
    as_of = said or date.today()
    if said is None and document.dated:
        as_of, source = date.fromisoformat(document.dated), "document"
    grammar, findings = _grammar(document, book, languages, as_of)
    entries: tuple[Entry, ...] = document.entries or ()
    if document.entries is None:
        entries, odd = segment(document, words, languages, grammar)
        findings += odd
    kinds = book.built(f"kinds:{','.join(languages)}", lambda: kinds_of(words, languages))
    positions, odd = positions_of(document, entries, kinds, grammar)
    findings += odd
    taxonomy = book.taxonomy
    labels = classify(positions, document, taxonomy, languages)
    parts = stints(positions, labels, taxonomy, grammar, languages)
    experience = count(
        positions, labels, policy, as_of, latest_mention=_latest(document, grammar, as_of), stints=parts
    )
    labels += listed_skills(document, taxonomy, labels)
    findings += tuple(experience.findings)
    if not positions:
        findings += (Finding("W_NO_POSITIONS", "warning", "no positions with dates were found in this document"),)
    held = tuple(
        [
            Held(
                p,
                p.employment in policy.counted,
                duration(c, policy),
                evidence_of(document, _quoted(p)),
                tuple([x for x in labels if x.position == n and x.scheme == "function"]),
                tuple([x for x in labels if x.position == n and x.scheme == "skill"]),
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
    noted = tuple([Noted(f, evidence_of(document, f.span)) for f in document.findings + findings])
    return Assessment(
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
    )


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


def _grammar(
    document: Document, book: Rulebook, languages: tuple[str, ...], as_of: date
) -> tuple[Grammar, tuple[Finding, ...]]:
    spoken = [book.languages[code] for code in languages if code in book.languages]
    order = day_order([line.text for line in document.lines], spoken)
    return grammar_for(book, languages, order, as_of.year + 1), ()


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

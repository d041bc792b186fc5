"""Paths -> Assessments: the only place where stages meet. A new stage is one more line in `_assess`."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from xpcalc import __version__
from xpcalc.assessment import Amount, Apart, Assessment, Failure, Held, Noted, evidence_of
from xpcalc.classify import classify, listed_skills, stints
from xpcalc.count import EMPTY, count, duration, unite
from xpcalc.dates import Grammar, day_order, first_day, last_day
from xpcalc.errors import UnknownName, UnreadableDocument
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
from xpcalc.positions import kinds_of, positions_of
from xpcalc.readers import read
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.segment import segment

if TYPE_CHECKING:
    from xpcalc.comparison import Comparison
    from xpcalc.count import Between
    from xpcalc.criteria import Verdict
    from xpcalc.rulefile import Rule

AsOf = date | str | None
Progress = Callable[[int, int], None]


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
) -> Assessment:
    """Return the assessment of one document; `count` names kinds of employment to take into the headline.

    `rules`: names of shipped rules ("support") or rule files; each gives a verdict. `progress` hears of slow pages
    (OCR): page, of how many.
    Raises: UnreadableDocument, UnknownName, RulebookError.
    """
    book = rulebook or load_rulebook()
    chosen = policy_named(policy, book, count)
    asked = rules_named(rules, book)
    if isinstance(path, bytes):
        data, shown = path, name or "-"
    else:
        data, shown = load(path), name or Path(path).name
    return _assess(data, shown, book, _date(as_of), chosen, asked, progress)


def rules_named(rules: Sequence[str | os.PathLike[str] | Rule], book: Rulebook) -> tuple[Rule, ...]:
    """Return rules by name or file. Raises: UnknownName, RulebookError."""
    found: list[Rule] = []
    for rule in rules:
        if isinstance(rule, (str, os.PathLike)):
            from xpcalc.rulecheck import load_rules

            found += load_rules(rule, book)
        else:
            found.append(rule)
    return tuple(found)


def assess_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    rulebook: Rulebook | None = None,
    as_of: AsOf = None,
    policy: str | Policy = "default",
    count: Sequence[str] = (),
    rules: Sequence[str | os.PathLike[str] | Rule] = (),
) -> Iterator[Assessment | Failure]:
    """Yield an Assessment or a Failure for each path, in order."""
    book = rulebook or load_rulebook()
    chosen = policy_named(policy, book, count)
    asked = rules_named(rules, book)
    for path in paths:
        try:
            yield assess(path, rulebook=book, as_of=as_of, policy=chosen, rules=asked)
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


# ---------------------------------------------------------------- inputs


def one_day(as_of: AsOf, rules: Sequence[Rule]) -> date:
    """Return the day for documents that stand side by side, whatever days they carry themselves."""
    return _date(as_of) or next((rule.as_of for rule in rules if rule.as_of is not None), None) or date.today()


def load(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file. Raises: UnreadableDocument that says what to do."""
    try:
        if os.path.isdir(path):
            raise UnreadableDocument(
                "E_DIRECTORY", "this is a folder", "name the files in it, for example folder/*.pdf"
            )
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise UnreadableDocument("E_NOT_FOUND", "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise UnreadableDocument("E_NOT_ALLOWED", "the file may not be read", "check its permissions") from None
    except OSError as error:
        raise UnreadableDocument(
            "E_NOT_READ", f"the file cannot be read ({error.strerror})", "copy it and try again"
        ) from None


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


def _assess(
    data: bytes,
    name: str,
    book: Rulebook,
    said: date | None,
    policy: Policy,
    rules: Sequence[Rule],
    progress: Progress | None,
) -> Assessment:
    words = book.words
    every = tuple(book.languages)
    document = read(
        data, name, section_of=lambda text: words.section_of(text, every), detect=words.detect, progress=progress
    )
    languages = words.detect(document.text) or ("en",)
    document = replace(document, language=document.language or languages[0], languages=languages)
    source = "said" if said else "today"
    as_of = said or date.today()
    ruled = next((rule.as_of for rule in rules if rule.as_of is not None), None)
    if said is None and ruled is not None:
        as_of, source = ruled, "rules"
    elif said is None and document.dated:
        as_of, source = date.fromisoformat(document.dated), "document"
    grammar = _grammar(document, book, languages, as_of)
    findings: tuple[Finding, ...] = ()
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
    latest = _latest(document, grammar, as_of)
    experience = count(positions, labels, policy, as_of, latest_mention=latest, stints=parts)
    held_labels = labels
    listed = listed_skills(document, taxonomy, labels)
    labels += listed
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
    everything = document.findings + findings
    noted = tuple([Noted(f, evidence_of(document, f.span)) for f in everything])
    checked = _claims(document, positions, book, languages, experience, listed, policy)
    verdicts: tuple[Verdict, ...] = ()
    if rules:
        import xpcalc.count as counting
        from xpcalc.criteria import Claimed, Facts, passages
        from xpcalc.judge import counter, judge

        taken = [p.span for p in positions if p.span is not None]
        told = passages(document, lambda text: words.section_of(text, every), taken)
        facts = Facts(
            as_of,
            policy,
            taxonomy,
            arithmetic=counting,
            count=counter(counting, positions, held_labels, as_of, latest, parts),
            as_of_source=source,
            policies=book.policies,
            positions=positions,
            labels=held_labels,
            listed=listed,
            evidence=tuple([h.evidence for h in held]),
            findings=everything,
            claims=tuple(
                [
                    Claimed(c.claim.about, c.claim.months, c.result, c.claim.quote, evidence_of(document, c.claim.span))
                    for c in checked
                ]
            ),
            certificates=told["certificates"],
            education=told["education"],
            languages=told["languages"],
            elsewhere=told["elsewhere"],
        )
        verdicts = tuple([judge(facts, rule) for rule in rules])
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
        claims=checked,
        verdicts=verdicts,
    )


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
    from xpcalc.claims import ClaimWords, check_claims, find_claims

    claim_words = book.built("claims", lambda: ClaimWords.from_mapping(cast("Mapping[str, Any]", book.raw["claims"])))
    spoken = [book.languages[code] for code in dict.fromkeys((*languages, "en")) if code in book.languages]
    claims = find_claims(document, positions, book.taxonomy, spoken, claim_words)
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

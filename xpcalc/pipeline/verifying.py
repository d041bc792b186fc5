"""A CV and other documents of the same person -> what each says of the other's jobs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import xpcalc.count as counting
from xpcalc.assessment import Assessment, Failure
from xpcalc.choices import AsOf, day_of, one_day, policy_named, rules_named
from xpcalc.classify import classify
from xpcalc.dayset import DaySet
from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Policy, Position
from xpcalc.pipeline import assess
from xpcalc.pipeline.grammars import grammar_of, latest_day
from xpcalc.pipeline.inputs import Given, Progress, load
from xpcalc.pipeline.judging import rejudge, retold
from xpcalc.pipeline.letter import letter_in
from xpcalc.pipeline.stages import assessed, read_document
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.verification import Forms, Recounted, Source, Verification, source_of_assessment, source_of_letter
from xpcalc.verification import verify as lay

if TYPE_CHECKING:
    from xpcalc.rulefile import Rule


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
    lang: str = "en",
) -> Verification:
    """Return a CV beside other documents of the same person, all counted up to one day; `lang`: of the verdicts.

    A document that cannot be read is one of `failures`; one in another name is not compared unless `same_person`.
    Raises: UnreadableDocument for the CV itself, UnknownName, RulebookError.
    """
    book = rulebook or load_rulebook()
    asked = rules_named(rules, book)
    chosen = policy_named(policy, book, count)
    counted_to = one_day(as_of, asked)
    day = day_of(counted_to) or date.today()
    data, name = (cv.data, cv.name) if isinstance(cv, Given) else (cv, None)
    a = assess(
        data,
        name=name,
        rulebook=book,
        as_of=counted_to,
        policy=chosen,
        rules=asked,
        corrections=corrections,
        progress=progress,
    )
    a = retold(a, asked, book, lang)
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
        recount=lambda *args: _recount(a, asked, book, *args, lang=lang),
        counting=counting,
        failures=failures,
        same_name=same_person,
    )


def _source(
    path: str | os.PathLike[str] | Given,
    a: Assessment,
    book: Rulebook,
    day: date,
    policy: Policy,
    progress: Progress | None,
) -> Source:
    """Return what a document beside the CV says: a letter, certificate or register, else a profile or another CV."""
    data, name = path if isinstance(path, Given) else (load(path), os.path.basename(path))

    def titled(title: str) -> frozenset[str]:
        return functions_of(title, book)

    document = read_document(data, name, book, progress)
    letter = letter_in(document, book, day)
    if letter is not None:
        return source_of_letter(letter, document, a.document, titled)
    return source_of_assessment(assessed(data, name, book, day, policy, (), progress, None), titled)


def _recount(
    a: Assessment,
    rules: Sequence[Rule],
    book: Rulebook,
    positions: tuple[Position, ...],
    origins: tuple[int, ...],
    confirmed: Mapping[str, frozenset[int]],
    contradicted: Mapping[str, frozenset[int]],
    documented: Mapping[str, Mapping[int, DaySet]],
    *,
    lang: str = "en",
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
    grammar = grammar_of(a.document, book, a.document.languages, day)
    latest = latest_day(a.document, grammar, day)
    experience = counting.count(positions, labels, a.policy, day, latest_mention=latest, stints=parts)
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
    return Recounted(experience, rejudge(again, rules, book, confirmed, contradicted, documented, lang).verdicts)


def functions_of(title: str, book: Rulebook) -> frozenset[str]:
    """Return the functions that a title names by itself, in any language."""
    seen: dict[str, frozenset[str]] = book.built("functions of titles", dict)
    if title not in seen:
        found = classify([Position(title, None, None, None)], Document("", "", "", ""), book.taxonomy)
        if len(seen) > 10_000:
            seen.clear()
        seen[title] = frozenset([x.code for x in found if x.scheme == "function"])
    return seen[title]

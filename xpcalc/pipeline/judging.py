"""An assessment -> the verdicts of rules on it, and the same in another language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from xpcalc.assessment import Assessment, Places, evidence_of
from xpcalc.dates import bounds
from xpcalc.dayset import DaySet
from xpcalc.pipeline.grammars import grammar_of, latest_day
from xpcalc.rulebook import Rulebook

if TYPE_CHECKING:
    from xpcalc.rulefile import Rule
    from xpcalc.verdict import Verdict


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
    from xpcalc.criteria import STUDIES, Claimed, Facts, passages
    from xpcalc.judge import counter, judge

    document, words, every = assessment.document, book.words, tuple(book.languages)
    as_of = date.fromisoformat(assessment.as_of)
    positions = tuple([h.position for h in assessment.positions])
    held_labels = tuple([x for x in assessment.labels if x.position >= 0])
    listed, places = tuple([x for x in assessment.labels if x.position < 0]), Places(document)
    grammar = grammar_of(document, book, document.languages, as_of)
    latest = latest_day(document, grammar, as_of)
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
        listed=listed,
        listed_at=tuple([places.line(x.span) for x in listed]),
        evidence=tuple([h.evidence for h in assessment.positions]),
        confirmed=confirmed or {},
        contradicted=contradicted or {},
        documented=documented or {},
        findings=tuple([n.finding for n in assessment.findings]),
        unread=assessment.unread,
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
        dated=lambda text: bounds([found.dates for found in grammar.find(text)]),
        schooling={kind: words.schooling(kind, every) for kind in STUDIES},
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

"""Paths -> Assessments. The line of stages is in `stages`; to hold a CV against other papers: `verifying`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from xpcalc import sandbox
from xpcalc.assessment import Assessment, Failure
from xpcalc.choices import AsOf, day_of, one_day, policy_named, rules_named, source_of
from xpcalc.corrections import SUFFIX, Corrections, written
from xpcalc.errors import UnreadableDocument
from xpcalc.intake import told_apart
from xpcalc.model import Duration, Policy
from xpcalc.pipeline.grammars import grammar_for
from xpcalc.pipeline.inputs import Progress, beside, corrections_in, load
from xpcalc.pipeline.stages import assessed
from xpcalc.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from xpcalc.comparison import Comparison
    from xpcalc.count import Between
    from xpcalc.rulefile import Rule


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
    return assessed(data, shown, book, day_of(as_of), chosen, asked, progress, said, source_of(as_of))


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
    day = as_of.isoformat() if isinstance(as_of, date) else as_of
    asked = sandbox.Asked(rulebook, policy, tuple(count), tuple(names), day)
    with sandbox.Sandbox(asked, start="fresh") as box:
        yield from box.assess(sources, progress=progress)


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
    from xpcalc.profile import group_months

    book = rulebook or load_rulebook()
    asked = rules_named(rules, book)
    day = one_day(as_of, asked)
    paths = list(paths)
    results = list(assess_many(paths, rulebook=book, as_of=day, policy=policy, count=count, rules=asked))
    results = [_called(each, name) for each, name in zip(results, told_apart(paths), strict=True)]
    return lay(
        results,
        functions=functions,
        skills=skills,
        sort=sort,
        taxonomy=book.taxonomy,
        lang=lang,
        group_months=group_months,
    )


def _called(result: Assessment | Failure, name: str) -> Assessment | Failure:
    if isinstance(result, Failure):
        return replace(result, name=name)
    if result.document.name == name:
        return result
    return replace(result, document=replace(result.document, name=name))


def months_between(start: str, end: str, *, as_of: AsOf = None, policy: str | Policy = "default") -> Duration:
    """Return the months from one date to another, both included; `end` may be "present"."""
    book = load_rulebook()
    return between(start, end, book, as_of=as_of, policy=policy).duration


def between(start: str, end: str, book: Rulebook, *, as_of: AsOf = None, policy: str | Policy = "default") -> Between:
    """Return what every policy says about two dates, the named policy first.

    Raises: ValueError for text that is no date.
    """
    from xpcalc.count import between as compute
    from xpcalc.dates import day_order

    grammar = grammar_for(book, tuple(book.languages), day_order([start, end]))
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

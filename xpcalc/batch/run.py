"""What the user asks for -> a finished output folder: the list, the journal, the engine, the reports, in this order."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import field
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xpcalc import __version__
from xpcalc.assessment import Failure
from xpcalc.batch.engine import Batch, Engine, Progress, TooManyFailures, Watch
from xpcalc.batch.folder import LOCK
from xpcalc.batch.journal import JOURNAL, Journal, Settings, is_batch
from xpcalc.batch.render import check, for_people, results_of, write_report
from xpcalc.batch.sources import Item, Skipped, documents
from xpcalc.choices import policy_named, rules_named
from xpcalc.errors import XpcalcError
from xpcalc.limits import in_force
from xpcalc.record import dataclass
from xpcalc.reports import Options
from xpcalc.wire import decode, shape

if TYPE_CHECKING:
    from xpcalc.reports import Result
    from xpcalc.rulebook import Rulebook


# Failures named on standard error; the reports have all.
NAMED = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """One call of `xpcalc batch`. `most_failures`: a number, or a share of the list with a % sign."""

    sources: tuple[str, ...]
    out: str
    as_of: str | None = None
    policy: str = "default"
    kinds: tuple[str, ...] = ()
    rules_folder: str | None = None
    rules: tuple[str, ...] = ()
    corrections: bool = True
    formats: tuple[str, ...] = ("jsonl", "csv")
    workers: int = 1
    retry: bool = False  # whether failures of earlier runs are read again
    minimal: bool = False
    most_failures: str | None = None
    required: bool = False  # confined processes or none
    plain: bool = False  # documents are read in this process, without protection
    options: Options = field(default_factory=Options)


EngineFor = Callable[[Ask, str], AbstractContextManager[Engine]]


class Summary(NamedTuple):
    """What a run came to. `skipped`: what was passed over in folders, by ending."""

    progress: Progress
    failures: tuple[Failure, ...]
    reports: tuple[str, ...]
    skipped: tuple[tuple[str, int], ...]
    as_of: str


def settings_of(ask: Ask, book: Rulebook, as_of: str) -> Settings:
    """Return what the results will depend on. Raises: UnknownName, RulebookError."""
    policy = policy_named(ask.policy, book, ask.kinds)
    rules_named(ask.rules, book)
    rules = tuple([_rule_name(name) for name in ask.rules])
    return Settings(__version__, shape(), book.hash, as_of, policy.name, policy.counted, rules, _limits_name())


def _limits_name() -> str:
    """Return the limits in force as a short name: a document that one run refuses may be read by another."""
    return sha256(repr(in_force()).encode()).hexdigest()[:16]


def _rule_name(name: str) -> str:
    """Return a rule as what it says: the content of a file, the name of a shipped one."""
    if not os.path.isfile(name):
        return name
    return f"{Path(name).stem}:{sha256(Path(name).read_bytes()).hexdigest()}"


def run(
    ask: Ask,
    book: Rulebook,
    engine: EngineFor,
    watch: Watch = lambda progress: None,
    change: Callable[[Result], Result] = lambda result: result,
    name: Callable[[Result], Result] = lambda result: result,
) -> Summary:
    """Read all documents that have no result yet and write the reports.

    `engine` gives what reads documents for an as-of date; `change` is laid over each result, `name` before it where a
    report is for people.

    Raises: BatchError, TooManyFailures, KeyboardInterrupt, UnknownName, RulebookError.
    """
    for form in ask.formats:
        check(form)
    with Journal(ask.out) as journal:
        as_of = day_of(ask, book, journal.unfinished_day())
        settings = settings_of(ask, book, as_of)
        skipped: Counter[str] = Counter()
        total = journal.begin(settings, _counted(documents(ask.sources, ask.out), skipped), retry=ask.retry)
        if not total:
            raise XpcalcError(f"no documents in {', '.join(ask.sources)}: name files, folders or archives of CVs")
        most = _most(ask.most_failures, total)
        with engine(ask, as_of) as ready:
            try:
                progress = Batch(journal, settings, ready, total, watch, most, ask.corrections).run()
            except TooManyFailures as error:
                error.failures = tuple(islice(_failures(journal, change), NAMED))
                raise
        reports = []
        for form in ask.formats:
            shown = (lambda result: change(name(result))) if for_people(form) else change
            file = write_report(ask.out, form, results_of(journal.results(), shown), ask.options)
            journal.wrote(file)
            reports.append(os.path.join(ask.out, file))
        failures = tuple(_failures(journal, change))
        journal.finish()
        if ask.minimal:
            journal.strip(verdict_of)
        return Summary(
            progress._replace(failures=journal.failed() if not ask.minimal else len(failures)),
            failures,
            tuple(reports),
            tuple(skipped.most_common()),
            as_of,
        )


def _failures(journal: Journal, change: Callable[[Result], Result]) -> Iterator[Failure]:
    return (pair.result for pair in results_of(journal.failures(), change) if isinstance(pair.result, Failure))


def verdict_of(wire: bytes) -> str:
    """Return what a minimal journal keeps of a result: the outcome of each rule, or why there is none."""
    result = decode(wire)
    if isinstance(result, Failure):
        return json.dumps({"code": result.code})
    return json.dumps([{"rule": v.rule, "result": v.result, "level": v.level} for v in result.verdicts])


@contextmanager
def stored(folder: str) -> Iterator[tuple[Settings, Iterator[Result]]]:
    """Give the settings and results of a finished batch.

    Raises: BatchError, XpcalcError that says what is missing.
    """
    with Journal(folder) as journal:
        found = journal.last()
        again = "give the same xpcalc batch command again"
        if found is None:
            raise XpcalcError(f"{folder}: nothing has been read into it: run xpcalc batch first")
        if not found[1]:
            raise XpcalcError(f"{folder}: the run is not finished: {again}")
        if not journal.listed_any():
            raise XpcalcError(f"{folder}: keeps hashes and verdicts only (--journal-minimal): compare the documents")
        if (found[0].version, found[0].shape) != (__version__, shape()):
            raise XpcalcError(f"{folder}: read by another version of xpcalc: {again}")
        yield found[0], (pair.result for pair in results_of(journal.results()))


def difference(settings: Settings, book: Rulebook, as_of: str, policy: str, kinds: tuple[str, ...]) -> str | None:
    """Return why results of a batch are not what a fresh reading would give now, None where they are."""
    again = "run xpcalc batch again with what you ask for"
    if as_of != settings.as_of:
        return f"counted up to {settings.as_of}, not {as_of}: {again}"
    if book.hash != settings.rulebook:
        return f"read with another rulebook: {again}"
    if policy not in ("default", settings.policy):
        return f"counted under the policy {settings.policy}, not {policy}: {again}"
    missing = [kind for kind in kinds if kind not in settings.counted]
    return f"counted without {', '.join(missing)}: {again}" if missing else None


def purge(folder: str, days: int | None) -> tuple[int, tuple[str, ...]]:
    """Erase what a batch keeps, or what is older than some days; return how many documents and which reports."""
    if not is_batch(folder):
        raise XpcalcError(f"{folder}: holds no journal of a batch: name the folder that was given with -o")
    with Journal(folder) as journal:
        gone, reports = journal.erase(days)
        for name in reports:
            Path(folder, name).unlink(missing_ok=True)
    if days is None:
        for name in (JOURNAL, f"{JOURNAL}-wal", f"{JOURNAL}-shm", LOCK):
            Path(folder, name).unlink(missing_ok=True)
    return gone, tuple(reports)


def _counted(found: Iterator[Item | Skipped], skipped: Counter[str]) -> Iterator[Item]:
    for each in found:
        if isinstance(each, Skipped):
            skipped[each.what] += 1
        else:
            yield each


def _most(text: str | None, total: int) -> int | None:
    if text is None:
        return None
    number = text.removesuffix("%")
    if not number.isdecimal():
        raise XpcalcError(f"--max-failures {text}: write a number (20) or a share of the documents (5%)")
    return int(number) * total // 100 if text.endswith("%") else int(number)


def day_of(ask: Ask, book: Rulebook, unfinished: str | None = None) -> str:
    """Return the one day for all documents: as said, else that of a rule, of the run that goes on, else today."""
    ruled = next((rule.as_of for rule in rules_named(ask.rules, book) if rule.as_of is not None), None)
    return ask.as_of or (ruled.isoformat() if ruled else None) or unfinished or date.today().isoformat()

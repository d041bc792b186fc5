"""Many files at once: batch, purge."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from xpcalc.cli.main import cli
from xpcalc.cli.output import spare
from xpcalc.cli.shell import (
    ENVIRONMENT,
    OK,
    SOME_FAILED,
    book_of,
    common_options,
    options_of,
    results_of,
)

if TYPE_CHECKING:
    from xpcalc.assessment import Failure
    from xpcalc.batch.run import Ask, Summary
    from xpcalc.reports import Result
    from xpcalc.rulebook import Rulebook

INTERRUPTED, ENDED = 130, 143
_FORMATS = ("jsonl", "csv", "xlsx", "parquet")


def _batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the common options, with a folder to write to."""
    folder = click.option(
        "-o",
        "--output",
        metavar="FOLDER",
        required=True,
        type=click.Path(file_okay=True),
        help="Folder for the reports and the journal; give it again to go on.",
    )
    return common_options(command, folder)


class Several(click.Choice[str]):
    """Some of the choices, with commas between them; a choice, so that xpcalc.toml knows which values are for it."""

    name = "list"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the choices as a tuple, each once."""
        if isinstance(value, tuple):
            return value
        chosen = [super(Several, self).convert(each.strip(), param, ctx) for each in value.split(",") if each.strip()]
        return tuple(dict.fromkeys(chosen))


@cli.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@_batch_options
@click.option(
    "--format",
    "formats",
    type=Several(_FORMATS),
    default="jsonl,csv",
    show_default=True,
    metavar="LIST",
    help=f"Reports to write, with commas: {', '.join(_FORMATS)}.",
)
@click.option("--workers", type=click.IntRange(1, 256), help="Documents read at a time; as many as cores if left out.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help="This computer, or a Spark cluster.",
)
@click.option("--master", metavar="URL", help="Spark: the cluster, for example local[4] or spark://host:7077.")
@click.option("--retry-failed", is_flag=True, help="Read again what could not be read before.")
@click.option("--journal-minimal", is_flag=True, help="Keep hashes and verdicts only once the reports are written.")
@click.option("--max-failures", metavar="N|P%", help="Stop when more documents than this cannot be read.")
def batch(
    sources: tuple[str, ...],
    formats: tuple[str, ...],
    workers: int | None,
    engine: str,
    master: str | None,
    retry_failed: bool,
    journal_minimal: bool,
    max_failures: str | None,
    **common: Any,
) -> None:
    """Read thousands of files into one folder; goes on after a stop.

    A SOURCE is a file, a folder, a pattern, a ZIP of documents, @list.txt or "-" (a list on standard input). Give the
    same command again after a crash, a full disk or Ctrl-C: it goes on where it stopped.
    """
    from xpcalc.batch.render import FORMATS
    from xpcalc.batch.run import Ask

    _fits(engine)
    for form in formats:
        spare(os.path.join(common["output"], FORMATS[form].file), sources, common)
    if common["no_sandbox"]:
        if common["require_sandbox"]:
            raise click.UsageError("--no-sandbox and --require-sandbox exclude each other")
        click.echo("xpcalc: --no-sandbox: a hostile document can hang or crash this program", err=True)
    ask = Ask(
        sources=sources,
        out=common["output"],
        as_of=common["as_of"],
        policy=common["policy"],
        kinds=common["kinds"],
        rules_folder=common["rules_folder"],
        rules=common["rules"],
        corrections=not common["no_corrections"],
        formats=formats,
        workers=workers or _cores(),
        retry=retry_failed,
        minimal=journal_minimal,
        required=common["require_sandbox"],
        plain=common["no_sandbox"],
        most_failures=max_failures,
        options=options_of(common)._replace(width=80),
    )
    sys.exit(_spark(ask, master, common) if engine == "spark" else _local(ask, common))


def _cores() -> int:
    """Return how many cores this program may use, which in a container is fewer than there are."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


# Options of one engine only, by the name of their parameter.
_ONE_ENGINE = {
    "spark": ("master",),
    "local": ("formats", "workers", "retry_failed", "journal_minimal", "max_failures", "no_sandbox"),
}


def _fits(engine: str) -> None:
    """Refuse options that the engine would pass over in silence. Raises: UsageError."""
    context = click.get_current_context()
    for other, names in _ONE_ENGINE.items():
        for option in context.command.params:
            said = context.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
            if other != engine and option.name in names and said:
                raise click.UsageError(f"{option.opts[0]} is for --engine {other}")


def _local(ask: Ask, common: dict[str, Any]) -> int:
    from xpcalc.batch.engine import TooManyFailures
    from xpcalc.batch.folder import BatchError
    from xpcalc.batch.run import run
    from xpcalc.batch.workers import engine_of
    from xpcalc.cli.progress import ProgressLine

    book = book_of(ask.rules_folder)
    line = ProgressLine(common["quiet"])
    before = signal.signal(signal.SIGTERM, _end)
    try:
        summary = run(ask, book, engine_of, line.show, _change(common), _named(book, common["lang"]))
    except BatchError as error:
        line.clear()
        click.echo(f"xpcalc: {error}", err=True)
        return ENVIRONMENT
    except TooManyFailures as error:
        line.clear()
        _name(error.failures)
        click.echo(f"xpcalc: stopped: {error}", err=True)
        return SOME_FAILED
    except (KeyboardInterrupt, Ended) as error:
        line.clear()
        done = f" after {line.last.done} of {line.last.total}" if line.last else ""
        click.echo(f"xpcalc: stopped{done}: give the same command again to go on", err=True)
        return ENDED if isinstance(error, Ended) else INTERRUPTED
    finally:
        signal.signal(signal.SIGTERM, before)
    line.clear()
    _say(summary, common["quiet"])
    return SOME_FAILED if summary.progress.failures else OK


def batch_results(files: tuple[str, ...], book: Rulebook, common: dict[str, Any]) -> list[Result] | None:
    """Return what batches keep, judged afresh, with what else is named; None where no folder of a batch is.

    Raises: UsageError where a batch was counted otherwise than is asked now.
    """
    from xpcalc.batch.journal import is_batch

    folders = [name for name in files if is_batch(name)]
    if not folders:
        return None
    from xpcalc.assessment import Assessment
    from xpcalc.batch.run import difference, stored
    from xpcalc.choices import rules_named
    from xpcalc.pipeline.judging import rejudge

    rules = rules_named(common["rules"], book)
    change = _change(common)
    found: list[Result] = []
    for name in folders:
        with stored(name) as (settings, results):
            common["as_of"] = common["as_of"] or settings.as_of
            problem = difference(settings, book, common["as_of"], common["policy"], common["kinds"])
            if problem or common["no_corrections"]:
                problem = problem or "corrections are in it: give --no-corrections to xpcalc batch"
                raise click.UsageError(f"{name}: {problem}")
            for result in results:
                found.append(change(rejudge(result, rules, book) if isinstance(result, Assessment) else result))
    rest = [name for name in files if name not in folders]
    return found + list(results_of(rest, common))


class Ended(BaseException):
    """Somebody asked the run to end (SIGTERM)."""


def _end(_number: int, _frame: object) -> None:
    raise Ended


def _spark(ask: Ask, master: str | None, common: dict[str, Any]) -> int:
    from xpcalc.batch.folder import BatchError
    from xpcalc.batch.spark import run

    try:
        counted = run(
            ask, book_of(ask.rules_folder), master, (common["blind"], common["blind_employers"], common["lang"])
        )
    except BatchError as error:
        click.echo(f"xpcalc: {error}", err=True)
        return ENVIRONMENT
    if not common["quiet"]:
        click.echo(
            f"{_documents(counted.documents)}, {counted.failures} failed, {counted.found} read before, "
            f"as of {counted.as_of}: {counted.table}"
        )
    return SOME_FAILED if counted.failures else OK


def _change(common: dict[str, Any]) -> Callable[[Any], Any]:
    """Return what is laid over each result before a report shows it."""
    if not (common["blind"] or common["blind_employers"]):
        return lambda result: result
    from xpcalc.blind import blind

    return lambda result: blind(result, employers=common["blind_employers"], lang=common["lang"])


def _named(book: Rulebook, lang: str) -> Callable[[Any], Any]:
    """Return what gives a result its names of functions in the language of the output, for reports that people read."""
    from xpcalc.assessment import Assessment
    from xpcalc.profile import localized

    return lambda result: localized(result, book.taxonomy, lang) if isinstance(result, Assessment) else result


def _name(failures: Sequence[Failure]) -> None:
    from xpcalc.reports.text import clean

    for failure in failures:
        hint = f" – {failure.hint}" if failure.hint else ""
        click.echo(clean(f"xpcalc: {failure.name}: {failure.code}: {failure.message}{hint}"), err=True)


def _say(summary: Summary, quiet: bool) -> None:
    """Say what came of it: reports on standard output, failures on standard error."""
    from xpcalc.batch.run import NAMED
    from xpcalc.reports.text import clean

    _name(summary.failures[:NAMED])
    if len(summary.failures) > NAMED:
        click.echo(f"xpcalc: and {len(summary.failures) - NAMED} more; the reports name them all", err=True)
    if quiet:
        return
    at = summary.progress
    before = f", {at.found} of them read before" if at.found else ""
    click.echo(f"{_documents(at.total)}{before}, {at.failures} failed, as of {summary.as_of}")
    for report in summary.reports:
        click.echo(clean(report))
    if summary.skipped:
        what = ", ".join([f"{count} {clean(kind)}" for kind, count in summary.skipped])
        click.echo(f"passed over in folders: {what}")


@cli.command()
@click.argument("folder", metavar="FOLDER")
@click.option("--older-than", metavar="DAYS", type=click.IntRange(0), help="Only what was read longer ago.")
def purge(folder: str, older_than: int | None) -> None:
    """Erase what a batch keeps: journal and reports, or what is older."""
    from xpcalc.batch.folder import BatchError
    from xpcalc.batch.run import purge as erase

    try:
        gone, reports = erase(folder, older_than)
    except BatchError as error:
        click.echo(f"xpcalc: {error}", err=True)
        sys.exit(ENVIRONMENT)
    click.echo(f"{_documents(gone)} erased, {len(reports)} reports removed")
    if older_than is not None and reports:
        click.echo("give the xpcalc batch command again to write the reports for what is left")


def _documents(number: int) -> str:
    return f"{number} document{'' if number == 1 else 's'}"

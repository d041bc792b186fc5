"""Options -> pipeline -> bytes. Holds no logic; nothing but click is imported until a command runs.

To add a command: a function here; to add a report or a reader: their tables, never this file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from xpcalc import __version__
from xpcalc.errors import XpcalcError
from xpcalc.reports import REPORTS

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Failure
    from xpcalc.reports import Options
    from xpcalc.rulebook import Rulebook

OK, BUG, USAGE, SOME_FAILED, ENVIRONMENT = 0, 1, 2, 3, 4


class DefaultGroup(click.Group):
    """A group whose default command is `assess`, so that `xpcalc cv.pdf` works."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `assess` in front of what is no command."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h", "--version"):
            args = ["assess", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the default command first."""
        formatter.write_usage(ctx.command_path, "FILE... [OPTIONS]")
        formatter.write_usage(ctx.command_path, "COMMAND [OPTIONS] ...", prefix="       ")

    def invoke(self, ctx: click.Context) -> Any:
        """Take defaults from xpcalc.toml; turn errors raised on purpose into one line and the right exit code."""
        try:
            ctx.default_map = _defaults(self)
            return super().invoke(ctx)
        except XpcalcError as error:
            code = ENVIRONMENT if error.code == "E_MISSING_EXTRA" else USAGE
            for line in str(error).split("\n"):
                click.echo(f"xpcalc: {line}", err=True)
            ctx.exit(code)
        except BrokenPipeError:
            # Why: `xpcalc *.pdf | head` closes the pipe early, which is no error of ours.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(OK)


def _day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day: write it as 2026-11-21") from None


def _kinds(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple([k.strip().replace("-", "_") for k in value.split(",") if k.strip()]) if value else ()


# The options that xpcalc.toml may set, by their long names with "_" for "-".
_SETTINGS = ("as_of", "count", "format", "lang", "policy", "rulebook", "rules")


def _defaults(group: click.Group) -> dict[str, dict[str, Any]]:
    """Return the defaults of each command from xpcalc.toml in the working folder, else in the user's own folder.

    Raises: XpcalcError that names the file and what is wrong.
    """
    name = "xpcalc.toml"
    path = next((p for p in (name, os.path.join(click.get_app_dir("xpcalc"), name)) if os.path.isfile(p)), None)
    if path is None:
        return {}
    import tomllib

    try:
        with open(path, "rb") as file:
            values = tomllib.load(file)
    except (OSError, ValueError) as error:
        raise XpcalcError(f"{path}: cannot be used: {error}") from None
    options = {
        command_name: {
            max(o.opts, key=len)[2:].replace("-", "_"): o for o in command.params if o.param_type_name == "option"
        }
        for command_name, command in group.commands.items()
    }
    known = [key for key in _SETTINGS if any([key in table for table in options.values()])]
    defaults: dict[str, dict[str, Any]] = {command_name: {} for command_name in options}
    for key, value in values.items():
        if key not in known:
            raise XpcalcError(f"{path}: unknown key {key!r}: known are {', '.join(known)}")
        setting = _setting(path, key, value)
        choices: set[str] = set()
        taken = False
        for command_name, table in options.items():
            option = table.get(key)
            if option is None or option.name is None:
                continue
            if isinstance(option.type, click.Choice) and setting not in option.type.choices:
                choices |= set(option.type.choices)
                continue
            # Why: `format = "csv"` is a default for commands that know CSV; the others keep their own.
            defaults[command_name][option.name] = setting
            taken = True
        if not taken:
            raise XpcalcError(f"{path}: {key}: unknown value {value!r}: known are {', '.join(sorted(choices))}")
    return defaults


def _setting(path: str, key: str, value: Any) -> Any:
    """Return a value of xpcalc.toml as the command line would write it."""
    from datetime import date

    if key == "as_of":
        # Why: a bare date of TOML is a date already; a time with it is no day.
        text = value.isoformat() if type(value) is date else value
        try:
            return date.fromisoformat(text).isoformat()
        except (TypeError, ValueError):
            raise XpcalcError(f"{path}: {key}: {value!s} is no day: write it as 2026-11-21") from None
    if key in ("count", "rules") and isinstance(value, list) and all([isinstance(v, str) for v in value]):
        return ",".join(value) if key == "count" else tuple(value)
    if not isinstance(value, str):
        raise XpcalcError(f"{path}: {key}: {value!r} is no text: put it in quotation marks")
    if key == "rulebook":
        return os.path.join(os.path.dirname(path), os.path.expanduser(value))
    return (value,) if key == "rules" else value


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that commands on files share."""
    options = [
        click.option(
            "--as-of", metavar="DATE", callback=_day, help="Count up to this day (2026-11-21); today if left out."
        ),
        click.option(
            "--policy",
            default="default",
            metavar="NAME",
            help="How days become months: default, strict, public_sector, linkedin ...",
        ),
        click.option(
            "--count",
            "kinds",
            metavar="KINDS",
            callback=_kinds,
            help="Kinds to take into the total as well: internship,apprenticeship",
        ),
        click.option(
            "--rulebook",
            "rules_folder",
            metavar="DIR",
            type=click.Path(),
            help="Your own rules folder, over the shipped one.",
        ),
        click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the output."),
        click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file."),
        click.option("-q", "--quiet", is_flag=True, help="The numbers only, no findings."),
        click.option("-v", "--verbose", is_flag=True, help="All findings."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="xpcalc", message="%(prog)s %(version)s")
def cli() -> None:
    """Months of experience from CVs and LinkedIn exports, line by line.

    \b
    xpcalc cv.pdf                     positions, months, findings
    xpcalc *.pdf --format csv         several files, one table
    xpcalc explain cv.pdf             how the number came about
    xpcalc between 2020-03 present    the calculator by itself
    xpcalc assess --help              all options

    Everything runs on this computer; nothing is sent anywhere.
    """


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_common
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), default="text", show_default=True, help="How to print it."
)
def assess(files: tuple[str, ...], form: str, **common: Any) -> None:
    """Assess each FILE (the default command); "-" reads standard input."""
    from xpcalc.reports import render

    book = _book(common["rules_folder"])
    results = list(_results(files, book, common))
    _write(render(results, form, _options(common)), common["output"])
    _failures(results, form)
    sys.exit(SOME_FAILED if any([_failed(r) for r in results]) else OK)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_common
@click.option("--total", is_flag=True, help="The total (this is the default).")
def explain(files: tuple[str, ...], total: bool, **common: Any) -> None:
    """Show how a number came about: lines, dates, days, rounding."""
    from xpcalc.reports import explain as report

    book = _book(common["rules_folder"])
    results = list(_results(files, book, common))
    _write(report.render(results, _options(common)), common["output"])
    _failures(results, "text")
    sys.exit(SOME_FAILED if any([_failed(r) for r in results]) else OK)


@cli.command()
@click.argument("start")
@click.argument("end")
@click.option("--as-of", metavar="DATE", callback=_day, help="The day that `present` means; today if left out.")
@click.option("--policy", default="default", metavar="NAME", help="Which policy answers; the others stand below.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the output.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def between(start: str, end: str, as_of: str | None, policy: str, lang: str, form: str) -> None:
    """Months from START to END, both included; END may be `present`."""
    from xpcalc.pipeline import between as compute
    from xpcalc.reports import calculator

    try:
        answer = compute(start, end, _book(None), as_of=as_of, policy=policy)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    click.echo(calculator.render(answer, form, lang), nl=False)


def _book(folder: str | None) -> Rulebook:
    from xpcalc.rulebook import load_rulebook

    return load_rulebook(folder)


def _results(files: Sequence[str], book: Rulebook, common: dict[str, Any]) -> Any:
    from xpcalc.assessment import Failure
    from xpcalc.errors import UnreadableDocument
    from xpcalc.pipeline import assess as run
    from xpcalc.pipeline import policy_named

    policy = policy_named(common["policy"], book, common["kinds"])
    bar = _Progress(len(files), common["quiet"])
    for name in files:
        bar.step(name)
        try:
            if name == "-":
                yield run(sys.stdin.buffer.read(), name="-", rulebook=book, as_of=common["as_of"], policy=policy)
            else:
                yield run(name, rulebook=book, as_of=common["as_of"], policy=policy)
        except UnreadableDocument as error:
            yield Failure(name, error.code, error.message, error.hint)
    bar.done()


class _Progress:
    """A counter on standard error, only on a terminal and only for several files."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._total = total
        self._at = 0
        self._on = total > 1 and not quiet and sys.stderr.isatty()

    def step(self, name: str) -> None:
        self._at += 1
        if self._on:
            from xpcalc.reports.text import clean

            click.echo(f"\r\x1b[K{self._at}/{self._total} {clean(os.path.basename(name))[:60]}", err=True, nl=False)

    def done(self) -> None:
        if self._on:
            click.echo("\r\x1b[K", err=True, nl=False)


def _failed(result: Assessment | Failure) -> bool:
    from xpcalc.assessment import Failure

    return isinstance(result, Failure)


def _failures(results: Sequence[Assessment | Failure], form: str) -> None:
    """Say on standard error what could not be read; the report has it as a row too."""
    from xpcalc.assessment import Failure
    from xpcalc.reports.text import clean

    if form == "text":
        return
    for r in results:
        if isinstance(r, Failure):
            hint = f" – {r.hint}" if r.hint else ""
            click.echo(clean(f"xpcalc: {r.name}: {r.code}: {r.message}{hint}"), err=True)


def _options(common: dict[str, Any]) -> Options:
    import shutil

    from xpcalc.reports import Options

    # Why: a fixed width where the output is kept, so that the same input gives the same bytes.
    width = min(max(shutil.get_terminal_size((80, 24)).columns, 40), 100) if sys.stdout.isatty() else 80
    return Options(width=width, lang=common["lang"], verbose=common["verbose"], quiet=common["quiet"])


def _write(text: str, output: str | None) -> None:
    if output is None or output == "-":
        click.echo(text, nl=False)
        return
    data = text.encode("utf-8", "replace")
    # Why: a device or pipe is written to; renaming a file over /dev/null would take its place.
    aside = os.path.isfile(output) or not os.path.exists(output)
    part = f"{output}.part" if aside else output
    try:
        # Why: written aside and renamed, so that a full disk never leaves half a report under the asked name.
        with open(part, "wb") as file:
            file.write(data)
        if aside:
            os.replace(part, output)
    except OSError as error:
        if aside and os.path.exists(part):
            os.unlink(part)
        click.echo(f"xpcalc: {output}: cannot be written ({error.strerror})", err=True)
        sys.exit(ENVIRONMENT)

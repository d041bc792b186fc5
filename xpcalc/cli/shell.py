"""Options -> results -> bytes: what all commands share; click is the only import until a command runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from xpcalc.errors import XpcalcError
from xpcalc.places import ASIDE

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Failure
    from xpcalc.cli.progress import Progress
    from xpcalc.reports import Options, Report
    from xpcalc.rulebook import Rulebook
    from xpcalc.sandbox import Source

_UNSAFE = "--no-sandbox: a hostile document can hang or crash this program"
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

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command line; an answer that cannot be written is one line and exit code 4, whoever writes it."""
        try:
            return super().main(*args, **extra)
        except OSError as error:
            # Why: what is opened has a name; what is left is a stream, and documents are read in other processes.
            if error.filename is not None or isinstance(error, ConnectionError):
                raise
            from xpcalc.cli.output import not_written, silence

            silence()
            not_written("standard output", error)

    def invoke(self, ctx: click.Context) -> Any:
        """Take defaults from xpcalc.toml; turn errors raised on purpose into one line and the right exit code."""
        try:
            ctx.default_map = default_map(self)
            return super().invoke(ctx)
        except XpcalcError as error:
            code = ENVIRONMENT if error.code in ("E_MISSING_EXTRA", "E_SANDBOX") else USAGE
            from xpcalc.reports.text import clean

            for line in str(error).split("\n"):
                click.echo(clean(f"xpcalc: {line}"), err=True)
            ctx.exit(code)
        except BrokenPipeError:
            # Why: `xpcalc *.pdf | head` closes the pipe early, which is no error of ours.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(OK)


def read_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return a day as ISO text. Raises: BadParameter."""
    if value is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day: write it as 2026-11-21") from None


def read_kinds(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return kinds of employment from a list with commas."""
    return tuple([k.strip().replace("-", "_") for k in value.split(",") if k.strip()]) if value else ()


def read_limits(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> None:
    """Hold the limits of xpcalc.toml, with those of the command line over them, while the command runs.

    Raises: UnknownName, XpcalcError.
    """
    from xpcalc.limits import Limits, changed, using

    kept = (ctx.default_map or {}).get(param.name or "", ())
    chosen = changed(changed(Limits(), kept), value)
    if chosen != Limits():
        ctx.with_resource(using(chosen))


# The options that xpcalc.toml may set, by their long names with "_" for "-".
SETTINGS = ("as_of", "count", "format", "lang", "policy", "rulebook", "rules")


def settings_file() -> str | None:
    """Return the xpcalc.toml in force: of the working folder, else of the user's own folder."""
    name = "xpcalc.toml"
    return next((p for p in (name, os.path.join(click.get_app_dir("xpcalc"), name)) if os.path.isfile(p)), None)


def default_map(group: click.Group) -> dict[str, dict[str, Any]]:
    """Return the defaults of each command from xpcalc.toml in the working folder, else in the user's own folder.

    Raises: XpcalcError that names the file and what is wrong.
    """
    path = settings_file()
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
    known = [key for key in SETTINGS if any([key in table for table in options.values()])]
    defaults: dict[str, dict[str, Any]] = {command_name: {} for command_name in options}
    for key, value in values.items():
        if key == "limits" and isinstance(value, dict):
            said = tuple([f"{name}={amount}" for name, amount in value.items()])
            for command_name, table in options.items():
                if "limit" in table:
                    defaults[command_name]["limit"] = said
            continue
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


to_file = click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")


limit_option = click.option(
    "--limit",
    "limit",
    multiple=True,
    metavar="NAME=VALUE",
    expose_value=False,
    is_eager=True,
    callback=read_limits,
    help="Set a limit otherwise: pages=200, file_bytes=50MiB; xpcalc doctor lists them.",
)


def common_options(
    command: Callable[..., Any], output: Callable[[Callable[..., Any]], Callable[..., Any]] = to_file
) -> Callable[..., Any]:
    """Add the options that commands on files share; `output` says where a command writes."""
    options: list[Callable[[Callable[..., Any]], Callable[..., Any]]] = [
        click.option(
            "--as-of", metavar="DATE", callback=read_day, help="Count up to this day (2026-11-21); today if left out."
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
            callback=read_kinds,
            help="Kinds to take into the total as well: internship,apprenticeship",
        ),
        click.option(
            "--rulebook",
            "rules_folder",
            metavar="DIR",
            type=click.Path(),
            help="Your own rules folder, over the shipped one.",
        ),
        click.option(
            "--rules",
            "rules",
            multiple=True,
            metavar="NAME|FILE",
            help="Judge by these rules, shipped (support) or yours (my.yaml); repeatable.",
        ),
        click.option(
            "--no-corrections",
            is_flag=True,
            help="Leave the corrections beside a document (cv.pdf.xpcalc.yaml) out.",
        ),
        limit_option,
        click.option("--no-sandbox", is_flag=True, help="Read documents inside this program, without protection."),
        click.option("--require-sandbox", is_flag=True, help="Stop unless documents can be read fully confined."),
        click.option("--blind", is_flag=True, help="Leave out names, contacts, photo, birth and graduation years."),
        click.option("--blind-employers", is_flag=True, help="With employers left out too."),
        click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the output."),
        output,
        click.option("-q", "--quiet", is_flag=True, help="The numbers only, no findings."),
        click.option("-v", "--verbose", is_flag=True, help="All findings."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def format_option(forms: Sequence[str], *, shown: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option for one of these forms, text unless said; `shown` = the help says so."""
    return click.option(
        "--format", "form", type=click.Choice(list(forms)), default="text", show_default=shown, help="How to print it."
    )


def book_of(folder: str | None) -> Rulebook:
    """Return the rulebook: the shipped one, with a folder of the user's own over it."""
    from xpcalc.rulebook import load_rulebook

    return load_rulebook(folder)


def results_of(files: Sequence[str], common: dict[str, Any]) -> Iterator[Assessment | Failure]:
    """Yield an Assessment or a Failure for each file, in order; each file is read in a process of its own."""
    # Why: `xpcalc folder/*` names the corrections as well, which are no documents.
    files = [name for name in files if not (name.endswith(ASIDE) and name.removesuffix(ASIDE) in files)]
    bar = progress_of(len(files), common["quiet"])
    try:
        for name, result in zip(files, _read_each(files, common, bar), strict=True):
            if bar:
                bar.step(name, failed(result))
            if common["blind"] or common["blind_employers"]:
                from xpcalc.blind import blind

                yield blind(result, employers=common["blind_employers"], lang=common["lang"])
            else:
                yield result
    finally:
        if bar:
            bar.done()


def _read_each(files: Sequence[str], common: dict[str, Any], bar: Progress | None) -> Iterator[Assessment | Failure]:
    from dataclasses import replace

    from xpcalc.assessment import Failure
    from xpcalc.intake import told_apart
    from xpcalc.sandbox import Source

    sources = [
        Source("-", data=standard_input()) if path == "-" else Source(name, path)
        for name, path in zip(told_apart(files), files, strict=True)
    ]
    sources = [source._replace(corrections=not common["no_corrections"]) for source in sources]
    for path, result in zip(files, confined(sources, common, bar.page if bar else None), strict=True):
        # Why: who is told of a file that cannot be read wants to know where it is; tables name it like the others.
        yield replace(result, name=path) if isinstance(result, Failure) else result


def like_the_others(results: Sequence[Assessment | Failure], files: Sequence[str]) -> list[Assessment | Failure]:
    """Return the results for a table, what could not be read by the same kind of name as what was read."""
    from dataclasses import replace

    from xpcalc.assessment import Failure
    from xpcalc.intake import told_apart

    names = dict(zip(files, told_apart(files), strict=True))
    return [replace(r, name=names.get(r.name, r.name)) if isinstance(r, Failure) else r for r in results]


def confined(
    sources: Sequence[Source], common: dict[str, Any], progress: Callable[[int, int], None] | None
) -> Iterator[Assessment | Failure]:
    """Yield the result of each source, read as `--no-sandbox` and `--require-sandbox` say."""
    from xpcalc.sandbox import Asked, Sandbox

    asked = Asked(
        common["rules_folder"], common["policy"], tuple(common["kinds"]), tuple(common["rules"]), common["as_of"]
    )
    if common["no_sandbox"]:
        if common["require_sandbox"]:
            raise click.UsageError("--no-sandbox and --require-sandbox exclude each other")
        from xpcalc.worker import unconfined

        click.echo(f"xpcalc: {_UNSAFE}", err=True)
        yield from unconfined(asked, sources, progress)
        return
    with Sandbox(asked, start="fork", required=common["require_sandbox"]) as sandbox:
        results = sandbox.assess(sources, progress=progress)
        # Why: while the document is being read in another process, this one loads what the answer and the report need.
        import xpcalc.reports.text_timeline  # noqa: F401
        from xpcalc import wire

        wire.shape()
        yield from results


@contextmanager
def reading_apart(common: dict[str, Any]) -> Iterator[None]:
    """Have documents read in processes of their own inside a `with` block, for stages that read them by the way."""
    if common.get("no_sandbox"):
        click.echo(f"xpcalc: {_UNSAFE}", err=True)
        yield
        return
    from xpcalc.readers.elsewhere import reading
    from xpcalc.sandbox import Asked, Reading, Sandbox

    asked = Asked(common.get("rules_folder"))
    with (
        Sandbox(asked, start="fork", required=bool(common.get("require_sandbox"))) as sandbox,
        reading(Reading(sandbox)),
    ):
        yield


def progress_of(total: int, quiet: bool) -> Progress | None:
    """Return the line of progress over so many files; None where nobody would see it, which loads nothing."""
    if quiet or not sys.stderr.isatty():
        return None
    from xpcalc.cli.progress import Progress

    return Progress(total)


def has_blocks(encoding: str | None) -> bool:
    """Return whether an encoding has block characters."""
    try:
        "█▒░".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def standard_input() -> bytes:
    """Return what comes on standard input, up to the largest file and a byte more, which is then refused."""
    from xpcalc.limits import in_force

    limits = in_force()
    return sys.stdin.buffer.read(max(limits.file_bytes, limits.archive_bytes) + 1)


def named(results: Sequence[Assessment | Failure], common: dict[str, Any]) -> list[Assessment | Failure]:
    """Return the results with the names of functions in the language of the output."""
    lang = common["lang"]
    if lang == "en":
        return list(results)
    from xpcalc.assessment import Assessment
    from xpcalc.choices import rules_named
    from xpcalc.pipeline.judging import retold
    from xpcalc.profile import localized

    book = book_of(common["rules_folder"])
    rules = rules_named(common["rules"], book)
    return [
        retold(localized(r, book.taxonomy, lang), rules, book, lang) if isinstance(r, Assessment) else r
        for r in results
    ]


def failed(result: Assessment | Failure) -> bool:
    """Return whether this document could not be read."""
    from xpcalc.assessment import Failure

    return isinstance(result, Failure)


def say_failures(results: Sequence[Assessment | Failure], form: str) -> None:
    """Say on standard error what could not be read; the report has it as a row too."""
    from xpcalc.assessment import Failure
    from xpcalc.reports.text import clean

    if form == "text":
        return
    for r in results:
        if isinstance(r, Failure):
            hint = f" – {r.hint}" if r.hint else ""
            click.echo(clean(f"xpcalc: {r.name}: {r.code}: {r.message}{hint}"), err=True)


def width_of(output: str | None = None) -> int:
    """Return how many columns a text may take here and now."""
    import shutil

    # Why: a fixed width where the output is kept, so that the same input gives the same bytes.
    screen = output in (None, "-") and sys.stdout.isatty()
    return min(max(shutil.get_terminal_size((80, 24)).columns, 40), 100) if screen else 80


def options_of(common: dict[str, Any]) -> Options:
    """Return how reports are to look here and now."""
    from xpcalc.reports import Options

    kept = common.get("output") not in (None, "-")
    screen = not kept and sys.stdout.isatty()
    return Options(
        width=width_of(common.get("output")),
        lang=common["lang"],
        # Source: no-color.org; TERM names a terminal that shows no colours.
        colour=screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in ("dumb", "unknown"),
        verbose=common["verbose"],
        quiet=common["quiet"],
        blocks=kept or has_blocks(sys.stdout.encoding),
    )


def on_terminal() -> bool:
    """Return whether the output goes to a terminal."""
    return sys.stdout.isatty()


def needs_file(row: Report, form: str, output: str | None) -> None:
    """Refuse to print bytes on a terminal. Raises: UsageError."""
    if row.binary and output in (None, "-") and on_terminal():
        raise click.UsageError(f"{form} is no text for a terminal: name a file with -o report.{form}")

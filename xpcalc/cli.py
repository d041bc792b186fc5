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
from xpcalc.reports.comparison import COMPARISON_REPORTS
from xpcalc.reports.disclosure import DISCLOSURE_REPORTS
from xpcalc.reports.profile import PROFILE_REPORTS

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
        click.option(
            "--rules",
            "rules",
            multiple=True,
            metavar="NAME|FILE",
            help="Judge by these rules, shipped (support) or yours (my.yaml); repeatable.",
        ),
        click.option("--blind", is_flag=True, help="Leave out names, contacts, photo, birth and graduation years."),
        click.option("--blind-employers", is_flag=True, help="With employers left out too."),
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
    xpcalc cv.pdf --rules support     requirements: shown, not shown, open
    xpcalc compare *.pdf              candidates side by side at one date
    xpcalc profile cv.pdf             growth profile, ready to paste
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
    # Why: JSON and CSV keep the English names of functions, whatever the language, so that programs may rely on them.
    shown = _named(results, book, common["lang"]) if form == "text" else results
    _write(render(shown, form, _options(common)), common["output"])
    _failures(results, form)
    sys.exit(SOME_FAILED if any([_failed(r) for r in results]) else OK)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_common
@click.option("--total", is_flag=True, help="The total (this is the default).")
@click.option("--function", "function", metavar="CODE", help="A function, for example support.tier1.")
@click.option("--skill", "skill", metavar="CODE", help="A skill, for example zendesk.")
@click.option("--rule", "rule", metavar="NAME|FILE", help="A rule, check by check with its lines.")
def explain(
    files: tuple[str, ...], total: bool, function: str | None, skill: str | None, rule: str | None, **common: Any
) -> None:
    """Show how a number came about: lines, dates, days, rounding."""
    from xpcalc.reports import explain as report

    book = _book(common["rules_folder"])
    if rule is not None:
        common["rules"] = (*common["rules"], rule)
    results = _named(list(_results(files, book, common)), book, common["lang"])
    options = _options(common)
    texts = []
    if function is not None or skill is not None:
        scheme, code = ("function", function) if function is not None else ("skill", skill)
        texts.append(report.render_label(results, options, scheme, _known_code(book, scheme, code or "")))
    if rule is not None:
        texts.append(report.render_rules(results, options))
    if total or not texts:
        texts.insert(0, report.render(results, options))
    _write("\n".join(texts), common["output"])
    _failures(results, "text")
    sys.exit(SOME_FAILED if any([_failed(r) for r in results]) else OK)


def _known_code(book: Rulebook, scheme: str, code: str) -> str:
    from xpcalc.errors import UnknownName

    table: Any = book.taxonomy.functions if scheme == "function" else book.taxonomy.skills
    if code in table:
        return code
    import difflib

    raise UnknownName(scheme, code, tuple(difflib.get_close_matches(code, list(table), 6, 0.5)))


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_common
@click.option(
    "--function", "functions", multiple=True, metavar="CODE", help="A column with the months of a function; repeatable."
)
@click.option(
    "--skill", "skills", multiple=True, metavar="CODE", help="A column with the months of a skill; repeatable."
)
@click.option("--sort", default="file", metavar="COLUMN", help="Order of the rows: file (default) or a column.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(COMPARISON_REPORTS)),
    default="text",
    show_default=True,
    help="How to print it.",
)
def compare(
    files: tuple[str, ...],
    functions: tuple[str, ...],
    skills: tuple[str, ...],
    sort: str,
    form: str,
    **common: Any,
) -> None:
    """Candidates side by side, all at one date; no score, no ranking."""
    from xpcalc.comparison import compare as lay
    from xpcalc.pipeline import one_day, rules_named
    from xpcalc.reports.comparison import render

    book = _book(common["rules_folder"])
    # Why: documents may carry dates of their own; side by side, one day counts for all.
    common["as_of"] = one_day(common["as_of"], rules_named(common["rules"], book)).isoformat()
    results = list(_results(files, book, common))
    table = lay(results, functions=functions, skills=skills, sort=sort, taxonomy=book.taxonomy, lang=common["lang"])
    _write(render(table, form, _options(common)), common["output"])
    _failures(results, form)
    sys.exit(SOME_FAILED if any([_failed(r) for r in results]) else OK)


@cli.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_common
@click.option(
    "--for-candidate", is_flag=True, help="A letter to the person: what was read, counted, how to correct it."
)
@click.option("--sentence", "about", metavar="CODE", help="One sentence on a function, group, skill:CODE or total.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(PROFILE_REPORTS)),
    default="text",
    show_default=True,
    help="How to print it.",
)
def profile(files: tuple[str, ...], for_candidate: bool, about: str | None, form: str, **common: Any) -> None:
    """Growth profile: months by function that add up, skills with last use, time in position and at employer."""
    from xpcalc.assessment import Assessment
    from xpcalc.profile import profile as make
    from xpcalc.profile import sentence
    from xpcalc.reports.profile import render

    book = _book(common["rules_folder"])
    results = list(_results(files, book, common))
    options = _options(common)
    if for_candidate:
        from xpcalc.reports import candidate_text

        text = candidate_text.render(_named(results, book, common["lang"]), options)
    elif about is not None:
        lines = [
            sentence(r, about, common["lang"], taxonomy=book.taxonomy) for r in results if isinstance(r, Assessment)
        ]
        text = "".join([line + "\n" for line in lines])
    else:
        made = [make(r, book.taxonomy, common["lang"]) if isinstance(r, Assessment) else r for r in results]
        text = render(made, form, options)
    _write(text, common["output"])
    _failures(results, "json" if about else form)
    sys.exit(SOME_FAILED if any([_failed(r) for r in results]) else OK)


@cli.group()
def rules() -> None:
    """The rules at hand: list, show, check, schema."""


@rules.command("list")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the titles.")
def rules_list(lang: str) -> None:
    """Names and titles of the shipped rules."""
    from xpcalc.rulecheck import load_rules

    book = _book(None)
    names = book.names("seniority")
    width = max([len(n) for n in names] or [4])
    for name in names:
        for rule in load_rules(name, book):
            click.echo(f"{name:<{width}}  {rule.name(lang)}")


@rules.command("show")
@click.argument("name", metavar="NAME|FILE")
@click.option("--sentence", is_flag=True, help="In sentences, with all durations in months.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the title.")
def rules_show(name: str, sentence: bool, lang: str) -> None:
    """A rule as YAML, or in sentences."""
    from xpcalc.rulecheck import load_rules
    from xpcalc.rulefile import sentences

    book = _book(None)
    found = load_rules(name, book)
    if sentence:
        for rule in found:
            for line in sentences(rule, book.taxonomy, lang):
                click.echo(line)
        return
    click.echo(_rule_text(name, book), nl=False)


def _rule_text(name: str, book: Rulebook) -> str:
    """Return a rule file as written, the user's own or a shipped one."""
    from xpcalc.errors import UnknownName
    from xpcalc.rulebook.files import shipped

    path = name
    if not os.path.isfile(name):
        if name not in book.names("seniority"):
            raise UnknownName("rule", name, book.names("seniority"))
        path = os.path.join(shipped()[0], "seniority", f"{name}.yaml")
    with open(path, encoding="utf-8") as file:
        return file.read()


@rules.command("check")
@click.argument("files", nargs=-1, metavar="FILE...")
def rules_check(files: tuple[str, ...]) -> None:
    """Check rule files and run their examples; without FILE, the shipped ones."""
    from xpcalc.errors import RulebookError
    from xpcalc.rulecheck import check_file, check_rule, load_rules

    book = _book(None)
    problems: list[str] = []
    checked = 0
    for name in files:
        checked += 1
        try:
            problems += check_file(name, book)
        except RulebookError as error:
            problems += error.problems
    for name in () if files else book.names("seniority"):
        for rule in load_rules(name, book):
            checked += 1
            problems += check_rule(rule, book)
    for problem in problems:
        click.echo(problem, err=True)
    click.echo(f"{checked} checked, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    sys.exit(USAGE if problems else OK)


@rules.command("schema")
def rules_schema() -> None:
    """JSON Schema of rule files, for editors."""
    import json

    from xpcalc.rulecheck import vocabulary
    from xpcalc.rulefile import schema

    click.echo(json.dumps(schema(vocabulary(_book(None))), ensure_ascii=False, indent=2))


@cli.command()
@click.option("--rules", "rules", multiple=True, metavar="NAME|FILE", help="Rules in use; repeatable.")
@click.option("--policy", default="default", metavar="NAME", help="The counting policy in use.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the output.")
@click.option("--format", "form", type=click.Choice(list(DISCLOSURE_REPORTS)), default="text", help="How to print it.")
def disclose(rules: tuple[str, ...], policy: str, lang: str, form: str) -> None:
    """Rules, parameters and their meaning in plain words, for candidates, works councils and auditors."""
    from xpcalc.disclosure import disclose as make
    from xpcalc.pipeline import policy_named, rules_named
    from xpcalc.reports.disclosure import render

    book = _book(None)
    made = make(book, policy_named(policy, book, ()), rules_named(rules, book), lang, version=__version__)
    click.echo(render(made, form, _options({"lang": lang, "verbose": False, "quiet": False})), nl=False)


@cli.command()
def doctor() -> None:
    """What is installed, which limits and languages are in force."""
    from importlib.util import find_spec

    from xpcalc.readers.ocr import available
    from xpcalc.readers.package import FILE_BYTES
    from xpcalc.readers.pdf import MAX_PAGES

    book = _book(None)
    click.echo(f"xpcalc {__version__}, python {sys.version.split()[0]}")
    click.echo(f"rules {book.hash}")
    click.echo(f"languages {', '.join(book.languages)}; output en, es")
    click.echo(f"limits: {FILE_BYTES // 2**20} MiB a file, {MAX_PAGES} pages a PDF")
    click.echo("OCR: " + ("ready" if available() else "not installed: pip install 'xpcalc[ocr]'"))
    for name in ("pikepdf", "spacy", "pdfplumber"):
        click.echo(f"{name}: " + ("installed" if find_spec(name) else "not installed"))


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
    from xpcalc.pipeline import policy_named, rules_named

    policy = policy_named(common["policy"], book, common["kinds"])
    asked = rules_named(common["rules"], book)
    bar = _Progress(len(files), common["quiet"])
    for name in files:
        bar.step(name)
        result: Assessment | Failure
        try:
            source: Any = sys.stdin.buffer.read() if name == "-" else name
            result = run(
                source,
                name="-" if name == "-" else None,
                rulebook=book,
                as_of=common["as_of"],
                policy=policy,
                rules=asked,
                progress=bar.page,
            )
        except UnreadableDocument as error:
            result = Failure(name, error.code, error.message, error.hint)
        if common["blind"] or common["blind_employers"]:
            from xpcalc.blind import blind

            result = blind(result, employers=common["blind_employers"], lang=common["lang"])
        yield result
    bar.done()


class _Progress:
    """A counter on standard error, only on a terminal and only for several files."""

    def __init__(self, total: int, quiet: bool) -> None:
        self._total = total
        self._at = 0
        self._quiet = quiet
        self._on = total > 1 and not quiet and sys.stderr.isatty()

    def step(self, name: str) -> None:
        self._at += 1
        if self._on:
            from xpcalc.reports.text import clean

            click.echo(f"\r\x1b[K{self._at}/{self._total} {clean(os.path.basename(name))[:60]}", err=True, nl=False)

    def page(self, number: int, pages: int) -> None:
        """Say which page is being read by OCR: that takes seconds."""
        if not self._quiet and sys.stderr.isatty():
            click.echo(f"\r\x1b[Kreading page {number} of {pages} by OCR", err=True, nl=False)
            self._on = True

    def done(self) -> None:
        if self._on:
            click.echo("\r\x1b[K", err=True, nl=False)


def _named(results: Sequence[Assessment | Failure], book: Rulebook, lang: str) -> list[Assessment | Failure]:
    """Return the results with the names of functions in the language of the output."""
    if lang == "en":
        return list(results)
    from xpcalc.assessment import Assessment
    from xpcalc.profile import localized

    return [localized(r, book.taxonomy, lang) if isinstance(r, Assessment) else r for r in results]


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

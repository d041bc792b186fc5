"""One person's documents side by side."""

from __future__ import annotations

import sys
from typing import Any

import click

from xpcalc.cli.main import cli
from xpcalc.cli.output import spare, write
from xpcalc.cli.shell import (
    OK,
    SOME_FAILED,
    book_of,
    common_options,
    format_option,
    needs_file,
    options_of,
    progress_of,
    reading_apart,
    say_failures,
    standard_input,
)
from xpcalc.reports.verification import VERIFICATION_REPORTS


class Against(click.Command):
    """A command whose `--against` takes every file up to the next option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write `--against A B` as `--against A --against B`."""
        given: list[str] = []
        inside = False
        for arg in args:
            if arg.startswith("-") and arg != "-":
                inside = arg == "--against"
                if not inside:
                    given.append(arg)
            else:
                given += ["--against", arg] if inside else [arg]
        return super().parse_args(ctx, given)


@cli.command(cls=Against)
@click.argument("cv", metavar="CV")
@click.option(
    "--against", "against", multiple=True, required=True, metavar="FILE...", help="Letters, certificates, exports."
)
@click.option("--same-person", is_flag=True, help="Compare documents in another name too.")
@common_options
@format_option(list(VERIFICATION_REPORTS))
def verify(cv: str, against: tuple[str, ...], same_person: bool, form: str, **common: Any) -> None:
    """One person's CV beside LinkedIn, letters and records.

    One of them may be "-", standard input.
    """
    from xpcalc.errors import UnreadableDocument
    from xpcalc.pipeline.inputs import Given
    from xpcalc.pipeline.verifying import verify as lay
    from xpcalc.reports.verification import render

    if [cv, *against].count("-") > 1:
        raise click.UsageError('"-" is standard input, which holds one document: name the others')
    needs_file(VERIFICATION_REPORTS[form], form, common["output"])
    spare(common["output"], (cv, *against), common)
    bar = progress_of(1, common["quiet"])
    try:
        with reading_apart(common):
            made = lay(
                Given(standard_input(), cv) if cv == "-" else cv,
                [Given(standard_input(), name) if name == "-" else name for name in against],
                rules=common["rules"],
                rulebook=book_of(common["rules_folder"]),
                as_of=common["as_of"],
                policy=common["policy"],
                count=common["kinds"],
                same_person=same_person,
                corrections=not common["no_corrections"],
                progress=bar.page if bar else None,
                lang=common["lang"] if VERIFICATION_REPORTS[form].for_people else "en",
            )
    except UnreadableDocument as error:
        from xpcalc.reports.text import clean

        if bar:
            bar.done()
        hint = f" – {error.hint}" if error.hint else ""
        click.echo(clean(f"xpcalc: {cv}: {error.code}: {error.message}{hint}"), err=True)
        sys.exit(SOME_FAILED)
    finally:
        if bar:
            bar.done()
    if common["blind"] or common["blind_employers"]:
        from xpcalc.blind import blind_verification

        made = blind_verification(made, employers=common["blind_employers"], lang=common["lang"])
    write(render(made, form, options_of(common)), common["output"])
    say_failures(made.failures, form)
    sys.exit(SOME_FAILED if made.failures else OK)

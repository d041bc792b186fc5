"""Job ad -> rule file."""

from __future__ import annotations

import os
import sys

import click

from xpcalc.cli.main import cli
from xpcalc.cli.output import spare, write
from xpcalc.cli.shell import OK, SOME_FAILED, book_of, reading_apart, width_of


@cli.command()
@click.argument("source", metavar="FILE|TEXT")
@click.option("-o", "--output", metavar="FILE", type=click.Path(dir_okay=False), help="Write to this file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json", "text"]),
    default="yaml",
    show_default=True,
    help="A rule file, data, or words for people.",
)
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the comments.")
@click.option(
    "--rulebook",
    "rules_folder",
    metavar="DIR",
    type=click.Path(),
    help="Your own rules folder, over the shipped one.",
)
def ad(source: str, output: str | None, form: str, lang: str, rules_folder: str | None) -> None:
    """Turn a job ad into a rule file.

    FILE is a text, web page, PDF, DOCX or ODT; "-" reads standard input; TEXT is the ad itself.
    What is unclear, and what was not understood, stands beside the requirements.
    """
    from xpcalc.ads import read_ad
    from xpcalc.ads.write import FORMS, to_text
    from xpcalc.errors import UnreadableDocument
    from xpcalc.pipeline.inputs import load
    from xpcalc.reports.text import clean

    spare(output, [source], {"rules_folder": rules_folder})
    book = book_of(rules_folder)
    try:
        with reading_apart({"rules_folder": rules_folder}):
            if source == "-":
                found = read_ad(sys.stdin.buffer.read(), book, name="-")
            elif not os.path.exists(source) and len(source.split()) > 1:
                found = read_ad(source, book)
            else:
                found = read_ad(load(source), book, name=os.path.basename(source))
    except UnreadableDocument as error:
        hint = f" – {error.hint}" if error.hint else ""
        click.echo(clean(f"xpcalc: {source}: {error.code}: {error.message}{hint}"), err=True)
        sys.exit(SOME_FAILED)
    made = to_text(found, book, lang, width_of(output)) if form == "text" else FORMS[form](found, book, lang)
    write(made, output)
    if not found.wanted:
        click.echo("xpcalc: no requirement that a rule can hold was found in this ad", err=True)
    sys.exit(OK if found.wanted else SOME_FAILED)

"""What is installed and in force."""

from __future__ import annotations

import sys

import click

from xpcalc import __version__
from xpcalc.cli.main import cli
from xpcalc.cli.shell import book_of, limit_option


@cli.command()
@limit_option
def doctor() -> None:
    """What is installed, protection, limits, languages."""
    from importlib.util import find_spec

    from xpcalc.isolation import tier
    from xpcalc.limits import in_force, rows
    from xpcalc.readers.ocr import available

    book = book_of(None)
    click.echo(f"xpcalc {__version__}, python {sys.version.split()[0]}")
    click.echo(f"rules {book.hash}")
    click.echo(f"languages {', '.join(book.languages)}; output en, es")
    click.echo("OCR: " + ("ready" if available() else "not installed: pip install 'xpcalc[ocr]'"))
    for name in ("spacy", "pdfplumber"):
        click.echo(f"{name}: " + ("installed" if find_spec(name) else "not installed"))
    held = tier()
    kind = "one process for each document" if held.start == "fork" else "one process for up to 25 documents"
    click.echo(f"\nsandbox: {kind}")
    click.echo(f"  {_yes(held.limits)}  limits of memory, computing time, written bytes and open files")
    click.echo(f"  {_yes(held.filters)}  no network, no other programs, no writing of files (seccomp)")
    if held.reason:
        click.echo(f"       {held.reason}")
    click.echo(f"  --require-sandbox {'is met' if held.complete else 'stops here'}")
    click.echo("\nlimits (--limit NAME=VALUE, or [limits] in xpcalc.toml)")
    for row in rows(in_force()):
        click.echo(f"  {row.name:<18} {row.shown:>22}  {row.code}".rstrip())


def _yes(there: bool) -> str:
    return "yes" if there else " no"

"""What is installed and in force."""

from __future__ import annotations

import sys

import click

from xpcalc import __version__
from xpcalc.cli.main import cli
from xpcalc.cli.shell import book_of


@cli.command()
def doctor() -> None:
    """What is installed, which limits and languages are in force."""
    from importlib.util import find_spec

    from xpcalc.readers.ocr import available
    from xpcalc.readers.package import FILE_BYTES
    from xpcalc.readers.pdf import MAX_PAGES

    book = book_of(None)
    click.echo(f"xpcalc {__version__}, python {sys.version.split()[0]}")
    click.echo(f"rules {book.hash}")
    click.echo(f"languages {', '.join(book.languages)}; output en, es")
    click.echo(f"limits: {FILE_BYTES // 2**20} MiB a file, {MAX_PAGES} pages a PDF")
    click.echo("OCR: " + ("ready" if available() else "not installed: pip install 'xpcalc[ocr]'"))
    for name in ("pikepdf", "spacy", "pdfplumber"):
        click.echo(f"{name}: " + ("installed" if find_spec(name) else "not installed"))

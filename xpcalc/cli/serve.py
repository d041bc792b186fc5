"""Files and choices -> the page on this computer, until it is closed."""

from __future__ import annotations

import sys

import click

from xpcalc.cli.main import cli
from xpcalc.cli.shell import OK, book_of, read_day, read_kinds


@cli.command()
@click.argument("files", nargs=-1, metavar="[FILE|FOLDER]...")
@click.option("--as-of", metavar="DATE", callback=read_day, help="Count up to this day; today if left out.")
@click.option("--policy", default="default", metavar="NAME", help="How months are counted.")
@click.option("--count", "kinds", metavar="KIND,...", callback=read_kinds, help="Count these too: internship, ...")
@click.option("--rules", "rules", multiple=True, metavar="NAME|FILE", help="Judge by these rules; repeatable.")
@click.option("--rulebook", "rules_folder", metavar="DIR", type=click.Path(), help="Your own rules folder.")
@click.option("--lang", type=click.Choice(["en", "es"]), default="en", help="Language of the page.")
@click.option(
    "--workspace", metavar="DIR", type=click.Path(file_okay=False), help="Keep documents and corrections here."
)
@click.option(
    "--purge", type=click.IntRange(0), metavar="DAYS", help="Delete what is older from the workspace; no page."
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="A fixed port; else a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
def serve(
    files: tuple[str, ...],
    as_of: str | None,
    policy: str,
    kinds: tuple[str, ...],
    rules: tuple[str, ...],
    rules_folder: str | None,
    lang: str,
    workspace: str | None,
    purge: int | None,
    port: int,
    no_browser: bool,
) -> None:
    """A page on this computer: drop CVs, see months, correct by hand."""
    from xpcalc.web.desk import Settings
    from xpcalc.web.server import serve as run

    if purge is not None:
        from pathlib import Path

        from xpcalc.web.workspace import Workspace

        if workspace is None:
            raise click.UsageError("--purge needs --workspace DIR")
        store = Workspace(Path(workspace))
        number = store.purge(purge)
        store.close()
        click.echo(f"{number} document{'' if number == 1 else 's'} deleted from {workspace}")
        sys.exit(OK)
    import webbrowser

    def said(url: str) -> None:
        click.echo(f"xpcalc is open at {url}")
        click.echo("The link works once, in one browser. Close the page there, or press Ctrl-C here.")

    run(
        book_of(rules_folder),
        Settings(as_of or "", policy, (), kinds, lang),
        files=files,
        rules=rules,
        workspace=workspace,
        rules_folder=rules_folder,
        port=port,
        said=said,
        opened=None if no_browser else webbrowser.open,
    )

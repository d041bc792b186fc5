"""The group that every command joins."""

from __future__ import annotations

import click

from xpcalc import __version__
from xpcalc.cli.shell import DefaultGroup


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

"""The group that every command joins."""

from __future__ import annotations

import click

from xpcalc import __version__
from xpcalc.cli.shell import DefaultGroup


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__, prog_name="xpcalc", message="%(prog)s %(version)s")
def cli() -> None:
    """Months of experience from CVs, LinkedIn exports and letters, line by line.

    \b
    xpcalc cv.pdf                             positions, months, findings
    xpcalc cv.pdf --format html -o cv.html    a page with a timeline
    xpcalc *.pdf --format csv -o all.csv      several files, one table
    xpcalc explain cv.pdf                     how the number came about
    xpcalc cv.pdf --rules support             requirements: shown or not
    xpcalc compare *.pdf --rules support      candidates side by side
    xpcalc verify cv.pdf --against a.pdf      a CV beside letters, LinkedIn
    xpcalc profile cv.pdf                     growth profile, ready to paste
    xpcalc ad ad.html -o ad.yaml              a job ad turned into rules
    xpcalc rules show support --sentence      rules turned into an ad
    xpcalc batch cvs/ -o results              thousands of files, resumable
    xpcalc serve                              a page in your browser
    xpcalc between 2020-03 present            the calculator by itself
    xpcalc assess --help                      all options

    Everything runs on this computer; nothing is sent anywhere.
    """

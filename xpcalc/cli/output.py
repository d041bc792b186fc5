"""Bytes -> a file or standard output: never over what is read, one line where it cannot be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NoReturn

import click

from xpcalc.cli.shell import ENVIRONMENT, settings_file
from xpcalc.errors import XpcalcError
from xpcalc.places import ASIDE


def spare(output: str | None, read: Iterable[str], common: Mapping[str, Any]) -> None:
    """Refuse to write over what the command reads: documents, their corrections, rules. Raises: XpcalcError."""
    if output is None or output == "-":
        return
    # Why both: the report is written aside, under the second name, and renamed.
    for target in (output, f"{output}.part"):
        if not os.path.isfile(target):
            continue
        for name in _read(read, common):
            if _same(target, name):
                also = "" if os.path.normpath(target) == os.path.normpath(name) else f" as {name}"
                raise XpcalcError(f"{target}: the same file{also} is read here: name another one with -o")


def _read(files: Iterable[str], common: Mapping[str, Any]) -> Iterator[str]:
    for name in files:
        yield name.removeprefix("@")  # xpcalc batch: a list of documents
        yield name
        yield name + ASIDE
        if os.path.isdir(name):
            from xpcalc.batch.journal import JOURNAL

            yield os.path.join(name, JOURNAL)
    yield from common.get("rules") or ()
    folder = common.get("rules_folder")
    for place, _, names in os.walk(folder) if folder else ():
        yield from [os.path.join(place, name) for name in names]
    if (settings := settings_file()) is not None:
        yield settings


def _same(target: str, name: str) -> bool:
    try:
        return os.path.samefile(target, name)
    except (OSError, ValueError):
        return False  # a name of a rule, a text: no file


def write(made: str | bytes, output: str | None) -> None:
    """Write a report to a file or to standard output; where that cannot be done, end with exit code 4."""
    if output is None or output == "-":
        click.echo(made, nl=False)
        return
    data = made if isinstance(made, bytes) else made.encode("utf-8", "replace")
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
        not_written(output, error)


def not_written(where: str, error: OSError) -> NoReturn:
    """Say in one line that the answer could not be written, and end."""
    # Why: standard error may be on the same full disk.
    with suppress(OSError):
        click.echo(f"xpcalc: {where}: cannot be written ({error.strerror or error})", err=True)
    sys.exit(ENVIRONMENT)


def silence() -> None:
    """Send what is left for standard output and standard error nowhere, so that the end of the program says nothing."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):  # what is held in memory is no stream of the system
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

"""How far a run is -> one line on standard error, drawn over, only on a terminal. To show more: `progress_text`.

Why not with rich: its live display starts a thread, and documents are read in processes forked from this one.
"""

from __future__ import annotations

import os
import sys
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import click

from xpcalc.cli.shell import has_blocks

if TYPE_CHECKING:
    from typing import Protocol

    class Counts(Protocol):
        """How far a run is. `found`: what an earlier run had done."""

        @property
        def done(self) -> int: ...

        @property
        def total(self) -> int: ...

        @property
        def failures(self) -> int: ...

        @property
        def found(self) -> int: ...


_OVER = "\r\x1b[K"  # Source: ECMA-48, EL; back to the first column, and erase what stands there
_EVERY = 0.1  # seconds between two drawings: more often the eye sees nothing


class At(NamedTuple):
    """How far a run over named files is."""

    done: int
    total: int
    failures: int = 0
    found: int = 0


def progress_text(at: Counts, seconds: float) -> str:
    """Return done of all, failures, rate and time left; the last two count what this run has read itself."""
    read = at.done - at.found
    rate = read / seconds if seconds > 0 else 0.0
    text = f"{at.done:,} of {at.total:,}, {at.failures:,} failed"
    if rate and seconds > 1:
        left = ceil((at.total - at.done) / rate)
        hours, minutes = left // 3600, left // 60 % 60
        time = f"{hours} h {minutes} min" if hours else f"{minutes} min {left % 60} s" if minutes else f"{left} s"
        text += f", {rate:.1f}/s, {time} left"
    return text


def drawn(at: Counts, seconds: float, columns: int, tail: str = "", marks: str = "█░") -> str:
    """Return the line with its bar and what was read last, both only as far as there is room.

    Invariant: shorter than the terminal is wide, so that it can be drawn over.
    """
    from xpcalc.reports.text import cut

    text = progress_text(at, seconds)
    room = columns - 1
    if len(text) >= room:
        return text[:room]
    size = min(16, room - len(text) - 2)
    if size >= 8:
        full = size * at.done // max(at.total, 1)
        text = f"{marks[0] * full}{marks[1] * (size - full)}  {text}"
    left = room - len(text) - 2
    if left < 8 or not tail:
        return text
    return f"{text}  {cut(tail, left)}"


class ProgressLine:
    """One line that is drawn over; nothing where standard error is no terminal, or one that cannot draw over."""

    def __init__(self, quiet: bool) -> None:
        self._on = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._began = monotonic()
        self._shown = self._began - 1
        self._marks = "█░" if has_blocks(sys.stderr.encoding) else "#-"
        self._drawn = False
        self.last: Counts | None = None

    def show(self, at: Counts, tail: str = "", now: bool = False) -> None:
        """Show how far it is, a few times a second; `now` does not wait."""
        self.last = at
        time = monotonic()
        if self._on and (now or time - self._shown >= _EVERY or at.done == at.total):
            self._shown = time
            self.say(drawn(at, time - self._began, _columns(), tail, self._marks))

    def say(self, text: str) -> None:
        """Show a line of its own in place of the last one."""
        if self._on:
            self._drawn = True
            click.echo(f"{_OVER}{text[: _columns() - 1]}", err=True, nl=False)

    def clear(self) -> None:
        """Leave an empty line, if one was drawn."""
        if self._drawn:
            self._drawn = False
            click.echo(_OVER, err=True, nl=False)


class Progress:
    """The line of a run over named files: a bar for several, the page for what takes OCR."""

    def __init__(self, total: int) -> None:
        self._line = ProgressLine(quiet=False)
        self._at = At(0, total)
        if total > 1:
            self._line.show(self._at)

    def step(self, name: str, failed: bool = False) -> None:
        """Count a file that has been read."""
        from xpcalc.reports.text import clean

        at = self._at
        self._at = at._replace(done=at.done + 1, failures=at.failures + failed)
        if at.total > 1:
            self._line.show(self._at, clean(os.path.basename(name)))

    def page(self, number: int, pages: int) -> None:
        """Say which page is being read by OCR: that takes seconds."""
        page = f"page {number} of {pages} by OCR"
        if self._at.total > 1:
            self._line.show(self._at, page, now=True)
        else:
            self._line.say(f"reading {page}")

    def done(self) -> None:
        """Leave an empty line."""
        self._line.clear()


def _columns() -> int:
    try:
        return max(os.get_terminal_size(sys.stderr.fileno()).columns, 20)
    except (OSError, ValueError):
        return 80


__all__ = ["At", "Progress", "ProgressLine", "drawn", "progress_text"]

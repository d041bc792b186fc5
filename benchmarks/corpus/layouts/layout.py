"""What a layout is: a name, a family, a file ending and a function from a view to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.corpus.careers import Career
from benchmarks.corpus.text import DateStyle, View, view_of


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to print a CV."""

    name: str
    family: str
    ending: str
    draw: Callable[[View, Random], bytes]
    grouped: bool = False  # shows several positions under one employer: careers with a promotion suit it
    months: int = 0  # careers with a job of at least so many months suit it
    view: Callable[[Career, DateStyle, Random], View] = view_of  # for a layout that says more, or says it otherwise

"""What a layout is: a name, a family, a file ending and a function from a view to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.corpus.text import View


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to print a CV."""

    name: str
    family: str
    ending: str
    draw: Callable[[View, Random], bytes]
    grouped: bool = False  # shows several positions under one employer: careers with a promotion suit it

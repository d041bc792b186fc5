"""Signs of life from long work -> whoever waits for it; to give another, call `beat` where a page or a stage is done.

Why: a document of many pages takes long and is no reason to end the process that reads it; one that stands still is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LISTENER: ContextVar[Callable[[], None] | None] = ContextVar("xpcalc_pulse", default=None)


def beat() -> None:
    """Tell the listener, if there is one, that the work goes on."""
    listener = _LISTENER.get()
    if listener is not None:
        listener()


@contextmanager
def felt_by(listener: Callable[[], None]) -> Iterator[None]:
    """Have signs of life told to a listener inside a `with` block."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


__all__ = ["beat", "felt_by"]

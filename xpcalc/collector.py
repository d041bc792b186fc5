"""A stretch of work -> the same with Python's collector called less often."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Source: measured; a page of a CV makes some 50,000 objects, nearly all of which live until it is done.
_OBJECTS = 50_000


@contextmanager
def unhurried() -> Iterator[None]:
    """Let more objects come together before the collector looks through them; also a decorator.

    What the program itself has set to more, or switched off, stays as it is.
    """
    first, *others = gc.get_threshold()
    # Why: whoever comes second, in another thread, finds it raised and leaves putting it back to the first.
    if not 0 < first < _OBJECTS:
        yield
        return
    gc.set_threshold(_OBJECTS, *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)


__all__ = ["unhurried"]

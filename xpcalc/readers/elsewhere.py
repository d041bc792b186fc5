"""Who reads documents: this process, or somebody who hands values back, as the command line has it.

To hand over another kind of reading, a method of `Elsewhere` and a line in the function that would do it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from xpcalc.assessment import PagePicture
from xpcalc.model import Document


class Elsewhere(Protocol):
    """Reads documents in another process."""

    def document(self, data: bytes, name: str, progress: Callable[[int, int], None] | None) -> Document:
        """Return the document. Raises: UnreadableDocument."""
        ...

    def pictures(self, data: bytes, pages: Sequence[int]) -> tuple[PagePicture, ...]:
        """Return pages as pictures."""
        ...


# Why: verification and job ads read documents deep inside; who reads is decided by the shell, once.
_WHO: ContextVar[Elsewhere | None] = ContextVar("xpcalc_elsewhere", default=None)


def who() -> Elsewhere | None:
    """Return who reads documents here and now, None where this process does."""
    return _WHO.get()


@contextmanager
def reading(elsewhere: Elsewhere | None) -> Iterator[None]:
    """Have documents read elsewhere inside a `with` block; here, with None."""
    token = _WHO.set(elsewhere)
    try:
        yield
    finally:
        _WHO.reset(token)


__all__ = ["Elsewhere", "reading", "who"]

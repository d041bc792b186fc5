"""The text of a regular expression -> a pattern that is compiled when it is first used, in place of `re.compile`.

Half of the patterns here are for documents of other kinds than the one at hand, and compiling all of them takes a
tenth of the time of `xpcalc cv.pdf`. Type checkers see `re.Pattern`. What is made of the rules when it is needed takes
`re.compile`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, AnyStr, cast
from weakref import WeakSet

__all__ = ["regex", "settle"]

# Source: the names of `re.Pattern`, those that its source tells left out.
_NAMES = (
    *("findall", "finditer", "flags", "fullmatch", "groupindex", "groups"),
    *("match", "scanner", "search", "split", "sub", "subn"),
)


# Why weak: a pattern made of the rules goes with the table that holds it.
_waiting: WeakSet[_Pattern] = WeakSet()


class _Pattern:
    """Stands for a pattern; its slots are filled at the first look at one of them."""

    __slots__ = (*_NAMES, "__weakref__", "_asked", "pattern")

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._asked = flags
        _waiting.add(self)

    def __getattr__(self, name: str) -> Any:
        if name not in _NAMES:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._asked)
        for each in _NAMES:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"


def settle() -> None:
    """Compile all patterns that have not been used: a process that forks one for each document does it for all."""
    while _waiting:
        with suppress(re.error):  # a mistake is raised where the pattern is used
            _waiting.pop().groups  # noqa: B018


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that costs nothing until it is used; a mistake in it raises `re.error` only then."""
    return cast("re.Pattern[AnyStr]", _Pattern(pattern, flags))

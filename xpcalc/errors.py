"""What can go wrong -> one tree of exceptions, each with one line that a person can act on."""

from __future__ import annotations


class XpcalcError(Exception):
    """Root of every error that xpcalc raises on purpose; anything else is a bug."""

    code = "E_ERROR"


class UnreadableDocument(XpcalcError, ValueError):
    """A document that gives no assessment: `code` is stable (`E_ENCRYPTED`), `hint` says what to do."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class MissingExtra(XpcalcError, ImportError):
    """An optional library is absent; the message names the exact install command."""

    code = "E_MISSING_EXTRA"

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} is not installed: pip install 'xpcalc[{extra}]'")
        self.extra = extra


class RulebookError(XpcalcError, ValueError):
    """A rule file that cannot be used: every problem of the file, one `file:line: $.path: what` each."""

    code = "E_RULES"

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class UnknownName(XpcalcError, KeyError):
    """A name that stands in no table; the message lists the near ones."""

    code = "E_UNKNOWN_NAME"

    def __init__(self, kind: str, name: str, known: tuple[str, ...] = (), near: tuple[str, ...] = ()) -> None:
        self.text = f"unknown {kind} {name!r}" + (f": known are {', '.join(known)}" if known else "")
        self.text += f": did you mean {', '.join(near)}?" if near else ""
        super().__init__(self.text)

    def __str__(self) -> str:
        return self.text

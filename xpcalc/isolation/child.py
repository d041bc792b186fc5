"""One document -> its answer, in a process that is confined first; every way to end is a message or a signal.

A task is a function of `Work`; what it raises is named here, by the type only: messages may hold words of the document.
"""

from __future__ import annotations

import gc
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any, NamedTuple, NoReturn, Protocol

from xpcalc import intake, limits
from xpcalc.errors import UnreadableDocument, XpcalcError
from xpcalc.isolation import frames
from xpcalc.isolation.confine import confine, keep_only
from xpcalc.isolation.frames import Frames
from xpcalc.limits import Limits
from xpcalc.pulse import felt_by

Progress = Callable[[int, int], None]
# Unit: bytes. Why: what a pipe of Linux takes at once, so that nobody waits for a process that does not read.
LARGEST_NOTE = 60_000


class Work(NamedTuple):
    """One document to be read."""

    data: bytes
    name: str
    options: dict[str, Any]
    profile: str  # text, or ocr: more time and memory, and programs may be started
    progress: Progress  # told page i of n of what is slow; a sign of life
    may_ask: bool  # whether NeedsMore will be heard
    learnt: list[str]  # put here what the next document will need too: short names that `Task.learn` understands


class Task(Protocol):
    """What is done with a document: bytes that the caller understands."""

    def __call__(self, work: Work) -> bytes:
        """Return the answer. Raises: NeedsMore, UnreadableDocument."""
        ...

    def warm(self) -> None:
        """Load what nearly every document needs, before the first of several."""
        ...

    def learn(self, name: str) -> None:
        """Load something for the documents to come; the name comes from a process that may have been taken over."""
        ...


class NeedsMore(XpcalcError):
    """The document needs the profile `ocr`; it is read again from the start there."""


def load(name: str, setup: dict[str, Any]) -> Task:
    """Return the task behind a dotted name, `package.module:function`, made from what all documents share."""
    module, _, function = name.partition(":")
    task: Task = getattr(import_module(module), function)(setup)
    return task


class Terms(NamedTuple):
    """Under what a document is read."""

    limits: Limits
    profile: str = "text"
    required: bool = False  # rather no answer than one without the filter of system calls


class Source(NamedTuple):
    """Where a document comes from: an open descriptor, or bytes at hand."""

    fd: int | None
    data: bytes | None
    name: str
    options: dict[str, Any]


class Coming(NamedTuple):
    """A document that this process waits for: what it is comes over one descriptor, its bytes lie in the other."""

    told: int
    store: int


def run(pipe: int, source: Source | Coming, prepare: Callable[[], Task], terms: Terms, parent: int) -> NoReturn:
    """Confine this process, read the document, write the answer to the pipe, end."""
    status = 1
    try:
        given = source if isinstance(source, Coming) else () if source.fd is None else (source.fd,)
        fds = keep_only([pipe, *given])
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # Why: a short life has little to collect.
        gc.set_threshold(20_000, 20, 20)
        if isinstance(source, Coming):
            source = Coming(*fds[1:])
        elif source.fd is not None:
            source = source._replace(fd=fds[1])
        frames.write_all(fds[0], _outcome(fds[0], source, prepare, terms, parent))
        status = 0
    finally:
        # Why: what cannot even be said shows in the exit status; nothing of the caller's may run here.
        os._exit(status)


def _outcome(pipe: int, source: Source | Coming, prepare: Callable[[], Task], terms: Terms, parent: int) -> bytes:
    try:
        task = prepare()
    except XpcalcError as error:
        return broken(error)
    try:
        confine(terms.profile, terms.limits, parent, terms.required)
    except OSError as error:
        return failure("E_SANDBOX", f"the reading process cannot be confined ({error.strerror})", "see xpcalc doctor")
    frames.write_all(pipe, frames.framed(frames.READY))
    if isinstance(source, Coming):
        source = _arrived(source)
    return answered(task, source, terms, lambda message: frames.write_all(pipe, message))


def _arrived(coming: Coming) -> Source:
    """Wait for the document; end where there is none any more."""
    inbox = Frames(frames.JOB, LARGEST_NOTE)
    found: list[tuple[bytes, bytes]] = []
    while not found:
        data = os.read(coming.told, LARGEST_NOTE)
        if not data:
            os._exit(0)
        found = inbox.feed(data)
    os.close(coming.told)
    row, _ = frames.split(found[0][1])
    return Source(coming.store, None, row["name"], row["options"])


def note_of(source: Source) -> bytes:
    """Return what is told to a process that waits for this document."""
    return frames.framed(frames.JOB, frames.headed({"name": source.name, "options": source.options}))


def answered(task: Task, source: Source, terms: Terms, send: Callable[[bytes], None]) -> bytes:
    """Return the message with the answer of a task, or with what went wrong."""
    allowed, slow = terms.limits, terms.profile == "ocr"

    def progress(page: int, pages: int) -> None:
        send(frames.framed(frames.PROGRESS, frames.headed({"page": page, "pages": pages})))

    told = time.monotonic()

    def alive() -> None:
        # Why: a message a second is enough for whoever waits ten.
        nonlocal told
        if time.monotonic() - told > 1.0:
            told = time.monotonic()
            send(frames.framed(frames.READY))

    # Why: no OCR without the profile for it; the task then says that it needs more.
    held = allowed if slow else replace(allowed, ocr_pages=0)
    may_ask = not slow and allowed.ocr_pages > 0
    learnt: list[str] = []
    try:
        with limits.using(held), felt_by(alive):
            data = intake.bytes_of(source.fd) if source.fd is not None else source.data or b""
            answer = task(Work(data, source.name, source.options, terms.profile, progress, may_ask, learnt))
    except NeedsMore:
        return frames.framed(frames.MORE)
    except UnreadableDocument as error:
        return failure(error.code, error.message, error.hint)
    except MemoryError:
        # Why: the traceback holds what filled the memory.
        gc.collect()
        return failure("E_MEMORY", *too_much_memory(terms))
    except RecursionError:
        return failure("E_DAMAGED", "the document is nested far too deep", "open it and save it again")
    except Exception as error:
        return failure("E_INTERNAL", _where(error), "this is a bug of xpcalc: please report it, without the document")
    if len(answer) > allowed.answer_bytes:
        return failure(
            "E_LIMIT_ANSWER", f"the document gives an answer of {len(answer) >> 20} MiB", "send the CV alone"
        )
    lesson = frames.framed(frames.LEARNT, frames.headed({"names": learnt})) if learnt else b""
    return lesson + frames.framed(frames.ANSWER, answer)


def broken(error: XpcalcError) -> bytes:
    """Return the message that the task itself cannot be made: an unknown rule, a broken rule file."""
    return frames.framed(
        frames.BROKEN, frames.headed({"type": type(error).__name__, "code": error.code, "message": str(error)})
    )


def failure(code: str, message: str, hint: str = "") -> bytes:
    """Return the message that names what went wrong."""
    return frames.framed(frames.FAILED, frames.headed({"code": code, "message": message, "hint": hint}))


def too_much_memory(terms: Terms) -> tuple[str, str]:
    """Return message and hint of E_MEMORY."""
    most = terms.limits.ocr_memory_bytes if terms.profile == "ocr" else terms.limits.memory_bytes
    return f"reading it takes more than {most >> 20} MiB of memory", "ask for another copy, or print it to a new PDF"


def _where(error: Exception) -> str:
    """Return type and place of a bug, without its message, which may quote the document."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join([f" at {os.path.basename(frame.filename)}:{frame.lineno}" for frame in last])
    return f"reading it failed with {type(error).__name__}{place}"


__all__ = [
    "LARGEST_NOTE",
    "Coming",
    "NeedsMore",
    "Progress",
    "Source",
    "Task",
    "Terms",
    "Work",
    "answered",
    "broken",
    "failure",
    "load",
    "note_of",
    "run",
    "too_much_memory",
]

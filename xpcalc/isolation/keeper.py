"""Jobs -> outcomes: forks a process for each document, hears it, ends it in time, and says how it ended.

It must be the parent of the processes, so it runs in the program itself for one document and in a helper process that
has the readers loaded (`zygote`) for several. To name another way of ending, add a branch to `_ended`.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import field
from typing import Any, NamedTuple

from xpcalc import intake
from xpcalc.errors import UnreadableDocument
from xpcalc.isolation import child, frames
from xpcalc.isolation.child import Coming, Source, Task, Terms
from xpcalc.isolation.confine import held, room
from xpcalc.isolation.frames import Frames
from xpcalc.record import dataclass

# Why: loading the readers and the rules takes under a second; a machine that swaps may take far longer.
START_SECONDS = 60.0
_GRACE = 1.0
_LEAVE = 0.3
_READ = 1 << 20
_WATCH_SECONDS = 0.2
# Why: a crash above this share of what a document may take comes from memory: C code ends itself where it gets none.
_MEMORY_SHARE = 0.5
# Why: a process that has been taken over may tell anything, but not without end.
_LESSONS = 100
_LAST = (frames.ANSWER, frames.FAILED, frames.MORE, frames.BROKEN)
_FROM_WORKER = b"".join((frames.READY, frames.PROGRESS, frames.LEARNT, *_LAST))


class Job(NamedTuple):
    """One document to read: a path or bytes. `follow` = a symbolic link at the path is followed."""

    id: int
    name: str
    path: str | None = None
    data: bytes | None = None
    follow: bool = True
    options: dict[str, Any] = {}  # noqa: RUF012  # never changed; a NamedTuple has no factory


class Outcome(NamedTuple):
    """How one job ended. Unit: seconds; KiB of memory at the most, 0 where unknown."""

    job: int
    kind: bytes  # frames.ANSWER, FAILED or BROKEN
    header: dict[str, Any] = {}  # noqa: RUF012  # code, message, hint
    answer: bytes = b""
    seconds: float = 0.0
    peak: int = 0
    killed: bool = False  # ended from outside, by the system or by a person; another try may do


class Tick(NamedTuple):
    """A sign of progress: page of pages."""

    job: int
    page: int
    pages: int


Event = Outcome | Tick


class _Spare(NamedTuple):
    """A process that waits for a document: what it says, what it is told, and where its document is put."""

    pid: int
    pipe: int
    told: int
    store: int


@dataclass(slots=True)
class _Child:
    """A process at work."""

    job: Job
    terms: Terms
    pid: int
    pipe: int
    source: Source
    started: float
    inbox: Frames
    ready: float | None = None
    heard: float = 0.0
    pages: int = 0
    last: tuple[bytes, bytes] | None = None
    garbage: str = ""
    late: str = ""
    seen: float = field(default=0.0)  # when its memory was last looked at
    waited: bool = False  # it was there before its document


class Keeper:
    """Processes for documents, up to `slots` at a time.

    Invariant: every job that is started gives exactly one Outcome, within its time limits and one second.
    """

    def __init__(self, prepare: Callable[[], Task], terms: Terms, slots: int = 1) -> None:
        self._prepare = prepare
        self._terms = terms
        self._slots = slots
        self._children: dict[int, _Child] = {}
        self._done: list[Event] = []
        self._lessons: list[str] = []
        self._leaving: list[int] = []  # killed, not gone yet
        self._spare: _Spare | None = None

    def lessons(self) -> list[str]:
        """Return what processes say that the next ones will need, since the last call; nothing of it is checked."""
        lessons, self._lessons = self._lessons, []
        return lessons

    @property
    def free(self) -> bool:
        """Whether another job can be started."""
        return len(self._children) < self._slots

    @property
    def busy(self) -> bool:
        """Whether something is under way or waiting to be collected."""
        return bool(self._children or self._done)

    def start(self, job: Job) -> None:
        """Start a job; one that cannot be opened has its outcome at once."""
        fd = None
        try:
            if job.path is not None:
                fd = intake.opened(job.path, follow=job.follow)
        except UnreadableDocument as error:
            header = {"code": error.code, "message": error.message, "hint": error.hint}
            self._done.append(Outcome(job.id, frames.FAILED, header))
            return
        source = Source(fd, job.data, job.name, job.options)
        if not self._handed_over(job, source):
            self._fork(job, source, self._terms)

    def stand_by(self) -> None:
        """Have the process for the next document ready before that comes, where the system can (Linux)."""
        if self._spare is not None or not hasattr(os, "memfd_create"):
            return
        # Why: a system that forbids such files, or has none left, forks when the document comes.
        held: list[int] = []
        try:
            held.append(os.memfd_create("document", os.MFD_CLOEXEC))
            held += os.pipe()
            store, asked, told = held
            self._spare = _Spare(*self._forked(Coming(asked, store), self._terms), told, store)
            os.close(asked)
        except OSError:
            for each in held:
                os.close(each)

    def renew(self) -> None:
        """End the process that waits: the next one knows what has been loaded since."""
        spare, self._spare = self._spare, None
        if spare is not None:
            os.close(spare.told)
            os.close(spare.store)
            # Why: it ends by itself when it hears no more; hit at another moment it might leave its empty folder.
            if not _gone(spare.pid, _LEAVE)[0]:
                _kill(spare.pid)
                _reap(spare.pid)
            os.close(spare.pipe)

    def step(self, timeout: float | None = None, also: int | None = None) -> tuple[list[Event], bool]:
        """Return what has happened, at the latest after `timeout` seconds, and whether `also` can be read."""
        poller = select.poll()
        for fd in self._children:
            poller.register(fd, select.POLLIN | select.POLLHUP)
        if also is not None:
            poller.register(also, select.POLLIN | select.POLLHUP)
        readable = False
        for fd, _ in poller.poll(self._pause(timeout)):
            if fd == also:
                readable = True
            else:
                self._hear(self._children[fd])
        now = time.monotonic()
        for each in list(self._children.values()):
            late = self._late(each, now)
            if late:
                each.late = late
                self._finish(each)
            elif sys.platform == "darwin" and now - each.seen > _WATCH_SECONDS:
                self._watch(each, now)
        self._leaving = [pid for pid in self._leaving if not _waited(pid)[0]]
        events, self._done = self._done, []
        return events, readable

    def close(self) -> None:
        """End all processes at once; their jobs have no outcome."""
        for each in self._children.values():
            _kill(each.pid)
        for each in self._children.values():
            _reap(each.pid)
            os.close(each.pipe)
            if each.source.fd is not None:
                os.close(each.source.fd)
        self._children.clear()
        for pid in self._leaving:
            _reap(pid)
        self._leaving.clear()
        self.renew()

    # ------------------------------------------------------------ one process

    def _fork(self, job: Job, source: Source, terms: Terms) -> None:
        try:
            pid, here = self._forked(source, terms)
        except OSError as error:
            header = {"code": "E_SANDBOX", "message": f"no process can be started ({error.strerror})", "hint": ""}
            self._done.append(Outcome(job.id, frames.FAILED, header))
            return
        self._watched(job, source, terms, pid, here)

    def _forked(self, source: Source | Coming, terms: Terms) -> tuple[int, int]:
        """Return a new process and the pipe that it answers by. Raises: OSError."""
        here, there = os.pipe()
        parent = os.getpid()
        try:
            pid = os.fork()
        except OSError:
            os.close(here)
            os.close(there)
            raise
        if pid == 0:
            child.run(there, source, self._prepare, terms, parent)
        os.close(there)
        os.set_blocking(here, False)
        return pid, here

    def _watched(self, job: Job, source: Source, terms: Terms, pid: int, here: int, *, waited: bool = False) -> None:
        inbox = Frames(_FROM_WORKER, max(terms.limits.answer_bytes, 1 << 16))
        self._children[here] = _Child(job, terms, pid, here, source, time.monotonic(), inbox, waited=waited)

    def _handed_over(self, job: Job, source: Source) -> bool:
        """Give a document to the process that waits; say whether there is one and it could be given."""
        spare = self._spare
        if spare is None:
            return False
        note = child.note_of(source)
        if len(note) > child.LARGEST_NOTE:
            return False
        try:
            if not _stored(source, spare.store, self._terms.limits.file_bytes):
                return False
            os.lseek(spare.store, 0, os.SEEK_SET)  # the other process reads from where this one stands
            os.write(spare.told, note)
        except OSError:
            self.renew()  # it has gone
            return False
        self._spare = None
        os.close(spare.told)
        os.close(spare.store)
        self._watched(job, source, self._terms, spare.pid, spare.pipe, waited=True)
        return True

    def _pause(self, timeout: float | None) -> float | None:
        """Return how long to wait, in milliseconds, as `poll` wants it."""
        now = time.monotonic()
        ends = [self._deadline(each) - now for each in self._children.values()]
        if sys.platform == "darwin" and ends:
            ends.append(_WATCH_SECONDS)
        if timeout is not None:
            ends.append(timeout)
        if self._done:
            ends.append(0.0)
        return max(min(ends), 0.0) * 1000 + 1 if ends else None

    def _deadline(self, each: _Child) -> float:
        if each.ready is None:
            return each.started + START_SECONDS
        limits = each.terms.limits
        if each.terms.profile == "ocr":
            whole = min(limits.wall_seconds + limits.ocr_wait_seconds * max(each.pages, 1), limits.ocr_seconds)
            # Why: a page is one step, which takes as long as a page may take, up to four times where it lies on
            # its side.
            return each.ready + max(whole, limits.wall_seconds)
        return min(each.ready + limits.wall_seconds, each.heard + limits.stall_seconds)

    def _late(self, each: _Child, now: float) -> str:
        """Return why a process has to end now, "" while it may go on."""
        if now < self._deadline(each):
            return ""
        limits = each.terms.limits
        if each.ready is None:
            return f"the reading process did not start within {START_SECONDS:.0f} s"
        if each.terms.profile == "ocr":
            return f"character recognition took more than {self._deadline(each) - each.ready:.0f} s"
        if now < each.ready + limits.wall_seconds:
            return f"reading it made no progress for {limits.stall_seconds} s"
        return f"reading it took more than {limits.wall_seconds} s"

    def _hear(self, each: _Child) -> None:
        try:
            data = os.read(each.pipe, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._finish(each)
            return
        try:
            messages = each.inbox.feed(data)
        except frames.Garbage as error:
            each.garbage = str(error)
            self._finish(each)
            return
        for kind, body in messages:
            each.heard = time.monotonic()
            if kind == frames.READY:
                # Why: the clock starts once; a process that is taken over may not set it back.
                each.ready = each.ready or each.heard
            elif kind == frames.PROGRESS:
                self._tick(each, body)
            elif kind == frames.LEARNT:
                with contextlib.suppress(frames.Garbage):
                    names = frames.split(body)[0].get("names")
                    self._lessons += [n for n in names[:_LESSONS] if type(n) is str] if type(names) is list else []
            else:
                each.last = (kind, body)
                self._finish(each)
                return

    def _tick(self, each: _Child, body: bytes) -> None:
        tick = tick_of(each.job.id, body)
        if tick is None:
            each.garbage = "bytes that are no message"
            self._finish(each)
            return
        each.pages = min(max(each.pages, tick.pages), each.terms.limits.ocr_pages)
        self._done.append(tick)

    def _watch(self, each: _Child, now: float) -> None:
        """End a process that holds too much memory, where the system sets no limit that holds (macOS)."""
        each.seen = now
        terms = each.terms
        most = terms.limits.ocr_memory_bytes if terms.profile == "ocr" else terms.limits.memory_bytes
        if resident(each.pid) > most:
            each.last = failed("E_MEMORY", *child.too_much_memory(terms))
            self._finish(each)

    def _finish(self, each: _Child) -> None:
        """End a process, whatever it does, and put down its outcome or start it again with more."""
        if self._children.pop(each.pipe, None) is None:
            return
        if each.last is None:
            # Why: a process that has ended by itself keeps its status; only one that lives on is hit.
            _kill(each.pid)
            status, peak = _reap(each.pid)
        else:
            # Why: taking down its memory takes as long as a third of the reading; nobody waits for that.
            _, status, usage = _waited(each.pid)
            peak = usage if status is not None else _peak(each.pid)
            _kill(each.pid)
            if status is None:
                self._leaving.append(each.pid)
        os.close(each.pipe)
        kind, body = each.last or self._ended(each, status, peak)
        more = kind == frames.MORE and each.terms.profile == "text" and not each.late
        # Why: somebody may have ended it while it waited, which does not show until then.
        again = each.waited and each.last is None and not each.late and not each.garbage and was_killed(status)
        if more or again:
            if each.source.fd is not None:
                os.lseek(each.source.fd, 0, os.SEEK_SET)
            self._fork(each.job, each.source, each.terms._replace(profile="ocr") if more else each.terms)
            return
        if each.source.fd is not None:
            os.close(each.source.fd)
        seconds = time.monotonic() - each.started
        if kind == frames.ANSWER:
            self._done.append(Outcome(each.job.id, kind, {}, body, seconds, peak))
            return
        header = header_of(body) if kind in (frames.FAILED, frames.BROKEN) else None
        if header is None:
            kind, header = frames.FAILED, header_of(garbage("an answer that cannot be read")[1]) or {}
        # Why: what a process says of itself is not believed; how it ended is known here.
        killed = each.last is None and header["code"] == "E_CRASH" and was_killed(status)
        self._done.append(Outcome(each.job.id, kind, header, b"", seconds, peak, killed))

    def _ended(self, each: _Child, status: int | None, peak: int) -> tuple[bytes, bytes]:
        """Return the failure that says how a process without an answer ended."""
        hint = "ask for another copy, or print it to a new PDF"
        terms = each.terms
        if each.late:
            return failed("E_TIMEOUT", each.late, hint)
        if each.garbage:
            return garbage(each.garbage)
        if status is None or not os.WIFSIGNALED(status):
            code = os.waitstatus_to_exitcode(status) if status is not None else "?"
            return failed("E_CRASH", f"the reading process ended without an answer (exit status {code})", hint)
        number = os.WTERMSIG(status)
        if number == getattr(signal, "SIGXCPU", 0):
            seconds = terms.limits.ocr_cpu_seconds if terms.profile == "ocr" else terms.limits.cpu_seconds
            return failed("E_TIMEOUT", f"reading it took more than {seconds} s of computing time", hint)
        most = terms.limits.ocr_memory_bytes if terms.profile == "ocr" else terms.limits.memory_bytes
        mapped, resident = held()  # as much as the process had when it was forked from this one
        if peak * 1024 - resident > _MEMORY_SHARE * room(most, mapped):
            return failed("E_MEMORY", *child.too_much_memory(terms))
        return failed("E_CRASH", f"the reading process crashed ({signal_named(number)})", hint)


# ---------------------------------------------------------------- small parts


def _stored(source: Source, store: int, most: int) -> bool:
    """Put the bytes of a document where the waiting process finds them; say whether they are few enough for that."""
    if source.fd is None:
        frames.write_all(store, source.data or b"")
        return True
    size = os.fstat(source.fd).st_size
    if not 0 < size <= most:
        return False
    at = 0
    while at < size and (sent := os.sendfile(store, source.fd, at, size - at)) > 0:
        at += sent
    return True


def signal_named(number: int) -> str:
    """Return the name of a signal."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def was_killed(status: int | None) -> bool:
    """Say whether a process that was waited for was ended by a signal that it cannot send by crashing."""
    return status is not None and os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def failed(code: str, message: str, hint: str) -> tuple[bytes, bytes]:
    """Return the message of a failure."""
    return frames.FAILED, frames.headed({"code": code, "message": message, "hint": hint})


def garbage(what: str) -> tuple[bytes, bytes]:
    """Return the message of a failure about bytes that are no answer."""
    return failed("E_ANSWER", f"the reading process sent {what}", "do not trust this file: ask for another copy")


def tick_of(job: int, body: bytes) -> Tick | None:
    """Return the progress that a message tells of, None where it tells none."""
    try:
        header, _ = frames.split(body)
        return Tick(job, int(header["page"]), int(header["pages"]))
    except (frames.Garbage, KeyError, TypeError, ValueError, OverflowError):
        return None


def header_of(body: bytes) -> dict[str, Any] | None:
    """Return the texts of a failure, cleaned: they come from a process that may have been taken over."""
    try:
        header, _ = frames.split(body)
    except frames.Garbage:
        return None
    if not all([type(value) is str and len(value) <= 100_000 for value in header.values()]):
        return None
    shown = {key: "".join([ch if ch.isprintable() or ch == "\n" else "\ufffd" for ch in header[key]]) for key in header}
    return shown if {"code", "message"} <= set(shown) else None


def _kill(pid: int) -> None:
    """End a process and all of its group; one that has already ended is left as it is."""
    for send in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            send(pid, signal.SIGKILL)


def _reap(pid: int) -> tuple[int | None, int]:
    """Return wait status and peak memory (KiB) of a process that was ended; None if it does not go within a second."""
    return _gone(pid, _GRACE)[1:]


def _gone(pid: int, seconds: float) -> tuple[bool, int | None, int]:
    """Return what `_waited` does, once the process is gone or the time is over."""
    end = time.monotonic() + seconds
    pause = 0.0002
    while True:
        gone, status, peak = _waited(pid)
        if gone or time.monotonic() > end:
            return gone, status, peak
        time.sleep(pause)
        pause = min(pause * 2, 0.01)


def _waited(pid: int) -> tuple[bool, int | None, int]:
    """Return, without waiting, whether a process is gone, its wait status and its peak memory (KiB)."""
    try:
        done, status, usage = os.wait4(pid, os.WNOHANG)
    except ChildProcessError:
        return True, None, 0
    # Source: getrusage(2); Linux counts KiB, macOS bytes.
    return (True, status, usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)) if done else (False, None, 0)


def _peak(pid: int) -> int:
    """Return the most memory that a living process has held, in KiB; 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/status", "rb") as file:
            found = file.read().partition(b"VmHWM:")[2].split(maxsplit=1)
        return int(found[0])
    except (OSError, ValueError, IndexError):
        return 0


def resident(pid: int) -> int:
    """Return the memory that a process holds now, in bytes; 0 where nothing tells."""
    try:
        import psutil  # type: ignore[import-untyped]  # optional, and has no types

        return int(psutil.Process(pid).memory_info().rss)
    except ImportError:
        import subprocess

        shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
        return int(shown.strip() or 0) * 1024
    except Exception:  # psutil raises its own errors for a process that has just ended
        return 0


__all__ = [
    "Event",
    "Job",
    "Keeper",
    "Outcome",
    "Tick",
    "failed",
    "garbage",
    "header_of",
    "resident",
    "signal_named",
    "tick_of",
]

"""Documents -> outcomes, whatever is in them: imports no reader, starts the helper that does, and outlives it.

`Supervisor.run` is all that callers need. Three ways to start: "fork" (a program with one thread that holds no
documents, as the command line), "fresh" (a new Python, for programs with threads), "spawn" (systems without fork).
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sized
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from xpcalc.errors import XpcalcError
from xpcalc.isolation import child, frames, zygote
from xpcalc.isolation.child import Terms
from xpcalc.isolation.frames import Frames
from xpcalc.isolation.keeper import START_SECONDS, Event, Job, Keeper, Outcome, Tick
from xpcalc.limits import Limits

if TYPE_CHECKING:
    import subprocess

Start = Literal["fork", "fresh", "spawn"]
Progress = Callable[[Tick], None]

_READ = 1 << 20
# Why: the helper keeps the time of every document itself; this is for a helper that is itself stopped.
_SLACK_SECONDS = 30.0
_TRIES = 2


class Broken(XpcalcError):
    """The work itself cannot be set up: an unknown rule, a broken rule file, a missing part. `told` = what it says."""

    code = "E_INTERNAL"

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(str(told.get("message", "")))
        self.told = told
        self.code = str(told.get("code", "E_INTERNAL"))


class Supervisor:
    """Reads documents in processes of their own.

    `task`: dotted name of the function that makes the task, `setup` (JSON) what it is made of.
    Invariant: `run` gives one Outcome for each job, whatever a document does; `close` leaves no process behind.
    """

    def __init__(
        self,
        task: str,
        setup: dict[str, Any],
        limits: Limits | None = None,
        *,
        workers: int = 1,
        start: Start | None = None,
        required: bool = False,
    ) -> None:
        self._task = task
        self._setup = setup
        self._terms = Terms(limits or Limits(), "text", required)
        self._workers = max(workers, 1)
        self._start: Start = "spawn" if not hasattr(os, "fork") else start or "fresh"
        self._helper: _Helper | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.close()

    def run(self, jobs: Iterable[Job], *, ordered: bool = True, progress: Progress | None = None) -> Iterator[Outcome]:
        """Yield the outcome of each job, in the order of the jobs or, if not `ordered`, as they come.

        Ids of jobs must differ. Raises: Broken where the task cannot be made.
        """
        if self._start == "spawn":
            from xpcalc.isolation.spawned import run

            return run(self._task, self._setup, self._terms, jobs, progress)
        if self._start == "fork" and self._helper is None and isinstance(jobs, Sized) and len(jobs) == 1:
            return self._alone(next(iter(jobs)), progress)
        return self._helped(iter(jobs), ordered, progress)

    # ------------------------------------------------------------ one document

    def _alone(self, job: Job, progress: Progress | None) -> Iterator[Outcome]:
        """Read one document in a process forked from this one, before this one has loaded anything heavy."""
        keeper = Keeper(lambda: child.load(self._task, self._setup), self._terms)
        # Why: at once, so that the caller can load what it needs for the report in the meantime.
        keeper.start(job)
        return _attended(keeper, progress)

    # ------------------------------------------------------------ several documents

    def _helped(self, jobs: Iterator[Job], ordered: bool, progress: Progress | None) -> Iterator[Outcome]:
        state = _Flight(jobs, 2 * self._workers, 8 * self._workers if ordered else 0)
        try:
            while True:
                helper = self._helper = self._helper or self._started()
                for job in state.takes():
                    helper.send(zygote.job_of(job))
                if not state.under_way:
                    break
                for event in helper.events(self._patience):
                    if isinstance(event, Outcome):
                        state.done(_sound(event))
                    elif progress is not None and event.job in state.under_way:
                        progress(event)
                if helper.dead:
                    self.close()
                    state.lost()
                yield from state.out(ordered)
            yield from state.out(ordered)
        finally:
            if state.under_way:
                # Why: left in the middle; what still comes would be taken for answers of the next run.
                self.close()

    @property
    def _patience(self) -> float:
        limits = self._terms.limits
        return max(limits.ocr_seconds, limits.wall_seconds) + _SLACK_SECONDS

    def _started(self) -> _Helper:
        helper = (_forked if self._start == "fork" else _fresh)(self._task, self._setup, self._terms, self._workers)
        try:
            helper.wait()
        except BaseException:
            helper.close()
            raise
        return helper


class _Flight:
    """Which jobs are under way, and what came back, brought into order.

    `window` = how many are with the helper at a time; `ahead` = how many more may be done before one that is late.
    """

    def __init__(self, jobs: Iterator[Job], window: int, ahead: int) -> None:
        self._jobs = jobs
        self._window = window
        self._ahead = ahead
        self.under_way: dict[int, Job] = {}
        self._again: list[Job] = []  # were with a helper that ended; one at a time, to find the one that ends it
        self._tried: dict[int, int] = {}
        self._order: list[int] = []
        self._came: dict[int, Outcome] = {}

    def takes(self) -> Iterator[Job]:
        """Yield the jobs to hand over now."""
        while self._again and not self.under_way:
            job = self._again.pop(0)
            self.under_way[job.id] = job
            yield job
        while not self._again and len(self.under_way) < self._window and len(self._came) <= self._ahead + self._window:
            following = next(self._jobs, None)
            if following is None:
                return
            self.under_way[following.id] = following
            self._order.append(following.id)
            yield following

    def done(self, outcome: Outcome) -> None:
        """Take an outcome; one that nobody asked for is left out."""
        if self.under_way.pop(outcome.job, None) is not None:
            self._came[outcome.job] = outcome

    def lost(self) -> None:
        """The helper has ended: jobs go to the next one, those that have ended two get their failure."""
        for job in list(self.under_way.values()):
            tries = self._tried[job.id] = self._tried.get(job.id, 0) + 1
            if tries >= _TRIES:
                header = {"code": "E_CRASH", "message": "the reading helper ended twice with this document", "hint": ""}
                self.done(Outcome(job.id, frames.FAILED, header, killed=True))
            else:
                self._again.append(job)
        self.under_way.clear()

    def out(self, ordered: bool) -> Iterator[Outcome]:
        """Yield what can be given out now."""
        if not ordered:
            came, self._came, self._order = list(self._came.values()), {}, []
            yield from came
            return
        while self._order and self._order[0] in self._came:
            yield self._came.pop(self._order.pop(0))

    @property
    def waiting(self) -> bool:
        """Whether jobs wait for another helper."""
        return bool(self._again)


def _attended(keeper: Keeper, progress: Progress | None) -> Iterator[Outcome]:
    try:
        while keeper.busy:
            for event in keeper.step()[0]:
                if isinstance(event, Outcome):
                    yield _sound(event)
                elif progress is not None:
                    progress(event)
    finally:
        keeper.close()


def _sound(outcome: Outcome) -> Outcome:
    """Return an outcome that is an answer or a failure. Raises: Broken where the task could not be made."""
    if outcome.kind == frames.BROKEN:
        raise Broken(outcome.header)
    return outcome


# ---------------------------------------------------------------- the helper


class _Helper:
    """A helper process and the two pipes to it; neither side ever waits for the other to read."""

    def __init__(self, control: int, out: int, pid: int, process: subprocess.Popen[bytes] | None = None) -> None:
        os.set_blocking(control, False)
        os.set_blocking(out, False)
        self._control, self._out = control, out
        self._pid, self._process = pid, process
        kinds = (frames.READY, frames.PROGRESS, frames.ANSWER, frames.FAILED, frames.BROKEN)
        self._inbox = Frames(b"".join(kinds), frames.LARGEST)
        self._outbox = bytearray()
        self.dead = False

    def send(self, message: bytes) -> None:
        """Put a message on its way; it goes out while `events` waits."""
        self._outbox += message

    def wait(self) -> None:
        """Wait until the helper has loaded all. Raises: Broken."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and not self.dead:
            for kind, body in self._pump(end - time.monotonic()):
                if kind == frames.READY:
                    return
                if kind == frames.BROKEN:
                    raise Broken(frames.split(body)[0])
        raise Broken({"code": "E_SANDBOX", "message": "the reading helper did not start"})

    def events(self, patience: float) -> list[Event]:
        """Return what has come, at least one event unless the helper ends or says nothing for so many seconds."""
        end = time.monotonic() + patience
        while not self.dead:
            found: list[Event] = []
            for kind, body in self._pump(end - time.monotonic()):
                if kind == frames.BROKEN and body.startswith(b'{"type"'):
                    self.dead = True
                elif kind != frames.READY:
                    found.append(zygote.heard(kind, body))
            if found:
                return found
            if time.monotonic() >= end:
                self.dead = True
        return []

    def _pump(self, timeout: float) -> list[tuple[bytes, bytes]]:
        poller = select.poll()
        poller.register(self._out, select.POLLIN | select.POLLHUP)
        if self._outbox:
            poller.register(self._control, select.POLLOUT)
        for fd, _ in poller.poll(max(timeout, 0.0) * 1000 + 1):
            try:
                if fd == self._control:
                    del self._outbox[: os.write(fd, memoryview(bytes(self._outbox[:_READ])))]
                    continue
                data = os.read(fd, _READ)
            except BlockingIOError:
                continue
            except OSError:
                data = b""
            if not data:
                self.dead = True
                return []
            try:
                return self._inbox.feed(data)
            except frames.Garbage:
                self.dead = True
        return []

    def close(self) -> None:
        """End the helper: it ends its processes when the pipe closes; one that does not is killed, and they with it."""
        os.close(self._control)
        end = time.monotonic() + 1.0
        while time.monotonic() < end:
            if self._ended():
                break
            time.sleep(0.002)
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            while not self._ended():
                time.sleep(0.002)
        os.close(self._out)

    def _ended(self) -> bool:
        if self._process is not None:
            return self._process.poll() is not None
        try:
            return os.waitpid(self._pid, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True


def _forked(task: str, setup: dict[str, Any], terms: Terms, workers: int) -> _Helper:
    """Fork the helper from this process, which has one thread."""
    theirs, control = os.pipe()
    out, their_out = os.pipe()
    pid = os.fork()
    if pid == 0:
        zygote.serve(theirs, their_out, task, setup, terms, workers)
    os.close(theirs)
    os.close(their_out)
    return _Helper(control, out, pid)


# Why: the helper finds xpcalc where this program found it, not in the folder that it happens to be run in.
_CODE = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from xpcalc.isolation.zygote import main; main()"


def _fresh(task: str, setup: dict[str, Any], terms: Terms, workers: int) -> _Helper:
    """Start the helper as a new Python, so that it shares no memory with this process."""
    import subprocess

    theirs, control = os.pipe()
    out, their_out = os.pipe()
    try:
        process = subprocess.Popen(
            [sys.executable, "-c", _CODE, json.dumps(sys.path)],
            stdin=theirs,
            stdout=their_out,
            stderr=subprocess.DEVNULL,
            close_fds=True,
        )
    finally:
        os.close(theirs)
        os.close(their_out)
    helper = _Helper(control, out, process.pid, process)
    helper.send(zygote.setup_of(task, setup, terms, workers))
    return helper


__all__ = ["Broken", "Job", "Outcome", "Start", "Supervisor", "Tick"]

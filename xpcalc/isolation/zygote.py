"""Setup and jobs on a pipe -> outcomes on another: loads what reading needs once, then forks for each document.

It never looks at a document itself. To have more loaded before the first fork, load it in the task's `setup`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections import deque
from typing import Any, NoReturn

from xpcalc.errors import XpcalcError
from xpcalc.isolation import child, frames
from xpcalc.isolation.child import Task, Terms
from xpcalc.isolation.confine import keep_only, prepare
from xpcalc.isolation.frames import Frames
from xpcalc.isolation.keeper import Job, Keeper, Outcome, Tick
from xpcalc.limits import Limits, using

_READ = 1 << 20
_LESSONS = 300


def setup_of(task: str, setup: dict[str, Any], terms: Terms, workers: int) -> bytes:
    """Return the message that tells a fresh helper what to do."""
    row = {name: getattr(terms.limits, name) for name in Limits.__dataclass_fields__}
    header = {"task": task, "setup": setup, "limits": row, "required": terms.required, "workers": workers}
    return frames.framed(frames.SETUP, frames.headed(header))


def job_of(job: Job) -> bytes:
    """Return the message for a job."""
    # Why: names of files may hold bytes that are no text; JSON carries them as escaped half characters.
    header = {"id": job.id, "name": job.name, "path": job.path, "follow": job.follow, "options": job.options}
    header["data"] = job.data is not None
    return frames.framed(frames.JOB, frames.headed(header, job.data or b""))


def read_job(body: bytes) -> Job:
    """Return the job of a message."""
    row, data = frames.split(body)
    return Job(row["id"], row["name"], row["path"], data if row["data"] else None, row["follow"], row["options"])


def told(event: Outcome | Tick) -> bytes:
    """Return the message for an event."""
    if isinstance(event, Tick):
        return frames.framed(frames.PROGRESS, frames.headed(event._asdict()))
    header = {"job": event.job, "header": event.header, "seconds": event.seconds, "peak": event.peak}
    header["killed"] = event.killed
    return frames.framed(event.kind, frames.headed(header, event.answer))


def heard(kind: bytes, body: bytes) -> Outcome | Tick:
    """Return the event of a message. Raises: Garbage."""
    row, answer = frames.split(body)
    if kind == frames.PROGRESS:
        return Tick(row["job"], row["page"], row["pages"])
    return Outcome(row["job"], kind, row["header"], answer, row["seconds"], row["peak"], row["killed"])


def serve(control: int, out: int, task: str, setup: dict[str, Any], terms: Terms, workers: int) -> NoReturn:
    """Do the jobs that come in on `control` until it is closed; events go to `out`. Never returns."""
    status = 0
    try:
        control, out = keep_only([control, out])
        # Why: Ctrl-C goes to the whole group of a terminal; the supervisor alone decides what it means.
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            with using(terms.limits):
                ready = child.load(task, setup)
                ready.warm()
            prepare(terms.profile)
        except XpcalcError as error:
            frames.write_all(out, child.broken(error))
        else:
            frames.write_all(out, frames.framed(frames.READY))
            # Why: a collector that runs in a forked process touches all objects, and each touched page is copied.
            gc.collect()
            gc.freeze()
            _serve(control, out, ready, terms, workers)
    except BrokenPipeError:
        status = 0
    except BaseException as error:  # a helper that fails says so in its own words, and is started again
        status = 1
        with contextlib.suppress(OSError):
            frames.write_all(out, child.broken(XpcalcError(f"{type(error).__name__} in the reading helper")))
    finally:
        os._exit(status)


def _serve(control: int, out: int, task: Task, terms: Terms, workers: int) -> None:
    inbox = Frames(frames.JOB, frames.LARGEST)
    waiting: deque[Job] = deque()
    keeper = Keeper(lambda: task, terms, workers)
    known: set[str] = set()
    try:
        while True:
            events, readable = keeper.step(also=control)
            for event in events:
                frames.write_all(out, told(event))
            if readable:
                data = os.read(control, _READ)
                if not data:
                    return
                waiting += [read_job(body) for _, body in inbox.feed(data)]
            for name in keeper.lessons():
                if len(known) < _LESSONS and len(name) <= 100 and name not in known:
                    known.add(name)
                    task.learn(name)
                    keeper.renew()
            while waiting and keeper.free:
                keeper.start(waiting.popleft())
            # Why: half of what a process of its own costs is over before its document comes.
            keeper.stand_by()
    finally:
        keeper.close()


def main() -> NoReturn:
    """Serve standard input and output, as a program of its own; the first message is the setup."""
    control, out = os.dup(0), os.dup(1)
    inbox = Frames(frames.SETUP, 1 << 24)
    found: list[tuple[bytes, bytes]] = []
    while not found:
        # Why: no byte too many may be read, for what follows is read elsewhere.
        data = os.read(control, 1)
        if not data:
            sys.exit(0)
        found = inbox.feed(data)
    row, _ = frames.split(found[0][1])
    terms = Terms(Limits(**row["limits"]), "text", row["required"])
    serve(control, out, row["task"], row["setup"], terms, row["workers"])


if __name__ == "__main__":
    main()

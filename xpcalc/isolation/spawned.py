"""Jobs -> outcomes where processes cannot be forked (Windows): one process for up to 25 documents, one at a time.

Weaker than a process per document: documents that follow each other share memory. The process is confined once, as far
as the system can; what hangs is ended from outside, what crashes costs its document only.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any, NoReturn

from xpcalc import intake
from xpcalc.errors import UnreadableDocument, XpcalcError
from xpcalc.isolation import child, frames
from xpcalc.isolation.child import Source, Terms
from xpcalc.isolation.confine import confine
from xpcalc.isolation.frames import Frames
from xpcalc.isolation.keeper import (
    START_SECONDS,
    Job,
    Outcome,
    Tick,
    garbage,
    header_of,
    resident,
    signal_named,
    tick_of,
)
from xpcalc.limits import Limits, using

# Why: whatever a reader leaves behind in memory is gone after so many documents.
RECYCLED_AFTER = 25
_WATCH_SECONDS = 0.1
_GRACE_SECONDS = 0.5
_READ = 1 << 16
_CODE = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from xpcalc.isolation.spawned import main; main()"
_HINT = "ask for another copy, or print it to a new PDF"

Message = tuple[bytes, bytes]


def run(
    task: str, setup: dict[str, Any], terms: Terms, jobs: Iterable[Job], progress: Callable[[Tick], None] | None
) -> Iterator[Outcome]:
    """Yield the outcome of each job, in order. Raises: XpcalcError where the task cannot be made."""
    process: _Process | None = None
    try:
        for job in jobs:
            try:
                with using(terms.limits):
                    data = job.data if job.path is None else intake.load(job.path, follow=job.follow)
            except UnreadableDocument as error:
                yield _failed(job, error.code, error.message, error.hint)
                continue
            asked = terms
            while True:
                if process is not None and (process.done >= RECYCLED_AFTER or process.terms != asked):
                    process.close()
                    process = None
                process = process or _Process(task, setup, asked)
                kind, outcome = process.read(job, data or b"", progress)
                if process.ended:
                    process.close()
                    process = None
                if kind != frames.MORE or asked.profile == "ocr":
                    break
                asked = terms._replace(profile="ocr")
            yield outcome
    finally:
        if process is not None:
            process.close()


def _failed(job: Job, code: str, message: str, hint: str = _HINT) -> Outcome:
    return Outcome(job.id, frames.FAILED, {"code": code, "message": message, "hint": hint})


class _Process:
    """One process with its pipes; a thread hands on what it says, for Windows cannot wait for a pipe."""

    def __init__(self, task: str, setup: dict[str, Any], terms: Terms) -> None:
        self.terms = terms
        self.done = 0
        self.ended = False
        self._told: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()
        header: dict[str, Any] = {"task": task, "setup": setup, "limits": asdict(terms.limits)}
        header |= {"profile": terms.profile, "required": terms.required, "parent": os.getpid()}
        self._send(frames.framed(frames.SETUP, frames.headed(header)))
        message = self._next(time.monotonic() + START_SECONDS)
        if message is None or message[0] != frames.READY:
            self.close()
            from xpcalc.isolation.supervisor import Broken

            told = frames.split(message[1])[0] if message else {}
            raise Broken(told or {"code": "E_SANDBOX", "message": "the reading process did not start"})

    def read(self, job: Job, data: bytes, progress: Callable[[Tick], None] | None) -> tuple[bytes, Outcome]:
        """Return kind and outcome of one document; `ended` says whether the process is of no more use."""
        began = time.monotonic()
        limits, slow = self.terms.limits, self.terms.profile == "ocr"
        pages = 0
        heard = began
        self.done += 1
        self._send(frames.framed(frames.JOB, frames.headed({"name": job.name, "options": job.options}, data)))
        while True:
            if slow:
                end = began + max(
                    limits.wall_seconds,
                    min(limits.wall_seconds + limits.ocr_wait_seconds * max(pages, 1), limits.ocr_seconds),
                )
            else:
                end = min(began + limits.wall_seconds, heard + limits.stall_seconds)
            message = self._next(min(end, time.monotonic() + _WATCH_SECONDS))
            now = time.monotonic()
            if message is None:
                if self.ended:
                    return frames.FAILED, self._crashed(job)
                most = limits.ocr_memory_bytes if slow else limits.memory_bytes
                if os.name == "nt" and resident(self._process.pid) > most:
                    self.ended = True
                    return frames.FAILED, _failed(job, "E_MEMORY", *child.too_much_memory(self.terms))
                if now >= end:
                    self.ended = True
                    return frames.FAILED, _failed(
                        job, "E_TIMEOUT", f"reading it took more than {end - began:.0f} s, or made no progress"
                    )
                continue
            heard = now
            kind, body = message
            if kind == frames.PROGRESS:
                tick = tick_of(job.id, body)
                if tick is not None:
                    pages = min(tick.pages, limits.ocr_pages)
                    if progress is not None:
                        progress(tick)
            elif kind == frames.ANSWER:
                return kind, Outcome(job.id, kind, {}, body, now - began)
            elif kind == frames.MORE:
                return kind, _failed(job, "E_INTERNAL", "more was asked for twice")
            elif kind in (frames.FAILED, frames.BROKEN):
                header = header_of(body)
                # Why: after bytes that are no message nothing that it says can be told apart any more.
                self.ended = kind == frames.BROKEN or header is None
                kind = frames.FAILED
                if header is None:
                    header = header_of(garbage("an answer that cannot be read")[1]) or {}
                return kind, Outcome(job.id, kind, header, b"", now - began)

    def close(self) -> None:
        """End the process and what it has started."""
        self._process.kill()
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _crashed(self, job: Job) -> Outcome:
        try:
            status = self._process.wait(timeout=_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            # Why: it closed its pipe and lives on; nothing that it says can be heard any more.
            self._process.kill()
            status = self._process.wait()
        if status < 0:
            crashed = _failed(job, "E_CRASH", f"the reading process crashed ({signal_named(-status)})")
            return crashed._replace(killed=signal_named(-status) == "SIGKILL")
        return _failed(job, "E_CRASH", f"the reading process ended without an answer (exit status {status})")

    def _send(self, message: bytes) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(message)
            self._process.stdin.flush()
        except OSError:
            pass  # it has ended; the listener says so

    def _next(self, end: float) -> Message | None:
        """Return the next message; None when it is late or the process has ended (`ended`)."""
        try:
            message = self._told.get(timeout=max(end - time.monotonic(), 0.001))
        except queue.Empty:
            return None
        self.ended = message is None
        return message

    def _listen(self) -> None:
        kinds = (frames.READY, frames.PROGRESS, frames.ANSWER, frames.FAILED, frames.MORE, frames.BROKEN, frames.LEARNT)
        inbox = Frames(b"".join(kinds), max(self.terms.limits.answer_bytes, _READ))
        assert self._process.stdout is not None
        fd = self._process.stdout.fileno()
        try:
            while data := os.read(fd, _READ):
                for message in inbox.feed(data):
                    if message[0] != frames.LEARNT:
                        self._told.put(message)
        except frames.Garbage as error:
            self._told.put((frames.BROKEN, garbage(str(error))[1]))
        except (OSError, ValueError):
            pass  # closed
        self._told.put(None)


# ---------------------------------------------------------------- the other side


def main() -> NoReturn:
    """Read documents that come on standard input until it is closed."""
    out, control = os.dup(1), os.dup(0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    inbox = Frames(frames.SETUP + frames.JOB, frames.LARGEST)

    def say(message: bytes) -> None:
        frames.write_all(out, message)

    task: child.Task | None = None
    terms = Terms(Limits())
    while data := os.read(control, _READ):
        for kind, body in inbox.feed(data):
            header, document = frames.split(body)
            if kind == frames.SETUP:
                terms = Terms(Limits(**header["limits"]), header["profile"], header["required"])
                try:
                    with using(terms.limits):
                        task = child.load(header["task"], header["setup"])
                    parent = header["parent"] if sys.platform == "linux" else None
                    confine(terms.profile, terms.limits, parent, terms.required, many=True)
                except XpcalcError as error:
                    say(child.broken(error))
                    sys.exit(0)
                except OSError as error:
                    text = f"the reading process cannot be confined ({error.strerror})"
                    say(frames.framed(frames.BROKEN, frames.headed({"code": "E_SANDBOX", "message": text})))
                    sys.exit(0)
                say(frames.framed(frames.READY))
            elif task is not None:
                source = Source(None, document, header["name"], header["options"])
                say(child.answered(task, source, terms, say))
    sys.exit(0)


if __name__ == "__main__":
    main()

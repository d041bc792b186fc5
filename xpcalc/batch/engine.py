"""Journal + documents -> results in the journal, on this computer. Another way to run one document: an `Engine`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from xpcalc import intake
from xpcalc.assessment import Failure
from xpcalc.batch.archives import Archives
from xpcalc.batch.journal import DONE, RUNNING, Finish, Journal, Settings, Start
from xpcalc.batch.sources import Item, suffix_of
from xpcalc.corrections import SUFFIX
from xpcalc.errors import UnreadableDocument
from xpcalc.limits import MIB, in_force
from xpcalc.wire import encode

# Source: hand-made. A document that was being read when a run died is read again at once; after a second time it waits
# until all others are done and is read alone; after a third time it is set aside. Why not sooner: a run that is killed
# takes the innocent documents in flight with it.
TRIALS = 2
AT_ONCE = 8  # results that may wait for the next step of the journal
POISON = 3


class Job(NamedTuple):
    """One document for a worker, with the corrections beside it; `token` comes back with the answer."""

    token: int
    name: str
    data: bytes | None
    path: str = ""  # where there are no bytes
    follow: bool = True
    corrections: bytes | None = None


class Answer(NamedTuple):
    """What a worker gave, as wire bytes. `killed`: somebody else ended it, so that another try may do."""

    token: int
    wire: bytes
    failed: bool
    killed: bool = False


Engine = Callable[[Iterator[Job]], Iterator[Answer]]


class Progress(NamedTuple):
    """How far a run is. `found`: lines that an earlier run had done."""

    done: int
    total: int
    failures: int
    found: int


Watch = Callable[[Progress], None]


class TooManyFailures(Exception):
    """More documents failed than the user allows; `failures` are the first of them."""

    failures: tuple[Failure, ...] = ()


class Batch:
    """One run over the list in the journal; results go there, never elsewhere.

    Invariant: a document is marked as begun on the disk before a worker has it, and its result is committed before the
    run ends; as many documents are marked as the engine has asked for.
    """

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        engine: Engine,
        total: int,
        watch: Watch,
        most_failures: int | None = None,
        corrections: bool = True,
    ) -> None:
        self._journal = journal
        self._settings = settings
        self._engine = engine
        self._watch = watch
        self._most = most_failures
        self._corrections = corrections
        self._archives = Archives()
        self._flying: dict[int, Start] = {}
        self._held: set[bytes] = set()  # documents in flight, or done and not yet on the disk, or to come later
        self._again: list[Start] = []
        self._trials: list[Start] = []
        self._finishes: list[Finish] = []
        self._seen: list[tuple[int, bytes]] = []
        self._failures: list[tuple[int, bytes]] = []
        self._failed = journal.failed()
        self._progress = Progress(self._failed, total, self._failed, 0)

    def run(self) -> Progress:
        """Read all that has no result yet; return how it went.

        Raises: BatchError, TooManyFailures, KeyboardInterrupt; the journal is whole after each of them.
        """
        try:
            self._check()
            self._pass(self._journal.listed())
            while self._again:
                self._pass(self._later(self._again))
            # Why alone: what a document does to the computer shows best, and hurts least, with nothing beside it.
            while self._trials:
                for line in self._later(self._trials):
                    self._pass([line], trial=True)
        except BaseException:
            self._stop()
            raise
        finally:
            self._archives.close()
        return self._progress

    def _later(self, starts: list[Start]) -> list[tuple[int, Item]]:
        """Return the lines of documents that were put off, and forget that they were."""
        lines = [(start.n, self._journal.item(start.n)) for start in starts]
        self._held.difference_update([start.key for start in starts])
        starts.clear()
        return lines

    def _pass(self, lines: Iterable[tuple[int, Item]], trial: bool = False) -> None:
        for answer in self._engine(self._jobs(lines, trial)):
            self._take(answer)
        self._flush()

    def _jobs(self, lines: Iterable[tuple[int, Item]], trial: bool) -> Iterator[Job]:
        """Yield what is to be read. Invariant: all that is yielded is on the disk as begun."""
        for n, item in lines:
            try:
                data, digest = _loaded(item, self._archives)
                aside = _beside(item) if self._corrections else None
            except UnreadableDocument as error:
                failure = Failure(item.name, error.code, error.message, error.hint)
                self._failures.append((n, encode(failure)))
                self._step(failed=True)
                continue
            key = self._settings.key(digest, suffix_of(item.name), aside)
            start = Start(n, key, digest)
            if not self._begins(start, trial):
                if len(self._seen) >= 500:
                    self._flush()
                continue
            self._flying[n] = start
            self._held.add(key)
            self._flush(start)
            yield Job(n, item.name, data, item.path, item.follow, aside)
        self._flush()

    def _begins(self, start: Start, trial: bool) -> bool:
        """Say whether a document is read now; else note where it stands."""
        n, key, _ = start
        if key in self._held:
            self._seen.append((n, key))
            self._step()
            return False
        state, attempts, failed = self._journal.known(key)
        if state == DONE:
            self._seen.append((n, key))
            self._step(failed=failed, found=True)
            return False
        if state == RUNNING and attempts >= POISON:
            self._seen.append((n, key))
            self._held.add(key)
            self._finishes.append(Finish(key, encode(_poison(attempts)), True))
            self._step(failed=True)
            return False
        if state == RUNNING and attempts >= TRIALS and not trial:
            self._held.add(key)
            self._trials.append(start)
            return False
        return True

    def _take(self, answer: Answer) -> None:
        start = self._flying.pop(answer.token)
        if answer.killed:
            _, attempts, _ = self._journal.known(start.key)
            if attempts < POISON:
                (self._again if attempts < TRIALS else self._trials).append(start)
                return
        self._finishes.append(Finish(start.key, answer.wire, answer.failed))
        self._step(failed=answer.failed)
        if len(self._finishes) >= AT_ONCE:
            self._flush()

    def _flush(self, *starts: Start) -> None:
        """Commit what has come in, together with what begins."""
        if starts or self._finishes or self._seen or self._failures:
            self._journal.commit(self._settings, starts, self._finishes, self._seen, self._failures)
            self._held.difference_update([finish.key for finish in self._finishes])
            self._finishes, self._seen, self._failures = [], [], []

    def _step(self, *, failed: bool = False, found: bool = False) -> None:
        now = self._progress
        self._progress = now._replace(done=now.done + 1, failures=now.failures + failed, found=now.found + found)
        self._watch(self._progress)
        if failed:
            self._check()

    def _check(self) -> None:
        if self._most is not None and self._progress.failures > self._most:
            raise TooManyFailures(
                f"more than {self._most} of {self._progress.total} documents cannot be read; no report was written"
            )

    def _stop(self) -> None:
        """Keep what is there; documents in flight were stopped on purpose, which is no sign against them."""
        self._flush()
        self._journal.release([start.key for start in self._flying.values()])


def _loaded(item: Item, archives: Archives) -> tuple[bytes | None, str]:
    """Return the bytes of a document, read once, and their hash; no bytes for a large file, which a worker opens.

    Raises: UnreadableDocument.
    """
    if item.members:
        data = archives.part(item.path, item.members, in_force().file_bytes)
        return data, sha256(data).hexdigest()
    number = intake.opened(item.path, follow=item.follow)
    try:
        if os.fstat(number).st_size > in_force().file_bytes:
            return None, _hash_of(number)
        data = intake.bytes_of(number)
    finally:
        os.close(number)
    return data, sha256(data).hexdigest()


def _beside(item: Item) -> bytes | None:
    """Return the file of corrections next to a document, None where there is none. Raises: UnreadableDocument."""
    path = f"{item.path}{SUFFIX}"
    return intake.load(path, follow=item.follow) if not item.members and os.path.isfile(path) else None


def _hash_of(number: int) -> str:
    digest = sha256()
    while chunk := os.read(number, MIB):
        digest.update(chunk)
    return digest.hexdigest()


def _poison(attempts: int) -> Failure:
    return Failure(
        "",
        "E_POISON",
        f"the run died {attempts} times while this file was read",
        "look at it with care; a file that was saved anew is read again",
    )

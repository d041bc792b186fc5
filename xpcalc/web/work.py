"""Documents on the desk -> assessments, each read in a confined process; the server itself parses nothing."""

from __future__ import annotations

import asyncio
import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.assessment import Assessment, Failure
from xpcalc.choices import one_day, rules_named
from xpcalc.errors import XpcalcError
from xpcalc.pipeline.judging import rejudge
from xpcalc.sandbox import Asked, Sandbox, Source

if TYPE_CHECKING:
    from xpcalc.rulebook import Rulebook
    from xpcalc.web.desk import Desk, Item, Settings

LANES = 2
# Why: who waits in front of a dialog goes before files that come in.
SOON, LATER = 0, 1


class Job(NamedTuple):
    """One reading of one document; `corrections` is the text of a file of corrections."""

    name: str
    data: bytes
    asked: Asked
    corrections: bytes | None = None


class _Lane:
    """One warm helper, made anew when documents are to be counted in another way."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._sandbox: Sandbox | None = None
        self._asked: Asked | None = None

    async def read(self, job: Job) -> Assessment | Failure:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, job)

    def _read(self, job: Job) -> Assessment | Failure:
        if self._sandbox is None or self._asked != job.asked:
            self._drop()
            # Why: "fresh", because a program with threads must not be forked.
            self._sandbox, self._asked = Sandbox(job.asked, start="fresh"), job.asked
        source = Source(job.name, data=job.data, corrections=False if job.corrections is None else job.corrections)
        try:
            return next(iter(self._sandbox.assess([source])))
        except XpcalcError as error:
            self._drop()
            return Failure(job.name, error.code, str(error))

    def _drop(self) -> None:
        if self._sandbox is not None:
            self._sandbox.close()
        self._sandbox = self._asked = None

    def close(self) -> None:
        self._thread.submit(self._drop)
        self._thread.shutdown()


class Bench:
    """Reads what it is given, those waited for first, as many at once as there are lanes."""

    def __init__(self, book: Rulebook, rules_folder: str | None = None, lanes: int = LANES) -> None:
        self._book = book
        self._folder = rules_folder
        self._lanes = [_Lane() for _ in range(lanes)]
        self._queue: asyncio.PriorityQueue[tuple[int, int, Job, asyncio.Future[Assessment | Failure]]]
        self._queue = asyncio.PriorityQueue()
        self._order = itertools.count()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to work."""
        self._tasks = [asyncio.get_running_loop().create_task(self._work(lane)) for lane in self._lanes]

    async def _work(self, lane: _Lane) -> None:
        while True:
            _, _, job, answer = await self._queue.get()
            if answer.cancelled():
                continue
            try:
                result = await lane.read(job)
            except Exception as error:
                # Why: the one who asked gets the error; the lane goes on with the next document.
                if not answer.cancelled():
                    answer.set_exception(error)
                continue
            if not answer.cancelled():
                answer.set_result(result)

    def asked(self, settings: Settings) -> Asked:
        """Return what holds for all documents under these settings."""
        # Why: without rules, which are judged afterwards, so that a tick at a requirement reads nothing again.
        return Asked(self._folder, settings.policy, settings.kinds, (), settings.as_of or one_day(None, ()))

    async def judge(self, result: Assessment | Failure, settings: Settings) -> Assessment | Failure:
        """Return the answer with the verdicts of the rules that are set."""
        if not isinstance(result, Assessment):
            return result
        return await asyncio.to_thread(judged, result, settings.rules, self._book)

    async def assess(self, job: Job, urgency: int = LATER) -> Assessment | Failure:
        """Return the answer for one document."""
        answer: asyncio.Future[Assessment | Failure] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait((urgency, next(self._order), job, answer))
        return await answer

    async def close(self) -> None:
        """End all processes."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for lane in self._lanes:
            await asyncio.to_thread(lane.close)


def judged(result: Assessment, rules: tuple[str, ...], book: Rulebook) -> Assessment:
    """Return the assessment with the verdicts of these rules alone."""
    asked = rules_named(rules, book)
    return rejudge(result, asked, book) if asked else replace(result, verdicts=())


def job_of(item: Item, asked: Asked, corrected: bool) -> Job:
    """Return one reading of a document."""
    from xpcalc.corrections import written

    made = item.made if corrected else None
    return Job(item.name, item.data, asked, None if made is None else written(made).encode("utf-8"))


async def read(desk: Desk, item: Item, bench: Bench, *, plain: bool = True, urgency: int = LATER) -> None:
    """Read a document as the settings say; `plain` also without its corrections, which is what was read."""
    item.turn += 1
    turn, settings = item.turn, desk.settings
    asked = bench.asked(settings)
    item.state = "waiting"
    first = None
    if plain or item.plain is None:
        first = await bench.assess(job_of(item, asked, False), urgency)
    second: Assessment | Failure | None = first if first is not None else item.plain
    if item.corrections and isinstance(second, Assessment):
        second = await bench.assess(job_of(item, asked, True), urgency)
    if second is not None:
        second = await bench.judge(second, settings)
    if item.turn != turn:
        return
    if first is not None:
        item.plain = first if isinstance(first, Assessment) else None
    item.shown, item.state = second, "done"
    desk.keep(item)


async def judge(desk: Desk, item: Item, bench: Bench) -> None:
    """Judge a document that was read by the rules that are now set; one that is being read is read again."""
    if item.state != "done" or item.shown is None:
        await read(desk, item, bench)
        return
    turn = item.turn
    result = await bench.judge(item.shown, desk.settings)
    if item.turn == turn:
        item.shown = result
        desk.keep(item)

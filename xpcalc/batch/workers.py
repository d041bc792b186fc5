"""Jobs -> answers, each document in a confined process of its own (docs/isolation.md); the hands of both engines.

What a document's process is told is `Setup`: names and paths only, so that it can go to another computer as it is.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import NamedTuple, Self

from xpcalc.assessment import Failure
from xpcalc.batch.engine import Answer, Engine, Job
from xpcalc.batch.run import Ask
from xpcalc.isolation import Outcome
from xpcalc.limits import Limits, in_force
from xpcalc.sandbox import Asked, Sandbox, Source
from xpcalc.wire import encode

# Why: wire bytes say at their beginning what they hold; decoding them all here would cost more than handing them on.
_HEAD_BYTES = 80
_FAILURE = b'"failure",'


class Setup(NamedTuple):
    """What all documents of a run share. `required`: refuse where documents cannot be confined."""

    asked: Asked
    limits: Limits
    required: bool = False


class Isolated:
    """An engine whose documents cannot harm each other or the run. `close` leaves no process behind."""

    def __init__(self, setup: Setup, workers: int) -> None:
        # Why fresh: a helper that is started again must not inherit documents that wait here.
        self._sandbox = Sandbox(
            setup.asked, limits=setup.limits, workers=workers, start="fresh", required=setup.required
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._sandbox.close()

    def __call__(self, jobs: Iterator[Job]) -> Iterator[Answer]:
        """Yield an answer for each job, as they come."""
        tokens: dict[int, int] = {}

        def sources() -> Iterator[Source]:
            for number, job in enumerate(jobs):
                tokens[number] = job.token
                yield _source(job)

        for source, outcome in self._sandbox.outcomes(sources(), ordered=False):
            yield _answer(outcome, source.name, tokens.pop(outcome.job))


def engine_of(ask: Ask, as_of: str) -> AbstractContextManager[Engine]:
    """Return the engine for a run on this computer."""
    setup = setup_of(ask, as_of)
    return nullcontext(_plain(setup)) if ask.plain else Isolated(setup, ask.workers)


def _plain(setup: Setup) -> Engine:
    """Return an engine without protection: one document after the other, in this process."""

    def engine(jobs: Iterator[Job]) -> Iterator[Answer]:
        from xpcalc.worker import unconfined

        tokens: deque[int] = deque()

        def sources() -> Iterator[Source]:
            for job in jobs:
                tokens.append(job.token)
                yield _source(job)

        for result in unconfined(setup.asked, sources()):
            yield Answer(tokens.popleft(), encode(result), isinstance(result, Failure))

    return engine


def _source(job: Job) -> Source:
    path = None if job.data is not None else job.path
    return Source(job.name, path, job.data, job.follow, job.corrections or False)


def setup_of(ask: Ask, as_of: str) -> Setup:
    """Return the setup of a run; own files by their full paths, as workers stand in an empty folder."""
    own = tuple([os.path.abspath(rule) if os.path.isfile(rule) else rule for rule in ask.rules])
    folder = None if ask.rules_folder is None else os.path.abspath(ask.rules_folder)
    return Setup(Asked(folder, ask.policy, ask.kinds, own, as_of), in_force(), ask.required)


def _answer(outcome: Outcome, name: str, token: int) -> Answer:
    if outcome.answer:
        return Answer(token, outcome.answer, _FAILURE in outcome.answer[:_HEAD_BYTES])
    said = outcome.header
    failure = Failure(name, said["code"], said["message"], said.get("hint", ""))
    return Answer(token, encode(failure), True, outcome.killed)

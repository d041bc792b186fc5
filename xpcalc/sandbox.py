"""Paths or bytes -> Assessments and Failures, each document read in a process of its own.

This side imports no reader. To hand another choice to the reading process, add a field to `Asked` and take it out in
`worker.prepare`; what differs from document to document goes into the options of its job.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from xpcalc import wire
from xpcalc.assessment import Assessment, Failure, PagePicture, Pictures
from xpcalc.errors import MissingExtra, RulebookError, UnknownName, UnreadableDocument, XpcalcError
from xpcalc.isolation import Broken, Job, Outcome, Start, Supervisor, Tick, tier
from xpcalc.isolation import frames as kinds
from xpcalc.limits import Limits, in_force
from xpcalc.model import Document, Policy
from xpcalc.places import ASIDE
from xpcalc.record import dataclass

if TYPE_CHECKING:
    from xpcalc.rulebook import Rulebook

T = TypeVar("T")
TASK = "xpcalc.worker:prepare"

Progress = Callable[[int, int], None]


class NotConfined(XpcalcError):
    """A process for reading cannot be had, or not with all that was asked for."""

    code = "E_SANDBOX"


class Source(NamedTuple):
    """One document: a path, or bytes with a name. `follow` = a symbolic link at the path is followed."""

    name: str
    path: str | None = None
    data: bytes | None = None
    follow: bool = True
    corrections: bool | bytes = True  # those beside the path, none, or the bytes of such a file


@dataclass(frozen=True, slots=True)
class Asked:
    """What holds for all documents of a run: names and plain values, as they cross to the reading process."""

    rulebook: str | Rulebook | None = None  # a folder of the user's own rules, or the rules themselves
    policy: str | Policy = "default"
    count: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()  # names of shipped rules, or files
    as_of: str | None = None

    def setup(self) -> dict[str, Any]:
        """Return the form that crosses."""
        book = self.rulebook
        return {
            "rulebook": book if book is None or isinstance(book, str) else [book.hash, book.rows()],
            "policy": self.policy if isinstance(self.policy, str) else asdict(self.policy),
            "count": list(self.count),
            "rules": list(self.rules),
            "as_of": self.as_of,
        }


class Sandbox:
    """Reads documents under one set of choices; keeps its helper warm until it is closed.

    Raises: NotConfined where `required` and the system cannot hold a process as it should.
    """

    def __init__(
        self,
        asked: Asked,
        *,
        limits: Limits | None = None,
        workers: int = 1,
        start: Start | None = None,
        required: bool = False,
    ) -> None:
        if required:
            insist()
        self._limits = limits or in_force()
        self._supervisor = Supervisor(
            TASK, asked.setup(), self._limits, workers=workers, start=start, required=required
        )

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        self._supervisor.close()

    def assess(self, sources: Iterable[Source], *, progress: Progress | None = None) -> Iterator[Assessment | Failure]:
        """Return an iterator over an Assessment or a Failure for each source, in order; work begins at once.

        Raises: UnknownName, RulebookError, when the first is taken.
        """
        pairs = self.outcomes(sources, progress=progress)
        return (result_of(source, outcome, self._limits) for source, outcome in pairs)

    def outcomes(
        self,
        sources: Iterable[Source],
        *,
        ordered: bool = True,
        progress: Progress | None = None,
        options: dict[str, Any] | None = None,
    ) -> Iterator[tuple[Source, Outcome]]:
        """Return an iterator over each source with what came back, as bytes; `result_of` reads them.

        `options`: what else the task is told with each document.
        """
        under_way: dict[int, Source] = {}

        def job(number: int, source: Source) -> Job:
            under_way[number] = source
            made = job_of(number, source)
            return made._replace(options={**made.options, **options}) if options else made

        def tell(tick: Tick) -> None:
            if progress is not None:
                progress(tick.page, tick.pages)

        jobs: Iterable[Job] = (job(n, source) for n, source in enumerate(sources))
        if isinstance(sources, Sequence) and len(sources) == 1:
            jobs = list(jobs)  # known to be alone, which saves a helper
        return _paired(self._supervisor.run(jobs, ordered=ordered, progress=tell), under_way)


class Reading:
    """Documents and pictures of pages, read in processes of their own, for stages that then go on here."""

    def __init__(self, sandbox: Sandbox, limits: Limits | None = None) -> None:
        self._sandbox = sandbox
        self._most = (limits or in_force()).answer_bytes

    def document(self, data: bytes, name: str, progress: Progress | None = None) -> Document:
        """Return the document that the bytes hold. Raises: UnreadableDocument."""
        return replace(self._answer(Document, data, name, progress, {"do": "document"}), name=name)

    def pictures(self, data: bytes, pages: Sequence[int]) -> tuple[PagePicture, ...]:
        """Return these pages as pictures; none where they cannot be drawn."""
        try:
            return self._answer(Pictures, data, "-", None, {"do": "pictures", "pages": list(pages)}).pages
        except UnreadableDocument:
            return ()

    def _answer(self, wanted: type[T], data: bytes, name: str, progress: Progress | None, options: dict[str, Any]) -> T:
        source = Source(name, data=data, corrections=False)
        ((_, outcome),) = self._sandbox.outcomes(iter([source]), progress=progress, options=options)
        if outcome.kind != kinds.ANSWER:
            said = outcome.header
            raise UnreadableDocument(said["code"], said["message"], said.get("hint", ""))
        try:
            return wire.unpacked(outcome.answer, wanted, self._most)
        except wire.WireError as error:
            raise UnreadableDocument(error.code, str(error), "do not trust this file") from None


def _paired(outcomes: Iterator[Outcome], under_way: dict[int, Source]) -> Iterator[tuple[Source, Outcome]]:
    try:
        for outcome in outcomes:
            yield under_way.pop(outcome.job), outcome
    except Broken as error:
        raise revived(error) from None


def job_of(number: int, source: Source) -> Job:
    """Return the job of a source, with the file of corrections beside it."""
    # Why: the file of corrections is read here, where its path is known, and parsed there.
    if source.path is not None and source.path.endswith(ASIDE) and os.path.isfile(source.path):
        told = ("E_UNKNOWN_TYPE", "this holds corrections, it is no document", "name the document beside it")
        return Job(number, source.name, None, b"", True, {"refused": told})
    said = source.corrections
    text: str | None = None
    if isinstance(said, bytes):
        text = said.decode("latin-1")
    elif said and source.path is not None and os.path.isfile(source.path + ASIDE):
        from xpcalc.intake import load

        try:
            text = load(source.path + ASIDE).decode("latin-1")
        except UnreadableDocument as error:
            return Job(number, source.name, None, b"", True, {"refused": [error.code, error.message, error.hint]})
    return Job(number, source.name, source.path, source.data, source.follow, {"corrections": text})


def result_of(source: Source, outcome: Outcome, limits: Limits | None = None) -> Assessment | Failure:
    """Return what came back for a source, checked; the name is that of the source, whatever the answer says."""
    if outcome.kind == kinds.ANSWER:
        try:
            result = wire.decode(outcome.answer, (limits or in_force()).answer_bytes)
        except wire.WireError as error:
            return Failure(source.name, error.code, str(error), "do not trust this file: ask for another copy")
        if isinstance(result, Failure):
            return replace(result, name=source.name)
        return replace(result, document=replace(result.document, name=source.name))
    said = outcome.header
    return Failure(source.name, said["code"], said["message"], said.get("hint", ""))


def insist() -> None:
    """Raise NotConfined unless everything that holds a reading process can be had here."""
    found = tier()
    if not found.complete:
        raise NotConfined(f"--require-sandbox: {found.reason or 'no limits for processes here'}: see xpcalc doctor")


def revived(error: Broken) -> XpcalcError:
    """Return the error that stopped the reading process from being set up, as the class that it was there."""
    kind, text = error.told.get("type"), str(error)
    if kind == "RulebookError":
        return RulebookError(*text.split("\n"))
    if kind == "UnknownName":
        again = UnknownName("", "")
        again.text = text
        return again
    if kind == "MissingExtra":
        return _Missing(text)
    if error.code == "E_SANDBOX":
        return NotConfined(text)
    return error


class _Missing(MissingExtra):
    def __init__(self, text: str) -> None:
        ImportError.__init__(self, text)


__all__ = ["Asked", "NotConfined", "Reading", "Sandbox", "Source", "insist", "job_of", "result_of", "revived"]

"""Documents of one person -> Verification, read together in a confined process; `check` is the server's side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from xpcalc.errors import UnreadableDocument
from xpcalc.isolation import Job, Supervisor
from xpcalc.isolation import frames as kinds
from xpcalc.isolation.child import Task, Work
from xpcalc.wire import packed, unpacked

if TYPE_CHECKING:
    from xpcalc.verification import Verification

TASK = "xpcalc.web.checking:prepare"


class Paper(NamedTuple):
    """One document; `corrections` is the text of a file of corrections."""

    name: str
    data: bytes
    corrections: bytes | None = None


class Asked(NamedTuple):
    """How the documents are counted."""

    rules_folder: str | None
    policy: str
    kinds: tuple[str, ...]
    rules: tuple[str, ...]
    as_of: str
    same_person: bool
    lang: str = "en"  # of the verdicts


class _Checking:
    """Reads the CV and what stands beside it, all in one piece of work."""

    def __init__(self, setup: dict[str, Any]) -> None:
        from xpcalc.rulebook import load_rulebook

        self._asked = Asked(**setup)
        self._book = load_rulebook(self._asked.rules_folder)

    def __call__(self, work: Work) -> bytes:
        from xpcalc.pipeline.inputs import Given
        from xpcalc.pipeline.verifying import verify

        papers, at = [], 0
        for name, size in work.options["papers"]:
            papers.append(Given(work.data[at : at + size], name))
            at += size
        said, asked = work.options["corrections"], self._asked
        return packed(
            verify(
                papers[0],
                papers[1:],
                rulebook=self._book,
                rules=tuple(asked.rules),
                as_of=asked.as_of,
                policy=asked.policy,
                count=tuple(asked.kinds),
                same_person=asked.same_person,
                corrections=said.encode("latin-1") if said else False,
                progress=work.progress,
                lang=asked.lang,
            )
        )

    def warm(self) -> None:
        """Nothing: this work is done once."""

    def learn(self, name: str) -> None:
        """Nothing: this work is done once."""


def prepare(setup: dict[str, Any]) -> Task:
    """Return the task; loaded in the reading process only."""
    return _Checking(setup)


def check(cv: Paper, against: Sequence[Paper], asked: Asked) -> Verification:
    """Return the documents side by side. Raises: UnreadableDocument, XpcalcError."""
    from xpcalc.verification import Verification

    papers = [cv, *against]
    options = {
        "papers": [[paper.name, len(paper.data)] for paper in papers],
        "corrections": cv.corrections.decode("latin-1") if cv.corrections else None,
    }
    job = Job(0, cv.name, None, b"".join([paper.data for paper in papers]), True, options)
    with Supervisor(TASK, asked._asdict(), start="fresh") as supervisor:
        outcome = next(iter(supervisor.run([job])))
    if outcome.kind != kinds.ANSWER:
        said = outcome.header
        raise UnreadableDocument(said["code"], said["message"], said.get("hint", ""))
    return unpacked(outcome.answer, Verification)


__all__ = ["Asked", "Paper", "check", "prepare"]

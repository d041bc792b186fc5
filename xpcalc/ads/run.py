"""One run of a sentence, and what was read in it so far. To keep a criterion: `RunText.add`."""

from __future__ import annotations

from dataclasses import field

from xpcalc.ads.items import Item
from xpcalc.ads.lengths import Length
from xpcalc.ads.reasons import Reason
from xpcalc.ads.words import AdWords
from xpcalc.claims.words import plain
from xpcalc.criteria import Criterion
from xpcalc.record import dataclass
from xpcalc.rulefile import Node


@dataclass(slots=True)
class Vague:
    """A wording without a number or level; `months` is the proposal."""

    what: str
    reason: Reason
    months: int | None = None
    about: str = ""


@dataclass(slots=True)
class Read:
    """What a run gives, each requirement with where it begins."""

    nodes: list[tuple[int, Node]] = field(default_factory=list)
    vague: list[Vague] = field(default_factory=list)
    notes: list[Reason] = field(default_factory=list)
    unread: list[Reason] = field(default_factory=list)

    def ordered(self) -> list[Node]:
        """Return the requirements in the order of the text."""
        return [node for _, node in sorted(self.nodes, key=lambda pair: pair[0])]


def leaf(kind: str, criterion: Criterion) -> Node:
    """Return a requirement of one criterion."""
    return Node("", kind, criterion)


class RunText:
    """The text of a run; what one criterion takes is not read by the next."""

    def __init__(self, text: str, words: AdWords, title: str | None, listed: bool) -> None:
        self.text = text
        self.folded = plain(text)
        self.words = words
        self.title = title
        self.listed = listed
        self.found = Read()
        self.used: list[tuple[int, int]] = []
        self.items: list[Item] = []
        self.lengths: list[Length] = []
        self.studies: list[tuple[int, int]] = []  # degrees
        self.blocked: list[tuple[int, int]] = []  # certificates, degrees and languages

    def add(self, at: int, kind: str, criterion: Criterion) -> None:
        """Keep a requirement that begins here."""
        self.found.nodes.append((at, leaf(kind, criterion)))

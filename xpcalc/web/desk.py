"""What one person has open: documents, how to count them, what was put right. To add a setting: a field of Settings.

All of it lives in memory; a workspace, if one was asked for, hears of every change through `keep`.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from xpcalc.corrections import SUFFIX, Corrections
from xpcalc.record import dataclass

if TYPE_CHECKING:
    from xpcalc.assessment import Assessment, Failure
    from xpcalc.model import Correction

# Source: docs/serve.md; what one session may hold in memory, and how long a document stays untouched.
SESSION_FILES, SESSION_BYTES, KEPT_SECONDS = 1000, 400 << 20, 60 * 60


class Settings(NamedTuple):
    """How everything on the desk is counted and shown; `as_of` "" is today."""

    as_of: str = ""
    policy: str = "default"
    rules: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of employment, counted as well
    lang: str = "en"
    blind: bool = False
    by: str = ""


class Event(NamedTuple):
    """One change by hand: who, when, what (done or undone)."""

    at: str
    by: str
    what: str  # corrected or undone
    correction: Correction


@dataclass(slots=True)
class Item:
    """One document on the desk. `plain` is the reading without corrections, `shown` what holds."""

    id: str
    name: str
    data: bytes
    path: Path | None = None  # given at the command line: its corrections are written beside it
    state: str = "waiting"  # waiting, reading, done
    plain: Assessment | None = None
    shown: Assessment | Failure | None = None
    corrections: tuple[Correction, ...] = ()
    document: str = ""  # the document that the corrections were made for, where it is not this one
    events: tuple[Event, ...] = ()
    problem: str = ""  # a file of corrections that could not be used
    turn: int = 0  # counts the readings asked for; an answer to an earlier one is thrown away
    touched: float = 0.0

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return sha256(self.data).hexdigest()

    @property
    def made(self) -> Corrections | None:
        """The corrections as the pipeline takes them."""
        if not self.corrections:
            return None
        return Corrections(self.document or f"sha256:{self.sha256}", self.corrections)

    @property
    def ready(self) -> bool:
        """Whether there is an answer to show."""
        return self.state == "done" and self.shown is not None


class Store(Protocol):
    """What keeps documents beyond the session."""

    def keep(self, item: Item) -> None:
        """Write the document and all about it."""

    def drop(self, ids: list[str]) -> None:
        """Remove documents with everything about them."""


@dataclass(slots=True)
class Desk:
    """The one session of a server."""

    settings: Settings = field(default_factory=Settings)
    items: dict[str, Item] = field(default_factory=dict)
    sidecars: dict[str, bytes] = field(default_factory=dict)  # files of corrections whose document has not come yet
    notices: list[str] = field(default_factory=list)
    store: Store | None = None

    def add(self, name: str, data: bytes, at: float, path: Path | None = None) -> Item | None:
        """Return the document put on the desk; None where the same bytes lie there under the same name."""
        for item in self.items.values():
            if item.name == name and item.data == data:
                item.touched = at
                return None
        item = Item(secrets.token_hex(8), name, data, path, touched=at)
        self.items[item.id] = item
        return item

    def room(self, size: int) -> bool:
        """Return whether a document of this size may come in."""
        return len(self.items) < SESSION_FILES and self.size + size <= SESSION_BYTES

    @property
    def size(self) -> int:
        """The size of all documents."""
        return sum([len(item.data) for item in self.items.values()])

    @property
    def waiting(self) -> int:
        """How many documents have no answer yet."""
        return sum([item.state != "done" for item in self.items.values()])

    def sorted(self) -> list[Item]:
        """Return the documents by name."""
        return sorted(self.items.values(), key=lambda item: (item.name.casefold(), item.id))

    def remove(self, ids: list[str]) -> None:
        """Take documents off the desk, and out of the workspace."""
        gone = [each for each in ids if self.items.pop(each, None) is not None]
        if self.store is not None and gone:
            self.store.drop(gone)

    def keep(self, item: Item) -> None:
        """Tell the workspace, if there is one."""
        if self.store is not None:
            self.store.keep(item)

    def expire(self, at: float) -> Iterator[Item]:
        """Yield and remove what nobody looked at for an hour; a workspace and named files keep theirs."""
        if self.store is not None:
            return
        for item in list(self.items.values()):
            if item.path is None and item.state == "done" and at - item.touched > KEPT_SECONDS:
                del self.items[item.id]
                yield item

    def sidecar_for(self, name: str) -> bytes | None:
        """Return the waiting corrections of a document that comes in now."""
        return self.sidecars.pop(f"{name}{SUFFIX}", None)


__all__ = ["KEPT_SECONDS", "SESSION_BYTES", "SESSION_FILES", "Desk", "Event", "Item", "Settings", "Store"]

"""What one server holds together: the desk, the rules, the workers, the door."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xpcalc.corrections import SUFFIX, Corrections, written
from xpcalc.errors import UnreadableDocument
from xpcalc.pipeline.inputs import corrections_in
from xpcalc.record import dataclass
from xpcalc.web.work import read

if TYPE_CHECKING:
    from xpcalc.rulebook import Rulebook
    from xpcalc.verification import Verification
    from xpcalc.web.desk import Desk, Item
    from xpcalc.web.guard import Door, Guard
    from xpcalc.web.work import Bench


@dataclass(slots=True)
class State:
    """Everything that a handler may need. `stop` ends the server."""

    desk: Desk
    book: Rulebook
    bench: Bench
    door: Door
    guard: Guard
    stop: Callable[[], None]
    own_rules: tuple[str, ...] = ()
    workspace_name: str = ""
    rules_folder: str | None = None
    verified: tuple[object, Verification] | None = None  # the last documents held side by side, for saving them
    clock: Callable[[], float] = time.monotonic
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def read_soon(self, item: Item, plain: bool = True) -> None:
        """Have a document read while the answer to this request goes out."""
        item.state = "waiting"
        task = asyncio.get_running_loop().create_task(read(self.desk, item, self.bench, plain=plain))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def read_all(self) -> None:
        """Read every document again, as the settings now say."""
        for item in self.desk.sorted():
            self.read_soon(item)

    def come_in(self, files: Iterable[tuple[str, bytes, Path | None]]) -> list[Item]:
        """Put files on the desk, documents and corrections; return the documents that are new."""
        new: list[Item] = []
        aside: list[tuple[str, bytes]] = []
        for name, data, path in files:
            if name.endswith(SUFFIX):
                aside.append((name, data))
                continue
            item = self.desk.add(name, data, self.clock(), path)
            if item is not None:
                new.append(item)
                waiting = self.desk.sidecar_for(name)
                if waiting is not None:
                    self.correct(item, waiting)
        for name, data in aside:
            mine = [item for item in self.desk.items.values() if item.name == name.removesuffix(SUFFIX)]
            for item in mine:
                self.correct(item, data)
                if item not in new:
                    self.read_soon(item, plain=False)
            if not mine and len(self.desk.sidecars) < 100:
                self.desk.sidecars[name] = data
        for item in new:
            self.read_soon(item)
        return new

    def correct(self, item: Item, sidecar: bytes) -> None:
        """Take the corrections of a file over; one that cannot be used is said on the page of its document."""
        try:
            made = corrections_in(sidecar, f"{item.name}{SUFFIX}", self.book)
        except UnreadableDocument as error:
            item.problem = error.message
            return
        item.problem = ""
        item.corrections, item.document = made.items, made.document

    def save_corrections(self, item: Item) -> None:
        """Write the corrections next to a document that was named at the command line."""
        if item.path is None:
            return
        path = Path(f"{item.path}{SUFFIX}")
        made = item.made
        if made is None:
            path.unlink(missing_ok=True)
            return
        # Why: written aside and renamed, so that a full disk never leaves half a file under the right name.
        part = Path(f"{path}.part")
        part.write_text(written(Corrections(f"sha256:{item.sha256}", made.items)), "utf-8", newline="\n")
        part.replace(path)

    def now(self) -> str:
        """Return the time as a correction holds it."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

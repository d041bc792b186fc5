"""Documents on the desk <-> one SQLite file in a folder of the user's choice, only if they asked for it.

It holds the documents' bytes, their corrections, and every change by hand with who and when. Readable by its
owner only; what is purged is overwritten.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from xpcalc.assessment import Assessment, Failure
from xpcalc.errors import XpcalcError
from xpcalc.model import Correction
from xpcalc.web.desk import Event, Item
from xpcalc.wire import WireError, decode, encode

FILE = "xpcalc.sqlite"
SCHEMA = 1
_TABLES = """
create table if not exists documents (
  id text primary key, name text not null, sha256 text not null, data blob not null, document text not null,
  added text not null, answer blob
) strict;
create table if not exists corrections (id text not null, correction text not null) strict;
create table if not exists events (id text not null, at text not null, by text not null, what text not null,
  correction text not null) strict;
"""


class Workspace:
    """The file of one workspace. Raises: XpcalcError where the folder cannot be used."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Why: made with its final mode, so that nobody else can open it in between.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            os.chmod(path, 0o600)
            # Why: made before the server runs, used by its one thread alone.
            self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._db.execute("pragma secure_delete = on")
            version = self._db.execute("pragma user_version").fetchone()[0]
            if version not in (0, SCHEMA):
                raise XpcalcError(f"{path}: made by another version of xpcalc: take another folder")
            self._db.executescript(_TABLES)
            self._db.execute(f"pragma user_version = {SCHEMA}")
        except (OSError, sqlite3.Error) as error:
            raise XpcalcError(f"{path}: cannot be used as a workspace: {error}") from None

    def keep(self, item: Item) -> None:
        """Write the document and all about it."""
        answer = encode(item.shown) if isinstance(item.shown, (Assessment, Failure)) else None
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        with self._db:
            self._db.execute("begin")
            self._db.execute(
                "insert into documents values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set "
                "document = excluded.document, answer = excluded.answer",
                (item.id, item.name, item.sha256, item.data, item.document, now, answer),
            )
            for table in ("corrections", "events"):
                self._db.execute(f"delete from {table} where id = ?", (item.id,))  # a name of ours, not of the user
            self._db.executemany(
                "insert into corrections values (?, ?)", [(item.id, _json(c)) for c in item.corrections]
            )
            self._db.executemany(
                "insert into events values (?, ?, ?, ?, ?)",
                [(item.id, e.at, e.by, e.what, _json(e.correction)) for e in item.events],
            )

    def items(self, at: float) -> Iterator[Item]:
        """Yield the documents kept here, to be read again."""
        rows = self._db.execute("select id, name, data, document from documents order by name, id").fetchall()
        for key, name, data, document in rows:
            corrections = self._db.execute("select correction from corrections where id = ? order by rowid", (key,))
            events = self._db.execute("select at, by, what, correction from events where id = ? order by rowid", (key,))
            yield Item(
                key,
                name,
                data,
                corrections=tuple([_correction(row[0]) for row in corrections.fetchall()]),
                document=document,
                events=tuple([Event(a, by, what, _correction(c)) for a, by, what, c in events.fetchall()]),
                touched=at,
            )

    def answers(self) -> Iterator[Assessment | Failure]:
        """Yield what was assessed last for each document; an answer of another version is left out."""
        for (answer,) in self._db.execute("select answer from documents where answer is not null order by name, id"):
            try:
                yield decode(answer)
            except WireError:
                continue

    def drop(self, ids: list[str]) -> None:
        """Remove documents with everything about them, and overwrite the place they had."""
        with self._db:
            self._db.execute("begin")
            for table in ("documents", "corrections", "events"):
                self._db.executemany(f"delete from {table} where id = ?", [(each,) for each in ids])
        self._db.execute("vacuum")

    def purge(self, days: int) -> int:
        """Remove what came in more than so many days ago; return how many documents."""
        until = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        ids = [row[0] for row in self._db.execute("select id from documents where added <= ?", (until,)).fetchall()]
        if ids:
            self.drop(ids)
        return len(ids)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _json(correction: Correction) -> str:
    return json.dumps(asdict(correction), ensure_ascii=False)


def _correction(text: str) -> Correction:
    values: dict[str, Any] = json.loads(text)
    return Correction(**{str(k): str(v) for k, v in values.items()})

"""Steps of a batch run -> a SQLite file that survives being killed at any moment. To keep more, add a column.

A document is known by its bytes, its ending and the settings of the run: the same bytes twice are read once, and a run
with the same settings finds what an earlier one has done. That a document is being read is committed before the work
begins, its result together with the start of the next one.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from types import TracebackType
from typing import Any, NamedTuple, Self

from xpcalc.batch.folder import BatchError, locked, plain_errors
from xpcalc.batch.sources import Item

JOURNAL = "journal.sqlite"
SCHEMA = 1
WAITING, RUNNING, DONE = 0, 1, 2

_TABLES = """
CREATE TABLE IF NOT EXISTS runs (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, pid INTEGER NOT NULL, settings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS paths (
  n INTEGER PRIMARY KEY, name TEXT NOT NULL, path BLOB NOT NULL, members TEXT NOT NULL, follow INTEGER NOT NULL,
  key BLOB, failure BLOB,
  UNIQUE (path, members));
CREATE TABLE IF NOT EXISTS work (
  key BLOB PRIMARY KEY, sha256 TEXT NOT NULL, settings TEXT NOT NULL, state INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0, verdict TEXT, result BLOB, finished TEXT);
CREATE TABLE IF NOT EXISTS reports (name TEXT PRIMARY KEY, written TEXT NOT NULL);
"""


class Settings(NamedTuple):
    """What a result depends on besides the document's bytes and ending."""

    version: str
    shape: str
    rulebook: str
    as_of: str
    policy: str
    counted: tuple[str, ...]
    rules: tuple[str, ...] = ()
    limits: str = ""

    @property
    def digest(self) -> str:
        """The settings as one short name."""
        return sha256(self.text.encode()).hexdigest()[:16]

    @property
    def text(self) -> str:
        """The settings as JSON."""
        return json.dumps(self._asdict(), ensure_ascii=False, sort_keys=True)

    def key(self, digest: str, suffix: str, corrections: bytes | None = None) -> bytes:
        """Return what a document is known by; its ending counts, as a finding may speak of it."""
        aside = "" if corrections is None else sha256(corrections).hexdigest()
        return sha256(f"{digest}\n{suffix}\n{aside}\n{self.digest}".encode("utf-8", "replace")).digest()


class Start(NamedTuple):
    """A document about to be read; `n` is its place in the list."""

    n: int
    key: bytes
    sha256: str


class Finish(NamedTuple):
    """What came of a document. `result`: wire bytes."""

    key: bytes
    result: bytes
    failed: bool


class Row(NamedTuple):
    """One line of the list with its result as wire bytes; None where there is none (yet, or any more)."""

    n: int
    name: str
    sha256: str
    result: bytes | None


class Journal:
    """The journal of one output folder, held by one process. Raises: BatchError."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        with plain_errors(folder):
            try:
                os.makedirs(folder, mode=0o700, exist_ok=True)
            except FileExistsError:
                raise BatchError(f"{folder}: is a file: name a folder with -o") from None
            self._lock = locked(folder)
            try:
                # Why: the journal holds CVs; nobody else may read it, whatever the umask.
                file = os.path.join(folder, JOURNAL)
                os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
                self._base = _connect(file)
            except BaseException:
                self._lock.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and give the folder free."""
        with suppress(sqlite3.Error):
            self._base.close()
        self._lock.close()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk afterwards, or nothing."""
        with plain_errors(self.folder):
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._base.execute("ROLLBACK")
                raise

    def _rows(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        with plain_errors(self.folder):
            return self._base.execute(text, values).fetchall()

    # ------------------------------------------------------------ runs

    def unfinished_day(self) -> str | None:
        """Return the as-of date of the last run if it did not finish."""
        rows = self._rows("SELECT settings, finished FROM runs ORDER BY id DESC LIMIT 1")
        return str(json.loads(rows[0][0])["as_of"]) if rows and rows[0][1] is None else None

    def last(self) -> tuple[Settings, bool] | None:
        """Return the settings of the last run and whether it finished."""
        rows = self._rows("SELECT settings, finished FROM runs ORDER BY id DESC LIMIT 1")
        if not rows:
            return None
        found = json.loads(rows[0][0])
        found["counted"], found["rules"] = tuple(found["counted"]), tuple(found["rules"])
        return Settings(**found), rows[0][1] is not None

    def begin(self, settings: Settings, items: Iterator[Item] | Sequence[Item], *, retry: bool = False) -> int:
        """Write down a new run with its list of documents; return how many there are.

        `retry`: what failed before counts as not yet read.
        """
        with self._change() as base:
            if retry:
                base.execute("DELETE FROM work WHERE failed = 1")
            base.execute("DELETE FROM paths")
            base.execute(
                "INSERT INTO runs (started, pid, settings) VALUES (?, ?, ?)", (_now(), os.getpid(), settings.text)
            )
            base.executemany(
                "INSERT OR IGNORE INTO paths (n, name, path, members, follow, failure) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (n, item.name, os.fsencode(item.path), json.dumps(item.members), item.follow, _packed_failure(item))
                    for n, item in enumerate(items)
                ),
            )
            total = base.execute("SELECT count(*) FROM paths").fetchone()[0]
        return int(total)

    def listed(self) -> Iterator[tuple[int, Item]]:
        """Yield the list in its order, a few hundred at a time, so that a million stay on the disk."""
        at = -1
        while rows := self._rows(
            "SELECT n, name, path, members, follow FROM paths WHERE n > ? AND failure IS NULL ORDER BY n LIMIT 500", at
        ):
            for n, *line in rows:
                yield n, _item(*line)
            at = rows[-1][0]

    def item(self, n: int) -> Item:
        """Return one line of the list."""
        (line,) = self._rows("SELECT name, path, members, follow FROM paths WHERE n = ?", n)
        return _item(*line)

    # ------------------------------------------------------------ work

    def known(self, key: bytes) -> tuple[int, int, bool]:
        """Return state and attempts of a document and whether it failed; one without a result is waiting."""
        rows = self._rows("SELECT state, attempts, failed, result IS NULL FROM work WHERE key = ?", key)
        if not rows:
            return WAITING, 0, False
        state, attempts, failed, empty = rows[0]
        return (WAITING, 0, False) if state == DONE and empty else (int(state), int(attempts), bool(failed))

    def commit(
        self,
        settings: Settings,
        starts: Sequence[Start] = (),
        finishes: Sequence[Finish] = (),
        seen: Sequence[tuple[int, bytes]] = (),
        failures: Sequence[tuple[int, bytes]] = (),
    ) -> None:
        """Write results, what begins now, and which lines are which documents, in one step.

        `seen`: lines whose document is known already; `failures`: lines that gave no bytes, with wire bytes.
        """
        with self._change() as base:
            now = _now()
            base.executemany(
                "UPDATE work SET state = 2, failed = ?, result = ?, finished = ? WHERE key = ?",
                [(f.failed, _packed(f.result), now, f.key) for f in finishes],
            )
            base.executemany(
                "INSERT INTO work (key, sha256, settings, state, attempts) VALUES (?, ?, ?, 1, 1)"
                " ON CONFLICT (key) DO UPDATE SET attempts = CASE state WHEN 1 THEN attempts + 1 ELSE 1 END, state = 1",
                [(s.key, s.sha256, settings.digest) for s in starts],
            )
            base.executemany("UPDATE paths SET key = ? WHERE n = ?", [(s.key, s.n) for s in starts])
            base.executemany("UPDATE paths SET key = ? WHERE n = ?", [(key, n) for n, key in seen])
            base.executemany("UPDATE paths SET failure = ? WHERE n = ?", [(_packed(f), n) for n, f in failures])

    def release(self, keys: Sequence[bytes]) -> None:
        """Take back the attempts of documents that were stopped on purpose."""
        with self._change() as base:
            base.executemany(
                "UPDATE work SET attempts = attempts - 1 WHERE key = ? AND state = 1 AND attempts > 0",
                [(key,) for key in keys],
            )

    def finish(self) -> None:
        """Close the run: what no line of its list needs is dropped."""
        with self._change() as base:
            base.execute("UPDATE runs SET finished = ? WHERE id = (SELECT max(id) FROM runs)", (_now(),))
            base.execute("DELETE FROM work WHERE key NOT IN (SELECT key FROM paths WHERE key IS NOT NULL)")

    def failed(self) -> int:
        """Return how many lines of the list have failed."""
        ((count,),) = self._rows(
            "SELECT count(*) FROM paths LEFT JOIN work USING (key) WHERE failure IS NOT NULL OR failed = 1"
        )
        return int(count)

    # ------------------------------------------------------------ reading

    def listed_any(self) -> bool:
        """Say whether there is a list."""
        return bool(self._rows("SELECT 1 FROM paths LIMIT 1"))

    def failures(self) -> Iterator[Row]:
        """Yield the lines that failed, in order."""
        return self._results("(failure IS NOT NULL OR failed = 1) AND")

    def results(self) -> Iterator[Row]:
        """Yield every line of the list with its result, in order."""
        return self._results("")

    def _results(self, which: str) -> Iterator[Row]:
        at = -1
        while rows := self._rows(
            "SELECT n, name, coalesce(sha256, ''), coalesce(failure, result) FROM paths LEFT JOIN work USING (key)"
            f" WHERE {which} n > ? ORDER BY n LIMIT 100",
            at,
        ):
            for n, name, digest, packed in rows:
                yield Row(n, name, digest, None if packed is None else zlib.decompress(packed))
            at = rows[-1][0]

    def wrote(self, name: str) -> None:
        """Remember the name of a report, so that `purge` finds it."""
        with self._change() as base:
            base.execute("INSERT OR REPLACE INTO reports VALUES (?, ?)", (name, _now()))

    # ------------------------------------------------------------ erasing

    def strip(self, verdict_of: Callable[[bytes], str]) -> None:
        """Leave hashes and verdicts only: results, names and paths are overwritten."""
        with self._change() as base:
            for key, packed in base.execute("SELECT key, result FROM work WHERE result IS NOT NULL").fetchall():
                verdict = verdict_of(zlib.decompress(packed))
                base.execute("UPDATE work SET result = NULL, verdict = ? WHERE key = ?", (verdict, key))
            base.execute("DELETE FROM paths")
        self._wipe()

    def erase(self, days: int | None) -> tuple[int, list[str]]:
        """Erase all, or the documents finished longer ago; return how many and the reports that may hold them."""
        before = None if days is None else (datetime.now(UTC) - timedelta(days=days)).isoformat()
        with self._change() as base:
            where, values = ("", ()) if before is None else (" WHERE finished < ?", (before,))
            gone = base.execute(f"DELETE FROM work{where}", values).rowcount
            reports = [name for (name,) in base.execute("SELECT name FROM reports")] if gone or days is None else []
            if days is None:
                for table in ("paths", "runs"):
                    base.execute(f"DELETE FROM {table}")
            else:
                base.execute("DELETE FROM paths WHERE key IS NOT NULL AND key NOT IN (SELECT key FROM work)")
            if reports:
                base.execute("DELETE FROM reports")
        self._wipe()
        return gone, reports

    def _wipe(self) -> None:
        """Bring the erasure to the file itself: the log is emptied, free pages are given back."""
        with plain_errors(self.folder):
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_batch(folder: str) -> bool:
    """Say whether this is the output folder of a batch."""
    return os.path.isfile(os.path.join(folder, JOURNAL))


def _connect(file: str) -> sqlite3.Connection:
    base = sqlite3.connect(file, isolation_level=None, timeout=10)
    try:
        (version,) = base.execute("PRAGMA user_version").fetchone()
        if version not in (0, SCHEMA):
            raise BatchError(f"{file}: written by another version of xpcalc: use another folder with -o")
        # Why FULL: what is committed must survive a power cut, or a file that stops the machine is not found out.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", f"user_version = {SCHEMA}"):
            base.execute(f"PRAGMA {pragma}")
        base.executescript(_TABLES)
    except BaseException:
        base.close()
        raise
    return base


def _item(name: str, path: bytes, members: str, follow: int) -> Item:
    return Item(name, os.fsdecode(path), tuple(json.loads(members)), follow=bool(follow))


def _packed(wire: bytes) -> bytes:
    return zlib.compress(wire, 1)


def _packed_failure(item: Item) -> bytes | None:
    if item.failure is None:
        return None
    from xpcalc.wire import encode

    return _packed(encode(item.failure))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

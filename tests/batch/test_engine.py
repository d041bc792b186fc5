"""Journal and engine: what is on the disk before, while and after a document is read; what comes of runs that die."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from people import cv, folder

from xpcalc.assessment import Failure
from xpcalc.batch.engine import Answer, Batch, Job, TooManyFailures
from xpcalc.batch.folder import BatchError
from xpcalc.batch.journal import JOURNAL, Journal
from xpcalc.batch.run import Ask, Summary, purge, run, stored
from xpcalc.errors import XpcalcError
from xpcalc.pipeline import assess
from xpcalc.rulebook import Rulebook
from xpcalc.wire import encode

DAY = "2026-11-21"
Read = Callable[[Job], Answer]


class Died(BaseException):
    """The whole run ends at once."""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def cvs() -> str:
    return str(folder(Path("cvs"), 6))


def reading(book: Rulebook, read: list[str] | None = None) -> Read:
    """Return how documents are read here: in this process; `read` hears their names."""

    def one(job: Job) -> Answer:
        if read is not None:
            read.append(job.name)
        assert job.data is not None
        result = assess(job.data, name=job.name, rulebook=book, as_of=DAY, corrections=job.corrections or False)
        return Answer(job.token, encode(result), False)

    return one


def go(book: Rulebook, *sources: str, read: Read | None = None, **more: object) -> Summary:
    def engine(jobs: Iterator[Job]) -> Iterator[Answer]:
        for job in jobs:
            yield (read or reading(book))(job)

    ask = Ask(sources=sources, out="out", as_of=DAY, **more)  # type: ignore[arg-type]
    return run(ask, book, lambda ask, day: nullcontext(engine))


def table(text: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(Path("out", JOURNAL))) as base:
        return base.execute(text).fetchall()


def lines(name: str = "out/results.jsonl") -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]


def test_reports_are_in_the_order_of_the_list_under_the_names_given(rulebook: Rulebook, cvs: str) -> None:
    summary = go(rulebook, cvs)
    found = [each["document"]["name"] for each in lines()]  # type: ignore[index]
    assert found == sorted(found)
    assert len(found) == 6
    assert summary.progress.failures == 0
    assert summary.reports == (os.path.join("out", "results.jsonl"), os.path.join("out", "results.csv"))
    assert oct(os.stat(Path("out", JOURNAL)).st_mode)[-3:] == "600"


def test_that_a_document_is_read_is_on_the_disk_before(rulebook: Rulebook, cvs: str) -> None:
    seen: list[list[tuple[object, ...]]] = []

    def one(job: Job) -> Answer:
        seen.append(table("SELECT attempts, key IN (SELECT key FROM paths) FROM work WHERE state = 1"))
        return reading(rulebook)(job)

    go(rulebook, cvs, read=one)
    assert seen == [[(1, 1)]] * 6


def test_a_second_run_reads_nothing_and_gives_the_same_bytes(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs)
    first = Path("out/results.jsonl").read_bytes()
    read: list[str] = []
    summary = go(rulebook, cvs, read=reading(rulebook, read))
    assert read == []
    assert summary.progress.found == 6
    assert Path("out/results.jsonl").read_bytes() == first


def test_a_changed_file_another_day_and_corrections_are_read_anew(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs)
    read: list[str] = []
    Path(cvs, "part0/cv_0000.txt").write_text(cv(77), encoding="utf-8")
    aside = f"schema: xpcalc.corrections/1\ndocument: sha256:{'0' * 64}\ncorrections: []\n"
    Path(cvs, "part1/cv_0001.txt.xpcalc.yaml").write_text(aside, encoding="utf-8")
    go(rulebook, cvs, read=reading(rulebook, read))
    assert [os.path.basename(name) for name in read] == ["cv_0000.txt", "cv_0001.txt"]
    read.clear()
    go(rulebook, cvs, read=reading(rulebook, read), policy="strict")
    assert len(read) == 6


def test_the_same_bytes_are_read_once_and_stand_under_both_names(rulebook: Rulebook) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        Path(name).write_text(cv(1), encoding="utf-8")
    read: list[str] = []
    go(rulebook, "a.txt", "b.txt", "c.md", read=reading(rulebook, read))
    assert read == ["a.txt", "c.md"]
    assert [each["document"]["name"] for each in lines()] == ["a.txt", "b.txt", "c.md"]  # type: ignore[index]


def test_files_that_cannot_be_read_are_rows(rulebook: Rulebook, cvs: str) -> None:
    summary = go(rulebook, "nothing.pdf", cvs, "no*.pdf")
    assert [failure.code for failure in summary.failures] == ["E_NOT_FOUND", "E_NOT_FOUND"]
    assert [each.get("code") for each in lines()] == ["E_NOT_FOUND", *[None] * 6, "E_NOT_FOUND"]
    with pytest.raises(XpcalcError, match="no documents in"):
        go(rulebook, str(Path("out")))


def test_a_document_that_ends_the_run_three_times_is_set_aside_by_name(
    rulebook: Rulebook, cvs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Batch, "_stop", lambda self: None)
    read: list[str] = []

    def one(job: Job) -> Answer:
        if job.name.endswith("cv_0003.txt"):
            read.append("poison")
            raise Died
        return reading(rulebook, read)(job)

    for _ in range(3):
        with pytest.raises(Died):
            go(rulebook, cvs, read=one)
    # The third time it came alone, after all others were done and kept.
    assert read.count("poison") == 3
    assert len(read) == 8
    assert read[-1] == "poison"
    summary = go(rulebook, cvs, read=one)
    assert [(f.name, f.code) for f in summary.failures] == [("cvs/part0/cv_0003.txt", "E_POISON")]
    assert read.count("poison") == 3
    assert len(lines()) == 6
    # Saved anew, it is another document; and what failed can be asked for again.
    assert go(rulebook, cvs, retry=True).progress.failures == 0


def test_a_process_that_somebody_killed_gets_another_try_and_then_its_failure(rulebook: Rulebook, cvs: str) -> None:
    tries: dict[str, int] = {}

    def one(job: Job) -> Answer:
        tries[job.name] = tries.get(job.name, 0) + 1
        often = {"cvs/part0/cv_0000.txt": 2, "cvs/part1/cv_0001.txt": 9}.get(job.name, 0)
        if tries[job.name] <= often:
            return Answer(job.token, encode(Failure(job.name, "E_CRASH", "(SIGKILL)")), True, killed=True)
        return reading(rulebook)(job)

    summary = go(rulebook, cvs, read=one)
    assert [(f.name, f.code) for f in summary.failures] == [("cvs/part1/cv_0001.txt", "E_CRASH")]
    assert sorted(tries.values()) == [1, 1, 1, 1, 3, 3]


def test_a_run_stopped_on_purpose_counts_against_nobody(rulebook: Rulebook, cvs: str) -> None:
    def one(job: Job) -> Answer:
        if job.name.endswith("cv_0004.txt"):
            raise KeyboardInterrupt
        return reading(rulebook)(job)

    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            go(rulebook, cvs, read=one)
        assert table("SELECT attempts FROM work WHERE state = 1") == [(0,)]
    assert not Path("out/results.jsonl").exists()
    read: list[str] = []
    assert go(rulebook, cvs, read=reading(rulebook, read)).progress.failures == 0
    assert [os.path.basename(name) for name in read] == ["cv_0004.txt", "cv_0002.txt", "cv_0005.txt"]


def test_too_many_failures_stop_the_run_and_leave_the_old_report(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs)
    before = Path("out/results.jsonl").read_bytes()
    missing = [f"no{n}.pdf" for n in range(3)]
    Path("bad1.txt").write_bytes(b"")
    for most, stops in (("2", True), ("3", False), ("20%", True), ("50%", False)):
        if stops:
            with pytest.raises(TooManyFailures, match="no report was written"):
                go(rulebook, cvs, *missing, most_failures=most)
            assert Path("out/results.jsonl").read_bytes() == before
        else:
            go(rulebook, cvs, *missing, most_failures=most)
            before = Path("out/results.jsonl").read_bytes()
    with pytest.raises(XpcalcError, match="write a number"):
        go(rulebook, cvs, most_failures="many")


def test_two_runs_on_one_folder_refuse(rulebook: Rulebook, cvs: str) -> None:
    program = """
import os
from xpcalc.batch.journal import Journal
with Journal("out"):
    print(os.getpid(), flush=True)
    input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        pid = other.stdout.readline().strip()
        with pytest.raises(BatchError, match=f"in use by pid {pid}"):
            go(rulebook, cvs)
        other.stdin.write("\n")
    assert go(rulebook, cvs).progress.failures == 0


def test_a_foreign_or_damaged_journal_is_one_line(rulebook: Rulebook, cvs: str) -> None:
    Path("out").mkdir()
    Path("out", JOURNAL).write_bytes(b"no database" * 1000)
    with pytest.raises(BatchError, match="damaged"):
        go(rulebook, cvs)
    Path("out", JOURNAL).unlink()
    with closing(sqlite3.connect(Path("out", JOURNAL))) as base:
        base.execute("PRAGMA user_version = 99")
    with pytest.raises(BatchError, match="another version"):
        go(rulebook, cvs)
    Path("file").write_bytes(b"")
    with pytest.raises(BatchError, match="is a file"):
        Journal("file")


def test_an_unfinished_run_goes_on_with_its_day(rulebook: Rulebook, cvs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(jobs: Iterator[Job]) -> Iterator[Answer]:
        next(jobs)
        raise KeyboardInterrupt
        yield

    def engine(jobs: Iterator[Job]) -> Iterator[Answer]:
        return (reading(rulebook)(job) for job in jobs)

    with pytest.raises(KeyboardInterrupt):
        run(Ask((cvs,), "out", as_of="2025-01-31"), rulebook, lambda ask, day: nullcontext(stop))
    assert run(Ask((cvs,), "out"), rulebook, lambda ask, day: nullcontext(engine)).as_of == "2025-01-31"
    assert run(Ask((cvs,), "out"), rulebook, lambda ask, day: nullcontext(engine)).as_of != "2025-01-31"


def test_what_the_last_run_does_not_need_is_dropped(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs)
    Path(cvs, "part0/cv_0000.txt").unlink()
    go(rulebook, cvs)
    assert table("SELECT count(*) FROM work") == [(5,)]


def test_a_minimal_journal_holds_no_word_of_a_document(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs, minimal=True, formats=("jsonl",), rules=("support",))
    assert len(lines()) == 6
    for name in ("out/journal.sqlite", "out/journal.sqlite-wal"):
        data = Path(name).read_bytes() if Path(name).exists() else b""
        for word in (b"Person 1", b"cv_000", b"Zendesk", b"Quillfern"):
            assert word not in data
    rows = table("SELECT sha256, verdict, result FROM work")
    assert len(rows) == 6
    assert all(len(str(sha)) == 64 and result is None for sha, _, result in rows)
    assert all(json.loads(str(verdict)) == [] for _, verdict, _ in rows)
    with pytest.raises(XpcalcError, match="hashes and verdicts only"), stored("out"):
        pass
    assert len(go(rulebook, cvs, formats=("jsonl",)).reports) == 1


def test_stored_results_are_those_of_a_fresh_reading(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs)
    with stored("out") as (settings, results):
        assert settings.as_of == DAY
        for result, path in zip(results, sorted(Path(cvs).rglob("*.txt")), strict=True):
            assert result == assess(path.read_bytes(), name=str(path), rulebook=rulebook, as_of=DAY)


def test_purge_erases_from_the_file_itself(rulebook: Rulebook, cvs: str) -> None:
    go(rulebook, cvs)
    with closing(sqlite3.connect(Path("out", JOURNAL))) as base, base:
        base.execute(
            "UPDATE work SET finished = '2020-01-01T00:00:00+00:00' WHERE rowid IN (SELECT rowid FROM work LIMIT 4)"
        )
    assert purge("out", 30) == (4, ("results.csv", "results.jsonl"))
    assert not Path("out/results.csv").exists()
    assert table("SELECT count(*), (SELECT count(*) FROM paths) FROM work") == [(2, 2)]
    assert purge("out", 30) == (0, ())
    assert purge("out", None)[0] == 2
    assert list(Path("out").iterdir()) == []
    with pytest.raises(XpcalcError, match="holds no journal"):
        purge("out", None)

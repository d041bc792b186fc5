"""Whatever happens in a reading process: one outcome for each document, in time, named, and nothing left behind."""

from __future__ import annotations

import json
import mmap
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from xpcalc.isolation import Broken, Job, Outcome, Supervisor, Tick, frames, seccomp
from xpcalc.limits import Limits

TASK = "attacks:prepare"
LINUX = sys.platform == "linux"
# Why: generous, for machines that do other things too; what hangs costs each test this long.
QUICK = Limits(wall_seconds=6, stall_seconds=4, cpu_seconds=4, memory_bytes=768 << 20, ocr_pages=3, ocr_seconds=12)
here = Path(__file__).resolve().parent
ROOT = here.parent.parent
needs_filter = pytest.mark.skipif(not seccomp.supported(), reason="no filter of system calls here")


def jobs(names: Sequence[str]) -> list[Job]:
    return [Job(n, name, data=b"x" * (n + 1)) for n, name in enumerate(names)]


def run(*names: str, start: str = "fork", limits: Limits = QUICK, workers: int = 1) -> list[Outcome]:
    with Supervisor(TASK, {}, limits, start=start, workers=workers) as supervisor:  # type: ignore[arg-type]
        return list(supervisor.run(jobs(names)))


def code(outcome: Outcome) -> str:
    return "ok" if outcome.kind == frames.ANSWER else str(outcome.header["code"])


# ---------------------------------------------------------------- every way to end is named


ENDS = {
    "ok": "ok",
    "hang": "E_TIMEOUT",
    "sleep": "E_TIMEOUT",
    "stop": "E_TIMEOUT",
    "alloc": "E_MEMORY",
    "alloc_in_c": "E_MEMORY",
    "deep": "E_DAMAGED",
    "segv": "E_CRASH",
    "abort": "E_CRASH",
    "exit_0": "E_CRASH",
    "exit_7": "E_CRASH",
    "close": "E_CRASH",
    "bug": "E_INTERNAL",
    "refused": "E_DAMAGED",
    "garbage": "E_ANSWER",
    "spew": "E_ANSWER",
    "gigabyte": "E_ANSWER",
    "flood": "E_TIMEOUT",
    "long": "E_LIMIT_ANSWER",
    "listed": "E_ANSWER",
    "compute": "E_TIMEOUT",
}


@pytest.mark.parametrize("name", ENDS)
def test_one_document_ends_as_named(name: str) -> None:
    began = time.monotonic()
    (outcome,) = run(name)
    assert code(outcome) == ENDS[name], outcome.header
    assert time.monotonic() - began < QUICK.wall_seconds + 3
    assert outcome.job == 0
    if outcome.kind == frames.FAILED:
        assert outcome.header["message"]
        assert "\n" not in outcome.header["message"]


@pytest.mark.skipif(not LINUX, reason="Linux")
@pytest.mark.parametrize("used", [False, True])
def test_what_the_calling_program_has_mapped_is_not_the_documents(used: bool) -> None:
    with mmap.mmap(-1, 3 << 30) as large:
        if used:
            for start in range(0, 1 << 30, mmap.PAGESIZE):
                large[start] = 1
        assert [code(outcome) for outcome in run("ok", "alloc", "alloc_in_c", "abort")] == [
            "ok",
            "E_MEMORY",
            "E_MEMORY",
            "E_CRASH",
        ]


def test_bad_documents_cost_the_good_ones_nothing() -> None:
    bad = [name for name in ENDS if name not in ("ok", "hang", "stop", "sleep", "compute", "flood")]
    names = [each for name in bad for each in ("ok", name)] + ["ok"]
    found = run(*names, workers=2)
    assert [outcome.job for outcome in found] == list(range(len(names)))
    assert [code(outcome) for outcome in found] == [ENDS[name] for name in names]
    assert [json.loads(o.answer) for o, name in zip(found, names, strict=True) if name == "ok"] == [
        n + 1 for n, name in enumerate(names) if name == "ok"
    ]


@pytest.mark.parametrize("start", ["fresh", "spawn"])
def test_other_ways_to_start_name_the_same_ends(start: str) -> None:
    names = [name for name in ENDS if name not in ("alloc_in_c", "compute", "flood", "sleep")]
    found = run(*names, start=start)
    assert {name: code(outcome) for name, outcome in zip(names, found, strict=True)} == {
        name: ENDS[name] for name in names
    }


def test_signs_of_life_give_more_time_and_standing_still_does_not() -> None:
    limits = Limits(stall_seconds=2, wall_seconds=20)
    began = time.monotonic()
    breathing, asleep = run("breathe", "sleep", limits=limits)
    assert (code(breathing), code(asleep)) == ("ok", "E_TIMEOUT")
    assert "no progress" in asleep.header["message"]
    assert time.monotonic() - began < 12


def test_signals_are_named() -> None:
    assert "SIGSEGV" in run("segv")[0].header["message"]
    assert "SIGABRT" in run("abort")[0].header["message"]
    assert "exit status 7" in run("exit_7")[0].header["message"]


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_an_end_from_outside_is_told_from_a_crash(start: str) -> None:
    found = {name: run(name, start=start)[0] for name in ("end", "segv", "exit_7", "hang", "bug")}
    assert {name for name, outcome in found.items() if outcome.killed} == {"end"}
    assert "SIGKILL" in found["end"].header["message"]


def test_a_bug_is_named_without_the_words_of_the_document() -> None:
    said = json.dumps(run("bug")[0].header)
    assert "ValueError at attacks.py:" in said
    assert "Quetzalina" not in said


def test_control_characters_of_a_worker_do_not_arrive() -> None:
    header = run("liar")[0].header
    assert all(ch.isprintable() for value in header.values() for ch in value)


# ---------------------------------------------------------------- what a process can do


@needs_filter
@pytest.mark.skipif(not LINUX, reason="Linux")
@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_what_is_forbidden_is_refused(start: str) -> None:
    found = json.loads(run("refusals", start=start)[0].answer)
    allowed = {name: end for name, end in found.items() if end == "done"}
    assert allowed == {}
    assert set(found.values()) <= {"PermissionError", "OSError", "ValueError"}
    assert not Path("/tmp/xpcalc-must-not-be-there").exists()
    assert (here / "attacks.py").stat().st_size > 1000


@pytest.mark.skipif(not LINUX, reason="Linux")
@pytest.mark.parametrize("start", ["fork", "fresh"])
def test_where_a_process_finds_itself(monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "abc")
    found = json.loads(run("surroundings", start=start)[0].answer)
    assert "SECRET_TOKEN" not in found["environment"]
    assert found["here"] == []
    assert found["umask"] == 0o077
    assert found["descriptors"] == [0, 1, 2, 3]
    assert found["group"]
    # Why: what runs the tests may have mapped more than the limit; a new process has not.
    space = found["limits"].pop("RLIMIT_AS")
    assert space == QUICK.memory_bytes or (start == "fork" and space > QUICK.memory_bytes)
    assert found["limits"] == {
        "RLIMIT_CPU": QUICK.cpu_seconds,
        "RLIMIT_FSIZE": 16 << 20,
        "RLIMIT_NOFILE": 64,
        "RLIMIT_CORE": 0,
    }
    assert (found["no new privileges"], found["filter"]) == (seccomp.supported(), seccomp.supported())


def test_threads_are_allowed_and_files_are_few() -> None:
    thread, many = run("thread", "open_many")
    assert json.loads(thread.answer) == [1]
    held, error = json.loads(many.answer)
    assert (held < 64, error) == (True, 24)


def test_no_folder_is_left_behind() -> None:
    before = set(os.listdir("/tmp"))
    run("ok", "segv", "hang", "ok")
    assert [
        name for name in set(os.listdir("/tmp")) - before if name.startswith("xpcalc-") and "build" not in name
    ] == []


def test_the_filter_is_the_same_for_both_machines() -> None:
    for machine in ("x86_64", "aarch64"):
        text, ocr = (seccomp.program(profile, 42, machine) for profile in ("text", "ocr"))
        assert len(ocr) < len(text) < 4096
        for code_ in (text, ocr):
            # Every jump stays inside the program, and the last word is said for every call.
            assert all(n + 1 + max(jt, jf) < len(code_) for n, (_, jt, jf, _) in enumerate(code_) if jt or jf)
            assert code_[-1] == (0x06, 0, 0, 0x7FFF0000)


# ---------------------------------------------------------------- the slow profile


def test_more_is_given_once_asked_for() -> None:
    ticks: list[Tick] = []
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        found = list(supervisor.run(jobs(["slow", "ok", "slow"]), progress=ticks.append))
    assert [json.loads(outcome.answer) for outcome in found] == ["ocr", 2, "ocr"]
    assert [(tick.job, tick.page, tick.pages) for tick in ticks] == [(j, p, 3) for j in (0, 2) for p in (1, 2, 3)]


def test_no_more_is_given_where_it_is_switched_off() -> None:
    (outcome,) = run("slow", limits=replace(QUICK, ocr_pages=0))
    assert json.loads(outcome.answer) == "text"


@pytest.mark.skipif(not LINUX, reason="Linux")
def test_what_a_slow_process_starts_ends_with_it() -> None:
    (outcome,) = run("orphan")
    pid = json.loads(outcome.answer)
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
            break
        time.sleep(0.05)
    else:
        pytest.fail("a process of the group lives on")


def test_a_file_is_read_again_from_its_start_for_more(tmp_path: Path) -> None:
    path = tmp_path / "slow"
    path.write_bytes(b"abc")
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        (outcome,) = supervisor.run([Job(1, "slow", path=str(path))])
    assert json.loads(outcome.answer) == "ocr"


# ---------------------------------------------------------------- the helper


def test_what_one_document_teaches_the_next_has() -> None:
    first, *_, last = run("learnt", "ok", "ok", "learnt")
    assert json.loads(first.answer) == ["warm"]
    assert json.loads(last.answer) == ["warm", "spanish"]


@pytest.mark.parametrize("start", ["fork", "fresh", "spawn"])
def test_a_task_that_cannot_be_made_is_said(start: str) -> None:
    for names in (["ok"], ["ok", "ok"]):
        with (
            Supervisor(TASK, {"broken": True}, QUICK, start=start) as supervisor,  # type: ignore[arg-type]
            pytest.raises(Broken, match="unknown policy 'nope'") as caught,
        ):
            list(supervisor.run(jobs(names)))
        assert caught.value.told["type"] == "UnknownName"


def test_a_helper_that_is_killed_is_replaced() -> None:
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        running = supervisor.run(iter(jobs(["ok"] * 12)))
        found = [next(running)]
        assert supervisor._helper is not None
        os.kill(supervisor._helper._pid, signal.SIGKILL)
        found += running
    assert [outcome.job for outcome in found] == list(range(12))
    assert [code(outcome) for outcome in found] == ["ok"] * 12


@pytest.mark.skipif(not LINUX, reason="Linux")
def test_a_process_that_waits_and_is_killed_is_replaced() -> None:
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        found = list(supervisor.run(iter(jobs(["ok"] * 2))))
        for _ in range(3):
            assert supervisor._helper is not None
            (waiting,) = until(lambda: children(supervisor._helper._pid), 1)  # type: ignore[union-attr]
            os.kill(waiting, signal.SIGKILL)
            found += supervisor.run(iter(jobs(["ok"] * 2)))
    assert [code(outcome) for outcome in found] == ["ok"] * 8


def until(count: Callable[[], list[int]], size: int) -> list[int]:
    """Return the processes once there are so many."""
    found = count()
    for _ in range(100):
        if len(found) == size:
            break
        time.sleep(0.02)
        found = count()
    return found


@pytest.mark.skipif(not LINUX, reason="Linux")
def test_no_file_in_memory_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError(1, "forbidden here")

    monkeypatch.setattr(os, "memfd_create", forbidden)
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        assert [code(outcome) for outcome in supervisor.run(iter(jobs(["ok"] * 4)))] == ["ok"] * 4


@pytest.mark.skipif(not LINUX, reason="Linux")
def test_each_document_has_a_process_of_its_own_and_its_own_bytes(tmp_path: Path) -> None:
    sizes = [0, 1, 70_000, QUICK.file_bytes + 1, 5, 3_000_000]
    told = {"note": "n" * 100_000}  # more than a waiting process is told
    made = [Job(n, "ok", data=b"x" * size, options=told if n == 1 else {}) for n, size in enumerate(sizes)]
    for n, size in enumerate(sizes[1:], len(sizes)):
        path = tmp_path / str(n)
        path.write_bytes(b"y" * size)
        made.append(Job(n, "ok", str(path)))
    made += [Job(len(made) + n, "pid", data=b"x") for n in range(6)]
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        found = list(supervisor.run(iter(made)))
    answers = [json.loads(outcome.answer) for outcome in found]
    assert answers[:11] == [*sizes, *sizes[1:]]
    assert len(set(answers[11:])) == 6


def test_a_helper_that_is_stopped_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Supervisor, "_patience", 3.0)
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        running = supervisor.run(iter(jobs(["ok"] * 4)))
        found = [next(running)]
        assert supervisor._helper is not None
        os.kill(supervisor._helper._pid, signal.SIGSTOP)
        found += running
    assert [code(outcome) for outcome in found] == ["ok"] * 4


def test_the_helper_is_warm_for_a_second_run_and_forgets_an_abandoned_one() -> None:
    with Supervisor(TASK, {}, QUICK, start="fork") as supervisor:
        assert [o.job for o in supervisor.run(iter(jobs(["ok"] * 2)))] == [0, 1]
        assert supervisor._helper is not None
        pid = supervisor._helper._pid
        assert [o.job for o in supervisor.run(iter(jobs(["ok"] * 2)))] == [0, 1]
        assert supervisor._helper._pid == pid
        running = supervisor.run(iter(jobs(["ok"] * 20)))
        next(running)
        running.close()  # type: ignore[attr-defined]
        assert [len(json.loads(o.answer) * "x") for o in supervisor.run(iter(jobs(["ok"] * 3)))] == [1, 2, 3]


def test_unordered_gives_what_is_done() -> None:
    with Supervisor(TASK, {}, QUICK, start="fork", workers=2) as supervisor:
        found = list(supervisor.run(iter(jobs(["stop", "ok", "ok", "ok"])), ordered=False))
    assert sorted(outcome.job for outcome in found) == [0, 1, 2, 3]
    assert found[-1].job == 0


def test_large_documents_cross_both_ways() -> None:
    data = os.urandom(3 << 20)
    many = [Job(n, "echo", data=data) for n in range(5)]
    with Supervisor(TASK, {}, QUICK, start="fork", workers=2) as supervisor:
        assert [outcome.answer == data for outcome in supervisor.run(iter(many))] == [True] * 5


def children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.fixture
def busy() -> Iterator[subprocess.Popen[bytes]]:
    """A program that reads documents that hang, as a process of its own."""
    script = f"""
import sys
sys.path[:0] = [{str(here)!r}, {str(ROOT)!r}]
from xpcalc.isolation import Job, Supervisor
print("go", flush=True)
with Supervisor("attacks:prepare", {{}}, start="fork", workers=2) as supervisor:
    list(supervisor.run(iter([Job(n, "hang", data=b"") for n in range(4)])))
"""
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    yield process
    process.kill()
    process.communicate()


# Two that read, and the one that waits for the next document.
BUSY = 3


@pytest.mark.skipif(not LINUX, reason="Linux")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nothing_lives_on_after_the_program(busy: subprocess.Popen[bytes], number: signal.Signals) -> None:
    helpers: list[int] = []
    workers: list[int] = []
    for _ in range(200):
        helpers = children(busy.pid)
        workers = [pid for helper in helpers for pid in children(helper)]
        if len(workers) >= BUSY:
            break
        time.sleep(0.05)
    assert len(workers) == BUSY
    busy.send_signal(number)
    busy.wait(timeout=5)
    for _ in range(60):
        alive = [pid for pid in (*helpers, *workers) if _alive(pid)]
        if not alive:
            break
        time.sleep(0.05)
    assert alive == []


def _alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False

"""Tasks that misbehave, for the tests of isolation only: the name of a document says what happens while it is read."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from xpcalc.errors import UnknownName, UnreadableDocument
from xpcalc.isolation import frames
from xpcalc.isolation.child import NeedsMore, Work
from xpcalc.pulse import beat

PIPE = 3  # where a confined process answers
CANARY = "Quetzalina Wrobel"


def prepare(setup: dict[str, Any]) -> Attacks:
    if setup.get("broken"):
        raise UnknownName("policy", "nope", ("default",))
    return Attacks(setup)


class Attacks:
    def __init__(self, setup: dict[str, Any]) -> None:
        self._setup = setup
        self._learnt: list[str] = []

    def __call__(self, work: Work) -> bytes:
        what = work.name.partition(".")[0]
        done = globals()[what](work, self)
        return done if isinstance(done, bytes) else json.dumps(done).encode()

    def warm(self) -> None:
        self._learnt.append("warm")

    def learn(self, name: str) -> None:
        self._learnt.append(name)


def ok(work: Work, task: Attacks) -> object:
    return len(work.data)


def pid(work: Work, task: Attacks) -> object:
    return os.getpid()


def echo(work: Work, task: Attacks) -> bytes:
    return work.data


def learnt(work: Work, task: Attacks) -> object:
    work.learnt.append("spanish")
    return task._learnt


def slow(work: Work, task: Attacks) -> object:
    """Take long, with signs of life, where the profile allows for it."""
    if work.may_ask:
        raise NeedsMore
    for page in range(3):
        work.progress(page + 1, 3)
        time.sleep(0.5)
    return work.profile


def breathe(work: Work, task: Attacks) -> object:
    """Take longer than may pass without a sign of life, and give signs of life."""
    end = time.monotonic() + 3.5
    while time.monotonic() < end:
        beat()
        time.sleep(0.05)
    return "done"


# ---------------------------------------------------------------- time, memory, ends


def hang(work: Work, task: Attacks) -> object:
    while True:
        pass


def sleep(work: Work, task: Attacks) -> object:
    time.sleep(3600)
    return None


def stop(work: Work, task: Attacks) -> object:
    os.kill(os.getpid(), signal.SIGSTOP)
    return None


def alloc(work: Work, task: Attacks) -> object:
    held = []
    while True:
        held.append(bytearray(16 << 20))


def alloc_in_c(work: Work, task: Attacks) -> object:
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    while True:
        got = libc.malloc(32 << 20)
        if not got:
            libc.abort()
        ctypes.memset(got, 1, 32 << 20)


def deep(work: Work, task: Attacks) -> object:
    return deep(work, task)


def segv(work: Work, task: Attacks) -> object:
    return ctypes.string_at(0)


def abort(work: Work, task: Attacks) -> object:
    os.abort()


def end(work: Work, task: Attacks) -> object:
    """End as a process does that the system ends where memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def exit_0(work: Work, task: Attacks) -> object:
    os._exit(0)


def exit_7(work: Work, task: Attacks) -> object:
    os._exit(7)


def close(work: Work, task: Attacks) -> object:
    os.close(PIPE)
    time.sleep(3600)
    return None


def bug(work: Work, task: Attacks) -> object:
    raise ValueError(f"cannot read {CANARY}")


def refused(work: Work, task: Attacks) -> object:
    raise UnreadableDocument("E_DAMAGED", "the file is cut short", "send it again")


# ---------------------------------------------------------------- what it says


def garbage(work: Work, task: Attacks) -> object:
    frames.write_all(PIPE, b"\x80\x04\x95 this is no message, it may be a pickle")
    time.sleep(3600)
    return None


def spew(work: Work, task: Attacks) -> object:
    while True:
        frames.write_all(PIPE, b"a" * 65536)


def gigabyte(work: Work, task: Attacks) -> object:
    frames.write_all(PIPE, b"a" + (1 << 30).to_bytes(4, "big") + b"x" * 65536)
    time.sleep(3600)
    return None


def flood(work: Work, task: Attacks) -> object:
    """Tell of progress without end."""
    while True:
        work.progress(1, 1)


def long(work: Work, task: Attacks) -> object:
    return b"x" * (9 << 20)


def liar(work: Work, task: Attacks) -> object:
    body = json.dumps({"code": "E_X\x1b[2J", "message": "a\x1b]0;b\x07", "hint": ""}).encode() + b"\n"
    frames.write_all(PIPE, frames.framed(frames.FAILED, body))
    time.sleep(3600)
    return None


def listed(work: Work, task: Attacks) -> object:
    frames.write_all(PIPE, frames.framed(frames.FAILED, b'["no","header"]\n'))
    time.sleep(3600)
    return None


# ---------------------------------------------------------------- what it may not do


def refusals(work: Work, task: Attacks) -> object:
    """Return how each forbidden thing ends: the name of the error, or "done"."""
    target = Path("/tmp/xpcalc-must-not-be-there")
    me = Path(__file__)
    tries: dict[str, Callable[[], object]] = {
        "socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM),
        "socket6": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
        "unix": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
        "netlink": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
        "pair": socket.socketpair,
        "exec": lambda: os.execv("/bin/true", ["true"]),
        "run": lambda: subprocess.run(["/bin/true"], check=True),
        "fork": os.fork,
        "write": lambda: target.write_text("x"),
        "append": lambda: me.open("a"),
        "remove": lambda: os.unlink(me),
        "rename": lambda: os.rename(me, str(me) + ".x"),
        "folder": lambda: os.mkdir(str(target) + ".d"),
        "link": lambda: os.symlink("/etc/passwd", target),
        "mode": lambda: os.chmod(me, 0o777),
        "truncate": lambda: os.truncate(me, 0),
        "kill": lambda: os.kill(os.getppid(), signal.SIGTERM),
        "kill all": lambda: os.kill(-1, 0),
        "limits": lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1)),
        "raise limit": lambda: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY,) * 2),
        "trace": lambda: _call(101, 16, os.getppid(), 0, 0),
        "memory": lambda: _call(310, os.getppid(), 0, 0, 0, 0, 0),
        "io_uring": lambda: _call(425, 8, 0),
        "bpf": lambda: _call(321, 0, 0, 0),
        "namespace": lambda: _call(272, 0x10000000),
        "clone3": lambda: _call(435, 0, 0),
        "openat2": lambda: _call(437, 0, 0, 0, 0),
        "handle": lambda: _call(304, 0, 0, 0),
        "x32 socket": lambda: _call(0x40000000 + 41, 2, 1, 0),
        "keyring": lambda: _call(250, 0, 0),
    }
    found = {}
    for name, attempt in tries.items():
        try:
            attempt()
        except BaseException as error:
            found[name] = type(error).__name__
        else:
            found[name] = "done"
    return found


def _call(number: int, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(ctypes.c_long(number), *[ctypes.c_long(each) for each in arguments]) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def surroundings(work: Work, task: Attacks) -> object:
    """Return where the process finds itself."""
    folder = os.open(".", os.O_RDONLY)
    return {
        "environment": sorted(os.environ),
        "here": os.listdir(folder),
        "umask": os.umask(0),
        "descriptors": sorted(int(fd) for fd in os.listdir("/proc/self/fd"))[:-2],
        "group": os.getpgid(0) == os.getpid() == os.getsid(0),
        "no new privileges": "NoNewPrivs:\t1" in Path("/proc/thread-self/status").read_text(),
        "filter": "Seccomp:\t2" in Path("/proc/thread-self/status").read_text(),
        "limits": {
            name: resource.getrlimit(getattr(resource, name))[0]
            for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE")
        },
        "profile": work.profile,
        "modules": sorted(name for name in sys.modules if name.startswith("xpcalc")),
    }


def thread(work: Work, task: Attacks) -> object:
    """Threads are allowed: numeric libraries start them."""
    found: list[int] = []
    worker = threading.Thread(target=lambda: found.append(1))
    worker.start()
    worker.join()
    return found


def orphan(work: Work, task: Attacks) -> object:
    """Start a process that outlives this one, in the profile that may."""
    if work.may_ask:
        raise NeedsMore
    child = subprocess.Popen(["/bin/sleep", "600"])
    return child.pid


def open_many(work: Work, task: Attacks) -> object:
    held = []
    try:
        while True:
            held.append(os.open("/dev/null", os.O_RDONLY))
    except OSError as error:
        return [len(held), error.errno]


def compute(work: Work, task: Attacks) -> object:
    """Use up the computing time while telling of progress."""
    while True:
        work.progress(1, 1)
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass


def poison(work: Work, task: Attacks) -> object:
    """End the helper, where it is not protected: by a marker file that the test looks at."""
    os.kill(os.getppid(), signal.SIGKILL)
    return "alive"

"""This process -> one that can read what is open and answer, and little else; there is no way back.

To take away something more, add a step to `confine` and its name to what `in_force` says, so that doctor shows it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from xpcalc.isolation import seccomp
from xpcalc.limits import Limits

# Source: linux/prctl.h.
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
# Unit: seconds of computing between the signal that says why and the one that nothing survives.
_CPU_GRACE = 2
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
# Why: what a library needs to find its data and to stay on one core; nothing that names a person or holds a secret.
_KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "PATH", "TESSDATA_PREFIX", "SYSTEMROOT", "TZ")
_SET = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
_NEEDED = frozenset((*_KEPT, *_SET))


class Tier(NamedTuple):
    """What holds a reading process here."""

    start: str  # fork (a process per document) or spawn (one for up to 25)
    filters: bool  # no network, no other programs, no writing (seccomp)
    limits: bool  # memory, computing time, written bytes, open files
    reason: str = ""  # why the filter cannot be had

    @property
    def complete(self) -> bool:
        """Whether all that `--require-sandbox` asks for is there."""
        return self.filters and self.limits


def tier() -> Tier:
    """Return what can be had here, tried out in a process of its own."""
    start = "fork" if hasattr(os, "fork") else "spawn"
    if not seccomp.supported():
        return Tier(start, False, start == "fork", "system calls can be filtered on Linux only (x86-64 and ARM64)")
    pid = os.fork()
    if pid == 0:
        try:
            seccomp.install("text")
        except OSError as error:
            os._exit(min(error.errno or 255, 255))
        finally:
            os._exit(0)
    number = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return Tier(start, number == 0, True, os.strerror(number) if number > 0 else "")


def confine(profile: str, limits: Limits, parent: int | None, required: bool = False, many: bool = False) -> None:
    """Confine this process for good.

    `parent` = the process without which this one has no reason to live; `required` = rather nothing than less than all;
    `many` = the process reads several documents, so that its computing time is not limited as a whole.
    Raises: OSError where something required cannot be had.
    """
    if parent is not None:
        die_with(parent)
    os.umask(0o077)
    stand_nowhere()
    scrub_environment()
    limited = set_limits(profile, limits, many)
    try:
        if not seccomp.supported():
            raise OSError(errno.ENOSYS, "no filter of system calls for this system")
        seccomp.install(profile)
    except OSError:
        if required:
            raise
    if required and not limited:
        raise OSError(errno.ENOSYS, "no limits for processes on this system")


def die_with(parent: int) -> None:
    """Have this process killed when its parent ends, where the system can (Linux)."""
    if sys.platform != "linux":
        return
    prctl = seccomp.library().prctl
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # Why: others of the same user may not look into the memory that holds a CV, and no core file is written.
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)  # it ended before the wish was heard


def stand_nowhere() -> None:
    """Make an empty folder of its own the working folder and remove its name: nothing can be put there, nor left."""
    for base in _places():
        if not base:
            continue
        folder = os.path.join(base, f"xpcalc-{os.urandom(8).hex()}")
        try:
            os.mkdir(folder, 0o700)
        except OSError:
            continue
        try:
            os.chdir(folder)
        finally:
            # Why: Windows keeps a folder that somebody stands in; it is empty and private all the same.
            with contextlib.suppress(OSError):
                os.rmdir(folder)
        # Why: libraries ask where they are when they are loaded (spaCy's do); a folder without a name has no answer.
        os.getcwd = lambda: "/"
        return
    with contextlib.suppress(OSError):
        os.chdir("/")


@lru_cache(maxsize=1)
def _places() -> tuple[str | None, ...]:
    return os.environ.get("TMPDIR"), "/tmp", os.environ.get("TEMP"), "."  # nosec B108: a folder of our own in it


def prepare(profile: str) -> None:
    """Do here once what each process forked from this one would do for itself; this one keeps all its rights."""
    _places()
    scrub_environment()
    if seccomp.supported():
        seccomp.prepared(profile)
        seccomp.library()


def scrub_environment() -> None:
    """Leave only the variables that libraries need."""
    if os.environ.keys() <= _NEEDED and all([os.environ.get(name) == value for name, value in _SET.items()]):
        return
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update({**kept, **_SET})


def set_limits(profile: str, limits: Limits, many: bool = False) -> bool:
    """Set the resource limits of the process; say whether the system has them."""
    try:
        import resource
    except ImportError:  # Windows
        return False
    slow = profile == "ocr"
    memory = limits.ocr_memory_bytes if slow else limits.memory_bytes
    seconds = limits.ocr_cpu_seconds if slow else limits.cpu_seconds
    wanted = [
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ]
    if not many:
        wanted.append((resource.RLIMIT_CPU, seconds))
    # Why: macOS counts memory that is mapped from the system into every process and refuses; there the keeper looks.
    if sys.platform != "darwin":
        mapped = held()[0]
        wanted.append((resource.RLIMIT_AS, mapped + room(memory, mapped)))
    for what, value in wanted:
        _, hard = resource.getrlimit(what)
        # Why: with both at the same second the system sends SIGXCPU or SIGKILL, as it happens; the first has a name.
        most = value + _CPU_GRACE if what == resource.RLIMIT_CPU else value
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (min(value, most), most))
    return True


def held() -> tuple[int, int]:
    """Return how much memory this process has mapped and how much of it is in use, in bytes; 0 where nothing tells."""
    try:
        with open("/proc/self/statm", "rb") as file:
            mapped, resident = file.read().split()[:2]
        return int(mapped) * _PAGE, int(resident) * _PAGE
    except (OSError, ValueError):
        return 0, 0


def room(most: int, mapped: int) -> int:
    """Return the bytes that a document may take: up to `most` with what the process had mapped before, half at least.

    A program that embeds xpcalc may have mapped gigabytes of its own; its forked processes begin with all of them.
    """
    return max(most - mapped, most // 2)


def keep_only(descriptors: Sequence[int]) -> list[int]:
    """Move these descriptors to 3, 4 ..., point 0 to 2 to nowhere, close all others; return the new numbers."""
    # Why: first above all targets, so that none is overwritten before it is moved.
    high = [os.dup(fd) if fd < 3 + len(descriptors) else fd for fd in descriptors]
    while any(fd < 3 + len(descriptors) for fd in high):
        high = [os.dup(fd) if fd < 3 + len(descriptors) else fd for fd in high]
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    moved = list(range(3, 3 + len(descriptors)))
    for fd, target in zip(high, moved, strict=True):
        os.dup2(fd, target, inheritable=False)
    os.closerange(3 + len(descriptors), _most_descriptors())
    return moved


def _most_descriptors() -> int:
    try:
        most = os.sysconf("SC_OPEN_MAX")
    except (ValueError, OSError, AttributeError):
        most = 4096
    return min(max(most, 256), 1 << 20)


__all__ = [
    "Tier",
    "confine",
    "die_with",
    "held",
    "keep_only",
    "prepare",
    "room",
    "scrub_environment",
    "set_limits",
    "stand_nowhere",
    "tier",
]

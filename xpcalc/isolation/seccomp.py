"""Profile -> a seccomp filter on this process: system calls that reading a document never needs fail with EPERM.

To refuse another call: its name in `_REFUSED` (always) or `_TEXT_ONLY`, with its numbers in `_NUMBERS`.
The filter is built from plain instructions and set through `prctl`; no library is needed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

# Source: linux/prctl.h, linux/seccomp.h, linux/audit.h, linux/filter.h.
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_LOAD, _JEQ, _JGE, _JSET, _RET = 0x20, 0x15, 0x35, 0x45, 0x06
_NR, _ARCH, _ARGS = 0, 4, 16  # offsets in struct seccomp_data; arguments are 64 bits, low half first
_X32 = 0x40000000
_CLONE_THREAD = 0x00010000
# Source: asm-generic/fcntl.h; O_TMPFILE holds O_DIRECTORY, so only its own bit is asked for.
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | getattr(os, "O_TRUNC", 0) | 0o20000000

# Source: linux/audit.h and the system call tables of Linux 6.12 (arch/x86/entry/syscalls/syscall_64.tbl,
# scripts/syscall.tbl for aarch64); (x86_64, aarch64), None = the machine has no such call.
_NUMBERS: Mapping[str, tuple[int | None, int | None]] = MappingProxyType(
    {
        # the network
        "socket": (41, 198),
        "socketpair": (53, 199),
        "connect": (42, 203),
        "bind": (49, 200),
        "listen": (50, 201),
        "accept": (43, 202),
        "accept4": (288, 242),
        "sendto": (44, 206),
        "sendmsg": (46, 211),
        "sendmmsg": (307, 269),
        # other programs and processes
        "execve": (59, 221),
        "execveat": (322, 281),
        "fork": (57, None),
        "vfork": (58, None),
        "kill": (62, 129),
        "tkill": (200, 130),
        "tgkill": (234, 131),
        "rt_sigqueueinfo": (129, 138),
        "rt_tgsigqueueinfo": (297, 240),
        "pidfd_open": (434, 434),
        "pidfd_getfd": (438, 438),
        "pidfd_send_signal": (424, 424),
        "ptrace": (101, 117),
        "process_vm_readv": (310, 270),
        "process_vm_writev": (311, 271),
        "process_madvise": (440, 440),
        "kcmp": (312, 272),
        "prlimit64": (302, 261),
        # parts of the kernel that have been the way out of a sandbox
        "io_uring_setup": (425, 425),
        "io_uring_enter": (426, 426),
        "io_uring_register": (427, 427),
        "bpf": (321, 280),
        "perf_event_open": (298, 241),
        "userfaultfd": (323, 282),
        "add_key": (248, 217),
        "request_key": (249, 218),
        "keyctl": (250, 219),
        "unshare": (272, 97),
        "setns": (308, 268),
        "mount": (165, 40),
        "umount2": (166, 39),
        "move_mount": (429, 429),
        "open_tree": (428, 428),
        "fsopen": (430, 430),
        "fsmount": (432, 432),
        "pivot_root": (155, 41),
        "chroot": (161, 51),
        "name_to_handle_at": (303, 264),
        "open_by_handle_at": (304, 265),
        "init_module": (175, 105),
        "finit_module": (313, 273),
        "delete_module": (176, 106),
        "kexec_load": (246, 104),
        "kexec_file_load": (320, 294),
        "reboot": (169, 142),
        "swapon": (167, 224),
        "swapoff": (168, 225),
        "acct": (163, 89),
        "quotactl": (179, 60),
        "syslog": (103, 116),
        "settimeofday": (164, 170),
        "clock_settime": (227, 112),
        "iopl": (172, None),
        "ioperm": (173, None),
        "personality": (135, 92),
        "memfd_secret": (447, 447),
        # what lives on after the process
        "shmget": (29, 194),
        "shmat": (30, 196),
        "semget": (64, 190),
        "msgget": (68, 186),
        "mq_open": (240, 180),
        # files
        "open": (2, None),
        "openat": (257, 56),
        "openat2": (437, 437),
        "creat": (85, None),
        "truncate": (76, 45),
        "rename": (82, None),
        "renameat": (264, 38),
        "renameat2": (316, 276),
        "unlink": (87, None),
        "unlinkat": (263, 35),
        "rmdir": (84, None),
        "mkdir": (83, None),
        "mkdirat": (258, 34),
        "link": (86, None),
        "linkat": (265, 37),
        "symlink": (88, None),
        "symlinkat": (266, 36),
        "mknod": (133, None),
        "mknodat": (259, 33),
        "chmod": (90, None),
        "fchmod": (91, 52),
        "fchmodat": (268, 53),
        "fchmodat2": (452, 452),
        "chown": (92, None),
        "lchown": (94, None),
        "fchown": (93, 55),
        "fchownat": (260, 54),
        "utime": (132, None),
        "utimes": (235, None),
        "futimesat": (261, None),
        "utimensat": (280, 88),
        "setxattr": (188, 5),
        "lsetxattr": (189, 6),
        "fsetxattr": (190, 7),
        "removexattr": (197, 14),
        "lremovexattr": (198, 15),
        "fremovexattr": (199, 16),
        # judged by their arguments
        "clone": (56, 220),
        "clone3": (435, 435),
    }
)
_ARCHES: Mapping[str, tuple[int, int]] = MappingProxyType({"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)})

_JUDGED = frozenset({"open", "openat", "openat2", "clone", "clone3", "kill", "tgkill", "prlimit64"})
# Why: another program (tesseract) is started by `fork` or `clone` and `exec`, and a file may be its way to say more.
_TEXT_ONLY = frozenset(
    """execve execveat fork vfork creat truncate rename renameat renameat2 unlink unlinkat rmdir mkdir mkdirat link
    linkat symlink symlinkat mknod mknodat chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes
    futimesat utimensat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr""".split()
)

Instruction = tuple[int, int, int, int]


# Source: linux/filter.h: struct sock_filter and sock_fprog.
_INSTRUCTION, _PROGRAM = struct.Struct("HBBI"), struct.Struct("@HP")
# Why: a number that no process has stands for the own one in a program that is made before the fork.
_SOME_PID = 0x7FFFFFFE


def supported() -> bool:
    """Say whether filters can be made for this machine; whether the kernel takes one shows when it is set."""
    return sys.platform == "linux" and os.uname().machine in _ARCHES and struct.calcsize("P") == 8


def program(profile: str, pid: int, machine: str) -> list[Instruction]:
    """Return the instructions for a profile ("text", "ocr"), a process and a machine.

    Shape: (code, jump if true, jump if false, value); each refusal is a comparison followed by its answer.
    """
    column, arch = _ARCHES[machine]
    no = _ERRNO | errno.EPERM
    missing = _ERRNO | errno.ENOSYS
    code: list[Instruction] = [
        (_LOAD, 0, 0, _ARCH),
        (_JEQ, 1, 0, arch),
        (_RET, 0, 0, _KILL),  # calls by the table of another machine would pass all comparisons below
        (_LOAD, 0, 0, _NR),
    ]
    if machine == "x86_64":
        code += [(_JGE, 0, 1, _X32), (_RET, 0, 0, missing)]

    def number(name: str) -> int | None:
        return _NUMBERS[name][column]

    def refuse(name: str, answer: int = no) -> None:
        if (nr := number(name)) is not None:
            code.extend([(_JEQ, 0, 1, nr), (_RET, 0, 0, answer)])

    def only_if(name: str, argument: int, test: Instruction) -> None:
        """Allow the call where `test` of the low half of an argument holds; refuse it otherwise."""
        if (nr := number(name)) is not None:
            body = [(_LOAD, 0, 0, _ARGS + 8 * argument), test, (_RET, 0, 0, no), (_RET, 0, 0, _ALLOW)]
            code.extend([(_JEQ, 0, len(body), nr), *body])

    for name in _NUMBERS:
        if name not in _JUDGED and not (profile == "ocr" and name in _TEXT_ONLY):
            refuse(name)
    # Why: glibc falls back to `clone`, whose flags can be looked at; those of `clone3` lie behind a pointer.
    refuse("clone3", missing)
    refuse("openat2", missing)
    only_if("prlimit64", 0, (_JEQ, 1, 0, 0))
    if profile == "text":
        only_if("clone", 0, (_JSET, 1, 0, _CLONE_THREAD))
        # `abort` sends its signal to the own process; another may not be sent any.
        only_if("kill", 0, (_JEQ, 1, 0, pid))
        only_if("tgkill", 0, (_JEQ, 1, 0, pid))
        for name, argument in (("open", 1), ("openat", 2)):
            if (nr := number(name)) is not None:
                body = [
                    (_LOAD, 0, 0, _ARGS + 8 * argument),
                    (_JSET, 0, 1, _WRITES),
                    (_RET, 0, 0, no),
                    (_RET, 0, 0, _ALLOW),
                ]
                code.extend([(_JEQ, 0, len(body), nr), *body])
    code.append((_RET, 0, 0, _ALLOW))
    return code


@lru_cache(maxsize=2)
def prepared(profile: str) -> tuple[bytes, tuple[int, ...]]:
    """Return the packed program for a profile and where it names the process. Unit: bytes.

    Why: made once before the first fork, it need not be made in each process.
    """
    code = program(profile, _SOME_PID, os.uname().machine)
    packed = b"".join([_INSTRUCTION.pack(*each) for each in code])
    size = _INSTRUCTION.size
    return packed, tuple([(n + 1) * size - 4 for n, each in enumerate(code) if each[3] == _SOME_PID])


@lru_cache(maxsize=1)
def library() -> ctypes.CDLL:
    """Return the C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def install(profile: str) -> None:
    """Put the filter on this process, for good; programs that it starts inherit it. Raises: OSError."""
    packed, places = prepared(profile)
    code = bytearray(packed)
    for place in places:
        struct.pack_into("I", code, place, os.getpid())
    held = (ctypes.c_char * len(code)).from_buffer(code)
    whole = _PROGRAM.pack(len(code) // _INSTRUCTION.size, ctypes.addressof(held))
    prctl = library().prctl
    if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, whole, 0, 0):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


__all__ = ["install", "library", "prepared", "program", "supported"]

"""A piece of work -> the same, or TimeoutError after some seconds. For libraries that may run for ever in Python code.

Only the main thread of a Unix process can be woken so; elsewhere the work is not bounded here, but by the limits of
the worker process.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn


@contextmanager
def seconds(most: float) -> Iterator[None]:
    """Raise TimeoutError inside the block when it takes longer. Unit: seconds of computing time."""
    timer = getattr(signal, "ITIMER_VIRTUAL", None)
    if timer is None or threading.current_thread() is not threading.main_thread() or signal.getitimer(timer)[0]:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _late)
    # Why: some libraries catch and drop every exception, so it is raised again and again.
    signal.setitimer(timer, most, 0.05)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(signal.SIGVTALRM, before)


def _late(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError

"""python -m xpcalc."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any


def _open() -> None:
    """Put something in the place of streams that the caller has closed; Python leaves nothing there."""
    streams: dict[str, Any] = vars(sys)
    if streams["stdout"] is None:
        streams["stdout"] = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - to read: writing the answer is an error
    if streams["stderr"] is None:
        streams["stderr"] = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the program


def main() -> None:
    """Run the command line."""
    # Why: what is loaded lives as long as the command does; looking through it for waste finds none.
    gc.set_threshold(50_000, 20, 20)
    _open()
    from xpcalc.cli import cli

    # Why: names of files and people must not crash a terminal with a narrow encoding.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    cli(prog_name="xpcalc")


if __name__ == "__main__":
    main()

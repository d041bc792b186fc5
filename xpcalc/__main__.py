"""python -m xpcalc."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line."""
    # Why: what is loaded lives as long as the command does; looking through it for waste finds none.
    gc.set_threshold(50_000, 20, 20)
    from xpcalc.cli import cli

    # Why: names of files and people must not crash a terminal with a narrow encoding.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    cli(prog_name="xpcalc")


if __name__ == "__main__":
    main()

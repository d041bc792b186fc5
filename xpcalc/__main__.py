"""python -m xpcalc."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    from xpcalc.cli import cli

    # Why: names of files and people must not crash a terminal with a narrow encoding.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    cli(prog_name="xpcalc")


if __name__ == "__main__":
    main()

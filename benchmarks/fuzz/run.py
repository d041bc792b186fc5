"""Fuzz one target: python -m benchmarks.fuzz.run TARGET [--seconds 60] [--folder FOLDER]. Needs atheris.

Finds are left in FOLDER as crash-*, timeout-* or slow-unit-*; keep each as tests/hostile/regressions/NAME with a line
in its README that says what it did.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

SECONDS_EACH = 10
BYTES = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"))
    arguments = parser.parse_args()

    import atheris

    with atheris.instrument_imports(include=["xpcalc"]):
        from benchmarks.fuzz.targets import DATES, TARGETS
    from benchmarks.hostile.make import CASES

    target = TARGETS[arguments.target]
    seeds = arguments.folder / f"seeds-{arguments.target}"
    finds = arguments.folder / f"finds-{arguments.target}"
    for folder in (seeds, finds):
        folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        if not case.slow and case.name.endswith(target.seeds or ("-",)) and len(data := case.make()) <= BYTES:
            (seeds / case.name).write_bytes(data)
    if not target.seeds:
        for n, text in enumerate(DATES):
            (seeds / f"dates_{n}").write_text(text, "utf-8")
    options = [
        f"-max_total_time={arguments.seconds}",
        f"-timeout={SECONDS_EACH}",
        f"-max_len={BYTES}",
        "-rss_limit_mb=1500",
        f"-artifact_prefix={finds}/",
        "-verbosity=0",
        "-print_final_stats=1",
        str(seeds),
    ]
    atheris.Setup([sys.argv[0], *options], target.feed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

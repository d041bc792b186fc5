"""Write the hostile set: python -m benchmarks.hostile.make FOLDER [--all]. To add a file: a row in the CASES of its kind.

Why these files: each is one way in which a document has hung, crashed, emptied or misled a program that reads CVs; the
letters in `row` are the threats of docs/security.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.hostile import markup, packages, pdf_content, pdf_structure, pictures, plain, rulefiles
from benchmarks.hostile.case import Case

CASES: tuple[Case, ...] = (
    *pdf_structure.CASES,
    *pdf_content.CASES,
    *packages.CASES,
    *markup.CASES,
    *plain.CASES,
    *pictures.CASES,
    *rulefiles.CASES,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="with the files that take seconds to make or to refuse")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    chosen = [case for case in CASES if arguments.all or not case.slow]
    for case in chosen:
        (arguments.folder / case.name).write_bytes(case.make())
    print(f"{len(chosen)} of {len(CASES)} files in {arguments.folder}")


if __name__ == "__main__":
    main()

"""Text that is made to be slow, through the whole pipeline: python -m benchmarks.hostile.shapes. To add one: a row in SHAPES.

Each shape is repeated to 100 kB behind a CV. Unit: seconds of computing time of one document in a warm process.
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress

from benchmarks.hostile.case import CV

BYTES = 100_000
TARGET = 1.0
# Documents of tens of thousands of lines: linear too, at some fifty microseconds a line.
MANY_LINES_TARGET = 4.0

SHAPES = (
    "Jan 2015 - ", "2015", "(", "1.", "a@", "-", "5 years ", "2 years of Zendesk ", "2 years of Zendesk. ", "Zendesk ", "support ",
    "20/20/", "\u2013 ", "Present ", "Jan ", "| ", "2015 - 2016, ", "5 years of experience in support and ", "more than 5 years ",
    "a company with 20 years of experience in ", "* ", "1 ", "12 months ", "(2 yrs 3 mos) ", "January February ", "de 2015 a ", "\t", "a\t",
    "a   b   ", "\u00e9", "\u202e", "https://", "www.a.b/", "Mr. ", "e.g. ", "X ", "XX", "a.a.a.", "Level 5 of ", "[](", "**a", "Ltd. ",
    "managed a team of 10 people ", "2015-01-01 ", "01/02/2015 ", "Q1 2015 ", "since 2015 ", "20l5 ", "I I I ", "2015\u2013", "\u20ac5 ", "50% ",
)  # fmt: skip
LINES = (
    "x\n",
    "- \n",
    "# \n",
    "|a|b|\n",
    "Jan 2015 - Mar 2019\n",
    "Clerk, ACME\nJan 2015 - Mar 2019\n",
    "WORK EXPERIENCE\n",
)


def seconds(shape: str) -> float:
    """Return the computing time of one document of this shape."""
    import xpcalc

    text = CV + shape * (BYTES // len(shape.encode())) + "\n"
    began = time.process_time()
    with suppress(xpcalc.UnreadableDocument):
        xpcalc.assess(text.encode(), name="cv.txt", as_of="2026-11-21")
    return time.process_time() - began


def main() -> None:
    for text in (CV, CV + "a company with 20 years of experience in support\n"):  # load all that is loaded once
        import xpcalc

        xpcalc.assess(text.encode(), name="cv.txt")
    worst = 0
    for shapes, target in ((SHAPES, TARGET), (LINES, MANY_LINES_TARGET)):
        took = sorted([(seconds(shape), shape) for shape in shapes], reverse=True)
        print(f"{len(shapes)} shapes of {BYTES // 1000} kB, target {target:.0f} s, slowest:")
        for value, shape in took[:6]:
            print(f"  {value:5.2f} s  {shape!r}")
        worst |= took[0][0] > target
    sys.exit(worst)


if __name__ == "__main__":
    main()

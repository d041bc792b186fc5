"""Sources and rules -> xpcalc/locale/es/LC_MESSAGES/xpcalc.po and .mo. Run: python -m tests.messages.

New sentences come in empty, and a test fails until a person has translated them; what is no longer used goes.
"""

from __future__ import annotations

import ast
import io
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from xpcalc import i18n
from xpcalc.criteria import FLAGS, WORDS
from xpcalc.model import EMPLOYMENTS
from xpcalc.rulebook import load_rulebook

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"t": None, "N_": None}
HEAD = """\
# Spanish words of the reports of xpcalc.
# Source: hand-made translation of the English sentences; `python -m tests.messages` keeps the list of them complete.
"""


def po_path(lang: str) -> Path:
    return ROOT / "xpcalc" / "locale" / lang / "LC_MESSAGES" / "xpcalc.po"


def calls(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield the texts of calls: a method for babel, whose own one does not look into f-strings before Python 3.12."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        first = node.args[0]
        if name in keywords and isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
            yield node.lineno, name, first.value, []


def sentences() -> dict[str, list[str]]:
    """Return every sentence that the output may translate, with the files that it stands in."""
    if str(ROOT) not in sys.path:
        sys.path.append(str(ROOT))  # babel.cfg names `calls` by its full path
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found: dict[str, list[str]] = {}
    rows = extract_from_dir(ROOT, methods, options, KEYWORDS, callback=None, directory_filter=_wanted)
    for name, _line, message, _comments, _context in rows:
        assert isinstance(message, str), f"{name}: t() takes one text"
        places = found.setdefault(message, [])
        if name not in places:
            places.append(str(Path(name).as_posix()))
    for text in (*i18n._PARTS.values(), *i18n._FORMATS.values()):
        found.setdefault(text, ["xpcalc/i18n.py"])
    for words in FLAGS.values():
        found.setdefault(words, ["xpcalc/criteria/outcome.py"])
    for words in WORDS.values():
        found.setdefault(words, ["xpcalc/criteria/outcome.py"])
    for kind in EMPLOYMENTS:
        found.setdefault(kind.replace("_", " "), ["xpcalc/model.py"])
    for policy in load_rulebook().policies.values():
        if policy.summary:
            found.setdefault(policy.summary, [f"rules/policies/{policy.name}.yaml"])
    return found


def _wanted(folder: str | Path) -> bool:
    return not Path(folder).name.startswith((".", "_")) and Path(folder).name not in (
        "tests",
        "benchmarks",
        "build",
        "dist",
    )


def catalogue(lang: str) -> Catalog:
    with po_path(lang).open("rb") as file:
        return read_po(file, locale=lang)


def compiled(catalog: Catalog) -> bytes:
    """Return the .mo file; the writer of babel puts dates and its version in, so that no two runs are equal."""
    head = f"Language: {catalog.locale}\nContent-Type: text/plain; charset=utf-8\n"
    pairs = {"": head, **{str(m.id): str(m.string) for m in catalog if m.id and m.string}}
    rows = [(key.encode(), pairs[key].encode()) for key in sorted(pairs, key=str.encode)]
    tables, texts, at = [b"", b""], b"", 28 + 16 * len(rows)
    for column in (0, 1):
        for row in rows:
            tables[column] += struct.pack("<II", len(row[column]), at + len(texts))
            texts += row[column] + b"\0"
    # Source: GNU gettext manual, "The Format of GNU MO Files"; no hash table.
    start = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, at)
    return start + tables[0] + tables[1] + texts


def update(lang: str) -> int:
    """Write the two files; return how many sentences have no translation yet."""
    path = po_path(lang)
    old = catalogue(lang) if path.exists() else Catalog(locale=lang)
    new = Catalog(locale=lang, header_comment=HEAD.rstrip(), fuzzy=False)
    for message, places in sorted(sentences().items(), key=lambda item: (item[1], item[0])):
        before = old.get(message)
        new.add(message, before.string if before else "", locations=[(place, None) for place in places])
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, new, width=110, omit_header=False, sort_output=False, include_lineno=False)
    lines = out.getvalue().decode("utf-8").split("\n")
    # Why: dates and tool versions in the header would make every run a change.
    idle = ("POT-Creation", "PO-Revision", "Generated-By", "Project-Id", "Report-Msgid", "Last-Trans", "Language-Team")
    kept = [line for line in lines if not line.startswith(tuple(f'"{each}' for each in idle))]
    path.write_text("\n".join(kept), encoding="utf-8", newline="\n")
    path.with_suffix(".mo").write_bytes(compiled(catalogue(lang)))
    return sum(not message.string for message in new if message.id)


if __name__ == "__main__":
    left = {lang: update(lang) for lang in i18n.LANGUAGES if lang != "en"}
    for lang, number in left.items():
        print(f"{lang}: {number} sentences to translate")
    sys.exit(any(left.values()))

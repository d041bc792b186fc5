"""Paths and bytes -> what the pipeline is given: documents, the corrections beside them, pictures of their pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from xpcalc import intake
from xpcalc.assessment import Assessment, Failure, PagePicture
from xpcalc.corrections import SUFFIX, Corrections, of_data
from xpcalc.errors import RulebookError, UnreadableDocument
from xpcalc.rulebook import Rulebook

Progress = Callable[[int, int], None]
Drawn = Mapping[str, tuple[PagePicture, ...]]


class Given(NamedTuple):
    """A document by its bytes and the name to show."""

    data: bytes
    name: str


def load(path: str | os.PathLike[str], *, aside: bool = False) -> bytes:
    """Return the bytes of a document, or of what stands `aside` of one. Raises: UnreadableDocument, what to do."""
    if os.fspath(path).endswith(SUFFIX) and not aside and not os.path.isdir(path):
        raise UnreadableDocument(
            "E_UNKNOWN_TYPE", "this holds corrections, it is no document", "name the document beside it"
        )
    return intake.load(path)


def beside(path: str | os.PathLike[str]) -> bytes | None:
    """Return the bytes of the file of corrections next to a document, None where there is none."""
    aside = f"{os.fspath(path)}{SUFFIX}"
    return load(aside, aside=True) if os.path.isfile(aside) else None


def corrections_in(data: bytes, name: str, book: Rulebook) -> Corrections:
    """Return the corrections of a file. Raises: UnreadableDocument with the first of its problems."""
    from xpcalc.rulebook.parse import locate, parse_yaml

    try:
        plain, places = parse_yaml(data.decode("utf-8-sig"), name)
        corrections, problems = of_data(plain, frozenset(book.taxonomy.functions))
        if not problems:
            return corrections
        problems = tuple([locate(problem, name, places) for problem in problems])
    except UnicodeDecodeError:
        problems = (f"{name}:1: $: not UTF-8 text",)
    except RulebookError as error:
        problems = error.problems
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    raise UnreadableDocument(
        "E_CORRECTIONS", f"its corrections cannot be used: {problems[0]}{more}", "correct that file, or leave it out"
    )


def page_pictures(paths: Iterable[str | os.PathLike[str]], results: Iterable[Assessment | Failure]) -> Drawn:
    """Return the pages that evidence stands on as pictures, by the sha256 of their document.

    Only PDF has pages to draw. A file that changed since it was read, or that is gone, gives no picture.
    """
    from xpcalc.readers.pictures import FORMATS, draw

    wanted = {
        r.document.sha256: r.cited_pages()
        for r in results
        if isinstance(r, Assessment) and r.document.format in FORMATS
    }
    found: dict[str, tuple[PagePicture, ...]] = {}
    for path in paths:
        try:
            data = load(path)
        except UnreadableDocument:
            continue
        digest = sha256(data).hexdigest()
        if digest in wanted and digest not in found:
            found[digest] = draw(data, wanted[digest])
    return found

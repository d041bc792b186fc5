"""What the user names -> documents, in one fixed order. To take another kind of source: a branch of `_source`.

Folders are walked without following links, patterns are expanded, `@list.txt` and `-` (standard input) hold paths, a
ZIP of documents counts as a folder. A ZIP that is itself a document (a LinkedIn archive, DOCX, ODT) stays whole.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xpcalc.assessment import Failure
from xpcalc.batch.archives import contents, is_zip
from xpcalc.errors import UnreadableDocument
from xpcalc.readers import PLAIN, READERS

# Old Word files are taken as well: they fail by name, with a hint, and are not passed over in silence.
TAKEN = frozenset(extension for row in (*READERS, PLAIN) for extension in row.extensions) | {"doc", "zip"}


class Item(NamedTuple):
    """One document: what reports call it, its file, and the way into an archive; or why there is none."""

    name: str
    path: str
    members: tuple[str, ...] = ()
    failure: Failure | None = None
    follow: bool = True  # whether a link at the path is followed: where somebody wrote the path down


class Skipped(NamedTuple):
    """Something in a folder that is not looked at: `what` is an ending or "link", for the count at the end."""

    name: str
    what: str


def documents(sources: Sequence[str], leave_out: str = "") -> Iterator[Item | Skipped]:
    """Yield what the sources hold, in the order of the sources and sorted inside a folder.

    `leave_out` is the output folder, whose files are never input. A document named twice comes twice.
    """
    out = os.path.realpath(leave_out) if leave_out else ""
    for source in sources:
        yield from _source(source, out)


def suffix_of(name: str) -> str:
    """Return the ending of a name, lower case, without the dot."""
    return os.path.splitext(name)[1][1:].lower()


def shown(path: str) -> str:
    """Return a path as text that every report can hold; bytes that are no UTF-8 become escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _source(source: str, out: str) -> Iterator[Item | Skipped]:
    if source == "-":
        yield from _listed(sys.stdin.buffer.read(), out)
    elif source.startswith("@") and not os.path.lexists(source):
        try:
            with open(source[1:], "rb") as file:
                data = file.read()
        except OSError as error:
            yield _failed(source[1:], "E_NOT_READ", f"the list cannot be read ({error.strerror})", "check its name")
            return
        yield from _listed(data, out)
    elif not os.path.lexists(source) and any([sign in source for sign in "*?["]):
        import glob

        found = sorted(glob.glob(source, recursive=True), key=os.fsencode)
        if not found:
            yield _failed(source, "E_NOT_FOUND", "no file matches the pattern", "check the pattern and the folder")
        for path in found:
            yield from _named(path, out)
    else:
        yield from _named(source, out)


def _listed(data: bytes, out: str) -> Iterator[Item | Skipped]:
    """Yield the documents of a list: a path a line, or ended by NUL as `find -print0` writes them."""
    nul = b"\0" in data
    for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\0" if nul else b"\n"):
        name = line if nul else line.strip(b"\r")
        if name and (nul or not name.startswith(b"#")):
            yield from _named(os.fsdecode(name), out)


def _named(path: str, out: str) -> Iterator[Item | Skipped]:
    """Yield what stands behind a path that somebody wrote down: a link is followed, anything odd is named."""
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        yield _failed(path, "E_NOT_FOUND", "there is no such file", "check the name and the folder")
        return
    except OSError as error:
        yield _failed(path, "E_NOT_READ", f"the file cannot be read ({error.strerror})", "check its permissions")
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path, out)
    elif not stat.S_ISREG(mode):
        yield _failed(path, "E_NOT_REGULAR", "this is no regular file", "name the document itself")
    elif is_zip(path):
        yield from _archive(path)
    else:
        yield Item(shown(path), path)


def _folder(path: str, out: str) -> Iterator[Item | Skipped]:
    if out and os.path.realpath(path) == out:
        return
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _failed(path, "E_NOT_READ", f"the folder cannot be read ({error.strerror})", "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith((".", "~$")):
            continue
        if entry.is_symlink():
            yield Skipped(entry.path, "link")
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(entry.path, out)
        elif not entry.is_file(follow_symlinks=False):
            yield Skipped(entry.path, "special file")
        elif suffix_of(entry.name) not in TAKEN:
            yield Skipped(entry.path, _ending(entry.name))
        elif suffix_of(entry.name) == "zip" and is_zip(entry.path):
            yield from _archive(entry.path)
        else:
            yield Item(shown(entry.path), entry.path, follow=False)


def _archive(path: str) -> Iterator[Item | Skipped]:
    try:
        held = contents(path)
    except UnreadableDocument as error:
        yield _failed(path, error.code, error.message, error.hint)
        return
    taken = [members for members in held if suffix_of(members[-1]) in TAKEN]
    if not taken:
        # Why: a document that is packed as a ZIP, or an archive without one, which its reader will say.
        yield Item(shown(path), path)
        return
    for members in held:
        name = "/".join([shown(path), *members])
        yield Item(name, path, members) if suffix_of(name) in TAKEN else Skipped(name, _ending(name))


def _ending(name: str) -> str:
    ending = suffix_of(name)
    return f".{ending}" if ending else "no ending"


def _failed(path: str, code: str, message: str, hint: str) -> Item:
    name = shown(path)
    return Item(name, path, failure=Failure(name, code, message, hint))

"""A picture -> tesseract's table (TSV), by tesserocr or by the program; to add a language, give `TRAINED` its row."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from xpcalc.errors import UnreadableDocument
from xpcalc.limits import in_force

if TYPE_CHECKING:
    from PIL.Image import Image

# Source: names of tesseract's trained data (ISO 639-2/T) for the languages of rules/languages.
TRAINED = {
    "en": "eng",
    "es": "spa",
    "pt": "por",
    "fr": "fra",
    "de": "deu",
    "it": "ita",
    "nl": "nld",
    "ca": "cat",
    "pl": "pol",
}
INSTALL = (
    "install OCR (pip install 'xpcalc[ocr]' and the language data: apt-get install tesseract-ocr tesseract-ocr-spa "
    "tesseract-ocr-por tesseract-ocr-fra tesseract-ocr-deu tesseract-ocr-ita tesseract-ocr-nld; macOS: brew install "
    "tesseract tesseract-lang; Windows: winget install UB-Mannheim.TesseractOCR), or ask for the PDF or DOCX behind it"
)

# Source: where packages of tesseract put their data: Debian, Fedora and Arch, from source, Homebrew, Windows.
_DATA = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)
_PROGRAMS = ("C:/Program Files/Tesseract-OCR/tesseract.exe",)


def available() -> bool:
    """Say whether pictures can and may be read here: an engine, data of at least one language, and pages allowed."""
    return in_force().ocr_pages > 0 and bool(installed())


def needs_ocr(what: str) -> UnreadableDocument:
    """Return the error for a picture where no OCR is installed: what it is and what to type."""
    return UnreadableDocument("E_NEEDS_OCR", what, INSTALL)


class Engine(Protocol):
    """What reads a picture: the library or the program."""

    def table(self, image: Image, dpi: int) -> str | None:
        """Return tesseract's TSV of a picture, or None where it took too long."""
        ...


class _Library:
    """The engine inside this process."""

    def __init__(self, api: Any) -> None:
        self._api = api

    def table(self, image: Image, dpi: int) -> str | None:
        self._api.SetImage(image)
        self._api.SetSourceResolution(dpi)
        done = self._api.Recognize(in_force().ocr_page_seconds * 1000)
        text = self._api.GetTSVText(0) if done else None
        self._api.Clear()
        return text


class _Program:
    """The engine as a program; the picture goes through a pipe, so that no page of a CV lies on the disk."""

    def __init__(self, program: str, languages: Sequence[str]) -> None:
        self._command = [program, "stdin", "stdout", "-l", "+".join(languages), "--psm", "3", "--dpi"]

    def table(self, image: Image, dpi: int) -> str | None:
        head = f"P5 {image.width} {image.height} 255\n".encode()
        # Why: the threads of one page get in each other's way; batches use the cores better.
        env = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(
                [*self._command, str(dpi), "tsv"],
                input=head + image.tobytes(),
                capture_output=True,
                timeout=in_force().ocr_page_seconds,
                env=env,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        if done.returncode:
            # Why: the engine gives up on pictures a few dots wide; such a page has no words.
            return ""
        return done.stdout.decode("utf-8", "replace")


@contextmanager
def opened(languages: Sequence[str]) -> Iterator[Engine]:
    """Give an engine with this trained data. Raises: UnreadableDocument with E_NEEDS_OCR."""
    folder = library_data()
    if folder is not None:
        import tesserocr

        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        with tesserocr.PyTessBaseAPI(path=folder, lang="+".join(languages), psm=tesserocr.PSM.AUTO) as api:
            yield _Library(api)
        return
    found = program()
    if found is None or not languages:
        raise needs_ocr("the pages are pictures without a text layer")
    yield _Program(found, languages)


def trained(languages: Sequence[str]) -> tuple[str, ...]:
    """Return the installed data for some languages, English last; all that is installed where none of them is."""
    here = installed()
    wanted = [TRAINED[code] for code in (*languages, "en") if code in TRAINED]
    return tuple(dict.fromkeys([name for name in wanted if name in here])) or tuple(sorted(here))


@lru_cache(maxsize=1)
def installed() -> frozenset[str]:
    """Return the names of the trained data that are here."""
    folder = library_data()
    if folder is not None:
        return names_in(folder)
    found = program()
    if found is None:
        return frozenset()
    try:
        done = subprocess.run([found, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    # Why: up to version 3 the list goes to the error stream.
    listed = (done.stdout or done.stderr).decode("utf-8", "replace").split()
    return frozenset(listed) & frozenset(TRAINED.values())


@lru_cache(maxsize=1)
def library_data() -> str | None:
    """Return the folder of trained data for the library, None where library or data are missing."""
    from importlib.util import find_spec

    if find_spec("tesserocr") is None:
        return None
    said = os.environ.get("TESSDATA_PREFIX", "")
    folders = [said, f"{said}/tessdata"] if said else []
    for folder in (*folders, *_DATA, f"{sys.prefix}/share/tessdata"):
        if names_in(folder):
            return folder
    return None


def names_in(folder: str) -> frozenset[str]:
    """Return the names of the trained data in a folder."""
    return frozenset([name for name in TRAINED.values() if (Path(folder) / f"{name}.traineddata").is_file()])


@lru_cache(maxsize=1)
def program() -> str | None:
    """Return the path of the tesseract program."""
    found = shutil.which("tesseract")
    return found or next((path for path in _PROGRAMS if Path(path).is_file()), None)

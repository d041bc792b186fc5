"""Pictures of pages -> words with boxes, by tesseract; to judge another doubt, add a finding to `remarks`.

The engine is tesserocr (`pip install 'xpcalc[ocr]'`) or the tesseract program; both give the same table (TSV), so all
that follows is common: which way up, straight rows, sizes from heights, which words are doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import Page, SectionOf, Word
from xpcalc.limits import in_force
from xpcalc.model import Finding, Line, Span
from xpcalc.readers.ocr.engine import (
    INSTALL,
    TRAINED,
    Engine,
    available,
    installed,
    needs_ocr,
    opened,
    trained,
)
from xpcalc.readers.ocr.table import LETTER, Seen, words_of

if TYPE_CHECKING:
    from PIL.Image import Image

Detect = Callable[[str], Sequence[str]]
Progress = Callable[[int, int], None]

# Why: as it was scanned, so that nothing is blurred, but within what tesseract reads well. Source: measured on scans
# of 150 and 200 dpi: drawing them at 250 or 300 finds no more words than at 200 (8, 10 and 10 of 468 not found).
LEAST_DPI, MOST_DPI = 200, 300


FIRST = ("en", "es")

# Unit: percent, as tesseract gives it. Source: measured; clean scans are read at 90 to 96, their dates at 85 and more,
# and at 80 a blurred page had its first wrong year.
_MEAN_LOW = 84.0
_DATE_LOW = 60.0
_WORD_LOW = 50.0
_UPRIGHT = 68.0
# Why: the language of a few words (a cover page) is a guess.
_TELLING = 30


def too_many_pixels() -> UnreadableDocument:
    """Return the error for a picture that would not fit into memory."""
    return UnreadableDocument(
        "E_LIMIT_PIXELS",
        f"the picture has more than {in_force().image_pixels / 1e6:g} million pixels",
        "save it with 300 dots per inch or less",
    )


def ocr_page(image: Image, languages: Sequence[str], dpi: float) -> list[Word]:
    """Return the words of one picture, upright. Unit: points, from the top left of the page turned upright.

    Raises: UnreadableDocument with E_NEEDS_OCR.
    """
    with opened(trained(languages)) as engine:
        return [seen.word for seen in _read(engine, image, dpi).words]


class Picture(NamedTuple):
    """A page to be read: its number from 1 and how to get it as a grey picture of so many dots per inch."""

    number: int
    load: Callable[[], tuple[Image, float]]


@dataclass(slots=True)
class Scan:
    """Pages read from pictures, with each word's confidence; `languages` are those of the engine ("eng", "spa")."""

    pages: list[Page] = field(default_factory=list)
    seen: dict[int, list[Seen]] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: int = 0  # pages beyond the limit
    late: list[int] = field(default_factory=list)  # pages that took too long


def scan(
    pictures: Sequence[Picture],
    detect: Detect | None = None,
    progress: Progress | None = None,
    section_of: SectionOf | None = None,
) -> Scan:
    """Return the pages read by OCR; `detect` tells the languages of a text, `progress` is told page i of n.

    The first page is read in English and Spanish; only where it turns out to be in another language, once more in that.

    Raises: UnreadableDocument with E_NEEDS_OCR, E_LIMIT_PIXELS, E_DAMAGED.
    """
    result = Scan(languages=trained(FIRST if detect else tuple(TRAINED)[:7]))
    chosen = pictures[: in_force().ocr_pages]
    result.unread = len(pictures) - len(chosen)
    with ExitStack() as engines:
        engine = engines.enter_context(opened(result.languages))
        for i, picture in enumerate(chosen):
            if progress is not None:
                progress(i + 1, len(chosen))
            image, dpi = picture.load()
            turned = _read(engine, image, dpi)
            if detect is not None and len(turned.words) >= _TELLING:
                spoken = tuple(detect(turned.text))
                detect = None
                right = trained(spoken) if spoken else result.languages
                result.missing = tuple(
                    [TRAINED[code] for code in spoken if TRAINED.get(code, "eng") not in installed()]
                )
                if set(right) - set(result.languages):
                    engine = engines.enter_context(opened(right))
                    turned = _read(engine, image, dpi)
                result.languages = right
            if turned.late:
                result.late.append(picture.number)
            result.seen[picture.number] = turned.words
            result.pages.append(Page(picture.number, turned.width, turned.height, []))
    _even_sizes(result)
    _read_marks(result, section_of)
    for n, page in enumerate(result.pages):
        result.pages[n] = page._replace(words=[seen.word for seen in result.seen[page.number]])
    return result


# ---------------------------------------------------------------- one picture -> words


@dataclass(slots=True)
class _Turned:
    """A picture read one way up. Unit: points."""

    words: list[Seen]
    width: float
    height: float
    late: bool = False

    @property
    def text(self) -> str:
        return " ".join([seen.word.text for seen in self.words])

    @property
    def score(self) -> float:
        """How much of it is language: confidence of words of three letters or more, and whether there are any."""
        sure = [seen.confidence for seen in self.words if len(seen.word.text) >= 3]
        return sum(sure) / len(sure) * min(1.0, len(sure) / 6) if sure else 0.0


def _read(engine: Engine, image: Image, dpi: float) -> _Turned:
    """Return the words of a picture, turned upright: the way up that reads best, the likeliest tried first."""
    if image.mode != "L":
        image = image.convert("L")
    best: _Turned | None = None
    for angle in _ways_up(image):
        turned = _one_way(engine, image.rotate(angle, expand=True) if angle else image, dpi)
        if best is None or turned.score > best.score:
            best = turned
        if best.score >= _UPRIGHT or turned.late:
            break
    assert best is not None
    return best


def _one_way(engine: Engine, image: Image, dpi: float) -> _Turned:
    angle = _skew(image)
    if angle:
        from PIL import Image as pillow

        image = image.rotate(angle, resample=pillow.Resampling.BICUBIC, fillcolor=_paper(image))
    scale = 72 / dpi
    table = engine.table(image, round(dpi))
    words = words_of(table, scale) if table else []
    return _Turned(words, image.width * scale, image.height * scale, late=table is None)


def _paper(image: Image) -> int:
    """Return the commonest grey: that of the paper."""
    histogram = image.histogram()
    return histogram.index(max(histogram))


def _small(image: Image, side: int) -> Image:
    """Return a thumbnail with ink bright on black."""
    from PIL import Image as pillow
    from PIL import ImageOps

    factor = side / max(image.size)
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return ImageOps.autocontrast(ImageOps.invert(image.resize(size, pillow.Resampling.BOX)), cutoff=1)


def _profile(image: Image, across: bool) -> float:
    """Return how much ink changes from row to row (or column to column): lines of text make stripes."""
    from PIL import Image as pillow

    size = (image.width, 1) if across else (1, image.height)
    ink = image.resize(size, pillow.Resampling.BOX, reducing_gap=None).tobytes()
    return sum([(a - b) ** 2 for a, b in pairwise(ink)]) / max(len(ink), 1)


def _ways_up(image: Image) -> tuple[int, ...]:
    thumbnail = _small(image, 700)
    lying = _profile(thumbnail, across=True) > 1.5 * _profile(thumbnail, across=False)
    return (90, 270, 0, 180) if lying else (0, 180, 90, 270)


def _skew(image: Image) -> float:
    """Return the angle (degrees, anticlockwise) that makes the lines of text level; 0 where they are."""
    thumbnail = _small(image, 1000)
    width, height = thumbnail.size
    # Why: the middle of the page; borders of the scanner at the edges are straight whatever the text is.
    thumbnail = thumbnail.crop((width // 20, height // 20, width - width // 20, height - height // 20))
    best, top = 0.0, _profile(thumbnail, across=False)
    level = top
    for step in (1.0, 0.2):
        around = best
        reach = 5 if step == 1.0 else 4
        for i in range(-reach, reach + 1):
            angle = around + i * step
            score = _profile(_turn(thumbnail, angle), across=False)
            if score > top:
                best, top = angle, score
    return round(best, 2) if top > 1.05 * level and abs(best) >= 0.15 else 0.0


def _turn(thumbnail: Image, angle: float) -> Image:
    from PIL import Image as pillow

    return thumbnail.rotate(angle, resample=pillow.Resampling.BILINEAR, fillcolor=0)


def _even_sizes(result: Scan) -> None:
    """Give lines of nearly one size the same size, the commonest, so that only true headings stand out."""
    votes: Counter[float] = Counter()
    for words in result.seen.values():
        for seen in words:
            votes[round(seen.word.size, 1)] += len(seen.word.text)
    names: dict[float, float] = {}
    for common, _ in votes.most_common():
        if common in names:
            continue
        for size in votes:
            if size not in names and abs(size - common) <= 0.09 * common:
                names[size] = common
    for number, words in result.seen.items():
        result.seen[number] = [Seen(_resized(s.word, names[round(s.word.size, 1)]), s.confidence) for s in words]


def _read_marks(result: Scan, section_of: SectionOf | None) -> None:
    """Set right the first word of lines: list marks that come as letters, and icons before headings.

    Why: a mark has no letter's shape, so tesseract says "4", "e" or "«" for it, but the same at the same place of line
    after line; an icon before a heading hides the heading.
    """
    starts: Counter[tuple[str, int]] = Counter()
    runs = {number: list(_together(words)) for number, words in result.seen.items()}
    for parts in runs.values():
        for part in parts:
            if _may_be_mark(part):
                starts[part[0].word.text, round(part[0].word.x0)] += 1
    for number, parts in runs.items():
        words: list[Seen] = []
        for part in parts:
            first, x = part[0].word.text, round(part[0].word.x0)
            if _may_be_mark(part) and first != "•":
                rest = " ".join([seen.word.text for seen in part[1:]])
                if section_of is not None and section_of(rest) and not section_of(f"{first} {rest}"):
                    part = part[1:]
                elif sum([starts[first, x + d] for d in (-2, -1, 0, 1, 2)]) >= 3:
                    part = [part[0]._replace(word=part[0].word._replace(text="•")), *part[1:]]
            words += part
        result.seen[number] = words


def _may_be_mark(part: list[Seen]) -> bool:
    if len(part) < 2 or len(part[0].word.text) > 2:
        return False
    one, two = part[0].word, part[1].word
    return two.x0 - one.x1 > 0.2 * one.size


def _together(words: list[Seen]) -> Iterator[list[Seen]]:
    """Yield the words that stand on one baseline, one after the other."""
    start = 0
    for i in range(1, len(words)):
        one, two = words[i - 1].word, words[i].word
        if one.bottom != two.bottom or not 0 <= two.x0 - one.x1 + 1 <= 3 * one.size:
            yield words[start:i]
            start = i
    if words:
        yield words[start:]


def _resized(word: Word, size: float) -> Word:
    base = word.bottom - 0.2 * word.size
    return word._replace(top=base - 0.8 * size, bottom=base + 0.2 * size, size=size)


# ---------------------------------------------------------------- what is doubtful

_DATE_LIKE = re.compile(r"(?:19|20)\d\d(?!\d)|\b\d{1,2}[/.]\d{2,4}\b")
# Source: hand-made; letters that stand for digits in scans (O 0, l I | 1, S 5, B 8, Z 2).
_SUSPECT = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9OoQlI|SBZ]{0,3}[OoQlI|SBZ])(?=[OoQlI|SBZ]{0,3}[0-9])"
    r"[12lI|Z][09OoQ][0-9OoQlI|SBZ]{2}(?![0-9A-Za-z])"
)


def remarks(result: Scan, lines: Sequence[Line]) -> tuple[Finding, ...]:
    """Return the findings of a scan: what was read by OCR, and what of it is doubtful."""
    numbers = sorted(result.seen)
    shown = pages_shown(numbers)
    sure = [seen.confidence for words in result.seen.values() for seen in words if LETTER.search(seen.word.text)]
    mean = sum(sure) / len(sure) if sure else 0.0
    low = sum([confidence < _WORD_LOW for confidence in sure])
    about = f"{shown} read by OCR ({'+'.join(result.languages)}), {len(sure)} words, {mean:.0f} % sure, {low} doubtful"
    if result.missing:
        about += "; better with the data of its language: " + ", ".join([f"tesseract-ocr-{m}" for m in result.missing])
    findings = [Finding("I_OCR", "info", about)]
    if mean < _MEAN_LOW:
        findings.append(
            Finding(
                "W_OCR_CONFIDENCE", "warning", f"the scan is hard to read ({mean:.0f} % sure): compare with the pages"
            )
        )
    for number, words in result.seen.items():
        for seen in words:
            text = seen.word.text
            if seen.confidence < _DATE_LOW and _DATE_LIKE.search(text):
                message = f"a date is hard to read: {text!r} ({seen.confidence:.0f} % sure)"
                findings.append(Finding("W_OCR_CONFIDENCE", "warning", message, _place(seen.word, number, lines)))
            for suspect in _SUSPECT.finditer(text):
                message = f"{suspect.group()!r} looks like a year with a letter in it; it was not read as a date"
                findings.append(Finding("W_SUSPECT_DIGIT", "warning", message, _place(seen.word, number, lines)))
    for number in result.late:
        message = f"page {number} was given up after {in_force().ocr_page_seconds} s of OCR"
        findings.append(Finding("W_OCR_TIMEOUT", "warning", message))
    if result.unread:
        message = f"only the first {len(numbers)} of {len(numbers) + result.unread} scanned pages were read"
        findings.append(Finding("W_PAGES_TRUNCATED", "warning", message))
    return tuple(findings)


def pages_shown(numbers: Sequence[int]) -> str:
    """Return page numbers as a person writes them: "page 2", "pages 1-3"."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"pages {numbers[0]}-{numbers[-1]}"
    return "pages " + ", ".join([str(number) for number in numbers])


def _place(word: Word, page: int, lines: Sequence[Line]) -> Span | None:
    """Return where a word stands in the text: in the nearest line of its page that holds it."""
    near = [line for line in lines if line.page == page and word.text in line.text]
    if not near:
        return None
    line = min(near, key=lambda each: abs(each.top - word.top) + (0 if each.x0 - 2 <= word.x0 <= each.x1 + 2 else 50))
    start = line.span.start + line.text.index(word.text)
    return Span(start, start + len(word.text))


__all__ = [
    "INSTALL",
    "Picture",
    "Scan",
    "Seen",
    "available",
    "needs_ocr",
    "ocr_page",
    "pages_shown",
    "remarks",
    "scan",
    "too_many_pixels",
]

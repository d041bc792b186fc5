"""Pictures of pages -> words with boxes, by tesseract; to judge another doubt, add a finding to `remarks`.

The engine is tesserocr (`pip install 'xpcalc[ocr]'`) or the tesseract program; both give the same table (TSV), so all
that follows is common: which way up, straight rows, sizes from heights, which words are doubtful.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import field
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
from xpcalc.readers.ocr.faint import strengthened
from xpcalc.readers.ocr.table import LETTER, Seen, words_of
from xpcalc.record import dataclass
from xpcalc.regex import regex

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
    faint: list[int] = field(default_factory=list)  # pages with print that could not be read


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
            if turned.faint:
                result.faint.append(picture.number)
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
    faint: bool = False

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
    turned = _Turned(list(words), image.width * scale, image.height * scale, late=table is None)
    # Why: only where the page reads well this way up; what is left unread of a page upside down is all of it.
    if turned.score >= _UPRIGHT:
        stronger = strengthened(image, [seen.word for seen in words], dpi)
        if stronger is not None:
            others = _others(words_of(engine.table(stronger, round(dpi)) or "", scale), words)
            turned.words += [
                seen for seen in others if seen.confidence >= _WORD_LOW or _DATE_LIKE.search(seen.word.text)
            ]
            # Why: frames and icons that look like print at first have no words in them at second sight.
            left = strengthened(image, [seen.word for seen in turned.words], dpi) is not None
            turned.faint = left and len(words) + len(others) > len(turned.words)
    return turned


def _others(again: list[Seen], words: list[Seen]) -> list[Seen]:
    """Return what a second reading finds where the first has no words."""

    def free(one: Word) -> bool:
        return not any([one.x0 < w.x1 and w.x0 < one.x1 and one.top < w.bottom and w.top < one.bottom for w in boxes])

    boxes = [seen.word for seen in words]
    return [seen for seen in again if free(seen.word)]


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
    commons: list[float] = []
    for size, _ in votes.most_common():
        if not any([_near(size, common) for common in commons]):
            commons.append(size)
    # Why: a heading between two common sizes has the nearer one, whichever of them is the commoner.
    names = {size: min([c for c in commons if _near(size, c)], key=lambda common: abs(size - common)) for size in votes}
    for number, words in result.seen.items():
        result.seen[number] = [Seen(_resized(s.word, names[round(s.word.size, 1)]), s.confidence) for s in words]


def _near(size: float, common: float) -> bool:
    return abs(size - common) <= 0.09 * common


def _read_marks(result: Scan, section_of: SectionOf | None) -> None:
    """Set right what is no letter: list marks that come as letters, icons before headings, dots of a timeline.

    Why: a mark has no letter's shape, so tesseract says "4", "e" or "«" for it, but the same at the same place of line
    after line; an icon before a heading hides the heading.
    """
    starts: Counter[tuple[str, int]] = Counter()
    dots: Counter[int] = Counter()
    runs = {number: list(_together(words)) for number, words in result.seen.items()}
    for parts in runs.values():
        for part in parts:
            dots.update([round(part[i].word.x0) for i in _maybe_dots(part)])
            if (text := _followed(part, parts)) and _may_be_mark(part, text):
                starts[part[0].word.text, round(part[0].word.x0)] += 1
    for number, parts in runs.items():
        words: list[Seen] = []
        for part in parts:
            first, x = part[0].word.text, round(part[0].word.x0)
            text = _followed(part, parts)
            if text:
                rest = " ".join([seen.word.text for seen in text])
                # Why: "• Languages" may be an item of a list, "• LANGUAGES" is a heading with its dot.
                heads = first != "•" or rest.isupper()
                if heads and section_of is not None and section_of(rest) and not _belongs(part, rest, section_of):
                    heading = [seen for seen in part[1:] if _lettered(seen)]
                    part = part[part.index(heading[0]) :] if heading else []
                elif first != "•" and _may_be_mark(part, text) and _times(starts, x, first) >= 3:
                    part = [_said(part[0], "•"), *part[1:]]
            part = [_said(part[0], _GLUED.sub("", part[0].word.text)), *part[1:]] if part else []
            on_line = {i for i in _maybe_dots(part) if sum([dots[round(part[i].word.x0) + d] for d in (-1, 0, 1)]) >= 3}
            words += [seen for i, seen in enumerate(part) if i not in on_line]
        result.seen[number] = words


# Source: seen in scans; an icon before a date comes as a digit or a ring glued to it ("009.2013").
_GLUED = regex(r"^\W?[0-9OQ@©®](?=(?:0[1-9]|1[0-2])[./](?:19|20)\d\d$)")


def _said(seen: Seen, text: str) -> Seen:
    return seen._replace(word=seen.word._replace(text=text))


def _times(starts: Counter[tuple[str, int]], x: int, text: str) -> int:
    return sum([starts[text, x + d] for d in (-2, -1, 0, 1, 2)])


def _lettered(seen: Seen) -> bool:
    return any([ch.isalnum() for ch in seen.word.text])


def _belongs(part: list[Seen], rest: str, section_of: SectionOf) -> bool:
    """Say whether a short word before a heading is part of it."""
    first = part[0].word.text
    return len(part) > 1 and first.isalnum() and section_of(f"{first} {rest}") is not None


def _followed(part: list[Seen], parts: list[list[Seen]]) -> list[Seen]:
    """Return the text that a short word begins: the rest of its run, or the next run on its row."""
    one = part[0].word
    if len(one.text) > (2 if _lettered(part[0]) else 3):
        return []
    if len(part) > 1:
        return part[1:] if part[1].word.x0 - one.x1 > 0.2 * one.size else []
    beside = [
        other
        for other in parts
        if 0 < other[0].word.x0 - one.x1 < 2.5 * other[0].word.size
        and one.top < other[0].word.bottom
        and other[0].word.top < one.bottom
    ]
    return min(beside, key=lambda other: other[0].word.x0, default=[])


# Source: hand-made; what follows the day of a date.
_AFTER_DAY = regex(r"(?:de |d')?[^\W\d_]{3,10}\.?,? (?:de |del )?(?:19|20)\d\d")


def _may_be_mark(part: list[Seen], text: list[Seen]) -> bool:
    """Say whether a short word may be a list mark: no letter, or one that is doubtful or stands apart."""
    one = part[0]
    if not one.word.text.isalnum():
        return True
    # Why: "1 November 2024" and "De octubre de 2016" begin line after line, too.
    if one.word.text.isdigit() and _AFTER_DAY.match(" ".join([seen.word.text for seen in text[:4]])):
        return False
    gaps = sorted([b.word.x0 - a.word.x1 for a, b in pairwise(text)]) or [0.35 * one.word.size]
    return one.confidence < _LETTER_SURE or text[0].word.x0 - one.word.x1 > 1.5 * gaps[len(gaps) // 2]


# Unit: percent. Source: measured; short words at the start of lines are read at 93 and more, marks below.
_LETTER_SURE = 90.0


def _maybe_dots(part: list[Seen]) -> list[int]:
    """Return which words of a run may be dots of a timeline: short, after a date, far from what is beside them."""
    found = []
    for i in range(1, len(part)):
        one = part[i].word
        after = part[i + 1].word.x0 - one.x1 if i + 1 < len(part) else one.size
        apart = len(one.text) <= 2 and min(one.x0 - part[i - 1].word.x1, after) > 0.8 * one.size
        if apart and _DATE_LIKE.search(" ".join([seen.word.text for seen in part[:i]])):
            found.append(i)
    return found


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

_DATE_LIKE = regex(r"(?:19|20)\d\d(?!\d)|\b\d{1,2}[/.]\d{2,4}\b")
# Source: hand-made; letters that stand for digits in scans (O 0, l I | 1, S 5, B 8, Z 2).
_SUSPECT = regex(
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
    for number in result.faint:
        message = f"page {number} has faint print that could not be read: compare with the page"
        findings.append(Finding("W_OCR_CONFIDENCE", "warning", message))
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

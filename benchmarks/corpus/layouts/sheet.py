"""Words and lines at places -> PDF bytes; columns that wrap, break pages and go on in the next frame."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 595.28, 841.89
TOP, BOTTOM = 48.0, 50.0

# Source: families of fonts that reportlab brings along: regular, bold, italic.
FONTS = {
    "sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "mono": ("Courier", "Courier-Bold", "Courier-Oblique"),
    "vera": ("Vera", "VeraBd", "VeraIt"),
}
Run = tuple[str, str]  # text and style: "", "b", "i"
Frame = tuple[int, float, float, float, float]  # page, x, width, top, bottom


def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        for name in FONTS["vera"]:
            pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))


class Sheet:
    """Pages of drawing operations, written out at the end so that columns may be filled in any order."""

    def __init__(self, family: str = "sans") -> None:
        _register()
        self.family = family
        self.pages: list[list[tuple[Any, ...]]] = [[]]
        self.on_page: Callable[[Sheet, int], None] | None = None

    def font(self, style: str) -> str:
        """Return the font of a style."""
        return FONTS[self.family][{"": 0, "b": 1, "i": 2}[style]]

    def width(self, text: str, style: str, size: float, spread: float = 0.0) -> float:
        """Return how wide a text is."""
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, self.font(style), size)) + spread * len(text)

    def op(self, page: int, *what: Any) -> None:
        """Keep one operation for a page."""
        while len(self.pages) <= page:
            self.pages.append([])
        self.pages[page].append(what)

    def text(
        self, page: int, x: float, y: float, text: str, style: str, size: float, *, spread: float = 0, gap: float = 0
    ) -> None:
        """Put a text at a baseline, y counted from the top."""
        self.op(page, "text", x, HEIGHT - y, text, self.font(style), size, spread, gap)

    def line(self, page: int, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
        """Draw a line, y counted from the top."""
        self.op(page, "line", x0, HEIGHT - y0, x1, HEIGHT - y1, width)

    def dot(self, page: int, x: float, y: float, radius: float = 2.6) -> None:
        """Draw a filled circle."""
        self.op(page, "dot", x, HEIGHT - y, radius)

    def shade(self, page: int, x: float, y: float, width: float, height: float) -> None:
        """Fill a box in light grey, under everything that follows."""
        self.op(page, "shade", x, HEIGHT - y - height, width, height)

    def bytes(self) -> bytes:
        """Return the PDF; the same operations give the same bytes."""
        from reportlab.pdfgen.canvas import Canvas

        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
        if self.on_page:
            for number in range(len(self.pages)):
                self.on_page(self, number)
        for page in self.pages:
            for kind, *args in page:
                if kind == "text":
                    x, y, text, font, size, spread, gap = args
                    piece = canvas.beginText(x, y)
                    piece.setFont(font, size)
                    piece.setCharSpace(spread)
                    piece.setWordSpace(gap)
                    piece.textOut(text)
                    canvas.drawText(piece)
                elif kind == "line":
                    canvas.setLineWidth(args[4])
                    canvas.line(*args[:4])
                elif kind == "dot":
                    canvas.circle(*args, stroke=0, fill=1)
                elif kind == "shade":
                    canvas.setFillGray(0.92)
                    canvas.rect(*args, stroke=0, fill=1)
                    canvas.setFillGray(0)
            canvas.showPage()
        canvas.save()
        return out.getvalue()


def hyphenate(word: str, fits: Callable[[str], bool]) -> tuple[str, str] | None:
    """Cut a long word after a vowel so that the front with its hyphen fits."""
    if len(word) < 9 or not word.isalpha():
        return None
    for at in range(len(word) - 4, 2, -1):
        if word[at - 1] in "aeiouäöüáéíóú" and word[at] not in "aeiouäöüáéíóú" and fits(word[:at] + "-"):
            return word[:at] + "-", word[at:]
    return None


@dataclass(slots=True)
class Column:
    """A stream of lines through frames: place() asks `frames` for the next one when the old is full."""

    sheet: Sheet
    frames: Callable[[int], Frame]
    size: float = 10.0
    lead: float = 1.3
    index: int = 0
    y: float = -1.0

    def __post_init__(self) -> None:
        self.y = self.frames(0)[3]

    @property
    def page(self) -> int:
        """Page of the current frame."""
        return self.frames(self.index)[0]

    @property
    def x(self) -> float:
        """Left edge of the current frame."""
        return self.frames(self.index)[1]

    @property
    def wide(self) -> float:
        """Width of the current frame."""
        return self.frames(self.index)[2]

    def need(self, height: float) -> None:
        """Go on in the next frame if the height does not fit."""
        frame = self.frames(self.index)
        if self.y + height > HEIGHT - frame[4]:
            self.index += 1
            self.y = self.frames(self.index)[3]

    def gap(self, height: float) -> None:
        """Leave space."""
        self.y += height

    def wrap(self, runs: Sequence[Run], width: float, size: float, hyphens: bool = False) -> list[list[Run]]:
        """Break runs into lines no wider than `width`."""
        lines: list[list[Run]] = [[]]
        used = 0.0
        words = [(word, style) for text, style in runs for word in text.replace("\t", " ").split(" ") if word]
        # Why: runs are joined with one space; punctuation that must stick is part of the run before it.
        pending = list(words)
        while pending:
            word, style = pending.pop(0)
            space = self.sheet.width(" ", style, size) if lines[-1] else 0.0
            wide = self.sheet.width(word, style, size)
            if lines[-1] and used + space + wide > width:
                cut = None
                if hyphens:
                    room = width - used - space
                    cut = hyphenate(
                        word,
                        lambda front, style=style, room=room: (  # type: ignore[misc]
                            self.sheet.width(front, style, size) <= room
                        ),
                    )
                if cut:
                    lines[-1].append((cut[0], style))
                    pending.insert(0, (cut[1], style))
                else:
                    pending.insert(0, (word, style))
                lines.append([])
                used = 0.0
                continue
            lines[-1].append((word, style))
            used += space + wide
        return [_join(line) for line in lines]

    def row(
        self,
        runs: Sequence[Run],
        right: Sequence[Run] = (),
        *,
        size: float | None = None,
        align: str = "left",
        indent: float = 0.0,
        spread: float = 0.0,
        justify: bool = False,
        hyphens: bool = False,
    ) -> None:
        """Print runs as one or more lines, with something at the right edge of the first."""
        size = size or self.size
        right_wide = sum(self.sheet.width(text, style, size, spread) for text, style in right)
        room = self.wide - indent - (right_wide + 14 if right else 0)
        # Why: what fits stays as it is, with the wide gaps that letter-spaced text has between its words.
        fits = bool(spread) or self._width(runs, size, spread) <= room
        lines = [list(runs)] if fits else self.wrap(runs, room, size, hyphens)
        for number, line in enumerate(lines):
            self.need(size * self.lead)
            base = self.y + size
            wide = self._width(line, size, spread)
            x = self.x + indent
            if align == "centre":
                x += (self.wide - indent - wide) / 2
            elif align == "right":
                x += self.wide - indent - wide
            gap = 0.0
            if justify and number < len(lines) - 1:
                spaces = sum(text.count(" ") for text, _ in line) + len(line) - 1
                gap = min(7.0, (room - wide) / spaces) if spaces else 0.0
            for text, style in line:
                self.sheet.text(self.page, x, base, text, style, size, spread=spread, gap=gap)
                x += self.sheet.width(text + " ", style, size, spread) + gap * (text.count(" ") + 1)
            if number == 0 and right:
                at = self.x + self.wide - right_wide
                for text, style in right:
                    self.sheet.text(self.page, at, base, text, style, size, spread=spread)
                    at += self.sheet.width(text, style, size, spread)
            self.y += size * self.lead

    def _width(self, line: Sequence[Run], size: float, spread: float) -> float:
        spaces = sum(self.sheet.width(" ", style, size) for _, style in line[:-1])
        return sum(self.sheet.width(text, style, size, spread) for text, style in line) + spaces

    def say(self, text: str, style: str = "", **how: Any) -> None:
        """Print one run."""
        if text:
            self.row([(text, style)], **how)

    def bullet(self, mark: str, text: str, *, indent: float = 6.0, **how: Any) -> None:
        """Print a list item with a hanging indent."""
        if not mark:
            self.say(text, indent=indent, **how)
            return
        self.need(self.size * self.lead)
        self.sheet.text(self.page, self.x + indent, self.y + self.size, mark, "", self.size)
        self.say(text, indent=indent + 11, **how)

    def rule(self) -> None:
        """Draw a line over the width of the frame."""
        self.sheet.line(self.page, self.x, self.y + 2, self.x + self.wide, self.y + 2)
        self.y += 5


def _join(line: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for text, style in line:
        if joined and joined[-1][1] == style:
            joined[-1] = (f"{joined[-1][0]} {text}", style)
        else:
            joined.append((text, style))
    return joined


def pages(
    x: float = 54.0, width: float = WIDTH - 108.0, top: float = TOP, bottom: float = BOTTOM
) -> Callable[[int], Frame]:
    """Return frames: the same place on every page."""
    return lambda index: (index, x, width, top, bottom)

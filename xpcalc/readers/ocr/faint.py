"""A picture and the words read in it -> the same with faint ink made strong, where text seems to be left unread.

Why: tesseract parts ink from paper at one grey for the whole page, so light grey dates are paper to it as soon as there
is black text or a dark side bar. To judge otherwise what is left, change `left_unread`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

    from xpcalc.layout import Word

# Unit: levels of grey. Noise and JPEG of scans differ less from the paper around them, light grey letters more.
_INK = 46
# Source: measured; a light grey of 170 becomes as dark as tesseract needs beside black.
_STRONGER = 2.2
# Unit: places of four inked cells side by side. Source: measured on pages of 27 themes; what is left of read pages
# (icons, corners of frames, rough edges) stays below 20, four grey dates are 50.
_UNREAD = 30


def strengthened(image: Image, words: Iterable[Word], dpi: float) -> Image | None:
    """Return the picture as black on white wherever its ink stands out from what is around, None if all is read."""
    ink = _ink(image, dpi)
    if left_unread(ink, words, dpi) < _UNREAD:
        return None
    return ink.point([255 - min(255, round(_STRONGER * level)) for level in range(256)])


def _ink(image: Image, dpi: float) -> Image:
    """Return how much each dot differs from the paper, or the coloured ground, around it."""
    from PIL import Image as pillow
    from PIL import ImageChops, ImageFilter

    side = max(1, round(dpi / 17))
    size = (max(1, image.width // side), max(1, image.height // side))
    ground = image.resize(size, pillow.Resampling.BOX).filter(ImageFilter.MedianFilter(9))
    return ImageChops.difference(image, ground.resize(image.size, pillow.Resampling.BILINEAR))


def left_unread(ink: Image, words: Iterable[Word], dpi: float) -> int:
    """Return how much ink there is outside of words that looks like words: neither rules, nor areas, nor specks."""
    from PIL import Image as pillow
    from PIL import ImageChops, ImageDraw, ImageFilter

    # Why: every second dot tells the same in a quarter of the time.
    left = ink.resize((max(1, ink.width // 2), max(1, ink.height // 2)), pillow.Resampling.NEAREST)
    left = left.point([255 if level > _INK else 0 for level in range(256)])
    pen = ImageDraw.Draw(left)
    scale = dpi / 144
    for word in words:
        box = [edge * scale for edge in (word.x0 - 2, word.top - 2, word.x1 + 2, word.bottom + 2)]
        pen.rectangle(box, fill=0)
    # Why: rules are inked from end to end, dashed ones by half over a longer way, lines of letters by less.
    for x, y, share in ((18, 0, 0.67), (0, 18, 0.67), (36, 0, 0.48)):
        width, height = [max(1, round(each / max(1, way * scale))) for each, way in zip(left.size, (x, y), strict=True)]
        runs = left.resize((width, height), pillow.Resampling.BOX)
        runs = runs.point([255 if level > 255 * share else 0 for level in range(256)])
        rules = runs.resize(left.size, pillow.Resampling.NEAREST).filter(ImageFilter.MaxFilter(3))
        left = ImageChops.subtract(left, rules)
    side = max(1, round(5 * scale))
    cells = left.resize((max(1, left.width // side), max(1, left.height // side)), pillow.Resampling.BOX)
    inked = cells.point([255 if 15 <= level <= 160 else 0 for level in range(256)])
    four = inked
    for step in (1, 2, 3):
        four = ImageChops.darker(four, ImageChops.offset(inked, step, 0))
    return four.histogram()[255]

"""Picture bytes (PNG, JPEG, TIFF, WebP) -> Document, by OCR; to add a kind, give `KINDS` its row and sniff its bytes.

The frames of a TIFF are pages. A picture that says nothing true about its resolution is taken as one A4 page.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from xpcalc.errors import UnreadableDocument
from xpcalc.layout import arrange
from xpcalc.limits import in_force
from xpcalc.model import Document
from xpcalc.readers import ocr

if TYPE_CHECKING:
    from PIL.Image import Image

# Source: Pillow's names of the formats that scanners and phones write; other decoders are never tried. MPO is a JPEG
# with further pictures behind the first, and goes through the decoder of JPEG.
KINDS = {"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "TIFF": "tiff", "WEBP": "webp"}

# Unit: inches. Source: A4; paper of a CV is between half and three times as wide.
_PAPER = 8.27
_NARROW, _WIDE = 4.0, 25.0


def read(
    data: bytes,
    name: str,
    section_of: Callable[[str], str | None] | None = None,
    detect: ocr.Detect | None = None,
    progress: ocr.Progress | None = None,
) -> Document:
    """Return the document in reading order.

    Raises: UnreadableDocument with E_NEEDS_OCR, E_EMPTY, E_DAMAGED, E_LIMIT_PIXELS.
    """
    with _opened(data) as image:
        if not ocr.available():
            raise ocr.needs_ocr("the file is a picture without text")
        total = int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1
        pictures = [ocr.Picture(i + 1, _loader(image, i)) for i in range(total)]
        scan = ocr.scan(pictures, detect, progress, section_of)
        kind = KINDS[str(image.format)]
    text, lines = arrange(scan.pages, section_of or (lambda _: None))
    if not text.strip():
        raise UnreadableDocument(
            "E_EMPTY", "no words were found in the picture", "scan the page again, upright and at 300 dpi"
        )
    sha = hashlib.sha256(data).hexdigest()
    return Document(name, kind, sha, text, lines, pages=total, findings=ocr.remarks(scan, lines))


def _opened(data: bytes) -> Image:
    from PIL import Image as pillow

    pillow.init()  # without it only the decoders of PNG and JPEG are there
    try:
        with warnings.catch_warnings():
            # Why: the limit below is ours and comes before any row is decoded.
            warnings.simplefilter("ignore")
            image = pillow.open(io.BytesIO(data), formats=[kind for kind in KINDS if kind != "MPO"])
    except pillow.DecompressionBombError:
        raise ocr.too_many_pixels() from None
    except Exception:  # decoders raise many kinds of errors on odd bytes
        raise _damaged() from None
    return image


def _loader(image: Image, frame: int) -> Callable[[], tuple[Image, float]]:
    def load() -> tuple[Image, float]:
        from PIL import Image as pillow
        from PIL import ImageOps

        try:
            image.seek(frame)
            if image.width * image.height > in_force().image_pixels:
                raise ocr.too_many_pixels()
            info: dict[Any, Any] = dict(image.info)
            grey = _grey(ImageOps.exif_transpose(image))
        except UnreadableDocument:
            raise
        except pillow.DecompressionBombError:
            raise ocr.too_many_pixels() from None
        except Exception:  # decoders raise many kinds of errors on odd bytes
            raise _damaged() from None
        dpi = _resolution(info, grey)
        if dpi > ocr.MOST_DPI:
            factor = ocr.MOST_DPI / dpi
            size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
            grey, dpi = grey.resize(size, pillow.Resampling.BOX), float(ocr.MOST_DPI)
        elif dpi < ocr.LEAST_DPI:
            factor = ocr.LEAST_DPI / dpi
            size = (round(grey.width * factor), round(grey.height * factor))
            if size[0] * size[1] <= in_force().image_pixels:
                grey, dpi = grey.resize(size, pillow.Resampling.BICUBIC), float(ocr.LEAST_DPI)
        return grey, dpi

    return load


def _resolution(info: dict[Any, Any], image: Image) -> float:
    """Return dots per inch; what the file says counts only if the page then has a size that paper has."""
    said = info.get("dpi")
    short = min(image.size)
    try:
        dpi = float(said[0]) if said else 0.0
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        dpi = 0.0
    return dpi if dpi > 0 and _NARROW <= short / dpi <= _WIDE else max(short / _PAPER, 1.0)


def _grey(image: Image) -> Image:
    """Return the picture in 256 greys, clear parts white."""
    from PIL import Image as pillow

    if image.mode.startswith("I;16") or image.mode == "I":
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = pillow.new("RGBA", image.size, (255, 255, 255, 255))
        return pillow.alpha_composite(paper, image).convert("L")
    return image.convert("L")


def _damaged() -> UnreadableDocument:
    return UnreadableDocument("E_DAMAGED", "the picture is damaged or not complete", "send the file again")

"""What OCR takes for words and is none, and what it takes for marks and is text: from tables made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from PIL import Image, ImageDraw, ImageFont

from xpcalc.model import Line, Span
from xpcalc.readers import ocr
from xpcalc.readers.ocr.faint import strengthened
from xpcalc.readers.ocr.table import words_of

Word = tuple[int, int, int, int, float, str]  # left, top, width, height, confidence, text; one dot is one point

HEADINGS = {"Education", "EDUCATION", "Experience", "e EDUCATION", "My Education"}


def section_of(text: str) -> str | None:
    return "education" if text.strip("= ") in HEADINGS else None


def table(lines: Sequence[Sequence[Word]]) -> str:
    return "\n".join(
        [
            f"5\t1\t1\t1\t{n}\t1\t{x}\t{y}\t{w}\t{h}\t{sure}\t{text}"
            for n, line in enumerate(lines, 1)
            for x, y, w, h, sure, text in line
        ]
    )


def line(y: int, *words: tuple[int, float, str]) -> list[Word]:
    """Words of 12 points: where they begin, how sure, what."""
    return [(x, y, 6 * len(text), 9, sure, text) for x, sure, text in words]


class _Engine:
    def __init__(self, text: str) -> None:
        self._text = text

    def table(self, image: Image.Image, dpi: int) -> str:
        return self._text


def read(monkeypatch: pytest.MonkeyPatch, *lines: Sequence[Word]) -> list[str]:
    """Return the words of each line as the reader gives them, where tesseract reads these."""

    @contextmanager
    def opened(languages: Sequence[str]) -> Iterator[_Engine]:
        yield _Engine(table(lines))

    monkeypatch.setattr(ocr, "opened", opened)
    monkeypatch.setattr(ocr, "trained", lambda languages: ("eng",))
    page = Image.new("L", (600, 800), 255)
    found = ocr.scan([ocr.Picture(1, lambda: (page, 72.0))], section_of=section_of).pages[0].words
    rows: dict[int, list[str]] = {}
    for word in sorted(found, key=lambda word: word.x0):
        rows.setdefault(round(word.bottom / 30), []).append(word.text)
    return [" ".join(rows[y]) for y in sorted(rows)]


def test_the_day_of_a_date_is_no_list_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    starts = ("November", "September", "August")
    lines = [
        line(100 + 30 * n, (50, 96.0, "1"), (60, 96.0, month), (120, 95.0, "2021")) for n, month in enumerate(starts)
    ]
    assert read(monkeypatch, *lines) == [f"1 {month} 2021" for month in starts]


def test_a_sure_word_that_begins_line_after_line_is_no_list_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line(100 + 30 * n, (50, 96.0, "De"), (66, 96.0, "marzo"), (100, 96.0, "de")) for n in range(3)]
    assert read(monkeypatch, *lines) == ["De marzo de"] * 3


@pytest.mark.parametrize("x", [70, 80])
def test_a_letter_that_begins_line_after_line_apart_is_one(monkeypatch: pytest.MonkeyPatch, x: int) -> None:
    """Its text may be a run of its own."""
    lines = [line(100 + 30 * n, (50, 91.0, "m"), (x, 96.0, "Trained"), (x + 46, 96.0, "agents")) for n in range(3)]
    assert read(monkeypatch, *lines) == ["• Trained agents"] * 3


@pytest.mark.parametrize(
    ("first", "rest", "kept"),
    [("==", "Education", "Education"), ("e", "EDUCATION", "EDUCATION"), ("My", "Education", "My Education")],
)
def test_what_stands_before_a_heading(monkeypatch: pytest.MonkeyPatch, first: str, rest: str, kept: str) -> None:
    x = 76 if kept == rest else 65
    found = read(monkeypatch, line(100, (50, 90.0, first), (x, 96.0, rest)), line(140, (50, 96.0, "Acorn")))
    assert found[0] == kept


def test_dots_of_a_timeline_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        line(100 + 30 * n, (50, 96.0, "2017-2019"), (116, 80.0, dot), (140, 96.0, "Agent"))
        for n, dot in enumerate(("e", "60", "o"))
    ]
    assert read(monkeypatch, *lines) == ["2017-2019 Agent"] * 3


def test_an_icon_glued_to_a_date_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, line(100, (50, 33.0, "009.2013"), (110, 90.0, "-"), (130, 90.0, "08.2016"))) == [
        "09.2013 - 08.2016"
    ]


def test_a_heading_between_two_sizes_has_the_nearer_one() -> None:
    result = ocr.Scan(seen={})
    words = words_of(table([[(50, 100, 60, 8, 95.0, "House")]]), 1.0)
    sizes = {11.5: 60, 13.0: 30, 12.4: 15}
    result.seen[1] = [
        seen._replace(word=seen.word._replace(size=size, text="x" * n)) for size, n in sizes.items() for seen in words
    ]
    ocr._even_sizes(result)
    assert [seen.word.size for seen in result.seen[1]] == [11.5, 13.0, 13.0]


def test_the_accent_of_a_capital_makes_no_larger_type() -> None:
    plain = words_of(table([[(50, 100, 60, 10, 95.0, "Etudes")]]), 1.0)[0].word.size
    accented = words_of(table([[(50, 98, 60, 13, 95.0, "Études")]]), 1.0)[0].word.size
    assert accented == pytest.approx(plain, rel=0.05)


def test_rules_between_cells_are_no_words_and_a_wide_bar_is_a_one() -> None:
    cells = line(100, (50, 96.0, "Seller"), (120, 96.0, "Shops"))
    ruled = [cells[0], (100, 97, 5, 13, 96.0, "|"), cells[1]]
    assert [seen.word.text for seen in words_of(table([ruled]), 1.0)] == ["Seller", "Shops"]
    parted = [cells[0], (100, 100, 1, 9, 96.0, "|"), cells[1]]
    assert [seen.word.text for seen in words_of(table([parted]), 1.0)] == ["Seller", "|", "Shops"]
    length = [
        *line(100, (50, 96.0, "(2"), (66, 96.0, "ans")),
        (90, 100, 2, 8, 77.0, "|"),
        *line(100, (98, 96.0, "mois)")),
    ]
    assert [seen.word.text for seen in words_of(table([length]), 1.0)] == ["(2", "ans", "1", "mois)"]


# ---------------------------------------------------------------- faint print


def drawn(ink: int) -> Image.Image:
    """A page of 200 dpi with a dark side bar, a dashed rule and four dates."""
    page = Image.new("L", (1654, 2339), 246)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, 400, 2339), fill=60)
    for x in range(500, 1500, 10):
        pen.line((x, 500, x + 5, 500), fill=60, width=2)
    for n in range(4):
        pen.text((600, 600 + 120 * n), "2017.05 - 2020.09", fill=ink, font=ImageFont.load_default(28))
    return page


def test_faint_dates_make_a_page_be_read_again() -> None:
    again = strengthened(drawn(184), [], 200.0)
    assert again is not None
    assert min(again.crop((600, 600, 900, 640)).tobytes()) < 128


def test_a_page_of_which_all_is_read_is_not_read_again() -> None:
    line = words_of(table([[(214, 212 + 43 * n, 90, 14, 95.0, "2017")] for n in range(4)]), 1.0)
    assert strengthened(drawn(40), [seen.word for seen in line], 200.0) is None


def test_faint_print_left_unread_is_a_warning() -> None:
    line = Line("Agent", Span(0, 5), 1, 0, 50, 100, 500, 110)
    seen = words_of(table([[(50, 100, 60, 9, 95.0, "Agent")]]), 1.0)
    found = ocr.remarks(ocr.Scan(seen={1: seen}, languages=("eng",), faint=[1]), [line])
    assert [each.code for each in found] == ["I_OCR", "W_OCR_CONFIDENCE"]

"""Lines as OCR gives them -> positions: signs between dates misread, cells cut, sizes that vary; warnings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import pytest

from xpcalc.dates import Grammar
from xpcalc.layout import Page, Word, arrange
from xpcalc.model import Document, Finding, Line, Span
from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.segment import segment

SCANNED = (Finding("I_OCR", "info", "page 1 read by OCR"),)
Printed = tuple[float, float, str]  # x0, size, text


@lru_cache
def book() -> Rulebook:
    return load_rulebook()


def document(rows: Sequence[Sequence[Printed]], scanned: bool = True) -> Document:
    """A page with a row every 14 points; a text that begins with • is a list item."""
    lines: list[Line] = []
    texts: list[str] = []
    at = 0
    for n, row in enumerate(rows):
        for x, size, text in row:
            bullet = text.startswith("• ")
            text = text.removeprefix("• ")
            top = 100.0 + 14 * n
            span = Span(at, at + len(text))
            lines.append(Line(text, span, 1, n, x, top, x + 5 * len(text), top + 10, size, bullet=bullet))
            texts.append(text)
            at += len(text) + 1
    return Document("cv.pdf", "pdf", "", "\n".join(texts), tuple(lines), pages=1, findings=SCANNED if scanned else ())


def read(rows: Sequence[Sequence[Printed]], language: str = "en", scanned: bool = True) -> tuple[list[str], set[str]]:
    """Return the dates of the positions and the codes of the findings."""
    rulebook = book()
    own = rulebook.languages[language]
    grammar = Grammar([own], order="DMY", year_max=2027, others=tuple(rulebook.languages.values()))
    entries, findings = segment(document(rows, scanned), rulebook.words, [language, "en"], grammar)
    return [e.dates.text for e in entries if e.section == "experience" and e.dates], {f.code for f in findings}


def career(dates: Sequence[str], heading: float = 13.0) -> list[list[Printed]]:
    rows: list[list[Printed]] = [[(50, heading, "Work Experience")]]
    for n, date in enumerate(dates):
        rows += [[(50, 10, date), (200, 10, f"Support Agent, Acorn {n} Ltd")], [(210, 10, "• Answered tickets")]]
    return [*rows, [(50, 13, "Education")], [(50, 10, "2005 - 2009"), (200, 10, "BA English, Dunmore College")]]


@pytest.mark.parametrize("sign", ["ro", ">", "»", "— »", "«", "="])
def test_a_sign_between_dates_that_is_misread_joins_them(sign: str) -> None:
    found, codes = read(career([f"2021-05-01 {sign} PRESENT", f"2018-02-01 {sign} 2021-04-05"]))
    assert len(found) == 2
    assert "PRESENT" in found[0]
    assert "2021-04-05" in found[1]
    assert not {code for code in codes if code.startswith("W_")}


@pytest.mark.parametrize("word", ["and", "&", ",", "as"])
def test_other_words_between_two_years_join_nothing(word: str) -> None:
    found, _ = read(career(["2012 - 2014", f"2016 {word} 2018"]))
    assert found[0] == "2012 - 2014"
    assert all("2016 –" not in text for text in found)


def test_a_range_cut_into_two_cells() -> None:
    rows = career(["enero de 2020 a la actualidad", "De octubre de 2016 a diciembre de 2019"])
    rows[3] = [(50, 10, "De octubre de 2016"), (145, 10, "a diciembre de 2019"), (300, 10, "Agente, Acorn 1 Ltd")]
    found, _ = read(rows, "es")
    assert found[1:] == ["De octubre de 2016 a diciembre de 2019"]


def test_a_heading_of_work_measured_smaller_than_others_is_still_one() -> None:
    above: list[list[Printed]] = [[(50, 13, "Contact")], [(50, 10, "rosa.quill@example.com")]]
    found, _ = read(above + career(["May 2019 - Present", "May 2016 - April 2019"], heading=11.5))
    assert len(found) == 2


@pytest.mark.parametrize(
    "dates",
    [
        ["May 2019 - Present", "May 2014 ajune 2016", "May 2012 - April 2014"],
        ["May 2019 - Present", "= June 2016", "May 2012 - April 2014"],
        ["• May 2019 - Present", "October 2018", "• May 2012 - April 2014"],
        ["May 2019", "April 2016", "March 2014"],
    ],
)
def test_dates_of_a_scan_that_are_lost_are_warned_of(dates: list[str]) -> None:
    assert "W_DATE_LEFT" in read(career(dates))[1]


def test_a_scan_of_which_all_dates_are_read_is_not() -> None:
    found, codes = read(career(["May 2019 - Present", "May 2014 - June 2016", "May 2012 - April 2014"]))
    assert len(found) == 3
    assert not {code for code in codes if code.startswith("W_")}


def test_the_head_of_a_table_with_even_gaps_is_cut_into_its_cells() -> None:
    words = []
    for x, text in ((50, "Period"), (120, "Employer"), (200, "Position")):
        words.append(Word(text, x, 100, x + 5 * len(text), 112, 12, False, False, 0.0, "ocr", 0))
    _, lines = arrange([Page(1, 595, 842, words)], lambda text: None)
    assert [line.text for line in lines] == ["Period", "Employer", "Position"]

"""Markdown: headings, tables that keep their shape, and words of the document as they are."""

from __future__ import annotations

from pathlib import Path

from careers import AS_OF, CAREERS, text

from xpcalc import Failure, assess
from xpcalc.comparison import compare
from xpcalc.reports import Options, render
from xpcalc.reports.comparison import render as render_comparison
from xpcalc.rulebook import Rulebook

EXAMPLE = Path(__file__).resolve().parent.parent.parent / "examples" / "ana_ruiz.pdf"
FAILED = Failure("bad_file.pdf", "E_DAMAGED", "the PDF is damaged", "ask for the file again")


def test_document(rulebook: Rulebook) -> None:
    a = assess(EXAMPLE, as_of=AS_OF, rulebook=rulebook, rules=["support"])
    shown = str(render([a, FAILED], "md"))
    assert "## ana\\_ruiz.pdf\n\n91 months of experience as of 21 November 2026 (between 79 and 103)\n" in shown
    assert "| 12–36 | 2018 – 2020 | Receptionist, Hotel Brisamar, Valencia | page 1, line 14 |" in shown
    assert (
        "- level mid, shown: at least 12 months: support – 67 months shown (67 months 6 days) "
        "(page 1, line 6; page 1, line 10)" in shown
    )
    assert "| 4 years of Zendesk | 48 | 67 | understated |" in shown
    assert "`I_YEAR_ONLY`" in shown
    assert "bad\\_file.pdf: E\\_DAMAGED: the PDF is damaged" in shown
    assert "`I_YEAR_ONLY`" not in str(render([a], "md", Options(quiet=True)))
    assert "### Puestos" in str(render([a], "md", Options(lang="es")))


def test_tables_keep_their_shape(rulebook: Rulebook) -> None:
    results = [assess(text(c), name=f"{c.key}.txt", as_of=AS_OF, rulebook=rulebook) for c in CAREERS]
    table = compare([*results, FAILED], taxonomy=rulebook.taxonomy)
    for shown in (str(render(results, "md")), str(render_comparison(table, "md"))):
        block: list[int] = []
        for line in [*shown.splitlines(), ""]:
            if line.startswith("| "):
                block.append(line.count(" | "))
            elif block:
                assert len(block) >= 3
                assert len(set(block)) == 1
                block = []


def test_comparison(rulebook: Rulebook) -> None:
    a = assess(EXAMPLE, as_of=AS_OF, rulebook=rulebook, rules=["support"])
    shown = str(render_comparison(compare([a, FAILED], taxonomy=rulebook.taxonomy), "md"))
    assert "| ana\\_ruiz.pdf | senior | 79–103 |" in shown
    assert "- bad\\_file.pdf: E\\_DAMAGED" in shown
    assert "no score and no ranking" in shown

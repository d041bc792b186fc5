"""Words that nobody can see reach no claim, no skill and no requirement, whatever the format."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from xpcalc import Assessment, Rulebook, assess

RULE = """\
schema: xpcalc.rules/1
id: r
must:
  - language: {any_of: [de], level_at_least: C1}
  - certificate: {any_of: [itil4]}
  - skill: {any_of: [zendesk], evidence: [skills_section]}
"""
PAGE = """<html><body><h1>Ana Pons</h1><h2>Experience</h2>
<h3>Support agent</h3><p>Foo Ltd, Leeds</p><p>January 2020 – December 2022</p>
<h2>Skills</h2><p>Excel<span {hidden}>, Zendesk</span></p>
<p {hidden}>I have 12 years of experience in customer support</p>
<h2>Languages</h2><p>English native</p><p {hidden}>German C2</p>
<h2>Certifications</h2><p>First aid</p><p {hidden}>ITIL 4 Foundation</p>
</body></html>"""


def results(data: bytes, name: str, rulebook: Rulebook, folder: Path) -> tuple[Assessment, list[str]]:
    (folder / "r.yaml").write_text(RULE, "utf-8")
    found = assess(data, name=name, rules=[folder / "r.yaml"], as_of="2026-11-21", rulebook=rulebook)
    return found, [check.result for check in found.verdicts[0].checks]


@pytest.mark.parametrize("hidden", ["hidden", 'style="display:none"', 'style="visibility:hidden"'])
def test_page(hidden: str, rulebook: Rulebook, tmp_path: Path) -> None:
    found, checks = results(PAGE.replace("{hidden}", hidden).encode(), "cv.html", rulebook, tmp_path)
    assert checks == ["undecided"] * 3
    assert found.claims == ()
    assert "Zendesk" not in found.document.text
    assert any([each.finding.code == "W_HIDDEN_TEXT" for each in found.findings])
    shown, checks = results(PAGE.replace("{hidden}", "").encode(), "cv.html", rulebook, tmp_path)
    assert checks == ["met"] * 3
    assert len(shown.claims) == 1
    assert found.total == shown.total


def test_places_of_what_is_seen_hold(rulebook: Rulebook, tmp_path: Path) -> None:
    found, _ = results(PAGE.replace("{hidden}", "hidden").encode(), "cv.html", rulebook, tmp_path)
    text = found.document.text
    assert [text[line.span.start : line.span.stop] for line in found.document.lines] == [
        line.text for line in found.document.lines
    ]


def test_hidden_run_of_a_word_document(rulebook: Rulebook, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for text in ("Ana Pons", "Experience", "Support agent", "Foo Ltd, Leeds", "January 2020 – December 2022"):
        document.add_paragraph(text)
    run = document.add_paragraph().add_run("12 years of experience in Zendesk")
    run.font.hidden = True
    buffer = io.BytesIO()
    document.save(buffer)
    found, checks = results(buffer.getvalue(), "cv.docx", rulebook, tmp_path)
    assert checks == ["undecided"] * 3
    assert found.claims == ()

"""Every page through axe-core in a browser, in both languages, light and dark, wide and narrow.

Needs chromium and axe-core: `npm install axe-core` in a folder that AXE_HOME names, or here; skipped without them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from careers import AS_OF, CAREERS, text

from xpcalc import Assessment, Failure, assess
from xpcalc.comparison import compare
from xpcalc.pipeline.inputs import page_pictures
from xpcalc.profile import profile
from xpcalc.reports import Options, render
from xpcalc.reports.comparison import render as render_comparison
from xpcalc.reports.profile import render as render_profile
from xpcalc.rulebook import Rulebook

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "ana_ruiz.pdf"
CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(os.environ.get("AXE_HOME", ROOT)) / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as p:
        opened = p.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return files with every kind of page in both languages, warnings and failures among them."""
    folder = tmp_path_factory.mktemp("pages")
    odd = b"Nora\n\nWORK EXPERIENCE\n\nAgent\nAcme Ltd\nMarch 2021 - January 2020\n"
    read = [
        assess(EXAMPLE, as_of=AS_OF, rulebook=rulebook, rules=["support"]),
        assess(odd, name="odd.txt", as_of=AS_OF, rulebook=rulebook, rules=["support"]),
        *[assess(text(c), name=f"{c.key}.txt", as_of=AS_OF, rulebook=rulebook, rules=["support"]) for c in CAREERS[:4]],
    ]
    results: list[Assessment | Failure] = [*read, Failure("bad.pdf", "E_EMPTY", "the file is empty", "send it again")]
    files = []
    for lang in ("en", "es"):
        options = Options(lang=lang, pages=page_pictures([EXAMPLE], read))
        table = compare(results, taxonomy=rulebook.taxonomy, lang=lang)
        profiles = [profile(a, rulebook.taxonomy, lang) for a in read[:2]]
        for name, made in (
            ("assessment", render(results, "html", options)),
            ("comparison", render_comparison(table, "html", options)),
            ("profile", render_profile(profiles, "html", options)),
        ):
            files.append(folder / f"{name}_{lang}.html")
            files[-1].write_text(str(made), "utf-8")
    return files


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: npm install axe-core")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_serious(scheme: str, width: int, browser: Any, pages: list[Path]) -> None:
    # Why: the policy of a report forbids any script, that of the test too.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900})
    found = {}
    for file in pages:
        tab = context.new_page()
        tab.goto(file.as_uri())
        tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        tab.evaluate(AXE.read_text("utf-8"))
        result = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert len(result["passes"]) > 10
        serious = [v["id"] for v in result["violations"] if v["impact"] in ("serious", "critical")]
        if serious:
            found[file.name] = serious
        tab.close()
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_runs_over_the_edge_or_breaks_the_policy(width: int, browser: Any, pages: list[Path]) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    for file in pages:
        heard: list[str] = []
        tab = context.new_page()
        tab.on("console", lambda message, heard=heard: heard.append(message.text))
        tab.on("request", lambda request, heard=heard: heard.append(request.url))
        tab.goto(file.as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert [each for each in heard if not each.startswith(("file:", "data:"))] == []
        tab.close()
    context.close()


def test_paper_from_the_browser_opens_what_is_folded(browser: Any, pages: list[Path], tmp_path: Path) -> None:
    import pypdfium2 as pdfium

    tab = browser.new_page(color_scheme="dark")
    tab.goto(pages[0].as_uri())
    assert tab.evaluate("document.querySelectorAll('details:not([open])').length") > 3
    for paper in ("A4", "Letter"):
        tab.pdf(path=tmp_path / f"{paper}.pdf", format=paper)
        document = pdfium.PdfDocument(tmp_path / f"{paper}.pdf")
        shown = " ".join("".join([page.get_textpage().get_text_range() for page in document]).split())
        assert "Answered sixty tickets a day" in shown
        assert "2018-07-01 .. 2020-06-30" in shown
        document.close()
    tab.close()

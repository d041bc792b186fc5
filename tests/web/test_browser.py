"""The page in a real browser: drop, rules, correct, compare, save, come back; nothing leaves this computer."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from careers import AS_OF
from careers import ONE_IN_SUPPORT as CV
from test_page import three_pages

playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
CHROMIUM = os.environ.get("XPCALC_CHROMIUM", "/usr/bin/chromium")
if not os.path.exists(CHROMIUM):
    pytest.skip("chromium is not installed: apt-get install chromium", allow_module_level=True)

ARGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync".split()
ROOT = Path(__file__).resolve().parent.parent.parent
AXE = Path(os.environ.get("AXE_HOME", ROOT)) / "node_modules" / "axe-core" / "axe.min.js"
SECOND = CV.replace("Nora Whitcombe", "Maria Sanz").replace("Jan 2020 – Mar 2021", "2018 – 2021")


expect = playwright.expect
expect.set_options(timeout=20_000)


class Server:
    """A server of its own process, as a person starts it."""

    def __init__(self, *args: str) -> None:
        command = [sys.executable, "-m", "xpcalc", "serve", "--no-browser", "--as-of", AS_OF, *args]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/#\S+", self.process.stdout.readline())
        assert found is not None
        self.link = found.group(0)
        self.url = self.link.split("#")[0]

    def stop(self) -> int:
        assert self.process.stdout is not None
        try:
            if self.process.poll() is None:
                self.process.send_signal(signal.SIGINT)
            return self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


class Visit:
    """A tab with everything that went wrong in it."""

    def __init__(self, browser: Any, server: Server, **options: Any) -> None:
        self.context = browser.new_context(accept_downloads=True, **options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.server = server
        self.wrong: list[str] = []
        self.page.on("console", lambda m: m.type in ("error", "warning") and self.wrong.append(m.text))
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("dialog", lambda d: d.accept())
        self.page.on("request", lambda r: self._asked(r.url))
        self.page.goto(server.link)
        self.page.wait_for_selector("#drop")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.server.url, "data:", "blob:")):
            self.wrong.append(f"asked for {url}")

    def drop(self, *files: Path) -> None:
        self.page.set_input_files("#files", [str(f) for f in files])
        rows = self.page.locator(".documents-table tbody tr")
        expect(rows).to_have_count(len(files))
        expect(rows.locator("th a")).to_have_count(len(files))  # read: its name is a link
        self.page.wait_for_selector("#rows .actions")

    def go(self, path: str) -> None:
        self.page.goto(self.server.url + path)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    folder = tmp_path / "dropped"
    folder.mkdir()
    made = [folder / name for name in ("nora.txt", "maria.txt", "long.pdf")]
    made[0].write_text(CV, "utf-8", newline="\n")
    made[1].write_text(SECOND, "utf-8", newline="\n")
    made[2].write_bytes(three_pages())
    return made[0], made[1], made[2]


def choose_rules(visit: Visit) -> None:
    visit.page.check("input[name=rules][value=support]")
    visit.page.wait_for_selector("#rows .actions")
    visit.page.wait_for_selector("#rows th:has-text('Requirements')")


def correct(visit: Visit, button: str, value: str) -> None:
    visit.page.click(button)
    visit.page.wait_for_selector("dialog[open]")
    visit.page.fill("#fix-value", value)
    visit.page.fill("#fix-reason", "letter of the employer")
    visit.page.click("dialog .main-button")


def test_a_whole_visit(chromium: Any, files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    server = Server()
    try:
        visit = Visit(chromium, server)
        page = visit.page
        assert "#" not in page.url
        visit.drop(*files)
        choose_rules(visit)
        expect(page.locator("tr:has-text('nora.txt')")).to_contain_text("mid")
        page.click("th a:has-text('nora.txt')")
        total = page.locator(".months b").first
        expect(total).to_have_text("83")
        correct(visit, "#fix-1-start", "May 2020")
        expect(page.locator("#changed")).to_contain_text("Total: 83 months → 79 months")
        expect(page.locator("#changed")).to_contain_text("mid → junior")
        expect(total).to_have_text("79")
        expect(page.locator("#changed")).to_be_focused()
        expect(page.locator("#live")).to_contain_text("79")
        page.reload()
        expect(page.locator("#corrections-title ~ ul")).to_contain_text("2020-01 → 2020-05")
        for form, start in (("xlsx", b"PK"), ("html", b"<!doctype html>")):
            page.click(".actions.top summary")
            with page.expect_download() as waiting:
                page.click(f".actions.top .menu a[href$='/{form}']")
            path = tmp_path / f"saved.{form}"
            waiting.value.save_as(path)
            assert path.read_bytes().lower().startswith(start.lower())
        assert "2020-01 → 2020-05" in (tmp_path / "saved.html").read_text("utf-8")
        page.click("nav a:has-text('Compare')")
        expect(page.locator("table.matrix tbody tr")).to_have_count(3)
        page.click("table.matrix a:has-text('nora.txt')")
        page.wait_for_selector("article.sheet")
        page.wait_for_load_state()
        page.click("button:has-text('Undo')")
        expect(page.locator("#changed")).to_contain_text("79 months → 83 months")
        page.click("a:has-text('Growth profile')")
        page.wait_for_selector("article.sheet")
        page.click("header button:has-text('Español')")
        page.wait_for_selector("html[lang=es]")
        page.click("header button:has-text('Cerrar')")
        page.wait_for_selector("h1:has-text('xpcalc')")
        assert visit.wrong == []
        assert server.process.wait(20) == 0
    finally:
        server.stop()


def test_dropping_with_the_mouse_and_the_keyboard_alone(chromium: Any, files: tuple[Path, Path, Path]) -> None:
    server = Server()
    try:
        visit = Visit(chromium, server)
        page = visit.page
        transfer = page.evaluate_handle(
            "(text) => { const d = new DataTransfer(); d.items.add(new File([text], 'nora.txt')); return d; }", CV
        )
        page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
        page.dispatch_event("body", "drop", {"dataTransfer": transfer})
        page.wait_for_selector("th a:has-text('nora.txt')")
        # From here on without the mouse: the document, a date, the dialog, back to where it was.
        page.focus("th a:has-text('nora.txt')")
        page.keyboard.press("Enter")
        page.wait_for_selector("#fix-1-start")
        page.focus("#fix-1-start")
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open]")
        expect(page.locator("#fix-value")).to_be_focused()
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog:not([open])", state="attached")
        expect(page.locator("#fix-1-start")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open]")
        page.keyboard.type("soon")
        page.keyboard.press("Tab")
        page.keyboard.type("why")
        page.keyboard.press("Enter")
        page.wait_for_selector("#fix-problem")
        expect(page.locator("#fix-value")).to_be_focused()
        page.keyboard.type("2020-06")
        page.keyboard.press("Enter")
        page.wait_for_selector("#changed")
        assert visit.wrong == []
        # Nobody else gets in with the same link.
        other = chromium.new_context().new_page()
        other.goto(server.link)
        other.wait_for_selector("#door-shut:visible")
        assert "nora" not in other.content()
    finally:
        assert server.stop() in (0, 1, 130)


def test_a_page_from_elsewhere_reaches_nothing(chromium: Any, files: tuple[Path, Path, Path]) -> None:
    server, stranger = Server(str(files[0])), Server()
    try:
        visit = Visit(chromium, server)
        # Another site in the same browser (another port is another origin) tries what it can.
        page = visit.context.new_page()
        page.goto(stranger.url)
        tried = """async (url) => {
          const ways = [["rows", {}], ["all/json", {credentials: "include"}], ["forget", {method: "POST"}],
            ["forget", {method: "POST", mode: "no-cors", credentials: "include"}],
            ["close", {method: "POST", mode: "no-cors"}]];
          const got = [];
          for (const [path, options] of ways) {
            try { const r = await fetch(url + path, options); got.push(r.type + ":" + (await r.text()).length); }
            catch (e) { got.push("blocked"); }
          }
          return got;
        }"""
        assert set(page.evaluate(tried, server.url)) == {"blocked"}
        visit.go("")
        visit.page.wait_for_selector("th a:has-text('nora.txt')")
    finally:
        server.stop()
        stranger.stop()


# Both widths in both languages and both themes.
LOOKS = [("en", "light", 1280), ("en", "dark", 390), ("es", "light", 390), ("es", "dark", 1280)]


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here: npm install axe-core, or AXE_HOME=DIR")
@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_axe_finds_nothing_serious(
    chromium: Any, files: tuple[Path, Path, Path], lang: str, theme: str, width: int
) -> None:
    server = Server("--lang", lang, "--rules", "support", *map(str, files))
    try:
        visit = Visit(chromium, server, viewport={"width": width, "height": 900}, color_scheme=theme)
        page = visit.page
        page.wait_for_selector("#rows .actions")
        check(page, "start")
        page.click("th a:has-text('nora.txt')")
        page.wait_for_selector("article.sheet")
        page.wait_for_load_state()
        check(page, "document")
        page.click("#fix-1-end")
        page.wait_for_selector("dialog[open]")
        check(page, "dialog")
        page.fill("#fix-value", "x")
        page.fill("#fix-reason", "x")
        page.click("dialog .main-button")
        page.wait_for_selector("#fix-problem")
        check(page, "dialog with a problem")
        page.fill("#fix-value", "2021-02")
        page.click("dialog .main-button")
        page.wait_for_selector("#changed")
        check(page, "corrected")
        page.click(".actions.top summary")
        check(page, "menu")
        visit.go("compare")
        check(page, "compare")
        visit.go("verify")
        page.check("input[name=against] >> nth=1")
        page.click("form .main-button")
        page.wait_for_selector("article, .sheet >> nth=1")
        check(page, "verify")
        page.goto(server.url)
        page.click("th a:has-text('nora.txt')")
        page.click(".actions.top a.button >> nth=0")
        page.wait_for_selector("article.sheet")
        check(page, "profile")
        page.click("header button >> nth=1")
        page.wait_for_selector("h1:has-text('xpcalc')")
        check(page, "closed")
        assert visit.wrong == []
    finally:
        server.stop()


def check(page: Any, name: str) -> None:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] in ("serious", "critical")]
    assert serious == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: scrolls sideways"

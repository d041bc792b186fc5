from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from careers import AS_OF

pytest.importorskip("starlette", reason="pip install 'xpcalc[serve]'")
pytest.importorskip("python_multipart", reason="pip install 'xpcalc[serve]'")
pytest.importorskip("uvicorn", reason="pip install 'xpcalc[serve]'")

with warnings.catch_warnings():
    # Why: the client says which HTTP library it will want one day; either does here.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from xpcalc.rulebook import Rulebook, load_rulebook
from xpcalc.web.desk import Settings
from xpcalc.web.server import build
from xpcalc.web.state import State

PORT = 4711
ORIGIN = f"http://127.0.0.1:{PORT}"


@dataclass
class Browser:
    """A client that behaves as the page does: its cookie, its origin, its token."""

    client: TestClient
    state: State

    def get(self, path: str, **headers: str):  # type: ignore[no-untyped-def]
        return self.client.get(path, headers={"sec-fetch-site": "same-origin", **headers})

    def post(self, path: str, **options):  # type: ignore[no-untyped-def]
        sent = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "x-csrf-token": self.state.door.csrf}
        headers = {**sent, "hx-request": "true", **options.pop("headers", {})}
        return self.client.post(path, headers=headers, **options)

    def drop(self, *files: tuple[str, bytes]):  # type: ignore[no-untyped-def]
        return self.post("/documents", files=[("file", each) for each in files])

    def wait(self) -> None:
        import time

        for _ in range(600):
            if self.state.desk.waiting == 0:
                return
            time.sleep(0.05)
        raise AssertionError("still reading after 30 s")

    def item(self, name: str):  # type: ignore[no-untyped-def]
        return next(item for item in self.state.desk.items.values() if item.name == name)


def opened(book: Rulebook, **options) -> Iterator[Browser]:  # type: ignore[no-untyped-def]
    state, app = build(book, Settings(as_of=AS_OF), warm=False, **options)
    state.guard.port = PORT
    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        browser = Browser(client, state)
        sent = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
        assert client.post("/enter", data={"token": state.door.token}, headers=sent).status_code == 204
        yield browser


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load_rulebook()


@pytest.fixture(scope="module")
def browser(book: Rulebook) -> Iterator[Browser]:
    yield from opened(book)


@pytest.fixture
def fresh(browser: Browser) -> Browser:
    """Return the browser with nothing on the desk."""
    browser.post("/forget")
    browser.state.desk.settings = Settings(as_of=AS_OF)
    return browser

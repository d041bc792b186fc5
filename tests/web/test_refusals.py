"""Bad requests: each of a table is refused, says nothing of the session, and changes nothing."""

from __future__ import annotations

import re
import time

import pytest
from careers import THREE_JOBS as CV
from web.conftest import ORIGIN, PORT, Browser, TestClient

from xpcalc.web.guard import FORM_BYTES, HEADERS, REQUEST_BYTES
from xpcalc.web.upload import FILE_BYTES

SAME = {"origin": ORIGIN, "sec-fetch-site": "same-origin"}
HOST = f"127.0.0.1:{PORT}"
FORM = {"content-type": "application/x-www-form-urlencoded"}
LIMITS = {"content-type": "multipart/form-data; boundary=x"}


def part(name: str, size: int) -> bytes:
    return (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + name.encode() + b'"\r\n\r\n' + b"a" * size
    )


# What is asked, how, and which refusals are right. "csrf" and "cookie" stand for the right ones.
TABLE: list[tuple[str, str, str, dict[str, str], bytes, tuple[int, ...]]] = [
    # Host: DNS rebinding
    ("GET", "/", "cookie", {"host": "evil.example.org"}, b"", (421,)),
    ("GET", "/", "cookie", {"host": f"evil.example.org:{PORT}"}, b"", (421,)),
    ("GET", "/", "cookie", {"host": "127.0.0.1"}, b"", (421,)),
    ("GET", "/", "cookie", {"host": "127.0.0.1:1"}, b"", (421,)),
    ("GET", "/", "cookie", {"host": f"127.0.0.1:{PORT}.evil.example.org"}, b"", (421,)),
    ("GET", "/", "cookie", {"host": f"0.0.0.0:{PORT}"}, b"", (421,)),
    ("GET", "/", "cookie", {"host": ""}, b"", (421,)),
    ("POST", "/forget", "all", {"host": "evil.example.org"}, b"", (421,)),
    # Origin and Sec-Fetch-Site: other pages in the same browser
    ("POST", "/forget", "cookie csrf", {"sec-fetch-site": "same-origin"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "origin": "null"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "origin": "http://evil.example.org"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "origin": f"https://{HOST}"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "origin": f"http://localhost:{PORT}"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "origin": "http://127.0.0.1:8000"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {"origin": ORIGIN}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "sec-fetch-site": "cross-site"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "sec-fetch-site": "same-site"}, b"", (403,)),
    ("POST", "/forget", "cookie csrf", {**SAME, "sec-fetch-site": "none"}, b"", (403,)),
    ("GET", "/", "cookie", {"sec-fetch-site": "cross-site"}, b"", (403,)),
    ("GET", "/all/json", "cookie", {"sec-fetch-site": "same-site"}, b"", (403,)),
    # CSRF
    ("POST", "/forget", "cookie", SAME, b"", (403,)),
    ("POST", "/forget", "cookie", {**SAME, "x-csrf-token": "x"}, b"", (403,)),
    ("POST", "/close", "cookie", {**SAME, "x-csrf-token": ""}, b"", (403,)),
    ("POST", "/settings", "cookie", {**SAME, **FORM}, b"csrf=x&lang=es", (403,)),
    # Token and cookie
    ("GET", "/rows", "", {}, b"", (401,)),
    ("GET", "/all/json", "", {"sec-fetch-site": "same-origin"}, b"", (401,)),
    ("GET", "/rows", "", {"cookie": f"xpcalc-{PORT}=guess"}, b"", (401,)),
    ("GET", "/rows", "", {"cookie": f"xpcalc-{PORT}="}, b"", (401,)),
    ("POST", "/forget", "csrf", SAME, b"", (401,)),
    ("POST", "/enter", "", {**SAME, **FORM}, b"token=guess", (401,)),
    ("POST", "/enter", "", {**SAME, **FORM}, b"token=", (401,)),
    ("POST", "/enter", "used", {**SAME, **FORM}, b"", (401,)),
    ("POST", "/enter", "used", {**FORM, "sec-fetch-site": "cross-site", "origin": ORIGIN}, b"", (403,)),
    # Method
    ("PUT", "/documents", "all", SAME, b"x", (405,)),
    ("DELETE", "/d/x", "all", SAME, b"", (405,)),
    ("OPTIONS", "/documents", "cookie", {**SAME, "access-control-request-method": "POST"}, b"", (405,)),
    ("TRACE", "/", "cookie", {}, b"", (405,)),
    ("GET", "/forget", "cookie", {}, b"", (405,)),
    ("GET", "/close", "cookie", {}, b"", (405,)),
    ("POST", "/rows", "all", {**SAME, **FORM}, b"", (405,)),
    # Path
    ("GET", "/static/../app.py", "cookie", {}, b"", (404,)),
    ("GET", "/static/%2e%2e%2fapp.py", "cookie", {}, b"", (404,)),
    ("GET", "/static/..%5capp.py", "cookie", {}, b"", (404,)),
    ("GET", "/etc/passwd", "cookie", {}, b"", (404,)),
    ("GET", f"{ORIGIN}//evil.example.org/", "cookie", {}, b"", (404,)),
    ("GET", "/d/0000000000000000", "cookie", {}, b"", (404,)),
    ("GET", "/all/exe", "cookie", {}, b"", (404,)),
    ("GET", "/" + "a" * 5000, "cookie", {}, b"", (414,)),
    ("GET", "/rows?" + "a" * 30_000, "cookie", {}, b"", (414,)),
    # Size and shape
    ("POST", "/documents", "all", {**SAME, **LIMITS, "content-length": str(REQUEST_BYTES + 1)}, b"x", (413,)),
    ("POST", "/documents", "all", {**SAME, **LIMITS, "content-length": "9" * 4000}, b"x", (413,)),
    ("POST", "/settings", "all", {**SAME, **FORM}, b"a=" + b"b" * FORM_BYTES, (413,)),
    ("POST", "/settings", "all", {**SAME, **FORM}, b"&".join([b"a=b"] * 1000), (400,)),
    ("POST", "/documents", "all", {**SAME, **LIMITS}, part("cv.txt", FILE_BYTES + 1) + b"\r\n--x--\r\n", (413,)),
    ("POST", "/documents", "all", {**SAME, **LIMITS}, b"\r\n".join([part("a", 1)] * 51) + b"\r\n--x--\r\n", (413,)),
    ("POST", "/documents", "all", {**SAME, **LIMITS}, b"no parts at all", (400,)),
    ("POST", "/documents", "all", {**SAME, "content-type": "multipart/form-data"}, b"--x\r\n", (400,)),
    ("POST", "/documents", "all", {**SAME, "content-type": "application/json"}, b"{}", (415,)),
    ("POST", "/settings", "all", {**SAME, "content-type": "text/plain"}, b"lang=es", (415,)),
    ("POST", "/documents", "all", {**SAME, **LIMITS, "content-length": "-1"}, b"x", (400, 413)),
]


def test_there_are_forty_and_more() -> None:
    assert len(TABLE) >= 40


@pytest.mark.parametrize(
    "row", TABLE, ids=lambda row: re.sub(r"\W+", "-", f"{row[0]} {row[1][:30]} {row[2]} {row[3]}")[:90]
)
def test_refused(browser: Browser, row: tuple[str, str, str, dict[str, str], bytes, tuple[int, ...]]) -> None:
    method, path, held, headers, body, right = row
    if not browser.state.desk.items:
        browser.drop(("nora.txt", CV.encode()))
        browser.wait()
    before = (set(browser.state.desk.items), browser.state.desk.settings)
    sent = {"host": HOST, **headers}
    if "csrf" in held or held == "all":
        sent.setdefault("x-csrf-token", browser.state.door.csrf)
    cookies = dict(browser.client.cookies)
    browser.client.cookies.clear()
    if "cookie" in held or held == "all":
        sent.setdefault("cookie", "; ".join([f"{k}={v}" for k, v in cookies.items()]))
    if held == "used":
        body = b"token=" + cookies[f"xpcalc-{PORT}"].encode()
    try:
        answer = browser.client.request(method, path, headers=sent, content=body)
    finally:
        browser.client.cookies.update(cookies)
    assert answer.status_code in right
    assert {k: answer.headers[k] for k in HEADERS} == dict(HEADERS)
    assert "access-control-allow-origin" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "Whitcombe" not in answer.text
    assert "nora.txt" not in answer.text
    assert browser.state.door.csrf not in answer.text
    assert (set(browser.state.desk.items), browser.state.desk.settings) == before
    assert browser.get("/rows").status_code == 200


def test_the_door_opens_once_and_shows_nothing(fresh: Browser) -> None:
    fresh.drop(("nora.txt", CV.encode()))
    cookies = dict(fresh.client.cookies)
    fresh.client.cookies.clear()
    door = fresh.client.get("/")
    fresh.client.cookies.update(cookies)
    assert door.status_code == 200
    assert "nora.txt" not in door.text
    assert fresh.state.door.csrf not in door.text
    assert "used already" in door.text
    assert not fresh.state.door.token


def test_the_cookie_is_for_this_page_only(book) -> None:  # type: ignore[no-untyped-def]
    from xpcalc.web.desk import Settings
    from xpcalc.web.server import build

    state, app = build(book, Settings())
    state.guard.port = PORT
    client = TestClient(app, base_url=ORIGIN)
    answer = client.post("/enter", data={"token": state.door.token}, headers=SAME)
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert "domain" not in said
    assert len(re.search(r"=([^;]+)", said).group(1)) >= 43  # 256 bits


def test_pages_carry_the_headers_and_no_inline_script(browser: Browser) -> None:
    for path in ("/", "/rows", "/compare", "/static/page.js", "/static/report.css"):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert {k: answer.headers[k] for k in HEADERS} == dict(HEADERS)
        if not path.startswith("/static/"):
            assert not re.search(r"<script(?! src=)|<style|\son\w+=|\sstyle=|javascript:", answer.text)


def test_a_chunked_body_without_a_length_is_counted(browser: Browser) -> None:
    def endless():  # type: ignore[no-untyped-def]
        for _ in range(FORM_BYTES // 1000 + 10):
            yield b"a" * 1000

    answer = browser.post("/settings", content=endless(), headers=FORM)
    assert answer.status_code == 413


def test_a_body_that_does_not_come_is_given_up(browser: Browser) -> None:
    import asyncio

    from xpcalc.web.guard import BodyRefused, _limited

    async def never():  # type: ignore[no-untyped-def]
        await asyncio.sleep(10)

    async def wait() -> None:
        await _limited(never, 100, 0.05)()

    start = time.monotonic()
    with pytest.raises(BodyRefused) as error:
        asyncio.run(wait())
    assert error.value.status == 408
    assert time.monotonic() - start < 5


def test_the_third_upload_at_once_has_to_wait(browser: Browser) -> None:
    browser.state.guard._uploads = 2
    try:
        answer = browser.drop(("nora.txt", CV.encode()))
    finally:
        browser.state.guard._uploads = 0
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_names_of_uploads_are_only_shown(fresh: Browser) -> None:
    name = "../../<img src=x onerror=alert(1)>.txt"
    fresh.drop((name, CV.encode()))
    fresh.wait()
    text = fresh.get("/rows").text
    assert "<img" not in text
    assert "&lt;img" in text
    assert "../" not in text

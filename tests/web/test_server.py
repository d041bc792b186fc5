"""The server as a process: its address, requests that no library would send, memory, and how it ends."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from careers import THREE_JOBS as CV
from web.conftest import Settings, build

from xpcalc.rulebook import Rulebook


class Server:
    """A server of its own process, as a person starts it."""

    def __init__(self, *args: str) -> None:
        command = [sys.executable, "-m", "xpcalc", "serve", "--no-browser", *args]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/#(\S{43})", self.process.stdout.readline())
        assert found is not None
        self.port, self.token = int(found.group(1)), found.group(2)

    def ask(self, raw: str | bytes, wait: float = 5) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as line:
            line.sendall(raw.encode("latin-1") if isinstance(raw, str) else raw)
            got = b""
            while part := line.recv(65536):
                got += part
            return got

    def stop(self) -> int:
        assert self.process.stdout is not None
        try:
            self.process.send_signal(signal.SIGINT)
            return self.process.wait(20)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    yield started
    assert started.stop() == 0


def head(method: str, path: str, port: int, *more: str, host: str | None = None) -> str:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{port}'}", "Connection: close", *more]
    return "\r\n".join(lines) + "\r\n\r\n"


def same(port: int) -> tuple[str, str]:
    return f"Origin: http://127.0.0.1:{port}", "Sec-Fetch-Site: same-origin"


def test_raw_requests_are_refused(server: Server) -> None:
    port = server.port
    length = "Content-Length: 5"
    raw = [
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        head("GET", "/", port, "Host: evil.example.org"),
        head("GET", "/rows", port, host=f"localhost.evil.example.org:{port}"),
        head("GET", "http://evil.example.org/rows", port),
        head("CONNECT", "evil.example.org:443", port),
        head("GET", "/rows", port, f"Cookie: xpcalc-{port}="),
        head("POST", "/enter", port, *same(port), length, "Transfer-Encoding: chunked") + "0\r\n\r\n",
        head("POST", "/enter", port, *same(port), length, "Content-Length: 6") + "token=",
        head("POST", "/enter", port, *same(port), "Origin: http://evil.example.org", length) + "token",
        head("POST", "/documents", port, *same(port), "Content-Length: 99999999999"),
        head("GET", "/" + "a" * 100_000, port),
        head("GET", "/", port, "X: " + "a" * 100_000),
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        "NONSENSE\r\n\r\n",
    ]
    for request in raw:
        answer = server.ask(request)
        assert not answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 3", b"HTTP/1.1 5")), request[:60]
    assert server.ask(head("GET", "/", port)).startswith(b"HTTP/1.1 200")


def test_nothing_listens_but_this_computer(server: Server) -> None:
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("no /proc here")
    wanted = f":{server.port:04X}"
    mine = [row.split()[1] for row in table.read_text().splitlines()[1:] if row.split()[1].endswith(wanted)]
    assert mine
    assert all(address.startswith("0100007F") for address in mine)


def test_a_slow_client_stops_nobody(server: Server) -> None:
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
    try:
        for line in slow:
            line.sendall(b"POST /documents HTTP/1.1\r\nHost: ")
        start = time.monotonic()
        assert server.ask(head("GET", "/", server.port)).startswith(b"HTTP/1.1 200")
        assert time.monotonic() - start < 2
    finally:
        for line in slow:
            line.close()


def test_memory_stays_small_and_the_token_works_once(server: Server) -> None:
    port = server.port
    body = f"token={server.token}"
    form = f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"
    answer = server.ask(head("POST", "/enter", port, *same(port), *form) + body).decode("latin-1")
    assert answer.startswith("HTTP/1.1 204")
    again = server.ask(head("POST", "/enter", port, *same(port), *form) + body)
    assert again.startswith(b"HTTP/1.1 401")
    cookie = "Cookie: " + re.search(r"set-cookie: ([^;]+)", answer).group(1)  # type: ignore[union-attr]
    page = server.ask(head("GET", "/", port, cookie)).decode()
    csrf = "X-CSRF-Token: " + re.search(r'name="csrf" content="([^"]+)"', page).group(1)  # type: ignore[union-attr]
    for n in range(20):
        text = CV.encode() + b"\n" * 1_000_000
        data = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%d.txt"\r\n\r\n%b\r\n--x--\r\n' % (
            n,
            text,
        )
        kind = "Content-Type: multipart/form-data; boundary=x"
        sent = head("POST", "/documents", port, *same(port), cookie, csrf, kind, f"Content-Length: {len(data)}")
        assert b'"new":1' in server.ask(sent.encode() + data)
    status = Path(f"/proc/{server.process.pid}/status")
    if status.exists():
        peak = int(re.search(r"VmRSS:\s+(\d+)", status.read_text()).group(1))  # type: ignore[union-attr]
        assert peak < 150 * 1024, f"{peak // 1024} MiB"


def test_it_ends_when_nobody_is_there(book: Rulebook) -> None:
    from xpcalc.web.app import application

    state, _ = build(book, Settings())
    ended = []
    state.stop = lambda: ended.append(True)

    async def wait() -> None:
        app = application(state, idle_seconds=0.1, warm=False)
        async with app.router.lifespan_context(app):
            await asyncio.sleep(0.5)

    asyncio.run(wait())
    assert ended


def test_no_worker_is_left_behind() -> None:
    started = Server()
    time.sleep(3)
    children = subprocess.run(["pgrep", "-P", str(started.process.pid)], capture_output=True, text=True, check=False)
    assert started.stop() == 0
    for pid in children.stdout.split():
        for _ in range(50):
            if not os.path.exists(f"/proc/{pid}"):
                break
            time.sleep(0.1)
        else:
            pytest.fail("a worker is still there")

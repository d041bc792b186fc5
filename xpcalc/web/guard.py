"""Requests -> requests that may be served: one browser, one computer. To refuse one more thing: a check in `_refused`.

Every answer carries the headers of HEADERS; every refusal is a short page without anything of the session in it.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from types import MappingProxyType
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Source: W3C Content Security Policy 3, Fetch and HTML standards; nothing is allowed that the page does not use.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-frame-options": "DENY",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
    }
)
# Source: docs/serve.md, "Limits".
REQUEST_BYTES, FORM_BYTES, BODY_SECONDS, UPLOADS_AT_ONCE = 200 << 20, 256 << 10, 30.0, 2
MAX_PATH, MAX_QUERY, MAX_HEADERS = 200, 20_000, 32 << 10
UPLOAD, ENTER, STATIC = "/documents", "/enter", "/static/"


class BodyRefused(Exception):
    """The body is too large or too slow; the pages answer with `words`."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Door:
    """The one-time token and the cookie that it is exchanged for; `csrf` goes with every change."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self.csrf = secrets.token_urlsafe(32)
        self._cookie = ""

    def enter(self, token: str) -> str | None:
        """Return the value of the cookie, once."""
        if not self.token or not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        self.token, self._cookie = "", secrets.token_urlsafe(32)
        return self._cookie

    def knows(self, cookie: str) -> bool:
        """Return whether this is the browser that came with the token."""
        return bool(self._cookie) and hmac.compare_digest(cookie.encode(), self._cookie.encode())


class Guard:
    """ASGI in front of the pages. Invariant: what it lets through comes from the browser that holds the cookie."""

    def __init__(self, app: App, door: Door, body_seconds: float = BODY_SECONDS) -> None:
        self._app = app
        self._door = door
        self._body_seconds = body_seconds
        self._uploads = 0
        self.port = 0
        self.seen = time.monotonic()

    @property
    def cookie_name(self) -> str:
        """The cookie's name: cookies do not know ports, so that two servers would take each other's."""
        return f"xpcalc-{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve or refuse one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = _headers(scope)

        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [(k, v) for k, v in message.get("headers", []) if k.decode("latin-1").lower() not in HEADERS]
                message["headers"] = own + [(k.encode(), v.encode()) for k, v in HEADERS.items()]
            await send(message)

        status = self._refused(scope, headers)
        if status:
            await _say(reply, status)
            return
        self.seen = time.monotonic()
        upload = scope["path"] == UPLOAD
        if upload and self._uploads >= UPLOADS_AT_ONCE:
            await _say(reply, 429)
            return
        self._uploads += upload
        try:
            limit = REQUEST_BYTES if upload else FORM_BYTES
            await self._app(scope, _limited(receive, limit, self._body_seconds), reply)
        finally:
            self._uploads -= upload

    def _refused(self, scope: Scope, headers: Mapping[str, list[str]]) -> int:
        """Return the status to refuse a request with, 0 to let it pass."""
        path, method = scope["path"], scope["method"]
        if len(path) > MAX_PATH or len(scope.get("query_string", b"")) > MAX_QUERY:
            return 414
        if sum([len(name) + len(value) for name, value in scope["headers"]]) > MAX_HEADERS:
            return 431
        host = _one(headers, "host")
        if host not in (f"127.0.0.1:{self.port}", f"localhost:{self.port}"):
            return 421
        if method not in ("GET", "POST"):
            return 405
        site = _one(headers, "sec-fetch-site")
        if method == "GET" and site not in (None, "none", "same-origin"):
            return 403
        cookie = self._door.knows(_cookie(headers, self.cookie_name))
        if method == "GET":
            # Why: the door page and its style hold nothing of the session.
            return 0 if cookie or path == "/" or path.startswith(STATIC) else 401
        if _one(headers, "origin") != f"http://{host}" or site != "same-origin":
            return 403
        length = _one(headers, "content-length")
        if length is not None and not (length.isascii() and length.isdigit()):
            return 400
        limit = REQUEST_BYTES if path == UPLOAD else FORM_BYTES
        if length is not None and int(length[:20]) > limit:
            return 413
        if path == ENTER:
            return 0
        if not cookie:
            return 401
        given = _one(headers, "x-csrf-token") or ""
        return 0 if hmac.compare_digest(given.encode(), self._door.csrf.encode()) else 403

    def inside(self, scope: Scope) -> bool:
        """Return whether a request comes from the browser that holds the cookie."""
        return self._door.knows(_cookie(_headers(scope), self.cookie_name))


def _headers(scope: Scope) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _one(headers: Mapping[str, list[str]], name: str) -> str | None:
    """Return a header that may stand once; sent twice it is worth nothing."""
    values = headers.get(name, [])
    return values[0] if len(values) == 1 else None if not values else ""


def _cookie(headers: Mapping[str, list[str]], name: str) -> str:
    for line in headers.get("cookie", []):
        for part in line.split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
    return ""


def _limited(receive: Receive, limit: int, seconds: float) -> Receive:
    """Return `receive` that stops a body which is too large or too slow."""
    size = 0
    until = time.monotonic() + seconds
    whole = False

    async def counted() -> Message:
        nonlocal size, whole
        if whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(until - time.monotonic(), 0.0))
        except TimeoutError:
            raise BodyRefused(408) from None
        size += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if size > limit:
            raise BodyRefused(413)
        return message

    return counted


# Source: RFC 9110; said in plain words, without anything that a request brought.
WORDS: Mapping[int, str] = MappingProxyType(
    {
        400: "This request is not complete.",
        401: "This page is closed. Open it with the link that xpcalc serve printed.",
        403: "Only the page of xpcalc itself may ask this.",
        404: "There is no such page.",
        405: "This cannot be done here.",
        408: "The upload took too long. Try again.",
        413: "This is too large. Drop fewer or smaller files.",
        414: "This address is too long.",
        431: "This request is too long.",
        421: "This is not an address of xpcalc.",
        429: "xpcalc is busy reading. It goes on in a moment.",
    }
)


async def _say(send: Send, status: int) -> None:
    body = f"{WORDS[status]}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    if status == 429:
        headers.append((b"retry-after", b"2"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


__all__ = ["HEADERS", "POLICY", "WORDS", "BodyRefused", "Door", "Guard"]

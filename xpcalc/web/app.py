"""State -> the ASGI application: one row an address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from xpcalc.web import actions, views
from xpcalc.web.guard import WORDS, BodyRefused
from xpcalc.web.work import LANES, Job

if TYPE_CHECKING:
    from starlette.requests import Request

    from xpcalc.web.state import State

# Source: docs/serve.md, "Limits"; unit: seconds.
IDLE_SECONDS, LOOK_SECONDS = 30 * 60, 20.0

# Source: hand-made; says what only slow parts of the claims understand, so that these are loaded as well.
_WARM = b"""Nobody

PROFILE

At a company with 20 years of experience; 3 years ago I began with Zendesk

WORK EXPERIENCE

Support Agent
Nowhere Ltd
Jan 2020 - Mar 2021
- 2 years of Zendesk
"""

ROUTES = (
    Route("/", views.start),
    Route("/rows", views.rows),
    Route("/static/{name}", views.static),
    Route("/d/{id}", views.document),
    Route("/d/{id}/fix", views.fix),
    Route("/d/{id}/corrections.yaml", views.sidecar),
    Route("/d/{id}/report/{form}", views.report),
    Route("/d/{id}/profile", views.profile),
    Route("/d/{id}/profile/{form}", views.profile_file),
    Route("/compare", views.compare),
    Route("/compare/{form}", views.compare_file),
    Route("/verify", views.verify),
    Route("/verify/{form}", views.verify_file),
    Route("/all/{form}", views.reports),
    Route("/enter", actions.enter, methods=["POST"]),
    Route("/documents", actions.upload, methods=["POST"]),
    Route("/settings", actions.settings, methods=["POST"]),
    Route("/forget", actions.forget, methods=["POST"]),
    Route("/close", actions.close, methods=["POST"]),
    Route("/d/{id}/remove", actions.remove, methods=["POST"]),
    Route("/d/{id}/corrections", actions.correct, methods=["POST"]),
    Route("/d/{id}/undo", actions.undo, methods=["POST"]),
)


def application(state: State, idle_seconds: float = IDLE_SECONDS, warm: bool = True) -> Starlette:
    """Return the application behind the guard; `warm` = what reading needs is loaded before it is asked for."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        state.bench.start()
        tasks = [asyncio.create_task(_watch(state, idle_seconds))]
        if warm:
            tasks.append(asyncio.create_task(_warm(state)))
        state.read_all()
        try:
            yield
        finally:
            for task in (*tasks, *state.tasks):
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            await state.bench.close()
            state.desk.items.clear()

    app = Starlette(
        routes=list(ROUTES),
        lifespan=life,
        exception_handlers={HTTPException: _refused, BodyRefused: _cut},
    )
    app.router.redirect_slashes = False
    app.state.held = state
    return app


async def _warm(state: State) -> None:
    asked = state.bench.asked(state.desk.settings)
    await asyncio.gather(*[state.bench.assess(Job("warm.txt", _WARM, asked)) for _ in range(LANES)])


async def _watch(state: State, idle_seconds: float) -> None:
    """Forget what nobody looks at, and end when nobody is there."""
    while True:
        await asyncio.sleep(min(LOOK_SECONDS, idle_seconds))
        for _ in state.desk.expire(state.clock()):
            pass
        if state.desk.waiting == 0 and state.clock() - state.guard.seen > idle_seconds:
            state.stop()


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    return PlainTextResponse(WORDS.get(status, WORDS[400]) + "\n", status, headers=dict(error.headers or {}))


async def _cut(request: Request, error: Exception) -> Response:
    assert isinstance(error, BodyRefused)
    return PlainTextResponse(WORDS[error.status] + "\n", error.status, headers={"connection": "close"})

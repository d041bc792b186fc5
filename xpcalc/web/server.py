"""Files and settings -> a page on this computer until it is closed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xpcalc.choices import policy_named, rules_named
from xpcalc.corrections import SUFFIX
from xpcalc.errors import MissingExtra, UnreadableDocument, XpcalcError
from xpcalc.pipeline.inputs import beside, load

if TYPE_CHECKING:
    import uvicorn

    from xpcalc.rulebook import Rulebook
    from xpcalc.web.desk import Desk, Settings
    from xpcalc.web.state import State

# Source: docs/formats.md; files of a folder that are worth a try, by the ends of their names.
ENDINGS = tuple(".pdf .docx .odt .rtf .html .htm .txt .md .json .xml .zip .csv .png .jpg .jpeg .tif .tiff".split())
FOLDER_FILES = 500
_CONNECTIONS = 64
HOST = "127.0.0.1"


def serve(
    book: Rulebook,
    settings: Settings,
    *,
    files: Sequence[str] = (),
    rules: Sequence[str] = (),
    workspace: str | None = None,
    rules_folder: str | None = None,
    port: int = 0,
    said: Callable[[str], None],
    opened: Callable[[str], object] | None = None,
) -> None:
    """Serve the page until it is closed, idle for half an hour, or interrupted.

    `said` hears the address, `opened` opens it in a browser. Raises: MissingExtra, XpcalcError, UnknownName.
    """
    state, app = build(book, settings, files=files, rules=rules, workspace=workspace, rules_folder=rules_folder)
    try:
        server = _server(app, state, port, said, opened)
        state.stop = lambda: setattr(server, "should_exit", True)
        server.run()
    except KeyboardInterrupt:
        return
    finally:
        close = getattr(state.desk.store, "close", None)
        if close is not None:
            close()


def build(
    book: Rulebook,
    settings: Settings,
    *,
    files: Sequence[str] = (),
    rules: Sequence[str] = (),
    workspace: str | None = None,
    rules_folder: str | None = None,
    warm: bool = True,
) -> tuple[State, object]:
    """Return the state and the guarded application. Raises: MissingExtra, XpcalcError, UnknownName."""
    try:
        import python_multipart  # noqa: F401  # what the forms are read with
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtra(error.name or "starlette", "serve") from None
    from xpcalc.web.app import application
    from xpcalc.web.desk import Desk
    from xpcalc.web.guard import Door, Guard
    from xpcalc.web.state import State
    from xpcalc.web.work import Bench

    policy_named(settings.policy, book, settings.kinds)
    rules_named(rules, book)
    shipped = set(book.names("seniority"))
    own = tuple([rule for rule in rules if rule not in shipped])
    desk = Desk(settings._replace(rules=tuple(rules)))
    door = Door()
    state = State(desk, book, Bench(book, rules_folder), door, None, _nothing, own, workspace or "", rules_folder)  # type: ignore[arg-type]
    if workspace is not None:
        from xpcalc.web.workspace import Workspace

        desk.store = store = Workspace(Path(workspace))
        for item in store.items(state.clock()):
            desk.items[item.id] = item
    _fill(state, desk, files)
    app = application(state, warm=warm)
    state.guard = Guard(app, door)
    return state, state.guard


def _nothing() -> None:
    """Stand in for `stop` until there is a server."""


def _fill(state: State, desk: Desk, files: Sequence[str]) -> None:
    for path in _named(files):
        try:
            data = load(path)
            aside = beside(path)
        except UnreadableDocument as error:
            raise XpcalcError(f"{path}: {error.message}: {error.hint}") from None
        item = desk.add(path.name, data, state.clock(), path)
        if item is not None and aside is not None:
            state.correct(item, aside)


def _named(files: Sequence[str]) -> Iterator[Path]:
    """Yield files as named and the documents of folders; links inside a folder are not followed."""
    for name in files:
        path = Path(name)
        if not path.is_dir():
            if not name.endswith(SUFFIX):
                yield path
            continue
        found = 0
        for folder, _, names in os.walk(path, followlinks=False):
            for each in sorted(names):
                inner = Path(folder, each)
                if not each.startswith(".") and each.lower().endswith(ENDINGS) and not inner.is_symlink():
                    found += 1
                    if found > FOLDER_FILES:
                        raise XpcalcError(f"{name}: more than {FOLDER_FILES} documents: name a smaller folder")
                    yield inner


def _server(
    app: object, state: State, port: int, said: Callable[[str], None], opened: Callable[[str], object] | None
) -> uvicorn.Server:
    import uvicorn

    class Server(uvicorn.Server):
        """Says its address once the port is known, which the system chose."""

        async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
            await super().startup(sockets=sockets)  # type: ignore[arg-type]
            if self.should_exit or not self.servers:
                return
            state.guard.port = self.servers[0].sockets[0].getsockname()[1]
            url = f"http://{HOST}:{state.guard.port}/#{state.door.token}"
            said(url)
            if opened is not None:
                opened(url)

    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host=HOST,
        port=port,
        http="h11",
        ws="none",
        lifespan="on",
        log_level="error",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=2,
    )
    return Server(config)

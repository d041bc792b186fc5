"""GET requests -> pages and files. A handler changes nothing; to add one, write it here and give it a row in app."""

from __future__ import annotations

import asyncio
import re
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from xpcalc.assessment import Assessment
from xpcalc.blind import blind_verification, label_of
from xpcalc.corrections import SUFFIX, written
from xpcalc.errors import UnknownName, UnreadableDocument, XpcalcError
from xpcalc.i18n import translator
from xpcalc.reports import REPORTS, Options
from xpcalc.reports.codes import N_
from xpcalc.reports.comparison import COMPARISON_REPORTS
from xpcalc.reports.profile import PROFILE_REPORTS
from xpcalc.reports.verification import VERIFICATION_REPORTS
from xpcalc.web import pages

if TYPE_CHECKING:
    from starlette.requests import Request

    from xpcalc.comparison import Comparison
    from xpcalc.verification import Verification
    from xpcalc.web.desk import Item
    from xpcalc.web.state import State

STATIC = Path(__file__).with_name("static")
# Source: IANA media types; what a browser is told about a file that it may only save.
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "text": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
}
_ENDINGS = {"text": "txt"}


def state_of(request: Request) -> State:
    """Return what the server holds."""
    state: State = request.app.state.held
    return state


def item_of(request: Request) -> Item:
    """Return the document that the address names. Raises: HTTPException 404."""
    state = state_of(request)
    item = state.desk.items.get(request.path_params["id"])
    if item is None:
        raise HTTPException(404)
    item.touched = state.clock()
    return item


def page(request: Request, template: str, **values: Any) -> HTMLResponse:
    """Return a whole page, or its main part where htmx asks for it."""
    state = state_of(request)
    settings = state.desk.settings
    html = pages.render(
        template,
        settings.lang,
        settings=settings,
        desk=state.desk,
        csrf=state.door.csrf,
        whole="hx-request" not in request.headers,
        workspace=state.workspace_name,
        path=request.url.path,
        **values,
    )
    return HTMLResponse(html)


# ---------------------------------------------------------------- pages


async def start(request: Request) -> Response:
    """The documents and how to count them; without the cookie, the door."""
    state = state_of(request)
    if not state.guard.inside(request.scope):
        lang = "es" if request.headers.get("accept-language", "").lower().startswith("es") else "en"
        return HTMLResponse(pages.render("door.html", lang, used=not state.door.token))
    return page(request, "start.html", **start_values(state))


def start_values(state: State) -> dict[str, Any]:
    """Return what the page of documents shows."""
    settings = state.desk.settings
    return {
        "rows": pages.glance(state.desk, state.book),
        "choices": pages.choices_of(state.book, state.own_rules, settings.lang),
        "today": pages.today(),
        "formats": formats(REPORTS, settings.lang),
        "notices": tuple(state.desk.notices),
    }


async def rows(request: Request) -> Response:
    """The list of documents alone: what the page asks for while files are read."""
    return page(request, "_rows.html", **start_values(state_of(request)))


async def document(request: Request) -> Response:
    """One document with everything about it."""
    return document_page(request, item_of(request))


def document_page(request: Request, item: Item, changed: tuple[str, ...] = (), status: int = 200) -> HTMLResponse:
    """Return the page of a document; `changed` says what a correction did."""
    state = state_of(request)
    settings = state.desk.settings
    return page(
        request,
        "document.html",
        item=item,
        s=pages.sheet_of(item, settings, state.book),
        shown=pages.shown_of(item, settings, state.book),
        functions={c.value: c.label for c in pages.functions_of(state.book, settings.lang)},
        formats=formats(REPORTS, settings.lang),
        history=pages.history(item),
        changed=changed,
        sidecar=f"{item.name}{SUFFIX}",
    )


async def fix(request: Request) -> Response:
    """The dialog to correct one field."""
    state, item = state_of(request), item_of(request)
    number = request.query_params.get("number", "0")
    made = pages.fix_of(
        item,
        int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0,
        request.query_params.get("field", ""),
        state.desk.settings,
        state.book,
    )
    if made is None or state.desk.settings.blind:
        raise HTTPException(404)
    return page(request, "_fix.html", fix=made, questions=pages.QUESTIONS)


async def profile(request: Request) -> Response:
    """The growth profile of one person."""
    from xpcalc.profile import profile as make
    from xpcalc.reports.html.profile import card

    state, item = state_of(request), item_of(request)
    lang = state.desk.settings.lang
    shown = pages.shown_of(item, state.desk.settings, state.book)
    if not isinstance(shown, Assessment):
        raise HTTPException(404)
    made = card(make(shown, state.book.taxonomy, lang), translator(lang))
    return page(request, "person.html", item=item, card=made, formats=formats(PROFILE_REPORTS, lang))


async def compare(request: Request) -> Response:
    """Candidates side by side."""
    state = state_of(request)
    made = _compared(state, request.query_params.get("sort", "file"))
    links: dict[str, str] = {}
    board = None
    if made is not None:
        from xpcalc.reports.html.comparison import board as lay

        board = lay(made, translator(state.desk.settings.lang))
        ids = {item.sha256: item.id for item in state.desk.sorted()}
        links = {c.sheet.key: f"/d/{ids[c.sheet.a.document.sha256.removeprefix('sha256:')]}" for c in board.candidates}
    return page(
        request,
        "compare.html",
        board=board,
        links=links,
        waiting=state.desk.waiting,
        formats=formats(COMPARISON_REPORTS, state.desk.settings.lang),
    )


def _compared(state: State, sort: str = "file") -> Comparison | None:
    """Return all documents that have an answer, side by side; None where there are none."""
    from xpcalc.comparison import compare as lay

    settings = state.desk.settings
    results = [shown for item, shown in pages.glance(state.desk, state.book) if item.ready and shown is not None]
    if not results:
        return None
    try:
        return lay(results, sort=sort, taxonomy=state.book.taxonomy, lang=settings.lang)
    except UnknownName:
        # Why: a column that the address names may be gone since requirements were changed.
        return lay(results, taxonomy=state.book.taxonomy, lang=settings.lang)


async def verify(request: Request) -> Response:
    """One person's documents side by side."""
    state, query = state_of(request), request.query_params
    lang = state.desk.settings.lang
    asked = _papers(request)
    problem, made = "", None
    if asked is not None:
        try:
            made = await _verified(request, lang)
        except XpcalcError as error:
            problem = f"{error.message}: {error.hint}" if isinstance(error, UnreadableDocument) else str(error)
    elif query:
        problem = translator(lang)("Choose the CV and at least one other document.")
    from xpcalc.reports.html.verification import board

    rows = [
        (item.id, item.name if not state.desk.settings.blind else label_of(item.sha256)) for item in state.desk.sorted()
    ]
    return page(
        request,
        "verify.html",
        rows=rows,
        cv=query.get("cv", ""),
        against=query.getlist("against"),
        same_person="same_person" in query,
        made=None if made is None else board(made, translator(lang)),
        problem=problem,
        query=str(query),
        formats=formats(VERIFICATION_REPORTS, lang),
    )


async def verify_file(request: Request) -> Response:
    """The documents side by side in any form."""
    from xpcalc.reports.verification import render

    form = _form(request, VERIFICATION_REPORTS)
    if _papers(request) is None:
        raise HTTPException(404)
    try:
        # Why: JSON and CSV keep English sentences, whatever the language, so that programs may rely on them.
        lang = state_of(request).desk.settings.lang if VERIFICATION_REPORTS[form].for_people else "en"
        made = await _verified(request, lang)
    except XpcalcError as error:
        return Response(f"{error}\n", 409, media_type="text/plain")
    return await _made(request, lambda: render(made, form, _options(request)), "xpcalc-verification", form)


def _papers(request: Request) -> tuple[Item, list[Item]] | None:
    """Return the CV and what it is held against; None where they are not both chosen."""
    items, query = state_of(request).desk.items, request.query_params
    cv = items.get(query.get("cv", ""))
    against = [
        items[each] for each in dict.fromkeys(query.getlist("against")) if each in items and items[each] is not cv
    ]
    return (cv, against) if cv is not None and against else None


async def _verified(request: Request, lang: str) -> Verification:
    """Return the documents side by side; the last answer is kept for saving it. Raises: XpcalcError.

    `lang`: of the verdicts.
    """
    from xpcalc.web.checking import Asked, Paper, check

    state, chosen = state_of(request), _papers(request)
    assert chosen is not None
    cv, against = chosen
    settings = state.desk.settings
    made = cv.made
    first = Paper(cv.name, cv.data, None if made is None else written(made).encode("utf-8"))
    asked = Asked(
        state.rules_folder,
        settings.policy,
        settings.kinds,
        settings.rules,
        settings.as_of or pages.today(),
        "same_person" in request.query_params,
        lang,
    )
    key = (first, tuple([item.id for item in against]), asked, settings.blind, settings.lang)
    if state.verified is None or state.verified[0] != key:
        result = await asyncio.to_thread(check, first, [Paper(item.name, item.data) for item in against], asked)
        if settings.blind:
            result = blind_verification(result, lang=settings.lang)
        state.verified = (key, result)
    return state.verified[1]


async def static(request: Request) -> Response:
    """A style sheet or script of this package."""
    from xpcalc.reports.html.environment import css

    name = request.path_params["name"]
    if name == "report.css":
        return Response(css(), media_type="text/css")
    kinds = {"page.css": "text/css", "page.js": "text/javascript", "htmx.min.js": "text/javascript"}
    if name not in kinds:
        raise HTTPException(404)
    return Response((STATIC / name).read_bytes(), media_type=kinds[name])


# ---------------------------------------------------------------- files to save


# Source: hand-made; forms in the order in which people look for them, by the name that they know them by.
_FORMS = {
    "xlsx": N_("Excel (xlsx)"),
    "pdf": "PDF",
    "html": N_("Web page (html)"),
    "csv": N_("Table (csv)"),
    "text": N_("Plain text"),
    "md": "Markdown (md)",
    "json": "JSON",
    "jsonl": "JSON, one line a file (jsonl)",
}


def formats(table: Any, lang: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a table of reports that can be made here, each with its name."""
    t = translator(lang)
    known = [name for name in (*_FORMS, *table) if name in table]
    missing = {"pdf"} if find_spec("weasyprint") is None else set()
    return tuple([(name, t(_FORMS.get(name, name))) for name in dict.fromkeys(known) if name not in missing])


def saved(data: str | bytes, name: str, form: str) -> Response:
    """Return a file that the browser saves and never shows."""
    body = data.encode("utf-8", "replace") if isinstance(data, str) else data
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    encoded = "".join(
        [chr(b) if (chr(b).isascii() and chr(b).isalnum()) or b in b"._-" else f"%{b:02X}" for b in name.encode()]
    )
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    return Response(body, headers={"content-disposition": disposition}, media_type=_TYPES.get(form, "text/plain"))


def _options(request: Request) -> Options:
    return Options(lang=state_of(request).desk.settings.lang, verbose=True)


def _form(request: Request, table: Any) -> str:
    form: str = request.path_params["form"]
    if form not in table:
        raise HTTPException(404)
    return form


async def report(request: Request) -> Response:
    """The report of one document in any form."""
    item = item_of(request)
    return await _report(request, [item], "xpcalc-assessment")


async def reports(request: Request) -> Response:
    """The report of all documents in any form."""
    return await _report(request, state_of(request).desk.sorted(), "xpcalc-documents")


async def _report(request: Request, items: list[Item], name: str) -> Response:
    from xpcalc.reports import render

    state, form = state_of(request), _form(request, REPORTS)
    settings = state.desk.settings
    people = REPORTS[form].for_people
    chosen = settings if people else settings._replace(lang="en")
    results = [shown for item in items if (shown := pages.shown_of(item, chosen, state.book)) is not None]
    if not results:
        raise HTTPException(404)
    return await _made(request, lambda: render(results, form, _options(request)), name, form)


async def profile_file(request: Request) -> Response:
    """The profile in any form."""
    from xpcalc.profile import profile as make
    from xpcalc.reports.profile import render

    state, item, form = state_of(request), item_of(request), _form(request, PROFILE_REPORTS)
    shown = pages.shown_of(item, state.desk.settings._replace(lang="en"), state.book)
    if not isinstance(shown, Assessment):
        raise HTTPException(404)
    made = make(shown, state.book.taxonomy, state.desk.settings.lang)
    return await _made(request, lambda: render([made], form, _options(request)), "xpcalc-profile", form)


async def compare_file(request: Request) -> Response:
    """The comparison in any form."""
    from xpcalc.reports.comparison import render

    form = _form(request, COMPARISON_REPORTS)
    table = _compared(state_of(request))
    if table is None:
        raise HTTPException(404)
    return await _made(request, lambda: render(table, form, _options(request)), "xpcalc-comparison", form)


async def _made(request: Request, make: Any, name: str, form: str) -> Response:
    try:
        data = await asyncio.to_thread(make)
    except XpcalcError as error:
        lang = state_of(request).desk.settings.lang
        text = translator(lang)("This cannot be made here: {reason}").format(reason=error)
        return Response(text + "\n", 409, media_type="text/plain")
    return saved(data, f"{name}.{_ENDINGS.get(form, form)}", form)


async def sidecar(request: Request) -> Response:
    """The corrections of a document, as the file that belongs next to it."""
    item = item_of(request)
    made = item.made
    if made is None:
        raise HTTPException(404)
    return saved(written(made), f"{Path(item.name).name}{SUFFIX}", "yaml")

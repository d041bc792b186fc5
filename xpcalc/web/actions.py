"""POST requests -> changes of the desk. To add one: a handler here and a row in app; `form_of` reads its fields."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from xpcalc.corrections import NOTHING, PRESENT, day_of, merged, problem_with
from xpcalc.i18n import LANGUAGES, translator
from xpcalc.model import EMPLOYMENTS, Correction
from xpcalc.pipeline.grammars import grammar_for
from xpcalc.web import pages
from xpcalc.web.desk import Event, Item, Settings
from xpcalc.web.upload import files_of
from xpcalc.web.views import document_page, item_of, page, start_values, state_of
from xpcalc.web.work import SOON, judge, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.datastructures import FormData
    from starlette.requests import Request

    from xpcalc.web.state import State

_WAITING = 50  # documents in the queue before the page is asked to wait
_TEXT = 500


async def form_of(request: Request) -> FormData:
    """Return the fields of a form. Raises: HTTPException 400."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415)
    return await request.form(max_files=0, max_fields=200)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return " ".join(value.split())[:_TEXT] if isinstance(value, str) else ""


async def enter(request: Request) -> Response:
    """Exchange the one-time token for the cookie."""
    state = state_of(request)
    cookie = state.door.enter(_text(await form_of(request), "token"))
    if cookie is None:
        raise HTTPException(401)
    answer = Response(status_code=204)
    answer.set_cookie(state.guard.cookie_name, cookie, httponly=True, samesite="strict", path="/")
    return answer


async def upload(request: Request) -> Response:
    """Take documents in; the list shows how they come along."""
    state = state_of(request)
    if state.desk.waiting > _WAITING:
        return Response("busy\n", 429, headers={"retry-after": "2"}, media_type="text/plain")
    files = await files_of(request)
    if not state.desk.room(sum([len(data) for _, data in files])):
        raise HTTPException(413)
    new = state.come_in([(name, data, None) for name, data in files])
    return JSONResponse({"new": len(new), "files": len(files)})


async def settings(request: Request) -> Response:
    """Set how everything is counted and shown; documents are read again where that matters."""
    state, form = state_of(request), await form_of(request)
    old = state.desk.settings
    choices = pages.choices_of(state.book, state.own_rules, old.lang)
    day = _text(form, "as_of")
    lang = _text(form, "lang")
    if set(form) == {"lang"}:
        new = old._replace(lang=lang if lang in LANGUAGES else old.lang)
    else:
        wanted = {name: set(form.getlist(name)) for name in ("rules", "count")}
        policy = _text(form, "policy")
        new = Settings(
            as_of=day if (made := day_of(day)) is not None and made.day is not None else "",
            policy=policy if policy in state.book.policies else old.policy,
            rules=tuple([c.value for c in choices["rules"] if c.value in wanted["rules"]]),
            kinds=tuple([c.value for c in choices["kinds"] if c.value in wanted["count"]]),
            lang=old.lang,
            blind="blind" in form,
            by=old.by,
        )
    state.desk.settings = new
    if new.lang != old.lang:
        return Response(status_code=204, headers={"hx-refresh": "true"})
    if (new.as_of, new.policy, new.kinds) != (old.as_of, old.policy, old.kinds):
        state.read_all()
    elif new.rules != old.rules:
        await asyncio.gather(*[judge(state.desk, item, state.bench) for item in state.desk.sorted()])
    return page(request, "_rows.html", **start_values(state))


async def remove(request: Request) -> Response:
    """Take one document off the desk."""
    state, item = state_of(request), item_of(request)
    state.desk.remove([item.id])
    state.verified = None
    return Response(status_code=204, headers={"hx-redirect": "/"})


async def forget(request: Request) -> Response:
    """Take everything off the desk, and out of the workspace."""
    state = state_of(request)
    state.desk.remove(list(state.desk.items))
    state.desk.sidecars.clear()
    state.verified = None
    return Response(status_code=204, headers={"hx-redirect": "/"})


async def close(request: Request) -> Response:
    """End the server; what was not kept is gone."""
    state = state_of(request)
    html = pages.render("closed.html", state.desk.settings.lang, workspace=state.workspace_name)
    state.stop()
    return Response(html, media_type="text/html; charset=utf-8")


# ---------------------------------------------------------------- corrections


async def correct(request: Request) -> Response:
    """Put one field right, and show what that changes."""
    state, item, form = state_of(request), item_of(request), await form_of(request)
    if state.desk.settings.blind:
        raise HTTPException(404)
    number = _text(form, "number")
    field = _text(form, "field")
    made = pages.fix_of(
        item, int(number) if re.fullmatch(r"\d{1,4}", number) else 0, field, state.desk.settings, state.book
    )
    if made is None:
        raise HTTPException(404)
    reason, by = _text(form, "reason"), _text(form, "by")
    parts = {name: _text(form, name) for name in ("title", "employer", "start", "end", "employment")}
    value, problem = _value(state, field, _text(form, "value"), parts)
    t = translator(state.desk.settings.lang)
    problem = problem or (
        "" if reason else t("Say in a few words why: it stands beside the correction in every report.")
    )
    if problem:
        typed = parts["title"] if field == "add" else _text(form, "value")
        again = made._replace(problem=problem, value=typed, reason=reason, by=by, parts=parts)
        return page(request, "_fix.html", fix=again, questions=pages.QUESTIONS)
    state.desk.settings = state.desk.settings._replace(by=by)
    correction = Correction(made.position, field, made.was, value, reason, by, state.now())
    return await _changed(request, state, item, merged(item.corrections, correction), "corrected", correction)


async def undo(request: Request) -> Response:
    """Take one correction back."""
    state, item, form = state_of(request), item_of(request), await form_of(request)
    given = tuple([_text(form, name) for name in ("position", "field", "value")])
    gone = next((c for c in item.corrections if (c.position, c.field, c.value[:_TEXT]) == given), None)
    if gone is None:
        raise HTTPException(404)
    kept = tuple([c for c in item.corrections if c is not gone])
    return await _changed(request, state, item, kept, "undone", gone)


async def _changed(
    request: Request, state: State, item: Item, corrections: Sequence[Correction], what: str, about: Correction
) -> Response:
    before = item.shown
    item.corrections = tuple(corrections)
    item.document = f"sha256:{item.sha256}"
    item.events = (*item.events, Event(state.now(), state.desk.settings.by, what, about))
    await read(state.desk, item, state.bench, plain=False, urgency=SOON)
    t = translator(state.desk.settings.lang)
    lines = pages.changes(before, item.shown, t)
    try:
        state.save_corrections(item)
    except OSError as error:
        lines = (
            *lines,
            t("The corrections could not be written next to the file: {reason}").format(reason=error.strerror),
        )
    answer = document_page(request, item, lines)
    answer.headers["hx-retarget"] = "#main"
    answer.headers["hx-reswap"] = "innerHTML"
    answer.headers["hx-trigger-after-settle"] = "corrected"
    return answer


def _value(state: State, field: str, text: str, parts: dict[str, str]) -> tuple[str, str]:
    """Return the value as a file of corrections holds it, and what is wrong with what was typed."""
    t = translator(state.desk.settings.lang)
    if field in ("start", "end"):
        return _day(state, field, text)
    if field == "drop":
        return "", ""
    if field == "add":
        start, odd = _day(state, "start", parts["start"])
        end, odd_end = _day(state, "end", parts["end"])
        if odd or odd_end:
            return "", odd or odd_end
        if not parts["title"] and not parts["employer"]:
            return "", t("Write a title or an employer.")
        kind = parts["employment"] if parts["employment"] in EMPLOYMENTS else "work"
        names = [(parts[name] or NOTHING).replace(" | ", " / ") for name in ("title", "employer")]
        return " | ".join([*names, f"{start}/{end}", kind]), ""
    if field in ("title", "employer") and not text:
        return "", t("Write what it should be.")
    return text, t("This cannot stand here.") if problem_with(field, text, state.book.taxonomy.functions) else ""


def _day(state: State, field: str, text: str) -> tuple[str, str]:
    """Return a date in ISO form from what a person types: 2019-05, May 2019, mayo de 2019, present."""
    t = translator(state.desk.settings.lang)
    if day_of(text) is not None:
        return text, ""
    grammar, american = (grammar_for(state.book, tuple(state.book.languages), order) for order in ("DMY", "MDY"))
    if field == "end":
        whole = grammar.parse(f"2000 - {text}")
        if text.casefold() in (PRESENT, t(PRESENT).casefold()) or (whole is not None and whole.ongoing):
            return PRESENT, ""
    found = grammar.parse_date(text) if text else None
    if found is not None and found != american.parse_date(text):
        return "", t("This can be read in two ways. Write it as 2019-12-31: year, month, day.")
    value = "" if found is None or found.part is not None or found.other is not None else str(found).rstrip("~")
    if day_of(value) is not None:
        return value, ""
    if field == "end":
        return "", t("Write the date as 2019-05, May 2019 or 2019, or “present” if it goes on.")
    return "", t("Write the date as 2019-05, May 2019 or 2019.")


__all__ = ["close", "correct", "enter", "forget", "remove", "settings", "undo", "upload"]

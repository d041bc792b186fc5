"""The task of a reading process: what is loaded before the first document, and what one document teaches the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from xpcalc import worker
from xpcalc.isolation.child import Work
from xpcalc.language import words
from xpcalc.model import Duration
from xpcalc.pipeline import assess
from xpcalc.rulebook import Rulebook, load_rulebook

ROOT = Path(__file__).resolve().parent.parent
SETUP = {"rulebook": None, "policy": "default", "count": [], "rules": [], "as_of": "2026-11-21"}
SPANISH = """Marta Soler

EXPERIENCIA LABORAL

Agente de atención al cliente, Hilados Norte S.L., Madrid
enero de 2020 - marzo de 2022
Atención de llamadas y correos; más de 5 años en atención al cliente con Zendesk

EDUCACIÓN
Grado en Filología, Universidad de Sevilla, 2011 - 2015
""".encode()


@pytest.fixture
def task(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A warm task with a rulebook of its own, in which nothing has been built by other tests."""
    book = load_rulebook()
    fresh = Rulebook(book._files.values())
    monkeypatch.setattr(worker, "load_rulebook", lambda _: fresh)
    task = worker.prepare(SETUP)
    task.warm()
    return task


def read(task: Any, data: bytes, name: str) -> list[str]:
    learnt: list[str] = []
    task(Work(data, name, {}, "text", lambda _page, _pages: None, False, learnt))
    return learnt


def tables(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each table of words is added as it is built."""
    built: list[str] = []

    def noting(name: str) -> Callable[..., Any]:
        make = getattr(words, name)

        def made(*args: Any) -> Any:
            built.append(name)
            return make(*args)

        return made

    for name in ("Headings", "Titles", "Employers", "Places", "Detector"):
        monkeypatch.setattr(words, name, noting(name))
    return built


def test_a_warm_process_builds_nothing_for_an_english_pdf(task: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    built = tables(monkeypatch)
    assert read(task, (ROOT / "examples" / "ana_ruiz.pdf").read_bytes(), "cv.pdf") == []
    assert built == []


def test_a_document_in_another_language_is_learnt_once(task: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    learnt = read(task, SPANISH, "cv.txt")
    assert any(name.startswith("grammar:es") for name in learnt)
    for name in learnt:
        task.learn(name)
    built = tables(monkeypatch)
    assert read(task, SPANISH.replace(b"Marta", b"Lola"), "cv.txt") == []
    assert built == []


def test_what_is_learnt_in_advance_is_what_a_document_asks_for(task: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lesson alone, without the document, as the helper gets it."""
    task.learn("grammar:es:DMY:2027")
    task.learn("kinds:es")
    built = tables(monkeypatch)
    assert read(task, SPANISH, "cv.txt") == []
    assert built == []


@pytest.mark.parametrize("name", ["grammar:xx:DMY:2027", "grammar:es:DMY:20277", "kinds:es:more", "os", "kinds:", ""])
def test_a_lesson_that_is_none_is_left_out(name: str, task: Any) -> None:
    before = task._book.built_names()
    task.learn(name)
    assert task._book.built_names() == before


def test_the_sample_says_the_same_as_text_and_as_pdf() -> None:
    book = load_rulebook()
    text, page = (
        assess(data, name=name, rulebook=book, as_of="2026-11-21")
        for data, name in ((worker._SAMPLE, "a.txt"), (worker._as_pdf(worker._SAMPLE), "a.pdf"))
    )
    assert text.total == page.total == Duration(15, 0, 456, 15, 15, 15)
    assert text.claims
    assert [held.position.title for held in page.positions] == [held.position.title for held in text.positions]
    assert page.findings == ()

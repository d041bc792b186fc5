"""What all documents share -> the task of a reading process: bytes of one document in, bytes of one answer out.

Named by `sandbox` as text and loaded in the reading process only. To give documents another option, take it from
`Work.options` here and put it there in `sandbox.Asked`.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from xpcalc import intake, wire
from xpcalc.assessment import Assessment, Failure, Pictures
from xpcalc.choices import policy_named, rules_named
from xpcalc.errors import UnreadableDocument
from xpcalc.isolation.child import NeedsMore, Task, Work
from xpcalc.model import Document, Policy
from xpcalc.pipeline import assess
from xpcalc.pipeline.grammars import grammar_for
from xpcalc.pipeline.stages import read_document
from xpcalc.pipeline.words import prepare as prepared
from xpcalc.readers.elsewhere import reading
from xpcalc.readers.pictures import draw
from xpcalc.regex import settle
from xpcalc.rulebook import load_rulebook, revive
from xpcalc.sandbox import Asked, Progress, Source, job_of

# Source: what readers and stages load when a document needs it; nothing else is loaded because a process says so.
_LOADED_LATE = frozenset(
    "lxml.etree lxml.html pypdfium2 pypdfium2.raw pdfplumber PIL.Image PIL.ImageOps tesserocr spacy spacy.matcher "
    "spacy.lang.xx charset_normalizer csv html.parser statistics unicodedata zipfile".split()
)


# Source: findings of readers that character recognition would settle.
_ASKS = frozenset({"W_NEEDS_OCR", "W_TEXT_DOUBTED"})
_COMMON = ("xpcalc.readers.pdf", "pypdfium2", "pypdfium2.raw", "xpcalc.readers.linkedin_pdf", "lxml.etree")
# Source: hand-made; invented, with a job, a list and a claim, so that each stage has something to do.
_SAMPLE = b"""Ana Ruiz

SUMMARY

Agent with 2 years of experience in customer support.

WORK EXPERIENCE

Customer Support Agent, Acme Ltd
January 2020 - March 2021
Answered tickets in Zendesk and Jira

SKILLS

Zendesk, Jira
"""


def _as_pdf(text: bytes) -> bytes:
    """Return lines of plain text as a PDF of one page, in grey, so that reading it has to draw the page as well."""
    shown = b" ".join([b"(%s) '" % line for line in text.splitlines()])
    stream = b"BT 0.7 g /F1 10 Tf 14 TL 60 780 Td %s ET" % shown
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join([b"%010d 00000 n \n" % place for place in places])
    count, start = len(objects) + 1, len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, rows)
    return made + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)


class _Assessing:
    """Assesses documents under one rulebook, policy and set of rules."""

    def __init__(self, setup: dict[str, Any]) -> None:
        rules = setup["rulebook"]
        self._book = revive(*rules) if isinstance(rules, list) else load_rulebook(rules)
        named = setup["policy"]
        self._policy = policy_named(
            named if isinstance(named, str) else _policy(named), self._book, tuple(setup["count"])
        )
        self._rules = rules_named(setup["rules"], self._book)
        self._as_of = setup["as_of"]

    def __call__(self, work: Work) -> bytes:
        # Why: a forked process inherits who reads documents for the command line: that is this process.
        with reading(None):
            return self._answer(work)

    def _answer(self, work: Work) -> bytes:
        do = work.options.get("do", "assess")
        if do == "document":
            return wire.packed(self._document(work))
        if do == "pictures":
            return wire.packed(Pictures(draw(work.data, work.options["pages"])))
        # Why: counted, not copied; looking at every name would have every page that holds one copied for this process.
        modules, built = len(sys.modules), len(self._book.built_names())
        result = self.result(work)
        if work.may_ask and _wants_ocr(result):
            raise NeedsMore
        late = islice(reversed(sys.modules), len(sys.modules) - modules)
        work.learnt.extend([name for name in late if _loadable(name)])
        work.learnt.extend(self._book.built_names()[built:])
        return wire.encode(result)

    def _document(self, work: Work) -> Document:
        try:
            document = read_document(work.data, work.name, self._book, work.progress)
        except UnreadableDocument as error:
            if work.may_ask and error.code == "E_NEEDS_OCR":
                raise NeedsMore from None
            raise
        if work.may_ask and any([finding.code in _ASKS for finding in document.findings]):
            raise NeedsMore
        return document

    def result(self, work: Work) -> Assessment | Failure:
        """Return the result of one document."""
        said = work.options.get("corrections")
        try:
            if work.options.get("refused"):
                raise UnreadableDocument(*work.options["refused"])
            return assess(
                work.data,
                name=work.name,
                rulebook=self._book,
                as_of=self._as_of,
                policy=self._policy,
                rules=self._rules,
                progress=work.progress,
                corrections=said.encode("latin-1") if said else False,
            )
        except UnreadableDocument as error:
            return Failure(work.name, error.code, error.message, error.hint)

    def warm(self) -> None:
        """Load and build what nearly every document needs, by a document of our own."""
        for module in _COMMON:
            with contextlib.suppress(ImportError):
                import_module(module)
        # Why: a PDF asks for more: the engine is started, a page is drawn, headings are looked up in all languages.
        for data, name in ((_SAMPLE, "cv.txt"), (_as_pdf(_SAMPLE), "cv.pdf")):
            self(Work(data, name, {}, "text", _nobody, False, []))
        self._book.words.prepare(tuple(self._book.languages))
        settle()

    def learn(self, name: str) -> None:
        """Load a module or build the grammar of some languages, where the name is one of those known here."""
        if _loadable(name):
            with contextlib.suppress(ImportError):
                import_module(name)
            return
        kind, _, rest = name.partition(":")
        languages, _, more = rest.partition(":")
        order, _, year = more.partition(":")
        codes = tuple(languages.split(","))
        if not all([code in self._book.languages for code in codes]):
            return
        if kind == "grammar" and order in ("DMY", "MDY") and year.isdecimal() and len(year) < 5:
            grammar_for(self._book, codes, order, int(year))
        elif kind == "kinds" and not more:
            prepared(self._book, codes)


def _nobody(_page: int, _pages: int) -> None:
    """Hear of progress that nobody waits for."""


def _loadable(name: str) -> bool:
    return name in _LOADED_LATE or name.startswith("xpcalc.")


def prepare(setup: dict[str, Any]) -> Task:
    """Return the task that assesses documents as the setup says. Raises: XpcalcError for what is not known."""
    return _Assessing(setup)


def unconfined(
    asked: Asked, sources: Iterable[Source], progress: Progress | None = None
) -> Iterator[Assessment | Failure]:
    """Yield the result of each source, read in this process without any protection."""
    task = _Assessing(asked.setup())
    for number, source in enumerate(sources):
        job = job_of(number, source)
        try:
            data = intake.load(job.path, follow=job.follow) if job.path is not None else job.data or b""
        except UnreadableDocument as error:
            yield Failure(source.name, error.code, error.message, error.hint)
            continue
        yield task.result(Work(data, source.name, job.options, "ocr", progress or _nobody, False, []))


def _policy(row: dict[str, Any]) -> Policy:
    return Policy(**{**row, "counted": tuple(row["counted"])})


def _wants_ocr(result: Assessment | Failure) -> bool:
    if isinstance(result, Failure):
        return result.code == "E_NEEDS_OCR"
    return any([noted.code in _ASKS for noted in result.findings])


__all__ = ["prepare"]

"""Document -> Ad: passages, runs, requirements. What has no place in a rule is named, never dropped."""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.ads.ad import Ad, Strength, Unclear, Unread, Wanted, data_of
from xpcalc.ads.blocks import Passage, passages
from xpcalc.ads.clauses import runs
from xpcalc.ads.find import read_run
from xpcalc.ads.grammar import standard_nodes
from xpcalc.ads.posting import Posting, posting_of
from xpcalc.ads.reasons import Reason
from xpcalc.ads.run import Read, leaf
from xpcalc.ads.standard import WRITTEN, Forms, forms_of
from xpcalc.ads.words import AdWords, words_of
from xpcalc.claims.words import plain
from xpcalc.criteria import Months
from xpcalc.model import Document, Span
from xpcalc.readers import read as read_document
from xpcalc.rulebook import Rulebook


def read_ad(source: bytes | str, book: Rulebook, *, name: str = "ad", languages: Sequence[str] = ()) -> Ad:
    """Return what a job ad asks: the bytes of a file, or its text.

    `languages`: those of the ad; detected unless said. Raises: UnreadableDocument.
    """
    data = source.encode("utf-8") if isinstance(source, str) else source
    posting = posting_of(data)
    if isinstance(source, str):
        document = Document(name, "text", "", source)
    else:
        every = tuple(book.languages)
        document = read_document(data, name, section_of=lambda text: book.words.section_of(text, every))
    # Why: ads mix languages, and a line or two is too short to tell them apart.
    spoken = tuple(languages) or tuple(dict.fromkeys((*_spoken(document, posting, book), "en", "es")))
    gatherer = _Gatherer(name, spoken, words_of(book, spoken), [forms_of(book, lang) for lang in WRITTEN])
    return gatherer.document(document) if posting is None else gatherer.posting(posting)


def _spoken(document: Document, posting: Posting | None, book: Rulebook) -> tuple[str, ...]:
    text = posting.text() if posting is not None else document.text
    return tuple(book.words.detect(text)) or ((document.language,) if document.language else ("en", "es"))


def read_ad_document(document: Document, book: Rulebook) -> Ad:
    """Return what a document that was read already asks as a job ad."""
    spoken = tuple(dict.fromkeys((*(document.languages or ("en",)), "en", "es")))
    gatherer = _Gatherer(document.name, spoken, words_of(book, spoken), [forms_of(book, lang) for lang in WRITTEN])
    return gatherer.document(document)


class _Gatherer:
    """Gathers the requirements of one ad."""

    def __init__(self, name: str, languages: tuple[str, ...], words: AdWords, forms: Sequence[Forms]) -> None:
        self.forms = forms
        self.name = name
        self.languages = languages
        self.words = words
        self.wanted: list[Wanted] = []
        self.unclear: list[Unclear] = []
        self.unread: list[Unread] = []
        self.function: str | None = None
        self.title = ""
        self.before = ""  # what the stretch before says
        self.asking: frozenset[int] = frozenset()  # paragraphs in which a sentence asks

    def document(self, document: Document) -> Ad:
        """Return the ad of a text."""
        title, found = passages(document, self.words, self.is_standard)
        self.function = self._function(title) or next(
            (code for passage in found if not passage.section and (code := self._function(passage.text))), None
        )
        self.asking = self._asking(found)
        self.title = " ".join(title.split())
        for passage in found:
            self.passage(passage, True)
        return self._ad(title)

    def posting(self, posting: Posting) -> Ad:
        """Return the ad of a page that holds its data: the fields first, then the description."""
        self.function = self._function(posting.title)
        if posting.months:
            where = f"monthsOfExperience: {posting.months}"
            if self.function is not None:
                node = leaf("months", Months(function=(self.function,), at_least=posting.months))
                self.wanted.append(Wanted("must", node, where))
            else:
                self.unclear.append(Unclear(where, where, Reason("no_subject"), posting.months))
        for _, text in posting.fields:
            for part in text.split("\n"):
                self.passage(Passage(part, 0, "must", True, 0), False)
        _, found = passages(posting.description, self.words, self.is_standard)
        self.asking = self._asking(found)
        for passage in found:
            self.passage(passage, False)
        return self._ad(posting.title, tuple(dict.fromkeys(posting.read)))

    def _referred(self, part: str, found: Read) -> Read:
        """Return the tools that "experience with one" speaks of: those named right before."""
        tools = [
            pair for pair in read_run(self.before, self.words, self.function, True).nodes if pair[1].kind == "skill"
        ]
        return Read(nodes=tools, notes=[Reason("named_before", " ".join(part.split()))]) if tools else found

    def _asking(self, found: Sequence[Passage]) -> frozenset[int]:
        asks, company = self.words.cues["asks"], self.words.cues["company"]
        told = [(each.paragraph, plain(each.text)) for each in found if not each.section and not each.bullet]
        return frozenset(number for number, text in told if asks.search(text) and not company.search(text))

    def _ad(self, title: str, fields: tuple[str, ...] = ()) -> Ad:
        return Ad(
            self.name,
            title,
            self.languages,
            tuple(self.wanted),
            tuple(dict.fromkeys(self.unclear)),
            tuple(dict.fromkeys(self.unread)),
            fields,
        )

    def _function(self, text: str) -> str | None:
        folded = plain(text)
        found = [each.about for each in self.words.subjects.find(text, folded)]
        return next((about.partition(":")[2] for about in found if about.startswith("function:")), None)

    def passage(self, passage: Passage, placed: bool) -> None:
        """Read one sentence or list item."""
        text, folded = passage.text, plain(passage.text)
        quote = " ".join(text.split())
        span = Span(passage.start, passage.start + len(text)) if placed else None
        if passage.section == "standard":
            self.standard(text, quote, span, passage.line)
            return
        several = runs(folded, passage.section, passage.bullet, self.words, near=passage.paragraph in self.asking)
        any_found = False
        for run in several:
            if run.strength == "none":
                self.unread.append(Unread(quote, Reason("asks_nothing"), passage.line))
                any_found = True
                continue
            if run.strength not in ("must", "nice"):
                self.before = text[run.start : run.stop]
                continue
            strength: Strength = "must" if run.strength == "must" else "nice"
            found = read_run(
                text[run.start : run.stop], self.words, self.function, passage.section != "" or strength == "nice"
            )
            if quote == self.title and not found.nodes:
                # Why: "Buscamos responsable de soporte" names the post; it asks for no experience of it.
                found.vague = [each for each in found.vague if not each.reason.code.startswith("no_months")]
                any_found = True
            part = text[run.start : run.stop]
            if found.nodes:
                self.before = part
            elif self.words.lists["reference"].search(plain(part)):
                found = self._referred(part, found)
            elif self.words.subjects.find(part, plain(part)):
                self.before = part
            any_found = self._keep(found, strength, quote, span, passage.line) or any_found
        # Why: "A bonus." in a list of wishes is all cue; it is named like any other sentence.
        asked = any(run.strength in ("must", "nice") for run in several)
        if not any_found and (asked or (not several and passage.section in ("must", "nice"))):
            known = self.words.unchecked.search(folded)
            self.unread.append(Unread(quote, Reason("not_checked" if known else "not_understood"), passage.line))

    def is_standard(self, text: str) -> bool:
        """Tell whether a text is a sentence that the standard form writes."""
        return any(standard_nodes(text, forms) is not None for forms in self.forms)

    def standard(self, text: str, quote: str, span: Span | None, line: int) -> None:
        """Keep what a standard sentence asks."""
        for forms in self.forms:
            found = standard_nodes(text, forms)
            if found is not None:
                strength: Strength = "must" if found[0] == "must" else "nice"
                self.wanted += [Wanted(strength, node, quote, span, line) for node in found[1]]
                return

    def _keep(self, found: Read, strength: Strength, quote: str, span: Span | None, line: int) -> bool:
        nodes = found.ordered()
        for at, node in enumerate(nodes):
            if any(each.strength == strength and data_of(each.node) == data_of(node) for each in self.wanted):
                self.unread.append(Unread(quote, Reason("asked_before"), line))
                continue
            self.wanted.append(Wanted(strength, node, quote, span, line, tuple(found.notes) if at == 0 else ()))
        for vague in found.vague:
            self.unclear.append(Unclear(quote, vague.what, vague.reason, vague.months, vague.about, line))
        for reason in found.unread:
            self.unread.append(Unread(quote, reason, line))
        return bool(nodes or found.vague or found.unread)

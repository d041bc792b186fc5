"""Document -> Passages: the sentences of an ad, each with what its section asks. To add a heading: rules/ads.

A section of duties, of benefits or about the company asks for nothing, whatever numbers stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from xpcalc.ads.headings import Body, body_of, denied, leading, section_by_signs, weights
from xpcalc.ads.lengths import lengths
from xpcalc.ads.tongues import leveled
from xpcalc.ads.words import AdWords
from xpcalc.claims.words import plain
from xpcalc.criteria.language import NAMES
from xpcalc.model import Document, Line
from xpcalc.record import dataclass
from xpcalc.regex import regex

# must and nice: a list of wishes; other: duties, benefits, the company; "": running text, where only words tell.
_PRIORITY = ("nice", "other", "must")
_HEADING = 72  # characters
_WIDE = (70, 115)  # characters: the lines of a page; longer ones were never broken
_FULL = 0.92  # of the longest line
_BRIEF = 7  # words: an item that names a thing and tells no duty
_HEAD = 4  # words before a colon that weak signs alone may tell
_NEAR = 4  # words between a length and what it is about
_LIST_HEAD = 14  # words of a line right above a list that ends without a stop
_LONG = 45  # characters: a line that goes on in the next one
# Why: any sign may mark an item, but "+2 years", "$30" and "€30" begin with one too: those marks need a space.
_MARK = regex(
    r"^\s*(?:[•▪●◦‣*▸►→➜✓✔·–—-]+\s*|(?P<other>[^\w\s\"“”'‘’«¿¡(\[{.,:;/&@]{1,3}|\[[ xX]?\])\s+"
    r"|(?:\(?(?:[a-z0-9]{1,2}|[ivx]{1,4})[.)]|[A-Z]\d{1,2}[.:]?)\s+)(?=\S)"
)
# Source: hand-made; headings of wishes on top: "what would make us happier", "que te harían brillar".
_MOOD = regex(
    r"\bwould (?:also |even |really )?(?:be|make|help|impress|delight|love|set|surprise|please|excite|count)\b"
    r"|\b(?:seria|haria|gustaria|encantaria|sumaria|ayudaria|podria|vendria|daria|brillaria|conquistaria|enamoraria|faria)n?\b"
    r"|\b(?:adorariamos|gostariamos|destacaria|aimerions|plairait|aiderait|serait|seraient|ferait|feraient)\b"
    r"|\b(?:ware|waren|wurden?)\b"
)
# Source: hand-made; a heading about whom the ad would love to hear from, not about what.
_PEOPLE = regex(r"\b(?:who|whom|people|person|someone|somebody|quien|quienes|persona|personas|quem|qui|wer|wen)\b")
_MARK_ALONE = regex(r"\s*(?:[•▪●◦‣*▸►→➜✓✔·–—+-]|\(?(?:[a-z0-9]{1,2}|[ivx]{1,4})[.)])\s*")
_ASKED = regex(r"\b(?:expect|need|require|necesita|espera|exig)")
# Source: hand-made; abbreviations of the five languages that a full stop ends and a sentence goes on behind.
_SHORT = ("e.g.", "p.", "ej.", "exp.", "yrs.", "min.", "mín.", "etc.", "z.", "b.", "bzw.")
_END = regex(
    r"(?<=[.!?])" + "".join([rf"(?<!\b{re.escape(short)})" for short in _SHORT]) + r"\s+(?=[\"“'¿¡(]?[A-ZÀ-Ý0-9+])"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or list item. `section` is must, nice, other or "" (running text); offsets are those of the ad."""

    text: str
    start: int
    section: str
    bullet: bool
    line: int
    paragraph: int = -1  # which one; sentences of one paragraph have the same number
    heading: int = -1  # the row of the heading above it


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    start: int
    bullet: bool
    heading: bool
    line: int
    mark: str = ""  # a sign at the begin of the line that marks an item only if the next line has it too


def passages(document: Document, words: AdWords, standard: Callable[[str], bool]) -> tuple[str, tuple[Passage, ...]]:
    """Return the title of the ad and its sentences; those that `standard` knows stay whole, their section "standard".

    Invariant: a passage is where it says: `document.text[start:start + len(text)]`, line ends being spaces.
    """
    rows = _joined(_marked(_unbroken(list(_rows(document)))), words)
    title = next((row.text for row in rows[:2] if _titled(row, words)), "")
    found: list[Passage] = []
    section, asked, headed, top = "", False, False, -1
    for index, row in enumerate(rows):
        after = rows[index + 1] if index + 1 < len(rows) else None
        if standard(row.text):
            found.append(Passage(row.text, row.start, "standard", row.bullet, row.line))
            continue
        kind, rest = _heading(row, after, words)
        if kind is None and rest == 0 and index and row.text != title and _lone(row, after, words):
            kind, rest = "", None
        if kind is None and row.bullet and not section and not rows[index - 1].bullet:
            # Why: a list below a sentence; what it asks is told by the sentence and by itself.
            kind = _by_items("", rows[index - 1], _below(rows, index - 1, words), words, asked)
        if kind in ("", "other") and rest is None:
            listed = after is not None and after.bullet
            kind = _by_items(kind, row, _below(rows, index, words), words, asked)
            # Why: "Languages:" above lines without marks goes on with what is asked above it.
            kind = kind or ("" if listed or not row.text.endswith(":") else section)
            # Why: "Your toolbox" right above "We can't do without:" says what the list is, unless that says more.
            kind = section if headed and kind == "must" and section == "nice" else kind
        if kind is not None:
            section = kind
        headed = rest is None
        top = index if headed else top
        if rest is None:
            continue
        asked = asked or section == "must"
        text, start = row.text[rest:], row.start + rest
        for begin, stop in _sentences(text):
            part = text[begin:stop]
            if standard(part):
                found.append(Passage(part, start + begin, "standard", row.bullet, row.line))
                continue
            asked_of = _question(part, words)
            if asked_of is not None:
                section = asked_of
                continue
            opened, own = _inline(part, words)
            section = opened or section
            found.append(Passage(part[own:], start + begin + own, section, row.bullet, row.line, index, top))
        if rest and not row.bullet and after is not None and not after.bullet and kind is not None:
            # Why: "Requirements: a, b." is one paragraph; the next one is about something else unless it says so.
            section = "" if len(row.text) > _HEADING or kind == "other" else section
    return title, tuple(_only_wishes(found, rows, words))


def _sign(text: str, words: AdWords) -> int:
    """Return 2 for what hardly stands outside of a list of wishes, 1 for a brief item with a tool, else 0."""
    folded = plain(text)
    if words.cues["company"].search(folded) or words.cues["offers"].search(folded):
        return 0
    named = _names_language(folded)
    held = words.certificate.search(folded) or any(form.search(folded) for form in words.education.values())
    subjects = words.subjects.find(text, folded)
    tool = any(each.about.startswith("skill:") for each in subjects)
    held = held or any(form.search(folded) for form in words.certificates_alone.values())
    long = [each for each in lengths(folded, words) if each.kind in ("least", "part")]
    # Why: "three years in technical support", but not "an assistant is promoted after eighteen months".
    near = [folded[each.stop : about.start] for each in long for about in subjects if each.stop <= about.start]
    known = words.experience.search(folded) or any("," not in gap and len(gap.split()) <= _NEAR for gap in near)
    if (long and (tool or known)) or (named and leveled(folded, words)) or held:
        return 2
    brief = (
        len(folded.split()) <= _BRIEF or words.cues["knows"].search(folded) or words.lists["open_after"].search(folded)
    )
    return int(bool(brief and tool))


def _only_wishes(found: list[Passage], rows: Sequence[_Row], words: AdWords) -> list[Passage]:
    """Return the passages; where an ad has no list of musts, "who we'd love to hear from" is it."""
    wishes = [each for each in found if each.section == "nice" and each.heading >= 0]
    if not wishes or any(each.section == "must" for each in found):
        return found
    head = plain(rows[wishes[0].heading].text)
    if (
        not _PEOPLE.search(head)
        or words.cues["praise"].search(head)
        or denied(head, words)
        or words.sections["nice"].fullmatch(head.strip(" :"))
    ):
        return found
    return [replace(each, section="must") if each.heading == wishes[0].heading else each for each in found]


def heads(document: Document, words: AdWords) -> tuple[tuple[str, str], ...]:
    """Return the headings that the tables know, each with its section: must, nice or other."""
    rows = _joined(_marked(_unbroken(list(_rows(document)))), words)
    found = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        kind, rest = _heading(row, after, words)
        if kind and (rest is None or ":" in row.text[:rest]):
            found.append(
                (row.text.rstrip(" :?!").strip() if rest is None else row.text.partition(":")[0].strip(), kind)
            )
    return tuple(found)


def _names_language(folded: str) -> bool:
    return any(word in NAMES for word in re.findall(r"[^\W\d_]+", folded))


def _below(rows: Sequence[_Row], index: int, words: AdWords) -> Body:
    """Return what stands between a heading and the next one: list items, or the sentences of paragraphs."""
    listed = index + 1 < len(rows) and rows[index + 1].bullet
    items: list[tuple[str, int]] = []
    for at in range(index + 1, len(rows)):
        row = rows[at]
        after = rows[at + 1] if at + 1 < len(rows) else None
        if (listed and not row.bullet) or (not listed and (row.bullet or _lone(row, after, words))):
            break
        parts = [row.text[begin:stop] for begin, stop in _sentences(row.text)] if not row.bullet else [row.text]
        items += [(part, _sign(part, words)) for part in parts]
    return body_of(items, words)


def _lone(row: _Row, after: _Row | None, words: AdWords) -> bool:
    """Tell whether a row reads like a heading: a few words without an end above a longer row or a list."""
    if row.bullet or after is None or len(row.text) > _HEADING or len(row.text.split()) > _BRIEF:
        return False
    if not after.bullet and len(after.text) < 2 * len(row.text) and not row.heading:
        return False
    if _dots(row.text)[-1:] in ".,;" or any(char.isdigit() for char in row.text):
        return False
    return not _tooled(row.text, words) and not _sign(row.text, words)


def _by_items(kind: str, row: _Row, body: Body, words: AdWords, asked: bool) -> str:
    """Return the section of a heading by the items below it: no table knows it, or nearly all of them are wishes."""
    head = _dots(plain(row.text))
    if kind == "other":
        full = body.sure > 1 and 3 * body.sure >= 2 * body.items
        asking = body.sure > 0 and body.wishful and not body.foreign and 2 * body.wishes > body.items
        scores = weights(head, words)
        return "must" if full or (asking and scores["must"] >= scores["other"]) else "other"
    return section_by_signs(head, _section(head, words, strict=False), body, words, asked)


def _titled(row: _Row, words: AdWords) -> bool:
    if _section(plain(row.text), words, strict=True) is not None:
        return False
    return not row.bullet and len(row.text) <= 90 and row.text.rstrip()[-1:] not in ".:;!?"


def _rows(document: Document) -> Iterator[_Row]:
    lines: Sequence[Line | tuple[str, int]] = document.lines
    if not lines:
        at = 0
        for number, text in enumerate(document.text.split("\n"), 1):
            if text.strip():
                yield _row(text, at, False, False, number)
            at += len(text) + 1
        return
    for number, line in enumerate(document.lines, 1):
        if line.text.strip() and line.visible:
            yield _row(line.text, line.span.start, line.bullet, bool(line.heading), number)


def _unbroken(rows: list[_Row]) -> list[_Row]:
    """Return the rows; a mark alone on its line, which a wide gap parts from its item, marks the line after it."""
    alone = [_MARK_ALONE.fullmatch(row.text) is not None for row in rows]
    return [
        replace(row, bullet=row.bullet or (at > 0 and alone[at - 1]))
        for at, row in enumerate(rows)
        if not alone[at] or at + 1 == len(rows)
    ]


def _marked(rows: list[_Row]) -> list[_Row]:
    """Return the rows; those that begin with the same sign as a neighbour are items, one alone may be a heading."""
    marks = [row.mark for row in rows]
    beside = [
        bool(mark) and mark in (*marks[max(0, at - 1) : at], *marks[at + 1 : at + 2]) for at, mark in enumerate(marks)
    ]
    return [replace(row, bullet=True) if same else row for row, same in zip(rows, beside, strict=True)]


def _row(text: str, start: int, bullet: bool, heading: bool, number: int) -> _Row:
    mark = _MARK.match(text)
    if mark and len(text) > mark.end() + 1:
        other = mark["other"] or ""
        return _Row(text[mark.end() :].rstrip(), start + mark.end(), bullet or not other, heading, number, other)
    lead = len(text) - len(text.lstrip())
    return _Row(text.strip(), start + lead, bullet, heading, number)


def _joined(rows: list[_Row], words: AdWords) -> list[_Row]:
    """Return the rows with the lines of one paragraph put together: PDF breaks lines anywhere."""
    found: list[_Row] = []
    last_size = 0
    # Why: a line that was broken is nearly as long as the longest one, which has no room for one more word.
    full = _FULL * max((len(row.text) for row in rows), default=0)
    for row in rows:
        previous = found[-1] if found else None
        goes_on = (
            previous is not None
            and not row.bullet
            and not row.heading
            and _inline(row.text, words)[0] is None
            and not previous.heading
            and previous.text[-1:] not in ".!?:;"
            and row.start - (previous.start + len(previous.text)) <= 3
            and (
                row.text[:1].islower()
                or (last_size >= _LONG and previous.text[-1:] == ",")
                or (_WIDE[0] <= last_size <= _WIDE[1] and last_size + len(row.text.split()[0]) >= full)
            )
        )
        last_size = len(row.text)
        if goes_on and previous is not None:
            gap = " " * (row.start - previous.start - len(previous.text))
            found[-1] = _Row(previous.text + gap + row.text, previous.start, previous.bullet, False, previous.line)
        else:
            found.append(row)
    return found


def _heading(row: _Row, after: _Row | None, words: AdWords) -> tuple[str | None, int | None]:
    """Return the section that a row opens, None for none, and where its own text begins, None for nowhere."""
    folded = plain(row.text)
    colon = _cut(folded)
    if 0 < colon < _HEADING and not row.text[colon + 1 :].startswith("//"):
        head, rest = folded[:colon], row.text[colon + 1 :].strip()
        kind = _section(head, words, strict=bool(rest))
        if kind is None and rest and len(head.split()) <= _HEAD:
            scores = weights(head, words)
            # Why: "Icing: French" opens wishes on top; "Contract: 40 hours" is a row among others and opens nothing.
            kind = "nice" if not scores["must"] and leading(scores, 2) == "nice" else None
        if kind is not None:
            begin = len(row.text) - len(row.text[colon + 1 :].lstrip())
            return kind, begin if rest else None
        if not rest:
            return "", None
    if row.bullet or len(row.text) > _HEADING:
        return None, 0
    ends = _dots(row.text)[-1:]
    if ends in ".,;" or any(char.isdigit() for char in row.text):
        return None, 0
    folded = _dots(folded).strip(" ?!:¿¡")
    if _tooled(row.text, words) or (_names_language(folded) and leveled(folded, words)):
        return None, 0  # "Knowledge of Power BI", "Inglés: intermedio (deseable)": a wish without a mark
    kind = _section(folded, words, strict=True)
    if kind is not None:
        return kind, None
    if row.heading or (after is not None and after.bullet and len(row.text.split()) <= _LIST_HEAD):
        return "", None
    return None, 0


def _tooled(text: str, words: AdWords) -> bool:
    """Tell whether a line names a tool beside the words of headings ("NICE to have" does not)."""
    folded = plain(text).replace("-", " ")
    heads = [hit.span() for form in words.sections.values() for hit in form.finditer(folded)]
    tools = [each for each in words.subjects.find(text, plain(text)) if each.about.startswith("skill:")]
    return any(not any(start <= tool.start and tool.stop <= stop for start, stop in heads) for tool in tools)


def _dots(text: str) -> str:
    """Return a heading without the dots that lead to the list below it: "And if you also..."."""
    return re.sub(r"^\s*(?:…|\.\.\.)\s*|\s*(?:…|\.\.\.)\s*$", "", text).strip()


def _question(part: str, words: AdWords) -> str | None:
    """Return the section that a short question opens in a paragraph: "What do we ask? Two years of sales"."""
    if not part.endswith("?") or len(part.split()) > _BRIEF or _sign(part, words):
        return None
    head = plain(part).strip(" ?¿!¡")
    return _section(head, words, strict=True) or leading(weights(head, words), 2)


def _cut(text: str) -> int:
    """Return where the words before a colon, or the first cell of a row, end; -1 for neither."""
    return text.find(":") if ":" in text else text.find(" | ") + 1 or -1


def _inline(text: str, words: AdWords) -> tuple[str | None, int]:
    """Return the section that a sentence opens ("Desirable: C1 Portuguese"), and where its wishes begin."""
    colon = _cut(text)
    if not 0 < colon < _HEADING:
        return None, 0
    kind = _section(plain(text[:colon]), words, strict=True)
    return kind, colon + 1 + len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip()) if kind else 0


def _section(head: str, words: AdWords, strict: bool) -> str | None:
    """Return the section that a heading names. Strict: hardly any other word stands in it."""
    head = head.replace("-", " ")
    if words.sections["whole"].fullmatch(head.strip()):
        return "must"
    if _MOOD.search(head) and not _ASKED.search(head) and len(head.split()) <= 12:
        return "nice"
    if denied(head, words):
        return "nice"
    hits = {kind: hit for kind in _PRIORITY if (hit := _longest(words.sections[kind], head))}
    if not hits:
        return None
    # Why: "nice" words win over "requirements" beside them; else what covers more of the heading.
    kind = "nice" if "nice" in hits and "other" not in hits else max(hits, key=lambda each: len(hits[each]))
    if strict:
        left = head
        for name in _PRIORITY:
            left = words.sections[name].sub(" ", left)
        if len(re.findall(r"[^\W\d_]{3,}", left)) > 2 or (len(head.split()) > 9):
            return None
    return kind


def _longest(pattern: re.Pattern[str], text: str) -> str:
    return max((hit[0] for hit in pattern.finditer(text)), key=len, default="")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph stand."""
    start = 0
    for hit in _END.finditer(text):
        # Why: "Certified in PMP? Even better." says in the second half how much the first one asks.
        answer = re.split(r"[.!?,](?:\s|$)", text[hit.end() :])[0]
        if text[hit.start() - 1] == "?" and len(answer.split()) <= 3:
            continue
        if text[start : hit.start()].strip():
            yield start, hit.start()
        start = hit.end()
    if text[start:].strip():
        yield start, len(text.rstrip())

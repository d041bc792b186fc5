"""Spain's informe de vida laboral -> Letter: a statement for each registration, by day.

To add a régimen, a kind of contract or a line that is no work, add it to `register` in rules/letters/es.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from xpcalc.dates import Grammar, first_day, last_day
from xpcalc.letters.names import Names
from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded
from xpcalc.model import Document, Finding, Line, PartialDate, Span
from xpcalc.regex import regex
from xpcalc.statement import Letter, Statement

_DATE = r"\d{2}[./-]\d{2}[./-]\d{4}"
# Source: layout of the report of the Tesorería General de la Seguridad Social, "Situaciones": régimen, account of the
# employer, name, day of registration, day of its effect, last day, C.T., CTP %, G.C., days. Long names take two lines,
# before the days or after them.
_COLUMNS = (
    r"\s+(?P<account>\d[\d ]{8,14}\d|-{3,})\s+(?P<name>\S[^\n]{0,80}?(?:\n[^\n]{0,60}?){0,3}?)"
    rf"\s+(?P<start>{_DATE})\s+(?P<effect>{_DATE})"
    rf"\s+(?P<end>{_DATE}|-{{2,}})\s+(?P<contract>\d{{3}}|-{{2,}})\s+(?P<share>\d{{1,3}}(?:[.,]\d+)?|-{{2,}})"
    r"\s+(?P<group>\d{1,2}|-{1,})\s+(?P<days>\d{1,3}(?:\.\d{3})*|\d+|-{1,})(?!\S)"
)
_TITLES = regex(r"\binforme de vida laboral\b|\bvida laboral\b.{0,80}\bsituaciones\b")
_TOTAL = regex(
    r"durante un total de\s{1,20}(?:[^\d\n]{0,40}\n)?\s{0,20}(?:\d{1,3}\s{1,9}a[ñn]os?\s{1,9})?"
    r"([\d.]{1,12})\s{1,9}d[ií]as",
    re.I,
)
_TOGETHER = regex(r"(?:simult[aá]ne\w{0,12}|pluriempleo)[^\n]{0,200}?([\d.]{1,12})\s{1,9}d[ií]as", re.I | re.S)
# Source: the opening of the report, "resulta que D/Dª NORA QUILL MARSH, nacido/a el ..., con Número de la Seguridad
# Social ..."; its honorific is typed and scanned in many forms.
_RESULTS = regex(r"resulta\s{1,9}que\s{1,9}(?:D\S{0,7}\s{1,9})?", re.I)
_BORN = regex(
    r"(?<!\s)(?:\s{0,9},)?\s{1,9}(?:nacid[oa]|(?:con|titular del?)\s{1,9}"
    r"(?:el\s{1,9})?(?:n[uú]mero de|n\.?º|d\.?n\.?i|n\.?i\.?[ef]|n\.?a\.?f|n\.?u?\.?s\.?s|pasaporte))\b",
    re.I,
)
_GIVEN = regex(
    r"\s?,\s{1,3}(?P<given>[A-ZÀ-Þ]{2,20}(?: [A-ZÀ-Þ]{2,20}){0,2})(?=\s?(?:,|\n|$))"
)  # "QUILL MARSH, NORA, nacida"
_NAMED = regex(
    r"^(?P<name>[^\W\d_][^\d\n:]{4,70}?)\s{1,20}(?:\d[\d ]{9,13})\s{1,20}(?:D\.?N\.?I|N\.?I\.?E|PASAPORTE)", re.M
)
_ISSUED = regex(r"al d[ií]a\s+(?P<day>\d{1,2} de [^\W\d_]+ de \d{4})", re.I)
_MORE = regex(r"[ \t]*\n(?P<rest>[^\n\d:]{2,60})(?=\n|$)")
_LONGEST = 2_000_000
_HEAD = 20_000  # characters in which the report says what it is and about whom
_ROW = 14.0  # points between the middles of a row and of a cell with two lines


def is_register(document: Document) -> bool:
    """Say whether this is an informe de vida laboral."""
    return _TITLES.search(folded(document.text[:_HEAD])) is not None


def read_register(document: Document, grammar: Grammar, names: Names, words: LetterWords) -> Letter | None:
    """Return the registrations of the report, newest first as printed; None where it has no line of the table."""
    register = words.register
    regimes = sorted({str(word) for word in register.get("regimes") or ()}, key=len, reverse=True)
    row = re.compile(rf"(?<!\w)(?P<regime>{'|'.join(map(re.escape, regimes))}){_COLUMNS}", re.I)
    whole = Passage(document.text[:_LONGEST], range(min(len(document.text), _LONGEST)))
    # Why two readings: text has the cells of a row one after the other, a ruled table may have the name above or below.
    whole, hits = max(
        [(part, list(row.finditer(part.text))) for part in (whole, _by_rows(document, regimes))],
        key=lambda pair: len(pair[1]),
    )
    if not hits:
        return None
    text = whole.text
    person = _person(document.text, names, words)
    statements = []
    days = 0
    for number, hit in enumerate(hits):
        following = hits[number + 1].start() if number + 1 < len(hits) else len(text)
        statements.append(_statement(whole, hit, following, person, grammar, register))
        days += _number(hit["days"])
    total = _TOTAL.search(document.text)
    issued = _ISSUED.search(document.text)
    printed = _number(total[1]) if total else None
    return Letter(
        "vida_laboral",
        person,
        tuple(statements),
        grammar.parse_date(issued["day"]) if issued else None,
        total_days=printed,
        findings=_findings(document.text, printed, days, total, statements),
    )


def _person(text: str, names: Names, words: LetterWords) -> str | None:
    """Return whom the report is about, by its opening, an honorific, a label, or a number of a document behind it."""
    places = [hit.end() for hit in _RESULTS.finditer(text)] + [name.start for name in names.honoured(text)]
    # Why up to a blank line: a name takes two lines at most, the heads of the table are capitals too.
    found = [names.person(_upto(text, at, "\n\n"), at) for at in places]
    at = 0
    for line in text[:_HEAD].split("\n"):
        label, colon, _ = line.partition(":")
        if colon and words.label_of(label) == "person":
            found.append(names.person(_upto(text, at + len(label) + 1, "\n"), at + len(label) + 1))
        for hit in _BORN.finditer(line):
            name = names.person_before(line, hit.start())
            found.append(name and replace(name, start=name.start + at, stop=name.stop + at))
        at += len(line) + 1
    for name in found:
        # Why: "D/Da EVA GIL N.A.F." holds two chunks that are no name.
        chunks = text[name.start : name.stop].split() if name is not None else []
        shown = " ".join(chunk for chunk in chunks if "/" not in chunk and chunk.count(".") < len(chunk) / 2)
        if name is not None and len(shown.split()) > 1 and names.title_weight(shown, ("es",)) < 1:
            given = _GIVEN.match(text, name.stop) if shown.isupper() else None
            return f"{given['given']} {shown}" if given else shown
    numbered = _NAMED.search(text)
    return " ".join(numbered["name"].split()) if numbered else None


def _upto(text: str, start: int, sign: str) -> str:
    stop = text.find(sign, start)
    return text if stop < 0 else text[:stop]


def _number(text: str) -> int:
    digits = text.replace(".", "")
    return int(digits) if digits.isdigit() else 0


def _by_rows(document: Document, regimes: Sequence[str]) -> Passage:
    """Return the table read by its geometry: what stands nearest to the régimen of a row, from left to right."""
    starts = tuple(regime.lower() for regime in regimes)
    text = ""
    places: list[int] = []
    for page in dict.fromkeys(line.page for line in document.lines):
        lines = [line for line in document.lines if line.page == page and line.visible]
        heads = [line for line in lines if line.text.lower().startswith(starts)]
        rows: list[list[Line]] = [[] for _ in heads]
        for line in lines:
            near = min(range(len(heads)), key=lambda n: abs(_middle(heads[n]) - _middle(line)), default=-1)
            if near >= 0 and abs(_middle(heads[near]) - _middle(line)) <= _ROW:
                rows[near].append(line)
        for row in rows:
            for line in sorted(row, key=lambda line: (round(line.x0), line.top)):
                text += f"{line.text} "
                places += [*range(line.span.start, line.span.stop), line.span.stop]
            text, places = f"{text}\n", [*places, places[-1] if places else 0]
    return Passage(text, places)


def _middle(line: Line) -> float:
    return (line.top + line.bottom) / 2


def _statement(
    whole: Passage,
    hit: re.Match[str],
    following: int,
    person: str | None,
    grammar: Grammar,
    register: Mapping[str, Any],
) -> Statement:
    name, text = " ".join(hit["name"].split()), whole.text
    rest = _MORE.match(text, hit.end())
    # Why: a line of capitals right behind the days is the second line of the employer's cell.
    if rest is not None and rest.end() <= following and rest["rest"].strip() == rest["rest"].strip().upper():
        words = " ".join(rest["rest"].split())
        if any(c.isalpha() for c in words) and not _known(words, register, ("headings",)):
            name = f"{name} {words}"
    own = _known(hit["regime"], register, ("own_account",))
    work = not _known(name, register, ("not_work",))
    share = None
    if hit["share"][0].isdigit():
        percent = Fraction(hit["share"].replace(",", "."))
        # Why: the coefficient is printed per cent ("50,0") in some years and per mille ("500") in others.
        percent = percent / 10 if percent > 100 else percent
        share = percent / 100 if 0 < percent < 100 else None
    covered = [whole.places[at] for at in range(hit.start(), hit.end())]
    span = Span(min(covered), max(covered) + 1)
    spans = [("start", _span(whole, hit, "start")), ("employer", _span(whole, hit, "name"))]
    end = None
    if hit["end"][0].isdigit():
        end = _day(hit["end"])
        spans.append(("end", _span(whole, hit, "end")))
    if share is not None:
        spans.append(("part_time", _span(whole, hit, "share")))
    return Statement(
        employer=None if own or not work else name,
        start=_day(hit["start"]),
        end=end,
        ongoing=end is None,
        part_time=share,
        employment=_employment(hit["contract"], own, share, register) if work else None,
        person=person,
        work=work,
        written=" ".join(text[hit.start("start") : hit.end("end")].split()),
        span=span,
        spans=tuple(spans),
    )


def _span(whole: Passage, hit: re.Match[str], group: str) -> Span:
    places = whole.places[hit.start(group) : hit.end(group)]
    return Span(min(places), max(places) + 1)


def _day(text: str) -> PartialDate:
    day, month, year = re.split(r"[./-]", text)
    return PartialDate(int(year), int(month), int(day))


def _known(text: str, register: Mapping[str, Any], keys: Sequence[str]) -> bool:
    said = f" {folded(text)} "
    return any(f" {folded(str(word))} " in said for key in keys for word in register.get(key) or ())


def _employment(contract: str, own: bool, share: Fraction | None, register: Mapping[str, Any]) -> str | None:
    if own:
        return "freelance"
    for kind, starts in (register.get("contracts") or {}).items():
        if contract.startswith(tuple(str(start) for start in starts)):
            return str(kind)
    return "part_time" if share is not None else None


def _findings(
    text: str, printed: int | None, days: int, total: re.Match[str] | None, statements: Sequence[Statement]
) -> tuple[Finding, ...]:
    found = []
    if printed is not None and total is not None and days:
        together = _TOGETHER.search(text)
        simultaneous = _number(together[1]) if together else 0
        if printed not in (days, days - simultaneous):
            message = f"the lines read add up to {days} days, the report prints {printed}: a line may be missing"
            found.append(Finding("W_REGISTER_DAYS", "warning", message, Span(total.start(), total.end())))
    for statement in statements:
        if statement.start and statement.end and last_day(statement.end) < first_day(statement.start):
            found.append(Finding("W_LETTER_DATES", "warning", "the end lies before the start", statement.span))
    return tuple(found)


__all__ = ["is_register", "read_register"]

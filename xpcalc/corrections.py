"""Positions and what a person put right -> positions as they hold. To add a field: a row in FIELDS and in `_changed`.

A correction names its position by number and by what was read there, and says what it replaces (`was`). One that no
longer fits what is read is a finding, never applied somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from xpcalc.model import EMPLOYMENTS, Correction, DateRange, Finding, Label, PartialDate, Position, Span
from xpcalc.places import ASIDE
from xpcalc.regex import regex

SCHEMA = "xpcalc.corrections/1"
SUFFIX = ASIDE
# Source: docs/corrections.md; what can be put right, in the order of the page.
FIELDS = ("title", "employer", "location", "dates", "start", "end", "employment", "function", "drop", "add")
# Source: docs/corrections.md; far more than a person writes by hand.
MAX_CORRECTIONS, MAX_TEXT = 500, 1000
PRESENT = "present"
NOTHING = "–"  # stands for a title, employer or dates that were not read

# Source: docs/findings.md; what is no longer odd once a person has said what holds.
_ABOUT_DATES = ("dates", "start", "end")  # fields
_DATES = ("W_OPEN_END", "W_ONE_DATE", "I_ONE_DATE", "I_SAME_POSITION")
_SETTLED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"dates": _DATES, "start": _DATES, "end": _DATES, "title": ("W_NO_NAMES",), "employer": ("W_NO_NAMES",)}
)
_KEY = regex(r"(\d{1,4})(?:: (.*))?", re.DOTALL)
_ISO = regex(r"((?:19|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?")
_DASH = regex(r"\s{0,20}/\s{0,20}|\s{1,20}(?:-|–|—|to)\s{1,20}")


class Corrections(NamedTuple):
    """The corrections of one document; `document` is "sha256:" and the hash of its bytes."""

    document: str
    items: tuple[Correction, ...] = ()


class Applied(NamedTuple):
    """Positions as they hold. Shape: `numbers` (as read, from 1; 0 = added by hand) and `made`, one a position."""

    positions: tuple[Position, ...]
    numbers: tuple[int, ...]
    made: tuple[tuple[Correction, ...], ...]
    dropped: tuple[Correction, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def all(self) -> tuple[Correction, ...]:
        """Every correction that holds, in the order of the positions."""
        return tuple([c for made in self.made for c in made]) + self.dropped


# ---------------------------------------------------------------- what a correction is about


def key_of(number: int, position: Position) -> str:
    """Return the name of a position in a file of corrections: its number and what was read."""
    written = position.dates.written if position.dates else ""
    parts = [_line(part or "").replace(" | ", " / ") for part in (position.title, position.employer, written)]
    return f"{number}: " + " | ".join([part or NOTHING for part in parts])


def read_as(position: Position, field: str) -> str:
    """Return what was read for a field, as `was` holds it; a function stands in the labels, not here."""
    dates = position.dates
    if field == "dates":
        return _line(dates.written) if dates else ""
    if field in ("start", "end"):
        if dates is None:
            return ""
        if field == "end" and dates.ongoing:
            return PRESENT
        value = dates.start if field == "start" else dates.end
        return "" if value is None else str(value)
    if field in ("title", "employer", "location", "employment"):
        return _line(getattr(position, field) or "")
    return ""


def _line(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- values


def day_of(text: str) -> PartialDate | None:
    """Return a date written as 2019, 2019-05 or 2019-05-17; None for anything else."""
    found = _ISO.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = [int(x) if x else None for x in found.groups()]
    assert year is not None
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return PartialDate(year, month, day)


def _ends(text: str) -> tuple[PartialDate | None, PartialDate | None, bool] | None:
    """Return start, end and whether it goes on, of "2019-05/2021-03" or "2019-05 - present"."""
    parts = _DASH.split(text.strip())
    if len(parts) != 2:
        return None
    start = day_of(parts[0])
    ongoing = parts[1] in (PRESENT, "..")
    end = None if ongoing else day_of(parts[1])
    return None if start is None or (end is None and not ongoing) else (start, end, ongoing)


def problem_with(field: str, value: str, functions: Collection[str]) -> str | None:
    """Return why a value cannot stand in a field, None where it can."""
    if len(value) > MAX_TEXT:
        return f"longer than {MAX_TEXT} characters"
    if field == "start" and day_of(value) is None:
        return f"{value!r} is no date: write 2019, 2019-05 or 2019-05-17"
    if field == "end" and value != PRESENT and day_of(value) is None:
        return f"{value!r} is no date: write 2019, 2019-05, 2019-05-17 or present"
    if field == "dates" and _ends(value) is None:
        return f"{value!r} are no dates: write 2019-05/2021-03 or 2019-05/present"
    if field == "employment" and value not in EMPLOYMENTS:
        return f"{value!r} is no kind of employment: known are {', '.join(EMPLOYMENTS)}"
    if field == "function" and value and value not in functions:
        return f"{value!r} is no function: see `xpcalc disclose` for the codes"
    if field == "add":
        parts = value.split(" | ")
        if len(parts) not in (3, 4) or _ends(parts[2]) is None or (len(parts) == 4 and parts[3] not in EMPLOYMENTS):
            return "write title | employer | 2019-05/2021-03, and after it | and the kind of employment if not work"
        if not (parts[0].strip() or parts[1].strip()):
            return "write a title or an employer"
    return None


def of_data(data: object, functions: Collection[str]) -> tuple[Corrections, tuple[str, ...]]:
    """Return the corrections of a file's plain data, and all its problems, each `$.path: what`."""
    if not isinstance(data, dict):
        return Corrections(""), ("$: a mapping with schema, document and corrections was expected",)
    problems: list[str] = []
    for name in data:
        if name not in ("schema", "document", "corrections"):
            problems.append(f"$.{name}: unknown key: known are schema, document, corrections")
    if data.get("schema") != SCHEMA:
        problems.append(f"$.schema: {data.get('schema')!r} was read, {SCHEMA} was expected")
    document = data.get("document")
    if not isinstance(document, str) or not re.fullmatch(r"sha256:[0-9a-f]{64}", document):
        problems.append("$.document: sha256: and the 64 digits of the file's hash were expected")
        document = ""
    rows = data.get("corrections")
    if not isinstance(rows, list) or len(rows) > MAX_CORRECTIONS:
        problems.append(f"$.corrections: a list of at most {MAX_CORRECTIONS} was expected")
        rows = []
    items: list[Correction] = []
    seen: set[tuple[str, str]] = set()
    for n, row in enumerate(rows):
        made, odd = _item(row, f"$.corrections[{n}]", functions)
        problems += odd
        if made is None:
            continue
        for field in {"dates": ("start", "end")}.get(made.field, (made.field,)):
            if made.field != "add" and (made.position, field) in seen:
                problems.append(f"$.corrections[{n}]: {field} of this position is corrected twice: keep one")
            seen.add((made.position, field))
        items.append(made)
    return Corrections(document, tuple(items)), tuple(problems)


_KEYS = ("position", "field", "was", "value", "reason", "by", "at")


def _item(row: object, path: str, functions: Collection[str]) -> tuple[Correction | None, list[str]]:
    if not isinstance(row, dict):
        return None, [f"{path}: a mapping with {', '.join(_KEYS)} was expected"]
    problems = [f"{path}.{name}: unknown key: known are {', '.join(_KEYS)}" for name in row if name not in _KEYS]
    text: dict[str, str] = {}
    for name in _KEYS:
        value = row.get(name)
        if isinstance(value, bool) or not isinstance(value, (str, int, type(None))):
            problems.append(f"{path}.{name}: text was expected: put it in quotes")
            value = None
        text[name] = "" if value is None else _line(str(value))
    made = Correction(**text)
    if made.field not in FIELDS:
        problems.append(f"{path}.field: {made.field!r}: known are {', '.join(FIELDS)}")
    elif odd := problem_with(made.field, made.value, functions):
        problems.append(f"{path}.value: {odd}")
    found = _KEY.fullmatch(made.position)
    if made.field != "add" and found is None:
        problems.append(f'{path}.position: its number and what was read: "3: Title | Employer | dates"')
    elif made.field == "drop" and found is not None and found.group(2) is None:
        problems.append(f'{path}.position: say what was read there too, to drop it: "3: Title | Employer | dates"')
    if not made.reason:
        problems.append(f"{path}.reason: a reason is needed")
    for name, value in text.items():
        if len(value) > MAX_TEXT:
            problems.append(f"{path}.{name}: longer than {MAX_TEXT} characters")
    return (None, problems) if problems else (made, [])


def written(corrections: Corrections) -> str:
    """Return the text of a file of corrections. Invariant: reading it gives an equal value."""
    lines = [
        "# Corrections by hand, for xpcalc. This file belongs next to the document that it is about.",
        f"schema: {SCHEMA}",
        f"document: {_quoted(corrections.document)}",
        "corrections:" + ("" if corrections.items else " []"),
    ]
    for item in corrections.items:
        for n, name in enumerate(_KEYS):
            lines.append(f"{'-' if n == 0 else ' '} {name}: {_quoted(getattr(item, name))}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return text as YAML in double quotes; whatever cannot be seen is written by its number."""
    made = []
    for ch in text:
        code = ord(ch)
        if ch in '"\\':
            made.append("\\" + ch)
        elif ch.isprintable() and code & 0xFFFF < 0xFFFE:
            made.append(ch)
        else:
            made.append("�" if 0xD800 <= code < 0xE000 else f"\\U{code:08X}")
    return f'"{"".join(made)}"'


# ---------------------------------------------------------------- putting right


def apply(
    positions: Sequence[Position], corrections: Corrections | None, sha256: str, findings: Sequence[Finding] = ()
) -> Applied:
    """Return the positions with every correction that fits; functions are put right by `relabel`.

    `findings`: what was odd about the positions as read; what a correction has settled is left out of the result.
    """
    untouched = Applied(
        tuple(positions), tuple(range(1, len(positions) + 1)), ((),) * len(positions), (), tuple(findings)
    )
    if corrections is None or not corrections.items:
        return untouched
    odd = list(findings)
    if corrections.document.removeprefix("sha256:") != sha256.removeprefix("sha256:"):
        text = "the corrections beside this file were made for another version of it: none was applied"
        odd.append(Finding("W_CORRECTIONS_OTHER_FILE", "warning", text))
        return untouched._replace(findings=tuple(odd))
    keys = [key_of(n, p) for n, p in enumerate(positions, 1)]
    per: dict[int, list[Correction]] = {}
    added: list[Correction] = []
    for item in corrections.items:
        if item.field == "add":
            added.append(item)
            continue
        at = _place(item, keys)
        if at is None or (item.field not in ("drop", "function") and not _fits(item, positions[at])):
            odd.append(unused(item))
        else:
            per.setdefault(at, []).append(item)
    kept: list[Position] = []
    numbers: list[int] = []
    made: list[tuple[Correction, ...]] = []
    dropped: list[Correction] = []
    for n, position in enumerate(positions):
        mine = per.get(n, [])
        gone = [c for c in mine if c.field == "drop"]
        if gone:
            dropped.append(gone[0])
            odd = [f for f in odd if not _about(f, position)]
            continue
        settled = {code for item in mine for code in _SETTLED.get(item.field, ())}
        odd = [f for f in odd if f.code not in settled or not _about(f, position)]
        for item in mine:
            position = _changed(position, item)
        kept.append(position)
        numbers.append(n + 1)
        made.append(tuple(mine))
    for item in added:
        kept.append(_added(item))
        numbers.append(0)
        made.append((item,))
    return Applied(tuple(kept), tuple(numbers), tuple(made), tuple(dropped), tuple(odd))


def relabel(labels: Sequence[Label], applied: Applied) -> tuple[tuple[Label, ...], Applied]:
    """Return the labels with functions as put right, and `applied` without corrections that no longer fit."""
    findings = list(applied.findings)
    made = list(applied.made)
    kept = list(labels)
    for n, items in enumerate(applied.made):
        said = next((c for c in items if c.field == "function"), None)
        if said is None:
            continue
        mine = [x for x in kept if x.position == n and x.scheme == "function"]
        was = next((x.code for x in mine if x.primary), mine[0].code if mine else "")
        # Why: a new title brings a new reading of the function; what was read before it no longer stands here.
        retitled = any([c.field in ("title", "employer") for c in items])
        if said.was != was and not retitled:
            findings.append(unused(said))
            made[n] = tuple([c for c in items if c is not said])
            continue
        kept = [x for x in kept if x.position != n or x.scheme != "function"]
        if said.value:
            kept.append(Label(n, "function", said.value, (), True))
    kept.sort(key=lambda label: label.position)
    return tuple(kept), applied._replace(made=tuple(made), findings=tuple(findings))


def counted(applied: Applied) -> Iterator[Finding]:
    """Yield the finding that says how many corrections are in the numbers."""
    number = len(applied.all)
    if number:
        what = "1 correction by hand is" if number == 1 else f"{number} corrections by hand are"
        yield Finding("I_CORRECTED", "info", f"{what} in these numbers")


def requoted(findings: Iterable[Finding], applied: Applied) -> Iterator[Finding]:
    """Yield what is odd about the dates of positions, with corrected dates quoted instead of those of the document."""
    corrected: dict[Span, DateRange] = {}
    for position, items in zip(applied.positions, applied.made, strict=True):
        dates = position.dates
        if dates is not None and dates.span is not None and any([each.field in _ABOUT_DATES for each in items]):
            corrected[dates.span] = dates
    for each in findings:
        dates = corrected.get(each.span) if each.span is not None else None
        if dates is not None and each.message.startswith(f"{dates.written}: "):
            start, end = dates.start or "?", PRESENT if dates.ongoing else dates.end or "?"
            each = replace(each, message=f"{start} – {end}{each.message[len(dates.written) :]}")
        yield each


def unused(item: Correction) -> Finding:
    """Return the finding about a correction that fits nothing."""
    text = f"the correction of {item.field} in {item.position!r} does not fit what is read: not applied"
    return Finding("W_CORRECTION_UNUSED", "warning", text)


def _place(item: Correction, keys: Sequence[str]) -> int | None:
    """Return the index of the position: its key, else the one position that was read alike under another number."""
    found = _KEY.fullmatch(item.position)
    if found is None:
        return None
    number, text = int(found.group(1)), found.group(2)
    if text is None:
        return number - 1 if 1 <= number <= len(keys) else None
    if 1 <= number <= len(keys) and keys[number - 1] == item.position:
        return number - 1
    alike = [n for n, key in enumerate(keys) if key.partition(": ")[2] == text]
    return alike[0] if len(alike) == 1 else None


def _fits(item: Correction, position: Position) -> bool:
    return _line(item.was) == read_as(position, item.field)


def _about(finding: Finding, position: Position) -> bool:
    if finding.span is None or position.span is None:
        return False
    return position.span.start <= finding.span.start and finding.span.stop <= position.span.stop


def _changed(position: Position, item: Correction) -> Position:
    """Return the position with one field put right; the words of the document (`written`, spans) stay."""
    value: str | None = item.value or None
    if item.field == "title":
        return replace(position, title=value)
    if item.field == "employer":
        return replace(position, employer=value)
    if item.field == "location":
        return replace(position, location=value)
    if item.field == "employment":
        return replace(position, employment=item.value, part_time=None)
    if item.field not in _ABOUT_DATES:
        return position
    old = position.dates or DateRange(None, None)
    start, end, ongoing = old.start, old.end, old.ongoing
    if item.field == "dates":
        ends = _ends(item.value)
        assert ends is not None, "checked when read"
        start, end, ongoing = ends
    elif item.field == "start":
        start = day_of(item.value)
    else:
        ongoing = item.value == PRESENT
        end = None if ongoing else day_of(item.value)
    # Why: a duration that is printed beside the old dates says nothing about the new ones.
    return replace(position, dates=DateRange(start, end, ongoing, old.written, old.span))


def _added(item: Correction) -> Position:
    title, employer, dates, *kind = [part.strip() for part in item.value.split(" | ")]
    ends = _ends(dates)
    assert ends is not None, "checked when read"
    return Position(
        title or None, employer or None, None, DateRange(*ends, written=dates), employment=kind[0] if kind else "work"
    )


def merged(old: Iterable[Correction], new: Correction) -> tuple[Correction, ...]:
    """Return the corrections with a new one, which replaces an earlier one of the same place."""
    clash = {"dates": {"dates", "start", "end"}, "start": {"dates", "start"}, "end": {"dates", "end"}}
    fields = clash.get(new.field, {new.field})
    same = [c for c in old if new.field == "add" or c.position != new.position or c.field not in fields]
    return (*same, new)


__all__ = [
    "FIELDS",
    "PRESENT",
    "SCHEMA",
    "SUFFIX",
    "Applied",
    "Corrections",
    "apply",
    "counted",
    "day_of",
    "key_of",
    "merged",
    "of_data",
    "problem_with",
    "read_as",
    "relabel",
    "unused",
    "written",
]

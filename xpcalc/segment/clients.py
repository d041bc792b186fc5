"""Headers -> headers without the notes that say for which client of the employer a job was ("– cuenta SolarHome").

The words are the `clients` of rules/employers.yaml. To know a note by another sign: `_notes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.language import Words, fold
from xpcalc.regex import regex
from xpcalc.segment.anchor import lies_in
from xpcalc.segment.block import Block
from xpcalc.segment.parts import Header, Part
from xpcalc.segment.separators import DASH

_BRACKET = regex(r"(?<!\s)\s?\(([^()]{3,80})\)$")
# Unit: points of a title; points of a house.
_TITLE, _HOUSE = 0.4, 0.4


def drop_clients(headers: list[Header], blocks: Sequence[Block], words: Words, languages: Sequence[str]) -> None:
    """Take the notes away where the employer stands elsewhere: in the header, or above several posts.

    Why: "Agent – cuenta SolarHome" below "Enlace BPO" was held at Enlace BPO. What no other name stands beside is left.
    """
    for n, (parts, _) in enumerate(headers):
        parts[:] = [_without_client(p, words) if p.field != "title" else p for p in parts]
        parts[:] = [p for k, p in enumerate(parts) if not _is_agency(parts, k, words, languages)]
        accounts, contracts = _notes(parts, words, languages)
        if not accounts and not contracts:
            continue
        within = [b for b in blocks[:n] if lies_in(blocks[n].anchor.dates, b.anchor.dates)]
        others = [
            p
            for p in parts
            if p not in accounts + contracts and words.title_score(p.text, languages) < _TITLE and p.field != "title"
        ]
        if n or others:
            parts[:] = [p for p in parts if p not in accounts]
        if within or any([p.field or words.employer_score(p.text) >= _HOUSE for p in others]):
            parts[:] = [p for p in parts if p not in contracts]


def _notes(parts: Sequence[Part], words: Words, languages: Sequence[str]) -> tuple[list[Part], list[Part]]:
    """Return the parts that name an account, and those that name whom a contract was for."""
    accounts: list[Part] = []
    contracts: list[Part] = []
    for n, part in enumerate(parts):
        behind = parts[n + 1] if n + 1 < len(parts) else None
        if behind is not None and (behind.slot, behind.cell) != (part.slot, part.cell):
            behind = None
        if part.field or words.title_score(part.text, languages) >= _TITLE:
            continue
        if part.order and is_client(part.text, words, named=part.strength < 1):
            accounts.append(part)
        elif behind is not None and behind.joint == ": " and _is_word(part.text, "labels", words):
            accounts += [part, behind]  # "Client: Acme"
        elif behind is not None and part.order and _is_word(part.text, "contracts", words) and behind.strength in _AT:
            contracts += [part, behind]  # "– contract at Acme"
    return accounts, contracts


# Strengths of "at", "for" and their like.
_AT = (-1, 1, 2)


def _is_agency(parts: Sequence[Part], k: int, words: Words, languages: Sequence[str]) -> bool:
    """Say whether a part names in brackets, behind the employer, who sent somebody there: "(via Anglia Staff)"."""
    part, before = parts[k], parts[k - 1]
    behind = k > 0 and part.order > 0 and "(" in part.joint and not part.field
    behind = behind and (part.slot, part.cell) == (before.slot, before.cell)
    return behind and _sent(part.text, words) and words.title_score(before.text, languages) < _TITLE


def _sent(text: str, words: Words) -> bool:
    folded = fold(text)
    return any([folded.startswith(f"{word} ") for word in words.said_of_jobs("clients", "agencies")])


def is_client(text: str, words: Words, *, named: bool = True) -> bool:
    """Say whether a text names an account or a campaign of the employer: "cuenta SolarHome", "SolarHome account".

    `named`: it must hold a name, other than "Cuenta de televisión".
    """
    folded = fold(text)
    head = any([folded.startswith(f"{word} ") for word in words.said_of_jobs("clients", "before")])
    tail = any([folded.endswith(f" {word}") for word in words.said_of_jobs("clients", "behind")])
    return (head or tail) and (not named or any(map(str.isupper, text[1:])))


def _without_client(part: Part, words: Words) -> Part:
    """Return a name without the note behind it: "Acme S.A. – Cuenta Aguas del Norte", "Acme (alocado na Bolt)"."""
    ends = [(m.start(), part.text[m.end() :]) for m in DASH.finditer(part.text)]
    if m := _BRACKET.search(part.text):
        ends.append((m.start(), m[1].strip()))
    stop = min([at for at, note in ends if is_client(note, words)], default=len(part.text))
    return part.until(stop)


def _is_word(text: str, kind: str, words: Words) -> bool:
    return fold(text) in words.said_of_jobs("clients", kind)

"""Towns that no list has: those that a document names beyond doubt, and those that end the names of its employers.

Why: "38100 Rovere" or "Rovere, Italy" above the first heading tells what "Acme, Rovere" means further down. To learn
towns by another sign: `_told_in`; to cut them off by another: `town_behind`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpcalc.language import TOWN, Words
from xpcalc.regex import regex
from xpcalc.segment.places import Places
from xpcalc.segment.rows import Row
from xpcalc.segment.separators import COMMA, DASH, breaks_off

_CHUNK = regex(r"\s[|•·∙∗*~]\s|[\t|•]|\s{3,}")
_PIECE = regex(r",\s|(?<!\s)\s[–—-]\s")
_BRACKET = regex(r"^([^()]{3,40}) \(([^()]{2,30})\)$")
# "38100 Rovere", "I-38100 Rovere"
_CODED = regex(r"(?<![\d+(/])(?:[A-Z]{1,2}-)?\d{4,5} ([A-ZÀ-Þ][^\W\d_][^\d,;:|()/•]{1,30})(?=$|[,;|(•])")
_STATE = regex(r"([A-Z]{2})( \d{5}(?:-\d{4})?)?(?:,? (?:USA?|United States|Canada))?$")
# Sections that say where one lives, or which school stands where.
_LIVES, _SCHOOLS = ("", "contact", "personal"), ("education", "training")
# Unit: letters of a line that says where; words of the name of a town.
_LINE, _WORDS = 120, 4


def told_towns(sections: Sequence[tuple[str, list[Row]]], words: Words) -> frozenset[str]:
    """Return the towns, as they are written."""
    return frozenset(
        [
            town
            for kind, rows in sections
            for row in rows
            for j, cell in enumerate(row.cells)
            if len(cell.text) <= _LINE
            for town in _told_in(cell.text, kind, words, right=j > 0)
        ]
    )


def _told_in(text: str, kind: str, words: Words, *, right: bool) -> Iterator[str]:
    if kind in _LIVES:
        yield from [m[1].strip() for m in _CODED.finditer(text) if _plain(m[1].strip(), words)]
    for chunk in _CHUNK.split(text):
        pieces = [piece.strip(" .,;_*#>") for piece in _PIECE.split(chunk)]
        first = len(pieces)
        while first > 1 and _is_place(pieces[first - 1], words):
            first -= 1
        town, behind = pieces[first - 1], len(pieces) > first
        # "Rovere (TN)", "Benasque (Huesca)"
        if (m := _BRACKET.match(town)) and _is_place(m[2], words):
            town, behind = m[1], True
        # "Rovere, MA 02139"
        sure = first == 1 < len(pieces) and (m := _STATE.match(pieces[1])) is not None and m[2] is not None
        if kind in _SCHOOLS:
            sure |= behind and first == 1 and right
            # "Liceo Fermi, Rovere", "Fermi - Rovere, Italy"
            school = words.employer_score(pieces[0]) >= _SCHOOL and len(town.split()) < _WORDS
            sure |= first > 1 and (behind or school)
        if (sure or (behind and kind in _LIVES)) and _plain(town, words):
            yield town


# Source: signs of labels and sentences, years.
_NO_TOWN = regex(r"[\d:()]")
# Unit: points of an employer.
_SCHOOL = 0.5


def _is_place(text: str, words: Words) -> bool:
    coded = _STATE.match(text)
    return words.is_state(coded[1]) if coded else words.place_score(text) >= 0.9


def _plain(text: str, words: Words) -> bool:
    """Say whether a text may be a town: few words, a capital first, none of them of titles or houses."""
    few = len(text) > 2 and text[:1].isupper() and len(text.split()) <= _WORDS and not _NO_TOWN.search(text)
    return few and words.employer_score(text) < 0.25 and words.title_score(text) < 0.25


def town_behind(employer: str, place_of: Places, words: Words, *, usual: bool) -> int | None:
    """Return where a name ends that its town follows behind the last comma; None where none does.

    `usual`: jobs of the document have towns, and that of this one stands nowhere else.
    """
    commas = list(COMMA.finditer(employer))
    if not commas:
        return None
    head, tail = employer[: commas[-1].start()], employer[commas[-1].end() :].rstrip(".")
    code = len(tail) <= _CODE and tail.isupper()
    if not _plain(tail, words) or code or breaks_off(tail) or place_of.legal(tail) or place_of.is_title(tail):
        return None
    # "PosTech, Inc., Golden CO"
    coded = _TOWN_STATE.match(tail)
    known = place_of(tail) >= TOWN or _district(tail, place_of) or (coded is not None and words.is_state(coded[1]))
    # Why: what follows a legal form or a kind of house is a town where the other jobs have one, else a department.
    house = usual and " " in head and words.employer_score(head) >= _HOUSE
    # "Coed Derw Joinery Ltd, Llanfechan": what is no town here is a department, and none of the name either.
    house = house or (" " not in tail and place_of.legal(head.rpartition(" ")[2]))
    return commas[-1].start() if known or house else None


def _district(text: str, place_of: Places) -> bool:
    """Say whether a text is a town with its district: "Hamburg-Ottensen"."""
    town, hyphen, district = text.partition("-")
    return bool(hyphen) and district[:1].isupper() and place_of(town) >= _SURE


# Unit: points of a place.
_SURE = 0.9


def town_dashed(employer: str, place_of: Places, words: Words, *, region: bool) -> int | None:
    """Return where a name ends that its town follows behind the only dash; None where none does.

    `region`: what follows the name is a place ("Camping Sol - Santanyí, Islas Baleares").
    """
    dashes = list(DASH.finditer(employer))
    if len(dashes) != 1:
        return None
    head, tail = employer[: dashes[0].start()], employer[dashes[0].end() :].rstrip(".")
    code = (len(tail) <= _CODE and tail.isupper()) or "," in tail
    if not _plain(tail, words) or code or place_of.legal(tail) or place_of.is_title(tail) or not head.strip():
        return None
    # Why so few: "Quality Team - Hartwell Taconite Headquarters, Duluth" ends in the house.
    region = region and len(tail.split()) <= _BEFORE_REGION
    return dashes[0].start() if region or place_of(tail) >= TOWN else None


def town_legal(employer: str, place_of: Places) -> int | None:
    """Return where a name ends that its town follows without a sign, behind a legal form: "Acme B.V. Rotterdam"."""
    words = [m.start() for m in _BLANK.finditer(employer)][-_WORDS:]
    ends = [at for at in words if _is_form(employer[:at].rpartition(" ")[2], place_of) and " " in employer[:at]]
    return next((at for at in ends if place_of(employer[at + 1 :]) >= TOWN), None)


def _is_form(word: str, place_of: Places) -> bool:
    # Why: "Hermanos Soria" is a name of a family.
    short = "." in word or sum(map(str.isupper, word)) > 1 or word in ("Ltd", "Inc", "Lda", "Ltda", "Pty")
    return short and place_of.legal(word)


_BLANK = regex(" ")
# Unit: words of a town that no list has.
_BEFORE_REGION = 2
_TOWN_STATE = regex(r"[A-ZÀ-Ý][^\W\d_]+(?: [A-ZÀ-Ý][^\W\d_]+){0,2} ([A-Z]{2})$")
# Unit: letters of an abbreviation; points of an employer.
_CODE, _HOUSE = 5, 0.7

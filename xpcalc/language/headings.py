"""A line -> the kind of section that it heads. To add a heading, add it to the language's YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import itemgetter

from xpcalc.language.folding import Fold, fold
from xpcalc.language.table import Language
from xpcalc.regex import regex

_MARKS = "&+/|,;·•"
_HEADING = Fold(_MARKS)
_HEADING[ord("\n")] = "\n"  # all headings of the languages are folded as one text

# Sections that stand for time at work: of a heading that joins two, the one of these wins, else the first.
WORK_SECTIONS = ("experience", "internships", "volunteering", "career_break")

# Source: hand-made; numbers of sections besides digits.
_NUMERALS = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", *"abcdefgh"))
# Why: some pages count what stands below: "Work Experience (4)", forms what they ask for: "Employment 1 of 4".
_COUNTED = regex(r"\s{0,2}\(\d{1,3}\)$|\s\d{1,2}(?:\s?(?:of|de|di|von|van|sur|/)\s?\d{1,2})?$")
# "Previous employment (most recent first)"
_ASIDE = regex(r"\s\([^()\d]{2,60}\)$")
# Why: forms number their parts: "Section 2: Employment history", "Section C. Employment record".
_PART = regex(r"[^\W\d_]{4,10}\s(?:\d{1,2}|[A-H])\s?[:.–-]\s|(?:SECTION|Section|PART|Part)\s\d{1,2}\s(?=\S)")
# Why: plain text draws lines around its headings: "== Education ==".
_DRAWN = "=*_~# "
# Why: a letter written once or twice is the commonest slip in long headings ("Expérience professionelle").
_DOUBLED = regex(r"(.)\1")
# Why: the fonts of some PDF name no letters for these, and a page then reads "Pro l" or "Cer cados".
# Source: the ligatures of Latin Modern, Calibri and Carlito.
_LIGATURES = regex("ff[il]?|f[il]|t[ti]")
_F_LIGATURES = regex("ff[il]?|f[il]")
_LONG = 12
_HEADING_LENGTH = 60
_HEADING_WORDS = 9
# Unit: words of a heading, letters of a word, whose plural may be wrong.
_AGREEING, _WORD = 3, 5
_PAIRED = 4
# Unit: letters. Of a shorter text another word may be one letter away; a longer one is no heading.
_SURE, _SLIPPED = 8, 40


_first = itemgetter(1)  # of a match: what its first group holds


# "Working experience with dates", "Institutions attended with dates", as CVs of West Africa write
_DATED = regex(r"(?<=\w) (?:with|and) dates(?= ?/|:?$)", re.IGNORECASE)


class Headings:
    """Folded heading -> kind, in some languages; where two know a heading, the first wins."""

    __slots__ = ("_adjectives", "_continued", "_firsts", "_inner", "_joiners", "_known", "_nouns", "_own", "_slips")

    def __init__(self, languages: Sequence[Language]) -> None:
        joiners = set(_MARKS)
        continued: set[str] = set()
        headings: list[str] = []
        kinds: list[str] = []
        for language in languages:
            joiners.update(language.heading_joiners)
            continued.update(map(fold, language.heading_continued))
            for kind, said in language.sections.items():
                headings += said
                kinds += [kind] * len(said)
        known = _written(headings, kinds) if headings else {}
        self._inner = {fold(heading) for language in languages for heading in language.inner_headings}
        self._known = known
        self._firsts = {heading.partition(" ")[0] for heading in known}
        self._joiners = joiners
        self._continued = continued
        self._slips: dict[tuple[str, int], list[str]] = {}  # headings by their first letter and their length
        pairs = [(kind, {fold(w) for w in said}) for each in languages for kind, said in each.heading_pairs.items()]
        self._nouns = frozenset().union(*[said for kind, said in pairs if kind == "nouns"])
        self._own = frozenset().union(*[said for kind, said in pairs if kind == "own"])
        self._adjectives = {word: kind for kind, said in pairs if kind not in ("nouns", "own") for word in said}

    def section_of(self, heading: str) -> str | None:
        """Return the kind of section that a line heads, or None."""
        # Why: letter-spaced headings ("E X P E R I E N C E") are twice as long as their words.
        spaced = heading[1:2] == " "
        heading = heading.rstrip()
        if len(heading) > _HEADING_LENGTH and heading[-1:] == ")":
            heading = _ASIDE.sub("", heading)  # "Previous employment (most recent first, please explain any gaps)"
        if not heading or len(heading) > (2 * _HEADING_LENGTH if spaced else _HEADING_LENGTH):
            return None
        if heading[:1].islower() and heading[-1] in ".,;":
            return None  # the end of a wrapped sentence
        if heading[-1] in _DRAWN:
            heading = heading.strip(_DRAWN)
            if not heading:
                return None
        if heading[-1] in ")0123456789":
            heading = _COUNTED.sub("", heading)
        heading = _DATED.sub("", heading)
        if part := _PART.match(heading):
            heading = heading[part.end() :]
        tokens = heading.translate(_HEADING).split()
        if not tokens or (len(tokens) > _HEADING_WORDS and not spaced):
            return None
        found: str | None
        # Why: nearly every line of a CV ends here, since no heading begins with its first word.
        first = tokens[0]
        if (
            first not in self._firsts
            and len(first) > 1
            and not (len(tokens) > 1 and (first.isdigit() or first in _NUMERALS))
        ):
            if 1 < len(tokens) <= _PAIRED and (found := self._paired(tokens)):
                return found
            # Why: of capitals set apart a page may close some gaps and not others ("VOLUNTAR IADO").
            return self._known.get("".join(tokens) + "\0") if len(tokens) <= 4 and heading.isupper() else None
        text = " ".join(tokens)
        found = self._known.get(text)
        if found is None and len(text) >= _LONG:
            found = self._known.get(_DOUBLED.sub(_first, text) + "\1")
        found = found or _joined(tokens, self._known, self._joiners, self._continued)
        if found is None and 1 < len(tokens) <= _AGREEING:
            found = self._disagreeing(tokens)
        if found is None and 1 < len(tokens) <= _PAIRED:
            found = self._paired(tokens)
        if found is None and heading[-1] == ")" and (bare := _ASIDE.sub("", heading)) != heading:
            found = self.section_of(bare)
            # Why: "Stage (Lyon)" is a job, and "Assignments (selected)" tell what jobs were made of.
            if found in WORK_SECTIONS and not (found == "experience" and " " in heading[len(bare) :].strip()):
                found = None
        return found

    def _paired(self, tokens: list[str]) -> str | None:
        """Return the kind of a heading of a noun and an adjective that tells it ("Mi cronología académica")."""
        if self._nouns.isdisjoint(tokens):
            return None
        said = [token for token in tokens if token not in self._own]
        if len(said) != 2:
            return None
        one, other = said if said[0] in self._nouns else reversed(said)
        return self._adjectives.get(other) if one in self._nouns else None

    def _disagreeing(self, tokens: list[str]) -> str | None:
        """Return the kind of a heading in which an "s" is missing or too many ("Expériences professionnelle")."""
        for n, token in enumerate(tokens):
            other = token[:-1] if token[-1] == "s" else f"{token}s"
            if len(token) >= _WORD and (kind := self._known.get(" ".join([*tokens[:n], other, *tokens[n + 1 :]]))):
                return kind
        return None

    def meant(self, heading: str) -> str | None:
        """Return the kind of section that a line with one slip of the keyboard heads ("Edcuation"), or None."""
        text = " ".join(heading[:_SLIPPED].translate(_HEADING).split())
        if len(heading) > _SLIPPED or len(text) < _SURE or heading[0].islower() or heading[-1] in ".,;-)":
            return None
        if not self._slips:
            for known in self._known:
                if known[-1] not in "\0\1":
                    self._slips.setdefault((known[0], len(known)), []).append(known)
        near = [each for n in (-1, 0, 1) for each in self._slips.get((text[0], len(text) + n), ())]
        return next((self._known[each] for each in near if _one_slip(text, each)), None)

    def is_inner(self, heading: str) -> bool:
        """Return whether a heading also stands inside one entry ("Achievements:", "Stage"), so is weak evidence."""
        return len(heading) <= _HEADING_LENGTH and fold(heading) in self._inner


def _one_slip(one: str, other: str) -> bool:
    """Say whether two texts differ by one letter more, less or another, or by two that changed places, and end alike.

    Why the end: "Position" is no slip for "Positions", but the label of a field.
    """
    if one[-1] != other[-1]:
        return False
    least = min(len(one), len(other))
    same = next((n for n in range(least) if one[n] != other[n]), least)
    a, b = one[same:], other[same:]
    return bool(a and b) and (a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:]))


def _written(headings: Sequence[str], kinds: Sequence[str]) -> dict[str, str]:
    """Return the kinds of these headings by every way in which pages write them."""
    # Why: once a start, thousands of headings; to do a thing to all of them at once saves a fifth of the time.
    lines = "\n".join([heading.replace("\n", " ") for heading in headings]).translate(_HEADING).split("\n")
    known: dict[str, str] = {}
    put = known.setdefault
    words = [" ".join(line.split()) for line in lines]
    text = "\n".join(words)
    for heading, kind in zip(words, kinds, strict=True):
        put(heading, kind)
    # Letter-spaced and small-capital headings come in pieces: found again without their spaces.
    for heading, kind in zip(text.replace(" ", "").split("\n"), kinds, strict=True):
        put(heading + "\0", kind)
    for heading, plain, kind in zip(words, _DOUBLED.sub(_first, text).split("\n"), kinds, strict=True):
        if len(heading) >= _LONG:
            put(plain + "\1", kind)
    every = [sub(with_, text).split("\n") for sub in (_LIGATURES.sub, _F_LIGATURES.sub) for with_ in (" ", "")]
    for heading, torn, closed, torn_f, closed_f, kind in zip(words, *every, kinds, strict=True):
        if torn != heading and len(torn) > 4:
            put(torn.strip(), kind)
            put(closed, kind)
            if "f" in heading:
                put(torn_f.strip(), kind)
                put(closed_f, kind)
    return known


def _joined(tokens: list[str], known: Mapping[str, str], joiners: set[str], continued: set[str]) -> str | None:
    """Return the kind of a heading that is not in the table as it stands: marked, numbered, spaced out or joined."""
    while tokens and tokens[0] in _MARKS:
        tokens = tokens[1:]
    while tokens and tokens[-1] in _MARKS:
        tokens = tokens[:-1]
    text = " ".join(tokens)
    for tail in continued:
        if text.endswith(f" {tail}"):
            tokens = text[: -len(tail)].rstrip(_MARKS + " ").split()
            break
    if not tokens:
        return None
    numbered = len(tokens) > 1 and len(tokens[0]) <= 4 and (tokens[0].isdigit() or tokens[0] in _NUMERALS)
    found = known.get(" ".join(tokens)) or (known.get(" ".join(tokens[1:])) if numbered else None)
    if found:
        return found
    if any(len(token) == 1 for token in tokens):
        found = known.get("".join(tokens) + "\0")
        if found:
            return found
    if len(tokens) > _HEADING_WORDS or joiners.isdisjoint(tokens):
        return None
    kinds: list[str] = []
    part: list[str] = []
    for token in (*tokens, "&"):
        if token not in joiners:
            part.append(token)
            continue
        if part:
            kind = known.get(" ".join(part))
            if kind is None:
                return None
            kinds.append(kind)
            part = []
    return next((kind for kind in kinds if kind in WORK_SECTIONS), kinds[0] if kinds else None)

"""Text of a clause -> the lengths of time in it. To add a way to say one, write its words under `lengths` in rules/ads.

Claims read lengths too; an ad asks for them in other words ("three or more years", "4 of which", "2-4 years").
"""

from __future__ import annotations

import re
from fractions import Fraction

from xpcalc.ads.words import AdWords
from xpcalc.record import dataclass
from xpcalc.regex import regex

LARGEST = 1200
# Source: hand-made; "no less than", "no menos de", "não menos de", "nicht weniger als", "pas moins de".
_NOT = regex(r"\b(?:no|not|never|nao|nicht|pas|ni)\s*$")


@dataclass(frozen=True, slots=True)
class Length:
    """A length. `kind`: least, window ("in the last"), less ("up to"), part ("of which") or other (no work)."""

    start: int
    stop: int
    months: int
    kind: str = "least"
    most: int | None = None  # the upper end of a range
    about: bool = False


def number_of(text: str, words: AdWords) -> Fraction:
    """Return a number written in figures or words; 0 for neither."""
    folded = " ".join(text.split())
    if folded in words.numbers:
        return Fraction(words.numbers[folded])
    plain = folded.replace(",", ".")
    return Fraction(plain) if re.fullmatch(r"\d+(?:\.5)?", plain) else Fraction(0)


def lengths(folded: str, words: AdWords) -> tuple[Length, ...]:
    """Return the lengths in a folded text, left to right."""
    found: list[Length] = []
    for hit in words.length.finditer(folded):
        if hit["whole"]:
            months, most = words.wholes[" ".join(hit["whole"].split())], None
        elif hit["glued"]:
            months, most = int(number_of(hit["glued"], words) * (12 if hit["years"] else 1)), None
            if not 0 < months <= LARGEST:
                continue
        else:
            unit = 12 if hit["year"] else 1
            low = number_of(hit["low"], words) * unit
            if hit["lowunit"]:
                low = number_of(hit["low"], words) * (12 if words.lengths["year"].search(hit["lowunit"]) else 1)
            if hit["half"]:
                low += Fraction(unit, 2)
            high = number_of(hit["high"], words) * unit if hit["high"] else None
            if low <= 0 or low.denominator != 1 or low > LARGEST:
                continue
            months, most = int(low), int(high) if high is not None and high > low else None
        if hit["glued"] and any(form.match(folded[hit.end() :].lstrip()) for form in words.education.values()):
            found.append(Length(hit.start(), hit.end(), months, "other"))  # "dreijährige Ausbildung"
            continue
        before = folded[max(0, hit.start() - 40) : hit.start()]
        found.append(_placed(hit.start(), hit.end(), months, most, before, folded, words))
    for hit in words.lengths["last"].finditer(folded):
        # "within the last year"
        at = hit.end() + len(folded[hit.end() :]) - len(folded[hit.end() :].lstrip())
        year, month = (words.lengths[name].match(folded, at) for name in ("year", "month"))
        said = year or month
        if said is not None and not any(each.start < said.end() and hit.start() < each.stop for each in found):
            found.append(Length(hit.start(), said.end(), 12 if year else 1, "window"))
    for hit in words.part.finditer(folded):
        if any(each.start < hit.end() and hit.start() < each.stop for each in found):
            continue
        own = found or hit["year"] or hit["month"]
        if not own and not words.lengths["of_them"].match(folded.lstrip(" (")):
            continue  # "at least one of them" is about tools
        yearly = not found or words.lengths["year"].search(folded[found[0].start : found[0].stop])
        unit = 1 if hit["month"] else 12 if hit["year"] or yearly else 1
        months = int(number_of(hit["n"] or hit["m"] or hit["k"], words) * unit)
        if months:
            found.append(Length(hit.start(), hit.end(), months, "part"))
    return tuple(sorted(found, key=lambda each: each.start))


def _placed(start: int, stop: int, months: int, most: int | None, before: str, folded: str, words: AdWords) -> Length:
    def leads(name: str) -> int:
        """Return the characters of the words right before the length; 0 = they are not there."""
        hits = [hit for hit in words.lengths[name].finditer(before) if not before[hit.end() :].strip(" (:")]
        return len(before) - hits[-1].start() if hits else 0

    kind, about = "least", False
    if size := leads("last"):
        late = words.lengths["of_late"].match(before, len(before) - size)
        ahead = bool(words.lengths["with"].match(folded[stop:].lstrip()))
        earlier = words.length.search(folded[: start - size])
        # Why: "8 years of coding, the last 3 years with React" is a part, "spent the last 3 years in sales" a length.
        if late and ahead and (earlier or words.lengths["spent"].search(folded[: start - size])):
            kind = "part" if earlier else "least"
        else:
            kind, start = "window", start - size
    elif (size := leads("less")) and not _NOT.search(before[: len(before) - size]):
        kind = "less"
    elif words.lengths["of_them"].search(before[-25:]) or words.lengths["of_them"].match(folded[stop:].lstrip()):
        kind = "part"
    elif leads("about"):
        about = True
    near = " ".join(folded[stop:].split()[:3])
    if kind in ("least", "part") and words.lengths["not_work"].search(near):
        kind = "other"
    return Length(start, stop, months, kind, most, about)


__all__ = ["Length", "lengths", "number_of"]

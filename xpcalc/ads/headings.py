"""A heading and the items below it -> what its section asks, by weak signs. To add a sign: `signs` in rules/ads.

The tables of whole headings come first; this decides where they know none, so that no heading needs to be known.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.ads.words import AdWords
from xpcalc.claims.words import plain
from xpcalc.record import dataclass
from xpcalc.regex import regex

_SURE = 2  # the weight of a sign; a weak one has half of it
# Source: hand-made; "not" in the five languages, which turns "must-haves" into wishes on top.
_NOT = regex(
    r"\b(?:not?|isn't|aren't|don't|doesn't|won't|never|sin|nao|pas|kein|keine|nicht|non|ni|ningun|ninguna|nenhum|aucun"
    r"|aucune|none)\b"
)


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below a heading: how many items, how many of them are surely or perhaps wishes, offers, duties."""

    items: int
    sure: int
    likely: int
    offers: int
    duties: int

    @property
    def wishes(self) -> int:
        """Items that are wishes."""
        return self.sure + self.likely

    @property
    def wishful(self) -> bool:
        """Whether the items are wishes rather than anything else."""
        if self.wishes < self.offers + self.duties or self.wishes == 0:
            return False
        return bool(self.sure) or 2 * self.wishes >= self.items

    @property
    def foreign(self) -> bool:
        """Whether the items are offers or duties rather than wishes."""
        return self.offers + self.duties > self.wishes and 2 * (self.offers + self.duties) >= self.items


def weights(head: str, words: AdWords) -> dict[str, int]:
    """Return how much the words of a folded heading speak for must, nice and other."""
    found = {kind: _weight(head, words, kind) for kind in ("must", "nice", "other")}
    if found["must"] and denied(head, words):
        found["nice"] += found.pop("must") + _SURE
        found["must"] = 0
    return found


def denied(head: str, words: AdWords) -> bool:
    """Tell whether a heading has the words of a must behind a "not": "not must-haves", "kein Muss"."""
    hit = _NOT.search(head)
    return hit is not None and bool(words.signs["denied"].search(head, hit.end()))


def _weight(head: str, words: AdWords, kind: str) -> int:
    sure = {hit[0] for hit in words.signs[kind].finditer(head)}
    weak = {hit[0] for hit in words.signs[f"{kind}_weak"].finditer(head)} - sure
    return _SURE * len(sure) + len(weak)


def leading(scores: dict[str, int], least: int = 1) -> str | None:
    """Return the kind with the most weight; None for a tie or too little."""
    first, second = sorted(scores.values(), reverse=True)[:2]
    if first < least or first == second:
        return None
    return max(scores, key=lambda kind: scores[kind])


def body_of(items: Sequence[tuple[str, int]], words: AdWords) -> Body:
    """Return what items are; with each comes how surely it is a wish: 2, 1 or 0."""
    sure = likely = offers = duties = 0
    for text, sign in items:
        folded = plain(text)
        gives = words.signs["gives"].search(folded)
        if sign == 2:
            # Why: "an MBA paid by us" has a degree and is an offer, "a budget of 2 M €" an amount and is a wish.
            sure += not gives
        elif gives:
            offers += 1
        elif words.signs["does"].match(folded):
            duties += 1
        else:
            likely += sign
    return Body(len(items), sure, likely, offers, duties)


def section_by_signs(head: str, hint: str | None, body: Body, words: AdWords, after_must: bool) -> str:
    """Return what a section with an unknown folded heading asks: must, nice, other, or "" where nothing tells.

    `hint`: what a known phrase in it says. `after_must`: a list of what is asked stands above.
    """
    refused = _NOT.search(head)
    if refused and words.signs["needless"].search(head, refused.end()) and not denied(head, words):
        return "other"  # "What you don't need", "Lo que no pedimos": a list of what is not asked
    scores = weights(head, words)
    if hint is not None:
        scores[hint] += 1
    if body.offers and body.offers >= body.wishes and scores["other"] >= _SURE:
        return "other"
    if body.wishful:
        if scores["nice"] and scores["nice"] >= scores["must"]:
            return "nice"
        if scores["other"] > max(scores["must"], 1) and not body.sure:
            return "other"
        if scores["must"] or not after_must or words.signs["topics"].search(head):
            return "must"
        # Why: a second list of wishes has its own heading because it is asked less.
        return "nice"
    if body.foreign and scores["must"] < _SURE:
        return "other"
    return leading(scores, _SURE) or ""


__all__ = ["Body", "body_of", "denied", "leading", "section_by_signs", "weights"]

"""Tokens of a sentence -> which of them are start, end, employer, title ..., by the patterns of rules/letters.

spaCy's Matcher reads them as patterns of tokens. It is imported here and nowhere else in letters, when the first letter
is read: a CV never pays for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xpcalc.letters.tokens import DATE, HOUSE, NAME, NUMBER, PERIOD, Token
from xpcalc.letters.words import DATES, GAPS, NUMBERS, PERIODS, TOKEN, LetterWords, folded
from xpcalc.record import dataclass

_LONGEST = 8  # tokens of a name in the middle of a pattern
_BREAKS = [".", ";", ":", "!", "?", "|", PERIOD, DATE]
_SIGNS = [",", ";", ":", "(", ")", "-", "–", "|", "/"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A slot found: the token where it stands (a name begins, or ends, there) and how far its words reach."""

    slot: str
    at: int
    first: int
    stop: int
    backward: bool  # a name that ends at the token
    length: int  # words of the pattern: the longer says more


class Cues:
    """The patterns of some languages, compiled once."""

    __slots__ = ("_doc", "_matcher", "_slots", "_vocab")

    def __init__(self, words: LetterWords) -> None:
        import spacy
        from spacy.matcher import Matcher
        from spacy.tokens import Doc

        # Why one blank pipeline for all languages: the tokens are ours already, so that offsets hold.
        pipeline = spacy.blank("xx")
        self._vocab = pipeline.vocab
        self._doc: Any = Doc
        self._matcher = Matcher(self._vocab)
        self._slots: dict[int, tuple[int, str, int]] = {}  # pattern -> place of the slot, its name, number of words
        for number, phrase in enumerate(words.patterns):
            pattern, at, slot = _pattern(phrase)
            key = f"{number}"
            self._matcher.add(key, [pattern])
            self._slots[self._vocab.strings[key]] = (at, slot, len(pattern))

    def find(self, tokens: Sequence[Token]) -> list[Cue]:
        """Return every slot that a pattern finds; several patterns may find one token."""
        if not tokens:
            return []
        document = self._doc(self._vocab, words=[token.text for token in tokens])
        best: dict[tuple[int, int], Cue] = {}
        matches: Any = self._matcher(document, with_alignments=True)
        for key, first, stop, alignment in matches:
            at, slot, length = self._slots[key]
            # Why: a name behind its words is read from its first token on, one in front of them back from its last.
            here = first + (max if at == 0 else min)(n for n, part in enumerate(alignment) if part == at)
            cue = Cue(slot, here, first, stop, at == 0 and length > 1, length)
            known = best.get((key, here))
            if known is None or stop - first < known.stop - known.first:
                best[key, here] = cue
        return list(best.values())


def _pattern(phrase: str) -> tuple[list[dict[str, Any]], int, str]:
    """Return the token pattern of a phrase, the index of its slot and the name of the slot."""
    pattern: list[dict[str, Any]] = []
    place, name = 0, ""
    for part in phrase.split():
        if part.startswith("{"):
            place, name = len(pattern), part[1:-1]
            inside = place > 0 and part != phrase.split()[-1]
            pattern.append(_slot(name, inside))
        elif part in GAPS:
            pattern.append({"LOWER": {"NOT_IN": _BREAKS}, "OP": f"{{0,{GAPS[part]}}}"})
        elif part == "/":
            pattern.append({"LOWER": "/"})
        else:
            optional = part.endswith("?") and len(part) > 1
            token = _word(part.removesuffix("?") if optional else part)
            pattern.extend([{**each, "OP": "?"} if optional else each for each in token])
    return pattern, place, name


def _word(part: str) -> list[dict[str, Any]]:
    choices = part.split("/")
    plain = [folded(choice) for choice in choices if not choice.endswith("*")]
    open_ = [folded(choice[:-1]) for choice in choices if choice.endswith("*") and len(choice) > 1]
    if open_:
        either = "|".join([*(f"{re.escape(word)}[^\\W\\d_]*" for word in open_), *map(re.escape, plain)])
        return [{"LOWER": {"REGEX": f"^(?:{either})$"}}]
    if len(plain) > 1:
        return [{"LOWER": {"IN": plain}}]
    return [{"LOWER": hit[0]} for hit in TOKEN.finditer(plain[0])]


def _slot(name: str, inside: bool) -> dict[str, Any]:
    if name in DATES:
        return {"LOWER": DATE}
    if name in PERIODS:
        return {"LOWER": PERIOD}
    if name in NUMBERS:
        return {"LOWER": NUMBER}
    never = [*_SIGNS, DATE, PERIOD, HOUSE if name.endswith("person") else NAME]
    if inside:
        return {"LOWER": {"NOT_IN": never}, "OP": f"{{1,{_LONGEST}}}"}
    return {"LOWER": {"NOT_IN": [*never, "."]}}


__all__ = ["Cue", "Cues"]

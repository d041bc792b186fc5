"""Sentences -> which of their lengths are no claim, by the phrases of rules/claims.yaml; add one there.

spaCy's Matcher reads the phrases as patterns of tokens. It is imported here and nowhere else, when the first sentence
asks: a CV that claims nothing never pays for it.
"""

from __future__ import annotations

from typing import Any

from xpcalc.claims.lengths import Sentence
from xpcalc.claims.words import Lexicon, split
from xpcalc.regex import regex

_PART = regex(r"\{\w+\}|\.\.\.|[^\s{}]+")
_GAP = 3


class Hints:
    """The words that each phrase cannot do without: a sentence that lacks one of them needs no Matcher.

    Why: spaCy takes a second to load, and most CVs say no more than "10+ years of experience".
    """

    __slots__ = ("_phrases",)

    def __init__(self, lexicon: Lexicon) -> None:
        self._phrases = [_needed(phrase, lexicon) for phrase in dict.fromkeys(lexicon.refused)]

    def may_refuse(self, sentence: Sentence) -> bool:
        """Say whether some phrase may match: all its words stand in the sentence, in its order, not far apart."""
        said = [token.text.lower() for token in sentence.tokens]
        unique = set(said)
        return any(
            [
                all([not unique.isdisjoint(words) for words in needed]) and _in_order(said, needed)
                for needed in self._phrases
            ]
        )


def _in_order(said: list[str], needed: list[frozenset[str]]) -> bool:
    reach = len(needed) * (_GAP + 1)
    for start, word in enumerate(said):
        if word not in needed[0]:
            continue
        at = start
        for words in needed[1:]:
            at = next((k for k in range(at + 1, min(len(said), start + reach)) if said[k] in words), -1)
            if at < 0:
                break
        else:
            return True
    return False


def _needed(phrase: str, lexicon: Lexicon) -> list[frozenset[str]]:
    needed: list[frozenset[str]] = []
    for part in _PART.findall(phrase):
        if part == "...":
            continue
        if part == "{n}":
            needed.append(frozenset(("{n}",)))
        elif part.startswith("{"):
            needed.append(frozenset(lexicon.nouns[part[1:-1]]))
        else:
            needed.extend(frozenset((word,)) for word in split(part))
    return needed


class Frames:
    """The phrases that take a length back ("{n} ago", "{company} {with} {n}"), compiled for one set of languages."""

    __slots__ = ("_doc", "_matcher", "_vocab")

    def __init__(self, lexicon: Lexicon) -> None:
        import spacy
        from spacy.matcher import Matcher
        from spacy.tokens import Doc

        # Why one blank pipeline for all languages: the tokens are ours already, so that offsets hold and words are
        # split alike everywhere; the French one alone takes seconds to build its tokeniser.
        pipeline = spacy.blank("xx")
        self._vocab = pipeline.vocab
        self._doc: Any = Doc
        self._matcher = Matcher(self._vocab)
        self._matcher.add("refused", [_pattern(phrase, lexicon) for phrase in dict.fromkeys(lexicon.refused)])

    def refused(self, sentence: Sentence) -> dict[int, int]:
        """Return the lengths that a phrase takes back, each with the furthest token of the phrase."""
        document = self._doc(self._vocab, words=[token.text for token in sentence.tokens])
        found: dict[int, int] = {}
        for _, first, stop in self._matcher(document):
            for token in sentence.tokens[first:stop]:
                if token.length >= 0:
                    found[token.length] = max(found.get(token.length, 0), stop)
        return found


def _pattern(phrase: str, lexicon: Lexicon) -> list[dict[str, Any]]:
    """Return the token pattern of a phrase."""
    pattern: list[dict[str, Any]] = []
    for part in _PART.findall(phrase):
        if part == "{n}":
            pattern.append({"LOWER": "{n}"})
        elif part == "...":
            pattern.append({"LOWER": {"NOT_IN": ["{n}", ",", ".", ";", "(", ")", ":"]}, "OP": f"{{0,{_GAP}}}"})
        elif part.startswith("{"):
            pattern.append({"LOWER": {"IN": sorted(lexicon.nouns[part[1:-1]])}})
        else:
            pattern.extend({"LOWER": word} for word in split(part))
    return pattern

"""Text -> its languages, most likely first. To make a language better known, add function words to its YAML file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xpcalc.language.table import Language

_LENGTH = 20_000
_LINES = 400
_FUNCTION = 1.0  # weight of a function word; title words and months weigh less
_TITLE = 0.5


class _Plain(dict[int, str]):
    """Table for str.translate: letters stay as they are, everything else becomes a space."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        value = letter if letter.isalpha() or 0x300 <= code < 0x370 else " "
        self[code] = value
        return value


_PLAIN = _Plain()


class Detector:
    """The evidence for some languages: function words, headings, months, titles and letters of their own."""

    __slots__ = ("_headings", "_languages", "_months", "_words")

    def __init__(self, languages: Sequence[Language]) -> None:
        self._languages = languages
        self._months = {language.code: frozenset(language.months) for language in languages}
        # Why: most words of a text are in no table; those are looked up once, not in each.
        self._words = frozenset().union(
            *[
                words
                for each in languages
                for words in (each.title_words, each.title_modifiers, each.months, each.function_words)
            ]
        )
        self._headings = {language.code: frozenset().union(*language.sections.values()) for language in languages}

    def detect(self, text: str) -> tuple[str, ...]:
        """Return the languages of a document, most likely first; only those with evidence, so perhaps none."""
        from collections import Counter

        text = text[:_LENGTH].lower()
        counts = Counter(text.translate(_PLAIN).split())
        unique = self._words.intersection(counts)
        lines = {line.strip(" :-\t\r") for line in text.split("\n")[:_LINES] if 3 < len(line) <= 40}
        scores = {language.code: 0.0 for language in self._languages}
        weights: dict[str, dict[str, float]] = {}
        heads: dict[str, list[str]] = {}
        for language in self._languages:
            code = language.code
            for words, weight in (
                (language.title_words, _TITLE),
                (language.title_modifiers, 0.4),
                (self._months[code], 0.6),
                (language.function_words, _FUNCTION),
            ):
                for word in words & unique:
                    weights.setdefault(word, {})[code] = weight
            for line in self._headings[code] & lines:
                heads.setdefault(line, []).append(code)
            for letter in language.letters:
                if letter in text:
                    shared = sum(1 for other in self._languages if letter in other.letters)
                    scores[code] += min(text.count(letter), 6) / shared**2
        for word, table in weights.items():
            # Why: a word of three languages tells little about each; the tenth "de" no more than the sixth.
            share = min(counts[word], 6) / len(table) ** 2
            for code, weight in table.items():
                scores[code] += weight * share
        for codes in heads.values():
            for code in codes:
                scores[code] += 1.5 / len(codes)
        return _rank(scores, tuple(weights.values()), tuple(heads.values()))


def _rank(
    scores: Mapping[str, float], seen: Sequence[Mapping[str, float]], heads: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Return the languages whose evidence stands out, best first."""
    ranked = sorted(scores, key=lambda code: -scores[code])
    if not ranked or scores[ranked[0]] < 0.8:
        return ()
    first = ranked[0]
    # Why: neighbours share words and titles are often English, so a second language needs headings or running
    # text that the first does not explain.
    own = dict.fromkeys(ranked, 0.0)
    named = dict.fromkeys(ranked, 0.0)
    for table in seen:
        if first not in table:
            for code, weight in table.items():
                if weight == _FUNCTION:
                    own[code] += 1 / len(table)
                elif weight == _TITLE:
                    named[code] += 1 / len(table)
    headed = dict.fromkeys(ranked, 0.0)
    for codes in heads:
        if first not in codes:
            for code in codes:
                headed[code] += 1 / len(codes)
    words = sum(1 for table in seen if table.get(first) == _FUNCTION)
    others = [code for code in ranked[1:] if headed[code] >= 2 or own[code] >= max(5, 0.3 * words)]
    if first == "en" and not others:
        # Why: programs print English headings over a few lines in another language; its titles tell it.
        likely = max(ranked[1:], key=lambda code: own[code] + named[code], default="")
        # Source: measured on 700 English CVs, which reach 2 and 0.
        titled = likely and own[likely] >= 1 and named[likely] >= 1 and own[likely] + named[likely] >= 3.2
        if titled or (likely and own[likely] >= 4.8):
            others = [likely]
    return (first, *others)

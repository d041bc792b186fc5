"""Text with days and years in words -> the same text with figures: "cinco de marzo de dos mil doce" -> "5 de ... 2012".

To teach it a language, add `numbers` to rules/letters/<language>.yaml: each word with its value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xpcalc.language import strip_accents
from xpcalc.regex import regex

_THOUSAND, _HUNDRED = 1000, 100
_YEARS = range(1950, 2100)
_DAYS = range(1, 32)
_BETWEEN = 3  # words between a day and its year or the year's month: "days of the month of"
_WORD = regex(r"[^\W\d_]+|\d+|[^\s\w]")


class Spelled:
    """The number words of some languages, compiled once."""

    __slots__ = ("_joins", "_values")

    def __init__(self, numbers: Mapping[str, int]) -> None:
        self._values = {word: value for word, value in numbers.items() if value >= 0}
        self._joins = frozenset(word for word, value in numbers.items() if value < 0)

    def figures(self, text: str) -> str:
        """Return the text with figures for the numbers in words that are days or years of dates.

        Invariant: same length, so that offsets hold.
        """
        if not self._values:
            return text
        words = [(hit.start(), hit.end(), strip_accents(hit[0].lower())) for hit in _WORD.finditer(text)]
        runs = list(self._runs(words))
        result = list(text)
        years = [run for run in runs if run[2] in _YEARS]
        kept = list(years)
        for first, stop, value in runs:
            if value in _DAYS and (stop >= len(words) or words[stop][2] != "("):
                # Why: "two customers" is no day; one is only where a year is near, in words or in figures.
                near = [words[n][2] for n in range(stop, min(len(words), stop + 2 * _BETWEEN + 1))]
                spelled_year = any(stop < begin <= stop + 2 * _BETWEEN for begin, _, _ in years)
                if spelled_year or any(word.isdigit() and int(word) in _YEARS for word in near):
                    kept.append((first, stop, value))
            elif value in _DAYS and stop + 2 < len(words) and words[stop + 1][2].isdigit():
                # "dieciséis (16) de febrero": the figure stands there already.
                _blank(result, words[first][0], words[stop][1])
                _blank(result, words[stop + 2][0], words[stop + 2][1])
            elif value in _YEARS and stop < len(words) and words[stop][2] == "(":
                kept = [run for run in kept if run[0] != first]
                _blank(result, words[first][0], words[stop][1])
        for first, stop, value in kept:
            start, end = words[first][0], words[stop - 1][1]
            figure = str(value)
            if len(figure) <= end - start and not any(char == "\n" for char in text[start:end]):
                result[start:end] = figure.ljust(end - start)
        return "".join(result)

    def _runs(self, words: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, int]]:
        """Return the numbers in words as (first word, word after the last, value)."""
        found = []
        at = 0
        while at < len(words):
            if words[at][2] not in self._values:
                at += 1
                continue
            stop, total, part = at, 0, 0
            while stop < len(words):
                word = words[stop][2]
                if word in self._joins and stop + 1 < len(words) and words[stop + 1][2] in self._values:
                    stop += 1
                    continue
                value = self._values.get(word)
                if value is None:
                    break
                if value in (_HUNDRED, _THOUSAND):
                    part = max(part, 1) * value
                    total, part = (total + part, 0) if value == _THOUSAND else (total, part)
                elif part and part % _HUNDRED and part < _HUNDRED and value >= 10 and part >= 10:
                    total, part = total + part * _HUNDRED, value  # "twenty twenty", "nineteen ninety-nine"
                else:
                    part += value
                stop += 1
            found.append((at, stop, total + part))
            at = stop
        return found


def _blank(result: list[str], start: int, stop: int) -> None:
    result[start:stop] = " " * (stop - start)


__all__ = ["Spelled"]

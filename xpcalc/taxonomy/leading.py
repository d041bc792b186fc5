"""The words around "team of 9" -> whether somebody leads it or works in it.

To add a word: rules/functions/leading.yaml.

Why: "Worked in a team of 9" says as much about a team as "Led a team of 9", and nothing about who leads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xpcalc.taxonomy.lookup import Lookup
from xpcalc.taxonomy.words import duty_words, title_words

# Unit: words between a verb of leading, or the words for work inside it, and the team.
_REACH, _NEAR = 10, 4
# Unit: words; a noun of leading opens its sentence ("As acting team lead from August 2018, team of 6").
_OPENING = 5
_ENDS = frozenset(".;!?|•·\n")
_COMMAS = frozenset(",:()–—")


class Leading:
    """What CVs write around teams, looked up; built once per taxonomy."""

    __slots__ = (
        "_articles", "_behind", "_beside", "_ends", "_inside", "_members", "_nouns", "_starts_not",
        "_titles", "_titles_not", "_verbs", "function",
    )  # fmt: skip

    def __init__(self, raw: Mapping[str, Any]) -> None:
        def table(name: str) -> Lookup[bool]:
            found: Lookup[bool] = Lookup()
            for text in _flat(raw.get(name, ())):
                found.add(duty_words(text), True)
            return found

        self.function: str = raw.get("function", "")
        self._verbs, self._nouns, self._behind = table("verbs"), table("nouns"), table("behind")
        self._inside, self._members = table("inside"), table("members")
        self._articles, self._beside = (
            frozenset([word for text in raw.get(name, ()) for word in duty_words(text)])
            for name in ("articles", "beside")
        )
        self._ends = tuple([stem for text in raw.get("title_ends", ()) for stem in title_words(text)])
        self._starts_not = tuple([stem for text in raw.get("titles_not", ()) for stem in title_words(text)])
        self._titles: Lookup[bool] = Lookup()
        self._titles_not: Lookup[bool] = Lookup()
        for lookup, name in ((self._titles, "titles"), (self._titles_not, "titles_not")):
            for text in raw.get(name, ()):
                lookup.add(title_words(text), True)

    def title_leads(self, words: Sequence[str]) -> bool:
        """Say whether a title leads people, by the stems of its words: "Store Manager", not "Account Manager"."""
        stems = list(words)
        if self._titles_not.find(stems):
            return False
        if self._titles.find(stems):
            return True
        ends = [word for word in stems if word.endswith(self._ends) and not word.startswith(self._starts_not)]
        return any(word not in self._ends for word in ends)

    def leads(self, stems: Sequence[str], signs: Sequence[str], first: int, stop: int, *, titled: bool) -> bool:
        """Say whether the words `first` to `stop` name a team that is led.

        Shape: `stems` are those of running text (`counted`), `signs[i]` what stands between word i and the next.
        `titled`: the title of the job leads, so that a team that stands alone is led.
        """
        before, begin, comma = _clause(stems, signs, first)
        at = first - begin
        end = next((place + 1 for place in range(stop - 1, len(stems)) if _ENDS & set(signs[place])), len(stems))
        if self._works_inside([*before, *stems[first : first + 1]], at, comma):
            return False
        members = [last for place, last, _ in self._members.find(before) if place >= comma or last > comma]
        far = [last for _, last, _ in self._members.find(before)]
        for place, last, _ in reversed(self._verbs.find(before)):
            # "Led, coached and developed a team of 9": a list of verbs goes on behind its comma.
            chained = last <= comma and bool(_COMMAS & set(signs[begin + last - 1]))
            if (place < comma and not chained) or at - last > _REACH or any(each > place for each in members):
                continue
            if not self._beside & set(before[last:at]):
                # "Assisted in managing a team of 9"
                return not members
        for place, last, _ in self._nouns.find(before):
            opens = place < min(_OPENING, comma)
            if not far and (opens or (place >= comma and set(before[last:at]) <= self._articles)):
                return True
        if self._behind.find(list(stems[stop:end])):
            return not members
        return titled and not members

    def assists(self, stems: Sequence[str], signs: Sequence[str], first: int) -> bool:
        """Say whether somebody only helps with what the word `first` begins: "assisted in managing a team"."""
        before, _, comma = _clause(stems, signs, first)
        return any([last > comma for _, last, _ in self._members.find(before)])

    def inside(self, stems: Sequence[str], signs: Sequence[str], first: int) -> bool:
        """Say whether somebody works inside what the word `first` begins, or only belongs to it."""
        before, _, comma = _clause(stems, signs, first)
        words = [*before, *stems[first : first + 1]]
        return self.assists(stems, signs, first) or self._works_inside(words, len(before), comma, 2)

    def _works_inside(self, words: list[str], at: int, comma: int, near: int = _NEAR) -> bool:
        """Say whether the words before the one at `at` tell of work in it: "in a busy team of 9"."""
        for place, last, _ in self._inside.find(words):
            beside = comma <= place < at and at - last <= near
            if beside and not self._articles & set(words[last + 1 : at]):
                return True
        return False


def _clause(stems: Sequence[str], signs: Sequence[str], first: int) -> tuple[list[str], int, int]:
    """Return the words of a sentence before one, where it begins, and the first of them behind its last comma."""
    begin = next((at + 1 for at in range(first - 1, -1, -1) if _ENDS & set(signs[at])), 0)
    comma = next((at + 1 for at in range(first - 1, begin - 1, -1) if _COMMAS & set(signs[at])), begin)
    return list(stems[begin:first]), begin, comma - begin


def _flat(words: Mapping[str, Iterable[str]] | Iterable[str]) -> Iterable[str]:
    return [text for texts in words.values() for text in texts] if isinstance(words, Mapping) else words

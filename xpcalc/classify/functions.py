"""The words of a title or of a duty -> the functions that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xpcalc.classify.texts import Text
from xpcalc.record import dataclass
from xpcalc.taxonomy import STOP, Cue, Lookup, Tables, Taxonomy, stem


@dataclass(frozen=True, slots=True)
class Reading:
    """A function that a title may mean: the higher rank, then the more letters, then the earlier."""

    code: str
    rank: int
    letters: int
    places: tuple[tuple[int, int], ...]


def title_functions(text: Text, tables: Tables, languages: frozenset[str]) -> list[Reading]:
    """Return the title's main function first, then others that rest on other words of it."""
    chosen: list[Reading] = []
    for reading in _title_readings(text, tables, languages):
        if reading.rank and chosen:
            continue
        taken = any(
            a < stop and first < b for other in chosen for a, b in other.places for first, stop in reading.places
        )
        if not taken and reading.code not in [other.code for other in chosen]:
            chosen.append(reading)
    return chosen


def _title_readings(text: Text, tables: Tables, languages: frozenset[str]) -> list[Reading]:
    kept, words = _content(text)
    vetoed = _vetoed(text, tables)
    hits = tables.titles.find(words)
    # Why: the title may be in another language than the document; only then do other languages speak.
    own = _scoped(hits, languages) or hits
    readings: list[Reading] = []

    def letters(first: int, stop: int) -> int:
        return sum(text.stops[kept[index]] - text.starts[kept[index]] for index in range(first, stop))

    def place(first: int, stop: int) -> tuple[int, int]:
        return kept[first], kept[stop - 1] + 1

    for first, stop, cues in _longest(own):
        for cue in cues:
            if cue.function not in vetoed:
                readings.append(Reading(cue.function, 0, letters(first, stop), (place(first, stop),)))
    heads = _keys(tables.heads, words)
    domains = _keys(tables.domains, words) if heads else []
    for head_first, head_stop, head in heads:
        for first, stop, domain in domains:
            if first < head_stop and head_first < stop:
                continue
            for combination in tables.combinations.get((head, domain), ()):
                if combination.function not in vetoed:
                    size = letters(head_first, head_stop) + letters(first, stop)
                    places = tuple(sorted((place(head_first, head_stop), place(first, stop))))
                    readings.append(Reading(combination.function, combination.rank, size, places))
    readings.sort(
        key=lambda reading: (-reading.rank, -reading.letters, len(reading.places), reading.places[0][0], reading.code)
    )
    return readings


def _content(text: Text) -> tuple[list[int], list[str]]:
    """Return where the words of a title stand that say something, and their stems."""
    kept = [index for index, word in enumerate(text.words) if word not in STOP]
    return kept, [stem(text.words[index]) for index in kept]


def wider_functions(text: Text, titled: Sequence[str], taxonomy: Taxonomy) -> Iterator[tuple[str, int, int]]:
    """Yield (function, first word, after the last) of the work that a title leads: "Customer Support Team Lead"."""
    for within in taxonomy.within:
        if within.function in titled or not any([code in within.functions for code in titled]):
            continue
        kept, words = _content(text)
        for first, stop, domain in _keys(taxonomy.tables.domains, words):
            if domain in within.domains:
                yield within.function, kept[first], kept[stop - 1] + 1
                break


def leading_title(text: Text, tables: Tables) -> bool:
    """Say whether a title leads people: "Store Manager", "Jefa de sala"."""
    return tables.leading.title_leads(_content(text)[1])


def duty_hits(
    text: Text, tables: Tables, languages: frozenset[str], *, titled: bool = False
) -> Iterator[tuple[str, int, int]]:
    """Yield (function, first word, after the last) of the duties of one line.

    `titled`: the title of the job leads people, so that a team that stands alone is led.
    """
    hits = tables.duties.find(text.stems)
    if not hits:
        return
    vetoed = _vetoed(text, tables)
    for first, stop, cues in _longest(_scoped(hits, languages)):
        if not text.together(first, stop):
            continue
        # Why: "Worked in a team of 9" names a team as "Led a team of 9" does.
        teams = all([cue.team for cue in cues])
        if teams and not tables.leading.leads(text.stems, text.signs(), first, stop, titled=titled):
            continue
        for code in dict.fromkeys(cue.function for cue in cues):
            if code == tables.leading.function and tables.leading.assists(text.stems, text.signs(), first):
                continue  # "Assisted in managing a team of 9"
            if code not in vetoed:
                yield code, first, stop


def _longest(hits: Iterable[tuple[int, int, list[Cue]]]) -> list[tuple[int, int, list[Cue]]]:
    """Leave out what lies inside a longer hit."""
    kept: list[tuple[int, int, list[Cue]]] = []
    for first, stop, values in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(a <= first and stop <= b and (a, b) != (first, stop) for a, b, _ in kept):
            kept.append((first, stop, values))
    return kept


def _scoped(hits: list[tuple[int, int, list[Cue]]], languages: frozenset[str]) -> list[tuple[int, int, list[Cue]]]:
    found = []
    for first, stop, cues in hits:
        mine = [cue for cue in cues if not languages or cue.language in languages]
        if mine:
            found.append((first, stop, mine))
    return found


def _vetoed(text: Text, tables: Tables) -> frozenset[str]:
    return frozenset(code for _, _, codes in tables.vetoes.find([stem(word) for word in text.words]) for code in codes)


def _keys(lookup: Lookup[str], words: list[str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for first, stop, keys in lookup.find(words):
        if not any(a <= first and stop <= b and (a, b) != (first, stop) for a, b, _ in found):
            found.extend((first, stop, key) for key in keys)
    return found

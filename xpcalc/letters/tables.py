"""Rows whose cells are labels and values, side by side or under each other -> Finds.

To read another form of table, tell its heading in `_is_head` or its rows in `_row`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xpcalc.letters.finds import TABLED, Find
from xpcalc.letters.labels import Labels
from xpcalc.letters.passages import Passage
from xpcalc.letters.tokens import tokens
from xpcalc.letters.words import folded
from xpcalc.model import Span
from xpcalc.record import dataclass

_MOST_WORDS = 6  # of a label without a colon
_HEAD = 30  # characters of the heading of a column that no list holds
_MOST_HEADS = 16  # words in the heading of a table
_LONGEST_VALUE = 90
# What the column of a table about jobs may hold.
_COLUMNS = frozenset(("person", "employer", "title", "start", "end", "period", "hours", "percent"))


@dataclass(frozen=True, slots=True)
class Tables(Labels):
    """Reads tables, besides labels."""

    def _tables(self, passages: Sequence[Passage], found: list[Find]) -> set[int]:
        """Read rows whose cells are labels and values, side by side or under each other; return their passages."""
        rows: dict[tuple[int, int, int], list[int]] = {}
        for number, passage in enumerate(passages):
            cells = rows.setdefault(passage.row, [])
            cells.append(number)
        used: set[int] = set()
        heads: list[str] = []
        for at, cells in enumerate(rows.values()):
            parts = self._heads(passages, cells) or self._cells(passages, cells)
            shown = [passages[n].text[a:b].rstrip(" :") for n, a, b in parts]
            slots = [self.words.labels.get(folded(text)) or self._column(text) for text in shown]
            if len(parts) > 1 and self._is_head(shown):
                heads = [slot or self.words.label_of(text) for slot, text in zip(slots, shown, strict=True)]
                heads = [slot if slot in _COLUMNS else "" for slot in heads]
                used.update(cells)
                continue
            if heads and self._row(passages, parts, heads, TABLED + at, found):
                used.update(cells)
                continue
            if heads and len(parts) == 1 and self._goes_on(passages, parts[0], heads, found):
                used.update(cells)
                continue
            heads = []
            labelled = len(parts) == 2 and ":" not in shown[0] and not self.words.labels.get(folded(shown[1]))
            name = self._label(shown[0]) if labelled else ""
            if name:
                n, a, b = parts[1]
                if self._value(name, passages[n], n, a, b, Span(a, b), 0, found):
                    used.update(cells)
        return used

    def _is_head(self, shown: Sequence[str]) -> bool:
        """Say whether these cells are the headings of a table about jobs: labels, days among them, no value."""
        slots = [self.words.labels.get(folded(text)) or self._column(text) for text in shown]
        if len(shown) > 2:
            # Why: "Product Manager (Onboarding)" beside a label is its value.
            slots = [
                slot or (self.words.label_of(t) if len(t) <= _HEAD else "")
                for slot, t in zip(slots, shown, strict=True)
            ]
        known = {slot for slot in slots if slot in _COLUMNS}
        if len(known) < 2 or not known & {"start", "period"} or any(c.isdigit() for text in shown for c in text):
            return False
        return len(shown) > 2 or "start" not in known or "end" in known or sum(map(bool, slots)) == len(slots)

    def _column(self, text: str) -> str:
        """Return what a column of one word holds, by the signs around dates: "Commenced", "Finished"."""
        return self._label(text) if len(text.split()) == 1 and not self.words.label_of(text) else ""

    @staticmethod
    def _goes_on(
        passages: Sequence[Passage], part: tuple[int, int, int], heads: Sequence[str], found: list[Find]
    ) -> bool:
        """Add a line below a row to its title, where it is the rest of it: short, under it, without any date."""
        number, start, stop = part
        text = passages[number].text[start:stop].strip()
        last = next((n for n in range(len(found) - 1, -1, -1) if found[n].slot == "title"), None)
        if last is None or not text[:1].isalpha() or len(text.split()) > 3 or text.endswith((":", ".")):
            return False
        title = found[last]
        if number - title.passage > len(heads) or "title" not in heads:
            return False
        span = Span(title.span.start, passages[number].places[stop - 1] + 1)
        found[last] = replace(title, value=f"{title.value} {text}", span=span)
        return True

    def _heads(self, passages: Sequence[Passage], numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return the labels that a line holds if it holds nothing else: "Position From To"."""
        number = numbers[0]
        words = list(re.finditer(r"[^\s|]+", passages[number].text))
        if len(numbers) > 1 or not 2 <= len(words) <= _MOST_HEADS:
            return []
        found: list[tuple[int, int, int]] = []
        at = 0
        while at < len(words):
            for size in range(min(_MOST_WORDS, len(words) - at), 0, -1):
                start, stop = words[at].start(), words[at + size - 1].end()
                shown = passages[number].text[start:stop]
                if self.words.labels.get(folded(shown)) or (size == 1 and self._label(shown)):
                    found.append((number, start, stop))
                    at += size
                    break
            else:
                return []
        return found if len(found) > 1 else []

    @staticmethod
    def _cells(passages: Sequence[Passage], numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return the cells of a row as (passage, start, stop): its passages, or the parts between bars of one."""
        if len(numbers) > 1:
            return [(n, 0, len(passages[n].text)) for n in numbers]
        number = numbers[0]
        text = passages[number].text
        return (
            [(number, hit.start(), hit.end()) for hit in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", text)]
            if "|" in text
            else [(number, 0, len(text))]
        )

    def _row(
        self,
        passages: Sequence[Passage],
        parts: list[tuple[int, int, int]],
        heads: Sequence[str],
        order: int,
        found: list[Find],
    ) -> bool:
        """Read one row under headings; a row that lost its cells is cut at its dates."""
        if len(parts) != len(heads):
            parts, heads = self._cut(passages, parts, heads)
        if not parts or len(parts) != len(heads):
            return False
        before = len(found)
        whole = Span(passages[parts[0][0]].places[parts[0][1]], passages[parts[-1][0]].places[parts[-1][2] - 1] + 1)
        for slot, (number, a, b) in zip(heads, parts, strict=True):
            text = passages[number].text[a:b].rstrip()
            if slot and text.strip():
                self._value(slot, passages[number], number, a, a + len(text), Span(a, b), order, found)
        self._open(passages, parts, heads, before, found)
        found[before:] = [replace(f, sentence=whole, order=order) for f in found[before:]]
        return any(f.slot in ("start", "period") for f in found[before:])

    def _open(
        self,
        passages: Sequence[Passage],
        parts: Sequence[tuple[int, int, int]],
        heads: Sequence[str],
        before: int,
        found: list[Find],
    ) -> None:
        """Make the start of a row whose end is "to date" a range that goes on."""
        at = next((n for n in range(before, len(found)) if found[n].slot == "start"), None)
        if at is None or "end" not in heads or any(f.slot == "end" for f in found[before:]):
            return
        cells = {slot: passages[n].text[a:b].strip() for slot, (n, a, b) in zip(heads, parts, strict=True)}
        said = tokens(f"{cells['start']} - {cells['end']}", self.grammar, self.words)
        dates = said[0].range if len(said) == 1 else None
        if dates is not None and dates.ongoing:
            found[at] = replace(found[at], slot="period", value=dates)

    def _cut(
        self, passages: Sequence[Passage], parts: Sequence[tuple[int, int, int]], heads: Sequence[str]
    ) -> tuple[list[tuple[int, int, int]], list[str]]:
        """Return the cells of a row that lost some, cut at its dates, and what each is; none where it has too few."""
        wanted = [slot for slot in heads if slot in ("start", "end")]
        other = next((slot for slot in heads if slot not in ("start", "end", "")), "")
        dated: list[tuple[int, int, int]] = []
        rests: list[tuple[int, int, int]] = []
        for number, start, stop in parts:
            if stop - start > _LONGEST_VALUE:
                return [], []
            said = tokens(passages[number].text[start:stop], self.grammar, self.words)
            days = [token for token in said if token.date is not None]
            dated += [(number, start + token.start, start + token.stop) for token in days]
            before = (number, start, start + days[0].start) if days else (number, start, stop)
            behind = (number, start + days[-1].stop, stop) if days else before
            rests += [cell for cell in (before, behind) if passages[number].text[cell[1] : cell[2]].strip(" |")]
        if not wanted or len(dated) < len(wanted) or (other and not rests):
            return [], []
        kept = [slot for slot in heads if slot in wanted or (slot == other and slot)]
        return [rests[0] if slot == other else dated.pop(0) for slot in kept], kept


__all__ = ["Tables"]

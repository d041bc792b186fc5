"""Sentence -> the phrases in it that read like job titles, whatever stands around them.

Words in front of titles are `around.title_before` in rules/letters/<language>.yaml; heads of titles are those of CVs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xpcalc.letters.finds import LABEL, LIKE_A_TITLE, Find, Tools, tidy
from xpcalc.letters.names import Name, is_inside
from xpcalc.letters.passages import Passage
from xpcalc.letters.tokens import DATE, HOUSE, NAME, PERIOD, Token
from xpcalc.letters.words import folded
from xpcalc.model import Span
from xpcalc.record import dataclass

_DIVIDES = frozenset((",", ";", ".", "|", PERIOD, DATE, HOUSE, NAME, "as", "como", "als", "comme", ":", "("))
_JOINTS = frozenset((":", "(", "-", "–", "—", ",", "|"))
_JOINS = frozenset(("and", "y", "e", "et", "und", "then", "luego"))
_LONGEST = 9  # tokens of a title beside its dates
# Source: hand-made.
_POST, _CUED = 1.5, 2.0  # of a phrase that reads like a title, and of a word in front of it that titles follow
_AROUND = 6  # words in front of it


@dataclass(frozen=True, slots=True)
class Posts(Tools):
    """Reads job titles."""

    def _posts(
        self, passage: Passage, number: int, said: Sequence[Token], sentence: Span, order: int
    ) -> Iterator[Find]:
        """Yield every phrase with the head of a job title, whatever stands in front of it."""
        text, around = passage.text, self.words.around
        done = 0
        for at, token in enumerate(said):
            if at < done or not token.text.isalpha() or len(token.text) < 2:
                continue
            if not self.names.title_weight(text[token.start : token.stop], self.languages):
                continue
            first = self._widened(text, said, at)
            name = self.names.title(text, said, first)
            if name is None or name.stop < token.stop:
                continue
            shown = text[name.start : name.stop]
            likely = self.names.title_weight(shown, self.languages)
            if likely < LIKE_A_TITLE:
                continue
            done = next((n for n in range(at, len(said)) if said[n].start >= name.stop), len(said))
            before = " ".join([t.text for t in said[max(0, first - _AROUND) : first]]) + " "
            told = any(t.date or t.range for t in said)
            weight = _POST * likely + _POST / 3 * told + _POST / 3 * shown[:1].isupper()
            sign = around["title_before"]
            near = [hit.end() for hit in sign.finditer(before)] if sign is not None else []
            if near:
                weight += _CUED * max(0.3, 1 - 0.15 * before.count(" ", near[-1]))
            signs, behind = around["signs_before"], " ".join([t.text for t in said[max(0, first - 4) : first]]) + " "
            if signs is not None and signs.search(behind) and not near:
                weight -= _POST * 2
            if first > 1 and said[first - 1].text == "," and said[first - 2].text in (NAME, HOUSE):
                weight -= _POST * 2
            yield self._found("title", name, weight, passage, sentence, order, number)

    def _widened(self, text: str, said: Sequence[Token], at: int) -> int:
        """Return the token with which the title begins whose head stands at a token."""
        first = at
        while first and first > at - _AROUND:
            before = said[first - 1]
            if before.text in "-/" and first > 1 and text[said[first - 2].stop : said[first].start] in ("-", "/"):
                first -= 2  # "Ajustador-montador", "CNC Setter/Operator"
                continue
            if not before.text.isalpha() or before.text in self.words.title_leads or self.names.is_small(before.text):
                break
            gap = text[before.stop : said[first].start]
            if gap.strip():
                break
            shown = text[before.start : said[at].stop]
            capital = text[before.start].isupper() and text[said[at].start].isupper()
            likely = self.names.title_weight(shown, self.languages)
            if self.words.labels.get(before.text) or not (likely >= 0.95 or (capital and likely >= LIKE_A_TITLE)):
                break
            first -= 1
        return first

    def _beside(
        self,
        passage: Passage,
        number: int,
        start: int,
        stop: int,
        said: Sequence[Token],
        sentence: Span,
        order: int,
    ) -> list[Find]:
        """Return the titles right before or after a range of dates: "Agent: 2019 - 2020, Lead (2020 - 2021)"."""
        found = []
        for at, token in enumerate(said):
            if token.range is None:
                continue
            end = at
            while end and said[end - 1].text in _JOINTS:
                end -= 1
            first = end
            while first and said[first - 1].text not in _DIVIDES and end - first < _LONGEST:
                first -= 1
            while first < end and said[first].text in _JOINS:
                first += 1
            begin = at + 1
            while begin < len(said) and said[begin].text in _JOINTS:
                begin += 1
            last = begin
            while last < len(said) and said[last].text not in _DIVIDES and last - begin < _LONGEST:
                last += 1
            for one, two, here in ((first, end, True), (begin, last, last >= len(said) - 1)):
                if not here or one >= two:
                    continue
                shown = passage.text[said[one].start : said[two - 1].stop]
                bare = shown.strip(" :,.-–—()·•|\t")
                # Why: "Wren was an Instructional Designer there" is a sentence.
                if any(self.names.is_small(word) and not is_inside(word) for word in folded(bare).split()):
                    continue
                if self.names.title_weight(bare, self.languages) >= LIKE_A_TITLE:
                    place = said[one].start + shown.index(bare)
                    name = Name(place, place + len(bare))
                    found.append(self._found("title", name, LABEL / 2, passage, sentence, order, number))
                    break
        return found

    def _found(
        self, slot: str, name: Name, weight: float, passage: Passage, sentence: Span, order: int, number: int
    ) -> Find:
        shown = tidy(passage.text[name.start : name.stop])
        place = passage.span(name.start, name.stop)
        return Find(slot, shown, place, sentence, order, weight, number, sure=name.sure)


__all__ = ["Posts"]

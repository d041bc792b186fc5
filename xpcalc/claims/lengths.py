"""Text -> the lengths of time in it, with what stands before and after them. To add a form, extend `_read`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from xpcalc.claims.words import TOKEN, ClaimWords, Lexicon, plain
from xpcalc.dates.durations import read_length
from xpcalc.dates.text import NUMBER, Tokens
from xpcalc.dates.words import match
from xpcalc.record import dataclass

_RANGE = frozenset(("-", "to", "a", "y", "e", "et", "und", "en", "bis", "tot", "or", "o", "ou", "of", "oder", "and"))
_BETWEEN = frozenset(("between", "entre", "zwischen", "tra", "fra", "tussen", "from", "de", "von", "da", "van"))
_ALONE = 40  # characters of a name or length that stands alone in a cell
_LONGEST = 600  # characters of a sentence; what is longer is no sentence
_DIVIDE = frozenset((*"[|•·;\n\t", "●", "▪"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign; a length with its "over" or "almost" is one token, `length` its number."""

    text: str
    start: int
    stop: int
    length: int = -1


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time. `kind` is what stands before it: never, less, during, since or nothing."""

    start: int  # of the words, "over" included
    stop: int
    months: int
    unit: str
    comparison: str
    kind: str = ""
    article: bool = False  # "a year": everyday words, so they need "of experience"
    adjective: bool = False  # "fünfjährige"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text without a break, as tokens; offsets are those of the text around it."""

    text: str
    folded: str
    tokens: tuple[Token, ...]
    lengths: tuple[Length, ...]

    def at(self, length: int) -> int:
        """Return the index of the token that is this length."""
        return next(index for index, token in enumerate(self.tokens) if token.length == length)


Read = tuple[int, int, int, str, bool, bool]  # start, stop, months, unit, article, adjective


def _read(text: str, folded: str, words: ClaimWords, lexicon: Lexicon) -> Iterator[Read]:
    """Yield every length, left to right."""
    opened = lexicon.unit.sub(" ", folded.replace("+", " "))
    t = Tokens(text, opened)
    at = 0
    while at < t.count:
        here = t.texts[at]
        after, number = at + 1, 0
        if t.kinds[at] == NUMBER:
            number = int(here) if len(here) <= 2 and not t.glued(at) else 0
        elif counted := match(lexicon.vocabulary.numbers, t.texts, at):
            after, number = counted
        if number and t.texts[after] in words.decades:
            stop, more = _and_half(t, after + 1, words.decades[t.texts[after]], lexicon)
            yield (*t.span(at, stop), number * words.decades[t.texts[after]] + more, "years", False, False)
            at = stop
            continue
        if here in words.decades:
            stop, more = _and_half(t, at + 1, words.decades[here], lexicon)
            yield (*t.span(at, stop), words.decades[here] + more, "years", False, False)
            at = stop
            continue
        if here in lexicon.halves and (stop := _decade(t, at + 1, words)):
            # "half a decade", "media década"
            yield (*t.span(at, stop), words.decades[t.texts[stop - 1]] // 2, "years", False, False)
            at = stop
            continue
        if half := next((each for each in words.year_and_half if tuple(t.texts[at : at + len(each)]) == each), None):
            yield (*t.span(at, at + len(half)), 18, "years", False, False)
            at += len(half)
            continue
        if number and t.texts[after] in words.ends:
            unit = words.ends[t.texts[after]]
            yield (*t.span(at, after + 1), number * unit, "years" if unit == 12 else "months", False, True)
            at = after + 1
            continue
        adjective = (words.adjectives[here], "years") if here in words.adjectives else _adjective(here, words, lexicon)
        if adjective is not None:
            yield (*t.span(at, at + 1), adjective[0], adjective[1], False, True)
            at += 1
            continue
        length = read_length(lexicon.vocabulary, t, at) if t.kinds[at] <= 2 or here == "½" else None
        if length is None or not 0 < length.months <= 720:
            at = max(at + 1, length.stop if length else 0)
            continue
        stop = length.stop
        # Why: a list goes on after a comma or plus ("2 years, 3 months of Jira" is one length, "5 years," is not).
        yield (
            *t.span(at, stop),
            length.months,
            "months" if length.exact else "years",
            here in words.articles and length.months in (1, 12),
            False,
        )
        at = stop


def _and_half(t: Tokens, at: int, months: int, lexicon: Lexicon) -> tuple[int, int]:
    """Return where "and a half" behind a decade ends, and the months that it adds: none where it does not stand."""
    for phrase in lexicon.and_half:
        if tuple(t.texts[at : at + len(phrase)]) == phrase:
            return at + len(phrase), months // 2
    return at, 0


def _decade(t: Tokens, at: int, words: ClaimWords) -> int:
    """Return where a decade behind "half" ends, an article or a hyphen before it or not; 0 = there is none."""
    if at < t.count and (t.texts[at] in words.articles or t.texts[at] == "-"):
        at += 1
    return at + 1 if at < t.count and t.texts[at] in words.decades else 0


def _adjective(word: str, words: ClaimWords, lexicon: Lexicon) -> tuple[int, str] | None:
    for ending, unit in words.ends.items():
        if word.endswith(ending) and len(word) > len(ending):
            counted = match(lexicon.vocabulary.numbers, [word[: -len(ending)], ""], 0)
            if counted is not None:
                return counted[1] * unit, "years" if unit == 12 else "months"
    return None


def _number(token: Token | None, lexicon: Lexicon) -> int:
    if token is None:
        return 0
    if token.text.isdigit():
        return int(token.text) if len(token.text) <= 2 else 0
    counted = match(lexicon.vocabulary.numbers, [token.text, ""], 0)
    return counted[1] if counted else 0


def _leading(tokens: list[Token], at: int, lexicon: Lexicon, size: int) -> tuple[int, int]:
    """Return the lower number of "3-5 years" (0 = no range) and the index where the range begins."""
    if at >= 2 and tokens[at - 1].text in _RANGE:
        lower = _number(tokens[at - 2], lexicon)
        if 0 < lower < size:
            begin = at - 2
            if begin and tokens[begin - 1].text in _BETWEEN:
                begin -= 1
            return lower, begin
    return 0, at


def sentence(text: str, start: int, stop: int, words: ClaimWords, lexicon: Lexicon) -> Sentence:
    """Return the stretch of text as tokens, its lengths read."""
    part = text[start:stop]
    folded = plain(part)
    raw = [Token(hit[0], hit.start(), hit.end()) for hit in TOKEN.finditer(folded)]
    lengths: list[Length] = []
    tokens: list[Token] = []
    index = 0
    for begin, end, months, unit, article, adjective in _read(part, folded, words, lexicon):
        while index < len(raw) and raw[index].start < begin:
            tokens.append(raw[index])
            index += 1
        while index < len(raw) and raw[index].start < end:
            index += 1
        comparison, kind = "exact", ""
        # "ultradecennale"
        if "+" in folded[begin:end] or (adjective and folded.startswith("ultra", begin)):
            comparison = "at_least"
        if tokens and tokens[-1].text == "+":
            comparison = "at_least"
            begin = tokens.pop().start
        factor = 12 if unit == "years" else 1
        lower, first = _leading(tokens, len(tokens), lexicon, months // factor)
        if lower:
            months, comparison, begin = lower * factor, "at_least", tokens[first].start
            del tokens[first:]
        while tokens:
            size, found = _before(tokens, lexicon)
            if not size:
                break
            if found in ("never", "less", "during", "since"):
                kind = found
                break
            if comparison == "exact":
                comparison = found
            begin = tokens[-size].start
            del tokens[-size:]
        for phrase in lexicon.after:
            if tuple(token.text for token in raw[index : index + len(phrase)]) == phrase:
                comparison = "at_least"
                end = raw[index + len(phrase) - 1].stop
                index += len(phrase)
                break
        tokens.append(Token("{n}", begin, end, len(lengths)))
        lengths.append(Length(begin, end, months, unit, comparison, kind, article, adjective))
    tokens += raw[index:]
    return Sentence(part, folded, tuple(tokens), tuple(lengths))


def _before(tokens: list[Token], lexicon: Lexicon) -> tuple[int, str]:
    """Return how many tokens at the end are a known phrase, the longest, and its kind."""
    for size in range(min(lexicon.longest, len(tokens)), 0, -1):
        kind = lexicon.before.get(tuple([token.text for token in tokens[-size:]]))
        if kind is not None:
            return size, kind
    return 0, ""


def is_length(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text is a length and nothing else ("4+ years")."""
    return len(text) <= _ALONE and lexicon.quick.fullmatch(plain(text).strip(" |()~+\t\n")) is not None


def sentences(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the stretches of a text, between full stops, bars and bullets, that hold a length.

    "Zendesk | 4 years" stays together: a length alone belongs to what stands before it.
    """
    bounds = [0]
    for at, (char, after) in enumerate(pairwise(text + " ")):
        if char in _DIVIDE:
            bounds.append(at + 1)
        elif char in ".!?" and after.isspace():
            rest = text[at + 1 : at + 8].lstrip()[:1]
            if not rest or rest.isupper():
                bounds.append(at + 1)
        elif char == " " and at - bounds[-1] > _LONGEST:
            bounds.append(at + 1)
    bounds.append(len(text))
    found: list[tuple[int, int]] = []
    previous = (0, 0)
    for start, stop in pairwise(bounds):
        if lexicon.quick.search(plain(text[start:stop])):
            short = 0 < previous[1] - previous[0] <= _ALONE and text[previous[1] - 1] in "|\t"
            begin = previous[0] if short and is_length(text[start:stop], lexicon) else start
            found.append((begin, stop))
        previous = (start, stop)
    return found

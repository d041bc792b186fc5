"""Names -> what they are about together: "SaaS support", "support for SaaS", "support and onboarding".

A claim about several functions is about the days of any of them, one about a function in a sector about those of both.
To add a way to say it, add a step to `joined`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.claims.lengths import Sentence
from xpcalc.claims.subjects import Subject
from xpcalc.claims.words import ClaimWords, Lexicon

# Source: hand-made; what binds the names of a list, in seven languages.
_AND = frozenset(("and", "y", "e", "et", "und", "en", "&", "+", "or", "o", "ou"))
_FOR = frozenset(("for", "para", "pour", "fur", "per", "voor"))
_IN = frozenset(("in", "en", "em"))
_BETWEEN = 3  # tokens between a function and its sector ("in the")


def joined(said: Sentence, names: Sequence[Subject], words: ClaimWords, lexicon: Lexicon) -> list[Subject]:
    """Return the names of a sentence, left to right, those that are about one thing as one."""
    found = sorted([*names, *_bare(said, names, words, lexicon)], key=lambda name: name.start)
    return _united(said, _in_sectors(said, found, lexicon))


def _bare(said: Sentence, names: Sequence[Subject], words: ClaimWords, lexicon: Lexicon) -> list[Subject]:
    """Return the words that name a function by what stands beside them: a sector, or a word for experience."""
    found: list[Subject] = []
    sectors = [name for name in names if name.about.startswith("industry:")]
    tokens = said.tokens
    for index, token in enumerate(tokens):
        code = words.bare.get(token.text)
        if code is None or any(name.start < token.stop and token.start < name.stop for name in names):
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        beside = any(before is not None and sector.stop == before.stop for sector in sectors) or any(
            _leads(said, index + 1, sector, lexicon) for sector in sectors
        )
        led = before is not None and (before.length >= 0 or before.text in lexicon.joins)
        # "2 years of experience in support", "3 years of support experience"
        behind = index > 1 and led and tokens[index - 2].text in lexicon.experience and not after.isalpha()
        # "5 years in support", not "a year in support of refugees"
        years = index > 1 and tokens[index - 2].length >= 0 and before is not None and before.text in _IN
        plain = years and not after.isalpha() and not said.lengths[tokens[index - 2].length].article
        if beside or behind or plain or (led and after in lexicon.experience):
            found.append(Subject(f"function:{code}", token.start, token.stop))
    return found


def _in_sectors(said: Sentence, names: Sequence[Subject], lexicon: Lexicon) -> list[Subject]:
    """Return the names, a function and the sector beside it as one: "SaaS support", "customer support in SaaS"."""
    found: list[Subject] = []
    for name in names:
        last = found[-1] if found else None
        if last is not None:
            pair = {last.about.partition(":")[0]: last, name.about.partition(":")[0]: name}
            close = not said.text[last.stop : name.start].strip(" -\u00a0")
            behind = next((at for at, token in enumerate(said.tokens) if token.start >= last.stop), 0)
            led = last.about.startswith("function:") and _leads(said, behind, name, lexicon)
            if pair.keys() == {"function", "industry"} and (close or led):
                found[-1] = Subject(f"{pair['function'].about} {pair['industry'].about}", last.start, name.stop)
                continue
        found.append(name)
    return found


def _leads(said: Sentence, index: int, name: Subject, lexicon: Lexicon) -> bool:
    """Say whether the tokens from an index on lead to a name: none, or "in the", "for"."""
    between = [token.text for token in said.tokens[index:] if token.stop <= name.start]
    if not between:
        return index < len(said.tokens) and said.tokens[index].start == name.start
    return len(between) <= _BETWEEN and set(between) <= lexicon.joins | lexicon.generic | _FOR


def _united(said: Sentence, names: Sequence[Subject]) -> list[Subject]:
    """Return the names, functions in one list with "and" as one: "customer support, billing and onboarding"."""
    found: list[Subject] = []
    index = 0
    while index < len(names):
        stop = _list_end(said, names, index)
        if stop > index + 1:
            codes = sorted({name.about.partition(":")[2] for name in names[index:stop]})
            found.append(Subject(f"function:{'|'.join(codes)}", names[index].start, names[stop - 1].stop))
        else:
            found.append(names[index])
        index = max(stop, index + 1)
    return found


def _list_end(said: Sentence, names: Sequence[Subject], first: int) -> int:
    """Return where the list of functions that begins with a name ends; the next index if there is none."""
    end = at = first
    while at + 1 < len(names) and _is_function(names[at]) and _is_function(names[at + 1]):
        between = set(_between(said, names[at], names[at + 1]))
        if not between or not between <= _AND | {","}:
            break
        at += 1
        if between & _AND:
            end = at
    if end == first:
        return first + 1
    tokens = said.tokens
    following = next((i for i, token in enumerate(tokens) if token.start >= names[end].stop), len(tokens))
    sign = tokens[following].text if following < len(tokens) else ""
    lengths_before = any(token.length >= 0 and token.stop <= names[first].start for token in tokens)
    if lengths_before and (sign in (":", "(", "-") or sign == "{n}"):
        return first + 1  # "4 years in support and sales: 2 years": what stands last has a length of its own
    return end + 1


def _is_function(name: Subject) -> bool:
    return name.about.startswith("function:") and " " not in name.about


def _between(said: Sentence, one: Subject, two: Subject) -> list[str]:
    return [token.text for token in said.tokens if one.stop <= token.start and token.stop <= two.start]

"""Parts of all headers of a document -> what the others say of one: a place, a name, the sign of a house.

To learn something else from all headers: a function of them, called in `names.name`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from xpcalc.language import TOWN, Words
from xpcalc.regex import regex
from xpcalc.segment.parts import IN_HOUSE, Header, Part
from xpcalc.segment.places import Places
from xpcalc.segment.separators import (
    AT_HOUSE,
    AT_LINE,
    COMMA,
    DASH,
    STRONG,
    breaks_off,
)


def move_places(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Where the same cell of other headers is a place, it is one here too, known or not."""
    known: Counter[object] = Counter()
    parts: Counter[object] = Counter()
    for found, places in headers:
        known.update([(p.slot, p.cell, p.look) for p in places if not p.order])
        alone = Counter([(p.slot, p.cell) for p in found])
        parts.update([(p.slot, p.cell, p.look) for p in found if alone[p.slot, p.cell] == 1])
    for found, places in headers:
        alone = Counter([(p.slot, p.cell) for p in found])
        for p in list(found):
            key = (p.slot, p.cell, p.look)
            if p.field or alone[p.slot, p.cell] != 1 or len(found) < 2 or places:
                continue
            # Why: behind an employer, with the title in another line, stands a town, if a third of them are known.
            third = p.cell and len(alone) > 2 and 2 * known[key] >= parts[key] and known[key]
            plain = third and max(words.title_score(p.text, languages), words.employer_score(p.text)) < 0.25
            if known[key] > parts[key] or plain:
                found.remove(p)
                places.append(p)


def drop_sectors(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Take the line of business away that stands behind a bar after each employer: "Acme Farms | Food".

    Why: by itself it may look like a house. Invariant: the title of each job stands in a line of its own.
    """
    found: list[tuple[list[Part], Part, Part]] = []
    for parts, _ in headers:
        seats = _by_seat(parts).values()
        pairs = [line for line in seats if len(line) == 2 and line[1].joint == _BAR and not line[0].field]
        titled = any([len(line) == 1 and words.title_score(line[0].text, languages) >= _TITLED for line in seats])
        if len(pairs) != 1 or not titled or len(pairs[0][1].text.split()) > _SECTOR:
            return
        found.append((parts, pairs[0][0], pairs[0][1]))
    if len({(house.slot, house.cell) for _, house, _ in found}) != 1:
        return
    told = [(words.employer_score(house.text), words.employer_score(sector.text)) for _, house, sector in found]
    if any([words.title_score(p.text, languages) >= _NAMED for _, *two in found for p in two]):
        return
    plain = sum([house >= _A_NAME and sector < _NAMED for house, sector in told])
    if plain > 1 and 3 * plain >= 2 * len(told) and all([house >= _A_NAME for house, _ in told]):
        for parts, _, sector in found:
            parts.remove(sector)


# Unit: words of a line of business; points of the name of a house beside it.
_BAR, _SECTOR, _A_NAME = " | ", 4, 0.4


def _by_seat(parts: Sequence[Part]) -> dict[tuple[int, int], list[Part]]:
    """Return the parts of each line and cell of a header."""
    seats: dict[tuple[int, int], list[Part]] = {}
    for p in parts:
        seats.setdefault((p.slot, p.cell), []).append(p)
    return seats


def move_towns(headers: list[Header], place_of: Places) -> None:
    """Where the same cell of other headers is a place, a town with its state is one here: "Fort Rowan, CA"."""
    known = Counter([(p.slot, p.cell, p.look) for _, places in headers for p in places if not p.order])
    for parts, places in headers:
        seats = _by_seat(parts)
        for (slot, cell), line in seats.items():
            if len(line) != 2 or len(seats) < 2 or line[1].joint != ", " or line[0].field:
                continue
            town = f"{line[0].text}, {line[1].text}"
            if known[slot, cell, line[0].look] and place_of.in_state(town):
                parts[:] = [p for p in parts if p not in line]
                places.insert(0, replace(line[0], text=town, stop=line[1].stop))


def move_tails(headers: list[Header], words: Words, languages: Sequence[str], place_of: Places) -> None:
    """Where towns follow most titles behind a comma, what follows the others is one: "Agent, Glasgow"."""
    known: Counter[int] = Counter()
    left: list[tuple[Header, Part]] = []
    for parts, places in headers:
        seats = _by_seat(parts)
        for seat, line in seats.items():
            titled = not line[0].field and words.title_score(line[0].text, languages) >= _TITLED
            if not titled or len(seats) < 2:
                continue
            known[seat[0]] += len(line) == 1 and any([(p.slot, p.cell, p.order) == (*seat, 1) for p in places])
            if len(line) == 2 and line[1].joint == ", " and not places and line[1].text[:1].isupper():
                named = max(words.title_score(line[1].text, languages), words.employer_score(line[1].text)) >= _NAMED
                left += [] if named else [((parts, places), line[1])]
    if not any(known.values()):
        return
    towns = [place_of(p.text) >= TOWN for _, p in left]
    for (parts, places), p in [each for _, each in sorted(zip(towns, left, strict=True), key=lambda e: not e[0])]:
        # Why more where no list has it: what follows a comma is as often a field of work ("Manager, Housewares").
        if known[p.slot] >= (2 if place_of(p.text) >= TOWN else 3) and known[p.slot] >= len(left) - sum(towns):
            parts.remove(p)
            places.append(p)
            known[p.slot] += 1


# Unit: points of a title, of whichever name.
_NAMED = 0.25


def move_thirds(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Where towns stand third in most lines, what stands there in the others is one: "Cook, Acme Inn, Oban"."""
    known: Counter[int] = Counter()
    left: list[tuple[Header, Part, bool]] = []
    for parts, places in headers:
        for seat, line in _by_seat(parts).items():
            if len(line) < 2 or line[0].order or line[1].order != 1 or line[0].field:
                continue
            known[seat[0]] += any([(p.slot, p.cell, p.order) == (*seat, 2) and p.strength in _LISTED for p in places])
            third = line[2] if len(line) > 2 and line[2].order == 2 and line[2].strength in _LISTED else None
            if third is None or third.joint not in _BETWEEN or places or (len(line) > 3 and line[3].strength < 1):
                continue
            house = any([words.employer_score(p.text) >= _A_HOUSE for p in line[:2]])
            plain = len(third.text.split()) <= _TOWN_LONG and third.text[:1].isupper()
            named = max(words.title_score(third.text, languages), words.employer_score(third.text)) >= _NAMED
            left += [((parts, places), third, house)] if plain and not named else []
    for (parts, places), p, house in left:
        # Why: in "Lead, Bakery, Acme" the third is no town, unless all others have one there.
        if known[p.slot] >= (max(2, len(left)) if house else max(3, 3 * len(left))):
            parts.remove(p)
            places.append(p)


# Strengths of commas and strokes, and how those are written; points of a house; words of a town.
_LISTED, _BETWEEN = (0, -2), (", ", " / ")
_A_HOUSE, _TOWN_LONG = 0.4, 3


def part_in_houses(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Cut titles at "im" and the like before names that no list has, where others are: "Köchin im Sonnenhof"."""
    known = sum(
        [any([p.order and p.strength == 2 and IN_HOUSE.match(f"{p.joint}{p.text}") for p in h[0]]) for h in headers]
    )
    found: list[tuple[list[Part], Part, int, int]] = []
    for parts, _ in headers if known > 1 else ():
        for p in parts:
            m = None if p.order or p.field else IN_HOUSE.search(p.text)
            if m and words.title_score(p.text[: m.start()], languages) >= _TITLED and " " in m[1]:
                found.append((parts, p, m.start(), m.start(1)))
    for parts, p, stop, start in found if len(found) <= known else ():
        seat = p.slot, p.cell
        n = parts.index(p)
        parts[:] = [replace(q, order=q.order + 1) if q.order and (q.slot, q.cell) == seat else q for q in parts]
        house = replace(p.behind(start), order=1, strength=2, joint=f" {p.text[stop:start].strip()} ")
        parts[n : n + 1] = [p.until(stop), house]


def drop_joints(headers: list[Header], words: Words) -> None:
    """Leave out what joins a name to the one before: "presso Acme (Leeds) come commessa", "Agent bei" over "Acme"."""
    as_words = words.joints()
    for parts, _ in headers:
        for n, p in enumerate(parts):
            m = AT_LINE.match(p.text) or (_AS_FIRST.match(p.text) if n else None)
            if m is not None and not p.field and (m[1] in AT_HOUSE or m[1] in as_words):
                parts[n] = p.behind(m.end())
            elif not p.field and (end := words.held_as(p.text)):
                parts[n] = p.behind(end)


_AS_FIRST = regex(r"([a-zà-ÿ]{2,7}|en tant que|in qualità di)\s(?:an?\s)?(?=[^\W\d_])")


def number_off(headers: list[Header]) -> None:
    """Leave out the numbers of jobs before their names: "1. Humber Schools", "2. Fishermans Rest", "b) Acme Ltd"."""
    marked = [(parts, n, m) for parts, _ in headers for n, p in enumerate(parts) if (m := _COUNT.match(p.text))]
    counts = [int(m[1]) if m[1].isdigit() else ord(m[1]) for _, _, m in marked]
    rises = all([one < two for one, two in pairwise(counts)]) or all([one > two for one, two in pairwise(counts)])
    if len(counts) < 2 or not rises:
        return
    for parts, n, m in marked:
        parts[n] = parts[n].behind(m.end())


_COUNT = regex(r"(\d{1,2}(?=[.)])|[a-l](?=\)))[.)]\s(?=[^\W\d_])")


def give_back(headers: list[Header]) -> None:
    """Where the same cell of other headers begins with a name, it does here too, though a town is called so."""
    named = Counter([(p.slot, p.cell, p.look) for parts, _ in headers for p in parts if not p.order])
    towns = Counter([(p.slot, p.cell, p.look) for _, places in headers for p in places if not p.order])
    for parts, places in headers:
        for p in list(places):
            key = (p.slot, p.cell, p.look)
            if p.order or p.field or len(parts) != 1 or named[key] <= towns[key]:
                continue
            cut = COMMA.search(p.text) or DASH.search(p.text) or STRONG.search(p.text)
            places.remove(p)
            if cut:
                parts.append(p.until(cut.start()))
                places.append(replace(p.behind(cut.end()), order=1))
            else:
                parts.append(p)
            parts.sort(key=lambda part: part.start)


_HYPHEN = regex(r"(?<=\S)-(?=[A-ZÀ-Þ])")


def part_hyphened(headers: list[Header], place_of: Places) -> None:
    """Cut the town off that a bare hyphen joins to a name, where a document writes so: "Acme-Newcastle upon Tyne"."""
    seats: dict[tuple[int, int], list[tuple[Header, list[Part], int, bool]]] = {}
    for header in headers:
        for seat, line in _by_seat(header[0]).items():
            # The last part of a cell, or the last but one where the last is a region ("Acme-Halifax, NS").
            for tail in (line[-1:], line[-2:]):
                hyphens = [m.start() for m in _HYPHEN.finditer(tail[0].text)]
                region = [p.text for p in header[1] if (p.slot, p.cell) == seat and p.start > tail[-1].start]
                full = ", ".join([*[p.text for p in tail], *region])
                towns = [at for at in hyphens if place_of(full[at + 1 :]) >= 0.5]
                # Why the last: any words may stand before a state ("Mid-South Carriers-Memphis, TN").
                towns = towns or [at for at in hyphens if place_of.in_state(full[at + 1 :])][-1:]
                if towns or (hyphens and len(tail) == 1):
                    seats.setdefault(seat, []).append((header, tail, towns[0] if towns else hyphens[-1], bool(towns)))
                    break
    for found in seats.values():
        listed = sum([known for _, _, _, known in found])
        if len(found) < 2 or 3 * len(found) < 2 * len(headers) or 2 * listed < len(found):
            continue
        for (parts, places), tail, at, _ in found:
            p, n = tail[0], parts.index(tail[0])
            town = ", ".join([q.text for q in tail])[at + 1 :]
            parts[n : n + len(tail)] = [p.until(at)]
            # Why first: a region may stand behind it.
            places.insert(0, replace(p, text=town, start=p.start + at + 1, stop=tail[-1].stop, order=1))


def part_unmarked(headers: list[Header], place_of: Places) -> None:
    """Cut towns off that stand behind names without a sign, where all of a document do ("Acme Ltd Durango")."""
    seats: dict[int, list[tuple[Header, Part, int]]] = {}
    for header in headers:
        for p in header[0] if not header[1] else ():
            words = [m.start() for m in _WORD.finditer(p.text)]
            # Why: "Port of Durban" is one name.
            cuts = [
                at
                for at in words[-3:]
                if len(words) > 2 and at and place_of(p.text[at:]) >= TOWN and not breaks_off(p.text[:at])
            ]
            if cuts and not p.field:
                seats.setdefault(p.slot, []).append((header, p, cuts[0]))
    for found in seats.values():
        sure = [(header, p, at) for header, p, at in found if place_of(p.text[at:]) >= _SURE]
        # Why: some towns are words; where every name ends in one, and one in a town beyond doubt, all are towns.
        every = sure and len({id(header[0]) for header, _, _ in found}) == len(headers) >= _EVERY
        found = found if every else sure
        towns = {p.text[at:] for _, p, at in found}
        if len(found) < max(2, len(headers) - len(headers) // 4) or len(towns) < 2:
            continue
        for (parts, places), p, at in found:
            parts[parts.index(p)] = p.until(at)
            places.append(replace(p.behind(at), order=1))


_WORD = regex(r"\S+")
# Unit: points of a place.
_SURE = 0.9
# Unit: headers. Of fewer all may end in the same word by chance.
_EVERY = 3


def part_stroked(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Part titles and employers at the stroke between them, where a document writes so: "Baker / Acme"."""
    strokes: list[tuple[list[Part], int]] = []
    for parts, _ in headers:
        seats = Counter([(p.slot, p.cell) for p in parts])
        pairs = [
            n
            for n, p in enumerate(parts)
            if n and p.strength == -2 and p.order == 1 and seats[p.slot, p.cell] == 2 and not p.field
        ]
        if len(pairs) == 1:
            strokes.append((parts, pairs[0]))
    both = [(words.title_score(p[n - 1].text, languages), words.title_score(p[n].text, languages)) for p, n in strokes]
    # Why all: "Cook / Driver" and "Cashier / Stock" are one title each.
    if len(strokes) < max(2, len(headers) - 1) or any([behind >= 0.25 for _, behind in both]):
        return
    if 2 * sum([before >= 0.5 for before, _ in both]) <= len(both):
        return
    if any([words.employer_score(q.text) >= 0.5 for p, n in strokes for q in p if q is not p[n]]):
        return
    for parts, n in strokes:
        parts[n] = replace(parts[n], strength=2)


def part_titled(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Part titles and employers that nothing stands between, where all of a document do: "Baker Acme Foods"."""
    found: list[tuple[list[Part], Part, int]] = []
    for parts, _ in headers:
        if len(parts) != 1 or parts[0].field:
            continue
        text = parts[0].text
        ends = [m.end() for m in _WORD.finditer(text)][:-1]
        scores = {at: words.title_score(text[:at], languages) for at in ends if _opens(text[at:])}
        scores = {at: score for at, score in scores.items() if not words.title_score(text[at:], languages)}
        best = max(scores.values(), default=0.0)
        if best >= _TITLED:
            found.append((parts, parts[0], next(at for at, score in scores.items() if score == best)))
    if len(found) < max(2, len(headers) - len(headers) // 4):
        return
    for parts, p, at in found:
        house = p.text[at:].lstrip()
        parts[:] = [p.until(at), replace(p, text=house, start=p.stop - len(house), order=1, strength=2)]


# Unit: points of a title, of whose words at least the last is one of titles ("Full Charge Bookkeeper").
_TITLED = 0.7


def _opens(text: str) -> bool:
    """Say whether a text can be a name: a capital first, and no word that joins it to what stands before."""
    text = text.strip()
    return text[:1].isupper() and len(text) > 3


def drop_tasks(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Take lines in small letters away below two names in capitals: "bookings, letters" below "Clerk", "Acme"."""
    for parts, places in headers:
        small = {(p.slot, p.cell) for p in parts if p.slot > 0 and not p.order and p.text[:1].islower()}
        # Why: "senior" below "Clerk" is the rest of a title, and so is "d'art | Acme"; below a town no name goes on.
        small = {
            (slot, cell)
            for slot, cell in small
            if _are_tasks([p.text for p in parts if (p.slot, p.cell) == (slot, cell)])
            or _ends_in_town([p for p in parts if p.slot == slot - 1], [p for p in places if p.slot == slot - 1])
        }
        plain = [p for p in parts if (p.slot, p.cell) in small and not p.field]
        names = [p for p in parts if p.text[:1].isupper() and (p.slot, p.cell) not in small]
        over = len({(p.slot, p.cell) for p in names}) > 1 or (len(names) > 1 and names[-1].strength != 0)
        told = any([_is_name(p.text, words, languages) for p in plain])
        if over and not told:
            parts[:] = [p for p in parts if p not in plain]


def _ends_in_town(names: Sequence[Part], places: Sequence[Part]) -> bool:
    """Say whether a place ends the line of these names: "Clerk at Acme, Leeds"."""
    return bool(names) and max([p.start for p in places], default=-1) > max([p.start for p in names])


def _are_tasks(texts: Sequence[str]) -> bool:
    return all([text[:1].islower() for text in texts]) and (len(texts) > 1 or len(texts[0].split()) > _FEW)


# Unit: words of the rest of a name.
_FEW = 2


def _is_name(text: str, words: Words, languages: Sequence[str]) -> bool:
    # Why more for a house: a word in small letters may end as those of houses do ("lesgroep").
    return words.title_score(text, languages) >= 0.4 or words.employer_score(text) >= 0.8


def drop_initials(headers: list[Header], words: Words, languages: Sequence[str]) -> None:
    """Take the letters away that stand for the sign of a house ("GA" beside "Gemeente Assen"), where that is usual."""
    signs: list[tuple[list[Part], Part]] = []
    for parts, _ in headers:
        for p in parts:
            alone = not any([q is not p and (q.slot, q.cell) == (p.slot, p.cell) for q in parts])
            if alone and not p.field and len(p.text) <= 3 and p.text.isupper() and len(parts) > 2:
                names = [q.text for q in parts if q is not p and words.title_score(q.text, languages) < 0.4]
                if any([_initials(name).startswith(p.text) for name in names]):
                    signs.append((parts, p))
    if 2 * len(signs) >= len(headers) > 1:
        for parts, p in signs:
            parts.remove(p)


def _initials(text: str) -> str:
    return "".join([word[0] for word in text.split() if word[0].isupper() or word[0].isdigit()])

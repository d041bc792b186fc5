"""Ends of header lines -> the places of one document: those that lists have, and those that its own lines show.

To learn places by another sign: `Places.learn`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from xpcalc.language import TOWN, Words, fold
from xpcalc.regex import regex
from xpcalc.segment.anchor import HOURS
from xpcalc.segment.block import Block
from xpcalc.segment.rows import Row
from xpcalc.segment.separators import (
    AT,
    BRACKETED,
    COMMA,
    DASH,
    STOP,
    STRONG,
    TAIL,
    breaks_off,
    named_until,
)

# "Los Gatos, CA": no list has every town.
TOWN_IN_STATE = regex(r"^[A-ZÀ-Ý][^\W\d_]+(?:[ .'-]+[^\W\d_]+){0,3}, [A-Z]{2}(?:,? (?:USA?|United States|Canada))?$")


_FULL_STOP = regex(r"[^\W\d_]{4}\.\s")
# "8309 Nürensdorf", "D-10115 Berlin", "1011 AB Amsterdam", "13098 Marsignac"; "Fuenlabrada 28945", "Vannes (56000)"
_POSTCODED = regex(
    r"^(?:([A-Z]{1,2}-)?(\d{4,5}|\d{4} ?[A-Z]{2}|\d{5}-\d{3}|\d{4}-\d{3}) [A-ZÀ-Þ][^\d,;:|/]{1,40}"
    r"|([A-ZÀ-Þ][^\d,;:|/()]{1,30}),? (\(\d{5}\)|\d{5}))$"
)
# The street of an employer: "7400 Merton Minter Blvd", "Calle Mayor, 3".
STREET = regex(
    r"\d{1,5}\s(?:[^\W\d_]+\.?\s){1,4}(?:street|st|avenue|ave|road|rd|blvd|boulevard|drive|dr|lane|ln|way|court|ct"
    r"|square|sq|parkway|pkwy|highway|hwy)\.?$"
    r"|(?:c/|calle|avda\.?|avenida|rua|via|viale|piazza|rue|av\.)\s[^\d,]{2,40},?\s(?:n[º°]\s?)?\d{1,4}$",
    re.IGNORECASE,
)
# Unit: years that a number of four digits may be rather than a postcode.
_YEARS = range(1940, 2050)
_TOWN_CODED = regex(r"^([A-ZÀ-Ý][^\d,/]{2,30}?)\s?[-–/]\s?([A-Z]{2})$")
# What stands behind towns of Italy and Brazil; the codes of Brazil follow a comma too.
_PROVINCE = regex(r"^([A-ZÀ-Ý][^\d,/():;]{2,30}?)(?: ?\(([A-Z]{2})\)|, ([A-Z]{2}))$")
# Unit: points of an employer.
_A_HOUSE = 0.25
# Unit: points of an employer that a word has which titles may have, too ("hotel").
_A_KIND = 0.4
# Unit: words of the name of a town.
_TOWN_WORDS = 4
_AFTER_PROVINCE = " ,-–"
# Unit: points of a place.
_SURE = 0.9
# "Acme (Leeds): Agent": what stands in brackets before the sign that parts two names.
_IN_BRACKETS = regex(r"\s\(([A-ZÀ-Þ][^()\d]{1,28})\)\s?[:–—-]\s")


# "Port de Loire, Noirmoutier — Assistante"
_BEFORE_DASH = regex(r"^(.{3,60}), ([A-ZÀ-Þ][^,;|\d–—]{1,28}) [–—-] ")


# Unit: hours of a week.
_HOURS = regex(
    rf"(?<!\S)\d{{1,2}}([.,]\d{{1,2}})? ?(?:{HOURS}|hs)\b\.?(?:\s?/\s?[^\W\d_]{{3,8}})?",
    re.IGNORECASE,
)
_THEN = regex(r"\s(?:puis|then|luego|poi|dann|daarna|depois)\s")


class Tail(NamedTuple):
    """A short part at the end of a header line."""

    head: str  # what stands right before it
    text: str
    comma: bool  # behind a comma
    third: bool  # something else stands before both, so a title need not be among them
    inner: bool = False  # and in the same line


def tails_of(rows: Sequence[Row], blocks: Sequence[Block], place_of: Places) -> tuple[list[Tail], list[str]]:
    """Return the tails of header lines that end in a short part, and the other lines."""
    tails: list[Tail] = []
    others: list[str] = []
    headers = [_header_texts(rows, block) for block in blocks]
    # Why: where towns stand before the dash, titles stand behind it.
    dashed = [m for header in headers for text in header if (m := _BEFORE_DASH.match(text))]
    towns = sum([place_of(m[2]) >= TOWN for m in dashed])
    if towns > sum([place_of(m.string[m.end() :]) >= TOWN for m in dashed]):
        tails += [Tail(_last_name(m[1]), m[2], True, True) for m in dashed]
        told = {m.string for m in dashed}
        headers = [[text for text in header if text not in told] for header in headers]
    beside: set[str] = set()
    for header in headers:
        first = len(tails)
        for text in header:
            if inner := _IN_BRACKETS.search(text):
                tails.append(Tail(_last_name(text[: inner.start()]), inner.group(1), False, True))
            if not text.endswith(")") and (at := text.rfind(")") + 1) and place_of.contract(text[at:]):
                text = text[:at]  # "Acme (Leeds) full-time"
            m = TAIL.match(text)
            while text.endswith(")") and (base := BRACKETED.sub("", text)) != text:
                # "Hotel Bellevue, Orosei (NU) (summer season)"
                if m and m.start(2) > len(base):
                    head = _last_name(base)
                    tails.append(Tail(head, m.group(2).strip(), False, len(header) > 1 or head != base))
                # Why: a line has one place ("Altiste, Ensemble Ricercata (Lyon)").
                note = text[len(base) :].strip(" ()")
                # "Linen keeper - Elm House (Sées)"
                last = _last_name(base)
                third = last != base and place_of(last) < TOWN and len(note) > 3 and note[0].isupper()
                placed = place_of(note) >= 0.9 or (third and not place_of.contract(note))
                text, m = base, None if placed else TAIL.match(base)
            while m and place_of.contract(m.group(2)):
                # "Manpower, Roubaix – CDI"
                text, m = m.group(1), TAIL.match(m.group(1))
            if m:
                head, comma = _last_name(m.group(1)), "," in text[m.end(1) : m.start(2)]
                within = head != m.group(1)
                tails.append(Tail(head, m.group(2).strip(), comma, len(header) > 1 or within, within))
            else:
                others.append(text)
        # Why: a job has one town ("Manager, Youth" over "Acme, Tours").
        told = {tail.text for tail in tails[first:]}
        if any([place_of(text) >= 0.9 for text in (*told, *header)]):
            beside |= {text for text in told if place_of(text) < 0.5}
    # Why: "Resources and Reserves" is a field of work; the few towns with such a word are in the lists.
    fields = beside | {told.text for told in tails if _is_field(told.text, place_of)}
    # "Acme, Gent | Kweker", "Acme (Gent) | Kweker": the town stands before the stroke.
    behind = [told for told in tails if not told.comma and _town_in(told.head, place_of) >= 0.9]
    fields |= {told.text for told in behind if place_of(told.text) < 0.5 and len(told.text) > 2}  # not "Recife - PE"
    return [told for told in tails if not breaks_off(told.text) and told.text not in fields], others


_AND = regex(r"\s(?:and|y|e|et|und|en|&)\s")


def _town_in(head: str, place_of: Places) -> float:
    """Return how much a name, or what stands in brackets behind it, reads like a place."""
    inner = BRACKETED.search(head)
    return max(place_of(head), place_of(inner[0].strip(" ()")) if inner else 0.0)


def _is_field(text: str, place_of: Places) -> bool:
    """Say whether a text joins two words of which neither is a place."""
    both = _AND.split(text, maxsplit=1)
    return len(both) == 2 and not any([place_of(each) >= 0.5 for each in (text, *both)])


def _header_texts(rows: Sequence[Row], block: Block) -> list[str]:
    """Return what the cells of a header say beside its date."""
    anchor = block.anchor
    texts: list[str] = []
    for i in sorted({*block.above, anchor.row, *(row for row, _ in anchor.used), *block.below}):
        for j, cell in enumerate(rows[i].cells):
            if (i, j) in anchor.used or (cell.bullet and i != anchor.row):
                continue
            text = cell.text
            if (i, j) == (anchor.row, anchor.cell):
                text = text[: anchor.start] or text[anchor.stop : named_until(text, anchor.stop)]
            texts.append(text.rstrip(" ,;([|·-–—."))
    return [text for text in texts if text]


def _last_name(text: str) -> str:
    for separator in (STRONG, DASH, AT, STOP, COMMA):
        text = separator.split(text)[-1]
    return text


class Places:
    """Place scores, remembered for one document: the same suffixes come up in many headers."""

    def __init__(self, words: Words, languages: Sequence[str] = (), towns: Set[str] = frozenset()) -> None:
        self._words = words
        self._told = towns  # that the document tells elsewhere
        self._known: dict[str, float] = dict.fromkeys(towns, 0.95)
        self._titles: set[str] = set()
        self._languages = languages
        self.houses: set[str] = set()  # names that end in the town behind them: "Gemeente Almere, Almere"

    def __call__(self, text: str) -> float:
        if text[-1:] == "." and len(text) > 4:
            text = text[:-1]  # at the end of a line
        known = self._known.get(text)
        if known is None:
            known = 0.95 if self._is_postcoded(text) else self._words.place_score(text)
            if known < 0.9 and text.endswith(")") and (base := BRACKETED.sub("", text)) != text:
                # "Halle (Saale)", "Leeds (hybrid)"
                score = self(base)
                coded = score >= TOWN and text[-4:-3] == "(" and text[-3:-1].isupper()  # "Moncalieri (TO)"
                known = 0.95 if score >= 0.5 or coded else known
            town, comma, behind = text.partition(", ")
            if 0 < known < 0.9 and comma and town in self._told and self(behind) >= 0.9:
                known = 0.95  # "Rovere, Trento"
            if known < 0.9 and comma and self(town) >= TOWN and self._in_short_region(text):
                known = 0.95  # "Monterrey, N.L."
            if known >= 0.9 and self._governs(*text.partition(" ")[::2]):
                known = 0.5
            self._known[text] = known
        return known

    def _governs(self, head: str, place: str) -> bool:
        """Whether a place is the name of a public house ("Gemeente Zwolle")."""
        score = self._words.place_score
        return self._words.employer_score(head) >= 0.5 and score(head) < 0.5 and score(place) >= 0.9

    def _in_short_region(self, text: str) -> bool:
        """Say whether a text is a town, known or not, behind which its state stands shortened: "Linares, N.L."."""
        town, _, region = text.rpartition(", ")
        if not region[:1].isupper() or not self._words.is_short_region(region):
            return False
        few = (
            town[:1].isupper()
            and "," not in town
            and len(town.split()) <= _TOWN_WORDS
            and not any(map(str.isdigit, town))
        )
        return few and not self.is_title(town) and self._words.employer_score(town) < _A_HOUSE

    def _is_postcoded(self, text: str) -> bool:
        """Say whether a text is a town with its postcode, whether a list has the town or not."""
        m = _POSTCODED.match(text) if any(map(str.isdigit, text)) else None
        # Why: "4000 Kitchens Ltd" is a house.
        if m is None or STREET.match(text) or self._words.employer_score(text) >= 0.5:
            return False
        if m[3]:
            return m[4][0] == "(" or self._words.place_score(m[3]) >= TOWN  # not "ISO 27001"
        return m[1] is not None or not m[2].isdigit() or int(m[2]) not in _YEARS

    def contract(self, text: str) -> bool:
        """Say whether a text says how a job is held and nothing else ("CDI", "part-time")."""
        # "CDI 30h", "CDD puis CDI", "28 uur"
        said = _HOURS.sub(" ", text).strip(" ,-–")
        if not said:
            return bool(text.strip())
        return all(map(self._words.is_contract, _THEN.split(said)))

    def in_state(self, text: str) -> bool:
        """Say whether a text is a town with its state, known or not: "Kerrville, TX"."""
        if self._in_short_region(text):
            return True
        text = text.removesuffix(".").replace(" ,", ",", 1)
        if coded := _TOWN_CODED.match(text):
            return self(f"{coded[1]}, {coded[2]}") >= TOWN  # "Recife - PE"
        head, _, region = text.partition(")")
        if region[:1] in _AFTER_PROVINCE and region and self(region.lstrip(_AFTER_PROVINCE)) >= _SURE:
            text = f"{head})"  # "Forlimpoli (FC), Emilia-Romagna", "Forlimpoli (FC) - Italia"
        if (coded := _PROVINCE.match(text)) and self._words.is_state(coded[2] or coded[3], self._languages[:1]):
            town = coded[1]  # "Legnarello (VA)" in Italian, "Biguá, SC" in Portuguese
            return not self.is_title(town) and self._words.employer_score(town) < _A_HOUSE
        if _FULL_STOP.search(text):
            return False  # "Lumen Freight. Seattle, WA"
        return TOWN_IN_STATE.match(text) is not None and self._words.is_state(text.partition(", ")[2][:2])

    def abroad(self, town: str, country: str) -> bool:
        """Say whether two parts are a town and its country, the town known or not: "Sousse, Tunisia"."""
        known = self._words.is_country(country) or (country == "IT" and "it" in self._languages[:1])
        if not known or len(town.split()) > 3 or not town[:1].isupper() or town.isdigit():
            return False
        return not self.is_title(town) and not self.legal(town) and self._words.employer_score(town) < 0.25

    def legal(self, text: str) -> bool:
        """Say whether a text is a legal form and nothing else ("S. Coop.")."""
        return len(text) <= 12 and self._words.employer_score(f"Xx {text}") >= 0.9

    def house(self, text: str) -> bool:
        """Say whether a text names a house, by the kind in it and a name beside it ("Hotel Bellevue")."""
        named = len([word for word in text.split() if word[:1].isupper()]) > 1
        return named and self._words.employer_score(text) >= _A_KIND and not self.is_title(text)

    def beside(self, label: str) -> bool:
        """Say whether a label says something beside the names ("Hours per week")."""
        return self._words.field_of(label.strip()) == "other"

    def heads_tasks(self, label: str) -> bool:
        """Say whether a label announces the text of a job ("Description", "Tecnologias utilizadas")."""
        label = label.strip()
        kind = self._words.field_of(label)
        if kind is not None or not self._words.is_inner(label, self._languages):
            return kind == "body"
        # Why: "Stage: Acme" names a job.
        return not self._words.is_contract(label) and fold(label) not in self._words.trainees(self._languages)

    def dates_label(self, text: str) -> bool:
        """Say whether a text is a label of dates ("Inclusive dates:")."""
        return text.rstrip()[-1:] == ":" and self._words.field_of(text.strip(" :")) == "dates"

    def after_title(self, head: str) -> bool:
        """Say whether what follows this text follows a title, as far as `learn` has been told."""
        return head in self._titles

    def learn(self, tails: Sequence[Tail], others: Sequence[str], jobs: int, languages: Sequence[str]) -> None:
        """Take as places the ends of lines that no list has, where they follow several names: "Acme, Sète"."""
        self._languages = languages
        named_after = [told for told in tails if told.comma and told.head.endswith(f" {told.text}")]
        self._known.update({told.text: 0.95 for told in named_after})
        self.houses = {told.head for told in named_after}
        # Why: what titles end in elsewhere is a field of work ("Teacher of Mathematics").
        fields = {line.rpartition(" ")[2] for line in others if self.is_title(line)}
        tails = [told for told in tails if told.text not in fields and not self._words.is_state(told.text)]
        self._titles = {told.head for told in tails if self.is_title(told.head)}
        # Why: after a title the tail is a field of work or an employer ("Sous Chef, Banqueting"), unless the titles of
        # this document are followed by towns.
        for after in (False, True):
            fitting = [t for t in tails if (t.head in self._titles) is after and (t.comma or t.inner or not after)]
            self._learn(fitting, jobs, languages, titles=after)

    def is_title(self, text: str) -> bool:
        """Say whether a text names a job, in the languages that `learn` has been told."""
        return self._words.title_score(text, self._languages) >= 0.4

    def _learn(self, tails: Sequence[Tail], jobs: int, languages: Sequence[str], *, titles: bool) -> None:
        """Learn what follows the names, or the titles, of so many jobs."""
        words = self._words
        heads: dict[str, set[str]] = {}
        for told in tails:
            heads.setdefault(told.text, set()).add(told.head.casefold())
        scores = {tail: self(tail) for tail in heads}
        is_title, is_house = words.title_score, words.employer_score
        named = {tail for tail in heads if is_title(tail, languages) >= 0.25 or is_house(tail) >= 0.25}
        trainees = words.trainees(languages)
        named |= {tail for tail in heads if fold(tail).partition(" ")[0] in trainees}
        # Why: what stands behind two names is the town of both ("Agent, Acme, Sète", "Clerk, Bolt & Co, Sète").
        third = {told.text for told in tails if told.third}
        shared = set() if titles else {tail for tail in third if len(heads[tail]) >= 2}
        listed = sum([tail in shared or score >= (0.9 if titles else TOWN) for tail, score in scores.items()])
        # Why: where most names of a document are followed by a town, what follows the others is one too.
        usual = listed >= 2 and 2 * listed >= len(scores)
        if not titles:
            few = len(scores) >= 2 and 3 * listed >= len(scores)
            many = len(scores) >= 3 and listed > 0 and 3 * sum(map(len, heads.values())) >= 2 * jobs
            # Why: something stands behind most names, and none of it is a title or a house.
            all_so = len(scores) >= 2 and 3 * len(tails) >= 2 * jobs >= 6 and third == set(heads) and not named
            usual = few or many or all_so
        for tail, score in scores.items():
            # Why: "Wissen" after one title is rather knowledge than the town.
            if score >= 0.9 or (titles and score >= 0.5 and len(heads[tail]) < 2):
                continue
            again = not titles and (score >= TOWN or tail in shared)
            # Why: "Gemeente Groningen" is as good as a place, too.
            if (score >= 0.5 and not (titles and tail in named)) or (tail not in named and (usual or again)):
                self._known[tail] = 0.95

"""A place in a sentence -> the employer, person or title that begins (or ends) there.

To add a legal form, add it to rules/employers.yaml; to end titles elsewhere, `title_ends` in rules/letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from xpcalc.language import Words, strip_accents
from xpcalc.letters.tokens import DATE, HOUSE, NAME, PERIOD, Token
from xpcalc.letters.words import LetterWords, folded
from xpcalc.record import dataclass
from xpcalc.regex import regex

_ELIDED = regex(r"[ld]['’][A-ZÀ-Þ]")  # "Chantiers de l'Odet"
_SOCIETY = regex(r"S\.(?:[A-Z]\.){1,5}[A-Z]?[,;]?$")  # "S.A.E.C.A.": a society by its initials
_CHUNK = regex(r"\S+")
_QUOTES = "\"'“”„«»‘’`´"
_OPENS = _QUOTES + "(["
_SHORT_FORM = 4  # letters of a legal form that is one also in small letters: "plc", "gmbh"
_CELL = 2  # blanks inside a name at most
_LONGEST_NAME = 14  # chunks of an employer
_MOST_BEHIND = 5  # chunks between a word that is a legal form elsewhere and the legal form
_ROLE = 0.6  # how much the words before "of" must read like a title
_OF = frozenset("of at de da do du der des del von bei".split())
_LONGEST_PERSON = 7
_LONGEST_TITLE = 10
# Source: hand-made; small words inside the names of houses and people of the seven languages.
_INSIDE = frozenset(
    "de del la las los y e of and the & et und für do da dos das des du van von der den di zu zur im i for".split()
)
_PARTICLES = frozenset("de del la las los y e da do dos das di du van von der den zu mc bin al el ter ten".split())
_ARTICLES = frozenset(
    "a an the un una uno el la los las o um uma le les l d des ein eine einen der die das den our".split()
)
# Why: "la société Belmont" is Belmont, "Société Nouvelle de l'Odet" keeps its first word.
_OWN_NOUNS = frozenset("societe maison association sociedad compania entidad sociedade companhia".split())
_AND = frozenset("and y e et und".split())
_OWN_ARTICLES = frozenset("the la el los las le les o a".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name found: offsets in its passage; `sure` = a legal form or an honorific stands with it."""

    start: int
    stop: int
    sure: bool = False


class Names:
    """Reads names with the legal forms of rules/employers and the words of letters."""

    __slots__ = ("_capitals", "_forms", "_longest", "_score", "_small", "_words")

    def __init__(self, words: Words, letter_words: LetterWords) -> None:
        groups: dict[str, list[str]] = dict(words.employers.get("legal_forms") or {})
        forms = {form.replace(".", "").lower() for group in groups.values() for form in group}
        self._capitals = {form.replace(".", "") for form in words.employers.get("legal_forms_in_capitals") or ()}
        self._forms = forms | self._capitals
        self._longest = max([form.count(" ") + 1 for form in self._forms], default=1)
        self._words = letter_words
        self._score: Any = words.title_score
        self._small = frozenset(w for each in words.languages.values() for w in map(folded, each.function_words))

    # ---------------------------------------------------------------- employers

    def employer(self, text: str, start: int) -> Name | None:
        """Return the employer whose name begins here, "the company" in front aside."""
        chunks = _chunks(text, start)
        first = 0
        while first < len(chunks) and self._leads(chunks[first][2]):
            first += 1
        name = self._house(chunks, first)
        return name

    def employer_before(self, text: str, stop: int) -> Name | None:
        """Return the employer whose name ends here."""
        chunks = list(_CHUNK.finditer(text, max(0, stop - 160), stop))[-_LONGEST_NAME:]
        for hit in chunks:
            name = self.employer(text, hit.start())
            if name is not None and name.stop >= stop - 2:
                return name
        return None

    def houses(self, text: str, start: int = 0) -> list[Name]:
        """Return every name with a legal form from `start` on, wherever it stands."""
        found: list[Name] = []
        chunks = _chunks(text, start, None)
        at = 0
        while at < len(chunks):
            leads = self._leads(chunks[at][2])
            name = self._house(chunks, at) if _capital(chunks[at][2]) and not leads else None
            if name is None:
                at += 1
                continue
            if name.sure:
                found.append(self._without_role(text, name))
            while at < len(chunks) and chunks[at][0] < name.stop:
                at += 1
        return found

    def _without_role(self, text: str, name: Name) -> Name:
        """Return the house of "Director de Recursos Humanos de Almena S.L."."""
        best, start = _ROLE, name.start
        for hit in _CHUNK.finditer(text, name.start, name.stop):
            if hit[0].lower() in _OF:
                score = self._score(text[name.start : hit.start()].strip(), ())
                if score >= best:
                    best, start = score, hit.end() + 1
                    while text[start : name.stop].split(" ")[0] in _OWN_ARTICLES:
                        start = text.index(" ", start) + 1
        return Name(start, name.stop, name.sure)

    def _leads(self, chunk: str) -> bool:
        bare = folded(chunk)
        # Why: "La Espiga S.L." and "The Quay Ltd" keep their article; "la Espiga" and "Die Espiga GmbH" have none.
        own = bare in _OWN_ARTICLES or (bare in _OWN_NOUNS and not chunk.isupper())
        return bare in self._words.employer_leads and not (chunk[:1].isupper() and own)

    def _party(self, chunk: str) -> bool:
        return self._words.labels.get(folded(chunk.strip(_OPENS + ",.;:)]"))) in ("person", "employer")

    def _form(self, chunks: Sequence[tuple[int, int, str]], at: int) -> int:
        """Return the chunk after the legal form that stands here, the longest; 0 if there is none."""
        for size in range(min(self._longest, len(chunks) - at), 0, -1):
            part = chunks[at : at + size]
            # Why: "(Private) Limited" is one form, "(Spain), S.L." is not.
            if any(chunk.endswith((",", ";")) or (chunk[-1] == ")" and chunk[0] != "(") for _, _, chunk in part[:-1]):
                continue
            bare = " ".join(_bare(chunk) for _, _, chunk in part)
            if size == 1 and _SOCIETY.match(part[0][2]):
                return at + 1
            if bare not in self._forms:
                continue
            joined = "".join(chunk for _, _, chunk in part).rstrip(",;:")
            letters = [c for c in joined if c.isalpha()]
            capitals = sum(c.isupper() for c in letters)
            if bare in self._capitals:
                if capitals * 3 >= 2 * len(letters) or joined.count(".") > 1:
                    return at + size
            elif capitals or "." in joined or 3 <= len(bare) <= _SHORT_FORM:
                return at + size
        return 0

    def _house(self, chunks: Sequence[tuple[int, int, str]], first: int) -> Name | None:
        at = first
        stop = 0
        sure = False
        while at < min(len(chunks), first + _LONGEST_NAME):
            begin, end, chunk = chunks[at]
            after = self._form(chunks, at) if at > first else 0
            # Why: "THIS IS TO CERTIFY" holds no "I/S"; a name is more than small words.
            if after and chunks[at - 1][2].endswith(",") and self._described(chunks, after):
                # "Boulangerie Lacaze et Fils, SARL au capital de ...": said of the house, not its name.
                first += folded(chunks[first][2]) in _OWN_ARTICLES
                return Name(chunks[first][0], _trim(chunks[at - 1], dots=False), True)
            if after and any(_bare(chunk) not in self._small for _, _, chunk in chunks[first:at]):
                sure = True
                stop = _trim(chunks[after - 1])
                last = chunks[after - 1][2]
                if self._form(chunks, after) and not last.endswith((";", ")")):
                    at = after
                    continue
                if not last.endswith((";", ")", ",", ".")) and self._goes_on(chunks, after):
                    at = after
                    continue
                break
            if at > first and chunk[0] in "([":
                break
            core = chunk.strip(_OPENS + ",.;:)]")
            if not core:
                if chunk in ("&", "-", "–", "+") and at > first:
                    at += 1
                    continue
                break
            small = core.lower() in _INSIDE and not core[0].isupper()
            if small:
                after_it = chunks[at + 1][2] if at + 1 < len(chunks) else ""
                follows = (
                    _capital(after_it)
                    or _ELIDED.match(after_it)
                    or after_it.lower() in ("la", "los", "las", "le", "les")
                )
                if at == first or not follows or chunk.endswith((",", ".", ";")):
                    break
                at += 1
                continue
            if not (core[0].isupper() or core[0].isdigit() or core == "&" or _ELIDED.match(core)):
                break
            if core[0].isdigit() and at == first and not any(c.isalpha() for c in core):
                break
            stop = end if not chunk.endswith(tuple(",.;:)]" + _QUOTES)) else _trim(chunks[at], dots=False)
            at += 1
            if chunk.endswith((",", ")")) and not self._form(chunks, at):
                break
            if chunk.endswith((";", ":")) or (chunk.endswith(tuple(_QUOTES)) and not self._form(chunks, at)):
                break
            if chunk.endswith(".") and len(core) > 3 and not self._form(chunks, at):
                break
        if not stop or (first < len(chunks) and self._party(chunks[first][2]) and not sure):
            return None
        begin = chunks[first][0]
        while begin < stop and chunks[first][2][begin - chunks[first][0]] in _OPENS:
            begin += 1
        return Name(begin, stop, sure) if stop - begin > 1 else None

    @staticmethod
    def _described(chunks: Sequence[tuple[int, int, str]], at: int) -> bool:
        return [folded(chunk) for _, _, chunk in chunks[at : at + 2]] == ["au", "capital"]

    def _goes_on(self, chunks: Sequence[tuple[int, int, str]], at: int) -> bool:
        """Say whether a name goes on behind a word that is a legal form elsewhere: "Hermanos Buitrago, S.L."."""
        for number in range(at, min(at + _MOST_BEHIND, len(chunks))):
            if number > at and self._form(chunks, number):
                return True
            chunk = chunks[number][2]
            if not (_capital(chunk) or chunk.lower() in _INSIDE) or chunk.endswith((";", ".", ")")):
                return False
        return False

    # ---------------------------------------------------------------- people

    def person(self, text: str, start: int) -> Name | None:
        """Return the person whose name begins here, honorifics in front aside; one word is a name only behind one."""
        chunks = _chunks(text, start)
        first = 0
        honoured = False
        while first < min(len(chunks), 5):
            bare = folded(chunks[first][2].strip(",."))
            if self._honorific(chunks[first][2]):
                honoured = True
            elif not (bare in _ARTICLES and first + 1 < len(chunks) and self._honorific(chunks[first + 1][2])):
                break
            first += 1
        words = 0
        stop = 0
        at = first
        while at < min(len(chunks), first + _LONGEST_PERSON):
            _, end, chunk = chunks[at]
            core = chunk.strip(_OPENS + ",.;:)]")
            if not core or any(c.isdigit() for c in core) or (at > first and chunk[0] in "(["):
                break
            if words and chunk[0] in _QUOTES and chunk[-1] in _QUOTES and at + 1 < len(chunks):
                at += 1  # 'Esperanza "Espy" Villalobos'
                continue
            # Why: "Tobias Njoroge      Date: ..." are two cells of a line.
            if at > first and chunks[at][0] - chunks[at - 1][1] > _CELL:
                break
            if words > 1 and chunk.endswith(":") and self._words.label_of(core):
                break
            if core.lower() in _PARTICLES and not core[0].isupper():
                if at == first and not honoured:
                    break
                if at + 1 >= len(chunks) or not (
                    _capital(chunks[at + 1][2]) or chunks[at + 1][2].lower() in _PARTICLES
                ):
                    break
                at += 1
                continue
            if len(core) > 1 and core.isupper() and core.lower() in self._small and core.lower() not in _PARTICLES:
                break  # "INTRODUCTION OF GRACE ACHEBE"
            if not core[0].isupper() or (at > first and self._form(chunks, at) and words < 2):
                break
            possessive = re.search(r"['’]s$", core)
            stop = _trim(chunks[at]) - (2 if possessive else 0)
            words += 1
            at += 1
            initial = len(core) == 1 and chunk.endswith(".")
            if initial:
                stop = end
            if possessive or (chunk[-1] in ",.;:)]-–" + _QUOTES and not initial):
                break
        if not words or (words < 2 and not honoured):
            return None
        # Why: "The Employee" and "El Trabajador" are what a contract calls the parties.
        if any(self._party(chunk) for _, _, chunk in chunks[first:at]):
            return None
        head = folded(chunks[first][2].strip(_OPENS + ",."))
        if not honoured and (head in self._small or any(phrase[0] == head for phrase in self._words.addressed)):
            return None
        if at < len(chunks) and self._form(chunks, at):
            return None
        return Name(chunks[first][0], stop, honoured)

    def person_before(self, text: str, stop: int) -> Name | None:
        """Return the person whose name ends here."""
        for hit in list(_CHUNK.finditer(text, max(0, stop - 90), stop))[-_LONGEST_PERSON - 2 :]:
            name = self.person(text, hit.start())
            if name is not None and name.stop >= stop - 1:
                return name
        return None

    def _honorific(self, chunk: str) -> bool:
        parts = [part for part in chunk.strip(",").split("/") if part]
        if len(parts) > 1:  # "D./Dña.", "Mr/Ms"
            return all(self._honorific(part) for part in parts)
        bare = folded(chunk.strip(",").replace(".", "").replace("ª", "").replace("°", ""))
        if bare not in self._words.honorifics:
            return False
        # Why: "c", "d" and "m" are honorifics only with a full stop or in capitals.
        return len(bare) > 1 or chunk.endswith((".", "ª", ".ª"))

    def honoured(self, text: str, start: int = 0) -> list[Name]:
        """Return every name with an honorific behind `start`, from the honorific on."""
        found = []
        for hit in self._words.titled.finditer(text, start):
            name = self.person(text, hit.start())
            if name is not None and name.sure:
                found.append(Name(hit.start(), name.stop, True))
        return found

    # ---------------------------------------------------------------- titles

    def title(self, text: str, tokens: Sequence[Token], at: int) -> Name | None:
        """Return the job title that begins at this token."""
        while at < len(tokens) and (
            tokens[at].text in _ARTICLES
            or tokens[at].text in self._words.title_leads
            or (tokens[at].text in self._words.title_nouns and at + 1 < len(tokens) and tokens[at + 1].text in _OF)
        ):
            at += 1
        first = at
        if at >= len(tokens):
            return None
        # Why: "as the Employee" is no title, "Trabajadora Social" is one.
        alone = at + 1 >= len(tokens) or not tokens[at + 1].text.isalpha() or tokens[at + 1].text in self._small
        if tokens[at].text in self._words.labels and alone:
            return None
        begin = tokens[at].start
        # Why: "d'Ingénieure d'études" stands in no quotation marks.
        if begin and text[begin - 1] in _QUOTES and not text[max(0, begin - 2)].isalpha():
            close = re.compile(f"[{re.escape(_QUOTES)}]").search(text, begin)
            if close and close.start() - begin < 80:
                return Name(begin, close.start(), True)
        while at < min(len(tokens), first + _LONGEST_TITLE):
            token = tokens[at]
            if token.text == "." and at + 1 < len(tokens) and text[token.stop : tokens[at + 1].stop] in ("ª", "º"):
                at += 2
                continue
            if token.text in (DATE, PERIOD, HOUSE, NAME) or token.text in ",.;:()!?|":
                break
            # Why: "Duty Manager and report to ..." ends, "Head of Sales and Marketing" goes on.
            joins = at > first and token.text in _AND and at + 1 < len(tokens)
            if joins and text[tokens[at - 1].start].isupper() and text[tokens[at + 1].start].islower():
                break
            if at > first and self._ends(tokens, at):
                break
            small = at > first and text[token.start].islower() and token.text not in _INSIDE | _ARTICLES
            if small and text[begin].isupper() and self._words.nouns_capital and text[tokens[at - 1].stop] == " ":
                break  # "Systemadministrator anbieten"
            at += 1
        while at > first and (
            (tokens[at - 1].text in _INSIDE | _ARTICLES and text[tokens[at - 1].start].islower())
            or tokens[at - 1].text in "-–/"
        ):
            at -= 1
        if at == first:
            return None
        return Name(begin, tokens[at - 1].stop)

    def _ends(self, tokens: Sequence[Token], at: int) -> bool:
        if any(tuple([t.text for t in tokens[at : at + len(kept)]]) == kept for kept in self._words.title_keeps):
            return False
        for phrase in self._words.title_ends:
            if tuple([token.text for token in tokens[at : at + len(phrase)]]) == phrase:
                return True
        return False

    def is_small(self, word: str) -> bool:
        """Say whether a folded word is one of the small words of a language: "the", "como"."""
        return word in self._small

    def title_weight(self, text: str, languages: Sequence[str]) -> float:
        """Return how much a text reads like a job title."""
        return float(self._score(text, languages))


def is_inside(word: str) -> bool:
    """Say whether a small word may stand inside a name or title: "of", "de"."""
    return word in _INSIDE or word in _ARTICLES


def _chunks(text: str, start: int, limit: int | None = 24) -> list[tuple[int, int, str]]:
    found = []
    for hit in _CHUNK.finditer(text, start):
        found.append((hit.start(), hit.end(), hit[0]))
        if limit is not None and len(found) >= limit:
            break
    return found


def _bare(chunk: str) -> str:
    return strip_accents(chunk.strip(",;:()" + _QUOTES).replace(".", "").lower())


def _capital(chunk: str) -> bool:
    core = chunk.lstrip(_OPENS)
    return bool(core) and (core[0].isupper() or core[0].isdigit() or core[0] == "&")


def _trim(chunk: tuple[int, int, str], dots: bool = True) -> int:
    """Return where a chunk ends without the sign behind it; the full stop of "S.L." or "Inc." is its own."""
    _, end, text = chunk
    while text and text[-1] in ",;:)]" + _QUOTES:
        text, end = text[:-1], end - 1
    if text.endswith(".") and (not dots or not _dotted(text)):
        end -= 1
    return end


def _dotted(text: str) -> bool:
    """Say whether the full stop belongs to the word: "S.L.", "Inc.", "Ltd.", "Lda."."""
    return "." in text[:-1] or len(text) <= 6


__all__ = ["Name", "Names", "is_inside"]

"""Text -> words to compare: folded, stemmed, without articles."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from xpcalc.regex import regex

# A gender ending written beside a word ("agente/a", "Berater(in)", "Lehrer*in", "employé·e") is skipped,
# so that "supervisor/a de call center" reads like "supervisor de call center".
_TOKEN = regex(
    r"(?:[/*·:_]|\((?=[a-z]{1,5}\)))(?:innen|in|as|os|ora|ra|ne|se|trice|euse|rice|a|o|e)\)?(?![^\W_])"
    r"|(\.net(?![^\W_])|[^\W_]+(?:\+\+|\#(?![^\W_]))?)"
)
# Source: articles and prepositions of the seven languages; titles are compared without them ("Jefe del servicio").
STOP = frozenset(
    (
        "a al aan aux au con da dal das de del dell della delle dei degli den der des di die do dos du d e el en "
        "em et for het i il im in la las le les los l la nella of om or para per pour s sur the to und und van "
        "voor von y zu zum zur "
    ).split()
)
_NUMBERS = frozenset(
    (
        "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty dos tres cuatro cinco "
        "seis siete ocho nueve diez once doce quince veinte treinta dois duas quatro sete oito nove dez doze deux "
        "trois quatre cinq six sept huit neuf dix douze quinze vingt zwei drei vier funf sechs sieben acht neun "
        "zehn zwolf zwanzig due tre quattro cinque sei sette otto nove dieci dodici venti twee drie vijf zes zeven "
        "negen tien twaalf twintig "
    ).split()
)


class _Folded(dict[int, str]):
    """Letters -> their casefolded base letter, worked out when first met; always one character for one."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0]
        low = base.casefold()
        self[code] = low = low if len(low) == 1 else base.lower()[:1] or char
        return low


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return the text casefolded and without accents, character by character (offsets hold)."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the word without plural and gender endings: agentes, agente, agenti, agent -> agent."""
    size = len(word)
    if size < 5:
        return "jefe" if word == "jefa" else word
    if word.endswith("erinnen"):
        return word[:-5]
    if size > 6 and word.endswith("erin"):
        return word[:-2]
    if word[-1] == "s" and word[-2] not in "siu":
        word = word[:-1]
    # Why: every word of every cue comes by at each start; few end in the last letters of these endings.
    if word[-1] in "er":
        for ending, common in (("trice", "tor"), ("teur", "tor"), ("euse", "eur"), ("tore", "tor"), ("enne", "en")):
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word[: -len(ending)] + common
    if len(word) > 7 and word.endswith("en"):
        word = word[:-2]
    if len(word) > 6 and word.endswith("ee"):  # French feminine: chargée beside chargé
        return word[:-2]
    return word[:-1] if len(word) > 4 and word[-1] in "aeio" else word


@lru_cache(maxsize=16384)
def counted(word: str) -> str:
    """Return the stem of a word of running text: tenses fall together, every number is "{n}"."""
    if word.isdigit() or word in _NUMBERS:
        return "{n}"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return stem(word[: -len(ending)] + "e")
    return stem(word)


def tokens(folded: str) -> tuple[list[str], list[int], list[int]]:
    """Return the words of a folded text with their starts and stops."""
    words: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    for match in _TOKEN.finditer(folded):
        word = match[1]
        if word is not None:
            words.append(word)
            starts.append(match.start(1))
            stops.append(match.end(1))
    return words, starts, stops


def name_words(text: str) -> list[str]:
    """Return the folded words of a name, not stemmed: names do not inflect."""
    folded = fold(text)
    # Why: most cues are plain words, and thousands of them are read at every start.
    if folded.isalnum():
        return [folded]
    return folded.split(" ") if folded.replace(" ", "x").isalnum() and "  " not in folded else tokens(folded)[0]


def title_words(text: str) -> list[str]:
    """Return the stems of a title cue without articles and prepositions."""
    return [stem(word) for word in name_words(text) if word not in STOP]


def duty_words(text: str) -> list[str]:
    """Return the stems of a duty cue; "{n}" stands for any number."""
    return [counted(word) for word in name_words(text.replace("{n}", "2"))]

"""Two job titles -> whether they name the same job, in any two languages. To add a word of rank: a row of `_RANKS`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xpcalc.taxonomy import stem, title_words
from xpcalc.verification.values import Entry

# Source: hand-made, seen in job titles of seven languages; words that say how high a job stands, not what it is.
_WORDS: Mapping[str, str] = {
    "trainee": "intern internship trainee practicas practicante becario becaria pasante stagiaire stage praktikant "
    "praktikantin praktikum werkstudent werkstudentin estagiario estagiaria estagio tirocinante stagista stagiair",
    "assistant": "assistant assistante asistente assistente auxiliar ayudante aide aushilfe assistentin helfer",
    "junior": "junior jr jnr jun",
    "senior": "senior sr snr sen experte expert experto experta",
    "lead": "lead leader lider leiter leiterin teamleiter teamleiterin supervisor supervisora coordinator coordinador "
    "coordinadora coordenador coordenadora koordinator koordinatorin coordinateur coordinatrice superviseur "
    "superviseuse jefe jefa chefe chef cheffe responsable responsavel encargado encargada principal head teamlead "
    "gruppenleiter gruppenleiterin capo coordinatore manager gerente gestor gestora gestionnaire beheerder",
    "director": "director directora directeur directrice direktor direktorin diretor diretora direttore vp vice "
    "president presidente chief ceo cto cfo coo cio",
}
_RANKS: Mapping[str, str] = {stem(word): rank for rank, words in _WORDS.items() for word in words.split()}
# Source: hand-made; ranks that no translation adds or drops.
_FIRM = frozenset({"trainee", "assistant", "junior", "senior", "director"})
# Source: hand-made; jobs whose name holds "assistant": nobody is above a sales assistant by name alone.
_ASSISTANTS = frozenset(
    map(
        stem,
        "sales shop store retail teaching care healthcare nursing dental administrative office personal executive "
        "legal vendas ventas tienda loja enfermeria administrativo administrativa clinica geriatria social virtual "
        "direccion direction maternelle vie dentaire".split(),
    )
)
# Source: hand-made; where "director" may be what others call a manager ("Director de hotel").
_WIDE_DIRECTOR = frozenset({"es", "pt", "fr", "it", "ca"})
# Source: hand-made; words of titles that say nothing about the job.
_IDLE = frozenset(
    map(stem, "m w d f x h mf remote remoto remota hybrid teilzeit vollzeit part full time temporary".split())
)


@lru_cache(maxsize=4096)
def _words(title: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of a title and its ranks."""
    found = [word for word in title_words(title) if word not in _IDLE]
    ranks = frozenset(_RANKS[word] for word in found if word in _RANKS)
    if "assistant" in ranks and any(word in _ASSISTANTS for word in found):
        ranks -= {"assistant"}
    return frozenset(word for word in found if word not in _RANKS), ranks


def _told(entry: Entry) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words and ranks of a title; an internship is one whether its title says so or the sentence around."""
    words, ranks = _words(entry.title or "")
    return words, ranks | {"trainee"} if entry.employment in ("internship", "apprenticeship") else ranks


def is_training(entry: Entry) -> bool:
    """Tell whether a title says by itself that the job was an internship or traineeship."""
    return bool(entry.title) and "trainee" in _words(entry.title or "")[1]


def alike(one: Entry, other: Entry) -> float:
    """Return how much two titles name the same job, 0 to 1; one half where one has none."""
    if not one.title or not other.title:
        return 0.5
    if same(one, other):
        return 1.0
    from rapidfuzz.fuzz import token_set_ratio

    (left, _), (right, _) = _told(one), _told(other)
    shared = 0.6 if one.functions & other.functions else 0.0
    return max(shared, 0.7 * token_set_ratio(" ".join(sorted(left)), " ".join(sorted(right))) / 100)


def same(one: Entry, other: Entry) -> bool:
    """Tell whether two titles name the same job at the same rank; True where one document gives none."""
    if not one.title or not other.title:
        return True
    left, left_ranks = _told(one)
    right, right_ranks = _told(other)
    if (left, left_ranks) == (right, right_ranks):
        return True
    if one.functions and other.functions:
        if not one.functions & other.functions:
            return False
        known = one.language is not None and other.language is not None
        if known and one.language == other.language:
            # Why: "Hotel Manager" and "Front Office Manager" are of one function and two jobs.
            return left_ranks == right_ranks and bool(left & right or not left or not right)
        if left_ranks == right_ranks:
            return True
        # Why: translations add and drop words of rank; words that both titles share are mostly of one language, where
        # each word of rank counts.
        if not known:
            return not left & right and left_ranks & _FIRM == right_ranks & _FIRM
        differing = (left_ranks ^ right_ranks) & _FIRM
        if differing == {"director"}:
            high, low = (one, right_ranks) if "director" in left_ranks else (other, left_ranks)
            return high.language in _WIDE_DIRECTOR and "lead" in low
        return not differing
    if left_ranks != right_ranks:
        return False
    if left and right and (left <= right or right <= left):
        return True
    if not left & right and one.language and other.language and one.language != other.language:
        # Why: nothing tells whether one is the translation of the other; silence is no difference.
        return True
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(" ".join(sorted(left)), " ".join(sorted(right))) >= 86


__all__ = ["alike", "is_training", "same"]

"""Document -> whether it is surely a job ad. To add a sign: a row in `_score`, its words under `signs` in rules/ads.

For a file that was given as a CV by mistake: its requirements would read like claims of a person. Nothing here may
ever be true of a CV or a letter, so that every sign has to speak for an ad and none for a person.
"""

from __future__ import annotations

from xpcalc.ads.blocks import heads
from xpcalc.ads.read import read_ad_document
from xpcalc.ads.words import words_of
from xpcalc.claims.words import plain
from xpcalc.model import Document
from xpcalc.regex import regex
from xpcalc.rulebook import Rulebook

_LEAST = 4  # points
_WANTED = 2  # requirements
# Source: hand-made; a person who speaks of themselves, in the languages of ads, and the words of letters.
_PERSON = regex(
    r"(?<![^\W_])(?:i|i'm|i've|i'd|my|me|myself|yo|mi|mis|conmigo|je|j'ai|mon|mes|ich|mein|meine|meinen|eu|meu|minha"
    r"|dear|sincerely|regards|hereby|certify|certifies|estimado|estimada|atentamente|certifica|certifico|certificamos"
    r"|cordialement|soussigne|attestons|hiermit|bescheinigen|geehrte|prezado|atenciosamente|declaramos"
    r"|date of birth|fecha de nacimiento)(?![^\W_])"
)
# Source: hand-made; how a CV is headed. An ad speaks of one too, but not at its top.
_HEADED = regex(r"(?<![^\W_])(?:curriculum|curriculo|lebenslauf|resume|cv)(?![^\W_])")
_TOP = 120  # characters


def is_job_ad(document: Document, book: Rulebook) -> bool:
    """Tell whether a document is surely a job ad: it asks for things in an employer's words, and no person speaks."""
    folded = plain(document.text)
    if document.person is not None or _PERSON.search(folded) or _HEADED.search(folded[:_TOP]):
        return False
    words = words_of(book, tuple(dict.fromkeys((*document.languages, "en", "es"))))
    seeks = bool(words.signs["seeks"].search(folded))
    told = heads(document, words)
    every = tuple(book.languages)
    # Why: "Skills", "Education" and "Profile" are headings of a CV as well.
    own = [kind for text, kind in told if book.words.section_of(text, every) is None]
    offers = len({hit[0] for hit in words.signs["gives"].finditer(folded)})
    points = 2 * seeks + 2 * bool({"must", "nice"} & set(own)) + ("other" in own) + ("nice" in own)
    points += bool(words.cues["addressed"].search(folded)) + (offers > 1)
    return points >= _LEAST and len(read_ad_document(document, book).wanted) >= _WANTED


__all__ = ["is_job_ad"]

"""What stands between the names of a header: patterns that the rooms of segmentation share.

To part names at another sign, add it to the pattern of its strength.
"""

from __future__ import annotations

from xpcalc.language import HOUSES
from xpcalc.regex import regex
from xpcalc.segment.rows import LONG
from xpcalc.taxonomy.words import STOP as SMALL_WORDS
from xpcalc.taxonomy.words import fold

STRONG = regex(r"\s+[|•·∙▪‖¦⋅▿▾▸▹►▻◆◇●○❯⟩]\s+|\t|\s{3,}|\s+@\s+|\s+//\s+|\s\.\s")
# Why (?<!\s): blanks are looked at from the first on, not from each of them.
# "Acme － Leeds" as some portals print it, "ACME- Leeds", "Acme –Leeds"
DASH = regex(
    r"(?<!\s)\s+[–—−－-]+\s+|(?<!\s)\s+[—－]\s*|[—－]\s*"
    r"|(?<=[^\W\d_]{3})[–-]\s+(?=[A-ZÀ-Þ])|(?<!\s)\s+[–-](?=[A-ZÀ-Þ][^\W\d_])"
)
SLASH = regex(r"(?<!\s)\s+/\s+")
COMMA = regex(r"(?<!\s)\s+[,;]\s+|[,;:]\s+")
# A full stop after a real word: what follows is the text ("Acme, Shop Manager. Led a team").
STOP = regex(r"(?:(?<=[a-zà-ÿ]{3})|(?<=, [A-Z]{2})|(?<=\w\))|(?<=[A-Z]\.))\.\s+(?=[A-ZÀ-Ý])")
SHORTENED = ("hnos", "bros", "gebr", "f.lli", "depto", "dpto", "univ", "asoc", "assoc", "hosp", "inst")
AT_HOUSE = HOUSES
# A line that begins with one of them: "chez Conserveries du Steïr, Quimper"
AT_LINE = regex(rf"({'|'.join(AT_HOUSE)}|beim)\s(?=[A-ZÀ-Þ])")
# "na empresa Acme"
HOUSE = r"(?:(?:empresa|compañía|firma|ditta|società|entreprise|société|firm|company|bedrijf)\s+)?"
# Source: words that join a title to its employer, seven languages.
AT = regex(
    r"(?<!\s)\s+(?:at|for|bei|beim|bei der|chez|presso|presso la|bij|bij de|en|en la|em|na|no|para|con|with|a la"
    rf"|para o)\s+{HOUSE}"
    r"(?=(?:the |la |el |o |a )?(?:[\"'‘“„]|«\s?)?[A-ZÀ-Ý0-9])"
    # Why: some houses are written small ("Junior Consultant bei itelligence, Bielefeld").
    rf"|(?<!\s)\s+(?:{'|'.join(AT_HOUSE)})\s+(?=[a-z][^\W\d_]{{4,20}}(?:$|[,.|(]))"
)
_FULL_STOP = r"(?<![\s.](?:St|Dr))(?<=[^\s.]{2})\.\s+"
FIRST = regex(rf"{_FULL_STOP}(?=[A-ZÀ-Ý])")
# Why: the text behind a title may begin with a number ("Supervisor. 28 people in three shifts").
SENTENCE = regex(rf"{_FULL_STOP}(?=[A-ZÀ-Ý\d])")


# Words in small letters that no name ends in.
_GO_ON = (SMALL_WORDS - {"l", "s"}) | {*"and or & fur mit bei vom zum zur with at by com avec chez met ed".split()}
# A word that the end of a line breaks.
_TORN = regex(r"[a-zà-ÿ][-\u2010\u00ad]$")


def torn(text: str, following: str) -> bool:
    """Say whether a line breaks inside of a word: "Acme Es-" over "tates, Leeds"."""
    return following[:1].islower() and _TORN.search(text) is not None


def breaks_off(text: str) -> bool:
    """Say whether a name cannot end here: "North of", "Sales and"."""
    word = text.rstrip().rpartition(" ")[2]
    return fold(word) in _GO_ON and (word.islower() or text.isupper() or word == "&")


def named_until(text: str, start: int) -> int:
    """Return where the names of a line end: a line that goes on with sentences names the job in the first."""
    end = FIRST.search(text, start) if len(text) > start + LONG else None
    return end.start() if end else len(text)


TAIL = regex(r"^(.*\S)\s*(?:[,;]|\s[–—|·•-]|\()\s*([A-ZÀ-Þ][^\d,;|]{1,28}?(?:\s\([^()]{2,14}\))?)\)?\s*$")
BRACKETED = regex(r"(?<!\s)\s+\([^()]{2,40}\)$|\([^()]{2,40}\)$")

"""Word tables of rules/ -> typed values: which language, which section, and is this a title, an employer, a place.

To add a language, write rules/languages/<code>.yaml with the keys of an existing one; nothing here changes.
No file is read here: the rulebook hands over parsed mappings.
"""

from __future__ import annotations

from xpcalc.language.folding import fold
from xpcalc.language.headings import WORK_SECTIONS
from xpcalc.language.leaves import Leaves
from xpcalc.language.names import TOWN
from xpcalc.language.table import Language, forms, strip_accents
from xpcalc.language.tales import HOUSES, Tales
from xpcalc.language.words import Words

__all__ = [
    "HOUSES",
    "TOWN",
    "WORK_SECTIONS",
    "Language",
    "Leaves",
    "Tales",
    "Words",
    "fold",
    "forms",
    "strip_accents",
]

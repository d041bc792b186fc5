"""A sentence that tells a job -> title, employer, town: "I was Cook at Bell's in Leeds."

To add a way to tell one, write it in `told` of rules/languages/<language>.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xpcalc.language.table import Language
from xpcalc.regex import regex

_NAME = '(?=[A-ZÀ-ÞŸ0-9("“«])'
_END = regex(r"(?<![\s.](?:St|Dr|Mr))(?<![\s.](?:Mrs|Sta|Sto))(?<=[^\s.]{2})\.(?=\s+[A-ZÀ-Þ0-9«“\"]|\s*$)")
_BEFORE = " ,;:–—-\t"
# "2. Worked as a driver at Acme"
_COUNTED = regex(r"^\d{1,2}[.)]\s+")
_QUOTES = str.maketrans("’‘`´", "''''")
# Unit: characters of "before that" and its like, at most.
_LINK = 24
# Unit: characters. A longer name is a sentence that was misread.
_LONGEST = 70
# What stands before a house and nothing else; "beim" belongs to the sentence, not to the name.
HOUSES = ("at", "bei", "chez", "presso", "bij")
# The words without which a sentence cannot be taken apart.
NEEDED = frozenset(("title", "employer", "at", "as", "in", "articles"))


class Tales:
    """How one language tells a job in a sentence."""

    __slots__ = ("_leads", "_links", "_longest", "_patterns", "_promoted", "_said")

    def __init__(self, language: Language) -> None:
        self._said = language.told
        self._leads = tuple([f"{lead.lower()} " for kind in ("title", "employer") for lead in self._said.get(kind, ())])
        self._links = tuple(sorted([link.lower() for link in self._said.get("links", ())], key=len, reverse=True))
        self._promoted = tuple([f"{lead} " for lead in self._said.get("promoted", ())])
        self._longest = max(map(len, (*self._leads, *self._promoted)), default=0)
        self._patterns: dict[str, re.Pattern[str]] = {}

    def opens(self, text: str) -> bool:
        """Say whether a text begins as such a sentence does, perhaps behind its date."""
        # Why no pattern: every dated line is asked, hardly one is such a sentence.
        opening = _COUNTED.sub("", text.lstrip(_BEFORE))[: self._longest + _LINK].translate(_QUOTES).lower()
        for link in self._links:
            if opening.startswith(link):
                opening = opening[len(link) :].lstrip(" ,")
                if opening.startswith(":"):
                    return True  # "Before that: Agent with Acme in Leeds, 10/2016 to 05/2020. Claims desk."
                break
        return opening.startswith(self._leads)

    def goes_on(self, text: str) -> bool:
        """Say whether a text begins by telling what came before or after ("Before that, from May 2016 ...")."""
        opening = text.lstrip(_BEFORE)[:_LINK].translate(_QUOTES).lower()
        return opening.startswith(tuple([link + sign for link in self._links for sign in ",:"]))

    def links(self, text: str) -> bool:
        """Say whether a text says when something was, beside what comes before or after it, and nothing else."""
        return text.strip(_BEFORE + ":.").translate(_QUOTES).lower() in self._links

    def promotes(self, text: str) -> bool:
        """Say whether a text begins with a promotion ("Promoted to Team Lead in March 2021")."""
        return text[: self._longest].lower().startswith(self._promoted)

    def read(self, text: str, start: int, stop: int) -> dict[str, tuple[int, int]]:
        """Return what the sentence at `start` names and where; nothing where it does not name title and employer.

        Shape: title, employer, location -> offsets in the text.
        """
        if not self._patterns:
            self._patterns.update(self._compiled())
        text = text.translate(_QUOTES)
        lead = self._patterns["lead"].match(text, start, stop)
        if lead is None:
            return {}
        for border in (_END, self._patterns["aside"], self._patterns["ends"]):
            m = border.search(text, lead.end(), stop)
            stop = m.start() if m else stop
        first, second = ("employer", "title") if lead["employer"] else ("title", "employer")
        # Why: "Teamleiterin im Kundenservice bei der Optikwerk AG" is parted at "bei".
        joint = self._patterns["house"].search(text, lead.end(), stop) if first == "title" else None
        joint = joint or self._patterns["at" if first == "title" else "as"].search(text, lead.end(), stop)
        if joint is None and first == "title":
            joint = self._patterns["in"].search(text, lead.end(), stop)  # "Worked as a driver in Acme Trading"
        if joint is None:
            return {}
        found = {first: (lead.end(), joint.start()), second: (joint.end(), stop)}
        town = self._patterns["in"].search(text, *found["employer"])
        if town:
            found["location"] = (town.end(), found["employer"][1])
            found["employer"] = (found["employer"][0], town.start())
        found = {kind: (a, a + len(text[a:b].rstrip(_BEFORE + "()"))) for kind, (a, b) in found.items()}
        return found if all([0 < b - a <= _LONGEST for a, b in found.values()]) else {}

    def _compiled(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        # Why the longest first: "I was employed as" before "I was".
        ways = {
            kind: "|".join(map(re.escape, sorted(said, key=len, reverse=True))) for kind, said in self._said.items()
        }
        article = rf"(?:(?:{ways['articles']})(?:\s+|(?<=')))?"
        leads = rf"(?:(?P<title>{ways['title']})|(?P<employer>{ways['employer']}))(?:\s+|(?<='))"
        link = rf"(?:(?:{ways['links']})(?![^\W\d_])[\s,:]*)?" if "links" in ways else ""
        bare = rf"|(?:{ways['links']})\s?:\s" if "links" in ways else ""
        yield "lead", re.compile(rf"[\s,:;–—-]*(?:\d{{1,2}}[.)]\s+)?(?:{link}{leads}{bare}){article}", re.IGNORECASE)
        yield "at", re.compile(rf",?\s(?:{ways['at']})(?:\s|(?<=')){article}{_NAME}")
        houses = (
            "|".join([re.escape(way) for way in self._said["at"] if way.split()[0] in (*HOUSES, "beim")]) or r"(?!)"
        )
        yield "house", re.compile(rf",?\s(?:{houses})(?:\s|(?<=')){article}{_NAME}")
        yield "as", re.compile(rf",?\s(?:{ways['as']})\s{article}")
        yield "in", re.compile(rf"(?:,?\s(?:{ways['in']})\s|\s\((?=[^()]+\)\W*$)){_NAME}")
        # What goes on about the job, not with its names: ", where I ran the shop", ", 900 calls a month".
        more = "|".join([ways[kind] for kind in ("at", "as", "in")])
        yield "aside", re.compile(rf"\s?[,;:]\s+(?!(?:{more})\s)(?=[a-zà-ÿ0-9])|(?<!\s)\s+[–—-]\s")
        # A verb, or what led to a date ("and left it in 2019").
        last = "|".join([ways[kind] for kind in ("ends", "in") if kind in ways])
        yield "ends", re.compile(rf",?\s(?:{last})\s*$")

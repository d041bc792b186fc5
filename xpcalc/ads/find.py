"""One run of a sentence -> requirements, what is unclear in it, what was not understood. To add a criterion, a method.

Numbers are taken as written; a wish without a number, a level or a thing becomes an `Unclear` with a proposal, and
never a requirement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xpcalc.ads.held import Held
from xpcalc.ads.items import Item, groups, items, plain_words
from xpcalc.ads.lengths import Length, lengths, number_of
from xpcalc.ads.reasons import Reason
from xpcalc.ads.run import Read, Vague, leaf
from xpcalc.ads.tools import Tools
from xpcalc.ads.words import AdWords
from xpcalc.criteria import Months
from xpcalc.criteria.recency import Recency
from xpcalc.criteria.span import Reports
from xpcalc.record import dataclass
from xpcalc.rulefile import Node

_TO_SUBJECT = 2  # words between a degree and what it is in


@dataclass(frozen=True, slots=True)
class _About:
    """What a length is about: selectors of `months`."""

    function: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()


def read_run(text: str, words: AdWords, title: str | None, listed: bool) -> Read:
    """Return what a run asks; `title` is the function that the title of the ad names."""
    return _Reader(text, words, title, listed).read()


class _Reader(Held, Tools):
    """Reads one run."""

    def read(self) -> Read:
        """Return what the run asks."""
        self.lengths = [each for each in lengths(self.folded, self.words) if not self._of_company(each)]
        certified = self.certificates_in()
        schooled = self.education_in()
        self.studies = schooled
        spoken = self.languages_in()
        self.blocked = blocked = [*certified, *schooled, *spoken]
        self.items = [
            item
            for item in items(self.text, self.folded, self.words, self.listed)
            if not any(item.start < stop and start < item.stop for start, stop in blocked)
        ]
        self._people()
        self._months(schooled)
        self._windows()
        self.tools_in()
        self._left_over()
        self._unread_lengths()
        return self.found

    def _of_company(self, length: Length) -> bool:
        """Tell whether a length is the age of a company, or of something else that is no work."""
        if length.kind == "other":
            return True
        left = max(self.folded.rfind(",", 0, length.start), self.folded.rfind(";", 0, length.start)) + 1
        right = next((at for at in range(length.stop, len(self.folded)) if self.folded[at] in ",;"), len(self.folded))
        near = self.folded[left:right]
        return bool(self.words.cues["company"].search(near)) and not self.words.experience.search(near)

    # ------------------------------------------------------------ people in charge

    def _people(self) -> None:
        people, number = self.words.people, self.words.number
        least = people["of_at_least"].pattern
        teams = rf"{people['teams'].pattern}\W{{0,3}}(?:(?:of|de|von|d'|con)\s+)?(?:{least}\s+)?(?:de\s+)?"
        nouns = people["nouns"].pattern
        team = re.compile(
            rf"{teams}(?P<n>{number})(?![.,]?\d)(?:\s?\+|\s+{self.words.lengths['more'].pattern}|\s+{nouns}|\s+[^\W\d_]+\s+{nouns})"
        )
        alone = re.compile(rf"(?<![\w.,])(?P<n>{number})(?:\s?\+|\s+{self.words.lengths['more'].pattern})?\s+{nouns}")
        hit = team.search(self.folded)
        if hit is None and (people["lead"].search(self.folded) or self.words.leading.search(self.folded)):
            hit = alone.search(self.folded)
        if hit is not None and (count := int(number_of(hit["n"], self.words))):
            more = [each for each in people["over"].finditer(self.folded, 0, hit.start("n"))]
            # Why: "teams of more than 10" are 11 or more, "teams of 10 or more" are 10.
            gap = self.folded[more[-1].end() : hit.start("n")].strip() if more else "x"
            count += gap in ("", "de")
            # Why: behind the months of the same sentence, as an ad says them first.
            self.add(hit.start(), "span", Reports(count))
            self.used.append(hit.span())

    # ------------------------------------------------------------ months

    def _months(self, schooled: Sequence[tuple[int, int]]) -> None:
        plain_lengths = [each for each in self.lengths if each.kind in ("least", "part")]
        previous: _About | None = None
        last_stop = 0
        for index, length in enumerate(plain_lengths):
            limit = plain_lengths[index + 1].start if index + 1 < len(plain_lengths) else len(self.folded)
            about, taken = self._about(length, last_stop, limit)
            if about is None and length.kind == "part" and self._bare(length, limit):
                about = previous
            if about is None and self.words.cues["similar"].search(self.folded[length.stop : limit]) and self.title:
                about = _About(function=(self.title,))
            within = self._window_of(length, limit)
            generic = self.words.cues["generic"].search(self.folded[length.stop : limit])
            if about is None and not generic:
                what = self.text[length.start : limit].strip(" .,;:()-")
                self.found.vague.append(
                    Vague(what, Reason("no_subject"), length.months, f"function:{self.title or ''}")
                )
                self.used.append((length.start, length.stop))
                last_stop = length.stop
                continue
            about = about or _About()
            previous = about
            last_stop = max([length.stop, *(item.stop for item in taken)])
            self.used += [(length.start, length.stop), *((item.start, item.stop) for item in taken)]
            self.items = [item for item in self.items if item not in taken]
            if length.most is not None:
                self.found.notes.append(Reason("most_left_out", months=length.most))
            if length.about:
                what = self.text[length.start : length.stop]
                self.found.vague.append(Vague(what, Reason("about"), length.months))
            criterion = Months(
                about.function, about.skill, about.category, about.industry, at_least=length.months, within_last=within
            )
            self._keep_months(length, leaf("months", criterion), schooled)
        for length in self.lengths:
            if length.kind == "less":
                self.found.unread.append(Reason("a_most"))

    def _keep_months(self, length: Length, node: Node, schooled: Sequence[tuple[int, int]]) -> None:
        """Keep a requirement of months, together with a degree that stands beside it with "or"."""
        for start, stop in schooled:
            low, high = (stop, length.start) if stop <= length.start else (length.stop, start)
            between = self.folded[low:high]
            joint = self.words.lists["or"].search(between)
            # Why: "a degree in design, or 4 years": the comma before "or" parts nothing.
            ahead = between[joint.end() :] if joint else ""
            # Why: "a degree or another study, with 4 years": the length is not what "or" joins.
            with_ = self.words.lengths["with"].search(ahead) if stop <= length.start else None
            if joint and not with_ and not re.search(r"[,.]", between[: joint.start()].rstrip(" ,") + ahead):
                mate = next(
                    (pair for pair in self.found.nodes if pair[1].kind == "education" and pair[0] <= stop), None
                )
                if mate is not None:
                    self.found.nodes.remove(mate)
                    parts = (mate[1], node) if stop <= length.start else (node, mate[1])
                    self.found.nodes.append((min(mate[0], length.start), Node("", "any", parts=parts)))
                    return
        self.found.nodes.append((length.start, node))

    def _bare(self, length: Length, limit: int) -> bool:
        """Tell whether nothing but a stretch of time follows a length: it is about what the one before is about."""
        rest = self.folded[length.stop : limit]
        for each in self.lengths:
            if each.kind == "window" and length.stop <= each.start < limit:
                rest = rest.replace(self.folded[each.start : each.stop], " ")
        return not plain_words(rest, self.words)

    def _window_of(self, length: Length, limit: int) -> int | None:
        """Return the months of "in the last ..." that a length lies in."""
        for each in self.lengths:
            if each.kind == "window" and length.stop <= each.start < limit and length.months <= each.months:
                self.used.append((each.start, each.stop))
                return each.months
        return None

    def _about(self, length: Length, least: int, limit: int) -> tuple[_About | None, list[Item]]:
        """Return what a length is about and the things taken: behind it, else before it."""
        beside = [item for item in self.items if least <= item.start and self._bracketed(item, length)]
        if beside:
            taken = groups(self.folded, beside, self.words)[-1]
            return _about_of(taken), list(taken)
        behind = [item for item in self.items if length.stop <= item.start and item.stop <= limit]
        if behind and self._leads(self.folded[length.stop : behind[0].start], behind[0]):
            return self._gathered(behind)
        before = [item for item in self.items if least <= item.start and item.stop <= length.start]
        if before:
            lists = groups(self.folded, before, self.words)
            between = self.folded[lists[-1][-1].stop : length.start]
            if ";" not in between and len(between.split()) <= 8 and self._close(between):
                taken = lists[-1]
                if len(lists) > 1 and {lists[-1][0].scheme, lists[-2][0].scheme} == {"function", "industry"}:
                    gap = self.folded[lists[-2][-1].stop : lists[-1][0].start]
                    taken = [*lists[-2], *taken] if "," not in gap else taken
                return _about_of(taken), list(taken)
        return None, []

    def _bracketed(self, item: Item, length: Length) -> bool:
        """Tell whether a length stands in brackets or after a colon right behind a thing: "Zendesk (2 years)"."""
        between = self.folded[item.stop : length.start] if item.stop <= length.start else "x"
        least = self.words.people["of_at_least"].sub(" ", between)
        return bool(re.fullmatch(r"\s*[(:–-]\s*(?:min\.?|~)?\s*", least)) and self.folded[length.stop :].lstrip()[
            :1
        ] in ("", ")", ",", ";", ".")

    def _close(self, between: str) -> bool:
        """Tell whether what stands between a thing and the length behind it lets them belong together."""
        return "," not in between or bool(self.words.experience.search(between))

    def _leads(self, between: str, item: Item) -> bool:
        """Tell whether a length leads to the thing behind it."""
        if self.words.lists["open"].search(between) and item.scheme == "skill":
            return False
        if "," in between and item.scheme in ("skill", "category"):
            return False
        return ";" not in between and len(between.split()) <= 12

    def _gathered(self, behind: list[Item]) -> tuple[_About, list[Item]]:
        """Return the things that a length is about: the first list, and a sector or tool that goes with it."""
        lists = groups(self.folded, behind, self.words)
        taken = list(lists[0])
        for one, two in pairwise(lists):
            gap = self.folded[one[-1].stop : two[0].start]
            if "," in gap or ";" in gap or "(" in gap or self.words.lists["and"].search(gap) or len(gap.split()) > 6:
                break
            if self.words.lists["or"].search(gap) or two[0].scheme in {item.scheme for item in taken}:
                break
            schemes = {item.scheme for item in taken} | {two[0].scheme}
            if not schemes <= {"function", "industry", "skill"} or schemes == {"skill", "industry"}:
                break
            taken += two
        if {item.scheme for item in taken} == {"function", "skill"}:
            # Why: "coding in Java" names a tool; "backend development with Node" a field and a tool.
            coded = [x for x in taken if self.words.lists["coding"].fullmatch(self.folded[x.start : x.stop])]
            return _about_of([item for item in taken if item not in coded]), taken
        return _about_of(taken), taken

    def _windows(self) -> None:
        """Keep "used Salesforce in the last 24 months": done lately, without a number of months."""
        for window in self.lengths:
            if window.kind != "window" or (window.start, window.stop) in self.used:
                continue
            near = [item for item in self.items if item.scheme in ("skill", "function")]
            behind = [item for item in near if item.start >= window.stop]
            before = [item for item in near if item.stop <= window.start]
            lists = groups(self.folded, behind, self.words)[:1] or groups(self.folded, before, self.words)[-1:]
            before_lists = groups(self.folded, before, self.words)[-1:]
            if before_lists and len(self.folded[before_lists[0][-1].stop : window.start].split()) <= 4:
                lists = before_lists
            if not lists:
                self.found.unread.append(Reason("window_without_subject"))
                continue
            taken = lists[0]
            self.items = [item for item in self.items if item not in taken]
            about = _about_of(taken)
            self.add(
                min(taken[0].start, window.start),
                "recency",
                Recency(function=about.function, skill=about.skill, last_used_within=window.months),
            )
            self.used.append((window.start, window.stop))

    # ------------------------------------------------------------ what has no number

    def _left_over(self) -> None:
        """Name experience that has no number, with the months that its words are proposed to mean."""
        kinds = {each.kind for each in self.lengths}
        if "less" in kinds and not kinds & {"least", "part"}:
            return  # "No more than 10 years of experience" has its number, and a most is no requirement
        left = [x for x in self.items if x.scheme in ("function", "industry") and not self._studied(x)]
        worded = [hit for hit in self.words.vague_form.finditer(self.folded) if not self._taken(hit.start())]
        # Why: the longest words say most: "some experience" before "experience".
        phrase = max(worded, key=lambda hit: hit.end() - hit.start(), default=None)
        months = self.words.vague[" ".join(phrase[0].split())] if phrase else 12
        spans = any(node.kind == "span" for _, node in self.found.nodes)
        dated = any(node.kind == "months" for _, node in self.found.nodes)
        seen = self.words.experience.search(self.folded) or phrase
        similar = self.words.cues["similar"].search(self.folded)
        if similar and not dated and self.title:
            self.found.vague.append(
                Vague(self.text.strip(" .,"), Reason("no_months"), months, f"function:{self.title}")
            )
        elif (
            left
            and not spans
            and (not self.found.vague or self._lost(left))
            and (seen or (self.listed and not self.found.nodes) or self._leads_people(left))
        ):
            for item in left:
                self.found.vague.append(
                    Vague(self.text.strip(" .,"), Reason("no_months"), months, f"{item.scheme}:{item.code}")
                )
        elif phrase is not None and phrase[0] not in ("experience", "experiencia", "experiência", "erfahrung"):
            tools = [node for _, node in self.found.nodes if node.kind == "skill"]
            about = ""
            if tools and tools[0].criterion is not None:
                codes = getattr(tools[0].criterion, "any_of", ()) or getattr(tools[0].criterion, "all_of", ())
                about = f"skill:{codes[0]}" if codes else ""
            if not dated:
                reason = Reason("no_months" if about else "no_months_unknown")
                self.found.vague.append(Vague(self.text.strip(" .,"), reason, months, about))
        elif phrase is not None and not self.found.nodes and not self.found.vague:
            self.found.vague.append(Vague(self.text.strip(" .,"), Reason("no_months_unknown"), months))

    def _lost(self, left: Sequence[Item]) -> bool:
        """Tell whether a thing stands in front of all lengths, where no proposal names it."""
        named = {each.about for each in self.found.vague}
        first = min((each.start for each in self.lengths), default=len(self.folded))
        return any(item.stop <= first and f"{item.scheme}:{item.code}" not in named for item in left)

    def _unread_lengths(self) -> None:
        """Name the lengths that no form has read: what they are about is not "without a number"."""
        read = [(each.start, each.stop) for each in lengths(self.folded, self.words)] + self.blocked
        hits = [hit for hit in self.words.anywhere.finditer(self.folded)]
        left = [hit for hit in hits if not any(a < hit.end() and hit.start() < b for a, b in read)]
        if not left:
            return
        what = " ".join(self.text[left[0].start() : left[0].end()].split())
        reason = Reason("length_unread", what)
        vague = [each for each in self.found.vague if each.reason.code.startswith("no_months")]
        for each in vague:
            each.reason, each.months = reason, None
        if not vague:
            self.found.unread.append(reason)

    def _studied(self, item: Item) -> bool:
        """Tell whether a thing is what a degree is in: "Máster en dirección de equipos"."""
        gaps = [self.folded[stop : item.start] for _, stop in self.studies if stop <= item.start]
        return any(len(gap.split()) <= _TO_SUBJECT and not re.search(r"[,;:.(]", gap) for gap in gaps) and not any(
            self.words.lists[name].search(gap) for gap in gaps[-1:] for name in ("and", "or")
        )

    def _leads_people(self, left: Sequence[Item]) -> bool:
        return any(item.code == "people_management" for item in left)

    def _taken(self, at: int) -> bool:
        return any(start <= at < stop for start, stop in self.used)


def _about_of(taken: Sequence[Item]) -> _About:
    """Return the selectors that things make."""

    def codes(scheme: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(item.code for item in taken if item.scheme == scheme))

    return _About(codes("function"), codes("skill"), codes("category"), codes("industry"))

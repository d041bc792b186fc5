"""One run -> tools: any, all or some of a list, or examples of their kind. To add a list word: `lists` in rules/ads."""

from __future__ import annotations

import re
from itertools import pairwise

from xpcalc.ads.items import Item, joined, plain_words, stranger, strangers
from xpcalc.ads.lengths import number_of
from xpcalc.ads.reasons import Reason
from xpcalc.ads.run import RunText
from xpcalc.criteria.skill import Skill
from xpcalc.regex import regex

# Source: hand-made; "(or Planhat)" in the five languages.
_CHOICE = regex(r"\(\s*(?:or|o|u|ou|oder)\b")


class Tools(RunText):
    """Reads the tools of a run that no length is about."""

    def tools_in(self) -> None:
        named = [item for item in self.items if item.scheme in ("skill", "category")]
        at = 0
        while at < len(named):
            kind: Item | None = None
            if named[at].scheme == "category":
                kind = named[at]
                at += 1
                if at == len(named) or not self._kind_leads(kind, named[at]):
                    if self.folded[kind.start : kind.stop].replace(" ", "") == "helpdesk":
                        continue  # a place of work as well, so alone it is no tool
                    self.add(kind.start, "skill", Skill(category=(kind.code,)))
                    self._use(kind)
                    continue
            members = [named[at]]
            at += 1
            while (
                at < len(named)
                and named[at].scheme == "skill"
                and joined(self.folded, members[-1], named[at], self.words, self.text)
            ):
                if name := stranger(self.text[members[-1].stop : named[at].start]):
                    self.found.unread.append(Reason("unknown_tool", name))
                members.append(named[at])
                at += 1
            if at < len(named) and named[at].scheme == "category" and self._kind_follows(members[-1], named[at]):
                kind = kind or named[at]
                at += 1
            self._named_beside(members)
            self._list(members, kind)

    def _named_beside(self, members: list[Item]) -> None:
        """Name the tools at the ends of a list that the rules do not know."""
        taken = [*self.used, *[(item.start, item.stop) for item in self.items], *self.blocked]
        for start, stop, name in strangers(self.text, members[0].start, members[-1].stop):
            plain_word = not plain_words(name.lower(), self.words) or self.words.experience.search(name.lower())
            opening = plain_word and not self.text[:start].strip(" (")
            if opening or any(start < end and begin < stop for begin, end in taken):
                continue
            self.found.unread.append(Reason("unknown_tool", name))

    def _kind_leads(self, kind: Item, first: Item) -> bool:
        """Tell whether a kind of tool is what the names behind it are of: "CRM (Salesforce ...", "tools such as"."""
        between = self.folded[kind.stop : first.start]
        opens = self.words.lists["open"].search(between) or self.words.lists["number_of"].search(between)
        return first.scheme == "skill" and (
            not between.strip()
            or self._adjective(between)
            or "(" in between
            or ":" in between
            or (bool(opens) and "," not in between.rstrip(" ,"))
        )

    def _adjective(self, between: str) -> bool:
        """Tell whether a word or two, a comma and "such as" lead on: "bases de datos relacionales, como MySQL"."""
        hits = [hit for hit in self.words.lists["open"].finditer(between) if not between[hit.end() :].strip(" (:")]
        return bool(hits) and re.fullmatch(r"(?:\s+[^\W\d_]+){0,2}\s*,?\s*", between[: hits[0].start()]) is not None

    def _kind_follows(self, last: Item, kind: Item) -> bool:
        """Tell whether a kind of tool ends a list: "Talkdesk, Aircall or another telephony tool"."""
        between = self.folded[last.stop : kind.start]
        return bool(self.words.lists["open_after"].search(between))

    def _use(self, *taken: Item) -> None:
        self.used += [(item.start, item.stop) for item in taken]

    def _list(self, members: list[Item], kind: Item | None) -> None:
        """Keep the tools of one list: any, all, some of them, or examples of their kind."""
        self._use(*members, *([kind] if kind else []))
        codes = tuple(dict.fromkeys(item.code for item in members))
        first, last = members[0], members[-1]
        head = self.folded[max(0, first.start - 45) : first.start]
        tail = self.folded[last.stop : last.stop + 30]
        lists = self.words.lists
        openly = [hit for hit in lists["open"].finditer(head) if not plain_words(head[hit.end() :], self.words)]
        after = lists["open_after"].search(tail)
        follows = after is not None and not re.search(r"[^\W_]", tail[: after.start()])
        follows = follows or bool(kind is not None and kind.start >= last.stop)
        between = " ".join([self.folded[a.stop : b.start] for a, b in pairwise(members)])
        count = self._count(head)
        if openly or follows:
            kinds = tuple(dict.fromkeys(self.words.taxonomy.skills[code].category for code in codes))
            # Why: "a ticketing system: Jira or ServiceNow": the tools named say which kind is meant.
            kinds = (kind.code,) if kind is not None and kind.code in kinds else kinds
            all_of = lists["and"].search(between) and not lists["or"].search(between)
            if follows and not openly and not count and all_of and len(kinds) > 1:
                self._kinds(members)
                return
            self.add(first.start, "skill", Skill(any_of=codes, at_least=count, open_list=True, category=kinds))
        elif count:
            self.add(first.start, "skill", Skill(any_of=codes, at_least=count))
        elif _CHOICE.search(between) and len(members) > 2:
            self._choices(members)
        elif lists["or"].search(between) and not lists["and"].search(lists["or"].sub(" ", between)):
            self.add(first.start, "skill", Skill(any_of=codes))
        elif lists["or"].search(between):
            self._mixed(members)
        elif (
            len(codes) == 1
            or lists["one_of"].search(head)
            or lists["one_of_them"].search(self.folded, last.stop)
            or (kind is not None and not lists["and"].search(between))
        ):
            self.add(first.start, "skill", Skill(any_of=codes))
        else:
            self.add(first.start, "skill", Skill(all_of=codes))

    def _kinds(self, members: list[Item]) -> None:
        """Keep "Salesforce and Gainsight (or similar)": one of each kind, as a tool like the one is not the other."""
        skills = self.words.taxonomy.skills
        held: dict[str, list[Item]] = {}
        for item in members:
            held.setdefault(skills[item.code].category, []).append(item)
        for kind, items in held.items():
            codes = tuple(dict.fromkeys(item.code for item in items))
            self.add(items[0].start, "skill", Skill(any_of=codes, open_list=True, category=(kind,)))

    def _choices(self, members: list[Item]) -> None:
        """Keep "Salesforce, Gainsight (or Planhat) and Looker": only what the brackets join is one choice."""
        parts: list[list[Item]] = [[members[0]]]
        for one, two in pairwise(members):
            if _CHOICE.search(self.folded[one.stop : two.start]):
                parts[-1].append(two)
            else:
                parts.append([two])
        for part in parts:
            self.add(part[0].start, "skill", Skill(any_of=tuple(dict.fromkeys(item.code for item in part))))

    def _mixed(self, members: list[Item]) -> None:
        """Keep "Jira and Zendesk or Freshdesk": what "and" parts are lists of their own."""
        parts: list[list[Item]] = [[members[0]]]
        for one, two in pairwise(members):
            if self.words.lists["and"].search(self.folded[one.stop : two.start]):
                parts.append([two])
            else:
                parts[-1].append(two)
        for part in parts:
            self.add(part[0].start, "skill", Skill(any_of=tuple(dict.fromkeys(item.code for item in part))))

    def _count(self, head: str) -> int | None:
        """Return 2 of "at least two of: "; None for one or no number."""
        of = self.words.lists["number_of"].pattern
        more = self.words.lengths["more"].pattern
        form = re.compile(rf"(?P<n>{self.words.number})(?:\s+{more}|\+)?\s+(?:{of})[\s:]*(?:[^\W\d_]+\s*)?[:(]?\s*$")
        hit = form.search(head)
        count = int(number_of(hit["n"], self.words)) if hit else 0
        return count if count > 1 else None

"""A standard sentence -> the requirement that it was written from, None for any other. The mirror of standard.py.

To add a criterion: a method here that takes its words back, and its name in `_Scan.leaf`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from xpcalc.ads.standard import Forms, kinds_of
from xpcalc.ads.words import one_of
from xpcalc.claims.words import plain
from xpcalc.criteria import Months
from xpcalc.criteria.certificate import Certificate
from xpcalc.criteria.claim import Claim
from xpcalc.criteria.education import LEVELS as DEGREES
from xpcalc.criteria.education import Education
from xpcalc.criteria.language import LEVELS, Language
from xpcalc.criteria.recency import Recency
from xpcalc.criteria.skill import Skill
from xpcalc.criteria.span import Reports
from xpcalc.criteria.verified import Verified
from xpcalc.rulefile import Node

_DEEPEST = 12


class _No(Exception):
    """The text does not go on as this form does."""


def standard_nodes(text: str, forms: Forms) -> tuple[str, tuple[Node, ...]] | None:
    """Return the strength and the requirements of a standard sentence; None where it is not one, to the last sign."""
    scan = _Scan(text, forms)
    try:
        strength = "must" if scan.maybe("must") else "nice"
        if strength == "nice":
            scan.word("nice")
        nodes = [scan.requirement("")]
        if scan.sign(",") and scan.maybe("including"):
            nodes.append(Node("", "skill", scan.tools()))
        scan.end()
    except _No:
        return None
    return strength, tuple(nodes)


class _Scan:
    """Reads a sentence from left to right; a form that does not fit leaves the place as it was."""

    def __init__(self, text: str, forms: Forms) -> None:
        self.text = text
        self.folded = plain(text)
        self.forms = forms
        self.at = 0

    # ------------------------------------------------------------ words

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Take what a form finds right here, spaces aside."""
        start = self.at
        while start < len(self.folded) and self.folded[start].isspace():
            start += 1
        hit = pattern.match(self.folded, start)
        if hit is not None:
            self.at = hit.end()
        return hit

    def sign(self, sign: str) -> bool:
        """Take a sign if it stands here."""
        return self.match(re.compile(re.escape(sign))) is not None

    def maybe(self, key: str) -> bool:
        """Take the words of a key if they stand here; a key without words always stands here."""
        words = self.forms.words[key]
        return not words or self.match(one_of([words])) is not None

    def word(self, key: str) -> None:
        """Take the words of a key. Raises: _No."""
        if not self.maybe(key):
            raise _No

    def number(self) -> int:
        """Take a number. Raises: _No."""
        hit = self.match(re.compile(r"\d{1,4}(?!\d)"))
        if hit is None:
            raise _No
        return int(hit[0])

    def quoted(self) -> str:
        """Take a text in quotes, as written. Raises: _No."""
        hit = self.match(re.compile(r'"([^"]*)"'))
        if hit is None:
            raise _No
        return self.text[hit.start(1) : hit.end(1)]

    def name(self, scheme: str) -> str:
        """Take a name of a scheme, or a code in quotes. Raises: _No."""
        hit = self.match(self.forms.patterns[scheme])
        if hit is None:
            return self.quoted()
        return self.forms.codes[scheme][" ".join(hit[0].split())]

    def names(self, scheme: str, joint: str = "or") -> tuple[str, ...]:
        """Take names with commas and one word between them. Raises: _No."""
        return self.several(lambda: self.name(scheme), joint)

    def several(self, one: Callable[[], str], joint: str = "or") -> tuple[str, ...]:
        """Take things with commas and one word between them. Raises: _No."""
        found = [one()]
        while True:
            here = self.at
            last = self.joint(joint)
            if not last and not self.sign(","):
                return tuple(found)
            try:
                found.append(one())
            except _No:
                self.at = here
                return tuple(found)
            if last:
                return tuple(found)

    def joint(self, joint: str) -> bool:
        words = [self.forms.words[joint]]
        if self.forms.lang == "es":
            words += ["u"] if joint == "or" else ["e"]
        return self.match(one_of(words)) is not None

    def end(self) -> None:
        """Be at the end. Raises: _No."""
        if self.folded[self.at :].strip(" ."):
            raise _No

    def tried(self, form: Callable[[], Any]) -> Any:
        """Return what a form takes; None, and nothing is taken, where it does not fit."""
        here = self.at
        try:
            return form()
        except _No:
            self.at = here
            return None

    # ------------------------------------------------------------ requirements

    def requirement(self, path: str) -> Node:
        """Take a requirement. Raises: _No."""
        if path.count(".") > _DEEPEST:
            raise _No
        for kind, key in (("all", "all"), ("any", "any"), ("not", "none")):
            if self.maybe(key):
                return Node("", kind, parts=self.parts(path))
        count = self.tried(self.some)
        if count is not None:
            return Node("", "at_least", parts=self.parts(path), count=count)
        return self.leaf()

    def some(self) -> int:
        """Take "at least 2 of the following:". Raises: _No."""
        self.word("at_least")
        count = self.number()
        self.word("some")
        return count

    def parts(self, path: str) -> tuple[Node, ...]:
        """Take numbered requirements. Raises: _No."""
        found: list[Node] = []
        while True:
            mark = f"{path}.{len(found) + 1}" if path else str(len(found) + 1)
            here = self.at
            if (found and not self.sign(";")) or not self.sign(f"({mark})"):
                self.at = here
                break
            found.append(self.requirement(mark))
        if not found:
            raise _No
        return tuple(found)

    def leaf(self) -> Node:
        """Take a requirement of one criterion. Raises: _No."""
        rows: tuple[tuple[str, Callable[[], Any]], ...] = (
            ("verified", self.verified),
            ("span", self.people),
            ("months", self.months),
            ("skill", self.skill),
            ("recency", self.recency),
            ("claim", self.claim),
            ("certificate", self.certificate),
            ("education", self.education),
            ("language", self.language),
        )
        for kind, form in rows:
            criterion = self.tried(form)
            if criterion is not None:
                return Node("", kind, criterion)
        raise _No

    def where(self) -> dict[str, tuple[str, ...]]:
        """Take selectors. Raises: _No."""
        if self.maybe("in_total"):
            return {}
        rows: tuple[tuple[str, Callable[[], dict[str, tuple[str, ...]]]], ...] = (
            ("function", self.function),
            ("skill", lambda: {"skill": self.after("skill", lambda: self.names("skill"))}),
            ("category", lambda: {"category": self.after("category", lambda: self.names("category"))}),
            ("industry", self.industry),
            ("pillar", lambda: {"pillar": self.after("pillar", lambda: self.names("pillar"))}),
            ("employer", lambda: {"employer": self.after("employer", lambda: self.several(self.quoted))}),
        )
        found: dict[str, tuple[str, ...]] = {}
        for _, form in rows:
            here = self.at
            if found and not self.sign(","):
                break
            taken = self.tried(form)
            if taken is None:
                self.at = here
            else:
                found.update(taken)
        if not found:
            raise _No
        return found

    def after(self, key: str, form: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
        """Take the words of a key and what follows them. Raises: _No."""
        self.word(key)
        return form()

    def function(self) -> dict[str, tuple[str, ...]]:
        """Take "in support", "in SaaS support". Raises: _No."""
        self.word("function")
        head, tail = self.forms.words["saas"].split("{function}")
        here = self.at
        if not head.strip() or self.match(one_of([head.strip()])):
            found = self.tried(lambda: self.names("function"))
            if found and len(found) == 1 and (not tail.strip() or self.match(one_of([tail.strip()]))):
                return {"function": found, "industry": ("saas",)}
        self.at = here
        return {"function": self.names("function")}

    def industry(self) -> dict[str, tuple[str, ...]]:
        """Take "in the travel or health sector". Raises: _No."""
        self.word("industry")
        found = self.names("industry")
        self.word("industry_end")
        return {"industry": found}

    def last(self) -> int:
        """Take ", in the last 24 months". Raises: _No."""
        if not self.sign(","):
            raise _No
        self.word("last")
        number = self.number()
        if not self.maybe("last_months"):
            self.word("last_month")
        return number

    def experience(self) -> int:
        """Take "24 months of experience". Raises: _No."""
        number = self.number()
        if not self.maybe("months"):
            self.word("month")
        return number

    def months(self) -> Months:
        """Take "at least 24 months of experience in support". Raises: _No."""
        least = self.maybe("at_least")
        if not least:
            self.word("at_most")
        number = self.experience()
        where = self.where()
        within = self.tried(self.last)
        reason = self.tried(self.reason) or ""
        bound = {"at_least": number} if least else {"at_most": number}
        return Months(**where, **bound, within_last=within, justification=reason)  # type: ignore[arg-type]

    def reason(self) -> str:
        """Take a reason in brackets. Raises: _No."""
        if not self.sign("("):
            raise _No
        self.word("reason")
        text = self.quoted()
        if not self.sign(")"):
            raise _No
        return text

    def skill(self) -> Skill:
        """Take "use of Zendesk". Raises: _No."""
        self.word("use")
        return self.tools()

    def tools(self) -> Skill:
        """Take tools of a list. Raises: _No."""
        count = self.tried(self.count)
        category: tuple[str, ...] = ()
        any_of: tuple[str, ...] = ()
        all_of: tuple[str, ...] = ()
        open_list = False
        if self.maybe("tools"):
            any_of, open_list = self.names("skill"), True
            category = self.tried(self.others) or kinds_of(any_of, self.forms.taxonomy)
        elif self.maybe("several_tools") or self.maybe("any_tool"):
            category = self.names("category")
        elif self.maybe("all_these"):
            all_of = (self.name("skill"),)
        elif count is not None:
            self.word("some_of")
            any_of = self.names("skill")
        else:
            here = self.at
            any_of, after = self.names("skill"), self.at
            self.at = here
            all_of = self.names("skill", "and")
            if len(all_of) <= len(any_of):
                self.at, all_of = after, ()
            else:
                any_of = ()
        evidence = self.tried(self.places)
        return Skill(any_of, all_of, count, open_list, category, evidence or Skill().evidence)

    def count(self) -> int:
        """Take "at least 2". Raises: _No."""
        self.word("at_least")
        return self.number()

    def others(self) -> tuple[str, ...]:
        """Take ", or others of the kind ...". Raises: _No."""
        if not self.sign(","):
            raise _No
        return self.after("other", lambda: self.names("category"))

    def places(self) -> tuple[str, ...]:
        """Take ", shown in ...". Raises: _No."""
        if not self.sign(","):
            raise _No
        return self.after("where", lambda: self.names("place"))

    def recency(self) -> Recency:
        """Take "at least one day of experience with Zendesk, in the last 24 months". Raises: _No."""
        self.word("recent")
        where = self.where()
        return Recency(**where, last_used_within=self.last())

    def claim(self) -> Claim:
        """Take "24 months of experience with Zendesk, as stated by the person". Raises: _No."""
        months: int | None = None
        if self.maybe("own"):
            where = self.where()
        else:
            months = self.experience()
            where = self.where()
            self.follows("stated", lambda: None)
        tolerance = self.tried(lambda: self.follows("tolerance", self.number))
        text = self.tried(lambda: self.follows("quoted", self.quoted)) or ""
        return Claim(**where, months=months, tolerance=tolerance, text=text)

    def follows(self, key: str, form: Callable[[], Any]) -> Any:
        """Take a comma, the words of a key and what a form takes. Raises: _No."""
        if not self.sign(","):
            raise _No
        self.word(key)
        return form()

    def certificate(self) -> Certificate:
        """Take "the certificate PMP or PRINCE2". Raises: _No."""
        self.word("certificate")
        if self.maybe("all_these"):
            return Certificate(all_of=(self.name("certificate"),))
        here = self.at
        any_of, after = self.names("certificate"), self.at
        self.at = here
        all_of = self.names("certificate", "and")
        if len(all_of) > len(any_of):
            return Certificate(all_of=all_of)
        self.at = after
        written = self.tried(lambda: self.follows("written", lambda: self.several(self.quoted))) or ()
        return Certificate(any_of=any_of, written=written)

    def education(self) -> Education:
        """Take "a finished degree of level EQF 6 or higher". Raises: _No."""
        self.word("education")
        if self.match(re.compile("eqf")) is None:
            raise _No
        level = f"eqf{self.number()}"
        if level not in DEGREES:
            raise _No
        self.word("or_higher")
        return Education(level)

    def language(self) -> Language:
        """Take "English and Spanish at level B2 or higher". Raises: _No."""
        every = self.maybe("all_these")
        here = self.at
        any_of, after = self.names("language"), self.at
        self.at = here
        all_of = self.names("language", "and")
        if len(all_of) <= len(any_of) and not every:
            self.at, all_of = after, ()
        self.word("level")
        hit = self.match(re.compile(r"[abc][12]"))
        if hit is None or hit[0].upper() not in LEVELS:
            raise _No
        self.word("or_higher")
        return Language(() if all_of else any_of, all_of, hit[0].upper())

    def people(self) -> Reports:
        """Take "experience in charge of at least 5 people". Raises: _No."""
        self.word("people")
        self.word("at_least")
        number = self.number()
        if not self.maybe("people_end"):
            self.word("person_end")
        return Reports(number)

    def verified(self) -> Verified:
        """Take "experience in support, confirmed by a contract", months before it or not. Raises: _No."""
        number: int | None = None
        if self.maybe("at_least"):
            number = self.experience()
        else:
            self.word("experience")
        where: dict[str, Any] = self.where()
        return Verified(**where, by=self.follows("confirmed", lambda: self.names("document")), at_least=number)

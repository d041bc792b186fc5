"""Rule -> the sentences of an ad, in months. To add a criterion: a method of `_Writer`, and of `_Scan` in grammar.py.

The words stand under `standard` in rules/ads; grammar.py reads with the same words, so that what is written reads
back as the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from xpcalc.ads.words import one_of
from xpcalc.claims.words import plain
from xpcalc.criteria import LANGUAGES, Months
from xpcalc.criteria.case import Where, label
from xpcalc.criteria.certificate import Certificate
from xpcalc.criteria.claim import Claim
from xpcalc.criteria.education import Education
from xpcalc.criteria.language import Language
from xpcalc.criteria.recency import Recency
from xpcalc.criteria.skill import Skill
from xpcalc.criteria.span import Reports
from xpcalc.criteria.verified import Verified
from xpcalc.i18n import translator
from xpcalc.record import dataclass
from xpcalc.rulebook import Rulebook
from xpcalc.rulefile import Node, Rule
from xpcalc.taxonomy import Taxonomy

# Source: rules/ads; the languages that the standard sentence is written in.
WRITTEN = ("en", "es")
_QUOTES = str.maketrans({"“": "'", "”": "'", '"': "'", "\n": " "})


@dataclass(frozen=True)
class Forms:
    """The words and names of the standard sentence in one language. Invariant: in a scheme a name has one code."""

    lang: str
    words: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    taxonomy: Taxonomy

    @cached_property
    def codes(self) -> Mapping[str, Mapping[str, str]]:
        """The names, folded, with their codes."""
        return {scheme: {plain(name): code for code, name in table.items()} for scheme, table in self.names.items()}

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """A form for the names of each scheme, the longest first."""
        return {scheme: one_of(table.values()) for scheme, table in self.names.items()}


def forms_of(book: Rulebook, lang: str) -> Forms:
    """Return the forms of a language, English for one that has none; built once for the rulebook."""
    code = lang if lang in WRITTEN else "en"
    return book.built(f"ads:standard:{code}", lambda: _forms(book, code))


def _forms(book: Rulebook, lang: str) -> Forms:
    data = book.raw[f"ads/{lang}"]
    certificates = book.raw["ads/certificates"]
    assert isinstance(data, dict)
    assert isinstance(certificates, dict)
    raw: Mapping[str, Any] = data["standard"]
    taxonomy = book.taxonomy
    of = {"en": "of ", "es": "de "}[lang]
    functions = dict(raw["groups"])
    for group in taxonomy.groups:
        functions.setdefault(group, group.replace("_", " "))
    for code, function in taxonomy.functions.items():
        phrase, name = function.phrase.get(lang, ""), function.label.get(lang) or function.label.get("en", code)
        plainly = phrase.removeprefix(of) if phrase.startswith(of) else name[:1].lower() + name[1:]
        functions[code] = raw["functions"].get(code, plainly)
    kinds = {skill.category for skill in taxonomy.skills.values()}
    named = {"named": certificates["named"], "alone": certificates["alone"]}
    return Forms(
        lang,
        MappingProxyType({key: value for key, value in raw.items() if isinstance(value, str)}),
        {
            "function": functions,
            "skill": {code: skill.name for code, skill in taxonomy.skills.items()},
            "category": {code: label(taxonomy, "category", code, lang) for code in sorted(kinds)},
            "industry": {
                code: " ".join(
                    word for word in label(taxonomy, "industry", code, lang).split() if word.lower() != "sector"
                )
                for code in taxonomy.industries
            },
            "pillar": {code: code for code in taxonomy.pillars},
            "language": {code: raw["languages"].get(code, code) for code in LANGUAGES},
            "certificate": {code: names[0] for table in named.values() for code, names in table.items()},
            "place": raw["places"],
            "document": raw["documents"],
        },
        taxonomy,
    )


def standard_sentences(rule: Rule, book: Rulebook, lang: str = "en") -> tuple[str, ...]:
    """Return the requirements of a rule as the sentences of an ad: those that must be, then those that are nice."""
    writer = _Writer(forms_of(book, lang))
    found = []
    at = 0
    while at < len(rule.must):
        node, after = rule.must[at], rule.must[at + 1] if at + 1 < len(rule.must) else None
        text = writer.requirement(node)
        if after is not None and _goes_with(node, after):
            text += f", {writer.words['including']} {writer.tools(after)}"
            at += 1
        found.append(f"{writer.words['must']} {text}.")
        at += 1
    found += [f"{writer.words['nice']} {writer.requirement(node)}." for node in rule.nice]
    return tuple(found)


def rule_text(rule: Rule, book: Rulebook, lang: str = "en") -> tuple[str, ...]:
    """Return a whole rule in sentences: its title, what an ad would ask, the levels of a ladder, what is stated."""
    t = translator(lang)
    writer = _Writer(forms_of(book, lang))
    lines = [f"{rule.name(lang)} ({rule.id})", *standard_sentences(rule, book, lang)]
    if rule.levels is not None:
        for level in reversed(rule.levels.order):
            node = rule.levels.needs.get(level)
            what = writer.requirement(node) if node else t("everybody else")
            lines.append(t("Level {level}: {what}.").format(level=level, what=what))
    lines += [t("Stated: {what}.").format(what=writer.requirement(node)) for node in rule.claims]
    if rule.choices.full_time_hours is not None:
        lines.append(t("A full week has {hours} hours.").format(hours=rule.choices.full_time_hours))
    return tuple(lines)


def requirement_text(node: Node, book: Rulebook, lang: str = "en") -> str:
    """Return one requirement in the words of the standard sentence."""
    return _Writer(forms_of(book, lang)).requirement(node)


def _goes_with(node: Node, after: Node) -> bool:
    """Tell whether tools belong into the sentence of the months before them."""
    months, tools = node.criterion, after.criterion
    return (
        isinstance(months, Months)
        and isinstance(tools, Skill)
        and months.at_least is not None
        and months.within_last is None
        and bool(months.function)
        and not (months.skill or months.category or months.employer or node.text or after.text)
    )


class _Writer:
    """Writes requirements in one language."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.words = forms.words
        self.forms_of: Mapping[type[Any], Callable[[Any], str]] = {
            Months: self.months,
            Skill: self.skill,
            Recency: self.recency,
            Claim: self.claim,
            Certificate: self.certificate,
            Education: self.education,
            Language: self.language,
            Reports: self.people,
            Verified: self.verified,
        }

    def requirement(self, node: Node, path: str = "") -> str:
        """Return a requirement in words; own words of the rule stand as they are."""
        if node.text:
            return node.text
        if node.criterion is not None:
            return self.forms_of[type(node.criterion)](node.criterion)
        parts = []
        for number, part in enumerate(node.parts, 1):
            mark = f"{path}.{number}" if path else str(number)
            parts.append(f"({mark}) {self.requirement(part, mark)}")
        head = {"all": self.words["all"], "any": self.words["any"], "not": self.words["none"]}.get(node.kind)
        head = head or f"{self.words['at_least']} {node.count} {self.words['some']}"
        return f"{head} {'; '.join(parts)}"

    def tools(self, node: Node) -> str:
        """Return the tools of a skill without "use of"."""
        assert isinstance(node.criterion, Skill)
        return self.skill(node.criterion).removeprefix(f"{self.words['use']} ")

    # ------------------------------------------------------------ lists and selectors

    def listed(self, scheme: str, codes: Sequence[str], joint: str = "or") -> str:
        """Return names with "or" or "and" before the last."""
        table = self.forms.names.get(scheme, {})
        return self.joined([table.get(code, f"“{code.translate(_QUOTES)}”") for code in codes], joint)

    def joined(self, names: Iterable[str], joint: str = "or") -> str:
        """Return texts with a word before the last, in Spanish the one that sounds right."""
        given = list(names)
        if len(given) == 1:
            return given[0]
        word, last = self.words[joint], plain(given[-1])
        if self.forms.lang == "es" and joint == "or" and re.match(r"h?o", last):
            word = "u"
        if self.forms.lang == "es" and joint == "and" and re.match(r"h?i(?!e)", last):
            word = "e"
        return f"{', '.join(given[:-1])} {word} {given[-1]}"

    def where(self, where: Where) -> str:
        """Return the selectors in words."""
        parts = []
        industries = where.industry
        if where.function:
            if len(where.function) == 1 and industries == ("saas",):
                name = self.words["saas"].format(function=self.listed("function", where.function))
                industries = ()
            else:
                name = self.listed("function", where.function)
            parts.append(f"{self.words['function']} {name}")
        for scheme, codes in (("skill", where.skill), ("category", where.category)):
            if codes:
                parts.append(f"{self.words[scheme]} {self.listed(scheme, codes)}")
        if industries:
            parts.append(
                f"{self.words['industry']} {self.listed('industry', industries)} {self.words['industry_end']}".rstrip()
            )
        if where.pillar:
            parts.append(f"{self.words['pillar']} {self.listed('pillar', where.pillar)}")
        if where.employer:
            quoted = [f"“{name.translate(_QUOTES)}”" for name in where.employer]
            parts.append(f"{self.words['employer']} {self.joined(quoted)}")
        return ", ".join(parts) or self.words["in_total"]

    def last(self, months: int) -> str:
        """Return "in the last 24 months"."""
        return f"{self.words['last']} {months} {self.words['last_month' if months == 1 else 'last_months']}"

    def experience(self, number: int) -> str:
        """Return "24 months of experience"."""
        return f"{number} {self.words['month' if number == 1 else 'months']}"

    # ------------------------------------------------------------ criteria

    def months(self, each: Months) -> str:
        """Return "at least 24 months of experience in support"."""
        bound = "at_least" if each.at_least is not None else "at_most"
        number = each.at_least if each.at_least is not None else each.at_most or 0
        text = f"{self.words[bound]} {self.experience(number)} {self.where(each)}"
        text += f", {self.last(each.within_last)}" if each.within_last else ""
        return text + (
            f" ({self.words['reason']} “{each.justification.translate(_QUOTES)}”)" if each.justification else ""
        )

    def skill(self, each: Skill) -> str:
        """Return "use of tools such as Zendesk or Intercom"."""
        words = self.words
        number = f"{words['at_least']} {each.at_least} " if each.at_least is not None else ""
        if each.all_of:
            single = f"{words['all_these']} " if len(each.all_of) == 1 else ""
            text = single + self.listed("skill", each.all_of, "and")
        elif each.any_of and each.open_list:
            text = f"{number}{words['tools']} {self.listed('skill', each.any_of)}"
            if each.category != kinds_of(each.any_of, self.forms.taxonomy):
                text += f", {words['other']} {self.listed('category', each.category)}"
        elif each.any_of:
            text = (f"{number}{words['some_of']} " if number else "") + self.listed("skill", each.any_of)
        else:
            kind = f"{number}{words['several_tools']}" if number else words["any_tool"]
            text = f"{kind} {self.listed('category', each.category)}"
        if each.evidence != Skill().evidence:
            text += f", {words['where']} {self.listed('place', each.evidence)}"
        return f"{words['use']} {text}"

    def recency(self, each: Recency) -> str:
        """Return "at least one day of experience with Zendesk, in the last 24 months"."""
        return f"{self.words['recent']} {self.where(each)}, {self.last(each.last_used_within)}"

    def claim(self, each: Claim) -> str:
        """Return "24 months of experience with Zendesk, as stated by the person"."""
        words = self.words
        if each.months is None:
            text = f"{words['own']} {self.where(each)}"
        else:
            text = f"{self.experience(each.months)} {self.where(each)}, {words['stated']}"
        text += f", {words['tolerance']} {each.tolerance}" if each.tolerance is not None else ""
        return text + (f", {words['quoted']} “{each.text.translate(_QUOTES)}”" if each.text else "")

    def certificate(self, each: Certificate) -> str:
        """Return "the certificate PMP or PRINCE2"."""
        words = self.words
        codes, joint = (each.any_of, "or") if each.any_of else (each.all_of, "and")
        single = f"{words['all_these']} " if each.all_of and len(each.all_of) == 1 else ""
        text = f"{words['certificate']} {single}{self.listed('certificate', codes, joint)}"
        quoted = [f"“{name.translate(_QUOTES)}”" for name in each.written]
        return text + (f", {words['written']} {self.joined(quoted)}" if quoted else "")

    def education(self, each: Education) -> str:
        """Return "a finished degree of level EQF 6 or higher"."""
        return f"{self.words['education']} EQF {each.level_at_least[3:]} {self.words['or_higher']}"

    def language(self, each: Language) -> str:
        """Return "English and Spanish at level B2 or higher"."""
        words = self.words
        single = f"{words['all_these']} " if each.all_of and len(each.all_of) == 1 else ""
        names = self.listed("language", each.any_of or each.all_of, "or" if each.any_of else "and")
        return f"{single}{names} {words['level']} {each.level_at_least} {words['or_higher']}"

    def people(self, each: Reports) -> str:
        """Return "experience in charge of at least 5 people"."""
        words = self.words
        end = words["person_end" if each.at_least == 1 else "people_end"]
        return f"{words['people']} {words['at_least']} {each.at_least} {end}"

    def verified(self, each: Verified) -> str:
        """Return "experience in support, confirmed by a contract or LinkedIn"."""
        words = self.words
        head = words["experience"]
        if each.at_least is not None:
            head = f"{words['at_least']} {self.experience(each.at_least)}"
        return f"{head} {self.where(each)}, {words['confirmed']} {self.listed('document', each.by)}"


def kinds_of(codes: Sequence[str], taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the kinds that tools are of, each once, in the order of the tools."""
    return tuple(dict.fromkeys(taxonomy.skills[code].category for code in codes))

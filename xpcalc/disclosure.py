"""Rulebook, policy and rules -> Disclosure: what is read, how it is counted, what is asked, what is never used.

For candidates, works councils and auditors, in plain words. To add a parameter, a row of `_parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from xpcalc.i18n import Translator, translator
from xpcalc.model import EMPLOYMENTS, Policy
from xpcalc.record import dataclass
from xpcalc.rulefile import sentences
from xpcalc.taxonomy import fold

if TYPE_CHECKING:
    from xpcalc.rulebook import Rulebook
    from xpcalc.rulefile import Rule

SCHEMA = "xpcalc.disclosure/1"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One choice of a policy: its key in the rule file, its value, and what that means."""

    key: str
    value: str
    meaning: str

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"key": self.key, "value": self.value, "meaning": self.meaning}


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule file in words: its requirements, the policy that it is judged under, where the numbers come from."""

    id: str
    title: str
    sentences: tuple[str, ...]
    policy: str
    source_text: str
    hints: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "id": self.id,
            "title": self.title,
            "sentences": list(self.sentences),
            "policy": self.policy,
            "source_text": self.source_text,
            "hints": list(self.hints),
        }


@dataclass(frozen=True, slots=True)
class Disclosure:
    """All that decides a number or a verdict. `functions`: name and how many words give each away."""

    version: str
    rulebook: str
    policy: Policy
    summary: str
    parameters: tuple[Parameter, ...]
    functions: tuple[tuple[str, str, int], ...]
    skills: int
    files: tuple[str, ...]
    rules: tuple[Asked, ...]
    read: tuple[str, ...]
    decided: tuple[str, ...]
    not_used: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema xpcalc.disclosure/1)."""
        return {
            "schema": SCHEMA,
            "xpcalc": self.version,
            "rulebook": self.rulebook,
            "policy": self.policy.name,
            "summary": self.summary,
            "parameters": [each.to_dict() for each in self.parameters],
            "functions": [{"code": code, "label": label, "words": words} for code, label, words in self.functions],
            "skills": self.skills,
            "files": list(self.files),
            "rules": [each.to_dict() for each in self.rules],
            "read": list(self.read),
            "decided": list(self.decided),
            "not_used": list(self.not_used),
        }


def disclose(
    rulebook: Rulebook, policy: Policy, rules: Sequence[Rule] = (), lang: str = "en", *, version: str
) -> Disclosure:
    """Return what a policy, the shipped lists of words and the named rules mean, in the language."""
    t = translator(lang)
    taxonomy = rulebook.taxonomy
    functions = [
        (code, f.label.get(t.lang) or f.label.get("en") or code, _words(f.titles) + _words(f.duties))
        for code, f in taxonomy.functions.items()
    ]
    functions.sort(key=lambda row: (fold(row[1]), row[0]))
    return Disclosure(
        version=version,
        rulebook=rulebook.hash,
        policy=policy,
        summary=t(policy.summary) if policy.summary else "",
        parameters=_parameters(policy, t),
        functions=tuple(functions),
        skills=len(taxonomy.skills),
        files=tuple(sorted(rulebook.raw)),
        rules=tuple([_asked(rule, rulebook, policy, t) for rule in rules]),
        read=_read(t),
        decided=_decided(t),
        not_used=_not_used(t),
    )


def _words(cues: Mapping[str, tuple[str, ...]]) -> int:
    return sum([len(each) for each in cues.values()])


def _asked(rule: Rule, rulebook: Rulebook, policy: Policy, t: Translator) -> Asked:
    return Asked(
        id=rule.id,
        title=rule.name(t.lang),
        sentences=sentences(rule, rulebook.taxonomy, t.lang)[1:],
        policy=rule.choices.policy(policy).name,
        source_text=rule.source_text,
        hints=rule.hints,
    )


def _parameters(policy: Policy, t: Translator) -> tuple[Parameter, ...]:
    """Return each choice of the policy with its meaning."""
    measures = {
        "anniversary15": t(
            "Months run from the day on which a job began. Leftover days make one more month if there are "
            "{days} or more."
        ),
        "calendar15": t("A calendar month counts if {days} or more of its days were worked."),
        "floor": t("Only complete months count; leftover days are dropped."),
        "linkedin": t("Every calendar month with any work in it counts whole, as LinkedIn prints it."),
        "days30": t("All days worked are added up and divided by 30; the remainder is dropped."),
    }
    choices: Mapping[str, Mapping[str, str]] = MappingProxyType(
        {
            "month_dates": {
                "inclusive": t("A month without a day counts from its first to its last day."),
                "strict": t("A month without a day may mean its first or its last day; results are ranges."),
            },
            "part_time": {
                "full": t("Part-time work counts like full-time work: length of service, not hours."),
                "prorate": t(
                    "Part-time work counts by its stated share; two jobs a day never count more than one full day."
                ),
            },
            "leave": {
                "count": t("Leave within a contract (parental, illness, care) counts as time in the job."),
                "subtract": t("Leave entries are taken off the job; the policy names the rule that allows it."),
            },
            "ongoing": {
                "as_of": t("A job that goes on counts up to the as-of date, which every report prints."),
                "latest_mention": t(
                    "A job that goes on is sure only up to the newest date that the document mentions."
                ),
            },
        }
    )
    found = [Parameter("measure", policy.measure, measures[policy.measure].format(days=policy.threshold))]
    if policy.measure in ("anniversary15", "calendar15"):
        found.append(
            Parameter(
                "threshold",
                str(policy.threshold),
                t("The number is rounded once, at the end, never job by job; {days} days decide.").format(
                    days=policy.threshold
                ),
            )
        )
    for key, meanings in choices.items():
        value = getattr(policy, key)
        found.append(Parameter(key, value, meanings[value]))
    kinds = [t(kind.replace("_", " ")) for kind in policy.counted]
    rest = [t(kind.replace("_", " ")) for kind in EMPLOYMENTS if kind not in policy.counted]
    found.append(
        Parameter(
            "counted",
            ", ".join(policy.counted),
            t("Counted in the total: {kinds}. Listed apart and not counted: {rest}.").format(
                kinds=", ".join(kinds), rest=", ".join(rest) or t("nothing")
            ),
        )
    )
    found.append(
        Parameter(
            "decides",
            ", ".join(policy.decides),
            t("Where documents of one person are compared: whose dates count, the first that shows one decides."),
        )
    )
    if policy.legal_basis:
        found.append(Parameter("legal_basis", policy.legal_basis, t("What allows leave to be subtracted.")))
    return tuple(found)


def _read(t: Translator) -> tuple[str, ...]:
    return (
        t("Jobs: title, employer, place, start, end, kind of employment, and the lines that describe the work."),
        t("Words for functions and tools, from published lists; a tool is credited with the whole job that names it."),
        t("Statements of length such as “2 years of Zendesk”: set beside the dates, never added to them."),
        t("Certificates, degrees and languages only where a rule asks for them."),
    )


def _decided(t: Translator) -> tuple[str, ...]:
    return (
        t("Days on which several jobs overlap count once in the total."),
        t(
            "Dates that are not precise give the fewest and the most months; a requirement is shown only if "
            "the fewest suffice."
        ),
        t("Where dates leave it open the answer is “cannot be decided”, with the question that would settle it."),
        t("Gaps between jobs are not counted and not held against anybody."),
        t("The same file, date and rules always give the same result; every number names its lines in the document."),
        t("A person decides; the result is evidence for that decision, not the decision."),
    )


def _not_used(t: Translator) -> tuple[str, ...]:
    return (
        t("No score and no ranking: every requirement stands by itself, candidates stand by file name."),
        t(
            "No model that learns: fixed rules and lists of words that anybody can read. Only pages that are "
            "pictures go through a character recognition program, where one is installed."
        ),
        t(
            "Not read for any result: name, photo, age, date of birth, sex, nationality, address, family, "
            "health, beliefs."
        ),
        t("No year of a degree and no gap between jobs feeds a result."),
        t("Nothing is sent anywhere: everything runs on this computer, and no copy of a document is kept."),
    )


__all__ = ["SCHEMA", "Asked", "Disclosure", "Parameter", "disclose"]

"""Assessment -> Profile: the months part by part, so that they add up. To add a part, a kind and its words.

A day belongs to one part only: to the main function of its job, to "several functions at once", or to no function.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from xpcalc.assessment import Amount, Apart, Assessment, Held
from xpcalc.classify.stints import names_work
from xpcalc.count import EMPTY, coverage, duration, intersect, unite
from xpcalc.count.algebra import without
from xpcalc.criteria.case import group_name
from xpcalc.errors import UnknownName
from xpcalc.i18n import Translator, translator
from xpcalc.model import Coverage, Duration, Label, Policy, Position, Stint
from xpcalc.record import dataclass
from xpcalc.taxonomy import Taxonomy, fold

SCHEMA = "xpcalc.profile/1"
# Source: hand-made; a weekend with a holiday between two contracts is no break of service.
_BREAK_DAYS = 4
# Source: hand-made; a line with one of these words says for whom the work was done.
_CLIENT = ("client", "customer", "cliente", "kunde", "klant", "kund")


@dataclass(frozen=True, slots=True)
class Part:
    """Days of one kind: of a `function`, of an `overlap` of several functions, or `unassigned`."""

    kind: str
    code: str | None
    label: str
    phrase: str  # what follows "18 months": "of tier-1 support"
    duration: Duration

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"kind": self.kind, "code": self.code, "label": self.label, **self.duration.to_dict()}


@dataclass(frozen=True, slots=True)
class Break:
    """Days between two periods at the same employer; first and last both included."""

    first: str
    last: str
    duration: Duration

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"first": self.first, "last": self.last, **self.duration.to_dict()}


@dataclass(frozen=True, slots=True)
class Service:
    """Time at one employer, whatever the job; breaks are listed and never counted."""

    employer: str
    positions: tuple[int, ...]
    duration: Duration
    ongoing: bool
    breaks: tuple[Break, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "employer": self.employer,
            "positions": list(self.positions),
            **self.duration.to_dict(),
            "ongoing": self.ongoing,
            "breaks": [each.to_dict() for each in self.breaks],
        }


@dataclass(frozen=True, slots=True)
class Profile:
    """Growth of one person: the total in parts, then positions, functions, skills and employers with their time."""

    document: str
    person: str | None
    as_of: str
    policy: Policy
    total: Duration
    parts: tuple[Part, ...]
    positions: tuple[Held, ...]
    functions: tuple[Amount, ...]
    skills: tuple[Amount, ...]
    employers: tuple[Service, ...]
    not_counted: tuple[Apart, ...]
    statement: str
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form (schema xpcalc.profile/1)."""
        return {
            "schema": SCHEMA,
            "document": {"name": self.document},
            "person": {"name": self.person},
            "as_of": self.as_of,
            "policy": self.policy.name,
            "statement": self.statement,
            "notes": list(self.notes),
            "total": self.total.to_dict(),
            "parts": [each.to_dict() for each in self.parts],
            "positions": [
                {
                    "title": held.title,
                    "employer": held.employer,
                    "start": held.start,
                    "end": held.end,
                    "counted": held.counted,
                    **held.duration.to_dict(),
                }
                for held in self.positions
            ],
            "functions": [each.to_dict() for each in self.functions],
            "skills": [each.to_dict() for each in self.skills],
            "employers": [each.to_dict() for each in self.employers],
            "not_counted": [{"employment": each.employment, **each.duration.to_dict()} for each in self.not_counted],
        }


def profile(assessment: Assessment, taxonomy: Taxonomy, lang: str = "en") -> Profile:
    """Return the profile of one assessed document, its words in the language.

    Invariant: the days of the parts, likely reading, are those of the total, each once.
    """
    t = translator(lang)
    parts = _parts(assessment, taxonomy, t)
    return Profile(
        document=assessment.document.name,
        person=assessment.document.person,
        as_of=assessment.as_of,
        policy=assessment.policy,
        total=assessment.total,
        parts=parts,
        positions=assessment.positions,
        functions=localized(assessment, taxonomy, lang).functions,
        skills=assessment.skills,
        employers=_employers(assessment),
        not_counted=assessment.not_counted,
        statement=_statement(assessment.total, parts, t),
        notes=_notes(assessment.total, parts, t),
    )


def localized(assessment: Assessment, taxonomy: Taxonomy, lang: str) -> Assessment:
    """Return the assessment with the names of its functions in the language, for reports that print them."""
    lang = translator(lang).lang
    if lang == "en":
        return assessment
    named = [replace(a, label=_label(taxonomy, a.code, lang) or a.label) for a in assessment.functions]
    return replace(assessment, functions=tuple(named))


# ---------------------------------------------------------------- parts


def _parts(a: Assessment, taxonomy: Taxonomy, t: Translator) -> tuple[Part, ...]:
    covers, free = _by_function(a)
    every = unite(covers.values()) if covers else EMPTY
    found: list[tuple[Coverage, Part]] = []
    alone: list[Coverage] = []
    for code, cover in covers.items():
        others = [each for other, each in covers.items() if other != code]
        mine = without(cover, unite(others)) if others else cover
        alone.append(mine)
        label = _label(taxonomy, code, t.lang) or code
        found.append((mine, Part("function", code, label, _phrase(taxonomy, code, t), duration(mine, a.policy))))
    found.sort(key=lambda pair: (pair[0].likely.runs or pair[0].possible.runs or ((1 << 30, 0),), pair[1].code or ""))
    parts = [part for cover, part in found if cover.likely or part.duration.rounded_high]
    both = _overlap(list(covers.values()))
    if both.likely:
        parts.append(
            Part(
                "overlap",
                None,
                t("Several functions at once"),
                t("in several functions at once"),
                duration(both, a.policy),
            )
        )
    rest = without(free, every) if every.possible else free
    if rest.likely or (rest.possible and not parts):
        parts.append(
            Part("unassigned", None, t("No function found"), t("without a function found"), duration(rest, a.policy))
        )
    return tuple(parts)


def _by_function(a: Assessment) -> tuple[dict[str, Coverage], Coverage]:
    """Return the days of each main function, and the days of jobs, or parts of jobs, that have none."""
    main = {each.position: (n, each) for n, each in enumerate(a.labels) if each.scheme == "function" and each.primary}
    partial = {stint.label for stint in a.stints}
    covers: dict[str, list[Coverage]] = {}
    free: list[Coverage] = []
    for index, (held, cover) in enumerate(zip(a.positions, a.experience.by_position, strict=True)):
        if not held.counted:
            continue
        if index not in main:
            free.append(cover)
            continue
        number, label = main[index]
        if number in partial:
            # Why: a line such as "4-month project" dates the function to a part of its job only.
            free.append(cover)
            cover = intersect(cover, a.experience.by_label.get(f"function:{label.code}", cover))
        covers.setdefault(label.code, []).append(cover)
    return {code: unite(held) for code, held in covers.items()}, unite(free) if free else EMPTY


def _overlap(covers: Sequence[Coverage]) -> Coverage:
    shared = [intersect(left, right) for n, left in enumerate(covers) for right in covers[n + 1 :]]
    shared = [each for each in shared if each.possible]
    return unite(shared) if shared else EMPTY


def _statement(total: Duration, parts: Sequence[Part], t: Translator) -> str:
    """Return "Total experience: 54 months – 18 months of tier-1 support – ..."."""
    pieces = [t("Total experience: {months}").format(months=months(total, t))]
    pieces += [f"{months(part.duration, t)} {part.phrase}" for part in parts if part.duration.rounded_high]
    return " – ".join(pieces)


def _notes(total: Duration, parts: Sequence[Part], t: Translator) -> tuple[str, ...]:
    found = []
    added = sum([part.duration.rounded for part in parts])
    if len(parts) > 1 and added != total.rounded:
        found.append(
            t(
                "The parts print {added} and the total {total}: each is rounded by itself, the days are the same."
            ).format(added=t.count("month", added), total=t.count("month", total.rounded))
        )
    if any([part.kind == "overlap" for part in parts]):
        found.append(
            t("Days on which two jobs with different functions overlap stand on a line of their own and count once.")
        )
    if any([part.kind == "unassigned" for part in parts]):
        found.append(t("Some jobs name no function that the rules know; their time stands on a line of its own."))
    return tuple(found)


def months(d: Duration, t: Translator) -> str:
    """Return "18 months", or "12 to 36 months" where the dates are not precise."""
    if d.rounded_low == d.rounded_high:
        return t.count("month", d.rounded)
    return t("{low} to {months}").format(low=d.rounded_low, months=t.count("month", d.rounded_high))


def _label(taxonomy: Taxonomy, code: str, lang: str) -> str | None:
    function = taxonomy.functions.get(code)
    return None if function is None else function.label.get(lang) or function.label.get("en")


def _phrase(taxonomy: Taxonomy, code: str, t: Translator) -> str:
    function = taxonomy.functions.get(code)
    if function is None:
        return t("of {what}").format(what=code)
    return function.phrase.get(t.lang) or function.phrase.get("en") or t("of {what}").format(what=code)


# ---------------------------------------------------------------- employers


def _employers(a: Assessment) -> tuple[Service, ...]:
    held: dict[str, list[int]] = {}
    for index, each in enumerate(a.positions):
        if each.counted and each.employer:
            held.setdefault(" ".join(fold(each.employer).split()), []).append(index)
    return tuple([_service(a, tuple(indexes)) for indexes in held.values()])


def _service(a: Assessment, indexes: tuple[int, ...]) -> Service:
    cover = unite([a.experience.by_position[index] for index in indexes])
    breaks = []
    # Why: only days that are surely free make a break; a year-only date may hide that there was none.
    for start, stop in cover.possible.gaps():
        if stop - start >= _BREAK_DAYS:
            first, last = date.fromordinal(start), date.fromordinal(stop) - timedelta(days=1)
            gap = type(cover.possible)(((start, stop),))
            breaks.append(Break(first.isoformat(), last.isoformat(), duration(Coverage(gap, gap, gap), a.policy)))
    positions = [a.positions[index].position for index in indexes]
    return Service(
        employer=a.positions[indexes[0]].employer or "",
        positions=indexes,
        duration=duration(cover, a.policy),
        ongoing=any([p.dates is not None and p.dates.ongoing for p in positions]),
        breaks=tuple(breaks),
    )


# ---------------------------------------------------------------- one sentence about one thing


def group_months(assessment: Assessment, group: str, taxonomy: Taxonomy) -> tuple[Duration, Coverage]:
    """Return the months of a group of functions, each day once, and the days. Raises: KeyError for no group."""
    keys = [f"function:{code}" for code in functions_of(group, taxonomy)]
    by_label = assessment.experience.by_label
    found = [by_label[key] for key in keys if key in by_label]
    cover = unite(found) if found else EMPTY
    return duration(cover, assessment.policy), cover


def functions_of(group: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the functions that a group stands for. Raises: KeyError for no group."""
    if group not in taxonomy.groups:
        raise KeyError(group)
    return tuple([code for code, _ in taxonomy.satisfies(group)])


def sentence(assessment: Assessment, about: str, lang: str = "en", *, taxonomy: Taxonomy) -> str:
    """Return "8 months of total experience in migrations, including a 4-month ... project for a client in ...".

    `about`: a function, a group of functions or a skill by its code, with or without its scheme ("skill:zendesk"), or
    "total". Raises: UnknownName.
    """
    t = translator(lang)
    keys, topic = _topic(about, taxonomy, t)
    if keys is None:
        cover = assessment.experience.total
        return t("{months} of total experience").format(months=months(duration(cover, assessment.policy), t))
    by_label = assessment.experience.by_label
    found = [by_label[key] for key in keys if key in by_label]
    amount = duration(unite(found) if found else EMPTY, assessment.policy)
    text = t("{months} of total experience in {topic}").format(months=months(amount, t), topic=topic)
    projects = _projects(assessment, keys, taxonomy, t)
    if len(projects) == 1:
        text += t(", including {project}").format(project=projects[0])
    elif projects:
        together = t("{first} and {last}").format(first=", ".join(projects[:-1]), last=projects[-1])
        text += t(", among them {projects}").format(projects=together)
    return text


def _topic(about: str, taxonomy: Taxonomy, t: Translator) -> tuple[tuple[str, ...] | None, str]:
    """Return the labels that a name stands for, None for all work, and the words for it."""
    scheme, _, rest = about.rpartition(":")
    if about == "total":
        return None, ""
    if scheme in ("", "function") and rest in taxonomy.groups:
        return tuple([f"function:{code}" for code in functions_of(rest, taxonomy)]), group_name(rest, t)
    if scheme in ("", "function") and rest in taxonomy.functions:
        phrase = _phrase(taxonomy, rest, t)
        for start in ("of ", "de "):
            if phrase.startswith(start):
                return (f"function:{rest}",), phrase[len(start) :]
        name = _label(taxonomy, rest, t.lang) or rest
        # Why: a label stands alone, here it goes on in a sentence; "CX ..." keeps its letters.
        return (f"function:{rest}",), name if name[1:2].isupper() else name[:1].lower() + name[1:]
    if scheme in ("", "skill") and rest in taxonomy.skills:
        return (f"skill:{rest}",), taxonomy.skills[rest].name
    raise UnknownName("function, group or skill", about, tuple(sorted(taxonomy.groups)))


def _projects(a: Assessment, keys: Iterable[str], taxonomy: Taxonomy, t: Translator) -> list[str]:
    """Return the parts of jobs that a line dates by itself, in words."""
    wanted = set(keys)
    # Why: in a job that is migrations as a whole, the line about one migration dates its tools only.
    whole = {
        each.position
        for each in a.labels
        if each.scheme == "function" and each.primary and f"function:{each.code}" in wanted
    }
    found: list[str] = []
    for stint in a.stints:
        label = a.labels[stint.label]
        mine = f"{label.scheme}:{label.code}" in wanted or label.position in whole
        if not mine or not a.positions[label.position].counted:
            continue
        size = _stint_months(a, stint, label)
        if size < 1:
            continue
        line = _line(a.positions[label.position].position, stint.written, label)
        tools = _tools(a, label, line, taxonomy)
        # Why: "Salesforce for 6 months" names no project.
        if label.scheme == "skill" and len(tools) < 2 and not names_work(line):
            continue
        text = _project(size, tools, t) + _for_whom(a, label, line, taxonomy, t)
        if text not in found:
            found.append(text)
    return found


def _stint_months(a: Assessment, stint: Stint, label: Label) -> int:
    if stint.months is not None:
        return stint.months
    inner, _ = coverage(Position(None, None, None, stint.dates), date.fromisoformat(a.as_of), a.policy)
    return duration(intersect(a.experience.by_position[label.position], inner), a.policy).rounded


def _line(position: Position, written: str, label: Label) -> str:
    """Return the line of a job that dates the work."""
    lines = [piece.text for piece in position.body if written in piece.text]
    named = [line for line in lines if any([word in line for word in label.why])]
    return (named or lines or [""])[0]


def _tools(a: Assessment, label: Label, line: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the names of the tools in a line, the one that was left before the one that came."""
    places: list[tuple[int, str, str]] = []
    for each in a.labels:
        if each.scheme == "skill" and each.position == label.position:
            at = [line.find(word) for word in each.why if word in line]
            if at:
                places.append((min(at), each.code, max([word for word in each.why if word in line], key=len)))
    # Why: Service Cloud is Salesforce too; the words that are there say which is meant, so the narrower one goes.
    seen: dict[int, tuple[int, str, str]] = {}
    for place in sorted(places):
        parents = taxonomy.ancestors(seen[place[0]][1]) if place[0] in seen else ()
        if place[0] not in seen or place[1] not in parents:
            seen[place[0]] = place
    tools = [(at, taxonomy.skills[code].name) for at, code, _ in sorted(seen.values())]
    moves = taxonomy.context
    if len(tools) == 2:
        before = fold(line[: tools[0][0]]).split()[-1:]
        middle = fold(line[tools[0][0] : tools[1][0]]).split()
        to = {fold(word) for word in moves.migration_to}
        come = {fold(word) for word in moves.migration_from} - to
        if before and before[0] in to and set(middle) & come:
            tools.reverse()
    return tuple([name for _, name in tools])


def _project(size: int, tools: Sequence[str], t: Translator) -> str:
    # Why: "a 4-month project", but "an 8-month project"; other languages have one article for both.
    an = size in (8, 11, 18) or 80 <= size <= 89
    words: dict[str, object] = {"number": size, "length": t.count("month", size)}
    if len(tools) == 2:
        text = (
            t("an {number}-month {source} to {target} project")
            if an
            else t("a {number}-month {source} to {target} project")
        )
        return text.format(source=tools[0], target=tools[1], **words)
    if tools:
        text = t("an {number}-month {tools} project") if an else t("a {number}-month {tools} project")
        return text.format(tools=", ".join(tools), **words)
    return (t("an {number}-month project") if an else t("a {number}-month project")).format(**words)


def _for_whom(a: Assessment, label: Label, line: str, taxonomy: Taxonomy, t: Translator) -> str:
    """Return the sector that a line names, and whether it is that of a client."""
    low = fold(line)
    for each in a.labels:
        if each.scheme != "industry" or each.position != label.position or not any([w in line for w in each.why]):
            continue
        names = taxonomy.industries[each.code].get("label", {})
        name = str(names.get(t.lang) or names.get("en") or each.code)
        sector = "sector" in fold(name).split()
        if any([word in low for word in _CLIENT]):
            text = t(" for a client in the {industry}") if sector else t(" for a client in the {industry} sector")
        else:
            text = t(" in the {industry}") if sector else t(" in the {industry} sector")
        return text.format(industry=name)
    return ""


__all__ = ["Break", "Part", "Profile", "Service", "localized", "months", "profile", "sentence"]

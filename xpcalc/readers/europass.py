"""Europass: XML 3 (`SkillsPassport`), XML 2020 (`Candidate`) and the JSON of version 3 -> Document with entries.

To read another element: add it to `_passport` (version 3, XML and JSON alike) or `_candidate` (2020).
Source: the three layouts as in published example files; names without their namespaces, which differ by version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.readers.records import Records, clean, graded, load_json
from xpcalc.record import dataclass
from xpcalc.regex import regex

_ROOTS = ("SkillsPassport", "Candidate", "Europass")
_ROOT_TAG = regex(r"<(?![?!])(?:[\w.-]{1,40}:)?([\w.-]{1,60})[^<>]{0,2000}")
_DIGITS = regex(r"[0-9]{1,4}")
# Source: FormattedDateTime as Europass writes it: a date, with or without a time of day.
_DATE_TIME = regex(r"([0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?)(?:[T ][0-9:.,]*(?:Z|[+-][0-9:]+)?)?$")

_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")  # "SpokenInteraction"
_TONGUES = "language"  # TaxonomyID of a competency of the 2020 layout
# Source: ISO 639-3, the codes of the 2020 layout; names in English.
_NAMED: Mapping[str, str] = MappingProxyType(
    {
        "ara": "Arabic", "cat": "Catalan", "dan": "Danish", "deu": "German", "eng": "English", "eus": "Basque",
        "fin": "Finnish", "fra": "French", "glg": "Galician", "ita": "Italian", "jpn": "Japanese", "nld": "Dutch",
        "nor": "Norwegian", "pol": "Polish", "por": "Portuguese", "ron": "Romanian", "rus": "Russian",
        "spa": "Spanish", "swe": "Swedish", "tur": "Turkish", "ukr": "Ukrainian", "zho": "Chinese",
    }
)  # fmt: skip

# Source: codes of Achievement/Title in Europass 3, and element names of the 2020 layout.
_ACHIEVEMENTS = {
    "projects": "projects",
    "honors_awards": "awards",
    "publications": "publications",
    "certifications": "certifications",
    "memberships": "organizations",
    "courses": "courses",
}


@dataclass(slots=True)
class Node:
    """An element with its namespace taken off; the JSON of version 3 is turned into the same."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Node]:
        """Yield the elements at the end of a path of names."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def find(self, *path: str) -> Node | None:
        """Return the first element at the end of a path."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str:
        """Return the first text at the end of a path, as one line."""
        return next(filter(None, (clean(node.text) for node in self.all(*path))), "")

    def raw(self, *path: str) -> str:
        """Return the first text at the end of a path with its line breaks and markup."""
        return next(filter(str.strip, (node.text for node in self.all(*path))), "")

    def below(self, *names: str) -> Iterator[Node]:
        """Yield the elements of these names at any depth."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.below(*names)


def accepts_xml(head: bytes) -> bool:
    """Say whether the first kilobytes are XML whose root is one of Europass."""
    text = head[:8192]
    if text[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = text.replace(b"\x00", b"")
    # Why: comments before the root may hold tags of their own.
    opening, *rest = text.decode("latin-1").split("<!--")
    start = _ROOT_TAG.search(opening + "".join(part.partition("-->")[2] for part in rest))
    if start is None or start.group(1) not in _ROOTS:
        return False
    # Why: "Candidate" is also a root of other HR formats.
    return start.group(1) == "SkillsPassport" or "europass" in start.group().lower()


def accepts(root: object) -> bool:
    """Say whether parsed JSON is a Europass CV."""
    if not isinstance(root, Mapping):
        return False
    return "SkillsPassport" in root or "LearnerInfo" in root


def read(data: bytes, name: str) -> Document:
    """Return the file as a Document; XML or JSON by its first character.

    Raises: UnreadableDocument E_XML_DTD, E_LIMIT_XML, E_DAMAGED, E_JSON.
    """
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] in (b"{", b"["):
        return from_root(load_json(data), data, name)
    from xpcalc.readers.package import parse_xml

    root = _node(parse_xml(data, "the Europass file"))
    return _document(root, data, name)


def from_root(root: object, data: bytes, name: str) -> Document:
    """Return the Document of JSON that is already parsed."""
    if not accepts(root):
        raise UnreadableDocument("E_JSON", "the JSON is no Europass CV: no 'SkillsPassport'", "export the CV again")
    node = _json_node("", root)
    return _document(node.find("SkillsPassport") or node, data, name)


def _document(root: Node, data: bytes, name: str) -> Document:
    records = Records()
    if root.name == "Candidate":
        person = _candidate(records, root)
    else:
        person = _passport(records, root.find("LearnerInfo") or root)
    return records.document(name, "europass", data, person=person or None)


def _node(element: Any) -> Node:
    """Return an lxml tree as Nodes, without recursion: the parser has already bounded its depth."""
    top = Node("")
    stack: list[tuple[Any, Node]] = [(element, top)]
    while stack:
        source, parent = stack.pop()
        # Why: entity references and the like have a function for a tag.
        if not isinstance(source.tag, str):
            continue
        node = Node(
            source.tag.rpartition("}")[2],
            # Why: descriptions sometimes hold real XHTML elements instead of escaped HTML.
            _markup(source) if source.tag.rpartition("}")[2] in _RICH else (source.text or ""),
            {str(key).rpartition("}")[2]: str(value) for key, value in source.attrib.items()},
        )
        parent.children.append(node)
        stack.extend((child, node) for child in reversed(source))
    return top.children[0]


_RICH = frozenset({"Activities", "Description", "ExecutiveSummary", "Comment", "OccupationalSkillsCovered"})


def _markup(element: Any) -> str:
    parts = [element.text or ""]
    for child in element.iterdescendants():
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        parts.append(f"<{tag}>{child.text or ''}" if tag else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _json_node(name: str, value: object) -> Node:
    """Return JSON of version 3 as the Nodes that its XML would give."""
    node = Node(name)
    if isinstance(value, Mapping):
        for key, item in value.items():
            for one in item if isinstance(item, list) else [item]:
                node.children.append(_json_node(str(key), one))
    elif isinstance(value, bool):
        node.text = "true" if value else "false"
    elif isinstance(value, (str, int, float)):
        node.text = str(value)
    return node


def _all(node: Node, group: str, one: str) -> list[Node]:
    """Return a list of version 3: `WorkExperienceList/WorkExperience` in XML, `WorkExperience` in JSON."""
    return [*node.all(group, one), *node.all(one)]


def _passport(records: Records, learner: Node) -> str:
    names = learner.find("Identification", "PersonName") or Node("")
    person = clean(f"{names.said('FirstName')} {names.said('Surname')}")
    place = _place(learner.find("Identification", "ContactInfo", "Address", "Contact"))
    headline = learner.said("Headline", "Description", "Label") or learner.said("Headline", "Description")
    if person or headline:
        records.head("Identification", person, headline, place, bold=True)
    for number, job in enumerate(_all(learner, "WorkExperienceList", "WorkExperience"), 1):
        title = job.said("Position", "Label") or job.said("Position")
        employer = job.said("Employer", "Name")
        place = _place(job.find("Employer", "ContactInfo", "Address", "Contact"))
        body = [job.raw("Activities")]
        _entry(records, "experience", f"WorkExperience {number}", title, employer, place, job.find("Period"), body)
    for number, course in enumerate(_all(learner, "EducationList", "Education"), 1):
        organisation = course.find("Organisation") or Node("")
        place = _place(organisation.find("ContactInfo", "Address", "Contact"))
        body = [course.raw("Activities"), course.raw("Skills")]
        title, school = course.said("Title"), organisation.said("Name")
        _entry(records, "education", f"Education {number}", title, school, place, course.find("Period"), body)
    for number, item in enumerate(_all(learner, "AchievementList", "Achievement"), 1):
        section = _ACHIEVEMENTS.get(item.said("Title", "Code"), "awards")
        title = item.said("Title", "Label") or item.said("Title")
        _entry(records, section, f"Achievement {number}", title, "", "", item.find("Period"), [item.raw("Description")])
    skills = learner.find("Skills")
    if skills is not None:
        _skills(records, skills)
    return person


def _skills(records: Records, skills: Node) -> None:
    for kind in ("Communication", "Organisational", "JobRelated", "Computer", "Driving", "Other"):
        found = skills.find(kind)
        text = found.raw("Description") if found else ""
        if clean(text):
            records.head(f"Skills {kind}")
            records.entry("skills", body=records.body(text))
    spoken = [
        graded(
            node.said("Description", "Label") or node.said("Description"),
            *(["mother tongue"] if node.name == "MotherTongue" else _grades(_levels(node.find("ProficiencyLevel")))),
        )
        for node in skills.below("MotherTongue", "ForeignLanguage")
    ]
    _languages(records, spoken)


def _grades(told: Iterable[tuple[str, str]]) -> list[str]:
    """Return the levels of a language, given as (level, skill), the lowest first: a line stands for all of them."""
    return [f"{_CAMEL.sub(' ', skill).lower()} {level}" for level, skill in sorted(told) if level]


def _spoken(records: Records, candidate: Node) -> None:
    """Add the languages of the 2020 layout, which names them by codes."""
    own = [node.said() for node in candidate.below("PrimaryLanguageCode")]
    spoken = [graded(_tongue(code), "mother tongue") for code in own]
    for node in candidate.below("PersonCompetency"):
        if node.said("TaxonomyID") == _TONGUES:
            told = [
                (each.said("Score", "ScoreText"), each.said("CompetencyDimensionTypeCode").rpartition("-")[2])
                for each in node.all("CompetencyDimension")
            ]
            spoken.append(graded(_tongue(node.said("CompetencyName") or node.said("CompetencyID")), *_grades(told)))
    _languages(records, spoken)


def _levels(levels: Node | None) -> list[tuple[str, str]]:
    return [(clean(node.text), node.name) for node in levels.children] if levels else []


def _languages(records: Records, spoken: Iterable[str]) -> None:
    pieces = records.listing("Languages", dict.fromkeys(spoken))
    if pieces:
        records.entry("languages", body=pieces)


def _tongue(code: str) -> str:
    return _NAMED.get(code.lower(), code)


def _candidate(records: Records, candidate: Node) -> str:
    names = candidate.find("CandidatePerson", "PersonName") or Node("")
    person = names.said("FormattedName") or clean(f"{names.said('GivenName')} {names.said('FamilyName')}")
    profiles = list(candidate.all("CandidateProfile"))
    headline = next(filter(None, (profile.said("PositionQualifications", "PositionTitle") for profile in profiles)), "")
    if person or headline:
        records.head("CandidatePerson", person, headline, bold=True)
    for profile in profiles:
        summary = profile.raw("ExecutiveSummary")
        if clean(summary):
            records.head("ExecutiveSummary")
            records.entry("summary", body=records.body(summary))
        _employers(records, profile)
        _attendances(records, profile)
        _further(records, profile)
    _spoken(records, candidate)
    return person


def _employers(records: Records, profile: Node) -> None:
    number = 0
    for history in profile.all("EmploymentHistory", "EmployerHistory"):
        employer = history.said("OrganizationName")
        place = _place(history.find("OrganizationContact", "Communication", "Address"))
        whole = history.find("EmploymentPeriod")
        # Why: an employer without positions still was a job; its own period stands in.
        for job in list(history.all("PositionHistory")) or [history]:
            number += 1
            period = job.find("EmploymentPeriod") or whole
            own = clean(", ".join(filter(None, (job.said("City"), _country(job.said("Country"))))))
            title = job.said("PositionTitle") or job.said("JobCategoryCode")
            body = [job.raw("Description")]
            _entry(records, "experience", f"PositionHistory {number}", title, employer, own or place, period, body)


def _attendances(records: Records, profile: Node) -> None:
    for number, course in enumerate(profile.all("EducationHistory", "EducationOrganizationAttendance"), 1):
        degree = course.said("EducationDegree", "DegreeName") or course.said("DegreeName") or course.said("ProgramName")
        body = [course.raw("EducationDegree", "OccupationalSkillsCovered"), course.raw("Description")]
        period = course.find("AttendancePeriod")
        school = course.said("OrganizationName")
        place = _place(course.find("OrganizationContact", "Communication", "Address"))
        _entry(records, "education", f"Education {number}", degree, school, place, period, body)


# Source: lists of the 2020 layout beside work and education: list element, element of one item, section.
_FURTHER = (
    ("Certifications", "Certification", "certifications"),
    ("Licenses", "License", "certifications"),
    ("Projects", "Project", "projects"),
    ("PublicationHistory", "Publication", "publications"),
    ("Publications", "Publication", "publications"),
    ("VolunteerHistory", "Volunteer", "volunteering"),
    ("VoluntaryWorks", "VoluntaryWork", "volunteering"),
    ("Volunteering", "Volunteering", "volunteering"),
    ("ConferencesAndSeminars", "ConferenceAndSeminar", "courses"),
    ("HonoursAndAwards", "HonourAndAward", "awards"),
    ("NetworksAndMemberships", "NetworkAndMembership", "organizations"),
)


def _further(records: Records, profile: Node) -> None:
    for group, one, section in _FURTHER:
        for number, item in enumerate(profile.all(group, one), 1):
            title = next(filter(None, map(item.said, _TITLES)), "")
            period = next(item.below(*_PERIODS), None)
            _entry(
                records,
                section,
                f"{one} {number}",
                title,
                item.said("OrganizationName"),
                "",
                period,
                [item.raw("Description")],
            )
    words = [
        node.said("CompetencyName") or node.said("CompetencyID")
        for node in profile.below("PersonCompetency")
        if node.said("TaxonomyID") != _TONGUES
    ]
    words += [clean(node.text) for node in profile.below("SkillName")]
    pieces = records.listing("Skills", dict.fromkeys(words))
    if pieces:
        records.entry("skills", body=pieces)


_TITLES = (
    "Title",
    "Name",
    "CertificationTypeCode",
    "CertificationName",
    "LicenseName",
    "PositionTitle",
    "FormattedPublicationDescription",
)
_PERIODS = ("EmploymentPeriod", "AttendancePeriod", "Period", "EffectiveTimePeriod", "DatePeriod")


def _place(address: Node | None) -> str:
    if address is None:
        return ""
    town = address.said("Municipality") or address.said("CityName") or address.said("City")
    country = address.said("Country", "Label") or _country(address.said("CountryCode"))
    return ", ".join(filter(None, (town, country)))


def _country(code: str) -> str:
    """Return a country as shown: its code in capitals, a name as it is."""
    return code.upper() if len(code) <= 3 else code


def _entry(
    records: Records,
    section: str,
    where: str,
    title: str,
    employer: str,
    place: str,
    period: Node | None,
    body: Iterable[str],
) -> None:
    start, end, ongoing = _period(period)
    texts: Sequence[str] = [text for text in body if clean(text)]
    if not (title or employer or start or end or texts):
        return
    employer_at, title_at, place_at, start_at, end_at = records.head(where, employer, title, place, start, end)
    records.entry(
        section,
        title=title_at,
        employer=employer_at,
        location=place_at,
        start=start_at,
        end=end_at,
        ongoing=ongoing and not end,
        employment="volunteer" if section == "volunteering" else None,
        body=records.body(*texts),
    )


def _period(period: Node | None) -> tuple[str, str, bool]:
    """Return start and end as ISO text and whether the period says that it goes on."""
    if period is None:
        return "", "", False
    start = _date(period.find("From") or period.find("StartDate"))
    end = _date(period.find("To") or period.find("EndDate"))
    current = (period.said("Current") or period.said("CurrentIndicator")).lower() in ("true", "1")
    return start, end, current


def _date(node: Node | None) -> str:
    """Return a date as ISO text: `year="2005" month="--10" day="---05"` is written 2005-10-05."""
    if node is None:
        return ""
    written = node.said("FormattedDateTime") or clean(node.text)
    parts = [clean(node.attributes.get(key, "")) or node.said(key.capitalize()) for key in ("year", "month", "day")]
    if not any(parts):
        match = _DATE_TIME.match(written)
        return match.group(1) if match else written
    digits = [_DIGITS.search(part) for part in parts]
    if any(part and not digit for part, digit in zip(parts, digits, strict=True)) or not digits[0]:
        return " ".join(filter(None, parts))
    text = digits[0].group().zfill(4)
    for digit in digits[1:]:
        if digit is None:
            break
        text += f"-{digit.group().zfill(2)}"
    return text

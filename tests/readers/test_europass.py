"""Europass: XML 3, XML 2020 and JSON; dates are transcribed, never parsed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Entry
from xpcalc.readers import europass

V3 = "http://europass.cedefop.europa.eu/Europass"


def passport(jobs: str = "", more: str = "", names: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand <Candidate> -->
<SkillsPassport xmlns="{V3}" locale="es"><LearnerInfo>
<Identification><PersonName><FirstName>Ana</FirstName><Surname>Ruiz</Surname></PersonName>{names}</Identification>
<WorkExperienceList>{jobs}</WorkExperienceList>{more}</LearnerInfo></SkillsPassport>""".encode()


def work(period: str, more: str = "") -> str:
    return f"""<WorkExperience><Period>{period}</Period><Position><Code>1</Code><Label>Agente</Label></Position>
<Activities>&lt;ul&gt;&lt;li&gt;Chat &amp;amp; mail&lt;/li&gt;
&lt;li&gt;&lt;p&gt;Macros&lt;/p&gt;&lt;/li&gt;&lt;/ul&gt;</Activities>
<Employer><Name>Acme</Name><ContactInfo><Address><Contact><Municipality>Madrid</Municipality>
<Country><Code>ES</Code><Label>España</Label></Country></Contact></Address></ContactInfo></Employer>{more}
</WorkExperience>"""


def candidate(history: str, more: str = "") -> bytes:
    return f"""<Candidate xmlns="http://www.europass.eu/1.0" xmlns:eures="http://www.europass_eures.eu/1.0"
 xmlns:hr="http://www.hr-xml.org/3" xmlns:oa="http://www.openapplications.org/oagis/9">
<CandidatePerson><PersonName><oa:GivenName>Ana</oa:GivenName><hr:FamilyName>Ruiz</hr:FamilyName></PersonName></CandidatePerson>
<CandidateProfile languageCode="en"><ExecutiveSummary>&lt;p&gt;Five years.&lt;/p&gt;</ExecutiveSummary>
<EmploymentHistory>{history}</EmploymentHistory>{more}</CandidateProfile></Candidate>""".encode()


def held(title: str, start: str, end: str = "", current: str = "") -> str:
    last = f"<eures:EndDate><hr:FormattedDateTime>{end}</hr:FormattedDateTime></eures:EndDate>" if end else ""
    flag = f"<hr:CurrentIndicator>{current}</hr:CurrentIndicator>" if current else ""
    return f"""<PositionHistory><PositionTitle typeCode="FREETEXT">{title}</PositionTitle><eures:EmploymentPeriod>
<eures:StartDate><hr:FormattedDateTime>{start}</hr:FormattedDateTime></eures:StartDate>{last}{flag}</eures:EmploymentPeriod>
<oa:Description>&lt;p&gt;Calls&lt;/p&gt;</oa:Description><City>Leeds</City><Country>gb</Country></PositionHistory>"""


def read(data: bytes) -> Document:
    return europass.read(data, "cv.xml")


def jobs(document: Document) -> list[Entry]:
    assert document.entries is not None
    return [entry for entry in document.entries if entry.section == "experience"]


def text(piece: Any) -> str | None:
    return piece.text if piece else None


def test_version_3() -> None:
    document = read(passport(work('<From year="2005" month="--10" day="---05"/><To year="2007" month="--03"/>')))
    (job,) = jobs(document)
    assert document.format == "europass"
    assert document.person == "Ana Ruiz"
    assert (text(job.title), text(job.employer), text(job.location)) == ("Agente", "Acme", "Madrid, España")
    assert (text(job.start), text(job.end), job.ongoing) == ("2005-10-05", "2007-03", False)
    assert [piece.text for piece in job.body] == ["Chat & mail", "Macros"]


@pytest.mark.parametrize(
    ("attributes", "written"),
    [
        ('year="2005" month="--10" day="---05"', "2005-10-05"),
        ('year="2005" month="--10"', "2005-10"),
        ('year="2005" month="10"', "2005-10"),
        ('year="2005" month="--1--"', "2005-01"),
        ('year="2005"', "2005"),
        ('year="2005" day="---05"', "2005"),
        ('year="2005" month="May"', "2005 May"),
    ],
)
def test_dates_of_version_3_are_written_as_iso(attributes: str, written: str) -> None:
    assert text(jobs(read(passport(work(f"<From {attributes}/>"))))[0].start) == written


@pytest.mark.parametrize(
    ("period", "ongoing"),
    [
        ('<From year="2005"/><Current>true</Current>', True),
        ('<From year="2005"/><Current>1</Current>', True),
        ('<From year="2005"/><Current>false</Current>', False),
        ('<From year="2005"/>', False),
        ('<From year="2005"/><To year="2006"/><Current>true</Current>', False),
    ],
)
def test_current_of_version_3(period: str, ongoing: bool) -> None:
    assert jobs(read(passport(work(period))))[0].ongoing is ongoing


def test_job_without_period_is_kept() -> None:
    job = jobs(read(passport(work(""))))[0]
    assert job.start is job.end is None
    assert not job.ongoing


def test_other_parts_of_version_3() -> None:
    more = """<EducationList><Education><Period><From year="2000"/><To year="2004"/></Period><Title>BA</Title>
<Organisation><Name>Uni</Name></Organisation></Education></EducationList>
<Skills><Linguistic><MotherTongueList><MotherTongue><Description><Label>español</Label></Description></MotherTongue>
</MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Code>en</Code><Label>inglés</Label></Description>
<ProficiencyLevel><Listening>C1</Listening><SpokenInteraction>B2</SpokenInteraction></ProficiencyLevel></ForeignLanguage>
</ForeignLanguageList></Linguistic>
<Computer><Description>&lt;p&gt;Excel, Zendesk&lt;/p&gt;</Description></Computer></Skills>
<AchievementList><Achievement><Title><Code>projects</Code><Label>Proyectos</Label></Title>
<Description>&lt;p&gt;Web 2015-2016&lt;/p&gt;</Description></Achievement></AchievementList>"""
    document = read(passport(more=more))
    assert document.entries
    found = {entry.section: entry for entry in document.entries}
    assert set(found) == {"education", "skills", "languages", "projects"}
    assert (text(found["education"].title), text(found["education"].employer)) == ("BA", "Uni")
    assert text(found["skills"].body[0]) == "Excel, Zendesk"
    assert list(map(text, found["languages"].body)) == [
        "español (mother tongue)",
        "inglés (spoken interaction B2, listening C1)",
    ]
    assert text(found["projects"].body[0]) == "Web 2015-2016"


def test_several_positions_of_one_employer() -> None:
    history = (
        "<EmployerHistory><hr:OrganizationName>Acme</hr:OrganizationName>"
        + held("Agent", "2015-01-01", "2017-06-30", "false")
        + held("Team Lead", "2017-07", current="true")
        + "</EmployerHistory>"
    )
    document = read(candidate(history))
    assert [(text(j.employer), text(j.title), text(j.start), text(j.end), j.ongoing) for j in jobs(document)] == [
        ("Acme", "Agent", "2015-01-01", "2017-06-30", False),
        ("Acme", "Team Lead", "2017-07", None, True),
    ]
    assert text(jobs(document)[0].location) == "Leeds, GB"
    assert text(jobs(document)[0].body[0]) == "Calls"
    assert document.person == "Ana Ruiz"
    assert document.entries
    assert text(document.entries[0].body[0]) == "Five years."


def test_time_of_day_is_dropped_and_other_text_kept() -> None:
    history = "<EmployerHistory>" + held("Agent", "2015-01-01T00:00:00.000Z", "circa 2017") + "</EmployerHistory>"
    (job,) = jobs(read(candidate(history)))
    assert (text(job.start), text(job.end), job.employer) == ("2015-01-01", "circa 2017", None)


def test_employer_without_positions_uses_its_own_period() -> None:
    history = """<EmployerHistory><hr:OrganizationName>Acme</hr:OrganizationName>
<eures:EmploymentPeriod><eures:StartDate>
<hr:FormattedDateTime>2010-02</hr:FormattedDateTime></eures:StartDate></eures:EmploymentPeriod></EmployerHistory>"""
    (job,) = jobs(read(candidate(history)))
    assert (text(job.employer), text(job.start), job.ongoing) == ("Acme", "2010-02", False)


def test_languages_of_2020_keep_their_levels() -> None:
    more = """<PersonQualifications><PersonCompetency><CompetencyID schemeName="NORMAL">deu</CompetencyID>
<hr:TaxonomyID>language</hr:TaxonomyID><CompetencyDimension>
<hr:CompetencyDimensionTypeCode>CEF-Understanding-Listening</hr:CompetencyDimensionTypeCode>
<eures:Score><hr:ScoreText>C1</hr:ScoreText></eures:Score></CompetencyDimension><CompetencyDimension>
<hr:CompetencyDimensionTypeCode>CEF-Writing-Production</hr:CompetencyDimensionTypeCode>
<eures:Score><hr:ScoreText>B1</hr:ScoreText></eures:Score></CompetencyDimension></PersonCompetency>
<PersonCompetency><hr:CompetencyName>Zendesk</hr:CompetencyName></PersonCompetency></PersonQualifications>"""
    document = read(candidate("", more))
    assert document.entries is not None
    found = {entry.section: list(map(text, entry.body)) for entry in document.entries[1:]}
    assert found == {"skills": ["Zendesk"], "languages": ["German (production B1, listening C1)"]}


def test_education_of_2020_is_no_job() -> None:
    more = """<EducationHistory><EducationOrganizationAttendance><hr:OrganizationName>Uni</hr:OrganizationName>
<eures:AttendancePeriod><eures:StartDate><hr:FormattedDateTime>2001-09</hr:FormattedDateTime></eures:StartDate>
</eures:AttendancePeriod><EducationDegree><hr:DegreeName>BSc</hr:DegreeName></EducationDegree>
</EducationOrganizationAttendance></EducationHistory>"""
    document = read(candidate("", more))
    assert jobs(document) == []
    assert document.entries
    assert [(e.section, text(e.title), text(e.start)) for e in document.entries[1:]] == [
        ("education", "BSc", "2001-09")
    ]


def test_real_elements_inside_a_description() -> None:
    job = """<EmployerHistory><PositionHistory><PositionTitle>Agent</PositionTitle><oa:Description><ul>
<li>One</li><li>Two</li></ul></oa:Description></PositionHistory></EmployerHistory>"""
    assert [piece.text for piece in jobs(read(candidate(job)))[0].body] == ["One", "Two"]


def json_passport(period: dict[str, Any]) -> dict[str, Any]:
    job = {
        "Period": period,
        "Position": {"Label": "Agente"},
        "Activities": "<p>Chat</p>",
        "Employer": {"Name": "Acme", "ContactInfo": {"Address": {"Contact": {"Municipality": "Madrid"}}}},
    }
    person = {"PersonName": {"FirstName": "Ana", "Surname": "Ruiz"}}
    return {"SkillsPassport": {"LearnerInfo": {"Identification": person, "WorkExperience": [job]}}}


def test_json_of_version_3() -> None:
    root = json_passport({"From": {"Year": 2005, "Month": 10, "Day": 5}, "Current": True})
    document = europass.read(json.dumps(root).encode(), "cv.json")
    (job,) = jobs(document)
    assert document.person == "Ana Ruiz"
    assert (text(job.title), text(job.employer), text(job.location)) == ("Agente", "Acme", "Madrid")
    assert (text(job.start), text(job.end), job.ongoing) == ("2005-10-05", None, True)
    ended = json_passport({"From": {"Year": 2005}, "To": {"Year": 2006, "Month": 2}, "Current": False})
    (job,) = jobs(europass.read(json.dumps(ended).encode(), "cv.json"))
    assert (text(job.start), text(job.end), job.ongoing) == ("2005", "2006-02", False)


@pytest.mark.parametrize(
    "opening",
    [
        '<!DOCTYPE SkillsPassport [<!ENTITY a "lol">]>',
        '<!DOCTYPE SkillsPassport SYSTEM "file:///etc/passwd">',
        '<!-- x --><!DOCTYPE SkillsPassport [<!ENTITY x SYSTEM "http://localhost/">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_doctype_is_refused(opening: str, encoding: str) -> None:
    data = f'{opening}<SkillsPassport xmlns="{V3}"><LearnerInfo/></SkillsPassport>'.encode(encoding)
    assert europass.accepts_xml(data)
    with pytest.raises(UnreadableDocument) as caught:
        read(data)
    assert caught.value.code == "E_XML_DTD"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (passport()[:-30], "E_DAMAGED"),
        (passport("<a>" * 1000 + "</a>" * 1000), "E_LIMIT_XML"),
    ],
)
def test_damaged_xml(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(data)
    assert caught.value.code == code


def test_every_piece_stands_in_the_text() -> None:
    document = read(passport(work('<From year="2005"/><Current>true</Current>')))
    assert document.entries
    for entry in document.entries:
        for piece in filter(None, (entry.title, entry.employer, entry.location, entry.start, *entry.body)):
            assert piece.span is not None
            assert document.text[piece.span.start : piece.span.stop] == piece.text


@pytest.mark.parametrize(
    ("head", "accepted"),
    [
        (passport(), True),
        (candidate(""), True),
        (passport().decode().encode("utf-16"), True),
        (b'<Candidate xmlns="http://ns.hr-xml.org/2007-04-15"/>', False),
        (b"<resume/>", False),
        (b"<!-- <SkillsPassport> --><resume/>", False),
        (b"SkillsPassport", False),
    ],
)
def test_accepts_xml(head: bytes, accepted: bool) -> None:
    assert europass.accepts_xml(head) is accepted


def test_accepts_json() -> None:
    assert europass.accepts(json_passport({}))
    assert not europass.accepts({"basics": {}, "work": []})
    assert not europass.accepts([])
    with pytest.raises(UnreadableDocument, match="no Europass"):
        europass.read(b'{"a": 1}', "cv.json")

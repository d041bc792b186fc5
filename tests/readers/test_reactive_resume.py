"""Reactive Resume: versions 3, 4 and 5, custom sections and what is switched off."""

from __future__ import annotations

import json
from typing import Any

import pytest

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Entry
from xpcalc.readers import reactive_resume

ITEM = {"id": "a", "company": "Acme", "position": "Agent", "location": "Leeds", "period": "Jan 2020 - Present"}


def root(items: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    sections = {"experience": {"title": "", "items": items}, **more.pop("sections", {})}
    return {"basics": {"name": "Ana Ruiz", "headline": "Agent"}, "sections": sections, "metadata": {}, **more}


def read(value: dict[str, Any], **options: Any) -> Document:
    return reactive_resume.read(json.dumps(value).encode(), "resume.json", **options)


def jobs(document: Document) -> list[Entry]:
    assert document.entries is not None
    return [entry for entry in document.entries if entry.section == "experience"]


def text(piece: Any) -> str | None:
    return piece.text if piece else None


def test_version_5() -> None:
    document = read(root([{**ITEM, "description": "<ul><li>Chat</li><li>Mail</li></ul>"}]))
    (job,) = jobs(document)
    assert document.format == "reactive-resume"
    assert document.person == "Ana Ruiz"
    assert (text(job.employer), text(job.title), text(job.location)) == ("Acme", "Agent", "Leeds")
    assert text(job.dates) == "Jan 2020 - Present"
    assert job.start is job.end is None
    assert not job.ongoing
    assert [piece.text for piece in job.body] == ["Chat", "Mail"]
    assert "experience[0]: Acme | Agent | Leeds | Jan 2020 - Present" in document.text


def test_version_4() -> None:
    item = {"visible": True, "company": "Acme", "position": "Agent", "date": "2019 – 2021", "summary": "<p>Chat</p>"}
    (job,) = jobs(read(root([item])))
    assert (text(job.dates), text(job.body[0])) == ("2019 – 2021", "Chat")


def test_version_3_with_a_start_and_an_end() -> None:
    value = {
        "basics": {"name": "Ana"},
        "sections": {
            "work": {
                "items": [
                    {"name": "Acme", "position": "Agent", "date": {"start": "2019-01-01", "end": "2020-01-31"}},
                    {"name": "Beta", "position": "Lead", "date": {"start": "2020-02-01", "end": ""}},
                ]
            }
        },
    }
    first, second = jobs(read(value))
    assert (text(first.employer), text(first.title)) == ("Acme", "Agent")
    assert (text(first.start), text(first.end), first.ongoing) == ("2019-01-01", "2020-01-31", False)
    assert (text(second.start), second.end, second.ongoing) == ("2020-02-01", None, True)


def test_roles_at_one_employer() -> None:
    item = {
        **ITEM,
        "position": "Several",
        "description": "<p>Company text</p>",
        "roles": [
            {"id": "1", "position": "Lead", "period": "2021 - Present", "description": "<p>Led</p>"},
            {"id": "2", "position": "Agent", "period": "2019 - 2021", "description": ""},
            {"id": "3", "position": "Trainee", "period": "", "description": ""},
        ],
    }
    found = jobs(read(root([item])))
    assert [(text(job.employer), text(job.title), text(job.dates)) for job in found] == [
        ("Acme", "Lead", "2021 - Present"),
        ("Acme", "Agent", "2019 - 2021"),
        ("Acme", "Trainee", None),
    ]
    assert [[text(piece) for piece in job.body] for job in found] == [["Company text", "Led"], [], []]


def test_what_is_switched_off_is_left_out_and_said() -> None:
    document = read(
        root(
            [ITEM, {**ITEM, "company": "Beta", "hidden": True}, {**ITEM, "company": "Gamma", "visible": False}],
            sections={"projects": {"visible": False, "items": [{"name": "Shop", "date": "2018"}]}},
        )
    )
    assert [text(job.employer) for job in jobs(document)] == ["Acme"]
    assert "Beta" not in document.text
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("I_HIDDEN_ITEMS", "info")
    assert finding.message.startswith("3 items")


def test_custom_section_of_a_known_type() -> None:
    custom = [
        {"title": "Earlier", "type": "experience", "items": [{**ITEM, "company": "Beta", "period": "2010 - 2012"}]}
    ]
    assert [text(job.employer) for job in jobs(read(root([ITEM], customSections=custom)))] == ["Acme", "Beta"]


def test_custom_section_with_the_fields_of_a_job() -> None:
    custom = [
        {"title": "Earlier", "items": [{**ITEM, "company": "Beta"}, {"name": "Chess club", "period": "2015 - 2019"}]}
    ]
    document = read(root([ITEM], customSections=custom))
    assert [text(job.employer) for job in jobs(document)] == ["Acme", "Beta"]
    assert document.entries
    assert [(e.section, text(e.title)) for e in document.entries if e.section == "other"] == [("other", "Chess club")]


def test_custom_section_by_its_heading() -> None:
    section_of = {"Early Career": "experience", "Ehrenamt": "volunteering", "Talks": "publications"}.get
    custom = {
        "x1": {"name": "Early Career", "items": [{"name": "Clerk at Delta", "date": "2005 - 2007"}]},
        "x2": {"name": "Ehrenamt", "items": [{"name": "Red Cross", "position": "Guide", "date": "2009"}]},
        "x3": {"name": "Talks", "items": [{"name": "On tickets", "date": "2016"}]},
    }
    document = read(root([], sections={"custom": custom}), section_of=section_of)
    assert document.entries
    assert [(e.section, text(e.title), text(e.employer)) for e in document.entries] == [
        ("experience", None, "Clerk at Delta"),
        ("volunteering", "Guide", "Red Cross"),
        ("publications", "On tickets", None),
    ]
    assert document.entries[1].employment == "volunteer"


def test_the_other_sections() -> None:
    document = read(
        root(
            [],
            summary={"content": "<p>Two years.</p>"},
            sections={
                "education": {"items": [{"school": "Uni", "degree": "BA", "period": "2010 - 2014"}]},
                "volunteer": {"items": [{"organization": "Red", "position": "Guide", "date": "2015 - 2016"}]},
                "certifications": {"items": [{"title": "ITIL", "issuer": "Axelos", "date": "2020"}]},
                "projects": {"items": [{"name": "Shop", "keywords": ["Python"], "period": "2018"}]},
                "awards": {"items": [{"title": "Hero", "awarder": "Guild", "date": "2019"}]},
                "skills": {"items": [{"name": "Tools", "keywords": ["Excel", "Jira"]}]},
                "languages": {"items": [{"name": "Spanish", "description": "C1", "level": 4}]},
                "profiles": {"items": [{"network": "LinkedIn"}]},
            },
        )
    )
    assert document.entries
    found = {entry.section: entry for entry in document.entries}
    assert set(found) == {
        "summary",
        "education",
        "volunteering",
        "certifications",
        "projects",
        "awards",
        "skills",
        "languages",
    }
    assert [piece.text for piece in found["skills"].body] == ["Tools", "Excel", "Jira"]
    assert [piece.text for piece in found["languages"].body] == ["Spanish (C1)"]
    assert text(found["education"].employer) == "Uni"
    assert text(found["projects"].body[0]) == "Python"


def test_every_piece_stands_in_the_text() -> None:
    document = read(root([{**ITEM, "description": "<p>a</p><p>b</p>"}]))
    for entry in document.entries or ():
        for piece in filter(None, (entry.title, entry.employer, entry.location, entry.dates, *entry.body)):
            assert piece.span is not None
            assert document.text[piece.span.start : piece.span.stop] == piece.text


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<ul><li><p>One</p></li></ul>", ["One"]),
        ("<p>a &lt; b &amp; c</p>", ["a < b & c"]),
        ("a < b and c > d", ["a < b and c > d"]),
        ("<script>alert(1)</script><p>One</p><!-- two -->", ["One"]),
        ("<p>" + "<" * 50_000, ["<" * 50_000]),
        ("", []),
    ],
)
def test_markup_of_descriptions(html: str, lines: list[str]) -> None:
    (job,) = jobs(read(root([{**ITEM, "description": html}])))
    assert [piece.text for piece in job.body] == lines


def test_sections_of_the_wrong_type_are_skipped() -> None:
    value = root([], sections={"education": 3, "skills": {"items": "x"}, "custom": ["y"]}, customSections={"a": 1})
    assert read(value).entries == ()


@pytest.mark.parametrize("data", [b'{"basics": {}}', b"[]", b'{"sections": NaN}', b"{"])
def test_what_is_no_export_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        reactive_resume.read(data, "r.json")
    assert caught.value.code == "E_JSON"


@pytest.mark.parametrize(
    ("value", "accepted"),
    [
        (root([]), True),
        ({"basics": {}, "sections": {"work": {"items": []}}}, True),
        ({"basics": {}, "work": []}, False),
        ({"sections": {"experience": {"items": []}}}, False),
        ({"basics": {}, "sections": []}, False),
        ([], False),
    ],
)
def test_accepts(value: Any, accepted: bool) -> None:
    assert reactive_resume.accepts(value) is accepted

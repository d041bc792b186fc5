"""JSON Resume: keys of all versions, open ends, and JSON that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document, Entry
from xpcalc.readers import json_resume

JOB = {"name": "Acme", "position": "Agent", "startDate": "2020-01", "endDate": "2021-03-31", "location": "Leeds"}


def read(root: Any) -> Document:
    return json_resume.read(json.dumps(root, ensure_ascii=False).encode(), "resume.json")


def sections(document: Document) -> dict[str, Entry]:
    assert document.entries is not None
    return {entry.section: entry for entry in document.entries}


def one(job: dict[str, Any]) -> Entry:
    return sections(read({"basics": {}, "work": [job]}))["experience"]


def text(piece: Any) -> str | None:
    return piece.text if piece else None


def test_a_job() -> None:
    document = read({"basics": {"name": "Ana Ruiz", "label": "Agent", "summary": "Two years."}, "work": [JOB]})
    job = sections(document)["experience"]
    assert document.person == "Ana Ruiz"
    assert document.format == "json-resume"
    assert (text(job.employer), text(job.title), text(job.location)) == ("Acme", "Agent", "Leeds")
    assert (text(job.start), text(job.end), job.ongoing, job.dates) == ("2020-01", "2021-03-31", False, None)
    assert "work[0]: Acme | Agent | Leeds | 2020-01 | 2021-03-31" in document.text.splitlines()
    assert text(sections(document)["summary"].body[0]) == "Two years."


@pytest.mark.parametrize("key", ["name", "company", "employer"])
def test_names_of_the_employer(key: str) -> None:
    job = {key: "Acme", "position": "Agent", "startDate": "2020"}
    assert text(one(job).employer) == "Acme"


@pytest.mark.parametrize("end", [None, "", "Present", "present", "current", "Now", "missing"])
def test_no_end_means_ongoing(end: str | None) -> None:
    job: dict[str, Any] = {**JOB, "endDate": end}
    if end == "missing":
        del job["endDate"]
    assert one(job).ongoing


def test_no_dates_at_all_are_not_ongoing() -> None:
    job = one({"name": "Acme", "position": "Agent"})
    assert not job.ongoing
    assert job.start is job.end is job.dates is None


def test_a_date_as_number_and_a_free_range() -> None:
    assert text(one({**JOB, "startDate": 2019}).start) == "2019"
    job = one({"name": "Acme", "position": "Agent", "date": "Jan 2020 - Mar 2021"})
    assert text(job.dates) == "Jan 2020 - Mar 2021"


def test_highlights_markup_and_unknown_keys() -> None:
    job = one(
        {
            **JOB,
            "summary": "<p>Support for <b>500</b> users &amp; more</p><ul><li><p>Chat</p></li><li>Mail</li></ul>",
            "highlights": ["• Built macros", 7, None, {"a": 1}],
            "x-rating": {"stars": 5},
            "url": "https://example.com",
        }
    )
    assert [piece.text for piece in job.body] == ["Support for 500 users & more", "Chat", "Mail", "Built macros", "7"]


def test_every_piece_stands_in_the_text() -> None:
    document = read({"basics": {"name": "Ana"}, "work": [{**JOB, "highlights": ["a", "b"], "summary": "s\nt"}]})
    assert document.entries
    for entry in document.entries:
        for piece in filter(None, (entry.title, entry.employer, entry.location, entry.start, entry.end, *entry.body)):
            assert piece.span is not None
            assert document.text[piece.span.start : piece.span.stop] == piece.text


def test_the_other_sections() -> None:
    document = read(
        {
            "basics": {"name": "Ana", "location": {"city": "Leeds", "countryCode": "GB"}},
            "volunteer": [{"organization": "Red", "position": "Guide", "startDate": "2015-01"}],
            "education": [
                {"institution": "Uni", "area": "Biology", "studyType": "BSc", "startDate": "2010", "endDate": "2014"}
            ],
            "certificates": [{"name": "ITIL", "date": "2020-05", "issuer": "Axelos"}],
            "projects": [{"name": "Shop", "entity": "Acme", "startDate": "2016-08-24", "endDate": "2016-09-24"}],
            "awards": [{"title": "Hero", "date": "2019", "awarder": "Guild"}],
            "publications": [{"name": "Paper", "releaseDate": "2018"}],
            "skills": [{"name": "Web", "keywords": ["HTML", "CSS"]}, "Excel"],
            "languages": [{"language": "Spanish", "fluency": "Native speaker"}, {"language": "French"}],
            "meta": {"lastModified": "2024-01-01T00:00:00Z"},
        }
    )
    found = sections(document)
    assert set(found) == {
        "volunteering",
        "education",
        "projects",
        "certifications",
        "awards",
        "publications",
        "skills",
        "languages",
    }
    assert found["volunteering"].employment == "volunteer"
    assert found["volunteering"].ongoing
    assert text(found["education"].title) == "BSc Biology"
    assert text(found["certifications"].dates) == "2020-05"
    assert text(found["projects"].employer) == "Acme"
    assert not found["awards"].ongoing
    assert [piece.text for piece in found["skills"].body] == ["Web", "HTML", "CSS", "Excel"]
    assert [piece.text for piece in found["languages"].body] == ["Spanish (Native speaker)", "French"]
    assert document.dated is None
    assert document.lines[0].text == "basics: Ana | Leeds, GB"


def test_control_characters_and_surrogates_are_cleaned() -> None:
    data = b'{"basics":{"name":"A\\u001b[2Jna"},"work":[{"name":"X \\ud800 Y","position":"Agent","startDate":"2020"}]}'
    document = json_resume.read(data, "r.json")
    assert document.person == "A[2Jna"
    assert text(sections(document)["experience"].employer) == "X \ufffd Y"
    document.text.encode()


def test_composed_letters_and_utf_16() -> None:
    data = json.dumps({"basics": {}, "work": [{**JOB, "name": "Cafe\u0301"}]}, ensure_ascii=False)
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        document = json_resume.read(data.encode(encoding), "r.json")
        assert text(sections(document)["experience"].employer) == "Café"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"work": [{"name": "A", "score": NaN}]}', id="NaN"),
        pytest.param(b'{"work": [], "work": [{"name": "B"}]}', id="duplicate key"),
        pytest.param(b'{"work": [', id="cut short"),
        pytest.param(b'{"work": ' + b"9" * 5000 + b"}", id="huge number"),
        pytest.param(b'{"a": "' + b'\\"' * 200_000, id="endless string"),
        pytest.param(b'{"a": "\xff\xfe"}', id="no utf-8"),
        pytest.param(b"[1, 2]", id="no object"),
    ],
)
def test_what_is_no_json_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        json_resume.read(data, "r.json")
    assert caught.value.code == "E_JSON"
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("data", [b'{"work": ' + b"[" * 70 + b"]" * 70 + b"}", b"[" * 200_000], ids=["70", "200,000"])
def test_what_is_too_deep_says_so(data: bytes) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        json_resume.read(data, "r.json")
    assert caught.value.code == "E_LIMIT_JSON"


def test_brackets_inside_strings_are_no_depth() -> None:
    assert text(one({**JOB, "name": "[" * 100 + '"\\'}).employer) == "[" * 100 + '"\\'


def test_sections_of_the_wrong_type_are_skipped() -> None:
    document = read(
        {"basics": "none", "work": {"name": "Acme"}, "education": "x", "skills": None, "projects": [1, "a"]}
    )
    assert set(sections(document)) == {"experience"}


@pytest.mark.parametrize(
    ("root", "accepted"),
    [
        ({"basics": {}, "work": []}, True),
        ({"work": [{"company": "Acme"}]}, True),
        ({"$schema": "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"}, True),
        ({"basics": {}, "sections": {"experience": {"items": []}}}, False),
        ({"SkillsPassport": {}}, False),
        ({"work": 3}, False),
        ([{"work": []}], False),
        ({"name": "package", "version": "1.0.0"}, False),
    ],
)
def test_accepts(root: Any, accepted: bool) -> None:
    assert json_resume.accepts(root) is accepted

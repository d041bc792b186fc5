"""JSON Resume (jsonresume.org, versions 0.0.16 to 1.2 and its relatives) -> Document with entries.

To read another section: add a row to `SECTIONS` with the keys of each field; the first key that holds text wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.readers.records import Records, clean, first, graded, is_ongoing, items, load_json, mapping
from xpcalc.record import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the file: the section of its entries and the keys of each field."""

    key: str
    section: str
    title: tuple[str, ...]
    employer: tuple[str, ...]
    dates: tuple[str, ...] = ()
    employment: str | None = None
    open_ended: bool = False  # no end means still there


_START = ("startDate", "start_date", "start", "from")
_END = ("endDate", "end_date", "end", "to")

# Source: JSON Resume schema 1.0.0 and the older names that published files still hold (company, website, certificates).
SECTIONS = (
    Section("work", "experience", ("position", "title", "role"), ("name", "company", "employer"), open_ended=True),
    Section(
        "volunteer",
        "volunteering",
        ("position", "role"),
        ("organization", "name", "company"),
        employment="volunteer",
        open_ended=True,
    ),
    Section("education", "education", ("studyType", "area"), ("institution", "school")),
    Section("projects", "projects", ("name", "title"), ("entity",)),
    Section("certificates", "certifications", ("name", "title"), ("issuer",), ("date",)),
    Section("certifications", "certifications", ("name", "title"), ("issuer",), ("date",)),
    Section("awards", "awards", ("title", "name"), ("awarder",), ("date",)),
    Section("publications", "publications", ("name", "title"), ("publisher",), ("releaseDate", "date")),
)


def accepts(root: object) -> bool:
    """Say whether parsed JSON is a JSON Resume: `basics` or `work`, and not a format with `sections`."""
    if not isinstance(root, Mapping) or "sections" in root or "SkillsPassport" in root:
        return False
    schema = root.get("$schema")
    if isinstance(schema, str) and "jsonresume" in schema.replace("-", "").lower():
        return True
    work = root.get("work")
    if isinstance(work, list) and any(isinstance(job, dict) and job.keys() & {"position", "company"} for job in work):
        return True
    lists = sum(isinstance(root.get(key), list) for key in ("work", "education", "skills", "volunteer", "projects"))
    return isinstance(root.get("basics"), dict) and lists > 0


def read(data: bytes, name: str) -> Document:
    """Return the file as a Document.

    Raises: UnreadableDocument E_JSON.
    """
    return from_root(load_json(data), data, name)


def from_root(root: object, data: bytes, name: str) -> Document:
    """Return the Document of JSON that is already parsed."""
    if not isinstance(root, dict):
        raise UnreadableDocument("E_JSON", "the JSON is no object with a section 'work'", "export the CV again")
    records = Records()
    basics = mapping(root.get("basics"))
    person = first(basics, "name") or clean(f"{first(basics, 'firstName')} {first(basics, 'lastName')}")
    if person or first(basics, "label"):
        records.head("basics", person, first(basics, "label", "headline"), _place(basics.get("location")), bold=True)
        summary = records.body(basics.get("summary"))
        if summary:
            records.entry("summary", body=summary)
    for section in SECTIONS:
        for number, item in enumerate(items(root.get(section.key))):
            if isinstance(item, dict):
                _item(records, section, f"{section.key}[{number}]", item)
    _skills(records, root.get("skills"))
    _languages(records, root.get("languages"))
    return records.document(name, "json-resume", data, person=person or None)


def _item(records: Records, section: Section, where: str, item: dict[str, Any]) -> None:
    titles = [clean(item.get(key)) for key in section.title]
    # Why: a degree is "studyType" in "area"; elsewhere the keys are other names for one field.
    title = " ".join(filter(None, titles)) if section.key == "education" else next(filter(None, titles), "")
    employer = first(item, *section.employer)
    start, end, dates = first(item, *_START), first(item, *_END), first(item, *section.dates)
    # Why: some generators write one free range ("Jan 2020 - Mar 2021") where the schema has two dates.
    if not (start or end or dates):
        dates = first(item, "dates", "date", "period", "duration")
    if not (title or employer or start or end or dates):
        return
    pieces = records.head(where, employer, title, _place(item.get("location")), start, end, dates)
    employer_at, title_at, location_at, start_at, end_at, dates_at = pieces
    body = records.body(item.get("summary"), item.get("description"))
    body += records.bullets(items(item.get("highlights")))
    body += records.listing_below("keywords", (clean(word) for word in items(item.get("keywords"))))
    records.entry(
        section.section,
        title=title_at,
        employer=employer_at,
        location=location_at,
        start=start_at,
        end=end_at,
        dates=dates_at,
        ongoing=is_ongoing(end) or (section.open_ended and bool(start) and not end),
        employment=section.employment,
        body=body,
    )


def _place(value: object) -> str:
    if isinstance(value, dict):
        parts = dict.fromkeys(clean(value.get(key)) for key in ("city", "region", "countryCode", "country"))
        return ", ".join(part for part in parts if part)
    return clean(value)


def _skills(records: Records, value: object) -> None:
    groups: list[str] = []
    for item in items(value):
        if isinstance(item, dict):
            words = [clean(word) for word in items(item.get("keywords"))]
            groups += [first(item, "name"), *words]
        else:
            groups.append(clean(item))
    pieces = records.listing("Skills", dict.fromkeys(groups))
    if pieces:
        records.entry("skills", body=pieces)


def _languages(records: Records, value: object) -> None:
    words = (
        graded(first(item, "language", "name"), first(item, "fluency", "level", "proficiency"))
        if isinstance(item, dict)
        else clean(item)
        for item in items(value)
    )
    pieces = records.listing("Languages", dict.fromkeys(words))
    if pieces:
        records.entry("languages", body=pieces)

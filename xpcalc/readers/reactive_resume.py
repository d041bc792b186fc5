"""Reactive Resume JSON (rxresu.me, versions 3 to 5) -> Document with entries.

To read another section: add a row to `SECTIONS`; custom sections are told by their type, their heading or their fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from xpcalc.errors import UnreadableDocument
from xpcalc.model import Document
from xpcalc.readers.records import Records, clean, first, graded, is_ongoing, items, load_json, mapping


class Section(NamedTuple):
    """Where the entries of one section of the editor belong, and the keys of each field."""

    section: str
    title: tuple[str, ...]
    employer: tuple[str, ...] = ()


_JOB = Section("experience", ("position", "title", "role", "name"), ("company", "organization", "employer", "name"))
_VOLUNTEER = Section("volunteering", ("position", "role"), ("organization", "company", "name"))

# Source: sections of the editor in versions 3 (work), 4 and 5 (experience); certificates changed names twice.
SECTIONS: Mapping[str, Section] = {
    "work": _JOB,
    "experience": _JOB,
    "volunteer": _VOLUNTEER,
    "education": Section("education", ("degree", "studyType", "area"), ("school", "institution")),
    "projects": Section("projects", ("name", "title")),
    "certifications": Section("certifications", ("title", "name"), ("issuer",)),
    "awards": Section("awards", ("title", "name"), ("awarder",)),
    "publications": Section("publications", ("title", "name"), ("publisher",)),
    "references": Section("references", ("name",)),
}
_OTHER = Section("other", ("name", "title", "position"), ("company", "organization", "issuer"))
_LISTED = {"skills": "Skills", "languages": "Languages", "interests": "Interests"}


def accepts(root: object) -> bool:
    """Say whether parsed JSON is a Reactive Resume export: `basics` beside an object of `sections` with items."""
    if not isinstance(root, Mapping):
        return False
    sections = root.get("sections")
    return (
        isinstance(root.get("basics"), dict)
        and isinstance(sections, dict)
        and any(isinstance(section, dict) and "items" in section for section in sections.values())
    )


def read(data: bytes, name: str, section_of: Callable[[str], str | None] | None = None) -> Document:
    """Return the file as a Document; `section_of` tells the section of a heading that the person has written.

    Raises: UnreadableDocument E_JSON.
    """
    return from_root(load_json(data), data, name, section_of)


def from_root(root: object, data: bytes, name: str, section_of: Callable[[str], str | None] | None = None) -> Document:
    """Return the Document of JSON that is already parsed."""
    if not isinstance(root, dict) or not isinstance(root.get("sections"), dict):
        raise UnreadableDocument(
            "E_JSON", "the JSON is no Reactive Resume export: no 'sections'", "export the CV again"
        )
    reader = _Reader(section_of or (lambda _: None))
    person = reader.basics(root)
    sections = root["sections"]
    for key in [*SECTIONS, *_LISTED]:
        if key in sections:
            reader.section(key, key, mapping(sections[key]))
    for where, section in _custom(root, sections):
        reader.section(where, clean(section.get("type")) or "custom", section)
    return reader.document(data, name, person)


def _custom(root: dict[str, Any], sections: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield sections that the person added: a list at the top (5), under sections.custom (4), or own keys (3)."""
    for number, section in enumerate(items(root.get("customSections"))):
        yield f"customSections[{number}]", mapping(section)
    for key, section in mapping(sections.get("custom")).items():
        yield f"custom.{clean(key)[:40]}", mapping(section)
    for key, section in sections.items():
        if key not in SECTIONS and key not in _LISTED and key not in ("custom", "summary", "profiles"):
            yield clean(key)[:40], mapping(section)


def _hidden(record: Mapping[str, Any]) -> bool:
    return record.get("hidden") is True or record.get("visible") is False


class _Reader:
    def __init__(self, section_of: Callable[[str], str | None]) -> None:
        self._records = Records()
        self._section_of = section_of
        self._left_out = 0

    def document(self, data: bytes, name: str, person: str) -> Document:
        if self._left_out:
            self._records.finding(
                "I_HIDDEN_ITEMS", f"{self._left_out} items are switched off in the editor and were left out"
            )
        return self._records.document(name, "reactive-resume", data, person=person or None)

    def basics(self, root: dict[str, Any]) -> str:
        basics = mapping(root.get("basics"))
        person = first(basics, "name") or clean(f"{first(basics, 'firstName')} {first(basics, 'lastName')}")
        place = basics.get("location")
        town = first(place, "city", "region") if isinstance(place, dict) else clean(place)
        self._records.head("basics", person, first(basics, "headline", "label"), town, bold=True)
        for summary in (mapping(root.get("summary")), mapping(mapping(root.get("sections")).get("summary")), basics):
            body = () if _hidden(summary) else self._records.body(summary.get("content"), summary.get("summary"))
            if body:
                self._records.entry("summary", body=body)
                break
        return person

    def section(self, where: str, kind: str, section: dict[str, Any]) -> None:
        found = [item for item in items(section.get("items")) if isinstance(item, dict)]
        shown = [] if _hidden(section) else [item for item in found if not _hidden(item)]
        self._left_out += len(found) - len(shown)
        if kind in _LISTED:
            self._listed(kind, shown)
            return
        if kind == "summary":
            body = self._records.body(*(item.get("content") or item.get("description") for item in shown))
            if body:
                self._records.entry("summary", body=body)
            return
        heading = clean(section.get("name")) or clean(section.get("title"))
        for number, item in enumerate(shown):
            self._item(f"{where}[{number}]", self._kind(kind, heading, item), item)

    def _kind(self, kind: str, heading: str, item: dict[str, Any]) -> Section:
        if kind in SECTIONS:
            return SECTIONS[kind]
        known = self._section_of(heading) if heading else None
        if known == "experience":
            return _JOB
        if known == "volunteering":
            return _VOLUNTEER
        if known is not None:
            return next((row for row in SECTIONS.values() if row.section == known), _OTHER._replace(section=known))
        # Why: an item with the fields of a job is one, whatever its section is called.
        return _JOB if first(item, "company", "employer") and first(item, "position", "role") else _OTHER

    def _item(self, where: str, row: Section, item: dict[str, Any]) -> None:
        titles = [text for key in row.title if (text := clean(item.get(key)))]
        employers = [text for key in row.employer if (text := clean(item.get(key)))]
        employer = employers[0] if employers else ""
        # Why: "name" is the employer in version 3 and the title of a custom item in version 4.
        title = next((text for text in titles if text != employer), "")
        if not title and titles and row.section != "experience":
            title = titles[0]
        # Why: version 5 keeps several jobs at one employer as `roles`, each with its own period.
        roles = [role for role in items(item.get("roles")) if isinstance(role, dict) and not _hidden(role)]
        if roles and row.section in ("experience", "volunteering"):
            for number, role in enumerate(roles):
                own = {key: role.get(key) for key in ("position", "period", "date", "description", "highlights")}
                # Why: the text of the employer is told once, with its latest role.
                shared = "" if number else item.get("description") or item.get("summary")
                place = role.get("location") or item.get("location")
                merged = {**item, **own, "summary": shared, "location": place, "keywords": [], "roles": []}
                self._item(f"{where}.roles[{number}]", row, merged)
            return
        start, end, dates = _dates(item)
        if not (title or employer or start or end or dates):
            return
        pieces = self._records.head(where, employer, title, first(item, "location"), start, end, dates)
        employer_at, title_at, location_at, start_at, end_at, dates_at = pieces
        body = self._records.body(item.get("summary"), item.get("description"))
        body += self._records.bullets(items(item.get("highlights")))
        body += self._records.listing_below("keywords", (clean(word) for word in items(item.get("keywords"))))
        self._records.entry(
            row.section,
            title=title_at,
            employer=employer_at,
            location=location_at,
            start=start_at,
            end=end_at,
            dates=dates_at,
            ongoing=is_ongoing(end) or (bool(start) and not end and row.section in ("experience", "volunteering")),
            employment="volunteer" if row.section == "volunteering" else None,
            body=body,
        )

    def _listed(self, kind: str, shown: list[dict[str, Any]]) -> None:
        words: list[str] = []
        for item in shown:
            name = first(item, "name", "language")
            if kind == "languages":
                # Why: "level" is a number of dots there, of no scale.
                name = graded(name, first(item, "fluency", "description", "proficiency"))
            words += [name, *(clean(word) for word in items(item.get("keywords")))]
        pieces = self._records.listing(_LISTED[kind], dict.fromkeys(words))
        if pieces:
            self._records.entry(kind, body=pieces)


def _dates(item: dict[str, Any]) -> tuple[str, str, str]:
    """Return start, end and the free range of an item; version 3 holds an object, later ones a text."""
    date = item.get("date")
    if isinstance(date, dict):
        return first(date, "start", "startDate"), first(date, "end", "endDate"), ""
    start, end = first(item, "startDate", "start"), first(item, "endDate", "end")
    return start, end, "" if start or end else first(item, "period", "date", "dates")

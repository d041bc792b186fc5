"""Bytes of a saved page -> the JobPosting of schema.org in it, if there is one. To read a field more: `_FIELDS`."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from xpcalc.model import Document
from xpcalc.record import dataclass
from xpcalc.regex import regex

# Source: https://schema.org/JobPosting; fields that hold requirements in words.
_FIELDS = ("experienceRequirements", "educationRequirements", "qualifications", "skills")
# Source: Google's job posting guide: the words of credentialCategory, with those that the tables here know.
_CREDENTIALS = {
    "high school": "high school diploma",
    "associate degree": "associate degree",
    "bachelor degree": "bachelor's degree",
    "postgraduate degree": "master's degree",
    "professional certificate": "",
    "no requirements": "",
}
_SCRIPT = regex(
    rb"<script\s[^<>]{0,200}?type\s{0,9}=\s{0,9}[\"']?application/ld\+json[\"']?[^<>]{0,200}>([^<]*(?:<(?!/?script)[^<]*)*)</script",
    re.IGNORECASE | re.DOTALL,
)
_NOTHING = regex(r"^\s*no requirements?\s*$", re.IGNORECASE)
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Posting:
    """The data of a posting: months first, then fields in words, then the description as a document."""

    title: str
    months: int | None
    fields: tuple[tuple[str, str], ...]
    description: Document
    read: tuple[str, ...]

    def text(self) -> str:
        """Return all the words of the posting."""
        return "\n".join([self.title, *(text for _, text in self.fields), self.description.text])


def posting_of(data: bytes) -> Posting | None:
    """Return the first JobPosting of a page; None where there is none or its data is broken."""
    if b"ld+json" not in data.lower():
        return None
    for script in _SCRIPT.findall(data):
        try:
            found = next(_postings(json.loads(script.decode("utf-8", "replace")), 0), None)
        except (ValueError, RecursionError):
            continue
        if found is not None:
            return _posting(found)
    return None


def _postings(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        kinds = value.get("@type", "")
        if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
            yield value
        for inner in value.values():
            yield from _postings(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _postings(inner, depth + 1)


def _posting(data: dict[str, Any]) -> Posting:
    read = []
    months: int | None = None
    fields: list[tuple[str, str]] = []
    for name in _FIELDS:
        values = data.get(name)
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                if "monthsOfExperience" in value:
                    months = _months(value["monthsOfExperience"])
                    read += ["monthsOfExperience"] if months else []
                category = str(value.get("credentialCategory", "")).strip().lower()
                text = _CREDENTIALS.get(category, category) or str(value.get("description", ""))
            else:
                text = str(value) if isinstance(value, str) else ""
            if text.strip() and not _NOTHING.match(text):
                fields.append((name, text))
                read.append(name)
    # Why: a list of skills, and a string that names them with commas, is one list: all are asked.
    joined = ", ".join(text for name, text in fields if name == "skills")
    kept = [(name, text) for name, text in fields if name != "skills"] + ([("skills", joined)] if joined else [])
    title = html.unescape(str(data.get("title") or ""))
    return Posting(title, months, tuple(kept), _description(str(data.get("description") or "")), tuple(read))


def _months(value: object) -> int | None:
    try:
        months = int(str(value))
    except ValueError:
        return None
    return months if 0 < months <= 1200 else None


def _description(text: str) -> Document:
    from xpcalc.errors import UnreadableDocument
    from xpcalc.readers import read

    if "&lt;" in text:
        text = html.unescape(text)
    if not text.strip():
        return Document("description", "text", "", "")
    page = f"<!doctype html><html><body>{text}</body></html>" if "<" in text else text
    try:
        return read(page.encode("utf-8"), "description")
    except UnreadableDocument:
        return Document("description", "text", "", re.sub(r"<[^>]*>", " ", text))

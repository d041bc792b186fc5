"""Entries of a section of jobs -> those that tell of schools and courses, which are no positions.

Why: "Werdegang" and "Parcours" head whole lives; a course of study under them is no month of work. To add a word:
`schooling` in rules/languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xpcalc.language import Words, fold
from xpcalc.model import Entry, Finding

# Unit: points of a title. "Student Assistant" and "HBO Verpleegkundige" are jobs.
_JOB = 0.4
_SURE = 0.5
# What stands before the subject of a course.
_OF = frozenset("of in en de d di em der des".split())


def schooling(entries: Sequence[Entry], words: Words, languages: Sequence[str]) -> tuple[list[Entry], list[Finding]]:
    """Return the entries with courses of study moved to the education, and a finding for each of them."""
    kept: list[Entry] = []
    findings: list[Finding] = []
    for entry in entries:
        told = _is_schooling if entry.section == "experience" else _is_qualification
        if entry.section not in ("experience", "internships") or not told(entry, words, languages):
            kept.append(entry)
            continue
        kept.append(replace(entry, section="education"))
        what = ", ".join([piece.text for piece in (entry.title, entry.employer) if piece is not None])
        text = f"{what}: read as a course of study among the jobs, not counted"
        findings.append(Finding("I_SCHOOLING", "info", text, entry.span))
    return kept, findings


def _is_qualification(entry: Entry, words: Words, languages: Sequence[str]) -> bool:
    """Say whether an entry names a qualification and who teaches it: "Extended Diploma Business, Franklin College"."""
    said = [piece.text for piece in (entry.title, entry.employer, entry.location) if piece is not None]
    names = [fold(text.replace("-", " ")) for text in said]
    held = [list(_phrases(name.split())) for name in names]
    teaching = words.schooling("institutions", languages)
    if not any([not teaching.isdisjoint(phrases) for phrases in held]):
        return False
    known = words.schooling("qualifications", languages)
    # Why: "Técnico superior en Administración" begins as a job does, and at a school is none.
    if any([" " in phrase and name.startswith(f"{phrase} ") for phrase in known for name in names]):
        return True
    named = any([not known.isdisjoint(phrases) for phrases in held])
    return named and all([words.title_score(name, languages) < _JOB for name in names])


def _phrases(names: Sequence[str]) -> Iterator[str]:
    """Yield the words of a name, one and two at a time."""
    for n in (1, 2):
        yield from [" ".join(names[i : i + n]) for i in range(len(names))]


def _is_schooling(entry: Entry, words: Words, languages: Sequence[str]) -> bool:
    """Say whether an entry is a course, by how its title begins, or a school of children beside no title."""
    if entry.title is not None:
        folded = fold(entry.title.text).split()
        openings = [" ".join(folded[:n]) for n in range(min(len(folded), 4), 0, -1)]
        if not words.schooling("jobs", languages).isdisjoint(openings):
            return False  # "Student Union Bar Staff"
        if _is_qualification(entry, words, languages):
            return True
        courses = words.schooling("courses", languages)
        size = next((opening.count(" ") + 1 for opening in openings if opening in courses), 0)
        # Why: "Formation d'aide-soignante" is a course, "HBO Verpleegkundige" a job.
        about = size > 1 and folded[size - 1] in _OF
        # "École d'aide-soignante": a school of the occupation that stands behind it.
        if folded[0] in words.schooling("institutions", languages) and folded[1:2] and folded[1] in _OF:
            taught = words.title_score(" ".join(folded[2:]), languages) >= _SURE
            return taught and (entry.employer is None or words.title_score(entry.employer.text, languages) < _JOB)
        return size > 0 and (about or words.title_score(" ".join(folded[size:]), languages) < _JOB)
    names = fold(entry.employer.text).split() if entry.employer is not None else []
    return not words.schooling("schools", languages).isdisjoint(_phrases(names))

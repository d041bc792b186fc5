"""Entries of a section of jobs -> those that tell of schools and courses, which are no positions.

Why: "Werdegang" and "Parcours" head whole lives; a course of study under them is no month of work. To add a word:
`schooling` in rules/languages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xpcalc.language import Words, fold
from xpcalc.model import Entry, Finding

# Unit: points of a title. "Student Assistant" and "HBO Verpleegkundige" are jobs.
_JOB = 0.4
# What stands before the subject of a course.
_OF = frozenset("of in en de d di em der des".split())


def schooling(entries: Sequence[Entry], words: Words, languages: Sequence[str]) -> tuple[list[Entry], list[Finding]]:
    """Return the entries with courses of study moved to the education, and a finding for each of them."""
    kept: list[Entry] = []
    findings: list[Finding] = []
    for entry in entries:
        if entry.section != "experience" or not _is_schooling(entry, words, languages):
            kept.append(entry)
            continue
        kept.append(replace(entry, section="education"))
        what = ", ".join([piece.text for piece in (entry.title, entry.employer) if piece is not None])
        text = f"{what}: read as a course of study among the jobs, not counted"
        findings.append(Finding("I_SCHOOLING", "info", text, entry.span))
    return kept, findings


def _is_schooling(entry: Entry, words: Words, languages: Sequence[str]) -> bool:
    """Say whether an entry is a course, by how its title begins, or a school of children beside no title."""
    if entry.title is not None:
        folded = fold(entry.title.text).split()
        openings = [" ".join(folded[:n]) for n in range(min(len(folded), 4), 0, -1)]
        if not words.schooling("jobs", languages).isdisjoint(openings):
            return False  # "Student Union Bar Staff"
        courses = words.schooling("courses", languages)
        size = next((opening.count(" ") + 1 for opening in openings if opening in courses), 0)
        # Why: "Formation d'aide-soignante" is a course, "HBO Verpleegkundige" a job.
        about = size > 1 and folded[size - 1] in _OF
        return size > 0 and (about or words.title_score(" ".join(folded[size:]), languages) < _JOB)
    names = fold(entry.employer.text).split() if entry.employer is not None else []
    joined = [" ".join(names[i : i + n]) for i in range(len(names)) for n in (1, 2)]
    return not words.schooling("schools", languages).isdisjoint(joined)

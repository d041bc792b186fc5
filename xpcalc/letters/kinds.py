"""Passages -> what kind of letter this is, or that it is none; the words are in rules/letters, `kinds`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xpcalc.language import Words
from xpcalc.letters.passages import Passage
from xpcalc.letters.words import LetterWords, folded

REFUSED = -1
_TITLE = 3  # points of a line that is the name of the kind of letter
_BEGINS = 2  # ... of a line that begins with it: "Certificate of employment for Ana Ruiz"
_MOST_PHRASES = 3
_LONGEST_TITLE = 12  # words of such a line
_SUBJECT = re.compile(r"^(?:subject|re|ref|asunto|objet|objeto|assunto|betreff|betr) ?[:.] ")
# Why: a CV has sections for at least two of these, a letter for none.
_CV_SECTIONS = frozenset(("experience", "education", "skills", "summary", "projects", "certifications", "internships"))


def kind_of(
    found: Sequence[Passage], words: Words, letter_words: LetterWords, languages: Sequence[str]
) -> tuple[str, int]:
    """Return the kind and how strongly it shows (1 = one phrase, 3 = its title); REFUSED for a CV or application."""
    if is_cv(found, words, languages):
        return "", REFUSED
    lines = [folded(passage.text) for passage in found]
    whole = " | ".join(lines)
    if letter_words.refused is not None and letter_words.refused.search(f"{whole} "):
        return "", REFUSED
    scores: dict[str, int] = {}
    titled = {kind: 0 for kind in letter_words.phrases}
    for line in lines:
        kind, points = _title(line, letter_words.titles)
        if points > titled.get(kind, 0):
            titled[kind] = points
    for kind, phrases in letter_words.phrases.items():
        said = sum(1 for phrase in phrases if phrase.search(f"{whole} "))
        scores[kind] = titled[kind] + min(_MOST_PHRASES, said)
    best = max(scores, key=lambda kind: (scores[kind], titled[kind]), default="")
    if not best or not scores[best]:
        return "", 0
    return best, scores[best]


def is_cv(found: Sequence[Passage], words: Words, languages: Sequence[str]) -> bool:
    """Say whether the headings are those of a CV."""
    sections = {words.section_of(passage.text, languages) for passage in found if len(passage.text) < 60}
    return len(sections & _CV_SECTIONS) >= 2


def _title(line: str, titles: Mapping[str, str]) -> tuple[str, int]:
    line = _SUBJECT.sub("", line).strip(" .:,-–|")
    if line in titles:
        return titles[line], _TITLE
    words = line.split()
    # Why: "Principal statement of employment", "Certificate of employment for Ana Ruiz"; one word says too little.
    starts = range(len(words)) if len(words) <= _LONGEST_TITLE else range(1)
    for start in starts:
        for size in range(min(len(words) - start, 10), 1, -1):
            kind = titles.get(" ".join(words[start : start + size]))
            if kind is not None:
                return kind, _BEGINS
    return "", 0


__all__ = ["REFUSED", "is_cv", "kind_of"]

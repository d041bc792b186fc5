"""Document -> Claims: where somebody says how long they have done something. How one length is read is in reading.py.

A line costs one search unless it holds a length of time; spaCy is loaded only for a length that reads like a claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from xpcalc.claims.compounds import joined
from xpcalc.claims.frames import Frames, Hints
from xpcalc.claims.lengths import Length, Sentence, is_length, sentence, sentences
from xpcalc.claims.reading import Reading
from xpcalc.claims.subjects import Subjects
from xpcalc.claims.words import ClaimWords, Lexicon, plain, split
from xpcalc.language import Language, Words
from xpcalc.model import Claim, Document, Line, Position, Span
from xpcalc.regex import regex
from xpcalc.taxonomy import Taxonomy

# Source: hand-made; sections whose lengths are about a course, another person or a tongue.
_SKIPPED = frozenset(
    ("education", "training", "certifications", "references", "publications", "interests", "career_break")
)
_LONG_LINE = 45  # characters: a line that goes on in the next one
_LONGEST = 1200  # characters of lines read together

# "Jan 2020 - Present · 2 yrs 3 mos": a year, at most a few words, the length, nothing more.
_PRINTED = regex(r"(?:19|20)\d\d(?!\d)[^\w\n]{0,6}(?:[^\W\d_]+[^\w\n]{0,6}){0,3}$")
_CLOSED = regex(r"^[\s)\].,;·|]*$")
# Unit: months; less than that is the date of something else.
_LEAST = 12
_SINCE = 3  # tokens between a start and what it is about
_SENTENCE_ENDS = (". ", "; ", "|", "•", "·")
_WHO = frozenset(
    ("i", "have", "been", "am", "ich", "bin", "ik", "je", "soy", "he", "im", "dans", "la", "le", "der", "el")
)
_BULLETS = frozenset("•▪●◦‣*▸►–—-")


def find_claims(
    document: Document,
    positions: Sequence[Position],
    taxonomy: Taxonomy,
    languages: Sequence[Language],
    words: ClaimWords,
    headings: Words | None = None,
    as_of: date | None = None,
) -> tuple[Claim, ...]:
    """Return the claims of a document, in the order of its text, each about one thing.

    `as_of`: the day up to which "in customer service since 2010" is counted; without it such a line is no claim.
    `headings`: the word tables of the rulebook, where they are at hand; else those of these languages are built.

    Invariant: `document.text[claim.span.start:claim.span.stop] == claim.quote`.
    """
    lexicon = words.lexicon(languages)
    lines = document.lines or _lines(document.text)
    # Why the whole text: a number may end its line and the unit begin the next.
    flat = plain(document.text)
    found = [hit.start() for hit in lexicon.quick.finditer(flat)]
    years = list(lexicon.since_year.finditer(flat)) if as_of is not None else []
    if not (found or years) or not lines:
        return ()
    starts = [line.span.start for line in lines]
    hits = sorted({max(0, bisect_right(starts, at) - 1) for at in found})
    codes = tuple(language.code for language in languages)
    if headings is None:
        headings = words.kept(
            ("headings", codes), lambda: Words.from_mapping({}, {}, {language.code: language for language in languages})
        )
    sections = sections_of(lines, headings, codes)
    taken = _headers(positions)
    employers = {plain(position.employer) for position in positions if position.employer}
    subjects: Subjects = words.kept(("subjects", id(taxonomy)), lambda: (taxonomy, Subjects(taxonomy, words)))[1]
    claims: list[Claim] = []
    told = [position.span for position in positions if position.span is not None] if years else []
    for hit in years:
        index = max(0, bisect_right(starts, hit.start()) - 1)
        inside = any([span.start <= hit.start() < span.stop for span in told])
        if as_of is not None and not inside and sections[index] not in _SKIPPED:
            claims += _since(lines[index], hit, as_of, document.text, subjects, lexicon)
    done = -1
    for index in hits:
        if index <= done or sections[index] in _SKIPPED or any(_overlap(lines[index].span, span) for span in taken):
            continue
        first, last = _paragraph(lines, index, done + 1, document.text, lexicon)
        done = last
        start = lines[first].span.start
        text = document.text[start : lines[last].span.stop]
        text = text.replace("\n", " ")
        for begin, stop in sentences(text.replace("\t", "|"), lexicon):
            for claim in _claims(text, begin, stop, start, document.text, subjects, words, lexicon):
                # Why: "3 years at Zendesk" of somebody who was employed there is no claim about the tool.
                if not (claim.about.startswith("skill:") and _employed(claim.quote, employers, lexicon)):
                    claims.append(claim)
    return tuple(sorted(claims, key=lambda claim: claim.span.start if claim.span else 0) if years else claims)


def _since(
    line: Line, hit: re.Match[str], as_of: date, whole: str, subjects: Subjects, lexicon: Lexicon
) -> Iterator[Claim]:
    """Yield what a line says of a start: "In customer service since 2010", as the fewest months that it can mean."""
    months = (as_of.year - int(hit[1]) - 1) * 12 + as_of.month
    text = line.text
    first, stop = hit.start() - line.span.start, hit.end() - line.span.start
    if months < _LEAST or stop > len(text):
        return
    begin = max((text.rfind(sign, 0, first) for sign in _SENTENCE_ENDS), default=-1) + 1
    end = min((at for at in (text.find(sign, stop) for sign in _SENTENCE_ENDS) if at >= 0), default=len(text))
    for name in subjects.find(text, plain(text)):
        if not name.about.startswith("function:") or name.start < begin or name.stop > end:
            continue
        before = name.stop <= first
        between = split(text[name.stop : first] if before else text[stop : name.start])
        opening = split(text[begin : name.start] if before else text[begin:first])
        small = lexicon.joins | lexicon.experience | {word for work in lexicon.works for word in work} | _WHO
        if len(between) <= _SINCE and set(between) | set(opening) <= small:
            where = min(first, name.start), max(stop, name.stop)
            span = Span(line.span.start + where[0], line.span.start + where[1])
            yield Claim(name.about, months, "months", "at_least", whole[span.start : span.stop], span)
            return


def _claims(
    text: str,
    begin: int,
    stop: int,
    offset: int,
    whole: str,
    subjects: Subjects,
    words: ClaimWords,
    lexicon: Lexicon,
) -> Iterator[Claim]:
    said = sentence(text, begin, stop, words, lexicon)
    if not said.lengths:
        return
    names = joined(said, subjects.find(said.text, said.folded), words, lexicon)
    refused: dict[int, int] | None = None
    for number, length in enumerate(said.lengths):
        if length.kind in ("never", "less") or _printed(said, length):
            continue
        about = Reading(said, number, names, words, lexicon).about()
        if not about:
            continue
        if refused is None:
            hints: Hints = words.kept(("hints", lexicon.codes), lambda: Hints(lexicon))
            refused = {}
            if hints.may_refuse(said):
                frames: Frames = words.kept(("frames", lexicon.codes), lambda: Frames(lexicon))
                refused = frames.refused(said)
        if number in refused:
            last = said.tokens[refused[number] - 1]
            # Why: "3 years of project management" is about the management, not the length of a project.
            if not any(name.start <= last.start and last.stop <= name.stop for name in about if name.about != "total"):
                continue
        for name in about:
            first, final = length.start, length.stop
            if name.stop:
                first, final = min(first, name.start), max(final, name.stop)
            final = _rounded(said, final, lexicon)
            if "(" in said.text[first:final] and said.text[final : final + 1] == ")":
                final += 1
            span = Span(offset + begin + first, offset + begin + final)
            quote = whole[span.start : span.stop]
            yield Claim(name.about, length.months, length.unit, length.comparison, quote, span)


def _rounded(said: Sentence, final: int, lexicon: Lexicon) -> int:
    """Return where a quote ends that takes in what it would be cut without: "support experience", "SaaS companies"."""
    for token in said.tokens:
        if token.start < final:
            continue
        if said.text[final : token.start].strip(" -") or token.text not in lexicon.experience | lexicon.generic:
            break
        final = token.stop
    return final


def _printed(said: Sentence, length: Length) -> bool:
    """Say whether a length is the one that a CV prints behind its dates, or stands alone."""
    before, after = said.folded[: length.start], said.folded[length.stop :]
    if not _CLOSED.match(after):
        return False
    head = before[-60:]
    return not head.strip(" ([·•|-,:") or bool(_PRINTED.search(head))


_AT = frozenset(("at", "for", "with", "en", "bei", "chez", "presso", "in", "na", "no", "para", "bij", "a"))


def _employed(quote: str, employers: set[str], lexicon: Lexicon) -> bool:
    """Say whether a quote ends in "at" and the name of an employer."""
    tokens = split(quote)
    if lexicon.experience & set(tokens):
        return False
    for employer in employers:
        name = split(employer)
        for size in range(1, len(name) + 1):
            if tokens[-size:] == name[:size] and len(tokens) > size and tokens[-size - 1] in _AT:
                return True
    return False


# --------------------------------------------------------------------------------------------------- lines


def _lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a document that has none of its own."""
    lines = []
    at = 0
    for row, line in enumerate(text.split("\n")):
        if line.strip():
            bullet = line.lstrip()[0] in _BULLETS
            lines.append(Line(line, Span(at, at + len(line)), 1, row, 0, 12.0 * row, 0, 12.0 * row + 10, bullet=bullet))
        at += len(line) + 1
    return tuple(lines)


def sections_of(lines: Sequence[Line], words: Words, codes: Sequence[str]) -> list[str]:
    """Return the section that each line stands in."""
    found: list[str] = []
    now: dict[int, str] = {}  # by column
    for line in lines:
        kind = words.section_of(line.text, codes)
        if kind is not None:
            now[line.column] = kind
        found.append(now.get(line.column, ""))
    return found


def _headers(positions: Sequence[Position]) -> list[Span]:
    """Return where titles and dates of positions stand."""
    spans = []
    for position in positions:
        spans += [piece.span for piece in position.header if piece.span is not None]
        if position.dates is not None and position.dates.span is not None:
            spans.append(position.dates.span)
    return spans


def _overlap(one: Span, two: Span) -> bool:
    return one.start < two.stop and two.start < one.stop


def _paragraph(lines: Sequence[Line], index: int, least: int, text: str, lexicon: Lexicon) -> tuple[int, int]:
    """Return the first and last of the lines that are one running text with this one."""
    first = last = index
    while first > least and _goes_on(lines[first - 1], lines[first], text, lexicon):
        if lines[index].span.stop - lines[first - 1].span.start > _LONGEST:
            break
        first -= 1
    while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], text, lexicon):
        if lines[last + 1].span.stop - lines[first].span.start > _LONGEST:
            break
        last += 1
    return first, last


def _goes_on(line: Line, after: Line, text: str, lexicon: Lexicon) -> bool:
    """Say whether a line goes on in the next: long, or the next begins small; no bullet, heading or gap between."""
    if after.row == line.row and after.page == line.page:
        return is_length(after.text, lexicon)  # a table with the names in one column and the lengths in the next
    if after.bullet or after.heading or line.heading or after.column != line.column or after.page != line.page:
        return False
    if after.top - line.bottom > max(line.size, after.size):
        return False
    between = text[line.span.stop : after.span.start]
    if between.strip() or between.count("\n") > 1 or line.text.rstrip()[-1:] in (".", ";", "!", "?", ":", "|"):
        return False
    begins = after.text.lstrip()[:1]
    if begins.isdigit():
        last = split(line.text[-20:])[-1:]
        leads = any(phrase[-1:] == last for phrase in lexicon.before) or bool(lexicon.joins & set(last))
        return leads or len(line.text) >= _LONG_LINE
    return begins.islower() or (len(line.text) >= _LONG_LINE and begins not in _BULLETS)

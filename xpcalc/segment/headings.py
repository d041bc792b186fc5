"""Rows of a stream -> those that head a section; every other row belongs to the last heading above it.

To take a line for a heading by another sign, or not to: `mark_headings` where a list has it, `_mark_strangers` where
none has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from xpcalc.language import Words, fold
from xpcalc.layout import STROKES
from xpcalc.model import Line
from xpcalc.regex import regex
from xpcalc.segment.forms import LABELLED
from xpcalc.segment.rows import Row, look, prose, sentence


def mark_headings(stream: list[Row], words: Words, languages: Sequence[str]) -> None:
    """Set `heading` on rows that open a section; a word alone is not enough, it must look like its sisters."""
    _lift_headings(stream, words, languages)
    seen: list[tuple[Row, str]] = []
    labels = Counter([_seat(row) for row in stream if len(row.cells) > 1 and row.field(0)[0] == "label"])
    for i, row in enumerate(stream):
        cell = row.cells[0]
        if len(row.cells) > 1 and (cell.text[-1] == ":" or _named_by(row)) and labels[_seat(row)] >= _FORM:
            continue  # "Details:" beside "Career break", "School" beside a name, among "Employer" and "Position"
        if cell.bullet and _heads_items(stream, i):
            row.heading = words.section_of(cell.text, languages)
        if row.tail or (cell.bullet and not _stands_out(row)) or len(_ASIDE.sub("", cell.text)) > 60 or row.found[0]:
            continue
        heading = typed[1].replace("_", " ") if (typed := _TYPED.match(cell.text)) else cell.text
        kind = words.section_of(_without_person(heading, stream[0].text), languages)
        if kind is None and cell.heading:
            # Why: "Opleiding" over text in English; a line that the file itself calls a heading is no false friend.
            kind = words.section_of(cell.text)
        if kind is None and _says_work(stream, i, words, languages):
            kind = "experience"
        if i + 1 < len(stream) and (kind is None or len(row.cells) > 1):
            both = _wrapped(row, stream[i + 1], words, languages)
            stream[i + 1].tail = both is not None and both == (kind or both)
            kind = kind or both
        if kind is not None:
            seen.append((row, kind))
    if not {"experience", "education"} <= {kind for _, kind in seen}:
        seen = sorted([*seen, *_slips(stream, seen, words, languages)], key=lambda each: each[0].index)
    if not seen:
        return
    if not any([kind == "experience" for _, kind in seen]):
        told = [(row, "experience") for row in stream if _says_when(stream, row.index, words, languages)]
        seen = sorted(seen + told, key=lambda each: each[0].index)
    usual = _usual_size(stream)
    seen = [(row, kind) for row, kind in seen if _may_head(row, usual) or _TYPED.match(row.text)]
    if not seen:
        return
    core = [row for row, kind in seen if kind in ("experience", "education")]
    # Why: the largest is the section; "Missions:" or "Stage" in smaller type stand inside an entry.
    first = max(
        core or [seen[0][0]], key=lambda row: (row.cells[0].size, row.cells[0].bold, _caps(row.text), -row.index)
    )
    reference = first.cells[0]
    # Why: where all headings of work are smaller than one of education, as sizes of scans may be, they still are ones.
    work = [row.cells[0] for row, kind in seen if kind == "experience"]
    largest = max(work, key=lambda cell: (cell.size, cell.bold, _caps(cell.text)), default=reference)
    times = Counter([row.cells[0].text.casefold() for row, _ in seen])
    shouts = _caps(reference.text)
    sisters = _sisters(seen, usual, words, languages)
    open_kind = ""
    for row, kind in seen:
        cell = row.cells[0]
        if row is not first and (times[cell.text.casefold()] > 2 or (0 in row.fields and len(row.cells) > 1)):
            continue
        if row is not first and kind == "experience":
            smaller = cell.size < largest.size - 0.6 or (shouts and not _caps(cell.text) and cell.size <= largest.size)
            if smaller and look(cell) != look(largest) and not (cell.heading and cell.heading <= reference.heading):
                continue
        # Why: "Social." may be the end of a list item.
        if row is not first and cell.text[-1] == "." and reference.text[-1] != ".":
            continue
        # Why: of headings in the middle of the page, the short ones begin further in.
        inward = cell.x0 > reference.x0 + 8 and abs(cell.x0 + cell.x1 - reference.x0 - reference.x1) > 8
        apart = look(cell) != look(reference) or inward
        own = row in sisters or _heads_jobs(stream, row, kind, usual)
        if row is not first and apart and not own and words.is_inner(cell.text, languages):
            # "Achievements", "Tools", "Stage" also stand inside an entry: only in the dress of a heading are they one.
            continue
        if row is not first and kind != "experience" and not own:
            if reference.heading and cell.heading and cell.heading > reference.heading:
                continue
            if reference.heading and not cell.heading:
                continue
            if cell.size < reference.size - 0.6 and not (cell.bold and not reference.bold):
                continue
            if kind not in ("education", "experience") and reference.bold and not cell.bold and not _caps(cell.text):
                continue
            if cell.x0 > reference.x0 + 8 and cell.size <= reference.size and look(cell) != look(reference):
                continue
        if kind == open_kind and _NUMBERED.search(cell.text):
            continue  # "Work Experience 2" stands over one more job, not over a section
        dated = any(row.found[1:]) or _is_date(stream, row.index + 1)
        if kind == "career_break" and open_kind in _HELD and dated:
            continue  # "Parental leave" over or beside its date, among the jobs
        if kind in _HELD and open_kind in _HELD and _names_job(stream, row.index):
            continue  # "Internship" below its employer and date
        row.heading = open_kind = kind
    _mark_strangers(stream, words, languages)


def mark_run_in(stream: Sequence[Row], words: Words, languages: Sequence[str]) -> None:
    """Set `opens` on rows below the jobs that name a section before its text ("Studies: Law, Leeds (2012-2014)")."""
    kind: str | None = None
    for i, row in enumerate(stream):
        kind = row.heading or kind
        held = kind is None or kind in _HELD
        m = LABELLED.match(row.text) if held and row.gap >= _BLANK_LINE and not row.bullet else None
        if m is None or row.fields or words.is_inner(m[1], languages) or m.end() == len(row.text):
            continue
        told = words.section_of(m[1], languages)
        rest = takewhile(lambda below: below.heading is None, stream[i + 1 :])
        # Why: what more jobs stand below is told in one of them.
        if told in _RUN_IN and not any([f.lasts and f.start <= 1 for below in rest for f in below.found[0]]):
            row.opens = kind = told


# Unit: line heights.
_BLANK_LINE = 0.8
_RUN_IN = frozenset(("education", "training", "languages", "skills", "interests", "references", "certifications"))


def _slips(
    stream: Sequence[Row], seen: Sequence[tuple[Row, str]], words: Words, languages: Sequence[str]
) -> list[tuple[Row, str]]:
    """Return lines that are headings but for one slip of the keyboard ("Edcuation", "Ausbidlung").

    Why only where work or education has none: a line of its own may be one letter away from a heading by chance.
    """
    known = {row.index for row, _ in seen}
    found = []
    for row in stream:
        cell = row.cells[0]
        plain = len(row.cells) == 1 and row.index not in known and not (cell.bullet or row.tail or row.found[0])
        if plain and not row.fields and (kind := words.section_meant(cell.text, languages)):
            found.append((row, kind))
    return found


def _seat(row: Row) -> tuple[tuple[float, bool, bool, bool], int]:
    """Return the look and the left edge of the first cell of a row."""
    return (*look(row.cells[0])[:3], False), round(row.x0 / 3)


# Labels of one look and edge that make a form.
_FORM = 3


def _named_by(row: Row) -> bool:
    """Say whether the first cell of a row is the label of an employer or a title."""
    return row.field(0)[0] == "label" and row.field(1)[0] in ("employer", "title")


def _heads_items(stream: Sequence[Row], i: int) -> bool:
    """Say whether an item of a list heads dated items further in ("• Internships" over "– 2019-2020: ...")."""
    row, below = stream[i], stream[i + 1] if i + 1 < len(stream) else None
    if below is None or not below.bullet or len(row.cells) > 1 or any(row.found) or below.x0 < row.x0 + _INWARD:
        return False
    return len(row.text) <= _HEADING and any([f.lasts and f.start <= 1 for f in below.found[0]])


def _stands_out(row: Row) -> bool:
    """Say whether an item is dressed as a heading behind its mark: "■ WORK EXPERIENCE" in bold capitals."""
    return len(row.cells) == 1 and row.bold and row.gap >= _APART and _caps(row.text)


# Unit: points; letters; line heights.
_INWARD, _HEADING, _APART = 5, 40, 0.3


def _says_work(stream: Sequence[Row], i: int, words: Words, languages: Sequence[str]) -> bool:
    """Say whether a line in capitals or bold, over a range of dates, is work by its noun ("CHILDCARE EXPERIENCE")."""
    row = stream[i]
    cell = row.cells[0]
    dressed = (
        len(row.cells) == 1
        and row.gap >= _APART
        and (_caps(cell.text) or cell.bold)
        and " " in cell.text
        and cell.text[-1] not in ".,;"
    )
    if not dressed or not words.is_work(cell.text, languages) or not _ABOUT.isdisjoint(fold(cell.text).split()):
        return False
    # Why: in a form the dates stand below the employer, the title and more.
    near = stream[i + 1 : i + (6 if i + 1 < len(stream) and stream[i + 1].fields else 3)]
    return any([f.lasts for each in near for found in each.found for f in found])


def _says_when(stream: Sequence[Row], i: int, words: Words, languages: Sequence[str]) -> bool:
    """Say whether a line in bold or capitals over a job says when it was and nothing else ("Currently", "Before that").

    Why: such words head the jobs of who gives them no other heading.
    """
    row = stream[i]
    cell = row.cells[0]
    dressed = cell.bold or cell.heading or _caps(cell.text)
    if len(row.cells) > 1 or len(cell.text) > _HEADING or not dressed or row.bullet or row.gap < _APART:
        return False
    near = [f for each in stream[i + 1 : i + 4] for found in each.found for f in found]
    return any([f.lasts for f in near]) and any([tales.links(cell.text) for tales in words.tales(languages)])


# Source: hand-made; words of fields and jobs that are about experience or work ("Customer Experience", "Social Work").
_ABOUT = frozenset(
    "customer client clients user guest guests patient patients employee people candidate brand digital member "
    "visitor buyer shopper player passenger cliente clientes usuario usuarios empleado paciente marca utilisateur "
    "collaborateur work werk arbeit arbeid trabajo trabalho travail lavoro no not "
    "without lack sin sans ohne senza zonder sem".split()
)


def _heads_jobs(stream: Sequence[Row], row: Row, kind: str, usual: float) -> bool:
    """Say whether a smaller heading ("Volunteering") stands over a job of its own, with a date and names in one row."""
    cell, below = row.cells[0], stream[row.index + 1] if row.index + 1 < len(stream) else None
    if kind != "volunteering" or below is None or cell.size <= 1.04 * usual or len(row.cells) > 1:
        return False
    dated = len(below.cells) > 1 and any([f.lasts for found in below.found for f in found])
    return dated and look(below.cells[-1])[:3] != look(cell)[:3]


def _names_job(stream: Sequence[Row], i: int) -> bool:
    """Say whether a row stands right below a dated one and over nothing dated, down to the next line of its look."""
    if not i or not any([f.lasts for found in stream[i - 1].found for f in found]) or stream[i - 1].bullet:
        return False
    below = list(takewhile(lambda row: look(row.cells[0]) != look(stream[i].cells[0]), stream[i + 1 :]))
    dated = any([f.lasts for row in below if not row.bullet for found in row.found for f in found])
    return bool(below) and not dated


# What somebody types into a shell, on pages that imitate one: "$ ls -l ~/experience", "me@home:~$ cat skills.txt".
_TYPED = regex(
    r"(?:[\w.-]{1,20}@[\w.-]{1,20}:?[\w~/.-]{0,20}\s?)?\$\s{1,2}(?:[a-z]{2,8}\s(?:--?[\w-]{1,12}\s){0,3})?"
    r"(?:[\w~.-]{0,20}/){0,4}([^\W\d][\w-]{2,30}?)(?:\.[a-z]{2,4})?/?$"
)
# "Previous employment (most recent first, please explain any gaps)"
_ASIDE = regex(r"(?<=.{8}) \([^()\d]{2,60}\)$")
_NUMBERED = regex(r"\s\d{1,2}$")
_FURTHER = regex(r"\s(?:[2-9]|\d\d)$")

# What a section is called whose heading no list has.
UNKNOWN = "unknown"


def _mark_strangers(stream: Sequence[Row], words: Words, languages: Sequence[str]) -> None:
    """Take lines in the dress of the headings as headings too, whatever they say ("Funded projects", "My journey").

    Why: the names of employers may wear that dress. They come right below the heading, unknown headings after what
    belongs to it: among the jobs, after two of them.
    """
    known = Counter([_dress(row) for row in stream if row.heading is not None])
    worn = Counter([_dress(row) for row in stream if not _run_in(row)])
    usual = worn.most_common(1)[0][0]
    # Why: of headings in words of one's own only that of the jobs may be known.
    dress = {each for each, times in known.items() if each != usual and (times >= 2 or worn[each] >= _WORN)}
    heads = [row.cells[0] for row in stream if row.heading is not None and _dress(row) in dress]
    dated, before, least, open_to = 0, 0, 0, True
    for row in stream:
        if row.heading is not None:
            dated, before, open_to = 0, 0, True
            least = 2 if row.heading in _HELD else 0
        elif (
            open_to
            and _dress(row) in dress
            and not _run_in(row)
            and row.index
            and not any(row.found)
            and not row.bullet
            and not row.tail
        ):
            cell = row.cells[0]
            # "BAKKERIJ DE KORENAAR -": a line that goes on heads nothing.
            ends = cell.text[-1] not in "-–—,&/"
            plain = len(row.cells) == 1 and 2 < len(cell.text) <= 45 and ends and not sentence(cell.text)
            # Why: titles of jobs may wear that dress too, beside a column of dates under the headings.
            plain = plain and any([_aligned(cell, head) for head in heads])
            named = words.title_score(cell.text, languages) >= 0.5 or words.employer_score(cell.text) >= 0.5
            plain = plain and not named
            open_to = plain and bool(before) and dated >= least
            if open_to:
                # "Self-employed, alongside"
                work = words.is_work(cell.text, languages) or words.is_contract(cell.text.partition(",")[0])
                row.heading = "experience" if work else UNKNOWN
                dated, before, least = 0, 0, 0
        else:
            dated += any([f.kind != "single" for found in row.found for f in found]) and not prose(row.cells[0])
            before += 1


def _run_in(row: Row) -> bool:
    """Say whether a line begins in bold and goes on in plain type: "**Keep books.** Sage, monthly accounts"."""
    runs = row.cells[0].runs
    return bool(runs) and runs[0][2] and not all([bold for _, _, bold, _ in runs])


# Unit: rows in the dress of a heading, of which one is known.
_WORN = 3
# Unit: points.
_LEVEL = 3.0


def _aligned(one: Line, two: Line) -> bool:
    """Say whether two lines begin, end or have their middle at one place."""
    left, right = one.x0 - two.x0, one.x1 - two.x1
    return min(abs(left), abs(right), abs(left + right) / 2) <= _LEVEL


def _is_date(stream: Sequence[Row], i: int) -> bool:
    """Say whether a row is a date and nothing else."""
    row = stream[i] if i < len(stream) else None
    if row is None or len(row.cells) > 1 or len(row.found[0]) != 1:
        return False
    found = row.found[0][0]
    return not (row.text[: found.start] + row.text[found.stop :]).strip(" ()[].,")


def _dress(row: Row) -> tuple[tuple[float, bool, bool, bool], int]:
    return look(row.cells[0]), row.cells[0].heading


def _sisters(seen: Sequence[tuple[Row, str]], usual: float, words: Words, languages: Sequence[str]) -> list[Row]:
    """Headings of a second rank: smaller than that of the jobs, larger than the text, alike and of several kinds.

    Why: beside or below the jobs, "Education", "Skills" and "Languages" may head small boxes of their own.
    """
    ranks: dict[tuple[float, bool, bool, bool], list[tuple[Row, str]]] = {}
    for row, kind in seen:
        if row.cells[0].size >= 1.08 * usual:
            ranks.setdefault(look(row.cells[0]), []).append((row, kind))
    found: list[Row] = []
    for rank in ranks.values():
        times = Counter([kind for row, kind in rank if not _FURTHER.search(row.cells[0].text)])
        alike = [(row, kind) for row, kind in rank if times[kind] == 1]
        # Why: "Volunteer" and "Internship" may be titles of jobs; beside other headings they are headings.
        sure = [row for row, kind in alike if kind not in _HELD and not words.is_inner(row.cells[0].text, languages)]
        if sure and len(times.keys() - _HELD) > 1:
            found += [row for row, _ in alike]
    return found


_HELD = frozenset(("experience", "internships", "volunteering", "career_break"))


_OF = regex(r"\s(?:of|for|von|de|di|van|d[’'])$")


def _without_person(heading: str, person: str) -> str:
    """Return a heading without the name at the top of the page ("Berufserfahrung von Annegret Lohmeyer")."""
    if len(person) < 5 or not heading.endswith(person) or heading == person:
        return heading
    return _OF.sub("", heading.removesuffix(person).rstrip())


def _may_head(row: Row, usual: float) -> bool:
    """A heading starts with a capital, unless its type is larger or bolder: "contact" may be the end of a list item."""
    cell = row.cells[0]
    first = next((ch for ch in cell.text if ch.isalpha()), "A")
    return not first.islower() or bool(cell.heading) or cell.bold or cell.size > 1.08 * usual


def _usual_size(stream: list[Row]) -> float:
    sizes: dict[float, int] = {}
    for row in stream:
        for cell in row.cells:
            sizes[cell.size] = sizes.get(cell.size, 0) + len(cell.text)
    return max(sizes, key=sizes.__getitem__) if sizes else 10.0


def _caps(text: str) -> bool:
    # Why: "EMPLOYMENT (most recent first)" shouts.
    letters = [ch for ch in _ASIDE.sub("", text) if ch.isalpha()]
    return bool(letters) and all(ch.isupper() for ch in letters)


def _lift_headings(stream: list[Row], words: Words, languages: Sequence[str]) -> None:
    """Move a heading in a margin up to the stroke above it, beside the first line of what it heads."""
    for i, (row, below) in enumerate(pairwise(stream), start=1):
        rule, heading = row.cells[0], below.cells[0]
        level = len(row.cells) > 1 and rule.text in STROKES and abs(rule.x0 - heading.x0) <= 3 and below.gap <= 0.8
        if not level or words.section_of(heading.text, languages) is None:
            continue
        row.take([heading, *row.cells[1:]])
        if len(below.cells) > 1:
            stream[i] = below.rest()
        else:
            below.take([rule])


def _wrapped(row: Row, below: Row, words: Words, languages: Sequence[str]) -> str | None:
    """A heading in a narrow margin may take two lines: "Professional Skills / Summary"."""
    a, b = row.cells[0], below.cells[0]
    if (
        (abs(a.x0 - b.x0) > 3 and abs(a.x1 - b.x1) > 3)
        or look(a) != look(b)
        or len(a.text) + len(b.text) > 40
        or below.gap > 0.5
    ):
        return None
    return words.section_of(f"{a.text} {b.text}", languages)

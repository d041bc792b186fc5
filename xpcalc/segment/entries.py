"""Rows and anchors of one section -> blocks: which rows head a job, which are its text.

The hard part is where one entry ends and the next begins. Clear cases (list items between two dates) teach how many
header rows stand above and below a date in this document; unclear ones follow them, white space and typography.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from xpcalc.model import Line
from xpcalc.regex import regex
from xpcalc.segment.anchor import Anchor, totals
from xpcalc.segment.block import Block
from xpcalc.segment.dates_last import dates_last
from xpcalc.segment.kinds import content, head_edges, mark_body, under
from xpcalc.segment.marks import bulleted, unmark, unmark_listed, unmark_titles
from xpcalc.segment.rows import Row, look, prose
from xpcalc.segment.separators import AT, COMMA, DASH, STRONG, breaks_off, torn
from xpcalc.segment.text_column import put_back, text_column, without


def split(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Block]:
    """Return one block an anchor, in order."""
    if not anchors:
        return []
    if text := text_column(rows, anchors):
        names, moved, kept = without(text, rows, anchors)
        return put_back(_split(names, moved), rows, anchors, text, kept)
    return _split(rows, anchors)


def _split(rows: Sequence[Row], anchors: Sequence[Anchor]) -> list[Block]:
    used = set[tuple[int, int]]().union(*[a.used for a in anchors])
    anchored = _anchored(anchors)
    opens = unmark(rows, anchors)
    unmark_titles(rows, anchors)
    unmark_listed(rows, anchors)
    if bulleted(rows, anchors):
        for i, row in enumerate(rows):
            row.kind = "head" if i in anchored else "body"
    else:
        mark_body(rows, anchors, used, anchored, opens)
    spaced = _spaced(rows, anchors)
    if not spaced and (last := dates_last(rows, anchors, anchored)):
        return last
    blocks = _blocks(rows, anchors, used, spaced)
    _beside_broken_dates(rows, blocks)
    _text_beside_dates(rows, blocks, head_edges(rows, anchors, used))
    return blocks


def _beside_broken_dates(rows: Sequence[Row], blocks: Sequence[Block]) -> None:
    """Take rows between the lines of a date for its names: a date in the margin that is set a little higher."""
    for block in blocks:
        first, last = block.anchor.row, max([row for row, _ in block.anchor.used], default=block.anchor.row)
        right = rows[first].cells[block.anchor.cell].x1
        names = [i for i in block.body if first < i < last and not rows[i].bullet and rows[i].x0 > right]
        if not names or block.above:
            continue
        if not block.below and len(rows[first].cells) == 1:
            block.below += names
            block.body[:] = [i for i in block.body if i not in names]
        elif len(rows[first].cells) == 2 and all([i > last for i in block.below]):
            # Why: between the lines of the date stands the second name; what follows them is text.
            block.body[:] = sorted([*[i for i in block.body if i not in names], *block.below])
            block.below = names


def _text_beside_dates(rows: Sequence[Row], blocks: Sequence[Block], edges: list[float]) -> None:
    """Mark cells that stand beside a date by chance: list items next to the second line of a date in the margin."""
    lowest = min(edges, default=0.0)
    third = _third_column(rows, blocks)
    for block in blocks:
        anchor = block.anchor
        if third is not None:
            own = {anchor.row, *block.above, *block.below, *[i for i, _ in anchor.used]}
            cells = {(i, j) for i in own for j, c in enumerate(rows[i].cells) if abs(c.x0 - third) <= _SAME}
            block.text_cells |= cells - anchor.used
        for i in block.below:
            if rows[i].table:
                block.text_cells |= {(i, j) for j, (kind, _) in rows[i].fields.items() if kind == "body"}
            elif len(rows[i].cells) > 1:
                block.text_cells |= {(i, j) for j in range(1, len(rows[i].cells)) if _set_in(rows, i, j, anchor)}
        for i in {anchor.row} | {r for r, _ in anchor.used}:
            for j, cell in enumerate(rows[i].cells):
                if (i, j) in anchor.used or (i, j) == (anchor.row, anchor.cell):
                    continue
                later = i != anchor.row or bool(block.above)
                if rows[i].field(j)[0] == "body":
                    block.text_cells.add((i, j))
                    continue
                if (
                    cell.bullet
                    or (later and prose(cell))
                    or (later and cell.x0 > lowest + 12 and len(edges) > 1 and _plain(cell, rows, block))
                ):
                    block.text_cells.add((i, j))


def _third_column(rows: Sequence[Row], blocks: Sequence[Block]) -> float | None:
    """Return the left edge of a column of text beside the names of all jobs, with their dates in the margin, if any.

    Unit: points. Why: a short line of text beside a name ("Family law. Intake of clients,") is no name.
    """
    first = [rows[b.anchor.row] for b in blocks]
    if len(blocks) < 2 or any([len(row.cells) != _THREE or row.table or row.fields for row in first]):
        return None
    edge = first[0].cells[-1].x0
    if any([b.anchor.cell or not b.anchor.pure or b.above for b in blocks]):
        return None
    if any([abs(row.cells[-1].x0 - edge) > _SAME for row in first]):
        return None
    lines = [
        c for b in blocks for i in (b.anchor.row, *b.below, *b.body) for c in rows[i].cells if c.x0 >= edge - _SAME
    ]
    texts = sum([c.text[-1] in ".;" or len(c.text) > _LINE for c in lines])
    # Why: what goes on over several lines is text, and what ends in a full stop.
    return edge if len(lines) > len(blocks) and 2 * texts > len(lines) else None


# Cells of a row: date, name, text. Unit: points; letters.
_THREE, _SAME, _LINE = 3, 2.0, 50


def _set_in(rows: Sequence[Row], i: int, j: int, anchor: Anchor) -> bool:
    """Whether a cell below the date is set further in than the bold name that heads its column, and lighter."""
    cell = rows[i].cells[j]
    heads = [c for c in rows[anchor.row].cells if c.x0 <= cell.x0 + 2]
    return bool(heads) and heads[-1].bold and not cell.bold and cell.x0 > heads[-1].x0 + 5


def _plain(cell: Line, rows: Sequence[Row], block: Block) -> bool:
    """Whether a cell is set in lighter type than the header above it and further in."""
    if not block.above:
        return False
    head = rows[block.above[0]].cells[0]
    return head.bold and not cell.bold and cell.x0 > head.x0 + 12 and cell.page == head.page


def _anchored(anchors: Sequence[Anchor]) -> set[int]:
    found: set[int] = set()
    for a in anchors:
        found.add(a.row)
        found |= {r for r, _ in a.used}
    return found


# A sign that begins a line parts what follows from the line above: "– Leeds".
_PARTED = regex(r"[–—|/,·]\s?(?=[A-ZÀ-Ý])")


def _carries_on(rows: Sequence[Row], i: int, used: set[tuple[int, int]]) -> bool:
    """Say whether a row is the rest of the line above it, which breaks behind "of", a comma or inside of a word."""
    cell, above = content(rows[i], i, used), content(rows[i - 1], i - 1, used)
    if cell is None or above is None or len(rows[i].cells) > 1:
        return False
    if _PARTED.match(cell.text):
        return True
    broken = breaks_off(above.text) or above.text.rstrip().endswith(",") or torn(above.text, cell.text)
    return broken and abs(above.x0 - cell.x0) < 2 and look(above) == look(cell)


# ---------------------------------------------------------------- dates above or beside their text


def _blocks(rows: Sequence[Row], anchors: Sequence[Anchor], used: set[tuple[int, int]], spaced: bool) -> list[Block]:
    suffixes: list[list[int]] = []  # header rows that stand right above each anchor
    clear: list[bool] = []
    # Why: in a form whose first label is that of the dates, what is above belongs to the job before.
    first = not any([row.fields for row in rows[: anchors[0].row]])
    # Why: "Sector: Retail" beside the dates, or further on in their line, does not make them the first line of a form.
    opening = first and all([_announced(rows[a.row]) for a in anchors]) and not _named_above(rows, anchors)
    opening = opening or spaced or _margined(rows, anchors)
    over = _over_description(rows, anchors)
    for n, a in enumerate(anchors):
        floor = anchors[n - 1].last_row if n else -1
        run: list[int] = []
        i = a.row - 1
        # Why: in a table with a head each job begins in the row of its date; what is above belongs to the one before.
        while i > floor and rows[i].kind == "head" and not (rows[a.row].table or opening):
            run.insert(0, i)
            i -= 1
        if i - 1 in over and len(run) < _POST:
            i -= 1
            run.insert(0, i)
        suffixes.append(run)
        clear.append(n == 0 or i > floor)
    _begin_records(rows, anchors, suffixes, clear)
    _leave_text(rows, anchors, suffixes, clear, used)
    # Why: a town between names is no name; some jobs have one, others have none.
    usual_above = _usual([_count(rows, s) for s, c in zip(suffixes, clear, strict=True) if c])
    heads_below = [
        _heads_below(rows, a.last_row, anchors[n + 1].row if n + 1 < len(anchors) else len(rows))
        for n, a in enumerate(anchors)
    ]
    # Why: a place under a date in the right margin may take a row of its own; it is no line of the names.
    asides = [
        [i for i in below if under(rows, i, a) or _carries_on(rows, i, used)]
        for a, below in zip(anchors, heads_below, strict=True)
    ]
    followed = [
        len(h) - len(asides[n])
        for n, h in enumerate(heads_below)
        if (n + 1 < len(anchors) and clear[n + 1]) or (n + 1 == len(anchors))
    ]
    usual_below = _usual(followed)
    first_looks = Counter([_row_look(rows[s[0]], s[0], used) for s, c in zip(suffixes, clear, strict=True) if c and s])
    blocks: list[Block] = []
    whole = totals(anchors)
    for n, a in enumerate(anchors):
        # Why: below an employer with its own dates stands the title of its first post.
        start = 0
        if n - 1 not in whole or clear[n]:
            start = _start(rows, suffixes[n], clear[n], usual_above, usual_below, first_looks, used, n == 0)
        blocks.append(Block(a, above=suffixes[n][start:]))
    for n, block in enumerate(blocks):
        stop = _first_row(blocks[n + 1]) if n + 1 < len(blocks) else len(rows)
        below = [i for i in heads_below[n] if i < stop]
        bare = content(rows[block.anchor.row], block.anchor.row, used) is None and block.anchor.pure
        allowed = max(usual_below, 2 if bare and not block.above else 1)
        if rows[block.anchor.row].table:
            allowed = 3
        allowed += len(asides[n])
        more = sum(1 for _ in takewhile(lambda i: _says_more(rows[i]), below))
        # Why: what stands between "Hours per week: 40" and "Duties:" is the title, elsewhere it is text.
        if more < len(below) and below[more] + 1 < stop and _opens_text(rows[below[more] + 1]):
            allowed = max(allowed, more + 1)
        while allowed < len(below) and rows[below[allowed]].fields and rows[below[allowed - 1]].fields:
            allowed += 1  # a form has as many rows as it has labels
        block.below = below[:allowed]
        inside = set(block.below) | {block.anchor.row} | {r for r, _ in block.anchor.used}
        block.body = [i for i in range(block.anchor.row + 1, stop) if i not in inside]
        if block.above and block.above[0] in over:
            block.body.insert(0, block.above[0] + 1)
    return blocks


def _over_description(rows: Sequence[Row], anchors: Sequence[Anchor]) -> set[int]:
    """Return the rows of employers in larger type, over what they do, over their dated posts; none where one is not so.

    "Acme Analytics" over "Leeds · forecasts for shops" over "Support Agent, 2019 – 2021", as pages of notes set them;
    the title may stand above its dates.
    """
    first = rows[0].cells[0]
    dated = {a.row for a in anchors}
    if len(anchors) < 2 or first.size < rows[anchors[0].row].size + _LARGER:
        return set()
    over = [i for i, row in enumerate(rows) if row.size >= first.size - _LARGER / 2]
    for i in over:
        titled = i + 3 in dated and rows[i + 2].kind == "head" and not any(rows[i + 2].found)
        below = rows[i + 1] if i + 2 in dated or titled else None
        if below is None or below.bullet or any(below.found):
            return set()
        if below.kind != "body" and not _STOPPED.search(below.text):
            return set()  # the title of a post, or a town
        if len(rows[i].cells) > 1 or any(rows[i].found) or look(rows[i].cells[0])[:3] != look(first)[:3]:
            return set()
    for i in over:
        rows[i + 1].kind = "body"
    return set(over)


# Unit: points; lines of a post down to its dates.
_LARGER, _POST = 1.0, 2


def _begin_records(
    rows: Sequence[Row], anchors: Sequence[Anchor], suffixes: Sequence[list[int]], clear: list[bool]
) -> None:
    """Begin each job of a form at the label that its first job begins with; what is above belongs to the one before.

    Why: "Company", "Period", "Location" and "Designation": the last stands right above the company of the next job.
    """
    labels = [[_label_of(rows[i]) for i in run] for run in suffixes]
    opening = next((label for label in labels[0] if label), None) if labels else None
    if opening is None or len(anchors) < 2 or not all([opening in each for each in labels]):
        return
    for n, (run, each) in enumerate(zip(suffixes, labels, strict=True)):
        at = len(each) - 1 - each[::-1].index(opening)
        # Why: what no label announces may be the other name of this job.
        if n and any(each[:at]) and all([rows[i].fields for i in run[:at]]):
            del run[:at]
            clear[n] = True


def _label_of(row: Row) -> tuple[str, str] | None:
    """Return the kind and the words of the label of a form that a row begins with, of an employer or a title."""
    for j, cell in enumerate(row.cells):
        kind = row.field(j)[0]
        if kind in ("employer", "title") and not row.table:
            return kind, (row.cells[0].text if j else cell.text.partition(":")[0]).strip(" :")
    return None


def _announced(row: Row) -> bool:
    """Say whether a label of a form in a row announces more than what is told of no job by its names and dates."""
    return any([kind not in ("other", "location") for kind, _ in row.fields.values()])


def _named_above(rows: Sequence[Row], anchors: Sequence[Anchor]) -> bool:
    """Say whether a line in one dress, which no other line wears, stands above the date of each job."""
    above = [a.row - 1 for a in anchors]
    if above[0] < 0:
        return False
    dress = {look(rows[i].cells[0]) for i in above}
    worn = sum([look(row.cells[0]) in dress and len(row.cells) == 1 and not any(row.found) for row in rows])
    return len(dress) == 1 and worn == len(above)


def _spaced(rows: Sequence[Row], anchors: Sequence[Anchor]) -> bool:
    """Say whether white space stands above each row of a date and its name, and nowhere else, from the first one on.

    A date alone may have more lines above the first: those of the person.
    """
    dated = {a.row for a in anchors}
    alone = all([a.pure and len(rows[a.row].cells) == 1 for a in anchors])
    if len(dated) < 2 or not (alone or (anchors[0].row == 0 and all([len(rows[i].cells) > 1 for i in dated]))):
        return False
    inner = max([rows[i].gap for i in range(anchors[0].row, len(rows)) if i not in dated], default=0.0)
    return min([rows[i].gap for i in dated if i]) > inner + _WHITE


def _margined(rows: Sequence[Row], anchors: Sequence[Anchor]) -> bool:
    """Say whether each date stands in a margin beside the first name of its job, and all else below those names."""
    dated = {a.row: a for a in anchors}
    if (
        anchors[0].row
        or len(dated) < 2
        or any([len(rows[i].cells) < 2 or a.cell or not a.pure for i, a in dated.items()])
    ):
        return False
    # Why: where the name beside a date is of two parts, no other name need follow below it.
    if any([sign.search(rows[i].cells[1].text) for i in dated for sign in (STRONG, DASH, COMMA, AT)]):
        return False
    names = [rows[i].cells[1].x0 for i in dated]
    if max(names) - min(names) > _FLUSH or max([rows[i].cells[0].x1 for i in dated]) >= min(names):
        return False
    others = [row for i, row in enumerate(rows) if i not in dated]
    return all([row.x0 >= min(names) - _FLUSH and look(row.cells[0]) == look(rows[0].cells[1]) for row in others])


# Unit: points.
_FLUSH = 2


def _says_more(row: Row) -> bool:
    """Say whether a row says something of a job that is neither name nor text."""
    return bool(row.fields) and {kind for kind, _ in row.fields.values()} <= {"other", "label"}


def _opens_text(row: Row) -> bool:
    """Say whether a row opens with the label of the text of a job."""
    return row.field(0)[0] == "body"


def _leave_text(
    rows: Sequence[Row],
    anchors: Sequence[Anchor],
    suffixes: Sequence[list[int]],
    clear: list[bool],
    used: set[tuple[int, int]],
) -> None:
    """Make rows text that are dressed as the text of the jobs, where the names above the dates are not.

    Why: "Shift Manager  2019 – 2021" may follow on text that no mark begins; its employer stands further up.
    """
    texts = {
        _row_look(row, i, used) for i, row in enumerate(rows) if row.kind == "body" and not row.bullet and not row.tools
    }
    named = [bool(run) and _row_look(rows[run[-1]], run[-1], used) not in texts for run in suffixes]
    if not texts or not named[0]:
        return
    most = 2 * sum(named) >= len(named)
    _leave_openings(rows, anchors, suffixes)
    stops = [*[a.row for a in anchors[1:]], len(rows)]
    kept = -1
    told = [rows[a.last_row + 1].kind == "body" for a in anchors if a.last_row + 1 < len(rows)]
    # Why: "Badges, buses and volunteers." is too short to be read as text by itself.
    ended = 3 * sum(told) >= 2 * len(told)
    for n, (a, run, stop) in enumerate(zip(anchors, suffixes, stops, strict=True)):
        short = ended and run[:1] == [kept] and _STOPPED.search(rows[kept].text)
        first = 1 if run[:1] == [kept] and not short else 0
        while (clear[n] or most) and run[first:] and _row_look(rows[run[first]], run[first], used) in texts:
            if not run[0] or _opens(rows, run[first]):
                break  # below the heading, or below white space, a job begins
            clear[n] = clear[n] or run[first] == kept
            rows[run.pop(first)].kind = "body"
        # Why: below a date that stands alone may follow the employer, dressed as the text is.
        alone = a.pure and len(rows[a.row].cells) == 1
        kept = a.last_row + 1 if alone else -1
        if most and not alone and content(rows[a.row], a.row, used) is not None:
            for i in _heads_below(rows, a.last_row, stop):
                if _row_look(rows[i], i, used) not in texts:
                    break
                rows[i].kind = "body"


# The end of a sentence, and of no name ("Acme Co.", "Acme S.L.").
_STOPPED = regex(r"\s[a-zß-ÿ]{4,}\.$")


def _leave_openings(rows: Sequence[Row], anchors: Sequence[Anchor], suffixes: Sequence[list[int]]) -> None:
    """Make rows text that open with a name and a full stop below a date, as the text below most other dates does.

    Why: "*Acme*. Hospitals in Ontario." is too short to read as text, where "*Bolt*. Forecast, plans, ..." is not.
    """
    below = {a.last_row + 1 for a in anchors} - {a.row for a in anchors}
    opened = [i for i in below if i < len(rows) and len(rows[i].cells[0].runs) > 1 and _NAMED.match(rows[i].text)]
    looks = Counter([look(rows[i].cells[0]) for i in opened if rows[i].kind == "body"])
    for i in opened:
        if looks[look(rows[i].cells[0])] > 1 and len(rows[i].cells) == 1:
            rows[i].kind = "body"
            for run in suffixes:
                run[:] = [k for k in run if k != i]


# "Acme Analytics. Forecast", what follows being text.
_NAMED = regex(r"[^.,;:]{3,50}\.\s(?=[A-ZÀ-Ý])")


def _opens(rows: Sequence[Row], i: int) -> bool:
    """Say whether white space above a row tells that a job begins with it."""
    return i + 1 < len(rows) and rows[i].gap > rows[i + 1].gap + _WHITE


# Unit: heights of a line.
_WHITE = 0.6


def _first_row(block: Block) -> int:
    return block.above[0] if block.above else block.anchor.row


def _count(rows: Sequence[Row], run: Sequence[int]) -> int:
    """Return how many of these rows are more than a place."""
    return sum([not rows[i].place for i in run])


def _usual(counts: Sequence[int]) -> int:
    if not counts:
        return 0
    votes = Counter(counts)
    return max(votes, key=lambda k: (votes[k], k))


def _heads_below(rows: Sequence[Row], last: int, stop: int) -> list[int]:
    run: list[int] = []
    labelled = max([k for k in range(last + 1, stop) if rows[k].fields], default=last)
    for i in range(last + 1, stop):
        if rows[i].kind == "body" and run and rows[run[-1]].fields and i <= labelled:
            continue  # the text of a form, between its labels
        # Why: "Hours per week: 40" and the like may stand between a date and the title above "Duties:".
        titled = i + 1 < stop and _opens_text(rows[i + 1])
        if rows[i].kind != "head" or (len(run) >= 3 and not (rows[i].fields or titled)):
            break
        run.append(i)
    return run


def _row_look(row: Row, index: int, used: set[tuple[int, int]]) -> tuple[float, bool, bool, bool, int]:
    cell = content(row, index, used) or row.cells[0]
    return (*look(cell), round(cell.x0 / 3))


def _start(
    rows: Sequence[Row],
    run: list[int],
    clear: bool,
    usual_above: int,
    usual_below: int,
    first_looks: Counter[tuple[float, bool, bool, bool, int]],
    used: set[tuple[int, int]],
    first: bool,
) -> int:
    """Return at which of the header rows above an anchor its entry begins."""
    n = len(run)
    if n == 0:
        return 0
    gaps = [rows[i].gap for i in run]
    best, best_score = n, -1e9
    total = sum(first_looks.values()) or 1
    for k in range(n + 1):
        above = _count(rows, run[k:])
        if n - k > 4:
            continue
        extra = 0.4 if clear else 1.0
        score = -extra * (above - usual_above) if above > usual_above else -0.7 * (usual_above - above)
        if clear:
            # What is left over would be text of the entry before; header rows seldom are.
            score -= 1.6 * k if not first else 1.0 * k
        else:
            score -= 0.6 * abs(k - usual_below)
        if k < n:
            others = [g for m, g in enumerate(gaps) if m != k]
            widest = max(others, default=0.0)
            if gaps[k] > widest + 0.25 or (gaps[k] > widest + 0.12 and gaps[k] > 1.6 * widest):
                score += 1.2
            elif gaps[k] < widest - 0.25:
                score -= 0.6
            score += 0.8 * first_looks[_row_look(rows[run[k]], run[k], used)] / total
        else:
            anchor_row = run[-1] + 1
            if anchor_row < len(rows) and gaps and rows[anchor_row].gap > max(gaps) + 0.25:
                score += 1.2
        if score > best_score:
            best, best_score = k, score
    return best

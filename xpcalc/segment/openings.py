"""Texts of jobs -> the titles that they open with, where the header has none.

To read another opening: a function beside `first_sentence`, asked in `titles_of`.
"""

from __future__ import annotations

from collections.abc import Sequence

from xpcalc.language import Words
from xpcalc.model import Piece, Span
from xpcalc.segment.block import Block
from xpcalc.segment.rows import Row
from xpcalc.segment.separators import SENTENCE, SHORTENED


def titles_of(
    rows: Sequence[Row],
    blocks: Sequence[Block],
    sentences: Sequence[Piece | None],
    untitled: Sequence[bool],
    words: Words,
    languages: Sequence[str],
) -> list[Piece | None]:
    """Return the titles that texts of jobs open with, in one of their first sentences or on a line of their own.

    "2016 – 2021  Acme" over "Cashier. Kept the books", or over "• Cashier" and "• Kept the books".
    """
    result: list[Piece | None] = [None] * len(blocks)
    lines = [_first_line(rows, block) if bare else None for block, bare in zip(blocks, untitled, strict=True)]
    for pieces, alone in ((sentences, False), (lines, True)):
        found = [piece if bare else None for piece, bare in zip(pieces, untitled, strict=True)]
        titles = [piece is not None and words.title_score(piece.text, languages) >= 0.5 for piece in found]
        # Why: where most texts open so, what opens the others is a title that no list has.
        among = sum(untitled) if alone else len(titles)
        usual = sum(titles) >= 2 and 3 * sum(titles) >= 2 * among
        bare = [block for block, none in zip(blocks, untitled, strict=True) if none]
        usual = usual or (
            alone and len(bare) > 1 and any(titles) and all([_bold_over_plain(rows, block) for block in bare])
        )
        for n, (piece, title) in enumerate(zip(found, titles, strict=True)):
            # Why: a line of its own may be a task; a first sentence of few words hardly is.
            if result[n] is None and (usual if alone else title or usual):
                result[n] = piece
    return result


def houses_of(
    rows: Sequence[Row],
    blocks: Sequence[Block],
    sentences: Sequence[Piece | None],
    homeless: Sequence[bool],
    words: Words,
    languages: Sequence[str],
) -> list[Piece | None]:
    """Return the employers that texts of jobs open with, where the headers of most name none and all open alike.

    "Operations Manager   2019 – 2021" over "*Acme Ltd*. Forecast and dashboards.", the name in a dress of its own.
    """
    found = [
        piece if lone and piece is not None and _dressed_alone(rows, block, piece) else None
        for block, piece, lone in zip(blocks, sentences, homeless, strict=True)
    ]
    named = [piece is not None and words.title_score(piece.text, languages) < _TITLED for piece in found]
    if sum(named) < _SEVERAL or 4 * sum(named) < 3 * len(blocks):
        return [None] * len(blocks)
    return [piece if yes else None for piece, yes in zip(found, named, strict=True)]


# Jobs; points of a title.
_SEVERAL, _TITLED = 2, 0.4


def _dressed_alone(rows: Sequence[Row], block: Block, piece: Piece) -> bool:
    """Say whether the first sentence of a text is dressed unlike what follows it."""
    runs = rows[block.body[0]].cells[0].runs
    return len(runs) > 1 and len(piece.text) <= runs[0][1] <= len(piece.text) + 1


def first_sentence(rows: Sequence[Row], block: Block) -> Piece | None:
    """Return the short first sentence of the text of a job."""
    cell = rows[block.body[0]].cells[0] if block.body else None
    stop = SENTENCE.search(cell.text) if cell is not None and not cell.bullet else None
    if cell is None or stop is None or stop.start() > _TITLE:
        return None
    return Piece(cell.text[: stop.start()], Span(cell.span.start, cell.span.start + stop.start()))


def _bold_over_plain(rows: Sequence[Row], block: Block) -> bool:
    """Say whether the text of a job opens with a line in bold over one that is not."""
    first = [rows[i].cells[0] for i in block.body[:2]]
    return len(first) == 2 and first[0].bold and not first[1].bold


def _first_line(rows: Sequence[Row], block: Block) -> Piece | None:
    """Return the short first line of the text of a job, item of a list or not, without its full stop."""
    cell = rows[block.body[0]].cells[0] if block.body else None
    text = cell.text.rstrip(" .") if cell is not None else ""
    if cell is None or not 2 < len(text) <= _TITLE or not text[0].isupper():
        return None
    # "Backoffice Dpto. Internacional"
    if any([not before.casefold().endswith(SHORTENED) for before in text.split(". ")[:-1]]):
        return None
    return Piece(text, Span(cell.span.start, cell.span.start + len(text)))


# Unit: characters. A longer sentence is a task.
_TITLE = 50

"""Positions -> Labels: functions, skills, industries. To add one, add a line to rules/functions or rules/skills.

What a position mentions: `mentions`; tools listed beside all positions: here; parts of a position: `stints`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xpcalc.classify.mentions import Mention, read, scope_of
from xpcalc.classify.skills import skill_hits
from xpcalc.classify.stints import stints
from xpcalc.classify.texts import Text, lines_of, text_of
from xpcalc.model import Document, Label, Piece, Position, Span
from xpcalc.taxonomy import Tables, Taxonomy


def classify(
    positions: Sequence[Position], document: Document, taxonomy: Taxonomy, languages: Iterable[str] = ()
) -> tuple[Label, ...]:
    """Return the functions, skills and industries of each position; one function of a position is primary.

    Invariant: ordered by position, scheme, first mention; deterministic; a position without a cue has no label.
    """
    scope = scope_of(languages)
    labels: list[Label] = []
    for index, position in enumerate(positions):
        mentions, primary = read(position, taxonomy, scope)
        grouped: dict[tuple[str, str], list[Mention]] = {}
        for mention in mentions:
            grouped.setdefault((mention.scheme, mention.code), []).append(mention)
        rank = {"function": 0, "skill": 1, "industry": 2}
        for (scheme, code), found in sorted(
            grouped.items(), key=lambda item: (rank[item[0][0]], item[0] != ("function", primary))
        ):
            labels.append(
                Label(
                    position=index,
                    scheme=scheme,
                    code=code,
                    why=tuple(dict.fromkeys(mention.written for mention in found)),
                    primary=scheme == "function" and code == primary,
                    span=_span(found[0], position, document),
                )
            )
    return tuple(labels)


def _span(mention: Mention, position: Position, document: Document) -> Span | None:
    if mention.piece >= 0:
        piece = position.body[mention.piece]
        return _inside(piece, mention, document)
    wanted = position.title if mention.piece == -1 else position.employer
    for piece in position.header:
        at = piece.text.find(wanted) if wanted else -1
        if at >= 0 and piece.span is not None:
            moved = Span(piece.span.start + at, piece.span.start + at + len(wanted or ""))
            return _inside(Piece(wanted or "", moved), mention, document)
    if position.span is not None and wanted:
        at = document.text.find(wanted, position.span.start, position.span.stop)
        if at >= 0:
            return Span(at + mention.start, at + mention.stop)
    return position.span


def _inside(piece: Piece, mention: Mention, document: Document) -> Span | None:
    if piece.span is None:
        return None
    start, stop = piece.span.start + mention.start, piece.span.start + mention.stop
    if document.text[start:stop] == mention.written:
        return Span(start, stop)
    # A bullet or a line break was taken out of the piece: look for the words inside its span.
    at = document.text.find(mention.written, piece.span.start, piece.span.stop)
    return Span(at, at + len(mention.written)) if at >= 0 else piece.span


def listed_skills(document: Document, taxonomy: Taxonomy, labels: Iterable[Label] = ()) -> tuple[Label, ...]:
    """Return the skills named anywhere in the document (position -1), without those that `labels` hold already."""
    tables = taxonomy.tables
    have = {label.code for label in labels if label.scheme == "skill"}
    found: dict[str, list[tuple[int, str]]] = {}
    rows = [(at, text_of(line)) for at, line in lines_of(document.text)]
    alone = [len(text.words) <= 3 and bool(tables.skills.find(text.words)) for _, text in rows]
    heading = [
        len(text.words) <= 4 and any(first == 0 for first, _, _ in tables.list_heads.find(text.words))
        for _, text in rows
    ]
    for index, (at, text) in enumerate(rows):
        near = range(max(0, index - 2), min(len(rows), index + 3))
        under = any(heading[other] for other in range(max(0, index - 3), index)) and not text.text.rstrip().endswith(
            "."
        )
        company = under or (alone[index] and sum(alone[other] for other in near) > 1 and _sure_line(rows, near, tables))
        for code, first, stop in skill_hits(text, tables, company):
            for one in (code, *taxonomy.ancestors(code)):
                if one not in have:
                    found.setdefault(one, []).append((at + text.starts[first], text.written(first, stop)))
    return tuple(
        Label(
            -1,
            "skill",
            code,
            tuple(dict.fromkeys(word for _, word in where)),
            False,
            Span(where[0][0], where[0][0] + len(where[0][1])),
        )
        for code, where in found.items()
    )


def _sure_line(rows: Sequence[tuple[int, Text]], near: Iterable[int], tables: Tables) -> bool:
    return any(skill_hits(rows[other][1], tables) for other in near)


__all__ = ["classify", "listed_skills", "stints"]

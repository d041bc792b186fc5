"""Claims: what people say about the length of their experience, and how it compares with what the dates show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from xpcalc.claims import ClaimWords, find_claims
from xpcalc.model import Claim, Document
from xpcalc.rulebook import Rulebook

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "claims.yaml").read_text(encoding="utf-8"))


def words_of(book: Rulebook) -> ClaimWords:
    return book.built("claims", lambda: ClaimWords.from_mapping(book.raw["claims"]))


def claims(book: Rulebook, text: str, *codes: str, **more: Any) -> tuple[Claim, ...]:
    document = Document("cv.txt", "text", "", text, **more)
    languages = [book.languages[code] for code in dict.fromkeys((*(codes or ("en",)), "en"))]
    return find_claims(document, (), book.taxonomy, languages, words_of(book))


def said(found: tuple[Claim, ...]) -> set[tuple[str, int, str]]:
    return {(claim.about, claim.months, claim.comparison) for claim in found}


def figures(book: Rulebook, rows: list[Any]) -> tuple[float, float, list[str]]:
    """Return precision, recall and what differs."""
    hits = extra = missed = 0
    notes: list[str] = []
    for language, text, *want in rows:
        expected = {tuple(one) for one in want}
        found = said(claims(book, text, language))
        hits += len(found & expected)
        extra += len(found - expected)
        missed += len(expected - found)
        if found != expected:
            notes.append(f"{language} {text!r}: wanted {sorted(expected - found)}, got {sorted(found - expected)}")
    return hits / (hits + extra), hits / (hits + missed), notes


def test_precision_and_recall(rulebook: Rulebook) -> None:
    rows = [*CASES["claims"], *CASES["not_claims"], *CASES["second"]]
    precision, recall, notes = figures(rulebook, rows)
    print(f"claims, {len(rows)} sentences: precision {precision:.3f}, recall {recall:.3f}", *notes, sep="\n")
    assert precision >= 0.95, notes
    assert recall >= 0.92, notes


def test_precision_and_recall_of_sentences_held_out(rulebook: Rulebook) -> None:
    rows = CASES["held_out"]
    precision, recall, notes = figures(rulebook, rows)
    print(f"claims held out, {len(rows)} sentences: precision {precision:.3f}, recall {recall:.3f}", *notes, sep="\n")
    assert precision >= 0.85, notes
    assert recall >= 0.80, notes

"""What a document claims in words, held against what its dates show. Claims never feed a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xpcalc.classify import listed_skills
from xpcalc.count import duration, unite
from xpcalc.model import CheckedClaim, Claim, Document, Experience, Label, Policy, Position, Stint, blanked
from xpcalc.pipeline.words import claim_words, languages_of
from xpcalc.rulebook import Rulebook

Bounds = tuple[int, int, int]


def claims_of(
    document: Document,
    book: Rulebook,
    policy: Policy,
    as_of: date,
    latest: date | None,
    positions: Sequence[Position],
    labels: Sequence[Label],
    listed: Sequence[Label],
    stints: Sequence[Stint],
    experience: Experience,
    unread: bool = False,
) -> tuple[CheckedClaim, ...]:
    """Return the claims of a document beside the months that its dates show for the same thing.

    `labels` are those of positions, `listed` the skills that are named in none; `unread`: some jobs were not read.
    """
    from xpcalc.claims import check_claims, find_claims

    languages = languages_of(book, document.languages)
    claims = find_claims(document, positions, book.taxonomy, languages, claim_words(book), book.words, as_of)
    if not claims:
        return ()
    names = {f"skill:{label.code}" for label in listed}
    if any(claim.about in names for claim in claims):
        names = _listed_apart(document, book, claims, labels)
    bounds: dict[str, Bounds] = {}
    for claim in claims:
        if claim.about in bounds:
            continue
        scheme, _, code = claim.about.partition(":")
        if " " in code or "|" in code:
            together = _together(book, policy, as_of, latest, positions, labels, stints, claim)
            if together is not None:
                bounds[claim.about] = together
            continue
        covers = [experience.by_label[claim.about]] if claim.about in experience.by_label else []
        if claim.about == "total":
            covers = [experience.total]
        elif scheme == "function":
            codes = [f"function:{each}" for each, _ in book.taxonomy.satisfies(code)]
            covers = [experience.by_label[each] for each in codes if each in experience.by_label]
        if covers:
            shown = duration(unite(covers), policy)
            bounds[claim.about] = (shown.rounded_low, shown.rounded, shown.rounded_high)
        elif claim.about in names:
            # Named in a list only: anything from nothing to the whole career.
            bounds[claim.about] = (0, 0, duration(experience.total, policy).rounded_high)
    checked = check_claims(claims, bounds)
    if unread:
        # Why: where jobs could not be read, what the dates show is no upper bound.
        open_ = ("overstated", "no_evidence")
        checked = tuple([CheckedClaim(x.claim, "undecided") if x.result in open_ else x for x in checked])
    return checked


def _listed_apart(document: Document, book: Rulebook, claims: Sequence[Claim], labels: Sequence[Label]) -> set[str]:
    """Return the skills that a document names outside of its positions and of the claims themselves.

    Why: "10 years of SAP" in a summary is no list that names SAP; in a list of skills it is both.
    """
    from xpcalc.claims import sections_of

    sections = sections_of(document.lines, book.words, document.languages)
    held = [line.span for line, section in zip(document.lines, sections, strict=True) if section == "skills"]
    spans = [claim.span for claim in claims if claim.span is not None]
    apart = [span for span in spans if not any(line.start <= span.start < line.stop for line in held)]
    text = blanked(document.text, apart)
    return {f"skill:{label.code}" for label in listed_skills(replace(document, text=text), book.taxonomy, labels)}


def _together(
    book: Rulebook,
    policy: Policy,
    as_of: date,
    latest: date | None,
    positions: Sequence[Position],
    labels: Sequence[Label],
    stints: Sequence[Stint],
    claim: Claim,
) -> Bounds | None:
    """Return the months of a claim about several things ("function:support industry:saas"), as a rule counts them.

    None: no position is of that kind.
    """
    import xpcalc.count as counting
    from xpcalc.criteria import Case, Facts, Where
    from xpcalc.judge import counter

    asked = {scheme: tuple(codes.split("|")) for scheme, _, codes in (x.partition(":") for x in claim.about.split())}
    where = Where(function=asked.get("function", ()), industry=asked.get("industry", ()))
    facts = Facts(
        as_of,
        policy,
        book.taxonomy,
        arithmetic=counting,
        count=counter(counting, positions, labels, as_of, latest, stints),
        positions=tuple(positions),
        labels=tuple(labels),
    )
    found = Case(facts, policy).find(where)
    if not found.positions:
        return None
    shown = duration(found.cover, policy)
    return shown.rounded_low, shown.rounded, shown.rounded_high

"""Claims and the months that the dates show -> results. To add a comparison, add a row to `NEEDED`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from xpcalc.model import CheckedClaim, Claim

Bounds = tuple[int, int, int]  # months: low, likely, high

# Source: hand-made, docs/counting.md, "Claims": months that a comparison takes off the claim ...
NEEDED = MappingProxyType({"exact": 0, "at_least": 0, "about": 3, "almost": 3})
# ... and the rounding that a plain claim allows, by its unit.
ROUNDING = MappingProxyType({"years": 1, "months": 0})
UNDERSTATED = 6


def check_claim(claim: Claim, low: int, likely: int, high: int, *, tolerance: int | None = None) -> CheckedClaim:
    """Return a claim beside its evidence.

    Unit: months; low <= likely <= high. `tolerance` is the rounding of plain claims, by default that of the unit.
    Invariant: a decided result holds for every true length between low and high.
    """
    accepted = claim.months - NEEDED[claim.comparison]
    slack = 0
    if claim.comparison == "exact":
        slack = ROUNDING[claim.unit] if tolerance is None else tolerance
    difference = likely - claim.months
    if low >= accepted:
        plain = claim.comparison == "exact" and claim.unit == "years" and claim.months % 12 == 0
        result = "understated" if plain and likely >= claim.months + UNDERSTATED else "supported"
    elif low >= accepted - slack:
        result = "supported_within_rounding"
    elif high < accepted - slack:
        result, difference = "overstated", high - claim.months
    else:
        result = "undecided"
    return CheckedClaim(claim, result, likely, low, high, difference)


def check_claims(
    claims: Sequence[Claim], bounds: Mapping[str, Bounds], *, tolerance: int | None = None
) -> tuple[CheckedClaim, ...]:
    """Return each claim beside the bounds of what it is about; what stands not in `bounds` has no evidence.

    A skill that only a skills list names has the bounds (0, 0, total): nothing dated speaks against it.
    """
    checked = []
    for claim in claims:
        known = bounds.get(claim.about)
        if known is None:
            checked.append(CheckedClaim(claim, "no_evidence"))
        else:
            checked.append(check_claim(claim, *known, tolerance=tolerance))
    return tuple(checked)

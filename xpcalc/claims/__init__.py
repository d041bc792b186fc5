"""Text -> Claims ("2 years of Zendesk"), and Claims beside evidence -> CheckedClaims.

To add a way to say it, write words or a phrase in rules/claims.yaml and a sentence in tests/cases/claims.yaml.
Claims are compared with what the dates show; they never feed a total.
"""

from __future__ import annotations

from xpcalc.claims.check import Bounds, check_claim, check_claims
from xpcalc.claims.find import find_claims, sections_of
from xpcalc.claims.words import ClaimWords

__all__ = ["Bounds", "ClaimWords", "check_claim", "check_claims", "find_claims", "sections_of"]

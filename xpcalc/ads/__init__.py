"""Job ad -> what it asks, as a rule; and back: a rule -> the sentences of an ad.

To read more, write words in rules/ads/*.yaml; a new criterion needs a method in find.py and a form in standard.py.
"""

from __future__ import annotations

from xpcalc.ads.ad import Ad, Unclear, Unread, Wanted
from xpcalc.ads.read import read_ad

__all__ = ["Ad", "Unclear", "Unread", "Wanted", "read_ad"]

"""Text -> dates, ranges of dates, printed durations. To add a language, write rules/languages/<code>.yaml.

A hand-written grammar over tokens: every step looks ahead a bounded number of tokens, so time is linear in the text.
"""

from __future__ import annotations

from xpcalc.dates.days import bounds, day_order, days, edtf, first_day, last_day
from xpcalc.dates.grammar import Found, Grammar
from xpcalc.dates.text import fold

__all__ = ["Found", "Grammar", "bounds", "day_order", "days", "edtf", "first_day", "fold", "last_day"]

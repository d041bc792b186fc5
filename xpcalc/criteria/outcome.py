"""What a criterion found -> a value that `judge` makes a check of. To add a flag: a row in `FLAGS`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xpcalc.assessment import Evidence
from xpcalc.model import Duration
from xpcalc.record import dataclass
from xpcalc.verdict import ORDER, WORDS, Check, Result, Verdict

# Source: docs/rules.md, "Flags"; what stands beside a result so that a person weighs it.
FLAGS: Mapping[str, str] = MappingProxyType(
    {
        "by_rounding": "reached by rounding only: complete months alone are fewer",
        "month_precision": "dates to the month: other days of the same months would make it a range",
        "year_only": "dates to the year only",
        "role_credited": "a tool named in a job is credited with the whole job",
        "equivalent_tool": "shown with another tool of the same kind",
        "as_of_assumed": "an ongoing job is counted up to today, as the document carries no date",
        "listed_only": "named in a list only, in no job",
        "reading_warning": "a finding about the lines behind this number asks for a second look",
        "level_by_word": "the level is read from a word such as fluent, not from a CEFR code",
    }
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one criterion found. Unit: months; `positions` are indexes."""

    result: Result
    shown: str
    needed: int | None = None
    shown_low: int | None = None
    shown_high: int | None = None
    duration: Duration | None = None
    flags: tuple[str, ...] = ()
    positions: tuple[int, ...] = ()
    lines: tuple[Evidence, ...] = ()
    would_settle: str | None = None


__all__ = ["FLAGS", "ORDER", "WORDS", "Check", "Outcome", "Result", "Verdict"]

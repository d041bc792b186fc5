"""A number -> an invented CV as text; the same number gives the same CV, another number another one."""

from __future__ import annotations

import random
from pathlib import Path

# Source: hand-made; invented employers and everyday titles.
TITLES = ("Customer Support Agent", "Account Manager", "Data Analyst", "Warehouse Clerk", "Nurse", "QA Engineer")
EMPLOYERS = ("Quillfern Ltd", "Brightmoor Software", "Talleres Ibaizabal", "Northbeck Stores", "Alder & Finch")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def cv(number: int) -> str:
    """Return a CV with two to four jobs, one after the other."""
    draw = random.Random(number)
    lines = [f"Person {number}", f"person{number}@example.org", "", "Work Experience", ""]
    year, month = 2025, draw.randrange(12)
    for _ in range(draw.randint(2, 4)):
        length = draw.randint(5, 40)
        first = year * 12 + month - length
        start = f"{MONTHS[first % 12]} {first // 12}"
        lines += [draw.choice(TITLES), draw.choice(EMPLOYERS), f"{start} - {MONTHS[month]} {year}", ""]
        lines += ["- Answered tickets in Zendesk and wrote articles", ""]
        year, month = divmod(first - draw.randint(1, 6), 12)
    return "\n".join(lines)


def folder(root: Path, count: int) -> Path:
    """Write so many CVs into a folder of folders; return it."""
    for number in range(count):
        path = root / f"part{number % 3}" / f"cv_{number:04d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(cv(number), encoding="utf-8")
    return root
